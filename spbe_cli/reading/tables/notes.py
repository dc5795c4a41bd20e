"""Notes on a table that was read: everything that was passed over, and everything that was taken from outside its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.model.assessment import stage_order
from spbe_cli.reading.problems import column_ranges
from spbe_cli.reading.tables import sheets, staged
from spbe_cli.reading.tables.grid import Row
from spbe_cli.reading.tables.headings import Meaning
from spbe_cli.reading.tables.ticks import ticked
from spbe_cli.reading.tables.values import without_mark
from spbe_cli.reading.tables.years import year
from spbe_cli.texts.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spbe_cli.reading.problems import Note
    from spbe_cli.reading.tables.grid import Grid
    from spbe_cli.reading.tables.head import Head
    from spbe_cli.reading.tables.layouts import Table
    from spbe_cli.reading.tables.rows import LeftOut


def of_headings(read: Sequence[tuple[Table, LeftOut]]) -> Iterator[Note]:
    """Notes on values above the headings, and on columns that are passed over, of tables that are read together."""
    tables = [table for table, _left_out in read]
    above = [(table, _taken(table, left_out)) for table, left_out in read if table.head.above]
    for table, taken in above[:1]:
        grid, head = table.grid, table.head
        if len(above) > 1:
            every = dict.fromkeys(text for _table, texts in above for text in texts)
            yield grid.problem(head.row, min(head.texts), "above_headings_of_sheets", count=len(above), taken=list(every))
        else:
            yield grid.problem(head.row, min(head.texts), "above_headings", count=len(head.above), taken=taken)
    below = [table for table in tables if _is_named_below(table)]
    names = [one.text for table in below if (one := table.head.captioned) is not None]
    for table in below[:1]:
        if (one := table.head.captioned) is not None:
            yield table.grid.problem(one.row, one.column, "named_below", names=names)
    strange = ((table, table.columns.strange) for table in tables)
    yield from once(
        table.grid.problem(table.head.row, column, "numbers_count", key=table.head.texts[column])
        for table, column in strange
        if column is not None
    )
    yield from once(
        table.grid.problem(table.head.row, column, "counts_rows", key=text)
        for table in tables
        for column, text in table.columns.counting.items()
    )
    yield from once(
        table.grid.problem(table.head.row, column, "legend_beside", key=text)
        for table in tables
        for column, text in table.columns.legends.items()
    )
    yield from once(
        table.grid.problem(table.head.row, min(counted), "headings_count", names=[table.head.texts[one] for one in counted])
        for table in tables
        if (counted := table.vocabulary.counted(table.head.row.cells))
    )
    yield from once(
        table.grid.problem(table.head.row, min(years), "years_are_indices", names=list(years.values()))
        for table in tables
        if (years := _bare_years(table.head))
    )
    yield from once(
        table.grid.problem(table.head.row, column, "taken_for_index", key=text)
        for table in tables
        for column, text in table.columns.assumed.items()
    )
    yield from once(
        table.grid.problem(
            table.head.row,
            min(table.head.texts),
            "stages_in_headings",
            stages=sorted(stages.items(), key=lambda one: stage_order(one[0])),
        )
        for table in tables
        if (stages := staged.several(table.head))
    )
    yield from once(
        table.grid.problem(table.head.row, min(columns), "levels_ticked", names=[table.head.texts[one] for one in columns])
        for table in tables
        if (columns := ticked(table.head))
    )
    yield from once(
        table.grid.problem(table.head.row, column, "owners_beside", key=text)
        for table in tables
        for column, text in table.columns.answering.items()
    )
    passed = ((table, table.columns.unread) for table in tables if table.columns.unread)
    yield from once(
        table.grid.problem(table.head.row, min(unread), "columns_passed_over", names=list(unread.values()))
        for table, unread in passed
    )


def _bare_years(head: Head) -> dict[int, str]:
    """The columns of indices whose headings say a year and nothing else, of whatever year."""
    index = any(head.meanings[column] == Meaning("index") and year(text) is not None for column, text in head.texts.items())
    return {column: text for column, text in head.texts.items() if index and year(text) is not None}


def _is_named_below(table: Table) -> bool:
    """Whether the agency of a table is named in the row below the headings only."""
    head = table.head
    return head.captioned is not None and head.captioned.row not in head.above and head.given.get("agency") == head.captioned


def _taken(table: Table, left_out: LeftOut) -> list[str]:
    """The texts above the headings that are used."""
    head = table.head
    taken = {what: one.text for what, one in head.given.items() if what not in table.columns.heads and one.row in head.above}
    return [text for what, text in taken.items() if what != "agency" or text not in left_out.unused]


def once(notes: Iterable[Note]) -> Iterator[Note]:
    """Each note once: of those that say the same of several sheets the first, with how many there are."""
    same: dict[tuple[str, str], list[Note]] = {}
    for one in notes:
        same.setdefault((one.code, one.message), []).append(one)
    for first, *more in same.values():
        context = {"message": first.message, "count": len(more)}
        yield first._replace(message=message("so_in_other_sheets", context)) if more else first


def of_sheets(tables: Sequence[Table], chosen: sheets.Chosen, no_tables: Sequence[str]) -> Iterator[Note]:
    """Notes on which sheets are read and which are not, if there are several, and on what only their names say.

    ``no_tables`` are the sheets that are not empty and hold no table.
    """
    first = tables[0]
    grid, head, year = first.grid, first.head, first.reader.asked.year
    row, column = head.row, min(head.texts)
    if len(tables) > 1 or chosen.others or no_tables:
        names = [table.grid.sheet for table in tables]
        context = {"sheets": names, "tables": chosen.others, "others": no_tables, "because": chosen.because, "year": year}
        context["asked"] = first.reader.asked.sheet
        yield grid.problem(row, column, "sheets_passed_over", **context)
    if said := list(
        dict.fromkeys(name for table in tables for name in sheets.said_by_name(table.grid, table.head, table.reader))
    ):
        yield grid.problem(row, column, "sheet_says", names=said)
    if len(tables) > 1:
        return
    if sheets.is_of_another_agency(grid, head, first.reader):
        yield grid.problem(row, column, "sheet_of_another_agency", sheet=grid.sheet, agency=first.reader.asked.agency)
    if year is not None and "year" not in {**first.columns.heads, **head.given}:
        if grid.is_of_another(year):
            yield grid.problem(row, column, "sheet_of_another_year", sheet=grid.sheet, year=year)
        titled = head.titled
        if titled is not None and titled.text != str(year):
            text = titled.row.cells[titled.column]
            yield grid.problem(titled.row, titled.column, "title_of_another_year", title=text, year=year)


def of_strange(table: Table, strange: Mapping[str, Sequence[str]]) -> Iterator[Note]:
    """Notes on sheets that are passed over for the agencies that they name."""
    for sheet, names in strange.items():
        if names:
            yield table.grid.problem(table.head.row, min(table.head.texts), "strange_sheet", sheet=sheet, names=names)


def of_parts(parts: Sequence[tuple[Table, str]]) -> Iterator[Note]:
    """A note on sheets that name no agency and are read as parts of the only one that the others name."""
    for table, agency in parts[:1]:
        names = [one.grid.sheet for one, _agency in parts]
        yield table.grid.problem(table.head.row, min(table.head.texts), "sheets_of_one", agency=agency, sheets=names)


def of_rows(table: Table, left_out: LeftOut) -> Iterator[Note]:
    """Notes on rows that are no data, rows that may be none and are read, what is hidden, and cells without a heading."""
    grid, row, column = table.grid, table.head.row, min(table.head.texts)
    named = (
        ("totals_left_out", left_out.totals),
        ("titles_left_out", left_out.titles),
        ("unnumbered_rows", left_out.unnumbered),
    )
    for code, called in named:
        if called:
            numbers, names = zip(*called, strict=True)
            yield grid.problem(row, column, code, rows=list(numbers), names=list(names))
    for code, rows in (("rows_passed_over", left_out.asides), ("rows_elsewhere", left_out.elsewhere)):
        if rows:
            asked = table.reader.asked
            yield grid.problem(row, column, code, rows=rows, asked=[one for one in (asked.year, asked.stage) if one is not None])
    yield from _of_names(table, left_out)
    yield from _of_hidden(table, left_out)
    for code, rows in (("silent_rows", left_out.silent), ("strange_names", left_out.strange)):
        if rows:
            yield grid.problem(row, column, code, rows=rows)
    marked = [*left_out.marked, *(one.words for _own, one in table.columns.parts if without_mark(one.words) != one.words)]
    if marked:
        yield grid.problem(row, column, "marks_left_out", names=list(dict.fromkeys(marked)))
    for code, places in (("not_answered_yet", left_out.unanswered), ("services_left_out", left_out.services)):
        yield from _of_cells(grid, code, places)
    if left_out.unheaded:
        cells = [grid.cell(own, one) for one, own in sorted(left_out.unheaded.items())]
        yield grid.problem(row, column, "unheaded_cells", cells=cells)


def _of_cells(grid: Grid, code: str, cells: Iterable[tuple[int, int]]) -> Iterator[Note]:
    """A note on cells, each given by the number of its row and its column, at the first of them."""
    places = [(Row(number, {}), column) for number, column in cells]
    if places:
        yield grid.problem(*places[0], code, cells=[grid.cell(*one) for one in places])


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
    for own in dict.fromkeys(one for _number, one in left_out.grouped):
        rows = [number for number, one in left_out.grouped if one == own]
        yield grid.problem(row, own, "grouped_rows", rows=rows, key=table.head.texts[own])
