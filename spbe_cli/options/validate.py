"""What ``spbe validate`` takes."""

from typing import Annotated, Final, Literal, NamedTuple

from typer import Option

from spbe_cli.options.shared import OUTPUT, Lang, NoColor, Occasion, Paths, Quiet, Source, Strict, Tables
from spbe_cli.texts import _


class Asked(NamedTuple):
    """Which files, and how strictly they are read."""

    paths: Paths
    strict: Strict = False


class Problems(NamedTuple):
    """How and where the problems go."""

    format: Annotated[
        Literal["table", "json", "github", "junit", "gitlab"] | None,
        Option("--format", "-f", help=_("How to write the problems; without it, as lines."), rich_help_panel=OUTPUT,
               show_default=False),
    ] = None  # fmt: skip
    output: Annotated[
        str | None,
        Option("--output", "-o", metavar=_("FILE"),
               help=_(
                   "Write to a file, which is replaced whole; .xlsx, or a folder: the workbooks that were checked, with their "
                   "problems marked."
               ),
               rich_help_panel=OUTPUT, show_default=False),
    ] = None  # fmt: skip
    force: Annotated[bool, Option("--force", help=_("Replace a workbook that is there already."), rich_help_panel=OUTPUT)] = False
    lang: Lang = None
    no_color: NoColor = False
    quiet: Quiet = False


OPTIONS: Final = (Asked, Tables, Occasion, Source, Problems)
