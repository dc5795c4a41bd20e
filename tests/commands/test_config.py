"""``spbe config``: what holds in a folder, where each value comes from, and what is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Spbe, Write
from tests.test_main import run

TOML = """language = "id"
aliases = "aliases.yaml"

[gates]
fail_under = [2.6, "domain:2=2.0"]
no_regression = "domain"
fail_on_difference = false
not_applicable = [
  43,
]

[columns]
"Skor Akhir" = "index"
"Lampiran" = false
"""


def given(spbe: Spbe, *words: str) -> dict[str, Any]:
    """What is given as JSON, with the settings by name."""
    ran = spbe("config", "--format", "json", *words)
    assert ran.err == ""
    whole: dict[str, Any] = json.loads(ran.out)
    return {**whole, "settings": {one["name"]: one for one in whole["settings"]}}


def test_each_value_with_its_place(spbe: Spbe, write: Write) -> None:
    write(TOML, "spbe.toml")
    write("Dinas A: [Dinas B]\n", "aliases.yaml")
    found = given(spbe)
    assert (found["path"], found["problems"]) == ("spbe.toml", [])
    assert {name: (one["value"], one["line"]) for name, one in found["settings"].items()} == {
        "language": ("id", 1),
        "indicators": (None, None),
        "instrument": (None, None),
        "aliases": ("aliases.yaml", 2),
        "fail_under": (["2.6", "domain:2=2.0"], 5),
        "max_drop": (None, None),
        "no_regression": ("domain", 6),
        "fail_on_difference": (False, 7),
        "basis": (None, None),
        "not_applicable": ([43], 8),
        "Skor Akhir": ("index", 13),
        "Lampiran": (None, 14),
    }
    assert {one["origin"] for one in found["settings"].values()} == {"file", "default"}
    assert found["settings"]["Lampiran"]["section"] == "columns"


def test_the_file_of_a_folder_above(spbe: Spbe, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write(TOML, "spbe.toml")
    write("Dinas A: [Dinas B]\n", "aliases.yaml")
    write("", ".git")
    write("", "opd/2024/x")
    monkeypatch.chdir("opd/2024")
    found = given(spbe)
    above = str(Path("..", ".."))
    assert found["path"] == str(Path(above, "spbe.toml"))
    assert found["settings"]["aliases"]["value"] == str(Path(above, "aliases.yaml"))
    assert f"{Path(above, 'spbe.toml')}:5" in spbe("config").out


def test_without_a_file(spbe: Spbe, write: Write) -> None:
    write("", "x")
    found = given(spbe)
    assert found["path"] is None
    assert {one["origin"] for one in found["settings"].values()} == {"default"}
    assert "none here, or above in the same repository" in spbe("config").out


@pytest.mark.parametrize(
    ("words", "environment", "said"),
    [
        ((), {}, ("id", "file", "spbe.toml")),
        ((), {"SPBE_LANG": "en"}, ("en", "environment", "SPBE_LANG")),
        (("--lang", "en"), {}, ("en", "command line", "--lang")),
        (("--lang", "id"), {"SPBE_LANG": "en"}, ("id", "command line", "--lang")),
    ],
)
def test_where_the_language_comes_from(
    write: Write, words: tuple[str, ...], environment: dict[str, str], said: tuple[str, str, str]
) -> None:
    write('language = "id"\n', "spbe.toml")
    ran = run("config", "--format", "json", *words, **environment)
    found = json.loads(ran.stdout)
    first = found["settings"][0]
    assert (first["value"], first["origin"], first["source"]) == said
    assert [one["line"] for one in found["overruled"]] == ([] if said[1] == "file" else [1])


def test_the_locale_and_what_is_overruled(write: Write) -> None:
    write("", "x")
    found = json.loads(run("config", "--format", "json", LC_ALL="id_ID.UTF-8").stdout)
    assert (found["settings"][0]["value"], found["settings"][0]["source"]) == ("id", "LC_ALL")
    for locale, source in (("en_GB.UTF-8", "LC_ALL"), ("C.UTF-8", None), ("fr_FR.UTF-8", None)):
        first = json.loads(run("config", "--format", "json", LC_ALL=locale).stdout)["settings"][0]
        assert (first["value"], first["source"]) == ("en", source)
    write('language = "id"\n', "spbe.toml")
    assert "spbe.toml:1 says language = id, but SPBE_LANG comes first." in run("config", SPBE_LANG="en").stdout


def test_the_environment(spbe: Spbe, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("", "x")
    monkeypatch.setenv("SPBE_BROWSER", "/opt/\x1b[31mchrome")
    monkeypatch.setenv("SECRET", "hush")
    found = {one["name"]: one["value"] for one in given(spbe)["environment"]}
    assert found["SPBE_BROWSER"] == "/opt/\x1b[31mchrome"
    assert (found["NO_COLOR"], found["COLUMNS"]) == (None, "80")
    shown = spbe("config").out
    assert "\x1b" not in shown
    assert "hush" not in shown


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ('[gates]\nfail_under = "Bagus"\n', 'spbe.toml:2:14: "Bagus": expected a number from 1 to 5, or a predicate'),
        ("[gates]\nmax_drop = 9\n", 'spbe.toml:2:12: "9": expected index points'),
        ("[gates]\nnot_applicable = [99]\n", "spbe.toml:2:18: there is no indicator 99"),
        ('instrument = "nope"\n', 'spbe.toml:1:14: unknown instrument "nope"'),
        ('aliases = "nowhere.yaml"\n', 'spbe.toml:1:11: "nowhere.yaml": no such file'),
        ('indicators = "nowhere.yaml"\n', 'spbe.toml:1:14: "nowhere.yaml": no such file'),
    ],
)
def test_what_it_names_and_what_cannot_be_used(spbe: Spbe, write: Write, toml: str, told: str) -> None:
    write(toml, "spbe.toml")
    ran = spbe("config")
    assert (ran.code, ran.err[: len(told)]) == (2, told)
    assert "spbe.toml:" in ran.out
    assert len(json.loads(spbe("config", "--format", "json").out)["problems"]) == 1


def test_a_gate_of_any_instrument_is_none_that_is_wrong(spbe: Spbe, write: Write) -> None:
    write('[gates]\nfail_under = "Sangat Kurang"\n', "spbe.toml")
    assert (spbe("config").code, spbe("config").err) == (0, "")


@pytest.mark.parametrize("toml", ["gates = 3\n", "language = \n", 'langauge = "id"\n', "[gates]\nfail_under = true\n"])
def test_a_broken_file_is_told_with_its_place(spbe: Spbe, write: Write, toml: str) -> None:
    write(toml, "spbe.toml")
    ran = spbe("config")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("spbe.toml:")


def test_other_formats(spbe: Spbe) -> None:
    assert spbe("config", "--format", "csv").out.splitlines()[0] == "section,setting,value,origin,source,line"
    assert spbe("config", "--format", "markdown").code == 0
