"""The pages of plans: what to raise, how far, at what cost, and what it gains; for one agency and for a region."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from spbe_cli.model.instrument import Predicate
from spbe_cli.texts import _, amount, ngettext, number
from spbe_cli.texts.messages import message
from spbe_cli.texts.words import listed
from spbe_cli.views.catalogue import asked_part, asks_text, items_cell, level_label, shared_text, worded_from
from spbe_cli.views.evidence import backed_fact
from spbe_cli.views.figures import both, bound_text, change_text, day_text, levels_raised, levels_text, of_text, others_text
from spbe_cli.views.notes import moved_notes, notes_on
from spbe_cli.views.page import Amount, Bar, Cells, Column, Fact, Note, Page, Row, Table, Task, if_any
from spbe_cli.views.result import promise_notes, promised_text, subtitle
from spbe_cli.views.steps import phase_tables, raises, step_cells, step_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spbe_cli.model.criteria import Criteria, LevelCriteria
    from spbe_cli.model.owners import Owners, Part
    from spbe_cli.model.plan import Plan, Promise, Promised, Recurrence, Total
    from spbe_cli.model.result import IndicatorResult
    from spbe_cli.model.tree import Indicator

_MOST_RECURRING = 10


def plan_page(plan: Plan, criteria: Criteria | None = None, *, alone: bool = True) -> Page:
    """One plan: its result and cost first, then the steps, the promises and, with ``criteria``, what each level asks for.

    If it stands ``alone``, it says what it assumes; of many plans the page of their totals does.
    """
    return Page(
        title=plan.agency,
        subtitle=_("{subtitle} · plan").format(subtitle=subtitle(plan.today)),
        facts=tuple(_facts(plan)),
        tables=(*_tables(plan), *_asked_tables(plan, criteria)),
        notes=(
            *_worded_from(plan, criteria),
            *_proof_notes(plan),
            *(_assumed_notes([plan]) if alone else ()),
            *_notes(plan),
        ),
    )


def _proof_notes(plan: Plan) -> Iterator[Note]:
    """Notes on steps that begin with levels that are claimed but not proven yet."""
    if plan.today.claimed is None:
        return
    claims = plan.today.claimed.levels
    proving = [step.indicator.id for step in plan.steps if claims[step.indicator.id] != step.before]
    if proving:
        text = _("Up to the claimed level a step costs nothing but its evidence: {ids}.")
        yield Note(text.format(ids=listed(sorted(proving))))


def checklist_pages(plan: Plan, criteria: Criteria | None, owners: Owners | None) -> Iterator[Page]:
    """A plan to hand out: tasks to be ticked off, the promises that count first; with ``owners`` a list for each of them.

    An owner has its own indicators and those that it supports. What nobody owns comes last. An owner without a task has no list.
    With ``criteria``, each task has what its levels ask for and the evidence for them.
    """
    tasks = list(_tasks(plan, criteria))
    if owners is None:
        yield _checklist(plan, criteria, tuple(task for _indicator, task in tasks))
        return
    for name in owners.owners:
        part = owners.part(name)
        own = [(one, task) for one, task in tasks if one in part.indicators]
        if own:
            shared = tuple(task._replace(text=f"{task.text} {shared_text(part, one)}".rstrip()) for one, task in own)
            yield _checklist(plan, criteria, shared, Fact(_("Owner"), name, strong=True), *_due(part))
    if left := tuple(task for one, task in tasks if one not in owners.leads):
        yield _checklist(plan, criteria, left, Fact(_("Owner"), _("nobody is named"), strong=True))


def _due(part: Part) -> Iterator[Fact]:
    if part.due is not None:
        yield Fact(_("Due"), part.due.isoformat())


def _tasks(plan: Plan, criteria: Criteria | None) -> Iterator[tuple[int, Task]]:
    """The tasks of a plan, each with its indicator: first the promises that count, then the steps."""
    promises = [one for one in (plan.promised.promises if plan.promised else ()) if one.counts and not one.kept]

    def task(indicator: Indicator, text: str, reaching: Sequence[int]) -> tuple[int, Task]:
        asked = _asked(plan, indicator, reaching, criteria)
        parts = tuple(asked_part(plan.today.instrument, indicator.id, level, one) for level, one in asked)
        return indicator.id, Task(str(indicator.id), f"{indicator.title.id}: {text}", parts)

    yield from (task(one.indicator, _promise_text(one), one.reaching) for one in promises)
    yield from (task(step.indicator, text, step.reaching) for step, text in raises(plan))


def _checklist(plan: Plan, criteria: Criteria | None, tasks: tuple[Task, ...], *whose: Fact) -> Page:
    return Page(
        title=plan.agency,
        subtitle=_("{subtitle} · plan").format(subtitle=subtitle(plan.today)),
        facts=(*whose, *_facts(plan)),
        tasks=tasks,
        notes=(*_worded_from(plan, criteria), *_assumed_notes([plan]), *_notes(plan)),
    )


def total_page(plans: Sequence[Plan], total: Total) -> Page:
    """The totals of many plans: the agencies, and the indicators that recur most. As data it adds nothing to the plans."""
    facts = [Fact(_("Agencies"), number(len(plans)), strong=True)]
    if any(one.goal.threshold is not None for one in plans):
        facts.append(Fact(_("Reach the target"), of_text(total.reachable, len(plans)), strong=True))
    facts.append(Fact(_("Cost"), amount(total.cost), strong=True))
    facts.append(Fact(_("Levels"), number(total.levels)))
    return Page(
        title=_("In all"),
        facts=tuple(facts),
        tables=(Table(step_columns(), (), audience="data"), _agency_table(plans), *_recurring_tables(total, len(plans))),
        notes=tuple(_assumed_notes(plans)),
    )


def out_of_reach_text(plan: Plan) -> str:
    """A sentence that says that a target can't be reached, and what can be reached."""
    return message("out_of_reach", {"index": plan.after.index.shown, "missing": plan.missing, "target": _threshold(plan)})


def _facts(plan: Plan) -> Iterator[Fact]:
    before, after = plan.today, plan.after
    change = change_text(before.index, after.index)
    yield Fact(_("Index"), f"{number(before.index.shown)} → {number(after.index.shown)} ({change})", strong=True)
    yield Fact(_("Predicate"), f"{before.predicate_name} → {after.predicate_name}", strong=True)
    yield from backed_fact(before)
    target = plan.goal.target
    if target is not None:
        shown = f"{target.name} ({_threshold(plan)})" if isinstance(target, Predicate) else _threshold(plan)
        yield Fact(_("Target"), shown if plan.reachable else _("{target}, out of reach").format(target=shown))
    if plan.promised is not None:
        yield Fact(_("Promised"), _promised(plan.promised, plan))
    if plan.goal.budget is not None:
        yield Fact(_("Budget"), amount(plan.goal.budget))
    yield Fact(_("Cost"), _cost(plan))
    if plan.pace is not None:
        text = ngettext(
            "{phases}, at most {count} level up each in one", "{phases}, at most {count} levels up each in one", plan.pace.each
        )
        phases = ngettext("{count} phase", "{count} phases", plan.pace.phases).format(count=number(plan.pace.phases))
        yield Fact(_("Phases"), text.format(phases=phases, count=number(plan.pace.each)))


def _promised(promised: Promised, plan: Plan) -> str:
    if not promised.promises:
        return _("nothing")
    text = f"{promised_text(promised)}: {change_text(plan.today.index, promised.result.index)}"
    if plan.suffices is None:
        return text
    return _("{promised}, enough").format(promised=text) if plan.suffices else _("{promised}, not enough").format(promised=text)


def _threshold(plan: Plan) -> str:
    return bound_text(plan.goal.threshold or Fraction(0), plan.today.instrument.index.decimals)


def _cost(plan: Plan) -> str:
    if not plan.steps:
        return amount(plan.cost)
    return levels_raised(_("{cost} for {levels} of {indicators}"), plan.levels, len(plan.steps), cost=amount(plan.cost))


def _tables(plan: Plan) -> Iterator[Table]:
    columns = step_columns()
    rows = tuple(Row.of(columns, step_cells(step, plan)) for step in plan.steps)
    title = (
        _("What to raise, the most gain for its cost first")
        if plan.promised is None
        else _("What to raise beyond what was promised")
    )
    if plan.phases and rows:
        yield from phase_tables(plan, title)
    else:
        # Without a step people see no table, but data still have the heading.
        yield Table(columns, rows, title if rows else "", audience="all" if rows else "data")
    if plan.promised is not None and plan.promised.promises:
        yield _promise_table(plan.promised.promises)


def _worded_from(plan: Plan, criteria: Criteria | None) -> Iterator[Note]:
    if criteria is not None and plan.steps:
        yield worded_from(criteria, [step.indicator.id for step in plan.steps])


def _asked_tables(plan: Plan, criteria: Criteria | None) -> Iterator[Table]:
    """What each level on the way asks for beyond the one below, and the evidence for it."""
    columns = (Column("level", _("Level")), Column("asks", _("What it asks for, and evidence for it"), wide=True))
    rows = []
    for step in plan.steps:
        asked = _asked(plan, step.indicator, step.reaching, criteria)
        if asked:
            rows.append(Row.of(columns, {"asks": f"{step.indicator.id} {step.indicator.title.id}"}, strong=True))
        for level, one in asked:
            rows.append(
                Row.of(columns, {"level": level_label(plan.today.instrument, step.indicator.id, level), "asks": asks_text(one)})
            )
            if one.evidence:
                rows.append(Row.of(columns, {"asks": items_cell(one.evidence)}))
    if rows:
        yield Table(columns, tuple(rows), _("What the raises ask for"))


def _asked(
    plan: Plan, indicator: Indicator, reaching: Sequence[int], criteria: Criteria | None
) -> list[tuple[int, LevelCriteria]]:
    """The levels on the way that have criteria, each with the evidence for it: its own, else that for the whole indicator."""
    year = plan.today.assessment.year
    found = ((level, criteria and criteria.asked(year, indicator.id, level)) for level in reaching)
    return [(level, one) for level, one in found if one is not None]


def _promise_table(promises: Sequence[Promise]) -> Table:
    columns = (
        Column("indicator", _("No."), "number"),
        Column("title", _("Indicator"), wide=True),
        Column("level", _("Level")),
        Column("by", _("By"), audience=if_any(any(one.by for one in promises))),
        Column("status", "", audience=if_any(any(one.kept or one.late for one in promises))),
        Column("owner", _("Owner"), audience=if_any(any(one.owner for one in promises)), wide=True),
    )
    rows = (
        Row.of(columns, {
            "indicator": one.indicator.id,
            "title": one.indicator.title.id,
            "level": f"{levels_text(one.levels) or 'n/a'} {'≥' if one.kept else '→'} {number(one.level)}",
            "by": day_text(one.by),
            "status": _status(one),
            "owner": one.owner,
        })
        for one in promises
    )  # fmt: skip
    return Table(columns, tuple(rows), _("What was promised"))


def _status(promise: Promise) -> str:
    return _("kept") if promise.kept else _("overdue") if promise.late else ""


def _notes(plan: Plan) -> Iterator[Note]:
    yield from moved_notes(plan.today)
    yield from notes_on(plan.today.cautions, "provisional", "year_outside", "unanswered", "too_few_services", "borderline")
    yield from _met_notes(plan)
    yield from promise_notes(plan.promised)
    if not plan.reachable:
        yield Note(out_of_reach_text(plan), "failure")
    elif plan.goal.threshold is None and plan.goal.budget is None:
        text = _("{predicate} is the highest predicate: there is nothing to do.")
        yield Note(text.format(predicate=plan.today.predicate_name), "success")
    elif plan.goal.threshold is not None and plan.today.decisive >= plan.goal.threshold:
        text = _("The target is reached already; what costs nothing is raised all the same.")
        yield Note(text if plan.steps else _("The target is reached already."), "success")
    elif not plan.steps and plan.suffices:
        yield Note(_("The promises reach the target, if they are kept."), "success")
    elif not plan.steps:
        yield Note(_("The budget buys nothing that may be raised."))


def _met_notes(plan: Plan) -> Iterator[Note]:
    """A note on raises and promises that bring what was given already for levels above one that is not met."""
    instrument, after = plan.today.instrument, plan.after.levels

    def brings_more(one: IndicatorResult) -> bool:
        # Criteria and accepted items are those of the first service.
        reaching = instrument.scale.levels_between(one.levels[0], after[one.indicator.id][0]) if one.levels else ()
        asked = instrument.asked[one.indicator.id]
        above = (*one.answer.criteria_above_gap(instrument.scale), *one.answer.evidence_above_gap(asked))
        return not set(above).isdisjoint(reaching)

    if free := sorted(one.indicator.id for one in plan.today.indicators if brings_more(one)):
        text = _("What was given for higher levels counts at no cost once those below are met: {ids}.")
        yield Note(text.format(ids=listed(free)))


def _assumed_notes(plans: Sequence[Plan]) -> Iterator[Note]:
    """What plans assume: that each level costs the same, where nobody said what it costs; and how phases are divided."""
    if not any(one.steps for one in plans):
        return
    if all(one.even for one in plans):
        cheapest = _(
            "No other raises that may be made reach the target at a lower cost, if each level costs 1; "
            "--costs takes what levels really cost."
        )
        proven = all(one.reachable and one.goal.threshold is not None for one in plans)
        yield Note(cheapest if proven else _("Assumed: each level costs 1; --costs takes what levels really cost."))
    if any(one.phases for one in plans):
        yield Note(
            _("The work is spread evenly over the phases, the most gain for its cost first: that is a rule, and no optimum.")
        )


def _promise_text(promise: Promise) -> str:
    text = _("level {before} → {after}").format(before=levels_text(promise.levels), after=number(promise.level))
    parts = [text, _("promised")]
    if promise.by is not None:
        parts.append(_("by {day}").format(day=promise.by.isoformat()))
    return ", ".join((*parts, *((promise.owner,) if promise.owner else ())))


def _agency_table(plans: Sequence[Plan]) -> Table:
    missed = any(not one.reachable for one in plans)
    columns = (
        Column("agency", _("Agency"), wide=True),
        Column("from", _("Today"), "number"),
        Column("to", _("Then"), "number"),
        Column("predicate", _("Predicate")),
        Column("cost", _("Cost"), "number"),
        Column("steps", _("Steps"), "number"),
        Column("missing", _("Missing"), "number", audience=if_any(missed)),
    )
    rows = [
        Row.of(columns, {
            "agency": one.agency,
            "from": one.today.index.shown,
            "to": one.after.index.shown,
            "predicate": both(one.today.predicate_name, one.after.predicate_name),
            "cost": Amount(one.cost),
            "steps": len(one.steps),
            "missing": None if one.reachable else one.missing,
        })
        for one in plans
    ]  # fmt: skip
    return Table(columns, tuple(rows))


def _recurring_tables(total: Total, plans: int) -> Iterator[Table]:
    shown, others = total.recurring[:_MOST_RECURRING], total.recurring[_MOST_RECURRING:]
    if not shown:
        return
    several = len({one.instrument.id for one in total.recurring}) > 1
    columns = (
        Column("instrument", _("Instrument"), audience=if_any(several)),
        Column("indicator", _("No."), "number"),
        Column("title", _("Indicator"), wide=True),
        Column("agencies", _("Agencies"), "number"),
        Column("levels", _("Levels"), "number"),
        Column("bar", "", "bar", audience="people"),
    )

    def cells(one: Recurrence) -> Cells:
        return {
            "instrument": one.instrument.id,
            "indicator": one.indicator.id,
            "title": one.indicator.title.id,
            "agencies": one.agencies,
            "levels": one.levels,
            "bar": Bar(Fraction(one.agencies, plans)),
        }

    rows = [Row.of(columns, cells(one)) for one in shown]
    if others:
        rows.append(Row.of(columns, {"title": others_text(len(others)), "levels": sum(one.levels for one in others)}))
    yield Table(columns, tuple(rows), _("What recurs in most plans"))
