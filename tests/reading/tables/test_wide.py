"""A row for each agency: what its headings mean, and which of its figures are read."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest

from tests.reading.tables.reading import book, levels, read


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


@pytest.mark.parametrize("year", ["2024", "Tahun 2024", "Th. 2024", "TA 2024", "TA. 2024", "2024.0"])
def test_a_year_with_a_word_before_it_in_a_column_of_years(year: str) -> None:
    assert read(f"Instansi,Tahun,Indeks\nA,{year},3\n").only.year == 2024
    assert [code for _at, code in read("Instansi,Tahun,Indeks\nA,2024/2025,3\n").wrong] == ["whole_number_type"]


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


def test_the_numbers_that_data_frames_write_before_the_first_heading() -> None:
    found = read(",agency,year,index\n0,Dinas A,2024,3.1\n1,Dinas B,2024,3.2\n")
    assert [one.agency for one in found.assessments] == ["Dinas A", "Dinas B"]
    assert found.said == ['no heading stands above these cells, which are passed over: "2:1"']
    assert read("agency,year,index\nDinas A,2024,3.1,x\n").wrong == [("2:4", "extra_cell")]


def test_a_row_with_a_year_has_no_headings_whatever_its_agency_is_called() -> None:
    found = read("agency,year,stage,owner,1\nno,2024,self,no,\nInstansi,2024,self,level,3\n")
    assert ([one.agency for one in found.assessments], found.problems) == (["no"], [])
    assert found.said[0] == 'row 3 is no agency and is left out: "Instansi"'


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


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ("Instansi;Tahun;Indeks\n<<<<<<< HEAD\nKota A;2024;2,1\n=======\n>>>>>>> main\n", ("2:1", "conflict")),
        ("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n", ("1:1", "lfs_pointer")),
    ],
)
def test_what_git_left_in_place_of_a_table_is_none(data: str, wrong: tuple[str, str]) -> None:
    assert read(data).wrong == [wrong]


def test_a_heading_that_says_another_kind_of_agency_begins_another_table() -> None:
    found = read("No,Kabupaten,Indeks\n1,A,3\nNo,Kota,Indeks\n1,A,3.5\n", year=2024)
    assert ([one.agency for one in found.assessments], found.wrong) == (["Kabupaten A"], [("3:2", "other_headings")])
    assert len(read("No,Kota,Indeks\n1,A,3\nNo,Kota,Indeks\n1,B,3.5\n", year=2024).assessments) == 2


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


def test_an_agency_that_is_called_like_a_heading_is_one() -> None:
    assert read("instansi,tahun,indeks\nA,2024,3\nOPD,,\nB,2024,2\n", year=2024).wrong == [("3:1", "neither")]


@pytest.mark.parametrize(
    "text", ["2,60 (Baik)", "2.60 (baik )", "2.6 / Baik", "2,6; Baik", "2.60-BAIK", "2,60 – Baik", "Baik (2,60)", "BAIK 2.6"]
)
def test_an_index_with_its_predicate_in_one_cell(text: str) -> None:
    for data in (f'OPD,Indeks SPBE\nDinas A,"{text}"\n', f'Uraian,Nilai\nIndeks SPBE,"{text}"\n'):
        found = read(data, year=2024, agency=None if "OPD" in data else "Dinas A").only.published
        assert found is not None
        assert (found.index, found.predicate) == (Fraction("2.6"), "Baik")


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ('OPD,Indeks SPBE\nDinas A,"2,60 (lumayan)"\n', "2:2"),
        ('OPD,Indeks SPBE\nDinas A,"lumayan (2,60)"\n', "2:2"),
        ('OPD,Domain 1,Domain 2,Indeks\nDinas A,"2,60 (Baik)",2,3\n', "2:2"),
        ('OPD,Indeks SPBE,Predikat\nDinas A,"2,60 (Baik)",Cukup\n', "2:2"),
    ],
)
def test_other_words_behind_a_figure(data: str, place: str) -> None:
    assert read(data, year=2024).wrong == [(place, "number_type")]


@pytest.mark.parametrize("beside", ["", "Baik", "BAIK", "-"])
def test_an_index_with_its_predicate_beside_a_column_that_says_no_other(beside: str) -> None:
    data = f'OPD,Indeks SPBE,Predikat\nDinas A,"2,60 (Baik)",{beside}\n'
    for one in (data, f'Uraian,Nilai\nPredikat,{beside}\nIndeks SPBE,"2,60 (Baik)"\n'):
        found = read(one, year=2024, agency=None if "OPD" in one else "Dinas A").only.published
        assert found is not None
        assert (found.index, found.predicate) == (Fraction("2.6"), "Baik")


def test_a_column_of_sources_and_an_index_called_pemdi() -> None:
    found = read("Instansi;Indeks Pemdi;Predikat Pemdi;Sumber\nKota A;2,62;Baik;Kepmen 1\n", year=2026)
    assert [one.published and (one.published.index, one.published.predicate) for one in found.assessments] == [
        (Fraction("2.62"), "Baik")
    ]
    assert found.said == ['a column is passed over, as its heading means nothing here: "Sumber"']
    # A title that names a part would make a mere index that of the part.
    assert read("Domain 2;\nInstansi;Indeks Pemdi\nKota A;2,62\n", year=2026).problems == []
    assert read("Domain 2;\nInstansi;Indeks\nKota A;2,62\n", year=2026).wrong == [("2:2", "index_of_part")]
