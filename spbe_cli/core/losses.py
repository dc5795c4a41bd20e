"""Where a whole region loses its points: per indicator, aspect or domain, over many results."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from spbe_cli.model.instrument import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spbe_cli.model.instrument import Instrument, Tier
    from spbe_cli.model.result import Result


@dataclass(frozen=True, slots=True)
class Loss:
    """What is lost in one part: the mean of its values, how many agencies stand at each level, and the index points lost.

    ``lost`` is the mean, over all agencies, of what the part would add to the index at the highest level and does not. ``levels``
    counts the values that are whole levels; it is empty for aspects and domains.
    """

    tier: Tier
    id: int
    title: str
    count: int
    mean: Fraction
    levels: tuple[tuple[int, int], ...]
    lost: Fraction


class Tally:
    """Running sums over results of one instrument; two tallies of it can be added up."""

    def __init__(self, tier: Tier) -> None:
        self.tier = tier
        self.results = 0
        self._index = Fraction(0)
        self._titles: dict[int, str] = {}
        self._counts: Counter[int] = Counter()
        self._levels: Counter[tuple[int, int]] = Counter()
        self._values: dict[int, Fraction] = {}
        self._lost: dict[int, Fraction] = {}

    def add(self, result: Result) -> None:
        """Counts one result; one whose values on the tier are not all known (only coarser ones were announced) does not count."""
        parts = list(_known(result, self.tier))
        if sum(weight for _id, _title, weight, _value in parts) != WHOLE:
            return
        self.results += 1
        self._index += result.index.exact
        highest = result.instrument.scale.max
        for identifier, title, weight, value in parts:
            self._titles[identifier] = title
            self._counts[identifier] += 1
            self._values[identifier] = self._values.get(identifier, Fraction(0)) + value
            self._lost[identifier] = self._lost.get(identifier, Fraction(0)) + weight * (highest - value) / WHOLE
            if self.tier == "indicator" and value.denominator == 1:
                self._levels[identifier, int(value)] += 1

    def merge(self, other: Tally) -> None:
        """Adds what another tally has counted."""
        self.results += other.results
        self._index += other._index
        self._titles |= other._titles
        self._counts += other._counts
        self._levels += other._levels
        for mine, theirs in ((self._values, other._values), (self._lost, other._lost)):
            for identifier, value in theirs.items():
                mine[identifier] = mine.get(identifier, Fraction(0)) + value

    @property
    def mean(self) -> Fraction:
        """The mean index of the results that count; there must be one at least."""
        return self._index / self.results

    def losses(self, instrument: Instrument) -> tuple[Loss, ...]:
        """What is lost in each part, most first."""
        levels = instrument.scale.levels if self.tier == "indicator" else ()
        found = (
            Loss(
                tier=self.tier,
                id=identifier,
                title=title,
                count=self._counts[identifier],
                mean=self._values[identifier] / self._counts[identifier],
                levels=tuple((level, self._levels[identifier, level]) for level in levels),
                lost=self._lost[identifier] / self.results,
            )
            for identifier, title in self._titles.items()
        )
        return tuple(sorted(found, key=lambda loss: (-loss.lost, loss.id)))


def _known(result: Result, tier: Tier) -> Iterator[tuple[int, str, Fraction, Fraction]]:
    """What has a value on the tier: id, title, weight and value."""
    if tier == "indicator":
        for one in result.indicators:
            if one.level is not None:
                yield one.indicator.id, one.indicator.title.id, one.weight, one.level.exact
        return
    for part in result.aspects if tier == "aspect" else result.parts:
        if part.tier == tier and part.value is not None:
            yield part.id, part.title.id, part.weight, part.value.exact
