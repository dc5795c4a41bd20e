"""Charts as inline SVG, by the classes of the page's style sheet, readable without colour.

Horizontal lengths are percentages, so that a chart fills the width while its text keeps its size; only a radar scales. There is
no chart library here: those that write SVG use scripts, fixed widths, or colours alone to distinguish series.
"""

from __future__ import annotations

import math
import textwrap
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from spbe_cli.core.judging import rounded
from spbe_cli.texts import number, visible
from spbe_cli.views.figures import signed_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from spbe_cli.views.page import Chart, Mark

STYLES: Final = 6
"""So many series have different looks."""

_OCCASIONS: Final = 8
"""So many names stand below lines; of more only every second one, or third, and always the last."""

_LINE: Final = 16
"""The height of a line of text, in pixels."""

_RINGS: Final = 10
_BINS: Final = 50
"""At most so many steps between values on an axis, and places for dots beside each other."""

_Placed = tuple[str, str, Fraction]
"""How a value's leader looks, what the value is called, and the value."""


def drawn(chart: Chart, identifier: str) -> str:
    """A chart as an SVG element, whose title and description have ids that begin with ``identifier``; not for heat maps."""
    draw: dict[str, Callable[[Chart, ET.Element], tuple[float, float | None]]] = {
        "scale": _scale,
        "bars": _bars,
        "lines": _lines,
        "radar": _radar,
        "spread": _spread,
    }
    svg = ET.Element("svg", {"role": "img", "aria-labelledby": f"{identifier}-title {identifier}-text", "class": chart.kind})
    ET.SubElement(svg, "title", id=f"{identifier}-title").text = visible(chart.title)
    ET.SubElement(svg, "desc", id=f"{identifier}-text").text = visible(chart.text)
    height, width = draw[chart.kind](chart, svg)
    if width is None:
        svg.attrib |= {"width": "100%", "height": _px(height)}
    else:
        svg.set("viewBox", f"0 0 {_px(width)} {_px(height)}")
    return ET.tostring(svg, encoding="unicode")


def swatch(chart: Chart, position: int) -> str:
    """What a series looks like, for a legend."""
    svg = ET.Element("svg", {"class": "swatch", "width": "28", "height": "14", "aria-hidden": "true"})
    if chart.kind == "bars":
        _put(svg, "rect", f"bar s{position % STYLES}", x=1, y=1, width=26, height=12)
    else:
        _put(svg, "line", f"line s{position % STYLES}", x1=0, y1=7, x2=28, y2=7)
        _marker(svg, position, 14, 7)
    return ET.tostring(svg, encoding="unicode")


def patterns() -> str:
    """The patterns that fill bars; once in a document."""
    svg = ET.Element("svg", {"width": "0", "height": "0", "class": "patterns", "aria-hidden": "true"})
    defs = ET.SubElement(svg, "defs")
    for position, (size, turned) in enumerate(((6, 45), (6, -45), (4, 0), (4, 90), (3, 45)), start=1):
        pattern = ET.SubElement(defs, "pattern", {"id": f"fill{position}", "patternUnits": "userSpaceOnUse"})
        pattern.attrib |= {"width": str(size), "height": str(size), "patternTransform": f"rotate({turned})"}
        _put(pattern, "rect", "ground", width=size, height=size)
        _put(pattern, "rect", f"stroke s{position}", width=size / 2, height=size)
    return ET.tostring(svg, encoding="unicode")


def bar(share: Fraction) -> str:
    """A bar in a cell of a table."""
    svg = ET.Element("svg", {"class": "cell", "width": "100%", "height": "10", "aria-hidden": "true"})
    _put(svg, "rect", "track", x=0, y=0, width="100%", height=10)
    _put(svg, "rect", "bar s0", x=0, y=0, width=_percent(share), height=10)
    return ET.tostring(svg, encoding="unicode")


def spark(shares: Sequence[Fraction | None]) -> str:
    """Bars in a row, in a cell of a table."""
    width, height = 10, 22
    svg = ET.Element("svg", {"class": "spark", "width": str(width * len(shares)), "height": str(height), "aria-hidden": "true"})
    for position, share in enumerate(shares):
        if share is not None:
            tall = max(1.0, float(share * height))
            _put(svg, "rect", "bar s0", x=position * width, y=height - tall, width=width - 2, height=tall)
    return ET.tostring(svg, encoding="unicode")


def _scale(chart: Chart, svg: ET.Element) -> tuple[float, None]:
    """Bands between the bounds, the values and the target above them."""
    placed = [
        *((f"lead s{place}", one.name, one.values[0]) for place, one in enumerate(chart.series) if one.values[0] is not None),
        *(("target", one.name, one.at) for one in chart.marks if one.kind == "target"),
    ]
    top, track = 14.0 + _LINE * len(placed), 22.0
    bottom = _bands(chart, svg, top, track)
    for row, (after, (style, name, value)) in enumerate(_beside_leaders(chart, placed)):
        share, base = _share(chart, value), 14 + _LINE * row
        anchor, aside = ("start", 8) if after else ("end", -8)
        _put(svg, "line", style, x1=_percent(share), y1=base - 10, x2=_percent(share), y2=top + track)
        words = "value" + {"lead s0": " now", "target": " target"}.get(style, "")
        _text(svg, f"{name}: {_value(value, chart)}", words, (share, base), anchor=anchor, dx=aside)
    for position, one in enumerate(chart.series):
        if one.values[0] is not None:
            _marker(svg, position, _percent(_share(chart, one.values[0])), top)
    return bottom + 4, None


def _bands(chart: Chart, svg: ET.Element, top: float, height: float) -> float:
    """Draws a band from each bound to the next, with its name and ticks below; returns where they end."""
    lines = 1
    for position, (one, begin, end) in enumerate(_spans(chart)):
        held = " held" if one.kind == "held" else ""
        at = {"x": _percent(begin), "width": _percent(end - begin)}
        _put(svg, "rect", f"band b{position % 2}{held}", y=top, height=height, **at)
        names = one.name.split(" ")
        lines = max(lines, len(names))
        for row, line in enumerate(names):
            _text(svg, line, f"name{held}", ((begin + end) / 2, top + height + 34 + 14 * row), anchor="middle")
    for tick in (chart.low, *(one.at for one, begin, _end in _spans(chart) if begin), chart.high):
        share = _share(chart, tick)
        _put(svg, "line", "tick", x1=_percent(share), y1=top, x2=_percent(share), y2=top + height + 5)
        _text(svg, _tick(tick, chart), "tick", (share, top + height + 18), anchor=_middle(share))
    return top + height + 32 + 14 * lines


def _spans(chart: Chart) -> Iterator[tuple[Mark, Fraction, Fraction]]:
    """The bounds, each with the shares of the axis where it begins and where the next one does."""
    bounds = [one for one in chart.marks if one.kind != "target"]
    ends = [*(one.at for one in bounds[1:]), chart.high]
    for one, end in zip(bounds, ends, strict=True):
        yield one, _share(chart, one.at), _share(chart, end)


def _beside_leaders(chart: Chart, placed: Sequence[_Placed]) -> list[tuple[bool, _Placed]]:
    """The texts above an axis from top to bottom, each with whether it stands after its leader, so that none is crossed by one.

    Either all stand after their leaders, the leftmost on top, or all before them, the rightmost on top. On a small screen that
    has no room where values are at both ends: then those on the left stand after, the others before.
    """
    shares = [_share(chart, value) for _style, _name, value in placed]
    room = Fraction(68, 100)
    if max(shares) <= room:
        after = [True] * len(shares)
    elif min(shares) >= 1 - room:
        after = [False] * len(shares)
    else:
        after = [share < Fraction(1, 2) for share in shares]
    rows = sorted(zip(shares, after, placed, strict=True), key=lambda one: (not one[1], one[0] if one[1] else -one[0]))
    return [(one, what) for _share, one, what in rows]


def _bars(chart: Chart, svg: ET.Element) -> tuple[float, None]:
    """For each label its name, and a bar for each series below it; to both sides of a line where values are below 0."""
    both = chart.low < 0
    left, right = (Fraction(17, 100) if both else Fraction(0)), (Fraction(83, 100) if chart.high > 0 else Fraction(1))
    thick, y = 14, 0.0

    def place(value: Fraction) -> Fraction:
        return left + (right - left) * _share(chart, value)

    zero = place(max(chart.low, Fraction(0)))
    for group, label in enumerate(chart.labels):
        for line in _wrapped(label, 46):
            y += _LINE
            _text(svg, line, "label", (Fraction(0), y - 3))
        y += 2
        for position, one in enumerate(chart.series):
            value = one.values[group]
            if value is None:
                _text(svg, "–", "value", (zero, y + thick - 3), dx=4)
            else:
                begin, end = sorted((place(value), zero))
                way = " down" if value < 0 else ""
                at = {"x": _percent(begin), "width": _percent(end - begin)}
                _put(svg, "rect", f"bar s{position % STYLES}{way}", y=y, height=thick, **at)
                anchor, aside, beside = ("end", -4, begin) if value < 0 else ("start", 4, end)
                _text(svg, _value(value, chart), "value", (beside, y + thick - 3), anchor=anchor, dx=aside)
            if both:
                _put(svg, "line", "zero", x1=_percent(zero), y1=y - 2, x2=_percent(zero), y2=y + thick + 2)
            y += thick + 2
        y += 6
    return y, None


def _lines(chart: Chart, svg: ET.Element) -> tuple[float, None]:
    """A line for each series over the labels, with the bounds across."""
    high, low, bottom = 12.0, 236.0, 262.0
    left, right = Fraction(9, 100), Fraction(93, 100)

    def place(position: int, value: Fraction) -> tuple[Fraction, float]:
        across = left + (right - left) * Fraction(position, max(len(chart.labels) - 1, 1))
        return across, low - (low - high) * float(_share(chart, value))

    bounds = {one.at: one.name for one in chart.marks} or {Fraction(one): "" for one in _whole(chart)}
    for at, name in {chart.low: "", chart.high: "", **bounds}.items():
        y = place(0, at)[1]
        _put(svg, "line", "grid", x1=_percent(left / 2), y1=y, x2="100%", y2=y)
        _text(svg, _tick(at, chart), "tick", (Fraction(0), y + 4))
        if name:
            _text(svg, name, "bound", (Fraction(1), y - 3), anchor="end")
    every = -(-len(chart.labels) // _OCCASIONS)
    for position, label in enumerate(chart.labels):
        for row, line in enumerate(label.split(" ") if (len(chart.labels) - 1 - position) % every == 0 else ()):
            _text(svg, line, "tick", (place(position, chart.low)[0], bottom + 14 * row), anchor="middle")
    for position, one in enumerate(chart.series):
        known = [(place(label, value), value) for label, value in enumerate(one.values) if value is not None]
        for ((x1, y1), _old), ((x2, y2), _new) in pairwise(known):
            _put(svg, "line", f"line s{position % STYLES}", x1=_percent(x1), y1=y1, x2=_percent(x2), y2=y2)
        for (x, y), value in known:
            _marker(svg, position, _percent(x), y)
            if len(chart.series) == 1:
                _text(svg, _value(value, chart), "value", (x, y - 9), anchor="middle")
    return bottom + 14 * max((len(label.split(" ")) for label in chart.labels), default=1) - 6, None


def _radar(chart: Chart, svg: ET.Element) -> tuple[float, float]:
    """An arm for each label, a ring for each whole value and each mark, and a shape for each series."""
    width, radius = 400.0, 98.0
    names = [_wrapped(label, 14) for label in chart.labels]
    # The arms that go straight up and down need room for all of their lines.
    middle = 14 * len(names[0]) + radius + 16
    centre = (width / 2, middle)
    count = len(chart.labels)

    def point(arm: int, share: float) -> tuple[float, float]:
        angle = 2 * math.pi * arm / count - math.pi / 2
        return centre[0] + radius * share * math.cos(angle), centre[1] + radius * share * math.sin(angle)

    def ring(share: float) -> str:
        return _points(point(arm, share) for arm in range(count))

    lowest = middle + radius
    for level in _whole(chart):
        _put(svg, "polygon", "grid", points=ring(float(_share(chart, Fraction(level)))))
    for arm, lines in enumerate(names):
        x, y = point(arm, 1)
        _put(svg, "line", "grid", x1=centre[0], y1=centre[1], x2=x, y2=y)
        x, y = point(arm, 1 + 10 / radius)
        side = x - centre[0]
        anchor = "middle" if abs(side) < 1 else "start" if side > 0 else "end"
        # The block of lines stands above, beside or below the end of its arm.
        rise = (centre[1] - y) / (radius + 10)
        begin = y + 4 - 7 * (len(lines) - 1) * (1 + rise)
        for row, line in enumerate(lines):
            _text(svg, line, "label", (x, begin + 14 * row), anchor=anchor)
        lowest = max(lowest, begin + 14 * (len(lines) - 1) + 6)
    for mark in chart.marks:
        _put(svg, "polygon", "target", points=ring(float(_share(chart, mark.at))))
    for position, one in reversed(list(enumerate(chart.series))):
        places = [point(arm, float(_share(chart, value))) for arm, value in enumerate(one.values) if value is not None]
        _put(svg, "polygon", f"area s{position % STYLES}", points=_points(places))
        for x, y in places:
            _marker(svg, position, x, y)
    for level in _whole(chart):
        x, y = point(0, float(_share(chart, Fraction(level))))
        _text(svg, str(level), "level", (x - 4, y + 4), anchor="end")
    return lowest + 4, width


def _spread(chart: Chart, svg: ET.Element) -> tuple[float, None]:
    """A dot for each value, on those of its tenth, or on a long scale of more than a tenth; bars where there are too many."""
    bins = min(_BINS, max(1, int((chart.high - chart.low) * 10)))
    tenths = [0] * bins
    values = [value for value in chart.series[0].values if value is not None]
    for value in values:
        # The highest value closes the last one.
        tenths[min(int(_share(chart, value) * bins), bins - 1)] += 1
    most, top, tall = max(tenths), 34.0, 120.0
    dots = most <= tall / 12
    if dots:
        tall = max(12.0 * most + 6, 54.0)
    base = top + tall
    for position, (one, left, right) in enumerate(_spans(chart)):
        _put(svg, "rect", f"band b{position % 2}", x=_percent(left), y=top - 4, width=_percent(right - left), height=tall + 4)
        for row, line in enumerate(one.name.split(" ")):
            _text(svg, line, "name", ((left + right) / 2, 12 + 14 * row), anchor="middle")
        _text(svg, _tick(one.at, chart), "tick", (left, base + _LINE), anchor=_middle(left))
    _text(svg, _tick(chart.high, chart), "tick", (Fraction(1), base + _LINE), anchor="end")
    for place, count in enumerate(tenths):
        middle = Fraction(2 * place + 1, 2 * len(tenths))
        if dots:
            for row in range(count):
                _put(svg, "circle", "dot s0", cx=_percent(middle), cy=base - 6 - 12 * row, r=5)
        elif count:
            high = (tall - 16) * count / most
            wide = Fraction(8, 10 * len(tenths))
            _put(svg, "rect", "bar s0", x=_percent(middle - wide / 2), y=base - high, width=_percent(wide), height=high)
            if count == most:
                _text(svg, number(count), "value", (middle, base - high - 4), anchor="middle")
    _put(svg, "line", "zero", x1="0%", y1=base, x2="100%", y2=base)
    return base + _LINE + 6, None


def _marker(svg: ET.Element, position: int, x: float | str, y: float) -> None:
    """Draws the mark of a series; each series has its own shape."""
    # A nested SVG can have a position in percent, a path can't.
    place = ET.SubElement(svg, "svg", {"x": x if isinstance(x, str) else _px(x), "y": _px(y), "class": "marker"})
    shape = f"shape s{position % STYLES}"
    if position % STYLES == 0:
        _put(place, "circle", shape, r=4.5)
    else:
        paths = ("M-4-4h8v8h-8z", "M0-5.5 5 4H-5z", "M0-6 6 0 0 6-6 0z", "M0 5.5 5-4H-5z", "M-2-5h4v3h3v4h-3v3h-4v-3h-3v-4h3z")
        _put(place, "path", shape, d=paths[position % STYLES - 1])


def _share(chart: Chart, value: Fraction) -> Fraction:
    """Where a value stands on the axis, from 0 to 1."""
    return (min(max(value, chart.low), chart.high) - chart.low) / ((chart.high - chart.low) or 1)


def _whole(chart: Chart) -> range:
    """The whole values on the axis, in round steps if there are many."""
    low, high = math.ceil(chart.low), math.floor(chart.high)
    steps = (digit * 10**zeros for zeros in range(len(str(high - low)) + 1) for digit in (1, 2, 5))
    step = next(one for one in steps if high - low <= _RINGS * one)
    return range(-(-low // step) * step, high + 1, step)


def _middle(share: Fraction) -> str:
    """How a text is aligned to its place, so that it does not go beyond the ends."""
    return "start" if share < Fraction(4, 100) else "end" if share > Fraction(96, 100) else "middle"


def _value(value: Fraction, chart: Chart) -> str:
    return signed_value(value, chart.decimals) if chart.signed else number(rounded(value, chart.decimals))


def _tick(value: Fraction, chart: Chart) -> str:
    return number(int(value)) if value.denominator == 1 else _value(value, chart)


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(visible(text), width, break_long_words=True) or [""]


def _points(places: Iterator[tuple[float, float]] | Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{_px(x)},{_px(y)}" for x, y in places)


def _percent(share: Fraction) -> str:
    return f"{float(share) * 100:.6g}%"


def _px(length: float) -> str:
    return f"{length:.6g}"


def _put(parent: ET.Element, tag: str, style: str, **attributes: str | float) -> ET.Element:
    written = {name: one if isinstance(one, str) else _px(one) for name, one in attributes.items()}
    return ET.SubElement(parent, tag, {"class": style, **written})


def _text(
    parent: ET.Element, text: str, style: str, place: tuple[Fraction | float, float], **attributes: str | float
) -> None:  # fmt: skip
    """Text at a place: across a share of the width, or a length in pixels; down in pixels. ``anchor`` is its ``text-anchor``."""
    x, y = place
    anchor = str(attributes.pop("anchor", "start"))
    drawn = _put(parent, "text", f"t {style}", x=_percent(x) if isinstance(x, Fraction) else x, y=y, **attributes)
    drawn.set("text-anchor", anchor)
    drawn.text = visible(text)
