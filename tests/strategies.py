"""Random instruments' answers, for the properties that hold for all of them."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from spbe_cli.model.answer import Answer
from spbe_cli.model.assessment import Assessment
from spbe_cli.reading.instruments import load_instruments

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.tree import Indicator


@cache
def built_in() -> tuple[Instrument, ...]:
    """The instruments that the tool brings."""
    return tuple(load_instruments())


BY_ID = {one.id: one for one in built_in()}
"""The same by their ids."""


def instruments() -> st.SearchStrategy[Instrument]:
    """Any of them."""
    return st.sampled_from(built_in())


def levels(instrument: Instrument) -> st.SearchStrategy[Any]:
    """A level of the scale, as it is written in a file."""
    scale = instrument.scale
    steps = int((scale.max - scale.min) / scale.step)
    return st.integers(0, steps).map(lambda step: written(scale.min + step * scale.step))


def written(value: Fraction) -> Any:
    """A value as the reader gives it: an int, or a Decimal."""
    from decimal import Decimal

    return int(value) if value.denominator == 1 else Decimal(value.numerator) / Decimal(value.denominator)


def given(indicator: Indicator, instrument: Instrument) -> st.SearchStrategy[Any]:
    """What may stand behind an indicator in a file."""
    level = levels(instrument)
    forms: list[st.SearchStrategy[Any]] = [level, st.none(), st.just("n/a"), st.fixed_dictionaries({"level": level})]
    if indicator.repeat:
        forms.append(st.lists(level, min_size=1, max_size=5))
    if instrument.scale.levels:
        forms.append(st.fixed_dictionaries({"criteria": st.lists(st.sampled_from(instrument.scale.levels), max_size=5)}))
    if indicator.evidence:
        counts = {level: st.integers(0, most) for level, most in indicator.evidence.items()}
        forms.append(st.fixed_dictionaries({"accepted": st.fixed_dictionaries({}, optional=counts)}))
    if indicator.conversion:
        low, high = (int(index) for index, _value in (indicator.conversion[0], indicator.conversion[-1]))
        forms.append(st.fixed_dictionaries({"national_index": st.integers(low * 100, high * 100).map(_hundredths)}))
    return st.one_of(*forms)


def _hundredths(value: int) -> Any:
    return written(Fraction(value, 100))


@cache
def _given(instrument: Instrument) -> st.SearchStrategy[dict[int, Any]]:
    """What may stand behind every indicator; made once, as that takes longer than to draw from it."""
    return st.fixed_dictionaries({one.id: given(one, instrument) for one in instrument.indicators.values()})


@st.composite
def assessments(draw: st.DrawFn, instrument: Instrument) -> Assessment:
    """Answers to an instrument, at least one of them applicable."""
    answers = {one: answer_to(one, value, instrument) for one, value in draw(_given(instrument)).items()}
    if all(answer.not_applicable is not None for answer in answers.values()):
        answers.popitem()
    return assessment(instrument, answers)


def assessment(instrument: Instrument, answers: dict[int, Answer]) -> Assessment:
    """An assessment with these answers."""
    return Assessment(agency="Kota Contoh", year=instrument.years.first, instrument=instrument.id, answers=answers)


def answered(instrument: Instrument, given: Mapping[int, Any]) -> Assessment:
    """An assessment with answers as a file would say them."""
    return assessment(instrument, {one: answer_to(one, value, instrument) for one, value in given.items()})


def answer_to(identifier: int, value: Any, instrument: Instrument) -> Answer:
    """An answer as a file would say it."""
    return Answer.model_validate(value, context=instrument.asked[identifier])
