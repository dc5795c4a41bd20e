"""Lists of agencies: a name on a line, or a column of a table."""

from __future__ import annotations

import io
import os
import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from spbe_cli.limits import MAX_TABLE_BYTES
from spbe_cli.model import agencies
from spbe_cli.reading.decoding import BETWEEN_CELLS, OFFICE_FILES, decoded
from spbe_cli.reading.files import content
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.sources import TABLE_ENDINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from spbe_cli.reading.tables.grid import Grid, Row


_NUMBER: Final = re.compile(r"[0-9]{1,4}[.)]\s*(?=[^\W\d])")
_MARK: Final = re.compile(rf"\A(?:{_NUMBER.pattern}|[-–•*]\s*(?=[^\W\d]))")
"""What stands before a name in a list: its number, or the dash of its item. The hyphen in ``Toli-Toli`` is part of a name."""
_TITLE: Final = re.compile(r"daftar\b.*|list of\b.*", re.IGNORECASE)
"""Titles of lists."""


class Names(NamedTuple):
    """Names, each with its first line, and notes: on each name that is repeated, and on rows of a table that name no agency."""

    lines: dict[str, int]
    notes: list[Problem]


def load_names(path: str, called: Callable[[str], str], year: int | None) -> Names:
    """The names in a file, once each; a line that begins with ``#`` is ignored.

    Of a table (by its ending, or by a first line that is its headings) they are the column below a heading of agencies, such as
    ``Nama OPD``, or the only column. A number or a dash before a name is no part of it. Totals, remarks, numbers of the columns,
    titles (``DINAS``, ``Daftar OPD``), and what has no number where others have one, are passed over.

    Args:
        path: the file.
        called: gives the name to keep of an agency, by any of its names.
        year: the year that is meant; of several sheets with lists, one called like another year comes last.

    Raises:
        BadInput: when it can't be read, or has no name; when it is a table without such a column, or a file of another kind.
    """
    found: dict[str, tuple[str, int]] = {}
    notes: list[Problem] = []
    for line, text in _lines(content(path, MAX_TABLE_BYTES), path, year, notes):
        name = called(text.strip())
        if not name or name.startswith("#"):
            continue
        _name, first = found.setdefault(agencies.key(name), (name, line))
        if first != line:
            notes.append(Problem.at(path, line, 1, "listed_twice", agency=text.strip(), first=first))
    if not found:
        raise BadInput([Problem.at(path, 1, 1, "empty")])
    return Names(dict(found.values()), notes)


def _lines(data: bytes, path: str, year: int | None, notes: list[Problem]) -> Iterator[tuple[int, str]]:
    """The lines of a list by their numbers; of a table, the cells of its column of agencies."""
    if not data.startswith(OFFICE_FILES) and os.path.splitext(path)[1].lower() not in TABLE_ENDINGS:
        lines = [(number, line.strip()) for number, line in enumerate(decoded(data, path).splitlines(), start=1)]
        lines = [(number, line) for number, line in lines if line and not line.startswith("#")]
        if not lines or not _begins_a_table(lines[0][1]):
            _refuse_other_kinds(data, path)
            yield from _plain(lines, path, notes)
            return
    from spbe_cli.reading.tables.grid import grids  # only where one is read
    from spbe_cli.reading.workbooks.workbook import is_to_fill_in

    if data.startswith(OFFICE_FILES) and is_to_fill_in(io.BytesIO(data)):
        raise BadInput([Problem.of(path, "other_kind", kind="answers", expected="names")])
    every = sorted(grids(data, path), key=lambda grid: grid.is_of_another(year))
    headed = [(grid, head) for grid in every if (head := _head(grid)) is not None]
    if headed:
        grid, head = headed[0]
        _tell_others([one for one, _head in headed], head[0], notes)
        yield from _below(grid, *head, notes)
        return
    if any(len(row.cells) > 1 for grid in every for row in _rows(grid)):
        raise BadInput([Problem.of(path, "no_agencies_heading")])
    filled = [(grid, rows) for grid in every if (rows := list(_rows(grid)))]
    if filled:
        _grid, rows = filled[0]
        _tell_others([one for one, _rows in filled], rows[0], notes)
        yield from _plain([(row.number, next(iter(row.cells.values()))) for row in rows], path, notes)


def _refuse_other_kinds(data: bytes, path: str) -> None:
    """Raises BadInput where the text is a file of another kind, such as an answer file, whose lines are no names."""
    from spbe_cli.reading.kinds import kind_of
    from spbe_cli.reading.parsing import documents

    try:
        values = [one.value for one in documents(data, path)[:1]]
    except BadInput:  # many a list is no YAML
        return
    # JSON of several results is a list of them.
    first = values[0] if values and isinstance(values[0], list) else values
    if first and (kind := kind_of(first[0])) is not None:
        raise BadInput([Problem.at(path, 1, 1, "other_kind", kind=kind, expected="names")])


def _tell_others(lists: Sequence[Grid], row: Row, notes: list[Problem]) -> None:
    """Adds a note on the sheets that have a list, too, and are not read; the first one's list begins in ``row``."""
    first, *others = lists
    if others:
        notes.append(first.problem(row, min(row.cells), "other_lists", sheet=first.sheet, names=[one.sheet for one in others]))


def _plain(lines: Iterable[tuple[int, str]], path: str, notes: list[Problem]) -> list[tuple[int, str]]:
    """The names in a list without columns; a note says which lines name no agency."""
    found = _listed([_Line(number, line) for number, line in lines])
    notes += (Problem.at(path, 1, 1, code, **context) for code, context in found.notes())
    return found.names


def _begins_a_table(line: str) -> bool:
    """Whether a line is the headings of several columns, one of them that of agencies."""
    cells = [cell for cell in BETWEEN_CELLS.split(line) if cell.strip()]
    return len(cells) > 1 and _named(dict(enumerate(cells))) is not None


def _is_heading(text: str) -> bool:
    """Whether a text is surely a heading of agencies."""
    return _named({0: text}) is not None


def _named(cells: Mapping[int, str]) -> int | None:
    """The column of the first cell that is a heading of agencies; None where there is none.

    One that is known by its words only, ``Dinas/Badan``, stands alone beside other headings: by itself it may be a name.
    """
    from spbe_cli.reading.tables.headings import Meaning, meaning, names_something
    from spbe_cli.reading.tables.likely import likely

    agency = Meaning("agency")
    surely = [column for column, text in cells.items() if meaning(text) == agency]
    if surely or not any(map(names_something, cells.values())):
        return next(iter(surely), None)
    named = [column for column, text in cells.items() if likely(text) == agency]
    return named[0] if len(named) == 1 else None


def _head(grid: Grid) -> tuple[Row, int, int | None] | None:
    """The row with a heading of agencies, its column, and that of running numbers; None where there is none."""
    from spbe_cli.reading.tables.grid import LOOKED_AT
    from spbe_cli.reading.tables.headings import Meaning, meaning

    for row in islice(_rows(grid), LOOKED_AT):
        if (column := _named(row.cells)) is not None:
            numbers = (one for one, text in row.cells.items() if meaning(text) == Meaning("number"))
            return row, column, next(numbers, None)
    return None


def _below(grid: Grid, head: Row, column: int, number: int | None, notes: list[Problem]) -> list[tuple[int, str]]:
    """The names below a heading; a note says which rows name no agency."""
    from spbe_cli.reading.tables.bare import is_remark

    below = [
        _Line(row.number, name, "" if number is None else row.cells.get(number, ""), is_remark(row, name))
        for row in _rows(grid)
        if row.number > head.number and (name := row.cells.get(column))
    ]
    found = _listed(below)
    notes += (grid.problem(head, column, code, **context) for code, context in found.notes())
    return found.names


class _Line(NamedTuple):
    """A line of a list, or a row of a table: its number in the file, its text, its running number, and whether it is a remark."""

    at: int
    text: str
    number: str = ""
    remark: bool = False

    def numbered(self) -> bool:
        """Whether it has a running number, beside its text or before it."""
        return self.number.rstrip(".)").isdecimal() or _NUMBER.match(self.text) is not None


class _Listed(NamedTuple):
    """The names in lines, each with the number of its line; what lines that name no agency say; names with marks of footnotes."""

    names: list[tuple[int, str]]
    passed: dict[int, str]
    marked: list[str]

    def notes(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The codes of notes, with their contexts."""
        if self.passed:
            yield "rows_of_no_agency", {"rows": list(self.passed), "names": list(self.passed.values())}
        if self.marked:
            yield "marks_left_out", {"names": self.marked}


def _listed(lines: Sequence[_Line]) -> _Listed:
    """What stands in the lines of a list.

    Between lines with a number one without is a title; below the last of them, what is called like an agency was added.
    """
    from spbe_cli.reading.tables.names import between_commas, is_statistic, names_an_agency, names_nobody
    from spbe_cli.reading.tables.values import without_mark

    last = max((one.at for one in lines if any(map(str.isalpha, one.text)) and one.numbered()), default=0)
    found = _Listed([], {}, [])
    for one in lines:
        whole = _MARK.sub("", one.text)
        name = without_mark(whole)
        if (
            one.remark
            or (last and not one.numbered() and (one.at < last or not names_an_agency(name)))
            or is_statistic(name)
            or names_nobody(name)
            or _TITLE.fullmatch(name) is not None
            or not any(map(str.isalpha, name))
            or _is_heading(name)
        ):
            found.passed[one.at] = one.text
        else:
            found.names.extend((one.at, each) for each in between_commas(name))
            if name != whole:
                found.marked.append(whole)
    return found


def _rows(grid: Grid) -> Iterator[Row]:
    """The rows of a table.

    Raises:
        BadInput: with what is wrong with a row that can't be read.
    """
    for row in grid.rows():
        if isinstance(row, Problem):
            raise BadInput([row])
        yield row
