"""The cells of a sheet as they are stored, from the XML of its part, in one pass.

The relevant part of the format (ECMA-376, part 1, 18.3.1): a cell has a type, a style that may turn a number into a date, and
beside a formula the value that an office program computed, if one has.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

SPACES: Final = str.maketrans({**dict.fromkeys("\u00a0\u2007\u202f", " "), **dict.fromkeys("\u200b\u2060\ufeff", None)})
"""Special spaces in pasted text: those with a width become normal spaces, those without are removed."""

UNSEEN: Final = SPACES | str.maketrans(dict.fromkeys("\u00ad\u200c\u200d\u200e\u200f"))
"""The same, and without hyphens, joiners and directions that nobody sees: what a cell of a table is read without."""

_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WHOLE: Final = re.compile(r"[-+]?[0-9]{1,15}")
_CELL: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")

_EXACT_DIGITS: Final = 12
"""How many digits of a stored number count; binary floating point adds wrong digits only after these."""

_FIRST_REAL_DATE: Final = 367
"""Smaller numbers are never dates: a level that was typed into a cell for dates is no day of the year 1900."""

_LAST_DATE: Final = 2_958_466
"""The day after 9999-12-31, counted from 1900."""


class Wrong(str):
    """The text of a cell that can't be used; ``code`` is the code of the problem, ``formula_uncounted`` or ``cell_error``."""

    __slots__ = ("code",)

    def __new__(cls, text: str, code: str) -> Wrong:
        """Text with a code."""
        wrong = super().__new__(cls, text)
        wrong.code = code
        return wrong

    code: str


Value = str | bool
"""The value of a cell: text, a number as exact text, a day in ISO 8601, true or false; :class:`Wrong` if it can't be used."""


class SheetRow(NamedTuple):
    """A row that is not empty: its number, from 1, the values of its cells by column, from 0, and whether it is hidden.

    ``computed`` are the columns of its formulas.
    """

    number: int
    cells: dict[int, Value]
    hidden: bool
    computed: Collection[int] = ()


def coordinates(cell: str) -> tuple[int, int]:
    """The column, from 0, and the row, from 1, of a cell such as C12 or $C$12.

    Raises:
        ValueError: when it is no cell.
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


def parser(start: Callable[..., None], end: Callable[[str], None], text: Callable[[str], None]) -> Any:
    """A parser that refuses a document type: no office program writes one, and its entities could grow without limit."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_of: Any) -> None:
    raise ValueError


def local(name: str) -> str:
    """A name without the prefix of its namespace."""
    return name.rpartition(":")[2]


class CellReader:
    """Reads the cells of a sheet, or the strings that sheets share, element by element.

    ``rows`` and ``strings`` are those read to their end; ``elements`` counts the elements that were read.
    """

    def __init__(
        self,
        shared: Sequence[str] = (),
        shown_as: Mapping[str, str] | None = None,
        *,
        from_1904: bool = False,
        recount: bool = False,
    ) -> None:
        """Begins.

        Args:
            shared: the strings that cells refer to by number.
            shown_as: the styles that turn numbers into dates, ``date``, or ``year`` if only the year is displayed, and those that
                show them as ``percent``.
            from_1904: whether days are counted from 1904 on, not from 1900.
            recount: whether the workbook asks to be computed again, so that a formula's 0 was not computed by an office program.
        """
        self.rows: list[SheetRow] = []
        self.strings: list[str] = []
        self.elements = 0
        self._shared = shared
        self._shown_as = shown_as or {}
        self._epoch = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
        self._recount = recount
        self._row, self._cells, self._hidden = 0, dict[int, Value](), False
        self._computed: list[int] = []
        self._cell, self._kind, self._style = -1, "", ""
        self._formula = self._counted = self._listening = self._aside = False
        self._text: list[str] = []
        self._names: dict[str, str] = {}
        self._columns: dict[str, int] = {}
        self._xml = parser(self._start, self._end, self._characters)

    def feed(self, chunk: bytes) -> None:
        """Reads on."""
        self._xml.Parse(chunk, False)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        name = self._names.get(name) or self._names.setdefault(name, local(name))
        if name == "c":
            place = attributes.get("r")
            # Some programs leave out the numbers of consecutive rows and cells.
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
            self._computed.append(self._cell)
        elif name == "row":
            self._row = int(attributes.get("r") or self._row + 1)
            self._cells, self._computed, self._cell = {}, [], -1
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
                self.rows.append(SheetRow(self._row, self._cells, self._hidden, self._computed or ()))
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
            shown = self._shown_as.get(self._style)
            if shown == "percent":
                # As it is seen: 100% is no level 1.
                return f"{Decimal(exact_number(text)).scaleb(2).normalize():f}%"
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
    """A stored number as a decimal, without the digits that binary floating point added."""
    if len(text) <= _EXACT_DIGITS or _WHOLE.fullmatch(text):
        return text
    return f"{Decimal(f'{float(text):.{_EXACT_DIGITS}g}'):f}"


def _unescaped(text: str) -> str:
    """Text with the characters that XML can't hold and writes as numbers; halves of surrogate pairs stay numbers."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(escaped: re.Match[str]) -> str:
    number = int(escaped[1], 16)
    return escaped[0] if 0xD800 <= number <= 0xDFFF else chr(number)  # noqa: PLR2004 - the surrogates
