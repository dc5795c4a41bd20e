"""Sums by whole numbers, against plain fractions."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.weighting import total

values = st.fractions(-5, 5, max_denominator=1000)


@given(st.lists(values))
def test_the_sum_of_ratios_in_lowest_terms_or_not(of: list[Fraction]) -> None:
    ratios = [(one.numerator * times, one.denominator * times) for times, one in enumerate(of, start=1)]
    assert total(ratios) == sum(of, Fraction(0))
