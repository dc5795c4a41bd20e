"""Instrument files to instruments: the one that the tool brings, or a region's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from spbe_cli.model.base import Fault
from spbe_cli.model.instrument import Instrument
from spbe_cli.reading.checking import checked
from spbe_cli.reading.document import Document, located
from spbe_cli.reading.files import STANDARD_INPUT, content
from spbe_cli.reading.kinds import kind_of, wrong
from spbe_cli.reading.parsing import documents
from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Instruments:
    """The instruments of one file, in its order; the first is the default."""

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self._by_id = {instrument.id: instrument for instrument in instruments}

    def __repr__(self) -> str:
        """A line for an interactive session."""
        return f"<Instruments {', '.join(self.ids)}>"

    def __iter__(self) -> Iterator[Instrument]:
        return iter(self._by_id.values())

    @property
    def default(self) -> Instrument:
        """The first."""
        return next(iter(self))

    @property
    def ids(self) -> tuple[str, ...]:
        """Their ids, in order."""
        return tuple(self._by_id)

    def named(self, identifier: str) -> Instrument | None:
        """The one with that id."""
        return self._by_id.get(identifier)

    def for_year(self, year: int) -> Instrument | None:
        """The first that holds for an assessment year."""
        return next((instrument for instrument in self if year in instrument.years), None)


def built_in_path() -> Path:
    """The ``indicators.yaml`` that the tool brings: in the package when installed, else that of the checkout."""
    package = Path(__file__).parents[1]
    installed = package / "indicators.yaml"
    return installed if installed.exists() else package.parent / "indicators.yaml"


def load_instruments(path: str | Path | None = None) -> Instruments:
    """The instruments of a file (``-`` for standard input), or those the tool brings, which are read once.

    Raises:
        BadInput: with every problem found in the file.
    """
    return _built_in() if path is None else _in_file(str(path))


@cache
def _built_in() -> Instruments:
    # A loop over agencies may ask for them for every file.
    return _in_file(str(built_in_path()))


def _in_file(name: str) -> Instruments:
    found = documents(content(name), name)
    if not found:
        raise BadInput([Problem.at(name, 1, 1, "empty")])
    problems: list[Problem] = []
    read: list[tuple[Instrument, Document]] = []
    for document in found:
        faults: list[Fault] = []
        instrument = checked(Instrument, document.value, faults)
        problems += wrong(faults, document, name, "instruments")
        if instrument is not None:
            read.append((instrument, document))
    if not problems:
        problems = [
            problem
            for position, (_, document) in enumerate(read)
            for problem in located(_between(position, [instrument for instrument, _ in read]), document, name)
        ]
    if problems:
        raise BadInput(problems)
    return Instruments(instrument for instrument, _ in read)


def holds_instruments(path: str) -> bool:
    """Whether a file is an instrument file: it has keys that only an instrument has. Standard input never is."""
    if path == STANDARD_INPUT:
        return False
    try:
        found = documents(content(path), path)
    except BadInput:
        return False
    return any(kind_of(one.value) == "instruments" for one in found)


def load_instrument(identifier: str | None = None, path: str | Path | None = None) -> Instrument:
    """One instrument by its id (the default without one), of a file or of those the tool brings.

    Raises:
        BadInput: when the file can't be used or holds no such instrument.
    """
    instruments = load_instruments(path)
    return instruments.default if identifier is None else chosen(instruments, identifier, str(path or built_in_path()))


def chosen(
    instruments: Instruments, identifier: str, asked_by: str, line: int | None = None, column: int | None = None
) -> Instrument:
    """The instrument with that id.

    Raises:
        BadInput: when there is none; the place of the problem is ``asked_by``, an option or a file.
    """
    instrument = instruments.named(identifier)
    if instrument is None:
        raise BadInput([Problem.at(asked_by, line, column, "unknown_instrument", value=identifier, known=instruments.ids)])
    return instrument


def _between(position: int, instruments: list[Instrument]) -> Iterator[Fault]:
    """Faults of an instrument in relation to the others of its file."""
    instrument = instruments[position]
    if any(other.id == instrument.id for other in instruments[:position]):
        yield Fault(("id",), "same_instrument", {"id": instrument.id})
    for other_id, pairs in instrument.crosswalk.items():
        other = next((one for one in instruments if one.id == other_id), None)
        if other is None:
            known = tuple(one.id for one in instruments if one is not instrument)
            yield Fault(("crosswalk", other_id), "crosswalk_to_none", {"value": other_id, "known": known}, at_key=True)
            continue
        for indicator, targets in pairs.items():
            for index, target in enumerate(targets):
                if target not in other.indicators:
                    context = {"id": target, "instrument": other_id}
                    yield Fault(("crosswalk", other_id, indicator, index), "unknown_indicator", context)
