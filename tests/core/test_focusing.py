"""What a set of indicators comes to, held against a plain reading of the definition."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_cli.core.comparing import compare
from spbe_cli.core.focusing import Focused, FocusedChange, focused, focused_change
from spbe_cli.core.scoring import score
from spbe_cli.model.answer import Answer
from spbe_cli.model.assessment import Assessment
from spbe_cli.model.comparison import Comparison
from spbe_cli.model.instrument import Selection
from spbe_cli.model.result import Result
from tests.strategies import BY_ID

OLD, NEW = "permenpanrb-5-2018", "permenpanrb-59-2020"


def scored(instrument: str, levels: Mapping[int, tuple[int, ...]], year: int = 2024) -> Result:
    """A result with these levels; the other indicators are not applicable."""
    answers = {
        one: Answer.model_construct(levels=tuple(map(Fraction, levels[one])))
        if levels.get(one)
        else Answer.model_construct(not_applicable="no")
        for one in BY_ID[instrument].indicators
    }
    assessment = Assessment.model_construct(agency="A", year=year, instrument=instrument, answers=answers)
    return score(assessment, BY_ID[instrument])


def on(comparison: Comparison, *indicators: int) -> FocusedChange:
    found = focused_change(comparison._replace(focus=Selection("some", frozenset(indicators))))
    assert found is not None
    return found


LEVELS = st.fixed_dictionaries(
    {one.id: st.lists(st.integers(0, 5), max_size=3 if one.repeat else 1).map(tuple) for one in BY_ID[OLD].indicators.values()}
).filter(lambda levels: any(levels.values()))
SETS = st.frozensets(st.sampled_from(list(BY_ID[OLD].indicators)))


@settings(max_examples=40)
@given(LEVELS, SETS)
def test_a_set_and_the_rest_make_the_index(levels: dict[int, tuple[int, ...]], indicators: frozenset[int]) -> None:
    result = scored(OLD, levels, 2018)
    parts = focused(result, indicators), focused(result, BY_ID[OLD].indicators.keys() - indicators)
    assert sum(one.weight for one in parts) == 100
    assert sum(one.weight * one.mean.exact for one in parts if one.mean) / 100 == result.index.exact
    assert (parts[0].mean is None) == (not any(levels[one] for one in indicators))


def test_the_mean_goes_by_weight_and_is_shown_as_the_instrument_says() -> None:
    # 33 weighs 2.75%, 42 weighs 3%.
    result = scored(NEW, {one: (4 if one == 42 else 1,) for one in BY_ID[NEW].indicators})
    found = focused(result, {33, 42})
    assert found.weight == Fraction("5.75")
    assert found.mean is not None
    assert found.mean.exact == (Fraction("2.75") + 3 * 4) / Fraction("5.75")
    assert str(found.mean.shown) == "2.57"


def test_nothing_is_known_of_what_does_not_apply() -> None:
    assert focused(scored(NEW, {1: (3,)}), {33, 42}) == Focused(Fraction(0), None)


@settings(max_examples=40)
@given(LEVELS, LEVELS, SETS)
def test_what_a_set_and_the_rest_change_is_the_change_of_the_index(
    before: dict[int, tuple[int, ...]], after: dict[int, tuple[int, ...]], indicators: frozenset[int]
) -> None:
    comparison = compare(scored(OLD, before, 2018), scored(OLD, after, 2019))
    rest = BY_ID[OLD].indicators.keys() - indicators
    parts = [on(comparison, *ids) for ids in (indicators, rest)]
    assert sum(one.effect or 0 for one in parts) == comparison.change.exact
    for one, ids in zip(parts, (indicators, rest), strict=True):
        assert {each.new.indicator.id for each in one.shown.indicators} == set(ids)
        assert one.change == (focused(comparison.old, ids).mean, focused(comparison.new, ids).mean)


def test_only_the_parts_that_hold_it_are_shown() -> None:
    levels = dict.fromkeys(BY_ID[NEW].indicators, (3,))
    comparison = compare(scored(NEW, levels), scored(NEW, levels | {33: (4,)}))
    shown = on(comparison, 33, 42).shown
    assert [(one.tier, one.id) for one in shown.parts] == [("domain", 4), ("aspect", 7), ("aspect", 8)]
    assert shown.change == comparison.change


def test_across_instruments_it_is_of_the_new_one_and_of_the_counterparts() -> None:
    before = {one.id: (1,) for one in BY_ID[OLD].indicators.values()} | {28: (4,), 26: (2,)}
    after = dict.fromkeys(BY_ID[NEW].indicators, (3,)) | {33: (5,)}
    comparison = compare(scored(OLD, before, 2018), scored(NEW, after))
    found = on(comparison, 33, 36)
    assert [(one.old.indicator.id, one.new.indicator.id) for one in found.shown.indicators] == [(28, 33), (26, 36)]
    assert found.change == (focused(comparison.old, {28, 26}).mean, focused(comparison.new, {33, 36}).mean)
    assert found.effect is None
    assert (found.shown.added, found.shown.gone) == ((), ())
    (only,) = on(comparison, comparison.added[0].indicator.id).shown.added
    assert only == comparison.added[0]
