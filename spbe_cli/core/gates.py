"""Gates: compares a single result with what it must reach, and gives verdicts that any format can show.

"Not applicable" never helps: gates judge such an indicator as if it were at the scale's minimum. It is excused if the instrument
says that it is optional, or if the person who set the gates says so (contract section 4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spbe_cli.core.judging import decisive, reaches
from spbe_cli.core.scoring import rescored
from spbe_cli.model.instrument import Predicate
from spbe_cli.model.result import Judged, Verdict, parts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from fractions import Fraction

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.ranking import Entry
    from spbe_cli.model.result import Figure, Result, Threshold
    from spbe_cli.model.tree import Tier


def judged(result: Result, excused: Collection[int] = (), parts: Collection[tuple[Tier, int]] | None = None) -> Judged:
    """What gates look at of a result.

    Args:
        result: what was scored.
        excused: the indicators that may be not applicable.
        parts: the parts whose values are kept; None for all.
    """
    lowered = unexcused(result, excused)
    counted = at_the_minimum(result, lowered)
    known = values_of(counted) if parts is None or parts else ()
    instrument, year = result.instrument, result.assessment.year
    values = {part: decisive(value, instrument, year) for part, value in known if parts is None or part in parts}
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
        backed=result.claimed is not None,
        refuted=result.refuted,
    )


def judged_entry(entry: Entry) -> Judged:
    """The same, without values of parts, from a ranking's entry of a result in which everything applies."""
    return Judged(
        entry.path,
        entry.line,
        entry.agency,
        entry.basis,
        entry.decisive,
        entry.predicate,
        entry.differences,
        doubt=entry.doubt,
        backed=entry.claimed is not None,
    )


def unexcused(result: Result, excused: Collection[int]) -> tuple[int, ...]:
    """The indicators that are not applicable, and that neither the instrument nor whoever set the gates excuses."""
    if not result.adjusted:
        return ()
    answers = result.assessment.answers or {}
    return tuple(
        one.id
        for one in result.instrument.indicators.values()
        if not one.optional and one.id not in excused and one.id in answers and answers[one.id].not_applicable is not None
    )


def at_the_minimum(result: Result, lowered: Collection[int]) -> Result:
    """A result in which some indicators that are not applicable count at the minimum; what was announced does not hold for it."""
    if not lowered:
        return result
    answers = {one: answer for one, answer in (result.assessment.answers or {}).items() if one not in lowered}
    return rescored(result, result.assessment.with_answers(answers))


def values_of(result: Result) -> Iterator[tuple[tuple[Tier, int], Figure]]:
    """Every part and indicator of a result that has a value, with that value."""
    for part in parts_of(result.parts):
        if part.value is not None:
            yield (part.tier, part.id), part.value
    for one in result.indicators:
        if one.level is not None:
            yield ("indicator", one.indicator.id), one.level


def fail_under(result: Judged, threshold: Threshold, instrument: Instrument) -> Verdict | None:
    """Whether a result reaches an index or a predicate; a predicate is the same as the index where it begins.

    An announced predicate decides as :func:`spbe_cli.core.judging.reaches` says; if it is impossible, the index alone decides. An
    impossible index reaches nothing. A part is judged by its value, compared as the index of that year is; None when the value is
    not known. An announced value that can't be reaches nothing either.
    """
    bound = threshold.bound.lower if isinstance(threshold.bound, Predicate) else threshold.bound
    if threshold.part is not None:
        value = result.values.get(threshold.part)
        if value is None:
            return None
        part: dict[str, Any] = {"tier": threshold.part[0], "id": threshold.part[1]}
        refuted = threshold.part in result.refuted
        if refuted:
            part["doubt"] = "refuted"
        return _verdict(result, "fail_under", bound, value, passed=value >= bound and not refuted, **part)
    if result.doubt is not None:
        expected = threshold.bound.name if isinstance(threshold.bound, Predicate) else bound
        return _verdict(result, "fail_under", expected, result.decisive, passed=False, doubt=result.doubt)
    given = result.predicate
    if given is None or any(one.tier == "predicate" for one in result.differences):
        given = instrument.predicate(result.decisive)
    passed = reaches(bound, result.decisive, given, instrument)
    if isinstance(threshold.bound, Predicate):
        return _verdict(result, "fail_under", threshold.bound.name, given.name, passed=passed)
    # If the announced predicate overrules the displayed index, the verdict shows the predicate.
    actual = result.decisive if passed == (result.decisive >= bound) else given.name
    return _verdict(result, "fail_under", bound, actual, passed=passed)


def fail_on_difference(result: Judged) -> Verdict:
    """Whether the result has no differences in its announced figures."""
    count = len(result.differences)
    return Verdict("fail_on_difference", result.path, result.agency, 0, count, not count, {}, result.line)


def from_answers(result: Judged) -> Verdict:
    """Whether a result comes from answers; a result with only announced figures can't be checked."""
    passed = result.basis == "indicators"
    return Verdict("basis", result.path, result.agency, "answers", "answers" if passed else "announced", passed, {}, result.line)


def _verdict(
    result: Judged, gate: str, expected: Fraction | str | int, actual: Fraction | str | int, *, passed: bool, **context: Any
) -> Verdict:
    if result.not_applicable:
        context["not_applicable"] = result.not_applicable
    if result.backed:
        context["basis"] = "backed"
    return Verdict(gate, result.path, result.agency, expected, actual, passed, context, result.line)
