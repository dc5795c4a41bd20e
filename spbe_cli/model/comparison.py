"""A comparison of results: the same figures on both sides, what changed, and by how much."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from spbe_cli.model import agencies, showing
from spbe_cli.model.assessment import stage_order
from spbe_cli.model.base import Text
from spbe_cli.model.instrument import Instrument, Selection
from spbe_cli.model.result import Figure, IndicatorResult, PartTier, Result, ResultBasis, Verdict
from spbe_cli.model.tree import Indicator, Tier

Direction = Literal["up", "same", "down"]


class Change(NamedTuple):
    """The old and the new value; None on a side where it is not known or does not apply."""

    old: Figure | None
    new: Figure | None

    @property
    def shown(self) -> Decimal | None:
        """The difference of the displayed values; None unless both are known."""
        return None if self.old is None or self.new is None else self.new.shown - self.old.shown

    @property
    def exact(self) -> Fraction | None:
        """The exact difference; None unless both are known."""
        return None if self.old is None or self.new is None else self.new.exact - self.old.exact


class PartChange(NamedTuple):
    """A domain or an aspect on both sides."""

    tier: PartTier
    id: int
    title: Text
    change: Change


class IndicatorChange(NamedTuple):
    """An indicator on both sides, or two of different instruments that have the same subject.

    ``effect`` is how much its answer changes the index, in index points; None across instruments.
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
        """Whether the answer changed: other levels, more or fewer services, or not applicable on one side only."""
        return self.old.levels != self.new.levels


class Ranks(NamedTuple):
    """An agency's ranks on both sides, each among all comparable agencies of that side; None where it has no rank."""

    old: int | None
    new: int | None

    @property
    def rise(self) -> int | None:
        """By how many ranks it rose; None unless it has both ranks."""
        return None if self.old is None or self.new is None else self.old - self.new


class Comparison(NamedTuple):
    """One agency's results side by side.

    ``basis`` is the finest tier that is compared. ``predicate`` says whether it went up or down; None where two instruments name
    their predicates differently. ``parts`` are the domains and aspects in order; none across instruments. ``indicators`` are all
    that are known on both sides, the biggest effect on the index first. Across instruments they are pairs of the same subject, in
    the order of the new instrument; ``added`` and ``gone`` are the new and the old indicators without a counterpart. ``focus``
    limits what is shown to some indicators of the new instrument. ``ranks`` are known where many agencies are compared.
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

    def __repr__(self) -> str:
        """A line for an interactive session."""
        old, new = self.old, self.new
        return f"<Comparison {new.agency}, {old.assessment.year} → {new.assessment.year}: {old.index.shown} → {new.index.shown}>"

    def to_dict(self) -> dict[str, Any]:
        """What ``spbe compare --format json`` gives for two files, as plain Python."""
        return showing.data(self)

    def _repr_html_(self) -> str:
        """What a notebook shows: what ``spbe compare`` shows."""
        return showing.html(self)

    @property
    def change(self) -> Change:
        """The index on both sides."""
        return Change(self.old.index, self.new.index)

    @property
    def on_scale(self) -> bool:
        """Whether the index is on the scale on both sides; an assessment that was not handed in (0.00) has no change."""
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
    def other_stage(self) -> bool:
        """Whether both sides name their stage, and it is not the same. What is claimed and what is judged differ anyway."""
        stages = self.old.assessment.stage, self.new.assessment.stage
        return all(stages) and stages[0] != stages[1]

    @property
    def stage_unnamed(self) -> bool:
        """Whether the stages differ and the sides go by their years; those of one year go by their stages."""
        return self.other_stage and self.old.assessment.year != self.new.assessment.year

    @property
    def backwards(self) -> bool:
        """Whether the new side is an earlier stage of the same year; not where one of them names no stage."""
        old, new = self.old.assessment, self.new.assessment
        if old.year != new.year or old.stage is None or new.stage is None:
            return False
        return stage_order(new.stage) < stage_order(old.stage)

    @property
    def exact(self) -> bool:
        """Whether all values are exact on both sides, as they come from answers."""
        return self.old.basis == self.new.basis == "indicators"

    @property
    def moved(self) -> tuple[IndicatorChange, ...]:
        """The indicators whose answers changed."""
        return tuple(one for one in self.indicators if one.moved)

    @property
    def reweighted(self) -> bool:
        """Whether, under one instrument, the weight of an indicator changed because other answers count."""
        return self.same_instrument and any(one.old.weight != one.new.weight for one in self.indicators)

    def known(self, tier: Tier) -> Iterator[tuple[int, Change]]:
        """The parts of a tier with a value on both sides: the id (across instruments the new one) and the change."""
        of_parts = ((one.id, one.change) for one in self.parts if one.tier == tier)
        of_indicators = ((one.new.indicator.id, one.change) for one in self.indicators)
        for identifier, change in of_indicators if tier == "indicator" else of_parts:
            if change.shown is not None:
                yield identifier, change


class Movement(NamedTuple):
    """How an indicator moved over many agencies.

    ``agencies`` is the number of agencies with a level on both sides; ``up`` and ``down`` count those with a higher and a lower
    one. ``change`` is the mean change of their levels. ``effect`` is how much the answers change the mean index of the agencies
    that are compared by indicator under this instrument, in index points.
    """

    indicator: Indicator
    agencies: int
    up: int
    down: int
    change: Fraction
    effect: Fraction


class Movements(NamedTuple):
    """How the indicators of one instrument moved over the agencies whose answers both sides have, biggest effect first.

    With a ``focus``, only the indicators in it.
    """

    instrument: Instrument
    agencies: int
    indicators: tuple[Movement, ...]
    focus: Selection | None = None


class Comparisons(NamedTuple):
    """Agencies compared one by one, the names that are only on the old side, and the results that are only on the new side.

    ``near`` maps a name that is only on the old side to one that is only on the new side and may mean the same agency.
    ``movements`` are those of indicators under one instrument, for each instrument.
    """

    pairs: tuple[Comparison, ...]
    only_old: tuple[str, ...] = ()
    only_new: tuple[Result, ...] = ()
    near: Mapping[str, str] = {}
    movements: tuple[Movements, ...] = ()

    def __repr__(self) -> str:
        """A line for an interactive session."""
        return f"<Comparisons, on both sides: {len(self.pairs)}, old: {len(self.only_old)}, new: {len(self.only_new)}>"

    def to_dict(self) -> dict[str, Any]:
        """What ``spbe compare --format json`` gives for two folders, as plain Python."""
        return showing.data(self)

    def _repr_html_(self) -> str:
        """What a notebook shows: what ``spbe compare`` shows."""
        return showing.html(self)


class Judgements(NamedTuple):
    """The verdicts on comparisons: those on each pair, and those on agencies that are only on the new side.

    ``unchecked`` are the agencies for which a gate could not be checked.
    """

    pairs: tuple[tuple[Verdict, ...], ...]
    only_new: tuple[Verdict, ...] = ()
    unchecked: frozenset[str] = frozenset()

    @property
    def every(self) -> list[Verdict]:
        """All verdicts."""
        return [*(one for own in self.pairs for one in own), *self.only_new]


class Point(NamedTuple):
    """One result of an agency over time; ``before`` is the result of the point before it, None at the first."""

    result: Result
    before: Result | None

    @property
    def change(self) -> Change:
        """The change of the index since the point before, if both are on the scale."""
        return Change(*(one.index if one is not None and one.on_scale else None for one in (self.before, self.result)))

    @property
    def new_instrument(self) -> bool:
        """Whether the instrument differs from that of the point before."""
        return self.before is not None and self.before.instrument.id != self.result.instrument.id

    @property
    def new_stage(self) -> bool:
        """Whether this result and the one before name their stage, and it is not the same."""
        stages = [one.assessment.stage for one in (self.before, self.result) if one is not None]
        return all(stages) and len(set(stages)) > 1


class Course(NamedTuple):
    """An agency's results, in order of years and stages."""

    agency: str
    points: tuple[Point, ...]


class Occasion(NamedTuple):
    """The assessment year of a result, and its stage if one is named."""

    year: int
    stage: str | None


class Trend(NamedTuple):
    """Agencies over the years and stages, in order of name; ``occasions`` are all their years and stages, in order."""

    agencies: tuple[Course, ...]
    occasions: tuple[Occasion, ...]

    def __repr__(self) -> str:
        """A line for an interactive session."""
        return f"<Trend {', '.join(sorted({str(one.year) for one in self.occasions}))}, agencies: {len(self.agencies)}>"

    def to_dict(self) -> dict[str, Any]:
        """What ``spbe trend --format json`` gives for these agencies, as plain Python."""
        return showing.data(self)

    def _repr_html_(self) -> str:
        """What a notebook shows: what ``spbe trend`` shows."""
        return showing.html(self)
