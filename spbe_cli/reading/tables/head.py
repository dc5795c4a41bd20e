"""The beginning of a table: its heading row, the rows above it, and a second row of headings below it."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.tables.grid import LOOKED_AT
from spbe_cli.reading.tables.headings import (
    HEADS,
    NAME_INDICATORS,
    PROVINCES,
    TIERS,
    Meaning,
    is_statistic,
    key,
    names_an_agency,
    names_something,
)
from spbe_cli.reading.tables.values import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spbe_cli.reading.tables.grid import Grid, Row
    from spbe_cli.reading.tables.vocabulary import Vocabulary

_ENOUGH: Final = 3
"""This many known headings make a heading row, even beside many unknown ones."""

# Labels above a table with these words name a person, or are a part of a name.
_NO_LABELS: Final = frozenset(("nama", "name", "kota", "kabupaten", "no", "number", "nomor"))
_LABELLED: Final = re.compile(r"([^:]*\S)\s*:\s*(\S.*)", re.DOTALL)
_LABELLED_YEAR: Final = re.compile(r"(\D*?)\s*((?:19|20)[0-9]{2})")


class Given(NamedTuple):
    """A cell above the headings that holds for all rows below: the cell, and its text."""

    row: Row
    column: int
    text: str


class Head(NamedTuple):
    """The beginning of a table.

    ``row`` is the heading row; ``meanings`` and ``texts`` are those of its columns, including a second row of headings below it.
    ``above`` are the rows above it, ``given`` what these rows say about the whole table.
    """

    row: Row
    texts: Mapping[int, str]
    meanings: Mapping[int, Meaning | None]
    above: Sequence[Row] = ()
    given: Mapping[str, Given] = {}

    @property
    def whats(self) -> set[str]:
        """The kinds of things that the columns hold."""
        return {one.what for one in self.meanings.values() if one is not None}


def begun(grid: Grid, vocabulary: Vocabulary) -> tuple[Head | None, Iterator[Row | Problem]]:
    """The beginning of a grid's table, and the rows below its headings; None and all rows if it has no table.

    Raises:
        BadInput: when a row above the headings, or the grid, can't be read.
    """
    rows = grid.rows()
    first = list(islice(rows, LOOKED_AT))
    every = chain(first, rows)
    for surely in (True, False):
        for position, row in enumerate(first):
            if isinstance(row, Problem):
                continue
            below = first[position + 1] if position + 1 < len(first) else None
            found = _heading(row, None if isinstance(below, Problem) else below, vocabulary, surely=surely)
            if found is not None:
                head, used = found
                above = [one for one in first[:position] if not isinstance(one, Problem)]
                for _row in islice(every, position + used):
                    pass
                return head._replace(above=above, given=_given(above, vocabulary)), every
    return None, every


def likeliest(rows: Iterator[Row | Problem], vocabulary: Vocabulary) -> Head | None:
    """The row that is most similar to a heading row, for a grid without one; None if there is no row.

    Raises:
        BadInput: with the problem of the first row, if it can't be read.
    """
    best: tuple[tuple[int, int], Head] | None = None
    for row in islice(rows, LOOKED_AT):
        if isinstance(row, Problem):
            if best is None:
                raise BadInput([row])
            continue
        head = _plain(row, vocabulary)
        # Numbers of indicators count only between rows with as many words: a row of levels is full of such numbers.
        words = sum(one is not None and one.id is None for one in head.meanings.values())
        known = sum(
            head.meanings[column] is not None or vocabulary.nearest(text) is not None for column, text in head.texts.items()
        )
        if best is None or (words, known) > best[0]:
            best = (words, known), head
    return None if best is None else best[1]


def _heading(row: Row, below: Row | None, vocabulary: Vocabulary, *, surely: bool) -> tuple[Head, int] | None:
    """The heading in a row, alone or with the row below, and how many rows it takes; None if the row is no heading."""
    alone = _plain(row, vocabulary)
    together = None if below is None or "across" in alone.whats else _together(alone, below, vocabulary)
    for head, rows in ((together, 2), (alone, 1)):
        if head is not None and _is_heading(head, surely=surely):
            return head, rows
    return None


def _plain(row: Row, vocabulary: Vocabulary) -> Head:
    head = Head(row, row.cells, {column: vocabulary.meaning(text) for column, text in row.cells.items()})
    return _with_agencies(head, {column for column, text in head.texts.items() if names_an_agency(text)})


def _with_agencies(head: Head, columns: Iterable[int]) -> Head:
    """The same beginning with names of agencies for headings, where the rows are about indicators and no column has levels."""
    if NAME_INDICATORS.isdisjoint(head.meanings.values()) or not {"agency", "level"}.isdisjoint(head.whats):
        return head
    named = {column: Meaning("across", words=head.texts[column]) for column in columns if head.meanings.get(column) is None}
    return head._replace(meanings={**head.meanings, **named})


def _is_heading(head: Head, *, surely: bool) -> bool:
    """Whether a row holds enough known headings to be one.

    A table has agencies and their results, or indicators and their levels. With ``surely``, more than half of the headings or
    three of them must be known, and they must not be labels beside values.
    """
    whats, meanings = head.whats, [head.meanings[column] for column in sorted(head.texts)]
    named = sum(names_something(head.texts[column]) for column, one in head.meanings.items() if one is not None)
    figures = sum(_is_result(one) for one in meanings)
    levels = any(one is not None and one.what == "indicator" and one.id is not None for one in meanings)
    agencies = "agency" in whats or any(key(text) in PROVINCES for text in head.texts.values())
    by_indicator = "level" in whats and (not {"number", "code"}.isdisjoint(whats) or Meaning("indicator") in meanings)
    of_agencies = (agencies or "year" in whats) and (figures > 0 or levels or (agencies and "level" in whats))
    if not (of_agencies or by_indicator or "across" in whats or figures > 1):
        return False
    known = sum(one is not None for one in meanings)
    return not surely or ((named >= _ENOUGH or 2 * known > len(meanings)) and not _are_labels(head))


def _are_labels(head: Head) -> bool:
    """Whether known words are beside values: ``Indeks | 3,45 | Predikat | Baik``."""
    known = [head.meanings[column] is not None for column in sorted(head.texts)]
    return known == [True, False] * (len(known) // 2)


def _is_result(one: Meaning | None) -> bool:
    """Whether a heading means a figure or a level by a word; a bare number may be in any row."""
    return one is not None and (one.what in ("index", "predicate", "title", "domain", "aspect"))


def _together(upper: Head, below: Row, vocabulary: Vocabulary) -> Head | None:
    """A heading row together with a second row of headings: ``Domain`` over ``1``, ``2``, …; None if the row below is none.

    The second row is empty below the headings that name the rows, except for cells that are merged with those above.
    """
    names_rows = {
        column for column, one in upper.meanings.items() if one in (Meaning("agency"), Meaning("number"), Meaning("code"))
    }
    own = {column: text for column, text in below.cells.items() if upper.texts.get(column) != text}
    if (found := _over_agencies(upper, own, vocabulary)) is not None:
        return found
    if not names_rows.isdisjoint(own) or _are_labels(upper):
        return None
    texts, meanings, joined = dict(upper.texts), dict(upper.meanings), 0
    for column, text in own.items():
        over = _over(upper, column)
        texts[column] = f"{over} {text}".strip()
        both = _both(over, text, vocabulary)
        joined += both is not None
        meanings[column] = both or _alone(over, text, vocabulary, numbers="agency" in upper.whats)
    kept = any(one is not None for column, one in upper.meanings.items() if column not in own)
    added = sum(meanings[column] is not None for column in own)
    return Head(upper.row, texts, meanings) if added > 1 and (kept or joined) else None


def _over_agencies(upper: Head, own: Mapping[int, str], vocabulary: Vocabulary) -> Head | None:
    """A heading row over the names of agencies: ``OPD`` or ``Tingkat`` over ``Dinas A``, ``Dinas B``; None if it is none.

    Below a heading for agencies every unknown name is one, below a heading for levels only what is surely one.
    """
    over = {column: vocabulary.meaning(_over(upper, column)) for column in own}
    if not own or not {Meaning("agency"), Meaning("level")}.issuperset(over.values()):
        return None
    names = [
        column
        for column, text in own.items()
        if not is_statistic(text) and (over[column] == Meaning("agency") or names_an_agency(text))
    ]
    meanings = {column: one for column, one in upper.meanings.items() if one not in over.values()}
    meanings |= {column: vocabulary.meaning(text) for column, text in own.items()}
    found = _with_agencies(Head(upper.row, {**upper.texts, **own}, meanings), names)
    return found if "across" in found.whats else None


def _both(over: str, text: str, vocabulary: Vocabulary) -> Meaning | None:
    """The part that a heading means together with the one over it: ``1`` or ``Layanan`` below ``Nilai Domain SPBE``."""
    tier = next((word for word in over.split() if key(word) in TIERS), "")
    for words in filter(None, (over, tier)):
        found = vocabulary.meaning(f"{words} {text}")
        if found is not None and (found.id is not None or found.what == "title"):
            return found
    return None


def _alone(over: str, text: str, vocabulary: Vocabulary, *, numbers: bool) -> Meaning | None:
    """What a heading means by itself; ``numbers`` is whether it may be the bare number of an indicator."""
    if key(text).isdecimal() and not (numbers and vocabulary.meaning(over) in (Meaning("level"), Meaning("indicator"))):
        return None
    return vocabulary.meaning(text)


def _over(upper: Head, column: int) -> str:
    """The heading over a column: its own, or the next one to the left, which continues over blank cells."""
    return next((upper.texts[one] for one in range(column, -1, -1) if one in upper.texts), "")


def _given(above: Sequence[Row], vocabulary: Vocabulary) -> dict[str, Given]:
    """What labels above the headings say: ``Nama Instansi | …``, ``Tahun Penilaian: 2024``, ``Tahun 2024``."""
    given: dict[str, Given] = {}
    for row in above:
        columns = sorted(row.cells)
        for position, column in enumerate(columns):
            text = row.cells[column]
            labelled = _LABELLED.fullmatch(text) or _LABELLED_YEAR.fullmatch(text)
            if labelled is not None:
                label, value = labelled[1], Given(row, column, said(labelled[2]))
            else:
                label = text
                behind = ((one, said(row.cells[one].lstrip(":"))) for one in columns[position + 1 :] if row.cells[one] != text)
                value = next((Given(row, one, text) for one, text in behind if text), Given(row, column, ""))
            meant = vocabulary.meaning(label.strip(" :"))
            if (
                meant is not None
                and meant.what in HEADS
                and key(label) not in _NO_LABELS
                and value.text
                and (meant.what == "kind" or vocabulary.meaning(value.text) is None)
            ):
                given.setdefault(meant.what, value)
    return given
