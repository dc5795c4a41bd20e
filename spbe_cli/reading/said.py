"""What a cell to fill in says: numbers as text, decimal commas, names behind levels and pasted spaces are forgiven."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from spbe_cli.model.base import day_of
from spbe_cli.reading.cells import SPACES
from spbe_cli.reading.scalars import plain_value

if TYPE_CHECKING:
    from collections.abc import Iterator

# A number, and behind it the name of the level, with whatever dash. As the drop-down list has it, with spaces around the dash,
# the name may begin with anything, but a number alone is none: 3 - 4 is a range.
_NAME: Final = r"\s*[-–—]\s*[^\W\d].*|\s+[^\W\d].*|\s+[-–—]\s+(?![-+]?[0-9]+(?:[.,][0-9]+)?\s*$)\S.*"
_LEVEL: Final = re.compile(rf"([-+]?[0-9]+(?:[.,][0-9]+)?)(?:{_NAME})?", re.DOTALL)
ITEM: Final = "• "
"""What an item of a list begins with where it could be taken for several."""

_BULLET: Final = re.compile(r"^(?:[-•*–·▪■●○◦‣➢➤✓✔√→\uf0b7\uf0a7\uf0d8\uf0fc]\s+|[-–•·▪●➢✓✔√\uf0b7](?=[^\W\d_]))")
"""What people and word processors, by their fonts of symbols too, put before the items of a list."""

# A cell may hold nothing but blanks for pages: repeats are bounded.
_APART: Final = re.compile(
    r"\s{0,9}[,|](?:\s{1,9}(?:(?:dan|and)\s{1,9})?|(?=https?://))|\s{1,9}(?:dan|and|&)\s{1,9}|\s{1,9}(?=https?://)"
)
_COMMA: Final = re.compile(r"\s{0,9}[,|]")
"""Between names of files without a blank too; an address may have one in it."""

_NAMED: Final = re.compile(
    r"https?://\S+|.{0,200}\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|jpe?g|png|mp4|zip|rar|txt|csv)", re.IGNORECASE | re.DOTALL
)
"""An address, or the name of a file: side by side, with commas or spaces between them, they are several items."""

_BREAK: Final = re.compile(r"\s{0,9}\n\s{0,9}")
_DAY: Final = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_DAY_IN_WORDS: Final = re.compile(r"([0-9]{1,2})[\s-]+([a-z]+)\.?[\s-]+([0-9]{4})", re.IGNORECASE)
_BESIDE_A_DAY: Final = re.compile(
    r"\A(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad|(?:mon|tues|wednes|thurs|fri|satur|sun)day)[\s,/]+|[T\s]00:00(?::00)?\Z",
    re.IGNORECASE,
)
"""The day of the week before a day, and the midnight that programs write behind one."""
_MONTHS: Final = (
    ("jan",), ("feb", "peb"), ("mar",), ("apr",), ("mei", "may"), ("jun",),
    ("jul",), ("agu", "aug", "ags", "agt"), ("sep",), ("okt", "oct"), ("nov", "nop"), ("des", "dec"),
)  # fmt: skip
"""What the names of the months begin with, in both languages."""
_NOT_APPLICABLE: Final = re.compile(
    r"(?:n/a|tidak\s+berlaku)(?:\s*[-–—:](?P<behind>.*)|\s*\((?P<within>[^()]*)\)|\s*\n(?P<below>.*)"
    r"|\s+(?P<because>(?:karena|sebab|because)\b.*))?",
    re.DOTALL | re.IGNORECASE,
)
# "Belum ada" may be a level: there is no such policy yet.
_NOT_YET: Final = re.compile(
    r"\(?(?:(?:belum|blm)(?:\s+(?:di\s?)?(?:isi|jawab|nilai|evaluasi)|\s+(?:terisi|terjawab|mengisi|menjawab)"
    r"|\s+ada\s+(?:nilai|jawaban|isian|penilaian))?|kosong|not\s+(?:yet\s+)?answered(?:\s+yet)?|not\s+yet|unanswered)\.?\)?",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?:tahun(?:\s+(?:anggaran|penilaian))?|t\.?a\.?|year)\s*:?\s*([0-9]{4})", re.IGNORECASE)
_INDICATOR: Final = re.compile(r"(?:no\.?|indikator|indicator)?\s*0*([1-9][0-9]{0,5})(?:[.,]0+)?\s*[.)]?", re.IGNORECASE)
_CODE: Final = re.compile(r"(\w+)\s*[-–—]\s.*", re.DOTALL)


def said_in(value: Any) -> Any:
    """What a cell says: text without the spaces around it; None where it says nothing."""
    if isinstance(value, bool) or value is None:
        return value
    text = value.translate(SPACES).strip()
    return text if text not in ("", "-", "–", "—") else None


def words_in(value: Any) -> str:
    """What a cell says as text, whatever it holds; an empty one where it says nothing."""
    said = said_in(value)
    return "" if said is None else str(said)


def text_in(said: Any) -> Any:
    """What was said as text: an empty one where nothing was."""
    return "" if said is None else said


def line_in(said: Any) -> Any:
    """What was said as one line: where somebody broke a long name in its cell, a space stands."""
    return _BREAK.sub(" ", said) if isinstance(said, str) else text_in(said)


def exactly_in(value: Any) -> Any:
    """What a cell says, to the last space where it stands behind a bullet; None where it says nothing."""
    return value.removeprefix(ITEM) if isinstance(value, str) and value.startswith(ITEM) else said_in(value)


def not_applicable(said: str) -> str | None:
    """The reason why an indicator does not apply, from ``n/a - why``, perhaps empty; None where something else is said."""
    found = _NOT_APPLICABLE.fullmatch(said)
    return None if found is None else (found[found.lastgroup] if found.lastgroup else "").strip()


def says_not_yet(said: str) -> bool:
    """Whether a cell says in words that nothing is answered yet."""
    return _NOT_YET.fullmatch(said) is not None


def code_in(said: Any) -> Any:
    """The code before its name, as the drop-down list has it."""
    named = _CODE.fullmatch(str(said))
    return named[1] if named else str(said)


def number_in(said: Any) -> Any:
    """A number with a decimal point or comma; a whole one as such; anything else as it stands, for the check to refuse."""
    value = plain_value(said.replace(",", ".").lstrip("'")) if isinstance(said, str) else said
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    return value if type(value) is int else text_in(said)


def year_in(said: Any) -> Any:
    """A year, with or without a word for it before."""
    named = _YEAR.fullmatch(said) if isinstance(said, str) else None
    return number_in(named[1] if named else said)


def level_in(said: Any) -> Any:
    """A level, with or without its name."""
    named = _LEVEL.fullmatch(said) if isinstance(said, str) else None
    return number_in(named[1] if named else said)


def indicator_number(value: Any) -> int | None:
    """The number of an indicator, in whatever way it is written; None for what is none."""
    found = _INDICATOR.fullmatch(words_in(value))
    return None if found is None else int(found[1])


def listed(said: Any) -> Iterator[str]:
    """The items of a list in a cell: on lines of their own or between semicolons, with or without bullets.

    Addresses and names of files may stand side by side too, but other texts may have commas in them.
    """
    text = "" if said is None else str(said)
    if text.startswith(ITEM):
        # As :func:`spbe_cli.writing.workbook.workbook` writes it: each item behind a bullet, whatever stands in it.
        yield from (one.strip() for one in f"\n{text}".split(f"\n{ITEM}") if one.strip())
        return
    for part in re.split(r"[\n;]", text):
        if one := _BULLET.sub("", part.strip()).strip():
            several = [name for part in _APART.split(one) for name in ([part] if "://" in part else _COMMA.split(part))]
            yield from several if all(map(_NAMED.fullmatch, several)) else (one,)


def day_in(said: Any) -> str:
    """A day as ISO 8601 writes it, also from the ways in which Indonesia does: 30/6/2024, Senin, 1 Juli 2024.

    Text that is no day, such as 12/31/2024, stays as it is.
    """
    day = bare = _BESIDE_A_DAY.sub("", str(said))
    if written := _DAY.fullmatch(bare):
        day = f"{written[3]}-{int(written[2]):02}-{int(written[1]):02}"
    elif named := _DAY_IN_WORDS.fullmatch(bare):
        month = next((n for n, begun in enumerate(_MONTHS, start=1) if named[2].casefold().startswith(begun)), 0)
        day = f"{named[3]}-{month:02}-{int(named[1]):02}"
    return str(said) if day_of(day) is None else day


def day_meant(said: Any) -> str | None:
    """The day that text means, as ISO 8601 writes it; None where it means none."""
    day = day_in(said) if isinstance(said, str) else ""
    return None if day_of(day) is None else day
