"""The tree of an instrument: domains hold aspects, aspects hold indicators, and each knows its weight."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, PlainValidator, model_validator

from spbe_cli.model.base import N_, Checked, Exact, Fault, Identifier, Many, Text, fault, is_number, read_part, refuse

if TYPE_CHECKING:
    from spbe_cli.model.criteria import IndicatorCriteria
else:
    IndicatorCriteria = Any  # as few files have criteria, no start waits for their model

Tier = Literal["domain", "aspect", "indicator"]

Number = Annotated[Identifier, N_("Its number; no other of its tier has it.")]
Title = Annotated[Text, N_("Its official title.")]


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

    tier: ClassVar[Literal["indicator"]] = "indicator"

    id: Number
    title: Title
    weight: Annotated[Exact | None, N_("Its weight, a percentage of the index; left out where its aspect has one.")] = None
    repeat: Annotated[
        Annotated[int, Field(ge=2)] | None,
        N_("For how many services it is answered at least, where it is for several; its aspect has the weight then."),
    ] = None
    optional: Annotated[bool, N_("Whether gates let it be not applicable.")] = False
    evidence: Annotated[
        dict[int, Annotated[int, Field(ge=1)]] | None,
        N_("How many items of evidence each level asks for, where these are counted (Pemdi)."),
    ] = None
    conversion: Annotated[
        Many[Point] | None,
        N_("Where a national index becomes a value (Pemdi): points of an index and its value, on straight lines between."),
    ] = None
    criteria: Annotated[
        Annotated[IndicatorCriteria, PlainValidator(read_criteria)] | None, N_("What it judges, and what its levels ask for.")
    ] = None


class Aspect(Checked):
    """An aspect: indicators whose levels are of one kind. It carries a weight where they share it equally."""

    tier: ClassVar[Literal["aspect"]] = "aspect"

    id: Number
    title: Title
    levels: Annotated[str, N_("The kind of its levels: one of those that the scale names, if it names any.")]
    weight: Annotated[
        Exact | None, N_("Its weight, a percentage of the index, which its indicators share equally; else each has its own.")
    ] = None
    indicators: Annotated[Many[Indicator], N_("Its indicators.")] = Field(min_length=1)

    @model_validator(mode="after")
    def _weighed_once(self) -> Self:
        own = [indicator.weight for indicator in self.indicators if indicator.weight is not None]
        if self.weight is None and len(own) < len(self.indicators):
            lacking: list[tuple[Any, ...]] = [()]
            if own:
                lacking = [("indicators", n) for n, one in enumerate(self.indicators) if one.weight is None]
            refuse(Fault(path, "weight_missing") for path in lacking)
        if self.weight is not None and own:
            fault("weight_twice")
        weights: list[tuple[tuple[Any, ...], Fraction | None]] = [(("weight",), self.weight)]
        weights += ((("indicators", n, "weight"), one.weight) for n, one in enumerate(self.indicators))
        if wrong := [path for path, weight in weights if weight is not None and weight <= 0]:
            refuse(Fault(path, "weight_not_positive") for path in wrong)
        if self.weight is None and self.repeats:
            fault("repeat_without_aspect_weight")
        return self

    @cached_property
    def total(self) -> Fraction:
        """Its weight, a percentage of the index."""
        if self.weight is not None:
            return self.weight
        return sum((indicator.weight or Fraction(0) for indicator in self.indicators), Fraction(0))

    @property
    def repeats(self) -> bool:
        """Whether any of its indicators is answered for several services."""
        return any(indicator.repeat for indicator in self.indicators)

    @cached_property
    def indicator_ids(self) -> tuple[int, ...]:
        """The ids of its indicators, in order."""
        return tuple(indicator.id for indicator in self.indicators)


class Domain(Checked):
    """A domain: aspects."""

    tier: ClassVar[Literal["domain"]] = "domain"

    id: Number
    title: Title
    aspects: Annotated[Many[Aspect], N_("Its aspects.")] = Field(min_length=1)

    @cached_property
    def total(self) -> Fraction:
        """Its weight, a percentage of the index: the sum below it."""
        return sum((aspect.total for aspect in self.aspects), Fraction(0))

    @cached_property
    def indicator_ids(self) -> tuple[int, ...]:
        """The ids of the indicators in its aspects, in order."""
        return tuple(identifier for aspect in self.aspects for identifier in aspect.indicator_ids)

    def mean(self, aspects: Mapping[int, Fraction]) -> Fraction | None:
        """The weighted mean of figures of its aspects; None where one has none."""
        if any(aspect.id not in aspects for aspect in self.aspects):
            return None
        return sum((aspect.total * aspects[aspect.id] for aspect in self.aspects), Fraction(0)) / self.total
