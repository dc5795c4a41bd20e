"""Evidence that is a file in a folder: whether it is there, and as it was when it was sealed."""

import os
from typing import Literal, NamedTuple, Self

from spbe_cli.model.evidence import Evidence

FileState = Literal["intact", "unsealed", "changed", "missing", "no_file"]
"""What is found of an item: a file as it was sealed, one without a seal, another than was sealed, nothing, or no file at all."""


class Filed(NamedTuple):
    """An item of evidence, and what is found of it in a folder.

    ``path`` is the answer file that lists it and ``place`` where in it; ``at`` is its position in the indicator's evidence.
    ``seal`` is the SHA-256 of what is there, None where it was not looked at; ``near`` the file that was probably meant, where
    there is none of that name.
    """

    path: str
    place: str
    agency: str
    indicator: int
    at: int
    item: Evidence
    state: FileState
    seal: str | None = None
    near: str | None = None

    @property
    def sealed(self) -> Self:
        """The same, once its present seal is written."""
        return self._replace(item=self.item.model_copy(update={"sha256": self.seal}), state="intact")


class Folder(NamedTuple):
    """A folder of evidence beside the items that are to be in it.

    ``unlisted`` are the files in it that no item names, ``addresses`` counts the items that are looked for nowhere.
    """

    path: str
    filed: tuple[Filed, ...]
    unlisted: tuple[str, ...]
    addresses: int

    def in_state(self, *states: FileState) -> tuple[Filed, ...]:
        """The items that are in one of these states."""
        return tuple(one for one in self.filed if one.state in states)

    @property
    def paths(self) -> tuple[str, ...]:
        """Where the items that are there are."""
        there = self.in_state("intact", "unsealed", "changed")
        return tuple(os.path.join(self.path, one.item.file) for one in there)

    @property
    def missing(self) -> tuple[Filed, ...]:
        """The items that are not there, or are no file."""
        return self.in_state("missing", "no_file")

    @property
    def changed(self) -> tuple[Filed, ...]:
        """The items that are not as they were sealed."""
        return self.in_state("changed")

    @property
    def passed(self) -> bool:
        """Whether all that is listed is there, and as it was sealed."""
        return not (self.missing or self.changed)
