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
    """A ratio of whole numbers, rounded half up like :func:`rounded`; it need not be in lowest terms."""
    return _decimal((2 * numerator * 10**decimals + denominator) // (2 * denominator), decimals)


@lru_cache(maxsize=4096)
def _decimal(units: int, decimals: int) -> Decimal:
    # A ranking keeps many values, but few different ones, so each is kept once.
    return Decimal(units).scaleb(-decimals)


def figure(value: Fraction, instrument: Instrument) -> Figure:
    """A value, exact and as displayed by the instrument's rule."""
    return Figure(value, rounded(value, instrument.index.decimals))


def decisive(index: Figure, instrument: Instrument, year: int) -> Fraction:
    """The index that is compared with thresholds in an assessment year: the rounded or the exact one.

    Source: the announced national results. In 2023 all 621 predicates follow the rounded index (Kab. Nias Barat, at most 1.7986
    and shown as 1.80, is "Cukup"); in 2024 all 612 follow the exact one (Pacitan, shown as 3.50, is "Baik").
    """
    return Fraction(index.shown) if instrument.index.basis(year) == "rounded" else index.exact


def least_index(threshold: Fraction, instrument: Instrument, year: int) -> Fraction:
    """The lowest exact index that reaches a threshold in an assessment year, by the rule of :func:`decisive`."""
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
    """Whether a result reaches a threshold; ``given`` is its predicate, announced or by the ``decisive`` index.

    The predicate decides first: the index is at least its lower bound and below the next one, even if the announced, rounded
    index seems to be elsewhere. Between these bounds the decisive index decides. Source: contract section 3; Kab. Luwu, announced
    in 2024 with 2.60 and "Cukup", has not reached 2.6, where "Baik" begins.
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
    """A caution if the displayed and the exact index give different predicates, or may do so.

    ``within`` is the interval in which the exact index lies. ``why`` says where the given predicate comes from: the exact index,
    the rounded index, or the announcement.
    """
    certain = within.low is within.high or within.low == within.high
    readings: tuple[Fraction | Decimal, ...] = (index.shown, within.low) if certain else (index.shown, *within)
    other = next((one for one in map(instrument.predicate, readings) if one is not given), None)
    if other is None:
        return None
    bound = max(given.lower, other.lower)
    context = {"shown": index.shown, "bound": bound, "given": given.name, "other": other.name}
    return Caution("borderline", {**context, "why": why if certain else "unknown"})


def distance(index: Fraction, threshold: Fraction, decimals: int) -> Decimal:
    """How far an index is below a threshold.

    It has the usual ``decimals`` if that is exact; otherwise it has two more and is rounded up. So it does not seem to contradict
    the displayed index, and a small distance never shows as 0. It is 0 where the threshold is reached.
    """
    exact = (max(threshold - index, Fraction(0)) * 10**decimals).denominator == 1
    return shortfall(index, threshold, decimals if exact else decimals + 2)


def shortfall(index: Fraction, threshold: Fraction, decimals: int) -> Decimal:
    """How far an index is below a threshold, with just so many decimals, rounded up: to gain that much is always enough."""
    missing = max(threshold - index, Fraction(0)) * 10**decimals
    return Decimal(-(-missing.numerator // missing.denominator)).scaleb(-decimals)
