"""The documents are true: every command in them runs and gives just what stands below it; both languages have the same ones.

The commands of a document run one after the other in one copy of the examples, so that one may read what another has written. A
command that fails says so: ``; echo $?`` stands behind it.

``UPDATE_GOLDEN=1 pytest tests/test_documents.py`` writes what the commands, and the cells of the page on Python, give into the
documents; look before it is committed.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cells import Notebook, with_what_they_print
from tests.conftest import Spbe
from tests.pages import settled

ROOT = Path(__file__).parents[1]
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
CONSOLE_OR_FILE = re.compile(r"""```(?:console|\w+ title="(?P<file>[^"]+)")\n(?P<text>.*?)```""", re.DOTALL)
LANGUAGES = ("en", "id")
DOCUMENTS = [
    "README.md",
    "README.id.md",
    *(str(path.relative_to(ROOT)) for language in LANGUAGES for path in sorted((ROOT / "docs" / language).glob("*.md"))),
]
FOLDERS = {"ci.md": "examples/ci", "config.md": "examples/ci"}
"""The folder that the commands of a page run in, where it is not that of the project."""

EXIT_CODE = "; echo $?"
LONGEST_README = 300


class Ran(NamedTuple):
    """What a command printed, then what it told, and its exit code."""

    text: str
    code: int


Run = Callable[[str, str, Path], Ran]


def language_of(name: str) -> str:
    return "id" if name == "README.id.md" or name.startswith("docs/id/") else "en"


def commands(text: str) -> list[str]:
    return [line[2:] for block in CONSOLE.findall(text) for line in block.splitlines() if line.startswith("$ ")]


@pytest.fixture
def run(spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a language and a folder, as a terminal of 80 columns shows it."""
    monkeypatch.setenv("TERM", "dumb")

    def ran(command: str, language: str, folder: Path) -> Ran:
        name, *arguments = shlex.split(command.removesuffix(EXIT_CODE))
        assert name == "spbe"
        monkeypatch.setenv("SPBE_LANG", language)
        monkeypatch.chdir(folder)
        ended = spbe(*arguments)
        text = "\n".join(line.rstrip() for line in (ended.out + ended.err).splitlines())
        return Ran(f"{text}\n" if text else "", ended.code)

    return ran


def with_outputs(text: str, language: str, folder: Path, run: Run) -> str:
    """A document with what its commands give now, in a folder; one that fails without saying so is an error.

    Code with the name of a file as its title is added to that file, for the commands below it.
    """

    def block(found: re.Match[str]) -> str:
        if found["file"] is not None:
            with (folder / found["file"]).open("a", encoding="utf-8") as file:
                file.write(found["text"])
            return found[0]
        given = ""
        for command in commands(found[0]):
            ran = run(command, language, folder)
            # A document would else show as right what is wrong, such as a file that is not there.
            assert ran.code == 0 or command.endswith(EXIT_CODE), f"{command}: exit code {ran.code}\n{ran.text}"
            # What a command says has a blank line behind it.
            between = "" if not given or given.splitlines()[-1].startswith("$ ") else "\n"
            given += f"{between}$ {command}\n{ran.text}" + (f"{ran.code}\n" if command.endswith(EXIT_CODE) else "")
        return f"```console\n{given}```"

    return CONSOLE_OR_FILE.sub(block, text)


def copy_examples(to: Path) -> None:
    """Puts the files that documents name into a folder."""
    for copied in ("examples", "tests/views"):
        shutil.copytree(ROOT / copied, to / copied)
    (to / "tests/commands").mkdir()
    shutil.copy(ROOT / "tests/commands/wrong.yaml", to / "tests/commands")


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if commands((ROOT / name).read_text(encoding="utf-8"))])
def test_every_command_gives_what_the_document_shows(name: str, tmp_path: Path, run: Run) -> None:
    document = ROOT / name
    copy_examples(tmp_path)
    now = with_outputs(document.read_text(encoding="utf-8"), language_of(name), tmp_path / FOLDERS.get(document.name, "."), run)
    assert settled(document, now) == now


def test_a_command_that_fails_says_so(tmp_path: Path, run: Run) -> None:
    with pytest.raises(AssertionError, match="exit code 2"):
        with_outputs("```console\n$ spbe score nowhere.yaml\n```", "en", tmp_path, run)
    assert with_outputs("```console\n$ spbe score nowhere.yaml; echo $?\n```", "en", tmp_path, run).endswith("\n2\n```")


def test_code_with_the_name_of_a_file_is_added_to_it(tmp_path: Path, run: Run) -> None:
    code = '```yaml title="{}"\n{}\n```\n'
    console = "```console\n$ spbe validate a.yaml\n1 file checked: no problems\n```"
    text = (
        code.format("a.yaml", "agency: A\nyear: 2024")
        + code.format("b.yaml", "x")
        + code.format("a.yaml", "answers: {1: 3}")
        + console
    )
    assert with_outputs(text, "en", tmp_path, run) == text
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "agency: A\nyear: 2024\nanswers: {1: 3}\n"


PAIRS = [("README.md", "README.id.md"), *((f"docs/en/{name}", f"docs/id/{name}") for name in sorted(
    {Path(name).name for name in DOCUMENTS if name.startswith("docs/")}))]  # fmt: skip


@pytest.mark.parametrize(("english", "indonesian"), PAIRS)
def test_both_languages_have_the_same_pages_commands_and_code(english: str, indonesian: str) -> None:
    one, other = ((ROOT / name).read_text(encoding="utf-8") for name in (english, indonesian))
    assert commands(one) == commands(other)
    for kind in ("sh", "python"):
        blocks = re.compile(rf"```{kind}\n(.*?)```", re.DOTALL)
        assert [uncommented(block) for block in blocks.findall(one)] == [uncommented(block) for block in blocks.findall(other)]


def uncommented(block: str) -> list[str]:
    """The lines of a block of code without the comments, which are in the page's language."""
    return [line.partition("#")[0].rstrip() for line in block.splitlines() if line.partition("#")[0].strip()]


@pytest.mark.parametrize("name", ["README.md", "README.id.md"])
def test_a_readme_is_a_front_door(name: str) -> None:
    assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= LONGEST_README


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cell_shows_what_the_page_says(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ROOT / "docs" / language / "python.md"
    copy_examples(tmp_path)
    monkeypatch.chdir(tmp_path)
    now, missing = with_what_they_print(page.read_text(encoding="utf-8"), Notebook().run)
    assert settled(page, now) == now
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


LINK = re.compile(r"(?<!`)!?\[[^\]]*\]\(([^)\s#]+)(#[^)\s]*)?\)")


@pytest.mark.parametrize("name", [*DOCUMENTS, "CONTRIBUTING.md", "CHANGELOG.md"])
def test_no_link_is_dead(name: str) -> None:
    targets = [found[1] for found in LINK.finditer((ROOT / name).read_text(encoding="utf-8"))]
    assert [one for one in targets if "://" not in one and not ((ROOT / name).parent / one).exists()] == []
