"""A table read for a test: what comes of it, and what was said to be passed over."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from spbe_cli.model.assessment import Assessment
from spbe_cli.reading.assessments import Submission
from spbe_cli.reading.instruments import load_instruments
from spbe_cli.reading.problems import Note, Problem
from spbe_cli.reading.sources import Asked, Reader
from spbe_cli.reading.tables.table import submissions

INSTRUMENTS = load_instruments()
CASES = Path(__file__).parent / "cases"

ONE, TWO = "Kebijakan Internal Arsitektur SPBE", "Kebijakan Internal Peta Rencana SPBE"
"""The names of the first two indicators."""

HEADINGS: list[Any] = ["No", "Indikator", "Nilai"]
"""Those of a table with a row for each indicator."""


class Read(NamedTuple):
    """The assessments of a table, its problems, and what was passed over, as its codes and sentences."""

    assessments: list[Assessment]
    problems: list[Problem]
    notes: list[Note]

    @property
    def only(self) -> Assessment:
        """The one assessment of a table without problems."""
        assert self.problems == []
        [one] = self.assessments
        return one

    @property
    def wrong(self) -> list[tuple[str, str]]:
        """What is wrong: the place in the file, and the code."""
        return [(one.place.partition(":")[2], one.code) for one in self.problems]

    @property
    def said(self) -> list[str]:
        """The notes in words."""
        return [one.message for one in self.notes]


def levels(assessment: Assessment) -> dict[int, Any]:
    """The levels that were answered, by indicator; None where one does not apply."""
    return {key: answer.levels for key, answer in (assessment.answers or {}).items()}


def read(data: str | bytes | Path, *, strict: bool = False, default: str | None = None, **asked: Any) -> Read:
    """What comes of a table: of a text, of a workbook's bytes, or of a file."""
    content = data.read_bytes() if isinstance(data, Path) else data.encode() if isinstance(data, str) else data
    notes: list[Note] = []
    instrument = None if default is None else INSTRUMENTS.named(default)
    reader = Reader(INSTRUMENTS, instrument, strict, Asked(note=notes.append, **asked))
    every = list(submissions(content, "a", reader))
    return Read(
        [one.assessment for one in every if isinstance(one, Submission)],
        [problem for one in every if not isinstance(one, Submission) for problem in one],
        notes,
    )


def book(
    *rows: list[Any], title: str = "Data", merge: tuple[str, ...] = (), hidden: tuple[int, ...] = (), **others: Any
) -> bytes:
    """A workbook with these rows in its first sheet, and other sheets by their names, hidden where these begin with _."""
    made = openpyxl.Workbook()
    sheet: Any = made.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for cells in merge:
        sheet.merge_cells(cells)
    for number in hidden:
        sheet.row_dimensions[number].hidden = True
    for name, more in others.items():
        other = made.create_sheet(name.lstrip("_"))
        other.sheet_state = "hidden" if name.startswith("_") else "visible"
        for row in more:
            other.append(row)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()
