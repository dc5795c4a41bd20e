"""The sheet of a workbook that holds evidence item by item, with what was said of each; and how much of it counts.

An item is a row of its own, with the number of its indicator, so that people may sort the rows, put some in, paste and delete.
What counts of them is worked out on the hidden sheet, line by line, whatever comes to stand there.
"""

from __future__ import annotations

from itertools import accumulate, takewhile
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from spbe_cli import office
from spbe_cli.model import cells, keys
from spbe_cli.model.evidence import STATUSES
from spbe_cli.office import Area, Book, formula
from spbe_cli.reading.remarks import CALLED
from spbe_cli.reading.said import ITEM, exactly_in, listed, said_in
from spbe_cli.texts import _, exact, number
from spbe_cli.texts.words import status_word, tier
from spbe_cli.writing.shared import HEADING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xlsxwriter.worksheet import Worksheet

    from spbe_cli.model.evidence import Evidence
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.writing.lookups import LookedUp

SPARE_ITEMS: Final = 2
"""How many empty rows there are for each indicator that is shown."""

_MORE: Final = 100
"""How many lines beyond those are counted too, for rows that people put in."""

_END: Final = 1_048_576
"""The last row of a sheet."""

_LOWEST, _TALLEST = 18.0, 400.0


def parted(evidence: Sequence[Evidence]) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """The names that go into the cell of an answer, and the items that go onto the sheet.

    Names of which nothing is said stay in the cell, as far as they come first and a cell holds them, as the cell is read before
    the sheet, and none of them returns on the sheet, where it would be taken for the same item.
    """
    first = tuple(item.file for item in takewhile(_fits_into_a_cell, evidence))
    lengths = accumulate(office.length(f"{ITEM}{name}\n") for name in first)
    names = first[: sum(length <= office.LONGEST_TEXT for length in lengths)]
    items = tuple(evidence[len(names) :])
    return ((), tuple(evidence)) if {item.file for item in items} & set(names) else (names, items)


def _fits_into_a_cell(item: Evidence) -> bool:
    """Whether it is a name alone, which is read back from a cell with several."""
    return len(item.said) == 1 and said_in(item.file) == item.file and list(listed(f"{ITEM}{item.file}")) == [item.file]


class Counted(NamedTuple):
    """What the sheet, of this name, comes to, as cells that formulas take.

    For each line the number of an indicator and what its item proves, 0 while it is not accepted; and how many have a status.
    ``beyond`` is a text on items with a status in lines that are not counted, empty while there are none.
    """

    sheet: str
    indicators: Area
    proven: Area
    judged: str
    beyond: str

    def proven_of(self, indicator: int) -> str:
        """A formula for the highest value that is proven of an indicator, 0 where none is."""
        # MAX would take the product for that of single cells, in Excel before 365 and in LibreOffice, were it not for SUMPRODUCT;
        # MAXIFS came with Excel 2019 only.
        return f"SUMPRODUCT(MAX(({self.indicators}={indicator})*{self.proven}))"


class _Column(NamedTuple):
    key: str
    heading: str
    width: float
    look: dict[str, Any]


def _columns() -> list[_Column]:
    plain: dict[str, Any] = {}
    centred = {"align": "center"}
    return [
        # As a number, so that rows are sorted by it as by one.
        _Column("indicator", _("No."), 7, {"align": "center", "bold": True, "num_format": "General"}),
        _Column("title", tier("indicator").capitalize(), 32, plain),
        _Column("file", _("Name or address"), 36, plain),
        _Column("proves", _("Proves level"), 13, centred),
        _Column("status", _("Status"), 12, centred),
        _Column("by", _("Judged by"), 20, plain),
        _Column("date", _("Date"), 12, centred),
        _Column("note", _("Note"), 34, plain),
        _Column("sha256", "SHA-256", 24, {"font_size": 7}),
    ]


class ItemSheet:
    """The sheet, in the making."""

    def __init__(self, book: Book, sheet: Worksheet, instrument: Instrument, looked_up: LookedUp) -> None:
        self.book = book
        self.sheet = sheet
        self.instrument = instrument
        self.looked_up = looked_up
        self.columns = _columns()
        self.at = {column.key: n for n, column in enumerate(self.columns)}

    def write(self, items: Sequence[tuple[int, Evidence]], spare: int, hidden: Worksheet, summary: str) -> Counted:
        """Writes the sheet.

        Args:
            items: what it begins with, each with the number of its indicator.
            spare: how many empty rows follow.
            hidden: the sheet of the lists, beside which what counts is worked out.
            summary: the name of the first sheet.
        """
        sheet = self.sheet
        last = HEADING + len(items) + spare
        counted = _Lines(self.looked_up, hidden.name, sheet.name, self.at, last + _MORE)
        self._head(summary)
        for line in range(HEADING + 1, last + 1):
            at = line - HEADING - 1
            self._row(line, items[at] if at < len(items) else None, counted)
        self._choices(last)
        self._conditions(last)
        sheet.freeze_panes(HEADING + 1, self.at["file"])
        sheet.autofilter(HEADING, 0, last, len(self.columns) - 1)
        sheet.repeat_rows(HEADING)
        sheet.print_area(0, 0, last, len(self.columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(last + _MORE, len(self.columns))}"})
        sheet.set_tab_color(office.BAR)
        office.on_paper(sheet)
        office.protect(sheet, "sort", "insert_rows", "delete_rows")
        found = counted.write(hidden, self.book, self.instrument)
        formula(sheet, 1, self.at["note"], found.beyond, self.book.style(font_color=office.WRONG_TEXT, bold=True))
        return found

    def _head(self, summary: str) -> None:
        sheet, style = self.sheet, self.book.style
        sheet.set_row(0, 24)
        sheet.write_string(0, 0, sheet.name, style(bold=True, font_size=14, font_color=office.DARK))
        sheet.write_url(1, 0, office.internal(summary), style(font_color=office.GREY), f"← {summary}")
        said = _("One item a row. Without a level it proves the claimed one; what is accepted counts.")
        sheet.write_string(1, self.at["file"], said, style(font_color=office.GREY))
        sheet.set_row(HEADING, 32)
        for n, column in enumerate(self.columns):
            sheet.set_column(n, n, column.width)
            align = {"align": column.look["align"]} if "align" in column.look else {}
            sheet.write_string(HEADING, n, column.heading, self.book.heading(**align))
            if column.key in cells.ITEM:
                self.book.name(cells.ITEM[column.key], sheet.name, HEADING, n)

    def _row(self, line: int, item: tuple[int, Evidence] | None, counted: _Lines) -> None:
        sheet = self.sheet
        texts = {} if item is None else dict(_texts(item[1]))
        for n, column in enumerate(self.columns):
            if column.key == "title":
                # Ours, but unlocked, as the rows could not be sorted else; what is hidden is the formula.
                look = self.book.cell(font_color=office.GREY, locked=False, hidden=True)
                formula(sheet, line, n, counted.title(), look)
            elif column.key == "indicator" and item is not None:
                sheet.write_number(line, n, item[0], self.book.input(**column.look))
            else:
                office.blank_or_text(sheet, line, n, texts.get(column.key, ""), self.book.input(**column.look))
        tallest: float | None = None
        if item is not None:
            texts["title"] = self.instrument.indicators[item[0]].title.id
            highest = max(office.height(texts.get(column.key, ""), column.width) for column in self.columns)
            tallest = max(_LOWEST, min(_TALLEST, highest))
        # An empty row grows with what is typed. Excel sorts and deletes only what is unlocked altogether.
        sheet.set_row(line, tallest, self.book.style(locked=False))

    def _choices(self, last: int) -> None:
        """Lists to choose from; other words are marked by their colour, not refused."""
        lists = {"status": self.looked_up.statuses}
        if self.instrument.scale.levels:
            lists["proves"] = self.looked_up.numbers
        for key, area in lists.items():
            listed = {"validate": "list", "source": f"={area}", "show_error": False}
            self.sheet.data_validation(HEADING + 1, self.at[key], last, self.at[key], listed)

    def _conditions(self, last: int) -> None:
        """Marks what can't be: a number that no indicator has, a row without one or without a file, a status that is none."""
        c = {key: f"${xl_col_to_name(column)}{HEADING + 2}" for key, column in self.at.items()}
        others = {key: "&".join(c[one] for one in cells.ITEM if one != key) for key in ("indicator", "file")}
        status, known = f"LOWER(TRIM({c['status']}))", f'"|{"|".join(_status_words())}|"'
        wrong = {
            "indicator": f'OR(AND(TRIM({c["indicator"]})="",LEN({others["indicator"]})>0),{c["title"]}="?")',
            "file": f'AND(TRIM({c["file"]})="",LEN({others["file"]})>0)',
            "status": f'AND({status}<>"",ISERROR(FIND("|"&{status}&"|",{known})))',
        }
        mark = self.book.mark(bg_color=office.WRONG, font_color=office.WRONG_TEXT)
        for key, criteria in wrong.items():
            condition = {"type": "formula", "criteria": f"={criteria}", "format": mark}
            self.sheet.conditional_format(HEADING + 1, self.at[key], last, self.at[key], condition)


def _texts(item: Evidence) -> Iterator[tuple[str, str]]:
    """What stands in the cells of an item, by their keys, as it is read back."""
    for key, value in item.said.items():
        match key:
            case "proves":
                yield key, number(value)
            case "status":
                yield key, status_word(value)
            case "file" | "by" | "note":
                yield key, value if exactly_in(value) == value else f"{ITEM}{value}"
            case _:
                yield key, str(value)


def _status_words(of: Sequence[str] = STATUSES) -> list[str]:
    """The words for statuses, in both languages."""
    return [*of, *(word for word, status in keys.STATUSES.items() if status in of)]


_COUNTED: Final = (
    "indicator clean", "indicator bare", "indicator", "proves clean", "proves bare", "status clean", "proven", "judged",
)  # fmt: skip


class _Lines:
    """The hidden cells beside the sheet's lines: what was filled in as numbers, and what of it counts."""

    def __init__(self, looked_up: LookedUp, hidden: str, sheet: str, at: dict[str, int], last: int) -> None:
        self.looked_up = looked_up
        self.sheet = sheet
        self.at = at
        self.areas = {key: Area(hidden, looked_up.columns + n, 1, last) for n, key in enumerate(_COUNTED)}

    def title(self) -> str:
        """A formula for the title of the indicator of its own line, ``?`` where there is no such indicator."""
        areas = (self.areas[key] for key in ("indicator clean", "indicator"))
        clean, indicator = (office.whole_column(area.sheet, area.column) for area in areas)
        found = f"INDEX({self.looked_up.titles},MATCH(INDEX({indicator},ROW()),{self.looked_up.indicators},0))"
        return f'IFERROR({found},IF(INDEX({clean},ROW())="","","?"))'

    def write(self, hidden: Worksheet, book: Book, instrument: Instrument) -> Counted:
        """Writes the cells; where what counts stands."""
        plain = book.style()
        column = {key: area.column for key, area in self.areas.items()}
        first, last = self.areas["proven"].first, self.areas["proven"].last
        for key in _COUNTED:
            hidden.write_string(0, column[key], key)
        for line in range(first, last + 1):
            own = {key: xl_rowcol_to_cell(line, n) for key, n in column.items()}
            for key, text in self._formulas(line, own, instrument).items():
                formula(hidden, line, column[key], text, plain)
        judged = office.reference(hidden.name, 0, column["judged"] + 1)
        formula(hidden, 0, column["judged"] + 1, f"SUM({self.areas['judged']})", plain)
        # Up to the end of the sheet, whatever rows are put in or deleted.
        statuses = office.whole_column(self.sheet, self.at["status"])
        rest = f"INDEX({statuses},{last + 2}):INDEX({statuses},{_END})"
        text = office.joined(_("Not all is counted here: evidence below row {row} has a status.").format(row=last + 1))
        beyond = office.reference(hidden.name, 0, column["judged"] + 2)
        formula(hidden, 0, column["judged"] + 2, f'IF(COUNTA({rest})>0,{text},"")', plain)
        return Counted(self.sheet, self.areas["indicator"], self.areas["proven"], judged, beyond)

    def _formulas(self, line: int, own: dict[str, str], instrument: Instrument) -> dict[str, str]:
        scale = instrument.scale
        claimed = exact(scale.max)
        said = office.leading(own["proves bare"])
        level = f"IFERROR({office.numeric(said)},0)"
        if scale.levels:
            level = f"IFERROR(INDEX({self.looked_up.values},MATCH({level},{self.looked_up.numbers},0)),0)"
        statuses = {which: _any_of(own["status clean"], words) for which, words in
                    {"accepted": _status_words(["accepted"]), "judged": _status_words()}.items()}  # fmt: skip
        first = office.leading(own["indicator bare"])
        return {
            "indicator clean": office.cleaned(self._said(line, "indicator")),
            "indicator bare": office.bare(own["indicator clean"]),
            "indicator": f'IF({own["indicator clean"]}="","",IFERROR({office.numeric(first)},""))',
            "proves clean": office.cleaned(self._said(line, "proves")),
            "proves bare": office.bare(own["proves clean"], () if scale.bands else CALLED),
            "status clean": office.cleaned(self._said(line, "status")),
            "proven": f'IF({statuses["accepted"]},IF({own["proves clean"]}="",{claimed},{level}),0)',
            "judged": f"IF({statuses['judged']},1,0)",
        }

    def _said(self, line: int, key: str) -> str:
        """What stands in a line of the sheet; a plain reference would follow its cell when rows are put in, or end with it."""
        return f"INDEX({office.whole_column(self.sheet, self.at[key])},{line + 1})"


def _any_of(cell: str, words: Iterable[str]) -> str:
    equal = ",".join(f'{cell}="{word}"' for word in words)
    return f"OR({equal})"
