"""The options in ``spbe.toml``, which hold for a folder of answers unless the command line says something else."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator

from spbe_cli.model.base import Checked, Identifier, Line, Many, fault


def _index_or_predicate(value: Any) -> str:
    if isinstance(value, str) and value.strip():
        return value
    return str(value) if _is_number(value) else fault("index_or_predicate", value=value)


def _thresholds(value: Any) -> tuple[str, ...]:
    given = value if isinstance(value, list) else [value]
    if not given:
        fault("too_few", limit=1)
    return tuple(_index_or_predicate(one) for one in given)


def _points(value: Any) -> str:
    return str(value) if _is_number(value) and value >= 0 else fault("drop", value=value)


def _is_number(value: Any) -> bool:
    # Not isinstance: true is an int to Python.
    return type(value) in (int, Decimal)


class GateDefaults(Checked):
    """The gates, each as it would be written on the command line.

    ``not_applicable`` are the indicators that gates allow to be not applicable.
    """

    fail_under: Annotated[tuple[str, ...], PlainValidator(_thresholds)] | None = None
    max_drop: Annotated[str, PlainValidator(_points)] | None = None
    no_regression: Literal["predicate", "domain", "aspect", "indicator"] | None = None
    fail_on_difference: bool | None = None
    basis: Literal["claimed", "backed", "answers"] | None = None
    not_applicable: Many[Identifier] | None = None


def _heading_or_false(value: Any) -> str | None:
    if value is False:
        return None
    return value if isinstance(value, str) and value.strip() else fault("heading_or_false", value=value)


class Config(Checked):
    """One ``spbe.toml``; ``indicators`` and ``aliases`` are relative to it.

    ``columns`` are headings of tables, each with the known heading that it stands for, or None (``false`` in the file) if the
    column is passed over.
    """

    language: Literal["id", "en"] | None = None
    indicators: Line | None = None
    instrument: Line | None = None
    aliases: Line | None = None
    gates: GateDefaults = GateDefaults()
    columns: dict[str, Annotated[str | None, PlainValidator(_heading_or_false)]] = Field(default_factory=dict)
