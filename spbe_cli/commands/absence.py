"""Who is expected in a ranking, by a list, and who of them has no result in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.model import agencies
from spbe_cli.reading.agency_lists import load_names
from spbe_cli.reading.assessments import said_in
from spbe_cli.reading.files import STANDARD_INPUT
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.sources import TABLE_ENDINGS
from spbe_cli.views.absent import Absent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from spbe_cli.commands.entries import LeftOut
    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.ranking import Entry, Ranking
    from spbe_cli.reading.sources import Reader


def expected(path: str, reader: Reader) -> dict[str, int]:
    """The expected agencies with their lines in the list; where only one agency is asked for, only that one.

    The reader gets the notes on the list.

    Raises:
        BadInput: when the list can't be read, or the one that is asked for is not in it.
    """
    lines, notes = load_names(path, reader.called, reader.asked.year)
    for one in notes:
        reader.asked.note(one)
    if reader.asked.agency is None:
        return lines
    wanted = agencies.key(reader.called(reader.asked.agency))
    if found := {name: line for name, line in lines.items() if agencies.key(name) == wanted}:
        return found
    near = agencies.near_names([reader.asked.agency], lines).get(reader.asked.agency)
    raise BadInput([Problem.of(f"--agency {reader.asked.agency}", "not_expected", list=path, meant=near)])


def named_in(problems: Iterable[Problem], reader: Reader) -> tuple[frozenset[str], bool]:
    """The keys of the agencies that rows and files with problems name, and whether any of them names none."""
    names: set[str | None] = set()
    for path, agency in dict.fromkeys((problem.path, problem.agency) for problem in problems):
        readable = path != STANDARD_INPUT and not path.lower().endswith(TABLE_ENDINGS)
        names.add(agency if agency is not None or not readable else said_in(path, "agency"))
    return frozenset(agencies.key(reader.called(one)) for one in names if one is not None), None in names


def absent(
    expected: Collection[str],
    ranked: Sequence[Ranking],
    left_out: Iterable[LeftOut],
    unusable: tuple[frozenset[str], bool],
    of_other_years: Iterable[Assessment],
) -> Absent:
    """The expected agencies that have no result of the latest year, and those that are ranked in any and were not expected.

    An agency that was left out on purpose is not missing. ``unusable`` is what :func:`named_in` gives. ``of_other_years`` are
    assessments that are there, but were not asked for; they are looked at only where an agency is missing.
    """
    latest = max((ranking.year for ranking in ranked), default=None)
    every = {agencies.key(one.entry.agency): one.entry for ranking in ranked for one in ranking.ranked}
    there = {agencies.key(one.entry.agency) for ranking in ranked if ranking.year == latest for one in ranking.ranked}
    known = there | {agencies.key(one.agency) for one in left_out}
    missing = tuple(name for name in expected if agencies.key(name) not in known)
    wanted = set(map(agencies.key, expected))
    near = agencies.near_names(missing, [every[name].agency for name in sorted(there - wanted)])
    named, nameless = unusable
    return Absent(
        missing,
        frozenset(one for one in missing if agencies.key(one) in named),
        near,
        nameless or not named <= wanted,
        tuple(one.agency for key, one in every.items() if key not in wanted),
        _earlier(missing, every, of_other_years),
    )


def _earlier(missing: Iterable[str], every: Mapping[str, Entry], of_other_years: Iterable[Assessment]) -> dict[str, int]:
    """The year of the last result of each missing agency that has one of an earlier year."""
    names = {agencies.key(name): name for name in missing}
    # Rankings are in order of year, so what is there of an agency is of its last one.
    earlier = {name: every[key].year for key, name in names.items() if key in every}
    for one in of_other_years if names else ():
        if (name := names.get(agencies.key(one.agency))) is not None:
            earlier[name] = max(one.year, earlier.get(name, one.year))
    return earlier
