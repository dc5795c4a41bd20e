"""What to expect of a self-assessment once it is judged."""

from typing import Annotated

from typing_extensions import TypedDict

from spbe_cli.formats.json.shapes.keys import Amount, Exact
from spbe_cli.model.base import N_


class Probability(TypedDict):
    """How probable something is."""

    probability: Annotated[float, N_("The probability, from 0 to 1, rounded to four decimals.")]
    probability_exact: Annotated[Exact, N_("The probability, exact.")]


class Assumed(TypedDict, total=False):
    """What an expectation assumes: a probability (``--lowered``), or what pairs show (``--as-judged``)."""

    lowered: Annotated[Amount, N_("The probability with which each answered level is one lower (--lowered).")]
    pairs: Annotated[int, N_("From how many pairs of a self-assessment and a later result it was learned (--as-judged).")]
    by_kind: Annotated[list[int], N_("The indicators that are in too few pairs: those of their kind stand in for them.")]
    by_all: Annotated[list[int], N_("The indicators for which all others stand in.")]
    own_left_out: Annotated[bool, N_("Whether a pair of this very result was left out.")]
    others: Annotated[int, N_("How many results are under other instruments, and were not used.")]


class Judged(Assumed):
    """What to expect, and what that assumes."""

    expected: Annotated[float, N_("The index to expect, rounded as it is shown.")]
    expected_exact: Annotated[Exact, N_("The index to expect, exact.")]
    low: Annotated[float, N_("The index is below this one time in twenty.")]
    high: Annotated[float, N_("The index is above this one time in twenty.")]
    predicates: Annotated[dict[str, Probability], N_("How probable each predicate is, the highest first.")]
