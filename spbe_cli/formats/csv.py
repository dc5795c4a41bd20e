"""Pages as CSV, for spreadsheets and programs: English headings, decimal points, one heading for all pages."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from spbe_cli.texts import visible
from spbe_cli.views.page import Items, Percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spbe_cli.formats.screen import Screen
    from spbe_cli.views.page import Cell, Page, Table

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_FIGURE: Final = re.compile(r"-?[0-9]+(?:[./][0-9]+)?")


def render(pages: Sequence[Page], screen: Screen) -> str:  # noqa: ARG001 - every format takes the same
    """The first table of each page, one below the other; they have the same columns."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    heading: list[str] = []
    for table in (page.tables[0] for page in pages if page.tables):
        columns = _columns(table)
        if (keys := [table.columns[position].key for position in columns]) != heading:
            heading = keys
            writer.writerow(heading)
        writer.writerows([_plain(row.cells[position]) for position in columns] for row in table.rows)
    return buffer.getvalue()


def _columns(table: Table) -> list[int]:
    return [position for position, column in enumerate(table.columns) if column.audience in ("all", "data")]


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Items):
        return _plain(" | ".join(cell.texts))
    if isinstance(cell, str):
        # A spreadsheet runs a cell that begins like a formula, unless it is a figure; the apostrophe makes it text.
        return f"'{visible(cell)}" if cell.startswith(_FORMULA) and not _FIGURE.fullmatch(cell) else visible(cell)
    return str(cell.value) if isinstance(cell, Percent) else str(cell)
