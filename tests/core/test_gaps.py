"""Where one agency can gain, held against a plain reading of the definition."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_cli.core.gaps import fewest, gaps, strongest, weakest
from spbe_cli.core.judging import least_index
from spbe_cli.core.scoring import score
from spbe_cli.model.answer import Answer
from spbe_cli.model.assessment import Assessment
from spbe_cli.model.result import Result
from tests.strategies import BY_ID, answered


def scored(instrument: str, levels: Mapping[int, tuple[int, ...]], year: int = 2024) -> Result:
    answers = {one: Answer.model_construct(levels=tuple(map(Fraction, values))) for one, values in levels.items()}
    assessment = Assessment.model_construct(agency="A", year=year, instrument=instrument, answers=answers)
    return score(assessment, BY_ID[instrument])


@settings(max_examples=30)
@given(st.data())
def test_a_gap_is_what_the_index_gains(data: st.DataObject) -> None:
    instrument = BY_ID["permenpanrb-5-2018"]
    level = st.integers(0, 5)
    levels = {
        one.id: tuple(data.draw(st.lists(level, min_size=3, max_size=4))) if one.repeat else (data.draw(level),)
        for one in instrument.indicators.values()
    }
    result = scored(instrument.id, levels, 2018)
    found = gaps(result)
    assert {one.of.indicator.id for one in found} == {one for one, values in levels.items() if min(values) < 5}
    assert [one.gain for one in found] == sorted((one.gain for one in found), reverse=True)
    for one in found:
        raised = levels | {one.of.indicator.id: tuple(min(value + 1, 5) for value in levels[one.of.indicator.id])}
        assert scored(instrument.id, raised, 2018).index.exact - result.index.exact == one.gain


def test_the_fewest_raises_that_reach_a_threshold() -> None:
    result = scored("permenpanrb-59-2020", dict.fromkeys(range(1, 48), (3,)))
    found = gaps(result)
    assert fewest(found, Fraction(0)) == 1
    assert fewest(found, sum((one.gain for one in found), Fraction(0))) == 47
    assert fewest(found, sum((one.gain for one in found), Fraction(1, 100))) is None
    assert fewest((), Fraction(1)) is None
    few = found[:6]
    missing = Fraction(1, 10)
    counts = [size for size in range(1, 7) if any(sum(one.gain for one in each) >= missing for each in combinations(few, size))]
    assert fewest(few, missing) == min(counts)


def test_on_a_scale_with_bands_the_next_level_is_where_its_band_ends() -> None:
    instrument = BY_ID["permenpanrb-8-2026"]
    result = score(
        Assessment.model_construct(
            agency="A",
            year=2026,
            instrument=instrument.id,
            answers={1: Answer.model_construct(levels=(Fraction(2),)), 2: Answer.model_construct(levels=(Fraction(5, 2),))},
        ),
        instrument,
    )
    raised = {one.of.indicator.id: one.raised for one in gaps(result)}
    assert raised[1] == (Fraction(5, 2),)
    assert raised[2] == (Fraction(7, 2),)


def test_what_was_given_above_the_next_level_is_part_of_the_gap() -> None:
    # Level 3 of indicator 20 lacks one item of six; level 4 has all of its own, level 5 three of five.
    pemdi, old = BY_ID["permenpanrb-8-2026"], BY_ID["permenpanrb-5-2018"]
    accepted = score(answered(pemdi, {20: {"accepted": {1: 4, 2: 3, 3: 5, 4: 5, 5: 3}}}), pemdi)
    criteria = score(answered(old, {35: {"criteria": [1, 2, 4]}}), old)
    raised = [{one.of.indicator.id: one.raised for one in gaps(result)} for result in (accepted, criteria)]
    assert (raised[0][20], raised[1][35]) == ((Fraction(23, 5),), tuple(map(Fraction, (4, 1, 1))))


def test_what_has_no_levels_has_no_gaps() -> None:
    instrument = BY_ID["pegi"]
    answers = {one: Answer.model_construct(levels=(Fraction(5, 2),)) for one in instrument.indicators}
    assessment = Assessment.model_construct(agency="A", year=2015, instrument="pegi", answers=answers)
    assert gaps(score(assessment, instrument)) == ()


def test_strengths_stand_above_the_index_and_weaknesses_below() -> None:
    result = scored("permenpanrb-59-2020", dict.fromkeys(range(1, 48), (3,)) | {7: (5,), 32: (5,), 11: (1,), 45: (2,)})
    assert [one.indicator.id for one in strongest(result)] == [32, 7]  # 2.75 % before 1.3 %
    assert [one.indicator.id for one in weakest(result)][:2] == [11, 45]


@pytest.mark.parametrize(("year", "threshold", "least"), [(2023, "2.6", "2.595"), (2024, "2.6", "2.6"), (2023, "2.601", "2.605")])
def test_the_least_index_that_reaches_a_threshold(year: int, threshold: str, least: str) -> None:
    assert least_index(Fraction(threshold), BY_ID["permenpanrb-59-2020"], year) == Fraction(least)
