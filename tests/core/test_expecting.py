"""What an index may come to: against every way in which the levels may move, and against many draws."""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction
from itertools import accumulate, product
from math import prod, sqrt
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from spbe_cli.core.expecting import TooCostly, expectation, lowered
from spbe_cli.core.judging import figure
from spbe_cli.core.scoring import score
from spbe_cli.limits import MAX_DRAWN, MAX_EXACT_DIGITS
from spbe_cli.model.expectation import Expectation, Lowered, Shifts
from spbe_cli.model.instrument import Instrument
from spbe_cli.model.result import Result
from tests import strategies
from tests.strategies import built_in

SPBE_2020, SPBE_2018, PEMDI, PEGI = built_in()
BASIS = Lowered(Fraction(0))
MOST_WAYS = 250
DRAWS = 100_000


def answered(levels: dict[int, Any], instrument: Instrument = SPBE_2020, year: int | None = None) -> Result:
    read = strategies.answered(instrument, levels)
    return score(read.model_copy(update={"year": year or read.year}), instrument)


def moving(result: Result) -> list[tuple[int, Fraction]]:
    """Every level that was given, a repeated indicator's one by one."""
    asked = result.instrument.asked
    return [(one, level) for one, each in asked.items() for level in result.assessment.answer(one).given(each)]


def moved(result: Result, shifts: list[Fraction]) -> Result:
    """The result scored anew, each level moved in turn and kept on the scale."""
    scale = result.instrument.scale
    levels: dict[int, tuple[Fraction, ...]] = {}
    for (one, level), shift in zip(moving(result), shifts, strict=True):
        levels[one] = (*levels.get(one, ()), max(scale.min, min(scale.max, level + shift)))
    return score(result.assessment.with_levels(levels), result.instrument)


@st.composite
def small(draw: st.DrawFn) -> tuple[Result, dict[int, Shifts]]:
    """A few indicators that move, some that are not answered, the others not applicable; in any year of the instrument."""
    instrument = draw(strategies.instruments())
    ids = list(instrument.indicators)
    some = st.lists(st.sampled_from(ids), max_size=4, unique=True)
    answers: dict[int, Any] = dict.fromkeys(ids, "n/a") | dict.fromkeys(draw(some))
    shifts: dict[int, Shifts] = {}
    steps = [Fraction(n, 3 if instrument.scale.fractional else 1) for n in range(-3, 3)]
    for one in draw(some):
        answers[one] = draw(strategies.given(instrument.indicators[one], instrument))
        shifts[one] = draw(st.dictionaries(st.sampled_from(steps), st.integers(1, 4), min_size=1, max_size=3))
    assume(any(value != "n/a" for value in answers.values()))
    years = sorted({instrument.years.first, instrument.years.last or instrument.years.first})
    return answered(answers, instrument, draw(st.sampled_from(years))), shifts


@given(small())
def test_it_is_what_every_way_together_comes_to(drawn: tuple[Result, dict[int, Shifts]]) -> None:
    result, shifts = drawn
    instrument = result.instrument
    ways = [shifts[one].items() for one, _level in moving(result)]
    assume(prod(map(len, ways)) <= MOST_WAYS)
    indices: Counter[Fraction] = Counter()
    predicates: Counter[str] = Counter()
    for way in product(*ways):
        after = moved(result, [shift for shift, _count in way])
        count = prod(count for _shift, count in way)
        indices[after.index.exact] += count
        predicates[after.predicate_name] += count
    total = indices.total()
    ordered = sorted(indices)
    reached = list(accumulate(indices[one] for one in ordered))
    low, high = (
        next(one for one, so_far in zip(ordered, reached, strict=True) if 20 * so_far >= n * total) for n in (1, 19)
    )  # fmt: skip
    mean = sum((one * count for one, count in indices.items()), Fraction(0)) / total
    assert expectation(result, shifts, BASIS) == Expectation(
        expected=figure(mean, instrument),
        low=figure(low, instrument),
        high=figure(high, instrument),
        predicates=tuple((one.name, Fraction(predicates[one.name], total)) for one in instrument.predicates),
        basis=BASIS,
    )


def test_of_47_indicators_it_agrees_with_a_hundred_thousand_draws() -> None:
    chance = random.Random(59)
    # What is not applicable makes weights awkward; some of it is not answered, and 2.60 lies in the middle of what may come.
    answers: dict[int, Any] = {one: chance.choice([2, 3, 3, 4]) for one in SPBE_2020.indicators}
    answers |= dict.fromkeys((11, 25, 40), "n/a") | dict.fromkeys((7, 31))
    result = answered(answers, year=2024)
    shifts: dict[int, Shifts] = {
        one: {Fraction(-2): 1, Fraction(-1): chance.randint(3, 9), Fraction(0): chance.randint(10, 20), Fraction(1): 2}
        for one in SPBE_2020.indicators
    }
    found = expectation(result, shifts, BASIS)
    assert result.sums is not None
    weights = dict(zip(SPBE_2020.indicators, result.sums.weights.units, strict=True))
    sums = [weights[7] + weights[31]] * DRAWS
    for one, level in moving(result):
        ends = [max(1, min(5, int(level + shift))) * weights[one] for shift in shifts[one]]
        values = chance.choices(ends, list(shifts[one].values()), k=DRAWS)
        sums = list(map(int.__add__, sums, values))
    whole = result.sums.weights.whole
    indices = sorted(one / whole for one in sums)
    # Five standard errors: a right distribution goes beyond them in one run of a million, and the seed is fixed. The share of a
    # predicate may be off by 0.008 at most, the mean by 0.002.
    mean = sum(indices) / DRAWS
    deviation = sqrt(sum((one - mean) ** 2 for one in indices) / DRAWS)
    assert abs(mean - float(found.expected.exact)) < 5 * deviation / sqrt(DRAWS)
    bounds = [float("inf"), *(float(one.lower) for one in SPBE_2020.predicates[:-1]), 0]
    shares = []
    for (_name, probability), above, below in zip(found.predicates, bounds, bounds[1:], strict=False):
        share = sum(below <= one < above for one in indices) / DRAWS
        shares.append(share)
        assert abs(share - float(probability)) <= 5 * sqrt(float(probability * (1 - probability)) / DRAWS)
    assert sorted(shares)[-2] > 0.2, "two predicates may well come, so that a wrong one would be seen"
    for quantile, share in ((found.low, 0.05), (found.high, 0.95)):
        under = sum(one < float(quantile.exact) - 1e-12 for one in indices) / DRAWS
        up_to = sum(one <= float(quantile.exact) + 1e-12 for one in indices) / DRAWS
        error = 5 * sqrt(0.05 * 0.95 / DRAWS)
        assert under - error <= share <= up_to + error


def test_lowering_one_of_two_levels() -> None:
    # PeGI's five dimensions are equal: two of them move, from 3 to 2, the others are unanswered and stay at 1.
    found = lowered(answered({1: 3, 2: 3}, PEGI), Fraction(1, 5))
    assert found.expected.exact == Fraction(3 + 2 * (3 - Fraction(1, 5))) / 5
    assert (found.low.exact, found.high.exact) == (Fraction(8, 5), Fraction(9, 5))
    assert found.basis == Lowered(Fraction(1, 5))


@pytest.mark.parametrize(("probability", "index"), [(Fraction(0), Fraction(3)), (Fraction(1), Fraction(2))])
def test_what_is_sure_has_one_outcome(probability: Fraction, index: Fraction) -> None:
    found = lowered(answered(dict.fromkeys(SPBE_2020.indicators, 3), year=2024), probability)
    assert (found.expected.exact, found.low.exact, found.high.exact) == (index, index, index)
    assert sum(one == 1 for _name, one in found.predicates) == 1


@pytest.mark.parametrize(
    ("probability", "low", "high"), [("0.049", 3, 3), ("0.05", 2, 3), ("0.949", 2, 3), ("0.95", 2, 2)]
)  # fmt: skip
def test_the_ends_of_the_nine_tenths(probability: str, low: int, high: int) -> None:
    answers: dict[int, Any] = dict.fromkeys(SPBE_2020.indicators, "n/a") | {1: 3}
    found = lowered(answered(answers), Fraction(probability))
    assert (found.low.exact, found.high.exact) == (Fraction(low), Fraction(high))


@pytest.mark.parametrize(("instrument", "level"), [(SPBE_2020, "1"), (SPBE_2018, "1"), (PEMDI, "1.25")])
def test_nothing_falls_below_the_scale(instrument: Instrument, level: str) -> None:
    answers = dict.fromkeys(instrument.indicators, strategies.written(Fraction(level)))
    assert lowered(answered(answers, instrument), Fraction(1)).expected.exact == instrument.scale.min


def test_the_rounded_index_is_judged_where_the_year_says_so() -> None:
    # Aspects 1 and 7 weigh 40.5 together: 2.595, which is shown as 2.60, where Baik begins.
    twos = {one: 2 for aspect in SPBE_2020.aspects if aspect.id in (1, 7) for one in aspect.indicator_ids}
    for year, expected in ((2023, "Baik"), (2024, "Cukup")):
        found = lowered(answered(dict.fromkeys(SPBE_2020.indicators, 3) | twos, year=year), Fraction(0))
        assert found.expected.exact == Fraction("2.595")
        assert dict(found.predicates)[expected] == 1


def test_too_many_sums_are_refused() -> None:
    chance = random.Random(8)
    result = answered(dict.fromkeys(PEMDI.indicators, 3), PEMDI)
    shifts: dict[int, Shifts] = {
        one: {Fraction(chance.randint(-(10**6), 0), 10**6 + 3): 1 for _ in range(20)} for one in PEMDI.indicators
    }
    with pytest.raises(TooCostly) as refused:
        expectation(result, shifts, BASIS)
    assert (refused.value.code, refused.value.limit) == ("too_many_drawn", MAX_DRAWN)


def test_points_may_be_finer_than_a_machine_counts() -> None:
    # So are those of an instrument with aspects of 13, 17, 19 … equal items, where some are not applicable.
    result = answered(dict.fromkeys(SPBE_2020.indicators, 3))
    stays: Shifts = {Fraction(0): 1}
    moves: dict[int, Shifts] = {1: {Fraction(-1, 3**50): 1, **stays}, 2: {Fraction(-1): 1, Fraction(0): 99}}
    found = expectation(result, dict.fromkeys(SPBE_2020.indicators, stays) | moves, BASIS)
    assert (found.low.exact, found.high.exact) == (3 - Fraction(13, 1000) / 3**50, Fraction(3))


def test_probabilities_that_no_python_writes_are_refused() -> None:
    with pytest.raises(TooCostly) as refused:
        lowered(answered(dict.fromkeys(SPBE_2020.indicators, 3)), Fraction(1, 10**90))
    assert (refused.value.code, refused.value.limit) == ("too_many_digits", MAX_EXACT_DIGITS)


def test_announced_figures_alone_have_no_levels() -> None:
    from spbe_cli.reading.assessments import load_assessment
    from tests.conftest import EXAMPLES

    read = load_assessment(EXAMPLES / "palopo-2023.yaml")
    with pytest.raises(ValueError, match="not known"):
        lowered(score(read.assessment, read.instrument), Fraction(1, 5))
