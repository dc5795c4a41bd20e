"""What holds for every score, and the cases in which the rules were read off."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.judging import rounded
from spbe_cli.core.scoring import score
from spbe_cli.model.instrument import Instrument
from spbe_cli.model.result import Result
from spbe_cli.reading.assessments import load_assessment
from tests.strategies import answer_to, assessment, assessments, built_in, instruments, levels

SPBE_2020, SPBE_2018, PEMDI, PEGI = built_in()
PUBLISHED = Path(__file__).parents[1] / "published"


@st.composite
def results(draw: st.DrawFn) -> Result:
    instrument = draw(instruments())
    return score(draw(assessments(instrument)), instrument)


@given(results())
def test_domains_and_aspects_recombine_to_the_index_exactly(result: Result) -> None:
    assert sum(part.weight for part in result.parts) == 100
    assert sum(part.weight * part.value.exact for part in result.parts if part.value) / 100 == result.index.exact
    assert sum(one.weight * one.value.exact for one in result.aspects if one.value) / 100 == result.index.exact
    assert sum(one.contribution for one in result.indicators) == result.index.exact
    for part in result.parts:
        if part.aspects and part.value:
            below = sum(one.weight * one.value.exact for one in part.aspects if one.value)
            assert below / part.weight == part.value.exact


@given(results())
def test_the_index_lies_between_the_lowest_and_the_highest_level(result: Result) -> None:
    values = [level for one in result.indicators for level in one.levels]
    assert min(values) <= result.index.exact <= max(values)


@given(st.data())
def test_raising_a_level_never_lowers_the_index(data: st.DataObject) -> None:
    instrument = data.draw(instruments())
    before = data.draw(assessments(instrument))
    answered = [one for one in instrument.indicators if before.answer(one).not_applicable is None]
    indicator = data.draw(st.sampled_from(answered))
    current = score(before, instrument)
    lowest = min(next(one for one in current.indicators if one.indicator.id == indicator).levels)
    higher = data.draw(levels(instrument).filter(lambda level: level >= lowest))
    values = [max(level, Fraction(higher)) for one in current.indicators if one.indicator.id == indicator for level in one.levels]
    answers = {**(before.answers or {}), indicator: before.answer(indicator).model_copy(
        update={"levels": tuple(values), "criteria": None, "accepted": None, "national_index": None})}  # fmt: skip
    after = score(assessment(instrument, answers), instrument)
    assert after.index.exact >= current.index.exact
    assert after.predicate is not None
    assert current.predicate is not None
    assert after.predicate.lower >= current.predicate.lower


@given(st.data())
def test_not_applicable_everywhere_but_one_equals_that_one(data: st.DataObject) -> None:
    instrument = data.draw(instruments())
    indicator = data.draw(st.sampled_from(list(instrument.indicators)))
    level = data.draw(levels(instrument))
    # A service that is missing would count at the minimum.
    asked = instrument.indicators[indicator].repeat
    given_level = [level] * asked if asked else level
    answers = {one: answer_to(one, given_level if one == indicator else "n/a", instrument) for one in instrument.indicators}
    result = score(assessment(instrument, answers), instrument)
    assert result.index.exact == Fraction(level)
    assert result.adjusted


@given(st.data())
def test_order_of_answers_does_not_matter(data: st.DataObject) -> None:
    instrument = data.draw(instruments())
    one = data.draw(assessments(instrument))
    shuffled = dict(data.draw(st.permutations(list((one.answers or {}).items()))))
    assert score(assessment(instrument, shuffled), instrument).index == score(one, instrument).index


@pytest.mark.parametrize("instrument", built_in(), ids=lambda one: one.id)
def test_unanswered_scores_the_minimum_and_is_counted(instrument: Instrument) -> None:
    result = score(assessment(instrument, {}), instrument)
    assert result.index.exact == instrument.scale.min
    assert result.predicate is instrument.predicates[-1]
    assert result.completeness.unanswered == result.completeness.total == len(instrument.indicators)
    assert [one.code for one in result.cautions if one.code != "provisional"] == ["unanswered"]


def test_the_regulations_own_example_of_an_aspect() -> None:
    # Permen PANRB 59/2020, annex, table 10: levels 3, 4, 3, 2 of equal weights give 3.00.
    submission = load_assessment(PUBLISHED / "table-10.yaml")
    aspect = next(one for one in score(submission.assessment, submission.instrument).aspects if one.id == 2)
    assert aspect.value is not None
    assert aspect.value.exact == 3


@pytest.mark.parametrize(
    ("administration", "public", "index", "shown"),
    # Aspects 7 and 8 of all levels that make domain 4 4.01. The first and the last also give the index that was announced.
    [(38, 26, "3.405", "3.41"), (39, 25, "3.4025", "3.40"), (50, 15, "3.405", "3.41")],
)
def test_half_up_holds_in_2025(administration: int, public: int, index: str, shown: str) -> None:
    # Kalimantan Tengah 2025: domains 3.50, 2.70, 2.73 and 4.01, index 3.41.
    sums = {1: 35, 2: 10, 3: 11, 4: 6, 5: 20, 6: 10, 7: administration, 8: public}
    answers = {}
    for aspect in SPBE_2020.aspects:
        low, more = divmod(sums[aspect.id], len(aspect.indicators))
        for at, one in enumerate(aspect.indicators):
            answers[one.id] = answer_to(one.id, low + (at < more), SPBE_2020)
    result = score(assessment(SPBE_2020, answers), SPBE_2020)
    assert [str(part.value.shown) for part in result.parts if part.value] == ["3.50", "2.70", "2.73", "4.01"]
    assert (result.index.exact, str(result.index.shown)) == (Fraction(index), shown)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ({32: 3, 33: 2, 34: 3, 35: [1, 3, 3]}, Fraction(15, 6)),  # Denpasar 2018, announced 2.50
        ({32: 4, 33: 4, 34: 2, 35: [4, 4, 4]}, Fraction(22, 6)),  # six equal items, as Denpasar 2019's 3.67
        ({32: 3, 33: 2, 34: 3, 35: 1}, Fraction(9, 6)),  # a bare level is one service, and two are missing: 0 each
        ({32: 3, 33: 3, 34: 3, 35: [3]}, Fraction(2)),
        ({32: 3, 33: 3, 34: 3, 35: [3, 3]}, Fraction(5, 2)),
        ({32: 3, 33: 3, 34: 3, 35: [3, 3, 0]}, Fraction(5, 2)),
        ({32: 3, 33: 3, 34: 3, 35: [3, 3, 3, 4]}, Fraction(22, 7)),  # one above the three is one more item
        ({32: 3, 33: 3, 34: 3, 35: {"criteria": [1, 2, 3]}}, Fraction(2)),  # criteria answer one service
        ({32: 3, 33: 3, 34: 3}, Fraction(3, 2)),  # none is three items at the minimum, 0
        ({32: 3, 33: 2, 34: 3, 35: "n/a"}, Fraction(8, 3)),
    ],
)
def test_each_service_is_an_equal_item_of_its_aspect(levels: dict[int, object], expected: Fraction) -> None:
    answers = {one: answer_to(one, level, SPBE_2018) for one, level in levels.items()}
    result = score(assessment(SPBE_2018, answers), SPBE_2018)
    aspect = next(one for one in result.aspects if one.id == 7)
    assert aspect.value is not None
    assert aspect.value.exact == expected
    assert aspect.weight == 20


@pytest.mark.parametrize(
    ("services", "index"),
    [([3], "2.80"), (3, "2.80"), ([3, 3], "2.90"), ([3, 3, 0], "2.90"), (None, "2.70"), ([3, 3, 3], "3.00")],
)
def test_missing_services_count_at_the_minimum(services: object, index: str) -> None:
    # The ministry's answer workbook for 5/2018: three places, 0 each until filled in, and the sum of six divided by six.
    answers = {one: answer_to(one, 3, SPBE_2018) for one in SPBE_2018.indicators} | {35: answer_to(35, services, SPBE_2018)}
    result = score(assessment(SPBE_2018, answers), SPBE_2018)
    assert str(result.index.shown) == index
    assert sum(one.weight for one in result.indicators) == 100


@pytest.mark.parametrize(
    ("services", "code"),
    [([2, 2], "too_few_services"), (3, "too_few_services"), ([2, 2, 2], None), ([1, 2, 3, 4], "more_services"), ("n/a", None)],
)
def test_other_than_as_many_services_as_asked_for_are_warned_of(services: object, code: str | None) -> None:
    result = score(assessment(SPBE_2018, {35: answer_to(35, services, SPBE_2018)}), SPBE_2018)
    assert [one.code for one in result.cautions if one.code.endswith("services")] == ([code] if code else [])


def test_not_applicable_moves_to_the_rest_of_the_aspect_then_of_the_domain_then_of_all() -> None:
    def weights(*left_out: int) -> dict[int, Fraction]:
        answers = {one: answer_to(one, "n/a" if one in left_out else 3, SPBE_2020) for one in SPBE_2020.indicators}
        return {one.indicator.id: one.weight for one in score(assessment(SPBE_2020, answers), SPBE_2020).indicators}

    aspect = weights(19)
    assert [aspect[one] for one in (19, 20, 18, 1)] == [0, 5, Fraction(5, 2), Fraction(13, 10)]
    domain = weights(19, 20)  # aspect 4 is empty: its 5 go to aspects 2 and 3, 10 each
    assert [domain[one] for one in (11, 15, 1)] == [Fraction(25, 8), Fraction(25, 8), Fraction(13, 10)]
    rest = weights(*range(1, 11))  # domain 1 is empty: its 13 go to all others in proportion
    assert rest[11] == Fraction(5, 2) * Fraction(100, 87)
    assert rest[32] == Fraction(11, 4) * Fraction(100, 87)


@pytest.mark.parametrize(
    ("instrument", "criteria", "expected"),
    [
        (SPBE_2020, [], 1), (SPBE_2020, [1], 1), (SPBE_2020, [1, 2, 3], 3), (SPBE_2020, [3, 1, 2, 5], 3), (SPBE_2020, [2, 3], 1),
        (SPBE_2018, [], 0), (SPBE_2018, [1, 2], 2), (SPBE_2018, [0, 1, 2], 2), (SPBE_2018, [2], 0),
        (PEMDI, [], 1), (PEMDI, [1, 2], Fraction(5, 2)), (PEMDI, [1, 2, 3, 4, 5], 5), (PEMDI, [2], 1),
    ],
)  # fmt: skip
def test_criteria_score_the_unbroken_run(instrument: Instrument, criteria: list[int], expected: Fraction) -> None:
    answer = answer_to(1, {"criteria": criteria}, instrument)
    result = score(assessment(instrument, {1: answer}), instrument)
    first = next(result.indicators)
    assert first.level is not None
    assert first.level.exact == expected


@pytest.mark.parametrize(
    ("indicator", "given_as", "expected"),
    [
        (1, {"accepted": {}}, 1),
        (1, {"accepted": {1: 1}}, Fraction(3, 2)),
        (1, {"accepted": {1: 1, 2: 2}}, 2),
        (1, {"accepted": {1: 1, 2: 4, 3: 4, 4: 2, 5: 1}}, Fraction(9, 2)),
        (1, {"accepted": {2: 4, 3: 4}}, 1),  # level 1 is incomplete, so nothing above it counts
        (3, {"accepted": {1: 4, 2: 5, 3: 5, 4: 4, 5: 6}}, 5),
        (5, {"national_index": 25}, 2),  # Satu Data Indonesia
        (5, {"national_index": "68.75"}, Fraction(15, 4)),
        (7, {"national_index": "4.6"}, Fraction(9, 2)),
        (6, {"national_index": 1}, 1),
    ],
)
def test_pemdi_from_its_evidence_and_national_indices(indicator: int, given_as: dict[str, object], expected: Fraction) -> None:
    from spbe_cli.reading.scalars import plain_value

    value = {key: plain_value(one) if isinstance(one, str) else one for key, one in given_as.items()}
    result = score(assessment(PEMDI, {indicator: answer_to(indicator, value, PEMDI)}), PEMDI)
    one = next(one for one in result.indicators if one.indicator.id == indicator)
    assert one.level is not None
    assert one.level.exact == expected


def test_pemdi_is_provisional_with_every_result() -> None:
    assert "provisional" in [one.code for one in score(assessment(PEMDI, {}), PEMDI).cautions]


def test_pegi_bojonegoro_2015() -> None:
    # Announced: 3.33, 3.07, 3.20, 3.07, 3.06, whose mean is 3.146.
    from decimal import Decimal

    values = {1: "3.33", 2: "3.07", 3: "3.20", 4: "3.07", 5: "3.06"}
    answers = {one: answer_to(one, Decimal(value), PEGI) for one, value in values.items()}
    result = score(assessment(PEGI, answers), PEGI)
    assert (result.index.exact, str(result.index.shown), result.predicate_name) == (Fraction("3.146"), "3.15", "Baik")


@given(st.fractions(0, 5), st.integers(0, 4))
def test_rounding_is_half_up_and_never_off_by_more_than_half(value: Fraction, decimals: int) -> None:
    shown = Fraction(rounded(value, decimals))
    half = Fraction(1, 2 * 10**decimals)
    assert value - half < shown <= value + half
    assert rounded(shown, decimals) == rounded(value, decimals)
