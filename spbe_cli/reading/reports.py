"""Whether a PDF is a report of ours: most others are evidence, and no report takes their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

MADE_BY: Final = b"/Creator (spbe"
"""What stands in every PDF that spbe writes."""

_BEGIN: Final = 64 * 1024
"""It stands among the first so many bytes, behind the title."""


def is_other_pdf(file: Path) -> bool:
    """Whether a file is a PDF that spbe did not write; not where there is no file, or where it can't be read."""
    try:
        with file.open("rb") as opened:
            begin = opened.read(_BEGIN)
    except OSError:
        return False
    return begin.startswith(b"%PDF-") and MADE_BY not in begin
