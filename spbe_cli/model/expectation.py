"""What a self-assessment may come to once it is judged: how levels move, and what the index is expected to be then."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from spbe_cli.model.result import Figure

Shifts = Mapping[Fraction, int]
"""The differences by which a level moves, in points of the scale, each with how often it occurs."""


class Lowered(NamedTuple):
    """Each answered level is one lower with a probability from 0 to 1; otherwise it stays the same."""

    probability: Fraction


class Learned(NamedTuple):
    """What was learned for one result from ``pairs`` pairs of a self-assessment and a later result, found at ``path``.

    Some of its ``answered`` indicators are in too few pairs: those in ``by_kind`` use the differences of all indicators of their
    kind, those in ``by_all`` the differences of all indicators. ``own_left_out`` says whether a pair of the result itself was
    left out. ``others`` are the results under other instruments, which are not used.
    """

    path: str
    pairs: int
    answered: int
    by_kind: tuple[int, ...]
    by_all: tuple[int, ...]
    own_left_out: bool
    others: int

    @property
    def pooled(self) -> int:
        """How many indicators use the differences of other indicators, too."""
        return len(self.by_kind) + len(self.by_all)


class Expectation(NamedTuple):
    """The distribution of the index that a self-assessment would get.

    ``low`` is the 5 percent quantile of the index, ``high`` the 95 percent quantile. ``predicates`` has a probability, from 0 to
    1, for each predicate of the instrument, highest first; they sum to 1.
    """

    expected: Figure
    low: Figure
    high: Figure
    predicates: tuple[tuple[str, Fraction], ...]
    basis: Lowered | Learned
