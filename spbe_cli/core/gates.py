"""Gates: a result against what is expected of it, as verdicts that any format can show."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol

from spbe_cli.model.instrument import Predicate
from spbe_cli.model.result import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spbe_cli.model.comparison import Comparison
    from spbe_cli.model.instrument import Tier
    from spbe_cli.model.result import Difference


class Judged(Protocol):
    """What a gate looks at: a result, or what a ranking keeps of one."""

    @property
    def path(self) -> str:
        """Where it was read."""

    @property
    def line(self) -> int | None:
        """The line in it, where that is known."""

    @property
    def agency(self) -> str:
        """The agency's name."""

    @property
    def decisive(self) -> Fraction:
        """What thresholds are compared with."""

    @property
    def predicate(self) -> Predicate:
        """The predicate it was given."""

    @property
    def differences(self) -> Sequence[Difference]:
        """The announced figures that can't be."""


def fail_under(result: Judged, threshold: Fraction | Predicate) -> Verdict:
    """Whether a result reaches an index or a predicate.

    An index is compared as the instrument says for the year (rounded or exact, contract section 3); a predicate with the one that
    was given, so that an announced one counts as announced.
    """
    if isinstance(threshold, Predicate):
        passed = result.predicate.lower >= threshold.lower
        return _verdict(result, "fail_under", threshold.name, result.predicate.name, passed=passed)
    return _verdict(result, "fail_under", threshold, result.decisive, passed=result.decisive >= threshold)


def fail_on_difference(result: Judged) -> Verdict:
    """Whether every announced figure holds."""
    return _verdict(result, "fail_on_difference", 0, len(result.differences), passed=not result.differences)


def max_drop(comparison: Comparison, allowed: Fraction) -> Verdict:
    """Whether the displayed index drops by no more than is allowed, in index points; what it rises by is a negative drop."""
    drop = Fraction(comparison.old.index.shown) - Fraction(comparison.new.index.shown)
    return _verdict(comparison.new, "max_drop", allowed, drop, passed=drop <= allowed)


def no_regression(comparison: Comparison, tier: Tier) -> Verdict | None:
    """Whether nothing on a tier has a lower value than before; None when nothing on it has a value on both sides.

    Values are compared as displayed: an announced one is rounded, so it may lie above an exact one that it stands for.
    """
    known = list(comparison.known(tier))
    if not known:
        return None
    fallen = tuple(sorted({one for one, change in known if change.shown is not None and change.shown < 0}))
    return _verdict(comparison.new, "no_regression", 0, len(fallen), passed=not fallen, tier=tier, fallen=fallen)


def _verdict(
    result: Judged, gate: str, expected: Fraction | str | int, actual: Fraction | str | int, *, passed: bool, **context: Any
) -> Verdict:
    return Verdict(gate, result.path, result.agency, expected, actual, passed, context, result.line)
