"""The cells of a workbook as they are stored, row by row, in one pass whose cost depends only on the number of stored cells.

One reader for tables and for workbooks to fill in. The format is Office Open XML (ECMA-376, part 1, 18: SpreadsheetML). The
relevant part: a cell has a type, a style that may turn a number into a date, and beside a formula the value that an office
program computed, if one has.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from itertools import count
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from xml.parsers import expat

from spbe_cli.limits import MAX_ELEMENTS, MAX_UNPACKED
from spbe_cli.reading.cells import CellReader, coordinates, local, parser
from spbe_cli.reading.problems import BadInput, Problem, letters, problem_at
from spbe_cli.texts import visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from spbe_cli.reading.cells import SheetRow, Wrong

WORKBOOK: Final = "xl/workbook.xml"
_OTHERS: Final = {"content.xml": "odf", "xl/workbook.bin": "xlsb", "word/document.xml": "docx", "Index/Document.iwa": "numbers"}
"""What other office files hold, whatever their names end in, and which they are."""

_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_CHUNK: Final = 1 << 16
_COLUMNS: Final = 1 << 14
"""The most columns that a sheet has."""

_MOST_BEFORE: Final = 1 << 21
"""So much of a sheet is looked at for what stands before its cells: enough to say something of each column."""

BROKEN: Final = (
    zipfile.BadZipFile, expat.ExpatError, zlib.error, struct.error, OSError, EOFError, NotImplementedError, RuntimeError,
    ValueError, LookupError,
)  # fmt: skip
"""The exceptions that a damaged archive or part raises when it is read."""

# ECMA-376, part 1, 18.8.30: the built-in formats for dates and times, which have no code.
_BUILT_IN_DATES: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_BUILT_IN_PERCENTAGES: Final = (9, 10)
# The literal parts of a format's code: text in quotes, characters after a backslash, fillers, colours and conditions.
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_MERGED: Final = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})["']""")
_LINK: Final = re.compile(rb"<(?:\w+:)?hyperlink\s([^>]*)>")
_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_ATTRIBUTE: Final = re.compile(rb"""(\w+)\s*=\s*["']([^"']{0,32})["']""")
_NO_WIDTH: Final = re.compile(rb"0+(?:\.0*)?")
_BEGIN_OF_CELLS: Final = re.compile(rb"<(?:\w+:)?sheetData[\s/>]")
_END_OF_CELLS: Final = re.compile(rb"</(?:\w+:)?sheetData\s*>")


class Mark(NamedTuple):
    """The place of a cell: its row and column, both from 0 like libyaml's marks, and its sheet."""

    line: int
    column: int
    sheet: str


def cell_name(mark: Mark, sheet: str | None = None) -> str:
    """A cell as office programs write it; with its sheet, unless it is on this one."""
    cell = f"{letters(mark.column + 1)}{mark.line + 1}"
    return cell if sheet == mark.sheet else f"{visible(mark.sheet)}!{cell}"


def unusable(cells: Iterable[tuple[Wrong, Any]], path: str, **context: Any) -> Iterator[Problem]:
    """A problem for all cells that can't be used for the same reason, at the first of them; each is given with its mark."""
    found: dict[tuple[str, str], list[Any]] = {}
    for wrong, mark in cells:
        found.setdefault((wrong.code, wrong), []).append(mark)
    for (code, value), marks in found.items():
        yield problem_at(path, min(marks), code, value=value, count=len(marks), **context)


def by_sheet(marks: Iterable[Mark]) -> dict[str, list[Mark]]:
    """Places by their sheets, in the order in which they are given."""
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.sheet, []).append(mark)
    return found


class Sheet(NamedTuple):
    """A sheet: its name, whether it is hidden, the part of the archive that holds it, and the names that hold for it alone."""

    name: str
    hidden: bool
    part: str
    names: Collection[str] = ()


class Merged(NamedTuple):
    """A range of cells shown as one, with the value of its first cell: rows from 1, columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


class Book:
    """A workbook that is open to be read.

    ``sheets`` are in order; ``names`` are the defined names of the whole workbook with their references, and ``local`` those that
    hold for one sheet only, as the sheets that are copied have them.
    """

    def __init__(self, data: bytes, path: str, limit: int = MAX_UNPACKED) -> None:
        """Opens a workbook.

        Args:
            data: its bytes.
            path: what to call it in problems.
            limit: how many bytes it may hold once it is unpacked.

        Raises:
            BadInput: when it can't be read, unpacks to more bytes, or is no workbook.
        """
        self._path = path
        self._archive = archive(data, path, limit)
        self._begun: dict[str, tuple[list[SheetRow], Iterator[SheetRow]]] = {}
        self.names: dict[str, str] = {}
        self.local: list[tuple[str, str]] = []
        sheets: list[tuple[str, bool, str]] = []
        self._local: dict[str, set[str]] = {}
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
                elif name == "definedName":
                    self._name(attributes, text)
                elif name == "workbookPr":
                    self._from_1904 = attributes.get("date1904") in ("1", "true")
                elif name == "calcPr":
                    self._recount = attributes.get("fullCalcOnLoad") in ("1", "true")
            parts = dict(relations.values())
            self._shown_as = self._styles(parts.get("styles"))
            self._strings = self._shared_strings(parts.get("sharedStrings"))
        except BROKEN as error:
            raise self._broken() from error
        known = set(self._archive.namelist())
        found = [(name, hidden, *relations.get(identifier, ("", ""))) for name, hidden, identifier in sheets]
        self.sheets = tuple(
            Sheet(name, hidden, part, self._local.get(str(at), ()))
            for at, (name, hidden, kind, part) in enumerate(found)
            if kind == "worksheet" and part in known
        )

    def _name(self, attributes: Mapping[str, str], meant: str) -> None:
        if "localSheetId" in attributes:
            self.local.append((attributes["name"], meant))
            self._local.setdefault(attributes["localSheetId"], set()).add(attributes["name"])
        else:
            self.names[attributes["name"]] = meant

    def kept_rows(self, sheet: Sheet) -> Iterator[SheetRow]:
        """As :meth:`rows`, but what was read once is not read again: a workbook to fill in is looked at from many sides.

        Raises:
            BadInput: as :meth:`rows` does.
        """
        found, rest = self._begun.setdefault(sheet.part, ([], self.rows(sheet)))
        for at in count():
            if at == len(found):
                if (row := next(rest, None)) is None:
                    return
                found.append(row)
            yield found[at]

    def rows(self, sheet: Sheet) -> Iterator[SheetRow]:
        """The rows of a sheet that hold something, in the order of the file.

        Raises:
            BadInput: when the sheet is damaged or has more than ``MAX_ELEMENTS`` elements.
        """
        reader = CellReader(self._strings, self._shown_as, from_1904=self._from_1904, recount=self._recount)
        try:
            with self._archive.open(sheet.part) as part:
                while chunk := part.read(_CHUNK):
                    reader.feed(chunk)
                    if reader.elements > MAX_ELEMENTS:
                        raise BadInput([Problem.of(self._path, "sheet_too_large", sheet=sheet.name, limit=MAX_ELEMENTS // 2)])
                    yield from reader.rows
                    reader.rows.clear()
        except BROKEN as error:
            raise self._broken() from error

    def hidden_columns(self, sheet: Sheet) -> set[int]:
        """The columns of a sheet, from 0, that are hidden or have no width; the file has them before its cells.

        Raises:
            BadInput: when the archive is damaged.
        """
        before = b""
        try:
            with self._archive.open(sheet.part) as part:
                while (found := _BEGIN_OF_CELLS.search(before)) is None and len(before) < _MOST_BEFORE:
                    if not (chunk := part.read(_CHUNK)):
                        break
                    before += chunk
        except BROKEN as error:
            raise self._broken() from error
        hidden = bytearray(_COLUMNS)
        for column in _COLUMN.findall(before[: found.start()] if found else b""):
            said = dict(_ATTRIBUTE.findall(column))
            first, last = said.get(b"min", b""), said.get(b"max", b"")
            none = said.get(b"hidden") in (b"1", b"true") or _NO_WIDTH.fullmatch(said.get(b"width", b""))
            if none and first.isdigit() and last.isdigit():
                begin, end = max(0, int(first) - 1), min(_COLUMNS, int(last))
                hidden[begin:end] = b"\1" * (end - begin)
        # Hardly any sheet has one, and a workbook may have hundreds of sheets.
        return {column for column, one in enumerate(hidden) if one} if 1 in hidden else set()

    def merged(self, sheet: Sheet) -> list[Merged]:
        """The ranges of a sheet that are merged, topmost first.

        In the file they come after the cells, so the sheet is unpacked once more, but its cells are not read again.

        Raises:
            BadInput: when the archive is damaged.
        """
        ranges = []
        for first, last in _MERGED.findall(self._behind(sheet)):
            (left, top), (right, bottom) = coordinates(first.decode()), coordinates(last.decode())
            ranges.append(Merged(top, left, bottom, right))
        return sorted(ranges)

    def links(self, sheet: Sheet) -> dict[tuple[int, int], str]:
        """The addresses that lie behind cells of a sheet, by column, from 0, and row, from 1; those within the workbook are none.

        Raises:
            BadInput: when the archive is damaged.
        """
        folder, name = posixpath.split(sheet.part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._archive.namelist():
            return {}
        try:
            outside = {
                attributes["Id"]: attributes["Target"]
                for name, attributes, _text in self._elements(relations)
                if name == "Relationship" and attributes.get("TargetMode") == "External"
            }
            found = (dict(_ATTRIBUTE.findall(link)) for link in _LINK.findall(self._behind(sheet))) if outside else ()
            return {
                coordinates(one[b"ref"].decode().partition(":")[0]): outside[one[b"id"].decode()]
                for one in found
                if one.get(b"id", b"").decode() in outside
            }
        except BROKEN as error:
            raise self._broken() from error

    def _behind(self, sheet: Sheet) -> bytes:
        """What stands behind the cells of a sheet in its part."""
        behind, window, begun = b"", b"", False
        try:
            with self._archive.open(sheet.part) as part:
                while chunk := part.read(_CHUNK):
                    if begun:
                        behind += chunk
                    elif found := _END_OF_CELLS.search(window := window[-64:] + chunk):
                        begun, behind = True, window[found.end() :]
        except BROKEN as error:
            raise self._broken() from error
        return behind

    def _broken(self) -> BadInput:
        return BadInput([Problem.of(self._path, "workbook_broken")])

    def _elements(self, part: str) -> Iterator[tuple[str, dict[str, str], str]]:
        """Every element of a small part, in the order in which they end: name, attributes (without namespaces) and text."""
        found: list[tuple[str, dict[str, str], str]] = []
        begun: list[tuple[str, dict[str, str], list[str]]] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            begun.append((local(name), {local(key): value for key, value in attributes.items()}, []))

        def end(_name: str) -> None:
            name, attributes, texts = begun.pop()
            found.append((name, attributes, "".join(texts)))

        def characters(text: str) -> None:
            begun[-1][2].append(text)

        parser(start, end, characters).Parse(self._archive.read(part), True)
        yield from found

    def _styles(self, part: str | None) -> dict[str, str]:
        """The styles that show numbers as dates or percentages, by number: each as :class:`CellReader` takes it."""
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
        shown = dict.fromkeys(map(str, _BUILT_IN_DATES), "date") | dict.fromkeys(map(str, _BUILT_IN_PERCENTAGES), "percent")
        for identifier, code in formats.items():
            signs = set(_LITERAL.sub("", code).lower()) & set("dmyhs%")
            shown.pop(identifier, None)
            if signs:
                shown[identifier] = "percent" if "%" in signs else "year" if signs == {"y"} else "date"
        return {str(style): shown[one] for style, one in enumerate(styles) if one in shown}

    def _shared_strings(self, part: str | None) -> list[str]:
        if part not in self._archive.namelist():
            return []
        reader = CellReader()
        with self._archive.open(str(part)) as file:
            while chunk := file.read(_CHUNK):
                reader.feed(chunk)
                if reader.elements > MAX_ELEMENTS:
                    raise ValueError
        return reader.strings


def named_cell(meant: str) -> Mark | None:
    """The one cell that a defined name refers to; None where it is none, or several."""
    sheet, exclamation, at = meant.rpartition("!")
    first, _colon, last = at.partition(":")
    if sheet.startswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    try:
        column, row = coordinates(first if last in ("", first) else at)
    except ValueError:
        return None
    return Mark(row - 1, column, sheet) if exclamation else None


def archive(data: bytes, path: str, limit: int = MAX_UNPACKED) -> zipfile.ZipFile:
    """A workbook as an archive.

    Raises:
        BadInput: when it can't be read, would unpack to more bytes than ``limit``, is of another form, or holds no workbook.
    """
    if not data.startswith(b"PK"):
        raise BadInput([Problem.of(path, "workbook_locked")])
    try:
        found = zipfile.ZipFile(io.BytesIO(data))
        entries = found.infolist()
    except BROKEN as error:
        raise BadInput([Problem.of(path, "workbook_broken")]) from error
    names = {entry.filename for entry in entries}
    if names.isdisjoint(("[Content_Types].xml", "mimetype", *_OTHERS)):
        raise BadInput([Problem.of(path, "other_format", kind="zip")])
    # The sizes that the archive states are reliable: no more than that is unpacked.
    if sum(entry.file_size for entry in entries) > limit:
        raise BadInput([Problem.of(path, "workbook_too_large", limit=limit // 1024**2)])
    if (kind := next((kind for part, kind in _OTHERS.items() if part in names), None)) is not None:
        raise BadInput([Problem.of(path, "other_format", kind=kind)])
    if not names.issuperset((WORKBOOK, "[Content_Types].xml")):
        raise BadInput([Problem.of(path, "workbook_foreign")])
    return found
