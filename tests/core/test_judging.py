"""Thresholds by year, and the note where the two readings differ."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.judging import decisive, distance, figure, least_index, predicate, reaches, rounded
from spbe_cli.core.scoring import score
from spbe_cli.model.assessment import Assessment, Published
from spbe_cli.model.instrument import Instrument
from spbe_cli.model.result import Figure
from tests.strategies import answer_to, built_in, instruments

SPBE_2020, SPBE_2018, PEMDI, PEGI = built_in()

# Near what is rounded otherwise, and anywhere.
values = st.integers(0, 1000).map(lambda half: Fraction(half, 200)) | st.fractions(0, 5, max_denominator=10**6)
years = st.integers(2015, 2030)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("16/7", "2.29"), ("23/7", "3.29"), ("35/17", "2.06"), ("2.005", "2.01"), ("2.0049", "2.00"), ("3", "3.00")],
)
def test_rounded_half_up_as_announced(value: str, shown: str) -> None:
    assert str(rounded(Fraction(value), 2)) == shown


@pytest.mark.parametrize(
    ("year", "exact", "name"),
    [
        (2021, "1.7986", "Cukup"), (2023, "1.7986", "Cukup"), (2023, "1.7949", "Kurang"),
        (2024, "1.7986", "Kurang"), (2025, "1.8", "Cukup"), (2024, "3.4999", "Baik"), (2024, "3.5", "Sangat Baik"),
        (2023, "4.195", "Memuaskan"), (2024, "4.195", "Sangat Baik"), (2024, "5", "Memuaskan"), (2024, "1", "Kurang"),
    ],
)  # fmt: skip
def test_thresholds_on_the_rounded_index_to_2023_and_on_the_exact_one_from_2024(year: int, exact: str, name: str) -> None:
    index = Figure(Fraction(exact), rounded(Fraction(exact), 2))
    assert predicate(index, SPBE_2020, year).name == name


@pytest.mark.parametrize(("year", "given", "why"), [(2023, "Cukup", "rounded"), (2024, "Kurang", "exact")])
def test_computed_the_note_says_which_reading_decides(year: int, given: str, why: str) -> None:
    answers = {one: answer_to(one, 1, SPBE_2020) for one in SPBE_2020.indicators}
    # 1 + 0.0275 * 29 = 1.7975, shown as 1.80.
    for one, level in zip(range(32, 42), (5, 5, 5, 5, 5, 5, 5, 2, 1, 1), strict=True):
        answers[one] = answer_to(one, level, SPBE_2020)
    result = score(Assessment(agency="Contoh", year=year, instrument=SPBE_2020.id, answers=answers), SPBE_2020)
    assert (result.index.exact, str(result.index.shown)) == (Fraction("1.7975"), "1.80")
    assert result.predicate_name == given
    (note,) = result.cautions
    assert (note.code, note.context["why"]) == ("borderline", why)


@pytest.mark.parametrize(
    ("year", "index", "announced", "given", "why"),
    [
        (2024, "1.80", "Kurang", "Kurang", "announced"),  # Nias Barat 2024, as announced
        (2024, "3.50", "Baik", "Baik", "announced"),  # Pacitan 2024
        (2024, "2.60", "Cukup", "Cukup", "announced"),  # Luwu 2024
        (2024, "2.60", None, "Baik", "unknown"),
        (2023, "1.80", "Cukup", "Cukup", None),
        (2023, "1.80", None, "Cukup", "unknown"),
        (2024, "2.61", None, "Baik", None),
        (2024, "2.59", None, "Cukup", None),
    ],
)
def test_announced_the_note_says_that_the_other_reading_is_possible(
    year: int, index: str, announced: str | None, given: str, why: str | None
) -> None:
    published = Published.model_validate({"index": Decimal(index), "predicate": announced}, context=SPBE_2020)
    result = score(Assessment(agency="Contoh", year=year, instrument=SPBE_2020.id, published=published), SPBE_2020)
    assert result.predicate_name == given
    assert [one.context["why"] for one in result.cautions] == ([why] if why else [])
    assert result.differences == ()


@pytest.mark.parametrize(
    ("index", "predicate"), [("2.7", "Baik"), ("2.5", "Kurang"), ("3.6", "Sangat Baik"), ("1.5", "Sangat Kurang")]
)
def test_pegi_has_its_own_categories(index: str, predicate: str) -> None:
    published = Published.model_validate({"index": Decimal(index)}, context=PEGI)
    result = score(Assessment(agency="Contoh", year=2015, instrument=PEGI.id, published=published), PEGI)
    assert result.predicate_name == predicate


@pytest.mark.parametrize(
    ("index", "threshold", "missing"),
    [
        ("2.64", "3.5", "0.86"),
        ("3.4999", "3.5", "0.0001"),
        ("3.49999999", "3.5", "0.0001"),
        ("2.9795", "3.5", "0.5205"),
        ("3.5", "3.5", "0.00"),
    ],
)
def test_distance_is_rounded_up(index: str, threshold: str, missing: str) -> None:
    assert str(distance(Fraction(index), Fraction(threshold), 2)) == missing


@given(values, st.integers(0, 4))
def test_nothing_is_nearer_than_what_is_shown_and_a_half_goes_up(value: Fraction, decimals: int) -> None:
    shown = rounded(value, decimals)
    assert shown.as_tuple().exponent == -decimals
    assert Fraction(-1, 2) < (Fraction(shown) - value) * 10**decimals <= Fraction(1, 2)


@given(values, values, instruments(), years)
def test_what_reaches_a_threshold_is_what_counts_and_is_not_below_it(
    value: Fraction, threshold: Fraction, instrument: Instrument, year: int
) -> None:
    value = max(value, instrument.scale.min)
    index = figure(value, instrument)
    counts = decisive(index, instrument, year)
    assert counts in {value, Fraction(index.shown)}
    assert (value >= least_index(threshold, instrument, year)) == (counts >= threshold)
    given_ = predicate(index, instrument, year)
    assert given_ == max((one for one in instrument.predicates if one.lower <= counts), key=lambda one: one.lower)
    assert reaches(threshold, counts, given_, instrument) == (counts >= threshold)


@given(values, values, st.integers(0, 4))
def test_to_gain_the_distance_is_enough_and_a_unit_less_is_not(value: Fraction, threshold: Fraction, decimals: int) -> None:
    missing = distance(value, threshold, decimals)
    assert value + Fraction(missing) >= threshold
    assert (missing == 0) == (value >= threshold)
    exponent = missing.as_tuple().exponent
    assert isinstance(exponent, int)
    assert missing == 0 or value + Fraction(missing) - Fraction(10) ** exponent < threshold
