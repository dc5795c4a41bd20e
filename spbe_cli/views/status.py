"""The page of an assessment that is not complete: who has answered what, who is late, and the possible range of the index."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from spbe_cli.model import agencies
from spbe_cli.model.proof import Counts
from spbe_cli.texts import _, number
from spbe_cli.texts.words import listed
from spbe_cli.views.figures import day_text, of_text
from spbe_cli.views.notes import agencies_note, moved_notes, notes_on
from spbe_cli.views.page import Cells, Column, Fact, Note, Page, Row, Table
from spbe_cli.views.proof import counts_text
from spbe_cli.views.result import subtitle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.collection import Collection, OwnerStatus


def status_page(found: Collection) -> Page:
    """The index so far, then a row per owner, then the indicators without an owner."""
    return Page(
        title=found.low.agency,
        subtitle=subtitle(found.low),
        facts=tuple(_facts(found)),
        tables=(_table(found),),
        notes=tuple(_notes(found)),
    )


def _facts(found: Collection) -> Iterator[Fact]:
    low, high = found.low, found.high
    total = len(low.instrument.indicators)
    yield Fact(_("Answered"), of_text(total - len(found.open), total), strong=True)
    if found.open:
        text = _("{low} to {high}, by what is still open")
        yield Fact(_("Index"), text.format(low=number(low.index.shown), high=number(high.index.shown)), strong=True)
    else:
        yield Fact(_("Index"), number(low.index.shown), strong=True)
    names = dict.fromkeys((low.predicate_name, high.predicate_name))
    yield Fact(
        _("Predicate"),
        _("{low} to {high}").format(low=low.predicate_name, high=high.predicate_name) if len(names) > 1 else low.predicate_name,
        strong=True,
    )
    if found.before is not None and found.earlier is not None and found.open:
        text = "{index}, {predicate}"
        if found.before_open:
            text = _("{index}, {predicate}, with {ids} at the lowest")
        yield Fact(
            _("As in {year}").format(year=found.earlier.year),
            text.format(
                index=number(found.before.index.shown), predicate=found.before.predicate_name, ids=listed(found.before_open)
            ),
        )
    if low.assessment.judged:
        yield Fact(_("Evidence"), counts_text(Counts.of(low.assessment.evidence)))
    done = sum(one.done for one in found.owners)
    yield Fact(_("Owners"), _("{done} of {total} done").format(done=number(done), total=number(len(found.owners))))


def _table(found: Collection) -> Table:
    columns = (
        Column("owner", _("Owner"), wide=True),
        Column("asked", _("Asked"), "number"),
        Column("answered", _("Answered"), "number"),
        Column("open", _("Open")),
        *([Column("supports", _("Evidence to bring"))] if any(one.supports for one in found.owners) else []),
        Column("due", _("Due")),
        Column("state", _("State"), audience="people"),
        Column("late", "", audience="data"),
        Column("file", _("File"), audience="people", spare=1),
        Column("path", "", audience="data"),
    )
    return Table(columns, tuple(Row.of(columns, _cells(one)) for one in sorted(found.owners, key=_urgency)))


def _urgency(one: OwnerStatus) -> tuple[bool, bool, str]:
    """Who comes first: the late ones, then those who are not done, by the day by which they are to be."""
    return not one.late, not one.open, day_text(one.due) or "9999"


def _cells(one: OwnerStatus) -> Cells:
    return {
        "owner": one.name,
        "asked": len(one.asked),
        "answered": one.answered,
        "open": listed(one.open),
        "supports": listed(one.unsupported),
        "due": day_text(one.due),
        "state": _state(one),
        "late": "true" if one.late else "false",
        "file": ", ".join(Path(path).name for path in one.paths),
        "path": ", ".join(one.paths),
    }


def _state(one: OwnerStatus) -> str:
    """What is missing; an owner without a file may be answered for in the file of all."""
    if one.unsound:
        return _("handed in, with problems")
    if one.done:
        return _("done")
    if not one.paths and not one.answered:
        return _("late, not handed in") if one.late else _("not handed in")
    if not one.unsupported:
        return _("late") if one.late else _("open")
    if one.late:
        return _("late, evidence to bring")
    return _("open, evidence to bring") if one.open else _("evidence to bring")


def _notes(found: Collection) -> Iterator[Note]:
    if found.late:
        names = ", ".join(one.name for one in found.late)
        yield Note(_("Late: {names}").format(names=names), "warning")
    if found.unowned:
        yield Note(_("Nobody owns: {ids}").format(ids=listed(found.unowned)), "warning")
    if found.earlier is not None and found.open:
        yield from _earlier_notes(found.low.assessment, found.earlier)
    yield from ownership_notes(found)
    yield from moved_notes(found.low)
    yield from notes_on(found.low.cautions, "provisional")


def _earlier_notes(now: Assessment, earlier: Assessment) -> Iterator[Note]:
    """Notes where the answers that stand in are of another agency, or of another instrument."""
    if agencies.key(earlier.agency) != agencies.key(now.agency):
        yield agencies_note(earlier.agency, now.agency)
    if earlier.instrument != now.instrument:
        text = _("The levels of {year} were given under {instrument}, and stand in by the crosswalk: no more than a start.")
        yield Note(text.format(year=earlier.year, instrument=earlier.instrument), "warning")


def ownership_notes(found: Collection) -> Iterator[Note]:
    """Who answered what others own, and who answered without being asked."""
    for one in found.owners:
        for other, indicators in one.foreign.items():
            text = _("{owner} answers what {other} owns: {ids}")
            yield Note(text.format(owner=one.name, other=other, ids=listed(indicators)), "warning")
    for path, owner in found.strangers.items():
        text = _("{path} is {owner}'s, who was asked for nothing")
        near = f" ({_('did you mean {near}?').format(near=found.near[owner])})" if owner in found.near else ""
        yield Note(f"{text.format(path=path, owner=owner)}{near}", "warning")
