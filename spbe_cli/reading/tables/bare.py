"""Rows of a table without a result: agencies that have not answered yet, titles over the rows below, and remarks.

What such a row is shows only in the rows beside it. Reference: tables of offices, which list the agencies by kind (``A. DINAS``
over the departments, in one cell merged over the table) or a year below another.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from spbe_cli.model.base import number_of
from spbe_cli.reading.cells import Wrong
from spbe_cli.reading.problems import BadInput
from spbe_cli.reading.said import not_applicable
from spbe_cli.reading.tables.above import caption, labels_between
from spbe_cli.reading.tables.headings import values_named
from spbe_cli.reading.tables.names import is_only_kinds, names_an_agency
from spbe_cli.reading.tables.values import level
from spbe_cli.reading.tables.years import year, year_in_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spbe_cli.reading.tables.grid import Row
    from spbe_cli.reading.tables.layouts import Table
    from spbe_cli.reading.tables.rows import LeftOut

NOWHERE: Final = -1
"""In place of a column that a table does not have."""

# What is written below a table: remarks, and those who sign it, whose names come last.
_SIGNED: Final = (
    r"(?:mengetahui|menyetujui|disetujui|disahkan|ditetapkan|kepala|ketua|sekretaris|asisten|bupati|wali\s?kota|gubernur|plt|plh|a\.\s?n\b"
    r"|ttd|nip)\b.*|[^\d,]{1,60},\s*[0-9]{1,2}\s+[^\W\d]{3,9}\s+20[0-9]{2}"
)
_REMARK: Final = re.compile(
    rf"(?:(?:catatan|keterangan|ket|sumber(?!\s+daya)|notes?|source)\b|\*).*|{_SIGNED}", re.IGNORECASE | re.DOTALL
)
# Letters and Roman numbers of a list, before a name or in a column of numbers.
_LETTER: Final = re.compile(r"(?:[A-Z]|[IVXL]{1,6})[.)]?")
_LETTERED: Final = re.compile(r"(?:[A-Z]|[IVXL]{1,6})[.)]\s*\w.*", re.DOTALL)


class Bare:
    """The rows without a result since the last row with one; those that are passed over are added to ``left_out``.

    ``number`` is the column with the numbers of rows.
    """

    def __init__(self, table: Table, name: int, results: set[int], left_out: LeftOut) -> None:
        """None so far.

        Args:
            table: the table of the rows.
            name: the column with the names of the rows.
            results: the columns with results.
            left_out: what is passed over.
        """
        self._table, self._name, self._results, self._left_out = table, name, results, left_out
        meanings = table.head.meanings.items()
        self.number = next((column for column, one in meanings if one is not None and one.what == "number"), NOWHERE)
        columns = table.columns
        # A row without announced figures is a problem of its own; only where levels are asked for it counts as not answered.
        self._scores_blanks = not columns.names_indicators and any(part.what == "indicator" for _column, part in columns.parts)
        self._rows: list[Row] = []
        self._last: Row | None = None

    def takes(self, row: Row) -> bool:
        """Whether a row has no result; then it waits for the rows below."""
        if self._results.isdisjoint(row.cells) or self._spreads(row.cells) or self._is_beside(row.cells):
            self._rows.append(row)
            return True
        return False

    def above(self, row: Row) -> Iterator[Row]:
        """Those above a row with a result that are data.

        Raises:
            BadInput: when a title says that the row is about another year, or is another assessor's.
        """
        self._refuse_others()
        self._last = row
        yield from self.ended()

    def above_headings(self) -> Iterator[Row]:
        """Those above repeated headings that are data; a title with a year is none.

        Raises:
            BadInput: when a title says that the rows below are about another year, or are another assessor's.
        """
        self._refuse_others()
        rows, self._rows = self._rows, []
        for row in rows:
            if _year_of(row) is None:
                self._rows.append(row)
            else:
                self._left_out.asides.append(row.number)
        yield from self.ended()

    def ended(self, *, table: bool = False) -> Iterator[Row]:
        """Those that are data where nothing follows that says more; below a remark at the end of the table more may follow."""
        remarked = False
        for row in self._rows:
            called = row.cells.get(self._name, "")
            goes_on = remarked and not names_an_agency(called) and _is_alone(row)
            remarked = remarked or (table and is_remark(row, called))
            if goes_on or self._is_none(row):
                if called and self._is_over_agencies(row) and names_an_agency(called):
                    self._left_out.titles.append((row.number, called))
                else:
                    self._left_out.asides.append(row.number)
                continue
            if self._scores_blanks:
                self._left_out.silent.append(row.number)
            yield row
        self._rows = []

    def _is_none(self, row: Row) -> bool:
        """Whether a row names no agency and no indicator."""
        if self._is_beside(row.cells):
            return True
        if self._spreads(row.cells):
            begins = caption(row) is not None or labels_between(row, self._table.vocabulary)
            return self._table.columns.layout != "single" or not begins
        if "agency" not in self._table.columns.heads:
            return False
        called = row.cells.get(self._name, "")
        if not called or is_remark(row, called) or is_only_kinds(called):
            return True
        return self._table.columns.layout == "wide" and self._is_over_agencies(row)

    def _is_over_agencies(self, row: Row) -> bool:
        """Whether a row is over those of agencies: it has a letter and they have none, or no number and they have one."""
        if self._last is None:
            return False
        number, beside = (one.cells.get(self.number, "") for one in (row, self._last))
        if number.isdecimal():
            return False
        return (not number and bool(beside)) or (self._is_lettered(row) and not self._is_lettered(self._last))

    def has_letter(self, row: Row) -> bool:
        """Whether a row has a letter or a Roman number in the column of numbers."""
        return _LETTER.fullmatch(row.cells.get(self.number, "")) is not None

    def _is_lettered(self, row: Row) -> bool:
        return self.has_letter(row) or _LETTERED.fullmatch(row.cells.get(self._name, "")) is not None

    def _is_beside(self, cells: Mapping[int, str]) -> bool:
        """Whether there is only text below results, and no name: a unit below a heading, or who signs the table."""
        columns = self._table.columns
        if columns.layout != "wide" or not cells.keys().isdisjoint((self.number, *columns.heads.values())):
            return False
        texts = [text for column, text in cells.items() if column in self._results]
        return not any(
            isinstance(text, Wrong) or not_applicable(text) is not None or not isinstance(level(text), str) for text in texts
        )

    def _spreads(self, cells: Mapping[int, str]) -> bool:
        """Whether a text is merged over the names and all results; a plain number makes a row an agency's or an indicator's."""
        text = next((text for column, text in cells.items() if column in self._results), "")
        if not any(map(str.isalpha, text)) or not_applicable(text) is not None or isinstance(text, Wrong):
            return False
        if any(map(str.isdecimal, cells.values())):
            return False
        return cells.get(self._name) == text and {text}.issuperset(cells[column] for column in self._results & cells.keys())

    def _refuse_others(self) -> None:
        columns, head, asked = self._table.columns, self._table.head, self._table.reader.asked
        given = head.given.get("year") or head.titled
        own = asked.year if given is None else number_of(given.text)
        for row in self._rows:
            if self._last is not None and _is_alone(row) and values_named(_text(row)):
                raise BadInput([self._table.grid.problem(row, min(row.cells), "other_values_below", value=_text(row))])
            other = _year_of(row)
            if other is not None and other != own and "year" not in columns.heads:
                context = {"value": _text(row), "year": own}
                raise BadInput([self._table.grid.problem(row, min(row.cells), "other_year_below", **context)])


def is_remark(row: Row, called: str) -> bool:
    """Whether a row says nothing but a remark below the table, or who signs it."""
    return _REMARK.fullmatch(called) is not None and _is_alone(row)


def _is_alone(row: Row) -> bool:
    """Whether a row has only one text, perhaps merged over several cells."""
    return len(set(row.cells.values())) == 1


def _text(row: Row) -> str:
    return row.cells[min(row.cells)]


def _year_of(row: Row) -> int | None:
    """The year that a row is a title of; None if it is no title, or says none."""
    text = _text(row)
    return (year_in_title(text) or year(text)) if _is_alone(row) else None
