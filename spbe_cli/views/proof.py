"""What a reader sees of what is proven: the claim beside it, what is asked for and was handed in, and what is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.model.proof import Counts, state_of
from spbe_cli.texts import _, ngettext, number
from spbe_cli.texts.words import listed
from spbe_cli.views.catalogue import asked_part, asks_text, items_cell, level_label, worded_from
from spbe_cli.views.evidence import item_text
from spbe_cli.views.figures import as_decimal, day_text, levels_text, of_text, points
from spbe_cli.views.notes import moved_notes, notes_on
from spbe_cli.views.page import Cells, Column, Fact, Items, Note, Page, Row, Table, Task, data_columns, if_any
from spbe_cli.views.result import predicate_text, subtitle
from spbe_cli.views.tree import HEAD, head_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spbe_cli.model.criteria import Criteria, LevelCriteria
    from spbe_cli.model.evidence import Evidence
    from spbe_cli.model.proof import ItemState, Lacking, Proof
    from spbe_cli.model.result import Result

_REGISTER = (
    *HEAD,
    *data_columns(("indicator", "title", "owner", "claimed", "backed", "next")),
    Column("lost_exact", "", "fraction", audience="data"),
    *data_columns(("state", "file", "proves", "status", "by", "date", "note", "sha256")),
)


def proof_page(proof: Proof, criteria: Criteria | None) -> Page:
    """What is proven of a claim, then indicator by indicator what is not, what is asked for there, and what was handed in."""
    return Page(
        title=proof.claimed.agency,
        subtitle=_subtitle(proof),
        facts=tuple(_facts(proof)),
        tables=(_register(proof), *_lacking_table(proof), *_asked_tables(proof, criteria)),
        notes=tuple(_notes(proof, criteria)),
    )


def checklist_pages(proof: Proof, criteria: Criteria | None) -> Iterator[Page]:
    """For each who answers for something a list to tick off, of what is still to be handed in or mended."""
    for owner in proof.owners or (None,):
        own = [one for one in proof.lacking if one.open and one.owner == owner]
        yield Page(
            title=proof.claimed.agency,
            subtitle=_subtitle(proof),
            facts=(Fact(_("Owner"), owner or _("nobody is named")), *_facts(proof)) if proof.owners else tuple(_facts(proof)),
            tasks=tuple(_task(one, proof, criteria) for one in own),
            notes=tuple(_notes(proof, criteria, own)),
        )


def totals_page(proofs: Sequence[Proof], items: Counts) -> Page:
    """What is proven in many agencies. As data there is nothing to add to their own pages."""
    return Page(
        title=_("In all"),
        facts=(
            Fact(_("Agencies"), number(len(proofs)), strong=True),
            Fact(_("Proven"), of_text(sum(one.proven for one in proofs), sum(one.claims for one in proofs)), strong=True),
            Fact(_("Handed in"), counts_text(items)),
        ),
        tables=(Table(_REGISTER, (), audience="data"), _agency_table(proofs)),
    )


def counts_text(items: Counts) -> str:
    """How many items are in each state, of those in which there are some."""
    texts = {state: _counted(state, getattr(items, state)) for state in Counts._fields if getattr(items, state)}
    return ", ".join(texts.values()) or _("nothing")


def _counted(state: str, count: int) -> str:
    text = {
        "accepted": _("{count} accepted"),
        "waiting": ngettext("{count} waits", "{count} wait", count),
        "rejected": _("{count} rejected"),
        "revise": _("{count} to be revised"),
    }[state]
    return text.format(count=number(count))


def _subtitle(proof: Proof) -> str:
    return _("{subtitle} · evidence").format(subtitle=subtitle(proof.claimed))


def _graded(result: Result) -> str:
    return f"{number(result.index.shown)} {predicate_text(result)}"


def _facts(proof: Proof) -> Iterator[Fact]:
    yield Fact(_("Claimed"), _graded(proof.claimed), strong=True)
    yield Fact(_("Backed"), _graded(proof.backed), strong=True)
    yield Fact(_("Proven"), _("{count} of {total} indicators").format(count=number(proof.proven), total=number(proof.claims)))
    yield Fact(_("Handed in"), counts_text(proof.items))
    if proof.bare:
        yield Fact(_("Nothing handed in"), listed(proof.bare))


def _lacking_table(proof: Proof) -> Iterator[Table]:
    columns = (
        Column("indicator", _("No."), "number"),
        Column("title", _("Indicator"), wide=True),
        Column("claimed", _("Claimed"), "number"),
        Column("backed", _("Backed"), "number"),
        Column("lost", _("Costs"), "number", spare=1),
        Column("owner", _("Owner"), audience=if_any(any(one.owner for one in proof.lacking))),
    )
    rows = [
        Row.of(columns, {
            "indicator": one.id,
            "title": one.one.indicator.title.id,
            "claimed": levels_text(one.one.levels),
            "backed": levels_text(one.unproven.backed.levels),
            "lost": points(one.unproven.lost),
            "owner": one.owner,
        })
        for one in proof.lacking
    ]  # fmt: skip
    if rows:
        yield Table(columns, tuple(rows), _("What is not proven, what costs the index most first"))


def _asked_tables(proof: Proof, criteria: Criteria | None) -> Iterator[Table]:
    """For each indicator what the next level asks for, and the evidence for it, beside what was handed in."""
    columns = (Column("what", _("Level")), Column("text", _("What is asked for, and what was handed in"), wide=True))
    rows = []
    for one in proof.lacking:
        rows.append(Row.of(columns, {"text": f"{one.id} {one.one.indicator.title.id}"}, strong=True))
        rows += [Row.of(columns, cells) for cells in (*_asked_rows(one, proof, criteria), *_handed_in_rows(one))]
    if rows:
        yield Table(columns, tuple(rows), _("What the next levels ask for, and what was handed in"))


def _asked_rows(one: Lacking, proof: Proof, criteria: Criteria | None) -> Iterator[Cells]:
    asked = _asked(one, proof, criteria)
    if one.next is not None and asked is not None:
        yield {"what": level_label(proof.claimed.instrument, one.id, one.next), "text": asks_text(asked)}
        if asked.evidence:
            yield {"text": items_cell(asked.evidence)}


def _handed_in_rows(one: Lacking) -> Iterator[Cells]:
    if not one.items:
        yield {"what": _("nothing handed in")}
    for word, states in _groups():
        if items := one.in_state(*states):
            yield {"what": word, "text": Items(tuple(item_text(one, by=True) for one in items))}


def _groups() -> tuple[tuple[str, tuple[ItemState, ...]], ...]:
    """How items are grouped, each group with its heading."""
    return (_("waits"), ("waiting",)), (_("refused"), ("revise", "rejected")), (_("accepted"), ("accepted",))


def _asked(one: Lacking, proof: Proof, criteria: Criteria | None) -> LevelCriteria | None:
    return criteria.asked(proof.claimed.assessment.year, one.id, one.next) if criteria and one.next is not None else None


def _task(one: Lacking, proof: Proof, criteria: Criteria | None) -> Task:
    text = _("{title}: claimed {claimed}, backed {backed}").format(
        title=one.one.indicator.title.id, claimed=levels_text(one.one.levels), backed=levels_text(one.unproven.backed.levels)
    )
    parts: list[tuple[str, tuple[str, ...]]] = []
    if one.next is not None and (asked := _asked(one, proof, criteria)):
        parts.append(asked_part(proof.claimed.instrument, one.id, one.next, asked))
    refused: tuple[tuple[str, ItemState], ...] = (
        (_("to be revised"), "revise"),
        (_("rejected, something else is needed"), "rejected"),
    )
    for word, state in refused:
        if items := one.in_state(state):
            parts.append((word, tuple(item_text(one, by=True) for one in items)))
    if waiting := one.in_state("waiting"):
        parts.append((f"{_('waits')}: {', '.join(item.file for item in waiting)}", ()))
    return Task(str(one.id), text, tuple(parts))


def _notes(proof: Proof, criteria: Criteria | None, shown: Sequence[Lacking] | None = None) -> Iterator[Note]:
    shown = proof.lacking if shown is None else shown
    if shown and criteria is not None:
        yield worded_from(criteria, [one.id for one in shown])
    yield from moved_notes(proof.claimed)
    yield from notes_on(proof.claimed.cautions, "provisional", "year_outside", "unanswered", "too_few_services")
    if not proof.judged and proof.lacking:
        yield Note(_("No item has a status yet, so nothing is proven and all that was handed in waits."), "warning")
    if not proof.claims:
        yield Note(_("No indicator claims more than the minimum: there is nothing to prove."))
    elif not proof.lacking:
        yield Note(_("All that is claimed is proven."), "success")
    elif waiting := [one.id for one in proof.lacking if not one.open]:
        yield Note(_("Only judgements are waited for: {ids}").format(ids=listed(waiting)))


def _agency_table(proofs: Sequence[Proof]) -> Table:
    columns = (
        Column("agency", _("Agency"), wide=True),
        Column("claimed", _("Claimed"), "number"),
        Column("claimed_predicate", _("Predicate"), spare=4),
        Column("backed", _("Backed"), "number"),
        Column("backed_predicate", _("Predicate"), spare=3),
        Column("proven", _("Proven"), "number"),
        Column("accepted", _("Accepted"), "number"),
        Column("waiting", _("Waits"), "number"),
        Column("rejected", _("Rejected"), "number", spare=1),
        Column("revise", _("To revise"), "number", spare=2),
        Column("bare", _("Nothing\nhanded in"), "number"),
    )
    rows = (
        Row.of(columns, {
            "agency": one.claimed.agency,
            "claimed": one.claimed.index.shown,
            "claimed_predicate": predicate_text(one.claimed),
            "backed": one.backed.index.shown,
            "backed_predicate": predicate_text(one.backed),
            "proven": f"{number(one.proven)}/{number(one.claims)}",
            **one.items._asdict(),
            "bare": len(one.bare),
        })
        for one in proofs
    )  # fmt: skip
    return Table(columns, tuple(rows))


def _register(proof: Proof) -> Table:
    """Every item for what is not proven, and every such indicator without one, as data."""
    head, rows = head_cells(proof.claimed), []
    for one in proof.lacking:
        cells = head | _lacking_cells(one)
        rows += [Row.of(_REGISTER, cells | said) for said in _item_cells(one.items)]
    return Table(_REGISTER, tuple(rows), audience="data")


def _lacking_cells(one: Lacking) -> Cells:
    return {
        "indicator": one.id,
        "title": one.one.indicator.title.id,
        "owner": one.owner,
        "claimed": " ".join(map(as_decimal, one.one.levels)),
        "backed": " ".join(map(as_decimal, one.unproven.backed.levels)),
        "next": one.next,
        "lost_exact": one.unproven.lost,
    }


def _item_cells(items: Sequence[Evidence]) -> Iterator[Cells]:
    """What was handed in, an item each; one without, where nothing was."""
    if not items:
        yield {"state": "none"}
    for item in items:
        yield {
            "state": state_of(item),
            "file": item.file,
            "proves": None if item.proves is None else as_decimal(item.proves),
            "status": item.status,
            "by": item.by,
            "date": day_text(item.judged),
            "note": item.note,
            "sha256": item.sha256,
        }
