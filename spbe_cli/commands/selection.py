"""Which indicators a person means by a text such as ``domain:3`` or ``15-18``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from spbe_cli.model.base import folded, number_of
from spbe_cli.model.instrument import Selection
from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.tree import Domain, Tier

_RANGE = re.compile(r"([0-9]{1,9})\s*[-–]\s*([0-9]{1,9})")


def part(text: str, instrument: Instrument, option: str) -> tuple[int, ...] | None:
    """The indicators that an id (``32``), ``domain:3`` or ``aspect:3`` means; None when the text is none of these.

    Raises:
        BadInput: when there is no such indicator, domain or aspect.
    """
    tier, colon, number = text.strip().rpartition(":")
    tier = {"aspek": "aspect"}.get(tier.strip(), tier.strip()) if colon else "indicator"
    identifier = number_of(number)
    if identifier is None or tier not in ("domain", "aspect", "indicator") or (colon and tier == "indicator"):
        return None
    known = instrument.members(cast("Tier", tier))
    found = known.get(identifier)
    if found is None:
        raise BadInput([Problem.of(option, "unknown_part", tier=tier, id=identifier, known=tuple(known))])
    return (found.id,) if tier == "indicator" else cast("Domain", found).indicator_ids


def selected(text: str, instrument: Instrument, option: str) -> frozenset[int]:
    """The indicators that a selection means: focus names, ``domain:3``, ``aspect:5``, ids or ranges (``15-18``), between commas.

    Raises:
        BadInput: with every item in it that means no indicator.
    """
    chosen: set[int] = set()
    problems: list[Problem] = []
    for piece in text.split(","):
        try:
            chosen.update(_piece(piece.strip(), instrument, f"{option} {text}"))
        except BadInput as bad:
            problems += bad.problems
    if problems:
        raise BadInput(problems)
    return frozenset(chosen)


def focuses(text: str | None, instruments: Iterable[Instrument]) -> dict[str, Selection]:
    """What ``--focus`` means in each instrument, by the instrument's id; empty where no focus is given.

    Raises:
        BadInput: with every item in it that means no indicator of one of the instruments.
    """
    if text is None:
        return {}
    found: dict[str, Selection] = {}
    problems: list[Problem] = []
    for one in instruments:
        try:
            found[one.id] = Selection(text.strip(), selected(text, one, "--focus"))
        except BadInput as bad:
            problems += bad.problems
    if problems:
        raise BadInput(problems)
    return found


def narrowed(chosen: frozenset[int], text: str, instrument: Instrument) -> frozenset[int]:
    """The chosen indicators that ``--focus`` means, too.

    Raises:
        BadInput: when there are none, or when a part of the focus is not known.
    """
    both = chosen & selected(text, instrument, "--focus")
    if not both:
        raise BadInput([Problem.of(f"--focus {text}", "none_in_focus", instrument=instrument.id)])
    return both


def _piece(text: str, instrument: Instrument, option: str) -> tuple[int, ...]:
    named = next((focus for name, focus in instrument.focus.items() if folded(name) == folded(text)), None)
    if named is not None:
        return named.indicators
    if (found := part(text, instrument, option)) is not None:
        return found
    ends = _RANGE.fullmatch(text)
    if ends and int(ends[1]) <= int(ends[2]):
        for end in ends.groups():
            part(end, instrument, option)
        return tuple(one for one in instrument.indicators if int(ends[1]) <= one <= int(ends[2]))
    tiers: tuple[Tier, ...] = ("domain", "aspect")
    known = (*instrument.focus, *(f"{tier}:{one}" for tier in tiers for one in instrument.members(tier)))
    raise BadInput([Problem.of(option, "selection", value=text, known=known)])
