"""What ``spbe trend`` takes."""

from typing import Final, NamedTuple

from spbe_cli.options.shared import Names, Paths, Shown, Source, Tables


class Asked(NamedTuple):
    """Which files."""

    paths: Paths


OPTIONS: Final = (Asked, Tables, Source, Names, Shown)
