"""Which known name is meant by one, and where none is: a suggestion that is wrong is worse than none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.slips import FilesMeant, meant, slips

PREDICATES = ("Memuaskan", "Sangat Baik", "Baik", "Cukup", "Kurang")
KEYS = ("level", "evidence", "note", "criteria", "target", "tingkat", "bukti", "catatan", "kriteria")


@pytest.mark.parametrize(
    ("name", "known", "right"),
    [
        ("denpasar.yaml", ("a9.yaml", "denpasar-2018.yaml"), "denpasar-2018.yaml"),
        ("denpasr-2018.yaml", ("denpasar-2018.yaml", "denpasar-2018-self.yaml"), "denpasar-2018.yaml"),
        ("denpasar-2018.yml", ("denpasar-2018.yaml", "denpasar-2019.yaml"), "denpasar-2018.yaml"),
        ("denpasar-2018", ("denpasar-2018.yaml", "palopo-2018.yaml"), "denpasar-2018.yaml"),
        ("denpasr.yaml", ("denpasar.csv", "denpasar.yaml"), "denpasar.yaml"),
        ("Denpasar-2018.YAML", ("denpasar-2018.yaml",), "denpasar-2018.yaml"),
        ("opd.csv", ("opd", "ops.toml"), "opd"),
        ("levl", KEYS, "level"),
        ("lveel", KEYS, "level"),
        ("evidnce", KEYS, "evidence"),
        ("tingkt", KEYS, "tingkat"),
        ("Sngat Baik", PREDICATES, "Sangat Baik"),
        ("baikk", PREDICATES, "Baik"),
        ("“Baik”", PREDICATES, "Baik"),
        ("Baik*)", PREDICATES, "Baik"),
        ("memuasakan", PREDICATES, "Memuaskan"),
        ("permenpanrb-59-2021", ("permenpanrb-59-2020", "permenpanrb-5-2018", "pegi"), "permenpanrb-59-2020"),
        ("domian:3", ("se-mendagri", "domain:1", "domain:3"), "domain:3"),
        ("mendagri", ("se-mendagri", "domain:1"), "se-mendagri"),
        ("sel", ("self", "final"), "self"),
        ("eng", ("id", "en"), "en"),
    ],
)
def test_what_is_meant(name: str, known: tuple[str, ...], right: str) -> None:
    assert meant(name, known) == right
    assert meant(name, reversed(known)) == right


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("denpasar.yaml", ("a9.yaml",)),
        ("denpasar.yaml", ("answers.yaml", "indicators.yaml", "spbe.toml", "README.md")),
        ("laporan.yaml", ("palopo.yaml",)),
        ("a.yaml", ("b.yaml", "c.yaml")),
        ("a9.yaml", ("a8.yaml",)),
        ("2023.yaml", ("2024.yaml",)),
        ("2025", ("2023", "2024")),
        ("palopo.yaml", ("palopo-2018.yaml", "palopo-2019.yaml")),
        ("dinas-03.yaml", ("dinas-01.yaml", "dinas-02.yaml")),
        ("Bagus", PREDICATES),
        ("Baik Sekali", PREDICATES),
        ("Sangat", ("Sangat Baik", "Sangat Kurang")),
        ("scale", ("stage", "note")),
        ("owner", ("level", "note", "target")),
        ("x", ("y", "id")),
        ("", KEYS),
        ("...", KEYS),
        ("levl", ()),
    ],
)
def test_where_nothing_is_meant(name: str, known: tuple[str, ...]) -> None:
    assert meant(name, known) is None


@pytest.mark.parametrize(
    ("name", "word", "most", "number"),
    [
        ("level", "level", 0, 0),
        ("levl", "level", 1, 1),
        ("lveel", "level", 1, 1),
        ("lvl", "level", 2, 2),
        ("lvl", "level", 1, None),
        ("abcdef", "uvwxyz", 3, None),
        ("xab", "xba", 1, 1),
        ("", "a", 1, 1),
    ],
)
def test_slips(name: str, word: str, most: int, number: int | None) -> None:
    assert slips(name, word, most) == slips(word, name, most) == number


def _reference(name: str, word: str) -> int:
    """The distance as it is defined, letter by letter: what is wrong, missing, added, or exchanged with its neighbour."""
    apart = {(i, j): i + j for i in range(len(name) + 1) for j in range(len(word) + 1)}
    for i, letter in enumerate(name, start=1):
        for j, other in enumerate(word, start=1):
            ways = [apart[i - 1, j] + 1, apart[i, j - 1] + 1, apart[i - 1, j - 1] + (letter != other)]
            if i > 1 and j > 1 and (letter, name[i - 2]) == (word[j - 2], other):
                ways.append(apart[i - 2, j - 2] + 1)
            apart[i, j] = min(ways)
    return apart[len(name), len(word)]


_SHORT = st.text("abc", max_size=8)


@given(_SHORT, _SHORT, st.integers(0, 5))
def test_slips_are_counted_as_they_are_defined(name: str, word: str, most: int) -> None:
    number = _reference(name, word)
    assert slips(name, word, most) == (number if number <= most else None)


def test_the_slips_in_titles_that_are_nearly_the_same() -> None:
    titles = [f"Tingkat kematangan kebijakan internal layanan nomor {number}" for number in range(40)]
    assert [meant(title.replace("nomor", "nomr"), titles) for title in titles] == titles


def test_names_of_any_length_take_no_time() -> None:
    begun = time.monotonic()
    assert meant("a" * 100_000 + "b", ["a" * 100_000]) is None
    assert meant("dinas kesehatan kota", [f"dinas {number} {number}" for number in range(5_000)]) is None
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    ("name", "known", "right"),
    [
        ("sk.pdf", ("Indikator 2/sk.pdf", "sk 2.pdf"), "Indikator 2/sk.pdf"),
        ("sk.pdf", ("a/sk.pdf", "b/sk.pdf", "SK.pdf"), None),
        ("Dokumen_11.PDF", ("dokumen 11.pdf", "dokumen 12.pdf"), "dokumen 11.pdf"),
        ("dokumen%2011.pdf", ("dokumen 11.pdf",), "dokumen 11.pdf"),
        ("laporan.docx", ("laporan (1).docx", "laporan akhir.docx"), "laporan (1).docx"),
        ("laporan.docx", ("laporan - Copy.docx",), "laporan - Copy.docx"),
        ("laporan.docx", ("laporan.docx.pdf", "laporan.pdf"), "laporan.pdf"),
        ("bukti\u0301.pdf", ("lama/bukt\u00ed.pdf", "buktí.pdf"), None),
        ("perwali", ("perwali.pdf", "perda.pdf"), "perwali.pdf"),
        ("prewali.pdf", ("lama/perwali.pdf", "perda.pdf"), "lama/perwali.pdf"),
        ("dokumen-11.pdf", ("dokumen-12.pdf", "dokumen-1.pdf"), None),
        ("sk.pdf", (), None),
    ],
)
def test_which_file_of_a_folder_is_meant(name: str, known: tuple[str, ...], right: str | None) -> None:
    assert FilesMeant(known).by(name) == right
    among = (*known, *(f"lain/{n}-{n}.txt" for n in range(600)))
    assert FilesMeant(among).by(name) == (None if name == "prewali.pdf" else right)
