"""Rows in groups: the agency or the year stands in the first row of each, and the cells below it are blank.

So tables are written for people, and so merged cells are exported as text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.reading.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spbe_cli.reading.tables.columns import Columns
    from spbe_cli.reading.tables.grid import Row
    from spbe_cli.reading.tables.layouts import Table
    from spbe_cli.reading.tables.rows import LeftOut


def filled(rows: Iterable[Row | Problem], table: Table, left_out: LeftOut) -> Iterator[Row | Problem]:
    """The rows, each with what stands in the first row of its group; where a table has no groups, as they are."""
    column = grouping(table.columns)
    above, has_groups = "", None
    for row in rows:
        if column is None or isinstance(row, Problem):
            yield row
        elif text := row.cells.get(column):
            above = text
            yield row
        else:
            has_groups = bool(above) and _has_groups(table, column) if has_groups is None else has_groups
            if has_groups:
                left_out.grouped.append(row.number)
            yield row._replace(cells={**row.cells, column: above}) if has_groups else row


def grouping(columns: Columns) -> int | None:
    """The column of agencies or years that may go on over blank cells; None if there is none.

    It stands before the others, and one of these tells the rows of a group apart.
    """
    groups = {columns.heads[what]: what for what in ("agency", "year") if what in columns.heads}
    column = min(columns.read - {columns.heads.get("group", -1)})
    apart = columns.layout != "wide" or len(groups) > 1
    return column if column in groups and apart else None


def _has_groups(table: Table, column: int) -> bool:
    """Whether a column begins two groups or more, most of them of several rows, and no two neighbouring rows say the same.

    Else a blank cell is one that somebody forgot.
    """
    last, begun, single, several = None, set[str](), 0, 0
    for row in table.grid.rows():
        if (
            isinstance(row, Problem)
            or row.number <= table.head.rows[-1].number
            or len(table.columns.read & row.cells.keys()) <= 1
        ):
            continue
        text = row.cells.get(column)
        if text is not None:
            if text == last:
                return False
            begun.add(text)
            single += 1
        elif last is not None:
            single, several = single - 1, several + 1
        last = text
    return len(begun) > 1 and several >= single
