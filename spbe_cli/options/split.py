"""What ``spbe split`` takes."""

from typing import Annotated, Final, Literal, NamedTuple

from typer import Argument, Option

from spbe_cli.options.shared import OUTPUT, Force, Lang, Occasion, Owners, Quiet, Source, Tables
from spbe_cli.texts import _


class Asked(NamedTuple):
    """The assessment, the owners of its indicators, and the form in which it is handed out."""

    file: Annotated[str, Argument(metavar=_("FILE"), help=_("An answer file or table, answered or not."), show_default=False)]
    owners: Owners
    form: Annotated[Literal["yaml", "xlsx"], Option("--as", help=_("Answer files, or workbooks."))] = "yaml"


class Folder(NamedTuple):
    """Where the parts go."""

    output: Annotated[
        str | None,
        Option("--output", "-o", metavar=_("FOLDER"), help=_("The folder to write to."), rich_help_panel=OUTPUT,
               show_default=False),
    ] = None  # fmt: skip
    force: Force = False
    lang: Lang = None
    quiet: Quiet = False


OPTIONS: Final = (Asked, Tables, Occasion, Source, Folder)
