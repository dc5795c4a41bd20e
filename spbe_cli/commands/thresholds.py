"""What a gate or a goal expects, as a person writes it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from spbe_cli.reading.document import plain_value
from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from spbe_cli.model.instrument import Instrument, Predicate


Asked = tuple[str, int | None, int | None]
"""Where a gate was asked for: on the command line, or at a place in a file."""


def drop(text: str, instrument: Instrument, asked: Asked = ("--max-drop", None, None)) -> Fraction:
    """What ``--max-drop`` says: index points, from 0 to what the scale spans (a decimal comma will do).

    Raises:
        BadInput: when it is no such number.
    """
    value = plain_value(text.strip().replace(",", "."))
    most = instrument.scale.max - instrument.scale.min
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and 0 <= value <= most:
        return Fraction(value)
    raise BadInput([Problem.at(*asked, "drop", value=text, most=most)])


def budget(text: str) -> Fraction:
    """What ``--budget`` says: a cost, 0 or more (a decimal comma will do).

    Raises:
        BadInput: when it is no such number.
    """
    value = plain_value(text.strip().replace(",", "."))
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and value >= 0:
        return Fraction(value)
    raise BadInput([Problem.at("--budget", None, None, "budget", value=text)])


def day(text: str | None) -> date:
    """What ``--today`` says, else the system's date.

    Raises:
        BadInput: when it is no date.
    """
    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text if len(text) == len("2025-06-30") else "")
    except ValueError:
        raise BadInput([Problem.at("--today", None, None, "date", value=text)]) from None


def threshold(text: str, instrument: Instrument, asked: Asked = ("--fail-under", None, None)) -> Fraction | Predicate:
    """What ``--fail-under`` says: an index on the scale (a decimal comma will do) or the name of a predicate.

    Raises:
        BadInput: when it is neither.
    """
    value = plain_value(text.strip().replace(",", "."))
    if isinstance(value, int | Decimal) and instrument.scale.min <= Fraction(value) <= instrument.scale.max:
        return Fraction(value)
    named = instrument.predicate_named(text)
    if named is not None:
        return named
    known = tuple(predicate.name for predicate in instrument.predicates)
    low, high = instrument.scale.min, instrument.scale.max
    raise BadInput([Problem.at(*asked, "threshold", value=text, low=low, high=high, known=known)])
