"""Behind the number of a level: a remark leaves it clear, another number does not, unless it speaks of something else."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from spbe_cli.reading.instruments import load_instruments
from spbe_cli.reading.levels import LevelWords
from tests.reached import reached, reaching

INSTRUMENT = load_instruments().for_year(2024)
ELSEWHERE = (
    "no", "nomor", "number", "sk", "se", "uu", "pp", "perda", "perwali", "perwal", "perbup", "pergub", "perpres",
    "pasal", "ayat", "lampiran", "halaman", "hal", "iso", "versi", "version", "indikator", "indicator", "domain",
    "aspek", "aspect", "tahun", "tgl", "tanggal", "triwulan", "semester", "target", "ditargetkan", "sebelumnya",
    "semula", "awalnya", "previously", "lalu", "year",
)  # fmt: skip
"""The words after which another number speaks of something else."""

WORDS = st.sampled_from(
    (
        "-",
        "(",
        ")",
        "atau",
        "menjadi",
        "naik",
        "dan",
        "level",
        "bukti",
        "Terdefinisi",
        "tidak",
        "ada",
        "dari",
        ",",
        ":",
        *ELSEWHERE,
    )
)
DIGITS = st.sampled_from(["1", "2", "4", "5", "4,5", "½", "٤", "(4)", "4."])


def meant(said: str) -> object:
    assert INSTRUMENT is not None
    return LevelWords(INSTRUMENT.scale, INSTRUMENT.aspect_of(1).levels).meant(said)


@reaching(0.08, "read", "refused")
@given(st.sampled_from([" ", "-", " - ", " (", ": "]), st.lists(WORDS, max_size=4), DIGITS, st.lists(WORDS, max_size=2))
@example(" ", ["menjadi"], "4", [])
@example(" ", ["lalu", "naik"], "4", [])
def test_another_number_is_refused_or_speaks_of_something_else(
    sign: str, before: list[str], other: str, after: list[str]
) -> None:
    """Right before the other number stands a word of the list, or that the level is not reached, or what has it as evidence."""
    said = f"3{sign}{' '.join([*before, other, *after])}"
    reached("read" if isinstance(meant(said), int) else "refused")
    if isinstance(meant(said), int):
        words = [word for word in before if re.search(r"\w", word)]
        last = [word for word in words if word != "level"][-1:]
        aside = last and last[0] in (*ELSEWHERE, *(("bukti", "tidak", "ada") if words[-1] == "level" else ()))
        assert meant(said) == 3
        assert aside, said
