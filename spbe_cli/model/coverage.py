"""How much of what was handed in could be read."""

from __future__ import annotations

from typing import NamedTuple


class Coverage(NamedTuple):
    """How many files and rows could be read, of how many there are.

    ``repeated`` names the agencies of which more than one was, so that all but the first are left out.
    """

    read: int
    total: int
    repeated: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether all of them could be."""
        return self.read == self.total
