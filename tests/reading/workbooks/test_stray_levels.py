"""Levels beside the cells for them: none is lost unsaid, and what our own columns say is no level."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from spbe_cli import texts
from spbe_cli.model.base import folded
from spbe_cli.reading.assessments import load_assessment
from spbe_cli.reading.workbooks import stray_levels
from spbe_cli.reading.workbooks.headings import COUNTED, VALUES
from tests.conftest import Spbe
from tests.forms import blank
from tests.libreoffice import named
from tests.reading.workbooks.test_workbook import filled, problems
from tests.strategies import built_in

SHEET = "1 Kebijakan Internal SPBE"
WEIGHT, EVIDENCE, NOTE, SHOWN, NEXT = 3, 5, 6, 7, 9
"""The columns of a workbook without the criteria, as :func:`filled` makes it: level is the fourth."""


def changed(path: Path, change: Callable[[Any], None]) -> Path:
    book = openpyxl.load_workbook(path)
    change(book.worksheets[1])
    book.save(path)
    return path


def said(path: Path) -> list[str]:
    return [f"{one.cell}: {one.message}".removeprefix(f"{SHEET}!") for one in load_assessment(path).places.notes]


@pytest.mark.parametrize("value", [4, "4", "4 - Terpadu dan Terukur", "Level 4", "Terpadu dan Terukur"])
def test_a_level_in_a_column_that_is_not_read_is_a_problem_where_it_would_be_lost(tmp_path: Path, value: Any) -> None:
    path = changed(filled(tmp_path, level_1=3), lambda sheet: setattr(sheet.cell(6, SHOWN), "value", value))
    if value == "Level 4":  # in words it may be anything
        assert said(path) == []
        return
    message = "stands in a column that is not read, and indicator 2 has no level"
    assert problems(path) == [f'/isian.xlsx:{SHEET}!G6: "{value}" {message}']


def test_all_of_a_sheet_in_one_sentence_with_the_cell_where_a_level_belongs(tmp_path: Path, spbe: Spbe) -> None:
    def change(sheet: Any) -> None:
        for row in range(6, 15):
            sheet.cell(row, SHOWN).value = 4

    path = changed(filled(tmp_path, level_1=3), change)
    ran = spbe("validate", path)
    what = 'indicators have a level only in a column that is not read, such as "4" here for indicator 2'
    assert (ran.code, ran.out) == (2, f"{path}:{SHEET}!G6: 9 {what} (a level is written into D6)\n")


def test_a_number_among_the_evidence_or_the_notes_may_be_meant_so(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.cell(6, EVIDENCE).value, sheet.cell(7, NOTE).value = 4, "5 - Optimum"
        sheet.cell(8, EVIDENCE).value, sheet.cell(9, NOTE).value = "3 dokumen", "12"
        sheet.cell(5, EVIDENCE).value = 4  # this one has a level

    path = changed(filled(tmp_path, level_1=3), change)
    assert said(path) == [
        'E6: 2 indicators have no level, but one stands beside it, such as "4" here for indicator 2',
    ]


def test_a_value_or_a_weight_that_was_typed_over_ours_is_said(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.cell(5, SHOWN).value, sheet.cell(6, SHOWN).value = 4, 3
        sheet.cell(7, WEIGHT).value = 0.04

    path = changed(filled(tmp_path, level_1=3, level_2="3 - Terdefinisi", level_3=2), change)
    assert said(path) == [
        'G5: "4" stands here and is not read: the level of indicator 1 is in D5',
        'C7: "4%" stands here and is not read: the weight of indicator 3 is 1.3%',
    ]


@pytest.mark.parametrize("tick", ["x", "√", "V"])
def test_a_tick_before_a_criterion_is_no_level(tmp_path: Path, spbe: Spbe, tick: str) -> None:
    whole, owners, parts = tmp_path / "whole.yaml", tmp_path / "owners.yaml", tmp_path / "parts"
    whole.write_text("agency: Kota Contoh\nyear: 2024\nanswers: {}\n", encoding="utf-8")
    owners.write_text("owners: {Bappeda: {indicators: 1-2}}\n", encoding="utf-8")
    assert spbe("split", whole, "--owners", owners, "-o", parts, "--as", "xlsx").code == 0
    [path] = parts.iterdir()
    assert spbe("validate", path).code == 0
    book = openpyxl.load_workbook(path)
    row = named(book, "spbe_level_1").row + 4
    book.worksheets[0].cell(row, 1).value = tick
    book.save(path)
    assert problems(path) == [f'/{path.name}:To fill in!A{row}: "{tick}" stands beside no indicator and would be lost']


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("instrument", built_in(), ids=lambda one: one.id)
def test_nothing_is_said_of_what_our_own_columns_say(tmp_path: Path, language: texts.Language, instrument: Any) -> None:
    """As values alone too, where the lowest level stands beside what is not answered, and the weights without their format."""
    before = texts.language()
    texts.use(language)
    try:
        book = blank(instrument)
    finally:
        texts.use(before)
    found = 0
    for sheet in book.worksheets[1:]:
        for name in list(book.defined_names):
            if name.startswith("spbe_level_") and (cell := named(book, name)).parent is sheet:
                headings = {folded(str(one.value)): one.column for one in sheet[3][:14]}
                [weight] = stray_levels.WEIGHT & headings.keys()
                [value] = COUNTED & headings.keys() or VALUES & headings.keys()
                shown = sheet.cell(cell.row, headings[value])
                assert shown.data_type == "f"
                cell.value = None if cell.row % 2 else float(instrument.scale.max)
                shown.value = float(instrument.scale.min) if cell.row % 2 else float(instrument.scale.max)
                sheet.cell(cell.row, headings[weight]).number_format = "General"
                found += 1
    path = tmp_path / "isian.xlsx"
    book.save(path)
    assert found >= len(instrument.indicators) or not instrument.scale.levels
    assert not load_assessment(path).places.notes
