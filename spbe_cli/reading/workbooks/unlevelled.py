"""Cells for levels of a workbook that say in words that there is none: not yet, or not of one service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.model import cells
from spbe_cli.reading.problems import problem_at
from spbe_cli.reading.said import not_applicable, said_in, says_not_yet
from spbe_cli.reading.sheets import by_sheet, cell_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spbe_cli.reading.cells import Value
    from spbe_cli.reading.problems import Note
    from spbe_cli.reading.sheets import Mark


def unanswered(levels: Mapping[str, Mark], said: Mapping[Mark, Value]) -> set[Mark]:
    """The cells that say that nothing is answered yet; ``levels`` are those for levels, by their names."""
    return {mark for mark in levels.values() if says_not_yet(str(said_in(said.get(mark))))}


def left_out(levels: Mapping[str, Mark], said: Mapping[Mark, Value]) -> Iterator[Mark]:
    """The cells that say n/a of a service while others of its indicator have levels."""
    services: dict[int, list[tuple[str, Mark]]] = {}
    for name, meant in cells.answers(levels).items():
        if (text := said_in(said.get(levels[name]))) is not None:
            services.setdefault(meant.indicator, []).append((str(text), levels[name]))
    for own in services.values():
        out = [mark for text, mark in own if not_applicable(text) is not None]
        yield from out if len(out) < len(own) else ()


def noted(code: str, marks: Iterable[Mark], path: str) -> Iterator[Note]:
    """For each sheet a note on some of its cells, at the first of them."""
    for sheet, own in by_sheet(sorted(marks)).items():
        yield problem_at(path, own[0], code, cells=[cell_name(mark, sheet) for mark in own])
