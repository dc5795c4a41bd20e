"""Lists of agencies: a name on a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.model import agencies
from spbe_cli.reading.document import decoded
from spbe_cli.reading.files import content
from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Callable


def load_names(path: str, called: Callable[[str], str]) -> dict[str, int]:
    """The names in a file, once each, and the line in which each stands first; a line that begins with ``#`` holds none.

    Args:
        path: the file.
        called: the name to keep of an agency that has several, by any of them.

    Raises:
        BadInput: when it can't be read, or holds no name.
    """
    found: dict[str, tuple[str, int]] = {}
    for line, text in enumerate(decoded(content(path), path).splitlines(), start=1):
        name = called(text.strip())
        if name and not name.startswith("#"):
            found.setdefault(agencies.key(name), (name, line))
    if not found:
        raise BadInput([Problem.at(path, 1, 1, "empty")])
    return dict(found.values())
