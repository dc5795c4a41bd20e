"""A value to its view, the view to a format, and the format's text to one place, whole or not at all."""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from spbe_cli.reading.files import is_device
from spbe_cli.reading.problems import BadInput, Problem, installed, why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from spbe_cli.formats.screen import Screen
    from spbe_cli.model.result import Verdict
    from spbe_cli.views.page import Page

Format = Literal["table", "json", "jsonl", "csv", "markdown", "html", "pdf", "xlsx", "github", "junit", "gitlab"]

PAGE_FORMATS: Final[tuple[Format, ...]] = ("table", "json", "csv", "markdown", "html", "pdf", "xlsx")
"""The formats for pages."""

LIST_FORMATS: Final[tuple[Format, ...]] = (*PAGE_FORMATS, "jsonl")
"""The formats for a list; JSON Lines has one item of it on each line."""

ROW_FORMATS: Final[tuple[Format, ...]] = ("csv", "jsonl")
"""The formats that have rows only, and no place for what stands beside them."""

REPORT_FORMATS: Final[tuple[Format, ...]] = ("html", "pdf", "xlsx")
"""The page formats that draw charts and have room for more detail."""

CHECK_FORMATS: Final[tuple[Format, ...]] = ("github", "junit")
"""The formats of problems and verdicts."""

STANDARD_OUTPUT: Final = "-"

_ENDINGS: dict[str, Format] = {
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv",
    ".md": "markdown", ".markdown": "markdown", ".txt": "table", ".html": "html", ".htm": "html",
    ".pdf": "pdf", ".xlsx": "xlsx", ".xml": "junit",
}  # fmt: skip


class Destination(NamedTuple):
    """Where data goes and how: a format (None: by the file's ending, else the usual one), a file (None: standard output).

    ``force`` allows replacing files that people fill in. ``inputs`` are the files that are read; they are never overwritten.
    ``quiet``: a terminal is not shown that work goes on.
    """

    format: Format | None = None
    path: str | None = None
    colour: bool = True
    force: bool = False
    inputs: tuple[str, ...] = ()
    quiet: bool = False

    @property
    def asked(self) -> str:
        """The options that were asked for, as on the command line."""
        return f"--output {self.path}" if self.format is None else f"--format {self.format}"

    def chosen(self, possible: Sequence[Format]) -> Format:
        """The format, one of those ``possible``; the first one when none is asked for.

        Raises:
            BadInput: when the ending or the format stands for none of them, or the file is a folder.
        """
        asked: str | None = self.format
        if self.path is not None and self._is_a_folder:
            raise BadInput([Problem.of(f"--output {self.path}", "is_a_folder")])
        if asked is None and self.path is not None:
            ending = Path(self.path).suffix.lower()
            asked = _ENDINGS.get(ending)
            if asked != "jsonl" and asked not in possible:
                endings = [known for known, one in _ENDINGS.items() if one in possible]
                raise BadInput([Problem.of(f"--output {self.path}", "ending", known=endings)])
        if asked == "jsonl" and asked not in possible:
            raise BadInput([Problem.of(self.asked, "no_lines", known=possible)])
        if asked is not None and asked not in possible:
            raise BadInput([Problem.of(f"--format {asked}", "format", value=asked, known=possible)])
        return next(one for one in possible if one == (asked or possible[0]))

    def for_people(self, possible: Sequence[Format]) -> Destination:
        """The destination of what is no data, such as a checklist: the first of the possible formats, unless one is asked for.

        Raises:
            BadInput: when another format is asked for.
        """
        chosen = self._replace(format=possible[0]) if self.format is None and self.path is None else self
        chosen.chosen(possible)
        return chosen

    @property
    def is_report(self) -> bool:
        """Whether a report is asked for, so that charts and details must be built."""
        return self._meant in REPORT_FORMATS

    @property
    def is_of_checks(self) -> bool:
        """Whether the output is to hold nothing but problems and verdicts."""
        return self._meant in CHECK_FORMATS

    @property
    def _is_a_folder(self) -> bool:
        """Whether the path is a folder, or is written as one that is not there yet."""
        path = self.path or ""
        return os.path.isdir(path) or path.endswith((os.sep, os.altsep or os.sep))

    @property
    def _meant(self) -> Format | None:
        by_ending = None if self.path is None else _ENDINGS.get(Path(self.path).suffix.lower())
        return self.format or by_ending


class Checks(NamedTuple):
    """What was checked: the files, their problems, and the verdicts (None where no gate is asked for)."""

    files: Sequence[str]
    problems: Sequence[Problem] = ()
    verdicts: Sequence[Verdict] | None = None


def deliver_pages(
    pages: Iterable[Page],
    to: Destination,
    data: Callable[[], Mapping[str, Any] | Sequence[Mapping[str, Any]] | Iterator[str]],
    checks: Checks | None = None,
    lines: Callable[[], Iterable[Mapping[str, Any]]] | None = None,
) -> None:
    """Writes pages in a format that draws pages, or ``data`` as JSON; where there may be much of it, it comes as text in pieces.

    If there are ``lines``, the objects of a list, each can be written on a line of its own. If there are ``checks``, they can be
    written in their own formats instead.

    Raises:
        BadInput: when the format is not possible, or the file can't be written.
    """
    possible = PAGE_FORMATS if lines is None else LIST_FORMATS
    chosen = to.chosen(possible if checks is None else possible + CHECK_FORMATS)
    if checks is not None and chosen in CHECK_FORMATS:
        if checks.verdicts is None:
            raise BadInput([Problem.of(to.asked, "no_gate")])
        write(checks_text(checks, chosen), to)
        return
    if chosen == "json":
        from spbe_cli.formats.json.text import text

        value = data()
        write(value if isinstance(value, Iterator) else text(value), to)
        return
    if lines is not None and chosen == "jsonl":
        from spbe_cli.formats.json.text import line

        write((f"{line(one)}\n" for one in lines()), to)
        return
    from spbe_cli.formats.progress import progress
    from spbe_cli.formats.screen import Screen

    # A file looks the same on every machine.
    screen = Screen.of_standard_output(colour=to.colour) if to.path is None else Screen(80, colour=False, blocks=True)
    with progress(1, quiet=to.quiet, task="lay_out"):
        drawn = _renderer(chosen)(list(pages), screen)
    write(drawn, to)


def _renderer(chosen: Format) -> Callable[[Sequence[Page], Screen], str | bytes]:
    """The function that draws pages in a format.

    Raises:
        BadInput: when a library that it needs is not installed.
    """
    with installed(f"--format {chosen}"):
        module = import_module(f"spbe_cli.formats.{chosen}")
    render: Callable[[Sequence[Page], Screen], str | bytes] = module.render
    return render


def deliver_problems(problems: Sequence[Problem], files: Sequence[str], to: Destination) -> None:
    """Writes problems if one of their own formats is asked for; other formats have no place for them."""
    chosen = to.chosen(LIST_FORMATS + CHECK_FORMATS)
    if chosen in CHECK_FORMATS:
        write(checks_text(Checks(files, problems), chosen), to)


def checks_text(checks: Checks, chosen: Format) -> str:
    """Problems and verdicts in one of their formats."""
    if chosen == "github":
        from spbe_cli.formats import github

        return github.render(checks.problems, checks.verdicts)
    from spbe_cli.formats import junit

    return junit.render(checks.files, checks.problems, checks.verdicts)


def write(text: str | bytes | Iterable[str], to: Destination) -> None:
    """Writes text, whole or in pieces, to standard output or to a file; the file is replaced as a whole, but never an input.

    A workbook or a PDF is written in the same way, but not to a terminal, and never over a workbook that somebody fills in.

    Raises:
        BadInput: when the file can't be written.
    """
    from spbe_cli.placing import Placement, descriptor  # only where something is written

    pieces = (one.encode() if isinstance(one, str) else one for one in ((text,) if isinstance(text, str | bytes) else text))
    number = None if to.path is None else descriptor(to.path)
    to_standard_output = to.path is None or number == 1
    if isinstance(text, bytes) and to_standard_output and sys.stdout is not None and sys.stdout.isatty():
        raise BadInput([Problem.of(to.asked, "not_to_terminal")])
    if to.path is None or to_standard_output:
        _to_standard_output((text,) if isinstance(text, str | bytes) else text)
        return
    target, problem = Path(to.path), f"--output {to.path}"
    with _writing(problem):
        if number is not None or is_device(target):
            _to_stream(to.path if number is None else os.dup(number), pieces)
            return
        _refuse_input(target, to.inputs, problem)
        if isinstance(text, bytes):
            _refuse_filled_in(target, problem)
        _refuse_evidence(target, problem)
        with Placement() as placement:
            placement.stage(to.path, pieces)
            placement.put(to.path, over=True)


def write_to_fill_in(files: Mapping[str, str | bytes], inputs: Iterable[str] = (), *, force: bool) -> None:
    """Writes files that people fill in, by path, all of them or none; ``-`` is standard output.

    An existing file may hold somebody's work: it is replaced only with ``force``, and never if it is one of the ``inputs``.
    Missing folders are made.

    Raises:
        BadInput: when a file is there already, or one can't be written.
    """
    from spbe_cli.placing import Placement

    inputs = tuple(inputs)
    streams = list(filter(is_stream, files))
    placed = [path for path in files if path not in streams]
    there = () if force else [path for path in placed if os.path.lexists(path)]
    if there:
        raise BadInput([_there_already(there)])
    with Placement() as placement:
        for path in placed:
            with _writing(path):
                _refuse_input(Path(path), inputs, path)
                placement.make_folder(Path(path).parent)
                text = files[path]
                placement.stage(path, (text.encode() if isinstance(text, str) else text,))
        for path in streams:
            write(files[path], Destination(path=None if path == STANDARD_OUTPUT else path, inputs=inputs))
        for path in placed:
            with _writing(path):
                placement.put(path, over=force)


def _there_already(paths: Sequence[str]) -> Problem:
    """The problem of files that would be replaced: one for all of them."""
    if len(paths) == 1:
        return Problem.of(paths[0], "is_a_folder" if os.path.isdir(paths[0]) else "there_already")
    folder = os.path.commonpath([os.path.dirname(path) for path in paths]) or os.curdir
    return Problem.of(folder, "there_already", names=[os.path.relpath(path, folder) for path in paths])


def is_stream(path: str) -> bool:
    """Whether a path is standard output, an open file, a device or a pipe, which can't be replaced or lost."""
    if path == STANDARD_OUTPUT:
        return True
    from spbe_cli.placing import descriptor

    return descriptor(path) is not None or is_device(Path(path))


def tell(text: str) -> None:
    """Writes messages to standard error; it does not fail if standard error is closed."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(text)
            sys.stderr.flush()


def tell_problems(problems: Iterable[Problem]) -> None:
    """Writes problems or notes to standard error, a line for each."""
    from spbe_cli.formats import lines

    tell(lines.render(problems))


@contextlib.contextmanager
def _writing(place: str) -> Iterator[None]:
    """Turns an error when a file is written into a problem at a place."""
    try:
        yield
    except FileExistsError:
        raise BadInput([Problem.of(place, "there_already")]) from None
    except (OSError, RuntimeError) as error:
        raise BadInput([Problem.of(place, "not_writable", reason=why(error))]) from None


def _refuse_input(target: Path, inputs: Iterable[str], place: str) -> None:
    # The target is looked up once, not for each of thousands of inputs.
    own = _looked_up(target)
    if own is not None and any(there is not None and os.path.samestat(there, own) for there in map(_looked_up, inputs)):
        raise BadInput([Problem.of(place, "output_is_input")])


def _looked_up(path: Path | str) -> os.stat_result | None:
    """What the system knows of a file; None where there is none."""
    try:
        return os.stat(path)
    except (OSError, ValueError):
        return None


def _refuse_filled_in(target: Path, place: str) -> None:
    from spbe_cli.reading.workbooks.workbook import is_to_fill_in  # only where a workbook is written

    if is_to_fill_in(target):
        raise BadInput([Problem.of(place, "filled_in")])


def _refuse_evidence(target: Path, place: str) -> None:
    from spbe_cli.reading.reports import is_other_pdf

    if is_other_pdf(target):
        raise BadInput([Problem.of(place, "other_pdf")])


def _to_stream(opened: str | int, pieces: Iterable[bytes]) -> None:
    # Whoever read it may have seen enough, as of `spbe score … | head`.
    with contextlib.suppress(BrokenPipeError), open(opened, "wb", buffering=0) as file:
        for piece in pieces:
            rest = memoryview(piece)
            while rest:
                rest = rest[file.write(rest) :]


def _to_standard_output(pieces: Iterable[str | bytes]) -> None:
    if sys.stdout is None:
        raise BadInput([Problem.of("-", "not_writable", reason=os.strerror(errno.EBADF))])
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        # Files and pipes get UTF-8 on every system; a terminal that lacks a character shows one that reads alike.
        if sys.stdout.isatty():
            codecs.register_error(_ALIKE_ONES, _alike)
            reconfigure(errors=_ALIKE_ONES)
        else:
            reconfigure(encoding="utf-8", newline="\n")
    try:
        for piece in pieces:
            if isinstance(piece, bytes):
                sys.stdout.buffer.write(piece)
            else:
                sys.stdout.write(piece)
        sys.stdout.flush()
    except OSError as error:
        _hush_standard_output()
        # Whoever read it has seen enough (`spbe score … | head`); of such a pipe Windows says that it is no valid argument.
        if error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL):
            return
        raise BadInput([Problem.of("-", "not_writable", reason=why(error))]) from None


_ALIKE_ONES: Final = "spbe_alike"
_ALIKE: Final = {"→": ">", "−": "-", "±": "~", "–": "-", "·": "-", "…": ".", "÷": ":", "×": "x"}
"""As wide as what they stand for, so that tables keep their columns; a minus that is no minus would turn a loss into a riddle."""


def _alike(error: UnicodeError) -> tuple[str, int]:
    """Other characters for those that a terminal does not have; a question mark where none reads alike."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_ALIKE.get(one, "?") for one in error.object[error.start : error.end]), error.end


def _hush_standard_output() -> None:
    # What is left in the buffer goes nowhere, and Python's own clean-up has nothing to complain of.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
