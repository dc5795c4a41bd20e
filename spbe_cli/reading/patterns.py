"""Patterns such as ``answers/**/*-2024.yaml`` to the paths that match them."""

from __future__ import annotations

import glob
import os
import re
from fnmatch import translate
from typing import TYPE_CHECKING

from spbe_cli.limits import MAX_FOLDERS
from spbe_cli.reading.files import is_a

if TYPE_CHECKING:
    from collections.abc import Iterator

_ANY_DEPTH = "**"


class TooManyFolders(Exception):
    """A pattern goes through more than ``MAX_FOLDERS`` folders."""


def matching(pattern: str) -> list[str]:
    """The paths that match a pattern, each once, in order.

    Like :func:`glob.glob`, on Windows with no regard to case, but ``**`` does not follow symbolic links to folders: two links to
    each other would have no end.

    Raises:
        TooManyFolders: when it takes too long.
    """
    drive, rest = os.path.splitdrive(pattern)
    root = drive + (os.sep if rest[:1] in (os.sep, os.altsep) else "")
    parts = [part for part in re.split(r"[\\/]" if os.altsep else "/", rest) if part]
    found: set[str] = set()
    folders = 0
    left = [(root, tuple(parts))]
    while left:
        folder, to_match = left.pop()
        if not to_match:
            found.add(folder)
            continue
        folders += 1
        if folders > MAX_FOLDERS:
            raise TooManyFolders
        left += _next(folder, to_match[0], to_match[1:])
    return sorted(found - {""})


def _next(folder: str, part: str, rest: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The paths that match the first part of a pattern in a folder, each with the parts that are left."""
    if part == _ANY_DEPTH:
        # No folder at all, or any below.
        yield folder, rest
        for entry in _entries(folder):
            if not entry.name.startswith("."):
                path = os.path.join(folder, entry.name)
                if entry.is_dir(follow_symlinks=False):
                    yield path, (part, *rest)
                elif not rest and not is_a(entry.is_dir):
                    yield path, ()
    elif glob.has_magic(part):
        fits = re.compile(translate(os.path.normcase(part))).match
        for entry in _entries(folder):
            if fits(os.path.normcase(entry.name)) and (part.startswith(".") or not entry.name.startswith(".")):
                yield os.path.join(folder, entry.name), rest
    elif os.path.lexists(path := os.path.join(folder, part)):
        yield path, rest


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """The entries of a folder; none if it is no folder, or can't be read."""
    try:
        with os.scandir(folder or os.curdir) as entries:
            return list(entries)
    except (OSError, ValueError):
        return []
