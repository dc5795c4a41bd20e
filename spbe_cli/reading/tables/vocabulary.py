"""The meanings of headings in one table: known headings, those in ``[columns]``, and the official names of parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from spbe_cli.model.tree import Indicator
from spbe_cli.reading.remarks import CALLED
from spbe_cli.reading.tables import headings
from spbe_cli.reading.tables.headings import Meaning, key, meaning, titled
from spbe_cli.reading.tables.labels import Conflict, label, named_part
from spbe_cli.reading.tables.titles import Part, Titles
from spbe_cli.reading.tables.years import of_year, over_years

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.tree import Tier


# As forms export a grid of questions: the question, and in brackets the row that was rated.
_RATED: Final = re.compile(r"[^\[\]]+\[([^\[\]]+)\]", re.DOTALL)
# What a question asks for, in brackets behind it: Kebijakan Internal Manajemen Data (pilih tingkat).
_ASKED_FOR: Final = re.compile(
    r"(.*[^\s(\[])\s*[(\[]\s*(?:(?:pilih(?:lah)?|isi(?:kan|lah)?|masukkan|choose|select)\s+)?([^()\[\]]+)[)\]]\s*[?:*]?",
    re.IGNORECASE | re.DOTALL,
)
_LEVEL: Final = re.compile(rf"(?:(?:{'|'.join(CALLED)})\W{{0,9}})?[0-9](?:[.,][0-9]+)?(?![\w/.])", re.IGNORECASE)
_COUNTED: Final = re.compile("(?P<word>[a-z]+)0*(?P<number>[1-9][0-9]?)")
_MANY: Final = 20
_SCALE: Final = re.compile(r"(?:skala\s+)?[01]\s*(?:[-–—]|s\.?/?d\.?|sampai|to)\s*[1-5]", re.IGNORECASE)


class Vocabulary:
    """The words for the headings of a table.

    ``instruments`` are the instruments that may measure its rows. ``year`` is the year that is asked for, if any.
    """

    def __init__(self, instruments: Iterable[Instrument], columns: Mapping[str, str | None], year: int | None = None) -> None:
        """The known words, and others.

        Args:
            instruments: the instruments that may measure the rows.
            columns: other headings, each with the known heading that it stands for; None if the column is passed over.
            year: the year that is asked for.
        """
        self.instruments = tuple(instruments)
        self.year = year
        self._others = {key(heading): as_heading for heading, as_heading in columns.items()}
        self._predicates = {key(one.name) for instrument in self.instruments for one in instrument.predicates}
        self._levels = {key(name) for one in self.instruments for names in one.scale.names.values() for name in names if name}
        self._titles: dict[str, Titles] = {}
        self._meant: dict[str, Meaning | None] = {}

    def titles(self, instrument: Instrument) -> Titles:
        """The official names of an instrument's parts."""
        if instrument.id not in self._titles:
            self._titles[instrument.id] = Titles(instrument)
        return self._titles[instrument.id]

    def meaning(self, heading: str) -> Meaning | None:
        """What a heading means; None for one that means nothing or is passed over."""
        if heading not in self._meant:
            self._meant[heading] = self._meaning(heading)
        return self._meant[heading]

    def _meaning(self, heading: str) -> Meaning | None:
        name = key(heading)
        if name in self._others:
            other = self._others[name]
            return None if other is None else meaning(other)
        found = meaning(heading)
        if (found is None or found.id is None or found.what != "indicator") and (rated := _RATED.fullmatch(heading)) is not None:
            part = self.meaning(rated[1])
            says = part is not None and (part.id is not None or part.what == "title")
            if part is not None and says and (found is None or found.id is None or self._names_an_indicator(part)):
                found = part
        if found is None and (asked := _ASKED_FOR.fullmatch(heading)) is not None and _says_level(asked[2]):
            found = self.meaning(asked[1])
        if found is not None:
            return found
        of = of_year(heading)
        what = over_years(heading) if of is None else of[0]
        if what is not None and (of_any := self.meaning(what)) is not None and of_any.is_result:
            return of_any
        for title in (titled(heading), Meaning("title", words=headings.without_value(heading))):
            if any(self.titles(one).find(title.words, title.tier) for one in self.instruments):
                return title
        tier, number, words = label(heading)
        if number is None or not words:
            return None
        # A word like Nilai may be in the name of an indicator, so that one must begin like the name.
        where = None if tier == "indicator" else tier
        known = any(self.titles(one).find(words, where) for one in self.instruments)
        return Meaning("title", number, heading, tier) if known else None

    def domains(self, texts: Mapping[int, str]) -> dict[int, Meaning]:
        """Those of several headings that are the domains of an instrument, each once, by whatever words of their names.

        ``Tata Kelola`` by itself may be about anything; beside ``Kebijakan``, ``Manajemen`` and ``Layanan`` it is a domain.
        """
        unset = ((column, headings.without_value(text)) for column, text in texts.items() if not self.is_set(text))
        words = {column: name for column, name in unset if name[:1].isalpha()}
        most: dict[int, Meaning] = {}
        for instrument in self.instruments:
            titles = self.titles(instrument)
            named = [(part.id, column) for column, name in words.items() for part in titles.find(name, "domain")]
            found = dict(named)
            if len(most) < len(instrument.domains) == len(found) == len(named):
                most = {column: Meaning("title", words=words[column], tier="domain") for column in found.values()}
        return most

    def counted(self, texts: Mapping[int, str]) -> dict[int, Meaning]:
        """Those of several headings that count all indicators of an instrument behind a word that means nothing.

        R writes ``X1`` to ``X47`` for numbers, and forms have ``Q1`` to ``Q47``. Few numbers may count anything.
        """
        behind: dict[str, list[tuple[int, int]]] = {}
        for column, text in texts.items():
            found = _COUNTED.fullmatch(key(text))
            if found is not None and self.meaning(text) is None and not self.is_set(text):
                behind.setdefault(found["word"], []).append((int(found["number"]), column))
        every = [list(one.indicators) for one in self.instruments if len(one.indicators) >= _MANY]
        counting = (one for one in behind.values() if sorted(number for number, _column in one) in every)
        return {column: Meaning("indicator", number, tier="indicator") for one in counting for number, column in one}

    def _names_an_indicator(self, found: Meaning) -> bool:
        """Whether a heading is the official name of an indicator, and of no other part."""
        if found.what != "title":
            return False
        named = [self.parts(found, one) for one in self.instruments]
        return any(isinstance(one, Conflict) or (one and all(part.tier == "indicator" for part in one)) for one in named)

    def parts(self, title: Meaning, instrument: Instrument) -> frozenset[Part] | Conflict:
        """The parts of the instrument that a heading names; a conflict if its number and its name mean different ones."""
        titles = self.titles(instrument)
        if title.id is None:
            return titles.find(title.words, title.tier)
        tier, _number, words = label(title.words)
        # A number alone means nothing here, as the name may be that of another instrument.
        part = named_part(title.words, "", titles) if titles.find(words, tier) else None
        return part if isinstance(part, Conflict) else frozenset((part,)) if isinstance(part, Part) else frozenset()

    def is_predicate(self, name: str) -> bool:
        """Whether a text in the place of an agency's name is a predicate, of a legend or a count."""
        return key(name) in self._predicates

    def may_be_level(self, text: str) -> bool:
        """Whether a cell may be a level or a figure: it begins with one, behind a word for levels or not, or names a level."""
        return _LEVEL.match(text) is not None or key(text) in self._levels

    def passed_over(self, heading: str) -> bool:
        """Whether a heading is passed over without a note."""
        return self._others.get(key(heading), "") is None

    def is_set(self, heading: str) -> bool:
        """Whether a setting says what a heading means."""
        return key(heading) in self._others

    def nearest(self, heading: str) -> str | None:
        """The known heading that this one is a misspelling of; None if it is itself a known one or one of ``columns``."""
        known = self.is_set(heading) or self.meaning(heading) is not None
        return None if known else headings.nearest(heading)

    def nearest_names(self, headings: Mapping[str, Meaning | None]) -> dict[str, str]:
        """The official names that unknown headings are slips of, or go on behind, where no other heading names that part.

        They are those of the instrument that most headings name, and on tiers that others name: a heading beside nothing of its
        kind may be about anything. Where others have numbers, that of an indicator which no other names means it, too, whatever
        words stand behind it.
        """
        known = [one for one in headings.values() if one is not None]
        named = {one.id: {part for found in known for part in self.named(found, one)} for one in self.instruments}
        instrument = max(self.instruments, key=lambda one: len(named[one.id]), default=None)
        if instrument is None or not named[instrument.id]:
            return {}
        there = named[instrument.id]
        tiers = {part.tier for part in there}
        numbered = "indicator" in tiers and any(one is not None and label(text).number for text, one in headings.items())
        found: dict[str, str] = {}
        for text in (text for text, one in headings.items() if one is None and not self.passed_over(text)):
            tier, number, words = label(text)
            near = self.titles(instrument).near(words)
            if numbered and near is None and number in instrument.indicators and tier in (None, "indicator"):
                near = Part("indicator", number)
            if near is not None and near.tier in tiers and near not in there and number in (None, near.id):
                found[text] = instrument.members(near.tier)[near.id].title.id
        return found

    def named(self, found: Meaning, instrument: Instrument) -> frozenset[Part]:
        """The parts of the instrument that a heading names, by number or by name; none where these differ."""
        named = self.parts(found, instrument) if found.what == "title" else _numbered(found)
        return frozenset() if isinstance(named, Conflict) else named

    def lacking(self, found: Meaning) -> tuple[Tier, tuple[int, ...]] | None:
        """The tier of a heading's number and the possible numbers, if no instrument has that number."""
        if found.id is None or found.tier is None or not self.instruments:
            return None
        known = [tuple(one.members(found.tier)) for one in self.instruments]
        if any(found.id in one for one in known):
            return None
        return found.tier, max(known, key=len)

    def holds(self, instrument: Instrument, found: Meaning, indicator: int) -> bool:
        """Whether a heading means a domain or an aspect of the instrument that has this indicator."""
        members = (instrument.members(part.tier).get(part.id) for part in self.named(found, instrument))
        return any(not isinstance(one, Indicator) and indicator in one.indicator_ids for one in members if one is not None)


def _numbered(found: Meaning) -> frozenset[Part]:
    return frozenset() if found.id is None or found.tier is None else frozenset((Part(found.tier, found.id),))


def _says_level(text: str) -> bool:
    """Whether a text asks for a level, or says its scale."""
    known = meaning(text)
    return _SCALE.fullmatch(text.strip()) is not None or (known is not None and known.what == "level")
