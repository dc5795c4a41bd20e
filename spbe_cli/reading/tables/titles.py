"""Finds the parts of an instrument by their official names, in full or by the beginning, as in rows and headings of tables."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from spbe_cli.reading.tables.headings import key, without_weight
from spbe_cli.slips import LONGEST, slips

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.tree import Tier

# Words that the regulation adds to many titles, and that people leave out.
_OF_WHOM: Final = re.compile(r"\s+Instansi (?:Pusat/Pemerintah Daerah|Pemerintah)$")
_MATURITY: Final = re.compile(
    r"(?:berapa(?:kah)?|bagaimana(?:kah)?|pilih(?:lah)?)?(?:tingkat|level)(?:kematangan|kapabilitas)(?:dari|untuk|pada|atas)?|maturity(?:level)?of"
)
"""With what the regulation begins every indicator's name, and people ask for its level, in the form in which names are compared.

Source: Permen PANRB 59/2020, annex, tables of the indicators' weights: "Tingkat Kematangan Kebijakan Internal Arsitektur SPBE".
"""
_FEWEST_LETTERS: Final = 8
_FEWEST_WITHIN: Final = 5
"""Fewer letters stand in a name by chance: No in Teknologi, and TIK is that of the audit only in one of both."""
_SLIPS: Final = 2
_LAST: Final = "\U0010ffff"
"""Sorts after every possible continuation of a name."""

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
        """The parts with this whole name; else the only one that begins with it or, on a known tier, has it in its name.

        There may be several on different tiers: an aspect may have the same name as one of its indicators. A weight in brackets
        is no part of a name, nor is SPBE behind that of a domain: ``Kebijakan SPBE`` is ``Kebijakan Internal SPBE``.
        """
        name = self._name(words)
        for one in (name, name.removesuffix("spbe")) if tier == "domain" else (name,):
            for names in self._fitting(one, tier):
                found = frozenset(part for known in names for part in self._known[known] if tier in (None, part.tier))
                if len(found) == 1 or (found and one in self._known):
                    return found
        return frozenset()

    def near(self, words: str) -> Part | None:
        """The part whose official name has few letters wrong here, or the indicator behind whose name more words stand.

        None if that is not clear.
        """
        name = self._name(words)
        if not _FEWEST_LETTERS <= len(name) <= LONGEST:
            return None
        found = {
            part
            for known in self._sorted
            for part in self._known[known]
            if len(known) >= _FEWEST_LETTERS
            and (slips(name, known, _SLIPS) is not None or (part.tier == "indicator" and _goes_on(name, known)))
        }
        return found.pop() if len(found) == 1 else None

    def _name(self, words: str) -> str:
        """Words in the form in which names are compared, without what only says that a level is meant."""
        name = key(without_weight(words))
        begins = None if name in self._known else _MATURITY.match(name)
        return name if begins is None else name[begins.end() :] or name

    def _fitting(self, name: str, tier: Tier | None) -> Iterator[Iterable[str]]:
        if name in self._known:
            yield (name,)
        if tier is not None or len(name) >= _FEWEST_LETTERS:
            yield self._sorted[bisect_left(self._sorted, name) : bisect_left(self._sorted, name + _LAST)]
        if tier is not None and len(name) >= _FEWEST_WITHIN:
            yield (known for known in self._sorted if name in known)


def _goes_on(name: str, known: str) -> bool:
    return name.startswith(known) and not (known[-1].isdecimal() and name[len(known) :][:1].isdecimal())
