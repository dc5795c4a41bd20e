"""Verdicts of gates and problems as JSON."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from spbe_cli.formats.json.text import SCHEMA
from spbe_cli.texts import exact
from spbe_cli.texts.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spbe_cli.model.result import Verdict
    from spbe_cli.reading.problems import Problem


def placed(value: Verdict) -> dict[str, Any]:
    """One verdict, with its agency and the place where that was read."""
    line = {} if value.line is None else {"line": value.line}
    return {"agency": value.agency, "path": value.path, **line, **verdict(value)}


def verdict(value: Verdict) -> dict[str, Any]:
    """One verdict of a gate."""
    sides = {"expected": value.expected, "actual": value.actual}
    return {
        "name": value.name,
        **{side: exact(one) if isinstance(one, Fraction) else one for side, one in sides.items()},
        "passed": value.passed,
        **value.context,
        "message": message(f"{value.gate}_{'passed' if value.passed else 'failed'}", {**sides, **value.context}),
    }


def problems(values: Iterable[Problem], files: int) -> dict[str, Any]:
    """Problems, and how many files were looked at."""
    return {"schema": SCHEMA, "files": files, "problems": [problem(one) for one in values]}


def problem(value: Problem) -> dict[str, Any]:
    """One problem."""
    return {
        "path": value.path,
        "line": value.line,
        "column": value.column,
        **({} if value.cell is None else {"sheet": value.sheet, "cell": value.cell}),
        **({} if value.agency is None else {"agency": value.agency}),
        "code": value.code,
        "message": value.message,
        "hint": value.hint,
    }
