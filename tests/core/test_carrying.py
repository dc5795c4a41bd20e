"""Last year's answers as a beginning."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_cli.core.carrying import carry
from spbe_cli.core.scoring import score
from spbe_cli.model.answer import Answer
from tests import strategies
from tests.strategies import BY_ID, answered

OLDEST, OLD, NEW = (BY_ID[f"permenpanrb-{one}"] for one in ("5-2018", "59-2020", "8-2026"))


def level(*values: int) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, values))


@given(st.data())
@settings(max_examples=30)
def test_under_the_same_instrument_nothing_changes(data: st.DataObject) -> None:
    instrument = data.draw(strategies.instruments())
    assessment = data.draw(strategies.assessments(instrument))
    carried = carry(assessment, instrument, instrument)
    again = assessment.model_copy(update={"answers": dict(carried.answers)})
    assert score(again, instrument).index == score(assessment, instrument).index
    assert not carried.gone
    assert carried.sources == {one: {one: answer} for one, answer in carried.answers.items()}
    assert Answer() not in carried.answers.values()


def test_a_level_keeps_its_number_within_the_new_scale() -> None:
    # 26 of 2018 is 36 of 2020, whose scale begins at 1; 3 and 35, which repeats, are several indicators there; 2 has no place.
    carried = carry(answered(OLDEST, {26: 0, 3: 5, 35: [3, 2], 2: 4}), OLDEST, OLD)
    levels = {one: answer.levels for one, answer in carried.answers.items()}
    assert levels == {36: level(1), 1: level(5), 2: level(5), 45: level(2), 46: level(2), 47: level(2)}
    assert carried.sources[36].keys() == {26}
    assert carried.gone == {2: strategies.answer_to(2, 4, OLDEST)}
    back = carry(answered(NEW, {13: Decimal("3.75")}), NEW, OLD)
    assert back.answers[15].levels == level(3)
    # Several that become one which repeats are its services.
    services = carry(answered(OLD, {45: 2, 46: "n/a", 47: 4}), OLD, OLDEST)
    assert services.answers[35].levels == level(2, 4)


def test_what_goes_with_an_answer_comes_along() -> None:
    target = {"level": 5, "by": "2025-06-30", "owner": "Kominfo"}
    said = {"criteria": [1, 2, 4], "evidence": ["a.pdf"], "note": "Catatan", "target": target}
    (answer,) = carry(answered(OLDEST, {26: said}), OLDEST, OLD).answers.values()
    # Criteria count as the level that they are worth.
    assert (answer.levels, answer.criteria, answer.files, answer.note) == (level(2), None, ("a.pdf",), "Catatan")
    assert answer.target is not None
    assert (answer.target.level, str(answer.target.by), answer.target.owner) == (Fraction(5), "2025-06-30", "Kominfo")


def test_several_that_come_together_give_the_lowest_level() -> None:
    # 9 of Pemdi is 29, 30 and 31 of 2020.
    given = {
        29: {"level": 4, "evidence": ["a", "b"], "note": "x"},
        30: {"level": 2, "evidence": ["b", "c"], "note": "y"},
        31: "n/a",
    }
    carried = carry(answered(OLD, given), OLD, NEW)
    answer = carried.answers[9]
    assert (answer.levels, answer.files, answer.note, answer.not_applicable) == (level(2), ("a", "b", "c"), "x\ny", None)
    assert list(carried.sources[9]) == [29, 30, 31]


def test_what_does_not_apply_stays_so_only_when_all_of_it_does_not() -> None:
    given = {29: {"not_applicable": "tidak ada"}, 30: "n/a"}
    assert carry(answered(OLD, given), OLD, NEW).answers[9].not_applicable == "tidak ada"
    assert carry(answered(OLD, {30: "n/a"}), OLD, NEW).answers[9].not_applicable == ""


def test_nothing_said_is_neither_carried_nor_gone() -> None:
    carried = carry(answered(OLD, {29: None, 1: None}), OLD, NEW)
    assert (carried.answers, carried.sources, carried.gone) == ({}, {}, {})
    assert carry(answered(OLD, {29: {"note": "x"}}), OLD, NEW).answers[9].note == "x"
