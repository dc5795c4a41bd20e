"""Values as JSON, for programs: keys in English, exact figures as strings, other numbers rounded as shown."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from spbe_cli.core.weighting import nominal_weights
from spbe_cli.model.result import WhatIf
from spbe_cli.texts import exact
from spbe_cli.texts.messages import in_language, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spbe_cli.model.instrument import Aspect, Catalogue, Domain, Indicator, Instrument
    from spbe_cli.model.result import Figure, IndicatorResult, Interval, PartResult, Result, Verdict
    from spbe_cli.reading.problems import Problem

_OBEYED: Final = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

SCHEMA = 1
"""The version of what is written here; it grows when a key changes its meaning or goes."""


def text(data: Any) -> str:
    """Data as JSON text; characters that a terminal would obey are escaped, as JSON allows."""
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def results(scored: Sequence[tuple[Result | WhatIf, Sequence[Verdict]]], *, gates: bool) -> Any:
    """Results, each with its verdicts where gates were asked for: one by itself, several as a list."""
    data = []
    for value, verdicts in scored:
        one = result(value.after if isinstance(value, WhatIf) else value)
        if isinstance(value, WhatIf):
            one["what_if"] = {"changed": list(value.changed), "before": result(value.before)}
        if gates:
            one |= {"gates": [verdict(v) for v in verdicts], "passed": all(v.passed for v in verdicts)}
        data.append(one)
    return data[0] if len(data) == 1 else data


def result(value: Result) -> dict[str, Any]:
    """One result with its whole tree."""
    assessment, completeness, published = value.assessment, value.completeness, value.assessment.published
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "path": value.path,
        "agency": assessment.agency,
        "year": assessment.year,
        "instrument": value.instrument.id,
        "stage": assessment.stage,
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
        f"{value.parts[0].tier}s": [_part(part, has_indicators=value.basis == "indicators") for part in value.parts],
        "published": None,
        "warnings": [{"code": one.code, "message": message(one.code, one.context)} for one in value.cautions],
    }
    if published is not None:
        data["published"] = {
            "index": None if published.index is None else float(published.index),
            "predicate": published.predicate,
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
    return data


def verdict(value: Verdict) -> dict[str, Any]:
    """One verdict of a gate."""
    sides = {"expected": value.expected, "actual": value.actual}
    return {
        "name": value.gate.replace("_", "-"),
        **{side: exact(one) if isinstance(one, Fraction) else one for side, one in sides.items()},
        "passed": value.passed,
        "message": message(f"{value.gate}_{'passed' if value.passed else 'failed'}", sides),
    }


def problems(values: Iterable[Problem], files: int) -> dict[str, Any]:
    """Problems, and how many files were looked at."""
    return {
        "schema": SCHEMA,
        "files": files,
        "problems": [
            {
                "path": one.path,
                "line": one.line,
                "column": one.column,
                "code": one.code,
                "message": one.message,
                "hint": one.hint,
            }
            for one in values
        ],
    }


def catalogue(value: Catalogue) -> dict[str, Any]:
    """An instrument with its tree, as far as it was asked for."""
    one = value.instrument
    scale = one.scale
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
        data["aspects"] = [_part(aspect, has_indicators=has_indicators) for aspect in value.aspects]
    elif has_indicators:
        data["indicators"] = [_indicator(one) for one in value.indicators]
    return data


def _indicator(value: IndicatorResult) -> dict[str, Any]:
    level = value.level
    whole = level is not None and level.exact.denominator == 1
    data: dict[str, Any] = {
        "id": value.indicator.id,
        "title": value.indicator.title.id,
        "weight": exact(value.weight),
        "level": None if level is None else int(level.exact) if whole else float(level.shown),
        "level_name": value.level_name,
        "contribution_exact": str(value.contribution),
        "answered": value.answered,
    }
    if level is not None and (not whole or value.indicator.repeat):
        data["level_exact"] = str(level.exact)
    if value.indicator.repeat:
        data["levels"] = [int(one) if one.denominator == 1 else float(one) for one in value.levels]
    if value.not_applicable:
        data["not_applicable"] = value.answer.not_applicable
    if value.answer.evidence:
        data["evidence"] = list(value.answer.evidence)
    if value.answer.note:
        data["note"] = value.answer.note
    return data
