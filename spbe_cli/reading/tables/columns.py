"""The columns of a table: its layout, what each column holds, and problems of the headings."""

from __future__ import annotations

import re
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from spbe_cli.model.assessment import Assessment
from spbe_cli.model.base import number_of
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.tables.answering import answering
from spbe_cli.reading.tables.grid import LOOKED_AT
from spbe_cli.reading.tables.headings import (
    HEADS,
    KINDS,
    NAME_INDICATORS,
    PROVINCES,
    Meaning,
    key,
    names_something,
    says_spbe,
)
from spbe_cli.reading.tables.legends import legends
from spbe_cli.reading.tables.likely import may_be_predicates
from spbe_cli.reading.tables.names import is_statistic, names_an_agency
from spbe_cli.reading.tables.parts import below, is_weighted, names_parts, with_parts, with_titles
from spbe_cli.reading.tables.yearly import said
from spbe_cli.reading.tables.years import of_year

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.tree import Tier
    from spbe_cli.reading.sources import Reader
    from spbe_cli.reading.tables.grid import Grid
    from spbe_cli.reading.tables.head import Head
    from spbe_cli.reading.tables.vocabulary import Vocabulary

Layout = Literal["wide", "long", "single", "across"]

REQUIRED: Final = ("agency", "year")
_BY_INDICATOR: Final = ("number", "code", "indicator", "level", "evidence", "note")
_ACROSS: Final = ("number", "code", "indicator", "across")
_NOT_READ: Final = ("ours", "number")
"""Known headings whose columns are not read."""

_ANYONES: Final = ("notapplicable", "adjusted", "mark", "total")
"""Headings of our own rankings that may hold results in a table of somebody else's: ours has ``_OURS_ALONE`` beside them."""

_OURS_ALONE: Final = "indexnum"

_WEIGHTED: Final = ("nilai", "skor", "score", "nilaiakhir", "hasilakhir", "capaian", "nilaicapaian")
"""Headings of levels, or beside levels and their weights of the products of both."""

_DESCRIBING: Final = ("uraian", "komponen", "komponenpenilaian", "namaindeks")
"""Headings over what the rows are about, or beside the indicators over what they are a part of."""

_COUNTING: Final = ("index", "_index")
"""Headings of indices that programs also write above the numbers of rows; the second one nobody else writes."""

_FEWER_DIGITS: Final = 10
"""The numbers of rows have fewer digits."""

_GROUP: Final = re.compile("[/.:-]")
"""What programs for forms write between the name of a group of questions and that of a question: ``grup1/ind_1``."""

_OF_TARGETS: Final = "realisasi"
"""How headings begin of what was achieved, in the reports of offices on their other targets."""

_INDEX_TOO: Final = ("nilai", "nilaiakhir", "hasilakhir", "hasilpenilaian", "hasilevaluasi")
"""Headings for a level; for a whole agency they mean the index, even beside figures of its parts."""


class Columns(NamedTuple):
    """What each column of a table holds, by the numbers of columns, from 0.

    ``heads`` are the columns for the head of an assessment, ``parts`` those for figures and levels in a row for each agency, or
    those of agencies side by side, ``by_indicator`` those in a row for each indicator. ``unread`` are the columns that are
    passed over, with their headings. ``kind`` is the kind of all agencies, if their heading or sheet says it. ``tier`` is that
    of the parts that the rows are about, if their heading says it. ``strange`` is a column beside running numbers that names
    none of the indicators, where not all of these are there. ``counting`` are those in which programs number the rows,
    ``legends`` those of a legend beside the table, and ``answering`` those of who answers for one agency's indicators, with
    their headings. ``assumed`` are those of indices whose headings say any value (``Skor``), as no other column has a result.
    """

    layout: Layout
    heads: Mapping[str, int]
    parts: Sequence[tuple[int, Meaning]]
    by_indicator: Mapping[str, int]
    unread: Mapping[int, str]
    kind: str | None = None
    tier: Tier | None = None
    strange: int | None = None
    counting: Mapping[int, str] = MappingProxyType({})
    legends: Mapping[int, str] = MappingProxyType({})
    answering: Mapping[int, str] = MappingProxyType({})
    assumed: Mapping[int, str] = MappingProxyType({})

    @property
    def names_indicators(self) -> bool:
        """Whether each row is about an indicator, and names no agency."""
        return self.layout in ("single", "across")

    @property
    def results(self) -> set[int]:
        """The columns with results."""
        return {column for column, _meaning in self.parts} or {self.by_indicator["level"]}

    @property
    def read(self) -> set[int]:
        """The columns that are read."""
        return {*self.heads.values(), *(column for column, _meaning in self.parts), *self.by_indicator.values()}


def columns_of(grid: Grid, head: Head, vocabulary: Vocabulary, reader: Reader) -> Columns:
    """The columns of a table.

    Args:
        grid: the grid of the table.
        head: its beginning.
        vocabulary: the meanings of headings.
        reader: the reader with its options; if it is strict, a heading without a meaning is a problem.

    Raises:
        BadInput: with every problem of the headings: two with the same meaning, one that is nearly known, one for a part that
            no instrument has, or none for the agency, the year or any result.
    """
    head = with_titles(grid, head, vocabulary)
    head, tier = with_parts(grid, head, vocabulary)
    counting = _counting(grid, head)
    beside = legends(grid, head, vocabulary) if layout_of(head) == "wide" else {}
    head = head._replace(meanings={**head.meanings, **dict.fromkeys([*counting, *beside], Meaning("ours"))})
    answer = answering(grid, head, vocabulary, reader)
    head = head._replace(meanings={**head.meanings, **dict.fromkeys(answer, Meaning("ours"))})
    layout = layout_of(head)
    taken: dict[Meaning, int] = {}
    unread: dict[int, str] = {}
    problems: list[Problem] = []
    again: list[tuple[int, int]] = []
    meanings = _meanings(head, layout)
    near = _nearest(head, meanings, vocabulary)
    for column, found in meanings.items():
        wrong = _wrong(head.texts[column], found, near.get(column), vocabulary, strict=bool(reader.strict))
        if wrong is not None:
            code, context = wrong
            problems.append(grid.problem(head.row, column, code, key=head.texts[column], **context))
        elif found is None:
            if not vocabulary.passed_over(head.texts[column]):
                unread[column] = head.texts[column]
        elif found in taken:
            again.append((column, taken[found]))
        elif found.what not in _NOT_READ or (found.what == "number" and layout in ("single", "across")):
            taken[found] = column
    problems += [*_counted_from_0(grid, head, unread), *_again(grid, head, again)]
    names: dict[str, int] = {one.what: column for one, column in taken.items() if one.id is None and not one.words}
    of_parts = [(column, one) for one, column in taken.items() if one.what not in HEADS]
    parts = [(column, one) for column, one in of_parts if layout == "wide" or one.what == "across"]
    there = {*names, *head.given, *(what for what in REQUIRED if getattr(reader.asked, what) is not None)}
    problems[:0] = _missing(grid, head, {*there, "agency"} if layout == "across" else there, reader)
    problems += _of_others(grid, head, names, vocabulary) if layout == "single" else []
    results = any(one.has_levels for _column, one in parts)
    if layout == "wide" and not results and all(one.code == "missing_heading" for one in problems):
        problems = _no_results(grid, head, problems, {**unread, **counting}, reader.asked.year)
    if problems:
        raise BadInput(problems)
    heads = {what: column for what, column in names.items() if what in HEADS}
    by_indicator = {what: column for what, column in names.items() if layout != "wide" and what in _BY_INDICATOR}
    if "code" in by_indicator:
        by_indicator["number"] = by_indicator.pop("code")
    kind = KINDS.get(key(head.texts[heads["agency"]])) if "agency" in heads else None
    strange = _strange(grid, head, names, vocabulary, reader) if layout == "single" else None
    of_all = [column for column, one in parts if one == Meaning("index") and head.meanings[column] == Meaning("level")]
    unsaid = [column for column in of_all if _name(head, column) not in _INDEX_TOO and not says_spbe(head.texts[column])]
    assumed = {column: head.texts[column] for column in unsaid}
    return Columns(layout, heads, parts, by_indicator, unread, kind, tier, strange, counting, beside, answer, assumed)


def _missing(grid: Grid, head: Head, there: Container[str], reader: Reader) -> list[Problem]:
    option = {"occasions": reader.asked.occasions}
    return [grid.problem(head.row, 0, "missing_heading", **_named(what), **option) for what in REQUIRED if what not in there]


def _no_results(grid: Grid, head: Head, missing: list[Problem], unread: Mapping[int, str], asked: int | None) -> list[Problem]:
    """What is wrong where no column says a result; a table of indicators need not say its agency in a column."""
    if of_indicators(head) and "agency" not in head.whats:
        unknown = [text for column, text in head.texts.items() if head.meanings[column] is None]
        return [grid.problem(head.row, 0, "no_level_column", unknown=unknown)]
    ours = [column for column, one in head.meanings.items() if one == Meaning("ours")]
    label = head.given.get("year")
    wanted = asked is not None or (label is not None and label.row is not head.row)
    if wanted and (years := sorted({one[1] for column in ours if (one := said(head, column)) is not None})):
        return [*missing, grid.problem(head.row, 0, "no_results_of_year", years=years)]
    texts = list(unread.values())
    if len(head.texts) == 1 and any("|" in text for text in texts):
        return [grid.problem(head.row, 0, "no_results", unread=texts, because="separator")]
    grouped = any(_GROUP.search(text) and names_something(_GROUP.split(text)[-1]) for text in texts)
    return [*missing, grid.problem(head.row, 0, "no_results", unread=texts, because="groups" if grouped else None)]


def _counted_from_0(grid: Grid, head: Head, unread: Mapping[int, str]) -> Iterator[Problem]:
    """A problem where a program counted the columns from 0: then each number is that of the next indicator."""
    if any(one == Meaning("indicator", 1, tier="indicator") for one in head.meanings.values()):
        yield from (grid.problem(head.row, column, "counted_from_0") for column, text in unread.items() if key(text) == "0")


def _again(grid: Grid, head: Head, again: Iterable[tuple[int, int]]) -> Iterator[Problem]:
    """Problems for columns, each with the first column of the same meaning.

    There is one for each heading, and only one for all headings that are over several columns which nothing tells apart.
    """
    under: dict[str, list[int]] = {}
    told: set[tuple[str, int]] = set()
    for column, first in again:
        text, over = head.texts[column], head.over.get(column)
        if over is not None and over == head.over.get(first):
            under.setdefault(over, [first]).append(column)
        elif (text, first) not in told:
            told.add((text, first))
            yield grid.problem(head.row, column, "duplicate_heading", key=text, first=grid.column(first))
    for over, columns in islice(under.items(), 1):
        row = head.rows[-1]
        names = [row.cells[column] for column in columns]
        yield grid.problem(row, columns[0], "under_one_heading", key=over, names=names, others=len(under) - 1)


def _nearest(head: Head, meanings: Mapping[int, Meaning | None], vocabulary: Vocabulary) -> dict[int, str]:
    """The columns whose headings are nearly known ones, with these."""
    names = vocabulary.nearest_names({head.texts[column]: one for column, one in meanings.items()})
    unknown = {column: text for column, text in head.texts.items() if head.meanings[column] is None}
    near = {column: vocabulary.nearest(text) or names.get(text) for column, text in unknown.items()}
    return {column: one for column, one in near.items() if one is not None}


def _wrong(
    text: str, found: Meaning | None, near: str | None, vocabulary: Vocabulary, *, strict: bool
) -> tuple[str, dict[str, Any]] | None:
    """The problem of a single heading: it is nearly known, or it means a part that no instrument has."""
    if found is None:
        return ("unknown_heading", {"near": near}) if near or (strict and not vocabulary.passed_over(text)) else None
    lacking = vocabulary.lacking(found)
    return None if lacking is None else ("heading_without_part", {"tier": lacking[0], "id": found.id, "known": lacking[1]})


def layout_of(head: Head) -> Layout:
    """The layout that headings mean."""
    whats = head.whats
    if "across" in whats:
        return "across"
    if "level" not in whats or not of_indicators(head):
        return "wide"
    return "long" if "agency" in whats else "single"


def with_predicates(grid: Grid, head: Head, vocabulary: Vocabulary) -> Head:
    """The same beginning with columns of other headings, such as ``Kategori``, for predicates, where nothing else is in them."""
    if "predicate" in head.whats:
        return head
    cells = {
        column: [cell for row in below(grid, head) if (cell := row.cells.get(column))]
        for column, text in head.texts.items()
        if may_be_predicates((of_year(text) or (text,))[0]) and not vocabulary.is_set(text)
    }
    found = [column for column, texts in cells.items() if texts and all(map(vocabulary.is_predicate, texts))]
    return head._replace(meanings={**head.meanings, **dict.fromkeys(found, Meaning("predicate"))})


def _counting(grid: Grid, head: Head) -> dict[int, str]:
    """The columns ``index`` that number the rows, as pandas and KoboToolbox write it, and hold no indices, with their headings.

    Their cells are the whole numbers from 0 or 1 on, in any order where all rows are looked at. Below ``index`` those from 1 on
    may be indices where no other column has results, and so may a single one.
    """
    found: dict[int, str] = {}
    others = sum(one is not None and one.has_levels for one in head.meanings.values()) > 1
    for column, text in head.texts.items():
        heading = text.strip().casefold()
        if head.meanings[column] == Meaning("index") and heading in _COUNTING:
            first, count = _run([cell for row in below(grid, head) if (cell := row.cells.get(column))])
            if count and (heading != "index" or (count > 1 and (others or first == 0))):
                found[column] = text
    return found


def _run(cells: Sequence[str]) -> tuple[int, int]:
    """The first of the whole numbers from 0 or 1 on that cells are, and how many; none where they are others.

    If there may be more cells than these, the numbers are in order.
    """
    if not all(cell.isascii() and cell.isdecimal() and len(cell) < _FEWER_DIGITS for cell in cells):
        return 0, 0
    numbers = [int(cell) for cell in cells]
    if len(numbers) < LOOKED_AT:
        numbers.sort()
    first = numbers[0] if numbers else 0
    return first, len(numbers) if first in (0, 1) and numbers == list(range(first, first + len(numbers))) else 0


def _of_others(grid: Grid, head: Head, names: Mapping[str, int], vocabulary: Vocabulary) -> Iterator[Problem]:
    """A problem where the rows are about other indicators, or about agencies.

    What was achieved (``Realisasi``) is that of other indicators in the performance reports of offices. Beside running numbers a
    column of no known heading (``No | Unit | Nilai``) may name agencies.
    """
    achieved = "" if "level" not in names else head.texts[names["level"]]
    if (
        key(achieved).startswith(_OF_TARGETS)
        and "code" not in names
        and not ("indicator" in names and names_parts(grid, head, names["indicator"], None, vocabulary))
    ):
        yield grid.problem(head.row, 0, "no_level_column", unknown=[achieved])
    for column in _beside(head, names, vocabulary):
        texts = [text for row in below(grid, head) if (text := row.cells.get(column)) and not is_statistic(text)]
        if texts and all(map(names_an_agency, texts)):
            yield grid.problem(head.row, column, "agencies_below", key=head.texts[column])


def _beside(head: Head, names: Mapping[str, int], vocabulary: Vocabulary) -> list[int]:
    """The columns of no known heading between running numbers and levels, where no column names indicators."""
    if "number" not in names or "level" not in names or not {"indicator", "code"}.isdisjoint(names):
        return []
    between = (column for column in range(names["number"] + 1, names["level"]) if column in head.texts)
    return [column for column in between if head.meanings[column] is None and not vocabulary.passed_over(head.texts[column])]


def _strange(grid: Grid, head: Head, names: Mapping[str, int], vocabulary: Vocabulary, reader: Reader) -> int | None:
    """A column between numbers and levels that names none of the indicators, where not all of these are there.

    So it is in a list of activities, ``No | Kegiatan | Nilai``, but not in one with a question for each indicator.
    """
    beside = _beside(head, names, vocabulary)
    if not beside or any(names_parts(grid, head, column, None, vocabulary) for column in beside):
        return None
    numbers = {key(row.cells.get(names["number"], "")) for row in below(grid, head)}
    instrument = instrument_of(head, reader)
    return None if instrument is not None and numbers.issuperset(map(str, instrument.indicators)) else beside[0]


def instrument_of(head: Head, reader: Reader) -> Instrument | None:
    """The instrument of all rows; None where each may have its own."""
    given = head.given["year"].text if "year" in head.given else ""
    year = reader.asked.year or number_of(given)
    return reader.default or (None if year is None else reader.instruments.for_year(year))


def of_indicators(head: Head) -> bool:
    """Whether each row says which indicator it is about; beside agencies a running number says nothing."""
    saying = NAME_INDICATORS - {Meaning("number")} if "agency" in head.whats else NAME_INDICATORS
    return not saying.isdisjoint(head.meanings.values())


def _meanings(head: Head, layout: Layout) -> dict[int, Meaning | None]:
    """The meanings of the headings in a layout; None for a heading that has no place in it."""
    names = {column: key(text) for column, text in head.texts.items()}
    own = _OURS_ALONE in names.values()
    meanings = {column: None if names[column] in _ANYONES and not own else one for column, one in head.meanings.items()}
    if layout != "wide":
        known = (*HEADS, *(_ACROSS if layout == "across" else _BY_INDICATOR), "ours")
        meanings = {column: one if one is not None and one.what in known and one.id is None else None
                    for column, one in meanings.items()}  # fmt: skip
        return {**meanings, **dict.fromkeys(_lesser(head, meanings))}
    whats = head.whats
    alone = sum(one is not None and one.has_levels for one in meanings.values()) == 1
    for column, one in meanings.items():
        name = _name(head, column)
        of_all = name in _INDEX_TOO or (alone and not name.startswith(_OF_TARGETS))
        if one == Meaning("level") and of_all and "index" not in whats:
            meanings[column] = Meaning("index")
        elif one == Meaning("group") and name in PROVINCES and not {"agency"} & {*whats, *head.given}:
            meanings[column] = Meaning("agency")
        elif one is not None and one.what in ("level", "evidence", "note", "indicator", "code") and one.id is None:
            meanings[column] = None
    return meanings


def _name(head: Head, column: int) -> str:
    """The heading that gives a column its meaning, as it is compared."""
    return key(head.over.get(column, head.texts[column]))


def _lesser(head: Head, meanings: Mapping[int, Meaning | None]) -> Iterator[int]:
    """The columns that another one leaves no place for.

    Beside a weight a value is the level times that weight where another column has the levels: ``Bobot | Tingkat | Nilai``, the
    form of the regulation. A description beside the indicators names none of them: ``Indikator | Uraian``.
    """
    names = {column: key(head.texts[column]) for column in meanings}
    levels = {column for column, one in meanings.items() if one == Meaning("level")}
    surely = {column for column in levels if names[column].startswith(("tingkat", "level"))}
    weighted = {column for column in levels if names[column] in _WEIGHTED}
    if len(surely) == 1 and weighted == levels - surely and is_weighted(head):
        yield from weighted
    described = [column for column, one in meanings.items() if one == Meaning("indicator")]
    if len(described) > 1:
        yield from (column for column in described if names[column] in _DESCRIBING)


def _named(what: str) -> dict[str, str]:
    return {"key": what, "indonesian": Assessment.in_indonesian()[what]}
