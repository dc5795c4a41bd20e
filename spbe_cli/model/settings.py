"""What holds in a folder: each setting with its value and where it comes from, and the environment variables that are read."""

from typing import Literal, NamedTuple

Section = Literal["settings", "gates", "columns"]
Origin = Literal["command line", "environment", "file", "default"]
Value = str | bool | tuple[str, ...] | tuple[int, ...] | None


class Setting(NamedTuple):
    """A setting: its part of ``spbe.toml``, its key there, its value, and where that comes from.

    The value is None where nothing is asked for; of a heading, where its column is passed over. ``source`` is the option, the
    variable or the file that says it, with the line and the column in a file.
    """

    section: Section
    name: str
    value: Value
    origin: Origin
    source: str | None = None
    line: int | None = None
    column: int | None = None


class Variable(NamedTuple):
    """An environment variable; its value is None where it is not set."""

    name: str
    value: str | None


class InForce(NamedTuple):
    """What holds in a folder, and the ``spbe.toml`` that says so; None where there is none.

    ``overruled`` are the settings of the file that something else comes before.
    """

    path: str | None
    settings: tuple[Setting, ...]
    variables: tuple[Variable, ...]
    overruled: tuple[Setting, ...] = ()
