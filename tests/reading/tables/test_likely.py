"""Headings that nothing but their words tells, and what stays what it was beside them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from spbe_cli.reading.tables.likely import likely, may_be_predicates
from tests.reading.tables.reading import INSTRUMENTS, read

TITLES = [
    title
    for instrument in INSTRUMENTS
    for tier in ("domain", "aspect", "indicator")
    for part in instrument.members(tier).values()
    for title in filter(None, (part.title.id, part.title.en))
]

INDICATORS = INSTRUMENTS.for_year(2024).indicators  # type: ignore[union-attr]


INDICES = (
    "Hasil Penilaian SPBE; Nilai Total; Total Skor; Skor; Indeks Kematangan; Tingkat Kematangan SPBE; SPBE Score; Overall "
    "Index; Indeks SPBE OPD; Nilai Perangkat Daerah; Nilai Monev SPBE; Hasil; Perolehan Nilai; Poin*; Indeks Sistem "
    "Pemerintahan Berbasis Elektronik (SPBE) Perangkat Daerah; Indeks e-Government; Hasil Pemdi; Capaian"
)


@pytest.mark.parametrize("heading", INDICES.split("; "))
def test_what_is_likely_an_index(heading: str) -> None:
    found = read(f"No;Nama OPD;{heading};Predikat\n1;Dinas A;2,61;Baik\n", year=2024)
    one = found.only
    assert one.published is not None
    assert (one.agency, one.published.index, one.published.predicate) == ("Dinas A", Fraction("2.61"), "Baik")
    # What says neither the index nor SPBE may be the figure of anything.
    says = any(word in heading for word in ("Indeks", "Index", "SPBE", "Pemdi"))
    assert found.said == ([] if says else [f'the figures below "{heading}" are taken for the index'])


AGENCIES = (
    "Organisasi Perangkat Daerah (OPD); Satuan Kerja Perangkat Daerah; Dinas/Badan; Nama Kecamatan; Kab/Kota/Propinsi; "
    "Pemerintah Provinsi; Instansi Daerah; Unit yang Dinilai; Pilih OPD; Nama Instansi Anda:; Local Government; Kab/Kota "
    "se-Provinsi; Ministry/Agency; Objek Penilaian; Pemkab/Pemkot"
)


@pytest.mark.parametrize("heading", AGENCIES.split("; "))
def test_what_is_likely_an_agency(heading: str) -> None:
    found = read(f"No;{heading};Indeks SPBE\n1;Dinas A;2,61\n", year=2024)
    assert [one.agency for one in found.assessments] == ["Dinas A"]
    assert found.said == []


@pytest.mark.parametrize("level", ["Isian Level", "Level Dipilih", "Nilai OPD", "Klaim", "Level Usulan", "Indeks", "Lvl"])
@pytest.mark.parametrize("evidence", ["Link Bukti Dukung", "Tautan", "Nama Dokumen", "File", "Evidens/Lampiran"])
@pytest.mark.parametrize("note", ["Ket.", "Penjelasan", "Catatan Asesor", "Alasan / Justifikasi"])
def test_what_are_likely_answers(level: str, evidence: str, note: str) -> None:
    found = read(f"No;Indikator;{level};{evidence};{note}\n1;;3;sk.pdf;ada\n2;;2;;\n", year=2024, agency="A").only
    first = found.answer(1)
    assert first.levels == (Fraction(3),)
    assert ([one.file for one in first.evidence], first.note) == (["sk.pdf"], "ada")
    assert found.answer(2).levels == (Fraction(2),)


PREDICATES = "Kategori Nilai; Predikat Kematangan; Predikat/Kategori; Hasil; Keterangan; Grade; Kualifikasi 2024; Hasil Predikat"


@pytest.mark.parametrize("heading", PREDICATES.split("; "))
def test_what_are_predicates_where_nothing_else_stands_below(heading: str) -> None:
    def published(*, predicate: str) -> str | None:
        found = read(f"OPD;Indeks SPBE;{heading}\nDinas A;2,61;Baik\nDinas B;2,61;{predicate}\n", year=2024)
        figures = found.assessments[0].published
        return None if figures is None else figures.predicate

    assert published(predicate="Baik") == "Baik"
    assert published(predicate="sudah rapat") is None or "Predikat" in heading


NOTHING = (
    "Alamat Instansi; Kepala Dinas; Jumlah OPD; Kode OPD; Jenis Instansi Lain; Indeks SPBE Nasional; Target Indeks; Nilai "
    "Rata-rata; Hasil Penilaian Kinerja; Hasil 1; Indeks (target); Hasil (%); Bobot Nilai; Selisih Skor; OPD Penanggung "
    "Jawab; Deskripsi; 2024; Dasar Hukum; Nama Responden; Domain; Nilai Aspek; Nilai II"
)


@pytest.mark.parametrize("heading", [*NOTHING.split("; "), *TITLES])
def test_what_is_likely_nothing(heading: str) -> None:
    assert likely(heading) is None
    assert not may_be_predicates(heading)


@pytest.mark.parametrize(
    ("data", "passed_over"),
    [
        ("OPD;Kecamatan;Indeks\nDinas A;Kota;2,61\n", ['"Kecamatan"']),
        ("OPD;Indeks;Hasil;Total Nilai\nDinas A;2,61;9;10,4\n", ['"Hasil"', '"Total Nilai"']),
        ("OPD;Domain 1;Domain 2;Domain 3;Domain 4;Nilai Total\nDinas A;2,61;2,61;2,61;2,61;10,44\n", ['"Nilai Total"']),
    ],
)
def test_what_counts_beside_what_is_sure(data: str, passed_over: list[str]) -> None:
    found = read(data, year=2024)
    published = found.only.published
    assert published is not None
    assert published.index == Fraction("2.61") or published.domains[1] == Fraction("2.61")
    assert all(one in found.said[0] for one in passed_over)


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        # Two that are as likely.
        ("OPD;Hasil;Total Nilai\nDinas A;2,61;2,4\n", "no_results"),
        ("Dinas;Kecamatan;Indeks\nDinas A;Kota;2,61\n", "missing_heading"),
        # What was achieved is that of other targets.
        ("OPD;Realisasi;Predikat\nDinas A;2,61;Baik\n", "no_results"),
        # A predicate alone is no result.
        ("OPD;Rata-rata;Predikat\nDinas A;2,61;Baik\n", "no_results"),
        # Those beside indicators may be who answers for them.
        ("Dinas;Indikator;Nilai\nDinas A;1;3\n", "missing_heading"),
    ],
)
def test_what_nothing_tells(data: str, wrong: str) -> None:
    assert read(data, year=2024).wrong == [("1:1", wrong)]


@pytest.mark.parametrize(
    "headings", ["No;Dinas;Indikator;Nilai", "No. Indikator;Dinas;Uraian Kegiatan;Level", "Butir;Dinas;Judul;Skor"]
)
def test_who_answers_for_indicators_is_no_agency(headings: str) -> None:
    found = read(f"{headings}\n1;Dinas A;;3\n2;Dinas B;;2\n", year=2024, agency="Kota X")
    assert [one.agency for one in found.assessments] == ["Kota X"]
    assert '"Dinas"' in found.said[0]


@pytest.mark.parametrize("heading", ["Kode", "ID", "Butir", "Indikator ke-", "Ind.", "Item", "No. Soal", "Kode Pertanyaan"])
@pytest.mark.parametrize("code", ["{}", "I{:02}", "IND-{}", "KGT-{}"])
def test_codes_of_indicators(heading: str, code: str) -> None:
    rows = "".join(f"{code.format(one)};{1 + one % 4}\n" for one in INDICATORS)
    found = read(f"{heading};Level\n{rows}", year=2024, agency="A")
    if code == "KGT-{}":
        assert {one for _place, one in found.wrong} == {"no_indicator"}
    else:
        assert all(found.only.answer(one).levels == (Fraction(1 + one % 4),) for one in INDICATORS)


def test_codes_of_agencies() -> None:
    found = read("Kode;Dinas/Badan;Nilai\n1.01;Dinas A;2,61\n", year=2024)
    assert [(one.agency, one.published and one.published.index) for one in found.assessments] == [("Dinas A", Fraction("2.61"))]
    assert found.said == ['a column is passed over, as its heading means nothing here: "Kode"']


@pytest.mark.parametrize("heading", ["Existing", "Kondisi Saat Ini", "Eksisting", "Saat Ini"])
def test_levels_of_today_beside_targets(heading: str) -> None:
    found = read(f"No;Indikator;{heading};Target\n1;;3;4\n2;;2;4\n", year=2024, agency="A").only
    assert (found.answer(1).levels, found.answer(2).levels) == ((Fraction(3),), (Fraction(2),))
    prose = read(f"No;Indikator;{heading};Target\n1;;sudah ada perwali;4\n2;;baru konsep;4\n", year=2024, agency="A")
    assert prose.wrong == [("1:1", "no_level_column")]


def test_an_index_beside_provinces_is_no_level() -> None:
    found = read("Provinsi;Nomor Indikator;Indeks SPBE\nBali;1;2,61\n", year=2024)
    assert [(one.agency, one.published and one.published.index) for one in found.assessments] == [
        ("Provinsi Bali", Fraction("2.61"))
    ]


def test_likely_results_of_several_years() -> None:
    found = read("Dinas/Badan;Hasil Penilaian SPBE 2023;Hasil Penilaian SPBE 2024\nDinas A;2,5;2,61\n")
    assert [(one.year, one.published and one.published.index) for one in found.assessments] == [
        (2023, Fraction("2.5")),
        (2024, Fraction("2.61")),
    ]


def test_an_index_below_a_bare_year_beside_its_predicate() -> None:
    published = read("OPD;Tahun 2024;Predikat\nDinas A;2,61;Baik\n").only.published
    assert published is not None
    assert (published.index, published.predicate) == (Fraction("2.61"), "Baik")
    # Beside two years the predicate is of one that nothing tells.
    assert read("OPD;2023;2024;Predikat\nDinas A;2,5;2,61;Baik\n").wrong == [("1:1", "missing_heading"), ("1:1", "no_results")]


def test_all_indicators_in_a_table_as_a_form_asks_for_them() -> None:
    rows = "".join(f"{one};{part.title.id};{1 + one % 4};https://drive.example.go.id/{one}\n" for one, part in INDICATORS.items())
    found = read(f"Nomor;Pertanyaan;Pilihan Jawaban;Link Google Drive\n{rows}", year=2024, agency="A").only
    assert all(found.answer(one).levels == (Fraction(1 + one % 4),) for one in INDICATORS)
    assert found.answer(47).evidence[0].file == "https://drive.example.go.id/47"


def test_likely_headings_in_two_rows() -> None:
    below = ";;Skor;Kategori;Skor;Kategori\n1;Dinas A;2,5;Cukup;2,61;Baik\n"
    found = read(f"No;Dinas/Badan;Hasil Penilaian 2023;;Hasil Penilaian 2024;\n{below}")
    assert [(one.year, one.published and (one.published.index, one.published.predicate)) for one in found.assessments] == [
        (2023, (Fraction("2.5"), "Cukup")),
        (2024, (Fraction("2.61"), "Baik")),
    ]
    # What stands below a result is another one where nothing tells which of them counts.
    apart = read("No;Dinas/Badan;Indeks SPBE;\n;;Sementara;Akhir\n1;Dinas A;3,9;2,1\n", year=2024)
    assert apart.wrong == [("2:3", "under_one_heading")]
