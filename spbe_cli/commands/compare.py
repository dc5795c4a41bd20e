"""``spbe compare``: two results side by side, or all agencies of two folders or tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.commands.gathering import results_in
from spbe_cli.commands.selection import focuses
from spbe_cli.commands.thresholds import drop, threshold
from spbe_cli.core import gates
from spbe_cli.core.comparing import compare, pair
from spbe_cli.core.focusing import focused_on
from spbe_cli.core.scoring import score
from spbe_cli.formats import lines
from spbe_cli.formats.progress import progress
from spbe_cli.model.base import folded
from spbe_cli.model.comparison import Comparisons
from spbe_cli.output import Checks, deliver_pages, deliver_problems, tell
from spbe_cli.reading.assessments import submission
from spbe_cli.reading.gathering import may_hold_many, meant
from spbe_cli.reading.instruments import load_instruments
from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from spbe_cli.commands.common import Common
    from spbe_cli.model.comparison import Comparison
    from spbe_cli.model.result import Result, Verdict
    from spbe_cli.views.comparisons import Sort
    from spbe_cli.views.page import Page

BAD_INPUT = 2


class Wanted(NamedTuple):
    """What is asked for beyond the comparison: how many rows are shown, the order of agencies, strictness, and a focus."""

    top: int | None = None
    sort: Sort = "agency"
    strict: bool = False
    focus: str | None = None


class Outcome(NamedTuple):
    """What came of it: comparisons, each with its verdicts, and what is wrong with some of what was read."""

    found: Comparisons
    verdicts: tuple[tuple[Verdict, ...], ...]
    problems: Sequence[Problem] = ()

    @property
    def all_verdicts(self) -> list[Verdict]:
        """The verdicts of all comparisons."""
        return [one for own in self.verdicts for one in own]


def run(old: str, new: str, common: Common, asked: Wanted) -> int:
    """Compares two files, or the agencies in two folders or tables, and delivers the comparison.

    Of many agencies those that can be are compared, whatever is wrong with others. 1 when a gate was not met, 2 when a file can't
    be used or an agency that a gate is for is gone, which wins.

    Raises:
        BadInput: with every problem when nothing can be compared, or when a gate has nothing to check; nothing is delivered then.
    """
    files: Sequence[str] = (old, new)
    many = may_hold_many(old) or may_hold_many(new)
    try:
        if many:
            files, found, problems = _matched(old, new, common, asked)
        else:
            found, problems = Comparisons((compare(*_results(files, common, strict=asked.strict)),)), []
        if asked.focus is not None:
            found = _focused(found, asked.focus)
        outcome = Outcome(found, tuple(_all_verdicts(found, common)), problems)
    except BadInput as bad:
        deliver_problems(bad.problems, files, common.destination)
        raise
    _deliver(outcome, common, asked, files, many=many)
    common.tell_failures(outcome.all_verdicts)
    tell(lines.render(problems))
    if problems:
        return BAD_INPUT
    return 0 if all(one.passed for one in outcome.all_verdicts) else 1


def _results(files: Sequence[str], common: Common, *, strict: bool) -> list[Result]:
    instruments = load_instruments(common.indicators)
    default = common.default(instruments)
    results: list[Result] = []
    problems: list[Problem] = []
    for file in files:
        try:
            read = submission(file, instruments, default, strict=strict)
        except BadInput as bad:
            problems += bad.problems
        else:
            results.append(score(read.assessment, read.instrument, read.path, read.line))
    if problems:
        raise BadInput(problems)
    return results


def _matched(old: str, new: str, common: Common, asked: Wanted) -> tuple[tuple[str, ...], Comparisons, list[Problem]]:
    """The files that were read, the agencies in them side by side, and what is wrong.

    Raises:
        BadInput: when no agency is on both sides.
    """
    instruments = load_instruments(common.indicators)
    default = common.default(instruments)
    sides, problems = zip(*(meant([path]) for path in (old, new)), strict=True)
    wrong = [*problems[0], *problems[1]]
    results: list[list[Result]] = []
    with progress(sum(map(len, sides)), quiet=common.quiet) as more:
        for files in sides:
            read, bad = results_in(_told(files, more), instruments, default, _agency, strict=asked.strict)
            results.append(read)
            wrong += bad
    found = pair(*results)
    if not found.pairs:
        if all(results):
            wrong.append(Problem.at(new, None, None, "no_agency_in_common", other=old))
        raise BadInput(wrong)
    if common.gates.of_changes:
        wrong += (Problem.at(new, None, None, "agency_gone", agency=one, meant=found.near.get(one)) for one in found.only_old)
    return (*sides[0], *sides[1]), found, wrong


def _told(files: Iterable[str], more: Callable[[int], None]) -> Iterator[str]:
    """The files one by one, telling of each once it is done."""
    for file in files:
        yield file
        more(1)


def _agency(result: Result) -> str:
    return folded(result.agency)


def _all_verdicts(found: Comparisons, common: Common) -> list[tuple[Verdict, ...]]:
    verdicts: list[tuple[Verdict, ...]] = []
    problems: list[Problem] = []
    for one in found.pairs:
        try:
            verdicts.append(tuple(_verdicts(one, common)))
        except BadInput as bad:
            problems += bad.problems
    if problems:
        raise BadInput(dict.fromkeys(problems))
    return verdicts


def _verdicts(comparison: Comparison, common: Common) -> Iterator[Verdict]:
    asked, new = common.gates, comparison.new
    if asked.fail_under is not None:
        yield gates.fail_under(new, threshold(asked.fail_under, new.instrument, common.place("fail_under")))
    if asked.max_drop is not None:
        yield gates.max_drop(comparison, drop(asked.max_drop, common.place("max_drop")))
    if asked.no_regression is not None:
        verdict = gates.no_regression(comparison, asked.no_regression)
        if verdict is None:
            where = common.place("no_regression")
            raise BadInput([Problem.at(*where, "nothing_compared", agency=new.agency, tier=asked.no_regression)])
        yield verdict
    if asked.of_changes and not comparison.same_agency:
        raise BadInput([Problem.at(new.path, new.line, None, "another_agency", agency=new.agency, other=comparison.old.agency)])


def _focused(found: Comparisons, text: str) -> Comparisons:
    """The comparisons with what a focus means in the instruments of the new results.

    Raises:
        BadInput: when it means nothing in one of them, or of no agency levels are known on both sides.
    """
    chosen = focuses(text, {one.new.instrument.id: one.new.instrument for one in found.pairs}.values())
    if not any(one.old.basis == one.new.basis == "indicators" for one in found.pairs):
        coarse = (one for pair in found.pairs for one in (pair.old, pair.new) if one.basis != "indicators")
        raise BadInput([Problem.at(one.path, one.line, None, "focus_no_levels", agency=one.agency) for one in coarse])
    return focused_on(found, chosen)


def _deliver(outcome: Outcome, common: Common, asked: Wanted, files: Sequence[str], *, many: bool) -> None:
    found = outcome.found

    def pages() -> Iterator[Page]:
        if common.destination.is_report:
            from spbe_cli.views.report import comparison_report as one_page
            from spbe_cli.views.report import comparisons_report as many_page
        else:
            from spbe_cli.views.comparison import comparison_page as one_page
            from spbe_cli.views.comparisons import comparisons_page as many_page
        if many:
            yield many_page(found, asked.sort, asked.top, outcome.all_verdicts)
        else:
            yield one_page(found.pairs[0], asked.top, outcome.verdicts[0])

    def data() -> str:
        from spbe_cli.formats import json

        if many:
            return json.text(json.comparisons(found, outcome.verdicts, outcome.problems))
        return json.text(json.comparison(found.pairs[0], outcome.verdicts[0]))

    checks = Checks(files, outcome.problems, outcome.all_verdicts if common.gates.of_changes else None)
    deliver_pages(pages(), common.destination, data, common.inputs(files), checks)
