"""What people write behind the number of a level: a remark, or another answer that leaves the level unclear.

``3 - SK No. 4`` is level 3 with a remark. ``3 menjadi 4`` may be either level, ``3-May`` is a day that a spreadsheet made of a
number, and ``4 tidak terpenuhi`` takes the level back. Where a remark may be another answer, the level is not clear.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from fractions import Fraction

CALLED: Final = ("level", "tingkat")
"""What may stand before the number or the name of a level."""

WORDS: Final = {
    word: number
    for words in (
        ("nol", "satu", "dua", "tiga", "empat", "lima"),
        ("zero", "one", "two", "three", "four", "five"),
    )
    for number, word in enumerate(words)
}
"""Numbers in words."""

ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
"""Roman numbers."""

_MONTHS: Final = (
    "jan", "januari", "january", "feb", "februari", "february", "peb", "pebruari", "mar", "maret", "march", "apr", "april", "mei",
    "may", "jun", "juni", "june", "jul", "juli", "july", "agu", "ags", "agt", "agustus", "aug", "august", "sep", "sept",
    "september", "okt", "oktober", "oct", "october", "nov", "november", "nop", "nopember", "des", "desember", "dec", "december",
)  # fmt: skip
UNCLEAR: Final = (
    "atau", "or", "s/d", "s.d.", "s.d", "sd", "dikoreksi", "terkoreksi", "koreksi", "menjadi", "jadi", "naik", "dinaikkan",
    "turun", "diturunkan", "diubah", "berubah", "revisi", "direvisi", "seharusnya", "semestinya", "ditolak",
    "dibatalkan", "batal", "corrected", "becomes", "became", "raised", "lowered", "changed", "rejected", *_MONTHS,
)  # fmt: skip
"""Words with which a remark changes, takes back or widens the number before it, or makes a day of it."""

NEGATIONS: Final = ("tidak", "tdk", "belum", "blm", "bukan", "not")
"""Words that deny the number if they stand right behind it: ``4 tidak``. Behind a dash they begin a remark."""

_NUMBER: Final = r"[0-9]+(?:[.,][0-9]+)?"
_LEVEL: Final = re.compile(rf"\b(?:{'|'.join(CALLED)})\s*[:.]?\s*({_NUMBER})(?!\w)")
_FIRST: Final = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(UNCLEAR, key=len, reverse=True)))})(?!\w)")
_NEGATED: Final = re.compile(rf"(?:{'|'.join(NEGATIONS)})(?!\w)")
_TAKEN_BACK: Final = re.compile(
    rf"\b(?:{'|'.join(NEGATIONS)})(?:\s+(?:dapat|bisa|yet))?"
    r"(?:\s*$|\s+(?:terpenuhi|tercapai|dipenuhi|dicapai|memenuhi|mencapai|disetujui|diterima|sesuai|met|reached|accepted)\b)"
    r"|\b(?:dikoreksi|terkoreksi|corrected)\b"
)
_OTHER_IN_WORDS: Final = re.compile(
    r"(?:\b(?:atau|or|s\.?/?d\.?|sampai(?:\s+dengan)?|hingga|menuju|menjadi|jadi)|^(?:dan|and|ke|to))"
    rf"\s+(?:(?:{'|'.join(CALLED)})\s+)?(\S.*)"
)
# A number in a remark speaks of something else only where it says so itself, or the words right before it do. Numbers of
# documents and their parts, and of what is counted through; the time; a level that is aimed at, was there before, or is not
# reached; the level that a piece of evidence is for; files and addresses; days with their year.
_ELSEWHERE: Final = re.compile(
    r"https?://\S+|\S{1,100}\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|zip)\b"
    rf"|\b[0-9]{{1,2}}(?:[/.-][0-9]{{1,2}}[/.-]|[\s-]+(?:{'|'.join(_MONTHS)})[\s-]+)(?:19|20)[0-9]{{2}}\b"
    r"|\b(?:no|nomor|number|sk|se|uu|pp|perda|perwali|perwal|perbup|pergub|perpres|permen\w{0,20}|pasal|ayat|lampiran|halaman|hal"
    r"|iso|versi|version|indikator|indicator|domain|aspek|aspect|tahun|tgl|tanggal|triwulan|semester)"
    r"\b[\s.:]{0,3}[\w./-]{0,40}[0-9][\w./-]{0,40}"
    r"|\b(?:(?:target|ditargetkan|sebelumnya|semula|awalnya|previously|tahun\s+lalu|last\s+year)\s*[:=]?\s*(?:level|tingkat)?"
    r"|(?:bukti|evidence|kriteria|criteria)(?:\s+(?:untuk|for))?\s+(?:level|tingkat))"
    rf"\s*[:.]?\s*{_NUMBER}(?!\w)"
)
_NOT_REACHED: Final = re.compile(
    r"\b(?:belum|tidak|bukan|not)(?:\s+(?:ada|cukup|bukti|dokumen|untuk|sampai|mencapai|memenuhi|ke|yet|reached|met|enough|evidence"
    rf"|for))*\s+(?:{'|'.join(CALLED)})\s+({_NUMBER})(?!\w)"
)
_MANY_DIGITS: Final = 4


def leaves_clear(remark: str, *, apart: bool, highest: Fraction, names: Collection[str], fits: Callable[[str], bool]) -> bool:
    """Whether a level is clear with a remark behind its number.

    Args:
        remark: what stands there, folded.
        apart: whether a dash, a colon or brackets set it apart from the number.
        highest: the highest level; a greater whole number is no other answer.
        names: the names of levels.
        fits: whether a number in digits is the same level.
    """
    if remark[:1].isnumeric():
        return re.fullmatch(_NUMBER, remark) is not None and fits(remark)
    rest = _NOT_REACHED.sub(lambda found: found[0] if fits(found[1]) else " ", remark)
    rest = _LEVEL.sub(lambda found: " " if fits(found[1]) else found[0], _ELSEWHERE.sub(" ", rest)).strip(" .,;")
    if _FIRST.match(rest) or (not apart and _NEGATED.match(rest)) or _TAKEN_BACK.search(rest):
        return False
    other = _OTHER_IN_WORDS.search(rest)
    if other is not None and (other[1].split()[0].strip(".,;)") in WORDS or any(map(other[1].startswith, names))):
        return False
    return not _has_other_number(rest, highest)


def _has_other_number(rest: str, highest: Fraction) -> bool:
    """Whether there is a number that may be a level: one that is not above the highest, or a sign for a fraction."""
    for found in re.finditer(_NUMBER, rest):
        digits = found[0].lstrip("0")
        if not digits.isdigit() or (len(digits) <= _MANY_DIGITS and int(digits) <= highest):
            return True
    return any(sign.isnumeric() and not sign.isascii() for sign in rest)
