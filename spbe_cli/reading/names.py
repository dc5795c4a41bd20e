"""Lists of agencies: a name on a line, or a column of a table."""

from __future__ import annotations

import os
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.limits import MAX_TABLE_BYTES
from spbe_cli.model import agencies
from spbe_cli.reading.decoding import OFFICE_FILES, decoded
from spbe_cli.reading.files import content
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.sources import TABLE_ENDINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spbe_cli.reading.tables.grid import Grid, Row


class Names(NamedTuple):
    """Names, each with its first line, and notes: on each name that is repeated, and on rows of a table that name no agency."""

    lines: dict[str, int]
    notes: list[Problem]


def load_names(path: str, called: Callable[[str], str]) -> Names:
    """The names in a file, once each; a line that begins with ``#`` is ignored.

    Of a table (by its ending) they are the column below a heading of agencies, such as ``Nama OPD``, or the only column; totals,
    remarks, and rows without a number where others have one, are passed over.

    Args:
        path: the file.
        called: gives the name to keep of an agency, by any of its names.

    Raises:
        BadInput: when it can't be read, or has no name; when it is a table without such a column.
    """
    found: dict[str, tuple[str, int]] = {}
    notes: list[Problem] = []
    for line, text in _lines(content(path, MAX_TABLE_BYTES), path, notes):
        name = called(text.strip())
        if not name or name.startswith("#"):
            continue
        _name, first = found.setdefault(agencies.key(name), (name, line))
        if first != line:
            notes.append(Problem.at(path, line, 1, "listed_twice", agency=text.strip(), first=first))
    if not found:
        raise BadInput([Problem.at(path, 1, 1, "empty")])
    return Names(dict(found.values()), notes)


def _lines(data: bytes, path: str, notes: list[Problem]) -> Iterator[tuple[int, str]]:
    """The lines of a list by their numbers; of a table, the cells of its column of agencies."""
    if not data.startswith(OFFICE_FILES) and os.path.splitext(path)[1].lower() not in TABLE_ENDINGS:  # noqa: PTH122 - of a name
        yield from enumerate(decoded(data, path).splitlines(), start=1)
        return
    from spbe_cli.reading.tables.grid import grids  # only where one is read

    every = grids(data, path)
    for grid in every:
        if (head := _head(grid)) is not None:
            yield from _below(grid, *head, notes)
            return
    if any(len(row.cells) > 1 for grid in every for row in _rows(grid)):
        raise BadInput([Problem.of(path, "no_agencies_heading")])
    yield from ((row.number, next(iter(row.cells.values()))) for row in _rows(every[0]))


def _head(grid: Grid) -> tuple[Row, int, int | None] | None:
    """The row with a heading of agencies, its column, and that of running numbers; None where there is none."""
    from spbe_cli.reading.tables.grid import LOOKED_AT
    from spbe_cli.reading.tables.headings import KNOWN, key

    for row in islice(_rows(grid), LOOKED_AT):
        meant = {column: KNOWN.get(key(text)) for column, text in row.cells.items()}
        for column, what in meant.items():
            if what == "agency":
                return row, column, next((one for one, other in meant.items() if other == "number"), None)
    return None


def _below(grid: Grid, head: Row, column: int, number: int | None, notes: list[Problem]) -> Iterator[tuple[int, str]]:
    """The names below a heading; a note says which rows name no agency.

    Between rows with a number one without is a title; below the last of them, what is called like an agency was added.
    """
    from spbe_cli.reading.tables.bare import is_remark
    from spbe_cli.reading.tables.headings import is_statistic, names_an_agency

    rows = [row for row in _rows(grid) if row.number > head.number and row.cells.get(column)]
    numbered = {row.number for row in rows if number is not None and row.cells.get(number, "").isdecimal()}
    last = max(numbered, default=0)
    passed: dict[int, str] = {}
    for row in rows:
        name = row.cells[column]
        titles = bool(numbered) and row.number not in numbered and (row.number < last or not names_an_agency(name))
        if is_statistic(name) or is_remark(row, name) or name == head.cells[column] or titles:
            passed[row.number] = name
        else:
            yield row.number, name
    if passed:
        notes.append(grid.problem(head, column, "rows_of_no_agency", rows=list(passed), names=list(passed.values())))


def _rows(grid: Grid) -> Iterator[Row]:
    """The rows of a table.

    Raises:
        BadInput: with what is wrong with a row that can't be read.
    """
    for row in grid.rows():
        if isinstance(row, Problem):
            raise BadInput([row])
        yield row
