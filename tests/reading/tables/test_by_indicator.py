"""A row for each indicator, of one agency or of many."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from spbe_cli import texts
from tests.reading.tables.reading import ONE, TWO, book, levels, read


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


def test_a_row_of_small_numbers_is_data_where_indicators_go_by_number() -> None:
    asked: dict[str, Any] = {"agency": "Kota A", "year": 2024}
    assert levels(read("No,Indikator,Tingkat\n1,2,3\n2,3,4\n", **asked).only) == {2: (3,), 3: (4,)}
    assert levels(read("No,Indikator,Tingkat\n1,2,3\n", **asked).only) == {2: (3,)}
    # Where they go by name, it numbers the columns.
    numbered = "No,Indikator,Tingkat\n1,2,3\n1,Kebijakan Internal Arsitektur SPBE,4\n"
    assert levels(read(numbered, **asked).only) == {1: (4,)}


def test_a_statistic_in_the_place_of_an_indicator_is_none() -> None:
    found = read(
        "Instansi,Tahun,No,Indikator,Nilai\nKota A,2024,1,Kebijakan Internal Arsitektur SPBE,3\nKota A,2024,,Rata-rata,3\n"
        "Kota B,2024,1,Kebijakan Internal Arsitektur SPBE,4\nKota B,2024,,Jumlah,4\n"
    )
    assert [(one.agency, levels(one)) for one in found.assessments] == [("Kota A", {1: (3,)}), ("Kota B", {1: (4,)})]
    assert found.said == ['rows 3, 5 are no agencies and are left out: "Rata-rata", "Jumlah"']


def test_a_row_with_a_number_whose_results_repeat_its_name_is_wrong() -> None:
    wrong = read(f"No;Indikator;Nilai\n1;{ONE};{ONE}\n2;{TWO};3\n", agency="A", year=2024).wrong
    assert wrong == [("2:3", "level_not_whole")]
    assert len(read("No;OPD;1;2\n1;Dinas A;Dinas A;Dinas A\n2;Dinas B;3;3\n", year=2024).wrong) == 2


def test_a_name_that_is_no_indicators_is_said_where_its_number_counts() -> None:
    found = read(
        "No,Indikator,Nilai\n1,Portal data terbuka,5\n2,,4\n3,Kebijakan Internal Manajemen Data,1\n", agency="A", year=2024
    )
    assert levels(found.only) == {1: (5,), 2: (4,), 3: (1,)}
    assert found.said == ["row 2: no indicator has this name; the number counts"]
    assert read("Indikator,Nilai\n12. Audit kami,5\n13,4\n", agency="A", year=2024).said == [
        "row 2: no indicator has this name; the number counts"
    ]


def test_the_stages_of_a_year_are_assessments_of_their_own() -> None:
    found = read("Instansi,Tahun,Tahap,Indikator,Nilai\nA,2024,mandiri,1,3\nA,2024,akhir,1,2\nA,2024,mandiri,2,4\n")
    assert [(one.stage, levels(one)) for one in found.assessments] == [("self", {1: (3,), 2: (4,)}), ("final", {1: (2,)})]


@pytest.mark.parametrize(
    ("heading", "values"), [("Instrumen", ("permenpanrb-59-2020", "pegi")), ("Pemilik", ("Bappeda", "Dinas Kominfo"))]
)
def test_so_are_those_to_instruments_and_of_owners(heading: str, values: tuple[str, ...]) -> None:
    rows = "".join(f"A,2024,{value},1,{level}\n" for level, value in enumerate(values, start=2))
    found = read(f"Instansi,Tahun,{heading},Indikator,Nilai\n{rows}")
    assert found.problems == []
    assert [levels(one) for one in found.assessments] == [{1: (2,)}, {1: (3,)}]


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


def test_a_service_that_does_not_apply_beside_levels_of_others_is_told() -> None:
    rows = "35,3\n35,n/a - bukan tugas\n35,2\n35,n/a\n"
    found = read(f"Indikator,Tingkat\n{rows}", year=2018, agency="A")
    said = "these cells are n/a of services beside levels of others, and the services are left out: 3:2, 5:2"
    assert (levels(found.only), found.said) == ({35: (3, 2)}, [said])
    assert read("Indikator,Tingkat\n35,n/a\n35,n/a\n", year=2018, agency="A").said == []
    # Side by side in one cell they are no list of levels, and the hint says what to do.
    (wrong,) = read("Instansi,Tahun,35,34\nA,2018,3 n/a 2,2\n").problems
    assert wrong.hint == "n/a stands for the whole answer; a service that does not apply is left out of the list"


@pytest.mark.parametrize("heading", ["Nilai Asesor Eksternal", "Level Hasil Verifikasi", "Tingkat Validasi", "Skor Mandiri"])
def test_a_level_of_somebody_else_beside_a_level_is_a_problem(heading: str) -> None:
    assert read(f"No,Indikator,Nilai,{heading}\n1,,3,2\n", year=2024, agency="A").wrong == [("1:4", "duplicate_heading")]
    assert levels(read(f"No,Indikator,{heading}\n1,,2\n", year=2024, agency="A").only) == {1: (2,)}
