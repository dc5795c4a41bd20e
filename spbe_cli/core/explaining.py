"""A result to its explanation. The figures are the result's own, or come from the same functions; nothing is computed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.core.announced import Announcement
from spbe_cli.core.raising import raised
from spbe_cli.core.scoring import rescored
from spbe_cli.core.weighting import effective_weights, percentage
from spbe_cli.model.answer import index_for, stretch
from spbe_cli.model.explanation import (
    Conversion,
    Effect,
    Explanation,
    IndicatorExplanation,
    Judgement,
    Moved,
    ReadPart,
    Term,
    WeightedMean,
)
from spbe_cli.model.result import parts_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from spbe_cli.model.answer import Answer
    from spbe_cli.model.criteria import Criteria
    from spbe_cli.model.explanation import Whole
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.result import IndicatorResult, PartResult, Result
    from spbe_cli.model.rules import Rule
    from spbe_cli.model.tree import Indicator


def explain(result: Result) -> Explanation:
    """How a result came about, step by step."""
    indicators = tuple(result.indicators)
    readings = tuple(_readings(result))
    return Explanation(
        result=result,
        rules=tuple(_rules_of_input(result)),
        evidence=tuple(one for one in indicators if one.evidence),
        conversions=tuple(_conversions(indicators)),
        moved=tuple(_moved(result)),
        means=tuple(_means(result, {(one.reading.tier, one.reading.id) for one in readings if not one.computed})),
        readings=readings,
        judgement=_judgement(result),
    )


def rules_of(instrument: Instrument, criteria: Criteria | None) -> Iterator[Rule]:
    """The rules that an instrument's results may follow, from its weights to the years it is compared with."""
    rule, minimum = instrument.rule, instrument.scale.min
    indicators = instrument.indicators.values()
    yield rule("weights", count=len(indicators))
    yield rule("levels", scale=instrument.scale)
    yield rule("mean")
    if any(aspect.weight is not None and (len(aspect.indicators) > 1 or aspect.repeats) for aspect in instrument.aspects):
        yield rule("equal_items")
    if any(aspect.repeats for aspect in instrument.aspects):
        yield rule("missing_services", minimum=minimum)
        yield rule("more_services")
    yield rule("unanswered", minimum=minimum)
    if criteria is not None:
        yield criteria.rule
    if instrument.scale.levels:
        yield rule("criteria")
    if any(one.evidence for one in indicators):
        yield rule("evidence")
    if any(one.conversion for one in indicators):
        yield rule("conversion")
    yield rule("not_applicable")
    yield rule("rounding", decimals=instrument.index.decimals)
    yield rule("thresholds", thresholds=instrument.index.thresholds_on)
    yield rule("predicate", predicates=instrument.predicates)
    yield rule("interval")
    yield rule("announced_predicate")
    if instrument.crosswalk:
        yield rule("crosswalk", instruments=tuple(instrument.crosswalk))
    if instrument.focus:
        yield rule("focus", focuses=tuple(instrument.focus))


def explain_indicator(result: Result, identifier: int) -> IndicatorExplanation:
    """What an indicator's level is and what the next one would bring; the result must come from answers.

    If an indicator is answered for several services, the lowest one is raised; criteria are those of one, which is raised.
    """
    one = next(one for one in result.indicators if one.indicator.id == identifier)
    scale = result.instrument.scale
    value = min(one.levels if one.answer.criteria is None else one.levels[:1], default=None)
    held = above = None
    if value is not None:
        held = max((level for level in scale.levels if scale.value_of(level) <= value), default=None)
        above = scale.level_above(value)
    after = None if above is None else _with_answer(result, one.indicator, raised(one, above, result.instrument))
    points = one.indicator.conversion
    return IndicatorExplanation(
        result=result,
        one=one,
        held=held,
        next=above,
        after=after,
        effects=() if after is None else tuple(_effects(result, after, identifier)),
        national_index=None if points is None or above is None else index_for(scale.value_of(above), points),
    )


def _with_answer(result: Result, indicator: Indicator, answer: Answer) -> Result:
    assessment = result.assessment
    return rescored(result, assessment.with_answers({**(assessment.answers or {}), indicator.id: answer}))


def _effects(before: Result, after: Result, indicator: int) -> Iterator[Effect]:
    """The changes of the aspect, the domain and the index above an indicator."""
    for old, new in zip(_upward(before), _upward(after), strict=True):
        above = any(one.indicator.id == indicator for aspect in (old, *old.aspects) for one in aspect.indicators)
        if above and old.value and new.value:
            yield Effect(old.tier, old.id, old.title, old.value, new.value)
    yield Effect("index", None, None, before.index, after.index)


def _upward(result: Result) -> Iterator[PartResult]:
    yield from result.aspects
    yield from (part for part in result.parts if part.tier == "domain")


def _rules_of_input(result: Result) -> Iterator[Rule]:
    indicators, rule = list(result.indicators), result.instrument.rule
    if any(one.evidence for one in indicators):
        yield rule("evidence")
    if any(one.answer.national_index is not None for one in indicators):
        yield rule("conversion")
    if result.adjusted:
        yield rule("not_applicable")
    if result.basis != "indicators":
        yield rule("interval")


def _conversions(indicators: tuple[IndicatorResult, ...]) -> Iterator[Conversion]:
    for one in indicators:
        index, points = one.answer.national_index, one.indicator.conversion
        if index is not None and points is not None and one.level is not None:
            yield Conversion(one, index, *stretch(index, points), one.level.exact)


def _moved(result: Result) -> Iterator[Moved]:
    """Every indicator whose weight would be different if all indicators applied."""
    if not result.adjusted:
        return
    instrument = result.instrument
    # An indicator that does not apply counts with as many items as it would have been asked for.
    full = effective_weights(instrument, tuple(len(one.levels) or one.indicator.repeat or 1 for one in result.indicators))
    weights = {one.indicator.id: percentage(share, full.whole) for one, share in zip(result.indicators, full.shares, strict=True)}
    for part in result.parts:
        for aspect in part.aspects or (part,):
            to: Whole = "aspect" if aspect.weight else "domain" if part.weight else "index"
            for one in aspect.indicators:
                before = weights[one.indicator.id]
                if before != one.weight:
                    yield Moved(one, before, one.weight, to if one.not_applicable else None)


def _means(result: Result, announced: Container[tuple[str, int | None]]) -> Iterator[WeightedMean]:
    """The weighted means from the aspects up to the index, except announced ones and those where nothing applies."""
    mean = result.instrument.rule("mean")
    for part in result.parts:
        for one in (*part.aspects, part):
            if one.value is not None and (one.tier, one.id) not in announced:
                of_indicators = one.tier == "aspect"
                terms = tuple(term for below in one.indicators for term in _terms(below))
                yield WeightedMean(
                    one.tier,
                    one.id,
                    one.title,
                    terms if of_indicators else tuple(_terms_of(one.aspects)),
                    one.value,
                    (mean, *_rules_of_aspect(one, terms, result.instrument)) if of_indicators else (mean,),
                )
    if ("index", None) not in announced:
        yield WeightedMean("index", None, None, tuple(_terms_of(result.parts)), result.index, (mean,))


def _rules_of_aspect(aspect: PartResult, terms: tuple[Term, ...], instrument: Instrument) -> Iterator[Rule]:
    shared = next(one for one in instrument.aspects if one.id == aspect.id).weight is not None
    minimum = instrument.scale.min
    if shared and len(terms) > 1:
        yield instrument.rule("equal_items")
    if not all(one.answer.settled for one in aspect.indicators):
        yield instrument.rule("unanswered", minimum=minimum)
    if any(one.missing_services for one in aspect.indicators):
        yield instrument.rule("missing_services", minimum=minimum)
    if any(one.indicator.repeat and len(one.levels) > one.indicator.repeat for one in aspect.indicators):
        yield instrument.rule("more_services")
    if any(one.answer.criteria is not None for one in aspect.indicators):
        yield instrument.rule("criteria")


def _terms_of(parts: tuple[PartResult, ...]) -> Iterator[Term]:
    """The terms of domains or aspects: one for each that has a value."""
    for part in parts:
        if part.value is not None:
            yield Term(part.tier, part.id, part.title, part.weight, part.value.exact)


def _terms(one: IndicatorResult) -> Iterator[Term]:
    """An indicator's terms: one for each service."""
    several = len(one.levels) > 1
    for service, level in enumerate(one.levels, start=1):
        weight = one.weight / len(one.levels)
        yield Term("indicator", one.indicator.id, one.indicator.title, weight, level, service if several else None, one)


def _readings(result: Result) -> Iterator[ReadPart]:
    published = result.assessment.published
    if result.basis == "indicators" or published is None:
        return
    announcement = Announcement(published, result.instrument, result.assessment.year)
    parts: dict[tuple[str, int | None], PartResult] = {(part.tier, part.id): part for part in parts_of(result.parts)}
    for reading in announcement.readings():
        yield ReadPart(parts.get((reading.tier, reading.id)), reading)


def _judgement(result: Result) -> Judgement:
    instrument, year = result.instrument, result.assessment.year
    basis = instrument.index.basis(year)
    reached = instrument.predicate(result.decisive)
    bounds = instrument.predicates[: instrument.predicates.index(reached) + 1]
    published = result.assessment.published
    announced = result.basis != "indicators" and published is not None and published.predicate is not None
    return Judgement(
        basis=basis,
        compared=result.decisive,
        bounds=tuple((one, one is reached) for one in bounds),
        announced=announced,
        rules=(
            instrument.rule("rounding", decimals=instrument.index.decimals),
            instrument.rule("thresholds", basis=basis, year=year),
            instrument.rule("predicate"),
            *((instrument.rule("announced_predicate"),) if announced else ()),
        ),
    )
