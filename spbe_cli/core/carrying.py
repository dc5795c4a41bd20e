"""Last year's answers as a start for this year's."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.core.comparing import links
from spbe_cli.model.answer import UNANSWERED, Answer, Commitment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.evidence import Evidence
    from spbe_cli.model.instrument import Asked, Instrument
    from spbe_cli.model.scale import Scale


class Carried(NamedTuple):
    """Answers for another instrument, the old answers that each comes from, and the old answers that found no place.

    ``sources`` are the old answers by new indicator. An empty old answer is neither carried over nor in ``gone``.
    """

    answers: Mapping[int, Answer]
    sources: Mapping[int, Mapping[int, Answer]]
    gone: Mapping[int, Answer]


def carry(assessment: Assessment, old: Instrument, new: Instrument) -> Carried:
    """The answers of an assessment under another instrument.

    Under the same instrument they stay as they are, without the verdicts on their evidence. Across instruments they follow the
    crosswalk. A level keeps its number, clipped to the new scale: it is only a starting point, because the two instruments ask
    for different things. Where several old answers meet in one indicator, the lowest level counts; if the new indicator is
    answered for several services, each old answer is one service.
    """
    said = {one: answer for one in old.indicators if (answer := assessment.answer(one)) != UNANSWERED}
    if old.id == new.id:
        again = {one: answer.model_copy(update={"evidence": _handed_in([answer], proves=True)}) for one, answer in said.items()}
        return Carried(again, {one: {one: answer} for one, answer in said.items()}, {})
    sources: dict[int, dict[int, Answer]] = {}
    for one, other in links(old, new):
        if one in said:
            sources.setdefault(other, {})[one] = said[one]
    placed = {one for answers in sources.values() for one in answers}
    return Carried(
        {one: _joined(answers, old, new.asked[one]) for one, answers in sources.items()},
        sources,
        {one: answer for one, answer in said.items() if one not in placed},
    )


def _joined(answers: Mapping[int, Answer], old: Instrument, asked: Asked) -> Answer:
    several = list(answers.values())
    reasons = [one.not_applicable for one in several if one.not_applicable is not None]
    excepted = len(reasons) == len(several)
    notes = dict.fromkeys(one.note for one in several if one.note)
    levels = [one.given(old.asked[key]) for key, one in answers.items() if one.answered]
    return UNANSWERED.model_copy(
        update={
            "levels": _levels(levels, asked),
            "not_applicable": "; ".join(dict.fromkeys(filter(None, reasons))) if excepted else None,
            "evidence": _handed_in(several, proves=False),
            "note": "\n".join(notes) or None,
            "target": next((_promised(one.target, asked.scale) for one in several if one.target is not None), None),
        }
    )


def _handed_in(answers: Iterable[Answer], *, proves: bool) -> tuple[Evidence, ...]:
    """The evidence of answers, each item once and without its status, which was given for another year."""
    items = [item.unjudged(proves=proves) for answer in answers for item in answer.evidence]
    return tuple(item for at, item in enumerate(items) if item not in items[:at])


def _levels(values: Sequence[tuple[Fraction, ...]], asked: Asked) -> tuple[Fraction, ...] | None:
    if not values:
        return None
    if asked.indicator.repeat:
        return tuple(_clipped(one, asked.scale) for services in values for one in services)
    return (_clipped(min(map(min, values)), asked.scale),)


def _clipped(value: Fraction, scale: Scale) -> Fraction:
    """The nearest value on a scale, rounded down between two."""
    within = min(max(value, scale.min), scale.max)
    return within if scale.holds(within) else within - (within - scale.min) % scale.step


def _promised(target: Commitment, scale: Scale) -> Commitment:
    return target.model_copy(update={"level": _clipped(target.level, scale)})
