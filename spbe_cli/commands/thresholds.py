"""The values that a person writes for a gate or a goal."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeVar

from spbe_cli.model.assessment import stage_called
from spbe_cli.model.base import day_of
from spbe_cli.model.result import Threshold
from spbe_cli.model.selecting import piece_in
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.scalars import plain_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from spbe_cli.model.assessment import Stage
    from spbe_cli.model.instrument import Instrument, Predicate
    from spbe_cli.model.selecting import Piece
    from spbe_cli.model.tree import Tier

One = TypeVar("One")

MOST_PHASES: Final = 60
"""So many phases a plan may have: years of months."""

Place = tuple[str, int | None, int | None]
"""Where a gate was asked for: on the command line, or at a place in a file."""


def drop(text: str, instrument: Instrument, where: Place) -> Fraction:
    """What ``--max-drop`` says: index points, from 0 to what the scale spans (a decimal comma will do).

    Raises:
        BadInput: when it is no such number.
    """
    value = _number(text)
    most = instrument.scale.max - instrument.scale.min
    if value is not None and 0 <= value <= most:
        return value
    raise BadInput([Problem.at(*where, "drop", value=text, most=most)])


def budget(text: str) -> Fraction:
    """What ``--budget`` says: a cost, 0 or more (a decimal comma will do).

    Raises:
        BadInput: when it is no such number, or when it may as well be so many thousands (``250.000``).
    """
    from spbe_cli.model.costs import thousands  # only where there is a budget

    value = _decimal(text)
    if value is None or value < 0:
        raise BadInput([Problem.of("--budget", "budget", value=text)])
    if (meant := thousands(value)) is not None:
        raise BadInput([Problem.of("--budget", "cost_in_thousands", value=text, thousands=meant, whole=Fraction(value))])
    return Fraction(value)


def share(text: str, option: str) -> Fraction:
    """The probability that an option gives, from 0 to 1 (a decimal comma will do).

    Raises:
        BadInput: when it is no such number.
    """
    value = _number(text)
    if value is not None and 0 <= value <= 1:
        return value
    raise BadInput([Problem.of(option, "probability", value=text)])


def day(text: str | None) -> date:
    """What ``--today`` says, else the system's date.

    Raises:
        BadInput: when it is no date.
    """
    if text is None:
        return date.today()
    found = day_of(text.strip())
    if found is None:
        raise BadInput([Problem.of("--today", "date", value=text, meant=_day_meant(text.strip()))])
    return found


def _day_meant(text: str) -> str | None:
    from spbe_cli.reading.said import day_meant  # only where something is wrong

    return day_meant(text)


def days(text: str) -> tuple[date, ...]:
    """What ``--by`` says: days with commas between, each after the one before.

    Raises:
        BadInput: when one is no date, when they are not in order, or when there are too many.
    """
    given = [one.strip() for one in text.split(",")]
    known = tuple(day for one in given if (day := day_of(one)) is not None)
    if len(known) < len(given) or any(late <= early for early, late in pairwise(known)) or len(known) > MOST_PHASES:
        meant = [said for one in given if (said := _day_meant(one)) is not None]
        clear = len(known) < len(given) == len(meant)
        raise BadInput([Problem.of("--by", "days", value=text, limit=MOST_PHASES, meant=",".join(meant) if clear else None)])
    return known


def occasions(years: str | None, stages: str | None) -> Iterator[tuple[int | None, Stage | None]]:
    """What ``--year`` and ``--stage`` of a comparison say of the old side and of the new one; one value is that of both.

    Raises:
        BadInput: when one is no year or no stage, or when there are more than two.
    """
    of_sides: tuple[Stage | None, Stage | None] = _of_sides(stages, "--stage", stage_called)
    return zip(_of_sides(years, "--year", _year), of_sides, strict=True)


def _of_sides(text: str | None, option: str, read: Callable[[str], One | None]) -> tuple[One | None, One | None]:
    if text is None:
        return None, None
    found = [read(one.strip()) for one in text.split(",")]
    if None in found or len(found) > 2:  # noqa: PLR2004 - two sides
        raise BadInput([Problem.of(option, "of_sides", value=text, option=option)])
    return found[0], found[-1]


def _year(text: str) -> int | None:
    return int(text) if _YEAR.fullmatch(text) else None


_YEAR = re.compile("20[0-9]{2}|2100")


def thresholds(texts: Sequence[str], instrument: Instrument, where: Place) -> tuple[Threshold, ...]:
    """What ``--fail-under`` says: each is an index, a predicate, or a part and its value (``domain:2=2.0``, ``32=3``).

    Raises:
        BadInput: when one is none of these.
    """
    return tuple(_threshold(text, instrument, where) for text in texts)


def _threshold(text: str, instrument: Instrument, where: Place) -> Threshold:
    part, equals, bound = text.partition("=")
    if not equals:
        return Threshold(threshold(text, instrument, where))
    meant, value = _part(part), _number(bound)
    if meant is None or value is None or not instrument.scale.min <= value <= instrument.scale.max:
        low, high = instrument.scale.min, instrument.scale.max
        raise BadInput([Problem.at(*where, "part_threshold", value=text, low=low, high=high)])
    if (unknown := meant.unknown(instrument)) is not None:
        raise BadInput([Problem.at(*where, "unknown_part", **unknown)])
    return Threshold(value, (meant.tier, meant.ids[0]))


def parts_in(texts: Iterable[str]) -> frozenset[tuple[Tier, int]]:
    """The parts that ``--fail-under`` names, even if no instrument has them."""
    found = (_part(text.partition("=")[0]) for text in texts if "=" in text)
    return frozenset((one.tier, one.ids[0]) for one in found if one is not None)


def _part(text: str) -> Piece | None:
    """The one part that a text means; None where it means several or none."""
    piece = piece_in(text)
    return piece if piece is not None and len(piece.ids) == 1 else None


def _number(text: str) -> Fraction | None:
    """A number with a decimal comma or point, as in files; None if the text is no number."""
    value = _decimal(text)
    return None if value is None else Fraction(value)


def _decimal(text: str) -> int | Decimal | None:
    """The same, with the decimals as they are written."""
    value = plain_value(text.strip().replace(",", "."))
    return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def threshold(text: str, instrument: Instrument, where: Place = ("--target", None, None)) -> Fraction | Predicate:
    """The target: an index on the scale (a decimal comma will do) or the name of a predicate.

    Raises:
        BadInput: when it is neither.
    """
    value = _number(text)
    if value is not None and instrument.scale.min <= value <= instrument.scale.max:
        return value
    named = instrument.predicate_named(text)
    if named is not None:
        return named
    known = tuple(predicate.name for predicate in instrument.predicates)
    low, high = instrument.scale.min, instrument.scale.max
    raise BadInput([Problem.at(*where, "threshold", value=text, low=low, high=high, known=known)])
