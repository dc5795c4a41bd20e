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
    keys = {one.path: meant for one in faults if len(one.path) == 1 and (meant := known.key(one)) is not None}
    return [one._replace(context={**one.context, **known.context(one, keys)}) for one in faults if not _follows(one, keys)]


class _Key(NamedTuple):
    """A key that was meant: in English, and as it is told to readers of either language, English first."""

    english: str
    told: tuple[str, str]


def _follows(fault: Fault, keys: Mapping[Any, _Key]) -> bool:
    """Whether a fault follows from keys that were meant to be others: what is missing is there, by a wrong name."""
    there = {one.english for one in keys.values()}
    if fault.code == "neither":
        return not _SAYS_SOMETHING.isdisjoint(there)
    return fault.code == "missing_key" and not fault.path and fault.context["key"] in there


@lru_cache(maxsize=16)
def _titles(instrument: Instrument) -> Titles:
    return Titles(instrument)


class _Known(NamedTuple):
    """What a document says, and the instrument that measures it."""

    value: Mapping[Any, Any]
    instrument: Instrument | None

    def key(self, fault: Fault) -> _Key | None:
        """The key at the top that an unknown one was meant to be; None where that is not clear."""
        if fault.code != "unknown_key" or fault.context["within"]:
            return None
        said = fault.context["key"]
        near = slips.meant(str(said), (*fault.context["known"], *fault.context["indonesian"]))
        if near is not None:  # in the language of the file
            return _Key(Assessment.indonesian.get(near, near), (near, near))
        heading = meaning(str(said))
        key: str | None = heading.what if heading is not None and heading.what in HEAD else None
        if key is None and self._are_answers(self.value.get(said)):
            key = "answers"
        return None if key is None else _Key(key, (key, Assessment.in_indonesian()[key]))

    def context(self, fault: Fault, keys: Mapping[Any, _Key]) -> dict[str, Any]:
        """What a hint to a fault says beside it."""
        if fault.code == "unknown_key" and fault.path in keys:
            return {"meant": keys[fault.path].told}
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
