"""Finds the instrument that answers point to when they were scored by another, as when ``--indicators`` was forgotten."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from spbe_cli.model.base import folded
from spbe_cli.output import tell
from spbe_cli.reading.files import ANSWER_ENDINGS, content
from spbe_cli.reading.instruments import load_instruments
from spbe_cli.reading.problems import BadInput
from spbe_cli.texts import visible
from spbe_cli.texts.messages import message
from spbe_cli.texts.words import as_word

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from spbe_cli.commands.common import Common
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.result import Result
    from spbe_cli.reading.instruments import Instruments
    from spbe_cli.reading.problems import Problem

_MOST_FILES: Final = 200
"""At most this many files of a folder are looked at, besides those that held answers."""

_HEAD: Final = 4096
_INSTRUMENT_KEY: Final = re.compile(rb"^(scale|predicates|domains|aspects):", re.MULTILINE)
_NAMES_ONE: Final = re.compile(rb"""^\s*["']?(instrument|instrumen)["']?\s*:""", re.MULTILINE)


class Scored(NamedTuple):
    """An assessment that was scored by an instrument; ``answered`` are its answered indicators, None where they are not known."""

    path: str
    agency: str
    year: int
    instrument: Instrument
    answered: frozenset[int] | None = None


def of_result(result: Result) -> Scored:
    """The same for a result."""
    answered = frozenset(one.indicator.id for one in result.indicators if one.answer.settled)
    return Scored(result.path, result.agency, result.assessment.year, result.instrument, answered)


def tell_of_others(scored: Iterable[Scored], common: Common, instruments: Instruments) -> None:
    """Says on standard error when answers point to another instrument than the one they were scored by, once for each folder.

    Answers point to an instrument of their year if the agency's name is in its title, or if they answer exactly its indicators.
    Instruments are known from the file that was loaded and from the files beside the answers.
    """
    if common.instrument is not None:
        return
    alike: defaultdict[tuple[str, int, str], list[Scored]] = defaultdict(list)
    answers: set[str] = set()
    for one in scored:
        alike[os.path.dirname(one.path), one.year, one.instrument.id].append(one)
        answers.add(one.path)
    told: set[tuple[str, str, str]] = set()
    for (folder, year, own), members in alike.items():
        for other, file in (*((one, "") for one in instruments), *_beside(folder, common, answers)):
            where = (folder, other.id, file)
            if year not in other.years or other == members[0].instrument or where in told:
                continue
            names = _names(other)
            pointing = (one for one in members if _points(one, other, names))
            first = next((one for one in pointing if other.id == own or not _names_its_own(one.path)), None)
            if first is not None:
                told.add(where)
                option = f"--indicators {as_word(file)}" if file else f"--instrument {as_word(other.id)}"
                context = {"instrument": own, "other": other.id, "option": option}
                tell(f"{visible(first.path)}: {message('another_instrument', context)}\n")


def tell_of_unknown(problems: Iterable[Problem], common: Common) -> None:
    """Says on standard error where answers have ids that the instrument does not have, and an instrument file is beside them."""
    for path in dict.fromkeys(one.path for one in problems if one.code == "unknown_part"):
        for other, file in _beside(os.path.dirname(path), common):
            context = {"other": other.id, "option": f"--indicators {as_word(file)}"}
            tell(f"{visible(path)}: {message('instrument_beside', context)}\n")


def _beside(folder: str, common: Common, answers: Container[str] = ()) -> Iterator[tuple[Instrument, str]]:
    """The instruments in the files of a folder, each with its file; those that held answers, and the one loaded, are left out."""
    try:
        names = os.listdir(folder or os.curdir)
    except OSError:
        return
    paths = (os.path.join(folder, one) for one in names if one.lower().endswith(ANSWER_ENDINGS))
    # Not Path.is_file: it raises for a link that can't be followed.
    for path in islice(filter(os.path.isfile, sorted(one for one in paths if one not in answers)), _MOST_FILES):
        file = Path(path)
        try:
            if common.indicators is not None and file.samefile(common.indicators):
                continue
            with file.open("rb") as opened:
                if not _INSTRUMENT_KEY.search(opened.read(_HEAD)):
                    continue
            yield from ((one, path) for one in load_instruments(file))
        except (OSError, BadInput):
            continue


def _names(instrument: Instrument) -> tuple[str, ...]:
    return folded(instrument.id), *instrument.title.folded


def _points(one: Scored, other: Instrument, names: Iterable[str]) -> bool:
    name = folded(one.agency).removeprefix("pemerintah ")
    if any(name in title for title in names):
        return True
    return one.answered is not None and one.answered == other.indicators.keys() != one.instrument.indicators.keys()


def _names_its_own(path: str) -> bool:
    """Whether an answer file names its instrument."""
    try:
        return _NAMES_ONE.search(content(path)) is not None
    except BadInput:
        return False
