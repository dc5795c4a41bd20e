"""YAML text to plain values, and where each of them stands: one pass over libyaml's events.

PyYAML's own loaders keep the last of two equal keys silently, read ``yes`` as true and ``1:30`` as ninety, make floats of
decimals and forget positions. Here a plain scalar is read by the core rules of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema),
narrowed: decimals become exact :class:`~decimal.Decimal`, digits with a leading zero stay text, and tags, merge keys and anything
that could cost more than its size are refused before they cost it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import yaml

from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spbe_cli.model.base import Fault

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 24
OFFICE_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""What the files of office programs begin with: an archive, or the older form, in which also encrypted ones come."""

MAX_VALUES = 100_000
_MAX_DIGITS = 40

# A loader of PyYAML's, of which only the events are used: libyaml's where PyYAML was built with it, as its wheels are.
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NUMBER = re.compile(
    r"""(?P<whole>[-+]?(?:0|[1-9][0-9]*))
      | (?P<decimal>[-+]?(?:0|[1-9][0-9]*)?\.[0-9]+(?:[eE][-+]?[0-9]{1,2})?
                  | [-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]{1,2})
                  | [-+]?(?:0|[1-9][0-9]*)\.)
      | (?P<octal>0o[0-7]+)
      | (?P<hexadecimal>0x[0-9a-fA-F]+)""",
    re.VERBOSE,
)
# What YAML does not take for text (https://yaml.org/spec/1.2.2/#51-character-set); libyaml's own word on it has no usable place.
_NOT_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


class Place:
    """Where a mapping or a list stands, and where what is in it stands.

    ``parts`` has the places of the values by key or position: the mark of a scalar, the place of what holds more. ``keys`` has
    the marks of a mapping's keys. libyaml's marks count lines and columns from 0.
    """

    __slots__ = ("keys", "mark", "parts", "size")

    def __init__(self, mark: Any) -> None:
        self.mark = mark
        self.keys: dict[Any, Any] = {}
        self.parts: dict[Any, Any] = {}
        self.size = 1

    def at(self, mark: Any) -> Place:
        """What is here, standing somewhere else: an alias."""
        place = Place(mark)
        place.keys, place.parts, place.size = self.keys, self.parts, self.size
        return place

    def find(self, path: tuple[Any, ...], *, key: bool = False) -> tuple[int, int]:
        """The line and column, from 1, of what ``path`` leads to, of its key if ``key``; or of the nearest thing above it.

        A step that is not there is passed over: a short form (``3: [1, 2]``) leaves out steps of the full one.
        """
        return _line_column(self.mark_of(path, key=key))

    def mark_of(self, path: tuple[Any, ...], *, key: bool = False) -> Any:
        """The mark of what :meth:`find` finds."""
        place: Any = self
        for depth, step in enumerate(path):
            if not isinstance(place, Place):
                break
            if key and depth == len(path) - 1 and step in place.keys:
                return place.keys[step]
            place = place.parts.get(step, place)
        return place.mark if isinstance(place, Place) else place


class Document:
    """One YAML document: its value, made of dict, list, str, int, Decimal, bool and None, its places, and what is wrong in it.

    What is in ``problems`` (equal keys, of which the value has the first, tags, merge keys …) does not keep the rest from being
    checked. ``begin`` is the mark where it begins: its ``---`` where it has one. ``sheets`` are those of a workbook, in order.
    """

    __slots__ = ("begin", "place", "problems", "sheets", "value")

    def __init__(
        self, value: Any, place: Place, problems: list[Problem], begin: Any = None, sheets: Sequence[str | None] = ()
    ) -> None:
        self.value = value
        self.place = place
        self.problems = problems
        self.begin = begin or place.mark
        self.sheets = sheets


def _line_column(mark: Any) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


def plain_value(text: str) -> str | int | Decimal | bool | None:
    """What an unquoted scalar means: by YAML 1.2's core rules, decimals exact, digits with a leading zero text."""
    if text in _WORDS:
        return _WORDS[text]
    if len(text) > _MAX_DIGITS or text[0] not in "-+.0123456789" or not (number := _NUMBER.fullmatch(text)):
        return text
    match number.lastgroup:
        case "whole":
            return int(text)
        case "octal" | "hexadecimal":
            return int(text, 0)
        case _:
            return Decimal(text)


def documents(data: bytes, path: str) -> list[Document]:
    """Every document of a YAML stream.

    Args:
        data: the file's bytes: UTF-8, with or without a byte order mark, or UTF-16 with one; at most ``MAX_BYTES``.
        path: what to call the file in problems.

    Raises:
        BadInput: with the first thing that is no YAML or costs too much, and the problems above it.
    """
    return _Reader(decoded(data, path), path).read()


def document(data: bytes, path: str) -> Document:
    """The one document of a file that holds just one mapping.

    Raises:
        BadInput: as for :func:`documents`; also when the file is empty or holds no mapping. A second document is a problem of the
            first one.
    """
    found = documents(data, path)
    if not found or (len(found) == 1 and found[0].value is None):
        raise BadInput([Problem.at(path, 1, 1, "empty")])
    if not isinstance(found[0].value, dict):
        raise BadInput([Problem.at(path, *found[0].place.find(()), "not_a_mapping")])
    if len(found) > 1:
        found[0].problems.append(Problem.at(path, *_line_column(found[1].begin), "several_documents"))
    return found[0]


def located(faults: Iterable[Fault], document: Document, path: str) -> list[Problem]:
    """A document's own problems and the faults found in its values, each at its place, in the order of the text."""
    problems = list(document.problems)
    # Where a value itself can't stand, what it would mean is no further problem.
    taken = {(problem.sheet, problem.line, problem.column) for problem in problems}
    for fault in faults:
        mark = document.place.mark_of(fault.path, key=fault.at_key)
        problem = problem_at(path, mark, fault.code, **fault.context)
        if (problem.sheet, problem.line, problem.column) not in taken:
            problems.append(problem)
    order = {sheet: number for number, sheet in enumerate(document.sheets)}
    return sorted(dict.fromkeys(problems), key=lambda one: (order.get(one.sheet, -1), one.line or 0, one.column or 0))


def problem_at(path: str, mark: Any, code: str, **context: Any) -> Problem:
    """A problem at a mark; those of a workbook alone have a sheet."""
    return Problem.at(path, *_line_column(mark), code, **context)._replace(sheet=getattr(mark, "sheet", None))


def decoded(data: bytes, path: str, limit: int = MAX_BYTES) -> str:
    """The text of a file.

    Args:
        data: UTF-8, with or without a byte order mark, or UTF-16 with one.
        path: what to call the file in problems.
        limit: how many bytes it may have, a whole number of MiB.

    Raises:
        BadInput: when it is larger or otherwise encoded, or holds what YAML does not take for text.
    """
    if len(data) > limit:
        raise BadInput([Problem.at(path, 1, 1, "too_large", limit=limit // 1024**2)])
    if data.startswith(OFFICE_FILES):
        raise BadInput([Problem.at(path, None, None, "office_file")])
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        encoding, data = "utf-8", data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, errors="ignore")
        raise BadInput([Problem.at(path, *_line_and_column(before, len(before)), "encoding")]) from None
    if found := _NOT_TEXT.search(text):
        raise BadInput([Problem.at(path, *_line_and_column(text, found.start()), "control_character")])
    return text


def _line_and_column(text: str, index: int) -> tuple[int, int]:
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


class _RefusedError(Exception):
    """What stops the reading of a stream, at a mark."""

    def __init__(self, mark: Any, code: str) -> None:
        super().__init__(code)
        self.mark, self.code = mark, code


class _Reader:
    """One pass over a stream's events."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.problems: list[Problem] = []
        self._anchors: dict[str, tuple[Any, Any]] = {}
        self._values = 0

    def read(self) -> list[Document]:
        try:
            return list(self._documents())
        except _RefusedError as refused:
            self._problem(refused.mark, refused.code)
        except yaml.MarkedYAMLError as error:
            # What was begun and never ended is wrong where it begins, not where the file ends.
            never_ended = re.search("flow|simple key", error.context or "") or "end of stream" in (error.problem or "")
            begun = error.context_mark if never_ended else None
            self._not_yaml(begun or error.problem_mark)
        raise BadInput(sorted(self.problems, key=lambda problem: (problem.line, problem.column)))

    def _documents(self) -> Iterator[Document]:
        self._next = _Parser(self.text).get_event
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                self._anchors.clear()
                before = len(self.problems)
                first = self._next()
                value, part = self._value(first, 0)
                # `---` at the very end opens an empty document that nobody meant.
                if value is not None or self.text[first.start_mark.index :].strip():
                    place = part if isinstance(part, Place) else Place(part)
                    yield Document(value, place, self.problems[before:], event.start_mark)

    def _problem(self, mark: Any, code: str, **context: Any) -> None:
        self.problems.append(Problem.at(self.path, *_line_column(mark), code, **context))

    def _not_yaml(self, mark: Any) -> None:
        lines = self.text.splitlines() or [""]
        line = lines[min(mark.line, len(lines) - 1)]
        indentation = line[: len(line) - len(line.lstrip())]
        if "\t" in indentation and mark.column <= len(indentation):
            self.problems.append(Problem.at(self.path, mark.line + 1, indentation.index("\t") + 1, "tab"))
        else:
            self._problem(mark, "tab" if line[mark.column : mark.column + 1] == "\t" else "not_yaml")

    def _value(self, event: Any, depth: int) -> tuple[Any, Any]:
        """The value that begins with an event, and its place; a scalar's place is its mark."""
        self._values += 1
        if self._values > MAX_VALUES:
            raise _RefusedError(event.start_mark, "too_many_values")
        if type(event) is yaml.AliasEvent:
            return self._alias(event)
        if event.tag is not None:
            self._problem(event.start_mark, "tag")
        if type(event) is yaml.ScalarEvent:
            value: Any = plain_value(event.value) if event.implicit[0] else event.value
            part: Any = event.start_mark
        elif depth >= MAX_DEPTH:
            raise _RefusedError(event.start_mark, "too_deep")
        else:
            part = Place(event.start_mark)
            value = (self._mapping if type(event) is yaml.MappingStartEvent else self._sequence)(part, depth)
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, part)
        return value, part

    def _mapping(self, place: Place, depth: int) -> dict[Any, Any]:
        mapping: dict[Any, Any] = {}
        keys, parts, following = place.keys, place.parts, self._next
        while type(event := following()) is not yaml.MappingEndEvent:
            mark = event.start_mark
            key = self._key(event, depth)
            first = following()
            value, part = self._value(first, depth + 1)
            place.size += _size(part)
            if value is None and ":" not in self.text[event.end_mark.index : first.start_mark.index]:
                # In braces a key may stand alone to YAML: {index: 2,62} would be an index of 2 and a key 62.
                self._problem(mark, "key_without_colon", key=event.value)
            elif key in mapping:
                self._problem(mark, "duplicate_key", key=event.value, first=keys[key].line + 1)
            elif key is not None:
                mapping[key] = value
                keys[key] = mark
                parts[key] = part
        return mapping

    def _key(self, event: Any, depth: int) -> str | int | None:
        """A key: a whole number, or text as written; None, which is a problem, for one that is not used here."""
        if type(event) is not yaml.ScalarEvent:
            self._problem(event.start_mark, "key_not_plain")
            self._value(event, depth + 1)
            return None
        key = plain_value(event.value) if event.implicit[0] else event.value
        if type(key) is not int:
            key = str(event.value)
        if event.anchor is not None:
            self._anchors[event.anchor] = (key, event.start_mark)
        if event.tag is not None or (key == "<<" and event.implicit[0]):
            self._problem(event.start_mark, "tag" if event.tag is not None else "merge_key")
            return None
        return key

    def _sequence(self, place: Place, depth: int) -> list[Any]:
        sequence: list[Any] = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            value, part = self._value(event, depth + 1)
            place.size += _size(part)
            place.parts[len(sequence)] = part
            sequence.append(value)
        return sequence

    def _alias(self, event: Any) -> tuple[Any, Any]:
        if event.anchor not in self._anchors:
            self._problem(event.start_mark, "unknown_alias")
            return None, event.start_mark
        value, part = self._anchors[event.anchor]
        # An alias costs what it stands for, so a few lines can't grow into a million values.
        self._values += _size(part)
        if self._values > MAX_VALUES:
            raise _RefusedError(event.start_mark, "too_many_values")
        return value, part.at(event.start_mark) if isinstance(part, Place) else event.start_mark


def _size(part: Any) -> int:
    """How many values stand at a place, itself among them."""
    return part.size if isinstance(part, Place) else 1
