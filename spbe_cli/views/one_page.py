"""One page for the head of an agency: a single sheet with all that is to be known, and room for letterhead and signature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spbe_cli.core.judging import rounded
from spbe_cli.model.instrument import Predicate
from spbe_cli.texts import _, ngettext, number
from spbe_cli.texts.words import day_name, in_language, shortened, stage_and_year, tier, tier_of
from spbe_cli.views.charts import scale_chart
from spbe_cli.views.evidence import grade_text
from spbe_cli.views.figures import bound_text, change_text, effect_text, level_cell, levels_raised, others_text, points, signed
from spbe_cli.views.notes import result_notes, verdict_notes
from spbe_cli.views.page import Cells, Column, Fact, Note, Page, Row, Sheet, Table
from spbe_cli.views.result import answered_fact, before_notes, occasions_text, predicate_text, promise_notes, promised_text
from spbe_cli.views.sides import side_names
from spbe_cli.views.standings import peers_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spbe_cli.model.briefing import Briefing, Cause, Missing
    from spbe_cli.model.comparison import Comparison
    from spbe_cli.model.plan import Promise
    from spbe_cli.model.result import Result, Verdict

_NAME, _TITLE, _OWNER, _SENTENCE = 200, 90, 50, 220
"""Longer names, titles and sentences are cut short, with an ellipsis: the sheet has an end."""

_NOTES: Final = 4
"""So many notes have room; of the others it is said how many they are."""

_GRAVITY: Final = ("failure", "warning", "success", "info")
"""Which notes stay where there are too many: the first of these kinds."""

_LINE: Final = "…" * 10
"""Dots to write on."""


def one_page(briefing: Briefing, verdicts: tuple[Verdict, ...]) -> Page:
    """A result for the head of the agency, as a page that fills one sheet and stands alone."""
    result, before = briefing.result, briefing.before
    occasion = stage_and_year(result.assessment.year, result.assessment.stage) if before is None else occasions_text(before)
    return Page(
        title=shortened(result.agency, _NAME),
        subtitle=" · ".join((in_language(result.instrument.title), occasion, result.instrument.source)),
        facts=(*_figures(briefing), *_facts(briefing)),
        charts=(scale_chart(_drawn(briefing), briefing.asked),) if result.on_scale else (),
        tables=(*_change_tables(briefing), *((_gaps_table(briefing.gaps),) if briefing.gaps else ())),
        notes=tuple(_few(_notes(briefing, verdicts))),
        sheet=Sheet(
            _("Room for a letterhead"),
            (f"{_LINE}, {day_name(briefing.today)}", f"{_LINE * 2},", "", _LINE * 2, f"NIP {_LINE}"),
        ),
    )


def _drawn(briefing: Briefing) -> dict[str, Result]:
    """The results on the scale: today's, and the earlier one where one yardstick measures both."""
    before = briefing.before
    if before is None or not before.same_instrument or not before.old.on_scale:
        return {str(briefing.result.assessment.year): briefing.result}
    old, new = side_names(before)
    return {new: briefing.result, old: before.old}


def _figures(briefing: Briefing) -> Iterator[Fact]:
    """The figures that are seen from afar."""
    result, before = briefing.result, briefing.before
    index = number(result.index.shown)
    if before is not None and before.on_scale:
        index += f" ({change_text(before.old.index, result.index)})"
    yield Fact(_("Index"), index, strong=True)
    yield Fact(_("Predicate"), predicate_text(result), strong=True)
    if briefing.target is not None and briefing.missing is not None:
        label = _("Missing to {target}").format(target=_target_text(briefing))
        yield Fact(label, number(briefing.missing) if briefing.missing else _("reached"), strong=True)


def _target_text(briefing: Briefing) -> str:
    target, decimals = briefing.target, briefing.result.instrument.index.decimals
    if isinstance(target, Predicate):
        return f"{target.name} ({bound_text(target.lower, decimals)})"
    return "" if target is None else bound_text(target, decimals)


def _facts(briefing: Briefing) -> Iterator[Fact]:
    result, before = briefing.result, briefing.before
    yield Fact(_("Date"), day_name(briefing.today))
    if before is not None:
        old = before.old
        yield Fact(_("Before"), f"{grade_text(old)}, {stage_and_year(old.assessment.year, old.assessment.stage)}")
    if result.basis == "indicators":
        yield answered_fact(result)
    if briefing.missing:
        yield from _way_fact(briefing)
    if briefing.promised is not None:
        yield Fact(_("Promised"), promised_text(briefing.promised))
    yield from _evidence_fact(briefing)
    if briefing.standings:
        each = (
            _("{name}: {rank} of {count}, median {median}").format(
                name=shortened(peers_name(one), _OWNER),
                rank=number(one.index.rank),
                count=number(one.index.count),
                median=number(rounded(one.index.median, result.instrument.index.decimals)),
            )
            for one in briefing.standings
        )
        yield Fact(_("Standing"), "; ".join(each))


def _way_fact(briefing: Briefing) -> Iterator[Fact]:
    """How far the target is, in indicators: the steps of the cheapest plan."""
    way = briefing.way
    if way is not None and way.reachable:
        # What is met already above a gap is raised as well, but is no work.
        text = _("at least {levels} of {indicators}, if each level costs the same")
        yield Fact(_("Least work"), levels_raised(text, int(way.cost), len(way.steps)))
    elif way is not None:
        yield Fact(_("Least work"), _("out of reach, even with all of them at the highest level"))


def _evidence_fact(briefing: Briefing) -> Iterator[Fact]:
    evidenced, backed = briefing.evidenced, briefing.result.backed
    if evidenced is None:
        return
    if evidenced.proven is None or backed is None:
        text = _("named for {count} of {claims} answers above the lowest level, none marked as judged")
        if not evidenced.with_evidence:
            text = _("named for none of {claims} answers above the lowest level")
        yield Fact(_("Evidence"), text.format(count=number(evidenced.with_evidence), claims=number(evidenced.claims)))
        return
    text = _("proves {count} of {claims} answers above the lowest level: index {index} ({predicate})")
    context = {"count": number(evidenced.proven), "claims": number(evidenced.claims), "predicate": backed.predicate_name}
    yield Fact(_("Evidence"), text.format(index=number(backed.index.shown), **context))


def _change_tables(briefing: Briefing) -> Iterator[Table]:
    """What changed the index: indicators where they are known on both sides, else the parts of the top tier."""
    before = briefing.before
    if before is None:
        return
    if briefing.cause is not None:
        if briefing.cause.named:
            yield _cause_table(briefing.cause, before)
        return
    tier = "domain" if any(one.tier == "domain" for one in before.parts) else "aspect"
    top = [one for one in before.parts if one.tier == tier]
    if top:
        columns = _change_columns(before, tier, _("Change"))
        cells: Iterator[Cells] = (
            {
                "id": one.id,
                "label": one.title.id,
                "old": one.change.old.shown if one.change.old else None,
                "new": one.change.new.shown if one.change.new else None,
                "effect": change_text(*one.change),
            }
            for one in top
        )
        yield Table(columns, tuple(Row.of(columns, one) for one in cells), _("What changed"))


def _change_columns(before: Comparison, tier: str, last: str) -> tuple[Column, ...]:
    old, new = side_names(before)
    return (
        Column("id", _("No."), "number"),
        Column("label", tier_of(before.new.instrument, tier).capitalize(), wide=True),
        Column("old", old, "number"),
        Column("new", new, "number"),
        Column("effect", last, "number"),
    )


def _cause_table(cause: Cause, before: Comparison) -> Table:
    columns = _change_columns(before, "indicator", _("Effect"))
    rows = [
        Row.of(columns, {
            "id": one.new.indicator.id,
            "label": shortened(one.new.indicator.title.id, _TITLE),
            "old": level_cell(one.old),
            "new": level_cell(one.new),
            "effect": effect_text(one.effect),
        })
        for one in cause.named
    ]  # fmt: skip
    if cause.others:
        rows.append(Row.of(columns, {"label": others_text(cause.others), "effect": effect_text(cause.others_effect)}))
    total: Cells = {"label": _("Change of the index"), "effect": effect_text(before.change.exact)}
    rows.append(Row.of(columns, total, strong=True))
    return Table(columns, tuple(rows), _("What changed the index, the biggest effect first"))


def _gaps_table(gaps: Sequence[Missing]) -> Table:
    columns = (
        Column("id", _("No."), "number"),
        Column("label", tier("indicator").capitalize(), wide=True),
        Column("level", _("Level"), "number"),
        Column("gain", _("Gain"), "number"),
        Column("owner", _("Owner"), wide=True),
        Column("target", _("Promised"), "number"),
        Column("by", _("By"), wide=True),
    )
    cells: Iterator[Cells] = (
        {
            "id": one.of.indicator.id,
            "label": shortened(one.of.indicator.title.id, _TITLE),
            "level": level_cell(one.of),
            "gain": signed(points(one.gain)),
            "owner": shortened(one.owner, _OWNER) if one.owner else None,
            "target": None if one.promise is None else number(one.promise.level),
            "by": _day(one.promise),
        }
        for one in gaps
    )
    rows = tuple(Row.of(columns, one) for one in cells)
    return Table(columns, rows, _("The gaps that matter most: what one level up adds to the index"))


def _day(promise: Promise | None) -> str | None:
    if promise is None or promise.by is None:
        return None
    day = day_name(promise.by)
    return _("{day}, overdue").format(day=day) if promise.late else day


def _notes(briefing: Briefing, verdicts: tuple[Verdict, ...]) -> Iterator[Note]:
    result, before = briefing.result, briefing.before
    yield from verdict_notes(verdicts)
    yield from before_notes(before)
    if before is not None and before.same_instrument and briefing.cause is None:
        yield Note(_("Which indicators moved is not known: of one of the years there are only announced figures."))
    elif briefing.cause is not None and not briefing.cause.named:
        yield Note(_("No indicator has another level than before."))
    yield from result_notes(result)
    yield from promise_notes(briefing.promised)
    bare = sum(one.promise is None for one in briefing.gaps)
    if bare and bare == len(briefing.gaps):
        yield Note(_("Nothing is promised yet for any of these gaps."))
    elif bare:
        text = ngettext(
            "Nothing is promised yet for {count} of these {gaps} gaps.",
            "Nothing is promised yet for {count} of these {gaps} gaps.",
            bare,
        )
        yield Note(text.format(count=number(bare), gaps=number(len(briefing.gaps))))


def _few(notes: Iterator[Note]) -> Iterator[Note]:
    """As many notes as there is room for, the gravest if there are more, and how many there are beyond."""
    found = list(notes)
    room = len(found) if len(found) <= _NOTES else _NOTES - 1
    gravest = sorted(range(len(found)), key=lambda place: _GRAVITY.index(found[place].kind))[:room]
    yield from (found[place]._replace(text=shortened(found[place].text, _SENTENCE)) for place in sorted(gravest))
    if more := len(found) - room:
        text = ngettext(
            "{count} more note is in the full report.",
            "{count} more notes are in the full report.",
            more,
        )
        yield Note(text.format(count=number(more)))
