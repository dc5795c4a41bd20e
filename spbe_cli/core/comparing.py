"""Results side by side: a comparison of two, pairs by agency of many, a trend of several results of an agency."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from spbe_cli.core.ranking import positions
from spbe_cli.core.weighting import effective_weights
from spbe_cli.model import agencies
from spbe_cli.model.assessment import stage_order
from spbe_cli.model.comparison import (
    Change,
    Comparison,
    Comparisons,
    Course,
    IndicatorChange,
    Movement,
    Movements,
    Occasion,
    PartChange,
    Point,
    Ranks,
    Trend,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spbe_cli.model.comparison import Direction
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.result import PartResult, Result, ResultBasis

_FINEST_FIRST: Final[tuple[ResultBasis, ...]] = ("indicators", "aspects", "domains", "index")


def compare(old: Result, new: Result) -> Comparison:
    """Two results side by side, down to the finest tier that both have.

    Under one instrument all tiers are compared. Across instruments only the index is, and the indicators that have the same
    subject by the crosswalk of either instrument: domains and aspects measure different things in the two.
    """
    if old.instrument.id != new.instrument.id:
        return _across(old, new)
    basis = max(old.basis, new.basis, key=_FINEST_FIRST.index)
    return Comparison(
        old=old,
        new=new,
        basis=basis,
        predicate=_direction(old, new),
        parts=tuple(_parts(old.parts, new.parts, basis)),
        indicators=_indicators(old, new) if basis == "indicators" else (),
    )


def pair(old: Iterable[Result], new: Iterable[Result]) -> Comparisons:
    """Results matched by agency, in the order of ``new``.

    Raises:
        ValueError: when an agency has more than one result on a side.
    """
    former, latter = _by_agency(old), _by_agency(new)
    only_old = tuple(one.agency for name, one in former.items() if name not in latter)
    only_new = tuple(one for name, one in latter.items() if name not in former)
    ranks = [_ranks(side.values()) for side in (former, latter)]
    pairs = tuple(
        compare(former[name], one)._replace(ranks=Ranks(*(side.get(name) for side in ranks)))
        for name, one in latter.items()
        if name in former
    )
    return Comparisons(
        pairs=pairs,
        only_old=only_old,
        only_new=only_new,
        near=agencies.near_names(only_old, [one.agency for one in only_new]),
        movements=tuple(_by_instrument(pairs)),
    )


def _by_agency(results: Iterable[Result]) -> dict[str, Result]:
    found: dict[str, Result] = {}
    for one in results:
        if found.setdefault(agencies.key(one.agency), one) is not one:
            raise ValueError(f"{one.agency} has more than one result on a side")
    return found


def _ranks(results: Iterable[Result]) -> dict[str, int]:
    """The rank of each agency among those of its instrument, year and stage, by its key; no rank for an index off the scale."""
    comparable: dict[tuple[str, int, str | None], list[Result]] = {}
    for one in results:
        if one.on_scale:
            comparable.setdefault((one.instrument.id, one.assessment.year, one.assessment.stage), []).append(one)
    found: dict[str, int] = {}
    for members in comparable.values():
        ordered = sorted(members, key=lambda one: -one.index.exact)
        found |= zip((agencies.key(one.agency) for one in ordered), positions([one.index.exact for one in ordered]), strict=True)
    return found


def _by_instrument(pairs: Iterable[Comparison]) -> Iterator[Movements]:
    compared: dict[str, list[Comparison]] = {}
    for one in pairs:
        if one.same_instrument and one.basis == "indicators":
            compared.setdefault(one.new.instrument.id, []).append(one)
    yield from map(_movements, compared.values())


def _movements(pairs: list[Comparison]) -> Movements:
    by_indicator: dict[int, list[IndicatorChange]] = {}
    for pair in pairs:
        for one in pair.indicators:
            by_indicator.setdefault(one.new.indicator.id, []).append(one)
    found = (_movement(changes) for changes in by_indicator.values())
    moved = (one for one in found if one.up or one.down or one.effect)
    return Movements(
        pairs[0].new.instrument,
        len(pairs),
        tuple(sorted(moved, key=lambda one: (-abs(one.effect), one.indicator.id))),
    )


def _movement(changes: list[IndicatorChange]) -> Movement:
    known = [one.change.exact for one in changes if one.change.exact is not None]
    return Movement(
        indicator=changes[0].new.indicator,
        agencies=len(known),
        up=sum(one > 0 for one in known),
        down=sum(one < 0 for one in known),
        change=sum(known, Fraction(0)) / max(len(known), 1),
        effect=sum((one.effect or Fraction(0) for one in changes), Fraction(0)) / len(changes),
    )


def trend(results: Iterable[Result]) -> Trend:
    """Agencies over the years and, within a year, over the stages; a result without a stage comes last in its year.

    Agencies are matched by name and have the name of their last result. Each has at most one result of a year and stage.

    Raises:
        ValueError: when an agency has more than one.
    """
    courses: dict[str, list[Result]] = {}
    for one in sorted(results, key=lambda result: _order(occasion(result))):
        course = courses.setdefault(agencies.key(one.agency), [])
        if course and occasion(course[-1]) == occasion(one):
            raise ValueError(f"{one.agency} has more than one result of {one.assessment.year} at one stage")
        course.append(one)
    return Trend(
        agencies=tuple(_course(courses[name]) for name in sorted(courses)),
        occasions=tuple(sorted({occasion(one) for course in courses.values() for one in course}, key=_order)),
    )


def occasion(result: Result) -> Occasion:
    """The year and stage of a result."""
    return Occasion(result.assessment.year, result.assessment.stage)


def _order(one: Occasion) -> tuple[int, int]:
    return one.year, stage_order(one.stage)


def _course(results: list[Result]) -> Course:
    before = (None, *results)
    return Course(results[-1].assessment.agency, tuple(map(Point, results, before)))


def _direction(old: Result, new: Result) -> Direction | None:
    """Whether the predicate went up or down, by its place among those of its instrument.

    None where the two instruments name predicates differently, or where one of the results has no predicate.
    """
    if old.predicate is None or new.predicate is None:
        return None
    names = [[one.name for one in result.instrument.predicates] for result in (old, new)]
    if names[0] != names[1]:
        return None
    # The highest predicate comes first.
    climb = names[0].index(old.predicate_name) - names[1].index(new.predicate_name)
    return "up" if climb > 0 else "down" if climb < 0 else "same"


def _parts(old: Iterable[PartResult], new: Iterable[PartResult], basis: ResultBasis) -> Iterator[PartChange]:
    """The domains and aspects with a value on both sides; one side is enough if both results go as deep as their tier."""
    for before, after in zip(old, new, strict=True):
        change = Change(before.value, after.value)
        deep = _FINEST_FIRST.index(basis) <= _FINEST_FIRST.index("domains" if after.tier == "domain" else "aspects")
        if change.shown is not None or (deep and (change.old or change.new)):
            yield PartChange(after.tier, after.id, after.title, change)
        yield from _parts(before.aspects, after.aspects, basis)


def _indicators(old: Result, new: Result) -> tuple[IndicatorChange, ...]:
    effects = _effects(old, new)
    changes = (
        IndicatorChange(before, after, effects.get(after.indicator.id, Fraction(0)))
        for before, after in zip(old.indicators, new.indicators, strict=True)
    )
    # A change without an effect comes before no change; sorting keeps the instrument's order among equals.
    return tuple(sorted(changes, key=lambda one: (-abs(one.effect or 0), not one.moved)))


def _effects(old: Result, new: Result) -> dict[int, Fraction]:
    """How much each answer that differs changes the index; the effects add up exactly to the change of the index.

    The answers change one after the other, in the instrument's order. The change of the index at each step is the effect of that
    answer. While as many indicators and services count as before, this is weight times change of level. An answer that starts or
    stops counting moves weight; all of that is its own effect, so that indicators that did not move have none. Such answers come
    last, and those that stop counting at the very end, because at every step something must be there to score.
    """
    levels, target = old.levels, new.levels
    moved = [one for one in levels if levels[one] != target[one]]
    units = _units(old.instrument, levels)
    index = old.index.exact
    effects: dict[int, Fraction] = {}
    for one in sorted(moved, key=lambda one: (len(levels[one]) != len(target[one]), not target[one])):
        before, levels[one] = levels[one], target[one]
        if len(before) == len(target[one]):
            effects[one] = units[one] * (sum(target[one], Fraction(0)) - sum(before))
        else:
            units = _units(old.instrument, levels)
            effects[one] = sum((units[each] * sum(values, Fraction(0)) for each, values in levels.items()), Fraction(0)) - index
        index += effects[one]
    return effects


def _units(instrument: Instrument, levels: Mapping[int, tuple[Fraction, ...]]) -> dict[int, Fraction]:
    """The weight of each item of an indicator in the index, by indicator, in the instrument's order."""
    weights = effective_weights(instrument, tuple(map(len, levels.values())))
    return {one: Fraction(units, weights.whole) for one, units in zip(levels, weights.units, strict=True)}


def _across(old: Result, new: Result) -> Comparison:
    before = {one.indicator.id: one for one in old.indicators}
    after = {one.indicator.id: one for one in new.indicators}
    linked = tuple(links(old.instrument, new.instrument)) if before and after else ()
    if not linked:
        return Comparison(old, new, "index", _direction(old, new))
    return Comparison(
        old=old,
        new=new,
        basis="indicators",
        predicate=_direction(old, new),
        indicators=tuple(IndicatorChange(before[one], after[other], None) for one, other in linked),
        added=tuple(one for identifier, one in after.items() if identifier not in {other for _, other in linked}),
        gone=tuple(one for identifier, one in before.items() if identifier not in {one for one, _ in linked}),
    )


def links(old: Instrument, new: Instrument) -> Iterator[tuple[int, int]]:
    """Pairs of indicators that have the same subject, old and new, in the order of the new instrument.

    Source: the crosswalk of the instrument that refers to the other one.
    """
    pairs = {(one, other) for other, ones in new.crosswalk.get(old.id, {}).items() for one in ones}
    pairs |= {(one, other) for one, others in old.crosswalk.get(new.id, {}).items() for other in others}
    place = {one: position for position, one in enumerate(new.indicators)}
    yield from sorted(pairs, key=lambda pair: (place[pair[1]], pair[0]))
