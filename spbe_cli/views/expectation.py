"""The parts of a page on what to expect once a self-assessment is judged."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from spbe_cli.core.judging import rounded
from spbe_cli.core.learning import FEW
from spbe_cli.model.expectation import Lowered
from spbe_cli.texts import _, ngettext, number
from spbe_cli.views.page import Bar, Cell, Cells, Column, Fact, Note, Page, Percent, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from spbe_cli.model.expectation import Expectation, Learned

_LEAST = Decimal("0.1")
"""The smallest percentage that is shown, so that a possible event never shows as 0."""


def with_expectation(page: Page, value: Expectation) -> Page:
    """The page of a result with what to expect of it: a fact, a table of the predicates, and what is assumed."""
    low, high = number(value.low.shown), number(value.high.shown)
    text = _("{expected} expected, nine times in ten {low} to {high}")
    fact = Fact(_("If judged"), text.format(expected=number(value.expected.shown), low=low, high=high))
    return page._replace(
        facts=(*page.facts, fact),
        tables=(*page.tables, _table(value)),
        notes=(*page.notes, *_notes(value.basis)),
    )


def _table(value: Expectation) -> Table:
    columns = (
        Column("predicate", _("Predicate"), wide=True),
        Column("probability", _("Probability"), "number"),
        Column("bar", "", "bar", audience="people"),
    )
    cells: Iterator[Cells] = (
        {"predicate": name, "probability": probability_cell(one), "bar": Bar(one)} for name, one in value.predicates
    )
    return Table(columns, tuple(Row.of(columns, one) for one in cells), _("If it is judged likewise"))


def probability_cell(probability: Fraction) -> Cell:
    """A probability as a percentage with one decimal; only exactly 0 and 1 show as 0 and 100 percent."""
    percentage = rounded(100 * probability, 1)
    if percentage == 0 and probability:
        return f"<{number(_LEAST)}%"
    if percentage == 100 and probability != 1:  # noqa: PLR2004 - per cent
        return f">{number(100 - _LEAST)}%"
    return Percent(percentage)


def _notes(basis: Lowered | Learned) -> Iterator[Note]:
    if isinstance(basis, Lowered):
        text = _(
            "Assumed: each answered level is one lower with probability {probability}, independently, and none below the scale."
        )
        yield Note(text.format(probability=number(basis.probability)))
        return
    yield Note(" ".join(_learned(basis)))
    if basis.own_left_out:
        yield Note(_("Its own pair, of the same agency and year, is left out."))
    if basis.others:
        text = ngettext(
            "{count} result under another instrument is passed over.",
            "{count} results under other instruments are passed over.",
            basis.others,
        )
        yield Note(text.format(count=number(basis.others)))


def _learned(basis: Learned) -> Iterator[str]:
    """Which pairs, for how many indicators they are pooled, and what is assumed."""
    text = ngettext(
        "Learned from {count} pair of self-assessment and later result in {path}, indicator by indicator.",
        "Learned from {count} pairs of self-assessment and later result in {path}, indicator by indicator.",
        basis.pairs,
    )
    yield text.format(count=number(basis.pairs), path=basis.path)
    if basis.pooled:
        text = _(
            "With fewer than {few} pairs there, {kind} of {count} take the differences of all of their kind, {all} those of all."
        )
        counts = {"kind": len(basis.by_kind), "all": len(basis.by_all), "count": basis.answered}
        yield text.format(few=number(FEW), **{key: number(count) for key, count in counts.items()})
    yield _("Assumed: indicators are judged independently of each other.")
