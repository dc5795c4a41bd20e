"""What runs in CI: the action, the pre-commit hook and the sample repository, each run as its server would run it.

Only what needs the network is left out: the steps that install spbe, as it is installed here.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import pytest
import yaml

from spbe_cli import __version__
from spbe_cli.reading import files
from tests.conftest import EXAMPLES

ROOT = Path(__file__).parents[1]
SAMPLE = EXAMPLES / "ci"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOK, COMPARE = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
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


class Acted(NamedTuple):
    """How a run of the action ended: the exit code, what it wrote, the job's summary, its outputs, and what the runner obeys."""

    code: int
    written: str
    summary: str
    outputs: dict[str, str]
    obeyed: list[str]


def act(repository: Path, **given: str) -> Acted:
    """Runs the action's steps but the first, which installs what is installed here."""
    install, *steps = ACTION["runs"]["steps"]
    assert install["name"] == "Install spbe"
    place = repository.parent
    (place / "temp/spbe").mkdir(parents=True, exist_ok=True)
    if not (place / "temp/spbe/bin").exists():
        (place / "temp/spbe/bin").symlink_to(Path(sys.executable).parent)
    files = {name: place / f"{name.lower()}.txt" for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
    for file in files.values():
        file.write_text("")
    (step,) = steps
    ran = stepped(
        step, repository, given, {**{name: str(file) for name, file in files.items()}, "RUNNER_TEMP": str(place / "temp")}
    )
    lines = files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()
    assert [line.partition("=")[0] for line in lines] in (["passed"], ["index", "predicate", "passed"])
    outputs = dict(line.split("=", 1) for line in lines)
    assert {f"${{{{ steps.check.outputs.{name} }}}}" for name in outputs} <= {one["value"] for one in ACTION["outputs"].values()}
    summary = files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
    assert summary.startswith("## "), "every run has a summary"
    assert outputs["passed"] == ("true" if ran.returncode == 0 else "false")
    if ran.returncode == 2:
        assert "::error " in ran.stdout, "what is wrong is an annotation too"
    assert ran.stderr == "", "all that is said stands between the marks that make it no command"
    return Acted(ran.returncode, unmarked(ran.stdout), summary, outputs, obeyed(ran.stdout))


def stepped(
    step: dict[str, Any], folder: Path, given: Mapping[str, str], more: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Runs a step of the action with inputs, as the runner would."""
    asked = {name.replace("_", "-"): value for name, value in given.items()}
    assert asked.keys() <= ACTION["inputs"].keys()
    inputs = {name: asked.get(name, one.get("default")) for name, one in ACTION["inputs"].items()}
    environment = {name: substituted(text, inputs) for name, text in step["env"].items()}
    assert "${{" not in step["run"], "an input that stands in a script could end it"
    assert step["shell"] == "bash"
    return run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        folder,
        {**environment, **more, "GITHUB_ACTION_PATH": str(ROOT)},
    )


def unmarked(written: str) -> str:
    """What was written without the marks around what is no command; in between there are none for the runner to obey."""
    return re.sub(r"::stop-commands::(\w{32})\n(.*?)::\1::\n", r"\2", written, flags=re.DOTALL)


def obeyed(written: str) -> list[str]:
    """The lines that the runner takes for commands.

    Source: ActionCommandManager and ActionCommand of https://github.com/actions/runner: a line whose first characters but blanks
    are ``::``, or that has ``##[`` anywhere, unless commands are stopped.
    """
    given = re.sub(r"::stop-commands::(\w{32})\n(.*?)::\1::\n", "", written, flags=re.DOTALL)
    return [line for line in given.splitlines() if line.strip().startswith("::") or "##[" in line]


def test_the_action_is_one() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert all(one["description"] for one in (*ACTION["inputs"].values(), *ACTION["outputs"].values()))
    assert [name for name, one in ACTION["inputs"].items() if one.get("required")] == ["paths"]
    for step in ACTION["runs"]["steps"]:
        assert all(re.fullmatch(r"\$\{\{ inputs\.[\w-]+ \}\}", text) for text in step["env"].values())
    used = {text for step in ACTION["runs"]["steps"] for text in step["env"].values()}
    assert used == {f"${{{{ inputs.{name} }}}}" for name in ACTION["inputs"]}


def test_the_workflow_of_the_sample_passes(repository: Path) -> None:
    checkout, ours = WORKFLOW["jobs"]["index"]["steps"]
    assert checkout["uses"].startswith("actions/checkout@")
    code, written, summary, outputs, _obeyed = act(repository, **ours["with"])
    assert code == 0, written
    assert written == "1 file checked: no problems\n::notice title=spbe::3 gates checked on 1 agency, 0 not met.\n"
    assert summary.startswith("## Pemerintah Kota Bandar Lampung\n")
    assert "✅ Gate passed: no domain is lower than before." in summary
    assert outputs == {"index": "2.98", "predicate": "Baik", "passed": "true"}


def test_the_action_annotates_what_is_not_met(repository: Path) -> None:
    code, written, summary, outputs, _obeyed = act(repository, paths="first-draft.yaml\n", old="2023.yaml")
    assert code == 1
    assert "::error file=first-draft.yaml,line=6,title=spbe no-regression::" in written
    assert "3 gates checked on 1 agency, 1 not met." in written
    assert "❌ Gate failed: lower than before: domain 4 (3.04, now 2.75)." in summary
    assert outputs == {"index": "2.65", "predicate": "Baik", "passed": "false"}


@pytest.mark.parametrize(
    ("gates", "code"),
    [
        ({"fail_under": "Sangat Baik"}, 1),
        ({"max_drop": "0.05", "no_regression": "indicator"}, 0),
        ({"no_regression": "aspek"}, 0),
        ({"no_regression": "semua"}, 2),
        ({"fail_under": '2.6"; exit 0 #'}, 2),
        ({"basis": "answers"}, 0),
        ({"basis": "backed"}, 2),
        ({"basis": "$(exit 0)"}, 2),
    ],
)
def test_the_actions_gates_win_over_the_file(repository: Path, gates: dict[str, str], code: int) -> None:
    assert act(repository, paths="2024.yaml", old="2023.yaml", **gates).code == code


@pytest.mark.parametrize("given", [{"paths": "2024.yaml", "old": "2023.yaml"}, {"paths": "2023.yaml\n2024.yaml\n"}])
def test_the_action_without_a_gate_is_bad_input(repository: Path, given: dict[str, str]) -> None:
    (repository / "spbe.toml").unlink()
    code, written, summary, _outputs, _obeyed = act(repository, **given)
    assert code == 2
    assert "no gate is asked for" in written
    assert "❌" in summary.splitlines()
    assert "    --format github: no gate is asked for" in summary


@pytest.mark.parametrize(
    "given",
    [
        {"paths": ""},
        {"paths": "2025.yaml"},
        {"paths": "2024.yaml", "old": "2022.yaml"},
        {"paths": "2023.yaml\n2024.yaml", "old": "2023.yaml"},
        {"paths": "2024.yaml", "old": "2023.yaml", "expect": "names.txt"},
        {"paths": "2024.yaml", "validate_only": "true", "old": "2023.yaml"},
        {"paths": "2024.yaml", "validate_only": "true", "basis": "answers"},
        {"paths": "2024.yaml", "validate_only": "yes"},
        {"paths": "2024.yaml", "strict": "1"},
        {"paths": "2024.yaml", "language": "fr"},
        {"paths": "2024.yaml", "indicators": "nowhere.yaml"},
        {"paths": "--help"},
    ],
)
def test_the_action_with_nothing_to_check_is_bad_input(repository: Path, given: dict[str, str]) -> None:
    assert act(repository, **given).code == 2


def test_the_action_validates_first(repository: Path) -> None:
    (repository / "2024 baru.yaml").write_text("agency: A\nyear: 2024\nanswers:\n  1: 9\n")
    code, written, summary, outputs, _obeyed = act(repository, paths="2023.yaml\n2024 baru.yaml\n")
    assert (code, outputs) == (2, {"passed": "false"})
    assert "::error file=2024 baru.yaml,line=4,col=6,title=spbe::level 9" in written
    assert "    2024 baru.yaml:4:6: level 9" in summary


def test_the_action_may_just_validate(repository: Path) -> None:
    (repository / "spbe.toml").unlink()
    code, written, summary, outputs, _obeyed = act(repository, paths="2023.yaml\n2024.yaml\n", validate_only="true")
    assert (code, written, outputs) == (0, "2 files checked: no problems\n", {"passed": "true"})
    assert summary == "## spbe\n\n✅\n\n    2 files checked: no problems\n"
    assert act(repository, paths="first-draft.yaml", validate_only="true", strict="true").code == 2


def test_the_action_has_the_indexes_of_a_folder_in_its_summary(repository: Path) -> None:
    (repository / "names.txt").write_text("Pemerintah Kota Bandar Lampung\nPemerintah Kota Palopo\n")
    answers = repository / "answers"
    answers.mkdir()
    shutil.copy(repository / "2024.yaml", answers)
    passed = act(repository, paths="answers")
    assert (passed.code, passed.outputs["index"]) == (0, "2.98")
    assert "| 1 | Pemerintah Kota Bandar Lampung | 2.98 |" in passed.summary
    assert "spbe.toml:6:12: max_drop is not checked by this command" in passed.written
    assert "    spbe.toml:6:12: max_drop is not checked by this command" in passed.summary
    missing = act(repository, paths="answers", expect="names.txt")
    assert (missing.code, "Pemerintah Kota Palopo has not handed in" in missing.summary) == (2, True)
    several = act(repository, paths="2023.yaml\n2024.yaml", fail_under="1")
    assert several.outputs == {"passed": "true"}
    english, indonesian = (act(repository, paths="answers", language=one).summary for one in ("en", "id"))
    assert ("Agency" in english, "Instansi" in indonesian) == (True, True)


@pytest.mark.parametrize(("index", "code"), [("2.98", 0), ("3.10", 1)])
@pytest.mark.parametrize("others", ["", "no_regression = 'domain'\n"])
def test_the_action_checks_announced_figures_beside_a_comparison(repository: Path, index: str, others: str, code: int) -> None:
    (repository / "spbe.toml").write_text(f"[gates]\nfail_on_difference = true\n{others}")
    with (repository / "2024.yaml").open("a") as file:
        file.write(f"published: {{index: {index}}}\n")
    ran = act(repository, paths="2024.yaml", old="2023.yaml")
    assert (ran.code, ran.written.count("::error")) == (code, code)
    assert ("1 gate checked on 1 agency" in ran.written, "no gate" in ran.written) == (True, False)
    assert "fail_on_difference" not in ran.summary
    assert ("does not hold" in ran.summary) == bool(code)


def test_no_name_of_a_file_is_a_command(repository: Path) -> None:
    answers = repository / "answers"
    answers.mkdir()
    text = (repository / "2024.yaml").read_text()
    (answers / "::stop-commands::x.yaml").write_text(text)
    (answers / "##[add-mask]x.yaml").write_text(
        text.replace("2024", "2023").replace("agency: P", "agency: ::warning::$(id)`id` P")
    )
    (answers / "a\n::error::x.yaml").write_text("agency: A\nyear: 2024\nanswers:\n  1: 9\n")
    files = "\n".join(f"answers/{name}" for name in ("::stop-commands::x.yaml", "##[add-mask]x.yaml"))
    for given in (
        {"paths": "answers"},
        {"paths": files},
        {"paths": f"{files}\n::error::y.yaml"},
        {"paths": "answers", "old": "answers"},
    ):
        ours = r"::(error|warning|notice) (file=[^,\n]+,(line=\d+,)?(col=\d+,)?)?title=spbe( [\w-]+)?::.+"
        assert [one for one in act(repository, **given).obeyed if not re.fullmatch(ours, one)] == []


def test_no_module_of_the_repository_runs(repository: Path) -> None:
    for name in ("json", "pathlib", "tempfile", "yaml", "spbe_cli", "sitecustomize"):
        (repository / f"{name}.py").write_text("raise SystemExit(3)\n")
    code, _written, _summary, outputs, _obeyed = act(repository, paths="2024.yaml", old="2023.yaml")
    assert (code, outputs["index"]) == (0, "2.98")


@pytest.fixture
def install(tmp_path: Path) -> Callable[..., list[str]]:
    """Runs the action's first step with a pip that only notes what it is asked for; the notes, or what went wrong."""
    stub = tmp_path / "stub" / "python3"
    stub.parent.mkdir()
    stub.write_text(
        '#!/bin/sh\n[ "$1" = -I ] || exit 3\nif [ "$2" = -c ]; then exit ${OLD_PYTHON:-0}; fi\nmkdir -p "$4/bin"\n'
        f'printf \'#!/bin/sh\\nprintf "%%s\\\\n" "$@" > {tmp_path}/pip.txt\\n\' > "$4/bin/pip"\nchmod +x "$4/bin/pip"\n'
    )
    stub.chmod(0o755)

    def installed(folder: Path, old_python: str = "0", **given: str) -> list[str]:
        (tmp_path / "pip.txt").unlink(missing_ok=True)
        environment = {
            "RUNNER_TEMP": str(tmp_path / "other"), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"), "OLD_PYTHON": old_python,
            "PATH": f"{stub.parent}{os.pathsep}{os.environ['PATH']}",
        }  # fmt: skip
        ran = stepped(ACTION["runs"]["steps"][0], folder, given, environment)
        if ran.returncode:
            assert (tmp_path / "summary.md").read_text().startswith("## spbe\n")
            return [ran.stdout.strip()]
        return [one for one in (tmp_path / "pip.txt").read_text().splitlines() if not one.startswith("--")]

    return installed


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"paths": "2024.yaml", "old": "2023.yaml"}, str(ROOT)),
        ({"paths": "."}, f"{ROOT}[excel]"),
        ({"paths": "drafts"}, f"{ROOT}[excel]"),
        ({"paths": "drafts/*"}, f"{ROOT}[excel]"),
        ({"paths": "*.yaml\n2024.yaml\nlast.XLSX"}, f"{ROOT}[excel]"),
        ({"paths": "2024.yaml", "old": "drafts"}, f"{ROOT}[excel]"),
        ({"paths": "empty"}, str(ROOT)),
        ({"paths": "-delete"}, str(ROOT)),
        ({"paths": "2024.yaml", "version": "0.1.0"}, "spbe-cli==0.1.0"),
        ({"paths": "drafts", "version": "1.0rc1"}, "spbe-cli[excel]==1.0rc1"),
    ],
)
def test_the_action_installs_what_is_needed(
    repository: Path, install: Callable[..., list[str]], given: dict[str, str], what: str
) -> None:
    (repository / "drafts/opd").mkdir(parents=True)
    (repository / "drafts/opd/Dinas A.xlsx").touch()
    (repository / "empty").mkdir()
    assert install(repository, **given) == ["install", what]
    assert (repository / "drafts/opd/Dinas A.xlsx").exists()


@pytest.mark.parametrize("version", ["https://example.org/x.whl", "--index-url=x", "1.0 @ file:x", ">=1", "0.1.0\n--pre", "main"])
def test_the_action_installs_no_other_version_than_a_release(
    repository: Path, install: Callable[..., list[str]], version: str
) -> None:
    (told,) = install(repository, paths="2024.yaml", version=version)
    assert told.startswith("::error title=spbe::version: expected the number of a release")


def test_the_action_says_which_python_it_needs(repository: Path, install: Callable[..., list[str]]) -> None:
    (told,) = install(repository, old_python="1", paths="2024.yaml")
    assert told.startswith("::error title=spbe::Python 3.11 or newer is needed")


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


def test_the_hook_of_gates_checks_two_results(repository: Path) -> None:
    assert (COMPARE["pass_filenames"], COMPARE["types"]) == (False, ["yaml"])
    _repo, ours = documented_hooks()
    command = [*shlex.split(COMPARE["entry"]), *ours["args"]]
    ran = run(command, repository)
    assert (ran.returncode, ran.stdout) == (0, "::notice title=spbe::3 gates checked on 1 agency, 0 not met.\n")
    shutil.copy(repository / "first-draft.yaml", repository / "2024.yaml")
    assert re.search(ours["files"], "2024.yaml")
    ran = run(command, repository)
    assert (ran.returncode, "lower than before: domain 4" in ran.stdout) == (1, True)
    (repository / "spbe.toml").unlink()
    assert run(command, repository).returncode == 2


def documented_hooks() -> list[dict[str, Any]]:
    """What the document has in ``.pre-commit-config.yaml``."""
    text = (ROOT / "docs/en/ci.md").read_text(encoding="utf-8")
    (hooks,) = (yaml.safe_load(block)["repos"] for block in re.findall(r"```yaml\n(repos:.*?)```", text, re.DOTALL))
    assert [one["id"] for one in hooks[0]["hooks"]] == [HOOK["id"], COMPARE["id"]]
    return list(hooks[0]["hooks"])


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_release_that_documents_and_samples_name_is_this_one(language: str) -> None:
    named = re.findall(
        r"spbe-cli@(\S+)|spbe-cli\.git@(\w[\w.]*)|rev: (\S+)|, such as (\d[\w.]+)",
        (ROOT / f"docs/{language}/ci.md").read_text(encoding="utf-8") + (ROOT / "action.yml").read_text(encoding="utf-8"),
    )
    assert {"".join(one).removeprefix("v") for one in named} == {__version__}
    assert len(named) == 4


def test_the_action_checks_the_index_of_several_results(repository: Path) -> None:
    ended, written, *_ = act(repository, paths="2023.yaml\n2024.yaml", fail_under="1")
    assert (ended, "2 gates checked on 1 agency, 0 not met." in written) == (0, True)


@pytest.mark.parametrize(("bound", "code"), [("2.6", 0), ("Baik", 0), ("3.5", 1), ("9", 2)])
def test_the_action_checks_the_index_without_an_old_result_too(repository: Path, bound: str, code: int) -> None:
    ended, written, *_ = act(repository, paths="2024.yaml", fail_under=bound)
    assert (ended, "::error" in written) == (code, code != 0)


@pytest.mark.parametrize("gate", [{"max_drop": "0"}, {"no_regression": "domain"}])
def test_the_action_needs_an_old_result_to_check_a_change(repository: Path, gate: dict[str, str]) -> None:
    code, written, *_ = act(repository, paths="2024.yaml", **gate)
    assert (code, written.startswith("::error title=spbe::")) == (2, True)


def test_the_gitlab_job_of_the_sample(repository: Path) -> None:
    assert GITLAB["before_script"][0].startswith("pip install ")
    reports = {name: repository / file for name, file in GITLAB["artifacts"]["reports"].items()}
    for line in (*GITLAB["script"], *GITLAB["after_script"]):
        ran = run(["bash", "-eo", "pipefail", "-c", line], repository)
        assert ran.returncode == 0, ran.stderr
    assert ran.stdout.endswith("3 gates checked on 1 agency, 0 not met.\n")
    assert [suite.get("failures") for suite in ET.parse(reports["junit"]).iter("testsuite")] == ["0", "0"]
    assert json.loads(reports["codequality"].read_text()) == []
    shutil.copy(repository / "first-draft.yaml", repository / "2024.yaml")
    assert [run(["bash", "-c", line], repository).returncode for line in GITLAB["script"]] == [0, 1]
    assert [suite.get("failures") for suite in ET.parse(reports["junit"]).iter("testsuite")] == ["0", "1"]
    (repository / "2024.yaml").write_text("agency: A\nyear: 2024\nanswers: {1: 9}\n")
    assert run(["bash", "-c", GITLAB["script"][0]], repository).returncode == 2
    (one,) = json.loads(reports["codequality"].read_text())
    assert one["location"] == {"path": "2024.yaml", "lines": {"begin": 3}}


WORKFLOWS = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in (ROOT / ".github/workflows").glob("*.yml")}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_has_no_more_rights_than_it_needs(name: str) -> None:
    workflow = WORKFLOWS[name]
    assert workflow["permissions"] == {}
    for title, job in workflow["jobs"].items():
        builds = any("run" in step for step in job["steps"])
        assert job["permissions"] if builds else job["environment"]
        # What runs code of ours or of others may only read; what publishes runs none.
        assert (set(job["permissions"].items()) == {("contents", "read")}) == builds, title
        assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step["uses"]) for step in job["steps"] if "uses" in step)


def test_windows_is_tested_with_the_readmes_own_line() -> None:
    lines = [step["run"] for step in WORKFLOWS["systems"]["jobs"]["windows"]["steps"] if "README" in step.get("name", "")]
    for name in ("README.md", "README.id.md"):
        assert re.findall(r"`(py .* && .*)`", (ROOT / name).read_text(encoding="utf-8")) == lines


@pytest.mark.parametrize(
    ("tag", "changelog", "told"),
    [
        (f"v{__version__}", f"## {__version__} - 2027-01-31", ""),
        ("v9.9.9", f"## {__version__} - 2027-01-31", f"::error::the tag is not v{__version__}\n"),
        (f"v{__version__}", "## Unreleased", f"::error::CHANGELOG.md has no heading for {__version__}\n"),
    ],
)
def test_a_release_needs_its_tag_and_its_changelog(tmp_path: Path, tag: str, changelog: str, told: str) -> None:
    (tmp_path / "CHANGELOG.md").write_text(f"# Changelog\n\n{changelog}\n")
    (tmp_path / "spbe_cli").symlink_to(ROOT / "spbe_cli")
    (step,) = (one for one in WORKFLOWS["release"]["jobs"]["check"]["steps"] if "changelog" in one.get("name", ""))
    ran = run(["bash", "-e", "-c", step["run"]], tmp_path, {"GITHUB_REF_NAME": tag})
    assert (ran.returncode, ran.stdout) == (1 if told else 0, told)


def test_what_is_built_once_is_what_is_published() -> None:
    jobs = WORKFLOWS["release"]["jobs"]
    assert set(jobs["publish"]["needs"]) == {"check", "build"}
    built = [step["run"] for job in jobs.values() for step in job["steps"] if "-m build" in step.get("run", "")]
    assert len(built) == 1
    handed, taken = (
        step["with"] for name in ("build", "publish") for step in jobs[name]["steps"] if "-artifact@" in step.get("uses", "")
    )
    assert (handed["name"], handed["path"]) == (taken["name"], taken["path"])


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
    assert re.search(documented_hooks()[0]["files"], "2024.yaml")
