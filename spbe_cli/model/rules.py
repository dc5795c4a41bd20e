"""Rules that results follow: each a code and values, with where it comes from and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, NamedTuple

from spbe_cli.model.base import Checked, Text

Sure = Literal["regulation", "announced", "document", "secondary", "convention"]
"""How sure a rule is.

A regulation says it; announced results show it; one document does; secondary sources agree, where no primary one was at hand;
or it is a convention of ours.
"""


class Source(Checked):
    """How sure a rule is, and what says or shows it, or speaks for it; without that it is the instrument's source."""

    sure: Sure
    source: Text | None = None


class Sources(Checked):
    """Where the rules of an instrument come from, as far as its file says; each key is the code of a rule without ``rule_``."""

    weights: Source | None = None
    levels: Source | None = None
    mean: Source | None = None
    equal_items: Source | None = None
    missing_services: Source | None = None
    more_services: Source | None = None
    unanswered: Source | None = None
    criteria: Source | None = None
    evidence: Source | None = None
    conversion: Source | None = None
    rounding: Source | None = None
    thresholds: Source | None = None
    predicate: Source | None = None
    crosswalk: Source | None = None
    focus: Source | None = None


GENERAL: Final[Mapping[str, Sure]] = {
    "mean": "regulation",
    "criteria": "regulation",
    "missing_services": "convention",
    "more_services": "convention",
    "unanswered": "convention",
    "not_applicable": "convention",
    "interval": "convention",
    "announced_predicate": "convention",
}
"""How sure the rules are that hold wherever an instrument says nothing else; ``texts`` has their sources."""


class Rule(NamedTuple):
    """A rule that a step follows: a code and values, which ``texts`` puts into words.

    ``sure`` is None where a file says nothing of it; ``source`` is None where the rule is the same under all instruments.
    """

    code: str
    sure: Sure | None
    source: Text | str | None
    context: Mapping[str, Any] = {}
