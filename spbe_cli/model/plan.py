"""A plan: which indicators to raise, how far, in which order, what it costs and what it gains."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, Self

from spbe_cli.model import showing
from spbe_cli.model.instrument import Instrument, Predicate
from spbe_cli.model.result import Figure, Result
from spbe_cli.model.tree import Indicator


class Goal(NamedTuple):
    """The goal of a plan: to reach an index or a predicate at the least cost, or to get the highest index for a budget.

    Both are None for a result that already has the highest predicate.
    """

    target: Fraction | Predicate | None = None
    budget: Fraction | None = None

    @classmethod
    def of(cls, given: Self | Predicate | str | Decimal | Fraction | int, instrument: Instrument) -> Self:
        """The goal that is meant: a goal as it is, a predicate, its name, or an index.

        Raises:
            TypeError: for a float, which is not exact.
            ValueError: for a name that is no predicate of the instrument.
        """
        for said in given if isinstance(given, Goal) else (given,):
            if isinstance(said, float):
                raise TypeError(f"{said} is not exact as a float: write Decimal('{said}') or Fraction('{said}')")
        if isinstance(given, Goal):
            return given
        if isinstance(given, str):
            named = instrument.predicate_named(given)
            if named is None:
                known = ", ".join(one.name for one in instrument.predicates)
                raise ValueError(f"{given!r} is no predicate of {instrument.id}: {known}")
            given = named
        return cls(given if isinstance(given, Predicate) else Fraction(given))

    @property
    def threshold(self) -> Fraction | None:
        """The index to be reached."""
        return self.target.lower if isinstance(self.target, Predicate) else self.target


class Pace(NamedTuple):
    """How fast raises go: in how many ``phases``, by how many levels ``each`` (service of an) indicator may rise in one.

    ``days`` are the last days of the phases, where they are given.
    """

    phases: int
    each: int = 1
    days: tuple[date, ...] = ()

    @property
    def most(self) -> int:
        """By how many levels an indicator may rise in all phases together."""
        return self.phases * self.each


class Limits(NamedTuple):
    """The limits of a plan: by how many levels an indicator (each of its services) may be raised, and which indicators may be.

    With a ``pace``, how far an indicator may rise is a matter of the pace alone.
    """

    max_raise: int | None = None
    only: frozenset[int] | None = None
    pace: Pace | None = None


class Promise(NamedTuple):
    """What was promised for an indicator, beside today's levels, one per service.

    ``kept``: no level is below the promised one. ``late``: the day has passed and the promise is not kept. If the indicator is
    not applicable, it has no levels, and the promise is neither.
    """

    indicator: Indicator
    levels: tuple[Fraction, ...]
    level: Fraction
    reaching: tuple[int, ...]
    by: date | None
    owner: str | None
    kept: bool
    late: bool

    @property
    def counts(self) -> bool:
        """Whether the promise counts: not if the indicator is not applicable."""
        return bool(self.levels)


class Promised(NamedTuple):
    """An assessment's promises, and the result when all of them are kept."""

    promises: tuple[Promise, ...]
    result: Result


class Outlook(NamedTuple):
    """The outlook of a result: what was promised, and how far it is below a target, today and when all promises are kept.

    None where nothing was promised, where no target is asked for, or where the announced index can't be.
    """

    promised: Promised | None = None
    target: Fraction | None = None
    missing: Decimal | None = None
    missing_promised: Decimal | None = None


class Step(NamedTuple):
    """One indicator raised: its values before and after, one per service, with the names of the levels where they have some.

    ``levels`` is how many it is raised by, over all services; ``reaching`` are the levels on the way, lowest first. ``gain`` is
    in index points; ``reached`` is the index after this step and those before it.
    """

    indicator: Indicator
    before: tuple[Fraction, ...]
    after: tuple[Fraction, ...]
    before_name: str | None
    after_name: str | None
    levels: int
    reaching: tuple[int, ...]
    cost: Fraction
    gain: Fraction
    reached: Figure


class Phase(NamedTuple):
    """What is raised in a phase, the most gain for its cost first.

    ``by`` is its last day, where it has one. ``reached`` is the index after it and those before it, ``predicate`` the predicate.
    """

    by: date | None
    steps: tuple[Step, ...]
    reached: Figure
    predicate: Predicate

    @property
    def cost(self) -> Fraction:
        """What its steps cost."""
        return sum((step.cost for step in self.steps), Fraction(0))


class Plan(NamedTuple):
    """The best set of raises for a goal, the one that gains most for its cost first.

    ``even`` says whether every level costs the same, as where no costs were given. ``phases`` divide the same raises, where a
    ``pace`` was asked for. ``start`` is where the raises start: today's result, or the promised one if ``promised`` is set.
    ``after`` is the result when all steps are done. ``missing`` is how far it is below the target, 0 when the target is reached.
    """

    goal: Goal
    today: Result
    promised: Promised | None
    after: Result
    steps: tuple[Step, ...]
    missing: Decimal
    even: bool = False
    pace: Pace | None = None
    phases: tuple[Phase, ...] = ()

    def __repr__(self) -> str:
        """A line for an interactive session."""
        before, after = self.today, self.after
        return (
            f"<Plan {self.agency}: {before.index.shown} → {after.index.shown} {after.predicate_name}, steps: {len(self.steps)}>"
        )

    def to_dict(self) -> dict[str, Any]:
        """What ``spbe plan --format json`` gives for one file, as plain Python."""
        return showing.data(self)

    def _repr_html_(self) -> str:
        """What a notebook shows: what ``spbe plan`` shows."""
        return showing.html(self)

    @property
    def start(self) -> Result:
        """The result from which the raises start."""
        return self.today if self.promised is None else self.promised.result

    @property
    def agency(self) -> str:
        """The agency's name."""
        return self.today.agency

    @property
    def cost(self) -> Fraction:
        """What all steps cost."""
        return sum((step.cost for step in self.steps), Fraction(0))

    @property
    def levels(self) -> int:
        """How many levels are raised in all."""
        return sum(step.levels for step in self.steps)

    @property
    def reachable(self) -> bool:
        """Whether the target is reached; always true for a budget, which has no target."""
        return not self.missing

    @property
    def suffices(self) -> bool | None:
        """Whether the promises alone reach the target; None without either."""
        threshold = self.goal.threshold
        return None if self.promised is None or threshold is None else self.start.decisive >= threshold


class Recurrence(NamedTuple):
    """An indicator in many plans: in how many, and how many levels in all."""

    instrument: Instrument
    indicator: Indicator
    agencies: int
    levels: int


class Total(NamedTuple):
    """The totals of many plans; the indicators that recur most come first."""

    cost: Fraction
    levels: int
    reachable: int
    recurring: tuple[Recurrence, ...]
