"""Files put in place: each whole or not at all, and several together or none of them."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import sys
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from spbe_cli.ending import InOrder, Undisturbed

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType
    from typing import Self

_HIDDEN: Final = re.compile(r"\.spbe-[0-9a-f]{16}\.tmp")
"""The name of a hidden folder in which files are made, beside their places."""


class Placement:
    """A block in which several files are put in place together; after an exception all are as they were before.

    A file is made in a hidden folder beside its place, written to the disk, and then put in place in one step. So neither a crash
    nor a full disk leaves half a file. If a run was killed, the next run in that place removes its hidden folder; on Windows it
    stays, as no lock says that nobody works there.
    """

    def __enter__(self) -> Self:
        self._order = InOrder()
        self._order.__enter__()
        self._staged: dict[str, tuple[Path, Path]] = {}
        self._workshops: dict[Path, Path] = {}
        self._put_back, self._clear_up, self._unmake = ExitStack(), ExitStack(), ExitStack()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        try:
            # Left from the last one on: what was there is put back before our folders go, and these go whatever happens to it.
            with Undisturbed(), self._unmake, self._clear_up, self._put_back:
                if error is None:
                    self._put_back.pop_all()
                    self._unmake.pop_all()
                    for folder in self._workshops:
                        with suppress(OSError), _opened(folder) as number:
                            os.fsync(number)
        finally:
            self._order.__exit__(kind, error, traceback)

    def make_folder(self, folder: Path) -> None:
        """Makes a folder if it does not exist.

        Raises:
            OSError: when it can't be made.
        """
        for one in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
            with Undisturbed():
                one.mkdir(exist_ok=True)
                self._unmake.callback(_remove_folder, one)

    def stage(self, path: str, pieces: Iterable[bytes]) -> None:
        """Makes the file for a path, not yet in its place.

        Raises:
            OSError: when it can't be written.
        """
        target = Path(path).resolve()
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        made = self._workshop(target.parent) / str(len(self._staged))
        with made.open("xb") as file:
            file.writelines(pieces)
            file.flush()
            _sync(file.fileno())
        if sys.platform != "win32" and target.exists():  # a file of Windows that may not be written can't be removed either
            made.chmod(target.stat().st_mode & 0o777)
        self._staged[path] = made, target

    def put(self, path: str, *, over: bool) -> None:
        """Puts the file of a path in its place; an existing file is replaced only with ``over``.

        Raises:
            OSError: when it can't be put there; ``FileExistsError`` when something is there.
        """
        made, target = self._staged[path]
        with Undisturbed():
            there = over and os.path.lexists(target)
            kept = _keep(target, made.with_suffix(".old")) if there and len(self._staged) > 1 else None
            if over:
                made.replace(target)
            else:
                _create(made, target)
            # Only now: what could not be put in place, as it is open in Excel, could not be put back either.
            if kept is not None:
                self._put_back.callback(kept.replace, target)
            elif not there:
                self._put_back.callback(target.unlink, missing_ok=True)

    def _workshop(self, folder: Path) -> Path:
        """A hidden folder of this run in a folder, in which files are made."""
        if folder not in self._workshops:
            _clear(folder)
            self._workshops[folder] = _own(folder, self._clear_up)
        return self._workshops[folder]


def _own(folder: Path, clear_up: ExitStack) -> Path:
    """A locked hidden folder, which is removed at the end."""
    while True:
        own = folder / f".spbe-{secrets.token_hex(8)}.tmp"
        with Undisturbed():
            own.mkdir(mode=0o700)
            clear_up.callback(shutil.rmtree, own, ignore_errors=True)
            if sys.platform == "win32":
                return own
            with suppress(FileNotFoundError):  # another run may take it for a leftover before it is locked
                lock = os.open(own, os.O_RDONLY)
                clear_up.callback(os.close, lock)
                with suppress(OSError):  # a file system without locks: nobody clears anything there
                    fcntl.flock(lock, fcntl.LOCK_EX)
                if own.exists():
                    return own


def _clear(folder: Path) -> None:
    """Removes our hidden folders that nobody locks, which killed runs have left."""
    if sys.platform == "win32":
        return
    left: list[str] = []
    with suppress(OSError), os.scandir(folder) as entries:  # a folder may be written to and not be read
        left += [one.path for one in entries if _HIDDEN.fullmatch(one.name)]
    for one in left:
        with suppress(OSError), _opened(Path(one)) as number:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(one, ignore_errors=True)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    number = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        yield number
    finally:
        os.close(number)


def _sync(number: int) -> None:
    try:
        os.fsync(number)
    except OSError as error:
        # Some file systems are no disk and can't be synced.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise


def _keep(target: Path, kept: Path) -> Path:
    """The existing file under a second name, so that it can be put back."""
    try:
        kept.hardlink_to(target)
    except OSError:  # a file system without links
        shutil.copy2(target, kept)
    return kept


def _create(made: Path, target: Path) -> None:
    """Puts a file where none is; if several runs do it at the same time, only one succeeds."""
    try:
        target.hardlink_to(made)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        target.open("xb").close()
        made.replace(target)


def _remove_folder(folder: Path) -> None:
    with suppress(OSError):  # somebody else has put something there
        folder.rmdir()


def descriptor(path: str) -> int | None:
    """The open file of this process that a path means, such as 1 for ``/dev/stdout``; None for all others.

    Opening it by its path would overwrite a file that is already written to (``-o /dev/stdout >> log``), and fail for a pipe.
    """
    ours = (Path("/dev/fd"), Path(f"/proc/{os.getpid()}/fd"))
    one = Path(path)
    with suppress(OSError, RuntimeError):  # links that lead nowhere
        while one.parent.resolve() not in ours:
            one = one.parent.resolve() / one.name
            if not one.is_symlink():
                return None
            one = one.parent / one.readlink()
        return int(one.name) if re.fullmatch("[0-9]{1,9}", one.name) else None
    return None
