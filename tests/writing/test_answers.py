"""Assessments to answer files and back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spbe_cli.model.answer import Answer
from spbe_cli.model.assessment import FIRST_YEAR, LAST_YEAR, STAGES, Assessment
from spbe_cli.model.instrument import Instrument
from spbe_cli.model.tree import Indicator
from spbe_cli.reading.assessments import submitted
from spbe_cli.reading.checking import checked
from spbe_cli.reading.instruments import load_instruments
from spbe_cli.reading.parsing import document
from spbe_cli.reading.tables.names import is_statistic, names_nobody
from spbe_cli.writing.answers import Comments, answer_file, answer_text
from tests import strategies

STRANGE = (
    "no", "yes", "null", "~", "true", "010", "0o17", "0x1f", "1e5", ".5", "+1.", "1:30", "2025-06-30", "-", "- a", "a: b", "a:",
    "# a", " a", "a ", "a # b", "'", '"', "''", '"a', "{a}", "[a", "*a", "&a", "!a", "!!int 3", "%a", "@a", "`a", "|", ">", "---",
    "...", "=", "<<", "n/a", "a\nb", " a\n  b\n\n c", "a \nb", "a\n\tb", "\ta", "a\x85b", "a\u2028b", "a\rb", "a\r\nb", "\x07",
    "\ufeffa", "😀", "a, b", "?", "? a", "\\n", "a\n# b", "a\n  1: 3", "a\n1: 3", "\xa0a", "é",
)  # fmt: skip

texts = st.sampled_from(STRANGE) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
lines = texts.filter(lambda text: bool(text.strip()))


def shapes(indicator: Indicator, instrument: Instrument, texts: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """An answer in whatever form the indicator can have it, with all that may go with it."""
    scale, level, lines = instrument.scale, strategies.levels(instrument), texts.filter(str.strip)
    forms: dict[str, st.SearchStrategy[Any]] = {"level": level, "not_applicable": texts | st.just("")}
    if indicator.repeat:
        forms["level"] = level | st.lists(level, min_size=1, max_size=5)
    if scale.levels:
        forms["criteria"] = st.lists(st.sampled_from(scale.levels), max_size=5)
    if indicator.evidence:
        counts = st.tuples(*(st.integers(0, most) for most in indicator.evidence.values()))
        forms["accepted"] = counts.map(lambda given: dict(zip(indicator.evidence or (), given, strict=True)))
    if indicator.conversion:
        ends = [strategies.written(indicator.conversion[end][0]) for end in (0, -1)]
        forms["national_index"] = st.decimals(*ends, places=3)
    days = st.dates(date(2000, 1, 1)).map(str)
    commitment = st.fixed_dictionaries({"level": level}, optional={"by": days, "owner": lines})
    rest = {"evidence": st.lists(lines, max_size=3), "note": lines, "target": commitment}
    form = st.one_of(st.just({}), *(st.fixed_dictionaries({name: values}) for name, values in forms.items()))
    return st.tuples(form, st.fixed_dictionaries({}, optional=rest)).map(lambda parts: parts[0] | parts[1])


def announced(instrument: Instrument) -> st.SearchStrategy[Any]:
    figure = st.decimals(0, strategies.written(instrument.scale.max), places=instrument.index.decimals)
    parts = {
        f"{tier}s": st.fixed_dictionaries({}, optional=dict.fromkeys(instrument.members(tier), figure))
        for tier in ("domain", "aspect")
        if instrument.members(tier)
    }
    predicates = st.sampled_from([one.name for one in instrument.predicates])
    return st.fixed_dictionaries({"index": figure}, optional={"predicate": predicates, **parts})


@st.composite
def wholes(draw: st.DrawFn, texts: st.SearchStrategy[str] = texts) -> tuple[Assessment, Instrument]:
    """Any assessment whatever, as reading would give it."""
    instrument = draw(strategies.instruments())
    lines = texts.filter(str.strip)
    # Hypothesis also draws words of the code: in a table a row of such a name is a total, or left out.
    names = lines.filter(lambda name: not (is_statistic(name.strip()) or names_nobody(name.strip())))
    head = {"agency": draw(names), "year": draw(st.integers(FIRST_YEAR, LAST_YEAR)), "instrument": instrument.id}
    head |= draw(
        st.fixed_dictionaries({}, optional={"stage": st.sampled_from(STAGES), "group": lines, "kind": lines, "owner": lines})
    )
    answered = draw(st.lists(st.sampled_from(list(instrument.indicators.values())), unique_by=lambda one: one.id, max_size=4))
    answers = {
        one.id: Answer.model_validate(draw(shapes(one, instrument, texts)), context=instrument.asked[one.id]) for one in answered
    }
    published = draw(st.none() | announced(instrument))
    if answers or published is None or draw(st.booleans()):
        head["answers"] = answers
    faults: list[Any] = []
    if published is not None:
        from spbe_cli.model.assessment import Published

        head["published"] = checked(Published, published, faults, context=instrument)
    read = checked(Assessment, head, faults)
    assert read is not None, faults
    return read, instrument


def read(text: str) -> Assessment:
    return submitted(document(text.encode(), "t.yaml"), "t.yaml", load_instruments()).assessment


@given(wholes())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_reads_back(one: tuple[Assessment, Instrument]) -> None:
    assert read(answer_file(one[0])) == one[0]


@given(wholes(), st.lists(lines.map(lambda text: " ".join(text.split()).encode("ascii", "replace").decode())))
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
def test_comments_change_nothing(one: tuple[Assessment, Instrument], comments: list[str]) -> None:
    assessment, instrument = one
    comments = [text for text in comments if text.isprintable()]
    text = answer_file(assessment, Comments(comments, dict.fromkeys(instrument.indicators, comments), comments))
    assert read(text) == assessment
    assert text.count("\n") >= (2 + len(assessment.answers or ())) * len(comments)


def test_comments_stand_only_where_an_answer_begins() -> None:
    instrument = load_instruments().default
    answers = {1: strategies.answer_to(1, {"note": "a\n1: 3", "evidence": ["a\n  1: 3"], "level": 2}, instrument)}
    whole = Assessment(agency="A\n1: 3", year=2024, instrument=instrument.id, group="answers:\n  1: 3", answers=answers)
    text = answer_file(whole, Comments(above={1: ["here"]}))
    assert read(text) == whole
    assert text.count("# here") == 1


@pytest.mark.parametrize("text", STRANGE)
def test_strange_text(text: str) -> None:
    instrument = load_instruments().default
    given = {"evidence": [f"{text}x", f"x{text}", text], "not_applicable": text.strip(), "note": text}
    answer = strategies.answer_to(1, given, instrument)
    whole = Assessment(agency=f"x{text}x", year=2024, instrument=instrument.id, answers={1: answer})
    assert read(answer_file(whole)) == whole


def test_the_style_is_that_of_the_contract() -> None:
    instrument = next(one for one in load_instruments() if one.id == "permenpanrb-5-2018")
    shapes: dict[int, Any] = {
        1: 3,
        2: {"level": 3, "evidence": ["sk-walikota.pdf", "https://example.go.id/sop"], "note": "Baris\nkedua"},
        3: {"criteria": [1, 2, 3]},
        4: None,
        9: "n/a",
        10: {"not_applicable": "no"},
        11: {"level": 2, "target": {"level": 4, "by": "2025-06-30", "owner": "Dinas Kominfo"}},
        35: [1, 3, 3],
    }
    answers = {one: strategies.answer_to(one, shape, instrument) for one, shape in shapes.items()}
    whole = Assessment(agency="Kota Contoh", year=2018, instrument=instrument.id, stage="final", answers=answers)
    assert (
        answer_file(whole, Comments(["Contoh"], {1: ["Satu", "", "1: 3"]}, ["Akhir"]))
        == """\
# Contoh
agency: Kota Contoh
year: 2018
instrument: permenpanrb-5-2018
stage: final
answers:
  # Satu

  # 1: 3
  1: 3
  2:
    level: 3
    evidence:
      - sk-walikota.pdf
      - https://example.go.id/sop
    note: |-
      Baris
      kedua
  3:
    criteria: [1, 2, 3]
  4:
  9: n/a
  10:
    not_applicable: 'no'
  11:
    level: 2
    target:
      level: 4
      by: 2025-06-30
      owner: Dinas Kominfo
  35: [1, 3, 3]
# Akhir
"""
    )


def test_decimals_are_exact() -> None:
    instrument = next(one for one in load_instruments() if one.id == "permenpanrb-8-2026")
    answer = strategies.answer_to(1, Decimal("3.07"), instrument)
    assert answer_text(1, answer) == "1: 3.07\n"
    assert (
        answer_text(5, strategies.answer_to(5, {"national_index": Decimal("68.750")}, instrument))
        == "5:\n  national_index: 68.75\n"
    )
