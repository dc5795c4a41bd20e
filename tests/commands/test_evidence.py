"""``spbe evidence`` as a user runs it."""

from __future__ import annotations

import json
import os
import re
import threading
from pathlib import Path
from typing import Any

import pytest

from spbe_cli.writing.seals import with_seals
from tests.conftest import EXAMPLES, Spbe, Write, csv_of, parsed

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


def test_json_says_by_indicator_what_is_missing(spbe: Spbe, write: Write) -> None:
    found = parsed(spbe("evidence", write(JUDGED), "--format", "json"))
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
    ((one,),) = (found["unproven"] for found in parsed(spbe("evidence", write(text), "--format", "json"))["agencies"])
    assert (one["claimed_levels"], one["backed_levels"], one["next"]["level"]) == ([4, 2, 4], [3, 2, 3], 4)
    assert (one["claimed_exact"], one["backed_exact"]) == ("10/3", "8/3")


def test_a_person_sees_what_is_asked_for_beside_what_was_handed_in(spbe: Spbe, write: Write) -> None:
    out = spbe("evidence", write(JUDGED), columns=120).out
    assert "Proven             1 of 5 indicators" in out
    assert "- Minutes, notes or report on reviewing/evaluating the road map policy" in out
    assert "refused                - integrasi.pdf (level 4, to be revised): Tanpa notulen" in out
    assert "accepted               - sk.pdf (level 3, accepted, Tim Asesor, 2024-08-01)" in out
    assert "waits                  - sk-walikota.pdf" in out
    assert "nothing handed in" in out
    assert "Only judgements are waited for: 1" in out
    # What is proven is counted only.
    assert "3 Kebijakan Internal Manajemen Data" not in out


def test_where_the_level_names_no_evidence_it_is_that_of_the_indicator(spbe: Spbe, write: Write) -> None:
    write("agency: Kota A\nyear: 2018\nanswers: {1: {level: 3, evidence: {file: a.pdf, proves: 1, status: accepted}}}\n")
    (one,) = parsed(spbe("evidence", "answers.yaml", "--format", "json", "--lang", "id"))["agencies"][0]["unproven"]
    assert one["next"]["level"] == 2
    assert "Bukti evaluasi kebijakan" in one["next"]["evidence"]
    assert "- Bukti evaluasi kebijakan" in spbe("evidence", "answers.yaml", "--lang", "id").out
    assert "Bukti evaluasi kebijakan" not in spbe("evidence", "answers.yaml", "--lang", "id", "--brief").out


def test_without_any_status_it_says_so(spbe: Spbe, write: Write) -> None:
    write(UNJUDGED)
    said = "No item has a status yet, so nothing is proven and all that was handed in waits."
    assert said in " ".join(spbe("evidence", "answers.yaml").out.split())
    (one,) = parsed(spbe("evidence", "answers.yaml", "--format", "json"))["agencies"]
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
    rows = csv_of(spbe("evidence", write(JUDGED), "--format", "csv"))
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
    found = parsed(spbe("evidence", "in", "--format", "json"))
    assert found["total"] == {
        "agencies": 2, "indicators": {"claimed": 7, "proven": 1, "nothing_handed_in": 2},
        "items": {"accepted": 2, "waiting": 2, "rejected": 1, "revise": 1},
    }  # fmt: skip


def test_owners_of_a_file_come_first(spbe: Spbe, write: Write) -> None:
    write(JUDGED)
    write("owners: {Dinas A: {indicators: [1, 2]}, Dinas B: {indicators: 5}}\n", "owners.yaml")
    (one,) = parsed(spbe("evidence", "answers.yaml", "--owners", "owners.yaml", "--format", "json"))["agencies"]
    owners = {lacking["indicator"]: lacking["owner"] for lacking in one["unproven"]}
    assert owners == {5: "Dinas B", 1: "Dinas A", 4: "Dinas Kominfo", 2: "Dinas A"}


def test_only_some_indicators(spbe: Spbe, write: Write) -> None:
    write(JUDGED)
    (one,) = parsed(spbe("evidence", "answers.yaml", "--only", "2-3", "--format", "json"))["agencies"]
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
         "--format json: not to be had in the format json: expected markdown, table, html, pdf, xlsx"),
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
    found = parsed(ran, 2)
    assert (len(found["agencies"]), len(found["errors"])) == (1, 1)
    assert "in/b.yaml" in ran.err


def test_in_indonesian(spbe: Spbe, write: Write) -> None:
    out = spbe("evidence", write(JUDGED), "--lang", "id").out
    assert "Terbukti" in out
    assert "perlu perbaikan" in out
    assert "menunggu" in out


FILES = """\
# Bukti 2024
agency: Pemerintah Kota Contoh
year: 2024
answers:
  1: {level: 3, evidence: [sk.pdf, "https://example.go.id/sop"]}   # satu
  2:
    level: 4
    evidence:
      - notulen/rapat.pdf
      - file: laporan.pdf # dua
        note: x
"""
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.fixture
def bukti(write: Write) -> Path:
    """A folder with all files that are listed, one that is not, and what is passed over; beside the answer file."""
    write(FILES)
    passed_over = (".rahasia/x.pdf", ".x", "~$laporan.docx", "Thumbs.db", "lama/desktop.ini")
    for name in ("sk.pdf", "notulen/rapat.pdf", "laporan.pdf", "lama/sk-2019.pdf", *passed_over):
        write("", f"bukti/{name}")
    return Path("bukti")


def folder(spbe: Spbe, *options: str, code: int = 0) -> Any:
    return parsed(spbe("evidence", "answers.yaml", "--folder", "bukti", "--format", "json", *options), code)["folder"]


@pytest.mark.systems
def test_the_files_are_looked_up(spbe: Spbe, bukti: Path) -> None:
    assert folder(spbe) == {
        "path": "bukti", "passed": True, "listed": 3, "addresses": 1, "intact": 0, "unsealed": 3, "missing": [], "changed": [],
        "unlisted": ["lama/sk-2019.pdf"],
    }  # fmt: skip
    (bukti / "laporan.pdf").unlink()
    found = folder(spbe, code=1)
    assert found["missing"] == [
        {"place": "answers.yaml:10:15", "agency": "Pemerintah Kota Contoh", "indicator": 2, "file": "laporan.pdf",
         "found": "missing", "sha256": None, "sha256_found": None},
    ]  # fmt: skip
    ran = spbe("evidence", "answers.yaml", "--folder", "bukti")
    assert "not there  laporan.pdf" in ran.out
    assert "No item lists: lama/sk-2019.pdf" in ran.out
    rows = csv_of(spbe("evidence", "answers.yaml", "--folder", "bukti", "-f", "csv"), 1)
    assert [(row["file"], row["found"]) for row in rows if row["found"]] == [
        ("sk.pdf", "unsealed"), ("notulen/rapat.pdf", "unsealed"), ("laporan.pdf", "missing"), ("lama/sk-2019.pdf", "unlisted"),
    ]  # fmt: skip


@pytest.mark.systems
def test_a_file_is_listed_by_any_name_that_its_system_takes_for_it(spbe: Spbe, write: Write) -> None:
    # Windows and macOS take names in other letters for the same, Linux takes none.
    write(b"", "bukti/SK.PDF")
    write(b"", "bukti/lain/Caf\u00e9.pdf")
    write('agency: A\nyear: 2024\nanswers: {1: {level: 3, evidence: [sk.pdf, "lain/cafe\u0301.pdf"]}}\n')
    taken = [Path("bukti/sk.pdf").exists(), Path("bukti/lain/cafe\u0301.pdf").exists()]
    found = folder(spbe, code=0 if all(taken) else 1)
    assert [one["file"] for one in found["missing"]] == [
        one for one, there in zip(("sk.pdf", "lain/cafe\u0301.pdf"), taken, strict=True) if not there
    ]
    assert found["unlisted"] == [one for one, there in zip(("SK.PDF", "lain/Caf\u00e9.pdf"), taken, strict=True) if not there]


def test_the_file_that_is_probably_meant_stands_beside_one_that_is_not_there(spbe: Spbe, write: Write) -> None:
    write(b"", "bukti/sk/Perwali 12.pdf")
    write(b"", "bukti/sk/nota.pdf")
    write('agency: A\nyear: 2024\nanswers: {1: {level: 3, evidence: [perwali_12.PDF, lain.pdf, "sk\\nota.pdf"]}}\n')
    out = spbe("evidence", "answers.yaml", "--folder", "bukti", "--brief").out
    assert [" | ".join(re.split(" {2,}", line)) for line in out.splitlines() if line.startswith(("Found", "not there"))] == [
        "Found | File | Perhaps | No. | Listed in",
        "not there | perwali_12.PDF | sk/Perwali 12.pdf | 1 | answers.yaml:3:36",
        "not there | lain.pdf | 1 | answers.yaml:3:52",
        "not there | sk\\nota.pdf | sk/nota.pdf | 1 | answers.yaml:3:62",
    ]


def test_sealing_changes_nothing_but_the_seals(spbe: Spbe, bukti: Path) -> None:
    ran = spbe("evidence", "answers.yaml", "--folder", "bukti", "--seal")
    assert (ran.code, ran.err) == (0, "answers.yaml: 3 items are sealed\n")
    assert "All files that are listed are there, and none has changed since it was sealed." in ran.out
    sealed = (
        FILES.replace("[sk.pdf", f"[{{file: sk.pdf, sha256: {EMPTY}}}")
        .replace("- notulen/rapat.pdf", f"- {{file: notulen/rapat.pdf, sha256: {EMPTY}}}")
        .replace("# dua\n", f"# dua\n        sha256: {EMPTY}\n")
    )
    assert Path("answers.yaml").read_text() == sealed
    before = Path("answers.yaml").stat()
    again = spbe("evidence", "answers.yaml", "--folder", "bukti", "--seal")
    assert (again.code, again.err) == (0, "")
    assert Path("answers.yaml").stat().st_mtime_ns == before.st_mtime_ns
    (bukti / "sk.pdf").write_text("lain")
    found = folder(spbe, "--seal", code=1)
    assert [(one["file"], one["sha256"]) for one in found["changed"]] == [("sk.pdf", EMPTY)]
    assert Path("answers.yaml").read_text() == sealed
    assert folder(spbe, "--seal", "--force") | {"unlisted": []} == {
        "path": "bukti", "passed": True, "listed": 3, "addresses": 1, "intact": 3, "unsealed": 0, "missing": [], "changed": [],
        "unlisted": [],
    }  # fmt: skip
    assert folder(spbe)["intact"] == 3


def test_an_address_without_its_beginning_is_one_unless_a_file_is_called_so(spbe: Spbe, write: Write) -> None:
    names = ["www.example.go.id", "bit.ly/3abc", "drive.google.com/file/d/1", "diskominfo.go.id/sk.pdf", "sk.id", "a.b/c.pdf"]
    write(f"agency: A\nyear: 2024\nanswers: {{1: {{level: 3, evidence: {json.dumps(names)}}}}}\n")
    write(b"", "bukti/diskominfo.go.id/sk.pdf")
    found = parsed(spbe("evidence", "answers.yaml", "--folder", "bukti", "-f", "json"), 1)["folder"]
    assert (found["addresses"], found["unsealed"], [one["file"] for one in found["missing"]]) == (3, 1, ["sk.id", "a.b/c.pdf"])


def test_a_path_of_somebodys_own_machine_is_no_path_in_the_folder_but_its_file_is_known(spbe: Spbe, write: Write) -> None:
    write("agency: A\nyear: 2024\nanswers: {1: {level: 3, evidence: ['C:\\Users\\Op\\sk 1.pdf']}}\n")
    write(b"", "bukti/lama/SK_1.pdf")
    ran = spbe("evidence", "answers.yaml", "--folder", "bukti")
    assert "expected a path in it (did you mean lama/SK_1.pdf?)" in ran.err


def test_what_is_missing_is_not_sealed_and_the_rest_is(spbe: Spbe, bukti: Path) -> None:
    (bukti / "sk.pdf").unlink()
    ran = spbe("evidence", "answers.yaml", "--folder", "bukti", "--seal")
    assert (ran.code, ran.err) == (1, "answers.yaml: 2 items are sealed\n")
    assert "[sk.pdf, " in Path("answers.yaml").read_text()


@pytest.mark.parametrize(
    "name", ["../sk.pdf", "/etc/passwd", "a/../../x", "..", "C:x.pdf", "\\\\\\\\host\\\\x", "link", "dir/x.pdf", "a\\\\..\\\\x"]
)
def test_no_path_leads_out_of_the_folder(spbe: Spbe, write: Write, bukti: Path, name: str) -> None:
    write("rahasia", "luar/x.pdf")
    (bukti / "link").symlink_to("../luar/x.pdf")
    (bukti / "dir").symlink_to("../luar")
    text = f'agency: Kota A\nyear: 2024\nanswers: {{1: {{level: 3, evidence: ["{name}", sk.pdf]}}}}\n'
    write(text)
    ran = spbe("evidence", "answers.yaml", "--folder", "bukti", "--seal")
    assert ran.code == 2
    assert "answers.yaml:3:36: " in ran.err
    assert "leads out of the folder of evidence: expected a path in it" in ran.err
    assert f"did you mean {name}?" not in ran.err
    assert "Nothing is sealed, as something is to be mended first." in ran.err
    assert Path("answers.yaml").read_text() == text


def test_a_path_as_windows_writes_it_is_found_everywhere(spbe: Spbe, write: Write) -> None:
    write("nota", "bukti/rapat/nota.docx")
    write("agency: Kota A\nyear: 2024\nanswers: {1: {level: 3, evidence: ['rapat\\nota.docx']}}\n")
    ran = spbe("evidence", "answers.yaml", "--folder", "bukti", "--format", "json")
    folder = json.loads(ran.out)["folder"]
    assert (ran.code, folder["passed"], folder["listed"], folder["unlisted"]) == (0, True, 1, [])


def test_what_is_no_file_is_not_opened(spbe: Spbe, write: Write, bukti: Path) -> None:
    os.mkfifo(bukti / "pipa.pdf")
    (bukti / "folder.pdf").mkdir()
    (bukti / "loop").symlink_to("loop")
    (bukti / "sama.pdf").symlink_to("sk.pdf")
    names = ["pipa.pdf", "folder.pdf", "loop", "sama.pdf", "./sk.pdf", ".", "a\0b", "x" * 300, "sk.pdf/x", "SK.pdf", "loop/x"]
    write("agency: Kota A\nyear: 2024\nanswers: {1: {level: 3, evidence: " + json.dumps(names) + "}}\n")
    found = folder(spbe, "--seal", code=1)
    assert {one["file"]: one["found"] for one in found["missing"]} == {
        "pipa.pdf": "no_file", "folder.pdf": "no_file", ".": "no_file", "loop": "missing", "a\0b": "missing",
        "x" * 300: "missing", "sk.pdf/x": "missing", "SK.pdf": "missing", "loop/x": "missing",
    }  # fmt: skip
    assert (found["intact"], found["changed"]) == (2, [])
    assert "sk.pdf" not in found["unlisted"]
    assert "pipa.pdf" not in found["unlisted"]


@pytest.mark.usefixtures("bukti")
def test_files_that_are_not_listed_are_named_up_to_a_limit(spbe: Spbe, write: Write) -> None:
    for number in range(30):
        write("", f"bukti/{number:02}\x1b.pdf")
    write(FILES, "bukti/answers.yaml")
    out = " ".join(spbe("evidence", "bukti/answers.yaml", "--folder", "bukti", columns=200).out.split())
    assert "00\\x1b.pdf" in out
    assert "19\\x1b.pdf and 11 others" in out
    # The answer file that is read is no evidence.
    assert len(parsed(spbe("evidence", "bukti/answers.yaml", "--folder", "bukti", "-f", "json"))["folder"]["unlisted"]) == 31


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--folder", "nowhere"), "--folder nowhere: there is no such folder"),
        (("--folder", "answers.yaml"), "--folder answers.yaml: there is no such folder"),
        (("--seal",), "--seal: files are sealed in a folder: expected --folder too"),
    ],
)
def test_a_folder_that_is_none(spbe: Spbe, bukti: Path, options: tuple[str, ...], expected: str) -> None:
    ran = spbe("evidence", "answers.yaml", *options)
    assert (ran.code, ran.out, ran.err) == (2, "", f"{expected}\n")
    assert bukti.exists()


def test_limits_are_named(spbe: Spbe, bukti: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("spbe_cli.reading.evidence_files.MAX_ENTRIES", 3)
        ran = spbe("evidence", "answers.yaml", "--folder", "bukti")
    assert (ran.code, ran.err) == (2, "--folder bukti: this folder holds more than 3 files and folders\n")
    monkeypatch.setattr("spbe_cli.reading.evidence_files.MAX_EVIDENCE_BYTES", 1024**2)
    (bukti / "sk.pdf").write_bytes(b"x" * (1024**2 + 1))
    # Nobody asks for its seal, so nothing is read.
    assert spbe("evidence", "answers.yaml", "--folder", "bukti").code == 0
    ran = spbe("evidence", "answers.yaml", "--folder", "bukti", "--seal")
    assert ran.code == 2
    assert f"{Path('bukti/sk.pdf')}: the file is larger than 1 MiB" in ran.err


@pytest.mark.parametrize("answer", ["evidence: [&a sk.pdf], note: *a", "note: &a sk.pdf, evidence: {file: *a}"])
def test_what_would_change_something_else_is_not_written(spbe: Spbe, write: Write, bukti: Path, answer: str) -> None:
    text = f"agency: Kota A\nyear: 2024\nanswers:\n  1: {{level: 3, {answer}}}\n"
    write(text)
    write(FILES.replace("Kota Contoh", "Kota Z"), "z.yaml")
    ran = spbe("evidence", "answers.yaml", "z.yaml", "--folder", str(bukti), "--seal")
    assert ran.code == 2
    assert "answers.yaml: the seals can't be written here without changing something else, so nothing is written" in ran.err
    assert Path("answers.yaml").read_text() == text
    assert "sha256" not in Path("z.yaml").read_text()


@pytest.mark.parametrize(("old", "new"), [("level: 4", "level: 5"), ("note: x", "note: y"), ("agency: Pemerintah", "agency: P.")])
def test_what_reads_otherwise_with_the_seals_is_not_written(
    spbe: Spbe, bukti: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    def slipped(data: bytes, path: str, seals: Any) -> bytes:
        return with_seals(data, path, seals).replace(old.encode(), new.encode())

    monkeypatch.setattr("spbe_cli.commands.sealing.with_seals", slipped)
    ran = spbe("evidence", "answers.yaml", "--folder", str(bukti), "--seal")
    assert ran.code == 2
    assert "so nothing is written" in ran.err
    assert Path("answers.yaml").read_text() == FILES


@pytest.mark.usefixtures("bukti")
def test_seals_are_written_into_answer_files_alone(spbe: Spbe) -> None:
    text = Path("answers.yaml").read_bytes()
    ran = spbe("evidence", "-", "--folder", "bukti", "--seal", stdin=text)
    assert (ran.code, ran.err) == (2, "-: seals are written into answer files in YAML alone\n")
    assert spbe("convert", "answers.yaml", "-o", "a.xlsx").code == 0
    ran = spbe("evidence", "a.xlsx", "--folder", "bukti", "--seal")
    assert (ran.code, ran.err) == (2, "a.xlsx: seals are written into answer files in YAML alone\n")


def test_a_report_takes_the_place_of_no_evidence(spbe: Spbe, bukti: Path) -> None:
    ran = spbe("evidence", "answers.yaml", "--folder", "bukti", "-f", "markdown", "-o", "bukti/sk.pdf")
    assert (ran.code, ran.err) == (2, "--output bukti/sk.pdf: this is one of the files that are read: expected another\n")
    assert (bukti / "sk.pdf").read_bytes() == b""
    # What is wrong on the command line is told before anything is sealed.
    assert spbe("evidence", "answers.yaml", "--folder", "bukti", "--seal", "-o", "x.docx").code == 2
    assert Path("answers.yaml").read_text() == FILES


@pytest.mark.usefixtures("bukti")
def test_what_flows_in_is_not_sealed(spbe: Spbe) -> None:
    os.mkfifo("pipa.yaml")
    writer = threading.Thread(target=Path("pipa.yaml").write_text, args=(FILES,))
    writer.start()
    ran = spbe("evidence", "pipa.yaml", "--folder", "bukti", "--seal")
    writer.join()
    assert (ran.code, ran.err) == (2, "pipa.yaml: seals are written into answer files in YAML alone\n")


def test_a_file_that_may_not_be_written_stays(spbe: Spbe, bukti: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("spbe_cli.placing.Placement.stage", full)
    ran = spbe("evidence", "answers.yaml", "--folder", str(bukti), "--seal")
    assert (ran.code, ran.out) == (2, "")
    assert "No space left on device" in ran.err
    assert Path("answers.yaml").read_text() == FILES


FOLDER_PAGE = {
    "en": """\
The files in bukti

Listed                    3
Not there                 1
Changed since sealed      1
Not sealed                1
Not listed                1
Addresses, not looked up  1

What is not there, and what has changed
Found                 File               No.  Listed in
not there             notulen/rapat.pdf    2  answers.yaml:9:9
changed since sealed  sk.pdf               1  answers.yaml:5:35

No item lists: lama/sk-2019.pdf
1 file is not sealed: --seal does it.
""",
    "id": """\
Berkas di bukti

Tercantum                3
Tidak ada                1
Berubah sejak disegel    1
Belum disegel            1
Tidak tercantum          1
Alamat, tidak diperiksa  1

Yang tidak ada, dan yang berubah
Keadaan                Berkas             No.  Tercantum di
tidak ada              notulen/rapat.pdf    2  answers.yaml:9:9
berubah sejak disegel  sk.pdf               1  answers.yaml:5:35

Tidak tercantum sebagai bukti: lama/sk-2019.pdf
1 berkas belum disegel: gunakan --seal.
""",
}


@pytest.mark.parametrize("language", FOLDER_PAGE)
def test_the_folder_as_it_is_seen(spbe: Spbe, write: Write, bukti: Path, language: str) -> None:
    write(FILES.replace("sk.pdf,", f"{{file: sk.pdf, sha256: {'0' * 64}}},"))
    (bukti / "notulen/rapat.pdf").unlink()
    ran = spbe("evidence", "answers.yaml", "--folder", "bukti", "--lang", language)
    assert ran.code == 1
    assert ran.out.endswith(f"\n\n{FOLDER_PAGE[language]}")


def test_a_row_of_two_years_without_answers_is_a_problem_once(spbe: Spbe, write: Write) -> None:
    ran = spbe("evidence", write("Instansi;Indeks 2023;Indeks 2024\nKota A;2,1;2,5\n", "a.csv"))
    assert (ran.code, ran.err) == (2, "a.csv:2: Kota A has announced figures only, no answers to prove\n")
