"""What ``spbe convert`` takes."""

from typing import Annotated, Final, Literal, NamedTuple

from typer import Option

from spbe_cli.options.shared import FilledIn, Occasion, Paths, Source, Tables
from spbe_cli.texts import _


class Asked(NamedTuple):
    """Which files, and what they become."""

    paths: Paths
    form: Annotated[
        Literal["yaml", "csv", "xlsx"] | None,
        Option("--as", help=_("What to write; without it, as the output's ending says, a folder of answer files without one."),
               show_default=False),
    ] = None  # fmt: skip


OPTIONS: Final = (Asked, Tables, Occasion, Source, FilledIn)
