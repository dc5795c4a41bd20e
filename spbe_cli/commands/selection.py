"""Which indicators a person means by a text such as ``domain:3`` or ``15-18``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.model.base import folded
from spbe_cli.model.instrument import Selection
from spbe_cli.model.selecting import piece_in
from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.tree import Tier


def part(text: str, instrument: Instrument, option: str) -> tuple[int, ...] | None:
    """The indicators that an id (``32``), a range (``15-18``), ``domain:3`` or ``aspect:3`` means; None for any other text.

    Raises:
        BadInput: when there is no such indicator, domain or aspect.
    """
    piece = piece_in(text)
    if piece is None:
        return None
    if (unknown := piece.unknown(instrument)) is not None:
        raise BadInput([Problem.of(option, "unknown_part", **unknown)])
    return tuple(piece.indicators(instrument))


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
    tiers: tuple[Tier, ...] = ("domain", "aspect")
    known = (*instrument.focus, *(f"{tier}:{one}" for tier in tiers for one in instrument.members(tier)))
    raise BadInput([Problem.of(option, "selection", value=text, known=known)])
