"""What a cell may hold, in a sheet or a line: levels, percentages, formulas, and what says that nothing is there."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from tests.reading.tables.reading import HEADINGS, ONE, TWO, book, levels, read


@pytest.mark.parametrize("shown", ["0%", "0.00%", '0.0" "%'])
def test_a_cell_that_shows_a_percentage_holds_one(shown: str) -> None:
    def of(headings: list[Any], *values: Any) -> list[tuple[str, str]]:
        made = openpyxl.load_workbook(io.BytesIO(book(headings, list(values))))
        made.worksheets[0].cell(2, len(headings)).number_format = shown
        buffer = io.BytesIO()
        made.save(buffer)
        return [(one.message, str(one.hint)) for one in read(buffer.getvalue(), year=2024, agency="A").problems]

    without = "write the number without %"
    assert of(["No", "Nilai"], 1, 1) == [('level "100%": expected a whole number from 1 to 5', "write the number alone")]
    assert of(["Instansi", "Indeks"], "A", 0.5925) == [('"59.25%": expected a number', without)]
    assert of(["No", "Nilai", "Selesai"], 1, 3, 1) == []


@pytest.mark.parametrize(
    ("cell", "code"),
    [(True, "level_not_whole"), ("=1+2", "formula_uncounted"), ("#REF!", "cell_error"), (2.5, "level_not_whole"),
     ("tiga", "level_not_whole"), ("3-4", "level_not_whole"), (45_000.5, "level_not_whole"), ("2024-05-06", "level_not_whole")],
)  # fmt: skip
def test_what_is_no_level(cell: Any, code: str) -> None:
    assert read(book(["instansi", "tahun", 1, 2], ["A", 2024, cell, 3])).wrong == [("Data!C2", code)]


@pytest.mark.parametrize(
    "cell", [3, 3.0, "3", " 3\u00a0", "3,0", "3.00", 2.9999999999999996, "3 - Terdefinisi", "'3".removeprefix("'")]
)
def test_what_is_a_level(cell: Any) -> None:
    assert levels(read(book(["instansi", "tahun", 1], ["A", 2024, cell])).only) == {1: (3,)}


@pytest.mark.parametrize("cell", ["-", "–", "", " ", "\u00a0", None])
def test_what_is_no_answer(cell: Any) -> None:
    assert levels(read(book(["instansi", "tahun", 1, 2], ["A", 2024, cell, 3])).only) == {2: (3,)}


def test_formulas_matter_only_where_they_are_read() -> None:
    found = read(book(["=1"], ["instansi", "tahun", "indeks", "rank", "lain"], ["A", 2024, 3, "=1", "=2"], ["Total", None, "=3"]))
    assert (found.only.agency, found.problems) == ("A", [])
    assert read(book(["instansi", "tahun", "indeks"], ["=1", "=2", 3])).wrong == [
        ("Data!A2", "formula_uncounted"),
        ("Data!B2", "formula_uncounted"),
    ]


@pytest.mark.parametrize(
    "word", ["belum", "Belum dinilai", "belum diisi.", "BELUM TERJAWAB", "Kosong", "not answered yet", "nan", "NULL", "None"]
)
def test_a_level_that_is_said_to_be_missing_is_a_blank_one(word: str) -> None:
    found = read(book([*HEADINGS], [1, ONE, word], [2, TWO, 3]), year=2024, agency="A")
    assert (levels(found.only), [one.place for one in found.notes]) == ({2: (3,)}, ["a:Data!C2"])
    assert found.said == ["this cell says that nothing is answered yet, and is read as a blank one: C2"]
    found = read(f"Instansi,Tahun,1,2\nA,2024,{word},{word}\nB,2024,3,{word}\n")
    assert [{one: said for one, said in levels(each).items() if said} for each in found.assessments] == [{}, {1: (3,)}]
    assert found.said[-1] == "these cells say that nothing is answered yet, and are read as blank ones: 2:3, 2:4, 3:4"
    found = read(f"No,Indikator,Dinas A,Dinas B\n1,,{word},3\n2,,3,{word}\n", year=2024)
    assert ([levels(each) for each in found.assessments], len(found.said)) == ([{2: (3,)}, {1: (3,)}], 1)
    beside = read(f"Instansi,Tahun,Indeks\nA,2024,3\n,,{word}\n")
    assert (beside.only.agency, beside.said) == ("A", ["row 3 is passed over: it names no agency or indicator with a result"])
    announced, blank = (read(f"Instansi,Tahun,Indeks,Predikat\nA,2024,{said},\nB,2024,3,Baik\n") for said in (word, ""))
    assert (len(announced.assessments), announced.wrong) == (1, blank.wrong)


@pytest.mark.parametrize("word", ["belum ada", "tidak ada", "belum sesuai", "0 belum"])
def test_what_may_be_a_level_is_none_that_is_missing(word: str) -> None:
    assert len(read(book([*HEADINGS], [1, ONE, word], [2, TWO, 3]), year=2024, agency="A").problems) == 1
