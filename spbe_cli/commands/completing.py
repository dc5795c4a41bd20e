"""The values that a shell may complete an option with, from the instruments, and from the files on the line.

A line that is being written is seldom right as a whole: a file may be missing or broken. What can't be known is then not offered;
there is never an error. A name may come from a file that somebody sent, and shells evaluate what they are given. So a name with
a character that means something to a shell is not offered either.
"""

from __future__ import annotations

import contextlib
import os
import time
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from spbe_cli.texts import _, number
from spbe_cli.texts.words import in_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.reading.assessments import Submission
    from spbe_cli.reading.sources import Reader

Offer = tuple[str, str]
"""A value, and what it is, for the shells that show it."""

_FILES: Final = ("paths", "files", "file", "old", "new")
"""The arguments that are answer files, tables or folders."""

_MOST_FILES: Final = 200
_MOST_BYTES: Final = 4 << 20
_MOST_SECONDS: Final = 1.0
"""So many files, bytes of each and seconds are spent at most: somebody waits for the answer."""

_UNSAFE: Final = frozenset("\\`$\"'!<>|&;*?")
"""What a shell may take for more than a name, even between quotes."""

_OF_FORMATS: Final = {
    "table": _("for the terminal"),
    "json": _("everything, for programs"),
    "jsonl": _("JSON, one result on a line"),
    "csv": _("rows, for spreadsheets"),
    "markdown": _("for wikis and comments"),
    "html": _("a report for the browser"),
    "pdf": _("the report for printing"),
    "xlsx": _("a workbook"),
    "github": _("annotations of GitHub"),
    "junit": _("test results, for CI"),
}


_LONGEST: Final = 60
"""Longer texts beside values are cut: Typer would break them into lines, which a shell takes for more values."""


class Line(NamedTuple):
    """What is known while a value is written.

    That is: the options before it; the arguments before it, where they have no names yet; the values that the option takes, if
    there are no others; and how the value begins.
    """

    given: Mapping[str, Any]
    arguments: Sequence[str]
    choices: tuple[str, ...]
    begun: str


def offers(option: str, line: Line) -> list[Offer]:
    """The values that an option may get, each with what it is; none where they can't be known."""
    if line.choices:
        return [(one, _OF_FORMATS.get(one, "")) for one in line.choices]
    found: dict[str, str] = {}
    with contextlib.suppress(Exception):  # whatever is wrong, a shell has no place for it
        for value, text in _VALUES[option](line):
            found.setdefault(value, text)
    return [(value, harmless(text)) for value, text in found.items() if value.isprintable() and not _UNSAFE & set(value)]


def harmless(text: str) -> str:
    """A text without what a shell or a terminal may take for more."""
    kept = "".join(one for one in text if one.isprintable() and one not in _UNSAFE and one not in "[]()")
    return kept if len(kept) <= _LONGEST else f"{kept[: _LONGEST - 1]}…"


def _instruments(line: Line) -> Iterator[Offer]:
    return ((one.id, f"{in_language(one.title)}, {one.years}") for one in _reader(line).instruments)


def _selections(line: Line) -> Iterator[Offer]:
    """The parts of a selection: what stands before the last comma stays."""
    before = line.begun[: line.begun.rfind(",") + 1]
    for instrument in _meant(line):
        for name, focus in instrument.focus.items():
            yield before + name, in_language(focus.title)
        for value, text in _parts(instrument):
            yield before + value, text


def _of_catalogue(line: Line) -> Iterator[Offer]:
    reader = _reader(line)
    return _parts(reader.default or reader.instruments.default)


def _parts(instrument: Instrument) -> Iterator[Offer]:
    for domain in instrument.domains:
        yield f"domain:{domain.id}", str(domain.title)
    for aspect in instrument.aspects:
        yield f"aspect:{aspect.id}", str(aspect.title)
    yield from _indicators_of(instrument)


def _indicators(line: Line) -> Iterator[Offer]:
    return (offer for instrument in _meant(line) for offer in _indicators_of(instrument))


def _indicators_of(instrument: Instrument) -> Iterator[Offer]:
    return ((str(one.id), str(one.title)) for one in instrument.indicators.values())


def _predicates(line: Line) -> Iterator[Offer]:
    for instrument in _meant(line):
        for one in instrument.predicates:
            yield one.name, _("from {bound}").format(bound=number(one.lower))


def _settings(line: Line) -> Iterator[Offer]:
    """An indicator and a level: the levels as soon as there is only one indicator left."""
    begun = line.begun.partition("=")[0]
    for instrument in _meant(line):
        possible = [one for one in instrument.indicators.values() if str(one.id).startswith(begun)]
        chosen = [one for one in possible if str(one.id) == begun and "=" in line.begun]
        if len(possible) > 1 and not chosen:
            yield from ((f"{one.id}=", str(one.title)) for one in possible)
            continue
        for one in chosen or possible:
            names = instrument.scale.names.get(instrument.aspect_of(one.id).levels or "", ())
            for place, level in enumerate(instrument.scale.whole_levels):
                yield f"{one.id}={level}", (names[place] if place < len(names) else None) or str(one.title)


def _agencies(line: Line) -> Iterator[Offer]:
    return ((one.assessment.agency, one.assessment.kind_of_agency) for one in _submissions(line))


def _kinds(line: Line) -> Iterator[Offer]:
    return ((one.assessment.kind_of_agency, "") for one in _submissions(line))


def _groups(line: Line) -> Iterator[Offer]:
    return ((one.assessment.group, "") for one in _submissions(line) if one.assessment.group)


def _years(line: Line) -> Iterator[Offer]:
    return ((str(one.assessment.year), one.instrument.source) for one in _submissions(line))


def _years_of_sides(line: Line) -> Iterator[Offer]:
    """The years of both sides: what stands before the comma stays."""
    before = line.begun[: line.begun.rfind(",") + 1]
    return ((before + value, text) for value, text in _years(line))


def _sheets(line: Line) -> Iterator[Offer]:
    from spbe_cli.reading.files import content
    from spbe_cli.reading.sheets import Book

    for file in _files(line):
        if file.lower().endswith(".xlsx"):
            yield from ((one.name, os.path.basename(file)) for one in Book(content(file), file).sheets)


def _meant(line: Line) -> Iterable[Instrument]:
    """The instruments of the files on the line; without any the one that is asked for, else the default."""
    reader = _reader(line)
    found = {one.instrument.id: one.instrument for one in _submissions(line)}
    return found.values() or (reader.default or reader.instruments.default,)


def _submissions(line: Line) -> Iterator[Submission]:
    """The readable submissions in the files on the line, as far as there is time."""
    reader, end = _reader(line), time.monotonic() + _MOST_SECONDS
    for file in _files(line):
        for read in reader.submissions(file):
            if time.monotonic() > end:
                return
            if not isinstance(read, list):
                yield read


def _files(line: Line) -> Iterator[str]:
    """The files on the line that are read quickly; never standard input, which is the terminal."""
    from spbe_cli.reading.sources import meant

    said = [line.arguments, *(line.given.get(name) or () for name in _FILES)]
    paths = [path for one in said for path in ((one,) if isinstance(one, str) else one)]
    files, _problems = meant(path for path in paths if path != "-")
    for file in islice(files, _MOST_FILES):
        if os.path.isfile(file) and os.path.getsize(file) <= _MOST_BYTES:
            yield file


def _reader(line: Line) -> Reader:
    """What reads the files, with the instrument file and the headings that the line or ``spbe.toml`` says."""
    from spbe_cli.commands.common import Common
    from spbe_cli.reading.problems import BadInput

    common = Common.of(line.given)._replace(quiet=True)
    with contextlib.suppress(BadInput):
        common = common.settled()
    return common.reader()


_VALUES: Final[dict[str, Callable[[Line], Iterable[Offer]]]] = {
    "instrument": _instruments,
    "focus": _selections,
    "only": _selections,
    "what": _of_catalogue,
    "indicator": _indicators,
    "target": _predicates,
    "fail_under": _predicates,
    "settings": _settings,
    "agency": _agencies,
    "kind": _kinds,
    "group": _groups,
    "year": _years,
    "years": _years_of_sides,
    "sheet": _sheets,
}

KNOWN: Final = frozenset((*_VALUES, "format"))
"""The options, by their names in ``spbe_cli.options``, whose values are known here."""
