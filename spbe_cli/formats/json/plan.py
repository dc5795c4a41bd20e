"""Plans as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.formats.json.checks import problem
from spbe_cli.formats.json.figures import asked_level, index_figure, warnings, whole
from spbe_cli.formats.json.result import promise
from spbe_cli.formats.json.text import SCHEMA
from spbe_cli.texts import exact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spbe_cli.formats.json.shapes import keys
    from spbe_cli.formats.json.shapes import plan as shapes
    from spbe_cli.model.criteria import Criteria
    from spbe_cli.model.plan import Phase, Plan, Step, Total
    from spbe_cli.reading.problems import Problem


def plan(value: Plan, criteria: Mapping[str, Criteria | None]) -> shapes.Plan:
    """One plan, by itself."""
    return {"schema": SCHEMA, **_plan(value, criteria)}


def _plan(value: Plan, criteria: Mapping[str, Criteria | None]) -> shapes.PlanOfAgency:
    """The best raises, the one with the most gain for its cost first, each with the criteria of its levels."""
    threshold, before, after = value.goal.threshold, value.today, value.after
    assessment = before.assessment
    spent: shapes.Spent = {} if value.goal.budget is None else {"budget": exact(value.goal.budget)}
    kept: shapes.FromPromises = {}
    if value.promised is not None:
        after_promises = value.promised.result
        kept = {
            "promises": [promise(one) for one in value.promised.promises],
            "promised": {
                **index_figure(after_promises.index),
                "predicate": after_promises.predicate_name,
                "suffices": value.suffices,
            },
        }
    divided: shapes.InPhases = {} if value.pace is None else {"phases": [_phase(one) for one in value.phases]}
    return {
        "path": before.path,
        "agency": value.agency,
        "year": assessment.year,
        "instrument": before.instrument.id,
        "stage": assessment.stage,
        "adjusted": before.adjusted,
        "target": None if threshold is None else float(threshold),
        **spent,
        "reachable": value.reachable,
        "missing": float(value.missing),
        "index": {
            "from": float(before.index.shown),
            "from_exact": str(before.index.exact),
            "to": float(after.index.shown),
            "to_exact": str(after.index.exact),
        },
        "predicate": {"from": before.predicate_name, "to": after.predicate_name},
        **kept,
        "cost": exact(value.cost),
        "steps": [{**_step(one), "criteria": _on_the_way(one, value, criteria)} for one in value.steps],
        **divided,
        "warnings": warnings(before.cautions),
    }


def plans(
    values: Sequence[Plan], total: Total, problems: Sequence[Problem], criteria: Mapping[str, Criteria | None]
) -> shapes.Plans:
    """The plans of many agencies, their totals, and the problems of the other files."""
    return {
        "schema": SCHEMA,
        "plans": [_plan(one, criteria) for one in values],
        "total": {
            "agencies": len(values),
            "reachable": total.reachable,
            "cost": exact(total.cost),
            "levels": total.levels,
            "indicators": [
                {
                    "instrument": one.instrument.id,
                    "indicator": one.indicator.id,
                    "title": one.indicator.title.id,
                    "agencies": one.agencies,
                    "levels": one.levels,
                }
                for one in total.recurring
            ],
        },
        "errors": [problem(one) for one in problems],
    }


def _phase(value: Phase) -> shapes.Phase:
    return {
        "by": None if value.by is None else value.by.isoformat(),
        "steps": [_step(one) for one in value.steps],
        "cost": exact(value.cost),
        **index_figure(value.reached),
        "predicate": value.predicate.name,
    }


def _step(value: Step) -> shapes.Step:
    single = len(value.before) == 1
    return {
        "indicator": value.indicator.id,
        "title": value.indicator.title.id,
        "from": whole(value.before[0]) if single else list(map(whole, value.before)),
        "to": whole(value.after[0]) if single else list(map(whole, value.after)),
        "from_name": value.before_name,
        "to_name": value.after_name,
        "levels": value.levels,
        "cost": exact(value.cost),
        "gain_exact": str(value.gain),
        **index_figure(value.reached),
    }


def _on_the_way(value: Step, of: Plan, criteria: Mapping[str, Criteria | None]) -> list[keys.AskedLevel]:
    """The levels on the way, each with what it asks for and its evidence, where there are criteria."""
    instrument, year, indicator = of.today.instrument, of.today.assessment.year, value.indicator.id
    known = criteria[instrument.id]
    return [asked_level(one, indicator, instrument, known and known.asked(year, indicator, one)) for one in value.reaching]
