"""Compares the announced figures of an assessment with the figures that its answers give.

Whole levels are exact. A value with decimals, as in Pemdi and PeGI, was rounded before it was given. It stands for an interval of
half a unit of its last decimal either way, so that 1.17 agrees with a figure that was announced for 7/6. Source: contract
section 2.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from spbe_cli.core.judging import figure, predicate, rounded
from spbe_cli.model.base import decimals_of
from spbe_cli.model.result import Difference, Interval, PartResult, aspects_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spbe_cli.model.answer import Answer
    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.instrument import Instrument, Predicate
    from spbe_cli.model.result import Figure, Weights
    from spbe_cli.model.scale import Scale


def index_within(index: Figure, answers: Sequence[Answer], weights: Weights, instrument: Instrument) -> Interval:
    """The interval in which the exact index lies, as its answers may be rounded; one point if all levels are exact."""
    if not instrument.scale.fractional:
        return Interval(index.exact, index.exact)
    shares = (Fraction(units, weights.whole) for units in weights.units)
    room = [_room(answer, share, instrument.scale) for answer, share in zip(answers, shares, strict=True)]
    below, above = (sum(sides, Fraction(0)) for sides in zip(*room, strict=True))
    return Interval(index.exact - below, index.exact + above)


def not_reproduced(
    assessment: Assessment, instrument: Instrument, within: Interval, given: Predicate, parts: Sequence[PartResult]
) -> Iterator[Difference]:
    """The announced figures that the answers don't reproduce; each is compared with as many decimals as it was announced with.

    ``within`` is where the exact index lies, as :func:`index_within` says.
    """
    published = assessment.published
    if published is None:
        return
    scale = instrument.scale
    domains = (part for part in parts if part.tier == "domain")
    for figures, members in ((published.aspects, aspects_of(parts)), (published.domains, domains)):
        for part in members:
            announced = figures.get(part.id)
            if announced is None:
                continue
            if part.value is None:
                yield Difference(part.tier, part.id, announced, scale.min, scale.max)
                continue
            around = _within(part.value.exact, part, scale)
            if not _rounds_to(around, announced, instrument):
                yield Difference(part.tier, part.id, announced, *around)
    if published.index is not None and not _rounds_to(within, published.index, instrument):
        yield Difference("index", None, published.index, *within)
    if published.predicate is not None and published.predicate != given.name:
        low, high = (predicate(figure(end, instrument), instrument, assessment.year) for end in within)
        announced_one = instrument.predicate_named(published.predicate)
        if announced_one is None or not low.lower <= announced_one.lower <= high.lower:
            yield Difference("predicate", None, published.predicate, low.name, high.name)


def _rounds_to(within: Interval, announced: Fraction, instrument: Instrument) -> bool:
    decimals = decimals_of(announced, instrument.index.decimals)
    return rounded(within.low, decimals) <= rounded(announced, decimals) <= rounded(within.high, decimals)


def _within(value: Fraction, part: PartResult, scale: Scale) -> Interval:
    """The interval in which the value of a part lies; the part must have a value."""
    if not scale.fractional:
        return Interval(value, value)
    counted = [one for aspect in aspects_of((part,)) for one in aspect.indicators if one.weight]
    room = [_room(one.answer, one.weight / len(one.levels) / part.weight, scale) for one in counted]
    below, above = (sum(sides, Fraction(0)) for sides in zip(*room, strict=True))
    return Interval(value - below, value + above)


def _room(answer: Answer, share: Fraction, scale: Scale) -> tuple[Fraction, Fraction]:
    """How far an answer's values may be off, down and up, times the share of each; a value never lies outside the scale."""
    below = above = Fraction(0)
    for level in answer.levels or ():
        half = Fraction(1, 2 * 10 ** decimals_of(level, scale.decimals))
        below += min(half, level - scale.min)
        above += min(half, scale.max - level)
    return share * below, share * above
