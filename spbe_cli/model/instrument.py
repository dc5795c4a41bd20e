"""An instrument: how one regulation measures. Domains hold aspects, aspects hold indicators; every number is exact.

The regulation is data: no code is written for a single instrument.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from spbe_cli.model.base import N_, Checked, Exact, Fault, Identifier, Line, Many, Text, folded, refuse
from spbe_cli.model.rules import GENERAL, Rule, Source, Sources
from spbe_cli.model.scale import Scale
from spbe_cli.model.tree import Aspect, Domain, Indicator, Tier

Basis = Literal["rounded", "exact"]

WHOLE = 100
"""The sum of all weights of an instrument: they are percentages."""


class Asked(NamedTuple):
    """What an answer is checked against and valued by: the indicator it answers, and the scale."""

    indicator: Indicator
    scale: Scale


class Predicate(Checked):
    """The name of an index from ``lower`` (``from`` in the file) up to the next higher predicate."""

    lower: Annotated[Exact, N_("The lowest index that has it.")] = Field(alias="from")
    name: Annotated[Line, N_("Its name.")]


class IndexRule(Checked):
    """How an index is shown and judged.

    ``decimals`` and ``rounding`` are for display. ``thresholds_on`` says, by first year, whether a threshold is compared with the
    rounded or the exact index. Years before the first one follow it, too.
    """

    decimals: Annotated[int, Field(ge=0, le=6), N_("With how many decimals the index is shown.")]
    rounding: Annotated[Literal["half_up"], N_("How it is rounded for that: a half goes up.")]
    thresholds_on: Annotated[
        dict[int, Basis], N_("What thresholds are compared with, by the first year: the rounded or the exact index.")
    ] = Field(min_length=1)

    def basis(self, year: int) -> Basis:
        """What thresholds are compared with in an assessment year."""
        begun = [since for since in self.thresholds_on if since <= year]
        return self.thresholds_on[max(begun) if begun else min(self.thresholds_on)]


class Years(Checked):
    """The assessment years in which an instrument holds; without ``last`` (``to`` in the file) it is still in force."""

    first: Annotated[int, N_("The first year.")] = Field(alias="from")
    last: Annotated[int | None, N_("The last year; without it, it is still in force.")] = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last is not None and self.last < self.first:
            refuse([Fault(("to",), "years_order", {"first": self.first, "last": self.last})])
        return self

    def __contains__(self, year: object) -> bool:
        return isinstance(year, int) and self.first <= year and (self.last is None or year <= self.last)

    def __str__(self) -> str:
        return f"{self.first}-{self.last or ''}"


class Focus(Checked):
    """A named set of indicators."""

    title: Annotated[Text, N_("What it is about.")]
    indicators: Annotated[Many[Identifier], N_("The numbers of its indicators.")] = Field(min_length=1)


class Instrument(Checked):
    """One instrument: its source, years, scale, predicates and tree. The tree starts at domains or at aspects, never both."""

    id: Annotated[Line, N_("What answer files and --instrument call it.")]
    title: Annotated[Text, N_("Its official title.")]
    source: Annotated[Line, N_("The regulation that it follows; results name it.")]
    years: Annotated[Years, N_("The assessment years for which it holds.")]
    scale: Annotated[Scale, N_("Which values an indicator can have.")]
    index: Annotated[IndexRule, N_("How an index is shown and judged.")]
    predicates: Annotated[Many[Predicate], N_("The predicates, the highest first; the last one begins where the scale does.")] = (
        Field(min_length=1)
    )
    domains: Annotated[Many[Domain], N_("The domains with their aspects; where there are none, aspects instead.")] = ()
    top_aspects: Annotated[Many[Aspect], N_("The aspects of an instrument without domains.")] = Field(default=(), alias="aspects")
    called: Annotated[Text | None, N_("What the highest tier is called, if neither domain nor aspect.")] = None
    provisional: Annotated[Text | None, N_("Why its figures are not final; every result says so.")] = None
    focus: Annotated[dict[str, Focus], N_("Sets of indicators by the names that --focus takes.")] = Field(default_factory=dict)
    crosswalk: Annotated[
        dict[str, dict[int, Many[Identifier]]],
        N_("The same subjects in another instrument of the file: by its id, the number here and the numbers there."),
    ] = Field(default_factory=dict)
    sources: Annotated[Sources | None, N_("Where its rules come from, and how sure that is.")] = None

    def __repr__(self) -> str:
        """A line for an interactive session."""
        return f"<Instrument {self.id}, indicators: {len(self.indicators)}>"

    def __str__(self) -> str:
        """The same: printed, it would be the whole file."""
        return repr(self)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if faults := [*self._tree_faults(), *self._predicate_faults(), *self._reference_faults()]:
            refuse(faults)
        return self

    def _tree_faults(self) -> Iterator[Fault]:
        if bool(self.domains) == bool(self.top_aspects):
            yield Fault((), "tree_top", {"both": bool(self.domains)})
            return
        tiers: dict[Tier, list[tuple[tuple[Any, ...], Domain | Aspect | Indicator]]] = {
            "domain": [], "aspect": [], "indicator": [],
        }  # fmt: skip
        for path, part in _walk(self):
            tiers[part.tier].append((path, part))
        for tier, members in tiers.items():
            seen: set[int] = set()
            for path, member in members:
                if member.id in seen:
                    yield Fault((*path, "id"), "same_id", {"tier": tier, "id": member.id})
                seen.add(member.id)
        total = sum((part.total for part in self.top), Fraction(0))
        if total != WHOLE:
            yield Fault((f"{self.top_tier}s",), "weights_sum", {"total": total}, at_key=True)
        for path, part in [*tiers["aspect"], *tiers["indicator"]]:
            yield from (fault._replace(path=(*path, *fault.path)) for fault in self._measure_faults(part))

    def _measure_faults(self, part: Domain | Aspect | Indicator) -> Iterator[Fault]:
        scale = self.scale
        if isinstance(part, Aspect) and scale.names and part.levels not in scale.names:
            yield Fault(("levels",), "unknown_kind", {"kind": part.levels, "known": tuple(scale.names)})
        if not isinstance(part, Indicator):
            return
        if part.evidence is not None and (scale.bands is None or tuple(sorted(part.evidence)) != scale.levels):
            yield Fault(("evidence",), "evidence_levels", {"levels": scale.levels})
        if part.criteria is not None:
            found = part.criteria.faults(scale, self.years)
            yield from (fault._replace(path=("criteria", *fault.path)) for fault in found)
        points = part.conversion
        if points is not None and (
            len(points) < 2  # noqa: PLR2004 - a line has two points
            or any(left[0] >= right[0] or left[1] > right[1] for left, right in pairwise(points))
            or not all(scale.min <= value <= scale.max for _, value in points)
        ):
            yield Fault(("conversion",), "conversion_points")

    def _predicate_faults(self) -> Iterator[Fault]:
        for index, (higher, lower) in enumerate(pairwise(self.predicates), start=1):
            if higher.lower <= lower.lower:
                yield Fault(("predicates", index), "predicates_overlap", {"higher": higher.name, "lower": lower.name})
        for index, predicate in enumerate(self.predicates):
            if self.predicate_named(predicate.name) is not predicate:
                yield Fault(("predicates", index, "name"), "same_predicate", {"name": predicate.name})
        if self.predicates[0].lower > self.scale.max:
            yield Fault(("predicates", 0), "predicate_out_of_reach", {"maximum": self.scale.max})
        if self.predicates[-1].lower > self.scale.min:
            context = {"bound": self.predicates[-1].lower, "minimum": self.scale.min}
            yield Fault(("predicates", len(self.predicates) - 1), "predicates_gap", context)

    def _reference_faults(self) -> Iterator[Fault]:
        for name, focus in self.focus.items():
            for index, indicator in enumerate(focus.indicators):
                if indicator not in self.indicators:
                    yield Fault(("focus", name, "indicators", index), "unknown_indicator", {"id": indicator})
        for other, pairs in self.crosswalk.items():
            for indicator in pairs:
                if indicator not in self.indicators:
                    yield Fault(("crosswalk", other, indicator), "unknown_indicator", {"id": indicator}, at_key=True)

    def __hash__(self) -> int:
        # Equal instruments have the same id. Fields can't be hashed, and weights are cached by instrument.
        return hash(self.id)

    @property
    def top(self) -> tuple[Domain, ...] | tuple[Aspect, ...]:
        """The highest tier: the domains, or the aspects where there are none."""
        return self.domains or self.top_aspects

    @property
    def top_tier(self) -> Literal["domain", "aspect"]:
        """The highest tier: that of domains, or of aspects where there are none."""
        return "domain" if self.domains else "aspect"

    @cached_property
    def aspects(self) -> tuple[Aspect, ...]:
        """All aspects, in order."""
        return tuple(aspect for domain in self.domains for aspect in domain.aspects) or self.top_aspects

    @cached_property
    def indicators(self) -> dict[int, Indicator]:
        """All indicators by id, in order."""
        return {indicator.id: indicator for aspect in self.aspects for indicator in aspect.indicators}

    @cached_property
    def asked(self) -> dict[int, Asked]:
        """What an answer is checked against and valued by, by indicator, in order."""
        return {one.id: Asked(one, self.scale) for one in self.indicators.values()}

    @cached_property
    def repeating(self) -> frozenset[int]:
        """The positions among all indicators of those that are answered for several services."""
        return frozenset(at for at, one in enumerate(self.indicators.values()) if one.repeat is not None)

    def span(self, part: Domain | Aspect) -> slice:
        """The positions of a part's indicators among all indicators."""
        return self._spans[part.tier][part.id]

    def spans(self, tier: Tier) -> tuple[slice, ...]:
        """The positions of the indicators of each part of a tier among all indicators, part by part."""
        return tuple(self._spans[tier].values())

    @cached_property
    def _spans(self) -> dict[Tier, dict[int, slice]]:
        spans: dict[Tier, dict[int, slice]] = {"domain": {}, "aspect": {}, "indicator": {}}
        position = {one: at for at, one in enumerate(self.indicators)}
        for _path, part in _walk(self):
            ids = (part.id,) if isinstance(part, Indicator) else part.indicator_ids
            spans[part.tier][part.id] = slice(position[ids[0]], position[ids[-1]] + 1)
        return spans

    def members(self, tier: Tier) -> dict[int, Domain | Aspect | Indicator]:
        """The parts of one tier, by id."""
        if tier == "indicator":
            return dict(self.indicators)
        return {part.id: part for part in (self.domains if tier == "domain" else self.aspects)}

    def aspect_of(self, indicator: int) -> Aspect:
        """The aspect that an indicator belongs to.

        Raises:
            KeyError: when there is no such indicator.
        """
        return self._aspects[indicator]

    @cached_property
    def _aspects(self) -> dict[int, Aspect]:
        return {indicator: aspect for aspect in self.aspects for indicator in aspect.indicator_ids}

    def rule(self, name: str, **context: Any) -> Rule:
        """A rule that its results follow; its source is what the file names for it, else the general one, else the file's own."""
        stated: Source | None = getattr(self.sources, name, None)
        if stated is None:
            return Rule(f"rule_{name}", GENERAL.get(name), None if name in GENERAL else self.source, context)
        return Rule(f"rule_{name}", stated.sure, stated.source or self.source, context)

    def predicate(self, index: Fraction | Decimal) -> Predicate:
        """The predicate of an index; below the scale it is the lowest one."""
        numerator, denominator = index.as_integer_ratio()
        for one, above, below in self._bounds:
            if numerator * below >= above * denominator:
                return one
        return self.predicates[-1]

    @cached_property
    def _bounds(self) -> tuple[tuple[Predicate, int, int], ...]:
        """The predicates with numerator and denominator of their bounds, highest first, to compare without making fractions."""
        return tuple((one, one.lower.numerator, one.lower.denominator) for one in self.predicates)

    def predicate_named(self, name: str) -> Predicate | None:
        """The predicate of that name, without regard to case and spaces; None when there is none."""
        return next((one for one in self.predicates if folded(one.name) == folded(name)), None)


class Selection(NamedTuple):
    """Some indicators of an instrument, by id, and the text that they were asked for with."""

    name: str
    indicators: frozenset[int]


class Catalogue(NamedTuple):
    """An instrument and the indicators of it that are asked for."""

    instrument: Instrument
    chosen: frozenset[int]

    @property
    def whole(self) -> bool:
        """Whether all of it is asked for."""
        return self.chosen == self.instrument.indicators.keys()

    def has(self, part: Domain | Aspect) -> bool:
        """Whether anything of a part is asked for."""
        return not self.chosen.isdisjoint(part.indicator_ids)


def _walk(instrument: Instrument) -> Iterator[tuple[tuple[Any, ...], Domain | Aspect | Indicator]]:
    """Every part of the tree with the path to it in the file."""
    tops: list[tuple[tuple[Any, ...], Aspect]] = [(("aspects", n), one) for n, one in enumerate(instrument.top_aspects)]
    for n, domain in enumerate(instrument.domains):
        yield ("domains", n), domain
        tops += [(("domains", n, "aspects", m), aspect) for m, aspect in enumerate(domain.aspects)]
    for path, aspect in tops:
        yield path, aspect
        yield from (((*path, "indicators", n), indicator) for n, indicator in enumerate(aspect.indicators))
