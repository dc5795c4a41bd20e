"""The value of a cell's text: levels, figures and lists, as people and office programs write them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from spbe_cli.reading.cells import UNSEEN, Wrong
from spbe_cli.reading.scalars import plain_value

_NOTHING: Final = ("", "-", "–", "—")
_DECIMAL_COMMA: Final = re.compile(r"[-+]?[0-9]+,[0-9]+")
# The errors that spreadsheets show for a formula that fails, and write into exported text.
_ERROR: Final = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|Err:[0-9]{3}")
_AS_TEXT: Final = re.compile(r"'+[=+@\t\r-].*", re.DOTALL)
# A cell may be as long as its table: repeats are bounded.
_FOOTNOTE: Final = re.compile(
    r"(?:(?<=\S)\s{0,9}(?:\*{1,3}|[\u00b9\u00b2\u00b3\u2070-\u2079\u2020\u2021]{1,3}\u207e?)\)?"
    r"|(?<=[\w),;&*])\s{0,9}[0-9]{1,2}\)|(?<=[\w),;&*])\s{1,9}[a-z]\))\Z"
)
_BETWEEN_MARKS: Final = " ,;&"
_BULLET: Final = re.compile(r"^[-•*–]\s+")

Number = int | Decimal


@lru_cache(maxsize=1 << 16)
def said(cell: str) -> str:
    """The text of a cell without the spaces around it: empty if it is blank or a dash, :class:`Wrong` if it is an error."""
    text = cell.translate(UNSEEN).strip()
    if text in _NOTHING:
        return ""
    if isinstance(cell, Wrong):
        return cell
    if text[0] in "#E" and _ERROR.fullmatch(text):
        return Wrong(text, "cell_error")
    # Our own tables put an apostrophe before text that a spreadsheet would run.
    return text[1:] if text[0] == "'" and _AS_TEXT.fullmatch(text) else text


def figure(text: str) -> Number | str:
    """A number with a decimal point or comma; other text stays text, and so do numbers with thousands separators."""
    value = plain_value(text.replace(",", ".") if _DECIMAL_COMMA.fullmatch(text) else text)
    return value if type(value) is int or isinstance(value, Decimal) else text


def level(text: str) -> Number | str | list[Number]:
    """A level, or one for each service; other text is returned as it is, as it may be a level in words."""
    value = figure(text)
    if not isinstance(value, str):
        return value
    services = [figure(part) for part in text.split()]
    levels = [service for service in services if not isinstance(service, str)]
    return levels if 1 < len(levels) == len(services) else text


def without_mark(text: str) -> str:
    """A name without the marks of footnotes behind it: ``Kota A *)``, ``Kota A 1)``, ``Kota A 1), 2)``.

    One in brackets is a part of the name, and so is what stands behind no letter at all.
    """
    while not isinstance(text, Wrong) and (found := _FOOTNOTE.search(text)) is not None:
        name = text[: found.start()].rstrip(_BETWEEN_MARKS)
        if (found[0].endswith(")") and text.count("(") >= text.count(")")) or not any(map(str.isalpha, name)):
            break
        text = name
    return text


def listed(text: str) -> list[str]:
    """The names in a cell, on lines of their own or with semicolons between them."""
    parts = (_BULLET.sub("", part.strip()).strip() for part in re.split(r"[\n;]", text))
    return [part for part in parts if part]
