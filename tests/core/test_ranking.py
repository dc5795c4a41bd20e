"""What holds for every ranking and its summary."""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.judging import figure, predicate
from spbe_cli.core.ranking import entry, rank, rankings, standings, summary, twice
from spbe_cli.core.scoring import score
from spbe_cli.model.assessment import Assessment, Published
from spbe_cli.model.base import folded
from spbe_cli.model.instrument import Instrument
from spbe_cli.model.ranking import Entry, Ranking
from spbe_cli.model.result import Result
from tests.reached import reached, reaching
from tests.strategies import BY_ID, answer_to, answered, assessment, assessments, built_in, instruments

SPBE_2020, SPBE_2018, PEMDI, PEGI = built_in()


@cache
def base() -> Entry:
    return entry(score(assessment(SPBE_2020, {1: answer_to(1, 3, SPBE_2020)}), SPBE_2020, "a.yaml"), "domain")


def an_entry(agency: str, index: Fraction | str = "3", **more: Any) -> Entry:
    """An entry with a name and an index; the rest does not matter."""
    shown = figure(Fraction(index), SPBE_2020)
    given_as = predicate(shown, SPBE_2020, 2024)
    return base()._replace(agency=agency, index=shown, predicate=given_as, path=f"{agency}.yaml", **more)


def ranking(*entries: Entry) -> Ranking:
    (only,) = rankings(entries, BY_ID)
    return only


indices = st.fractions(1, 5, max_denominator=50)
some = indices | st.sampled_from([Fraction(2), Fraction(3)])
entries = st.lists(st.tuples(st.text("abC ", min_size=1), some), min_size=1, max_size=30).map(
    lambda pairs: [an_entry(name, index) for name, index in pairs]
)


@reaching(0.05, "the same rank")
@given(entries)
def test_a_rank_counts_those_with_a_higher_exact_index(found: list[Entry]) -> None:
    ranked = ranking(*found).ranked
    assert Counter(one.entry.path for one in ranked) == Counter(one.path for one in found)
    for one in ranked:
        assert one.rank == 1 + sum(other.index.exact > one.entry.index.exact for other in found)
    for one, after in pairwise(ranked):
        assert one.entry.index.exact >= after.entry.index.exact
        if one.rank == after.rank:
            reached("the same rank")
            assert folded(one.entry.agency) <= folded(after.entry.agency)


def test_ties_share_a_rank_and_the_next_counts_them_all() -> None:
    found = ranking(an_entry("d", "1"), an_entry("C", "2"), an_entry("b", "2"), an_entry("A", "3"))
    assert [(one.rank, one.entry.agency) for one in found.ranked] == [(1, "A"), (2, "b"), (2, "C"), (4, "d")]


def test_what_is_shown_alike_is_no_tie() -> None:
    found = ranking(an_entry("a", "2.6449"), an_entry("b", "2.64499"))
    assert [(one.rank, one.entry.agency, str(one.entry.index.shown)) for one in found.ranked] == [
        (1, "b", "2.64"),
        (2, "a", "2.64"),
    ]


@given(st.permutations(["first", "second", "third", "fourth"]))
def test_the_order_of_files_does_not_matter(names: list[str]) -> None:
    found = [an_entry(one, "2" if one in ("second", "third") else "1") for one in names]
    assert [one.entry.agency for one in ranking(*found).ranked] == ["second", "third", "first", "fourth"]


def test_only_what_is_comparable_is_ranked_together() -> None:
    keys = [
        (2018, "self", SPBE_2018.id), (2018, "final", SPBE_2018.id), (2023, "self", SPBE_2020.id), (2024, "self", SPBE_2020.id),
        (2024, "self", PEMDI.id), (2024, "document", SPBE_2020.id), (2024, "interview", SPBE_2020.id),
        (2024, "visit", SPBE_2020.id), (2024, "final", SPBE_2020.id), (2024, None, SPBE_2020.id),
    ]  # fmt: skip
    found = [an_entry("a", year=year, stage=stage, instrument=instrument) for year, stage, instrument in keys]
    ordered = [(one.year, one.stage, one.instrument.id) for one in rankings(reversed(found), BY_ID)]
    assert ordered == keys
    assert [one.ranked[0].rank for one in rankings(found, BY_ID)] == [1] * len(keys)


@given(entries, st.lists(st.sampled_from(("0", "0.5")), max_size=5))
def test_what_is_off_the_scale_is_listed_last_and_counts_nowhere(found: list[Entry], zeros: list[str]) -> None:
    off = [an_entry(f"zero {n}", index, doubt="off_scale") for n, index in enumerate(zeros)]
    with_them, without = ranking(*off, *found), ranking(*found)
    assert with_them.ranked[: len(found)] == without.ranked
    assert with_them.summary == without.summary
    assert [(one.rank, one.entry.doubt) for one in with_them.ranked[len(found) :]] == [(None, "off_scale")] * len(off)


def test_there_is_no_summary_of_nothing() -> None:
    assert ranking(an_entry("a", "0", doubt="off_scale")).summary is None


def test_what_is_refuted_is_ranked_as_announced_and_has_no_predicate() -> None:
    found = ranking(an_entry("a", "4.99", doubt="refuted"), an_entry("b", "3"))
    found = ranking(found.ranked[0].entry._replace(predicate=None), an_entry("b", "3"))
    assert [(one.rank, one.entry.agency) for one in found.ranked] == [(1, "a"), (2, "b")]
    assert found.summary is not None
    assert (found.summary.count, found.summary.predicates) == (2, (("Baik", 1),))


def announced(index: str, agency: str = "a") -> Result:
    figures = Published.model_validate({"index": Decimal(index)}, context=SPBE_2020)
    return score(Assessment(agency=agency, year=2024, instrument=SPBE_2020.id, published=figures), SPBE_2020)


def test_what_is_off_the_scale_has_no_standing_and_is_no_peer() -> None:
    peers = [an_entry("b", "2", year=2024), an_entry("c", "0", year=2024, doubt="off_scale")]
    assert standings(announced("0.00"), peers) == ()
    assert [one.index.count for one in standings(announced("3.00"), peers)] == [2]
    assert standings(announced("3.00"), peers[1:]) == ()


def test_no_entries_are_no_rankings() -> None:
    assert rankings((), BY_ID) == ()


def test_the_same_agency_twice_in_one_ranking() -> None:
    first, again, third = an_entry("Kota A"), an_entry(" kota  a"), an_entry("KOTA A")
    others = (
        an_entry("Kota A", year=2023),
        an_entry("Kota A", stage="self"),
        an_entry("Kota A", instrument=PEGI.id),
        an_entry("Kota B"),
    )
    assert twice((first, *others, again, third)) == ((first, again), (first, third))


@given(entries)
def test_the_summary_lies_between_the_lowest_and_the_highest(found: list[Entry]) -> None:
    one = summary(found, SPBE_2020)
    values = [each.index.exact for each in found]
    assert (one.count, one.min, one.max) == (len(values), min(values), max(values))
    assert one.min <= one.q1 <= one.median <= one.q3 <= one.max
    assert one.min <= one.mean <= one.max
    assert 0 <= one.stdev <= one.max - one.min
    assert dict(one.predicates) == Counter(each.predicate_name for each in found)
    order = [each.name for each in SPBE_2020.predicates]
    assert [name for name, _count in one.predicates] == sorted(dict(one.predicates), key=order.index)


@given(st.lists(indices, min_size=2, max_size=30))
def test_quartiles_and_spread_are_those_of_pythons_own_statistics(values: list[Fraction]) -> None:
    one = summary([an_entry("a", value) for value in values], SPBE_2020)
    assert [one.q1, one.median, one.q3] == statistics.quantiles(values, n=4, method="inclusive")
    assert one.mean == statistics.mean(values)
    assert abs(float(one.stdev) - float(statistics.pstdev(values))) <= 0.0000501


def test_quartiles_are_those_of_a_spreadsheet() -> None:
    # Microsoft's example of QUARTILE.INC: 1, 2, 4, 7, 8, 9, 10, 12 give 3.5; here in tenths, above 1.
    values = [1 + Fraction(one, 10) for one in (1, 2, 4, 7, 8, 9, 10, 12)]
    one = summary([an_entry("a", value) for value in values], SPBE_2020)
    assert [one.q1, one.median, one.q3] == [Fraction("1.35"), Fraction("1.75"), Fraction("1.925")]


@pytest.mark.parametrize(
    ("values", "stdev"),
    [(["2"], "0.0000"), (["2", "4"], "1.0000"), (["2", "4", "4", "4", "5", "5"], "1.0000"), (["1", "2", "4"], "1.2472"),
     (["1", "1", "2"], "0.4714"), (["1", "1.0001"], "0.0001"), (["1", "1.00009"], "0.0000")],
)  # fmt: skip
def test_the_standard_deviation_is_that_of_the_population_rounded_half_up(values: list[str], stdev: str) -> None:
    one = summary([an_entry("a", value) for value in values], SPBE_2020)
    assert one.stdev == Decimal(stdev)
    assert str(one.stdev) == stdev


@given(st.data())
def test_an_entry_keeps_the_head_of_a_result(data: st.DataObject) -> None:
    instrument = data.draw(instruments())
    result = score(data.draw(assessments(instrument)), instrument, "a.yaml")
    kept = entry(result)
    assert (kept.agency, kept.index, kept.predicate, kept.decisive) == (
        result.agency,
        result.index,
        result.predicate,
        result.decisive,
    )
    assert (kept.completeness, kept.cautions, kept.basis) == (result.completeness, result.cautions, "indicators")
    assert kept.values == tuple(part.value.shown if part.value else None for part in result.parts)
    assert (kept.parts, kept.announced, kept.differences) == ((), None, ())


@pytest.mark.parametrize("instrument", built_in(), ids=lambda one: one.id)
def test_an_entry_keeps_the_tree_as_deep_as_was_asked_for(instrument: Instrument) -> None:
    result = score(assessment(instrument, {}), instrument)
    assert entry(result, "indicator").parts == result.parts
    details: tuple[Literal["domain", "aspect"], ...] = ("domain", "aspect")
    for detail in details:
        kept = entry(result, detail).parts
        assert [part.id for part in kept] == [part.id for part in result.parts]
        assert [part.value for part in kept] == [part.value for part in result.parts]
        assert not any(part.indicators or any(aspect.indicators for aspect in part.aspects) for part in kept)
        assert all(bool(part.aspects) == (detail == "aspect" and part.tier == "domain") for part in kept)


def test_a_place_is_the_file_and_the_row_of_a_table() -> None:
    result = score(assessment(SPBE_2020, {}), SPBE_2020, "a.csv")
    assert entry(result).place == "a.csv"
    assert entry(result, line=12).place == "a.csv:12"


@given(st.lists(indices, min_size=1, max_size=20))
def test_a_standing_counts_the_result_itself_among_its_peers(others: list[Fraction]) -> None:
    result = score(assessment(SPBE_2020, {1: answer_to(1, 3, SPBE_2020)}), SPBE_2020, "a.yaml")
    own = entry(result, "domain")._replace(agency="somebody else")
    peers = [an_entry(f"Dinas {number}", index)._replace(year=own.year) for number, index in enumerate(others)]
    (everyone,) = (one for one in standings(result, peers) if one.among == "all")
    position = everyone.index
    values = [*others, result.index.exact]
    assert (position.value, position.count, position.best) == (result.index.exact, len(values), max(values))
    assert position.rank == 1 + sum(one > position.value for one in values)
    assert position.percentile == Fraction(100 * sum(one < position.value for one in others), len(others))
    assert position.median == statistics.median(values)
    # Its own entry among the others changes nothing, whatever that says.
    again = own._replace(agency=result.agency.upper())
    assert standings(result, [*peers, again])[0].index == position


def test_equals_share_a_standing() -> None:
    result = score(assessment(SPBE_2020, {1: answer_to(1, 3, SPBE_2020)}), SPBE_2020, "a.yaml")
    (everyone,) = (one for one in standings(result, [entry(result, "domain")._replace(agency="b")]) if one.among == "all")
    assert (everyone.index.rank, everyone.index.percentile) == (1, Fraction(0))


def test_a_standing_is_among_what_can_be_compared() -> None:
    result = score(assessment(SPBE_2020, {1: answer_to(1, 3, SPBE_2020)}), SPBE_2020, "a.yaml")
    own = entry(result, "domain")
    strangers = [
        own._replace(agency="a", year=own.year + 1),
        own._replace(agency="b", instrument=SPBE_2018.id),
    ]
    assert standings(result, strangers) == ()
    assert [one.among for one in standings(result, [own._replace(agency="c", kind="Dinas")])] == ["all"]


def test_the_quartiles_of_a_part_are_of_exact_values() -> None:
    # Rounded first, the values of domain 4 (1.07, 1.13, 1.13) have other quartiles.
    results = [score(answered(SPBE_2020, {43: level, 44: given}), SPBE_2020) for level, given in ((2, "n/a"), (3, 1), (2, 2))]
    values = sorted(one.parts[3].value.exact for one in results if one.parts[3].value)
    others = [entry(one, "domain")._replace(agency=str(number)) for number, one in enumerate(results[1:])]
    (among, *_) = standings(results[0], others)
    (position,) = (one for part, one in among.parts if part.id == 4)
    assert (position.q1, position.q3) == ((values[0] + values[1]) / 2, (values[1] + values[2]) / 2)


def test_results_are_ranked_as_their_entries() -> None:
    results = [announced(index, agency) for index, agency in (("2.10", "A"), ("3.20", "B"), ("3.20", "C"))]
    (only,) = rank(results)
    assert (only,) == rankings(map(entry, results), BY_ID)
    assert [(one.rank, one.entry.agency) for one in only.ranked] == [(1, "B"), (1, "C"), (3, "A")]
    assert rank(()) == ()


def test_an_agency_is_ranked_once_and_under_one_instrument() -> None:
    with pytest.raises(ValueError, match=r"dinas a is there twice, first as Dinas A: \?, \?"):
        rank([announced("2.10", "Dinas A"), announced("2.20", "dinas a")])
    one = announced("2.10", "A")
    other = replace(announced("2.20", "B"), instrument=SPBE_2020.model_copy(update={"source": "Perwali"}))
    with pytest.raises(ValueError, match="two instruments have the id permenpanrb-59-2020"):
        rank([one, other])


def test_an_entry_keeps_what_was_announced() -> None:
    announced = Published.model_validate({"index": Decimal("3.10"), "predicate": "Baik"}, context=SPBE_2020)
    assessed = assessment(SPBE_2020, {1: answer_to(1, 3, SPBE_2020)}).model_copy(update={"published": announced})
    kept = entry(score(assessed, SPBE_2020)).announced
    assert kept is not None
    assert (kept.index, kept.predicate, len(kept.differences)) == (Fraction(31, 10), "Baik", 2)
