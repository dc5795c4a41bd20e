"""What the head of an agency should know of a result, on one page."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from spbe_cli.model.comparison import Comparison, IndicatorChange
from spbe_cli.model.instrument import Predicate
from spbe_cli.model.plan import Plan, Promise, Promised
from spbe_cli.model.ranking import Standing
from spbe_cli.model.result import IndicatorResult, Result


class Cause(NamedTuple):
    """What changed the index: some indicators that moved, and what all the ``others`` that moved add, in index points.

    The effects of both sum up to the change of the index, exactly.
    """

    named: tuple[IndicatorChange, ...]
    others: int
    others_effect: Fraction


class Missing(NamedTuple):
    """An indicator that can be raised, and what one level more in each of its services adds to the index.

    ``promise`` is what was promised for it and is not kept yet. ``owner`` is who answers for it; None where nobody is named.
    """

    of: IndicatorResult
    gain: Fraction
    promise: Promise | None
    owner: str | None


class Evidenced(NamedTuple):
    """How many of the answers that claim more than the lowest level have evidence, and how many it proves.

    ``proven`` is None where no item of evidence was judged.
    """

    claims: int
    with_evidence: int
    proven: int | None


class Around(NamedTuple):
    """What a briefing may take into account: a target, an earlier result, peers, and who answers for which indicator."""

    target: Fraction | Predicate | None = None
    before: Comparison | None = None
    standings: tuple[Standing, ...] = ()
    owners: Mapping[int, str] = {}


class Briefing(NamedTuple):
    """A result for the head of the agency.

    ``target`` is the index or predicate that is aimed at: the one that was asked for, else the next predicate; None at the top.
    ``missing`` is how far away it is, with the decimals of the index, rounded up. ``way`` is the cheapest plan that reaches it,
    where there is a plan. ``cause`` is None where the indicators of the earlier result are not known or not the same.
    """

    result: Result
    today: date
    target: Fraction | Predicate | None
    missing: Decimal | None
    way: Plan | None
    before: Comparison | None
    cause: Cause | None
    gaps: tuple[Missing, ...]
    evidenced: Evidenced | None
    promised: Promised | None
    standings: tuple[Standing, ...] = ()

    @property
    def asked(self) -> Fraction | None:
        """The index to mark on a scale, where it is no predicate's bound, which is marked anyway."""
        return self.target if isinstance(self.target, Fraction) else None
