"""A progress bar on standard error, for work that takes a person's time."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, TypeVar

from spbe_cli.ending import InOrder
from spbe_cli.texts import _

Made = TypeVar("Made")
Task = Literal["read", "work_out", "lay_out", "write"]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.progress import Progress

_AFTER = 1.0
"""How many seconds work may take before a bar is shown."""


def made(file: Made, more: Callable[[int], None]) -> Made:
    """What was made, after ``more`` is told of it."""
    more(1)
    return file


def told(files: Iterable[str], more: Callable[[int], None]) -> Iterator[str]:
    """The files one by one; ``more`` is told of each after it."""
    for file in files:
        yield file
        more(1)


@contextmanager
def progress(total: int, *, quiet: bool, task: Task = "read") -> Iterator[Callable[[int], None]]:
    """What to tell how many more of ``total`` are done; a bar shows it on a terminal once the work takes more than a second.

    The bar begins by itself, however long the first of them takes.

    Args:
        total: how many there are; of one, such as a table with thousands of rows, the bar shows only that the work goes on.
        quiet: whether no bar is wanted.
        task: what is done with them.
    """
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield lambda _more: None
        return
    from threading import Event, Thread

    done, counted = Event(), 0
    shown: list[Progress] = []

    def tell() -> None:
        for bar in shown:
            bar.update(bar.task_ids[0], completed=counted)

    def begin() -> None:
        if not done.wait(_AFTER):
            bar = _bar(total, task)  # loaded only here, because most work is done before
            shown.append(bar)
            tell()
            bar.start()

    waiting = Thread(target=begin, daemon=True)

    def more(count: int) -> None:
        nonlocal counted
        counted += count
        tell()

    with InOrder():
        waiting.start()
        try:
            yield more
        finally:
            done.set()
            waiting.join()
            for bar in shown:
                bar.stop()


def _bar(total: int, task: Task) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    texts = {"read": _("Reading"), "work_out": _("Working out"), "lay_out": _("Laying out"), "write": _("Writing")}
    known = (MofNCompleteColumn(), TimeRemainingColumn()) if total > 1 else ()
    bar = Progress(TextColumn("{task.description}"), BarColumn(), *known, console=Console(stderr=True), transient=True)
    bar.add_task(texts[task], total=total if total > 1 else None)
    return bar
