"""Workbooks whose names are gone, or whose columns moved away from them: the headings tell, and no answer is lost unsaid."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from spbe_cli import texts
from spbe_cli.model import cells
from spbe_cli.model.base import folded
from spbe_cli.reading.assessments import load_assessment
from spbe_cli.reading.workbooks import headings
from spbe_cli.texts import LANGUAGES
from tests.conftest import Spbe
from tests.forms import blank
from tests.libreoffice import named
from tests.reading.workbooks.test_workbook import filled, problems
from tests.strategies import built_in

FIRST = "/isian.xlsx:1 Kebijakan Internal SPBE!"
GONE = "what this cell says would be lost: it has no name now, or is not to be filled in"
TWO_GONE = "what 2 cells say, of which this is the first, would be lost: they have no names now, or are not to be filled in"


def answer(path: Path, indicator: int) -> Any:
    return load_assessment(path).assessment.answer(indicator)


def without(path: Path, gone: Callable[[str], bool]) -> Path:
    """The workbook without the names that are gone, as programs leave it that write the cells anew."""
    book = openpyxl.load_workbook(path)
    for name in list(book.defined_names):
        if gone(name):
            del book.defined_names[name]
    book.save(path)
    return path


ONE = "1 cell has lost its name: it is read by what stands above and before it"


def found_again(path: Path) -> list[str]:
    """What is said of cells that are read without their names."""
    return [f"{one.cell}: {one.message}" for one in load_assessment(path).places.notes if one.code == "names_recovered"]


def moved(path: Path, change: Callable[[Any], None], sheet: int | str = 1) -> Path:
    """The workbook as values, after a change of a sheet's columns that leaves the names where they are."""
    book = openpyxl.load_workbook(path)
    for one in book.worksheets:
        for row in one.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    cell.value = None
    of = book[sheet] if isinstance(sheet, str) else book.worksheets[sheet]
    for merged in list(of.merged_cells.ranges):
        of.unmerge_cells(str(merged))
    change(of)
    book.save(path)
    return path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("instrument", built_in(), ids=lambda one: one.id)
def test_the_headings_are_those_that_are_written(language: texts.Language, instrument: Any) -> None:
    before = texts.language()
    texts.use(language)
    try:
        book = blank(instrument)
    finally:
        texts.use(before)
    sheet = book[named(book, "spbe_level_1").parent.title]
    lines = ((n, {m: str(value) for m, value in enumerate(row) if value is not None}) for n, row in enumerate(sheet.values))
    found = headings.headings_in(lines)
    assert found is not None
    for path, columns in found.columns.items():
        [column] = columns
        assert column + 1 == named(book, f"{cells.ANSWER[path]}_1").column
    assert found.columns.keys() == headings.ANSWERS.keys()
    for key, words in headings.ITEMS.items():
        assert folded(str(named(book, cells.ITEM[key]).value)) in words


def test_cells_without_names_are_not_read_where_two_sheets_could_have_them(tmp_path: Path) -> None:
    """A copy of a sheet has all that stands on it."""

    def copied(name: str) -> Path:
        path = without(filled(tmp_path, level_1=3, level_2=4, level_47=2, note_1="catatan"), lambda name: "_level_" in name)
        book = openpyxl.load_workbook(path)
        book.copy_worksheet(book[name])
        book.save(path)
        return path

    first = copied("1 Kebijakan Internal SPBE")
    assert problems(first)[-2:] == [
        f"{FIRST}D5: {TWO_GONE}", f"/isian.xlsx:1 Kebijakan Internal SPBE Copy!D5: {TWO_GONE}",
    ]  # fmt: skip
    nameless = without(first, lambda _name: True)
    assert f"{FIRST}D5: what 3 cells say" in problems(nameless)[0]
    heads = without(copied("Summary"), lambda _name: True)
    message = "have lost their names (spbe_agency, …), and no single sheet says agency, year and instrument beside each other"
    assert problems(heads) == [f"/isian.xlsx: the cells of this workbook of spbe {message}"]


def test_the_names_of_one_sheet(tmp_path: Path) -> None:
    def of_the_last(name: str) -> bool:
        meant = cells.meant(name)
        return meant is not None and meant[1] > 31

    path = without(filled(tmp_path, level_1=3, note_40="catatan"), of_the_last)
    assert (answer(path, 1).levels, answer(path, 40).note) == ((3,), "catatan")
    assert found_again(path) == [f"4 Layanan SPBE!F13: {ONE}"]
    blank = without(filled(tmp_path, level_1=3), of_the_last)
    assert (answer(blank, 1).levels, found_again(blank)) == ((3,), [])
    strict = load_assessment(blank).places.mark_of(("answers", 47), key=True)
    assert (strict.sheet, strict.line) == ("4 Layanan SPBE", 20)


def test_a_level_where_only_evidence_is_asked_for(tmp_path: Path, spbe: Spbe) -> None:
    whole, owners, parts = tmp_path / "whole.yaml", tmp_path / "owners.yaml", tmp_path / "parts"
    whole.write_text("agency: Kota Contoh\nyear: 2024\nanswers: {1: 3}\n", encoding="utf-8")
    owners.write_text("owners: {Bappeda: {contributes: 1}}\n", encoding="utf-8")
    assert spbe("split", whole, "--owners", owners, "-o", parts, "--as", "xlsx").code == 0
    [path] = parts.iterdir()
    book = openpyxl.load_workbook(path)
    evidence = named(book, "spbe_evidence_1")
    evidence.offset(column=-1).value = 4
    book.save(path)
    assert problems(path) == [f"/{path.name}:To fill in!D10: {GONE}"]
    assert "(write it where it belongs, such as a level into the form of who answers the indicator;" in spbe("validate", path).out


def test_the_names_of_the_list_of_evidence(tmp_path: Path) -> None:
    def of_items(name: str) -> bool:
        return name.startswith("spbe_item_")

    path = filled(tmp_path, level_1=3)
    book = openpyxl.load_workbook(path)
    book["Evidence"]["A4"], book["Evidence"]["C4"] = 1, "sk.pdf"
    book.save(path)
    assert answer(without(path, of_items), 1).files == ("sk.pdf",)
    assert found_again(path) == ["Evidence!A4: 2 cells have lost their names: they are read by what stands above and before them"]
    assert answer(without(path, lambda name: name == "spbe_item_file"), 1).files == ("sk.pdf",)
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["Evidence"])
    book.save(path)
    assert problems(path) == [f"/isian.xlsx:Evidence!A4: {TWO_GONE}", f"/isian.xlsx:Evidence Copy!A4: {TWO_GONE}"]
    assert load_assessment(without(filled(tmp_path, level_1=3), of_items))


def test_a_column_that_a_program_put_in_or_deleted(tmp_path: Path) -> None:
    def message(own: str, other: str) -> str:
        return f"this heading stands in column {other}, but its cells are read in column {own}"

    path = moved(filled(tmp_path, level_1=3), lambda sheet: sheet.insert_cols(4))
    assert problems(path) == [f"{FIRST}E3: {message('D', 'E')}"]
    path = moved(filled(tmp_path, level_1=3, target_2=4), lambda sheet: sheet.delete_cols(2))
    assert problems(path) == [f"{FIRST}C3: {message('D', 'C')}"]
    path = moved(filled(tmp_path, level_1=3), lambda sheet: sheet.insert_cols(9))
    assert problems(path) == [f"{FIRST}J3: {message('I', 'J')}"]
    path = moved(filled(tmp_path, level_1=3), lambda sheet: sheet.delete_cols(4), "Evidence")
    assert problems(path) == [f"/isian.xlsx:Evidence!D3: {message('E', 'D')}"]


def test_rows_above_the_list_of_evidence_that_a_program_deleted(tmp_path: Path) -> None:
    """Its first items would stand above where the names say that they begin, and be lost."""

    def change(sheet: Any) -> None:
        sheet["A4"], sheet["C4"] = 1, "sk.pdf"
        sheet.delete_rows(1, 2)

    path = moved(filled(tmp_path, level_1=3), change, "Evidence")
    assert problems(path) == ["/isian.xlsx:Evidence!A1: these headings stand in row 1, but only what is below row 3 is read"]


def test_whose_part_it_is_is_known_and_nothing_is_called_unanswered(tmp_path: Path, spbe: Spbe) -> None:
    path = moved(filled(tmp_path, level_1=3, meta_owner="Bappeda"), lambda sheet: sheet.insert_cols(4))
    owners, sound = tmp_path / "owners.csv", tmp_path / "sound.yaml"
    owners.write_text("indicator,owner\n1,Bappeda\n2,Kominfo\n", encoding="utf-8")
    sound.write_text("agency: Kota Contoh\nyear: 2024\nowner: Kominfo\nanswers: {2: 3}\n", encoding="utf-8")
    ran = spbe("status", path, sound, "--owners", owners)
    assert (ran.code, "handed in, with problems" in " ".join(ran.out.split())) == (2, True)
    assert "is not answered" not in spbe("validate", path, "--strict").out


def test_headings_in_other_words_and_notes_of_ones_own_say_nothing(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["F3"] = "Catatan OPD"
        sheet.cell(3, 30).value, sheet.cell(5, 30).value = "Note", "milik sendiri"

    path = moved(filled(tmp_path, level_1=3, note_1="a"), change)
    read = answer(path, 1)
    assert (read.levels, read.note) == ((3,), "a")

    def of_items(sheet: Any) -> None:
        heading = named(sheet.parent, "spbe_item_note")
        heading.value, sheet.cell(heading.row, 30).value = "Kata asesor", "Note"
        sheet.cell(heading.row + 1, 1).value, sheet.cell(heading.row + 1, 3).value = 1, "sk.pdf"
        sheet.cell(heading.row + 1, heading.column).value, sheet.cell(heading.row + 1, 30).value = "sah", "milik sendiri"

    [item] = answer(moved(filled(tmp_path, level_1=3), of_items, "Evidence"), 1).evidence
    assert (item.file, item.note) == ("sk.pdf", "sah")


def test_a_sheet_that_a_program_renamed_is_read_by_its_headings(tmp_path: Path) -> None:
    path = filled(tmp_path, level_1=3, level_2=4, meta_stage="final")
    whole = load_assessment(path).assessment
    book = openpyxl.load_workbook(path)
    for n, sheet in enumerate(book.worksheets[:6]):
        sheet.title = f"Lembar {n}"
    book.save(path)
    assert load_assessment(path).assessment == whole
    assert found_again(path) == ["Lembar 0!B4: 6 cells have lost their names: they are read by what stands above and before them"]


def test_of_a_sheet_that_is_missing_only_that_is_said(tmp_path: Path) -> None:
    path = filled(tmp_path, level_1=3)
    book = openpyxl.load_workbook(path)
    book["Evidence"]["A4"], book["Evidence"]["C4"] = 47, "sk.pdf"
    book["Evidence"]["A5"], book["Evidence"]["C5"] = 99, "sk.pdf"
    del book["4 Layanan SPBE"]
    book.save(path)
    found = problems(path)
    assert [one.split(": ")[0] for one in found] == ["/isian.xlsx", "/isian.xlsx:Evidence!A5"]
    del book["Summary"]
    book.save(path)
    assert "the sheet Summary is missing, and with it" in problems(path)[0]
