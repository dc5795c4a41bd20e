"""A result, a goal and costs to the best plan: the cheapest raises for a target, or the highest index for a budget."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.core.choosing import Option, cheapest, richest, undominated
from spbe_cli.core.judging import distance, figure, least_index
from spbe_cli.core.raising import value_reached
from spbe_cli.core.scoring import rescored
from spbe_cli.model.costs import Costs
from spbe_cli.model.instrument import WHOLE
from spbe_cli.model.plan import Goal, Limits, Plan, Recurrence, Step, Total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from spbe_cli.model.instrument import Instrument, Predicate
    from spbe_cli.model.plan import Promised
    from spbe_cli.model.result import IndicatorResult, Result

NO_LIMITS = Limits()
EVEN_COSTS = Costs()


def plan(
    today: Result,
    goal: Goal | Predicate | str | Decimal | Fraction | int,
    costs: Costs = EVEN_COSTS,
    limits: Limits = NO_LIMITS,
    promised: Promised | None = None,
) -> Plan:
    """The best plan for a result that comes from answers, on an instrument with levels.

    The best plan has the least cost for a target, and the highest index for a budget or for a target that is out of reach. If
    several plans are equal in this, the order is: the higher index or the lower cost; fewer indicators raised; lower ids; lower
    ids raised further. So there is exactly one best plan.

    An indicator that is not applicable is not raised. One that is not answered starts at the scale's minimum. Each service of a
    repeated indicator is raised by itself. On a scale with bands a level is reached at the end of its band.

    Args:
        today: the result as it is.
        goal: the target or the budget; without either nothing is raised. A target may be given by itself: the index, or the
            predicate or its name.
        costs: what each level costs; without them, 1 each.
        limits: the limits of the plan. If the result is what evidence proves, a claimed level costs nothing and is no raise.
        promised: what was promised, if the raises start from the result with all promises kept.

    Raises:
        TypeError: for a target that is a float.
        ValueError: for a name that is no predicate of the instrument, or for limits with a pace, which ``phased`` takes.
    """
    if limits.pace is not None:
        raise ValueError("a plan by itself has no phases: use phased() for limits with a pace")
    goal = Goal.of(goal, today.instrument)
    start = today if promised is None else promised.result
    ladders = _Ladders(start, costs, limits, today.claimed)
    steps = in_order(ladders.steps(_choice(ladders, start, goal)), start.index.exact, start.instrument)
    after = rescored(start, start.assessment.with_levels({step.indicator.id: step.after for step in steps}))
    return Plan(
        goal=goal,
        today=today,
        promised=promised,
        after=after,
        steps=steps,
        missing=distance(after.decisive, goal.threshold or Fraction(0), start.instrument.index.decimals),
        even=costs == EVEN_COSTS,
    )


def total(plans: Sequence[Plan]) -> Total:
    """The totals of several plans."""
    steps = [(one.today.instrument, step) for one in plans for step in one.steps]
    agencies = Counter((instrument.id, step.indicator.id) for instrument, step in steps)
    levels: Counter[tuple[str, int]] = Counter()
    for instrument, step in steps:
        levels[instrument.id, step.indicator.id] += step.levels
    kinds = {(instrument.id, step.indicator.id): (instrument, step.indicator) for instrument, step in steps}
    recurring = (Recurrence(*kinds[key], agencies[key], levels[key]) for key in kinds)
    return Total(
        cost=sum((one.cost for one in plans), Fraction(0)),
        levels=sum(one.levels for one in plans),
        reachable=sum(one.reachable for one in plans),
        recurring=tuple(sorted(recurring, key=lambda one: (-one.agencies, -one.levels, one.instrument.id, one.indicator.id))),
    )


def _choice(ladders: _Ladders, start: Result, goal: Goal) -> int:
    """How far to go up each ladder, encoded as a merit (see :class:`_Ladders`)."""
    if goal.budget is not None:
        return _merit(richest(ladders.groups, int(goal.budget * ladders.cost_units)))
    if goal.threshold is None:
        return 0
    need = least_index(goal.threshold, start.instrument, start.assessment.year) - start.index.exact
    reaching = cheapest(ladders.groups, -int(-need * ladders.gain_units // 1))
    return _merit(reaching or richest(ladders.groups, sum(group[-1].cost for group in ladders.groups)))


def _merit(choice: Option | None) -> int:
    # To raise nothing costs nothing, so there is always a choice.
    return choice.merit if choice is not None else 0


class Rung(NamedTuple):
    """A value that can be reached, with the cost of the whole way there and its gain in index points.

    ``raised`` is how many levels the way raises; a level that is met or claimed already is no raise. What was already given for
    higher levels is part of the value.
    """

    value: Fraction
    cost: Fraction
    gain: Fraction
    raised: int


class Ladder(NamedTuple):
    """One service of an indicator: its position in the indicator's levels, and its rungs, today's value first."""

    of: IndicatorResult
    service: int
    rungs: Sequence[Rung]


class _Ladders:
    """What may be raised, as options in whole numbers: an option says how far each service of an indicator is raised.

    The merit of options orders plans of equal cost and gain, and it encodes the plan. From the highest digits down it holds: how
    many indicators are raised (fewer are better, so it is below 0); which ones, a binary digit for each, the lowest id first; and
    how many rungs each ladder goes up, the lowest id first.
    """

    def __init__(self, start: Result, costs: Costs, limits: Limits, claimed: Result | None = None) -> None:
        self._start = start
        members = sorted(
            (one for one in start.indicators if limits.only is None or one.indicator.id in limits.only),
            key=lambda one: one.indicator.id,
        )
        claims = {} if claimed is None else claimed.levels
        by_indicator = [list(ladders_of(one, start, costs, limits, claims)) for one in members]
        self._ladders = [ladder for ladders in by_indicator for ladder in ladders]
        rungs = [rung for ladder in self._ladders for rung in ladder.rungs]
        self.cost_units = lcm(*(rung.cost.denominator for rung in rungs))
        self.gain_units = lcm(*(rung.gain.denominator for rung in rungs))
        self._digit = max((len(ladder.rungs) for ladder in self._ladders), default=1).bit_length()
        ladders_left, indicators_left = len(self._ladders), len(members)
        heights = self._digit * len(self._ladders)
        self.groups = []
        for ladders in by_indicator:
            indicators_left -= 1
            options = [Option(0, 0)]
            for ladder in ladders:
                ladders_left -= 1
                options = undominated(self._with(options, ladder, self._digit * ladders_left))
            raised = (1 << heights + indicators_left) - (1 << heights + len(members))
            self.groups.append([one._replace(merit=one.merit + raised) if one.gain else one for one in options])

    def _with(self, options: Sequence[Option], ladder: Ladder, shift: int) -> Iterator[Option]:
        for height, rung in enumerate(ladder.rungs):
            cost, gain = int(rung.cost * self.cost_units), int(rung.gain * self.gain_units)
            for one in options:
                yield Option(one.cost + cost, one.gain + gain, one.merit + (height << shift))

    def steps(self, merit: int) -> Iterator[Step]:
        """The raises that a merit encodes, a step for each indicator; the index after each step is set later, with the order."""
        gone: dict[int, list[Rise]] = {}
        for ladder in reversed(self._ladders):
            height = merit & ((1 << self._digit) - 1)
            merit >>= self._digit
            if height:
                gone.setdefault(ladder.of.indicator.id, []).append(Rise(ladder, 0, height))
        for rises in gone.values():
            yield step_of(rises, rises[0].ladder.of.levels, self._start)


class Rise(NamedTuple):
    """A part of a way up a ladder, from one height to another."""

    ladder: Ladder
    low: int
    high: int


def step_of(rises: Sequence[Rise], before: Sequence[Fraction], start: Result) -> Step:
    """One indicator raised from the values ``before``, one per service; the index after it is set later, with the order."""
    one = rises[0].ladder.of
    after = list(before)
    for ladder, _low, high in rises:
        after[ladder.service] = ladder.rungs[high].value
    scale = start.instrument.scale
    ways = ((ladder.rungs[low], ladder.rungs[high]) for ladder, low, high in rises)
    spans = [(bottom.value, top.value, top.cost - bottom.cost, top.gain - bottom.gain) for bottom, top in ways]
    reaching = [level for low, high, _cost, _gain in spans for level in scale.levels_completed(low, high)]
    return Step(
        indicator=one.indicator,
        before=tuple(before),
        after=tuple(after),
        before_name=_name(one, before, start),
        after_name=_name(one, after, start),
        levels=len(reaching),
        reaching=tuple(sorted(set(reaching))),
        cost=sum((cost for _low, _high, cost, _gain in spans), Fraction(0)),
        gain=sum((gain for _low, _high, _cost, gain in spans), Fraction(0)),
        reached=start.index,
    )


def _name(one: IndicatorResult, levels: Sequence[Fraction], start: Result) -> str | None:
    instrument = start.instrument
    return instrument.scale.name(instrument.aspect_of(one.indicator.id).levels, levels[0]) if len(levels) == 1 else None


def ladders_of(
    one: IndicatorResult, start: Result, costs: Costs, limits: Limits, claims: Mapping[int, Sequence[Fraction]]
) -> Iterator[Ladder]:
    """A ladder for each service of an indicator; none where it is not applicable.

    ``claims`` are claimed levels by indicator, where the result is what evidence proves of them.
    """
    scale = start.instrument.scale
    claimed = claims.get(one.indicator.id, one.levels)
    for service, (value, claim) in enumerate(zip(one.levels, claimed, strict=True)):
        rungs = [Rung(value, Fraction(0), Fraction(0), 0)]
        for level in scale.levels_above(value):
            if scale.value_of(level) <= rungs[-1].value:
                continue  # it is met already, so it came with the level below
            # A claimed level costs nothing and is no raise.
            free = scale.value_of(level) <= claim
            raised = rungs[-1].raised + (not free)
            cost = Fraction(0) if free else costs.of(one.indicator.id, level)
            if cost is None or (limits.max_raise is not None and raised > limits.max_raise):
                break
            reached = value_reached(one, service, level, start.instrument)
            gain = (reached - value) * one.weight / (WHOLE * len(one.levels))
            rungs.append(Rung(reached, rungs[-1].cost + cost, gain, raised))
        yield Ladder(one, service, rungs)


def in_order(steps: Iterable[Step], index: Fraction, instrument: Instrument) -> tuple[Step, ...]:
    """The steps from an index on, the one with the most gain for its cost first, each with the index after it."""
    ordered = []
    for step in sorted(steps, key=lambda one: worth(one.cost, one.gain, one.indicator.id)):
        index += step.gain
        ordered.append(step._replace(reached=figure(index, instrument)))
    return tuple(ordered)


def worth(cost: Fraction, gain: Fraction, indicator: int) -> tuple[bool, Fraction, int]:
    """What orders raises: those that cost nothing first, then the most gain for its cost, then the lower id."""
    return bool(cost), -gain / (cost or 1), indicator
