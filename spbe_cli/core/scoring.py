"""An assessment and its instrument to a result."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from spbe_cli.core.agreement import index_within, not_reproduced
from spbe_cli.core.announced import Announcement, basis
from spbe_cli.core.judging import borderline, decisive, figure, predicate
from spbe_cli.core.weighting import effective_weights, percentage
from spbe_cli.model.assessment import Asked
from spbe_cli.model.instrument import Domain
from spbe_cli.model.result import (
    Caution,
    Completeness,
    IndicatorResult,
    Interval,
    PartResult,
    Result,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spbe_cli.core.weighting import Weights
    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.instrument import Aspect, Instrument


def score(assessment: Assessment, instrument: Instrument, path: str = "", line: int | None = None) -> Result:
    """The result of an assessment under an instrument; ``path`` and ``line``, where it was read, are only carried along.

    From answers where there are any: aspect, domain and index are the sums of value times weight over the weight above (Permen
    PANRB 59/2020, annex, B.4), exact to the last digit. Without answers the announced figures are the result.

    Raises:
        ZeroDivisionError: when no indicator is applicable.
        ValueError: when only figures were announced and no index can be had from them.
    """
    if assessment.answers is None:
        return _from_announced(assessment, instrument, path, line)
    return _from_answers(assessment, instrument, path, line)


def _from_answers(assessment: Assessment, instrument: Instrument, path: str, line: int | None) -> Result:
    answers = [assessment.answer(one) for one in instrument.indicators]
    levels = {
        indicator.id: answer.values(Asked(indicator, instrument.scale))
        for indicator, answer in zip(instrument.indicators.values(), answers, strict=True)
    }
    weights = effective_weights(instrument, {one: len(values) for one, values in levels.items()})
    tree = _Tree(assessment, instrument, levels, weights)
    index = figure(tree.index, instrument)
    given = predicate(index, instrument, assessment.year)
    parts = tuple(tree.part(part) for part in instrument.top)
    within = index_within(index, parts, instrument)
    completeness = Completeness(
        answered=sum(answer.answered for answer in answers),
        not_applicable=sum(answer.not_applicable is not None for answer in answers),
        total=len(answers),
    )
    return Result(
        path=path,
        line=line,
        assessment=assessment,
        instrument=instrument,
        basis="indicators",
        adjusted=completeness.not_applicable > 0,
        index=index,
        interval=None,
        decisive=decisive(index, instrument, assessment.year),
        predicate=given,
        completeness=completeness,
        parts=parts,
        differences=tuple(not_reproduced(assessment, instrument, index, given, parts)),
        cautions=(
            *about_the_index(
                assessment.year,
                instrument,
                borderline(index, given, instrument, within, instrument.index.basis(assessment.year)),
            ),
            *_about_the_answers(assessment, instrument),
        ),
    )


def _from_announced(assessment: Assessment, instrument: Instrument, path: str, line: int | None) -> Result:
    published = assessment.published
    if published is None:
        raise ValueError("neither answers nor announced figures")
    announcement = Announcement(published, instrument, assessment.year)
    parts, index, interval, feasible = announcement.read()
    if published.predicate is None:
        given = predicate(index, instrument, assessment.year)
        border = borderline(index, given, instrument, feasible, instrument.index.basis(assessment.year))
    else:
        given = next(one for one in instrument.predicates if one.name == published.predicate)
        shown = Interval(Fraction(index.shown), Fraction(index.shown))
        border = borderline(index, given, instrument, shown, "announced")
        if any(one.tier == "predicate" for one in announcement.differences):
            border = None  # no reading of the index gives it: that is a difference, said as such
    return Result(
        path=path,
        line=line,
        assessment=assessment,
        instrument=instrument,
        basis=basis(published, instrument),
        adjusted=False,
        index=index,
        interval=interval,
        decisive=decisive(index, instrument, assessment.year),
        predicate=given,
        completeness=Completeness(answered=0, not_applicable=0, total=len(instrument.indicators)),
        parts=parts,
        differences=tuple(announcement.differences),
        cautions=tuple(about_the_index(assessment.year, instrument, border)),
    )


class _Tree:
    """The values of one assessment's tree, as sums of whole numbers."""

    def __init__(
        self,
        assessment: Assessment,
        instrument: Instrument,
        levels: Mapping[int, tuple[Fraction, ...]],
        weights: Weights,
    ) -> None:
        self._assessment = assessment
        self._instrument = instrument
        self._levels = levels
        self._weights = weights
        self._points = {one: weights.units[one] * sum(values) for one, values in levels.items()}
        self._units = {one: weights.units[one] * len(values) for one, values in levels.items()}

    @property
    def index(self) -> Fraction:
        return Fraction(sum(self._points.values())) / self._weights.whole

    def part(self, part: Domain | Aspect) -> PartResult:
        aspects = tuple(self.part(aspect) for aspect in part.aspects) if isinstance(part, Domain) else ()
        ids = part.indicator_ids
        units = sum(self._units[one] for one in ids)
        return PartResult(
            tier="domain" if isinstance(part, Domain) else "aspect",
            id=part.id,
            title=part.title,
            weight=percentage(units, self._weights.whole),
            value=figure(Fraction(sum(self._points[one] for one in ids)) / units, self._instrument) if units else None,
            aspects=aspects,
            indicators=() if isinstance(part, Domain) else tuple(self._indicator(part, one) for one in ids),
        )

    def _indicator(self, aspect: Aspect, identifier: int) -> IndicatorResult:
        levels = self._levels[identifier]
        mean = figure(sum(levels, Fraction(0)) / len(levels), self._instrument) if levels else None
        indicator, answer = self._instrument.indicators[identifier], self._assessment.answer(identifier)
        return IndicatorResult(
            indicator=indicator,
            answer=answer,
            weight=percentage(self._units[identifier], self._weights.whole),
            levels=levels,
            level=mean,
            level_name=self._instrument.scale.name(aspect.levels, mean.exact) if mean else None,
            contribution=Fraction(self._points[identifier]) / self._weights.whole,
            evidence=answer.evidence_steps(Asked(indicator, self._instrument.scale)) if answer.accepted is not None else (),
        )


def about_the_index(year: int, instrument: Instrument, border: Caution | None) -> Iterator[Caution]:
    """What a reader should know of an index in an assessment year."""
    if instrument.provisional is not None:
        yield Caution("provisional", {"why": instrument.provisional})
    if year not in instrument.years:
        yield Caution("year_outside", {"year": year, "years": str(instrument.years), "id": instrument.id})
    if border is not None:
        yield border


def _about_the_answers(assessment: Assessment, instrument: Instrument) -> Iterator[Caution]:
    unanswered = []
    for one in instrument.indicators.values():
        answer = assessment.answer(one.id)
        if not answer.answered and answer.not_applicable is None:
            unanswered.append(one.id)
        if one.repeat and answer.answered and (given := len(answer.values(Asked(one, instrument.scale)))) < one.repeat:
            yield Caution("too_few_services", {"id": one.id, "given": given, "asked": one.repeat})
        if above := answer.criteria_above_gap(instrument.scale):
            yield Caution("criteria_gap", {"id": one.id, "levels": above})
        if above := answer.evidence_above_gap(Asked(one, instrument.scale)):
            yield Caution("evidence_gap", {"id": one.id, "levels": above})
    if unanswered:
        yield Caution("unanswered", {"ids": unanswered, "minimum": instrument.scale.min})
