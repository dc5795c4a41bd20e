"""One table to documents: its headings and columns, once for each year and stage that they say, and its rows."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.tables import across, blocks, by_indicator, staged, wide, within, yearly
from spbe_cli.reading.tables.columns import columns_of, with_predicates
from spbe_cli.reading.tables.headings import Meaning
from spbe_cli.reading.tables.layouts import Table
from spbe_cli.reading.tables.rows import LeftOut, data_rows
from spbe_cli.reading.tables.ticks import levelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set

    from spbe_cli.reading.document import Document
    from spbe_cli.reading.sources import Reader
    from spbe_cli.reading.tables.grid import Grid, Row
    from spbe_cli.reading.tables.head import Head
    from spbe_cli.reading.tables.vocabulary import Vocabulary

_LAYOUTS: Final = {"wide": wide, "long": by_indicator, "single": blocks, "across": across}


class Start(NamedTuple):
    """A grid that begins with a table: its beginning, and the rows below the headings, which can be read once.

    ``kind`` is the kind of its agencies where its sheet is called so: ``Kabupaten`` beside ``Kota``.
    """

    grid: Grid
    head: Head
    rows: Iterator[Row | Problem]
    kind: str | None = None


class Opened(NamedTuple):
    """A table whose headings can be used.

    ``each`` is the table once for each year and stage that its headings say, ``whole`` the same for notes, without these where
    there are several. ``rows`` are those below the headings. ``elsewhere`` are the columns of a row for each agency that have
    results of years and stages that nobody asked for.
    """

    each: Sequence[Table]
    whole: Table
    rows: Iterator[Row | Problem]
    elsewhere: Set[int]


def opened(start: Start, vocabulary: Vocabulary, reader: Reader) -> Opened:
    """A table with its columns.

    Raises:
        BadInput: when its headings can't be used, or when no row stands below them.
    """
    grid, rows = levelled(start.grid, start.head, start.rows)
    head = staged.with_figures(grid, with_predicates(grid, start.head, vocabulary), vocabulary)
    tables = []
    asked = reader.asked
    for one in chain.from_iterable(staged.each(of_year, asked.stage) for of_year in yearly.each(head, asked.year)):
        columns = columns_of(grid, one, vocabulary, reader)
        if wrong := list(within.problems(grid, one, columns, vocabulary, reader)):
            raise BadInput(wrong)
        columns = columns._replace(kind=columns.kind or start.kind)
        tables.append(Table(grid, one, columns, vocabulary, reader))
    first = next(rows, None)
    if first is None:
        raise BadInput([grid.problem(head.row, 0, "no_rows")])
    of_all = head._replace(given={what: one for what, one in head.given.items() if what != "year"})
    whole = tables[0]._replace(head=of_all) if len(tables) > 1 else tables[0]
    others = yearly.elsewhere(head, asked.year) | staged.elsewhere(head, asked.stage)
    return Opened(tables, whole, chain([first], rows), others if whole.columns.layout == "wide" else frozenset())


def documents(table: Opened, left_out: LeftOut) -> Iterator[Document | Problem]:
    """A document for each assessment in a table, or what is wrong with a row.

    Args:
        table: the table.
        left_out: what is passed over is added here.
    """
    if len(table.each) > 1 or table.elsewhere:
        yield from _of_each(table, left_out)
    else:
        yield from _documents(table.whole, data_rows(table.rows, table.whole, left_out), left_out)


def _documents(table: Table, rows: Iterable[Row | Problem], left_out: LeftOut) -> Iterator[Document | Problem]:
    yield from _LAYOUTS[table.columns.layout].documents(table, rows, left_out)


def _of_each(opened: Opened, left_out: LeftOut) -> Iterator[Document | Problem]:
    """The documents of each year and stage, from the rows that have a result of it, or none at all.

    Where each row is an agency's, one without any result is told once, in the last of these, and so is what is wrong with a row.
    A row that has only results of years or stages that nobody asked for is passed over, too.
    """
    tables, elsewhere = opened.each, opened.elsewhere
    parts = [one for table in tables for one in table.columns.parts] + [(column, Meaning("ours")) for column in elsewhere]
    every = tables[0]._replace(columns=tables[0].columns._replace(parts=parts))
    data = list(data_rows(opened.rows, every, left_out))
    every_result = elsewhere | {column for table in tables for column in table.columns.results}
    yield from (row for row in data if isinstance(row, Problem))
    for table in tables:
        results, own = table.columns.results, LeftOut.nothing()
        of_this: list[Row] = []
        takes_bare = table.columns.layout != "wide" or table is tables[-1]
        for row in data:
            if isinstance(row, Problem):
                continue
            if not results.isdisjoint(row.cells) or (takes_bare and every_result.isdisjoint(row.cells)):
                of_this.append(row)
            elif elsewhere:
                own.elsewhere.append(row.number)
        yield from _documents(table, of_this, own)
        left_out.take(own)
