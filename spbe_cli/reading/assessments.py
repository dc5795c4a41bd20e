"""Answer files to assessments, each with the instrument it is measured by; every problem of a file at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from spbe_cli.model.assessment import (
    FIRST_YEAR,
    LAST_YEAR,
    UNANSWERED,
    Answer,
    Asked,
    Assessment,
    Commitment,
    Published,
    form_faults,
)
from spbe_cli.model.base import Fault, without_blanks
from spbe_cli.reading.checking import checked
from spbe_cli.reading.document import OFFICE_FILES, Document, Place, document, located, plain_value
from spbe_cli.reading.files import content
from spbe_cli.reading.instruments import load_instruments
from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.reading.instruments import Instruments


class Submission(NamedTuple):
    """An answer file that was read: where from, what it says, and the instrument that measures it."""

    path: str
    assessment: Assessment
    instrument: Instrument
    places: Place

    @property
    def line(self) -> int | None:
        """The line where the answers begin, the announced figures where there are no answers; None in a workbook."""
        mark = self.places.mark_of(("published" if self.assessment.answers is None else "answers",), key=True)
        return int(mark.line) + 1 if getattr(mark, "sheet", None) is None else None


def load_assessment(path: str | Path, instruments: Instruments | None = None) -> Submission:
    """An answer file (``-``: standard input) with the instrument it names, else the one for its year.

    Raises:
        BadInput: with every problem found in the file.
    """
    return submission(str(path), load_instruments() if instruments is None else instruments)


def submission(path: str, instruments: Instruments, default: Instrument | None = None, *, strict: bool = False) -> Submission:
    """An answer file with its instrument.

    Args:
        path: the file; ``-`` for standard input.
        instruments: those it may be measured by.
        default: for a file that names none; without it the one that holds for its year.
        strict: whether an unanswered indicator is a problem.

    Raises:
        BadInput: with every problem found in the file.
    """
    return submitted(_read(path), path, instruments, default, strict=strict)


def _read(path: str) -> Document:
    """What an answer file says, whichever kind of file it is."""
    data = content(path)
    if not data.startswith(OFFICE_FILES):
        return document(data, path)
    from spbe_cli.reading import workbook  # only where one is read

    return workbook.document(data, path)


def submitted(
    read: Document, path: str, instruments: Instruments, default: Instrument | None = None, *, strict: bool = False
) -> Submission:
    """What a document that was read already says, as :func:`submission` does for a file.

    Raises:
        BadInput: with every problem found in it.
    """
    faults: list[Fault] = []
    read = _in_english(read, faults)
    instrument = _instrument(read.value, instruments, default, faults)
    assessment = _assessment(read.value, instrument, faults, strict=strict)
    if faults or read.problems or assessment is None or instrument is None:
        raise BadInput(located(faults, read, path))
    return Submission(path, assessment, instrument, read.place)


def with_answers(assessment: Assessment, instrument: Instrument, settings: Mapping[int, str]) -> Assessment:
    """The assessment as it would be with other answers, each written as in a file (``--set 32=4``).

    Raises:
        BadInput: for an unknown indicator, a value that can't be, or an assessment without answers.
    """
    option = "--set"
    if assessment.answers is None:
        raise BadInput([Problem.at(option, None, None, "nothing_to_set", agency=assessment.agency)])
    answers = dict(assessment.answers)
    problems: list[Problem] = []
    for key, text in settings.items():
        faults: list[Fault] = []
        values = [plain_value(part.strip()) for part in text.split(",")]
        answer = _answer(key, values[0] if len(values) == 1 else values, instrument, faults)
        problems += [Problem.at(f"{option} {key}={text}", None, None, one.code, **one.context) for one in faults]
        if answer is not None:
            answers[key] = answer
    if not problems and _nothing_applies(answers, instrument):
        problems.append(Problem.at(option, None, None, "nothing_applicable"))
    if problems:
        raise BadInput(problems)
    # What was announced was announced of the answers as they are.
    return assessment.model_copy(update={"answers": answers, "published": None})


def _instrument(
    value: dict[Any, Any], instruments: Instruments, default: Instrument | None, faults: list[Fault]
) -> Instrument | None:
    named, year = value.get("instrument"), value.get("year")
    if isinstance(named, str):
        instrument = instruments.named(named)
        if instrument is None:
            faults.append(Fault(("instrument",), "unknown_instrument", {"value": named, "known": instruments.ids}))
        return instrument
    if default is not None or type(year) is not int or not FIRST_YEAR <= year <= LAST_YEAR:
        return default
    instrument = instruments.for_year(year)
    if instrument is None:
        known = tuple(f"{one.id} ({one.years})" for one in instruments)
        faults.append(Fault(("year",), "no_instrument_for_year", {"value": year, "known": known}))
    return instrument


def _assessment(value: dict[Any, Any], instrument: Instrument | None, faults: list[Fault], *, strict: bool) -> Assessment | None:
    # A blank agency or year is wrong where it stands; any other blank says as much as a key that is not there.
    blank = {key: None for key in ("agency", "year") if key in value and value[key] is None}
    head = without_blanks(value, Assessment) | blank
    if "answers" not in head and "published" not in head:
        faults.append(Fault((), "neither"))
    if instrument is not None:
        head.setdefault("instrument", instrument.id)
        given = head.get("answers")
        if isinstance(given, dict):
            head["answers"] = _answers(given, instrument, faults)
            if strict:
                faults += _unanswered(given, head["answers"], instrument)
        elif given is not None:
            faults.append(Fault(("answers",), "mapping_type"))
            head["answers"] = {}
        if "published" in head:
            head["published"] = checked(Published, head["published"], faults, ("published",), instrument)
    else:
        # What only an instrument can tell wrong from right waits until there is one; its absence is a problem already.
        head["instrument"] = "?"
        head.pop("answers", None)
        head.pop("published", None)
    assessment = checked(Assessment, head, faults)
    if assessment is None or instrument is None or faults:
        return None
    if (incomplete := _not_enough_announced(assessment, instrument)) is not None:
        faults.append(incomplete)
    if _nothing_applies(assessment.answers or {}, instrument):
        faults.append(Fault(("answers",), "nothing_applicable"))
    return assessment


def _nothing_applies(answers: Mapping[int, Answer], instrument: Instrument) -> bool:
    return all(answers.get(one, UNANSWERED).not_applicable is not None for one in instrument.indicators)


def _answers(given: dict[Any, Any], instrument: Instrument, faults: list[Fault]) -> dict[int, Answer]:
    answers: dict[int, Answer] = {}
    for key, part in given.items():
        answer = _answer(key, part, instrument, faults, ("answers", key))
        if answer is not None:
            answers[key] = answer
    return answers


def _answer(key: Any, part: Any, instrument: Instrument, faults: list[Fault], path: tuple[Any, ...] = ()) -> Answer | None:
    indicator = instrument.indicators.get(key) if type(key) is int else None
    if indicator is None:
        context = {"tier": "indicator", "id": key, "known": tuple(instrument.indicators)}
        faults.append(Fault(path, "unknown_part", context, at_key=True))
        return None
    faults += (one._replace(path=(*path, *one.path)) for one in form_faults(part))
    return checked(Answer, part, faults, path, Asked(indicator, instrument.scale))


def _unanswered(given: dict[Any, Any], answers: dict[int, Answer], instrument: Instrument) -> list[Fault]:
    missing = []
    for indicator in instrument.indicators:
        # One that is given but not among the answers has a fault of its own.
        answer = answers.get(indicator, None if indicator in given else UNANSWERED)
        if answer is not None and not answer.answered and answer.not_applicable is None:
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


def _not_enough_announced(assessment: Assessment, instrument: Instrument) -> Fault | None:
    published = assessment.published
    if assessment.answers is not None or published is None or published.index is not None:
        return None
    for domain in instrument.domains:
        if domain.id not in published.domains and any(aspect.id not in published.aspects for aspect in domain.aspects):
            return Fault(("published",), "published_incomplete")
    if any(aspect.id not in published.aspects for aspect in instrument.top_aspects):
        return Fault(("published",), "published_incomplete")
    return None


def _in_english(read: Document, faults: list[Fault]) -> Document:
    """The document with English keys wherever an Indonesian one may stand; the same key in both languages is a fault."""
    value, place = renamed(read.value, read.place, Assessment.indonesian, faults, ())
    for outer, names in (("answers", {}), ("published", Published.indonesian)):
        if outer in value:
            value[outer], place.parts[outer] = renamed(value[outer], place.parts[outer], names, faults, (outer,))
    answers = value.get("answers")
    if isinstance(answers, dict):
        for key, part in answers.items():
            if isinstance(part, dict):
                inside = place.parts["answers"]
                path = ("answers", key)
                answer, inside.parts[key] = renamed(part, inside.parts[key], Answer.indonesian, faults, path)
                if "target" in answer:
                    answer["target"], inside.parts[key].parts["target"] = renamed(
                        answer["target"], inside.parts[key].parts["target"], Commitment.indonesian, faults, (*path, "target")
                    )
                answers[key] = answer
    return Document(value, place, read.problems, sheets=read.sheets)


def renamed(value: Any, place: Place, names: Mapping[str, str], faults: list[Fault], path: tuple[Any, ...]) -> tuple[Any, Place]:
    """A mapping with English keys for Indonesian ones, by ``names``, and its place; the same key in both languages is a fault."""
    if not isinstance(value, dict):
        return value, place
    renamed: dict[Any, Any] = {}
    moved = Place(place.mark)
    for key, part in value.items():
        english = names.get(key, key) if isinstance(key, str) else key
        if english in renamed:
            faults.append(Fault((*path, key), "duplicate_key", {"key": key, "first": moved.keys[english].line + 1}, at_key=True))
            moved.keys[key] = place.keys[key]
            continue
        renamed[english] = part
        moved.keys[english] = place.keys[key]
        moved.parts[english] = place.parts[key]
    # What may be there and is not has a place too in a workbook: its blank cell.
    moved.keys = place.keys | moved.keys
    return renamed, moved
