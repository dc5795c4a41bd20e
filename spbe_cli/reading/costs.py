"""Files of costs, for planning; every problem with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.model.costs import CostFile, Costs
from spbe_cli.reading.checking import checked
from spbe_cli.reading.files import content
from spbe_cli.reading.kinds import wrong
from spbe_cli.reading.parsing import document
from spbe_cli.reading.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from spbe_cli.model.base import Fault
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.reading.document import Document
    from spbe_cli.reading.problems import Problem


def load_costs(path: str | Path, instruments: Iterable[Instrument]) -> dict[str, Costs]:
    """The costs in a file (``-``: standard input), checked for each instrument, by the instrument's id.

    Raises:
        BadInput: with every problem found in the file.
    """
    name = str(path)
    faults: list[Fault] = []
    read = document(content(name), name, "costs")
    _in_english(read, faults)
    costs: dict[str, Costs] = {}
    problems: list[Problem] = wrong(faults, read, name, "costs")
    for instrument in instruments:
        found: list[Fault] = []
        file = checked(CostFile, read.value, found, context=instrument)
        problems += wrong(found, read, name, "costs")
        if file is not None:
            costs[instrument.id] = file.costs
    if problems:
        raise BadInput(problems)
    return costs


def _in_english(read: Document, faults: list[Fault]) -> None:
    value = read.value = read.in_english(read.value, CostFile.indonesian, faults)
    if "costs" in value:
        value["costs"] = read.in_english(value["costs"], Costs.indonesian, faults, ("costs",))
