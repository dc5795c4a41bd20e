"""Data as JSON text, and its version."""

from __future__ import annotations

import json
import re
from typing import Any, Final

_OBEYED: Final = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_ON_ONE_LINE: Final = json.JSONEncoder(ensure_ascii=False)

SCHEMA: Final = 1
"""The version of the JSON data; it grows when a key changes its meaning or is removed."""


def text(data: Any) -> str:
    """Data as JSON text; characters that control a terminal are escaped, as JSON allows."""
    return _OBEYED.sub(_escaped, json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def line(data: Any) -> str:
    """Data as JSON text on one line."""
    written = _ON_ONE_LINE.encode(data)
    # JSON escapes what is below a space, so of ASCII only one character is left to look for: most lines need no search.
    return written if written.isascii() and "\x7f" not in written else _OBEYED.sub(_escaped, written)
