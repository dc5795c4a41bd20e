"""The steps of plans as rows, and the phases that they are divided into."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from spbe_cli.texts import _, number
from spbe_cli.views.figures import as_decimal, day_text, levels_text, points
from spbe_cli.views.page import Amount, Cells, Column, Row, Table, data_columns
from spbe_cli.views.tree import HEAD, head_cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spbe_cli.model.plan import Phase, Plan, Step


def phase_tables(plan: Plan, title: str) -> Iterator[Table]:
    """The steps of each phase: with the phase in a column where rows are sorted, and as a heading above its steps elsewhere.

    Where it is a column, its sums stand in a table of their own.
    """
    columns = step_columns(phased=True)
    sums = (
        Column("phase", _("Phase"), "number"),
        Column("by", _("By")),
        Column("raise", _("Predicate"), wide=True),
        *(column for column in columns if column.key in ("cost", "gain", "index")),
    )
    flat, grouped, phases = [], [], []
    for position, phase in enumerate(plan.phases, start=1):
        of: Cells = {"phase": position, "by": day_text(phase.by)}
        head: Cells = {
            "title": _phase_text(position, phase),
            "raise": phase.predicate.name,
            "cost": Amount(phase.cost),
            "gain": points(sum((step.gain for step in phase.steps), Fraction(0))),
            "index": phase.reached.shown,
        }
        phases.append(Row.of(sums, head | of))
        grouped.append(Row.of(columns, head, strong=True))
        cells = [step_cells(step, plan) for step in phase.steps]
        flat += [Row.of(columns, one | of) for one in cells]
        grouped += [Row.of(columns, one, 1) for one in cells]
    yield Table(columns, tuple(flat), title, audience="sheet")
    yield Table(columns, tuple(grouped), _("What to raise in each phase, the most gain for its cost first"), audience="screen")
    yield Table(sums, tuple(phases), _("Phases"), audience="sheet")


def _phase_text(position: int, phase: Phase) -> str:
    text = _("Phase {number}").format(number=number(position))
    if phase.by is not None:
        text = _("{phase}, by {day}").format(phase=text, day=phase.by.isoformat())
    return text if phase.steps else _("{phase}: nothing is left to raise").format(phase=text)


def step_columns(*, phased: bool = False) -> tuple[Column, ...]:
    """The columns of a table of steps; if they are ``phased``, also the phase and its last day, where rows are sorted."""
    return (
        *HEAD,
        Column("phase", _("Phase"), "number", audience="sheet" if phased else "none"),
        Column("by", _("By"), audience="sheet" if phased else "none"),
        Column("indicator", _("No."), "number"),
        Column("title", _("Indicator"), wide=True),
        *data_columns(("from", "to", "from_name", "to_name")),
        Column("raise", _("Level"), audience="people"),
        Column("levels", "", "number", audience="data"),
        Column("cost", _("Cost"), "number"),
        Column("gain", _("Gain"), "number", audience="people", spare=1),
        Column("gain_exact", "", "fraction", audience="data"),
        Column("index", _("Index"), "number"),
        Column("index_exact", "", "fraction", audience="data"),
    )


def step_cells(step: Step, plan: Plan) -> Cells:
    """The cells of a step by the columns of :func:`step_columns`."""
    before, after = levels_text(step.before), levels_text(step.after)
    return {
        **head_cells(plan.today),
        "indicator": step.indicator.id,
        "title": step.indicator.title.id,
        "from": " ".join(map(as_decimal, step.before)),
        "to": " ".join(map(as_decimal, step.after)),
        "from_name": step.before_name,
        "to_name": step.after_name,
        "raise": f"{before} → {after} {step.after_name or ''}".rstrip(),
        "levels": step.levels,
        "cost": Amount(step.cost),
        "gain": points(step.gain),
        "gain_exact": step.gain,
        "index": step.reached.shown,
        "index_exact": step.reached.exact,
    }


def raises(plan: Plan) -> Iterator[tuple[Step, str]]:
    """Each step, in which phase it is where there are phases, with what is to be raised as text."""
    if not plan.phases:
        yield from ((step, _raise_text(step)) for step in plan.steps)
    for position, phase in enumerate(plan.phases, start=1):
        yield from ((step, f"{_raise_text(step)}, {_phase_text(position, phase)}") for step in phase.steps)


def _raise_text(step: Step) -> str:
    text = _("level {before} → {after}").format(before=levels_text(step.before), after=levels_text(step.after))
    return text if step.after_name is None else f"{text} ({step.after_name})"
