"""What ``spbe status`` takes."""

from typing import Annotated, Final, NamedTuple

from typer import Option

from spbe_cli.options.shared import Names, Owners, Paths, Shown, Source, Written
from spbe_cli.texts import _


class Asked(NamedTuple):
    """Which files, the owners of indicators, an earlier assessment, and the day that counts as today."""

    paths: Paths
    owners: Owners
    before: Annotated[
        str | None,
        Option("--before", metavar=_("OLD"),
               help=_("An earlier file: its answers stand in for what is still open."), show_default=False),
    ] = None  # fmt: skip
    today: Annotated[
        str | None,
        Option("--today", metavar=_("DAY"), help=_("The day that counts, such as 2024-06-30."), show_default=False),
    ] = None


OPTIONS: Final = (Asked, Source, Names, Shown, Written)
