"""What ``spbe trend`` takes."""

from typing import Final, NamedTuple

from spbe_cli.options.shared import Listed, Names, Paths, Source, Tables, Written


class Asked(NamedTuple):
    """Which files."""

    paths: Paths


OPTIONS: Final = (Asked, Tables, Source, Names, Listed, Written)
