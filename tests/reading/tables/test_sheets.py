"""Sheets: which is read, what it is called, and what is merged or hidden in it."""

from __future__ import annotations

import io
from fractions import Fraction
from typing import Any

import openpyxl

from tests.reading.tables.reading import book, levels, read


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
