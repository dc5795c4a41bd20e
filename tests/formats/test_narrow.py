"""Tables on screens of any width: a title is never dropped, a number never loses a digit, no line is longer than the screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest

from spbe_cli.formats import table
from spbe_cli.formats.screen import Screen
from spbe_cli.texts import visible
from spbe_cli.views.page import Bar, Column, Items, Page, Row, Table
from tests.conftest import EXAMPLES, Spbe
from tests.test_main import run

VIEWS = EXAMPLES.parent / "tests" / "views"
COMMANDS: tuple[tuple[object, ...], ...] = (
    ("score", EXAMPLES / "denpasar-2018.yaml"),
    ("score", EXAMPLES / "claimed-and-proven.yaml", "--detail", "indicator"),
    ("score", EXAMPLES / "denpasar-2018.yaml", "--set", "32=5"),
    ("score", EXAMPLES / "region" / "dinas-kesehatan.yaml", "--among", EXAMPLES / "region"),
    ("score", EXAMPLES / "pemdi-2026.yaml"),
    ("batch", EXAMPLES / "region"),
    ("batch", EXAMPLES / "region", "--by", "indicator"),
    ("batch", EXAMPLES / "national-2023.csv", "--top", "20"),
    ("compare", EXAMPLES / "bandar-lampung-2023.yaml", EXAMPLES / "bandar-lampung-2024.yaml"),
    ("compare", EXAMPLES / "region-2023", EXAMPLES / "region"),
    ("trend", EXAMPLES / "palopo-2018.yaml", EXAMPLES / "palopo-2019.yaml", EXAMPLES / "palopo-2023.yaml"),
    ("explain", EXAMPLES / "denpasar-2018.yaml"),
    ("explain", EXAMPLES / "pemdi-2026.yaml"),
    ("explain", EXAMPLES / "denpasar-2018.yaml", "32"),
    ("plan", EXAMPLES / "denpasar-2018.yaml"),
    ("plan", EXAMPLES / "region", "--target", "2.9"),
    ("plan", VIEWS / "promised.yaml", "--commitments", "--today", "2024-01-01"),
    ("evidence", EXAMPLES / "claimed-and-proven.yaml"),
    ("evidence", EXAMPLES / "region"),
    ("indicators",),
    ("config",),
    ("indicators", "32"),
    ("indicators", "--instrument", "permenpanrb-8-2026", "5"),
)


WIDTHS = (30, 37, 44, 52, 60, 80, 120)


def left_out(text: str) -> set[str]:
    found = re.findall(r"(?:No room here for|Tidak muat di sini): ([^.]*?)(?=\n\n|\Z)", text)
    return {one.strip() for names in found for one in " ".join(names.split()).split(",")}


def hold(pages: Sequence[Page], width: int) -> None:
    text = table.render(pages, Screen(width, colour=False, blocks=True))
    assert max(map(len, text.splitlines())) <= width
    words, cut = set(text.split()), "…" in text
    for page in pages:
        for one in page.tables:
            if one.audience not in ("all", "screen"):
                continue
            for position, column in enumerate(one.columns):
                if column.audience not in ("all", "people") or column.kind in ("bar", "spark"):
                    continue
                spare = column.spare and column.heading.replace("\n", " ") in left_out(text)
                for row in one.rows:
                    cell: Any = row.cells[position]
                    if isinstance(cell, Items) or cell is None or spare:
                        continue
                    shown = table._shown(cell)
                    if column.kind == "number":
                        assert set(shown.split()) <= words, (width, column.key, shown)
                    elif column.wide:
                        pieces = [word for word in visible(shown).split() if len(word) <= 8]
                        assert set(pieces) <= words, (width, column.key, shown)
                    assert not cut or "…" in shown or any("…" in str(one) for one in page.notes)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(str(word).rpartition("/")[2] for word in command))
def test_all_is_there_on_a_screen_of_any_width(spbe: Spbe, command: tuple[object, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[Sequence[Page]] = []
    real = table.render

    def keep(pages: Sequence[Page], screen: Screen) -> str:
        kept.append(pages)
        return real(pages, screen)

    monkeypatch.setattr(table, "render", keep)
    spbe(*command, "--lang", "id")  # the longer words
    monkeypatch.setattr(table, "render", real)
    (pages,) = kept
    for width in WIDTHS:
        hold(pages, width)


def test_a_list_keeps_what_a_table_shows(spbe: Spbe) -> None:
    shown = spbe("batch", EXAMPLES / "region", columns=40).out
    assert (
        "\n1 Dinas Komunikasi dan Informatika\n  Index 3.48 · Predicate Baik · D1 3.60\n  D2 3.30 · D3 3.09 · D4 3.69\n" in shown
    )


@pytest.mark.parametrize("columns", ["0", "-5", "1", "x", "", "99999999999", "1e3"])
def test_columns_may_say_anything(columns: str) -> None:
    shown = run("score", EXAMPLES / "denpasar-2018.yaml", COLUMNS=columns)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "2.64" in shown.stdout
    assert max(map(len, shown.stdout.splitlines())) <= 1000


@pytest.mark.parametrize("width", [44, 80, 120])
def test_a_long_table_is_drawn_as_a_short_one(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    columns = (
        Column("rank", "Rank", "number"),
        Column("agency", "Agency", wide=True),
        Column("why", "What is missing", wide=True),
        Column("predicate", "Predicate"),
        Column("bar", "", "bar", audience="people"),
    )
    names = [f"Dinas {'Perumahan dan Kawasan Permukiman ' * (one % 3)}{one}" for one in range(9)]
    rows = tuple(Row((one, name, "-" * one, "Baik", Bar(Fraction(one, 9)))) for one, name in enumerate(names))
    pages = [Page("Ranking", tables=(Table(columns, rows, "All of them"),))]
    screen = Screen(width, colour=False, blocks=True)
    whole = table.render(pages, screen)
    monkeypatch.setattr(table, "_AT_ONCE", 2)
    assert table.render(pages, screen) == whole


def test_rich_looks_for_no_widths_that_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def measured(*_of: Any) -> None:
        raise AssertionError

    # It would look at each cell three times, and at each item of a list in it still more often.
    monkeypatch.setattr("rich.text.Text.__rich_measure__", measured)
    columns = (Column("no", "No.", "number"), Column("asks", "Asks", wide=True))
    page = Page("Title", tables=(Table(columns, (Row((1, Items(("word " * 9, "short")))),)),))
    assert table.render([page], Screen(30, colour=False, blocks=True)).splitlines()[2:] == [
        "No.  Asks",
        "  1  - word word word word",
        "       word word word word",
        "       word",
        "     - short",
    ]


def test_characters_that_take_two_columns_are_counted_so() -> None:
    columns = (Column("name", "Name"), Column("text", "Text", wide=True))
    page = Page("Title", tables=(Table(columns, (Row(("教育文化", "a")), Row(("b", "c")))),))
    assert table.render([page], Screen(60, colour=False, blocks=True)).splitlines()[2:] == [
        "Name      Text",
        "教育文化  a",
        "b         c",
    ]
