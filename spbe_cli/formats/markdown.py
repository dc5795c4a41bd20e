"""Pages as Markdown, for a pull request, a job summary or a document."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from spbe_cli.texts import visible
from spbe_cli.views.page import Bar, Items, Spark, figure, row_header, seen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spbe_cli.formats.screen import Screen
    from spbe_cli.views.page import Cell, Page, Row, Table

_SPECIAL: Final = re.compile(r"""(?P<escaped>[\\`*_{}\[\]#|~@!])|(?P<apart>\$|:(?=[\w+-]+:)|www(?=\.))|:(?=//)""", re.IGNORECASE)
# What visible text can't hold stands for our own elements until the text's own signs are escaped.
_BEGIN, _END, _COLON = "\x01", "\x02", "\x03"
_ELEMENTS: Final = str.maketrans({_BEGIN: "<span>", _END: "</span>", _COLON: "&#58;"})
_MARKS: Final = {"info": "", "warning": "⚠️ ", "failure": "❌ ", "success": "✅ "}


def render(pages: Sequence[Page], screen: Screen) -> str:
    """The pages one after the other, each below a heading."""
    return "\n".join("".join(f"{line}\n" for line in _page(page)) for page in pages)


def _page(page: Page) -> Iterator[str]:
    yield f"## {_text(page.title)}"
    if page.subtitle:
        yield ""
        yield _text(page.subtitle)
    if page.facts:
        yield ""
        for fact in page.facts:
            text = _text(fact.text)
            yield f"- {_text(fact.label)}: " + (f"**{text}**" if fact.strong else text)
    for table in page.seen:
        yield ""
        if table.title:
            yield f"### {_text(table.title)}"
            yield ""
        yield from _table(table)
    if page.tasks:
        yield ""
        for task in page.tasks:
            yield f"- [ ] **{_text(task.name)}** {_text(task.text)}"
            for text, items in task.parts:
                yield f"  - {_text(text)}"
                yield from (f"    - [ ] {_text(one)}" for one in items)
    if page.notes:
        yield ""
        yield from (f"> {_MARKS[note.kind]}{_text(note.text)}  " for note in page.notes)


def _table(table: Table) -> Iterator[str]:
    columns = [position for position, column in seen(table) if column.kind not in ("bar", "spark")]
    headings = [table.columns[position] for position in columns]
    yield "| " + " | ".join(_text(column.heading.replace("\n", " ")) for column in headings) + " |"
    yield "| " + " | ".join("---:" if column.kind == "number" else "---" for column in headings) + " |"
    wide = row_header(table)
    for row in table.rows:
        yield "| " + " | ".join(_cell(row, position, position == wide) for position in columns) + " |"


def _cell(row: Row, position: int, wide: bool) -> str:
    text = _shown(row.cells[position])
    if text and row.strong:
        return f"**{text}**"
    return "&nbsp;" * (4 * row.depth) + text if wide else text


def _shown(cell: Cell) -> str:
    if cell is None or isinstance(cell, Bar | Spark):
        return ""
    if isinstance(cell, Items):
        return "<br>".join(f"• {_text(one)}" for one in cell.texts)
    return _text(cell) if isinstance(cell, str) else figure(cell)


def _text(text: str) -> str:
    # Entities for what HTML would read, backslashes for what Markdown would, and no link, picture or formula that nobody meant.
    # GitHub looks for some after Markdown has taken the backslash off: only an element of its own keeps them apart. Source:
    # https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/writing-mathematical-expressions
    return html.escape(_SPECIAL.sub(_marked, visible(text)), quote=False).translate(_ELEMENTS)


def _marked(found: re.Match[str]) -> str:
    if found["escaped"]:
        return f"\\{found['escaped']}"
    return f"{_BEGIN}{found['apart']}{_END}" if found["apart"] else _COLON
