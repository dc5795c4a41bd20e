"""Explanations of a result, or of one of its indicators, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spbe_cli.core.ranking import entry as ranked_entry
from spbe_cli.formats.json.figures import figure_keys, interval, level_criteria
from spbe_cli.formats.json.result import entry, evidence_step, indicator
from spbe_cli.texts import exact
from spbe_cli.texts.rules import rule_source, rule_text
from spbe_cli.texts.words import in_language

if TYPE_CHECKING:
    from spbe_cli.model.criteria import Criteria
    from spbe_cli.model.explanation import Explanation, IndicatorExplanation, ReadPart, WeightedMean


def explanation(value: Explanation) -> dict[str, Any]:
    """How a result came about; every step names its rules by code, ``rules`` has their texts, ``sources`` how sure each is."""
    judgement = value.judgement
    rules = [*value.rules, *(one for mean in value.means for one in mean.rules), *judgement.rules]
    return {
        **entry(ranked_entry(value.result)),
        "evidence": [
            {
                "indicator": one.indicator.id,
                **figure_keys("value", one.level),
                "levels": [evidence_step(step) for step in one.evidence],
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
            "predicate": value.result.predicate_name or None,
            "announced": judgement.announced,
            "rules": [one.code for one in judgement.rules],
        },
        "rules": {one.code: rule_text(one) for one in rules},
        "sources": {one.code: {"source": rule_source(one), "sure": one.sure} for one in rules},
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
        **figure_keys("value", value.value),
        "rules": [one.code for one in value.rules],
    }


def _reading(value: ReadPart) -> dict[str, Any]:
    part, reading = value
    return {
        "tier": reading.tier,
        "id": reading.id,
        "title": None if part is None else part.title.id,
        "weight": None if part is None else exact(part.weight),
        "announced": None if reading.announced is None else float(reading.announced),
        "possible": interval(reading.possible),
        **figure_keys("value", reading.value),
        "interval": None if reading.interval is None else interval(reading.interval),
        "rules": ["rule_interval"],
    }


def indicator_explanation(value: IndicatorExplanation, criteria: Criteria | None) -> dict[str, Any]:
    """An indicator's level, what the next one asks for, and what reaching it would change."""
    instrument, after = value.result.instrument, value.after
    identifier = value.one.indicator.id
    asked = None if criteria is None else criteria.of(identifier)
    if asked is not None:
        asked = asked.seen_in(value.result.assessment.year)
    kind = instrument.aspect_of(identifier).levels

    def of_level(level: int | None) -> dict[str, Any] | None:
        if level is None:
            return None
        said = {} if asked is None or level not in asked.levels else level_criteria(asked.levels[level])
        return {"level": level, "name": instrument.scale.level_name(kind, level), **said}

    return {
        **entry(ranked_entry(value.result)),
        "indicator": indicator(value.one),
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
        "next_predicate": None if after is None else after.predicate_name,
    }
