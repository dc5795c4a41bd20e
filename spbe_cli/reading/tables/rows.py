"""Finds the data rows of a table: without totals, repeated headings, numbers of columns, and remarks below the table."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from spbe_cli.reading.problems import Problem
from spbe_cli.reading.tables.headings import is_statistic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spbe_cli.reading.tables.columns import Columns
    from spbe_cli.reading.tables.grid import Row
    from spbe_cli.reading.tables.head import Head

# What is written below a table: remarks, and those who sign it.
_REMARK: Final = re.compile(
    r"(?:(?:catatan|keterangan|ket|sumber|notes?|source|mengetahui|menyetujui|disetujui|disahkan|ditetapkan|kepala|ketua|sekretaris"
    r"|asisten|plt|plh|a\.\s?n\b|ttd|nip)\b|\*).*",
    re.IGNORECASE | re.DOTALL,
)
_COLUMN_NUMBER: Final = re.compile(r"\(?([0-9]{1,4})\)?")
_FEWEST_NUMBERS: Final = 3
_NOWHERE: Final = -1


class LeftOut(NamedTuple):
    """What is passed over below the headings, to be said once.

    That is: the numbers of rows that are no data, ``totals`` with their names, and ``asides``; and the columns with values but no
    heading, with the first such row. Of rows that are data it has the numbers of those that are
    ``hidden``, of those that name an agency and nothing of its results (``silent``), and of those whose number counts, as no
    indicator has the name beside it (``strange``).
    """

    totals: list[tuple[int, str]]
    asides: list[int]
    hidden: list[int]
    unheaded: dict[int, Row]
    silent: list[int]
    strange: list[int]

    @classmethod
    def nothing(cls) -> LeftOut:
        """An empty value, to add to."""
        return cls([], [], [], {}, [], [])


def data_rows(rows: Iterable[Row | Problem], head: Head, columns: Columns, left_out: LeftOut) -> Iterator[Row | Problem]:
    """The data rows; other rows are added to ``left_out``."""
    by_indicator = columns.by_indicator
    if columns.names_indicators:
        name = by_indicator.get("indicator", by_indicator.get("number", _NOWHERE))
    else:
        name = columns.heads.get("agency", _NOWHERE)
    results = {column for column, _meaning in columns.parts} or {by_indicator["level"]}
    first, rows = True, iter(rows)
    begun = list(islice(rows, 2))
    # A row 1, 2, 3 may be an indicator with its level. It numbers the columns only if the next row has a name, not a number.
    numbered = not columns.names_indicators or (
        len(begun) > 1 and not isinstance(begun[1], Problem) and _COLUMN_NUMBER.fullmatch(begun[1].cells.get(name, "1")) is None
    )
    for row in chain(begun, rows):
        if isinstance(row, Problem):
            yield row
            continue
        cells = row.cells
        called = cells.get(name, "")
        shown = called or cells[min(cells)]
        if is_statistic(shown):
            left_out.totals.append((row.number, shown))
        elif (first and numbered and _numbers_columns(row)) or (results.isdisjoint(cells) and not _names(cells, called, columns)):
            left_out.asides.append(row.number)
        elif called and called == head.texts[name]:
            left_out.asides.append(row.number)  # the headings, once more
        else:
            if row.hidden:
                left_out.hidden.append(row.number)
            if results.isdisjoint(cells) and not columns.names_indicators:
                left_out.silent.append(row.number)
            yield row
        first = False


def _names(cells: Mapping[int, str], called: str, columns: Columns) -> bool:
    """Whether a row without results names an agency or may name an indicator, and is no remark below the table."""
    if "agency" not in columns.heads:
        return True
    return bool(called) and not (_REMARK.fullmatch(called) and len(set(cells.values())) == 1)


def _numbers_columns(row: Row) -> bool:
    """Whether a row numbers the columns, as official tables do below their headings."""
    numbers = [
        found and int(found[1]) for _column, text in sorted(row.cells.items()) for found in [_COLUMN_NUMBER.fullmatch(text)]
    ]
    return len(numbers) >= _FEWEST_NUMBERS and numbers == list(range(1, len(numbers) + 1))
