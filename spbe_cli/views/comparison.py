"""The page of a comparison: what changed, and why."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from spbe_cli.core.focusing import focused_change
from spbe_cli.texts import _, ngettext, number
from spbe_cli.texts.words import stage_name, tier, tier_of
from spbe_cli.views.figures import both, change_text, effect_text, level_cell, of_text, others_text
from spbe_cli.views.notes import (
    agencies_note,
    caution_notes,
    checked_notes,
    difference_text,
    stages_note,
    verdict_notes,
    yardstick_note,
)
from spbe_cli.views.page import Cells, Column, Fact, Note, Page, Row, Table, data_columns
from spbe_cli.views.result import focus_text
from spbe_cli.views.sides import side_cells, sides_of, yardstick_text
from spbe_cli.views.tree import tree_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spbe_cli.core.focusing import FocusedChange
    from spbe_cli.model.comparison import Comparison, IndicatorChange
    from spbe_cli.model.result import IndicatorResult, Result, Verdict
    from spbe_cli.views.sides import Sides


def comparison_page(comparison: Comparison, top: int | None = None, verdicts: Sequence[Verdict] = ()) -> Page:
    """Two results side by side, with at most ``top`` indicators that moved, only those in focus; the others share one row."""
    sides = sides_of(comparison.old, comparison.new)
    focused = focused_change(comparison)
    shown = comparison if focused is None else focused.shown
    return Page(
        title=_title(comparison),
        subtitle=_subtitle(comparison),
        facts=(*_facts(comparison, sides), *_focus_fact(focused)),
        tables=(_data_table(shown), *_tables(comparison, sides, shown, top)),
        notes=(
            *_notes(comparison, sides, top),
            *verdict_notes(verdicts),
            *checked_notes(verdicts),
        ),
    )


def _title(comparison: Comparison) -> str:
    old, new = comparison.old.agency, comparison.new.agency
    return new if comparison.same_agency else f"{old} → {new}"


def _subtitle(comparison: Comparison) -> str:
    old, new = comparison.old.assessment, comparison.new.assessment
    stages = tuple(stage_name(one.stage) if one.stage else "–" for one in (old, new))
    return " · ".join((
        both(str(old.year), str(new.year)),
        *((both(*stages),) if old.stage or new.stage else ()),
        both(comparison.old.instrument.source, comparison.new.instrument.source),
    ))  # fmt: skip


def _facts(comparison: Comparison, sides: Sides) -> Iterator[Fact]:
    old, new = comparison.old, comparison.new
    change = f" ({change_text(old.index, new.index)})" if comparison.on_scale else ""
    index = _sided(number(old.index.shown), number(new.index.shown), sides)
    yield Fact(_("Index"), f"{index}{change}", strong=True)
    predicate = _sided(old.predicate_name or "–", new.predicate_name or "–", sides)
    if comparison.predicate is not None and not sides.claimed:
        predicate += {"up": _(" (up)"), "same": _(" (unchanged)"), "down": _(" (down)")}[comparison.predicate]
    yield Fact(_("Predicate"), predicate, strong=True)
    if new.claimed is not None:
        yield Fact(_("Basis"), _("what accepted evidence proves, on both sides"))
    if not comparison.same_instrument:
        yield Fact(_("Yardstick"), _("changed: {changes}").format(changes=yardstick_text(old.instrument, new.instrument)))
    if comparison.basis == "indicators" and comparison.same_instrument:
        yield _moved_fact(comparison, sides)
    elif comparison.basis == "indicators":
        text = _("{pairs} of the same subject, {gone} only in {old}, {added} only in {new}").format(
            pairs=ngettext("{count} pair", "{count} pairs", len(comparison.indicators)).format(count=len(comparison.indicators)),
            gone=len(comparison.gone),
            old=old.instrument.id,
            added=len(comparison.added),
            new=new.instrument.id,
        )
        yield Fact(_("Indicators"), text)


def _sided(old: str, new: str, sides: Sides) -> str:
    if not sides.claimed:
        return f"{old} → {new}"
    return f"{old} {sides.old.lower()}, {new} {sides.new.lower()}"


def _moved_fact(comparison: Comparison, sides: Sides) -> Fact:
    moved = comparison.moved
    changes = [one.change.exact for one in moved]
    up, down = (sum(1 for one in changes if one and (one > 0) is rose) for rose in (True, False))
    text = of_text(len(moved), len(comparison.indicators))
    if moved:
        ways = _("{up} given higher, {down} given lower") if sides.claimed else _("{up} up, {down} down")
        if sides.claims == "new":
            up, down = down, up
        text += f": {ways.format(up=up, down=down)}"
        if rest := len(moved) - up - down:
            text += _(", {count} otherwise").format(count=rest)
    return Fact(_("Disagreements") if sides.claimed else _("Moved"), text)


def _focus_fact(focused: FocusedChange | None) -> Iterator[Fact]:
    """A focus: its mean level on both sides and, under one instrument, how much it changed the index."""
    if focused is None:
        return
    before, after = (None if one is None else number(one.shown) for one in focused.change)
    mean = f"{before or '–'} → {after or '–'}"
    # Across instruments the levels of the two sides are on different scales.
    if focused.effect is not None and (change := change_text(*focused.change)):
        mean += f" ({change})"
    text = _("{focus}, mean level {mean}").format(focus=focus_text(focused.selection), mean=mean)
    if focused.effect is not None:
        text += _(", {effect} of the change of the index").format(effect=effect_text(focused.effect))
    yield Fact(_("Focus"), text)


def _tables(comparison: Comparison, sides: Sides, shown: Comparison, top: int | None) -> Iterator[Table]:
    """The tables of the part of a comparison that is ``shown``: all, or the focus."""
    if shown.parts:
        yield _tree_table(shown, sides)
    if not comparison.same_instrument and comparison.basis == "indicators":
        if shown.indicators:
            yield _pairs_table(shown, sides)
        for result, only in ((shown.new, shown.added), (shown.old, shown.gone)):
            if only:
                yield _only_table(result, only)
    elif comparison.moved:
        yield _moved_table(comparison, sides, shown.moved[:top])


def _tree_table(comparison: Comparison, sides: Sides) -> Table:
    aspects = any(one.tier == "aspect" for one in comparison.parts)
    domains = any(one.tier == "domain" for one in comparison.parts)
    instrument = comparison.new.instrument
    columns = (
        Column("id", _("No."), "number"),
        Column(
            "label",
            tree_heading(instrument, indicators=False) if aspects else tier_of(instrument, "domain").capitalize(),
            wide=True,
        ),
        *_sided_columns(sides),
        Column("change", _("Change"), "number"),
    )
    rows = []
    for one in comparison.parts:
        cells: Cells = {
            "id": one.id,
            "label": one.title.id,
            "old": one.change.old.shown if one.change.old else None,
            "new": one.change.new.shown if one.change.new else None,
            "change": change_text(*one.change),
        }
        rows.append(Row.of(columns, cells, int(domains and one.tier == "aspect"), strong=aspects and one.tier == "domain"))
    old, new = comparison.old.index, comparison.new.index
    index: Cells = {"label": _("Index"), "old": old.shown, "new": new.shown, "change": change_text(old, new)}
    rows.append(Row.of(columns, index, strong=True))
    return Table(columns, tuple(rows))


def _sided_columns(sides: Sides) -> tuple[Column, Column]:
    return Column("old", sides.old, "number"), Column("new", sides.new, "number")


def _moved_table(comparison: Comparison, sides: Sides, shown: Sequence[IndicatorChange]) -> Table:
    columns = (
        Column("id", _("No."), "number"),
        Column("label", tier("indicator").capitalize(), wide=True),
        *_sided_columns(sides),
        Column("change", _("Change"), "number"),
        Column("effect", _("Effect"), "number"),
    )
    named = {one.new.indicator.id for one in shown}
    rest = [one for one in comparison.moved if one.new.indicator.id not in named]
    rows = [Row.of(columns, _level_cells(one) | {"effect": effect_text(one.effect)}) for one in shown]
    if rest:
        others = others_text(len(rest))
        effect = sum((one.effect or Fraction(0) for one in rest), Fraction(0))
        rows.append(Row.of(columns, {"label": others, "effect": effect_text(effect)}))
    total: Cells = {"label": _("Change of the index"), "effect": effect_text(comparison.change.exact)}
    rows.append(Row.of(columns, total, strong=True))
    title = _("What moved, the biggest effect on the index first")
    if sides.claimed:
        title = _("Where they disagree, the biggest effect on the index first")
    return Table(columns, tuple(rows), title)


def _level_cells(one: IndicatorChange) -> Cells:
    return {
        "id": one.new.indicator.id,
        "old_id": one.old.indicator.id,
        "label": one.new.indicator.title.id,
        "old": level_cell(one.old),
        "new": level_cell(one.new),
        "change": change_text(one.old.level, one.new.level, whole=True),
    }


def _pairs_table(comparison: Comparison, sides: Sides) -> Table:
    columns = (
        Column("old_id", _("No. ({side})").format(side=sides.old), "number"),
        Column("id", _("No. ({side})").format(side=sides.new), "number"),
        Column("label", tier("indicator").capitalize(), wide=True),
        *_sided_columns(sides),
    )
    rows = tuple(Row.of(columns, _level_cells(one)) for one in comparison.indicators)
    return Table(columns, rows, _("The same subject in both, levels side by side"))


def _only_table(result: Result, only: Sequence[IndicatorResult]) -> Table:
    columns = (
        Column("id", _("No."), "number"),
        Column("label", tier("indicator").capitalize(), wide=True),
        Column("level", _("Level"), "number"),
    )
    cells = ({"id": one.indicator.id, "label": one.indicator.title.id, "level": level_cell(one)} for one in only)
    return Table(
        columns, tuple(Row.of(columns, one) for one in cells), _("Only in {instrument}").format(instrument=result.instrument.id)
    )


def _data_table(comparison: Comparison) -> Table:
    """Everything as one table, for data."""
    keys = (
        *("agency", "from_year", "from_stage", "from_instrument", "to_year", "to_stage", "to_instrument"),
        *("tier", "from_id", "id", "title", "from", "to", "delta", "delta_exact", "contribution_exact"),
    )
    columns = data_columns(keys)
    head = side_cells(comparison) | {"agency": comparison.new.agency}
    return Table(columns, tuple(Row.of(columns, head | cells) for cells in _data_cells(comparison)), audience="data")


def _data_cells(comparison: Comparison) -> Iterator[Cells]:
    for part in comparison.parts:
        old, new = part.change
        yield {
            "tier": part.tier,
            "from_id": part.id,
            "id": part.id,
            "title": part.title.id,
            "from": old.shown if old else None,
            "to": new.shown if new else None,
            "delta": part.change.shown,
            "delta_exact": part.change.exact,
        }
    for one in comparison.moved if comparison.same_instrument else comparison.indicators:
        yield {
            "tier": "indicator",
            "from_id": one.old.indicator.id,
            "id": one.new.indicator.id,
            "title": one.new.indicator.title.id,
            "from": level_cell(one.old),
            "to": level_cell(one.new),
            "delta": one.change.shown,
            "delta_exact": one.change.exact,
            "contribution_exact": one.effect,
        }
    for added in comparison.added:
        indicator = added.indicator
        yield {"tier": "indicator", "id": indicator.id, "title": indicator.title.id, "to": level_cell(added)}
    for gone in comparison.gone:
        indicator = gone.indicator
        yield {"tier": "indicator", "from_id": indicator.id, "title": indicator.title.id, "from": level_cell(gone)}
    change = comparison.change
    yield {
        "tier": "index",
        "from": comparison.old.index.shown,
        "to": comparison.new.index.shown,
        "delta": change.shown if comparison.on_scale else None,
        "delta_exact": change.exact if comparison.on_scale else None,
        "contribution_exact": None,
    }
    yield {"tier": "predicate", "from": comparison.old.predicate_name or None, "to": comparison.new.predicate_name or None}


def _notes(comparison: Comparison, sides: Sides, top: int | None) -> Iterator[Note]:
    old, new = comparison.old, comparison.new
    if not comparison.same_agency:
        yield agencies_note(comparison.old.agency, comparison.new.agency)
    yield from _yardstick_notes(comparison, top)
    yield from _basis_notes(comparison, sides)
    if comparison.reweighted:
        text = _(
            "Some indicators or services count on one side only, so weights moved; the effect of an answer includes the weight "
            "that it moves."
        )
        yield Note(text)
    named = ((sides.old_name, old), (sides.new_name, new))
    said = [tuple(caution_notes(result)) for _name, result in named]
    for one in said[0]:
        yield one if one in said[1] else one._replace(text=f"{sides.old_name}: {one.text}")
    for one in said[1]:
        if one not in said[0]:
            yield one._replace(text=f"{sides.new_name}: {one.text}")
    for name, result in named:
        for difference in result.differences:
            yield Note(f"{name}: {difference_text(difference, result.instrument)}", "failure")


def _yardstick_notes(comparison: Comparison, top: int | None) -> Iterator[Note]:
    if not comparison.same_instrument:
        yield yardstick_note()
        if top is not None:
            yield Note(_("--top leaves all rows: without effects none matters most."))
    elif comparison.stage_unnamed:
        yield stages_note()


def _basis_notes(comparison: Comparison, sides: Sides) -> Iterator[Note]:
    if comparison.basis == "indicators":
        return
    old, new = comparison.old, comparison.new
    if not comparison.same_instrument and old.basis == new.basis == "indicators":
        yield Note(_("No crosswalk leads from one instrument to the other, so only the index is compared."))
        return
    # Under one instrument the coarser side prevents it; across instruments every side without known levels does.
    named = ((sides.old_name, old), (sides.new_name, new))
    in_the_way = {comparison.basis} if comparison.same_instrument else {"aspects", "domains", "index"}
    coarse = [name for name, one in named if one.basis in in_the_way]
    finer = any(one.tier == "aspect" or comparison.basis == "index" for one in comparison.parts)
    basis = "some" if finer and comparison.basis != "aspects" else comparison.basis
    text = {
        "some": _("Compared as far as figures are known on both sides, as only announced ones are known of {sides}."),
        "index": _("Only the index is compared, as only announced figures are known of {sides}."),
        "domains": _("Compared down to the domains, as only announced figures are known of {sides}."),
        "aspects": _("Compared down to the aspects, as only announced figures are known of {sides}."),
    }[basis]
    yield Note(text.format(sides=_("both sides") if len(coarse) > 1 else coarse[0]))
