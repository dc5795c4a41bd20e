"""Pages as workbooks: typed cells, text that stays text, native charts, one sheet for each table."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from spbe_cli import texts
from spbe_cli.formats.screen import Screen
from spbe_cli.formats.xlsx import render
from spbe_cli.views.page import (
    Amount,
    Bar,
    Chart,
    Column,
    Fact,
    Items,
    Mark,
    Note,
    Page,
    Percent,
    Row,
    Series,
    Spark,
    Table,
    Task,
)
from tests.conftest import EXAMPLES, Spbe
from tests.libreoffice import saved_again

COLUMNS = (
    Column("id", "No.", "number"),
    Column("title", "Title", wide=True),
    Column("weight", "Weight", "number"),
    Column("change", "Change\nin points", "number"),
    Column("path", "", audience="data"),
    Column("bar", "", "bar"),
    Column("spark", "", "spark"),
)


def row(*cells: Any, depth: int = 0, strong: bool = False) -> Row:
    return Row(cells, depth, strong)


def chart(kind: Any, *series: Series, labels: tuple[str, ...] = ("a", "b"), **more: Any) -> Chart:
    return Chart(kind, f"The {kind}", labels, series, Fraction(1), Fraction(5), f"What the {kind} says", **more)


TABLE = Table(
    COLUMNS,
    (
        row(
            1,
            "=1+1",
            Percent(Decimal("12.5")),
            "+0.30",
            "x.yaml",
            Bar(Fraction(1, 2)),
            Spark((Fraction(1, 4), None, Fraction(1))),
        ),
        row(2, "Layanan", Percent(Decimal(3)), "−1,25", "y.yaml", Bar(Fraction(1)), None, depth=1),
        row(None, Items(("first", "@second")), None, "n/a", "z.yaml", None, None, strong=True),
    ),
    "A table: [of] all/kinds?",
)
PAGE = Page(
    title="-2+3 Kota",
    subtitle="subtitle",
    facts=(Fact("Index", "2.64", strong=True), Fact("Next", "0.86 below")),
    charts=(
        chart("bars", Series("now", (Fraction(2), Fraction(5, 2)))),
        chart("radar", Series("now", (Fraction(2), None)), Series("then", (Fraction(1), Fraction(3)))),
        chart("lines", Series("=one", (Fraction(2), None)), marks=(Mark(Fraction(13, 5), "Baik"),)),
        chart("scale", Series("2024", (Fraction(2),)), Series("2023", (Fraction(3),)), labels=("Index",)),
        chart("spread", Series("all", (Fraction(2), Fraction(3)))),
    ),
    tables=(TABLE, TABLE._replace(audience="data")),
    tasks=(Task("=32", "Raise it", (("What it asks for", ("a policy", "minutes")),)),),
    notes=(Note("Borderline", "warning"),),
    parts=(
        Page("Deeper", tables=(TABLE._replace(title=""),)),
        Page("Map", charts=(chart("heat", Series("=Kota", (Fraction(2), Fraction(5, 2))), Series("Kab.", (None, Fraction(1)))),)),
    ),
)


def drawn(*pages: Page) -> Any:
    return openpyxl.load_workbook(io.BytesIO(render(pages, Screen(80, colour=False, blocks=True))))


def test_a_sheet_for_the_page_and_one_for_each_table_and_heat_map() -> None:
    book = drawn(PAGE)
    assert book.sheetnames == ["Summary", "A table of all kinds", "To do", "Deeper", "Map", "data"]
    assert book["data"].sheet_state == "hidden"
    assert book.active.title == "Summary"
    assert [sheet.title for sheet in drawn(PAGE, PAGE)][:2] == ["Summary", "A table of all kinds"]


def test_a_sheet_is_called_by_whole_words_also_where_a_number_follows() -> None:
    long = Page("Where points are lost · 2024", facts=(Fact("a", "b"),), tables=(TABLE._replace(title=""),))
    assert drawn(long, PAGE).sheetnames[:2] == ["Where points are lost", "Where points are lost (2)"]
    agencies = [PAGE._replace(title=f"Badan Perencanaan {name} Daerah", parts=()) for name in ("Pembangunan", "Pendapatan")]
    # Where a reader would not pause, as much of each name is kept as there is room for.
    assert drawn(*agencies).sheetnames[:2] == ["Badan Perencanaan Pembangunan", "Badan Perencanaan Pembangun (2)"]
    other = PAGE._replace(title="Another page of facts", parts=())
    assert "A table of all kinds" not in drawn(PAGE, other).sheetnames


def test_numbers_are_numbers_with_their_decimals_and_text_is_text() -> None:
    sheet = drawn(PAGE)["A table of all kinds"]
    cells = {cell.coordinate: (cell.value, cell.data_type, cell.number_format) for line in sheet["A4:F7"] for cell in line}
    assert cells["A4"][0] == "No."
    assert cells["D4"][0] == "Change in points"
    assert cells["A5"] == (1, "n", "0")
    assert cells["B5"] == ("=1+1", "s", "General")
    assert cells["C5"] == (0.125, "n", "0.0%")
    assert cells["C6"] == (0.03, "n", "0%")
    assert cells["D5"] == (0.3, "n", "+0.00;−0.00;±0.00")
    assert cells["D6"] == (-1.25, "n", "+0.00;−0.00;±0.00")
    assert cells["D7"][:2] == ("n/a", "s")
    assert cells["E5"][:2] == (0.5, "n")
    assert cells["B7"][0] == "• first\n• @second"
    assert sheet["B6"].alignment.indent == 2
    assert sheet["B7"].font.bold
    assert sheet.freeze_panes == "C5"
    assert sheet.auto_filter.ref == "A4:F7"


def test_a_number_of_more_digits_than_office_programs_keep_is_text() -> None:
    # As a number 29638297872340381 is read back as 29638297872340380.
    columns = (
        Column("a", "A", "number"),
        Column("b", "B", "number"),
        Column("c", "C", "number"),
        Column("d_exact", "D", "fraction"),
    )
    cells = (
        29638297872340381,
        Decimal("0.1234567890123456"),
        Amount(Fraction("1234567890123456.5")),
        Fraction(10**17 + 1, 3 * 10**16),
    )
    sheet = drawn(Page("Exact", tables=(Table(columns, (row(*cells),), "Exact figures"),))).active
    found = [sheet.cell(5, column + 1) for column in range(5)]
    assert [(one.value, one.data_type) for one in found] == [
        ("29638297872340381", "s"),
        ("0.1234567890123456", "s"),
        ("1,234,567,890,123,456.5", "s"),
        ("100000000000000001", "s"),
        (3 * 10**16, "n"),
    ]


def test_a_text_that_a_row_has_no_room_for_goes_on_in_the_next() -> None:
    # A row is at most 409 points high, a cell holds at most 32,767 characters: a list of names may be longer.
    names = [f"Dinas Nomor {number}" for number in range(3000)]
    sheet = drawn(Page("Missing", facts=(Fact("Names", " ".join(names)),), notes=(Note(" ".join(names)), Note("the end")))).active
    assert " ".join(cell.value for cell in sheet["B"] if cell.value) == " ".join(names)
    assert " ".join(cell.value for cell in sheet["A"][3:] if cell.value) == f"Names {' '.join(names)} the end"
    assert max(one.height for one in sheet.row_dimensions.values() if one.height) <= 409


def test_a_text_that_a_cell_cannot_hold_ends_with_dots() -> None:
    columns = (Column("a", "A", wide=True), Column("b", "B"))
    table = Table(columns, (row("🚀" * 20_000, Items(("y" * 32_765, "z"))), row("x" * 32_767, None)), "Long")
    sheet = drawn(Page("Long", tables=(table,))).active
    assert sheet["A5"].value == "🚀" * 16_383 + "…"
    assert sheet["B5"].value == "• " + "y" * 32_764 + "…"
    assert sheet["A6"].value == "x" * 32_767


def test_a_chart_of_more_values_than_a_row_has_cells_finds_all() -> None:
    # Excel calls a workbook damaged whose charts point beyond the last column, XFD.
    values = tuple(Fraction(100 + number % 400, 100) for number in range(16_385))
    spread = chart("spread", Series("all", values), labels=tuple(map(str, range(len(values)))))
    book = drawn(Page("Many", charts=(spread, chart("bars", Series("now", (Fraction(2), Fraction(5, 2)))))))
    for drawing, count in zip(book["Charts"]._charts, (len(values), 2), strict=True):
        area = drawing.series[0].val.numRef.f.rpartition("!")[2].replace("$", "")
        cells = [cell for line in book["data"][area] for cell in line]
        assert len(cells) == count
        assert all(cell.value is not None for cell in cells)


def test_what_begins_like_a_formula_is_never_one() -> None:
    # A cell with a formula would have an <f> in the file.
    with zipfile.ZipFile(io.BytesIO(render([PAGE], Screen(80, colour=False, blocks=True)))) as archive:
        assert not [name for name in archive.namelist() if "worksheets/" in name and re.search(rb"<f>", archive.read(name))]


def test_charts_are_native_and_drawn_from_numbers() -> None:
    book = drawn(PAGE)
    charts = book["Summary"]._charts
    kinds = [type(one).__name__ for one in charts]
    assert kinds == ["BarChart", "RadarChart", "LineChart", "BarChart", "BarChart"]
    lines = charts[2]
    names = [re.fullmatch(r"data!\$A\$([0-9]+)", one.tx.strRef.f) for one in lines.series]
    assert [book["data"].cell(int(found[1]), 1).value for found in names if found] == ["=one", "Baik"]
    data = [[cell.value for cell in line] for line in book["data"].iter_rows()]
    assert any(values[:2] == [2.6, 2.6] for values in data)


def test_tasks_have_boxes_to_tick_off() -> None:
    rows = [[cell.value for cell in line] for line in drawn(PAGE)["To do"]["A4:C7"]]
    boxes = [(values[0] or "", values[1] or "", values[2]) for values in rows]
    assert boxes == [("☐", "=32", "Raise it"), ("", "", "What it asks for"), ("☐", "", "a policy"), ("☐", "", "minutes")]


def test_a_heat_map_is_coloured_by_its_values() -> None:
    sheet = drawn(PAGE)["Map"]
    assert [cell.value for cell in sheet[5]] == ["=Kota", 2, 2.5]
    assert [cell.value for cell in sheet[6]] == ["Kab.", None, 1]
    ((area, rules),) = [(str(one.sqref), one.rules) for one in sheet.conditional_formatting]
    assert (area, rules[0].type) == ("B5:C6", "colorScale")


def test_a_heat_map_shows_its_values_as_the_report_does() -> None:
    # 2.00 of a domain is a value as 2.50 is, and no level; a row has room for all lines of a long name.
    series = (Series("Dinas " + "Panjang " * 30, (Fraction(2), Fraction(5, 2))),)
    for levels, formats in ((False, ["0.00", "0.00"]), (True, ["0", "0.00"])):
        sheet = drawn(Page("Map", charts=(chart("heat", *series, levels=levels),))).active
        assert [cell.number_format for cell in sheet["B5:C5"][0]] == formats
        assert sheet.row_dimensions[5].height > 50


def test_a_long_label_leaves_room_for_the_drawing() -> None:
    labels = ("Dinas " + "Panjang " * 30, "b")
    data = drawn(Page("Long", charts=(chart("bars", Series("now", (Fraction(2), Fraction(5, 2))), labels=labels),)))["data"]
    assert [cell.value for cell in data[1]] == ["Dinas " + "Panjang " * 6 + "Panja…", "b"]


def test_libreoffice_opens_it(tmp_path: Path) -> None:
    path = tmp_path / "page.xlsx"
    path.write_bytes(render([PAGE], Screen(80, colour=False, blocks=True)))
    (saved,) = saved_again([path], tmp_path, "en-US")
    book: Any = openpyxl.load_workbook(saved)
    assert len(book["Summary"]._charts) == 5
    assert book["A table of all kinds"]["C5"].value == 0.125


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", "bandar-lampung-2024.yaml", "palopo-2018.yaml"),
        ("score", "bandar-lampung-2024.yaml", "--set", "32=5"),
        ("batch", "national-2023.csv"),
        ("batch", "region", "--by", "indicator"),
        ("compare", "bandar-lampung-2023.yaml", "bandar-lampung-2024.yaml"),
        ("compare", "region-2023", "region"),
        ("trend", "palopo-2018.yaml", "palopo-2023.yaml"),
        ("explain", "pemdi-2026.yaml"),
        ("indicators", "32"),
        ("plan", "bandar-lampung-2024.yaml", "--target", "3.5"),
    ],
)
def test_every_command_that_draws_pages_makes_one(arguments: tuple[str, ...], tmp_path: Path, spbe: Spbe) -> None:
    words = [EXAMPLES / word if (EXAMPLES / word).exists() else word for word in arguments]
    for language in texts.LANGUAGES:
        path = tmp_path / f"{language}.xlsx"
        ran = spbe(*words, "-o", path, "--lang", language)
        assert ran.code == 0, ran.err
        book = openpyxl.load_workbook(path)
        assert len(book.sheetnames) > 1
        assert all(cell.data_type != "f" for sheet in book for line in sheet for cell in line)


def test_it_goes_to_a_pipe_too() -> None:
    code = "from spbe_cli.__main__ import main; main()"
    command = [sys.executable, "-c", code, "score", str(EXAMPLES / "denpasar-2018.yaml"), "--format", "xlsx"]
    ran = subprocess.run(command, capture_output=True, check=True)
    assert openpyxl.load_workbook(io.BytesIO(ran.stdout)).sheetnames


def test_without_the_library_it_is_said_how_to_install_it(spbe: Spbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("spbe_cli.formats.xlsx", "spbe_cli.office"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    ran = spbe("score", EXAMPLES / "denpasar-2018.yaml", "-o", tmp_path / "a.xlsx")
    assert ran.code == 2
    assert 'XlsxWriter, which this takes, is not installed (install it with: pip install "spbe-cli[excel]")' in ran.err
    assert not (tmp_path / "a.xlsx").exists()


def test_the_libraries_are_loaded_only_for_workbooks() -> None:
    code = (
        "import sys; from spbe_cli import cli; sys.argv = ['spbe', 'score', sys.argv[1]]\n"
        "try: cli.run()\nfinally: assert not {'openpyxl', 'xlsxwriter'} & set(sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(EXAMPLES / "denpasar-2018.yaml")], capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr
