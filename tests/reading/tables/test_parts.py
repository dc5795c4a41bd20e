"""A row for each domain or aspect, and figures of one part."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest

from tests.reading.tables.reading import Read, book, levels, read


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


def test_a_row_for_each_domain_and_a_column_for_each_year() -> None:
    rows = "Kebijakan;2,6;2,7\nTata Kelola;2;2\nManajemen;2;2\nLayanan;3;3\nIndeks SPBE;2,53;2,54\nPredikat;Cukup;Cukup\n"
    for year in ("{}", "Tahun {}", "Nilai {}"):
        found = read(f"Domain;{year.format(2022)};{year.format(2023)}\n{rows}", agency="Kota A")
        figures = [(one.year, one.published) for one in found.assessments]
        assert [(year, one and (one.index, one.predicate, one.domains[1])) for year, one in figures] == [
            (2022, (Fraction("2.53"), "Cukup", Fraction("2.6"))),
            (2023, (Fraction("2.54"), "Cukup", Fraction("2.7"))),
        ]


def test_the_same_predicate_in_several_years_is_no_title_over_the_table() -> None:
    found = read("Uraian;2022;2023;2024\nIndeks SPBE;2,6;2,7;2,8\nPredikat;Baik;Baik;Baik\n", agency="Kota A")
    assert [one.published and one.published.predicate for one in found.assessments] == ["Baik", "Baik", "Baik"]
    assert "passed over" not in " ".join(found.said)
