"""Charts as SVG: as readable on a region's own scale as on the national ones."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal

import pytest

from spbe_cli.formats import svg
from spbe_cli.views.page import Chart, Mark, Series


def drawn(kind: Literal["radar", "spread"], low: int, high: int, *values: Fraction | int) -> str:
    series = Series("now", tuple(map(Fraction, values)))
    marks = (Mark(Fraction(low), "Baik"),) if kind == "spread" else ()
    return svg.drawn(Chart(kind, "Title", tuple("abc"), (series,), Fraction(low), Fraction(high), "Text", marks), "chart")


@pytest.mark.parametrize(
    ("low", "high", "rings"),
    [(0, 5, "0 1 2 3 4 5"), (1, 4, "1 2 3 4"), (0, 100, "0 10 20 30 40 50 60 70 80 90 100"), (1, 12, "2 4 6 8 10 12")],
)
def test_a_radar_has_as_many_rings_as_can_be_read(low: int, high: int, rings: str) -> None:
    text = drawn("radar", low, high, low, low, high)
    assert re.findall(r'class="t level"[^>]*>([0-9]+)<', text) == rings.split()
    assert text.count('<polygon class="grid"') == len(rings.split())


def test_dots_that_are_beside_each_other_on_a_long_scale_are_apart() -> None:
    # 60.1 and 60.9 share one of the fiftieths, 100 closes the last; on a short scale tenths are apart as ever.
    for text in (drawn("spread", 0, 100, Fraction(601, 10), Fraction(609, 10), 100), drawn("spread", 1, 5, 2, 5, 5)):
        places = re.findall(r'<circle class="dot s0" cx="([0-9.]+)%" cy="([0-9.]+)"', text)
        assert (len(places), len({across for across, _height in places}), len({height for _across, height in places})) == (
            3,
            2,
            2,
        )
    first, *_others = re.findall(r'cx="([0-9.]+)%"', drawn("spread", 0, 100, Fraction(601, 10)))
    assert first == "61"
    assert re.findall(r'cx="([0-9.]+)%"', drawn("spread", 1, 5, 2, 5)) == ["26.25", "98.75"]
