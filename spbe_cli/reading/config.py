"""``spbe.toml`` to its settings, and the place of each of its keys.

The format is TOML (https://toml.io/en/v1.0.0), read by Python's own :mod:`tomllib`, which keeps no positions. A document is a
sequence of statements, and each statement is a document by itself. So reading them one by one gives their places.

Every start looks for the file, so modules that only reading needs are imported only when it is read.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from spbe_cli.limits import MAX_CONFIG_BYTES, MAX_CONFIG_DEPTH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spbe_cli.model.base import Fault
    from spbe_cli.model.config import Config
    from spbe_cli.reading.places import Place, TextMark

NAME = "spbe.toml"

_MISNAMED = (f"{NAME}.txt", f".{NAME}", "SPBE.toml", "Spbe.toml")

_PROJECT = "pyproject.toml"
_OURS_IN_PROJECT = rb"""(?m)^[ \t]*\[{1,2}[ \t]*["']?tool["']?[ \t]*\.[ \t]*["']?spbe(?:[-_]cli)?["']?[ \t]*[\].]"""
"""The header of settings where other Python tools have theirs; compiled only where there is such a file."""

_MOST_LINES = 100
"""Places are found only in statements of at most this many lines."""


class Settings(NamedTuple):
    """A ``spbe.toml`` that was read: its path, what it says, and where."""

    path: str
    config: Config
    place: Place

    @property
    def indicators(self) -> str | None:
        """The path of the instrument file that it names, from the working directory."""
        return self._beside(self.config.indicators)

    @property
    def aliases(self) -> str | None:
        """The path of the file of aliases that it names, from the working directory."""
        return self._beside(self.config.aliases)

    def _beside(self, named: str | None) -> str | None:
        return None if named is None else os.path.normpath(Path(self.path).parent / named)


def config_path() -> str | None:
    """The ``spbe.toml`` of the working directory, or the nearest above it in the same repository; None where there is none."""
    try:
        here = Path.cwd()
    except OSError:  # a directory that has been removed
        return None
    found = None
    for folder in (here, *here.parents):
        # Whatever has the name, such as a folder or a link to nothing: the gates must not be lost in silence.
        if found is None and os.path.lexists(folder / NAME):
            found = os.path.relpath(folder / NAME, here)
        if (found is not None and folder == here) or os.path.exists(folder / ".git"):
            return found
    return None


def misnamed() -> list[str]:
    """What in the working directory is meant to be a ``spbe.toml``, by its name or by what is in it."""
    found = [name for name in _MISNAMED if os.path.lexists(name)]
    return [*found, _PROJECT] if _is_ours(_PROJECT) else found


def _is_ours(path: str) -> bool:
    """Whether a ``pyproject.toml`` has settings for us, which are not read there."""
    if not os.path.isfile(path):
        return False
    try:
        with Path(path).open("rb") as file:
            return re.search(_OURS_IN_PROJECT, file.read(MAX_CONFIG_BYTES)) is not None
    except OSError:
        return False


def configured_language() -> str | None:
    """The language that ``spbe.toml`` asks for; None also if it can't be read, because the command reports its problems later."""
    path = config_path()
    if path is None or Path(path).is_fifo():
        return None
    import tomllib

    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_CONFIG_BYTES + 1)
        language = tomllib.loads(data.decode("utf-8-sig")).get("language") if _bounded(data) else None
    except (OSError, ValueError, RecursionError):
        return None
    return language if isinstance(language, str) else None


_DOTTED = rb"""(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){%d}""" % MAX_CONFIG_DEPTH


def _too_deep(data: bytes) -> int | None:
    """The line of a dotted key that nests too deep, found before the file is parsed; None where there is none."""
    found = re.search(_DOTTED, data)
    return None if found is None else data[: found.start()].count(b"\n") + 1


def _bounded(data: bytes) -> bool:
    return len(data) <= MAX_CONFIG_BYTES and _too_deep(data) is None


def load_config(path: str) -> Settings:
    """What a ``spbe.toml`` says.

    Raises:
        BadInput: with every problem found in it.
    """
    from spbe_cli.model.config import Config
    from spbe_cli.reading.checking import checked
    from spbe_cli.reading.decoding import decoded
    from spbe_cli.reading.document import Document, located
    from spbe_cli.reading.files import content
    from spbe_cli.reading.problems import BadInput, Problem

    if Path(path).is_fifo():
        # Reading it could wait for ever.
        raise BadInput([Problem.of(path, "is_a_pipe")])
    data = content(path)
    if len(data) > MAX_CONFIG_BYTES:
        raise BadInput([Problem.of(path, "config_too_large", limit=MAX_CONFIG_BYTES // 1024)])
    if (line := _too_deep(data)) is not None:
        raise BadInput([Problem.at(path, line, 1, "too_deep")])
    text = decoded(data, path)
    values = _parsed(text, path)
    place = _places(text)
    faults: list[Fault] = []
    config = checked(Config, values, faults)
    faults += _unknown_columns(values.get("columns"))
    if config is None or faults:
        raise BadInput(located(faults, Document(values, place, []), path))
    return Settings(path, config, place)


def _unknown_columns(columns: Any) -> Iterator[Fault]:
    """The headings of ``[columns]`` that stand for no known heading, whatever else is wrong."""
    if not isinstance(columns, dict):
        return
    from spbe_cli.model.base import Fault
    from spbe_cli.reading.tables.headings import SIMPLEST, meaning, nearest

    for heading, known in columns.items():
        if isinstance(known, str) and known.strip() and meaning(known) is None:
            yield Fault(("columns", heading), "unknown_heading", {"key": known, "near": nearest(known), "known": SIMPLEST})


def _parsed(text: str, path: str) -> dict[str, Any]:
    import tomllib

    from spbe_cli.reading.problems import BadInput, Problem

    try:
        return _loads(text)
    except tomllib.TOMLDecodeError as error:
        reason = str(error)
        begun = {"Cannot": "toml_twice", "Duplicate": "toml_twice", "Unescaped": "escape", "Invalid hex": "escape"}
        code = next((code for words, code in begun.items() if reason.startswith(words)), "not_toml")
        found = re.search(r"\(at line (\d+), column (\d+)\)", reason)
        lines = text.split("\n")
        line, column = (int(found[1]), int(found[2])) if found else (len(lines), len(lines[-1]) + 1)
        raise BadInput([Problem.at(path, line, column, code)]) from None
    except ValueError:  # a whole number of thousands of digits, which Python does not read
        raise BadInput([Problem.at(path, 1, 1, "not_toml")]) from None
    except RecursionError:
        raise BadInput([Problem.at(path, 1, 1, "too_deep")]) from None


def _loads(text: str) -> dict[str, Any]:
    import tomllib

    from spbe_cli.reading.scalars import plain_value

    # Numbers are exact; extreme ones (1e999999) stay text.
    return tomllib.loads(text, parse_float=lambda digits: plain_value(digits.replace("_", "")))


class _Statement(NamedTuple):
    """A header, or a key and its value: its text, the line it begins in, from 0, and its value if read alone."""

    text: str
    line: int
    value: dict[str, Any]

    @property
    def header(self) -> bool:
        return self.text.lstrip().startswith("[")

    def find(self, key: str, begin: int) -> re.Match[str] | None:
        """The match of the key as it is written, before an equals sign, a point or a closing bracket."""
        return re.compile(rf"""(?<![\w-])(["']?){re.escape(key)}\1[ \t]*(?:(=[ \t]*)|(?=[.\]]))""").search(self.text, begin)

    def mark(self, offset: int) -> TextMark:
        from spbe_cli.reading.places import TextMark

        before = self.text[:offset]
        return TextMark(self.line + before.count("\n"), offset - (before.rfind("\n") + 1))


def _places(text: str) -> Place:
    """The places of keys and values in a valid document."""
    from spbe_cli.reading.places import Place, TextMark

    whole = table = Place(TextMark(0, 0))
    for statement in _statements(text):
        if statement.header:
            table = whole
            for key in _chain(statement.value):
                _put(table, key, statement)
                table = table.parts[key]
        else:
            _mark(table, statement.value, statement, 0)
    return whole


def _statements(text: str) -> Iterator[_Statement]:
    lines: list[str] = []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
        lines.append(line)
        try:
            value = _loads("\n".join(lines))
        except ValueError:
            if len(lines) > _MOST_LINES:
                return
            continue
        yield _Statement("\n".join(lines), number + 1 - len(lines), value)
        lines = []


def _chain(value: Any) -> Iterator[str]:
    """The keys of a header, from the outermost in."""
    while value:
        if isinstance(value, list):
            value = value[0]
        else:
            ((key, value),) = value.items()
            yield key


def _put(table: Place, key: str, statement: _Statement, begin: int = 0) -> int:
    """Adds a key with the place of its value (for a header, its own place) to a table; returns where the key ends."""
    from spbe_cli.reading.places import Place

    found = statement.find(key, begin)
    start, end = found.span() if found else (begin, begin)
    table.keys.setdefault(key, statement.mark(start))
    table.parts.setdefault(key, Place(statement.mark(end if found and found[2] else start)))
    return end


def _mark(table: Place, value: dict[str, Any], statement: _Statement, begin: int) -> None:
    for key, part in value.items():
        begin = _put(table, key, statement, begin)
        if isinstance(part, dict):
            _mark(table.parts[key], part, statement, begin)
