"""Figures that are not what their heading says: those of one part, where nothing but the rows, a title or the sheet says so.

What stands there is no index of the whole, and numbers that begin anew in each part are those of other indicators. Beside weights
values may be products of both.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Final

from spbe_cli.model.base import number_of
from spbe_cli.reading.tables.columns import instrument_of
from spbe_cli.reading.tables.headings import Meaning, key, says_spbe
from spbe_cli.reading.tables.labels import label
from spbe_cli.reading.tables.names import is_statistic
from spbe_cli.reading.tables.parts import below, is_weighted, names_parts
from spbe_cli.reading.tables.values import figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.reading.problems import Problem
    from spbe_cli.reading.sources import Reader
    from spbe_cli.reading.tables.columns import Columns
    from spbe_cli.reading.tables.grid import Grid
    from spbe_cli.reading.tables.head import Head
    from spbe_cli.reading.tables.vocabulary import Vocabulary

_FEWEST_LETTERS: Final = 8
_FIGURES: Final = ("index", "domain", "aspect")
_LEVEL: Final = re.compile("[0-5]")
_ANOTHER: Final = re.compile("(?:nilai|skor|indeks|index)[a-z]")
_CODES: Final = re.compile("kode|code|butir|item|soal|pertanyaan|kriteria|parameter|ind$|id$")
# One of a range or a list is not what a table is about.
_NUMBERED: Final = re.compile(
    r"\b((?:domain|aspek|aspect)\s{0,3}[0-9]{1,3})\b(?!\s{0,3}(?:[-–,&/+]|s\.?/?d\.?|sampai|dan|and)\s{0,3}[0-9])", re.IGNORECASE
)


def problems(grid: Grid, head: Head, columns: Columns, vocabulary: Vocabulary, reader: Reader) -> Iterator[Problem]:
    """A problem where a table about a part has nothing but an index, or numbers of which none is of an indicator of the part.

    So it is where its rows name parts, where a column beside them has another index, where values of parts can only be their
    products with weights, and where commas of decimals were taken for separators. A heading that says SPBE, or that a setting
    calls the index, is one.
    """
    index = next((column for column, one in columns.parts if one.what == "index"), None)
    only = all(one.what in ("index", "predicate") for _column, one in columns.parts)
    heading = "" if index is None else _heading(head, index)
    if not only or says_spbe(heading) or vocabulary.is_set(heading):
        index = None
    if index is not None and (naming := _naming(grid, head, columns, index, vocabulary)) is not None:
        yield grid.problem(head.row, index, "index_of_rows", text=head.texts[naming], key=heading)
    if index is not None and (other := _of_another(grid, head, columns, index, vocabulary)) is not None:
        yield grid.problem(head.row, index, "index_of_another", text=head.texts[other], key=heading)
    if columns.tier is not None and is_weighted(head):
        yield from _products(grid, head, columns, reader)
    yield from _cut(grid, head, columns)
    said = next(((text, one) for text in _titles(grid, head) if (one := _part(text, vocabulary)) is not None), None)
    if said is None:
        return
    text, found = said
    if index is not None:
        yield grid.problem(head.row, index, "index_of_part", text=text, key=heading)
    numbers = _numbers(grid, head, columns, vocabulary)
    own = instrument_of(head, reader)
    instruments = vocabulary.instruments if own is None else (own,)
    within = [ids for instrument in instruments if (ids := _indicators(found, instrument, vocabulary))]
    if numbers and within and all(ids.isdisjoint(numbers) for ids in within):
        yield grid.problem(head.row, min(numbers.values()), "numbers_of_others", text=text, ids=sorted(numbers))


def _heading(head: Head, column: int) -> str:
    """The heading that gives a column its meaning."""
    return head.over.get(column, head.texts[column])


def _naming(grid: Grid, head: Head, columns: Columns, index: int, vocabulary: Vocabulary) -> int | None:
    """A column that is passed over, and names a part in each row: ``OPD | Kode | Nilai``; None if there is none.

    Numbers alone may be anything: they count below a heading of codes, beside whole levels, and where no heading says an index.
    """
    rows = [row.cells for row in below(grid, head) if index in row.cells]
    levels = vocabulary.meaning(_heading(head, index)) == Meaning("level")
    levels = levels and all(_LEVEL.fullmatch(cells[index]) for cells in rows)
    ids = {one for instrument in vocabulary.instruments for one in instrument.indicators}
    titles = [vocabulary.titles(instrument) for instrument in vocabulary.instruments]
    for column in sorted(columns.unread):
        found = [label(cells[column]) for cells in rows if column in cells]
        codes = levels and _CODES.match(key(head.texts[column])) is not None
        numbers = codes and all(one.number in ids and not one.words for one in found)
        if found and (numbers or all(any(title.find(one.words, one.tier) for title in titles) for one in found)):
            return column
    return None


def _of_another(grid: Grid, head: Head, columns: Columns, index: int, vocabulary: Vocabulary) -> int | None:
    """A column that is passed over, and has figures of another index by its heading, beside one that says none.

    So is ``Indeks RB`` beside ``Nilai``, but not ``Nilai Huruf`` with letters.
    """
    if vocabulary.meaning(_heading(head, index)) != Meaning("level"):
        return None
    unknown = [column for column in sorted(columns.unread) if head.meanings[column] is None]
    others = [one for one in unknown if _ANOTHER.match(key(head.texts[one])) and not is_statistic(head.texts[one])]
    rows = list(below(grid, head)) if others else []
    return next((one for one in others if any(not isinstance(figure(row.cells.get(one, "")), str) for row in rows)), None)


def _cut(grid: Grid, head: Head, columns: Columns) -> Iterator[Problem]:
    """A problem where whole figures of a text stand before notes that are nothing but digits: ``2,60`` became two cells."""
    if grid.sheet is not None:
        return
    rows = list(below(grid, head))
    for column, part in columns.parts:
        if part.what in _FIGURES and head.meanings.get(column + 1) == Meaning("note"):
            pairs = [(row.cells.get(column, ""), row.cells.get(column + 1, "")) for row in rows]
            if pairs and all(whole.isdecimal() and digits.isdecimal() for whole, digits in pairs):
                yield grid.problem(rows[0], column, "decimals_cut", value=",".join(pairs[0]))


def _products(grid: Grid, head: Head, columns: Columns, reader: Reader) -> Iterator[Problem]:
    """A problem where a value is below the lowest level: no value of a part is, and its product with a weight is."""
    instrument = instrument_of(head, reader)
    for row, column in product(below(grid, head), sorted(columns.results)):
        value = figure(row.cells.get(column, ""))
        if instrument is not None and not isinstance(value, str) and 0 < value < instrument.scale.min:
            context = {"value": row.cells[column], "key": head.texts[column], "minimum": instrument.scale.min}
            yield grid.problem(row, column, "product", **context, of_agency=columns.layout == "across")
            return


def _titles(grid: Grid, head: Head) -> Iterator[str]:
    """The name of the sheet, and what the rows above the headings say: ``Domain 2``, ``Indikator | 32``."""
    yield grid.sheet or ""
    for row in head.above:
        yield " ".join(dict.fromkeys(row.cells[column] for column in sorted(row.cells)))


def _part(text: str, vocabulary: Vocabulary) -> Meaning | None:
    """The part that a text names, whatever it says before; a number or a short word alone may be anything."""
    said = set(_NUMBERED.findall(text))
    text = said.pop() if len(said) == 1 else text
    name = key(text)
    found = None if not name or name.isdecimal() else vocabulary.meaning(text)
    if found is None or (found.id is None and (found.what != "title" or (found.tier is None and len(name) < _FEWEST_LETTERS))):
        return None
    return found


def _indicators(found: Meaning, instrument: Instrument, vocabulary: Vocabulary) -> set[int]:
    """The indicators of the part, or the indicator itself; none where the instrument has no such part."""
    parts = {part for part in vocabulary.named(found, instrument) if part.id in instrument.members(part.tier)}
    own = {part.id for part in parts if part.tier == "indicator"}
    return own | {one for one in instrument.indicators if vocabulary.holds(instrument, found, one)}


def _numbers(grid: Grid, head: Head, columns: Columns, vocabulary: Vocabulary) -> dict[int, int]:
    """The numbers by which the table means indicators, with their columns; none where names say them."""
    if columns.layout == "wide":
        return {one.id: column for column, one in columns.parts if one.what == "indicator" and one.id is not None}
    by_number, by_name = columns.by_indicator.get("number"), columns.by_indicator.get("indicator")
    if columns.tier is not None or by_number is None:
        return {}
    if by_name is not None and names_parts(grid, head, by_name, None, vocabulary):
        return {}
    numbers = (number_of(key(row.cells.get(by_number, ""))) for row in below(grid, head))
    return {one: by_number for one in numbers if one is not None}
