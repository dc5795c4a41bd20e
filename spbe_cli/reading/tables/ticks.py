"""Levels that are ticked: beside each indicator a column for every level, with a mark in that of the level that is reached."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from spbe_cli.reading.cells import Wrong
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.tables.headings import NAME_INDICATORS, Meaning, key, without_asides
from spbe_cli.reading.tables.names import is_statistic
from spbe_cli.reading.tables.parts import below

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spbe_cli.reading.tables.grid import Grid, Row
    from spbe_cli.reading.tables.head import Head

_OF_LEVEL: Final = re.compile(
    r"(?P<before>(?:[a-z]*(?:level|lvl|tingkat|tk|kematangan|kapabilitas|nilai|skor|skala|kriteria|jawaban|pilihan|hasil|capaian))?|l|k)"
    r"0*(?P<level>[0-5])"
)
"""The heading of the column for a level, as it is compared: ``3``, ``Level 3``, ``L3``."""

_ALL: Final = ([1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5])
"""The levels of a scale."""

_YES: Final = frozenset((
    "1", "*", "v", "ya", "y", "yes", "ada", "benar", "true", "√", "✓", "✔", "☑", "✅", "•", "●", "■", "ü", "\uf0fc",
))  # fmt: skip
"""Marks, among them those of the fonts for symbols, in small letters."""

_CROSS: Final = frozenset(("x", "✗", "✘", "×", "☒"))
"""Marks, or where others are marks what is none."""

_NO: Final = frozenset(("0", "tidak", "t", "tdk", "no", "n", "belum", "salah", "false", "☐", "□", "○"))

_LONGEST_MARK: Final = max(map(len, _YES | _NO))
_LEVEL: Final = Meaning("level")


def with_ticks(head: Head) -> Head:
    """The same beginning with a level in the first of the columns for all levels, where no other column has one.

    The others of these columns are not read: :func:`levelled` puts the level into the first one.
    """
    naming = NAME_INDICATORS if "agency" not in head.whats else NAME_INDICATORS - {Meaning("number")}
    columns = _columns(head.texts)
    if not columns or naming.isdisjoint(head.meanings.values()) or not {"level", "across"}.isdisjoint(head.whats):
        return head
    first, *others = columns
    return head._replace(meanings={**head.meanings, first: _LEVEL, **dict.fromkeys(others, Meaning("ours"))})


def ticked(head: Head) -> Mapping[int, int]:
    """The columns in which levels are ticked, with these levels; none where levels are written."""
    columns = _columns(head.texts)
    meanings = [head.meanings[column] for column in columns]
    return columns if meanings[:1] == [_LEVEL] and set(meanings[1:]) == {Meaning("ours")} else {}


def _columns(texts: Mapping[int, str]) -> dict[int, int]:
    found: dict[str, dict[int, int]] = {}
    for column in sorted(texts):
        one = _OF_LEVEL.fullmatch(key(without_asides(texts[column])))
        if one is not None:
            found.setdefault(one["before"], {})[column] = int(one["level"])
    return next((columns for columns in found.values() if list(columns.values()) in _ALL), {})


class _Ticks(NamedTuple):
    """The columns of a table in which levels are ticked, what is a mark in them, and whether all levels up to one are ticked."""

    grid: Grid
    head: Head
    columns: Mapping[int, int]
    yes: frozenset[str]
    to_the_highest: bool

    def levelled(self, rows: Iterator[Row | Problem]) -> Iterator[Row | Problem]:
        """The rows, with the level that is ticked in the first of the columns."""
        last = self.head.rows[-1].number
        for row in rows:
            yield row if isinstance(row, Problem) or row.number <= last else self._level(row)

    def _level(self, row: Row) -> Row | Problem:
        if _counts_columns(row):
            return row
        cells = {column: text for column, text in row.cells.items() if column not in self.columns}
        level = self._said(row, _said(row, self.columns))
        if isinstance(level, Problem):
            return level
        return row._replace(cells=cells if level is None else {**cells, min(self.columns): level})

    def _said(self, row: Row, said: Mapping[int, str]) -> str | Problem | None:
        """The level that cells say, what is wrong with them, or None where nothing is marked."""
        for column, text in said.items():
            if isinstance(text, Wrong):
                return text
            if not self.is_mark(column, text) and _mark(text) not in _NO | _CROSS:
                return self.grid.problem(row, column, "no_tick", value=text)
        marked = [column for column, text in said.items() if self.is_mark(column, text)]
        crossed = next((column for column, text in said.items() if _mark(text) in _CROSS), None)
        if not marked and crossed is not None:
            # Where others are marks it may be a mark or none.
            return self.grid.problem(row, crossed, "no_tick", value=said[crossed])
        levels = [self.columns[column] for column in marked]
        if (self.to_the_highest or len(levels) > 1) and levels not in ([], *_up_to(max(levels, default=0))):
            return self.grid.problem(row, marked[0], "ticks_with_gaps", levels=levels)
        return str(levels[-1]) if levels else None

    def is_mark(self, column: int, text: str) -> bool:
        """Whether the text of a cell in the column of a level is a mark: ``v``, or the level itself."""
        return _mark(text) in self.yes or text.strip() == str(self.columns[column])


def levelled(grid: Grid, head: Head, rows: Iterator[Row | Problem]) -> tuple[Grid, Iterator[Row | Problem]]:
    """A table whose levels are ticked as if they were written, and the rows below its headings; another table as it is.

    Where any row has several marks, those of all levels up to the one that is reached are expected in every row.

    Raises:
        BadInput: when other things than marks stand in the columns for levels.
    """
    columns = ticked(head)
    if not columns:
        return grid, rows
    found = [_said(row, columns) for row in below(grid, head) if not _counts_columns(row)]
    said = [_mark(text) for cells in found for text in cells.values()]
    yes = _YES if any(one in _YES for one in said) else _YES | _CROSS
    ticks = _Ticks(grid, head, columns, yes, to_the_highest=False)
    marks = [[column for column, text in cells.items() if ticks.is_mark(column, text)] for cells in found]
    known = sum(map(len, marks)) + sum(one in _NO | _CROSS and one not in yes for one in said)
    if not any(marks) or 2 * known < len(said):
        texts = [head.texts[column] for column in columns]
        raise BadInput([grid.problem(head.row, 0, "no_level_column", unknown=texts)])
    ticks = ticks._replace(to_the_highest=any(len(one) > 1 for one in marks))
    return grid._replace(rows=lambda: ticks.levelled(grid.rows())), ticks.levelled(rows)


def _said(row: Row, columns: Mapping[int, int]) -> dict[int, str]:
    """What is said in the columns for levels; totals count the marks, and a title goes over merged cells."""
    if any(is_statistic(text) for column, text in row.cells.items() if column not in columns):
        return {}
    titles = {text for column, text in row.cells.items() if column not in columns and len(text) > _LONGEST_MARK}
    return {column: text for column in columns if (text := row.cells.get(column)) and text not in titles}


def _mark(text: str) -> str:
    return text.strip().casefold()


def _up_to(level: int) -> Sequence[list[int]]:
    """All levels up to one, with the lowest one from 1 or from 0."""
    return [list(range(first, level + 1)) for first in (0, 1)]


def _counts_columns(row: Row) -> bool:
    """Whether a row has the numbers of the columns."""
    texts = [text.strip("() ") for _column, text in sorted(row.cells.items())]
    return len(texts) > len(_ALL[0]) and texts == [str(number) for number in range(1, len(texts) + 1)]
