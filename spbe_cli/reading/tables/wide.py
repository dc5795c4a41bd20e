"""A row for each agency: a column for each indicator, or for each announced figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from spbe_cli.reading.cells import Wrong
from spbe_cli.reading.document import Document
from spbe_cli.reading.problems import Problem
from spbe_cli.reading.said import not_applicable
from spbe_cli.reading.tables.labels import Conflict
from spbe_cli.reading.tables.layouts import PREDICATE, path_of
from spbe_cli.reading.tables.values import level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.tree import Tier
    from spbe_cli.reading.tables.grid import Row
    from spbe_cli.reading.tables.headings import Meaning
    from spbe_cli.reading.tables.layouts import Path, Table
    from spbe_cli.reading.tables.rows import LeftOut
    from spbe_cli.reading.tables.titles import Part

# Most levels are one of these.
_LEVELS: Final[dict[str, Any]] = {str(number): number for number in range(6)}


class _Parts(NamedTuple):
    """The columns of results under an instrument: levels with their indicators, paths of figures with theirs.

    ``strange`` are columns of parts that the instrument does not have. ``twice`` are columns of parts that another column already
    has, with that column. ``conflicts`` are columns whose number and name mean different parts.
    """

    answers: Sequence[tuple[int, int]]
    figures: Mapping[Path, int]
    strange: Sequence[int]
    twice: Sequence[tuple[int, int]]
    conflicts: Mapping[int, Conflict]
    instrument: str

    def paths(self, cells: Mapping[int, str]) -> Iterator[tuple[int, Path]]:
        """The columns with the paths of their values.

        All columns of levels, because a blank level means not answered; only columns of figures that are not blank.
        """
        yield from ((column, path_of("indicator", one)) for column, one in self.answers)
        yield from ((column, path) for path, column in self.figures.items() if column in cells)


def documents(table: Table, rows: Iterable[Row | Problem], left_out: LeftOut) -> Iterator[Document | Problem]:
    """A document for each row.

    Args:
        table: the table of the rows.
        rows: the data rows.
        left_out: what is passed over is added here.
    """
    known: dict[str | None, _Parts] = {}
    for wanted in table.wanted(rows):
        if isinstance(wanted, Problem):
            yield wanted
            continue
        row, head = wanted
        instrument = table.instrument(head)
        name = None if instrument is None else instrument.id
        if name not in known:
            known[name] = parts = _parts(table, instrument)
            yield from _wrong(table, parts)
        document = _document(table, row, head, known[name])
        document.problems.extend(table.unheaded(row, left_out.unheaded))
        yield document


def _document(table: Table, row: Row, value: dict[str, Any], parts: _Parts) -> Document:
    cells = row.cells
    unusable = table.unusable(row, (column for column, _meaning in table.columns.parts))
    if unusable:
        cells = {column: text for column, text in cells.items() if not isinstance(text, Wrong)}
    answers = {one: _LEVELS.get(text) or _answer(text) for column, one in parts.answers if (text := cells.get(column))}
    for path, column in parts.figures.items():
        if text := cells.get(column):
            table.announce(value, path, text, cells.get(parts.figures.get(PREDICATE, -1), ""))
    # Without an instrument the names can't be understood; the missing instrument is the only problem to report.
    if answers or unusable or not parts.instrument or (parts.answers and "published" not in value):
        value["answers"] = answers
    problems = [*table.wrong(row, table.columns.heads.values()), *table.wrong_together(unusable)]
    problems += (
        table.grid.problem(row, column, "heading_of_another", key=table.head.texts[column], instrument=parts.instrument)
        for column in parts.strange
        if column in cells
    )
    place = lambda: table.place(row, ((path, row, column) for column, path in parts.paths(cells)))  # noqa: E731
    document = Document(value, place, problems, cells=True)
    document.row = row.number
    return document


def _answer(text: str) -> Any:
    reason = not_applicable(text)
    return {"not_applicable": reason} if reason else level(text)


def _parts(table: Table, instrument: Instrument | None) -> _Parts:
    paths: dict[int, Path] = {}
    titled: dict[int, Meaning] = {}
    for column, one in table.columns.parts:
        if one.what == "title":
            titled[column] = one
        else:
            paths[column] = ("published", one.what) if one.id is None else path_of(one.what, one.id)
    found, conflicts = ({}, {}) if instrument is None else _titled(titled, table, instrument)
    first = {path: column for column, path in paths.items()}
    twice: list[tuple[int, int]] = []
    for column, part in found.items():
        path = path_of(*part)
        if first.setdefault(path, column) == column:
            paths[column] = path
        else:
            twice.append((column, first[path]))
    return _Parts(
        [(column, path[1]) for column, path in paths.items() if path[0] == "answers"],
        {path: column for column, path in paths.items() if path[0] != "answers"},
        [column for column in titled if instrument is not None and column not in found and column not in conflicts],
        twice,
        conflicts,
        "" if instrument is None else instrument.id,
    )


def _wrong(table: Table, parts: _Parts) -> Iterator[Problem]:
    """A problem for every heading that means the same part as another one, or by its name another one than by its number."""
    for column, first in parts.twice:
        context = {"key": table.head.texts[column], "first": table.grid.column(first)}
        yield table.grid.problem(table.head.row, column, "duplicate_heading", **context)
    for column, (number, named) in parts.conflicts.items():
        value = table.head.texts[column]
        yield table.grid.problem(
            table.head.row, column, "another_indicator", value=value, number=number, tier=named.tier, id=named.id
        )


def _titled(titled: Mapping[int, Meaning], table: Table, instrument: Instrument) -> tuple[dict[int, Part], dict[int, Conflict]]:
    """The parts that columns are named after, and the columns whose number and name mean different parts.

    If an aspect and its indicator share a name, the tier of the other columns counts.
    """
    named = {column: table.vocabulary.parts(one, instrument) for column, one in titled.items()}
    conflicts = {column: one for column, one in named.items() if isinstance(one, Conflict)}
    found = {column: one for column, one in named.items() if not isinstance(one, Conflict)}
    tiers: set[Tier] = {part.tier for parts in found.values() if len(parts) == 1 for part in parts}
    return {
        column: min(parts, key=lambda part: (part.tier not in tiers, part.tier == "indicator"))
        for column, parts in found.items()
        if parts
    }, conflicts
