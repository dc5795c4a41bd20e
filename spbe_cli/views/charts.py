"""Values as charts; they are built only for formats that draw them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from spbe_cli.core.comparing import occasion
from spbe_cli.core.judging import rounded
from spbe_cli.model.comparison import Occasion
from spbe_cli.model.result import parts_of
from spbe_cli.texts import _, number
from spbe_cli.texts.words import occasion_name, tier_of
from spbe_cli.views.figures import POINT_DECIMALS, percent, signed_value
from spbe_cli.views.page import Chart, Mark, Series
from spbe_cli.views.ranking import predicates_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spbe_cli.model.comparison import Comparison, Comparisons, Trend
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.ranking import Entry, Ranking
    from spbe_cli.model.result import Figure, IndicatorResult, PartResult, Result

_ARMS = 3
"""A radar needs at least this many labels."""

_BARS = 12
"""A chart has at most this many bars, for what moved most."""

_LINES = 6
"""At most this many lines can be told apart in one chart."""


def scale_chart(results: Mapping[str, Result], target: Fraction | None = None) -> Chart:
    """Where the index stands among the predicates' bounds; several results of one instrument by name, the present one first."""
    now = next(iter(results.values()))
    instrument = now.instrument
    bounds = (one._replace(kind="held") if one.name == now.predicate_name else one for one in _bounds(instrument))
    marks = (*bounds, *_target(target))
    # The index that is compared with thresholds, so that it never seems to be on the wrong side of one.
    series = tuple(Series(name, (one.decisive,)) for name, one in results.items())
    text = _("On the scale from {low} to {high}: {values}. {bounds}.").format(
        low=number(instrument.scale.min),
        high=number(instrument.scale.max),
        values=", ".join(f"{name} {number(one.index.shown)} ({one.predicate_name})" for name, one in results.items()),
        bounds=", ".join(_("{name} from {bound}").format(name=one.name, bound=number(one.at)) for one in marks),
    )
    scale = instrument.scale
    title = _("Where the index stands")
    return Chart("scale", title, (_("Index"),), series, scale.min, scale.max, text, marks, instrument.index.decimals)


def aspect_radar(results: Mapping[str, Result], target: Fraction | None = None) -> Iterator[Chart]:
    """The aspects as the arms of a radar; none where fewer than three are known."""
    now = next(iter(results.values()))
    known = [one for one in now.aspects if one.value is not None]
    if len(known) >= _ARMS:
        labels = tuple(one.title.id for one in known)
        series = _series_of(known, results)
        low, high, decimals = now.instrument.scale.min, now.instrument.scale.max, now.instrument.index.decimals
        title = tier_of(now.instrument, "aspect", many=True).capitalize()
        yield Chart("radar", title, labels, series, low, high, _told(labels, series, decimals), _target(target), decimals)


def part_bars(results: Mapping[str, Result]) -> Iterator[Chart]:
    """The parts of the top tier as bars; none where no figures are known."""
    now = next(iter(results.values()))
    known = [one for one in now.parts if one.value is not None]
    if known:
        labels = tuple(f"{one.title.id} ({number(percent(one.weight).value)}%)" for one in known)
        series = _series_of(known, results)
        decimals = now.instrument.index.decimals
        top = tier_of(now.instrument, now.instrument.top_tier, many=True).capitalize()
        title = _("{tier}, with their weights").format(tier=top)
        text = _told(labels, series, decimals)
        yield Chart("bars", title, labels, series, Fraction(0), now.instrument.scale.max, text, (), decimals)


def _series_of(parts: Sequence[PartResult], results: Mapping[str, Result]) -> tuple[Series, ...]:
    """The values of the same parts in each result."""

    def values(result: Result) -> Iterator[Fraction | None]:
        known = {(one.tier, one.id): one.value for one in parts_of(result.parts)}
        yield from (_exact(known.get((part.tier, part.id))) for part in parts)

    return tuple(Series(name, tuple(values(one))) for name, one in results.items())


def comparison_charts(comparison: Comparison, old: str, new: str) -> Iterator[Chart]:
    """Charts of two results with the given names: the index, the aspects, what moved the index, and the top tier."""
    results = {new: comparison.new, old: comparison.old} if comparison.same_instrument else {}
    if results:
        yield scale_chart(results)
        yield from aspect_radar(results)
    effects = [(f"{one.new.indicator.id} {one.new.indicator.title.id}", one.effect) for one in comparison.moved if one.effect]
    yield from effects_chart(effects, _("What moved the index, in index points"))
    if results:
        yield from part_bars(results)


def effects_chart(effects: Iterable[tuple[str, Fraction]], title: str, decimals: int = POINT_DECIMALS) -> Iterator[Chart]:
    """What moved a value up and down, biggest first, at most twelve; no chart where nothing moved it."""
    shown = sorted(effects, key=lambda one: -abs(one[1]))[:_BARS]
    if not shown:
        return
    labels, values = zip(*shown, strict=True)
    reach = max(map(abs, values))
    low = -reach if min(values) < 0 else Fraction(0)
    high = reach if max(values) > 0 else Fraction(0)
    text = "; ".join(f"{label} {signed_value(value, decimals)}" for label, value in shown) + "."
    yield Chart("bars", title, labels, (Series(title, values),), low, high, text, (), decimals, signed=True)


def changes_charts(found: Comparisons) -> Iterator[Chart]:
    """Charts of many compared agencies: whose index moved most, and for each instrument which indicators moved the mean."""
    decimals = max(one.new.instrument.index.decimals for one in found.pairs)
    changes = [(one.new.agency, Fraction(change)) for one in found.pairs if one.on_scale and (change := one.change.shown)]
    yield from effects_chart(changes, _("Whose index moved most, in index points"), decimals)
    title = _("What moved the mean index, in index points")
    if len(found.movements) > 1:
        title = _("What moved the mean index under {instrument}, in index points")
    for one in found.movements:
        effects = [(f"{each.indicator.id} {each.indicator.title.id}", each.effect) for each in one.indicators if each.effect]
        yield from effects_chart(effects, title.format(instrument=one.instrument.source))


def spread_chart(ranking: Ranking) -> Chart:
    """The distribution of a ranking's indices over the scale, with the predicates' bounds."""
    instrument, scale = ranking.instrument, ranking.instrument.scale
    entries = [one.entry for one in ranking.ranked if one.rank is not None]
    series = Series(_("Index"), tuple(one.decisive for one in entries))
    text = "" if ranking.summary is None else f"{predicates_text(ranking.summary)}."
    return Chart(
        kind="spread",
        title=_("How the index is distributed"),
        labels=tuple(one.agency for one in entries),
        series=(series,),
        low=scale.min,
        high=scale.max,
        text=text,
        marks=_bounds(instrument),
        decimals=instrument.index.decimals,
    )


def heat_chart(ranking: Ranking) -> Iterator[Chart]:
    """All agencies of a ranking by indicator, or by the top tier if the levels of some are not known; none without any value."""
    instrument, scale = ranking.instrument, ranking.instrument.scale
    entries = [one.entry for one in ranking.ranked]
    levels = all(one.basis == "indicators" and one.parts for one in entries)
    if levels:
        title = _("Levels by agency and indicator")
        labels = tuple(f"{one.id} {one.title.id}" for one in instrument.indicators.values())
        rows = [Series(one.agency, tuple(_exact(each.level) for each in _indicators(one))) for one in entries]
    else:
        title = _("Values by agency and {tier}").format(tier=tier_of(instrument, instrument.top_tier))
        labels = tuple(f"{one.id} {one.title.id}" for one in instrument.top)
        rows = [Series(one.agency, tuple(None if value is None else Fraction(value) for value in one.values)) for one in entries]
    if any(value is not None for row in rows for value in row.values):
        text = _("The darker, the higher; the numbers say the same.")
        decimals = instrument.index.decimals
        yield Chart("heat", title, labels, tuple(rows), scale.min, scale.max, text, (), decimals, levels=levels)


def _indicators(entry: Entry) -> Iterator[IndicatorResult]:
    for part in parts_of(entry.parts):
        yield from part.indicators


def _exact(value: Figure | None) -> Fraction | None:
    return None if value is None else value.exact


def trend_charts(trend: Trend) -> Iterator[Chart]:
    """Agencies as lines over the years and stages, only a few in each chart; a new instrument begins a new line.

    A year in between without any result has its place too, so that a line over two years is not as steep as one over a year.
    """
    if len(trend.occasions) < 2:  # noqa: PLR2004 - a line has two points
        return
    shown = list(_without_gaps(trend.occasions))
    occasions = tuple(occasion_name(one.year, one.stage) for one in shown)
    points = [one.result for course in trend.agencies for one in course.points]
    instruments = {one.instrument.id: one.instrument for one in points}
    low = min(one.scale.min for one in instruments.values())
    high = max(one.scale.max for one in instruments.values())
    (first, *others) = instruments.values()
    marks = () if any(_bounds(one) != _bounds(first) for one in others) else _bounds(first)
    decimals = max(one.index.decimals for one in instruments.values())
    lines = [line for course in trend.agencies for line in _lines(shown, course.agency, [one.result for one in course.points])]
    charts = -(-len(lines) // _LINES)
    for position in range(charts):
        begin, end = (len(lines) * one // charts for one in (position, position + 1))
        series = tuple(lines[begin:end])
        text = _told(occasions, series, decimals)
        yield Chart("lines", _("The index over time"), occasions, series, low, high, text, marks, decimals)


def _without_gaps(occasions: Sequence[Occasion]) -> Iterator[Occasion]:
    """The occasions, and each year between two of them that has none."""
    for before, one in zip((None, *occasions), occasions, strict=False):
        if before is not None:
            yield from (Occasion(year, None) for year in range(before.year + 1, one.year))
        yield one


def _lines(occasions: Sequence[Occasion], agency: str, results: Sequence[Result]) -> Iterator[Series]:
    """The lines of an agency, one for each instrument."""
    used = dict.fromkeys(one.instrument.id for one in results)
    for instrument in used:
        drawn = (one for one in results if one.instrument.id == instrument and one.on_scale)
        then = {occasion(one): one.index.exact for one in drawn}
        name = agency if len(used) == 1 else f"{agency} · {instrument}"
        yield Series(name, tuple(then.get(one) for one in occasions))


def _bounds(instrument: Instrument) -> tuple[Mark, ...]:
    """Where the predicates begin, lowest first."""
    return tuple(Mark(max(one.lower, instrument.scale.min), one.name) for one in reversed(instrument.predicates))


def _target(target: Fraction | None) -> tuple[Mark, ...]:
    return () if target is None else (Mark(target, _("Target"), "target"),)


def _told(labels: Sequence[str], series: Sequence[Series], decimals: int) -> str:
    """A chart's values in words."""

    def one(values: Sequence[Fraction | None]) -> str:
        known = ((label, value) for label, value in zip(labels, values, strict=True) if value is not None)
        return ", ".join(f"{label} {number(rounded(value, decimals))}" for label, value in known)

    return " ".join(f"{each.name}: {one(each.values)}." for each in series)
