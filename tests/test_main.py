"""The command as a process: what starts it, what it imports, how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from spbe_cli import __version__
from tests.conftest import EXAMPLES

HEAVY = {"pydantic", "yaml", "rich"}


def run(*arguments: object, code: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code] if code else [sys.executable, "-m", "spbe_cli"]
    return subprocess.run(
        [*command, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8", **environment},
    )


def imported(*arguments: object) -> set[str]:
    """Which of the heavy packages a run imports."""
    code = (
        "import sys, atexit; from spbe_cli.__main__ import main\n"
        "sys.argv[0] = 'spbe'\n"
        "atexit.register(lambda: print('imported', *sorted(m for m in sys.modules if '.' not in m), file=sys.stderr))\n"
        "main()"
    )
    ran = run(*arguments, code=code)
    assert ran.returncode == 0, ran.stderr
    return HEAVY & set(ran.stderr.rpartition("imported ")[2].split())


@pytest.mark.systems
def test_version() -> None:
    assert run("--version").stdout == f"spbe {__version__}\n"
    assert imported("--version") == imported("-V") == set()


def test_help_waits_for_neither_pydantic_nor_yaml() -> None:
    assert imported("--help") <= {"rich"}
    assert imported("score", "--help") <= {"rich"}


def test_completion_waits_for_nothing() -> None:
    ran = run(code="import os, sys; from spbe_cli.__main__ import main; sys.argv = ['spbe']\ntry:\n    main()\nfinally:\n"
              "    print(sorted({'pydantic', 'yaml'} & set(sys.modules)), file=sys.stderr)",
              _SPBE_COMPLETE="complete_bash", COMP_WORDS="spbe sc", COMP_CWORD="1")  # fmt: skip
    assert "score" in ran.stdout
    assert ran.stderr.strip().endswith("[]")


def test_json_does_not_wait_for_rich() -> None:
    assert imported("score", EXAMPLES / "denpasar-2018.yaml", "--format", "json") == {"pydantic", "yaml"}


def test_a_start_loads_nothing_to_search_for_plugins_with() -> None:
    ran = run("score", EXAMPLES / "denpasar-2018.yaml", "--format", "json", code=(
        "import sys; from spbe_cli.__main__ import main\n"
        "try:\n    main()\nfinally:\n"
        "    print('pydantic' in sys.modules, 'importlib.metadata' in sys.modules, file=sys.stderr)\n"
        # What else there is in Pydantic's module is found all the same.
        "    from pydantic.plugin._loader import PYDANTIC_ENTRY_POINT_GROUP\n"
        "    print(PYDANTIC_ENTRY_POINT_GROUP, file=sys.stderr)"
    ))  # fmt: skip
    assert ran.stderr.split() == ["True", "False", "pydantic"]


@pytest.mark.parametrize(
    ("environment", "words", "coloured"),
    [
        ({}, [], False),
        ({"FORCE_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, [], True),
        ({"FORCE_COLOR": "0"}, [], False),
        ({"FORCE_COLOR": ""}, [], False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, [], True),
        ({"FORCE_COLOR": "1"}, ["--no-color"], False),
        ({"FORCE_COLOR": "1"}, ["--format", "json"], False),
        ({"FORCE_COLOR": "1"}, ["--format", "csv"], False),
    ],
)
def test_colour_when_output_is_no_terminal(environment: dict[str, str], words: list[str], coloured: bool) -> None:
    ran = run("score", EXAMPLES / "denpasar-2018.yaml", *words, **{"NO_COLOR": "", "FORCE_COLOR": "", **environment})
    assert ("\x1b[" in ran.stdout) is coloured


def test_a_file_has_no_colour(tmp_path: Path) -> None:
    run("score", EXAMPLES / "denpasar-2018.yaml", "-o", tmp_path / "result.txt", FORCE_COLOR="1")
    assert "\x1b" not in (tmp_path / "result.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("environment", "said"),
    [({"SPBE_LANG": "id"}, "no such file"), ({"LC_ALL": "id_ID.UTF-8"}, "no such file"), ({"LC_ALL": "C"}, "tidak")],
)
def test_the_language_is_that_of_the_reader(environment: dict[str, str], said: str) -> None:
    ran = run("score", "nowhere.yaml", **environment)
    assert ran.returncode == 2
    assert said not in ran.stderr


def test_a_language_that_there_is_not_is_said_once() -> None:
    ran = run("validate", EXAMPLES / "denpasar-2018.yaml", SPBE_LANG="fr")
    told = 'SPBE_LANG: unknown language "fr": expected id, en; en is used\n'
    assert (ran.returncode, ran.stderr) == (0, f"{told}1 file checked: no problems\n")
    assert "SPBE_LANG" in run("validate", EXAMPLES / "denpasar-2018.yaml", SPBE_LANG="fr", LC_ALL="id_ID.UTF-8").stderr
    for words, language in ((["--lang", "id"], "fr"), ([], "id"), ([], "")):
        assert "SPBE_LANG" not in run("validate", EXAMPLES / "denpasar-2018.yaml", *words, SPBE_LANG=language).stderr
    completed = run(SPBE_LANG="fr", _SPBE_COMPLETE="complete_bash", COMP_WORDS="spbe sc", COMP_CWORD="1")
    assert ("score" in completed.stdout, completed.stderr) == (True, "")


@pytest.mark.parametrize("arguments", [["--nope"], ["scor"], ["score"], ["score", "a.yaml", "--format", "pdf"]])
def test_bad_usage_is_2_and_no_traceback(arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
    assert ran.stdout == ""


@pytest.mark.systems
def test_a_reader_that_stops_reading_is_no_error() -> None:
    words = [sys.executable, "-m", "spbe_cli", "batch", str(EXAMPLES / "national-2023.csv"), "--format", "json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline() == b'{"schema": 1, "results": [\n'
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


@pytest.mark.parametrize(
    "command",
    [
        "{spbe} score {example} > /dev/full",
        "{spbe} score {example} >&-",
        "{spbe} score nowhere.yaml 2>&-",
        "{spbe} validate nowhere.yaml 2>&-",
        "{spbe} score - <&-",
        "{spbe} score $'bad\\xff.yaml' --format json",
    ],
)
def test_streams_that_are_not_there(command: str) -> None:
    line = command.format(spbe=f"{sys.executable} -m spbe_cli", example=EXAMPLES / "denpasar-2018.yaml")
    ran = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr


@pytest.mark.systems
def test_utf_8_goes_out_whatever_the_locale() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "spbe_cli", "score", "-"],
        input="agency: Kota Çontoh\nyear: 2023\npublished: {index: 2}\n".encode(),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )
    assert "Çontoh" in ran.stdout.decode("utf-8")


def test_the_public_names() -> None:
    import spbe_cli

    for name in spbe_cli.__all__:
        assert getattr(spbe_cli, name) is not None
    assert set(spbe_cli.__all__) <= set(dir(spbe_cli))
    with pytest.raises(AttributeError):
        _ = spbe_cli.nothing
    assert Path(spbe_cli.__file__).with_name("py.typed").exists()


def test_a_target_by_itself() -> None:
    from spbe_cli import BadInput, Goal, load_assessments, plan, score

    (only,) = load_assessments(EXAMPLES / "denpasar-2018.yaml")
    result = score(only.assessment, only.instrument)
    assert repr(result) == "<Result Pemerintah Kota Denpasar, 2018 final: 2.64 Baik>"
    for target in ("sangat baik", Fraction(7, 2), Decimal("3.5"), Goal(Fraction(7, 2))):
        assert plan(result, target).after.index.exact >= Fraction(7, 2)
    with pytest.raises(TypeError, match=r"write Decimal\('3.5'\) or Fraction\('3.5'\)"):
        plan(result, 3.5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'Bagus' is no predicate of permenpanrb-5-2018: Memuaskan, "):
        plan(result, "Bagus")
    with pytest.raises(BadInput):
        load_assessments("nowhere")


@pytest.mark.parametrize("before", [["--lang", "id", "--help"], ["--lang", "id", "score", "--help"]])
def test_a_language_may_stand_first(before: list[str]) -> None:
    ran = subprocess.run([sys.executable, "-m", "spbe_cli", *before], capture_output=True, encoding="utf-8", check=True)
    assert "Penggunaan: " in ran.stdout
    assert "completion" not in ran.stdout.replace("-completion", "")
