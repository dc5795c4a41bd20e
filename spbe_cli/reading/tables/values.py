"""What the text of a cell says: levels, figures and lists, in the ways that people and office programs write them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from spbe_cli.reading.cells import SPACES, Wrong
from spbe_cli.reading.scalars import plain_value

_NOTHING: Final = ("", "-", "–", "—")
_DECIMAL_COMMA: Final = re.compile(r"[-+]?[0-9]+,[0-9]+")
# What spreadsheets show of a formula that fails, and write into a text they export.
_ERROR: Final = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|Err:[0-9]{3}")
_AS_TEXT: Final = re.compile(r"'+[=+@\t\r-].*", re.DOTALL)
# A level as drop-down lists and spreadsheets write it, with its name; they make long dashes of short ones.
_NAMED_LEVEL: Final = re.compile(r"([-+]?[0-9.,]+)\s*[-–—]\s*[^\W\d_].*", re.DOTALL)
_NOT_APPLICABLE: Final = re.compile(r"(?:n/a|tidak berlaku)(?:\s*[-–—:]\s*(.*))?", re.DOTALL | re.IGNORECASE)
_BULLET: Final = re.compile(r"^[-•*–]\s+")

Number = int | Decimal


@lru_cache(maxsize=1 << 16)
def said(cell: str) -> str:
    """What a cell says, without the spaces around it: nothing if it is blank or a dash, :class:`Wrong` if an error."""
    text = cell.translate(SPACES).strip()
    if text in _NOTHING:
        return ""
    if isinstance(cell, Wrong):
        return cell
    if text[0] in "#E" and _ERROR.fullmatch(text):
        return Wrong(text, "cell_error")
    # What our own tables put before text that a spreadsheet would run.
    return text[1:] if text[0] == "'" and _AS_TEXT.fullmatch(text) else text


def figure(text: str) -> Number | str:
    """A number with a decimal point or comma; what is none, thousands separators with it, stays text."""
    value = plain_value(text.replace(",", ".") if _DECIMAL_COMMA.fullmatch(text) else text)
    return value if type(value) is int or isinstance(value, Decimal) else text


def level(text: str) -> Number | str | list[Number]:
    """A level, with or without its name, or one for each service; anything else as it stands, for the check to refuse."""
    value = _level(text)
    if not isinstance(value, str):
        return value
    services = [figure(part) for part in text.split()]
    levels = [service for service in services if not isinstance(service, str)]
    return levels if 1 < len(levels) == len(services) else text


@lru_cache(maxsize=1 << 12)
def _level(text: str) -> Number | str:
    value = figure(text)
    named = _NAMED_LEVEL.fullmatch(text) if isinstance(value, str) else None
    return value if named is None else figure(named[1])


def not_applicable(text: str) -> str | None:
    """Why an indicator does not apply, as far as ``n/a: why`` says it; None where it says something else."""
    found = _NOT_APPLICABLE.fullmatch(text)
    return None if found is None else (found[1] or "").strip()


def listed(text: str) -> list[str]:
    """The names in a cell, on lines of their own or with semicolons between them."""
    parts = (_BULLET.sub("", part.strip()).strip() for part in re.split(r"[\n;]", text))
    return [part for part in parts if part]
