"""What accepted evidence proves of a claim, and what of it is not carried."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.planning import plan
from spbe_cli.core.proving import unproven
from spbe_cli.core.scoring import score
from spbe_cli.model.assessment import Assessment
from spbe_cli.model.costs import Costs
from spbe_cli.model.evidence import STATUSES
from spbe_cli.model.instrument import Instrument
from spbe_cli.model.plan import Goal
from spbe_cli.model.result import Result
from tests.strategies import answer_to, built_in

SPBE_2020, SPBE_2018, PEMDI, PEGI = built_in()


def result(instrument: Instrument, answers: dict[int, Any]) -> Result:
    made = {one: answer_to(one, answer, instrument) for one, answer in answers.items()}
    head: dict[str, Any] = {"agency": "Kota Contoh", "year": instrument.years.first, "instrument": instrument.id}
    return score(Assessment(answers=made, **head), instrument)


def backed_levels(instrument: Instrument, answer: Any, indicator: int = 1) -> Any:
    """The levels that are proven of an answer."""
    backed = result(instrument, {indicator: answer}).backed
    assert backed is not None
    return next(one.levels for one in backed.indicators if one.indicator.id == indicator)


def item(**said: Any) -> dict[str, Any]:
    return {"file": "a.pdf", "status": "accepted", **said}


@pytest.mark.parametrize(
    ("instrument", "answer", "levels"),
    [
        # Without `proves` it is the claimed level; a proven one counts up to the claim; the highest of several.
        (SPBE_2020, {"level": 4, "evidence": item()}, (4,)),
        (SPBE_2020, {"level": 4, "evidence": item(proves=3)}, (3,)),
        (SPBE_2020, {"level": 2, "evidence": item(proves=5)}, (2,)),
        (SPBE_2020, {"level": 4, "evidence": [item(proves=2), item(proves=3), item(proves=4, status="rejected")]}, (3,)),
        # Only what is accepted proves anything; the lowest is left.
        *[(SPBE_2020, {"level": 4, "evidence": item(status=one)}, (1,)) for one in STATUSES if one != "accepted"],
        (SPBE_2018, {"level": 4, "evidence": item(status="sent")}, (0,)),
        (SPBE_2020, {"criteria": [1, 2, 3], "evidence": item(proves=2)}, (2,)),
        # Not applicable stays so.
        (SPBE_2020, {"not_applicable": "", "evidence": item(status="sent")}, ()),
        # On a scale with bands a level is proven in full: 2 ends at 2.5.
        (PEMDI, {"level": 3, "evidence": item(proves=2)}, (Fraction("2.5"),)),
        (PEMDI, {"level": 3, "evidence": item(proves=3)}, (3,)),
        (PEGI, {"level": 3, "evidence": item(proves=2)}, (2,)),
    ],
)
def test_what_is_proven(instrument: Instrument, answer: Any, levels: tuple[int | Fraction, ...]) -> None:
    others = {2: {"level": 3, "evidence": item()}}
    backed = result(instrument, {1: answer, **others}).backed
    assert backed is not None
    assert next(one.levels for one in backed.indicators if one.indicator.id == 1) == levels


def test_every_service_is_proven_by_itself() -> None:
    assert backed_levels(SPBE_2018, {"level": [1, 4, 3], "evidence": item(proves=3)}, 35) == (1, 3, 3)
    # What is missing of a service counts at the minimum, proven or not.
    assert backed_levels(SPBE_2018, {"level": [4], "evidence": item()}, 35) == (4, 0, 0)


def test_what_is_proven_is_a_level_in_whatever_form_the_claim_is() -> None:
    claimed = {1: {"criteria": [1, 2, 4], "evidence": item(proves=1)}, 2: {"level": 3, "evidence": item()}}
    backed = result(SPBE_2020, claimed).backed
    assert backed is not None
    assert (backed.assessment.answer(1).levels, backed.assessment.answer(1).criteria) == ((Fraction(1),), None)
    assert [one.code for one in backed.cautions if one.code == "criteria_gap"] == []


def test_without_a_status_nothing_is_backed() -> None:
    claimed = result(SPBE_2020, {1: {"level": 4, "evidence": ["a.pdf", {"file": "b.pdf", "proves": 4}]}})
    assert (claimed.backed, unproven(claimed)) == (None, ())


def test_what_is_not_carried_comes_by_what_it_costs() -> None:
    claimed = result(
        SPBE_2020,
        {
            1: {"level": 3, "evidence": item()},
            2: {"level": 3},
            3: {
                "level": 4,
                "evidence": [item(proves=3), item(file="b.pdf", proves=4, status="revise"), item(proves=2, status="sent")],
            },
            47: {"level": 5, "evidence": [item(status="rejected"), {"file": "c.pdf"}]},
        },
    )
    found: Any = unproven(claimed)
    assert [(one.claimed.indicator.id, one.claimed.levels, one.backed.levels, one.lost, one.pending) for one in found] == [
        (47, (5,), (1,), Fraction(12, 100), (0, 1)),
        (2, (3,), (1,), Fraction("0.026"), ()),
        (3, (4,), (3,), Fraction("0.013"), (1,)),
    ]
    assert claimed.backed is not None
    assert claimed.index.exact - claimed.backed.index.exact == sum(one.lost for one in found)
    assert (claimed.backed.claimed, claimed.backed.backed) == (claimed, claimed.backed)


@given(st.data())
def test_what_is_backed_never_exceeds_the_claim(data: st.DataObject) -> None:
    instrument = [SPBE_2020, SPBE_2018, PEMDI][data.draw(st.integers(0, 2))]
    single = [one for one, indicator in instrument.indicators.items() if not indicator.repeat]
    items = st.fixed_dictionaries(
        {"file": st.sampled_from("ab")},
        optional={"proves": st.sampled_from(instrument.scale.levels), "status": st.sampled_from(STATUSES)},
    )
    answers: dict[int, Any] = {
        one: {"level": data.draw(st.integers(1, 5)), "evidence": data.draw(st.lists(items, max_size=3))}
        for one in data.draw(st.sets(st.sampled_from(single), min_size=1))
    }
    claimed = result(instrument, answers)
    judged = any("status" in item for answer in answers.values() for item in answer["evidence"])
    assert (claimed.backed is not None) == judged
    if claimed.backed is not None:
        assert claimed.backed.index.exact <= claimed.index.exact
        # As it stands in the contract: the highest that an accepted item proves, at most the claim, the lowest without any.
        for one in claimed.backed.indicators:
            if one.indicator.repeat:
                continue
            answer = answers.get(one.indicator.id, {"level": instrument.scale.min, "evidence": []})
            proven: list[Any] = [
                instrument.scale.value_of(item["proves"]) if "proves" in item else answer["level"]
                for item in answer["evidence"]
                if item.get("status") == "accepted"
            ]
            assert one.levels == (min(answer["level"], max(proven, default=instrument.scale.min)),)


def test_a_plan_from_what_is_backed_proves_first_and_pays_for_raises_alone() -> None:
    claimed = result(SPBE_2020, {one: {"level": 3, "evidence": item(proves=2)} for one in SPBE_2020.indicators})
    assert claimed.backed is not None
    reached = plan(claimed.backed, Goal(Fraction("2.9")), Costs())
    assert (str(reached.cost), str(reached.after.index.exact), len(reached.steps)) == ("0", "3", 47)
    further = plan(claimed.backed, Goal(Fraction("3.02")), Costs())
    same = plan(claimed, Goal(Fraction("3.02")), Costs())
    assert (further.cost, further.after.index) == (same.cost, same.after.index)
    assert [bool(step.cost) for step in further.steps] == sorted(bool(step.cost) for step in further.steps)
