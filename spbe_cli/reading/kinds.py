"""The kind of file that a document is, by its keys, so that a file of the wrong kind is reported as such."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from spbe_cli.reading.document import located
from spbe_cli.reading.problems import problem_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spbe_cli.model.base import Fault
    from spbe_cli.reading.document import Document
    from spbe_cli.reading.problems import Problem

Kind = Literal["answers", "owners", "costs", "instruments", "aliases", "results"]

_ANSWERS: Final = {"agency", "instansi", "year", "tahun", "answers", "jawaban", "published", "hasil_resmi"}
_COSTS: Final = {"costs", "biaya"}
_OWNERS: Final = ("owners", "owner", "pemilik")
_INSTRUMENTS: Final = {"id", "title", "source", "years", "scale", "predicates", "domains", "aspects"}


def kind_of(value: Any) -> Kind | None:
    """The kind of file of a document with such a value; None if its keys do not show it."""
    if not isinstance(value, dict):
        return None
    keys = value.keys()
    ours = value.get("schema") == 1  # all our JSON begins with it
    if ours or keys & _ANSWERS:
        return "results" if ours else "answers"
    if keys & _COSTS:
        return "costs"
    if any(isinstance(value.get(key), dict | list) for key in _OWNERS):
        return "owners"
    if keys & _INSTRUMENTS:
        return "instruments"
    lists = [one for one in value.values() if isinstance(one, list) and all(isinstance(name, str) for name in one)]
    return "aliases" if value and len(lists) == len(value) else None


def wrong(faults: Iterable[Fault], read: Document, path: str, expected: Kind) -> list[Problem]:
    """The problems of a document: none, the one that it is of another kind, or its own problems and the faults."""
    problems = located(faults, read, path)
    kind = kind_of(read.value) if problems else None
    if kind in (None, expected):
        return problems
    return [problem_at(path, read.mark_of(()), "other_kind", kind=kind, expected=expected)]
