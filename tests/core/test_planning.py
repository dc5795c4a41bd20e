"""That a plan is the best one, ties included: against every other set of raises, on small instruments."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

from hypothesis import event, given, settings
from hypothesis import strategies as st

from spbe_cli.core.planning import plan
from spbe_cli.core.scoring import score
from spbe_cli.model.costs import Costs
from spbe_cli.model.instrument import Instrument
from spbe_cli.model.plan import Goal, Limits, Plan
from spbe_cli.model.result import Result
from tests.strategies import answer_to, assessment, built_in

SPBE_2020, SPBE_2018, PEMDI, PEGI = built_in()

BANDS = {"scale": {"min": 1, "max": 3, "step": Decimal("0.01"), "bands": [1, Decimal("1.5"), Decimal("2.5"), 3]}}


class Case(NamedTuple):
    """A small assessment, what its raises cost, and what limits them."""

    result: Result
    costs: Costs
    limits: Limits


def instrument(weights: list[int], repeat: int | None, *, bands: bool, basis: str, decimals: int) -> Instrument:
    """Indicators with those weights, one of them repeated beside another one, in two aspects; ids are not in order of weight."""
    parts: list[Any] = []
    if repeat is not None:
        pair = [{"id": 9, "title": "a", "repeat": repeat}, {"id": 2, "title": "b"}]
        parts.append({"id": 1, "title": "A", "levels": "x", "weight": weights[0], "indicators": pair})
    own = weights if repeat is None else weights[1:]
    ids = [3, 1, 7, 5]
    if own:
        members = [{"id": one, "title": "c", "weight": weight} for one, weight in zip(ids, own, strict=False)]
        parts.append({"id": 2, "title": "B", "levels": "x", "indicators": members})
    return Instrument.model_validate({
        "id": "small", "title": "Small", "source": "-", "years": {"from": 2020},
        **(BANDS if bands else {"scale": {"min": 1, "max": 4, "step": 1}}),
        "index": {"decimals": decimals, "rounding": "half_up", "thresholds_on": {2020: basis}},
        "predicates": [{"from": 2, "name": "High"}, {"from": 1, "name": "Low"}],
        "aspects": parts,
    })  # fmt: skip


@st.composite
def cases(draw: st.DrawFn) -> Case:
    bands = draw(st.booleans())
    repeat = draw(st.sampled_from([None, None, 2]))
    cuts = sorted(draw(st.sets(st.sampled_from([10, 20, 25, 33, 40, 50, 60, 75, 90]), max_size=1 if repeat else 3)))
    weights = [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]
    basis = draw(st.sampled_from(["rounded", "exact"]))
    small = instrument(weights, repeat, bands=bands, basis=basis, decimals=draw(st.integers(0, 2)))
    level = st.integers(100, 300).map(lambda value: Decimal(value) / 100) if bands else st.integers(1, 4)
    answers = {
        one.id: draw(st.one_of(
            level, level, st.none(), st.just("n/a"), *([st.lists(level, min_size=1, max_size=2)] if one.repeat else []),
        ))
        for one in small.indicators.values()
    }  # fmt: skip
    if all(value == "n/a" for value in answers.values()):
        answers[min(answers)] = 1
    result = score(assessment(small, {one: answer_to(one, value, small) for one, value in answers.items()}), small)
    # Few different costs, so that there are many ties.
    cost = st.sampled_from([0, 1, 1, 2, Decimal("0.5"), Decimal("1.25"), "impossible"])
    by_level = st.dictionaries(st.sampled_from(small.scale.levels_above(small.scale.min)), cost, max_size=3)
    named = draw(st.dictionaries(st.sampled_from(list(small.indicators)), st.one_of(cost, by_level)))
    costs = Costs.model_validate({"default": draw(cost), **named}, context=small)
    only = draw(st.one_of(st.none(), st.sets(st.sampled_from(list(small.indicators))).map(frozenset)))
    return Case(result, costs, Limits(draw(st.sampled_from([None, None, 1, 2])), only))


class Raised(NamedTuple):
    """One set of raises: what it costs, what comes of it, and which it is."""

    cost: Fraction
    result: Result
    raised: tuple[int, ...]
    heights: tuple[int, ...]

    @property
    def rest(self) -> Any:
        """The order of plans that cost the same and reach the same index."""
        return len(self.raised), self.raised, tuple(-height for height in self.heights)


def every(case: Case) -> list[Raised]:
    """Every set of raises, each scored."""
    result, costs, limits = case
    scale = result.instrument.scale
    services: list[tuple[int, int, list[tuple[Fraction, Fraction]]]] = []
    for one in sorted(result.indicators, key=lambda one: one.indicator.id):
        if limits.only is not None and one.indicator.id not in limits.only:
            continue
        for service, value in enumerate(one.levels):
            ways = [(value, Fraction(0))]
            for level in scale.levels:
                if scale.value_of(level) <= value or len(ways) > (limits.max_raise or 99):
                    continue
                cost = costs.of(one.indicator.id, level)
                if cost is None:
                    break
                ways.append((scale.value_of(level), ways[-1][1] + cost))
            services.append((one.indicator.id, service, ways))
    found = []
    for heights in product(*(range(len(ways)) for _, _, ways in services)):
        levels = {one.indicator.id: list(one.levels) for one in result.indicators if one.levels}
        for (identifier, service, ways), height in zip(services, heights, strict=True):
            levels[identifier][service] = ways[height][0]
        after = score(result.assessment.with_levels({one: tuple(values) for one, values in levels.items()}), result.instrument)
        found.append(Raised(
            sum((ways[height][1] for (_, _, ways), height in zip(services, heights, strict=True)), Fraction(0)),
            after,
            tuple(sorted({one for (one, _, _), height in zip(services, heights, strict=True) if height})),
            heights,
        ))  # fmt: skip
    return found


def check(found: Plan, best: Raised, case: Case) -> None:
    assert found.cost == best.cost
    assert found.after.index == best.result.index
    assert found.after.predicate == best.result.predicate
    raised = {step.indicator.id: step.after for step in found.steps}
    assert tuple(sorted(raised)) == best.raised
    levels = {one.indicator.id: one.levels for one in best.result.indicators}
    before = {one.indicator.id: one.levels for one in case.result.indicators}
    assert {one: raised.get(one, before[one]) for one in levels} == levels
    assert {step.indicator.id: step.before for step in found.steps} == {one: before[one] for one in raised}
    index = case.result.index.exact
    for step in found.steps:
        index += step.gain
        assert step.reached.exact == index
        assert step.levels > 0
    assert index == found.after.index.exact


@settings(max_examples=150)
@given(cases(), st.integers(100, 420))
def test_no_cheaper_plan_reaches_the_target(case: Case, hundredths: int) -> None:
    target = Fraction(hundredths, 100)
    found = plan(case.result, Goal(target), case.costs, case.limits)
    ways = every(case)
    reaching = [one for one in ways if one.result.decisive >= target]
    event("reachable" if reaching else "out of reach")
    assert found.reachable == bool(reaching)
    if reaching:
        check(found, min(reaching, key=lambda one: (one.cost, -one.result.index.exact, one.rest)), case)
        assert found.missing == 0
    else:
        check(found, min(ways, key=lambda one: (-one.result.index.exact, one.cost, one.rest)), case)
        assert Fraction(found.missing) >= target - found.after.decisive > 0


@settings(max_examples=100)
@given(cases(), st.integers(0, 40))
def test_no_plan_gives_more_for_the_budget(case: Case, quarters: int) -> None:
    budget = Fraction(quarters, 4)
    found = plan(case.result, Goal(budget=budget), case.costs, case.limits)
    affordable = [one for one in every(case) if one.cost <= budget]
    check(found, min(affordable, key=lambda one: (-one.result.index.exact, one.cost, one.rest)), case)
    assert found.reachable
