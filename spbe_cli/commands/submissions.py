"""Files to submissions or results, each agency once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.core.scoring import score
from spbe_cli.model.ranking import Coverage
from spbe_cli.reading.assessments import Submission
from spbe_cli.reading.document import problem_at
from spbe_cli.reading.problems import BadInput
from spbe_cli.reading.sources import meant

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from spbe_cli.model.result import Result
    from spbe_cli.reading.problems import Problem
    from spbe_cli.reading.sources import Reader


class Found(NamedTuple):
    """The results in files, what is wrong with them, whether any is a row of a table, and how many files and rows were read."""

    results: list[Result]
    problems: list[Problem]
    tables: bool
    coverage: Coverage


def results_in(files: Iterable[str], reader: Reader, alike: Callable[[Result], Hashable]) -> Found:
    """The results in files, and what is wrong with them; of results that are ``alike`` every further one is a problem."""
    first: dict[Hashable, str] = {}
    results: list[Result] = []
    problems: list[Problem] = []
    tables = False
    unread = total = 0
    for file in files:
        for read in reader.submissions(file):
            total += 1
            if not isinstance(read, Submission):
                problems += read
                unread += 1
                continue
            tables = tables or read.row is not None
            result = score(read.assessment, read.instrument, read.path, read.line)
            again = list(_again(read, alike(result), first))
            problems += again
            if not again:
                results.append(result)
    return Found(results, problems, tables, Coverage(total - unread, total))


def all_submissions(
    paths: Iterable[str],
    reader: Reader,
    alike: Callable[[Submission], Hashable] = id,
) -> tuple[list[str], list[Submission]]:
    """The files that paths mean, and the submissions in them.

    Raises:
        BadInput: with everything that is wrong with any of them; of submissions that are ``alike`` every further one is, too.
    """
    files, problems = meant(paths)
    first: dict[Hashable, str] = {}
    found: list[Submission] = []
    for file in files:
        for read in reader.submissions(file):
            if isinstance(read, Submission):
                found.append(read)
                problems += _again(read, alike(read), first)
            else:
                problems += read
    if problems:
        raise BadInput(problems)
    return files, found


def _again(read: Submission, key: Hashable, first: dict[Hashable, str]) -> Iterator[Problem]:
    """A problem for a submission whose like came before."""
    mark = read.places.mark_of(("agency",))
    again = problem_at(read.path, mark, "agency_twice", agency=read.assessment.agency, first=first.get(key, ""))
    if first.setdefault(key, again.place) != again.place:
        yield again
