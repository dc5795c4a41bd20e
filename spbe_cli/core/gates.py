"""Gates: a result against what is expected of it, as verdicts that any format can show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.model.instrument import Predicate
from spbe_cli.model.result import Verdict

if TYPE_CHECKING:
    from fractions import Fraction

    from spbe_cli.model.result import Result


def fail_under(result: Result, threshold: Fraction | Predicate) -> Verdict:
    """Whether a result reaches an index or a predicate.

    An index is compared as the instrument says for the year (rounded or exact, contract section 3); a predicate with the one that
    was given, so that an announced one counts as announced.
    """
    if isinstance(threshold, Predicate):
        passed = result.predicate.lower >= threshold.lower
        return _verdict(result, "fail_under", threshold.name, result.predicate.name, passed=passed)
    return _verdict(result, "fail_under", threshold, result.decisive, passed=result.decisive >= threshold)


def fail_on_difference(result: Result) -> Verdict:
    """Whether every announced figure holds."""
    return _verdict(result, "fail_on_difference", 0, len(result.differences), passed=not result.differences)


def _verdict(result: Result, gate: str, expected: Fraction | str | int, actual: Fraction | str | int, *, passed: bool) -> Verdict:
    return Verdict(gate, result.path, result.assessment.agency, expected, actual, passed)
