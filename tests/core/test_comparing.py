"""What holds for every comparison, and the real ones; gates on comparisons; agencies over time."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.comparing import compare, pair, trend
from spbe_cli.core.regressing import Changes
from spbe_cli.core.scoring import score
from spbe_cli.model.assessment import Assessment, Published
from spbe_cli.model.comparison import Comparison
from spbe_cli.model.instrument import Instrument
from spbe_cli.model.result import Result
from spbe_cli.reading.assessments import load_assessment
from tests.conftest import EXAMPLES
from tests.strategies import answer_to, assessments, built_in, instruments, levels

SPBE_2020, SPBE_2018, PEMDI, PEGI = built_in()


def example(name: str) -> Result:
    read = load_assessment(EXAMPLES / f"{name}.yaml")
    return score(read.assessment, read.instrument, read.path)


def answered(instrument: Instrument, answers: dict[int, Any], **head: Any) -> Result:
    """A result with these answers, and a 3 everywhere else."""
    made = {one: answer_to(one, level, instrument) for one, level in (dict.fromkeys(instrument.indicators, 3) | answers).items()}
    about: dict[str, Any] = {"agency": "Kota Contoh", "year": instrument.years.first, "instrument": instrument.id} | head
    return score(Assessment(answers=made, **about), instrument)


def announced(instrument: Instrument, **published: Any) -> Result:
    """A result of announced figures only."""
    figures = Published.model_validate(published, context=instrument)
    about: dict[str, Any] = {"agency": "Kota Contoh", "year": instrument.years.first, "instrument": instrument.id}
    return score(Assessment(published=figures, **about), instrument)


def effects(comparison: Comparison) -> dict[int, Fraction | None]:
    return {one.new.indicator.id: one.effect for one in comparison.moved}


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    instrument = draw(instruments())
    old, new = (score(draw(assessments(instrument)), instrument) for _ in range(2))
    return compare(old, new)


@given(comparisons())
def test_effects_add_up_to_the_change_of_the_index_exactly(comparison: Comparison) -> None:
    assert sum(one.effect for one in comparison.indicators if one.effect is not None) == comparison.change.exact
    assert all(one.effect == 0 for one in comparison.indicators if not one.moved)


@given(comparisons())
def test_the_biggest_effect_stands_first(comparison: Comparison) -> None:
    sizes = [abs(one.effect or Fraction(0)) for one in comparison.indicators]
    assert sizes == sorted(sizes, reverse=True)
    assert {one.new.indicator.id for one in comparison.indicators} == set(comparison.new.instrument.indicators)


@given(st.data())
def test_an_effect_is_weight_times_change_of_level_where_weights_stay(data: st.DataObject) -> None:
    instrument = data.draw(instruments())
    level = levels(instrument)
    old, new = (answered(instrument, {one: data.draw(level) for one in instrument.indicators}) for _ in range(2))
    comparison = compare(old, new)
    assert not comparison.reweighted
    for one in comparison.indicators:
        assert one.effect == one.new.weight * (one.change.exact or 0) / 100
    back = compare(new, old)
    assert effects(back) == {one: -(effect or 0) for one, effect in effects(comparison).items()}


def test_what_ends_to_count_has_the_effect_of_the_weight_it_moves() -> None:
    # Aspect 4 has two indicators of 2.5 each: without 19, its weight goes to 20, which has 4 instead of 1.
    comparison = compare(answered(SPBE_2020, {19: 1, 20: 4}), answered(SPBE_2020, {19: "n/a", 20: 4}))
    assert effects(comparison) == {19: Fraction(25, 1000) * (4 - 1)}
    assert comparison.reweighted
    assert comparison.indicators[0].change.shown is None
    back = compare(comparison.new, comparison.old)
    assert effects(back) == {19: -Fraction(25, 1000) * (4 - 1)}


def test_more_services_have_the_effect_of_the_weight_they_take() -> None:
    # Aspect 7: 32, 33 and 34 and each service of 35 are equal items of 20.
    comparison = compare(answered(SPBE_2018, {35: [1, 1, 1]}), answered(SPBE_2018, {35: [1, 1, 1, 5]}))
    assert effects(comparison) == {35: 20 * (Fraction(3 * 3 + 3 + 5, 7) - Fraction(3 * 3 + 3, 6)) / 100}


def test_nothing_left_over_but_what_ends_and_what_begins_to_count() -> None:
    only = dict.fromkeys(SPBE_2020.indicators, "n/a")
    comparison = compare(answered(SPBE_2020, only | {1: 2}), answered(SPBE_2020, only | {47: 5}))
    assert comparison.change.exact == 3
    assert sum(one or 0 for one in effects(comparison).values()) == 3


def test_bandar_lampung_2023_to_2024() -> None:
    comparison = compare(example("bandar-lampung-2023"), example("bandar-lampung-2024"))
    assert [str(one.shown) for one in (comparison.old.index, comparison.new.index)] == ["2.15", "2.98"]
    assert (str(comparison.change.shown), comparison.change.exact) == ("0.83", Fraction(825, 1000))
    assert (comparison.predicate, comparison.basis, len(comparison.moved)) == ("up", "indicators", 28)
    # 39: from 1 to 3, with a weight of 2.75.
    first = comparison.indicators[0]
    assert (first.new.indicator.id, first.effect) == (39, Fraction(275, 10000) * 2)
    assert [(one.tier, one.id) for one in comparison.parts][:3] == [("domain", 1), ("aspect", 1), ("domain", 2)]


def test_an_unchanged_result_has_moved_nothing() -> None:
    same = example("denpasar-2018")
    comparison = compare(same, same)
    assert (comparison.moved, comparison.predicate, comparison.change.exact) == ((), "same", Fraction(0))
    assert len(comparison.indicators) == 35


@pytest.mark.parametrize(
    ("old", "new", "basis", "tiers"),
    [
        ("bandar-lampung-2023", "palopo-2023", "domains", {"domain"}),
        ("palopo-2023", "bandar-lampung-2023", "domains", {"domain"}),
        ("palopo-2018", "palopo-2019", "index", set()),
        ("denpasar-2018", "palopo-2019", "index", set()),
        ("denpasar-2018-self", "denpasar-2018", "indicators", {"domain", "aspect"}),
    ],
)
def test_the_finest_tier_that_both_have(old: str, new: str, basis: str, tiers: set[str]) -> None:
    comparison = compare(example(old), example(new))
    assert comparison.basis == basis
    assert {one.tier for one in comparison.parts} == tiers
    assert bool(comparison.indicators) is (basis == "indicators")


def test_announced_aspects_are_compared_with_computed_ones() -> None:
    aspects = dict.fromkeys(range(1, 9), 2)
    comparison = compare(announced(SPBE_2020, aspects=aspects), answered(SPBE_2020, {}))
    assert comparison.basis == "aspects"
    assert {one.change.shown for one in comparison.parts} == {1}


def test_what_does_not_apply_on_one_side_is_there_without_a_change() -> None:
    comparison = compare(answered(SPBE_2020, {}), answered(SPBE_2020, {19: "n/a", 20: "n/a"}))
    aspect = next(one for one in comparison.parts if (one.tier, one.id) == ("aspect", 4))
    assert (aspect.change.new, aspect.change.shown, aspect.change.exact) == (None, None, None)


class TestAcrossInstruments:
    def test_by_the_crosswalk_in_either_direction(self) -> None:
        old, new = answered(SPBE_2018, {35: [1, 3, 3], 26: 1}), answered(SPBE_2020, {36: 5})
        there, back = compare(old, new), compare(new, old)
        assert not there.same_instrument
        pairs = [(one.old.indicator.id, one.new.indicator.id) for one in there.indicators]
        assert len(pairs) == 23
        assert {(3, 1), (3, 2), (6, 4), (26, 36), (35, 45), (35, 46), (35, 47)} <= set(pairs)
        assert sorted((one.new.indicator.id, one.old.indicator.id) for one in back.indicators) == sorted(pairs)
        assert [one.new.indicator.id for one in there.indicators] == sorted(one for _, one in pairs)
        personnel = next(one for one in there.indicators if one.new.indicator.id == 36)
        assert (personnel.change.exact, personnel.effect) == (Fraction(4), None)

    def test_what_is_new_and_what_has_gone(self) -> None:
        comparison = compare(answered(SPBE_2018, {}), answered(SPBE_2020, {}))
        linked = {one.new.indicator.id for one in comparison.indicators}
        assert {one.indicator.id for one in comparison.added} == set(SPBE_2020.indicators) - linked
        assert len(comparison.added) == 24
        assert len(comparison.gone) == 15
        assert comparison.parts == ()

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (answered(PEGI, {}), answered(SPBE_2018, {})),  # no crosswalk
            (answered(SPBE_2018, {}), answered(PEMDI, {})),  # none leads so far back
            (example("palopo-2019"), answered(SPBE_2020, {})),
            (answered(SPBE_2018, {}), example("palopo-2023")),
        ],
    )
    def test_without_levels_or_crosswalk_only_the_index(self, old: Result, new: Result) -> None:
        comparison = compare(old, new)
        assert (comparison.basis, comparison.indicators, comparison.added, comparison.gone) == ("index", (), (), ())
        assert comparison.change.exact == new.index.exact - old.index.exact

    def test_predicates_by_their_place_where_they_have_the_same_names(self) -> None:
        assert compare(answered(SPBE_2018, {}), answered(PEMDI, {})).predicate == "same"
        assert compare(example("palopo-2018"), example("palopo-2023")).predicate == "up"
        assert compare(example("palopo-2023"), example("palopo-2018")).predicate == "down"
        assert compare(answered(PEGI, {}), answered(SPBE_2018, {})).predicate is None


class TestGates:
    def test_max_drop_is_of_the_exact_index(self) -> None:
        # The index drops from 3 to 2.987, which is shown as 2.99.
        comparison = compare(answered(SPBE_2020, {}), answered(SPBE_2020, {1: 2}))
        for allowed, passed in ((Fraction("0.013"), True), (Fraction("0.0129"), False), (Fraction(0), False)):
            verdict = Changes(comparison).max_drop(allowed)
            assert verdict is not None
            assert (verdict.passed, verdict.expected, verdict.actual) == (passed, allowed, Fraction("0.013"))
        risen = Changes(compare(comparison.new, comparison.old)).max_drop(Fraction(0))
        assert risen is not None
        assert risen.actual == Fraction("-0.013")

    @pytest.mark.parametrize(("tier", "fallen"), [("domain", (3,)), ("aspect", (5,)), ("indicator", (2, 21, 23))])
    def test_no_regression_names_what_fell(self, tier: Any, fallen: tuple[int, ...]) -> None:
        comparison = compare(answered(SPBE_2020, {}), answered(SPBE_2020, {21: 2, 22: 4, 23: 1, 1: 5, 2: "n/a"}))
        verdict = Changes(comparison).no_regression(tier)
        assert verdict is not None
        assert (verdict.passed, verdict.actual, verdict.context["fallen"]) == (False, len(fallen), fallen)
        back = Changes(compare(comparison.old, comparison.old)).no_regression(tier)
        assert back is not None
        assert back.passed

    @pytest.mark.parametrize(
        ("old", "new", "tiers"),
        [
            (example("palopo-2018"), example("palopo-2019"), ["domain", "aspect", "indicator"]),
            (example("palopo-2023"), answered(SPBE_2020, {}), ["aspect", "indicator"]),
            (answered(SPBE_2018, {}), answered(SPBE_2020, {}), ["domain", "aspect"]),
            (answered(PEGI, {}), answered(SPBE_2018, {}), ["domain", "aspect", "indicator"]),
        ],
    )
    def test_nothing_to_check_is_no_verdict(self, old: Result, new: Result, tiers: list[Any]) -> None:
        assert [
            tier for tier in ("domain", "aspect", "indicator") if Changes(compare(old, new)).no_regression(tier) is None
        ] == tiers

    def test_an_announced_figure_is_not_below_the_exact_one_it_stands_for(self) -> None:
        # Domain 2 is exactly 16/7 and announced as 2.29.
        computed = example("denpasar-2018")
        domains = {1: Decimal("2.06"), 2: Decimal("2.29"), 3: 3}
        verdict = Changes(compare(announced(SPBE_2018, domains=domains), computed)).no_regression("domain")
        assert verdict is not None
        assert verdict.passed

    def test_across_instruments_the_pairs_of_the_crosswalk(self) -> None:
        verdict = Changes(compare(answered(SPBE_2018, {}), answered(SPBE_2020, {36: 2, 41: 1}))).no_regression("indicator")
        assert verdict is not None
        assert verdict.context["fallen"] == (36,)


def test_pairs_by_agency_and_who_is_on_one_side_only() -> None:
    old = [answered(SPBE_2020, {}, agency=name) for name in ("Kota A", "Kota B", "Kota C")]
    new = [answered(SPBE_2020, {}, agency=name, year=2022) for name in ("Kota D", "kota  b", "Kota A")]
    found = pair(old, new)
    assert [(one.old.agency, one.new.agency) for one in found.pairs] == [("Kota B", "kota  b"), ("Kota A", "Kota A")]
    assert (found.only_old, [one.agency for one in found.only_new]) == (("Kota C",), ["Kota D"])
    assert all(one.same_agency for one in found.pairs)
    assert not compare(old[0], new[0]).same_agency
    with pytest.raises(ValueError, match="kota a has more than one result on a side"):
        pair([*old, answered(SPBE_2020, {}, agency="kota a")], new)


@given(st.data())
def test_effects_over_many_agencies_add_up_to_the_change_of_their_mean_index(data: st.DataObject) -> None:
    sides: tuple[list[Result], list[Result]] = ([], [])
    for number, instrument in enumerate(data.draw(st.lists(st.sampled_from([SPBE_2018, PEGI]), min_size=1, max_size=4))):
        for side in sides:
            drawn = data.draw(assessments(instrument)).model_copy(update={"agency": f"Kota {number}"})
            side.append(score(drawn, instrument))
    found = pair(*sides)
    for one in found.movements:
        changes = [each.change.exact for each in found.pairs if each.new.instrument is one.instrument]
        assert len(changes) == one.agencies
        assert sum(each.effect for each in one.indicators) == sum(filter(None, changes)) / one.agencies
    assert sum(one.agencies for one in found.movements) == len(found.pairs)


class TestTrend:
    def test_palopo(self) -> None:
        (course,) = trend(example(f"palopo-{year}") for year in (2023, 2018, 2019)).agencies
        assert [(one.result.assessment.year, str(one.result.index.shown)) for one in course.points] == [
            (2018, "1.88"),
            (2019, "2.62"),
            (2023, "3.31"),
        ]
        assert [str(one.change.shown) for one in course.points] == ["None", "0.74", "0.69"]
        assert [one.new_instrument for one in course.points] == [False, False, True]

    @given(st.permutations(["self", "document", "interview", "visit", "final", None]))
    def test_the_stages_of_a_year_have_an_order(self, stages: list[str | None]) -> None:
        results = [answered(SPBE_2020, {}, stage=stage, year=2023) for stage in stages]
        (course,) = trend([answered(SPBE_2020, {}, stage="self", year=2024), *results]).agencies
        assert [one.result.assessment.stage for one in course.points] == [
            "self", "document", "interview", "visit", "final", None, "self",
        ]  # fmt: skip

    @given(st.data())
    def test_the_changes_lead_from_the_first_to_the_last(self, data: st.DataObject) -> None:
        years = data.draw(st.lists(st.integers(2018, 2024), min_size=1, max_size=4, unique=True))
        drawn = (data.draw(assessments(PEGI)).model_copy(update={"year": year}) for year in years)
        (course,) = trend([score(one, PEGI) for one in drawn]).agencies
        assert [one.result.assessment.year for one in course.points] == sorted(years)
        first, *others = course.points
        assert first.change.exact is None
        way = course.points[-1].result.index.exact - first.result.index.exact
        assert sum(one.change.exact for one in others if one.change.exact is not None) == way

    def test_agencies_by_name_and_every_occasion_of_any(self) -> None:
        found = trend([
            answered(SPBE_2020, {}, agency="kota b", year=2022),
            answered(SPBE_2020, {}, agency="Kota  B", year=2021, stage="final"),
            answered(SPBE_2020, {}, agency="Kota A", year=2023),
        ])  # fmt: skip
        assert [one.agency for one in found.agencies] == ["Kota A", "kota b"]
        assert found.occasions == ((2021, "final"), (2022, None), (2023, None))
