"""How much of what was handed in could be read."""

from __future__ import annotations

from typing import NamedTuple


class Coverage(NamedTuple):
    """How many files and rows could be read, of how many there are."""

    read: int
    total: int

    @property
    def complete(self) -> bool:
        """Whether all of them could be."""
        return self.read == self.total
