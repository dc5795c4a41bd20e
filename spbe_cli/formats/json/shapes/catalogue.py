"""An instrument."""

from typing import Annotated

from typing_extensions import TypedDict

from spbe_cli.formats.json.shapes.keys import Amount, AskedLevel, IndicatorId, Point, SinceLater, Title, Version
from spbe_cli.model.base import N_
from spbe_cli.model.instrument import Basis
from spbe_cli.model.rules import Sure

Gloss = Annotated[str | None, N_("The title in English; null without one.")]

# "from" is a word of Python, so what has such a key is written as a call.
Years = TypedDict(
    "Years",
    {
        "from": Annotated[int, N_("The first assessment year.")],
        "to": Annotated[int | None, N_("The last assessment year; null while the instrument is in force.")],
    },
)
Bound = TypedDict(
    "Bound",
    {"from": Annotated[Amount, N_("Where the predicate begins.")], "name": Annotated[str, N_("The predicate.")]},
)


class Scale(TypedDict):
    """Which values an indicator can have."""

    min: Annotated[Amount, N_("The lowest value.")]
    max: Annotated[Amount, N_("The highest value.")]
    step: Annotated[Amount, N_("The step between values.")]
    names: Annotated[dict[str, list[str | None]], N_("The names of the levels, lowest first, by kind; null without a name.")]
    bands: Annotated[list[Amount] | None, N_("Where each level begins, and the last one ends; null where levels are no bands.")]


class IndexRule(TypedDict):
    """How the index is shown and judged."""

    decimals: Annotated[int, N_("To how many decimals the index is rounded.")]
    rounding: Annotated[str, N_("How it is rounded.")]
    thresholds_on: Annotated[dict[str, Basis], N_("Which index is compared with bounds, by first year.")]


class Titled(TypedDict):
    """A part of an instrument by its number and title."""

    id: Annotated[int, N_("The number of the part.")]
    title: Title
    gloss: Gloss


class IndicatorEntry(Titled):
    """An indicator of an instrument."""

    weight: Annotated[Amount, N_("Its weight in the instrument, a percentage of the index.")]
    repeat: Annotated[int | None, N_("For how many services it is answered at least; null for one.")]
    evidence: Annotated[dict[str, int] | None, N_("How many items each level asks for; null where they are not counted.")]
    conversion: Annotated[list[Point] | None, N_("The table that turns a national index into a value; null without one.")]
    crosswalk: Annotated[dict[str, list[int]], N_("The indicators of the same subject in older instruments, by instrument.")]


class AspectEntry(Titled):
    """An aspect of an instrument."""

    weight: Annotated[Amount, N_("Its weight in the instrument, a percentage of the index.")]
    levels: Annotated[str, N_("The kind of its levels, for their names.")]
    indicators: Annotated[list[IndicatorEntry], N_("The indicators in it that were asked for.")]


class DomainEntry(Titled):
    """A domain of an instrument."""

    weight: Annotated[Amount, N_("Its weight in the instrument, a percentage of the index.")]
    aspects: Annotated[list[AspectEntry], N_("The aspects in it.")]


class InstrumentTree(TypedDict, total=False):
    """The parts of an instrument, from the tier at which it starts."""

    domains: Annotated[list[DomainEntry], N_("The domains, where the instrument has any.")]
    aspects: Annotated[list[AspectEntry], N_("The aspects, where the instrument has no domains.")]


class IndicatorCriteria(SinceLater):
    """What an indicator judges and its levels ask for."""

    indicator: IndicatorId
    source: Annotated[str, N_("The text that they are taken from.")]
    year: Annotated[int | None, N_("The year of its last document; null where none is named.")]
    judges: Annotated[str, N_("What the indicator judges.")]
    evidence: Annotated[list[str], N_("The evidence for the indicator as a whole.")]
    levels: Annotated[list[AskedLevel], N_("Each level with what it asks for.")]


class Rule(TypedDict):
    """A rule that results follow."""

    code: Annotated[str, N_("The code of the rule.")]
    says: Annotated[str, N_("What it says, in the language that is chosen.")]
    source: Annotated[str | None, N_("What says or shows the rule; null where the instrument file does not say.")]
    sure: Annotated[Sure | None, N_("How sure that is; null where the instrument file does not say.")]


class Additions(TypedDict, total=False):
    """What stands only with one indicator, or with all."""

    criteria: Annotated[IndicatorCriteria | None, N_("The criteria of the only indicator; null where it has none.")]
    rules: Annotated[list[Rule], N_("The rules that results follow, of a whole instrument.")]


class Catalogue(InstrumentTree, Additions):
    """An instrument, or the part of it that was asked for."""

    schema: Version
    id: Annotated[str, N_("The id of the instrument.")]
    title: Title
    gloss: Gloss
    source: Annotated[str, N_("The regulation.")]
    years: Annotated[Years, N_("The assessment years for which it holds.")]
    provisional: Annotated[str | None, N_("Why its figures are not final; null where they are.")]
    scale: Annotated[Scale, N_("Which values an indicator can have.")]
    index: Annotated[IndexRule, N_("How the index is shown and judged.")]
    predicates: Annotated[list[Bound], N_("The predicates, the highest first.")]
