"""The page of one indicator: what its level means, what the next one asks for, and what reaching that would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.texts import _, ngettext, number
from spbe_cli.texts.words import in_language
from spbe_cli.views.catalogue import asks_text, items_cell, level_label, no_criteria, parts_facts, worded_from
from spbe_cli.views.explanation import answered_by, evidence_table, percentage, whole_name
from spbe_cli.views.figures import change_text, level_cell, levels_text, signed
from spbe_cli.views.notes import caution_note
from spbe_cli.views.page import Cells, Column, Fact, Note, Page, Row, Table, data_columns
from spbe_cli.views.result import subtitle
from spbe_cli.views.tree import HEAD, head_cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spbe_cli.model.criteria import Criteria, IndicatorCriteria
    from spbe_cli.model.explanation import Effect, IndicatorExplanation


def indicator_page(value: IndicatorExplanation, criteria: Criteria | None) -> Page:
    """An indicator's level, what the next one asks for, and what reaching it would change."""
    result, one = value.result, value.one
    asked = criteria and criteria.seen_in(result.assessment.year, one.indicator.id)
    tables = [_indicator_data(value, asked)]
    if one.evidence:
        tables.append(evidence_table(result, one, _("Accepted evidence")))
    tables += _asked_tables(value, asked)
    if value.effects:
        tables.append(_effects_table(value))
    return Page(
        title=f"{one.indicator.id} {one.indicator.title.id}",
        subtitle=f"{result.agency} · {subtitle(result)}",
        facts=tuple(_indicator_facts(value, asked)),
        tables=tuple(tables),
        notes=(
            *_indicator_notes(value),
            no_criteria() if criteria is None or asked is None else worded_from(criteria, [one.indicator.id]),
        ),
    )


def _level_label(value: IndicatorExplanation, level: int) -> str:
    return level_label(value.result.instrument, value.one.indicator.id, level)


def _indicator_facts(value: IndicatorExplanation, asked: IndicatorCriteria | None) -> Iterator[Fact]:
    result, one = value.result, value.one
    cell = level_cell(one)
    shown = cell if isinstance(cell, str) else levels_text(one.levels)
    yield Fact(_("Level"), " ".join((shown, one.level_name or "")).strip(), strong=True)
    if answered := answered_by(one):
        yield Fact(_("Answer"), answered)
    if value.held is not None and result.instrument.scale.bands:
        yield Fact(_("Reached in full"), _level_label(value, value.held))
    if value.next is not None:
        yield Fact(_("Next level"), _level_label(value, value.next), strong=True)
    if value.national_index is not None:
        yield Fact(_("National index for it"), number(value.national_index))
    if asked is not None:
        yield Fact(_("Judges"), in_language(asked.judges))
    yield from parts_facts(result.instrument, one.indicator.id)
    yield Fact(_("Weight"), percentage(one.weight))
    yield Fact(_("Adds"), number(one.contribution))


def _asked_tables(value: IndicatorExplanation, asked: IndicatorCriteria | None) -> Iterator[Table]:
    """What the level that is held means, and what the next one asks for."""
    if asked is None:
        return
    columns = (
        Column("level", _("Level")),
        Column("asks", _("What it asks for, and evidence for it"), wide=True),
    )
    rows = []
    if value.held is not None and value.held in asked.levels:
        rows.append(Row.of(columns, {"level": _level_label(value, value.held), "asks": asks_text(asked.levels[value.held])}))
    if value.next is not None and value.next in asked.levels:
        level = asked.levels[value.next]
        rows.append(Row.of(columns, {"level": _level_label(value, value.next), "asks": asks_text(level)}, strong=True))
        if level.evidence and (missing := _missing_text(value)):
            rows.append(Row.of(columns, {"asks": missing}))
        # If a level names no evidence of its own, the evidence for the whole indicator holds.
        if evidence := level.evidence or asked.evidence:
            rows.append(Row.of(columns, {"asks": items_cell(evidence)}))
    if rows:
        yield Table(columns, tuple(rows), _("What the level means, and what the next one asks for"))


def _missing_text(value: IndicatorExplanation) -> str:
    """How many evidence items of the next level are missing, if they are counted; a count does not say which ones."""
    step = next((step for step in value.one.evidence if step.level == value.next), None)
    if step is None:
        return ""
    if not step.accepted:
        return _("None is accepted yet; missing:")
    return ngettext(
        "{accepted} of {asked} accepted, so {missing} of these is missing:",
        "{accepted} of {asked} accepted, so {missing} of these are missing:",
        step.missing,
    ).format(accepted=step.accepted, asked=step.asked, missing=step.missing)


def _effects_table(value: IndicatorExplanation) -> Table:
    instrument = value.result.instrument
    columns = (
        Column("label", "", wide=True),
        Column("before", _("Now"), "number"),
        Column("after", _("Then"), "number"),
        Column("change", _("Change"), "number"),
        Column("exact", _("Exactly"), "number"),
    )
    rows = []
    for one in value.effects:
        cells: Cells = {
            "label": whole_name(one.tier, one.id, one.title, instrument),
            "before": one.before.shown,
            "after": one.after.shown,
            "change": change_text(one.before, one.after),
            "exact": signed(one.change),
        }
        rows.append(Row.of(columns, cells, strong=one.tier == "index"))
    level = _level_label(value, value.next) if value.next is not None else ""
    return Table(columns, tuple(rows), _("What level {level} would change").format(level=level))


def _indicator_notes(value: IndicatorExplanation) -> Iterator[Note]:
    result, one, after = value.result, value.one, value.after
    if one.not_applicable:
        yield Note(_("It does not apply, so it has no level and no weight."))
    elif after is None and result.instrument.scale.levels:
        yield Note(_("This is the highest level."))
    if after is not None:
        before = result.predicate_name
        if after.predicate_name != before:
            text = _("The predicate would change from {before} to {after}.").format(before=before, after=after.predicate_name)
            yield Note(text, "success")
        else:
            yield Note(_("The predicate would stay {predicate}.").format(predicate=before))
        reached = next(other for other in after.indicators if other.indicator.id == one.indicator.id)
        if value.next is not None and max(reached.levels) > max(*one.levels, result.instrument.scale.value_of(value.next)):
            higher = number(max(reached.levels))
            yield Note(_("What was given for higher levels counts then too, so the level would be {level}.").format(level=higher))
    if len(one.levels) > 1 and after is not None:
        yield Note(_("It counts for several services; one at the lowest level is raised."))
    for caution in result.cautions:
        about = caution.context.get("id") == one.indicator.id
        if caution.code == "provisional" or about:
            yield caution_note(caution)


def _indicator_data(value: IndicatorExplanation, asked: IndicatorCriteria | None) -> Table:
    """The levels that are held and next with their criteria, then what changes, as data."""
    columns = (
        *HEAD,
        *data_columns(("indicator", "tier", "id", "title")),
        *data_columns(("before", "before_exact", "after", "after_exact", "change_exact"), "number"),
        *data_columns(("asks", "evidence")),
    )
    head: Cells = head_cells(value.result) | {"indicator": value.one.indicator.id}
    instrument = value.result.instrument
    kind = instrument.aspect_of(value.one.indicator.id).levels
    rows = []
    for level in (value.held, value.next):
        if level is not None:
            cells: Cells = {"tier": "level", "id": level, "title": instrument.scale.level_name(kind, level)}
            if asked is not None and (one := asked.level(level)) is not None:
                cells |= {"asks": asks_text(one), "evidence": items_cell(one.evidence)}
            rows.append(Row.of(columns, head | cells))
    rows += [Row.of(columns, head | _effect_cells(one)) for one in value.effects]
    return Table(columns, tuple(rows), audience="data")


def _effect_cells(one: Effect) -> Cells:
    return {
        "tier": one.tier,
        "id": one.id,
        "title": one.title.id if one.title else "",
        "before": one.before.shown,
        "before_exact": one.before.exact,
        "after": one.after.shown,
        "after_exact": one.after.exact,
        "change_exact": one.change,
    }
