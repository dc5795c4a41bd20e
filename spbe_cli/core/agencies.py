"""Agencies by name: matched case and spacing aside, and a near name for one that has no match."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from spbe_cli.model.base import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEAR = 0.8
"""How alike two names must be for one to be taken for the other, misspelt."""

_MOST = 100
"""For how many names a near one is looked for: with more, two lists have little in common, and no reader follows."""


def near_names(names: Iterable[str], others: Iterable[str]) -> dict[str, str]:
    """The other name that is nearest to each name, where one is near."""
    spelt = {folded(one): one for one in others}
    found = ((name, get_close_matches(folded(name), spelt, n=1, cutoff=_NEAR)) for name in list(names)[:_MOST])
    return {name: spelt[matches[0]] for name, matches in found if matches}
