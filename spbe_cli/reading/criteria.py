"""Level criteria: the file of an instrument, where the tool brings one. It is large, and read only where criteria are shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from spbe_cli.model.criteria import Criteria
from spbe_cli.reading.checking import checked
from spbe_cli.reading.document import document, located
from spbe_cli.reading.files import content
from spbe_cli.reading.problems import BadInput

if TYPE_CHECKING:
    from spbe_cli.model.base import Fault
    from spbe_cli.model.instrument import Instrument

_FOLDER = Path(__file__).parents[1] / "data"


def criteria_path(identifier: str) -> Path | None:
    """The file with the criteria of an instrument; None where the tool brings none."""
    # Looked up among those that are there: an id of a file of one's own may be anything, a path among others.
    return next((path for path in sorted(_FOLDER.glob("*.yaml")) if path.stem == identifier), None)


def load_criteria(instrument: Instrument, path: str | Path | None = None) -> Criteria | None:
    """The criteria of an instrument, of a file or of the one that the tool brings; None where it brings none.

    Raises:
        BadInput: with every problem found in the file, such as an indicator or a level that the instrument does not have.
    """
    path = path or criteria_path(instrument.id)
    if path is None:
        return None
    read = document(content(str(path)), str(path))
    faults: list[Fault] = []
    criteria = checked(Criteria, read.value, faults, context=instrument)
    if criteria is None or read.problems:
        raise BadInput(located(faults, read, str(path)))
    return criteria
