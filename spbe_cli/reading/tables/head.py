"""The beginning of a table: its heading row, the rows above it, and the rows of headings below it."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from spbe_cli.model.base import number_of
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.tables.above import Given, caption, labels, titled_year
from spbe_cli.reading.tables.grid import LOOKED_AT
from spbe_cli.reading.tables.headings import (
    ANY_NAMES,
    HEADS,
    NAME_INDICATORS,
    PROVINCES,
    TIERS,
    Meaning,
    key,
    names_something,
    tier_named,
    tier_of_values,
)
from spbe_cli.reading.tables.likely import with_likely
from spbe_cli.reading.tables.names import is_statistic, names_an_agency, names_nobody
from spbe_cli.reading.tables.staged import with_stages
from spbe_cli.reading.tables.stages import is_stage
from spbe_cli.reading.tables.ticks import with_ticks
from spbe_cli.reading.tables.values import figure
from spbe_cli.reading.tables.yearly import with_years
from spbe_cli.reading.tables.years import of_year, year

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from spbe_cli.reading.tables.grid import Grid, Row
    from spbe_cli.reading.tables.vocabulary import Vocabulary

_ENOUGH: Final = 3
"""This many known headings make a heading row, even beside many unknown ones."""

_SURELY_NAME_ROWS: Final = (Meaning("agency"), Meaning("number"), Meaning("code"))
_OVER_NUMBERS: Final = (Meaning("level"), Meaning("indicator"))
"""Headings over the bare numbers of indicators, beside agencies."""


class Head(NamedTuple):
    """The beginning of a table.

    ``row`` is the heading row; ``meanings`` and ``texts`` are those of its columns, including the rows of headings below it.
    ``above`` are the rows above it, ``given`` what these rows say about the whole table, and ``titled`` the year in a title among
    them, which is given if nothing else says the year. ``captioned`` is an agency's name alone in the row below the headings or
    above them and their year, where the rows are about indicators. ``rows`` are all rows of headings.
    ``over`` are the headings that give columns their meaning although another heading stands below, by column.
    """

    row: Row
    texts: Mapping[int, str]
    meanings: Mapping[int, Meaning | None]
    above: Sequence[Row] = ()
    given: Mapping[str, Given] = {}
    titled: Given | None = None
    captioned: Given | None = None
    rows: Sequence[Row] = ()
    over: Mapping[int, str] = {}

    @property
    def whats(self) -> set[str]:
        """The kinds of things that the columns hold."""
        return {one.what for one in self.meanings.values() if one is not None}

    @property
    def is_of_one_agency(self) -> bool:
        """Whether the headings are those of one agency's indicators, and no column says which agency that is."""
        return not NAME_INDICATORS.isdisjoint(self.meanings.values()) and self.whats.isdisjoint(("agency", "across"))

    @property
    def is_of_parts_of_one_agency(self) -> bool:
        """The same for its domains or aspects, or for its indicators."""
        return self.is_of_one_agency or (
            any(map(tier_named, self.texts.values())) and self.whats.isdisjoint(("agency", "across"))
        )


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
            head = _heading(row, islice(first, position + 1, None), vocabulary, surely=surely)
            if head is not None:
                above = [one for one in first[:position] if not isinstance(one, Problem)]
                below = position + len(head.rows)
                for _row in islice(every, below):
                    pass
                given, titled = labels(above, vocabulary), titled_year(above)
                head = head._replace(captioned=_captioned(head, first[below : below + 1], above))
                if titled is not None and vocabulary.year is None:
                    given.setdefault("year", titled)
                return head._replace(above=above, given=given, titled=titled), every
            if _names_indicators(row, vocabulary):
                break  # the rows below are about indicators: what looks like headings there is the name of one
    return None, every


def _names_indicators(row: Row, vocabulary: Vocabulary) -> bool:
    """Whether a row is the headings of a table by indicator in which no column is known to hold levels."""
    found = {vocabulary.meaning(text) for text in row.cells.values()}
    return Meaning("indicator") in found and not found.isdisjoint((Meaning("number"), Meaning("code")))


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
        if _names_indicators(row, vocabulary):
            return head
        # Numbers of indicators count only between rows with as many words, several of them and each once: a row of levels is full
        # of such numbers.
        words = sum(one is not None and one.id is None for one in head.meanings.values())
        numbers = [one for one in head.meanings.values() if one is not None and one.id is not None]
        near = sum(one is None and vocabulary.nearest(head.texts[column]) is not None for column, one in head.meanings.items())
        known = words + near + (len(numbers) if _ENOUGH <= len(numbers) == len(set(numbers)) else 0)
        if best is None or (words, known) > best[0]:
            best = (words, known), head
    return None if best is None else best[1]


def _heading(row: Row, below: Iterable[Row | Problem], vocabulary: Vocabulary, *, surely: bool) -> Head | None:
    """The headings in a row, alone or with rows below; None if the row is no heading."""
    found = [_plain(row, vocabulary)]
    for one in below:
        head = None if isinstance(one, Problem) else _together(found[-1], one, vocabulary)
        if head is None:
            break
        found.append(head)
    return next((head for head in reversed(found) if _is_heading(head, surely=surely)), None)


def _plain(row: Row, vocabulary: Vocabulary) -> Head:
    meanings = {column: vocabulary.meaning(text) for column, text in row.cells.items()}
    agencies = [column for column, one in meanings.items() if one == Meaning("agency")]
    people = [column for column in agencies if key(row.cells[column]) in ANY_NAMES]
    if len(people) < len(agencies):
        meanings |= dict.fromkeys(people)
    head = Head(row, row.cells, meanings | vocabulary.domains(row.cells) | vocabulary.counted(row.cells), rows=[row])
    head = with_ticks(with_likely(head, vocabulary))
    return _with_occasions(
        _with_agencies(head, {column for column, text in head.texts.items() if names_an_agency(text)}), vocabulary
    )


def _with_occasions(head: Head, vocabulary: Vocabulary) -> Head:
    """The same beginning with results below headings that say a year or a stage, and nothing else that is known."""
    return with_stages(with_years(head), vocabulary)


def _with_agencies(head: Head, columns: Iterable[int]) -> Head:
    """The same beginning with names of agencies for headings, where rows are about parts and no column has levels or figures."""
    by_part = not NAME_INDICATORS.isdisjoint(head.meanings.values()) or any(map(tier_named, head.texts.values()))
    if not by_part or not {"agency", "level"}.isdisjoint(head.whats):
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
    figures = sum(one is not None and one.is_figure for one in meanings)
    levels = any(one is not None and one.what == "indicator" and one.id is not None for one in meanings)
    agencies = "agency" in whats or any(key(text) in PROVINCES for text in head.texts.values())
    by_indicator = "level" in whats and (not {"number", "code"}.isdisjoint(whats) or Meaning("indicator") in meanings)
    of_agencies = (agencies or "year" in whats) and (figures > 0 or levels or (agencies and "level" in whats))
    parts = [tier for text in head.texts.values() if (tier := tier_named(text)) is not None]
    values = any(tier_of_values(text) in parts for text in head.texts.values())
    by_part = bool(parts) and (values or not {"level", "index"}.isdisjoint(whats))
    if not (of_agencies or by_indicator or by_part or "across" in whats or figures > 1):
        return False
    known = sum(one is not None for one in meanings) + len(parts)
    return not surely or ((named >= _ENOUGH or 2 * known > len(meanings)) and not _are_labels(head))


def _are_labels(head: Head) -> bool:
    """Whether known words are beside values: ``Indeks | 3,45 | Predikat | Baik``."""
    known = [head.meanings[column] is not None for column in sorted(head.texts)]
    return known == [True, False] * (len(known) // 2)


def _names_rows(one: Meaning, whats: Container[str]) -> bool:
    """Whether a heading is over what says which row it is; beside agencies ``Indikator`` may be over their levels."""
    return one.what in (*HEADS, "number", "code") or (one == Meaning("indicator") and "agency" not in whats)


class _Below(NamedTuple):
    """A row below headings: its cells that are not merged with those above, and for each the first column of the heading over it.

    A heading goes on over blank cells, and over those that are merged with it.
    """

    row: Row
    own: Mapping[int, str]
    first: Mapping[int, int | None]

    @classmethod
    def of(cls, row: Row, upper: Head) -> _Below:
        """The row below these headings."""
        own = {column: text for column, text in row.cells.items() if upper.texts.get(column) != text}
        first, last = dict[int, int | None](), None
        for column in sorted({*upper.texts, *own}):
            if (text := upper.texts.get(column)) is not None and (last is None or text != upper.texts[last]):
                last = column
            first[column] = last
        return cls(row, own, {column: first[column] for column in own})


def _together(upper: Head, row: Row, vocabulary: Vocabulary) -> Head | None:
    """Headings together with the row below them: ``Domain`` over ``1``, ``2``, …; None if that row holds no headings.

    That row is empty below the headings that name the rows, except for cells that are merged with those above.
    """
    below, across = _Below.of(row, upper), "across" in upper.whats
    if _is_figure_of_part(upper, below.own):
        return None
    if not across and (found := _over_agencies(upper, below.own, vocabulary)) is not None:
        return found._replace(rows=[*upper.rows, row])
    naming = {column for column, one in upper.meanings.items() if one is not None and _names_rows(one, upper.whats)}
    if any(across or upper.meanings[one] in _SURELY_NAME_ROWS for one in naming & below.own.keys()) or _are_labels(upper):
        return None
    names = not naming.isdisjoint(below.own)
    numbers = not names and _number_indicators(upper, below, vocabulary)
    head, joined = _combined(upper, below, vocabulary, numbers=numbers)
    kept = any(one is not None for column, one in upper.meanings.items() if column not in below.own)
    added = sum(head.meanings[column] is not None for column in below.own)
    if added > 1 and (kept or joined or numbers) and _is_heading(head, surely=False):
        return head
    merged = not naming.isdisjoint(row.cells)
    if not naming or names or not (merged or _may_be_headings(below)):
        return None
    return _inherited(head, upper, below, vocabulary)


def _is_figure_of_part(upper: Head, own: Mapping[int, str]) -> bool:
    """Whether a row has a figure beside the name of a domain or aspect, below headings of both."""
    named = any(tier_named(upper.texts.get(column, "")) is not None for column in own)
    figures = (
        column
        for column in own
        if column in upper.texts
        and (upper.meanings[column] in (Meaning("level"), Meaning("index")) or tier_of_values(upper.texts[column]) is not None)
    )
    return named and "agency" not in upper.whats and any(not isinstance(figure(own[column]), str) for column in figures)


def _combined(upper: Head, below: _Below, vocabulary: Vocabulary, *, numbers: bool) -> tuple[Head, bool]:
    """Headings with those of the row below, and whether any of these means something only together with the one over it.

    ``numbers`` is whether bare numbers are those of indicators.
    """
    texts, meanings, over, joined = dict(upper.texts), dict(upper.meanings), dict(upper.over), False
    for column, text in below.own.items():
        above, meant = ("", None) if (first := below.first[column]) is None else (upper.texts[first], upper.meanings[first])
        whole = _whole(above, text)
        texts[column], meanings[column] = text if vocabulary.passed_over(text) else whole, None
        over.pop(column, None)
        if not vocabulary.passed_over(texts[column]):
            both = _both(above, meant, text, vocabulary)
            joined = joined or both is not None
            found = both or _alone(text, vocabulary, numbers=numbers or ("agency" in upper.whats and meant in _OVER_NUMBERS))
            if found == Meaning("level") and meant is not None and meant.has_levels:
                # A level below the name of an indicator, of a domain, of an agency or of the index is that one's.
                found, over[column] = meant, above
            meanings[column] = found
    head = Head(upper.row, texts, meanings, rows=[*upper.rows, below.row], over=over)
    # Below a result only what surely means something is told apart from what stands beside it.
    told = {column for column, first in below.first.items() if first is not None and _is_result(upper.meanings[first])}
    head = with_ticks(with_likely(head, vocabulary, but=told))
    return _with_occasions(head, vocabulary), joined


def _whole(above: str, text: str) -> str:
    """A heading with the one above it: a year or a stage is said behind what it is of, ``Hasil Skor 2023``."""
    if year(above) is not None or is_stage(above):
        return f"{text} {year(above) or above}"
    what, of = of_year(above) or (above, "")
    return f"{what} {text} {of}".strip()


def _is_result(meant: Meaning | None) -> bool:
    return meant is not None and meant.is_result


def _number_indicators(upper: Head, below: _Below, vocabulary: Vocabulary) -> bool:
    """Whether bare numbers are those of indicators, each below its domain or aspect, and several below one of these."""
    numbers = {column: one for column, text in below.own.items() if (one := number_of(key(text))) is not None}
    over = {column: None if (first := below.first[column]) is None else upper.meanings[first] for column in numbers}
    return len(set(map(below.first.get, numbers))) < len(numbers) and any(
        all(one is not None and vocabulary.holds(instrument, one, numbers[column]) for column, one in over.items())
        for instrument in vocabulary.instruments
    )


def _may_be_headings(below: _Below) -> bool:
    """Whether cells may be headings: text, years, or 1, 2, 3, …; other numbers may be values."""
    texts = [below.own[column] for column in sorted(below.own)]
    return all(isinstance(figure(text), str) or year(text) is not None for text in texts) or (
        len(texts) >= _ENOUGH and texts == [str(number) for number in range(1, len(texts) + 1)]
    )


def _inherited(head: Head, upper: Head, below: _Below, vocabulary: Vocabulary) -> Head | None:
    """The same headings, where what stands below a heading over several columns means what that one means; None if none does.

    If one of its columns has a fitting word of its own, it is the only one. Of a heading over notes or evidence the first column
    counts.
    """
    columns: dict[int, list[int]] = {}
    for column, first in below.first.items():
        if first is not None and upper.meanings[first] is not None:
            columns.setdefault(first, []).append(column)
    if not any(
        len(under) > 1 and (one := upper.meanings[first]) is not None and one.is_result for first, under in columns.items()
    ):
        return None
    meanings, over = dict(head.meanings), dict(head.over)
    for first, under in columns.items():
        meant = upper.meanings[first]
        unknown = [one for one in under if meanings[one] is None and not vocabulary.passed_over(head.texts[one])]
        if any(meanings[one] == meant for one in under):
            continue
        if meant is None or not meant.is_result:
            unknown = unknown[:1]
        meanings |= dict.fromkeys(unknown, meant)
        over |= dict.fromkeys(unknown, upper.texts[first])
    return head._replace(meanings=meanings, over=over)


def _over_agencies(upper: Head, own: Mapping[int, str], vocabulary: Vocabulary) -> Head | None:
    """A heading row over the names of agencies: ``OPD`` or ``Tingkat`` over ``Dinas A``, ``Dinas B``; None if it is none.

    Below a heading for agencies every unknown name is one, below a heading for levels only what is surely one.
    """
    over = {column: vocabulary.meaning(_over(upper, column)) for column in own}
    if not own or not {Meaning("agency"), Meaning("level")}.issuperset(over.values()):
        return None
    if any(one is not None and one.is_figure for one in upper.meanings.values()):
        return None  # it has a row for each agency, and below it stands a title
    names = [
        column
        for column, text in own.items()
        if not (is_statistic(text) or names_nobody(text)) and (over[column] == Meaning("agency") or names_an_agency(text))
    ]
    meanings = {column: one for column, one in upper.meanings.items() if one not in over.values()}
    meanings |= {column: vocabulary.meaning(text) for column, text in own.items()}
    found = _with_agencies(Head(upper.row, {**upper.texts, **own}, meanings), names)
    return found if "across" in found.whats else None


def _both(over: str, meant: Meaning | None, text: str, vocabulary: Vocabulary) -> Meaning | None:
    """The part that a heading means together with the one over it: ``1`` or ``Layanan`` below ``Nilai Domain SPBE``."""
    if year(text) is not None:
        return None
    # Below Domain 1 a 2 is no domain.
    of_part = meant is not None and (meant.id is not None or meant.what == "title")
    tier = "" if of_part else next((word for word in over.split() if key(word) in TIERS), "")
    for words in filter(None, (over, tier)):
        found = vocabulary.meaning(f"{words} {text}")
        if found is not None and (found.id is not None or found.what == "title"):
            return found
    return None


def _alone(text: str, vocabulary: Vocabulary, *, numbers: bool) -> Meaning | None:
    """What a heading means by itself; ``numbers`` is whether it may be the bare number of an indicator."""
    return None if key(text).isdecimal() and not numbers else vocabulary.meaning(text)


def _over(upper: Head, column: int) -> str:
    """The heading over a column: its own, or the next one to the left, which continues over blank cells."""
    return next((upper.texts[one] for one in range(column, -1, -1) if one in upper.texts), "")


def _captioned(head: Head, below: Iterable[Row | Problem], above: Sequence[Row]) -> Given | None:
    """The agency in the row below the headings or in that above them, if these are of one agency's indicators."""
    if not head.is_of_one_agency:
        return None
    last = [row for row in above if any(year(text) is None for text in row.cells.values())][-1:]
    return next(filter(None, (None if isinstance(row, Problem) else caption(row) for row in (*below, *last))), None)
