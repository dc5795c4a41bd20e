"""Files that are taken for others are named as what they are."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.conftest import EXAMPLES, Spbe, Write, parsed

pytestmark = pytest.mark.usefixtures("in_a_folder")

FILES = {
    "answers": "agency: Kota A\nyear: 2024\nanswers: {1: 3}\n",
    "owners": "owners:\n  Dinas A: {indicators: 1}\n",
    "pemilik": "pemilik:\n  Dinas A: {indikator: 1}\n",
    "costs": "# made up\ncosts: {32: 2}\n",
    "biaya": "biaya: {32: 2}\n",
    "instruments": (EXAMPLES / "opd" / "indicators.yaml").read_text(encoding="utf-8"),
    "aliases": "Kota A: [Kota AA]\n",
}
SAID = {
    "answers": "an answer file",
    "owners": "a file of owners",
    "pemilik": "a file of owners",
    "costs": "a file of costs",
    "biaya": "a file of costs",
    "instruments": "an instrument file",
    "aliases": "a file of other names of agencies",
}
OPTIONS = {"owners": "--owners", "pemilik": "--owners", "costs": "--costs", "biaya": "--costs", "aliases": "--aliases"}
COMMANDS: dict[str, tuple[str, ...]] = {
    "answers": ("score", "x.yaml"),
    "owners": ("split", "a.yaml", "--owners", "x.yaml", "-o", "parts"),
    "costs": ("plan", "a.yaml", "--costs", "x.yaml"),
    "instruments": ("score", "a.yaml", "--indicators", "x.yaml"),
    "aliases": ("score", "a.yaml", "--aliases", "x.yaml"),
}


@pytest.mark.parametrize("expected", COMMANDS)
@pytest.mark.parametrize("kind", FILES)
def test_a_file_of_another_kind_is_named_as_what_it_is(spbe: Spbe, write: Write, kind: str, expected: str) -> None:
    write(FILES["answers"], "a.yaml")
    write(FILES[kind], "x.yaml")
    ran = spbe(*COMMANDS[expected])
    if SAID[kind] == SAID[expected]:
        assert ran.code == 0
        return
    line = 1 + [text[:1] == "#" for text in FILES[kind].splitlines()].index(False)
    hint = f" (it goes with {OPTIONS.get(kind, '--indicators')})" if kind != "answers" else ""
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"x.yaml:{line}:1: this is {SAID[kind]}, not {SAID[expected]}{hint}\n"


@pytest.mark.parametrize("kind", FILES)
def test_one_in_place_of_a_list_of_agencies(spbe: Spbe, write: Write, tmp_path: Path, kind: str) -> None:
    write(FILES["answers"], "a.yaml")
    write(FILES[kind], "x.yaml")
    for command in (("init", "--opds", "x.yaml", "-o", "new/"), ("batch", "a.yaml", "--expect", "x.yaml")):
        ran = spbe(*command)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"x.yaml:1:1: this is {SAID[kind]}, not a list of agencies")
    assert not (tmp_path / "new").exists()


def test_results_in_place_of_a_list_of_agencies(spbe: Spbe, write: Write) -> None:
    write(FILES["answers"], "a.yaml")
    write(FILES["answers"].replace("Kota A", "Kota B"), "b.yaml")
    for files in (["a.yaml"], ["a.yaml", "b.yaml"]):
        spbe("score", *files, "-o", "x.json")
        told = "x.json:1:1: this is what a command of spbe wrote, not a list of agencies (name the file that it was made from)\n"
        assert spbe("init", "--opds", "x.json", "-o", "new/").err == told


def test_a_workbook_to_fill_in_in_place_of_a_list_of_agencies(spbe: Spbe) -> None:
    spbe("init", "--agency", "Kota A", "--year", "2024", "-o", "x.xlsx")
    ran = spbe("init", "--opds", "x.xlsx", "-o", "new/")
    assert (ran.code, ran.err) == (2, "x.xlsx: this is an answer file, not a list of agencies\n")


@pytest.mark.parametrize("text", ["Dinas A\nDinas B\n", "- Dinas A\n- Dinas B\n", "Dinas A: satu\nDinas B: dua\n", "Dinas A\n"])
def test_a_list_of_agencies_is_one(spbe: Spbe, write: Write, text: str) -> None:
    write(text, "x.yaml")
    assert spbe("init", "--opds", "x.yaml", "-o", "new/").code == 0


def test_one_that_a_shell_names_beside_answers(spbe: Spbe) -> None:
    folder = EXAMPLES / "region"
    ran = spbe("batch", *sorted(folder.glob("*.yaml")))
    assert (ran.code, ran.err) == (
        2,
        f"{folder}/costs.yaml:2:1: this is a file of costs, not an answer file (it goes with --costs)\n",
    )
    assert "Dinas Kesehatan" in ran.out


def test_a_slip_in_an_answer_file_is_none(spbe: Spbe, write: Write) -> None:
    ran = spbe("score", write("agency: Kota A\nyear: 2024\ncosts: {1: 3}\n"))
    assert 'unknown key "costs"' in ran.err
    ran = spbe("score", write("agncy: Kota A\nyer: 2024\nanswrs: {1: 3}\n"))
    assert "did you mean agency?" in ran.err


@pytest.mark.parametrize("command", ["score", "batch", "trend", "plan", "evidence", "explain"])
@pytest.mark.parametrize("expected", COMMANDS)
def test_what_a_command_wrote_is_named_as_that(spbe: Spbe, write: Write, command: str, expected: str) -> None:
    write(FILES["answers"], "a.yaml")
    write(spbe(command, "a.yaml", "--format", "json").out, "x.yaml")
    ran = spbe(*COMMANDS[expected])
    assert (ran.code, ran.out) == (2, "")
    assert (
        ran.err
        == f"x.yaml:1:1: this is what a command of spbe wrote, not {SAID[expected]} (name the file that it was made from)\n"
    )


def test_what_commands_wrote_of_the_parts_of_a_result_is_called_that(spbe: Spbe, tmp_path: Path) -> None:
    for command in (("score",), ("explain",), ("explain", "32"), ("plan",)):
        name, *rest = command
        table = tmp_path / "result.csv"
        spbe(name, EXAMPLES / "bandar-lampung-2024.yaml", *rest, "-o", table)
        told = "this is what a command of spbe wrote, not an answer file (name the file that it was made from)"
        assert spbe("score", table).err == f"{table}:1:1: {told}\n"


def test_what_commands_wrote_of_evidence_and_changes_is_called_that(spbe: Spbe) -> None:
    for command in (
        ("evidence", EXAMPLES / "claimed-and-proven.yaml"),
        ("compare", EXAMPLES / "region-2023", EXAMPLES / "region"),
    ):
        spbe(*command, "-o", "result.csv")
        told = "this is what a command of spbe wrote, not an answer file (name the file that it was made from)"
        assert spbe("batch", "result.csv").err == f"result.csv:1:1: {told}\n"


@pytest.mark.parametrize("command", [("score",), ("explain",), ("plan",), ("score", "--detail", "indicator"), ("explain", "32")])
def test_no_sheet_of_a_report_is_taken_for_answers(spbe: Spbe, command: tuple[str, ...]) -> None:
    name, *rest = command
    spbe(name, EXAMPLES / "bandar-lampung-2024.yaml", *rest, "-o", "report.xlsx")
    for line in (["score", "report.xlsx", "--agency", "Kota A", "--year", "2024"], ["batch", "report.xlsx", "--sheet", "*"]):
        ran = spbe(*line)
        assert (ran.code, ran.out) == (2, "")
        assert "this is what a command of spbe wrote, not an answer file (name the file that it was made from)\n" in ran.err


@pytest.mark.parametrize("command", ["trend", "compare", "evidence"])
def test_no_report_of_several_agencies_but_a_ranking_is_taken_for_answers(spbe: Spbe, command: str) -> None:
    of = {"trend": ["region-2023", "region"], "compare": ["region-2023", "region"], "evidence": ["region"]}[command]
    spbe(command, *(EXAMPLES / one for one in of), "-o", "report.xlsx")
    for line in (["score"], ["batch"], ["batch", "--year", "2024"], ["batch", "--year", "2024", "--sheet", "*"]):
        ran = spbe(line[0], "report.xlsx", *line[1:])
        assert (ran.code, ran.out) == (2, "")
        assert "this is what a command of spbe wrote, not an answer file (name the file that it was made from)\n" in ran.err


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_sheet_with_the_ranking_is_read_in_both_languages(spbe: Spbe, language: str) -> None:
    # In Indonesian the summary begins like headings: Instansi | 2.
    ranked = parsed(spbe("batch", EXAMPLES / "region", "--format", "json"))
    spbe("batch", EXAMPLES / "region", "-o", "report.xlsx", "--lang", language)
    read = parsed(spbe("batch", "report.xlsx", "--format", "json"))
    assert [one["index"] for one in read["results"]] == [one["index"] for one in ranked["results"]]


def test_a_sheet_of_a_report_is_known_in_another_workbook_and_other_sheets_in_a_report_are_read(spbe: Spbe) -> None:
    spbe("explain", EXAMPLES / "bandar-lampung-2024.yaml", "-o", "report.xlsx")
    book = openpyxl.load_workbook("report.xlsx")
    for name in book.sheetnames[:1]:
        book.remove(book[name])
    own = book.create_sheet("OPD")
    for row in (("OPD", "Tahun", "Indeks"), ("Dinas A", 2024, 3.1)):
        own.append(row)
    book.save("other.xlsx")
    assert "this is what a command of spbe wrote" in spbe("score", "other.xlsx", "--agency", "Dinas A", "--year", "2024").err
    assert "Index      3.10" in spbe("score", "other.xlsx", "--agency", "Dinas A", "--sheet", "OPD").out


def test_a_ranking_is_read_again(spbe: Spbe) -> None:
    spbe("batch", EXAMPLES / "bandar-lampung-2024.yaml", "-o", "ranking.xlsx")
    assert "Index      2.98" in spbe("score", "ranking.xlsx", "--agency", "Kota Bandar Lampung", "--year", "2024").out
