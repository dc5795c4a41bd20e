"""What is claimed beside what accepted evidence proves: one city whose claim is Baik, and whose evidence carries Cukup."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import EXAMPLES, Spbe, Write

CITY = EXAMPLES / "claimed-and-proven.yaml"
ACCEPTED = "{file: a.pdf, proves: 2, status: accepted}"
JUDGED = f"agency: Kota A\nyear: 2024\nanswers:\n  1: {{level: 3, evidence: [{ACCEPTED}]}}\n  2: 2\n"
NOT_JUDGED = "agency: Kota B\nyear: 2024\nanswers:\n  1: {level: 3, evidence: [a.pdf]}\n  2: 2\n"


def test_both_indices_stand_in_the_data(spbe: Spbe) -> None:
    data = json.loads(spbe("score", CITY, "--format", "json").out)
    assert (data["index"], data["predicate"]) == (2.83, "Baik")
    backed = data["backed"]
    assert (backed["index"], backed["index_exact"], backed["predicate"]) == (2.3, "4609/2000", "Cukup")
    assert [one["value"] for one in backed["domains"]] == [2.4, 2.3, 1.55, 2.55]
    # What costs most comes first, with what would prove it.
    first = data["unproven"][0]
    assert (first["indicator"], first["claimed"], first["backed"], first["lost_exact"]) == (42, [3], [2], "3/100")
    assert first["pending"] == [{"file": "laporan-lapor.pdf", "proves": 3, "status": "sent"}]
    assert len(data["unproven"]) == 24


def test_nothing_changes_where_nothing_was_judged(spbe: Spbe, write: Write) -> None:
    data = json.loads(spbe("score", write(NOT_JUDGED), "--format", "json").out)
    assert not {"backed", "unproven", "claimed"} & data.keys()
    assert "Backed" not in spbe("score", write(NOT_JUDGED)).out


@pytest.mark.parametrize(
    ("basis", "code", "said"),
    [
        ([], 0, "Gate passed: 2.829 is at least 2.6."),
        (["--basis", "claimed"], 0, "Gate passed: 2.829 is at least 2.6."),
        (["--basis", "backed"], 1, "Gate failed: 2.3045 is below 2.6. Judged by what accepted evidence proves."),
    ],
)
def test_a_gate_judges_on_its_basis(spbe: Spbe, basis: list[str], code: int, said: str) -> None:
    ran = spbe("score", CITY, "--fail-under", "2.6", *basis)
    assert ran.code == code
    assert said in ran.out
    data = json.loads(spbe("score", CITY, "--fail-under", "Baik", *basis, "--format", "json").out)
    assert (data["passed"], data["gates"][0].get("basis")) == (not code, "backed" if code else None)


def test_the_basis_may_stand_in_the_settings(spbe: Spbe, write: Write) -> None:
    write("[gates]\nbasis = 'backed'\nfail_under = 'Cukup'\n", "spbe.toml")
    assert "2.3045 is at least 1.8. Judged by" in spbe("score", CITY, "--fail-under", "1.8").out
    assert spbe("score", CITY).code == 0
    assert spbe("score", CITY, "--fail-under", "Baik").code == 1


@pytest.mark.parametrize("command", [["score"], ["batch"], ["plan", "--target", "1.2"]])
def test_what_has_no_judged_evidence_has_no_backed_index(spbe: Spbe, write: Write, command: list[str]) -> None:
    ran = spbe(*command, write(NOT_JUDGED, "b.yaml"), "--basis", "backed")
    assert ran.code == 2
    assert "Kota B: no evidence has a status, so nothing is backed" in ran.err


def test_a_ranking_by_what_is_proven(spbe: Spbe, write: Write) -> None:
    write(JUDGED, "a.yaml")
    write(JUDGED.replace("Kota A", "Kota C").replace("proves: 2", "proves: 3").replace("2: 2", "2: 1"), "c.yaml")
    claimed = json.loads(spbe("batch", "a.yaml", "c.yaml", "--format", "json").out)["results"]
    assert [(one["agency"], one["index"], one["backed"]["index_exact"]) for one in claimed] == [
        ("Kota A", 1.04, "1013/1000"),
        ("Kota C", 1.03, "513/500"),
    ]
    backed = json.loads(spbe("batch", "a.yaml", "c.yaml", "--basis", "backed", "--format", "json").out)["results"]
    assert [(one["agency"], one["index_exact"], one["claimed"]["index"]) for one in backed] == [
        ("Kota C", "513/500", 1.03),
        ("Kota A", "1013/1000", 1.04),
    ]
    assert "Ranked by what accepted evidence proves" in spbe("batch", "a.yaml", "c.yaml", "--basis", "backed").out
    # One that nobody judged is a problem of its own; the others are ranked.
    write(NOT_JUDGED, "b.yaml")
    ran = spbe("batch", "a.yaml", "b.yaml", "c.yaml", "--basis", "backed", "--fail-under", "1", "--format", "json")
    data = json.loads(ran.out)
    assert (ran.code, [one["agency"] for one in data["results"]], data["read"]) == (
        2,
        ["Kota C", "Kota A"],
        {"count": 2, "of": 3},
    )
    assert [one["code"] for one in data["errors"]] == ["nothing_judged"]


def test_where_claims_are_not_proven_in_many(spbe: Spbe, write: Write) -> None:
    write(JUDGED, "a.yaml")
    write(NOT_JUDGED, "b.yaml")
    (losses,) = json.loads(spbe("batch", "a.yaml", "b.yaml", "--by", "indicator", "--format", "json").out)["losses"]
    by_id = {one["id"]: one["unproven"] for one in losses["parts"]}
    # Of one agency, as the other was not judged: indicator 1 by one level, 2 without any evidence.
    assert (by_id[1], by_id[2], by_id[3]["count"]) == (
        {"count": 1, "lost": 0.013, "lost_exact": "13/1000"},
        {"count": 1, "lost": 0.013, "lost_exact": "13/1000"},
        0,
    )
    assert "Not" in spbe("batch", CITY, "--by", "indicator").out
    # What is lost is the mean of both, so it is said of whom this is the mean.
    said = "Evidence judged: 1 of 2; what is not proven is averaged over those judged\n"
    assert said in spbe("batch", "a.yaml", "b.yaml", "--by", "indicator", "--format", "markdown").out
    assert "Evidence judged: 1 of 1\n" in spbe("batch", "a.yaml", "--by", "indicator", "--format", "markdown").out


def test_a_comparison_of_what_is_proven(spbe: Spbe, write: Write) -> None:
    old, new = write(JUDGED, "old.yaml"), write(JUDGED.replace("2024", "2025").replace("level: 3", "level: 2"), "new.yaml")
    assert spbe("compare", old, new, "--max-drop", "0").code == 1
    ran = spbe("compare", old, new, "--max-drop", "0", "--basis", "backed")
    assert ran.code == 0
    assert "what accepted evidence proves, on both sides" in ran.out
    assert spbe("compare", old, write(NOT_JUDGED, "none.yaml"), "--basis", "backed").code == 2


def test_a_plan_proves_first(spbe: Spbe) -> None:
    ran = spbe("plan", CITY, "--basis", "backed", "--target", "Baik", "--format", "json")
    data = json.loads(ran.out)
    assert (ran.code, data["cost"], data["index"]["from"]) == (0, "0", 2.3)
    assert "Up to the claimed level a step costs nothing but its evidence" in spbe("plan", CITY, "--basis", "backed").out


def test_the_state_of_an_assessment_counts_its_evidence(spbe: Spbe, write: Write) -> None:
    write(
        JUDGED.replace("answers", "owner: Dinas A\nanswers").replace("accepted}", "accepted}, b.pdf, {file: c, status: revise}")
    )
    owners = write("owners: {Dinas A: {indicators: [1, 2]}}\n", "owners.yaml")
    ran = spbe("status", "answers.yaml", "--owners", owners)
    assert re.search("Evidence  *1 accepted, 1 waits, 1 to be revised", ran.out)
    data = json.loads(spbe("status", "answers.yaml", "--owners", owners, "--format", "json").out)
    assert data["evidence"] == {"accepted": 1, "waiting": 1, "rejected": 0, "revise": 1}


def test_parts_bring_what_they_say_of_the_same_evidence(spbe: Spbe, write: Write) -> None:
    def part(name: str, evidence: str) -> str:
        return write(
            f"agency: Kota A\nyear: 2024\nowner: Dinas {name}\nanswers:\n  1: {{evidence: [{evidence}]}}\n", f"{name}.yaml"
        )

    one = part("a", "{file: sk.pdf, proves: 3, status: accepted}, {file: b.pdf, note: x}")
    other = part("b", "b.pdf, {file: sk.pdf, by: Tim}, {file: b.pdf, note: y}, c.pdf")
    assert spbe("merge", one, other).out.splitlines()[5:] == [
        "    evidence:",
        "      - {file: sk.pdf, proves: 3, status: accepted, by: Tim}",
        "      - {file: b.pdf, note: x}",
        "      - {file: b.pdf, note: y}",
        "      - c.pdf",
    ]
    third = part("c", "{file: z}, {file: sk.pdf, status: rejected}")
    ran = spbe("merge", one, other, third)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.strip() == "c.yaml:5:29: this evidence for indicator 1 has another status in a.yaml:5:18 (keep one of them)"


def test_last_years_evidence_is_yet_to_be_judged(spbe: Spbe, write: Write) -> None:
    spbe("init", "--from", write(JUDGED), "--year", "2025", "-o", "new.yaml")
    lines = [line.strip() for line in Path("new.yaml").read_text("utf-8").splitlines() if "a.pdf" in line and "#" not in line]
    assert lines == ["- {file: a.pdf, proves: 2}"]


def test_a_report_shows_both(spbe: Spbe, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    assert spbe("score", CITY, "-o", report).code == 0
    text = report.read_text("utf-8")
    assert all(one in text for one in ("2.30 Cukup", "What the evidence does not prove", "oss-integrasi.pdf"))


@pytest.mark.parametrize("ending", ["yaml", "xlsx"])
def test_what_was_said_of_evidence_is_kept(spbe: Spbe, tmp_path: Path, ending: str) -> None:
    def said(path: Any) -> Any:
        data = json.loads(spbe("score", path, "--format", "json").out)
        return {key: value for key, value in data.items() if key != "path"}

    path = tmp_path / f"copy.{ending}"
    assert spbe("convert", CITY, "-o", path).code == 0
    assert said(path) == said(CITY)
