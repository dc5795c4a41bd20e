"""The parts of an instrument by their official names, in full or by how they begin, as rows and headings of a table have them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from spbe_cli.reading.tables.headings import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.tree import Tier

# What the regulation adds to many titles, and people leave out.
_OF_WHOM: Final = re.compile(r"\s+Instansi (?:Pusat/Pemerintah Daerah|Pemerintah)$")
_FEWEST_LETTERS: Final = 8
_LAST: Final = "\U0010ffff"
"""Behind whatever a name goes on with."""

_TIERS: Final[tuple[Tier, ...]] = ("indicator", "aspect", "domain")


class Part(NamedTuple):
    """A domain, an aspect or an indicator."""

    tier: Tier
    id: int


class Titles:
    """The official names of an instrument's parts."""

    def __init__(self, instrument: Instrument) -> None:
        """The names of its domains, aspects and indicators, in both languages."""
        self._known: dict[str, set[Part]] = {}
        for tier in _TIERS:
            for identifier, part in instrument.members(tier).items():
                for title in filter(None, (part.title.id, part.title.en)):
                    for name in (title, _OF_WHOM.sub("", title)):
                        self._known.setdefault(key(name), set()).add(Part(tier, identifier))
        self._sorted = sorted(self._known)
        self.indicators = tuple(one.title.id for one in instrument.indicators.values())

    def find(self, words: str, tier: Tier | None = None) -> frozenset[Part]:
        """What is called so: by the whole name, else the one thing that begins so, or of a known tier has it in its name.

        There may be several, of different tiers: an aspect may be called as one of its indicators is.
        """
        name = key(words)
        for names in self._fitting(name, tier):
            found = frozenset(part for known in names for part in self._known[known] if tier in (None, part.tier))
            if len(found) == 1 or (found and name in self._known):
                return found
        return frozenset()

    def _fitting(self, name: str, tier: Tier | None) -> Iterator[Iterable[str]]:
        if name in self._known:
            yield (name,)
        if tier is not None or len(name) >= _FEWEST_LETTERS:
            yield self._sorted[bisect_left(self._sorted, name) : bisect_left(self._sorted, name + _LAST)]
        if tier is not None:
            yield (known for known in self._sorted if name in known)
