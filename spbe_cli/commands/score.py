"""``spbe score``: full results, as they are or as they would be with other answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.commands import exit_code
from spbe_cli.commands.bases import on_basis, scored
from spbe_cli.commands.judging import verdicts_on
from spbe_cli.commands.one_page import pages as sheets
from spbe_cli.commands.one_page import prepared
from spbe_cli.commands.other_instruments import of_result, tell_of_others, tell_of_unknown
from spbe_cli.commands.submissions import earlier_submission, only_submission, problems_in
from spbe_cli.commands.thresholds import day, threshold
from spbe_cli.core import gates
from spbe_cli.core.scoring import rescored
from spbe_cli.formats.progress import progress, told
from spbe_cli.model import agencies
from spbe_cli.model.assessment import stage_order
from spbe_cli.model.instrument import Predicate
from spbe_cli.model.result import WhatIf
from spbe_cli.model.scored import Beside, Scored
from spbe_cli.output import CHECK_FORMATS, LIST_FORMATS, Checks, deliver_pages, deliver_problems, tell_problems
from spbe_cli.reading.answers import Setting, with_answers
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.sources import is_many, meant

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from spbe_cli.commands.common import Common
    from spbe_cli.commands.expecting import Judge
    from spbe_cli.formats.json.shapes import result as shapes
    from spbe_cli.model.comparison import Comparison
    from spbe_cli.model.instrument import Instrument, Selection
    from spbe_cli.model.plan import Outlook
    from spbe_cli.model.ranking import Entry, Standing
    from spbe_cli.model.result import Result, Verdict
    from spbe_cli.options.score import Asked
    from spbe_cli.reading.sources import Reader
    from spbe_cli.views.page import Page
    from spbe_cli.views.tree import Detail


def run(asked: Asked, common: Common) -> int:
    """Scores the files and delivers the results; 1 when a gate was not met, 2 when a file of peers can't be used, which wins.

    Raises:
        BadInput: with every problem of every file, or when there are no peers; nothing is delivered then.
    """
    settings = _settings(asked.settings or ())
    if settings and common.gates.fail_on_difference:
        raise BadInput([Problem.at(*common.place("fail_on_difference"), "what_if_announced")])
    _check_before(asked)
    common = prepared(asked, common)
    today = day(asked.today)
    reader = common.reader(strict=asked.strict)
    excused = common.excused(reader.instruments)
    others, bad_peers = ([], []) if asked.among is None else meant([asked.among], reader.asked.note)
    judge = _judge(asked, reader)
    common = common.reading(*asked.files, *others, asked.before, asked.owners, *(judge.files if judge else ()))
    peers, wrong = _peers(others, common, reader)
    bad_peers = list(dict.fromkeys((*bad_peers, *wrong, *(judge.problems if judge else ()))))
    terms = _Terms(asked, common, reader, settings, today, excused, peers, judge)
    every: list[Scored] = []
    problems: list[Problem] = []
    with progress(len(asked.files), quiet=common.quiet) as more:
        for file in told(asked.files, more):
            try:
                every.append(_scored(file, terms))
            except BadInput as bad:
                problems += bad.problems
    if problems:
        bad_before = () if asked.before is None else problems_in(asked.before, reader)
        if bad_peers and not peers:
            # That there are none to compare with only follows from these.
            problems = [one for one in problems if one.code != "no_peers"]
        problems = list(dict.fromkeys((*map(_meant, problems), *bad_before, *bad_peers)))
        deliver_problems(problems, asked.files, common.destination)
        tell_of_unknown(problems, common)
        raise BadInput(problems)
    tell_of_others([of_result(one.result) for one in every], common, reader.instruments)
    common.tell_unchecked("max_drop", "no_regression")
    _tell_idle(asked, common, every)
    verdicts = [verdict for one in every for verdict in one.verdicts]
    checks = Checks(asked.files, bad_peers, verdicts if common.gates.of_results else None)
    if asked.one_page:
        pages = sheets(every, asked, today)
    else:
        pages = _pages(every, asked.detail if asked.focus is None else "indicator", report=common.destination.is_report)
    deliver_pages(pages, common.destination, lambda: _data(every, common), checks, lambda: _each(every, common))
    common.tell_failures(verdicts)
    if bad_peers:
        tell_problems(bad_peers)
    return exit_code(bad_peers, met=all(verdict.passed for verdict in verdicts))


def _tell_idle(asked: Asked, common: Common, every: Sequence[Scored]) -> None:
    """Says on standard error which options have no effect, as the format has no place for them, or nothing to do with them."""
    to, gates = common.destination, common.gates
    chosen = to.chosen(LIST_FORMATS + CHECK_FORMATS)
    if asked.one_page:
        common.tell_idle({"--detail": asked.detail != "aspect"}, beside="--one-page")
    elif asked.focus is not None:
        common.tell_idle({"--detail": asked.detail == "domain"}, beside="--focus")
    elif chosen in ("json", "jsonl") or (to.is_report and not asked.settings):
        # These have the indicators in any case.
        common.tell_idle({"--detail": asked.detail == "domain"}, beside=to.asked)
    if chosen == "csv":
        given = {"--target": asked.target, "--today": asked.today, "--among": asked.among}
        common.tell_idle({**given, "--lowered": asked.lowered, "--as-judged": asked.as_judged}, beside=to.asked)
    elif not asked.one_page and all(one.beside.outlook is None for one in every):
        common.tell_idle({"--today": asked.today}, only_for="commitments")
    if not gates.of_results and "basis" not in common.places:
        common.tell_idle({"--basis": gates.basis == "backed"}, only_for="gates")


class _Terms(NamedTuple):
    """What was asked for of every file: other answers, the day, what gates excuse, the peers, and who judges."""

    asked: Asked
    common: Common
    reader: Reader
    settings: Sequence[Setting]
    today: date
    excused: frozenset[int]
    peers: Sequence[Entry]
    judge: Judge | None


def _scored(file: str, terms: _Terms) -> Scored:
    """The result of a file, with its verdicts and what stands beside it.

    Raises:
        BadInput: with every problem of the file, or when something has no place beside its result.
    """
    asked, common = terms.asked, terms.common
    read = only_submission(file, terms.reader)
    changes = _changes(terms.settings, read.instrument)
    earlier = None if asked.before is None else scored(earlier_submission(asked.before, terms.reader, read))
    before = after = scored(read)
    if changes:
        after = rescored(before, with_answers(read.assessment, read.instrument, changes))
    verdicts = tuple(_verdicts(on_basis(after, common.gates.basis), common, terms.excused))
    beside = Beside(
        outlook=_outlook(after, asked.target, terms.today),
        before=_compared(earlier, after),
        standings=_standings(after, terms.peers, asked.among),
        expected=terms.judge and terms.judge.expectation(after),
        focus=_focus(after, asked.focus),
    )
    return Scored(WhatIf(before, after, tuple(changes)) if changes else after, verdicts, beside)


def _meant(problem: Problem) -> Problem:
    """The problem that is told: for a folder or a pattern, it names the command that takes these."""
    if problem.code == "is_a_folder":
        return Problem.of(problem.path, "folder_to_score")
    return Problem.of(problem.path, "pattern_to_score") if problem.code == "file_missing" and is_many(problem.path) else problem


def _peers(files: Sequence[str], common: Common, reader: Reader) -> tuple[list[Entry], list[Problem]]:
    """The entries in files, and the problems of these files."""
    if not files:
        return [], []
    from spbe_cli.commands.entries import Job, gathered, once_each
    from spbe_cli.core.ranking import twice

    with progress(len(files), quiet=common.quiet) as more:
        found = gathered(files, Job("domain"), reader._replace(strict=False, asked=reader.asked._replace(agency=None)), more)
    entries, doubled = once_each(found.entries, twice(found.entries))
    return entries, [*found.problems, *doubled]


def _judge(asked: Asked, reader: Reader) -> Judge | None:
    if asked.lowered is None and asked.as_judged is None:
        return None
    # Imported only now: most starts don't need it.
    from spbe_cli.commands.expecting import judge

    return judge(asked, reader)


def _standings(result: Result, peers: Sequence[Entry], path: str | None) -> tuple[Standing, ...]:
    if path is None:
        return ()
    from spbe_cli.core.ranking import standings

    if not result.on_scale:
        raise BadInput([Problem.at(result.path, result.line, None, "no_place_among_others", agency=result.agency)])
    found = standings(result, peers)
    if not found:
        own = result.assessment
        alike = [one for one in peers if (one.instrument, one.year) == (result.instrument.id, own.year)]
        others = {one.stage for one in alike if agencies.key(one.agency) != agencies.key(own.agency)} - {own.stage}
        context = {"agency": own.agency, "instrument": result.instrument.id, "year": own.year, "stage": own.stage}
        raise BadInput([Problem.of(path, "no_peers", **context, others=sorted(others, key=stage_order))])
    return found


def _outlook(result: Result, target: str | None, today: date) -> Outlook | None:
    """The outlook of a result; None where nothing was promised and no target is asked for."""
    if target is None and not any(one.answer.target for one in result.indicators):
        return None
    # Imported only now: most starts don't need it.
    from spbe_cli.core.promising import outlook

    aim = None if target is None else threshold(target, result.instrument)
    return outlook(result, aim.lower if isinstance(aim, Predicate) else aim, today)


def _check_before(asked: Asked) -> None:
    """Checks that ``--before`` is used with one file only.

    Raises:
        BadInput: when there are several files, or when the result is already compared with other answers (``--set``).
    """
    several = len(asked.files) > 1
    if asked.before is not None and (several or asked.settings):
        raise BadInput([Problem.of("--before", "before_several" if several else "before_what_if")])


def _compared(earlier: Result | None, result: Result) -> Comparison | None:
    if earlier is None:
        return None
    from spbe_cli.core.comparing import compare

    return compare(earlier, result)


def _focus(result: Result, text: str | None) -> Selection | None:
    """The indicators that a focus means in a result.

    Raises:
        BadInput: when it means none, or when no levels are known.
    """
    if text is None:
        return None
    from spbe_cli.commands.selection import focuses

    selection = focuses(text, (result.instrument,)).get(result.instrument.id)
    if selection is not None and result.basis != "indicators":
        raise BadInput([Problem.at(result.path, result.line, None, "focus_no_levels", agency=result.agency)])
    return selection


def _pages(scored: Sequence[Scored], detail: Detail, *, report: bool) -> Iterator[Page]:
    from spbe_cli.views.notes import checked_notes

    draw = _report if report else _page
    verdicts = [verdict for one in scored for verdict in one.verdicts]
    for position, one in enumerate(scored, start=1):
        page = draw(one, detail)
        yield page._replace(notes=(*page.notes, *checked_notes(verdicts))) if position == len(scored) else page


def _page(one: Scored, detail: Detail) -> Page:
    from spbe_cli.views.result import result_page, what_if_page

    if isinstance(one.value, WhatIf):
        page = what_if_page(one.value, detail, one.verdicts, one.beside)
    else:
        page = result_page(one.value, detail, one.verdicts, one.beside)
    return _with_more(page, one.beside)


def _report(one: Scored, detail: Detail) -> Page:
    from spbe_cli.views.report import report_page, what_if_report

    if isinstance(one.value, WhatIf):
        return _with_more(what_if_report(one.value, detail, one.verdicts, one.beside), one.beside)
    # A report of one result draws the peers itself.
    return _with_more(report_page(one.value, one.verdicts, one.beside), one.beside._replace(standings=()))


def _with_more(page: Page, beside: Beside) -> Page:
    """A page with the standings among peers and the expectation added."""
    if beside.standings:
        from spbe_cli.views.standings import standings_table

        page = page._replace(tables=(*page.tables, standings_table(beside.standings)))
    if beside.expected is not None:
        from spbe_cli.views.expectation import with_expectation

        page = with_expectation(page, beside.expected)
    return page


def _data(scored: Sequence[Scored], common: Common) -> shapes.Result | list[shapes.Result]:
    each = list(_each(scored, common))
    return each[0] if len(each) == 1 else each


def _each(scored: Sequence[Scored], common: Common) -> Iterator[shapes.Result]:
    from spbe_cli.formats.json import result as as_json

    return as_json.results(scored, gates=common.gates.of_results)


def _verdicts(result: Result, common: Common, excused: Collection[int]) -> Iterator[Verdict]:
    judged = gates.judged(result, excused)
    yield from verdicts_on(judged, result.instrument, common)
    if common.gates.fail_on_difference:
        if result.assessment.published is None:
            place = common.place("fail_on_difference")
            raise BadInput([Problem.at(*place, "nothing_announced", agency=result.agency)])
        yield gates.fail_on_difference(judged)


_ANOTHER = re.compile(r"[,;\s]\s*[0-9]+\s*=")
"""Where another indicator begins in an answer."""


def _settings(texts: Sequence[str]) -> tuple[Setting, ...]:
    settings = []
    for text in texts:
        what, equals, answer = text.partition("=")
        if not equals or not what.strip() or not answer.strip() or _ANOTHER.search(answer):
            raise BadInput([Problem.of("--set", "setting", value=text)])
        settings.append(Setting(text, what.strip(), answer.strip()))
    return tuple(settings)


def _changes(settings: Sequence[Setting], instrument: Instrument) -> dict[int, Setting]:
    """What is set for which indicator.

    Raises:
        BadInput: for what means no indicator, and for an indicator that two of them mean.
    """
    if not settings:
        return {}
    from spbe_cli.commands.selection import selected

    changes: dict[int, Setting] = {}
    for setting in settings:
        for one in sorted(selected(setting.what, instrument, "--set")):
            if one in changes:
                raise BadInput([Problem.of(f"--set {one}", "given_twice", values=(changes[one].answer, setting.answer))])
            changes[one] = setting
    return changes
