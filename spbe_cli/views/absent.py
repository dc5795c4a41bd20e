"""Who of the agencies that were expected has no result, who was not expected, and the page that says so below all rankings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.texts import _
from spbe_cli.views.notes import checked_notes
from spbe_cli.views.page import Note, Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from spbe_cli.model.result import Verdict


def listed_with_near(names: Iterable[str], near: Mapping[str, str]) -> str:
    """Names in a row, each with the near name that may be meant, where there is one; semicolons part names with commas."""
    names = tuple(names)
    between = "; " if any("," in one for one in names) else ", "
    return between.join(f"{one} ({_('did you mean {near}?').format(near=near[one])})" if one in near else one for one in names)


class Absent(NamedTuple):
    """The expected agencies without a result, and those with one that nobody expected (``unexpected``).

    ``unusable`` are those of them that a file or a row names that can't be used. ``near`` maps a name to an agency that nobody
    expected and that may be the same one. ``unread`` says whether others could not be used, which name nobody or somebody
    unexpected: they may be of any of them. ``earlier`` has the year of the last result of those that have one of an earlier year.
    """

    missing: tuple[str, ...]
    unusable: frozenset[str]
    near: Mapping[str, str]
    unread: bool
    unexpected: tuple[str, ...] = ()
    earlier: Mapping[str, int] = {}


def closing_page(absent: Absent | None, verdicts: Sequence[Verdict]) -> Page:
    """Notes on all rankings together: who has not handed in or was not expected, and how many gates were checked on how many."""
    notes: list[Note] = []
    if absent is not None and absent.missing:
        if names := [one for one in absent.missing if one not in absent.unusable and one not in absent.earlier]:
            text = _("Not handed in, or in a file that can't be used: {names}") if absent.unread else _("Not handed in: {names}")
            notes.append(Note(text.format(names=listed_with_near(names, absent.near)), "warning"))
        if names := [one for one in absent.missing if one in absent.unusable]:
            text = _("Handed in, but what they sent can't be used yet: {names}")
            notes.append(Note(text.format(names=listed_with_near(names, {})), "warning"))
        if names := [f"{one} ({year})" for one, year in absent.earlier.items() if one not in absent.unusable]:
            text = _("Handed in for an earlier year only: {names}")
            notes.append(Note(text.format(names=listed_with_near(names, {})), "warning"))
    elif absent is not None:
        notes.append(Note(_("Everyone expected has handed in."), "success"))
    if absent is not None and absent.unexpected:
        text = _("Ranked, but not among those that are expected: {names}")
        notes.append(Note(text.format(names=listed_with_near(absent.unexpected, {})), "warning"))
    return Page(title=_("In all"), notes=(*notes, *checked_notes(verdicts)))
