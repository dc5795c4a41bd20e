"""How a run ends when it is told to: by Ctrl-C, or by the signals TERM and HUP.

It ends at once and without a message, with the shell's exit code: 128 plus the signal's number (130 for Ctrl-C). If something
must be cleaned up first (temporary files, workers, a progress bar), the signal becomes an exception instead: see
:class:`InOrder`.

The module imports almost nothing, because Ctrl-C may come while the rest is still being imported. ``_signal`` is the core of the
standard ``signal``, without the enumerations, which take a tenth of a start.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal as _signal
    from types import TracebackType
else:
    import _signal

TOLD = tuple(getattr(_signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(_signal, name))
"""The signals that tell a run to end. Windows has no HUP."""

_to_clean_up = 0


def answer_signals() -> None:
    """Ends this process when a signal tells it to. A signal that is ignored stays ignored, as with ``nohup spbe …``."""
    for one in TOLD:
        if _signal.getsignal(one) not in (_signal.SIG_IGN, None):
            _signal.signal(one, _end)


def _end(number: int, _frame: object) -> None:
    if not _to_clean_up:
        os._exit(128 + number)
    # A second signal does not disturb the cleaning up.
    for one in TOLD:
        _signal.signal(one, _signal.SIG_IGN)
    if number == _signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(128 + number)


class InOrder:
    """A block that has something to clean up: a signal to end becomes ``KeyboardInterrupt`` or ``SystemExit`` in it."""

    def __enter__(self) -> None:
        global _to_clean_up  # noqa: PLW0603 - signals are a matter of the whole process
        _to_clean_up += 1

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        global _to_clean_up  # noqa: PLW0603
        _to_clean_up -= 1


class Undisturbed:
    """A block of a few steps that belong together: signals to end wait until the block is left. Not possible on Windows."""

    def __enter__(self) -> None:
        self._before = _signal.pthread_sigmask(_signal.SIG_BLOCK, TOLD) if hasattr(_signal, "pthread_sigmask") else None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        if self._before is not None:
            _signal.pthread_sigmask(_signal.SIG_SETMASK, self._before)


def leave_signals_to_the_parent() -> None:
    """In a worker: Ctrl-C in a terminal reaches every process, but only the parent answers, and ends its workers.

    A worker begins with the signals that its parent holds back (:class:`Undisturbed`), so that none comes before this.
    """
    for one in TOLD:
        _signal.signal(one, _signal.SIG_IGN if one == _signal.SIGINT else _signal.SIG_DFL)
    if hasattr(_signal, "pthread_sigmask"):
        _signal.pthread_sigmask(_signal.SIG_UNBLOCK, TOLD)
