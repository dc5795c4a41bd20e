"""A plan divided into phases, so that no indicator rises too far in one."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from spbe_cli.core.judging import figure, predicate
from spbe_cli.core.planning import EVEN_COSTS, NO_LIMITS, Rise, in_order, ladders_of, plan, step_of, worth
from spbe_cli.model.plan import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from spbe_cli.core.planning import Ladder, Rung
    from spbe_cli.model.costs import Costs
    from spbe_cli.model.instrument import Predicate
    from spbe_cli.model.plan import Goal, Limits, Pace, Plan, Promised, Step
    from spbe_cli.model.result import Result


def phased(
    today: Result,
    goal: Goal | Predicate | str | Decimal | Fraction | int,
    costs: Costs = EVEN_COSTS,
    limits: Limits = NO_LIMITS,
    promised: Promised | None = None,
) -> Plan:
    """The best plan for a goal; if the limits have a pace, one that can be done in phases, with its phases.

    The plan is the best one, as :func:`spbe_cli.core.planning.plan` says, among those that raise no indicator by more than
    ``pace.most`` levels. Whoever raises at most ``pace.each`` levels in each phase raises no more in all, and what is no more can
    be divided in that way. So no other raises in these phases reach the target at a lower cost: that is exact, like the index
    after each phase.

    How the raises are divided is a rule, and no optimum. A phase first takes what would be too much for those behind it. Then it
    takes the level with the most gain for its cost, one by one, until its share of the whole cost is spent: a half after the
    first of two phases. So each is about as much work as the others, and the greater gains come earlier. What costs nothing is
    taken at once.

    Args:
        today: the result as it is.
        goal: the target or the budget, as :func:`spbe_cli.core.planning.plan` takes it.
        costs: what each level costs; without them, 1 each.
        limits: the limits of the plan, with how many phases there are and how far an indicator may rise in each.
        promised: what was promised, if the raises start from the result with all promises kept.
    """
    pace = limits.pace
    if pace is None:
        return plan(today, goal, costs, limits, promised)
    limits = limits._replace(max_raise=pace.most, pace=None)
    made = plan(today, goal, costs, limits, promised)
    climbs = [climb for step in made.steps for climb in _climbs(step, made, costs, limits)]
    return made._replace(pace=pace, phases=tuple(_phases(climbs, made, pace)))


class _Climb:
    """A way up a ladder that a plan takes, and how far it has come."""

    def __init__(self, ladder: Ladder, top: int) -> None:
        self.ladder, self.top = ladder, top
        self.height = self.phase_began = 0

    @property
    def indicator(self) -> int:
        return self.ladder.of.indicator.id

    @property
    def now(self) -> Rung:
        return self.ladder.rungs[self.height]

    @property
    def left(self) -> int:
        """How many levels are still to be raised."""
        return self.ladder.rungs[self.top].raised - self.now.raised

    def may_rise(self, each: int) -> bool:
        """Whether the next level can be reached in the phase that has begun."""
        rungs = self.ladder.rungs
        return self.height < self.top and rungs[self.height + 1].raised - rungs[self.phase_began].raised <= each

    def rise(self) -> Fraction:
        """Goes up to the next level, and says what that costs."""
        before, self.height = self.now, self.height + 1
        return self.now.cost - before.cost

    def worth(self) -> tuple[bool, Fraction, int, int]:
        """What orders the next levels of climbs."""
        above = self.ladder.rungs[self.height + 1]
        return *worth(above.cost - self.now.cost, above.gain - self.now.gain, self.indicator), self.ladder.service


def _climbs(step: Step, made: Plan, costs: Costs, limits: Limits) -> Iterator[_Climb]:
    start, claimed = made.start, made.today.claimed
    one = next(one for one in start.indicators if one.indicator.id == step.indicator.id)
    for ladder in ladders_of(one, start, costs, limits, {} if claimed is None else claimed.levels):
        top = [rung.value for rung in ladder.rungs].index(step.after[ladder.service])
        if top:
            yield _Climb(ladder, top)


def _phases(climbs: Sequence[_Climb], made: Plan, pace: Pace) -> Iterator[Phase]:
    start, spent = made.start, Fraction(0)
    index = start.index.exact
    for number in range(1, pace.phases + 1):
        for climb in climbs:
            climb.phase_began = climb.height
            while climb.left > pace.each * (pace.phases - number):
                spent += climb.rise()
        spent += _more(climbs, pace, made.cost * number / pace.phases - spent)
        steps = in_order(_steps(climbs, made), index, start.instrument)
        index = sum((step.gain for step in steps), index)
        reached = figure(index, start.instrument)
        by = pace.days[number - 1] if pace.days else None
        yield Phase(by, steps, reached, predicate(reached, start.instrument, start.assessment.year))


def _more(climbs: Sequence[_Climb], pace: Pace, share: Fraction) -> Fraction:
    """Takes one level after the other, the most gain for its cost first, until a share is spent; says what they cost."""
    spent = Fraction(0)
    while able := [climb for climb in climbs if climb.may_rise(pace.each)]:
        best = min(able, key=_Climb.worth)
        costs_something, *_ = best.worth()
        if costs_something and spent >= share:
            break
        spent += best.rise()
    return spent


def _steps(climbs: Sequence[_Climb], made: Plan) -> Iterator[Step]:
    """What rises in a phase, a step for each indicator."""
    by_indicator: dict[int, list[_Climb]] = {}
    for climb in climbs:
        by_indicator.setdefault(climb.indicator, []).append(climb)
    for those in by_indicator.values():
        rises = [Rise(climb.ladder, climb.phase_began, climb.height) for climb in those if climb.height > climb.phase_began]
        if rises:
            levels = list(those[0].ladder.of.levels)
            for climb in those:
                levels[climb.ladder.service] = climb.ladder.rungs[climb.phase_began].value
            yield step_of(rises, levels, made.start)
