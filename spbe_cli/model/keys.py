"""The Indonesian keys of an answer file, by their place in it; the English keys are the field names of the models."""

from typing import Final

ASSESSMENT: Final = {
    "instansi": "agency",
    "tahun": "year",
    "instrumen": "instrument",
    "tahap": "stage",
    "kelompok": "group",
    "jenis": "kind",
    "pemilik": "owner",
    "jawaban": "answers",
    "hasil_resmi": "published",
}
ANSWER: Final = {
    "tingkat": "level",
    "bukti": "evidence",
    "catatan": "note",
    "kriteria": "criteria",
    "tidak_berlaku": "not_applicable",
    "diterima": "accepted",
    "indeks_nasional": "national_index",
}
EVIDENCE: Final = {
    "berkas": "file",
    "membuktikan": "proves",
    "oleh": "by",
    "tanggal": "date",
    "catatan": "note",
}
TARGET: Final = {"tingkat": "level", "paling_lambat": "by", "penanggung_jawab": "owner"}
PUBLISHED: Final = {"indeks": "index", "predikat": "predicate", "domain": "domains", "aspek": "aspects"}
OWNERS: Final = {"pemilik": "owners"}
OWNED: Final = {"indikator": "indicators", "mendukung": "contributes", "tenggat": "due"}
TIERS: Final = {"indikator": "indicator", "domain": "domain", "aspek": "aspect"}
"""The words in a heading of a table before a number."""
COST_FILE: Final = {"biaya": "costs"}
COSTS: Final = {"bawaan": "default"}
STAGES: Final = {
    "mandiri": "self",
    "dokumen": "document",
    "interviu": "interview",
    "wawancara": "interview",
    "visitasi": "visit",
    "akhir": "final",
}
"""Names of stages in Indonesian."""
STATUSES: Final = {"dikirim": "sent", "diterima": "accepted", "ditolak": "rejected", "perbaikan": "revise"}
"""The statuses of an item of evidence, in Indonesian."""
