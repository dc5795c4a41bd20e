"""The page of a result, the page of a result before and after a change, and texts on results for other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.core.focusing import focused
from spbe_cli.core.judging import distance
from spbe_cli.texts import _, ngettext, number
from spbe_cli.texts.words import listed, stage_and_year, stage_name
from spbe_cli.views.evidence import backed_fact, more_unproven_notes, unproven_tables
from spbe_cli.views.figures import bound_text, change_text, indicators_text, levels_text, percent
from spbe_cli.views.notes import agencies_note, notes_on, result_notes, stages_note, verdict_notes, yardstick_note
from spbe_cli.views.page import Fact, Note, Page
from spbe_cli.views.tree import tree_table, what_if_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spbe_cli.model.comparison import Comparison
    from spbe_cli.model.instrument import Instrument, Selection
    from spbe_cli.model.plan import Outlook, Promised
    from spbe_cli.model.result import Figure, Result, Verdict, WhatIf
    from spbe_cli.model.scored import Beside
    from spbe_cli.views.tree import Detail


_MOST_UNPROVEN = 10
"""At most this many unproven claims are shown, unless all indicators are shown."""


def result_page(result: Result, detail: Detail, verdicts: tuple[Verdict, ...], beside: Beside) -> Page:
    """One result: index and predicate, the outlook, then the tree down to ``detail`` with earlier values beside it.

    With a focus, only the indicators in it. Peers are not drawn.
    """
    outlook, before, focus = beside.outlook, beside.before, beside.focus
    most = None if detail == "indicator" else _MOST_UNPROVEN
    return Page(
        title=result.assessment.agency,
        subtitle=subtitle(result),
        facts=(*_facts(result, outlook), *_before_fact(before), *_focus_fact(result, focus)),
        tables=(tree_table(result, detail, before, focus=focus), *unproven_tables(result, focus, most)),
        notes=(
            *more_unproven_notes(result, focus, most),
            *result_notes(result),
            *before_notes(before),
            *promise_notes(outlook and outlook.promised),
            *verdict_notes(verdicts),
        ),
    )


def what_if_page(what_if: WhatIf, detail: Detail, verdicts: tuple[Verdict, ...], beside: Beside) -> Page:
    """A result before and after a change, side by side; only with the indicators that changed, unless all are asked for.

    With a focus, only the indicators in it. Peers are not drawn.
    """
    before, after, outlook, focus = what_if.before, what_if.after, beside.outlook, beside.focus
    changes = (
        f"{identifier}: {_levels_text(before, identifier)} → {_levels_text(after, identifier)}" for identifier in what_if.changed
    )
    return Page(
        title=after.assessment.agency,
        subtitle=_("{subtitle} · what if").format(subtitle=subtitle(after)),
        facts=(
            Fact(_("Index"), f"{number(before.index.shown)} → {number(after.index.shown)}", strong=True),
            Fact(_("Predicate"), f"{before.predicate_name} → {after.predicate_name}", strong=True),
            *backed_fact(after, before),
            *_next_fact(after),
            *_outlook_facts(outlook, after.instrument),
            Fact(_("Changed"), ", ".join(changes)),
            *_focus_fact(after, focus, before),
        ),
        tables=(what_if_table(what_if, detail, focus),),
        notes=(
            *_evidence_notes(what_if),
            *result_notes(after),
            *promise_notes(outlook and outlook.promised),
            *verdict_notes(verdicts),
        ),
    )


def _evidence_notes(what_if: WhatIf) -> Iterator[Note]:
    """A note on accepted evidence of the answers that were changed where it names no level: it was given for another claim."""
    before = {one: what_if.before.assessment.answer(one) for one in what_if.changed}
    if ids := [
        one for one, was in before.items() if any(item.status == "accepted" and item.proves is None for item in was.evidence)
    ]:
        yield Note(
            ngettext(
                "Accepted evidence of indicator {ids} that names no level proves no more than was claimed before.",
                "Accepted evidence of indicators {ids} that names no level proves no more than was claimed before.",
                len(ids),
            ).format(ids=listed(ids))
        )


def predicate_text(result: Result) -> str:
    """The predicate, or why there is none."""
    return result.predicate_name or _("none, as the announced index can't be")


def subtitle(result: Result) -> str:
    """What a result is of: the year, the stage and the regulation."""
    assessment = result.assessment
    stage = (stage_name(assessment.stage),) if assessment.stage else ()
    return " · ".join((str(assessment.year), *stage, result.instrument.source))


def _facts(result: Result, outlook: Outlook | None) -> Iterator[Fact]:
    assessment = result.assessment
    yield Fact(_("Index"), number(result.index.shown), strong=True)
    yield Fact(_("Predicate"), predicate_text(result), strong=True)
    yield from backed_fact(result)
    yield from _next_fact(result)
    yield from _outlook_facts(outlook, result.instrument)
    if result.basis == "indicators":
        yield answered_fact(result)
        if assessment.published is not None:
            yield Fact(_("Announced"), _("differs, see below") if result.differences else _("reproduced by the answers"))
    else:
        basis = {
            "aspects": _("announced aspects"),
            "domains": _("announced domains"),
            "index": _("announced index"),
        }[result.basis]
        consistent = _("not consistent, see below") if result.differences else _("consistent")
        yield Fact(_("Basis"), f"{basis}, {consistent}" if result.basis != "index" or result.differences else basis)
    if assessment.group:
        yield Fact(_("Group"), assessment.group)
    if assessment.owner:
        yield Fact(_("Answered by"), assessment.owner)


def answered_fact(result: Result) -> Fact:
    """How many indicators of a result are answered, and how many do not apply."""
    count = result.completeness
    text = _("{answered} of {total}").format(answered=count.answered, total=count.total)
    if count.not_applicable:
        text += _(", {count} not applicable").format(count=count.not_applicable)
    return Fact(_("Answered"), text)


def _before_fact(before: Comparison | None) -> Iterator[Fact]:
    if before is not None:
        old, new = before.old, before.new
        year = old.assessment.year
        text = f"{number(old.index.shown)} → {number(new.index.shown)} ({change_text(old.index, new.index)})"
        label = _before_name(before) if year == new.assessment.year else _("Since {year}").format(year=year)
        yield Fact(label, f"{text}, {occasions_text(before)}")


def _before_name(before: Comparison) -> str:
    """What the earlier result is called in a sentence: its year, where that tells it from the later one."""
    year = before.old.assessment.year
    return _("Before") if year == before.new.assessment.year else str(year)


def occasions_text(before: Comparison) -> str:
    """Which two results stand beside each other: the stage and the year of both."""
    new, old = (stage_and_year(one.assessment.year, one.assessment.stage) for one in (before.new, before.old))
    return _("{new} beside {old}").format(new=new, old=old)


def _focus_fact(result: Result, focus: Selection | None, before: Result | None = None) -> Iterator[Fact]:
    """The figures of a focus in a result; ``before`` is the result before a change."""
    if focus is None:
        return
    found = focused(result, focus.indicators)
    means = [one.mean for one in ((focused(before, focus.indicators),) if before is not None else ()) + (found,)]
    text = _("{focus}, {weight}% of the index, mean level {mean}").format(
        focus=focus_text(focus),
        weight=number(percent(found.weight).value),
        mean=" → ".join(_mean_text(one) for one in means),
    )
    yield Fact(_("Focus"), text)


def focus_text(focus: Selection) -> str:
    """The name of a focus, and its number of indicators."""
    return _("{name}, {indicators}").format(name=focus.name, indicators=indicators_text(len(focus.indicators)))


def _mean_text(mean: Figure | None) -> str:
    return "–" if mean is None else number(mean.shown)


def before_notes(before: Comparison | None) -> Iterator[Note]:
    """What is to be known where a result stands beside an earlier one.

    That is: other agencies, yardsticks or stages, and what is said of the earlier one itself, as of a figure that can't be.
    """
    if before is None:
        return
    if not before.same_agency:
        yield agencies_note(before.old.agency, before.new.agency)
    said = [one.text for one in result_notes(before.new)]
    for one in result_notes(before.old):
        if one.kind == "failure" or one.text not in said:
            yield one._replace(text=f"{_before_name(before)}: {one.text}")
    if not before.same_instrument:
        yield yardstick_note()
    elif before.other_stage:
        yield stages_note()


def _next_fact(result: Result) -> Iterator[Fact]:
    above = result.next_predicate
    # Where another predicate was announced than the index gives, the next one may be reached already.
    if above is not None and result.decisive < above.lower:
        decimals = result.instrument.index.decimals
        text = _("{distance} to {predicate} ({bound})").format(
            distance=number(distance(result.decisive, above.lower, decimals)),
            predicate=above.name,
            bound=bound_text(above.lower, decimals),
        )
        yield Fact(_("Next"), text)


def promised_text(promised: Promised) -> str:
    """What the index will be when all promises are kept."""
    count = sum(one.counts for one in promised.promises)
    text = ngettext(
        "{index} ({predicate}), if {count} commitment is kept",
        "{index} ({predicate}), if all {count} commitments are kept",
        count,
    )
    index, name = promised.result.index, promised.result.predicate_name
    return text.format(index=number(index.shown), predicate=name, count=number(count))


def promise_notes(promised: Promised | None) -> Iterator[Note]:
    """Notes on a borderline promised index, and on promises that are not kept although their day has passed."""
    if promised is None:
        return
    if any(not one.kept for one in promised.promises):
        for note in notes_on(promised.result.cautions, "borderline"):
            yield note._replace(text=f"{_('Promised')}: {note.text}")
    if late := [one for one in promised.promises if one.late]:
        each = (", ".join((f"{one.indicator.id} ({one.by}", *((one.owner,) if one.owner else ()))) + ")" for one in late)
        yield Note(_("Overdue commitments: {commitments}.").format(commitments="; ".join(each)), "warning")


def _outlook_facts(outlook: Outlook | None, instrument: Instrument) -> Iterator[Fact]:
    if outlook is None:
        return
    if outlook.promised is not None:
        yield Fact(_("Promised"), promised_text(outlook.promised))
    if outlook.target is None:
        return
    bound = bound_text(outlook.target, instrument.index.decimals)
    if outlook.missing is None:
        yield Fact(_("Target"), _("{target}; how far it is can't be told, as the announced index can't be").format(target=bound))
    else:
        text = _("{distance} missing to {target}") if outlook.missing else _("{target} is reached")
        text = text.format(distance=number(outlook.missing), target=bound)
        if outlook.missing and outlook.missing_promised is not None:
            text += _(", {distance} when the commitments are kept").format(distance=number(outlook.missing_promised))
        yield Fact(_("Target"), text)


def _levels_text(result: Result, indicator: int) -> str:
    return levels_text(result.levels[indicator]) or "n/a"
