"""The sheet of evidence in a workbook: every row below its headings is an item, wherever people sorted or put it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from spbe_cli.model import cells
from spbe_cli.reading.cells import Wrong
from spbe_cli.reading.places import Place, put
from spbe_cli.reading.problems import problem_at
from spbe_cli.reading.said import day_in, exactly_in, indicator_number, level_in, number_in, said_in
from spbe_cli.reading.sheets import Mark

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from spbe_cli.reading.cells import Value
    from spbe_cli.reading.problems import Problem

Item = tuple[Any, Mark | Place]
"""An item of evidence as an answer file would have it, a name or a mapping, and where it stands."""

_INDICATOR: Final = "indicator"
_KEYS: Final = tuple(key for key in cells.ITEM if key != _INDICATOR)
_EXACT: Final = ("file", "by", "note")


_SEVERAL: Final = re.compile(
    r"(?:no\.?|indikator|indicator)?\s{0,9}[0-9]+\s{0,9}"
    r"(?:[,;/&+–—-]|\b(?:dan|and|serta|atau|or|s\.?\s?/?\s?d\b\.?|sampai(?:\s{1,9}dengan)?|hingga|to)(?!\w))"
    r"\s{0,9}(?:no\.?|indikator|indicator)?\s{0,9}[0-9]+(?![^\W\d_]).*",
    re.DOTALL | re.IGNORECASE,
)
"""Numbers side by side, or from one to another."""


def indicator_in(said: Any) -> Any:
    """The number of an indicator, as ``12``, ``Indikator 12`` or ``12 - Title``; anything else as it stands."""
    number = indicator_number(said)
    return said if number is None and names_several(said) else level_in(said) if number is None else number


def names_several(said: Any) -> bool:
    """Whether what should be the number of an indicator names more than one: ``1 dan 2``, ``1-3``."""
    return isinstance(said, str) and _SEVERAL.fullmatch(said) is not None


_READ: Final = {_INDICATOR: indicator_in, "proves": number_in, "date": day_in}


class Row(NamedTuple):
    """A row that says something: what its cells say and where all of them stand, by the keys of an item and ``indicator``."""

    said: Mapping[str, Any]
    marks: Mapping[str, Mark]

    @property
    def wrong(self) -> Iterator[tuple[Wrong, Mark]]:
        """What can't be used: formulas that nobody computed, and errors."""
        return ((value, self.marks[key]) for key, value in self.said.items() if isinstance(value, Wrong))


def rows_of(headings: Mapping[str, Mark], stored: Mapping[Mark, Value]) -> list[Row]:
    """The rows below the headings that say something, in order.

    Args:
        headings: where those of the columns stand, by the keys of an item and ``indicator``.
        stored: all cells of the sheets that hold something.
    """
    if not headings:
        return []
    top, sheet = max(mark.line for mark in headings.values()), headings[_INDICATOR].sheet
    keys = {mark.column: key for key, mark in headings.items()}
    lines: dict[int, dict[str, Value]] = {}
    for mark, value in stored.items():
        if mark.sheet == sheet and mark.line > top and (key := keys.get(mark.column)) is not None and said_in(value) is not None:
            lines.setdefault(mark.line, {})[key] = value
    return [Row(lines[line], {key: Mark(line, column, sheet) for column, key in keys.items()}) for line in sorted(lines)]


def items_of(rows: Iterable[Row], known: Collection[int], path: str, problems: list[Problem]) -> dict[int, list[Item]]:
    """The items by indicator, in the order of their rows; a row of none of the ``known`` ones is a problem, if it is none yet."""
    found: dict[int, list[Item]] = {}
    for row in rows:
        indicator, mark = _said(row, _INDICATOR), row.marks[_INDICATOR]
        if any(row.wrong):
            continue
        if indicator is None:
            problems.append(problem_at(path, mark, "item_of_none"))
        elif names_several(indicator):
            problems.append(problem_at(path, mark, "item_of_several", value=indicator))
        elif type(indicator) is not int or indicator not in known:
            context = {"tier": "indicator", "id": indicator, "known": tuple(sorted(known))}
            problems.append(problem_at(path, mark, "unknown_part", **context))
        else:
            found.setdefault(indicator, []).append(_item(row))
    return found


def _item(row: Row) -> tuple[dict[str, Any], Place]:
    """A row as a mapping; one without a file is wrong where the file belongs."""
    item: dict[str, Any] = {}
    place = Place(row.marks["file"])
    for key in _KEYS:
        if (said := _said(row, key)) is not None:
            put(item, place, key, said, row.marks[key])
    return item, place


def _said(row: Row, key: str) -> Any:
    value = row.said.get(key)
    said = exactly_in(value) if key in _EXACT else said_in(value)
    return said if said is None or key not in _READ else _READ[key](said)


def together(names: Sequence[tuple[str, Mark]], items: Iterable[Item]) -> list[Item]:
    """An answer's evidence: the names in its cell, then the items of the sheet; a name that stands in both is one item."""
    whole: list[Item] = list(names)
    for item, place in items:
        same = (at for at, (name, _mark) in enumerate(names) if whole[at][0] == name == item.get("file"))
        if (at := next(same, None)) is None:
            whole.append((item, place))
        else:
            whole[at] = item, place
    return whole
