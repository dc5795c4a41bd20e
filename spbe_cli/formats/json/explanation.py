"""Explanations of a result, or of one of its indicators, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.core.ranking import entry as ranked_entry
from spbe_cli.formats.json.figures import asked_level, interval, value_figure
from spbe_cli.formats.json.result import evidence_step, indicator, side
from spbe_cli.formats.json.text import SCHEMA
from spbe_cli.texts import exact
from spbe_cli.texts.rules import rule_source, rule_text
from spbe_cli.texts.words import in_language

if TYPE_CHECKING:
    from spbe_cli.formats.json.shapes import explanation as shapes
    from spbe_cli.formats.json.shapes import keys
    from spbe_cli.formats.json.shapes import result as result_shapes
    from spbe_cli.model.criteria import Criteria
    from spbe_cli.model.explanation import Explanation, IndicatorExplanation, ReadPart, Term, WeightedMean
    from spbe_cli.model.result import Result


def explanation(value: Explanation) -> shapes.Explanation:
    """How a result came about; every step names its rules by code, ``rules`` has their texts, ``sources`` how sure each is."""
    judgement = value.judgement
    rules = [*value.rules, *(one for mean in value.means for one in mean.rules), *judgement.rules]
    return {
        **_head(value.result),
        "evidence": [
            {
                "indicator": one.indicator.id,
                **value_figure(one.level),
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


def _head(value: Result) -> result_shapes.Head:
    return {"schema": SCHEMA, **side(ranked_entry(value))}


def _mean(value: WeightedMean) -> shapes.WeightedMean:
    return {
        "tier": value.tier,
        "id": value.id,
        "title": None if value.title is None else value.title.id,
        "terms": [_term(one) for one in value.terms],
        "weight": exact(value.weight),
        "sum_exact": str(value.total),
        **value_figure(value.value),
        "rules": [one.code for one in value.rules],
    }


def _term(value: Term) -> shapes.Term:
    service: shapes.OfService = {} if value.service is None else {"service": value.service}
    return {
        "tier": value.tier,
        "id": value.id,
        "title": value.title.id,
        **service,
        "weight": exact(value.weight),
        "value_exact": str(value.value),
        "product_exact": str(value.product),
    }


def _reading(value: ReadPart) -> shapes.Reading:
    part, reading = value
    return {
        "tier": reading.tier,
        "id": reading.id,
        "title": None if part is None else part.title.id,
        "weight": None if part is None else exact(part.weight),
        "announced": None if reading.announced is None else float(reading.announced),
        "possible": interval(reading.possible),
        **value_figure(reading.value),
        "interval": None if reading.interval is None else interval(reading.interval),
        "rules": ["rule_interval"],
    }


def indicator_explanation(value: IndicatorExplanation, criteria: Criteria | None) -> shapes.IndicatorExplanation:
    """An indicator's level, what the next one asks for, and what reaching it would change."""
    instrument, after = value.result.instrument, value.after
    identifier = value.one.indicator.id
    asked = criteria and criteria.seen_in(value.result.assessment.year, identifier)

    def of_level(level: int | None) -> keys.AskedLevel | None:
        return None if level is None else asked_level(level, identifier, instrument, asked.level(level) if asked else None)

    return {
        **_head(value.result),
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
                "from": float(one.before.shown),
                "to": float(one.after.shown),
                "from_exact": str(one.before.exact),
                "to_exact": str(one.after.exact),
                "delta_exact": str(one.change),
            }
            for one in value.effects
        ],
        "next_predicate": None if after is None else after.predicate_name,
    }
