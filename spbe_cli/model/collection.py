"""The state of an assessment that is not complete yet: who has answered what, and the range that the index can still reach."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from spbe_cli.model.assessment import Assessment
from spbe_cli.model.result import Result


class OwnerStatus(NamedTuple):
    """The indicators that an owner was asked for, those that are still open, and the owner's files.

    ``supports`` are the indicators for which it was asked only for evidence and notes, ``unsupported`` those for which its files
    bring neither. ``late``: the day has passed, and something is open or unsupported. ``unsound`` are the files that have
    problems, so that nothing in them counts. ``foreign`` are the indicators that they answer and somebody else owns, by that
    owner.
    """

    name: str
    asked: tuple[int, ...]
    open: tuple[int, ...]
    due: date | None
    late: bool
    paths: tuple[str, ...]
    unsound: tuple[str, ...] = ()
    foreign: Mapping[str, tuple[int, ...]] = {}
    supports: tuple[int, ...] = ()
    unsupported: tuple[int, ...] = ()

    @property
    def done(self) -> bool:
        """Whether nothing that it was asked for is missing."""
        return not self.open and not self.unsupported

    @property
    def answered(self) -> int:
        """How many of the indicators are answered or not applicable."""
        return len(self.asked) - len(self.open)


class Collection(NamedTuple):
    """An assessment as far as it has been collected.

    ``low`` and ``high`` are its results with all open indicators at the lowest and at the highest level. ``before`` is its result
    with the answers of an earlier assessment for them, None if there is none; ``earlier`` is that assessment, and ``before_open``
    are the indicators that are open in it, too. ``unowned`` are the indicators that nobody owns. ``strangers`` are the owners, by
    file, that were not asked for anything, and ``near`` the known owners that they may mean.
    """

    low: Result
    high: Result
    before: Result | None
    earlier: Assessment | None
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
