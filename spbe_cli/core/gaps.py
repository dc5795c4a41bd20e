"""Where one agency can gain: what each indicator would add to the index one level up, and how few of them reach a threshold."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.core.raising import value_reached
from spbe_cli.model.instrument import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.result import IndicatorResult, Result


class Gap(NamedTuple):
    """An indicator that can be raised: its values one level up, one per service, and what that adds, in index points."""

    of: IndicatorResult
    raised: tuple[Fraction, ...]
    gain: Fraction


def gaps(result: Result) -> tuple[Gap, ...]:
    """What raising each indicator by one level adds to the index, most first; where two add as much, the lower one first.

    Every service of a repeated indicator is raised. On a scale with bands (Pemdi) the next level is reached where its band ends.
    What was already given for higher levels counts then, too. An indicator that does not apply, is at the highest level or has no
    levels (PeGI) is left out.
    """
    found = [_gap(one, result.instrument) for one in result.indicators]
    return tuple(sorted((one for one in found if one.gain), key=lambda one: (-one.gain, sum(one.of.levels), one.of.indicator.id)))


def fewest(found: Sequence[Gap], missing: Fraction) -> int | None:
    """The least number of indicators that add what is missing if each is raised by one level; None if all of them don't.

    ``found`` are all gaps, most gain first; so the first ones are the fewest.
    """
    reached = Fraction(0)
    for count, one in enumerate(found, start=1):
        reached += one.gain
        if reached >= missing:
            return count
    return None


def strongest(result: Result) -> Iterator[IndicatorResult]:
    """The indicators with levels above the index, the highest first; of equal levels the greatest weight first."""
    return _farthest(result, 1)


def weakest(result: Result) -> Iterator[IndicatorResult]:
    """The indicators with levels below the index, the lowest first; of equal levels the greatest weight first."""
    return _farthest(result, -1)


def _farthest(result: Result, way: int) -> Iterator[IndicatorResult]:
    """The indicators above the index where ``way`` is 1, below it where it is -1; those with the farthest levels first."""
    levels = ((one, one.level.exact - result.index.exact) for one in result.indicators if one.level is not None)
    found = [(-way * away, -one.weight, one.indicator.id, one) for one, away in levels if way * away > 0]
    return (one for *_order, one in sorted(found, key=lambda one: one[:-1]))


def _gap(one: IndicatorResult, instrument: Instrument) -> Gap:
    raised = tuple(_next(one, service, instrument) for service in range(len(one.levels)))
    gain = one.weight * (sum(raised, Fraction(0)) - sum(one.levels)) / (WHOLE * max(len(raised), 1))
    return Gap(one, raised, gain)


def _next(one: IndicatorResult, service: int, instrument: Instrument) -> Fraction:
    value = one.levels[service]
    level = instrument.scale.level_above(value)
    return value if level is None else value_reached(one, service, level, instrument)
