"""Rankings, and where points are lost."""

from typing import Annotated, Literal

from typing_extensions import NotRequired, TypedDict

from spbe_cli.formats.json.shapes.checks import Errors, Passed, PlacedVerdict
from spbe_cli.formats.json.shapes.keys import (
    N_,
    AtStage,
    Coverage,
    Exact,
    InstrumentId,
    MeanFigure,
    Selection,
    Title,
    Version,
    Year,
)
from spbe_cli.formats.json.shapes.result import Entry
from spbe_cli.model.tree import Tier


class Placed(TypedDict):
    """A place in a ranking."""

    rank: Annotated[int | None, N_("The rank within instrument, year and stage; null where the index is off the scale.")]
    group_rank: NotRequired[Annotated[int, N_("The rank within its group or kind (--group-by).")]]
    mark: NotRequired[Annotated[Literal["!"], N_("That its own parts refute the announced index.")]]


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


class Summary(OfRanking):
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
    outliers: NotRequired[Annotated[Outliers | None, N_("The agencies far from the others (--outliers); null where there are too few.")]]


class OfAll(TypedDict, total=False):
    """What belongs to all rankings together."""

    read: Annotated[Coverage, N_("How many files and rows could be read; only where not all could be.")]
    missing: Annotated[list[str], N_("The expected agencies that have no result (--expect).")]
    gates: Annotated[list[PlacedVerdict], N_("What each gate says of each agency, where gates were asked for.")]
    passed: Passed


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


class UnprovenLost(Lost):
    """What is lost because it is not proven."""

    count: Annotated[int, N_("How many agencies have judged evidence.")]


class LostPart(MeanFigure, Lost):
    """What is lost in a part."""

    tier: Annotated[Tier, N_("What it is: domain, aspect or indicator.")]
    id: Annotated[int, N_("The number of the part.")]
    title: Title
    count: Annotated[int, N_("How many agencies it applies to.")]
    levels: NotRequired[Annotated[dict[str, int], N_("How many agencies have each level; only of indicators.")]]
    unproven: NotRequired[Annotated[UnprovenLost, N_("What of it is claimed and not proven, where evidence was judged.")]]


class LossesOfRanking(OfRanking):
    """Where points are lost in a ranking."""

    focus: NotRequired[Annotated[FocusLost, N_("What is lost in the focus that was asked for.")]]
    parts: Annotated[list[LostPart], N_("The parts, where most is lost first.")]


class Losses(OfAll):
    """Where points are lost, ranking by ranking."""

    schema: Version
    losses: Annotated[list[LossesOfRanking], N_("Each ranking with what is lost in it.")]
    errors: Errors
