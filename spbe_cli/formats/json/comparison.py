"""Comparisons, and agencies over time, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spbe_cli.core.focusing import focused_change
from spbe_cli.core.ranking import entry as ranked_entry
from spbe_cli.formats.json.checks import placed, problem, verdict
from spbe_cli.formats.json.figures import coverage_keys, figure_keys, level, levels, selection, warnings
from spbe_cli.formats.json.result import entry, indicator
from spbe_cli.formats.json.text import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spbe_cli.core.focusing import FocusedChange
    from spbe_cli.model.comparison import Change, Comparison, Comparisons, IndicatorChange, Ranks, Trend
    from spbe_cli.model.ranking import Coverage
    from spbe_cli.model.result import Result, Verdict
    from spbe_cli.reading.problems import Problem


def comparison(value: Comparison, verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """One comparison with its verdicts and the indicators that moved; across instruments it has all pairs of indicators.

    With a focus, only the indicators in it.
    """
    focused = focused_change(value)
    shown = value if focused is None else focused.shown
    return {
        "schema": SCHEMA,
        "from": _head(value.old),
        "to": _head(value.new),
        "basis": value.basis,
        "index": _change(value.change) | ({} if value.on_scale else {"delta": None, "delta_exact": None}),
        "predicate": {
            "from": value.old.predicate_name or None,
            "to": value.new.predicate_name or None,
            "change": value.predicate,
        },
        **({} if value.ranks is None else {"rank": _rank(value.ranks)}),
        **{
            f"{tier}s": [{"id": one.id, "title": one.title.id, **_change(one.change)} for one in value.parts if one.tier == tier]
            for tier in ("domain", "aspect")
        },
        "indicators": [_indicator_change(one) for one in (shown.moved if value.same_instrument else shown.indicators)],
        **(
            {}
            if value.same_instrument
            else {"added": [indicator(one) for one in shown.added], "gone": [indicator(one) for one in shown.gone]}
        ),
        **({} if focused is None else {"focus": _focused_change(focused)}),
        "gates": [verdict(one) for one in verdicts],
        "passed": all(one.passed for one in verdicts),
    }


def _rank(value: Ranks) -> dict[str, int | None]:
    return {"from": value.old, "to": value.new, "change": value.rise}


def _focused_change(value: FocusedChange) -> dict[str, Any]:
    old, new = value.change
    return {
        **selection(value.selection),
        "from": None if old is None else float(old.shown),
        "to": None if new is None else float(new.shown),
        "contribution_exact": None if value.effect is None else str(value.effect),
    }


def comparisons(
    value: Comparisons,
    verdicts: Sequence[Sequence[Verdict]],
    only_new: Sequence[Verdict],
    problems: Sequence[Problem],
    read: tuple[Coverage, Coverage],
) -> dict[str, Any]:
    """Comparisons of many agencies, each with its verdicts; the agencies that are on one side only; how indicators moved.

    ``only_new`` are the verdicts on agencies that are only on the new side. ``read`` is how many files and rows could be read.
    """
    return {
        "schema": SCHEMA,
        "agencies": [comparison(one, own) for one, own in zip(value.pairs, verdicts, strict=True)],
        **(
            {}
            if all(one.complete for one in read)
            else {"read": {side: coverage_keys(one) for side, one in zip(("from", "to"), read, strict=True)}}
        ),
        "only_old": list(value.only_old),
        "only_new": [one.agency for one in value.only_new],
        "only_new_gates": [placed(one) for one in only_new],
        "movements": [
            {
                "instrument": one.instrument.id,
                "agencies": one.agencies,
                "indicators": [
                    {
                        "id": each.indicator.id,
                        "title": each.indicator.title.id,
                        "agencies": each.agencies,
                        "up": each.up,
                        "down": each.down,
                        "mean_change_exact": str(each.change),
                        "contribution_exact": str(each.effect),
                    }
                    for each in one.indicators
                ],
            }
            for one in value.movements
        ],
        "errors": [problem(one) for one in problems],
        "passed": all(one.passed for own in (*verdicts, only_new) for one in own),
    }


def trend(value: Trend) -> dict[str, Any]:
    """Agencies over time; a delta is the change from the point before."""
    return {
        "schema": SCHEMA,
        "agencies": [
            {
                "agency": course.agency,
                "points": [
                    {
                        "path": one.result.path,
                        "year": one.result.assessment.year,
                        "stage": one.result.assessment.stage,
                        "instrument": one.result.instrument.id,
                        **figure_keys("index", one.result.index),
                        "predicate": one.result.predicate_name or None,
                        **_delta(one.change),
                        "warnings": warnings(one.result.cautions),
                    }
                    for one in course.points
                ],
            }
            for course in value.agencies
        ],
    }


def _head(value: Result) -> dict[str, Any]:
    return {key: part for key, part in entry(ranked_entry(value)).items() if key != "schema"}


def _change(value: Change) -> dict[str, Any]:
    sides = {"from": value.old, "to": value.new}
    return {**{side: None if one is None else float(one.shown) for side, one in sides.items()}, **_delta(value)}


def _delta(value: Change) -> dict[str, Any]:
    return {
        "delta": None if value.shown is None else float(value.shown),
        "delta_exact": None if value.exact is None else str(value.exact),
    }


def _indicator_change(value: IndicatorChange) -> dict[str, Any]:
    old, new = value.old, value.new
    data: dict[str, Any] = {"id": new.indicator.id, "title": new.indicator.title.id}
    if value.effect is None:
        data |= {"from_id": old.indicator.id, "from_title": old.indicator.title.id}
    sides = {"from": level(old), "to": level(new)}
    data |= {**sides, **_delta(value.change)}
    if all(isinstance(one, int) for one in sides.values()):
        data["delta"] = int(data["delta"])
    if old.indicator.repeat or new.indicator.repeat:
        data |= {"from_levels": levels(old), "to_levels": levels(new)}
    return {**data, "contribution_exact": None if value.effect is None else str(value.effect)}
