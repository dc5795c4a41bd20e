"""The cells of a workbook as they are stored, row by row, in one pass that costs no more than the cells there are.

One reader for tables and for workbooks to fill in. The format is Office Open XML (ECMA-376, part 1, 18: SpreadsheetML); what
matters of it here: a cell has a type, a style that makes dates of numbers, and beside a formula the value that an office program
computed, if one has.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from xml.parsers import expat

from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

MAX_UNPACKED: Final = 128 * 1024 * 1024
"""How many bytes a workbook may hold once it is unpacked: a small archive may hold any number."""

MAX_ELEMENTS: Final = 6_000_000
"""How many elements a sheet may have; a cell takes two."""

SPACES: Final = str.maketrans({**dict.fromkeys("\u00a0\u2007\u202f", " "), **dict.fromkeys("\u200b\u2060\ufeff", None)})
"""What pasted text brings along: spaces of other widths are spaces, those without any are nothing."""

WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_CHUNK: Final = 1 << 16

_BROKEN: Final = (
    zipfile.BadZipFile, expat.ExpatError, zlib.error, struct.error, OSError, EOFError, NotImplementedError, RuntimeError,
    ValueError, LookupError,
)  # fmt: skip
"""What a damaged archive or part raises when it is read."""

# ECMA-376, part 1, 18.8.30: the formats that come without a code and show dates or times.
_BUILT_IN_DATES: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
# Of a format's code, what is shown as it stands: text in quotes, what follows a backslash or makes room, colours and conditions.
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WHOLE: Final = re.compile(r"[-+]?[0-9]{1,15}")
_CELL: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_MERGED: Final = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})["']""")
_END_OF_CELLS: Final = re.compile(rb"</(?:\w+:)?sheetData\s*>")

_EXACT_DIGITS: Final = 12
"""How many digits of a stored number count: what binary floating point adds to a decimal lies behind them."""

_FIRST_REAL_DATE: Final = 367
"""Smaller numbers are numbers, whatever the format: a level typed into a cell for dates is no day of the year 1900."""

_LAST_DATE: Final = 2_958_466
"""The day after 9999-12-31, counted from 1900."""


class Wrong(str):
    """What a cell shows that can't be used; ``code`` is that of the problem: ``formula_uncounted`` or ``cell_error``."""

    __slots__ = ("code",)

    def __new__(cls, text: str, code: str) -> Wrong:
        """Text with a code."""
        wrong = super().__new__(cls, text)
        wrong.code = code
        return wrong

    code: str


Value = str | bool
"""What a cell says: text, a number as exact text, a day in ISO 8601, true or false; :class:`Wrong` if it can't be used."""


class Mark(NamedTuple):
    """Where a cell stands: its row and column, both from 0 as libyaml's marks, and its sheet."""

    line: int
    column: int
    sheet: str


class Sheet(NamedTuple):
    """A sheet: its name, whether it is hidden, and the part of the archive that holds it."""

    name: str
    hidden: bool
    part: str


class SheetRow(NamedTuple):
    """A row that holds something: its number, from 1, what its cells say by column, from 0, and whether it is hidden."""

    number: int
    cells: dict[int, Value]
    hidden: bool


class Merged(NamedTuple):
    """A range of cells shown as one, which says what its first cell says: rows from 1, columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


class Book:
    """A workbook that is open to be read.

    ``sheets`` are in order, ``names`` the defined names of the whole workbook with what they refer to.
    """

    def __init__(self, data: bytes, path: str, limit: int = MAX_UNPACKED) -> None:
        """Opens a workbook.

        Args:
            data: its bytes.
            path: what to call it in problems.
            limit: how many bytes it may hold once it is unpacked.

        Raises:
            BadInput: when it can't be read, holds more, or is no workbook.
        """
        self._path = path
        self._archive = archive(data, path, limit)
        self.names: dict[str, str] = {}
        sheets: list[tuple[str, bool, str]] = []
        self._from_1904 = self._recount = False
        relations = {}
        try:
            if _RELATIONS in self._archive.namelist():
                for name, attributes, _text in self._elements(_RELATIONS):
                    if name == "Relationship":
                        target = posixpath.normpath(posixpath.join("xl", attributes["Target"])).lstrip("/")
                        relations[attributes["Id"]] = (attributes["Type"].rpartition("/")[2], target)
            for name, attributes, text in self._elements(WORKBOOK):
                if name == "sheet":
                    sheets.append((attributes["name"], attributes.get("state", "visible") != "visible", attributes["id"]))
                elif name == "definedName" and "localSheetId" not in attributes:
                    self.names[attributes["name"]] = text
                elif name == "workbookPr":
                    self._from_1904 = attributes.get("date1904") in ("1", "true")
                elif name == "calcPr":
                    self._recount = attributes.get("fullCalcOnLoad") in ("1", "true")
            parts = dict(relations.values())
            self._dates = self._date_styles(parts.get("styles"))
            self._strings = self._shared_strings(parts.get("sharedStrings"))
        except _BROKEN as error:
            raise self._broken() from error
        known = set(self._archive.namelist())
        found = ((name, hidden, *relations.get(identifier, ("", ""))) for name, hidden, identifier in sheets)
        self.sheets = tuple(
            Sheet(name, hidden, part) for name, hidden, kind, part in found if kind == "worksheet" and part in known
        )

    def rows(self, sheet: Sheet) -> Iterator[SheetRow]:
        """The rows of a sheet that hold something, in the order of the file.

        Raises:
            BadInput: when the sheet is damaged or has more than ``MAX_ELEMENTS`` elements.
        """
        reader = _Reader(self._strings, self._dates, from_1904=self._from_1904, recount=self._recount)
        try:
            with self._archive.open(sheet.part) as part:
                while chunk := part.read(_CHUNK):
                    reader.feed(chunk)
                    if reader.elements > MAX_ELEMENTS:
                        raise BadInput(
                            [Problem.at(self._path, None, None, "sheet_too_large", sheet=sheet.name, limit=MAX_ELEMENTS // 2)]
                        )
                    yield from reader.rows
                    reader.rows.clear()
        except _BROKEN as error:
            raise self._broken() from error

    def merged(self, sheet: Sheet) -> list[Merged]:
        """The ranges of a sheet that are merged, topmost first.

        They stand behind the cells in the file, so that it is unpacked once more, but not read.

        Raises:
            BadInput: when the archive is damaged.
        """
        behind, window, begun = b"", b"", False
        try:
            with self._archive.open(sheet.part) as part:
                while chunk := part.read(_CHUNK):
                    if begun:
                        behind += chunk
                    elif found := _END_OF_CELLS.search(window := window[-64:] + chunk):
                        begun, behind = True, window[found.end() :]
        except _BROKEN as error:
            raise self._broken() from error
        ranges = []
        for first, last in _MERGED.findall(behind):
            (left, top), (right, bottom) = coordinates(first.decode()), coordinates(last.decode())
            ranges.append(Merged(top, left, bottom, right))
        return sorted(ranges)

    def _broken(self) -> BadInput:
        return BadInput([Problem.at(self._path, None, None, "workbook_broken")])

    def _elements(self, part: str) -> Iterator[tuple[str, dict[str, str], str]]:
        """Every element of a small part when it ends: its name and attributes, without namespaces, and the text in it."""
        found: list[tuple[str, dict[str, str], str]] = []
        begun: list[tuple[str, dict[str, str], list[str]]] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            begun.append((_local(name), {_local(key): value for key, value in attributes.items()}, []))

        def end(_name: str) -> None:
            name, attributes, texts = begun.pop()
            found.append((name, attributes, "".join(texts)))

        def characters(text: str) -> None:
            begun[-1][2].append(text)

        parser = _parser(start, end, characters)
        parser.Parse(self._archive.read(part), True)
        yield from found

    def _date_styles(self, part: str | None) -> dict[str, str]:
        """The styles that make dates of numbers, by number, each with what the code of its format shows of a date."""
        formats: dict[str, str] = {}
        styles: list[str] = []
        for name, attributes, _text in self._elements(part) if part in self._archive.namelist() else ():
            if name == "numFmt":
                formats[attributes["numFmtId"]] = attributes["formatCode"]
            elif name == "xf":
                styles.append(attributes.get("numFmtId", "0"))
            elif name == "cellStyleXfs":
                styles.clear()
            elif name == "cellXfs":
                break
        shown = {str(one): "date" for one in _BUILT_IN_DATES}
        for identifier, code in formats.items():
            letters = set(_LITERAL.sub("", code).lower()) & set("dmyhs") if code.lower() != "general" else set()
            shown.pop(identifier, None)
            if letters:
                shown[identifier] = "year" if letters == {"y"} else "date"
        return {str(style): shown[one] for style, one in enumerate(styles) if one in shown}

    def _shared_strings(self, part: str | None) -> list[str]:
        if part not in self._archive.namelist():
            return []
        reader = _Reader()
        with self._archive.open(str(part)) as file:
            while chunk := file.read(_CHUNK):
                reader.feed(chunk)
                if reader.elements > MAX_ELEMENTS:
                    raise ValueError
        return reader.strings


def archive(data: bytes, path: str, limit: int = MAX_UNPACKED) -> zipfile.ZipFile:
    """The archive that a workbook is.

    Raises:
        BadInput: when it can't be read, would unpack to more bytes than ``limit``, or holds no workbook.
    """
    if not data.startswith(b"PK"):
        raise BadInput([Problem.at(path, None, None, "workbook_locked")])
    try:
        found = zipfile.ZipFile(io.BytesIO(data))
        entries = found.infolist()
    except _BROKEN as error:
        raise BadInput([Problem.at(path, None, None, "workbook_broken")]) from error
    # The archive's own word on sizes holds: no more than that is unpacked.
    if sum(entry.file_size for entry in entries) > limit:
        raise BadInput([Problem.at(path, None, None, "workbook_too_large", limit=limit // 1024**2)])
    if not {entry.filename for entry in entries}.issuperset((WORKBOOK, "[Content_Types].xml")):
        raise BadInput([Problem.at(path, None, None, "workbook_foreign")])
    return found


def coordinates(cell: str) -> tuple[int, int]:
    """The column, from 0, and the row, from 1, of a cell such as C12 or $C$12.

    Raises:
        ValueError: when it is none.
    """
    found = _CELL.fullmatch(cell)
    if found is None:
        raise ValueError(cell)
    return _column(found[1]), int(found[2])


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _local(name: str) -> str:
    """A name without the prefix of its namespace."""
    return name.rpartition(":")[2]


def _parser(start: Callable[..., None], end: Callable[[str], None], text: Callable[[str], None]) -> Any:
    """A parser that refuses a document type: no office program writes one, and its entities could grow without end."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_of: Any) -> None:
    raise ValueError


class _Reader:
    """The cells of a sheet, or the strings that sheets share, as the elements of its part come along.

    ``rows`` and ``strings`` are those that have ended; ``elements`` counts what was read.
    """

    def __init__(
        self,
        shared: Sequence[str] = (),
        dates: Mapping[str, str] | None = None,
        *,
        from_1904: bool = False,
        recount: bool = False,
    ) -> None:
        """Begins.

        Args:
            shared: the strings that cells refer to by number.
            dates: the styles that make dates of numbers: ``date``, or ``year`` where only the year is shown.
            from_1904: whether days are counted from 1904 on, not from 1900.
            recount: whether the workbook asks to be computed, so that a formula's 0 is none that an office program computed.
        """
        self.rows: list[SheetRow] = []
        self.strings: list[str] = []
        self.elements = 0
        self._shared = shared
        self._dates = dates or {}
        self._epoch = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
        self._recount = recount
        self._row, self._cells, self._hidden = 0, dict[int, Value](), False
        self._cell, self._kind, self._style = -1, "", ""
        self._formula = self._counted = self._listening = self._aside = False
        self._text: list[str] = []
        self._names: dict[str, str] = {}
        self._columns: dict[str, int] = {}
        self._xml = _parser(self._start, self._end, self._characters)

    def feed(self, chunk: bytes) -> None:
        """Reads on."""
        self._xml.Parse(chunk, False)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        name = self._names.get(name) or self._names.setdefault(name, _local(name))
        if name == "c":
            place = attributes.get("r")
            # Some programs leave the numbers of rows and cells out where they follow one another.
            self._cell = self._cell + 1 if place is None else self._column(place)
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
            self._formula = self._counted = False
            self._text = []
        elif name == "v":
            self._counted = self._listening = True
        elif name == "t":
            self._listening = not self._aside
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._row = int(attributes.get("r") or self._row + 1)
            self._cells, self._cell = {}, -1
            self._hidden = attributes.get("hidden") in ("1", "true")
        elif name == "si":
            self._text = []
        elif name == "rPh":
            self._aside = True

    def _end(self, name: str) -> None:
        name = self._names[name]
        if name in ("v", "t"):
            self._listening = False
        elif name == "c":
            self._end_cell()
        elif name == "row":
            if self._cells:
                self.rows.append(SheetRow(self._row, self._cells, self._hidden))
        elif name == "si":
            self.strings.append(_unescaped("".join(self._text)))
        elif name == "rPh":
            self._aside = False

    def _characters(self, text: str) -> None:
        if self._listening:
            self._text.append(text)

    def _column(self, place: str) -> int:
        letters = place.rstrip("0123456789")
        known = self._columns.get(letters)
        return self._columns.setdefault(letters, _column(letters)) if known is None else known

    def _end_cell(self) -> None:
        text = "".join(self._text)
        if self._kind not in ("str", "inlineStr"):
            text = text.strip()
        if self._formula and self._uncounted(text):
            self._cells[self._cell] = Wrong("=", "formula_uncounted")
        elif text:
            self._cells[self._cell] = self._value(text)

    def _uncounted(self, text: str) -> bool:
        """Whether a formula has no value that an office program computed; an empty text is one."""
        if self._kind == "str":
            return not self._counted
        return not text or (self._recount and text == "0")

    def _value(self, text: str) -> Value:
        if self._kind == "n":
            shown = self._dates.get(self._style)
            return exact_number(text) if shown is None else self._day(text, yearly=shown == "year")
        if self._kind == "s":
            return self._shared[int(text)]
        if self._kind in ("str", "inlineStr"):
            return _unescaped(text)
        if self._kind == "b":
            return text in ("1", "true")
        return Wrong(text, "cell_error") if self._kind == "e" else text[:10]  # "d": ISO 8601

    def _day(self, text: str, *, yearly: bool) -> str:
        days = float(text)
        if not _FIRST_REAL_DATE <= days < _LAST_DATE:
            return exact_number(text)
        day = self._epoch + timedelta(days=int(days))
        return f"{day.year}" if yearly else day.isoformat()


def exact_number(text: str) -> str:
    """A stored number without what binary floating point added to it, as a decimal."""
    if len(text) <= _EXACT_DIGITS or _WHOLE.fullmatch(text):
        return text
    return f"{Decimal(f'{float(text):.{_EXACT_DIGITS}g}'):f}"


def _unescaped(text: str) -> str:
    """Text with the characters that XML can't hold, which are written as their numbers; halves of pairs stay numbers."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(escaped: re.Match[str]) -> str:
    number = int(escaped[1], 16)
    return escaped[0] if 0xD800 <= number <= 0xDFFF else chr(number)  # noqa: PLR2004 - the surrogates
