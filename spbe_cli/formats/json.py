"""Values as JSON, for programs: keys in English, exact figures as strings, other numbers rounded as shown."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from spbe_cli.core.focusing import focused, focused_change
from spbe_cli.core.judging import figure, rounded
from spbe_cli.core.ranking import entry as ranked_entry
from spbe_cli.core.weighting import nominal_weights
from spbe_cli.model.result import WhatIf
from spbe_cli.texts import exact
from spbe_cli.texts.messages import in_language, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spbe_cli.core.focusing import FocusedChange, FocusedLosses
    from spbe_cli.core.losses import Loss
    from spbe_cli.model.assessment import EvidenceStep
    from spbe_cli.model.collection import Collection
    from spbe_cli.model.comparison import Change, Comparison, Comparisons, IndicatorChange, Trend
    from spbe_cli.model.criteria import Criteria, LevelCriteria
    from spbe_cli.model.explanation import Explanation, IndicatorExplanation, ReadPart, WeightedMean
    from spbe_cli.model.instrument import Aspect, Catalogue, Domain, Indicator, Instrument, Selection
    from spbe_cli.model.plan import Outlook, Plan, Promise, Step, Total
    from spbe_cli.model.ranking import Announced, Entry, Position, Ranking, Standing
    from spbe_cli.model.result import Caution, Figure, IndicatorResult, Interval, PartResult, Result, Verdict
    from spbe_cli.reading.problems import Problem

_OBEYED: Final = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

SCHEMA = 1
"""The version of what is written here; it grows when a key changes its meaning or goes."""


def text(data: Any) -> str:
    """Data as JSON text; characters that a terminal would obey are escaped, as JSON allows."""
    return _OBEYED.sub(_escaped, json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def results(
    scored: Sequence[
        tuple[Result | WhatIf, Sequence[Verdict], Outlook | None, Sequence[Standing], Comparison | None, Selection | None]
    ],
    *,
    gates: bool,
) -> Any:
    """Results, each with its verdicts where gates were asked for, what lies ahead, what was before, its standings, and a focus.

    Several as a list.
    """
    data = []
    for value, verdicts, ahead, among, before, focus in scored:
        one = _focused(value.after if isinstance(value, WhatIf) else value, focus) | ({} if ahead is None else outlook(ahead))
        if isinstance(value, WhatIf):
            one["what_if"] = {"changed": list(value.changed), "before": _focused(value.before, focus)}
        if among:
            one["standing"] = [_standing(each) for each in among]
        if before is not None:
            one["before"] = result(before.old)
        if gates:
            one |= {"gates": [verdict(v) for v in verdicts], "passed": all(v.passed for v in verdicts)}
        data.append(one)
    return data[0] if len(data) == 1 else data


def _focused(value: Result, focus: Selection | None) -> dict[str, Any]:
    """One result with its whole tree, and what a focus is of it."""
    data = result(value)
    if focus is not None:
        found = focused(value, focus.indicators)
        data["focus"] = {**_selection(focus), "weight": exact(found.weight), **_figure("mean", found.mean)}
    return data


def _selection(value: Selection) -> dict[str, Any]:
    return {"name": value.name, "indicators": sorted(value.indicators)}


def _standing(value: Standing) -> dict[str, Any]:
    parts = [{"id": part.id, "title": part.title.id, **_position(one)} for part, one in value.parts]
    tier = {f"{value.parts[0][0].tier}s": parts} if parts else {}
    return {"among": value.among, "name": value.name, "index": _position(value.index), **tier}


def _position(value: Position) -> dict[str, Any]:
    figures = {name: float(rounded(getattr(value, name), 2)) for name in ("value", "percentile", "best", "q3", "median", "q1")}
    return {"rank": value.rank, "count": value.count, **figures}


def result(value: Result) -> dict[str, Any]:
    """One result with its whole tree."""
    return entry(ranked_entry(value, "indicator"))


def outlook(value: Outlook) -> dict[str, Any]:
    """What lies ahead of a result, as far as anything was promised or a target asked for."""
    data: dict[str, Any] = {}
    if value.promised is not None:
        kept = value.promised.result
        data["promised"] = {
            **_figure("index", kept.index),
            "predicate": kept.predicate.name,
            "promises": [_promise(one) for one in value.promised.promises],
        }
    if value.target is not None:
        data["target"] = {
            "index": float(value.target),
            "missing": None if value.missing is None else float(value.missing),
            "missing_promised": None if value.missing_promised is None else float(value.missing_promised),
        }
    return data


def plan(value: Plan, criteria: Mapping[str, Criteria | None]) -> dict[str, Any]:
    """One plan: the best set of raises, the one that gains most for its cost first, each with what its levels ask for."""
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
        "predicate": {"from": before.predicate.name, "to": after.predicate.name},
    }
    if value.promised is not None:
        kept = value.promised.result
        data["promises"] = [_promise(one) for one in value.promised.promises]
        data["promised"] = {**_figure("index", kept.index), "predicate": kept.predicate.name, "suffices": value.suffices}
    return {
        **data,
        "cost": exact(value.cost),
        "steps": [{**_step(one), "criteria": _on_the_way(one, value, criteria)} for one in value.steps],
        "warnings": _warnings(before.cautions),
    }


def plans(
    values: Sequence[Plan], total: Total, problems: Sequence[Problem], criteria: Mapping[str, Criteria | None]
) -> dict[str, Any]:
    """The plans of many agencies, what they come to, and what is wrong with the other files."""
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


def _step(value: Step) -> dict[str, Any]:
    single = len(value.before) == 1
    return {
        "indicator": value.indicator.id,
        "title": value.indicator.title.id,
        "from": _whole(value.before[0]) if single else list(map(_whole, value.before)),
        "to": _whole(value.after[0]) if single else list(map(_whole, value.after)),
        "from_name": value.before_name,
        "to_name": value.after_name,
        "levels": value.levels,
        "cost": exact(value.cost),
        "gain_exact": str(value.gain),
        **_figure("index", value.reached),
    }


def _on_the_way(value: Step, of: Plan, criteria: Mapping[str, Criteria | None]) -> list[dict[str, Any]]:
    """The levels on the way, each with what it asks for and its evidence, where there are criteria."""
    instrument = of.today.instrument
    known = criteria[instrument.id]
    asked = None if known is None else known.of(value.indicator.id)
    kind = instrument.aspect_of(value.indicator.id).levels
    return [
        {
            "level": level,
            "name": instrument.scale.level_name(kind, level),
            **({} if asked is None or level not in asked.levels else level_criteria(asked.levels[level])),
        }
        for level in value.reaching
    ]


def _promise(value: Promise) -> dict[str, Any]:
    return {
        "indicator": value.indicator.id,
        "level": _whole(value.level),
        "by": None if value.by is None else value.by.isoformat(),
        "owner": value.owner,
        "kept": value.kept,
        "late": value.late,
    }


def entry(value: Entry) -> dict[str, Any]:
    """What a ranking keeps of a result, with its tree as deep as it was kept."""
    completeness, announced = value.completeness, value.announced
    return {
        "schema": SCHEMA,
        "path": value.path,
        **({} if value.line is None else {"line": value.line}),
        "agency": value.agency,
        "year": value.year,
        "instrument": value.instrument,
        "stage": value.stage,
        "group": value.group,
        "kind": value.kind,
        "basis": value.basis,
        "adjusted": value.adjusted,
        **_figure("index", value.index),
        **({} if value.interval is None else {"interval": _interval(value.interval)}),
        "predicate": value.predicate.name,
        "completeness": {
            "answered": completeness.answered,
            "not_applicable": completeness.not_applicable,
            "unanswered": completeness.unanswered,
            "total": completeness.total,
        },
        **(_tree(value.parts, has_indicators=value.basis == "indicators") if value.parts else {}),
        "published": None if announced is None else _announced(announced),
        "warnings": _warnings(value.cautions),
    }


def rankings(
    values: Sequence[Ranking],
    problems: Sequence[Problem],
    missing: Sequence[str] | None,
    verdicts: Sequence[Verdict] | None,
) -> Iterator[str]:
    """Rankings as JSON text, piece by piece, a result on a line, as there may be many."""
    yield f'{{"schema": {SCHEMA}, "results": ['
    separator = "\n"
    for ranking in values:
        for one in ranking.ranked:
            yield separator + _line({"rank": one.rank, **entry(one.entry)})
            separator = ",\n"
    errors = [problem(one) for one in problems]
    yield f'\n],\n"errors": {_line(errors)},\n"summary": {_line([_summary(one) for one in values])}'
    for key, value in _of_all(missing, verdicts).items():
        yield f',\n"{key}": {_line(value)}'
    yield "}\n"


def losses(
    values: Sequence[tuple[Ranking, Sequence[Loss], FocusedLosses | None]],
    problems: Sequence[Problem],
    missing: Sequence[str] | None,
    verdicts: Sequence[Verdict] | None,
) -> dict[str, Any]:
    """Where points are lost, ranking by ranking; with what is lost in a focus together."""
    return {
        "schema": SCHEMA,
        "losses": [
            {
                **_of(ranking),
                **({} if focus is None else {"focus": {**_selection(focus.selection), **_lost(focus.lost)}}),
                "parts": [
                    {
                        "tier": one.tier,
                        "id": one.id,
                        "title": one.title,
                        "count": one.count,
                        **_figure("mean", figure(one.mean, ranking.instrument)),
                        **({"levels": {str(level): count for level, count in one.levels}} if one.levels else {}),
                        **_lost(one.lost),
                    }
                    for one in parts
                ],
            }
            for ranking, parts, focus in values
        ],
        "errors": [problem(one) for one in problems],
        **_of_all(missing, verdicts),
    }


def _lost(value: Fraction) -> dict[str, Any]:
    return {"lost": float(rounded(value, 4)), "lost_exact": str(value)}


def _of_all(missing: Sequence[str] | None, verdicts: Sequence[Verdict] | None) -> dict[str, Any]:
    """What is said of all rankings together: who is missing where some were expected, and verdicts where gates were asked for."""
    data: dict[str, Any] = {}
    if missing is not None:
        data["missing"] = list(missing)
    if verdicts is not None:
        data["gates"] = [_placed(one) for one in verdicts]
        data["passed"] = all(one.passed for one in verdicts)
    return data


def _placed(value: Verdict) -> dict[str, Any]:
    line = {} if value.line is None else {"line": value.line}
    return {"agency": value.agency, "path": value.path, **line, **verdict(value)}


def _line(data: Any) -> str:
    return _OBEYED.sub(_escaped, json.dumps(data, ensure_ascii=False))


def _of(ranking: Ranking) -> dict[str, Any]:
    return {"instrument": ranking.instrument.id, "year": ranking.year, "stage": ranking.stage}


def _summary(ranking: Ranking) -> dict[str, Any]:
    one = ranking.summary
    figures = {name: figure(getattr(one, name), ranking.instrument) for name in ("mean", "median", "q1", "q3", "min", "max")}
    return {
        **_of(ranking),
        "count": one.count,
        **{name: float(value.shown) for name, value in figures.items()},
        "stdev": float(one.stdev),
        "predicates": dict(one.predicates),
    }


def _announced(value: Announced) -> dict[str, Any]:
    return {
        "index": None if value.index is None else float(value.index),
        "predicate": value.predicate,
        "matches": not value.differences,
        "differences": [
            {
                "what": one.tier if one.id is None else f"{one.tier} {one.id}",
                "announced": one.announced if isinstance(one.announced, str) else float(one.announced),
                "low": str(one.low),
                "high": str(one.high),
            }
            for one in value.differences
        ],
    }


def _tree(parts: Sequence[PartResult], *, has_indicators: bool) -> dict[str, Any]:
    return {f"{parts[0].tier}s": [_part(part, has_indicators=has_indicators) for part in parts]}


def comparison(value: Comparison, verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """One comparison, with the verdicts of its gates; of the indicators those that moved, across instruments all pairs.

    With a focus only those of them that it chooses.
    """
    focused = focused_change(value)
    shown = value if focused is None else focused.shown
    return {
        "schema": SCHEMA,
        "from": _head(value.old),
        "to": _head(value.new),
        "basis": value.basis,
        "index": _change(value.change),
        "predicate": {"from": value.old.predicate.name, "to": value.new.predicate.name, "change": value.predicate},
        **{
            f"{tier}s": [{"id": one.id, "title": one.title.id, **_change(one.change)} for one in value.parts if one.tier == tier]
            for tier in ("domain", "aspect")
        },
        "indicators": [_indicator_change(one) for one in (shown.moved if value.same_instrument else shown.indicators)],
        **(
            {}
            if value.same_instrument
            else {"added": [_indicator(one) for one in shown.added], "gone": [_indicator(one) for one in shown.gone]}
        ),
        **({} if focused is None else {"focus": _focused_change(focused)}),
        "gates": [verdict(one) for one in verdicts],
        "passed": all(one.passed for one in verdicts),
    }


def _focused_change(value: FocusedChange) -> dict[str, Any]:
    old, new = value.change
    return {
        **_selection(value.selection),
        "from": None if old is None else float(old.shown),
        "to": None if new is None else float(new.shown),
        "contribution_exact": None if value.effect is None else str(value.effect),
    }


def comparisons(
    value: Comparisons, verdicts: Sequence[Sequence[Verdict]], only_new: Sequence[Verdict], problems: Sequence[Problem]
) -> dict[str, Any]:
    """Comparisons of many agencies, each with the verdicts of its gates, who is on one side only, and how indicators moved.

    ``only_new`` are the verdicts on agencies that are only in the new one.
    """
    return {
        "schema": SCHEMA,
        "agencies": [comparison(one, own) for one, own in zip(value.pairs, verdicts, strict=True)],
        "only_old": list(value.only_old),
        "only_new": [one.agency for one in value.only_new],
        "only_new_gates": [_placed(one) for one in only_new],
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
                        **_figure("index", one.result.index),
                        "predicate": one.result.predicate.name,
                        **_delta(one.change),
                        "warnings": _warnings(one.result.cautions),
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
    levels = {"from": _level(old), "to": _level(new)}
    data |= {**levels, **_delta(value.change)}
    if all(isinstance(one, int) for one in levels.values()):
        data["delta"] = int(data["delta"])
    if old.indicator.repeat or new.indicator.repeat:
        data |= {"from_levels": _levels(old), "to_levels": _levels(new)}
    return {**data, "contribution_exact": None if value.effect is None else str(value.effect)}


def _level(value: IndicatorResult) -> int | float | None:
    if value.level is None:
        return None
    return int(value.level.exact) if value.level.exact.denominator == 1 else float(value.level.shown)


def _levels(value: IndicatorResult) -> list[int | float]:
    return [_whole(one) for one in value.levels]


def _whole(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def _warnings(cautions: Iterable[Caution]) -> list[dict[str, Any]]:
    return [{"code": one.code, "message": message(one.code, one.context)} for one in cautions]


def explanation(value: Explanation) -> dict[str, Any]:
    """How a result came about; every step names its rules by code, ``rules`` has them in words."""
    judgement = value.judgement
    rules = [*value.rules, *(rule for mean in value.means for rule in mean.rules), *judgement.rules]
    return {
        **entry(ranked_entry(value.result)),
        "evidence": [
            {
                "indicator": one.indicator.id,
                **_figure("value", one.level),
                "levels": [_evidence_step(step) for step in one.evidence],
            }
            for one in value.evidence
        ],
        "conversions": [
            {
                "indicator": one.indicator.indicator.id,
                "national_index": exact(one.given),
                "from": [exact(part) for part in one.left],
                "to": [exact(part) for part in one.right],
                "value_exact": str(one.value),
            }
            for one in value.conversions
        ],
        "moved": [
            {"indicator": one.indicator.indicator.id, "weight": exact(one.before), "effective": exact(one.after), "to": one.to}
            for one in value.moved
        ],
        "means": [_mean(one) for one in value.means],
        "announced": [_reading(one) for one in value.readings],
        "judgement": {
            "basis": judgement.basis,
            "compared_exact": str(judgement.compared),
            "bounds": [{"from": exact(one.lower), "name": one.name, "reached": reached} for one, reached in judgement.bounds],
            "predicate": value.result.predicate.name,
            "announced": judgement.announced,
            "rules": [rule.code for rule in judgement.rules],
        },
        "rules": {rule.code: message(rule.code, rule.context) for rule in rules},
    }


def _mean(value: WeightedMean) -> dict[str, Any]:
    return {
        "tier": value.tier,
        "id": value.id,
        "title": None if value.title is None else value.title.id,
        "terms": [
            {
                "tier": one.tier,
                "id": one.id,
                "title": one.title.id,
                **({} if one.service is None else {"service": one.service}),
                "weight": exact(one.weight),
                "value_exact": str(one.value),
                "product_exact": str(one.product),
            }
            for one in value.terms
        ],
        "weight": exact(value.weight),
        "sum_exact": str(value.total),
        **_figure("value", value.value),
        "rules": [rule.code for rule in value.rules],
    }


def _reading(value: ReadPart) -> dict[str, Any]:
    part, reading = value
    return {
        "tier": reading.tier,
        "id": reading.id,
        "title": None if part is None else part.title.id,
        "weight": None if part is None else exact(part.weight),
        "announced": None if reading.announced is None else float(reading.announced),
        "possible": _interval(reading.possible),
        **_figure("value", reading.value),
        "interval": None if reading.interval is None else _interval(reading.interval),
        "rules": ["rule_interval"],
    }


def indicator_explanation(value: IndicatorExplanation, criteria: Criteria | None) -> dict[str, Any]:
    """An indicator's level, what the next one asks for, and what reaching it would change."""
    instrument, after = value.result.instrument, value.after
    identifier = value.one.indicator.id
    asked = None if criteria is None else criteria.of(identifier)
    kind = instrument.aspect_of(identifier).levels

    def of_level(level: int | None) -> dict[str, Any] | None:
        if level is None:
            return None
        said = {} if asked is None or level not in asked.levels else level_criteria(asked.levels[level])
        return {"level": level, "name": instrument.scale.level_name(kind, level), **said}

    return {
        **entry(ranked_entry(value.result)),
        "indicator": _indicator(value.one),
        "judges": None if asked is None else in_language(asked.judges),
        "evidence": [] if asked is None else list(map(in_language, asked.evidence)),
        "held": of_level(value.held),
        "next": of_level(value.next),
        "national_index": None if value.national_index is None else exact(value.national_index),
        "effects": [
            {
                "tier": one.tier,
                "id": one.id,
                **{side: float(of.shown) for side, of in (("from", one.before), ("to", one.after))},
                "from_exact": str(one.before.exact),
                "to_exact": str(one.after.exact),
                "delta_exact": str(one.change),
            }
            for one in value.effects
        ],
        "next_predicate": None if after is None else after.predicate.name,
    }


def verdict(value: Verdict) -> dict[str, Any]:
    """One verdict of a gate."""
    sides = {"expected": value.expected, "actual": value.actual}
    return {
        "name": value.name,
        **{side: exact(one) if isinstance(one, Fraction) else one for side, one in sides.items()},
        "passed": value.passed,
        **value.context,
        "message": message(f"{value.gate}_{'passed' if value.passed else 'failed'}", {**sides, **value.context}),
    }


def status(value: Collection) -> dict[str, Any]:
    """An assessment in the making: who has answered what, and the index that it can still come to."""
    assessment = value.low.assessment
    answered = value.low.completeness.total - len(value.open)
    return {
        "schema": SCHEMA,
        "agency": assessment.agency,
        "year": assessment.year,
        "instrument": assessment.instrument,
        "stage": assessment.stage,
        "answered": answered,
        "total": value.low.completeness.total,
        "open": list(value.open),
        "low": _outlook(value.low),
        "high": _outlook(value.high),
        "before": None
        if value.before is None
        else {"year": value.before_year, **_outlook(value.before), "open": list(value.before_open)},
        "owners": [
            {
                "owner": one.name,
                "indicators": list(one.asked),
                "answered": one.answered,
                "open": list(one.open),
                "due": None if one.due is None else one.due.isoformat(),
                "late": one.late,
                "paths": list(one.paths),
            }
            for one in value.owners
        ],
        "unowned": list(value.unowned),
        "unknown_owners": [{"owner": owner, "path": path} for path, owner in value.strangers.items()],
    }


def _outlook(value: Result) -> dict[str, Any]:
    return {**_figure("index", value.index), "predicate": value.predicate.name}


def problems(values: Iterable[Problem], files: int) -> dict[str, Any]:
    """Problems, and how many files were looked at."""
    return {"schema": SCHEMA, "files": files, "problems": [problem(one) for one in values]}


def problem(value: Problem) -> dict[str, Any]:
    """One problem."""
    return {
        "path": value.path,
        "line": value.line,
        "column": value.column,
        **({} if value.cell is None else {"sheet": value.sheet, "cell": value.cell}),
        "code": value.code,
        "message": value.message,
        "hint": value.hint,
    }


def catalogue(value: Catalogue, criteria: Criteria | None = None) -> dict[str, Any]:
    """An instrument with its tree, as far as it was asked for; one indicator by itself with its ``criteria``."""
    one = value.instrument
    scale = one.scale
    of_one = {"criteria": _criteria(one, min(value.chosen), criteria)} if len(value.chosen) == 1 else {}
    return {
        "schema": SCHEMA,
        "id": one.id,
        "title": one.title.id,
        "gloss": one.title.en,
        "source": one.source,
        "years": {"from": one.years.first, "to": one.years.last},
        "provisional": None if one.provisional is None else in_language(one.provisional),
        "scale": {
            "min": exact(scale.min),
            "max": exact(scale.max),
            "step": exact(scale.step),
            "names": {kind: list(names) for kind, names in scale.names.items()},
            "bands": None if scale.bands is None else [exact(bound) for bound in scale.bands],
        },
        "index": one.index.model_dump(),
        "predicates": [{"from": exact(predicate.lower), "name": predicate.name} for predicate in one.predicates],
        **(
            {"domains": [_domain(domain, value) for domain in one.domains if value.has(domain)]}
            if one.domains
            else {"aspects": _aspects(one.top_aspects, value)}
        ),
        **of_one,
    }


def _criteria(of: Instrument, indicator: int, criteria: Criteria | None) -> dict[str, Any] | None:
    one = None if criteria is None else criteria.of(indicator)
    if criteria is None or one is None:
        return None
    aspect = of.aspect_of(indicator)
    return {
        "indicator": indicator,
        "source": criteria.source,
        "judges": in_language(one.judges),
        "evidence": list(map(in_language, one.evidence)),
        "levels": [
            {"level": level, "name": of.scale.level_name(aspect.levels, level), **level_criteria(asked)}
            for level, asked in one.levels.items()
        ],
    }


def level_criteria(value: LevelCriteria) -> dict[str, Any]:
    """What a level asks for, null where its source is damaged, and the evidence for it."""
    return {
        "asks": None if value.asks is None else in_language(value.asks),
        "evidence": list(map(in_language, value.evidence)),
        "damaged": value.damaged,
    }


def _domain(domain: Domain, value: Catalogue) -> dict[str, Any]:
    return {**_titled(domain), "weight": exact(domain.total), "aspects": _aspects(domain.aspects, value)}


def _aspects(aspects: Sequence[Aspect], value: Catalogue) -> list[dict[str, Any]]:
    weights = nominal_weights(value.instrument)
    return [
        {
            **_titled(aspect),
            "weight": exact(aspect.total),
            "levels": aspect.levels,
            "indicators": [
                _listed(one, value.instrument, weights[one.id]) for one in aspect.indicators if one.id in value.chosen
            ],
        }
        for aspect in aspects
        if value.has(aspect)
    ]


def _titled(part: Domain | Aspect | Indicator) -> dict[str, Any]:
    return {"id": part.id, "title": part.title.id, "gloss": part.title.en}


def _listed(value: Indicator, of: Instrument, weight: Fraction) -> dict[str, Any]:
    return {
        **_titled(value),
        "weight": exact(weight),
        "repeat": value.repeat,
        "evidence": value.evidence,
        "conversion": None if value.conversion is None else [[exact(a), exact(b)] for a, b in value.conversion],
        "crosswalk": {other: list(pairs[value.id]) for other, pairs in of.crosswalk.items() if value.id in pairs},
    }


def _evidence_step(value: EvidenceStep) -> dict[str, Any]:
    return {
        "level": value.level,
        "asked": value.asked,
        "accepted": value.accepted,
        "missing": value.missing,
        "counts": value.counts,
        "share_exact": exact(value.share),
        "worth_exact": exact(value.worth),
        "adds_exact": exact(value.adds),
    }


def _figure(name: str, value: Figure | None) -> dict[str, Any]:
    return {
        name: None if value is None else float(value.shown),
        f"{name}_exact": None if value is None else str(value.exact),
    }


def _interval(value: Interval) -> list[str]:
    return [str(value.low), str(value.high)]


def _part(value: PartResult, *, has_indicators: bool) -> dict[str, Any]:
    data = {
        "id": value.id,
        "title": value.title.id,
        "weight": exact(value.weight),
        **_figure("value", value.value),
        **({} if value.interval is None else {"interval": _interval(value.interval)}),
    }
    if value.tier == "domain":
        if value.aspects:
            data["aspects"] = [_part(aspect, has_indicators=has_indicators) for aspect in value.aspects]
    elif has_indicators and value.indicators:
        data["indicators"] = [_indicator(one) for one in value.indicators]
    return data


def _indicator(value: IndicatorResult) -> dict[str, Any]:
    level = value.level
    whole = level is not None and level.exact.denominator == 1
    data: dict[str, Any] = {
        "id": value.indicator.id,
        "title": value.indicator.title.id,
        "weight": exact(value.weight),
        "level": _level(value),
        "level_name": value.level_name,
        "contribution_exact": str(value.contribution),
        "answered": value.answered,
    }
    if level is not None and (not whole or value.indicator.repeat):
        data["level_exact"] = str(level.exact)
    if value.indicator.repeat:
        data["levels"] = _levels(value)
    if value.not_applicable:
        data["not_applicable"] = value.answer.not_applicable
    if value.evidence:
        data["accepted"] = [_evidence_step(one) for one in value.evidence]
    if value.answer.evidence:
        data["evidence"] = list(value.answer.evidence)
    if value.answer.note:
        data["note"] = value.answer.note
    return data
