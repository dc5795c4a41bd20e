"""Results, whole or as a ranking keeps them."""

from typing import Annotated, Literal, NotRequired

from typing_extensions import TypedDict

from spbe_cli.formats.json.shapes.checks import Passed, Verdict
from spbe_cli.formats.json.shapes.expectation import Judged
from spbe_cli.formats.json.shapes.keys import (
    Agency,
    Amount,
    AtStage,
    Day,
    Exact,
    Grade,
    IndexFigure,
    IndicatorId,
    InSheet,
    InstrumentId,
    Interval,
    MeanFigure,
    Number,
    Path,
    PredicateName,
    Row,
    Selection,
    Title,
    ValueFigure,
    Version,
    Warnings,
    Weight,
    Year,
)
from spbe_cli.model.base import N_
from spbe_cli.model.evidence import ItemStatus
from spbe_cli.model.result import ResultBasis


class EvidenceItem(TypedDict):
    """An item of evidence, with what is said of it."""

    file: Annotated[str, N_("The name or address of the item.")]
    proves: NotRequired[Annotated[Number, N_("The level that it proves, and so all below.")]]
    status: NotRequired[Annotated[ItemStatus, N_("What became of it.")]]
    by: NotRequired[Annotated[str, N_("Who judged it.")]]
    date: NotRequired[Annotated[Day, N_("The day on which it was judged.")]]
    note: NotRequired[Annotated[str, N_("A note about it.")]]
    sha256: NotRequired[Annotated[str, N_("The SHA-256 of the file that was judged.")]]


class EvidenceStep(TypedDict):
    """What the accepted evidence items of a level are worth."""

    level: Annotated[int, N_("The level.")]
    asked: Annotated[int, N_("How many items the level asks for.")]
    accepted: Annotated[int, N_("How many were accepted.")]
    missing: Annotated[int, N_("How many are missing.")]
    counts: Annotated[bool, N_("Whether they count, as every level below is complete.")]
    share_exact: Annotated[Amount, N_("What one item is worth, in points of the scale.")]
    worth_exact: Annotated[Amount, N_("What the accepted ones are worth together.")]
    adds_exact: Annotated[Amount, N_("What one more would add now.")]


class IndicatorResult(TypedDict):
    """An indicator of a result."""

    id: IndicatorId
    title: Title
    weight: Weight
    level: Annotated[Number | None, N_("The level; the rounded mean of several services; null where it does not apply.")]
    level_name: Annotated[str | None, N_("What the level is called; null where it has no name.")]
    contribution_exact: Annotated[Exact, N_("What it adds to the index, in index points.")]
    answered: Annotated[bool, N_("Whether a level was given; without one the minimum counts.")]
    level_exact: NotRequired[Annotated[Exact, N_("The exact level, where it need not be whole.")]]
    levels: NotRequired[Annotated[list[Number], N_("The level of each service, where it is answered for several.")]]
    not_applicable: NotRequired[Annotated[str | None, N_("Why it does not apply.")]]
    accepted: NotRequired[Annotated[list[EvidenceStep], N_("What the accepted items are worth, where the answer counts them.")]]
    evidence: NotRequired[
        Annotated[list[str | EvidenceItem], N_("The evidence that was handed in; only its name where nothing is said of it.")]
    ]
    note: NotRequired[Annotated[str, N_("The note in the answer.")]]


class InTable(TypedDict, total=False):
    """Where in a table, where it is in one."""

    line: Row
    sheet: InSheet


class Bounded(TypedDict, total=False):
    """Where the exact value lies, where it is announced or comes from announced figures."""

    interval: Interval


class Part(ValueFigure, Bounded):
    """A domain or an aspect of a result."""

    id: Annotated[int, N_("The number of the part.")]
    title: Title
    weight: Weight


class Indicators(TypedDict, total=False):
    """What is in an aspect, where that is known."""

    indicators: Annotated[list[IndicatorResult], N_("The indicators in it, where their levels are known.")]


class AspectResult(Part, Indicators):
    """An aspect of a result."""


class Aspects(TypedDict, total=False):
    """What is in a domain, where that is asked for."""

    aspects: Annotated[list[AspectResult], N_("The aspects in it.")]


class DomainResult(Part, Aspects):
    """A domain of a result."""


class Tree(TypedDict, total=False):
    """The parts of a result, from the tier at which its instrument starts."""

    domains: Annotated[list[DomainResult], N_("The domains, where the instrument has any.")]
    aspects: Annotated[list[AspectResult], N_("The aspects, where the instrument has no domains.")]


class Completeness(TypedDict):
    """How much was answered."""

    answered: Annotated[int, N_("How many indicators were answered.")]
    not_applicable: Annotated[int, N_("How many do not apply.")]
    unanswered: Annotated[int, N_("How many count at the minimum, as nothing was answered.")]
    total: Annotated[int, N_("How many indicators there are.")]


class Difference(TypedDict):
    """An announced figure that can't be."""

    what: Annotated[str, N_("What it is of: index, predicate, or a part such as domain 2.")]
    announced: Annotated[str | float, N_("What was announced.")]
    low: Annotated[str, N_("The lowest that the other figures allow, exact; or the predicate of it.")]
    high: Annotated[str, N_("The highest that the other figures allow, exact; or the predicate of it.")]


class Published(TypedDict):
    """What was officially announced."""

    index: Annotated[float | None, N_("The announced index; null where none was.")]
    predicate: Annotated[str | None, N_("The announced predicate; null where none was.")]
    matches: Annotated[bool, N_("Whether all announced figures can be.")]
    differences: Annotated[list[Difference], N_("The announced figures that can't be.")]


class Identity(IndexFigure, InTable, Bounded):
    """Whose result it is, and the index."""

    path: Path
    agency: Agency
    year: Year
    instrument: InstrumentId
    stage: AtStage
    group: Annotated[str | None, N_("The group to which the agency belongs; null where none is named.")]
    kind: Annotated[str, N_("The kind of agency, such as Kota.")]
    basis: Annotated[ResultBasis, N_("What the index comes from: answers (indicators), or the finest announced figures.")]
    adjusted: Annotated[bool, N_("Whether weights were moved, as something does not apply.")]
    predicate: PredicateName


class Counted(TypedDict):
    """How much was answered."""

    completeness: Annotated[Completeness | None, N_("How many indicators were answered; null where only figures were announced.")]


class Checked(TypedDict):
    """What a result was checked against."""

    published: Annotated[Published | None, N_("What was officially announced; null where nothing was.")]
    warnings: Warnings


class Known(Identity, Counted, Checked):
    """What is known of every result."""


class Graded(TypedDict, total=False):
    """The other index of the same assessment, where evidence was judged."""

    backed: Annotated[Grade, N_("What accepted evidence proves.")]
    claimed: Annotated[Grade, N_("What is claimed, where the index is what accepted evidence proves.")]


class Side(Known, Graded):
    """A result without its parts."""


class Head(Side):
    """A result without its parts, with the version of the data."""

    schema: Version


class Entry(Head, Tree):
    """What a ranking keeps of a result: its parts only as deep as ``--detail`` asks."""


class Backed(Grade, Tree):
    """What accepted evidence proves, with its parts."""


class Unproven(TypedDict):
    """An indicator whose claim is not proven."""

    indicator: IndicatorId
    title: Title
    claimed: Annotated[list[Number], N_("The claimed level of each service.")]
    backed: Annotated[list[Number], N_("The proven level of each service.")]
    lost_exact: Annotated[Exact, N_("What that costs the index, in index points.")]
    pending: Annotated[list[str | EvidenceItem], N_("The items that are not accepted yet.")]


class Proven(TypedDict, total=False):
    """What accepted evidence proves, where any was judged."""

    backed: Annotated[Backed, N_("What accepted evidence proves.")]


class NotProven(TypedDict, total=False):
    """What accepted evidence does not prove, where any was judged."""

    unproven: Annotated[list[Unproven], N_("The indicators whose claim is not proven.")]


class Whole(Known, Tree, Proven, NotProven):
    """A result with all its parts."""

    schema: Version


class FocusMean(Selection, MeanFigure):
    """The indicators of a focus, and their mean."""

    weight: Annotated[Amount, N_("The effective weight of all of them, a percentage of the index.")]


class Focus(TypedDict, total=False):
    """The figures of a focus, where one was asked for."""

    focus: Annotated[FocusMean, N_("The indicators of the focus that was asked for.")]


class Focused(Whole, Focus):
    """A result with all its parts, and the figures of a focus."""


class Promise(TypedDict):
    """What was promised for an indicator."""

    indicator: IndicatorId
    level: Annotated[Number, N_("The promised level.")]
    by: Annotated[Day | None, N_("Until when; null where no day is named.")]
    owner: Annotated[str | None, N_("Who promised it; null where nobody is named.")]
    kept: Annotated[bool, N_("Whether today's level is as high.")]
    late: Annotated[bool, N_("Whether the day has passed and it is not kept.")]


class Promised(Grade):
    """The index once all promises are kept."""

    promises: Annotated[list[Promise], N_("What was promised.")]


class Target(TypedDict):
    """How far it is to a target."""

    index: Annotated[float, N_("The index to be reached.")]
    missing: Annotated[
        float | None, N_("How far the index is below it today; 0 where it is reached, null where the announced index can't be.")
    ]
    missing_promised: Annotated[
        float | None, N_("How far it is below it with all promises kept; null where nothing was promised.")
    ]


class Outlook(TypedDict, total=False):
    """What was promised, and how far it is to a target."""

    promised: Annotated[Promised, N_("The index once all commitments are kept, where there are any.")]
    target: Annotated[Target, N_("How far it is to the target that was asked for.")]


class Position(TypedDict):
    """Where a value stands among those of others."""

    rank: Annotated[int, N_("The rank, from 1; ties share one.")]
    count: Annotated[int, N_("How many values there are, this one among them.")]
    value: Annotated[float, N_("The value, rounded.")]
    percentile: Annotated[float, N_("The percentage of the others that are lower, from 0 to 100.")]
    best: Annotated[float, N_("The highest value.")]
    q3: Annotated[float, N_("The upper quartile, as QUARTILE.INC of spreadsheets.")]
    median: Annotated[float, N_("The median.")]
    q1: Annotated[float, N_("The lower quartile, as QUARTILE.INC of spreadsheets.")]


class PartPosition(Position):
    """Where the value of a domain or an aspect stands."""

    id: Annotated[int, N_("The number of the part.")]
    title: Title


class PartPositions(TypedDict, total=False):
    """Where the values of the top tier stand."""

    domains: Annotated[list[PartPosition], N_("Where the value of each domain stands.")]
    aspects: Annotated[list[PartPosition], N_("Where the value of each aspect stands, where there are no domains.")]


class Standing(PartPositions):
    """Where a result stands among others."""

    among: Annotated[Literal["all", "group", "kind"], N_("Among whom: all, those of its group, or those of its kind.")]
    name: Annotated[str | None, N_("The group or kind; null among all.")]
    index: Annotated[Position, N_("Where the index stands.")]


class WhatIf(TypedDict):
    """What was changed by ``--set``."""

    changed: Annotated[list[int], N_("The numbers of the indicators that were answered otherwise.")]
    before: Annotated[Focused, N_("The result as it is; the one around it is as it would be.")]


class Additions(TypedDict, total=False):
    """What was asked for beyond a result."""

    what_if: Annotated[WhatIf, N_("What was changed by --set, and the result without it.")]
    standing: Annotated[list[Standing], N_("Where it stands among others (--among).")]
    before: Annotated[Whole, N_("The earlier result beside it (--before).")]
    judged: Annotated[Judged, N_("What to expect once it is judged (--as-judged, --lowered).")]
    gates: Annotated[list[Verdict], N_("What each gate says, where gates were asked for.")]
    passed: Passed


class Result(Focused, Outlook, Additions):
    """The result of an answer file, with what was asked for beyond it."""
