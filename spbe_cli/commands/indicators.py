"""``spbe indicators``: an instrument's tree, one part of it, or what its titles say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.commands.selection import narrowed, part
from spbe_cli.model.base import folded
from spbe_cli.model.instrument import Catalogue
from spbe_cli.output import deliver_pages
from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spbe_cli.commands.common import Common
    from spbe_cli.formats.json.shapes import catalogue as shapes
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.options.indicators import Asked
    from spbe_cli.views.page import Page


def run(asked: Asked, common: Common) -> int:
    """Delivers the indicators that are asked for by an id, ``domain:3``, ``aspect:3`` or words of their titles; otherwise all.

    A focus narrows them further. A single indicator comes with the criteria of its levels, all indicators with the rules of
    results.

    Raises:
        BadInput: when there is no such indicator, domain, aspect or word.
    """
    instruments = common.instruments()
    instrument = common.default(instruments) or instruments.default
    chosen = frozenset(instrument.indicators if asked.what is None else _meant(asked.what, instrument))
    catalogue = Catalogue(instrument, chosen if asked.focus is None else narrowed(chosen, asked.focus, instrument))
    criteria = common.criteria(instrument) if catalogue.whole or len(catalogue.chosen) == 1 else None
    others = [] if asked.what or asked.focus else [f"{one.id} ({one.years})" for one in instruments if one is not instrument]

    def pages() -> Iterator[Page]:
        from spbe_cli.views.catalogue import catalogue_page

        yield catalogue_page(catalogue, others, criteria)

    def data() -> shapes.Catalogue:
        from spbe_cli.formats.json import catalogue as as_json

        return as_json.catalogue(catalogue, criteria)

    deliver_pages(pages(), common.destination, data)
    return 0


def _meant(what: str, instrument: Instrument) -> tuple[int, ...]:
    if (meant := part(what, instrument, what)) is not None:
        return meant
    found = tuple(one.id for one in instrument.indicators.values() if any(folded(what) in title for title in one.title.folded))
    if not found:
        raise BadInput([Problem.of(what, "no_title", value=what, instrument=instrument.id)])
    return found
