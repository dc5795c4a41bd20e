"""The meanings of a table's headings, in both languages, without case, spacing, ``_`` and punctuation (contract section 2)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from spbe_cli.model.assessment import FIRST_YEAR, LAST_YEAR
from spbe_cli.reading.remarks import ROMAN
from spbe_cli.slips import slips

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spbe_cli.model.tree import Tier

Head = Literal["agency", "year", "instrument", "stage", "group", "kind", "owner"]
What = Literal[
    Head,
    "index",
    "predicate",
    "number",
    "code",
    "indicator",
    "level",
    "evidence",
    "note",
    "ours",
    "domain",
    "aspect",
    "title",
    "across",
]

HEADS: Final = ("agency", "year", "instrument", "stage", "group", "kind", "owner")


class Meaning(NamedTuple):
    """What the column of a heading holds.

    ``domain`` and ``aspect`` are figures of the part with this ``id``, ``indicator`` levels of the indicator with this ``id``;
    without an ``id`` the column names indicators. ``number`` is a running number or an indicator's number, ``code`` surely an
    indicator's. ``title`` means that the heading is the official name, in ``words``, of a part of an instrument, on ``tier`` if
    the heading says it; with an ``id`` the words begin with this number. ``across`` means that the heading is the name of an
    agency, in ``words``, whose levels the column holds.
    ``ours`` is a column of our own rankings or of a year that is not asked for, and is not read.
    """

    what: What
    id: int | None = None
    words: str = ""
    tier: Tier | None = None

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure by a word, not by a bare number, which may be in any row."""
        return self.what in ("index", "predicate", "title", "domain", "aspect")

    @property
    def has_levels(self) -> bool:
        """Whether a column of this meaning has levels or figures."""
        return (
            self.what in ("level", "across")
            or (self.what == "indicator" and self.id is not None)
            or (self.what != "predicate" and self.is_figure)
        )

    @property
    def is_result(self) -> bool:
        """Whether it is one result, so that no second column can mean the same."""
        return self.what == "predicate" or self.has_levels


NAME_INDICATORS: Final = frozenset((Meaning("number"), Meaning("code"), Meaning("indicator")))
"""What the columns hold that say which indicator a row is about."""

_WORDS: Final[dict[What, str]] = {
    "agency": (
        "agency, agency name, name of agency, instansi, nama instansi, instansi pemerintah, nama instansi pemerintah, instansi "
        "pusat pemerintah daerah, nama instansi pusat pemerintah daerah, OPD, nama OPD, perangkat daerah, nama perangkat "
        "daerah, SKPD, nama SKPD, unit kerja, nama unit kerja, satuan kerja, nama satuan kerja, kabupaten kota, nama kabupaten "
        "kota, kab kota, nama kab kota, kota kabupaten, kabupaten, kota, BPS nama kabupaten kota, Kemendagri nama kabupaten "
        "kota, daerah, nama daerah, nama wilayah, pemerintah daerah, nama pemerintah daerah, provinsi kabupaten kota, nama "
        "provinsi kabupaten kota, prov kab kota, pemerintah kabupaten kota, nama pemerintah kabupaten kota, satker, nama "
        "satker, unit organisasi, nama unit organisasi, institusi, nama institusi, pemda, nama pemda, kementerian lembaga, nama "
        "kementerian lembaga, kementerian, nama kementerian, lembaga, nama lembaga, instansi pusat, nama instansi pusat, KL, "
        "nama KL, KLD, nama KLD, KLPD, nama KLPD, IPPD, nama IPPD, KL pemda, nama KL pemda, OPD perangkat daerah, nama OPD "
        "perangkat daerah, perangkat daerah OPD, organisasi, nama organisasi, organization, organisation, institution, nama, "
        "name"
    ),
    "year": (
        "year, tahun, tahun penilaian, tahun evaluasi, tahun pemantauan, tahun pemantauan dan evaluasi, assessment year, tahun "
        "data, tahun pengukuran, tahun pelaksanaan, tahun anggaran, thn"
    ),
    "instrument": "instrument, instrumen",
    "stage": "stage, tahap, tahapan, tahap penilaian, tahapan penilaian, tahap evaluasi, tahapan evaluasi",
    "group": (
        "group, kelompok, grup, wilayah, region, provinsi, nama provinsi, propinsi, nama propinsi, province, prov, nama prov"
    ),
    "kind": "kind, jenis, jenis instansi, kind of agency",
    "owner": "owner, pemilik",
    "index": (
        "index, indeks, SPBE, indeks SPBE, SPBE index, nilai indeks, nilai indeks SPBE, nilai SPBE, indeks akhir, indeks SPBE "
        "akhir, skor SPBE, skor indeks, skor indeks SPBE, capaian indeks, capaian indeks SPBE, capaian SPBE, hasil indeks SPBE, "
        "realisasi indeks, realisasi indeks SPBE, index SPBE, nilai index, nilai index SPBE, nilai akhir SPBE, nilai SPBE "
        "akhir, indeks final, indeks SPBE final, hasil evaluasi SPBE, nilai evaluasi SPBE, nilai hasil evaluasi SPBE, nilai "
        "indeks akhir, nilai akhir indeks SPBE, indeks kematangan SPBE, indeks maturitas SPBE, indeks keseluruhan, indeks SPBE "
        "keseluruhan"
    ),
    "predicate": (
        "predicate, predikat, predikat SPBE, predikat indeks, predikat indeks SPBE, predikat penilaian, predikat nilai, "
        "predikat akhir, kategori SPBE, kategori indeks, kategori indeks SPBE"
    ),
    "number": "no, nomor, number, no urut, nomor urut",
    "code": (
        "no indikator, nomor indikator, kode indikator, id indikator, indicator number, indicator id, no ind, kode ind, "
        "indikator ke, butir, no butir, nomor butir, indicator no, ind, ind no"
    ),
    "indicator": (
        "indicator, indikator, nama indikator, indicator name, uraian indikator, judul indikator, indikator SPBE, domain aspek "
        "indikator, aspek indikator, uraian, nama indikator SPBE, indikator penilaian, indikator evaluasi, nama aspek "
        "indikator, komponen, komponen penilaian, nama indeks"
    ),
    "level": (
        "level, nilai, tingkat, jawaban, nilai capaian, tingkat kematangan, level kematangan, nilai tingkat kematangan, "
        "maturity level, nilai indikator, tingkat kematangan indikator, capaian, skor, score, nilai mandiri, penilaian mandiri, "
        "nilai penilaian mandiri, hasil penilaian mandiri, self assessment, hasil self assessment, nilai asesor, penilaian "
        "asesor, nilai akhir, hasil penilaian, hasil evaluasi, hasil akhir, realisasi, level capaian, capaian level, capaian "
        "tingkat kematangan, nilai level, nilai kematangan, tk kematangan, level indikator, tingkat indikator, nilai tingkat, "
        "nilai eksternal, penilaian eksternal, nilai penilaian eksternal, hasil penilaian eksternal, penilaian dokumen, "
        "penilaian interviu, penilaian wawancara, penilaian visitasi, nilai interviu, nilai wawancara, nilai visitasi, nilai "
        "validasi, nilai verifikasi, nilai hasil verifikasi, nilai asesor internal, nilai asesor eksternal, nilai internal, "
        "nilai evaluasi, nilai hasil evaluasi, level mandiri, level penilaian mandiri, level asesor, level verifikasi, level "
        "hasil verifikasi, level validasi, level akhir, tingkat mandiri, tingkat asesor, tingkat verifikasi, tingkat hasil "
        "verifikasi, tingkat validasi, tingkat akhir, skor mandiri, skor asesor, skor verifikasi, skor validasi, skor internal, "
        "skor eksternal, level saat ini, tingkat saat ini, nilai saat ini, level kematangan saat ini, tingkat kematangan saat "
        "ini, level eksisting, level tercapai, nilai evaluator, penilaian evaluator, nilai final, level final, tingkat capaian"
    ),
    "evidence": "evidence, bukti, eviden, bukti dukung, bukti dukungan, data dukung, data pendukung, dokumen pendukung",
    "note": "note, notes, catatan, keterangan",
    "ours": (
        "rank, peringkat, group rank, mark, outlier, consistent, index num, index den, index exact, path, answered, total, "
        "not applicable, adjusted"
    ),
}
"""What headings say, in words."""

SIMPLEST: Final = (*HEADS, "index", "predicate", "domain_1", "aspect_1", "indicator", "level", "evidence", "note", "1")
"""A heading for each thing that may stand in a table; numbers stand for all numbers."""

PROVINCES: Final = frozenset(("provinsi", "namaprovinsi", "propinsi", "namapropinsi", "province", "prov", "namaprov"))
"""Headings of groups; if a table has no column for agencies, such a column names the agencies."""

KINDS: Final = {**dict.fromkeys(PROVINCES, "Provinsi"), "kabupaten": "Kabupaten", "kota": "Kota"}
"""Headings of agencies that also say their kind, so that the rows need not say it."""

ANY_NAMES: Final = frozenset(("nama", "name"))
"""Headings of agencies that may stand over other names: those of people, beside agencies, or those of indicators."""

TIERS: Final[dict[str, Tier]] = {
    "domain": "domain", "dom": "domain", "d": "domain", "aspect": "aspect", "aspek": "aspect", "asp": "aspect", "a": "aspect",
    "dimension": "aspect", "dimensi": "aspect",
    "indicator": "indicator", "indikator": "indicator", "ind": "indicator", "i": "indicator",
}  # fmt: skip
"""Words before the number of a part."""

_NAMES_OF_PARTS: Final[dict[str, Tier]] = {
    f"{before}{word}{behind}": tier
    for word, tier in TIERS.items()
    if tier != "indicator" and len(word) > 1
    for before in ("", "nama", "jenis", "kategori")
    for behind in ("", "spbe", "penilaian", "name")
}
"""Headings of columns that say which domain or aspect a row is about, where no column says the indicator."""

_WHOSE: Final = re.compile("akhir|asesor|dokumen|eksternal|internal|interviu|mandiri|self|validasi|verifikasi|visitasi|wawancara")
"""Words of headings of levels that say who judged, or when."""

YEARS: Final = range(FIRST_YEAR, LAST_YEAR + 1)
"""Bare numbers that are years, never numbers of indicators."""

_TOKEN: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+")
_EMPTY_FRACTION: Final = re.compile(r"([0-9]+)[.,]0+")
_WEIGHT: Final = re.compile(
    r"\((?:bobot:? )?[0-9]{1,3}(?:[.,][0-9]{1,9})? ?%\)|\[(?:bobot:? )?[0-9]{1,3}(?:[.,][0-9]{1,9})? ?%\]", re.IGNORECASE
)
_ASIDE: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_OF_ANOTHER: Final = re.compile(
    r"[(\[]\s*(?:target|proyeksi|projection|prognos[ai]s|simulasi|simulation|rata[\s–—-]*rata|rerata|average|mean|nasional|national|bobot"
    r"|weight|selisih|gap|sebelumnya|previous|(?:tahun|nilai)\s+lalu|last\s+year)\b",
    re.IGNORECASE,
)
"""How text in brackets begins that makes a figure another one than the agency's own: ``Indeks (target)``."""
# A cell may be as long as its table: repeats are bounded.
_FOOTNOTE: Final = re.compile(r"(?:[\u00b9\u00b2\u00b3\u2070-\u2079†‡]{1,3}[\u207e)]?|(?<=[\w),;&*])\s{0,3}[0-9a-z]\))\s{0,9}\Z")
_LANGUAGES: Final = re.compile(r"[/|\n]|\s-\s")
_SYSTEM: Final = re.compile("sistempemerintahanberbasiselektronik|pemerintah(?:an)?digital|pemdi|pegi")
"""What the index is of, in full or by the names that it had before and has since, in the form in which names are compared."""
_VALUE: Final = r"(?:nilai|skor|capaian)?(?:indeks|index|(?:level|tingkat)(?:kematangan)?)?"
_BEFORE: Final = re.compile(_VALUE)
_NUMBERED: Final = re.compile(
    rf"(?:{_VALUE}(?P<tier>domain|dom|aspect|aspek|asp|dimension|dimensi|indicator|indikator|ind|[dai])(?:ke)?)?0*(?P<id>[1-9][0-9]{{0,5}})"
)
_ROMAN_NUMBERED: Final = re.compile(rf"{_VALUE}(?P<tier>domain|dom|aspect|aspek|asp|dimension|dimensi)(?P<id>x|ix|iv|v?i{{0,3}})")
_OF_VALUES: Final = re.compile(rf"{_VALUE}(?P<tier>domain|aspect|aspek|dimension|dimensi)(?:spbe)?")
_OF_TIER: Final = re.compile(rf"{_VALUE}(?P<tier>domain|aspect|aspek|dimension|dimensi|indicator|indikator)(?P<words>\D.*)")


@lru_cache(maxsize=1 << 12)  # each name in a row is asked about several times
def key(text: str) -> str:
    """Text in the form in which it is compared: small letters and digits, numbers kept apart, without an empty fraction (``.0``).

    ``Nama_Kabupaten/Kota`` is ``namakabupatenkota``, ``Domain 1`` is ``domain1``; ``1.1`` stays, and is no number of ours.
    """
    written = ""
    for token in _TOKEN.findall(text.casefold()):
        whole = _EMPTY_FRACTION.fullmatch(token)
        part = token if whole is None else whole[1]
        written += f" {part}" if written[-1:].isdecimal() and part[0].isdecimal() else part
    return written


def _of_spbe(text: str) -> str:
    """The same form, with SPBE for each name of what the index is of: ``Indeks Pemdi`` is ``indeksspbe``."""
    return _SYSTEM.sub("spbe", key(text))


def says_spbe(heading: str) -> bool:
    """Whether a heading says SPBE, or what it was called before and is since."""
    return "spbe" in _of_spbe(heading)


def phrases(what: What) -> Iterator[str]:
    """The headings that mean something, as people write them."""
    return (phrase.strip() for phrase in _WORDS[what].split(","))


KNOWN: Final[dict[str, What]] = {key(phrase): what for what in _WORDS for phrase in phrases(what)}
_SPELT: Final = {key(phrase): phrase for what in _WORDS for phrase in phrases(what)}


def without_weight(text: str) -> str:
    """A heading or a name without the weight in brackets behind it, which is no part of it: ``Layanan SPBE (45,5%)``."""
    return _WEIGHT.sub(" ", text)


@lru_cache(maxsize=1 << 12)
def meaning(heading: str) -> Meaning | None:
    """What a heading means without an instrument; None if it needs one, or means nothing.

    Text in brackets and the mark of a footnote count only if the heading means nothing without them: ``Level (1-5)``,
    ``Nilai 1)``. A heading in two languages, ``Instansi / Agency``, means what each half does. A percentage is no level and no
    index: ``Capaian (%)``; a weight in brackets is neither: ``Domain 1 (13%)``. A target in brackets is no result.
    """
    heading = without_weight(heading)
    if is_of_another(heading):
        return None
    bare = _ASIDE.sub(" ", heading)
    for text in (heading, bare, *_without_marks(heading), *_without_marks(bare)):
        name = _of_spbe(text)
        if (what := KNOWN.get(name)) is not None:
            return Meaning(what)
        if (found := _numbered(name)) is not None:
            return found
    halves = {KNOWN.get(key(half)) for half in _LANGUAGES.split(bare)}
    return Meaning(what) if len(halves) == 1 and (what := halves.pop()) is not None else None


def without_asides(heading: str) -> str:
    """The words of a heading without a weight, without what stands in brackets, and without the mark of a footnote."""
    bare = _ASIDE.sub(" ", without_weight(heading)).strip()
    return next(_without_marks(bare), bare)


def is_of_another(heading: str) -> bool:
    """Whether a figure below a heading is a percentage, or another one than the agency's own: ``Indeks (target)``."""
    return "%" in heading or _OF_ANOTHER.search(heading) is not None


def _without_marks(heading: str) -> Iterator[str]:
    """A heading without the mark of a footnote behind it, then without the one before, and so on; none is in brackets."""
    while (found := _FOOTNOTE.search(heading)) is not None and (")" not in found[0] or heading.count("(") < heading.count(")")):
        heading = heading[: found.start()].rstrip(" ,;&")
        yield heading


def _numbered(name: str) -> Meaning | None:
    found = _NUMBERED.fullmatch(name) or _ROMAN_NUMBERED.fullmatch(name)
    if found is None or not found["id"]:
        return None
    identifier = ROMAN.get(found["id"]) or int(found["id"])
    if not found["tier"] and identifier in YEARS:
        return None
    tier = TIERS[found["tier"] or "i"]
    return Meaning(tier, identifier, tier=tier)


def titled(heading: str) -> Meaning:
    """The meaning of a heading if it is the official name of a part; an instrument may have such a part or not."""
    found = _OF_TIER.fullmatch(key(heading))
    return Meaning("title", words=heading) if found is None else Meaning("title", words=found["words"], tier=TIERS[found["tier"]])


def without_value(heading: str) -> str:
    """A heading as it is compared, without a word for a value before it: ``tatakelola`` for ``Indeks Tata Kelola (25%)``."""
    return _BEFORE.sub("", key(without_weight(heading)), count=1)


def names_something(heading: str) -> bool:
    """Whether a heading has a known word, not just a number, which any cell may hold."""
    return not key(heading).isdecimal() and meaning(heading) is not None


def values_named(text: str) -> str:
    """Whose values stand below a title, ``Nilai Mandiri`` or ``Eksternal``, as it is compared; empty if it does not say so."""
    name = key(text)
    return " ".join(_WHOSE.findall(name)) if "level" in (KNOWN.get(name), KNOWN.get(f"nilai{name}")) else ""


def tier_named(heading: str) -> Tier | None:
    """The tier of the parts that a column names by its heading, ``Domain`` or ``nama_aspek``; None if it is another heading."""
    return _NAMES_OF_PARTS.get(_of_spbe(heading))


def tier_of_values(heading: str) -> Tier | None:
    """The tier of the parts whose values a column holds by its heading, ``Indeks Domain``; None if it is another heading."""
    name = _of_spbe(heading)
    found = None if name in _NAMES_OF_PARTS else _OF_VALUES.fullmatch(name)
    return None if found is None else TIERS[found["tier"]]


def nearest(heading: str) -> str | None:
    """The known heading that this one is a misspelling of, as our own tables write it; None where none is that near."""
    heading = without_weight(heading)
    if "%" in heading:
        return None
    name = key(heading)
    letters = name.rstrip("0123456789")
    digits = name[len(letters) :]
    if not digits:
        said = set(_LETTERS.findall(heading.casefold()))
        # A word is no slip of another: Sumber, number; Peringkat Daerah, perangkat daerah; kode_kabupaten, kota kabupaten.
        return _near(letters, {word: spelt for word, spelt in _SPELT.items() if not said - _SAID[word] <= _OF_THEIR_OWN})
    number = digits.lstrip("0")
    tier = _near(letters, {word: word for word in TIERS if len(word) >= _SHORTEST})
    return None if tier is None or not number else f"{tier}_{number}"


_LETTERS: Final = re.compile(r"[^\W\d_]+")
_SAID: Final = {word: {*_LETTERS.findall(spelt.casefold())} for word, spelt in _SPELT.items()}
"""The words of each heading."""

_OF_THEIR_OWN: Final = frozenset((
    *(one for words in _SAID.values() for one in words),
    "ada", "aksi", "asal", "bagian", "bidang", "biaya", "core", "dana", "dinas", "foto", "frekuensi", "hari", "ini",
    "isi", "jabatan", "jam", "jawatan", "kabkota", "kata", "kekurangan", "kewenangan", "konsisten", "kontak", "label",
    "lokasi", "luas", "mulai", "nip", "pangkat", "pegi", "pemdi", "pemuda", "penilai", "perda", "pic", "pulau", "risiko",
    "rt", "rw", "sasaran", "satuan", "scope", "sektor", "selesai", "singkat", "sk", "skema", "sop", "state", "sub",
    "sumber", "surat", "target", "tema", "tenggat", "tugas", "urusan", "urutan",
))  # fmt: skip
"""Words that may stand in a heading for what they say: those of known headings, and others that are near to one of these."""

_SHORTEST: Final = 5
_LONG: Final = 10


def _near(name: str, known: dict[str, str]) -> str | None:
    """The only known name that differs by one typing error, or by two for a long name."""
    found = [
        (distance, spelt)
        for word, spelt in known.items()
        if len(word) >= _SHORTEST and (distance := slips(name, word, 1 if len(word) < _LONG else 2)) is not None
    ]
    return min(found)[1] if found else None
