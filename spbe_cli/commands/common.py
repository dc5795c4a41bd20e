"""What every command takes."""

from __future__ import annotations

from typing import NamedTuple

from spbe_cli.output import Destination


class Common(NamedTuple):
    """The instrument file and default instrument, where output goes, and whether to say only what was asked for."""

    indicators: str | None = None
    instrument: str | None = None
    destination: Destination = Destination()
    quiet: bool = False
