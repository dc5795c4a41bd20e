"""What ``spbe.toml`` says: what a folder of answers asks for, where the command line asks for nothing else."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import PlainValidator

from spbe_cli.model.base import Checked, Line, fault
from spbe_cli.model.instrument import Tier


def _index_or_predicate(value: Any) -> str:
    if isinstance(value, str) and value.strip():
        return value
    return str(value) if _is_number(value) else fault("index_or_predicate", value=value)


def _points(value: Any) -> str:
    return str(value) if _is_number(value) and value >= 0 else fault("drop", value=value)


def _is_number(value: Any) -> bool:
    # Not isinstance: true is an int to Python.
    return type(value) in (int, Decimal)


class GateDefaults(Checked):
    """The gates, each as it would be written on the command line."""

    fail_under: Annotated[str, PlainValidator(_index_or_predicate)] | None = None
    max_drop: Annotated[str, PlainValidator(_points)] | None = None
    no_regression: Tier | None = None
    fail_on_difference: bool | None = None


class Config(Checked):
    """One ``spbe.toml``; ``indicators`` is relative to it."""

    language: Literal["id", "en"] | None = None
    indicators: Line | None = None
    instrument: Line | None = None
    gates: GateDefaults = GateDefaults()
