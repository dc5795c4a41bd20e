"""Files of owners: who answers which indicators, and by when; every problem with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spbe_cli.limits import MAX_TABLE_BYTES
from spbe_cli.model import agencies
from spbe_cli.model.owners import Owned, Owners, indicators_in
from spbe_cli.reading.checking import checked
from spbe_cli.reading.files import content
from spbe_cli.reading.kinds import wrong
from spbe_cli.reading.owner_table import owners_document
from spbe_cli.reading.parsing import document
from spbe_cli.reading.places import line_column
from spbe_cli.reading.problems import BadInput, Problem, place_at, problem_at
from spbe_cli.reading.sources import is_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spbe_cli.model.base import Fault
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.reading.document import Document


def load_owners(path: str, instrument: Instrument) -> Owners:
    """The owners of an instrument's indicators, as a file or a table (``-``: standard input) says.

    Raises:
        BadInput: with every problem found in it, such as an indicator with two owners.
    """
    faults: list[Fault] = []
    data = content(path, MAX_TABLE_BYTES)
    read = owners_document(data, path, instrument) if is_table(path, data) else document(data, path, "owners")
    _in_english(read, faults)
    owners = checked(Owners, read.value, faults, context=instrument)
    problems = [*wrong(faults, read, path, "owners"), *_twice(read, path, instrument), *_same_names(read, path)]
    if problems or owners is None:
        raise BadInput(sorted(problems, key=lambda one: (one.line or 0, one.column or 0)))
    return owners


def _in_english(read: Document, faults: list[Fault]) -> None:
    value = read.value = read.in_english(read.value, Owners.indonesian, faults)
    owners = value.get("owners")
    if isinstance(owners, dict):
        for name, owned in owners.items():
            owners[name] = read.in_english(owned, Owned.indonesian, faults, ("owners", name))


def _owners(read: Document) -> dict[Any, Any]:
    """The owners that a file names, even if something else is wrong with it."""
    owners = read.value.get("owners") if isinstance(read.value, dict) else None
    return owners if isinstance(owners, dict) else {}


def _twice(read: Document, path: str, instrument: Instrument) -> Iterator[Problem]:
    """A problem for every indicator with two owners, at its second place."""
    first: dict[int, tuple[str, Any]] = {}
    for name, owned in _owners(read).items():
        given = owned.get("indicators") if isinstance(owned, dict) else None
        for position, member in enumerate(given if isinstance(given, list) else [given]):
            mark = read.mark_of(("owners", name, "indicators", position))
            for one in sorted(indicators_in(member, instrument)):
                owner, begun = first.setdefault(one, (name, mark))
                if owner != name:
                    context = {"id": one, "owner": owner, "first": place_at(path, begun)}
                    yield problem_at(path, mark, "owned_twice", **context)


def _same_names(read: Document, path: str) -> Iterator[Problem]:
    """A problem for every owner whose name is another spelling of an earlier one; owners are matched like agencies."""
    first: dict[str, int] = {}
    for name in filter(lambda name: isinstance(name, str), _owners(read)):
        mark = read.mark_of(("owners", name), key=True)
        line, _column = line_column(mark)
        if first.setdefault(agencies.key(name), line) != line:
            yield problem_at(path, mark, "duplicate_key", key=name, first=first[agencies.key(name)])
