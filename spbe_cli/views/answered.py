"""Notes on how far results come from answers: what is not answered or missing, and what is not applicable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from spbe_cli.texts import _, number
from spbe_cli.texts.words import first
from spbe_cli.views.page import Note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from spbe_cli.model.ranking import Entry
    from spbe_cli.model.result import Result


def answered_notes(named: Iterable[tuple[str, Result | Entry]]) -> Iterator[Note]:
    """How many of several results, each with its name, leave indicators unanswered or not applicable, and which; most first.

    Source: contract section 2: what is not answered scores the scale's minimum.
    """
    named = list(named)
    text = _("Indicators that are not answered score the lowest value, in {count} of {total} results: {names}.")
    yield from _note(text, "warning", named, lambda one: (one.completeness.unanswered, one.completeness.total))
    yield from moved_or_missing_notes(named)


def moved_or_missing_notes(named: Iterable[tuple[str, Result | Entry]]) -> Iterator[Note]:
    """How many of several results, each with its name, have services that are missing, or what is not applicable; most first.

    Source: contract section 2: a missing service counts at the minimum; the weight of what is not applicable moves to the rest.
    """
    named = list(named)
    yield from missing_notes(named)
    text = _("Adjusted: the weight of what is not applicable moved to the rest, in {count} of {total} results: {names}.")
    yield from _note(text, "info", named, lambda one: (one.completeness.not_applicable, one.completeness.total))


def missing_notes(named: Iterable[tuple[str, Result | Entry]]) -> Iterator[Note]:
    """How many of several results, each with its name, have services that are missing; most first."""
    text = _("Services that are missing count as the lowest level, in {count} of {total} results: {names}.")
    yield from _note(text, "warning", list(named), _missing_services)


def _missing_services(one: Result | Entry) -> tuple[int, int]:
    """How many services are missing, of those that are asked for."""
    about = [caution.context for caution in one.cautions if caution.code == "too_few_services"]
    return sum(each["asked"] - each["given"] for each in about), sum(each["asked"] for each in about)


def _note(
    text: str,
    kind: Literal["warning", "info"],
    named: Sequence[tuple[str, Result | Entry]],
    counted: Callable[[Result | Entry], tuple[int, int]],
) -> Iterator[Note]:
    """A sentence that names the results with a count above 0, most first; results of announced figures have no counts.

    ``counted`` gives how many there are of a result, and of how many.
    """
    counts = ((name, *counted(one)) for name, one in named if one.basis == "indicators")
    found = sorted((each for each in counts if each[1]), key=lambda each: -each[1])
    if found:
        part = _("{name} ({count} of {total})")
        names = first(part.format(name=name, count=number(count), total=number(total)) for name, count, total in found)
        yield Note(text.format(count=number(len(found)), total=number(len(named)), names=names), kind)
