"""The one place where a value is rounded, an index is compared with a threshold and a predicate is given."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, Literal

from spbe_cli.model.result import Caution, Figure

if TYPE_CHECKING:
    from spbe_cli.model.instrument import Instrument, Predicate
    from spbe_cli.model.result import Interval


def rounded(value: Fraction, decimals: int) -> Decimal:
    """A value rounded half up.

    Source: announced results (16/7 is announced as 2.29, 23/7 as 3.29, Denpasar 2018's domain 1, 35/17, as 2.06).
    """
    return rounded_ratio(value.numerator, value.denominator, decimals)


def rounded_ratio(numerator: int, denominator: int, decimals: int) -> Decimal:
    """A ratio of whole numbers rounded half up, as :func:`rounded` rounds; it need not be in lowest terms."""
    return _decimal((2 * numerator * 10**decimals + denominator) // (2 * denominator), decimals)


@lru_cache(maxsize=4096)
def _decimal(units: int, decimals: int) -> Decimal:
    # A ranking keeps many values, of which few are different: each is there once.
    return Decimal(units).scaleb(-decimals)


def figure(value: Fraction, instrument: Instrument) -> Figure:
    """A value as exact and as shown, by the instrument's rule."""
    return Figure(value, rounded(value, instrument.index.decimals))


def decisive(index: Figure, instrument: Instrument, year: int) -> Fraction:
    """What a threshold is compared with in an assessment year: the rounded or the exact index.

    Source: the announced national results. In 2023 all 621 predicates follow the rounded index (Kab. Nias Barat, at most 1.7986
    and shown as 1.80, is "Cukup"); in 2024 all 612 follow the exact one (Pacitan, shown as 3.50, is "Baik").
    """
    return Fraction(index.shown) if instrument.index.basis(year) == "rounded" else index.exact


def least_index(threshold: Fraction, instrument: Instrument, year: int) -> Fraction:
    """The least exact index that reaches a threshold in an assessment year, as :func:`decisive` compares them."""
    if instrument.index.basis(year) == "exact":
        return threshold
    unit = 10**instrument.index.decimals
    return Fraction(2 * ceil(threshold * unit) - 1, 2 * unit)


def predicate(index: Figure, instrument: Instrument, year: int) -> Predicate:
    """The predicate of an index in an assessment year.

    Source: Permen PANRB 59/2020, annex, table 13, for the bounds; :func:`decisive` for what is compared with them.
    """
    return instrument.predicate(decisive(index, instrument, year))


def reaches(threshold: Fraction, decisive: Fraction, given: Predicate, instrument: Instrument) -> bool:
    """Whether a result reaches a threshold, where ``given`` is its predicate, announced or by the ``decisive`` index.

    What the predicate decides, it decides: its index lies from its own bound on and below the next one, whatever an announced,
    rounded index reads as. Between these the decisive index does. Source: contract section 3; Kab. Luwu, announced in 2024 with
    2.60 and "Cukup", has not reached 2.6, where "Baik" begins.
    """
    position = instrument.predicates.index(given)
    if threshold <= given.lower:
        return True
    if position and threshold >= instrument.predicates[position - 1].lower:
        return False
    return decisive >= threshold


def borderline(
    index: Figure,
    given: Predicate,
    instrument: Instrument,
    within: Interval,
    why: Literal["exact", "rounded", "announced"],
) -> Caution | None:
    """A caution where the shown and the exact index give different predicates, or may.

    ``within`` is where the exact index lies as far as it is known. ``why`` the predicate is the given one: by the exact or the
    rounded index, or because it was announced.
    """
    certain = within.low == within.high
    readings = (Fraction(index.shown), within.low) if certain else (Fraction(index.shown), within.low, within.high)
    other = next((one for one in map(instrument.predicate, readings) if one is not given), None)
    if other is None:
        return None
    bound = max(given.lower, other.lower)
    context = {"shown": index.shown, "bound": bound, "given": given.name, "other": other.name}
    return Caution("borderline", {**context, "why": why if certain else "unknown"})


def distance(index: Fraction, threshold: Fraction, decimals: int) -> Decimal:
    """How far an index is below a threshold.

    With the usual ``decimals`` where that is exact; else with two more and rounded up, so that the distance and the shown index
    don't seem to contradict each other, and what is missing never shows as nothing. 0 where the threshold is reached.
    """
    missing = max(threshold - index, Fraction(0))
    if (missing * 10**decimals).denominator != 1:
        decimals += 2
    missing *= 10**decimals
    return Decimal(-(-missing.numerator // missing.denominator)).scaleb(-decimals)
