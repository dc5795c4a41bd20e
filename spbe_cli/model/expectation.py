"""What a self-assessment may come to once it is judged: how levels move, and what the index is expected to be then."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from spbe_cli.model.result import Figure

Shifts = Mapping[Fraction, int]
"""By how much a level moves, in points of the scale, and how many times of how many, all together, it moves by that."""


class Lowered(NamedTuple):
    """Each answered level is one lower with a probability, from 0 to 1, and stays what it is else."""

    probability: Fraction


class Learned(NamedTuple):
    """What was learned for one result from ``pairs`` pairs of a self-assessment and a later result, found at ``path``.

    Of its ``answered`` indicators ``by_kind`` are those that take the differences of all indicators of their kind, ``by_all``
    those that take the differences of all there are, as too few pairs answer them. ``own_left_out`` says whether a pair is that
    of the result itself; ``others`` are the results under other instruments, which say nothing here.
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
        """How many indicators take differences of others."""
        return len(self.by_kind) + len(self.by_all)


class Expectation(NamedTuple):
    """The distribution of the index that a self-assessment would get.

    ``low`` is the lowest index that is not exceeded one time in twenty at least, ``high`` the lowest that is not nineteen times
    in twenty. ``predicates`` has a probability, from 0 to 1, for each of the instrument, highest first; they sum to 1.
    """

    expected: Figure
    low: Figure
    high: Figure
    predicates: tuple[tuple[str, Fraction], ...]
    basis: Lowered | Learned
