"""How a result came about, as a person would check it on paper: every term, every sum and the rule that each follows."""

from fractions import Fraction
from typing import Literal, NamedTuple

from spbe_cli.model.base import Text
from spbe_cli.model.instrument import Basis, Predicate
from spbe_cli.model.result import Figure, IndicatorResult, PartResult, Reading, Result
from spbe_cli.model.rules import Rule
from spbe_cli.model.tree import Point, Tier

Whole = Literal["aspect", "domain", "index"]


class Term(NamedTuple):
    """What one part adds to the sum above it: its effective weight, a percentage of the index, times its exact value.

    ``service`` is the number, from 1, of a service of an indicator that repeats; otherwise None. ``indicator`` is set for
    indicators.
    """

    tier: Tier
    id: int
    title: Text
    weight: Fraction
    value: Fraction
    service: int | None = None
    indicator: IndicatorResult | None = None

    @property
    def product(self) -> Fraction:
        """Weight times value."""
        return self.weight * self.value


class WeightedMean(NamedTuple):
    """The value of an aspect, a domain or the index (``id`` and ``title`` None): the sum of its terms over that of their weights.

    ``value`` is the result's own figure.
    """

    tier: Whole
    id: int | None
    title: Text | None
    terms: tuple[Term, ...]
    value: Figure
    rules: tuple[Rule, ...]

    @property
    def weight(self) -> Fraction:
        """The weights together, a percentage of the index."""
        return sum((term.weight for term in self.terms), Fraction(0))

    @property
    def total(self) -> Fraction:
        """The sum of weight times value."""
        return sum((term.product for term in self.terms), Fraction(0))


class Moved(NamedTuple):
    """An indicator whose weight changed because something does not apply: a percentage of the index before and after.

    If the indicator itself does not apply, ``to`` says where its weight went; it is None for an indicator that got more weight.
    """

    indicator: IndicatorResult
    before: Fraction
    after: Fraction
    to: Whole | None


class Conversion(NamedTuple):
    """A national index from the answers, and its value, on the line between two points."""

    indicator: IndicatorResult
    given: Fraction
    left: Point
    right: Point
    value: Fraction


class Judgement(NamedTuple):
    """How the index got its predicate: the compared index, and the bounds from the highest down to the one that it reaches.

    ``announced`` means that the predicate was announced, not found from the bounds.
    """

    basis: Basis
    compared: Fraction
    bounds: tuple[tuple[Predicate, bool], ...]
    announced: bool
    rules: tuple[Rule, ...]


class ReadPart(NamedTuple):
    """How a part (None: the index) with announced figures is understood."""

    part: PartResult | None
    reading: Reading

    @property
    def computed(self) -> bool:
        """Whether its figure is computed from the figures below it."""
        return self.reading.announced is None and self.reading.value is not None


class Explanation(NamedTuple):
    """The whole arithmetic of one result, in the order in which it is done.

    ``means`` has what was computed; this is everything if there are answers. ``readings`` has the announced figures if the result
    comes from them. ``rules`` are the rules for reading answers and announced figures.
    """

    result: Result
    rules: tuple[Rule, ...]
    evidence: tuple[IndicatorResult, ...]
    conversions: tuple[Conversion, ...]
    moved: tuple[Moved, ...]
    means: tuple[WeightedMean, ...]
    readings: tuple[ReadPart, ...]
    judgement: Judgement


class Effect(NamedTuple):
    """The value of a part, or of the index (``id`` None), before and after one indicator is raised."""

    tier: Whole
    id: int | None
    title: Text | None
    before: Figure
    after: Figure

    @property
    def change(self) -> Fraction:
        """How much it rises, exactly."""
        return self.after.exact - self.before.exact


class IndicatorExplanation(NamedTuple):
    """What an indicator's level is, and what the next one would bring.

    ``held`` is the highest level that is reached in full, ``next`` the one after it; None where there is none, or where the
    indicator does not apply. ``after`` is the result with ``next`` reached. ``national_index`` is the one that reaches it, for an
    indicator that comes from one.
    """

    result: Result
    one: IndicatorResult
    held: int | None
    next: int | None
    after: Result | None
    effects: tuple[Effect, ...]
    national_index: Fraction | None
