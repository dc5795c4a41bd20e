"""A progress bar on standard error, for work that takes a person's time."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING, TypeVar

from spbe_cli.ending import InOrder
from spbe_cli.texts import _

Made = TypeVar("Made")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_AFTER = 1.0
"""How many seconds work may take before a bar is shown."""


def made(file: Made, more: Callable[[int], None]) -> Made:
    """A file that was made, after ``more`` is told of it."""
    more(1)
    return file


def told(files: Iterable[str], more: Callable[[int], None]) -> Iterator[str]:
    """The files one by one; ``more`` is told of each after it."""
    for file in files:
        yield file
        more(1)


@contextmanager
def progress(total: int, *, quiet: bool, writing: bool = False) -> Iterator[Callable[[int], None]]:
    """What to tell how many more of ``total`` are done; a bar shows it on a terminal once the work takes more than a second.

    Args:
        total: how many there are; of one, such as a table with thousands of rows, the bar shows only that the work goes on.
        quiet: whether no bar is wanted.
        writing: whether files are made, not read.
    """
    with _bar(_("Writing") if writing else _("Reading"), total if total > 1 else None, quiet=quiet) as more:
        yield more


@contextmanager
def laying_out(*, quiet: bool) -> Iterator[None]:
    """Shows on a terminal that what was read is laid out, once that takes more than a second."""
    with _bar(_("Laying out"), None, quiet=quiet):
        yield


@contextmanager
def _bar(text: str, total: int | None, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """A bar, or one that only moves where no total is known; it starts by itself, however long the first step takes."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield lambda _more: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    known = () if total is None else (MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(TextColumn("{task.description}"), BarColumn(), *known, console=Console(stderr=True), transient=True)
    task = bar.add_task(text, total=total)
    done = Event()

    def begin() -> None:
        if not done.wait(_AFTER):
            bar.start()

    waiting = Thread(target=begin, daemon=True)

    def more(count: int) -> None:
        bar.advance(task, count)

    with InOrder():
        waiting.start()
        try:
            yield more
        finally:
            done.set()
            waiting.join()
            bar.stop()
