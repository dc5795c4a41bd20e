"""What ``spbe merge`` takes."""

from typing import Annotated, Final, NamedTuple

from typer import Option

from spbe_cli.options.shared import FilledIn, Names, Paths, Source
from spbe_cli.texts import _


class Asked(NamedTuple):
    """Which files, and whether those with problems may be left out."""

    paths: Paths
    partial: Annotated[bool, Option("--partial", help=_("Leave out the files that have problems."))] = False


OPTIONS: Final = (Asked, Source, Names, FilledIn)
