"""Parts of an assessment to the whole."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spbe_cli.core.merging import Conflict, merge
from spbe_cli.model.assessment import Assessment
from spbe_cli.model.instrument import Instrument
from spbe_cli.reading.instruments import load_instruments
from tests import strategies
from tests.writing.test_answers import wholes

INSTRUMENT = load_instruments().default


def part(answers: dict[int, Any] | None = None, **head: Any) -> Assessment:
    given = {one: strategies.answer_to(one, value, INSTRUMENT) for one, value in (answers or {}).items()}
    return Assessment(**{"agency": "Kota A", "year": 2024, "instrument": INSTRUMENT.id, "answers": given, **head})


@given(wholes(), st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_what_was_split_comes_together_again(one: tuple[Assessment, Instrument], data: st.DataObject) -> None:
    whole, instrument = one
    owners = {key: data.draw(st.integers(0, 3)) for key in whole.answers or {}}
    parts = [
        whole.model_copy(
            update={"owner": f"Owner {owner}", "answers": {key: whole.answer(key) for key in owners if owners[key] == owner}}
        )
        for owner in range(4)
    ]
    again = merge(data.draw(st.permutations(parts)), instrument)
    assert again.conflicts == ()
    assert again.assessment == whole.model_copy(update={"owner": None, "answers": whole.answers or {}})
    assert list(again.assessment.answers or {}) == [key for key in instrument.indicators if key in owners]


@given(wholes())
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_the_same_twice_is_the_same(one: tuple[Assessment, Instrument]) -> None:
    merged = merge([one[0], one[0]], one[1])
    assert merged.conflicts == ()
    assert merged.assessment.owner == one[0].owner
    again = {key: answer.model_copy(update={"evidence": tuple(dict.fromkeys(answer.evidence))})
             for key, answer in (one[0].answers or {}).items()}  # fmt: skip
    assert (merged.assessment.answers or {}) == again


def test_what_belongs_to_an_answer_comes_from_all_parts() -> None:
    target = {"level": 4, "by": "2025-01-01"}
    parts = [
        part({1: {"note": "satu", "evidence": ["a", "b"]}, 2: None}),
        part({1: {"level": 3, "evidence": ["b", "c"], "note": "dua"}, 2: {"target": target}}),
        part({1: {"level": 3, "note": "satu"}, 3: 5}),
    ]
    whole, conflicts = merge(parts, INSTRUMENT)
    expected = part({1: {"level": 3, "evidence": ["a", "b", "c"], "note": "satu\ndua"}, 2: {"target": target}, 3: 5})
    assert conflicts == ()
    assert whole == expected


def test_two_answers_are_a_conflict() -> None:
    parts = [part({1: 3, 2: 1}), part({1: {"note": "x"}, 2: 1}), part({1: 4, 2: {"criteria": [1]}}), part({1: "n/a"})]
    merged = merge(parts, INSTRUMENT)
    assert merged.conflicts == (
        Conflict(0, 2, ("answers", 1)),
        Conflict(0, 3, ("answers", 1)),
        Conflict(0, 2, ("answers", 2)),
    )


def test_two_commitments_are_a_conflict() -> None:
    merged = merge([part({1: 3}), part({1: {"target": {"level": 4}}}), part({1: {"target": {"level": 5}}})], INSTRUMENT)
    assert merged.conflicts == (Conflict(1, 2, ("answers", 1, "target")),)


def test_a_reason_may_be_missing() -> None:
    why = {"not_applicable": "why"}
    whole, conflicts = merge([part({1: "n/a"}), part({1: why})], INSTRUMENT)
    assert (conflicts, whole.answer(1).not_applicable) == ((), "why")
    assert merge([part({1: why}), part({1: {"not_applicable": "other"}})], INSTRUMENT).conflicts


def test_parts_of_different_things_are_named() -> None:
    parts = [part(), part(agency="kota  a", group="G"), part(year=2023, stage="self"), part(group="H"), part(agency="Kota B")]
    merged = merge(parts, INSTRUMENT)
    assert merged.conflicts == (Conflict(0, 2, ("year",)), Conflict(0, 2, ("stage",)), Conflict(0, 4, ("agency",)))
    assert merge([parts[0], parts[1], parts[3]], INSTRUMENT).conflicts == (Conflict(1, 2, ("group",)),)
    assert merge(parts[:2], INSTRUMENT).assessment.group == "G"


def test_the_owner_stays_only_when_it_is_everybodys() -> None:
    assert merge([part(owner="A"), part(owner="A")], INSTRUMENT).assessment.owner == "A"
    assert merge([part(owner="A"), part()], INSTRUMENT).assessment.owner is None
