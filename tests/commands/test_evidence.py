"""``spbe evidence`` as a user runs it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import EXAMPLES, Ran, Spbe

Write = Callable[..., str]

JUDGED = """\
agency: Pemerintah Kota Contoh
year: 2024
owner: Dinas Kominfo
answers:
  1: {level: 3, evidence: [sk-walikota.pdf]}
  2:
    level: 4
    evidence:
      - {file: sk.pdf, proves: 3, status: accepted, by: Tim Asesor, date: 2024-08-01}
      - {file: integrasi.pdf, proves: 4, status: revise, note: Tanpa notulen}
    target: {level: 5, owner: Bappeda}
  3: {level: 3, evidence: [{file: c.pdf, status: diterima}]}
  4: {level: 3, evidence: [{file: d.pdf, status: ditolak, note: Salah tahun}]}
  5: 4
"""
UNJUDGED = "agency: Dinas B\nyear: 2024\nanswers: {1: {level: 3, evidence: a.pdf}, 2: 2}\n"


def data(ran: Ran, code: int = 0) -> Any:
    assert ran.code == code, ran.err
    return json.loads(ran.out)


def test_json_says_by_indicator_what_is_missing(spbe: Spbe, write: Write) -> None:
    found = data(spbe("evidence", write(JUDGED), "--format", "json"))
    (one,) = found["agencies"]
    assert list(found) == ["schema", "agencies", "total", "errors"]
    assert {key: one[key] for key in ("path", "agency", "year", "instrument", "stage", "judged")} == {
        "path": "answers.yaml", "agency": "Pemerintah Kota Contoh", "year": 2024, "instrument": "permenpanrb-59-2020",
        "stage": None, "judged": True,
    }  # fmt: skip
    assert one["claimed"] == {"index": 1.16, "index_exact": "289/250", "predicate": "Kurang"}
    assert one["backed"] == {"index": 1.05, "index_exact": "263/250", "predicate": "Kurang"}
    assert one["indicators"] == {"claimed": 5, "proven": 1, "nothing_handed_in": [5]}
    assert one["items"] == {"accepted": 2, "waiting": 1, "rejected": 1, "revise": 1}
    assert [lacking["indicator"] for lacking in one["unproven"]] == [5, 1, 4, 2]
    last = one["unproven"][-1]
    assert {key: part for key, part in last.items() if key not in ("next", "title")} == {
        "indicator": 2, "owner": "Bappeda", "claimed": 4, "claimed_exact": "4", "backed": 3, "backed_exact": "3",
        "lost_exact": "13/1000", "open": True,
        "handed_in": [
            {"file": "sk.pdf", "state": "accepted", "proves": 3, "status": "accepted", "by": "Tim Asesor",
             "date": "2024-08-01", "note": None, "sha256": None},
            {"file": "integrasi.pdf", "state": "revise", "proves": 4, "status": "revise", "by": None, "date": None,
             "note": "Tanpa notulen", "sha256": None},
        ],
    }  # fmt: skip
    assert (last["next"]["level"], last["next"]["name"]) == (4, "Terpadu dan Terukur")
    assert last["next"]["evidence"]
    assert found["total"]["indicators"] == {"claimed": 5, "proven": 1, "nothing_handed_in": 1}


def test_the_levels_of_services_are_all_there(spbe: Spbe, write: Write) -> None:
    text = "agency: Kota A\nyear: 2018\nanswers: {35: {level: [4, 2, 4], evidence: {file: a.pdf, proves: 3, status: accepted}}}\n"
    ((one,),) = (found["unproven"] for found in data(spbe("evidence", write(text), "--format", "json"))["agencies"])
    assert (one["claimed_levels"], one["backed_levels"], one["next"]["level"]) == ([4, 2, 4], [3, 2, 3], 4)
    assert (one["claimed_exact"], one["backed_exact"]) == ("10/3", "8/3")


def test_a_person_sees_what_is_asked_for_beside_what_was_handed_in(spbe: Spbe, write: Write) -> None:
    out = spbe("evidence", write(JUDGED), columns=120).out
    assert "Proven             1 of 5 indicators" in out
    assert "- Minutes, notes or report on reviewing/evaluating the road map policy" in out
    assert "refused                - integrasi.pdf (level 4, to be revised): Tanpa notulen" in out
    assert "accepted               - sk.pdf (level 3, accepted Tim Asesor 2024-08-01)" in out
    assert "waits                  - sk-walikota.pdf" in out
    assert "nothing handed in" in out
    assert "Only judgements are waited for: 1" in out
    # What is proven is counted only.
    assert "3 Kebijakan Internal Manajemen Data" not in out


def test_where_the_level_names_no_evidence_it_is_that_of_the_indicator(spbe: Spbe, write: Write) -> None:
    write("agency: Kota A\nyear: 2018\nanswers: {1: {level: 3, evidence: {file: a.pdf, proves: 1, status: accepted}}}\n")
    (one,) = data(spbe("evidence", "answers.yaml", "--format", "json", "--lang", "id"))["agencies"][0]["unproven"]
    assert one["next"]["level"] == 2
    assert "Bukti evaluasi kebijakan" in one["next"]["evidence"]
    assert "- Bukti evaluasi kebijakan" in spbe("evidence", "answers.yaml", "--lang", "id").out
    assert "Bukti evaluasi kebijakan" not in spbe("evidence", "answers.yaml", "--lang", "id", "--brief").out


def test_without_any_status_it_says_so(spbe: Spbe, write: Write) -> None:
    write(UNJUDGED)
    said = "No item has a status yet, so nothing is proven and all that was handed in waits."
    assert said in " ".join(spbe("evidence", "answers.yaml").out.split())
    (one,) = data(spbe("evidence", "answers.yaml", "--format", "json"))["agencies"]
    assert (one["judged"], one["backed"]["index"], one["items"]["waiting"]) == (False, 1.0, 1)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("{1: {level: 3, evidence: {file: a.pdf, status: accepted}}}", "All that is claimed is proven."),
        ("{1: 1}", "No indicator claims more than the minimum: there is nothing to prove."),
    ],
)
def test_where_nothing_is_missing_it_says_so(spbe: Spbe, write: Write, answers: str, said: str) -> None:
    ran = spbe("evidence", write(f"agency: Kota A\nyear: 2024\nanswers: {answers}\n"))
    assert (ran.code, said in ran.out) == (0, True)


def test_csv_has_a_row_for_every_item(spbe: Spbe, write: Write) -> None:
    rows = list(csv.DictReader(io.StringIO(spbe("evidence", write(JUDGED), "--format", "csv").out)))
    assert [(row["indicator"], row["file"], row["state"]) for row in rows] == [
        ("5", "", "none"), ("1", "sk-walikota.pdf", "waiting"), ("4", "d.pdf", "rejected"), ("2", "sk.pdf", "accepted"),
        ("2", "integrasi.pdf", "revise"),
    ]  # fmt: skip
    last = {key: rows[-1][key] for key in ("owner", "claimed", "backed", "next", "lost_num", "lost_den", "proves", "note")}
    assert last == {
        "owner": "Bappeda", "claimed": "4", "backed": "3", "next": "4", "lost_num": "13", "lost_den": "1000", "proves": "4",
        "note": "Tanpa notulen",
    }  # fmt: skip


def test_a_folder_has_totals_by_agency(spbe: Spbe, write: Write) -> None:
    write(JUDGED, "in/a.yaml")
    write(UNJUDGED, "in/b.yaml")
    out = spbe("evidence", "in", columns=120).out
    totals = out[out.index("In all") :]
    assert "Proven     1 of 7" in totals
    assert [line.split() for line in totals.splitlines() if line.startswith(("Pemerintah", "Dinas"))] == [
        ["Pemerintah", "Kota", "Contoh", "1.16", "Kurang", "1.05", "Kurang", "1/5", "2", "1", "1", "1", "1"],
        ["Dinas", "B", "1.04", "Kurang", "1.00", "Kurang", "0/2", "0", "1", "0", "0", "1"],
    ]
    found = data(spbe("evidence", "in", "--format", "json"))
    assert found["total"] == {
        "agencies": 2, "indicators": {"claimed": 7, "proven": 1, "nothing_handed_in": 2},
        "items": {"accepted": 2, "waiting": 2, "rejected": 1, "revise": 1},
    }  # fmt: skip


def test_owners_of_a_file_come_first(spbe: Spbe, write: Write) -> None:
    write(JUDGED)
    write("owners: {Dinas A: {indicators: [1, 2]}, Dinas B: {indicators: 5}}\n", "owners.yaml")
    (one,) = data(spbe("evidence", "answers.yaml", "--owners", "owners.yaml", "--format", "json"))["agencies"]
    owners = {lacking["indicator"]: lacking["owner"] for lacking in one["unproven"]}
    assert owners == {5: "Dinas B", 1: "Dinas A", 4: "Dinas Kominfo", 2: "Dinas A"}


def test_only_some_indicators(spbe: Spbe, write: Write) -> None:
    write(JUDGED)
    (one,) = data(spbe("evidence", "answers.yaml", "--only", "2-3", "--format", "json"))["agencies"]
    assert ([lacking["indicator"] for lacking in one["unproven"]], one["indicators"]["claimed"]) == ([2], 2)
    assert spbe("evidence", "answers.yaml", "--only", "99").code == 2


def test_a_checklist_for_each_owner(spbe: Spbe, write: Write) -> None:
    out = spbe("evidence", write(JUDGED), "--checklist").out
    bappeda, kominfo = out.split("## Pemerintah Kota Contoh")[1:]
    assert "- Owner: Bappeda" in bappeda
    assert "- [ ] **2** Kebijakan Internal Peta Rencana SPBE" in bappeda
    assert "    - [ ] integrasi.pdf (level 4, to be revised): Tanpa notulen" in bappeda
    assert "**5**" in kominfo
    assert "**4**" in kominfo
    # What only waits for a judgement is no work of theirs.
    assert "**1**" not in kominfo
    assert "    - [ ] Policy document" not in spbe("evidence", "answers.yaml", "--checklist", "--brief").out


@pytest.mark.parametrize("ending", ["html", "xlsx", "md"])
def test_reports_can_be_had(spbe: Spbe, write: Write, ending: str) -> None:
    write(JUDGED)
    for options in ((), ("--checklist",)):
        assert spbe("evidence", "answers.yaml", "-o", f"out.{ending}", *options).code == 0
        assert Path(f"out.{ending}").stat().st_size > 0


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("missing.yaml",), "missing.yaml: no such file or folder"),
        (("answers.yaml", "--checklist", "--format", "json"),
         "--format json: not to be had in the format json: expected markdown, table, html, xlsx"),
        (("answers.yaml", "--only", "x"), '--only x: "x": expected indicators'),
        ((EXAMPLES / "palopo-2023.yaml",), "Pemerintah Kota Palopo has announced figures only, no answers to prove"),
        (("answers.yaml", "answers.yaml", "again.yaml"), "Pemerintah Kota Contoh is there already, in answers.yaml:1:9"),
    ],
)  # fmt: skip
def test_bad_input_says_what_was_expected(spbe: Spbe, write: Write, arguments: tuple[object, ...], expected: str) -> None:
    write(JUDGED)
    write(JUDGED, "again.yaml")
    ran = spbe("evidence", *arguments)
    assert ran.code == 2
    assert expected in ran.err


def test_good_files_are_shown_whatever_the_others_are(spbe: Spbe, write: Write) -> None:
    write(JUDGED, "in/a.yaml")
    write("agency: Kota B\nyear: 2024\n", "in/b.yaml")
    ran = spbe("evidence", "in", "--format", "json")
    found = data(ran, 2)
    assert (len(found["agencies"]), len(found["errors"])) == (1, 1)
    assert "in/b.yaml" in ran.err


def test_in_indonesian(spbe: Spbe, write: Write) -> None:
    out = spbe("evidence", write(JUDGED), "--lang", "id").out
    assert "Terbukti" in out
    assert "perlu perbaikan" in out
    assert "menunggu" in out
