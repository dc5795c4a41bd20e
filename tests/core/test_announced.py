"""Announced figures: what follows from them, and what can't be."""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core import judging
from spbe_cli.core.announced import Announcement
from spbe_cli.core.judging import rounded
from spbe_cli.core.scoring import score
from spbe_cli.core.weighting import nominal_weights
from spbe_cli.model.assessment import Assessment, Published
from spbe_cli.model.base import decimals_of
from spbe_cli.model.instrument import Instrument
from spbe_cli.model.result import Difference, Interval, Reading, Result
from spbe_cli.model.tree import Aspect, Domain
from tests.reached import reached, reaching
from tests.strategies import assessment, assessments, built_in, instruments

SPBE_2020, SPBE_2018, PEMDI, PEGI = built_in()
AVERAGES = list(csv.DictReader(Path(__file__).parents[1].joinpath("published", "averages.csv").read_text().splitlines()))


def announced(instrument: Instrument, year: int, **figures: Any) -> Result:
    published = Published.model_validate(figures, context=instrument)
    return score(Assessment(agency="Contoh", year=year, instrument=instrument.id, published=published), instrument)


def average(row: dict[str, str], **changed: Decimal) -> Result:
    figures = {key: Decimal(value) for key, value in row.items() if key not in ("year", "agency")} | changed
    return announced(
        SPBE_2020,
        int(row["year"]),
        index=figures["index"],
        domains={number: figures[f"domain_{number}"] for number in range(1, 5)},
        aspects={number: figures[f"aspect_{number}"] for number in range(1, 9)},
    )


@pytest.mark.parametrize("row", AVERAGES, ids=lambda row: f"{row['year']} {row['agency']}")
def test_the_announced_averages_are_consistent_and_a_slip_is_named(row: dict[str, str]) -> None:
    assert average(row).differences == ()
    for figure, value in list(row.items())[2:]:
        step = Decimal("0.1") if figure.startswith("aspect") else Decimal("0.02")
        for slip in (step, -step):
            found = [(one.tier, one.id) for one in average(row, **{figure: Decimal(value) + slip}).differences]
            assert found, f"{figure} changed by {slip} is not noticed"
            if figure == "index":
                assert found == [("index", None)]
            if figure.startswith("domain"):
                assert ("domain", int(figure[-1])) in found


def test_the_regulations_own_example_of_a_domain() -> None:
    # Permen PANRB 59/2020, annex, table 11: aspects of 3.00, 4.00 and 3.00, which weigh 10, 10 and 5, give 3.40.
    result = announced(
        SPBE_2020, 2021, index=Decimal("3.00"), aspects={2: Decimal("3.00"), 3: Decimal("4.00"), 4: Decimal("3.00")}
    )
    values = {part.id: part.value and part.value.exact for part in result.parts}
    assert values == {1: None, 2: Fraction("3.4"), 3: None, 4: None}


def test_the_regulations_own_example_of_an_index() -> None:
    # Permen PANRB 59/2020, annex, table 12: 48.10 + 85.00 + 49.50 + 145.60 is 328.20, printed as 3.28.
    domains = {1: Decimal("3.70"), 2: Decimal("3.40"), 3: Decimal("3.00"), 4: Decimal("3.20")}
    alone = announced(SPBE_2020, 2021, domains=domains)
    assert alone.predicate is not None
    assert (alone.index.exact, str(alone.index.shown), alone.predicate.name) == (Fraction("3.282"), "3.28", "Baik")
    assert announced(SPBE_2020, 2021, domains=domains, index=Decimal("3.28")).differences == ()
    assert announced(SPBE_2020, 2021, domains=domains, index=Decimal("3.30")).differences != ()


@st.composite
def results(draw: st.DrawFn) -> Result:
    """A result whose weights are known from what is announced: nothing is not applicable, no service more or less than asked."""
    instrument = draw(instruments())
    answers = draw(assessments(instrument)).answers or {}
    known = {one: answer for one, answer in answers.items() if answer.not_applicable is None}
    for one, asked in instrument.indicators.items():
        if asked.repeat and one in known and len(known[one].levels or ()) != asked.repeat:
            del known[one]
    return score(assessment(instrument, known), instrument)


@given(results())
def test_what_is_announced_of_a_real_result_is_consistent(result: Result) -> None:
    instrument = result.instrument
    shown = {part.id: part.value.shown for part in result.parts if part.value}
    figures = {"index": result.index.shown, "predicate": result.predicate_name}
    tier = "domains" if instrument.domains else "aspects"
    again = announced(instrument, result.assessment.year, **figures, **{tier: shown})
    assert again.differences == ()
    assert again.index.shown == result.index.shown
    assert again.interval is not None
    assert again.interval.low <= result.index.exact <= again.interval.high


@pytest.mark.parametrize(
    ("figures", "basis", "index", "interval"),
    [
        ({"index": Decimal("2.62"), "predicate": "Baik"}, "index", "2.62", ("2.615", "2.625")),
        ({"domains": {1: Decimal("3.40"), 2: Decimal("2.50"), 3: Decimal("1.55"), 4: Decimal("4.36")}}, "domains", "3.31", None),
        ({"aspects": dict.fromkeys(range(1, 9), 3)}, "aspects", "3.00", ("2.995", "3.005")),
        ({"aspects": {1: 2}, "index": 2}, "index", "2.00", ("1.995", "2.005")),
        ({"aspects": {1: 2}, "domains": {2: 2, 3: 2, 4: 2}}, "domains", "2.00", ("1.995", "2.005")),
    ],
)
def test_the_finest_tier_announced_in_full_is_the_basis(
    figures: dict[str, Any], basis: str, index: str, interval: tuple[str, str] | None
) -> None:
    result = announced(SPBE_2020, 2023, **figures)
    assert (result.basis, str(result.index.shown)) == (basis, index)
    assert result.interval is not None
    if interval:
        assert (result.interval.low, result.interval.high) == tuple(map(Fraction, interval))


def test_an_announced_figure_is_never_replaced() -> None:
    result = announced(SPBE_2020, 2023, index=Decimal("4.00"), domains=dict.fromkeys(range(1, 5), 2))
    assert result.index.exact == 4
    assert [(one.tier, one.low, one.high) for one in result.differences] == [("index", Fraction("1.995"), Fraction("2.005"))]


def test_a_figure_below_the_scale_is_named_once() -> None:
    # Kab. Banyuasin 2023, as announced: its index follows from the domain that can't be.
    domains = {1: Decimal("2.40"), 2: Decimal("1.70"), 3: Decimal("1.09"), 4: Decimal("0.30")}
    result = announced(SPBE_2020, 2023, domains=domains, index=Decimal("1.05"), predicate="Kurang")
    assert [(one.tier, one.id) for one in result.differences] == [("domain", 4)]
    assert [one.low for one in result.differences] == [1]


def test_an_aspect_off_the_scale_is_named_as_an_aspect() -> None:
    result = announced(SPBE_2020, 2023, index=Decimal("2.62"), aspects={6: Decimal("0.30")})
    assert [(one.tier, one.id) for one in result.differences] == [("aspect", 6)]
    assert [one.id for one in result.aspects] == list(range(1, 9))


@pytest.mark.parametrize(
    ("year", "index", "predicate", "difference"),
    [
        (2023, "2.62", "Cukup", True), (2023, "2.60", "Cukup", True), (2024, "2.60", "Cukup", False),
        (2024, "2.60", "Baik", False), (2024, "2.59", "Baik", True), (2024, "2.61", "Cukup", True),
        (2023, "2.59", "Cukup", False),
    ],
)  # fmt: skip
def test_a_predicate_that_no_index_inside_the_interval_gives(year: int, index: str, predicate: str, difference: bool) -> None:
    result = announced(SPBE_2020, year, index=Decimal(index), predicate=predicate)
    assert [one.tier for one in result.differences] == (["predicate"] if difference else [])
    assert result.predicate_name == predicate


@pytest.mark.parametrize(
    ("index", "low", "high"),
    [
        ("2.6", "2.595", "2.605"),  # zeros at the end may be missing
        ("2.60", "2.595", "2.605"),
        ("2.600", "2.5995", "2.6005"),
        ("2.6375", "2.63745", "2.63755"),
        ("3.3900000000", "3.38999999995", "3.39000000005"),
        # What a program prints of 10/3 in binary floating point: it holds 10/3.
        ("3.3333333333333335", "3.3333333333328335", "3.3333333333338335"),
    ],
)
def test_a_figure_with_more_decimals_is_a_narrower_interval(index: str, low: str, high: str) -> None:
    result = announced(SPBE_2020, 2024, index=Decimal(index))
    assert result.interval is not None
    assert result.index.exact == Fraction(index)
    assert result.interval == (Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    ("aspect_4", "domain_2", "difference"),
    [
        # Aspects 2 to 4 weigh 10, 10 and 5: 3.300, 3.300 and 3.25 make 3.29, give or take 0.0014; with 3.250 it is 0.0005.
        ("3.25", "3.29", False), ("3.25", "3.2889", False), ("3.25", "3.287", True),
        ("3.250", "3.29", False), ("3.250", "3.2889", True), ("3.250", "3.2896", False),
    ],
)  # fmt: skip
def test_the_tiers_meet_at_the_decimals_they_have(aspect_4: str, domain_2: str, difference: bool) -> None:
    aspects = dict.fromkeys(range(1, 9), Decimal("3.300")) | {4: Decimal(aspect_4)}
    result = announced(SPBE_2020, 2024, aspects=aspects, domains={2: Decimal(domain_2)}, index=Decimal("3.30"))
    assert [(one.tier, one.id) for one in result.differences] == ([("domain", 2)] if difference else [])


@pytest.mark.parametrize(
    ("year", "index", "predicate", "difference"),
    [
        (2023, "2.595", "Baik", False), (2023, "2.5949", "Baik", True), (2023, "2.5949", "Cukup", False),
        (2023, "2.595", "Cukup", False),  # 2.5945 to 2.5955, shown as 2.59 or 2.60
        (2023, "2.5951", "Cukup", True), (2024, "2.600", "Cukup", False), (2024, "2.6001", "Cukup", True),
    ],
)  # fmt: skip
def test_a_predicate_beside_a_finer_index(year: int, index: str, predicate: str, difference: bool) -> None:
    result = announced(SPBE_2020, year, index=Decimal(index), predicate=predicate)
    assert [one.tier for one in result.differences] == (["predicate"] if difference else [])


def mean(weighted: list[tuple[Fraction, Fraction]]) -> Fraction:
    return sum((weight * value for weight, value in weighted), Fraction(0)) / sum(weight for weight, _value in weighted)


def understood(published: Published, instrument: Instrument) -> tuple[list[Reading], list[Difference]]:
    """The readings and the differences in plain fractions, as the docstring of the module tells them."""
    readings: list[Reading] = []
    differences: list[Difference] = []

    def read(tier: Any, identifier: int | None, given: Fraction | None, below: list[tuple[Fraction, Reading]]) -> Reading:
        possible, value = Interval(instrument.scale.min, instrument.scale.max), None
        if below:
            low, high = ([(weight, one.feasible[end]) for weight, one in below] for end in (0, 1))
            possible = Interval(mean(low), mean(high))
            if all(one.value is not None for _weight, one in below):
                value = judging.figure(mean([(weight, one.value.exact) for weight, one in below if one.value]), instrument)
        interval, feasible = (possible if value else None), possible
        if given is not None:
            half = Fraction(1, 2 * 10 ** decimals_of(given, instrument.index.decimals))
            value, interval = judging.figure(given, instrument), Interval(given - half, given + half)
            feasible = interval
            if interval.meets(possible):
                feasible = interval.common(possible)
            else:
                differences.append(Difference(tier, identifier, given, *possible))
        readings.append(Reading(tier, identifier, given, possible, value, interval, feasible))
        return readings[-1]

    def weigh(part: Domain | Aspect) -> tuple[Fraction, Reading]:
        if isinstance(part, Domain):
            return part.total, read("domain", part.id, published.domains.get(part.id), list(map(weigh, part.aspects)))
        return part.total, read("aspect", part.id, published.aspects.get(part.id), [])

    read("index", None, published.index, list(map(weigh, instrument.top)))
    return readings, differences


@reaching(0.5, "read")
@given(st.data(), instruments())
def test_whole_numbers_say_what_fractions_do(data: st.DataObject, instrument: Instrument) -> None:
    domains, aspects = [one.id for one in instrument.domains], [one.id for one in instrument.aspects]
    near = data.draw(st.integers(0, 500))
    figures = st.builds(
        lambda about, off, decimals: rounded(Fraction(about + off, 100) + Fraction(off, 10**6), decimals),
        st.just(near),
        st.integers(-2, 2) | st.integers(-300, 300),
        st.integers(0, 6),
    ).map(lambda value: min(abs(value), Decimal(int(instrument.scale.max))))
    some = [
        st.dictionaries(st.sampled_from(ids), figures) | st.fixed_dictionaries(dict.fromkeys(ids, figures))
        if ids
        else st.just({})
        for ids in (domains, aspects)
    ]
    domain_figures, aspect_figures = data.draw(st.tuples(*some))
    index = data.draw(figures | st.none() if domain_figures or aspect_figures else figures)
    given_as = {"index": index, "domains": domain_figures, "aspects": aspect_figures}
    published = Published.model_validate(given_as, context=instrument)
    readings, differences = understood(published, instrument)
    if readings[-1].value is None:
        with pytest.raises(ValueError, match="neither"):
            Announcement(published, instrument, instrument.years.first)
        return
    reached("read")
    announcement = Announcement(published, instrument, instrument.years.first)
    assert announcement.readings() == tuple(readings)
    assert announcement.differences == differences
    top = [one for one in readings if one.tier == instrument.top_tier]
    assert announcement.values == tuple(one.value.shown if one.value else None for one in top)
    assert [(one.value, one.interval) for one in announcement.parts()] == [(one.value, one.interval) for one in top]
    assert (announcement.index, announcement.interval, announcement.feasible) == (
        readings[-1].value,
        readings[-1].interval,
        readings[-1].feasible,
    )


@given(results(), st.integers(2, 6))
def test_what_is_announced_finely_of_a_real_result_is_consistent(result: Result, decimals: int) -> None:
    instrument = result.instrument
    finer = {part.id: rounded(part.value.exact, decimals) for part in result.aspects if part.value}
    figures = {"index": rounded(result.index.exact, decimals), "predicate": result.predicate_name, "aspects": finer}
    again = announced(instrument, result.assessment.year, **figures)
    assert again.differences == ()
    assert again.interval is not None
    assert again.interval.high - again.interval.low == Fraction(1, 10**decimals)
    assert again.interval.low <= result.index.exact <= again.interval.high


@given(st.data())
def test_what_a_program_computes_in_binary_floating_point_is_consistent(data: st.DataObject) -> None:
    levels = {one: data.draw(st.integers(1, 5)) for one in SPBE_2020.indicators}
    weights = {one: float(weight) for one, weight in nominal_weights(SPBE_2020).items()}
    domains, total = {}, 0.0
    for domain in SPBE_2020.domains:
        points = sum(weights[one] * levels[one] for one in domain.indicator_ids)
        domains[domain.id] = Decimal(repr(points / sum(weights[one] for one in domain.indicator_ids)))
        total += points
    assert announced(SPBE_2020, 2024, index=Decimal(repr(total / 100)), domains=domains).differences == ()


@pytest.mark.parametrize(
    ("instrument", "figures", "doubt", "predicate"),
    [
        (SPBE_2020, {"index": "0.00"}, "off_scale", None),  # not handed in
        (SPBE_2020, {"index": "0.99"}, "off_scale", None),
        (SPBE_2020, {"index": "0.996"}, "off_scale", None),
        (SPBE_2020, {"index": "1"}, None, "Kurang"),
        (SPBE_2020, {"index": "0.00", "predicate": "Kurang"}, "off_scale", "Kurang"),
        (SPBE_2018, {"index": "0.00"}, None, "Kurang"),  # its scale begins at 0
        (SPBE_2020, {"domains": ["0", "0", "0", "0"]}, "off_scale", None),
        (SPBE_2020, {"index": "4.99", "domains": ["3.30", "3.40", "3.30", "3.40"]}, "refuted", None),
        (SPBE_2020, {"index": "4.99", "domains": ["3.30", "3.40", "3.30", "3.40"], "predicate": "Baik"}, "refuted", "Baik"),
        (SPBE_2020, {"index": "3.37", "domains": ["3.30", "3.40", "3.30", "3.40"]}, None, "Baik"),
        # A domain can't be, but the index follows from it (Kab. Banyuasin 2023).
        (SPBE_2020, {"index": "1.05", "domains": ["2.40", "1.70", "1.09", "0.30"]}, None, "Kurang"),
    ],
)
def test_an_index_that_can_not_be_gives_no_predicate(
    instrument: Instrument, figures: dict[str, Any], doubt: str | None, predicate: str | None
) -> None:
    given_as: dict[str, Any] = {key: Decimal(value) if key == "index" else value for key, value in figures.items()}
    if "domains" in figures:
        given_as["domains"] = {number: Decimal(value) for number, value in enumerate(figures["domains"], start=1)}
    result = announced(instrument, instrument.years.first, **given_as)
    assert (result.doubt, result.predicate_name or None) == (doubt, predicate)
    assert result.on_scale is (doubt != "off_scale")
    # What is drawn from nothing contradicts nothing, and has no border.
    assert "predicate" not in [one.tier for one in result.differences]
    assert not (doubt and [one for one in result.cautions if one.code == "borderline"])
