"""Rows in groups: the agency or the year stands in the first row of each, and the cells below it are blank.

So tables are written for people, and so merged cells are exported as text.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from spbe_cli.model import agencies
from spbe_cli.reading.problems import Problem
from spbe_cli.reading.tables.headings import PROVINCES, key
from spbe_cli.reading.tables.names import is_statistic

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from spbe_cli.reading.tables.columns import Columns
    from spbe_cli.reading.tables.grid import Row
    from spbe_cli.reading.tables.layouts import Table
    from spbe_cli.reading.tables.rows import LeftOut


_CENTRAL: Final = frozenset(("kejaksaan", "kementerian", "komisi", "lembaga", "mahkamah"))
"""What the names of agencies of the state begin with, in tables that list them below the provinces."""

_PROVINCE: Final = agencies.kind_key("Provinsi")
_REGIONS: Final = frozenset(map(agencies.kind_key, ("Kab.", "Kota")))


def filled(rows: Iterable[Row | Problem], table: Table, left_out: LeftOut) -> Iterator[Row | Problem]:
    """The rows, each with what stands in the first row of its group; where a table has no groups, as they are.

    In rows by indicator what stands beside the agency goes on with it: the year, the stage.
    """
    columns = grouping(table.columns)
    above, has_groups = dict[int, str](), dict[int, bool]()
    group = table.columns.heads.get("group", -1)
    within = cache(lambda: _kinds_within(table, group))
    own = [column for column in columns if column != group]
    beside = {*table.columns.heads.values()} - {*columns, group} if table.columns.layout != "wide" else ()
    last: Row | None = None
    for read in rows:
        if isinstance(read, Problem):
            yield read
            continue
        row = read
        for column in columns:
            if text := row.cells.get(column):
                above[column] = text
            elif column in above:
                if column not in has_groups:
                    has_groups[column] = _has_groups(table, column)
                if has_groups[column] and not (column == group and _is_in_none(_name(row, table.columns), within())):
                    left_out.grouped.append((row.number, column))
                    row = row._replace(cells={**row.cells, column: above[column]})
        if last is not None and row is not read and any(one in row.cells and one not in read.cells for one in own):
            also = {one: last.cells[one] for one in beside if one in last.cells and one not in row.cells}
            left_out.grouped.extend((row.number, one) for one in also)
            row = row._replace(cells={**row.cells, **also})
        yield row
        last = row


def grouping(columns: Columns) -> list[int]:
    """The columns that may go on over blank cells: that of groups before the agencies, and one of agencies or years.

    The latter stands before the others, and one of these tells the rows of a group apart.
    """
    groups = {columns.heads[what]: what for what in ("agency", "year") if what in columns.heads}
    group = columns.heads.get("group", -1)
    of_groups = [group] if 0 <= group < columns.heads.get("agency", -1) else []
    column = min(columns.read - {group})
    apart = columns.layout != "wide" or len(groups) > 1
    return [*of_groups, *([column] if column in groups and apart else [])]


def _name(row: Row, columns: Columns) -> str:
    return row.cells.get(columns.heads.get("agency", -1), "")


def _kinds_within(table: Table, column: int) -> frozenset[str]:
    """The kinds of the agencies in rows that say their province or group; none where no row of the table says Kab. or Kota."""
    rows = (row for row in table.grid.rows() if not isinstance(row, Problem) and row.number > table.head.rows[-1].number)
    named = [(_kind(name), column in row.cells) for row in rows if (name := _name(row, table.columns))]
    return frozenset(kind for kind, says in named if says) if any(kind in _REGIONS for kind, _says in named) else frozenset()


def _kind(name: str) -> str:
    return agencies.kind_key(agencies.kind_of(name, None))


def _is_in_none(name: str, within: Collection[str]) -> bool:
    """Whether an agency below a province is in none: another province, or an agency of the state.

    Where regencies and cities say that they are such, others are of the state, unless some of their kind are ``within`` one.
    """
    kind = _kind(name) if name else ""
    if not kind or kind in _REGIONS:
        return False
    return kind == _PROVINCE or kind in _CENTRAL or (bool(within) and kind not in within)


def _has_groups(table: Table, column: int) -> bool:
    """Whether a column begins two groups or more, most of them of several rows, and no two neighbouring rows say the same.

    Else a blank cell is one that somebody forgot. In a column of provinces there may be one.
    """
    last, begun, single, several = None, set[str](), 0, 0
    fewest = 1 if key(table.head.texts[column]) in PROVINCES else 2
    for row in table.grid.rows():
        if (
            isinstance(row, Problem)
            or row.number <= table.head.rows[-1].number
            or len(table.columns.read & row.cells.keys()) <= 1
        ):
            continue
        text = row.cells.get(column)
        if text is not None and is_statistic(text):
            continue
        if text is not None:
            if text == last:
                return False
            begun.add(text)
            single += 1
        elif last is not None:
            single, several = single - 1, several + 1
        last = text
    most = several > single if column == table.columns.heads.get("group") else several >= single
    return len(begun) >= fewest and most
