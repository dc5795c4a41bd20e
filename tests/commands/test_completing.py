"""What a shell completes the values of options with, asked for as the shells ask. A broken line gives nothing, never an error."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES
from tests.test_main import run

DENPASAR = EXAMPLES / "denpasar-2018.yaml"
REGION = EXAMPLES / "region"


def fish(line: str, **environment: str) -> dict[str, str]:
    """The values that fish would show for a line, each with what stands beside it."""
    code = "import sys; from spbe_cli.__main__ import main; sys.argv = ['spbe']; main()"
    asked = {"_SPBE_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args", "_TYPER_COMPLETE_ARGS": f"spbe {line}"}
    ran = run(code=code, **asked, **environment)
    assert ran.stderr == ""
    return {value: text for value, _, text in (one.partition("\t") for one in ran.stdout.splitlines() if one)}


def bash(*words: str) -> list[str]:
    """What bash would put in place of the last of the words, which are parted as bash parts them."""
    code = "import sys; from spbe_cli.__main__ import main; sys.argv = ['spbe']; main()"
    ran = run(
        code=code, _SPBE_COMPLETE="complete_bash", COMP_WORDS="\n".join(("spbe", *words)), COMP_CWORD=str(len(words))
    )  # fmt: skip
    assert ran.stderr == ""
    return ran.stdout.splitlines()


@pytest.mark.parametrize(
    ("line", "some"),
    [
        (f"score {DENPASAR} --fail-under ", {"Sangat Baik": "from 3.5", "Kurang": "from 0"}),
        (f"plan {DENPASAR} --target S", {"Sangat Baik": "from 3.5"}),
        ("score --instrument permenpanrb-5", {"permenpanrb-5-2018": "SPBE evaluation, 2018-2020"}),
        (f"batch {REGION} --focus dom", {"domain:2": "Tata Kelola SPBE"}),
        ("plan --only 32,domain:", {"32,domain:2": "Tata Kelola SPBE"}),
        (f"explain {DENPASAR} 2", {"2": "Kebijakan Internal Inovasi Proses Bisnis Terintegrasi"}),
        ("indicators 4", {"47": "Layanan Publik Sektor 3"}),
        ("indicators aspect:", {"aspect:4": "Penyelenggara SPBE"}),
        (f"score {DENPASAR} --set 3", {"32=": "Layanan Pengaduan Publik"}),
        (f"score {DENPASAR} --set 32", {"32=0": "Layanan Pengaduan Publik", "32=1": "Diseminasi"}),
        ("score --set 3=", {"3=5": "Optimum"}),
        (f"batch {REGION} --agency Dinas", {"Dinas Kesehatan": "Dinas"}),
        (f"batch {REGION} --kind ", {"Dinas": "", "Inspektorat": ""}),
        (f"compare {REGION} {REGION} --year 2023,", {"2023,2024": "Peraturan Menteri PANRB Nomor 59 Tahun 2020"}),
        (f"batch {REGION} --year ", {"2024": "Peraturan Menteri PANRB Nomor 59 Tahun 2020"}),
        (f"batch {EXAMPLES / 'national-2023.csv'} --group Prov", {}),
        (f"compare {DENPASAR} {REGION} --focus se", {}),
        ("score --format j", {"jsonl": "JSON, one result on a line", "junit": "test results, for CI"}),
        ("validate --format ", {"table": "for the terminal", "github": "annotations of GitHub"}),
        ("score --lang ", {"id": "", "en": ""}),
        ("score --detail ", {"domain": ""}),
        ("schema ra", {"ranking": ""}),
        ("help sc", {"schema": "Print the schema of the files that people write, for editor…"}),
    ],
)
def test_values_with_what_they_are(line: str, some: dict[str, str]) -> None:
    shown = fish(line)
    assert some.items() <= shown.items()
    begun = line.rpartition(" ")[2]
    assert all(one.startswith(begun) for one in shown)
    assert not shown.keys() & {"xlsx"} or "validate" not in line


def test_the_help_beside_values_is_in_the_readers_language() -> None:
    assert fish("score --fail-under B", SPBE_LANG="id") == {"Baik": "mulai 2,6"}


def test_an_instrument_of_ones_own_comes_from_the_line_or_from_spbe_toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = (Path(__file__).parents[2] / "indicators.yaml").read_text(encoding="utf-8").split("\n---\n")[1]
    (tmp_path / "own.yaml").write_text(own.replace("id: permenpanrb-5-2018", "id: own", 1), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert list(fish("score --indicators own.yaml --instrument ")) == ["own"]
    (tmp_path / "spbe.toml").write_text('indicators = "own.yaml"\n', encoding="utf-8")
    assert list(fish("score --instrument ")) == ["own"]


@pytest.mark.parametrize(
    "line",
    [
        "batch nowhere --agency ",
        "batch wrong.yaml --agency ",
        "batch wrong.yaml 'unclosed --agency ",
        "batch - --kind ",
        "score --indicators wrong.yaml --instrument ",
        "score --indicators nowhere.yaml --focus ",
        "score --instrument nope --set 3",
        "score wrong.xlsx --sheet ",
    ],
)
def test_a_broken_line_gives_nothing_and_no_error(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wrong.yaml").write_text("agency: [\n", encoding="utf-8")
    (tmp_path / "wrong.xlsx").write_bytes(b"PK\x03\x04nothing")
    (tmp_path / "spbe.toml").write_text("gates = 3\n", encoding="utf-8")
    assert fish(line) == {}


def test_a_broken_file_beside_good_ones(tmp_path: Path) -> None:
    shutil.copy(REGION / "dinas-sosial.yaml", tmp_path)
    (tmp_path / "broken.yaml").write_text("agency: [\n", encoding="utf-8")
    assert list(fish(f"batch {tmp_path} --agency ")) == ["Dinas Sosial"]


def test_what_a_shell_would_evaluate_is_not_offered(tmp_path: Path) -> None:
    names = [
        "Dinas $(id)",
        r"Dinas \$(id)",
        "Dinas `id`",
        "Dinas 'x'",
        'Dinas "x"',
        "Dinas; id",
        "Dinas & id",
        "Dinas\x1b[31m",
        "Dinas (A)",
    ]
    for position, name in enumerate(names):
        text = f"agency: '{name.replace(chr(39), chr(39) * 2)}'\nyear: 2023\npublished: {{index: 2}}\n"
        (tmp_path / f"{position}.yaml").write_text(text, encoding="utf-8")
    assert list(fish(f"batch {tmp_path} --agency ")) == ["Dinas (A)"]


def test_what_stands_beside_a_value_is_one_line() -> None:
    shown = fish(f"plan {DENPASAR} --focus ")
    assert shown["se-mendagri"].endswith("…")
    assert set(shown) <= {"se-mendagri", *(f"domain:{n}" for n in range(1, 4)), *(f"aspect:{n}" for n in range(1, 8)),
                          *map(str, range(1, 36))}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "given"),
    [
        (["score", str(DENPASAR), "--fail-under", "San"], [r"Sangat\ Baik"]),
        (["score", str(DENPASAR), "--fail-under", r"Sangat\ B"], [r"Sangat\ Baik"]),
        (["score", str(DENPASAR), "--fail-under", '"Sangat B'], ["Sangat Baik"]),
        (["plan", str(DENPASAR), "--focus", "domain", ":"], ["1", "2", "3"]),
        (["plan", str(DENPASAR), "--focus", "domain", ":", "2"], ["2"]),
        (["plan", str(DENPASAR), "--focus", "=", "se"], ["se-mendagri"]),
        (["plan", str(DENPASAR), "--focus", "=", "domain", ":", "2"], ["2"]),
        (["score", str(DENPASAR), "--set", "32", "=", "4"], ["4"]),
        (["score", "--lang", "="], ["id", "en"]),
        (["score", "--set", "32", "=", "4", "--lang", ""], ["id", "en"]),
        (["batch", str(REGION), "--agency", "Badan"], [r"Badan\ Perencanaan\ Pembangunan\ Daerah"]),
        (["sco"], ["score"]),
        (["score", "--fail-o"], ["--fail-on-difference"]),
    ],
)
def test_bash_gets_what_it_can_put_into_the_line(words: list[str], given: list[str]) -> None:
    assert bash(*words) == given


def test_powershell_gets_values_with_spaces_in_quotes() -> None:
    code = "import sys; from spbe_cli.__main__ import main; sys.argv = ['spbe']; main()"
    line = f"spbe score {DENPASAR} --fail-under "
    ran = run(code=code, _SPBE_COMPLETE="complete_powershell", _TYPER_COMPLETE_ARGS=line, _TYPER_COMPLETE_WORD_TO_COMPLETE="")
    assert "'Sangat Baik':::from 3.5" in ran.stdout.splitlines()
    assert "Baik:::from 2.6" in ran.stdout.splitlines()


def test_zsh_gets_values_with_help() -> None:
    code = "import sys; from spbe_cli.__main__ import main; sys.argv = ['spbe']; main()"
    ran = run(code=code, _SPBE_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS=f"spbe score {DENPASAR} --fail-under San")
    assert ran.stdout == """_arguments '*: :(("Sangat Baik":"from 3.5"))'\n"""
