"""What is fuzzed: each reader on files, and the command line on words; with the inputs that they are given."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable, Iterable
from contextlib import redirect_stderr, redirect_stdout, suppress
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
import typer.main
from hypothesis import strategies as st

from spbe_cli import cli
from spbe_cli.core.scoring import score
from spbe_cli.reading.assessments import Submission, answers, load_assessment, submitted
from spbe_cli.reading.config import load_config
from spbe_cli.reading.costs import load_costs
from spbe_cli.reading.instruments import Instruments, built_in_path, load_instruments
from spbe_cli.reading.owners import load_owners
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.sources import Reader
from spbe_cli.writing.marked import marked
from spbe_cli.writing.seals import Unsealable, with_seals
from spbe_cli.writing.workbook import workbook
from tests.conftest import EXAMPLES
from tests.fuzz.changing import changed, corpus, repacked

Ends = Callable[[Any, Path], Iterable[str]]


class Target(NamedTuple):
    """What is fuzzed.

    ``inputs`` is what it is given. ``ends`` takes one of them and an empty folder, and gives the codes of the problems that are
    told of it; none where there is nothing wrong with it.
    """

    inputs: st.SearchStrategy[Any]
    ends: Ends


def targets() -> dict[str, Target]:
    """Everything that is fuzzed, by name."""
    instruments = _instruments()
    return {
        "answers": Target(changed(corpus(".yaml")), _file("a.yaml", _scored)),
        "seals": Target(changed((_SEALED,)), _file("a.yaml", _loads(_all_sealed))),
        "table": Target(changed(corpus(".csv")), _file("a.csv", _scored)),
        "instruments": Target(changed((built_in_path().read_bytes(),)), _file("i.yaml", _loads(load_instruments))),
        "owners": Target(changed((_OWNERS,)), _file("o.yaml", _loads(lambda path: load_owners(path, instruments.default)))),
        "costs": Target(changed((_COSTS,)), _file("c.yaml", _loads(lambda path: load_costs(path, instruments)))),
        "configuration": Target(changed((_CONFIG,)), _file("spbe.toml", _loads(load_config))),
        "workbook": Target(repacked(_workbooks()), _file("a.xlsx", _checked)),
        "archive": Target(changed(_workbooks()), _file("b.xlsx", _checked)),
        "command line": Target(_words(), _run),
    }


# Readers.

_OWNERS: Final = b"owners:\n  Dinas A: {indicators: [1, 2, 15-18], due: 2024-06-30}\n  Bappeda: {indicators: [12, 13]}\n"
_COSTS: Final = b"costs:\n  default: 1\n  32: 2.5\n  33: {3: 1, 4: 4, 5: impossible}\n"
_SEALED: Final = (
    b"agency: Kota A\nyear: 2024\njawaban:\n  1: {level: 3, evidence: [a.pdf, &b 'b.pdf']} # a\n  2:\n    level: 4\n    bukti:\n"
    b"    - sk, 2024.pdf\n    - file: d.pdf # b\n      note: >-\n        x\n  3: {level: 2, evidence: {file: e.pdf, sha256: }}\n"
)
_CONFIG: Final = (
    b'language = "id"\ninstrument = "permenpanrb-59-2020"\n\n[gates]\nfail_under = [2.6, "domain:2=2.0"]\nmax_drop = 0.05\n'
    b'no_regression = "domain"\nfail_on_difference = true\nnot_applicable = [43]\n\n[columns]\n"Skor Akhir" = "index"\n'
)


@cache
def _instruments() -> Instruments:
    return load_instruments()


def _all_sealed(path: str) -> None:
    """Seals all evidence of an answer file that can be read, and reads it again."""
    read = load_assessment(path, _instruments())
    items = [(one, at) for one, answer in (read.assessment.answers or {}).items() for at in range(len(answer.evidence))]
    with suppress(Unsealable):
        written = with_seals(Path(path).read_bytes(), path, dict.fromkeys(items, "0a" * 32))
        submitted(answers(written, path), path, _instruments())


@cache
def _workbooks() -> tuple[bytes, ...]:
    return tuple(workbook(one, head={"agency": "Kota A"}) for one in _instruments())


def _file(name: str, read: Callable[[str], Iterable[Problem]]) -> Ends:
    """What reads a file, as a function of what stands in it."""

    def ends(data: bytes, folder: Path) -> Iterable[str]:
        path = folder / name
        path.write_bytes(data)
        problems = list(read(str(path)))
        assert all(one.message for one in problems)
        return [one.code for one in problems]

    return ends


def _loads(load: Callable[[str], object]) -> Callable[[str], Iterable[Problem]]:
    def read(path: str) -> Iterable[Problem]:
        problems: Iterable[Problem] = ()
        try:
            load(path)
        except BadInput as bad:
            problems = bad.problems
        return problems

    return read


def _scored(path: str) -> Iterable[Problem]:
    told = False
    for read in Reader(_instruments()).submissions(path):
        if not isinstance(read, Submission):
            assert read or told  # what is wrong with every row in the same place is told once
            told = True
            yield from read
            continue
        try:
            score(read.assessment, read.instrument, path)
        except BadInput as bad:
            yield from bad.problems


def _checked(path: str) -> Iterable[Problem]:
    problems = list(_scored(path))
    yield from problems
    yield from _loads(lambda same: marked(Path(same).read_bytes(), same, problems))(path)


# The command line.

_FILES: Final = ("denpasar-2018.yaml", "denpasar-2018-self.yaml", "costs.yaml", "official-layout.csv", "answer-sheet.csv")
_LITTLE: Final = {
    "totals.csv": b"agency,year,1\nTotal,2024,3\n",
    "announced.csv": b"agency,year,index\nKota A,2023,2.5\nKota A,2024,0\n",
    "unanswered.yaml": b"agency: Kota A\nyear: 2024\nanswers: {}\n",
    "empty.yaml": b"",
}
"""Files that hold next to nothing, or nothing."""
_VALUES: Final = (
    "", "-", "--", "0", "1", "-1", "2.6", "2,6", "1e9", "9" * 4400, "true", "nan", "Baik", "Memuaskan", "domain:2=2.0", "1=3",
    "1=n/a", "99=3", "2018", "2024", "2024-01-01", "2024-02-30", "json", "csv", "html", "xlsx", "md", "id", "en", "xx",
    "domain", "indicator", "kind", "group", "permenpanrb-59-2020", "permenpanrb-5-2018", "se-mendagri", "Kota",
    "Pemerintah Kota Denpasar", "*", "**", "?", "[", "*.yaml", "missing", ".", "/dev/null", "/dev/full", "a" * 300, "\x1b[31m",
    "\u202e", "\U0001f600", "%s", "{x}", "[red]", "@", "out.json", "out.html", "out.xlsx", "out.csv", "out.md", "out",
    "made.yaml", "made.xlsx", "owners.yaml", "a.xlsx", *_FILES,
    *_LITTLE,
)  # fmt: skip


@cache
def _options() -> dict[str, tuple[str, ...]]:
    """The options of every command, as they are written."""
    group: Any = typer.main.get_command(cli.app())
    return {name: tuple(word for one in command.params for word in one.opts) for name, command in group.commands.items()}


@st.composite
def _words(draw: st.DrawFn) -> list[str]:
    """A command line: a command with some of its options and with values, right ones and others, in any order."""
    command = draw(st.sampled_from(tuple(_options())))
    file = draw(st.sampled_from((*_FILES, *_LITTLE, "a.xlsx", ".")))
    word = st.sampled_from(_VALUES) | st.sampled_from(_options()[command])
    option = st.tuples(st.sampled_from(_options()[command]), st.sampled_from(_VALUES))
    words = draw(st.lists(st.one_of(st.tuples(word), option, option), max_size=5))
    return [command, file, *(one for some in words for one in some)]


def _run(words: list[str], folder: Path) -> Iterable[str]:
    for name in _FILES:
        shutil.copy(EXAMPLES / ("region/costs.yaml" if name == "costs.yaml" else name), folder / name)
    for name, data in _LITTLE.items():
        (folder / name).write_bytes(data)
    (folder / "owners.yaml").write_bytes(_OWNERS)
    (folder / "a.xlsx").write_bytes(_workbooks()[0])
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _stream in range(2))
    kept = sys.argv, sys.stdin
    sys.argv, sys.stdin = ["spbe", *words], io.TextIOWrapper(io.BytesIO(b"agency,year,1\nKota A,2024,3\n"))
    try:
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as end:
            cli.run()
    finally:
        sys.argv, sys.stdin = kept
    code = end.value.code or 0
    assert code in (0, 1, 2)
    assert not code or any(stream.buffer.getvalue() for stream in (out, err))
    return (f"exit code {code}",) if code else ()
