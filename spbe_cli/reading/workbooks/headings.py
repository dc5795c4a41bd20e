"""What the headings of a workbook say of its columns, beside what its names say.

A name may be gone without a trace: programs that write a workbook anew keep the cells and drop their names. And a name stays
where it is when a program puts a column in: then the answers stand beside the cells that are read. The headings tell both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from spbe_cli.model import cells
from spbe_cli.model.base import folded
from spbe_cli.reading.problems import letters, problem_at
from spbe_cli.reading.said import indicator_number, said_in
from spbe_cli.reading.sheets import Mark, by_sheet

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from spbe_cli.reading.cells import Value
    from spbe_cli.reading.problems import Problem
    from spbe_cli.reading.sheets import Book

NUMBER: Final = frozenset({"no."})
ANSWERS: Final[Mapping[tuple[str, ...], frozenset[str]]] = {
    ("level",): frozenset({"level", "tingkat"}),
    ("evidence",): frozenset({"evidence", "bukti"}),
    ("note",): frozenset({"note", "catatan"}),
    ("target", "level"): frozenset({"target"}),
    ("target", "by"): frozenset({"target date", "tenggat"}),
    ("target", "owner"): frozenset({"who answers for it", "penanggung jawab"}),
}
"""The headings of the columns to fill in as :mod:`spbe_cli.writing.rows` writes them, folded, by the path in an answer."""

VALUES: Final = frozenset({"value", "nilai"})
COUNTED: Final = frozenset({"counts as", "dihitung"})
"""Where there are no levels but values, they stand under ``VALUES``, before what they count as under ``COUNTED``."""

ITEMS: Final[Mapping[str, frozenset[str]]] = {
    "indicator": NUMBER,
    "file": frozenset({"name or address", "nama atau alamat"}),
    "proves": frozenset({"proves level", "membuktikan tingkat"}),
    "status": frozenset({"status"}),
    "by": frozenset({"judged by", "dinilai oleh"}),
    "date": frozenset({"date", "tanggal"}),
    "note": ANSWERS["note",],
    "sha256": frozenset({"sha-256"}),
}
"""The headings of the sheet of evidence as :mod:`spbe_cli.writing.items` writes them, folded, by the keys of an item."""

_OTHERS: Final = frozenset[str]().union(NUMBER, VALUES, COUNTED, *ANSWERS.values(), *ITEMS.values())
_ENOUGH: Final = 3
"""So many columns to fill in, beside that of the numbers, make a row one of our headings."""

LONGEST: Final = 40
"""A longer text is no heading of ours, and no label."""

SEEN: Final = 40
"""The headings of a sheet are among so many of its first rows."""

Line = tuple[int, "Mapping[int, Value]"]
"""A row: its line, from 0, and the values of its cells by column."""


class Headings(NamedTuple):
    """A sheet's headings: their line, the column of the numbers, the columns to fill in, and what stands over each column."""

    line: int
    number: int
    columns: Mapping[tuple[str, ...], tuple[int, ...]]
    said: Mapping[int, str]

    @property
    def counted(self) -> Collection[str]:
        """What stands over the column of the values that count."""
        return VALUES if COUNTED.isdisjoint(self.said.values()) else COUNTED


def headings_in(lines: Iterable[Line]) -> Headings | None:
    """The headings of a sheet with answers; None where no row is one."""
    for line, row in lines:
        said = _folded(row)
        if not (number := _columns(said, NUMBER)):
            continue
        counted = _columns(said, COUNTED)
        columns = {path: found for path, words in ANSWERS.items() if (found := _columns(said, words))}
        if counted and (values := tuple(column for column in _columns(said, VALUES) if column < counted[0])):
            columns["level",] = values
        if len(columns) >= _ENOUGH:
            return Headings(line, number[0], columns, said)
    return None


def _folded(row: Mapping[int, Value]) -> dict[int, str]:
    short = {column: value for column, value in row.items() if isinstance(value, str) and len(value) <= LONGEST}
    return {column: folded(text) for column, value in short.items() if isinstance(text := said_in(value), str)}


def _columns(said: Mapping[int, str], words: Collection[str]) -> tuple[int, ...]:
    return tuple(column for column, text in said.items() if text in words)


def columns_moved(
    places: Mapping[str, Mark], items: Mapping[str, Mark], lines: Mapping[str, Sequence[Line]], path: str
) -> list[Problem]:
    """A problem for each sheet on which the cells that are read stand below other headings than theirs.

    A heading in other words says nothing; one that is gone, or is that of another column, does, if its own stands elsewhere.

    Args:
        places: where the named cells of the head and of answers stand.
        items: where the headings of the list of evidence stand, by the keys of an item.
        lines: the rows of these sheets.
        path: what to call the workbook in problems.
    """
    named: dict[str, dict[tuple[str, ...], Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
    for name, meant in cells.answers(places).items():
        named[places[name].sheet][meant.path][places[name].column] += 1
    problems = []
    for sheet, paths in named.items():
        if (headings := headings_in(lines[sheet])) is not None:
            for own, columns in sorted(headings.columns.items(), key=lambda one: one[1]):
                at = paths[own].most_common(1)[0][0] if own in paths else columns[0]
                if at not in columns and _is_other(headings.said.get(at, "")):
                    problems.append(_moved(Mark(headings.line, at, sheet), columns[0], path))
                    break
    problems += _rows_moved(items, lines, path)
    for key, mark in sorted(items.items(), key=lambda one: one[1]):
        row = _folded(dict(lines[mark.sheet]).get(mark.line, {}))
        columns = _columns(row, ITEMS[key])
        if columns and mark.column not in columns and _is_other(row.get(mark.column, "")):
            problems.append(_moved(mark, columns[0], path))
            break
    return problems


def _rows_moved(items: Mapping[str, Mark], lines: Mapping[str, Sequence[Line]], path: str) -> Iterator[Problem]:
    """A problem where the headings of the list of evidence stand in another row than their names: what is between is not read."""
    if items:
        own = min(items.values())
        rows = dict(lines[own.sheet])
        whole = [line for line, row in lines[own.sheet][:SEEN] if len(items_in(row)) == len(ITEMS)]
        if whole and own.line not in whole and not items_in(rows.get(own.line, {})):
            yield problem_at(path, own._replace(line=whole[0]), "rows_shifted", row=whole[0] + 1, own=own.line + 1)


def _is_other(heading: str) -> bool:
    return not heading or heading in _OTHERS


def _moved(at: Mark, column: int, path: str) -> Problem:
    own, other = letters(at.column + 1), letters(column + 1)
    return problem_at(path, at._replace(column=column), "columns_moved", own=own, other=other)


def lines_of(said: Mapping[Mark, Value]) -> dict[str, list[Line]]:
    """The rows of sheets, topmost first, from what their cells say."""
    found: dict[str, dict[int, dict[int, Value]]] = defaultdict(lambda: defaultdict(dict))
    for mark, value in said.items():
        found[mark.sheet][mark.line][mark.column] = value
    return defaultdict(list, {sheet: sorted(rows.items()) for sheet, rows in found.items()})


def rows_seen(book: Book, lines: Mapping[str, Sequence[Line]]) -> Iterator[tuple[str, Iterator[Line]]]:
    """The sheets that are read or are not hidden, each with its rows; ``lines`` are those of the ones that are read."""
    for sheet in book.sheets:
        if sheet.name in lines:
            yield sheet.name, iter(lines[sheet.name])
        elif not sheet.hidden:
            yield sheet.name, ((row.number - 1, row.cells) for row in book.kept_rows(sheet))


def unnamed(
    book: Book, lines: Mapping[str, Sequence[Line]], places: Mapping[str, Mark], items: Mapping[str, Mark], lost: Iterable[str]
) -> Iterator[Mark]:
    """The cells that say something below our headings, beside the number of an indicator, and whose name is gone.

    Args:
        book: the workbook.
        lines: the rows of the sheets that are read.
        places: where the named cells of answers stand.
        items: where the headings of the list of evidence stand, by the keys of an item.
        lost: the names whose cells were deleted, which is told otherwise.
    """
    known = {meant.part for meant in cells.answers((*places, *lost)).values()}
    listed = bool(items) or any(name in cells.ITEM.values() for name in lost)
    own = {*places.values()}
    for sheet, rows in rows_seen(book, lines):
        marks = (Mark(line, column, sheet) for line, column in _unnamed(rows, known, listed=listed))
        yield from (mark for mark in marks if mark not in own)


def _unnamed(lines: Iterator[Line], known: Collection[tuple[tuple[str, ...], int]], *, listed: bool) -> Iterator[tuple[int, int]]:
    """The lines and columns of such cells on a sheet; of a list of evidence too, unless it is ``listed`` by its names."""
    for line, row in islice(lines, SEEN):
        if (headings := headings_in([(line, row)])) is not None:
            for below, said in lines:
                number = indicator_number(said.get(headings.number))
                wanted = [columns for path, columns in headings.columns.items() if number and (path, number) not in known]
                yield from ((below, column) for columns in wanted for column in columns if said_in(said.get(column)) is not None)
        elif not listed and (evidence := _evidence(row)):
            for below, said in lines:
                yield from ((below, column) for column in evidence if said_in(said.get(column)) is not None)


def _evidence(row: Mapping[int, Value]) -> list[int]:
    """The columns of a row that is the headings of a list of evidence; none where it is not."""
    columns = items_in(row)
    return sorted(column for found in columns.values() for column in found) if len(columns) == len(ITEMS) else []


def lists_evidence(lines: Iterable[Line]) -> bool:
    """Whether rows are those of a list of evidence with something in it."""
    columns: list[int] = []
    for _line, row in lines:
        if any(said_in(row.get(column)) is not None for column in columns):
            return True
        columns = columns or _evidence(row)
    return False


def items_in(row: Mapping[int, Value]) -> dict[str, tuple[int, ...]]:
    """The headings of a list of evidence in a row: their columns, by the keys of an item."""
    said = _folded(row)
    return {key: found for key, words in ITEMS.items() if (found := _columns(said, words))}


def names_gone(marks: Collection[Mark], path: str) -> Iterator[Problem]:
    """A problem for each sheet with cells that have lost their names, at the first of them."""
    for own in by_sheet(marks).values():
        yield problem_at(path, own[0], "names_gone", count=len(own))
