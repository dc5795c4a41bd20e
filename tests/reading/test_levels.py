"""Levels in words in tables, where an answer file stays strict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from spbe_cli.reading.assessments import load_assessment
from spbe_cli.reading.problems import BadInput
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


@pytest.mark.parametrize("said", ['"3"', "Level 3", "3 - Terdefinisi", "Terdefinisi"])
def test_an_answer_file_takes_numbers_only(write: Callable[..., str], said: str) -> None:
    path = write(f"agency: Kota A\nyear: 2024\nanswers: {{1: {said}}}\n", "a.yaml")
    with pytest.raises(BadInput) as bad:
        load_assessment(path)
    assert [problem.code for problem in bad.value.problems] == ["level_not_whole"]
