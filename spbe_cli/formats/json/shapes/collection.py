"""An assessment that is being collected from its owners."""

from typing import Annotated

from typing_extensions import TypedDict

from spbe_cli.formats.json.shapes.checks import Problem
from spbe_cli.formats.json.shapes.keys import Agency, AtStage, Day, Ids, IndexFigure, Version, Year
from spbe_cli.model.base import N_


class Counts(TypedDict):
    """Items of evidence by what became of them."""

    accepted: Annotated[int, N_("How many items were accepted.")]
    waiting: Annotated[int, N_("How many items wait to be judged.")]
    rejected: Annotated[int, N_("How many items were rejected.")]
    revise: Annotated[int, N_("How many items are to be revised.")]


class Reach(IndexFigure):
    """An index that it can come to."""

    predicate: Annotated[str, N_("Its predicate.")]


class Carried(Reach):
    """The index with an earlier assessment's answers for what is open."""

    agency: Annotated[str, N_("The agency of the earlier assessment.")]
    year: Annotated[int | None, N_("The year of the earlier assessment.")]
    instrument: Annotated[str, N_("The instrument of the earlier assessment.")]
    open: Annotated[list[int], N_("The indicators that are open in it too.")]


class Foreign(TypedDict):
    """Answers to what somebody else owns."""

    owner: Annotated[str, N_("Whose indicators they are.")]
    indicators: Ids


class OwnerStatus(TypedDict):
    """What an owner was asked for, and what is there."""

    owner: Annotated[str, N_("The owner's name.")]
    indicators: Annotated[list[int], N_("The indicators that the owner was asked for.")]
    answered: Annotated[int, N_("How many of them are answered or do not apply.")]
    open: Annotated[list[int], N_("Those that are still open.")]
    contributes: Annotated[list[int], N_("The indicators to which the owner brings evidence and notes only.")]
    nothing_brought: Annotated[list[int], N_("Those of them for which the owner's files have neither.")]
    due: Annotated[Day | None, N_("Until when; null where no day is named.")]
    late: Annotated[bool, N_("Whether the day has passed and something is open or not brought.")]
    paths: Annotated[list[str], N_("The owner's files.")]
    with_problems: Annotated[list[str], N_("Those of them that have problems, so that nothing in them counts.")]
    foreign: Annotated[list[Foreign], N_("The indicators that they answer and somebody else owns.")]


class Stranger(TypedDict):
    """An owner that nobody asked."""

    owner: Annotated[str, N_("The owner that the file names, and that was not asked for anything.")]
    path: Annotated[str, N_("The file.")]


class Judged(TypedDict, total=False):
    """How much is judged, where anything is."""

    evidence: Annotated[Counts, N_("How much of the evidence is judged, where any is.")]


class Status(Judged):
    """An assessment as far as it has been collected."""

    schema: Version
    agency: Agency
    year: Year
    instrument: Annotated[str | None, N_("The id of the instrument, as the files name it; null where they name none.")]
    stage: AtStage
    answered: Annotated[int, N_("How many indicators are answered or do not apply.")]
    total: Annotated[int, N_("How many indicators there are.")]
    open: Annotated[list[int], N_("The indicators that are still open.")]
    low: Annotated[Reach, N_("The index with all that is open at the lowest level.")]
    high: Annotated[Reach, N_("The index with all that is open at the highest level.")]
    before: Annotated[
        Carried | None, N_("The index with an earlier assessment's answers for what is open; null without --before.")
    ]
    owners: Annotated[list[OwnerStatus], N_("The owners, and what they have answered.")]
    unowned: Annotated[list[int], N_("The indicators that nobody owns.")]
    problems: Annotated[list[Problem], N_("The problems of files, in which nothing counts.")]
    unknown_owners: Annotated[list[Stranger], N_("The files whose owner was not asked for anything.")]
