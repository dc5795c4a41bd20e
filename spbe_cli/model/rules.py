"""Rules that results follow: each a code and values, with where it comes from and how sure that is."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal, NamedTuple

from spbe_cli.model.base import N_, Checked, Text

Sure = Literal["regulation", "announced", "document", "secondary", "convention"]
"""How sure a rule is.

A regulation says it; announced results show it; one document does; secondary sources agree, where no primary one was at hand;
or it is a convention of ours.
"""


class Source(Checked):
    """How sure a rule is, and what says or shows it, or speaks for it; without that it is the instrument's source."""

    sure: Annotated[Sure, N_("How sure it is.")]
    source: Annotated[Text | None, N_("What says or shows it; without it, the instrument's source.")] = None


class Sources(Checked):
    """Where the rules of an instrument come from, as far as its file says; each key is the code of a rule without ``rule_``."""

    weights: Annotated[Source | None, N_("The weights.")] = None
    levels: Annotated[Source | None, N_("The scale and its levels.")] = None
    mean: Annotated[Source | None, N_("That a value is the weighted mean of what is below it.")] = None
    equal_items: Annotated[Source | None, N_("That the services of an indicator count like indicators.")] = None
    missing_services: Annotated[Source | None, N_("That a missing service counts at the minimum.")] = None
    more_services: Annotated[Source | None, N_("That more services than asked for count, too.")] = None
    unanswered: Annotated[Source | None, N_("That what is not answered counts at the minimum.")] = None
    criteria: Annotated[Source | None, N_("That criteria count up to the first gap.")] = None
    evidence: Annotated[Source | None, N_("What accepted items of evidence are worth.")] = None
    conversion: Annotated[Source | None, N_("How a national index becomes a value.")] = None
    rounding: Annotated[Source | None, N_("How the index is rounded.")] = None
    thresholds: Annotated[Source | None, N_("What thresholds are compared with.")] = None
    predicate: Annotated[Source | None, N_("The predicates and their bounds.")] = None
    crosswalk: Annotated[Source | None, N_("Which indicators have the same subject.")] = None
    focus: Annotated[Source | None, N_("The named sets of indicators.")] = None


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
