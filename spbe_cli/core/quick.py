"""Plain levels to what a ranking keeps of them, without the tree of a full result in between.

The figures are those of :func:`spbe_cli.core.scoring.score`, from the same weights and by the same rules; a property test holds
that both ways give the same entry.
"""

from __future__ import annotations

import sys
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from spbe_cli.core.judging import borderline, decisive, figure, predicate
from spbe_cli.core.scoring import about_the_index
from spbe_cli.core.weighting import effective_weights
from spbe_cli.model.assessment import FIRST_YEAR, LAST_YEAR, STAGES, kind_of
from spbe_cli.model.ranking import Entry
from spbe_cli.model.result import Caution, Completeness, Interval

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spbe_cli.model.instrument import Instrument


class PlainScorer:
    """Scores plain levels under one instrument.

    Only for an instrument whose levels are whole and whose indicators are each answered once.

    Raises:
        ValueError: for any other instrument.
    """

    def __init__(self, instrument: Instrument) -> None:
        if not suits(instrument):
            raise ValueError(instrument.id)
        weights = effective_weights(instrument, dict.fromkeys(instrument.indicators, 1))
        self._instrument = instrument
        self._whole = weights.whole
        self._lowest, self._highest = int(instrument.scale.min), int(instrument.scale.max)
        self._parts = [
            ([(one, weights.units[one]) for one in part.indicator_ids], sum(weights.units[one] for one in part.indicator_ids))
            for part in instrument.top
        ]

    def entry(self, head: Mapping[str, Any], levels: Mapping[int, int], path: str) -> Entry | None:
        """The entry of a file's head and levels; None where something is wrong or unusual, which must be scored the long way."""
        instrument = self._instrument
        indicators = instrument.indicators
        year, stage = head["year"], head.get("stage")
        if not FIRST_YEAR <= year <= LAST_YEAR or (stage is not None and stage not in STAGES):
            return None
        if levels.keys() - indicators.keys() or not all(self._lowest <= one <= self._highest for one in levels.values()):
            return None
        lowest, given = self._lowest, levels.get
        points = [sum(units * given(one, lowest) for one, units in members) for members, _total in self._parts]
        index = figure(Fraction(sum(points), self._whole), instrument)
        named = predicate(index, instrument, year)
        exact = Interval(index.exact, index.exact)
        border = borderline(index, named, instrument, exact, instrument.index.basis(year))
        cautions = list(about_the_index(year, instrument, border))
        if len(levels) < len(indicators):
            missing = [one for one in indicators if one not in levels]
            cautions.append(Caution("unanswered", {"ids": missing, "minimum": instrument.scale.min}))
        return Entry(
            path=path,
            line=None,
            agency=head["agency"],
            year=year,
            instrument=instrument.id,
            stage=stage,
            group=sys.intern(head["group"]) if "group" in head else None,
            kind=sys.intern(kind_of(head["agency"], head.get("kind"))),
            basis="indicators",
            adjusted=False,
            index=index,
            interval=None,
            decisive=decisive(index, instrument, year),
            predicate=named,
            completeness=Completeness(len(levels), 0, len(indicators)),
            values=tuple(
                figure(Fraction(of, total), instrument).shown for of, (_members, total) in zip(points, self._parts, strict=True)
            ),
            announced=None,
            cautions=tuple(cautions),
        )


def suits(instrument: Instrument) -> bool:
    """Whether an instrument's levels are whole and none of its indicators is answered for several services."""
    return (
        instrument.scale.step == 1
        and instrument.scale.min.denominator == 1
        and not any(one.repeat for one in instrument.indicators.values())
    )
