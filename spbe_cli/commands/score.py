"""``spbe score``: results in full, as they are or as they would be."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.core import gates
from spbe_cli.core.scoring import score
from spbe_cli.model.result import Verdict, WhatIf
from spbe_cli.output import deliver_pages
from spbe_cli.reading.assessments import submission, with_answers
from spbe_cli.reading.document import plain_value
from spbe_cli.reading.instruments import chosen, load_instruments
from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spbe_cli.commands.common import Common
    from spbe_cli.model.instrument import Instrument, Predicate
    from spbe_cli.model.result import Result
    from spbe_cli.views.page import Page
    from spbe_cli.views.result import Detail


class Wanted(NamedTuple):
    """What is asked for beyond the score: other answers, strictness, depth and gates."""

    settings: Sequence[str] = ()
    detail: Detail = "aspect"
    strict: bool = False
    fail_under: str | None = None
    fail_on_difference: bool = False

    @property
    def gates(self) -> bool:
        """Whether there is a gate."""
        return self.fail_under is not None or self.fail_on_difference


def run(files: Sequence[str], common: Common, asked: Wanted) -> int:
    """Scores the files and delivers the results; 1 when a gate was not met.

    Raises:
        BadInput: with every problem of every file; nothing is delivered then.
    """
    changes = _settings(asked.settings)
    if changes and asked.fail_on_difference:
        raise BadInput([Problem.at("--fail-on-difference", None, None, "what_if_announced")])
    instruments = load_instruments(common.indicators)
    default = chosen(instruments, common.instrument) if common.instrument else None
    scored: list[tuple[Result | WhatIf, tuple[Verdict, ...]]] = []
    problems: list[Problem] = []
    for file in files:
        try:
            read = submission(file, instruments, default, strict=asked.strict)
            before = after = score(read.assessment, read.instrument, read.path)
            if changes:
                after = score(with_answers(read.assessment, read.instrument, changes), read.instrument, read.path)
            value = WhatIf(before, after, tuple(changes)) if changes else after
            scored.append((value, tuple(_verdicts(after, asked))))
        except BadInput as bad:
            problems += bad.problems
    if problems:
        raise BadInput(problems)
    pages = _pages(scored, asked.detail)
    deliver_pages(pages, common.destination, lambda: _data(scored, asked), common.inputs(files))
    return 0 if all(verdict.passed for _value, verdicts in scored for verdict in verdicts) else 1


def _pages(scored: Sequence[tuple[Result | WhatIf, tuple[Verdict, ...]]], detail: Detail) -> Iterator[Page]:
    from spbe_cli.views.result import result_page, what_if_page

    for value, verdicts in scored:
        if isinstance(value, WhatIf):
            yield what_if_page(value, detail, verdicts)
        else:
            yield result_page(value, detail, verdicts)


def _data(scored: Sequence[tuple[Result | WhatIf, tuple[Verdict, ...]]], asked: Wanted) -> object:
    from spbe_cli.formats import json

    return json.results(scored, gates=asked.gates)


def _verdicts(result: Result, asked: Wanted) -> Iterator[Verdict]:
    if asked.fail_under is not None:
        yield gates.fail_under(result, _threshold(asked.fail_under, result.instrument))
    if asked.fail_on_difference:
        if result.assessment.published is None:
            context = {"agency": result.assessment.agency}
            raise BadInput([Problem.at("--fail-on-difference", None, None, "nothing_announced", **context)])
        yield gates.fail_on_difference(result)


def _threshold(text: str, instrument: Instrument) -> Fraction | Predicate:
    value = plain_value(text.strip().replace(",", "."))
    if isinstance(value, int | Decimal) and instrument.scale.min <= value <= instrument.scale.max:
        return Fraction(value)
    named = instrument.predicate_named(text)
    if named is not None:
        return named
    known = tuple(predicate.name for predicate in instrument.predicates)
    context = {"value": text, "low": instrument.scale.min, "high": instrument.scale.max, "known": known}
    raise BadInput([Problem.at("--fail-under", None, None, "threshold", **context)])


def _settings(settings: Sequence[str]) -> dict[int, str]:
    changes: dict[int, str] = {}
    for setting in settings:
        key, equals, answer = setting.partition("=")
        if not equals or not key.strip().isdecimal() or not answer.strip():
            raise BadInput([Problem.at("--set", None, None, "setting", value=setting)])
        changes[int(key)] = answer.strip()
    return changes
