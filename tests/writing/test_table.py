"""Tables of agencies that read back."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spbe_cli.model.answer import UNANSWERED, Answer
from spbe_cli.model.assessment import Assessment
from spbe_cli.model.instrument import Instrument
from spbe_cli.reading.assessments import submitted
from spbe_cli.reading.document import Document
from spbe_cli.reading.instruments import load_instruments
from spbe_cli.reading.sources import Reader
from spbe_cli.reading.tables.table import documents
from spbe_cli.reading.tables.values import said
from spbe_cli.writing.table import lost, table
from tests import strategies
from tests.reached import reached, reaching
from tests.writing.test_answers import STRANGE, wholes


def read(text: str) -> list[Assessment]:
    found = []
    for row in documents(text.encode(), "t.csv", Reader(load_instruments())):
        assert isinstance(row, Document)
        found.append(submitted(row, "t.csv", load_instruments()).assessment)
    return found


def kept(assessment: Assessment, instrument: Instrument) -> Assessment:
    """What a table holds of an assessment: all but what is said to be lost."""
    losses = {loss.what: loss.indicators for loss in lost(assessment, instrument)}
    answers = dict(assessment.answers or {})
    for one, answer in answers.items():
        values = answer.given(instrument.asked[one])
        changes: dict[str, object] = {}
        if one in losses.get("evidence", ()):
            changes["evidence"] = ()
        if one in losses.get("notes", ()):
            changes["note"] = None
        if one in losses.get("targets", ()):
            changes["target"] = None
        if one in losses.get("reasons", ()):
            changes["not_applicable"] = ""
        if one in (*losses.get("forms", ()), *losses.get("answers", ())):
            changes |= {"levels": values if one in losses.get("forms", ()) else None}
            changes |= dict.fromkeys(("criteria", "accepted", "national_index"))
        answers[one] = answer.model_copy(update=changes)
    given = {one: answer for one, answer in answers.items() if answer != UNANSWERED}
    nothing = assessment.answers is None or "blanks" in losses
    return assessment.model_copy(update={"answers": None if nothing else given})


@reaching(0.2, "held")
@given(st.lists(wholes(), min_size=1, max_size=3))
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_what_a_table_holds_reads_back(several: list[tuple[Assessment, Instrument]]) -> None:
    # Control characters are no text, and strange spaces become plain ones; what a cell with them becomes is another test. A name
    # that is nothing but a dash is a blank cell.
    held = [one for one in several if "characters" not in {loss.what for loss in lost(*one)} and said(one[0].agency)]
    if held:
        reached("held")
        assert read(table(held)) == [kept(*one) for one in held]


def test_everything_that_is_lost_is_named() -> None:
    instrument = next(one for one in load_instruments() if one.id == "permenpanrb-8-2026")
    given = {
        1: {"accepted": {1: 1, 2: 1}, "evidence": ["a"]},
        2: {"accepted": {1: 2}, "note": "x"},
        3: {"level": 2, "target": {"level": 3}},
        4: {"not_applicable": "why"},
        6: {"criteria": [1, 2]},
        7: "n/a",
    }
    answers = {one: strategies.answer_to(one, value, instrument) for one, value in given.items()}
    assessment = Assessment(agency="A\x07", year=2026, instrument=instrument.id, answers=answers)
    assert lost(assessment, instrument) == (
        ("evidence", (1,)),
        ("notes", (2,)),
        ("targets", (3,)),
        ("reasons", (4,)),
        ("forms", (1, 2, 6)),
        ("characters", ()),
    )
    (row,) = csv.DictReader(io.StringIO(table([(assessment, instrument)])))
    assert [row[key] for key in ("agency", "1", "2", "3", "4", "5", "6", "7")] == [
        "A\\x07", "1.75", "1.5", "2", "n/a", "", "2.5", "n/a",
    ]  # fmt: skip


@pytest.mark.parametrize("agency", ["Kota\u00a0X", "Kota X\u200b", "Kota\u2007X", "Ko\u00adta X"])
def test_spaces_that_a_table_does_not_keep_are_named(agency: str) -> None:
    instrument = load_instruments().default
    assessment = Assessment(
        agency=agency, year=2024, instrument=instrument.id, answers={1: strategies.answer_to(1, 3, instrument)}
    )
    assert lost(assessment, instrument) == (("characters", ()),)


def test_a_value_that_no_level_has_is_left_out() -> None:
    instrument = next(one for one in load_instruments() if one.id == "permenpanrb-8-2026")
    answer = strategies.answer_to(8, {"accepted": {1: 1}}, instrument)
    assessment = Assessment(agency="A", year=2026, instrument=instrument.id, answers={8: answer})
    assert lost(assessment, instrument) == (("answers", (8,)),)


def test_no_name_is_run_by_a_spreadsheet() -> None:
    instrument = load_instruments().default
    names = [f"{text}x" for text in STRANGE if text.strip()] + ["=1+1", "'=1", "''-1", "@a", "+1", "-", "\t=1"]
    several = [
        Assessment(agency="A", year=2024, instrument=instrument.id, group=name, answers={1: Answer()})
        for name in names
        if not {"\x07", "\ufeff", "\r"} & set(name)
    ]
    text = table([(one, instrument) for one in several])
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in csv.reader(io.StringIO(text)) for cell in row)
    assert [one.group for one in read(text)] == [one.group for one in several]
