"""Every colour of tables can be read on a white and on a black background."""

from __future__ import annotations

import pytest
from rich.color import Color

from spbe_cli.formats import table
from spbe_cli.formats.screen import Screen
from spbe_cli.views.page import Note, Page

LEAST = 4.0
"""The contrast that the best red of the fixed colours has on both backgrounds; for what is only drawn WCAG 2.2 wants 3."""


def luminance(colour: tuple[int, ...]) -> float:
    """How bright a colour is, by WCAG 2.2."""
    red, green, blue = (one / 255 / 12.92 if one / 255 <= 0.04045 else ((one / 255 + 0.055) / 1.055) ** 2.4 for one in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("style", sorted({*table._STYLES.values(), table._DRAWN, table._QUIET} - {""}))
@pytest.mark.parametrize("background", [(255, 255, 255), (0, 0, 0)])
def test_it_can_be_read(style: str, background: tuple[int, ...]) -> None:
    colour = Color.parse(style)
    assert colour.number is not None
    assert colour.number >= 16, "a terminal has its own sixteen as it likes"
    assert contrast(tuple(colour.get_truecolor()), background) >= LEAST - 0.005


def test_these_are_the_colours_that_are_drawn() -> None:
    notes = (Note("info"), Note("warning", "warning"), Note("failure", "failure"), Note("success", "success"))
    page = Page("Title", "Below", notes=notes)
    text = table.render([page], Screen(80, colour=True, blocks=True))
    assert text.splitlines() == [
        "\x1b[1mTitle\x1b[0m",
        "\x1b[38;5;243mBelow\x1b[0m",
        "",
        "info",
        "\x1b[38;5;130mwarning\x1b[0m",
        "\x1b[38;5;196mfailure\x1b[0m",
        "\x1b[38;5;29msuccess\x1b[0m",
    ]
    assert "\x1b" not in table.render([page], Screen(80, colour=False, blocks=True))
