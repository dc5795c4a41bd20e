"""Rows of workbooks that were sorted or pasted over: an answer counts only beside the number and title of its indicator."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from spbe_cli.reading.assessments import load_assessment
from tests.conftest import Spbe
from tests.reading.workbooks.test_workbook import filled, problems

ANSWERED = {f"level_{n}": str(n % 5 + 1) for n in range(1, 48)}
FIRST = "/isian.xlsx:1 Kebijakan Internal SPBE!"


def changed(path: Path, change: Callable[[Any], None], sheet: int = 1) -> Path:
    """The workbook after a change of one of its sheets."""
    book = openpyxl.load_workbook(path)
    change(book.worksheets[sheet])
    book.save(path)
    return path


def levels(path: Path, indicator: int) -> Any:
    return load_assessment(path).assessment.answer(indicator).levels


def arranged(rows: Sequence[int], order: Sequence[int], columns: Sequence[int] = range(1, 30)) -> Callable[[Any], None]:
    """Puts the cells of rows into another order, as office programs sort: what is named stays in its place."""

    def change(sheet: Any) -> None:
        said = {row: [sheet.cell(row, column).value for column in columns] for row in rows}
        for row, source in zip(rows, order, strict=True):
            for column, value in zip(columns, said[source], strict=True):
                sheet.cell(row, column).value = value

    return change


def test_rows_that_were_sorted_are_one_problem_for_a_sheet_that_names_both(tmp_path: Path) -> None:
    path = changed(filled(tmp_path, **ANSWERED), arranged([5, 6, 7, 8], [7, 8, 5, 6]))
    assert problems(path) == [
        f"{FIRST}D5: 4 answers stand beside another number; here that for indicator 1 stands beside 3, whose cell is D7"
    ]


def test_a_row_that_was_pasted_over_another(tmp_path: Path) -> None:
    path = changed(filled(tmp_path, **ANSWERED), arranged([6], [6], [2]))
    assert load_assessment(path)
    changed(path, arranged([6, 9], [9, 9]))
    assert problems(path) == [f"{FIRST}D6: this is the cell for indicator 2, but the number beside it is 5, whose cell is D9"]


def test_levels_are_no_numbers_of_indicators_where_their_cells_were_deleted(tmp_path: Path) -> None:
    path = filled(tmp_path, **{f"level_{n}": 1 + n % 5 for n in range(1, 11)}, note_1="catatan")
    book = openpyxl.load_workbook(path)
    for n in range(1, 11):
        book.defined_names[f"spbe_level_{n}"].attr_text = "#REF!"
    book.save(path)
    assert problems(path) == ["/isian.xlsx: 10 named cells were deleted (indicators 1-10)"]


def test_a_number_from_another_sheet_or_from_nowhere(tmp_path: Path) -> None:
    path = filled(tmp_path, **ANSWERED)
    changed(path, lambda sheet: setattr(sheet.cell(6, 1), "value", 11))
    assert problems(path) == [
        f"{FIRST}D6: this is the cell for indicator 2, but the number beside it is 11, whose cell is 2 Tata Kelola SPBE!D5"
    ]
    changed(path, lambda sheet: setattr(sheet.cell(6, 1), "value", 99))
    assert problems(path) == [f"{FIRST}D6: this is the cell for indicator 2, but the number beside it is 99"]


def test_rows_that_were_sorted_without_their_numbers_are_known_by_their_titles(tmp_path: Path) -> None:
    path = changed(filled(tmp_path, **ANSWERED), arranged([5, 6, 7], [6, 7, 5], range(2, 30)))
    said = "3 answers stand beside another title; here that for indicator 1 stands beside the title of 2, whose cell is D6"
    assert problems(path) == [f"{FIRST}D5: {said}"]
    changed(path, arranged([5, 6, 7], [7, 5, 6], range(2, 30)))
    changed(path, lambda sheet: setattr(sheet.cell(6, 2), "value", "Kebijakan tentang arsitektur"))
    assert load_assessment(path)


@pytest.mark.parametrize("said", ["2", " 2 ", "02", "2.", "No. 2", "2,0", 2.0, "Indikator 2"])
def test_a_number_in_whatever_way_it_is_written(tmp_path: Path, said: Any) -> None:
    path = changed(filled(tmp_path, **ANSWERED), lambda sheet: setattr(sheet.cell(6, 1), "value", said))
    assert load_assessment(path)


def test_an_answer_without_a_number_says_where_it_belongs(tmp_path: Path) -> None:
    def emptied(sheet: Any) -> None:
        sheet.cell(6, 1).value = None
        sheet.cell(8, 1).value = "-"

    path = changed(filled(tmp_path, **ANSWERED), emptied)
    assert problems(path) == [f"{FIRST}D6: no number stands beside the cells for indicators 2, 4: expected 2 in A6, and so on"]
    # Where nothing is said, nothing can be lost.
    assert load_assessment(changed(filled(tmp_path, level_1=3), emptied))


def test_without_a_column_of_numbers_the_titles_tell(tmp_path: Path) -> None:
    def emptied(sheet: Any) -> None:
        for row in range(5, 15):
            sheet.cell(row, 1).value = None

    path = changed(filled(tmp_path, **ANSWERED), emptied)
    assert load_assessment(path)
    changed(path, arranged([5, 6], [6, 5]))
    [problem] = problems(path)
    assert "2 answers stand beside another title; here that for indicator 1 stands beside the title of 2" in problem


def test_another_column_of_numbers_does_not_matter(tmp_path: Path) -> None:
    """One that people put before ours, or where they number the rows anew."""
    path = filled(tmp_path, **ANSWERED)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[2]
    for row in range(3, 20):
        for column in range(13, 0, -1):
            sheet.cell(row, column + 1).value = sheet.cell(row, column).value
        sheet.cell(row, 1).value = row - 3 if row > 3 else "Urut"
    for name in book.defined_names.values():
        if sheet.title in name.attr_text:
            title, cell = name.attr_text.rsplit("!", 1)
            name.attr_text = f"{title}!${chr(ord(cell[1]) + 1)}{cell[2:]}"
    book.save(path)
    assert levels(path, 12) == (3,)


@pytest.mark.parametrize("instrument", [None, "permenpanrb-59-2020"])
def test_a_form_of_another_instrument_than_it_is_read_as(tmp_path: Path, instrument: str | None) -> None:
    """Last year's form with this year in it: its answers would be read as those to other questions with the same numbers."""
    path = filled(tmp_path, "permenpanrb-5-2018", level_1=3, level_32=2, year=2024, meta_instrument=instrument)
    said = "the titles beside the answers are those of permenpanrb-5-2018, but the answers would be read as those of"
    assert problems(path) == [f"{FIRST}D5: {said} permenpanrb-59-2020"]
    path = filled(tmp_path, "permenpanrb-5-2018", level_1=3, year=2024)
    assert levels(path, 1) == (3,)


def test_titles_of_nobody_are_not_those_of_another_instrument(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        for row in sheet.iter_rows(min_row=4, min_col=2, max_col=2):
            row[0].value = "Judul sendiri"

    path = filled(tmp_path, level_1=3)
    for sheet in range(1, 5):
        changed(path, change, sheet)
    assert levels(path, 1) == (3,)


def test_services_may_change_places_but_not_with_other_indicators(tmp_path: Path) -> None:
    given = {"level_34": 2, "level_35_1": 1, "level_35_2": 3, "level_35_3": 4}
    path = filled(tmp_path, "permenpanrb-5-2018", **given)
    changed(path, arranged([16, 17], [17, 16]), 3)
    assert levels(path, 35) == (3, 1, 4)
    changed(path, arranged([14, 15, 16], [16, 14, 15]), 3)
    [problem] = problems(path)
    assert "3 Layanan SPBE!D14" in problem
    assert "beside 35, whose cell is D16" in problem


def test_every_command_refuses_such_a_workbook(tmp_path: Path, spbe: Spbe) -> None:
    path = changed(filled(tmp_path, meta_owner="Kominfo", **ANSWERED), arranged([5, 6], [6, 5]))
    owners = tmp_path / "owners.yaml"
    owners.write_text("owners: {Kominfo: {indicators: [1-47]}}\n", encoding="utf-8")
    said = "D5: 2 answers stand beside another number; here that for indicator 1 stands beside 2, whose cell is D6"
    for arguments in (
        ("score", path),
        ("validate", path),
        ("merge", path),
        ("status", path, "--owners", owners),
        ("convert", path, "-o", tmp_path / "a.yaml"),
        ("batch", path),
    ):
        ran = spbe(*arguments)
        assert ran.code == 2, arguments
        assert (ran.out + ran.err).count(said) == 1, arguments
    assert not (tmp_path / "a.yaml").exists()


def put(**cells: Any) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        for cell, value in cells.items():
            sheet[cell] = value

    return change


@pytest.mark.parametrize("cell", ["D4", "D15", "E15", "F40", "H15", "I15", "J16"])
def test_what_stands_in_a_column_to_fill_in_beside_no_indicator(tmp_path: Path, cell: str) -> None:
    path = changed(filled(tmp_path, level_1=3), put(**{cell: "3"}))
    assert problems(path) == [f'{FIRST}{cell}: "3" stands beside no indicator and would be lost']


def test_what_is_no_answer_may_stand_anywhere_else(tmp_path: Path) -> None:
    notes = put(A20="catatan", B15="catatan", C40="x", D15="-", E16=" ", G15="7", Z6="catatan", AA30=3)
    assert levels(changed(filled(tmp_path, level_1=3), notes), 1) == (3,)


def test_a_row_of_an_indicator_that_was_added_below(tmp_path: Path, spbe: Spbe) -> None:
    path = changed(filled(tmp_path, level_1=3), put(A15=47, B15="Layanan Publik Sektor 3", D15=5, E15="sk.pdf", G15=5))
    ran = spbe("validate", path)
    assert [line.partition("!")[2].partition(":")[0] for line in ran.out.splitlines()] == ["D15", "E15"]
