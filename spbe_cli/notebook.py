"""Values in Python: as plain data, as the commands write them as JSON, and as HTML for a notebook, as the commands show them."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from spbe_cli.core.promising import outlook
from spbe_cli.formats import notebook
from spbe_cli.formats.json import comparison as comparison_as_json
from spbe_cli.formats.json import plan as plan_as_json
from spbe_cli.formats.json import ranking as ranking_as_json
from spbe_cli.formats.json import result as result_as_json
from spbe_cli.model.comparison import Comparison, Comparisons, Judgements, Trend
from spbe_cli.model.coverage import Coverage
from spbe_cli.model.plan import Plan
from spbe_cli.model.ranking import Ranking
from spbe_cli.model.result import Result
from spbe_cli.model.scored import Beside, Scored
from spbe_cli.reading.criteria import load_criteria
from spbe_cli.views.comparison import comparison_page
from spbe_cli.views.comparisons import Order, comparisons_page
from spbe_cli.views.plan import plan_page
from spbe_cli.views.ranking import Layout, ranking_page
from spbe_cli.views.result import result_page
from spbe_cli.views.trend import trend_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from spbe_cli.model.plan import Outlook
    from spbe_cli.views.page import Page

_ALL: Final = Coverage(0, 0)
"""Nothing was left out, as far as a value knows: JSON says how much was read only where that was not all."""


def to_dict(value: Any) -> dict[str, Any]:
    """A value as plain Python: dictionaries, lists, text and numbers, as its command writes them as JSON."""
    return _WAYS[type(value)].data(value)


def to_html(value: Any) -> str:
    """A value as a piece of HTML that a notebook shows."""
    return notebook.fragment(_WAYS[type(value)].page(value))


def _outlook(result: Result) -> Outlook | None:
    """The outlook of a result today, where its answers have promises."""
    return outlook(result, None, date.today()) if any(one.answer.target for one in result.indicators) else None


def _result(value: Result) -> dict[str, Any]:
    return dict(next(result_as_json.results([Scored(value, beside=Beside(_outlook(value)))], gates=False)))


def _result_page(value: Result) -> Page:
    return result_page(value, "aspect", (), Beside(_outlook(value)))


def _comparisons(value: Comparisons) -> dict[str, Any]:
    return dict(comparison_as_json.comparisons(value, Judgements(((),) * len(value.pairs)), (), (_ALL, _ALL)))


def _plan(value: Plan) -> dict[str, Any]:
    instrument = value.today.instrument
    # The instrument may be a region's own with the id of another.
    return dict(plan_as_json.plan(value, {instrument.id: load_criteria(instrument, lent=True)}))


def _ranking(value: Ranking) -> dict[str, Any]:
    pieces = ranking_as_json.rankings([value], ranking_as_json.Whole((), _ALL))
    written: dict[str, Any] = json.loads("".join(pieces))
    return written


class _Way(NamedTuple):
    """How a kind of value becomes data, and how it becomes a page."""

    data: Callable[[Any], dict[str, Any]]
    page: Callable[[Any], Page]


_WAYS: Final = {
    Result: _Way(_result, _result_page),
    Comparison: _Way(lambda value: dict(comparison_as_json.comparison(value, ())), comparison_page),
    Comparisons: _Way(_comparisons, lambda value: comparisons_page(value, Order())),
    Trend: _Way(lambda value: dict(comparison_as_json.trend(value)), trend_page),
    Plan: _Way(_plan, plan_page),
    Ranking: _Way(_ranking, lambda value: ranking_page(value, Layout())),
}
