"""Levels in words in tables, where an answer file stays strict; and cells that can't be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from spbe_cli.reading.assessments import load_assessment
from spbe_cli.reading.problems import BadInput
from spbe_cli.reading.sources import load_assessments
from tests.conftest import Spbe

WIDE = 'agency,year,1,2,32\nKota A,2024,"{}","{}","{}"\n'
LONG = 'Nama Instansi,Tahun,No Indikator,Nilai\nKota A,2024,1,"{}"\nKota A,2024,2,"{}"\nKota A,2024,32,"{}"\n'


@pytest.mark.parametrize("table", [WIDE, LONG])
@pytest.mark.parametrize(
    "said",
    [
        ("Level 3", "3. Terdefinisi", "Transaksi"),
        ("3 (tiga)", "Terdefinisi", "tingkat 3"),
        ("3: x", "3 Terdefinisi", "3 - Transaksi"),
        ("Level-3", "L3", "Lv. 3"),
        ("Level III", "Tingkat-III", "level – 3 - Transaksi"),
    ],
)
def test_levels_in_words(write: Callable[..., str], spbe: Spbe, table: str, said: tuple[str, str, str]) -> None:
    path = write(table.format(*said), "a.csv")
    shown = spbe("convert", path, "--as", "yaml", "-o", "-").out
    assert "  1: 3\n  2: 3\n" in shown
    assert "  32: 3\n" in shown


@pytest.mark.parametrize(("table", "place"), [(WIDE, "2:5"), (LONG, "4:4")])
def test_a_contradiction_is_at_its_cell(write: Callable[..., str], spbe: Spbe, table: str, place: str) -> None:
    ran = spbe("validate", write(table.format(3, 3, "3 - Kolaborasi"), "a.csv"))
    assert f'a.csv:{place}: Kota A: "3 - Kolaborasi": the name is that of level 4, not of the number before it' in ran.out
    assert ran.out.count("\n") == 1


def test_an_unclear_level_is_at_its_cell_and_says_what_to_write(write: Callable[..., str], spbe: Spbe) -> None:
    path = write("No;Indikator;Nilai\n1;;4 dikoreksi menjadi 3\n2;;3-Mei\n3;;3 - SK No. 4\n", "a.csv")
    ran = spbe("validate", path, "--agency", "A", "--year", 2024)
    assert [line.partition(": A: ")[2] for line in ran.out.splitlines()] == [
        f'level "{said}": expected a whole number from 1 to 5 (write the number alone)'
        for said in ("4 dikoreksi menjadi 3", "3-Mei")
    ]


@pytest.mark.parametrize("said", ['"3"', "Level 3", "3 - Terdefinisi", "Terdefinisi"])
def test_an_answer_file_takes_numbers_only(write: Callable[..., str], said: str) -> None:
    path = write(f"agency: Kota A\nyear: 2024\nanswers: {{1: {said}}}\n", "a.yaml")
    with pytest.raises(BadInput) as bad:
        load_assessment(path)
    assert [problem.code for problem in bad.value.problems] == ["level_not_whole"]


@pytest.mark.parametrize("strict", [(), ("--strict",)])
def test_cells_of_a_table_that_can_not_be_used_are_one_problem_for_each_agency(
    tmp_path: Path, spbe: Spbe, strict: tuple[str, ...]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["agency", "year", *range(1, 48)])
    for agency in ("Kota A", "Kota B"):
        sheet.append([agency, 2024, *["=1+2"] * 45, "#REF!", 3])
    book.save(tmp_path / "wide.xlsx")
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["agency", "year", "indicator", "level"])
    for agency in ("Kota A", "Kota B"):
        for indicator in range(1, 48):
            sheet.append([agency, 2024, indicator, "=1+2" if indicator < 46 else "#REF!" if indicator == 46 else 3])
    book.save(tmp_path / "long.xlsx")
    uncounted = "45 formulas, of which this is the first, have no value"
    for name, cells in {"wide.xlsx": ("C2", "AV2", "C3", "AV3"), "long.xlsx": ("D2", "D47", "D49", "D94")}.items():
        lines = spbe("validate", tmp_path / name, *strict).out.splitlines()
        assert len(lines) == 4, lines
        for line, cell, said in zip(lines, cells, (uncounted, "#REF!", uncounted, "#REF!"), strict=True):
            assert f"!{cell}: " in line
            assert said in line


@pytest.mark.parametrize("said", ["1 3 3", "1, 3, 3", "1,3,3", "1; 3; 3", "[1, 3, 3]", "(1;3;3)", "1\n3\n3"])
@pytest.mark.parametrize(
    "table", ["agency,year,35\nKota A,2018,{}\n", "agency,year,indicator,level,evidence\nKota A,2018,35,{},a.pdf\n"]
)
def test_levels_of_several_services_in_one_cell(write: Callable[..., str], table: str, said: str) -> None:
    (one,) = load_assessments(write(table.format(f'"{said}"'), "a.csv"))
    assert list(map(int, one.assessment.answer(35).levels or ())) == [1, 3, 3]


@pytest.mark.parametrize("said", ["1/3/3", "3/5", "1-3", "1,3", "1; x", "1; 2.5", "3;"])
def test_what_may_be_no_list_of_services_is_a_problem(write: Callable[..., str], said: str) -> None:
    with pytest.raises(BadInput) as bad:
        load_assessments(write(f'agency,year,35\nKota A,2018,"{said}"\n', "a.csv"))
    assert [one.place for one in bad.value.problems] == ["a.csv:2:3"]
    with pytest.raises(BadInput):
        load_assessments(write('agency,year,1\nKota A,2018,"1; 3; 3"\n', "a.csv"))
