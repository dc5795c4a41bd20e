"""What the names of sheets say: which of several sheets is meant, and the year and the agency where the sheet says none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from spbe_cli.model import agencies
from spbe_cli.reading.tables.above import Given, has_one_agency
from spbe_cli.reading.tables.head import is_of_one_agency
from spbe_cli.reading.tables.headings import names_an_agency, names_something
from spbe_cli.reading.tables.years import is_of_another_time

if TYPE_CHECKING:
    from spbe_cli.reading.sources import Reader
    from spbe_cli.reading.tables.grid import Grid
    from spbe_cli.reading.tables.head import Head

Because = Literal["year", "agency"] | None
"""What in its name makes a sheet the one to read; None where it is the first."""

_LONGEST: Final = 31
"""Spreadsheets cut longer names of sheets off."""


def gives_way(one: Grid, head: Head, reader: Reader) -> Because:
    """What another sheet must have in its name, so that this table is not the one that is meant."""
    if one.is_of_another(reader.asked.year):
        return "year"
    if reader.asked.agency is None or one.sheet is None or not is_of_one_agency(head):
        return None
    said = head.given["agency"].text if "agency" in head.given else one.sheet
    return None if _is_called_as_asked(one.sheet, reader) or reader.is_asked(said) else "agency"


def is_meant(one: Grid, because: Because, reader: Reader) -> bool:
    """Whether the name of a sheet has what the first table's lacks."""
    if because == "year":
        return one.is_of(reader.asked.year)
    return one.sheet is not None and _is_called_as_asked(one.sheet, reader)


def is_of_another_agency(one: Grid, head: Head, reader: Reader) -> bool:
    """Whether the name of a sheet is another agency's than the one that is asked for, and the table says none."""
    called = one.sheet is not None and names_an_agency(one.sheet) and not _is_called_as_asked(one.sheet, reader)
    return called and reader.asked.agency is not None and is_of_one_agency(head) and "agency" not in head.given


def named(one: Grid, head: Head, reader: Reader) -> Head:
    """The beginning of a table, with the agency that its title is, and the agency and the year in the name of its sheet.

    They count where neither the table nor an option says them.
    """
    given = dict(head.given)
    if reader.asked.agency is None and is_of_one_agency(head):
        if head.captioned is not None and has_one_agency(head.above):
            given.setdefault("agency", head.captioned)
        elif (
            one.sheet is not None and len(one.sheet) < _LONGEST and names_an_agency(one.sheet) and not names_something(one.sheet)
        ):
            given.setdefault("agency", _of_sheet(head, one.sheet))
    if (
        reader.asked.year is None
        and one.year is not None
        and "year" not in head.whats
        and not is_of_another_time(one.sheet or "")
    ):
        given.setdefault("year", _of_sheet(head, one.year))
    return head._replace(given=given)


def said_by_name(one: Grid, head: Head) -> list[str]:
    """What only the name of the sheet says about the table."""
    given = (what for what in head.given.values() if what.row is head.row and what.text not in head.texts[what.column])
    return [what.text for what in given if what.text in (one.sheet, one.year)]


def _of_sheet(head: Head, text: str) -> Given:
    return Given(head.row, min(head.texts), text)


def _is_called_as_asked(sheet: str, reader: Reader) -> bool:
    wanted = reader.asked.agency or ""
    cut = len(sheet) == _LONGEST and agencies.key(wanted).startswith(agencies.key(sheet))
    return cut or reader.is_asked(sheet)
