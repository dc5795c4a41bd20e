"""Reports as files, for the tests that look at them with and without a browser."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import EXAMPLES, Spbe

SCRIPT = "<script>alert(1)</script>"
HOSTILE = f"""\
agency: "{SCRIPT}"
year: 2024
group: "<b>Kota</b>"
answers:
  1: {{level: 3, evidence: ["sk {SCRIPT}.pdf", "https://example.go.id/{"a" * 120}"], note: "\\u202Ereversed & <b>bold</b>"}}
  32: {{level: 1, target: {{level: 4, by: 2025-06-30, owner: "<i>Dinas</i>"}}}}
  33: n/a
"""
BEFORE = f"""\
agency: "{SCRIPT}"
year: 2023
answers: {{1: 2, 32: 1, 36: 4}}
"""

REPORTS: dict[str, tuple[object, ...]] = {
    "agency": (*("score", EXAMPLES / "bandar-lampung-2023.yaml", "--target", "3.5", "--among", EXAMPLES / "national-2023.csv"),),
    "hostile": ("score", "hostile.yaml", "--before", "before.yaml", "--target", "Memuaskan", "--lang", "id"),
    "one-page": (
        *("score", "hostile.yaml", "--before", "before.yaml", "--target", "Memuaskan", "--lang", "id", "--one-page"),
        *("--today", "2025-06-01"),
    ),
    "several": ("score", EXAMPLES / "pemdi-2026.yaml", EXAMPLES / "pegi-2015-central.yaml", EXAMPLES / "denpasar-2018.yaml"),
    "what-if": ("score", EXAMPLES / "denpasar-2018.yaml", "--set", "26=4", "--set", "35=3,4,4"),
    "judged": (*("score", EXAMPLES / "region" / "bappeda.yaml", "--as-judged", EXAMPLES / "judged" / "2023.csv"),),
    "region": ("batch", EXAMPLES / "region", "hostile.yaml", "--lang", "id"),
    "national": ("batch", EXAMPLES / "national-2023.csv", "--top", "40"),
    "claimed": ("compare", EXAMPLES / "denpasar-2018-self.yaml", EXAMPLES / "denpasar-2018.yaml"),
    "years": ("compare", EXAMPLES / "region-2023", EXAMPLES / "region"),
    "back": ("compare", EXAMPLES / "region", EXAMPLES / "region-2023"),
    "trend": ("trend", *sorted(EXAMPLES.glob("*.yaml"))),
    "plan": (
        "plan",
        EXAMPLES / "region" / "diskominfo.yaml",
        "--target",
        "Sangat Baik",
        "--commitments",
        "--today",
        "2024-12-01",
    ),
    "checklist": ("plan", EXAMPLES / "region" / "dinas-perhubungan.yaml", "--target", "2.2", "--checklist", "--lang", "id"),
    "evidence": ("evidence", EXAMPLES / "claimed-and-proven.yaml", "hostile.yaml"),
    "explained": ("explain", EXAMPLES / "region" / "dinas-perhubungan.yaml"),
    "losses": ("batch", EXAMPLES / "region", "--by", "indicator", "--lang", "id"),
    "catalogue": ("indicators", "--instrument", "permenpanrb-8-2026"),
}


def written(spbe: Spbe, name: str) -> Path:
    """One of the reports, written into the working directory."""
    for file, text in (("hostile.yaml", HOSTILE), ("before.yaml", BEFORE)):
        Path(file).write_text(text, encoding="utf-8")
    path = Path(f"{name}.html").resolve()
    ran = spbe(*REPORTS[name], "-o", path)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    return path
