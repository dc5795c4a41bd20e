"""Cells of a workbook to fill in that have lost their names, found again by what stands above and before them.

Programs that write a workbook anew keep its cells and may drop the names. What a cell is for can still be said where our headings
stand once for its indicator: the heading says what is filled in, the number in the row of whom, and a column of ours that a level
is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from spbe_cli.model import cells
from spbe_cli.model.base import folded
from spbe_cli.reading.problems import problem_at
from spbe_cli.reading.said import indicator_number, said_in
from spbe_cli.reading.sheets import Mark
from spbe_cli.reading.workbooks.headings import ITEMS, LONGEST, SEEN, headings_in, items_in, rows_seen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from spbe_cli.reading.cells import Value
    from spbe_cli.reading.problems import Problem
    from spbe_cli.reading.sheets import Book
    from spbe_cli.reading.workbooks.headings import Headings, Line

HEAD: Final[Mapping[str, frozenset[str]]] = {
    "agency": frozenset({"agency", "instansi"}),
    "year": frozenset({"year", "tahun"}),
    "stage": frozenset({"stage", "tahap"}),
    "group": frozenset({"group", "kelompok"}),
    "kind": frozenset({"kind of agency", "jenis instansi"}),
    "owner": frozenset({"filled in by", "diisi oleh"}),
    "instrument": frozenset({"instrument", "instrumen"}),
}
"""What stands before the cells of the head as :mod:`spbe_cli.writing.summary` writes it, folded, by their keys."""

_KEYS: Final = {label: key for key, labels in HEAD.items() for label in labels}

UNITS: Final = "units"
"""The heading of the hidden column of weights; only a row whose indicator is answered there has one."""

_SHARED: Final = (("evidence",), ("note",))
"""What somebody fills in who only contributes to an answer."""

SURE: Final = frozenset({"agency", "year", "instrument"})
"""A sheet that says all of these is the one with the head."""

_Part = tuple[tuple[str, ...], int]
"""The path to a part of an answer, and its indicator."""


def recovered(
    book: Book, lines: Mapping[str, Sequence[Line]], names: Mapping[str, Mark], lost: Collection[str]
) -> dict[str, Mark]:
    """The names that are gone, each with the cell that it would be of.

    A name that stands in the workbook is not looked for, wherever its cell is; nor is one whose cell was deleted. A cell has one
    name. Where more than one sheet could have a cell, it has none.

    Args:
        book: the workbook.
        lines: the rows of the sheets with named cells.
        names: the names that are there, with their cells.
        lost: those whose cells were deleted.
    """
    there = {*names, *lost}
    heads: list[dict[str, Mark]] = []
    items: list[dict[str, Mark]] = []
    answers: dict[_Part, list[Mark]] = defaultdict(list)
    for sheet, rows in rows_seen(book, lines):
        top = list(islice(rows, SEEN))
        heads.append({} if there.issuperset(cells.HEAD.values()) else head_in(top, sheet))
        items.append({} if there.issuperset(cells.ITEM.values()) else _items(top, sheet))
        if (headings := headings_in(top)) is not None:
            for part, line, column in _answers(headings, chain(top, rows), alone=bool(head_in(top, sheet))):
                answers[part].append(Mark(line, column, sheet))
    named = {*names.values()}
    known = {meant.part for meant in cells.answers(there).values()}
    return {
        **_one_of(heads, names, lost),
        **_one_of(items, names, lost),
        **{
            name: mark
            for part, marks in answers.items()
            if part not in known and named.isdisjoint(marks)
            for name, mark in _named(part, marks)
        },
    }


def _one_of(sheets: Iterable[dict[str, Mark]], names: Mapping[str, Mark], lost: Collection[str]) -> dict[str, Mark]:
    """What is missing of what stands together on one sheet: that with the names that are there, or the only one."""
    found = [one for one in sheets if one]
    found = [one for one in found if any(names.get(name) == mark for name, mark in one.items())] or found
    return {name: mark for name, mark in found[0].items() if name not in (*names, *lost)} if len(found) == 1 else {}


def head_moved(places: Mapping[str, Mark], said: Mapping[Mark, Value], path: str) -> list[Problem]:
    """A problem for the first cell of the head behind another's label, as where a program put a row in and left the names."""
    found = []
    for key, name in cells.HEAD.items():
        mark = places.get(name)
        label = None if mark is None else said_in(said.get(mark._replace(column=mark.column - 1)))
        if mark is not None and isinstance(label, str) and _KEYS.get(folded(label), key) != key:
            found.append((mark, key, label))
    return [problem_at(path, mark, "head_moved", key=key, label=label) for mark, key, label in sorted(found)[:1]]


def head_in(top: Iterable[Line], sheet: str) -> dict[str, Mark]:
    """The cells of the head on a sheet by their names: each behind its label; none on a sheet that is not its own."""
    found: dict[str, list[Mark]] = defaultdict(list)
    for line, row in top:
        for column, value in row.items():
            if isinstance(value, str) and len(value) <= LONGEST and (key := _KEYS.get(folded(said_in(value) or ""))) is not None:
                found[key].append(Mark(line, column + 1, sheet))
    return {cells.HEAD[key]: marks[0] for key, marks in found.items() if len(marks) == 1} if found.keys() >= SURE else {}


def _items(top: Iterable[Line], sheet: str) -> dict[str, Mark]:
    """The headings of a list of evidence on a sheet by their names; none where one is missing, or stands there twice."""
    for line, row in top:
        columns = items_in(row)
        if len(columns) == len(ITEMS) and all(len(own) == 1 for own in columns.values()):
            return {cells.ITEM[key]: Mark(line, own[0], sheet) for key, own in columns.items()}
    return {}


def _answers(headings: Headings, rows: Iterable[Line], *, alone: bool) -> Iterator[tuple[_Part, int, int]]:
    """The cells to fill in below headings: whose they are, the line and the column.

    Where only visible cells were copied, each row of a workbook of several sheets asks for a level; on a form that is ``alone``,
    as owners get it, those with a value that counts do.
    """
    units = [column for column, text in headings.said.items() if text == UNITS]
    telling = units or [column for column, text in headings.said.items() if text in headings.counted]
    for line, row in rows:
        number = indicator_number(row.get(headings.number)) if line > headings.line else None
        if number is None:
            continue
        answering = (not units and not alone) or any(said_in(row.get(column)) is not None for column in telling)
        for path, columns in headings.columns.items():
            if len(columns) == 1 and (answering or path in _SHARED):
                yield (path, number), line, columns[0]


def _named(part: _Part, marks: Sequence[Mark]) -> Iterator[tuple[str, Mark]]:
    """The cells of a part of an answer by their names; several are those for services. None where they are on several sheets."""
    if len({mark.sheet for mark in marks}) == 1:
        path, indicator = part
        for n, mark in enumerate(marks, start=1):
            yield cells.of_answer(path, indicator, n if len(marks) > 1 else None), mark
