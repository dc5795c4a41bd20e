"""A value to its view, the view to a format, and the format's text to one place, whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from spbe_cli.model.result import Verdict
    from spbe_cli.views.page import Page

Format = Literal["table", "json", "csv", "markdown", "github", "junit"]

PAGE_FORMATS: Final[tuple[Format, ...]] = ("table", "json", "csv", "markdown")
"""The formats of what is delivered as pages."""

CHECK_FORMATS: Final[tuple[Format, ...]] = ("github", "junit")
"""The formats of problems and verdicts."""

_ENDINGS: dict[str, Format] = {
    ".json": "json", ".csv": "csv", ".md": "markdown", ".markdown": "markdown", ".txt": "table", ".xml": "junit",
}  # fmt: skip


class Destination(NamedTuple):
    """Where data goes and how: a format (None: by the file's ending, else the usual one), a file (None: standard output).

    ``inputs`` are the files that are read, which are never written over.
    """

    format: Format | None = None
    path: str | None = None
    colour: bool = True
    inputs: tuple[str, ...] = ()

    @property
    def asked(self) -> str:
        """What was asked for, as on the command line."""
        return f"--output {self.path}" if self.format is None else f"--format {self.format}"

    def chosen(self, possible: Sequence[Format]) -> Format:
        """The format, of those that are possible for the value; the first when none is asked for.

        Raises:
            BadInput: when the ending or the format stands for none of them.
        """
        asked: str | None = self.format
        if asked is None and self.path is not None:
            ending = Path(self.path).suffix.lower()
            asked = _ENDINGS.get(ending)
            if asked not in possible:
                endings = [known for known, one in _ENDINGS.items() if one in possible]
                raise BadInput([Problem.at(f"--output {self.path}", None, None, "ending", known=endings)])
        if asked is not None and asked not in possible:
            raise BadInput([Problem.at(f"--format {asked}", None, None, "format", value=asked, known=possible)])
        return next(one for one in possible if one == (asked or possible[0]))


class Checks(NamedTuple):
    """What was checked: the files, what is wrong with them, and what the gates say; None where no gate is asked for."""

    files: Sequence[str]
    problems: Sequence[Problem] = ()
    verdicts: Sequence[Verdict] | None = None


def deliver_pages(
    pages: Iterable[Page],
    to: Destination,
    data: Callable[[], str | Iterable[str]],
    checks: Checks | None = None,
) -> None:
    """Writes pages in a format that draws pages, or ``data``, JSON text whole or in pieces.

    Where there are ``checks``, they can be had too, in their formats.

    Raises:
        BadInput: when the format is not to be had, or the file can't be written.
    """
    chosen = to.chosen(PAGE_FORMATS if checks is None else PAGE_FORMATS + CHECK_FORMATS)
    if checks is not None and chosen in CHECK_FORMATS:
        if checks.verdicts is None:
            raise BadInput([Problem.at(to.asked, None, None, "no_gate")])
        write(checks_text(checks, chosen), to)
        return
    if chosen == "json":
        write(data(), to)
        return
    from spbe_cli.formats.screen import Screen

    # A file looks the same wherever it was written.
    screen = Screen.of_standard_output(colour=to.colour) if to.path is None else Screen(80, colour=False, blocks=True)
    if chosen == "table":
        from spbe_cli.formats.table import render
    elif chosen == "csv":
        from spbe_cli.formats.csv import render
    else:
        from spbe_cli.formats.markdown import render
    write(render(list(pages), screen), to)


def deliver_problems(problems: Sequence[Problem], files: Sequence[str], to: Destination) -> None:
    """Writes problems where one of their own formats is asked for; all others have no place for them."""
    chosen = to.chosen(PAGE_FORMATS + CHECK_FORMATS)
    if chosen in CHECK_FORMATS:
        write(checks_text(Checks(files, problems), chosen), to)


def checks_text(checks: Checks, chosen: Format) -> str:
    """Problems and verdicts in one of their formats."""
    if chosen == "github":
        from spbe_cli.formats import github

        return github.render(checks.problems, checks.verdicts)
    from spbe_cli.formats import junit

    return junit.render(checks.files, checks.problems, checks.verdicts)


def write(text: str | Iterable[str], to: Destination) -> None:
    """Writes text, whole or in pieces, to standard output, or to a file that is replaced whole; never over one that is read.

    Raises:
        BadInput: when the file can't be written.
    """
    pieces = (text,) if isinstance(text, str) else text
    if to.path is None:
        _to_standard_output(pieces)
        return
    target, problem = Path(to.path), f"--output {to.path}"
    try:
        if target.exists() and any(target.samefile(one) for one in to.inputs if os.path.exists(one)):  # noqa: PTH110
            raise BadInput([Problem.at(problem, None, None, "output_is_input")])
        _replace(target.resolve(), pieces)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput([Problem.at(problem, None, None, "not_writable", reason=reason)]) from None


def tell(text: str) -> None:
    """Writes to standard error what is no data; nobody listening there is no reason to fail."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(text)
            sys.stderr.flush()


def _replace(target: Path, pieces: Iterable[str]) -> None:
    if target.exists() and not target.is_file():
        # A device or a pipe can't be put in place, only written to.
        with target.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        return
    import tempfile

    # Beside the target, so that putting it in place is one step, which can't be half done.
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _to_standard_output(pieces: Iterable[str]) -> None:
    if sys.stdout is None:
        raise BadInput([Problem.at("-", None, None, "not_writable", reason=os.strerror(errno.EBADF))])
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        # Files and pipes get UTF-8 on every system; a terminal that lacks a character shows a question mark for it.
        if sys.stdout.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", newline="\n")
    try:
        sys.stdout.writelines(pieces)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read it has seen enough (`spbe score … | head`).
        _hush_standard_output()
    except OSError as error:
        _hush_standard_output()
        raise BadInput([Problem.at("-", None, None, "not_writable", reason=error.strerror)]) from None


def _hush_standard_output() -> None:
    # What is left in the buffer goes nowhere, and Python's own clean-up has nothing to complain of.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
