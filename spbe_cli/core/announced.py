"""Announced figures: what can be computed from them, and whether they are consistent.

An announced figure is rounded. It stands for an interval of half a unit of its last decimal either way: the last decimal of the
instrument, or its own if it has more. From the finest tier upward, the weighted mean of the intervals below must meet the
interval announced above. Every average of 2021 and 2022 in the ministry's reports is consistent in this sense; the mean of 2023
is not.

All of them are whole numbers of one unit, so small that every mean of them is one too.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import lcm
from operator import mul
from typing import TYPE_CHECKING, Literal, NamedTuple

from spbe_cli.core.judging import figure, rounded, rounded_ratio
from spbe_cli.model.base import decimals_of
from spbe_cli.model.result import Difference, Interval, PartResult, Reading
from spbe_cli.model.tree import Domain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from spbe_cli.model.assessment import Published
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.result import Doubt, Figure, ResultBasis
    from spbe_cli.model.tree import Aspect


def basis(published: Published, instrument: Instrument) -> ResultBasis:
    """The finest tier that was announced in full."""
    if published.aspects.keys() == {aspect.id for aspect in instrument.aspects}:
        return "aspects"
    if instrument.domains and (
        published.domains.keys() == {domain.id for domain in instrument.domains} or published.index is None
    ):
        return "domains"
    return "index"


class _Read(NamedTuple):
    """A reading, whose values and intervals are in the announcement's unit; ``below`` are those of the parts of this one."""

    tier: Literal["index", "domain", "aspect"]
    id: int | None
    announced: Fraction | None
    possible: tuple[int, int]
    value: int | None
    interval: tuple[int, int] | None
    feasible: tuple[int, int]
    below: tuple[_Read, ...]


class Announcement:
    """Announced figures, read upward: ``index``, values, parts, how each is understood, and what is impossible (``differences``).

    ``interval`` is what the index stands for, ``feasible`` where by all figures together it can lie, ``doubt`` why it can't
    be judged, None where it can.

    Raises:
        ValueError: when the figures give no index.
    """

    def __init__(self, published: Published, instrument: Instrument, year: int) -> None:
        self._published = published
        self._instrument = instrument
        self._weights, means = _weights(instrument)
        parts = (*published.domains.values(), *published.aspects.values())
        announced = parts if published.index is None else (published.index, *parts)
        finest = max([decimals_of(one, instrument.index.decimals) for one in announced], default=0)
        ends = instrument.scale.min, instrument.scale.max
        self._unit = means * lcm(2 * 10**finest, *[one.denominator for one in (*announced, *ends)])
        self._scale = self._in_units(ends[0]), self._in_units(ends[1])
        self.differences: list[Difference] = []
        self._top = self._tier(instrument.top)
        index = self._index = self._read("index", None, published.index, self._top)
        value = self._value(index)
        if value is None or index.interval is None:
            raise ValueError("neither an index nor a full tier was announced")
        self.index = value
        self.interval, self.feasible = self._as_interval(index.interval), self._as_interval(index.feasible)
        self.doubt = self._doubt(index.interval)
        # If the index is in doubt the predicate is not checked: one mistake is reported once.
        if published.predicate is not None and self.doubt is None:
            self._check_predicate(published.predicate, year)

    @property
    def values(self) -> tuple[Decimal | None, ...]:
        """The values of the top tier, as displayed."""
        decimals = self._instrument.index.decimals
        return tuple([None if one.value is None else rounded_ratio(one.value, self._unit, decimals) for one in self._top])

    def parts(self) -> tuple[PartResult, ...]:
        """The tree."""
        return self._parts(self._instrument.top, self._top)

    def readings(self) -> tuple[Reading, ...]:
        """How each figure is understood, from the finest tier upward."""
        return tuple(map(self._reading, (*(one for part in self._top for one in (*part.below, part)), self._index)))

    def differs(self, tier: Literal["index", "predicate", "domain", "aspect"]) -> bool:
        """Whether an announced figure of a tier is impossible."""
        return any(one.tier == tier for one in self.differences)

    def _doubt(self, index: tuple[int, int]) -> Doubt | None:
        if not _meet(index, self._scale):
            return "off_scale"
        return "refuted" if self.differs("index") else None

    def _tier(self, members: Sequence[Domain | Aspect]) -> tuple[_Read, ...]:
        domains, aspects = self._published.domains.get, self._published.aspects.get
        return tuple(
            [
                self._read("domain", one.id, domains(one.id), self._tier(one.aspects))
                if isinstance(one, Domain)
                else self._read("aspect", one.id, aspects(one.id), ())
                for one in members
            ]
        )

    def _read(
        self,
        tier: Literal["index", "domain", "aspect"],
        identifier: int | None,
        announced: Fraction | None,
        below: tuple[_Read, ...],
    ) -> _Read:
        possible, value = self._scale, None
        if below:
            units, whole = self._weights[identifier]
            low, high = (sum(map(mul, units, [one.feasible[end] for one in below])) // whole for end in (0, 1))
            possible = low, high
            values = [one.value for one in below if one.value is not None]
            if len(values) == len(below):
                value = sum(map(mul, units, values)) // whole
        if announced is None:
            return _Read(tier, identifier, None, possible, value, None if value is None else possible, possible, below)
        value, half = self._in_units(announced), self._unit // (2 * 10 ** decimals_of(announced, self._instrument.index.decimals))
        stands_for = value - half, value + half
        if _meet(stands_for, possible):
            feasible = max(stands_for[0], possible[0]), min(stands_for[1], possible[1])
        else:
            self.differences.append(Difference(tier, identifier, announced, *self._as_interval(possible)))
            # The announced figure is still used to check the tiers above, so that one mistake is reported once.
            feasible = stands_for
        return _Read(tier, identifier, announced, possible, value, stands_for, feasible, below)

    def _check_predicate(self, announced: str, year: int) -> None:
        instrument, index, within = self._instrument, self._published.index, self.feasible
        if instrument.index.basis(year) == "rounded":
            decimals = instrument.index.decimals
            within = Interval(*(Fraction(rounded(one, decimals)) for one in within))
            if index is not None and decimals_of(index, decimals) == decimals:
                within = Interval(index, index)
        low, high = instrument.predicate(within.low), instrument.predicate(within.high)
        named = instrument.predicate_named(announced)
        if named is None or not low.lower <= named.lower <= high.lower:
            self.differences.append(Difference("predicate", None, announced, low.name, high.name))

    def _in_units(self, value: Fraction) -> int:
        numerator, denominator = value.as_integer_ratio()
        return numerator * (self._unit // denominator)

    def _as_interval(self, ends: tuple[int, int]) -> Interval:
        low, high = ends
        return Interval(Fraction(low, self._unit), Fraction(high, self._unit))

    def _value(self, read: _Read) -> Figure | None:
        if read.value is None:
            return None
        return figure(Fraction(read.value, self._unit) if read.announced is None else read.announced, self._instrument)

    def _reading(self, read: _Read) -> Reading:
        return Reading(
            read.tier,
            read.id,
            read.announced,
            self._as_interval(read.possible),
            self._value(read),
            None if read.interval is None else self._as_interval(read.interval),
            self._as_interval(read.feasible),
        )

    def _parts(self, members: Sequence[Domain | Aspect], tier: tuple[_Read, ...]) -> tuple[PartResult, ...]:
        return tuple(
            PartResult(
                part.tier,
                part.id,
                part.title,
                part.total,
                self._value(read),
                None if read.interval is None else self._as_interval(read.interval),
                self._parts(part.aspects, read.below) if isinstance(part, Domain) else (),
            )
            for part, read in zip(members, tier, strict=True)
        )


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


@lru_cache(maxsize=256)
def _weights(instrument: Instrument) -> tuple[Mapping[int | None, tuple[tuple[int, ...], int]], int]:
    """The weights in each domain and (None) at the top, whole numbers with their sum; and a multiple of all that means divide by.

    A mean of domains is a mean of means: it divides by the sum at the top and by that in a domain.
    """

    def whole(members: Sequence[Domain | Aspect]) -> tuple[tuple[int, ...], int]:
        over = lcm(*[part.total.denominator for part in members])
        units = tuple([int(part.total * over) for part in members])
        return units, sum(units)

    weights: dict[int | None, tuple[tuple[int, ...], int]] = {one.id: whole(one.aspects) for one in instrument.domains}
    within = lcm(*[total for _units, total in weights.values()])
    weights[None] = whole(instrument.top)
    return weights, within * weights[None][1]
