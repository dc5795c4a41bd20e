"""What a reader sees of a result, and of a result before and after a change."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from spbe_cli.core.focusing import focused, holds
from spbe_cli.core.judging import distance, rounded
from spbe_cli.model.base import decimals_of
from spbe_cli.texts import _, exact, ngettext, number
from spbe_cli.texts.messages import in_language, message, part_name, stage_name, tier
from spbe_cli.views.evidence import evidence_cell
from spbe_cli.views.page import Bar, Cell, Cells, Column, Fact, Note, Page, Percent, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spbe_cli.model.comparison import Comparison
    from spbe_cli.model.instrument import Instrument, Selection
    from spbe_cli.model.plan import Outlook, Promised
    from spbe_cli.model.ranking import Standing
    from spbe_cli.model.result import Difference, Figure, IndicatorResult, PartResult, Result, Verdict, WhatIf

Detail = Literal["domain", "aspect", "indicator"]

_WEIGHT_DECIMALS = 2
_CONTRIBUTION_DECIMALS = 4
_MOST_DECIMALS = 4
HEAD = tuple(Column(key, "", audience="data") for key in ("agency", "year", "instrument", "stage", "path"))
"""Whose result it is: the first columns of every table of results as data."""


class Beside(NamedTuple):
    """What a result is seen beside: what lies ahead, what was before, and peers; and what of it is focused on."""

    outlook: Outlook | None = None
    before: Comparison | None = None
    standings: Sequence[Standing] = ()
    focus: Selection | None = None

    @property
    def target(self) -> Fraction | None:
        """The index that is aimed at."""
        return self.outlook.target if self.outlook else None

    def chooses(self, one: IndicatorResult) -> bool:
        """Whether an indicator is focused on; all are where nothing else is said."""
        return self.focus is None or one.indicator.id in self.focus.indicators


def result_page(
    result: Result,
    detail: Detail,
    verdicts: tuple[Verdict, ...] = (),
    beside: Beside = Beside(),  # noqa: B008 - a constant
) -> Page:
    """One result: the index and predicate first, what lies ahead, then the tree down to ``detail``, earlier values beside it.

    With a focus only what it chooses of the tree. Peers are not drawn.
    """
    outlook, before, focus = beside.outlook, beside.before, beside.focus
    return Page(
        title=result.assessment.agency,
        subtitle=subtitle(result),
        facts=(*_facts(result, outlook), *_before_fact(before), *_focus_fact(result, focus)),
        tables=(tree_table(result, detail, before, focus=focus),),
        notes=(
            *result_notes(result),
            *_before_notes(before),
            *promise_notes(outlook and outlook.promised),
            *verdict_notes(verdicts),
        ),
    )


def what_if_page(
    what_if: WhatIf,
    detail: Detail,
    verdicts: tuple[Verdict, ...] = (),
    outlook: Outlook | None = None,
    focus: Selection | None = None,
) -> Page:
    """A result before and after a change, side by side; of the indicators those that were changed, unless all are asked for.

    With a ``focus`` only what it chooses.
    """
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
    changes = (
        f"{identifier}: {_levels_text(before, identifier)} → {_levels_text(after, identifier)}" for identifier in what_if.changed
    )
    return Page(
        title=after.assessment.agency,
        subtitle=_("{subtitle} · what if").format(subtitle=subtitle(after)),
        facts=(
            Fact(_("Index"), f"{number(before.index.shown)} → {number(after.index.shown)}", strong=True),
            Fact(_("Predicate"), f"{before.predicate_name} → {after.predicate_name}", strong=True),
            *_next_fact(after),
            *_outlook_facts(outlook, after.instrument),
            Fact(_("Changed"), ", ".join(changes)),
            *_focus_fact(after, focus, before),
        ),
        tables=(Table(columns, tuple(rows)),),
        notes=(*result_notes(after), *promise_notes(outlook and outlook.promised), *verdict_notes(verdicts)),
    )


def aspect_word(instrument: Instrument) -> str:
    """What the aspects of an instrument are called (PeGI: dimensions)."""
    return in_language(instrument.called).lower() if instrument.called else tier("aspect")


def tree_heading(instrument: Instrument, *, indicators: bool) -> str:
    """The heading of a tree's titles: the words for its tiers."""
    words = [aspect_word(instrument)]
    if instrument.domains:
        words.insert(0, tier("domain"))
    if indicators:
        words.append(tier("indicator"))
    text = " / ".join(words)
    return text[0].upper() + text[1:]


def verdict_notes(verdicts: tuple[Verdict, ...]) -> Iterator[Note]:
    """A sentence for each verdict."""
    for verdict in verdicts:
        yield Note(verdict_text(verdict), "success" if verdict.passed else "failure")


def before_name(before: Comparison) -> str:
    """What the earlier result is called: by its year where that tells it apart."""
    old, new = before.old.assessment, before.new.assessment
    return _("Before") if old.year == new.year else str(old.year)


def verdict_text(verdict: Verdict) -> str:
    """What a gate says, as a sentence."""
    context = {"expected": verdict.expected, "actual": verdict.actual, **verdict.context}
    return message(f"{verdict.gate}_{'passed' if verdict.passed else 'failed'}", context)


def checked_note(verdicts: Sequence[Verdict], agencies: int) -> Note:
    """How many gates were checked, on how many agencies."""
    failed = sum(not one.passed for one in verdicts)
    text = _("{gates} checked on {agencies}, {failed} not met.").format(
        gates=ngettext("{count} gate", "{count} gates", len(verdicts)).format(count=number(len(verdicts))),
        agencies=ngettext("{count} agency", "{count} agencies", agencies).format(count=number(agencies)),
        failed=number(failed),
    )
    return Note(text, "failure" if failed else "success")


def difference_text(difference: Difference, instrument: Instrument) -> str:
    """A sentence for an announced figure that can't be."""
    what = part_name(difference.tier, difference.id).capitalize()
    decimals = instrument.index.decimals
    if not isinstance(difference.announced, str):
        decimals = decimals_of(difference.announced, decimals)
    announced, low, high = (
        one if isinstance(one, str) else number(rounded(one, decimals))
        for one in (difference.announced, difference.low, difference.high)
    )
    if difference.low == difference.high:
        return _("{what}: announced {announced}, computed {computed}").format(what=what, announced=announced, computed=low)
    return _("{what}: announced {announced}, but only {low} to {high} is possible").format(
        what=what, announced=announced, low=low, high=high
    )


def doubt_notes(results: Iterable[Result]) -> Iterator[Note]:
    """For each announced index among several results that can't be, why: no predicate is drawn from it."""
    for one in results:
        if one.doubt is not None:
            for difference in one.differences:
                if difference.tier == "index":
                    text = difference_text(difference, one.instrument)
                    yield Note(f"{one.agency} {one.assessment.year}: {text}", "failure")


def predicate_text(result: Result) -> str:
    """The predicate, or why there is none."""
    return result.predicate_name or _("none, as the announced index can't be")


def subtitle(result: Result) -> str:
    """What a result is of: the year, the stage and the regulation."""
    assessment = result.assessment
    stage = (stage_name(assessment.stage),) if assessment.stage else ()
    return " · ".join((str(assessment.year), *stage, result.instrument.source))


def _facts(result: Result, outlook: Outlook | None) -> Iterator[Fact]:
    assessment, completeness = result.assessment, result.completeness
    yield Fact(_("Index"), number(result.index.shown), strong=True)
    yield Fact(_("Predicate"), predicate_text(result), strong=True)
    yield from _next_fact(result)
    yield from _outlook_facts(outlook, result.instrument)
    if result.basis == "indicators":
        text = _("{answered} of {total}").format(answered=completeness.answered, total=completeness.total)
        if completeness.not_applicable:
            text += _(", {count} not applicable").format(count=completeness.not_applicable)
        yield Fact(_("Answered"), text)
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


def _before_fact(before: Comparison | None) -> Iterator[Fact]:
    if before is not None:
        old, new = before.old, before.new
        year = old.assessment.year
        text = f"{number(old.index.shown)} → {number(new.index.shown)} ({change_text(old.index, new.index)})"
        yield Fact(_("Before") if year == new.assessment.year else _("Since {year}").format(year=year), text)


def _focus_fact(result: Result, focus: Selection | None, before: Result | None = None) -> Iterator[Fact]:
    """What a focus is of a result; ``before`` is the result before a change."""
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
    """What is focused on: the name, and of how many indicators it is."""
    count = len(focus.indicators)
    indicators = ngettext("{count} indicator", "{count} indicators", count).format(count=number(count))
    return _("{name}, {indicators}").format(name=focus.name, indicators=indicators)


def _mean_text(mean: Figure | None) -> str:
    return "–" if mean is None else number(mean.shown)


def _before_notes(before: Comparison | None) -> Iterator[Note]:
    if before is None:
        return
    if not before.same_agency:
        names = {"old": before.old.agency, "new": before.new.agency}
        yield Note(_("These are two agencies: {old} and {new}.").format(**names), "warning")
    if not before.same_instrument:
        yield Note(_("The yardstick changed, so the change of the index is not the agency's alone."), "warning")


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


def bound_text(bound: Fraction, decimals: int) -> str:
    """A bound of the index: with the usual decimals where they are enough, else in full."""
    shown = rounded(bound, decimals)
    return number(shown if Fraction(shown) == bound else bound)


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
    """Where the promised index is borderline, and which promises are not kept though their day has passed."""
    if promised is None:
        return
    for caution in promised.result.cautions:
        if caution.code == "borderline" and any(not one.kept for one in promised.promises):
            yield Note(f"{_('Promised')}: {message(caution.code, caution.context)}", "warning")
    if late := [one for one in promised.promises if one.late]:
        each = (", ".join((f"{one.indicator.id} ({one.by}", *((one.owner,) if one.owner else ()))) + ")" for one in late)
        yield Note(_("Overdue commitments: {commitments}.").format(commitments="; ".join(each)), "warning")


def _outlook_facts(outlook: Outlook | None, instrument: Instrument) -> Iterator[Fact]:
    if outlook is None:
        return
    if outlook.promised is not None:
        yield Fact(_("Promised"), promised_text(outlook.promised))
    if outlook.target is not None and outlook.missing is not None:
        text = _("{distance} missing to {target}") if outlook.missing else _("{target} is reached")
        text = text.format(distance=number(outlook.missing), target=bound_text(outlook.target, instrument.index.decimals))
        if outlook.missing and outlook.missing_promised is not None:
            text += _(", {distance} when the commitments are kept").format(distance=number(outlook.missing_promised))
        yield Fact(_("Target"), text)


def tree_table(
    result: Result,
    detail: Detail,
    before: Comparison | None = None,
    *,
    evidence: bool = False,
    focus: Selection | None = None,
) -> Table:
    """The tree down to ``detail``, with earlier values where there are any, and with evidence and notes where asked for.

    With a ``focus`` only the indicators that it chooses, and what holds them; the index is that of the whole.
    """
    indicators = detail == "indicator" and result.basis == "indicators"
    earlier = _earlier(before)
    answers = [one.answer for one in result.indicators if _chosen(one, focus)] if indicators and evidence else []
    columns = (
        *HEAD,
        Column("tier", "", audience="data"),
        Column("id", _("No."), "number"),
        Column("title", "", audience="data"),
        Column("label", tree_heading(result.instrument, indicators=indicators), audience="people", wide=True),
        Column("share", _("Weight"), "number", audience="people"),
        Column("weight", "", "number", audience="data"),
        Column("weight_exact", "", "fraction", audience="data"),
        Column("before", before_name(before) if before else "", "number", audience="all" if earlier else "none"),
        Column("value", _("Value"), "number"),
        Column("value_exact", "", "fraction", audience="data"),
        Column("change", _("Change"), "number", audience="people" if earlier else "none"),
        Column("name", "", audience="data"),
        Column("level", _("Level"), audience="people" if indicators else "none"),
        Column("adds", _("Adds"), "number", audience="people" if indicators else "none"),
        Column("contribution_exact", "", "fraction", audience="data"),
        Column("evidence", _("Evidence"), audience="people" if any(one.evidence for one in answers) else "none"),
        Column("note", _("Note"), audience="people" if any(one.note for one in answers) else "none"),
        Column("bar", "", "bar", audience="people"),
    )
    head = head_cells(result)
    highest = result.instrument.scale.max

    def row(cells: Cells, key: tuple[str, int | None], value: Figure | None, depth: int = 0, *, strong: bool = False) -> Row:
        old = earlier.get(key)
        sides: Cells = {"before": _level_or_shown(old, key), "change": change_text(old, value, whole=key[0] == "indicator")}
        return Row.of(columns, head | cells | (sides if earlier else {}), depth, strong=strong)

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
    # The index alone stands in the facts already.
    return Table(columns, tuple(rows), audience="all" if len(rows) > 1 else "data")


def _earlier(before: Comparison | None) -> dict[tuple[str, int | None], Figure | None]:
    """The earlier values by tier and id, where they are of the same instrument; none else."""
    if before is None or not before.same_instrument:
        return {}
    return {
        ("index", None): before.old.index,
        **{(one.tier, one.id): one.change.old for one in before.parts},
        **{("indicator", one.old.indicator.id): one.old.level for one in before.indicators},
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
        "adds": rounded(one.contribution, _CONTRIBUTION_DECIMALS),
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


def percent(weight: Fraction) -> Percent:
    """A weight as it is shown: a percentage with as many decimals as it needs, two at most."""
    text = str(rounded(weight, _WEIGHT_DECIMALS))
    return Percent(Decimal(text.rstrip("0").rstrip(".")))


def _sides(before: Cell, after: Cell, change: Decimal | None) -> Cells:
    return {"before": before, "after": after, "change": change, "step": None if change is None else signed(change)}


def change(old: Figure | None, new: Figure | None, *, whole: bool = False) -> Decimal | None:
    """The difference of two displayed values; without decimals where both are whole and may be shown so."""
    if old is None or new is None:
        return None
    difference = new.shown - old.shown
    return Decimal(int(difference)) if whole and old.exact.denominator == new.exact.denominator == 1 else difference


def weight_cells(weight: Fraction) -> Cells:
    """A weight as data: as a decimal, rounded where it has more than four, and exact."""
    return {"weight": as_decimal(weight), "weight_exact": weight}


def as_decimal(value: Fraction) -> str:
    """A value with as many decimals as it has, rounded where it has more than four."""
    return exact(Fraction(rounded(value, _MOST_DECIMALS)))


def change_text(old: Figure | None, new: Figure | None, *, whole: bool = False) -> str | None:
    """The difference of two displayed values with its sign."""
    difference = change(old, new, whole=whole)
    return None if difference is None else signed(difference)


def signed(change: Decimal | Fraction) -> str:
    """A change with its sign."""
    return f"{'+' if change > 0 else '−' if change < 0 else '±'}{number(change if change >= 0 else -change)}"


def level_cell(one: IndicatorResult) -> Cell:
    """A level as it stands in a table: whole where it is; the mean of several services; n/a when not applicable."""
    if one.level is None:
        return "n/a"
    return int(one.level.exact) if one.level.exact.denominator == 1 and len(one.levels) == 1 else one.level.shown


def _level_text(one: IndicatorResult) -> str | None:
    if one.not_applicable:
        return _("not applicable")
    if not one.answered:
        return _("not answered")
    if len(one.levels) > 1:
        return " ".join(number(level) for level in one.levels)
    return one.level_name


def _levels_text(result: Result, indicator: int) -> str:
    one = next(one for one in result.indicators if one.indicator.id == indicator)
    return " ".join(number(level) for level in one.levels) or "n/a"


def result_notes(result: Result) -> Iterator[Note]:
    """What a reader should know of a result, and every announced figure that can't be."""
    if result.adjusted:
        yield Note(_("Adjusted: the weight of what is not applicable moved to the rest, in proportion."))
    for caution in result.cautions:
        yield Note(message(caution.code, caution.context), "warning")
    for difference in result.differences:
        yield Note(difference_text(difference, result.instrument), "failure")
