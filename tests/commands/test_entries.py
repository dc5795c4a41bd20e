"""Many files: read by several processes as by one, with a bar that says how far they are."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli import processes
from spbe_cli.commands import entries
from spbe_cli.formats import progress
from tests.commands.rankings import answers
from tests.conftest import Ran, Spbe, Write, parsed


@pytest.fixture
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def many(write: Write) -> None:
    """Over 700 small files: bare ones, ones in other forms, broken ones, and a table."""
    for one in range(720):
        level = 1 + one % 5
        extra = {0: "", 1: "  5: {level: 2, note: x}\n", 2: "  6: n/a\n"}[one % 3]
        body = f"tahun: 2024\ntahap: self\njawaban:\n  1: {level}\n  33: {5 - one % 4}\n  2: {1 + one % 3}\n{extra}"
        if one % 100 == 7:
            body += "  44: 9\n"
        write(f"instansi: Dinas {one % 700:03d}\n{body}", f"many/{one:04d}.yaml")
    rows = "".join(f"Badan {one:03d},2024,self,{1 + one % 5},3\n" for one in range(40))
    write(f"agency,year,stage,1,2\n{rows}", "many.csv")


@pytest.mark.usefixtures("_two_processors")
@pytest.mark.parametrize(
    "extra", [("--lang", "id"), ("--by", "indicator"), ("--detail", "domain", "--fail-under", "2"), ("--year", "2023")]
)
def test_a_pool_of_processes_gives_the_same_as_one(
    spbe: Spbe, write: Write, monkeypatch: pytest.MonkeyPatch, extra: tuple[str, ...]
) -> None:
    many(write)
    arguments = ("batch", "many", "many.csv", "--format", "json", *extra)
    monkeypatch.setattr(entries, "_POOL_FROM", 10**9)
    alone = spbe(*arguments)
    monkeypatch.setattr(entries, "_POOL_FROM", 300)
    assert spbe(*arguments) == alone
    assert alone.code == 2
    assert len(json.loads(alone.out)["errors"]) >= 8


@pytest.mark.usefixtures("_two_processors")
def test_a_few_workbooks_are_work_enough_for_several_processes(spbe: Spbe, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("".join(f"Dinas {one}\n" for one in range(12)), "opds.txt")
    assert spbe("init", "--opds", "opds.txt", "--year", "2024", "--as", "xlsx", "-o", "forms").code == 0
    made: list[int] = []
    pool = processes.workers

    def recorded(count: int, *more: Any) -> Any:
        made.append(count)
        return pool(count, *more)

    monkeypatch.setattr(processes, "workers", recorded)
    together = spbe("batch", "forms", "--format", "json")
    assert made == [2]
    monkeypatch.setattr(entries, "_POOL_FROM", 10**9)
    assert spbe("batch", "forms", "--format", "json") == together
    assert len(parsed(together)["results"]) == 12
    assert made == [2]


@given(st.lists(st.sampled_from(["a.yaml", "b.csv", "c.XLSX"]), max_size=2000))
def test_chunks_are_of_about_as_much_work_each(files: list[str]) -> None:
    chunks = entries._chunks(files)
    assert [one for chunk in chunks for one in chunk] == files
    work = [sum(map(entries._work, chunk)) for chunk in chunks]
    most = max(entries._CHUNK, -(-sum(work) // entries._MOST_CHUNKS))
    assert all(most <= one < most + entries._WORKBOOK for one in work[:-1])
    assert work[-1] < most + entries._WORKBOOK
    assert len(chunks) <= entries._MOST_CHUNKS


_BEGINNING = """
import multiprocessing, os, sys
from spbe_cli.__main__ import main
multiprocessing.set_start_method(sys.argv.pop(1))
os.cpu_count = lambda: 2
main()
"""


@pytest.mark.systems
@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_workers_give_the_same_however_a_system_begins_them(
    spbe: Spbe, write: Write, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    # Linux has copied the process so far; Windows and macOS begin others anew, and all that these get is pickled.
    many(write)
    write("Dinas 001: [Dinas 1]\n", "aliases.yaml")
    write(b'[columns]\n"Skor" = "index"\n[gates]\nnot_applicable = [6]\n', "spbe.toml")
    options = ("--detail", "aspect", "--fail-under", "2", "--kind", "Dinas", "--aliases", "aliases.yaml")
    arguments = ("batch", "many", "--format", "json", "--lang", "id", *options)
    monkeypatch.setattr(entries, "_POOL_FROM", 10**9)
    alone = spbe(*arguments)
    assert len(json.loads(alone.out)["results"]) > 600
    words = [sys.executable, "-c", _BEGINNING, method, *arguments]
    ran = subprocess.run(words, capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert Ran(ran.returncode, ran.stdout, ran.stderr) == alone


@pytest.mark.usefixtures("_two_processors")
def test_standard_input_and_options_that_are_wrong_among_many_files(spbe: Spbe, write: Write) -> None:
    many(write)
    ran = spbe(
        "batch", "many.csv", "many", "-", "--format", "json", stdin=b"agency: Kota A\nyear: 2024\nstage: self\nanswers: {1: 5}\n"
    )
    assert "Kota A" in [one["agency"] for one in parsed(ran, 2)["results"]]
    ran = spbe("batch", "many", "--instrument", "nonsense")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("--instrument: ")


class TestProgress:
    @pytest.fixture(autouse=True)
    def _files(self, write: Write) -> None:
        for one in range(4):
            write(answers(f"Kota {one}"), f"{one}.yaml")

    @pytest.fixture
    def terminal(self, spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> Spbe:
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setattr(progress, "_AFTER", 0.0)

        def run(*arguments: object, **options: Any) -> Ran:
            monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
            return spbe(*arguments, **options)

        return run

    @pytest.mark.parametrize(("language", "word"), [("en", "Reading"), ("id", "Membaca")])
    def test_a_bar_on_standard_error_where_that_is_a_terminal(self, terminal: Spbe, spbe: Spbe, language: str, word: str) -> None:
        ran = terminal("batch", ".", "--lang", language)
        assert word in ran.err
        assert "4/4" in ran.err
        plain = spbe("batch", ".", "--lang", language)
        assert word not in ran.out
        assert "\x1b" not in ran.out
        assert ran.out == plain.out

    @pytest.mark.parametrize(("language", "word"), [("en", "Laying out"), ("id", "Menata")])
    def test_a_bar_while_many_rows_are_laid_out(self, terminal: Spbe, language: str, word: str) -> None:
        assert word in terminal("batch", ".", "--lang", language).err
        assert word not in terminal("batch", ".", "--lang", language, "--quiet").err
        assert word not in terminal("batch", ".", "--lang", language, "--format", "json").err

    def test_a_bar_begins_in_the_middle_of_a_step(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setattr(progress, "_AFTER", 0.0)
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        with progress.progress(1, quiet=False):
            deadline = time.monotonic() + 60
            said = ""
            while "Reading" not in said and time.monotonic() < deadline:
                said += capsys.readouterr().err
        assert "Reading" in said

    def test_no_bar_for_what_takes_less_than_a_second(self, terminal: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(progress, "_AFTER", 60.0)
        assert terminal("batch", ".").err == ""

    def test_no_bar_when_only_what_was_asked_for_is_wanted(self, terminal: Spbe) -> None:
        assert terminal("batch", ".", "--quiet").err == ""

    def test_no_bar_where_standard_error_is_no_terminal(self, spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(progress, "_AFTER", 0.0)
        assert spbe("batch", ".").err == ""
