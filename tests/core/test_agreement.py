"""What was announced, against what the answers give."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.judging import rounded
from spbe_cli.core.scoring import score
from spbe_cli.model.assessment import Assessment, Published
from spbe_cli.model.instrument import Instrument
from spbe_cli.model.result import Difference, Result
from tests.strategies import answer_to, assessments, built_in, instruments, written

SPBE_2020, SPBE_2018, PEMDI, PEGI = built_in()


def scored(instrument: Instrument, answers: dict[int, Any], year: int | None = None, **figures: Any) -> Result:
    given_as = {one: answer_to(one, value, instrument) for one, value in answers.items()}
    published = Published.model_validate(figures, context=instrument) if figures else None
    year = year or instrument.years.first
    return score(
        Assessment(agency="Contoh", year=year, instrument=instrument.id, answers=given_as, published=published), instrument
    )


def differing(result: Result) -> list[tuple[str, int | None]]:
    return [(one.tier, one.id) for one in result.differences]


@pytest.mark.parametrize(
    ("first", "second", "announced", "difference"),
    [
        # Aspect 5 of Pemdi holds indicators 13 and 14, of equal weights; one accepted item of indicator 13 is 7/6.
        ({"accepted": {1: 1}}, {"accepted": {1: 0}}, "1.08", False),
        ("1.17", "1.00", "1.08", False),  # 1.0825 to 1.09
        ("1.17", 1, "1.09", False),
        ("1.17", 1, "1.07", True),
        ("1.17", 1, "1.10", True),
        ("1.1667", {"accepted": {1: 0}}, "1.08", False),
        ("1.1667", {"accepted": {1: 0}}, "1.09", True),
        ("1.1667", 1, "1.09", False),  # 1 may be 1.00499: up to 1.0859
        ("1.170", {"accepted": {1: 0}}, "1.08", False),  # 1.08475 to 1.08525
        ("1.170", {"accepted": {1: 0}}, "1.0847", True),
        ({"accepted": {1: 1}}, 1, "1.083", False),
        ({"accepted": {1: 1}}, {"accepted": {1: 0}}, "1.084", True),
        ("5.00", "4.90", "4.95", False),
        ("5.00", "4.90", "4.94", True),  # 5 is the most there is: 4.945 to 4.9525
        ("5.00", "4.90", "4.96", True),
    ],
)
def test_a_value_with_decimals_stands_for_its_interval(first: Any, second: Any, announced: str, difference: bool) -> None:
    def given_as(value: Any) -> Any:
        return Decimal(value) if isinstance(value, str) else value

    result = scored(PEMDI, {13: given_as(first), 14: given_as(second)}, aspects={5: Decimal(announced)})
    assert differing(result) == ([("aspect", 5)] if difference else [])


def test_a_difference_names_the_interval() -> None:
    result = scored(PEMDI, {13: Decimal("1.17"), 14: 1}, aspects={5: Decimal("1.10")})
    assert [one[2:] for one in result.differences] == [(Fraction("1.1"), Fraction("1.0825"), Fraction("1.09"))]


def test_levels_in_whole_steps_are_exact() -> None:
    # 2.60 is what aspect 1 of levels 2, 3, 3, 3, 2, 2, 3, 3, 3, 2 makes.
    levels = dict(zip(range(1, 11), (2, 3, 3, 3, 2, 2, 3, 3, 3, 2), strict=True))
    assert differing(scored(SPBE_2020, levels, aspects={1: Decimal("2.6")})) == []
    assert differing(scored(SPBE_2020, levels, aspects={1: Decimal("2.6000")})) == []
    assert differing(scored(SPBE_2020, levels, aspects={1: Decimal("2.6001")})) == [("aspect", 1)]
    assert differing(scored(SPBE_2020, levels, aspects={1: Decimal("2.61")})) == [("aspect", 1)]


def test_each_service_may_be_off_by_its_own_share() -> None:
    small = Instrument.model_validate({
        "id": "small", "title": "Small", "source": "-", "years": {"from": 2020},
        "scale": {"min": 1, "max": 5, "step": Decimal("0.01")},
        "index": {"decimals": 2, "rounding": "half_up", "thresholds_on": {2020: "exact"}},
        "predicates": [{"from": 3, "name": "High"}, {"from": 1, "name": "Low"}],
        "aspects": [{"id": 1, "title": "A", "levels": "x", "weight": 100, "indicators": [
            {"id": 1, "title": "a", "repeat": 2}, {"id": 2, "title": "b"},
        ]}],
    })  # fmt: skip
    # The mean of three values, each up to 0.005 off, lies from 2.3283 to 2.3383.
    answers = {1: [Decimal("1.50"), Decimal("2.50")], 2: 3}
    assert differing(scored(small, answers, aspects={1: Decimal("2.338")}, index=Decimal("2.328"))) == []
    assert differing(scored(small, answers, aspects={1: Decimal("2.339")})) == [("aspect", 1)]
    assert differing(scored(small, answers, index=Decimal("2.327"))) == [("index", None)]


@pytest.mark.parametrize(("instrument", "aspect"), [(PEMDI, 5), (SPBE_2020, 1)])
def test_nothing_can_have_been_announced_of_what_does_not_apply(instrument: Instrument, aspect: int) -> None:
    ids = next(one.indicator_ids for one in instrument.aspects if one.id == aspect)
    result = scored(instrument, dict.fromkeys(instrument.indicators, 1) | dict.fromkeys(ids, "n/a"), aspects={aspect: 1})
    assert result.differences == (Difference("aspect", aspect, Fraction(1), instrument.scale.min, instrument.scale.max),)


@pytest.mark.parametrize(
    ("predicate", "difference"),
    [("Kurang", False), ("Cukup", False), ("Baik", True)],
)
def test_a_predicate_is_one_that_an_index_in_the_interval_has(predicate: str, difference: bool) -> None:
    # All values 1.50 stand for an index of 1.495 to 1.505; Cukup begins at 1.5 and thresholds are on the exact index.
    result = scored(PEMDI, dict.fromkeys(PEMDI.indicators, Decimal("1.50")), predicate=predicate)
    assert differing(result) == ([("predicate", None)] if difference else [])
    assert [one.context["why"] for one in result.cautions if one.code == "borderline"] == ["unknown"]


@given(st.data(), st.integers(2, 4))
def test_what_was_announced_of_exact_values_agrees_with_them_rounded(data: st.DataObject, decimals: int) -> None:
    instrument = data.draw(instruments().filter(lambda one: one.scale.fractional))
    exact = score(data.draw(assessments(instrument)), instrument)
    typed = {
        one.indicator.id: "n/a" if one.level is None else written(Fraction(rounded(one.level.exact, decimals)))
        for one in exact.indicators
    }
    places = data.draw(st.integers(2, 4))
    figures: dict[str, Any] = {
        "index": rounded(exact.index.exact, places),
        "predicate": exact.predicate_name,
        "aspects": {one.id: rounded(one.value.exact, places) for one in exact.aspects if one.value},
    }
    assert differing(scored(instrument, typed, exact.assessment.year, **figures)) == []
