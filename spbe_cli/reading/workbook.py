"""Workbooks that were filled in to submissions: the named cells become the document that an answer file would be.

So every rule, message and hint is that of answer files; a place is a cell of a sheet. What people and office programs do to a
cell is forgiven: numbers as text, decimal commas, names behind levels, spaces that pasted text brings along.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from spbe_cli.model import cells
from spbe_cli.reading.document import Document, Place, plain_value, problem_at
from spbe_cli.reading.problems import BadInput, Problem, installed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.cell import Cell

MAX_UNPACKED: Final = 16 * 1024 * 1024
"""How many bytes a workbook may hold once it is unpacked: ours hold less than one MiB, a small archive may hold any number."""

_PARTS: Final = ("[Content_Types].xml", "xl/workbook.xml")

# Spaces of other widths are spaces; those without any are nothing.
_SPACES: Final = str.maketrans({**dict.fromkeys("\u00a0\u2007\u202f\t\r", " "), **dict.fromkeys("\u200b\u2060\ufeff", None)})
# A number, and behind it the name of the level as the drop-down list has it, with whatever dash.
_LEVEL: Final = re.compile(r"([-+]?[0-9]+(?:[.,][0-9]+)?)(?:\s*[-–—]\s*[^\W\d].*|\s+[^\W\d].*)?", re.DOTALL)
_NOT_APPLICABLE: Final = re.compile(r"(?:n/a|tidak berlaku)(?:\s*[-–—:]\s*(.*))?", re.DOTALL | re.IGNORECASE)
_BULLET: Final = re.compile(r"^(?:[-•*–]\s+)")
_DAY: Final = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_CODE: Final = re.compile(r"(\w+)\s*[-–—]\s.*", re.DOTALL)


class Mark(NamedTuple):
    """Where a cell stands: its row and column, both from 0 as libyaml's marks, and its sheet."""

    line: int
    column: int
    sheet: str


def document(data: bytes, path: str) -> Document:
    """What a workbook that was made to be filled in says, as the document that an answer file would be.

    Raises:
        BadInput: when it is none of ours, can't be read, or would unpack to more than ``MAX_UNPACKED``.
    """
    return _document(data, _Cells(opened(data, path)), path)


def opened(data: bytes, path: str, *, values: bool = True) -> Workbook:
    """A workbook, with the values of its formulas, or to be written again with the formulas themselves.

    Raises:
        BadInput: when it can't be read, or would unpack to more than ``MAX_UNPACKED``.
    """
    if not data.startswith(b"PK"):
        raise BadInput([Problem.at(path, None, None, "workbook_locked")])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            # The archive's own word on sizes holds: no more than that is unpacked.
            if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise BadInput([Problem.at(path, None, None, "workbook_too_large", limit=MAX_UNPACKED // 1024**2)])
            names = {entry.filename for entry in entries}
            foreign = not names.issuperset(_PARTS)
            # No office program writes entities, which could grow without end.
            bomb = any(b"<!DOCTYPE" in archive.read(name)[:4096] for name in names if name.endswith((".xml", ".rels")))
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error) as error:
        raise BadInput([Problem.at(path, None, None, "workbook_broken")]) from error
    if foreign:
        raise BadInput([Problem.at(path, None, None, "workbook_foreign")])
    if bomb:
        raise BadInput([Problem.at(path, None, None, "workbook_broken")])
    with installed(path):
        import openpyxl

    try:
        with warnings.catch_warnings():
            # What it warns of are decorations that it does not know.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(data), data_only=values, rich_text=not values)
    except Exception as error:
        raise BadInput([Problem.at(path, None, None, "workbook_broken")]) from error


def is_to_fill_in(path: str | Path, *, unreadable: bool) -> bool:
    """Whether a workbook has the cells of one to fill in; ``unreadable`` is what is said of one that can't be read."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("xl/workbook.xml") as part:
            return cells.HEAD["agency"].encode() in part.read(MAX_UNPACKED)
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error):
        return unreadable


def agencies(data: bytes, path: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a workbook's first sheet that are not blank, each with its number, as a table of agencies would have them.

    Raises:
        BadInput: as :func:`opened`.
    """
    for number, row in enumerate(opened(data, path).worksheets[0].iter_rows(values_only=True), start=1):
        texts = [str(_text(_said(value))) for value in row]
        if any(texts):
            yield number, texts


class _Cells:
    """The named cells of a workbook.

    ``uncounted``: its formulas have no values. Some programs write them without, and the cells then seem to be blank.
    """

    def __init__(self, book: Workbook) -> None:
        self.sheets: list[str] = book.sheetnames
        self.found: dict[str, Cell] = {}
        self.lost: list[str] = []
        index = book.defined_names.get(cells.INDEX)
        counted = None if index is None else _cell(book, list(index.destinations))
        self.uncounted = counted is not None and counted.value is None
        for name, defined in book.defined_names.items():
            if name in cells.HEAD.values() or cells.meant(name):
                cell = _cell(book, list(defined.destinations))
                if cell is None:
                    self.lost.append(name)
                else:
                    self.found[name] = cell

    def text(self, name: str) -> tuple[Any, Mark] | None:
        """What a named cell says, and where it stands; None where there is no such cell."""
        cell = self.found.get(name)
        return None if cell is None else (_said(cell.value), _mark(cell))


def _cell(book: Workbook, destinations: list[tuple[str, str]]) -> Cell | None:
    if len(destinations) != 1 or destinations[0][0] not in book.sheetnames:
        return None
    sheet, at = destinations[0]
    single = re.fullmatch(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})", at)
    return None if single is None else book[sheet][f"{single[1]}{single[2]}"]


def _formulas(data: bytes, path: str, found: _Cells) -> Iterator[Mark]:
    """The cells of levels that hold a formula."""
    formulas = opened(data, path, values=False)
    for name, cell in found.found.items():
        meant = cells.meant(name)
        if meant is not None and meant[0] == ("level",) and formulas[cell.parent.title][cell.coordinate].data_type == "f":
            yield _mark(cell)


def _mark(cell: Cell) -> Mark:
    return Mark(cell.row - 1, cell.column - 1, cell.parent.title)


def _document(data: bytes, found: _Cells, path: str) -> Document:
    head = {key: said for key, name in cells.HEAD.items() if (said := found.text(name)) is not None}
    if "agency" not in head or "year" not in head:
        raise BadInput([Problem.at(path, None, None, "workbook_foreign")])
    document = Document({}, Place(head["agency"][1]), [], sheets=found.sheets)
    document.problems += (Problem.at(path, None, None, "name_lost", name=name) for name in found.lost)
    if found.uncounted:
        document.problems += (problem_at(path, mark, "formula_uncounted") for mark in _formulas(data, path, found))
    for key, (said, mark) in head.items():
        # A blank cell that should say something stays, so that the problem is at the cell.
        if said is not None or key in ("agency", "year"):
            _put(document.value, document.place, key, _HEAD.get(key, _text)(said), mark)
    answers, place = _answers(found)
    document.value["answers"], document.place.keys["answers"], document.place.parts["answers"] = answers, place.mark, place
    return document


def _answers(found: _Cells) -> tuple[dict[int, Any], Place]:
    meant = {name: one for name in found.found if (one := cells.meant(name)) is not None}
    place = Place(next((_mark(found.found[name]) for name in meant), Mark(0, 0, found.sheets[0])))
    answers: dict[int, Any] = {}
    indicators: dict[int, dict[tuple[str, ...], dict[int, str]]] = {}
    for name, (path, indicator, service) in meant.items():
        indicators.setdefault(indicator, {}).setdefault(path, {})[service] = name
    for indicator in sorted(indicators):
        answer, own = _answer(found, indicators[indicator])
        place.keys[indicator] = own.mark
        if answer:
            answers[indicator], place.parts[indicator] = answer, own
    return answers, place


def _answer(found: _Cells, names: dict[tuple[str, ...], dict[int, str]]) -> tuple[dict[str, Any], Place]:
    """One answer as a mapping; it is empty where nothing is said."""

    def cells_of(*path: str) -> list[tuple[Any, Mark]]:
        return [said for _service, name in sorted(names.get(path, {}).items()) if (said := found.text(name)) is not None]

    everything = [mark for path in names for _said, mark in cells_of(*path)]
    levels = cells_of("level")
    place = Place(levels[0][1] if levels else everything[0])
    answer: dict[str, Any] = {}
    _put_levels(answer, place, [(said, mark) for said, mark in levels if said is not None], repeated=len(levels) > 1)
    evidence = [(one, mark) for said, mark in cells_of("evidence") for one in _listed(said)]
    if evidence:
        part = Place(evidence[0][1])
        part.parts = dict(enumerate(mark for _one, mark in evidence))
        _put(answer, place, "evidence", [one for one, _mark in evidence], part)
    notes = [(_text(said), mark) for said, mark in cells_of("note") if said is not None]
    if notes:
        # What is no text, true or false, stays as it is, for the check to refuse.
        texts = [note for note, _mark in notes]
        said = "\n".join(texts) if all(isinstance(one, str) for one in texts) else texts[0]
        _put(answer, place, "note", said, notes[0][1])
    target: dict[str, Any] = {}
    promised = [(key, *cell) for key in ("level", "by", "owner") for cell in cells_of("target", key) if cell[0] is not None]
    if promised:
        # A commitment without a level is wrong where the level belongs.
        part = Place(next((mark for _said, mark in cells_of("target", "level")), promised[0][2]))
        for key, said, mark in promised:
            _put(target, part, key, _TARGET[key](said), mark)
        _put(answer, place, "target", target, part)
    return answer, place


def _put_levels(answer: dict[str, Any], place: Place, levels: list[tuple[Any, Mark]], *, repeated: bool) -> None:
    """What was chosen: a level, one for each service, or that the indicator does not apply, if nothing of it does."""
    reasons = [(away[1] or "", mark) for said, mark in levels if (away := _NOT_APPLICABLE.fullmatch(str(said)))]
    if reasons and len(reasons) == len(levels):
        why = "; ".join(reason.strip() for reason, _mark in reasons if reason.strip())
        _put(answer, place, "not_applicable", why, reasons[0][1])
        return
    given = [(_level(said), mark) for said, mark in levels if not _NOT_APPLICABLE.fullmatch(str(said))]
    if repeated and given:
        part = Place(given[0][1])
        part.parts = dict(enumerate(mark for _level, mark in given))
        _put(answer, place, "level", [level for level, _mark in given], part)
    elif given:
        _put(answer, place, "level", *given[0])


def _put(value: dict[str, Any], place: Place, key: str, said: Any, at: Mark | Place) -> None:
    value[key], place.keys[key], place.parts[key] = said, at.mark if isinstance(at, Place) else at, at


def _said(value: Any) -> Any:
    """What a cell says: text without the spaces around it, an exact number, a day; None where it says nothing."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        # Twelve digits: what binary floating point adds to a decimal lies behind them.
        return plain_value(f"{value:.12g}")
    if isinstance(value, datetime):
        return value.date()
    text = str(value).translate(_SPACES).strip()
    return text if text not in ("", "-", "–") else None


def _text(said: Any) -> Any:
    """Text, also where an office program made something else of it."""
    return str(said) if isinstance(said, int | Decimal | date) and not isinstance(said, bool) else "" if said is None else said


def _year(said: Any) -> Any:
    year = _number(said)
    return "" if year is None else year


def _code(said: Any) -> Any:
    """The code before its name, as the drop-down list has it."""
    named = _CODE.fullmatch(str(said))
    return named[1] if named else str(said)


def _number(said: Any) -> Any:
    """A number with a decimal point or comma, also as text; a whole one as such; anything else as it stands."""
    value = plain_value(said.replace(",", ".").lstrip("'")) if isinstance(said, str) else said
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    return value if type(value) is int else said


def _level(said: Any) -> Any:
    """A level, with or without its name; anything else as it stands, for the check to refuse."""
    named = _LEVEL.fullmatch(said) if isinstance(said, str) else None
    return _number(named[1] if named else said.isoformat() if isinstance(said, date) else said)


def _listed(said: Any) -> Iterator[str]:
    for part in re.split(r"[\n;]", str(_text(said))):
        if one := _BULLET.sub("", part.strip()).strip():
            yield one


def _day(said: Any) -> Any:
    """A day as ISO 8601 writes it, also from the way in which Indonesia does."""
    if isinstance(said, date):
        return said.isoformat()
    written = _DAY.fullmatch(str(said))
    return f"{written[3]}-{int(written[2]):02}-{int(written[1]):02}" if written else str(said)


_HEAD: Final = {"year": _year, "stage": _code}
_TARGET: Final = {"level": _level, "by": _day, "owner": _text}
