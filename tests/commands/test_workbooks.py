"""Workbooks made by ``init``, ``convert`` and ``split``, and read by the commands that follow."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from spbe_cli.reading.assessments import load_assessment
from tests.conftest import EXAMPLES, Spbe
from tests.libreoffice import named


def test_init_makes_a_workbook_for_the_year(tmp_path: Path, spbe: Spbe) -> None:
    path = tmp_path / "2024.xlsx"
    ran = spbe("init", "--agency", "Kota Contoh", "--year", 2024, "--stage", "self", "-o", path)
    assert ran.code == 0, ran.err
    read = load_assessment(path)
    assert (read.assessment.agency, read.assessment.year, read.assessment.stage) == ("Kota Contoh", 2024, "self")
    assert read.instrument.id == "permenpanrb-59-2020"
    assert "Criteria" in openpyxl.load_workbook(path).sheetnames
    assert spbe("init", "--agency", "Kota Contoh", "--year", 2024, "-o", path).code == 2
    assert spbe("init", "--agency", "Kota Lain", "--year", 2024, "-o", path, "--force").code == 0
    assert load_assessment(path).assessment.agency == "Kota Lain"


def test_init_waits_for_a_name_where_there_is_none(tmp_path: Path, spbe: Spbe) -> None:
    path = tmp_path / "2024.xlsx"
    assert spbe("init", "--year", 2024, "-o", path, "--lang", "id").code == 0
    assert named(openpyxl.load_workbook(path), "spbe_agency").value is None
    assert "Ringkasan!B4" in spbe("validate", path).out


def test_init_begins_with_last_years_answers(tmp_path: Path, spbe: Spbe) -> None:
    path = tmp_path / "2024.xlsx"
    assert spbe("init", "--from", EXAMPLES / "bandar-lampung-2023.yaml", "--year", 2024, "-o", path).code == 0
    old, new = load_assessment(EXAMPLES / "bandar-lampung-2023.yaml"), load_assessment(path)
    assert {one: old.assessment.answer(one).levels for one in range(1, 48)} == {
        one: new.assessment.answer(one).levels for one in range(1, 48)
    }


WITHOUT_THIRDS = "agency: Kota Contoh\nyear: 2026\nanswers:\n  1: {accepted: {1: 1, 2: 2}}\n  2: {criteria: [1, 2]}\n"


def test_convert_to_a_workbook_and_back_gives_the_same(tmp_path: Path, spbe: Spbe) -> None:
    source, book, back = EXAMPLES / "denpasar-2018-self.yaml", tmp_path / "a.xlsx", tmp_path / "b.yaml"
    assert spbe("convert", source, "-o", book).code == 0
    assert spbe("convert", book, "-o", back).code == 0
    before, after = (load_assessment(path).assessment for path in (source, back))
    assert before.model_copy(update={"published": None}) == after


def test_convert_names_what_a_workbook_has_no_place_for(tmp_path: Path, spbe: Spbe) -> None:
    pemdi = tmp_path / "pemdi.yaml"
    pemdi.write_text(WITHOUT_THIRDS, encoding="utf-8")
    ran = spbe("convert", pemdi, "-o", tmp_path / "a.xlsx")
    assert ran.code == 0
    assert (
        "a workbook has no place for criteria, accepted evidence and national indices, of which the level stays (1-2)" in ran.err
    )
    ran = spbe("convert", EXAMPLES / "denpasar-2018.yaml", "-o", tmp_path / "b.xlsx")
    assert "a workbook has no place for announced figures" in ran.err


def test_what_is_longer_than_a_cell(tmp_path: Path, spbe: Spbe) -> None:
    """Of names of evidence none is lost, as the sheet of evidence takes what is too much; of a text the end is, and is told."""
    names = [f"bukti-{n}-{'x' * 60}.pdf" for n in range(600)]
    long = tmp_path / "long.yaml"
    answers = f"  1: {{level: 3, evidence: [{', '.join(names)}]}}\n  2: {{level: 2, note: {'a' * 32_767}}}\n"
    long.write_text(f"agency: Kota Contoh\nyear: 2024\nanswers:\n{answers}", encoding="utf-8")
    ran = spbe("convert", long, "-o", tmp_path / "a.xlsx")
    assert (ran.code, "has no place" in ran.err) == (0, False)
    read = load_assessment(tmp_path / "a.xlsx").assessment
    assert read.answer(1).files == tuple(names)
    assert read.answer(2).note == "a" * 32_767
    long.write_text(long.read_text(encoding="utf-8") + f"  3: {{level: 2, note: {'𝐚' * 16_384}}}\n", encoding="utf-8")
    ran = spbe("convert", long, "-o", tmp_path / "b.xlsx")
    assert "a workbook has no place for the ends of texts of more than 32,767 characters (3)" in ran.err


def test_convert_to_a_folder_of_workbooks(tmp_path: Path, spbe: Spbe) -> None:
    assert spbe("convert", EXAMPLES / "region", "--as", "xlsx", "-o", tmp_path / "books").code == 0
    files = sorted((tmp_path / "books").iterdir())
    assert len(files) == 8
    assert all(file.suffix == ".xlsx" for file in files)
    before, after = (
        spbe("batch", EXAMPLES / "region", "--format", "csv").out,
        spbe("batch", tmp_path / "books", "--format", "csv").out,
    )
    shown = [[line.split(",")[:4] for line in text.splitlines()[1:]] for text in (before, after)]
    assert shown[0] == shown[1]


def test_split_into_workbooks_and_merge_them(tmp_path: Path, spbe: Spbe) -> None:
    owners = tmp_path / "owners.yaml"
    owners.write_text("owners:\n  Kominfo: {indicators: [1-20]}\n  Bappeda: {indicators: [21-47]}\n", encoding="utf-8")
    source, parts, whole = EXAMPLES / "bandar-lampung-2024.yaml", tmp_path / "parts", tmp_path / "whole.yaml"
    assert spbe("split", source, "--owners", owners, "--as", "xlsx", "-o", parts).code == 0
    books = sorted(parts.iterdir())
    assert [book.name for book in books] == ["bappeda-2024.xlsx", "kominfo-2024.xlsx"]
    assert openpyxl.load_workbook(books[0]).sheetnames == ["To fill in", "_spbe"]
    assert spbe("merge", parts, "-o", whole).code == 0
    before, after = (load_assessment(path).assessment for path in (source, whole))
    assert before.answers == after.answers


CITY = EXAMPLES / "claimed-and-proven.yaml"


def test_what_was_said_of_evidence_comes_through_every_command(tmp_path: Path, spbe: Spbe) -> None:
    owners = tmp_path / "owners.yaml"
    owners.write_text("owners:\n  Kominfo: {indicators: [1-20]}\n  Bappeda: {indicators: [21-47]}\n", encoding="utf-8")
    parts = tmp_path / "bagian"
    assert spbe("split", CITY, "--owners", owners, "--as", "xlsx", "-o", parts, "--lang", "id").code == 0
    books = [openpyxl.load_workbook(path) for path in sorted(parts.iterdir())]
    assert [named(book, "spbe_item_file").parent.title for book in books] == ["Bukti", "Bukti"]
    assert named(books[0], "spbe_item_indicator").offset(row=1).value == 21
    whole = load_assessment(CITY).assessment
    for ending in ("xlsx", "yaml"):
        merged = tmp_path / f"whole.{ending}"
        assert spbe("merge", parts, "-o", merged).code == 0
        assert load_assessment(merged).assessment.answers == whole.answers
    # What was said of it last year was said of last year; what it proves stays.
    for source in (CITY, tmp_path / "whole.xlsx"):
        assert spbe("init", "--from", source, "--year", 2025, "-o", tmp_path / "2025.xlsx", "--force").code == 0
        begun = load_assessment(tmp_path / "2025.xlsx").assessment
        assert not begun.judged
        assert [(one.file, one.proves) for one in begun.evidence] == [(one.file, one.proves) for one in whole.evidence]


def test_evidence_that_two_workbooks_judge_otherwise_names_both_cells(tmp_path: Path, spbe: Spbe) -> None:
    for name, status in (("a", "diterima"), ("b", "rejected")):
        said = {"indicator": 7, "file": "sk.pdf", "status": status}
        book = openpyxl.load_workbook(filled(spbe, tmp_path / f"{name}.xlsx"))
        for key, value in said.items():
            named(book, f"spbe_item_{key}").offset(row=1).value = value
        book.save(tmp_path / f"{name}.xlsx")
    ran = spbe("merge", tmp_path / "a.xlsx", tmp_path / "b.xlsx", "-o", tmp_path / "c.yaml")
    assert ran.code == 2
    assert "b.xlsx:Evidence!C4: this evidence for indicator 7 has another status in" in ran.err
    assert "a.xlsx:Evidence!C4" in ran.err


def test_a_workbook_from_before_there_was_the_sheet_of_evidence(tmp_path: Path, spbe: Spbe) -> None:
    path = filled(spbe, tmp_path / "a.xlsx", spbe_level_1=3, spbe_evidence_1="a.pdf; b.pdf")
    book = openpyxl.load_workbook(path)
    for name in [one for one in book.defined_names if one.startswith("spbe_item_")]:
        del book.defined_names[name]
    del book["Evidence"]
    book.save(path)
    assert load_assessment(path).assessment.answer(1).files == ("a.pdf", "b.pdf")


def test_a_column_of_evidence_that_was_deleted_is_named(tmp_path: Path, spbe: Spbe) -> None:
    path = filled(spbe, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    book.defined_names["spbe_item_status"].attr_text = "#REF!"
    named(book, "spbe_item_note").value = None  # with its heading it would be found without its name
    del book.defined_names["spbe_item_note"]
    book.save(path)
    ran = spbe("validate", path)
    assert ran.code == 2
    assert "2 named cells were deleted (spbe_item_status, spbe_item_note)" in ran.out


def test_parts_that_contradict_each_other_name_both_cells(tmp_path: Path, spbe: Spbe) -> None:
    for name, level in (("a", "3"), ("b", "4")):
        path = tmp_path / f"{name}.xlsx"
        spbe("init", "--agency", "Kota Contoh", "--year", 2024, "-o", path)
        book = openpyxl.load_workbook(path)
        named(book, "spbe_level_1").value = level
        book.save(path)
    ran = spbe("merge", tmp_path / "a.xlsx", tmp_path / "b.xlsx", "-o", tmp_path / "c.yaml")
    assert ran.code == 2
    assert "b.xlsx:1 Kebijakan Internal SPBE!E5: indicator 1 is answered otherwise in" in ran.err
    assert "a.xlsx:1 Kebijakan Internal SPBE!E5" in ran.err


def test_a_stage_that_is_blank_in_one_part_is_at_its_cell(tmp_path: Path, spbe: Spbe) -> None:
    for name, stage in (("a", "self"), ("b", None)):
        path = tmp_path / f"{name}.xlsx"
        spbe("init", "--agency", "Kota Contoh", "--year", 2024, "-o", path)
        book = openpyxl.load_workbook(path)
        named(book, "meta_stage").value = stage
        book.save(path)
    ran = spbe("merge", tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert 'b.xlsx:Summary!B6: stage blank, but "self" in' in ran.err


def test_what_a_workbook_has_no_place_for_is_told_whichever_command_makes_it(spbe: Spbe, tmp_path: Path) -> None:
    pemdi = tmp_path / "pemdi.yaml"
    pemdi.write_text(WITHOUT_THIRDS, encoding="utf-8")
    owners = tmp_path / "owners.yaml"
    owners.write_text("owners: {A: {indicators: 1-10}, B: {indicators: 11-20}}\n")
    lost = "a workbook has no place for"
    assert lost in spbe("init", "--from", pemdi, "--year", "2027", "-o", tmp_path / "a.xlsx").err
    assert lost in spbe("split", pemdi, "--owners", owners, "--as", "xlsx", "-o", tmp_path / "parts").err
    assert lost in spbe("merge", pemdi, "-o", tmp_path / "b.xlsx").err
    for name in ("a.xlsx", "b.xlsx"):
        assert spbe("validate", tmp_path / name).code == 0
    # Where nothing of an answer would stay, nothing is written.
    pemdi.write_text(f"{WITHOUT_THIRDS}  8: {{accepted: {{1: 1}}}}\n", encoding="utf-8")
    for command in (
        ("init", "--from", pemdi, "--year", "2027", "-o", tmp_path / "d.xlsx"),
        ("split", pemdi, "--owners", owners, "--as", "xlsx", "-o", tmp_path / "none"),
        ("merge", pemdi, "-o", tmp_path / "d.xlsx"),
    ):
        ran = spbe(*command)
        assert ran.code == 2
        assert ran.err == (
            f"{pemdi}:6:6: indicator 8 is worth 15/14, which no cell holds, so its answer would be lost "
            "(an answer file, .yaml, keeps it)\n"
        )
    assert not (tmp_path / "d.xlsx").exists()
    assert not (tmp_path / "none").exists()
    across = spbe("init", "--from", EXAMPLES / "denpasar-2018.yaml", "--year", "2022", "-o", tmp_path / "c.xlsx")
    assert "not carried over as they were: 2, 4, 7-17, 24, 34" in across.err
    assert "Carried over from 2018: check every answer again." in across.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("init", "--agency", "X", "--year", "2024", "-o", "y.csv"),
        ("init", "--agency", "X", "--year", "2024", "-o", "y.docx"),
        ("merge", EXAMPLES / "pemdi-2026.yaml", "-o", "y.csv"),
        ("init", "--opds", EXAMPLES / "region" / "opd.txt", "--year", "2025", "-o", "folder.xlsx"),
        ("init", "--agency", "", "--year", "2024"),
    ],
)
def test_nothing_is_written_under_an_ending_that_is_not_its_own(
    spbe: Spbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[object, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = spbe(*arguments)
    assert ran.code == 2
    assert "--as" not in ran.err
    assert not list(tmp_path.iterdir())


def filled(spbe: Spbe, path: Path, **said: object) -> Path:
    """A workbook to fill in, with some of its named cells filled in."""
    spbe("init", "--agency", "Kota Contoh", "--year", 2024, "-o", path, "--force")
    book = openpyxl.load_workbook(path)
    for name, value in said.items():
        named(book, name).value = value
    book.save(path)
    return path


def test_true_is_no_note(spbe: Spbe, tmp_path: Path) -> None:
    ran = spbe("validate", filled(spbe, tmp_path / "2024.xlsx", spbe_note_1=True))
    assert ran.code == 2
    assert "expected text" in ran.out


def test_a_formula_that_nobody_computed_is_no_blank(spbe: Spbe, tmp_path: Path) -> None:
    ran = spbe("score", filled(spbe, tmp_path / "2024.xlsx", spbe_level_1="=1+2", spbe_level_2=3))
    assert ran.code == 2
    assert ran.err.count("this formula has no value") == 1
    assert spbe("score", filled(spbe, tmp_path / "2024.xlsx", spbe_level_2=3)).code == 0


def test_a_report_never_takes_the_place_of_what_is_filled_in(spbe: Spbe, tmp_path: Path) -> None:
    path = filled(spbe, tmp_path / "2024.xlsx", spbe_level_1=3)
    before = path.read_bytes()
    ran = spbe("score", EXAMPLES / "denpasar-2018.yaml", "-o", path)
    assert ran.code == 2
    assert "this is a workbook that is filled in" in ran.err
    assert path.read_bytes() == before
    report = tmp_path / "report.xlsx"
    assert [spbe("score", EXAMPLES / "denpasar-2018.yaml", "-o", report).code for _time in range(2)] == [0, 0]


def test_what_is_not_handed_out_can_not_be_lost_in_a_part(tmp_path: Path, spbe: Spbe) -> None:
    # Indicator 8 is worth 31/14, which no cell holds; nobody is asked for it here.
    owners = tmp_path / "owners.csv"
    owners.write_text("indicator,owner\n1-4,Kominfo\n", encoding="utf-8")
    pemdi = EXAMPLES / "pemdi-2026.yaml"
    assert spbe("split", pemdi, "--owners", owners, "--as", "xlsx", "-o", tmp_path / "parts").code == 0
    owners.write_text("indicator,owner\n1-8,Kominfo\n", encoding="utf-8")
    ran = spbe("split", pemdi, "--owners", owners, "--as", "xlsx", "-o", tmp_path / "more")
    assert (ran.code, "indicator 8 is worth 31/14" in ran.err, (tmp_path / "more").exists()) == (2, True, False)
