"""What every command takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.output import Destination
from spbe_cli.reading.instruments import built_in_path

if TYPE_CHECKING:
    from collections.abc import Iterable


class Common(NamedTuple):
    """The instrument file and default instrument, where output goes, and whether to say only what was asked for."""

    indicators: str | None = None
    instrument: str | None = None
    destination: Destination = Destination()
    quiet: bool = False

    def inputs(self, files: Iterable[str] = ()) -> tuple[str, ...]:
        """Everything that is read, so that no output takes its place."""
        return (*files, str(built_in_path()), *((self.indicators,) if self.indicators else ()))
