"""The page of an explanation: the arithmetic, block by block, with its rules."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from spbe_cli.core.judging import rounded
from spbe_cli.model.result import Interval
from spbe_cli.texts import _, exact, ngettext, number
from spbe_cli.texts.rules import rule_text
from spbe_cli.texts.words import tier, tier_of
from spbe_cli.views.catalogue import level_label
from spbe_cli.views.figures import signed, weight_cells
from spbe_cli.views.notes import result_notes
from spbe_cli.views.page import Cells, Column, Fact, Note, Page, Row, Table, data_columns, if_any
from spbe_cli.views.result import predicate_text, subtitle
from spbe_cli.views.tree import HEAD, head_cells, tree_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spbe_cli.model.base import Text
    from spbe_cli.model.explanation import Explanation, Moved, ReadPart, Term, WeightedMean, Whole
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.result import Figure, IndicatorResult, Result
    from spbe_cli.model.rules import Rule

_UNIT = 10**4


def explanation_page(value: Explanation) -> Page:
    """The whole arithmetic of a result, from the answers or announced figures up to the predicate."""
    result = value.result
    rules = _Numbered()
    tables = (
        *(evidence_table(result, one, rules.title(_evidence_title(one), _of(value, "rule_evidence"))) for one in value.evidence),
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
            Fact(_("Predicate"), predicate_text(result), strong=True),
        ),
        tables=(_data_table(value), *tables),
        notes=(*rules.notes(), *result_notes(result)),
    )


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


def whole_name(what: Whole, identifier: int | None, title: Text | None, instrument: Instrument) -> str:
    """The name of the part that a mean belongs to: Aspect 3 with its title, or the index."""
    if what == "index" or title is None:
        return _("Index")
    return f"{tier_of(instrument, what).capitalize()} {identifier} {title.id}"


def _exact_and_shown(value: Figure) -> str:
    if Fraction(value.shown) == value.exact:
        return number(value.shown)
    return f"{number(value.exact)} → {number(value.shown)}"


def _sided(value: Interval) -> str:
    return f"{number(value.low)} - {number(value.high)}"


def percentage(weight: Fraction) -> str:
    """A weight as it is, in per cent."""
    return f"{number(weight)}%"


def _mean_table(mean: WeightedMean, instrument: Instrument, rules: _Numbered) -> Table:
    """A weighted mean: its terms, their sum, and that divided by the weights."""
    levels = mean.tier == "aspect"
    shown = any(rounded(term.value, instrument.index.decimals) != term.value for term in mean.terms)
    remarks = {position: _remark(term) for position, term in enumerate(mean.terms)}
    columns = (
        Column("id", _("No."), "number"),
        Column("label", tier_of(instrument, mean.terms[0].tier).capitalize(), wide=True),
        Column("remark", _("Answer"), audience=if_any(any(remarks.values()))),
        Column("weight", _("Weight"), "number"),
        Column("value", _("Level") if levels else _("Value"), "number"),
        Column("shown", _("Rounded"), "number", audience=if_any(shown)),
        Column("product", _("Weight × level") if levels else _("Weight × value"), "number"),
    )
    rows = []
    for position, term in enumerate(mean.terms):
        cells: Cells = {
            "id": term.id,
            "label": _term_label(term),
            "remark": remarks[position],
            "weight": percentage(term.weight),
            "value": number(term.value),
            "shown": rounded(term.value, instrument.index.decimals),
            "product": number(term.product),
        }
        rows.append(Row.of(columns, cells))
    total: Cells = {"label": _("Sum"), "weight": percentage(mean.weight), "product": number(mean.total)}
    quotient = f"{number(mean.total)} ÷ {number(mean.weight)} = {number(mean.value.exact)}"
    rows += [
        Row.of(columns, total, strong=True),
        Row.of(columns, {"label": quotient, "product": mean.value.shown}, strong=True),
    ]
    name = whole_name(mean.tier, mean.id, mean.title, instrument)
    return Table(columns, tuple(rows), rules.title(name, mean.rules))


def _term_label(term: Term) -> str:
    if term.service is None:
        return term.title.id
    return _("{title}, service {number}").format(title=term.title.id, number=term.service)


def _remark(term: Term) -> str:
    if term.indicator is None:
        return ""
    missing = term.indicator.answered and (term.service or 1) > term.indicator.answer.services
    return _("missing") if missing else answered_by(term.indicator)


def answered_by(one: IndicatorResult) -> str:
    """How an indicator was answered, if not by a plain level."""
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


def evidence_table(result: Result, one: IndicatorResult, title: str) -> Table:
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
    rows = [Row.of(columns, {"label": _("Minimum"), "worth": number(result.instrument.scale.min)})]
    for step in one.evidence:
        cells: Cells = {
            "label": level_label(result.instrument, one.indicator.id, step.level),
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
        "aspect": _("its {aspect}").format(aspect=tier_of(instrument, "aspect")),
        "domain": _("its {domain}").format(domain=tier_of(instrument, "domain")),
        "index": _("all others"),
    }[one.to]
    return {
        "id": one.indicator.indicator.id,
        "label": one.indicator.indicator.title.id,
        "to": to,
        "before": percentage(one.before),
        "after": percentage(one.after),
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
            "label": whole_name(reading.tier, reading.id, part.title if part else None, instrument),
            "weight": percentage(part.weight) if part else None,
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
    rows.append(Row.of(columns, {"label": last, "value": predicate_text(result)}, strong=True))
    return Table(columns, tuple(rows), rules.title(_("From the index to the predicate"), judgement.rules))


_DATA = (
    *HEAD,
    *data_columns(("of_tier", "of_id", "step", "tier", "id", "title", "service")),
    *data_columns(("weight", "weight_exact", "value", "value_exact", "product_exact", "announced"), "number"),
    *data_columns(("low_exact", "high_exact", "possible_low_exact", "possible_high_exact")),
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
                **weight_cells(term.weight),
                "value": rounded(term.value, decimals),
                "value_exact": term.value,
                "product_exact": term.product,
            }
            rows.append(Row.of(_DATA, of | cells))
        total: Cells = {
            "step": "mean",
            "title": mean.title.id if mean.title else "",
            **weight_cells(mean.weight),
            "value": mean.value.shown,
            "value_exact": mean.value.exact,
            "product_exact": mean.total,
            "rules": " ".join(rule.code for rule in mean.rules),
        }
        rows.append(Row.of(_DATA, of | total))
    rows += [Row.of(_DATA, head | _reading_cells(one) | {"rules": "rule_interval"}) for one in value.readings]
    rules = " ".join(rule.code for rule in value.judgement.rules)
    judged: Cells = {"of_tier": "index", "step": "predicate", "title": result.predicate_name, "rules": rules}
    rows.append(Row.of(_DATA, head | judged | {"value_exact": value.judgement.compared}))
    return Table(_DATA, tuple(rows), audience="data")


def _reading_cells(one: ReadPart) -> Cells:
    part, reading = one
    return {
        "of_tier": reading.tier,
        "of_id": reading.id,
        "step": "announced",
        "title": part.title.id if part else "",
        **(weight_cells(part.weight) if part else {}),
        "value": reading.value.shown if reading.value else None,
        "value_exact": reading.value.exact if reading.value else None,
        "announced": None if reading.announced is None else exact(reading.announced),
        "low_exact": reading.interval.low if reading.interval else None,
        "high_exact": reading.interval.high if reading.interval else None,
        "possible_low_exact": reading.possible.low,
        "possible_high_exact": reading.possible.high,
    }
