"""What one kind of file can't say that another does."""

from __future__ import annotations

from typing import Literal, NamedTuple

Lost = Literal["evidence", "notes", "targets", "reasons", "forms", "answers", "blanks", "characters", "announced"]


class Loss(NamedTuple):
    """What a table or a workbook has no place for, and of which indicators; none where it is not about any.

    ``forms`` are answers by criteria, evidence or a national index of which the level stays, ``answers`` those of which nothing
    does, ``blanks`` that there are answers at all, none of them given, beside announced figures.
    """

    what: Lost
    indicators: tuple[int, ...]
