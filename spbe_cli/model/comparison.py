"""What a comparison of results says: the same figures on both sides, what moved, and by how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from spbe_cli.model import agencies
from spbe_cli.model.base import Text
from spbe_cli.model.instrument import Instrument, Selection
from spbe_cli.model.result import Figure, IndicatorResult, PartTier, Result, ResultBasis
from spbe_cli.model.tree import Indicator, Tier

Direction = Literal["up", "same", "down"]


class Change(NamedTuple):
    """A value on both sides; None on a side where it is not known or does not apply."""

    old: Figure | None
    new: Figure | None

    @property
    def shown(self) -> Decimal | None:
        """The difference of the displayed values; None unless both are there."""
        return None if self.old is None or self.new is None else self.new.shown - self.old.shown

    @property
    def exact(self) -> Fraction | None:
        """The exact difference; None unless both are there."""
        return None if self.old is None or self.new is None else self.new.exact - self.old.exact


class PartChange(NamedTuple):
    """A domain or an aspect on both sides."""

    tier: PartTier
    id: int
    title: Text
    change: Change


class IndicatorChange(NamedTuple):
    """An indicator on both sides, or two of different instruments that have the same subject.

    ``effect`` is what its answer changes the index by, in index points; None across instruments.
    """

    old: IndicatorResult
    new: IndicatorResult
    effect: Fraction | None

    @property
    def change(self) -> Change:
        """Its level on both sides."""
        return Change(self.old.level, self.new.level)

    @property
    def moved(self) -> bool:
        """Whether it is answered otherwise: other levels, for more or fewer services, or not applicable on one side only."""
        return self.old.levels != self.new.levels


class Ranks(NamedTuple):
    """An agency's ranks on both sides, each among all that are comparable there; None where it has none."""

    old: int | None
    new: int | None

    @property
    def rise(self) -> int | None:
        """By how many ranks it stands higher than before; None unless it has both."""
        return None if self.old is None or self.new is None else self.old - self.new


class Comparison(NamedTuple):
    """One agency's results side by side.

    ``basis`` is the finest tier that is compared. ``predicate`` is which way it went; None where two instruments name their
    predicates differently. ``parts`` are the domains and aspects in order, none across instruments. ``indicators`` are all that
    are known on both sides, biggest effect on the index first; across instruments they are pairs of the same subject, in the new
    one's order, and ``added`` and ``gone`` are the indicators of either side that have no such counterpart. ``focus`` is what is
    to be seen of the new one's indicators. ``ranks`` are known where the agency is compared among others.
    """

    old: Result
    new: Result
    basis: ResultBasis
    predicate: Direction | None
    parts: tuple[PartChange, ...] = ()
    indicators: tuple[IndicatorChange, ...] = ()
    added: tuple[IndicatorResult, ...] = ()
    gone: tuple[IndicatorResult, ...] = ()
    focus: Selection | None = None
    ranks: Ranks | None = None

    @property
    def change(self) -> Change:
        """The index on both sides."""
        return Change(self.old.index, self.new.index)

    @property
    def on_scale(self) -> bool:
        """Whether the index lies on the scale on both sides: what was not handed in (0.00) has not changed."""
        return self.old.on_scale and self.new.on_scale

    @property
    def same_agency(self) -> bool:
        """Whether both sides are of one agency."""
        return agencies.key(self.old.agency) == agencies.key(self.new.agency)

    @property
    def same_instrument(self) -> bool:
        """Whether both sides are measured by one instrument."""
        return self.old.instrument.id == self.new.instrument.id

    @property
    def exact(self) -> bool:
        """Whether all values are exact on both sides, as they come from answers."""
        return self.old.basis == self.new.basis == "indicators"

    @property
    def moved(self) -> tuple[IndicatorChange, ...]:
        """The indicators that are answered otherwise."""
        return tuple(one for one in self.indicators if one.moved)

    @property
    def reweighted(self) -> bool:
        """Whether an indicator of the one instrument weighs more or less than before, as other answers count."""
        return self.same_instrument and any(one.old.weight != one.new.weight for one in self.indicators)

    def known(self, tier: Tier) -> Iterator[tuple[int, Change]]:
        """What has a value on both sides on a tier: the id (the new one across instruments) and the change."""
        of_parts = ((one.id, one.change) for one in self.parts if one.tier == tier)
        of_indicators = ((one.new.indicator.id, one.change) for one in self.indicators)
        for identifier, change in of_indicators if tier == "indicator" else of_parts:
            if change.shown is not None:
                yield identifier, change


class Movement(NamedTuple):
    """How an indicator moved over many agencies.

    ``agencies`` have a level of it on both sides, ``up`` and ``down`` of them a higher or a lower one. ``change`` is the mean
    change of their levels, ``effect`` what its answers change the mean index of all compared agencies by, in index points.
    """

    indicator: Indicator
    agencies: int
    up: int
    down: int
    change: Fraction
    effect: Fraction


class Movements(NamedTuple):
    """How the indicators of one instrument moved over the agencies that are compared by them, biggest effect first.

    With a ``focus`` only those that it chooses.
    """

    instrument: Instrument
    agencies: int
    indicators: tuple[Movement, ...]
    focus: Selection | None = None


class Comparisons(NamedTuple):
    """Agencies compared one by one, those that are only in the old one by name, and the results that are only in the new one.

    ``near`` are agencies that are only in the new one, by the name only in the old one that each may stand for. ``movements`` are
    those of the indicators that are compared under one instrument, by instrument.
    """

    pairs: tuple[Comparison, ...]
    only_old: tuple[str, ...] = ()
    only_new: tuple[Result, ...] = ()
    near: Mapping[str, str] = {}
    movements: tuple[Movements, ...] = ()


class Point(NamedTuple):
    """One result of an agency over time; ``before`` is the result of the point before it, None at the first."""

    result: Result
    before: Result | None

    @property
    def change(self) -> Change:
        """The index here and at the point before, where both are on the scale."""
        return Change(*(one.index if one is not None and one.on_scale else None for one in (self.before, self.result)))

    @property
    def new_instrument(self) -> bool:
        """Whether the instrument is another one than at the point before."""
        return self.before is not None and self.before.instrument.id != self.result.instrument.id


class Course(NamedTuple):
    """An agency's results, in order of years and stages."""

    agency: str
    points: tuple[Point, ...]


class Occasion(NamedTuple):
    """When results are of: an assessment year, and a stage of it where one is named."""

    year: int
    stage: str | None


class Trend(NamedTuple):
    """Agencies over the years and stages, in order of name; ``occasions`` are all that any of them has, in order."""

    agencies: tuple[Course, ...]
    occasions: tuple[Occasion, ...]
