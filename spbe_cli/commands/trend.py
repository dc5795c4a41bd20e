"""``spbe trend``: agencies over the years and stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.commands.gathering import submissions_in
from spbe_cli.core.comparing import occasion, trend
from spbe_cli.core.scoring import score
from spbe_cli.model.base import folded
from spbe_cli.output import deliver_pages
from spbe_cli.reading.assessments import Submission
from spbe_cli.reading.gathering import meant
from spbe_cli.reading.instruments import load_instruments
from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spbe_cli.commands.common import Common
    from spbe_cli.model.comparison import Occasion
    from spbe_cli.model.result import Result
    from spbe_cli.views.page import Page


def run(paths: Sequence[str], common: Common) -> int:
    """Delivers how the agencies in the files have done over time.

    Raises:
        BadInput: with every problem of every file, and where an agency has two results of one year and stage.
    """
    files, problems = meant(paths)
    found = trend(_results(files, common, problems))
    if problems:
        raise BadInput(problems)

    def pages() -> Iterator[Page]:
        from spbe_cli.views.trend import trend_page

        yield trend_page(found)

    def data() -> str:
        from spbe_cli.formats import json

        return json.text(json.trend(found))

    deliver_pages(pages(), common.destination, data, common.inputs(files))
    return 0


def _results(files: Sequence[str], common: Common, problems: list[Problem]) -> Iterator[Result]:
    """The results in the files; what is wrong with a file, and a second result of an occasion, goes to ``problems``."""
    instruments = load_instruments(common.indicators)
    default = common.default(instruments)
    places: dict[tuple[str, Occasion], str] = {}
    for file in files:
        for read in submissions_in(file, instruments, default, strict=False):
            if not isinstance(read, Submission):
                problems += read
                continue
            result = score(read.assessment, read.instrument, read.path)
            line, column = read.places.find(("agency",))
            place = f"{read.path}:{line}:{column}"
            key = (folded(result.agency), occasion(result))
            if key in places:
                problems.append(Problem.at(read.path, line, column, "agency_twice", agency=result.agency, first=places[key]))
            places.setdefault(key, place)
            yield result
