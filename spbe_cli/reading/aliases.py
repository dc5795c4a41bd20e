"""Files of aliases: the other names of each agency; every problem with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spbe_cli.model import agencies
from spbe_cli.model.base import Fault
from spbe_cli.reading.files import content
from spbe_cli.reading.kinds import wrong
from spbe_cli.reading.parsing import document
from spbe_cli.reading.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator


def load_aliases(path: str) -> dict[str, str]:
    """The name to keep of each agency in a file, by the key of every name of that agency.

    The file maps the name to keep to a list of the other names (contract section 4); a single one may be given without a list.

    Raises:
        BadInput: with every problem found in it, such as a name that stands for two agencies.
    """
    read = document(content(path), path, "aliases")
    faults: list[Fault] = []
    kept: dict[str, str] = {}
    for at, name, whose in (*_kept(read.value), *_others(read.value)):
        if not isinstance(name, str):
            faults.append(Fault(at, "text_type", {"value": name}, at_key=name is whose))
        elif not name.strip():
            faults.append(Fault(at, "blank", at_key=name is whose))
        elif isinstance(whose, str) and (first := kept.setdefault(agencies.key(name), whose.strip())) != whose.strip():
            faults.append(Fault(at, "alias_twice", {"name": name, "first": first}, at_key=name is whose))
    if problems := wrong(faults, read, path, "aliases"):
        raise BadInput(problems)
    return kept


Name = tuple[tuple[Any, ...], Any, Any]
"""The path of a name in the file, the name, and the name to keep."""


def _kept(value: dict[Any, Any]) -> Iterator[Name]:
    yield from (((name,), name, name) for name in value)


def _others(value: dict[Any, Any]) -> Iterator[Name]:
    for name, others in value.items():
        if isinstance(others, list):
            yield from (((name, position), other, name) for position, other in enumerate(others))
        else:
            yield (name,), others, name
