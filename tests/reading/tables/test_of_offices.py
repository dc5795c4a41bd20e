"""Tables in the forms in which programs and offices make them, and that were once misread or refused without need."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.reading.tables.reading import Read, levels, read
from tests.strategies import built_in

TITLES = [one.title.id for one in built_in()[0].indicators.values()]


def figures(found: Read) -> list[tuple[str, int, Fraction | None]]:
    """The announced indices of a table without problems."""
    assert found.problems == []
    return [(one.agency, one.year, one.published.index if one.published else None) for one in found.assessments]


# Which column counts.


@pytest.mark.parametrize("other", ["Indeks RB", "Nilai IPP", "Skor Kepatuhan", "Index Inovasi"])
def test_a_value_beside_another_index_may_be_that_ones(other: str) -> None:
    data = f"No;OPD;{other};Nilai\n1;Dinas A;70,2;2,60\n2;Dinas B;71;2,10\n"
    assert read(data, year=2024).wrong == [("1:4", "index_of_another")]
    for said in (data.replace("Nilai\n", "Indeks SPBE\n"), data.replace(other, "Nilai Maksimal"), data.replace(other, "Pagu")):
        assert figures(read(said, year=2024)) == [("Dinas A", 2024, Fraction("2.6")), ("Dinas B", 2024, Fraction("2.1"))]
    assert len(figures(read(data, year=2024, columns={"Nilai": "index"}))) == 2


def test_a_person_beside_the_agency() -> None:
    found = read("Timestamp;Nama;Jabatan;OPD;1;2\n2024/03/01;Budi;Kabid;Dinas A;3;2\n", year=2024)
    assert (found.only.agency, levels(found.only)) == ("Dinas A", {1: (3,), 2: (2,)})
    assert found.said == ['3 columns are passed over, as their headings mean nothing here: "Timestamp", "Nama", "Jabatan"']


def test_names_of_indicators_below_a_heading_for_any_name() -> None:
    rows = "".join(f"{n};{n};Tingkat Kematangan {title};3\n" for n, title in enumerate(TITLES, start=1))
    found = read(f"id;no;name;nilai\n{rows}", year=2024, agency="Kota A")
    assert levels(found.only) == dict.fromkeys(range(1, 48), (3,))
    assert len(figures(read("No;Nama;Nilai\n1;Dinas A;2,60\n2;Dinas B;2,10\n", year=2024))) == 2


# Rows that go on, and pages.


def test_the_year_goes_on_with_the_agency_below_blank_cells() -> None:
    rows = [f"Dinas {name};2024;Akhir;1;3\n;;;2;2\n;;;3;1\n" for name in "AB"]
    found = read("Instansi;Tahun;Tahap;Indikator;Nilai\n" + "".join(rows))
    assert [(one.agency, one.year, one.stage, levels(one)) for one in found.assessments] == [
        (f"Dinas {name}", 2024, "final", {1: (3,), 2: (2,), 3: (1,)}) for name in "AB"
    ]
    assert len(found.notes) == 3
    # Where the agency stands in the row, a blank year is one that somebody forgot.
    found = read("Instansi;Tahun;Indikator;Nilai\nDinas A;2024;1;3\n;;2;2\nDinas B;;1;3\n;;2;2\n")
    assert found.wrong == [("4:2", "blank_year")]


def test_numbers_of_columns_below_headings_that_stand_once_more() -> None:
    page = "No;Instansi;Indeks\n(1);(2);(3)\n"
    found = read(f"{page}1;Dinas A;2,60\n;Halaman 2 dari 3;\n{page}2;Dinas B;2,10\n", year=2024)
    assert figures(found) == [("Dinas A", 2024, Fraction("2.6")), ("Dinas B", 2024, Fraction("2.1"))]
    assert found.said == ["rows 2, 4-6 are passed over: they name no agency or indicator with a result"]


# The place of a problem.


@pytest.mark.parametrize(
    "rows",
    ["Row Labels;Sum of Indeks SPBE\nDinas A;2,10\nGrand Total;4,00\n", "x;y;z;q\nA;4;4;3\nB;4;1;1\n", "x;y;z\nA;4;3\n"],
)
def test_levels_and_figures_make_no_row_similar_to_headings(rows: str) -> None:
    assert {at for at, _code in read(rows).wrong} == {"1:1"}


def test_several_numbers_each_once_are_similar_to_headings() -> None:
    assert {at for at, _code in read("a;b;c;d\nx;1;2;3\nA;4;3;3\n").wrong} == {"2:1"}
