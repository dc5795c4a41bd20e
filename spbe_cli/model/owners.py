"""Who answers which indicators, and until when: for handing an assessment out, and for collecting it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import Field, PlainValidator, ValidationInfo

from spbe_cli.model import keys
from spbe_cli.model.assessment import read_day
from spbe_cli.model.base import Checked, Fault, Line, refuse
from spbe_cli.model.instrument import Instrument

_RANGE = re.compile(r"([1-9][0-9]{0,5})\s*-\s*([1-9][0-9]{0,5})")


def indicators_in(given: Any) -> range | None:
    """The numbers that a member of a list stands for: one, or a range such as 15-18; None where it is neither."""
    if type(given) is int:
        return range(given, given + 1)
    found = _RANGE.fullmatch(given.strip()) if isinstance(given, str) else None
    return range(int(found[1]), int(found[2]) + 1) if found else None


def _stranger(numbers: range, instrument: Instrument) -> int | None:
    """The first of some numbers that is no indicator; looking no further than that, as a range may be as long as it likes."""
    return next((one for one in numbers if one not in instrument.indicators), None)


def _faults(members: list[Any], instrument: Instrument) -> Iterator[Fault]:
    for position, member in enumerate(members):
        numbers = indicators_in(member)
        if not numbers:
            yield Fault((position,), "owned", {"value": member})
        elif (stranger := _stranger(numbers, instrument)) is not None:
            yield Fault((position,), "unknown_part", {"tier": "indicator", "id": stranger, "known": tuple(instrument.indicators)})


def read_owned(given: Any, info: ValidationInfo[Instrument]) -> tuple[int, ...]:
    """The indicators of a list of numbers and ranges, in order; a single one need not be in a list."""
    members = given if isinstance(given, list) else [given]
    if faults := list(_faults(members, info.context)):
        refuse(faults)
    return tuple(sorted({one for member in members for one in indicators_in(member) or ()}))


class Owned(Checked):
    """What one owner answers, and the day until which."""

    indonesian: ClassVar = keys.OWNED

    indicators: Annotated[tuple[int, ...], PlainValidator(read_owned)]
    due: Annotated[date, PlainValidator(read_day)] | None = None


class Owners(Checked):
    """Owners by name; checked against the instrument as context."""

    indonesian: ClassVar = keys.OWNERS

    owners: dict[Line, Owned] = Field(min_length=1)

    @property
    def indicators(self) -> frozenset[int]:
        """Every indicator that somebody owns."""
        return frozenset(one for owned in self.owners.values() for one in owned.indicators)
