"""Results as JSON, whole or as a ranking keeps them, with their outlook and their standings among peers."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from spbe_cli.core.focusing import focused
from spbe_cli.core.judging import rounded
from spbe_cli.core.ranking import entry as ranked_entry
from spbe_cli.formats.json.checks import verdict
from spbe_cli.formats.json.expectation import judged
from spbe_cli.formats.json.figures import (
    index_figure,
    interval,
    level,
    levels,
    mean_figure,
    selection,
    value_figure,
    warnings,
    whole,
)
from spbe_cli.formats.json.text import SCHEMA
from spbe_cli.model.result import WhatIf
from spbe_cli.texts import exact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction

    from spbe_cli.formats.json.shapes import keys
    from spbe_cli.formats.json.shapes import result as shapes
    from spbe_cli.model.answer import EvidenceStep
    from spbe_cli.model.evidence import Evidence
    from spbe_cli.model.instrument import Selection
    from spbe_cli.model.plan import Outlook, Promise
    from spbe_cli.model.proof import Unproven
    from spbe_cli.model.ranking import Announced, Entry, Position, Standing
    from spbe_cli.model.result import Grade, IndicatorResult, PartResult, Result
    from spbe_cli.model.scored import Scored


def results(scored: Iterable[Scored], *, gates: bool) -> Iterator[shapes.Result]:
    """Results, each with its verdicts if gates were asked for, and with its outlook, standings and other additions."""
    for value, verdicts, (ahead, before, among, focus, expected) in scored:
        one = _focused(value.after if isinstance(value, WhatIf) else value, focus)
        to_come: shapes.Outlook = {} if ahead is None else outlook(ahead)
        more: shapes.Additions = {}
        if isinstance(value, WhatIf):
            more["what_if"] = {"changed": list(value.changed), "before": _focused(value.before, focus)}
        if among:
            more["standing"] = [_standing(each) for each in among]
        if before is not None:
            more["before"] = result(before.old)
        if expected is not None:
            more["judged"] = judged(expected)
        if gates:
            more["gates"] = [verdict(v) for v in verdicts]
            more["passed"] = all(v.passed for v in verdicts)
        yield {**one, **to_come, **more}


def _focused(value: Result, focus: Selection | None) -> shapes.Focused:
    """One result with its whole tree, and the figures of a focus."""
    chosen: shapes.Focus = {}
    if focus is not None:
        found = focused(value, focus.indicators)
        chosen["focus"] = {**selection(focus), "weight": exact(found.weight), **mean_figure(found.mean)}
    return {**result(value), **chosen}


def _standing(value: Standing) -> shapes.Standing:
    found: list[shapes.PartPosition] = [{"id": part.id, "title": part.title.id, **_position(one)} for part, one in value.parts]
    parts: shapes.PartPositions = {}
    if value.parts:
        parts = {"domains": found} if value.parts[0][0].tier == "domain" else {"aspects": found}
    return {"among": value.among, "name": value.name, "index": _position(value.index), **parts}


def _position(value: Position) -> shapes.Position:
    return {
        "rank": value.rank,
        "count": value.count,
        "value": _rounded(value.value),
        "percentile": _rounded(value.percentile),
        "best": _rounded(value.best),
        "q3": _rounded(value.q3),
        "median": _rounded(value.median),
        "q1": _rounded(value.q1),
    }


def _rounded(value: Fraction) -> float:
    return float(rounded(value, 2))


def result(value: Result) -> shapes.Whole:
    """One result with its whole tree; if evidence was judged, also with the proven result and the unproven indicators."""
    kept = ranked_entry(value, "indicator")
    proven: shapes.Proven = {}
    not_proven: shapes.NotProven = {}
    if value.backed is not None:
        from spbe_cli.core.proving import unproven  # only where evidence was judged

        proven["backed"] = {**_grade(value.backed.grade), **_tree(value.backed.parts, has_indicators=False)}
        not_proven["unproven"] = [_unproven(one) for one in unproven(value)]
    return {"schema": SCHEMA, **_identity(kept), **proven, **_counted(kept), **_parts(kept), **_checked(kept), **not_proven}


def _unproven(value: Unproven) -> shapes.Unproven:
    return {
        "indicator": value.claimed.indicator.id,
        "title": value.claimed.indicator.title.id,
        "claimed": levels(value.claimed),
        "backed": levels(value.backed),
        "lost_exact": str(value.lost),
        "pending": [_evidence(item) for item in value.items],
    }


def outlook(value: Outlook) -> shapes.Outlook:
    """The outlook of a result: promises and target, if there are any."""
    data: shapes.Outlook = {}
    if value.promised is not None:
        kept = value.promised.result
        data["promised"] = {
            **index_figure(kept.index),
            "predicate": kept.predicate_name or None,
            "promises": [promise(one) for one in value.promised.promises],
        }
    if value.target is not None:
        data["target"] = {
            "index": float(value.target),
            "missing": None if value.missing is None else float(value.missing),
            "missing_promised": None if value.missing_promised is None else float(value.missing_promised),
        }
    return data


def promise(value: Promise) -> shapes.Promise:
    """What was promised for an indicator."""
    return {
        "indicator": value.indicator.id,
        "level": whole(value.level),
        "by": None if value.by is None else value.by.isoformat(),
        "owner": value.owner,
        "kept": value.kept,
        "late": value.late,
    }


def entry(value: Entry) -> shapes.Entry:
    """What a ranking keeps of a result, with the tiers that were kept."""
    return {"schema": SCHEMA, **_identity(value), **_graded(value), **_counted(value), **_parts(value), **_checked(value)}


def side(value: Entry) -> shapes.Side:
    """What a ranking keeps of a result, without its parts."""
    return {**_identity(value), **_graded(value), **_counted(value), **_checked(value)}


def _graded(value: Entry) -> shapes.Graded:
    data: shapes.Graded = {}
    if value.backed is not None:
        data["backed"] = _grade(value.backed)
    if value.claimed is not None:
        data["claimed"] = _grade(value.claimed)
    return data


def _identity(value: Entry) -> shapes.Identity:
    row: shapes.InTable = {} if value.line is None else {"line": value.line}
    if value.sheet is not None:
        row["sheet"] = value.sheet
    bounds: shapes.Bounded = {} if value.interval is None else {"interval": interval(value.interval)}
    return {
        "path": value.path,
        **row,
        "agency": value.agency,
        "year": value.year,
        "instrument": value.instrument,
        "stage": value.stage,
        "group": value.group,
        "kind": value.kind,
        "basis": value.basis,
        "adjusted": value.adjusted,
        **index_figure(value.index),
        **bounds,
        "predicate": value.predicate_name or None,
    }


def _counted(value: Entry) -> shapes.Counted:
    one = value.completeness
    if value.basis != "indicators":
        return {"completeness": None}
    return {
        "completeness": {
            "answered": one.answered,
            "not_applicable": one.not_applicable,
            "unanswered": one.unanswered,
            "total": one.total,
        }
    }


def _checked(value: Entry) -> shapes.Checked:
    announced = None if value.announced is None else _announced(value.announced)
    return {"published": announced, "warnings": warnings(value.cautions)}


def _grade(value: Grade) -> keys.Grade:
    return {**index_figure(value.value), "predicate": value.predicate.name if value.predicate else None}


def _announced(value: Announced) -> shapes.Published:
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


def _parts(value: Entry) -> shapes.Tree:
    return _tree(value.parts, has_indicators=value.basis == "indicators")


def _tree(parts: Sequence[PartResult], *, has_indicators: bool) -> shapes.Tree:
    if not parts:
        return {}
    if parts[0].tier == "domain":
        return {"domains": [_domain(part, has_indicators=has_indicators) for part in parts]}
    return {"aspects": [_aspect(part, has_indicators=has_indicators) for part in parts]}


def evidence_step(value: EvidenceStep) -> shapes.EvidenceStep:
    """What the accepted evidence items of a level are worth."""
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


def _domain(value: PartResult, *, has_indicators: bool) -> shapes.DomainResult:
    below: shapes.Aspects = {}
    if value.aspects:
        below["aspects"] = [_aspect(aspect, has_indicators=has_indicators) for aspect in value.aspects]
    return {**_part(value), **below}


def _aspect(value: PartResult, *, has_indicators: bool) -> shapes.AspectResult:
    below: shapes.Indicators = {}
    if has_indicators and value.indicators:
        below["indicators"] = [indicator(one) for one in value.indicators]
    return {**_part(value), **below}


def _part(value: PartResult) -> shapes.Part:
    bounds: shapes.Bounded = {} if value.interval is None else {"interval": interval(value.interval)}
    return {
        "id": value.id,
        "title": value.title.id,
        "weight": exact(value.weight),
        **value_figure(value.value),
        **bounds,
    }


def _evidence(item: Evidence) -> str | shapes.EvidenceItem:
    """An item of evidence; only its name if nothing else is given."""
    said = item.said
    if len(said) == 1:
        return item.file
    written = {"proves": None if item.proves is None else whole(item.proves), "date": item.judged and item.judged.isoformat()}
    return cast("shapes.EvidenceItem", {key: written.get(key, value) for key, value in said.items()})


def indicator(value: IndicatorResult) -> shapes.IndicatorResult:
    """One indicator of a result."""
    mean = value.level
    data: shapes.IndicatorResult = {
        "id": value.indicator.id,
        "title": value.indicator.title.id,
        "weight": exact(value.weight),
        "level": level(value),
        "level_name": value.level_name,
        "contribution_exact": str(value.contribution),
        "answered": value.answered,
    }
    if mean is not None and (mean.exact.denominator != 1 or value.indicator.repeat):
        data["level_exact"] = str(mean.exact)
    if value.indicator.repeat:
        data["levels"] = levels(value)
    if value.not_applicable:
        data["not_applicable"] = value.answer.not_applicable
    if value.evidence:
        data["accepted"] = [evidence_step(one) for one in value.evidence]
    if value.answer.evidence:
        data["evidence"] = [_evidence(item) for item in value.answer.evidence]
    if value.answer.note:
        data["note"] = value.answer.note
    return data
