"""Finds the data rows of a table: without totals, repeated headings, numbers of columns, titles over rows, and remarks."""

from __future__ import annotations

import re
from itertools import chain, islice, tee, zip_longest
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.said import says_not_yet
from spbe_cli.reading.tables import groups
from spbe_cli.reading.tables.bare import NOWHERE, Bare
from spbe_cli.reading.tables.grid import LOOKED_AT
from spbe_cli.reading.tables.headings import KINDS, key, meaning, phrases
from spbe_cli.reading.tables.names import is_statistic, names_an_agency, names_nobody
from spbe_cli.reading.tables.values import without_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spbe_cli.reading.tables.grid import Row
    from spbe_cli.reading.tables.head import Head
    from spbe_cli.reading.tables.layouts import Table

_COLUMN_NUMBER: Final = re.compile(r"\(?([0-9]{1,4})\)?")
_FEWEST_NUMBERS: Final = 3

_NAMING: Final = frozenset(phrase.casefold() for what in ("agency", "indicator", "number", "code") for phrase in phrases(what))
"""Headings of columns that name the rows."""
_OF_NO_RESULT: Final = ("ours", "number", "note", "evidence")

_NOTHING: Final = ("nan", "null", "none")
"""What programs write for nothing, in small letters."""

_OUTLINED: Final = re.compile(r"(?:kode|code|nomor|no|urut(?:an)?|number)\b.*", re.IGNORECASE | re.DOTALL)
"""Headings of columns with the places of rows in an outline: 1, 1.01, 1.02."""
_PLACE: Final = re.compile(r"[0-9A-Za-z]{1,4}(?:[.-][0-9A-Za-z]{1,4})*\.?")


class LeftOut(NamedTuple):
    """What is passed over below the headings, to be said once.

    That is: the numbers of rows that are no data, ``totals`` and ``titles`` with their names, and ``asides``; and the columns
    with values but no heading, with the first such row. Of rows that are data it has the numbers of those that are
    ``hidden``, of those that name an agency and nothing of its results (``silent``), of those whose number counts, as no
    indicator has the name beside it (``strange``), and of those that are ``grouped`` below the agency, year or group of a row
    above, with its column.
    ``elsewhere`` are those with results only of years that nobody asked for.
    ``unanswered`` are cells that say so in words: the number of their row, and the column.
    ``services`` are cells that say n/a of a service while others of its indicator have levels, told in the same way.
    ``marked`` are names of agencies with the mark of a footnote, which is left out.
    ``unnumbered`` are rows of agencies without a number, where others have one, with their names.
    ``unused`` is the agency above the headings where names between the rows are those of the agencies.
    ``renumbered`` is the first row that has the number of one above and the name of another indicator, so that only names count.
    """

    totals: list[tuple[int, str]]
    titles: list[tuple[int, str]]
    asides: list[int]
    hidden: list[int]
    unheaded: dict[int, Row]
    silent: list[int]
    strange: list[int]
    grouped: list[tuple[int, int]]
    renumbered: list[int]
    elsewhere: list[int]
    unanswered: list[tuple[int, int]]
    services: list[tuple[int, int]]
    marked: list[str]
    unused: list[str]
    unnumbered: list[tuple[int, str]]

    @classmethod
    def nothing(cls) -> LeftOut:
        """An empty value, to add to."""
        return cls([], [], [], [], {}, [], [], [], [], [], [], [], [], [], [])

    def take(self, other: LeftOut) -> None:
        """Adds what another reading of the same rows passed over, once."""
        pairs: Iterable[tuple[Any, Any]] = zip(self, other, strict=True)
        for own, more in pairs:
            known = set(own)
            if isinstance(own, dict):
                own.update((key, row) for key, row in more.items() if key not in known)
            else:
                own.extend(one for one in more if one not in known)


def data_rows(rows: Iterable[Row | Problem], table: Table, left_out: LeftOut) -> Iterator[Row | Problem]:
    """The data rows; other rows are added to ``left_out``.

    Raises:
        BadInput: at a row of other headings, or at a title with another year, as the rows below it are another table's.
    """
    for row in groups.filled(_data(rows, table, left_out), table, left_out):
        if not isinstance(row, Problem) and row.hidden:
            left_out.hidden.append(row.number)
        yield row


def _data(rows: Iterable[Row | Problem], table: Table, left_out: LeftOut) -> Iterator[Row | Problem]:
    head, columns = table.head, table.columns
    by_indicator = columns.by_indicator
    if columns.names_indicators:
        name = by_indicator.get("indicator", by_indicator.get("number", NOWHERE))
    else:
        name = columns.heads.get("agency", NOWHERE)
    also = by_indicator.get("indicator", NOWHERE)
    results = columns.results
    first, rows = True, iter(rows)
    begun = list(islice(rows, LOOKED_AT))
    # A row 1, 2, 3 may be an indicator with its level. It numbers the columns only if the next row has a name, not a number.
    numbered = not columns.names_indicators or (
        len(begun) > 1 and not isinstance(begun[1], Problem) and _COLUMN_NUMBER.fullmatch(begun[1].cells.get(name, "1")) is None
    )
    bare = Bare(table, name, results, left_out)
    # Where agencies have numbers, a letter stands beside the mean of those below it.
    counts = not columns.names_indicators and any(
        any(map(str.isdecimal, one.cells.get(bare.number, ""))) for one in begun if not isinstance(one, Problem)
    )
    before = () if columns.names_indicators else range(name)
    outlines = [column for column in before if _OUTLINED.fullmatch(head.texts.get(column, ""))]
    every, ahead = tee(chain(begun, rows))
    next(ahead, None)
    for read, below in zip_longest(every, ahead):
        if isinstance(read, Problem):
            yield from bare.ended()
            yield read
            continue
        row = _with_blanks(read, results, left_out)
        called = row.cells.get(name, "")
        shown = called or row.cells[min(row.cells)]
        total = next(filter(is_statistic, (shown, row.cells.get(also, ""))), None) or _group(row, called, below, outlines)
        if total is not None or (not columns.names_indicators and table.vocabulary.is_predicate(called)):
            yield from bare.ended()
            left_out.totals.append((row.number, total or shown))
        elif (first and (called == head.texts.get(name) or (numbered and _numbers_columns(row, name)))) or _has_headings(
            row, called, results, table
        ):
            yield from bare.above_headings()
            left_out.asides.append(row.number)
            first = True
        elif bare.takes(row):
            pass
        elif called and not columns.names_indicators and (names_nobody(called) or (counts and bare.has_letter(row))):
            yield from bare.ended()
            left_out.totals.append((row.number, called))
        else:
            if counts and called and bare.number not in row.cells:
                left_out.unnumbered.append((row.number, called))
            yield from bare.above(row)
            first = False
            if not columns.names_indicators and without_mark(called) != called:
                left_out.marked.append(called)
            yield row
    yield from bare.ended(table=True)


def _group(row: Row, called: str, below: Row | Problem | None, outlines: Iterable[int]) -> str | None:
    """The name of a group of agencies, which has their mean or nothing: the row below has a place within its own, as 1.01 in 1.

    An agency with parts of its own is none, if its name begins as those of agencies do.
    """
    if not outlines or below is None or isinstance(below, Problem) or not called or names_an_agency(called):
        return None
    places = ((row.cells.get(column, ""), below.cells.get(column, "")) for column in outlines)
    within = any(_PLACE.fullmatch(own) and re.match(rf"{re.escape(own.rstrip('.'))}[.-]\w", part) for own, part in places)
    return called if within else None


def _with_blanks(row: Row, results: Iterable[int], left_out: LeftOut) -> Row:
    """A row without the results that say in words that there are none yet; one that says nothing else is about nothing."""
    cells = row.cells
    texts = ((column, text) for column in results if (text := cells.get(column)) and not text[0].isdecimal())
    words = [column for column, text in texts if says_not_yet(text) or text.casefold() in _NOTHING]
    if not words or len(words) == len(cells):
        return row
    left_out.unanswered.extend((row.number, column) for column in sorted(words))
    return row._replace(cells={column: text for column, text in cells.items() if column not in words})


def _has_headings(row: Row, called: str, results: Iterable[int], table: Table) -> bool:
    """Whether a row has the headings once more.

    Raises:
        BadInput: when it has other headings.
    """
    if _repeats(row.cells, table.head):
        return True
    # An agency may be called "No"; below the heading of the years stands no year where headings stand once more.
    year = row.cells.get(table.columns.heads.get("year", NOWHERE), "")
    if year.isdecimal() or not _are_headings(row.cells, called, results):
        return False
    if (column := _differs(row.cells, table)) is not None:
        context = {"key": row.cells[column], "first": table.head.row.number}
        raise BadInput([table.grid.problem(row, column, "other_headings", **context)])
    return True


def _repeats(cells: Mapping[int, str], head: Head) -> bool:
    """Whether a row repeats a row of the headings, in part or in whole. Bare numbers are not enough, as they may be levels."""
    return any(
        all(one.cells.get(column) == text for column, text in cells.items())
        and not (one is head.row and all(map(str.isdecimal, cells.values())))
        for one in head.rows
    )


def _are_headings(cells: Mapping[int, str], called: str, results: Iterable[int]) -> bool:
    """Whether a row holds headings, not data.

    That is: the heading of a column that names the rows, and another word or only numbers of indicators; or, where no result is a
    number, two words that are most of the row.
    """
    naming = called.casefold() in _NAMING
    if not naming and any(column in cells and cells[column][0].isdecimal() for column in results):
        return False
    found = [one for text in cells.values() if (one := meaning(text)) is not None]
    known = sum(one.id is None for one in found)
    return (known > 1 and (naming or 2 * known > len(cells))) or (naming and 1 < len(cells) == len(found))


def _differs(cells: Mapping[int, str], table: Table) -> int | None:
    """The first column in which headings differ from the table's, so that rows below would be misread; None if there is none."""
    head, read = table.head, table.columns.read
    wanted = {head.meanings[column] for column in read}
    for column, text in sorted(cells.items()):
        if any(key(one.cells.get(column, "")) == key(text) for one in head.rows):
            continue
        found = table.vocabulary.meaning(text)
        if column in read:
            differs = found != head.meanings[column] or KINDS.get(key(text)) != KINDS.get(key(head.texts[column]))
        else:
            differs = found is not None and (found in wanted or found.what not in _OF_NO_RESULT)
        if differs:
            return column
    return None


def _numbers_columns(row: Row, name: int) -> bool:
    """Whether a row numbers the columns, as official tables do below their headings, also the one with the names."""
    numbers = [
        found and int(found[1]) for _column, text in sorted(row.cells.items()) for found in [_COLUMN_NUMBER.fullmatch(text)]
    ]
    return name in (NOWHERE, *row.cells) and len(numbers) >= _FEWEST_NUMBERS and numbers == list(range(1, len(numbers) + 1))
