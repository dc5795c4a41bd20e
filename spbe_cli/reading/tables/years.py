"""Years in the headings and titles of tables: which year a column, the rows below a title, or the whole table is about."""

from __future__ import annotations

import re
from typing import Final

from spbe_cli.reading.tables.headings import KNOWN, TIERS, YEARS, key

_WORDS: Final = ("tahun", "year", "thn", "th")
_AROUND: Final = " \t\r\n\u00a0()[].:,;-–—/_"
_BUDGET_YEAR: Final = ("ta", "tahunanggaran")
_ASSESSED: Final = ("penilaian", "penilaiantahun", "evaluasi", "evaluasitahun")
_GOES_ON: Final = re.compile(rf"(?P<what>.*\S)\s+(?:per\s+)?(?:{'|'.join(_WORDS)})\.?", re.IGNORECASE | re.DOTALL)
_ALONE: Final = re.compile(r"(?P<word>\D*)(?P<year>[0-9]{4})(?:[.,]0+)?")
# Repeats are bounded, as a cell may be as long as its table.
_IN_TITLE: Final = re.compile(
    rf"\b(?:(?:{'|'.join(_WORDS)})\b\.?(?:\s{{1,9}}[^\W\d]{{1,30}})?|t\.?\s?a\.?|spbe|pemdi|pegi)[\s:(]{{1,9}}(?P<year>[0-9]{{4}})"
    r"(?![0-9]|\s{0,9}(?:[-–—/,&]|s\.?[/.]?d\b|dan|and|sampai(?:\s{1,9}dengan)?|hingga|to|until)\.?\s{0,9}[0-9])",
    re.IGNORECASE,
)
_CITED: Final = re.compile(
    rf"\b(?:nomor|no|number)\b[.:\s]{{0,9}}\S{{1,30}}[\s/]{{1,9}}(?:{'|'.join(_WORDS)}|of)\b[.\s]{{1,9}}[0-9]{{4}}", re.IGNORECASE
)
_BEFORE: Final = re.compile(r"(?:(?P<before>[^\W\d_]{1,30})[\s.:]{1,9})?(?P<last>[^\s/]{1,30})[\s/,:(-]{0,9}\Z")
_FAR_ENOUGH: Final = 80
_PERIODS: Final = frozenset(
    ("bulan", "caturwulan", "kuartal", "lampiran", "periode", "semester", "tabel", "tahap", "triwulan", "tw")
)
"""Words before a number that is no regulation's."""
_OF_ANOTHER_TIME: Final = frozenset((
    "awal", "baseline", "cetak", "dibuat", "dicetak", "diperbarui", "diunduh", "dokumen", "hingga", "mulai", "sampai", "sebelum",
    "sejak", "setelah", "since", "target", "until",
))  # fmt: skip
"""Words before a year that is not the one in which was assessed."""
_RANGE: Final = re.compile(r"(?<![a-z])[0-9]{2,4}\s{0,9}[-–—/]\s{0,9}\Z", re.IGNORECASE)
_IN_NAME: Final = re.compile(rf"(?:\b(?:{'|'.join(_WORDS)})\b[.\s]{{1,9}})?[0-9]{{4}}", re.IGNORECASE)


def year(heading: str) -> int | None:
    """The year that a heading says, bare or behind a word for years: ``2024``, ``Tahun 2024``; None if it says none."""
    found = _ALONE.fullmatch(heading)
    if found is None or int(found["year"]) not in YEARS or not _is_for_years(key(found["word"])):
        return None
    return int(found["year"])


def _is_for_years(word: str) -> bool:
    return not word or word in (*_WORDS, *_BUDGET_YEAR, *_ASSESSED) or KNOWN.get(word) == "year"


def over_years(heading: str) -> str | None:
    """What a heading says that ends in a word for years, which stand below: ``Indeks SPBE Tahun``; None if it does not."""
    found = _GOES_ON.fullmatch(heading)
    return found["what"] if found is not None and any(map(str.isalpha, found["what"])) else None


def of_year(heading: str) -> tuple[str, int] | None:
    """What a heading says of which year: ``Indeks SPBE (2023)``, ``Nilai Tahun 2023``; None if it says no such thing."""
    text = heading.rstrip(_AROUND)
    what, digits = text[:-4], text[-4:]
    if not (digits.isascii() and digits.isdecimal() and int(digits) in YEARS) or what[-1:].isalnum():
        return None
    # The end of several years, or the year of a regulation.
    if _RANGE.search(what[-_FAR_ENOUGH:]) or any(_is_another(text, one) for one in _IN_TITLE.finditer(text)):
        return None
    *words, last = what.rstrip(_AROUND).split() or [""]
    what = " ".join([*words, *([] if last.casefold().strip(_AROUND) in _WORDS else [last])]).rstrip(_AROUND)
    return (what, int(digits)) if any(map(str.isalpha, what)) else None


def year_in_title(title: str) -> int | None:
    """The one year that a title is about: ``Rekapitulasi Indeks SPBE Tahun 2024``; None if it says none, or several.

    The year of a regulation (``Nomor 59 Tahun 2020``, ``Perpres 95 Tahun 2018``), those of a plan (``Tahun 2021-2026``), and that
    in which a table was printed are not meant.
    """
    text = _CITED.sub("", title)
    found = {int(one["year"]) for one in _IN_TITLE.finditer(text) if not _is_another(text, one)}
    return found.pop() if len(found) == 1 and found <= set(YEARS) else None


def is_of_another_time(name: str) -> bool:
    """Whether a year in the name of a sheet is that of a regulation, of a plan or of a print."""
    return any(_is_another(name, one) or _RANGE.search(name[: one.start()]) for one in _IN_NAME.finditer(name))


def _is_another(text: str, found: re.Match[str]) -> bool:
    """Whether a year in a text is that of a regulation, by the number before it, or of another time, by the word before it."""
    before = _BEFORE.search(text[max(0, found.start() - _FAR_ENOUGH) : found.start()])
    if before is None or found[0][:4].casefold() in ("spbe", "pegi", "pemd"):
        return False
    last = before["last"]
    if last[0].isdecimal():
        return before["before"] is not None and before["before"].casefold() not in (*_PERIODS, *TIERS)
    return last.casefold() in _OF_ANOTHER_TIME
