"""Comparisons, and agencies over time."""

from typing import Annotated

from typing_extensions import TypedDict

from spbe_cli.formats.json.shapes.checks import AllPassed, Errors, Passed, PlacedVerdict, Verdict
from spbe_cli.formats.json.shapes.keys import (
    Agency,
    AtStage,
    Coverage,
    Exact,
    Grade,
    IndicatorId,
    InstrumentId,
    Number,
    Path,
    Selection,
    Title,
    Version,
    Warnings,
    Year,
)
from spbe_cli.formats.json.shapes.result import IndicatorResult, Side
from spbe_cli.model.base import N_
from spbe_cli.model.comparison import Direction
from spbe_cli.model.result import ResultBasis

# "from" is a word of Python, so what has such a key is written as a call.
Values = TypedDict(
    "Values",
    {
        "from": Annotated[float | None, N_("The earlier value, as it is shown; null where it is not known or does not apply.")],
        "to": Annotated[float | None, N_("The later value, as it is shown; null where it is not known or does not apply.")],
    },
)
Levels = TypedDict(
    "Levels",
    {
        "from": Annotated[Number | None, N_("The earlier level; null where it does not apply.")],
        "to": Annotated[Number | None, N_("The later level; null where it does not apply.")],
    },
)
Sides = TypedDict("Sides", {"from": Annotated[Side, N_("The earlier result.")], "to": Annotated[Side, N_("The later result.")]})
ReadSides = TypedDict(
    "ReadSides",
    {
        "from": Annotated[Coverage, N_("How much of the earlier side could be read.")],
        "to": Annotated[Coverage, N_("How much of the later side could be read.")],
    },
)
PredicateChange = TypedDict(
    "PredicateChange",
    {
        "from": Annotated[str | None, N_("The earlier predicate; null where none is drawn.")],
        "to": Annotated[str | None, N_("The later predicate; null where none is drawn.")],
        "change": Annotated[Direction | None, N_("Where it went; null where instruments name their predicates differently.")],
    },
)
RankChange = TypedDict(
    "RankChange",
    {
        "from": Annotated[int | None, N_("The earlier rank, among all that are comparable; null without one.")],
        "to": Annotated[int | None, N_("The later rank, among all that are comparable; null without one.")],
        "change": Annotated[int | None, N_("By how many ranks it rose; below 0 where it fell.")],
    },
)


class Delta(TypedDict):
    """By how much something changed."""

    delta: Annotated[float | None, N_("The difference of what is shown; null where a side is not known.")]
    delta_exact: Annotated[Exact | None, N_("The exact difference; null where a side is not known.")]


class Change(Values, Delta):
    """A value on both sides."""


class PartChange(Change):
    """A domain or an aspect on both sides."""

    id: Annotated[int, N_("The number of the part.")]
    title: Title


class Counterpart(TypedDict, total=False):
    """What it is in the earlier instrument, where that is another one."""

    from_id: Annotated[int, N_("Its number in the earlier instrument, where that is another one.")]
    from_title: Annotated[str, N_("Its title in the earlier instrument.")]


class Services(TypedDict, total=False):
    """The levels of its services, where it has several."""

    from_levels: Annotated[list[Number], N_("The earlier level of each service.")]
    to_levels: Annotated[list[Number], N_("The later level of each service.")]


class IndicatorChange(Levels, Delta, Counterpart, Services):
    """An indicator on both sides, or two of the same subject."""

    id: IndicatorId
    title: Title
    contribution_exact: Annotated[
        Exact | None, N_("How much its answer changes the index, in index points; null across instruments.")
    ]


class FocusChange(Selection, Values):
    """The mean of a focus on both sides."""

    contribution_exact: Annotated[
        Exact | None, N_("How much their answers change the index, in index points; null across instruments.")
    ]


class Additions(TypedDict, total=False):
    """What only some comparisons have."""

    rank: Annotated[RankChange, N_("The rank on both sides, where many agencies are compared.")]
    added: Annotated[list[IndicatorResult], N_("New indicators without a counterpart, across instruments.")]
    gone: Annotated[list[IndicatorResult], N_("Old indicators without a counterpart, across instruments.")]
    focus: Annotated[FocusChange, N_("The indicators of the focus that was asked for.")]


class Comparison(Sides, Additions):
    """One agency's results side by side."""

    schema: Version
    basis: Annotated[ResultBasis, N_("The finest tier that is compared.")]
    index: Annotated[Change, N_("The index on both sides.")]
    predicate: Annotated[PredicateChange, N_("The predicate on both sides.")]
    domains: Annotated[list[PartChange], N_("The domains; none across instruments.")]
    aspects: Annotated[list[PartChange], N_("The aspects; none across instruments.")]
    indicators: Annotated[
        list[IndicatorChange], N_("The indicators whose answers changed; across instruments all of the same subject.")
    ]
    gates: Annotated[list[Verdict], N_("What each gate says.")]
    passed: Passed


class Movement(TypedDict):
    """How an indicator moved over many agencies."""

    id: IndicatorId
    title: Title
    agencies: Annotated[int, N_("How many agencies have a level on both sides.")]
    up: Annotated[int, N_("How many have a higher level.")]
    down: Annotated[int, N_("How many have a lower level.")]
    mean_change_exact: Annotated[Exact, N_("The mean change of their levels.")]
    contribution_exact: Annotated[Exact, N_("How much the answers change the mean index, in index points.")]


class Movements(TypedDict):
    """How the indicators of an instrument moved."""

    instrument: InstrumentId
    agencies: Annotated[int, N_("How many agencies are compared.")]
    indicators: Annotated[list[Movement], N_("The indicators, the biggest effect first.")]


class ReadInPart(TypedDict, total=False):
    """How much could be read, where that is not all."""

    read: Annotated[ReadSides, N_("How many files and rows could be read; only where not all could be.")]


class Comparisons(ReadInPart):
    """Agencies compared one by one."""

    schema: Version
    agencies: Annotated[list[Comparison], N_("The agencies that are on both sides.")]
    only_old: Annotated[list[str], N_("The agencies that are only on the earlier side.")]
    only_new: Annotated[list[str], N_("The agencies that are only on the later side.")]
    only_new_gates: Annotated[list[PlacedVerdict], N_("What gates say of agencies that are only on the later side.")]
    movements: Annotated[list[Movements], N_("How indicators moved, for each instrument.")]
    errors: Errors
    passed: AllPassed


class Point(Grade, Delta):
    """A result of an agency; the difference is that from the point before."""

    path: Path
    year: Year
    stage: AtStage
    instrument: InstrumentId
    warnings: Warnings


class Course(TypedDict):
    """An agency over time."""

    agency: Agency
    points: Annotated[list[Point], N_("Its results in the order of years and stages.")]


class CourseLine(Course):
    """An agency over time, as a line by itself."""

    schema: Version


class Trend(TypedDict):
    """Agencies over time."""

    schema: Version
    agencies: Annotated[list[Course], N_("The agencies, by name.")]
