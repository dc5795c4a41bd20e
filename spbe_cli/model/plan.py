"""What planning says: which indicators to raise, how far, in which order, what it costs and what it gives."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from spbe_cli.model.instrument import Instrument, Predicate
from spbe_cli.model.result import Figure, Result
from spbe_cli.model.tree import Indicator


class Goal(NamedTuple):
    """What a plan is for: to reach an index, or a predicate, as cheaply as can be; or to spend a budget as well as can be.

    None of them where nothing is above.
    """

    target: Fraction | Predicate | None = None
    budget: Fraction | None = None

    @property
    def threshold(self) -> Fraction | None:
        """The index to be reached."""
        return self.target.lower if isinstance(self.target, Predicate) else self.target


class Limits(NamedTuple):
    """What a plan keeps to: how many levels an indicator (each of its services) is raised at most, and which ones may be."""

    max_raise: int | None = None
    only: frozenset[int] | None = None


class Promise(NamedTuple):
    """What was promised for an indicator, beside today's levels, one per service.

    ``kept``: none of them is below it. ``late``: the day has passed and it is not kept. Where the indicator is not applicable, so
    that it has no levels, it is neither.
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
        """Whether it is about something that is scored: not where the indicator is not applicable."""
        return bool(self.levels)


class Promised(NamedTuple):
    """An assessment's promises, and the result when all of them are kept."""

    promises: tuple[Promise, ...]
    result: Result


class Outlook(NamedTuple):
    """What lies ahead of a result: what was promised, and how far it is below a target, today and when all promises are kept.

    None where nothing was promised, or where no target is asked for.
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


class Plan(NamedTuple):
    """The best set of raises for a goal, the one that gains most for its cost first.

    ``start`` is what the raises start from: today's result, or the promised one where ``promised`` is. ``after`` is the result
    when all is done. ``missing`` is how far it is below the target, 0 when the target is reached.
    """

    goal: Goal
    today: Result
    promised: Promised | None
    after: Result
    steps: tuple[Step, ...]
    missing: Decimal

    @property
    def start(self) -> Result:
        """What the raises start from."""
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
        """Whether the target is reached; a budget has none to miss."""
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
    """What many plans come to; the indicators that recur most come first."""

    cost: Fraction
    levels: int
    reachable: int
    recurring: tuple[Recurrence, ...]
