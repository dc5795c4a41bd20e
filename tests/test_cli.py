"""The command line as a whole: its commands in groups, help by another word, and what is meant by the words of other programs."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args, get_origin, get_type_hints

import pytest
import typer

from spbe_cli import cli, output, texts
from spbe_cli.options import shared
from spbe_cli.reading.problems import BadInput
from spbe_cli.texts import messages
from tests.conftest import EXAMPLES, Spbe

if TYPE_CHECKING:
    from collections.abc import Callable

DENPASAR = EXAMPLES / "denpasar-2018.yaml"


def test_every_command_is_in_one_group_in_the_order_of_work() -> None:
    assert [name for names in cli.GROUPS.values() for name in names] == list(cli.COMMANDS)


def test_help_shows_the_groups_in_order(spbe: Spbe) -> None:
    shown = spbe("--help").out
    places = [shown.index(f"─ {group} ─") for group in cli.GROUPS]
    assert places == sorted(places)
    assert shown.index("│ init ") < shown.index("│ score ") < shown.index("│ schema ")
    assert "─ Commands ─" not in shown


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (("help",), ("--help",)),
        (("help", "help"), ("--help",)),
        (("help", "score"), ("score", "--help")),
        (("-V",), ("--version",)),
    ],
)
def test_another_word_for_the_same(spbe: Spbe, words: tuple[str, ...], same: tuple[str, ...]) -> None:
    ran = spbe(*words)
    assert ran == spbe(*same)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (("score", DENPASAR, "-f", "JSON"), ("score", DENPASAR, "-f", "json")),
        (("score", DENPASAR, "--detail", "Domain"), ("score", DENPASAR, "--detail", "domain")),
        (("schema", "Result"), ("schema", "result")),
        (("score", DENPASAR, "--lang", "ID"), ("score", DENPASAR, "--lang", "id")),
        (("score", DENPASAR, "--lang=Id"), ("score", DENPASAR, "--lang", "id")),
        (("--lang=ID", "score", DENPASAR), ("score", DENPASAR, "--lang", "id")),
        (("--lang", "Id", "score", DENPASAR), ("score", DENPASAR, "--lang", "id")),
    ],
)
def test_a_word_to_choose_may_be_in_capitals(spbe: Spbe, words: tuple[str, ...], same: tuple[str, ...]) -> None:
    ran = spbe(*words)
    assert ran == spbe(*same)
    assert (ran.code, ran.err) == (0, "")
    assert ("Indeks" in ran.out) == ("id" in same)


def test_a_language_in_capitals_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPBE_LANG", "ID")
    assert texts.chosen([], os.environ) == ("id", "SPBE_LANG")
    assert texts.unknown([], os.environ) is None
    assert texts.unknown(["--lang", "EN"], {"SPBE_LANG": "in"}) is None


@pytest.mark.parametrize(
    "command", [("score", DENPASAR), ("score", DENPASAR, "-f", "json"), ("validate", DENPASAR), ("schema", "result"), ("config",)]
)
def test_a_dash_is_standard_output(spbe: Spbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]) -> None:
    monkeypatch.chdir(tmp_path)
    assert spbe(*command, "-o", "-") == spbe(*command)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("options", [("-o", "made"), ("-o", "made/"), ("-f", "json", "-o", "made"), ("-f", "html", "-o", "new/")])
def test_a_folder_is_no_file_to_write(
    spbe: Spbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("made").mkdir()
    ran = spbe("score", DENPASAR, *options)
    assert (ran.code, ran.out, ran.err) == (2, "", f"--output {options[-1]}: this is a folder: expected a file\n")
    assert [one.name for one in tmp_path.iterdir()] == ["made"]


@pytest.mark.parametrize(("name", "shown"), [("", '""'), ("  ", '"  "'), ("\x1f", r"\x1f"), ("\n\x0b", r"\n\x0b")])
@pytest.mark.parametrize("command", ["score", "batch", "validate"])
def test_a_name_that_nobody_would_see_is_seen(spbe: Spbe, command: str, name: str, shown: str) -> None:
    ran = spbe(command, name)
    assert (ran.code, (ran.out + ran.err).split("\n")[0]) == (2, f"{shown}: no such file or folder")


@pytest.mark.parametrize(
    "number",
    [
        errno.EACCES, errno.EPERM, errno.ENOENT, errno.EISDIR, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.ENOSPC,
        errno.EDQUOT, errno.EROFS, errno.EIO,
    ],
)  # fmt: skip
def test_what_systems_often_say_has_indonesian_words(number: int) -> None:
    texts.use("id")
    assert os.strerror(number) not in messages.message("not_writable", {"reason": os.strerror(number)})


def test_what_the_system_says_is_in_the_readers_language(spbe: Spbe, tmp_path: Path) -> None:
    where = f"{tmp_path / 'none' / 'x.md'}"
    assert spbe("score", DENPASAR, "-o", where).err == f"--output {where}: can't be written: there is no such folder\n"
    ran = spbe("score", DENPASAR, "-o", where, "--lang", "id")
    assert ran.err == f"--output {where}: tidak dapat ditulis: folder itu tidak ada\n"
    ran = spbe("score", DENPASAR, "-o", f"{tmp_path}/{'x' * 300}.md", "--lang", "id")
    assert ran.err.endswith(": tidak dapat ditulis: nama berkas terlalu panjang\n")


@pytest.mark.parametrize(
    ("group", "formats"),
    [
        (shared.Shown, output.PAGE_FORMATS),
        (shared.Listed, output.LIST_FORMATS),
        (shared.Checked, output.LIST_FORMATS + output.CHECK_FORMATS),
    ],
)
def test_what_an_ending_stands_for_has_a_format_by_its_name(group: type, formats: tuple[str, ...]) -> None:
    annotation = get_type_hints(group)["format"]
    choices = next(get_args(one) for one in get_args(annotation) if get_origin(one) is Literal)
    assert sorted(choices) == sorted(formats)


def test_help_for_what_is_no_command(spbe: Spbe) -> None:
    ran = spbe("help", "scor")
    assert (ran.code, "'scor'" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("rank", "spbe batch"),
        ("check", "spbe validate"),
        ("report", "spbe score … -o report.html"),
        ("export", "spbe score … -o result.xlsx"),
        ("nilai", "spbe score"),
        ("peringkat", "spbe batch"),
        ("bandingkan", "spbe compare"),
        ("periksa", "spbe validate"),
        ("rencana", "spbe plan"),
        ("bantuan", "spbe help"),
        ("version", "spbe --version"),
    ],
)
def test_a_command_of_other_programs_or_in_indonesian_says_what_is_meant(spbe: Spbe, word: str, meant: str) -> None:
    ran = spbe(word, DENPASAR)
    assert (ran.code, ran.out, ran.err) == (2, "", f"{word}: there is no such command (use {meant})\n")
    assert meant.split()[1] in (*cli.COMMANDS, "help", "--version")


@pytest.mark.parametrize(("path", "meant"), [(DENPASAR, "spbe score …"), (EXAMPLES / "region", "spbe batch …")])
def test_a_file_in_the_place_of_a_command_says_what_is_meant(spbe: Spbe, path: Path, meant: str) -> None:
    ran = spbe(path)
    assert (ran.code, ran.out, ran.err) == (2, "", f"{path}: there is no such command (use {meant})\n")


def test_a_command_is_one_even_where_a_folder_has_its_name(spbe: Spbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "schema").mkdir()
    assert spbe("schema", "result").code == 0


@pytest.mark.parametrize("name", ["json", "jsonl", "csv", "html", "xlsx", "markdown"])
def test_a_format_as_an_option_says_what_is_meant(spbe: Spbe, name: str) -> None:
    ran = spbe("score", DENPASAR, f"--{name}")
    assert (ran.code, ran.out, ran.err) == (2, "", f"--{name}: there is no such option (use --format {name})\n")


@pytest.mark.parametrize(("given", "meant"), cli._MEANT_OPTIONS.items())
def test_an_option_of_other_programs_or_in_indonesian_says_what_is_meant(spbe: Spbe, given: str, meant: str) -> None:
    ran = spbe("score", DENPASAR, f"{given}=2024")
    assert (ran.code, ran.out, ran.err) == (2, "", f"{given}: there is no such option (use {meant})\n")


def test_the_options_that_are_meant_are_there() -> None:
    groups = [group for name in cli.COMMANDS for group in import_module(f"spbe_cli.options.{name}").OPTIONS]
    options = {f"--{field}" for group in groups for field in group._fields}
    assert {meant.partition(" ")[0] for meant in cli._MEANT_OPTIONS.values()} <= {*options, "--help"}


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (["batch", "--by", "indikator"], ["batch", "--by", "indicator"]),
        (["batch", "--by=Aspek"], ["batch", "--by=aspect"]),
        (["batch", "--sort", "instansi", "--group-by", "jenis"], ["batch", "--sort", "agency", "--group-by", "kind"]),
        (["batch", "--stage", "akhir"], ["batch", "--stage", "final"]),
        (["score", "--detail", "INDIKATOR"], ["score", "--detail", "indicator"]),
        (["score", "--fail-under", "1", "--basis", "diklaim"], ["score", "--fail-under", "1", "--basis", "claimed"]),
    ],
)
def test_words_to_choose_from_may_be_in_indonesian(spbe: Spbe, given: list[str], meant: list[str]) -> None:
    assert spbe(*given, DENPASAR) == spbe(*meant, DENPASAR)
    assert spbe(*given, DENPASAR).code == 0


def test_stages_of_a_comparison_may_be_in_indonesian(spbe: Spbe, write: Callable[[str, str], str]) -> None:
    table = write("OPD,Tahun,Nilai Mandiri,Nilai Akhir\nDinas A,2024,3,2.5\n", "a.csv")
    ran = spbe("compare", table, table, "--stage", "mandiri,akhir", "--no-regression", "predikat")
    assert ran == spbe("compare", table, table, "--stage", "self,final", "--no-regression", "predicate")
    assert ran.code == 1


def test_words_in_indonesian_are_for_choices_that_there_are(spbe: Spbe) -> None:
    fields = [
        (f"--{field.replace('_', '-')}", annotation)
        for name in cli.COMMANDS
        for group in import_module(f"spbe_cli.options.{name}").OPTIONS
        for field, annotation in group.__annotations__.items()
    ]
    for option, words in cli._MEANT_CHOICES.items():
        of_any = " ".join(str(annotation) for name, annotation in fields if cli._MEANT_CHOICES.get(name) is words)
        assert option in dict(fields)
        assert all(f"'{word}'" in of_any for word in words.values()), option
    # Behind two dashes a word is a file, whatever stands before it.
    assert "aspek" in spbe("batch", "--", "--by", "aspek").err


def test_what_stands_behind_two_dashes_is_a_file(spbe: Spbe) -> None:
    ran = spbe("score", "--", "--json")
    assert (ran.code, ran.err) == (2, "--json: no such file or folder\n")


def test_a_folder_to_score_names_the_command_for_folders(spbe: Spbe) -> None:
    ran = spbe("score", EXAMPLES / "region", DENPASAR)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"{EXAMPLES / 'region'}: this is a folder: expected a file (spbe batch takes folders)\n"


def test_a_pattern_to_score_names_the_command_for_patterns(spbe: Spbe) -> None:
    ran = spbe("score", EXAMPLES / "region" / "*.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"{EXAMPLES / 'region' / '*.yaml'}: this is a pattern: expected a file (spbe batch takes patterns)\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("compare", "a", "b", "--max-drop", "0", "--max-drop=1"), "--max-drop: given twice: 0, 1"),
        (
            ("compare", "a", "b", "--no-regression", "indicator", "--no-regression", "predicate"),
            "--no-regression: given twice: indicator, predicate",
        ),
        (("batch", "a", "--year", "2024", "--year", "2023"), "--year: given twice: 2024, 2023"),
        (("batch", "a", "--expect", "a.txt", "--expect", "b.txt"), "--expect: given twice: a.txt, b.txt"),
        (("score", "a", "--agency", "A", "--agency", "A"), "--agency: given twice: A, A"),
        (("score", "a", "-f", "json", "--format", "csv"), "--format: given twice: json, csv"),
        (("score", "a", "-oa.json", "-o", "\x1b[31m"), "--output: given twice: a.json, \\x1b[31m"),
        (
            ("score", "a", "--fail-on-difference", "--no-fail-on-difference"),
            "--fail-on-difference: given together with --no-fail-on-difference",
        ),
        (("score", DENPASAR, "--set", "1=5", "--set", "2=3", "--set", "1=3"), "--set 1: given twice: 5, 3"),
    ],
)
def test_an_option_with_one_value_is_given_once(spbe: Spbe, arguments: tuple[str, ...], told: str) -> None:
    ran = spbe(*arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", f"{told} (leave out one of the two)\n")


def test_no_option_takes_the_last_of_several_values() -> None:
    """The rule is of the parser; this is to see that every command has it."""
    commands = typer.main.get_command(cli.app())
    assert isinstance(commands, typer.core.TyperGroup)
    for command in commands.commands.values():
        for option in command.params:
            if option.param_type_name != "option" or option.is_flag or option.multiple:  # type: ignore[attr-defined]
                continue
            parser = command.make_parser(command.context_class(command))
            with pytest.raises(BadInput, match="given twice"):
                parser.parse_args([option.opts[0], "1", option.opts[-1], "2"])


def test_flags_and_lists_may_be_given_twice(spbe: Spbe) -> None:
    ran = spbe("score", DENPASAR, "-q", "-q", "--quiet", "--fail-under", "2", "--fail-under", "Baik", "--strict", "--strict")
    assert (ran.code, ran.err) == (0, "")
    assert "2 gates checked" in ran.out
    off = "--no-fail-on-difference"
    assert spbe("score", DENPASAR, off, off).code == 0


class _Old(io.TextIOWrapper):
    """A terminal that has ASCII only."""

    def isatty(self) -> bool:
        return True


def test_a_minus_stays_one_where_a_terminal_has_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", _Old(shown, encoding="ascii"))
    output.write("3.04 → 2.75 (−0.29) ±0.00 · é\n", output.Destination())
    assert shown.getvalue() == b"3.04 > 2.75 (-0.29) ~0.00 - ?\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk of its own")
@pytest.mark.parametrize("arguments", [(), ("--help",), ("score", "--help")])
def test_help_that_can_not_be_written(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        code = "import sys; from spbe_cli.__main__ import main; sys.argv[0] = 'spbe'; main()"
        ran = subprocess.run(
            [sys.executable, "-c", code, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (ran.returncode, ran.stderr) == (2, "-: can't be written: No space left on device\n")
