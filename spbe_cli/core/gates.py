"""Gates: a result against what is expected of it, as verdicts that any format can show.

What is not applicable never helps: gates judge as if it were at the scale's minimum. It is excused where the instrument says that
an indicator is optional, or where whoever set the gates says so (contract section 4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spbe_cli.core.comparing import compare
from spbe_cli.core.judging import decisive, reaches
from spbe_cli.core.scoring import score
from spbe_cli.model.instrument import Predicate
from spbe_cli.model.result import Judged, Verdict, aspects_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from fractions import Fraction

    from spbe_cli.model.comparison import Change, Comparison
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.ranking import Entry
    from spbe_cli.model.result import Figure, Result, Threshold
    from spbe_cli.model.tree import Tier


def judged(result: Result, excused: Collection[int] = (), parts: Collection[tuple[Tier, int]] | None = None) -> Judged:
    """What gates look at of a result.

    Args:
        result: what was scored.
        excused: the indicators that may be not applicable.
        parts: those whose values are kept; None for all.
    """
    counted, lowered = _held(result, excused)
    known = _values(counted) if parts is None or parts else ()
    values = {part: _decisive(value, result) for part, value in known if parts is None or part in parts}
    return Judged(
        path=result.path,
        line=result.line,
        agency=result.agency,
        basis=result.basis,
        decisive=counted.decisive,
        predicate=counted.predicate,
        differences=result.differences,
        not_applicable=lowered,
        values=values,
        doubt=result.doubt,
    )


def judged_entry(entry: Entry) -> Judged:
    """The same of what a ranking keeps of a result in which everything applies; no values of its parts."""
    return Judged(
        entry.path,
        entry.line,
        entry.agency,
        entry.basis,
        entry.decisive,
        entry.predicate,
        entry.differences,
        doubt=entry.doubt,
    )


def _held(result: Result, excused: Collection[int]) -> tuple[Result, tuple[int, ...]]:
    """A result in which what is not applicable and not excused counts at the minimum, and which indicators these are."""
    if not result.adjusted:
        return result, ()
    answers = result.assessment.answers or {}
    lowered = tuple(
        one.id
        for one in result.instrument.indicators.values()
        if not one.optional and one.id not in excused and one.id in answers and answers[one.id].not_applicable is not None
    )
    if not lowered:
        return result, ()
    answers = {one: answer for one, answer in answers.items() if one not in lowered}
    assessment = result.assessment.model_copy(update={"answers": answers, "published": None})
    return score(assessment, result.instrument, result.path, result.line), lowered


def _values(result: Result) -> Iterator[tuple[tuple[Tier, int], Figure]]:
    for part in (*result.parts, *aspects_of(part for part in result.parts if part.tier == "domain")):
        if part.value is not None:
            yield (part.tier, part.id), part.value
    for one in result.indicators:
        if one.level is not None:
            yield ("indicator", one.indicator.id), one.level


def _decisive(value: Figure, result: Result) -> Fraction:
    return decisive(value, result.instrument, result.assessment.year)


def fail_under(result: Judged, threshold: Threshold, instrument: Instrument) -> Verdict | None:
    """Whether a result reaches an index or a predicate: the same for a predicate as for the index where it begins.

    An announced predicate decides as :func:`spbe_cli.core.judging.reaches` says; where it can't be, the index alone does. What
    can't be itself reaches nothing. A part is judged by its value, compared as the index of that year is; None when that is not
    known.
    """
    bound = threshold.bound.lower if isinstance(threshold.bound, Predicate) else threshold.bound
    if threshold.part is not None:
        value = result.values.get(threshold.part)
        part = {"tier": threshold.part[0], "id": threshold.part[1]}
        return None if value is None else _verdict(result, "fail_under", bound, value, passed=value >= bound, **part)
    if result.doubt is not None:
        expected = threshold.bound.name if isinstance(threshold.bound, Predicate) else bound
        return _verdict(result, "fail_under", expected, result.decisive, passed=False, doubt=result.doubt)
    given = result.predicate
    if given is None or any(one.tier == "predicate" for one in result.differences):
        given = instrument.predicate(result.decisive)
    passed = reaches(bound, result.decisive, given, instrument)
    if isinstance(threshold.bound, Predicate):
        return _verdict(result, "fail_under", threshold.bound.name, given.name, passed=passed)
    # Where the announced predicate overrules the index that is shown, the predicate is what was found.
    actual = result.decisive if passed == (result.decisive >= bound) else given.name
    return _verdict(result, "fail_under", bound, actual, passed=passed)


def fail_on_difference(result: Judged) -> Verdict:
    """Whether every announced figure holds."""
    count = len(result.differences)
    return Verdict("fail_on_difference", result.path, result.agency, 0, count, not count, {}, result.line)


def from_answers(result: Judged) -> Verdict:
    """Whether a result comes from answers: what is only announced can't be checked."""
    passed = result.basis == "indicators"
    return Verdict("basis", result.path, result.agency, "answers", "answers" if passed else "announced", passed, {}, result.line)


class Changes:
    """What gates look at of a comparison: both sides, what is not applicable at the minimum on each."""

    def __init__(self, comparison: Comparison, excused: Collection[int] = ()) -> None:
        self._as_read = comparison
        self._excused = excused
        old, _lowered = _held(comparison.old, excused)
        new, self._lowered = _held(comparison.new, excused)
        same = old is comparison.old and new is comparison.new
        self._held = comparison if same else compare(old, new)

    def max_drop(self, allowed: Fraction) -> Verdict:
        """Whether the index drops by no more than is allowed, in index points; what it rises by is a negative drop.

        The exact index is compared, an announced one where only that is known: rounded ones may hide a drop.
        """
        drop = self._held.old.index.exact - self._held.new.index.exact
        return self._verdict("max_drop", allowed, drop, passed=drop <= allowed)

    def predicate_kept(self) -> Verdict | None:
        """Whether the predicate is not a lower one than before.

        None where two instruments name them differently, or where none is drawn from an index that can't be.
        """
        old, new = self._held.old.predicate, self._held.new.predicate
        if self._held.predicate is None or old is None or new is None:
            return None
        return self._verdict("no_regression", old.name, new.name, passed=self._held.predicate != "down", tier="predicate")

    def no_regression(self, tier: Tier) -> Verdict | None:
        """Whether nothing on a tier has a lower value than before; None when nothing on it has a value on both sides.

        Values that come from answers are compared exactly, others as displayed: an announced one is rounded, so it may lie above
        an exact one that it stands for. An indicator that is newly not applicable is lower than before. The verdict tells how
        many were compared, of how many that the new instrument has.
        """
        known = list(self._held.known(tier))
        if not known:
            return None
        fallen = {one for one, change in known if _fell(change, exact=self._held.exact)}
        if tier == "indicator":
            fallen.update(self._newly_not_applicable())
        context = {"tier": tier, "fallen": tuple(sorted(fallen)), "compared": len({one for one, _change in known})}
        context["total"] = len(self._held.new.instrument.members(tier))
        return self._verdict("no_regression", 0, len(fallen), passed=not fallen, **context)

    def missing(self, tier: Tier) -> tuple[int, ...]:
        """What has a value on a tier before and none now, as less was announced: it can't be compared."""
        old, new = self._held.old, self._held.new
        if new.basis == "indicators" or not self._held.same_instrument:
            return ()
        there = {part for part, _value in _values(new)}
        return tuple(sorted(part[1] for part, _value in _values(old) if part[0] == tier and part not in there))

    def _newly_not_applicable(self) -> Iterator[int]:
        for one in self._as_read.indicators:
            if one.new.indicator.id in self._lowered and not one.old.not_applicable:
                yield one.new.indicator.id

    def _verdict(
        self, gate: str, expected: Fraction | str | int, actual: Fraction | str | int, *, passed: bool, **context: Any
    ) -> Verdict:
        new = self._held.new
        if self._lowered:
            context["not_applicable"] = self._lowered
        return Verdict(gate, new.path, new.agency, expected, actual, passed, context, new.line)


def _fell(change: Change, *, exact: bool) -> bool:
    difference = change.exact if exact else change.shown
    return difference is not None and difference < 0


def _verdict(
    result: Judged, gate: str, expected: Fraction | str | int, actual: Fraction | str | int, *, passed: bool, **context: Any
) -> Verdict:
    if result.not_applicable:
        context["not_applicable"] = result.not_applicable
    return Verdict(gate, result.path, result.agency, expected, actual, passed, context, result.line)
