"""Agencies one below another, each below its name."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.reading.tables.reading import HEADINGS, ONE, TWO, book, levels, read

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


def test_a_cell_as_long_as_its_table_is_looked_through_at_once() -> None:
    long = f"OPD{' ' * 100_000}y"
    begun = time.process_time()
    assert levels(read(f"{long};;\nNo;Indikator;Nilai\n1;;3\n{long};;\n", year=2024, agency="A").only) == {1: (3,)}
    assert time.process_time() - begun < 5


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
