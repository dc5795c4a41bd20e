"""Writes an office workbook: its look, names and formulas, and what all its sheets share.

It knows nothing about assessments; reports and workbooks to fill in use it.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from xml.sax.saxutils import escape

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.format import Format

DARK: Final = "#1F3864"
LIGHT: Final = "#D9E5F3"
PALE: Final = "#F3F6FA"
GREY: Final = "#6B7480"
FAINT: Final = "#A6ADB7"
BAR: Final = "#8FB0DC"
INPUT: Final = "#FFF9E5"
WRONG: Final = "#F8CBAD"
WRONG_TEXT: Final = "#9C0006"
_LINE: Final = "#C9D1DC"

SIGNS: Final = "–—-:()"
"""What may stand between a number and its name."""

_A4: Final = 9
_FONT: Final = {"font_name": "Arial", "font_size": 10, "valign": "top"}
LONGEST_TITLE: Final = 31

LONGEST_TEXT: Final = 32_767
"""So long may the text of a cell be, as :func:`length` counts; what is written beyond that is cut off."""


class Area(NamedTuple):
    """Cells below each other on a sheet, as a reference for formulas on any sheet."""

    sheet: str
    column: int
    first: int
    last: int

    def __str__(self) -> str:
        """The reference, with the sheet."""
        return f"{reference(self.sheet, self.first, self.column)}:{xl_rowcol_to_cell(self.last, self.column, True, True)}"


class _Sheet(Worksheet):  # type: ignore[misc]
    """A sheet whose formulas are written as they are: to look in each for functions that have prefixes took half of all time."""

    def _prepare_formula(self, formula: str, *_expand: bool, **_more: bool) -> str:
        return formula.removeprefix("=")


class Book:
    """A workbook that is written to memory; text stays text, even if it begins like a formula."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        plain = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
        self.book = xlsxwriter.Workbook(self._buffer, {"in_memory": True, **plain})
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def sheet(self, title: str) -> Worksheet:
        """A new sheet; in its formulas, functions that Excel came to know after 2007 have their prefix, ``_xlfn.``."""
        return self.book.add_worksheet(title, _Sheet)

    def bytes(self) -> bytes:
        """The bytes of the file; after this nothing can be added."""
        self.book.close()
        return self._buffer.getvalue()

    def style(self, **properties: Any) -> Format:
        """A format with these properties; equal formats are shared."""
        key = tuple(sorted((_FONT | properties).items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(dict(key))
        return self._formats[key]

    def cell(self, **properties: Any) -> Format:
        """The format of a cell of a table."""
        return self.style(**({"border": 1, "border_color": _LINE, "text_wrap": True} | properties))

    def input(self, **properties: Any) -> Format:
        """The format of a cell to fill in: text, so that no office program turns 2.5 into a date."""
        return self.cell(**({"bg_color": INPUT, "locked": False, "num_format": "@"} | properties))

    def heading(self, **properties: Any) -> Format:
        """The format of the heading of a column."""
        look = {"bold": True, "font_color": "white", "bg_color": DARK, "valign": "vcenter"}
        return self.cell(**(look | properties))

    def mark(self, **properties: Any) -> Format:
        """The format that a condition adds to that of a cell."""
        return self.book.add_format(properties)

    def name(self, name: str, sheet: str, row: int, column: int) -> None:
        """Names a cell."""
        self.book.define_name(name, f"={reference(sheet, row, column)}")

    def mark_sheet(self, name: str, sheet: str) -> None:
        """Gives a sheet a name of its own, which goes with it where it is copied to."""
        cell = reference(sheet, 0, 0)
        self.book.define_name(f"{cell.rpartition('!')[0]}!{name}", f"={cell}")


_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f]")
_TEXTS: Final = "xl/sharedStrings.xml"
_KEPT: Final = ' xml:space="preserve"'


def retold(data: bytes, text: str, other: str) -> bytes:
    """A workbook of :class:`Book` with another text where it says ``text``, which ends with a space; to make one takes longer."""
    before, after = (
        f"<t{_KEPT}>{escape(_ESCAPED.sub(lambda found: f'_x{ord(found[0]):04X}_', one))}</t>".encode() for one in (text, other)
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            new.writestr(entry, part.replace(before, after) if entry.filename == _TEXTS else part)
    return buffer.getvalue()


def formula(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """Writes a formula, given without its equals sign.

    The cell has no value, so that no program shows an old value as the result: LibreOffice computes such a cell when it opens it.
    """
    if text.isdecimal():
        sheet.write_number(row, column, int(text), style)
    else:
        sheet.write_formula(row, column, f"={text}", style, "")


def decimals(count: int) -> str:
    """The format of a number with so many decimals."""
    return f"0.{'0' * count}".rstrip(".")


def length(text: str) -> int:
    """How long a text is for office programs, which count the halves of UTF-16's pairs."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def blank_or_text(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """Writes text; if there is none, only the cell's format."""
    if text:
        sheet.write_string(row, column, text, style)
    else:
        sheet.write_blank(row, column, None, style)


def on_paper(sheet: Worksheet, *, pages_wide: int = 1, pages_high: int = 0) -> None:
    """Sets a sheet up for the printer: across A4, as wide as a page or several."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(pages_wide, pages_high)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&8&A&R&8&P / &N")


def protect(sheet: Worksheet, *more: str) -> None:
    """Protects a sheet from accidental changes, without a password; ``more`` names what is allowed beside the usual."""
    allowed = ("format_columns", "format_rows", "autofilter", "insert_hyperlinks", *more)
    sheet.protect("", dict.fromkeys(allowed, True))


def reference(sheet: str, row: int, column: int) -> str:
    """A reference to a cell for formulas on any sheet."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{xl_rowcol_to_cell(row, column, True, True)}"


def whole_column(sheet: str, column: int) -> str:
    """A whole column as a formula names it from any sheet."""
    cell, letters = reference(sheet, 0, column), xl_col_to_name(column, True)
    return f"{cell.rpartition('!')[0]}!{letters}:{letters}"


def internal(sheet: str) -> str:
    """A link to a sheet of the same workbook."""
    quoted = sheet.replace("'", "''")
    return f"internal:'{quoted}'!A1"


def cleaned(cell: str) -> str:
    """A formula for the text of a cell in small letters, without the special spaces of pasted text."""
    text = f'{cell}&""'
    for space in (0xA0, 0x2007, 0x202F, 9, 10, 13):
        text = f'SUBSTITUTE({text},_xlfn.UNICHAR({space})," ")'
    for nothing in (0x200B, 0x2060, 0xFEFF):
        text = f'SUBSTITUTE({text},_xlfn.UNICHAR({nothing}),"")'
    return f"LOWER(TRIM({text}))"


def numeric(text: str) -> str:
    """A formula for the number in a text, with a decimal point or comma, in any locale."""
    return f'_xlfn.NUMBERVALUE(SUBSTITUTE({text},",","."),"."," ")'


def leading(text: str) -> str:
    """A formula for what stands before the first space of a text: the number in ``3 terdefinisi``."""
    return f'LEFT({text},FIND(" ",{text}&" ")-1)'


def bare(cell: str, called: Sequence[str] = ()) -> str:
    """A formula for the words of a cell that is :func:`cleaned`, without dashes, colons and brackets, and without some words."""
    text = cell
    for word in called:
        text = f'SUBSTITUTE({text},"{word}","")'
    for sign in SIGNS:
        text = f'SUBSTITUTE({text},"{sign}"," ")'
    return f"TRIM({text})"


def listed(values: Iterable[str | int]) -> str:
    """Plain words or whole numbers as a formula compares something with each of them."""
    return "{" + ",".join(f'"{one}"' if isinstance(one, str) else str(one) for one in values) + "}"


def joined(text: str, **formulas: str) -> str:
    """A formula for a text that holds the values of formulas, named in braces."""
    parts = re.split(r"\{(\w+)\}", text)
    doubled = [part.replace('"', '""') for part in parts]
    return "&".join(formulas[parts[n]] if n % 2 else f'"{doubled[n]}"' for n in range(len(parts)) if parts[n])


def sheet_titles(wanted: Sequence[str]) -> list[str]:
    """Titles that are allowed for sheets: at most 31 characters, without forbidden ones, each title once."""
    titles: list[str] = []
    for text in wanted:
        clean = " ".join(re.sub(r"[\[\]:*?/\\\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", " ", text).split()).strip("'")
        title, number = begun(clean, LONGEST_TITLE).strip("' ") or "_", 2
        # Excel keeps one name for itself, and knows no small letters here.
        while title.casefold() in ("history", *(one.casefold() for one in titles)):
            ending = f" ({number})"
            title, number = f"{begun(clean, LONGEST_TITLE - len(ending)).rstrip()}{ending}", number + 1
        titles.append(title)
    return titles


def begun(text: str, units: int) -> str:
    """The beginning of a text with at most so many UTF-16 units, by which office programs count: 😀 is two."""
    encoded = text.encode("utf-16-le")[: 2 * units]
    return encoded.decode("utf-16-le", "ignore")


def height(text: str, width: float) -> float:
    """The height of a row, in points, for a text that is wrapped to a width in characters."""
    lines = sum(max(1, -(-len(line) // max(1, int(width * 1.15)))) for line in text.split("\n"))
    return 6 + 13.2 * lines
