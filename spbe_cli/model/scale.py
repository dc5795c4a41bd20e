"""The scale of an instrument: which values an indicator can have, and the levels they stand for."""

from fractions import Fraction
from functools import cached_property
from itertools import count, pairwise
from math import ceil, floor, lcm
from typing import Annotated, Self

from pydantic import Field, model_validator

from spbe_cli.limits import MAX_SPAN
from spbe_cli.model.base import N_, Checked, Exact, Fault, Line, Many, fault, refuse


class Scale(Checked):
    """Which values an indicator can have, and what the levels are called.

    ``names`` are by kind of level, from the lowest to the highest, None for a level without a name. ``bands``, where values are
    fractional and levels are ranges of them (Pemdi), is where each level begins and, last, where the highest ends.
    """

    min: Annotated[Exact, N_("The lowest value, 0 or more.")]
    max: Annotated[Exact, N_("The highest value.")]
    step: Annotated[Exact, N_("How far apart values are: 1 where they are levels, such as 0.01 where they are fractional.")]
    names: Annotated[
        dict[str, Many[Line | None]], N_("The names of the levels, by kind, the lowest first; null for a level without a name.")
    ] = Field(default_factory=dict)
    bands: Annotated[
        Many[Exact] | None,
        N_("Where levels are ranges of fractional values: where each begins, and where the last one ends."),
    ] = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        low, high, step = self.min, self.max, self.step
        if low < 0:
            refuse([Fault(("min",), "scale_min", {"value": low})])
        if not 0 < high - low <= MAX_SPAN:
            refuse([Fault(("max",), "scale_max", {"value": high, "low": low, "limit": MAX_SPAN})])
        if step <= 0 or (high - low) % step or (step == 1 and low.denominator != 1):
            refuse([Fault(("step",), "scale_step", {"value": step, "low": low, "high": high})])
        if self.bands is not None and (
            len(self.bands) < 2  # noqa: PLR2004 - one band has two ends
            or any(low >= high for low, high in pairwise(self.bands))
            or (self.bands[0], self.bands[-1]) != (self.min, self.max)
        ):
            fault("scale_bands")
        for kind, names in self.names.items():
            if len(names) != len(self.levels):
                fault("scale_names", kind=kind, expected=len(self.levels), actual=len(names))
        return self

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """The levels that have criteria and may have names, lowest first; none where values only are given (PeGI)."""
        if self.bands is not None:
            return tuple(range(1, len(self.bands)))
        return tuple(range(int(self.min), int(self.max) + 1)) if self.step == 1 else ()

    @cached_property
    def decimals(self) -> int:
        """With how many decimals a value is usually given: those of the step."""
        return next(places for places in count() if not self.step * 10**places % 1)

    @cached_property
    def fractional(self) -> bool:
        """Whether values between whole numbers can be given, which are rounded then, as those of Pemdi and PeGI are."""
        return self.step.denominator != 1

    @cached_property
    def whole_levels(self) -> dict[int, Fraction]:
        """The whole numbers that can be given, each as an exact number: nearly every level is one of these."""
        whole = range(ceil(self.min), int(self.max) + 1)
        return {level: value for level in whole if self.holds(value := Fraction(level))}

    def holds(self, value: Fraction) -> bool:
        """Whether a value can be given: on the scale, in whole steps; where steps are fractions, a finer value too."""
        return self.min <= value <= self.max and (self.fractional or not (value - self.min) % self.step)

    def value_of(self, level: int) -> Fraction:
        """The value of a level whose criteria are met in full: the level itself, or where its band ends."""
        return Fraction(level) if self.bands is None else self.bands[level]

    def value_within(self, level: int, filled: int, of: int) -> Fraction:
        """The value where so many ``of`` equal shares of a level's band are filled; there must be bands."""
        ends, unit = self._ends
        low, high = ends[level - 1], ends[level]
        return Fraction(low * of + (high - low) * filled, unit * of)

    @cached_property
    def _ends(self) -> tuple[tuple[int, ...], int]:
        """Where bands begin and, last, end: whole numbers, and what they are divided by; this makes one fraction of four."""
        bands = self.bands or ()
        unit = lcm(*[one.denominator for one in bands])
        return tuple([int(one * unit) for one in bands]), unit

    def levels_above(self, value: Fraction) -> tuple[int, ...]:
        """The levels that a value has not completed, lowest first."""
        return tuple(level for level in self.levels if self.value_of(level) > value)

    def level_above(self, value: Fraction) -> int | None:
        """The lowest level that a value has not completed; None at the highest, or where there are no levels."""
        return next(iter(self.levels_above(value)), None)

    def levels_completed(self, low: Fraction, high: Fraction) -> tuple[int, ...]:
        """The levels that a value has not completed, but a higher one has, lowest first."""
        return tuple(level for level in self.levels_above(low) if self.value_of(level) <= high)

    def levels_between(self, low: Fraction, high: Fraction) -> tuple[int, ...]:
        """The levels on the way from one value to a higher one, lowest first, those that the way only begins among them."""
        begun = [level for level in self.levels_above(high) if self.bands is not None and self.bands[level - 1] < high]
        return (*self.levels_completed(low, high), *begun) if high > low else ()

    def level_name(self, kind: str, level: int) -> str | None:
        """The name of a level; None where there is none."""
        names = self.names.get(kind)
        return None if names is None else names[self.levels.index(level)]

    def level_reached(self, value: Fraction) -> int | None:
        """The level that a value has reached: that of its band, or else the whole level at or below it; None without levels."""
        if self.bands is not None:
            return max(level for level in self.levels if self.bands[level - 1] <= value)
        return floor(value) if self.levels else None

    def between(self, value: Fraction) -> bool:
        """Whether a value lies between two levels, as a mean over services may; never where levels are bands of values."""
        return self.bands is None and value.denominator != 1

    def name(self, kind: str, value: Fraction) -> str | None:
        """The name of the level that a value stands for: by its band, or of just that level; None where there is none."""
        level = self.level_reached(value)
        return None if level is None or self.between(value) else self.level_name(kind, level)
