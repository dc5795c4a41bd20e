"""A legend beside a table, such as ``Predikat | Rentang``: what it says is not about the agencies in the same rows."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from spbe_cli.reading.tables.headings import Meaning, key
from spbe_cli.reading.tables.parts import below

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spbe_cli.reading.tables.grid import Grid
    from spbe_cli.reading.tables.head import Head
    from spbe_cli.reading.tables.vocabulary import Vocabulary

_OF_LEGENDS: Final = frozenset((
    "frekuensi", "interval", "jumlah", "jumlahinstansi", "jumlahopd", "range", "rentang", "rentangindeks", "rentangnilai",
))  # fmt: skip
"""Headings of what a legend says of each predicate."""

_LEVELS: Final = ("0", "1", "2", "3", "4", "5")


def legends(grid: Grid, head: Head, vocabulary: Vocabulary) -> dict[int, str]:
    """The columns of predicates or levels that are those of a legend, with their headings.

    Such a column stands behind an empty one, or before one of counts or ranges, and has each predicate or level once, in order.
    """
    results = [column for column, one in head.meanings.items() if one is not None and one.is_result][1:]
    before_ranges = [column for column in results if key(head.texts.get(column + 1, "")) in _OF_LEGENDS]
    found = [column for column in results if column in before_ranges or column - 1 not in head.texts]
    rows = [row.cells for row in below(grid, head)] if found else []
    return {
        column: head.texts[column]
        for column in found
        if (column in before_ranges or not any(column - 1 in cells for cells in rows))
        and any(
            _lists([cells[column] for cells in rows if column in cells], one)
            for one in _listed(head.meanings[column], vocabulary)
        )
    }


def _listed(meaning: Meaning | None, vocabulary: Vocabulary) -> Iterator[Sequence[str]]:
    """What a legend of this meaning may list, in order."""
    if meaning == Meaning("level"):
        yield _LEVELS
    elif meaning == Meaning("predicate"):
        yield from ([key(one.name) for one in instrument.predicates] for instrument in vocabulary.instruments)


def _lists(cells: Sequence[str], known: Sequence[str]) -> bool:
    """Whether cells are some of what is known, in order or the other way round, each once."""
    places: Mapping[str, int] = {name: place for place, name in enumerate(known)}
    found = [places.get(key(cell), -1) for cell in cells]
    steps = {two > one for one, two in pairwise(found)}
    return -1 not in found and len(steps) == 1 and len(set(found)) == len(found)
