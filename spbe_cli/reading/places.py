"""The places of the values of a document: found only when a problem needs them, not kept for every value.

A mark is a position that counts lines and columns from 0, as libyaml's marks do; in a workbook it is a cell and has a ``sheet``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class TextMark(NamedTuple):
    """A position in a text that is no YAML."""

    line: int
    column: int


def line_column(mark: Any) -> tuple[int, int]:
    """The line and column of a mark, from 1."""
    return mark.line + 1, mark.column + 1


class Place:
    """The place of a mapping or a list, and the places of the values in it.

    ``parts`` has the places of the values by key or position: a mark for a scalar, a place for a mapping or list. ``keys`` has
    the marks of a mapping's keys.
    """

    __slots__ = ("keys", "mark", "parts")

    def __init__(self, mark: Any) -> None:
        self.mark = mark
        self.keys: dict[Any, Any] = {}
        self.parts: dict[Any, Any] = {}

    def at(self, mark: Any) -> Place:
        """The same contents at another mark, for an alias."""
        place = Place(mark)
        place.keys, place.parts = self.keys, self.parts
        return place

    def find(self, path: tuple[Any, ...], *, key: bool = False) -> tuple[int, int]:
        """The line and column, from 1, of what :meth:`mark_of` finds."""
        return line_column(self.mark_of(path, key=key))

    def mark_of(self, path: tuple[Any, ...], *, key: bool = False) -> Any:
        """The mark of the value at ``path`` (with ``key``, of its key), or of the nearest value above it.

        A step that does not exist is passed over: a short form (``3: [1, 2]``) leaves out steps of the full form.
        """
        place: Any = self
        for depth, step in enumerate(path):
            if not isinstance(place, Place):
                break
            if key and depth == len(path) - 1 and step in place.keys:
                return place.keys[step]
            place = place.parts.get(step, place)
        return place.mark if isinstance(place, Place) else place


def put(value: dict[str, Any], place: Place, key: str, said: Any, at: Any) -> None:
    """Puts what is said into a mapping under a key, and where it stands into the mapping's place."""
    value[key], place.keys[key], place.parts[key] = said, at.mark if isinstance(at, Place) else at, at


class Stream:
    """A YAML stream whose values were read; it is parsed once more to find their places.

    Args:
        events: gives the stream's events from the beginning.
        key: gives the key that an event means.
    """

    def __init__(self, events: Callable[[], Iterator[Any]], key: Callable[[Any], Any]) -> None:
        self._events = events
        self._key = key
        self._found: list[Place] | None = None

    def place(self, number: int) -> Place:
        """The place of the stream's document of that number, from 0."""
        if self._found is None:
            self._found = list(self._documents())
        return self._found[number]

    def head(self, until: Any) -> Place:
        """The place of the stream's first document, as far as the key ``until`` of its top, without what that key holds.

        A file is not parsed to its end only to know where its answers begin.
        """
        return next(self._documents(until))

    def _documents(self, until: Any = None) -> Iterator[Place]:
        self._next = self._events().__next__
        self._anchors: dict[str, Any] = {}
        while type(event := self._next()) is not yaml.StreamEndEvent:
            if type(event) is yaml.DocumentStartEvent:
                self._anchors.clear()
                part = self._part(self._next(), until)
                yield part if isinstance(part, Place) else Place(part)

    def _part(self, event: Any, until: Any = None) -> Any:
        """The place of the value that begins with an event; a scalar's is its mark."""
        mark, kind = event.start_mark, type(event)
        if kind is yaml.AliasEvent:
            part = self._anchors.get(event.anchor)
            return part.at(mark) if isinstance(part, Place) else mark
        part = mark if kind is yaml.ScalarEvent else self._held(Place(mark), kind, until)
        if event.anchor is not None:
            self._anchors[event.anchor] = part
        return part

    def _held(self, place: Place, kind: type, until: Any) -> Place:
        if kind is yaml.MappingStartEvent:
            while type(event := self._next()) is not yaml.MappingEndEvent:
                key = self._key(event) if type(event) is yaml.ScalarEvent else None
                if key is not None and key == until:
                    place.keys[key], place.parts[key] = event.start_mark, self._next().start_mark
                    break
                self._part(event)
                part = self._part(self._next())
                # Of equal keys the first one counts.
                if key is not None and key not in place.keys:
                    place.keys[key], place.parts[key] = event.start_mark, part
        else:
            while type(event := self._next()) is not yaml.SequenceEndEvent:
                place.parts[len(place.parts)] = self._part(event)
        return place
