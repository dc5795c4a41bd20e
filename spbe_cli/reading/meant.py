"""What wrong keys and values of an answer file were meant to be, where that is clear: hints say it.

What follows from a wrong key is not told: whoever wrote ``Instansi`` did not forget ``instansi``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from spbe_cli import slips
from spbe_cli.model.assessment import HEAD, Assessment
from spbe_cli.reading.levels import level_meant
from spbe_cli.reading.tables.headings import meaning
from spbe_cli.reading.tables.labels import named_part, of_tier
from spbe_cli.reading.tables.titles import Part, Titles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spbe_cli.model.base import Fault
    from spbe_cli.model.instrument import Instrument

_SAYS_SOMETHING: Final = frozenset(("answers", "published"))


def with_meant(faults: Sequence[Fault], value: Mapping[Any, Any], instrument: Instrument | None) -> list[Fault]:
    """The faults of a document with such a value, with what was meant, and without those that follow from others."""
    known = _Known(value, instrument)
    keys = {one.path[0]: meant for one in faults if len(one.path) == 1 and (meant := known.key(one)) is not None}
    return [one._replace(context={**one.context, **known.context(one, keys)}) for one in faults if not _follows(one, keys)]


def _follows(fault: Fault, keys: Mapping[Any, str]) -> bool:
    """Whether a fault follows from keys that were meant to be others: what is missing is there, by a wrong name."""
    if fault.code == "neither":
        return not _SAYS_SOMETHING.isdisjoint(keys.values())
    return fault.code == "missing_key" and not fault.path and fault.context["key"] in keys.values()


def _near(fault: Fault) -> str | None:
    """The known key, in either language, of which an unknown one is a slip."""
    return slips.meant(str(fault.context["key"]), (*fault.context["known"], *fault.context["indonesian"]))


@lru_cache(maxsize=16)
def _titles(instrument: Instrument) -> Titles:
    return Titles(instrument)


class _Known(NamedTuple):
    """What a document says, and the instrument that measures it."""

    value: Mapping[Any, Any]
    instrument: Instrument | None

    def key(self, fault: Fault) -> str | None:
        """The key at the top that an unknown one was meant to be, in English; None where that is not clear."""
        if fault.code != "unknown_key" or fault.context["within"]:
            return None
        if (near := _near(fault)) is not None:
            return Assessment.indonesian.get(near, near)
        heading = meaning(str(fault.context["key"]))
        if heading is not None and heading.what in HEAD:
            return heading.what
        return "answers" if self._are_answers(self.value.get(fault.context["key"])) else None

    def context(self, fault: Fault, keys: Mapping[Any, str]) -> dict[str, Any]:
        """What a hint to a fault says beside it."""
        if fault.code == "unknown_key" and len(fault.path) == 1 and fault.path[0] in keys and _near(fault) is None:
            key = keys[fault.path[0]]
            return {"meant": (key, Assessment.in_indonesian().get(key, key))}
        if fault.code == "unknown_part" and isinstance(fault.context["id"], str):
            return self._part(fault)
        return level_meant(fault, self.instrument)

    def _part(self, fault: Fault) -> dict[str, Any]:
        """The number of the part that a key names; or that the answers below it belong above, as below ``Domain 1``."""
        tier, said = fault.context["tier"], fault.context["id"]
        part = named_part(of_tier(said, tier), "", None if self.instrument is None else _titles(self.instrument))
        if isinstance(part, Part) and part.tier == tier and part.id in fault.context["known"]:
            return {"meant": str(part.id)}
        answers = self.value.get("answers")
        within = isinstance(answers, dict) and fault.path[:1] == ("answers",) and self._are_answers(answers.get(said))
        return {"holds_answers": True} if within else {}

    def _are_answers(self, part: Any) -> bool:
        """Whether the keys below are numbers of indicators."""
        return (
            isinstance(part, dict)
            and bool(part)
            and all(type(one) is int for one in part)
            and (self.instrument is None or part.keys() <= self.instrument.indicators.keys())
        )
