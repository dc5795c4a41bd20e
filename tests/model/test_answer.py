"""What an answer to one indicator says."""

from __future__ import annotations

from typing import Any

import pytest

from tests.strategies import answer_to, built_in

SPBE_2020, _SPBE_2018, PEMDI, _PEGI = built_in()


@pytest.mark.parametrize(
    ("given", "answered", "settled"),
    [
        (1, True, True),
        ({"criteria": []}, True, True),
        ("n/a", False, True),
        ({"not_applicable": "why"}, False, True),
        (None, False, False),
        ({"evidence": ["sk.pdf"], "note": "soon", "target": {"level": 4}}, False, False),
    ],
    ids=str,
)
def test_an_answer_is_settled_by_a_level_and_where_the_indicator_does_not_apply(
    given: Any, answered: bool, settled: bool
) -> None:
    answer = answer_to(1, given, SPBE_2020)
    assert (answer.answered, answer.settled) == (answered, settled)
    assert answer_to(1, {"accepted": {1: 0}}, PEMDI).settled
