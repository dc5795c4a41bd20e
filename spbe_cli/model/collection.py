"""What an assessment in the making has so far: who has answered what, and where the index can still come to lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from spbe_cli.model.result import Result


class OwnerStatus(NamedTuple):
    """What an owner was asked for, which of it is still open, and the files handed in in their name.

    ``late``: the day has passed, and something is open. ``unsound`` are the files that have problems, so that nothing in them
    counts. ``foreign`` are the indicators that they answer and somebody else owns, by that owner.
    """

    name: str
    asked: tuple[int, ...]
    open: tuple[int, ...]
    due: date | None
    late: bool
    paths: tuple[str, ...]
    unsound: tuple[str, ...] = ()
    foreign: Mapping[str, tuple[int, ...]] = {}

    @property
    def answered(self) -> int:
        """How many of the indicators are answered, or said not to be applicable."""
        return len(self.asked) - len(self.open)


@dataclass(frozen=True, slots=True)
class Collection:
    """An assessment as far as it has been collected.

    ``low`` and ``high`` are its results with whatever is open at the lowest and at the highest level; ``before`` with the answers
    of an earlier assessment there, None where there is none: ``before_year`` is its year, ``before_open`` what is open all the
    same. ``unowned`` are the indicators that nobody owns, ``strangers`` the owners by file that are not asked for anything, and
    ``near`` who may be meant by them.
    """

    low: Result
    high: Result
    before: Result | None
    before_year: int | None
    before_open: tuple[int, ...]
    owners: tuple[OwnerStatus, ...]
    open: tuple[int, ...]
    unowned: tuple[int, ...]
    strangers: Mapping[str, str]
    near: Mapping[str, str]

    @property
    def late(self) -> tuple[OwnerStatus, ...]:
        """The owners whose day has passed with something still open."""
        return tuple(one for one in self.owners if one.late)
