"""Gates between two results, where something is not applicable: on neither side does it help."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.comparing import compare
from spbe_cli.core.gates import at_the_minimum, unexcused
from spbe_cli.core.regressing import Changes
from spbe_cli.core.scoring import score
from spbe_cli.model.assessment import Assessment, Published
from spbe_cli.model.instrument import Instrument
from spbe_cli.model.result import Result, Verdict
from tests.reached import reached, reaching
from tests.strategies import answer_to, assessments, built_in, instruments

SPBE_2020, SPBE_2018, _PEMDI, _PEGI = built_in()
NONE: dict[int, Any] = dict.fromkeys(range(42, 48), "n/a")
"""The eighth aspect, of Permen PANRB 59/2020, does not apply."""


def answered(given_: dict[int, Any], instrument: Instrument = SPBE_2020, **announced: Any) -> Result:
    """A result with these answers, and a 3 everywhere else."""
    levels = dict.fromkeys(instrument.indicators, 3) | given_
    answers = {one: answer_to(one, level, instrument) for one, level in levels.items()}
    head: dict[str, Any] = {"agency": "Kota Contoh", "year": instrument.years.first, "instrument": instrument.id}
    published = Published.model_validate(announced, context=instrument) if announced else None
    return score(Assessment(answers=answers, published=published, **head), instrument)


def drop(old: Result, new: Result, excused: tuple[int, ...] = ()) -> Verdict:
    verdict = Changes(compare(old, new), excused).max_drop(Fraction(0))
    assert verdict is not None
    return verdict


def points(old: Result, new: Result) -> Fraction:
    """By how much the index drops for the gate."""
    actual = drop(old, new).actual
    assert isinstance(actual, Fraction)
    return actual


def kept(old: Result, new: Result, tier: Any, excused: tuple[int, ...] = ()) -> Verdict:
    changes = Changes(compare(old, new), excused)
    verdict = changes.predicate_kept() if tier == "predicate" else changes.no_regression(tier)
    assert verdict is not None
    return verdict


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Result, Result, tuple[int, ...]]:
    """Two results, and what is excused."""
    instrument = draw(instruments())
    old, new = (score(draw(assessments(instrument)), instrument) for _ in range(2))
    return old, new, tuple(draw(st.sets(st.sampled_from(list(instrument.indicators)), max_size=3)))


@reaching(0.2, "passed", "predicate passed")
@given(pairs())
def test_nothing_passes_while_what_is_shown_drops(given_: tuple[Result, Result, tuple[int, ...]]) -> None:
    old, new, excused = given_
    seen = compare(old, new)
    if drop(*given_).passed:
        reached("passed")
        assert new.index.exact >= old.index.exact
    predicate = Changes(seen, excused).predicate_kept()
    if predicate is not None and predicate.passed:
        reached("predicate passed")
        assert seen.predicate != "down"


@reaching(0.3, "newly")
@given(pairs())
def test_newly_not_applicable_is_worth_what_the_lowest_level_is(given_: tuple[Result, Result, tuple[int, ...]]) -> None:
    old, new, _excused = given_
    before = set(unexcused(old, ()))
    newly = [one for one in unexcused(new, ()) if one not in before]
    lowest = at_the_minimum(new, newly)
    if newly:
        reached("newly")
    assert points(old, new) == points(old, lowest)


@reaching(0.3, "no longer")
@given(pairs())
def test_not_applicable_before_is_never_easier_than_the_lowest_level(given_: tuple[Result, Result, tuple[int, ...]]) -> None:
    old, new, _excused = given_
    after = set(unexcused(new, ()))
    no_longer = [one for one in unexcused(old, ()) if one not in after]
    lowest = at_the_minimum(old, no_longer)
    if no_longer:
        reached("no longer")
    assert points(old, new) >= points(lowest, new)


@pytest.mark.parametrize("instrument", [SPBE_2020, SPBE_2018])
def test_what_stays_not_applicable_is_no_drop(instrument: Instrument) -> None:
    old = answered({2: "n/a", 9: "n/a"}, instrument)
    for excused in ((), (2,), (2, 9)):
        assert drop(old, old, excused).actual == 0
        assert all(kept(old, old, one, excused).passed for one in ("predicate", "domain", "aspect", "indicator"))
    verdict = drop(old, answered({2: "n/a", 9: "n/a", 1: 4}, instrument))
    assert (verdict.passed, verdict.context) == (True, {"not_applicable": (2, 9)})


def test_what_was_not_applicable_and_is_answered_is_in_the_index_that_is_shown() -> None:
    old = answered(NONE | dict.fromkeys(range(1, 11), 2))
    new = answered(dict.fromkeys(range(42, 48), 1) | dict.fromkeys(range(1, 11), 2))
    assert (old.index.shown, new.index.shown) == (Decimal("2.87"), Decimal("2.51"))
    verdict = drop(old, new)
    assert (verdict.passed, verdict.actual, verdict.context) == (False, old.index.exact - new.index.exact, {})
    verdict = kept(old, new, "predicate")
    assert (verdict.passed, verdict.expected, verdict.actual) == (False, "Baik", "Cukup")
    assert not kept(old, new, "domain").passed
    # The aspect and its indicators have nothing to be compared with, and the verdict counts that.
    for tier, compared in (("aspect", 7), ("indicator", 41)):
        verdict = kept(old, new, tier)
        assert (verdict.passed, verdict.context["compared"]) == (True, compared)


def test_it_does_not_make_up_for_what_is_lower() -> None:
    new = answered(dict.fromkeys(range(32, 42), 2))
    verdict = drop(answered(NONE), new)
    assert (verdict.passed, verdict.actual) == (False, 3 - new.index.exact)


def test_a_weight_that_is_left_out_hides_no_drop() -> None:
    # Of the aspect 31 alone applies, then 30 too, which is lower. With 29 at the minimum the aspect is 2 on both sides.
    old, new = answered({29: "n/a", 30: "n/a"}), answered({29: "n/a", 30: 2})
    verdict = drop(old, new)
    assert (verdict.passed, verdict.context) == (False, {})
    assert verdict.actual == old.index.exact - new.index.exact
    context = kept(old, new, "aspect").context
    assert context["fallen"] == (6,)
    assert [one.exact for one in context["changes"][6]] == [3, Fraction("2.5")]


def test_a_weight_that_is_given_away_hides_no_drop() -> None:
    # What does not apply on both sides gives its weight to 42, which rises: 18% once, then 3%. The index that is shown rises.
    left = dict.fromkeys(range(43, 48), "n/a")
    old, new = answered(left), answered(left | {42: 4} | dict.fromkeys((32, 33, 34), 2))
    assert new.index.exact - old.index.exact == Fraction("0.0975")
    verdict = drop(old, new)
    assert (verdict.passed, verdict.actual) == (False, Fraction("0.0525"))
    assert verdict.context == {"not_applicable": tuple(left)}


def test_across_instruments_the_subject_counts() -> None:
    # 26 of Permen PANRB 5/2018 became 36 of Permen PANRB 59/2020.
    old, new = answered({26: "n/a"}, SPBE_2018), answered({36: "n/a"})
    assert drop(old, new).passed
    assert kept(old, new, "indicator").context["fallen"] == ()
    assert kept(answered({}, SPBE_2018), new, "indicator").context["fallen"] == (36,)
