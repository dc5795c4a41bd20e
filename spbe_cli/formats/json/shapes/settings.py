"""What holds in a folder."""

from typing import Annotated

from typing_extensions import TypedDict

from spbe_cli.formats.json.shapes.checks import Problem
from spbe_cli.formats.json.shapes.keys import Version
from spbe_cli.model.base import N_
from spbe_cli.model.settings import Origin, Section


class Setting(TypedDict):
    """A setting."""

    section: Annotated[Section, N_("The part of spbe.toml that it belongs to; a heading of tables belongs to columns.")]
    name: Annotated[str, N_("Its key there.")]
    value: Annotated[
        str | bool | list[str] | list[int] | None,
        N_("Its value; null where nothing is asked for, and where the column of a heading is passed over."),
    ]
    origin: Annotated[Origin, N_("Where the value comes from.")]
    source: Annotated[str | None, N_("The option, the variable or the file that says it; null for a default.")]
    line: Annotated[int | None, N_("The line in the file, from 1.")]
    column: Annotated[int | None, N_("The column in the file, from 1.")]


class Variable(TypedDict):
    """An environment variable."""

    name: Annotated[str, N_("The name of the variable.")]
    value: Annotated[str | None, N_("What it is set to; null where it is not set.")]


class Settings(TypedDict):
    """What holds in a folder."""

    schema: Version
    path: Annotated[str | None, N_("The spbe.toml that holds, from the working directory; null where there is none.")]
    settings: Annotated[list[Setting], N_("All that spbe.toml can say, with what holds.")]
    overruled: Annotated[list[Setting], N_("What the file says and something else overrules.")]
    environment: Annotated[list[Variable], N_("The environment variables that are read.")]
    problems: Annotated[list[Problem], N_("What is wrong with the files and names in it.")]
