"""An indicator raised to a level: the answer that reaches it, and what a service is worth then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.model.answer import index_for

if TYPE_CHECKING:
    from fractions import Fraction

    from spbe_cli.model.answer import Answer
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.result import IndicatorResult


def raised(one: IndicatorResult, level: int, instrument: Instrument) -> Answer:
    """An answer that reaches a level, in the same form as before: a level, criteria, accepted items or a national index.

    What was already given for higher levels then counts, too.
    """
    answer, scale = one.answer, instrument.scale
    below = [lower for lower in scale.levels if lower <= level]
    counted, points = one.indicator.evidence, one.indicator.conversion
    if answer.criteria is not None:
        return answer.model_copy(update={"criteria": tuple(sorted({*answer.criteria, *below}))})
    if answer.accepted is not None and counted is not None:
        return answer.model_copy(update={"accepted": answer.accepted | {lower: counted[lower] for lower in below}})
    value = scale.value_of(level)
    if answer.national_index is not None and points is not None and (index := index_for(value, points)) is not None:
        return answer.model_copy(update={"national_index": index})
    levels = list(one.levels)
    levels[levels.index(min(levels))] = value
    return answer.model_copy(update={"levels": tuple(levels), "national_index": None})


def value_reached(one: IndicatorResult, service: int, level: int, instrument: Instrument) -> Fraction:
    """What a service is worth once it reaches a level, with what was already given for higher levels.

    Criteria and accepted items are those of the first service.
    """
    if service == 0 and (one.answer.criteria is not None or one.answer.accepted is not None):
        return raised(one, level, instrument).given(instrument.asked[one.indicator.id])[0]
    return instrument.scale.value_of(level)
