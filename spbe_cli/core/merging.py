"""Parts of one assessment to the whole: brings together what the parts say about each indicator."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from spbe_cli.model import agencies
from spbe_cli.model.base import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spbe_cli.model.answer import Answer
    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.evidence import Evidence
    from spbe_cli.model.instrument import Instrument

_HEAD: Final = ("agency", "year", "instrument", "stage")
"""What all parts must have in common."""

_FORMS: Final = ("levels", "criteria", "accepted", "national_index")


class Conflict(NamedTuple):
    """Two parts that contradict each other: their positions, and the path in an answer file to the values that differ.

    ``beside`` is the path in the first part, if it is a different one.
    """

    first: int
    second: int
    path: tuple[Any, ...]
    beside: tuple[Any, ...] | None = None


class Merged(NamedTuple):
    """The whole, and where its parts contradict each other; the whole then has what the first part says."""

    assessment: Assessment
    conflicts: tuple[Conflict, ...]

    @property
    def is_of_one(self) -> bool:
        """Whether the parts are of one assessment, whatever they contradict each other about."""
        return all(one.path[0] not in _HEAD for one in self.conflicts)

    @property
    def agreed(self) -> Assessment:
        """The whole without the answers that parts contradict each other about."""
        contested = {one.path for one in self.conflicts}
        answers = self.assessment.answers
        kept = answers and {one: answer for one, answer in answers.items() if ("answers", one) not in contested}
        return self.assessment.model_copy(update={"answers": kept})


def merge(parts: Sequence[Assessment], instrument: Instrument) -> Merged:
    """The assessment that the parts make up, its answers in the instrument's order.

    Agency, year, instrument and stage must be the same. Group, kind and announced figures must be the same where they are given.
    An indicator has at most one answer; evidence, notes and commitments are collected from all parts. There must be a part.
    """
    first = parts[0]
    conflicts = [
        Conflict(0, position, (key,))
        for position, part in enumerate(parts)
        for key in _HEAD
        if _compared(part, key) != _compared(first, key)
    ]
    if conflicts:
        return Merged(first, tuple(conflicts))
    head: dict[str, Any] = {}
    for key in ("group", "kind", "published"):
        given = [(position, value) for position, part in enumerate(parts) if (value := getattr(part, key)) is not None]
        head[key] = given[0][1] if given else None
        conflicts += (Conflict(given[0][0], position, (key,)) for position, value in given if value != given[0][1])
    head["owner"] = first.owner if len({part.owner for part in parts}) == 1 else None
    head["answers"] = None if all(part.answers is None for part in parts) else _answers(parts, instrument, conflicts)
    return Merged(first.model_copy(update=head), tuple(conflicts))


def strangers(parts: Sequence[Assessment]) -> list[Conflict]:
    """Where parts are of another agency, year, instrument or stage than most; none where no more than half are of the same."""
    heads = [tuple(_compared(part, key) for key in _HEAD) for part in parts]
    for usual, count in Counter(heads).most_common(1):
        if 2 * count > len(parts):
            first = heads.index(usual)
            return [
                Conflict(first, position, (key,))
                for position, head in enumerate(heads)
                for key, own, other in zip(_HEAD, head, usual, strict=True)
                if own != other
            ]
    return []


def _compared(part: Assessment, key: str) -> Any:
    value = getattr(part, key)
    return agencies.key(value) if key == "agency" else folded(value) if isinstance(value, str) else value


def _answers(parts: Sequence[Assessment], instrument: Instrument, conflicts: list[Conflict]) -> dict[int, Answer]:
    answers: dict[int, Answer] = {}
    for one in instrument.indicators:
        given = [(position, part.answers[one]) for position, part in enumerate(parts) if part.answers and one in part.answers]
        if given:
            answers[one] = _joined(one, given, conflicts)
    return answers


def _joined(indicator: int, given: Sequence[tuple[int, Answer]], conflicts: list[Conflict]) -> Answer:
    (_, whole), *others = given
    path = ("answers", indicator)
    if not others:
        return whole
    answering = [(position, answer) for position, answer in given if answer.settled]
    if answering:
        first, whole = answering[0]
        conflicts += (Conflict(first, position, path) for position, one in answering if not _agree(one, whole))
    promising = [(position, answer.target) for position, answer in given if answer.target is not None]
    if promising:
        first, target = promising[0]
        conflicts += (Conflict(first, position, (*path, "target")) for position, one in promising if one != target)
    notes = dict.fromkeys(answer.note for _, answer in given if answer.note)
    reasons = [answer.not_applicable for _, answer in answering if answer.not_applicable]
    return whole.model_copy(
        update={
            "not_applicable": reasons[0] if reasons and whole.not_applicable is not None else whole.not_applicable,
            "evidence": _items(given, path, conflicts),
            "note": "\n".join(notes) or None,
            "target": promising[0][1] if promising else None,
        }
    )


def _items(given: Sequence[tuple[int, Answer]], path: tuple[Any, ...], conflicts: list[Conflict]) -> tuple[Evidence, ...]:
    """The evidence of all parts; an item that several parts name is there once, with everything that they say about it.

    Two different statuses of an item are a conflict. If anything else differs, the item is kept as each part has it.
    """
    whole: list[tuple[int, int, Evidence]] = []
    for position, answer in given:
        here = len(whole)
        for at, item in enumerate(answer.evidence):
            same = [
                n for n, (_first, _at, one) in enumerate(whole[:here]) if one.file == item.file and one.agrees(item, "proves")
            ]
            for n in same:
                first, beside, one = whole[n]
                if not one.agrees(item, "status"):
                    conflicts.append(Conflict(first, position, (*path, "evidence", at), (*path, "evidence", beside)))
                if one.agrees(item):
                    whole[n] = first, beside, one.with_all_of(item)
                    break
            else:
                if all(item != one for _first, _at, one in whole):
                    whole.append((position, at, item))
    return tuple(item for _first, _at, item in whole)


def _agree(one: Answer, other: Answer) -> bool:
    """Whether two answers are the same; one of them may lack the reason why an indicator does not apply."""
    reasons = {one.not_applicable, other.not_applicable}
    same = len(reasons) == 1 or ("" in reasons and None not in reasons)
    return same and all(getattr(one, form) == getattr(other, form) for form in _FORMS)
