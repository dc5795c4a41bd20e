"""Compares the announced figures of an assessment with the figures that its answers give.

Whole levels are exact. A value with decimals, as in Pemdi and PeGI, was rounded before it was given. It stands for an interval of
half a unit of its last decimal either way, so that 1.17 agrees with a figure that was announced for 7/6. Source: contract
section 2.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from spbe_cli.core.judging import figure, predicate, rounded
from spbe_cli.core.weighting import total
from spbe_cli.model.base import decimals_of
from spbe_cli.model.result import Difference, Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spbe_cli.model.answer import Answer
    from spbe_cli.model.assessment import Published
    from spbe_cli.model.instrument import Instrument, Predicate
    from spbe_cli.model.result import PartTier, Sums
    from spbe_cli.model.tree import Aspect, Domain

ALL: Final = slice(None)
"""The positions of all indicators."""


class Counted(NamedTuple):
    """The answers to all indicators of an instrument, in order, and what they add up to."""

    instrument: Instrument
    answers: Sequence[Answer]
    sums: Sums

    def within(self, value: Fraction, span: slice = ALL) -> Interval:
        """The interval in which ``value``, that of the indicators at some positions, lies, as their answers may be rounded.

        It is one point if all levels are exact.
        """
        scale, weights = self.instrument.scale, self.sums.weights
        if not scale.fractional:
            return Interval(value, value)
        # The weight of each room, of which there are few different ones.
        rooms: dict[_Room, int] = {}
        for answer, units in zip(self.answers[span], weights.units[span], strict=True):
            for level in answer.levels or ():
                room = _room(*level.as_integer_ratio(), decimals_of(level, scale.decimals), self.instrument)
                rooms[room] = rooms.get(room, 0) + units
        whole = sum(weights.shares[span])
        below = total((units * room, over) for ((room, over), _above), units in rooms.items()) / whole
        above = total((units * room, over) for (_below, (room, over)), units in rooms.items()) / whole
        return Interval(value - below, value + above)


def not_reproduced(published: Published, year: int, given: Predicate, within: Interval, counted: Counted) -> Iterator[Difference]:
    """The figures announced for a year that the answers don't reproduce; each is compared with as many decimals as it has.

    ``given`` is the predicate that the answers give, and ``within`` the interval in which their index lies.
    """
    instrument = counted.instrument
    anything = Interval(instrument.scale.min, instrument.scale.max)
    tiers: tuple[tuple[PartTier, Iterable[Aspect | Domain], Mapping[int, Fraction]], ...] = (
        ("aspect", instrument.aspects, published.aspects),
        ("domain", instrument.domains, published.domains),
    )
    for tier, parts, figures in tiers:
        for part in parts:
            if part.id not in figures:
                continue
            span = instrument.span(part)
            points, units = counted.sums.mean_of(span)
            possible = counted.within(Fraction(points, units), span) if units else anything
            if not (units and _rounds_to(possible, figures[part.id], instrument)):
                yield Difference(tier, part.id, figures[part.id], *possible)
    if published.index is not None and not _rounds_to(within, published.index, instrument):
        yield Difference("index", None, published.index, *within)
    if published.predicate is not None and published.predicate != given.name:
        low, high = (predicate(figure(end, instrument), instrument, year) for end in within)
        announced_one = instrument.predicate_named(published.predicate)
        if announced_one is None or not low.lower <= announced_one.lower <= high.lower:
            yield Difference("predicate", None, published.predicate, low.name, high.name)


def _rounds_to(within: Interval, announced: Fraction, instrument: Instrument) -> bool:
    decimals = decimals_of(announced, instrument.index.decimals)
    return rounded(within.low, decimals) <= rounded(announced, decimals) <= rounded(within.high, decimals)


_Room = tuple[tuple[int, int], tuple[int, int]]


@lru_cache(maxsize=4096)
def _room(numerator: int, denominator: int, decimals: int, instrument: Instrument) -> _Room:
    """How far a value that was rounded to so many decimals may be off, down and up, as ratios; it never lies off the scale."""
    value, half = Fraction(numerator, denominator), Fraction(1, 2 * 10**decimals)
    below, above = min(half, value - instrument.scale.min), min(half, instrument.scale.max - value)
    return below.as_integer_ratio(), above.as_integer_ratio()
