"""What promises come to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.promising import outlook, promised
from spbe_cli.core.scoring import score
from spbe_cli.model.result import Result
from tests import strategies
from tests.strategies import answer_to, assessment, assessments, built_in, instruments

SPBE_2020, SPBE_2018, _PEMDI, _PEGI = built_in()

TODAY = date(2025, 1, 1)


def answered(levels: dict[int, Any], instrument: Any = SPBE_2020) -> Result:
    return score(strategies.answered(instrument, levels), instrument)


def test_promises_are_kept_late_or_open() -> None:
    result = answered({
        1: {"level": 2, "target": {"level": 4, "by": "2024-12-31", "owner": "A"}},
        2: {"level": 3, "target": {"level": 3, "by": "2024-12-31"}},
        3: {"target": {"level": 2, "by": "2025-01-01"}},
        4: {"not_applicable": "", "target": {"level": 5, "by": "2020-01-01"}},
        5: {"level": 5, "target": {"level": 1}},
    })  # fmt: skip
    found = promised(result, TODAY)
    assert [(one.indicator.id, one.kept, one.late, one.counts) for one in found.promises] == [
        (1, False, True, True), (2, True, False, True), (3, False, False, True), (4, False, False, False), (5, True, False, True),
    ]  # fmt: skip
    assert found.promises[0].owner == "A"
    # Aspect 1 weighs 13 for nine indicators; 1 gains two levels, 3 one.
    assert found.result.index.exact - result.index.exact == 3 * Fraction(13, 900)


def test_every_service_is_raised_to_what_was_promised() -> None:
    result = answered({35: {"level": [1, 3, 5], "target": {"level": 4}}}, SPBE_2018)
    found = promised(result, TODAY)
    (levels,) = (one.levels for one in found.result.indicators if one.indicator.id == 35)
    assert list(levels) == [4, 4, 5]
    assert not found.promises[0].kept


def test_what_was_given_above_a_promise_counts_when_it_is_kept() -> None:
    result = answered({11: {"criteria": [1, 2, 4], "target": {"level": 3}}, 12: {"criteria": [1, 3], "target": {"level": 2}}})
    found = promised(result, TODAY)
    assert [one.levels for one in found.result.indicators if one.indicator.id in (11, 12)] == [(Fraction(4),), (Fraction(3),)]


def test_no_promise_changes_nothing() -> None:
    result = answered({1: 3})
    assert promised(result, TODAY) == ((), result)
    assert outlook(result, None, TODAY) == (None, None, None, None)


def test_the_outlook_says_what_is_missing_today_and_as_promised() -> None:
    result = answered(dict.fromkeys(SPBE_2020.indicators, 2) | {42: {"level": 2, "target": {"level": 5}}})
    found = outlook(result, Fraction("2.6"), TODAY)
    assert (found.missing, found.missing_promised) == (Decimal("0.60"), Decimal("0.51"))
    assert outlook(result, Fraction(2), TODAY).missing == 0


@given(st.data())
def test_a_promise_never_lowers_anything(data: st.DataObject) -> None:
    instrument = data.draw(instruments())
    plain = data.draw(assessments(instrument))
    answers = dict(plain.answers or {})
    for one in data.draw(st.sets(st.sampled_from(list(answers)))):
        level = data.draw(st.sampled_from([instrument.scale.min, instrument.scale.max]))
        target = answer_to(one, {"target": {"level": int(level)}}, instrument).target
        answers[one] = answers[one].model_copy(update={"target": target})
    result = score(assessment(instrument, answers), instrument)
    found = promised(result, TODAY)
    assert found.result.index.exact >= result.index.exact
    assert (found.result.index.exact == result.index.exact) == all(one.kept or not one.counts for one in found.promises)
