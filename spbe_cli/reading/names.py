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
    """Names, each with its first line, and a note for each name that is repeated."""

    lines: dict[str, int]
    again: list[Problem]


def load_names(path: str, called: Callable[[str], str]) -> Names:
    """The names in a file, once each; a line that begins with ``#`` is ignored.

    Of a table (by its ending) they are the column below a heading of agencies, such as ``Nama OPD``, or the only column.

    Args:
        path: the file.
        called: gives the name to keep of an agency, by any of its names.

    Raises:
        BadInput: when it can't be read, or has no name; when it is a table without such a column.
    """
    found: dict[str, tuple[str, int]] = {}
    again: list[Problem] = []
    for line, text in _lines(content(path, MAX_TABLE_BYTES), path):
        name = called(text.strip())
        if not name or name.startswith("#"):
            continue
        _name, first = found.setdefault(agencies.key(name), (name, line))
        if first != line:
            again.append(Problem.at(path, line, 1, "listed_twice", agency=text.strip(), first=first))
    if not found:
        raise BadInput([Problem.at(path, 1, 1, "empty")])
    return Names(dict(found.values()), again)


def _lines(data: bytes, path: str) -> Iterator[tuple[int, str]]:
    """The lines of a list by their numbers; of a table, the cells of its column of agencies."""
    if not data.startswith(OFFICE_FILES) and os.path.splitext(path)[1].lower() not in TABLE_ENDINGS:  # noqa: PTH122 - of a name
        yield from enumerate(decoded(data, path).splitlines(), start=1)
        return
    from spbe_cli.reading.tables.grid import grids  # only where one is read

    every = grids(data, path)
    for grid in every:
        if (found := _column(grid)) is not None:
            heading, column = found
            yield from ((row.number, row.cells.get(column, "")) for row in _rows(grid) if row.number > heading)
            return
    if any(len(row.cells) > 1 for grid in every for row in _rows(grid)):
        raise BadInput([Problem.of(path, "no_agencies_heading")])
    yield from ((row.number, next(iter(row.cells.values()))) for row in _rows(every[0]))


def _column(grid: Grid) -> tuple[int, int] | None:
    """The number of the row with a heading of agencies, and its column; None where there is none."""
    from spbe_cli.reading.tables.grid import LOOKED_AT
    from spbe_cli.reading.tables.headings import KNOWN, key

    for row in islice(_rows(grid), LOOKED_AT):
        for column, text in row.cells.items():
            if KNOWN.get(key(text)) == "agency":
                return row.number, column
    return None


def _rows(grid: Grid) -> Iterator[Row]:
    """The rows of a table.

    Raises:
        BadInput: with what is wrong with a row that can't be read.
    """
    for row in grid.rows():
        if isinstance(row, Problem):
            raise BadInput([row])
        yield row
