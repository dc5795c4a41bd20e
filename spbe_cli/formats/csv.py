"""Pages as CSV, for spreadsheets and programs: English headings, decimal points, one heading for all pages."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from spbe_cli.texts import exact, visible
from spbe_cli.views.page import Amount, Items, Percent, in_whole_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spbe_cli.formats.screen import Screen
    from spbe_cli.views.page import Cell, Page, Table

_FORMULA: Final = re.compile("'*[=+@-]")
_FIGURE: Final = re.compile(r"-?[0-9]+(?:[./][0-9]+)?")


def render(pages: Sequence[Page], screen: Screen) -> str:
    """The first tables of all pages, one below the other, under one heading; a column that a table does not have stays empty."""
    buffer = io.StringIO()
    tables = [in_whole_numbers(page.tables[0]) for page in pages if page.tables]
    heading = _heading(tables)
    writer = csv.DictWriter(buffer, heading, lineterminator="\n")
    if heading:
        writer.writeheader()
    for table in tables:
        columns = _columns(table)
        writer.writerows({key: _plain(row.cells[position]) for key, position in columns.items()} for row in table.rows)
    return buffer.getvalue()


def _heading(tables: Sequence[Table]) -> list[str]:
    """The columns of all tables; a column that only later tables have is placed before the column that follows it there."""
    heading: list[str] = []
    for table in tables:
        place = len(heading)
        for key in reversed(_columns(table)):
            if key in heading:
                place = heading.index(key)
            else:
                heading.insert(place, key)
    return heading


def _columns(table: Table) -> dict[str, int]:
    return {column.key: position for position, column in enumerate(table.columns) if column.audience in ("all", "data", "sheet")}


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, Items):
        return _plain(" | ".join(cell.texts))
    if isinstance(cell, str):
        # A spreadsheet runs a cell that begins like a formula, unless it is a figure; an apostrophe makes it text. Reading a
        # table removes one apostrophe, so text that already looks like this gets one more.
        text = visible(cell)
        return f"'{text}" if _FORMULA.match(text) and not _FIGURE.fullmatch(text) else text
    if isinstance(cell, Amount):
        return exact(cell.value)
    return str(cell.value) if isinstance(cell, Percent) else str(cell)
