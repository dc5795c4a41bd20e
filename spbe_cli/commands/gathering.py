"""Many files to entries: in chunks, over processes where there are enough of them, the good ones whatever the others are."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal, NamedTuple

from spbe_cli import texts
from spbe_cli.core.losses import Tally
from spbe_cli.core.ranking import entry
from spbe_cli.core.scoring import score
from spbe_cli.reading.assessments import Submission, submission
from spbe_cli.reading.document import problem_at
from spbe_cli.reading.files import STANDARD_INPUT
from spbe_cli.reading.gathering import is_table, meant
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.table import submissions

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from spbe_cli.model.instrument import Instrument, Tier
    from spbe_cli.model.ranking import Entry
    from spbe_cli.model.result import Result
    from spbe_cli.reading.instruments import Instruments

_POOL_FROM = 300
"""How many files it takes before a pool of processes is quicker than one."""

_CHUNK = 250
_MOST_CHUNKS = 40
"""Chunks grow with the files, as equal values within one are kept once."""


class Job(NamedTuple):
    """How files are read, and what is kept of them; ``by`` are the tiers to tally, ``skip`` places of which nothing is kept."""

    strict: bool = False
    detail: Literal["domain", "aspect", "indicator"] | None = None
    by: tuple[Tier, ...] = ()
    year: int | None = None
    skip: frozenset[str] = frozenset()


Key = tuple[str, int, str | None, "Tier"]
"""An instrument, year, stage and tier."""


class Gathered(NamedTuple):
    """What was found in files: entries, tallies by instrument, year, stage and tier where they are asked for, and problems."""

    entries: list[Entry]
    tallies: dict[Key, Tally]
    problems: list[Problem]

    def take(self, other: Gathered) -> None:
        """Adds what was found elsewhere."""
        self.entries.extend(other.entries)
        self.problems.extend(other.problems)
        for key, tally in other.tallies.items():
            if key in self.tallies:
                self.tallies[key].merge(tally)
            else:
                self.tallies[key] = tally


def gathered(
    files: Sequence[str], job: Job, instruments: Instruments, default: Instrument | None, progress: Callable[[int], None]
) -> Gathered:
    """Everything in the files.

    Args:
        files: answer files and tables; ``-`` for standard input.
        job: how they are read, and what is kept of them.
        instruments: those that files may be measured by.
        default: for files that name none; without it the one that holds for the year.
        progress: is told how many more files are done.
    """
    found = Gathered([], {}, [])
    processes = min(os.cpu_count() or 1, -(-len(files) // _CHUNK))
    # Standard input is that of this process only.
    if len(files) < _POOL_FROM or processes == 1 or STANDARD_INPUT in files:
        worker = _Worker(job, instruments, default)
        for file in files:
            worker.read((file,), found)
            progress(1)
        return found
    from spbe_cli.processes import Lost, workers

    size = max(_CHUNK, -(-len(files) // _MOST_CHUNKS))
    chunks = [files[begin : begin + size] for begin in range(0, len(files), size)]
    try:
        with workers(processes, _begin, (job, instruments, default, texts.language())) as over:
            for chunk, part in zip(chunks, over(_read, chunks), strict=True):
                found.take(part)
                progress(len(chunk))
    except Lost:
        raise BadInput([Problem.at("-", None, None, "worker_lost")]) from None
    return found


class _Worker:
    """What one process keeps between chunks: the instruments."""

    def __init__(self, job: Job, instruments: Instruments, default: Instrument | None) -> None:
        self._job = job
        self._instruments = instruments
        self._default = default

    def read(self, files: Sequence[str], found: Gathered) -> None:
        """Adds everything in the files to what was found."""
        for file in files:
            for read in submissions_in(file, self._instruments, self._default, strict=self._job.strict):
                if isinstance(read, Submission):
                    self._keep(read, found)
                else:
                    found.problems.extend(read)

    def _keep(self, read: Submission, found: Gathered) -> None:
        if self._job.year is not None and read.assessment.year != self._job.year:
            return
        result = score(read.assessment, read.instrument, read.path)
        row = read.places.find(())[0] if is_table(read.path) else None
        kept = entry(result, self._job.detail, row)
        if kept.place in self._job.skip:
            return
        found.entries.append(kept)
        for tier in self._job.by:
            key = (read.instrument.id, read.assessment.year, read.assessment.stage, tier)
            found.tallies.setdefault(key, Tally(tier)).add(result)


def once_each(entries: Iterable[Entry], again: Iterable[tuple[Entry, Entry]]) -> tuple[list[Entry], list[Problem]]:
    """The entries but for those that are ``again`` of an agency that is there already, and a problem for each of these."""
    problems: dict[str, Problem] = {}
    for first, second in again:
        context = {"agency": second.agency, "first": first.place}
        column = None if second.line is None else 1
        problems[second.place] = Problem.at(second.path, second.line, column, "agency_twice", **context)
    return [one for one in entries if one.place not in problems], list(problems.values())


def submissions_in(
    file: str, instruments: Instruments, default: Instrument | None, *, strict: bool
) -> Iterator[Submission | Sequence[Problem]]:
    """The submissions of an answer file or of a table's rows, and in the place of each that is none what is wrong with it."""
    try:
        if is_table(file):
            yield from submissions(file, instruments, default, strict=strict)
        else:
            yield submission(file, instruments, default, strict=strict)
    except BadInput as bad:
        yield bad.problems


def results_in(
    files: Iterable[str],
    instruments: Instruments,
    default: Instrument | None,
    alike: Callable[[Result], Hashable],
    *,
    strict: bool = False,
) -> tuple[list[Result], list[Problem]]:
    """The results in files, and what is wrong with them; of results that are ``alike`` every further one is a problem."""
    first: dict[Hashable, str] = {}
    results: list[Result] = []
    problems: list[Problem] = []
    for file in files:
        for read in submissions_in(file, instruments, default, strict=strict):
            if not isinstance(read, Submission):
                problems += read
                continue
            result = score(read.assessment, read.instrument, read.path, read.line)
            again = list(_again(read, alike(result), first))
            problems += again
            if not again:
                results.append(result)
    return results, problems


def all_submissions(
    paths: Iterable[str],
    instruments: Instruments,
    default: Instrument | None,
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
        for read in submissions_in(file, instruments, default, strict=False):
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


_worker: _Worker


def _begin(job: Job, instruments: Instruments, default: Instrument | None, language: texts.Language) -> None:
    global _worker  # noqa: PLW0603 - a process of a pool keeps its state so
    texts.use(language)
    _worker = _Worker(job, instruments, default)


def _read(files: Sequence[str]) -> Gathered:
    found = Gathered([], {}, [])
    _worker.read(files, found)
    return found
