"""Workbooks opened to be written again, by openpyxl, which makes every cell up to the last one: too many are refused."""

from __future__ import annotations

import io
import warnings
from contextlib import suppress
from typing import TYPE_CHECKING
from xml.parsers import expat

from spbe_cli.limits import MAX_FILLED_IN, MAX_SPREAD
from spbe_cli.reading.cells import coordinates
from spbe_cli.reading.problems import BadInput, Problem, installed
from spbe_cli.reading.sheets import BROKEN, archive

if TYPE_CHECKING:
    import zipfile

    from openpyxl import Workbook


def opened(data: bytes, path: str, *, values: bool = True) -> Workbook:
    """A workbook to be written again, with the values of its formulas or with the formulas themselves.

    Raises:
        BadInput: when it can't be read, or would unpack to more than ``MAX_FILLED_IN``.
    """
    found = archive(data, path, MAX_FILLED_IN)
    if _spread(found) > MAX_SPREAD:
        raise BadInput([Problem.of(path, "workbook_too_wide", limit=MAX_SPREAD)])
    with installed(path):
        import openpyxl

    try:
        # No office program writes entities, which could grow without end; openpyxl reads every part.
        bomb = any(b"<!DOCTYPE" in found.read(name) for name in found.namelist())
        with warnings.catch_warnings():
            # What it warns of are decorations that it does not know.
            warnings.simplefilter("ignore")
            book = None if bomb else openpyxl.load_workbook(io.BytesIO(data), data_only=values, rich_text=not values)
    except Exception as error:
        raise BadInput([Problem.of(path, "workbook_broken")]) from error
    if book is None or not any(sheet.sheet_state == "visible" for sheet in book.worksheets):
        raise BadInput([Problem.of(path, "workbook_broken")])
    return book


def _spread(found: zipfile.ZipFile) -> int:
    """How many cells openpyxl comes to make: those up to the last of each sheet, and all that are merged or linked."""
    cells_made = 0
    for name in found.namelist():
        if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
            continue
        last = [0, 0]

        def start(tag: str, attributes: dict[str, str], last: list[int] = last) -> None:
            nonlocal cells_made
            tag = tag.rpartition(":")[2]
            if tag == "c" and (at := _corner(attributes.get("r", ""))):
                last[:] = max(last[0], at[0]), max(last[1], at[1])
            elif tag in ("mergeCell", "hyperlink"):
                first, _colon, end = attributes.get("ref", "").partition(":")
                one, other = _corner(first), _corner(end or first)
                if one and other:
                    cells_made += (abs(other[0] - one[0]) + 1) * (abs(other[1] - one[1]) + 1)

        parser = expat.ParserCreate()
        parser.StartElementHandler = start
        # What is damaged is found by openpyxl too.
        with suppress(*BROKEN):
            parser.Parse(found.read(name), True)
        cells_made += last[0] * last[1]
    return cells_made


def _corner(cell: str) -> tuple[int, int] | None:
    """The column and the row of a cell, both from 1; None where it is none."""
    try:
        column, row = coordinates(cell)
    except ValueError:
        return None
    return column + 1, row
