"""An instrument as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.core.explaining import rules_of
from spbe_cli.core.weighting import nominal_weights
from spbe_cli.formats.json.figures import asked_level, since
from spbe_cli.formats.json.text import SCHEMA
from spbe_cli.texts import exact
from spbe_cli.texts.rules import rule_says, rule_source
from spbe_cli.texts.words import in_language

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from spbe_cli.formats.json.shapes import catalogue as shapes
    from spbe_cli.model.criteria import Criteria
    from spbe_cli.model.instrument import Catalogue, Instrument
    from spbe_cli.model.rules import Rule
    from spbe_cli.model.tree import Aspect, Domain, Indicator


def catalogue(value: Catalogue, criteria: Criteria | None) -> shapes.Catalogue:
    """An instrument with the part of its tree that was asked for; one indicator has its ``criteria``, a whole tree its rules."""
    one = value.instrument
    scale = one.scale
    tree: shapes.InstrumentTree = (
        {"domains": [_domain(domain, value) for domain in one.domains if value.has(domain)]}
        if one.domains
        else {"aspects": _aspects(one.top_aspects, value)}
    )
    more: shapes.Additions = {}
    if len(value.chosen) == 1:
        more["criteria"] = _criteria(one, min(value.chosen), criteria)
    if value.whole:
        more["rules"] = list(map(_rule, rules_of(one, criteria)))
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
        "index": {
            "decimals": one.index.decimals,
            "rounding": one.index.rounding,
            "thresholds_on": {str(year): basis for year, basis in one.index.thresholds_on.items()},
        },
        "predicates": [{"from": exact(predicate.lower), "name": predicate.name} for predicate in one.predicates],
        **tree,
        **more,
    }


def _rule(value: Rule) -> shapes.Rule:
    return {"code": value.code, "says": rule_says(value), "source": rule_source(value), "sure": value.sure}


def _criteria(of: Instrument, indicator: int, criteria: Criteria | None) -> shapes.IndicatorCriteria | None:
    one = None if criteria is None else criteria.of(indicator)
    if criteria is None or one is None:
        return None
    source, year = criteria.stated_of(indicator, of)
    return {
        "indicator": indicator,
        "source": source,
        "year": year,
        "judges": in_language(one.judges),
        "evidence": list(map(in_language, one.evidence)),
        **since(one.evidence),
        "levels": [asked_level(level, indicator, of, asked) for level, asked in one.levels.items()],
    }


def _domain(domain: Domain, value: Catalogue) -> shapes.DomainEntry:
    return {**_titled(domain), "weight": exact(domain.total), "aspects": _aspects(domain.aspects, value)}


def _aspects(aspects: Sequence[Aspect], value: Catalogue) -> list[shapes.AspectEntry]:
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


def _titled(part: Domain | Aspect | Indicator) -> shapes.Titled:
    return {"id": part.id, "title": part.title.id, "gloss": part.title.en}


def _listed(value: Indicator, of: Instrument, weight: Fraction) -> shapes.IndicatorEntry:
    return {
        **_titled(value),
        "weight": exact(weight),
        "repeat": value.repeat,
        "evidence": None if value.evidence is None else {str(level): items for level, items in value.evidence.items()},
        "conversion": None if value.conversion is None else [[exact(a), exact(b)] for a, b in value.conversion],
        "crosswalk": {other: list(pairs[value.id]) for other, pairs in of.crosswalk.items() if value.id in pairs},
    }
