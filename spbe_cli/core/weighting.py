"""Weights as whole numbers over one common denominator, so that a score is a sum of integers."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.model.instrument import WHOLE, Domain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spbe_cli.model.instrument import Aspect, Instrument


class Weights(NamedTuple):
    """The effective weights of one assessment.

    ``units`` is, by indicator, the weight of each of its items in units of ``1/whole`` of the index; an indicator that repeats
    has an item per service, one that is not applicable has none.
    """

    units: Mapping[int, int]
    whole: int


def effective_weights(instrument: Instrument, items: Mapping[int, int]) -> Weights:
    """The weights when each indicator counts as so many items (none: not applicable).

    Every part's weight goes to what is below it in proportion to the weights there, and nothing to what is empty; so the weight
    of what is not applicable moves to the rest of its aspect, of its domain when the aspect is empty, of the instrument when the
    domain is. Where the aspect carries the weight its items share it equally.

    Source: contract section 2; equal items: Permen PANRB 5/2018, aspect 7, as the announced results of Denpasar 2018 (2.50) and
    2019 (3.67) show.

    Raises:
        ZeroDivisionError: when no indicator has an item.
    """
    exact: dict[int, Fraction] = {}

    def share(parts: Sequence[Domain | Aspect], total: Fraction) -> None:
        filled = {part.id: part.total for part in parts if any(items[one] for one in part.indicator_ids)}
        scale = total / sum(filled.values())
        for part in parts:
            if part.id not in filled:
                continue
            if isinstance(part, Domain):
                share(part.aspects, filled[part.id] * scale)
            else:
                exact.update(_items(part, filled[part.id] * scale, items))

    share(instrument.top, Fraction(1))
    whole = lcm(*(one.denominator for one in exact.values()))
    return Weights({one: int(exact.get(one, 0) * whole) for one in instrument.indicators}, whole)


def _items(aspect: Aspect, total: Fraction, items: Mapping[int, int]) -> dict[int, Fraction]:
    """The weight of each item of an aspect's indicators."""
    nominal = {one.id: one.weight or Fraction(1) for one in aspect.indicators if items[one.id]}
    scale = total / sum(weight * items[one] for one, weight in nominal.items())
    return {one: weight * scale for one, weight in nominal.items()}


def nominal_weights(instrument: Instrument) -> dict[int, Fraction]:
    """The weight of each indicator as a percentage of the index, when all are answered as the instrument asks."""
    items = {one.id: one.repeat or 1 for one in instrument.indicators.values()}
    weights = effective_weights(instrument, items)
    return {one: percentage(weights.units[one] * items[one], weights.whole) for one in items}


def percentage(units: int, whole: int) -> Fraction:
    """A weight as a percentage of the index."""
    return Fraction(units * WHOLE, whole)
