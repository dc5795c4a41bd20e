"""Copies of sheets in a workbook: answers that stand only there are told, with both places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from spbe_cli.reading.assessments import load_assessment
from tests.conftest import Spbe
from tests.reading.workbooks.test_workbook import filled, problems

FIRST = "1 Kebijakan Internal SPBE"


def copied(path: Path, sheet: int = 1, *, named: bool, change: Callable[[Any, Any], None] | None = None) -> Path:
    """The workbook with a copy of a sheet, with or without names of its own, after a change of the sheet and the copy."""
    book = openpyxl.load_workbook(path)
    own = book.worksheets[sheet]
    copy = book.copy_worksheet(own)
    copy.title = "Salinan"
    if named:
        for name, defined in book.defined_names.items():
            if own.title in defined.attr_text:
                text = defined.attr_text.replace(f"'{own.title}'", copy.title).replace(own.title, copy.title)
                copy.defined_names[name] = DefinedName(name, attr_text=text)
    if change is not None:
        change(own, copy)
    book.save(path)
    return path


@pytest.mark.parametrize("named", [True, False])
def test_a_copy_that_says_the_same_or_nothing_does_not_matter(tmp_path: Path, named: bool) -> None:
    assert load_assessment(copied(filled(tmp_path, level_1=3, note_2="a"), named=named))
    assert load_assessment(copied(filled(tmp_path), named=named, change=lambda own, _copy: setattr(own["D5"], "value", 3)))


@pytest.mark.parametrize("named", [True, False])
def test_answers_that_stand_only_on_a_copy_are_told(tmp_path: Path, named: bool) -> None:
    path = copied(filled(tmp_path, level_1=3), named=named, change=lambda _own, copy: setattr(copy["D5"], "value", 4))
    assert problems(path) == [
        f"/isian.xlsx:Salinan!D5: this sheet is a copy of {FIRST}, and this cell says what {FIRST}!D5 doesn't say"
    ]

    def moved(own: Any, _copy: Any) -> None:
        for cell in ("D5", "D6", "F6"):
            own[cell].value = None

    path = copied(filled(tmp_path, level_1=3, level_2=4, note_2="a"), named=named, change=moved)
    said = f"this sheet is a copy of {FIRST}, and 3 of its cells say something else, such as this one ({FIRST}!D5 there)"
    assert problems(path) == [f"/isian.xlsx:Salinan!D5: {said}"]


def test_a_hidden_copy_without_names_was_put_aside(tmp_path: Path) -> None:
    def change(_own: Any, copy: Any) -> None:
        copy["D5"].value = 4
        copy.sheet_state = "hidden"

    assert load_assessment(copied(filled(tmp_path, level_1=3), named=False, change=change))
    assert problems(copied(filled(tmp_path, level_1=3), named=True, change=change))


def test_a_copy_is_known_by_its_names_whatever_stands_in_it(tmp_path: Path) -> None:
    def change(_own: Any, copy: Any) -> None:
        for row in copy["A5:B14"]:
            for cell in row:
                cell.value = None
        copy["D5"].value = 4

    assert len(problems(copied(filled(tmp_path, level_1=3), named=True, change=change))) == 1
    assert load_assessment(copied(filled(tmp_path, level_1=3), named=False, change=change))


def test_a_copy_without_names_is_known_when_its_rows_were_sorted(tmp_path: Path) -> None:
    def change(_own: Any, copy: Any) -> None:
        rows = [[cell.value for cell in row] for row in copy["A5:F14"]]
        for row, values in zip(copy["A5:F14"], reversed(rows), strict=True):
            for cell, value in zip(row, values, strict=True):
                cell.value = value
        copy["D14"].value = 4

    [problem] = problems(copied(filled(tmp_path, level_1=3, level_10=2), named=False, change=change))
    assert f"Salinan!D14: this sheet is a copy of {FIRST}, and this cell says what {FIRST}!D5 doesn't say" in problem


def test_a_sheet_with_few_rows_of_ours_is_no_copy(tmp_path: Path) -> None:
    def change(_own: Any, copy: Any) -> None:
        for row in copy["A9:B14"]:
            for cell in row:
                cell.value = None
        copy["D5"].value = 4

    assert load_assessment(copied(filled(tmp_path, level_1=3), named=False, change=change))


@pytest.mark.parametrize("named", [True, False])
def test_evidence_that_stands_only_on_a_copy_is_told(tmp_path: Path, named: bool) -> None:
    path = filled(tmp_path, level_1=3)
    book = openpyxl.load_workbook(path)
    at = next(n for n, sheet in enumerate(book.worksheets) if sheet.title == "Evidence")
    for column, value in ((1, 1), (3, "a.pdf")):
        book.worksheets[at].cell(4, column).value = value
    book.save(path)
    assert load_assessment(copied(path, at, named=named))
    book = openpyxl.load_workbook(path)
    book["Salinan"]["A5"], book["Salinan"]["C5"] = 2, "b.pdf"
    book.save(path)
    assert problems(path) == [
        "/isian.xlsx:Salinan!C5: this sheet is a copy of Evidence, and this cell says what Evidence!C3 doesn't say"
    ]


def test_the_only_copy_of_a_sheet_that_was_deleted_is_read(tmp_path: Path) -> None:
    path = copied(filled(tmp_path, level_1=3), named=True)
    book = openpyxl.load_workbook(path)
    for defined in book.defined_names.values():
        if FIRST in defined.attr_text:
            defined.attr_text = "#REF!$D$5"
    del book[FIRST]
    book.save(path)
    read: Any = load_assessment(path).assessment.answer(1).levels
    assert read == (3,)
    del (book := openpyxl.load_workbook(path))["Salinan"].defined_names["spbe_level_1"]
    book.save(path)
    assert problems(path) == ["/isian.xlsx: the cell named spbe_level_1 was deleted"]


def test_a_sheet_that_is_missing_is_one_problem(tmp_path: Path) -> None:
    path = filled(tmp_path)
    book = openpyxl.load_workbook(path)
    del book[FIRST]
    book.save(path)
    assert problems(path) == [f"/isian.xlsx: the sheet {FIRST} is missing, and with it 60 named cells (indicators 1-10)"]
    book = openpyxl.load_workbook(path)
    for defined in book.defined_names.values():
        if FIRST in defined.attr_text:
            defined.attr_text = "#REF!"
    book.save(path)
    assert problems(path) == ["/isian.xlsx: 60 named cells were deleted (indicators 1-10)"]


def test_what_can_not_be_used_for_one_reason_is_one_problem(tmp_path: Path, spbe: Spbe) -> None:
    path = filled(tmp_path, **{f"level_{n}": "=1+1" for n in range(1, 48)}, note_3="=1/0")
    [problem] = problems(path)
    assert f"{FIRST}!D5: 48 formulas, of which this is the first, have no value" in problem
    assert spbe("validate", path, "--strict").out.count("\n") == 1
