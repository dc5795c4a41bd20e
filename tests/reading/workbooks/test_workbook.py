"""Workbooks that people filled in: what is forgiven, and what is said of the rest, with its cell."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from spbe_cli import texts
from spbe_cli.limits import MAX_FILLED_IN
from spbe_cli.model.instrument import Instrument
from spbe_cli.reading import rewriting
from spbe_cli.reading.assessments import load_assessment
from spbe_cli.reading.problems import BadInput
from tests.conftest import Spbe
from tests.forms import blank
from tests.libreoffice import named
from tests.strategies import BY_ID

SPBE_2020, PEMDI = BY_ID["permenpanrb-59-2020"], BY_ID["permenpanrb-8-2026"]
PROCESSES = [one for one in SPBE_2020.indicators if SPBE_2020.aspect_of(one).levels == "process"]


def filled(tmp_path: Path, instrument: str = SPBE_2020.id, /, **given: Any) -> Path:
    """A workbook with these cells filled in, by name."""
    path = tmp_path / "isian.xlsx"
    path.write_bytes(_filled(BY_ID[instrument], texts.language(), **given))
    return path


# Many tests begin with the same one. To hold 3, 3.0 and True, which are equal, in three cells: typed.
@lru_cache(maxsize=None, typed=True)
def _filled(instrument: Instrument, _language: texts.Language, /, **given: Any) -> bytes:
    book, made = blank(instrument), io.BytesIO()
    for name, said in given.items():
        named(book, name if name.startswith("meta") else f"spbe_{name}").value = said
    book.save(made)
    return made.getvalue()


def side_by_side(kind: str, every: Sequence[Any], instrument: Instrument = SPBE_2020) -> Iterator[dict[str, Any]]:
    """Whatever cells of a kind may say, each in that of another indicator: names of cells for as many workbooks as it takes."""
    free = PROCESSES if instrument is SPBE_2020 else list(instrument.indicators)
    for begin in range(0, len(every), len(free)):
        yield {f"{kind}_{one}": said for one, said in zip(free, every[begin:], strict=False)}


def answers(tmp_path: Path, kind: str, every: Sequence[Any], instrument: Instrument = SPBE_2020) -> list[tuple[Any, Any]]:
    """Whatever cells of a kind may say, each with the answer that it gives."""
    found = []
    for given in side_by_side(kind, every, instrument):
        read = load_assessment(filled(tmp_path, instrument.id, **given)).assessment
        found += [(said, read.answer(int(name.rpartition("_")[2]))) for name, said in given.items()]
    assert len(found) == len(every)
    return found


def answer(tmp_path: Path, identifier: int, /, **given: Any) -> Any:
    return load_assessment(filled(tmp_path, **given)).assessment.answer(identifier)


def problems(path: Path) -> list[str]:
    with pytest.raises(BadInput) as bad:
        load_assessment(path)
    return [f"{one.place.removeprefix(str(path.parent))}: {one.message}" for one in bad.value.problems]


THREE = (
    3, 3.0, 2.9999999999999996, "3", " 3 ", "3,0", "3.0", "3 - Terdefinisi", "3 – Terdefinisi", "3 — Terdefinisi",
    "3-Terdefinisi", "3 Terdefinisi",
    "\u00a03\u00a0-\u00a0Terdefinisi\u00a0", "3 - Terdefinisi\n", "\u200b3", "3 - Transaksi", "3 - sudah ada SK",
    "Level 3", "tingkat 3", "Level: 3 (Terdefinisi)", "3 (tiga)", "3. Terdefinisi", "3: Terdefinisi", "3.", "Terdefinisi",
    " TERDEFINISI", "Level Terdefinisi", "3 (3)", "3 - Level 3", "3 - Terdefinisi (level 3)", "3 - SK No. 4",
    "3 - Perwali 45/2022", "3 – belum ada bukti level 4",
    "3 belum memenuhi level 4", "3 bukan level 4",
    "3 target 4", "3 (sebelumnya level 2)", "3 - bukti 3 Mei 2024", "3 - lihat sk4.pdf", "3 - ada 12 dokumen",
    "3 - belum optimum", "3 - sampai saat ini", "3 - Satu Data Indonesia", "3 dan sudah ada SK",
)  # fmt: skip
"""A level of three in whatever way it is written."""


def test_a_level_in_whatever_way_it_is_written(tmp_path: Path) -> None:
    assert [(said, one.levels) for said, one in answers(tmp_path, "level", THREE)] == [(said, (3,)) for said in THREE]


@pytest.mark.parametrize(
    ("said", "levels"),
    [("3 - Terpadu dan Terukur", 4), ("3 (Optimum)", 5), ("1 - Transaksi", 3), ("3 (empat)", 4), ("Level 3: Rintisan", 1)],
)
def test_a_number_with_the_name_of_another_level_is_a_problem(tmp_path: Path, said: str, levels: int) -> None:
    assert problems(filled(tmp_path, level_1=said, target_2="3 - Optimum")) == [
        f'/isian.xlsx:1 Kebijakan Internal SPBE!D5: "{said}": the name is that of level {levels}, not of the number before it',
        '/isian.xlsx:1 Kebijakan Internal SPBE!H6: "3 - Optimum": the name is that of level 5, not of the number before it',
    ]


def test_so_is_one_among_the_evidence_at_its_cell(tmp_path: Path) -> None:
    path = filled(tmp_path, level_1=3)
    book = openpyxl.load_workbook(path)
    sheet = book["Evidence"]
    sheet["A4"], sheet["C4"], sheet["D4"] = 1, "a.pdf", "2 - Terdefinisi"
    book.save(path)
    assert problems(path) == [
        '/isian.xlsx:Evidence!D4: "2 - Terdefinisi": the name is that of level 3, not of the number before it',
    ]


UNCLEAR = (
    "3 atau 4", "3 s.d. 4", "3 sampai dengan level 4", "3-4", "1:30", "Transaksi", "tiga", "Level", "3 menjadi 4", "3 jadi 4",
    "4 dikoreksi menjadi 3", "4 (sudah dikoreksi)", "3 naik 4", "3 s/d 4", "3 - 4 (antara)", "3 (4)", "3 - Terdefinisi (4)",
    "4 (4 menjadi 3)", "3 ½", "3 - ٤", "3 atau empat", "3 - Terdefinisi atau Optimum", "3 menuju Optimum", "3-May", "3-Mei",
    "3 Mei 2024", "Mar-03", "4 tidak terpenuhi", "4 - tidak terpenuhi", "4 bukan", "4 (tidak)", "4 tidak tetapi level 3",
    "3 belum level 3", "4 ditolak", "3 target 4 atau 5", "3*",
)  # fmt: skip


def test_what_is_no_clear_level_is_a_problem(tmp_path: Path) -> None:
    book, found = blank(SPBE_2020), 0
    for given in side_by_side("level", UNCLEAR):
        cells = [named(book, f"spbe_{name}") for name in given]
        for problem, cell, said in zip(problems(filled(tmp_path, **given)), cells, given.values(), strict=True):
            whole = f'{cell.parent.title}!{cell.coordinate}: level "{said}": expected a whole number from 1 to 5'
            assert problem.startswith(f"/isian.xlsx:{whole}")
            found += 1
    assert found == len(UNCLEAR)


def test_where_levels_are_ranges_the_value_must_be_there(tmp_path: Path) -> None:
    for said, value in (("2,5 - Membangun", "5/2"), ("1.7 - Membangun", "17/10"), ("4 - Melembaga", "4")):
        path = filled(tmp_path, "permenpanrb-8-2026", level_1=said)
        assert load_assessment(path).assessment.answer(1).levels == (Fraction(value),)
    for said in ("Membangun", "Level 2"):
        assert f'value "{said}": expected a number' in problems(filled(tmp_path, "permenpanrb-8-2026", level_1=said))[0]


def test_a_fraction_of_a_level_with_point_or_comma(tmp_path: Path) -> None:
    every = (2.5, "2,5", "2.5", "2,50", " 2,5 - Membangun")
    assert [one.levels for _said, one in answers(tmp_path, "level", every, PEMDI)] == [(Fraction(5, 2),)] * len(every)


def test_what_does_not_apply(tmp_path: Path) -> None:
    every = (
        ("n/a", ""), ("N/A", ""), (" n/a ", ""), ("tidak berlaku", ""), ("Tidak\u00a0berlaku", ""),
        ("n/a - belum ada", "belum ada"), ("tidak berlaku: belum ada", "belum ada"), ("n/a – belum ada", "belum ada"),
        ("N/A (belum ada)", "belum ada"), ("n/a\nbelum ada", "belum ada"),
        ("tidak  berlaku karena belum ada", "karena belum ada"), ("n/a - belum ada (2024)", "belum ada (2024)"),
        ("n/a because there is none", "because there is none"),
    )  # fmt: skip
    assert [(said, one.not_applicable) for said, one in answers(tmp_path, "level", [said for said, _why in every])] == [*every]


def test_what_says_nothing_is_not_answered(tmp_path: Path) -> None:
    (given,) = side_by_side("level", (None, "", "  ", "-", "—", "\u00a0"))
    assert not load_assessment(filled(tmp_path, **given)).assessment.answers


def test_evidence_by_lines_or_semicolons(tmp_path: Path) -> None:
    every = (
        "a.pdf\nhttps://example.go.id/b", "a.pdf; https://example.go.id/b", "- a.pdf\n• https://example.go.id/b\n",
        " a.pdf ;\n;https://example.go.id/b ",
    )  # fmt: skip
    expected = [("a.pdf", "https://example.go.id/b")] * len(every)
    assert [one.files for _said, one in answers(tmp_path, "evidence", every)] == expected


def test_evidence_side_by_side_or_behind_whatever_bullets(tmp_path: Path) -> None:
    every: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("a.pdf, b c.docx dan d.JPG", ("a.pdf", "b c.docx", "d.JPG")),
        ("a.pdf|b.pdf", ("a.pdf", "b.pdf")),
        ("https://a.id/x, https://a.id/y", ("https://a.id/x", "https://a.id/y")),
        ("https://a.id/x https://a.id/y", ("https://a.id/x", "https://a.id/y")),
        ("a.pdf, https://a.id/x,y", ("a.pdf", "https://a.id/x,y")),
        ("https://a.id/1,2.pdf", ("https://a.id/1,2.pdf",)),
        ("https://a.id/1,2.pdf, b.pdf,c.pdf", ("https://a.id/1,2.pdf", "b.pdf", "c.pdf")),
        ("https://a.id/x,https://a.id/y", ("https://a.id/x", "https://a.id/y")),
        ("SK, lampiran.pdf", ("SK, lampiran.pdf",)),
        ("Perwali 12, 13 dan 14", ("Perwali 12, 13 dan 14",)),
        ("SK dan lampiran.pdf", ("SK dan lampiran.pdf",)),
        ("-SK\n-Perwali", ("SK", "Perwali")),
        ("· SK\n· Perwali", ("SK", "Perwali")),
        ("\uf0b7 SK\n✓ Perwali", ("SK", "Perwali")),
        ("✓SK", ("SK",)),
        ("1. SK\n2. Perwali", ("1. SK", "2. Perwali")),
        ("-2.pdf", ("-2.pdf",)),
        (f"a{' ' * 30000}b", (f"a{' ' * 30000}b",)),
    )
    found = answers(tmp_path, "evidence", [said for said, _files in every])
    assert [(said, one.files) for said, one in found] == [*every]


def test_a_commitment_with_a_day_in_any_form(tmp_path: Path) -> None:
    for day in ("2025-06-30", datetime(2025, 6, 30), "30/6/2025", "30-06-2025", "30.6.2025"):
        target = answer(tmp_path, 7, target_7="4 - Terpadu dan Terukur", target_by_7=day, target_owner_7="Kominfo").target
        assert (target.level, str(target.by), target.owner) == (4, "2025-06-30", "Kominfo")


def test_a_day_that_there_is_not_is_shown_as_it_stands(tmp_path: Path) -> None:
    for day in ("12/31/2024", "31 Februari 2024", "2025"):
        assert problems(filled(tmp_path, target_7="4", target_by_7=day)) == [
            f'/isian.xlsx:1 Kebijakan Internal SPBE!I11: "{day}": expected a date such as 2025-06-30'
        ]


def test_numbers_where_text_is_meant(tmp_path: Path) -> None:
    read = answer(tmp_path, 1, level_1=3, note_1=2024, evidence_1=12.5)
    assert (read.note, read.files) == ("2024", ("12.5",))


def test_services_are_those_that_are_answered(tmp_path: Path) -> None:
    path = filled(
        tmp_path, "permenpanrb-5-2018", level_35_1="3", level_35_3=4, evidence_35_1="a", evidence_35_4="b", note_35_2="c"
    )
    read: Any = load_assessment(path).assessment.answer(35)
    assert (read.levels, read.files, read.note) == ((3, 4), ("a", "b"), "c")
    read = load_assessment(filled(tmp_path, "permenpanrb-5-2018", level_35_2="n/a")).assessment.answer(35)
    assert read.not_applicable == ""
    read = load_assessment(filled(tmp_path, "permenpanrb-5-2018", level_35_2="n/a", level_35_3=2)).assessment.answer(35)
    assert read.levels == (2,)
    assert problems(filled(tmp_path, "permenpanrb-5-2018", level_35_2=3, level_35_4=9)) == [
        "/isian.xlsx:3 Layanan SPBE!D19: level 9: expected a whole number from 0 to 5"
    ]


def test_the_head(tmp_path: Path) -> None:
    path = filled(tmp_path, agency=" Kota\u00a0Denpasar ", year="2024 ", meta_stage="final - hasil akhir", meta_group="Bali")
    read = load_assessment(path).assessment
    assert (read.agency, read.year, read.stage, read.group) == ("Kota Denpasar", 2024, "final", "Bali")


def test_a_long_name_that_was_broken_in_its_cell_is_one_line(tmp_path: Path) -> None:
    path = filled(
        tmp_path, agency="Pemerintah Kota\nDenpasar", meta_owner="Dinas \n Kominfo", target_1=3, target_owner_1="Tim\nA"
    )
    read: Any = load_assessment(path).assessment
    assert (read.agency, read.owner) == ("Pemerintah Kota Denpasar", "Dinas Kominfo")
    assert read.answer(1).target.owner == "Tim A"


@pytest.mark.parametrize("said", ["TA 2023", "T.A. 2023", "tahun 2023", "Tahun Anggaran: 2023", "Year 2023", "2023,0"])
def test_a_year_with_a_word_before_it(tmp_path: Path, said: str) -> None:
    assert load_assessment(filled(tmp_path, year=said)).assessment.year == 2023


def test_the_number_of_an_item_s_indicator_in_whatever_way_it_is_written(tmp_path: Path) -> None:
    every: tuple[Any, ...] = ("Indikator 3", "indicator 3", "No. 3", "3.", "3 - Manajemen Data", 3, "3")
    path = filled(tmp_path)
    book = openpyxl.load_workbook(path)
    for row, said in enumerate(every, start=4):
        book["Evidence"][f"A{row}"], book["Evidence"][f"C{row}"] = said, f"{row}.pdf"
    book.save(path)
    assert load_assessment(path).assessment.answer(3).files == tuple(f"{row}.pdf" for row in range(4, 4 + len(every)))


def test_every_problem_at_its_cell_in_the_order_of_the_sheets(tmp_path: Path) -> None:
    path = filled(
        tmp_path, agency=None, year="duaribu", meta_stage="akhiran", level_47=0, level_1=2.5, level_2=True, level_11="2/5",
        level_12=datetime(2025, 5, 2), target_by_13="besok", meta_instrument="permenpanrb-59-2020",
    )  # fmt: skip
    assert problems(path) == [
        "/isian.xlsx:Summary!B4: expected text that says something",
        '/isian.xlsx:Summary!B5: "duaribu": expected a whole number',
        '/isian.xlsx:Summary!B6: "akhiran": expected one of self, document, interview, visit, final',
        "/isian.xlsx:1 Kebijakan Internal SPBE!D5: level 2.5: expected a whole number from 1 to 5",
        "/isian.xlsx:1 Kebijakan Internal SPBE!D6: level true: expected a whole number from 1 to 5",
        '/isian.xlsx:2 Tata Kelola SPBE!D5: level "2/5": expected a whole number from 1 to 5',
        '/isian.xlsx:2 Tata Kelola SPBE!D6: level "2025-05-02": expected a whole number from 1 to 5',
        "/isian.xlsx:2 Tata Kelola SPBE!H7: the key level is missing",
        '/isian.xlsx:2 Tata Kelola SPBE!I7: "besok": expected a date such as 2025-06-30',
        "/isian.xlsx:4 Layanan SPBE!D21: level 0: expected a whole number from 1 to 5",
    ]


def test_strictly_what_is_not_answered_is_at_its_cell(tmp_path: Path, spbe: Spbe) -> None:
    path = filled(tmp_path, **{f"level_{n}": 3 for n in range(1, 47)})
    ran = spbe("validate", path, "--strict")
    assert ran.code == 2
    assert "isian.xlsx:4 Layanan SPBE!D21: indicator 47 is not answered" in ran.out
    assert spbe("validate", path).code == 0


def test_cells_keep_their_meaning_when_sheets_are_renamed_and_rows_put_in(tmp_path: Path) -> None:
    path = filled(tmp_path, level_2=4)
    book = openpyxl.load_workbook(path)
    book.worksheets[1].title = "Jum'at"
    for name in list(book.defined_names):
        defined = book.defined_names[name]
        defined.attr_text = defined.attr_text.replace("1 Kebijakan Internal SPBE", "Jum''at")
    book.save(path)
    read = load_assessment(path)
    assert (read.assessment.answer(2).levels, read.places.mark_of(("answers", 2)).sheet) == ((Fraction(4),), "Jum'at")


def test_a_cell_that_was_deleted_is_named(tmp_path: Path) -> None:
    path = filled(tmp_path)
    book = openpyxl.load_workbook(path)
    book.defined_names["spbe_level_2"].attr_text = "#REF!"
    book.save(path)
    assert problems(path) == ["/isian.xlsx: the cell named spbe_level_2 was deleted"]


def archive(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def foreign() -> bytes:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (foreign(), "this is no workbook of spbe: its named cells (spbe_agency, spbe_year, …) are not there"),
        (archive(**{"a.txt": b"a"}), "this is an archive (.zip), whatever its name ends in, and is not read"),
        (archive(**{"isian/a.xlsx": foreign()}), "this is an archive (.zip), whatever its name ends in, and is not read"),
        (b"PK\x03\x04 cut off", "this workbook can't be read: it is damaged"),
        (foreign()[:2000], "this workbook can't be read: it is damaged"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "this is an older or an encrypted workbook"),
        (archive(**{"[Content_Types].xml": b"<", "xl/workbook.xml": b"<a"}), "this workbook can't be read: it is damaged"),
        (
            archive(**{"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
            "this workbook can't be read: it is damaged",
        ),
        (
            archive(**{"[Content_Types].xml": b"", "xl/workbook.xml": b"\0" * (MAX_FILLED_IN + 1)}),
            "this workbook holds more than 16 MiB when it is unpacked",
        ),
    ],
)
def test_what_is_no_workbook_of_ours_is_one_problem(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "lain.xlsx"
    path.write_bytes(data)
    assert problems(path) == [f"/lain.xlsx: {message}"]


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.csv", "a.yaml"])
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (
            archive(**{"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}),
            "an OpenDocument file",
        ),
        (archive(**{"[Content_Types].xml": b"<a/>", "xl/workbook.bin": b""}), "a binary workbook (.xlsb)"),
        (archive(**{"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}), "a text document (.docx)"),
        (archive(**{"Index/Document.iwa": b""}), "a document of Numbers"),
        (b"\xef\xbb\xbf\n<HTML><table><tr><td>Instansi</td></tr></table>", "a web page (HTML)"),
        (b"<!-- a -->\n<!DOCTYPE html>\n<p>", "a web page (HTML)"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>', "an XML file"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF"),
        (b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0F", "a link to another file"),
        (b"[InternetShortcut]\r\nURL=https://example.go.id/a.xlsx\r\n", "a link to another file"),
        (b'{"":"WARNING! DO NOT EDIT THIS FILE!","doc_id":"1","email":"a@example.go.id"}', "a link to another file"),
    ],
)
def test_what_is_of_another_kind_is_called_so_whatever_its_name_ends_in(
    tmp_path: Path, name: str, data: bytes, kind: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    [problem] = problems(path)
    assert problem.startswith(f"/{name}: this is {kind}") or (data.startswith(b"PK") and "no text" in problem)
    assert "is not read" in problem


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b"%PDF-1.7\n", "copy its table into a workbook, and save that as .xlsx"),
        (archive(**{"word/document.xml": b"<a/>"}), "copy its table into a workbook, and save that as .xlsx"),
        (b"<html>", "open it in an office program and save it as .xlsx"),
        (archive(**{"a.xlsx": b""}), "unpack it, and name the folder"),
    ],
)
def test_only_what_an_office_program_can_save_as_a_workbook_is_said_to_be(
    tmp_path: Path, spbe: Spbe, data: bytes, hint: str
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    assert f"({hint})" in spbe("validate", path).out


def test_how_many_cells_a_workbook_spans_is_counted_to_the_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["B3"] = 1
    buffer = io.BytesIO()
    book.save(buffer)
    monkeypatch.setattr(rewriting, "MAX_SPREAD", 6)
    assert rewriting.opened(buffer.getvalue(), "isian.xlsx").sheetnames == ["Sheet"]
    monkeypatch.setattr(rewriting, "MAX_SPREAD", 5)
    with pytest.raises(BadInput) as bad:
        rewriting.opened(buffer.getvalue(), "isian.xlsx")
    [problem] = bad.value.problems
    assert (problem.place, problem.message) == (
        "isian.xlsx", "this workbook spans more than 5 cells, merged and linked ones counted",
    )  # fmt: skip


def test_cells_that_do_not_say_where_they_stand_are_opened() -> None:
    """Each stands behind the one before."""
    book, saved, made = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    book.worksheets[0].append([1, 2])
    book.save(saved)
    with zipfile.ZipFile(saved) as given, zipfile.ZipFile(made, "w") as archived:
        for name in given.namelist():
            archived.writestr(name, re.sub(rb' r="[A-Z]\d"', b"", given.read(name)))
    sheet = rewriting.opened(made.getvalue(), "isian.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]] == [1, 2]


def test_commands_read_workbooks_and_folders_of_them(tmp_path: Path, spbe: Spbe) -> None:
    path = filled(tmp_path, **{f"level_{n}": "3 - Terdefinisi" for n in range(1, 48)})
    (tmp_path / "~$isian.xlsx").write_bytes(b"locked")
    assert '"index": 3.0' in spbe("score", path, "--format", "json").out
    assert "Kota Contoh" in spbe("batch", tmp_path).out
    assert spbe("validate", tmp_path).code == 0
    assert spbe("compare", path, path).code == 0
    assert '"index": 3.0' in spbe("score", "-", "--format", "json", stdin=path.read_bytes()).out


def test_the_same_agency_twice_names_both_cells(tmp_path: Path, spbe: Spbe) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        filled(folder)
    ran = spbe("trend", first, second)
    assert "b/isian.xlsx:Summary!B4: Kota Contoh is there already, in " in ran.err
    assert "a/isian.xlsx:Summary!B4" in ran.err


def test_problems_as_annotations_and_data_name_the_cell(tmp_path: Path, spbe: Spbe) -> None:
    path = filled(tmp_path, level_1=9)
    assert "::1 Kebijakan Internal SPBE!D5: level 9" in spbe("validate", path, "--format", "github").out
    assert '"cell": "1 Kebijakan Internal SPBE!D5"' in spbe("validate", path, "--format", "json").out
    assert "1 Kebijakan Internal SPBE!D5: level 9" in spbe("validate", path, "--format", "junit").out


def test_without_the_library_it_is_said_how_to_install_it(tmp_path: Path, spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path)
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    assert spbe("score", path).code == 0  # reading takes none
    ran = spbe("validate", path, "-o", tmp_path / "checked.xlsx")
    assert ran.code == 2
    assert 'openpyxl, which this takes, is not installed (install it with: pip install "spbe-cli[excel]")' in ran.err


def test_what_is_merged_over_several_answers_is_read_for_each_and_said(tmp_path: Path, spbe: Spbe) -> None:
    path = filled(tmp_path, level_1=3, evidence_3="sk.pdf", level_11=2)
    book = openpyxl.load_workbook(path)
    sheet, other, evidence = book.worksheets[1], book.worksheets[2], book["Evidence"]
    for merged in ("D5:D7", "E7:E8", "K5:K9"):
        sheet.merge_cells(merged)
    other.merge_cells("D5:E5")
    evidence["A4"], evidence["C4"], evidence["C5"], evidence["C6"] = 11, "a.pdf", "b.pdf", "c.pdf"
    evidence.merge_cells("A4:A6")
    book.save(path)
    read: Any = [load_assessment(path).assessment.answer(n) for n in (1, 2, 3, 4, 11)]
    assert [one.levels for one in read] == [(3,), (3,), (3,), None, (2,)]
    assert [one.files for one in read] == [(), (), ("sk.pdf",), ("sk.pdf",), ("a.pdf", "b.pdf", "c.pdf")]
    hint = "(the figures in the workbook itself count the first one only)"
    assert [line.partition("isian.xlsx:")[2] for line in spbe("validate", path).err.splitlines()[:-1]] == [
        f"1 Kebijakan Internal SPBE!D5: cells are merged: what the first one says is read in rows 6-8, too {hint}",
        f"Evidence!A4: cells are merged: what the first one says is read in rows 5-6, too {hint}",
    ]


def test_an_address_that_lies_behind_a_name_of_evidence_is_said(tmp_path: Path, spbe: Spbe) -> None:
    names = {1: "Perwali 12", 2: "https://example.go.id/a b", 3: "www.example.go.id", 4: "sk.pdf", 5: "SK; Perwali"}
    path = filled(tmp_path, level_1=3, **{f"evidence_{n}": said for n, said in names.items()}, note_6="catatan")
    book = openpyxl.load_workbook(path)
    for n, address in (
        (1, "https://drive.example/x"), (2, "https://example.go.id/a%20b"), (3, "http://www.example.go.id/"), (4, "bukti/sk.pdf"),
        (5, "https://drive.example/y"),
    ):  # fmt: skip
        named(book, f"spbe_evidence_{n}").hyperlink = address
    named(book, "spbe_note_6").hyperlink = "https://drive.example/z"
    evidence = book["Evidence"]
    evidence["A4"], evidence["C4"] = 1, "a.pdf"
    evidence["C4"].hyperlink = "https://drive.example/a"
    book.save(path)
    hint = "(write the address into the cell if it should be kept)"
    assert [line.partition("isian.xlsx:")[2] for line in spbe("validate", path).err.splitlines()[:-1]] == [
        "1 Kebijakan Internal SPBE!E5: the addresses behind 2 names of evidence are not read, such as https://drive.example/x "
        + hint,
        f"Evidence!C4: the address behind a name of evidence is not read: https://drive.example/a {hint}",
    ]


def test_a_cell_merged_over_the_services_of_an_indicator_is_one_evidence_but_a_level_for_each(tmp_path: Path) -> None:
    path = filled(tmp_path, "permenpanrb-5-2018", level_35_1=3, evidence_35_1="sk.pdf")
    book = openpyxl.load_workbook(path)
    for cell in (named(book, "spbe_level_35_1"), named(book, "spbe_evidence_35_1")):
        cell.parent.merge_cells(start_row=cell.row, end_row=cell.row + 2, start_column=cell.column, end_column=cell.column)
    book.save(path)
    read: Any = load_assessment(path).assessment.answer(35)
    assert (read.levels, read.files) == ((3, 3, 3), ("sk.pdf",))


def test_hidden_rows_columns_and_sheets_with_answers_are_read_and_said(tmp_path: Path, spbe: Spbe) -> None:
    path = filled(tmp_path, level_1=3, level_2=2, level_11=4, note_11="x")
    assert spbe("validate", path).err == "1 file checked: no problems\n"
    book = openpyxl.load_workbook(path)
    first, second = book.worksheets[1:3]
    for row in (6, 9):  # in the second nothing is filled in
        first.row_dimensions[row].hidden = True
    for sheet, column in ((first, "G"), (second, "F"), (second, "E")):
        sheet.column_dimensions[column].hidden = True
    second.sheet_state = "hidden"
    book.save(path)
    assert [line.partition("isian.xlsx:")[2] for line in spbe("validate", path).err.splitlines()[:-1]] == [
        "1 Kebijakan Internal SPBE!D6: row 6 is hidden and read all the same",
        "2 Tata Kelola SPBE!F5: column F is hidden and read all the same",
        '2 Tata Kelola SPBE!D5: the sheet "2 Tata Kelola SPBE" is hidden and read all the same',
    ]


@pytest.mark.parametrize(
    "said",
    ["belum", "Belum dinilai", "belum di isi", " belum diisi. ", "(belum diisi)", "blm dijawab", "belum ada nilai", "not yet"],
)
def test_a_level_that_is_said_to_be_missing_is_a_blank_one_and_that_is_said(tmp_path: Path, spbe: Spbe, said: str) -> None:
    path = filled(tmp_path, level_1=said, level_2=2, level_11=said, note_1="x")
    read: Any = load_assessment(path).assessment
    assert (read.answer(1).levels, read.answer(1).note, read.answer(2).levels, read.answer(11).answered) == (
        None,
        "x",
        (2,),
        False,
    )
    assert [line.partition("isian.xlsx:")[2] for line in spbe("validate", path, columns=200).err.splitlines()[:-1]] == [
        "1 Kebijakan Internal SPBE!D5: this cell says that nothing is answered yet, and is read as a blank one: D5",
        "2 Tata Kelola SPBE!D5: this cell says that nothing is answered yet, and is read as a blank one: D5",
    ]
    # This may be a level: there is no such policy yet.
    assert len(problems(filled(tmp_path, level_1="belum ada"))) == 1


def test_a_service_that_does_not_apply_beside_levels_of_others_is_told(tmp_path: Path, spbe: Spbe) -> None:
    path = filled(tmp_path, "permenpanrb-5-2018", level_35_1=3, level_35_2="n/a - bukan tugas", level_35_3="belum", level_1=2)
    found: Any = load_assessment(path).assessment.answer(35).levels
    assert found == (3,)
    said = [line.partition("isian.xlsx:")[2].partition("!")[2] for line in spbe("validate", path, columns=200).err.splitlines()]
    rows = [named(openpyxl.load_workbook(path), f"spbe_level_35_{one}").coordinate for one in (2, 3)]
    assert said[:-1] == [
        f"{rows[1]}: this cell says that nothing is answered yet, and is read as a blank one: {rows[1]}",
        f"{rows[0]}: this cell is n/a of one service beside levels of others, and the service is left out: {rows[0]}",
    ]
    every = filled(tmp_path, "permenpanrb-5-2018", level_35_1="n/a", level_35_2="n/a", level_1=2)
    assert "beside levels" not in spbe("validate", every).err
