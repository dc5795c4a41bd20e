"""Answer files to assessments, each with the instrument it is measured by; every problem of a file at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from spbe_cli.model.answer import Answer, Commitment
from spbe_cli.model.assessment import FIRST_YEAR, LAST_YEAR, Assessment, Published
from spbe_cli.model.base import Fault, whole, without_blanks
from spbe_cli.model.evidence import Evidence
from spbe_cli.reading.answers import checked_answers, nothing_applies, unanswered
from spbe_cli.reading.checking import checked
from spbe_cli.reading.decoding import OFFICE_FILES
from spbe_cli.reading.files import content
from spbe_cli.reading.instruments import load_instruments
from spbe_cli.reading.kinds import wrong
from spbe_cli.reading.parsing import document
from spbe_cli.reading.problems import UNUSABLE, BadInput, Problem, problem_at

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.reading.document import Document
    from spbe_cli.reading.instruments import Instruments


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
            head["answers"] = checked_answers(given, instrument, faults)
            if required:
                faults += unanswered(given, head["answers"], instrument, required)
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
    if nothing_applies(assessment.answers or {}, instrument):
        faults.append(Fault(("answers",), "nothing_applicable"))
    return assessment


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
