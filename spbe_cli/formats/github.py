"""Problems as GitHub workflow commands: annotations on the file's own lines.

Source: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.texts import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spbe_cli.reading.problems import Problem


def render(problems: Iterable[Problem]) -> str:
    """A workflow command for each problem."""
    return "".join(f"{_command(problem)}\n" for problem in problems)


def _command(problem: Problem) -> str:
    place = {"file": problem.path, "line": problem.line, "col": problem.column, "title": "spbe"}
    properties = ",".join(f"{key}={_property(visible(str(value)))}" for key, value in place.items() if value is not None)
    text = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    return f"::error {properties}::{_data(visible(text))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
