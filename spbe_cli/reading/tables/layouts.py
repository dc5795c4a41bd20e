"""Rows of a table to documents like those of answer files: a row for each agency, or for each indicator.

So every rule, message and hint is the same as for answer files; a place is a cell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from spbe_cli.model import agencies
from spbe_cli.model.base import whole
from spbe_cli.reading.cells import Wrong
from spbe_cli.reading.places import Place
from spbe_cli.reading.problems import Problem
from spbe_cli.reading.sheets import unusable
from spbe_cli.reading.tables.columns import REQUIRED
from spbe_cli.reading.tables.headings import key
from spbe_cli.reading.tables.names import names_an_agency
from spbe_cli.reading.tables.values import figure, without_mark
from spbe_cli.reading.tables.years import year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.reading.sources import Reader
    from spbe_cli.reading.tables.columns import Columns
    from spbe_cli.reading.tables.grid import Grid, Row
    from spbe_cli.reading.tables.head import Head
    from spbe_cli.reading.tables.vocabulary import Vocabulary

Path = tuple[Any, ...]
"""The path to a value in a document."""

_INDEX: Final[Path] = ("published", "index")
PREDICATE: Final[Path] = ("published", "predicate")
"""Where the announced predicate stands in a document."""

_NUMBER: Final = r"(?P<index>[0-9][0-9.,]{0,20})"
_APART: Final = r"\s{0,9}[(/;:–-]?\s{0,9}"
_WITH_PREDICATE: Final = re.compile(rf"{_NUMBER}{_APART}(?P<predicate>[^\W\d][\w ]{{0,40}})\)?")
_BEHIND_PREDICATE: Final = re.compile(rf"(?P<predicate>[^\W\d][^\W\d ]{{0,20}}(?: [^\W\d]{{1,20}})?){_APART}{_NUMBER}\)?")


class Table(NamedTuple):
    """A table: its grid, its beginning, its columns, and its reader."""

    grid: Grid
    head: Head
    columns: Columns
    vocabulary: Vocabulary
    reader: Reader

    def wanted(self, rows: Iterable[Row | Problem]) -> Iterator[tuple[Row, dict[str, Any]] | Problem]:
        """The rows of the year and the agency that are asked for, each with its head; and the problems among the rows."""
        for row in rows:
            if isinstance(row, Problem):
                yield row
            elif self.reader.wants(head := self.head_of(row)):
                yield row, head

    def head_of(self, row: Row) -> dict[str, Any]:
        """The head of a row's assessment: what the row says, else what is above the headings or is asked for."""
        value = {what: _head_value(what, given.text) for what, given in self.head.given.items()}
        if "agency" in value:
            value["agency"] = without_mark(value["agency"])
        for what, column in self.columns.heads.items():
            if text := row.cells.get(column):
                value[what] = self._agency(text) if what == "agency" else _head_value(what, text)
            elif what == "agency":
                value[what] = ""
        if self.reader.asked.stage is not None:
            value.setdefault("stage", self.reader.asked.stage)
        for what in REQUIRED:
            if what not in value:
                # A blank cell that must not be blank stays, so that the problem is at the cell.
                value[what] = "" if (asked := getattr(self.reader.asked, what)) is None else asked
        return value

    def _agency(self, name: str) -> str:
        """An agency's name without the mark of a footnote, with its kind if only the heading or the sheet says it."""
        name = without_mark(name)
        kind, says_none = self.columns.kind, agencies.says_no_kind(name) and not names_an_agency(name)
        return f"{kind} {name}" if kind is not None and says_none else name

    def instrument(self, head: Mapping[str, Any]) -> Instrument | None:
        """The instrument of an assessment with such a head, as for answer files; None where it is not known."""
        named, year = head.get("instrument"), whole(head["year"])
        if named:
            return self.reader.instruments.named(named)
        return self.reader.default or (self.reader.instruments.for_year(year) if type(year) is int else None)

    def announce(self, value: dict[str, Any], path: Path, text: str, predicate: str) -> None:
        """Puts what a cell announces at its path.

        A predicate beside the index is one too (``2,60 (Baik)``, ``Baik (2,60)``), if ``predicate``, what a cell of its own says
        of it, is blank or the same.
        """
        said = text if path == PREDICATE else figure(text)
        if isinstance(said, str) and path == _INDEX:
            both = _WITH_PREDICATE.fullmatch(said) or _BEHIND_PREDICATE.fullmatch(said)
            if both is not None and self.vocabulary.is_predicate(both["predicate"]):
                beside = both["predicate"]
                if key(predicate) in ("", key(beside)):
                    said = figure(both["index"])
                    put(value, PREDICATE, beside)
        put(value, path, said)

    def place(self, row: Row, parts: Iterable[tuple[Path, Row, int]]) -> Place:
        """The places of the values of a row's document, its head and the ``parts``: a cell for each path."""
        place = Place(self.grid.mark(row, min(row.cells, default=0)))
        for what, given in self.head.given.items():
            _put(place, (what,), self.grid.mark(given.row, given.column))
        for what, column in self.columns.heads.items():
            _put(place, (what,), self.grid.mark(row, column))
        for path, own, column in parts:
            _put(place, path, self.grid.mark(own, column))
        return place

    def wrong(self, row: Row, columns: Iterable[int]) -> Iterator[Problem]:
        """A problem for each cell of a row that can't be used."""
        for cell in self.unusable(row, columns):
            yield from self.wrong_together([cell])

    def unusable(self, row: Row, columns: Iterable[int]) -> list[tuple[Row, int, Wrong]]:
        """The cells of a row that can't be used."""
        if Wrong not in map(type, row.cells.values()):
            return []
        return [(row, column, text) for column in columns if isinstance(text := row.cells.get(column), Wrong)]

    def unheaded(self, row: Row, columns: dict[int, Row]) -> Iterator[Problem]:
        """A problem for the first cell of a text's row that has no heading; of a sheet the cell is added to ``columns``.

        So is a cell before the first heading, where no separator can have moved it: data frames write the numbers of rows there.
        """
        for column in sorted(row.cells.keys() - self.head.texts.keys()):
            if self.grid.sheet is None and column > min(self.head.texts):
                yield self.grid.problem(row, column, "extra_cell", value=row.cells[column])
                return
            columns.setdefault(column, row)

    def wrong_together(self, cells: Iterable[tuple[Row, int, Wrong]]) -> Iterator[Problem]:
        """A problem for all cells that can't be used for the same reason, at the first of them."""
        marks = ((text, self.grid.mark(row, column)) for row, column, text in cells)
        return unusable(marks, self.grid.path, several="*" in (self.reader.asked.sheet or ""))


def path_of(tier: str, identifier: int) -> Path:
    """The path in a document for a part: an indicator's answer, or an announced figure."""
    return ("answers", identifier) if tier == "indicator" else ("published", f"{tier}s", identifier)


def _head_value(what: str, text: str) -> Any:
    return (year(text) or figure(text)) if what == "year" else text


def _put(place: Place, path: Path, mark: Any) -> None:
    for step in path[:-1]:
        inner = place.parts.get(step)
        if not isinstance(inner, Place):
            place.parts[step] = inner = Place(mark if inner is None else inner)
            place.keys.setdefault(step, mark)
        place = inner
    place.keys.setdefault(path[-1], mark)
    place.parts.setdefault(path[-1], mark)


def put(value: dict[str, Any], path: Path, said: Any) -> None:
    """Puts a value at its path."""
    for step in path[:-1]:
        value = value.setdefault(step, {})
    value[path[-1]] = said
