"""How self-assessments were judged: results to pairs, and pairs to how far the levels of each indicator move."""

from __future__ import annotations

from collections import Counter
from operator import sub
from typing import TYPE_CHECKING, Final, NamedTuple

from spbe_cli.core.expecting import expectation
from spbe_cli.model import agencies
from spbe_cli.model.assessment import STAGES
from spbe_cli.model.expectation import Learned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from fractions import Fraction

    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.expectation import Expectation, Shifts
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.result import Result

FEW: Final = 10
"""An indicator with fewer pairs of answers than this uses the differences of other indicators, too."""

_OF_ALL: Final = None
"""Used instead of a kind of levels: all kinds together."""


class _Shared(NamedTuple):
    """What both results of a pair share: the agency (the key of its name), the year and the instrument."""

    agency: str
    year: int
    instrument: str

    @classmethod
    def of(cls, result: Result) -> _Shared:
        return cls(agencies.key(result.agency), result.assessment.year, result.instrument.id)


class Pairs:
    """The pairs among results: the self-assessment and the last later stage of the same agency, year and instrument.

    ``results`` have each agency once in a year and stage under an instrument. ``path``, where they were found, is only kept for
    output. A result without a stage or with only announced figures is in no pair. Two results that answer no indicator in common
    are no pair.
    """

    def __init__(self, results: Iterable[Result], path: str = "") -> None:
        self._path = path
        found: dict[_Shared, dict[str, Result]] = {}
        self._results: Counter[str] = Counter()
        for one in results:
            self._results[one.instrument.id] += 1
            if one.assessment.stage is not None:
                found.setdefault(_Shared.of(one), {})[one.assessment.stage] = one
        pairs = ((key, _differences(stages)) for key, stages in found.items())
        self._pairs = {key: differences for key, differences in pairs if differences}

    def expectation(self, result: Result) -> Expectation | None:
        """What to expect if a self-assessment is judged as the others were; None where no pair can be used.

        A pair of the same agency and year is left out, because a result must not predict itself. Each indicator uses its own
        differences. If it has fewer than ``FEW`` pairs of answers, it uses those of all indicators with its kind of levels. If
        these are fewer, too, it uses those of all indicators.

        Raises:
            TooCostly: when there are too many sums, or probabilities of too many digits.
            ValueError: when only figures were announced.
        """
        instrument, itself = result.instrument, _Shared.of(result)
        pairs = {key: one for key, one in self._pairs.items() if key.instrument == instrument.id}
        own_left_out = pairs.pop(itself, None) is not None
        if not pairs:
            return None
        seen = _Seen(instrument, pairs.values())
        answered = [one for one in instrument.indicators if result.assessment.answer(one).answered]
        return expectation(
            result,
            {one: seen.shifts(one) for one in answered},
            Learned(
                path=self._path,
                pairs=len(pairs),
                answered=len(answered),
                by_kind=tuple(one for one in answered if seen.source(one) not in (one, _OF_ALL)),
                by_all=tuple(one for one in answered if seen.source(one) is _OF_ALL),
                own_left_out=own_left_out,
                others=self._results.total() - self._results[instrument.id],
            ),
        )


class _Seen:
    """The pairs of answers that were seen, and how often each difference: by indicator, by kind of levels, and over all."""

    def __init__(self, instrument: Instrument, pairs: Iterable[Mapping[int, tuple[Fraction, ...]]]) -> None:
        self._kinds = {one: aspect.levels for aspect in instrument.aspects for one in aspect.indicator_ids}
        self._answers: Counter[int | str | None] = Counter()
        self._shifts: dict[int | str | None, Counter[Fraction]] = {}
        for pair in pairs:
            for indicator, differences in pair.items():
                for source in self._sources(indicator):
                    self._answers[source] += 1
                    self._shifts.setdefault(source, Counter()).update(differences)

    def shifts(self, indicator: int) -> Shifts:
        """How far the levels of an indicator move, and how often."""
        return self._shifts[self.source(indicator)]

    def source(self, indicator: int) -> int | str | None:
        """Where an indicator's differences come from: itself, its kind of levels, or all indicators."""
        return next((one for one in self._sources(indicator) if self._answers[one] >= FEW), _OF_ALL)

    def _sources(self, indicator: int) -> tuple[int | str | None, ...]:
        return indicator, self._kinds[indicator], _OF_ALL


def _differences(stages: Mapping[str, Result]) -> dict[int, tuple[Fraction, ...]]:
    """How far each indicator's levels moved from the self-assessment to the last stage, if both answer it.

    One difference for each service; none if the two have different numbers of services.
    """
    claimed, *judged = [stages[one].assessment for one in STAGES if one in stages]
    if claimed.stage != STAGES[0] or not judged:
        return {}
    instrument = stages[STAGES[0]].instrument
    both = zip(_given(claimed, instrument), _given(judged[-1], instrument), strict=True)
    moved = ((one, before, after) for (one, before), (_same, after) in both if before and len(before) == len(after))
    return {one: tuple(map(sub, after, before)) for one, before, after in moved}


def _given(assessment: Assessment, instrument: Instrument) -> Iterator[tuple[int, tuple[Fraction, ...]]]:
    """The levels that are given for each indicator, in the instrument's order; none where it is not answered."""
    for one, asked in instrument.asked.items():
        yield one, assessment.answer(one).given(asked)
