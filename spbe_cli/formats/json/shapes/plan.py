"""Plans."""

from typing import Annotated

from typing_extensions import TypedDict

from spbe_cli.formats.json.shapes.checks import Errors
from spbe_cli.formats.json.shapes.keys import (
    Agency,
    Amount,
    AskedLevel,
    AtStage,
    Day,
    Exact,
    IndexFigure,
    IndicatorId,
    InstrumentId,
    Number,
    Path,
    Title,
    Version,
    Warnings,
    Year,
)
from spbe_cli.formats.json.shapes.result import Promise
from spbe_cli.model.base import N_

Several = Number | list[Number]

# "from" is a word of Python, so what has such a key is written as a call.
Raise = TypedDict(
    "Raise",
    {
        "from": Annotated[Several, N_("The level it starts from; a list where there are several services.")],
        "to": Annotated[Several, N_("The level it is raised to; a list where there are several services.")],
    },
)
IndexRise = TypedDict(
    "IndexRise",
    {
        "from": Annotated[float, N_("Today's index, as it is shown.")],
        "from_exact": Annotated[Exact, N_("Today's index, exact.")],
        "to": Annotated[float, N_("The index once all steps are done, as it is shown.")],
        "to_exact": Annotated[Exact, N_("The index once all steps are done, exact.")],
    },
)
PredicateRise = TypedDict(
    "PredicateRise",
    {
        "from": Annotated[str, N_("Today's predicate.")],
        "to": Annotated[str, N_("The predicate once all steps are done.")],
    },
)


class Step(Raise, IndexFigure):
    """One indicator raised; the index is that after this step and those before it."""

    indicator: IndicatorId
    title: Title
    from_name: Annotated[str | None, N_("What the level is called that it starts from; null without a name.")]
    to_name: Annotated[str | None, N_("What the level is called that it is raised to; null without a name.")]
    levels: Annotated[int, N_("By how many levels, over all services.")]
    cost: Annotated[Amount, N_("What the step costs.")]
    gain_exact: Annotated[Exact, N_("What the step adds to the index, in index points.")]


class CriteriaStep(Step):
    """A step, with the levels on the way."""

    criteria: Annotated[list[AskedLevel], N_("The levels on the way, each with what it asks for where there are criteria.")]


class PromisedStart(IndexFigure):
    """The index once all promises are kept."""

    predicate: Annotated[str, N_("The predicate once all promises are kept.")]
    suffices: Annotated[bool | None, N_("Whether the promises alone reach the target; null without a target.")]


class FromPromises(TypedDict, total=False):
    """The promises from which a plan starts (``--commitments``)."""

    promises: Annotated[list[Promise], N_("The promises from which the plan starts (--commitments).")]
    promised: Annotated[PromisedStart, N_("The index once they are kept.")]


class Spent(TypedDict, total=False):
    """What may be spent, where a budget was given."""

    budget: Annotated[Amount, N_("What may be spent (--budget).")]


class Phase(IndexFigure):
    """The raises of one phase."""

    by: Annotated[Day | None, N_("The last day of the phase; null where none was given.")]
    steps: Annotated[list[Step], N_("What is raised in the phase, one step for each indicator.")]
    cost: Annotated[Amount, N_("What the steps of the phase cost.")]
    predicate: Annotated[str, N_("The predicate after the phase.")]


class InPhases(TypedDict, total=False):
    """The phases of a plan (``--phases``, ``--by``)."""

    phases: Annotated[list[Phase], N_("The plan divided into phases, in order; the index is that after each (--phases, --by).")]


class PlanOfAgency(FromPromises, Spent, InPhases):
    """The best raises for an agency."""

    path: Path
    agency: Agency
    year: Year
    instrument: InstrumentId
    stage: AtStage
    adjusted: Annotated[bool, N_("Whether weights were moved, as something does not apply.")]
    target: Annotated[float | None, N_("The index to be reached; null where a budget is spent, or nothing is above.")]
    reachable: Annotated[bool, N_("Whether the target can be reached.")]
    missing: Annotated[float, N_("How far the index stays below the target; 0 where it is reached.")]
    index: Annotated[IndexRise, N_("The index today and once all steps are done.")]
    predicate: Annotated[PredicateRise, N_("The predicate today and once all steps are done.")]
    cost: Annotated[Amount, N_("What all steps cost.")]
    steps: Annotated[list[CriteriaStep], N_("One step for each indicator, the most gain for its cost first.")]
    warnings: Warnings


class Plan(PlanOfAgency):
    """The plan for one agency."""

    schema: Version


class Recurrence(TypedDict):
    """An indicator in many plans."""

    instrument: InstrumentId
    indicator: IndicatorId
    title: Title
    agencies: Annotated[int, N_("How many plans raise it.")]
    levels: Annotated[int, N_("By how many levels in all.")]


class Total(TypedDict):
    """Many plans together."""

    agencies: Annotated[int, N_("How many agencies have a plan.")]
    reachable: Annotated[int, N_("How many of them can reach their target.")]
    cost: Annotated[Amount, N_("What all plans cost.")]
    levels: Annotated[int, N_("By how many levels in all.")]
    indicators: Annotated[list[Recurrence], N_("The indicators that are raised, those in most plans first.")]


class Plans(TypedDict):
    """The plans of many agencies."""

    schema: Version
    plans: Annotated[list[PlanOfAgency], N_("The plan of each agency.")]
    total: Annotated[Total, N_("All plans together.")]
    errors: Errors
