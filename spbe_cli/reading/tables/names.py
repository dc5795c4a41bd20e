"""What stands in the place of an agency's name: surely an agency, or surely none."""

from __future__ import annotations

import re
from typing import Final

from spbe_cli.model import agencies
from spbe_cli.reading.cells import Wrong
from spbe_cli.reading.tables.headings import KNOWN, key

_STATISTIC: Final = re.compile(
    r"(?:(?:nilai|indeks|sub|grand|skor|skala|level|tingkat|capaian)[\s-]*)?(?:spbe\s+)?"
    r"(?:(?:total|jumlah|rata[\s–—-]*rata|rataan|rerata|average|mean|median|modus|minimum|minimal|maksimum|maksimal|maximum|tertinggi"
    r"|terendah|bobot|(?:standar|standard)\s+devia(?:si|tion)|simpangan\s+baku|kuartil|quartile|ambang\s+batas)\b.*"
    r"|(?:nasional|indonesia)(?:\s+(?:19|20)[0-9]{2})?|all|(?:semua|seluruh|keseluruhan)\b.*|(?<=[\s-])akhir|ideal|baseline|selisih|gap|delta"
    r"|deviasi|std\.?\s?dev\.?|varian(?:s|si|ce)?|rentang|range|jangkauan|sum|count|persen(?:tase)?|percentage|kenaikan|penurunan"
    r"|perubahan|pertumbuhan|growth|naik/turun|q[1-4]|(?:count|sum|average|min|max)\s+of\b.*"
    # Of other letters only the signs of statistics: Σ, Δ, µ; and what has no letters but a percent sign.
    r"|[\u0370-\u03ff\u00b5\u2206\u2211].*|[\W\d]*%[\W\d]*"
    r"|target(?:\s+(?:nasional|provinsi|kabupaten|kota|daerah|kinerja|renstra|rpjm[dn]|tahun|year|(?:19|20)[0-9]{2}))+"
    # What is short may also begin a name, such as that of a school: MIN 1 Kota Banda Aceh.
    r"|(?:rata[\s–—-]*(?:2|²)|jml|jmlh|avg|maks|max|min|stdev|std|target)\.?)",
    re.IGNORECASE | re.DOTALL,
)
"""What sums up agencies, or says what is wanted of them, in a place for an agency's name."""

_OFFICES: Final = frozenset((
    "bapelitbangda", "bapenda", "bappeda", "bappedalitbang", "bappelitbangda", "bapperida", "bkad", "bkd", "bkpsdm", "bpbd",
    "bpkad", "bpkpd", "bpprd", "brida", "damkar", "dinkes", "dinsos", "disdik", "disdikbud", "disdukcapil", "dishub",
    "diskominfo", "diskominfotik", "disnaker", "disnakertrans", "dispar", "disparbud", "disperindag", "disperkim", "dispora",
    "distan", "dlh", "dp3a", "dpmd", "dpmptsp", "dpupr", "dukcapil", "inspektorat", "kesbangpol", "kominfo", "pupr", "rsud",
    "satpol", "satpolpp", "setda", "setwan",
))  # fmt: skip
"""Words that are a regional office's name, or begin it."""

_KINDS_OF_OFFICES: Final = frozenset((
    "badan", "bagian", "balai", "biro", "dinas", "kantor", "kec", "kecamatan", "kejaksaan", "kel", "kelurahan", "kementerian",
    "komisi", "lembaga", "mahkamah", "pemda", "pemerintah", "pemkab", "pemkot", "pemprov", "puskesmas", "satuan", "sekretariat",
    "upt", "uptd",
))  # fmt: skip
"""Words that an agency's name begins with, and that more words follow."""

_BY_THEMSELVES: Final = _OFFICES - {"rsud", "setda", "setwan"} | {"badan", "dinas"}
"""Words that begin the name of an office that is no part of another, nor where another is."""

_ONLY_KINDS: Final = frozenset((
    "badan", "bagian", "biro", "desa", "dinas", "kab", "kabupaten", "kantor", "kec", "kecamatan", "kel", "kelurahan",
    "kementerian", "kota", "lembaga", "pemerintah", "pemerintahkabupaten", "pemerintahkota", "pemerintahprovinsi",
    "pemerintahpusat", "pemkab", "pemkot", "pemprov", "prov", "provinsi", "pusat", "puskesmas", "upt", "uptd",
))  # fmt: skip
"""Words that are only a kind: above its agencies they are a title, and beside results these are a mean."""

_OF_RESULTS: Final = frozenset((
    "capaian", "indeks", "index", "kategori", "level", "nilai", "peringkat", "persentase", "predikat", "skala", "skor", "tingkat",
))  # fmt: skip
_OF_REMARKS: Final = frozenset((
    "(blank)", "(kosong)", "banyaknya", "belum", "berdasarkan", "catatan", "data", "diperbarui", "dicetak", "disusun", "diunduh",
    "dst", "hal", "halaman", "hasil", "jml", "keterangan", "ket", "kondisi", "lain-lain", "lainnya", "lampiran", "note",
    "notes", "others", "page", "per", "periode", "posisi", "rekap", "rekapitulasi", "semester", "source", "status", "sudah",
    "sumber", "tahun", "tanggal", "triwulan", "update", "updated",
))  # fmt: skip
_BEGIN_NONE: Final = _OF_RESULTS | _OF_REMARKS
"""Words that no agency's name begins with: ``Tingkat Ketercapaian``, ``Nilai Provinsi``, ``Data per 31 Desember``."""

_NAMES_BEHIND: Final = frozenset(("daya", "sipil"))
"""Words that make a name of one of them: ``Sumber Daya Air``, ``Catatan Sipil``."""

_END_SUMS: Final = frozenset(("average", "count", "rata-rata", "rerata", "result", "subtotal", "total"))
"""Words that stand behind the name of a group in the rows with which pivot tables sum up: ``Jawa Barat Total``."""

_DAY: Final = re.compile(
    r"\b[0-9]{1,2}\s(?:jan|feb|mar|apr|may|mei|ju[nl]|a[ug]g|sep|o[ck]t|no[vp]|de[cs])[a-z]{0,6}\s20[0-9]{2}\b", re.IGNORECASE
)
"""A day in a name of no agency; one of the last century may be in that of a university."""

_TOGETHER: Final = re.compile(r"[/,;&+]|\s(?:dan|and)\s", re.IGNORECASE)


def names_an_agency(heading: str) -> bool:
    """Whether a heading is surely the name of an agency, as it begins like one."""
    first, *more = heading.casefold().split() or [""]
    return first in _OFFICES or (bool(more) and (first.rstrip(".") in _KINDS_OF_OFFICES or not agencies.says_no_kind(heading)))


def between_commas(text: str) -> list[str]:
    """The offices that a text names one after another (``Bappeda, Dinas Sosial``); else the text, as one name may have commas.

    What stands behind a comma may say of what an office is a part (``Bagian Hukum, Setda``), or where it is.
    """
    each = [one.strip() for one in text.split(",")]
    return each if all(one.casefold().partition(" ")[0] in _BY_THEMSELVES for one in each) else [text]


def is_statistic(text: str) -> bool:
    """Whether a text in the place of an agency's name is a total, another statistic, or a target (contract section 2)."""
    _group, space, word = text.rpartition(" ")
    sums = (space != "" and word.casefold() in _END_SUMS) or _STATISTIC.fullmatch(text) is not None
    return sums and KNOWN.get(key(text)) != "index"


def names_nobody(text: str) -> bool:
    """Whether a text can't be an agency's name: it is only kinds, is or begins like a heading, or is a remark.

    What can't be used at all, such as a formula without a value, is another matter.
    """
    if isinstance(text, Wrong):
        return False
    # No summary of results is called No, and an agency may be.
    return KNOWN.get(key(text), "number") != "number" or _is_remark(text) or is_only_kinds(text)


def _is_remark(text: str) -> bool:
    """Whether a text begins as no agency's name does, or has a day in it."""
    if text.startswith("*") or ("20" in text and _DAY.search(text) is not None):
        return True
    first, *more = text.casefold().split() or ("",)
    return first.rstrip(".:") in _BEGIN_NONE and _NAMES_BEHIND.isdisjoint(more[:1])


def is_only_kinds(text: str) -> bool:
    """Whether a text says kinds of agencies, and no agency: ``DINAS``, ``Provinsi/Kabupaten/Kota``."""
    return all(key(part) in _ONLY_KINDS for part in _TOGETHER.split(text))
