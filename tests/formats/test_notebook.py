"""What a notebook shows: what a page has, safe and without anything from elsewhere, on a light and on a dark ground."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from spbe_cli.formats.notebook import fragment
from spbe_cli.views.page import Bar, Column, Fact, Items, Note, Page, Percent, Row, Spark, Table

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = '<script>alert("1")</script>&\x1b[31m\u202e'
HALF = Fraction(1, 2)
PAGE = Page(
    title=f"Kota {HOSTILE}",
    subtitle=HOSTILE,
    facts=(Fact("Index", "2.98", strong=True), Fact(HOSTILE, HOSTILE)),
    tables=(
        Table(
            (
                Column("id", "No.", "number"),
                Column("title", HOSTILE, wide=True),
                Column("weight", "Weight", "number"),
                Column("items", "Evidence"),
                Column("key", "only as data", audience="data"),
                Column("bar", "", "bar"),
                Column("spark", "", "spark"),
            ),
            (
                Row(
                    (1, HOSTILE, Percent(Decimal("12.5")), Items((HOSTILE, "b")), "data", Bar(HALF), Spark((HALF, None))),
                    strong=True,
                ),
                Row((2, "deep", None, None, None, None, None), depth=2),
            ),
            title=HOSTILE,
        ),
        Table((Column("a", "never seen"),), (), audience="data"),
        Table((Column("a", "never seen"),), (), audience="sheet"),
    ),
    notes=(Note(HOSTILE), Note("late", "warning"), Note("wrong", "failure"), Note("right", "success")),
)


def test_nothing_of_a_text_is_markup() -> None:
    shown = fragment(PAGE)
    assert "<script" not in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    # Title, subtitle, label and text of a fact, title of the table, heading, cell, item, note.
    assert shown.count("&lt;script&gt;") == 9


def test_all_that_people_see_of_a_page() -> None:
    shown = fragment(PAGE)
    text = re.sub(r"<[^>]+>", "|", shown)
    for one in ("2.98", "12.5%", "Evidence", "deep", "⚠ late", "✗ wrong", "✓ right"):
        assert one in text
    assert "data" not in text
    assert "never seen" not in text
    assert "width: 50.00%" in shown
    assert re.findall(r"height: ([\d.]+)em", shown) == ["0.7", "0.50", "0"]


def test_nothing_runs_nothing_is_loaded_and_no_colour_is_its_own() -> None:
    shown = fragment(PAGE)
    assert not re.search(r"<(script|style|link|img|iframe|svg)|\b(on\w+|src|href|class|id)=|url\(|https?:", shown)
    assert set(re.findall(r"(?:background|color): ([^;\"]+)", shown)) == {"currentColor"}


@pytest.mark.parametrize("scheme", ["background: #fff; color: #000", "background: #111; color: #ddd"])
def test_everyone_can_read_it(browser: Browser, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page()
    page.set_content(
        f"<!doctype html><html lang=en><title>a</title><body style='{scheme}'><main><h1>Notebook</h1>{fragment(PAGE)}</main>"
    )
    found = Axe().run(page)
    page.close()
    assert found.violations_count == 0, found.generate_report()
