"""Weights as whole numbers over one common denominator, so that a score is a sum of integers."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import lcm
from operator import mul
from typing import TYPE_CHECKING

from spbe_cli.model.instrument import WHOLE
from spbe_cli.model.result import Weights
from spbe_cli.model.tree import Domain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.tree import Aspect


@lru_cache(maxsize=1024)
def effective_weights(instrument: Instrument, items: tuple[int, ...]) -> Weights:
    """The weights when each indicator, in order, counts as a number of items (0: not applicable).

    A part's weight is divided among the parts below it, in proportion to their weights; an empty part gets nothing. So the weight
    of an indicator that is not applicable moves to the rest of its aspect; if the aspect is empty, to the rest of its domain; if
    the domain is empty, to the rest of the instrument. If the aspect carries the weight, its items share it equally. Most
    assessments have the same counts, so the weights are kept for each set of counts.

    Source: contract section 2; equal items: Permen PANRB 5/2018, aspect 7, as the announced results of Denpasar 2018 (2.50) and
    2019 (3.67) show.

    Raises:
        ZeroDivisionError: when no indicator has an item.
    """
    by_aspect = [(aspect, items[instrument.span(aspect)]) for aspect in instrument.aspects]
    shares = _shares(instrument, frozenset([aspect.id for aspect, counts in by_aspect if any(counts)]))
    parts = [(shares.get(aspect.id, _NOTHING), *_within(instrument, aspect.id, counts)) for aspect, counts in by_aspect]
    whole = lcm(*[share.denominator * over for share, _units, over in parts])
    units: list[int] = []
    for share, own, over in parts:
        factor = share.numerator * (whole // (share.denominator * over))
        units += [factor * one for one in own]
    return Weights(tuple(units), tuple(map(mul, units, items)), whole)


_NOTHING = Fraction(0)


@lru_cache(maxsize=256)
def _shares(instrument: Instrument, filled: frozenset[int]) -> dict[int, Fraction]:
    """The share of the index that each aspect has, by id; aspects in which nothing is applicable are left out."""
    shares: dict[int, Fraction] = {}

    def share(parts: Sequence[Domain | Aspect], total: Fraction) -> None:
        there = [part for part in parts if _aspects(part) & filled]
        scale = total / sum(part.total for part in there)
        for part in there:
            if isinstance(part, Domain):
                share(part.aspects, part.total * scale)
            else:
                shares[part.id] = part.total * scale

    share(instrument.top, Fraction(1))
    return shares


def _aspects(part: Domain | Aspect) -> set[int]:
    return {aspect.id for aspect in part.aspects} if isinstance(part, Domain) else {part.id}


@lru_cache(maxsize=4096)
def _within(instrument: Instrument, aspect: int, counts: tuple[int, ...]) -> tuple[tuple[int, ...], int]:
    """The share of each item of an aspect's indicators in the aspect: whole numbers and their common denominator."""
    indicators = next(one for one in instrument.aspects if one.id == aspect).indicators
    nominal = [(one.weight or Fraction(1)) if count else _NOTHING for one, count in zip(indicators, counts, strict=True)]
    over = lcm(*[weight.denominator for weight in nominal])
    units = [int(weight * over) for weight in nominal]
    return tuple(units), sum(map(mul, units, counts)) or 1


def nominal_weights(instrument: Instrument) -> dict[int, Fraction]:
    """The weight of each indicator as a percentage of the index, when all are answered as the instrument asks."""
    weights = effective_weights(instrument, tuple(one.repeat or 1 for one in instrument.indicators.values()))
    return {one: percentage(share, weights.whole) for one, share in zip(instrument.indicators, weights.shares, strict=True)}


def total(ratios: Iterable[tuple[int, int]]) -> Fraction:
    """The exact sum of ratios; those with the same denominator are added up before any fraction is made."""
    over: dict[int, int] = {}
    for numerator, denominator in ratios:
        over[denominator] = over.get(denominator, 0) + numerator
    return sum((Fraction(numerator, denominator) for denominator, numerator in over.items()), Fraction(0))


def percentage(units: int, whole: int) -> Fraction:
    """A weight as a percentage of the index."""
    return Fraction(units * WHOLE, whole)
