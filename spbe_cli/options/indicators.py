"""What ``spbe indicators`` takes."""

from typing import Annotated, Final, NamedTuple

from typer import Argument, Option

from spbe_cli.options.shared import Focus, Indicators, Shown, Written
from spbe_cli.texts import _


class Asked(NamedTuple):
    """Which of an instrument's indicators."""

    what: Annotated[
        str | None,
        Argument(metavar=_("[ID|TEXT]"), help=_("An indicator (32), domain:3, aspect:3, or words of a title."),
                 show_default=False),
    ] = None  # fmt: skip
    focus: Focus = None


class Source(NamedTuple):
    """The instruments: a file of them, and the one that is shown."""

    indicators: Indicators = None
    instrument: Annotated[str | None, Option("--instrument", metavar="ID", help=_("Which instrument."), show_default=False)] = (
        None
    )


OPTIONS: Final = (Asked, Source, Shown, Written)
