"""Sums and means by whole numbers, against plain fractions."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.weighting import total, weighted_mean

values = st.fractions(-5, 5, max_denominator=1000)
weights = st.fractions(0, 100, max_denominator=1000).filter(bool)


@given(st.lists(values))
def test_the_sum_of_ratios_in_lowest_terms_or_not(of: list[Fraction]) -> None:
    ratios = [(one.numerator * times, one.denominator * times) for times, one in enumerate(of, start=1)]
    assert total(ratios) == sum(of, Fraction(0))


@given(st.lists(st.tuples(weights, values), min_size=1))
def test_the_mean_by_weight(of: list[tuple[Fraction, Fraction]]) -> None:
    whole = sum((weight for weight, _value in of), Fraction(0))
    assert weighted_mean(of) == sum((weight * value for weight, value in of), Fraction(0)) / whole
