"""What a text such as ``domain:3`` or ``15-18`` means, the same in options and in files."""

from __future__ import annotations

import pytest

from spbe_cli.model.selecting import piece_in
from tests.strategies import built_in

SPBE_2020, *_OTHERS = built_in()


@pytest.mark.parametrize(
    ("text", "tier", "indicators"),
    [
        (" 32 ", "indicator", [32]),
        ("15 – 18", "indicator", [15, 16, 17, 18]),
        ("Indikator: 5", "indicator", [5]),
        ("domain:1", "domain", [*range(1, 11)]),
        ("ASPEK:3-4", "aspect", [*range(15, 21)]),
    ],
)
def test_a_text_means_parts_of_the_tree(text: str, tier: str, indicators: list[int]) -> None:
    piece = piece_in(text)
    assert piece is not None
    assert (piece.tier, [*piece.indicators(SPBE_2020)], piece.unknown(SPBE_2020)) == (tier, indicators, None)


@pytest.mark.parametrize(
    "text", ["", "x", "18-15", "domian:4", "4:domain", "-1", "1.5", "1, 2", "1234567890", "domain:", "domain:x"]
)
def test_another_text_means_none(text: str) -> None:
    assert piece_in(text) is None


@pytest.mark.parametrize(
    ("text", "tier", "stranger", "indicators"),
    [("0", "indicator", 0, []), ("45-999999999", "indicator", 48, [45, 46, 47]), ("domain:5", "domain", 5, [])],
)
def test_what_is_not_there_is_named(text: str, tier: str, stranger: int, indicators: list[int]) -> None:
    piece = piece_in(text)
    assert piece is not None
    known = {"indicator": 47, "domain": 4}[tier]
    assert piece.unknown(SPBE_2020) == {"tier": tier, "id": stranger, "known": tuple(range(1, known + 1))}
    assert [*piece.indicators(SPBE_2020)] == indicators
