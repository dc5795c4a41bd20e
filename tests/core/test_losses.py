"""What holds for every tally of points that are lost."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.losses import Tally
from spbe_cli.core.scoring import score
from spbe_cli.model.assessment import Assessment, Published
from tests import strategies
from tests.reached import reached, reaching
from tests.strategies import assessments, built_in, instruments

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.result import Result
    from spbe_cli.model.tree import Tier

SPBE_2020, SPBE_2018, PEMDI, PEGI = built_in()

tiers: st.SearchStrategy[Tier] = st.sampled_from(("domain", "aspect", "indicator"))


def tally(tier: Tier, results: Iterable[Result]) -> Tally:
    found = Tally(tier)
    for one in results:
        found.add(one)
    return found


def answered(levels: dict[int, Any], instrument: Instrument = SPBE_2020) -> Result:
    return score(strategies.answered(instrument, levels), instrument)


def announced(**figures: Any) -> Result:
    published = Published.model_validate(figures, context=SPBE_2020)
    return score(Assessment(agency="Contoh", year=2023, instrument=SPBE_2020.id, published=published), SPBE_2020)


@given(st.data(), tiers)
def test_all_losses_add_up_to_the_maximum_less_the_mean_index_exactly(data: st.DataObject, tier: Tier) -> None:
    instrument = data.draw(instruments().filter(lambda one: tier != "domain" or bool(one.domains)))
    results = [score(data.draw(assessments(instrument)), instrument) for _ in range(data.draw(st.integers(1, 3)))]
    found = tally(tier, results)
    mean = sum((one.index.exact for one in results), Fraction(0)) / len(results)
    losses = found.losses(instrument)
    assert found.results == len(results)
    assert found.mean == mean
    assert sum(one.lost for one in losses) == instrument.scale.max - mean
    assert [one.lost for one in losses] == sorted((one.lost for one in losses), reverse=True)
    for one in losses:
        assert one.lost >= 0
        assert 1 <= one.count <= len(results)
        assert instrument.scale.min <= one.mean <= instrument.scale.max
        assert tuple(level for level, _count in one.levels) == (instrument.scale.levels if tier == "indicator" else ())
        assert sum(count for _level, count in one.levels) == (one.count if one.levels else 0)
        assert 0 <= one.between <= sum(count for _level, count in one.levels)
        assert not one.between or instrument.indicators[one.id].repeat


@given(st.data(), tiers)
def test_tallies_of_any_split_merge_to_that_of_the_whole(data: st.DataObject, tier: Tier) -> None:
    instrument = data.draw(instruments())
    results = [score(data.draw(assessments(instrument)), instrument) for _ in range(data.draw(st.integers(1, 4)))]
    split = data.draw(st.lists(st.integers(0, 2), min_size=len(results), max_size=len(results)))
    merged = Tally(tier)
    for part in data.draw(st.permutations((0, 1, 2))):
        merged.merge(tally(tier, (one for one, where in zip(results, split, strict=True) if where == part)))
    whole = tally(tier, results)
    assert merged.results == whole.results
    assert merged.losses(instrument) == whole.losses(instrument)
    assert not whole.results or merged.mean == whole.mean


def test_by_hand() -> None:
    # Indicators 1 (1.3%) and 32 (2.75%); all others are at the maximum.
    best = dict.fromkeys(SPBE_2020.indicators, 5)
    losses = tally("indicator", [answered(best | {1: 1, 32: 4}), answered(best | {1: 3})]).losses(SPBE_2020)
    first, second, *rest = losses
    assert (first.id, first.title, first.count) == (1, str(SPBE_2020.indicators[1].title), 2)
    assert first.mean == 2
    assert first.lost == Fraction("1.3") / 100 * (4 + 2) / 2
    assert first.levels == ((1, 1), (2, 0), (3, 1), (4, 0), (5, 0))
    assert (second.id, second.mean, second.lost) == (32, Fraction(9, 2), Fraction("2.75") / 100 / 2)
    assert [one.lost for one in rest] == [0] * 45
    assert [one.id for one in rest] == sorted(one.id for one in rest)
    domains = tally("domain", [answered(best | {1: 1, 32: 4}), answered(best | {1: 3})]).losses(SPBE_2020)
    assert [(one.id, one.lost, one.levels) for one in domains][:2] == [(1, first.lost, ()), (4, second.lost, ())]


def test_not_applicable_is_no_level_and_its_weight_counts_where_it_went() -> None:
    best = dict.fromkeys(SPBE_2020.indicators, 5)
    # Aspect 4 weighs 5: two equal halves, so that the other carries all of it.
    results = [answered(best | {19: "n/a", 20: 1}), answered(best | {19: 1})]
    losses = {one.id: one for one in tally("indicator", results).losses(SPBE_2020)}
    assert (losses[19].count, losses[20].count) == (1, 2)
    assert losses[19].mean == 1
    assert losses[20].mean == 3
    assert losses[19].lost == Fraction(5, 200) * 4 / 2
    assert losses[20].lost == Fraction(5, 100) * 4 / 2
    assert losses[19].levels == ((1, 1), (2, 0), (3, 0), (4, 0), (5, 0))


def test_a_mean_over_services_counts_at_the_level_that_it_has_reached() -> None:
    results = [answered({35: levels}, SPBE_2018) for levels in ([1, 3, 3], [2, 2, 2], [3, 4, 4])]
    losses = {one.id: one for one in tally("indicator", results).losses(SPBE_2018)}
    assert losses[35].mean == Fraction(7 + 6 + 11, 9)
    assert losses[35].levels == ((0, 0), (1, 0), (2, 2), (3, 1), (4, 0), (5, 0))
    assert (losses[35].between, losses[1].between) == (2, 0)


@reaching(0.3, "named")
@given(st.data())
def test_each_value_counts_at_the_level_whose_name_a_result_gives_it(data: st.DataObject) -> None:
    instrument = data.draw(instruments())
    result = score(data.draw(assessments(instrument)), instrument)
    losses = {one.id: one for one in tally("indicator", [result]).losses(instrument)}
    for one in result.indicators:
        if one.level is not None and one.level_name is not None:
            reached("named")
            kind = instrument.aspect_of(one.indicator.id).levels
            (level,) = [level for level, count in losses[one.indicator.id].levels if count]
            assert instrument.scale.level_name(kind, level) == one.level_name


def test_bands_say_at_which_level_a_fractional_value_counts() -> None:
    # Pemdi's bands begin at 1, 1.5, 2.5, 3.5 and 4: 4 is called the fifth level, 3.5 the fourth, 2.17 the second.
    results = [
        answered({1: 4, 2: Decimal("3.5"), 3: Decimal("2.17")}, PEMDI),
        answered({1: Decimal("4.2"), 3: Decimal("1.5")}, PEMDI),
    ]
    losses = {one.id: one for one in tally("indicator", results).losses(PEMDI)}
    assert losses[1].levels == ((1, 0), (2, 0), (3, 0), (4, 0), (5, 2))
    assert losses[2].levels == ((1, 1), (2, 0), (3, 0), (4, 1), (5, 0))
    assert losses[3].levels == ((1, 0), (2, 2), (3, 0), (4, 0), (5, 0))
    assert not any(one.between for one in losses.values())


def test_announced_figures_count_on_the_tiers_that_are_known_in_full() -> None:
    full = announced(domains={1: 2, 2: Decimal("2.5"), 3: 3, 4: 4}, index=Decimal("3.2"))
    partial = announced(index=3, domains={1: 2, 2: 2})
    only_index = announced(index=3)
    found = tally("domain", [full, partial, only_index])
    assert (found.results, found.mean) == (1, Fraction("3.2"))
    assert [(one.id, one.count, one.lost) for one in found.losses(SPBE_2020)] == [
        (2, 1, Fraction("0.625")), (4, 1, Fraction("0.455")), (1, 1, Fraction("0.39")), (3, 1, Fraction("0.33")),
    ]  # fmt: skip
    for tier in ("aspect", "indicator"):
        none = tally(tier, [full, partial, only_index])
        assert (none.results, none.losses(SPBE_2020)) == (0, ())


@pytest.mark.parametrize("instrument", [PEMDI, PEGI], ids=lambda one: one.id)
def test_an_instrument_without_domains_loses_nothing_by_domain(instrument: Instrument) -> None:
    found = tally("domain", [answered({}, instrument)])
    assert (found.results, found.losses(instrument)) == (0, ())
    assert tally("aspect", [answered({}, instrument)]).results == 1
