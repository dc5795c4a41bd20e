"""What all tests share: the command line run in this process, and small files to run it on."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from spbe_cli import cli, texts
from spbe_cli.reading.problems import Problem
from tests import contract
from tests.browser import browser  # noqa: F401 - a fixture

EXAMPLES = Path(__file__).parent.parent / "examples"
ANSWER_FILES = sorted(EXAMPLES.glob("*.yaml"))

# Where the tests are started in the background, a shell has them ignore Ctrl-C, and what they start would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("spbe", deadline=None, print_blob=True)
settings.register_profile("few", settings.get_profile("spbe"), max_examples=15)
# The same few examples every time, so that a mutant is killed or not.
settings.register_profile("mutants", settings.get_profile("few"), derandomize=True, database=None)
settings.load_profile("spbe")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What an office program or a browser is waited for goes first: at the end one worker would wait for it alone."""
    items.sort(key=lambda one: not _WAITING.search(one.path.as_posix()))


_WAITING = re.compile("tests/(writing|formats)/|test_site|test_documents|test_ci_files")


def content(path: str | None) -> str | None:
    """What is in the file at a path, if there is one."""
    file = Path(path) if path else None
    return file.read_text(encoding="utf-8") if file is not None and os.path.isfile(file) else None


def fraction(row: Mapping[str, str], name: str) -> str:
    """An exact figure of a row of CSV, which has it as two whole numbers, as JSON has it."""
    return str(Fraction(int(row[f"{name}_num"]), int(row[f"{name}_den"]))) if row[f"{name}_num"] else ""


@dataclass(frozen=True)
class Ran:
    """What a run of the command line gave."""

    code: int
    out: str
    err: str


Spbe = Callable[..., Ran]
Write = Callable[..., str]

NASTY = {
    "markup": "[bold]Kota[/bold] [link=https://x]y[/link]",
    "escape": "Kota \x1b[31mMerah\x1b[0m",
    "html": "<script>alert(1)</script>",
    "formula": "=HYPERLINK(A1)",
    "table": "a|b`c`",
    "newline": "Kota\nPalsu: 5.00",
    "reordered": "Kota \u202egnusup",
}
"""Names that mean something to a terminal, a browser, a spreadsheet or a reader of Markdown."""


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("SPBE_LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    texts.use("en")
    yield
    texts.use("en")


@pytest.fixture(autouse=True)
def _whole_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every problem that any test comes upon has a place, whole words and no value that is missing from them."""
    made = Problem.at.__func__  # type: ignore[attr-defined]

    @wraps(made)
    def at(cls: type[Problem], /, path: Any, line: Any, column: Any, code: Any, **context: Any) -> Problem:
        assert isinstance(path, str), code
        for number in (line, column):
            assert number is None or (type(number) is int and number > 0), code
        problem: Problem = made(cls, path, line, column, code, **context)
        for said in (problem.message, problem.hint):
            assert said is None or said.strip(), code
            assert said is None or "None" not in said or any("None" in text for text in _texts(context)), said
        return problem

    monkeypatch.setattr(Problem, "at", classmethod(at))


def _texts(given: object) -> Iterator[str]:
    """The texts in what is given; Hypothesis draws words of the code, too, such as None."""
    if isinstance(given, str):
        yield given
    elif isinstance(given, Mapping):
        yield from _texts([*given.values()])
    elif isinstance(given, Iterable):
        for one in given:
            yield from _texts(one)


def parsed(ran: Ran, code: int = 0) -> Any:
    """The JSON that a run gave, which must have ended with a code."""
    assert ran.code == code, ran.err
    return json.loads(ran.out)


def csv_of(ran: Ran, code: int = 0) -> list[dict[str, str]]:
    """The rows of the CSV that a run gave, which must have ended with a code."""
    assert ran.code == code, ran.err
    return list(csv.DictReader(io.StringIO(ran.out)))


@pytest.fixture
def spbe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Spbe:
    """Runs ``spbe`` with arguments, as a user would; ``columns`` is the terminal's width, ``stdin`` what is piped in.

    All JSON that it gives is held to its schema.
    """

    def run(*arguments: object, stdin: bytes = b"", columns: int = 80) -> Ran:
        words = [str(argument) for argument in arguments]
        monkeypatch.setattr(sys, "argv", ["spbe", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        monkeypatch.setenv("COLUMNS", str(columns))
        texts.use(texts.wanted(words, os.environ))
        capsys.readouterr()
        target = contract.said(words, "--output", "-o") if contract.asked_format(words) in ("json", "jsonl", "csv") else None
        before = content(target)
        with pytest.raises(SystemExit) as end:
            cli.run()
        captured = capsys.readouterr()
        after = content(target)
        contract.hold_run(words, captured.out, None if after == before else after)
        return Ran(int(end.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(in_a_folder: Path) -> Write:
    """Writes a file below an empty working directory and gives its relative name."""

    def to_file(content: str | bytes, name: str = "answers.yaml") -> str:
        path = in_a_folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return name

    return to_file
