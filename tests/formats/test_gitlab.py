"""GitLab's Code Quality report: what its documentation says of it, whatever stands in names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from spbe_cli import texts
from spbe_cli.formats import gitlab
from spbe_cli.reading.problems import Problem
from tests.conftest import Spbe

TEXT = {"type": "string", "minLength": 1}
REPORT = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": TEXT,
            "check_name": TEXT,
            "fingerprint": TEXT,
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": TEXT,
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""What https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format asks for."""


def report(text: str) -> list[Any]:
    read = json.loads(text)
    jsonschema.validate(read, REPORT)
    assert len({one["fingerprint"] for one in read}) == len(read)
    return list(read)


def test_a_problem_has_its_place_and_its_hint() -> None:
    (one,) = report(gitlab.render([Problem.at("b.yaml", 3, 14, "duplicate_key", key="x", first=1)]))
    assert one["description"] == 'the key "x" is there already, in line 1 (keep one of them)'
    assert (one["check_name"], one["location"]) == ("spbe/duplicate_key", {"path": "b.yaml", "lines": {"begin": 3}})


def test_a_problem_is_known_again_on_another_line_and_from_others() -> None:
    def prints(*lines: int, path: str = "a.yaml") -> list[str]:
        given = [Problem.at(path, line, 1, "duplicate_key", key="x", first=1) for line in lines]
        return [one["fingerprint"] for one in report(gitlab.render(given))]

    assert prints(3, 9) == prints(4, 10)
    assert prints(3)[0] in prints(3, 9)
    assert not set(prints(3)) & set(prints(3, path="b.yaml"))


def test_the_report_of_a_run(spbe: Spbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("opd").mkdir()
    Path("opd/a.yaml").write_text("agency: A\nyear: 2024\nanswers: {1: 9, 48: 2}\n", encoding="utf-8")
    Path("good.yaml").write_text("agency: A\nyear: 2024\nanswers: {1: 3}\n", encoding="utf-8")
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path))
    ran = spbe("validate", "./opd/a.yaml", "good.yaml", "--format", "gitlab", "-o", "found.json")
    assert (ran.code, ran.out) == (2, "")
    assert [one["location"]["path"] for one in report(Path("found.json").read_text(encoding="utf-8"))] == ["opd/a.yaml"] * 2
    assert spbe("validate", "good.yaml", "--format", "gitlab").out == "[]\n"


def test_gates_have_no_lines_of_their_own(spbe: Spbe) -> None:
    assert spbe("score", "a.yaml", "--format", "gitlab").code == 2


@example("0", "None")
@given(st.text(min_size=1), st.text())
def test_any_name_makes_a_report(path: str, key: str) -> None:
    texts.use("en")
    report(gitlab.render([Problem.at(path, None, None, "duplicate_key", key=key, first=1)]))
