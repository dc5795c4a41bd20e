"""Several forms in one workbook, as those who collect them put them there: each sheet that says whose it is is a form."""

from __future__ import annotations

from copy import copy
from itertools import islice
from typing import TYPE_CHECKING, Final

from spbe_cli.model import cells
from spbe_cli.model.base import folded
from spbe_cli.reading.problems import BadInput, problem_at
from spbe_cli.reading.said import words_in
from spbe_cli.reading.sheets import named_cell
from spbe_cli.reading.workbooks.headings import SEEN, headings_in, lists_evidence
from spbe_cli.reading.workbooks.recovered import head_in

if TYPE_CHECKING:
    from collections.abc import Collection

    from spbe_cli.reading.sheets import Book, Mark, Sheet
    from spbe_cli.reading.workbooks.headings import Line

_WHOSE: Final = ("agency", "year", "owner")
"""What tells one form from another."""


def forms(book: Book, path: str) -> list[Book]:
    """The forms in a workbook, each as a workbook of its own sheets; of one form it is the workbook itself.

    Raises:
        BadInput: when there are several, and sheets that say not whose they are.
    """
    whose: dict[tuple[str, ...], list[str]] = {}
    names: dict[tuple[str, ...], tuple[str, Mark]] = {}
    others: dict[str, list[Line]] = {}
    for sheet in book.sheets:
        top = [] if sheet.hidden else _top(book, sheet)
        head = head_in(top, sheet.name)
        said = {key: _text(top, head[name]) for key, name in cells.HEAD.items() if name in head}
        if said.get("agency"):
            own = tuple(folded(said.get(key, "")) for key in _WHOSE)
            whose.setdefault(own, []).append(sheet.name)
            names.setdefault(own, (said.get("owner") or said["agency"], head[cells.HEAD["agency"]]))
        else:
            others[sheet.name] = top
    if len(whose) < 2:  # noqa: PLR2004 - one form
        return [book]
    if unknown := [sheet for sheet, top in others.items() if headings_in(top) is not None or lists_evidence(top)]:
        listed = [name for name, _mark in names.values()]
        raise BadInput([problem_at(path, [*names.values()][1][1], "forms_in_one", names=listed, sheets=unknown)])
    return [_part(book, own) for own in whose.values()]


def _top(book: Book, sheet: Sheet) -> list[Line]:
    return [(row.number - 1, row.cells) for row in islice(book.kept_rows(sheet), SEEN)]


def _text(top: list[Line], mark: Mark) -> str:
    return words_in(dict(top).get(mark.line, {}).get(mark.column))


def _part(book: Book, sheets: Collection[str]) -> Book:
    """The workbook with some of its sheets, and the names of cells on them."""
    part = copy(book)
    part.sheets = tuple(sheet for sheet in book.sheets if sheet.name in sheets)
    named = [*reversed(book.local), *book.names.items()]
    part.names = {name: meant for name, meant in reversed(named) if (at := named_cell(meant)) is not None and at.sheet in sheets}
    part.local = []
    return part
