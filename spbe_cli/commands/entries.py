"""Many files to entries of rankings: in chunks, and in several processes if there are enough files.

Files with problems are reported; the rest give entries.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from spbe_cli import texts
from spbe_cli.commands.bases import on_basis
from spbe_cli.commands.submissions import agency_twice, are_parts
from spbe_cli.core.gates import judged
from spbe_cli.core.losses import Tally
from spbe_cli.core.ranking import entry
from spbe_cli.core.scoring import score
from spbe_cli.model.agencies import EVERYONE
from spbe_cli.model.coverage import Coverage
from spbe_cli.reading.assessments import Submission
from spbe_cli.reading.files import STANDARD_INPUT, unsaid
from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from spbe_cli.commands.bases import Basis
    from spbe_cli.model.agencies import Only
    from spbe_cli.model.ranking import Entry
    from spbe_cli.model.tree import Tier
    from spbe_cli.reading.problems import Note
    from spbe_cli.reading.sources import Reader

_POOL_FROM = 300
"""From the work of this many answer files on, a pool of processes is quicker than one process."""

_WORKBOOK = 50
"""A workbook is more work than so many answer files."""

_CHUNK = 100
_MOST_CHUNKS = 40
"""With more work chunks get larger, because equal values within a chunk are kept once."""


class LeftOut(NamedTuple):
    """An agency in the files whose kind or group was not asked for."""

    agency: str
    kind: str
    group: str | None


class Job(NamedTuple):
    """What is kept from files: which agencies, and how much detail.

    ``by`` are the tiers to tally. Nothing is kept of the entries in ``skip``, by their identity. ``judged`` are the parts that
    gates look at; None without such gates. ``excused`` are the indicators that gates allow to be not applicable. ``basis`` says
    what counts.
    """

    detail: Literal["domain", "aspect", "indicator"] | None = None
    by: tuple[Tier, ...] = ()
    judged: frozenset[tuple[Tier, int]] | None = None
    excused: frozenset[int] = frozenset()
    skip: frozenset[tuple[object, ...]] = frozenset()
    basis: Basis | None = None
    only: Only = EVERYONE


Key = tuple[str, int, str | None, "Tier"]
"""An instrument, year, stage and tier."""


class Gathered(NamedTuple):
    """What was found in files.

    That is: entries; tallies by instrument, year, stage and tier, if asked for; the problems of each file and row that could not
    be read; the agencies that were left out because they were not asked for; and notes on what was passed over.
    """

    entries: list[Entry]
    tallies: dict[Key, Tally]
    unread: list[Sequence[Problem]]
    left_out: list[LeftOut]
    notes: list[Note]

    @classmethod
    def nothing(cls) -> Gathered:
        """An empty value, to add to."""
        return cls([], {}, [], [], [])

    @property
    def problems(self) -> list[Problem]:
        """Everything that is wrong with the files."""
        return [problem for own in self.unread for problem in own]

    @property
    def coverage(self) -> Coverage:
        """How many files and rows could be read."""
        read = len(self.entries) + len(self.left_out)
        return Coverage(read, read + len(self.unread))

    def take(self, other: Gathered) -> None:
        """Adds what was found elsewhere."""
        self.entries.extend(other.entries)
        self.unread.extend(other.unread)
        self.left_out.extend(other.left_out)
        self.notes.extend(other.notes)
        for key, tally in other.tallies.items():
            if key in self.tallies:
                self.tallies[key].merge(tally)
            else:
                self.tallies[key] = tally


def gathered(files: Sequence[str], job: Job, reader: Reader, progress: Callable[[int], None]) -> Gathered:
    """Everything in the files.

    Args:
        files: answer files and tables; ``-`` for standard input.
        job: what is kept of them.
        reader: what reads them.
        progress: is told how many more files are done.
    """
    found = Gathered.nothing()
    chunks = _chunks(files)
    processes = min(os.cpu_count() or 1, len(chunks))
    # Only this process can read standard input.
    if sum(map(_work, files)) < _POOL_FROM or processes == 1 or STANDARD_INPUT in files:
        worker = _Worker(job, reader)
        for file in files:
            worker.read((file,), found)
            progress(1)
        return _told(found, reader)
    from spbe_cli.processes import Lost, workers

    try:
        with workers(processes, _begin, (job, reader.noting(unsaid), texts.language())) as over:
            for chunk, part in zip(chunks, over(_read, chunks), strict=True):
                found.take(part)
                progress(len(chunk))
    except Lost:
        raise BadInput([Problem.of("-", "worker_lost")]) from None
    return _told(found, reader)


def _work(file: str) -> int:
    """How much work a file is, in answer files."""
    return _WORKBOOK if file.lower().endswith(".xlsx") else 1


def _chunks(files: Sequence[str]) -> list[list[str]]:
    """The files in order, in chunks of about as much work each."""
    most = max(_CHUNK, -(-sum(map(_work, files)) // _MOST_CHUNKS))
    chunks: list[list[str]] = [[]]
    taken = 0
    for file in files:
        if taken >= most:
            chunks.append([])
            taken = 0
        chunks[-1].append(file)
        taken += _work(file)
    return chunks


def _told(found: Gathered, reader: Reader) -> Gathered:
    """Reports the notes on what was passed over, and returns what was found."""
    for one in found.notes:
        reader.asked.note(one)
    return found


class _Worker:
    """What one process keeps between chunks: the job, and the reader with its instruments."""

    def __init__(self, job: Job, reader: Reader) -> None:
        self._job = job
        self._reader = reader

    def read(self, files: Sequence[str], found: Gathered) -> None:
        """Adds everything in the files to what was found."""
        reader = self._reader.noting(found.notes.append)
        for file in files:
            for read in reader.submissions(file):
                if isinstance(read, Submission):
                    self._keep(read, found)
                else:
                    found.unread.append(read)

    def _keep(self, read: Submission, found: Gathered) -> None:
        kind, group = read.assessment.kind_of_agency, read.assessment.group
        if not self._job.only.takes(kind, group):
            found.left_out.append(LeftOut(read.assessment.agency, kind, group))
            return
        try:
            result = on_basis(score(read.assessment, read.instrument, read.path, read.row), self._job.basis)
        except BadInput as bad:
            found.unread.append(bad.problems)
            return
        kept = entry(result, self._job.detail, read.row, read.sheet)
        if self._job.judged is not None and (result.adjusted or self._job.judged):
            kept = kept._replace(judged=judged(result, self._job.excused, self._job.judged)._replace(line=read.row))
        if kept.identity in self._job.skip:
            return
        found.entries.append(kept)
        for tier in self._job.by:
            key = (read.instrument.id, read.assessment.year, read.assessment.stage, tier)
            found.tallies.setdefault(key, Tally(tier)).add(result)


def once_each(entries: Iterable[Entry], again: Iterable[tuple[Entry, Entry]]) -> tuple[list[Entry], list[Problem]]:
    """The entries that count, and a problem for each repeated one; ``again`` has pairs of a first and a repeated one."""
    again = list(again)
    problems: dict[tuple[object, ...], Problem] = {}
    for first, second in again:
        at = partial(Problem.at, second.path, second.line, None if second.line is None else 1)
        problems[second.identity] = agency_twice(at, first.place, first, second)._replace(sheet=second.sheet)
    without = not_counted(again)
    return [one for one in entries if one.identity not in without], list(problems.values())


def not_counted(again: Iterable[tuple[Entry, Entry]]) -> frozenset[tuple[object, ...]]:
    """The identities of repeated entries, and of first ones that are an owner's part beside that of another."""
    return frozenset(
        one.identity
        for first, second in again
        for one in ((first, second) if are_parts(first.owner, second.owner) else (second,))
    )


_worker: _Worker


def _begin(job: Job, reader: Reader, language: texts.Language) -> None:
    global _worker  # noqa: PLW0603 - a process of a pool keeps its state so
    texts.use(language)
    _worker = _Worker(job, reader)


def _read(files: Sequence[str]) -> Gathered:
    found = Gathered.nothing()
    _worker.read(files, found)
    return found
