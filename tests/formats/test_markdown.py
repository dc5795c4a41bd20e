"""Markdown as GitHub reads it: what stands in a name is shown as it stands."""

from __future__ import annotations

import pytest

from spbe_cli.formats.markdown import render
from spbe_cli.formats.screen import Screen
from spbe_cli.views.page import Page


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("www.contoh.go.id", "<span>www</span>.contoh.go.id"),
        ("Www.contoh.go.id", "<span>Www</span>.contoh.go.id"),
        ("https://contoh.go.id", "https&#58;//contoh.go.id"),
        ("Kota :smile:", "Kota <span>:</span>smile:"),
        (":heart_eyes:", r"<span>:</span>heart\_eyes:"),
        ("$x$", "<span>$</span>x<span>$</span>"),
        ("12:30", "12:30"),
        ("Kota: A", "Kota: A"),
        ("<b>&*", r"&lt;b&gt;&amp;\*"),
        ("wwwx", "wwwx"),
    ],
)
def test_text_is_shown_as_it_stands(name: str, written: str) -> None:
    assert render([Page(name)], Screen(80, colour=False, blocks=True)) == f"## {written}\n"
