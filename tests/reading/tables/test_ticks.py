"""Levels that are ticked, in the column of the level that is reached."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.tables.reading import INSTRUMENTS, ONE, TWO, Read, book, read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LEVELS = range(1, 6)
HEADINGS = ("1", "2", "3", "4", "5")


def ticked(levels: Sequence[int], mark: str = "v", *, headings: Sequence[str] = HEADINGS, no: str = "") -> str:
    rows = (f"{n};{';'.join(mark if one == level else no for one in LEVELS)}\n" for n, level in enumerate(levels, 1))
    return f"No;{';'.join(headings)}\n{''.join(rows)}"


def levels_of(found: Read) -> list[int]:
    answers = found.only.answers or {}
    return [int(one.levels[0]) for one in answers.values() if one.levels]


@given(
    st.lists(st.sampled_from(LEVELS), min_size=1, max_size=47),
    st.sampled_from(("v", "V", "x", "√", "✓", "Ya", "TRUE", "1", "●", "ü")),
)
def test_one_mark_is_the_level_below_which_it_stands(levels: list[int], mark: str) -> None:
    assert levels_of(read(ticked(levels, mark), year=2024, agency="A")) == levels


@pytest.mark.parametrize(
    "heading",
    ["Level {}", "L{}", "Tingkat {}", "Tk. {}", "Tingkat Kematangan {}", "Level {} (lihat lampiran)", "Kriteria {}", "0{}"],
)
def test_headings_of_levels(heading: str) -> None:
    headings = [heading.format(one) for one in LEVELS]
    assert levels_of(read(ticked([3, 1, 5], headings=headings), year=2024, agency="A")) == [3, 1, 5]


def test_what_is_said_of_marks() -> None:
    said = read(ticked([3, 1]), year=2024, agency="A").said
    assert said == ['the marks below "1", "2", "3", "4", "5" are read as levels']


@pytest.mark.parametrize("no", ["Tidak", "FALSE", "-", "0", "☐"])
def test_what_is_no_mark(no: str) -> None:
    assert levels_of(read(ticked([3, 1], "Ya", no=no), year=2024, agency="A")) == [3, 1]


def test_the_level_itself_and_a_cross_that_says_no() -> None:
    assert levels_of(read("No;1;2;3;4;5\n1;;2;;;\n2;;;;4;\n", year=2024, agency="A")) == [2, 4]
    assert levels_of(read("No;1;2;3;4;5\n1;x;✓;x;x;x\n", year=2024, agency="A")) == [2]


def test_rows_without_a_mark_are_not_answered() -> None:
    found = read("No;1;2;3;4;5\n1;;v;;;\n2;;;;;\n3;Tidak;Tidak;Tidak;Tidak;Tidak\n", year=2024, agency="A").only
    assert [found.answer(one).levels for one in (1, 2, 3)] == [(Fraction(2),), None, None]


def test_marks_of_all_levels_up_to_the_highest() -> None:
    cumulative = "No;Level 1;Level 2;Level 3;Level 4;Level 5\n1;v;v;;;\n2;v;v;v;v;\n3;v;;;;\n"
    assert levels_of(read(cumulative, year=2024, agency="A")) == [2, 4, 1]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("1;v;;v;;\n2;;v;;;\n", [("2:2", "ticks_with_gaps"), ("3:3", "ticks_with_gaps")]),
        ("1;v;v;;;\n2;;;v;;\n", [("3:4", "ticks_with_gaps")]),
        ("1;;v;;;\n2;;;mantap;;\n", [("3:4", "no_tick")]),
        ("1;;v;;;\n2;;;4;;\n", [("3:4", "no_tick")]),
        # Beside other marks a cross may be one, or none.
        ("1;;v;;;\n2;;;x;;\n", [("3:4", "no_tick")]),
        # What levels mean is no mark, though ada is.
        ("1;belum ada;konsep;ada sebagian;lengkap;optimal\n", [("1:1", "no_level_column")]),
        ("1;belum ada;konsep;ada;lengkap;optimal\n", [("1:1", "no_level_column")]),
    ],
)
def test_what_is_wrong_with_marks(rows: str, wrong: list[tuple[str, str]]) -> None:
    assert read(f"No;1;2;3;4;5\n{rows}", year=2024, agency="A").wrong == wrong


def test_marks_far_below_have_no_gaps_either() -> None:
    indicators = list(INSTRUMENTS.for_year(2024).indicators)  # type: ignore[union-attr]
    rows = "".join(f"{agency};{one};;v;;;\n" for agency in ("A", "B", "C") for one in indicators)
    found = read(f"OPD;No Indikator;1;2;3;4;5\n{rows}D;1;v;;v;;\n", year=2024)
    assert found.wrong == [("143:3", "ticks_with_gaps")]


def _title(rows: list[list[Any]]) -> list[list[Any]]:
    return [["", "Domain 1 Kebijakan Internal SPBE", *[""] * 5], *rows]


@pytest.mark.parametrize(
    "changed",
    [
        _title,
        lambda rows: [[f"({one})" for one in range(1, 8)], *rows],
        lambda rows: [list(range(1, 8)), *rows],
        lambda rows: [*rows, ["", "Jumlah", 1, 0, 1, 0, 0]],
    ],
)
def test_rows_that_have_no_marks(changed: Callable[[list[list[Any]]], list[list[Any]]]) -> None:
    rows: list[list[Any]] = [[1, ONE, "", "", "√", "", ""], [2, TWO, "√", "", "", "", ""]]
    found = read(book(["No", "Indikator", *LEVELS], *changed(rows)), year=2024, agency="A")
    assert levels_of(found) == [3, 1]


def test_a_heading_over_the_levels_and_merged_titles() -> None:
    rows: list[list[Any]] = [["Kebijakan Internal"] * 7, [1, ONE, "", "v", "", "", ""], [2, TWO, "", "", "", "v", ""]]
    data = book(
        ["No", "Indikator", "Tingkat Kematangan", None, None, None, None],
        [None, None, *LEVELS],
        *rows,
        merge=("A1:A2", "B1:B2", "C1:G1", "A3:G3"),
    )
    assert levels_of(read(data, year=2024, agency="A")) == [2, 4]


def test_a_formula_below_a_level_stays_a_problem() -> None:
    data = book(["No", "Indikator", *LEVELS], [1, "", "", "v", "", "", ""], [2, "", "=1+1", "", "", "", ""])
    assert [code for _place, code in read(data, year=2024, agency="A").wrong] == ["formula_uncounted"]


def test_levels_that_are_written_beside_what_they_mean() -> None:
    data = "No;Level 1;Level 2;Level 3;Level 4;Level 5;Nilai\n1;tidak ada;v;ada;lengkap;optimal;3\n"
    assert levels_of(read(data, year=2024, agency="A")) == [3]


def test_five_indicators_of_agencies_are_no_levels() -> None:
    found = read("Instansi;1;2;3;4;5\nKota A;3;2,5;3;1;2\n", year=2012)
    assert [len(one.answers or {}) for one in found.assessments] == [5]
