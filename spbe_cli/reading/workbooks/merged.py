"""Cells of a workbook that was filled in which somebody merged over several answers: what the first says, all show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.model import cells
from spbe_cli.reading.problems import problem_at
from spbe_cli.reading.said import said_in
from spbe_cli.reading.sheets import Mark, by_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spbe_cli.reading.cells import Value
    from spbe_cli.reading.problems import Note
    from spbe_cli.reading.sheets import Book


def merged_over(
    book: Book, places: Mapping[str, Mark], headings: Mapping[str, Mark], said: Mapping[Mark, Value]
) -> dict[Mark, list[Mark]]:
    """The first cells of what was merged over several answers or items, each with the blank ones that show what it says.

    As the cells for the services of an indicator are of one answer, only levels are said for each of them.
    """
    answers = {places[name]: meant for name, meant in cells.answers(places).items()}
    listed = {(mark.sheet, mark.column): mark.line for mark in headings.values()}
    lines: dict[str, set[int]] = {}
    for mark in (*said, *answers):
        lines.setdefault(mark.sheet, set()).add(mark.line)
    found: dict[Mark, list[Mark]] = {}
    for sheet in book.sheets:
        for one in book.merged(sheet) if sheet.name in lines else ():
            first = Mark(one.top - 1, one.left, sheet.name)
            if said_in(said.get(first)) is None:
                continue
            below = [Mark(line, one.left, sheet.name) for line in sorted(lines[sheet.name]) if one.top <= line < one.bottom]
            of_list = first.line > listed.get((sheet.name, one.left), first.line)
            shown = [
                mark
                for mark in below
                if said_in(said.get(mark)) is None
                and (of_list or (first in answers and mark in answers and _is_another(answers[first], answers[mark])))
            ]
            if shown:
                found[first] = shown
    return found


def _is_another(answer: cells.OfAnswer, other: cells.OfAnswer) -> bool:
    return answer.path == ("level",) or answer.indicator != other.indicator


def merged_notes(merged: Mapping[Mark, Sequence[Mark]], path: str) -> Iterator[Note]:
    """For each sheet a note on the rows below that the first cell of merged ones speaks for."""
    for firsts in by_sheet(merged).values():
        rows = sorted({mark.line + 1 for first in firsts for mark in merged[first]})
        yield problem_at(path, firsts[0], "merged_answers", rows=rows)
