"""Results as JSON, whole or as a ranking keeps them, with their outlook and their standings among peers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spbe_cli.core.focusing import focused
from spbe_cli.core.judging import rounded
from spbe_cli.core.ranking import entry as ranked_entry
from spbe_cli.formats.json.checks import verdict
from spbe_cli.formats.json.expectation import judged
from spbe_cli.formats.json.figures import figure_keys, interval, level, levels, selection, warnings, whole
from spbe_cli.formats.json.text import SCHEMA
from spbe_cli.model.result import WhatIf
from spbe_cli.texts import exact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spbe_cli.model.answer import EvidenceStep
    from spbe_cli.model.backing import Unproven
    from spbe_cli.model.comparison import Comparison
    from spbe_cli.model.evidence import Evidence
    from spbe_cli.model.expectation import Expectation
    from spbe_cli.model.instrument import Selection
    from spbe_cli.model.plan import Outlook, Promise
    from spbe_cli.model.ranking import Announced, Entry, Position, Standing
    from spbe_cli.model.result import Grade, IndicatorResult, PartResult, Result, Verdict


def results(
    scored: Sequence[
        tuple[
            Result | WhatIf,
            Sequence[Verdict],
            Outlook | None,
            Sequence[Standing],
            Comparison | None,
            Selection | None,
            Expectation | None,
        ]
    ],
    *,
    gates: bool,
) -> Any:
    """Results, each with its verdicts if gates were asked for, and with its outlook, standings and other additions.

    Several results are a list.
    """
    data = []
    for value, verdicts, ahead, among, before, focus, expected in scored:
        one = _focused(value.after if isinstance(value, WhatIf) else value, focus) | ({} if ahead is None else outlook(ahead))
        if isinstance(value, WhatIf):
            one["what_if"] = {"changed": list(value.changed), "before": _focused(value.before, focus)}
        if among:
            one["standing"] = [_standing(each) for each in among]
        if before is not None:
            one["before"] = result(before.old)
        if expected is not None:
            one["judged"] = judged(expected)
        if gates:
            one |= {"gates": [verdict(v) for v in verdicts], "passed": all(v.passed for v in verdicts)}
        data.append(one)
    return data[0] if len(data) == 1 else data


def _focused(value: Result, focus: Selection | None) -> dict[str, Any]:
    """One result with its whole tree, and the figures of a focus."""
    data = result(value)
    if focus is not None:
        found = focused(value, focus.indicators)
        data["focus"] = {**selection(focus), "weight": exact(found.weight), **figure_keys("mean", found.mean)}
    return data


def _standing(value: Standing) -> dict[str, Any]:
    parts = [{"id": part.id, "title": part.title.id, **_position(one)} for part, one in value.parts]
    tier = {f"{value.parts[0][0].tier}s": parts} if parts else {}
    return {"among": value.among, "name": value.name, "index": _position(value.index), **tier}


def _position(value: Position) -> dict[str, Any]:
    figures = {name: float(rounded(getattr(value, name), 2)) for name in ("value", "percentile", "best", "q3", "median", "q1")}
    return {"rank": value.rank, "count": value.count, **figures}


def result(value: Result) -> dict[str, Any]:
    """One result with its whole tree; if evidence was judged, also with the proven result and the unproven indicators."""
    data = entry(ranked_entry(value, "indicator"))
    if value.backed is not None and value.claimed is None:
        from spbe_cli.core.backing import unproven  # only where evidence was judged

        data["backed"] |= _tree(value.backed.parts, has_indicators=False)
        data["unproven"] = [_unproven(one) for one in unproven(value)]
    return data


def _unproven(value: Unproven) -> dict[str, Any]:
    return {
        "indicator": value.claimed.indicator.id,
        "title": value.claimed.indicator.title.id,
        "claimed": levels(value.claimed),
        "backed": levels(value.backed),
        "lost_exact": str(value.lost),
        "pending": [_evidence(item) for item in value.items],
    }


def outlook(value: Outlook) -> dict[str, Any]:
    """The outlook of a result: promises and target, if there are any."""
    data: dict[str, Any] = {}
    if value.promised is not None:
        kept = value.promised.result
        data["promised"] = {
            **figure_keys("index", kept.index),
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


def promise(value: Promise) -> dict[str, Any]:
    """What was promised for an indicator."""
    return {
        "indicator": value.indicator.id,
        "level": whole(value.level),
        "by": None if value.by is None else value.by.isoformat(),
        "owner": value.owner,
        "kept": value.kept,
        "late": value.late,
    }


def entry(value: Entry) -> dict[str, Any]:
    """What a ranking keeps of a result, with the tiers that were kept."""
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
        **figure_keys("index", value.index),
        **({} if value.interval is None else {"interval": interval(value.interval)}),
        "predicate": value.predicate_name or None,
        **({} if value.backed is None else {"backed": _grade(value.backed)}),
        **({} if value.claimed is None else {"claimed": _grade(value.claimed)}),
        "completeness": {
            "answered": completeness.answered,
            "not_applicable": completeness.not_applicable,
            "unanswered": completeness.unanswered,
            "total": completeness.total,
        },
        **(_tree(value.parts, has_indicators=value.basis == "indicators") if value.parts else {}),
        "published": None if announced is None else _announced(announced),
        "warnings": warnings(value.cautions),
    }


def _grade(value: Grade) -> dict[str, Any]:
    return {**figure_keys("index", value.value), "predicate": value.predicate.name if value.predicate else None}


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


def evidence_step(value: EvidenceStep) -> dict[str, Any]:
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


def _part(value: PartResult, *, has_indicators: bool) -> dict[str, Any]:
    data = {
        "id": value.id,
        "title": value.title.id,
        "weight": exact(value.weight),
        **figure_keys("value", value.value),
        **({} if value.interval is None else {"interval": interval(value.interval)}),
    }
    if value.tier == "domain":
        if value.aspects:
            data["aspects"] = [_part(aspect, has_indicators=has_indicators) for aspect in value.aspects]
    elif has_indicators and value.indicators:
        data["indicators"] = [indicator(one) for one in value.indicators]
    return data


def _evidence(item: Evidence) -> str | dict[str, Any]:
    """An item of evidence; only its name if nothing else is given."""
    said = item.said
    if len(said) == 1:
        return item.file
    written = {"proves": None if item.proves is None else whole(item.proves), "date": item.judged and item.judged.isoformat()}
    return {key: written.get(key, value) for key, value in said.items()}


def indicator(value: IndicatorResult) -> dict[str, Any]:
    """One indicator of a result."""
    mean = value.level
    data: dict[str, Any] = {
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
