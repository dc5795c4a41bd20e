"""A row for each indicator: of many agencies (long), or of a single one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from spbe_cli.model.base import folded
from spbe_cli.reading.cells import Wrong
from spbe_cli.reading.document import Document
from spbe_cli.reading.problems import Problem
from spbe_cli.reading.said import not_applicable
from spbe_cli.reading.tables.labels import Conflict, is_strange, label, named_part, of_tier
from spbe_cli.reading.tables.layouts import PREDICATE, path_of
from spbe_cli.reading.tables.titles import Part
from spbe_cli.reading.tables.values import level, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.reading.tables.grid import Row
    from spbe_cli.reading.tables.labels import Named
    from spbe_cli.reading.tables.layouts import Path, Table
    from spbe_cli.reading.tables.rows import LeftOut


class _Assessment(NamedTuple):
    """The rows of one assessment, by the path of the part that they are about.

    ``table``, ``row`` and ``head`` are those of its first row. ``unusable`` are the cells that can't be used.
    """

    table: Table
    row: Row
    head: dict[str, Any]
    instrument: Instrument | None
    rows: dict[Path, list[Row]]
    problems: list[Problem]
    unusable: list[tuple[Row, int, Wrong]]


def documents(table: Table, rows: Iterable[Row | Problem], left_out: LeftOut) -> Iterator[Document | Problem]:
    """A document for each assessment, in the order in which they begin, when all rows are read.

    Args:
        table: the table of the rows.
        rows: the data rows.
        left_out: what is passed over is added here, also rows without a part and a level.
    """
    yield from of_blocks([(table, rows)], left_out)


def of_blocks(blocks: Iterable[tuple[Table, Iterable[Row | Problem]]], left_out: LeftOut) -> Iterator[Document | Problem]:
    """The same of rows with different heads: each block has its table, whose head holds for its rows."""
    spelt: dict[tuple[Any, ...], tuple[str, ...]] = {}
    found: dict[tuple[str, ...], _Assessment] = {}
    for table, rows in blocks:
        for wanted in table.wanted(rows):
            if isinstance(wanted, Problem):
                yield wanted
                continue
            row, head = wanted
            said = tuple(head.get(what, "") for what in ("agency", "year", "instrument", "stage", "owner"))
            # Most rows of an assessment say the same in the same way.
            if said not in spelt:
                spelt[said] = tuple(folded(str(one)) for one in said)
            key = spelt[said]
            if key not in found:
                found[key] = _Assessment(table, row, head, table.instrument(head), {}, [], [])
            _take(table, row, found[key], left_out)
    for one in found.values():
        yield _document(one.table, one, left_out)


def _take(table: Table, row: Row, assessment: _Assessment, left_out: LeftOut) -> None:
    """Adds a row to an assessment."""
    columns = table.columns.by_indicator
    assessment.problems.extend(table.wrong(row, table.columns.heads.values()))
    assessment.unusable.extend(table.unusable(row, columns.values()))
    text = row.cells.get(columns.get("indicator", -1), "")
    number = row.cells.get(columns.get("number", -1), "")
    at = columns["indicator"] if text or "number" not in columns else columns["number"]
    if not text and label(number).words:  # an indicator's number and its name in one cell
        text, number = number, ""
    titles = None if assessment.instrument is None else table.vocabulary.titles(assessment.instrument)
    name = of_tier(text, table.columns.tier)
    part = named_part(name, number if name == text else "", titles)
    if isinstance(part, Conflict):
        context = {"value": text, "number": part.number, "tier": part.named.tier, "id": part.named.id}
        assessment.problems.append(table.grid.problem(row, at, "another_indicator", **context))
    elif part is not None:
        assessment.rows.setdefault(_path(part), []).append(row)
        if isinstance(part, Part) and is_strange(name, titles):
            left_out.strange.append(row.number)
        assessment.problems.extend(table.unheaded(row, left_out.unheaded))
    elif not (said := row.cells.get(columns["level"])) or not (text or number or said[0].isdecimal()):
        left_out.asides.append(row.number)  # below a table, the one who signs it may stand in any column
    elif not (text or number):
        assessment.problems.append(table.grid.problem(row, columns["level"], "level_of_nothing", value=said))
    elif titles is not None and not isinstance(text, Wrong):
        assessment.problems.append(table.grid.problem(row, at, "no_indicator", value=text or number, known=titles.indicators))


def _path(part: Named) -> Path:
    return path_of(*part) if isinstance(part, Part) else ("published", part)


def _document(table: Table, assessment: _Assessment, left_out: LeftOut) -> Document:
    columns, value, problems = table.columns.by_indicator, assessment.head, assessment.problems
    problems += table.wrong_together(assessment.unusable)
    column = columns["level"]
    parts: list[tuple[Path, Row, int]] = []
    answers: dict[int, Any] = {}
    predicate = next((text for row in assessment.rows.get(PREDICATE, ()) if (text := row.cells.get(column))), "")
    for path, rows in assessment.rows.items():
        if path[0] == "answers":
            answer, own = _answer(table, path[1], rows, assessment, left_out)
            if answer is not None:
                answers[path[1]] = answer
            parts += own
            continue
        said = [row for row in rows if column in row.cells and not isinstance(row.cells[column], Wrong)]
        problems += (_again(table, path, said[0], row) for row in said[1:])
        if said:
            table.announce(value, path, said[0].cells[column], predicate)
            parts.append((path, said[0], column))
    if answers or assessment.unusable or "published" not in value:
        value["answers"] = answers
        parts.append((("answers",), assessment.row, column))
    document = Document(value, lambda: table.place(assessment.row, parts), problems, cells=True)
    document.row = assessment.row.number
    return document


def _answer(
    table: Table, identifier: int, rows: Sequence[Row], assessment: _Assessment, left_out: LeftOut
) -> tuple[Any, list[tuple[Path, Row, int]]]:
    """The answer to an indicator, from one row or a row for each service (None if it is empty), and the places of its values."""
    path: Path = ("answers", identifier)
    columns = table.columns.by_indicator
    indicator = None if assessment.instrument is None else assessment.instrument.indicators.get(identifier)
    if len(rows) > 1 and (indicator is None or not indicator.repeat):
        assessment.problems.extend(_again(table, path, rows[0], row) for row in rows[1:])
        rows = rows[:1]
    texts = [(row, text) for row in rows if (text := row.cells.get(columns["level"], "")) and not isinstance(text, Wrong)]
    reasons = [reason for _row, text in texts if (reason := not_applicable(text)) is not None]
    levels = [level(text) for _row, text in texts if not_applicable(text) is None]
    answer: dict[str, Any] = {}
    parts: list[tuple[Path, Row, int]] = [(path, (texts[0][0] if texts else rows[0]), columns["level"])]
    if texts and len(reasons) == len(texts):
        answer["not_applicable"] = "; ".join(filter(None, reasons))
    elif levels:
        left_out.services.extend((row.number, columns["level"]) for row, text in texts if not_applicable(text) is not None)
        answer["level"] = levels[0] if len(levels) == 1 else levels
        if len(levels) > 1:
            own = (row for row, text in texts if not_applicable(text) is None)
            parts += (
                ((*path, *step, position), row, columns["level"]) for position, row in enumerate(own) for step in ((), ("level",))
            )
    for what, read in (("evidence", listed), ("note", lambda text: [text])):
        said = [(row, one) for row in rows if what in columns for one in read(row.cells.get(columns[what], "")) if one]
        if said:
            answer[what] = [one for _row, one in said] if what == "evidence" else "\n".join(one for _row, one in said)
            parts.append(((*path, what), said[0][0], columns[what]))
    if answer.keys() == {"level"}:
        return answer["level"], parts
    return answer or None, parts


def _again(table: Table, path: Path, first: Row, row: Row) -> Problem:
    """A problem for a value that is given a second time."""
    column = table.columns.by_indicator["level"]
    tier, identifier = (
        ("indicator", path[1]) if path[0] == "answers" else (path[1].removesuffix("s"), path[2] if path[2:] else None)
    )
    place = table.grid.cell(first, column)
    return table.grid.problem(row, column, "said_again", tier=tier, id=identifier, first=place)
