"""Notes on a table that was read: everything that was passed over, and everything that was taken from outside its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.reading.problems import column_ranges
from spbe_cli.reading.tables import groups, sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spbe_cli.reading.problems import Note
    from spbe_cli.reading.tables.layouts import Table
    from spbe_cli.reading.tables.rows import LeftOut


def of_headings(table: Table) -> Iterator[Note]:
    """Notes on values above the headings, and on columns that are passed over."""
    grid, head = table.grid, table.head
    if head.above:
        taken = [one.text for what, one in head.given.items() if what not in table.columns.heads and one.row in head.above]
        yield grid.problem(head.row, min(head.texts), "above_headings", count=len(head.above), taken=taken)
    if table.columns.unread:
        column = min(table.columns.unread)
        yield grid.problem(head.row, column, "columns_passed_over", names=list(table.columns.unread.values()))


def of_sheets(table: Table, others: Iterable[tuple[str, bool]], because: sheets.Because) -> Iterator[Note]:
    """Notes on which sheet is read and which are not, if there are several, and on another year or agency in its name or a title.

    ``because`` is what in its name made the sheet the one to read.
    """
    grid, head, year = table.grid, table.head, table.reader.asked.year
    row, column = head.row, min(head.texts)
    others = list(others)
    if others:
        tables, rest = ([name for name, is_table in others if is_table is wanted] for wanted in (True, False))
        context = {"sheet": grid.sheet, "tables": tables, "others": rest, "because": because, "year": year}
        yield grid.problem(row, column, "sheets_passed_over", **context)
    if said := sheets.said_by_name(grid, head):
        yield grid.problem(row, column, "sheet_says", names=said)
    if sheets.is_of_another_agency(grid, head, table.reader):
        yield grid.problem(row, column, "sheet_of_another_agency", sheet=grid.sheet, agency=table.reader.asked.agency)
    if year is not None and "year" not in {**table.columns.heads, **table.head.given}:
        if grid.is_of_another(year):
            yield grid.problem(row, column, "sheet_of_another_year", sheet=grid.sheet, year=year)
        titled = table.head.titled
        if titled is not None and titled.text != str(year):
            text = titled.row.cells[titled.column]
            yield grid.problem(titled.row, titled.column, "title_of_another_year", title=text, year=year)


def of_rows(table: Table, left_out: LeftOut) -> Iterator[Note]:
    """Notes on rows that are no data, rows that may be none and are read, what is hidden, and cells without a heading."""
    grid, row, column = table.grid, table.head.row, min(table.head.texts)
    for code, called in (("totals_left_out", left_out.totals), ("titles_left_out", left_out.titles)):
        if called:
            numbers, names = zip(*called, strict=True)
            yield grid.problem(row, column, code, rows=list(numbers), names=list(names))
    for code, rows in (("rows_passed_over", left_out.asides), ("rows_of_other_years", left_out.elsewhere)):
        if rows:
            yield grid.problem(row, column, code, rows=rows, year=table.reader.asked.year)
    yield from _of_names(table, left_out)
    yield from _of_hidden(table, left_out)
    for code, rows in (("silent_rows", left_out.silent), ("strange_names", left_out.strange)):
        if rows:
            yield grid.problem(row, column, code, rows=rows)
    if left_out.unheaded:
        cells = [grid.cell(own, one) for one, own in sorted(left_out.unheaded.items())]
        yield grid.problem(row, column, "unheaded_cells", cells=cells)


def _of_hidden(table: Table, left_out: LeftOut) -> Iterator[Note]:
    """Notes on what is hidden and read all the same."""
    grid, row, column = table.grid, table.head.row, min(table.head.texts)
    if left_out.hidden:
        yield grid.problem(row, column, "hidden_rows", rows=left_out.hidden)
    if hidden := table.columns.read & grid.hidden_columns():
        yield grid.problem(row, column, "hidden_columns", columns=column_ranges(hidden), count=len(hidden))
    if grid.hidden:
        yield grid.problem(row, column, "hidden_sheet", sheet=grid.sheet)


def _of_names(table: Table, left_out: LeftOut) -> Iterator[Note]:
    """Notes on rows that are known by something else than by what stands in them."""
    grid, row, columns = table.grid, table.head.row, table.columns
    for number in left_out.renumbered:
        own = columns.by_indicator["number"]
        yield grid.problem(row, own, "numbers_begin_anew", key=table.head.texts[own], first=number)
    grouping = groups.grouping(columns)
    if left_out.grouped and grouping is not None:
        yield grid.problem(row, grouping, "grouped_rows", rows=left_out.grouped, key=table.head.texts[grouping])
