"""How much of what was handed in could be read."""

from collections.abc import Iterable
from typing import NamedTuple, Self


class Coverage(NamedTuple):
    """How many files and rows could be read, of how many there are.

    ``repeated`` names the agencies of which more than one was, so that all but the first are left out; ``in_parts`` those that
    were there in parts of several owners, so that none counts.
    """

    read: int
    total: int
    repeated: tuple[str, ...] = ()
    in_parts: tuple[str, ...] = ()

    def repeating(self, found: Iterable[tuple[str, bool]]) -> Self:
        """With the agencies that were found once more, each with whether it was in parts of several owners."""
        found = tuple(found)
        in_parts = dict.fromkeys(name for name, parts in found if parts)
        repeated = dict.fromkeys(name for name, _parts in found if name not in in_parts)
        return self._replace(repeated=tuple(repeated), in_parts=tuple(in_parts))

    @property
    def complete(self) -> bool:
        """Whether all of them could be."""
        return self.read == self.total
