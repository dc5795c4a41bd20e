"""Keys that several objects have, and how a key says what it means."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from spbe_cli.model.assessment import Stage
from spbe_cli.model.base import N_

Exact = Annotated[str, Field(pattern=r"^-?[0-9]+(/[0-9]+)?$")]
"""An exact figure: ``p/q`` in lowest terms, or a whole number."""

Amount = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$")]
"""An exact weight or cost: a decimal where it is finite, else ``p/q`` in lowest terms."""

Point = Annotated[list[Amount], Field(min_length=2, max_length=2)]
"""A national index and the value that it stands for."""

Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
"""A day, such as 2024-06-30."""

Number = int | float
"""A level: without decimals where it is whole."""

Version = Annotated[Literal[1], N_("The version of the data; it grows when a key changes its meaning or is removed.")]
Path = Annotated[str, N_("The file, as it was given or found; - is standard input.")]
InSheet = Annotated[str, N_("The sheet of that row; only where several sheets of a workbook are read together.")]
Row = Annotated[int, N_("The line or row at which its answers begin; only where they stand in a table.")]
Agency = Annotated[str, N_("The name of the agency.")]
Year = Annotated[int, N_("The assessment year.")]
InstrumentId = Annotated[str, N_("The id of the instrument.")]
AtStage = Annotated[Stage | None, N_("The stage of the assessment; null where none is named.")]
Title = Annotated[str, N_("The official title, in Indonesian.")]
Weight = Annotated[Amount, N_("The effective weight, a percentage of the index.")]
PredicateName = Annotated[str | None, N_("The predicate; null where none is drawn, as the index can't be.")]
IndicatorId = Annotated[int, N_("The number of the indicator.")]
Ids = Annotated[list[int], N_("The numbers of the indicators.")]


class IndexFigure(TypedDict):
    """An index."""

    index: Annotated[float, N_("The index, rounded as it is shown.")]
    index_exact: Annotated[Exact, N_("The exact index; where it is only announced, the announced figure.")]


class ValueFigure(TypedDict):
    """A value."""

    value: Annotated[float | None, N_("The value, rounded as it is shown; null where nothing applies or is known.")]
    value_exact: Annotated[Exact | None, N_("The exact value, or the announced one; null where nothing applies or is known.")]


class MeanFigure(TypedDict):
    """A mean."""

    mean: Annotated[float | None, N_("The weighted mean of the levels, rounded as it is shown; null where none applies.")]
    mean_exact: Annotated[Exact | None, N_("The same mean, exact.")]


class Grade(IndexFigure):
    """An index with its predicate."""

    predicate: PredicateName


class Warned(TypedDict):
    """Something a reader should know."""

    code: Annotated[str, N_("What it is about, for programs.")]
    message: Annotated[str, N_("A sentence for people, in the language that is chosen.")]


class Selection(TypedDict):
    """The indicators of a focus."""

    name: Annotated[str, N_("The focus, as it was asked for.")]
    indicators: Ids


class Coverage(TypedDict):
    """How much could be read."""

    count: Annotated[int, N_("How many files and rows could be read.")]
    of: Annotated[int, N_("How many files and rows there are.")]


class Later(TypedDict):
    """A passage that came later."""

    year: Annotated[int, N_("The first assessment year in which it holds.")]
    text: Annotated[str, N_("The passage, in the language that is chosen.")]


class SinceLater(TypedDict, total=False):
    """Passages that came later, where there are any."""

    since: Annotated[list[Later], N_("The passages that hold only from a later year on.")]


class Level(TypedDict):
    """A level and its name."""

    level: Annotated[int, N_("The level.")]
    name: Annotated[str | None, N_("What the level is called; null where it has no name.")]


class AskedFor(SinceLater, total=False):
    """What a level asks for, where there are criteria."""

    asks: Annotated[str | None, N_("What the level asks for beyond the one below; null where its source can't be read.")]
    evidence: Annotated[list[str], N_("The evidence for it.")]
    damaged: Annotated[bool, N_("Whether the source of this level can't be read.")]


class AskedLevel(Level, AskedFor):
    """A level with what it asks for, where there are criteria."""


Warnings = Annotated[list[Warned], N_("What a reader of the result should know.")]
Interval = Annotated[
    list[Exact], Field(min_length=2, max_length=2), N_("Where the exact value lies: the lowest and the highest possible.")
]
