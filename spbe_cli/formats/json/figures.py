"""The parts of values as JSON: figures, levels, warnings, selections and criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.texts.messages import message
from spbe_cli.texts.words import in_language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from spbe_cli.formats.json.shapes import keys
    from spbe_cli.model.coverage import Coverage
    from spbe_cli.model.criteria import LevelCriteria, Passage
    from spbe_cli.model.instrument import Instrument, Selection
    from spbe_cli.model.result import Caution, Figure, IndicatorResult, Interval


def selection(value: Selection) -> keys.Selection:
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


def warnings(cautions: Iterable[Caution]) -> list[keys.Warned]:
    """Cautions as sentences with their codes."""
    return [{"code": one.code, "message": message(one.code, one.context)} for one in cautions]


def level_criteria(value: LevelCriteria) -> keys.AskedFor:
    """What a level asks for (null if its source is damaged), the evidence for it, and the passages that begin in a later year."""
    return {
        "asks": None if value.damaged else " ".join(map(in_language, value.asks)),
        "evidence": list(map(in_language, value.evidence)),
        **since((*value.asks, *value.evidence)),
        "damaged": value.damaged,
    }


def asked_level(level: int, indicator: int, of: Instrument, asked: LevelCriteria | None) -> keys.AskedLevel:
    """A level of an indicator with its name and, where there are criteria, what it asks for."""
    name = of.scale.level_name(of.aspect_of(indicator).levels, level)
    if asked is None:
        return {"level": level, "name": name}
    return {"level": level, "name": name, **level_criteria(asked)}


def since(passages: Iterable[Passage]) -> keys.SinceLater:
    """The passages that hold only from a year on, under their own key; empty if there are none."""
    later: list[keys.Later] = [{"year": one.since, "text": in_language(one)} for one in passages if one.since is not None]
    return {"since": later} if later else {}


def index_figure(value: Figure) -> keys.IndexFigure:
    """An index, as shown and exact."""
    return {"index": float(value.shown), "index_exact": str(value.exact)}


def value_figure(value: Figure | None) -> keys.ValueFigure:
    """A value, as shown and exact; null where it is not known."""
    return {"value": _shown(value), "value_exact": _exact(value)}


def mean_figure(value: Figure | None) -> keys.MeanFigure:
    """A mean, as shown and exact; null where nothing applies."""
    return {"mean": _shown(value), "mean_exact": _exact(value)}


def _shown(value: Figure | None) -> float | None:
    return None if value is None else float(value.shown)


def _exact(value: Figure | None) -> str | None:
    return None if value is None else str(value.exact)


def coverage(value: Coverage) -> keys.Coverage:
    """How many files and rows could be read, of how many."""
    return {"count": value.read, "of": value.total}


def interval(value: Interval) -> list[str]:
    """Both ends of an interval, exact."""
    return [str(value.low), str(value.high)]
