"""That a plan in phases is the cheapest that can be done in them, against every other way, and that its phases are sound."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_cli.core.phasing import phased
from spbe_cli.core.planning import plan
from spbe_cli.core.scoring import score
from spbe_cli.model.costs import Costs
from spbe_cli.model.plan import Goal, Limits, Pace, Plan
from spbe_cli.model.result import Result
from tests.core.test_briefing import result
from tests.core.test_planning import Case, cases, every
from tests.reached import reached, reaching


def ways(heights: tuple[int, ...], pace: Pace) -> set[tuple[int, ...]]:
    """How far all services can come: phase by phase, each by so many levels at most and never beyond its own top."""
    come = {(0,) * len(heights)}
    for _phase in range(pace.phases):
        steps = list(product(range(pace.each + 1), repeat=len(heights)))
        come = {tuple(map(sum, zip(one, step, strict=True))) for one in come for step in steps}
        come = {one for one in come if all(height <= top for height, top in zip(one, heights, strict=True))}
    return come


def check_phases(found: Plan, pace: Pace, start: Result) -> None:
    assert len(found.phases) == pace.phases
    levels = {one.indicator.id: one.levels for one in start.indicators if one.levels}
    spent, scale = Fraction(0), start.instrument.scale
    for number, phase in enumerate(found.phases, start=1):
        for step in phase.steps:
            assert step.before == levels[step.indicator.id]
            for low, high in zip(step.before, step.after, strict=True):
                assert len([one for one in scale.levels_above(low) if scale.value_of(one) <= high]) <= pace.each
            levels[step.indicator.id] = step.after
        after = score(start.assessment.with_levels(levels), start.instrument)
        assert phase.reached == after.index
        assert phase.predicate == after.predicate
        spent += phase.cost
        if spent < found.cost * number / pace.phases:
            # Nothing more could be taken.
            for one in (step for step in found.steps if levels[step.indicator.id] != step.after):
                began = {step.indicator.id: step.before for step in phase.steps}[one.indicator.id]
                for low, now, high in zip(began, levels[one.indicator.id], one.after, strict=True):
                    risen = [each for each in scale.levels_above(low) if scale.value_of(each) <= now]
                    assert now == high or len(risen) == pace.each
    assert spent == found.cost
    assert {one.indicator.id: levels[one.indicator.id] for one in found.steps} == {
        one.indicator.id: one.after for one in found.steps
    }
    assert found.phases[-1].reached == found.after.index


@reaching(0.05, "reachable", "out of reach", "several phases")
@settings(max_examples=settings().max_examples)
@given(cases(), st.integers(1, 3), st.integers(1, 2), st.integers(100, 420))
def test_no_other_raises_in_these_phases_are_cheaper(case: Case, phases: int, each: int, hundredths: int) -> None:
    pace, threshold = Pace(phases, each), Fraction(hundredths, 100)
    free = case._replace(limits=Limits(None, case.limits.only))
    found = phased(case.result, Goal(threshold), case.costs, free.limits._replace(pace=pace))
    all_of_them = every(free)
    tops = tuple(max(column) for column in zip(*(one.heights for one in all_of_them), strict=True)) if all_of_them else ()
    possible = ways(tops, pace)
    allowed = [one for one in all_of_them if one.heights in possible]
    enough = [one for one in allowed if one.result.decisive >= threshold]
    if enough:
        assert found.reachable
        assert found.cost == min(one.cost for one in enough)
        reached("reachable")
    else:
        assert not found.reachable
        assert found.after.index.exact == max(one.result.index.exact for one in allowed)
        reached("out of reach")
    check_phases(found, pace, case.result)
    if sum(bool(one.steps) for one in found.phases) > 1:
        reached("several phases")


def test_without_a_pace_it_is_the_plan_as_ever() -> None:
    of = result("bandar-lampung-2024.yaml")
    assert phased(of, Goal(Fraction(7, 2)), Costs(), Limits()) == plan(of, Goal(Fraction(7, 2)), Costs())


def test_each_phase_is_about_as_much_work_and_the_greater_gains_come_first() -> None:
    of = result("bandar-lampung-2024.yaml")
    found = phased(of, Goal(Fraction(7, 2)), Costs(), Limits(pace=Pace(2)))
    assert found.reachable
    first, second = found.phases
    assert abs(first.cost - second.cost) <= 1
    assert first.reached.exact - of.index.exact >= second.reached.exact - first.reached.exact
    check_phases(found, Pace(2), of)


def test_what_is_claimed_already_costs_nothing_and_is_no_raise() -> None:
    claimed = result("claimed-and-proven.yaml")
    backed = claimed.backed
    assert backed is not None
    found = phased(backed, Goal(Fraction(3)), Costs(), Limits(pace=Pace(2)))
    assert found.reachable
    claims = {one.indicator.id: one.levels for one in claimed.indicators}
    for phase in found.phases:
        for step in phase.steps:
            for low, high, claim in zip(step.before, step.after, claims[step.indicator.id], strict=True):
                assert high - max(low, min(claim, high)) <= 1
    # All that costs nothing is taken at once.
    assert [step for phase in found.phases[1:] for step in phase.steps if not step.cost] == []


def test_a_target_by_itself_and_a_plan_that_has_no_phases() -> None:
    of = result("bandar-lampung-2023.yaml")
    limits = Limits(pace=Pace(2))
    assert phased(of, "baik", limits=limits) == phased(of, Goal(of.instrument.predicate_named("Baik")), Costs(), limits)
    with pytest.raises(ValueError, match=r"use phased\(\) for limits with a pace"):
        plan(of, "Baik", limits=limits)
