"""Agencies side by side, a row for each indicator."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.reading.tables.reading import book, levels, read


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


DOMAINS = "Kebijakan Internal SPBE;{}2,4;2,1\n2. Tata Kelola;{}2;3\nDomain 3;{}1,9;1,5\nLayanan SPBE;{}2,8;2,7\n"


@pytest.mark.parametrize(
    ("headings", "beside"),
    [("Domain;Dinas A;Bappeda", ""), ("Domain;Bobot;Dinas A;Bappeda", "1;"), ("Domain;OPD;\n;Dinas A;Bappeda", "")],
)
def test_the_figures_of_domains_of_agencies_side_by_side(headings: str, beside: str) -> None:
    rows = DOMAINS.format(*4 * [beside]) + f"Indeks SPBE;{beside}2,40;2,46\nPredikat;{beside}Cukup;Cukup\n"
    found = read(f"{headings}\n{rows}", year=2024)
    assert [(one.agency, one.published.index, one.published.predicate) for one in found.assessments if one.published] == [
        ("Dinas A", Fraction("2.40"), "Cukup"),
        ("Bappeda", Fraction("2.46"), "Cukup"),
    ]
    assert [dict(one.published.domains) for one in found.assessments if one.published] == [
        {1: Fraction("2.4"), 2: 2, 3: Fraction("1.9"), 4: Fraction("2.8")},
        {1: Fraction("2.1"), 2: 3, 3: Fraction("1.5"), 4: Fraction("2.7")},
    ]
    assert found.said == (['a column is passed over, as its heading means nothing here: "Bobot"'] if beside else [])


def test_agencies_beside_domains_that_are_addresses() -> None:
    found = read("Domain,Dinas A,Dinas B\na.go.id,2,3\n", year=2024)
    assert (found.assessments, [code for _place, code in found.wrong]) == ([], ["missing_heading", "no_results"])


def test_products_with_weights_of_agencies_side_by_side() -> None:
    [problem] = read("Domain,Bobot,Dinas A,Dinas B\nDomain 1,13%,2.4,0.27\n", year=2024).problems
    assert (problem.code, problem.place) == ("product", "a:2:4")
    assert problem.hint == "write the values, and not their products with the weights"
