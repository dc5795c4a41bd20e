"""Processes that work for this one, and end with it."""

from __future__ import annotations

import multiprocessing
import os
import threading
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from spbe_cli.ending import InOrder, Undisturbed, leave_signals_to_the_parent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.process import BaseProcess

    Over = Callable[[Callable[[Any], Any], Sequence[Any]], Iterator[Any]]


_WAITED: Final = 1.0
"""After so many seconds without a result, the workers are looked after."""


class Lost(Exception):
    """A worker was ended from outside, as the system does when memory runs out."""


@contextmanager
def workers(count: int, begin: Callable[..., None], arguments: tuple[Any, ...]) -> Iterator[Over]:
    """Worker processes, as a function that applies work to parts and gives the results in order.

    The workers end when the block is left in any way, and when this process ends, even if it is killed.

    Args:
        count: how many processes.
        begin: the function that each process calls first.
        arguments: the arguments of ``begin``; they are pickled.

    Raises:
        Lost: when a worker is killed.
    """
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(count, initializer=_begin, initargs=(begin, arguments))

    def own() -> set[BaseProcess]:
        return set(multiprocessing.active_children()) - others

    def over(work: Callable[[Any], Any], parts: Sequence[Any]) -> Iterator[Any]:
        with Undisturbed():
            begun = [pool.submit(work, one) for one in parts]
            return _results(begun, own())

    with InOrder():
        try:
            yield over
        except BaseException as error:
            _end(pool, own())
            if isinstance(error, BrokenProcessPool):
                raise Lost from None
            raise
        finally:
            pool.shutdown(cancel_futures=True)


def _results(begun: list[Future[Any]], own: Iterable[BaseProcess]) -> Iterator[Any]:
    """The results in order, none of which is kept.

    A pool waits for ever for the rest of a result whose worker is killed amid it. No worker ends before the pool does, so one
    that has ended was killed.

    Raises:
        BrokenProcessPool: when a worker is killed.
    """
    begun.reverse()
    while begun:
        result = begun.pop()
        while not wait([result], _WAITED).done:
            if not all(one.is_alive() for one in own):
                raise BrokenProcessPool
        yield result.result()


def _end(pool: ProcessPoolExecutor, own: Iterable[BaseProcess]) -> None:
    """Ends a pool and its workers at once.

    Where a worker is killed amid a result, the pool's thread waits for the rest as long as anybody can write it, this process
    too. The thread calls the work broken, and fails at what was cancelled in the meantime, which is nothing to say.
    """
    hook, threading.excepthook = threading.excepthook, lambda _failed: None
    try:
        for one in own:
            one.kill()
        for one in own:
            one.join()
        # No public name leads to this end. Without it the thread may wait, but nothing else goes wrong.
        ours = getattr(getattr(pool, "_result_queue", None), "_writer", None)
        if ours is not None:
            ours.close()
        pool.shutdown(cancel_futures=True)
    finally:
        threading.excepthook = hook


def _begin(begin: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    leave_signals_to_the_parent()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    begin(*arguments)


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)
