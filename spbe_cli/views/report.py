"""Reports for print or for a wall: a first sheet for the head of the agency, then the details.

The pages are those of the other views, with charts and more detail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.core.gaps import fewest, gaps, strongest, weakest
from spbe_cli.core.judging import least_index, rounded
from spbe_cli.texts import _, ngettext, number
from spbe_cli.texts.words import tier, tier_of
from spbe_cli.views.charts import (
    aspect_radar,
    changes_charts,
    comparison_charts,
    heat_chart,
    part_bars,
    scale_chart,
    spread_chart,
    trend_charts,
)
from spbe_cli.views.comparison import comparison_page
from spbe_cli.views.comparisons import SEEN, comparisons_page
from spbe_cli.views.evidence import unproven_tables
from spbe_cli.views.figures import day_text, level_cell, percent, points, signed
from spbe_cli.views.losses import losses_page
from spbe_cli.views.page import Cells, Column, Fact, Page, Row, Table, if_any
from spbe_cli.views.ranking import ranking_page
from spbe_cli.views.result import result_page, what_if_page
from spbe_cli.views.sides import side_names, sides_of
from spbe_cli.views.standings import standings_table
from spbe_cli.views.tree import tree_heading, tree_table
from spbe_cli.views.trend import trend_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spbe_cli.core.gaps import Gap
    from spbe_cli.core.losses import Tally
    from spbe_cli.model.comparison import Comparison, Comparisons, Trend
    from spbe_cli.model.ranking import Ranking
    from spbe_cli.model.result import IndicatorResult, Result, Verdict, WhatIf
    from spbe_cli.model.scored import Beside
    from spbe_cli.views.comparisons import Order, Unread
    from spbe_cli.views.ranking import Layout
    from spbe_cli.views.tree import Detail

_MOST = 5
"""At most this many gaps, strengths and weaknesses are named, so that people can act on them."""


def report_page(result: Result, verdicts: tuple[Verdict, ...], beside: Beside) -> Page:
    """One result: where it stands, what is next and which gaps matter; behind it the aspects, and the full table.

    With a focus, only the indicators in it are shown.
    """
    page = result_page(result, "indicator", verdicts, beside)
    found = gaps(result)
    named = [one for one in found if beside.chooses(one.of)][:_MOST]
    results = _sides(result, beside)
    return page._replace(
        facts=(*page.facts, *_fewest_fact(result, found)),
        charts=(scale_chart(results, beside.target),) if all(one.on_scale for one in results.values()) else (),
        tables=(
            *((_gaps_table(named),) if named else ()),
            *((_only_strong(standings_table(beside.standings)),) if beside.standings else ()),
        ),
        parts=tuple(_parts(result, beside)),
    )


def what_if_report(what_if: WhatIf, detail: Detail, verdicts: tuple[Verdict, ...], beside: Beside) -> Page:
    """A result before and after a change, with both in each chart."""
    results = {_("After"): what_if.after, _("Before"): what_if.before}
    charts = (scale_chart(results, beside.target), *aspect_radar(results, beside.target), *part_bars(results))
    return what_if_page(what_if, detail, verdicts, beside)._replace(charts=charts)


def ranking_report(ranking: Ranking, layout: Layout, tally: Tally, verdicts: Sequence[Verdict]) -> Page:
    """One ranking: the distribution of the index, then all agencies at a glance, and where points are lost."""
    losses = losses_page(ranking, tally, layout.top)
    glance = Page(title=_("All agencies at a glance"), subtitle=losses.subtitle)
    return ranking_page(ranking, layout, verdicts)._replace(
        charts=(spread_chart(ranking),),
        parts=(
            *(glance._replace(charts=(heat,)) for heat in heat_chart(ranking)),
            *((losses._replace(facts=tuple(one._replace(strong=False) for one in losses.facts)),) if losses.tables else ()),
        ),
    )


def comparison_report(comparison: Comparison, top: int | None, verdicts: Sequence[Verdict] = ()) -> Page:
    """Two results side by side, with both in each chart, and what moved the index."""
    sides = sides_of(comparison.old, comparison.new)
    charts = comparison_charts(comparison, sides.old_name, sides.new_name)
    return comparison_page(comparison, top, verdicts)._replace(charts=tuple(charts))


def comparisons_report(found: Comparisons, order: Order, verdicts: Sequence[Verdict] = (), unread: Unread = SEEN) -> Page:
    """Many agencies side by side, with whose index moved and what moved the mean."""
    return comparisons_page(found, order, verdicts, unread)._replace(charts=tuple(changes_charts(found)))


def trend_report(trend: Trend) -> Page:
    """Agencies over the years and stages, as lines too."""
    return trend_page(trend)._replace(charts=tuple(trend_charts(trend)))


def _sides(result: Result, beside: Beside) -> dict[str, Result]:
    """The results in one chart, by name: this one, the proven, the promised and an earlier one of the same instrument."""
    earlier = beside.before if beside.before is not None and beside.before.same_instrument else None
    old_name, new_name = side_names(earlier) if earlier else ("", str(result.assessment.year))
    sides = {new_name: result}
    if earlier:
        sides[old_name] = earlier.old
    if result.backed is not None and result.claimed is None:
        sides[_("Backed")] = result.backed
    if beside.outlook is not None and beside.outlook.promised is not None:
        sides[_("Promised")] = beside.outlook.promised.result
    return sides


def _fewest_fact(result: Result, found: Sequence[Gap]) -> Iterator[Fact]:
    above = result.next_predicate
    if above is None or result.decisive >= above.lower or not found:
        return
    missing = least_index(above.lower, result.instrument, result.assessment.year) - result.index.exact
    count = fewest(found, missing)
    if count is None:
        text = _("more than one level up in every indicator")
    else:
        text = ngettext("{count} indicator, one level up", "{count} indicators, one level up each", count)
        text = _("at least {indicators}").format(indicators=text.format(count=number(count)))
    yield Fact(_("To {predicate}").format(predicate=above.name), text)


def _gaps_table(found: Sequence[Gap]) -> Table:
    promised = [one.of.answer.target for one in found]
    columns = (
        Column("id", _("No."), "number"),
        Column("label", tier("indicator").capitalize(), wide=True),
        Column("level", _("Level"), "number"),
        Column("raised", _("Next\nlevel"), "number"),
        Column("gain", _("Gain"), "number"),
        Column("target", _("Promised"), "number", audience=if_any(any(promised))),
        Column("by", _("By"), audience=if_any(any(one and one.by for one in promised))),
        Column("owner", _("Owner"), audience=if_any(any(one and one.owner for one in promised))),
    )
    rows = (Row.of(columns, _gap_cells(one)) for one in found)
    return Table(columns, tuple(rows), _("The gaps that matter most: what one level up adds to the index"))


def _gap_cells(gap: Gap) -> Cells:
    target = gap.of.answer.target
    cells: Cells = {
        "id": gap.of.indicator.id,
        "label": gap.of.indicator.title.id,
        "level": level_cell(gap.of),
        "raised": " ".join(number(int(one) if one.denominator == 1 else rounded(one, 2)) for one in gap.raised),
        "gain": signed(points(gap.gain)),
    }
    if target is not None:
        cells |= {"target": number(target.level), "by": day_text(target.by), "owner": target.owner}
    return cells


def _only_strong(table: Table) -> Table:
    """A table with only its summary rows: the first sheet has no room for the others."""
    return table._replace(rows=tuple(row for row in table.rows if row.strong))


def _parts(result: Result, beside: Beside) -> Iterator[Page]:
    if result.basis == "index":
        return
    results = _sides(result, beside)
    # Where only the domains were announced, there are no aspects to speak of.
    depth: Detail = "domain" if result.basis == "domains" else "aspect"
    strong, weak = ([one for one in every(result) if beside.chooses(one)][:_MOST] for every in (strongest, weakest))
    yield Page(
        title=_parts_title(result, depth),
        subtitle=result.agency,
        charts=(*aspect_radar(results, beside.target), *part_bars(results)),
        tables=(
            tree_table(result, depth, beside.before),
            *_levels_table(_("Strengths: what stands highest above the index"), strong),
            *_levels_table(_("Gaps: what stands lowest below the index"), weak),
            *((standings_table(beside.standings),) if any(one.parts for one in beside.standings) else ()),
        ),
    )
    if result.basis == "indicators":
        if missing := tuple(unproven_tables(result, beside.focus)):
            yield Page(title=_("What the evidence does not prove"), subtitle=result.agency, tables=missing)
        yield Page(
            title=_("All indicators") if beside.focus is None else _("Focus {name}").format(name=beside.focus.name),
            subtitle=result.agency,
            tables=(tree_table(result, "indicator", beside.before, evidence=True, focus=beside.focus),),
        )


def _parts_title(result: Result, depth: Detail) -> str:
    instrument = result.instrument
    if not instrument.domains or depth == "domain":
        return tier_of(instrument, instrument.top_tier, many=True).capitalize()
    return _("Domains and aspects") if instrument.called is None else tree_heading(instrument, indicators=False)


def _levels_table(title: str, indicators: Sequence[IndicatorResult]) -> Iterator[Table]:
    if not indicators:
        return
    columns = (
        Column("id", _("No."), "number"),
        Column("label", tier("indicator").capitalize(), wide=True),
        Column("weight", _("Weight"), "number"),
        Column("level", _("Level"), "number"),
    )
    cells: Iterator[Cells] = (
        {
            "id": one.indicator.id,
            "label": one.indicator.title.id,
            "weight": percent(one.weight),
            "level": level_cell(one),
        }
        for one in indicators
    )
    yield Table(columns, tuple(Row.of(columns, one) for one in cells), title)
