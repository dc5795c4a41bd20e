"""Files to grids of cells: rows of text, from a text with separators or from a sheet of a workbook."""

from __future__ import annotations

import csv
import re
from fnmatch import fnmatchcase
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from spbe_cli.limits import MAX_TABLE_BYTES
from spbe_cli.model.base import folded
from spbe_cli.model.cells import REPORT
from spbe_cli.reading.decoding import OFFICE_FILES, SEPARATORS, decoded
from spbe_cli.reading.places import TextMark
from spbe_cli.reading.problems import BadInput, Problem, letters, problem_at
from spbe_cli.reading.sheets import Mark, Merged
from spbe_cli.reading.tables.headings import names_something
from spbe_cli.reading.tables.values import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from spbe_cli.reading.cells import SheetRow

LOOKED_AT: Final = 100
"""At most this many rows may be above the headings of a table."""

_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
# A first line that spreadsheets write and read, and that is not part of the table.
_SAID_SEPARATOR: Final = re.compile(r'"?sep=([,;\t|])"?[,;\t ]*(?:\r\n?|\n)', re.IGNORECASE)
# Only the line ends that count for places; str.splitlines knows more.
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


class Row(NamedTuple):
    """A row that is not empty: its line, or its number in a sheet, from 1, and the text of its cells, by column from 0.

    Empty cells are left out; cells that can't be used are :class:`~spbe_cli.reading.cells.Wrong`.
    """

    number: int
    cells: Mapping[int, str]
    hidden: bool = False


class Grid(NamedTuple):
    """The cells of a text or of a sheet; each call of ``rows`` reads them again, with a problem for each row that can't be read.

    ``hidden`` says whether the sheet is hidden, ``hidden_columns`` which of its columns are, from 0, and ``of_report`` whether
    the sheet is one of our reports.
    """

    path: str
    rows: Callable[[], Iterator[Row | Problem]]
    sheet: str | None = None
    hidden: bool = False
    hidden_columns: Callable[[], set[int]] = set
    of_report: bool = False

    def is_of(self, year: int | None) -> bool:
        """Whether the name of the sheet has this year."""
        return str(year) in self._years

    def is_of_another(self, year: int | None) -> bool:
        """Whether the name of the sheet has a year, but not this one; every year is right where none is meant."""
        return year is not None and bool(self._years) and not self.is_of(year)

    @property
    def year(self) -> str | None:
        """The one year in the name of the sheet; None if it has none, or several."""
        return self._years[0] if len(set(self._years)) == 1 else None

    @property
    def _years(self) -> list[str]:
        return _YEAR.findall(self.sheet or "")

    def mark(self, row: Row, column: int) -> Mark | TextMark:
        """Where a cell stands."""
        line = row.number - 1
        return TextMark(line, column) if self.sheet is None else Mark(line, column, self.sheet)

    def problem(self, row: Row, column: int, code: str, **context: Any) -> Problem:
        """A problem at a cell."""
        return problem_at(self.path, self.mark(row, column), code, **context)

    def cell(self, row: Row, column: int) -> str:
        """The usual name of a cell: ``C12`` in a sheet, its line and column in a text."""
        return f"{row.number}:{column + 1}" if self.sheet is None else f"{self.column(column)}{row.number}"

    def column(self, column: int) -> str:
        """The usual name of a column, given from 0: its number, or in a sheet its letters."""
        return str(column + 1) if self.sheet is None else letters(column + 1)


def grids(data: bytes, path: str, sheet: str | None = None) -> list[Grid]:
    """The grids that may have a table: a text, or the sheets of a workbook, hidden ones last.

    Args:
        data: the file's bytes: a workbook's, or UTF-8, with or without a byte order mark, or UTF-16 with one; at most
            ``MAX_TABLE_BYTES``.
        path: what to call the file in problems.
        sheet: the name of the sheet to read, or a pattern for several, as no name of a sheet has a ``*``; None for any. A text
            has no sheets.

    Raises:
        BadInput: when it can't be read, or has no such sheet.
    """
    if not data.startswith(OFFICE_FILES):
        text = decoded(data, path, MAX_TABLE_BYTES)
        return [Grid(path, lambda: _text_rows(text, path))]
    from spbe_cli.reading.sheets import Book  # only where one is read

    if len(data) > MAX_TABLE_BYTES:
        raise BadInput([Problem.at(path, 1, 1, "too_large", limit=MAX_TABLE_BYTES // 1024**2)])
    book = Book(data, path)
    if not book.sheets:
        raise BadInput([Problem.of(path, "workbook_without_sheets")])
    found = [one for one in book.sheets if sheet is None or fnmatchcase(folded(one.name), folded(sheet))]
    if not found:
        raise BadInput([Problem.of(path, "unknown_sheet", value=sheet, known=[one.name for one in book.sheets])])

    def rows(number: int) -> Callable[[], Iterator[Row | Problem]]:
        return lambda: _sheet_rows(book.rows(found[number]), book.merged(found[number]))

    every = [
        Grid(path, rows(number), one.name, one.hidden, partial(book.hidden_columns, one), REPORT in one.names)
        for number, one in enumerate(found)
    ]
    return sorted(every, key=lambda one: one.hidden)


def _sheet_rows(rows: Iterator[SheetRow], merged: Sequence[Merged]) -> Iterator[Row]:
    """The rows of a sheet that are not empty; each merged cell gets the text of its first cell."""
    coming, begun, width = list(reversed(merged)), list[tuple[Merged, str]](), 0
    for number, stored, hidden, _computed in rows:
        cells = {column: text for column, value in stored.items() if (text := said(_as_text(value)))}
        # Only as far as the table goes: a title that is merged over the whole sheet is no title of cells beside the table.
        width = max(width, max(cells, default=0))
        begun = [one for one in begun if one[0].bottom >= number]
        while coming and coming[-1].top <= number:
            one = coming.pop()
            if one.top == number and one.left in cells:
                begun.append((one, cells[one.left]))
        if cells:
            for one, text in begun:
                for column in range(one.left, min(one.right, width) + 1):
                    cells.setdefault(column, text)
            yield Row(number, cells, hidden)


def _as_text(value: str | bool) -> str:
    return str(value).upper() if isinstance(value, bool) else value  # as a spreadsheet shows it


def _text_rows(text: str, path: str) -> Iterator[Row | Problem]:
    """The rows of a text, each with the line it begins in; or what is wrong with its quotes.

    Quoting is that of RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180).
    """
    # A cell may be as long as the table, so that a quote that is never closed is reported as such.
    csv.field_size_limit(MAX_TABLE_BYTES)
    first = _SAID_SEPARATOR.match(text)
    separator = _separator(text) if first is None else first[1]
    begun: list[str] = []

    def lines() -> Iterator[str]:
        for found in _LINE.finditer(text, 0 if first is None else first.end()):
            begun.append(found.group())
            yield begun[-1]

    reader = csv.reader(lines(), delimiter=separator, strict=True)
    line = 1 if first is None else 2
    while True:
        begun.clear()
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Problem.at(path, line, _column_of_bad_quotes("".join(begun), separator), "not_csv")
        else:
            if cells := {column: text for column, cell in enumerate(record) if (text := said(cell))}:
                yield Row(line, cells)
        line += len(begun)


def _separator(text: str) -> str:
    """The separator of cells: the one that gives a line with the most known headings, else the most frequent in the first line.

    Blank lines and quoted text don't count.
    """
    lines = (found.group() for found in _LINE.finditer(text))
    first = list(islice((line for line in lines if line.strip().strip(SEPARATORS)), LOOKED_AT)) or [text]

    def known(separator: str) -> int:
        return max(sum(names_something(cell.strip('" ')) for cell in line.split(separator)) for line in first)

    return max(SEPARATORS, key=lambda separator: (known(separator), re.sub('"[^"]*"', "", first[0]).count(separator)))


def _column_of_bad_quotes(row: str, separator: str) -> int:
    """The number, from 1, of the first cell that does not end at a separator or the end of the row."""
    separator = re.escape(separator)
    cell = re.compile(rf'"[^"]*(?:""[^"]*)*"|[^"{separator}\r\n][^{separator}\r\n]*|')
    column, position = 1, 0
    while (found := cell.match(row, position)) and re.match(separator, row[found.end() : found.end() + 1]):
        column, position = column + 1, found.end() + 1
    return column
