"""Files to submissions or results, each agency once."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from spbe_cli.commands.bases import scored
from spbe_cli.formats.progress import progress
from spbe_cli.model.agencies import key, near_names
from spbe_cli.model.assessment import stage_order
from spbe_cli.model.coverage import Coverage
from spbe_cli.model.result import Result
from spbe_cli.reading.assessments import Submission
from spbe_cli.reading.document import problem_at
from spbe_cli.reading.files import STANDARD_INPUT, unsaid
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.sources import is_many, meant

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from spbe_cli.commands.bases import Basis
    from spbe_cli.model.assessment import Assessment
    from spbe_cli.reading.sources import Reader


_MOST_FILES: Final = 1000
"""So many files at most are read again to say what is there instead of what was asked for."""


class Found(NamedTuple):
    """The results in files, the problems, whether any result is a row of a table, and how many files and rows could be read."""

    results: list[Result]
    problems: list[Problem]
    tables: bool
    coverage: Coverage


def whose(one: Result | Submission) -> Hashable:
    """What an agency has one of: an assessment under an instrument, of a year and a stage."""
    return key(one.assessment.agency), one.instrument.id, one.assessment.year, one.assessment.stage


def anything(_read: Submission) -> Iterable[Problem]:
    """The problems of a submission where any will do: none."""
    return ()


def results_in(
    files: Iterable[str],
    reader: Reader,
    alike: Callable[[Result], Hashable],
    basis: Basis | None = None,
    unfit: Callable[[Submission], Iterable[Problem]] = anything,
) -> Found:
    """The results in files, and their problems.

    Args:
        files: answer files and tables.
        reader: what reads them.
        alike: where it gives the same for several results, each one after the first is a problem. If they are parts of several
            owners, the first one does not count either.
        basis: what counts.
        unfit: the problems of a submission from which the command can make nothing.
    """
    first: dict[Hashable, tuple[str, Assessment]] = {}
    parts: set[Hashable] = set()
    results: list[Result] = []
    problems: list[Problem] = []
    repeated: list[tuple[str, bool]] = []
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
            found = _scored(read, basis, unfit)
            if not isinstance(found, Result):
                problems += found
                unread += 1
            elif twice := list(again(read, alike(found), first, reader)):
                problems += twice
                in_parts = are_parts(first[alike(found)][1].owner, read.assessment.owner)
                repeated.append((found.agency, in_parts))
                if in_parts:
                    parts.add(alike(found))
            else:
                results.append(found)
    if parts:
        results = [one for one in results if alike(one) not in parts]
    return Found(results, problems, tables, Coverage(total - unread, total).repeating(repeated))


def _scored(
    read: Submission, basis: Basis | None, unfit: Callable[[Submission], Iterable[Problem]]
) -> Result | Sequence[Problem]:
    """The result of a submission, or why there is none."""
    if wrong := tuple(unfit(read)):
        return wrong
    try:
        return scored(read, basis)
    except BadInput as bad:
        return bad.problems


def only_submission(file: str, reader: Reader) -> Submission:
    """The only submission of a file: an answer file, or the one row of a table that is asked for.

    Raises:
        BadInput: with every problem of the file, or when it has no submission or several.
    """
    return only_one(file, reader.sound([file]), reader)


def only_one(path: str, found: Sequence[Submission], reader: Reader) -> Submission:
    """The only one of the submissions at a path.

    Raises:
        BadInput: when there is none, or when there are several.
    """
    if not found:
        raise BadInput([nothing_asked_for(path, reader)])
    if len(found) > 1:
        raise BadInput([Problem.of(path, "one_assessment") if is_many(path) else _several(path, found)])
    return found[0]


def earlier_submission(path: str, reader: Reader, later: Submission) -> Submission:
    """The earlier submission to compare with: that of an answer file, or the agency's latest earlier row in a table.

    Raises:
        BadInput: with every problem of the file, or when the agency is not there or has nothing earlier.
    """
    agency = later.assessment.agency
    reader = reader._replace(strict=False, asked=reader.asked._replace(agency=agency, year=None))
    found = reader.sound([path])
    if not found:
        every = _of_all(reader).sound([path])
        if len(every) == 1 and every[0].row is None:
            return every[0]  # the named file is used, even if the agency had another name then
        raise BadInput([Problem.of(path, "agency_not_here", agency=agency, meant=_near(agency, _there(path, reader)))])
    if len(found) == 1:
        return found[0]
    before = [one for one in found if _occasion(one) < _occasion(later)]
    if not before:
        now = later.assessment.year, later.assessment.stage
        raise BadInput([Problem.of(path, "nothing_earlier", agency=agency, now=now)])
    latest = [one for one in before if _occasion(one) == max(map(_occasion, before))]
    if len(latest) != 1:
        raise BadInput([_several(path, latest)])
    return latest[0]


def problems_in(path: str, reader: Reader) -> tuple[Problem, ...]:
    """The problems of a file, with all its agencies and years."""
    try:
        _of_all(reader._replace(strict=False)).sound([path])
    except BadInput as bad:
        return bad.problems
    return ()


def _of_all(reader: Reader) -> Reader:
    """A reader of all agencies and years that does not report again what is passed over."""
    return reader._replace(asked=reader.asked._replace(agency=None, year=None, note=unsaid))


def nothing_asked_for(path: str, reader: Reader) -> Problem:
    """The problem that nothing at a path is of the agency or the year that was asked for.

    It says who may be meant, or of which years something is here.
    """
    asked = reader.asked
    every = list(_there(path, reader))
    own = [one for one in every if asked.agency is None or reader.is_asked(one.agency)]
    years = sorted({one.year for one in own}) if asked.year is not None else []
    near = None if own or asked.agency is None else _near(asked.agency, every)
    return Problem.of(path, "nothing_asked_for", agency=asked.agency, year=asked.year, meant=near, years=years)


def _there(path: str, reader: Reader) -> Iterator[Assessment]:
    """All assessments at a path, of whatever agency and year; of standard input none, as it can't be read again."""
    every = _of_all(reader._replace(strict=False))
    for file in islice(meant([path])[0], _MOST_FILES):
        if file != STANDARD_INPUT:
            yield from (one.assessment for one in every.submissions(file) if isinstance(one, Submission))


def _near(agency: str, there: Iterable[Assessment]) -> str | None:
    """The agency whose name is near the one that is asked for."""
    return near_names([agency], {one.agency for one in there}).get(agency)


def _several(path: str, found: Sequence[Submission]) -> Problem:
    if all(one.row is None for one in found):
        names = [one.assessment.owner or one.assessment.agency for one in found]
        return Problem.of(path, "forms_in_one", names=names, sheets=())
    agencies = dict.fromkeys(one.assessment.agency for one in found)
    years = sorted({one.assessment.year for one in found})
    sheets = list(dict.fromkeys(one.sheet for one in found if one.sheet is not None))
    stages = [(one.assessment.year, one.assessment.stage) for one in sorted(found, key=_occasion)]
    context = {"agencies": list(agencies), "years": years, "stages": stages, "sheets": sheets}
    return Problem.of(path, "several_rows", count=len(found), **context)


def _occasion(one: Submission) -> tuple[int, int]:
    """The year and the stage of a submission, in the order of time; without a stage it comes last in its year."""
    return one.assessment.year, stage_order(one.assessment.stage)


def all_submissions(
    paths: Iterable[str],
    reader: Reader,
    alike: Callable[[Submission], Hashable] = id,
    *,
    quiet: bool,
) -> tuple[list[str], list[Submission]]:
    """The files that paths mean, and the submissions in them.

    Raises:
        BadInput: with every problem of every file; where submissions are ``alike``, each one after the first is a problem.
    """
    files, problems = meant(paths, reader.asked.note)
    found, wrong = sound_submissions(files, reader, alike, quiet=quiet)
    if problems := [*problems, *wrong]:
        raise BadInput(problems)
    return files, found


def sound_submissions(
    files: Sequence[str],
    reader: Reader,
    alike: Callable[[Submission], Hashable] = id,
    unfit: Callable[[Submission], Iterable[Problem]] = anything,
    *,
    quiet: bool,
) -> tuple[list[Submission], list[Problem]]:
    """The submissions in files, and everything that is wrong with the others; a bar on a terminal shows how far it is.

    Of submissions that are ``alike`` every further one is a problem, and so is one that is ``unfit``. If they are parts of
    several owners, the first one does not count either.
    """
    problems: list[Problem] = []
    first: dict[Hashable, tuple[str, Assessment]] = {}
    parts: set[Hashable] = set()
    found: list[Submission] = []
    with progress(len(files), quiet=quiet) as more:
        for file in files:
            for read in reader.submissions(file):
                if not isinstance(read, Submission):
                    problems += read
                elif wrong := tuple(unfit(read)):
                    problems += wrong
                elif twice := tuple(again(read, alike(read), first, reader)):
                    problems += twice
                    if are_parts(first[alike(read)][1].owner, read.assessment.owner):
                        parts.add(alike(read))
                else:
                    found.append(read)
            more(1)
    return [one for one in found if alike(one) not in parts] if parts else found, problems


def are_parts(first: str | None, other: str | None) -> bool:
    """Whether two assessments of an agency, by their owners, are parts, so that the first one is not the whole."""
    return first not in (None, other)


def again(read: Submission, key: Hashable, first: dict[Hashable, tuple[str, Assessment]], reader: Reader) -> Iterator[Problem]:
    """A problem for a submission if one with the same key came before; ``first`` has each first one, with its place."""
    mark, about = read.places.mark_of(("agency",)), read.assessment
    place, before = first.get(key, ("", about))
    context: dict[str, Any] = {"agency": about.agency, "first": place, "parts": about.owner != before.owner}
    if before.year != about.year:
        context |= {"years": sorted((before.year, about.year)), "year_option": reader.asked.year_option}
    elif before.stage != about.stage:
        context["stages"] = [(one.year, one.stage) for one in sorted((before, about), key=lambda one: stage_order(one.stage))]
    problem = problem_at(read.path, mark, "agency_twice", **context)
    if key in first:
        yield problem
    else:
        first[key] = problem.place, about
