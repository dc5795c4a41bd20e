"""A result to what the head of the agency should know of it, on one page."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from spbe_cli.core.choosing import TooManyChoices
from spbe_cli.core.gaps import gaps
from spbe_cli.core.judging import shortfall
from spbe_cli.core.planning import plan
from spbe_cli.core.promising import promised
from spbe_cli.core.proving import unproven
from spbe_cli.model.briefing import Around, Briefing, Cause, Evidenced, Missing
from spbe_cli.model.costs import Costs
from spbe_cli.model.plan import Goal

if TYPE_CHECKING:
    from datetime import date

    from spbe_cli.model.comparison import Comparison
    from spbe_cli.model.plan import Plan
    from spbe_cli.model.result import Result

MOST: Final = 5
"""So many causes and gaps are named: as many as people act on, and as fit on a sheet."""


def brief(result: Result, today: date, around: Around = Around()) -> Briefing:
    """What the head of the agency should know of a result.

    Args:
        result: the result.
        today: the day on which commitments are looked at.
        around: what is aimed at; without it, the next predicate. Also the result beside an earlier one and among peers, and who
            answers for which indicator; for one that is not there it is the owner of its target, else that of the file.
    """
    aim = result.next_predicate if around.target is None else around.target
    goal = Goal(aim)
    decimals = result.instrument.index.decimals
    ahead = promised(result, today)
    promises = {one.indicator.id: one for one in ahead.promises if one.counts and not one.kept}
    return Briefing(
        result=result,
        today=today,
        target=aim,
        missing=None
        if goal.threshold is None or result.doubt is not None
        else shortfall(result.decisive, goal.threshold, decimals),
        way=_way(result, goal),
        before=around.before,
        cause=_cause(around.before),
        gaps=tuple(
            Missing(one, gain, promises.get(one.indicator.id), result.assessment.owner_of(one.indicator.id, around.owners))
            for one, _raised, gain in gaps(result)[:MOST]
        ),
        evidenced=_evidenced(result),
        promised=ahead if ahead.promises else None,
        standings=around.standings,
    )


def _way(result: Result, goal: Goal) -> Plan | None:
    """The cheapest plan, every level at the same cost.

    None where no levels are known, or where too many plans are nearly equal to tell the cheapest.
    """
    if result.basis != "indicators" or not result.instrument.scale.levels or goal.threshold is None:
        return None
    try:
        return plan(result, goal, Costs())
    except TooManyChoices:
        return None


def _cause(before: Comparison | None) -> Cause | None:
    if before is None or not before.same_instrument or before.basis != "indicators":
        return None
    named, others = before.moved[:MOST], before.moved[MOST:]
    return Cause(named, len(others), sum((one.effect or Fraction(0) for one in others), Fraction(0)))


def _evidenced(result: Result) -> Evidenced | None:
    """How much is evidenced; None where nothing is claimed. What evidence proves is its own result, and claims nothing more."""
    claims = list(result.claims)
    if not claims:
        return None
    proven = None if result.backed is None or result.claimed is not None else len(claims) - len(unproven(result))
    return Evidenced(len(claims), sum(bool(one.answer.evidence) for one in claims), proven)
