"""What ``spbe config`` takes."""

from typing import Final, NamedTuple

from spbe_cli.options.shared import Shown, Written


class Asked(NamedTuple):
    """Nothing by itself: it is about the folder that it runs in."""


OPTIONS: Final = (Asked, Shown, Written)
