"""Pages as one HTML file that needs nothing else: no script, no font and no picture from elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from spbe_cli import __version__
from spbe_cli.core.judging import rounded
from spbe_cli.formats import svg
from spbe_cli.texts import _, language, number, visible
from spbe_cli.views.page import Bar, Items, Spark, figure, row_header, seen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from fractions import Fraction

    from spbe_cli.formats.screen import Screen
    from spbe_cli.views.page import Cell, Chart, Page, Table

_FEW, _MANY = 4, 7
"""A small table has at most ``_FEW`` columns; more than ``_MANY`` columns leave little room for titles."""

_FITTING: Final = 2
"""So many columns fit on a phone, whatever is in them."""

_FULL: Final = ("scale", "lines", "heat", "spread")
"""The charts that are as wide as the page; others are placed two side by side."""

_DAY: Final = re.compile(r"\b(?:\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]+ \d{4})\b")
_SHADES: Final = 5
_WORD: Final = 20
"""Longer words may be broken."""

_WIDE: Final = 16
"""A heat map with at least this many columns is printed in landscape."""


def render(pages: Sequence[Page], screen: Screen) -> str:
    """The pages below each other; when printed, each page and each of its parts begins a new sheet."""
    names = (f"chart{position}" for position in count(1))
    environment = Environment(
        loader=PackageLoader("spbe_cli", "formats"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_text,
    )
    environment.filters |= {"cell": _cell, "dated": _dated, "lines": _lines, "shade": _shade, "value": _value}
    template = environment.get_template("report.html.jinja")
    return template.render(
        pages=pages,
        language=language(),
        version=__version__,
        words={"contents": _("Contents"), "low": _("low"), "high": _("high")},
        name=lambda: next(names),
        unique=_unique(),
        columns=seen,
        row_header=row_header,
        is_stacked=_is_stacked,
        block=_block,
        is_alone=_is_alone,
        drawn=lambda chart, name: Markup(svg.drawn(chart, name)),
        swatch=lambda chart, position: Markup(svg.swatch(chart, position)),
        patterns=Markup(svg.patterns()),
        is_wide=_is_wide,
        is_long=_is_long,
        is_wordy=_is_wordy,
        shades=range(_SHADES),
    )


def _text(value: Any) -> Any:
    """Safe text: control and reordering characters are written out; text that is not markup is escaped later."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _unique() -> Callable[[str], str]:
    """A function that gives each region of a document a unique name: a repeated name gets a number."""
    used: Counter[str] = Counter()

    def unique(label: str) -> str:
        used[label] += 1
        return label if used[label] == 1 else f"{label} ({number(used[label])})"

    return unique


def _is_wide(page: Page) -> bool:
    return any(chart.kind == "heat" and len(chart.labels) >= _WIDE for chart in page.charts)


def _is_alone(charts: Sequence[Chart], position: int) -> bool:
    """Whether a chart has its own line: it is wide, or no other chart is beside it."""
    wide = [one.kind in _FULL for one in charts]
    before = position - next((back for back in range(position, -1, -1) if wide[back]), -1)
    return wide[position] or (before % 2 == 1 and (position + 1 == len(charts) or wide[position + 1]))


def _block(tables: Sequence[Table], position: int) -> str:
    """The layout of a table: two consecutive small tables are side by side; a table with many columns has no bars."""
    small = [_is_small(one) for one in tables]
    run = position - next((back for back in range(position, -1, -1) if not small[back]), -1)
    # Pairs are counted from where small tables begin.
    other = position + 1 if run % 2 else position - 1
    paired = small[position] and 0 <= other < len(small) and small[other]
    return "half" if paired else "crowded" if len(list(seen(tables[position]))) > _MANY else ""


def _is_small(table: Table) -> bool:
    columns = [column for _position, column in seen(table)]
    few = len(columns) <= _FEW and len(table.rows) <= 2 * _FEW
    return few and all(column.kind != "bar" for column in columns) and sum(column.wide for column in columns) <= 1


def _is_stacked(table: Table) -> bool:
    """Whether a row gets lines of its own on a phone, with the headings between the values: there are too many columns."""
    shown = [column for _position, column in seen(table) if column.kind != "bar"]
    return len(shown) > _FITTING


def _dated(text: str) -> Markup:
    """A text in which no day is divided between two lines."""
    # It is escaped, and a day is nothing but letters and figures.
    return Markup(_DAY.sub(r'<span class="day">\g<0></span>', str(escape(visible(text)))))  # noqa: S704


def _is_long(cell: Cell) -> bool:
    """Whether a word is too long to keep whole, as an address may be."""
    return any(len(word) > _WORD for text in _texts(cell) for word in text.split())


def _is_wordy(cell: Cell) -> bool:
    """Whether a cell has several words, such as an owner or a note, so that its column must not be the narrowest."""
    return any(len(text) > _WORD and " " in text for text in _texts(cell))


def _texts(cell: Cell) -> tuple[str, ...]:
    return cell.texts if isinstance(cell, Items) else (cell,) if isinstance(cell, str) else ()


def _lines(heading: str) -> Markup:
    """A heading of one or two lines."""
    return Markup("<br>").join(escape(visible(line)) for line in heading.split("\n"))


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Bar):
        return Markup(svg.bar(cell.share))
    if isinstance(cell, Spark):
        return Markup(svg.spark(cell.shares))
    if isinstance(cell, Items):
        items = Markup("").join(Markup("<li>{}</li>").format(_dated(one)) for one in cell.texts)
        return Markup('<ul class="items">{}</ul>').format(items)
    return _dated(cell) if isinstance(cell, str) else figure(cell)


def _shade(value: Fraction | None, chart: Chart) -> str:
    """How dark a value of a heat map is: a class of the style sheet."""
    if value is None:
        return "none"
    share = (value - chart.low) / (chart.high - chart.low)
    return f"h{min(int(share * _SHADES), _SHADES - 1)}"


def _value(value: Fraction | None, chart: Chart) -> str:
    """A value of a heat map."""
    if value is None:
        return "–"
    whole = chart.levels and value.denominator == 1
    return number(int(value)) if whole else number(rounded(value, chart.decimals))
