"""Weights as whole numbers over one common denominator, so that a score is a sum of integers."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import TYPE_CHECKING

from spbe_cli.model.instrument import WHOLE
from spbe_cli.model.result import Weights
from spbe_cli.model.tree import Domain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.tree import Aspect


@lru_cache(maxsize=1024)
def effective_weights(instrument: Instrument, items: tuple[int, ...]) -> Weights:
    """The weights when each indicator, in order, counts as so many items (none: not applicable).

    Every part's weight goes to what is below it in proportion to the weights there, and nothing to what is empty; so the weight
    of what is not applicable moves to the rest of its aspect, of its domain when the aspect is empty, of the instrument when the
    domain is. Where the aspect carries the weight its items share it equally. Most assessments count alike, so the weights of a
    set of counts are kept.

    Source: contract section 2; equal items: Permen PANRB 5/2018, aspect 7, as the announced results of Denpasar 2018 (2.50) and
    2019 (3.67) show.

    Raises:
        ZeroDivisionError: when no indicator has an item.
    """
    count = dict(zip(instrument.indicators, items, strict=True))
    exact: dict[int, Fraction] = {}

    def share(parts: Sequence[Domain | Aspect], total: Fraction) -> None:
        filled = {part.id: part.total for part in parts if any(count[one] for one in part.indicator_ids)}
        scale = total / sum(filled.values())
        for part in parts:
            if part.id not in filled:
                continue
            if isinstance(part, Domain):
                share(part.aspects, filled[part.id] * scale)
            else:
                exact.update(_items(part, filled[part.id] * scale, count))

    share(instrument.top, Fraction(1))
    whole = lcm(*(one.denominator for one in exact.values()))
    units = tuple(int(exact.get(one, 0) * whole) for one in instrument.indicators)
    return Weights(units, tuple(one * item for one, item in zip(units, items, strict=True)), whole)


def _items(aspect: Aspect, total: Fraction, count: Mapping[int, int]) -> dict[int, Fraction]:
    """The weight of each item of an aspect's indicators."""
    nominal = {one.id: one.weight or Fraction(1) for one in aspect.indicators if count[one.id]}
    scale = total / sum(weight * count[one] for one, weight in nominal.items())
    return {one: weight * scale for one, weight in nominal.items()}


def nominal_weights(instrument: Instrument) -> dict[int, Fraction]:
    """The weight of each indicator as a percentage of the index, when all are answered as the instrument asks."""
    weights = effective_weights(instrument, tuple(one.repeat or 1 for one in instrument.indicators.values()))
    return {one: percentage(share, weights.whole) for one, share in zip(instrument.indicators, weights.shares, strict=True)}


def percentage(units: int, whole: int) -> Fraction:
    """A weight as a percentage of the index."""
    return Fraction(units * WHOLE, whole)
