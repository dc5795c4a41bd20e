"""Gates: a result against what is expected of it, as verdicts that any format can show."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol

from spbe_cli.core.judging import reaches
from spbe_cli.model.instrument import Predicate
from spbe_cli.model.result import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spbe_cli.model.comparison import Change, Comparison
    from spbe_cli.model.instrument import Instrument, Tier
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


def fail_under(result: Judged, threshold: Fraction | Predicate, instrument: Instrument) -> Verdict:
    """Whether a result reaches an index or a predicate: the same for a predicate as for the index where it begins.

    An announced predicate decides as :func:`spbe_cli.core.judging.reaches` says; where it can't be, the index alone does.
    """
    possible = all(one.tier != "predicate" for one in result.differences)
    given = result.predicate if possible else instrument.predicate(result.decisive)
    bound = threshold.lower if isinstance(threshold, Predicate) else threshold
    passed = reaches(bound, result.decisive, given, instrument)
    if isinstance(threshold, Predicate):
        return _verdict(result, "fail_under", threshold.name, given.name, passed=passed)
    # Where the announced predicate overrules the index that is shown, the predicate is what was found.
    actual = result.decisive if passed == (result.decisive >= bound) else given.name
    return _verdict(result, "fail_under", threshold, actual, passed=passed)


def fail_on_difference(result: Judged) -> Verdict:
    """Whether every announced figure holds."""
    return _verdict(result, "fail_on_difference", 0, len(result.differences), passed=not result.differences)


def max_drop(comparison: Comparison, allowed: Fraction) -> Verdict:
    """Whether the displayed index drops by no more than is allowed, in index points; what it rises by is a negative drop."""
    drop = Fraction(comparison.old.index.shown) - Fraction(comparison.new.index.shown)
    return _verdict(comparison.new, "max_drop", allowed, drop, passed=drop <= allowed)


def no_regression(comparison: Comparison, tier: Tier) -> Verdict | None:
    """Whether nothing on a tier has a lower value than before; None when nothing on it has a value on both sides.

    Values that come from answers are compared exactly, others as displayed: an announced one is rounded, so it may lie above an
    exact one that it stands for. The verdict tells how many were compared, of how many that the new instrument has.
    """
    known = list(comparison.known(tier))
    if not known:
        return None
    fallen = tuple(sorted({one for one, change in known if _fell(change, exact=comparison.exact)}))
    context = {"tier": tier, "fallen": fallen, "compared": len({one for one, _change in known})}
    context["total"] = len(comparison.new.instrument.members(tier))
    return _verdict(comparison.new, "no_regression", 0, len(fallen), passed=not fallen, **context)


def _fell(change: Change, *, exact: bool) -> bool:
    difference = change.exact if exact else change.shown
    return difference is not None and difference < 0


def _verdict(
    result: Judged, gate: str, expected: Fraction | str | int, actual: Fraction | str | int, *, passed: bool, **context: Any
) -> Verdict:
    return Verdict(gate, result.path, result.agency, expected, actual, passed, context, result.line)
