"""The page on where a region loses its points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from spbe_cli.core.focusing import focused_losses
from spbe_cli.core.judging import rounded
from spbe_cli.texts import _, ngettext, number
from spbe_cli.texts.words import listed, stage_name, tier_of
from spbe_cli.views.answered import answered_notes
from spbe_cli.views.figures import agencies_text, points
from spbe_cli.views.notes import failures, provisional_notes
from spbe_cli.views.page import Bar, Cells, Column, Fact, Note, Page, Row, Table, data_columns
from spbe_cli.views.result import focus_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spbe_cli.core.focusing import FocusedLosses
    from spbe_cli.core.losses import Loss, Tally
    from spbe_cli.model.instrument import Selection
    from spbe_cli.model.ranking import Ranking
    from spbe_cli.model.result import Verdict


_MOST_LEVELS: Final = 10
"""A page has room for so many levels beside each other; a sheet has room for more."""


def losses_page(
    ranking: Ranking,
    tally: Tally,
    top: int | None = None,
    verdicts: Sequence[Verdict] = (),
    focus: Selection | None = None,
) -> Page:
    """What is lost in each part on one tier, worst first, at most ``top`` of them; ``tally`` is of the ranking's results.

    With a ``focus`` (for a tally by indicator), only the indicators in it.
    """
    losses = tally.losses(ranking.instrument)
    focused = None if focus is None else focused_losses(losses, focus)
    shown = losses if focused is None else focused.losses
    stage = (stage_name(ranking.stage),) if ranking.stage else ()
    return Page(
        title=" · ".join((_("Where points are lost"), str(ranking.year), *stage)),
        subtitle=ranking.instrument.source,
        facts=(*_facts(ranking, tally), *((_focus_fact(focused),) if focused and tally.results else ())),
        tables=(_table(ranking, tally, shown, top),) if shown else (),
        notes=(*provisional_notes(ranking.instrument), *counted_notes(ranking, tally, shown), *failures(verdicts)),
    )


def _facts(ranking: Ranking, tally: Tally) -> Iterator[Fact]:
    decimals, scale = ranking.instrument.index.decimals, ranking.instrument.scale
    yield Fact(_("Agencies"), number(tally.results), strong=True)
    if tally.results:
        lost = sum((one.lost for one in tally.losses(ranking.instrument)), start=scale.min * 0)
        yield Fact(_("Mean"), number(rounded(tally.mean, decimals)), strong=True)
        if tally.judged:
            text = _("{count} of {total}")
            if tally.judged < tally.results:
                text = _("{count} of {total}; what is not proven is averaged over those judged")
            yield Fact(_("Evidence judged"), text.format(count=number(tally.judged), total=number(tally.results)))
        text = _("{lost} index points to the maximum, {maximum}")
        yield Fact(_("Lost"), text.format(lost=number(rounded(lost, decimals)), maximum=number(scale.max)))


def _focus_fact(focused: FocusedLosses) -> Fact:
    text = _("{focus}, {lost} index points lost in them").format(
        focus=focus_text(focused.selection), lost=number(points(focused.lost))
    )
    return Fact(_("Focus"), text)


def _table(ranking: Ranking, tally: Tally, losses: Sequence[Loss], top: int | None) -> Table:
    instrument = ranking.instrument
    judged: Literal["all", "none"] = "all" if tally.judged else "none"
    levels = losses[0].levels
    counted: Literal["all", "sheet"] = "all" if len(levels) <= _MOST_LEVELS else "sheet"
    columns = (
        Column("instrument", "", audience="data"),
        Column("year", "", "number", audience="data"),
        *data_columns(("stage", "tier")),
        Column("id", _("No."), "number"),
        Column("title", tier_of(instrument, tally.tier).capitalize(), wide=True),
        Column("mean", _("Mean"), "number"),
        *(Column(f"level_{level}", str(level), "number", audience=counted) for level, _count in levels),
        Column("lost", _("Lost"), "number"),
        Column("lost_exact", "", "fraction", audience="data"),
        Column("unproven", _("Not\nproven"), "number", audience=judged, full=_("Agencies that claim more than is proven")),
        Column("unproven_lost", _("Points"), "number", audience=judged, full=_("Claimed and not proven, in index points")),
        Column("bar", "", "bar", audience="people"),
    )
    worst = losses[0].lost
    rows = []
    for one in losses[:top]:
        cells: Cells = {
            "instrument": instrument.id,
            "year": ranking.year,
            "stage": ranking.stage,
            "tier": one.tier,
            "id": one.id,
            "title": one.title,
            "mean": rounded(one.mean, instrument.index.decimals),
            "lost": points(one.lost),
            "lost_exact": one.lost,
            **({"unproven": one.unproven[0], "unproven_lost": points(one.unproven[1])} if one.unproven else {}),
            "bar": Bar(one.lost / worst) if worst else None,
            **{f"level_{level}": count for level, count in one.levels},
        }
        rows.append(Row.of(columns, cells))
    title = _("Agencies at each level, and index points lost, worst first") if levels and counted == "all" else ""
    return Table(columns, tuple(rows), title)


def counted_notes(ranking: Ranking, tally: Tally, shown: Sequence[Loss]) -> Iterator[Note]:
    """Which agencies are left out, which have blanks that count, and how a value between two levels is counted."""
    yield from answered_notes((one.entry.agency, one.entry) for one in ranking.ranked)
    if left_out := len(ranking.ranked) - tally.results:
        text = _("{agencies} left out, as not all figures by {tier} are known.")
        yield Note(text.format(agencies=agencies_text(left_out), tier=tier_of(ranking.instrument, tally.tier)))
    if ids := [one.id for one in shown if one.between]:
        text = ngettext(
            "Indicator {ids}: a mean over services that lies between two levels counts at the lower one.",
            "Indicators {ids}: a mean over services that lies between two levels counts at the lower one.",
            len(ids),
        )
        yield Note(text.format(ids=listed(ids)))
