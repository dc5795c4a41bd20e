"""What ``spbe merge`` takes."""

from typing import Annotated, Final, NamedTuple

from typer import Option

from spbe_cli.options.shared import FilledIn, Names, Paths, Source
from spbe_cli.texts import _


class Asked(NamedTuple):
    """Which files, the owners of indicators, and whether files with problems may be left out."""

    paths: Paths
    owners: Annotated[
        str | None,
        Option("--owners", metavar=_("FILE"), help=_("Who answers what: says whose answers came from somebody else."),
               show_default=False),
    ] = None  # fmt: skip
    partial: Annotated[bool, Option("--partial", help=_("Leave out the files that have problems."))] = False


OPTIONS: Final = (Asked, Source, Names, FilledIn)
