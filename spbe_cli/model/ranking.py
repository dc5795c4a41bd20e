"""What is kept of many results: entries, rankings of what is comparable, and their summaries."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Literal, NamedTuple

from spbe_cli.model import showing
from spbe_cli.model.assessment import Stage
from spbe_cli.model.instrument import Instrument, Predicate
from spbe_cli.model.result import (
    Caution,
    Completeness,
    Difference,
    Doubt,
    Doubted,
    Figure,
    Grade,
    Interval,
    Judged,
    PartResult,
    ResultBasis,
)

MARK: Final = "!"
"""Stands in the row of an announced index that its own parts refute."""


class Announced(NamedTuple):
    """What was announced of the index and predicate, and every announced figure that can't be."""

    index: Fraction | None  # type: ignore[assignment] # nobody asks where in the tuple something stands
    predicate: str | None
    differences: tuple[Difference, ...]


class _Kept(NamedTuple):
    """The fields of an entry: a tuple, as thousands go from process to process, which takes it less than half of the time."""

    path: str
    line: int | None
    agency: str
    year: int
    instrument: str
    stage: Stage | None
    group: str | None
    kind: str
    basis: ResultBasis
    adjusted: bool
    index: Figure  # type: ignore[assignment] # as above
    interval: Interval | None
    decisive: Fraction
    predicate: Predicate | None
    completeness: Completeness
    values: tuple[Decimal | None, ...]
    announced: Announced | None
    cautions: tuple[Caution, ...]
    parts: tuple[PartResult, ...] = ()
    judged: Judged | None = None
    doubt: Doubt | None = None
    backed: Grade | None = None
    claimed: Grade | None = None
    sheet: str | None = None
    owner: str | None = None


class Entry(_Kept, Doubted):
    """What a ranking keeps of a result: its head, not its answers, so that many fit into memory.

    ``line`` is the row of a table, and ``sheet`` its sheet, where several of a workbook are read together.
    ``values`` are those of the top tier as shown, in order. ``parts`` is the tree, as deep as details were asked for.
    ``judged`` is what gates look at, where that is not just what stands here. ``backed`` is what accepted evidence proves, where
    any was judged; ``claimed`` what is claimed, where the entry is what is proven of it. ``owner`` is whose part it is.
    """

    __slots__ = ()

    @property
    def mark(self) -> str | None:
        """What stands in its row where its own parts refute its index."""
        return MARK if self.doubt == "refuted" else None

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Every announced figure that can't be."""
        return self.announced.differences if self.announced else ()

    @property
    def place(self) -> str:
        """Where it was read: the file, and the row of a table, with its sheet where several are read together."""
        if self.line is None:
            return self.path
        return f"{self.path}:{self.line}" if self.sheet is None else f"{self.path}:{self.sheet}!A{self.line}"

    @property
    def identity(self) -> tuple[str, str, str, int, Stage | None]:
        """What tells it from all others: a row may have several agencies, and results of several years."""
        return self.place, self.agency, self.instrument, self.year, self.stage


class Ranked(NamedTuple):
    """An entry with its rank, from 1; ties share a rank, and the next one counts them all (1, 2, 2, 4).

    An entry whose index is off the scale has no rank. ``group_rank`` is the rank among those that it is kept together with, None
    where it is kept together with none.
    """

    rank: int | None
    entry: Entry
    group_rank: int | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures of a ranking's indices: exact ones, and the standard deviation of the whole population, rounded.

    Quartiles lie between the two nearest values in proportion, as spreadsheets' QUARTILE.INC has them.
    """

    count: int
    mean: Fraction
    median: Fraction
    q1: Fraction
    q3: Fraction
    min: Fraction
    max: Fraction
    stdev: Decimal
    predicates: tuple[tuple[str, int], ...]


class Ranking(NamedTuple):
    """The results of one instrument, year and stage, highest first: only what is comparable is ranked.

    Those off the scale stand last and are in no summary; there is none where nothing else is.
    """

    instrument: Instrument
    year: int
    stage: Stage | None
    ranked: tuple[Ranked, ...]
    summary: Summary | None

    def __repr__(self) -> str:
        """A line for an interactive session."""
        stage = f" {self.stage}" if self.stage else ""
        return f"<Ranking {self.year}{stage}, {self.instrument.id}, agencies: {len(self.ranked)}>"

    def to_dict(self) -> dict[str, Any]:
        """What ``spbe batch --format json`` gives for these agencies, as plain Python."""
        return showing.data(self)

    def _repr_html_(self) -> str:
        """What a notebook shows: what ``spbe batch`` shows."""
        return showing.html(self)


class Outliers(NamedTuple):
    """Entries whose index lies below ``low`` or above ``high``, in the order of their ranking."""

    low: Fraction
    high: Fraction
    entries: tuple[Entry, ...]

    def side(self, value: Fraction) -> Literal["low", "high"] | None:
        """On which side a value lies beyond the others; None where it is one of them."""
        return "low" if value < self.low else "high" if value > self.high else None


@dataclass(frozen=True, slots=True)
class Position:
    """Where one value stands among those of peers, itself counted: its rank from 1, how many there are, and what they reach.

    ``percentile`` is the percentage of the others whose value is lower. Quartiles are as in :class:`Summary`.
    """

    value: Fraction
    rank: int
    count: int
    percentile: Fraction
    best: Fraction
    q3: Fraction
    median: Fraction
    q1: Fraction


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a result stands among peers: all, those of its group, or those of its kind, called ``name``.

    ``parts`` are the positions of the values of the top tier; those that are known.
    """

    among: Literal["all", "group", "kind"]
    name: str | None
    index: Position
    parts: tuple[tuple[PartResult, Position], ...]
