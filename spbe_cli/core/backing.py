"""Which claims are not proven by their evidence, indicator by indicator, and what is missing for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.model.backing import Unproven

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spbe_cli.model.instrument import Asked
    from spbe_cli.model.result import IndicatorResult, Result


def unproven(claimed: Result) -> tuple[Unproven, ...]:
    """The indicators whose accepted evidence proves less than is claimed, that which costs the index most first.

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
