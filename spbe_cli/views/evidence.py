"""Items of evidence, and what was said of them, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.core.proving import unproven
from spbe_cli.texts import _, ngettext, number
from spbe_cli.texts.words import listed, status_name
from spbe_cli.views.figures import day_text, levels_text, points
from spbe_cli.views.page import Cells, Column, Fact, Items, Note, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spbe_cli.model.answer import Answer
    from spbe_cli.model.evidence import Evidence
    from spbe_cli.model.instrument import Selection
    from spbe_cli.model.proof import Unproven
    from spbe_cli.model.result import Result


def evidence_cell(answer: Answer) -> Items | None:
    """All that is handed in for an answer, an item a line; None where nothing is."""
    return Items(tuple(map(item_text, answer.evidence))) if answer.evidence else None


def item_text(item: Evidence, *, by: bool = False) -> str:
    """An item by its name, with what it proves and what was said of it; on request also by whom and on which day."""
    who = (item.by, day_text(item.judged)) if by else ()
    return _with(item, status_name(item.status) if item.status else None, *who)


def _with(item: Evidence, *status: str | None) -> str:
    proves = _("level {level}").format(level=item.proves) if item.proves is not None else None
    about = ", ".join(filter(None, (proves, *status)))
    text = f"{item.file} ({about})" if about else item.file
    return f"{text}: {item.note}" if item.note else text


def backed_fact(result: Result, before: Result | None = None) -> Iterator[Fact]:
    """What accepted evidence proves of a result, and of the one ``before`` a change; of what is proven, what is claimed."""
    if result.claimed is not None:
        yield Fact(_("Claimed"), grade_text(result.claimed))
    elif result.backed is not None:
        was = before and before.backed
        text = grade_text(result.backed)
        yield Fact(_("Backed"), f"{grade_text(was)} → {text}" if was else text, strong=True)


def grade_text(result: Result) -> str:
    """An index with its predicate; alone where none is drawn."""
    return f"{number(result.index.shown)} {result.predicate_name}".rstrip()


def _chosen(claimed: Result, focus: Selection | None) -> list[Unproven]:
    return [one for one in unproven(claimed) if focus is None or one.claimed.indicator.id in focus.indicators]


def more_unproven_notes(claimed: Result, focus: Selection | None, most: int | None) -> Iterator[Note]:
    """Which of what is not proven :func:`unproven_tables` leaves out where it shows so many at most."""
    more = [] if most is None else _chosen(claimed, focus)[most:]
    if more:
        text = ngettext(
            "{count} more claim is not proven: {ids} (--detail indicator shows all of them).",
            "{count} more claims are not proven: {ids} (--detail indicator shows all of them).",
            len(more),
        )
        yield Note(text.format(count=number(len(more)), ids=listed(sorted(one.claimed.indicator.id for one in more))))


def unproven_tables(claimed: Result, focus: Selection | None, most: int | None = None) -> Iterator[Table]:
    """Which indicators' evidence proves less than is claimed, and what is missing of each.

    Of a focus those that it chooses; ``most`` of them at most.
    """
    found = _chosen(claimed, focus)
    if not found:
        return
    columns = (
        Column("id", _("No."), "number"),
        Column("title", _("Indicator"), wide=True),
        Column("claimed", _("Claimed"), "number"),
        Column("backed", _("Backed"), "number"),
        Column("lost", _("Points"), "number", full=_("Claimed and not proven, in index points")),
        Column("missing", _("What is missing"), wide=True),
    )
    rows = []
    for one in found[:most]:
        cells: Cells = {
            "id": one.claimed.indicator.id,
            "title": one.claimed.indicator.title.id,
            "claimed": levels_text(one.claimed.levels),
            "backed": levels_text(one.backed.levels),
            "lost": points(one.lost),
            "missing": missing_cell(one),
        }
        rows.append(Row.of(columns, cells))
    yield Table(columns, tuple(rows), _("Claimed and not proven, what costs the index most first"))


def missing_cell(one: Unproven) -> Items:
    """What of a claim is missing: the items that would prove it and were not accepted, or that there are none."""
    if one.items:
        return Items(tuple(item_text(item) if item.status else _with(item, _("not judged")) for item in one.items))
    if any(item.status == "accepted" for item in one.claimed.answer.evidence):
        return Items((_("nothing handed in above what was accepted"),))
    return Items((_("nothing handed in"),))
