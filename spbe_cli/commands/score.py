"""``spbe score``: results in full, as they are or as they would be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.commands.thresholds import day, threshold
from spbe_cli.core import gates
from spbe_cli.core.scoring import score
from spbe_cli.model.instrument import Predicate
from spbe_cli.model.result import Verdict, WhatIf
from spbe_cli.output import Checks, deliver_pages, deliver_problems
from spbe_cli.reading.assessments import submission, with_answers
from spbe_cli.reading.instruments import load_instruments
from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from spbe_cli.commands.common import Common
    from spbe_cli.model.plan import Outlook
    from spbe_cli.model.result import Result
    from spbe_cli.views.page import Page
    from spbe_cli.views.result import Detail


class Wanted(NamedTuple):
    """What is asked for beyond the score: other answers, depth, strictness, a target, and the day that promises are judged on."""

    settings: Sequence[str] = ()
    detail: Detail = "aspect"
    strict: bool = False
    target: str | None = None
    today: str | None = None


class Scored(NamedTuple):
    """What came of a file: its result, what lies ahead of it, and what the gates say."""

    value: Result | WhatIf
    outlook: Outlook | None
    verdicts: tuple[Verdict, ...]


def run(files: Sequence[str], common: Common, asked: Wanted) -> int:
    """Scores the files and delivers the results; 1 when a gate was not met.

    Raises:
        BadInput: with every problem of every file; nothing is delivered then.
    """
    changes = _settings(asked.settings)
    if changes and common.gates.fail_on_difference:
        raise BadInput([Problem.at(*common.place("fail_on_difference"), "what_if_announced")])
    today = day(asked.today)
    instruments = load_instruments(common.indicators)
    default = common.default(instruments)
    scored: list[Scored] = []
    problems: list[Problem] = []
    for file in files:
        try:
            read = submission(file, instruments, default, strict=asked.strict)
            before = after = score(read.assessment, read.instrument, read.path, read.line)
            if changes:
                after = score(with_answers(read.assessment, read.instrument, changes), read.instrument, read.path, read.line)
            value = WhatIf(before, after, tuple(changes)) if changes else after
            scored.append(Scored(value, _outlook(after, asked.target, today), tuple(_verdicts(after, common))))
        except BadInput as bad:
            problems += bad.problems
    if problems:
        deliver_problems(problems, files, common.destination)
        raise BadInput(problems)
    verdicts = [verdict for one in scored for verdict in one.verdicts]
    checks = Checks(files, verdicts=verdicts if common.gates.of_results else None)
    deliver_pages(_pages(scored, asked.detail), common.destination, lambda: _data(scored, common), common.inputs(files), checks)
    common.tell_failures(verdicts)
    return 0 if all(verdict.passed for verdict in verdicts) else 1


def _outlook(result: Result, target: str | None, today: date) -> Outlook | None:
    """What lies ahead of a result; None where nothing was promised and no target is asked for."""
    if target is None and not any(one.answer.target for one in result.indicators):
        return None
    # Imported only now: most starts don't need it.
    from spbe_cli.core.promising import outlook

    aim = None if target is None else threshold(target, result.instrument, ("--target", None, None))
    return outlook(result, aim.lower if isinstance(aim, Predicate) else aim, today)


def _pages(scored: Sequence[Scored], detail: Detail) -> Iterator[Page]:
    from spbe_cli.views.result import checked_note, result_page, what_if_page

    verdicts = [verdict for one in scored for verdict in one.verdicts]
    agencies = len({verdict.agency for verdict in verdicts})
    for position, (value, ahead, own) in enumerate(scored, start=1):
        page = what_if_page(value, detail, own, ahead) if isinstance(value, WhatIf) else result_page(value, detail, own, ahead)
        if verdicts and position == len(scored):
            page = page._replace(notes=(*page.notes, checked_note(verdicts, agencies)))
        yield page


def _data(scored: Sequence[Scored], common: Common) -> str:
    from spbe_cli.formats import json

    return json.text(json.results(scored, gates=common.gates.of_results))


def _verdicts(result: Result, common: Common) -> Iterator[Verdict]:
    asked = common.gates
    if asked.fail_under is not None:
        yield gates.fail_under(result, threshold(asked.fail_under, result.instrument, common.place("fail_under")))
    if asked.fail_on_difference:
        if result.assessment.published is None:
            place = common.place("fail_on_difference")
            raise BadInput([Problem.at(*place, "nothing_announced", agency=result.agency)])
        yield gates.fail_on_difference(result)


def _settings(settings: Sequence[str]) -> dict[int, str]:
    changes: dict[int, str] = {}
    for setting in settings:
        key, equals, answer = setting.partition("=")
        if not equals or not key.strip().isdecimal() or not answer.strip():
            raise BadInput([Problem.at("--set", None, None, "setting", value=setting)])
        changes[int(key)] = answer.strip()
    return changes
