"""What ``spbe evidence`` takes."""

from typing import Annotated, Final, NamedTuple

from typer import Option

from spbe_cli.options.shared import OUTPUT, Brief, Listed, Names, Occasion, Paths, Source, Tables, Written
from spbe_cli.texts import _


class Asked(NamedTuple):
    """Which files and indicators, who answers for them, and what is drawn."""

    paths: Paths
    owners: Annotated[
        str | None,
        Option("--owners", metavar=_("FILE"), help=_("Who answers for what; without it, who is named in the answer files."),
               show_default=False),
    ] = None  # fmt: skip
    only: Annotated[
        str | None,
        Option("--only", metavar=_("SELECTION"),
               help=_("Only these: 32,33, 15-18, domain:3, aspect:5, or the name of a focus."), show_default=False),
    ] = None  # fmt: skip
    folder: Annotated[
        str | None,
        Option("--folder", metavar=_("FOLDER"),
               help=_("Look up the files in it: what is missing or has changed, and what is not listed."), show_default=False),
    ] = None  # fmt: skip
    seal: Annotated[bool, Option("--seal", help=_("Write the SHA-256 of each file in the folder into the answer files."))] = False
    force: Annotated[bool, Option("--force", help=_("Seal anew what has changed since it was sealed."))] = False
    checklist: Annotated[bool, Option("--checklist", help=_("For each owner a list to tick off."), rich_help_panel=OUTPUT)] = (
        False
    )
    brief: Brief = False


OPTIONS: Final = (Asked, Tables, Occasion, Source, Names, Listed, Written)
