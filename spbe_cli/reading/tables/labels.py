"""Which part of an instrument a row is about: by its number, its official name, or both."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from spbe_cli.reading.remarks import ROMAN
from spbe_cli.reading.tables.headings import TIERS, meaning
from spbe_cli.reading.tables.titles import Part

if TYPE_CHECKING:
    from spbe_cli.model.tree import Tier
    from spbe_cli.reading.tables.titles import Titles

_TIER: Final = r"(?P<tier>domain|dom|aspek|aspect|asp|indikator|indicator|ind|[dai])"
_NUMBERED: Final = re.compile(
    rf"(?:{_TIER}[\s.:_-]*)?0*(?P<number>[1-9][0-9]{{0,5}})(?:[.,]0+)?(?:\s*[.):_–—-]\s*(?![0-9])|\s+|$)(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ROMAN_NUMBERED: Final = re.compile(
    r"(?P<tier>domain|dom|aspek|aspect|asp)[\s.]+(?P<number>[ivx]+)(?:\s*[.):–—-]\s*|\s+|$)(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_OF_TIER: Final = re.compile(
    r"(?P<tier>domain|aspek|aspect|indikator|indicator)[\s:._-]+(?P<title>.+)", re.IGNORECASE | re.DOTALL
)
# Numbers of a list that are not numbers of parts.
_LISTED: Final = re.compile(r"\A(?:[a-z]|[ivx]{1,9}|[0-9]{1,9}(?:\.[0-9]{1,9}){1,9})\s{0,9}[.)]?\s+", re.IGNORECASE)


class Label(NamedTuple):
    """The label of a row: a tier and a number, if it has them, and words."""

    tier: Tier | None
    number: int | None
    words: str


class Conflict(NamedTuple):
    """A number and a name that mean different parts."""

    number: int
    named: Part


Named = Part | str
"""A part, or ``index`` or ``predicate``."""


@lru_cache(maxsize=1 << 12)
def label(text: str) -> Label:
    """What ``12``, ``Indikator 12``, ``D1``, ``12. Peta Rencana SPBE`` or ``Peta Rencana SPBE`` say."""
    if (found := _NUMBERED.fullmatch(text)) is not None:
        tier = found["tier"]
        return Label(None if tier is None else TIERS[tier.casefold()], int(found["number"]), found["title"])
    if (found := _ROMAN_NUMBERED.fullmatch(text)) is not None and (number := ROMAN.get(found["number"].casefold())):
        return Label(TIERS[found["tier"].casefold()], number, found["title"])
    if (found := _OF_TIER.fullmatch(text)) is not None:
        return Label(TIERS[found["tier"].casefold()], None, found["title"])
    return Label(None, None, text)


def of_tier(text: str, tier: Tier | None) -> str:
    """The label of a row below a heading for parts of a tier: ``Domain 1`` for ``1``; another tier in the text itself counts."""
    return text if tier is None or not text or label(text).tier is not None else f"{tier} {text}"


def named_part(text: str, number: str, titles: Titles | None) -> Named | Conflict | None:
    """The part that a row is about; None if that is not clear.

    Args:
        text: the name in the row.
        number: the number of an indicator beside it, if any.
        titles: the official names; None where the instrument is not known.
    """
    tier, own, words = label(text)
    beside = label(number)
    if own is None and tier is None and beside.number is not None and not beside.words:
        tier, own = beside.tier, beside.number
    found = _found(words, tier, titles)
    if own is None:
        return _by_name(words, found)
    numbered = Part(tier or "indicator", own)
    if not found or numbered in found:
        return numbered
    # Domains and aspects are often numbered in the column of the indicators' numbers.
    others = {part for part in found if part.tier == "indicator"} if tier is None else found
    return Conflict(own, min(others)) if others else _by_name(words, found)


def is_strange(text: str, titles: Titles | None) -> bool:
    """Whether a text names a part by words that are no official name of any."""
    tier, _number, words = label(text)
    return titles is not None and bool(words) and not _found(words, tier, titles)


def _found(words: str, tier: Tier | None, titles: Titles | None) -> frozenset[Part]:
    if titles is None or not words:
        return frozenset()
    return titles.find(words, tier) or titles.find(_LISTED.sub("", words, 1), tier)


def _by_name(words: str, found: frozenset[Part]) -> Named | None:
    if found:
        # An aspect may have the same name as one of its indicators: the row is then about the indicator.
        return next((part for part in found if part.tier == "indicator"), min(found))
    whole = meaning(words)
    return whole.what if whole is not None and whole.what in ("index", "predicate") else None
