"""YAML text to documents: one pass over libyaml's events.

PyYAML's own loaders silently keep the last of two equal keys, read ``yes`` as true and ``1:30`` as ninety, turn decimals into
floats and forget positions. This reader refuses tags, merge keys and anything that could cost far more than its size, before it
costs anything.
:mod:`spbe_cli.reading.scalars` says what a plain scalar means.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import yaml

from spbe_cli.limits import MAX_DEPTH, MAX_PROBLEMS, MAX_VALUES
from spbe_cli.reading.decoding import decoded
from spbe_cli.reading.document import Document, run_together
from spbe_cli.reading.places import Stream
from spbe_cli.reading.problems import BadInput, Problem, problem_at
from spbe_cli.reading.scalars import NUMBERS, plain_value
from spbe_cli.slips import LOOKALIKE

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECOND = 2

# A loader of PyYAML, used only for its events: that of libyaml if PyYAML was built with it, as its wheels are.
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Scalar, _MappingEnd, _SequenceEnd = yaml.ScalarEvent, yaml.MappingEndEvent, yaml.SequenceEndEvent

_STRAY = {"\t": "tab", "-": "dash"}

# How JSON escapes a character beyond the first 65,536; YAML has another way. Joined it is shorter, so what stands behind it on
# its line is told some columns too early.
_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)


def _joined(pair: re.Match[str]) -> str:
    return pair[1] + bytes.fromhex(pair[2] + pair[3]).decode("utf-16-be")


def documents(data: bytes, path: str) -> list[Document]:
    """Every document of a YAML stream.

    Args:
        data: the file's bytes: UTF-8, with or without a byte order mark, or UTF-16 with one; at most ``MAX_BYTES``.
        path: what to call the file in problems.

    Raises:
        BadInput: with the first part that is not YAML or costs too much, and the problems above it.
    """
    return _Reader(decoded(data, path), path).read()


def document(data: bytes, path: str, kind: Literal["answers", "owners", "costs", "aliases"] = "answers") -> Document:
    """The only document of a file, which must be a mapping; ``kind`` is what file it is meant to be, for problems.

    Raises:
        BadInput: as for :func:`documents`; also when the file is empty or holds no mapping. A second document is a problem of the
            first one.
    """
    reader = _Reader(decoded(data, path), path)
    found = reader.read()
    if not found or (len(found) == 1 and found[0].value is None):
        raise BadInput([Problem.at(path, 1, 1, "empty")])
    if not isinstance(found[0].value, dict):
        items = found[0].value if isinstance(found[0].value, list) else ()
        several = bool(items) and all(isinstance(one, dict) for one in items)
        code, context = run_together(found[0].value) or ("not_a_mapping", {"several": several, "kind": kind})
        raise BadInput([Problem.at(path, *found[0].find(()), code, **context)])
    if reader.second is not None:
        found[0].problems.append(problem_at(path, reader.second, "several_documents"))
    return found[0]


class _RefusedError(Exception):
    """An error that stops the reading of a stream, at a mark."""

    def __init__(self, mark: Any, code: str) -> None:
        super().__init__(code)
        self.mark, self.code = mark, code


class _Reader:
    """One pass over a stream's events. After it, ``second`` is the mark where a second document begins."""

    def __init__(self, text: str, path: str) -> None:
        self.text = _PAIR.sub(_joined, text) if "\\u" in text and text.lstrip().startswith("{") else text
        self.path = path
        self.problems: list[Problem] = []
        self.second: Any = None
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._keys: dict[str, str | int] = {}
        self._values = 0

    def read(self) -> list[Document]:
        try:
            return list(self._documents())
        except _RefusedError as refused:
            self.problems.append(problem_at(self.path, refused.mark, refused.code, limit=MAX_PROBLEMS))
        except yaml.MarkedYAMLError as error:
            # Something that never ends is reported where it begins, not at the end of the file.
            never_ended = re.search("flow|simple key", error.context or "") or "end of stream" in (error.problem or "")
            begun = error.context_mark if never_ended else None
            if "nesting" in (error.problem or ""):
                self._problem(error.problem_mark, "too_deep")  # libyaml has a limit of its own for what comes before a value
            else:
                self._not_yaml(begun or error.problem_mark, escape="escape" in (error.problem or ""))
        raise BadInput(sorted(self.problems, key=lambda problem: (problem.line, problem.column)))

    def _events(self) -> Iterator[Any]:
        return iter(_Parser(self.text).get_event, None)

    def _documents(self) -> Iterator[Document]:
        stream = Stream(self._events, self._meant)
        self._next = self._events().__next__
        number = found = 0
        while type(event := self._next()) is not yaml.StreamEndEvent:
            if type(event) is yaml.DocumentStartEvent:
                self._anchors.clear()
                before = len(self.problems)
                first = self._next()
                value = self._value(first, 0)
                # `---` at the very end opens an empty document that nobody meant.
                if value is not None or self._rest(first.start_mark).strip():
                    found += 1
                    if found == _SECOND:
                        self.second = event.start_mark
                    read = Document(value, partial(stream.place, number), self.problems[before:])
                    if number == 0:
                        read.head = stream.head
                    yield read
                number += 1

    def _rest(self, mark: Any) -> str:
        return self.text[mark.index :]

    def _problem(self, mark: Any, code: str, **context: Any) -> None:
        if len(self.problems) == MAX_PROBLEMS:
            raise _RefusedError(mark, "too_many_problems")
        self.problems.append(problem_at(self.path, mark, code, **context))

    def _not_yaml(self, mark: Any, *, escape: bool) -> None:
        if escape:
            self._problem(mark, "escape")
            return
        lines = self.text.splitlines() or [""]
        line = lines[min(mark.line, len(lines) - 1)]
        if self.text.lstrip().startswith("{") and line.startswith("{") and self.text[: mark.index].strip():
            self._problem(mark, "several_documents")  # JSON Lines
            return
        for number in (mark.line, mark.line - 1):
            together = run_together(lines[number]) if 0 <= number < len(lines) else None
            if together is not None:
                code, context = together
                column = lines[number].index(context["value"]) + 1
                self.problems.append(Problem.at(self.path, number + 1, column, code, **context))
                return
        for number in (mark.line, mark.line - 1):
            if 0 <= number < len(lines) and (found := LOOKALIKE.search(lines[number])) is not None:
                self.problems.append(Problem.at(self.path, number + 1, found.start() + 1, "lookalike", value=found[0]))
                return
        indentation = line[: len(line) - len(line.lstrip())]
        if "\t" in indentation and mark.column <= len(indentation):
            self.problems.append(Problem.at(self.path, mark.line + 1, indentation.index("\t") + 1, "tab"))
        else:
            self._problem(mark, _STRAY.get(line[mark.column : mark.column + 1], "not_yaml"))

    def _value(self, event: Any, depth: int) -> Any:
        """The value that begins with an event."""
        before = self._values
        self._values = before + 1
        if before >= MAX_VALUES:
            raise _RefusedError(event.start_mark, "too_many_values")
        kind = type(event)
        if kind is _Scalar:
            value = event.value
            if event.implicit[0]:
                value = plain_value(value)
        elif kind is yaml.AliasEvent:
            return self._alias(event)
        elif depth >= MAX_DEPTH:
            raise _RefusedError(event.start_mark, "too_deep")
        elif kind is yaml.MappingStartEvent:
            value = self._mapping(depth)
        else:
            value = self._sequence(depth)
        if event.tag is not None:
            self._problem(event.start_mark, "tag")
        if event.anchor is not None:
            self._anchors[event.anchor] = value, self._values - before
        return value

    def _mapping(self, depth: int) -> dict[Any, Any]:
        mapping: dict[Any, Any] = {}
        first: dict[Any, Any] = {}
        following, known = self._next, self._keys
        while type(event := following()) is not _MappingEnd:
            # Most keys are numbers, or were there before: these are only looked up.
            key = None
            if type(event) is _Scalar and event.tag is None and event.anchor is None:
                key = NUMBERS.get(event.value) or known.get(event.value)
            if key is None:
                key = self._key(event, depth)
            begun = following()
            # Most values are scalars without tag or anchor, which take this shorter way.
            if type(begun) is _Scalar and begun.tag is None and begun.anchor is None and self._values < MAX_VALUES:
                self._values += 1
                value = plain_value(begun.value) if begun.implicit[0] else begun.value
            else:
                value = self._value(begun, depth + 1)
            if value is None and self._without_colon(event, begun):
                code, context = run_together(event.value) or ("key_without_colon", {"key": event.value})
                self._problem(event.start_mark, code, **context)
            elif key in mapping:
                self._problem(event.start_mark, "duplicate_key", key=event.value, first=first[key].start_mark.line + 1)
            elif key is not None:
                mapping[key] = value
                first[key] = event
        return mapping

    def _without_colon(self, key: Any, value: Any) -> bool:
        # YAML allows a key without a value in braces: {index: 2,62} would be an index of 2 and a key 62.
        end: Any = key.end_mark
        return type(key) is _Scalar and ":" not in self.text[end.index : value.start_mark.index]

    def _key(self, event: Any, depth: int) -> str | int | None:
        """A key: a whole number, or text as written; None, with a problem added, for any other kind of key.

        A number in quotes is that number, too: programs whose keys are always text write it so, in JSON and in YAML.
        """
        if type(event) is not _Scalar:
            self._no_key(event, depth)
            return None
        key = self._meant(event)
        if event.anchor is not None:
            self._anchors[event.anchor] = key, 1
        if event.tag is not None or (key == "<<" and event.implicit[0]):
            self._problem(event.start_mark, "tag" if event.tag is not None else "merge_key")
            return None
        if key != "<<":  # with quotes it is a key like others, without them it is none
            self._keys[event.value] = key
        return key

    def _meant(self, event: Any) -> str | int:
        text: str = event.value
        if text[:1].isalpha():
            return text
        key = plain_value(text)
        return key if type(key) is int else text

    def _no_key(self, event: Any, depth: int) -> None:
        mark, known = event.start_mark, len(self.problems)
        self._value(event, depth + 1)
        # Its contents are not reported, too. To YAML a template's {{ agency }} is a mapping used as a key.
        del self.problems[known:]
        braces = self.text[: mark.index + 1].endswith("{{")
        self._problem(mark, "not_filled_in" if braces else "key_not_plain")

    def _sequence(self, depth: int) -> list[Any]:
        sequence: list[Any] = []
        while type(event := self._next()) is not _SequenceEnd:
            sequence.append(self._value(event, depth + 1))
        return sequence

    def _alias(self, event: Any) -> Any:
        if event.anchor not in self._anchors:
            self._problem(event.start_mark, "unknown_alias")
            return None
        value, size = self._anchors[event.anchor]
        # An alias costs as much as the value it stands for, so a few lines can't grow into a million values.
        self._values += size
        if self._values > MAX_VALUES:
            raise _RefusedError(event.start_mark, "too_many_values")
        return value
