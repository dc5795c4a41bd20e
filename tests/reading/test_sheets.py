"""Cells of workbooks as they are stored, whatever program wrote them and whatever else the file holds."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.reading import sheets
from spbe_cli.reading.cells import SheetRow, Value, Wrong, exact_number
from spbe_cli.reading.problems import BadInput
from spbe_cli.reading.sheets import Book, Merged
from tests.reached import reached, reaching

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = """<styleSheet xmlns="{main}"><numFmts><numFmt numFmtId="164" formatCode="yyyy"/>
<numFmt numFmtId="165" formatCode="0.00&quot;days&quot;"/><numFmt numFmtId="166" formatCode="[Red]dd\\-mmm"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>
<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>
<dxfs><dxf><numFmt numFmtId="165" formatCode="yyyy"/></dxf></dxfs></styleSheet>"""
# Excel numbers the formats of conditions anew, so that theirs may have the number of a cell's.


def archive(
    cells: str,
    *,
    workbook: str = "",
    strings: str = "",
    behind: str = "",
    sheet: str = '<sheet name="Data" sheetId="1" r:id="a"/>',
) -> bytes:
    """A workbook as some program might write it: one sheet with these cells."""
    types = f'xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"'
    kinds = {"worksheet": "worksheets/sheet1.xml", "styles": "/xl/styles.xml", "sharedStrings": "sharedStrings.xml"}
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f"<workbook {types}>{workbook}<sheets>{sheet}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        + "".join(
            f'<Relationship Id="{name}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
            for name, (kind, target) in zip("abc", kinds.items(), strict=True)
        )
        + "</Relationships>",
        "xl/worksheets/sheet1.xml": f"<worksheet {types}><sheetData>{cells}</sheetData>{behind}</worksheet>",
        "xl/styles.xml": _STYLES.format(main=_MAIN),
        "xl/sharedStrings.xml": f"<sst {types}>{strings}</sst>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written:
        for name, text in parts.items():
            written.writestr(name, text)
    return buffer.getvalue()


def rows(data: bytes) -> list[SheetRow]:
    book = Book(data, "a.xlsx")
    return list(book.rows(book.sheets[0]))


def only(cell: str, **more: str) -> Value | None:
    """What the one cell of a sheet says."""
    found = rows(archive(f"<row>{cell}</row>", **more))
    return found[0].cells[0] if found else None


def code(data: bytes) -> str:
    with pytest.raises(BadInput) as bad:
        rows(data)
    return bad.value.problems[0].code


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("<c><v>3</v></c>", "3"),
        ("<c><v>3.637</v></c>", "3.637"),
        ("<c><v>3.6369999999999998</v></c>", "3.637"),
        ("<c><v>2.9999999999999996</v></c>", "3"),
        ("<c><v>2.6666666667</v></c>", "2.6666666667"),
        ("<c><v>1E-3</v></c>", "1E-3"),
        ("<c><v>1.2345678901234E-3</v></c>", "0.00123456789012"),
        ("<c><v>197001011990031</v></c>", "197001011990031"),
        ("<c><v> 3 </v></c>", "3"),
        ('<c t="s"><v>1</v></c>', "Kota X"),
        ('<c t="s"><v>2</v></c>', "Kota Y"),
        ('<c t="s"><v>3</v></c>', "東京"),
        ('<c t="inlineStr"><is><r><t>Kota</t></r><r><t xml:space="preserve"> X</t></r></is></c>', "Kota X"),
        ('<c t="str"><f>A1</f><v>a_x000D_b_x005F_c_xD800_</v></c>', "a\rb_c_xD800_"),
        ('<c t="b"><v>1</v></c>', True),
        ('<c t="b"><v>0</v></c>', False),
        ('<c t="d"><v>2024-05-06T00:00:00</v></c>', "2024-05-06"),
        ('<c s="1"><v>45292</v></c>', "2024-01-01"),
        ('<c s="1"><v>45292.75</v></c>', "2024-01-01"),
        ('<c s="2"><v>45292</v></c>', "2024"),
        ('<c s="3"><v>45292</v></c>', "45292"),
        ('<c s="4"><v>45292</v></c>', "2024-01-01"),
        ('<c s="1"><v>3</v></c>', "3"),
        ('<c s="1"><v>0.5</v></c>', "0.5"),
        ('<c s="1"><v>99999999</v></c>', "99999999"),
        ('<c s="99"><v>3</v></c>', "3"),
        ("<c><f>1+2</f><v>3</v></c>", "3"),
        ('<c t="str"><f>""</f><v></v></c>', None),
        ('<c t="b"><f>A1</f><v>1</v></c>', True),
        ("<c/>", None),
        ('<c s="1"/>', None),
        ("<c><v></v></c>", None),
        ('<c t="inlineStr"><is><t></t></is></c>', None),
    ],
)
def test_what_a_cell_says(cell: str, said: Any) -> None:
    strings = (
        "<si><t>Kota W</t></si><si><t>Kota X</t></si><si><r><t>Kota</t></r><r><t xml:space='preserve'> Y</t></r></si>"
        "<si><t>東京</t><rPh sb='0' eb='2'><t>とうきょう</t></rPh></si>"
    )
    found = only(cell, strings=strings)
    assert (found, type(found)) == (said, type(said))


@pytest.mark.parametrize(
    ("cell", "wrong"),
    [
        ("<c><f>1+2</f></c>", "formula_uncounted"),
        ("<c><f>1+2</f><v></v></c>", "formula_uncounted"),
        ("<c><f>1+2</f><v/></c>", "formula_uncounted"),
        ('<c><f t="shared" si="0"/></c>', "formula_uncounted"),
        ('<c t="str"><f>A1</f></c>', "formula_uncounted"),
        ('<c t="e"><f>A1</f><v>#REF!</v></c>', "cell_error"),
        ('<c t="e"><v>#N/A</v></c>', "cell_error"),
    ],
)
def test_what_a_cell_can_not_say(cell: str, wrong: str) -> None:
    found = only(cell)
    assert isinstance(found, Wrong)
    assert found.code == wrong


@pytest.mark.parametrize("said", ["1", "true"])
def test_a_zero_that_nobody_computed_is_no_value(said: str) -> None:
    # XlsxWriter writes 0 beside a formula and asks whoever opens the workbook to compute it.
    formula = "<c><f>1+2</f><v>0</v></c>"
    assert only(formula) == "0"
    asked = f'<calcPr fullCalcOnLoad="{said}"/>'
    assert isinstance(only(formula, workbook=asked), Wrong)
    assert only("<c><f>1+2</f><v>3</v></c>", workbook=asked) == "3"
    assert only("<c><v>0</v></c>", workbook=asked) == "0"


@pytest.mark.parametrize("said", ["1", "true"])
def test_days_are_counted_from_1904_where_the_workbook_says_so(said: str) -> None:
    assert only('<c s="1"><v>43830</v></c>', workbook=f'<workbookPr date1904="{said}"/>') == "2024-01-01"


def test_rows_and_cells_may_go_without_numbers_and_names_with_a_prefix() -> None:
    cell = '<x:row xmlns:x="{}"><x:c><x:v>{}</x:v></x:c><x:c r="D9"><x:v>4</x:v></x:c><x:c><x:v>5</x:v></x:c></x:row>'
    found = rows(archive(cell.format(_MAIN, 1) + '<row r="9" hidden="1"><c><v>6</v></c></row>' + cell.format(_MAIN, 7)))
    assert [(row.number, row.cells, row.hidden) for row in found] == [
        (1, {0: "1", 3: "4", 4: "5"}, False),
        (9, {0: "6"}, True),
        (10, {0: "7", 3: "4", 4: "5"}, False),
    ]


def test_merged_ranges_and_defined_names_and_hidden_sheets() -> None:
    merges = '<mergeCells><mergeCell ref="C1:XFD1048576"/><mergeCell ref="A2:B3"/></mergeCells>'
    names = "<definedName name='a'>Data!$A$1</definedName><definedName name='b' localSheetId='0'>x</definedName>"
    hidden = '<sheet name="Data" sheetId="1" state="veryHidden" r:id="a"/><sheet name="Chart" sheetId="2" r:id="b"/>'
    book = Book(archive("<row><c><v>1</v></c></row>", behind=merges, workbook=names, sheet=hidden), "a.xlsx")
    assert book.names == {"a": "Data!$A$1"}
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("Data", True)]
    assert book.merged(book.sheets[0]) == [Merged(1, 2, 1048576, 16383), Merged(2, 0, 3, 1)]
    assert Book(archive(""), "a.xlsx").merged(book.sheets[0]) == []


def test_hidden_columns() -> None:
    columns = (
        '<cols><col min="1" max="1" width="9"/><col min="2" max="3" width="9" hidden="1"/><col width="0" min="5" max="5"/>'
        '<col min="7" max="99999999" hidden="true"/><col hidden="1"/><col min="x" max="9" hidden="1"/></cols>'
    )
    sheet = io.BytesIO(archive("<row><c><v>1</v></c></row>"))
    changed = io.BytesIO()
    with zipfile.ZipFile(sheet) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"<sheetData", columns.encode() + b"<sheetData") if b"<sheetData" in data else data)
    book = Book(changed.getvalue(), "a.xlsx")
    assert book.hidden_columns(book.sheets[0]) == {1, 2, 4, *range(6, 16384)}
    book = Book(sheet.getvalue(), "a.xlsx")
    assert book.hidden_columns(book.sheets[0]) == set()


def test_a_merged_range_is_found_wherever_the_part_is_cut() -> None:
    for padding in range(sheets._CHUNK - 120, sheets._CHUNK + 20):
        data = archive(
            f"<!--{'-x' * (padding // 2)}{'x' * (padding % 2)}-->", behind='<mergeCells><mergeCell ref="A2:B3"/></mergeCells>'
        )
        book = Book(data, "a.xlsx")
        assert book.merged(book.sheets[0]) == [Merged(2, 0, 3, 1)]


def test_a_cell_at_the_end_of_the_sheet_costs_nothing() -> None:
    begun = time.process_time()
    found = rows(archive('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'))
    assert found == [SheetRow(1, {0: "1"}, False)]
    found = rows(
        archive(
            '<row r="1048576"><c r="XFD1048576" s="1"><v>1</v></c></row>',
            behind='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        )
    )
    assert found == [SheetRow(1048576, {16383: "1"}, False)]
    assert time.process_time() - begun < 5  # it took half a minute


def test_what_is_damaged_or_too_much_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    good = archive("<row><c><v>1</v></c></row>")
    assert code(archive("<row><c><v>1</v></row>")) == "workbook_broken"
    assert code(archive('<row><c t="s"><v>7</v></c></row>')) == "workbook_broken"
    assert code(archive('<row><c t="s"><v>x</v></c></row>')) == "workbook_broken"
    assert code(archive('<row r="x"><c><v>x</v></c></row>')) == "workbook_broken"
    assert code(archive("", workbook="<sheets><sheet name='x'/></sheets>")) == "workbook_broken"
    assert code(good[:-30]) == "workbook_broken"
    monkeypatch.setattr(sheets, "MAX_ELEMENTS", 10)
    assert code(archive("<row/>" * 20)) == "sheet_too_large"
    assert code(archive("", strings="<si><t>a</t></si>" * 20)) == "workbook_broken"


def test_a_document_type_is_refused_in_every_part() -> None:
    # Its entities could grow without end.
    kind = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    for part in (
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/styles.xml",
        "xl/sharedStrings.xml",
        "xl/_rels/workbook.xml.rels",
    ):
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(archive("<row><c><v>1</v></c></row>"))) as old, zipfile.ZipFile(buffer, "w") as new:
            for name in old.namelist():
                new.writestr(name, kind * (name == part) + old.read(name).decode())
        assert code(buffer.getvalue()) == "workbook_broken", part


def test_a_long_text_is_read_in_time_that_grows_with_it() -> None:
    begun = time.process_time()
    assert only(f'<c t="inlineStr"><is><t>{"x" * 8_000_000}</t></is></c>') == "x" * 8_000_000
    assert time.process_time() - begun < 5


def sheet_of(book: openpyxl.Workbook) -> Any:
    return book.active


WORDS = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=12).filter(lambda text: not text.startswith("="))
CELLS = st.one_of(
    WORDS,
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.decimals(-1000, 1000, places=3).map(float),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)).map(lambda day: datetime(day.year, day.month, day.day)),
    st.none(),
)


def shown(value: Any) -> Value | None:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        return exact_number(repr(value).removesuffix(".0"))
    return str(value) if type(value) is int else value or (value if isinstance(value, bool) else None)


@reaching(0.05, "cells of xlsxwriter", "cells of openpyxl")
@given(st.lists(st.lists(CELLS, max_size=5), min_size=1, max_size=5), st.booleans())
def test_what_libraries_write_is_read_as_it_was_meant(table: list[list[Any]], first: bool) -> None:
    buffer = io.BytesIO()
    if first:
        book = xlsxwriter.Workbook(buffer, {"default_date_format": "dd/mm/yyyy", "strings_to_urls": False})
        sheet = book.add_worksheet("Data")
        for number, row in enumerate(table):
            for column, cell in enumerate(row):
                sheet.write(number, column, cell) if not isinstance(cell, str) else sheet.write_string(number, column, cell)
        book.close()
    else:
        other = openpyxl.Workbook()
        for row in table:
            sheet_of(other).append(row)
        other.save(buffer)
    read = {(row.number, column): value for row in rows(buffer.getvalue()) for column, value in row.cells.items()}
    expected = {
        (number, column): said
        for number, row in enumerate(table, start=1)
        for column, cell in enumerate(row)
        if (said := shown(cell)) is not None
    }
    if expected:
        reached(f"cells of {'xlsxwriter' if first else 'openpyxl'}")
    assert read == expected
