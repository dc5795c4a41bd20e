"""Titles over rows and between them: kinds of agencies, years, assessors."""

from __future__ import annotations

from itertools import product

import pytest

from tests.reading.tables.reading import ONE, book, levels, read


def test_titles_over_the_rows_of_agencies_are_no_agencies() -> None:
    levels_of = [3, 3, 3]
    data = book(
        ["No", "Nama OPD", 1, 2, 3], ["A. DINAS"], [1, "Dinas A", *levels_of], ["B. BADAN"], [2, "Badan B", *levels_of],
        [None, "KECAMATAN"], [3, "Kecamatan C", *levels_of], ["I", "KELURAHAN"], [4, "Kelurahan D", *levels_of],
        [5, "Kelurahan E"], ["II", "UPTD"], [6, "UPTD F", *levels_of], [None, "UPTD G"], ["Total"],
        merge=("A2:E2", "A4:E4"),
    )  # fmt: skip
    found = read(data, year=2024)
    names = ["Dinas A", "Badan B", "Kecamatan C", "Kelurahan D", "Kelurahan E", "UPTD F"]
    assert ([one.agency for one in found.assessments], found.problems) == (names, [])
    assert found.said == [
        'row 14 is no agency and is left out: "Total"',
        'row 13 is taken for a title over other rows, not for an agency: "UPTD G"',
        "rows 2, 4, 6, 8, 11 are passed over: they name no agency or indicator with a result",
        "row 10 names an agency and none of its results: it counts as not answered",
    ]


def test_domains_and_aspects_merged_over_the_rows_of_their_indicators_are_passed_over() -> None:
    data = book(
        ["No", "Indikator", "Tingkat", "Catatan"], ["Domain 1: Kebijakan Internal SPBE"],
        [None, "1. Kebijakan Internal Tata Kelola SPBE"], [1, ONE, 3], ["II", "Tata Kelola SPBE"], [11, None, 4],
        merge=("A2:D2", "B3:D3", "B5:D5"),
    )  # fmt: skip
    found = read(data, agency="A", year=2024)
    assert levels(found.only) == {1: (3,), 11: (4,)}
    assert found.said == ["rows 2-3, 5 are passed over: they name no agency or indicator with a result"]


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Rekapitulasi Indeks SPBE Tahun 2019", 2019),
        ("HASIL EVALUASI SPBE 2019 PEMERINTAH KABUPATEN", 2019),
        ("Evaluasi Tahun Anggaran 2019", 2019),
        ("Penilaian mandiri, TA. 2019", 2019),
        ("Menurut Permen PANRB Nomor 59 Tahun 2020, Tahun 2019", 2019),
        ("Menurut Permen PANRB Nomor 59 Tahun 2020", None),
        ("Menurut Permen PANRB No. 5 Tahun 2018", None),
        ("Peta Rencana SPBE Tahun 2019-2023", None),
        ("Indeks SPBE Tahun 2018 dan 2019", None),
        ("Indeks SPBE Tahun 2018 dan Tahun 2019", None),
        ("Palopo, 12 Januari 2020", None),
        ("Menurut Perpres 95 Tahun 2018", None),
        ("Peraturan Bupati Nomor: 12 / Tahun 2020", None),
        ("Permen PANRB No. 59 Th. 2020", None),
        ("Permen PANRB 59 Tahun 2020, Hasil Tahun 2019", 2019),
        ("Triwulan 4 Tahun 2019", 2019),
        ("Indeks 4 Domain Tahun 2019", 2019),
        ("Renstra Tahun 2019 sampai dengan 2023", None),
        ("Hasil SPBE 2019, dicetak Tahun 2021", 2019),
        ("Sejak Tahun 2019", None),
        ("Target Tahun 2019", None),
        ("Tahun 1019", None),
    ],
)
def test_the_year_of_a_title_holds_for_rows_that_name_none(title: str, year: int | None) -> None:
    table = "\nInstansi;Indeks\nA;3\n"
    found = read(f"{title}{table}")
    assert [one.year for one in found.assessments] == ([] if year is None else [year])
    assert [one.code for one in found.problems] == (["missing_heading"] if year is None else [])
    asked = read(f"{title}{table}", year=2021)
    assert (asked.only.year, [one.code for one in asked.notes]) == (
        2021,
        ["above_headings", *([] if year is None else ["title_of_another_year"])],
    )
    # What is said in a column, or as a label, counts more.
    said = read(f"{title}\nTahun Penilaian;2022{table}")
    assert (said.only.year, said.said) == (2022, ['the headings stand here; of the 2 rows above them only this is used: "2022"'])
    assert [one.year for one in read(f"{title}\nInstansi;Tahun;Indeks\nA;2022;3\n").assessments] == [2022]


TITLES = "{}\nNo;Instansi;1;2\n1;A;3;3\n{}\n{}2;B;4;4\n"


@pytest.mark.parametrize("again", ["", "No;Instansi;1;2\n"])
@pytest.mark.parametrize("below", ["Rekap SPBE Tahun 2023", ";Rekap SPBE Tahun 2023", "2023", "Tahun 2023;Tahun 2023;Tahun 2023"])
def test_rows_below_a_title_with_another_year_are_not_read(below: str, again: str) -> None:
    for title, year in (("Rekap SPBE Tahun 2024", None), ("Rekap", 2024), ("Tahun Penilaian;2024", None)):
        found = read(TITLES.format(title, below, again), year=year)
        assert [one.agency for one in found.assessments] == ["A"]
        assert found.wrong == [(f"4:{1 + below.startswith(';')}", "other_year_below")]


@pytest.mark.parametrize("again", ["", "No;Instansi;1;2\n"])
def test_a_title_with_the_same_year_or_none_is_passed_over(again: str) -> None:
    for title, below in product(
        ("Rekap SPBE Tahun 2024", "Tahun Penilaian;2024"), ("Rekap SPBE Tahun 2024", ";Halaman 2", "Tahun 2024")
    ):
        found = read(TITLES.format(title, below, again))
        assert ([one.agency for one in found.assessments], found.problems) == (["A", "B"], [])
    # Where each row says its year, a title can't say another one; below the last row it is a remark.
    found = read("Instansi;Tahun;1\nA;2024;3\nTahun 2023;;\nB;2024;3\n")
    assert [one.agency for one in found.assessments] == ["A", "Tahun 2023", "B"] or found.problems
    assert read("Tahun;2024\nNo;Instansi;1\n1;A;3\nDicetak untuk SPBE 2025;;\n").problems == []


def test_kinds_above_agencies_are_titles_and_no_agencies_without_results() -> None:
    found = read(
        "Nama OPD;1;2\nDINAS;;\nDinas A;3;3\nBADAN;;\nBadan B;3;3\nKecamatan/Kelurahan;;\nKecamatan Kota;3;3\n", year=2024
    )
    assert [one.agency for one in found.assessments] == ["Dinas A", "Badan B", "Kecamatan Kota"]
    assert found.said == ["rows 2, 4, 6 are passed over: they name no agency or indicator with a result"]


@pytest.mark.parametrize("again", ["", "No;Indikator;Nilai\n"])
@pytest.mark.parametrize("title", ["Nilai Eksternal", "Penilaian Asesor", "HASIL PENILAIAN EKSTERNAL"])
def test_rows_below_a_title_of_another_assessor_are_not_read(title: str, again: str) -> None:
    found = read(f"Nilai Mandiri\nNo;Indikator;Nilai\n1;;5\n{title}\n{again}2;;1\n", year=2024, agency="A")
    assert (found.assessments, found.wrong) == ([], [("4:1", "other_values_below")])
    # A part of the form is none, nor is a title that stands above all rows.
    assert levels(read("No;Indikator;Nilai\n1;;5\nTata Kelola\n2;;1\n", year=2024, agency="A").only) == {1: (5,), 2: (1,)}
    assert levels(read(f"No;Indikator;Nilai\n{title}\n1;;5\n2;;1\n", year=2024, agency="A").only) == {1: (5,), 2: (1,)}


@pytest.mark.parametrize("title", ["MEMUASKAN", "KABUPATEN/KOTA", "Dinas-dinas"])
def test_a_title_right_below_the_headings_of_agencies_is_none_of_a_column(title: str) -> None:
    found = read(f"No;Instansi;Indeks\n;{title};\n1;Dinas A;3,1\n", year=2024)
    assert len(found.notes) == 1
    assert "Dinas A" in [one.agency for one in found.assessments]
