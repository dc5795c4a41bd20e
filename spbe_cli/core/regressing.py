"""Gates between two results: verdicts on whether the later one falls behind the earlier one.

"Not applicable" never helps (contract section 4), on neither side:

- The earlier result is judged as it stands, as lowering it would lower what the later one must reach.
- What is newly not applicable counts at the minimum in the later result.
- What is not applicable on both sides is judged twice: left out on both sides, as people see it, and at the minimum on both. The
  worse of the two decides, so that neither the weight that it gives away nor the weight that it would have hides a drop.

An announced figure that can't be proves nothing: an earlier one is no measure, and a later one does not show that nothing fell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from spbe_cli.core.comparing import compare
from spbe_cli.core.gates import at_the_minimum, unexcused, values_of
from spbe_cli.model.result import Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from fractions import Fraction

    from spbe_cli.model.comparison import Change, Comparison
    from spbe_cli.model.result import IndicatorResult
    from spbe_cli.model.tree import Tier


class _Reading(NamedTuple):
    """Two results as gates see them: side by side, and the indicators of the new one that count at the minimum there."""

    sides: Comparison
    lowered: tuple[int, ...]

    @property
    def drop(self) -> Fraction:
        """By how many index points the exact index drops; a rise is negative."""
        return self.sides.old.index.exact - self.sides.new.index.exact

    def known(self, tier: Tier) -> Iterator[tuple[int, Change]]:
        """The parts of a tier that can be compared: those with a value on both sides that can have been before."""
        return ((one, change) for one, change in self.sides.known(tier) if (tier, one) not in self.sides.old.refuted)

    def fallen(self, tier: Tier) -> dict[int, Change]:
        """The parts of a tier that have a lower value than before, each with both values."""
        return {one: change for one, change in self.known(tier) if _fell(change, exact=self.sides.exact)}


class Changes:
    """What gates say about a comparison; the first reading has all that counts at the minimum."""

    def __init__(self, comparison: Comparison, excused: Collection[int] = ()) -> None:
        self._as_read = comparison
        old, new = comparison.old, comparison.new
        lowered = unexcused(new, excused)
        before = _counterparts(comparison)
        stays = {one for one in lowered if one in before and all(other.not_applicable for other in before[one])}
        fresh = tuple(one for one in lowered if one not in stays)
        self._newly = before.keys() & fresh
        self._readings = [_Reading(compare(old, at_the_minimum(new, fresh)) if fresh else comparison, fresh)]
        if stays:
            too = {other.indicator.id for one in stays for other in before[one]}
            self._readings.insert(0, _Reading(compare(at_the_minimum(old, too), at_the_minimum(new, lowered)), lowered))

    def max_drop(self, allowed: Fraction) -> Verdict | None:
        """Whether the index drops by at most ``allowed`` index points; a rise is a negative drop.

        The exact index is compared, because rounding may hide a drop; the announced one if only that is known. An impossible new
        index does not show that it does not drop; None where its own parts refute the old one. From one below the scale, as of
        what was not handed in, nothing drops.
        """
        if self._as_read.old.doubt == "refuted":
            return None
        worst = max(self._readings, key=lambda one: one.drop)
        if (doubt := self._as_read.new.doubt) is not None:
            return self._verdict(worst, "max_drop", allowed, worst.drop, passed=False, doubt=doubt)
        return self._verdict(worst, "max_drop", allowed, worst.drop, passed=worst.drop <= allowed)

    def predicate_kept(self) -> Verdict | None:
        """Whether the predicate is not lower than before.

        None where two instruments name predicates differently, or where an impossible index gives no predicate.
        """
        if any(one.sides.predicate is None for one in self._readings):
            return None
        worst = next((one for one in self._readings if one.sides.predicate == "down"), self._readings[0])
        names = worst.sides.old.predicate_name, worst.sides.new.predicate_name
        return self._verdict(worst, "no_regression", *names, passed=worst.sides.predicate != "down", tier="predicate")

    def no_regression(self, tier: Tier) -> Verdict | None:
        """Whether no part of a tier has a lower value than before; None when no part has a value on both sides.

        Values from answers are compared exactly, others as displayed: an announced value is rounded, so it may be above the exact
        value that it stands for. An indicator that is newly not applicable is lower than before; one that was not applicable and
        is answered now has nothing to be compared with. The verdict says how many parts were compared, and how many the new
        instrument has.
        """
        compared = {one for reading in self._readings for one, _change in reading.known(tier)}
        if not compared:
            return None
        worst = max(self._readings, key=lambda one: len(one.fallen(tier)))
        # What fell in both readings has the values of the first one, in which all counts at the minimum that the verdict says.
        changes = {one: change for reading in reversed(self._readings) for one, change in reading.fallen(tier).items()}
        fallen = changes.keys() | (self._newly if tier == "indicator" else ())
        context = {"tier": tier, "fallen": tuple(sorted(fallen)), "changes": changes, "compared": len(compared)}
        context["total"] = len(self._as_read.new.instrument.members(tier))
        return self._verdict(worst, "no_regression", 0, len(fallen), passed=not fallen, **context)

    def missing(self, tier: Tier) -> tuple[int, ...]:
        """The parts of a tier that had a value before and have none now, because less was announced: they can't be compared."""
        old, new = self._as_read.old, self._as_read.new
        if new.basis == "indicators" or not self._as_read.same_instrument:
            return ()
        there = {part for part, _value in values_of(new)}
        return tuple(sorted(part[1] for part, _value in values_of(old) if part[0] == tier and part not in there))

    def refuted(self, tier: Tier) -> tuple[int, ...]:
        """The parts of a tier that can't have their new announced value, so that it can't be compared with that of before."""
        there = {one for reading in self._readings for one, _change in reading.known(tier)}
        return tuple(sorted(one for kind, one in self._as_read.new.refuted if kind == tier and one in there))

    def _verdict(
        self,
        reading: _Reading,
        gate: str,
        expected: Fraction | str | int,
        actual: Fraction | str | int,
        *,
        passed: bool,
        **context: Any,
    ) -> Verdict:
        new = self._as_read.new
        if reading.lowered:
            context["not_applicable"] = reading.lowered
        if new.claimed is not None:
            context["basis"] = "backed"
        return Verdict(gate, new.path, new.agency, expected, actual, passed, context, new.line)


def _counterparts(comparison: Comparison) -> dict[int, list[IndicatorResult]]:
    """The old indicators behind each new one that is compared: itself, or across instruments those of the same subject."""
    found: dict[int, list[IndicatorResult]] = {}
    for one in comparison.indicators:
        found.setdefault(one.new.indicator.id, []).append(one.old)
    return found


def _fell(change: Change, *, exact: bool) -> bool:
    difference = change.exact if exact else change.shown
    return difference is not None and difference < 0
