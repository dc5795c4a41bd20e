"""Announced figures: what can be computed from them, and whether they are consistent.

An announced figure is rounded. It stands for an interval of half a unit of its last decimal either way: the last decimal of the
instrument, or its own if it has more. From the finest tier upward, the weighted mean of the intervals below must meet the
interval announced above. Every average of 2021 and 2022 in the ministry's reports is consistent in this sense; the mean of 2023
is not.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from spbe_cli.core.judging import figure, rounded
from spbe_cli.core.weighting import weighted_mean
from spbe_cli.model.base import decimals_of
from spbe_cli.model.result import Difference, Interval, PartResult, Reading
from spbe_cli.model.tree import Domain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spbe_cli.model.assessment import Published
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.result import Doubt, Figure, ResultBasis
    from spbe_cli.model.tree import Aspect


def rounding_interval(announced: Fraction, instrument: Instrument) -> Interval:
    """The interval that an announced figure stands for: half a unit of the last decimal either way."""
    return _rounding_interval(*announced.as_integer_ratio(), decimals_of(announced, instrument.index.decimals))


@lru_cache(maxsize=4096)
def _rounding_interval(numerator: int, denominator: int, decimals: int) -> Interval:
    # There are few different figures among thousands.
    announced, half = Fraction(numerator, denominator), Fraction(1, 2 * 10**decimals)
    return Interval(announced - half, announced + half)


def basis(published: Published, instrument: Instrument) -> ResultBasis:
    """The finest tier that was announced in full."""
    if published.aspects.keys() == {aspect.id for aspect in instrument.aspects}:
        return "aspects"
    if instrument.domains and (
        published.domains.keys() == {domain.id for domain in instrument.domains} or published.index is None
    ):
        return "domains"
    return "index"


class Announcement:
    """Announced figures, read upward: parts, index, how each is understood (``readings``), and impossible (``differences``)."""

    def __init__(self, published: Published, instrument: Instrument, year: int) -> None:
        self.published = published
        self.instrument = instrument
        self.year = year
        self.differences: list[Difference] = []
        self.readings: list[Reading] = []
        self.doubt: Doubt | None = None

    def read(self) -> tuple[tuple[PartResult, ...], Figure, Interval, Interval]:
        """The parts of the tree, the index, the interval it stands for, and the interval that all figures together allow for it.

        Raises:
            ValueError: when the figures give no index.
        """
        parts, known = self._tier(self.instrument.top)
        index = self._reading("index", None, self.published.index, known)
        self.readings.append(index)
        if index.value is None or index.interval is None:
            raise ValueError("neither an index nor a full tier was announced")
        self.doubt = self._doubt(index.interval)
        # If the index is in doubt the predicate is not checked: one mistake is reported once.
        if self.published.predicate is not None and self.doubt is None:
            self._check_predicate(self.published.predicate, index)
        return parts, index.value, index.interval, index.feasible

    def differs(self, tier: Literal["index", "predicate", "domain", "aspect"]) -> bool:
        """Whether an announced figure of a tier is impossible."""
        return any(one.tier == tier for one in self.differences)

    def _doubt(self, index: Interval) -> Doubt | None:
        if not index.meets(Interval(self.instrument.scale.min, self.instrument.scale.max)):
            return "off_scale"
        return "refuted" if self.differs("index") else None

    def _tier(self, members: Sequence[Domain | Aspect]) -> tuple[tuple[PartResult, ...], list[tuple[Fraction, Reading]]]:
        parts, known = [], []
        for member in members:
            aspects: tuple[PartResult, ...] = ()
            below: list[tuple[Fraction, Reading]] = []
            tier: Literal["domain", "aspect"] = "aspect"
            announced = self.published.aspects.get(member.id)
            if isinstance(member, Domain):
                tier, announced = "domain", self.published.domains.get(member.id)
                aspects, below = self._tier(member.aspects)
            one = self._reading(tier, member.id, announced, below)
            self.readings.append(one)
            parts.append(PartResult(tier, member.id, member.title, member.total, one.value, one.interval, aspects))
            known.append((member.total, one))
        return tuple(parts), known

    def _reading(
        self,
        tier: Literal["index", "domain", "aspect"],
        identifier: int | None,
        announced: Fraction | None,
        below: list[tuple[Fraction, Reading]],
    ) -> Reading:
        scale = self.instrument.scale
        possible = Interval(scale.min, scale.max)
        value = None
        if below:
            possible = Interval(
                weighted_mean([(weight, one.feasible.low) for weight, one in below]),
                weighted_mean([(weight, one.feasible.high) for weight, one in below]),
            )
            figures = [(weight, one.value.exact) for weight, one in below if one.value is not None]
            if len(figures) == len(below):
                value = figure(weighted_mean(figures), self.instrument)
        if announced is None:
            return Reading(tier, identifier, None, possible, value, possible if value else None, possible)
        stands_for = rounding_interval(announced, self.instrument)
        shown = figure(announced, self.instrument)
        if stands_for.meets(possible):
            return Reading(tier, identifier, announced, possible, shown, stands_for, stands_for.common(possible))
        self.differences.append(Difference(tier, identifier, announced, possible.low, possible.high))
        # The announced figure is still used to check the tiers above, so that one mistake is reported once.
        return Reading(tier, identifier, announced, possible, shown, stands_for, stands_for)

    def _check_predicate(self, announced: str, index: Reading) -> None:
        within = index.feasible
        if self.instrument.index.basis(self.year) == "rounded":
            decimals = self.instrument.index.decimals
            within = Interval(*(Fraction(rounded(one, decimals)) for one in (within.low, within.high)))
            if self.published.index is not None and decimals_of(self.published.index, decimals) == decimals:
                within = Interval(self.published.index, self.published.index)
        low, high = self.instrument.predicate(within.low), self.instrument.predicate(within.high)
        named = self.instrument.predicate_named(announced)
        if named is None or not low.lower <= named.lower <= high.lower:
            self.differences.append(Difference("predicate", None, announced, low.name, high.name))
