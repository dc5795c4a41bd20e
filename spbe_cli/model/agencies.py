"""Agencies by name: whether two names mean one agency, its kind, and which name is a misspelling of another.

A name is written in many ways: "Pemerintah Kab. Bogor", "KABUPATEN BOGOR", "Pemkab Bogor". Source of what is ignored: contract
section 4. Kota and Kabupaten stay different, because many regions have both (Kota Bogor, Kab. Bogor).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple, Self
from unicodedata import normalize

from spbe_cli.slips import LONGEST, slips

_PLACES: Final = {
    "provinsi": "Provinsi", "propinsi": "Provinsi", "prov": "Provinsi", "pemprov": "Provinsi",
    "kabupaten": "Kab.", "kab": "Kab.", "pemkab": "Kab.",
    "kota": "Kota", "pemkot": "Kota",
}  # fmt: skip
"""Words that a name may begin with, and the kind of regional government that each means."""

_ALONE: Final = {"aceh": "aceh", "diyogyakarta": "diyogyakarta", "daerahistimewayogyakarta": "diyogyakarta"}
"""Provinces whose name is used without "Provinsi" (Law 11/2006 for Aceh, Law 13/2012 for D.I. Yogyakarta)."""

_CAPITAL: Final = ("dki", "dkj")
"""How the name of the capital begins, with or without "Provinsi" before it: DKI Jakarta, and DKJ Jakarta since Law 2/2024."""

_NEIGHBOURS: Final = frozenset({frozenset({"bandung", "badung"})})
"""Different regions of one kind whose names differ by one typing error: the only ones in the national results of 2023."""

_SHORTEST: Final = 5
"""A word must have at least this many letters to count as misspelt: Kab. Buru is no misspelt Kab. Buol."""

_WORD: Final = re.compile(r"[^\W_]+")


class _Parts(NamedTuple):
    """A name in parts: whether it calls itself a government, the kind of regional government it says, and the other words."""

    government: bool
    kind: str | None
    words: tuple[str, ...]


class Only(NamedTuple):
    """Which agencies are chosen: those with any of the kinds and any of the groups (by their keys); an empty set means all."""

    kinds: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()

    @classmethod
    def of(cls, kinds: Iterable[str], groups: Iterable[str]) -> Self:
        """The choice of some kinds and groups, in any spelling."""
        return cls(frozenset(map(kind_key, kinds)), frozenset(map(key, groups)))

    def takes(self, kind: str, group: str | None) -> bool:
        """Whether an agency of a kind and a group is chosen."""
        of_kind = not self.kinds or kind_key(kind) in self.kinds
        return of_kind and (not self.groups or (group is not None and key(group) in self.groups))


EVERYONE: Final = Only()
"""All agencies."""


@lru_cache(maxsize=1 << 14)
def _parts(name: str) -> _Parts:
    text = name if name.isascii() else normalize("NFKC", name)
    words = _WORD.findall(text.casefold().replace("&", " dan "))
    government = len(words) > 1 and words[0] in ("pemerintah", "pemda")
    if government:
        del words[0]
        if words[0] == "daerah" and len(words) > 1 and words[1] != "istimewa":
            del words[0]
    kind = None
    while len(words) > 1 and (said := _PLACES.get(words[0])) is not None and kind in (None, said):
        kind = said
        del words[0]
    if kind in (None, "Provinsi") and (alone := _ALONE.get("".join(words))) is not None:
        return _Parts(government, "Provinsi", (alone,))
    return _Parts(government, kind, tuple(words))


def key(name: str) -> str:
    """The key of an agency's name: two names mean the same agency if their keys are equal.

    Case, spaces, punctuation and a leading Pemerintah are ignored. Kabupaten and Kab. are the same, and so are Provinsi and Prov.
    """
    _government, kind, words = _parts(name)
    # A name without a letter or digit equals only itself.
    return f"{kind or ''}:{''.join(words) or name}"


def kind_of(agency: str, given: str | None) -> str:
    """The kind of an agency: as given, else the word after Pemerintah or the first word of its name (contract section 2).

    A regional government whose name says none of the three is a province (Pemerintah Aceh, Pemerintah D.I. Yogyakarta).
    """
    if given is not None:
        return given
    government, kind, _words = _parts(agency)
    return kind or ("Provinsi" if government else agency.split(maxsplit=1)[0])


def says_no_kind(agency: str) -> bool:
    """Whether a name does not say a kind of regional government: Denpasar, not Kota Denpasar."""
    return _parts(agency).kind is None


def kind_key(kind: str) -> str:
    """The key of a kind of agency: Kabupaten and Kab. are the same; case and punctuation are ignored."""
    words = _WORD.findall(kind.casefold())
    return _PLACES.get(words[0], words[0]).casefold() if len(words) == 1 else " ".join(words) or kind


def near_names(names: Iterable[str], others: Iterable[str]) -> dict[str, str]:
    """The other name that each name is meant to be, if there is no doubt.

    There is no doubt if both are of one kind, one typing error in one word explains the difference (a letter too many, too few or
    wrong, or two exchanged), or only where the kind stands (``Bima, Kota``), and no other name is as near. No two agencies of the
    national results of 2023 are confused.
    """
    spelt: dict[tuple[int, tuple[str, ...], str], dict[str, str]] = {}
    for other in others:
        for position, word, rest in _one_left_out(_spelling(other)):
            for shortened in _shortened(word):
                spelt.setdefault((position, rest, shortened), {}).setdefault(word, other)
    found = {}
    for name in names:
        near = {
            other
            for position, word, rest in _one_left_out(_spelling(name))
            for shortened in _shortened(word)
            for slip, other in spelt.get((position, rest, shortened), {}).items()
            if _is_slip(word, slip) or (word == slip and key(name) != key(other))  # in Pemerintah, or in where the kind stands
        }
        if len(near) == 1:
            found[name] = near.pop()
    claimed = Counter(found.values())
    return {name: other for name, other in found.items() if claimed[other] == 1}


def _spelling(name: str) -> tuple[str, ...]:
    """The words of a name, the kind of regional government it says first, without a Pemerintah, misspelt or not.

    A kind behind the name is the same: ``BIMA, KOTA``, ``Bima (Kota)``.
    """
    _government, kind, words = _parts(name)
    if kind is None and len(words) > 1 and _is_slip(words[0], "pemerintah"):
        _government, kind, words = _parts(" ".join(words[1:]))
    if kind is None and len(words) > 1:
        if (behind := _PLACES.get(words[-1])) is not None:
            kind, words = behind, words[:-1]
        elif words[0] in _CAPITAL:
            kind = "Provinsi"
    if kind is None and any(_is_slip("".join(words), alone) for alone in _ALONE):
        return ("provinsi", "".join(words))
    return words if kind is None else ("kabupaten" if kind == "Kab." else kind.casefold(), *words)


def _one_left_out(words: tuple[str, ...]) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    for position, word in enumerate(words):
        yield position, word, (*words[:position], *words[position + 1 :])


def _shortened(word: str) -> set[str]:
    """A word, and what is left of it without each of its letters: words that one typing error tells apart share one of these.

    Of a word that nobody has typed only the word itself, as all of these take the square of its length.
    """
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word) if len(word) <= LONGEST else 0))}


def _is_slip(one: str, other: str) -> bool:
    """Whether one typing error turns one word into the other."""
    if min(len(one), len(other)) < _SHORTEST or {one, other} in _NEIGHBOURS or not (one.isalpha() and other.isalpha()):
        return False
    return slips(one, other, 1) == 1
