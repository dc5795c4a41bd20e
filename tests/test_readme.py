"""The documents are true: every command in them runs and gives just what stands below it; both READMEs have the same ones.

The commands of a document run one after the other in one copy of the examples, so that one may read what another has written.

``UPDATE_GOLDEN=1 pytest tests/test_readme.py`` writes what the commands give into the documents; look before it is committed.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import contract

ROOT = Path(__file__).parents[1]
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
READMES = {"en": "README.md", "id": "README.id.md"}
DOCUMENTS = {
    "README.md": ("en", "."),
    "README.id.md": ("id", "."),
    "docs/ci.md": ("en", "examples/ci"),
    "docs/id/README.md": ("id", "."),
}
"""The documents with commands: the language that they are in, and the folder that the commands run in."""

EXIT_CODE = "; echo $?"
MISSING = {"en": "no such file or folder", "id": "berkas atau folder tidak ada"}


def commands(text: str) -> list[str]:
    return [line[2:] for block in CONSOLE.findall(text) for line in block.splitlines() if line.startswith("$ ")]


def output(command: str, language: str, folder: Path) -> str:
    name, *arguments = shlex.split(command.removesuffix(EXIT_CODE))
    assert name == "spbe"
    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "LC_ALL", "LANG")}
    code = "import sys; sys.argv[0] = 'spbe'; from spbe_cli.__main__ import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**environment, "SPBE_LANG": language, "COLUMNS": "80", "PYTHONUTF8": "1", "TERM": "dumb"},
    )
    contract.hold_run(arguments, ran.stdout, None)
    text = "\n".join(line.rstrip() for line in (ran.stdout + ran.stderr).splitlines())
    return (f"{text}\n" if text else "") + (f"{ran.returncode}\n" if command.endswith(EXIT_CODE) else "")


def with_outputs(text: str, language: str, folder: Path) -> str:
    """A document with what its commands give now, in a folder."""

    def block(found: re.Match[str]) -> str:
        given = ""
        for command in commands(found[0]):
            # What a command says has a blank line behind it.
            between = "" if not given or given.splitlines()[-1].startswith("$ ") else "\n"
            given += f"{between}$ {command}\n{output(command, language, folder)}"
        return f"```console\n{given}```"

    return CONSOLE.sub(block, text)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_gives_what_the_document_shows(name: str, tmp_path: Path) -> None:
    document = ROOT / name
    text = document.read_text(encoding="utf-8")
    assert commands(text)
    language, folder = DOCUMENTS[name]
    for copied in ("examples", "tests/views"):
        shutil.copytree(ROOT / copied, tmp_path / copied)
    (tmp_path / "tests/commands").mkdir()
    shutil.copy(ROOT / "tests/commands/wrong.yaml", tmp_path / "tests/commands")
    now = with_outputs(text, language, tmp_path / folder)
    # A file that the test did not bring along would be shown as missing, and the document agree with it.
    assert MISSING[language] not in now
    if os.environ.get("UPDATE_GOLDEN"):
        document.write_text(now, encoding="utf-8")
        text = now
    assert text == now


def test_both_languages_have_the_same_commands_and_code() -> None:
    english, indonesian = ((ROOT / name).read_text(encoding="utf-8") for name in READMES.values())
    assert commands(english) == commands(indonesian)
    for kind in ("sh", "python"):
        blocks = re.compile(rf"```{kind}\n(.*?)```", re.DOTALL)
        assert blocks.findall(english) == blocks.findall(indonesian)


def test_the_python_example_prints_what_it_says(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    printed = capsys.readouterr().out.splitlines()
    promised = [line[2:] for line in code.splitlines() if line.startswith("# ")]
    assert promised
    assert set(promised) <= set(printed)


def test_every_command_and_option_is_documented() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = {command.split()[1] for command in commands(text) if command.endswith("--help") and len(command.split()) == 3}
    from spbe_cli import cli

    assert shown == set(cli.COMMANDS)
