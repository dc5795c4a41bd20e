"""``spbe.toml``: where it is found, what it may say, and where what is wrong with it stands."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli import texts
from spbe_cli.commands.common import Common, Gates
from spbe_cli.limits import MAX_CONFIG_DEPTH
from spbe_cli.reading.config import config_path, configured_language, load_config
from spbe_cli.reading.instruments import built_in_path
from spbe_cli.reading.problems import BadInput
from tests.conftest import Spbe, Write
from tests.test_main import run

WHOLE = """\
# Ours.
language = "id"
indicators = "bobot/kota.yaml"
instrument = "opd"

[gates]
fail_under = 2.60
max_drop = 0.05
no_regression = "domain"
fail_on_difference = true
basis = "answers"
not_applicable = [43]
"""


def problems(text: str | bytes, write: Write) -> list[str]:
    with pytest.raises(BadInput) as bad:
        load_config(write(text, "spbe.toml"))
    return [f"{one.line}:{one.column} {one.code}" for one in bad.value.problems]


def test_everything_it_may_say(write: Write) -> None:
    read = load_config(write(WHOLE, "spbe.toml"))
    config = read.config
    assert (config.language, config.instrument, read.indicators) == ("id", "opd", str(Path("bobot/kota.yaml")))
    assert config.gates.model_dump() == {
        "fail_under": ("2.60",), "max_drop": "0.05", "no_regression": "domain", "fail_on_difference": True,
        "basis": "answers", "not_applicable": (43,),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('[gates]\nmax_drop = "0.05"\n', "write the number without quotes"),
        ("[gates]\nmax_drop = -1\n", None),
        ('[gates]\nnot_applicable = ["43"]\n', "write the number without quotes"),
        ("[gates]\nnot_applicable = 43\n", "write [43]"),
        ("fail_under = 2.6\n", "it belongs below gates"),
        ("maks = 2.6\n", "known: language, indicators, instrument, aliases, gates, columns"),
        ("gates = 2.6\n", f"its keys are {', '.join(Gates._fields)}"),
    ],
)
def test_what_to_do_about_it(text: str, hint: str | None, write: Write) -> None:
    with pytest.raises(BadInput) as bad:
        load_config(write(text, "spbe.toml"))
    assert [one.hint for one in bad.value.problems] == [hint]


@pytest.mark.parametrize("text", ["", "\n# nothing\n", "[gates]\n"])
def test_it_may_say_nothing(write: Write, text: str) -> None:
    read = load_config(write(text, "spbe.toml"))
    assert (read.config.language, read.indicators, any(read.config.gates.model_dump().values())) == (None, None, False)


@pytest.mark.parametrize("encoded", [WHOLE.encode("utf-8-sig"), WHOLE.encode("utf-16"), WHOLE.replace("\n", "\r\n").encode()])
def test_encodings_and_line_ends(write: Write, encoded: bytes) -> None:
    read = load_config(write(encoded, "spbe.toml"))
    assert read.config.gates.max_drop == "0.05"
    assert read.place.find(("gates", "max_drop")) == (8, 12)


@given(st.decimals(min_value=0, max_value=5, places=3))
def test_figures_are_exact(tmp_path_factory: pytest.TempPathFactory, figure: Decimal) -> None:
    path = tmp_path_factory.getbasetemp() / "exact.toml"
    path.write_text(f"[gates]\nfail_under = {figure}\nmax_drop = {figure}\n")
    gates = load_config(str(path)).config.gates
    assert (gates.fail_under, gates.max_drop) == ((str(figure),), str(figure))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("languag = 'id'\n", ["1:1 unknown_key"]),
        ("language = 'xx'\n", ["1:12 one_of"]),
        ("\n\ninstrument = 59\n", ["3:14 text_type"]),
        ("instrument = ' '\n", ["1:14 blank"]),
        ("gates = 1\n", ["1:9 mapping_type"]),
        ("[gate]\nfail_under = 2.6\n", ["1:2 unknown_key"]),
        ("fail_under = 2.6\n", ["1:1 unknown_key"]),
        ("[gates]\nfail_under = true\n", ["2:14 index_or_predicate"]),
        ("[gates]\nfail_under = ''\n", ["2:14 index_or_predicate"]),
        ("[gates]\nfail_under = [true]\n", ["2:14 index_or_predicate"]),
        ("[gates]\nfail_under = []\n", ["2:14 too_few"]),
        ("[gates]\nnot_applicable = [true]\n", ["2:18 whole_number_type"]),
        ("[gates]\nbasis = 'evidence'\n", ["2:9 one_of"]),
        ("[gates]\nfail_under = 2024-01-01\n", ["2:14 index_or_predicate"]),
        ("[gates]\nmax_drop = -0.05\n", ["2:12 drop"]),
        ("[gates]\nmax_drop = '0.05'\n", ["2:12 drop"]),
        ("[gates]\nmax_drop = nan\n", ["2:12 drop"]),
        ("[gates]\nmax_drop = 1e999999999\n", ["2:12 drop"]),
        ("[gates]\nno_regression = 'domian'\n", ["2:17 one_of"]),
        ("[gates]\nfail_on_difference = 1\n", ["2:22 true_or_false"]),
        # However it is written.
        ("gates.max_drop = -1\n", ["1:18 drop"]),
        ("'gates' . max_drop = -1\n", ["1:22 drop"]),
        ("gates = {max_drop = -1, fail_undr = 2}\n", ["1:21 drop", "1:25 unknown_key"]),
        ('[gates]\nfail_under = """\nmax_drop = 1\n"""\nmax_drop = -1\n', ["5:12 drop"]),
        ("x = [\n  1, # max_drop\n]\n[gates] # max_drop = 1\n  max_drop = -1\n", ["1:1 unknown_key", "5:14 drop"]),
        ("[a.b]\nc = 1\n[gates]\nmax_drop = -1\n[[d]]\ne = 1\n", ["1:2 unknown_key", "4:12 drop", "5:3 unknown_key"]),
        ('[gates]\n"max\\u005fdrop" = -1\n', ["2:1 drop"]),
        # All at once.
        ("x = 1\n[columns]\nSkor = 'indek'\nCatatan = 1\n", ["1:1 unknown_key", "3:8 unknown_heading", "4:11 heading_or_false"]),
    ],
)
def test_every_problem_is_at_its_place(write: Write, text: str, found: list[str]) -> None:
    assert problems(text, write) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[gates]\nfail_under = Baik\n", "2:14 not_toml"),
        ("[gates]\nfail_under = 2,6\n", "2:15 not_toml"),
        ("[gates\n", "1:7 not_toml"),
        ("language = 'id", "1:15 not_toml"),
        ('indicators = "data\\weights.yaml"\n', "1:21 escape"),
        ('indicators = "C:\\Users\\x.yaml"\n', "1:19 escape"),
        ("x = [", "1:6 not_toml"),
        ("language = 'id'\nlanguage = 'en'\n", "2:16 toml_twice"),
        ("[gates]\nmax_drop = 1\n[gates]\n", "3:7 toml_twice"),
        ("gates = {max_drop = 1, max_drop = 2}\n", "1:36 toml_twice"),
        (f"x = {'9' * 5000}\n", "1:1 not_toml"),
        (f"x = {'[' * 5000}\n", "1:1 too_deep"),
        (f"# x\n{'a.' * MAX_CONFIG_DEPTH}b = 1\n", "2:1 too_deep"),
        (b"x = '\xff'\n", "1:6 encoding"),
        ("[gates]\n<<<<<<< HEAD\nmax_drop = 0\n=======\n>>>>>>> main\n", "2:1 conflict"),
        ("x = '\x1b'\n", "1:6 control_character"),
    ],
)
def test_what_is_no_toml(write: Write, text: str | bytes, found: str) -> None:
    assert problems(text, write) == [found]


def test_a_statement_of_many_lines_costs_little(write: Write) -> None:
    lines = "\n".join("x" * 60 for _ in range(50_000))
    assert problems(f"[gates]\nmax_drop = -1\nfail_under = '''\n{lines}\n'''\nx = 1\n", write) == ["None:None config_too_large"]
    lines = "\n".join("x" * 60 for _ in range(250))
    assert problems(f"[gates]\nmax_drop = -1\nfail_under = '''\n{lines}\n'''\nx = 1\n", write) == ["1:2 unknown_key", "2:12 drop"]


def test_it_is_the_nearest_up_to_the_repositorys_root(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("", "spbe.toml")
    inner = tmp_path / "repository" / "opd" / "2024"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    # Outside of a repository the folders above are not ours.
    assert config_path() is None
    (tmp_path / "repository" / ".git").write_text("gitdir: elsewhere\n")
    assert config_path() is None
    (tmp_path / "repository" / "spbe.toml").write_text("")
    assert config_path() == str(Path("../../spbe.toml"))
    (inner / "spbe.toml").write_text("")
    assert config_path() == "spbe.toml"
    monkeypatch.chdir(tmp_path)
    assert config_path() == "spbe.toml"


NO_PIPES = pytest.mark.skipif(sys.platform == "win32", reason="no folder has pipes there")


@pytest.mark.parametrize("other", ["a folder", "a link", pytest.param("a pipe", marks=NO_PIPES)])
def test_what_stands_in_its_place_is_told(spbe: Spbe, write: Write, other: str) -> None:
    write("agency: Kota A\nyear: 2024\nanswers: {1: 3}\n", "a.yaml")
    if other == "a folder":
        Path("spbe.toml").mkdir()
    elif other == "a pipe":
        os.mkfifo("spbe.toml")
    else:
        Path("spbe.toml").symlink_to("lost.toml")
    ran = spbe("score", "a.yaml")
    assert (ran.code, ran.out, ran.err.startswith(f"spbe.toml: this is {other}")) == (2, "", True), ran.err


@pytest.mark.parametrize("name", ["spbe.toml.txt", ".spbe.toml"])
def test_a_file_that_is_meant_to_be_one_is_named(spbe: Spbe, write: Write, name: str) -> None:
    write("agency: Kota A\nyear: 2024\nanswers: {1: 3}\n", "a.yaml")
    write("[gates]\nfail_under = 5\n", name)
    told = f"{name}: this is not read, and no gate in it is checked (the settings of a folder are in a file named spbe.toml)\n"
    ran = spbe("score", "a.yaml")
    assert (ran.code, ran.err) == (0, told)
    write("", "spbe.toml")
    assert spbe("score", "a.yaml").err == ""


@pytest.mark.parametrize("other", ["folder", pytest.param("pipe", marks=NO_PIPES)])
def test_so_is_what_is_no_file_but_has_such_a_name(spbe: Spbe, write: Write, other: str) -> None:
    write("agency: Kota A\nyear: 2024\nanswers: {1: 3}\n", "a.yaml")
    Path("spbe.toml.txt").mkdir() if other == "folder" else os.mkfifo("spbe.toml.txt")
    assert spbe("score", "a.yaml").err.startswith("spbe.toml.txt: this is not read, and no gate in it is checked")


@NO_PIPES
def test_no_language_is_waited_for(write: Write) -> None:
    write("", "a.yaml")
    os.mkfifo("spbe.toml")
    assert configured_language() is None


def test_settings_among_those_of_other_python_tools_are_named(spbe: Spbe, write: Write) -> None:
    write("agency: Kota A\nyear: 2024\nanswers: {1: 3}\n", "a.yaml")
    told = "pyproject.toml: this is not read, and no gate in it is checked"
    for header in ("[tool.spbe]", "[tool.spbe.gates]", "  [ tool . 'spbe-cli' ]", "[[tool.spbe]]"):
        write(f"[project]\nname = 'a'\n{header}\nfail_under = 5\n", "pyproject.toml")
        ran = spbe("score", "a.yaml")
        assert (ran.code, ran.err.startswith(told)) == (0, True), header
    for other in ("[tool.spbex]", "# [tool.spbe]", "[tool.ruff]\nspbe = 1", "[tools.spbe]"):
        write(f"[project]\nname = 'a'\n{other}\n", "pyproject.toml")
        assert spbe("score", "a.yaml").err == "", other


def test_paths_in_it_are_relative_to_it(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("indicators = 'own.yaml'\n", "spbe.toml")
    inner = tmp_path / "opd"
    inner.mkdir()
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(inner)
    assert Common().settled().indicators == str(Path("../own.yaml"))
    (tmp_path / "spbe.toml").write_text("indicators = '/etc/own.yaml'\n")
    assert Common().settled().indicators == str(Path("/etc/own.yaml"))


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use is not removed there")
def test_a_folder_that_was_removed_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert config_path() is None


def test_the_command_line_wins_key_by_key(write: Write) -> None:
    write(WHOLE, "spbe.toml")
    asked = Common(instrument="mine", gates=Gates(max_drop="0", fail_on_difference=False))
    settled = asked.settled()
    assert (settled.indicators, settled.instrument) == (str(Path("bobot/kota.yaml")), "mine")
    assert settled.gates == Gates(("2.60",), "0", "domain", fail_on_difference=False, basis="answers", not_applicable=(43,))
    assert settled.place("fail_under") == ("spbe.toml", 7, 14)
    assert settled.place("no_regression") == ("spbe.toml", 9, 17)
    assert settled.place("instrument") == ("--instrument", None, None)
    assert settled.place("max_drop") == ("--max-drop", None, None)
    assert {"spbe.toml", str(Path("bobot/kota.yaml"))} < set(settled.destination.inputs)


def test_without_one_nothing_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    asked = Common(instrument="mine")
    assert asked.settled() == asked.reading(str(built_in_path()))


@pytest.mark.parametrize(
    ("toml", "arguments", "environment", "language"),
    [
        ("language = 'id'\n", [], {"LC_ALL": "C"}, "id"),
        ("language = 'en'\n", [], {"LC_ALL": "id_ID.UTF-8"}, "en"),
        ("language = 'en'\n", [], {"SPBE_LANG": "id"}, "id"),
        ("language = 'id'\n", ["--lang", "en"], {"LC_ALL": "C"}, "en"),
        ("", [], {"LC_ALL": "id_ID.UTF-8"}, "id"),
        ("language = 'xx'\n", [], {"LC_ALL": "id_ID.UTF-8"}, "id"),
        ("language = 3\n", [], {"LC_ALL": "id_ID.UTF-8"}, "id"),
        ("language = id\n", [], {"LC_ALL": "id_ID.UTF-8"}, "id"),
    ],
)
def test_the_language_stands_between_the_environment_and_the_locale(
    write: Write, toml: str, arguments: list[str], environment: dict[str, str], language: str
) -> None:
    write(toml, "spbe.toml")
    ran = run("score", *arguments, "--help", **{"SPBE_LANG": "", **environment})
    assert ("Penggunaan" in ran.stdout) is (language == "id")


def test_the_languages_are_ours(write: Write) -> None:
    for language in texts.LANGUAGES:
        path = write(f"language = '{language}'\n", "spbe.toml")
        assert (configured_language(), load_config(path).config.language) == (language, language)


def test_a_start_does_not_wait_for_it(write: Write) -> None:
    lines = (
        "import sys; from spbe_cli.__main__ import main; sys.argv = ['spbe', '--version']",
        "try: main()",
        "finally: print(sorted({'tomllib', 'pydantic', 'yaml'} & set(sys.modules)))",
    )

    def imported() -> str:
        ran = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True)
        return ran.stdout.splitlines()[-1]

    write("", "elsewhere.toml")
    assert imported() == "[]"
    write("language = 'id'\n", "spbe.toml")
    assert imported() == "['tomllib']"


def test_a_broken_one_stops_no_version_and_no_help(write: Write) -> None:
    write("languag = \n", "spbe.toml")
    assert run("--version").returncode == 0
    assert run("score", "--help").returncode == 0
    ran = run("indicators")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("spbe.toml:1:11: ")
