"""What holds in a folder, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.formats.json.checks import problem
from spbe_cli.formats.json.text import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spbe_cli.formats.json.shapes import settings as shapes
    from spbe_cli.model.settings import InForce, Setting
    from spbe_cli.reading.problems import Problem


def settings(value: InForce, problems: Iterable[Problem] = ()) -> shapes.Settings:
    """Each setting with where it comes from, the variables that are read, and what is wrong with what the file names."""
    return {
        "schema": SCHEMA,
        "path": value.path,
        "settings": [_setting(one) for one in value.settings],
        "overruled": [_setting(one) for one in value.overruled],
        "environment": [{"name": one.name, "value": one.value} for one in value.variables],
        "problems": [problem(one) for one in problems],
    }


def _setting(one: Setting) -> shapes.Setting:
    return {
        "section": one.section,
        "name": one.name,
        "value": list(one.value) if isinstance(one.value, tuple) else one.value,  # type: ignore[typeddict-item]
        "origin": one.origin,
        "source": one.source,
        "line": one.line,
        "column": one.column,
    }
