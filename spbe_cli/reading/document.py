"""A document that was read: its value, where each part of it stands, and what is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from spbe_cli.limits import MAX_PROBLEMS
from spbe_cli.model.base import Fault
from spbe_cli.reading.places import Place, line_column
from spbe_cli.reading.problems import Problem, problem_at

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from spbe_cli.reading.problems import Note
    from spbe_cli.reading.workbooks.answer_rows import AnswerRow
    from spbe_cli.reading.workbooks.stray_levels import Stray


class Document:
    """One document: its value, made of dict, list, str, int, Decimal, bool and None, and its problems.

    The rest is checked even if there are ``problems`` (equal keys, of which the first one counts, tags, merge keys …). ``sheets``
    are those of a workbook, in order, ``answer_rows`` are the rows of the answers there, ``strays`` what of it may be levels,
    ``notes`` are what to say of it, and ``asks`` are the indicators whose level it asks for, None where there is no form that
    could ask; ``asks_all`` is whether these should be all that there are. ``head`` finds the places as far as a key of the top,
    as :meth:`Stream.head` does, where all of them would take time to find. Its values are from ``cells``, in which levels may be
    given in words, or from YAML. ``row`` is the row of a table in which it begins, and ``sheet`` that row's sheet, where several
    are read together.

    Args:
        value: its value.
        place: the places of its values, or a function that finds them.
        problems: the problems so far.
        sheets: the sheets of a workbook.
        cells: whether it comes from a workbook or a table.
    """

    __slots__ = (
        "_place", "_written", "answer_rows", "asks", "asks_all", "cells", "head", "notes", "problems", "row", "sheet", "sheets",
        "strays", "value",
    )  # fmt: skip

    def __init__(
        self,
        value: Any,
        place: Place | Callable[[], Place],
        problems: list[Problem],
        sheets: Sequence[str | None] = (),
        *,
        cells: bool = False,
    ) -> None:
        self.value = value
        self.problems = problems
        self.sheets = sheets
        self.asks: Collection[int] | None = None
        self.asks_all = False
        self.answer_rows: Sequence[AnswerRow] = ()
        self.strays: Sequence[Stray] = ()
        self.notes: Sequence[Note] = ()
        self.head: Callable[[Any], Place] | None = None
        self.row: int | None = None
        self.sheet: str | None = None
        self.cells = cells
        self._place = place
        self._written: dict[tuple[Any, ...], Any] = {}

    def __getstate__(self) -> tuple[None, dict[str, Any]]:
        """What goes into another process: the places, and not what finds them in the text."""
        state = {name: getattr(self, name) for name in self.__slots__}
        return None, state | {"_place": self.place, "head": None}

    @property
    def place(self) -> Place:
        """The places of its values, by the keys as they are written."""
        if not isinstance(self._place, Place):
            self._place = self._place()
        return self._place

    def find(self, path: tuple[Any, ...], *, key: bool = False) -> tuple[int, int]:
        """The line and column, from 1, of what :meth:`mark_of` finds."""
        return line_column(self.mark_of(path, key=key))

    def mark_of(self, path: tuple[Any, ...], *, key: bool = False) -> Any:
        """The mark of the value at a ``path`` of English keys, as :meth:`Place.mark_of` finds it."""
        written = tuple(self._written.get(path[: depth + 1], step) for depth, step in enumerate(path)) if self._written else path
        head = self.head if len(written) == 1 and not isinstance(self._place, Place) else None
        place = self.place if head is None else head(written[0])
        return place.mark_of(written, key=key)

    def in_english(self, value: Any, names: Mapping[str, str], faults: list[Fault], path: tuple[Any, ...] = ()) -> Any:
        """A mapping of the document with English keys for Indonesian ones; the same key in both languages is a fault.

        Args:
            value: the mapping; anything else comes back as it is.
            names: the English keys by the Indonesian ones.
            faults: faults are added here.
            path: the path to the mapping.
        """
        if not isinstance(value, dict) or names.keys().isdisjoint(value):
            return value
        renamed: dict[Any, Any] = {}
        for key, part in value.items():
            english = names.get(key, key)
            if english in renamed:
                first, _column = self.find((*path, english), key=True)
                faults.append(Fault((*path, key), "duplicate_key", {"key": key, "first": first}, at_key=True))
                self._written[*path, key] = key
                continue
            renamed[english] = part
            if english != key:
                self._written[*path, english] = key
        return renamed


def located(faults: Iterable[Fault], document: Document, path: str) -> list[Problem]:
    """A document's own problems and the faults found in its values, each at its place, in the order of the text."""
    problems = list(document.problems)
    # If a value is already a problem by itself, faults in its meaning are not reported, too.
    taken = {(problem.sheet, problem.line, problem.column) for problem in problems}
    for fault in faults:
        mark = document.mark_of(fault.path, key=fault.at_key)
        together = run_together(fault.context.get("value")) if fault.code == "mapping_type" else None
        # A key of digits is a number with quotes too, so these don't help.
        number = fault.at_key and fault.code == "text_type"
        code, context = together or ("name_is_number" if number else fault.code, fault.context)
        if code == "date":
            from spbe_cli.reading.said import day_meant  # only where something is wrong

            context = {**context, "meant": day_meant(context["value"])}
        problem = problem_at(path, mark, code, **context)
        if (problem.sheet, problem.line, problem.column) in taken:
            continue
        if len(problems) >= MAX_PROBLEMS:
            problems.append(problem_at(path, mark, "too_many_problems", limit=MAX_PROBLEMS))
            break
        problems.append(problem)
    order = {sheet: number for number, sheet in enumerate(document.sheets)}
    return sorted(dict.fromkeys(problems), key=lambda one: (order.get(one.sheet, -1), one.line or 0, one.column or 0))


# Not an address (https://…), and not what only looks like a key: a key begins with a letter or digit.
_TOGETHER = re.compile(r"""\s*(?:-\s+)?((["']?)[^\W_][\w ]*\2):([^\s/]\S*)""")


def run_together(value: Any) -> tuple[str, dict[str, Any]] | None:
    """The fault of a key and a value without a space between (``1:3``), which YAML reads as text; None for other text."""
    found = _TOGETHER.match(value) if isinstance(value, str) else None
    if found is None:
        return None
    return "no_space_behind_colon", {"value": f"{found[1]}:{found[3]}", "meant": f"{found[1]}: {found[3]}"}
