"""What runs in CI: the action, the pre-commit hook and the sample repository, each run as its server would run it.

Only what needs the network is left out: the steps that install spbe, as it is installed here.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from spbe_cli.reading import files
from tests.conftest import EXAMPLES

ROOT = Path(__file__).parents[1]
SAMPLE = EXAMPLES / "ci"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
WORKFLOW = yaml.safe_load((SAMPLE / ".github/workflows/spbe.yml").read_text(encoding="utf-8"))
GITLAB = yaml.safe_load((SAMPLE / ".gitlab-ci.yml").read_text(encoding="utf-8"))["index"]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A copy of the sample repository."""
    return shutil.copytree(SAMPLE, tmp_path / "repository")


def run(command: list[str], folder: Path, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Runs a command with the spbe that is installed beside this Python."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SPBE_", "GITHUB_"))}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command,
        cwd=folder,
        env={**kept, "PATH": path, "LC_ALL": "C.UTF-8", **(environment or {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def substituted(text: str, inputs: Mapping[str, str]) -> str:
    return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: inputs[found[1]], text)


def act(repository: Path, **given: str) -> tuple[int, str, str]:
    """Runs the action's steps: the exit code of the one that fails, else 0; what was written; the job's summary."""
    asked = {name.replace("_", "-"): value for name, value in given.items()}
    assert asked.keys() <= ACTION["inputs"].keys()
    inputs = {name: asked.get(name, one.get("default")) for name, one in ACTION["inputs"].items()}
    summary = repository.parent / "summary.md"
    summary.write_text("")
    install, *steps = ACTION["runs"]["steps"]
    assert install["name"] == "Install spbe"
    assert steps
    written = ""
    for step in steps:
        environment = {name: substituted(text, inputs) for name, text in step.get("env", {}).items()}
        assert "${{" not in step["run"], "an input that stands in a script could end it"
        assert step["shell"] == "bash"
        ran = run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            repository,
            {**environment, "GITHUB_STEP_SUMMARY": str(summary)},
        )
        written += ran.stdout + ran.stderr
        if ran.returncode:
            return ran.returncode, written, summary.read_text(encoding="utf-8")
    return 0, written, summary.read_text(encoding="utf-8")


def test_the_action_is_one() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert all(one["description"] for one in ACTION["inputs"].values())
    assert [name for name, one in ACTION["inputs"].items() if one.get("required")] == ["paths"]
    install = ACTION["runs"]["steps"][0]["run"]
    assert 'pip" install --quiet "$GITHUB_ACTION_PATH"' in install
    assert '>> "$GITHUB_PATH"' in install


def test_the_workflow_of_the_sample_passes(repository: Path) -> None:
    checkout, ours = WORKFLOW["jobs"]["index"]["steps"]
    assert checkout["uses"].startswith("actions/checkout@")
    code, written, summary = act(repository, **ours["with"])
    assert code == 0, written
    assert written == "::notice title=spbe::3 gates checked on 1 agency, 0 not met.\n1 file checked: no problems\n"
    assert summary.startswith("## Pemerintah Kota Bandar Lampung\n")
    assert "✅ Gate passed: no domain is lower than before." in summary


def test_the_action_annotates_what_is_not_met(repository: Path) -> None:
    code, written, summary = act(repository, paths="first-draft.yaml\n", old="2023.yaml")
    assert code == 1
    assert "::error file=first-draft.yaml,line=6,title=spbe no-regression::" in written
    assert "3 gates checked on 1 agency, 1 not met." in written
    assert "❌ Gate failed: lower than before: domain 4." in summary


@pytest.mark.parametrize(
    ("gates", "code"),
    [
        ({"fail_under": "Sangat Baik"}, 1),
        ({"max_drop": "0.05", "no_regression": "indicator"}, 0),
        ({"no_regression": "aspek"}, 2),
        ({"fail_under": '2.6"; exit 0 #'}, 2),
    ],
)
def test_the_actions_gates_win_over_the_file(repository: Path, gates: dict[str, str], code: int) -> None:
    assert act(repository, paths="2024.yaml", old="2023.yaml", **gates)[0] == code


def test_the_action_without_a_gate_is_bad_input(repository: Path) -> None:
    (repository / "spbe.toml").unlink()
    code, written, summary = act(repository, paths="2024.yaml", old="2023.yaml")
    assert (code, summary) == (2, "")
    assert "no gate is asked for" in written


@pytest.mark.parametrize(
    "given",
    [
        {"paths": ""},
        {"paths": "2025.yaml"},
        {"paths": "2024.yaml", "old": "2022.yaml"},
        {"paths": "2023.yaml\n2024.yaml", "old": "2023.yaml"},
    ],
)
def test_the_action_with_nothing_to_check_is_bad_input(repository: Path, given: dict[str, str]) -> None:
    assert act(repository, **given)[0] == 2


def test_the_action_validates_first(repository: Path) -> None:
    (repository / "2024 baru.yaml").write_text("agency: A\nyear: 2024\nanswers:\n  1: 9\n")
    code, written, summary = act(repository, paths="2023.yaml\n2024 baru.yaml\n", old="2023.yaml")
    assert (code, summary) == (2, "")
    assert "::error file=2024 baru.yaml,line=4,col=6,title=spbe::level 9" in written


def test_the_action_may_just_validate(repository: Path) -> None:
    (repository / "spbe.toml").unlink()
    assert act(repository, paths="2023.yaml\n2024.yaml\n") == (0, "2 files checked: no problems\n", "")


def hooked(names: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs the hook on those of the changed files that it is for, as pre-commit does."""
    assert (HOOK["language"], HOOK["types"]) == ("python", ["yaml"])
    chosen = [name for name in names if name.endswith((".yaml", ".yml")) and not re.search(HOOK["exclude"], name)]
    return run([*shlex.split(HOOK["entry"]), *chosen], folder)


def test_the_hook_checks_changed_answer_files(repository: Path) -> None:
    everything = [path.relative_to(repository).as_posix() for path in repository.rglob("*") if path.is_file()]
    assert len(everything) > 5
    ran = hooked(everything, repository)
    assert (ran.returncode, ran.stderr) == (0, "3 files checked: no problems\n")
    (repository / "2024.yaml").write_text("agency: A\nyear: 2024\nanswers: {1: 9}\n")
    ran = hooked(["2024.yaml", "README.md"], repository)
    assert (ran.returncode, ran.stdout.split(" ")[0]) == (2, "2024.yaml:3:14:")


def test_the_hook_passes_over_what_a_folder_does() -> None:
    others = files._OTHER_STEMS - {"indicators", "indikator", "instruments", "instrumen"}  # those can be checked too
    for stem in others:
        assert re.search(HOOK["exclude"], f"opd/{stem}.yaml")
        assert not re.search(HOOK["exclude"], f"{stem}-opd.yaml")
    assert re.search(HOOK["exclude"], ".github/workflows/spbe.yml")


@pytest.mark.parametrize(("bound", "code"), [("2.6", 0), ("Baik", 0), ("3.5", 1), ("9", 2)])
def test_the_action_checks_the_index_without_an_old_result_too(repository: Path, bound: str, code: int) -> None:
    ended, written, _summary = act(repository, paths="2023.yaml\n2024.yaml", fail_under="1")
    assert (ended, "2 gates checked on 1 agency, 0 not met." in written) == (0, True)
    ended, written, _summary = act(repository, paths="2024.yaml", fail_under=bound)
    assert (ended, "::error" in written) == (code, code != 0)


@pytest.mark.parametrize("gate", [{"max_drop": "0"}, {"no_regression": "domain"}])
def test_the_action_needs_an_old_result_to_check_a_change(repository: Path, gate: dict[str, str]) -> None:
    code, written, _summary = act(repository, paths="2024.yaml", **gate)
    assert (code, written.startswith("::error title=spbe::")) == (2, True)


def test_the_gitlab_job_of_the_sample(repository: Path) -> None:
    assert GITLAB["before_script"][0].startswith("pip install ")
    report = repository / GITLAB["artifacts"]["reports"]["junit"]
    for line in (*GITLAB["script"], *GITLAB["after_script"]):
        ran = run(["bash", "-eo", "pipefail", "-c", line], repository)
        assert ran.returncode == 0, ran.stderr
    assert ran.stdout.endswith("3 gates checked on 1 agency, 0 not met.\n")
    assert [suite.get("failures") for suite in ET.parse(report).iter("testsuite")] == ["0", "0"]
    shutil.copy(repository / "first-draft.yaml", repository / "2024.yaml")
    assert [run(["bash", "-c", line], repository).returncode for line in GITLAB["script"]] == [0, 1]
    assert [suite.get("failures") for suite in ET.parse(report).iter("testsuite")] == ["0", "1"]


def test_the_samples_facts_are_those_that_were_announced() -> None:
    def read(path: Path) -> Any:
        return yaml.safe_load(path.read_text(encoding="utf-8"))

    for year in (2023, 2024):
        assert read(SAMPLE / f"{year}.yaml")["answers"] == read(EXAMPLES / f"bandar-lampung-{year}.yaml")["answers"]
    assert read(SAMPLE / "2023.yaml") == read(EXAMPLES / "bandar-lampung-2023.yaml")


def test_the_document_shows_the_samples_own_files() -> None:
    text = (ROOT / "docs/en/ci.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```(?:toml|yaml)\n(.*?)```", text, re.DOTALL)
    for name in ("spbe.toml", ".github/workflows/spbe.yml", ".gitlab-ci.yml"):
        assert (SAMPLE / name).read_text(encoding="utf-8") in blocks
    (hooks,) = (yaml.safe_load(block)["repos"] for block in blocks if block.startswith("repos:"))
    assert hooks[0]["hooks"][0]["id"] == HOOK["id"]
    assert re.search(hooks[0]["hooks"][0]["files"], "2024.yaml")
