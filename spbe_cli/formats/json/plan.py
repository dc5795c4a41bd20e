"""Plans as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spbe_cli.formats.json.checks import problem
from spbe_cli.formats.json.figures import figure_keys, level_criteria, warnings, whole
from spbe_cli.formats.json.result import promise
from spbe_cli.formats.json.text import SCHEMA
from spbe_cli.texts import exact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spbe_cli.model.criteria import Criteria
    from spbe_cli.model.plan import Phase, Plan, Step, Total
    from spbe_cli.reading.problems import Problem


def plan(value: Plan, criteria: Mapping[str, Criteria | None]) -> dict[str, Any]:
    """One plan: the best raises, the one with the most gain for its cost first, each with the criteria of its levels."""
    threshold, before, after = value.goal.threshold, value.today, value.after
    assessment = before.assessment
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "path": before.path,
        "agency": value.agency,
        "year": assessment.year,
        "instrument": before.instrument.id,
        "stage": assessment.stage,
        "target": None if threshold is None else float(threshold),
        **({} if value.goal.budget is None else {"budget": exact(value.goal.budget)}),
        "reachable": value.reachable,
        "missing": float(value.missing),
        "index": {
            "from": float(before.index.shown),
            "from_exact": str(before.index.exact),
            "to": float(after.index.shown),
            "to_exact": str(after.index.exact),
        },
        "predicate": {"from": before.predicate_name, "to": after.predicate_name},
    }
    if value.promised is not None:
        kept = value.promised.result
        data["promises"] = [promise(one) for one in value.promised.promises]
        data["promised"] = {**figure_keys("index", kept.index), "predicate": kept.predicate_name, "suffices": value.suffices}
    return {
        **data,
        "cost": exact(value.cost),
        "steps": [{**_step(one), "criteria": _on_the_way(one, value, criteria)} for one in value.steps],
        **({"phases": [_phase(one) for one in value.phases]} if value.pace is not None else {}),
        "warnings": warnings(before.cautions),
    }


def plans(
    values: Sequence[Plan], total: Total, problems: Sequence[Problem], criteria: Mapping[str, Criteria | None]
) -> dict[str, Any]:
    """The plans of many agencies, their totals, and the problems of the other files."""
    return {
        "schema": SCHEMA,
        "plans": [{key: part for key, part in plan(one, criteria).items() if key != "schema"} for one in values],
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


def _phase(value: Phase) -> dict[str, Any]:
    return {
        "by": None if value.by is None else value.by.isoformat(),
        "steps": [_step(one) for one in value.steps],
        "cost": exact(value.cost),
        **figure_keys("index", value.reached),
        "predicate": value.predicate.name,
    }


def _step(value: Step) -> dict[str, Any]:
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
        **figure_keys("index", value.reached),
    }


def _on_the_way(value: Step, of: Plan, criteria: Mapping[str, Criteria | None]) -> list[dict[str, Any]]:
    """The levels on the way, each with what it asks for and its evidence, where there are criteria."""
    instrument = of.today.instrument
    known = criteria[instrument.id]
    asked = None if known is None else known.of(value.indicator.id)
    if asked is not None:
        asked = asked.seen_in(of.today.assessment.year)
    kind = instrument.aspect_of(value.indicator.id).levels
    return [
        {
            "level": level,
            "name": instrument.scale.level_name(kind, level),
            **({} if asked is None or level not in asked.levels else level_criteria(asked.levels[level])),
        }
        for level in value.reaching
    ]
