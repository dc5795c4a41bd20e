"""What the head of an agency should know of a result: what is missing, what moved, what matters, what is proven."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.briefing import MOST, brief
from spbe_cli.core.comparing import compare
from spbe_cli.core.judging import distance, shortfall
from spbe_cli.core.scoring import score
from spbe_cli.model.briefing import Around
from spbe_cli.model.result import Result
from spbe_cli.reading.assessments import Submission
from spbe_cli.reading.instruments import load_instruments
from spbe_cli.reading.sources import Reader
from tests.conftest import EXAMPLES

TODAY = date(2025, 1, 1)


def result(name: str) -> Result:
    (read,) = Reader(load_instruments(None), None).submissions(str(EXAMPLES / name))
    assert isinstance(read, Submission)
    return score(read.assessment, read.instrument, read.path, read.line)


OLD, NEW = result("bandar-lampung-2023.yaml"), result("bandar-lampung-2024.yaml")


@given(st.fractions(0, 5), st.fractions(0, 5), st.integers(0, 3))
def test_to_gain_what_is_missing_is_always_enough(index: Fraction, threshold: Fraction, decimals: int) -> None:
    found = shortfall(index, threshold, decimals)
    assert index + Fraction(found) >= threshold
    assert found == 0 or index + Fraction(found) - Fraction(1, 10**decimals) < threshold
    assert found == 0 or -found.as_tuple().exponent == decimals  # type: ignore[operator]
    assert bool(found) is (index < threshold)
    assert distance(index, threshold, decimals) <= found


def test_it_is_missing_with_the_decimals_of_the_index() -> None:
    found = brief(NEW, TODAY, Around(Fraction(7, 2)))
    assert NEW.index.exact == Fraction(59590, 20000)
    assert found.missing == Decimal("0.53")
    assert found.asked == Fraction(7, 2)
    assert found.way is not None
    assert (found.way.levels, len(found.way.steps), found.way.reachable) == (18, 9, True)


def test_without_a_target_it_is_the_next_predicate() -> None:
    found = brief(OLD, TODAY)
    assert found.target is OLD.next_predicate
    assert found.missing == Decimal("0.45")
    assert found.asked is None


def test_the_causes_add_up_to_the_change() -> None:
    before = compare(OLD, NEW)
    cause = brief(NEW, TODAY, Around(before=before)).cause
    assert cause is not None
    effects = [one.effect or Fraction(0) for one in cause.named]
    assert len(effects) == MOST
    assert effects == sorted(effects, key=abs, reverse=True)
    assert sum(effects) + cause.others_effect == NEW.index.exact - OLD.index.exact
    assert len(effects) + cause.others == len(before.moved)


def test_causes_are_not_made_up() -> None:
    assert brief(NEW, TODAY).cause is None
    other_yardstick = result("denpasar-2018.yaml")
    assert brief(NEW, TODAY, Around(before=compare(other_yardstick, NEW))).cause is None
    announced = result("palopo-2023.yaml")
    assert brief(announced, TODAY, Around(before=compare(OLD, announced))).cause is None


def test_gaps_with_who_answers_for_them() -> None:
    found = brief(NEW, TODAY, Around(owners={45: "Dinas A", 1: "Dinas B"})).gaps
    assert [one.of.indicator.id for one in found] == [45, 46, 47, 43, 42]
    assert {one.gain for one in found} == {Fraction(3, 100)}
    assert [one.owner for one in found] == ["Dinas A", None, None, None, None]
    assert all(one.promise is None for one in found)


def test_what_evidence_carries() -> None:
    evidenced = brief(result("claimed-and-proven.yaml"), TODAY).evidenced
    assert evidenced is not None
    assert (evidenced.claims, evidenced.proven) == (46, 22)
    bare = brief(NEW, TODAY).evidenced
    assert bare is not None
    assert (bare.with_evidence, bare.proven) == (0, None)


def test_without_levels_there_is_neither_a_way_nor_a_gap() -> None:
    found = brief(result("pegi-2015-central.yaml"), TODAY)
    assert (found.way, found.gaps) == (None, ())
    assert found.missing == Decimal("0.90")
