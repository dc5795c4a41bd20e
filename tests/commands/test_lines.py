"""``--format jsonl``: one result on each line, whatever the number of files; refused where there is no list of results."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import EXAMPLES, Ran, Spbe

REGION, BEFORE = EXAMPLES / "region", EXAMPLES / "region-2023"
DENPASAR, PALOPO = EXAMPLES / "denpasar-2018.yaml", EXAMPLES / "palopo-2019.yaml"


def lines(ran: Ran) -> list[Any]:
    assert ran.out.endswith("}\n")
    return [json.loads(line) for line in ran.out.splitlines()]


def both(spbe: Spbe, *words: object) -> tuple[list[Any], Any]:
    """What a command gives as lines, and as one document; with the same exit code and the same problems."""
    many, one = spbe(*words, "--format", "jsonl"), spbe(*words, "--format", "json")
    assert many.code == one.code
    return lines(many), json.loads(one.out)


def test_score_has_a_line_for_each_file(spbe: Spbe) -> None:
    found, whole = both(spbe, "score", DENPASAR, PALOPO)
    assert found == whole
    found, whole = both(spbe, "score", DENPASAR, "--fail-under", "3")
    assert found == [whole]


@pytest.mark.parametrize("order", [(), ("--sort", "agency"), ("--top", "2", "--detail", "domain")])
def test_batch_has_a_line_for_each_result(spbe: Spbe, order: tuple[str, ...]) -> None:
    found, whole = both(spbe, "batch", REGION, *order)
    assert found == whole["results"]


def test_compare_has_a_line_for_each_agency(spbe: Spbe) -> None:
    found, whole = both(spbe, "compare", BEFORE, REGION)
    assert found == whole["agencies"]
    found, whole = both(spbe, "compare", EXAMPLES / "bandar-lampung-2023.yaml", EXAMPLES / "bandar-lampung-2024.yaml")
    assert found == [whole]


@pytest.mark.parametrize(("command", "key"), [("plan", "plans"), ("evidence", "agencies"), ("trend", "agencies")])
def test_the_others_have_a_line_for_each_agency_with_the_version(spbe: Spbe, command: str, key: str) -> None:
    found, whole = both(spbe, command, REGION)
    assert found == [{"schema": 1, **one} for one in whole[key]]


def test_a_plan_for_one_file_is_one_line(spbe: Spbe) -> None:
    found, whole = both(spbe, "plan", DENPASAR)
    assert found == [whole]


@pytest.mark.parametrize("name", ["x.jsonl", "x.ndjson", "X.JSONL"])
def test_the_ending_of_a_file_chooses_it(spbe: Spbe, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert spbe("batch", REGION, "-o", name).code == 0
    assert len(Path(name).read_text(encoding="utf-8").splitlines()) == 8


def test_problems_and_failed_gates_and_the_missing_are_told_beside_the_lines(spbe: Spbe, write: Callable[..., str]) -> None:
    write("agency: X\nyear: 2024\nanswers: {99: 1}\n", "wrong.yaml")
    write("Dinas Z\n", "expected.txt")
    ran = spbe("batch", REGION, "wrong.yaml", "--fail-under", "3", "--expect", "expected.txt", "--format", "jsonl")
    assert (ran.code, len(lines(ran))) == (2, 8)
    assert "wrong.yaml:3:11: " in ran.err
    assert "Gate failed: " in ran.err
    assert "Not handed in, or in a file that can't be used: Dinas Z" in ran.err
    assert "8 of 9" in ran.err
    ran = spbe("batch", REGION, "--expect", "expected.txt", "--format", "csv")
    assert (ran.code, "Not handed in: Dinas Z" in ran.err) == (0, True)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_who_is_on_one_side_only_is_told_beside_the_rows(spbe: Spbe, form: str) -> None:
    ran = spbe("compare", BEFORE, REGION, "--format", form)
    assert (ran.code, ran.err.splitlines()[:2]) == (0, ["Gone: Dinas Tenaga Kerja", "New: Dinas Perhubungan"])
    assert spbe("compare", BEFORE, REGION, "--format", "json").err == ""


def test_nothing_to_rank_gives_no_lines(spbe: Spbe, write: Callable[..., str]) -> None:
    ran = spbe("batch", write("agency: X\nyear: 2024\nanswers: {99: 1}\n", "wrong.yaml"), "--format", "jsonl")
    assert (ran.code, ran.out) == (2, "")
    assert "wrong.yaml:3:11: " in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ("batch", REGION, "--by", "domain", "--format", "jsonl"),
        ("batch", REGION, "--focus", "se-mendagri", "--format", "jsonl"),
        ("evidence", EXAMPLES / "evidence", "--folder", EXAMPLES / "evidence" / "bukti", "--format", "jsonl"),
        ("batch", REGION, "--by", "domain", "-o", "x.jsonl"),
        ("explain", DENPASAR, "-o", "x.jsonl"),
        ("indicators", "-o", "x.jsonl"),
    ],
)
def test_what_is_no_list_of_results_is_refused(
    spbe: Spbe, words: tuple[object, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = spbe(*words)
    assert (ran.code, ran.out, list(tmp_path.iterdir())) == (2, "", [])
    assert "JSON Lines has one result on each line, and this is no list of results: expected table, json, csv" in ran.err


@pytest.mark.parametrize("words", [("explain", DENPASAR), ("indicators",), ("validate", DENPASAR)])
def test_a_command_without_a_list_does_not_have_it(spbe: Spbe, words: tuple[object, ...]) -> None:
    ran = spbe(*words, "--format", "jsonl")
    assert (ran.code, ran.out) == (2, "")
    assert "'jsonl'" in ran.err


def test_names_are_text_on_a_line(spbe: Spbe, write: Callable[..., str]) -> None:
    write('agency: "A \\u202e\\u2028 \\x1b[31m"\nyear: 2018\nanswers: {1: 1}\n', "a.yaml")
    ran = spbe("score", "a.yaml", "--format", "jsonl")
    assert len(ran.out.splitlines()) == 1
    assert not {"\x1b", "\u202e", "\u2028"} & set(ran.out)
    assert lines(ran)[0]["agency"] == "A \u202e\u2028 \x1b[31m"
