"""``spbe plan``: the cheapest raises that reach a target, or the most that a budget buys, for one agency or for a region."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from spbe_cli.commands import exit_code
from spbe_cli.commands.bases import scored
from spbe_cli.commands.selection import narrowed, selected
from spbe_cli.commands.submissions import found_in, nothing_asked_for, whose
from spbe_cli.commands.thresholds import budget, day, days, threshold
from spbe_cli.core.choosing import TooManyChoices
from spbe_cli.core.phasing import phased
from spbe_cli.core.planning import total
from spbe_cli.core.promising import promised
from spbe_cli.formats.progress import made, progress, told
from spbe_cli.limits import MAX_SUMS
from spbe_cli.model.costs import Costs
from spbe_cli.model.plan import Goal, Limits, Pace
from spbe_cli.output import LIST_FORMATS, deliver_pages, tell, tell_problems
from spbe_cli.reading.problems import BadInput, Problem, problem_at
from spbe_cli.reading.sources import meant
from spbe_cli.texts import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from fractions import Fraction

    from spbe_cli.commands.bases import Basis
    from spbe_cli.commands.common import Common
    from spbe_cli.formats.json.shapes import plan as shapes
    from spbe_cli.model.criteria import Criteria
    from spbe_cli.model.instrument import Instrument, Predicate
    from spbe_cli.model.plan import Plan
    from spbe_cli.model.result import Result
    from spbe_cli.options.plan import Asked
    from spbe_cli.reading.assessments import Submission
    from spbe_cli.views.page import Page


def run(asked: Asked, common: Common) -> int:
    """Delivers a plan for each agency; 1 when one can't reach its target, 2 when a file can't be used, which wins.

    Raises:
        BadInput: when nothing can be planned, or when a problem is not about a single file.
    """
    if asked.target is not None and asked.budget is not None:
        raise BadInput([Problem.of("--budget", "target_and_budget")])
    if asked.owners is not None and not asked.checklist:
        raise BadInput([Problem.of("--owners", "owners_need_checklist")])
    if asked.checklist:
        common = common._replace(destination=common.destination.for_people(("markdown", "table", "html", "pdf")))
    spending = None if asked.budget is None else budget(asked.budget)
    today = day(asked.today)
    reader = common.reader()
    files, problems = meant(asked.paths, reader.asked.note, apart=asked.owners)
    common = common.reading(*files, asked.costs, asked.owners)
    with progress(len(files), quiet=common.quiet) as more:
        results, wrong, tables, _read = found_in(told(files, more), reader, whose, partial(_today, basis=asked.basis))
    problems += wrong
    terms = _Terms({one.instrument.id: one.instrument for one in results}, asked)
    with progress(len(results), quiet=common.quiet, task="work_out") as more:
        plans = [made(_plan(one, terms, spending, today if asked.commitments else None), more) for one in results]
    single = asked.paths == files and len(files) == 1 and not tables
    if not plans and not problems:
        raise BadInput([nothing_asked_for(path, reader) for path in asked.paths])
    if not plans and (single or common.destination.chosen(LIST_FORMATS) != "json"):
        raise BadInput(problems)
    _tell_idle(asked, common, len(plans))
    pages = _checklists(plans, asked, common) if asked.checklist else _pages(plans, asked, common)
    data = partial(_data, plans, problems, common, single=single)
    deliver_pages(pages, common.destination, data, lines=lambda: _each(plans, common))
    _tell_what_is_out_of_reach(plans, common)
    tell_problems(problems)
    return exit_code(problems, met=all(one.reachable for one in plans))


class _Terms:
    """The costs, targets and limits that were asked for, by instrument."""

    def __init__(self, instruments: dict[str, Instrument], asked: Asked) -> None:
        from spbe_cli.reading.costs import load_costs

        known, pace = instruments.values(), _pace(asked)
        self.costs = dict.fromkeys(instruments, Costs()) if asked.costs is None else load_costs(asked.costs, known)
        self.targets: dict[str, Fraction | Predicate | None] = dict.fromkeys(instruments)
        self.limits: dict[str, Limits] = {}
        for one in known:
            if asked.target is not None:
                self.targets[one.id] = threshold(asked.target, one)
            self.limits[one.id] = Limits(asked.max_raise, _only(asked, one), pace)


def _pace(asked: Asked) -> Pace | None:
    """In how many phases the raises are to be done; None where they are not to be divided.

    Raises:
        BadInput: when the days of the phases are none, or when their number is given as well.
    """
    if asked.phases is not None and asked.by is not None:
        raise BadInput([Problem.of("--by", "not_together", other="--phases")])
    ends = () if asked.by is None else days(asked.by)
    count = len(ends) or asked.phases
    return None if count is None else Pace(count, asked.max_raise or 1, ends)


def _only(asked: Asked, instrument: Instrument) -> frozenset[int] | None:
    """The indicators that may be raised, by ``--only`` and ``--focus``; None where neither is given."""
    only = None if asked.only is None else selected(asked.only, instrument, "--only")
    if asked.focus is None:
        return only
    return narrowed(frozenset(instrument.indicators) if only is None else only, asked.focus, instrument)


def _plan(result: Result, terms: _Terms, spending: Fraction | None, today: date | None) -> Plan:
    """The plan for a result; if ``today`` is given, the plan starts from the result with all promises kept.

    Raises:
        BadInput: when too many plans are nearly equal, so that the best one can't be found.
    """
    instrument = result.instrument.id
    if spending is not None:
        goal = Goal(budget=spending)
    else:
        target = terms.targets[instrument]
        goal = Goal(result.next_predicate if target is None else target)
    promises = None if today is None else promised(result, today)
    try:
        return phased(result, goal, terms.costs[instrument], terms.limits[instrument], promises)
    except TooManyChoices:
        raise BadInput([Problem.at(result.path, result.line, None, "too_many_choices", limit=MAX_SUMS)]) from None


def _today(read: Submission, basis: Basis | None) -> Result:
    """The result that a plan starts from.

    Raises:
        BadInput: when nothing can be raised in it, or it can't be on this basis.
    """
    if not read.instrument.scale.levels:
        mark = read.places.mark_of(("instrument",))
        raise BadInput([problem_at(read.path, mark, "no_levels", instrument=read.instrument.id)])
    if read.assessment.answers is None:
        mark = read.places.mark_of(("published",), key=True)
        raise BadInput([problem_at(read.path, mark, "nothing_to_raise", agency=read.assessment.agency)])
    return scored(read, basis)


def _criteria(plans: Sequence[Plan], common: Common) -> dict[str, Criteria | None]:
    return common.criteria_by_id(one.today.instrument for one in plans)


def _pages(plans: Sequence[Plan], asked: Asked, common: Common) -> Iterator[Page]:
    from spbe_cli.views.plan import plan_page, total_page

    if len(plans) == 1:
        yield plan_page(plans[0], None if asked.brief else _criteria(plans, common)[plans[0].today.instrument.id])
        return
    # A region's plans would be too long with the criteria of every level; the checklists have them.
    yield from (plan_page(one, alone=False) for one in plans)
    yield total_page(plans, total(plans))


def _tell_idle(asked: Asked, common: Common, plans: int) -> None:
    """Says on standard error which options have no effect."""
    chosen = common.destination.chosen(LIST_FORMATS)
    if chosen == "csv":
        common.tell_idle({"--today": asked.today}, beside=common.destination.asked)
    elif not asked.commitments:
        common.tell_idle({"--today": asked.today}, only_for="--commitments")
    if chosen in ("json", "jsonl", "csv"):
        common.tell_idle({"--brief": asked.brief}, beside=common.destination.asked)
    elif plans > 1 and not asked.checklist:
        common.tell_idle({"--brief": asked.brief}, only_for="agency")


def _checklists(plans: Sequence[Plan], asked: Asked, common: Common) -> Iterator[Page]:
    from spbe_cli.reading.owners import load_owners
    from spbe_cli.views.plan import checklist_pages

    criteria = {} if asked.brief else _criteria(plans, common)
    for one in plans:
        instrument = one.today.instrument
        owners = None if asked.owners is None else load_owners(asked.owners, instrument)
        yield from checklist_pages(one, criteria.get(instrument.id), owners)


def _data(plans: Sequence[Plan], problems: Sequence[Problem], common: Common, *, single: bool) -> shapes.Plan | shapes.Plans:
    from spbe_cli.formats.json import plan as as_json

    criteria = _criteria(plans, common)
    return as_json.plan(plans[0], criteria) if single else as_json.plans(plans, total(plans), problems, criteria)


def _each(plans: Sequence[Plan], common: Common) -> Iterator[shapes.Plan]:
    from spbe_cli.formats.json import plan as as_json

    criteria = _criteria(plans, common)
    return (as_json.plan(one, criteria) for one in plans)


def _tell_what_is_out_of_reach(plans: Sequence[Plan], common: Common) -> None:
    """Says on standard error which targets can't be reached, unless standard output shows it already."""
    if common.destination.path is None and common.destination.chosen(LIST_FORMATS) != "csv":
        return
    from spbe_cli.views.plan import out_of_reach_text

    for one in plans:
        if not one.reachable:
            tell(f"{visible(one.today.path)}: {out_of_reach_text(one)}\n")
