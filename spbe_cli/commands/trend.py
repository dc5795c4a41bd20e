"""``spbe trend``: agencies over the years and stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.commands.bases import scored
from spbe_cli.commands.submissions import agency_of, found_in, nothing_asked_for
from spbe_cli.core.comparing import trend
from spbe_cli.formats.progress import progress, told
from spbe_cli.output import deliver_pages
from spbe_cli.reading.problems import BadInput
from spbe_cli.reading.sources import meant

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from spbe_cli.commands.common import Common
    from spbe_cli.formats.json.shapes import comparison as shapes
    from spbe_cli.options.trend import Asked
    from spbe_cli.reading.assessments import Submission
    from spbe_cli.views.page import Page


def run(asked: Asked, common: Common) -> int:
    """Delivers the results of the agencies in the files over time.

    Raises:
        BadInput: with every problem of every file, and where an agency has two results of one year and stage.
    """
    reader = common.reader()
    files, problems = meant(asked.paths, reader.asked.note)
    common = common.reading(*files)
    with progress(len(files), quiet=common.quiet) as more:
        results, wrong, *_read = found_in(told(files, more), reader, _agency_then, scored)
    found = trend(results)
    if problems := [*problems, *wrong]:
        raise BadInput(problems)
    if not results:
        raise BadInput([nothing_asked_for(path, reader) for path in asked.paths])

    def pages() -> Iterator[Page]:
        if common.destination.is_report:
            from spbe_cli.views.report import trend_report

            yield trend_report(found)
        else:
            from spbe_cli.views.trend import trend_page

            yield trend_page(found)

    def data() -> shapes.Trend:
        from spbe_cli.formats.json import comparison as as_json

        return as_json.trend(found)

    def each() -> Iterator[shapes.CourseLine]:
        from spbe_cli.formats.json import comparison as as_json

        return map(as_json.course_line, found.agencies)

    deliver_pages(pages(), common.destination, data, lines=each)
    if common.rows_only:
        from spbe_cli.views.trend import trend_answered_notes

        common.tell_notes(trend_answered_notes(found))
    return 0


def _agency_then(one: Submission) -> Hashable:
    return agency_of(one), one.assessment.year, one.assessment.stage
