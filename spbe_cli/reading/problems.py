"""What is wrong with an input, as a reader sees it: the place, what, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from spbe_cli.texts import visible
from spbe_cli.texts.messages import hint, message

if TYPE_CHECKING:
    from collections.abc import Iterable


class Problem(NamedTuple):
    """Something wrong with an input; lines and columns count from 1, None where the whole file is meant."""

    path: str
    line: int | None
    column: int | None
    code: str
    message: str
    hint: str | None

    @property
    def place(self) -> str:
        """``path:line:column``, as far as they are known, as editors and CI find it."""
        return ":".join(str(part) for part in (visible(self.path), self.line, self.column) if part is not None)

    @classmethod
    def at(cls, path: str, line: int | None, column: int | None, code: str, **context: Any) -> Problem:
        """A problem in the words of its code, in the language in use."""
        return cls(path, line, column, code, message(code, context), hint(code, context))


class BadInput(Exception):  # noqa: N818 - the contract's word; it is no error of the program
    """One or more inputs can't be used; carries every problem found in them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{one.place}: {one.message}" for one in self.problems))
