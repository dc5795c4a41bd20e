"""What is proven of a claim, and what the levels that are not proven still lack."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.proving import prove
from spbe_cli.model.evidence import STATUSES
from spbe_cli.model.proof import Counts, Lacking, Proof
from tests.core.test_backing import PEGI, PEMDI, SPBE_2018, SPBE_2020, item, result
from tests.strategies import instruments


def proof(answers: dict[int, Any], **said: Any) -> Proof:
    return prove(result(SPBE_2020, answers), **said)


def lost(found: Proof) -> Fraction:
    """What is lost of the index by what is not proven."""
    return found.claimed.index.exact - found.backed.index.exact


def lacking(instrument: Any, answer: Any, indicator: int = 1) -> Lacking:
    (one,) = prove(result(instrument, {indicator: answer})).lacking
    return one


@pytest.mark.parametrize(
    ("instrument", "answer", "level"),
    [
        (SPBE_2020, {"level": 4}, 2),
        (SPBE_2020, {"level": 4, "evidence": item(proves=3)}, 4),
        (SPBE_2020, {"level": 4, "evidence": [item(proves=2), item(proves=4, status="rejected")]}, 3),
        (SPBE_2018, {"level": 4, "evidence": "a.pdf"}, 1),
        (PEMDI, {"level": 3, "evidence": item(proves=2)}, 3),
        (PEGI, {"level": 3, "evidence": item(proves=2)}, None),
    ],
)
def test_the_next_level_is_the_lowest_that_is_not_proven(instrument: Any, answer: Any, level: int | None) -> None:
    assert lacking(instrument, answer).next == level


def test_a_service_that_is_missing_is_not_what_is_to_be_proven_next() -> None:
    one = lacking(SPBE_2018, {"level": [4, 2], "evidence": [item(proves=3), item(file="b.pdf", proves=3, status="sent")]}, 35)
    assert list(map(int, one.unproven.backed.levels)) == [3, 2, 0]
    assert (int(one.unproven.proven), one.next, one.unproven.items) == (3, 4, ())


def test_where_nothing_was_judged_all_waits() -> None:
    found = proof({1: {"level": 4, "evidence": ["a.pdf", {"file": "b.pdf", "proves": 4}]}, 2: 3, 3: 1})
    assert (found.judged, found.claims, found.proven, found.bare) == (False, 2, 0, (2,))
    assert found.items == Counts(waiting=2)
    assert found.backed.index.exact == SPBE_2020.scale.min


def test_what_is_proven_is_counted_and_not_listed() -> None:
    found = proof({1: {"level": 4, "evidence": item()}, 2: {"level": 2, "evidence": item(status="sent")}})
    assert ([one.id for one in found.lacking], found.claims, found.proven) == ([2], 2, 1)
    assert found.items == Counts(accepted=1, waiting=1)
    assert lost(found) == found.lacking[0].unproven.lost


def test_some_indicators_alone() -> None:
    found = proof({1: {"level": 4, "evidence": "a.pdf"}, 2: 3, 3: {"level": 3, "evidence": item()}}, only={2, 3})
    assert ([one.id for one in found.lacking], found.claims, found.items) == ([2], 2, Counts(accepted=1))


@pytest.mark.parametrize(
    ("items", "still_open"),
    [
        ([], True),
        ([item(status="sent")], False),
        ([item(status="sent", proves=2)], True),
        ([item(status="rejected")], True),
        ([item(status="sent"), item(file="b.pdf", status="revise")], True),
        (["a.pdf"], False),
    ],
)
def test_something_is_to_be_done_unless_what_waits_proves_all(items: list[Any], still_open: bool) -> None:
    one = lacking(SPBE_2020, {"level": 3, "evidence": items})
    assert one.open is still_open


def test_who_answers_for_it() -> None:
    answers = {1: {"level": 4, "target": {"level": 5, "owner": "Bappeda"}}, 2: 3, 3: 3}
    of_nobody = proof(answers)
    assert {one.id: one.owner for one in of_nobody.lacking} == {1: "Bappeda", 2: None, 3: None}
    assert of_nobody.owners == ("Bappeda", None)
    named = proof(answers, owners={1: "Dinas A", 3: "Dinas B"})
    assert {one.id: one.owner for one in named.lacking} == {1: "Dinas A", 2: None, 3: "Dinas B"}
    of_file = named.claimed.assessment.model_copy(update={"owner": "Kominfo"})
    from spbe_cli.core.scoring import score

    found = prove(score(of_file, SPBE_2020), {3: "Dinas B"})
    assert {one.id: one.owner for one in found.lacking} == {1: "Bappeda", 2: "Kominfo", 3: "Dinas B"}


@given(st.data())
def test_every_item_is_in_one_state_and_the_lost_adds_up(data: st.DataObject) -> None:
    instrument = data.draw(instruments())
    high = int(instrument.scale.max)
    items = st.lists(st.fixed_dictionaries({"status": st.sampled_from((*STATUSES, None)), "proves": st.integers(1, high)}))
    drawn = data.draw(st.lists(st.tuples(st.integers(1, high), items), min_size=1, max_size=8))
    answers: dict[int, Any] = {
        one: {"level": level, "evidence": [item(file=f"{at}.pdf", **of) for at, of in enumerate(several)]}
        for one, (level, several) in zip(instrument.indicators, drawn, strict=False)
    }
    found = prove(result(instrument, answers))
    assert sum(found.items) == sum(len(answer["evidence"]) for answer in answers.values())
    assert sum(one.unproven.lost for one in found.lacking) == lost(found)
    assert all(one.next is None or instrument.scale.value_of(one.next) > one.unproven.proven for one in found.lacking)
    assert 0 <= found.proven <= found.claims
