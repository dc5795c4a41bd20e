"""``spbe compare``: two results side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.commands.thresholds import drop, threshold
from spbe_cli.core import gates
from spbe_cli.core.comparing import compare
from spbe_cli.core.scoring import score
from spbe_cli.model.comparison import Comparisons
from spbe_cli.output import Checks, deliver_pages, deliver_problems
from spbe_cli.reading.assessments import submission
from spbe_cli.reading.instruments import load_instruments
from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spbe_cli.commands.common import Common
    from spbe_cli.model.comparison import Comparison
    from spbe_cli.model.result import Result, Verdict
    from spbe_cli.views.page import Page


class Wanted(NamedTuple):
    """What is asked for beyond the comparison: how many indicators are shown at most, and strictness."""

    top: int | None = None
    strict: bool = False


def run(old: str, new: str, common: Common, asked: Wanted) -> int:
    """Compares two files and delivers the comparison; 1 when a gate was not met.

    Raises:
        BadInput: with every problem of both files, or when a gate has nothing to check; nothing is delivered then.
    """
    try:
        found = Comparisons((compare(*_results((old, new), common, strict=asked.strict)),))
        verdicts = _all_verdicts(found, common)
    except BadInput as bad:
        deliver_problems(bad.problems, (old, new), common.destination)
        raise
    _deliver(found, verdicts, common, asked.top, (old, new))
    common.tell_failures(one for own in verdicts for one in own)
    return 0 if all(one.passed for own in verdicts for one in own) else 1


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


def _deliver(
    found: Comparisons, verdicts: Sequence[tuple[Verdict, ...]], common: Common, top: int | None, files: Sequence[str]
) -> None:
    def pages() -> Iterator[Page]:
        from spbe_cli.views.comparison import comparison_page

        for one, own in zip(found.pairs, verdicts, strict=True):
            yield comparison_page(one, top, own)

    def data() -> str:
        from spbe_cli.formats import json

        return json.text(json.comparison(found.pairs[0], verdicts[0]))

    every = [one for own in verdicts for one in own]
    checks = Checks(files, verdicts=every if common.gates.of_changes else None)
    deliver_pages(pages(), common.destination, data, common.inputs(files), checks)
