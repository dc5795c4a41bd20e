"""The pages of rankings: the rank of each agency, and the summary."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from spbe_cli.core.judging import rounded
from spbe_cli.core.ranking import outliers, positions
from spbe_cli.model import agencies
from spbe_cli.model.base import folded
from spbe_cli.model.ranking import MARK
from spbe_cli.texts import _, ngettext, number
from spbe_cli.texts.words import first, stage_name, tier_of
from spbe_cli.views.answered import moved_or_missing_notes
from spbe_cli.views.notes import difference_text, failures, notes_on
from spbe_cli.views.page import Bar, Cells, Column, Fact, Note, Page, Row, Table, data_columns, if_any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from spbe_cli.model.ranking import Outliers, Ranked, Ranking, Summary
    from spbe_cli.model.result import Verdict

GroupBy = Literal["group", "kind"]
Sort = Literal["rank", "agency", "group"]


class Layout(NamedTuple):
    """The layout of rankings: how many agencies at most, in which order, reversed or not, and in which groups.

    ``outliers`` says whether agencies are named whose index is far from the rest.
    """

    top: int | None = None
    sort: Sort = "rank"
    group_by: GroupBy | None = None
    reverse: bool = False
    outliers: bool = False


def ranking_page(ranking: Ranking, layout: Layout, verdicts: Sequence[Verdict] = ()) -> Page:
    """One ranking: its summary as facts, then the agencies, then notes on some of them, failed gates last."""
    return Page(
        title=_title(ranking),
        subtitle=ranking.instrument.source,
        facts=tuple(_facts(ranking)),
        tables=tuple(_tables(ranking, layout)),
        notes=(*cut_notes(ranking, layout), *_outlier_notes(ranking, layout), *_notes(ranking), *failures(verdicts)),
    )


def arranged(ranking: Ranking, layout: Layout) -> tuple[Ranked, ...]:
    """The agencies that the layout asks for, in its order."""
    return tuple(one for group in _groups(ranking, layout) for one in group.shown)


def group_means(ranking: Ranking, layout: Layout) -> list[GroupMean]:
    """The mean of each group that the layout asks for, in its order."""
    return [one.mean(ranking.instrument.index.decimals) for one in _groups(ranking, layout)]


def _title(ranking: Ranking) -> str:
    stage = (stage_name(ranking.stage),) if ranking.stage else ()
    return " · ".join((_("Ranking {year}").format(year=ranking.year), *stage))


def _facts(ranking: Ranking) -> Iterator[Fact]:
    decimals = ranking.instrument.index.decimals

    def shown(value: Fraction) -> str:
        return number(rounded(value, decimals))

    summary = ranking.summary
    unranked = sum(one.rank is None for one in ranking.ranked)
    counts = [number(len(ranking.ranked) - unranked)]
    if unranked:
        counts.append(_("{count} not ranked").format(count=number(unranked)))
    yield Fact(_("Agencies"), ", ".join(counts), strong=True)
    if summary is not None:
        yield Fact(_("Mean"), shown(summary.mean), strong=True)
    if summary is not None and summary.count > 1:
        text = _("{median}, half of all from {q1} to {q3}")
        yield Fact(_("Median"), text.format(median=shown(summary.median), q1=shown(summary.q1), q3=shown(summary.q3)))
        text = _("{low} to {high}, standard deviation {stdev}")
        stdev = shown(Fraction(summary.stdev))
        yield Fact(_("Spread"), text.format(low=shown(summary.min), high=shown(summary.max), stdev=stdev))
    answered = [one.entry.completeness for one in ranking.ranked if one.entry.basis == "indicators"]
    if answered:
        full = sum(not one.unanswered for one in answered)
        text = _("in full by {count} of {total}").format(count=number(full), total=number(len(answered)))
        if partly := sum(one.not_applicable > 0 for one in answered):
            text += _("; not all indicators apply to {count}").format(count=number(partly))
        yield Fact(_("Answered"), text)
    announced = [one.entry for one in ranking.ranked if one.entry.announced]
    if announced:
        hold = sum(not one.differences for one in announced)
        yield Fact(_("Announced"), _("{hold} of {count} hold").format(hold=number(hold), count=number(len(announced))))
    if summary is not None:
        yield Fact(_("Predicates"), predicates_text(summary))


def predicates_text(summary: Summary) -> str:
    """How many agencies have each predicate, and how many have none because their index is impossible."""
    counts = [f"{name} {number(count)}" for name, count in summary.predicates]
    if without := summary.count - sum(count for _name, count in summary.predicates):
        counts.append(_("without one {count}").format(count=number(without)))
    return ", ".join(counts)


class GroupMean(NamedTuple):
    """A group in figures: its name, None for those in none; how many have a rank; and their mean index as it is shown."""

    name: str | None
    ranked: int
    mean: Decimal | None


class _Group(NamedTuple):
    """A group of a ranking: its name, if it has one, all its members, and the members that are shown."""

    name: str | None
    members: Sequence[Ranked]
    shown: Sequence[Ranked]

    @property
    def called(self) -> str:
        """Its name, or words for having none."""
        return self.name or _("without a group")

    def mean(self, decimals: int) -> GroupMean:
        """How many members have a rank, and their mean index as it is shown; None where none has."""
        ranked = [one.entry.index.exact for one in self.members if one.rank is not None]
        mean = rounded(sum(ranked, Fraction(0)) / len(ranked), decimals) if ranked else None
        return GroupMean(self.name or None, len(ranked), mean)


def _groups(ranking: Ranking, layout: Layout) -> list[_Group]:
    by = layout.group_by
    ranked = _in_order(ranking.ranked, layout)
    if by is None and layout.sort != "group":
        return [_Group(None, ranking.ranked, _sorted(ranked[: layout.top], layout))]
    names: dict[str, str] = {}
    groups: dict[str, list[Ranked]] = {}
    for one in ranked if by else ranked[: layout.top]:
        name = one.entry.kind if by == "kind" else one.entry.group or ""
        key = (agencies.kind_key(name) if by == "kind" else agencies.key(name)) if name else ""
        names.setdefault(key, name)
        groups.setdefault(key, []).append(one)
    found = []
    for key in sorted(groups, key=lambda key: (not key, names[key].casefold())):
        members = _ranked_within(groups[key]) if by else groups[key]
        found.append(_Group(names[key], members, _sorted(members[: layout.top], layout)))
    return found


def _in_order(ranked: Sequence[Ranked], layout: Layout) -> Sequence[Ranked]:
    """Entries by rank or in reverse; those without a rank always come last."""
    if not layout.reverse:
        return ranked
    with_rank = [one for one in ranked if one.rank is not None]
    return [*reversed(with_rank), *ranked[len(with_rank) :]]


def _ranked_within(members: Sequence[Ranked]) -> list[Ranked]:
    """The same members, each with its rank among them."""
    values = sorted((one.entry.index.exact for one in members if one.rank is not None), reverse=True)
    ranks = dict(zip(values, positions(values), strict=True))
    return [one._replace(group_rank=None if one.rank is None else ranks[one.entry.index.exact]) for one in members]


def _sorted(ranked: Sequence[Ranked], layout: Layout) -> Sequence[Ranked]:
    if layout.sort == "agency":
        return sorted(ranked, key=lambda one: folded(one.entry.agency), reverse=layout.reverse)
    return ranked


def _tables(ranking: Ranking, layout: Layout) -> Iterator[Table]:
    columns, in_sheet = _columns(ranking, layout), _columns(ranking, layout, flat=True)
    far = outliers(ranking) if layout.outliers and ranking.summary else None
    groups = _groups(ranking, layout)
    if groups[0].name is None:
        yield Table(columns, tuple(_row(ranking, columns, one, far) for one in groups[0].shown))
        return
    flat, rows = [], []
    for group in groups:
        heading: Cells = {"agency": group.called}
        of: Cells = {}
        if layout.group_by is not None:
            _name, count, mean = group.mean(ranking.instrument.index.decimals)
            text = _("{group}, mean of {count}").format(group=group.called, count=number(count))
            heading, of = {"agency": text, "index": mean}, {"group_count": count, "group_mean": mean}
        flat += [_row(ranking, in_sheet, one, far, of) for one in group.shown]
        rows.append(Row.of(columns, heading, strong=True))
        rows += [_row(ranking, columns, one, far)._replace(depth=1) for one in group.shown]
    yield Table(in_sheet, tuple(flat), audience="sheet")
    yield Table(columns, tuple(rows), audience="screen")


def _columns(ranking: Ranking, layout: Layout, *, flat: bool = False) -> tuple[Column, ...]:
    """The columns of a ranking; where it is ``flat``, what stands above the rows of a group elsewhere is beside each of them."""
    instrument = ranking.instrument
    top = instrument.top_tier
    word = tier_of(instrument, top)
    known = any(value is not None for one in ranking.ranked for value in one.entry.values)
    parts = (
        Column(
            f"{top}_{part.id}",
            f"{word[0].upper()}{part.id}",
            "number",
            audience="all" if known else "data",
            full=f"{word.capitalize()} {part.id}: {part.title.id}",
        )
        for part in instrument.top
    )
    answered = any(one.entry.basis == "indicators" for one in ranking.ranked)
    refuted = any(one.entry.mark for one in ranking.ranked)
    # Where what is proven is ranked, it stands as the index already.
    backed = any(one.entry.backed and not one.entry.claimed for one in ranking.ranked)
    by_kind = layout.group_by == "kind"
    of_group = if_any(flat and layout.group_by)
    return (
        Column("rank", _("Rank"), "number"),
        Column(
            "group_rank",
            _("In\ngroup"),
            "number",
            audience="none" if layout.group_by is None else "all",
            full=_("Rank in its kind") if by_kind else _("Rank in its group"),
        ),
        Column("agency", _("Agency"), wide=True),
        Column("year", "", "number", audience="data"),
        *data_columns(("instrument", "stage")),
        Column("group", _("Group"), audience="sheet"),
        Column("kind", _("Kind"), audience="sheet"),
        Column("group_count", _("Ranked in its kind") if by_kind else _("Ranked in its group"), "number", audience=of_group),
        Column("group_mean", _("Mean of its kind") if by_kind else _("Mean of its group"), "number", audience=of_group),
        Column("index", _("Index"), "number"),
        Column("mark", "", audience="all" if refuted else "data", full=_("Refuted by its parts")),
        Column("outlier", _("Outlier"), audience="sheet" if layout.outliers else "none"),
        Column("predicate", _("Predicate")),
        Column("claimed", _("Claimed"), "number", audience="all" if any(one.entry.claimed for one in ranking.ranked) else "none"),
        Column("backed", _("Backed"), "number", audience="all" if backed else "none"),
        *parts,
        Column("consistent", _("Announced figures hold"), audience="sheet"),
        Column("index_exact", "", "fraction", audience="sheet", full=_("Exact index")),
        Column("complete", _("Answered"), "number", audience=if_any(answered), spare=1),
        *data_columns(("answered", "total"), "number"),
        Column("path", "", audience="data"),
        Column("not_applicable", "", "number", audience="data"),
        Column("adjusted", "", audience="data"),
        Column("bar", "", "bar", audience="people", full=_("Index, drawn")),
    )


def _row(ranking: Ranking, columns: tuple[Column, ...], one: Ranked, far: Outliers | None, of: Cells | None = None) -> Row:
    """A row for an agency; ``of`` is what it has of its group."""
    entry = one.entry
    top = ranking.instrument.top_tier
    count = entry.completeness
    answerable = count.total - count.not_applicable
    has_answers = entry.basis == "indicators"
    cells: Cells = {
        "rank": one.rank,
        "group_rank": one.group_rank,
        "agency": entry.agency,
        "year": entry.year,
        "instrument": entry.instrument,
        "stage": entry.stage,
        "group": entry.group,
        "kind": entry.kind,
        "index": entry.index.shown,
        "mark": entry.mark,
        "outlier": None if far is None or one.rank is None else far.side(entry.index.exact),
        "index_exact": entry.index.exact,
        "predicate": entry.predicate_name or None,
        "claimed": entry.claimed.value.shown if entry.claimed else None,
        "backed": entry.backed.value.shown if entry.backed else None,
        "consistent": None if entry.announced is None else not entry.differences,
        "complete": f"{count.answered}/{answerable}" if has_answers else None,
        "answered": count.answered if has_answers else None,
        "total": answerable if has_answers else None,
        "not_applicable": count.not_applicable if has_answers else None,
        "adjusted": entry.adjusted,
        "path": entry.place,
        "bar": None if one.rank is None else Bar(entry.index.exact / ranking.instrument.scale.max),
        **dict(zip((f"{top}_{part.id}" for part in ranking.instrument.top), entry.values, strict=True)),
        **(of or {}),
    }
    return Row.of(columns, cells)


def _notes(ranking: Ranking) -> Iterator[Note]:
    # A caution that holds for all of them is shown once.
    yield from notes_on(ranking.ranked[0].entry.cautions, "provisional", "year_outside")
    if any(one.entry.claimed for one in ranking.ranked):
        yield Note(_("Ranked by what accepted evidence proves; beside it what is claimed."))
    doubts = [one.entry.doubt for one in ranking.ranked]
    if refuted := doubts.count("refuted"):
        text = ngettext(
            "{mark} {count} announced index is refuted by its own parts: ranked as announced, and no predicate is drawn from it.",
            "{mark} {count} announced indices are refuted by their own parts: ranked as announced, and no predicate is drawn.",
            refuted,
        )
        yield Note(text.format(mark=MARK, count=number(refuted)), "failure")
    if off := doubts.count("off_scale"):
        text = ngettext(
            "{count} announced index lies outside the scale (0.00 where nothing was handed in): no rank, and in no summary.",
            "{count} announced indices lie outside the scale (0.00 where nothing was handed in): no rank, and in no summary.",
            off,
        )
        yield Note(text.format(count=number(off)), "failure")
    yield from moved_or_missing_notes((one.entry.agency, one.entry) for one in ranking.ranked)
    for one in sorted(ranking.ranked, key=lambda one: one.entry.agency.casefold()):
        for note in notes_on(one.entry.cautions, "borderline"):
            yield note._replace(text=f"{one.entry.agency}: {note.text}")
        for difference in one.entry.differences:
            yield Note(f"{one.entry.agency}: {difference_text(difference, ranking.instrument)}", "failure")


def cut_notes(ranking: Ranking, layout: Layout) -> Iterator[Note]:
    """Who shares the last rank that is shown, and is left out only by the number of rows that was asked for."""
    if layout.top is None:
        return
    whole = _Group(None, _in_order(ranking.ranked, layout), ())
    for group in _groups(ranking, layout) if layout.group_by else [whole]:
        each = group.members
        last = each[: layout.top][-1]
        beyond = [one.entry.agency for one in each[layout.top :] if one.rank == last.rank]
        if beyond and last.rank is not None:
            text = ngettext(
                "{count} more shares rank {rank} and is not shown: {names}",
                "{count} more share rank {rank} and are not shown: {names}",
                len(beyond),
            )
            rank = last.rank if last.group_rank is None else last.group_rank
            text = text.format(count=number(len(beyond)), rank=number(rank), names=first(beyond))
            yield Note(text if layout.group_by is None else f"{group.called}: {text}", "warning")


def group_notes(ranking: Ranking, layout: Layout) -> Iterator[Note]:
    """The mean of each group in a sentence, for formats of rows."""
    if layout.group_by is None:
        return
    each = (
        _("{group} {mean} (mean of {count})").format(
            group=one.name or _("without a group"), mean=number(one.mean), count=number(one.ranked)
        )
        for one in group_means(ranking, layout)
        if one.mean is not None
    )
    yield Note(f"{_title(ranking)}: {', '.join(each)}.")


def _outlier_notes(ranking: Ranking, layout: Layout) -> Iterator[Note]:
    """Notes on agencies whose index is far from the rest, by the quartile rule."""
    if not layout.outliers or ranking.summary is None:
        return
    far = outliers(ranking)
    decimals = ranking.instrument.index.decimals
    names = [f"{one.agency} {number(one.index.shown)}" for one in far.entries]
    text = _("Outliers by the quartile rule, below {low} or above {high}: {names}").format(
        low=number(rounded(far.low, decimals)), high=number(rounded(far.high, decimals)), names=", ".join(names) or _("none")
    )
    yield Note(text)
