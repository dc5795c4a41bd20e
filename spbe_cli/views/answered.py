"""Notes on how far results come from answers: what is not answered, and what is not applicable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from spbe_cli.texts import _, number
from spbe_cli.texts.words import first
from spbe_cli.views.page import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spbe_cli.model.ranking import Entry
    from spbe_cli.model.result import Result


def answered_notes(named: Iterable[tuple[str, Result | Entry]]) -> Iterator[Note]:
    """How many of several results, each with its name, leave indicators unanswered or not applicable, and which; most first.

    Source: contract section 2: what is not answered scores the scale's minimum.
    """
    named = list(named)
    text = _("Indicators that are not answered score the lowest value, in {count} of {total} results: {names}.")
    yield from _note(text, "warning", [(name, one, one.completeness.unanswered) for name, one in named])
    yield from adjusted_notes(named)


def adjusted_notes(named: Iterable[tuple[str, Result | Entry]]) -> Iterator[Note]:
    """How many of several results, each with its name, have indicators that are not applicable, and which; most first.

    Source: contract section 2: the weight of what is not applicable moves to the rest.
    """
    text = _("Adjusted: the weight of what is not applicable moved to the rest, in {count} of {total} results: {names}.")
    yield from _note(text, "info", [(name, one, one.completeness.not_applicable) for name, one in named])


def _note(text: str, kind: Literal["warning", "info"], counted: Sequence[tuple[str, Result | Entry, int]]) -> Iterator[Note]:
    """A sentence that names the results with a count above 0, most first; results of announced figures have no counts."""
    found = [one for one in counted if one[1].basis == "indicators" and one[2]]
    if found:
        most_first = sorted(found, key=lambda one: -one[2])
        part = _("{name} ({count} of {total})")
        names = first(
            part.format(name=name, count=number(count), total=number(one.completeness.total)) for name, one, count in most_first
        )
        yield Note(text.format(count=number(len(found)), total=number(len(counted)), names=names), kind)
