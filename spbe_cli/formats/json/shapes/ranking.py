"""Rankings, and where points are lost."""

from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from spbe_cli.formats.json.shapes.checks import AllPassed, Errors, PlacedVerdict
from spbe_cli.formats.json.shapes.keys import AtStage, Coverage, Exact, InstrumentId, MeanFigure, Selection, Title, Version, Year
from spbe_cli.formats.json.shapes.result import Entry
from spbe_cli.model.base import N_
from spbe_cli.model.tree import Tier


class Placed(TypedDict):
    """A place in a ranking."""

    rank: Annotated[int | None, N_("The rank within instrument, year and stage; null where the index is off the scale.")]
    group_rank: NotRequired[Annotated[int, N_("The rank within its group or kind (--group-by).")]]
    mark: NotRequired[Annotated[str, N_("That its own parts refute the announced index.")]]


class Ranked(Placed, Entry):
    """A result in a ranking."""


class Outliers(TypedDict):
    """Agencies whose index is far from the others."""

    low_exact: Annotated[Exact, N_("The bound below which an index is far from the others, exact.")]
    high_exact: Annotated[Exact, N_("The bound above which an index is far from the others, exact.")]
    agencies: Annotated[list[str], N_("The agencies beyond the bounds.")]


class OfRanking(TypedDict):
    """Which ranking."""

    instrument: InstrumentId
    year: Year
    stage: AtStage


class FarAway(TypedDict, total=False):
    """The agencies far from the others, where they were asked for."""

    outliers: Annotated[Outliers | None, N_("The agencies far from the others (--outliers); null where nothing is ranked.")]


class Group(TypedDict):
    """A group or kind in figures."""

    name: Annotated[str | None, N_("What it is called; null for those in none.")]
    count: Annotated[int, N_("How many of its agencies are ranked, shown or not.")]
    mean: Annotated[float | None, N_("Their mean index, rounded as it is shown; null where none is ranked.")]


class Grouped(TypedDict, total=False):
    """The groups, where they were asked for."""

    groups: Annotated[list[Group], N_("Each group or kind in figures (--group-by), in the order of the results.")]


class Summary(OfRanking, FarAway, Grouped):
    """A ranking in figures; they are null where nothing is ranked."""

    count: Annotated[int, N_("How many agencies are ranked.")]
    mean: Annotated[float | None, N_("The mean index, rounded as it is shown.")]
    median: Annotated[float | None, N_("The median index.")]
    q1: Annotated[float | None, N_("The lower quartile, as QUARTILE.INC of spreadsheets.")]
    q3: Annotated[float | None, N_("The upper quartile, as QUARTILE.INC of spreadsheets.")]
    min: Annotated[float | None, N_("The lowest index.")]
    max: Annotated[float | None, N_("The highest index.")]
    stdev: Annotated[float | None, N_("The standard deviation of the whole population.")]
    predicates: Annotated[dict[str, int], N_("How many agencies have each predicate.")]


class OfAll(TypedDict, total=False):
    """What belongs to all rankings together."""

    read: Annotated[Coverage, N_("How many files and rows could be read; only where not all could be.")]
    missing: Annotated[list[str], N_("The expected agencies that have no result (--expect).")]
    unusable: Annotated[list[str], N_("Those of them that have handed in, but something that can't be used yet.")]
    earlier: Annotated[list[str], N_("Those of them that have a result of an earlier year only.")]
    unexpected: Annotated[list[str], N_("The agencies that are ranked, but not among the expected ones.")]
    gates: Annotated[list[PlacedVerdict], N_("What each gate says of each agency, where gates were asked for.")]
    passed: AllPassed


class Ranking(OfAll):
    """All rankings: one for each instrument, year and stage."""

    schema: Version
    results: Annotated[list[Ranked], N_("The results, ranking by ranking, in the order that was asked for.")]
    errors: Errors
    summary: Annotated[list[Summary], N_("Each ranking in figures.")]


class Lost(TypedDict):
    """Lost points."""

    lost: Annotated[float, N_("The index points that the agencies lose here on average, rounded to four decimals.")]
    lost_exact: Annotated[Exact, N_("The same, exact.")]


class FocusLost(Selection, Lost):
    """What is lost in a focus."""


class Focus(TypedDict, total=False):
    """What is lost in a focus, where one was asked for."""

    focus: Annotated[FocusLost, N_("What is lost in the focus that was asked for.")]


class UnprovenLost(Lost):
    """What is lost because it is not proven."""

    count: Annotated[int, N_("How many agencies claim more than is proven.")]


class Levels(TypedDict, total=False):
    """How levels are spread, where they are known."""

    levels: Annotated[dict[str, int], N_("How many agencies have reached each level and not the next; only of indicators.")]


class Unproven(TypedDict, total=False):
    """What is claimed and not proven, where evidence was judged."""

    unproven: Annotated[
        UnprovenLost, N_("What of it is claimed and not proven, on average of the agencies whose evidence was judged.")
    ]


class LostPart(MeanFigure, Lost, Levels, Unproven):
    """What is lost in a part."""

    tier: Annotated[Tier, N_("What it is: domain, aspect or indicator.")]
    id: Annotated[int, N_("The number of the part.")]
    title: Title
    count: Annotated[int, N_("How many agencies it applies to.")]


class LossesOfRanking(OfRanking, Focus):
    """Where points are lost in a ranking."""

    parts: Annotated[list[LostPart], N_("The parts, where most is lost first.")]


class Losses(OfAll):
    """Where points are lost, ranking by ranking."""

    schema: Version
    losses: Annotated[list[LossesOfRanking], N_("Each ranking with what is lost in it.")]
    errors: Errors
