"""``spbe.toml``: what it sets, what the command line wins over, and what is wrong in it at its place."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from spbe_cli.reading.config import load_config
from spbe_cli.reading.problems import BadInput
from tests.conftest import EXAMPLES, Spbe

DENPASAR = EXAMPLES / "denpasar-2018.yaml"


def test_gates_and_the_command_line_wins(spbe: Spbe, write: Callable[..., str]) -> None:
    write('[gates]\nfail_under = "Sangat Baik"\n', "spbe.toml")
    assert spbe("score", DENPASAR).code == 1
    assert spbe("score", DENPASAR, "--fail-under", "2.6").code == 0


def test_exact_decimals(spbe: Spbe, write: Callable[..., str]) -> None:
    write("[gates]\nfail_under = 2.64\n", "spbe.toml")
    data = json.loads(spbe("score", DENPASAR, "--format", "json").out)
    assert [(one["expected"], one["passed"]) for one in data["gates"]] == [("2.64", True)]


def test_instruments_of_the_folder(spbe: Spbe, write: Callable[..., str]) -> None:
    write((EXAMPLES / "opd" / "indicators.yaml").read_text(), "data/own.yaml")
    write('indicators = "data/own.yaml"\ninstrument = "opd-contoh"\n', "spbe.toml")
    file = write("agency: Dinas Contoh\nyear: 2024\nanswers: {1: 3}\n")
    assert json.loads(spbe("score", file, "--format", "json").out)["instrument"] == "opd-contoh"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("langage = 'id'\n", 1),
        ("\n[gates]\nfail_under = true\n", 3),
        ("[gates]\nmax_drop = -0.1\n", 2),
        ("[gates]\nno_regression = 'domains'\n", 2),
        ("language = 'id'\nlanguage = 'en'\n", 2),
        ("instrument = \n", 1),
    ],
)
def test_what_is_wrong_has_its_place(spbe: Spbe, write: Callable[..., str], text: str, line: int) -> None:
    path = write(text, "spbe.toml")
    with pytest.raises(BadInput) as bad:
        load_config(path)
    assert [one.line for one in bad.value.problems] == [line]
    ran = spbe("score", DENPASAR)
    assert (ran.code, ran.out) == (2, "")
    assert f"spbe.toml:{line}:" in ran.err
