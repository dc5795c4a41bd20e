"""Problems of an input as a reader sees them: the place, what is wrong, and how to correct it."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from spbe_cli.texts import visible
from spbe_cli.texts.messages import hint, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


UNUSABLE: Final = ("formula_uncounted", "cell_error", "columns_moved", "names_gone")
"""The codes of the problems of cells that can't be used, in which there may be answers.

The first two are about what a cell says, the others about where it stands.
"""


class Problem(NamedTuple):
    """Something wrong with an input; lines and columns count from 1, None where the whole file is meant.

    In a workbook they are the row and the column of a cell of the ``sheet``. ``agency`` is the agency that a row of a table
    names: people find a row more easily by its name than by its number.
    """

    path: str
    line: int | None
    column: int | None
    code: str
    message: str
    hint: str | None
    sheet: str | None = None
    agency: str | None = None

    @property
    def said(self) -> str:
        """The message, with the agency of the row."""
        return self.message if self.agency is None else f"{visible(self.agency)}: {self.message}"

    @property
    def in_full(self) -> str:
        """What is said, with the hint in brackets behind it."""
        return f"{self.said} ({self.hint})" if self.hint else self.said

    @property
    def place(self) -> str:
        """``path:line:column``, as far as they are known, as editors and CI find it; ``path:Sheet!C12`` in a workbook."""
        path = visible(self.path)
        if not path.strip():  # an empty name, as an unset variable of a shell gives it, is one that nobody would see
            path = f'"{path}"'
        if self.cell is not None:
            return f"{path}:{self.cell}"
        return ":".join(str(part) for part in (path, self.line, self.column) if part is not None)

    @property
    def cell(self) -> str | None:
        """The cell of a workbook, as office programs write it; None in other files."""
        if self.sheet is None or self.line is None or self.column is None:
            return None
        return f"{visible(self.sheet)}!{letters(self.column)}{self.line}"

    @classmethod
    def of(cls, what: str, code: str, **context: Any) -> Problem:
        """A problem of a file as a whole, or of an option."""
        return cls.at(what, None, None, code, **context)

    @classmethod
    def at(cls, path: str, line: int | None, column: int | None, code: str, **context: Any) -> Problem:
        """A problem at a place in a file, in the words of its code, in the language in use."""
        return cls(path, line, column, code, message(code, context), hint(code, context))


def problem_at(path: str, mark: Any, code: str, **context: Any) -> Problem:
    """A problem at a mark; only marks of a workbook have a sheet."""
    made = Problem.at(path, mark.line + 1, mark.column + 1, code, **context)
    return made._replace(sheet=getattr(mark, "sheet", None))


def place_at(path: str, mark: Any) -> str:
    """Where a mark stands, as the problem of another place names it; only marks of a workbook have a sheet."""
    return Problem(path, mark.line + 1, mark.column + 1, "", "", None, getattr(mark, "sheet", None)).place


def why(error: OSError | RuntimeError | ValueError) -> str:
    """What the system says of an error, in the words of C, which messages know; Windows has words in its own language."""
    number = getattr(error, "errno", None)
    return str(error) if number is None else os.strerror(number)


def of_row(problems: Iterable[Problem], agency: Any) -> list[Problem]:
    """The problems of a row of a table, with the agency, if a cell names it."""
    return [one._replace(agency=agency) if isinstance(agency, str) and agency.strip() else one for one in problems]


_EXTRAS: Final = {"jinja2": ("Jinja2", "report"), "openpyxl": ("openpyxl", "excel"), "xlsxwriter": ("XlsxWriter", "excel")}
"""Optional libraries by the names of their modules: the name of the library, and the extra that installs it."""


@contextmanager
def installed(place: str) -> Iterator[None]:
    """If an optional library is not installed, raises a problem at a place that says how to install it."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name not in _EXTRAS:
            raise
        library, extra = _EXTRAS[error.name]
        raise BadInput([Problem.of(place, "not_installed", library=library, extra=extra)]) from None


def letters(column: int) -> str:
    """The name of a spreadsheet's column: A for 1, AA for 27."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_ranges(columns: Iterable[int]) -> list[str]:
    """The names of columns, given from 0: ``B``, and ``D-AV`` for those beside each other."""
    from spbe_cli.texts.words import runs  # only where columns are named

    return ["-".join(letters(one + 1) for one in dict.fromkeys(run)) for run in runs(columns)]


Note = Problem
"""A note on an input that was read, such as what was passed over; it has the form of a problem."""


class BadInput(Exception):
    """One or more inputs can't be used; it has every problem found in them, once."""

    problems: tuple[Problem, ...]

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__("; ".join(f"{one.place}: {one.message}" for one in self.problems))

    def __reduce__(self) -> tuple[type[BadInput], tuple[tuple[Problem, ...]]]:
        """How it goes from process to process: made of its problems again, not of its text."""
        return BadInput, (self.problems,)
