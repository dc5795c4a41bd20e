"""Workbooks whose cells have lost their names: what each is for is told by what stands above and before it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from spbe_cli import texts
from spbe_cli.model import cells
from spbe_cli.model.assessment import Assessment
from spbe_cli.model.base import folded
from spbe_cli.model.instrument import Instrument
from spbe_cli.reading.assessments import load_assessment
from spbe_cli.reading.sources import load_assessments
from spbe_cli.reading.workbooks import recovered
from spbe_cli.texts import LANGUAGES
from tests.conftest import Spbe
from tests.forms import blank
from tests.libreoffice import named
from tests.reading.workbooks.test_headings import found_again, without
from tests.reading.workbooks.test_workbook import filled, problems
from tests.strategies import built_in


def values_only(path: Path, *, visible: bool = False) -> Path:
    """The visible sheets as a program writes them that knows values alone: no names, no formulas, no hidden sheet or column."""
    old, new = openpyxl.load_workbook(path), openpyxl.Workbook()
    new.remove(new.worksheets[0])
    for sheet in old.worksheets:
        if sheet.sheet_state == "visible":
            own = new.create_sheet(sheet.title)
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value is not None and cell.data_type != "f":
                        own[cell.coordinate] = cell.value
            for row in own.iter_rows(max_row=10) if visible else ():
                if (hidden := [cell.column for cell in row if cell.value == cells.HELPERS[0]]) != []:
                    own.delete_cols(hidden[0], len(cells.HELPERS))
    new.save(path)
    return path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("instrument", built_in(), ids=lambda one: one.id)
def test_all_that_is_filled_in_is_read_without_its_names(
    tmp_path: Path, language: texts.Language, instrument: Instrument
) -> None:
    before = texts.language()
    texts.use(language)
    head = {"agency": "Kota Contoh", "stage": "final", "group": "Bali", "kind": "Kota", "owner": "Bappeda"}
    try:
        book = blank(instrument, **head)
    finally:
        texts.use(before)
    for key, words in recovered.HEAD.items():
        assert folded(str(named(book, cells.HEAD[key]).offset(column=-1).value)) in words
    said = {
        "spbe_level_1": 3, "spbe_evidence_1": "sk.pdf", "spbe_note_1": "catatan",
        "spbe_target_1": 4, "spbe_target_by_1": "2025-06-30", "spbe_target_owner_1": "Kominfo",
    }  # fmt: skip
    for name in book.defined_names:
        if name in said:
            named(book, name).value = said[name]
        if (meant := cells.meant(name)) is not None and meant[0] == ("level",) and meant[1] > 1:
            named(book, name).value = 1 + sum(meant[1:]) % 3
    items = named(book, cells.ITEM["file"])
    items.offset(row=1).value, items.parent.cell(items.row + 1, 1).value = "foto.jpg", 1
    path = tmp_path / "isian.xlsx"
    book.save(path)
    whole: Assessment = load_assessment(path).assessment
    assert whole.stage == "final"
    assert whole.answer(1).files == (*([] if "spbe_evidence_1_1" in book.defined_names else ["sk.pdf"]), "foto.jpg")
    assert load_assessment(without(path, lambda _name: True)).assessment == whole
    assert load_assessment(values_only(path)).assessment == whole
    assert load_assessment(values_only(path, visible=True)).assessment == whole


def test_the_head_alone(tmp_path: Path) -> None:
    path = without(filled(tmp_path, level_1=3, meta_stage="final", meta_owner="Bappeda"), lambda name: name.startswith("meta_"))
    read = load_assessment(path).assessment
    assert (read.stage, read.owner) == ("final", "Bappeda")
    assert found_again(path) == [
        "Summary!B6: 3 cells have lost their names: they are read by what stands above and before them"
    ]  # fmt: skip


@pytest.mark.parametrize("row", [1, 5, 7])
def test_a_row_that_a_program_put_into_the_head_moves_no_cell_behind_another_label(tmp_path: Path, row: int) -> None:
    """The names stay where they were: the group would pass for the kind."""
    path = filled(tmp_path, level_1=3, meta_group="Bali")
    book = openpyxl.load_workbook(path)
    for merged in list(book["Summary"].merged_cells.ranges):
        book["Summary"].unmerge_cells(str(merged))
    book["Summary"].insert_rows(row)
    book.save(path)
    own, label = {
        1: ("B5", '"Year", but "Agency"'),
        5: ("B6", '"Stage", but "Year"'),
        7: ("B8", '"Kind of agency", but "Group"'),
    }[row]
    assert problems(path) == [f"/isian.xlsx:Summary!{own}: this cell is read as that of {label} stands before it"]


def test_whoever_only_contributes_has_no_level_to_say_without_names_either(tmp_path: Path, spbe: Spbe) -> None:
    whole, owners, parts = tmp_path / "whole.yaml", tmp_path / "owners.yaml", tmp_path / "parts"
    whole.write_text("agency: Kota Contoh\nyear: 2024\nanswers: {1: 3}\n", encoding="utf-8")
    owners.write_text("owners: {Bappeda: {indicators: 2, contributes: 1}}\n", encoding="utf-8")
    assert spbe("split", whole, "--owners", owners, "-o", parts, "--as", "xlsx").code == 0
    [path] = parts.iterdir()
    book = openpyxl.load_workbook(path)
    named(book, "spbe_evidence_1").value, named(book, "spbe_level_2").value = "sk.pdf", 4
    book.save(path)
    read: Any = load_assessment(without(path, lambda _name: True)).assessment
    assert (read.owner, read.answer(1).files, read.answer(2).levels) == ("Bappeda", ("sk.pdf",), (4,))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    rows = {sheet.cell(row, 1).value: row for row in range(1, 60)}
    sheet.cell(rows[2], 7).value = 4  # as an office program has computed it
    book.save(path)
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(path.read_bytes())
    assert load_assessment(values_only(copy, visible=True)).assessment == read
    row = rows[1]
    sheet.cell(row, 4).value = 5
    book.save(path)
    [problem] = problems(path)
    assert f"To fill in!D{row}: what this cell says would be lost" in problem


def test_a_table_with_the_headings_of_a_form_is_a_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    headings = "Instansi|Tahun|Instrumen|Indikator|Tingkat|Bukti|Catatan|Target|Tenggat|Penanggung jawab"
    sheet.append(headings.split("|"))
    sheet.append(["Kota Contoh", 2024, "permenpanrb-59-2020", 1, 3, "sk.pdf", "", 4, "2025-06-30", "Kominfo"])
    path = tmp_path / "tabel.xlsx"
    book.save(path)
    [read] = load_assessments(path)
    answer: Any = read.assessment.answer(1)
    assert (read.row, answer.levels) == (2, (3,))


def test_a_sheet_saved_as_a_table_is_called_so(tmp_path: Path, spbe: Spbe) -> None:
    book = openpyxl.load_workbook(filled(tmp_path, level_1=3), data_only=True)
    path = tmp_path / "isian.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(book.worksheets[1].values)
    ran = spbe("score", path, "--agency", "Kota Contoh", "--year", "2024")
    assert ran.code == 2
    assert ran.err.endswith(
        "isian.csv:3:1: this is one sheet of a workbook of spbe to fill in, saved as a table (save the whole workbook as .xlsx)\n"
    )


def test_a_copy_that_lacks_the_rows_a_filter_hid_or_a_whole_sheet(tmp_path: Path) -> None:
    path = values_only(filled(tmp_path, level_1=3, level_11=4), visible=True)
    read: Any = load_assessment(path).assessment
    assert read.answer(11).levels == (4,)
    book = openpyxl.load_workbook(path)
    sheet = book["2 Tata Kelola SPBE"]
    sheet.delete_rows(next(row for row in range(1, 60) if sheet.cell(row, 1).value == 11), 2)
    book.save(path)
    said = "of indicators {} are missing, in a workbook that was copied without the names of its cells"
    [problem] = problems(path)
    assert said.format("11-12") in problem
    del book["2 Tata Kelola SPBE"]
    book.save(path)
    [problem] = problems(path)
    assert said.format("11-20") in problem
