"""What ``spbe merge`` takes."""

from typing import Final, NamedTuple

from spbe_cli.options.shared import FilledIn, Names, Paths, Source


class Asked(NamedTuple):
    """Which files."""

    paths: Paths


OPTIONS: Final = (Asked, Source, Names, FilledIn)
