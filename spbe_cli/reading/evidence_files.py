"""A folder of evidence: which files are in it, whether one is there, and its SHA-256. No path leads out of it."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import unicodedata
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Final, Literal

from spbe_cli.limits import MAX_ENTRIES, MAX_EVIDENCE_BYTES
from spbe_cli.reading.files import hidden
from spbe_cli.reading.problems import BadInput, Problem, why

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from collections.abc import Set as AbstractSet

_ADDRESS: Final = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*://|(?:www\.|(?:[\w-]+\.)+(?:id|com|org|net|ly|gl|gle|me|io)/)\S*$", re.IGNORECASE
)
_CHUNK: Final = 1024 * 1024
_NOT_THERE: Final = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL)
# Never by a link that came there since, never waiting for a pipe.
_FLAGS: Final = sum({getattr(os, name, 0) for name in ("O_RDONLY", "O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC")})


def is_address(name: str) -> bool:
    """Whether an item of evidence is an address, and no file: ``https://…``, or as people shorten it, ``bit.ly/…``."""
    return _ADDRESS.match(name) is not None


class EvidenceFiles:
    """The files in a folder.

    Raises:
        BadInput: when the folder is not there, or is none.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._root = os.path.realpath(path)
        self._seals: dict[str, str] = {}
        if not os.path.isdir(self._root):
            raise BadInput([Problem.of(f"--folder {path}", "no_folder")])

    def within(self, name: str) -> str | None:
        """Where an item is by its name, whether or not something is there; None where that would lead out of the folder."""
        parts = re.split(r"[\\/]", name)
        given = PureWindowsPath(name)
        if ".." in parts or given.drive or given.root:
            return None
        try:
            found = os.path.realpath(os.path.join(self._root, self.called(name)))
        except (OSError, ValueError):
            return os.path.join(self._root, "\0")  # a name that nothing can have
        return found if Path(found).is_relative_to(self._root) else None

    def called(self, name: str) -> str:
        """The name of an item with ``/`` between its parts, also where Windows wrote it, unless a file has such a name."""
        known = "\\" not in name or os.path.lexists(os.path.join(self._root, name))
        return name if known else name.replace("\\", "/")

    def kind(self, found: str) -> Literal["file", "missing", "no_file"]:
        """What is at a place that :meth:`within` gives.

        Raises:
            BadInput: when that can't be told.
        """
        try:
            mode = os.stat(found).st_mode
        except ValueError:
            return "missing"
        except OSError as error:
            if error.errno in _NOT_THERE:
                return "missing"
            raise self._unreadable(found, error) from None
        return "file" if stat.S_ISREG(mode) else "no_file"

    def seal(self, found: str) -> str:
        """The SHA-256 of a file, in hexadecimal.

        Raises:
            BadInput: when it can't be read, or is larger than ``MAX_EVIDENCE_BYTES``.
        """
        if found not in self._seals:
            try:
                self._seals[found] = self._hashed(found)
            except OSError as error:
                raise self._unreadable(found, error) from None
        return self._seals[found]

    def _hashed(self, found: str) -> str:
        digest, size = hashlib.sha256(), 0
        with open(os.open(found, _FLAGS), "rb", buffering=0) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                if size > MAX_EVIDENCE_BYTES:
                    raise BadInput([Problem.of(self._shown(found), "too_large", limit=MAX_EVIDENCE_BYTES // 1024**2)])
                digest.update(chunk)
        return digest.hexdigest()

    def names(self, but: Collection[str] = ()) -> list[str]:
        """The paths of all files in the folder, in order, with ``/`` between their parts.

        Files with a :func:`hidden` name are passed over, and no symbolic link to a folder is followed.

        Args:
            but: files that are no evidence, wherever they are.

        Raises:
            BadInput: when a folder can't be read, or there are more than ``MAX_ENTRIES`` files and folders.
        """
        others = {os.path.realpath(one) for one in but}
        found: list[str] = []
        left = [("", self._root)]
        entries = 0
        while left:
            before, folder = left.pop()
            for one in self._entries(folder):
                entries += 1
                if entries > MAX_ENTRIES:
                    raise BadInput([Problem.of(f"--folder {self.path}", "too_many_entries", limit=MAX_ENTRIES)])
                if hidden(one.name):
                    continue
                if one.is_dir(follow_symlinks=False):
                    left.append((f"{before}{one.name}/", one.path))
                elif os.path.isfile(one.path) and os.path.realpath(one.path) not in others:
                    found.append(f"{before}{one.name}")
        return sorted(found)

    def unlisted(self, there: Iterable[str], listed: AbstractSet[str]) -> tuple[str, ...]:
        """The files that are ``there`` and not ``listed``, nor by a name in other letters that the file system takes for it."""
        others = {_folded(one): one for one in listed - {*there}}
        return tuple(one for one in there if one not in listed and not self._are_one(one, others.get(_folded(one))))

    def _are_one(self, name: str, other: str | None) -> bool:
        try:
            return other is not None and os.path.samefile(os.path.join(self._root, name), os.path.join(self._root, other))
        except (OSError, ValueError):
            return False

    def _entries(self, folder: str) -> Iterator[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as entries:
                yield from entries
        except OSError as error:
            raise self._unreadable(folder, error) from None

    def _unreadable(self, found: str, error: OSError) -> BadInput:
        return BadInput([Problem.of(self._shown(found), "file_unreadable", reason=why(error))])

    def _shown(self, found: str) -> str:
        return str(Path(self.path) / os.path.relpath(found, self._root))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def normal(name: str) -> str:
    """The name of an item as :meth:`EvidenceFiles.names` has it: ``./a//b.pdf`` is ``a/b.pdf``."""
    return "/".join(part for part in name.replace(os.sep, "/").split("/") if part not in ("", "."))
