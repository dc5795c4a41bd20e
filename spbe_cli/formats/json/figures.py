"""The parts of values as JSON: figures, levels, warnings, selections and criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spbe_cli.texts.messages import message
from spbe_cli.texts.words import in_language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from spbe_cli.model.criteria import LevelCriteria, Passage
    from spbe_cli.model.instrument import Selection
    from spbe_cli.model.ranking import Coverage
    from spbe_cli.model.result import Caution, Figure, IndicatorResult, Interval


def selection(value: Selection) -> dict[str, Any]:
    """The indicators that a focus chooses."""
    return {"name": value.name, "indicators": sorted(value.indicators)}


def level(value: IndicatorResult) -> int | float | None:
    """The level of an indicator, without decimals if it is whole; the mean of several services; null if it does not apply."""
    if value.level is None:
        return None
    return int(value.level.exact) if value.level.exact.denominator == 1 else float(value.level.shown)


def levels(value: IndicatorResult) -> list[int | float]:
    """The levels of an indicator, one per service."""
    return [whole(one) for one in value.levels]


def whole(value: Fraction) -> int | float:
    """A value, without decimals where it has none."""
    return int(value) if value.denominator == 1 else float(value)


def warnings(cautions: Iterable[Caution]) -> list[dict[str, Any]]:
    """Cautions as sentences with their codes."""
    return [{"code": one.code, "message": message(one.code, one.context)} for one in cautions]


def level_criteria(value: LevelCriteria) -> dict[str, Any]:
    """What a level asks for (null if its source is damaged), the evidence for it, and the passages that begin in a later year."""
    return {
        "asks": None if value.damaged else " ".join(map(in_language, value.asks)),
        "evidence": list(map(in_language, value.evidence)),
        **since((*value.asks, *value.evidence)),
        "damaged": value.damaged,
    }


def since(passages: Iterable[Passage]) -> dict[str, Any]:
    """The passages that hold only from a year on, under their own key; empty if there are none."""
    later = [{"year": one.since, "text": in_language(one)} for one in passages if one.since is not None]
    return {"since": later} if later else {}


def figure_keys(name: str, value: Figure | None) -> dict[str, Any]:
    """A figure under a name, as shown and exact; null where it is not known."""
    return {
        name: None if value is None else float(value.shown),
        f"{name}_exact": None if value is None else str(value.exact),
    }


def coverage_keys(value: Coverage) -> dict[str, int]:
    """How many files and rows could be read, of how many."""
    return {"count": value.read, "of": value.total}


def interval(value: Interval) -> list[str]:
    """Both ends of an interval, exact."""
    return [str(value.low), str(value.high)]
