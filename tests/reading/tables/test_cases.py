"""Tables as people had them, made small, with made-up figures: the right value, or the right problem at its place."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest

from spbe_cli.core.scoring import score
from spbe_cli.model.assessment import Assessment
from tests.reading.tables.reading import CASES, INSTRUMENTS, levels, read


def index(assessment: Assessment) -> tuple[str, str]:
    """The index as shown, and the predicate."""
    instrument = INSTRUMENTS.named(assessment.instrument)
    assert instrument is not None
    result = score(assessment, instrument, "a")
    return f"{result.index.shown}", result.predicate.name if result.predicate else ""


def test_formulas_that_nobody_computed_are_problems_at_their_cells() -> None:
    found = read(CASES / "uncomputed-formulas.xlsx")
    assert found.wrong == [("Sheet!AQ2", "formula_uncounted")]
    assert [(one.agency, index(one)) for one in found.assessments] == [("Dinas B", ("4.00", "Sangat Baik"))]
    found = read(CASES / "uncomputed-index.xlsx")
    assert (found.wrong, found.assessments) == ([("Sheet!G2", "formula_uncounted")], [])


def test_whole_numbers_with_an_empty_fraction() -> None:
    found = read(CASES / "whole-as-3.0.csv")
    assert found.problems == []
    assert [(one.agency, len(one.answers or {})) for one in found.assessments] == [("Dinas A", 46), ("Dinas B", 47)]
    assert index(found.assessments[1]) == ("4.00", "Sangat Baik")
    assert read(CASES / "year-2024.0.csv").only.year == 2024


def test_official_headings() -> None:
    assert read(CASES / "official-headings.csv").wrong == [("1:1", "missing_heading")]
    found = read(CASES / "official-headings.csv", year=2024)
    assert (found.only.agency, index(found.only), found.notes) == ("Pemerintah Kab. Contoh", ("3.64", "Sangat Baik"), [])


def test_headings_of_an_open_data_portal() -> None:
    found = read(CASES / "open-data-headings.csv")
    assert (found.only.agency, found.only.group, index(found.only)[0]) == ("KABUPATEN CONTOH", "PROVINSI CONTOH", "3.41")
    assert found.said == [
        '4 columns are passed over, as their headings mean nothing here: "id", "kode_provinsi", "kode_kabupaten_kota", "satuan"'
    ]
    assert read(CASES / "open-data-headings.csv", strict=True).wrong == [(f"1:{n}", "unknown_heading") for n in (1, 2, 4, 7)]


def test_a_number_of_another_kind_is_no_indicators() -> None:
    found = read(CASES / "pemdi-headings.csv")
    assert found.wrong == [("1:1", "no_results")]
    assert found.problems[0].hint == '[columns] in spbe.toml says what others mean: "1.1", "1.2", "2.1"'


def test_a_letterhead_and_a_mean_are_passed_over_and_said() -> None:
    found = read(CASES / "title-rows.xlsx")
    assert [(one.agency, index(one)[0]) for one in found.assessments] == [("Dinas A", "3.40"), ("Dinas B", "2.90")]
    assert [(one.place, one.message) for one in found.notes] == [
        ("a:Sheet!A4", "the headings stand here; the 2 rows above them are passed over"),
        ("a:Sheet!A4", 'row 7 is no agency and is left out: "Rata-rata"'),
    ]


def test_a_row_for_each_indicator() -> None:
    assert read(CASES / "vertical.csv").wrong == [("1:1", "missing_heading"), ("1:1", "missing_heading")]
    one = read(CASES / "vertical.csv", agency="Kota X", year=2024).only
    assert (one.agency, one.year) == ("Kota X", 2024)
    assert levels(one) == {1: (3,), 2: (2,)}
    one = read(CASES / "long.csv").only
    assert levels(one) == {1: (3,), 2: (2,)}


def test_stages_in_both_languages_whatever_their_capitals() -> None:
    assert [one.stage for one in read(CASES / "tahap.csv").assessments] == ["interview", "final"]


def test_cells_are_called_as_spreadsheets_call_them() -> None:
    assert read(CASES / "place-of-cell.xlsx").wrong == [("Sheet!AW2", "level_range")]


def test_of_two_sheets_the_first_is_read_and_the_other_named() -> None:
    found = read(CASES / "two-sheets.xlsx")
    assert found.only.year == 2023
    assert found.said == ['the sheet "2023" is read; --sheet chooses another table, --sheet="*" reads all: "2024"']
    assert read(CASES / "two-sheets.xlsx", sheet="2024").only.year == 2024
    found = read(CASES / "two-sheets.xlsx", sheet="2025")
    assert (found.wrong, found.problems[0].hint) == ([("", "unknown_sheet")], "known: 2023, 2024")


def test_a_first_line_that_says_the_separator() -> None:
    assert index(read(CASES / "sep-line.csv").only)[0] == "3.10"


@pytest.mark.parametrize("name", ["stray-cell.xlsx", "merge-over-the-sheet.xlsx"])
def test_a_sheet_that_seems_to_be_without_end_is_read_at_once(name: str) -> None:
    begun = time.process_time()
    found = read(CASES / name)
    assert (found.only.agency, found.only.published is not None) == ("Kota X", True)
    assert time.process_time() - begun < 5  # one took half a minute, the other 1.5 GiB


def test_a_workbook_without_sheets() -> None:
    assert read(CASES / "no-sheets.xlsx").wrong == [("", "workbook_without_sheets")]


def test_the_levels_are_exact() -> None:
    found = read("instansi;tahun;domain_1;domain_2;domain_3;domain_4\nA;2024;4,00;3,30;2,64;4,08\n").only
    assert found.published is not None
    assert found.published.domains == {1: Fraction(4), 2: Fraction(33, 10), 3: Fraction(66, 25), 4: Fraction(102, 25)}


@pytest.mark.parametrize("ticks", ["Level;;;\n;;1;2;3;4\n", "1;2;3;4\n"])
def test_ticks_below_some_levels_are_told_to_be_no_levels(ticks: str) -> None:
    """Where a level has no column, numbers may be those of anything."""
    [problem] = read(f"No;Indikator;{ticks}1;;;;v;\n2;;;v;;\n", year=2024, agency="A").problems
    if ticks.startswith("Level"):
        assert (problem.code, problem.hint) == (
            "under_one_heading",
            "ticks are read where every level has a column; else write the level itself into one column",
        )
    else:
        assert (problem.code, problem.hint) == ("no_level_column", "a column of levels is headed Level")


def test_a_code_of_a_region_is_no_slip_of_its_name() -> None:
    found = read("kode_kabupaten,kode_provinsi,nama_kabupaten_kota,tahun,indeks\n3273,32,KOTA BANDUNG,2024,3.1\n")
    assert (found.only.agency, found.said) == (
        "KOTA BANDUNG",
        ['2 columns are passed over, as their headings mean nothing here: "kode_kabupaten", "kode_provinsi"'],
    )
    assert read("kode indikater,nilai,no\n1,3,1\n", year=2024, agency="A").problems[0].hint == "did you mean kode indikator?"


def test_a_column_with_the_name_of_another_instruments_part_may_be_something_else() -> None:
    [problem] = read("OPD;Anggaran;Indeks\nDinas A;1.250.000;2,5\n", year=2024).problems
    assert problem.hint == 'if it is something else, pass it over in spbe.toml: [columns] "Anggaran" = false'
    assert read("OPD;Anggaran;Indeks\nDinas A;1.250.000;2,5\n", year=2024, columns={"Anggaran": None}).problems == []


def test_agencies_beside_running_numbers_are_no_indicators() -> None:
    rows = "1;Dinas A;3\n2;Bappeda;4\n;Rata-rata;3,5\n"
    found = read(f"No;Unit;Nilai\n{rows}", year=2024, agency="Kota X")
    assert (found.assessments, found.wrong) == ([], [("1:2", "agencies_below")])
    assert len(read(f"No;OPD;Nilai\n{rows}", year=2024).assessments) == 2
    # Who answers for an indicator may stand beside its name.
    assert read("No;Indikator;Unit;Nilai\n1;;Dinas A;3\n2;;Dinas B;4\n", year=2024, agency="A").problems == []
    assert read("No;Kegiatan;Nilai\n1;Rapat;3\n2;Dinas A;4\n", year=2024, agency="A").problems == []


def test_columns_that_a_program_counted_from_0_are_no_indicators() -> None:
    counted = ";".join(map(str, range(47)))
    assert read(f"OPD;{counted}\nDinas A{';3' * 47}\n", year=2024).wrong == [("1:2", "counted_from_0")]
    assert read(f"OPD;{counted}\nDinas A{';3' * 47}\n", year=2024, columns={"0": None}).problems == []
    assert read("OPD;0;Indeks\nDinas A;3;2\n", year=2024).problems == []


def test_headings_that_are_not_known_are_named_where_no_row_is_one_of_headings() -> None:
    [problem] = read("Urusan;Nilai\n1;3\n2;4\n", year=2024, agency="A").problems
    assert (problem.code, problem.hint) == ("no_results", '[columns] in spbe.toml says what others mean: "Urusan"')


def test_what_nobody_sees_in_a_cell_is_no_part_of_it() -> None:
    found = read("agency,year,In\u00addeks\nDinas\u200e Kese\u00adhatan,2023,3\u200e\nRata\u00ad-\u200drata,2023,3\n")
    assert (found.only.agency, found.said) == ("Dinas Kesehatan", ['row 3 is no agency and is left out: "Rata-rata"'])
