"""What is proven of claims, and the files of the evidence."""

from typing import Annotated

from typing_extensions import TypedDict

from spbe_cli.formats.json.shapes.checks import Errors
from spbe_cli.formats.json.shapes.collection import Counts
from spbe_cli.formats.json.shapes.keys import (
    Agency,
    AskedLevel,
    AtStage,
    Day,
    Exact,
    Grade,
    IndicatorId,
    InstrumentId,
    Number,
    Path,
    Title,
    Version,
    Year,
)
from spbe_cli.model.base import N_
from spbe_cli.model.evidence import ItemStatus
from spbe_cli.model.filed import FileState
from spbe_cli.model.proof import ItemState


class FiledItem(TypedDict):
    """An item of evidence, and what is found of it in the folder."""

    place: Annotated[str, N_("Where it is listed: file, line and column.")]
    agency: Agency
    indicator: IndicatorId
    file: Annotated[str, N_("Its name, as it is listed.")]
    found: Annotated[FileState, N_("What is found of it.")]
    sha256: Annotated[str | None, N_("The SHA-256 that was sealed; null without a seal.")]
    sha256_found: Annotated[str | None, N_("The SHA-256 of what is there; null where nothing was looked at.")]


class Folder(TypedDict):
    """A folder of evidence beside what is listed."""

    path: Annotated[str, N_("The folder.")]
    passed: Annotated[bool, N_("Whether all that is listed is there, and as it was sealed.")]
    listed: Annotated[int, N_("How many files are listed.")]
    addresses: Annotated[int, N_("How many addresses are listed; they are looked for nowhere.")]
    intact: Annotated[int, N_("How many are as they were sealed.")]
    unsealed: Annotated[int, N_("How many are there and have no seal.")]
    missing: Annotated[list[FiledItem], N_("Those that are not there, or are no file.")]
    changed: Annotated[list[FiledItem], N_("Those that are not as they were sealed.")]
    unlisted: Annotated[list[str], N_("The files in the folder that no item lists.")]


class ProvenOf(TypedDict):
    """How many claims are proven."""

    claimed: Annotated[int, N_("How many indicators claim more than the minimum.")]
    proven: Annotated[int, N_("How many of these are proven.")]
    nothing_handed_in: Annotated[list[int], N_("The indicators that are not proven and for which nothing was handed in.")]


class ProvenOfAll(TypedDict):
    """How many claims are proven, over all agencies."""

    claimed: Annotated[int, N_("How many indicators claim more than the minimum.")]
    proven: Annotated[int, N_("How many of these are proven.")]
    nothing_handed_in: Annotated[int, N_("How many are not proven and had nothing handed in.")]


class HandedIn(TypedDict):
    """An item of evidence; what is not said of it is null."""

    file: Annotated[str, N_("The name or address of the item.")]
    state: Annotated[ItemState, N_("What became of it; one of which nothing is said waits.")]
    proves: Annotated[Number | None, N_("The level that it proves; null: the claimed one.")]
    status: Annotated[ItemStatus | None, N_("The status that the answer file gives it.")]
    by: Annotated[str | None, N_("Who judged it.")]
    date: Annotated[Day | None, N_("The day on which it was judged.")]
    note: Annotated[str | None, N_("A note about it.")]
    sha256: Annotated[str | None, N_("The SHA-256 of the file that was judged.")]


class ClaimedServices(TypedDict, total=False):
    """The claimed levels of its services, where it has several."""

    claimed_levels: Annotated[list[Number], N_("The claimed level of each service, where there are several.")]


class ClaimedLevel(ClaimedServices):
    """The claimed level."""

    claimed: Annotated[Number | None, N_("The claimed level; the rounded mean of several services.")]
    claimed_exact: Annotated[Exact | None, N_("The claimed level, exact.")]


class BackedServices(TypedDict, total=False):
    """The proven levels of its services, where it has several."""

    backed_levels: Annotated[list[Number], N_("The proven level of each service, where there are several.")]


class BackedLevel(BackedServices):
    """The proven level."""

    backed: Annotated[Number | None, N_("The proven level; the rounded mean of several services.")]
    backed_exact: Annotated[Exact | None, N_("The proven level, exact.")]


class Lacking(ClaimedLevel, BackedLevel):
    """An indicator whose claim is not proven."""

    indicator: IndicatorId
    title: Title
    owner: Annotated[str | None, N_("Who answers for it; null where nobody is named.")]
    lost_exact: Annotated[Exact, N_("What that costs the index, in index points.")]
    open: Annotated[bool, N_("Whether something is to be handed in or mended; not where what waits would do.")]
    next: Annotated[AskedLevel | None, N_("The lowest level that is not proven; null on a scale without levels.")]
    handed_in: Annotated[list[HandedIn], N_("All that was handed in for it.")]


class Proof(TypedDict):
    """What is proven of an assessment."""

    path: Path
    agency: Agency
    year: Year
    instrument: InstrumentId
    stage: AtStage
    judged: Annotated[bool, N_("Whether any item has a status; without one nothing is proven.")]
    claimed: Annotated[Grade, N_("What is claimed.")]
    backed: Annotated[Grade, N_("What accepted evidence proves.")]
    indicators: Annotated[ProvenOf, N_("How many claims are proven.")]
    items: Annotated[Counts, N_("How many items are in each state.")]
    unproven: Annotated[list[Lacking], N_("The indicators that are not proven, the costliest first.")]


class ProofLine(Proof):
    """What is proven of an assessment, as a line by itself."""

    schema: Version


class ProofTotal(TypedDict):
    """All agencies together."""

    agencies: Annotated[int, N_("How many agencies there are.")]
    indicators: Annotated[ProvenOfAll, N_("How many claims are proven.")]
    items: Annotated[Counts, N_("How many items are in each state.")]


class LookedAt(TypedDict, total=False):
    """The files of the evidence, where they were looked at."""

    folder: Annotated[Folder, N_("The files of the evidence (--folder).")]


class Evidence(LookedAt):
    """What is proven in each assessment."""

    schema: Version
    agencies: Annotated[list[Proof], N_("Each assessment.")]
    total: Annotated[ProofTotal, N_("All assessments together.")]
    errors: Errors
