"""Where a whole region loses its points: per indicator, aspect or domain, over many results."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.core.weighting import percentage
from spbe_cli.model.instrument import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.result import Result, Sums, Weights
    from spbe_cli.model.scale import Scale
    from spbe_cli.model.tree import Aspect, Domain, Indicator, Tier


@dataclass(frozen=True, slots=True)
class Loss:
    """The loss in one part: the mean of its values, how many agencies are at each level, and the index points lost.

    ``lost`` is the mean, over all agencies, of what the part would add to the index at the highest level but does not add now.
    ``levels`` counts each value at the level that it has reached; it is empty for aspects and domains, and where an instrument
    has no levels. ``between`` is how many of them lie between two levels, as a mean over services may. ``unproven`` is the number
    of agencies for which less is proven than claimed, and the mean of what that costs the index, over all agencies whose evidence
    was judged; None if there are no such agencies.
    """

    tier: Tier
    id: int
    title: str
    count: int
    mean: Fraction
    levels: tuple[tuple[int, int], ...]
    between: int
    lost: Fraction
    unproven: tuple[int, Fraction] | None = None


class _Value(NamedTuple):
    """A value of a part, the number of results that have it, and the weight it has there, in percent of the index."""

    weight: Fraction
    value: Fraction
    times: int


class Tally:
    """Sums over results of one instrument on a tier; two tallies of the same instrument and tier can be added.

    Results with the same weights are counted in whole numbers: how often an indicator has a number of points.
    """

    def __init__(self, tier: Tier) -> None:
        self.tier = tier
        self.results = 0
        self._index = Fraction(0)
        self._points: dict[tuple[Weights, int], Counter[tuple[int, int]]] = {}
        self._announced: Counter[tuple[int, Fraction, Fraction]] = Counter()
        self.judged = 0
        self._unproven: Counter[tuple[int, Fraction]] = Counter()

    def add(self, result: Result) -> None:
        """Counts one result.

        A result does not count if not all its values on the tier are known (only coarser ones were announced), or if it is off
        the scale.
        """
        if not result.on_scale or (self.tier == "domain" and not result.instrument.domains):
            return
        if result.sums is not None:
            self._add(result.sums, result.instrument)
        elif not self._add_announced(result):
            return
        self.results += 1
        self._index += result.index.exact
        self._add_unproven(result)

    def _add(self, sums: Sums, instrument: Instrument) -> None:
        # A counter counts pairs of a part's position on the tier and its points.
        points = sums.points if self.tier == "indicator" else [sum(sums.points[one]) for one in instrument.spans(self.tier)]
        self._points.setdefault((sums.weights, sums.unit), Counter()).update(enumerate(points))

    def _add_unproven(self, result: Result) -> None:
        claimed, backed = result.claimed or result, result.backed
        if backed is None or claimed.sums is None or backed.sums is None:
            return
        self.judged += 1
        for position, span in enumerate(result.instrument.spans(self.tier)):
            more = claimed.sums.adds(span) - backed.sums.adds(span)
            if more:
                self._unproven[position, more] += 1

    def _add_announced(self, result: Result) -> bool:
        parts = [one for one in (result.aspects if self.tier == "aspect" else result.parts) if one.tier == self.tier]
        known = [(one.id, one.weight, one.value.exact) for one in parts if one.value is not None]
        if sum(weight for _id, weight, _value in known) != WHOLE:
            return False
        self._announced.update(known)
        return True

    def merge(self, other: Tally) -> None:
        """Adds what another tally has counted."""
        self.results += other.results
        self._index += other._index
        self._announced += other._announced
        self.judged += other.judged
        self._unproven += other._unproven
        for key, counted in other._points.items():
            self._points.setdefault(key, Counter()).update(counted)

    @property
    def mean(self) -> Fraction:
        """The mean index of the results that count; there must be one at least."""
        return self._index / self.results

    def losses(self, instrument: Instrument) -> tuple[Loss, ...]:
        """What is lost in each part, most first."""
        values: defaultdict[int, list[_Value]] = defaultdict(list)
        unproven = {one: self._unproven_in(position) for position, one in enumerate(instrument.members(self.tier))}
        for identifier, one in self._values(instrument):
            values[identifier].append(one)
        parts = (part for part in instrument.members(self.tier).values() if part.id in values)
        losses = (self._loss(part, values[part.id], instrument.scale) for part in parts)
        return tuple(sorted((replace(one, unproven=unproven[one.id]) for one in losses), key=_most_first))

    def _unproven_in(self, position: int) -> tuple[int, Fraction] | None:
        if not self.judged:
            return None
        found = [(more, times) for (at, more), times in self._unproven.items() if at == position]
        return sum(times for _more, times in found), _sum(more * times for more, times in found) / self.judged

    def _loss(self, part: Domain | Aspect | Indicator, values: Sequence[_Value], scale: Scale) -> Loss:
        count = sum(one.times for one in values)
        at: Counter[int | None] = Counter()
        for one in values:
            at[scale.level_reached(one.value)] += one.times
        levelled = self.tier == "indicator" and scale.levels
        return Loss(
            tier=self.tier,
            id=part.id,
            title=part.title.id,
            count=count,
            mean=_sum(one.value * one.times for one in values) / count,
            levels=tuple((level, at[level]) for level in scale.levels) if levelled else (),
            between=sum(one.times for one in values if scale.between(one.value)) if levelled else 0,
            lost=_sum(one.weight * (scale.max - one.value) * one.times for one in values) / WHOLE / self.results,
        )

    def _values(self, instrument: Instrument) -> Iterator[tuple[int, _Value]]:
        """The values of parts in the results, by the part's id, each with its weight there."""
        for (identifier, weight, value), count in self._announced.items():
            yield identifier, _Value(weight, value, count)
        spans = tuple(zip(instrument.members(self.tier), instrument.spans(self.tier), strict=True))
        for (weights, unit), counted in self._points.items():
            shares = [(identifier, sum(weights.shares[span])) for identifier, span in spans]
            for (position, points), count in counted.items():
                identifier, share = shares[position]
                if share:
                    value = Fraction(points, share * unit)
                    yield identifier, _Value(percentage(share, weights.whole), value, count)


def _most_first(loss: Loss) -> tuple[Fraction, int]:
    return -loss.lost, loss.id


def _sum(values: Iterable[Fraction]) -> Fraction:
    return sum(values, Fraction(0))
