"""That a choice is the best one: against every other on small groups, and against its own mirror image on many."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.choosing import Option, cheapest, richest, undominated

options = st.builds(Option, st.integers(0, 6), st.integers(0, 6), st.integers(0, 9))
groups = st.lists(st.lists(options, min_size=1, max_size=4), max_size=5)


def every(of: list[list[Option]]) -> list[Option]:
    return [Option(*(sum(part) for part in zip((0, 0, 0), *chosen, strict=True))) for chosen in product(*of)]


@given(groups, st.integers(-1, 25))
def test_nothing_that_gains_enough_is_cheaper(of: list[list[Option]], need: int) -> None:
    enough = [one for one in every(of) if one.gain >= need]
    best = min(enough, key=lambda one: (one.cost, -one.gain, -one.merit), default=None)
    assert cheapest(of, need) == best


@given(groups, st.integers(-1, 25))
def test_nothing_that_costs_no_more_gains_more(of: list[list[Option]], budget: int) -> None:
    affordable = [one for one in every(of) if one.cost <= budget]
    best = min(affordable, key=lambda one: (-one.gain, one.cost, -one.merit), default=None)
    assert richest(of, budget) == best


@given(st.lists(options, min_size=1, max_size=12))
def test_what_is_undominated_is_beaten_by_none(of: list[Option]) -> None:
    kept = undominated(of)
    for one in of:
        assert any(
            (other.cost, -other.gain, -other.merit) == (one.cost, -one.gain, -one.merit)
            or (other.cost <= one.cost and other.gain > one.gain)
            or (other.cost < one.cost and other.gain >= one.gain)
            or (other[:2] == one[:2] and other.merit > one.merit)
            for other in kept
        )
    assert [(one.cost, one.gain) for one in kept] == sorted({(one.cost, one.gain) for one in kept})


@pytest.mark.parametrize("kind", ["free", "like the gain", "exactly like the gain", "dearer and dearer", "cheaper and cheaper"])
@pytest.mark.parametrize("share", [Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)])
def test_the_two_ways_agree_on_many_groups(kind: str, share: Fraction) -> None:
    chance = random.Random(kind)
    many = []
    for _ in range(47):
        weight = chance.choice([1300, 1444, 2500, 3333, 1500, 2750, 3437, 3000])
        group = [Option(0, 0)]
        for level in range(1, chance.randint(2, 5)):
            cost = {
                "free": chance.randint(0, 9999),
                "like the gain": weight * chance.randint(950, 1050) // 1000,
                "exactly like the gain": round(weight * 1.234),
                "dearer and dearer": weight * level,
                "cheaper and cheaper": weight // level,
            }[kind]
            group.append(Option(group[-1].cost + cost, group[-1].gain + weight, 0))
        many.append(group)
    need = int(sum(group[-1].gain for group in many) * share)
    best = cheapest(many, need)
    assert best is not None
    assert best.gain >= need
    assert richest(many, best.cost) == best
    below = richest(many, best.cost - 1)
    assert below is not None
    assert below.gain < need
