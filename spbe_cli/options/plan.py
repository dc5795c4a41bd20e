"""What ``spbe plan`` takes."""

from typing import Annotated, Final, Literal, NamedTuple

from typer import Option

from spbe_cli.options.shared import OUTPUT, Brief, Focus, Listed, Names, Occasion, Paths, Source, Tables, Today, Written
from spbe_cli.texts import _


class Asked(NamedTuple):
    """Which files, the goal, what it costs, what may be raised, whether promises come first, and what is drawn."""

    paths: Paths
    target: Annotated[
        str | None,
        Option("--target", metavar=_("INDEX|PREDICATE"), help=_("What is to be reached; without it, the next predicate."),
               show_default=False),
    ] = None  # fmt: skip
    budget: Annotated[
        str | None,
        Option("--budget", metavar=_("COST"), help=_("The highest index that this much buys, instead of a target."),
               show_default=False),
    ] = None  # fmt: skip
    costs: Annotated[
        str | None,
        Option("--costs", metavar=_("FILE"), help=_("What raising costs; without it, 1 for each level."), show_default=False),
    ] = None
    max_raise: Annotated[
        int | None,
        Option("--max-raise", min=1, metavar="N", help=_("Raise an indicator by N levels at most."), show_default=False),
    ] = None
    phases: Annotated[
        int | None,
        Option("--phases", min=1, max=60, metavar="N",
               help=_("Divide it into N phases, with one level up at most in each, or as many as --max-raise says."),
               show_default=False),
    ] = None  # fmt: skip
    by: Annotated[
        str | None,
        Option("--by", metavar=_("DATE,..."),
               help=_("The same by dates: the last day of each phase, such as 2026-06-30,2026-12-31."), show_default=False),
    ] = None  # fmt: skip
    only: Annotated[
        str | None,
        Option("--only", metavar=_("SELECTION"),
               help=_("Raise only these: 32,33, 15-18, domain:3, aspect:5, or the name of a focus."), show_default=False),
    ] = None  # fmt: skip
    focus: Focus = None
    basis: Annotated[
        Literal["claimed", "backed"] | None,
        Option("--basis", help=_("Start from what is claimed, or from what accepted evidence backs."), show_default=False),
    ] = None
    commitments: Annotated[
        bool, Option("--commitments", help=_("Start from the promised levels, and plan only the remaining gap."))
    ] = False
    today: Today = None
    checklist: Annotated[bool, Option("--checklist", help=_("As a list to tick off."), rich_help_panel=OUTPUT)] = False
    owners: Annotated[
        str | None,
        Option("--owners", metavar=_("FILE"), help=_("Who answers for what: a checklist for each."), rich_help_panel=OUTPUT,
               show_default=False),
    ] = None  # fmt: skip
    brief: Brief = False


OPTIONS: Final = (Asked, Tables, Occasion, Source, Names, Listed, Written)
