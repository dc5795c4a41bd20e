"""Explanations: the terms add up to the result's own figures, exactly, and what a raise is said to bring is what it brings."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.explaining import explain, explain_indicator
from spbe_cli.core.planning import plan
from spbe_cli.core.raising import raised
from spbe_cli.core.scoring import score
from spbe_cli.core.weighting import nominal_weights
from spbe_cli.model.answer import Answer, converted, index_for
from spbe_cli.model.assessment import Assessment, Published
from spbe_cli.model.instrument import Instrument
from spbe_cli.model.plan import Goal, Limits
from spbe_cli.model.result import Result
from tests.reached import reached, reaching
from tests.strategies import BY_ID, answer_to, assessment, assessments, instruments

PEMDI = BY_ID["permenpanrb-8-2026"]
SPBE = BY_ID["permenpanrb-59-2020"]
OLD = BY_ID["permenpanrb-5-2018"]


@st.composite
def results(draw: st.DrawFn, instrument: Instrument | None = None) -> Result:
    instrument = instrument or draw(instruments())
    return score(draw(assessments(instrument)), instrument)


@st.composite
def accepted(draw: st.DrawFn) -> tuple[int, Answer]:
    """An indicator of Pemdi and an answer that counts its accepted items."""
    indicator = draw(st.sampled_from([one for one in PEMDI.indicators.values() if one.evidence]))
    counts = {level: draw(st.integers(0, most)) for level, most in (indicator.evidence or {}).items()}
    return indicator.id, answer_to(indicator.id, {"accepted": counts}, PEMDI)


@given(results())
def test_the_terms_add_up_to_the_results_figures(result: Result) -> None:
    value = explain(result)
    figures = {(part.tier, part.id): part for one in result.parts for part in (one, *one.aspects) if part.value}
    assert {(one.tier, one.id) for one in value.means} == {*figures, ("index", None)}
    for mean in value.means:
        assert sum(term.weight * term.value for term in mean.terms) / sum(term.weight for term in mean.terms) == mean.value.exact
        assert mean.total == mean.weight * mean.value.exact
        if mean.id is None:
            assert (mean.value, mean.weight) == (result.index, Fraction(100))
        else:
            part = figures["domain" if mean.tier == "domain" else "aspect", mean.id]
            assert (mean.value, mean.weight) == (part.value, part.weight)
    contributions = {one.indicator.id: one.contribution for one in result.indicators if one.contribution}
    shown = [term for mean in value.means for term in mean.terms if term.tier == "indicator"]
    assert sum((term.product for term in shown), Fraction(0)) == 100 * sum(contributions.values())


@given(results())
def test_every_term_of_a_tier_is_a_mean_of_the_tier_below(result: Result) -> None:
    means = {(one.tier, one.id): one.value.exact for one in explain(result).means}
    for mean in explain(result).means:
        for term in mean.terms:
            if term.tier != "indicator":
                assert means["domain" if term.tier == "domain" else "aspect", term.id] == term.value


def test_what_holds_for_an_aspect_is_said_of_no_other_mean() -> None:
    means = explain(score(assessment(OLD, {1: answer_to(1, 3, OLD)}), OLD)).means
    said = {tier: {tuple(rule.code for rule in one.rules) for one in means if one.tier == tier} for tier in ("domain", "index")}
    assert said == {"domain": {("rule_mean",)}, "index": {("rule_mean",)}}
    assert all("rule_unanswered" in [rule.code for rule in one.rules] for one in means if one.tier == "aspect")


@given(results())
def test_what_moved_neither_comes_nor_goes(result: Result) -> None:
    moved = explain(result).moved
    assert bool(moved) == result.adjusted
    assert sum(one.before for one in moved) == sum(one.after for one in moved)
    gone = {one.indicator.indicator.id for one in moved if one.to is not None}
    assert gone == {one.indicator.id for one in result.indicators if one.not_applicable}
    assert all(one.after == 0 for one in moved if one.to is not None)


def test_where_weight_goes() -> None:
    everything = {one: answer_to(one, 3, SPBE) for one in SPBE.indicators}
    none = {one: answer_to(one, "n/a", SPBE) for one in (1, 29, 30, 31, *range(32, 48))}
    moved = {one.indicator.indicator.id: one for one in explain(score(assessment(SPBE, everything | none), SPBE)).moved}
    assert [moved[one].to for one in (1, 29, 32, 2)] == ["aspect", "domain", "index", None]
    assert moved[1].before == nominal_weights(SPBE)[1] == Fraction("1.3")


@given(results())
def test_the_judgement_is_the_results(result: Result) -> None:
    judgement = explain(result).judgement
    assert judgement.compared == result.decisive
    (*passed, (last, reached)) = judgement.bounds
    assert (last, reached) == (result.predicate, True)
    assert all(judgement.compared < bound.lower and not met for bound, met in passed)


@reaching(0.1, "missing items", "nothing missing")
@given(accepted())
def test_one_more_item_adds_what_is_said(of: tuple[int, Answer]) -> None:
    identifier, answer = of
    asked = PEMDI.asked[identifier]
    (value,) = answer.values(asked)
    steps = answer.evidence_steps(asked)
    assert PEMDI.scale.min + sum(step.worth for step in steps) == value
    for step in steps:
        reached("missing items" if step.missing else "nothing missing")
        if step.missing:
            more = answer.model_copy(update={"accepted": (answer.accepted or {}) | {step.level: step.accepted + 1}})
            assert more.values(asked)[0] - value == step.adds
        else:
            assert step.adds == 0
    assert answer.evidence_above_gap(asked) == tuple(step.level for step in steps if step.accepted and not step.counts)


@reaching(0.1, "raised")
@given(st.data())
def test_a_raise_reaches_the_next_level_in_the_way_it_was_answered(data: st.DataObject) -> None:
    if data.draw(st.booleans()):
        identifier, answer = data.draw(accepted())
        result = score(assessment(PEMDI, {identifier: answer}), PEMDI)
    else:
        result = data.draw(results())
        identifier = data.draw(st.sampled_from(list(result.instrument.indicators)))
    value = explain_indicator(result, identifier)
    scale, one = result.instrument.scale, value.one
    if value.next is None or value.after is None:
        assert value.effects == ()
        of_criteria = one.answer.criteria is not None and one.levels[:1] == (scale.max,)
        assert one.not_applicable or not scale.levels or set(one.levels) == {scale.max} or of_criteria
        return
    reached("raised")
    assert value.next == (scale.levels[0] if value.held is None else scale.levels[scale.levels.index(value.held) + 1])
    after = next(other for other in value.after.indicators if other.indicator.id == identifier)
    assert max(after.levels) >= scale.value_of(value.next)
    assert sum(after.levels) > sum(one.levels)
    assert (after.answer.criteria is None, after.answer.accepted is None) == (
        one.answer.criteria is None,
        one.answer.accepted is None,
    )
    (*_parts, index) = value.effects
    assert index.change == after.contribution - one.contribution == value.after.index.exact - result.index.exact
    assert [effect.tier for effect in value.effects] == (
        ["aspect", "domain", "index"] if result.instrument.domains else ["aspect", "index"]
    )


def test_what_was_announced_was_not_announced_of_the_raised_result() -> None:
    published = Published.model_construct(index=Fraction(5), predicate=None, domains={}, aspects={})
    given = assessment(SPBE, {1: answer_to(1, 3, SPBE)}).model_copy(update={"published": published})
    value = explain_indicator(score(given, SPBE), 1)
    assert value.after is not None
    assert (len(value.result.differences), value.after.differences) == (1, ())


def test_one_service_at_the_lowest_level_is_raised() -> None:
    result = score(assessment(OLD, {35: answer_to(35, [3, 1, 1], OLD)}), OLD)
    value = explain_indicator(result, 35)
    assert (value.held, value.next) == (1, 2)
    assert raised(value.one, 2, OLD).levels == tuple(map(Fraction, (3, 2, 1)))


@pytest.mark.parametrize(("identifier", "index"), [(5, "68.75"), (6, "1"), (7, "2.42"), (18, "0")])
def test_the_national_index_that_reaches_the_next_level(identifier: int, index: str) -> None:
    points = PEMDI.indicators[identifier].conversion
    assert points is not None
    answer = Answer(national_index=None).model_copy(update={"national_index": Fraction(index)})
    value = explain_indicator(score(assessment(PEMDI, {identifier: answer}), PEMDI), identifier)
    assert value.next is not None
    assert value.national_index is not None
    assert converted(value.national_index, points) == PEMDI.scale.value_of(value.next)
    (conversion,) = explain(value.result).conversions
    assert conversion.left[0] <= conversion.given <= conversion.right[0]
    assert conversion.value == converted(Fraction(index), points)


def test_the_lowest_index_for_a_value() -> None:
    points = ((Fraction(1), Fraction(1)), (Fraction(2), Fraction(3)), (Fraction(3), Fraction(3)), (Fraction(4), Fraction(4)))
    values = ["0", "1", "2", "3", "3.5", "4"]
    assert [index_for(Fraction(one), points) for one in values] == list(map(Fraction, ["1", "1", "1.5", "2", "3.5", "4"]))
    assert index_for(Fraction(5), points) is None


def test_announced_figures_are_read_and_what_was_not_announced_is_computed() -> None:
    domains = {1: Fraction("3.4"), 2: Fraction("2.5"), 3: Fraction("1.55"), 4: Fraction("4.36")}
    published = Published.model_construct(index=None, predicate=None, domains=domains, aspects={})
    given = Assessment.model_construct(agency="Kota Contoh", year=2023, instrument=SPBE.id, published=published)
    result = score(given, SPBE)
    value = explain(result)
    assert [one.reading.announced for one in value.readings if one.part and one.part.tier == "domain"] == list(domains.values())
    (index,) = value.means
    assert (index.tier, index.value, index.total) == ("index", result.index, 100 * result.index.exact)
    assert [one.computed for one in value.readings if one.part is None] == [True]
    assert not value.judgement.announced


def test_criteria_of_an_indicator_for_several_services_are_raised_to_the_next_level() -> None:
    spbe_2018 = BY_ID["permenpanrb-5-2018"]
    given = assessment(spbe_2018, {35: answer_to(35, {"criteria": [1]}, spbe_2018)})
    value = explain_indicator(score(given, spbe_2018), 35)
    assert (value.held, value.next) == (1, 2)
    assert value.after is not None
    assert value.after.index.exact > value.result.index.exact


@reaching(0.1, "more than the level", "the level")
@given(accepted())
def test_a_raise_brings_in_a_plan_what_it_is_explained_to_bring(of: tuple[int, Answer]) -> None:
    identifier, answer = of
    result = score(assessment(PEMDI, {identifier: answer}), PEMDI)
    value = explain_indicator(result, identifier)
    after = plan(result, Goal(budget=Fraction(1)), limits=Limits(only=frozenset([identifier]))).after
    assert after.index == (result.index if value.after is None else value.after.index)
    if value.next is not None:
        (new,) = after.levels[identifier]
        reached("more than the level" if new > PEMDI.scale.value_of(value.next) else "the level")
