"""Files to submissions or results, each agency once."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

from spbe_cli.formats.progress import progress, told
from spbe_cli.model.agencies import key, near_names
from spbe_cli.model.assessment import stage_order
from spbe_cli.model.coverage import Coverage
from spbe_cli.reading.assessments import Submission
from spbe_cli.reading.files import STANDARD_INPUT, unsaid
from spbe_cli.reading.problems import BadInput, Problem, place_at, problem_at
from spbe_cli.reading.sources import is_many, meant

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.ranking import Entry
    from spbe_cli.reading.sources import Reader

One = TypeVar("One")

_MOST_FILES: Final = 1000
"""So many files at most are read again to say what is there instead of what was asked for."""


class Found(NamedTuple, Generic[One]):
    """What is made of the sound submissions in files, the problems, whether any file is a table, and how much could be read."""

    sound: list[One]
    problems: list[Problem]
    tables: bool
    coverage: Coverage


def agency_of(one: Submission) -> str:
    """The agency that a submission is about, however its name is written."""
    return key(one.assessment.agency)


def whose(one: Submission) -> Hashable:
    """What an agency has one of: an assessment under an instrument, of a year and a stage."""
    return agency_of(one), one.instrument.id, one.assessment.year, one.assessment.stage


def found_in(
    files: Iterable[str], reader: Reader, alike: Callable[[Submission], Hashable], made: Callable[[Submission], One]
) -> Found[One]:
    """What is made of the submissions in files, and everything that is wrong with the others.

    Args:
        files: answer files and tables.
        reader: what reads them.
        alike: where it gives the same for several submissions, each one after the first is a problem. If they are parts of
            several owners, the first one does not count either.
        made: makes something of a submission, or raises BadInput.
    """
    first: dict[Hashable, tuple[str, Assessment]] = {}
    parts: set[Hashable] = set()
    sound: list[tuple[Hashable, One]] = []
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
            try:
                one = made(read)
            except BadInput as bad:
                problems += bad.problems
                unread += 1
                continue
            kind, about = alike(read), read.assessment
            if kind not in first:
                first[kind] = place_in(read, ("agency",)), about
                sound.append((kind, one))
                continue
            place, before = first[kind]
            at = partial(problem_at, read.path, read.places.mark_of(("agency",)))
            problems.append(agency_twice(at, place, before, about, occasions=reader.asked.occasions))
            in_parts = are_parts(before.owner, about.owner)
            repeated.append((about.agency, in_parts))
            if in_parts:
                parts.add(kind)
    coverage = Coverage(total - unread, total).repeating(repeated)
    return Found([one for kind, one in sound if kind not in parts], problems, tables, coverage)


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
    """The earlier submission to compare with: the only one, or the agency's latest earlier row in a table.

    Raises:
        BadInput: with every problem of the file, or when the agency is not there or has nothing earlier.
    """
    agency = later.assessment.agency
    reader = reader.on(None, None)._replace(strict=False)
    reader = reader._replace(asked=reader.asked._replace(agency=agency))
    found = reader.sound([path])
    if not found:
        every = _of_all(reader).sound([path])
        if len(every) != 1 or every[0].row is not None:
            raise BadInput([Problem.of(path, "agency_not_here", agency=agency, meant=_near(agency, there(path, reader)))])
        found = every  # the named file is used, even if the agency had another name then
    if len(found) == 1 and found[0].assessment.year <= later.assessment.year:
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
        _of_all(reader).sound([path])
    except BadInput as bad:
        return bad.problems
    return ()


def _of_all(reader: Reader) -> Reader:
    """A reader of all agencies, years and stages, complete or not, that does not report again what is passed over."""
    return reader._replace(strict=False, asked=reader.asked._replace(agency=None, year=None, stage=None, note=unsaid))


def nothing_asked_for(path: str, reader: Reader) -> Problem:
    """The problem that nothing at a path is of the agency, the year or the stage that was asked for.

    It says who may be meant, or of which years or stages something is here.
    """
    asked = reader.asked
    nothing = partial(Problem.of, path, "nothing_asked_for", agency=asked.agency, year=asked.year, stage=asked.stage)
    of_stages = () if asked.stage is None else _assessments(path, reader.on(asked.year, None).noting(unsaid))
    if stages := {(one.year, one.stage) for one in of_stages}:
        return nothing(stages=sorted(stages, key=lambda one: (one[0], stage_order(one[1]))), years=[], meant=None)
    every = list(there(path, reader))
    own = [one for one in every if asked.agency is None or reader.is_asked(one.agency)]
    years = sorted({one.year for one in own}) if asked.year is not None else []
    near = None if own or asked.agency is None else _near(asked.agency, every)
    return nothing(stages=[], years=years, meant=near)


def there(path: str, reader: Reader) -> Iterator[Assessment]:
    """All assessments at a path, of whatever agency, year and stage; of standard input none, as it can't be read again."""
    return _assessments(path, _of_all(reader))


def _assessments(path: str, reader: Reader) -> Iterator[Assessment]:
    for file in islice(meant([path])[0], _MOST_FILES):
        if file != STANDARD_INPUT:
            yield from (one.assessment for one in reader.submissions(file) if isinstance(one, Submission))


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
    paths: Sequence[str],
    reader: Reader,
    alike: Callable[[Submission], Hashable] = id,
    *,
    quiet: bool,
) -> tuple[list[str], list[Submission]]:
    """The files that paths mean, and the submissions in them: at least one.

    Raises:
        BadInput: with every problem of every file; where submissions are ``alike``, each one after the first is a problem. Also
            where nothing is of the agency or the year that was asked for.
    """
    files, problems = meant(paths, reader.asked.note)
    found, wrong = sound_submissions(files, reader, alike, quiet=quiet)
    if problems := [*problems, *wrong]:
        raise BadInput(problems)
    if not found:
        raise BadInput([nothing_asked_for(path, reader) for path in paths])
    return files, found


def sound_submissions(
    files: Sequence[str], reader: Reader, alike: Callable[[Submission], Hashable] = id, *, quiet: bool
) -> tuple[list[Submission], list[Problem]]:
    """The submissions in files, and everything that is wrong with the others; a bar on a terminal shows how far it is."""
    with progress(len(files), quiet=quiet) as more:
        sound, problems, *_read = found_in(told(files, more), reader, alike, lambda read: read)
    return sound, problems


def are_parts(first: str | None, other: str | None) -> bool:
    """Whether two assessments of an agency, by their owners, are parts, so that the first one is not the whole."""
    return first not in (None, other)


def agency_twice(
    at: Callable[..., Problem],
    place: str,
    first: Assessment | Entry,
    again: Assessment | Entry,
    *,
    occasions: bool = False,
) -> Problem:
    """The problem that an agency is there twice, in the words that fit what tells the two apart.

    Args:
        at: makes a problem of a code and its context, at the place of the second one.
        place: where the first one stands.
        first: the first one.
        again: the second one.
        occasions: whether ``--year`` and ``--stage`` can choose between them.
    """
    context: dict[str, Any] = {"agency": again.agency, "first": place, "parts": again.owner != first.owner}
    context["occasions"] = occasions
    if first.year != again.year:
        context["years"] = sorted((first.year, again.year))
    elif first.stage != again.stage:
        context["stages"] = [(one.year, one.stage) for one in sorted((first, again), key=lambda one: stage_order(one.stage))]
    return at("agency_twice", **context)


def place_in(read: Submission, path: tuple[Any, ...]) -> str:
    """Where a value of a submission stands, as problems write it; ``path`` are its keys."""
    return place_at(read.path, read.places.mark_of(path))
