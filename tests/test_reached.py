"""The guard of property tests: what asserts too seldom fails."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.reached import reached, reaching

DIGITS = st.integers(0, 9)


def test_a_property_that_is_reached_often_enough_passes() -> None:
    @reaching(0.2, "even", "odd")
    @given(DIGITS)
    def holds(digit: int) -> None:
        reached("odd" if digit % 2 else "even")

    holds()


def test_a_property_that_is_reached_too_seldom_fails() -> None:
    @reaching(0.5, "five")
    @given(DIGITS)
    def holds(digit: int) -> None:
        if digit == 5:
            reached("five")

    with pytest.raises(AssertionError, match=r"too few examples reached \['five'\]"):
        holds()


def test_one_example_is_the_least() -> None:
    @reaching(0, "never")
    @given(DIGITS)
    def holds(digit: int) -> None:
        assert digit < 10

    with pytest.raises(AssertionError, match="never"):
        holds()


def test_an_example_counts_once_and_only_when_it_comes_to_its_end() -> None:
    @reaching(1, "whole")
    @given(DIGITS)
    def holds(digit: int) -> None:
        reached("whole")
        reached("whole")
        assume(digit > 2)

    holds()


def test_a_failure_is_the_propertys_own() -> None:
    @reaching(1, "never")
    @given(DIGITS)
    def holds(digit: int) -> None:
        assert digit > 10

    with pytest.raises(AssertionError, match="assert 0 > 10"):
        holds()
