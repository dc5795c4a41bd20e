"""When two names are one agency's, what kind it is of, and which name is a slip of another."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.model.agencies import key, kind_key, kind_of, near_names
from tests.reached import reached, reaching

NATIONAL = [
    row["agency"]
    for row in csv.DictReader(
        Path(__file__).parents[2].joinpath("examples", "national-2023.csv").read_text(encoding="utf-8").splitlines()
    )
]
REGIONS = {
    "Kab. ": ("Pemerintah Kab. ", "Pemerintah Kabupaten ", "KABUPATEN ", "Kab ", "kab.", "Pemkab ", "Pemda Kab. ",
              "Pemerintah Daerah Kabupaten "),
    "Kota ": ("Pemerintah Kota ", "KOTA ", "kota  ", "Pemkot ", "Pemda Kota ", "Pemerintah Daerah Kota "),
    "Provinsi ": ("Pemerintah Provinsi ", "Prov. ", "PROVINSI ", "Pemprov ", "Pemerintah Prov. ", "Propinsi ", "Pemda Provinsi "),
}  # fmt: skip


@pytest.mark.parametrize(
    ("agency", "kind"),
    [
        ("Pemerintah Kota Palopo", "Kota"),
        ("Pemkot Palopo", "Kota"),
        ("Pemerintah Kab. Aceh Besar", "Kab."),
        ("Pemerintah Kabupaten Nias Barat", "Kab."),
        ("Pemerintah Daerah Kabupaten Luwu", "Kab."),
        ("KAB. LUWU", "Kab."),
        ("Pemkab. Luwu", "Kab."),
        ("Pemerintah Provinsi Sulawesi Selatan", "Provinsi"),
        ("Prov. Bali", "Provinsi"),
        ("Pemprov Bali", "Provinsi"),
        ("Pemerintah Aceh", "Provinsi"),
        ("Pemerintah D.I. Yogyakarta", "Provinsi"),
        ("Pemerintah Daerah Istimewa Yogyakarta", "Provinsi"),
        ("Kota Contoh", "Kota"),
        ("kabupaten Contoh", "Kab."),
        ("Kementerian Keuangan", "Kementerian"),
        ("Dinas Kesehatan", "Dinas"),
        ("Pemerintah", "Pemerintah"),
        ("Kota", "Kota"),
        ("***", "***"),
    ],
)
def test_the_kind_of_an_agency_by_its_name(agency: str, kind: str) -> None:
    assert kind_of(agency, None) == kind
    assert kind_of(agency, "Lembaga") == "Lembaga"


@given(st.sampled_from(sorted(REGIONS)), st.data(), st.from_regex(r"[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8})?", fullmatch=True))
def test_a_region_is_one_however_it_is_written(kind: str, data: st.DataObject, name: str) -> None:
    written = data.draw(st.sampled_from(REGIONS[kind])) + data.draw(st.sampled_from((name, name.upper(), name.replace(" ", "-"))))
    assert key(written) == key(kind + name)
    assert kind_of(written, None) == kind.strip()
    for other in REGIONS.keys() - {kind}:
        assert all(key(begin + name) != key(written) for begin in REGIONS[other])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Pemerintah Kab. Labuhanbatu", "Kabupaten Labuhan Batu", True),
        ("Pemerintah Kota Baubau", "KOTA BAU-BAU", True),
        ("Pemerintah Aceh", "PROVINSI ACEH", True),
        ("Pemerintah Aceh", "Aceh", True),
        ("Pemerintah D.I. Yogyakarta", "Daerah Istimewa Yogyakarta", True),
        ("Pemerintah D.I. Yogyakarta", "Provinsi DI Yogyakarta", True),
        ("Pemerintah D.I. Yogyakarta", "Kota Yogyakarta", False),
        ("Kementerian Hukum dan HAM", "Kementerian Hukum & HAM", True),
        ("Dinas Kesehatan", "DINAS  KESEHATAN.", True),
        ("Kota Bogor", "Bogor", False),
        ("Kab. Aceh Barat", "Kab. Aceh Barat Daya", False),
        ("Dinas A", "Dinas B", False),
        ("!!!", "???", False),
        ("\uff2b\uff4f\uff54\uff41 A", "Kota A", True),  # full-width letters
        ("Kota\u00a0A\u200b", "Kota A", True),
    ],
)
def test_names_of_one_agency(one: str, other: str, same: bool) -> None:
    assert (key(one) == key(other)) is same


def test_no_two_agencies_of_the_national_results_are_one_or_near() -> None:
    assert len({key(name) for name in NATIONAL}) == len(NATIONAL) == 621
    # Neither all together nor two by two, where nothing else can be meant.
    assert near_names(NATIONAL, NATIONAL) == {}
    alike = [
        (one, other) for one, other in itertools.combinations(NATIONAL, 2) if one[:14] == other[:14] or one[-5:] == other[-5:]
    ]
    assert len(alike) > 50_000
    assert not [pair for pair in alike if near_names(pair[:1], pair[1:])]


@reaching(0.3, "misspelt")
@given(st.data())
def test_one_slip_in_a_name_of_the_national_results_is_found(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NATIONAL))
    words = name.split()
    word = data.draw(st.sampled_from([n for n, one in enumerate(words) if one.isalpha() and len(one) > 6]) if any(
        one.isalpha() and len(one) > 6 for one in words) else st.just(0))  # fmt: skip
    old = words[word]
    if not old.isalpha() or len(old) <= 6:
        return
    at = data.draw(st.integers(1, len(old) - 2))
    slip = data.draw(st.sampled_from((
        old[:at] + old[at + 1 :], old[:at] + "x" + old[at:], old[:at] + "x" + old[at + 1 :],
        old[:at] + old[at + 1] + old[at] + old[at + 2 :],
    )))  # fmt: skip
    misspelt = " ".join([*words[:word], slip, *words[word + 1 :]])
    # Searang may be Semarang or Serang; a Badung may be meant, whatever it is near to.
    near = [one for one in NATIONAL if near_names([misspelt], [one])]
    if key(misspelt) == key(name) or len(near) > 1 or slip == "Badung":
        return
    reached("misspelt")
    assert near_names([misspelt], NATIONAL) == {misspelt: name}
    assert near_names([name], [misspelt]) == {name: misspelt}


@pytest.mark.parametrize(
    ("name", "others", "near"),
    [
        ("Pemerintah Kab. Slemna", ["Kab. Sleman", "Kota Sleman"], "Kab. Sleman"),
        ("Pemerintha Kab. Sleman", ["Pemerintah Kab. Sleman"], "Pemerintah Kab. Sleman"),
        ("Kabupatn Sleman", ["Pemerintah Kab. Sleman"], "Pemerintah Kab. Sleman"),
        ("Kementrian Agama", ["Kementerian Agama"], "Kementerian Agama"),
        ("Pemerintah D.I. Ygyakarta", ["Pemerintah D.I. Yogyakarta", "Kota Yogyakarta"], "Pemerintah D.I. Yogyakarta"),
        # The kind behind the name, and the capital without one.
        ("BIMA, KOTA", ["Pemerintah Kota Bima", "Kab. Bima"], "Pemerintah Kota Bima"),
        ("Kab. Bima", ["Bima (Kota)", "Bima (Kab)"], "Bima (Kab)"),
        ("DKI Jakarta", ["Pemerintah Provinsi DKI Jakarta"], "Pemerintah Provinsi DKI Jakarta"),
        ("Bima", ["Kota Bima"], None),
        ("Jakarta", ["Provinsi DKI Jakarta"], None),
        # Other regions, and other agencies.
        ("Pemerintah Kab. Simeulue", ["Pemerintah Kab. Sleman"], None),
        ("Pemerintah Kab. Paniai", ["Pemerintah Kab. Supiori"], None),
        ("Pemerintah Provinsi NTB", ["Pemerintah Provinsi NTT", "Pemerintah Provinsi Nusa Tenggara Barat"], None),
        ("Mahkamah Konstitusi", ["Sekretariat Jenderal Mahkamah Konstitusi"], None),
        ("Pemerintah Kab. Bandung", ["Pemerintah Kab. Badung"], None),
        ("Pemerintah Kab. Buru", ["Pemerintah Kab. Baru", "Pemerintah Kab. Buru Selatan"], None),
        ("Kota Sleman", ["Kab. Slemna"], None),
        ("Dinas A", ["Dinas B"], None),
        ("Kecamatan 12345", ["Kecamatan 12346"], None),
        # Two that may be meant.
        ("Dinas Kesehata", ["Dinas Kesehatan", "Dinas Kesehatx"], None),
        ("Dinas Kesehatan", ["dinas kesehatan"], None),  # no slip: the same
    ],
)
def test_a_near_name(name: str, others: list[str], near: str | None) -> None:
    assert near_names([name], others) == ({} if near is None else {name: near})


def test_one_name_is_not_the_slip_of_two() -> None:
    assert near_names(["Dinas Kesehatam", "Dinas Kesehatab"], ["Dinas Kesehatan"]) == {}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Kab.", "KABUPATEN", True), ("Kab.", "Kota", False), ("Prov", "Provinsi", True), ("lembaga ", "Lembaga", True),
     ("Badan Usaha", "badan  usaha", True), ("?", "!", False)],
)  # fmt: skip
def test_kinds_however_they_are_written(one: str, other: str, same: bool) -> None:
    assert (kind_key(one) == kind_key(other)) is same


def test_a_word_that_nobody_has_typed_is_near_to_nothing_and_takes_no_memory() -> None:
    long = "Dinas " + "a" * 100_000
    assert near_names([long + "b"], [long]) == {}
    typed = "Dinas " + "ab" * 50
    assert near_names([typed[:-1]], [typed]) == {typed[:-1]: typed}
