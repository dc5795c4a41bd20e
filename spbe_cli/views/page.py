"""A page: what a reader sees, independent of terminal, document or spreadsheet."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple, Self

from spbe_cli.texts import _, amount, number


class Bar(NamedTuple):
    """A value drawn as a bar: the share of its track that is filled, from 0 to 1."""

    share: Fraction


class Spark(NamedTuple):
    """Values in a row, each drawn as a small bar: the shares of their tracks, from 0 to 1; None leaves a gap."""

    shares: tuple[Fraction | None, ...]


class Percent(NamedTuple):
    """A percentage."""

    value: Decimal


class Amount(NamedTuple):
    """A cost: shown with its thousands set apart; exact as data."""

    value: Fraction


class Items(NamedTuple):
    """Several texts, one below the other."""

    texts: tuple[str, ...]


Cell = str | int | Decimal | Fraction | Percent | Amount | Bar | Spark | Items | None
"""The contents of a cell; None if it is empty. A fraction is only in a ``fraction`` column; a bool is only for data."""

Cells = dict[str, Cell]
"""Cells by the keys of their columns."""


def figure(cell: int | Decimal | Fraction | Percent | Amount) -> str:
    """The number in a cell, as people read it."""
    if isinstance(cell, Percent):
        return f"{number(cell.value)}%"
    return amount(cell.value) if isinstance(cell, Amount) else number(cell)


class Column(NamedTuple):
    """A column: ``key`` is its English heading as data, ``heading`` the one for people.

    ``audience`` says whether it is drawn for people, written as data, both, or neither this time; a column of a ``sheet`` is for
    data and for office workbooks, which have enough room. The ``wide`` column takes the room that is left. A ``spare`` column,
    like every bar, is left out if titles would get too little room; the highest ``spare`` goes first. A heading may have two
    lines; ``full`` is the longer heading where there is room.

    A ``fraction`` is exact: its key ends in ``_exact``, and as data it is two whole numbers (:func:`in_whole_numbers`).
    """

    key: str
    heading: str
    kind: Literal["text", "number", "fraction", "bar", "spark"] = "text"
    audience: Literal["all", "people", "data", "sheet", "none"] = "all"
    wide: bool = False
    spare: int = 0
    full: str = ""


def data_columns(keys: Iterable[str], kind: Literal["text", "number"] = "text") -> tuple[Column, ...]:
    """Columns for data only: of a kind, but for exact values, which are fractions."""
    return tuple(Column(key, "", "fraction" if key.endswith("_exact") else kind, audience="data") for key in keys)


def if_any(anything: object) -> Literal["people", "none"]:
    """The audience of a column that people see where there is anything in it."""
    return "people" if anything else "none"


class Row(NamedTuple):
    """A row; ``depth`` is its depth in a tree, ``strong`` rows are summaries."""

    cells: tuple[Cell, ...]
    depth: int = 0
    strong: bool = False

    @classmethod
    def of(cls, columns: Sequence[Column], cells: Cells, depth: int = 0, *, strong: bool = False) -> Self:
        """A row from its cells by the columns' keys; a column without one stays empty."""
        return cls(tuple(cells.get(column.key) for column in columns), depth, strong)


class Table(NamedTuple):
    """A table; its ``wide`` column shows the depth of its rows. A table for data only has nothing new for people.

    A table for the ``screen`` has headings among its rows. People sort sheets, so a ``sheet`` gets another table without them.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    audience: Literal["all", "data", "sheet", "screen"] = "all"


def seen(table: Table) -> Iterator[tuple[int, Column]]:
    """The columns that people see, with their positions."""
    for position, column in enumerate(table.columns):
        if column.audience in ("all", "people"):
            yield position, column


def row_header(table: Table) -> int | None:
    """The position of the column that says what a row is about: the first wide one that people see."""
    return next((position for position, column in seen(table) if column.wide), None)


def in_whole_numbers(table: Table) -> Table:
    """A table in which each fraction is two whole numbers: spreadsheets take ``7/2`` for a day. Source: contract section 5."""
    if not any(one.kind == "fraction" for one in table.columns):
        return table
    columns: list[Column] = []
    for one in table.columns:
        if one.kind == "fraction":
            key = one.key.removesuffix("_exact")
            headings = ((f"{key}_num", _("{heading}, numerator")), (f"{key}_den", _("{heading}, denominator")))
            columns += (one._replace(key=half, kind="number", full=text.format(heading=one.full)) for half, text in headings)
        else:
            columns.append(one)
    rows = []
    for row in table.rows:
        cells: list[Cell] = []
        for column, cell in zip(table.columns, row.cells, strict=True):
            if column.kind != "fraction":
                cells.append(cell)
            elif isinstance(cell, Fraction):
                cells += cell.as_integer_ratio()
            else:
                cells += (None, None)
        rows.append(row._replace(cells=tuple(cells)))
    return table._replace(columns=tuple(columns), rows=tuple(rows))


class Series(NamedTuple):
    """Values of one thing, such as an agency or a year, in the order of a chart's labels; None leaves a gap."""

    name: str
    values: tuple[Fraction | None, ...]


class Mark(NamedTuple):
    """A value that is marked on the axis of a chart: the bound of a predicate (``held``: of the given one), or the target."""

    at: Fraction
    name: str
    kind: Literal["bound", "held", "target"] = "bound"


class Chart(NamedTuple):
    """Values as a picture, for the formats that draw pictures; a table has the same values, so nothing is lost without it.

    A ``scale`` has a series for each value on it. ``bars`` have a group for each label, and go to both sides if ``low`` is below
    0. A ``radar`` has an arm for each label, a ``heat`` map a row for each series. ``spread`` has one series with a value for
    each label, and shows the distribution. ``low`` and ``high`` are the ends of the axis, ``marks`` are between them. Values are
    shown with ``decimals``, whole ``levels`` without; changes are ``signed``. ``text`` describes the picture for people who can't
    see it.
    """

    kind: Literal["scale", "bars", "lines", "radar", "heat", "spread"]
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    low: Fraction
    high: Fraction
    text: str
    marks: tuple[Mark, ...] = ()
    decimals: int = 2
    signed: bool = False
    levels: bool = False


class Fact(NamedTuple):
    """One fact: its name and its text; ``strong`` marks the most important ones."""

    label: str
    text: str
    strong: bool = False


class Note(NamedTuple):
    """A sentence below the tables."""

    text: str
    kind: Literal["info", "warning", "failure", "success"] = "info"


class Task(NamedTuple):
    """A task to be ticked off: a short name, a text, and its parts, each with its own items."""

    name: str
    text: str
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Sheet(NamedTuple):
    """What makes a page one printed sheet by itself: a name for the room left for a letterhead, and the lines to be signed.

    An empty line leaves room for a signature.
    """

    letterhead: str
    signature: tuple[str, ...]


class Page(NamedTuple):
    """A page: title, facts, charts, tables, tasks, notes, in the order in which they are read.

    ``parts`` are pages with more detail, each on its own sheet; only report formats have them. A page with a ``sheet`` fills one
    when it is printed.
    """

    title: str
    subtitle: str = ""
    facts: tuple[Fact, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    tasks: tuple[Task, ...] = ()
    notes: tuple[Note, ...] = ()
    parts: tuple["Page", ...] = ()
    sheet: Sheet | None = None

    @property
    def seen(self) -> list[Table]:
        """The tables that people see on it."""
        return [one for one in self.tables if one.audience in ("all", "screen")]
