"""Results to what is proven of them, and what the levels that are not proven still lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.core.scoring import rescored
from spbe_cli.model.proof import Counts, Lacking, Proof, Unproven, state_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from spbe_cli.model.instrument import Asked
    from spbe_cli.model.result import IndicatorResult, Result


def unproven(claimed: Result) -> tuple[Unproven, ...]:
    """The indicators whose accepted evidence proves less than is claimed; the one that costs the index most comes first.

    None where no evidence was judged. Source: contract section 2 for what is proven; what it costs is the difference of what both
    levels add to the index.
    """
    return () if claimed.backed is None else unproven_beside(claimed, claimed.backed)


def unproven_beside(claimed: Result, backed: Result) -> tuple[Unproven, ...]:
    """The indicators whose proven level is lower than the claimed one, in the order of :func:`unproven`."""
    pairs = zip(claimed.indicators, backed.indicators, strict=True)
    asked = claimed.instrument.asked
    found = [_unproven(one, proven, asked[one.indicator.id]) for one, proven in pairs if one.levels != proven.levels]
    return tuple(sorted(found, key=lambda one: (-one.lost, one.claimed.indicator.id)))


def _unproven(claimed: IndicatorResult, backed: IndicatorResult, asked: Asked) -> Unproven:
    found = Unproven(claimed, backed, claimed.contribution - backed.contribution, ())
    return found._replace(pending=tuple(_pending(found, asked)))


def _pending(found: Unproven, asked: Asked) -> Iterator[int]:
    """Which items, by position, would prove more than is proven, once they were accepted."""
    for at, item in enumerate(found.claimed.answer.evidence):
        if item.status != "accepted" and item.proven(asked.scale) > found.proven:
            yield at


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
        next=scale.level_above(one.proven),
        owner=claimed.assessment.owner_of(one.claimed.indicator.id, owners),
        open=to_mend or not covered,
    )


def all_counts(proofs: Collection[Proof]) -> Counts:
    """What was handed in for several assessments."""
    total = Counts()
    for one in proofs:
        total = total.plus(one.items)
    return total
