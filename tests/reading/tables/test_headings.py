"""What headings mean, in both languages, and what is nearly one."""

from __future__ import annotations

import pytest

from spbe_cli.model.instrument import Instrument
from spbe_cli.reading.tables.headings import KNOWN, SIMPLEST, Meaning, key, meaning, names_something, nearest, titled
from spbe_cli.reading.tables.labels import Conflict, named_part
from spbe_cli.reading.tables.titles import Part, Titles
from spbe_cli.reading.tables.years import year
from tests.strategies import built_in

TITLES = {one.id: Titles(one) for one in built_in()}
NOW = TITLES["permenpanrb-59-2020"]


@pytest.mark.parametrize(
    ("headings", "meant"),
    [
        (["agency", "Instansi", "NAMA INSTANSI", "nama_instansi", "Nama  Instansi:", "OPD", "Perangkat Daerah", "Kabupaten/Kota",
          "nama_kabupaten_kota", "Kab./Kota", "Kementerian/Lembaga", "K/L/D", "NamaInstansi", "Nama\nInstansi",
          # Open data portals of provinces name a region by the codes of the statistics office or of the ministry.
          "bps_nama_kabupaten_kota", "kemendagri_nama_kabupaten_kota", "nama_wilayah", "Nama Daerah"], "agency"),
        (["year", "Tahun", "TAHUN PENILAIAN", "tahun_penilaian"], "year"),
        (["index", "Indeks", "indeks_spbe", "Indeks SPBE", "NILAI INDEKS", "Nilai Indeks SPBE"], "index"),
        (["predicate", "Predikat", "Predikat SPBE"], "predicate"),
        (["group", "provinsi", "nama_provinsi", "Kelompok"], "group"),
        (["kind", "Jenis"], "kind"),
        (["stage", "tahap"], "stage"),
        (["level", "Nilai", "Tingkat", "Nilai Capaian", "Level (1-5)", "Tingkat Kematangan", "Skor"], "level"),
        (["No", "No.", "Nomor", "NO. URUT"], "number"),
        (["No Indikator", "no_indikator", "Nomor Indikator"], "code"),
        (["indicator", "Indikator", "Nama Indikator"], "indicator"),
        (["evidence", "Bukti", "Bukti Dukung"], "evidence"),
        (["note", "Catatan", "Keterangan"], "note"),
    ],
)  # fmt: skip
def test_words(headings: list[str], meant: str) -> None:
    assert {heading: meaning(heading) for heading in headings} == {heading: Meaning(meant) for heading in headings}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("headings", "tier", "number"),
    [
        (
            [
                "D1",
                "d1",
                "D-1",
                "Domain 1",
                "domain_1",
                "DOMAIN 1",
                "Domain I",
                "Nilai Domain 1",
                "Indeks Domain 1",
                "Domain (1)",
            ],
            "domain",
            1,
        ),
        (["A8", "Aspek 8", "aspek_8", "aspect_8", "Nilai Aspek VIII", "Aspek VIII"], "aspect", 8),
        (
            ["1", "01", "1.0", "I1", "Indikator 1", "indikator_1", "indicator 1", "Nilai Indikator 1", "Ind. 1", "IND-01"],
            "indicator",
            1,
        ),
        (["47", "I47", "Indikator 47"], "indicator", 47),
    ],
)
def test_numbers(headings: list[str], tier: str, number: int) -> None:
    assert {meaning(heading) for heading in headings} == {Meaning(tier, number, tier=tier)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "id",
        "kode_provinsi",
        "satuan",
        "1.1",
        "2.1",
        "1 1",
        "1-5",
        "0",
        "2024",
        "9999999",
        "Domain",
        "aspek",
        "Skor Akhir",
        "a",
        "x1",
        # Words that are near to known ones by their letters only.
        "Sumber",
        "Kewenangan",
        "Kekurangan",
        "Peringkat Daerah",
        "PIC Indikator",
        "Data Instansi",
        "Urutan Indikator",
        "Nilai Dinas",
        "State",
    ],
)
def test_what_means_nothing_and_is_nearly_nothing(heading: str) -> None:
    assert (meaning(heading), nearest(heading)) == (None, None)


@pytest.mark.parametrize(
    ("heading", "what"),
    [
        ("SPBE", "index"), ("Indeks Pemdi", "index"), ("Nilai Indeks Pemerintah Digital", "index"), ("Skor PeGI", "index"),
        ("Predikat Pemdi", "predicate"), ("Propinsi", "group"), ("Nama Propinsi", "group"), ("Tahap Evaluasi", "stage"),
    ],
)  # fmt: skip
def test_other_names_of_what_is_assessed_and_of_a_province(heading: str, what: str) -> None:
    assert meaning(heading) == Meaning(what)  # type: ignore[arg-type]


@pytest.mark.parametrize("heading", ["2024", "Tahun 2024", "TAHUN PENILAIAN: 2024", "2024.0"])
def test_a_heading_that_says_a_year(heading: str) -> None:
    assert year(heading) == 2024


@pytest.mark.parametrize("heading", ["Nilai 2024", "1024", "20245", "2024-2025", "Tahun", ""])
def test_a_heading_that_says_no_year(heading: str) -> None:
    assert year(heading) is None


@pytest.mark.parametrize(
    ("heading", "near"),
    [("Domian 1", "domain_1"), ("Aspk 3", "aspek_3"), ("Indikatr_32", "indikator_32"), ("instanis", "instansi"),
     ("Tahunn", "tahun"), ("predikt", "predikat"), ("Nama Intsansi", "nama instansi"), ("Domian 01", "domain_1")],
)  # fmt: skip
def test_a_slip_of_the_pen(heading: str, near: str) -> None:
    assert (meaning(heading), nearest(heading)) == (None, near)


def test_no_known_word_is_a_slip_of_one_that_means_something_else() -> None:
    # Else what is known would hang by a hair.
    for name, what in KNOWN.items():
        for other, means in KNOWN.items():
            if what != means and len(name) == len(other) >= 5:
                assert sum(a != b for a, b in zip(name, other, strict=True)) > 1, (name, other)


def test_what_config_offers_is_known() -> None:
    assert all(meaning(heading) for heading in SIMPLEST)


def test_numbers_and_words_are_told_apart() -> None:
    assert names_something("Indeks")
    assert names_something("D1")
    assert not names_something("3")
    assert not names_something("Kota X")
    assert key("Nama_Kabupaten/Kota") == "namakabupatenkota"
    assert key("1.1") == "1.1"


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Kebijakan Internal SPBE", Part("domain", 1)),
        ("Domain Kebijakan", Part("domain", 1)),
        ("Domain Tata Kelola", Part("domain", 2)),
        ("Nilai Domain Layanan", Part("domain", 4)),
        ("Aspek Audit TIK", Part("aspect", 6)),
        ("Layanan Data Terbuka", Part("indicator", 43)),
        ("Indikator Data Terbuka", Part("indicator", 43)),
        ("Open data service", Part("indicator", 43)),
        ("Layanan Data Terbuka (3%)", Part("indicator", 43)),
        ("Layanan SPBE [bobot: 45,5%]", Part("domain", 4)),
        ("Kebijakan Internal Arsitektur SPBE", Part("indicator", 1)),
        ("ARSITEKTUR SPBE", Part("indicator", 11)),
    ],
)
def test_official_names(heading: str, part: Part) -> None:
    found = titled(heading)
    assert NOW.find(found.words, found.tier) == {part}


@pytest.mark.parametrize(
    "before", ["Tingkat Kematangan", "TINGKAT KEMATANGAN", "Tingkat kematangan dari", "Berapa level kematangan"]
)
@pytest.mark.parametrize("instrument", built_in(), ids=lambda one: one.id)
def test_the_regulations_own_names_begin_with_what_is_measured(before: str, instrument: Instrument) -> None:
    titles = TITLES[instrument.id]
    for one in instrument.indicators.values():
        assert titles.find(f"{before} {one.title.id}", "indicator") == {Part("indicator", one.id)}
    assert titles.find(before) == frozenset()
    assert NOW.near(f"{before} Layanan Data Terbukaa") == Part("indicator", 43)


@pytest.mark.parametrize("words", ["No", "TIK", "OPD"])
def test_few_letters_are_in_a_name_by_chance(words: str) -> None:
    assert NOW.find(words, "aspect") == frozenset()
    assert NOW.find("Audit", "aspect") == {Part("aspect", 6)}


@pytest.mark.parametrize("words", ["", "Layanan", "Kebijakan Internal", "SPBE", "x", "Kebijakan Internal Lain"])
def test_what_is_no_name_or_that_of_several(words: str) -> None:
    assert NOW.find(words) == frozenset()


@pytest.mark.parametrize("instrument", built_in(), ids=lambda one: one.id)
def test_every_part_is_known_by_its_name_in_both_languages(instrument) -> None:  # type: ignore[no-untyped-def]
    for tier in ("domain", "aspect", "indicator"):
        for identifier, part in instrument.members(tier).items():
            for title in filter(None, (part.title.id, part.title.en, part.title.id.upper())):
                assert Part(tier, identifier) in TITLES[instrument.id].find(title), title
                assert TITLES[instrument.id].find(title, tier) == {Part(tier, identifier)}, title


@pytest.mark.parametrize(
    ("text", "number", "part"),
    [
        ("1", "", Part("indicator", 1)),
        ("1.0", "", Part("indicator", 1)),
        ("01", "", Part("indicator", 1)),
        ("I12", "", Part("indicator", 12)),
        ("Indikator 12", "", Part("indicator", 12)),
        ("Indikator 12: Peta Rencana SPBE", "", Part("indicator", 12)),
        ("12. Peta Rencana SPBE Instansi Pusat/Pemerintah Daerah", "", Part("indicator", 12)),
        ("12) Peta Rencana SPBE", "99", Part("indicator", 12)),
        ("Peta Rencana SPBE", "", Part("indicator", 12)),
        ("Peta Rencana SPBE", "12", Part("indicator", 12)),
        ("b. Peta Rencana SPBE", "", Part("indicator", 12)),
        ("2.2 Peta Rencana SPBE", "", Part("indicator", 12)),
        ("", "12", Part("indicator", 12)),
        ("", "12.", Part("indicator", 12)),
        ("Judul lain", "12", Part("indicator", 12)),
        ("Peta Rencana SPBE", "11", Conflict(11, Part("indicator", 12))),
        ("11. Peta Rencana SPBE", "", Conflict(11, Part("indicator", 12))),
        ("Domain 1", "", Part("domain", 1)),
        ("D1", "", Part("domain", 1)),
        ("Domain II. Tata Kelola SPBE", "", Part("domain", 2)),
        ("Domain 1 Tata Kelola SPBE", "", Conflict(1, Part("domain", 2))),
        ("Tata Kelola SPBE", "", Part("domain", 2)),
        ("Tata Kelola SPBE", "1", Part("domain", 2)),
        ("1. Tata Kelola SPBE", "", Part("domain", 2)),
        ("Aspek 6 - Pelaksanaan Audit TIK", "", Part("aspect", 6)),
        ("Aspek Audit TIK", "3", Part("aspect", 6)),
        ("Layanan Publik Sektor 2", "", Part("indicator", 46)),
        ("Indeks SPBE", "", "index"),
        ("Predikat", "", "predicate"),
        ("Lain-lain", "", None),
        ("", "", None),
        ("1.1", "", None),
        ("Total", "", None),
    ],
)
def test_what_a_row_is_about(text: str, number: str, part: object) -> None:
    assert named_part(text, number, NOW) == part


def test_an_aspect_called_as_its_indicator_is_is_meant_only_where_it_is_said() -> None:
    pemdi = TITLES["permenpanrb-8-2026"]
    assert named_part("Keamanan Pemdi", "", pemdi) == Part("indicator", 10)
    assert named_part("Keamanan Pemdi", "10", pemdi) == Part("indicator", 10)
    assert named_part("Aspek Keamanan Pemdi", "", pemdi) == Part("aspect", 4)
    assert named_part("Peta Rencana SPBE", "3", None) == Part("indicator", 3)
    assert named_part("Peta Rencana SPBE", "", None) is None


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("Indeks SPBE 1)", Meaning("index")),
        ("Predikat\u00b2", Meaning("predicate")),
        ("Nama Instansi*)", Meaning("agency")),
        ("Indeks SPBE [1-5]", Meaning("index")),
        ("Instansi / Agency", Meaning("agency")),
        ("Indeks SPBE\nSPBE Index", Meaning("index")),
        ("No | Number", Meaning("number")),
        ("Kabupaten/Kota", Meaning("agency")),
        ("nilai_indeks_sistem_pemerintahan_berbasis_elektronik", Meaning("index")),
        ("Indeks Sistem Pemerintahan Berbasis Elektronik (SPBE)", Meaning("index")),
        ("Tingkat Kematangan Indikator 12", Meaning("indicator", 12, tier="indicator")),
        ("Indikator ke-12", Meaning("indicator", 12, tier="indicator")),
        ("Skor Domain 2", Meaning("domain", 2, tier="domain")),
        # A number in brackets may be that of the part, and halves that differ say nothing.
        ("Domain 1)", Meaning("domain", 1, tier="domain")),
        ("Nilai Eksternal", Meaning("level")),
        ("Indeks (maks 5)", Meaning("index")),
        # What brackets make another figure than the agency's own is none of its results.
        *(
            (f"{one} ({of})", None)
            for one in ("Indeks SPBE", "Indikator 12", "Nilai")
            for of in ("Target", "target RPJMD", "proyeksi", "rata-rata nasional", "tahun lalu", "bobot")
        ),
        *(
            (one, None)
            for one in ("Nilai / Predikat", "Level 1", "Nilai 1", "Nilai (%)", "Capaian %", "Indeks 1) 2) x", "1) Nilai")
        ),
    ],
)
def test_what_stands_around_a_heading(heading: str, meant: Meaning | None) -> None:
    assert meaning(heading) == meant
