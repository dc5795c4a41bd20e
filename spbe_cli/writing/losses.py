"""What is lost when answers go from one kind of file to another."""

from __future__ import annotations

from typing import Literal, NamedTuple

Lost = Literal["evidence", "notes", "targets", "reasons", "forms", "answers", "blanks", "characters", "announced", "ends"]


class Loss(NamedTuple):
    """What a table or a workbook has no place for, and the indicators that it concerns, if any.

    ``forms`` are answers by criteria, evidence or a national index that keep only their level. ``answers`` are answers that are
    lost completely. ``blanks`` means answers that are all empty, beside announced figures. ``ends`` are those of texts that are
    longer than a cell.
    """

    what: Lost
    indicators: tuple[int, ...]
