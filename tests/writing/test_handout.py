"""The workbook of one owner: only its indicators, nothing of the whole, and as few pages as it has indicators."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from pypdf import PdfReader

from spbe_cli.model import cells
from spbe_cli.model.assessment import Assessment
from spbe_cli.model.owners import Part
from spbe_cli.reading.assessments import load_assessment
from spbe_cli.reading.criteria import load_criteria
from spbe_cli.reading.instruments import load_instrument
from spbe_cli.writing.handout import handout
from tests.conftest import EXAMPLES
from tests.libreoffice import as_pdf, named, saved_again

INSTRUMENT = load_instrument()
WHOLE = load_assessment(EXAMPLES / "bandar-lampung-2024.yaml").assessment.model_copy(update={"published": None})


def of(part: Part) -> bytes:
    answers = {one: answer for one, answer in (WHOLE.answers or {}).items() if one in part.answers}
    own = WHOLE.model_copy(update={"owner": "Bappeda", "answers": answers})
    return handout(INSTRUMENT, load_criteria(INSTRUMENT), own, part)


PART = Part({12: ("Inspektorat",), 13: ()}, {1: "Dinas Kominfo"}, date(2024, 6, 30))


def test_it_holds_its_indicators_and_nothing_of_the_whole() -> None:
    book = load_workbook(io.BytesIO(of(PART)))
    assert book.sheetnames == ["To fill in", "_spbe"]
    meant = {one for name in book.defined_names if (one := cells.meant(name))}
    assert {indicator for _path, indicator, _service in meant} == {1, 12, 13}
    assert {path for path, indicator, _service in meant if indicator == 1} == {("evidence",), ("note",)}
    assert not any(name.startswith(("spbe_index", "spbe_predicate", "spbe_domain", "spbe_aspect")) for name in book.defined_names)
    texts = {str(cell.value) for row in book["To fill in"] for cell in row if cell.value is not None}
    assert "To be handed in by 2024-06-30" in texts
    assert "Bring evidence and a note; the level is said by Dinas Kominfo." in texts
    assert "Evidence and notes come from Inspektorat, too." in texts


def test_whose_it_is_can_not_be_changed() -> None:
    book = load_workbook(io.BytesIO(of(PART)))
    assert book["To fill in"].protection.sheet
    head = {key: named(book, name) for key, name in cells.HEAD.items() if name in book.defined_names}
    assert {"agency", "year", "owner"} <= head.keys()
    assert all(cell.protection.locked for cell in head.values())
    assert head["owner"].value == "Bappeda"
    unlocked = {cell.coordinate for row in book["To fill in"] for cell in row if not cell.protection.locked}
    assert unlocked == {named(book, name).coordinate for name in book.defined_names if cells.meant(name)}


def read_back(book: Any, path: Path) -> Assessment:
    book.save(path)
    return load_assessment(path).assessment


def test_what_is_filled_in_is_read_and_counted(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(of(PART)))
    for name, value in {
        "spbe_level_12": 4,
        "spbe_level_13": None,
        "spbe_evidence_1": "sk.pdf",
        "spbe_note_1": "lihat pasal 3",
    }.items():
        named(book, name).value = value
    path = tmp_path / "part.xlsx"
    read = read_back(book, path)
    assert read.owner == "Bappeda"
    assert [int(level) for level in read.answer(12).levels or ()] == [4]
    assert not read.answer(13).answered
    supported = read.answer(1)
    assert (supported.levels, [one.file for one in supported.evidence], supported.note) == (None, ["sk.pdf"], "lihat pasal 3")
    (saved,) = saved_again([path], tmp_path, "id-ID")
    texts = {cell.value for row in load_workbook(saved, data_only=True)["To fill in"] for cell in row}
    assert "1 of 2 answered" in texts


def test_it_prints_on_no_more_pages_than_it_has_indicators(tmp_path: Path) -> None:
    every = ((12,), (12, 13), (1, 2, 3, 4, 5, 6, 7, 8, 9, 10))
    files = [tmp_path / f"{len(indicators)}.xlsx" for indicators in every]
    for path, indicators in zip(files, every, strict=True):
        path.write_bytes(of(Part(dict.fromkeys(indicators, ()), {})))
    for printed, indicators in zip(as_pdf(files, tmp_path), every, strict=True):
        assert len(PdfReader(printed).pages) <= len(indicators)
