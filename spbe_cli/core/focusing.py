"""The figures of chosen indicators: in a result, between two results, and in the points that many agencies lose."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, cast

from spbe_cli.core.judging import figure
from spbe_cli.model.instrument import WHOLE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from spbe_cli.core.losses import Loss
    from spbe_cli.model.comparison import Change, Comparison, Comparisons, Movements, PartChange
    from spbe_cli.model.instrument import Instrument, Selection
    from spbe_cli.model.result import Figure, PartResult, Result
    from spbe_cli.model.tree import Domain


class Focused(NamedTuple):
    """The figures of chosen indicators in a result.

    ``weight`` is the sum of their effective weights, a percentage of the index. ``mean`` is their weighted mean level, None where
    none of them applies or no levels are known.
    """

    weight: Fraction
    mean: Figure | None


class FocusedChange(NamedTuple):
    """How chosen indicators changed between two results.

    ``shown`` is the comparison with only these indicators and the parts that hold them. ``change`` is their weighted mean level
    on both sides; across instruments it is that of the indicators that have a counterpart, and of the counterparts. ``effect`` is
    how much they changed the index, in index points; None across instruments.
    """

    selection: Selection
    shown: Comparison
    change: Change
    effect: Fraction | None


class FocusedLosses(NamedTuple):
    """The points lost in chosen indicators, most first."""

    selection: Selection
    losses: tuple[Loss, ...]

    @property
    def lost(self) -> Fraction:
        """The points lost in all of them together, in points of the mean index."""
        return sum((one.lost for one in self.losses), Fraction(0))


def focused(result: Result, indicators: Collection[int]) -> Focused:
    """The figures of the indicators with these ids in a result."""
    chosen = [one for one in result.indicators if one.indicator.id in indicators]
    weight = sum((one.weight for one in chosen), Fraction(0))
    points = sum((one.contribution for one in chosen), Fraction(0))
    return Focused(weight, figure(points * WHOLE / weight, result.instrument) if weight else None)


def focused_on(found: Comparisons, focuses: Mapping[str, Selection]) -> Comparisons:
    """The comparisons, limited to the focus in their new instrument; all agencies stay."""
    pairs = (one._replace(focus=focuses[one.new.instrument.id]) for one in found.pairs)
    movements = (_focused_movements(one, focuses[one.instrument.id]) for one in found.movements)
    return found._replace(pairs=tuple(pairs), movements=tuple(movements))


def focused_change(comparison: Comparison) -> FocusedChange | None:
    """How the indicators in a comparison's focus changed; across instruments those of the new one; None without a focus."""
    if comparison.focus is None:
        return None
    from spbe_cli.model.comparison import Change  # most starts don't compare

    selection, new = comparison.focus, comparison.new
    chosen = selection.indicators
    changes = tuple(one for one in comparison.indicators if one.new.indicator.id in chosen)
    shown = comparison._replace(
        parts=tuple(one for one in comparison.parts if holds(selection, one, new.instrument)),
        indicators=changes,
        added=tuple(one for one in comparison.added if one.indicator.id in chosen),
        gone=(),
    )
    before = focused(comparison.old, {one.old.indicator.id for one in changes})
    after = focused(new, {one.new.indicator.id for one in changes})
    effect = sum((one.effect or Fraction(0) for one in changes), Fraction(0)) if comparison.same_instrument else None
    return FocusedChange(selection, shown, Change(before.mean, after.mean), effect)


def focused_losses(losses: Iterable[Loss], selection: Selection) -> FocusedLosses:
    """The losses in the chosen indicators."""
    return FocusedLosses(selection, tuple(one for one in losses if one.id in selection.indicators))


def _focused_movements(movements: Movements, focus: Selection) -> Movements:
    chosen = tuple(one for one in movements.indicators if one.indicator.id in focus.indicators)
    return movements._replace(indicators=chosen, focus=focus)


def holds(selection: Selection, part: PartResult | PartChange, instrument: Instrument) -> bool:
    """Whether a domain or an aspect holds a chosen indicator."""
    of = cast("Domain", instrument.members(part.tier)[part.id])
    return not selection.indicators.isdisjoint(of.indicator_ids)
