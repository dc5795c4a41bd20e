"""Words for data."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from spbe_cli import texts
from spbe_cli.texts import words


def test_an_instruments_text_is_the_official_one_where_there_is_no_other() -> None:
    both, one = SimpleNamespace(id="belum diperiksa", en="not yet checked"), SimpleNamespace(id="belum diperiksa", en=None)
    assert (words.in_language(both), words.in_language(one)) == ("not yet checked", "belum diperiksa")
    texts.use("id")
    assert (words.in_language(both), words.in_language(one)) == ("belum diperiksa", "belum diperiksa")


def test_values_in_a_row() -> None:
    assert words.listed([7, 3, 1, 2, 5]) == "1-3, 5, 7"
    assert words.listed(["b", 1]) == "b, 1"
    assert words.listed([]) == ""


@given(st.lists(st.integers(0, 60), min_size=1))
def test_runs_of_whole_numbers_stand_for_just_these_numbers(numbers: list[int]) -> None:
    runs = [part.partition("-") for part in words.listed(numbers).split(", ")]
    assert [one for low, _dash, high in runs for one in range(int(low), int(high or low) + 1)] == sorted(numbers)
    unbroken = {int(high or low) for low, _dash, high in runs} & {int(low) - 1 for low, _dash, _high in runs}
    assert unbroken == set() or len(set(numbers)) < len(numbers)
