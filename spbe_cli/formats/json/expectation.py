"""What to expect of a self-assessment once it is judged, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.core.judging import rounded
from spbe_cli.model.expectation import Lowered
from spbe_cli.texts import exact

if TYPE_CHECKING:
    from spbe_cli.formats.json.shapes import expectation as shapes
    from spbe_cli.model.expectation import Expectation, Learned

_DECIMALS = 4


def judged(value: Expectation) -> shapes.Judged:
    """What to expect, and what that assumes."""
    return {
        "expected": float(value.expected.shown),
        "expected_exact": str(value.expected.exact),
        "low": float(value.low.shown),
        "high": float(value.high.shown),
        "predicates": {
            name: {"probability": float(rounded(probability, _DECIMALS)), "probability_exact": str(probability)}
            for name, probability in value.predicates
        },
        **_assumed(value.basis),
    }


def _assumed(value: Lowered | Learned) -> shapes.Assumed:
    if isinstance(value, Lowered):
        return {"lowered": exact(value.probability)}
    return {
        "pairs": value.pairs,
        "by_kind": list(value.by_kind),
        "by_all": list(value.by_all),
        "own_left_out": value.own_left_out,
        "others": value.others,
    }
