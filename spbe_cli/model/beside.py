"""What a result is seen beside."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from spbe_cli.model.comparison import Comparison
from spbe_cli.model.instrument import Predicate


class Beside(NamedTuple):
    """What a result is seen beside: an earlier one, and the index or predicate that is aimed at."""

    before: Comparison | None = None
    target: Fraction | Predicate | None = None


ALONE = Beside()
"""Beside nothing."""
