"""Levels that were written beside the cell for them, in a workbook: into a column that is not read, or among the evidence.

What stands in columns of our own is known: titles, weights, and formulas. Whatever else is there was typed or pasted over it.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from spbe_cli.model import cells
from spbe_cli.model.base import folded
from spbe_cli.reading.levels import LevelWords
from spbe_cli.reading.problems import problem_at
from spbe_cli.reading.said import indicator_number, number_in, said_in
from spbe_cli.reading.sheets import Mark, cell_name
from spbe_cli.reading.workbooks.headings import headings_in

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.reading.cells import Value
    from spbe_cli.reading.problems import Note, Problem
    from spbe_cli.reading.workbooks.headings import Headings, Line

WEIGHT: Final = frozenset({"weight", "bobot"})
"""The headings of the column of weights as :mod:`spbe_cli.writing.rows` writes them, folded."""

_TEXTS: Final = (("evidence",), ("note",))
_LONGEST: Final = 60
"""A longer text is no level."""

_TICK: Final = 2
"""So long is a tick at most: x, v, or a sign for one; what we write there is longer."""

_NOISE: Final = Fraction(1, 10**6)
"""What binary floating point adds to a weight is less."""

_Kind = Literal["weight", "shown", "text", "other"]


class Stray(NamedTuple):
    """What a cell says in the row of an indicator, beside the cell for its level and what that says.

    ``kind`` is that of its column: weights, the values that count, those that texts are filled in, and others of ours.
    """

    indicator: int
    level: Mark
    said: Any
    at: Mark
    value: str
    kind: _Kind


def strays(
    places: Mapping[str, Mark], said: Mapping[Mark, Value], computed: Collection[Mark], lines: Mapping[str, Sequence[Line]]
) -> list[Stray]:
    """What stands in the rows of indicators beside the cells for their levels and may be a level, sheet by sheet.

    Args:
        places: where the named cells stand.
        said: what the cells of their sheets say.
        computed: the cells with formulas.
        lines: the rows of the sheets.
    """
    levels: dict[str, list[tuple[Mark, int]]] = defaultdict(list)
    named = {*places.values()}
    for name, meant in cells.answers(places).items():
        mark = places[name]
        if meant.path == ("level",):
            levels[mark.sheet].append((mark, meant.indicator))
        elif meant.path in _TEXTS:
            named.discard(mark)
    found = []
    for sheet, own in levels.items():
        headings = headings_in(lines[sheet])
        kinds = _kinds(headings) if headings is not None else {}
        for mark, indicator in sorted(own):
            for column, kind in kinds.items():
                at = mark._replace(column=column)
                value = said_in(said.get(at))
                if at not in named and at not in computed and isinstance(value, str) and len(value) <= _LONGEST:
                    found.append(Stray(indicator, mark, said_in(said.get(mark)), at, value, kind))
    return found


def ticks(places: Mapping[str, Mark], lines: Mapping[str, Sequence[Line]]) -> list[tuple[Mark, str]]:
    """What stands before the criteria of a form, below an indicator, where people tick the level they mean: it is not read."""
    rows = {(mark.sheet, mark.line) for mark in map(places.__getitem__, cells.answers(places))}
    found = []
    for sheet in sorted({sheet for sheet, _line in rows}):
        if (headings := headings_in(lines[sheet])) is None:
            continue
        for line, row in lines[sheet]:
            text = said_in(row.get(headings.number))
            if line > headings.line and (sheet, line) not in rows and _is_tick(text):
                found.append((Mark(line, headings.number, sheet), text))
    return found


def _is_tick(text: Any) -> bool:
    return isinstance(text, str) and len(text) <= _TICK and indicator_number(text) is None


def _kinds(headings: Headings) -> dict[int, _Kind]:
    """The kinds of our columns, from that of the numbers to the last one to fill in."""
    last = max(column for columns in headings.columns.values() for column in columns)
    texts = {column for path in _TEXTS for column in headings.columns.get(path, ())}
    filled = {column for columns in headings.columns.values() for column in columns} - texts
    shown, found = headings.counted, dict[int, _Kind]()
    for column, text in headings.said.items():
        if headings.number < column <= last and column not in filled:
            found[column] = "text" if column in texts else "weight" if text in WEIGHT else "shown" if text in shown else "other"
    return found


def levels_in(found: Sequence[Stray], instrument: Instrument, path: str) -> tuple[list[Problem], list[Note]]:
    """What is wrong with cells beside those for levels, and what to say of them: one of a kind for each sheet.

    A level in a column that is not read is a problem where its own cell is blank, as the answer would be lost. One among the
    evidence or the notes may be meant so.
    """
    by_code: dict[tuple[str, str], list[Stray]] = defaultdict(list)
    for one in found:
        if one.indicator in instrument.indicators and (code := _code(one, instrument)) is not None:
            by_code[code, one.at.sheet].append(one)
    problems: list[Problem] = []
    notes: list[Note] = []
    for (code, sheet), own in by_code.items():
        first = own[0]
        context = {"id": first.indicator, "value": first.value, "count": len(own), "cell": cell_name(first.level, sheet)}
        if code == "weight_aside":
            context["weight"] = _weight(instrument, first.indicator)
        (problems if code == "level_aside" else notes).append(problem_at(path, first.at, code, **context))
    return problems, notes


def _code(one: Stray, instrument: Instrument) -> str | None:
    """The code of what is said of a cell; None where nothing is."""
    if one.kind == "weight":
        weight = _weight(instrument, one.indicator)
        return "weight_aside" if weight is not None and _is_other(one.value, weight) else None
    level = _level(one.value, one.indicator, instrument)
    if level is None:
        return None
    if one.said is not None:
        own = _level(str(one.said), one.indicator, instrument)
        return "level_shown" if one.kind == "shown" and own not in (None, level) else None
    if one.kind == "shown":
        # As values alone a form shows here what an indicator counts that is not answered.
        return "level_aside" if level != instrument.scale.min else None
    return "level_in_text" if one.kind == "text" else "level_aside"


def _level(said: str, indicator: int, instrument: Instrument) -> Fraction | None:
    """The value that a text means which is a number, a level with its name, or the name alone; None for any other."""
    scale, value = instrument.scale, number_in(said)
    names = tuple(folded(name) for own in scale.names.values() for name in own if name is not None)
    if isinstance(value, str) and names and folded(said).strip(" .)").endswith(names):
        value = LevelWords(scale, instrument.aspect_of(indicator).levels).meant(said)
    if isinstance(value, int | Decimal) and scale.holds(Fraction(value)):
        return Fraction(value)
    return None


def _weight(instrument: Instrument, indicator: int) -> Fraction | None:
    """The weight of an indicator as a percentage; None where it depends on how many services there are."""
    aspect = instrument.aspect_of(indicator)
    if aspect.repeats:
        return None
    return instrument.indicators[indicator].weight or aspect.total / len(aspect.indicators)


def _is_other(said: str, weight: Fraction) -> bool:
    """Whether a cell holds another weight: ``1.3%``, or ``0.013`` where a program has dropped its format, is 1.3."""
    value = number_in(said.removesuffix("%").strip())
    if not isinstance(value, int | Decimal):
        return True
    return all(abs(Fraction(value) * by - weight) > _NOISE for by in ((1,) if said.endswith("%") else (1, 100)))
