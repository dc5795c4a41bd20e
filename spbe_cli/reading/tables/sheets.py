"""Which sheets of a workbook are meant, and what their names say: the agency, the year and the stage where nothing else does.

Offices keep a sheet for each agency, year or stage, and beside these covers, forms, samples and summaries.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from spbe_cli.model import agencies
from spbe_cli.model.assessment import stage_called
from spbe_cli.model.base import number_of
from spbe_cli.reading.tables.above import Given, has_one_agency
from spbe_cli.reading.tables.columns import layout_of
from spbe_cli.reading.tables.headings import KINDS, PROVINCES, key, names_something
from spbe_cli.reading.tables.names import names_an_agency
from spbe_cli.reading.tables.yearly import years_said
from spbe_cli.reading.tables.years import is_of_another_time

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spbe_cli.model.assessment import Stage
    from spbe_cli.reading.sources import Reader
    from spbe_cli.reading.tables.grid import Grid
    from spbe_cli.reading.tables.head import Head
    from spbe_cli.reading.tables.headings import Meaning
    from spbe_cli.reading.tables.opened import Start

Because = Literal["year", "stage", "agency"] | None
"""Why only one of several tables is read: it is the one of the year, of the stage or of the agency that is asked for."""

_LONGEST: Final = 31
"""Spreadsheets cut longer names of sheets off."""

_SEVERAL: Final = 2
_COPY: Final = re.compile(r"\s{0,9}\(\d{1,2}\)\s{0,9}\Z")

_NO_RESULTS: Final = re.compile(
    r"\s*(?:contoh|sample|example|templat|template|blanko|blangko|target|proyeksi|projection|simulasi|simulation|prognos[ai]s?)\b"
    r"|.*\b(?:rata[\s-]*rata|rerata|statistik|per[\s_-]+(?:provinsi|jenis|kategori|kelompok|wilayah|pulau))\b",
    re.IGNORECASE | re.DOTALL,
)
"""How sheets are called that hold samples, what is wanted or expected, or figures of several agencies together."""

_NO_LETTERS: Final = re.compile(r"[\W\d_]+")
_WORD: Final = re.compile(r"[^\W\d_]+")


class Chosen(NamedTuple):
    """The tables of a file that are meant, the sheets of those that are not, and why only one is."""

    starts: Sequence[Start]
    others: Sequence[str]
    because: Because = None

    def without(self, sheets: Sequence[str], reader: Reader) -> Chosen:
        """The same without sheets that turned out not to be meant."""
        left = [one for one in self.starts if one.grid.sheet not in sheets]
        because: Because = "agency" if len(left) < len(self.starts) and reader.asked.agency is not None else self.because
        return Chosen(left, [*self.others, *sheets], because if len(left) == 1 else None)


def chosen(starts: Sequence[Start], reader: Reader) -> Chosen:
    """The tables that are meant among those of a file, each with what the name of its sheet says of it.

    Where no sheet is asked for, that is the first one. Hidden ones are meant only where there is no other. Where a year is asked
    for, those that say another one are not. Of several a table that names no agency is not where others do, unless it is one more
    of their form: nobody shall be lost without a word; nor are samples, targets and means.

    Args:
        starts: the tables, at least one.
        reader: how they are read.
    """
    left, because = _first(starts, reader) if reader.asked.sheet is None else _of_year(starts, reader.asked.year)
    left = [one for one in left if not one.grid.hidden] or left
    if len(left) > 1:
        left = [one for one in left if _NO_RESULTS.match(one.grid.sheet or "") is None] or left
    if len(left) == 1:
        left = [left[0]._replace(head=named(left[0].grid, left[0].head, reader, several=because == "agency"))]
    else:
        every = len(left)
        left = _with_titled([_called(one, reader) for one in left])
        left = _of_agency(left, reader.asked.agency, reader)
        because = "agency" if len(left) < every and reader.asked.agency is not None else because
    left = _with_stages(left)
    taken = {one.grid.sheet for one in left}
    others = [one.grid.sheet for one in starts if one.grid.sheet is not None and one.grid.sheet not in taken]
    return Chosen(left, others, because if len(left) == 1 else None)


def _of_year(starts: Sequence[Start], asked: int | None) -> tuple[list[Start], Because]:
    """The tables that say no other year than the one that is asked for; the only one that is shown may, where none says it."""
    shown = [one for one in starts if not one.grid.hidden]
    if asked is None or len(starts) == 1:
        return list(starts), None
    others = [one for one in starts if _is_of_another_year(one, asked)]
    if len(shown) == 1 and shown[0] in others and not any(_year_said(one) == asked for one in starts):
        return shown, None
    return [one for one in starts if one not in others], "year" if others else None


def _first(starts: Sequence[Start], reader: Reader) -> tuple[list[Start], Because]:
    """The first table; where it is another year's, stage's or agency's than is asked for, the first that says it is of that.

    Hidden sheets come last.
    """
    first, year = starts[0], reader.asked.year
    if year is not None and _year_said(first) not in (None, year) and year not in years_said(first.head):
        # Even where rows say their years: a sheet called 2023 has none of 2024 where another one is called 2024.
        own = [one for one in starts if _year_said(one) == year]
        if own:
            return [own[0]], "year"
        if _is_of_another_year(first, year):
            return [first], None
    stage = reader.asked.stage
    of_first = None if stage is None or "stage" in first.head.whats else _stage_said(first)
    if of_first is not None and of_first != stage:
        own = [one for one in starts if _stage_said(one) == stage]
        return ([own[0]], "stage") if own else ([with_said(first, {"stage": of_first})], None)
    if reader.asked.agency is not None and first.head.is_of_one_agency:
        said = [(one, _called(one, reader).head.given.get("agency")) for one in starts]
        asked = [one for one, agency in said if agency is not None and reader.is_asked(agency.text)]
        if asked and asked[0] is not first:
            return [asked[0]], "agency"
    return [first], None


def _is_of_another_year(start: Start, year: int) -> bool:
    """Whether a table says another year, and its rows or headings say none."""
    return _year_said(start) not in (None, year) and "year" not in start.head.whats and not years_said(start.head)


def _year_said(start: Start) -> int | None:
    """The year that a label, a title or the name of the sheet says of a whole table."""
    given = start.head.given.get("year") or start.head.titled
    text = start.grid.year if given is None and not is_of_another_time(start.grid.sheet or "") else given and given.text
    return number_of(text) if text else None


def _called(start: Start, reader: Reader) -> Start:
    """A table of several, with what its title and the name of its sheet say, whatever is asked for."""
    sheet, head = start.grid.sheet or "", start.head
    if (
        "group" not in head.whats
        and "agency" in head.whats
        and names_an_agency(sheet)
        and agencies.kind_of(sheet, None) == "Provinsi"
    ):
        start = with_said(start, {"group": sheet})
    kind = KINDS.get(key(_NO_LETTERS.sub("", sheet)))
    return start._replace(head=named(start.grid, start.head, reader, several=True), kind=kind)


def _with_titled(starts: Sequence[Start]) -> list[Start]:
    """The tables, each with the agency in its title, where the titles of those that say none differ in just that.

    ``Hasil SPBE Dinas A Tahun 2024`` and ``Hasil SPBE Dinas B Tahun 2024`` are such titles; one alone may be anything.
    """
    bare = [one for one in starts if not says_agency(one.head) and one.head.is_of_one_agency]
    titles = [_titles(one) for one in bare]
    if len(bare) < _SEVERAL:
        return list(starts)
    for number in titles[0]:
        texts = [said.text.split() for own in titles if (said := own.get(number)) is not None]
        names = _differing(texts) if len(texts) == len(bare) else None
        if names is not None:
            found = {one.grid.sheet: own[number]._replace(text=name) for one, own, name in zip(bare, titles, names, strict=True)}
            return [_with(one, found.get(one.grid.sheet)) for one in starts]
    return list(starts)


def _with(start: Start, agency: Given | None) -> Start:
    if agency is None:
        return start
    return start._replace(head=start.head._replace(given={**start.head.given, "agency": agency}))


def _titles(start: Start) -> dict[int, Given]:
    """The texts that stand alone in a row above the headings, by the number of the row."""
    rows = (row for row in start.head.above if len(set(row.cells.values())) == 1)
    return {row.number: Given(row, min(row.cells), row.cells[min(row.cells)]) for row in rows}


def _differing(titles: Sequence[Sequence[str]]) -> list[str] | None:
    """The agencies in titles that say the same before and behind them; None where these are none, or two are the same.

    The first word of all may be the same (``Dinas``), and belongs to the name then.
    """
    folded = [[word.casefold() for word in title] for title in titles]
    before, behind = _alike(folded), _alike([title[::-1] for title in folded])
    if any(len(title) <= before + behind or title[before].isdecimal() for title in folded):
        return None
    for begin in (before, before - 1):
        names = [" ".join(title[max(0, begin) : len(title) - behind]) for title in titles]
        if all(map(names_an_agency, names)):
            return names if len(set(map(agencies.key, names))) == len(names) else None
    return None


def _alike(titles: Sequence[Sequence[str]]) -> int:
    """With how many of the same words all titles begin."""
    count = 0
    for words in zip(*titles, strict=False):
        if len(set(words)) > 1:
            break
        count += 1
    return count


def _of_agency(starts: Sequence[Start], asked: str | None, reader: Reader) -> list[Start]:
    """The tables that say whose they are, and those that say no agency and are meant all the same.

    The first one of a workbook is that of the agency that is asked for where none says so, and with it those of its form.
    """
    saying = [one for one in starts if says_agency(one.head)]
    bare = [one for one in starts if one not in saying]
    is_asked = [reader.is_asked(one.head.given["agency"].text) for one in saying if "agency" in one.head.given]
    if asked is not None and not any(is_asked) and bare and bare[0] is starts[0]:
        forms = {_form(bare[0].head)}
        found = [one for one in starts if one in saying or _form(one.head) in forms]
        return [one if one in saying else with_said(one, {"agency": asked}) for one in found]
    if not saying:
        return [one for one in bare if _form(one.head) == _form(bare[0].head)]
    forms = {_form(one.head) for one in saying} if asked is None or all(is_asked) else set()
    return [one for one in starts if one in saying or _form(one.head) in forms]


def says_agency(head: Head) -> bool:
    """Whether a table says whose results it has, in a column, in headings, or for all rows."""
    provinces = layout_of(head) == "wide" and any(key(text) in PROVINCES for text in head.texts.values())
    return "agency" in head.given or provinces or not head.whats.isdisjoint(("agency", "across"))


def _form(head: Head) -> frozenset[Meaning | None]:
    """What the headings of a table mean: sheets of one form have the same."""
    return frozenset(head.meanings.values())


def _with_stages(starts: list[Start]) -> list[Start]:
    """The same tables, each of the stage in the name of its sheet, where all have one, and not all the same."""
    words = [_stage_words(one.grid) for one in starts]
    if any(len(one) != 1 for one in words) or any("stage" in {*one.head.whats, *one.head.given} for one in starts):
        return starts
    if len({stage_called(one[0]) for one in words}) == 1:
        return starts
    return [with_said(one, {"stage": said}) for one, [said] in zip(starts, words, strict=True)]


def _stage_said(start: Start) -> Stage | None:
    """The one stage in the name of the sheet, where no label says another."""
    words = _stage_words(start.grid)
    label = start.head.given.get("stage")
    return stage_called(label.text) if label is not None else stage_called(words[0]) if len(words) == 1 else None


def _stage_words(grid: Grid) -> list[str]:
    return [word for word in _WORD.findall((grid.sheet or "").casefold()) if stage_called(word) is not None]


def with_said(start: Start, said: Mapping[str, str]) -> Start:
    """The table with what else is said of it, where it does not say that itself."""
    head = start.head
    more = {what: _of_sheet(head, text) for what, text in said.items()}
    return start._replace(head=head._replace(given={**more, **head.given}))


def is_of_another_agency(one: Grid, head: Head, reader: Reader) -> bool:
    """Whether the name of a sheet is another agency's than the one that is asked for, and the table says none."""
    called = one.sheet is not None and names_an_agency(one.sheet) and not _is_called_as_asked(one.sheet, reader)
    return called and reader.asked.agency is not None and head.is_of_one_agency and "agency" not in head.given


def named(one: Grid, head: Head, reader: Reader, *, several: bool = False) -> Head:
    """The beginning of a table, with the agency that its title is, and the agency and the year in the name of its sheet.

    They count where neither the table nor an option says them; the agency of one of several tables also where one is asked for.
    """
    given = dict(head.given)
    if head.is_of_one_agency and (several or reader.asked.agency is None):
        if head.captioned is not None and has_one_agency(head.above):
            given.setdefault("agency", head.captioned)
        elif (called := _agency_in_name(one.sheet or "", reader)) is not None:
            given.setdefault("agency", _of_sheet(head, called))
    if (
        reader.asked.year is None
        and one.year is not None
        and "year" not in head.whats
        and not is_of_another_time(one.sheet or "")
    ):
        given.setdefault("year", _of_sheet(head, one.year))
    return head._replace(given=given)


def _agency_in_name(sheet: str, reader: Reader) -> str | None:
    """The agency that a sheet is called like: the one that is asked for, or one that is surely an agency, and not cut off."""
    called = without_number(sheet)
    if sheet and reader.asked.agency is not None and _is_called_as_asked(sheet, reader):
        return called if reader.is_asked(called) else reader.asked.agency
    return called if not is_cut(sheet) and names_an_agency(called) and not names_something(called) else None


def without_number(sheet: str) -> str:
    """The name of a sheet without the number that spreadsheets put behind that of a copy: ``Kota A (2)``."""
    return _COPY.sub("", sheet)


def is_cut(sheet: str) -> bool:
    """Whether the name of a sheet may be the beginning of a longer one."""
    return len(sheet) >= _LONGEST


def said_by_name(one: Grid, head: Head, reader: Reader) -> list[str]:
    """What only the name of the sheet says about the table, beside the agency that is asked for."""
    given = (what for what in head.given.values() if what.row is head.row and what.text not in head.texts[what.column])
    said = (one.sheet, without_number(one.sheet or ""), one.year, *_stage_words(one))
    return [what.text for what in given if what.text in said and not reader.is_asked(what.text)]


def _of_sheet(head: Head, text: str) -> Given:
    return Given(head.row, min(head.texts), text)


def _is_called_as_asked(sheet: str, reader: Reader) -> bool:
    wanted = reader.asked.agency or ""
    cut = len(sheet) == _LONGEST and agencies.key(wanted).startswith(agencies.key(sheet))
    return cut or reader.is_asked(without_number(sheet))
