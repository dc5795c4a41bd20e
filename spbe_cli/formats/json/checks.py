"""Verdicts of gates and problems as JSON."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, cast

from spbe_cli.formats.json.text import SCHEMA
from spbe_cli.texts import exact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spbe_cli.formats.json.shapes import checks as shapes
    from spbe_cli.model.result import Figure, Verdict
    from spbe_cli.reading.problems import Problem


def placed(value: Verdict) -> shapes.PlacedVerdict:
    """One verdict, with its agency and the place where that was read."""
    line: shapes.OnLine = {} if value.line is None else {"line": value.line}
    return {"agency": value.agency, "path": value.path, **line, **verdict(value)}


def verdict(value: Verdict) -> shapes.Verdict:
    """One verdict of a gate."""
    from spbe_cli.views.notes import verdict_text  # only where gates were asked for

    context = cast("shapes.VerdictContext", value.context)
    if (changes := value.context.get("changes")) is not None:
        context = {**context, "changes": [_change(one, *changes[one]) for one in sorted(changes)]}
    return {
        "name": value.name,
        "expected": _side(value.expected),
        "actual": _side(value.actual),
        "passed": value.passed,
        **context,
        "message": verdict_text(value),
    }


def _change(number: int, old: Figure, new: Figure) -> shapes.Fall:
    return {
        "id": number,
        "from": float(old.shown),
        "from_exact": str(old.exact),
        "to": float(new.shown),
        "to_exact": str(new.exact),
    }


def _side(value: Fraction | str | int) -> str | int:
    return exact(value) if isinstance(value, Fraction) else value


def problems(values: Iterable[Problem], files: int) -> shapes.Problems:
    """Problems, and how many files were looked at."""
    return {"schema": SCHEMA, "files": files, "problems": [problem(one) for one in values]}


def problem(value: Problem) -> shapes.Problem:
    """One problem."""
    cell: shapes.InCell = {} if value.cell is None else {"sheet": value.sheet, "cell": value.cell}
    agency: shapes.OfAgency = {} if value.agency is None else {"agency": value.agency}
    return {
        "path": value.path,
        "line": value.line,
        "column": value.column,
        **cell,
        **agency,
        "code": value.code,
        "message": value.message,
        "hint": value.hint,
    }
