"""What a slip of the pen is, and which of some known names was meant by one.

A suggestion helps only where it is right: one that names any file of the folder sends its reader the wrong way.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LOOKALIKE: Final = re.compile(r"[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff\uff1a]|(?![0-9])\d")
"""Spaces, digits and colons that come with text which is pasted, and look like plain ones, or are those of another script."""

_LETTERS_FOR_ONE: Final = 4
"""In so many letters one may be wrong: two of five are another word."""

_SHORTEST: Final = 3
"""A shorter name is no slip of another: of two letters, one is half of the word."""

LONGEST: Final = 100
"""A longer name was not typed, and comparing takes the square of its length."""

_WORD: Final = re.compile(r"[^\W_]+")
_ENDING: Final = re.compile(r"\.[a-z]\w{0,7}$")


def slips(name: str, word: str, most: int) -> int | None:
    """How many letters are wrong, missing, added or exchanged; None for more than ``most`` (Damerau, Levenshtein)."""
    if abs(len(name) - len(word)) > most or _fewest(name, word) > most:
        return None
    name, word = _differing(name, word)
    before: list[int] = []
    row = list(range(len(word) + 1))
    for i, letter in enumerate(name, start=1):
        last, before, row = before, row, [i]
        for j, other in enumerate(word, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == word[j - 2] and name[i - 2] == other:
                best = min(best, last[j - 2] + 1)
            row.append(best)
        if min(row) > most <= min(before):
            return None
    return row[-1] if row[-1] <= most else None


def _fewest(name: str, word: str) -> int:
    """How many letters must be wrong, whatever their order: titles of a sentence are mostly told apart by this alone."""
    letters = {*name, *word}
    more = sum(max(name.count(one) - word.count(one), 0) for one in letters)
    return max(more, more + len(word) - len(name))


def _differing(name: str, word: str) -> tuple[str, str]:
    """The two without what they begin and end with alike: a comparison takes the square of the rest."""
    begun = _alike(name, word)
    name, word = name[begun:], word[begun:]
    ended = _alike(name[::-1], word[::-1])
    return name[: len(name) - ended], word[: len(word) - ended]


def _alike(one: str, other: str) -> int:
    """With how many equal letters two words begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (letter, also) in pairs if letter != also), min(len(one), len(other)))


def meant(name: str, known: Iterable[str]) -> str | None:
    """The only known name that is nearest to a name, if it is near enough; case aside.

    A known name is near if it is the name with few slips, without the signs around it (in curly quotes it is the name and no
    longer one), or with more words: "denpasar-2018" is near "denpasar". An ending such
    as ``.yaml`` counts only between names that are equally near. Numbers are never near: 2023 is another year than 2024, no slip.
    """
    found = sorted((apart, one) for one in dict.fromkeys(known) if (apart := _apart(name, one)) is not None)
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1]


def _apart(name: str, other: str) -> tuple[int, int, int, bool] | None:
    """How far a known name is from a name: slips come before words that are missing, few before many; None if it is not near."""
    one, two = name.casefold().strip(), other.casefold().strip()
    stem, other_stem = _ENDING.sub("", one), _ENDING.sub("", two)
    ends = one.removeprefix(stem) != two.removeprefix(other_stem)
    shorter, longer = sorted(map(len, (stem, other_stem)))
    if stem == other_stem:
        return 0, 0, 0, ends
    if not _SHORTEST <= longer <= LONGEST or not any(map(str.isalpha, stem)):
        return None
    if (wrong := slips(stem, other_stem, max(1, shorter // _LETTERS_FOR_ONE))) is not None:
        return 0, wrong, int(stem[:1] != other_stem[:1]), ends
    words, more = _WORD.findall(stem), _WORD.findall(other_stem)
    if shorter >= _LETTERS_FOR_ONE and any(map(str.isalpha, words)) and set(words) <= set(more):
        return 1, len(more) - len(words), 0, ends
    return None


_COPY: Final = re.compile(r"(?:\s*\([0-9]{1,3}\)|\s*[-_ ]\s*(?:copy|salinan))+(?=\.\w+$|$)", re.IGNORECASE)
"""What programs put behind the name of a file when they save it once more: ``sk (1).pdf``."""

_FEW: Final = 500
"""Among more files than these no slips of the pen are looked for."""


class FilesMeant:
    """Which file in a folder is probably meant by a name that none has, where only one can be."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = tuple(known)
        self._alike: list[dict[str, list[str]]] = []
        for alike in _ALIKE:
            found: dict[str, list[str]] = defaultdict(list)
            for one in self._known:
                found[alike(_last(one))].append(one)
            self._alike.append(found)

    def by(self, name: str) -> str | None:
        """The file of that name in another folder; else that with equal letters and digits, or another ending; else a slip."""
        for alike, found in zip(_ALIKE, self._alike, strict=True):
            if own := found.get(alike(_last(name))):
                return own[0] if len(own) == 1 else None
        near = meant(_last(name), self._alike[0]) if len(self._known) <= _FEW else None
        own = [] if near is None else self._alike[0][near]
        return own[0] if len(own) == 1 else None


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _spelt(name: str) -> str:
    """The letters and digits of a name, however it is spelt and saved."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", _COPY.sub("", unquote(name))).casefold()))


def _unended(name: str) -> str:
    return _spelt(re.sub(r"\.\w{1,5}$", "", name))


_ALIKE: Final[tuple[Callable[[str], str], ...]] = (str, _spelt, _unended)
"""In which ways names of files are alike, the surest first."""
