"""Lists of agencies: a name on a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.model import agencies
from spbe_cli.reading.document import decoded
from spbe_cli.reading.files import content
from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Callable


class Names(NamedTuple):
    """Names, each with its first line, and a note for each name that is repeated."""

    lines: dict[str, int]
    again: list[Problem]


def load_names(path: str, called: Callable[[str], str]) -> Names:
    """The names in a file, once each; a line that begins with ``#`` is ignored.

    Args:
        path: the file.
        called: gives the name to keep of an agency, by any of its names.

    Raises:
        BadInput: when it can't be read, or has no name.
    """
    found: dict[str, tuple[str, int]] = {}
    again: list[Problem] = []
    for line, text in enumerate(decoded(content(path), path).splitlines(), start=1):
        name = called(text.strip())
        if not name or name.startswith("#"):
            continue
        _name, first = found.setdefault(agencies.key(name), (name, line))
        if first != line:
            again.append(Problem.at(path, line, 1, "listed_twice", agency=text.strip(), first=first))
    if not found:
        raise BadInput([Problem.at(path, 1, 1, "empty")])
    return Names(dict(found.values()), again)
