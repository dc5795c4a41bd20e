"""``spbe status``: who has answered what so far, and the range in which the index can still end up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.commands.merge import merged
from spbe_cli.commands.submissions import all_submissions
from spbe_cli.commands.thresholds import day
from spbe_cli.core.collecting import HandedIn, collect
from spbe_cli.model import agencies
from spbe_cli.output import deliver_pages
from spbe_cli.reading.owners import load_owners
from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spbe_cli.commands.common import Common
    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.options.status import Asked
    from spbe_cli.reading.sources import Reader
    from spbe_cli.views.page import Page


def run(asked: Asked, common: Common) -> int:
    """Delivers the state of an assessment that is not complete yet.

    Raises:
        BadInput: with every problem of every file, and wherever two parts contradict each other.
    """
    today = day(asked.today)
    reader = common.reader()
    files, parts = all_submissions(asked.paths, reader)
    whole = merged(parts)
    instrument = parts[0].instrument
    owners = load_owners(asked.owners, instrument)
    named = {part.path: part.assessment.owner for part in parts if part.assessment.owner is not None}
    read, before = _before(asked.before, whole, reader)
    found = collect(HandedIn(whole, instrument, named), owners, today, before)

    def pages() -> Iterator[Page]:
        from spbe_cli.views.status import status_page

        yield status_page(found)

    def data() -> str:
        from spbe_cli.formats.json import collection as as_json
        from spbe_cli.formats.json.text import text

        return text(as_json.status(found))

    deliver_pages(pages(), common.reading(*files, asked.owners, *read).destination, data)
    return 0


def _before(path: str | None, whole: Assessment, reader: Reader) -> tuple[list[str], tuple[Assessment, Instrument] | None]:
    """The files that a path means, and the earlier assessment in them: the only one, or the one of the same agency."""
    if path is None:
        return [], None
    files, read = all_submissions([path], reader, lambda one: agencies.key(one.assessment.agency))
    alike = [one for one in read if agencies.key(one.assessment.agency) == agencies.key(whole.agency)] or read
    if len(alike) != 1:
        raise BadInput([Problem.of(f"--before {path}", "agency_not_here", agency=whole.agency, meant=None)])
    if alike[0].assessment.answers is None:
        raise BadInput([Problem.at(path, alike[0].line, None, "nothing_to_carry", agency=alike[0].assessment.agency)])
    return files, (alike[0].assessment, alike[0].instrument)
