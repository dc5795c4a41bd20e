"""The answers in a document, checked by the instrument that asks for them; and other answers in their place, for a what-if."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from spbe_cli.model.answer import UNANSWERED, Answer, several_forms
from spbe_cli.model.base import Fault
from spbe_cli.reading.checking import checked
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.scalars import plain_value

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.instrument import Asked, Instrument

_MOST_ALIKE: Final = 4096
_MORE: Final = object()
_BY_THEMSELVES: Final[frozenset[type]] = frozenset({int, str, type(None)})
"""Types of values that stand for an answer by themselves and are equal only where they say the same."""
_WHOLE: Final[frozenset[type]] = frozenset({int})


def checked_answers(given: dict[Any, Any], instrument: Instrument, faults: list[Fault]) -> dict[int, Answer]:
    """The answers in the mapping below ``answers``, by their indicators; those with a fault are left out.

    Args:
        given: what a document says below ``answers``, with English keys.
        instrument: the instrument that asks for the answers.
        faults: takes every fault that is found.
    """
    alike, indicators = _alike(instrument), instrument.indicators
    if _BY_THEMSELVES.issuperset(map(type, given.values())) and given.keys() <= indicators.keys():
        with suppress(KeyError):
            return {key: alike[said] for key, said in given.items()}
    answers: dict[int, Answer] = {}
    for key, part in given.items():
        said = _said_alone(key, part)
        answer = None if said is _MORE or key not in indicators else alike.get(said)
        if answer is None:
            answer = _answer(key, part, instrument, faults, ("answers", key))
            if answer is None:
                continue
            if said is not _MORE and len(alike) < _MOST_ALIKE:
                alike[said] = answer
        answers[key] = answer
    return answers


@lru_cache(maxsize=16)
def _alike(_instrument: Instrument) -> dict[Any, Answer]:
    """A cache of the answers to the indicators of an instrument that say one thing alone.

    They are by what :func:`_said_alone` gives. Answers are immutable, so equal ones can be shared: most answers of a file are
    among a few.
    """
    return {}


def _said_alone(key: Any, part: Any) -> Any:
    """What an answer says in one form and nothing beside it: equal for answers that are alike.

    What is asked for differs by indicator where evidence or a national index is counted, so ``key`` belongs to it there.
    """
    kind = type(part)
    if kind is dict and len(part) == 1:
        ((form, inner),) = part.items()
        if form == "level" and type(inner) in (int, Decimal):
            part, kind = inner, type(inner)
        elif form == "criteria" and type(inner) is list and _WHOLE.issuperset(map(type, inner)):
            return tuple(inner)
        elif form == "accepted" and type(inner) is dict and _WHOLE.issuperset(map(type, (*inner, *inner.values()))):
            return key, tuple(inner.items())
        elif form == "national_index" and type(inner) in (int, Decimal):
            return key, str(inner)
    if kind in _BY_THEMSELVES:
        return part
    # Zeros at the end of a decimal say how finely it was rounded; true is equal to 1, but is no level.
    return (kind, str(part)) if kind in (Decimal, bool) else _MORE


def _answer(key: Any, part: Any, instrument: Instrument, faults: list[Fault], path: tuple[Any, ...] = ()) -> Answer | None:
    asked = instrument.asked.get(key) if type(key) is int else None
    if asked is None:
        context = {"tier": "indicator", "id": key, "known": tuple(instrument.indicators)}
        faults.append(Fault(path, "unknown_part", context, at_key=True))
        return None
    if isinstance(part, dict) and (forms := several_forms(part)):
        faults.append(Fault((*path, forms[1]), "several_forms", {"forms": forms}, at_key=True))
    return checked(Answer, part, faults, path, asked)


def unanswered(
    given: dict[Any, Any], answers: dict[int, Answer], instrument: Instrument, required: Collection[int]
) -> list[Fault]:
    """A fault for each required indicator without an answer, in the instrument's order (``--strict``)."""
    missing = []
    for indicator in (one for one in instrument.indicators if one in required):
        # An answer that is given but not in ``answers`` already has a fault of its own.
        answer = answers.get(indicator, None if indicator in given else UNANSWERED)
        if answer is not None and not answer.settled:
            missing.append(indicator)
    return [
        Fault(
            ("answers", one),
            "must_be_answered",
            {"id": one, "title": str(instrument.indicators[one].title)},
            at_key=True,
        )
        for one in missing
    ]


def nothing_applies(answers: Mapping[int, Answer], instrument: Instrument) -> bool:
    """Whether no indicator of the instrument is applicable, so that there is nothing to score."""
    return all(answers.get(one, UNANSWERED).not_applicable is not None for one in instrument.indicators)


class Setting(NamedTuple):
    """A what-if (``--set 32=4``): as it is written, which indicators it means, and their answer."""

    text: str
    what: str
    answer: str


def with_answers(assessment: Assessment, instrument: Instrument, settings: Mapping[int, Setting]) -> Assessment:
    """The assessment as it would be with other answers, by their indicators; evidence and commitments stay.

    Raises:
        BadInput: for an unknown indicator, an impossible value, or an assessment without answers.
    """
    option = "--set"
    if assessment.answers is None:
        raise BadInput([Problem.of(option, "nothing_to_set", agency=assessment.agency)])
    answers = dict(assessment.answers)
    problems: list[Problem] = []
    for key, setting in settings.items():
        faults: list[Fault] = []
        answer = _answer(key, _set(setting.answer, instrument.asked.get(key)), instrument, faults)
        problems += [Problem.of(f"{option} {setting.text}", one.code, **one.context) for one in faults]
        if answer is not None:
            answers[key] = answer.in_place_of(assessment.answer(key), instrument.asked[key])
    if not problems and nothing_applies(answers, instrument):
        problems.append(Problem.of(option, "nothing_applicable"))
    if problems:
        # What is wrong with the answer of many indicators is said once.
        raise BadInput(dict.fromkeys(problems))
    return assessment.with_answers(answers)


def _set(text: str, asked: Asked | None) -> Any:
    """The value that is set: with commas a list where the indicator repeats, else a decimal, as in other options."""
    values = [plain_value(part.strip()) for part in text.split(",")]
    if len(values) == 1:
        return values[0]
    decimal = plain_value(text.replace(",", "."))
    repeats = asked is not None and asked.indicator.repeat is not None
    return decimal if isinstance(decimal, Decimal) and not repeats else values
