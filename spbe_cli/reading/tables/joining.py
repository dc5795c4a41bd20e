"""What several sheets say of one assessment, joined into one document, as one table would have it."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from spbe_cli.model.base import folded, places
from spbe_cli.reading.document import Document
from spbe_cli.reading.places import Place
from spbe_cli.reading.problems import problem_at
from spbe_cli.reading.sheets import cell_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from spbe_cli.reading.tables.layouts import Path

_FORMS: Final = ("level", "not_applicable")


def joined(parts: Sequence[Document], path: str, decimals: int) -> Document:
    """The document that has all that several say of one assessment; a problem for each where one says it otherwise.

    ``decimals`` is to how many an announced figure is rounded at least.
    """
    first = parts[0]
    value, problems = dict(first.value), list(first.problems)
    said: dict[Path, Document] = {}
    for one in parts:
        differing: list[tuple[Path, Any, Any]] = []
        for at, own in said_of(one.value):
            before = None if at not in said else _get(value, at)
            both, agree = own, True
            if before is not None:
                both, agree = _answers(before, own) if at[0] == "answers" else _figures(before, own, decimals)
            if agree:
                said.setdefault(at, one)
                _put(value, at, both)
            else:
                differing.append((at, own, before))
        if differing:
            at, own, before = differing[0]
            where = cell_name(said[at].mark_of(at))
            context = {"at": at, "value": own, "other": before, "first": where, "count": len(differing) - 1}
            problems.append(problem_at(path, one.mark_of(at), "sheets_differ", **context))
        if one is not first:
            problems += one.problems
            value = {**{what: text for what, text in one.value.items() if what not in ("answers", "published")}, **value}
    if "answers" not in value and any("answers" in one.value for one in parts):
        value["answers"] = {}
    document = Document(value, partial(_place, parts), problems, [one.sheet for one in parts], cells=True)
    document.row, document.sheet = first.row, first.sheet
    return document


def said_of(value: Mapping[str, Any]) -> Iterator[tuple[Path, Any]]:
    """What a document says of its assessment: each answer and each figure, by its path."""
    yield from ((("answers", one), answer) for one, answer in (value.get("answers") or {}).items() if answer is not None)
    for what, said in (value.get("published") or {}).items():
        if isinstance(said, dict):
            yield from ((("published", what, one), figure) for one, figure in said.items())
        else:
            yield ("published", what), said


def _get(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def _put(value: dict[str, Any], path: Path, said: Any) -> None:
    """Puts a value at its path; what other documents hold is left as it is."""
    *above, last = path
    for step in above:
        value[step] = dict(value.get(step, {}))
        value = value[step]
    value[last] = said


def _figures(one: Any, other: Any, decimals: int) -> tuple[Any, bool]:
    """What two sheets say of a figure, and whether they agree: also where one is the other, rounded; the finer one counts."""
    if isinstance(one, str) or isinstance(other, str):
        return one, folded(str(one)) == folded(str(other))
    fine, coarse = sorted((one, other), key=places, reverse=True)
    unit = Decimal(1).scaleb(-max(decimals, places(coarse)))
    return fine, 2 * abs(fine - coarse) <= unit


def _answers(one: Any, other: Any) -> tuple[Any, bool]:
    """What two sheets say of an indicator, and whether they agree; what only one says is added."""
    if not isinstance(one, dict) and not isinstance(other, dict):
        return one, (folded(one) == folded(other) if isinstance(one, str) and isinstance(other, str) else one == other)
    own, more = ({"level": said} if not isinstance(said, dict) else said for said in (one, other))
    forms = [[form for form in _FORMS if form in said] for said in (own, more)]
    if all(forms) and (forms[0] != forms[1] or own.get("level") != more.get("level")):
        return one, False
    both = {**more, **own}
    if "evidence" in own and "evidence" in more:
        both["evidence"] = list(dict.fromkeys([*own["evidence"], *more["evidence"]]))
    if "note" in own and "note" in more:
        both["note"] = "\n".join(dict.fromkeys((own["note"], more["note"])))
    return both, True


def _place(parts: Sequence[Document]) -> Place:
    """The places of what several documents say: of each value where it is said, not where a cell for it is blank."""
    place = Place(parts[0].place.mark)
    is_said: Sequence[Callable[[Any, Any], bool]] = (
        lambda value, step: isinstance(value, dict) and step in value,
        lambda _value, _step: True,
    )
    for wanted in is_said:
        for one in parts:
            _add(place, one.place, one.value, wanted)
    return place


def _add(place: Place, other: Place, value: Any, wanted: Callable[[Any, Any], bool]) -> None:
    for step, part in other.parts.items():
        if not wanted(value, step):
            continue
        place.keys.setdefault(step, other.keys.get(step, other.mark))
        inner = value.get(step) if isinstance(value, dict) else None
        if isinstance(part, Place):
            own = place.parts.setdefault(step, Place(part.mark))
            if isinstance(own, Place):
                _add(own, part, inner, wanted)
        else:
            place.parts.setdefault(step, part)
