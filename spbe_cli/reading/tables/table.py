"""The tables of a file to submissions: which of them are meant, what each says, and each assessment once."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from spbe_cli.model import cells
from spbe_cli.reading.assessments import submitted
from spbe_cli.reading.problems import BadInput, Problem, of_row
from spbe_cli.reading.tables import grid, notes, opened, several, sheets
from spbe_cli.reading.tables.columns import columns_of, layout_of
from spbe_cli.reading.tables.head import begun, likeliest
from spbe_cli.reading.tables.opened import Start
from spbe_cli.reading.tables.rows import LeftOut
from spbe_cli.reading.tables.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spbe_cli.reading.assessments import Submission
    from spbe_cli.reading.document import Document
    from spbe_cli.reading.sources import Reader
    from spbe_cli.reading.tables.grid import Grid
    from spbe_cli.reading.tables.layouts import Table


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
    vocabulary = Vocabulary(reader.instruments, reader.asked.columns, reader.asked.year)
    every = grid.grids(data, path, reader.asked.sheet)
    if every[0].sheet is None and isinstance(first := next(every[0].rows(), None), grid.Row) and _is_ours(first):
        raise _results(every[0], first)
    starts = [Start(one, head, rows) for one in every for head, rows in [begun(one, vocabulary)] if head is not None]
    if not starts:
        raise _no_table(every, vocabulary, reader)
    if any(one.grid.of_report and _is_result(one) for one in starts):
        starts = list(filter(_is_result, starts))
    chosen = sheets.chosen(starts, reader)
    for one in chosen.starts:
        if {*one.head.texts.values()}.issuperset(cells.HELPERS):
            raise BadInput([one.grid.problem(one.head.row, 0, "form_as_table")])
        if not _is_result(one):
            raise _results(one.grid, one.head.row)
    blank = (one for one in every if one not in [start.grid for start in starts] and next(one.rows(), None) is not None)
    no_tables = [one.sheet for one in blank if one.sheet is not None]
    if len(chosen.starts) == 1:
        yield from _of_one(chosen, no_tables, vocabulary, reader)
    elif chosen.starts:
        yield from _of_several(chosen, no_tables, vocabulary, reader)


def _is_result(start: Start) -> bool:
    """Whether a table may be read: of our reports only the rows of a ranking are results.

    Others sum these up, or say what changed, what is proven or what may be raised.
    """
    return not start.grid.of_report or ({"agency", "index"} <= start.head.whats and layout_of(start.head) == "wide")


def _results(one: Grid, row: grid.Row) -> BadInput:
    return BadInput([one.problem(row, 0, "other_kind", kind="results", expected="answers")])


_OURS: Final = ({"tier", "id", "title"}, {"indicator", "title", "path"}, {"from", "to", "delta_num"})
"""Headings of what commands write about parts of a result, about what is to be done or proven, and about changes."""


def _is_ours(row: grid.Row) -> bool:
    """Whether these are headings of what a command wrote, and what is none to read again."""
    return any(one.issubset(row.cells.values()) for one in _OURS)


def _of_one(
    chosen: sheets.Chosen, no_tables: Sequence[str], vocabulary: Vocabulary, reader: Reader
) -> Iterator[Document | Problem]:
    """The documents of the one table that is meant."""
    table, left_out = opened.opened(chosen.starts[0], vocabulary, reader), LeftOut.nothing()
    begun: list[Document | Problem] = []
    found = _at_least_one(opened.documents(table, left_out), table.whole)
    try:
        # What of the rows above the headings is used shows only below them.
        begun += islice(found, 1)
    finally:
        for one in (*notes.of_headings([(table.whole, left_out)]), *notes.of_sheets([table.whole], chosen, no_tables)):
            reader.asked.note(one)
    yield from chain(begun, found)
    for one in notes.of_rows(table.whole, left_out):
        reader.asked.note(one)


def _of_several(
    chosen: sheets.Chosen, no_tables: Sequence[str], vocabulary: Vocabulary, reader: Reader
) -> Iterator[Document | Problem]:
    """The documents of all tables that are meant."""
    found = several.together(chosen.starts, vocabulary, reader)
    every = several.documents(found)
    read = [(one.table.whole, one.left_out) for one in found.sheets if one.table is not None]
    tables = [table for table, _left_out in read]
    if tables:
        chosen = chosen.without([*found.asides, *found.strange], reader)
        said = [*notes.of_headings(read), *notes.of_sheets(tables, chosen, no_tables)]
        said += notes.of_strange(tables[0], found.strange)
        said += notes.of_parts([(one.table.whole, one.part_of) for one in found.sheets if one.table and one.part_of])
        of_rows = [one for table, left_out in read for one in notes.of_rows(table, left_out)]
        for one in (*said, *notes.once(of_rows)):
            reader.asked.note(one)
        every = _at_least_one(every, tables[0])
    yield from every


def _at_least_one(found: Iterator[Document | Problem], table: Table) -> Iterator[Document | Problem]:
    """What a table has; a problem if it has nothing, unless only some of it was asked for, which may be elsewhere."""
    first = next(found, None)
    if first is not None:
        yield from chain([first], found)
    elif not table.reader.asked.chooses:
        yield table.grid.problem(table.head.row, 0, "no_agencies")


def _no_table(every: Sequence[Grid], vocabulary: Vocabulary, reader: Reader) -> BadInput:
    """The problem of a file in which no row has enough known headings; it names the row that is most similar to one."""
    for one in every:
        head = likeliest(one.rows(), vocabulary)
        if head is not None and one.of_report:
            return _results(one, head.row)
        if head is not None:
            try:
                unread = list(columns_of(one, head, vocabulary, reader).unread.values())
            except BadInput as bad:
                return bad
            if head.is_of_one_agency:
                return BadInput([one.problem(head.row, 0, "no_level_column", unknown=[])])
            return BadInput([one.problem(head.row, 0, "no_results", unread=unread, because=None)])
    return BadInput([Problem.at(every[0].path, 1, 1, "empty")])


def _checked(read: Document, path: str, reader: Reader) -> Submission | list[Problem]:
    try:
        found = submitted(read, path, reader.instruments, reader.default, strict=reader.strict)
        return found._replace(row=read.row, sheet=read.sheet)
    except BadInput as bad:
        return of_row(bad.problems, read.value.get("agency"))
