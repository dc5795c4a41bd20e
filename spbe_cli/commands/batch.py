"""``spbe batch``: all agencies ranked. Files with problems are reported; the rest are ranked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.commands import absence, exit_code
from spbe_cli.commands.entries import Job, gathered, not_counted, once_each
from spbe_cli.commands.judging import reached
from spbe_cli.commands.other_instruments import Scored, tell_of_others, tell_of_unknown
from spbe_cli.commands.selection import focuses
from spbe_cli.commands.submissions import are_parts, nothing_asked_for, there
from spbe_cli.commands.thresholds import parts_in, thresholds
from spbe_cli.core import gates
from spbe_cli.core.focusing import focused_losses
from spbe_cli.core.ranking import outliers, rankings, twice
from spbe_cli.formats.progress import progress
from spbe_cli.model import agencies
from spbe_cli.output import CHECK_FORMATS, LIST_FORMATS, Checks, deliver_pages, deliver_problems, tell, tell_problems
from spbe_cli.reading.files import STANDARD_INPUT, unsaid
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.sources import meant
from spbe_cli.views.ranking import Layout
from spbe_cli.views.scope import coverage_facts, only_facts, repeated_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spbe_cli.commands.common import Common
    from spbe_cli.commands.entries import Gathered, Key
    from spbe_cli.core.focusing import FocusedLosses
    from spbe_cli.core.losses import Loss, Tally
    from spbe_cli.formats.json.shapes import ranking as shapes
    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.coverage import Coverage
    from spbe_cli.model.instrument import Selection
    from spbe_cli.model.ranking import Entry, Ranking
    from spbe_cli.model.result import Verdict
    from spbe_cli.model.tree import Tier
    from spbe_cli.options.batch import Asked
    from spbe_cli.output import Format
    from spbe_cli.reading.sources import Reader
    from spbe_cli.views.absent import Absent
    from spbe_cli.views.page import Note, Page


class Outcome(NamedTuple):
    """What the command found: rankings with their verdicts, tallies if lost points were asked for, and the missing agencies.

    ``coverage`` is how many files and rows could be read: a missing agency may be in a file that could not.
    """

    rankings: tuple[Ranking, ...]
    tallies: Mapping[Key, Tally]
    verdicts: tuple[tuple[Verdict, ...], ...]
    absent: Absent | None
    problems: Sequence[Problem]
    coverage: Coverage

    @property
    def all_verdicts(self) -> list[Verdict]:
        """The verdicts of all rankings."""
        return [one for own in self.verdicts for one in own]

    def tally(self, ranking: Ranking, tier: Tier) -> Tally:
        """What is lost in one of the rankings, on a tier."""
        return self.tallies[ranking.instrument.id, ranking.year, ranking.stage, tier]

    def finest_tally(self, ranking: Ranking) -> Tally:
        """What is lost by indicator, or by the top tier if the levels of some agencies are not known."""
        tally = self.tally(ranking, "indicator")
        counted = sum(one.rank is not None for one in ranking.ranked)
        return tally if tally.results == counted else self.tally(ranking, ranking.instrument.top_tier)


def run(asked: Asked, common: Common) -> int:
    """Ranks the agencies in the paths and delivers the rankings; 1 if a gate was not met, 2 (which wins) if a file can't be used.

    Raises:
        BadInput: when nothing can be ranked, or when a problem is not about a single file.
    """
    asked = _focused(asked)
    reader = common.reader(strict=asked.strict)
    expected = None if asked.expect is None else absence.expected(asked.expect, reader)
    files, problems = meant(asked.paths, reader.asked.note)
    common = common.reading(*files, asked.expect)
    found, again = _found(files, _job(common, asked, common.excused(reader.instruments)), reader, quiet=common.quiet)
    once, doubled = once_each(found.entries, again)
    problems += (*found.problems, *doubled, *_none_of(asked, found))
    ranked = rankings(once, {one.id: one for one in reader.instruments})
    tell_of_unknown(problems, common)
    if not ranked and not problems:
        problems += _nothing(asked, reader)
    if not ranked and common.destination.chosen(LIST_FORMATS + CHECK_FORMATS) != "json":
        deliver_problems(problems, files, common.destination)
        raise BadInput(problems)
    absent = None
    if expected is not None:
        named = absence.named_in(problems, reader)
        absent = absence.absent(expected, ranked, found.left_out, named, _of_earlier_years(files, reader))
    unread = bool(problems)
    problems += _nothing_announced(ranked, common)
    if expected is not None and common.gates.of_results:
        context = {"unread": unread}
        problems += (
            Problem.at(str(asked.expect), expected[one], 1, "not_handed_in", agency=one, **context)
            for one in (absent.missing if absent else ())
        )
    verdicts = _verdicts(ranked, common, problems)
    scored = ((one.entry, ranking.instrument) for ranking in ranked for one in ranking.ranked)
    tell_of_others((Scored(one.path, one.agency, one.year, own) for one, own in scored), common, reader.instruments)
    common.tell_unchecked("max_drop", "no_regression")
    coverage = found.coverage.repeating((second.agency, are_parts(first.owner, second.owner)) for first, second in again)
    outcome = Outcome(ranked, found.tallies, verdicts, absent, problems, coverage)
    try:
        _deliver(outcome, common, asked, files)
    except BadInput as bad:
        problems += bad.problems
    else:
        common.tell_failures(one._replace(path=one.place) for one in outcome.all_verdicts)
    tell_problems(problems)
    _tell_beside(outcome, common, asked)
    return exit_code(problems, met=all(one.passed for one in outcome.all_verdicts))


def _tell_idle(asked: Asked, common: Common) -> None:
    """Says on standard error which options have no effect: losses have an order of their own, and only data has details."""
    if asked.by is not None:
        given = {
            "--sort": asked.sort != "rank",
            "--reverse": asked.reverse,
            "--group-by": asked.group_by,
            "--outliers": asked.outliers,
            "--detail": asked.detail,
        }
        common.tell_idle(given, beside="--by" if asked.focus is None else "--focus")
        return
    chosen = common.destination.chosen(LIST_FORMATS + CHECK_FORMATS)
    if chosen not in ("json", "jsonl"):
        common.tell_idle({"--detail": asked.detail}, only_for="--format json, --format jsonl")
    if chosen == "jsonl":
        common.tell_idle({"--outliers": asked.outliers}, beside=common.destination.asked)


def _tell_beside(outcome: Outcome, common: Common, asked: Asked) -> None:
    """Says on standard error what the chosen format has no place for, and which options have no effect."""
    chosen = common.destination.chosen(LIST_FORMATS + CHECK_FORMATS)
    _tell_idle(asked, common)
    if common.rows_only or chosen in CHECK_FORMATS:
        tell("".join(f"{fact.text}\n" for fact in coverage_facts(outcome.coverage)))
    if common.rows_only or chosen == "json":
        common.tell_notes(_cut_notes(outcome, asked))
    if common.rows_only:
        common.tell_notes(_notes(outcome, asked, chosen))


def _cut_notes(outcome: Outcome, asked: Asked) -> Iterator[Note]:
    """Who shares the last rank that is shown; formats of data have no place for it."""
    from spbe_cli.views.ranking import cut_notes

    if asked.by is None:
        for ranking in outcome.rankings:
            yield from cut_notes(ranking, _layout(asked))


def _notes(outcome: Outcome, asked: Asked, chosen: Format) -> Iterator[Note]:
    """What a format of rows has no place for: what is counted in the losses, and who of a list has not handed in or is not on it.

    CSV has no warnings, either; each result in JSON Lines says which of its services are missing.
    """
    from spbe_cli.views.absent import closing_page
    from spbe_cli.views.answered import missing_notes
    from spbe_cli.views.losses import counted_notes
    from spbe_cli.views.ranking import group_notes

    if asked.by is not None:
        for ranking, losses, _focus in _losses(outcome, asked, asked.by):
            yield from counted_notes(ranking, outcome.tally(ranking, asked.by), losses)
    else:
        for ranking in outcome.rankings:
            yield from group_notes(ranking, _layout(asked))
            if chosen == "csv":
                yield from missing_notes((one.entry.agency, one.entry) for one in ranking.ranked)
    if outcome.absent:
        yield from (one for one in closing_page(outcome.absent, ()).notes if one.kind != "success")


def _of_earlier_years(files: Sequence[str], reader: Reader) -> Iterator[Assessment]:
    """What is in the files of years before the one that is asked for, with the names to keep of the agencies."""
    if reader.asked.year is not None:
        yield from (one for file in files for one in there(file, reader) if one.year < reader.asked.year)


def _none_of(asked: Asked, found: Gathered) -> Iterator[Problem]:
    """A problem for each kind or group that was asked for and no agency has: a typing error would silently leave some out."""
    kinds = dict.fromkeys([*(one.kind for one in found.entries), *(one.kind for one in found.left_out)])
    groups = dict.fromkeys([*(one.group for one in found.entries), *(one.group for one in found.left_out)])
    for option, names, known, key in (
        ("--kind", asked.kind, kinds, agencies.kind_key),
        ("--group", asked.group, filter(None, groups), agencies.key),
    ):
        there = {key(one): one for one in known}
        for name in names or ():
            if key(name) not in there:
                yield Problem.of(f"{option} {name}", "none_of", known=tuple(there.values()), value=name)


def _nothing(asked: Asked, reader: Reader) -> list[Problem]:
    """Why there is nothing to rank."""
    if not reader.asked.chooses:
        return [Problem.of(" ".join(asked.paths), "nothing_to_rank")]
    return [nothing_asked_for(path, reader) for path in asked.paths]


def _focused(asked: Asked) -> Asked:
    """The options; with a focus, points lost are shown by indicator.

    Raises:
        BadInput: when the points lost are asked for by another tier.
    """
    if asked.focus is None:
        return asked
    if asked.by not in (None, "indicator"):
        raise BadInput([Problem.of("--focus", "focus_by", tier=asked.by)])
    return asked._replace(by="indicator")


def _job(common: Common, asked: Asked, excused: frozenset[int]) -> Job:
    """What is kept of the files: for a report all that its charts show, for gates what they judge."""
    only = agencies.Only.of(asked.kind or (), asked.group or ())
    judged = parts_in(common.gates.fail_under) if common.gates.fail_under else None
    job = Job(asked.detail, judged=judged, excused=excused, only=only, basis=common.gates.basis)
    if asked.by is not None:
        return job._replace(by=(asked.by,))
    if common.destination.is_report:
        return job._replace(detail="indicator", by=("domain", "aspect", "indicator"))
    return job


def _found(files: Sequence[str], job: Job, reader: Reader, *, quiet: bool) -> tuple[Gathered, tuple[tuple[Entry, Entry], ...]]:
    """What is in the files, and pairs of the first and each further entry of an agency; no tally counts the further ones."""
    with progress(len(files), quiet=quiet) as more:
        found = gathered(files, job, reader, more)
    again = twice(found.entries)
    if again and job.by and STANDARD_INPUT not in files:
        # A sum does not say which agencies are in it, so it is made again without them. Standard input can't be read again.
        job = job._replace(skip=not_counted(again))
        with progress(len(files), quiet=quiet) as more:
            found = found._replace(tallies=gathered(files, job, reader.noting(unsaid), more).tallies)
    return found, again


def _deliver(outcome: Outcome, common: Common, asked: Asked, files: Sequence[str]) -> None:
    verdicts = outcome.all_verdicts if common.gates.of_results else None
    layout = _layout(asked)
    chosen = _chosen(outcome, asked)

    def pages() -> Iterator[Page]:
        only = only_facts((*(asked.kind or ()), *(asked.group or ())))
        scope = (*only, *coverage_facts(outcome.coverage), *repeated_facts(outcome.coverage))
        for page in of_rankings():
            yield page._replace(facts=(*page.facts, *scope)) if page.facts else page

    def of_rankings() -> Iterator[Page]:
        from spbe_cli.views.absent import closing_page
        from spbe_cli.views.losses import losses_page
        from spbe_cli.views.ranking import ranking_page

        for ranking, own in zip(outcome.rankings, outcome.verdicts, strict=True):
            if asked.by is not None:
                focus = chosen.get(ranking.instrument.id)
                yield losses_page(ranking, outcome.tally(ranking, asked.by), asked.top, own, focus)
            elif common.destination.is_report:
                from spbe_cli.views.report import ranking_report

                yield ranking_report(ranking, layout, outcome.finest_tally(ranking), own)
            else:
                yield ranking_page(ranking, layout, own)
        if outcome.absent is not None or verdicts:
            yield closing_page(outcome.absent, verdicts or ())

    def data() -> shapes.Losses | Iterator[str]:
        from spbe_cli.formats.json import ranking as as_json
        from spbe_cli.views.ranking import group_means

        whole = as_json.Whole(outcome.problems, outcome.coverage, outcome.absent, verdicts)
        if asked.by is not None:
            lost = [(ranking, losses[: asked.top], focus) for ranking, losses, focus in _losses(outcome, asked, asked.by)]
            return as_json.losses(lost, whole)
        far = [outliers(one) if one.summary else None for one in outcome.rankings] if asked.outliers else None
        groups = [group_means(one, layout) for one in outcome.rankings] if asked.group_by else None
        return as_json.rankings(_arranged(outcome, layout), whole._replace(outliers=far, groups=groups))

    each = None if asked.by else partial(_each, outcome, layout)
    deliver_pages(pages(), common.destination, data, Checks(files, outcome.problems, verdicts), each)


def _layout(asked: Asked) -> Layout:
    return Layout(asked.top, asked.sort, asked.group_by, asked.reverse, asked.outliers)


def _arranged(outcome: Outcome, layout: Layout) -> list[Ranking]:
    from spbe_cli.views.ranking import arranged

    return [one._replace(ranked=arranged(one, layout)) for one in outcome.rankings]


def _each(outcome: Outcome, layout: Layout) -> Iterator[shapes.Ranked]:
    from spbe_cli.formats.json import ranking as as_json

    return as_json.each(_arranged(outcome, layout))


def _chosen(outcome: Outcome, asked: Asked) -> Mapping[str, Selection]:
    """What the focus means in each instrument; nothing without one."""
    return focuses(asked.focus, {one.instrument.id: one.instrument for one in outcome.rankings}.values())


def _losses(outcome: Outcome, asked: Asked, by: Tier) -> Iterator[tuple[Ranking, tuple[Loss, ...], FocusedLosses | None]]:
    """The rankings, each with the points lost in its results on a tier, or only those lost in the focus."""
    chosen = _chosen(outcome, asked)
    for ranking in outcome.rankings:
        losses, focus = outcome.tally(ranking, by).losses(ranking.instrument), chosen.get(ranking.instrument.id)
        focused = None if focus is None else focused_losses(losses, focus)
        yield ranking, losses if focused is None else focused.losses, focused


def _verdicts(ranked: Sequence[Ranking], common: Common, problems: list[Problem]) -> tuple[tuple[Verdict, ...], ...]:
    """The verdicts for each ranking; where a gate does not fit the instrument, none, and a problem is added to ``problems``."""
    if not common.gates.of_results:
        return ((),) * len(ranked)
    verdicts: list[tuple[Verdict, ...]] = []
    wrong: dict[Problem, None] = {}
    for ranking in ranked:
        try:
            verdicts.append(tuple(_verdicts_on(ranking, common, problems)))
        except BadInput as bad:
            verdicts.append(())
            wrong |= dict.fromkeys(bad.problems)
    problems += wrong
    return tuple(verdicts)


def _verdicts_on(ranking: Ranking, common: Common, problems: list[Problem]) -> Iterator[Verdict]:
    asked = common.gates
    bounds = thresholds(asked.fail_under or (), ranking.instrument, common.place("fail_under"))
    for one in ranking.ranked:
        judged = one.entry.judged or gates.judged_entry(one.entry)
        try:
            yield from reached(judged, bounds, ranking.instrument, common)
        except BadInput as bad:
            problems += bad.problems
        if asked.fail_on_difference and one.entry.announced is not None:
            yield gates.fail_on_difference(judged)


def _nothing_announced(ranked: Sequence[Ranking], common: Common) -> Iterator[Problem]:
    """A problem for each agency without announced figures for ``--fail-on-difference``; only one problem if no agency has any."""
    if not ranked or not common.gates.fail_on_difference:
        return
    entries = [one.entry for ranking in ranked for one in ranking.ranked]
    silent = [one for one in entries if one.announced is None]
    if len(silent) == len(entries):
        yield Problem.at(*common.place("fail_on_difference"), "none_announced")
        return
    for one in silent:
        column = None if one.line is None else 1
        yield Problem.at(one.path, one.line, column, "nothing_announced", agency=one.agency)._replace(sheet=one.sheet)
