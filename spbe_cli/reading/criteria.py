"""Level criteria: an instrument's own, or the file that the tool brings. It is large, and read only where criteria are shown."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from spbe_cli.model.criteria import Criteria, CriteriaFile
from spbe_cli.reading.checking import checked
from spbe_cli.reading.document import located
from spbe_cli.reading.files import content
from spbe_cli.reading.parsing import document
from spbe_cli.reading.problems import BadInput

if TYPE_CHECKING:
    from spbe_cli.model.base import Fault
    from spbe_cli.model.instrument import Instrument

_FOLDER = Path(__file__).parents[1] / "data"


def criteria_path(identifier: str) -> Path | None:
    """The file with the criteria of an instrument; None where the tool brings none."""
    # Searched among the existing files, because the id of a region's own instrument may be any text, even a path.
    return next((path for path in sorted(_FOLDER.glob("*.yaml")) if path.stem == identifier), None)


def load_criteria(instrument: Instrument, *, lent: bool = False) -> Criteria | None:
    """The criteria of an instrument, from the file that the tool brings; the instrument's own replace these.

    Args:
        instrument: the instrument.
        lent: the instrument is from a region's own file; the tool's criteria for its id are ignored if they do not fit.

    Raises:
        BadInput: as :func:`criteria_in` does.
    """
    try:
        criteria = _brought(instrument)
    except BadInput:
        if not lent:
            raise
        criteria = None
    own = {key: one.criteria for key, one in instrument.indicators.items() if one.criteria is not None}
    if not own:
        return criteria
    if criteria is None:
        criteria = Criteria(instrument.source, None, {})
    return criteria._replace(indicators={**criteria.indicators, **own}, own=frozenset(own))


@lru_cache(maxsize=8)
def _brought(instrument: Instrument) -> Criteria | None:
    """The criteria that the tool brings for an instrument: read once, however many forms they stand in."""
    path = criteria_path(instrument.id)
    return None if path is None else criteria_in(str(path), instrument)


def criteria_in(path: str, instrument: Instrument) -> Criteria:
    """The criteria of an instrument in a file.

    Raises:
        BadInput: with every problem found in it, such as an indicator or a level that the instrument does not have.
    """
    read = document(content(path), path)
    faults: list[Fault] = []
    file = checked(CriteriaFile, read.value, faults, context=instrument)
    if file is None or read.problems:
        raise BadInput(located(faults, read, path))
    return Criteria(file.source, file.year, file.indicators, sure=file.sure)
