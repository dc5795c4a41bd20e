"""Pages for a terminal, drawn by Rich: as wide as it is, in colour where it has any."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from rich.bar import Bar as RichBar
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from spbe_cli.texts import number, visible
from spbe_cli.views.page import Bar, Cell, Page, Percent, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from rich.console import RenderableType

    from spbe_cli.formats.screen import Screen

_STYLES: Final = {"info": "", "warning": "yellow", "failure": "red", "success": "green"}
_BAR_WIDTH: Final = 10
_ROOM_FOR_TITLES: Final = 30
_GAP: Final = 2


def render(pages: Sequence[Page], screen: Screen) -> str:
    """The pages one after the other, as text with colours only where the screen has them."""
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=screen.width,
        force_terminal=screen.colour,
        color_system="auto" if screen.colour else None,
        no_color=not screen.colour,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
    )
    for position, page in enumerate(pages):
        if position:
            console.print()
        for part in _page(page, screen):
            console.print(part, soft_wrap=False)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"


def _page(page: Page, screen: Screen) -> Iterator[RenderableType]:
    yield Text(visible(page.title), style="bold")
    if page.subtitle:
        yield Text(visible(page.subtitle), style="dim")
    if page.facts:
        facts = RichTable.grid(padding=(0, 2))
        facts.add_column(no_wrap=True)
        facts.add_column(overflow="fold")
        for fact in page.facts:
            facts.add_row(Text(visible(fact.label)), Text(visible(fact.text), style="bold" if fact.strong else ""))
        yield Padding(facts, (1, 0, 0, 0))
    for table in (one for one in page.tables if one.audience == "all"):
        yield Padding(_table(table, screen), (1, 0, 0, 0))
    if page.notes:
        yield Padding(Group(*(Text(visible(note.text), style=_STYLES[note.kind]) for note in page.notes)), (1, 0, 0, 0))


def _table(table: Table, screen: Screen) -> RichTable:
    columns = _columns(table, screen)
    drawn = RichTable(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="dim", expand=False)
    if table.title:
        drawn.title, drawn.title_justify, drawn.title_style = visible(table.title), "left", "bold"
    indented = next((position for position in columns if table.columns[position].wide), None)
    for position in columns:
        column = table.columns[position]
        drawn.add_column(
            visible(column.heading),
            justify="right" if column.kind == "number" else "left",
            no_wrap=column.kind != "text",
            overflow="fold",
            min_width=_bar_width(screen) if column.kind == "bar" else None,
        )
    for row in table.rows:
        cells = (_cell(row, position, screen, position == indented) for position in columns)
        drawn.add_row(*cells, style="bold" if row.strong else "")
    return drawn


def _columns(table: Table, screen: Screen) -> list[int]:
    """The columns that are drawn: bars only where block characters can be shown and titles keep room beside them."""
    shown = [position for position, column in enumerate(table.columns) if column.audience in ("all", "people")]
    narrow = [position for position in shown if not table.columns[position].wide and table.columns[position].kind != "bar"]
    taken = sum(_GAP + max(len(_text(table, row, position)) for row in (None, *table.rows)) for position in narrow)
    if screen.blocks and screen.width - taken - _bar_width(screen) >= _ROOM_FOR_TITLES:
        return shown
    return [position for position in shown if table.columns[position].kind != "bar"]


def _text(table: Table, row: Row | None, position: int) -> str:
    cell = row.cells[position] if row else table.columns[position].heading
    return "" if isinstance(cell, Bar) else _shown(cell)


def _cell(row: Row, position: int, screen: Screen, indented: bool) -> RenderableType:
    cell: Cell = row.cells[position]
    if isinstance(cell, Bar):
        return RichBar(1.0, 0.0, float(cell.share), width=_bar_width(screen), color="cyan")
    shown = Text(_shown(cell))
    return Padding(shown, (0, 0, 0, 2 * row.depth)) if indented and row.depth else shown


def _bar_width(screen: Screen) -> int:
    return _BAR_WIDTH if screen.width < 100 else 2 * _BAR_WIDTH  # noqa: PLR2004


def _shown(cell: str | int | Decimal | Percent | None) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Percent):
        return f"{number(cell.value)}%"
    return visible(cell) if isinstance(cell, str) else number(cell)
