"""Level criteria: what each indicator judges, what each level asks for beyond the one below, and the evidence it takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

from pydantic import Field, ValidationInfo, model_validator

from spbe_cli.model.base import Checked, Fault, Line, Many, fault, refuse
from spbe_cli.model.instrument import Identifier, Instrument, Text


class LevelCriteria(Checked):
    """What a level asks for beyond the one below, and the evidence accepted for it, none where the source names none.

    ``damaged`` is a level whose text in the source can't be read: nothing is said of it then, and ``asks`` is None.
    """

    asks: Text | None = None
    evidence: Many[Text] = ()
    damaged: bool = False

    @model_validator(mode="after")
    def _says_something_or_is_damaged(self) -> Self:
        if self.damaged and (self.asks or self.evidence):
            fault("damaged_says_nothing")
        if not self.damaged and self.asks is None:
            fault("missing_key", key="asks")
        return self


class IndicatorCriteria(Checked):
    """What an indicator judges, the evidence that the source names for it as a whole, and its levels."""

    judges: Text
    evidence: Many[Text] = ()
    levels: dict[int, LevelCriteria] = Field(min_length=1)


class Criteria(Checked):
    """The criteria of one instrument, which is the context they are checked in; ``source`` is what they are worded from."""

    instrument: Line
    source: Line
    indicators: dict[Identifier, IndicatorCriteria]

    @model_validator(mode="after")
    def _of_its_instrument(self, info: ValidationInfo[Instrument]) -> Self:
        if faults := list(self._strangers(info.context)):
            refuse(faults)
        return self

    def of(self, indicator: int) -> IndicatorCriteria | None:
        """The criteria of an indicator; None where it has none."""
        return self.indicators.get(indicator)

    def _strangers(self, instrument: Instrument) -> Iterator[Fault]:
        if self.instrument != instrument.id:
            yield Fault(("instrument",), "unknown_instrument", {"value": self.instrument, "known": (instrument.id,)})
            return
        for identifier, one in self.indicators.items():
            path: tuple[Any, ...] = ("indicators", identifier)
            if identifier not in instrument.indicators:
                yield Fault(path, "unknown_indicator", {"id": identifier}, at_key=True)
                continue
            for level in one.levels:
                if level not in instrument.scale.levels:
                    context = {"value": level, "levels": instrument.scale.levels}
                    yield Fault((*path, "levels", level), "accepted_level", context, at_key=True)
