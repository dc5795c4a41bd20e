"""A checked workbook: the same one, with what is wrong marked."""

from __future__ import annotations

import io
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from spbe_cli.reading.assessments import load_assessment
from spbe_cli.reading.criteria import load_criteria
from spbe_cli.writing.workbook import workbook
from tests.conftest import Spbe
from tests.libreoffice import named, saved_again
from tests.strategies import built_in


def filled(path: Path, /, **given: Any) -> Path:
    book = openpyxl.load_workbook(io.BytesIO(_blank()), rich_text=True)
    for name, said in given.items():
        named(book, f"spbe_{name}").value = said
    book.save(path)
    return path


@cache
def _blank() -> bytes:
    instrument = built_in()[0]
    return workbook(instrument, load_criteria(instrument), head={"agency": "Kota Contoh"})


def contents(path: Path) -> dict[str, Any]:
    """Everything in a workbook but fills and comments."""
    book = openpyxl.load_workbook(path, rich_text=True)
    sheets = {
        sheet.title: (
            {cell.coordinate: (str(cell.value), cell.number_format, cell.protection.locked, cell.alignment.wrap_text)
             for row in sheet for cell in row if cell.value is not None or not cell.protection.locked},
            sorted(str(one.sqref) for one in sheet.data_validations.dataValidation),
            [str(one.sqref) for one in sheet.conditional_formatting],
            {key: (one.width, one.hidden) for key, one in sheet.column_dimensions.items()},
            sheet.freeze_panes, sheet.print_title_rows, sheet.protection.sheet, sheet.sheet_state, sheet.page_setup.orientation,
        )
        for sheet in book
    }  # fmt: skip
    return {"sheets": sheets, "names": {name: one.attr_text for name, one in book.defined_names.items()}}


def test_faulty_cells_are_marked_and_nothing_else_is_touched(tmp_path: Path, spbe: Spbe) -> None:
    path = filled(tmp_path / "isian.xlsx", level_1=7, level_2="3 - Terdefinisi", level_47="tiga", note_1="=1+1 adalah dua")
    ran = spbe("validate", path, "-o", tmp_path / "checked.xlsx")
    assert ran.code == 2
    assert "level 7" in ran.out
    before, after = contents(path), contents(tmp_path / "checked.xlsx")
    assert before == after
    book = openpyxl.load_workbook(tmp_path / "checked.xlsx")
    commented: dict[tuple[str, str], Any] = {
        (sheet.title, cell.coordinate): cell for sheet in book for row in sheet for cell in row if cell.comment
    }
    # What begins with an equals sign is a formula to openpyxl, and one that nobody computed.
    assert set(commented) == {
        ("1 Kebijakan Internal SPBE", "E5"), ("1 Kebijakan Internal SPBE", "G5"), ("4 Layanan SPBE", "E21"),
    }  # fmt: skip
    assert all(cell.fill.fgColor.rgb.endswith("F8CBAD") for cell in commented.values())
    assert "level 7: expected a whole number from 1 to 5" in commented["1 Kebijakan Internal SPBE", "E5"].comment.text


def test_what_somebody_computed_stays_what_it_came_to(tmp_path: Path, spbe: Spbe) -> None:
    (computed,) = saved_again([filled(tmp_path / "isian.xlsx", level_1="=1+2", level_2=4)], tmp_path, "en-US")
    assert spbe("validate", computed, "-o", tmp_path / "checked.xlsx").code == 0
    assert load_assessment(computed).assessment.answer(1).levels == (Fraction(3),)
    assert load_assessment(tmp_path / "checked.xlsx").assessment.answers == load_assessment(computed).assessment.answers


def test_what_was_mended_is_no_longer_marked(tmp_path: Path, spbe: Spbe) -> None:
    checked = tmp_path / "checked.xlsx"
    spbe("validate", filled(tmp_path / "isian.xlsx", level_1=7, level_2=9), "-o", checked)
    book = openpyxl.load_workbook(checked, rich_text=True)
    named(book, "spbe_level_1").value = 5
    book.save(checked)
    spbe("validate", checked, "-o", tmp_path / "again.xlsx")
    again = openpyxl.load_workbook(tmp_path / "again.xlsx")
    mended, still = named(again, "spbe_level_1"), named(again, "spbe_level_2")
    assert mended.comment is None
    assert mended.fill.fgColor.rgb == named(again, "spbe_level_3").fill.fgColor.rgb
    assert still.comment is not None


def test_libreoffice_still_computes_it(tmp_path: Path, spbe: Spbe) -> None:
    levels = {f"level_{n}": 4 for n in range(1, 47)}
    spbe("validate", filled(tmp_path / "isian.xlsx", **levels, level_47=9), "-o", tmp_path / "checked.xlsx")
    (saved,) = saved_again([tmp_path / "checked.xlsx"], tmp_path, "id-ID")
    # 46 indicators at 4, one of weight 3 not answered.
    assert abs(named(openpyxl.load_workbook(saved, data_only=True), "spbe_index").value - 3.91) < 1e-12


def test_a_file_that_is_there_is_replaced_only_with_force_and_never_when_it_is_read(tmp_path: Path, spbe: Spbe) -> None:
    path, checked = filled(tmp_path / "isian.xlsx"), tmp_path / "checked.xlsx"
    checked.write_bytes(b"mine")
    assert spbe("validate", path, "-o", checked).code == 2
    assert checked.read_bytes() == b"mine"
    assert spbe("validate", path, "-o", checked, "--force").code == 0
    assert checked.read_bytes() != b"mine"
    before = path.read_bytes()
    assert spbe("validate", path, "-o", path, "--force").code == 2
    assert path.read_bytes() == before


def test_it_is_made_of_one_workbook(tmp_path: Path, spbe: Spbe) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text("agency: Kota Contoh\nyear: 2024\nanswers: {1: 9}\n", encoding="utf-8")
    ran = spbe("validate", answers, "-o", tmp_path / "checked.xlsx")
    assert ran.code == 2
    assert "a checked workbook is made of one workbook" in ran.err
    assert "level 9" in ran.err
    assert not (tmp_path / "checked.xlsx").exists()


def comments(path: Path) -> list[str]:
    return [
        f"{cell.coordinate}: {cell.comment.text}" for sheet in openpyxl.load_workbook(path) for row in sheet for cell in row
        if cell.comment
    ]  # fmt: skip


def test_a_folder_of_workbooks_is_marked_in_a_folder(tmp_path: Path, spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("isian", "isian/bidang"):
        Path(folder).mkdir()
    filled(Path("isian/baik.xlsx"), level_1=3)
    filled(Path("isian/a.xlsx"), level_1=7)
    filled(Path("isian/bidang/a.xlsx"), level_2=8, note_1="=1+1")
    before = {path: path.read_bytes() for path in Path("isian").rglob("*.xlsx")}
    ran = spbe("validate", "isian", "-o", "diperiksa")
    assert ran.code == 2
    assert ran.out.count("expected a whole number from 1 to 5") == 2
    assert ran.err == "2 of 3 workbooks are marked, in diperiksa\n3 files checked: 3 problems\n"
    assert sorted(path.relative_to("diperiksa") for path in Path("diperiksa").rglob("*.xlsx")) == [
        Path("a.xlsx"), Path("bidang/a.xlsx"),
    ]  # fmt: skip
    [text] = comments(Path("diperiksa/a.xlsx"))
    assert text.startswith("E5: level 7: expected a whole number from 1 to 5")
    assert len(comments(Path("diperiksa/bidang/a.xlsx"))) == 2
    assert {path: path.read_bytes() for path in before} == before


def test_marked_copies_replace_nothing_unless_they_may_and_never_what_is_read(tmp_path: Path, spbe: Spbe) -> None:
    folder, to = tmp_path / "isian", tmp_path / "isian" / "diperiksa"
    folder.mkdir()
    filled(folder / "a.xlsx", level_1=7)
    filled(folder / "b.xlsx", level_1=9)
    assert spbe("validate", folder, "-o", to).err.startswith("2 of 2 workbooks are marked")
    (to / "a.xlsx").write_bytes(b"mine")
    (to / "b.xlsx").unlink()
    ran = spbe("validate", folder, "-o", to)
    assert "this is there already, and may hold somebody's work" in ran.err
    assert sorted(path.name for path in to.iterdir()) == ["a.xlsx"]
    # What was marked before, in the folder that is checked, is not checked again.
    ran = spbe("validate", folder, "-o", to, "--force")
    assert ran.err == f"2 of 2 workbooks are marked, in {to}\n2 files checked: 2 problems\n"
    for more in ((), ("--force",)):
        before = (folder / "a.xlsx").read_bytes()
        assert spbe("validate", folder / "a.xlsx", "-o", folder, *more).code == 2
        assert (folder / "a.xlsx").read_bytes() == before


def test_a_folder_without_anything_to_mark_is_not_made(tmp_path: Path, spbe: Spbe) -> None:
    filled(tmp_path / "baik.xlsx", level_1=3)
    ran = spbe("validate", tmp_path / "baik.xlsx", "-o", tmp_path / "diperiksa")
    assert (ran.code, ran.err) == (0, "no workbook has a cell to mark\n1 file checked: no problems\n")
    (tmp_path / "a.yaml").write_text("agency: A\nyear: 2024\nanswers: {1: 3}\n", encoding="utf-8")
    ran = spbe("validate", tmp_path / "a.yaml", "-o", tmp_path / "diperiksa")
    assert ran.code == 2
    assert "no workbook was checked that could be marked: expected a folder with some" in ran.err
    (tmp_path / "rusak.xlsx").write_bytes(b"PK\x03\x04")
    ran = spbe("validate", tmp_path, "-o", tmp_path / "diperiksa")
    assert "rusak.xlsx: this workbook can't be read" in ran.out
    assert not (tmp_path / "diperiksa").exists()
