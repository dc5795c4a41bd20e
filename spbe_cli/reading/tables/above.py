"""What stands above the headings of a table, or between its rows: labels, titles with a year, and names of agencies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from spbe_cli.reading.cells import Wrong
from spbe_cli.reading.tables.headings import HEADS, key
from spbe_cli.reading.tables.names import names_an_agency
from spbe_cli.reading.tables.values import said
from spbe_cli.reading.tables.years import year, year_in_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spbe_cli.reading.tables.grid import Row
    from spbe_cli.reading.tables.vocabulary import Vocabulary

# Labels above a table with these words name a person, or are a part of a name.
_NO_LABELS: Final = frozenset(("nama", "name", "kota", "kabupaten", "no", "number", "nomor"))
_LABELLED: Final = re.compile(r"([^:]*\S)\s*:\s*(\S.*)", re.DOTALL)
_LISTED: Final = re.compile(r"\A(?:[A-Z]|[IVXL]{1,6}|[0-9]{1,3})[.)]\s*")
_LABELLED_YEAR: Final = re.compile(r"(\D*?)\s{0,9}((?:19|20)[0-9]{2})")


class Given(NamedTuple):
    """A cell above the headings that holds for all rows below: the cell, and its text."""

    row: Row
    column: int
    text: str


def labels(above: Sequence[Row], vocabulary: Vocabulary) -> dict[str, Given]:
    """What labels above the headings say: ``Nama Instansi | …``, ``Tahun Penilaian: 2024``, ``Tahun 2024``."""
    given: dict[str, Given] = {}
    for row in above:
        columns = sorted(row.cells)
        for position, column in enumerate(columns):
            text = row.cells[column]
            labelled = (":" in text and _LABELLED.fullmatch(text)) or _LABELLED_YEAR.fullmatch(text)
            if labelled:
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


def labels_between(row: Row, vocabulary: Vocabulary) -> dict[str, Given]:
    """What a row of labels says about the rows below it. Its first cell is one: behind an indicator they are notes on that."""
    text = row.cells[min(row.cells)]
    label = vocabulary.meaning(text.partition(":")[0].strip())
    begins = year(text) is not None or (label is not None and label.what in HEADS)
    return labels([row], vocabulary) if begins else {}


def label_of(given: Given) -> str:
    """The label that says what holds for the rows below, in the form in which headings are compared; empty if there is none."""
    cells = given.row.cells
    before = max((one for one in cells if one < given.column), default=None)
    label, colon, _value = cells[given.column].partition(":")
    return key(label) if colon else "" if before is None else key(cells[before])


def titled_year(above: Sequence[Row]) -> Given | None:
    """The year in the titles above the headings; None if they say none, or several."""
    found = {
        found: Given(row, column, str(found))
        for row in above
        for column, text in row.cells.items()
        if (found := year_in_title(text)) is not None
    }
    return next(iter(found.values())) if len(found) == 1 else None


def has_one_agency(above: Sequence[Row]) -> bool:
    """Whether the rows above the headings name one agency at most; several are those of a letterhead."""
    return sum(caption(row) is not None for row in above) <= 1


def caption(row: Row) -> Given | None:
    """The name of an agency that is all that a row says, with a letter before it or not: ``Dinas A``, ``B. DINAS A``."""
    column = min(row.cells)
    name = _LISTED.sub("", row.cells[column], 1)
    alone = len(set(row.cells.values())) == 1
    return Given(row, column, name) if alone and not isinstance(row.cells[column], Wrong) and names_an_agency(name) else None
