"""A row for each indicator, and a column for each agency, which its heading names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.reading.problems import Problem
from spbe_cli.reading.tables import by_indicator
from spbe_cli.reading.tables.above import Given
from spbe_cli.reading.tables.grid import Row
from spbe_cli.reading.tables.rows import LeftOut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spbe_cli.reading.document import Document
    from spbe_cli.reading.tables.layouts import Table


def documents(table: Table, rows: Iterable[Row | Problem], left_out: LeftOut) -> Iterator[Document | Problem]:
    """A document for each agency: what a table of that column alone would give.

    Args:
        table: the table of the rows.
        rows: the data rows.
        left_out: what is passed over is added here, also rows without a part and a level.
    """
    every = list[Row]()
    for row in rows:
        if isinstance(row, Problem):
            yield row  # once, not for each agency
        else:
            every.append(row)
    for column, agency in table.columns.parts:
        columns = table.columns._replace(by_indicator={**table.columns.by_indicator, "level": column})
        head = table.head._replace(given={**table.head.given, "agency": Given(table.head.row, column, agency.words)})
        own = LeftOut.nothing()
        yield from by_indicator.documents(table._replace(columns=columns, head=head), every, own)
        left_out.take(own)
