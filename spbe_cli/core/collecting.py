"""The parts that were handed in so far to the state of the whole assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.core.carrying import carry
from spbe_cli.core.scoring import score
from spbe_cli.model import agencies
from spbe_cli.model.answer import UNANSWERED
from spbe_cli.model.collection import Collection, OwnerStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from fractions import Fraction

    from spbe_cli.model.answer import Answer
    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.owners import Owners
    from spbe_cli.model.result import Result
    from spbe_cli.model.tree import Indicator


class PartFile(NamedTuple):
    """A file that an owner handed in: where it is, who that is, and whether it can be used.

    ``answered`` are the indicators whose level it says, or that do not apply; ``supported`` those with evidence or a note.
    """

    path: str
    owner: str
    answered: tuple[int, ...] = ()
    sound: bool = True
    supported: tuple[int, ...] = ()


class HandedIn(NamedTuple):
    """The merged parts that were handed in, their instrument, and the files that name an owner."""

    assessment: Assessment
    instrument: Instrument
    parts: Sequence[PartFile]


def collect(handed_in: HandedIn, owners: Owners, today: date, before: tuple[Assessment, Instrument] | None = None) -> Collection:
    """The state of an assessment that is not complete yet.

    The index so far is a range. A repeated indicator that is open counts as exactly as many services as are asked for. The range
    assumes that every open indicator applies.

    Args:
        handed_in: the parts so far.
        owners: who was asked for which indicators.
        today: the day on which it is checked who is late.
        before: an earlier assessment and its instrument.
    """
    assessment, instrument, parts = handed_in
    open_ones = tuple(one for one in instrument.indicators if not assessment.answer(one).settled)
    by_owner: dict[str, list[PartFile]] = {}
    for part in parts:
        by_owner.setdefault(agencies.key(part.owner), []).append(part)
    known = {agencies.key(name) for name in owners.owners}
    strangers = {part.path: part.owner for part in parts if agencies.key(part.owner) not in known}
    found = tuple(
        OwnerStatus(
            name=name,
            asked=owned.indicators,
            open=(still := tuple(one for one in owned.indicators if one in open_ones)),
            due=owned.due,
            late=bool(still or bare) and owned.due is not None and owned.due < today,
            paths=tuple(part.path for part in own),
            unsound=tuple(part.path for part in own if not part.sound),
            foreign=_foreign(name, owned.indicators, own, owners),
            supports=owned.contributes,
            unsupported=bare,
        )
        for name, owned in owners.owners.items()
        for own in (by_owner.get(agencies.key(name), []),)
        for bare in (_unsupported(owned.contributes, own),)
    )
    last = {} if before is None else carry(*before, instrument).answers
    # Answers "not applicable" are not used to fill open indicators.
    last = {one: last[one] for one in open_ones if one in last and last[one].answered}
    scale = instrument.scale
    return Collection(
        low=_scored(assessment, instrument, open_ones, scale.min),
        high=_scored(assessment, instrument, open_ones, scale.max),
        before=None if before is None else _scored(assessment, instrument, open_ones, scale.min, last),
        earlier=None if before is None else before[0],
        before_open=tuple(one for one in open_ones if one not in last),
        owners=found,
        open=open_ones,
        unowned=tuple(one for one in instrument.indicators if one not in owners.leads),
        strangers=strangers,
        near=agencies.near_names(strangers.values(), owners.owners),
    )


def _unsupported(supports: Iterable[int], own: Iterable[PartFile]) -> tuple[int, ...]:
    """The indicators for which an owner's files bring neither evidence nor a note."""
    supported = {one for part in own for one in part.supported}
    return tuple(one for one in supports if one not in supported)


def _foreign(name: str, asked: tuple[int, ...], own: Iterable[PartFile], owners: Owners) -> Mapping[str, tuple[int, ...]]:
    """What an owner's files answer of what others own, by the other's name."""
    answered = {one for part in own for one in part.answered} - set(asked)
    found = ((other, tuple(sorted(answered & set(owned.indicators)))) for other, owned in owners.owners.items() if other != name)
    return {other: indicators for other, indicators in found if indicators}


def _scored(
    assessment: Assessment,
    instrument: Instrument,
    missing: Iterable[int],
    level: Fraction,
    known: Mapping[int, Answer] | None = None,
) -> Result:
    """The result if each missing indicator has its known answer, or else ``level``."""
    known = known or {}
    filled = {one: known.get(one) or _at(level, instrument.indicators[one]) for one in missing}
    answers = {one: filled.get(one) or assessment.answer(one) for one in instrument.indicators}
    return score(assessment.with_answers(answers), instrument)


def _at(level: Fraction, indicator: Indicator) -> Answer:
    return UNANSWERED.model_copy(update={"levels": (level,) * (indicator.repeat or 1)})
