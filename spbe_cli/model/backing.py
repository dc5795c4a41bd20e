"""A claim beside what its evidence proves."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from spbe_cli.model.evidence import Evidence
from spbe_cli.model.result import IndicatorResult


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
