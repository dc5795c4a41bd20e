"""Pages for a terminal, drawn by Rich: in its full width, and in colour if it has colours.

A table that has no room becomes a list of its rows: a title is never dropped, and a number never loses a digit.
"""

from __future__ import annotations

import io
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.bar import Bar as RichBar
from rich.cells import cell_len
from rich.console import Console, Group
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from spbe_cli.texts import _, visible
from spbe_cli.views.page import Amount, Bar, Cell, Items, Page, Percent, Row, Spark, Table, figure, row_header, seen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal
    from fractions import Fraction

    from rich.console import ConsoleOptions, RenderableType

    from spbe_cli.formats.screen import Screen

_STYLES: Final = {"info": "", "warning": "color(130)", "failure": "color(196)", "success": "color(29)"}
_DRAWN: Final = "color(30)"
_QUIET: Final = "color(243)"
"""Colours that can be read on white and on black: those of the terminal's own sixteen that can on one, can't on the other."""

_BULLET: Final = "-"
_BLOCKS: Final = "▁▂▃▄▅▆▇█"
_BAR_WIDTH: Final = 10
_WIDE_SCREEN: Final = 100
_ROOM_FOR_TITLES: Final = 30
_LEAST_FOR_TITLES: Final = 14
_GAP: Final = 2
_AT_ONCE: Final = 500
"""So many rows are drawn at once."""

_BETWEEN: Final = " · "


class _Listed(NamedTuple):
    """Items below each other, each behind a mark; its further lines are indented.

    Rich could draw them as a table in the cell, but looks at all of it many times: most of the time of a long page.
    """

    mark: str
    texts: tuple[Text, ...]

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        found = [Measurement.get(console, options, text) for text in self.texts]
        mark = len(self.mark)
        least, most = (max((one[end] for one in found), default=0) for end in (0, 1))
        return Measurement(mark + least, mark + most).with_maximum(options.max_width)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        width = max(1, options.max_width - len(self.mark))
        for text in self.texts:
            for position, line in enumerate(text.wrap(console, width, overflow="fold")):
                yield Text.assemble(" " * len(self.mark) if position else self.mark, line)


def render(pages: Sequence[Page], screen: Screen) -> str:
    """The pages one after the other, as text with colours only where the screen has them."""
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=screen.width,
        force_terminal=screen.colour,
        color_system="256" if screen.colour else None,
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
        yield Text(visible(page.subtitle), style=_QUIET)
    if page.facts:
        facts = RichTable.grid(padding=(0, _GAP))
        facts.add_column(width=min(screen.width // 2, max(len(visible(fact.label)) for fact in page.facts)))
        facts.add_column(overflow="fold")
        for fact in page.facts:
            facts.add_row(Text(visible(fact.label)), Text(visible(fact.text), style="bold" if fact.strong else ""))
        yield Padding(facts, (1, 0, 0, 0))
    for table in page.seen:
        yield from _drawn(table, screen)
    if page.tasks:
        tasks = RichTable.grid(padding=(0, 1))
        for task in page.tasks:
            tasks.add_row(Text("[ ]"), Text(visible(task.name), style="bold", justify="right"), Text(visible(task.text)))
            for text, items in task.parts:
                tasks.add_row("", "", Group(Text(visible(text)), _items(Items(items), "[ ]")))
        yield Padding(tasks, (1, 0, 0, 0))
    if page.notes:
        yield Padding(Group(*(Text(visible(note.text), style=_STYLES[note.kind]) for note in page.notes)), (1, 0, 0, 0))


def _drawn(table: Table, screen: Screen) -> Iterator[RenderableType]:
    columns = _columns(table, screen)
    if _needed(table, columns, screen) > screen.width:
        yield Padding(_list(table, screen), (1, 0, 0, 0))
        return
    for place, part in enumerate(_parts(table, columns, screen)):
        yield part if place else Padding(part, (1, 0, 0, 0))
    if left_out := _left_out(table, columns):
        yield Text(_("No room here for: {headings}").format(headings=", ".join(left_out)), style=_QUIET)


def _parts(table: Table, columns: Sequence[int], screen: Screen) -> Iterator[RichTable]:
    """The table, which Rich lays out; a long one in parts with the same widths, as Rich takes 10 KiB for each row at once."""
    indented = row_header(table)
    is_clear = sum(table.columns[position].wide for position in columns) <= 1
    # Rich looks at each cell several times to find widths; it shares out room in another way only where several columns want it.
    widths = _widths(table, columns, screen) if is_clear or len(table.rows) > _AT_ONCE else [None] * len(columns)
    for begin in range(0, max(1, len(table.rows)), _AT_ONCE):
        drawn = RichTable(
            box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style=_QUIET, expand=False, show_header=begin == 0
        )
        if table.title and begin == 0:
            drawn.title, drawn.title_justify, drawn.title_style = visible(table.title), "left", "bold"
        for position, width in zip(columns, widths, strict=True):
            column = table.columns[position]
            drawn.add_column(
                "\n".join(map(visible, column.heading.split("\n"))),
                justify="right" if column.kind == "number" else "left",
                no_wrap=not column.wide,
                overflow="fold",
                width=width,
                min_width=_bar_width(screen) if column.kind == "bar" else None,
            )
        for row in table.rows[begin : begin + _AT_ONCE]:
            cells = (_cell(row, position, screen, position == indented) for position in columns)
            drawn.add_row(*cells, style="bold" if row.strong else "")
        yield drawn


def _widths(table: Table, columns: Sequence[int], screen: Screen) -> list[int | None]:
    """How wide each column is, without the gap behind it: titles share what the others leave, as far as they need it."""
    widths = {
        position: _width(table, position, screen) - (0 if table.columns[position].kind == "bar" else _GAP)
        for position in columns
        if not table.columns[position].wide
    }
    needed = {position: _title_width(table, position) - _GAP for position in columns if table.columns[position].wide}
    room = screen.width - sum(widths.values()) - _GAP * (len(columns) - 1)
    for taken, position in enumerate(sorted(needed, key=needed.__getitem__)):
        widths[position] = max(1, min(needed[position], room // (len(needed) - taken)))
        room -= widths[position]
    return [widths[position] for position in columns]


def _list(table: Table, screen: Screen) -> RenderableType:
    """The rows below each other, each a title and its values with their headings: so all is there on the narrowest screen."""
    shown = [
        position
        for position, column in enumerate(table.columns)
        if column.audience in ("all", "people") and column.kind != "bar" and (screen.blocks or column.kind != "spark")
    ]
    named = (position for position in shown if table.columns[position].wide or table.columns[position].kind == "text")
    title = next(named, shown[0])
    before = [position for position in shown if position < title]
    leading = before if len(before) == 1 and table.columns[before[0]].kind == "number" else []
    lead = max((len(_text(row.cells[one])) for one in leading for row in table.rows), default=0)
    listed = RichTable.grid(padding=(0, 1, 0, 0))
    if leading:
        listed.add_column(justify="right", width=lead)
    listed.add_column(overflow="fold")
    for row in table.rows:
        indent, below = 2 * row.depth, 0 if leading else 2
        parts: list[RenderableType] = []
        pairs: list[str] = []
        for position in shown:
            cell, heading = row.cells[position], visible(table.columns[position].heading.replace("\n", " "))
            if position in (title, *leading) or not _text(cell):
                continue
            if isinstance(cell, Items):
                parts += [Text(heading), _items(cell)]
            else:
                pairs.append(f"{heading} {_text(cell)}".strip())
        values = map(Text, _filled(pairs, screen.width - lead - len(leading) - indent - below))
        whole = Group(Text(_text(row.cells[title])), Padding(Group(*values, *parts), (0, 0, 0, below)))
        before_it = [Text(_text(row.cells[one])) for one in leading]
        listed.add_row(*before_it, Padding(whole, (0, 0, 0, indent)), style="bold" if row.strong else "")
    return Group(Text(visible(table.title), style="bold"), listed) if table.title else listed


def _filled(pairs: Sequence[str], width: int) -> list[str]:
    """As many of the pairs on a line as it has room for; no pair is broken that is shorter than a line."""
    lines: list[str] = []
    for pair in pairs:
        if lines and len(lines[-1]) + len(_BETWEEN) + len(pair) <= width:
            lines[-1] += _BETWEEN + pair
        else:
            lines.append(pair)
    return lines


def _needed(table: Table, columns: Sequence[int], screen: Screen) -> int:
    """The least width in which a table can be drawn: what is not wide stands whole, and titles have the least room."""
    wide = (min(_LEAST_FOR_TITLES, _title_width(table, position)) for position in columns if table.columns[position].wide)
    return sum(wide) + sum(_width(table, position, screen) for position in columns) - _GAP


def _columns(table: Table, screen: Screen) -> list[int]:
    """The columns that are drawn; bars and spare columns only if titles keep enough room.

    Bars are left out first, then the columns with the highest ``spare``; of equal ones the rightmost first.
    """
    shown = [position for position, _column in seen(table)]
    if not screen.blocks:
        shown = [position for position in shown if table.columns[position].kind not in ("bar", "spark")]
    bars = [position for position in shown if table.columns[position].kind == "bar"]
    spare = sorted((one for one in shown if table.columns[one].spare), key=lambda one: table.columns[one].spare) + bars
    room = min(_ROOM_FOR_TITLES, max((_title_width(table, one) for one in shown if table.columns[one].wide), default=0))
    while spare and screen.width - sum(_width(table, position, screen) for position in shown) < room:
        shown.remove(spare.pop())
    return shown


def _left_out(table: Table, columns: Sequence[int]) -> list[str]:
    """The headings of the spare columns that are not drawn."""
    return [column.heading.replace("\n", " ") for position, column in seen(table) if column.spare and position not in columns]


def _title_width(table: Table, position: int) -> int:
    lengths = (2 * row.depth + cell_len(_text(row.cells[position])) for row in table.rows)
    return _GAP + max(cell_len(table.columns[position].heading), *lengths, 0)


def _width(table: Table, position: int, screen: Screen) -> int:
    column = table.columns[position]
    if column.wide:
        return 0
    if column.kind == "bar":
        return _bar_width(screen)
    texts = (*column.heading.split("\n"), *(_text(row.cells[position]) for row in table.rows))
    return _GAP + max(map(cell_len, texts))


def _text(cell: Cell) -> str:
    if isinstance(cell, Spark):
        return _spark(cell)
    if isinstance(cell, Items):
        return max((f"{_BULLET} {visible(one)}" for one in cell.texts), key=len, default="")
    return "" if isinstance(cell, Bar) else _shown(cell)


def _cell(row: Row, position: int, screen: Screen, indented: bool) -> RenderableType:
    cell: Cell = row.cells[position]
    if isinstance(cell, Bar):
        return RichBar(1.0, 0.0, float(cell.share), width=_bar_width(screen), color=_DRAWN)
    if isinstance(cell, Spark):
        return Text(_spark(cell), style=_DRAWN)
    shown = _items(cell) if isinstance(cell, Items) else Text(_shown(cell))
    return Padding(shown, (0, 0, 0, 2 * row.depth)) if indented and row.depth else shown


def _items(items: Items, mark: str = _BULLET) -> RenderableType:
    return _Listed(f"{mark} ", tuple(Text(visible(one), overflow="fold") for one in items.texts))


def _spark(spark: Spark) -> str:
    return "".join(" " if share is None else _BLOCKS[max(0, ceil(share * len(_BLOCKS)) - 1)] for share in spark.shares)


def _bar_width(screen: Screen) -> int:
    return _BAR_WIDTH if screen.width < _WIDE_SCREEN else 2 * _BAR_WIDTH


def _shown(cell: str | int | Decimal | Fraction | Percent | Amount | None) -> str:
    if cell is None:
        return ""
    return visible(cell) if isinstance(cell, str) else figure(cell)
