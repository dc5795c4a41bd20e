"""The page of a trend: agencies over the years and stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.core.comparing import occasion
from spbe_cli.texts import _, number
from spbe_cli.texts.words import listed, occasion_name, stage_name
from spbe_cli.views.answered import answered_notes
from spbe_cli.views.figures import agencies_text, change_text
from spbe_cli.views.notes import doubt_notes, notes_on, of_stages_notes, provisional_notes
from spbe_cli.views.page import Cells, Column, Note, Page, Row, Spark, Table, data_columns
from spbe_cli.views.sides import yardstick_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spbe_cli.model.comparison import Course, Occasion, Point, Trend
    from spbe_cli.model.result import Result

_ALWAYS = 2
"""This many of the latest occasions are shown even on a narrow screen; older ones are left out first."""

_MARK = "*"
"""The mark before a figure that was measured by another instrument than the figure before it."""


def trend_page(trend: Trend) -> Page:
    """A row per agency, a column per year or stage; notes where the instrument changed."""
    stages = {one.stage for one in trend.occasions}
    years = sorted({one.year for one in trend.occasions})
    parts = [
        *(f"{years[0]}-{years[-1]}" if len(years) > 1 else str(one) for one in years[:1]),
        *(stage_name(stage) for stage in stages if stage is not None and len(stages) == 1),
        agencies_text(len(trend.agencies)),
    ]
    return Page(
        title=_("Trend of the index"),
        subtitle=" · ".join(parts),
        tables=(_data_table(trend), _table(trend, staged=len(stages) > 1)),
        notes=tuple(_notes(trend)),
    )


def _table(trend: Trend, *, staged: bool) -> Table:
    count = len(trend.occasions)
    columns = (
        Column("agency", _("Agency"), wide=True),
        *(
            Column(_key(one), _heading(one) if staged else str(one.year), "number", spare=max(0, count - _ALWAYS - position))
            for position, one in enumerate(trend.occasions)
        ),
        Column("change", _("Change"), "number"),
        Column("predicate", _("Predicate")),
        Column("spark", "", "spark", audience="people"),
    )
    return Table(columns, tuple(Row.of(columns, _cells(course, trend)) for course in trend.agencies))


def _heading(one: Occasion) -> str:
    """The year, and the stage on a line below."""
    return occasion_name(one.year, one.stage).replace(" ", "\n", 1)


def _key(one: Occasion) -> str:
    return f"{one.year} {one.stage}"


def _cells(course: Course, trend: Trend) -> Cells:
    last = course.points[-1]
    change = change_text(*last.change)
    shares = {
        occasion(one.result): one.result.index.exact / one.result.instrument.scale.max
        for one in course.points
        if one.result.on_scale
    }
    return {
        "agency": course.agency,
        **{_key(occasion(one.result)): _marked(number(one.result.index.shown), one) for one in course.points},
        "change": None if change is None else _marked(change, last),
        "predicate": last.result.predicate_name or None,
        "spark": Spark(tuple(shares.get(one) for one in trend.occasions)),
    }


def _marked(figure: str, point: Point) -> str:
    return f"{_MARK}{figure}" if point.new_instrument else figure


def _data_table(trend: Trend) -> Table:
    """A row per agency and point, for data."""
    keys = ("agency", "year", "stage", "instrument", "index", "index_exact", "predicate", "delta", "delta_exact")
    columns = data_columns(keys)
    rows = (
        Row((
            course.agency,
            one.result.assessment.year,
            one.result.assessment.stage,
            one.result.instrument.id,
            one.result.index.shown,
            one.result.index.exact,
            one.result.predicate_name or None,
            one.change.shown,
            one.change.exact,
        ))
        for course in trend.agencies
        for one in course.points
    )  # fmt: skip
    return Table(columns, tuple(rows), audience="data")


def trend_answered_notes(trend: Trend) -> Iterator[Note]:
    """Which results in a trend leave indicators unanswered or not applicable."""
    yield from answered_notes(_named(trend))


def _named(trend: Trend) -> Iterator[tuple[str, Result]]:
    """The results in a trend, each with the names of its agency and its occasion."""
    for one in (point.result for course in trend.agencies for point in course.points):
        yield f"{one.agency} {occasion_name(*occasion(one))}", one


def _notes(trend: Trend) -> Iterator[Note]:
    points = [one for course in trend.agencies for one in course.points]
    changes = {
        (one.before.instrument.id, one.result.instrument.id): (one.before.instrument, one.result.instrument)
        for one in points
        if one.before is not None and one.new_instrument
    }
    for old, new in changes.values():
        text = _("{mark} The yardstick changed from {old} to {new} ({changes}), so the change is not the agency's alone.")
        yield Note(text.format(mark=_MARK, old=old.id, new=new.id, changes=yardstick_text(old, new)), "warning")
    instruments = {one.result.instrument.id: one.result.instrument for one in points}
    if len(instruments) > 1 and instruments.keys() - {one for pair in changes for one in pair}:
        years = {name: {one.result.assessment.year for one in points if one.result.instrument.id == name} for name in instruments}
        each = ", ".join(f"{name} ({listed(sorted(years[name]))})" for name in sorted(instruments))
        text = _("Not all agencies were measured by the same instrument, so their figures can't be compared: {instruments}.")
        yield Note(text.format(instruments=each), "warning")
    yield from of_stages_notes([one.agency for one in trend.agencies if one.points[-1].new_stage])
    for instrument in instruments.values():
        yield from provisional_notes(instrument)
    yield from trend_answered_notes(trend)
    yield from doubt_notes(_named(trend))
    for course in trend.agencies:
        last = course.points[-1].result
        for note in notes_on(last.cautions, "borderline"):
            yield note._replace(text=f"{course.agency} {last.assessment.year}: {note.text}")
