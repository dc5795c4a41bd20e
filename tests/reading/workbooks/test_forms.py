"""Several forms in one workbook, as those who collect them put them there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from spbe_cli.reading.assessments import load_assessment, said_in
from spbe_cli.reading.problems import BadInput
from spbe_cli.reading.sources import load_assessments
from tests.conftest import Spbe
from tests.libreoffice import named
from tests.reading.workbooks.test_headings import without
from tests.reading.workbooks.test_workbook import filled, problems

OWNERS = ("Bappeda", "Inspektorat", "Kominfo")


@pytest.fixture
def parts(tmp_path: Path, spbe: Spbe) -> list[Path]:
    """Forms of three owners, filled in."""
    whole, owners, folder = tmp_path / "whole.yaml", tmp_path / "owners.yaml", tmp_path / "parts"
    whole.write_text("agency: Kota Contoh\nyear: 2024\nanswers: {}\n", encoding="utf-8")
    owners.write_text("owners: {Kominfo: {indicators: 1-2}, Bappeda: {indicators: 11}, Inspektorat: {indicators: 3}}\n")
    assert spbe("split", whole, "--owners", owners, "-o", folder, "--as", "xlsx").code == 0
    found = sorted(folder.iterdir())
    for path, levels in zip(found, ({11: 2}, {3: 4}, {1: 3, 2: 5}), strict=True):
        book = openpyxl.load_workbook(path)
        for indicator, level in levels.items():
            named(book, f"spbe_level_{indicator}").value = level
        book.save(path)
    return found


def together(parts: Sequence[Path], path: Path, *, local: bool = True) -> Path:
    """The forms as sheets of one workbook: the first whole, the others with names of their own, or with none."""
    book = openpyxl.load_workbook(parts[0])
    for part in parts[1:]:
        other = openpyxl.load_workbook(part)
        sheet, title = other.worksheets[0], part.stem[:20]
        own = book.create_sheet(title)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    own[cell.coordinate] = cell.value
        for name, defined in other.defined_names.items() if local else ():
            at = defined.attr_text.rpartition("!")
            if sheet.title in at[0]:
                own.defined_names[name] = DefinedName(name, attr_text=f"'{title}'!{at[2]}")
    book.save(path)
    return path


@pytest.mark.parametrize("local", [True, False])
def test_each_form_is_read_as_if_it_were_alone(tmp_path: Path, spbe: Spbe, parts: list[Path], local: bool) -> None:
    path = together(parts, tmp_path / "semua.xlsx", local=local)
    found = [one.assessment for one in load_assessments(path)]
    assert found == [load_assessment(part).assessment for part in parts]
    assert tuple(one.owner for one in found) == OWNERS
    for name, of in (("a.yaml", [path]), ("b.yaml", parts)):
        assert spbe("merge", *of, "-o", tmp_path / name).code == 0
    assert (tmp_path / "a.yaml").read_bytes() == (tmp_path / "b.yaml").read_bytes()
    book = openpyxl.load_workbook(path)
    book.worksheets[-1].cell(10, 4).value = 9
    book.save(path)
    ran = spbe("validate", path)
    assert (ran.code, ran.out.count("\n")) == (2, 1)
    assert "semua.xlsx:kominfo-2024!D10: level 9" in ran.out


def test_a_command_that_takes_one_says_which_there_are(tmp_path: Path, spbe: Spbe, parts: list[Path]) -> None:
    path = together(parts, tmp_path / "semua.xlsx")
    message = 'this workbook holds several forms: "Bappeda", "Inspektorat", "Kominfo"'
    assert f"semua.xlsx: {message} (give each form a workbook of its own)\n" in spbe("score", path).err
    with pytest.raises(BadInput, match="several forms"):
        load_assessment(path)
    assert said_in(str(path), "owner") is None


def test_two_versions_of_one_form_contradict_each_other(tmp_path: Path, parts: list[Path]) -> None:
    path = together([parts[0], parts[0]], tmp_path / "isian.xlsx", local=False)
    book = openpyxl.load_workbook(path)
    [row] = [row for row in range(8, 20) if book.worksheets[-1].cell(row, 1).value == 11]
    book.worksheets[-1].cell(row, 4).value = 3
    book.save(path)
    [problem] = problems(path)
    assert f"/isian.xlsx:bappeda-2024!D{row}: this sheet is a copy of To fill in" in problem


def test_a_sheet_that_says_not_whose_it_is_is_guessed_to_be_nobodys(tmp_path: Path, parts: list[Path]) -> None:
    path = filled(tmp_path, level_1=3)
    book = openpyxl.load_workbook(path)
    other = book.copy_worksheet(book["Summary"])
    other["B4"] = "Kota Lain"
    book.save(path)
    [problem] = problems(path)
    assert problem.startswith(
        '/isian.xlsx:Summary Copy!B4: this workbook holds several forms ("Kota Contoh", "Kota Lain"), '
        "and sheets that don't say which of them they belong to: "
    )
    other["B4"] = None  # a blank one is nobody's
    book.save(path)
    assert load_assessment(path).assessment.agency == "Kota Contoh"

    path = together(parts, tmp_path / "semua.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("Bukti")
    headings = "No.|Indikator|Nama atau alamat|Membuktikan tingkat|Status|Dinilai oleh|Tanggal|Catatan|SHA-256"
    for column, heading in enumerate(headings.split("|"), start=1):
        sheet.cell(3, column).value = heading
    book.save(path)
    assert len(load_assessments(path)) == 3
    sheet["A4"], sheet["C4"] = 1, "sk.pdf"
    book.save(path)
    with pytest.raises(BadInput, match='belong to: "Bukti"'):
        load_assessments(path)


def test_names_of_single_sheets_and_of_ranges_with_one_cell_are_names(tmp_path: Path) -> None:
    def local(book: Any) -> None:
        for name in list(book.defined_names):
            defined = book.defined_names.pop(name)
            book[defined.attr_text.rpartition("!")[0].strip("'")].defined_names[name] = defined

    def ranges(book: Any) -> None:
        for defined in book.defined_names.values():
            defined.attr_text += f":{defined.attr_text.rpartition('!')[2]}"

    for change in (local, ranges):
        path = filled(tmp_path, level_1=3, meta_stage="final")
        whole = load_assessment(path).assessment
        book = openpyxl.load_workbook(path)
        change(book)
        book.save(path)
        read = load_assessment(path)
        assert (read.assessment, [*read.places.notes]) == (whole, [])
    assert load_assessment(without(path, lambda name: name.startswith("meta"))).assessment == whole
