"""Tables in the forms in which programs and offices make them, and that were once misread or refused without need."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.reading.tables.reading import Read, levels, read
from tests.strategies import built_in

TITLES = [one.title.id for one in built_in()[0].indicators.values()]


def figures(found: Read) -> list[tuple[str, int, Fraction | None]]:
    """The announced indices of a table without problems."""
    assert found.problems == []
    return [(one.agency, one.year, one.published.index if one.published else None) for one in found.assessments]


# Which column counts.


@pytest.mark.parametrize("other", ["Indeks RB", "Nilai IPP", "Skor Kepatuhan", "Index Inovasi"])
def test_a_value_beside_another_index_may_be_that_ones(other: str) -> None:
    data = f"No;OPD;{other};Nilai\n1;Dinas A;70,2;2,60\n2;Dinas B;71;2,10\n"
    assert read(data, year=2024).wrong == [("1:4", "index_of_another")]
    for said in (
        data.replace("Nilai\n", "Indeks SPBE\n"),
        data.replace(other, "Nilai Maksimal"),
        data.replace(other, "Nilai Mandiri"),
        data.replace(other, "Pagu"),
        data.replace("70,2", "B").replace("71", "C"),
    ):
        assert figures(read(said, year=2024)) == [("Dinas A", 2024, Fraction("2.6")), ("Dinas B", 2024, Fraction("2.1"))]
    assert len(figures(read(data, year=2024, columns={"Nilai": "index"}))) == 2


def test_a_person_beside_the_agency() -> None:
    found = read("Timestamp;Nama;Jabatan;OPD;1;2\n2024/03/01;Budi;Kabid;Dinas A;3;2\n", year=2024)
    assert (found.only.agency, levels(found.only)) == ("Dinas A", {1: (3,), 2: (2,)})
    assert found.said == ['3 columns are passed over, as their headings mean nothing here: "Timestamp", "Nama", "Jabatan"']


def test_names_of_indicators_below_a_heading_for_any_name() -> None:
    rows = "".join(f"{n};{n};Tingkat Kematangan {title};3\n" for n, title in enumerate(TITLES, start=1))
    found = read(f"id;no;name;nilai\n{rows}", year=2024, agency="Kota A")
    assert levels(found.only) == dict.fromkeys(range(1, 48), (3,))
    assert len(figures(read("No;Nama;Nilai\n1;Dinas A;2,60\n2;Dinas B;2,10\n", year=2024))) == 2


def test_decimals_that_were_cut_at_their_commas_are_no_whole_figures() -> None:
    rows = "1,Dinas A,2,60\n2,Dinas B,3,4\n"
    assert read(f"No,Instansi,Indeks,Keterangan\n{rows}", year=2024).wrong == [("2:3", "decimals_cut")]
    assert read(f"No,Instansi,D1,Keterangan\n{rows}", year=2024).wrong[0] == ("2:3", "decimals_cut")
    for said in (rows.replace(",4\n", ",sementara\n"), rows.replace(",4\n", ",\n"), rows.replace("3,4", "3.4,4")):
        assert len(figures(read(f"No,Instansi,Indeks,Keterangan\n{said}", year=2024))) == 2
    assert len(figures(read(f"No,Instansi,Indeks,Peringkat\n{rows}", year=2024))) == 2


# Rows that go on, and pages.


def test_the_year_goes_on_with_the_agency_below_blank_cells() -> None:
    rows = [f"Dinas {name};2024;Akhir;1;3\n;;;2;2\n;;;3;1\n" for name in "AB"]
    found = read("Instansi;Tahun;Tahap;Indikator;Nilai\n" + "".join(rows))
    assert [(one.agency, one.year, one.stage, levels(one)) for one in found.assessments] == [
        (f"Dinas {name}", 2024, "final", {1: (3,), 2: (2,), 3: (1,)}) for name in "AB"
    ]
    assert len(found.notes) == 3
    # Where the agency stands in the row, a blank year is one that somebody forgot.
    found = read("Instansi;Tahun;Indikator;Nilai\nDinas A;2024;1;3\n;;2;2\nDinas B;;1;3\n;;2;2\n")
    assert found.wrong == [("4:2", "blank_year")]
    # So it is where only the province goes on.
    rows = ["Bali;Kota A;2024;1;3", ";;;2;2", ";Kota B;;1;3", ";;;2;2"]
    found = read("Provinsi;Instansi;Tahun;Indikator;Nilai\n" + "\n".join(rows) + "\n")
    assert [code for _at, code in found.wrong] == ["blank_year"]


def test_numbers_of_columns_below_headings_that_stand_once_more() -> None:
    page = "No;Instansi;Indeks\n(1);(2);(3)\n"
    found = read(f"{page}1;Dinas A;2,60\n;Halaman 2 dari 3;\n{page}2;Dinas B;2,10\n", year=2024)
    assert figures(found) == [("Dinas A", 2024, Fraction("2.6")), ("Dinas B", 2024, Fraction("2.1"))]
    assert found.said == ["rows 2, 4-6 are passed over: they name no agency or indicator with a result"]


# The place of a problem.


@pytest.mark.parametrize(
    "rows",
    ["Row Labels;Sum of Indeks SPBE\nDinas A;2,10\nGrand Total;4,00\n", "x;y;z;q\nA;4;4;3\nB;4;1;1\n", "x;y;z\nA;4;3\n"],
)
def test_levels_and_figures_make_no_row_similar_to_headings(rows: str) -> None:
    assert {at for at, _code in read(rows).wrong} == {"1:1"}


def test_several_numbers_each_once_are_similar_to_headings() -> None:
    assert {at for at, _code in read("a;b;c;d\nx;1;2;3\nA;4;3;3\n").wrong} == {"2:1"}


# Words of headings.


@pytest.mark.parametrize("form", ["Dom. {}", "Dom {}", "Dom. {r}", "DOM {r}"])
def test_short_words_for_parts(form: str) -> None:
    heads = ";".join(form.format(n, r=r) for n, r in enumerate(("I", "II", "III", "IV"), start=1))
    found = read(f"Instansi;{heads}\nKota A;3;2,5;2;3,2\n", year=2024).only
    rows = "".join(f"{one};{value}\n" for one, value in zip(heads.split(";"), ("3", "2,5", "2", "3,2"), strict=True))
    below = read(f"Komponen;Nilai\n{rows}", year=2024, agency="Kota A").only
    for one in (found, below):
        assert one.published is not None
        assert one.published.domains == {1: 3, 2: Fraction(5, 2), 3: 2, 4: Fraction(16, 5)}
    aspects = read("Instansi;Asp. 1;Asp. 2\nKota A;3;2,5\n", year=2019)
    assert [code for _at, code in aspects.wrong] == ["published_incomplete"]


def test_the_index_is_no_total_of_all_indicators() -> None:
    rows = f"INDEKS SPBE KESELURUHAN;3,00\nIndikator 1: {TITLES[0]};3\nTotal;9\n"
    found = read(f"Komponen;Nilai\n{rows}", year=2024, agency="Kota A")
    assert (found.only.published is not None and found.only.published.index, levels(found.only)) == (3, {1: (3,)})
    assert found.said == ['row 4 is no agency and is left out: "Total"']
    assert figures(read("OPD;Indeks SPBE Keseluruhan\nDinas A;2,60\n", year=2024)) == [("Dinas A", 2024, Fraction("2.6"))]


def test_components_beside_the_indicators_are_none() -> None:
    found = read(f"No;Komponen;Indikator;Nilai\n1;Kebijakan;{TITLES[0]};3\n", year=2024, agency="Kota A")
    assert levels(found.only) == {1: (3,)}
    assert found.said == ['a column is passed over, as its heading means nothing here: "Komponen"']


def test_kinds_of_domains_as_open_data_have_them() -> None:
    names = ("KEBIJAKAN INTERNAL SPBE", "TATA KELOLA SPBE", "MANAJEMEN SPBE", "LAYANAN SPBE")
    rows = "".join(f"{n};KOTA A;{name};{n},50;POIN;2023\n" for n, name in enumerate(names, start=1))
    found = read(f"id;nama_kabupaten_kota;jenis_domain;nilai_indeks;satuan;tahun\n{rows}").only
    assert found.published is not None
    assert found.published.domains == {n: Fraction(2 * n + 1, 2) for n in range(1, 5)}


@pytest.mark.parametrize(
    "heads",
    ["Provinsi/Kabupaten/Kota;Tahun Data;Index SPBE;Kategori SPBE", "Satker;Thn;Nilai Akhir SPBE;Predikat Penilaian"],
)
def test_more_words_of_offices(heads: str) -> None:
    found = read(f"{heads}\nKota A;2024;2,60;Baik\nKota B;2023;2,10;Cukup\n")
    assert figures(found) == [("Kota A", 2024, Fraction("2.6")), ("Kota B", 2023, Fraction("2.1"))]
    assert [one.published and one.published.predicate for one in found.assessments] == ["Baik", "Cukup"]
    assert found.said == []


def test_the_level_of_today_beside_the_one_that_is_wanted() -> None:
    data = f"No;Indikator;Tingkat Kematangan Saat Ini;Tingkat Kematangan Target\n1;{TITLES[0]};3;5\n"
    assert levels(read(data, year=2024, agency="Kota A").only) == {1: (3,)}


# Years in headings.


TWO_YEARS = [
    ("Kab. A", 2023, Fraction("2.1")),
    ("Kab. A", 2024, Fraction("2.6")),
    ("Kota B", 2023, Fraction(2)),
    ("Kota B", 2024, None),
]


@pytest.mark.parametrize(
    "heads",
    ["No;Kabupaten/Kota;2023;2024", "No;Kabupaten/Kota;Tahun 2023;Tahun 2024", "No;Kabupaten/Kota;Tahun;\n;;2023;2024"],
)
def test_figures_of_agencies_below_bare_years_are_taken_for_the_index_and_that_is_said(heads: str) -> None:
    found = read(f"{heads}\n1;Kab. A;2,10;2,60\n2;Kota B;2,00;-\n")
    assert sorted(figures(found)) == TWO_YEARS[:3]
    [said] = found.said
    assert said.startswith("the headings say only years: the figures below them are taken for the index: ")
    assert figures(read(f"{heads}\n1;Kab. A;2,10;2,60\n", year=2024)) == [TWO_YEARS[1]]


@pytest.mark.parametrize("heads", ["No;OPD;2024", "No;OPD;Pagu 2023;Pagu 2024", "No;OPD;Nilai;2024"])
def test_one_year_alone_or_beside_results_holds_no_index(heads: str) -> None:
    found = read(f"{heads}\n1;Dinas A;2,10;2,60\n", year=2024)
    assert not any("only years" in said for said in found.said)


def test_a_word_for_years_over_them() -> None:
    found = read("No;Kabupaten/Kota;Indeks SPBE Tahun;\n;;2023;2024\n1;Kab. A;2,10;2,60\n")
    assert (figures(found), found.said) == (TWO_YEARS[:2], [])


def test_years_over_values_and_categories() -> None:
    found = read("No;Kab/Kota;Tahun 2023;;Tahun 2024;\n;;Nilai;Kategori;Nilai;Kategori\n1;Kab. A;2,10;Cukup;2,60;Baik\n")
    assert figures(found) == TWO_YEARS[:2]
    assert [one.published and one.published.predicate for one in found.assessments] == ["Cukup", "Baik"]


@pytest.mark.parametrize("over", ["Penilaian Tahun {}", "Evaluasi {}", "Penilaian {}", "Tahun Penilaian {}"])
def test_assessments_of_years_over_targets_and_what_was_reached(over: str) -> None:
    heads = f"Indikator;{over.format(2023)};;{over.format(2024)};\n;Target;Capaian;Target;Capaian\n"
    found = read(f"{heads}Indikator 1: {TITLES[0]};5;3;5;4\n", agency="Kota A")
    assert [(one.year, levels(one)) for one in found.assessments] == [(2023, {1: (3,)}), (2024, {1: (4,)})]


@pytest.mark.parametrize("word", ["X", "Q", "Soal ", "V0"])
def test_headings_that_count_all_indicators_behind_a_word(word: str) -> None:
    def table(numbers: list[int]) -> Read:
        heads, cells = ";".join(f"{word}{n}" for n in numbers), ";3" * len(numbers)
        return read(f'"";OPD;Tahun;{heads}\n1;Dinas A;2024{cells}\n')

    found = table(list(range(47, 0, -1)))
    assert levels(found.only) == dict.fromkeys(range(1, 48), (3,))
    assert any(said.startswith("these headings are taken for the indicators with their numbers: ") for said in found.said)
    # Where one is missing, or stands there twice, they may count anything.
    for numbers in (list(range(1, 47)), [*range(1, 48), 7], [1, 2, 3, 4, 5]):
        assert table(numbers).wrong == [("1:1", "no_results")]
