"""What headings that nothing else tells mean by their words: ``Hasil Penilaian SPBE``, ``Dinas/Badan``, ``Link Bukti``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from spbe_cli.reading.tables.headings import NAME_INDICATORS, Meaning, is_of_another, without_asides, without_weight
from spbe_cli.reading.tables.stages import is_stage
from spbe_cli.reading.tables.years import of_year

if TYPE_CHECKING:
    from collections.abc import Container, Set

    from spbe_cli.reading.tables.head import Head
    from spbe_cli.reading.tables.vocabulary import Vocabulary

_LETTERS: Final = re.compile(r"[^\W\d_]+")

Likely = Literal["agency", "index", "level", "evidence", "note", "code"]


@lru_cache(maxsize=1 << 12)  # each heading is held against the words of every meaning
def _words(heading: str) -> Set[str]:
    """The words of a heading; none where it has a number besides, which may be that of a part, or is about something else."""
    text = without_asides(heading)
    other = is_of_another(without_weight(heading)) or any(map(str.isdecimal, text))
    return frozenset() if other else {*_LETTERS.findall(text.casefold())}


class Words(NamedTuple):
    """The words of headings that mean one thing: such a heading has one of ``saying``, and else only others of ``beside``."""

    saying: frozenset[str]
    beside: frozenset[str]

    @classmethod
    def of(cls, saying: str, beside: str) -> Words:
        """The words of two texts, between spaces."""
        return cls(frozenset(saying.split()), frozenset(beside.split()))

    def mean(self, heading: str) -> bool:
        """Whether a heading means it."""
        words = _words(heading)
        return not words.isdisjoint(self.saying) and words <= self.saying | self.beside


_OF_WHOM: Final = "daerah instansi kab kabupaten kota lembaga opd organisasi pemda perangkat satker skpd"
_JUDGED: Final = "dan evaluasi hasil monev pemantauan penilaian"
_IN_ALL: Final = "agregat akhir final gabungan keseluruhan overall perolehan total"

_WORDS: Final[dict[Likely, Words]] = {
    "agency": Words.of(
        "agencies agency badan city department dinas dinilai entitas government instansi institution ippd kab kabupaten "
        "kecamatan kementerian kl kld klpd kota lembaga lokus ministry objek opd organisasi organisation organization pd pemda "
        "pemerintah pemkab pemkot pemprov perangkat regency satker skpd",
        "anda asal atau biro bagian daerah dan dievaluasi evaluasi local nama name of or and penilaian pilih prov provinsi "
        "propinsi pusat satuan kerja se the unit yang",
    ),
    "index": Words.of(
        "idx indeks index pegi pemdi spbe",
        f"angka berbasis besaran capaian digital e elektronik government kematangan maturitas maturity nilai pemerintah "
        f"pemerintahan poin score sistem skor {_OF_WHOM} {_JUDGED} {_IN_ALL}",
    ),
    "level": Words.of(
        f"angka current eksisting existing hasil isian jawaban kapabilitas klaim kondisi level lvl maturity nilai pilihan poin "
        f"rating saat score skor tingkat tk {_IN_ALL}",
        f"anda assessment capaian dipilih diusulkan indikator ini kematangan oleh pm self spbe usulan yang {_OF_WHOM} {_JUDGED}",
    ),
    "evidence": Words.of(
        "berkas bukti dokumen drive eviden evidence evidens file lampiran link referensi tautan url",
        "atau daftar data dukung dukungan fisik google nama pendukung",
    ),
    "note": Words.of(
        "alasan catatan comment comments justifikasi ket keterangan komentar narasi note notes penjelasan remark remarks",
        f"asesor atau capaian dan evaluator jawaban nilai penilai tambahan umum {_OF_WHOM} {_JUDGED}",
    ),
    "code": Words.of("code id item kode parameter pertanyaan soal variabel", "butir indikator no nomor number urut"),
}
"""By what the headings mean; the first that fits counts."""

_OF_PREDICATES: Final = Words.of(
    "category grade hasil interpretasi kategori keterangan klasifikasi kriteria kualifikasi mutu predicate predikat rating "
    "sebutan status",
    f"akhir capaian indeks kematangan nilai spbe tingkat {_OF_WHOM} {_JUDGED}",
)

_AGENCY: Final = Meaning("agency")
_INDEX: Final = Meaning("index")
_LEVEL: Final = Meaning("level")
_CODE: Final = Meaning("code")
_OF_INDICATORS: Final = frozenset((Meaning("indicator"), _CODE))


def with_likely(head: Head, vocabulary: Vocabulary, but: Container[int] = ()) -> Head:
    """The same beginning with what headings mean by their words, ``but`` those of some columns, where no other column means it.

    Where two headings are as likely to mean a result, none of them does; of evidence and notes the first one counts. A level is
    a result of any kind, so it counts only where no column is surely a result. Agencies stand beside results, not beside
    indicators, where they may be those who answer for these. What may be the code of anything is that of an indicator beside
    levels alone.
    """
    known = {one for one in head.meanings.values() if one is not None}
    found: dict[tuple[Meaning, int | None], list[int]] = {}
    for column in sorted(column for column, one in head.meanings.items() if one is None and column not in but):
        text, year = of_year(head.texts[column]) or (head.texts[column], None)
        meant = None if vocabulary.is_set(head.texts[column]) or is_stage(text) else likely(text)
        if meant is not None and meant not in known:
            found.setdefault((meant, year), []).append(column)
    found = {one: columns for one, columns in found.items() if len(columns) == 1 or one[0].what in ("evidence", "note")}
    there = known | {meant for meant, _year in found}
    if any(one.has_levels for one in there - {_LEVEL}):
        there.discard(_LEVEL)
    if _CODE not in known and (_LEVEL not in there or not (NAME_INDICATORS | {_AGENCY}).isdisjoint(there - {_CODE})):
        there.discard(_CODE)
    if not (_OF_INDICATORS.isdisjoint(there) and any(one.is_result for one in there)):
        there.discard(_AGENCY)
    fitting = {columns[0]: meant for (meant, _year), columns in found.items() if meant in there}
    return _of_one_agency(head._replace(meanings={**head.meanings, **fitting}))


def _of_one_agency(head: Head) -> Head:
    """The same beginning, where what stands beside one agency's indicators is called an index, and no column a level."""
    of_indicators = not _OF_INDICATORS.isdisjoint(head.meanings.values())
    if not of_indicators or not {"agency", "group", "across", "level"}.isdisjoint(head.whats):
        return head
    return head._replace(meanings={column: _LEVEL if one == _INDEX else one for column, one in head.meanings.items()})


def likely(heading: str) -> Meaning | None:
    """What a heading means where no other column means it; None if its words say nothing of the kind.

    Each word of such a heading is known: ``Hasil Penilaian SPBE`` is an index, ``Hasil Penilaian Kinerja`` may be anything.
    """
    return next((Meaning(what) for what, one in _WORDS.items() if one.mean(heading)), None)


def may_be_predicates(heading: str) -> bool:
    """Whether a heading is that of predicates if nothing else stands below: ``Kategori``, ``Hasil``."""
    return _OF_PREDICATES.mean(heading)
