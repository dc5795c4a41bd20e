"""Problems as lines: ``path:line:column: message``, as editors and CI find them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spbe_cli.reading.problems import Problem


def render(problems: Iterable[Problem]) -> str:
    """A line for each problem, followed by its hint."""
    return "".join(f"{line(problem)}\n" for problem in problems)


def line(problem: Problem) -> str:
    """One problem."""
    return f"{problem.place}: {problem.in_full}"
