"""Levels in words, as people write them into cells: the number with the level's name or without, or the name alone.

An answer file is stricter: there a level is a number.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from spbe_cli.model.base import folded
from spbe_cli.reading.problems import problem_at
from spbe_cli.reading.remarks import CALLED, ROMAN, WORDS, leaves_clear
from spbe_cli.reading.said import not_applicable
from spbe_cli.reading.scalars import plain_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spbe_cli.model.base import Fault
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.scale import Scale
    from spbe_cli.reading.document import Document
    from spbe_cli.reading.problems import Problem

# A dash between the word and the number is no minus: no level is below 0.
_CALLED: Final = re.compile(rf"(?:{'|'.join(CALLED)}|lvl?)\s*[:.–—-]?\s*|l(?=[0-9])")
_NUMBER: Final = r"[-+]?[0-9]+(?:[.,][0-9]+)?"
# Behind the number, in brackets or after whatever dash, its name or what somebody has to say of it. Where it is set off by spaces
# it may begin with anything, but a number alone is none: 3 - 4 is a range.
_BEHIND: Final = (
    rf"\s*[-–—:.]\s*(?P<a>[^\W\d].*)|\s*[:.]|\s*\((?P<b>.*)\)|\s+(?P<c>[^\W\d].*)"
    rf"|\s+[-–—:]\s+(?P<d>(?!{_NUMBER}\s*$)\S.*)"
)
_NUMBERED: Final = re.compile(rf"(?P<number>{_NUMBER})(?:{_BEHIND})?", re.DOTALL)


_NO_LEVEL: Final = ("level_not_whole", "level_not_number")
_OF_ANSWER: Final = 2
"""The length of the path to an answer."""


class Contradiction(NamedTuple):
    """A number with the name of another level: what was said, the name, and the levels that have it."""

    said: str
    name: str
    levels: tuple[int, ...]


class LevelWords:
    """The names of an instrument's levels, as an answer to an indicator of one kind of levels may use them."""

    def __init__(self, scale: Scale, kind: str | None) -> None:
        """The names of the ``kind`` stand for values alone; those of the others beside a number only.

        Where levels are ranges of values, as in Pemdi, a level is no value, so the number of the value must be there.
        """
        self._scale = scale
        self._own: dict[str, int] = {}
        self._levels: dict[str, list[int]] = {}
        for one, names in scale.names.items():
            for level, name in zip(scale.levels, names, strict=True):
                if name is not None:
                    self._levels.setdefault(folded(name).strip(" .") or name, []).append(level)
                    if one == kind and scale.bands is None:
                        self._own[folded(name)] = level

    def meant(self, said: str) -> int | Decimal | str | Contradiction:
        """The level that a text means; the text itself where that is not clear (:mod:`spbe_cli.reading.remarks`)."""
        text = folded(said)
        if self._scale.bands is None:
            called = _CALLED.match(text)
            # V without a word before it may be a tick.
            text = text if called is None else str(ROMAN.get(text[called.end() :], text[called.end() :]))
        if text in self._own:
            return self._own[text]
        found = _NUMBERED.fullmatch(text)
        if found is None:
            return said
        number = plain_value(found["number"].replace(",", "."))
        if not (type(number) is int or isinstance(number, Decimal)):
            return said
        name = next(filter(None, found.group("a", "b", "c", "d")), "").strip(" .")
        levels = self._levels.get(name, [WORDS[name]] if name in WORDS else None)
        if levels is None:
            return number if self._is_clear(number, name, apart=found["c"] is None) else said
        if not any(self._fits(number, level) for level in levels):
            return Contradiction(said, name, tuple(dict.fromkeys(levels)))
        return number

    def _is_clear(self, number: int | Decimal, remark: str, *, apart: bool) -> bool:
        def fits(digits: str) -> bool:
            said = plain_value(digits.replace(",", "."))
            return said == number or (type(said) is int and self._fits(number, said))

        return leaves_clear(remark, apart=apart, highest=self._scale.max, names=self._levels, fits=fits)

    def _fits(self, number: int | Decimal, level: int) -> bool:
        """Whether a number may have the name of a level: that level, or a value in its band."""
        bands = self._scale.bands
        if bands is None or level not in self._scale.levels:
            return number == level
        return bands[level - 1] <= number <= bands[level]


def put_levels(read: Document, instrument: Instrument, path: str) -> Iterator[Problem]:
    """Replaces the levels in words of a document from cells by numbers; a problem for each with the name of another level."""
    answers = read.value.get("answers")
    for identifier, answer in answers.items() if isinstance(answers, dict) else ():
        # Most levels are plain numbers.
        if not isinstance(answer, str | list | dict) or identifier not in instrument.indicators:
            continue
        if instrument.indicators[identifier].repeat is not None:
            holder, key = (answer, "level") if isinstance(answer, dict) else (answers, identifier)
            if isinstance(said := holder.get(key), str):
                holder[key] = _services(said)
        for holder, key, place in _levels(answers, identifier, answers[identifier]):
            if isinstance(holder[key], str):
                kind = None if "evidence" in place else instrument.aspect_of(identifier).levels
                meant = _meant(instrument, kind, holder[key])
                if isinstance(meant, Contradiction):
                    yield problem_at(path, read.mark_of(("answers", *place)), "level_contradicts", **meant._asdict())
                else:
                    holder[key] = meant


def level_meant(fault: Fault, instrument: Instrument | None) -> dict[str, Any]:
    """What the text of a wrong level means where that is clear, as ``meant``, or why nothing applies, as ``reason``."""
    value = fault.context.get("value")
    if not isinstance(value, str) or fault.code not in _NO_LEVEL or instrument is None:
        return {}
    asked = instrument.indicators.get(fault.path[1]) if len(fault.path) > 1 else None
    name = folded(value)
    level = WORDS.get(name) or ROMAN.get(name) or _meant(instrument, asked and instrument.aspect_of(asked.id).levels, value)
    if isinstance(level, int | Decimal) and instrument.scale.holds(Fraction(level)):
        return {"meant": level}
    return {"reason": not_applicable(value)} if len(fault.path) == _OF_ANSWER or fault.path[-1] == "level" else {}


def _services(said: str) -> list[int] | str:
    """The levels of several services, as ``1; 3; 3`` or ``[1, 3, 3]`` say them; other text as it is: ``3/5`` may be a share."""
    each = [plain_value(one) for one in re.split(r"\s*[,;]\s*|\s+", said.strip(" \n[]()"))]
    levels = [one for one in each if type(one) is int]
    return levels if 1 < len(levels) == len(each) else said


@lru_cache(maxsize=1 << 10)
def _meant(instrument: Instrument, kind: str | None, said: str) -> int | Decimal | str | Contradiction:
    """What :meth:`LevelWords.meant` gives; the cells of a table repeat a few words thousands of times."""
    return _words(instrument, kind).meant(said)


@lru_cache(maxsize=16)
def _words(instrument: Instrument, kind: str | None) -> LevelWords:
    return LevelWords(instrument.scale, kind)


def _levels(answers: dict[Any, Any], identifier: int, answer: Any) -> Iterator[tuple[Any, Any, tuple[Any, ...]]]:
    """Where levels may stand in an answer: what holds each, its key there, and the path to it."""
    if not isinstance(answer, dict):
        yield from _each(answers, identifier, (identifier,))
        return
    yield from _each(answer, "level", (identifier, "level"))
    yield from _each(answer.get("target"), "level", (identifier, "target", "level"))
    for position, item in enumerate(answer.get("evidence") or ()):
        yield from _each(item, "proves", (identifier, "evidence", position, "proves"))


def _each(holder: Any, key: Any, place: tuple[Any, ...]) -> Iterator[tuple[Any, Any, tuple[Any, ...]]]:
    """A value, or each member of it where it is a list."""
    if not isinstance(holder, dict) or key not in holder:
        return
    if isinstance(holder[key], list):
        yield from ((holder[key], position, (*place, position)) for position in range(len(holder[key])))
    else:
        yield holder, key, place
