"""Columns of several years in one table: which of them count, or what each year by itself has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spbe_cli.model.base import number_of
from spbe_cli.reading.tables.above import Given
from spbe_cli.reading.tables.headings import Meaning
from spbe_cli.reading.tables.names import is_statistic
from spbe_cli.reading.tables.years import of_year, year

if TYPE_CHECKING:
    from spbe_cli.reading.tables.head import Head


_BESIDE_RESULTS: Final = ("evidence", "note")


def with_years(head: Head) -> Head:
    """The same beginning with levels or indices below bare years, where no other column has results.

    They are levels where the rows are about indicators or other parts. Where these are about agencies, they are indices below
    several years, or below one beside a predicate: beside several a predicate is of one that nothing tells.
    """
    years = {column for column, text in head.texts.items() if year(text) is not None and head.meanings[column] is None}
    if head.is_of_parts_of_one_agency and "level" not in head.whats:
        return head._replace(meanings={**head.meanings, **dict.fromkeys(years, Meaning("level"))})
    results = any(one is not None and one.has_levels for one in head.meanings.values())
    clear = len(years) == 1 if "predicate" in head.whats else len(years) > 1
    if results or not clear or "agency" not in head.whats or "year" in head.whats:
        return head
    return head._replace(meanings={**head.meanings, **dict.fromkeys(years, Meaning("index"))})


def each(head: Head, asked: int | None) -> list[Head]:
    """The same beginning, where of headings that say a year (``Indeks SPBE 2023``) only those of the table's year count.

    That is the year that is asked for or that a label above says, else there is a beginning for each year, the earliest first. A
    year in a column of its own says which year a row is about; then headings with a year mean nothing, as the rows may be about
    another one.
    """
    columns = _columns(head)
    if not columns:
        return [head]
    if "year" in head.whats:
        return [head._replace(meanings={**head.meanings, **dict.fromkeys(columns, None)})]
    if asked is not None:
        return [_only(head, columns, asked)]
    label = head.given.get("year")
    # A title and the name of a sheet may say when the table was made.
    if label is not None and label is not head.titled and label.row is not head.row:
        said = number_of(label.text)
        return [head] if said is None else [_only(head, columns, said)]
    found = []
    for one in sorted({said for _what, said in columns.values()}):
        at = next(column for column, (_what, said) in columns.items() if said == one)
        of_one = _only(head, columns, one)
        found.append(of_one._replace(given={**head.given, "year": Given(head.row, at, str(one))}))
    return found


def elsewhere(head: Head, asked: int | None) -> frozenset[int]:
    """The columns of results of other years than the one that is asked for; none where no year is."""
    if asked is None or "year" in head.whats:
        return frozenset()
    return frozenset(column for column, (_what, one) in _columns(head).items() if one != asked)


def said(head: Head, column: int) -> tuple[str, int] | None:
    """What a heading says of which year: by itself, or in the row below the heading that it is under; None if it says no year.

    Of a bare year it says nothing more. Below such a heading a target is of no year, as all that is said there may count.
    """
    own, over = head.rows[-1].cells.get(column, ""), head.over.get(column)
    if over is not None and (below := year(own)) is not None:
        return over, below
    if over is not None and is_statistic(own):
        return None
    alone = year(head.texts[column])
    return of_year(head.texts[column]) if alone is None else ("", alone)


def years_said(head: Head) -> frozenset[int]:
    """The years that headings of results say."""
    return frozenset(one for _what, one in _columns(head).values())


def _columns(head: Head) -> dict[int, tuple[str, int]]:
    """The columns of results whose headings say a year, and of what stands beside these, with what else they say and the year."""
    return {
        column: found
        for column, meant in head.meanings.items()
        if meant is not None and (meant.is_result or meant.what in _BESIDE_RESULTS) and (found := said(head, column)) is not None
    }


def _only(head: Head, columns: dict[int, tuple[str, int]], wanted: int) -> Head:
    others = {column for column, (_what, one) in columns.items() if one != wanted}
    over = {column: what for column, (what, _year) in columns.items() if what and column not in others}
    return head._replace(meanings={**head.meanings, **dict.fromkeys(others, Meaning("ours"))}, over={**head.over, **over})
