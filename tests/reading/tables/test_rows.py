"""Which rows are agencies: not statistics, groups, remarks or who signs."""

from __future__ import annotations

import pytest

from tests.reading.tables.reading import levels, read


@pytest.mark.parametrize(
    ("before", "after"), [("", ",,(skala 1-5),\n"), (',,"Jakarta, 3 Januari 2024",\n,,Kepala Dinas,\n,,,NIP 1980\n', "")]
)
def test_text_below_results_alone_is_no_row(before: str, after: str) -> None:
    found = read(f"No,Instansi,Indeks,Predikat\n{after}1,Dinas A,3,Baik\n{before}", year=2024)
    assert found.only.agency == "Dinas A"
    assert [one.code for one in found.notes] == ["rows_passed_over"]
    for row in (",,3.2,", ",,n/a,", "2,,tiga,", ",,#REF!,"):
        assert read(f"No,Instansi,Indeks,Predikat\n1,Dinas A,3,Baik\n{row}\n", year=2024).problems != []


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
    # Below a remark its other lines stand.
    found = read("Nama OPD;Indeks\nDinas A;2,6\n;\nKeterangan:;\n2,6 - <3,5 : Baik;\n1,8 - <2,6 : Cukup;\n", year=2024)
    assert [one.agency for one in found.assessments] == ["Dinas A"]
    assert found.said == ["rows 4-6 are passed over: they name no agency or indicator with a result"]
    # Where a row with a result follows, nobody has signed yet.
    found = read("Nama OPD;1\nDinas A;3\nKepala Dinas\nSMPN 1;\nDinas B;3\n", year=2024)
    assert [one.agency for one in found.assessments] == ["Dinas A", "SMPN 1", "Dinas B"]


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
