"""Which parts of an instrument's tree a text such as ``domain:3`` or ``15-18`` means, in options and in files."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from spbe_cli.model import keys
from spbe_cli.model.instrument import Instrument
from spbe_cli.model.tree import Aspect, Domain, Tier

_TIER = "|".join({*keys.TIERS, *keys.TIERS.values()})
_TO = r"[-–—]|s\.? ?[./]? ?d\.?|sampai(?: dengan)?|hingga|to"
_PIECE = re.compile(rf"(?:(?P<tier>{_TIER})\s*:\s*)?(?P<first>[0-9]{{1,9}})(?:\s*(?:{_TO})\s*(?P<last>[0-9]{{1,9}}))?")


class Piece(NamedTuple):
    """A part of the tree, or several with consecutive ids, whether they exist or not."""

    tier: Tier
    ids: range

    def unknown(self, instrument: Instrument) -> dict[str, Any] | None:
        """The context of ``unknown_part`` for the first id that does not exist; None where all do."""
        known = instrument.members(self.tier)
        # The search stops there, because a range may be very long.
        stranger = next((one for one in self.ids if one not in known), None)
        return None if stranger is None else {"tier": self.tier, "id": stranger, "known": tuple(known)}

    def indicators(self, instrument: Instrument) -> Iterator[int]:
        """The indicators of those parts that exist."""
        for one, part in instrument.members(self.tier).items():
            if one in self.ids:
                yield from (one,) if self.tier == "indicator" else cast("Domain | Aspect", part).indicator_ids


def piece_in(text: str) -> Piece | None:
    """What a text between commas means: an indicator (``32``), a part (``domain:3``), or a range of them.

    A range is ``15-18`` or ``15 s.d. 18``. None where it is none of these.
    """
    found = _PIECE.fullmatch(text.strip().casefold())
    if found is None:
        return None
    tier = found["tier"] or "indicator"
    ids = range(int(found["first"]), int(found["last"] or found["first"]) + 1)
    return Piece(cast("Tier", keys.TIERS.get(tier, tier)), ids) if ids else None
