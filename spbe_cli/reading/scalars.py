"""The value of a plain scalar of YAML.

It follows the core rules of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema), with two limits: decimals become exact
:class:`~decimal.Decimal`, and digits with a leading zero stay text.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from spbe_cli.limits import MAX_DIGITS

_NUMBER = re.compile(
    r"""(?P<whole>[-+]?(?:0|[1-9][0-9]*))
      | (?P<decimal>[-+]?(?:0|[1-9][0-9]*)?\.[0-9]+(?:[eE][-+]?[0-9]{1,2})?
                  | [-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]{1,2})
                  | [-+]?(?:0|[1-9][0-9]*)\.)
      | (?P<octal>0o[0-7]+)
      | (?P<hexadecimal>0x[0-9a-fA-F]+)""",
    re.VERBOSE,
)
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
NUMBERS: Final = {str(number): number for number in range(100)}
"""The whole numbers of levels and indicators; most plain scalars are one of these."""

_COMMON: dict[str, int | bool | None] = {**_WORDS, **NUMBERS}


def plain_value(text: str) -> str | int | Decimal | bool | None:
    """The value of an unquoted scalar by YAML 1.2's core rules; decimals are exact, digits with a leading zero are text."""
    value = _COMMON.get(text, text)
    if value is not text:
        return value
    if len(text) > MAX_DIGITS or text[0] not in "-+.0123456789":
        return text
    return _number(text)


@lru_cache(maxsize=1 << 10)
def _number(text: str) -> str | int | Decimal:
    """The number that a text is, or the text; programs write 3.0 for every level."""
    if not (number := _NUMBER.fullmatch(text)):
        return text
    match number.lastgroup:
        case "whole":
            return int(text)
        case "octal" | "hexadecimal":
            return int(text, 0)
        case _:
            return Decimal(text)
