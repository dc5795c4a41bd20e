"""``spbe validate`` as a user, an editor and a CI server run it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import ANSWER_FILES, EXAMPLES, Spbe, Write

BAD = "agency: A\nyear: 2023\nanswers:\n  1: 9\n  2: 3\n  2: 4\nnotes: x\n"


def test_all_examples_are_valid(spbe: Spbe) -> None:
    ran = spbe("validate", *ANSWER_FILES)
    assert (ran.code, ran.out) == (0, "")
    assert "no problems" in ran.err
    opd = EXAMPLES / "opd"
    ran = spbe("validate", opd, "--indicators", opd / "indicators.yaml")
    assert (ran.code, ran.err) == (0, "1 file checked: no problems\n")


def test_problems_are_lines_with_place_and_hint(spbe: Spbe, write: Callable[..., str]) -> None:
    ran = spbe("validate", write(BAD))
    assert ran.code == 2
    keys = "agency, year, instrument, stage, group, kind, owner, answers, published"
    assert ran.out.splitlines() == [
        "answers.yaml:4:6: level 9: expected a whole number from 1 to 5",
        'answers.yaml:6:3: the key "2" is there already, in line 5 (keep one of them)',
        f'answers.yaml:7:1: unknown key "notes" (known: {keys})',
    ]
    assert ran.err == "1 file checked: 3 problems\n"


def test_json(spbe: Spbe, write: Callable[..., str]) -> None:
    ran = spbe("validate", write(BAD), "--format", "json")
    assert ran.code == 2
    data = json.loads(ran.out)
    assert (data["schema"], data["files"]) == (1, 1)
    problem = data["problems"][1]
    assert (problem["path"], problem["line"], problem["column"], problem["code"]) == ("answers.yaml", 6, 3, "duplicate_key")
    assert problem["hint"] == "keep one of them"


def test_github_annotations(spbe: Spbe, write: Callable[..., str]) -> None:
    write("agency: A\nyear: 2023\nanswers: {1: 9}\n", "a,b:100%.yaml")
    ran = spbe("validate", "a,b:100%.yaml", "--format", "github")
    assert ran.out == (
        "::error file=a%2Cb%3A100%25.yaml,line=3,col=14,title=spbe::level 9: expected a whole number from 1 to 5\n"
    )


def test_junit(spbe: Spbe, write: Callable[..., str]) -> None:
    write(BAD, "bad.yaml")
    write("agency: '<b>&\\x1b'\nyear: 2023\npublished: {index: 2}\n", "good.yaml")
    ran = spbe("validate", "bad.yaml", "good.yaml", "missing.yaml", "-o", "report.xml")
    assert ran.code == 2
    suite = ET.fromstring(Path("report.xml").read_text()).find("testsuite")
    assert suite is not None
    assert {key: suite.get(key) for key in ("tests", "failures")} == {"tests": "3", "failures": "2"}
    cases = {case.get("name"): case.find("failure") for case in suite}
    assert cases["good.yaml"] is None
    assert (failure := cases["bad.yaml"]) is not None
    assert failure.get("type") == "level_range"


def test_folder_and_missing_paths(spbe: Spbe, write: Callable[..., str]) -> None:
    write("agency: A\nyear: 2023\nanswers: {1: 3}\n", "opd/a.yaml")
    write("costs: {}\n", "opd/costs.yaml")
    write(BAD, "opd/deep/b.yml")
    write("x", "empty/readme.txt")
    ran = spbe("validate", "opd", "empty", "opdd")
    assert ran.code == 2
    assert [line.split(": ")[0] for line in ran.out.splitlines()] == [
        "empty",
        *[f"opd/deep/b.yml:{at}" for at in ("4:6", "6:3", "7:1")],
        "opdd",
    ]
    assert "did you mean opd?" in ran.out


def test_an_instrument_file_that_can_not_be_used(spbe: Spbe, write: Callable[..., str]) -> None:
    weights = (EXAMPLES / "opd" / "indicators.yaml").read_text().replace("weight: 12.5", "weight: 12")
    ran = spbe("validate", EXAMPLES / "opd", "--indicators", write(weights, "mine.yaml"))
    assert ran.code == 2
    assert ran.out == "mine.yaml:21:1: the weights sum to 99.5: expected exactly 100 (weights are percentages of the index)\n"


def test_an_instrument_file_is_checked_as_one(spbe: Spbe, write: Callable[..., str]) -> None:
    assert spbe("validate", EXAMPLES.parent / "indicators.yaml").code == 0
    weights = (EXAMPLES / "opd" / "indicators.yaml").read_text().replace("weight: 55", "weight: 56")
    ran = spbe("validate", write(weights, "mine.yaml"))
    assert (ran.code, ran.out.split(" (")[0]) == (2, "mine.yaml:21:1: the weights sum to 101: expected exactly 100")


def test_a_stray_key_does_not_make_an_instrument(spbe: Spbe, write: Callable[..., str]) -> None:
    ran = spbe("validate", write("agency: A\nyear: 2023\nanswers: {1: 3}\ndomains: {1: 2}\n"))
    assert [line.split(" (")[0] for line in ran.out.splitlines()] == ['answers.yaml:4:1: unknown key "domains"']


def test_a_file_is_checked_once(spbe: Spbe, write: Callable[..., str]) -> None:
    write("agency: A\nyear: 2023\nanswers: {1: 3}\n", "a/a.yaml")
    assert spbe("validate", "a", "a/a.yaml", "a/a.yaml").err == "1 file checked: no problems\n"


def test_a_name_that_no_file_can_have(spbe: Spbe) -> None:
    assert spbe("validate", "x" * 300).code == 2


def test_strict_and_quiet(spbe: Spbe, write: Callable[..., str]) -> None:
    file = write("agency: A\nyear: 2023\nanswers: {1: 3}\n")
    ran = spbe("validate", file, "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert spbe("validate", file, "--strict").code == 2


@pytest.mark.parametrize("language", ["en", "id"])
def test_names_in_problems_are_text(spbe: Spbe, write: Callable[..., str], language: str) -> None:
    ran = spbe("validate", write('agency: A\nyear: 2023\nanswers: {"\\e[31m": 3}\n"\\u202ex": 1\n'), "--lang", language)
    assert ran.code == 2
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out


def test_tables_and_patterns(spbe: Spbe, write: Callable[..., str]) -> None:
    write("agency,year,index\nKota A,2023,2.5\nKota B,2023,9\n", "table.csv")
    write(BAD, "one.yaml")
    write("agency: A\nyear: 2023\nanswers: {1: 3}\n", "two.yaml")
    ran = spbe("validate", "table.csv", "*.yaml", "*.txt", "--format", "json")
    data = json.loads(ran.out)
    assert (ran.code, data["files"]) == (2, 3)
    assert [(one["path"], one["line"]) for one in data["problems"]] == [
        ("*.txt", None),
        ("table.csv", 3),
        *(("one.yaml", line) for line in (4, 6, 7)),
    ]
    junit = spbe("validate", "table.csv", "*.yaml", "--format", "junit").out
    assert [case.get("name") for case in ET.fromstring(junit).iter("testcase")] == ["table.csv", "one.yaml", "two.yaml"]


def test_nothing_of_what_was_asked_for(spbe: Spbe, write: Write) -> None:
    write("agency,year,1\nKota A,2024,3\n", "t.csv")
    write("agency: Kota A\nyear: 2024\nanswers: {1: 3}\n", "a.yaml")
    for file in ("t.csv", "a.yaml"):
        ran = spbe("validate", file, "--agency", "Kota B")
        assert (ran.code, ran.out) == (2, f"{file}: nothing of Kota B is here\n")
        ran = spbe("validate", file, "--year", "1999")
        assert (ran.code, ran.out) == (2, f"{file}: nothing of 1999 is here (there are those of 2024)\n")
    assert spbe("validate", "t.csv", "a.yaml", "--agency", "kota a", "--year", "2024").code == 0
