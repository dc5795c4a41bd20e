"""The defined names of a workbook, each of one cell: for programs what keys are in an answer file (contract section 2)."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

HEAD: Final = {
    "agency": "spbe_agency",
    "year": "spbe_year",
    "instrument": "meta_instrument",
    "stage": "meta_stage",
    "group": "meta_group",
    "kind": "meta_kind",
    "owner": "meta_owner",
}
"""The cells of an assessment's head, by its keys."""

ANSWER: Final = {
    ("level",): "spbe_level",
    ("evidence",): "spbe_evidence",
    ("note",): "spbe_note",
    ("target", "level"): "spbe_target",
    ("target", "by"): "spbe_target_by",
    ("target", "owner"): "spbe_target_owner",
}
"""What the cells of an answer begin with, by the path to it in the answer; the indicator's number follows."""

ITEM: Final = {key: f"spbe_item_{key}" for key in ("indicator", "file", "proves", "status", "by", "date", "note", "sha256")}
"""The headings of the sheet of evidence, by the keys of an item and ``indicator``: each row below them is an item.

A name for each cell of an item would be lost with a row that is deleted, and would miss one that is put in or pasted: people do
both to a list. A heading stays one cell wherever it goes.
"""

LISTS: Final = "_spbe"
"""The hidden sheet that the others look things up in."""

HELPERS: Final = ("clean", "bare", "token", "behind", "number", "state", "items", "value", "backed", "units", "answered", "away")
"""The headings of the hidden columns beside the answers; a row with all of them is of a workbook to fill in, wherever it is."""

REPORT: Final = "meta_report"
"""A name that each sheet of a report has for itself, so that none is taken for answers, wherever it is copied to."""

INDEX: Final = "spbe_index"
PREDICATE: Final = "spbe_predicate"
BACKED_INDEX: Final = "spbe_backed_index"
BACKED_PREDICATE: Final = "spbe_backed_predicate"

_OF_ANSWER: Final = re.compile(rf"({'|'.join(ANSWER.values())})_([1-9][0-9]{{0,5}})(?:_([1-9][0-9]{{0,2}}))?")
_PATHS: Final = {name: path for path, name in ANSWER.items()}


def of_answer(path: tuple[str, ...], indicator: int, service: int | None = None) -> str:
    """The name of a cell of an answer; where the indicator repeats, of the one for a service, from 1."""
    name = f"{ANSWER[path]}_{indicator}"
    return name if service is None else f"{name}_{service}"


def of_part(tier: str, identifier: int, *, backed: bool = False) -> str:
    """The name of the cell with the live value of a domain or an aspect, or with the value that accepted evidence proves."""
    return f"spbe_{'backed_' if backed else ''}{tier}_{identifier}"


class OfAnswer(NamedTuple):
    """What a cell is for: the path in an answer, the indicator, and the service (1 where there is one)."""

    path: tuple[str, ...]
    indicator: int
    service: int

    @property
    def part(self) -> tuple[tuple[str, ...], int]:
        """The path and the indicator, which all services share."""
        return self.path, self.indicator


def meant(name: str) -> OfAnswer | None:
    """The cell of an answer that a name is of; None for other names."""
    found = _OF_ANSWER.fullmatch(name)
    return None if found is None else OfAnswer(_PATHS[found[1]], int(found[2]), int(found[3] or 1))


def answers(names: Iterable[str]) -> dict[str, OfAnswer]:
    """Those of some names that are of cells of answers, with what they mean."""
    return {name: found for name in names if (found := meant(name)) is not None}
