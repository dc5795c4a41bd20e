"""A row for each indicator, of one agency or of several one below another, each below a label or a title with its name."""

from __future__ import annotations

from fractions import Fraction
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.tables import by_indicator
from spbe_cli.reading.tables.above import caption, label_of, labels_between
from spbe_cli.reading.tables.headings import Meaning
from spbe_cli.reading.tables.labels import named_part
from spbe_cli.reading.tables.titles import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spbe_cli.reading.document import Document
    from spbe_cli.reading.tables.above import Given
    from spbe_cli.reading.tables.grid import Row
    from spbe_cli.reading.tables.layouts import Table
    from spbe_cli.reading.tables.rows import LeftOut


_MOST: Final = Fraction(1, 2)
"""Where so many indicators stand below several names, these are agencies, whatever a label says of all of them."""


def documents(table: Table, rows: Iterable[Row | Problem], left_out: LeftOut) -> Iterator[Document | Problem]:
    """A document for each assessment.

    Args:
        table: the table of the rows.
        rows: the data rows.
        left_out: what is passed over is added here, also rows without a part and a level.
    """
    every = list(rows)
    yield from by_indicator.of_blocks(_blocks(_by_names(table, every, left_out), every, left_out), left_out)


def _by_names(table: Table, rows: Sequence[Row | Problem], left_out: LeftOut) -> Table:
    """The same table without its numbers where these begin anew, as in each aspect, and the rows have the names of indicators.

    They do where a number comes again behind a greater one, or two come again. One that comes twice is a slip.
    """
    columns = table.columns.by_indicator
    if "indicator" not in columns or Meaning("number") != table.head.meanings.get(columns.get("number", -1)):
        return table
    found: dict[str, Part] = {}
    begun: dict[str, int] = {}
    last = ""
    for row in rows:
        if isinstance(row, Problem) or not (number := row.cells.get(columns["number"])):
            continue
        instrument = table.instrument(table.head_of(row))
        titles = None if instrument is None else table.vocabulary.titles(instrument)
        part = named_part(row.cells.get(columns["indicator"], ""), "", titles)
        if not isinstance(part, Part) or part.tier != "indicator":
            continue
        is_behind_greater, last = _is_less(number, last), number
        if found.setdefault(number, part) == part:
            continue
        begun.setdefault(number, row.number)
        if len(begun) > 1 or is_behind_greater:
            left_out.renumbered.append(min(begun.values()))
            by_name = {what: column for what, column in columns.items() if what != "number"}
            return table._replace(columns=table.columns._replace(by_indicator=by_name))
    return table


def _is_less(number: str, other: str) -> bool:
    return number.isdecimal() and other.isdecimal() and (len(number), number) < (len(other), other)


def _blocks(table: Table, rows: Sequence[Row | Problem], left_out: LeftOut) -> Iterator[tuple[Table, Sequence[Row | Problem]]]:
    """The rows below each label or title, with what these say in the head of the table.

    A name of an agency counts where nothing else says one, where the agency above the headings has the same label, where one is
    asked for, or where indicators stand below two names. Else the names may be those who answer for indicators of one agency.

    Raises:
        BadInput: where titles alone name several agencies, and no indicator stands below two of them; or where some do, and a
            label names one agency for all.
    """
    given, captioned = dict(table.head.given), table.head.captioned
    said = {row.number: _said(row, table) for row in rows if not isinstance(row, Problem)}
    first = given.get("agency")
    labelled = first is not None and first != captioned and label_of(first)
    agencies = _name_agencies(table, [one["agency"] for one in said.values() if "agency" in one], _shared(table, rows, said))
    if agencies and captioned is not None:
        given["agency"] = captioned
    if agencies and first is not None and (given["agency"] != first or not _has_rows_first(table, rows, said)):
        left_out.unused.append(first.text)
    block: list[Row | Problem] = []
    for row in rows:
        if isinstance(row, Problem) or not (own := said[row.number]):
            block.append(row)
            continue
        if "agency" in own and not agencies and label_of(own["agency"]) != labelled:
            own = {what: one for what, one in own.items() if what != "agency"}
            left_out.asides.append(row.number)
        if own:
            yield _given(table, given), block
            given, block = given | own, []
    yield _given(table, given), block


def _name_agencies(table: Table, named: Sequence[Given], shared: Fraction) -> bool:
    """Whether the names between the rows are those of agencies.

    Args:
        table: the table.
        named: these names.
        shared: how many of the indicators stand below two of them.

    Raises:
        BadInput: where it can't be told.
    """
    first, captioned, reader = table.head.given.get("agency"), table.head.captioned, table.reader
    if any(reader.is_asked(one.text) for one in named):
        return True
    if first is None:
        return shared > 0 or reader.asked.agency is None
    if reader.asked.agency is not None:
        return shared > 0 and not reader.is_asked(first.text)
    other = next((one for one in named if one.text != first.text), None)
    is_title = first == captioned
    code = "titles_unclear" if is_title and not shared else "titles_share" if not is_title and 0 < shared < _MOST else None
    if other is not None and code is not None and (is_title or label_of(other) != label_of(first)):
        raise BadInput([table.grid.problem(other.row, other.column, code, first=first.text, agency=other.text)])
    return shared > 0 or (is_title and bool(named))


def _has_rows_first(table: Table, rows: Iterable[Row | Problem], said: Mapping[int, Mapping[str, Given]]) -> bool:
    """Whether levels stand above the first name between the rows."""
    data = (row for row in rows if not isinstance(row, Problem))
    above = takewhile(lambda row: "agency" not in said[row.number], data)
    return any(table.columns.by_indicator["level"] in row.cells for row in above if not said[row.number])


def _given(table: Table, given: Mapping[str, Given]) -> Table:
    return table._replace(head=table.head._replace(given=dict(given)))


def _said(row: Row, table: Table) -> dict[str, Given]:
    """What a row says about the rows below it: a title, or labels; who answered is said of the whole table only."""
    if (title := caption(row)) is not None:
        return {"agency": title}
    return {what: one for what, one in labels_between(row, table.vocabulary).items() if what != "owner"}


def _shared(table: Table, rows: Sequence[Row | Problem], said: Mapping[int, Mapping[str, Given]]) -> Fraction:
    """How many of the indicators stand below two names of agencies, or above the first one and below it."""
    columns = table.columns.by_indicator
    naming = [columns[what] for what in ("number", "indicator") if what in columns]
    found: dict[tuple[str, ...], set[str]] = {}
    name, year = "", ""
    for row in rows:
        if isinstance(row, Problem):
            continue
        own = said[row.number]
        if own:
            name, year = own["agency"].text if "agency" in own else name, own["year"].text if "year" in own else year
        elif columns["level"] in row.cells:
            found.setdefault((year, *(row.cells.get(one, "") for one in naming)), set()).add(name)
    return Fraction(sum(len(names) > 1 for names in found.values()), len(found) or 1)
