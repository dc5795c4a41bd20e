"""``spbe explain``: how a result came about, or what an indicator's level means and what the next one brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.commands.bases import scored
from spbe_cli.commands.submissions import only_submission
from spbe_cli.core.explaining import explain, explain_indicator
from spbe_cli.model.base import number_of
from spbe_cli.output import deliver_pages
from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spbe_cli.commands.common import Common
    from spbe_cli.formats.json.shapes import explanation as shapes
    from spbe_cli.model.result import Result
    from spbe_cli.options.explain import Asked
    from spbe_cli.views.page import Page


def run(asked: Asked, common: Common) -> int:
    """Delivers the explanation of a file's result, or of one of its indicators.

    Raises:
        BadInput: with every problem of the file; or when there is no such indicator, or no answers to explain it by.
    """
    common = common.reading(asked.file)
    read = only_submission(asked.file, common.reader())
    result = scored(read)
    if asked.indicator is None:
        _explain_all(result, common)
    else:
        _explain_one(result, asked.indicator, common)
    return 0


def _explain_all(result: Result, common: Common) -> None:
    value = explain(result)

    def pages() -> Iterator[Page]:
        from spbe_cli.views.explanation import explanation_page

        yield explanation_page(value)

    def data() -> shapes.Explanation:
        from spbe_cli.formats.json import explanation as as_json

        return as_json.explanation(value)

    deliver_pages(pages(), common.destination, data)


def _explain_one(result: Result, indicator: str, common: Common) -> None:
    known = result.instrument.indicators
    asked = number_of(indicator)
    if asked is None or asked not in known:
        context = {"tier": "indicator", "id": indicator if asked is None else asked, "known": tuple(known)}
        raise BadInput([Problem.of(indicator, "unknown_part", **context)])
    if result.basis != "indicators":
        raise BadInput([Problem.of(result.path, "nothing_to_explain", agency=result.agency)])
    value = explain_indicator(result, asked)
    criteria = common.criteria(result.instrument)

    def pages() -> Iterator[Page]:
        from spbe_cli.views.explained_indicator import indicator_page

        yield indicator_page(value, criteria)

    def data() -> shapes.IndicatorExplanation:
        from spbe_cli.formats.json import explanation as as_json

        return as_json.indicator_explanation(value, criteria)

    deliver_pages(pages(), common.destination, data)
