"""What a reader sees of an explanation: the arithmetic block by block with its rules, or one indicator and its next level."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from spbe_cli.core.judging import rounded
from spbe_cli.model.result import Interval
from spbe_cli.texts import _, exact, ngettext, number
from spbe_cli.texts.messages import in_language, message, tier
from spbe_cli.views.catalogue import asks_text, items_cell, no_criteria, worded_from
from spbe_cli.views.page import Cells, Column, Fact, Note, Page, Row, Table
from spbe_cli.views.result import (
    HEAD,
    aspect_word,
    change_text,
    head_cells,
    level_cell,
    result_notes,
    signed,
    subtitle,
    tree_heading,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spbe_cli.model.criteria import Criteria, IndicatorCriteria
    from spbe_cli.model.explanation import (
        Effect,
        Explanation,
        IndicatorExplanation,
        Moved,
        ReadPart,
        Rule,
        Term,
        WeightedMean,
        Whole,
    )
    from spbe_cli.model.instrument import Instrument, Text
    from spbe_cli.model.result import Figure, IndicatorResult, Result

_UNIT = 10**4


def explanation_page(value: Explanation) -> Page:
    """The whole arithmetic of a result, from the answers or announced figures up to the predicate."""
    result = value.result
    rules = _Numbered()
    tables = (
        *(_evidence_table(result, one, rules.title(_evidence_title(one), _of(value, "rule_evidence"))) for one in value.evidence),
        *_conversion_tables(value, rules),
        *_moved_tables(value, rules),
        *_reading_tables(value, rules),
        *(_mean_table(one, result.instrument, rules) for one in value.means),
        _judgement_table(value, rules),
    )
    return Page(
        title=result.agency,
        subtitle=subtitle(result),
        facts=(
            Fact(_("Index"), _exact_and_shown(result.index), strong=True),
            Fact(_("Predicate"), result.predicate.name, strong=True),
        ),
        tables=(_data_table(value), *tables),
        notes=(*rules.notes(), *result_notes(result)),
    )


def rule_text(rule: Rule) -> str:
    """A rule and its source, as a sentence or two."""
    return message(rule.code, rule.context)


class _Numbered:
    """The rules of a page, numbered in the order in which blocks refer to them."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def title(self, title: str, rules: Iterable[Rule]) -> str:
        """A block's title with the numbers of its rules."""
        numbers = []
        for text in map(rule_text, rules):
            if text not in self._texts:
                self._texts.append(text)
            numbers.append(self._texts.index(text) + 1)
        listed = ", ".join(map(str, sorted(numbers)))
        return title + " · " + ngettext("rule {numbers}", "rules {numbers}", len(numbers)).format(numbers=listed)

    def notes(self) -> Iterator[Note]:
        for position, text in enumerate(self._texts, start=1):
            yield Note(_("Rule {number}: {text}").format(number=position, text=text))


def _of(value: Explanation, code: str) -> list[Rule]:
    return [rule for rule in value.rules if rule.code == code]


def _whole_name(what: Whole, identifier: int | None, title: Text | None, instrument: Instrument) -> str:
    """What a mean is of: Aspect 3 with its title, or the index."""
    if what == "index" or title is None:
        return _("Index")
    word = aspect_word(instrument) if what == "aspect" else tier(what)
    return f"{word.capitalize()} {identifier} {title.id}"


def _exact_and_shown(value: Figure) -> str:
    if Fraction(value.shown) == value.exact:
        return number(value.shown)
    return f"{number(value.exact)} → {number(value.shown)}"


def _sided(value: Interval) -> str:
    return f"{number(value.low)} - {number(value.high)}"


def _percentage(weight: Fraction) -> str:
    return f"{number(weight)}%"


def _mean_table(mean: WeightedMean, instrument: Instrument, rules: _Numbered) -> Table:
    """A weighted mean: its terms, their sum, and that divided by the weights."""
    levels = mean.tier == "aspect"
    shown = any(rounded(term.value, instrument.index.decimals) != term.value for term in mean.terms)
    remarks = {position: _remark(term) for position, term in enumerate(mean.terms)}
    heading = tier("indicator") if levels else aspect_word(instrument) if mean.terms[0].tier == "aspect" else tier("domain")
    columns = (
        Column("id", _("No."), "number"),
        Column("label", heading.capitalize(), wide=True),
        Column("remark", _("Answer"), audience="people" if any(remarks.values()) else "none"),
        Column("weight", _("Weight"), "number"),
        Column("value", _("Level") if levels else _("Value"), "number"),
        Column("shown", _("Rounded"), "number", audience="people" if shown else "none"),
        Column("product", _("Weight × level") if levels else _("Weight × value"), "number"),
    )
    rows = []
    for position, term in enumerate(mean.terms):
        cells: Cells = {
            "id": term.id,
            "label": _term_label(term),
            "remark": remarks[position],
            "weight": _percentage(term.weight),
            "value": number(term.value),
            "shown": rounded(term.value, instrument.index.decimals),
            "product": number(term.product),
        }
        rows.append(Row.of(columns, cells))
    total: Cells = {"label": _("Sum"), "weight": _percentage(mean.weight), "product": number(mean.total)}
    quotient = f"{number(mean.total)} ÷ {number(mean.weight)} = {number(mean.value.exact)}"
    rows += [
        Row.of(columns, total, strong=True),
        Row.of(columns, {"label": quotient, "product": mean.value.shown}, strong=True),
    ]
    name = _whole_name(mean.tier, mean.id, mean.title, instrument)
    return Table(columns, tuple(rows), rules.title(name, mean.rules))


def _term_label(term: Term) -> str:
    if term.service is None:
        return term.title.id
    return _("{title}, service {number}").format(title=term.title.id, number=term.service)


def _remark(term: Term) -> str:
    return "" if term.indicator is None else _answered_by(term.indicator)


def _answered_by(one: IndicatorResult) -> str:
    """How an indicator was answered, where that was no plain level."""
    answer = one.answer
    if one.not_applicable:
        return _("not applicable")
    if answer.criteria is not None:
        return _("criteria {levels}").format(levels=", ".join(map(str, answer.criteria)) or "-")
    if answer.accepted is not None:
        return _("evidence")
    if answer.national_index is not None:
        return _("national index")
    return "" if one.answered else _("not answered")


def _evidence_title(one: IndicatorResult) -> str:
    return _("Indicator {id} {title}: accepted evidence").format(id=one.indicator.id, title=one.indicator.title.id)


def _evidence_table(result: Result, one: IndicatorResult, title: str) -> Table:
    """What the accepted items of each level are worth, and what one more would add."""
    columns = (
        Column("label", _("Level"), wide=True),
        Column("band", _("Band"), "number"),
        Column("asked", _("Asked for"), "number"),
        Column("accepted", _("Accepted"), "number"),
        Column("share", _("Each"), "number"),
        Column("worth", _("Worth"), "number"),
        Column("adds", _("One more\nadds"), "number"),
    )
    kind = result.instrument.aspect_of(one.indicator.id).levels
    rows = [Row.of(columns, {"label": _("Minimum"), "worth": number(result.instrument.scale.min)})]
    for step in one.evidence:
        cells: Cells = {
            "label": f"{step.level} {result.instrument.scale.level_name(kind, step.level) or ''}".strip(),
            "band": f"{number(step.low)} - {number(step.high)}",
            "asked": step.asked,
            "accepted": step.accepted,
            "share": number(step.share),
            "worth": number(step.worth) if step.counts or not step.accepted else _("does not count"),
            "adds": f"+{number(step.adds)}" if step.adds else None,
        }
        rows.append(Row.of(columns, cells))
    if one.level is not None:
        rows.append(Row.of(columns, {"label": _("Value"), "worth": number(one.level.exact)}, strong=True))
    return Table(columns, tuple(rows), title)


def _conversion_tables(value: Explanation, rules: _Numbered) -> Iterator[Table]:
    if not value.conversions:
        return
    columns = (
        Column("id", _("No."), "number"),
        Column("label", tier("indicator").capitalize(), wide=True),
        Column("given", _("National index"), "number"),
        Column("value", _("Value"), "number"),
    )
    rows = []
    for one in value.conversions:
        (left, low), (right, high), given = map(number, one.left), map(number, one.right), number(one.given)
        line = f"{low} + ({high} − {low}) × ({given} − {left}) ÷ ({right} − {left})"
        indicator = one.indicator.indicator
        cells: Cells = {
            "id": indicator.id,
            "label": indicator.title.id,
            "given": given,
            "value": number(one.value),
        }
        rows += [Row.of(columns, cells), Row.of(columns, {"label": line}, depth=1)]
    yield Table(columns, tuple(rows), rules.title(_("Values from national indices"), _of(value, "rule_conversion")))


def _moved_tables(value: Explanation, rules: _Numbered) -> Iterator[Table]:
    if not value.moved:
        return
    columns = (
        Column("id", _("No."), "number"),
        Column("label", tier("indicator").capitalize(), wide=True),
        Column("to", _("Goes to")),
        Column("before", _("Weight"), "number"),
        Column("after", _("Effective"), "number"),
        Column("change", _("Change"), "number"),
    )
    rows = tuple(Row.of(columns, _moved_cells(one, value.result.instrument)) for one in value.moved)
    yield Table(columns, rows, rules.title(_("Weights that moved"), _of(value, "rule_not_applicable")))


def _moved_cells(one: Moved, instrument: Instrument) -> Cells:
    to = {
        None: "",
        "aspect": _("its {aspect}").format(aspect=aspect_word(instrument)),
        "domain": _("its {domain}").format(domain=tier("domain")),
        "index": _("all others"),
    }[one.to]
    return {
        "id": one.indicator.indicator.id,
        "label": one.indicator.indicator.title.id,
        "to": to,
        "before": _percentage(one.before),
        "after": _percentage(one.after),
        "change": signed(one.after - one.before),
    }


def _reading_tables(value: Explanation, rules: _Numbered) -> Iterator[Table]:
    """Announced figures, from the finest tier up to the index."""
    if not value.readings:
        return
    instrument = value.result.instrument
    columns = (
        Column("label", tree_heading(instrument, indicators=False), wide=True),
        Column("weight", _("Weight"), "number"),
        Column("announced", _("Announced"), "number"),
        Column("stands", _("Stands for"), "number"),
        Column("possible", _("Possible"), "number"),
        Column("value", _("Value"), "number"),
    )
    rows = []
    for one in value.readings:
        part, reading = one
        if reading.value is None:
            continue
        cells: Cells = {
            "label": _whole_name(reading.tier, reading.id, part.title if part else None, instrument),
            "weight": _percentage(part.weight) if part else None,
            "announced": None if reading.announced is None else rounded(reading.announced, instrument.index.decimals),
            "stands": _sided(reading.interval) if reading.announced is not None and reading.interval else None,
            "possible": _sided(_outward(reading.possible)),
            "value": reading.value.shown,
        }
        rows.append(Row.of(columns, cells, strong=part is None))
    title = rules.title(_("From the announced figures to the index"), _of(value, "rule_interval"))
    yield Table(columns, tuple(rows), title)


def _outward(interval: Interval) -> Interval:
    """An interval with four decimals, its ends rounded outward, so that nothing possible is left out."""
    return Interval(Fraction(floor(interval.low * _UNIT), _UNIT), Fraction(ceil(interval.high * _UNIT), _UNIT))


def _judgement_table(value: Explanation, rules: _Numbered) -> Table:
    """From the exact index to the rounded one, the bounds and the predicate."""
    result, judgement = value.result, value.judgement
    columns = (Column("label", _("Step"), wide=True), Column("value", _("Value"), "number"))
    compared = {
        "rounded": _("Compared with the bounds: the rounded index"),
        "exact": _("Compared with the bounds: the exact index"),
    }
    steps: list[tuple[str, str]] = [
        (_("Index, exact") if result.basis == "indicators" else _("Index"), number(result.index.exact)),
        (_("Rounded to {decimals} decimals").format(decimals=result.instrument.index.decimals), number(result.index.shown)),
        (compared[judgement.basis], number(judgement.compared)),
    ]
    for bound, reached in judgement.bounds:
        sign = "≥" if judgement.compared >= bound.lower else "<"
        label = _("{name}, from {bound} on").format(name=bound.name, bound=number(bound.lower))
        steps.append((label, f"{number(judgement.compared)} {sign} {number(bound.lower)}" if reached or sign == "<" else ""))
    rows = [Row.of(columns, {"label": label, "value": said}) for label, said in steps]
    last = _("Predicate, as announced") if judgement.announced else _("Predicate")
    rows.append(Row.of(columns, {"label": last, "value": result.predicate.name}, strong=True))
    return Table(columns, tuple(rows), rules.title(_("From the index to the predicate"), judgement.rules))


_DATA = (
    *HEAD,
    *(Column(key, "", audience="data") for key in ("of_tier", "of_id", "step", "tier", "id", "title", "service")),
    *(Column(key, "", "number", audience="data") for key in ("weight", "value", "value_exact", "product_exact")),
    *(Column(key, "", "number", audience="data") for key in ("announced", "low", "high", "possible_low", "possible_high")),
    Column("rules", "", audience="data"),
)


def _data_table(value: Explanation) -> Table:
    """Every term and every sum, or every announced figure, as data."""
    result = value.result
    head, decimals = head_cells(result), result.instrument.index.decimals
    rows = []
    for mean in value.means:
        of: Cells = head | {"of_tier": mean.tier, "of_id": mean.id}
        for term in mean.terms:
            cells: Cells = {
                "step": "term",
                "tier": term.tier,
                "id": term.id,
                "title": term.title.id,
                "service": term.service,
                "weight": exact(term.weight),
                "value": rounded(term.value, decimals),
                "value_exact": str(term.value),
                "product_exact": str(term.product),
            }
            rows.append(Row.of(_DATA, of | cells))
        total: Cells = {
            "step": "mean",
            "title": mean.title.id if mean.title else "",
            "weight": exact(mean.weight),
            "value": mean.value.shown,
            "value_exact": str(mean.value.exact),
            "product_exact": str(mean.total),
            "rules": " ".join(rule.code for rule in mean.rules),
        }
        rows.append(Row.of(_DATA, of | total))
    rows += [Row.of(_DATA, head | _reading_cells(one) | {"rules": "rule_interval"}) for one in value.readings]
    rules = " ".join(rule.code for rule in value.judgement.rules)
    judged: Cells = {"of_tier": "index", "step": "predicate", "title": result.predicate.name, "rules": rules}
    rows.append(Row.of(_DATA, head | judged | {"value_exact": str(value.judgement.compared)}))
    return Table(_DATA, tuple(rows), audience="data")


def _reading_cells(one: ReadPart) -> Cells:
    part, reading = one
    return {
        "of_tier": reading.tier,
        "of_id": reading.id,
        "step": "announced",
        "title": part.title.id if part else "",
        "weight": exact(part.weight) if part else None,
        "value": reading.value.shown if reading.value else None,
        "value_exact": str(reading.value.exact) if reading.value else None,
        "announced": None if reading.announced is None else exact(reading.announced),
        "low": str(reading.interval.low) if reading.interval else None,
        "high": str(reading.interval.high) if reading.interval else None,
        "possible_low": str(reading.possible.low),
        "possible_high": str(reading.possible.high),
    }


def indicator_page(value: IndicatorExplanation, criteria: Criteria | None) -> Page:
    """An indicator's level, what the next one asks for, and what reaching it would change."""
    result, one = value.result, value.one
    asked = None if criteria is None else criteria.of(one.indicator.id)
    tables = [_indicator_data(value, asked)]
    if one.evidence:
        tables.append(_evidence_table(result, one, _("Accepted evidence")))
    tables += _asked_tables(value, asked)
    if value.effects:
        tables.append(_effects_table(value))
    return Page(
        title=f"{one.indicator.id} {one.indicator.title.id}",
        subtitle=f"{result.agency} · {subtitle(result)}",
        facts=tuple(_indicator_facts(value, asked)),
        tables=tuple(tables),
        notes=(*_indicator_notes(value), no_criteria() if criteria is None or asked is None else worded_from(criteria)),
    )


def _level_label(value: IndicatorExplanation, level: int) -> str:
    instrument = value.result.instrument
    name = instrument.scale.level_name(instrument.aspect_of(value.one.indicator.id).levels, level)
    return f"{level} {name}" if name else str(level)


def _indicator_facts(value: IndicatorExplanation, asked: IndicatorCriteria | None) -> Iterator[Fact]:
    result, one = value.result, value.one
    cell = level_cell(one)
    shown = cell if isinstance(cell, str) else " ".join(number(level) for level in one.levels)
    yield Fact(_("Level"), " ".join((shown, one.level_name or "")).strip(), strong=True)
    if answered := _answered_by(one):
        yield Fact(_("Answer"), answered)
    if value.held is not None and result.instrument.scale.bands:
        yield Fact(_("Reached in full"), _level_label(value, value.held))
    if value.next is not None:
        yield Fact(_("Next level"), _level_label(value, value.next), strong=True)
    if value.national_index is not None:
        yield Fact(_("National index for it"), number(value.national_index))
    if asked is not None:
        yield Fact(_("Judges"), in_language(asked.judges))
    instrument = result.instrument
    aspect = instrument.aspect_of(one.indicator.id)
    for domain in instrument.domains:
        if aspect in domain.aspects:
            yield Fact(tier("domain").capitalize(), f"{domain.id} {domain.title}")
    yield Fact(aspect_word(instrument).capitalize(), f"{aspect.id} {aspect.title}")
    yield Fact(_("Weight"), _percentage(one.weight))
    yield Fact(_("Adds"), number(one.contribution))


def _asked_tables(value: IndicatorExplanation, asked: IndicatorCriteria | None) -> Iterator[Table]:
    """What the level that is held means, and what the next one asks for."""
    if asked is None:
        return
    columns = (
        Column("level", _("Level")),
        Column("asks", _("What it asks for, and evidence for it"), wide=True),
    )
    rows = []
    if value.held is not None and value.held in asked.levels:
        rows.append(Row.of(columns, {"level": _level_label(value, value.held), "asks": asks_text(asked.levels[value.held])}))
    if value.next is not None and value.next in asked.levels:
        level = asked.levels[value.next]
        rows.append(Row.of(columns, {"level": _level_label(value, value.next), "asks": asks_text(level)}, strong=True))
        if level.evidence and (missing := _missing_text(value)):
            rows.append(Row.of(columns, {"asks": missing}))
        # Where a level names no evidence of its own, that for the whole indicator holds.
        if evidence := level.evidence or asked.evidence:
            rows.append(Row.of(columns, {"asks": items_cell(evidence)}))
    if rows:
        yield Table(columns, tuple(rows), _("What the level means, and what the next one asks for"))


def _missing_text(value: IndicatorExplanation) -> str:
    """How many evidence items of the next level are missing, where they are counted; which ones is not known from a count."""
    step = next((step for step in value.one.evidence if step.level == value.next), None)
    if step is None:
        return ""
    if not step.accepted:
        return _("None is accepted yet; missing:")
    return ngettext(
        "{accepted} of {asked} accepted, so {missing} of these is missing:",
        "{accepted} of {asked} accepted, so {missing} of these are missing:",
        step.missing,
    ).format(accepted=step.accepted, asked=step.asked, missing=step.missing)


def _effects_table(value: IndicatorExplanation) -> Table:
    instrument = value.result.instrument
    columns = (
        Column("label", "", wide=True),
        Column("before", _("Now"), "number"),
        Column("after", _("Then"), "number"),
        Column("change", _("Change"), "number"),
        Column("exact", _("Exactly"), "number"),
    )
    rows = []
    for one in value.effects:
        cells: Cells = {
            "label": _whole_name(one.tier, one.id, one.title, instrument),
            "before": one.before.shown,
            "after": one.after.shown,
            "change": change_text(one.before, one.after),
            "exact": signed(one.change),
        }
        rows.append(Row.of(columns, cells, strong=one.tier == "index"))
    level = _level_label(value, value.next) if value.next is not None else ""
    return Table(columns, tuple(rows), _("What level {level} would change").format(level=level))


def _indicator_notes(value: IndicatorExplanation) -> Iterator[Note]:
    result, one, after = value.result, value.one, value.after
    if one.not_applicable:
        yield Note(_("It does not apply, so it has no level and no weight."))
    elif after is None and result.instrument.scale.levels:
        yield Note(_("This is the highest level."))
    if after is not None:
        before = result.predicate
        if after.predicate.name != before.name:
            text = _("The predicate would change from {before} to {after}.").format(
                before=before.name, after=after.predicate.name
            )
            yield Note(text, "success")
        else:
            yield Note(_("The predicate would stay {predicate}.").format(predicate=before.name))
        reached = next(other for other in after.indicators if other.indicator.id == one.indicator.id)
        if value.next is not None and max(reached.levels) > max(*one.levels, result.instrument.scale.value_of(value.next)):
            higher = number(max(reached.levels))
            yield Note(_("What was given for higher levels counts then too, so the level would be {level}.").format(level=higher))
    if len(one.levels) > 1 and after is not None:
        yield Note(_("It is answered for several services; one at the lowest level is raised."))
    for caution in result.cautions:
        about = caution.context.get("id") == one.indicator.id
        if caution.code == "provisional" or about:
            yield Note(message(caution.code, caution.context), "warning")


def _indicator_data(value: IndicatorExplanation, asked: IndicatorCriteria | None) -> Table:
    """The levels that are held and next with their criteria, then what changes, as data."""
    columns = (
        *HEAD,
        *(Column(key, "", audience="data") for key in ("indicator", "tier", "id", "title")),
        *(
            Column(key, "", "number", audience="data")
            for key in ("before", "before_exact", "after", "after_exact", "change_exact")
        ),
        *(Column(key, "", audience="data") for key in ("asks", "evidence")),
    )
    head: Cells = head_cells(value.result) | {"indicator": value.one.indicator.id}
    instrument = value.result.instrument
    kind = instrument.aspect_of(value.one.indicator.id).levels
    rows = []
    for level in (value.held, value.next):
        if level is not None:
            cells: Cells = {"tier": "level", "id": level, "title": instrument.scale.level_name(kind, level)}
            if asked is not None and level in asked.levels:
                cells |= {"asks": asks_text(asked.levels[level]), "evidence": items_cell(asked.levels[level].evidence)}
            rows.append(Row.of(columns, head | cells))
    rows += [Row.of(columns, head | _effect_cells(one)) for one in value.effects]
    return Table(columns, tuple(rows), audience="data")


def _effect_cells(one: Effect) -> Cells:
    return {
        "tier": one.tier,
        "id": one.id,
        "title": one.title.id if one.title else "",
        "before": one.before.shown,
        "before_exact": str(one.before.exact),
        "after": one.after.shown,
        "after_exact": str(one.after.exact),
        "change_exact": str(one.change),
    }
