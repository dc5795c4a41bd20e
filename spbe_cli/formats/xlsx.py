"""Pages as an office workbook: numbers as numbers, a sheet for each table, charts that can be edited.

A page's first sheet has its facts, notes and charts, if there are any. Each table and each heat map has its own sheet, to be
sorted and filtered. The data of the charts are on a hidden sheet.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from xlsxwriter.utility import xl_rowcol_to_cell

from spbe_cli.formats.tabs import names, planned
from spbe_cli.model.base import places
from spbe_cli.model.cells import REPORT
from spbe_cli.office import BAR, DARK, GREY, LONGEST_TEXT, PALE, Book, begun, decimals, height, length, on_paper, sheet_titles
from spbe_cli.texts import exact, visible
from spbe_cli.texts.words import shortened
from spbe_cli.views.page import Amount, Bar, Chart, Items, Percent, Spark, Table, figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction

    from xlsxwriter.worksheet import Worksheet

    from spbe_cli.formats.screen import Screen
    from spbe_cli.formats.tabs import Planned
    from spbe_cli.views.page import Cell, Column, Page, Row, Task

_COLOURS: Final = ("#1F5FA8", "#E07B00", "#2E8B57", "#8E44AD", "#B03A2E", "#5D6D7E", "#148F77", "#B7950B")
_NOTES: Final = {"info": GREY, "warning": "#9A6700", "failure": "#B42318", "success": "#1A7F37"}
_GRID: Final = {"visible": True, "line": {"color": "#E3E7EC"}}
_DATA: Final = "data"

_BOX: Final = "☐"

_TOP: Final = 3
"""The line of a sheet's headings."""

_LABEL, _TEXT = 24, 100
_NARROWEST, _WIDEST, _WIDE = 7, 60, 70
_LINE_HEIGHT, _TALLEST = 20, 400.0
_HEADING_HEIGHT = 30
_CHART_WIDTH, _CHART_HEIGHT, _BAR_HEIGHT = 880, 380, 26
_SIGNED: Final = re.compile(r"[-−±+]?[0-9]+(?:[.,][0-9]+)?")
_MOST_LABELS: Final = 40
"""A chart with at most this many values has each value written beside its mark."""
_LONGEST_LABEL: Final = 60
"""Longer labels are cut short, to leave room for what is drawn; the tables have them whole."""

_MOST_COLUMNS: Final = 16_384
_MOST_DIGITS: Final = 15
"""So many digits of a number are kept by office programs; the others become zeros."""


def render(pages: Sequence[Page], screen: Screen) -> bytes:
    """The pages as a workbook (xlsx), one after the other, each followed by its pages with more detail."""
    return _Writer([one for page in pages for one in planned(page)]).book.bytes()


class _Writer:
    """The workbook while it is written."""

    def __init__(self, sheets_of: Sequence[Planned]) -> None:
        self.book = Book()
        titles = sheet_titles([_DATA, *names(sheets_of)])
        sheets = [self.book.sheet(title) for title in titles[1:]]
        self._data = self.book.sheet(titles[0])
        self._data.hide()
        for title in titles:
            self.book.mark_sheet(REPORT, title)
        self._lines = 0
        for sheet, one in zip(sheets, sheets_of, strict=True):
            self._head(sheet, one)
            if one.of is None:
                self._overview(sheet, one.page)
            elif isinstance(one.of, Table):
                self._table(sheet, one.of)
            elif isinstance(one.of, Chart):
                self._heat(sheet, one.of)
            else:
                self._tasks(sheet, one.of)

    def _head(self, sheet: Worksheet, one: Planned) -> None:
        on_paper(sheet, pages_high=1 if one.of is None else 0)
        sheet.write_string(0, 0, visible(one.title), self.book.style(bold=True, font_size=14, font_color=DARK))
        below = [] if one.title == one.page.title else [one.page.title]
        sheet.write_string(1, 0, visible(" · ".join(filter(None, (*below, one.page.subtitle)))), self.book.style(font_color=GREY))
        sheet.set_row(0, 22)

    def _overview(self, sheet: Worksheet, page: Page) -> None:
        """Facts, notes and charts."""
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, _LABEL)
        sheet.set_column(1, 1, _TEXT)
        line = _TOP
        for fact in page.facts:
            strong = {"bold": True, "font_size": 14, "font_color": DARK} if fact.strong else {}
            sheet.write_string(line, 0, visible(fact.label), self.book.style(font_color=GREY, valign="vcenter"))
            for text in _in_rows(visible(fact.text), _TEXT):
                sheet.write_string(line, 1, text, self.book.style(text_wrap=True, valign="vcenter", **strong))
                sheet.set_row(line, max(_LINE_HEIGHT, height(text, _TEXT)))
                line += 1
        line += bool(page.facts)
        for note in page.notes:
            look = self.book.style(text_wrap=True, font_color=_NOTES[note.kind])
            for text in _in_rows(visible(note.text), _LABEL + _TEXT):
                sheet.merge_range(line, 0, line, 1, "", look)
                sheet.write_string(line, 0, text, look)
                sheet.set_row(line, height(text, _LABEL + _TEXT))
                line += 1
        line += bool(page.notes)
        for chart in page.charts:
            if chart.kind != "heat" and any(value is not None for one in chart.series for value in one.values):
                line += self._chart(sheet, line, chart)

    # Tables.

    def _table(self, sheet: Worksheet, table: Table) -> None:
        columns = [n for n, one in enumerate(table.columns) if one.audience in ("all", "people", "sheet")]
        widths = [_width(table, position) for position in columns]
        headings = [_heading(table.columns[position]) for position in columns]
        for at, position in enumerate(columns):
            column = table.columns[position]
            align = {"align": "right"} if column.kind == "number" else {}
            sheet.write_string(_TOP, at, visible(headings[at]), self.book.heading(**align))
            sheet.set_column(at, at, widths[at])
        tallest = max(height(text, width) for text, width in zip(headings, widths, strict=True))
        sheet.set_row(_TOP, max(_HEADING_HEIGHT, tallest))
        for line, row in enumerate(table.rows, start=_TOP + 1):
            for at, position in enumerate(columns):
                self._cell(sheet, (line, at), table.columns[position], row, row.cells[position])
            texts = (_text(row.cells[position]) for position in columns)
            tallest = max((height(text, width) for text, width in zip(texts, widths, strict=True)), default=0)
            sheet.set_row(line, min(_TALLEST, tallest))
        last = _TOP + len(table.rows)
        for at, position in enumerate(columns):
            if table.columns[position].kind == "bar":
                ends = {"min_type": "num", "max_type": "num", "min_value": 0, "max_value": 1}
                sheet.conditional_format(_TOP + 1, at, last, at, {"type": "data_bar", "bar_color": BAR, "bar_only": True, **ends})
        wide = next((at for at, position in enumerate(columns) if table.columns[position].wide), 0)
        sheet.freeze_panes(_TOP + 1, min(wide, 2) + 1)
        sheet.repeat_rows(_TOP)
        if len(table.rows) > 1:
            sheet.autofilter(_TOP, 0, last, len(columns) - 1)

    def _cell(self, sheet: Worksheet, at: tuple[int, int], column: Column, row: Row, cell: Cell) -> None:
        look: dict[str, Any] = {"bold": True, "bg_color": PALE} if row.strong else {}
        if column.wide and row.depth:
            look["indent"] = 2 * row.depth
        if column.kind == "number":
            look |= {"align": "right", "indent": 1, "text_wrap": False}
        typed = None if _is_long(cell) else _typed(cell, column)
        if isinstance(cell, bool):
            sheet.write_boolean(*at, cell, self.book.cell(align="center", **look))
        elif typed is not None:
            sheet.write_number(*at, typed[0], self.book.cell(num_format=typed[1], **look))
        elif text := _text(cell):
            sheet.write_string(*at, text, self.book.cell(**look))
        else:
            sheet.write_blank(*at, None, self.book.cell(**look))
        if isinstance(cell, Spark):
            options = {"type": "column", "min": 0, "max": 1, "series_color": BAR}
            sheet.add_sparkline(*at, {"range": self._kept(cell.shares), **options})

    def _tasks(self, sheet: Worksheet, tasks: Sequence[Task]) -> None:
        """What is to be done, each with a box to tick off."""
        widths = (5, 12, 120)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        lines = [
            line
            for task in tasks
            for line in (
                (_BOX, task.name, task.text, 0),
                *(
                    ("" if at == 0 else _BOX, "", text, 1 if at == 0 else 2)
                    for part, items in task.parts
                    for at, text in enumerate((part, *items))
                ),
            )
        ]
        for row, (box, name, text, depth) in enumerate(lines, start=_TOP):
            strong = {"bold": depth == 0, "bg_color": PALE} if depth == 0 else {"font_color": GREY} if depth == 1 else {}
            sheet.write_string(row, 0, box, self.book.cell(align="center", **strong))
            sheet.write_string(row, 1, visible(name), self.book.cell(**strong))
            sheet.write_string(row, 2, visible(text), self.book.cell(indent=2 * depth, **strong))
            sheet.set_row(row, min(_TALLEST, height(text, widths[-1])))

    # Charts.

    def _chart(self, sheet: Worksheet, line: int, chart: Chart) -> int:
        """Draws a chart; returns how many lines of the sheet it takes."""
        bars = max(1, len(chart.labels)) * len(chart.series) if chart.kind in ("bars", "scale") else 0
        tall = max(_CHART_HEIGHT, 120 + _BAR_HEIGHT * bars) if bars != 1 else _CHART_HEIGHT // 2
        drawn = self._drawn(chart)
        drawn.set_size({"width": _CHART_WIDTH, "height": tall})
        sheet.insert_chart(line, 0, drawn, {"description": visible(chart.text), "x_offset": 4, "y_offset": 4})
        return math.ceil(tall / _LINE_HEIGHT) + 2

    def _drawn(self, chart: Chart) -> Any:
        kinds = {
            "scale": {"type": "bar"}, "bars": {"type": "bar"}, "spread": {"type": "column"}, "lines": {"type": "line"},
            "radar": {"type": "radar", "subtype": "with_markers"},
        }  # fmt: skip
        drawn = self.book.book.add_chart(kinds[chart.kind])
        categories = self._kept(shortened(visible(one), _LONGEST_LABEL) for one in chart.labels)
        shown = decimals(chart.decimals)
        if chart.signed:
            shown = f"+{shown};-{shown}"
        labelled = chart.kind != "radar" and sum(len(one.values) for one in chart.series) <= _MOST_LABELS
        for n, one in enumerate(chart.series):
            colour = _COLOURS[n % len(_COLOURS)]
            line = {"line": {"color": colour, "width": 2.25}, "marker": {"type": "circle", "size": 6, **_filled(colour)}}
            drawn.add_series({
                "name": self._name(one.name), "categories": f"={categories}", "values": f"={self._kept(one.values)}", "gap": 60,
                "data_labels": {"value": True, "num_format": shown} if labelled else {},
                **(line if chart.kind in ("lines", "radar") else _filled(colour)),
            })  # fmt: skip
        # The marks between the ends of the axis, as lines in charts that can have such lines.
        for mark in chart.marks if chart.kind in ("lines", "radar") else ():
            values = f"={self._kept([mark.at] * len(chart.labels))}"
            dashes = {"color": "#B42318" if mark.kind == "target" else "#9AA3AE", "width": 1, "dash_type": "dash"}
            drawn.add_series({
                "name": self._name(mark.name), "categories": f"={categories}", "values": values, "line": dashes,
                "marker": {"type": "none"},
            })  # fmt: skip
        self._axes(drawn, chart, shown)
        drawn.set_title({"name": self._name(chart.title), "name_font": {"size": 12, "color": DARK}})
        several = len(chart.series) > 1 or (chart.marks and chart.kind in ("lines", "radar"))
        drawn.set_legend({"position": "bottom"} if several else {"none": True})
        drawn.show_blanks_as("gap")
        drawn.show_hidden_data()
        return drawn

    def _axes(self, drawn: Any, chart: Chart, shown: str) -> None:
        ends = {"min": float(chart.low), "max": float(chart.high)}
        values = {"num_format": shown, "major_gridlines": _GRID, "num_font": {"color": GREY}}
        if chart.kind in ("scale", "bars"):
            drawn.set_x_axis({**values, **ends})
            # The first label on top, and beside the bars also where some go to the left.
            drawn.set_y_axis({"reverse": True, "label_position": "low", "major_gridlines": {"visible": False}})
            return
        drawn.set_y_axis({**values, **ends})
        if len(chart.labels) > _MOST_LABELS:
            drawn.set_x_axis({"label_position": "none", "major_tick_mark": "none"})

    def _heat(self, sheet: Worksheet, chart: Chart) -> None:
        """A heat map as a table whose cells are coloured by their values."""
        names = max([_LABEL, *(min(_WIDEST, len(visible(one.name))) for one in chart.series)])
        sheet.set_column(0, 0, names)
        longest = max(map(len, chart.labels), default=0)
        upright = {"rotation": 90, "valign": "bottom"} if longest > _NARROWEST else {}
        sheet.set_column(1, len(chart.labels), _NARROWEST - 1)
        sheet.set_row(_TOP, 150 if upright else _LINE_HEIGHT)
        sheet.write_string(_TOP, 0, "", self.book.heading())
        for at, label in enumerate(chart.labels, start=1):
            sheet.write_string(_TOP, at, visible(label), self.book.heading(align="center", **upright))
        for line, one in enumerate(chart.series, start=_TOP + 1):
            sheet.write_string(line, 0, visible(one.name), self.book.cell())
            sheet.set_row(line, min(_TALLEST, height(visible(one.name), names)))
            for at, value in enumerate(one.values, start=1):
                if value is None:
                    sheet.write_blank(line, at, None, self.book.cell())
                else:
                    shown = "0" if chart.levels and value.denominator == 1 else decimals(chart.decimals)
                    sheet.write_number(line, at, float(value), self.book.cell(align="center", num_format=shown))
        low, high = float(chart.low), float(chart.high)
        colours = {"min_color": "#F6B3A6", "mid_color": "#FFF3C9", "max_color": "#9FD3A8"}
        ends = {"min_type": "num", "mid_type": "num", "max_type": "num", "min_value": low, "max_value": high}
        scale = {"type": "3_color_scale", "mid_value": (low + high) / 2, **colours, **ends}
        sheet.conditional_format(_TOP + 1, 1, _TOP + len(chart.series), len(chart.labels), scale)
        sheet.write_string(_TOP + len(chart.series) + 2, 0, visible(chart.text), self.book.style(font_color=GREY))
        sheet.freeze_panes(_TOP + 1, 1)
        sheet.repeat_rows(_TOP)

    def _name(self, name: str) -> str:
        """A reference to a name for a chart, because a name that begins like a formula would be read as one."""
        return f"={self._kept([visible(name)])}".split(":", maxsplit=1)[0]

    def _kept(self, values: Iterable[str | Fraction | None]) -> str:
        """Values in a row of the hidden sheet, or below each other if a row has no room; the reference to them."""
        kept = list(values)
        begin = self._lines
        down = len(kept) > _MOST_COLUMNS
        cells = [(begin + at, 0) if down else (begin, at) for at in range(max(1, len(kept)))]
        self._lines = cells[-1][0] + 1
        for cell, value in zip(cells, kept, strict=False):
            if isinstance(value, str):
                self._data.write_string(*cell, value)
            elif value is not None:
                self._data.write_number(*cell, float(value))
        first, last = (xl_rowcol_to_cell(*cell, True, True) for cell in (cells[0], cells[-1]))
        return f"{_DATA}!{first}:{last}"


def _filled(colour: str) -> dict[str, Any]:
    return {"fill": {"color": colour}, "border": {"color": colour}}


def _typed(cell: Cell, column: Column) -> tuple[float, str] | None:
    """The number in a cell, and its format with as many decimals as elsewhere; None if it is no number."""
    if isinstance(cell, Bar):
        return float(cell.share), "0.00"
    if isinstance(cell, Percent):
        return float(cell.value / 100), f"{decimals(places(cell.value))}%"
    if isinstance(cell, Amount):
        return float(cell.value), f"#,##{decimals(places(Decimal(exact(cell.value))))}"
    if isinstance(cell, int | Decimal):
        return float(cell), decimals(places(cell))
    if isinstance(cell, str) and column.kind == "number" and _SIGNED.fullmatch(cell):
        # A figure that is text, such as a change with its sign; with a decimal comma in Indonesian.
        value = Decimal(cell.replace(",", ".").replace("−", "-").lstrip("±"))
        shown = decimals(places(value))
        return float(value), shown if cell[0].isdigit() else f"+{shown};−{shown};±{shown}"
    return None


def _heading(column: Column) -> str:
    """The heading of a column, in full, because a sheet has enough room."""
    return (column.full or column.heading).replace("\n", " ")


def _text(cell: Cell) -> str:
    """The text of a cell, with … where a cell can hold no more; empty for drawings, and for numbers that are written as such."""
    if isinstance(cell, Items):
        text = "\n".join(f"• {visible(one)}" for one in cell.texts)
    elif isinstance(cell, str):
        text = visible(cell)
    else:
        text = figure(cell) if isinstance(cell, int | Decimal | Amount) and _is_long(cell) else ""
    return text if length(text) <= LONGEST_TEXT else f"{begun(text, LONGEST_TEXT - 1)}…"


def _is_long(cell: Cell) -> bool:
    """Whether a number has more digits than office programs keep, so that it would be another one."""
    if isinstance(cell, Amount):
        digits = exact(cell.value)
    elif isinstance(cell, int | Decimal):
        digits = f"{Decimal(cell):f}"
    else:
        return False
    return len(digits.lstrip("-").replace(".", "").strip("0")) > _MOST_DIGITS


def _in_rows(text: str, width: float) -> Iterator[str]:
    """A text in as many parts as it needs, by whole words, because a row can't be higher than the tallest."""
    part = ""
    for word in text.split(" "):
        longer = f"{part} {word}" if part else word
        if part and height(longer, width) > _TALLEST:
            yield part
            longer = word
        part = longer
    yield part


def _width(table: Table, position: int) -> float:
    """How wide a column is, in characters."""
    column = table.columns[position]
    if column.wide:
        return _WIDE
    if column.kind in ("bar", "spark"):
        return 18
    cells = [row.cells[position] for row in table.rows]
    lengths = [len(line) for cell in cells for line in _text(cell).split("\n")]
    numbers = [len(figure(cell)) + 2 for cell in cells if isinstance(cell, int | Decimal | Percent | Amount)]
    words = [len(word) + 2 for word in _heading(column).split()]
    return min(_WIDEST, max([_NARROWEST, *lengths, *numbers, *words]) + 2)
