"""Answer files to assessments, each with the instrument it is measured by; every problem of a file at once."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from spbe_cli.model.answer import UNANSWERED, Answer, Commitment, several_forms
from spbe_cli.model.assessment import FIRST_YEAR, LAST_YEAR, Assessment, Published
from spbe_cli.model.base import Fault, whole, without_blanks
from spbe_cli.model.evidence import Evidence
from spbe_cli.reading.checking import checked
from spbe_cli.reading.decoding import OFFICE_FILES
from spbe_cli.reading.files import content
from spbe_cli.reading.instruments import load_instruments
from spbe_cli.reading.kinds import wrong
from spbe_cli.reading.parsing import document
from spbe_cli.reading.problems import UNUSABLE, BadInput, Problem, problem_at
from spbe_cli.reading.scalars import plain_value

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from spbe_cli.model.instrument import Asked, Instrument
    from spbe_cli.reading.document import Document
    from spbe_cli.reading.instruments import Instruments


_MOST_ALIKE: Final = 4096
_MORE: Final = object()
_BY_THEMSELVES: Final[frozenset[type]] = frozenset({int, str, type(None)})
"""Types of values that stand for an answer by themselves and are equal only where they say the same."""
_WHOLE: Final[frozenset[type]] = frozenset({int})


Strict = bool | Literal["in_parts"]
"""Whether every indicator must be answered; ``in_parts``: of a file that names its owner only those in it."""


class Submission(NamedTuple):
    """An answer file that was read: its path, the assessment, and the instrument that measures it.

    ``places`` is the document that it was read from, which knows the place of every value. ``row`` is the row of a table,
    ``sheet`` the sheet of that row where several are read together.
    """

    path: str
    assessment: Assessment
    instrument: Instrument
    places: Document
    row: int | None = None
    sheet: str | None = None

    def __repr__(self) -> str:
        """A line for an interactive session."""
        return f"<Submission {self.path}: {self.assessment.agency}, {self.assessment.year}>"

    @property
    def line(self) -> int | None:
        """The line where the answers begin, or the announced figures if there are no answers; None in a workbook."""
        mark = self.places.mark_of(("published" if self.assessment.answers is None else "answers",), key=True)
        return int(mark.line) + 1 if getattr(mark, "sheet", None) is None else None


def load_assessment(path: str | Path, instruments: Instruments | None = None) -> Submission:
    """An answer file (``-``: standard input) with the instrument it names, else the one for its year.

    Raises:
        BadInput: with every problem found in the file.
    """
    name = str(path)
    return submitted(answers(content(name), name), name, load_instruments() if instruments is None else instruments)


def said_in(path: str, key: Literal["agency", "owner"]) -> str | None:
    """The agency or the owner that an answer file names, even if the rest is wrong; None if it names none."""
    try:
        value = answers(content(path), path).value
    except BadInput:
        return None
    said = next((value[name] for name in (key, Assessment.in_indonesian()[key]) if name in value), None)
    return said if isinstance(said, str) else None


def answers(data: bytes, path: str) -> Document:
    """The document in an answer file: YAML, or a workbook that was made to be filled in.

    Raises:
        BadInput: when it is neither, or has several forms.
    """
    found, *others = every_answers(data, path)
    if others:
        names = [str(one.value.get("owner") or one.value.get("agency")) for one in (found, *others)]
        raise BadInput([Problem.of(path, "forms_in_one", names=names, sheets=())])
    return found


def every_answers(data: bytes, path: str) -> list[Document]:
    """As :func:`answers`, but of a workbook with several forms the document of each.

    Raises:
        BadInput: when it is neither.
    """
    if not data.startswith(OFFICE_FILES):
        return [document(data, path)]
    from spbe_cli.reading.workbooks import workbook  # only where one is read

    return workbook.documents(data, path)


def submitted(
    read: Document, path: str, instruments: Instruments, default: Instrument | None = None, *, strict: Strict = False
) -> Submission:
    """A document with its instrument.

    Args:
        read: the document.
        path: what to call its file in problems.
        instruments: the instruments that may measure it.
        default: the instrument of a document that names none; without it, the one that holds for its year.
        strict: whether an unanswered indicator is a problem.

    Raises:
        BadInput: with every problem found in it.
    """
    faults: list[Fault] = []
    _in_english(read, faults)
    instrument = _instrument(read.value, instruments, default, faults)
    if read.cells and instrument is not None:
        _settle(read, instrument, instruments, path)
    # What stands in cells that can't be used may be answers.
    unusable = read.cells and any(one.code in UNUSABLE for one in read.problems)
    required = _required(read, instrument, path, strict) if strict and not unusable and instrument is not None else ()
    if read.value.get("year", FIRST_YEAR) in (None, ""):
        faults.append(Fault(("year",), "blank_year", {"in_row": read.row is not None}))
        # The rest is checked as of any year.
        read.value["year"] = FIRST_YEAR
    assessment = _assessment(read, instrument, faults, required)
    if faults or read.problems or assessment is None or instrument is None:
        from spbe_cli.reading.meant import with_meant  # only where something is wrong

        raise BadInput(wrong(with_meant(faults, read.value, instrument), read, path, "answers"))
    # The answers say all of it now: of many files with much evidence, what was read would take as much memory once more.
    read.value = {}
    return Submission(path, assessment, instrument, read)


def _settle(read: Document, instrument: Instrument, instruments: Instruments, path: str) -> None:
    """Does with what stands in cells what only the instrument tells: levels in words, and titles beside the answers."""
    from spbe_cli.reading.levels import put_levels  # only where a table or a workbook is read

    read.problems += put_levels(read, instrument, path)
    if read.answer_rows:
        from spbe_cli.reading.workbooks.answer_rows import mistitled, of_another

        other = tuple(of_another(read.answer_rows, instrument, instruments, path))
        read.problems += other or mistitled(read.answer_rows, instrument, path)
        if not read.problems and read.asks_all and (gone := sorted(instrument.indicators.keys() - set(read.asks or ()))):
            read.problems.append(Problem.of(path, "rows_gone", ids=gone))
        if not other:
            from spbe_cli.reading.workbooks.stray_levels import levels_in

            problems, notes = levels_in(read.strays, instrument, path)
            read.problems += problems
            read.notes = [*read.notes, *notes]


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
    if not problems and _nothing_applies(answers, instrument):
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


def _instrument(
    value: dict[Any, Any], instruments: Instruments, default: Instrument | None, faults: list[Fault]
) -> Instrument | None:
    named, year = value.get("instrument"), whole(value.get("year"))
    if isinstance(year, str):
        from spbe_cli.reading.said import year_in

        # A year in quotes is a problem, but it says by which instrument the answers are checked.
        year = year_in(year)
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


def _required(read: Document, instrument: Instrument, path: str, strict: Strict) -> Collection[int]:
    """The indicators that must be answered: all, or those in the part of an owner, which a note then says."""
    given, owner = read.value.get("answers"), read.value.get("owner")
    if strict != "in_parts" or not isinstance(given, dict) or not isinstance(owner, str) or not owner.strip():
        return instrument.indicators
    part = instrument.indicators.keys() & (given if read.asks is None else read.asks)
    if len(part) < len(instrument.indicators):
        mark = read.mark_of(("owner",), key=True)
        read.notes = [*read.notes, problem_at(path, mark, "strict_in_part", owner=owner, count=len(part))]
    return part


def _assessment(
    read: Document, instrument: Instrument | None, faults: list[Fault], required: Collection[int]
) -> Assessment | None:
    value = read.value
    # A blank agency is a problem at its place; any other blank key is the same as a missing key.
    blank = {"agency": None} if "agency" in value and value["agency"] is None else {}
    head = without_blanks(value, Assessment) | blank
    if "answers" not in head and "published" not in head:
        faults.append(Fault((), "neither", {"in_row": read.row is not None}))
    if instrument is not None:
        head.setdefault("instrument", instrument.id)
        given = head.get("answers")
        if isinstance(given, dict):
            head["answers"] = _answers(given, instrument, faults)
            if required:
                faults += _unanswered(given, head["answers"], instrument, required)
        elif given is not None:
            faults.append(Fault(("answers",), "mapping_type", {"value": given, "example": "1: 3"}))
            head["answers"] = {}
        if "published" in head:
            head["published"] = checked(Published, head["published"], faults, ("published",), instrument)
    else:
        # Values that only an instrument can check are not checked without one; the missing instrument is already a problem.
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


@lru_cache(maxsize=16)
def _alike(_instrument: Instrument) -> dict[Any, Answer]:
    """A cache of the answers to the indicators of an instrument that say one thing alone.

    They are by what :func:`_said_alone` gives. Answers are immutable, so equal ones can be shared: most answers of a file are
    among a few.
    """
    return {}


def _answers(given: dict[Any, Any], instrument: Instrument, faults: list[Fault]) -> dict[int, Answer]:
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


def _unanswered(
    given: dict[Any, Any], answers: dict[int, Answer], instrument: Instrument, required: Collection[int]
) -> list[Fault]:
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


def _not_enough_announced(assessment: Assessment, instrument: Instrument) -> Fault | None:
    published = assessment.published
    if assessment.answers is not None or published is None or published.index is not None:
        return None
    means = {domain.id: domain.mean(published.aspects) for domain in instrument.domains if domain.id not in published.domains}
    if None in means.values() or any(aspect.id not in published.aspects for aspect in instrument.top_aspects):
        known = {domain: mean for domain, mean in means.items() if mean is not None}
        return Fault(("published",), "published_incomplete", {"known": known})
    return None


def _in_english(read: Document, faults: list[Fault]) -> None:
    """Gives a document English keys in place of Indonesian ones; the same key in both languages is a fault."""
    value = read.value = read.in_english(read.value, Assessment.indonesian, faults)
    if "published" in value:
        value["published"] = read.in_english(value["published"], Published.indonesian, faults, ("published",))
    answers = value.get("answers")
    if isinstance(answers, dict):
        for key, part in answers.items():
            if isinstance(part, dict):
                path = ("answers", key)
                answer = answers[key] = read.in_english(part, Answer.indonesian, faults, path)
                items, at = answer.get("evidence"), (*path, "evidence")
                if isinstance(items, dict):
                    answer["evidence"] = read.in_english(items, Evidence.indonesian, faults, at)
                elif isinstance(items, list) and dict in map(type, items):
                    answer["evidence"] = [
                        read.in_english(one, Evidence.indonesian, faults, (*at, n)) if isinstance(one, dict) else one
                        for n, one in enumerate(items)
                    ]
                if "target" in answer:
                    answer["target"] = read.in_english(answer["target"], Commitment.indonesian, faults, (*path, "target"))
