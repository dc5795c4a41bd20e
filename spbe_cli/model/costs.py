"""What it costs to raise an indicator, level by level, as a file says it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, ClassVar

from pydantic import Field, PlainValidator, ValidationInfo, model_validator

from spbe_cli.model import keys
from spbe_cli.model.base import N_, Checked, Fault, fault, folded, is_number, refuse
from spbe_cli.model.instrument import Instrument

IMPOSSIBLE = ("impossible", "mustahil")
"""The words for a level that can't be reached."""

Cost = Fraction | None
"""A cost, 0 or more; None where the level can't be reached."""


def thousands(given: Any) -> int | None:
    """The whole number that a decimal means if its point parts thousands, as in ``250.000``; None where that can't be.

    Indonesian writes 250 thousand so, and nobody writes 250 so: only three decimals that end in a zero are doubtful.
    """
    if not isinstance(given, Decimal) or not 1 <= given < 1000:  # noqa: PLR2004 - the first group has one to three digits
        return None
    _sign, digits, exponent = given.as_tuple()
    return int(given.scaleb(3)) if exponent == -3 and digits[-1] == 0 else None  # noqa: PLR2004 - digits of a thousand


def _cost_fault(given: Any) -> tuple[str, dict[str, Any]] | None:
    """What is wrong with a cost: the code and its context."""
    if is_number(given) and given >= 0:
        meant = thousands(given)
        return None if meant is None else ("cost_in_thousands", {"value": given, "thousands": meant, "whole": Fraction(given)})
    named = isinstance(given, str) and folded(given) in IMPOSSIBLE
    return None if named else ("cost", {"value": given})


def _cost(given: Any) -> Cost:
    return Fraction(given) if is_number(given) else None


def read_cost(given: Any) -> Cost:
    """A cost, or None where the level is impossible."""
    wrong = _cost_fault(given)
    return _cost(given) if wrong is None else fault(wrong[0], **wrong[1])


def read_named(given: dict[Any, Any], info: ValidationInfo[Instrument]) -> dict[int, dict[int, Cost]]:
    """Costs by indicator and level: a number stands for each level of the indicator."""
    instrument = info.context
    levels = instrument.scale.levels_above(instrument.scale.min)
    faults: list[Fault] = []
    named: dict[int, dict[int, Cost]] = {}
    for key, part in given.items():
        if isinstance(key, str) and not key.isdecimal():
            faults.append(Fault((key,), "cost_key", {"value": key, "key": "default", "indonesian": "bawaan"}, at_key=True))
            continue
        if key not in instrument.indicators:
            ids = {"tier": "indicator", "id": key, "known": tuple(instrument.indicators)}
            faults.append(Fault((key,), "unknown_part", ids, at_key=True))
        if not isinstance(part, dict) and (wrong := _cost_fault(part)) is not None:
            faults.append(Fault((key,), *wrong))
            continue
        by_level = part if isinstance(part, dict) else dict.fromkeys(levels, part)
        for level, cost in by_level.items():
            if level not in levels:
                faults.append(Fault((key, level), "cost_level", {"value": level, "levels": levels}, at_key=True))
            elif (wrong := _cost_fault(cost)) is not None:
                faults.append(Fault((key, level), *wrong))
        named[key] = {level: _cost(cost) for level, cost in by_level.items()}
    if faults:
        refuse(faults)
    return named


class Costs(Checked):
    """The costs of raising indicators, level by level; checked against the instrument as context.

    ``named`` are costs by indicator and by the level that is reached from the one below. ``default`` holds for all others.
    """

    indonesian: ClassVar = keys.COSTS

    default: Annotated[Cost, PlainValidator(read_cost), N_("What a level costs of which nothing else is said.")] = Fraction(1)
    named: Annotated[
        dict[int, dict[int, Cost]],
        PlainValidator(read_named),
        N_("What each level of this indicator costs, or a cost for each level that is reached from the one below."),
    ] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _named_apart(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            fault("mapping_type", value=given, example="32: 2.5")
        named = {key: part for key, part in given.items() if key != "default"}
        default = {"default": given["default"]} if "default" in given else {}
        return default | ({"named": named} if named else {})

    def of(self, indicator: int, level: int) -> Cost:
        """The cost of raising an indicator to a level from the one below; None: impossible."""
        return self.named.get(indicator, {}).get(level, self.default)


class CostFile(Checked):
    """A file of costs."""

    indonesian: ClassVar = keys.COST_FILE

    costs: Annotated[Costs, N_("What it costs to raise indicators by a level.")]
