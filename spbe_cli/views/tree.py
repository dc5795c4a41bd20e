"""The tree of a result as a table: its parts with their values, alone or before and after a change. Several pages draw it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from spbe_cli.core.focusing import holds
from spbe_cli.model.result import parts_of
from spbe_cli.texts import _
from spbe_cli.texts.words import tier_of
from spbe_cli.views.evidence import evidence_cell
from spbe_cli.views.figures import change, change_text, level_cell, levels_text, percent, points, signed, weight_cells
from spbe_cli.views.page import Bar, Cell, Cells, Column, Row, Table, data_columns, if_any
from spbe_cli.views.sides import side_names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from spbe_cli.model.comparison import Comparison
    from spbe_cli.model.instrument import Instrument, Selection
    from spbe_cli.model.result import Figure, IndicatorResult, PartResult, Result, WhatIf

Detail = Literal["domain", "aspect", "indicator"]

HEAD = data_columns(("agency", "year", "instrument", "stage", "path"))
"""The agency, year and source of a result: the first columns of every table of results as data."""


def tree_heading(instrument: Instrument, *, indicators: bool) -> str:
    """The heading of a tree's titles: the words for its tiers."""
    tiers = (*(("domain",) if instrument.domains else ()), "aspect", *(("indicator",) if indicators else ()))
    return " / ".join(tier_of(instrument, one) for one in tiers).capitalize()


def tree_table(
    result: Result,
    detail: Detail,
    before: Comparison | None,
    *,
    evidence: bool = False,
    focus: Selection | None = None,
) -> Table:
    """The tree down to ``detail``, with earlier values if there are any, and with evidence and notes if asked for.

    With a ``focus``, only the indicators in it and the parts that hold them; the index is that of the whole result.
    """
    indicators = detail == "indicator" and result.basis == "indicators"
    earlier = _earlier(before)
    # A year above its stage, so that the column stays narrow.
    old_name, new_name = (one.replace(" ", "\n", 1) for one in side_names(before)) if before else ("", "")
    backed = _values(result.backed) if result.backed is not None and result.claimed is None else {}
    answers = [one.answer for one in result.indicators if _chosen(one, focus)] if indicators and evidence else []
    columns = (
        *HEAD,
        Column("tier", "", audience="data"),
        Column("id", _("No."), "number"),
        Column("title", "", audience="data"),
        Column("label", tree_heading(result.instrument, indicators=indicators), audience="people", wide=True),
        Column("share", _("Weight"), "number", audience="people"),
        *data_columns(("weight", "weight_exact"), "number"),
        Column("before", old_name, "number", audience="all" if earlier else "none"),
        Column("value", new_name if before and before.other_stage and earlier else _("Value"), "number"),
        Column("backed", _("Backed"), "number", audience="all" if backed else "none"),
        Column("value_exact", "", "fraction", audience="data"),
        Column("change", _("Change"), "number", audience=if_any(earlier)),
        Column("name", "", audience="data"),
        Column("level", _("Level"), audience=if_any(indicators)),
        Column("adds", _("Adds"), "number", audience=if_any(indicators)),
        Column("contribution_exact", "", "fraction", audience="data"),
        Column("evidence", _("Evidence"), audience=if_any(any(one.evidence for one in answers))),
        Column("note", _("Note"), audience=if_any(any(one.note for one in answers))),
        Column("bar", "", "bar", audience="people"),
    )
    head = head_cells(result)
    highest = result.instrument.scale.max

    def row(cells: Cells, key: tuple[str, int | None], value: Figure | None, depth: int = 0, *, strong: bool = False) -> Row:
        old = earlier.get(key)
        sides: Cells = {"before": _level_or_shown(old, key), "change": change_text(old, value, whole=key[0] == "indicator")}
        proven: Cells = {"backed": _level_or_shown(backed.get(key), key)}
        return Row.of(columns, head | cells | proven | (sides if earlier else {}), depth, strong=strong)

    rows = []
    for depth, part in _parts(result, detail, focus):
        if part.value is not None or result.basis == "indicators":
            cells = _figure_cells(part.weight, part.value, highest) | _part_cells(part)
            rows.append(row(cells, (part.tier, part.id), part.value, depth, strong=detail != "domain" and depth == 0))
        for one in (one for one in part.indicators if indicators and _chosen(one, focus)):
            cells = _figure_cells(one.weight, one.level, highest) | _indicator_cells(one)
            cells |= {"evidence": evidence_cell(one.answer), "note": one.answer.note}
            rows.append(row(cells, ("indicator", one.indicator.id), one.level, depth + 1))
    whole = sum((part.weight for part in result.parts), Fraction(0))
    predicate = result.predicate_name
    index: Cells = {"tier": "index", "title": "", "label": _("Index"), "name": predicate, "level": predicate}
    rows.append(row(_figure_cells(whole, result.index, highest) | index, ("index", None), result.index, strong=True))
    # The index alone is already among the facts.
    return Table(columns, tuple(rows), audience="all" if len(rows) > 1 else "data")


def what_if_table(what_if: WhatIf, detail: Detail, focus: Selection | None) -> Table:
    """The tree before and after a change, side by side; see :func:`spbe_cli.views.result.what_if_page`."""
    before, after = what_if.before, what_if.after
    columns = (
        *HEAD,
        Column("tier", "", audience="data"),
        Column("id", _("No."), "number"),
        Column("title", "", audience="data"),
        Column("label", tree_heading(after.instrument, indicators=True), audience="people", wide=True),
        Column("before", _("Before"), "number"),
        Column("after", _("After"), "number"),
        Column("change", "", "number", audience="data"),
        Column("step", _("Change"), "number", audience="people"),
    )
    head = head_cells(after)
    rows = []
    for (depth, old), (_depth, new) in zip(_parts(before, "aspect", focus), _parts(after, "aspect", focus), strict=True):
        if depth == 0 or detail != "domain":
            sides = _sides(_shown(old.value), _shown(new.value), change(old.value, new.value))
            rows.append(Row.of(columns, head | _part_cells(new) | sides, depth))
        for one, other in zip(old.indicators, new.indicators, strict=True):
            if (other.indicator.id in what_if.changed or detail == "indicator") and _chosen(other, focus):
                sides = _sides(level_cell(one), level_cell(other), change(one.level, other.level, whole=True))
                rows.append(Row.of(columns, head | _indicator_cells(other) | sides, depth + 1))
    sides = _sides(before.index.shown, after.index.shown, change(before.index, after.index))
    index: Cells = {"tier": "index", "label": _("Index")}
    rows.append(Row.of(columns, head | index | sides, strong=True))
    return Table(columns, tuple(rows))


def _earlier(before: Comparison | None) -> dict[tuple[str, int | None], Figure | None]:
    """The earlier values by tier and id, if they are of the same instrument; otherwise none."""
    if before is None or not before.same_instrument:
        return {}
    return {
        ("index", None): before.old.index,
        **{(one.tier, one.id): one.change.old for one in before.parts},
        **{("indicator", one.old.indicator.id): one.old.level for one in before.indicators},
    }


def _values(result: Result) -> dict[tuple[str, int | None], Figure | None]:
    """The values of a result by tier and id."""
    return {
        ("index", None): result.index,
        **{(one.tier, one.id): one.value for one in parts_of(result.parts)},
        **{("indicator", one.indicator.id): one.level for one in result.indicators},
    }


def _level_or_shown(value: Figure | None, key: tuple[str, int | None]) -> Cell:
    whole = value is not None and key[0] == "indicator" and value.exact.denominator == 1
    return int(value.exact) if value is not None and whole else _shown(value)


def head_cells(result: Result) -> Cells:
    """Whose result it is, as data."""
    assessment = result.assessment
    return {
        "path": result.path,
        "agency": assessment.agency,
        "year": assessment.year,
        "instrument": result.instrument.id,
        "stage": assessment.stage,
    }


def _figure_cells(weight: Fraction, value: Figure | None, highest: Fraction) -> Cells:
    return {
        "share": percent(weight),
        **weight_cells(weight),
        "value": _shown(value),
        "value_exact": None if value is None else value.exact,
        "bar": None if value is None else Bar(value.exact / highest),
    }


def _part_cells(part: PartResult) -> Cells:
    return {"tier": part.tier, "id": part.id, "title": part.title.id, "label": part.title.id}


def _indicator_cells(one: IndicatorResult) -> Cells:
    return {
        "tier": "indicator",
        "id": one.indicator.id,
        "title": one.indicator.title.id,
        "label": one.indicator.title.id,
        "value": level_cell(one),
        "name": one.level_name,
        "level": _level_text(one),
        "adds": points(one.contribution),
        "contribution_exact": one.contribution,
    }


def _parts(result: Result, detail: Detail, focus: Selection | None = None) -> Iterator[tuple[int, PartResult]]:
    for part in result.parts:
        for depth, one in ((0, part), *((1, aspect) for aspect in part.aspects if detail != "domain")):
            if focus is None or holds(focus, one, result.instrument):
                yield depth, one


def _chosen(one: IndicatorResult, focus: Selection | None) -> bool:
    return focus is None or one.indicator.id in focus.indicators


def _shown(value: Figure | None) -> Decimal | None:
    return None if value is None else value.shown


def _sides(before: Cell, after: Cell, change: Decimal | None) -> Cells:
    return {"before": before, "after": after, "change": change, "step": None if change is None else signed(change)}


def _level_text(one: IndicatorResult) -> str | None:
    if one.not_applicable:
        return _("not applicable")
    if not one.answered:
        return _("not answered")
    if len(one.levels) > 1:
        return levels_text(one.levels)
    return one.level_name
