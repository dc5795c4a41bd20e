"""A workbook that was checked: its wrong cells are marked and commented, for the people who filled it in."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from spbe_cli.office import INPUT, WRONG
from spbe_cli.reading.rewriting import opened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl import Workbook

    from spbe_cli.reading.problems import Problem

_AUTHOR: Final = "spbe"
_WIDTH, _LINE = 320, 20
_PER_LINE: Final = 44


def marked(data: bytes, path: str, problems: Iterable[Problem]) -> bytes:
    """The same workbook with the problems at their cells; marks of an earlier check are removed.

    Formulas stay formulas, without values until an office program opens the file. But a formula in a cell to fill in is replaced
    by its value, so that the copy says the same as the workbook. Parts that openpyxl does not support, such as inserted pictures,
    are lost.

    Args:
        data: the workbook as it was read.
        path: what to call it in problems.
        problems: its problems; those without a cell are passed over.

    Raises:
        BadInput: when it can't be read.
    """
    book = opened(data, path, values=False)
    _settle(book, opened(data, path))
    _unmark(book)
    found: dict[tuple[str, int, int], list[Problem]] = {}
    for one in problems:
        if one.sheet is not None and one.line is not None and one.column is not None:
            found.setdefault((one.sheet, one.line, one.column), []).append(one)
    for (sheet, line, column), own in found.items():
        cell = book[sheet].cell(line, column)
        text = "\n".join(f"{one.message} ({one.hint})" if one.hint else one.message for one in own)
        lines = sum(-(-len(part) // _PER_LINE) for part in text.split("\n"))
        cell.comment = Comment(text, _AUTHOR, width=_WIDTH, height=_LINE * (lines + 1))
        cell.fill = _fill(WRONG)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _settle(book: Workbook, values: Workbook) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                # What is hidden is a formula of ours, in a row that people may sort.
                if cell.data_type == "f" and not cell.protection.locked and not cell.protection.hidden:
                    computed = values[sheet.title][cell.coordinate].value
                    cell.value = cell.value if computed is None else computed


def _unmark(book: Workbook) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is not None and cell.comment.author == _AUTHOR:
                    cell.comment = None
                    cell.fill = PatternFill() if cell.protection.locked else _fill(INPUT)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=f"FF{colour.removeprefix('#')}")
