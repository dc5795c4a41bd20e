"""What people see, as files: at 80 and 120 columns, in both languages.

``UPDATE_GOLDEN=1 pytest tests/views`` writes them anew; look at what changed before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, Spbe

GOLDEN = Path(__file__).parents[1] / "golden"
PUBLISHED = Path(__file__).parents[1] / "published"

CASES: dict[str, tuple[object, ...]] = {
    "score": ("score", EXAMPLES / "denpasar-2018.yaml"),
    "score-domain": ("score", EXAMPLES / "bandar-lampung-2024.yaml", "--detail", "domain"),
    "score-indicator": ("score", EXAMPLES / "bandar-lampung-2024.yaml", "--detail", "indicator"),
    "score-several": ("score", EXAMPLES / "palopo-2018.yaml", EXAMPLES / "palopo-2023.yaml"),
    "score-pemdi": ("score", EXAMPLES / "pemdi-2026.yaml", "--detail", "indicator"),
    "score-pegi": ("score", EXAMPLES / "pegi-2015-regional.yaml"),
    "score-opd": (
        *("score", EXAMPLES / "opd" / "dinas-kesehatan.yaml", "--indicators", EXAMPLES / "opd" / "indicators.yaml"),
        *("--detail", "indicator", "--fail-under", "Sangat Baik", "--target", "3.5", "--today", "2025-07-01"),
    ),
    "score-backed": ("score", EXAMPLES / "claimed-and-proven.yaml"),
    "batch-backed": ("batch", EXAMPLES / "claimed-and-proven.yaml", "--basis", "backed"),
    "batch-unproven": ("batch", EXAMPLES / "claimed-and-proven.yaml", "--by", "indicator", "--top", "8"),
    "plan-backed": ("plan", EXAMPLES / "claimed-and-proven.yaml", "--basis", "backed", "--target", "3", "--brief"),
    "score-set": ("score", EXAMPLES / "denpasar-2018.yaml", "--set", "26=4", "--set", "35=3,4,4"),
    "score-focus": ("score", EXAMPLES / "bandar-lampung-2024.yaml", "--focus", "se-mendagri"),
    "score-announced-wrong": ("score", Path(__file__).parent / "announced-wrong.yaml"),
    "score-inconsistent": ("score", EXAMPLES / "national-mean-2023.yaml", "--fail-on-difference"),
    "score-table-10": ("score", PUBLISHED / "table-10.yaml"),
    "score-table-12": ("score", PUBLISHED / "table-12.yaml"),
    "score-2025": ("score", EXAMPLES / "kalimantan-tengah-2025.yaml"),
    "score-borderline": ("score", Path(__file__).parent / "borderline.yaml"),
    "score-unanswered": ("score", Path(__file__).parent / "unanswered.yaml"),
    "batch": ("batch", EXAMPLES / "national-2023.csv", "--top", "10"),
    "batch-grouped": ("batch", EXAMPLES / "national-2023.csv", "--group-by", "kind", "--top", "3"),
    "batch-sorted": ("batch", EXAMPLES / "national-2023.csv", "--sort", "group", "--top", "12"),
    "batch-lost": ("batch", EXAMPLES / "bandar-lampung-2024.yaml", "--by", "indicator"),
    "batch-lost-domain": ("batch", EXAMPLES / "national-2023.csv", EXAMPLES / "palopo-2019.yaml", "--by", "domain"),
    "batch-focus": ("batch", EXAMPLES / "region", "--focus", "se-mendagri"),
    "batch-region": ("batch", EXAMPLES / "region", "--expect", EXAMPLES / "region" / "opd.txt", "--fail-under", "Cukup"),
    "batch-pemdi": ("batch", EXAMPLES / "pemdi-2026.yaml"),
    "compare": ("compare", EXAMPLES / "bandar-lampung-2023.yaml", EXAMPLES / "bandar-lampung-2024.yaml"),
    "compare-claimed": (
        *("compare", EXAMPLES / "denpasar-2018-self.yaml", EXAMPLES / "denpasar-2018.yaml", "--top", "5"),
        *("--fail-under", "2.6", "--max-drop", "0.05", "--no-regression", "aspect"),
    ),
    "compare-focus": (
        *("compare", EXAMPLES / "denpasar-2018-self.yaml", EXAMPLES / "denpasar-2018.yaml"),
        *("--focus", "se-mendagri"),
    ),
    "compare-across": ("compare", Path(__file__).parent / "across-2019.yaml", Path(__file__).parent / "across-2022.yaml"),
    "compare-reweighted": ("compare", Path(__file__).parent / "across-2022.yaml", Path(__file__).parent / "reweighted-2023.yaml"),
    "compare-announced": ("compare", EXAMPLES / "palopo-2023.yaml", EXAMPLES / "bandar-lampung-2023.yaml"),
    "compare-yardstick": ("compare", EXAMPLES / "palopo-2019.yaml", EXAMPLES / "palopo-2023.yaml"),
    "compare-many": (
        *("compare", EXAMPLES / "region-2023", EXAMPLES / "region"),
        *("--sort", "change", "--top", "5", "--no-regression", "domain"),
    ),
    "score-beside": (*("score", EXAMPLES / "bandar-lampung-2024.yaml", "--before", EXAMPLES / "bandar-lampung-2023.yaml"),),
    "score-one-page": (
        *("score", EXAMPLES / "bandar-lampung-2024.yaml", "--before", EXAMPLES / "bandar-lampung-2023.yaml"),
        *("--target", "3.5", "--one-page", "--today", "2025-01-31"),
    ),
    "score-judged": (
        *("score", EXAMPLES / "region" / "bappeda.yaml", "--as-judged", "examples/judged/2023.csv", "--detail", "domain"),
    ),
    "score-lowered": ("score", EXAMPLES / "denpasar-2018-self.yaml", "--lowered", "0.2", "--set", "26=4"),
    "score-among": ("score", EXAMPLES / "palopo-2023.yaml", "--among", EXAMPLES / "national-2023.csv"),
    "trend": ("trend", EXAMPLES / "palopo-2018.yaml", EXAMPLES / "palopo-2019.yaml", EXAMPLES / "palopo-2023.yaml"),
    "trend-several": (
        "trend",
        *(
            EXAMPLES / f"{name}.yaml"
            for name in ("bandar-lampung-2023", "bandar-lampung-2024", "denpasar-2018", "denpasar-2018-self")
        ),
        *(EXAMPLES / f"{name}.yaml" for name in ("palopo-2018", "palopo-2019", "palopo-2023", "pemdi-2026")),
    ),
    "explain": ("explain", EXAMPLES / "bandar-lampung-2024.yaml"),
    "explain-repeated": ("explain", EXAMPLES / "denpasar-2018.yaml"),
    "explain-pemdi": ("explain", EXAMPLES / "pemdi-2026.yaml"),
    "explain-moved": ("explain", Path(__file__).parent / "not-applicable.yaml"),
    "explain-announced": ("explain", EXAMPLES / "palopo-2023.yaml"),
    "explain-announced-wrong": ("explain", Path(__file__).parent / "announced-wrong.yaml"),
    "explain-indicator": ("explain", EXAMPLES / "bandar-lampung-2024.yaml", "23"),
    "explain-indicator-evidence": ("explain", EXAMPLES / "pemdi-2026.yaml", "2"),
    "explain-indicator-damaged": ("explain", EXAMPLES / "pemdi-2026.yaml", "9"),
    "explain-indicator-conversion": ("explain", EXAMPLES / "pemdi-2026.yaml", "5"),
    "explain-indicator-repeated": ("explain", EXAMPLES / "denpasar-2018.yaml", "35"),
    "explain-indicator-criteria": ("explain", Path(__file__).parent / "not-applicable.yaml", "2"),
    "explain-indicator-moved": ("explain", Path(__file__).parent / "not-applicable.yaml", "29"),
    "plan": ("plan", EXAMPLES / "bandar-lampung-2024.yaml", "--target", "Sangat Baik"),
    "plan-phased": (
        *("plan", EXAMPLES / "bandar-lampung-2024.yaml", "--target", "3.5", "--brief", "--by", "2025-06-30,2025-12-31"),
    ),
    "plan-out-of-reach": ("plan", EXAMPLES / "denpasar-2018.yaml", "--target", "4", "--max-raise", "1"),
    "plan-budget": ("plan", EXAMPLES / "pemdi-2026.yaml", "--budget", "5"),
    "plan-promised": ("plan", Path(__file__).parent / "promised.yaml", "--commitments", "--today", "2025-01-01"),
    "plan-checklist": (
        *("plan", Path(__file__).parent / "promised.yaml", "--commitments", "--today", "2025-01-01"),
        *("--checklist", "--format", "table"),
    ),
    "plan-region": ("plan", EXAMPLES / "region", "--target", "Baik"),
    "status": (
        *("status", EXAMPLES / "handed-out" / "parts", "--owners", EXAMPLES / "handed-out" / "owners.yaml"),
        *("--before", EXAMPLES / "handed-out" / "kota-contoh-2023.yaml", "--today", "2024-06-20"),
    ),
    "evidence": ("evidence", Path(__file__).parent / "proven.yaml"),
    "evidence-several": ("evidence", Path(__file__).parent / "proven.yaml", Path(__file__).parent / "unanswered.yaml"),
    "evidence-checklist": ("evidence", Path(__file__).parent / "proven.yaml", "--checklist", "--format", "table"),
    "indicators": ("indicators",),
    "indicators-criteria": ("indicators", "23"),
    "indicators-damaged": ("indicators", "9", "--instrument", "permenpanrb-8-2026"),
    "indicators-pegi": ("indicators", "1", "--instrument", "pegi"),
    "indicators-pemdi": ("indicators", "--instrument", "permenpanrb-8-2026"),
    "indicators-repeated": ("indicators", "35", "--instrument", "permenpanrb-5-2018"),
    "indicators-evidence": ("indicators", "3", "--instrument", "permenpanrb-8-2026"),
    "indicators-conversion": ("indicators", "18", "--instrument", "permenpanrb-8-2026"),
    "indicators-text": ("indicators", "manajemen"),
    "indicators-aspect": ("indicators", "aspect:4"),
}


@pytest.fixture(autouse=True)
def _above_the_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where paths that are shown begin."""
    monkeypatch.chdir(EXAMPLES.parent)


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("name", CASES)
def test_as_it_is_seen(spbe: Spbe, name: str, columns: int, language: str) -> None:
    out = spbe(*CASES[name], "--lang", language, columns=columns).out
    golden = GOLDEN / f"{name}.{language}.{columns}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(out, encoding="utf-8")
    assert out == golden.read_text(encoding="utf-8")
    assert max(map(len, out.splitlines())) <= columns


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(
    "name",
    [
        "score",
        "score-indicator",
        "score-set",
        "batch-region",
        "batch-lost-domain",
        "compare-claimed",
        "compare-many",
        "score-among",
        "score-judged",
        "trend-several",
        "status",
        "explain",
        "explain-announced",
        "explain-indicator",
        "explain-pemdi",
        "plan-promised",
        "evidence",
        "indicators",
        "indicators-criteria",
    ],
)
def test_markdown(spbe: Spbe, name: str, language: str) -> None:
    out = spbe(*CASES[name], "--lang", language, "--format", "markdown").out
    golden = GOLDEN / f"{name}.{language}.md"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(out, encoding="utf-8")
    assert out == golden.read_text(encoding="utf-8")
