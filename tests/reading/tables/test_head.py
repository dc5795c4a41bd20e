"""Where a table begins: letterheads, labels above the headings, headings in two rows, and rows that are no data."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.reading.tables.reading import INSTRUMENTS, Read, book, levels, read

HEADING = "instansi;tahun;indeks"
ROW = "Dinas A;2024;3,4"


def figures(found: Read) -> dict[str, Any]:
    """The announced figures of each agency, as far as they are said."""
    return {
        one.agency: {key: said for key in ("index", "predicate", "domains") if (said := getattr(one.published, key))}
        for one in found.assessments
        if one.published is not None
    }


@pytest.mark.parametrize(
    "above",
    [
        "REKAPITULASI NILAI SPBE",
        "REKAPITULASI NILAI SPBE\nTAHUN 2024\n",
        "PEMERINTAH KOTA CONTOH, PROVINSI CONTOH;;\nDINAS KOMINFO, PERSANDIAN, DAN STATISTIK",
        "Laporan;;\n;;\nNomor: 1/2024;;\nHal;Nilai SPBE;",
        "Indeks SPBE;3,45;Predikat;Baik;Tahun;2024",
        "Jumlah instansi;12",
    ],
)
def test_letterheads_are_passed_over(above: str) -> None:
    found = read(f"{above}\n{HEADING}\n{ROW}\n")
    assert figures(found) == {"Dinas A": {"index": Fraction(17, 5)}}
    assert "the headings stand here" in found.said[0]


@pytest.mark.parametrize(
    "above",
    [
        "Nama Instansi;Pemerintah Kota Contoh\nTahun Penilaian;2024\nTahap;Mandiri\nProvinsi;Bali",
        "Nama Instansi:;;Pemerintah Kota Contoh\nTahun Penilaian :;2024,0\nTahap;: Mandiri;\nProvinsi;:;Bali",
        "Nama Instansi: Pemerintah Kota Contoh\nTAHUN 2024\nTahap : mandiri\nProvinsi : Bali",
        "Laporan\nTahun;2024;Provinsi;Bali\nInstansi;Pemerintah Kota Contoh;Tahap;Mandiri",
    ],
)
def test_labels_above_the_headings_say_what_the_rows_do_not(above: str) -> None:
    found = read(f"{above}\nNo;Indikator;Nilai\n1;Kebijakan Internal Arsitektur SPBE;3\n")
    one = found.only
    assert (one.agency, one.year, one.stage, one.group) == ("Pemerintah Kota Contoh", 2024, "self", "Bali")
    assert '"Pemerintah Kota Contoh"' in found.said[0]


def test_what_the_rows_say_counts_more_than_labels() -> None:
    found = read(f"Tahun;2019\nNama Instansi;Dinas B\n{HEADING}\n{ROW}\n")
    assert (found.only.agency, found.only.year) == ("Dinas A", 2024)
    assert found.said == ["the headings stand here; the 2 rows above them are passed over"]


def test_what_is_wrong_with_a_label_is_wrong_at_its_cell() -> None:
    found = read("Nama Instansi;Dinas A\nTahun;dua ribu\nNo;Nilai\n1;3\n")
    assert found.wrong == [("2:2", "whole_number_type")]
    found = read(book(["Tahun", "dua ribu"], ["Instansi", "Dinas A"], ["No", "Nilai"], [1, 3]))
    assert found.wrong == [("Data!B1", "whole_number_type")]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ("No;Nama Instansi;Domain;;;;Indeks;Predikat\n;;1;2;3;4;;\n", "domains index"),
        ("No;Nama Instansi;Nilai Domain SPBE;;;;Hasil;\n;;1;2;3;4;Indeks;Predikat\n", "domains index"),
        (
            "No;Nama Instansi;Nilai Domain SPBE;;;;Hasil;\n;;Kebijakan;Tata Kelola;Manajemen;Layanan;Indeks;Predikat\n",
            "domains index",
        ),
        (";;Domain;;;;;\nNo;Nama Instansi;I;II;III;IV;Indeks;Predikat\n", "domains index"),
        ("No;Nama Instansi;D1;D2;D3;D4;Nilai;\n;;;;;;Indeks;Predikat\n", "domains index"),
    ],
)
def test_headings_in_two_rows(headings: str, expected: str) -> None:
    found = read(f"{headings}(1);(2);(3);(4);(5);(6);(7);(8)\n1;Dinas A;4,00;3,30;2,64;4,08;3,64;Sangat Baik\n", year=2024)
    assert found.problems == []
    assert figures(found) == {
        "Dinas A": {
            "index": Fraction(91, 25),
            "predicate": "Sangat Baik",
            "domains": {1: Fraction(4), 2: Fraction(33, 10), 3: Fraction(66, 25), 4: Fraction(102, 25)},
        }
    }, expected


@pytest.mark.parametrize("over", ["Indikator", "Uraian", "Nilai"])
def test_levels_below_a_heading_over_them_all(over: str) -> None:
    found = read(f"No;Nama OPD;{over};;\n;;1;2;3\n1;Dinas A;3;2;4\n2;Dinas B;1;-;n/a\n", year=2024)
    assert [levels(one) for one in found.assessments] == [
        {1: (3,), 2: (2,), 3: (4,)},
        {1: (1,), 3: None},
    ]


def official(*, merged: bool, aspects: bool = True, number: str = "{}") -> str:
    """A table whose headings are domains, aspects and numbers of indicators, in rows of their own; each first one has 5."""
    instrument = INSTRUMENTS.named("permenpanrb-59-2020")
    assert instrument is not None
    rows: list[list[str]] = [[], [], []]
    for domain in instrument.domains:
        for aspect in domain.aspects:
            for one in aspect.indicators:
                texts = domain.title.id, aspect.title.id, number.format(one.id)
                for row, text in zip(rows, texts, strict=True):
                    row.append(text if merged or text not in row else "")
    first = [["No", "Instansi", *row] if merged or row is rows[0] else ["", "", *row] for row in rows]
    ids = {aspect.indicators[0].id for aspect in instrument.aspects}
    levels = ["1", "Dinas A", *("5" if one in ids else "1" for one in instrument.indicators)]
    return "\n".join(";".join(row) for row in [*(row for row in first if aspects or row is not first[1]), levels]) + "\n"


@pytest.mark.parametrize("merged", [False, True])
@pytest.mark.parametrize("aspects", [False, True])
@pytest.mark.parametrize("number", ["{}", "({})", "Indikator {}"])
def test_numbers_of_indicators_below_their_domains_and_aspects(merged: bool, aspects: bool, number: str) -> None:
    found = read(official(merged=merged, aspects=aspects, number=number), year=2024)
    assert {one for one, level in levels(found.only).items() if level == (5,)} == {1, 11, 15, 19, 21, 29, 32, 42}
    assert (len(levels(found.only)), found.notes) == (47, [])


def test_numbers_that_are_not_those_of_the_aspect_above_are_refused() -> None:
    [problem] = read(official(merged=True, number="{}1"), year=2024).problems
    assert problem.code == "under_one_heading"
    assert read(official(merged=False, number="{}1"), year=2024).assessments == []
    assert [one.code for one in read(official(merged=False, number="K{}"), year=2024).problems] == ["under_one_heading"]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ("No;Instansi;Domain 1;\n;;1;2", {1: (3,), 2: (4,)}),
        ("No;Instansi;Aspek 1;;Aspek 2;\n;;1;2;11;12", {1: (3,), 2: (4,), 11: (5,), 12: (1,)}),
        ("No;Instansi;1;;2;\n;;Nilai;Catatan;Nilai;Catatan", {1: (3,), 2: (5,)}),
    ],
)
def test_what_stands_below_a_part_belongs_to_it(headings: str, expected: dict[int, Any]) -> None:
    row = "1;Dinas A;3;4;5;1" if ";;1;2;11" in headings or "Nilai" in headings else "1;Dinas A;3;4"
    assert levels(read(f"{headings}\n{row}\n", year=2024).only) == expected


def test_numbers_without_a_name_are_levels_where_no_part_has_several() -> None:
    found = read("Instansi;Tahun;D1;D2;D3;D4\n;2024;1;2;3;4\nA;2024;1;2;3;4\n")
    assert found.wrong == [("2:1", "blank")]
    found = read("Instansi;D1;D2;D3;D4\n;1;2;3;4\nA;1;2;3;4\n", year=2024)
    assert found.wrong == [("2:1", "blank")]


@pytest.mark.parametrize("row", ["skala 1-5", "(3)", 3])
def test_a_row_that_is_merged_with_the_headings_is_passed_over(row: object) -> None:
    found = read(book(["No", "Instansi", "Indeks"], [None, None, row], [1, "A", 3], merge=("A1:A2", "B1:B2")), year=2024)
    assert found.only.agency == "A"
    assert found.said == ["row 2 is passed over: it names no agency or indicator with a result"]


MERGED = ("A1:A2", "B1:B2", "C1:D1")
NAMED = "Kebijakan Internal Arsitektur SPBE"


@pytest.mark.parametrize(
    ("data", "asked", "place"),
    [
        (f"No;Indikator;Nilai;\n;;Asesor Internal;Asesor Eksternal\n1;{NAMED};5;2\n", {"agency": "A"}, "2:3"),
        (f"No;Indikator;Nilai;;Catatan\n;;Asesor Internal;Asesor Eksternal;\n1;{NAMED};5;2;x\n", {"agency": "A"}, "2:3"),
        (
            book(
                ["No", "Indikator", "Nilai"], [None, None, "Asesor Internal", "Asesor Eksternal"], [1, NAMED, 5, 2], merge=MERGED
            ),
            {"agency": "A"},
            "Data!C2",
        ),
        # Numbers are no levels where the names of the rows are merged.
        (book(["No", "Indikator", "Nilai"], [None, None, 1, 2], [1, NAMED, 5, 2], merge=MERGED), {"agency": "A"}, "Data!C2"),
        ("No;Instansi;Indeks SPBE;\n;;Sementara;Akhir\n1;Dinas A;3,9;2,1\n", {}, "2:3"),
        (
            "No;Indikator;Dinas A;;Dinas B;\n;;Asesor Internal;Asesor Eksternal;Asesor Internal;Asesor Eksternal\n1;x;3;4;5;5\n",
            {},
            "2:3",
        ),
        ("No;Instansi;Tata Kelola SPBE;;\n;;1;2;3\n1;Dinas A;3;4;5\n", {}, "2:3"),
    ],
)
def test_columns_below_one_heading_that_nothing_tells_apart(data: str | bytes, asked: dict[str, Any], place: str) -> None:
    found = read(data, year=2024, **asked)
    assert (found.wrong, found.assessments) == ([(place, "under_one_heading")], [])


def test_other_numbers_below_one_heading_are_values_and_no_headings() -> None:
    found = read("No;Instansi;Indeks SPBE;;\n;;2,1;2,2;2,3\n1;Dinas A;3;;\n", year=2024)
    assert (found.wrong, len(found.assessments)) == ([("2:2", "blank"), ("2:4", "extra_cell")], 1)


def test_columns_below_one_heading_are_named_once_with_what_to_do() -> None:
    judges = ";Asesor Internal;Asesor Eksternal" * 3
    columns = f"Instansi;Tahun;1;;2;;3;\n;{judges}\nA;2024;1;2;3;4;5;5\n"
    [problem] = read(columns).problems
    assert problem.message == (
        'several columns stand below the heading "1", and it is not clear which one counts: "Asesor Internal", '
        '"Asesor Eksternal"; the same is true of 2 other headings'
    )
    assert problem.hint == (
        'delete the ones that are not wanted, or write false for their names in [columns] of spbe.toml: "Asesor Internal" = false'
    )
    found = read(columns, columns={"Asesor Internal": None})
    assert (levels(found.only), found.said) == ({1: (2,), 2: (4,), 3: (5,)}, [])


@pytest.mark.parametrize("columns", [{"Mandiri": None}, {"nilai mandiri": None}, {"Eksternal": "tingkat"}])
def test_the_column_that_counts_is_told_by_spbe_toml(columns: dict[str, str | None]) -> None:
    found = read(f"No;Indikator;Nilai;\n;;Mandiri;Eksternal\n1;{NAMED};5;2\n", year=2024, agency="A", columns=columns)
    assert levels(found.only) == {1: (2,)}


@pytest.mark.parametrize(
    ("headings", "row", "expected"),
    [
        ("No;Instansi;Nilai;\n;;Target;Capaian", "1;Dinas A;5;2", Fraction(2)),
        ("No;Instansi;Nilai;\n;;Mandiri;Predikat", "1;Dinas A;2;Cukup", Fraction(2)),
        ("No;Instansi;Indeks SPBE;\n;;Nilai;Predikat", "1;Dinas A;2;Cukup", Fraction(2)),
    ],
)
def test_a_fitting_word_tells_which_column_counts(headings: str, row: str, expected: Fraction) -> None:
    found = read(f"{headings}\n{row}\n", year=2024).only
    assert found.published is not None
    assert found.published.index == expected


def test_the_column_of_the_year_that_is_asked_for() -> None:
    data = "No;Instansi;Indeks SPBE;;Predikat;\n;;2023;Tahun 2024;2023;2024\n1;Dinas A;3,9;2,1;Sangat Baik;Cukup\n"
    for year, index, predicate in ((2023, Fraction(39, 10), "Sangat Baik"), (2024, Fraction(21, 10), "Cukup")):
        found = read(data, year=year, strict=True)
        assert found.only.published is not None
        assert (found.only.published.index, found.only.published.predicate) == (index, predicate)
        assert found.notes == []
    assert [one.year for one in read(data).assessments] == [2023, 2024]
    [problem] = read(data, year=2022).problems
    assert problem.message == "no column says a result of the year asked for: the headings are of 2023-2024"


def test_evidence_below_two_headings_is_that_of_the_first() -> None:
    found = read(
        book(["No", "Indikator", "Nilai", None, "Bukti"], [None, None, "Tingkat", "Target", "Dokumen", "Tautan"],
             [1, NAMED, 3, 5, "a.pdf", "x"], merge=("A1:A2", "B1:B2", "C1:D1", "E1:F1")),
        year=2024, agency="A",
    )  # fmt: skip
    assert (found.only.answers or {})[1].files == ("a.pdf",)
    assert found.said == ['2 columns are passed over, as their headings mean nothing here: "Nilai Target", "Bukti Tautan"']


def test_a_heading_that_is_merged_over_columns_is_there_twice_once() -> None:
    found = read(book(["Instansi", "Tahun", "Indeks", None, None], ["A", 2024, 3, 3, 3], merge=("C1:E1",), Lain=[]))
    assert found.wrong == []  # the merged cells go on as far as the headings go
    found = read(book(["Instansi", "Indeks", None, None, "Tahun"], ["A", 3, 3, 3, 2024], merge=("B1:D1",)))
    assert found.wrong == [("Data!C1", "duplicate_heading")]


def test_a_row_below_the_headings_is_data_wherever_it_can_be() -> None:
    assert figures(read("provinsi;indeks\nBali;3\n", year=2024)) == {"Provinsi Bali": {"index": Fraction(3)}}
    one = read("Indikator;Nilai\n1;3\n2;2\n", year=2024, agency="A").only
    assert levels(one) == {1: (3,), 2: (2,)}
    one = read("tahun;1;2;3\n2024;2;3;1\n", agency="A").only
    assert levels(one) == {1: (2,), 2: (3,), 3: (1,)}
    one = read("Instansi;Tahun;Indikator;Nilai\nA;;1;3\nA;;2;2\n", year=2024).only
    assert (one.agency, levels(one)) == ("A", {1: (3,), 2: (2,)})


def test_rows_that_are_no_data_are_left_out_and_said() -> None:
    found = read(
        "No;Instansi;Tahun;Indeks\n(1);(2);(3);(4)\n1;Dinas A;2024;3,4\nNo;Instansi;Tahun;Indeks\n2;Dinas B;2024;3,0\n"
        ";Jumlah;;6,4\nRata-rata;;;3,2\n;RATA-RATA NASIONAL;2024;3,1\nTotal;;;2\n;Nilai tertinggi;;3,4\n"
        "Catatan: data sementara;;;\n;Sumber: dinas;;\n*) belum final;;;\n3;;;\n"
    )
    assert figures(found) == {"Dinas A": {"index": Fraction(17, 5)}, "Dinas B": {"index": Fraction(3)}}
    assert found.problems == []
    assert found.said == [
        'rows 6-10 are no agencies and are left out: "Jumlah", "Rata-rata", "RATA-RATA NASIONAL", "Total", "Nilai tertinggi"',
        "rows 2, 4, 11-14 are passed over: they name no agency or indicator with a result",
    ]


@pytest.mark.parametrize(
    ("data", "asked", "place"),
    [
        (
            f"No,Indikator,Nilai,Target\n1,{NAMED},2,5\n\nNo,Indikator,Target,Nilai\n12,Peta Rencana SPBE,5,2\n",
            {"agency": "A"},
            "4:3",
        ),
        (f"No,Indikator,Nilai,Target\n1,{NAMED},2,5\nNo,Uraian,,Nilai\n12,Peta Rencana SPBE,,2\n", {"agency": "A"}, "3:4"),
        ("Instansi,Indikator,Nilai\nA,1,2\nNama OPD,Nilai,Indikator\nA,3,2\n", {}, "3:2"),
        ("No,Indikator,Dinas A,Dinas B\n1,x,3,4\nNo,Indikator,Dinas B,Dinas A\n2,x,3,4\n", {}, "3:3"),
    ],
)
def test_a_second_table_by_indicator_is_never_read_by_the_first_ones_headings(
    data: str, asked: dict[str, Any], place: str
) -> None:
    found = read(data, year=2024, **asked)
    # What was read so far may be a part of an assessment.
    assert (found.wrong, found.assessments) == ([(place, "other_headings")], [])


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("No,Instansi,D1,D2,D3,D4,Indeks\n1,A,3,3,3,3,3\n\nNo,Instansi,Indeks,D1,D2,D3,D4\n1,B,3,1,2,3,3\n", "4:3"),
        ("Instansi,Indeks\nA,3\nPeringkat,Nama Instansi,Indeks\n1,B,3\n", "3:1"),
        ("Instansi,1,2\nA,3,4\nNama OPD,2,1\nB,4,3\n", "3:2"),
        ("Instansi,Indeks,Alamat\nA,3,x\nInstansi,Predikat,Indeks\nB,Baik,3\n", "3:2"),
        ("Instansi,Alamat,Indeks\nA,x,3\nInstansi,Predikat,Indeks\nB,Baik,3\n", "3:2"),
    ],
)
def test_a_second_table_of_agencies_is_never_read_by_the_first_ones_headings(data: str, place: str) -> None:
    found = read(data, year=2024)
    assert (found.wrong, [one.agency for one in found.assessments]) == ([(place, "other_headings")], ["A"])


def test_headings_that_say_the_same_once_more_are_passed_over() -> None:
    two = "No;Nama Instansi;Nilai Domain SPBE;;;;Hasil;\n;;1;2;3;4;Indeks;Predikat\n"
    row = "1;{};4,00;3,30;2,64;4,08;3,64;Sangat Baik\n"
    found = read(f"{two}{row.format('A')}{two}{row.format('B')}", year=2024)
    assert ([one.agency for one in found.assessments], found.problems) == (["A", "B"], [])
    assert found.said == ["rows 4-5 are passed over: they name no agency or indicator with a result"]
    found = read("No;OPD;Indeks;Alamat\n1;A;3;x\nNO.;Nama OPD;;\n2;B;3;y\nNo;OPD;Nilai Indeks;Catatan\n3;C;3;y\n", year=2024)
    assert ([one.agency for one in found.assessments], found.problems) == (["A", "B", "C"], [])


def test_data_that_says_a_heading_is_data() -> None:
    found = read("Instansi;Tahun;Predikat;Indeks;Catatan\nA;2024;Baik;3;Catatan\n")
    assert (found.only.year, found.said[1:]) == (2024, [])
    found = read("Kabupaten/Kota;Tahun;Indeks\nKota;2024;3\nKota A;2024;3\n")
    assert (found.only.agency, found.said) == ("Kota A", ['row 2 is no agency and is left out: "Kota"'])


@pytest.mark.parametrize("row", ["Dinas A;2024;", "Dinas A;;", ";2024;3,4", ";;3,4", "Catatan Sipil;2024;3,4;x"])
def test_a_row_that_could_be_data_is_never_left_out_in_silence(row: str) -> None:
    assert read(f"{HEADING}\n{row}\n").problems


def test_an_agency_may_be_called_nearly_like_a_total() -> None:
    found = read(f"{HEADING}\nDinas Totalitas;2024;3\nKantor Jumlahan;2024;3\nCatatan Sipil;2024;3\n")
    assert list(figures(found)) == ["Dinas Totalitas", "Kantor Jumlahan", "Catatan Sipil"]


def test_columns_in_any_order_and_others_between() -> None:
    found = read("x;Indeks SPBE;Kode;Tahun;Satuan;Nama Instansi;\n1;3,4;7;2024;indeks;Dinas A;\n")
    assert figures(found) == {"Dinas A": {"index": Fraction(17, 5)}}
    assert found.said == ['3 columns are passed over, as their headings mean nothing here: "x", "Kode", "Satuan"']


def test_many_columns_are_named_in_part() -> None:
    [said] = read(f"instansi;tahun;indeks;{';'.join(f'k{n}x' for n in range(30))}\nA;2024;3\n").said
    assert said.startswith("30 columns are passed over")
    assert said.endswith('"k11x" and 18 more')


def test_columns_of_spbe_toml() -> None:
    columns = {"Skor Akhir": "index", "Nama Unit": "instansi", "No": None, "Lain": None, "Domian 1": None}
    found = read("No,Nama  Unit,Tahun,skor_akhir,Lain,Domian 1\n1,A,2024,3.4,x,y\n", columns=columns, strict=True)
    assert (figures(found), found.notes) == ({"A": {"index": Fraction(17, 5)}}, [])
    wrong = read("Instansi,Nama Unit,Tahun,Indeks\nA,A,2024,3\n", columns=columns)
    assert wrong.wrong == [("1:2", "duplicate_heading")]


def test_the_same_thing_twice_is_a_problem_in_whatever_words() -> None:
    assert read("instansi,opd,tahun,indeks,D1,Domain 1,Kebijakan Internal SPBE\nA,A,2024,3,3,3,3\n").wrong == [
        ("1:2", "duplicate_heading"),
        ("1:6", "duplicate_heading"),
    ]
    found = read(book(["instansi", "tahun", "indeks", "Nilai Indeks"], ["A", 2024, 3, 3]))
    assert [(one.place, one.message) for one in found.problems] == [
        ("a:Data!D1", 'the heading "Nilai Indeks" is there already, in column C')
    ]


def test_what_is_called_by_name_and_by_number_is_the_same_thing_twice() -> None:
    assert read("instansi,tahun,indeks,D1,Kebijakan Internal SPBE\nA,2024,3,3,3\nB,2024,3,3,3\n").wrong == [
        ("1:5", "duplicate_heading")
    ]


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        ("", ["empty"]),
        ("x\ny\n", ["missing_heading", "missing_heading", "no_results"]),
        ("nama;alamat\nA;B\n", ["missing_heading", "no_results"]),
        ("agency|year|1\nA|2024|3\n", ["no_results"]),
        ("agency,year\nA,2024\n", ["no_results"]),
        ("instansi;indeks\nA;3\n", ["missing_heading"]),
        ("tahun;indeks\n2024;3\n", ["missing_heading"]),
        ("instansi;tahun;indeks\n", ["no_rows"]),
    ],
)
def test_what_is_no_table(data: str, codes: list[str]) -> None:
    found = read(data)
    assert ([one.code for one in found.problems], found.assessments) == (codes, [])


def _hints(data: str) -> list[str | None]:
    return [one.hint for one in read(data).problems]


def test_what_is_no_table_says_what_to_do() -> None:
    assert _hints("agency|year|1\nA|2024|3\n") == ["if | stands between the cells, write sep=| into a line above the others"]
    assert read("sep=|\nagency|year|1\nA|2024|3\n").problems == []
    for heading in ("grup/ind_1", "grup.indikator_1", "a/b-Indikator 1"):
        (hint,) = _hints(f"agency,year,{heading}\nA,2024,3\n")
        assert hint is not None
        assert hint.startswith("export them without the names of groups, or say in [columns] of spbe.toml")
    assert _hints("agency,year,indicator\nA,2024,x\n") == ['[columns] in spbe.toml says what others mean: "indicator"']
    assert _hints("agency,year,Catatan/Lain\nA,2024,3\n") == ['[columns] in spbe.toml says what others mean: "Catatan/Lain"']


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("2024-01-01", "did you mean 2024?"),
        ("01/02/2024", "did you mean 2024?"),
        ("2023/2024", None),
        ("12024", None),
        ("lalu", None),
    ],
)
def test_a_date_in_place_of_a_year_says_which(said: str, hint: str | None) -> None:
    assert _hints(f"agency,year,index\nA,{said},3\n") == [hint]


def test_a_figure_beside_no_agency_and_no_year_is_no_table() -> None:
    assert read("Indeks;Keterangan\n3,4;akhir\n", agency="A", year=2024).wrong == [("1:1", "no_results")]


# Years in headings.


@pytest.mark.parametrize("year", ["2024", "(2024)", "Tahun 2024", "- Tahun 2024", "Th. 2024", "_2024"])
def test_a_heading_with_a_year_is_of_that_year(year: str) -> None:
    found = read(f"No;Kabupaten/Kota;Indeks SPBE {year};Predikat {year}\n1;Kab. A;2,1;Cukup\n")
    assert (found.only.year, found.only.published) == (
        2024,
        read("Kabupaten/Kota;Indeks;Predikat\nA;2,1;Cukup\n", year=2024).only.published,
    )
    assert read(f"Instansi;D1 {year};D2 {year};D3 {year};D4 {year}\nA;3;3;3;3\n").only.year == 2024
    assert levels(read(f"Instansi;Indikator 1 {year}\nA;3\n").only) == {1: (3,)}
    assert levels(read(f"No;Indikator;Nilai {year}\n1;{NAMED};3\n", agency="A").only) == {1: (3,)}


YEARS = "No;Kabupaten/Kota;Indeks SPBE 2022;Predikat 2022;Indeks SPBE 2023;Predikat 2023\n1;Kab. A;2,1;Cukup;3;Baik\n"


@pytest.mark.parametrize(("above", "asked"), [("", 2023), ("Rekap SPBE Tahun 2024\n", 2023), ("Tahun Penilaian;2023\n", None)])
def test_of_headings_with_years_those_of_the_tables_year_count(above: str, asked: int | None) -> None:
    one = read(above + YEARS, year=asked).only
    assert (one.year, one.published) == (2023, read("Instansi;Indeks;Predikat\nA;3;Baik\n", year=2023).only.published)
    levels_of = read(f"{above}No;Indikator;Nilai 2022;Nilai 2023\n1;{NAMED};1;4\n", agency="A", year=asked).only
    assert levels(levels_of) == {1: (4,)}


BELOW = "No;Kabupaten/Kota;Indeks SPBE;;Predikat\n;;2022;2023;2023\n1;Kab. A;2,1;3;Baik\n"


@pytest.mark.parametrize("above", ["", "Rekap SPBE Tahun 2024\n"])
@pytest.mark.parametrize("table", [YEARS, BELOW])
def test_headings_with_several_years_are_those_of_as_many_assessments(above: str, table: str) -> None:
    found = read(above + table)
    assert (found.problems, [(one.agency, one.year) for one in found.assessments]) == ([], [("Kab. A", 2022), ("Kab. A", 2023)])
    assert [one.published for one in found.assessments] == [
        read(f"Instansi;Indeks;Predikat\nA;{row}\n", year=2022).only.published
        for row in ("2,1;" + "Cukup" * (table == YEARS), "3;Baik")
    ]


def test_what_is_wrong_with_a_row_of_several_years_is_told_once() -> None:
    rows = "A,aneh,2.1,2.5", ",akhir,2.2,2.7", "C,akhir,2.3,x"
    found = read("\n".join(("Instansi,Tahap,Indeks 2023,Indeks 2024", *rows)))
    assert sorted(found.wrong) == [("2:2", "one_of"), ("3:1", "blank"), ("4:4", "number_type")]


def test_what_a_row_lacks_of_a_year_is_no_assessment_and_what_is_wrong_is_told_once() -> None:
    rows = ["A;DINAS;;;", "1;Dinas A;;3;", "2;Dinas B;2;;", "3;Dinas C;;;", "4;Dinas D;9;3;", ";Rata-rata;2;3;"]
    found = read("\n".join(["No;Instansi;Indeks 2022;Indeks 2023;x", *rows]))
    assert [(one.agency, one.year) for one in found.assessments] == [("Dinas B", 2022), ("Dinas A", 2023), ("Dinas D", 2023)]
    assert found.wrong == [("6:3", "announced_range"), ("5:1", "neither")]
    assert found.said == [
        'a column is passed over, as its heading means nothing here: "x"',
        'row 7 is no agency and is left out: "Rata-rata"',
        "row 2 is passed over: it names no agency or indicator with a result",
    ]
    assert read(YEARS, year=2021).wrong == [("1:1", "no_results_of_year")]
    assert read("Tahun Penilaian;2021\n" + YEARS).wrong == [("2:1", "no_results_of_year")]
    # A year in a column of its own may be another one.
    for headings in ("Indeks 2022;Indeks 2023", "Indeks 2022"):
        assert read(f"Instansi;Tahun;{headings}\nA;2023;1;2\n").wrong == [("1:1", "no_results")]
    levels_of = read(f"No;Indikator;Nilai 2022;Nilai 2023\n1;{NAMED};1;4\n", agency="A").assessments
    assert [(one.year, levels(one)) for one in levels_of] == [(2022, {1: (1,)}), (2023, {1: (4,)})]


@pytest.mark.parametrize("headings", ["No;Sasaran;Indikator;Target", "No;x;Indikator Kinerja;Target", "No;x;Uraian;Satuan"])
def test_what_was_achieved_of_other_indicators_is_no_level(headings: str) -> None:
    rows = "1;Akuntabilitas;Nilai SAKIP;4;4\n2;SPBE;Indeks Pelayanan;3;3\n"
    assert read(f"{headings};Realisasi\n{rows}", agency="A", year=2024).wrong == [("1:1", "no_level_column")]
    # Of an instrument's it is one.
    found = read(f"No;Indikator;Target;Realisasi\n1;{NAMED};4;3\n", agency="A", year=2024)
    assert levels(found.only) == {1: (3,)}


def test_what_is_said_of_years_is_what_was_asked_and_used() -> None:
    found = read("Rekap SPBE Tahun 2024\nInstansi;Indeks 2022;Indeks 2023\nDinas A;2;3\n")
    assert found.said == ["the headings stand here; the row above them is passed over"]
    none = read("Nama OPD;Target;;Realisasi;\n;2022;2023;2022;2023\nDinas A;4;4;2;3\n")
    assert none.wrong == [("1:1", "no_results")]


@pytest.mark.parametrize("over", ["Indeks", "Nilai"])
def test_a_target_beside_years_is_no_result_of_its_year(over: str) -> None:
    rows = f"Nama OPD;{over};;\n;2022;2023;Target 2024\nDinas A;2,5;2,6;3\n"
    assert read(rows).wrong[0][1] == "under_one_heading"
    found = read(rows, columns={"Target 2024": None})
    assert [(one.agency, one.year) for one in found.assessments] == [("Dinas A", 2022), ("Dinas A", 2023)]


def test_the_year_of_a_regulation_and_the_end_of_several_years_are_none_of_a_heading() -> None:
    for heading in ("Indeks SPBE (Permen PANRB 59 Tahun 2020)", "Indeks SPBE (Permen PANRB No. 59 Tahun 2020)"):
        assert read(f"Instansi;{heading}\nA;3\n", year=2024).only.year == 2024
        assert read(f"Instansi;{heading};Indeks 2023\nA;3;3\n").wrong[-1][1] == "duplicate_heading"
    assert [one.year for one in read("Instansi;Indeks 2021-2022;Indeks 2023\nA;2;3\n").assessments] == [2023]


def test_a_weight_in_a_heading_makes_no_percentage_of_it() -> None:
    found = read("Instansi;D1 (13%);D2 [bobot 25 %];D3 (16,5%);D4 (45,5%)\nA;1;2;3;4\n", year=2024).only
    assert found.published is not None
    assert found.published.domains == {1: 1, 2: 2, 3: 3, 4: 4}


def test_rows_between_those_of_a_table_of_years_count_in_each_year() -> None:
    rows = "Dinas A;;;\n1;a;1;2\n2;b;3;\nDinas B;;;\n1;a;4;5\n"
    found = read(f"No;Indikator;2022;2023\n{rows}")
    assert [(one.agency, one.year, levels(one)) for one in found.assessments] == [
        ("Dinas A", 2022, {1: (1,), 2: (3,)}),
        ("Dinas B", 2022, {1: (4,)}),
        ("Dinas A", 2023, {1: (2,)}),
        ("Dinas B", 2023, {1: (5,)}),
    ]


def test_what_ends_in_a_year_and_means_nothing_without_it_means_nothing() -> None:
    found = read("Instansi;Indeks 2023;Target 2024;RPJMD 2024;Penduduk 12024\nA;3;4;5;6\n")
    assert (found.only.year, found.only.published) == (2023, read("Instansi;Indeks\nA;3\n", year=2023).only.published)
    assert found.said == [
        '3 columns are passed over, as their headings mean nothing here: "Target 2024", "RPJMD 2024", "Penduduk 12024"'
    ]


# Where the level of an indicator stands.


def test_rows_about_indicators_are_never_headings() -> None:
    row = "Kebijakan Internal SPBE;Kebijakan Internal Tata Kelola SPBE;{};{};3;2\n"
    rows = row.format(1, NAMED) + row.format(2, "Kebijakan Internal Peta Rencana SPBE")
    found = read(f"Domain;Aspek;No;Indikator;Hasil A;Hasil B\n{rows}", agency="A", year=2024)
    assert found.wrong == [("1:1", "no_level_column")]
    assert levels(read(f"Domain;Aspek;No;Indikator;Nilai Mandiri;x\n{rows}", agency="A", year=2024).only) == {1: (3,), 2: (3,)}
    twice = read(f"Domain;Aspek;No;Indikator;Nilai Asesor;Nilai Eksternal\n{rows}", agency="A", year=2024)
    assert twice.wrong == [("1:6", "duplicate_heading")]


@pytest.mark.parametrize("heading", ["Nilai", "Nilai Akhir", "Hasil Penilaian", "Hasil Evaluasi", "Hasil Akhir"])
def test_a_value_beside_agencies_is_the_index_where_no_column_is(heading: str) -> None:
    one = read(f"Instansi;{heading}\nA;3\n", year=2024).only
    both = read(f"Instansi;{heading};Indeks\nA;3;4\n", year=2024).only
    assert [found.published and found.published.index for found in (one, both)] == [3, 4]


def test_a_percentage_of_a_target_is_no_level() -> None:
    found = read("No,Indikator,Target,Realisasi,Capaian (%)\n1,,4,3,1\n", year=2024, agency="A")
    assert levels(found.only) == {1: (3,)}
    assert found.said == ['2 columns are passed over, as their headings mean nothing here: "Target", "Capaian (%)"']
    # Without the sign it may be a level.
    found = read("No,Indikator,Target,Realisasi,Capaian\n1,,4,3,1\n", year=2024, agency="A")
    assert found.wrong == [("1:5", "duplicate_heading")]
    one = read("No,OPD,Indeks SPBE,\n,,Target,Realisasi\n1,Dinas A,3,3.2\n", year=2024).only
    assert one.published is not None
    assert one.published.index == Fraction(16, 5)
    one = read("No,OPD,Target Indeks SPBE,Realisasi Indeks SPBE\n1,Dinas A,3,3.2\n", year=2024).only
    assert one.published is not None
    assert one.published.index == Fraction(16, 5)


def test_levels_below_bare_years() -> None:
    data = "No,Indikator,2022,Tahun 2023,Target 2024\n1,,2,3,5\n2,,2,4,5\n"
    found = read(data, year=2023, agency="A")
    assert (levels(found.only), len(found.notes)) == ({1: (3,), 2: (4,)}, 1)
    assert levels(read(data, year=2022, agency="A").only) == {1: (2,), 2: (2,)}
    assert [(one.year, levels(one)[2]) for one in read(data, agency="A").assessments] == [(2022, (2,)), (2023, (4,))]
    assert read(data, year=2021, agency="A").wrong == [("1:1", "no_level_column")]
    assert read("No,Indikator,2022\n1,,2\n", agency="A").only.year == 2022
    # Beside a column of levels, or agencies, they mean nothing.
    for other in ("Nilai", "Dinas A"):
        found = read(f"No,Indikator,{other},2023\n1,,2,5\n", year=2023, agency="A" if other == "Nilai" else None)
        assert levels(found.only) == {1: (2,)}


@pytest.mark.parametrize("word", ["{}", "Tahun {}"])
def test_years_over_what_is_said_of_each(word: str) -> None:
    years, below = [word.format(2023), None, word.format(2024), None], [None, None]
    merge = ("A1:A2", "B1:B2", "C1:D1", "E1:F1")

    def of(first: str, second: str, *row: Any, **asked: Any) -> Read:
        headings = ["No", "Instansi" if first == "Indeks" else "Indikator", *years]
        return read(book(headings, [*below, first, second, first, second], list(row), merge=merge), **asked)

    announced = (1, "Dinas A", 2.1, "Cukup", 3.1, "Baik")
    for year, index, predicate in ((2023, Fraction(21, 10), "Cukup"), (2024, Fraction(31, 10), "Baik")):
        published = of("Indeks", "Predikat", *announced, year=year).only.published
        assert published is not None
        assert (published.index, published.predicate) == (index, predicate)
    assert [one.year for one in of("Indeks", "Predikat", *announced).assessments] == [2023, 2024]
    one = of("Nilai", "Bukti", 1, None, 2, "a.pdf", 3, "b.pdf", year=2024, agency="A").only
    assert one.answers is not None
    assert (levels(one), [item.file for item in one.answers[1].evidence]) == ({1: (3,)}, ["b.pdf"])


def test_what_is_passed_over_in_a_table_of_years_is_told_once() -> None:
    names = [NAMED, "Kebijakan Internal Peta Rencana SPBE", "Arsitektur SPBE"]
    rows = [[number, name, 2, 3, "x"] for number, name in zip((1, 2, 1), names, strict=True)]
    found = read(book(["No", "Indikator", "Nilai 2023", "Nilai 2024"], *rows), agency="A")
    assert [(one.year, len(levels(one))) for one in found.assessments] == [(2023, 3), (2024, 3)]
    assert [one.code for one in found.notes] == ["numbers_begin_anew", "unheaded_cells"]


@pytest.mark.parametrize("text", ["{n}", "Tahun {n}", "1-{n}", "Domain {n}"])
@pytest.mark.parametrize(
    "data",
    [
        "Indikator;OPD;Peran\n1-10;Dinas A;utama\n{text};Dinas B;utama\n",
        "Tahun;{text}\nNo;Indikator;Nilai\n1;x;3\n",
        "Domain 2\nNo;Nilai\n{text};3\n",
        "OPD;Nilai 2023;Nilai 2024\nDinas A;{text};3\n",
        "No;OPD;Domain 1\n;;{text}\n1;Dinas A;3\n",
    ],
)
def test_more_digits_than_a_number_may_have(data: str, text: str) -> None:
    read(data.format(text=text.format(n="9" * 5000)), year=2024)
