"""Commands on a workbook with a table in several sheets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Spbe, Write
from tests.reading.tables.reading import book
from tests.reading.tables.test_several import form, ranking

pytestmark = pytest.mark.usefixtures("in_a_folder")

EVERY = "--sheet=*"


@pytest.fixture
def agencies(tmp_path: Path) -> Path:
    """A workbook with a sheet for each of two agencies."""
    path, second = tmp_path / "opd.xlsx", {"Dinas B": form(2)}
    path.write_bytes(book(*form(3), title="Dinas A", **second))
    return path


@pytest.fixture
def years(tmp_path: Path) -> Path:
    """A workbook with a sheet for each of two years."""
    path = tmp_path / "years.xlsx"
    later: dict[str, Any] = {"2024": ranking(Kota_A=3, Kota_B=2)[1:]}
    path.write_bytes(book(*ranking(Kota_A=2, Kota_B=2)[1:], title="2023", **later))
    return path


def test_a_ranking_says_the_sheet_of_each_row(spbe: Spbe, agencies: Path) -> None:
    results = json.loads(spbe("batch", agencies, EVERY, "--format", "json").out)["results"]
    assert [(one["agency"], one["line"], one["sheet"]) for one in results] == [
        ("Dinas A", 3, "Dinas A"),
        ("Dinas B", 3, "Dinas B"),
    ]
    assert f"{agencies}:Dinas B!A3" in spbe("batch", agencies, EVERY, "--format", "csv").out


def test_a_command_for_one_agency_asks_which(spbe: Spbe, agencies: Path, years: Path, tmp_path: Path) -> None:
    ran = spbe("score", agencies, EVERY)
    hint = "(choose one with --agency or --sheet, or rank them with spbe batch)\n"
    assert (ran.code, ran.err.endswith(f"{agencies}: 2 results are in this table: expected one {hint}")) == (2, True)
    for chosen in ((EVERY, "--agency", "dinas-b"), ("--agency", "dinas-b"), ("--sheet", "Dinas B")):
        ran = spbe("score", agencies, *chosen)
        assert (ran.code, ran.out.splitlines()[0]) == (0, "Dinas B")
    assert "(choose one with --year: 2023-2024)" in spbe("score", years, EVERY, "--agency", "Kota A").err
    stages, final = tmp_path / "stages.xlsx", {"Akhir": ranking(Kota_A=2)}
    stages.write_bytes(book(*ranking(Kota_A=3), title="Mandiri", **final))
    assert "(choose one with --sheet: Mandiri, Akhir)" in spbe("score", stages, EVERY).err


def test_years_in_sheets_are_compared(spbe: Spbe, years: Path) -> None:
    found = json.loads(spbe("compare", years, years, "--year", "2023,2024", "--format", "json").out)["agencies"]
    assert [(one["to"]["agency"], one["index"]["from"], one["index"]["to"]) for one in found] == [
        ("Kota A", 2, 3),
        ("Kota B", 2, 2),
    ]
    assert [len(one["points"]) for one in json.loads(spbe("trend", years, EVERY, "--format", "json").out)["agencies"]] == [2, 2]


def test_of_an_agency_twice_only_that_row_and_year_is_left_out(spbe: Spbe, write: Write, years: Path) -> None:
    write("instansi,tahun,indeks\nKota B,2024,4\n", "first.csv")
    ran = spbe("batch", "first.csv", years, EVERY, "--format", "json")
    assert [(one["agency"], one["year"], one["index"]) for one in json.loads(ran.out)["results"]] == [
        ("Kota A", 2023, 2), ("Kota B", 2023, 2), ("Kota B", 2024, 4), ("Kota A", 2024, 3),
    ]  # fmt: skip
    assert f"{years}:2024!A3: Kota B is there already, in first.csv:2" in ran.err
    # So it is where the years of a row stand in its headings.
    write("instansi,indeks 2023,indeks 2024\nKota B,2,3\n", "second.csv")
    found = json.loads(spbe("batch", "first.csv", "second.csv", "--format", "json").out)["results"]
    assert [(one["year"], one["index"]) for one in found] == [(2023, 2), (2024, 4)]


def test_problems_name_their_sheet(spbe: Spbe, tmp_path: Path) -> None:
    path, second = tmp_path / "opd.xlsx", {"Dinas B": form(9)}
    path.write_bytes(book(*form(3), title="Dinas A", **second))
    ran = spbe("validate", path, EVERY, "--quiet")
    assert ran.code == 2
    assert all(line.startswith(f"{path}:Dinas B!C") for line in ran.out.splitlines())
