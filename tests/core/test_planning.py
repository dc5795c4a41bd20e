"""That a plan is the best one, ties included: against every other set of raises, on small instruments."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_cli.core.planning import plan, total
from spbe_cli.core.scoring import score
from spbe_cli.model.costs import Costs
from spbe_cli.model.instrument import Instrument
from spbe_cli.model.plan import Goal, Limits, Plan
from spbe_cli.model.result import Result
from tests import strategies
from tests.reached import reached, reaching
from tests.strategies import built_in

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
    # Equal weights and few different costs, so that there are many ties.
    some = st.sets(st.sampled_from([10, 20, 25, 33, 40, 50, 60, 75, 90]), max_size=1 if repeat else 3)
    cuts = sorted(draw(st.just({50} if repeat else {25, 50, 75}) | some))
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
    result = score(strategies.answered(small, answers), small)
    cost = st.sampled_from([0, 1, 1, 2, Decimal("0.5"), Decimal("1.25"), "impossible"])
    by_level = st.dictionaries(st.sampled_from(small.scale.levels_above(small.scale.min)), cost, max_size=3)
    named = draw(st.just({}) | st.dictionaries(st.sampled_from(list(small.indicators)), cost | by_level))
    costs = Costs.model_validate({"default": draw(st.just(1) | cost), **named}, context=small)
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


@reaching(0.05, "reachable", "out of reach")
@settings(max_examples=settings().max_examples * 3 // 2)
@given(cases(), st.integers(100, 420))
def test_no_cheaper_plan_reaches_the_target(case: Case, hundredths: int) -> None:
    target = Fraction(hundredths, 100)
    found = plan(case.result, Goal(target), case.costs, case.limits)
    ways = every(case)
    reaching = [one for one in ways if one.result.decisive >= target]
    reached("reachable" if reaching else "out of reach")
    assert found.reachable == bool(reaching)
    if reaching:
        check(found, min(reaching, key=lambda one: (one.cost, -one.result.index.exact, one.rest)), case)
        assert found.missing == 0
    else:
        check(found, min(ways, key=lambda one: (-one.result.index.exact, one.cost, one.rest)), case)
        assert Fraction(found.missing) >= target - found.after.decisive > 0


@given(cases(), st.integers(0, 40))
def test_no_plan_gives_more_for_the_budget(case: Case, quarters: int) -> None:
    budget = Fraction(quarters, 4)
    found = plan(case.result, Goal(budget=budget), case.costs, case.limits)
    affordable = [one for one in every(case) if one.cost <= budget]
    check(found, min(affordable, key=lambda one: (-one.result.index.exact, one.cost, one.rest)), case)
    assert found.reachable


def raised(found: Plan) -> dict[int, list[int]]:
    return {step.indicator.id: [int(level) for level in step.after] for step in found.steps}


def result_of(levels: dict[int, Any], of: Instrument = SPBE_2020) -> Result:
    return score(strategies.answered(of, levels), of)


def test_of_equal_plans_the_one_with_fewer_indicators_then_the_lower_ids() -> None:
    # 42 has one level left, so that two levels would be 42 and 43 by their ids, but 43 alone is fewer.
    result = result_of(dict.fromkeys(SPBE_2020.indicators, 5) | {42: 4, 43: 3, 44: 3})
    assert raised(plan(result, Goal(budget=Fraction(2)), Costs())) == {43: [5]}
    assert raised(plan(result, Goal(budget=Fraction(1)), Costs())) == {42: [5]}
    assert raised(plan(result, Goal(budget=Fraction(3)), Costs())) == {42: [5], 43: [5]}


def test_of_plans_of_the_same_indicators_the_one_that_raises_lower_ids_further() -> None:
    result = result_of(dict.fromkeys(SPBE_2020.indicators, 5) | {42: 3, 43: 3})
    assert raised(plan(result, Goal(budget=Fraction(3)), Costs())) == {42: [5], 43: [4]}
    services = result_of(dict.fromkeys(SPBE_2018.indicators, 5) | {35: [3, 3, 3]}, SPBE_2018)
    assert raised(plan(services, Goal(budget=Fraction(3)), Costs())) == {35: [5, 4, 3]}


def test_two_services_are_one_indicator() -> None:
    levels = {**dict.fromkeys(SPBE_2018.indicators, 5), 35: [4, 4, 4], 34: 4}
    result = result_of(levels, SPBE_2018)
    # 32-35 share 20%: of six items, 34 weighs as much as a service.
    assert raised(plan(result, Goal(budget=Fraction(2)), Costs())) == {35: [5, 5, 4]}


def test_where_nothing_is_above_nothing_is_raised_not_even_what_is_free() -> None:
    result = result_of(dict.fromkeys(SPBE_2020.indicators, 4))
    free = Costs.model_validate({"default": 0}, context=SPBE_2020)
    assert plan(result, Goal(), free).steps == ()
    assert len(plan(result, Goal(Fraction(1)), free).steps) == 47


def test_the_steps_go_from_the_most_gain_for_its_cost() -> None:
    result = result_of(dict.fromkeys(SPBE_2020.indicators, 5) | {1: 4, 11: 4, 32: 4, 42: 4})
    costs = Costs.model_validate({32: Decimal("0.5"), 42: 30, 11: 0}, context=SPBE_2020)
    found = plan(result, Goal(Fraction(5)), costs)
    assert [step.indicator.id for step in found.steps] == [11, 32, 1, 42]
    assert [step.reached.exact for step in found.steps][-1] == 5


def test_a_budget_buys_no_more_than_fractions_of_costs_come_to() -> None:
    result = result_of(dict.fromkeys(SPBE_2020.indicators, 5) | {1: 4, 42: 4, 43: 4})
    costs = Costs.model_validate({42: Decimal("0.5"), 43: Decimal("0.75")}, context=SPBE_2020)
    assert raised(plan(result, Goal(budget=Fraction(1)), costs)) == {42: [5]}
    assert raised(plan(result, Goal(budget=Fraction(5, 4)), costs)) == {42: [5], 43: [5]}


def test_a_total_counts_agencies_and_levels() -> None:
    plans = [
        plan(result_of(dict.fromkeys(SPBE_2020.indicators, 5) | levels), Goal(Fraction(5)), Costs(), limits)
        for levels, limits in (({42: 3, 43: 4}, Limits()), ({43: 4}, Limits()), ({1: 1}, Limits(1)))
    ]
    found = total(plans)
    assert [found.cost, found.levels, found.reachable] == [5, 5, 2]
    assert [(one.indicator.id, one.agencies, one.levels) for one in found.recurring] == [(43, 2, 2), (42, 1, 2), (1, 1, 1)]
