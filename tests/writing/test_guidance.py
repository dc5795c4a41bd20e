"""What stands in answer files for those who fill them in."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from spbe_cli import texts
from spbe_cli.model.answer import UNANSWERED
from spbe_cli.model.assessment import Assessment
from spbe_cli.model.instrument import Instrument
from spbe_cli.reading.criteria import load_criteria
from spbe_cli.reading.instruments import load_instrument
from spbe_cli.writing.answers import answer_file
from spbe_cli.writing.guidance import guidance
from tests.strategies import BY_ID

GOLDEN = Path(__file__).parents[1] / "golden"

CASES = {
    "permenpanrb-59-2020": (1, 11, 12),
    "permenpanrb-5-2018": (1, 34, 35),
    "permenpanrb-8-2026": (1, 5, 18),
    "pegi": (1, 2),
}


def sheet(instrument: Instrument, chosen: tuple[int, ...]) -> str:
    answers = dict.fromkeys(chosen, UNANSWERED)
    assessment = Assessment(agency="Dinas Kesehatan", year=2024, instrument=instrument.id, answers=answers)
    criteria = load_criteria(instrument)
    return answer_file(assessment, guidance(instrument, criteria and criteria.held_in(assessment.year), chosen))


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_as_it_is_read(name: str, language: texts.Language) -> None:
    texts.use(language)
    text = sheet(BY_ID[name], CASES[name])
    golden = GOLDEN / f"sheet-{name}.{language}.yaml"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("instrument", BY_ID.values(), ids=BY_ID.keys())
def test_every_indicator_stands_below_its_title(instrument: Instrument, language: texts.Language) -> None:
    texts.use(language)
    text = sheet(instrument, tuple(instrument.indicators))
    assert max(map(len, text.splitlines())) <= 100
    word = {"id": "Indikator", "en": "Indicator"}[language]
    begin = 0
    for indicator in instrument.indicators:
        title = text.index(f"  # {word} {indicator}: ", begin)
        begin = text.index(f"\n  {indicator}:\n", title)
    titles = [*(one.title.id for one in instrument.domains), *(one.title.id for one in instrument.aspects)]
    assert all(f": {title}" in text for title in titles)


def test_without_criteria_the_names_of_levels_stand_there() -> None:
    instrument = BY_ID["permenpanrb-59-2020"]
    comments = guidance(instrument, None, [1])
    assert comments.above[1][-1] == "  1 Rintisan, 2 Terkelola, 3 Terdefinisi, 4 Terpadu dan Terukur, 5 Optimum"
    assert list(comments.above) == [1]


OWN = """\
id: own
title: Contoh
source: Contoh
years: {from: 2020}
scale: {min: 1, max: 5, step: 1}
index: {decimals: 2, rounding: half_up, thresholds_on: {2020: exact}}
predicates: [{from: 1, name: Baik}]
aspects:
  - id: 1
    title: Contoh
    levels: any
    weight: 100
    indicators: [{id: 1, title: "Satu\\nagency: x\\e[31m\\u202ey"}]
"""


def test_a_title_can_do_no_harm(write: Callable[..., str]) -> None:
    text = sheet(load_instrument("own", write(OWN, "own.yaml")), (1,))
    assert "# Indicator 1: Satu agency: x\\x1b[31m\\u202ey\n" in text
