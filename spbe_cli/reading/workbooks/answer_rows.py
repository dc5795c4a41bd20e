"""The rows of a workbook's answers, and whether each still stands beside the number and the title of its indicator.

Office programs leave defined names where they are when rows are sorted or pasted over. So the cell of one indicator may come to
hold the answer to another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from spbe_cli.model import cells
from spbe_cli.model.base import folded
from spbe_cli.reading.problems import problem_at
from spbe_cli.reading.said import indicator_number, said_in, words_in
from spbe_cli.reading.sheets import Mark, cell_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.reading.cells import Value
    from spbe_cli.reading.problems import Problem


class AnswerRow(NamedTuple):
    """A row of an indicator's cells: the first of them, what stands before it, and whether the row says something.

    ``at`` is the cell for the number, None on a sheet without numbers; ``number`` is None where none stands there.
    """

    indicator: int
    cell: Mark
    at: Mark | None
    number: int | None
    texts: tuple[str, ...]
    answered: bool


def answer_rows(places: Mapping[str, Mark], said: Mapping[Mark, Value]) -> list[AnswerRow]:
    """The rows of a workbook's answers, sheet by sheet; one for each indicator with a cell in the row.

    The column of the numbers is the one before all cells of answers that holds most whole numbers.

    Args:
        places: where the named cells stand.
        said: what the cells of their sheets say.
    """
    found: dict[tuple[str, int, int], list[Mark]] = defaultdict(list)
    for name, meant in cells.answers(places).items():
        mark = places[name]
        found[mark.sheet, mark.line, meant.indicator].append(mark)
    lines = before_answers(places, said)
    sheets: dict[str, list[tuple[int, Mapping[int, Value]]]] = defaultdict(list)
    for sheet, line, indicator in found:
        sheets[sheet].append((indicator, lines[sheet, line]))
    columns = {sheet: _number_column(own) for sheet, own in sheets.items()}
    rows = []
    for (sheet, line, indicator), marks in sorted(found.items()):
        column, row = columns[sheet], lines[sheet, line]
        at, number = (None, None) if column is None else (Mark(line, column, sheet), indicator_number(row.get(column)))
        answered = any(said_in(said.get(mark)) is not None for mark in marks)
        rows.append(AnswerRow(indicator, min(marks), at, number, tuple(map(words_in, row.values())), answered))
    return rows


def before_answers(places: Mapping[str, Mark], said: Mapping[Mark, Value]) -> dict[tuple[str, int], dict[int, Value]]:
    """By sheet and line, for each with a cell of an answer: what stands before the first column of answers on that sheet."""
    first: dict[str, int] = {}
    lines: dict[tuple[str, int], dict[int, Value]] = {}
    for mark in map(places.__getitem__, cells.answers(places)):
        first[mark.sheet] = min(first.get(mark.sheet, mark.column), mark.column)
        lines[mark.sheet, mark.line] = {}
    for mark, value in said.items():
        if (mark.sheet, mark.line) in lines and mark.column < first[mark.sheet]:
            lines[mark.sheet, mark.line][mark.column] = value
    return lines


def _number_column(rows: Sequence[tuple[int, Mapping[int, Value]]]) -> int | None:
    """The column of the numbers, from the rows of a sheet with their indicators; None where no column holds any."""
    known = {indicator for indicator, _row in rows}
    numbers: dict[int, list[int]] = defaultdict(list)
    for _indicator, row in rows:
        for column, value in row.items():
            if (number := indicator_number(value)) is not None:
                numbers[column].append(number)
    # Where levels stand before what is read, as their cells were deleted, they are no numbers of indicators.
    fitting = ((len(own), sum(one in known for one in own), -column) for column, own in numbers.items())
    return -max(fitting)[-1] if numbers else None


def misplaced(rows: Sequence[AnswerRow], path: str) -> Iterator[Problem]:
    """A problem for each sheet on which answers stand beside another number, and for each on which they stand beside none."""
    moved: dict[str, list[tuple[AnswerRow, int]]] = defaultdict(list)
    none: dict[str, list[tuple[AnswerRow, Mark]]] = defaultdict(list)
    for row in rows:
        if row.at is None:
            continue
        if row.number is None and row.answered:
            none[row.cell.sheet].append((row, row.at))
        elif row.number not in (None, row.indicator):
            moved[row.cell.sheet].append((row, row.number or 0))
    yield from _moved(moved, rows, path, "number")
    for (row, at), *others in none.values():
        ids = sorted({row.indicator, *(one.indicator for one, _at in others)})
        yield problem_at(path, row.cell, "number_gone", id=row.indicator, ids=ids, at=cell_name(at, at.sheet))


def of_another(
    rows: Sequence[AnswerRow], instrument: Instrument, instruments: Iterable[Instrument], path: str
) -> Iterator[Problem]:
    """A problem if more rows have the title that their indicator has in another instrument than in the one that is meant.

    The cell that names the instrument, or the year that stands for it, was changed then, and the answers are to other questions.
    """

    def titled(of: Instrument) -> list[AnswerRow]:
        titles = _titles(of)
        return [row for row in rows if row.indicator in _known(row, titles)]

    own = len(titled(instrument))
    for other in instruments:
        if other.id != instrument.id and len(found := titled(other)) > own:
            yield problem_at(path, found[0].cell, "form_of_another", instrument=instrument.id, other=other.id)
            return


def _titles(instrument: Instrument) -> dict[str, set[int]]:
    titles: dict[str, set[int]] = defaultdict(set)
    for one in instrument.indicators.values():
        for title in one.title.folded:
            titles[title].add(one.id)
    return titles


def _known(row: AnswerRow, titles: Mapping[str, set[int]]) -> set[int]:
    """The indicators whose title stands beside a row's answers."""
    return {one for text in row.texts for one in titles.get(folded(text.split("\n")[0]), ())}


def mistitled(rows: Sequence[AnswerRow], instrument: Instrument, path: str) -> Iterator[Problem]:
    """A problem for each sheet on which answers stand beside their number, but beside the title of another indicator."""
    titles = _titles(instrument)
    others: dict[str, list[tuple[AnswerRow, int]]] = defaultdict(list)
    for row in rows:
        known = _known(row, titles)
        if known and row.indicator not in known and row.number in (None, row.indicator):
            others[row.cell.sheet].append((row, min(known)))
    yield from _moved(others, rows, path, "title")


def of_none(places: Mapping[str, Mark], said: Mapping[Mark, Value], lost: Iterable[str]) -> list[tuple[Mark, tuple[str, ...]]]:
    """The cells below the headings that say something in a column of answers, but are the cells of no indicator.

    Each comes with the path in an answer that its column is for.

    The columns are those with most of the names of their kind; the line of the headings is the last one above all answers that
    says something in each of them.

    Args:
        places: where the named cells stand.
        said: what the cells of their sheets say.
        lost: the names that were deleted; their cells in rows of their indicators are known to be missing.
    """
    counted: dict[str, dict[tuple[str, ...], Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
    rows: dict[tuple[str, int], set[int]] = defaultdict(set)
    for name, meant in cells.answers(places).items():
        mark = places[name]
        counted[mark.sheet][meant.path][mark.column] += 1
        rows[mark.sheet, mark.line].add(meant.indicator)
    columns = {sheet: {max(own, key=own.__getitem__): path for path, own in paths.items()} for sheet, paths in counted.items()}
    below = {sheet: _below_headings(sheet, own, rows, said) for sheet, own in columns.items()}
    missing = {meant.part for meant in cells.answers(lost).values()}
    answers = {*places.values()}
    return sorted(
        (mark, path)
        for mark, value in said.items()
        if (path := columns.get(mark.sheet, {}).get(mark.column)) is not None
        and mark.line >= below[mark.sheet]
        and mark not in answers
        and said_in(value) is not None
        and not any((path, indicator) in missing for indicator in rows.get((mark.sheet, mark.line), ()))
    )


def _below_headings(sheet: str, columns: Collection[int], rows: Collection[tuple[str, int]], said: Mapping[Mark, Value]) -> int:
    """The line below the headings of a sheet, or the first one with answers where no line above says something in all columns."""
    first = min(line for one, line in rows if one == sheet)
    above = Counter(mark.line for mark in said if mark.sheet == sheet and mark.column in columns and mark.line < first)
    return max((line + 1 for line, count in above.items() if count == len(columns)), default=first)


def _moved(
    others: Mapping[str, Sequence[tuple[AnswerRow, int]]], rows: Sequence[AnswerRow], path: str, what: Literal["number", "title"]
) -> Iterator[Problem]:
    """The problem of each sheet, at the first of its rows that stand beside what is another indicator's."""
    own = {row.indicator: row.cell for row in reversed(rows)}
    for sheet, moved in others.items():
        row, number = moved[0]
        cell = cell_name(own[number], sheet) if number in own else None
        count = len({one.indicator for one, _number in moved})
        yield problem_at(path, row.cell, "rows_moved", what=what, id=row.indicator, number=number, other=cell, count=count)
