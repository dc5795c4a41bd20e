"""Agencies by name: when two names are one agency's, what kind of agency a name is of, and which name is a slip of another.

A name is written in many ways: "Pemerintah Kab. Bogor", "KABUPATEN BOGOR", "Pemkab Bogor". Source of what is aside: contract
section 4. Kota and Kabupaten stay apart, as many regions are there twice (Kota Bogor, Kab. Bogor).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PLACES: Final = {
    "provinsi": "Provinsi", "propinsi": "Provinsi", "prov": "Provinsi", "pemprov": "Provinsi",
    "kabupaten": "Kab.", "kab": "Kab.", "pemkab": "Kab.",
    "kota": "Kota", "pemkot": "Kota",
}  # fmt: skip
"""What a name may begin with, and the kind of regional government that it says."""

_ALONE: Final = {"aceh": "aceh", "diyogyakarta": "diyogyakarta", "daerahistimewayogyakarta": "diyogyakarta"}
"""Provinces that are called by their name alone (Law 11/2006 for Aceh, Law 13/2012 for D.I. Yogyakarta)."""

_NEIGHBOURS: Final = frozenset({frozenset({"bandung", "badung"})})
"""Regions of one kind that are a slip of the pen apart and two all the same: in the national results of 2023 no others."""

_SHORTEST: Final = 5
"""How many letters a word must have for a slip in it to be told from another word: Kab. Buru is no misspelt Kab. Buol."""

_WORD: Final = re.compile(r"[^\W_]+")


class _Parts(NamedTuple):
    """A name in parts: whether it calls itself a government, the kind of regional government it says, and the other words."""

    government: bool
    kind: str | None
    words: tuple[str, ...]


class Only(NamedTuple):
    """Which agencies are chosen, by the keys of kinds and of groups: any of each; where there are none, all."""

    kinds: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()

    @classmethod
    def of(cls, kinds: Iterable[str], groups: Iterable[str]) -> Only:
        """Those of any of the kinds and any of the groups, however these are written."""
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
    """What all names of one agency have in common: two names are one agency's when their keys are equal.

    Case, spaces, punctuation and a leading Pemerintah are aside, Kabupaten and Kab. are one, Provinsi and Prov. too.
    """
    _government, kind, words = _parts(name)
    # A name without a letter or digit is only itself.
    return f"{kind or ''}:{''.join(words) or name}"


def kind_of(agency: str, given: str | None) -> str:
    """What kind of agency it is: as given, else the word after Pemerintah, or the first word of its name (contract section 2).

    A regional government whose name says none of the three is a province (Pemerintah Aceh, Pemerintah D.I. Yogyakarta).
    """
    if given is not None:
        return given
    government, kind, _words = _parts(agency)
    return kind or ("Provinsi" if government else agency.split(maxsplit=1)[0])


def says_no_kind(agency: str) -> bool:
    """Whether a name says of no kind of regional government that it is one: Denpasar, not Kota Denpasar."""
    return _parts(agency).kind is None


def kind_key(kind: str) -> str:
    """What all names of one kind of agency have in common: Kabupaten and Kab. are one, case and punctuation aside."""
    words = _WORD.findall(kind.casefold())
    return _PLACES.get(words[0], words[0]).casefold() if len(words) == 1 else " ".join(words) or kind


def near_names(names: Iterable[str], others: Iterable[str]) -> dict[str, str]:
    """The other name that each name is meant to be, where that is beyond doubt.

    It is where both are of one kind, one slip of the pen in one of their words explains it (a letter too many, too few, wrong, or
    two exchanged), and no other name is as near. No two agencies of the national results of 2023 are taken for each other.
    """
    spelt: dict[tuple[int, tuple[str, ...]], dict[str, str]] = {}
    for other in others:
        for position, word, rest in _one_left_out(_spelling(other)):
            spelt.setdefault((position, rest), {}).setdefault(word, other)
    found = {}
    for name in names:
        near = {
            other
            for position, word, rest in _one_left_out(_spelling(name))
            for slip, other in spelt.get((position, rest), {}).items()
            if _is_slip(word, slip) or (word == slip and key(name) != key(other))  # the slip is in Pemerintah
        }
        if len(near) == 1:
            found[name] = near.pop()
    claimed = list(found.values())
    return {name: other for name, other in found.items() if claimed.count(other) == 1}


def _spelling(name: str) -> tuple[str, ...]:
    """The words of a name, the kind of regional government it says first, without a Pemerintah, misspelt or not."""
    _government, kind, words = _parts(name)
    if kind is None and len(words) > 1 and _is_slip(words[0], "pemerintah"):
        _government, kind, words = _parts(" ".join(words[1:]))
    if kind is None and any(_is_slip("".join(words), alone) for alone in _ALONE):
        return ("provinsi", "".join(words))
    return words if kind is None else ("kabupaten" if kind == "Kab." else kind.casefold(), *words)


def _one_left_out(words: tuple[str, ...]) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    for position, word in enumerate(words):
        yield position, word, (*words[:position], *words[position + 1 :])


def _is_slip(one: str, other: str) -> bool:
    """Whether one slip of the pen makes one word of another."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _SHORTEST or len(longer) - len(shorter) > 1 or {one, other} in _NEIGHBOURS:
        return False
    if not (one.isalpha() and other.isalpha()):
        return False
    begin = next((n for n, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    left, right = shorter[begin:], longer[begin:]
    exchanged = left[1::-1] + left[2:] if len(left) > 1 else left
    return shorter != longer and (left[1:] == right[1:] or left == right[1:] or exchanged == right)
