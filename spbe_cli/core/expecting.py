"""The exact distribution of an index when its levels move by chance, independently of each other: by convolution.

Everything is a whole number. An index is a sum of points, in parts of ``1/whole`` like scores; a probability is a number of draws
among all draws. The items are convolved in two halves, because each half has far fewer sums than all items together. The draws in
which both halves together stay within a sum are counted across the halves (E. Horowitz and S. Sahni, "Computing partitions with
applications to the knapsack problem", Journal of the ACM 21, 1974).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from fractions import Fraction
from itertools import accumulate
from math import ceil, gcd, lcm, log10, prod
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.core.judging import figure, least_index
from spbe_cli.limits import MAX_DRAWN, MAX_EXACT_DIGITS
from spbe_cli.model.expectation import Expectation, Lowered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spbe_cli.model.expectation import Learned, Shifts
    from spbe_cli.model.result import Figure, Result

_LOW, _HIGH = Fraction(1, 20), Fraction(19, 20)
"""The middle nine tenths lie between these."""

_FEWER = 4
"""How many times fewer sums one half has: each of them is looked up again for every bound and every step to a quantile."""


class TooCostly(Exception):
    """A distribution takes too much to compute; ``code`` says what there is too much of, ``limit`` how much is allowed."""

    def __init__(self, code: str, limit: int) -> None:
        self.code = code
        self.limit = limit
        super().__init__(f"{code}: {limit}")


def lowered(result: Result, probability: Fraction) -> Expectation:
    """What to expect if each answered level is one lower with a probability (from 0 to 1), but never below the scale.

    Raises:
        TooCostly: when there are too many sums, or probabilities of too many digits.
        ValueError: when only figures were announced.
    """
    times, of = probability.as_integer_ratio()
    shifts = {shift: count for shift, count in ((Fraction(-1), times), (Fraction(0), of - times)) if count}
    return expectation(result, dict.fromkeys(result.instrument.indicators, shifts), Lowered(probability))


def expectation(result: Result, shifts: Mapping[int, Shifts], basis: Lowered | Learned) -> Expectation:
    """What to expect if each answered level moves as ``shifts`` says for its indicator, and stays on the scale.

    An indicator that is not answered stays at the minimum, and so does a missing service. What is not applicable stays out, with
    its weight moved as in the score. Each level moves independently of the others.

    Raises:
        TooCostly: when there are too many sums, or probabilities of too many digits.
        ValueError: when only figures were announced.
    """
    sums = result.sums
    if sums is None:
        raise ValueError("levels that are not known can't move")
    instrument, year = result.instrument, result.assessment.year
    items = list(_items(result, sums.weights.units, shifts))
    unit = lcm(*[value.denominator for item in items for value in item.values])
    drawn = _Drawn([item.points(unit) for item in items])
    over = sums.weights.whole * unit

    def shown(points: Fraction | int) -> Figure:
        return figure(Fraction(points) / over, instrument)

    def below(threshold: Fraction) -> Fraction:
        least = ceil(least_index(threshold, instrument, year) * over)
        return Fraction(drawn.up_to(least - 1), drawn.draws)

    # The lowest predicate also covers what is below its bound; the highest predicate has no bound above.
    bounds = [Fraction(1), *(below(one.lower) for one in instrument.predicates[:-1]), Fraction(0)]
    return Expectation(
        expected=shown(drawn.mean),
        low=shown(drawn.quantile(_LOW)),
        high=shown(drawn.quantile(_HIGH)),
        predicates=tuple(
            (one.name, above - under) for one, above, under in zip(instrument.predicates, bounds, bounds[1:], strict=False)
        ),
        basis=basis,
    )


class _Item(NamedTuple):
    """One service of an indicator: its weight, in ``1/whole`` of the index, and how often it has each value."""

    weight: int
    values: Counter[Fraction]

    def points(self, unit: int) -> dict[int, int]:
        """The same as points, in ``1/unit`` of a level, and counts in lowest terms."""
        common = gcd(*self.values.values())
        return {self.weight * int(value * unit): count // common for value, count in self.values.items()}


def _items(result: Result, weights: Iterable[int], shifts: Mapping[int, Shifts]) -> Iterator[_Item]:
    """Every service that counts; those of equal weight are next to each other, because many of their sums are equal."""
    found: list[_Item] = []
    scale = result.instrument.scale
    for weight, asked in zip(weights, result.instrument.asked.values(), strict=True):
        answer = result.assessment.answer(asked.indicator.id)
        given = answer.given(asked)
        for position, level in enumerate(answer.values(asked)):
            values: Counter[Fraction] = Counter()
            if position < len(given):
                for shift, count in shifts[asked.indicator.id].items():
                    values[min(max(level + shift, scale.min), scale.max)] += count
            else:
                values[level] = 1
            found.append(_Item(weight, values))
    yield from sorted(found, key=lambda item: item.weight)


class _Drawn:
    """The sums when one value is drawn from each item, and how many of all possible ``draws`` give each sum."""

    def __init__(self, items: Sequence[Mapping[int, int]]) -> None:
        totals = [sum(item.values()) for item in items]
        self.draws = prod(totals)
        if sum(map(log10, totals)) > MAX_EXACT_DIGITS:
            raise TooCostly("too_many_digits", MAX_EXACT_DIGITS)
        self.mean = sum(
            (Fraction(sum(map(mul, item.keys(), item.values())), total) for item, total in zip(items, totals, strict=True)),
            Fraction(0),
        )
        self._lowest, self._highest = sum(map(min, items)), sum(map(max, items))
        few, many = _halves(items)
        self._few = few
        self._many = sorted(many)
        self._up_to = list(accumulate((many[points] for points in self._many), initial=0))

    def up_to(self, points: int) -> int:
        """The number of draws whose sum is at most ``points``."""
        many, up_to = self._many, self._up_to
        return sum(map(mul, self._few.values(), [up_to[bisect_right(many, points - one)] for one in self._few]))

    def quantile(self, share: Fraction) -> int:
        """The smallest sum that at least a share (from 0 to 1) of all draws does not exceed."""
        wanted = ceil(share * self.draws)
        low, high = self._lowest, self._highest
        # Not bisect, which takes no more positions than a machine word counts: points can be finer than that.
        while low < high:
            middle = (low + high) // 2
            if self.up_to(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low


def _halves(items: Sequence[Mapping[int, int]]) -> tuple[dict[int, int], dict[int, int]]:
    """The sums of some items, and those of the others, which are ``_FEWER`` times as many, each with how often it comes about."""
    ends: list[dict[int, int]] = [{0: 1}, {0: 1}]
    first, last, drawn = 0, len(items) - 1, 0
    while first <= last:
        end = int(len(ends[0]) * _FEWER > len(ends[1]))
        item = items[last if end else first]
        drawn += len(ends[end]) * len(item)
        if drawn > MAX_DRAWN:
            raise TooCostly("too_many_drawn", MAX_DRAWN)
        ends[end] = _convolved(ends[end], item)
        first, last = first + (not end), last - end
    return ends[0], ends[1]


def _convolved(sums: Mapping[int, int], item: Mapping[int, int]) -> dict[int, int]:
    """The sums after one more item is added."""
    grown: dict[int, int] = {}
    known = grown.get
    for more, times in item.items():
        for points, count in sums.items():
            total = points + more
            grown[total] = known(total, 0) + count * times
    return grown
