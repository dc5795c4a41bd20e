"""Why pyproject.toml holds Typer and Click back: `.ci/pins` runs this on the newest ones, and tells when it passes there."""

from __future__ import annotations

import re

import pytest

from tests.test_main import imported, run


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["score", "--nope"], "Tidak ada opsi '--nope'."),
        (["score"], "Kurang argumen 'BERKAS...'."),
        (["batch", "a.yaml", "--top"], "Opsi '--top' memerlukan argumen."),
        (["batch", "a.yaml", "--sort", "x"], "'x' bukan salah satu dari"),
        (["nope"], "Tidak ada perintah 'nope'."),
    ],
)
def test_usage_errors_are_in_indonesian(arguments: list[str], told: str) -> None:
    ran = run(*arguments, SPBE_LANG="id", COLUMNS="100")
    assert ran.returncode == 2
    assert "Usage" not in ran.stderr
    assert told in ran.stderr


def test_help_shows_what_arguments_are() -> None:
    shown = run("score", "--help", SPBE_LANG="id", COLUMNS="100").stdout
    assert re.search(r"files +BERKAS\.\.\. +Berkas jawaban", shown)
    assert "list[" not in shown


def test_nothing_waits_for_pydantic_that_needs_no_models() -> None:
    assert "pydantic" not in imported("--version") | imported("--help")
