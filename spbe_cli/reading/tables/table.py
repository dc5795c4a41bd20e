"""A table to submissions: from a file's bytes through its headings to its rows."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from spbe_cli.model import cells
from spbe_cli.reading.assessments import submitted
from spbe_cli.reading.problems import BadInput, Problem, of_row
from spbe_cli.reading.tables import across, blocks, by_indicator, grid, notes, sheets, wide, yearly
from spbe_cli.reading.tables.columns import columns_of
from spbe_cli.reading.tables.head import begun, likeliest
from spbe_cli.reading.tables.headings import Meaning
from spbe_cli.reading.tables.layouts import Table
from spbe_cli.reading.tables.rows import LeftOut, data_rows
from spbe_cli.reading.tables.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set

    from spbe_cli.reading.assessments import Submission
    from spbe_cli.reading.document import Document
    from spbe_cli.reading.sources import Reader
    from spbe_cli.reading.tables.grid import Grid, Row
    from spbe_cli.reading.tables.head import Head


_LAYOUTS: Final = {"wide": wide, "long": by_indicator, "single": blocks, "across": across}


def submissions(data: bytes, path: str, reader: Reader) -> Iterator[Submission | list[Problem]]:
    """The submissions in a table, one by one; a list of problems in place of each row that can't be used.

    Of a row with results of several years, which is read for each of them, what is wrong is told once. If the file or its
    headings can't be used, there is only one list of problems.

    Args:
        data: the file's bytes, as for :func:`documents`.
        path: what to call the file in problems.
        reader: how it is read; if it is strict, an unanswered indicator in a row with answers is a problem, and so is a heading
            without a meaning.
    """
    told = set[Problem]()
    try:
        for read in documents(data, path, reader):
            found = [read] if isinstance(read, Problem) else _checked(read, path, reader)
            if isinstance(found, list):
                found = [one for one in found if one not in told]
                told.update(found)
            yield found
    except BadInput as bad:
        yield list(bad.problems)


def documents(data: bytes, path: str, reader: Reader) -> Iterator[Document | Problem]:
    """The assessments in a table as documents for :func:`~spbe_cli.reading.assessments.submitted`, or what is wrong with a row.

    An empty cell (blank, ``-``) is left out of a document's value; its place is kept among the keys of the answers.

    Args:
        data: the file's bytes, at most ``MAX_TABLE_BYTES``: see :func:`~spbe_cli.reading.tables.grid.grids`.
        path: what to call the file in problems.
        reader: how it is read; it gets the notes on what is passed over.

    Raises:
        BadInput: with every problem of the headings, or with the reason why the file can't be read.
    """
    tables, rows, elsewhere = _tables(data, path, reader)
    table, left_out = tables[0], LeftOut.nothing()
    first = next(rows, None)
    if first is None:
        raise BadInput([table.grid.problem(table.head.row, 0, "no_rows")])
    rows = chain([first], rows)
    yield from (
        _of_years(tables, rows, left_out, elsewhere)
        if len(tables) > 1 or elsewhere
        else _documents(table, data_rows(rows, table, left_out), left_out)
    )
    for one in notes.of_rows(table, left_out):
        reader.asked.note(one)


def _documents(table: Table, rows: Iterable[Row | Problem], left_out: LeftOut) -> Iterator[Document | Problem]:
    yield from _LAYOUTS[table.columns.layout].documents(table, rows, left_out)


def _of_years(
    tables: Sequence[Table], rows: Iterable[Row | Problem], left_out: LeftOut, elsewhere: Set[int]
) -> Iterator[Document | Problem]:
    """The documents of each year, from the rows that have a result of that year, or none at all.

    Where each row is an agency's, one without any result is told once, in the last year, and so is what is wrong with a row.
    ``elsewhere`` are the columns of results of years that nobody asked for: a row that has only such is passed over, too.
    """
    parts = [one for table in tables for one in table.columns.parts] + [(column, Meaning("ours")) for column in elsewhere]
    every = tables[0]._replace(columns=tables[0].columns._replace(parts=parts))
    data = list(data_rows(rows, every, left_out))
    every_result = elsewhere | {column for table in tables for column in table.columns.results}
    yield from (row for row in data if isinstance(row, Problem))
    for table in tables:
        results, own = table.columns.results, LeftOut.nothing()
        of_year: list[Row] = []
        takes_bare = table.columns.layout != "wide" or table is tables[-1]
        for row in data:
            if isinstance(row, Problem):
                continue
            if not results.isdisjoint(row.cells) or (takes_bare and every_result.isdisjoint(row.cells)):
                of_year.append(row)
            elif elsewhere:
                own.elsewhere.append(row.number)
        yield from _documents(table, of_year, own)
        left_out.take(own)


def _tables(data: bytes, path: str, reader: Reader) -> tuple[list[Table], Iterator[Row | Problem], Set[int]]:
    """The table that is in a file, once for each year that its headings say, and the rows below the headings.

    The columns come last that have results of a row for each agency of years that nobody asked for.

    Raises:
        BadInput: when there is none, or its headings can't be used.
    """
    vocabulary = Vocabulary(reader.instruments, reader.asked.columns, reader.asked.year)
    every = grid.grids(data, path, reader.asked.sheet)
    found = _chosen(every, vocabulary, reader)
    if found is None:
        raise _no_table(every, vocabulary, reader)
    one, head, rows, because = found
    if {*head.texts.values()}.issuperset(cells.HELPERS):
        raise BadInput([one.problem(head.row, 0, "form_as_table")])
    tables = [
        Table(one, of_year, columns_of(one, of_year, vocabulary, reader), vocabulary, reader)
        for of_year in yearly.each(head, reader.asked.year)
    ]
    of_all = head._replace(given={what: one for what, one in head.given.items() if what != "year"})
    table = tables[0]._replace(head=of_all) if len(tables) > 1 else tables[0]
    for said in (*notes.of_headings(table), *notes.of_sheets(table, _others(every, one, vocabulary), because)):
        reader.asked.note(said)
    wide = tables[0].columns.layout == "wide"
    return tables, rows, yearly.elsewhere(head, reader.asked.year) if wide else frozenset()


def _chosen(
    every: Sequence[Grid], vocabulary: Vocabulary, reader: Reader
) -> tuple[Grid, Head, Iterator[Row | Problem], sheets.Because] | None:
    """The first table, with its beginning and its rows; None where there is none.

    A sheet whose name has another year than the one that is asked for gives way to the first table whose sheet has this year in
    its name, and a table that says no agency to the one whose sheet is called like the agency that is asked for: the last value
    says which it was.
    """
    first: tuple[Grid, Head, Iterator[Row | Problem], sheets.Because] | None = None
    because: sheets.Because = None
    for one in every:
        if first is not None and not sheets.is_meant(one, because, reader):
            continue
        head, rows = begun(one, vocabulary)
        if head is None:
            continue
        head = sheets.named(one, head, reader)
        if first is not None:
            return one, head, rows, because
        first = one, head, rows, None
        because = sheets.gives_way(one, head, reader)
        if because is None:
            break
    return first


def _others(every: Sequence[Grid], read: Grid, vocabulary: Vocabulary) -> Iterator[tuple[str, bool]]:
    """The other sheets that are not empty, each with whether it is a table."""
    for one in every:
        if one is not read and one.sheet is not None and next(one.rows(), None) is not None:
            yield one.sheet, begun(one, vocabulary)[0] is not None


def _no_table(every: Sequence[Grid], vocabulary: Vocabulary, reader: Reader) -> BadInput:
    """The problem of a file in which no row has enough known headings; it names the row that is most similar to one."""
    for one in every:
        head = likeliest(one.rows(), vocabulary)
        if head is not None:
            try:
                columns_of(one, head, vocabulary, reader)
            except BadInput as bad:
                return bad
            return BadInput([one.problem(head.row, 0, "no_results", unread=[])])
    return BadInput([Problem.at(every[0].path, 1, 1, "empty")])


def _checked(read: Document, path: str, reader: Reader) -> Submission | list[Problem]:
    try:
        found = submitted(read, path, reader.instruments, reader.default, strict=reader.strict)
        return found._replace(row=read.row)
    except BadInput as bad:
        return of_row(bad.problems, read.value.get("agency"))
