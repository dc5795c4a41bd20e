"""What it costs to raise an indicator, level by level, as a file says it."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from operator import itemgetter
from typing import Annotated, Any, ClassVar

from pydantic import Field, PlainValidator, ValidationInfo, model_validator

from spbe_cli.model import keys
from spbe_cli.model.base import N_, Checked, Fault, fault, folded, is_number, refuse
from spbe_cli.model.instrument import Instrument
from spbe_cli.model.selecting import Piece, piece_in

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
    """Costs by indicator and level: a number stands for each level, and ``domain:3`` or ``15-18`` for each of its indicators.

    What is narrower counts: an indicator's own cost before that of a range, then of an aspect, then of a domain.
    """
    instrument = info.context
    levels = instrument.scale.levels_above(instrument.scale.min)
    faults: list[Fault] = []
    named: dict[int, dict[int, Cost]] = {}
    first: dict[tuple[int, int], Any] = {}
    for width, key, piece in sorted(_pieces(given, instrument, faults), key=itemgetter(0)):
        if (stranger := piece.unknown(instrument)) is not None:
            faults.append(Fault((key,), "unknown_part", stranger, at_key=True))
        part = given[key]
        if not isinstance(part, dict) and (wrong := _cost_fault(part)) is not None:
            faults.append(Fault((key,), *wrong))
            continue
        by_level = part if isinstance(part, dict) else dict.fromkeys(levels, part)
        for level, cost in by_level.items():
            if level not in levels:
                faults.append(Fault((key, level), "cost_level", {"value": level, "levels": levels}, at_key=True))
            elif (wrong := _cost_fault(cost)) is not None:
                faults.append(Fault((key, level), *wrong))
        shared = [one for one in piece.indicators(instrument) if first.setdefault((width, one), key) != key]
        if shared:
            context = {"key": key, "first": first[width, shared[0]], "ids": shared}
            faults.append(Fault((key,), "cost_twice", context, at_key=True))
        for one in piece.indicators(instrument):
            named[one] = {level: _cost(cost) for level, cost in by_level.items()} | named.get(one, {})
    if faults:
        refuse(faults)
    return named


_WIDTHS = ("indicator", "aspect", "domain")


def _pieces(given: Iterable[Any], instrument: Instrument, faults: list[Fault]) -> Iterator[tuple[int, Any, Piece]]:
    """The keys of costs, each with what it means and how wide that is: 0 for an indicator, 1 for a range of them, and so on."""
    for key in given:
        if type(key) is int:
            yield 0, key, Piece("indicator", range(key, key + 1))
        elif isinstance(key, str) and not key.isdecimal():
            piece = piece_in(key)
            if piece is None:
                faults.append(Fault((key,), "cost_key", {"value": key, "key": "default", "indonesian": "bawaan"}, at_key=True))
            else:
                yield 1 + _WIDTHS.index(piece.tier), key, piece
        else:
            context = {"tier": "indicator", "id": key, "known": tuple(instrument.indicators)}
            faults.append(Fault((key,), "unknown_part", context, at_key=True))


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
