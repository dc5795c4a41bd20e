"""What ``spbe explain`` takes."""

from typing import Annotated, Final, NamedTuple

from typer import Argument

from spbe_cli.options.shared import Occasion, Shown, Source, Tables, Written
from spbe_cli.texts import _


class Asked(NamedTuple):
    """Which file, and which of its indicators."""

    file: Annotated[
        str, Argument(metavar=_("FILE"), help=_("An answer file or a table; - is standard input."), show_default=False)
    ]
    indicator: Annotated[str | None, Argument(metavar="[ID]", help=_("Only this indicator (32)."), show_default=False)] = None


OPTIONS: Final = (Asked, Tables, Occasion, Source, Shown, Written)
