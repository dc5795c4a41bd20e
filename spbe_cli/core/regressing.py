"""Gates between two results: verdicts on whether the later one falls behind the earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spbe_cli.core.comparing import compare
from spbe_cli.core.gates import held, values_of
from spbe_cli.model.result import Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from fractions import Fraction

    from spbe_cli.model.comparison import Change, Comparison
    from spbe_cli.model.tree import Tier


class Changes:
    """The two sides of a comparison as gates see them: on both, what is not applicable counts at the minimum."""

    def __init__(self, comparison: Comparison, excused: Collection[int] = ()) -> None:
        self._as_read = comparison
        self._excused = excused
        old, _lowered = held(comparison.old, excused)
        new, self._lowered = held(comparison.new, excused)
        same = old is comparison.old and new is comparison.new
        self._held = comparison if same else compare(old, new)

    def max_drop(self, allowed: Fraction) -> Verdict:
        """Whether the index drops by at most ``allowed`` index points; a rise is a negative drop.

        The exact index is compared, because rounding may hide a drop; the announced one if only that is known.
        """
        drop = self._held.old.index.exact - self._held.new.index.exact
        return self._verdict("max_drop", allowed, drop, passed=drop <= allowed)

    def predicate_kept(self) -> Verdict | None:
        """Whether the predicate is not lower than before.

        None where two instruments name predicates differently, or where an impossible index gives no predicate.
        """
        old, new = self._held.old.predicate, self._held.new.predicate
        if self._held.predicate is None or old is None or new is None:
            return None
        return self._verdict("no_regression", old.name, new.name, passed=self._held.predicate != "down", tier="predicate")

    def no_regression(self, tier: Tier) -> Verdict | None:
        """Whether no part of a tier has a lower value than before; None when no part has a value on both sides.

        Values from answers are compared exactly, others as displayed: an announced value is rounded, so it may be above the exact
        value that it stands for. An indicator that is newly not applicable is lower than before. The verdict says how many parts
        were compared, and how many the new instrument has.
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
        """The parts of a tier that had a value before and have none now, because less was announced: they can't be compared."""
        old, new = self._held.old, self._held.new
        if new.basis == "indicators" or not self._held.same_instrument:
            return ()
        there = {part for part, _value in values_of(new)}
        return tuple(sorted(part[1] for part, _value in values_of(old) if part[0] == tier and part not in there))

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
        if self._as_read.new.claimed is not None:
            context["basis"] = "backed"
        return Verdict(gate, new.path, new.agency, expected, actual, passed, context, new.line)


def _fell(change: Change, *, exact: bool) -> bool:
    difference = change.exact if exact else change.shown
    return difference is not None and difference < 0
