"""A progress bar on standard error, for work that takes a person's time."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from spbe_cli.ending import InOrder
from spbe_cli.texts import _

Made = TypeVar("Made")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FEWEST = 2
_AFTER = 1.0
"""How many seconds work may take before a bar is shown."""


def made(file: Made, more: Callable[[int], None]) -> Made:
    """A file that was made, after ``more`` is told of it."""
    more(1)
    return file


@contextmanager
def progress(total: int, *, quiet: bool, writing: bool = False) -> Iterator[Callable[[int], None]]:
    """What to tell how many more of ``total`` are done; a bar shows it on a terminal once the work takes more than a second.

    Args:
        total: how many there are; of one there is no bar.
        quiet: whether no bar is wanted.
        writing: whether files are made, not read.
    """
    if quiet or total < _FEWEST or sys.stderr is None or not sys.stderr.isatty():
        yield lambda _more: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(_("Writing") if writing else _("Reading"), total=total)
    begun = time.monotonic()

    def more(count: int) -> None:
        bar.advance(task, count)
        if not bar.live.is_started and time.monotonic() - begun > _AFTER:
            bar.start()

    with InOrder():
        try:
            yield more
        finally:
            bar.stop()
