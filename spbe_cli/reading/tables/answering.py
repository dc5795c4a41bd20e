"""A column of those who answer for the indicators of one agency, which looks like one of agencies: ``Indikator | OPD``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spbe_cli.model import agencies
from spbe_cli.reading.problems import BadInput
from spbe_cli.reading.tables.headings import Meaning
from spbe_cli.reading.tables.labels import named_part
from spbe_cli.reading.tables.names import is_statistic
from spbe_cli.reading.tables.parts import below
from spbe_cli.reading.tables.titles import Part

if TYPE_CHECKING:
    from spbe_cli.reading.sources import Reader
    from spbe_cli.reading.tables.grid import Grid
    from spbe_cli.reading.tables.head import Head
    from spbe_cli.reading.tables.vocabulary import Vocabulary

_NAMING: Final = frozenset((Meaning("indicator"), Meaning("code")))
_FEWEST: Final = 20
"""Of fewer indicators each may stand beside only one agency by chance."""


def answering(grid: Grid, head: Head, vocabulary: Vocabulary, reader: Reader) -> dict[int, str]:
    """The column of a table by agency and indicator in which stands who answers, with its heading; none where agencies do.

    Those who answer share no indicator, and the agency that is asked for or stands above the headings is none of them.

    Raises:
        BadInput: where nothing says whose indicators they would answer for.
    """
    if not {"agency", "level"} <= head.whats or _NAMING.isdisjoint(head.meanings.values()):
        return {}
    column = next(one for one, meant in head.meanings.items() if meant == Meaning("agency"))
    if vocabulary.is_set(head.texts[column]) or not _share_nothing(grid, head, column, vocabulary):
        return {}
    given = head.given.get("agency")
    one = reader.asked.agency or (given and given.text)
    if one is None:
        raise BadInput([grid.problem(head.row, column, "share_no_indicator", key=head.texts[column])])
    named = (row.cells.get(column, "") for row in below(grid, head))
    return {} if agencies.key(one) in map(agencies.key, named) else {column: head.texts[column]}


def _share_nothing(grid: Grid, head: Head, column: int, vocabulary: Vocabulary) -> bool:
    """Whether there are several names, and no indicator with a level stands beside two of them, of one year and stage."""
    level = next(one for one, meant in head.meanings.items() if meant == Meaning("level"))
    apart = [one for one, meant in head.meanings.items() if meant in (Meaning("year"), Meaning("stage"))]
    naming = [one for one, meant in head.meanings.items() if meant in _NAMING]
    titles = [vocabulary.titles(one) for one in vocabulary.instruments]
    found: dict[tuple[object, ...], str] = {}
    name = ""
    for row in below(grid, head):
        name = agencies.key(row.cells.get(column, "")) or name
        if level not in row.cells or is_statistic(name):
            continue
        texts = [row.cells[one] for one in naming if one in row.cells]
        part = next((part for text in texts for one in titles if isinstance(part := named_part(text, "", one), Part)), None)
        if found.setdefault((part or tuple(texts), *(row.cells.get(one) for one in apart)), name) != name:
            return False
    return len(found) >= _FEWEST and len(set(found.values())) > 1
