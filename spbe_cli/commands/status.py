"""``spbe status``: who has answered what so far, and the range in which the index can still end up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.commands import exit_code
from spbe_cli.commands.merge import agreed, of_most, owned_parts
from spbe_cli.commands.submissions import agency_of, all_submissions, sound_submissions
from spbe_cli.commands.thresholds import day
from spbe_cli.core.collecting import HandedIn, PartFile, collect
from spbe_cli.model import agencies
from spbe_cli.output import PAGE_FORMATS, deliver_pages, tell_problems
from spbe_cli.reading.assessments import said_in
from spbe_cli.reading.owners import load_owners
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.sources import meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spbe_cli.commands.common import Common
    from spbe_cli.formats.json.shapes import collection as shapes
    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.collection import Collection
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.options.status import Asked
    from spbe_cli.reading.sources import Reader
    from spbe_cli.views.page import Page


def run(asked: Asked, common: Common) -> int:
    """Delivers the state of an assessment that is not complete yet.

    Files with problems are told and marked, and nothing in them counts. What two parts contradict each other about is told, and
    open. The exit code is 2 then.

    Raises:
        BadInput: with every problem where no file can be used, and where the parts are not of one assessment.
    """
    today = day(asked.today)
    reader = common.reader()
    files, problems = meant(asked.paths, reader.asked.note, apart=asked.owners)
    sound, wrong = sound_submissions(files, reader, quiet=common.quiet)
    parts, strange = of_most(sound)
    problems += (*wrong, *strange)
    if not parts:
        raise BadInput(problems)
    whole, contradictions = agreed(parts)
    instrument = parts[0].instrument
    owners = load_owners(asked.owners, instrument)
    named = [*owned_parts(parts), *_unsound(problems)]
    problems += contradictions
    read, before = _before(asked.before, whole, reader, quiet=common.quiet)
    found = collect(HandedIn(whole, instrument, named), owners, today, before)

    def pages() -> Iterator[Page]:
        from spbe_cli.views.status import status_page

        yield status_page(found)

    def data() -> shapes.Status:
        from spbe_cli.formats.json import collection as as_json

        return as_json.status(found, problems)

    _tell_idle(asked, common, found)
    deliver_pages(pages(), common.reading(*files, asked.owners, *read).destination, data)
    tell_problems(problems)
    return exit_code(problems)


def _tell_idle(asked: Asked, common: Common, found: Collection) -> None:
    """Says on standard error where an earlier file has no effect: a row of CSV is an owner's, and what is answered stays."""
    chosen = common.destination.chosen(PAGE_FORMATS)
    if chosen == "csv":
        common.tell_idle({"--before": asked.before}, beside=common.destination.asked)
    elif chosen != "json" and not found.open:
        common.tell_idle({"--before": asked.before}, only_for="open")


def _unsound(problems: Iterable[Problem]) -> Iterator[PartFile]:
    """The files with problems that name an owner all the same."""
    for path in dict.fromkeys(one.path for one in problems):
        owner = said_in(path, "owner")
        if owner is not None:
            yield PartFile(path, owner, sound=False)


def _before(
    path: str | None, whole: Assessment, reader: Reader, *, quiet: bool
) -> tuple[list[str], tuple[Assessment, Instrument] | None]:
    """The files that a path means, and the earlier assessment in them: the only one, or the one of the same agency."""
    if path is None:
        return [], None
    files, read = all_submissions([path], reader, agency_of, quiet=quiet)
    alike = [one for one in read if agency_of(one) == agencies.key(whole.agency)] or read
    if len(alike) != 1:
        raise BadInput([Problem.of(f"--before {path}", "agency_not_here", agency=whole.agency, meant=None)])
    if alike[0].assessment.answers is None:
        raise BadInput([Problem.at(path, alike[0].line, None, "nothing_to_carry", agency=alike[0].assessment.agency)])
    if alike[0].assessment.year > whole.year:
        now = whole.year, whole.stage
        raise BadInput([Problem.of(f"--before {path}", "nothing_earlier", agency=whole.agency, now=now)])
    return files, (alike[0].assessment, alike[0].instrument)
