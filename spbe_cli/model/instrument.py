"""An instrument: how one regulation measures. Domains hold aspects, aspects hold indicators; every number is exact.

The regulation is data: nothing of a single instrument stands in code.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from itertools import count, pairwise
from math import ceil
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Self

from pydantic import Field, PlainValidator, model_validator

from spbe_cli.limits import MAX_SPAN
from spbe_cli.model.base import Checked, Exact, Fault, Identifier, Line, Many, Text, fault, folded, is_number, read_part, refuse

if TYPE_CHECKING:
    from spbe_cli.model.criteria import IndicatorCriteria
else:
    IndicatorCriteria = Any  # as few files have criteria, no start waits for their model

Tier = Literal["domain", "aspect", "indicator"]
Basis = Literal["rounded", "exact"]

WHOLE = 100
"""What all weights of an instrument sum to: they are percentages."""


def read_point(given: Any) -> tuple[Fraction, Fraction]:
    """A point of a conversion: a national index and the value it stands for."""
    if not isinstance(given, list) or len(given) != 2:  # noqa: PLR2004 - two coordinates
        fault("conversion_points")
    if faults := [Fault((n,), "number_type", {"value": one}) for n, one in enumerate(given) if not is_number(one)]:
        refuse(faults)
    return Fraction(given[0]), Fraction(given[1])


Point = Annotated[tuple[Fraction, Fraction], PlainValidator(read_point)]


def read_criteria(given: Any) -> IndicatorCriteria:
    """What an indicator judges and its levels ask for."""
    from spbe_cli.model.criteria import IndicatorCriteria

    return read_part(IndicatorCriteria, given)


class Indicator(Checked):
    """One indicator.

    ``weight`` is a percentage of the index. ``repeat`` is how many services are asked for where it is answered for several
    (Permen PANRB 5/2018, indicator 35). Where one that is ``optional`` is not applicable, gates don't mind. ``evidence`` says how
    many evidence items each level asks for, ``conversion`` turns a national index into a value, linear between its points (both
    Pemdi, Permen PANRB 8/2026). ``criteria`` are the file's own.
    """

    id: Identifier
    title: Text
    weight: Exact | None = None
    repeat: Annotated[int, Field(ge=2)] | None = None
    optional: bool = False
    evidence: dict[int, Annotated[int, Field(ge=1)]] | None = None
    conversion: Many[Point] | None = None
    criteria: Annotated[IndicatorCriteria, PlainValidator(read_criteria)] | None = None


class Asked(NamedTuple):
    """What an answer is checked against and valued by: the indicator it answers, and the scale."""

    indicator: Indicator
    scale: Scale


class Aspect(Checked):
    """An aspect: indicators whose levels are of one kind. It carries a weight where they share it equally."""

    id: Identifier
    title: Text
    levels: str
    weight: Exact | None = None
    indicators: Many[Indicator] = Field(min_length=1)

    @model_validator(mode="after")
    def _weighed_once(self) -> Self:
        own = [indicator.weight for indicator in self.indicators if indicator.weight is not None]
        if self.weight is None and len(own) < len(self.indicators):
            fault("weight_missing")
        if self.weight is not None and own:
            fault("weight_twice")
        if any(weight <= 0 for weight in (*own, *(() if self.weight is None else (self.weight,)))):
            fault("weight_not_positive")
        if self.weight is None and any(indicator.repeat for indicator in self.indicators):
            fault("repeat_without_aspect_weight")
        return self

    @cached_property
    def total(self) -> Fraction:
        """Its weight, a percentage of the index."""
        if self.weight is not None:
            return self.weight
        return sum((indicator.weight or Fraction(0) for indicator in self.indicators), Fraction(0))

    @cached_property
    def indicator_ids(self) -> tuple[int, ...]:
        """The ids of its indicators, in order."""
        return tuple(indicator.id for indicator in self.indicators)


class Domain(Checked):
    """A domain: aspects."""

    id: Identifier
    title: Text
    aspects: Many[Aspect] = Field(min_length=1)

    @cached_property
    def total(self) -> Fraction:
        """Its weight, a percentage of the index: the sum below it."""
        return sum((aspect.total for aspect in self.aspects), Fraction(0))

    @cached_property
    def indicator_ids(self) -> tuple[int, ...]:
        """The ids of the indicators in its aspects, in order."""
        return tuple(identifier for aspect in self.aspects for identifier in aspect.indicator_ids)


class Scale(Checked):
    """Which values an indicator can have, and what the levels are called.

    ``names`` are by kind of level, from the lowest to the highest, None for a level without a name. ``bands``, where values are
    fractional and levels are ranges of them (Pemdi), is where each level begins and, last, where the highest ends.
    """

    min: Exact
    max: Exact
    step: Exact
    names: dict[str, Many[Line | None]] = Field(default_factory=dict)
    bands: Many[Exact] | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        whole = self.step != 1 or self.min.denominator == 1
        if self.min < 0 or not 0 < self.max - self.min <= MAX_SPAN or not whole:
            fault("scale_range")
        if self.step <= 0 or (self.max - self.min) % self.step:
            fault("scale_range")
        if self.bands is not None and (
            len(self.bands) < 2  # noqa: PLR2004 - one band has two ends
            or any(low >= high for low, high in pairwise(self.bands))
            or (self.bands[0], self.bands[-1]) != (self.min, self.max)
        ):
            fault("scale_bands")
        for kind, names in self.names.items():
            if len(names) != len(self.levels):
                fault("scale_names", kind=kind, expected=len(self.levels), actual=len(names))
        return self

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """The levels that have criteria and may have names, lowest first; none where values only are given (PeGI)."""
        if self.bands is not None:
            return tuple(range(1, len(self.bands)))
        return tuple(range(int(self.min), int(self.max) + 1)) if self.step == 1 else ()

    @cached_property
    def decimals(self) -> int:
        """With how many decimals a value is usually given: those of the step."""
        return next(places for places in count() if not self.step * 10**places % 1)

    @cached_property
    def fractional(self) -> bool:
        """Whether values between whole numbers can be given, which are rounded then, as those of Pemdi and PeGI are."""
        return self.step.denominator != 1

    @cached_property
    def whole_levels(self) -> dict[int, Fraction]:
        """The whole numbers that can be given, each as an exact number: nearly every level is one of these."""
        whole = range(ceil(self.min), int(self.max) + 1)
        return {level: value for level in whole if self.holds(value := Fraction(level))}

    def holds(self, value: Fraction) -> bool:
        """Whether a value can be given: on the scale, in whole steps; where steps are fractions, a finer value too."""
        return self.min <= value <= self.max and (self.fractional or not (value - self.min) % self.step)

    def value_of(self, level: int) -> Fraction:
        """The value of a level whose criteria are met in full: the level itself, or where its band ends."""
        return Fraction(level) if self.bands is None else self.bands[level]

    def levels_above(self, value: Fraction) -> tuple[int, ...]:
        """The levels that a value has not completed, lowest first."""
        return tuple(level for level in self.levels if self.value_of(level) > value)

    def levels_between(self, low: Fraction, high: Fraction) -> tuple[int, ...]:
        """The levels on the way from one value to a higher one, lowest first, those that the way only begins among them."""
        reached = tuple(level for level in self.levels_above(low) if self.value_of(level) <= high)
        begun = [level for level in self.levels_above(high) if self.bands is not None and self.bands[level - 1] < high]
        return (*reached, *begun) if high > low else ()

    def level_name(self, kind: str, level: int) -> str | None:
        """The name of a level; None where there is none."""
        names = self.names.get(kind)
        return None if names is None else names[self.levels.index(level)]

    def name(self, kind: str, value: Fraction) -> str | None:
        """The name of the level that a value stands for: by its band, or of just that level; None where there is none."""
        names = self.names.get(kind)
        if names is None:
            return None
        if self.bands is not None:
            return names[max(index for index in range(len(names)) if self.bands[index] <= value)]
        return names[int(value - self.min)] if value.denominator == 1 else None


class Predicate(Checked):
    """The name that an index gets from ``lower`` on (``from`` in the file), up to the next higher predicate."""

    lower: Exact = Field(alias="from")
    name: Line


class IndexRule(Checked):
    """How an index is shown and judged.

    ``decimals`` and ``rounding`` are for display. ``thresholds_on`` says, from a year on, whether a threshold is compared with
    the rounded or the exact index; before the first year it is as in the first.
    """

    decimals: Annotated[int, Field(ge=0, le=6)]
    rounding: Literal["half_up"]
    thresholds_on: dict[int, Basis] = Field(min_length=1)

    def basis(self, year: int) -> Basis:
        """What thresholds are compared with in an assessment year."""
        begun = [since for since in self.thresholds_on if since <= year]
        return self.thresholds_on[max(begun) if begun else min(self.thresholds_on)]


class Years(Checked):
    """The assessment years an instrument holds for; without ``last`` (``to`` in the file) it still does."""

    first: int = Field(alias="from")
    last: int | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last is not None and self.last < self.first:
            fault("years_order")
        return self

    def __contains__(self, year: object) -> bool:
        return isinstance(year, int) and self.first <= year and (self.last is None or year <= self.last)

    def __str__(self) -> str:
        return f"{self.first}-{self.last or ''}"


class Focus(Checked):
    """A named set of indicators."""

    title: Text
    indicators: Many[Identifier] = Field(min_length=1)


class Instrument(Checked):
    """One instrument: its source, years, scale, predicates and tree. The tree starts at domains or at aspects, never both."""

    id: Line
    title: Text
    source: Line
    years: Years
    scale: Scale
    index: IndexRule
    predicates: Many[Predicate] = Field(min_length=1)
    domains: Many[Domain] = ()
    top_aspects: Many[Aspect] = Field(default=(), alias="aspects")
    called: Text | None = None
    provisional: Text | None = None
    focus: dict[str, Focus] = Field(default_factory=dict)
    crosswalk: dict[str, dict[int, Many[Identifier]]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if faults := [*self._tree_faults(), *self._predicate_faults(), *self._reference_faults()]:
            refuse(faults)
        return self

    def _tree_faults(self) -> Iterator[Fault]:
        if bool(self.domains) == bool(self.top_aspects):
            yield Fault((), "tree_top")
            return
        tiers: dict[Tier, list[tuple[tuple[Any, ...], Domain | Aspect | Indicator]]] = {
            "domain": [], "aspect": [], "indicator": [],
        }  # fmt: skip
        for path, part in _walk(self):
            tiers[_tier(part)].append((path, part))
        for tier, members in tiers.items():
            seen: set[int] = set()
            for path, member in members:
                if member.id in seen:
                    yield Fault((*path, "id"), "same_id", {"tier": tier, "id": member.id})
                seen.add(member.id)
        total = sum((part.total for part in self.top), Fraction(0))
        if total != WHOLE:
            yield Fault((self._top_key,), "weights_sum", {"total": total}, at_key=True)
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
        # What is equal has the same id. Fields can't be hashed, and weights are kept by instrument.
        return hash(self.id)

    @property
    def _top_key(self) -> str:
        return "domains" if self.domains else "aspects"

    @property
    def top(self) -> tuple[Domain, ...] | tuple[Aspect, ...]:
        """The highest tier: the domains, or the aspects where there are none."""
        return self.domains or self.top_aspects

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

    def span(self, part: Domain | Aspect) -> slice:
        """The positions that a part's indicators have among all of them."""
        return self._spans[_tier(part)][part.id]

    def spans(self, tier: Tier) -> tuple[slice, ...]:
        """The positions that the indicators of each part of a tier have among all of them, part by part."""
        return tuple(self._spans[tier].values())

    @cached_property
    def _spans(self) -> dict[Tier, dict[int, slice]]:
        spans: dict[Tier, dict[int, slice]] = {"domain": {}, "aspect": {}, "indicator": {}}
        position = {one: at for at, one in enumerate(self.indicators)}
        for _path, part in _walk(self):
            ids = (part.id,) if isinstance(part, Indicator) else part.indicator_ids
            spans[_tier(part)][part.id] = slice(position[ids[0]], position[ids[-1]] + 1)
        return spans

    def members(self, tier: Tier) -> dict[int, Domain | Aspect | Indicator]:
        """What stands on one tier, by id."""
        if tier == "indicator":
            return dict(self.indicators)
        return {part.id: part for part in (self.domains if tier == "domain" else self.aspects)}

    def aspect_of(self, indicator: int) -> Aspect:
        """The aspect that an indicator belongs to.

        Raises:
            KeyError: when there is no such indicator.
        """
        for aspect in self.aspects:
            if any(member.id == indicator for member in aspect.indicators):
                return aspect
        raise KeyError(indicator)

    def predicate(self, index: Fraction) -> Predicate:
        """The predicate of an index; the lowest one also for what lies below the scale."""
        numerator, denominator = index.numerator, index.denominator
        reached = (one for one, above, below in self._bounds if numerator * below >= above * denominator)
        return next(reached, self.predicates[-1])

    @cached_property
    def _bounds(self) -> tuple[tuple[Predicate, int, int], ...]:
        """The predicates with numerator and denominator of their bounds, highest first: to compare without making fractions."""
        return tuple((one, one.lower.numerator, one.lower.denominator) for one in self.predicates)

    def predicate_named(self, name: str) -> Predicate | None:
        """The predicate of that name, whatever its capitals and spaces; None when there is none."""
        return next((one for one in self.predicates if folded(one.name) == folded(name)), None)


class Selection(NamedTuple):
    """Some indicators of an instrument, by id, and the name or selection that they were asked for by."""

    name: str
    indicators: frozenset[int]


class Catalogue(NamedTuple):
    """An instrument and those of its indicators that are asked for."""

    instrument: Instrument
    chosen: frozenset[int]

    def has(self, part: Domain | Aspect) -> bool:
        """Whether anything of a part is asked for."""
        return not self.chosen.isdisjoint(part.indicator_ids)


def _tier(part: Domain | Aspect | Indicator) -> Tier:
    return "domain" if isinstance(part, Domain) else "aspect" if isinstance(part, Aspect) else "indicator"


def _walk(instrument: Instrument) -> Iterator[tuple[tuple[Any, ...], Domain | Aspect | Indicator]]:
    """Every part of the tree with the path to it in the file."""
    tops: list[tuple[tuple[Any, ...], Aspect]] = [(("aspects", n), one) for n, one in enumerate(instrument.top_aspects)]
    for n, domain in enumerate(instrument.domains):
        yield ("domains", n), domain
        tops += [(("domains", n, "aspects", m), aspect) for m, aspect in enumerate(domain.aspects)]
    for path, aspect in tops:
        yield path, aspect
        yield from (((*path, "indicators", n), indicator) for n, indicator in enumerate(aspect.indicators))
