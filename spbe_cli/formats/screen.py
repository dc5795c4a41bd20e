"""The screen on which a page is drawn."""

from __future__ import annotations

import os
import shutil
import sys
from typing import Final, NamedTuple

_NARROWEST: Final = 20
_WIDEST: Final = 1000
"""COLUMNS may say anything; what is drawn is as wide as a line of text can be."""


class Screen(NamedTuple):
    """Width in columns, whether there is colour, and whether block characters can be shown."""

    width: int
    colour: bool
    blocks: bool

    @classmethod
    def of_standard_output(cls, *, colour: bool) -> Screen:
        """The terminal, or 80 columns without colour when output goes elsewhere (COLUMNS and FORCE_COLOR say otherwise).

        NO_COLOR wins over FORCE_COLOR; either counts if it is not empty, and a FORCE_COLOR of 0 forces nothing (no-color.org,
        force-color.org).
        """
        terminal = sys.stdout is not None and sys.stdout.isatty()
        if terminal and sys.platform == "win32":
            import colorama

            colorama.just_fix_windows_console()
        coloured = terminal and os.environ.get("TERM") != "dumb"
        forced = os.environ.get("FORCE_COLOR", "") not in ("", "0")
        encoding = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "")
        return cls(
            width=min(max(_NARROWEST, shutil.get_terminal_size((80, 24)).columns), _WIDEST),
            colour=colour and (coloured or forced) and not os.environ.get("NO_COLOR"),
            blocks=not terminal or encoding.startswith("utf"),
        )
