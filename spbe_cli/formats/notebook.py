"""A page as a piece of HTML in a notebook: no script, no style sheet, nothing from elsewhere.

Colours are the notebook's own, so that it can be read on a light and on a dark ground. A notebook that is not trusted may leave
out the styles: it is still a title, tables and sentences then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from spbe_cli.texts import language, visible
from spbe_cli.views.page import Bar, Items, Spark, figure, row_header, seen

if TYPE_CHECKING:
    from fractions import Fraction

    from spbe_cli.views.page import Cell, Column, Page, Row, Table

_TABLE: Final = "border-collapse: collapse; margin: 0.6em 0; font-variant-numeric: tabular-nums"
_LEFT: Final = "text-align: left"
_RIGHT: Final = "text-align: right"
_BAR: Final = "background: currentColor; opacity: 0.5"
_MARKS: Final = {"info": "", "warning": "⚠ ", "failure": "✗ ", "success": "✓ "}


def fragment(page: Page) -> str:
    """A page: title, facts, tables and notes. It leaves out charts and tasks, which other formats have."""
    root = ET.Element("div", {"lang": language(), "style": "overflow-x: auto"})
    head = ET.SubElement(root, "p")
    _put(head, "strong", page.title)
    if page.subtitle:
        ET.SubElement(head, "br").tail = visible(page.subtitle)
    if page.facts:
        body = ET.SubElement(ET.SubElement(root, "table", {"style": _TABLE}), "tbody")
        for fact in page.facts:
            row = ET.SubElement(body, "tr")
            _put(row, "th", fact.label, scope="row", style=f"{_LEFT}; font-weight: normal")
            _put(row, "td", fact.text, style=f"{_LEFT}; font-weight: bold" if fact.strong else _LEFT)
    for table in page.seen:
        _table(root, table)
    for note in page.notes:
        _put(root, "p", f"{_MARKS[note.kind]}{note.text}")
    return ET.tostring(root, encoding="unicode", method="html")


def _put(below: ET.Element, tag: str, text: str, **attributes: str) -> ET.Element:
    """An element with a text; what a text holds is never markup."""
    element = ET.SubElement(below, tag, attributes)
    element.text = visible(text)
    return element


def _table(root: ET.Element, table: Table) -> None:
    drawn = ET.SubElement(root, "table", {"style": _TABLE})
    if table.title:
        _put(drawn, "caption", table.title, style="text-align: left; font-weight: bold")
    columns = list(seen(table))
    head = ET.SubElement(ET.SubElement(drawn, "thead"), "tr")
    for _position, column in columns:
        heading = column.heading.replace("\n", " ")
        _put(head, "th" if heading else "td", heading, **({"scope": "col"} if heading else {}), style=_side(column))
    header = row_header(table)
    body = ET.SubElement(drawn, "tbody")
    for row in table.rows:
        line = ET.SubElement(body, "tr")
        for position, column in columns:
            _cell(line, row, position, column, is_header=position == header)


def _side(column: Column) -> str:
    return _RIGHT if column.kind == "number" else _LEFT


def _cell(line: ET.Element, row: Row, position: int, column: Column, *, is_header: bool) -> None:
    style = f"{_side(column)}; font-weight: bold" if row.strong else _side(column)
    if is_header:
        style += "" if row.strong else "; font-weight: normal"
        # A heading of a row is a little further in for each step of the tree.
        style += f"; padding-left: {0.5 + 1.2 * row.depth:.1f}em" if row.depth else ""
        element = ET.SubElement(line, "th", {"scope": "row", "style": style})
    else:
        element = ET.SubElement(line, "td", {"style": style})
    cell = row.cells[position]
    if isinstance(cell, Bar):
        _bar(ET.SubElement(element, "div", {"style": "width: 8em", "aria-hidden": "true"}), cell.share)
    elif isinstance(cell, Spark):
        for share in cell.shares:
            box = "display: inline-block; width: 0.5em; margin-right: 0.1em"
            height = "0" if share is None else _rounded(share)
            ET.SubElement(element, "span", {"style": f"{box}; height: {height}em; {_BAR}", "aria-hidden": "true"})
    elif isinstance(cell, Items):
        items = ET.SubElement(element, "ul", {"style": "margin: 0; padding-left: 1.2em"})
        for one in cell.texts:
            _put(items, "li", one)
    else:
        element.text = _shown(cell)


def _bar(track: ET.Element, share: Fraction) -> None:
    ET.SubElement(track, "div", {"style": f"width: {_rounded(100 * share)}%; height: 0.7em; margin-top: 0.3em; {_BAR}"})


def _rounded(value: Fraction) -> str:
    return f"{float(value):.2f}"


def _shown(cell: Cell) -> str:
    if cell is None or isinstance(cell, Bar | Spark | Items):
        return ""
    return visible(cell) if isinstance(cell, str) else figure(cell)
