"""Columns of several stages side by side: ``Nilai Mandiri`` beside ``Nilai Akhir``."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.reading.tables.reading import Read, book, levels, read

BY_INDICATOR = "1;Kebijakan Internal Arsitektur SPBE;5;2\n2;Kebijakan Internal Peta Rencana SPBE;4;\n"


def stages(data: str | bytes, **asked: Any) -> dict[tuple[str, int, str | None], Any]:
    """What a sound table says by agency, year and stage: levels, or the index and the predicate."""
    found = read(data, **{"year": 2024, **asked})
    assert found.problems == []
    return {
        (one.agency, one.year, one.stage): levels(one)
        if one.published is None
        else (str(one.published.index), one.published.predicate)
        for one in found.assessments
    }


def said(found: Read) -> list[str]:
    """The notes on stages."""
    return [one.message for one in found.notes if one.code == "stages_in_headings"]


@pytest.mark.parametrize(
    "headings",
    [
        "No;Indikator;Nilai Mandiri;Nilai Akhir",
        "No;Indikator;Penilaian Mandiri;Hasil Akhir",
        "No;Indikator;Mandiri;Akhir",
        "No;Indikator;Self Assessment;Final",
        "No;Indikator;Level (Mandiri);Level (Akhir)",
        "No;Indikator;Tingkat Kematangan;\n;;Mandiri;Akhir",
        "No;Indikator;Mandiri;Akhir\n;;Nilai;Nilai",
        "No;Indikator;Self Assessment;Hasil Akhir\n;;Nilai;Nilai",
        "No;Indikator;Hasil Penilaian Mandiri;Tingkat Kematangan Akhir",
    ],
)
def test_each_stage_of_one_agency_has_its_own_levels(headings: str) -> None:
    found = stages(f"{headings}\n{BY_INDICATOR}", agency="A")
    assert found == {("A", 2024, "self"): {1: (5,), 2: (4,)}, ("A", 2024, "final"): {1: (2,)}}


@pytest.mark.parametrize(
    ("headings", "rows"),
    [
        ("Instansi;Nilai Mandiri;Nilai Akhir;Predikat", "A;3,1;2,6;Baik"),
        ("Instansi;Indeks SPBE (Mandiri);Indeks SPBE (Akhir);Predikat", "A;3,1;2,6;Baik"),
        ("Instansi;Indeks SPBE Mandiri;Indeks SPBE Akhir;Predikat Akhir", "A;3,1;2,6;Baik"),
        ("Instansi;Mandiri;Akhir;Predikat", "A;3,1;2,6;Baik"),
        ("Instansi;Mandiri;;Akhir;\n;Indeks;Predikat;Indeks;Predikat", "A;3,1;Baik;2,6;Baik"),
        ("Instansi;Indeks;;Predikat\n;Mandiri;Akhir;", "A;3,1;2,6;Baik"),
    ],
)
def test_each_stage_of_a_row_has_its_own_index_and_the_last_what_says_none(headings: str, rows: str) -> None:
    found = stages(f"{headings}\n{rows}\n")
    own = "Baik" if rows.count("Baik") > 1 else None
    assert found == {("A", 2024, "self"): ("31/10", own), ("A", 2024, "final"): ("13/5", "Baik")}


def test_levels_of_several_indicators_side_by_side() -> None:
    columns = "Instansi;1;;2;\n;Eksternal;Mandiri;Eksternal;Mandiri\nA;2;1;4;3\n"
    first = '"1 Mandiri" (self-assessment), "1 Eksternal" (no stage)'
    assert said(read(columns, year=2024)) == [f"the headings say several stages, and each is read by itself: {first}"]
    assert stages(columns) == {("A", 2024, "self"): {1: (1,), 2: (3,)}, ("A", 2024, None): {1: (2,), 2: (4,)}}


def test_agencies_side_by_side() -> None:
    columns = (
        "No;Indikator;Dinas A;;Dinas B;\n;;Mandiri;Eksternal;Mandiri;Eksternal\n1;Kebijakan Internal Arsitektur SPBE;3;4;5;5\n"
    )
    assert stages(columns) == {
        ("Dinas A", 2024, "self"): {1: (3,)},
        ("Dinas B", 2024, "self"): {1: (5,)},
        ("Dinas A", 2024, None): {1: (4,)},
        ("Dinas B", 2024, None): {1: (5,)},
    }


@pytest.mark.parametrize(
    "headings",
    [
        "Instansi;Indeks Mandiri 2023;Indeks Akhir 2023;Indeks Mandiri 2024",
        "Instansi;2023;;2024\n;Mandiri;Akhir;Mandiri",
    ],
)
def test_years_and_stages(headings: str) -> None:
    expected = {("A", 2023, "self"): "3", ("A", 2023, "final"): "2", ("A", 2024, "self"): "4"}
    found = read(f"{headings}\nA;3;2;4\n")
    assert {
        (one.agency, one.year, one.stage): str(one.published and one.published.index) for one in found.assessments
    } == expected


def test_the_stages_are_said() -> None:
    found = read(f"No;Indikator;Nilai Mandiri;Nilai Asesor\n{BY_INDICATOR}", year=2024, agency="A")
    names = '"Nilai Mandiri" (self-assessment), "Nilai Asesor" (no stage)'
    assert said(found) == [f"the headings say several stages, and each is read by itself: {names}"]
    assert said(read("Instansi;Indeks SPBE (Mandiri)\nA;3,1\n", year=2024)) == []


def test_a_single_stage_is_that_of_the_table_but_for_what_comes_out_in_the_end() -> None:
    assert stages("Instansi;Indeks SPBE (Mandiri);Predikat\nA;3,1;Baik\n") == {("A", 2024, "self"): ("31/10", "Baik")}
    assert stages("Instansi;Indeks Mandiri\nA;3,1\n") == {("A", 2024, "self"): ("31/10", None)}
    assert list(stages("Instansi;Nilai Akhir\nA;3,1\n")) == [("A", 2024, None)]
    assert list(stages(f"No;Indikator;Nilai Asesor;x\n{BY_INDICATOR}", agency="A")) == [("A", 2024, None)]


def test_a_label_above_or_a_column_says_the_stage() -> None:
    labelled = f"Tahap: Akhir\nNo;Indikator;Nilai Mandiri;Nilai Akhir\n{BY_INDICATOR}"
    assert stages(labelled, agency="A") == {("A", 2024, "final"): {1: (2,)}}
    single = f"Tahap: Dokumen\nNo;Indikator;Nilai Mandiri;x\n{BY_INDICATOR}"
    assert list(stages(single, agency="A")) == [("A", 2024, "document")]
    column = read("Instansi;Tahap;Indeks Mandiri;Indeks Akhir\nA;akhir;3;2\n", year=2024)
    assert column.wrong == [("1:4", "duplicate_heading")]


@pytest.mark.parametrize(
    ("asked", "expected"), [("self", {1: (5,), 2: (4,)}), ("final", {1: (2,)}), ("visit", {1: (2,)})], ids=str
)
def test_the_stage_that_is_asked_for_else_what_says_none(asked: str, expected: dict[int, tuple[int, ...]]) -> None:
    found = stages(f"No;Indikator;Nilai Mandiri;Nilai Asesor\n{BY_INDICATOR}", agency="A", stage=asked)
    assert found == {("A", 2024, asked): expected}


def test_rows_without_a_result_of_the_stage_are_passed_over() -> None:
    found = read("Instansi;Nilai Mandiri;Nilai Akhir\nA;3;2\nB;3;\n", year=2024, stage="final")
    assert [(one.agency, one.stage) for one in found.assessments] == [("A", "final")]
    assert found.said == ["row 3 has no result of 2024, final and is passed over"]


def test_who_judged_is_no_stage_beside_what_anybody_may_have_judged() -> None:
    beside = read("Instansi;Indeks SPBE;Indeks SPBE Mandiri\nA;2,4;2,9\n", year=2024)
    assert [(one.stage, str(one.published and one.published.index)) for one in beside.assessments] == [(None, "12/5")]
    assert beside.said == ['a column is passed over, as its heading means nothing here: "Indeks SPBE Mandiri"']
    assert read(f"No;Indikator;Nilai;Nilai Mandiri\n{BY_INDICATOR}", year=2024, agency="A").wrong == [
        ("1:4", "duplicate_heading")
    ]


def test_names_may_end_in_any_word() -> None:
    named = "No;Indikator;Dinas A Mandiri;Dinas B\n1;Kebijakan Internal Arsitektur SPBE;3;4\n"
    assert list(stages(named)) == [("Dinas A Mandiri", 2024, None), ("Dinas B", 2024, None)]


@pytest.mark.parametrize(
    ("other", "cell"),
    [("Asesor", "Budi"), ("Dokumen", "2023-sk.pdf"), ("Dokumen", "SK 12/2023"), ("Verifikasi", "Sesuai"), ("Asesor", "n/a")],
)
def test_what_has_no_level_below_is_none_of_the_stages(other: str, cell: str) -> None:
    found = read(f"No;Indikator;Nilai Mandiri;{other}\n1;Kebijakan Internal Arsitektur SPBE;5;{cell}\n", year=2024, agency="A")
    assert (found.only.stage, levels(found.only)) == ("self", {1: (5,)})
    assert found.said == [f'a column is passed over, as its heading means nothing here: "{other}"']


@pytest.mark.parametrize("cell", ["2", "2 - Terkelola", "Level 2", "Terkelola", "2,00"])
def test_levels_below_a_stage_alone_are_told_by_what_they_are(cell: str) -> None:
    found = stages(f"No;Indikator;Mandiri;Asesor\n1;Kebijakan Internal Arsitektur SPBE;5;{cell}\n", agency="A")
    assert found == {("A", 2024, "self"): {1: (5,)}, ("A", 2024, None): {1: (2,)}}


def test_a_sheet_with_merged_headings() -> None:
    rows = (
        ["No", "Indikator", "Nilai", None],
        [None, None, "Mandiri", "Interviu"],
        [1, "Kebijakan Internal Arsitektur SPBE", 5, 2],
    )
    found = stages(book(*rows, merge=("A1:A2", "B1:B2", "C1:D1")), agency="A")
    assert found == {("A", 2024, "self"): {1: (5,)}, ("A", 2024, "interview"): {1: (2,)}}


def test_figures_of_parts_say_their_stage_too() -> None:
    several = read(
        "Instansi;Indeks Mandiri;Domain 1 Mandiri;Domain 2 Mandiri;Indeks Akhir;Domain 1 Akhir\nA;3,1;2;3;2,5;1,5\n", year=2024
    )
    assert {one.stage: one.published and (one.published.index, one.published.domains) for one in several.assessments} == {
        "self": (Fraction(31, 10), {1: 2, 2: 3}),
        "final": (Fraction(5, 2), {1: Fraction(3, 2)}),
    }
    single = read("Instansi;Indeks Mandiri;Domain 1 Mandiri;Audit Internal\nA;3,1;2;x\n", year=2024)
    published = single.only.published
    assert published is not None
    assert (str(single.only.stage), published.index, published.domains) == ("self", Fraction(31, 10), {1: Fraction(2)})
    assert single.said == ['a column is passed over, as its heading means nothing here: "Audit Internal"']
