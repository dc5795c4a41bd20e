"""Copies of sheets in a workbook: answers on them would be read by nobody.

An office program that copies a sheet gives the copy names of its own, which hold for that sheet only. Other programs give it no
names, but what stands before the answers in a row is the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from spbe_cli.model import cells
from spbe_cli.reading.problems import problem_at
from spbe_cli.reading.said import indicator_number, level_in, said_in
from spbe_cli.reading.sheets import Mark, cell_name
from spbe_cli.reading.workbooks.answer_rows import before_answers
from spbe_cli.reading.workbooks.items import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spbe_cli.reading.cells import Value
    from spbe_cli.reading.problems import Problem
    from spbe_cli.reading.sheets import Book, Sheet

_SEEN: Final = 40
"""How many rows of a sheet without names are looked at: one without a row of ours among them is no copy."""

_ITEMS: Final = {name: key for key, name in cells.ITEM.items()}


_Before = tuple[tuple[int, str], ...]
"""What stands before the answers in a row, by column."""


class Originals:
    """What is read of a workbook: its named cells, where the headings of its list of evidence stand, and what all cells say.

    ``sheets`` are those that are read. ``rows`` are the named cells of each row with answers, by the first column of answers on
    its sheet and what stands before that.
    """

    def __init__(self, places: Mapping[str, Mark], headings: Mapping[str, Mark], said: Mapping[Mark, Value]) -> None:
        self.places = places
        self.headings = headings
        self.said = said
        self.sheets = {mark.sheet for mark in (*places.values(), *headings.values())}
        answers = [places[name] for name in cells.answers(places)]
        first = {mark.sheet: mark.column for mark in sorted(answers, key=lambda mark: -mark.column)}
        before = {
            place: (first[place[0]], _before(row, first[place[0]])) for place, row in before_answers(places, said).items() if row
        }
        self.rows: dict[tuple[int, _Before], list[Mark]] = defaultdict(list)
        for mark in answers:
            if (mark.sheet, mark.line) in before:
                self.rows[before[mark.sheet, mark.line]].append(mark)


class _Copy(NamedTuple):
    """What the cells of a copy say, which of them stand for which cells that are read, and its headings of evidence."""

    said: Mapping[Mark, Value]
    cells: Iterable[tuple[Mark, Mark]]
    headings: Mapping[str, Mark]


def copies(book: Book, of: Originals, local: Iterable[tuple[str, Mark]], path: str) -> Iterator[Problem]:
    """A problem for each copy of a sheet that says what the sheet itself does not say.

    Args:
        book: the workbook.
        of: what is read of it.
        local: the names that hold for one sheet only, each with its cell.
        path: what to call the workbook in problems.
    """
    named: dict[str, dict[str, Mark]] = defaultdict(dict)
    for name, mark in local:
        if mark not in (of.places.get(name), of.headings.get(_ITEMS.get(name, ""))):
            named[mark.sheet][name] = mark
    for sheet in book.sheets:
        if sheet.name in named:
            copy = _by_names(book, sheet, of, named[sheet.name])
        elif not sheet.hidden and sheet.name not in of.sheets:
            copy = _by_rows(book, sheet, of)
        else:
            continue
        if differing := list(_differing(copy, of)):
            at, own = differing[0]
            context = {"original": own.sheet, "count": len(differing), "other": cell_name(own)}
            yield problem_at(path, at, "sheet_copied", **context)


def _by_names(book: Book, sheet: Sheet, of: Originals, named: Mapping[str, Mark]) -> _Copy:
    said = {
        Mark(row.number - 1, column, sheet.name): value for row in book.kept_rows(sheet) for column, value in row.cells.items()
    }
    pairs = [(mark, of.places[name]) for name, mark in named.items() if name in of.places]
    return _Copy(said, pairs, {_ITEMS[name]: mark for name, mark in named.items() if name in _ITEMS})


def _by_rows(book: Book, sheet: Sheet, of: Originals) -> _Copy:
    """A sheet with at least half of the rows of one that is read, or with the headings of evidence in their places."""
    known, firsts = of.rows, {first for first, _before in of.rows}
    said: dict[Mark, Value] = {}
    headings: dict[str, Mark] = {}
    pairs: list[tuple[Mark, Mark]] = []
    found: Counter[str] = Counter()
    for seen, row in enumerate(book.kept_rows(sheet)):
        here = {column: Mark(row.number - 1, column, sheet.name) for column in row.cells}
        said |= {here[column]: value for column, value in row.cells.items()}
        headings |= {
            key: here[at.column]
            for key, at in of.headings.items()
            if at.line == row.number - 1 and row.cells.get(at.column) == of.said.get(at, "")
        }
        for first in firsts:
            marks = known.get((first, _before(row.cells, first)), ())
            found.update({mark.sheet for mark in marks})
            pairs += ((here[mark.column], mark) for mark in marks if mark.column in here)
        if seen == _SEEN and not found and not headings:
            break
    all_of = Counter(sheet for marks in known.values() for sheet in {mark.sheet for mark in marks})
    return _Copy(said, [(at, mark) for at, mark in pairs if 2 * found[mark.sheet] >= all_of[mark.sheet]], headings)


def _before(row: Mapping[int, Value], first: int) -> _Before:
    """Numbers of indicators and texts; not the weights, which look otherwise where a program drops their format."""
    before = sorted((column, str(value)) for column, value in row.items() if column < first)
    return tuple((column, text) for column, text in before if indicator_number(text) is not None or any(map(str.isalpha, text)))


def _differing(copy: _Copy, of: Originals) -> Iterator[tuple[Mark, Mark]]:
    """The cells of a copy that say what is not read, each with the cell where it should stand."""
    for at, mark in copy.cells:
        said = said_in(copy.said.get(at))
        if said is not None and level_in(said) != level_in(said_in(of.said.get(mark))):
            yield at, mark
    if copy.headings and copy.headings.keys() == of.headings.keys():
        read = [item.said for item in rows_of(of.headings, of.said)]
        for item in rows_of(copy.headings, copy.said):
            if item.said not in read:
                yield item.marks["file"], of.headings["file"]
