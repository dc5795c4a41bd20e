"""What of an assessment is proven, and what is still to be handed in, mended or judged."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from typing import Literal, NamedTuple, Self

from spbe_cli.model.evidence import Evidence
from spbe_cli.model.result import IndicatorResult, Result

ItemState = Literal["accepted", "waiting", "rejected", "revise"]
"""What became of an item of evidence; one without a status waits, like one that was sent."""


def state_of(item: Evidence) -> ItemState:
    """What became of an item."""
    return "waiting" if item.status is None or item.status == "sent" else item.status


class Counts(NamedTuple):
    """How many items of evidence are in each state."""

    accepted: int = 0
    waiting: int = 0
    rejected: int = 0
    revise: int = 0

    @classmethod
    def of(cls, items: Iterable[Evidence]) -> Self:
        """The items by their states."""
        found = Counter[str](map(state_of, items))
        return cls(*(found[state] for state in cls._fields))

    def plus(self, other: Self) -> Self:
        """Both together."""
        return type(self)(*map(sum, zip(self, other, strict=True)))


class Unproven(NamedTuple):
    """An indicator whose proven level is lower than the claimed one.

    ``lost`` is what that costs the index, in index points. ``pending`` are the items of evidence, by position, that would prove
    more once they were accepted; none: nothing was handed in for what is missing.
    """

    claimed: IndicatorResult
    backed: IndicatorResult
    lost: Fraction
    pending: tuple[int, ...]

    @property
    def proven(self) -> Fraction:
        """The value that is proven, where more is claimed; of several services it is the same for all of these."""
        pairs = zip(self.claimed.levels, self.backed.levels, strict=True)
        return min(proven for claimed, proven in pairs if proven < claimed)

    @property
    def items(self) -> tuple[Evidence, ...]:
        """The items that would prove more."""
        return tuple(self.claimed.answer.evidence[at] for at in self.pending)


class Lacking(NamedTuple):
    """An indicator whose claim is not proven.

    ``next`` is the lowest level that is not proven, None on a scale without levels; ``owner`` is who answers for it, None where
    nobody is named. ``open`` says whether something is to be handed in or mended: it is not where what waits would prove the
    whole claim.
    """

    unproven: Unproven
    next: int | None
    owner: str | None
    open: bool

    @property
    def one(self) -> IndicatorResult:
        """The indicator as it is claimed."""
        return self.unproven.claimed

    @property
    def id(self) -> int:
        """The indicator's id."""
        return self.one.indicator.id

    @property
    def items(self) -> tuple[Evidence, ...]:
        """All that was handed in."""
        return self.one.answer.evidence

    def in_state(self, *states: ItemState) -> tuple[Evidence, ...]:
        """What was handed in and is in one of these states."""
        return tuple(item for item in self.items if state_of(item) in states)


class Proof(NamedTuple):
    """A claim beside what accepted evidence proves of it, for all or for some indicators.

    ``judged`` says whether any item of the assessment has a status: without one nothing is proven. ``claims`` is how many of the
    indicators claim more than the scale's minimum, ``lacking`` are those of them that are not proven; the one that costs the
    index most comes first. ``items`` counts what was handed in for the indicators.
    """

    claimed: Result
    backed: Result
    judged: bool
    claims: int
    lacking: tuple[Lacking, ...]
    items: Counts

    @property
    def proven(self) -> int:
        """How many indicators that claim more than the minimum are proven."""
        return self.claims - len(self.lacking)

    @property
    def bare(self) -> tuple[int, ...]:
        """The ids of the indicators for which nothing was handed in, in order."""
        return tuple(sorted(one.id for one in self.lacking if not one.items))

    @property
    def owners(self) -> tuple[str | None, ...]:
        """Who has something to hand in or to mend, by name; last, where there is such, what nobody answers for."""
        named = {one.owner for one in self.lacking if one.open}
        return (*sorted(one for one in named if one is not None), *((None,) if None in named else ()))
