"""Paths to bytes: which files are meant, and their contents."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from spbe_cli.limits import MAX_BYTES
from spbe_cli.reading.problems import BadInput, Problem, why

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator
    from io import RawIOBase

    from spbe_cli.reading.problems import Note

STANDARD_INPUT = "-"


def unsaid(_note: Note) -> None:
    """Ignores a note."""


ANSWER_ENDINGS = (".yaml", ".yml", ".xlsx")
_OF_WINDOWS = ("desktop.ini", "thumbs.db")
_OTHER_STEMS = {
    *("owners", "pemilik", "costs", "biaya", "indicators", "indikator", "instruments", "instrumen", "aliases", "alias"),
}


_FIRST = 64 * 1024


def content(path: str, limit: int = MAX_BYTES) -> bytes:
    """The contents of a file (``-``: standard input), up to one byte more than the limit.

    Raises:
        BadInput: when it is missing, a folder, or can't be read, or when nothing came on standard input.
    """
    try:
        if path == STANDARD_INPUT:
            data = b"" if sys.stdin is None else _read(sys.stdin.buffer, limit)
            if not data:
                raise BadInput([Problem.at(path, 1, 1, "nothing_came")])
            return data
        with open(path, "rb", buffering=0) as file:
            return _read(file, limit)
    except FileNotFoundError:
        if os.path.islink(path):
            raise BadInput([Problem.of(path, "link_to_nothing", value=os.readlink(path))]) from None
        meant = _written_elsewhere(path)
        name, near = (Path(path).name, _neighbours(path)) if meant is None else (meant, (meant,))
        raise BadInput([Problem.of(path, "file_missing", name=name, near=near)]) from None
    except (OSError, ValueError) as error:
        if os.path.isdir(path):  # Windows says only that it may not be read
            raise BadInput([Problem.of(path, "is_a_folder")]) from None
        raise BadInput([Problem.of(path, "file_unreadable", reason=why(error))]) from None


def _read(file: IO[bytes] | RawIOBase, limit: int) -> bytes:
    # Reading reserves memory for as many bytes as it asks for, so it asks for few at first: most files are short.
    data = b""
    while len(data) <= limit and (more := file.read(min(limit + 1 - len(data), max(_FIRST, len(data))))):
        data += more
    return data


class PassedOver(NamedTuple):
    """What of a folder is not read: files that may hold answers, and folders that are links, each by its path in the folder."""

    folder: str
    files: list[str]
    links: list[str]

    def notes(self, besides: Container[str]) -> Iterator[Note]:
        """What to say of them; files that are read ``besides``, as they are named themselves, are not told."""
        files = [one for one in self.files if os.path.normpath(os.path.join(self.folder, one)) not in besides]
        if files:
            yield Problem.of(self.folder, "form_not_read", names=files)
        if self.links:
            yield Problem.of(self.folder, "links_not_searched", names=self.links)


def answer_files(paths: Iterable[str]) -> tuple[list[str], list[Problem], list[PassedOver]]:
    """The answer files that paths mean, and a problem for each folder without any.

    A path to a file means that file. A path to a folder means every file in it, in order of name, except hidden files, the ``~$``
    files of office programs and, by name, files of owners, costs and instruments; folders that are links are not searched.
    Such folders, and the files that may hold answers and are not read, come third.
    """
    files: list[str] = []
    problems: list[Problem] = []
    passed: list[PassedOver] = []
    for path in paths:
        if path != STANDARD_INPUT and os.path.isdir(path):
            found = _in_folder(path)
            if found.unread or found.links:
                passed.append(PassedOver(path, sorted(found.unread), sorted(found.links)))
            if not found.files and not found.problems:
                found.problems.append(Problem.of(path, "folder_empty", endings=ANSWER_ENDINGS))
            files += found.files
            problems += found.problems
        else:
            files.append(path)
    return list(dict.fromkeys(files)), problems, passed


class _Found(NamedTuple):
    """What is in a folder: its answer files, problems, files that are not read, and folders that are links."""

    files: list[str]
    problems: list[Problem]
    unread: list[str]
    links: list[str]


def _in_folder(folder: str) -> _Found:
    files: list[str] = []
    problems: list[Problem] = []
    unread: list[str] = []
    links: list[str] = []

    left = [Path(folder)]
    while left:
        parent = left.pop()
        try:
            with os.scandir(parent) as entries:
                found = list(entries)
        except OSError as error:
            problems.append(Problem.of(str(parent), "file_unreadable", reason=why(error)))
            continue
        # One Path for each folder, not for each of thousands of files; it also removes parts like "./".
        within = "" if parent == Path() else os.path.join(parent, "")
        for one in found:
            if one.is_dir(follow_symlinks=False):
                if not hidden(one.name):
                    left.append(parent / one.name)
            # Reading a pipe or a device could wait for ever.
            elif _is_answer_file(one.name) and (is_a(one.is_file) or not (is_a(one.is_dir) or is_device(parent / one.name))):
                files.append(within + one.name)
            elif hidden(one.name):
                continue
            elif one.is_symlink() and is_a(one.is_dir):
                links.append(os.path.relpath(parent / one.name, folder))
            elif is_a(one.is_file) and _may_hold_answers(parent / one.name, nested=parent != Path(folder)):
                unread.append(os.path.relpath(parent / one.name, folder))
    problems.sort(key=lambda one: one.path)
    return _Found(sorted(files, key=_in_order), problems, unread, links)


def _in_order(file: str) -> list[str]:
    """What orders files of a folder: their names, the endings last, so that ``a.xlsx`` comes before its copy ``a (1).xlsx``."""
    name, ending = os.path.splitext(file)
    return [*name.split(os.sep), ending]


def is_a(kind: Callable[[], bool]) -> bool:
    """Whether an entry of a folder is of a kind, such as ``entry.is_dir``; not if it is a link that can't be followed."""
    try:
        return kind()
    except OSError:
        return False


def _may_hold_answers(file: Path, *, nested: bool) -> bool:
    from spbe_cli.reading.unread import may_hold_answers  # only where a folder holds what is not read

    return may_hold_answers(file, nested=nested, named_otherwise=passed_over(file.name))


def is_device(path: Path) -> bool:
    """Whether a path is a pipe, a socket or a device: read or written only if it is named itself, and never replaced."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _is_answer_file(name: str) -> bool:
    return name.lower().endswith(ANSWER_ENDINGS) and not passed_over(name)


def passed_over(name: str) -> bool:
    """Whether a file with such a name is passed over unless it is named itself: hidden, or by its name of another kind."""
    return hidden(name) or os.path.splitext(name.lower())[0] in _OTHER_STEMS


def hidden(name: str) -> bool:
    """Whether a name is one of what people do not see: a dot before it, ``~$`` of office programs, files that Windows keeps."""
    return name.startswith((".", "~$")) or name.lower() in _OF_WINDOWS


def _written_elsewhere(path: str) -> str | None:
    """A path that is there, where this one is written as for Windows, or with a ``~`` that no shell has put a folder for."""
    others = (path.replace("\\", "/"), os.path.expanduser(path))
    return next((one for one in others if one != path and os.path.exists(one)), None)


def _neighbours(path: str) -> tuple[str, ...]:
    try:
        return tuple(file.name for file in Path(path).parent.iterdir())
    except OSError:
        return ()
