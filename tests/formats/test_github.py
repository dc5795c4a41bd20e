"""Workflow commands: what GitHub reads, whatever stands in names."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli import texts
from spbe_cli.formats import github
from spbe_cli.model.result import Verdict
from spbe_cli.reading.problems import Problem
from tests.conftest import Spbe


def verdict(**changed: Any) -> Verdict:
    given = Verdict("fail_under", "opd/a.yaml", "Kota A", Fraction(13, 5), Fraction(5, 2), passed=False, line=4)
    return given._replace(**changed)


def test_problems_and_gates_that_are_not_met_are_errors() -> None:
    problem = Problem.at("b.yaml", 3, 14, "duplicate_key", key="x", first=1)
    assert github.render([problem], [verdict(), verdict(agency="Kota B", passed=True)]) == (
        '::error file=b.yaml,line=3,col=14,title=spbe::the key "x" is there already, in line 1 (keep one of them)\n'
        "::error file=opd/a.yaml,line=4,title=spbe fail-under::Kota A: Gate failed: 2.5 is below 2.6.\n"
        "::notice title=spbe::2 gates checked on 2 agencies, 1 not met.\n"
    )


def test_what_is_wrong_with_an_option_is_no_annotation_of_a_file() -> None:
    problem = Problem.of("--max-drop", "drop", value="x")
    assert github.render([problem]) == ('::error title=spbe::--max-drop: "x": expected index points, 0 or more, such as 0.05\n')


def test_without_gates_there_is_no_summary() -> None:
    assert github.render([]) == ""
    assert github.render([], []) == "::notice title=spbe::0 gates checked on 0 agencies, 0 not met.\n"


def test_a_line_that_is_not_known_is_the_first() -> None:
    assert github.render([], [verdict(line=None)]).startswith("::error file=opd/a.yaml,line=1,title=")


def test_files_are_named_from_the_root_of_the_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spbe: Spbe) -> None:
    root, folder = tmp_path / "work", tmp_path / "work" / "data" / "opd"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text("agency: A\nyear: 2024\nanswers: {1: 9}\n", encoding="utf-8")
    (tmp_path / "other.yaml").write_text("agency: A\nyear: 2024\nanswers: {1: 9}\n", encoding="utf-8")
    (tmp_path / "link").symlink_to(root)
    monkeypatch.chdir(root / "data")

    def annotated(path: str) -> str:
        return spbe("validate", path, "--format", "github").out.split(",")[0].removeprefix("::error file=")

    assert annotated("opd/a.yaml") == "opd/a.yaml"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(root))
    assert annotated("opd/a.yaml") == "data/opd/a.yaml"
    assert annotated("../data/./opd/a.yaml") == "data/opd/a.yaml"
    assert annotated(str(folder / "a.yaml")) == "data/opd/a.yaml"
    assert annotated("../../link/data/opd/a.yaml") == "data/opd/a.yaml"
    assert annotated("gone.yaml") == "data/gone.yaml"
    # What is not in the workspace is named as it was.
    assert annotated("../../other.yaml") == "../../other.yaml"
    failed = spbe("score", "-", "--fail-under", "2", "--format", "github", stdin=b"agency: A\nyear: 2024\nanswers: {1: 2}\n").out
    assert failed.startswith("::error title=")


def test_standard_input_is_no_file() -> None:
    problem = Problem.at("-", 3, 14, "empty")
    first, second, _notice = github.render([problem], [verdict(path="-")]).splitlines()
    assert first.startswith("::error title=spbe::")
    assert second.startswith("::error title=spbe fail-under::")


@pytest.mark.parametrize(
    ("gate", "changed", "told"),
    [
        (
            "max_drop",
            {"expected": Fraction(1, 20), "actual": Fraction(1, 4)},
            "the index drops by 0.25, at most 0.05 is allowed.",
        ),
        ("no_regression", {"context": {"tier": "domain", "fallen": (2, 4), "changes": {}}}, "lower than before: domains 2, 4."),
        ("fail_on_difference", {"expected": 0, "actual": 2}, "2 announced figures do not hold."),
    ],
)
def test_every_gate_has_its_sentence(gate: str, changed: dict[str, Any], told: str) -> None:
    line = github.render([], [verdict(gate=gate, **changed)]).splitlines()[0]
    assert line == f"::error file=opd/a.yaml,line=4,title=spbe {gate.replace('_', '-')}::Kota A: Gate failed: {told}"


def test_in_indonesian() -> None:
    texts.use("id")
    error, notice = github.render([], [verdict()]).splitlines()
    assert error.endswith("::Kota A: Syarat tidak terpenuhi: 2,5 di bawah 2,6.")
    assert notice == "::notice title=spbe::1 syarat diperiksa pada 1 instansi, 1 tidak terpenuhi."


@given(st.text(), st.text())
def test_no_name_makes_a_command_of_its_own(agency: str, path: str) -> None:
    lines = github.render([Problem.at(path, 1, 1, "empty")], [verdict(agency=agency, path=path)]).split("\n")
    assert [line[:7] for line in lines] == ["::error", "::error", "::notic", ""]
    properties = lines[1].split("::")[1].removeprefix("error ")
    names = [one.partition("=")[0] for one in properties.split(",")]
    assert names in (["file", "line", "title"], ["title"])
