"""Figures in cells and sentences: weights, levels, bounds and changes look the same on every page."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from spbe_cli.core.judging import rounded
from spbe_cli.texts import _, exact, ngettext, number
from spbe_cli.views.page import Cell, Cells, Percent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from spbe_cli.model.result import Figure, IndicatorResult

_WEIGHT_DECIMALS = 2
_MOST_DECIMALS = 4

POINT_DECIMALS: Final = 4
"""How exactly index points are shown: what an answer adds, is lost or is gained."""


def bound_text(bound: Fraction, decimals: int) -> str:
    """A bound of the index: with the usual decimals if they are enough, else in full."""
    shown = rounded(bound, decimals)
    return number(shown if Fraction(shown) == bound else bound)


def percent(weight: Fraction) -> Percent:
    """A weight as it is shown: a percentage with as many decimals as it needs, two at most."""
    text = str(rounded(weight, _WEIGHT_DECIMALS))
    return Percent(Decimal(text.rstrip("0").rstrip(".")))


def change(old: Figure | None, new: Figure | None, *, whole: bool = False) -> Decimal | None:
    """The difference of two displayed values; without decimals if both are whole and ``whole`` allows it."""
    if old is None or new is None:
        return None
    difference = new.shown - old.shown
    return Decimal(int(difference)) if whole and old.exact.denominator == new.exact.denominator == 1 else difference


def weight_cells(weight: Fraction) -> Cells:
    """A weight as data: as a decimal, rounded where it has more than four, and exact."""
    return {"weight": as_decimal(weight), "weight_exact": weight}


def as_decimal(value: Fraction) -> str:
    """A value with as many decimals as it has, rounded where it has more than four."""
    return exact(Fraction(rounded(value, _MOST_DECIMALS)))


def change_text(old: Figure | None, new: Figure | None, *, whole: bool = False) -> str | None:
    """The difference of two displayed values with its sign."""
    difference = change(old, new, whole=whole)
    return None if difference is None else signed(difference)


def levels_raised(text: str, levels: int, indicators: int, **more: str) -> str:
    """A text with how many levels of how many indicators are raised, for ``{levels}`` and ``{indicators}``."""
    counted = ngettext("{count} level", "{count} levels", levels).format(count=number(levels))
    return text.format(levels=counted, indicators=indicators_text(indicators), **more)


def points(value: Fraction) -> Decimal:
    """Index points as they are shown."""
    return rounded(value, POINT_DECIMALS)


def signed_value(value: Fraction, decimals: int = POINT_DECIMALS) -> str:
    """A change with its sign, rounded up and down alike; index points where nothing is said of its decimals."""
    return signed((-1 if value < 0 else 1) * rounded(abs(value), decimals))


def effect_text(effect: Fraction | None) -> str | None:
    """An effect on the index, in index points with its sign."""
    return None if effect is None else signed_value(effect)


def levels_text(levels: Sequence[Fraction]) -> str:
    """Levels in a row, one per service."""
    return " ".join(map(number, levels))


def both(old: str, new: str) -> str:
    """Two texts with an arrow between them; one where they are the same."""
    return new if old == new else f"{old} → {new}"


def agencies_text(count: int) -> str:
    """How many agencies there are."""
    return ngettext("{count} agency", "{count} agencies", count).format(count=number(count))


def indicators_text(count: int) -> str:
    """How many indicators there are."""
    return ngettext("{count} indicator", "{count} indicators", count).format(count=number(count))


def of_text(count: int, total: int) -> str:
    """How many there are of how many."""
    return _("{count} of {total}").format(count=number(count), total=number(total))


def others_text(count: int) -> str:
    """How many more there are, in place of a title."""
    return ngettext("{count} other", "{count} others", count).format(count=number(count))


def day_text(day: date | None) -> str | None:
    """A day as tables have it."""
    return None if day is None else day.isoformat()


def signed(change: Decimal | Fraction) -> str:
    """A change with its sign."""
    return f"{'+' if change > 0 else '−' if change < 0 else '±'}{number(change if change >= 0 else -change)}"


def level_cell(one: IndicatorResult) -> Cell:
    """A level in a table: without decimals if it is whole; the mean of several services; n/a when not applicable."""
    if one.level is None:
        return "n/a"
    return int(one.level.exact) if one.level.exact.denominator == 1 and len(one.levels) == 1 else one.level.shown
