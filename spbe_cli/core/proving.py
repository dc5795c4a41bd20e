"""Results to what is proven of them, and what the levels that are not proven still lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.core.backing import unproven_beside
from spbe_cli.core.scoring import rescored
from spbe_cli.model.proof import Counts, Lacking, Proof, state_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from spbe_cli.model.backing import Unproven
    from spbe_cli.model.result import Result


def prove(claimed: Result, owners: Mapping[int, str] | None = None, only: Collection[int] | None = None) -> Proof:
    """What evidence proves of a result, and what is missing.

    Args:
        claimed: a result of answers.
        owners: who answers for which indicator; for one that is not there it is the owner of its target, else that of the file.
        only: the indicators to look at; None for all.
    """
    assessment, instrument = claimed.assessment, claimed.instrument
    # Where no item has a status nothing is backed, and all the same it is to be seen what is missing.
    backed = claimed.backed or rescored(claimed, assessment.backed(instrument))
    chosen = [one for one in claimed.indicators if only is None or one.indicator.id in only]
    ids = {one.indicator.id for one in chosen}
    lacking = (one for one in unproven_beside(claimed, backed) if one.claimed.indicator.id in ids)
    return Proof(
        claimed=claimed,
        backed=backed,
        judged=claimed.backed is not None,
        claims=sum(one.indicator.id in ids for one in claimed.claims),
        lacking=tuple(_lacking(one, claimed, owners or {}) for one in lacking),
        items=Counts.of(item for one in chosen for item in one.answer.evidence),
    )


def _lacking(one: Unproven, claimed: Result, owners: Mapping[int, str]) -> Lacking:
    scale = claimed.instrument.scale
    waiting = (item.proven(scale) for item in one.items if state_of(item) == "waiting")
    covered = any(proven >= max(one.claimed.levels) for proven in waiting)
    to_mend = any(item.status == "revise" for item in one.items)
    return Lacking(
        unproven=one,
        next=next(iter(scale.levels_above(one.proven)), None),
        owner=claimed.assessment.owner_of(one.claimed.indicator.id, owners),
        open=to_mend or not covered,
    )


def all_counts(proofs: Collection[Proof]) -> Counts:
    """What was handed in for several assessments."""
    total = Counts()
    for one in proofs:
        total = total.plus(one.items)
    return total
