"""An assessment and its instrument to a result."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from math import lcm
from operator import mul
from typing import TYPE_CHECKING

from spbe_cli.core.agreement import Counted, not_reproduced
from spbe_cli.core.announced import Announcement, basis
from spbe_cli.core.judging import borderline, decisive, figure, predicate, rounded_ratio
from spbe_cli.core.weighting import effective_weights, percentage
from spbe_cli.model.answer import UNANSWERED
from spbe_cli.model.result import (
    Caution,
    Completeness,
    IndicatorResult,
    Interval,
    PartResult,
    Result,
    Sums,
)
from spbe_cli.model.tree import Aspect, Domain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from spbe_cli.model.answer import Answer
    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.instrument import Asked, Instrument
    from spbe_cli.model.tree import Indicator


def score(assessment: Assessment, instrument: Instrument, path: str = "", line: int | None = None) -> Result:
    """The result of an assessment under an instrument; ``path`` and ``line`` say where it was read and are only kept for output.

    If there are answers, the result comes from them: aspect, domain and index are the sums of value times weight, divided by the
    weight above (Permen PANRB 59/2020, annex, B.4), exact to the last digit. Without answers the announced figures are the
    result.

    Raises:
        ZeroDivisionError: when no indicator is applicable.
        ValueError: when there are only announced figures and they give no index, or when the instrument is another one than the
            assessment names, or lacks indicators that are answered.
    """
    if assessment.instrument != instrument.id:
        raise ValueError(f"{assessment.agency} names {assessment.instrument}, not {instrument.id}")
    if assessment.answers is None:
        return _from_announced(assessment, instrument, path, line)
    if not assessment.answers.keys() <= instrument.asked.keys():
        others = sorted(assessment.answers.keys() - instrument.asked.keys())
        raise ValueError(f"{instrument.id} has no indicator {', '.join(map(str, others))}, and {assessment.agency} answers it")
    return _from_answers(assessment, instrument, path, line)


def rescored(result: Result, assessment: Assessment) -> Result:
    """The result of another assessment in place of a result's own, read at the same place."""
    return score(assessment, result.instrument, result.path, result.line)


def _from_answers(assessment: Assessment, instrument: Instrument, path: str, line: int | None) -> Result:
    given_to, year = (assessment.answers or {}).get, assessment.year
    answers = [given_to(one, UNANSWERED) for one in instrument.indicators]
    levels, told, silent = _levels(answers, instrument)
    tree = _Tree(instrument, answers, levels)
    index = figure(tree.sums.mean, instrument)
    decides = decisive(index, instrument, year)
    given = instrument.predicate(decides)
    counted = Counted(instrument, answers, tree.sums)
    within = counted.within(index.exact)
    not_applicable = sum([answer.not_applicable is not None for answer, _asked in silent])
    completeness = Completeness(len(answers) - len(silent), not_applicable, len(answers))
    border = borderline(index, given, instrument, within, instrument.index.basis(year))
    published = assessment.published
    return Result(
        path=path,
        line=line,
        assessment=assessment,
        instrument=instrument,
        basis="indicators",
        adjusted=not_applicable > 0,
        index=index,
        interval=None,
        decisive=decides,
        predicate=given,
        completeness=completeness,
        values=tree.values,
        differences=tuple(not_reproduced(published, year, given, within, counted)) if published else (),
        cautions=(*about_the_index(year, instrument, border), *_about_the_answers(told, silent, instrument)),
        sums=tree.sums,
        tree=tree.parts,
        backing=partial(_backed, assessment, instrument, path, line) if assessment.judged else None,
    )


def _backed(assessment: Assessment, instrument: Instrument, path: str, line: int | None) -> Result:
    """The result of the levels that accepted evidence proves."""
    return score(assessment.backed(instrument), instrument, path, line)


def _levels(
    answers: Sequence[Answer], instrument: Instrument
) -> tuple[list[tuple[Fraction, ...]], list[tuple[Answer, Asked]], list[tuple[Answer, Asked]]]:
    """The values that count, by indicator; the answers that say them in another way than one level; and those that say none."""
    levels = [answer.levels or () for answer in answers]
    told: list[tuple[Answer, Asked]] = []
    silent: list[tuple[Answer, Asked]] = []
    if () in levels or instrument.repeating:
        asked = tuple(instrument.asked.values())
        for at in sorted(instrument.repeating.union([at for at, said in enumerate(levels) if not said])):
            answer = answers[at]
            levels[at] = answer.values(asked[at])
            (told if answer.answered else silent).append((answer, asked[at]))
    return levels, told, silent


def _from_announced(assessment: Assessment, instrument: Instrument, path: str, line: int | None) -> Result:
    published = assessment.published
    if published is None:
        raise ValueError("neither answers nor announced figures")
    announcement = Announcement(published, instrument, assessment.year)
    index = announcement.index
    given, border = None, None
    if published.predicate is not None:
        given = instrument.predicate_named(published.predicate)
        # If the announced predicate fits no reading of the index, it is reported as a difference, not as a caution.
        if given is not None and announcement.doubt is None and not announcement.differs("predicate"):
            shown = Interval(Fraction(index.shown), Fraction(index.shown))
            border = borderline(index, given, instrument, shown, "announced")
    elif announcement.doubt is None:
        given = predicate(index, instrument, assessment.year)
        border = borderline(index, given, instrument, announcement.feasible, instrument.index.basis(assessment.year))
    return Result(
        path=path,
        line=line,
        assessment=assessment,
        instrument=instrument,
        basis=basis(published, instrument),
        adjusted=False,
        index=index,
        interval=announcement.interval,
        decisive=decisive(index, instrument, assessment.year),
        predicate=given,
        completeness=Completeness(answered=0, not_applicable=0, total=len(instrument.indicators)),
        values=announcement.values,
        differences=tuple(announcement.differences),
        cautions=tuple(about_the_index(assessment.year, instrument, border)),
        sums=None,
        tree=announcement.parts,
        doubt=announcement.doubt,
    )


class _Tree:
    """One assessment's tree, as sums of whole numbers; its parts are computed only when they are asked for."""

    def __init__(self, instrument: Instrument, answers: Sequence[Answer], levels: Sequence[tuple[Fraction, ...]]) -> None:
        self._instrument = instrument
        self._answers = answers
        self._levels = levels
        weights = effective_weights(instrument, tuple(map(len, levels)))
        fractional = instrument.scale.fractional
        unit = lcm(*{level.denominator for several in levels for level in several}) if fractional else 1
        self.sums = Sums(weights, tuple(map(mul, weights.units, _totals(levels, unit))), unit)

    @property
    def values(self) -> tuple[Decimal | None, ...]:
        """The values of the top tier, as displayed."""
        decimals = self._instrument.index.decimals
        means = map(self.sums.mean_of, self._instrument.spans(self._instrument.top_tier))
        return tuple([rounded_ratio(points, units, decimals) if units else None for points, units in means])

    def parts(self) -> tuple[PartResult, ...]:
        """The whole tree."""
        return tuple(map(self._part, self._instrument.top))

    def _part(self, part: Domain | Aspect) -> PartResult:
        instrument, span = self._instrument, self._instrument.span(part)
        points, units = self.sums.mean_of(span)
        return PartResult(
            tier=part.tier,
            id=part.id,
            title=part.title,
            weight=percentage(sum(self.sums.weights.shares[span]), self.sums.weights.whole),
            value=figure(Fraction(points, units), instrument) if units else None,
            aspects=tuple(map(self._part, part.aspects)) if isinstance(part, Domain) else (),
            indicators=tuple(self._indicators(part)) if isinstance(part, Aspect) else (),
        )

    def _indicators(self, aspect: Aspect) -> Iterator[IndicatorResult]:
        for at, indicator in enumerate(aspect.indicators, start=self._instrument.span(aspect).start):
            yield self._indicator(aspect, indicator, at)

    def _indicator(self, aspect: Aspect, indicator: Indicator, at: int) -> IndicatorResult:
        instrument, answer, levels, sums = self._instrument, self._answers[at], self._levels[at], self.sums
        mean = figure(sum(levels, Fraction(0)) / len(levels), instrument) if levels else None
        return IndicatorResult(
            indicator=indicator,
            answer=answer,
            weight=percentage(sums.weights.shares[at], sums.weights.whole),
            levels=levels,
            level=mean,
            level_name=instrument.scale.name(aspect.levels, mean.exact) if mean else None,
            contribution=Fraction(sums.points[at], sums.weights.whole * sums.unit),
            evidence=answer.evidence_steps(instrument.asked[indicator.id]) if answer.accepted is not None else (),
        )


def _totals(levels: Sequence[tuple[Fraction, ...]], unit: int) -> Iterable[int]:
    """The sum of the levels of each indicator, in ``1/unit``."""
    if unit == 1:
        return [one[0].numerator if len(one) == 1 else sum([level.numerator for level in one]) for one in levels]
    return [sum([level.numerator * (unit // level.denominator) for level in several]) for several in levels]


def about_the_index(year: int, instrument: Instrument, border: Caution | None) -> Iterator[Caution]:
    """Cautions about an index in an assessment year."""
    if instrument.provisional is not None:
        yield Caution("provisional", {"why": instrument.provisional})
    if year not in instrument.years:
        yield Caution("year_outside", {"year": year, "years": str(instrument.years), "id": instrument.id})
    if border is not None:
        yield border


def _about_the_answers(
    told: Iterable[tuple[Answer, Asked]], silent: Iterable[tuple[Answer, Asked]], instrument: Instrument
) -> Iterator[Caution]:
    """Cautions about the answers: ``told`` say their level in another way than just one, ``silent`` say none."""
    for answer, asked in told:
        one = asked.indicator
        if one.repeat and answer.services != one.repeat:
            missing = answer.services < one.repeat
            rule = instrument.rule("missing_services" if missing else "more_services")
            about = {"id": one.id, "given": answer.services, "asked": one.repeat, "minimum": asked.scale.min, "rule": rule}
            yield Caution("too_few_services" if missing else "more_services", about)
        if answer.criteria is not None and (above := answer.criteria_above_gap(asked.scale)):
            yield Caution("criteria_gap", {"id": one.id, "levels": above})
        if answer.accepted is not None and (above := answer.evidence_above_gap(asked)):
            yield Caution("evidence_gap", {"id": one.id, "levels": above})
    unanswered = [asked.indicator.id for answer, asked in silent if answer.not_applicable is None]
    if unanswered:
        yield Caution("unanswered", {"ids": unanswered, "minimum": instrument.scale.min})
