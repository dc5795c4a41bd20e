"""Explanations of a result, or of one of its indicators."""

from typing import Annotated

from typing_extensions import TypedDict

from spbe_cli.formats.json.shapes.keys import Amount, AskedLevel, Exact, IndicatorId, Interval, Point, Title, ValueFigure, Weight
from spbe_cli.formats.json.shapes.result import EvidenceStep, Head, IndicatorResult
from spbe_cli.model.base import N_
from spbe_cli.model.explanation import Whole as Tier
from spbe_cli.model.instrument import Basis
from spbe_cli.model.rules import Sure
from spbe_cli.model.tree import Tier as TermTier

Codes = Annotated[list[str], N_("The rules that it follows, by their codes.")]
OfTier = Annotated[Tier, N_("What it is of: aspect, domain or index.")]
PartId = Annotated[int | None, N_("The number of the part; null for the index.")]
TitleOrNone = Annotated[str | None, N_("The official title, in Indonesian; null for the index.")]


class CountedEvidence(ValueFigure):
    """What the accepted items of an indicator add up to."""

    indicator: IndicatorId
    levels: Annotated[list[EvidenceStep], N_("Each level with its items.")]


# "from" is a word of Python, so what has such a key is written as a call.
Between = TypedDict(
    "Between",
    {
        "from": Annotated[Point, N_("The point of the table below: a national index and its value.")],
        "to": Annotated[Point, N_("The point of the table above: a national index and its value.")],
    },
)


class Conversion(Between):
    """A national index that was turned into a value."""

    indicator: IndicatorId
    national_index: Annotated[Amount, N_("The national index that was given.")]
    value_exact: Annotated[Exact, N_("The value on the line between both points.")]


class Moved(TypedDict):
    """A weight that moved, as something does not apply."""

    indicator: IndicatorId
    weight: Annotated[Amount, N_("Its weight in the instrument, a percentage of the index.")]
    effective: Annotated[Amount, N_("The weight that it has here.")]
    to: Annotated[Tier | None, N_("Where its weight went, where it does not apply; null where it gained.")]


class OfService(TypedDict, total=False):
    """Which service, where there are several."""

    service: Annotated[int, N_("Which service, from 1, of an indicator that is answered for several.")]


class Term(OfService):
    """What a part adds to the sum above it."""

    tier: Annotated[TermTier, N_("What it is: domain, aspect or indicator.")]
    id: Annotated[int, N_("The number of the part.")]
    title: Title
    weight: Weight
    value_exact: Annotated[Exact, N_("The exact value of the part.")]
    product_exact: Annotated[Exact, N_("Weight times value.")]


class WeightedMean(ValueFigure):
    """How a value comes about."""

    tier: OfTier
    id: PartId
    title: TitleOrNone
    terms: Annotated[list[Term], N_("What is summed.")]
    weight: Annotated[Amount, N_("The sum of the weights.")]
    sum_exact: Annotated[Exact, N_("The sum of weight times value.")]
    rules: Codes


class Reading(ValueFigure):
    """How an announced figure is understood."""

    tier: OfTier
    id: PartId
    title: TitleOrNone
    weight: Annotated[Amount | None, N_("The effective weight, a percentage of the index; null for the index.")]
    announced: Annotated[float | None, N_("The figure that was announced; null where none was.")]
    possible: Interval
    interval: Annotated[Interval | None, N_("What the figure stands for; null where nothing is known.")]
    rules: Codes


ReachedBound = TypedDict(
    "ReachedBound",
    {
        "from": Annotated[Amount, N_("Where the predicate begins.")],
        "name": Annotated[str, N_("The predicate.")],
        "reached": Annotated[bool, N_("Whether the index reaches it.")],
    },
)


class Judgement(TypedDict):
    """How the index got its predicate."""

    basis: Annotated[Basis, N_("Whether the rounded or the exact index is compared.")]
    compared_exact: Annotated[Exact, N_("The index that is compared.")]
    bounds: Annotated[list[ReachedBound], N_("The bounds, from the highest down to the one that is reached.")]
    predicate: Annotated[str | None, N_("The predicate; null where none is drawn, as the index can't be.")]
    announced: Annotated[bool, N_("Whether the predicate was announced, not found by the bounds.")]
    rules: Codes


class Source(TypedDict):
    """Where a rule comes from."""

    source: Annotated[str | None, N_("What says or shows the rule; null where the instrument file does not say.")]
    sure: Annotated[Sure | None, N_("How sure that is; null where the instrument file does not say.")]


class Explanation(Head):
    """How a result came about."""

    evidence: Annotated[list[CountedEvidence], N_("The indicators whose accepted items were counted.")]
    conversions: Annotated[list[Conversion], N_("The national indices that were turned into values.")]
    moved: Annotated[list[Moved], N_("The weights that moved, as something does not apply.")]
    means: Annotated[list[WeightedMean], N_("Every value that was computed, from below.")]
    announced: Annotated[list[Reading], N_("How announced figures were understood, where the result comes from them.")]
    judgement: Annotated[Judgement, N_("How the index got its predicate.")]
    rules: Annotated[dict[str, str], N_("The rules by their codes, in the language that is chosen.")]
    sources: Annotated[dict[str, Source], N_("Where each rule comes from, by its code.")]


EffectSides = TypedDict(
    "EffectSides",
    {
        "from": Annotated[float, N_("The value today, as it is shown.")],
        "to": Annotated[float, N_("The value with the next level, as it is shown.")],
    },
)


class Effect(EffectSides):
    """What the next level changes."""

    tier: OfTier
    id: PartId
    from_exact: Annotated[Exact, N_("The value today, exact.")]
    to_exact: Annotated[Exact, N_("The value with the next level, exact.")]
    delta_exact: Annotated[Exact, N_("How much it rises, exact.")]


class IndicatorExplanation(Head):
    """What an indicator's level means, and what the next one brings."""

    indicator: Annotated[IndicatorResult, N_("The indicator.")]
    judges: Annotated[str | None, N_("What the indicator judges; null without criteria.")]
    evidence: Annotated[list[str], N_("The evidence for the indicator as a whole.")]
    held: Annotated[AskedLevel | None, N_("The highest level that is reached in full; null without one.")]
    next: Annotated[AskedLevel | None, N_("The level after it; null without one.")]
    national_index: Annotated[Amount | None, N_("The national index that reaches the next level; null where none is asked for.")]
    effects: Annotated[list[Effect], N_("What the next level changes, from the aspect up to the index.")]
    next_predicate: Annotated[str | None, N_("The predicate with the next level; null where there is none.")]
