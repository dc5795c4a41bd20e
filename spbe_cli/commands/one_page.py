"""``spbe score --one-page``: a result as a single sheet for the head of the agency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from spbe_cli.commands.common import Common
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.scored import Scored
    from spbe_cli.options.score import Asked
    from spbe_cli.views.page import Page


def prepared(asked: Asked, common: Common) -> Common:
    """Checks what ``--one-page`` and ``--owners`` stand with; a sheet is no data, so it goes into a format for people.

    Raises:
        BadInput: when something is asked for that has no place on the sheet, or a format for data.
    """
    if not asked.one_page:
        if asked.owners is not None:
            raise BadInput([Problem.of("--owners", "only_with", other="--one-page")])
        return common
    no_place = {
        "--set": asked.settings,
        "--focus": asked.focus,
        "--as-judged": asked.as_judged,
        "--lowered": asked.lowered,
    }
    if given := [option for option, value in no_place.items() if value]:
        raise BadInput(Problem.of("--one-page", "not_together", other=option) for option in given)
    return common._replace(destination=common.destination.for_people(("table", "markdown", "html", "pdf")))


def pages(scored: Sequence[Scored], asked: Asked, today: date) -> Iterator[Page]:
    """A sheet for each result.

    Raises:
        BadInput: with every problem of the file of owners.
    """
    from spbe_cli.commands.thresholds import threshold
    from spbe_cli.core.briefing import brief
    from spbe_cli.model.briefing import Around
    from spbe_cli.views.one_page import one_page

    for one in scored:
        result = one.result
        target = None if asked.target is None else threshold(asked.target, result.instrument)
        owners = {} if asked.owners is None else _owners(asked.owners, result.instrument)
        yield one_page(brief(result, today, Around(target, one.beside.before, tuple(one.beside.standings), owners)), one.verdicts)


def _owners(path: str, instrument: Instrument) -> Mapping[int, str]:
    """Who answers for which indicator."""
    from spbe_cli.reading.owners import load_owners

    return load_owners(path, instrument).leads
