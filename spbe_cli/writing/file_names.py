"""Names of files from their contents."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 100
_NAMELESS = "spbe"


def file_names(titles: Iterable[tuple[object, ...]], ending: str) -> list[str]:
    """A file name for each title, its words in plain letters: ``dinas-kesehatan-2024.yaml``; no two are the same."""
    names: list[str] = []
    for name, *words in titles:
        stem = "-".join((_plain(str(name)), *map(str, words)))
        found, count = f"{stem}{ending}", 1
        while found in names:
            count += 1
            found = f"{stem}-{count}{ending}"
        names.append(found)
    return names


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub("[^a-z0-9]+", "-", letters)[:_LONGEST].strip("-") or _NAMELESS
