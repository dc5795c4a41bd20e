"""What scoring says of one assessment: every figure exact and as shown, and codes where something is to be known."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal, NamedTuple, Self

from spbe_cli.model import showing
from spbe_cli.model.answer import Answer, EvidenceStep
from spbe_cli.model.assessment import Assessment
from spbe_cli.model.base import Text
from spbe_cli.model.instrument import Instrument, Predicate
from spbe_cli.model.tree import Indicator, Tier

ResultBasis = Literal["indicators", "aspects", "domains", "index"]
Doubt = Literal["off_scale", "refuted"]
"""Why an announced index can't be: it lies outside the scale (0.00 for what was not handed in), or its own parts refute it."""

PartTier = Literal["domain", "aspect"]


class Figure(NamedTuple):
    """A value on the instrument's scale: exact, and rounded once for display by the instrument's rule."""

    exact: Fraction
    shown: Decimal


class Interval(NamedTuple):
    """Where an exact value lies, both ends included."""

    low: Fraction
    high: Fraction

    def meets(self, other: Self) -> bool:
        """Whether a value can lie in both."""
        return self.low <= other.high and other.low <= self.high

    def common(self, other: Self) -> Self:
        """What lies in both; they must meet."""
        return self._replace(low=max(self.low, other.low), high=min(self.high, other.high))


class Weights(NamedTuple):
    """The effective weights of one assessment, by position in the instrument's order of indicators, in ``1/whole`` of the index.

    ``units`` are the weight of each item of an indicator, ``shares`` that of all of its items: an indicator that repeats has an
    item per service, one that is not applicable has none.
    """

    units: tuple[int, ...]
    shares: tuple[int, ...]
    whole: int


class Sums(NamedTuple):
    """What one assessment adds up to, in whole numbers, by position in the instrument's order of indicators.

    ``points`` are what an indicator adds to the index: the weights of its items times their values, in ``1/unit`` of a level.
    """

    weights: Weights
    points: tuple[int, ...]
    unit: int

    @property
    def mean(self) -> Fraction:
        """The weighted mean of all: the index."""
        return Fraction(sum(self.points), self.weights.whole * self.unit)

    def adds(self, span: slice) -> Fraction:
        """What the indicators at some positions add to the index, in index points."""
        return Fraction(sum(self.points[span]), self.weights.whole * self.unit)

    def mean_of(self, span: slice) -> tuple[int, int]:
        """The weighted mean of the indicators at some positions, as a numerator and a denominator: 0 where nothing counts."""
        return sum(self.points[span]), sum(self.weights.shares[span]) * self.unit


class IndicatorResult(NamedTuple):
    """One indicator of a result.

    ``weight`` is the effective one, a percentage of the index: 0 when not applicable. ``levels`` has a value per service, that
    of a missing one too; ``level`` is their mean, None when not applicable. ``contribution`` is what it adds to the index, in
    index points. ``evidence`` is what the accepted items of each level are worth, where the answer counts them.
    """

    indicator: Indicator
    answer: Answer
    weight: Fraction
    levels: tuple[Fraction, ...]
    level: Figure | None
    level_name: str | None
    contribution: Fraction
    evidence: tuple[EvidenceStep, ...] = ()

    def __repr__(self) -> str:
        """A line for an interactive session."""
        level = "not applicable" if self.level is None else f"level {self.level.shown}"
        return f"<Indicator {self.indicator.id} {self.indicator.title}: {level}>"

    @property
    def answered(self) -> bool:
        """Whether a level was given."""
        return self.answer.answered

    @property
    def missing_services(self) -> int:
        """How many of the services that are asked for count at the minimum, as nothing was answered for them."""
        return len(self.levels) - self.answer.services if self.indicator.repeat else 0

    @property
    def not_applicable(self) -> bool:
        """Whether it was left out of the score."""
        return self.answer.not_applicable is not None


class PartResult(NamedTuple):
    """A domain or an aspect of a result.

    ``weight`` is the effective one, a percentage of the index. ``value`` is None where nothing in it applies, or where nothing
    of it was announced. ``interval`` bounds the exact value where it is announced or comes from announced figures.
    """

    tier: PartTier
    id: int
    title: Text
    weight: Fraction
    value: Figure | None
    interval: Interval | None = None
    aspects: tuple["PartResult", ...] = ()
    indicators: tuple[IndicatorResult, ...] = ()

    def __repr__(self) -> str:
        """A line for an interactive session."""
        return f"<{self.tier.capitalize()} {self.id} {self.title}: {'not known' if self.value is None else self.value.shown}>"


def parts_of(top: Iterable[PartResult]) -> Iterator[PartResult]:
    """All parts of a tree, each domain before its aspects."""
    for part in top:
        yield part
        yield from part.aspects


class Completeness(NamedTuple):
    """How many indicators were answered, of how many."""

    answered: int
    not_applicable: int
    total: int

    @property
    def unanswered(self) -> int:
        """How many score the minimum because nothing was answered."""
        return self.total - self.answered - self.not_applicable


class Difference(NamedTuple):
    """An announced figure that can't be: what it is of, and what the other figures allow, from ``low`` to ``high``."""

    tier: Literal["index", "predicate", "domain", "aspect"]
    id: int | None
    announced: Fraction | str
    low: Fraction | str
    high: Fraction | str


class Reading(NamedTuple):
    """How an announced part, or the index, is understood.

    ``announced`` is the figure as it was announced, None where it was not; ``possible`` is what the figures below allow, or the
    scale where nothing below is known. ``value`` is the figure that it has then, ``interval`` what that stands for, both None
    where nothing is known; ``feasible`` is where by all figures up to here the exact one can lie.
    """

    tier: Literal["index", "domain", "aspect"]
    id: int | None
    announced: Fraction | None
    possible: Interval
    value: Figure | None
    interval: Interval | None
    feasible: Interval


class Grade(NamedTuple):
    """An index, as a figure, and its predicate, beside another one of the same assessment."""

    value: Figure
    predicate: Predicate | None


class Caution(NamedTuple):
    """Something a reader of the result should know: a code and values, which ``texts`` puts into words."""

    code: str
    context: Mapping[str, Any] = {}


class Doubted:
    """What follows where an index is in doubt, for a result and for what a ranking keeps of it."""

    __slots__ = ()

    doubt: Doubt | None
    predicate: Predicate | None

    @property
    def on_scale(self) -> bool:
        """Whether the index lies on the scale, so that it is ranked and summed up; an announced 0.00 may not."""
        return self.doubt != "off_scale"

    @property
    def predicate_name(self) -> str:
        """What the predicate is called; nothing where none is drawn."""
        return "" if self.predicate is None else self.predicate.name


@dataclass(frozen=True, repr=False)
class Result(Doubted):
    """One assessment scored under its instrument.

    ``line`` is where its answers begin in the file at ``path``, None where that is not known. ``interval`` bounds the exact index
    where it is announced or comes from announced figures. ``decisive`` is what thresholds are compared with: the rounded or the
    exact index, as the instrument says for the year. ``values`` are those of the top tier, as shown, None where nothing applies
    or is known. ``sums`` is None where only figures were announced. ``tree`` makes the parts. ``doubt`` is why the index can't
    be, where it can't; no predicate is drawn from it then, so that ``predicate`` is the announced one, or None. ``backing``
    scores what evidence proves, where any was judged; ``claimed`` is the result of which this one is what is proven.
    """

    path: str
    assessment: Assessment
    instrument: Instrument
    basis: ResultBasis
    adjusted: bool
    index: Figure
    interval: Interval | None
    decisive: Fraction
    predicate: Predicate | None
    completeness: Completeness
    values: tuple[Decimal | None, ...]
    differences: tuple[Difference, ...]
    cautions: tuple[Caution, ...]
    sums: Sums | None
    tree: Callable[[], tuple[PartResult, ...]] = field(repr=False, compare=False)
    line: int | None = None
    doubt: Doubt | None = None
    backing: Callable[[], "Result"] | None = field(default=None, repr=False, compare=False)
    claimed: "Result | None" = field(default=None, repr=False, compare=False)

    def __repr__(self) -> str:
        """A line for an interactive session."""
        stage = f" {self.assessment.stage}" if self.assessment.stage else ""
        return f"<Result {self.agency}, {self.assessment.year}{stage}: {self.index.shown} {self.predicate_name}".rstrip() + ">"

    def to_dict(self) -> dict[str, Any]:
        """What ``spbe score --format json`` gives for one file, as plain Python."""
        return showing.data(self)

    def _repr_html_(self) -> str:
        """What a notebook shows: what ``spbe score`` shows."""
        return showing.html(self)

    @property
    def grade(self) -> Grade:
        """Its index and predicate."""
        return Grade(self.index, self.predicate)

    @cached_property
    def backed(self) -> "Result | None":
        """The result of the levels that accepted evidence proves; None where no item of evidence has a status."""
        if self.claimed is not None:
            return self
        return None if self.backing is None else replace(self.backing(), claimed=self)

    @cached_property
    def parts(self) -> tuple[PartResult, ...]:
        """The domains, or the aspects where there are none, with all that is below them; made when they are first asked for."""
        return self.tree()

    @property
    def agency(self) -> str:
        """The agency's name."""
        return self.assessment.agency

    @property
    def refuted(self) -> frozenset[tuple[Tier, int]]:
        """The parts with an announced value that can't be, by tier and id; none where their values come from answers."""
        if self.basis == "indicators":
            return frozenset()
        found: set[tuple[Tier, int]] = set()
        for one in self.differences:
            if one.tier in ("domain", "aspect") and one.id is not None:
                found.add((one.tier, one.id))
        return frozenset(found)

    @property
    def next_predicate(self) -> Predicate | None:
        """The predicate above; None at the highest, or where there is none."""
        if self.predicate is None:
            return None
        position = self.instrument.predicates.index(self.predicate)
        return self.instrument.predicates[position - 1] if position else None

    @property
    def aspects(self) -> Iterator[PartResult]:
        """All aspects, in order."""
        return (part for part in parts_of(self.parts) if part.tier == "aspect")

    @property
    def indicators(self) -> Iterator[IndicatorResult]:
        """All indicators, in order; none where only figures were announced."""
        for aspect in self.aspects:
            yield from aspect.indicators

    @property
    def levels(self) -> dict[int, tuple[Fraction, ...]]:
        """The values of each indicator that count, one per service, by the indicator's id, in order."""
        return {one.indicator.id: one.levels for one in self.indicators}

    @property
    def claims(self) -> Iterator[IndicatorResult]:
        """The indicators that claim more than the scale's minimum, in order."""
        return (one for one in self.indicators if any(level > self.instrument.scale.min for level in one.levels))


class WhatIf(NamedTuple):
    """A result as it is, and as it would be with some answers changed."""

    before: Result
    after: Result
    changed: tuple[int, ...]


class Judged(NamedTuple):
    """What gates look at of a result, where it was read, and whose it is.

    ``decisive`` is what thresholds are compared with, ``values`` are those of domains, aspects and indicators in the same way, by
    tier and id. In all of them the indicators of ``not_applicable`` count at the scale's minimum. ``doubt`` is why the index
    can't be, where it can't, ``refuted`` are the parts with an announced value that can't be. ``backed``: it is what accepted
    evidence proves.
    """

    path: str
    line: int | None
    agency: str
    basis: ResultBasis
    decisive: Fraction
    predicate: Predicate | None
    differences: tuple[Difference, ...]
    not_applicable: tuple[int, ...] = ()
    values: Mapping[tuple[Tier, int], Fraction] = {}
    doubt: Doubt | None = None
    backed: bool = False
    refuted: frozenset[tuple[Tier, int]] = frozenset()


class Threshold(NamedTuple):
    """What is to be reached: an index or a predicate, or a value of a part (a tier and an id)."""

    bound: Fraction | Predicate
    part: tuple[Tier, int] | None = None


class Verdict(NamedTuple):
    """What a gate says: what was expected, what was found, and whether it is met.

    ``expected`` and ``actual`` are figures, names of predicates, or counts. ``context`` is what else its sentence tells. ``line``
    is where the answers begin in the file, or the row of a table; None where that is not known.
    """

    gate: str
    path: str
    agency: str
    expected: Fraction | str | int
    actual: Fraction | str | int
    passed: bool
    context: Mapping[str, Any] = {}
    line: int | None = None

    @property
    def name(self) -> str:
        """The gate's name, as on the command line."""
        return self.gate.replace("_", "-")

    @property
    def place(self) -> str:
        """Where what it is about was read."""
        return self.path if self.line is None else f"{self.path}:{self.line}"
