"""Comparisons, and agencies over time, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.core.focusing import focused_change
from spbe_cli.core.ranking import entry as ranked_entry
from spbe_cli.formats.json.checks import placed, problem, verdict
from spbe_cli.formats.json.figures import coverage, index_figure, level, levels, selection, warnings
from spbe_cli.formats.json.result import indicator, side
from spbe_cli.formats.json.text import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spbe_cli.core.focusing import FocusedChange
    from spbe_cli.formats.json.shapes import comparison as shapes
    from spbe_cli.formats.json.shapes import result as result_shapes
    from spbe_cli.model.comparison import (
        Change,
        Comparison,
        Comparisons,
        Course,
        IndicatorChange,
        Judgements,
        Movements,
        PartChange,
        Point,
        Ranks,
        Trend,
    )
    from spbe_cli.model.coverage import Coverage
    from spbe_cli.model.result import Result, Verdict
    from spbe_cli.reading.problems import Problem


def comparison(value: Comparison, verdicts: Sequence[Verdict], *, checked: bool = True) -> shapes.Comparison:
    """One comparison with its verdicts and the indicators that moved; across instruments it has all pairs of indicators.

    With a focus, only the indicators in it. Where a gate could not be ``checked``, it has not passed.
    """
    focused = focused_change(value)
    shown = value if focused is None else focused.shown
    index = _change(value.change)
    if not value.on_scale:
        index = {**index, "delta": None, "delta_exact": None}
    more: shapes.Additions = {}
    if value.ranks is not None:
        more["rank"] = _rank(value.ranks)
    if not value.same_instrument:
        more["added"] = [indicator(one) for one in shown.added]
        more["gone"] = [indicator(one) for one in shown.gone]
    if focused is not None:
        more["focus"] = _focused_change(focused)
    return {
        "schema": SCHEMA,
        "from": _head(value.old),
        "to": _head(value.new),
        "basis": value.basis,
        "index": index,
        "predicate": {
            "from": value.old.predicate_name or None,
            "to": value.new.predicate_name or None,
            "change": value.predicate,
        },
        "domains": [_part_change(one) for one in value.parts if one.tier == "domain"],
        "aspects": [_part_change(one) for one in value.parts if one.tier == "aspect"],
        "indicators": [_indicator_change(one) for one in (shown.moved if value.same_instrument else shown.indicators)],
        **more,
        "gates": [verdict(one) for one in verdicts],
        "passed": checked and all(one.passed for one in verdicts),
    }


def _part_change(value: PartChange) -> shapes.PartChange:
    return {"id": value.id, "title": value.title.id, **_change(value.change)}


def _rank(value: Ranks) -> shapes.RankChange:
    return {"from": value.old, "to": value.new, "change": value.rise}


def _focused_change(value: FocusedChange) -> shapes.FocusChange:
    old, new = value.change
    return {
        **selection(value.selection),
        "from": None if old is None else float(old.shown),
        "to": None if new is None else float(new.shown),
        "contribution_exact": None if value.effect is None else str(value.effect),
    }


def comparisons(
    value: Comparisons,
    judged: Judgements,
    problems: Sequence[Problem],
    read: tuple[Coverage, Coverage],
) -> shapes.Comparisons:
    """Comparisons of many agencies, each with its verdicts; the agencies that are on one side only; how indicators moved.

    ``read`` is how many files and rows could be read on each side.
    """
    before, after = read
    in_part: shapes.ReadInPart = {}
    if not (before.complete and after.complete):
        in_part["read"] = {"from": coverage(before), "to": coverage(after)}
    return {
        "schema": SCHEMA,
        "agencies": [
            comparison(one, own, checked=one.new.agency not in judged.unchecked)
            for one, own in zip(value.pairs, judged.pairs, strict=True)
        ],
        **in_part,
        "only_old": list(value.only_old),
        "only_new": [one.agency for one in value.only_new],
        "only_new_gates": [placed(one) for one in judged.only_new],
        "movements": [_movements(one) for one in value.movements],
        "errors": [problem(one) for one in problems],
        "passed": not problems and all(one.passed for one in judged.every),
    }


def _movements(value: Movements) -> shapes.Movements:
    return {
        "instrument": value.instrument.id,
        "agencies": value.agencies,
        "indicators": [
            {
                "id": one.indicator.id,
                "title": one.indicator.title.id,
                "agencies": one.agencies,
                "up": one.up,
                "down": one.down,
                "mean_change_exact": str(one.change),
                "contribution_exact": str(one.effect),
            }
            for one in value.indicators
        ],
    }


def trend(value: Trend) -> shapes.Trend:
    """Agencies over time; a delta is the change from the point before."""
    return {"schema": SCHEMA, "agencies": [_course(one) for one in value.agencies]}


def course_line(value: Course) -> shapes.CourseLine:
    """One agency over time, by itself."""
    return {"schema": SCHEMA, **_course(value)}


def _course(value: Course) -> shapes.Course:
    return {"agency": value.agency, "points": [_point(one) for one in value.points]}


def _point(value: Point) -> shapes.Point:
    result = value.result
    return {
        "path": result.path,
        "year": result.assessment.year,
        "stage": result.assessment.stage,
        "instrument": result.instrument.id,
        **index_figure(result.index),
        "predicate": result.predicate_name or None,
        **_delta(value.change),
        "warnings": warnings(result.cautions),
    }


def _head(value: Result) -> result_shapes.Side:
    return side(ranked_entry(value))


def _change(value: Change) -> shapes.Change:
    return {
        "from": None if value.old is None else float(value.old.shown),
        "to": None if value.new is None else float(value.new.shown),
        **_delta(value),
    }


def _delta(value: Change) -> shapes.Delta:
    return {
        "delta": None if value.shown is None else float(value.shown),
        "delta_exact": None if value.exact is None else str(value.exact),
    }


def _indicator_change(value: IndicatorChange) -> shapes.IndicatorChange:
    old, new = value.old, value.new
    counterpart: shapes.Counterpart = {}
    if value.effect is None:
        counterpart = {"from_id": old.indicator.id, "from_title": old.indicator.title.id}
    services: shapes.Services = {}
    if old.indicator.repeat or new.indicator.repeat:
        services = {"from_levels": levels(old), "to_levels": levels(new)}
    before, after, delta = level(old), level(new), _delta(value.change)
    if isinstance(before, int) and isinstance(after, int):
        delta["delta"] = after - before
    return {
        "id": new.indicator.id,
        "title": new.indicator.title.id,
        **counterpart,
        "from": before,
        "to": after,
        **delta,
        **services,
        "contribution_exact": None if value.effect is None else str(value.effect),
    }
