"""What a file is called after what is in it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 100
_NAMELESS = "spbe"


def file_names(agencies: Iterable[str], year: int | None = None, ending: str = ".yaml") -> dict[str, str]:
    """A file name for each agency, in plain letters, with the year: ``dinas-kesehatan-2024.yaml``; no two are the same."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for agency in agencies:
        stem = "-".join((_plain(agency), *(() if year is None else (str(year),))))
        name, count = stem, 1
        while name in taken:
            count += 1
            name = f"{stem}-{count}"
        taken.add(name)
        names[agency] = f"{name}{ending}"
    return names


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub("[^a-z0-9]+", "-", letters)[:_LONGEST].strip("-") or _NAMELESS
