"""What ``spbe schema`` takes."""

from typing import Annotated, Final, Literal, NamedTuple

from typer import Argument

from spbe_cli.options.shared import Lang, Output
from spbe_cli.texts import _


class Asked(NamedTuple):
    """Which files the schema is of."""

    kind: Annotated[Literal["answers", "indicators"], Argument(help=_("Which files."), show_default=False)]


class Target(NamedTuple):
    """Where the schema goes."""

    output: Output = None
    lang: Lang = None


OPTIONS: Final = (Asked, Target)
