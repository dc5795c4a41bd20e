"""Official names of indicators, aspects and domains in headings and rows, with numbers, questions and slips beside them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.reading.tables.reading import INSTRUMENTS, ONE, TWO, book, levels, read
from tests.strategies import built_in

SPBE_2020 = built_in()[0]


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


@pytest.mark.parametrize("before", ["Nilai", "Level", "Skor", "Tingkat Kematangan", "Capaian", "Nilai Indikator"])
def test_a_word_for_levels_before_the_names_of_indicators(before: str) -> None:
    found = read(f"OPD;{before} {ONE};{before} {TWO}\nDinas A;3;2\n", year=2024).only
    assert levels(found) == {1: (3,), 2: (2,)}


def test_dimensions_are_aspects() -> None:
    headings = "Dimensi Kebijakan;Dimensi Kelembagaan;Dimensi Infrastruktur;Dimensi Aplikasi;Dimensi 5"
    published = read(f"Instansi;{headings}\nKota A;2,5;2;2;2;3\n", year=2012).only.published
    assert published is not None
    assert published.aspects == {1: Fraction("2.5"), 2: 2, 3: 2, 4: 2, 5: 3}
