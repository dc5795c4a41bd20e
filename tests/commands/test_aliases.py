"""Agencies that have several names, in every command that matches them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from spbe_cli.reading.aliases import load_aliases
from spbe_cli.reading.problems import BadInput
from tests.conftest import Spbe, Write

KEPT = "Pemerintah Provinsi Nusa Tenggara Barat"
ALIASES = f"{KEPT}:\n  - Provinsi NTB\n  - Pemprov. Nusatenggara Barat\nDinas Kominfo: Dinas Komunikasi dan Informatika\n"


@pytest.fixture(autouse=True)
def _files(write: Write) -> None:
    write(ALIASES, "aliases.yaml")
    write("agency,year,index\nPROV. NTB,2023,3.0\nKota A,2023,2.0\n", "old.csv")
    write(f"agency,year,index\n{KEPT},2024,3.2\nKota A,2024,2.0\n", "new.csv")


def answered(agency: str, level: int = 3) -> str:
    return f"agency: {agency}\nyear: 2024\nanswers: {{1: {level}}}\n"


def data(spbe: Spbe, *arguments: object) -> Any:
    ran = spbe(*arguments, "--aliases", "aliases.yaml", "--format", "json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_the_names_of_a_file() -> None:
    assert load_aliases("aliases.yaml") == {
        "Provinsi:nusatenggarabarat": KEPT, "Provinsi:ntb": KEPT, ":dinaskominfo": "Dinas Kominfo",
        ":dinaskomunikasidaninformatika": "Dinas Kominfo",
    }  # fmt: skip


def test_two_years_are_matched_and_called_by_the_name_to_keep(spbe: Spbe) -> None:
    assert "Gone: PROV. NTB\n" in spbe("compare", "old.csv", "new.csv").out
    found = data(spbe, "compare", "old.csv", "new.csv")
    assert [(one["from"]["agency"], one["to"]["agency"]) for one in found["agencies"]] == [(KEPT, KEPT), ("Kota A", "Kota A")]
    assert [one["agency"] for one in data(spbe, "trend", "old.csv", "new.csv")["agencies"]] == ["Kota A", KEPT]


def test_in_a_ranking_it_is_there_twice_and_handed_in(spbe: Spbe, write: Write) -> None:
    write(f"agency,year,index\nPROV. NTB,2024,3.0\n{KEPT},2024,3.2\n", "twice.csv")
    ran = spbe("batch", "twice.csv", "--aliases", "aliases.yaml")
    assert (ran.code, ran.err) == (
        2,
        f"twice.csv:3:1: {KEPT} is there already, in twice.csv:2 (keep one of them, or give two agencies two names)\n",
    )
    write("Nusa Tenggara Barat\nPemprov NTB\n", "opd.txt")
    ran = spbe("batch", "new.csv", "--aliases", "aliases.yaml", "--expect", "opd.txt")
    assert "Not handed in: Nusa Tenggara Barat\n" in ran.out


def test_among_peers_it_takes_its_own_place(spbe: Spbe, write: Write) -> None:
    write("agency: Provinsi NTB\nyear: 2024\npublished: {index: 3.5}\n", "a.yaml")
    found = data(spbe, "score", "a.yaml", "--among", "new.csv")
    assert (found["agency"], found["standing"][0]["index"]["count"]) == (KEPT, 2)


def test_a_new_file_begins_with_the_answers_under_the_other_name(spbe: Spbe, write: Write) -> None:
    for name, agency in (("a", "Dinas Komunikasi & Informatika"), ("b", "Dinas B")):
        write(answered(agency), f"old/{name}.yaml")
    for asked in (
        ("--agency", "Dinas Kominfo", "-o", "n.yaml"),
        ("--agency", "Dinas Komunikasi dan Informatika", "-o", "m.yaml"),
    ):
        assert spbe("init", *asked, "--year", "2024", "--from", "old", "--aliases", "aliases.yaml").code == 0
        text = Path(asked[-1]).read_text(encoding="utf-8")
        assert "agency: Dinas Kominfo\n" in text
        assert "  1: 3\n" in text
    write("Dinas Komunikasi dan Informatika\nDinas Kominfo\n", "opd.txt")
    assert spbe("init", "--opds", "opd.txt", "--year", "2024", "-o", "f", "--aliases", "aliases.yaml").code == 0
    assert [one.name for one in Path("f").iterdir()] == ["dinas-kominfo-2024.yaml"]


def test_an_earlier_file_is_found_for_the_status(spbe: Spbe, write: Write) -> None:
    write("owners:\n  Dinas A: {indicators: [1]}\n", "owners.yaml")
    write(answered("Dinas Kominfo"), "now.yaml")
    for name, agency in (("a", "Dinas Komunikasi dan Informatika"), ("b", "Dinas B")):
        write(answered(agency), f"before/{name}.yaml")
    asked = ("status", "now.yaml", "--owners", "owners.yaml", "--before", "before")
    assert spbe(*asked).code == 2
    assert spbe(*asked, "--aliases", "aliases.yaml").code == 0


def test_an_earlier_row_and_an_agency_that_is_asked_for_are_found_by_any_name(spbe: Spbe, write: Write) -> None:
    write(f"agency: {KEPT}\nyear: 2024\npublished: {{index: 3.5}}\n", "a.yaml")
    assert data(spbe, "score", "a.yaml", "--before", "old.csv")["before"]["index"] == 3.0
    assert spbe("score", "a.yaml", "--before", "old.csv").code == 2
    assert data(spbe, "score", "new.csv", "--agency", "Provinsi NTB")["index"] == 3.2
    assert spbe("score", "new.csv", "--agency", "Provinsi NTB").code == 2


def test_parts_of_one_agency_are_brought_together(spbe: Spbe, write: Write) -> None:
    write("agency: Dinas Kominfo\nyear: 2024\nanswers: {2: 3}\n", "f/a.yaml")
    write(answered("Dinas Komunikasi dan Informatika"), "f/b.yaml")
    assert "expected parts of one assessment" in spbe("merge", "f").err
    ran = spbe("merge", "f", "--aliases", "aliases.yaml")
    assert (ran.code, ran.out.splitlines()[0]) == (0, "agency: Dinas Kominfo")


def test_a_plan_for_one_agency_twice_is_a_problem(spbe: Spbe, write: Write) -> None:
    write(answered("Dinas Kominfo"), "f/a.yaml")
    write(answered("Dinas Komunikasi dan Informatika"), "f/b.yaml")
    assert spbe("plan", "f").code == 0
    ran = spbe("plan", "f", "--aliases", "aliases.yaml")
    assert (ran.code, "Dinas Kominfo is there already" in ran.err) == (2, True)


def test_a_folder_says_it_in_its_spbe_toml(spbe: Spbe, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write('aliases = "../aliases.yaml"\n', "sub/spbe.toml")
    monkeypatch.chdir("sub")
    assert "3.00  3.20" in spbe("trend", "../old.csv", "../new.csv").out
    # What is turned into another file keeps the name that it has.
    assert "PROV. NTB,2023" in spbe("convert", "../old.csv", "--as", "csv").out
    write("Kota B: [Kota A]\n", "other.yaml")
    assert "Kota B" in spbe("trend", "../old.csv", "--aliases", "../other.yaml").out


def test_a_folder_of_answers_may_hold_the_file(spbe: Spbe, write: Write) -> None:
    write(answered("Dinas A"), "f/a.yaml")
    write(ALIASES, "f/aliases.yaml")
    write(ALIASES, "f/alias.yaml")
    assert spbe("batch", "f").code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A: [B, 3]\n", ["1:8: 3: expected text (write it in quotes)"]),
        ("A: ['']\nB:\n", ["1:5: expected text that says something", "2:3: blank: expected text"]),
        *[(f"{key}: [x]\n", ["1:1: 1: expected a name, which a number alone is not"]) for key in ("1", "'1'")],
        ("A: [B]\nC: [b, A]\n", ["2:5: b is a name of A already", "2:8: A is a name of A already"]),
        ("Kab. A: [B]\nKABUPATEN A: [C]\n", ["2:1: KABUPATEN A is a name of Kab. A already"]),
        ("A: [B]\nA: [C]\n", ['2:1: the key "A" is there already, in line 1 (keep one of them)']),
        ("", ["1:1: the file is empty (if it should not be, wait until it has been copied or synced in full)"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file(write: Write, text: str, said: list[str]) -> None:
    path = write(text, "wrong.yaml")
    with pytest.raises(BadInput) as bad:
        load_aliases(path)
    found = [f"{one.line}:{one.column}: {one.message}" + (f" ({one.hint})" if one.hint else "") for one in bad.value.problems]
    assert found == said


def test_no_report_is_written_over_the_file(spbe: Spbe) -> None:
    assert spbe("trend", "old.csv", "--aliases", "aliases.yaml", "-o", "aliases.yaml", "--format", "csv").code == 2
    assert Path("aliases.yaml").read_text(encoding="utf-8") == ALIASES
