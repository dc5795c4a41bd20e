"""A row for each indicator, of one agency or of several one below another, each below a label or a title with its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.reading.problems import Problem
from spbe_cli.reading.tables import by_indicator
from spbe_cli.reading.tables.above import caption, labels_between
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
    """The same table without its numbers where these begin anew, as in each aspect, and the rows have the names of indicators."""
    columns = table.columns.by_indicator
    if "indicator" not in columns or Meaning("number") != table.head.meanings.get(columns.get("number", -1)):
        return table
    found: dict[str, Part] = {}
    for row in rows:
        if isinstance(row, Problem) or not (number := row.cells.get(columns["number"])):
            continue
        instrument = table.instrument(table.head_of(row))
        titles = None if instrument is None else table.vocabulary.titles(instrument)
        part = named_part(row.cells.get(columns["indicator"], ""), "", titles)
        if not isinstance(part, Part) or part.tier != "indicator":
            continue
        if found.setdefault(number, part) != part:
            left_out.renumbered.append(row.number)
            by_name = {what: column for what, column in columns.items() if what != "number"}
            return table._replace(columns=table.columns._replace(by_indicator=by_name))
    return table


def _blocks(table: Table, rows: Sequence[Row | Problem], left_out: LeftOut) -> Iterator[tuple[Table, Sequence[Row | Problem]]]:
    """The rows below each label or title, with what these say in the head of the table.

    A title counts where nothing else says the agency, or where an indicator stands below two of them. Else the titles may be
    those who answer for the indicators of one agency.
    """
    given, captioned = dict(table.head.given), table.head.captioned
    titles = captioned is not None and (given.get("agency") == captioned or _are_agencies(table, rows))
    if titles and captioned is not None:
        given["agency"] = captioned
    block: list[Row | Problem] = []
    for row in rows:
        if not isinstance(row, Problem) and (said := _said(table, row, titles=titles)):
            yield _given(table, given), block
            given, block = given | said, []
        elif not isinstance(row, Problem) and caption(row) is not None:
            left_out.asides.append(row.number)
        else:
            block.append(row)
    yield _given(table, given), block


def _given(table: Table, given: Mapping[str, Given]) -> Table:
    return table._replace(head=table.head._replace(given=dict(given)))


def _said(table: Table, row: Row, *, titles: bool) -> dict[str, Given]:
    """What a row says about the rows below it; ``titles`` is whether a name alone is that of their agency."""
    if titles and (title := caption(row)) is not None:
        return {"agency": title}
    return labels_between(row, table.vocabulary)


def _are_agencies(table: Table, rows: Sequence[Row | Problem]) -> bool:
    """Whether an indicator stands below two titles."""
    columns = table.columns.by_indicator
    naming = [columns[what] for what in ("number", "indicator") if what in columns]
    found: dict[tuple[str, ...], str] = {}
    title = ""
    for row in rows:
        if isinstance(row, Problem):
            continue
        if (named := caption(row)) is not None:
            title = named.text
        elif columns["level"] in row.cells and found.setdefault(tuple(row.cells.get(one, "") for one in naming), title) != title:
            return True
    return False
