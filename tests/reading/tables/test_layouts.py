"""The four layouts, and what cells of a sheet may hold."""

from __future__ import annotations

import io
import time
from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import openpyxl
import pytest

from spbe_cli import texts
from tests.reading.tables.reading import INSTRUMENTS, Read, book, levels, read
from tests.strategies import built_in

SPBE_2020 = built_in()[0]
ONE, TWO = "Kebijakan Internal Arsitektur SPBE", "Kebijakan Internal Peta Rencana SPBE"


# A row for each agency.


def test_official_names_as_headings_are_those_of_each_rows_instrument() -> None:
    domains = "Kebijakan Internal SPBE,Tata Kelola SPBE,Layanan SPBE,Manajemen SPBE"
    data = f"Instansi,Tahun,{domains}\nA,2024,4,3.3,4.08,2.64\nB,2019,2,3,4,\n"
    found = read(data)
    assert [one.published and one.published.domains for one in found.assessments] == [
        {1: 4, 2: Fraction(33, 10), 3: Fraction(66, 25), 4: Fraction(102, 25)},
        {1: 2, 2: 3, 3: 4},
    ]
    assert read(f"{data}C,2019,2,3,4,4\n").wrong == [("4:6", "heading_of_another")]


@pytest.mark.parametrize(
    "heading",
    [
        f"1. {ONE}",
        f"Indikator 1: {ONE}",
        f"Indikator 1 - {ONE.upper()}",
        f"I1 {ONE}",
        f"01) {ONE} Instansi Pusat/Pemerintah Daerah",
    ],
)
def test_a_number_before_the_official_name_as_forms_have_it(heading: str) -> None:
    assert levels(read(f'Nama Instansi,Tahun,"{heading}"\nDinas A,2024,3\n').only) == {1: (3,)}


def test_numbers_before_the_names_of_domains() -> None:
    domains = "Domain 1 - Kebijakan Internal SPBE,Domain II: Tata Kelola,3. Manajemen SPBE,D4. Layanan SPBE"
    found = read(f"Instansi,Tahun,{domains}\nA,2024,4,3.3,2.64,4.08\n").only
    assert found.published is not None
    assert found.published.domains == {1: 4, 2: Fraction(33, 10), 3: Fraction(66, 25), 4: Fraction(102, 25)}


def test_a_number_and_a_name_that_contradict_each_other_are_a_problem_in_headings_too() -> None:
    found = read(f"Instansi,Tahun,2. {ONE},2\nA,2024,3,4\n")
    assert found.problems[0].message == f'"2. {ONE}" is indicator 1, but the number beside it is 2'
    assert (found.wrong, levels(found.assessments[0])) == ([("1:3", "another_indicator")], {2: (4,)})
    assert read(f"Instansi,Tahun,1,2\n,,{TWO},{ONE}\nA,2024,3,4\n").wrong[:2] == [
        ("1:3", "another_indicator"),
        ("1:4", "another_indicator"),
    ]
    assert read(f"Instansi,Tahun,1. {ONE},1\nA,2024,3,4\n").wrong == [("1:3", "duplicate_heading")]
    assert read(f"Instansi,Tahun,Indikator 48: {ONE}\nA,2024,3\n").wrong == [("1:3", "heading_without_part")]
    # The name is one of another instrument.
    assert ("2:3", "heading_of_another") in read(f"Instansi,Tahun,1. {ONE}\nA,2019,3\n").wrong


def test_a_question_and_the_row_that_was_rated_as_forms_export_a_grid() -> None:
    found = read(
        f"Nama Instansi,Tingkat Kematangan [{ONE}],Tingkat Kematangan [2. {TWO}],Tingkat [3]\nDinas A,3,2,4\n", year=2024
    )
    assert (levels(found.only), found.said) == ({1: (3,), 2: (2,), 3: (4,)}, [])
    # A number before the brackets counts.
    assert levels(read(f"Nama Instansi,Indikator 1 [{ONE}]\nDinas A,3\n", year=2024).only) == {1: (3,)}


@pytest.mark.parametrize(
    "headings",
    [
        "KEBIJAKAN;TATA KELOLA;MANAJEMEN;LAYANAN",
        "Kebijakan Internal;Tata Kelola;Manajemen;Layanan",
        "Kebijakan SPBE;Tata Kelola SPBE;Manajemen SPBE;Layanan SPBE",
        "Domain Kebijakan SPBE;Domain Tata Kelola SPBE;Domain Manajemen SPBE;Domain Layanan SPBE",
        "Indeks Kebijakan Internal;Indeks Tata Kelola;Indeks Manajemen;Indeks Layanan",
        "Kebijakan (13%);Tata Kelola (25%);Manajemen (16,5%);Layanan (45,5%)",
        "Policy;Governance;Management;Service",
    ],
)
def test_all_domains_beside_one_another_are_known_by_any_words_of_their_names(headings: str) -> None:
    found = read(f"No;Instansi;{headings};Indeks SPBE;Predikat\n1;Kota A;3,00;2,50;2,00;3,20;2,80;Baik\n", year=2023)
    assert found.only.published is not None
    assert found.only.published.domains == {1: 3, 2: Fraction(5, 2), 3: 2, 4: Fraction(16, 5)}
    assert found.said == []


def test_questions_and_their_answers() -> None:
    found = read(
        f"Indikator;Pertanyaan;Jawaban\nIndikator 1;Tingkat Kematangan {ONE};3\nIndikator 2;{TWO};2\n", year=2023, agency="A"
    )
    assert levels(found.only) == {1: (3,), 2: (2,)}


@pytest.mark.parametrize("heading", ["Total", "Mark", "Adjusted"])
def test_what_only_our_rankings_say_is_passed_over_aloud_in_a_table_of_somebody_else(heading: str) -> None:
    said = [f'a column is passed over, as its heading means nothing here: "{heading}"']
    assert read(f"OPD;1;2;3;{heading}\nDinas A;3;3;3;9\n", year=2023).said == said
    assert read(f"OPD;Indeks;index_num;index_den;{heading}\nDinas A;3,00;3;1;1\n", year=2023).said == []


@pytest.mark.parametrize("heading", ["Kategori", "KETERANGAN", "Status", "Kriteria"])
def test_a_column_of_nothing_but_predicates_is_theirs(heading: str) -> None:
    found = read(f"OPD;Indeks;{heading}\nDinas A;2,80;Baik\nDinas B;2,10;cukup\nDinas C;2,00;\n", year=2023)
    assert [one.published and one.published.predicate for one in found.assessments] == ["Baik", "Cukup", None]
    assert found.said == []
    # Other words say something else, and so does what stands beside a column of predicates.
    for headings, a, b in ((heading, "Baik", "Kota"), (f"Predikat;{heading}", ";Baik", ";Kurang")):
        found = read(f"OPD;Indeks;{headings}\nDinas A;2,80;{a}\nDinas B;2,10;{b}\n", year=2023)
        assert [one.published and one.published.predicate for one in found.assessments] == [None, None]
        assert any("passed over" in said and heading in said for said in found.said)


def test_a_setting_says_more_than_the_domains_beside() -> None:
    data = "Instansi;Kebijakan;Tata Kelola;Manajemen;Layanan;Indeks\nKota A;3;3;3;2;2,90\n"
    assert read(data, year=2023).problems == []
    # Without one of them the others are words that may be about anything.
    assert read(data, year=2023, columns={"Layanan": None}).wrong == [("2:2", "heading_of_another")]


@pytest.mark.parametrize("headings", ["Kebijakan;Manajemen;Layanan", "Kebijakan;Tata Kelola;Manajemen;Layanan;Layanan Publik"])
def test_words_that_are_not_all_domains_name_none(headings: str) -> None:
    cells = ";2" * (headings.count(";") + 1)
    found = read(f"Instansi;{headings};Indeks\nKota A{cells};2,00\n", year=2023)
    assert found.problems or not (found.only.published and found.only.published.domains)


@pytest.mark.parametrize(
    "question",
    ["{0}. Tingkat Kematangan {1}", "Indikator {0}: {1} [Level]", "{0}. {1} (pilih tingkat)", "{1} [Tingkat Kematangan]",
     "{1} (1-5)?", "{0}. Berapa tingkat kematangan {1}?", "{1} (skala 1 s/d 5)", "Indikator {0} Tingkat Kematangan {1}"],
)  # fmt: skip
def test_a_question_that_asks_for_a_level(question: str) -> None:
    headings = [question.format(one.id, one.title.id) for one in SPBE_2020.indicators.values()]
    found = read(";".join(["Nama OPD", *headings]) + "\nDinas A" + ";3" * len(headings) + "\n", year=2024)
    assert levels(found.only) == dict.fromkeys(SPBE_2020.indicators, (3,))
    assert found.said == []


def test_the_regulations_own_names_stand_against_numbers_of_other_indicators() -> None:
    titles = [one.title.id for one in SPBE_2020.indicators.values()]
    rows = "".join(f"{48 - n};Tingkat Kematangan {title};3\n" for n, title in enumerate(titles, start=1) if n != 24)
    found = read(f"No;Indikator;Level\n{rows}", year=2024, agency="Kota A").problems
    assert [one.code for one in found] == ["another_indicator"] * 46


@pytest.mark.parametrize("asked", ["Bukti", "Catatan", "Target", "Alasan"])
def test_a_question_that_asks_for_something_else_is_no_level(asked: str) -> None:
    found = read(f"Nama OPD;1;1. Kebijakan Internal Arsitektur SPBE [{asked}]\nDinas A;3;4\n", year=2024)
    assert levels(found.only) == {1: (3,)}
    assert any("passed over" in said for said in found.said)


def test_a_question_named_like_a_domain_and_the_indicator_that_was_rated() -> None:
    found = read(f"Nama Instansi,Domain 1 [{ONE}],Domain 1 [2. {TWO}]\nDinas A,3,2\n", year=2024)
    assert (levels(found.only), found.said) == ({1: (3,), 2: (2,)}, [])
    assert ("1:2", "another_indicator") in read(f"Nama Instansi,Domain 1 [2. {ONE}]\nDinas A,3\n", year=2024).wrong
    # What is no name of an indicator is an aside, and the number before the brackets counts.
    found = read("Nama Instansi,Indeks,Domain 1 [Kebijakan Internal SPBE],Domain 2 [1]\nA,3,3,2\n", year=2024)
    assert found.only.published is not None
    assert found.only.published.domains == {1: 3, 2: 2}


def test_a_column_index_that_numbers_the_rows() -> None:
    said = ['"index" numbers the rows here, is no index, and is passed over']
    found = read("index,agency,year,1\n0,A,2024,3\n1,B,2024,2\n")
    assert (found.problems, [levels(one) for one in found.assessments], found.said) == ([], [{1: (3,)}, {1: (2,)}], said)
    assert [one.published for one in found.assessments] == [None, None]
    # Sorted by something else, as pandas leaves it, or counted from 1, as KoboToolbox does.
    assert read("index,agency,year,1\n2,A,2024,3\n0,B,2024,2\n1,C,2024,2\n").said == said
    assert read("agency,year,1,_index\nA,2024,3,1\n").said == ['"_index" numbers the rows here, is no index, and is passed over']
    assert read("index,agency,year\n0,A,2024\n1,B,2024\n").wrong == [("1:1", "no_results")]
    assert read("agency,year,_index\nA,2024,1\nB,2024,2\n").wrong == [("1:1", "no_results")]


@pytest.mark.parametrize(
    "column", ["index\n3\n2", "index\n1.00\n2.00", "indeks\n1\n2", "index\n1", "index\n2\n3", "index\n2\n1", "index\n1\n1"]
)
def test_a_column_index_with_indices(column: str) -> None:
    heading, *values = column.split("\n")
    rows = "".join(f"Dinas {letter},2024,{value}\n" for letter, value in zip("AB", values, strict=False))
    found = read(f"agency,year,{heading}\n{rows}")
    assert [float(one.published.index or 0) for one in found.assessments if one.published] == [float(value) for value in values]
    assert (found.problems, found.notes) == ([], [])


def test_a_number_and_its_name_in_one_cell_below_a_heading_of_numbers() -> None:
    found = read(f"No Indikator,Nilai\n1 {ONE},3\n2. {TWO},2\n", year=2024, agency="A")
    assert (levels(found.only), found.said) == ({1: (3,), 2: (2,)}, [])
    assert read(f"No Indikator,Nilai\n2 {ONE},3\n", year=2024, agency="A").wrong == [("2:1", "another_indicator")]
    assert read("No Indikator,Nilai\nx,3\n", year=2024, agency="A").wrong == [("2:1", "no_indicator")]


def test_a_weight_beside_levels_and_the_products_of_both() -> None:
    data = f"No;Indikator;Bobot;Tingkat;Nilai\n1;{ONE};1,3;3;0,039\n2;{TWO};1,3;2;0,026\n"
    found = read(data, year=2024, agency="A")
    assert levels(found.only) == {1: (3,), 2: (2,)}
    assert found.said == ['2 columns are passed over, as their headings mean nothing here: "Bobot", "Nilai"']
    for other in (data.replace("Bobot", "Target"), data.replace("Tingkat", "Skor"), data.replace("Nilai", "Level Kematangan")):
        assert read(other, year=2024, agency="A").wrong == [("1:5", "duplicate_heading")]


def test_a_description_beside_the_indicators_is_none_of_them() -> None:
    found = read("Indikator,Uraian,Nilai\nIndikator 1,sudah ada,3\n", year=2024, agency="A")
    assert (levels(found.only), len(found.notes)) == ({1: (3,)}, 1)
    assert levels(read(f"No,Uraian,Nilai\n1,{ONE},3\n", year=2024, agency="A").only) == {1: (3,)}
    assert read("Indikator,Nama Indikator,Nilai\n1,x,3\n", year=2024, agency="A").wrong == [("1:2", "duplicate_heading")]


@pytest.mark.parametrize("year", ["2024", "Tahun 2024", "Th. 2024", "TA 2024", "TA. 2024", "2024.0"])
def test_a_year_with_a_word_before_it_in_a_column_of_years(year: str) -> None:
    assert read(f"Instansi,Tahun,Indeks\nA,{year},3\n").only.year == 2024
    assert [code for _at, code in read("Instansi,Tahun,Indeks\nA,2024/2025,3\n").wrong] == ["whole_number_type"]


@pytest.mark.parametrize("heading", ["Indikator 1 Bukti", "Indikator 1: lain sekali", "2023 Nilai", "1 x", "12 Layanan"])
def test_a_number_before_other_words_is_no_indicators(heading: str) -> None:
    assert read(f"Instansi,Tahun,Indeks,{heading}\nA,2024,3,4\n").said == [
        f'a column is passed over, as its heading means nothing here: "{heading}"'
    ]


def test_the_columns_of_a_table_are_one_tier_where_a_name_is_of_two() -> None:
    aspects = ["Tata Kelola dan Manajemen", "Keamanan Pemdi"]
    [wrong] = read(f"Instansi,Tahun,{','.join(aspects)}\nA,2026,3,3\n").problems
    assert wrong.code == "published_incomplete"  # both are aspects
    one = read("Instansi,Tahun,Keamanan Pemdi,Arsitektur Pemerintah Digital\nA,2026,3,3\n")
    assert [levels(found) for found in one.assessments] in ([{10: (3,)}], [])


def test_a_province_names_the_agency_where_nothing_else_does() -> None:
    found = read("Provinsi,Tahun,Indeks\nBali,2024,3\nAceh,2024,3\nPemprov Jawa Barat,2024,3\nD.I. Yogyakarta,2024,3\n")
    assert [one.agency for one in found.assessments] == ["Provinsi Bali", "Aceh", "Pemprov Jawa Barat", "D.I. Yogyakarta"]
    found = read("Provinsi,Kota,Tahun,Indeks\nBali,Denpasar,2024,3\nBali,Kota Denpasar,2023,3\n")
    assert [(one.agency, one.group) for one in found.assessments] == [("Kota Denpasar", "Bali"), ("Kota Denpasar", "Bali")]


def test_what_is_called_nilai_is_the_index_of_an_agency() -> None:
    found = read("No;Nama OPD;Nilai\n1;Dinas A;3,25\n", year=2024).only
    assert found.published is not None
    assert found.published.index == Fraction(13, 4)
    found = read("Nama OPD;Nilai;Indeks\nDinas A;9;3,25\n", year=2024).only
    assert found.published is not None
    assert found.published.index == Fraction(13, 4)


def test_a_blank_year_is_said_to_be_blank() -> None:
    [problem] = read("instansi,tahun,indeks\nA,,3\n").problems
    assert (problem.place, problem.message) == ("a:2:2", "the year is blank")
    assert problem.hint == "write it here, or for all rows that name none as Tahun and the year above the headings"
    assert read("Tahun,2024\ninstansi,tahun,indeks\nA,,3\n").only.year == 2024
    # The rest of the row is checked all the same.
    found = read("instansi,tahun,instrumen,indeks\nA,,permenpanrb-59-2020,9\n")
    assert found.wrong == [("2:2", "blank_year"), ("2:4", "announced_range")]


def test_a_row_without_an_announced_figure_is_a_problem_and_not_said_to_count_as_unanswered() -> None:
    found = read("instansi,tahun,indeks\nA,2024,3\nB,2024,-\nC,2024,\n")
    assert (found.wrong, found.said) == ([("3:1", "neither"), ("4:1", "neither")], [])
    found = read("instansi,tahun,1,2\nA,2024,3,3\nB,2024,,\n")
    assert (found.wrong, found.said) == ([], ["row 3 names an agency and none of its results: it counts as not answered"])


def test_not_applicable_with_its_reason() -> None:
    one = read("instansi,tahun,1,2,3\nA,2024,n/a - belum ada,Tidak Berlaku: lain,3\n").only
    assert one.answers is not None
    assert [one.answers[n].not_applicable for n in (1, 2, 3)] == ["belum ada", "lain", None]


def test_the_year_and_the_agency_that_are_asked_for_fill_and_choose() -> None:
    data = "instansi,tahun,indeks\nDinas A,2023,3\nDinas A,2024,3.1\nDinas B,2024,9\nDinas A,,3.2\n"
    found = read(data, year=2024, agency="DINAS  A")
    assert [(one.agency, one.year, one.published and one.published.index) for one in found.assessments] == [
        ("Dinas A", 2024, Fraction(31, 10)),
        ("Dinas A", 2024, Fraction(16, 5)),
    ]
    assert found.problems == []  # what is wrong with others is not asked for
    assert read(data, year=2023).wrong == []
    assert [one.code for one in read(data).problems] == ["announced_range", "blank_year"]


# Cells below no heading, in every layout.


@pytest.mark.parametrize(
    "head",
    [["instansi", "tahun", "1"], ["instansi", "tahun", "indikator", "nilai"], ["indikator", "nilai"], ["indikator", "Dinas A"]],
)
def test_a_value_without_a_heading_is_never_passed_over_in_silence(head: list[str]) -> None:
    values = {"instansi": "Dinas A", "tahun": 2024, "1": 3, "indikator": 1, "nilai": 3, "Dinas A": 3}
    row = [values[one] for one in head]
    text = "\n".join(",".join(map(str, one)) for one in (head, [*row, 4])) + "\n"
    asked = {} if "tahun" in head else {"year": 2024} if "Dinas A" in head else {"year": 2024, "agency": "Dinas A"}
    assert [code for _at, code in read(text, **asked).wrong] == ["extra_cell"]
    found = read(book(head, [*row, 4]), **asked)
    assert levels(found.only) == {1: (3,)}
    assert [one.code for one in found.notes] == ["unheaded_cells"]


# Agencies side by side.


def test_the_names_of_agencies_side_by_side() -> None:
    found = read("No,Indikator,Bobot,Dinas A,Bappeda,Catatan\n1,,1.3,3,n/a,-\n2,,1.3,,4,-\n", year=2024)
    assert [(one.agency, levels(one)) for one in found.assessments] == [("Dinas A", {1: (3,)}), ("Bappeda", {1: None, 2: (4,)})]
    assert found.said == ['2 columns are passed over, as their headings mean nothing here: "Bobot", "Catatan"']


def test_any_name_below_a_heading_for_agencies() -> None:
    found = read(
        book(["Tahun 2024"], ["No", "Indikator", "OPD"], [None, None, "DPUTR", "BLUD"], [1, "x", 3, 4], merge=("C2:D2",))
    )
    assert [(one.agency, one.year, levels(one)) for one in found.assessments] == [
        ("DPUTR", 2024, {1: (3,)}),
        ("BLUD", 2024, {1: (4,)}),
    ]
    assert [one.agency for one in read("No;Indikator;OPD;\n;;A;B\n1;;3;4\n", year=2024).assessments] == ["A", "B"]


def test_only_what_is_surely_an_agency_below_a_heading_for_levels() -> None:
    found = read("No;Indikator;Tingkat;;\n;;Dinas A;Bobot;Kecamatan B\n1;;3;1;4\n", year=2024)
    assert [(one.agency, levels(one)) for one in found.assessments] == [("Dinas A", {1: (3,)}), ("Kecamatan B", {1: (4,)})]
    assert found.said == ['a column is passed over, as its heading means nothing here: "Bobot"']


def test_an_agency_side_by_side_is_there_once() -> None:
    assert read("indikator,Dinas A,Dinas A\n1,3,4\n", year=2024).wrong == [("1:3", "duplicate_heading")]


def test_a_row_that_cannot_be_read_is_said_once_for_agencies_side_by_side() -> None:
    assert read('indikator,Dinas A,Dinas B\n1,3,4\n2,"3"x,4\n', year=2024).wrong == [("3:2", "not_csv")]


def test_a_wrong_level_of_an_agency_side_by_side_is_at_its_cell() -> None:
    found = read("indikator,Dinas A,Dinas B\n1,3,9\n2,3,4\n", year=2024)
    assert [one.agency for one in found.assessments] == ["Dinas A"]
    assert found.wrong == [("2:3", "level_range")]


@pytest.mark.parametrize(
    ("data", "names"),
    [
        ("No,Indikator,DPUTR,BKN\n1,x,3,4\n", '"DPUTR", "BKN"'),
        ("Indikator,Dinas,Badan\n1,3,4\n", '"Dinas", "Badan"'),
    ],
)
def test_columns_that_may_be_agencies_or_not_are_asked_about(data: str, names: str) -> None:
    [problem] = read(data, year=2024).problems
    assert problem.message == "the rows are about indicators, but no column says a level or names an agency"
    assert (
        problem.hint
        == f"a column of levels is headed Level; if these are agencies, write OPD over them, in a row of its own: {names}"
    )


# A row for each indicator.


@pytest.mark.parametrize(
    "rows",
    [
        f"No;Indikator;Nilai\n1;{ONE};3\n2;{TWO};2\n",
        f"Indikator;Tingkat\n{ONE};3\n{TWO.upper()};2\n",
        "Indikator;Level\nIndikator 2;2 - Terkelola\n1;3,0\n",
        f"No.;Domain;Indikator;Bobot;Nilai Capaian\n1;Kebijakan;{ONE};1,3;3\n2;;{TWO};1,3;2\n",
        f"No;No Indikator;Indikator;Nilai\n7;1;{ONE};3\n8;2;{TWO};2\n",
        "No;Nilai\n1;3\n2;2\n",
        f"No;Indikator;Nilai\nI;Kebijakan Internal SPBE;\nA;Kebijakan Internal Tata Kelola SPBE;\n1;{ONE};3\n2;{TWO};2\n3;x;-\n",
        f"Domain/Aspek/Indikator;Nilai\nIndikator 1. {ONE};3\nb. {TWO};2\nLain-lain;\n",
    ],
)  # fmt: skip
def test_one_agency(rows: str) -> None:
    assert levels(read(rows, year=2024, agency="A").only) == {1: (3,), 2: (2,)}


def test_figures_among_the_indicators_are_announced() -> None:
    rows = [
        "Domain 1 Kebijakan Internal SPBE;1,30",
        "Aspek 1;1,30",
        f"{ONE};3",
        f"{TWO};2",
        "Indeks SPBE;1,04",
        "Predikat;Kurang",
    ]
    one = read("\n".join(["Indikator;Nilai", *rows]), year=2024, agency="A").only
    assert (levels(one), one.published is not None) == ({1: (3,), 2: (2,)}, True)
    assert one.published is not None
    assert (one.published.domains, one.published.aspects) == ({1: Fraction(13, 10)}, {1: Fraction(13, 10)})
    assert (one.published.index, one.published.predicate) == (Fraction(26, 25), "Kurang")


def test_many_agencies_in_any_order() -> None:
    found = read(
        "Instansi;Tahun;Indikator;Tingkat;Bukti;Catatan\nA;2024;1;3;sk.pdf; \nB;2024;1;4;;\nA;2024;2;n/a;;tidak ada\n"
        "B;2023;1;2;- a.pdf;lama\nA;2024;3;;b.pdf;nanti\nTotal;;;9;;\n"
    )
    assert [(one.agency, one.year, levels(one)) for one in found.assessments] == [
        ("A", 2024, {1: (3,), 2: None, 3: None}),
        ("B", 2024, {1: (4,)}),
        ("B", 2023, {1: (2,)}),
    ]
    answers = found.assessments[0].answers or {}
    assert (answers[1].files, answers[2].not_applicable, answers[2].note) == (("sk.pdf",), "", "tidak ada")
    assert (answers[3].files, answers[3].note, answers[3].answered) == (("b.pdf",), "nanti", False)


def test_an_indicator_for_several_services_has_several_rows() -> None:
    one = read("instansi;tahun;indikator;tingkat;bukti\nA;2019;35;1;a\nA;2019;35;3;\nA;2019;35;n/a;\nA;2019;35;3;b\n").only
    assert levels(one) == {35: (1, 3, 3)}
    assert (one.answers or {})[35].files == ("a", "b")
    assert read("instansi;tahun;indikator;tingkat\nA;2019;35;1\nA;2019;35;9\n").wrong == [("3:4", "level_range")]
    assert levels(read("instansi;tahun;indikator;tingkat\nA;2019;35;1 3 3\n").only) == {35: (1, 3, 3)}
    assert levels(read("instansi;tahun;indikator;tingkat\nA;2019;35;n/a\nA;2019;35;n/a: lain\n").only) == {35: None}


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("1;3\n1;3\n", [("3:2", "said_again")]),
        ("Indeks;3\nIndeks;3\nDomain 1;3\nD1;4\n", [("3:2", "said_again"), ("5:2", "said_again")]),
        ("1;9\n2;x\n3;2,5\n", [("2:2", "level_range"), ("3:2", "level_not_whole"), ("4:2", "level_not_whole")]),
        ("48;3\n", [("2:2", "unknown_part")]),
        ("1.1;3\n", [("2:1", "no_indicator")]),
        ("Kebijakan;3\nLayanan Datta Terbuka;3\n", [("2:1", "no_indicator"), ("3:1", "no_indicator")]),
        ("Domain 1;9\n", [("2:2", "announced_range")]),
        ("Predikat;3\n", [("2:2", "unknown_predicate")]),
        ("#REF!;3\n1;#N/A\n", [("2:1", "cell_error"), ("3:2", "cell_error")]),
        ("12. Kebijakan Internal Manajemen Data;3\n", [("2:1", "another_indicator")]),
    ],
)
def test_what_is_wrong_is_at_its_cell(rows: str, wrong: list[tuple[str, str]]) -> None:
    assert read(f"Indikator;Nilai\n{rows}", year=2024, agency="A").wrong == wrong


def test_a_name_that_is_nearly_one_is_suggested() -> None:
    [problem] = read("Indikator;Nilai\nLayanan Datta Terbuka;3\n", year=2024, agency="A").problems
    assert problem.hint == "did you mean Layanan Data Terbuka?"


def test_numbers_that_are_not_those_of_the_names_beside_them_are_never_guessed() -> None:
    found = read(f"No;Indikator;Nilai\n1;{TWO};2\n2;{ONE};3\n", year=2024, agency="A")
    assert found.wrong == [("2:2", "another_indicator"), ("3:2", "another_indicator")]
    assert found.problems[0].message == f'"{TWO}" is indicator 2, but the number beside it is 1'
    assert levels(read(f"No;Indikator;Nilai\n1;{TWO};2\n2;{ONE};3\n", year=2024, agency="A", columns={"No": None}).only) == {
        1: (3,),
        2: (2,),
    }
    # In a table of many agencies a mere No numbers the rows.
    assert levels(read(f"No;Instansi;Indikator;Nilai\n7;A;{TWO};2\n", year=2024).only) == {2: (2,)}


def test_unanswered_indicators_are_problems_where_all_must_be_answered() -> None:
    rows = "".join(f"{n};{'' if n == 5 else 3}\n" for n in range(1, 47))
    assert read(f"Indikator;Nilai\n{rows}", year=2024, agency="A", strict=True).wrong == [
        ("2:2", "must_be_answered"),  # 47 has no row
        ("6:2", "must_be_answered"),
    ]


def test_what_is_asked_for_or_stands_above_is_missed_where_it_is_not() -> None:
    found = read("No;Indikator;Nilai\n1;x;3\n")
    assert [(one.code, one.hint) for one in found.problems] == [
        ("missing_heading", "or say it with --agency"),
        ("missing_heading", "or say it with --year"),
    ]
    texts.use("id")
    assert [one.message for one in read("No;Indikator;Nilai\n1;x;3\n").problems] == [
        "tidak ada kolom instansi",
        "tidak ada kolom tahun",
    ]


def test_a_year_without_an_instrument_is_all_that_is_wrong() -> None:
    assert read(f"Indikator;Nilai\n{ONE};3\n2;3\n", year=2001, agency="A").wrong == [("2:1", "no_instrument_for_year")]
    assert [code for _place, code in read("instansi;tahun;Kebijakan Internal SPBE\nA;2001;3\n").wrong] == [
        "no_instrument_for_year"
    ]


# Sheets.


def test_merged_cells_say_the_same_in_every_row_and_column() -> None:
    found = read(
        book(
            ["LAPORAN"], ["No", "Nama Instansi", "Nilai Domain", None, None, None, "Indeks"], [None, None, 1, 2, 3, 4, None],
            [1, "A", 4, 3.3, 2.64, 4.08, 3.64], ["Rata-rata", None, 1, 2, 3, 4, 5],
            merge=("A1:G1", "A2:A3", "B2:B3", "C2:F2", "G2:G3", "A5:B5"),
        ),
        year=2024,
    )  # fmt: skip
    assert found.only.published is not None
    assert found.only.published.domains == {1: 4, 2: Fraction(33, 10), 3: Fraction(66, 25), 4: Fraction(102, 25)}
    found = read(
        book(["Instansi", "Tahun", "Indikator", "Nilai"], ["A", 2024, 1, 3], [None, None, 2, 2], ["B", None, 1, 4],
             [None, None, 2, None], merge=("A2:A3", "B2:B5", "A4:A5", "D4:D5"))
    )  # fmt: skip
    assert [(one.agency, one.year, levels(one)) for one in found.assessments] == [
        ("A", 2024, {1: (3,), 2: (2,)}),
        ("B", 2024, {1: (4,), 2: (4,)}),
    ]


def test_an_agency_or_a_year_in_the_first_row_of_its_group_counts_for_the_group() -> None:
    found = read("Instansi,Indikator,Nilai\nDinas A,1,3\n,2,2\nDinas B,1,4\n,2,5\n", year=2024)
    assert [(one.agency, levels(one)) for one in found.assessments] == [
        ("Dinas A", {1: (3,), 2: (2,)}),
        ("Dinas B", {1: (4,), 2: (5,)}),
    ]
    assert found.said == ['rows 3, 5 are blank in the column "Instansi": what stands above them counts']
    # The year that is asked for is no year of a row in the group of another one.
    found = read("Tahun,Instansi,Indeks\n2023,A,3\n,B,3.1\n2024,A,3.2\n,B,3.3\n", year=2024)
    assert [(one.agency, one.published and one.published.index) for one in found.assessments] == [
        ("A", Fraction(16, 5)),
        ("B", Fraction(33, 10)),
    ]
    assert read("Instansi,Tahun,Indeks\nA,2023,3\n,2024,3.1\nB,2024,3.2\n").assessments[1].agency == "A"


@pytest.mark.parametrize(
    "data",
    [
        "Instansi,Indikator,Nilai\nA,1,3\nA,2,3\n,3,3\nB,1,3\n",  # the name is in every row, but for one
        "Instansi,Indikator,Nilai\nA,1,3\nB,1,3\n,2,3\nC,1,3\n",  # most names are in one row
        "Instansi,Indeks\nA,3\n,3.1\nB,3\n",  # nothing tells two rows of A apart
        "Indikator,Nilai,Instansi\n1,3,A\n2,3,\n1,3,B\n",
    ],
)
def test_a_name_that_was_forgotten_is_a_problem(data: str) -> None:
    assert "blank" in [code for _at, code in read(data, year=2024).wrong]


@pytest.mark.parametrize(
    ("before", "after"), [("", ",,(skala 1-5),\n"), (',,"Jakarta, 3 Januari 2024",\n,,Kepala Dinas,\n,,,NIP 1980\n', "")]
)
def test_text_below_results_alone_is_no_row(before: str, after: str) -> None:
    found = read(f"No,Instansi,Indeks,Predikat\n{after}1,Dinas A,3,Baik\n{before}", year=2024)
    assert found.only.agency == "Dinas A"
    assert [one.code for one in found.notes] == ["rows_passed_over"]
    for row in (",,3.2,", ",,n/a,", "2,,tiga,", ",,#REF!,"):
        assert read(f"No,Instansi,Indeks,Predikat\n1,Dinas A,3,Baik\n{row}\n", year=2024).problems != []


def test_a_blank_cell_that_is_not_merged_is_blank() -> None:
    found = read(book(["Instansi", "Tahun", "Indikator", "Nilai"], ["A", 2024, 1, 3], [None, 2024, 2, 2]))
    assert found.wrong == [("Data!A3", "blank")]


def test_hidden_rows_are_read_and_said() -> None:
    found = read(book(["instansi", "tahun", "indeks"], ["A", 2024, 3], ["B", 2024, 3.5], hidden=(3,)))
    assert [one.agency for one in found.assessments] == ["A", "B"]
    assert found.said == ["row 3 is hidden and read all the same"]


def hiding(data: bytes, *columns: str) -> bytes:
    """The workbook with hidden columns in its first sheet."""
    changed, out = openpyxl.load_workbook(io.BytesIO(data)), io.BytesIO()
    for column in columns:
        changed.worksheets[0].column_dimensions[column].hidden = True
    changed.save(out)
    return out.getvalue()


def test_hidden_columns_are_read_and_said() -> None:
    data = book(["instansi", "tahun", "indeks", "domain 1", "domain 2", "lain"], ["A", 2024, 3, 3, 3, "x"])
    passed = 'a column is passed over, as its heading means nothing here: "lain"'
    assert read(data).said == [passed]
    assert read(hiding(data, "C", "F")).said == [passed, "column C is hidden and read all the same"]
    found = read(hiding(data, "A", "C", "D", "E"))
    assert found.only.published is not None
    assert found.said == [passed, "columns A, C-E are hidden and read all the same"]


def test_the_first_sheet_that_holds_a_table_is_read_hidden_ones_last() -> None:
    table = [["instansi", "tahun", "indeks"], ["A", 2024, 3]]
    found = read(book(["Petunjuk"], _Lama=[["instansi", "tahun", "indeks"], ["B", 2023, 3]], Rekap=table, Kosong=[]))
    assert found.only.agency == "A"
    assert found.said == [
        'the sheet "Rekap" is read; --sheet chooses another table, --sheet="*" reads all: "Lama"; no table is in "Data"'
    ]
    found = read(book(["Petunjuk"], _Lama=table))
    assert found.only.agency == "A"
    assert found.said == ['the sheet "Lama" is read; no table is in "Data"', 'the sheet "Lama" is hidden and read all the same']
    assert read(book(["Petunjuk"], Rekap=table), sheet="rekap").notes == []
    assert [code for _place, code in read(book(["Petunjuk"], Rekap=table), sheet="Data").wrong] == [
        "missing_heading", "missing_heading", "no_results",
    ]  # fmt: skip


def test_a_sheet_of_another_year_gives_way_to_that_of_the_year_asked_for() -> None:
    old: list[list[Any]] = [["instansi", "indeks"], ["A", 2]]
    new: list[list[Any]] = [["instansi", "indeks"], ["A", 3]]

    def of(title: str, others: dict[str, Any], rows: list[list[Any]] = old, **asked: Any) -> tuple[Any, list[str]]:
        found = read(book(*rows, title=title, **others), year=2024, **asked)
        announced = found.only.published
        return None if announced is None else announced.index, found.said

    chosen = 'the sheet "{}" is read, as it is that of 2024; --sheet chooses another table, --sheet="*" reads all: "{}"'
    another = 'the name of the sheet "{}" has another year; it is read as 2024, as asked'
    first = 'the sheet "{}" is read; --sheet chooses another table, --sheet="*" reads all: "{}"'
    assert of("2023", {"2024": new}) == (3, [chosen.format("2024", "2023")])
    assert of("SPBE 2023", {"Hasil SPBE_2024": new}) == (3, [chosen.format("Hasil SPBE_2024", "SPBE 2023")])
    assert of("2022", {"2023": old, "_2024": new})[0] == 3
    # Rows that say the year themselves: none of 2024 is to be expected in a sheet that is called 2023.
    dated: list[list[Any]] = [["instansi", "tahun", "indeks"], ["A", 2024, 3]]
    before: list[list[Any]] = [["instansi", "tahun", "indeks"], ["A", 2023, 2]]
    assert of("2023", {"2024": dated}, before) == (3, [chosen.format("2024", "2023")])
    assert of("2023", {"2024": dated}, [["instansi", "Indeks 2023", "Indeks 2024"], ["A", 2, 4]])[0] == 4
    # One that was meant by its name, one that is the only table, and one beside a table that names no year.
    assert of("2023", {"2024": new}, sheet="2023") == (2, [another.format("2023")])
    assert of("2023", {}) == (2, [another.format("2023")])
    assert of("2023", {"2024": [["catatan"]]})[0] == 2
    assert of("2023", {"Data": new}) == (2, [first.format("2023", "Data"), another.format("2023")])
    # The sheet of this year says it in its rows or headings too.
    with_years: list[Any] = [[["instansi", "tahun", "indeks"], ["A", 2023, 2]], [["instansi", "indeks 2023"], ["A", 2]]]
    for years in with_years:
        assert of("2023", {"2024": [["instansi", "tahun", "indeks"], ["A", 2024, 3]]}, years)[0] == 3
    # No other year is in these names, or the rows say the year themselves.
    assert of("Data", {"2024": new}) == (2, [first.format("Data", "2024")])
    assert of("2023-2024", {"2024": new}) == (2, [first.format("2023-2024", "2024")])
    assert of("20231", {}) == (2, [])
    assert of("2023", {}, [["instansi", "tahun", "indeks"], ["A", 2023, 2], ["A", 2024, 4]]) == (4, [])


def test_the_name_of_a_sheet_says_the_year_and_the_agency_where_nothing_else_does() -> None:
    rows: list[list[Any]] = [["instansi", "indeks"], ["A", 2]]
    found = read(book(*rows, title="SPBE 2023"))
    assert (found.only.year, found.said) == (2023, ['this is taken from the name of the sheet, as nothing else says it: "2023"'])
    for title, above in (("2023", [["Indeks SPBE Tahun 2024"]]), ("2023", [["Tahun", 2024]])):
        assert read(book(*above, *rows, title=title)).only.year == 2024
    for title in ("2022-2023", "Perpres 95 Tahun 2018", "Permenpan 59-2020", "cetak 2025", "Target 2025"):
        assert read(book(*rows, title=title)).wrong == [(f"{title}!A1", "missing_heading")]
    found = read(book(["No", "Indikator", "Nilai 2024"], [1, None, 3], title="Dinas A"))
    assert (found.only.agency, found.only.year) == ("Dinas A", 2024)
    assert found.said == ['this is taken from the name of the sheet, as nothing else says it: "Dinas A"']
    # The second may be cut off, and the third is a heading.
    for title in ("Data", "Dinas Komunikasi dan Informatik", "Satuan Kerja"):
        assert [code for _at, code in read(book(["No", "Nilai"], [1, 3], title=title), year=2024).wrong] == ["missing_heading"]
    assert read(book(*rows, title="Dinas A"), year=2024).only.agency == "A"


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


def test_the_sheet_of_the_agency_that_is_asked_for_is_read() -> None:
    def of(agency: str, **others: str) -> tuple[Any, list[str]]:
        sheets: dict[str, Any] = {
            name.replace("_", " "): [*([["Instansi", label]] if label else []), ["No", "Nilai"], [1, level]]
            for level, (name, label) in enumerate(others.items(), 1)
        }
        first, *_rest = sheets
        found = read(book(*sheets.pop(first), title=first, **sheets), year=2024, agency=agency)
        return [levels(one)[1][0] for one in found.assessments], found.said

    chosen = (
        'the sheet "{}" is read, as it is that of the agency that is asked for; '
        '--sheet chooses another table, --sheet="*" reads all: {}'
    )
    assert of("dinas b", Dinas_A="", Dinas_B="") == ([2], [chosen.format("Dinas B", '"Dinas A"')])
    assert of("DPUTR", BLUD="", Dinas_B="", DPUTR="") == ([3], [chosen.format("DPUTR", '"BLUD", "Dinas B"')])
    assert of("Dinas B", Dinas_A="Dinas A", Dinas_B="Dinas B")[0] == [2]
    cut = "Dinas_Komunikasi_dan_Informatik"
    assert of("Dinas Komunikasi dan Informatika", **{"Dinas_A": "", cut: ""})[0] == [2]
    # The first says the agency itself, or there is none that is called like it.
    assert of("Dinas B", Dinas_A="Dinas B", Dinas_B="")[0] == [1]
    first = 'the sheet "Dinas A" is read; --sheet chooses another table, --sheet="*" reads all: "Dinas C"'
    another = 'the sheet "Dinas A" is called like another agency; it is read as "Dinas B", as asked'
    assert of("Dinas B", Dinas_A="", Dinas_C="") == ([1], [first, another])
    assert of("Kota X", Data="") == ([1], [])


def test_cells_beside_a_table_in_a_sheet_are_passed_over_and_said() -> None:
    found = read(
        book(["instansi", "tahun", "indeks"], ["A", 2024, 3, None, "lihat"], ["B", 2024, 3], [None, None, None, None, "x"])
    )
    assert [one.agency for one in found.assessments] == ["A", "B"]
    assert found.said == [
        "row 4 is passed over: it names no agency or indicator with a result",
        'no heading stands above these cells, which are passed over: "E2"',
    ]


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


def test_a_row_of_small_numbers_is_data_where_indicators_go_by_number() -> None:
    asked: dict[str, Any] = {"agency": "Kota A", "year": 2024}
    assert levels(read("No,Indikator,Tingkat\n1,2,3\n2,3,4\n", **asked).only) == {2: (3,), 3: (4,)}
    assert levels(read("No,Indikator,Tingkat\n1,2,3\n", **asked).only) == {2: (3,)}
    # Where they go by name, it numbers the columns.
    numbered = "No,Indikator,Tingkat\n1,2,3\n1,Kebijakan Internal Arsitektur SPBE,4\n"
    assert levels(read(numbered, **asked).only) == {1: (4,)}


def test_other_statistics_and_targets_are_no_agencies() -> None:
    rows = "".join(
        f";{name};2024;5,00\n" for name in ("Rata2", "Rata–rata", "Maks", "Min.", "Jml", "Avg", "Target", "Target 2025")
    )
    found = read("No;Nama OPD;Tahun;Indeks\n1;Dinas A;2024;2,00\n2;MIN 1 Kota Banda Aceh;2024;3,00\n" + rows)
    assert [one.agency for one in found.assessments] == ["Dinas A", "MIN 1 Kota Banda Aceh"]
    assert found.said[0].startswith("rows 4-11 are no agencies and are left out")
    beside = read(
        "No,Indikator,OPD,,,\n,,DINKES,RSUD,Rata-rata,Target,Nilai Kota\n1,Kebijakan Internal Arsitektur SPBE,3,5,4,5,5\n"
        "2,Kebijakan Internal Peta Rencana SPBE,1,3,2,5\n",
        year=2024,
    )
    assert [one.agency for one in beside.assessments] == ["DINKES", "RSUD"]
    assert beside.said == ['3 columns are passed over, as their headings mean nothing here: "Rata-rata", "Target", "Nilai Kota"']
    more = (
        "Nilai Maksimal", "Level Minimal", "Skor Ideal", "Standar Deviasi", "Simpangan Baku", "Rataan", "Modus", "Kuartil 1",
        "Ambang Batas", "Bobot (%)", "Target RPJMD", "Target Nasional 2025", "INDONESIA", "All",
    )  # fmt: skip
    found = read("Nama OPD;Tahun;Indeks\nDinas A;2024;2,00\n" + "".join(f"{name};2024;5,00\n" for name in more))
    assert [one.agency for one in found.assessments] == ["Dinas A"]
    assert found.said[0].startswith("rows 3-16 are no agencies and are left out")


def test_a_statistic_in_the_place_of_an_indicator_is_none() -> None:
    found = read(
        "Instansi,Tahun,No,Indikator,Nilai\nKota A,2024,1,Kebijakan Internal Arsitektur SPBE,3\nKota A,2024,,Rata-rata,3\n"
        "Kota B,2024,1,Kebijakan Internal Arsitektur SPBE,4\nKota B,2024,,Jumlah,4\n"
    )
    assert [(one.agency, levels(one)) for one in found.assessments] == [("Kota A", {1: (3,)}), ("Kota B", {1: (4,)})]
    assert found.said == ['rows 3, 5 are no agencies and are left out: "Rata-rata", "Jumlah"']


def test_who_signs_a_table_is_no_agency() -> None:
    found = read(
        "Tahun Penilaian;2024\nNo;Nama OPD;1;2;3\nA;DINAS;;;\n1;Dinas A;3;3;3\n2;Kepala Batas;3;3;3\n;Mengetahui,;;;\n"
        ";Kepala Dinas Kominfo;;;\n;NIP 19700101 199001 1 001;;;\n;a.n. Sekretaris Daerah;;;\n"
    )
    # A name with results is an agency, whatever it is.
    assert [one.agency for one in found.assessments] == ["Dinas A", "Kepala Batas"]
    assert found.said[1:] == ["rows 3, 6-9 are passed over: they name no agency or indicator with a result"]
    below = read("No;Indikator;Nilai\n1;Kebijakan Internal Arsitektur SPBE;3\n;;Bandung, 3 Januari 2025\n", agency="A", year=2024)
    assert levels(below.only) == {1: (3,)}
    assert below.said == ["row 3 is passed over: it names no agency or indicator with a result"]
    lost = read("No;Indikator;Nilai\n1;Kebijakan Internal Arsitektur SPBE;3\n;;4\n", agency="A", year=2024)
    assert lost.wrong == [("3:3", "level_of_nothing")]
    # Below who signs stands a name; what has more than a name, or is called like an agency, is one that has not answered.
    for signed in ("Kepala Dinas,", "Wali Kota Bima", "Bupati Bima,", "Bima, 31 Desember 2024", "Mengetahui"):
        found = read(
            f"Nama OPD;1;Catatan\nDinas A;3;\nSMPN 1;;\n{signed};;\nDrs. H. Budi, M.Si.;;\nDinas B;;\nSMPN 2;;x\n", year=2024
        )
        assert [one.agency for one in found.assessments] == ["Dinas A", "SMPN 1", "Dinas B", "SMPN 2"]
        assert "rows 4-5 are passed over: they name no agency or indicator with a result" in found.said
    # Where a row with a result follows, nobody has signed yet.
    found = read("Nama OPD;1\nDinas A;3\nKepala Dinas\nSMPN 1;\nDinas B;3\n", year=2024)
    assert [one.agency for one in found.assessments] == ["Dinas A", "SMPN 1", "Dinas B"]


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


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ("A. Dinas A;3;3\nB. Dinas B;;\nC. Dinas C;3;3\n", ["A. Dinas A", "B. Dinas B", "C. Dinas C"]),  # all have letters
        ("SEKRETARIAT;;\nDinas A;3;3\n", ["SEKRETARIAT", "Dinas A"]),  # nothing tells
        ("Dinas A;3;3\nI. DINAS;;\n", ["Dinas A"]),
        ("I. DINAS;;\n1. Dinas;;\nDinas A;3;3\n", ["1. Dinas", "Dinas A"]),
        ("I. DINAS;;\n", ["I. DINAS"]),
        ("#REF!;#REF!;#REF!\nDinas A;3;3\n", ["Dinas A"]),
        ("n/a;n/a;n/a\nDinas A;3;3\n", ["n/a", "Dinas A"]),
    ],
)
def test_a_name_without_results_is_an_agency_where_it_may_be_one(rows: str, names: list[str]) -> None:
    found = read(f"Nama OPD;1;2\n{rows}", year=2024)
    assert [one.agency for one in found.assessments] == names
    assert [one.code for one in found.problems] == ["cell_error"] * 2 * ("#" in rows)


def test_a_row_with_a_number_is_an_agencys_whatever_letters_its_name_begins_with() -> None:
    found = read("No;Nama OPD;1;2\n1;V. Media;;\n2;Dinas A;3;3\n3;Sumber Daya Air;;\n", year=2024)
    assert [one.agency for one in found.assessments] == ["V. Media", "Dinas A", "Sumber Daya Air"]


def test_domains_and_aspects_merged_over_the_rows_of_their_indicators_are_passed_over() -> None:
    data = book(
        ["No", "Indikator", "Tingkat", "Catatan"], ["Domain 1: Kebijakan Internal SPBE"],
        [None, "1. Kebijakan Internal Tata Kelola SPBE"], [1, ONE, 3], ["II", "Tata Kelola SPBE"], [11, None, 4],
        merge=("A2:D2", "B3:D3", "B5:D5"),
    )  # fmt: skip
    found = read(data, agency="A", year=2024)
    assert levels(found.only) == {1: (3,), 11: (4,)}
    assert found.said == ["rows 2-3, 5 are passed over: they name no agency or indicator with a result"]


def test_a_row_with_a_number_whose_results_repeat_its_name_is_wrong() -> None:
    wrong = read(f"No;Indikator;Nilai\n1;{ONE};{ONE}\n2;{TWO};3\n", agency="A", year=2024).wrong
    assert wrong == [("2:3", "level_not_whole")]
    assert len(read("No;OPD;1;2\n1;Dinas A;Dinas A;Dinas A\n2;Dinas B;3;3\n", year=2024).wrong) == 2


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


def test_a_name_that_is_no_indicators_is_said_where_its_number_counts() -> None:
    found = read(
        "No,Indikator,Nilai\n1,Portal data terbuka,5\n2,,4\n3,Kebijakan Internal Manajemen Data,1\n", agency="A", year=2024
    )
    assert levels(found.only) == {1: (5,), 2: (4,), 3: (1,)}
    assert found.said == ["row 2: no indicator has this name; the number counts"]
    assert read("Indikator,Nilai\n12. Audit kami,5\n13,4\n", agency="A", year=2024).said == [
        "row 2: no indicator has this name; the number counts"
    ]


def test_the_numbers_that_data_frames_write_before_the_first_heading() -> None:
    found = read(",agency,year,index\n0,Dinas A,2024,3.1\n1,Dinas B,2024,3.2\n")
    assert [one.agency for one in found.assessments] == ["Dinas A", "Dinas B"]
    assert found.said == ['no heading stands above these cells, which are passed over: "2:1"']
    assert read("agency,year,index\nDinas A,2024,3.1,x\n").wrong == [("2:4", "extra_cell")]


def test_the_stages_of_a_year_are_assessments_of_their_own() -> None:
    found = read("Instansi,Tahun,Tahap,Indikator,Nilai\nA,2024,mandiri,1,3\nA,2024,akhir,1,2\nA,2024,mandiri,2,4\n")
    assert [(one.stage, levels(one)) for one in found.assessments] == [("self", {1: (3,), 2: (4,)}), ("final", {1: (2,)})]


def test_a_row_with_a_year_has_no_headings_whatever_its_agency_is_called() -> None:
    found = read("agency,year,stage,owner,1\nno,2024,self,no,\nInstansi,2024,self,level,3\n")
    assert ([one.agency for one in found.assessments], found.problems) == (["no"], [])
    assert found.said[0] == 'row 3 is no agency and is left out: "Instansi"'


@pytest.mark.parametrize(
    "name",
    [
        *("Baik", "SANGAT BAIK", "Sangat Kurang", "Indeks SPBE", "Predikat", "Nasional", "Indeks SPBE Nasional", "Nasional 2024"),
        *("Provinsi", "K/L", "Kab/Kota", "Kabupaten dan Kota", "Provinsi / Kabupaten", "Pemerintah Daerah", "DINAS", "OPD"),
        *("Gap", "Skor", "Skor Akhir", "Selisih", "Delta", "Δ", "Σ", "Σ/n", "∑ skor", "Persentase", "100%", "Q1", "Std. Dev"),
        *("Tingkat Ketercapaian", "Nilai Provinsi", "Persentase OPD"),
        *("Varians", "Peringkat", "Seluruh OPD", "Semua", "Naik/Turun"),
    ],
)
def test_counts_legends_and_national_figures_below_a_table_are_no_agencies(name: str) -> None:
    found = read(f"Instansi;Indeks\nDinas A;3,1\n{name};2,1\n", year=2024)
    assert (found.only.agency, found.said) == ("Dinas A", [f'row 3 is no agency and is left out: "{name}"'])
    # What looks like the beginning of such a name is one of an agency.
    assert len(read(f"Instansi;Indeks\nDinas A;3,1\nBadan {name} B;2\n", year=2024).assessments) == 2


@pytest.mark.parametrize(
    "remark",
    [
        *("Catatan: indikator 1", "KETERANGAN : skor 1", "Sumber: tabel 1", "Note: 1", "* indikator 1", "Ket. 1"),
        *("Data per 31 Desember", "Per 31 Desember 2024", "Kondisi Desember", "Denpasar, 31 Desember 2024", "Belum mengisi"),
        *("Jawa Barat Total", "Provinsi Bali rata-rata", "(blank)", "Semester I", "Lain-lain"),
    ],
)
def test_a_remark_beside_numbers_is_no_agency(remark: str) -> None:
    # Commas that nobody put in quotes make cells of a remark, too.
    name = f'"{remark}"' if "," in remark else remark
    found = read(f"Instansi,1,2\nDinas A,3,3\n{name}, 2, 3\nDinas B,3,3\n", year=2024)
    assert [one.agency for one in found.assessments] == ["Dinas A", "Dinas B"]
    assert found.said == [f'row 3 is no agency and is left out: "{remark}"']


@pytest.mark.parametrize(
    "name", ["Catatan Sipil", "Sumber Daya Air", "Universitas 17 Agustus 1945", "Perpustakaan", "Databoks", "Badan Data"]
)
def test_a_name_with_such_words_is_an_agency(name: str) -> None:
    assert read(f"Instansi,1,2\n{name},2,3\n", year=2024).only.agency == name


def test_kinds_above_agencies_are_titles_and_no_agencies_without_results() -> None:
    found = read(
        "Nama OPD;1;2\nDINAS;;\nDinas A;3;3\nBADAN;;\nBadan B;3;3\nKecamatan/Kelurahan;;\nKecamatan Kota;3;3\n", year=2024
    )
    assert [one.agency for one in found.assessments] == ["Dinas A", "Badan B", "Kecamatan Kota"]
    assert found.said == ["rows 2, 4, 6 are passed over: they name no agency or indicator with a result"]


@pytest.mark.parametrize("number", ["{}", "{}.", "I.{}", "({})"])
def test_the_mean_of_a_group_with_a_letter_is_no_agency_beside_those_with_numbers(number: str) -> None:
    one, two = number.format(1), number.format(2)
    rows = f"I;Rumpun Kesehatan;2,5\n{one};Dinas A;2\n{two};Dinas B;3\nII.;Rumpun Ekonomi;2\n{one};Dinas C;2\n"
    found = read(f"No;OPD;Indeks\n{rows}", year=2024)
    assert [one.agency for one in found.assessments] == ["Dinas A", "Dinas B", "Dinas C"]
    assert found.said == ['rows 2, 5 are no agencies and are left out: "Rumpun Kesehatan", "Rumpun Ekonomi"']
    # Where all have letters, these number the agencies.
    assert len(read("No;OPD;Indeks\nA;Dinas A;2\nB;Dinas B;3\n", year=2024).assessments) == 2
    found = read("No;OPD;Indeks\nA;Dinas A;2\nB;Dinas B;\nI;Dinas C;3\n", year=2024)
    assert [one.agency for one in found.assessments] == ["Dinas A", "Dinas C"]


@pytest.mark.parametrize(
    ("heading", "group", "part"),
    [
        ("Kode", "{0}", "{0}.{1}"), ("No.", "{0}", "{0}.0{1}"), ("Kode Urusan", "{0}.", "{0}.{1}."),
        ("No Urut", "0{0}", "0{0}.0{1}"), ("No", "{0}", "{0}-{1}"), ("Kode OPD", "A.{0}", "A.{0}.{1}"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("mean", ["", "2,5"])
def test_a_group_in_an_outline_is_no_agency(heading: str, group: str, part: str, mean: str) -> None:
    rows = ""
    for n in (1, 2):
        rows += f"{group.format(n)};Urusan {n};{mean}\n"
        rows += "".join(f"{part.format(n, unit)};Unit {n}{unit};{unit}\n" for unit in (1, 2))
    found = read(f"{heading};OPD;Indeks\n{rows}", year=2024)
    assert [one.agency for one in found.assessments] == ["Unit 11", "Unit 12", "Unit 21", "Unit 22"]
    assert 'rows 2, 5 are no agencies and are left out: "Urusan 1", "Urusan 2"' in found.said


def test_an_agency_with_parts_in_an_outline_is_one() -> None:
    found = read("No;OPD;Indeks\n1;Dinas Kesehatan;2,5\n1.1;RSUD A;2\n1.2;Puskesmas B;3\n2;Dinas B;2\n", year=2024)
    assert [one.agency for one in found.assessments] == ["Dinas Kesehatan", "RSUD A", "Puskesmas B", "Dinas B"]
    # Results before the names are no places.
    found = read("Nilai;OPD\n3;Bagian A\n3.2;Bagian B\n2;Unit C\n2.5;Unit D\n", year=2024)
    assert [one.agency for one in found.assessments] == ["Bagian A", "Bagian B", "Unit C", "Unit D"]


def test_an_agency_without_a_number_beside_those_with_one_is_named() -> None:
    found = read("No;OPD;Indeks\n1;Dinas A;2\n2;Dinas B;3\n;Kota X;2,5\n", year=2024)
    assert [one.agency for one in found.assessments] == ["Dinas A", "Dinas B", "Kota X"]
    assert found.said == ['row 4 has no number, as others have, and is read as an agency: "Kota X"']
    assert read("No;OPD;Indeks\n;Dinas A;2\n;Dinas B;3\n", year=2024).said == []


def test_the_sum_of_a_group_may_stand_in_the_column_of_groups() -> None:
    rows = "Bali;Kota A;2\n;Kota B;3\nBali Total;;5\nNTB;Kota C;2\n;Kota D;3\nNTB Total;;5\nGrand Total;;10\n"
    found = read(f"Provinsi;Kabupaten/Kota;Indeks\n{rows}", year=2024)
    assert [(one.group, one.agency) for one in found.assessments] == [
        ("Bali", "Kota A"), ("Bali", "Kota B"), ("NTB", "Kota C"), ("NTB", "Kota D"),
    ]  # fmt: skip
    assert found.said[0] == 'rows 4, 7-8 are no agencies and are left out: "Bali Total", "NTB Total", "Grand Total"'


@pytest.mark.parametrize("again", ["", "No;Indikator;Nilai\n"])
@pytest.mark.parametrize("title", ["Nilai Eksternal", "Penilaian Asesor", "HASIL PENILAIAN EKSTERNAL"])
def test_rows_below_a_title_of_another_assessor_are_not_read(title: str, again: str) -> None:
    found = read(f"Nilai Mandiri\nNo;Indikator;Nilai\n1;;5\n{title}\n{again}2;;1\n", year=2024, agency="A")
    assert (found.assessments, found.wrong) == ([], [("4:1", "other_values_below")])
    # A part of the form is none, nor is a title that stands above all rows.
    assert levels(read("No;Indikator;Nilai\n1;;5\nTata Kelola\n2;;1\n", year=2024, agency="A").only) == {1: (5,), 2: (1,)}
    assert levels(read(f"No;Indikator;Nilai\n{title}\n1;;5\n2;;1\n", year=2024, agency="A").only) == {1: (5,), 2: (1,)}


LEGEND = ("Memuaskan", "Sangat Baik", "Baik", "Cukup", "Kurang")


@pytest.mark.parametrize(
    ("headings", "listed"),
    [
        *((";Predikat;Rentang", LEGEND), (";Predikat;Keterangan", LEGEND[::-1]), ("Predikat;Jumlah", LEGEND[1:4])),
        *((";Nilai;Arti", "12345"), (";Nilai;Arti", "54321")),
    ],
)
def test_a_legend_beside_a_table_says_nothing_of_its_rows(headings: str, listed: Sequence[str]) -> None:
    beside = ";" if headings.startswith(";") else ""
    rows = [f"Dinas {name};2,7;{beside}{one};x" for name, one in zip("ABC", listed, strict=False)]
    more = [f";;{beside}{one};x" for one in listed[3:]]
    found = read("\n".join((f"OPD;Indeks;{headings}", *rows, *more)), year=2024)
    assert [one.published and one.published.predicate for one in found.assessments] == [None] * 3
    heading = headings.lstrip(";").partition(";")[0]
    assert f'"{heading}" is that of a legend beside the table, says nothing of its rows, and is passed over' in found.said


@pytest.mark.parametrize(
    ("headings", "predicates"),
    [
        # No empty column and no ranges, the same twice, out of order, or only one.
        *(
            (";Predikat;Rentang", "Baik,Baik,Cukup"),
            (";Predikat;Rentang", "Cukup,Kurang,Baik"),
            ("Predikat;Catatan", "Baik,Cukup,Kurang"),
        ),
        *((";Predikat;Rentang", "Baik"), ("Predikat;Jumlah Pegawai", "Baik,Cukup,Kurang")),
    ],
)
def test_other_predicates_are_those_of_the_agencies(headings: str, predicates: str) -> None:
    beside = ";" if headings.startswith(";") else ""
    every = predicates.split(",")
    rows = "".join(f"Dinas {name};2,7;{beside}{one};1\n" for name, one in zip("ABC", every, strict=False))
    found = read(f"OPD;Indeks;{headings};\n{rows}", year=2024)
    assert [one.published and one.published.predicate for one in found.assessments] == every


# A row for each domain or aspect.


def test_a_column_of_domains_or_aspects_says_what_a_figure_is_of() -> None:
    domains = ["Kebijakan Internal SPBE", "Tata Kelola SPBE", "3", "Domain IV - Layanan SPBE"]
    rows = "".join(f"Dinas A;{name};{value};2023\n" for name, value in zip(domains, ("3,41", "3", "2", "4"), strict=True))
    found = read(f"nama_opd;domain;nilai;tahun\n{rows}").only
    assert found.published is not None
    assert (found.published.index, found.published.domains) == (None, {1: Fraction(341, 100), 2: 3, 3: 2, 4: 4})
    # A running number before them is none of an indicator, one behind them is.
    found = read("No;Domain;Bobot;Indeks\n1;Kebijakan Internal;13;3\n;Indeks SPBE;100;2,4\n", year=2024, agency="A").only
    assert found.published is not None
    assert (found.answers, found.published.index, found.published.domains) == (None, Fraction(12, 5), {1: Fraction(3)})
    one = read("Domain;No;Nilai\nKebijakan Internal;1;3\n;2;4\n", year=2024, agency="A").only
    assert levels(one) == {1: (3,), 2: (4,)}
    # The finest of them counts; what is none of an instrument is a problem.
    aspects = "Domain,Aspek,Nilai\nKebijakan Internal SPBE,Kebijakan Internal Tata Kelola SPBE,3\n,Perencanaan Strategis SPBE,2\n"
    [problem] = read(aspects, year=2024, agency="A").problems
    assert (problem.code, problem.place) == ("published_incomplete", "a:2:3")
    assert read("Instansi,Aspek,Nilai\nA,Infrastruktur,3\n", year=2024).wrong == [("2:2", "no_indicator")]


def test_a_domain_that_is_an_address_or_a_field_is_none_of_an_instrument() -> None:
    for domains in (("a.go.id", "b.go.id"), ("Pendidikan", "Kesehatan")):
        rows = "".join(f"Dinas {name},{domain},2.6\n" for name, domain in zip("AB", domains, strict=True))
        found = read(f"Instansi,Domain,Indeks\n{rows}", year=2024)
        assert [one.agency for one in found.assessments] == ["Dinas A", "Dinas B"]
        assert found.said == ['a column is passed over, as its heading means nothing here: "Domain"']


def test_a_column_of_domains_beside_indicators_is_passed_over() -> None:
    found = read("Instansi,Domain,Indikator,Nilai\nA,Kebijakan Internal SPBE,1,3\n", year=2024)
    assert ("Domain" in " ".join(found.said), levels(found.only)) == (True, {1: (3,)})
    assert "Domain" not in " ".join(read("Instansi,Domain,Indeks\nA,a.id,3\n", year=2024, columns={"Domain": None}).said)


PARTS = ("Kebijakan Internal SPBE", "Tata Kelola SPBE", "Manajemen SPBE", "Layanan SPBE")
WEIGHTS = ("13%", "25,00", "16.5", "45,5%")
VALUES, PRODUCTS = ("2", "2,4", "1,09", "3"), ("0,26", "0,60", "0,18", "1,37")


def of_parts(headings: str, *columns: Sequence[str]) -> Read:
    rows = "".join(";".join(row) + "\n" for row in zip(PARTS, WEIGHTS, *columns, strict=True))
    return read(f"Domain;Bobot;{headings}\n{rows}", year=2024, agency="A")


@pytest.mark.parametrize("values", ["Indeks Domain", "Nilai Domain", "Capaian Domain SPBE", "Tingkat Kematangan Domain"])
@pytest.mark.parametrize("products", ["Nilai Akhir", "Nilai", "Skor", "Indeks", "Nilai x Bobot"])
def test_values_of_domains_are_told_from_their_products_with_weights(values: str, products: str) -> None:
    for found in (of_parts(f"{values};{products}", VALUES, PRODUCTS), of_parts(f"{products};{values}", PRODUCTS, VALUES)):
        assert found.only.published is not None
        assert found.only.published.domains == {1: 2, 2: Fraction(12, 5), 3: Fraction(109, 100), 4: 3}
        assert found.said == [
            f'2 columns are passed over, as their headings mean nothing here: "Bobot", "{products}"',
        ]
    found = of_parts(values, VALUES)
    assert (found.problems, found.only.published is not None) == ([], True)
    # The part that a row is about may be a number, which is none of the headings.
    assert read(f"Domain,{values}\n1,2\n2,2\n3,2\n4,3\n", year=2024, agency="A").problems == []


def test_where_no_heading_tells_values_from_products_neither_is_read() -> None:
    for headings in ("Nilai;Indeks", "Indeks;Nilai", "Nilai;Nilai Akhir"):
        assert of_parts(headings, VALUES, PRODUCTS).wrong == [("1:4", "duplicate_heading")]
    assert read("Instansi,Domain,Indeks,Nilai\nA,Kebijakan Internal SPBE,3,3\n", year=2024).wrong == [
        ("1:4", "duplicate_heading")
    ]


def test_a_value_of_a_part_below_the_lowest_level_is_a_product_with_its_weight() -> None:
    assert of_parts("Nilai Akhir", PRODUCTS).wrong == [("2:3", "product")]
    # No heading says weights; or the scale begins at 0; or a setting says what the column holds.
    rows = "".join(f"{number};{value}\n" for number, value in enumerate(PRODUCTS, 1))
    found = read(f"Domain;Nilai Akhir\n{rows}", year=2024, agency="A")
    assert found.only.published is not None
    assert found.only.published.domains[1] == Fraction(26, 100)
    old = "Domain;Bobot;Nilai\nKebijakan Internal;17;0,26\nTata Kelola;28;1\nLayanan;55;1\n"
    assert read(old, year=2018, agency="A").problems == []


@pytest.mark.parametrize(
    "rows",
    [
        *("Kode;Nilai\nDinas A;1;3\n", "Kode;Nilai\nDinas A;1;3\nDinas B;47;2\n", "Kode;Nilai\nDinas A;I1;3\n"),
        "Pertanyaan;Indeks\nDinas A;Kebijakan Internal Arsitektur SPBE;3,5\nDinas B;Layanan Data Terbuka;3\n",
        *("Uraian Layanan;Nilai\nDinas A;43. Layanan Data Terbuka;2,7\n", "Bagian;Indeks\nDinas A;Domain 2 Tata Kelola SPBE;3\n"),
        "Kode;Nilai;Predikat\nDinas A;1;3;Baik\nDinas A;2;3;Baik\n",
    ],
)
def test_what_rows_say_of_a_part_is_no_index(rows: str) -> None:
    assert ("1:3", "index_of_rows") in read(f"OPD;{rows}", year=2024).wrong


@pytest.mark.parametrize(
    "rows",
    [
        # No number of an indicator, no whole level, or headings that say no codes, or an index.
        *("Kode;Nilai\nDinas A;1;2,5\nDinas B;2;3\n", "Kode;Nilai\nDinas A;101;3\n", "Target;Nilai\nDinas A;5;3\n"),
        *("Kode;Indeks\nDinas A;1;3\n", "Kode;Nilai SPBE\nDinas A;1;3\n", "Kode;Nilai\nDinas A;1.01;3\n"),
        "Uraian;Nilai\nDinas A;Indeks SPBE;3\n",
    ],
)
def test_other_columns_before_an_index_name_no_part(rows: str) -> None:
    found = read(f"OPD;{rows}", year=2024)
    assert (found.problems, found.assessments[0].published is not None) == ([], True)
    # A setting says that the figures are the index, or that the column is passed over.
    for columns in ({"Nilai": "index"}, {"Kode": None}):
        assert read("OPD;Kode;Nilai\nDinas A;1;3\n", year=2024, columns=columns).problems == []


# Agencies one below another.

HEADINGS: list[Any] = ["No", "Indikator", "Nilai"]
BELOW: list[list[Any]] = [HEADINGS, [1, ONE, 3], [2, TWO, 2]]


@pytest.mark.parametrize("merge", [(), ("A1:C1", "A6:C6")])
@pytest.mark.parametrize("title", ["{}", "A. {}", "OPD : {}"])
def test_a_label_or_a_title_between_the_rows_names_another_agency(title: str, merge: tuple[str, ...]) -> None:
    data = book([title.format("Dinas A")], *BELOW, [], [title.format("Dinas B")], HEADINGS, [1, ONE, 4], [2, TWO, 5], merge=merge)
    expected = {"Dinas A": {1: (3,), 2: (2,)}, "Dinas B": {1: (4,), 2: (5,)}}
    found = read(data, year=2024)
    assert {one.agency: levels(one) for one in found.assessments} == expected
    assert found.said == [
        'the headings stand here; of the row above them only this is used: "Dinas A"',
        "row 7 is passed over: it names no agency or indicator with a result",
    ]
    for agency, answers in expected.items():
        assert levels(read(data, year=2024, agency=agency).only) == answers
    assert (read(data, year=2024, agency="Dinas C").assessments, read(data).wrong) == ([], [("Data!A2", "missing_heading")])


def test_a_title_below_the_headings_names_the_agency_too() -> None:
    data = book(HEADINGS, ["Dinas A"], *BELOW[1:], ["Dinas B"], [1, ONE, 4])
    assert [levels(one) for one in read(data, year=2024).assessments] == [{1: (3,), 2: (2,)}, {1: (4,)}]


def test_labels_between_the_rows_hold_for_those_below() -> None:
    rows: list[list[Any]] = [["Tahun", 2024], *BELOW, ["Nama OPD", "Dinas B"], [3, None, 4], ["Tahun", 2023], [3, None, 5]]
    found = read(book(["Nama OPD", "Dinas A"], *rows))
    assert [(one.agency, one.year, levels(one)) for one in found.assessments] == [
        ("Dinas A", 2024, {1: (3,), 2: (2,)}),
        ("Dinas B", 2024, {3: (4,)}),
        ("Dinas B", 2023, {3: (5,)}),
    ]
    assert read(book(["Nama OPD", "Dinas A"], *rows), agency="Dinas B", year=2024).only.agency == "Dinas B"
    # One beside an indicator is a note.
    found = read(book(["Nama OPD", "Dinas A"], [*HEADINGS, "PIC"], [1, ONE, 3, "OPD: Dinas B"], [2, TWO, 2, "x"]), year=2024)
    assert (found.only.agency, levels(found.only)) == ("Dinas A", {1: (3,), 2: (2,)})


@pytest.mark.parametrize("merge", [(), ("A2:C2", "A4:C4")])
def test_those_who_answer_for_indicators_of_one_agency_are_no_agencies_of_their_own(merge: tuple[str, ...]) -> None:
    data = book(HEADINGS, ["Dinas A"], [1, ONE, 3], ["Dinas B"], [2, TWO, 2], merge=merge)
    found = read(data, year=2024, agency="Kota X")
    assert (found.only.agency, levels(found.only)) == ("Kota X", {1: (3,), 2: (2,)})
    assert found.said == ["rows 2, 4 are passed over: they name no agency or indicator with a result"]
    # Without a name for all rows they may be either.
    assert read(data, year=2024).wrong == [("Data!A4", "titles_unclear")]
    again = book(HEADINGS, ["Dinas A"], [1, ONE, 3], ["Dinas A"], [2, TWO, 2])
    assert levels(read(again, year=2024).only) == {1: (3,), 2: (2,)}


@pytest.mark.parametrize("title", ["{}", "OPD: {}"])
def test_the_agency_that_is_asked_for_has_the_rows_below_its_name_only(title: str) -> None:
    data = book(HEADINGS, [title.format("Dinas A")], [1, ONE, 3], [title.format("Dinas B")], [2, TWO, 2])
    for agency, answers in (("Dinas A", {1: (3,)}), ("Dinas B", {2: (2,)})):
        assert levels(read(data, year=2024, agency=agency).only) == answers


@pytest.mark.parametrize("above", [[], [["Nama Instansi", "Kota X"]]])
@pytest.mark.parametrize("label", ["OPD: {}", "Unit Kerja : {}", "Pemilik: {}"])
def test_labels_of_those_who_answer_lose_no_answer(above: list[list[Any]], label: str) -> None:
    rows: list[list[Any]] = [[1, ONE, 3], [label.format("Dinas A")], [2, TWO, 2], [label.format("Dinas B")], [3, None, 4]]
    found = read(book(*above, HEADINGS, *rows), year=2024, agency=None if above else "Kota X")
    assert (found.only.agency, levels(found.only)) == ("Kota X", {1: (3,), 2: (2,), 3: (4,)})
    assert found.said[-1] == "rows 3, 5 are passed over: they name no agency or indicator with a result".replace(
        "3, 5", "4, 6" if above else "3, 5"
    )


@pytest.mark.parametrize("name", ["RSUD dr. H. Abdul Moeloek", "Kecamatan K.H. Agus", "UPTD SMP 12. Utara"])
def test_only_the_letter_before_an_agencys_name_is_none_of_it(name: str) -> None:
    for before in ("", "B. ", "IV) "):
        assert read(book([f"{before}{name}"], *BELOW), year=2024).only.agency == name


def test_an_agency_that_stands_alone_over_the_headings() -> None:
    found = read(book(["Hasil Penilaian"], ["Dinas Kesehatan"], ["Tahun 2024"], *BELOW, [None, "Kepala Dinas Kesehatan"]))
    assert (found.only.agency, found.only.year) == ("Dinas Kesehatan", 2024)
    # A letterhead has more than one.
    data = book(["Pemerintah Kota Rekaan"], ["Dinas Kominfo"], *BELOW)
    assert read(data, year=2024).wrong == [("Data!A3", "missing_heading")]
    assert read(data, year=2024, agency="Kota Rekaan").only.agency == "Kota Rekaan"


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ("Instansi;Tahun;Indeks\n<<<<<<< HEAD\nKota A;2024;2,1\n=======\n>>>>>>> main\n", ("2:1", "conflict")),
        ("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n", ("1:1", "lfs_pointer")),
    ],
)
def test_what_git_left_in_place_of_a_table_is_none(data: str, wrong: tuple[str, str]) -> None:
    assert read(data).wrong == [wrong]


def test_a_number_that_comes_twice_is_a_slip() -> None:
    found = read(f"No;Indikator;Nilai\n1;{ONE};3\n1;{TWO};2\n3;x;4\n", agency="A", year=2024)
    assert found.wrong == [("3:2", "another_indicator")]


def test_numbers_that_begin_anew_in_each_aspect_are_none_of_indicators() -> None:
    names = [ONE, TWO, "Arsitektur SPBE", "Peta Rencana SPBE"]
    rows = [f"{number},{name},{level}" for level, (number, name) in enumerate(zip((1, 2, 1, 2), names, strict=True), 1)]
    head, below = "No,Indikator,Nilai", "\n".join([*rows[:2], ",Perencanaan Strategis SPBE,", *rows[2:]])
    found = read(f"{head}\n{below}\n", year=2024, agency="A")
    assert levels(found.only) == {1: (1,), 2: (2,), 11: (3,), 12: (4,)}
    assert found.said == ['the numbers in the column "No" begin anew, as in row 5: the names of the indicators count']
    # One that is wrong is a problem still, and so are numbers without names or that are surely those of indicators.
    assert read(f"{head}\n{rows[0]}\n1,{ONE},3\n", year=2024, agency="A").wrong == [("3:3", "said_again")]
    assert read(f"{head}\n{rows[0]}\n3,{TWO},3\n", year=2024, agency="A").wrong == [("3:2", "another_indicator")]
    assert read(f"{head}\n1,,3\n1,,4\n", year=2024, agency="A").wrong == [("3:3", "said_again")]
    wrong = read(f"No {head}\n{below}\n".replace("No No", "No Indikator"), year=2024, agency="A").wrong
    assert {code for _at, code in wrong} == {"another_indicator"}


@pytest.mark.parametrize("title", ["MEMUASKAN", "KABUPATEN/KOTA", "Dinas-dinas"])
def test_a_title_right_below_the_headings_of_agencies_is_none_of_a_column(title: str) -> None:
    found = read(f"No;Instansi;Indeks\n;{title};\n1;Dinas A;3,1\n", year=2024)
    assert len(found.notes) == 1
    assert "Dinas A" in [one.agency for one in found.assessments]


def test_a_heading_that_says_another_kind_of_agency_begins_another_table() -> None:
    found = read("No,Kabupaten,Indeks\n1,A,3\nNo,Kota,Indeks\n1,A,3.5\n", year=2024)
    assert ([one.agency for one in found.assessments], found.wrong) == (["Kabupaten A"], [("3:2", "other_headings")])
    assert len(read("No,Kota,Indeks\n1,A,3\nNo,Kota,Indeks\n1,B,3.5\n", year=2024).assessments) == 2


def test_a_cell_as_long_as_its_table_is_looked_through_at_once() -> None:
    long = f"OPD{' ' * 100_000}y"
    begun = time.process_time()
    assert levels(read(f"{long};;\nNo;Indikator;Nilai\n1;;3\n{long};;\n", year=2024, agency="A").only) == {1: (3,)}
    assert time.process_time() - begun < 5


def test_a_province_goes_on_over_blank_cells_below_it() -> None:
    def groups(*rows: str, heading: str = "Provinsi") -> tuple[list[Any], list[str]]:
        lines = [f"{number},{row},3" for number, row in enumerate(rows, 1)]
        found = read("\n".join([f"No,{heading},Kabupaten/Kota,Indeks", *lines]), year=2024)
        assert found.problems == []
        return [one.group for one in found.assessments], [one for one in found.said if "blank" in one]

    said = 'rows {} are blank in the column "Provinsi": what stands above them counts'
    assert groups("Jabar,Kota A", ",Kota B", "Banten,Kota C", ",Kota D") == (
        ["Jabar", "Jabar", "Banten", "Banten"],
        [said.format("3, 5")],
    )
    assert groups("Jabar,Kota A", ",Kota B", ",Kota C") == (["Jabar", "Jabar", "Jabar"], [said.format("3-4")])
    # Ministries are in no province, a blank cell among full ones was forgotten, and another group may be that of one row.
    assert groups(",Kementerian A", "Jabar,Kota A", ",Kota B", ",Lembaga C")[0] == [None, "Jabar", "Jabar", None]
    state = [",Badan Pusat Statistik", ",Sekretariat Negara", ",Kepolisian Negara RI", ",LIPI"]
    assert groups("Jabar,Kota A", ",Kab. B", *state)[0] == ["Jabar", "Jabar", None, None, None, None]
    assert groups("Jabar,Pemprov Jabar", ",Kab. B", *state)[0] == ["Jabar", "Jabar", None, None, None, None]
    assert groups("Jabar,Dinas A", ",Kab. B", ",Dinas B")[0] == ["Jabar", "Jabar", "Jabar"]
    assert groups("Jabar,Bogor", ",Depok", ",Bandung")[0] == ["Jabar", "Jabar", "Jabar"]
    assert groups(",Prov. A", "A,Kota A", ",Prov. B", "B,Kota B", ",Provinsi C") == ([None, "A", None, "B", None], [])
    assert groups("Jabar,Kota A", "Jabar,Kota B", ",Kota C") == (["Jabar", "Jabar", None], [])
    assert groups("Jabar,Kota A", "Banten,Kota B", ",Kota C") == (["Jabar", "Banten", None], [])
    assert groups("Rintisan,Kota A", ",Kota B", ",Kota C", heading="Kelompok") == (["Rintisan", None, None], [])
    behind = read("Kabupaten/Kota,Provinsi,Indeks\nKota A,Jabar,3\nKota B,,3\nKota C,,3\n", year=2024)
    assert [one.group for one in behind.assessments] == ["Jabar", None, None]


@pytest.mark.parametrize("mark", [" *)", " *", "**)", " 1)", "1)", " 12)", " a)", "²", " ¹)", " †"])
def test_the_mark_of_a_footnote_is_no_part_of_a_name(mark: str) -> None:
    found = read(f"instansi,tahun,indeks\nKota A{mark},2024,3\n")
    assert (found.only.agency, found.said) == ("Kota A", [f'marks of footnotes are no part of these names: "Kota A{mark}"'])
    assert read(f"instansi,tahun,indeks\n7{mark},2024,3\n").only.agency == f"7{mark}"
    assert read(f"Nama Instansi,Kota A{mark}\nNo,Nilai\n1,3\n", year=2024).only.agency == "Kota A"
    assert read(f"No,Indikator,Dinas A{mark},Dinas B\n1,,3,2\n", year=2024).assessments[0].agency == "Dinas A"


@pytest.mark.parametrize("name", ["SMPN 1", "Kota A (1)", "UPT (Tahap 1)", "Dinas A (*)", "Kota A)", "1)", "Zona a"])
def test_what_is_no_mark_of_a_footnote_is_a_part_of_a_name(name: str) -> None:
    assert read(f"instansi,tahun,indeks\n{name},2024,3\n").only.agency == name


def test_names_between_rows_of_one_agency_that_share_some_indicators_may_be_either() -> None:
    def of(second: int, **asked: Any) -> Any:
        rows: Any = [
            ["Dinas A"],
            *([one, None, 3] for one in range(1, 11)),
            ["Dinas B"],
            *([one, None, 3] for one in range(second, 21)),
        ]
        return read(book(["Nama Instansi", "Kota X"], ["Tahun", 2024], HEADINGS, *rows), **asked)

    assert (of(11).only.agency, len(levels(of(11).only))) == ("Kota X", 20)
    assert of(10).wrong == [("Data!A4", "titles_share")]
    assert of(10, agency="Kota X").wrong == [("Data!C16", "said_again")]
    # Where most stand below both, they are agencies.
    assert [one.agency for one in of(1).assessments] == ["Dinas A", "Dinas B"]


def test_a_name_right_below_the_headings_is_said() -> None:
    found = read(book(HEADINGS, ["Dinas A"], [1, ONE, 3]), year=2024)
    assert (found.only.agency, found.said) == (
        "Dinas A",
        ['the row below the headings is taken for the name of the agency: "Dinas A"'],
    )
    assert read(book(HEADINGS, ["Dinas A"], [1, ONE, 3]), year=2024, agency="Kota X").said == [
        "row 2 is passed over: it names no agency or indicator with a result"
    ]


def test_numbers_beside_names_of_no_indicator_count_and_that_is_said() -> None:
    def said(*rows: list[Any]) -> bool:
        notes = read(book(*rows), year=2024, agency="A").said
        return any(one.startswith("the numbers of rows are taken for those of indicators, though") for one in notes)

    activities: list[list[Any]] = [[one, f"Kegiatan {chr(64 + one)}", 3] for one in range(1, 11)]
    found = read(book(["No", "Kegiatan", "Nilai"], *activities), year=2024, agency="A")
    assert (len(levels(found.only)), found.notes[0].place) == (10, "a:Data!B1")
    assert said(["No", "Kegiatan", "Nilai"], *activities)
    assert not said(["No Indikator", "Kegiatan", "Nilai"], *activities)
    # Nothing is said of a question for each indicator, of one name among them, or of words behind the level.
    assert not said(["No", "Pertanyaan", "Nilai"], *([one, "Apakah ada?", 3] for one in range(1, 48)))
    assert not said(["No", "Pertanyaan", "Nilai"], [1, ONE, 3], [2, "x", 3])
    assert not said(["No", "Nilai", "PIC"], [1, 3, "Budi"])
    assert not said(["No", "Kosong", "Nilai"], [1, None, 3])


@pytest.mark.parametrize("word", ["belum", "Belum dinilai", "belum diisi.", "BELUM TERJAWAB", "Kosong", "not answered yet"])
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


def test_an_agency_that_is_called_like_a_heading_is_one() -> None:
    assert read("instansi,tahun,indeks\nA,2024,3\nOPD,,\nB,2024,2\n", year=2024).wrong == [("3:1", "neither")]


def test_official_names_below_an_unknown_heading_say_the_indicator() -> None:
    services: list[list[Any]] = [[1, "Layanan Kepegawaian", 3], [2, "Layanan Data Terbuka", 4]]
    found = read(book(["No", "Layanan", "Nilai"], *services), year=2024, agency="A")
    assert [one.code for one in found.problems] == ["another_indicator"] * 2
    instrument = INSTRUMENTS.for_year(2024)
    assert instrument is not None
    domains = [[one.id, one.title.id, 3] for one in instrument.domains]
    announced = read(book(["No", "Komponen", "Nilai"], *domains), year=2024, agency="A").only.published
    assert announced is not None
    assert announced.domains == dict.fromkeys((1, 2, 3, 4), 3)
    aspects = [[one, instrument.aspect_of(one).title.id, 3] for one in instrument.indicators]
    assert len(levels(read(book(["No", "Kelompok", "Nilai"], *aspects), year=2024, agency="A").only)) == 47
    numbered = [[36, *services[0][1:]], [43, *services[1][1:]], ["", "Layanan lain", None]]
    found = read(book(["No", "Layanan", "Nilai"], *numbered), year=2024, agency="A")
    assert (levels(found.only), found.said) == (
        {36: (3,), 43: (4,)},
        ["row 4 is passed over: it names no agency or indicator with a result"],
    )


@pytest.mark.parametrize("marks", [" *) **)", " ¹ ²", "¹,²", " 1) 2)", " 1), 2)", " *) 1)", " a) b)", " ¹⁾ ²⁾", "1)2)", " * **"])
def test_several_marks_of_footnotes_are_no_part_of_a_name_or_a_heading(marks: str) -> None:
    found = read(f'instansi,tahun,"indeks{marks}"\n"Kota A{marks}",2024,3\n')
    assert (found.only.agency, found.said) == ("Kota A", [f'marks of footnotes are no part of these names: "Kota A{marks}"'])
    # One in brackets is a part of the name, whatever stands behind it.
    assert read(f'instansi,tahun,indeks\n"Kota A (tahap 1){marks}",2024,3\n').only.agency == "Kota A (tahap 1)"


@pytest.mark.parametrize("heading", ["Domain (1,2)", "Aspek (3; 4)", "Indikator (1, 2)"])
def test_what_stands_in_brackets_in_a_heading_is_no_mark(heading: str) -> None:
    found = read(f'Instansi,Tahun,Indeks,"{heading}"\nKota A,2024,3,2\n')
    assert found.said == [f'a column is passed over, as its heading means nothing here: "{heading}"']


def test_marks_of_footnotes_behind_agencies_that_are_headings_are_told() -> None:
    found = read("No,Indikator,Dinas A *),Dinas B\n1,,3,2\n", year=2024)
    assert found.said == ['marks of footnotes are no part of these names: "Dinas A *)"']


def test_a_label_above_is_used_only_where_rows_are_of_the_agency_that_it_names() -> None:
    def said(*rows: list[Any]) -> tuple[list[str], list[str]]:
        found = read(book(["Nama Instansi", "Kota X"], ["Tahun", 2024], HEADINGS, *rows))
        return [one.agency for one in found.assessments], found.said

    levels_of = [[1, None, 3], [2, None, 2]]
    of_both: list[list[Any]] = [["Dinas A"], *levels_of, ["Dinas B"], *levels_of]
    of_rows = "the headings stand here; of the 2 rows above them only this is used: {}"
    assert said(*of_both) == (["Dinas A", "Dinas B"], [of_rows.format('"2024"')])
    assert said(*levels_of, *of_both) == (["Kota X", "Dinas A", "Dinas B"], [of_rows.format('"Kota X", "2024"')])
    assert said([None, None, None], *levels_of)[1] == [of_rows.format('"Kota X", "2024"')]


def test_a_service_that_does_not_apply_beside_levels_of_others_is_told() -> None:
    rows = "35,3\n35,n/a - bukan tugas\n35,2\n35,n/a\n"
    found = read(f"Indikator,Tingkat\n{rows}", year=2018, agency="A")
    said = "these cells are n/a of services beside levels of others, and the services are left out: 3:2, 5:2"
    assert (levels(found.only), found.said) == ({35: (3, 2)}, [said])
    assert read("Indikator,Tingkat\n35,n/a\n35,n/a\n", year=2018, agency="A").said == []
    # Side by side in one cell they are no list of levels, and the hint says what to do.
    (wrong,) = read("Instansi,Tahun,35,34\nA,2018,3 n/a 2,2\n").problems
    assert wrong.hint == "n/a stands for the whole answer; a service that does not apply is left out of the list"


def test_a_weight_in_brackets_is_no_part_of_an_official_name() -> None:
    rows = "".join(
        f"{row}\n" for row in ("1,Kebijakan Internal SPBE (13%),3.00", "1,Kebijakan Internal Arsitektur SPBE (1.3%),3")
    )
    found = read(f"No,Indikator,Nilai\n{rows}", year=2024, agency="A")
    assert levels(found.only) == {1: (3,)}
    assert found.only.published is not None
    assert (found.only.published.domains, found.said) == ({1: Fraction(3)}, [])
    found = read('Instansi,Tahun,Indeks,Kebijakan Internal SPBE (13%),"Tata Kelola SPBE (25,0%)"\nA,2024,3.01,3.4,2.7\n')
    assert found.only.published is not None
    assert (found.only.published.domains, found.said) == ({1: Fraction("3.4"), 2: Fraction("2.7")}, [])


@pytest.mark.parametrize(
    ("heading", "near"),
    [
        ("Layanan Data Terbka", "Layanan Data Terbuka"),
        ("43. Layanan Data Terbka", "Layanan Data Terbuka"),
        ("Layanan Publik Sektor 1 (Kesehatan)", "Layanan Publik Sektor 1"),
        ("Layanan Publik Sektor 1 - Kesehatan", "Layanan Publik Sektor 1"),
        ("43. Keterbukaan", "Layanan Data Terbuka"),
        ("Indikator 43 - Keterbukaan", "Layanan Data Terbuka"),
        ("33. Keterbukaan", None),  # beside the levels of that indicator
        ("48. Keterbukaan", None),
        ("Aspek 8 - Keterbukaan", None),
        ("Layanan Publik Sektor 12", None),  # as near to others
        ("42. Layanan Data Terbka", None),
        ("Layanan Keuangan - Bukti", None),  # beside the levels of that indicator
        ("Tata Kelola SPBE Daerah", None),  # beside no other domain
    ],
)
def test_a_heading_that_is_nearly_an_official_name_is_a_problem(heading: str, near: str | None) -> None:
    found = read(f"Instansi,Tahun,Layanan Keuangan,33,{heading}\nA,2024,3,3,3\n")
    assert [(one.code, one.hint) for one in found.problems] == (
        [] if near is None else [("unknown_heading", f"did you mean {near}?")]
    )
    assert (found.said == []) == (near is not None)
    # Without a level of another indicator, whatever is beside announced figures may be about anything.
    assert read(f"Instansi,Tahun,Indeks,{heading}\nA,2024,3,3\n").problems == []


def test_a_number_before_words_that_nobody_knows_means_an_indicator_only_where_others_have_numbers() -> None:
    found = read("Instansi,Tahun,Layanan Keuangan,Layanan Kepegawaian,43. Keterbukaan\nA,2024,3,3,3\n")
    assert (found.problems, len(found.said)) == ([], 1)


def test_a_slip_in_the_name_of_a_domain_beside_another_is_a_problem() -> None:
    [problem] = read("Instansi,Tahun,Indeks,Manajemen SPBE,Tata Kelola SBPE\nA,2024,3,3,3\n").problems
    assert problem.hint == "did you mean Tata Kelola SPBE?"


@pytest.mark.parametrize("heading", ["Nilai Asesor Eksternal", "Level Hasil Verifikasi", "Tingkat Validasi", "Skor Mandiri"])
def test_a_level_of_somebody_else_beside_a_level_is_a_problem(heading: str) -> None:
    assert read(f"No,Indikator,Nilai,{heading}\n1,,3,2\n", year=2024, agency="A").wrong == [("1:4", "duplicate_heading")]
    assert levels(read(f"No,Indikator,{heading}\n1,,2\n", year=2024, agency="A").only) == {1: (2,)}


OF_A_PART = (["No", "OPD", "Nilai"], [1, "Dinas A", 3], [2, "Dinas B", 2])


@pytest.mark.parametrize("part", ["Indikator 32", "Domain 2", "Aspek 3", "Tata Kelola SPBE", "D2", "Rekap Nilai Domain 2"])
def test_figures_of_a_part_are_no_index_of_the_whole(part: str) -> None:
    assert read(book(*OF_A_PART, title=part), year=2024).wrong == [(f"{part}!C1", "index_of_part")]
    (problem,) = read(book([part], *OF_A_PART), year=2024).problems
    assert problem.message == f'"{part}" says that the figures below "Nilai" are those of a part, not the index'
    # What the column says itself counts, and so does what a setting says of it.
    own = read(book([part], ["No", "OPD", "Indeks SPBE"], *OF_A_PART[1:]), year=2024)
    assert (len(own.assessments), own.problems) == (2, [])
    own = read(book([part], *OF_A_PART), year=2024, columns={"Nilai": "index"})
    assert (len(own.assessments), own.problems) == (2, [])
    own = read(book([part], ["No", "OPD", "Domain 2", "Nilai"], [1, "Dinas A", 2.5, 3]), year=2024)
    assert (len(own.assessments), own.problems) == (1, [])


@pytest.mark.parametrize("title", ["Data", "2", "Rekap", "SPBE 2024", "Domain 1-4", "Aspek 1 s.d. 8", "Rekap Domain 1, 2 dan 3"])
def test_a_title_that_names_no_part_leaves_an_index_one(title: str) -> None:
    assert len(read(book([title], *OF_A_PART), year=2024).assessments) == 2


@pytest.mark.parametrize(("part", "numbers"), [("Domain 2", (1, 2, 3)), ("Aspek 2", (1, 2)), ("Indikator 35", (1, 2, 3))])
def test_numbers_that_begin_anew_in_a_part_are_of_other_indicators(part: str, numbers: tuple[int, ...]) -> None:
    wide: list[list[Any]] = [["OPD", *numbers], ["Dinas A", *(3 for _one in numbers)]]
    told = f'"{part}" has none of these indicators: {", ".join(map(str, numbers))}'
    assert [one.message for one in read(book([part], *wide), year=2024).problems] == [told]
    single: list[list[Any]] = [["No", "Pertanyaan", "Nilai"], *([one, "x", 3] for one in numbers)]
    assert [one.message for one in read(book([part], *single), year=2024, agency="A").problems] == [told]


def test_numbers_of_a_part_and_names_in_it_are_read() -> None:
    wide: list[list[Any]] = [["OPD", 11, 12, 13], ["Dinas A", 3, 2, 1]]
    assert levels(read(book(["Domain 2"], *wide), year=2024).only) == {11: (3,), 12: (2,), 13: (1,)}
    names = "Arsitektur SPBE Instansi Pusat/Pemerintah Daerah", "Layanan Kepegawaian"
    rows: list[list[Any]] = [["No", "Indikator", "Nilai"], [11, names[0], 3], [12, None, 2]]
    assert levels(read(book(["Domain 2"], *rows), year=2024, agency="A").only) == {11: (3,), 12: (2,)}
    rows = [["No", "Indikator", "Nilai"], [1, names[0], 3], [2, None, 2], [1, names[1], 2], [2, None, 2]]
    assert "numbers_of_others" not in [one.code for one in read(book(["Domain 2"], *rows), year=2024, agency="A").problems]
