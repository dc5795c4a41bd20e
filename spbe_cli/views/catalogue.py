"""What a reader sees of an instrument: its tree with weights, or one indicator with its levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.core.judging import rounded
from spbe_cli.core.weighting import nominal_weights
from spbe_cli.model.instrument import Domain
from spbe_cli.texts import _, exact, number
from spbe_cli.texts.messages import in_language, listed, message, tier
from spbe_cli.views.page import Column, Fact, Note, Page, Row, Table
from spbe_cli.views.result import aspect_word, percent, tree_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from spbe_cli.model.instrument import Aspect, Catalogue, Indicator, Instrument


def catalogue_page(catalogue: Catalogue, others: Sequence[str] = ()) -> Page:
    """An instrument's tree, or one indicator when just one is asked for; ``others`` are the ids of further instruments.

    As data it is always the tree, with the same columns whatever is chosen.
    """
    if len(catalogue.chosen) == 1:
        page = _indicator_page(catalogue.instrument, *catalogue.chosen)
        return page._replace(tables=(_tree_table(catalogue)._replace(audience="data"), *page.tables))
    return _tree_page(catalogue, others)


def _tree_table(catalogue: Catalogue) -> Table:
    instrument = catalogue.instrument
    weights = nominal_weights(instrument)
    columns = (
        Column("instrument", "", audience="data"),
        Column("tier", "", audience="data"),
        Column("id", _("No."), "number"),
        Column("title", tree_heading(instrument, indicators=True), wide=True),
        Column("weight", _("Weight"), "number", audience="people"),
        Column("weight", "", "number", audience="data"),
    )

    def row(what: str, part: Domain | Aspect | Indicator, weight: Fraction, depth: int) -> Row:
        cells = (instrument.id, what, part.id, part.title.id, percent(weight), exact(weight))
        return Row(cells, depth, strong=depth == 0)

    def rows(parts: Sequence[Domain | Aspect], depth: int) -> Iterator[Row]:
        for part in parts:
            if not catalogue.has(part):
                continue
            if isinstance(part, Domain):
                yield row("domain", part, part.total, depth)
                yield from rows(part.aspects, depth + 1)
            else:
                yield row("aspect", part, part.total, depth)
                chosen = (one for one in part.indicators if one.id in catalogue.chosen)
                yield from (row("indicator", one, weights[one.id], depth + 1) for one in chosen)

    return Table(columns, tuple(rows(instrument.top, 0)))


def _tree_page(catalogue: Catalogue, others: Sequence[str]) -> Page:
    instrument = catalogue.instrument
    notes = _provisional(instrument)
    if others:
        notes.append(Note(_("Other instruments, for --instrument: {ids}").format(ids=", ".join(others))))
    return Page(
        title=in_language(instrument.title),
        subtitle=f"{instrument.id} · {instrument.source} · {instrument.years}",
        facts=tuple(_instrument_facts(instrument)),
        tables=(_tree_table(catalogue),),
        notes=tuple(notes),
    )


def _provisional(instrument: Instrument) -> list[Note]:
    return [Note(message("provisional", {"why": instrument.provisional}), "warning")] if instrument.provisional else []


def _instrument_facts(instrument: Instrument) -> Iterator[Fact]:
    scale = instrument.scale
    steps = "" if scale.step == 1 else _(", in steps of {step}").format(step=number(scale.step))
    yield Fact(_("Scale"), f"{number(scale.min)}-{number(scale.max)}{steps}")
    yield Fact(
        _("Predicates"),
        ", ".join(_("{name} from {bound}").format(name=one.name, bound=number(one.lower)) for one in instrument.predicates),
    )
    basis = {"rounded": _("rounded index"), "exact": _("exact index")}
    yield Fact(
        _("Thresholds"),
        ", ".join(
            _("{basis} from {year}").format(basis=basis[on], year=year) for year, on in instrument.index.thresholds_on.items()
        ),
    )
    for name, focus in instrument.focus.items():
        yield Fact(_("Focus {name}").format(name=name), f"{in_language(focus.title)}: {listed(focus.indicators)}")


def _indicator_page(instrument: Instrument, identifier: int) -> Page:
    indicator = instrument.indicators[identifier]
    notes = _provisional(instrument)
    return Page(
        title=f"{identifier} {indicator.title.id}",
        subtitle=f"{instrument.id} · {instrument.source}",
        facts=tuple(_indicator_facts(instrument, indicator)),
        tables=tuple(_level_tables(instrument, indicator)),
        notes=tuple(notes),
    )


def _indicator_facts(instrument: Instrument, indicator: Indicator) -> Iterator[Fact]:
    aspect = instrument.aspect_of(indicator.id)
    if indicator.title.en:
        yield Fact(_("In English"), indicator.title.en)
    for domain in instrument.domains:
        if aspect in domain.aspects:
            yield Fact(tier("domain").capitalize(), f"{domain.id} {domain.title}")
    yield Fact(aspect_word(instrument).capitalize(), f"{aspect.id} {aspect.title}")
    yield Fact(_("Weight"), f"{number(percent(nominal_weights(instrument)[indicator.id]).value)}%")
    if indicator.repeat:
        yield Fact(_("Services"), _("at least {count}, each counts alike").format(count=indicator.repeat))
    for other, pairs in instrument.crosswalk.items():
        if indicator.id in pairs:
            yield Fact(_("Same subject"), _("{ids} in {instrument}").format(ids=listed(pairs[indicator.id]), instrument=other))
    for name, focus in instrument.focus.items():
        if indicator.id in focus.indicators:
            yield Fact(_("Focus {name}").format(name=name), in_language(focus.title))


def _level_tables(instrument: Instrument, indicator: Indicator) -> Iterator[Table]:
    scale = instrument.scale
    kind = instrument.aspect_of(indicator.id).levels
    if indicator.conversion is not None:
        columns = (
            Column("national_index", _("National index"), "number"),
            Column("value", _("Value"), "number"),
        )
        rows = (Row((rounded(index, 2), rounded(value, 2))) for index, value in indicator.conversion)
        yield Table(columns, tuple(rows))
    elif scale.levels:
        columns = (
            Column("level", _("Level"), "number"),
            Column("name", _("Name"), wide=True),
            *((Column("items", _("Evidence items"), "number"), Column("value", _("Value"), "number")) if scale.bands else ()),
        )
        names = scale.names.get(kind) or (None,) * len(scale.levels)
        rows = (
            Row(
                (level, name or _("level {level}").format(level=level))
                + (((indicator.evidence or {}).get(level), rounded(scale.value_of(level), 2)) if scale.bands else ())
            )
            for level, name in zip(scale.levels, names, strict=True)
        )
        yield Table(columns, tuple(rows))
