"""What is learned from pairs: which results are one, whose differences count for an indicator, and what is left out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from spbe_cli.core.expecting import expectation
from spbe_cli.core.learning import FEW, Pairs
from spbe_cli.core.scoring import score
from spbe_cli.model.assessment import Assessment, Published, Stage
from spbe_cli.model.expectation import Expectation, Learned, Lowered
from spbe_cli.model.instrument import Instrument
from spbe_cli.model.result import Result
from tests.strategies import answer_to, built_in

SPBE_2020, SPBE_2018, PEMDI, _PEGI = built_in()
ALL = dict.fromkeys(SPBE_2020.indicators, 3)
PROCESS, SERVICE = 1, 47
"""An indicator of each kind of levels."""


def result(
    agency: str, stage: Stage | None, levels: Mapping[int, Any], instrument: Instrument = SPBE_2020, year: int = 2024
) -> Result:
    answers = {one: answer_to(one, value, instrument) for one, value in levels.items()}
    read = Assessment(agency=agency, year=year, instrument=instrument.id, stage=stage, answers=answers)
    return score(read, instrument)


def pairs(count: int, claimed: Mapping[int, Any], judged: Mapping[int, Any], instrument: Instrument = SPBE_2020) -> list[Result]:
    sides: tuple[tuple[Stage, Mapping[int, Any]], ...] = (("self", claimed), ("final", judged))
    return [result(f"Kota {n}", stage, levels, instrument) for n in range(count) for stage, levels in sides]


def learned(results: list[Result], of: Result) -> Expectation:
    found = Pairs(results).expectation(of)
    assert found is not None
    return found


def basis(results: list[Result], of: Result) -> Learned:
    found = learned(results, of).basis
    assert isinstance(found, Learned)
    return found


OWN = result("Dinas Contoh", "self", ALL)


def test_every_indicator_takes_its_own_differences_where_there_are_enough() -> None:
    results = pairs(FEW, ALL, ALL | {PROCESS: 1, SERVICE: 4})
    found = learned(results, OWN)
    moves = {one: {Fraction(0): 1} for one in SPBE_2020.indicators} | {PROCESS: {Fraction(-2): 1}, SERVICE: {Fraction(1): 1}}
    assert found._replace(basis=Lowered(Fraction(0))) == expectation(OWN, moves, Lowered(Fraction(0)))
    assert found.basis == Learned("", FEW, 47, (), (), own_left_out=False, others=0)


def test_one_with_few_pairs_takes_those_of_its_kind_and_else_those_of_all() -> None:
    processes = {one for aspect in SPBE_2020.aspects if aspect.levels == "process" for one in aspect.indicator_ids}
    claimed = {one: 3 for one in processes if one != PROCESS}
    claims, verdict = {PROCESS: 3, SERVICE: 3}, {PROCESS: 3, SERVICE: 5}
    results = [*pairs(FEW, claimed, dict.fromkeys(claimed, 2)), result("X", "self", claims), result("X", "final", verdict)]
    found = learned(results, OWN)
    assert isinstance(found.basis, Learned)
    services = tuple(one for one in SPBE_2020.indicators if one not in processes)
    assert (found.basis.by_kind, found.basis.by_all) == ((PROCESS,), services)
    assert found.basis.pooled == 1 + len(services)
    lower = FEW * len(claimed)
    of_kind = {Fraction(-1): lower, Fraction(0): 1}
    moves = {one: {Fraction(-1): 1} for one in claimed} | {PROCESS: of_kind}
    moves |= {one: of_kind | {Fraction(2): 1} for one in services}
    assert found._replace(basis=Lowered(Fraction(0))) == expectation(OWN, moves, Lowered(Fraction(0)))


def test_few_answers_of_all_are_still_all_there_is() -> None:
    found = basis(pairs(1, {1: 3}, {1: 2}), OWN)
    assert (found.pairs, found.by_all) == (1, tuple(SPBE_2020.indicators))


def test_only_what_is_answered_is_said_to_be_pooled() -> None:
    own = result("Dinas Contoh", "self", {1: 3, 2: None, 3: "n/a"})
    assert basis(pairs(1, ALL, ALL), own).by_kind == (1,)


def test_where_there_is_no_final_result_the_last_stage_counts() -> None:
    stages: tuple[tuple[Stage, int], ...] = (("visit", 1), ("self", 3), ("document", 2))
    results = [result("Kota X", stage, {1: level}) for stage, level in stages]
    assert learned(results, result("A", None, {1: 3} | dict.fromkeys(range(2, 48), "n/a"))).expected.exact == 1


def test_what_makes_no_pair() -> None:
    announced = Assessment(
        agency="Kota X", year=2024, instrument=SPBE_2020.id, stage="final", published=Published.model_construct(index=Fraction(2))
    )
    for results in (
        [],
        [result("Kota X", "self", ALL)],
        [result("Kota X", "document", ALL), result("Kota X", "final", ALL)],
        [result("Kota X", "self", ALL), result("Kota X", None, ALL)],
        [result("Kota X", "self", ALL), result("Kota Y", "final", ALL)],
        [result("Kota X", "self", ALL, year=2023), result("Kota X", "final", ALL)],
        [result("Kota X", "self", {1: 3}), result("Kota X", "final", {1: "n/a", 2: 3})],
        [result("Kota X", "self", ALL), score(announced, SPBE_2020)],
        pairs(1, {1: 3}, {1: 3}, SPBE_2018),
    ):
        assert Pairs(results).expectation(OWN) is None


def test_its_own_pair_is_left_out_and_that_of_another_year_is_not() -> None:
    def both(year: int) -> list[Result]:
        return [result("DINAS  CONTOH", stage, ALL, year=year) for stage in ("self", "final")]

    assert Pairs(both(2024)).expectation(OWN) is None
    found = basis([*both(2024), *both(2023)], OWN)
    assert (found.pairs, found.own_left_out) == (1, True)


def test_results_under_other_instruments_are_counted() -> None:
    results = pairs(2, ALL, ALL) + pairs(3, {1: 3}, {1: 3}, SPBE_2018)
    found = basis(results, OWN)
    assert (found.pairs, found.others) == (2, 6)


def test_services_are_compared_one_by_one_where_there_are_as_many() -> None:
    def expected(claimed: Any, judged: Any) -> Fraction | None:
        own = result("A", None, dict.fromkeys(SPBE_2018.indicators, "n/a") | {35: [3, 3, 3]}, SPBE_2018)
        found = Pairs(pairs(1, {35: claimed}, {35: judged}, SPBE_2018)).expectation(own)
        return None if found is None else found.expected.exact

    assert expected([3, 3, 3], [1, 3, 4]) == 3 - Fraction(1, 3)
    assert expected([3, 3], [2, 3]) == Fraction(5, 2)
    assert expected([3, 3], [2, 3, 3]) is None


def test_values_move_by_parts_of_a_level() -> None:
    own = result("A", "self", dict.fromkeys(PEMDI.indicators, 3), PEMDI, 2026)
    judged = dict.fromkeys(PEMDI.indicators, Decimal("2.75"))
    assert learned(pairs(2, dict.fromkeys(PEMDI.indicators, 3), judged, PEMDI), own).expected.exact == Fraction(11, 4)
