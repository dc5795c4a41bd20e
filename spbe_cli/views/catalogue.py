"""What a reader sees of an instrument: its tree with weights, or one indicator with its levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.core.explaining import rules_of
from spbe_cli.core.judging import rounded
from spbe_cli.core.weighting import nominal_weights
from spbe_cli.model.tree import Domain
from spbe_cli.texts import _, number
from spbe_cli.texts.rules import how_sure, predicates_text, rule_says, rule_source, scale_text, thresholds_text
from spbe_cli.texts.words import in_language, listed, tier_of
from spbe_cli.views.figures import as_decimal, percent
from spbe_cli.views.notes import provisional_notes
from spbe_cli.views.page import Cells, Column, Fact, Items, Note, Page, Row, Table, data_columns, if_any
from spbe_cli.views.tree import tree_heading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from fractions import Fraction

    from spbe_cli.model.criteria import Criteria, IndicatorCriteria, LevelCriteria, Passage
    from spbe_cli.model.instrument import Catalogue, Instrument
    from spbe_cli.model.owners import Part
    from spbe_cli.model.tree import Aspect, Indicator


def catalogue_page(catalogue: Catalogue, others: Sequence[str] = (), criteria: Criteria | None = None) -> Page:
    """An instrument's tree, or one indicator when just one is asked for; ``others`` are the ids of further instruments.

    A whole tree comes with the rules that results follow. As data it is always the tree; one indicator has its levels and their
    ``criteria`` below it, in columns of their own.
    """
    if len(catalogue.chosen) == 1:
        (identifier,) = catalogue.chosen
        one = None if criteria is None else criteria.of(identifier)
        page = _indicator_page(catalogue.instrument, identifier, one)
        if criteria is not None:
            page = page._replace(notes=(*page.notes, worded_from(criteria, catalogue.chosen)))
        data = _with_levels(_tree_table(catalogue), catalogue.instrument, identifier, criteria)
        return page._replace(tables=(data, *page.tables))
    page = _tree_page(catalogue, others)
    return page._replace(tables=(*page.tables, rules_table(catalogue.instrument, criteria))) if catalogue.whole else page


def rules_table(instrument: Instrument, criteria: Criteria | None) -> Table:
    """The rules that an instrument's results follow, each with where it comes from and how sure that is."""
    columns = (
        Column("says", _("Rule"), wide=True, audience="people"),
        Column("source", _("Source"), wide=True, audience="people"),
        Column("sure", _("How sure"), audience="people"),
    )
    rows = tuple(Row((rule_says(one), rule_source(one), how_sure(one.sure))) for one in rules_of(instrument, criteria))
    return Table(columns, rows, _("Where every rule comes from"))


def worded_from(criteria: Criteria, indicators: Collection[int]) -> Note:
    """Where the criteria of indicators come from, and of which year they are."""
    own = sorted(criteria.own.intersection(indicators))
    if len(own) == len(indicators):
        return Note(_("The criteria are those of the instrument file."))
    text = (
        _("The criteria are in our own words, from: {source}.")
        if criteria.year is None
        else _("The criteria are in our own words, as of {year}, from: {source}.")
    ).format(source=criteria.source, year=criteria.year)
    if criteria.left_out is not None:
        text += " " + _("What holds only from {year} on is left out.").format(year=criteria.left_out)
    if own:
        text += " " + _("Those of {ids} are of the instrument file.").format(ids=listed(own))
    return Note(text)


def _with_levels(tree: Table, instrument: Instrument, identifier: int, criteria: Criteria | None) -> Table:
    """The tree of one indicator as data: what it judges, its levels below it, and the source of its criteria."""
    own = ("judges", "asks", "evidence", "source", "source_year")
    columns = (*tree.columns, *data_columns(own))
    rows = [row._replace(cells=(*row.cells, *(None for _key in own))) for row in tree.rows]
    one = None if criteria is None else criteria.of(identifier)
    if criteria is not None and one is not None:
        kind = instrument.aspect_of(identifier).levels
        stated = criteria.stated_of(identifier, instrument)
        judged = (*tree.rows[-1].cells, in_language(one.judges), None, items_cell(one.evidence), *stated)
        rows[-1] = rows[-1]._replace(cells=judged)
        for level, asked in one.levels.items():
            cells: Cells = {
                "instrument": instrument.id,
                "tier": "level",
                "id": level,
                "title": instrument.scale.level_name(kind, level),
                "asks": asks_text(asked),
                "evidence": items_cell(asked.evidence),
                "source": stated[0],
                "source_year": stated[1],
            }
            rows.append(Row.of(columns, cells))
    return Table(columns, tuple(rows), audience="data")


def asks_text(level: LevelCriteria) -> str:
    """What a level asks for, or that its source is damaged."""
    if level.damaged:
        return _("The source is damaged here: what this level asks for is not known.")
    return " ".join(map(passage_text, level.asks))


def asked_part(instrument: Instrument, indicator: int, level: int, asked: LevelCriteria) -> tuple[str, tuple[str, ...]]:
    """A part of a task: a level of an indicator with what it asks for, and the evidence for it to be ticked off."""
    return f"{level_label(instrument, indicator, level)}: {asks_text(asked)}", tuple(map(passage_text, asked.evidence))


def level_label(instrument: Instrument, indicator: int, level: int) -> str:
    """A level of an indicator by its number, and its name where it has one."""
    name = instrument.scale.level_name(instrument.aspect_of(indicator).levels, level)
    return f"{level} {name}" if name else str(level)


def passage_text(passage: Passage) -> str:
    """A passage in the language in use, with the first year in which it holds if it does not hold in all years."""
    text = in_language(passage)
    if passage.since is None:
        return text
    said = text.removesuffix(".")
    return _("{text} (since {year})").format(text=said, year=passage.since) + text[len(said) :]


def items_cell(passages: Sequence[Passage]) -> Items | None:
    """Passages as the items of a cell; None where there are none."""
    return Items(tuple(map(passage_text, passages))) if passages else None


def _tree_table(catalogue: Catalogue) -> Table:
    instrument = catalogue.instrument
    weights = nominal_weights(instrument)
    columns = (
        *data_columns(("instrument", "tier")),
        Column("id", _("No."), "number"),
        Column("title", tree_heading(instrument, indicators=True), wide=True),
        Column("weight", _("Weight"), "number", audience="people"),
        *data_columns(("weight", "weight_exact"), "number"),
    )

    def row(part: Domain | Aspect | Indicator, weight: Fraction, depth: int) -> Row:
        cells = (instrument.id, part.tier, part.id, part.title.id, percent(weight), as_decimal(weight), weight)
        return Row(cells, depth, strong=depth == 0)

    def rows(parts: Sequence[Domain | Aspect], depth: int) -> Iterator[Row]:
        for part in parts:
            if not catalogue.has(part):
                continue
            yield row(part, part.total, depth)
            if isinstance(part, Domain):
                yield from rows(part.aspects, depth + 1)
            else:
                chosen = (one for one in part.indicators if one.id in catalogue.chosen)
                yield from (row(one, weights[one.id], depth + 1) for one in chosen)

    return Table(columns, tuple(rows(instrument.top, 0)))


def _tree_page(catalogue: Catalogue, others: Sequence[str]) -> Page:
    instrument = catalogue.instrument
    notes = list(provisional_notes(instrument))
    if others:
        notes.append(Note(_("Other instruments, for --instrument: {ids}").format(ids=", ".join(others))))
    return Page(
        title=in_language(instrument.title),
        subtitle=f"{instrument.id} · {instrument.source} · {instrument.years}",
        facts=tuple(_instrument_facts(instrument)),
        tables=(_tree_table(catalogue),),
        notes=tuple(notes),
    )


def _instrument_facts(instrument: Instrument) -> Iterator[Fact]:
    yield Fact(_("Scale"), scale_text(instrument.scale))
    yield Fact(_("Predicates"), predicates_text(instrument.predicates))
    yield Fact(_("Thresholds"), thresholds_text(instrument.index.thresholds_on))
    for name, focus in instrument.focus.items():
        yield Fact(_("Focus {name}").format(name=name), f"{in_language(focus.title)}: {listed(focus.indicators)}")


def _indicator_page(instrument: Instrument, identifier: int, criteria: IndicatorCriteria | None) -> Page:
    indicator = instrument.indicators[identifier]
    notes = list(provisional_notes(instrument))
    if criteria is None:
        notes.append(no_criteria())
    return Page(
        title=f"{identifier} {indicator.title.id}",
        subtitle=f"{instrument.id} · {instrument.source}",
        facts=tuple(_indicator_facts(instrument, indicator, criteria)),
        tables=tuple(_level_tables(instrument, indicator, criteria)),
        notes=tuple(notes),
    )


def no_criteria() -> Note:
    """The note that an instrument's levels are not described here."""
    return Note(_("What the levels of this instrument ask for is not known here."))


def _indicator_facts(instrument: Instrument, indicator: Indicator, criteria: IndicatorCriteria | None) -> Iterator[Fact]:
    if indicator.title.en:
        yield Fact(_("In English"), indicator.title.en)
    yield from parts_facts(instrument, indicator.id)
    yield Fact(_("Weight"), f"{number(percent(nominal_weights(instrument)[indicator.id]).value)}%")
    if indicator.repeat:
        yield Fact(_("Services"), _("at least {count}, each counts alike").format(count=indicator.repeat))
    for other, pairs in instrument.crosswalk.items():
        if indicator.id in pairs:
            yield Fact(_("Same subject"), _("{ids} in {instrument}").format(ids=listed(pairs[indicator.id]), instrument=other))
    for name, focus in instrument.focus.items():
        if indicator.id in focus.indicators:
            yield Fact(_("Focus {name}").format(name=name), in_language(focus.title))
    if criteria is not None:
        yield Fact(_("Judges"), in_language(criteria.judges))


def parts_facts(instrument: Instrument, indicator: int) -> Iterator[Fact]:
    """The domain, where there is one, and the aspect that an indicator belongs to."""
    aspect = instrument.aspect_of(indicator)
    for domain in instrument.domains:
        if aspect in domain.aspects:
            yield Fact(tier_of(instrument, "domain").capitalize(), f"{domain.id} {domain.title}")
    yield Fact(tier_of(instrument, "aspect").capitalize(), f"{aspect.id} {aspect.title}")


def _level_tables(instrument: Instrument, indicator: Indicator, criteria: IndicatorCriteria | None) -> Iterator[Table]:
    scale = instrument.scale
    if indicator.conversion is not None:
        columns = (
            Column("national_index", _("National index"), "number"),
            Column("value", _("Value"), "number"),
        )
        yield Table(columns, tuple(Row((rounded(index, 2), rounded(value, 2))) for index, value in indicator.conversion))
    if scale.levels and (criteria is not None or indicator.conversion is None):
        yield _level_table(instrument, indicator, criteria)


def _level_table(instrument: Instrument, indicator: Indicator, criteria: IndicatorCriteria | None) -> Table:
    """The levels, each with what it asks for and, in a row below, the evidence for it."""
    scale, counted = instrument.scale, indicator.evidence
    kind = instrument.aspect_of(indicator.id).levels
    columns = (
        Column("level", _("Level"), "number"),
        Column("name", _("Name"), wide=criteria is None),
        Column("items", _("Evidence\nitems"), "number", audience=if_any(counted)),
        Column("value", _("Value"), "number", audience=if_any(scale.bands)),
        Column("asks", _("What it asks for, and evidence for it"), wide=True, audience=if_any(criteria)),
    )
    rows = []
    if criteria is not None and criteria.evidence:
        rows += [Row.of(columns, {"name": _("any level"), "asks": items_cell(criteria.evidence)})]
    for level in scale.levels:
        cells: Cells = {
            "level": level,
            "name": scale.level_name(kind, level) or _("level {level}").format(level=level),
            "items": (counted or {}).get(level),
            "value": rounded(scale.value_of(level), 2),
        }
        asked = criteria and criteria.levels.get(level)
        rows.append(Row.of(columns, cells | ({"asks": asks_text(asked)} if asked else {})))
        if asked and asked.evidence:
            rows.append(Row.of(columns, {"asks": items_cell(asked.evidence)}))
    return Table(columns, tuple(rows))


def shared_text(part: Part, indicator: int) -> str:
    """Who else has to do with an indicator of an owner's part; empty where nobody has."""
    if indicator in part.supports:
        lead = part.supports[indicator]
        if lead is None:
            return _("Bring evidence and a note; the level is said by somebody else.")
        return _("Bring evidence and a note; the level is said by {owner}.").format(owner=lead)
    others = part.answers.get(indicator)
    return _("Evidence and notes come from {owners}, too.").format(owners=", ".join(others)) if others else ""
