"""What an agency promised: today's result to the result when all promises are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.core.judging import distance
from spbe_cli.core.raising import value_reached
from spbe_cli.core.scoring import rescored
from spbe_cli.model.plan import Outlook, Promise, Promised

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from spbe_cli.model.result import IndicatorResult, Result


def promised(result: Result, today: date) -> Promised:
    """The promises in a result's answers, and the result when all are kept.

    A promise never lowers a level, and what was already given for higher levels counts when it is kept. A promise for an
    indicator that is not applicable changes nothing.
    """
    promises = tuple(_promises(result, today))
    of = {one.indicator.id: one for one in result.indicators}
    levels = {
        one.indicator.id: tuple(_kept(of[one.indicator.id], service, one.level, result) for service in range(len(one.levels)))
        for one in promises
        if one.counts and not one.kept
    }
    if not levels:
        return Promised(promises, result)
    return Promised(promises, rescored(result, result.assessment.with_levels(levels)))


def outlook(result: Result, target: Fraction | None, today: date) -> Outlook:
    """The outlook of a result: its promises, and what is missing to a target today and with all promises kept.

    An announced index that can't be is no distance from anything.
    """

    def missing(of: Result | None) -> Decimal | None:
        return (
            None
            if target is None or of is None or of.doubt is not None
            else distance(of.decisive, target, of.instrument.index.decimals)
        )

    ahead = promised(result, today)
    kept = ahead.result if ahead.promises else None
    return Outlook(ahead if ahead.promises else None, target, missing(result), missing(kept))


def _kept(one: IndicatorResult, service: int, promise: Fraction, result: Result) -> Fraction:
    """What a service is worth when a promise is kept."""
    value, instrument = one.levels[service], result.instrument
    completed = instrument.scale.levels_completed(value, promise)
    return max(value, promise, *(value_reached(one, service, level, instrument) for level in completed))


def _promises(result: Result, today: date) -> Iterator[Promise]:
    for one in result.indicators:
        target = one.answer.target
        if target is not None:
            kept = bool(one.levels) and all(level >= target.level for level in one.levels)
            late = bool(one.levels) and not kept and target.by is not None and target.by < today
            reaching = result.instrument.scale.levels_between(min(one.levels, default=target.level), target.level)
            yield Promise(one.indicator, one.levels, target.level, reaching, target.by, target.owner, kept, late)
