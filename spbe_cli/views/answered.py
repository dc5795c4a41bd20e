"""Notes on how far results come from answers: what is not answered, and what is not applicable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from spbe_cli.texts import _, number
from spbe_cli.texts.words import first
from spbe_cli.views.page import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spbe_cli.model.ranking import Entry
    from spbe_cli.model.result import Result


def answered_notes(named: Iterable[tuple[str, Result | Entry]]) -> Iterator[Note]:
    """How many of several results, each with its name, leave indicators unanswered or not applicable, and which; most first.

    Source: contract sections 2 and 3: what is not answered scores the minimum, and the weight of what is not applicable moves.
    """
    known = list(named)
    counts = [(name, one.completeness) for name, one in known if one.basis == "indicators"]
    notes: tuple[tuple[str, Literal["warning", "info"], list[tuple[str, int, int]]], ...] = (
        (
            _("Indicators that are not answered score the lowest value, in {count} of {total} results: {names}."),
            "warning",
            [(name, one.unanswered, one.total) for name, one in counts if one.unanswered],
        ),
        (
            _("Adjusted: the weight of what is not applicable moved to the rest, in {count} of {total} results: {names}."),
            "info",
            [(name, one.not_applicable, one.total) for name, one in counts if one.not_applicable],
        ),
    )
    for text, kind, found in notes:
        if found:
            part = _("{name} ({count} of {total})")
            most_first = sorted(found, key=lambda one: -one[1])
            names = first(part.format(name=name, count=number(count), total=number(total)) for name, count, total in most_first)
            yield Note(text.format(count=number(len(found)), total=number(len(known)), names=names), kind)
