"""What is not answered, and what is not applicable, is said wherever several results are shown."""

from __future__ import annotations

import pytest

from tests.conftest import Spbe, Write, csv_of, parsed

UNANSWERED = "Indicators that are not answered score the lowest value, in {count} results: {names}."
ADJUSTED = "Adjusted: the weight of what is not applicable moved to the rest, in {count} results: {names}."


def answers(agency: str, year: int, *, answered: int = 47, not_applicable: int = 0) -> str:
    """An answer file with so many indicators at level 4, then so many that do not apply; the rest are not answered."""
    lines = [f"  {one}: {4 if one <= answered else 'n/a'}" for one in range(1, answered + not_applicable + 1)]
    return "\n".join((f"agency: {agency}", f"year: {year}", "answers:", *lines, ""))


@pytest.fixture(autouse=True)
def _two_years(write: Write) -> None:
    write(answers("Dinas A", 2023), "old/a.yaml")
    write(answers("Dinas B", 2023, answered=1, not_applicable=46), "old/b.yaml")
    write(answers("Dinas A", 2024, answered=5), "new/a.yaml")
    write(answers("Dinas B", 2024, answered=40), "new/b.yaml")


def said(text: str) -> str:
    """What was printed, without the ends of its lines."""
    return " ".join(text.split())


@pytest.mark.parametrize("command", [("trend",), ("compare",)], ids=lambda one: one[0])
def test_over_the_years_each_result_is_named_with_how_much_is_missing(spbe: Spbe, command: tuple[str]) -> None:
    unanswered = UNANSWERED.format(count="2 of 4", names="Dinas A 2024 (42 of 47), Dinas B 2024 (7 of 47)")
    adjusted = ADJUSTED.format(count="1 of 4", names="Dinas B 2023 (46 of 47)")
    for form in ((), ("--format", "markdown"), ("--format", "html")):
        out = said(spbe(*command, "old", "new", *form).out)
        assert out.count(unanswered) == 1
        assert out.count(adjusted) == 1
    rows = spbe(*command, "old", "new", "--format", "csv")
    assert rows.err.splitlines() == [unanswered, adjusted]
    assert "Adjusted" not in rows.out


def test_where_points_are_lost_blanks_are_no_levels_that_were_given(spbe: Spbe) -> None:
    unanswered = UNANSWERED.format(count="2 of 2", names="Dinas A (42 of 47), Dinas B (7 of 47)")
    assert said(spbe("batch", "new", "--by", "indicator").out).endswith(unanswered)
    assert spbe("batch", "new", "--by", "domain", "--format", "csv").err.splitlines() == [unanswered]
    assert spbe("batch", "old/a.yaml", "--by", "indicator", "--format", "csv").err == ""
    adjusted = ADJUSTED.format(count="1 of 2", names="Dinas B (46 of 47)")
    assert said(spbe("batch", "old", "--by", "indicator").out).endswith(adjusted)


def test_a_mean_over_services_is_counted_below_and_said(spbe: Spbe, write: Write) -> None:
    write("agency: Kota C\nyear: 2018\nanswers: {1: 2, 35: [1, 3, 3]}\n", "services.yaml")
    note = "Indicator 35: a mean over services that lies between two levels counts at the lower one."
    out = spbe("batch", "services.yaml", "--by", "indicator").out
    assert note in said(out)
    rows = spbe("batch", "services.yaml", "--by", "indicator", "--format", "csv")
    assert note in rows.err
    (row,) = [line for line in rows.out.splitlines() if ",35," in line]
    assert row.split(",")[6:13] == ["2.33", "0", "0", "1", "0", "0", "0"]
    assert note not in spbe("batch", "services.yaml", "--by", "aspect").out


def test_of_an_earlier_result_all_that_is_to_be_known_is_said(spbe: Spbe, write: Write) -> None:
    write(answers("Dinas A", 2025), "later.yaml")
    out = said(spbe("score", "later.yaml", "--before", "new/a.yaml").out)
    assert "2024: 42 indicators are not answered and score 1: 6-47." in out
    out = said(spbe("score", "new/b.yaml", "--before", "old/b.yaml").out)
    assert "2023: Adjusted: the weight of what is not applicable moved to the rest, in proportion." in out
    # What holds of both is said once, of the result itself.
    out = said(spbe("score", "new/a.yaml", "--before", "new/a.yaml").out)
    assert out.count("not answered") == 1


def test_many_names_are_cut(spbe: Spbe, write: Write) -> None:
    for one in range(15):
        write(answers(f"Dinas {one:02}", 2024, answered=one + 1), f"many/{one}.yaml")
    out = said(spbe("batch", "many", "--by", "domain").out)
    assert "in 15 of 15 results: Dinas 00 (46 of 47), " in out
    assert out.endswith("Dinas 11 (35 of 47) and 3 more.")


def test_a_ranking_says_both_who_answered_in_full_and_to_whom_not_all_applies(spbe: Spbe, write: Write) -> None:
    out = said(spbe("batch", "old").out)
    assert "Answered in full by 2 of 2; not all indicators apply to 1 Predicates" in out
    assert out.count(ADJUSTED.format(count="1 of 2", names="Dinas B (46 of 47)")) == 1
    assert "not all indicators" not in spbe("batch", "new").out
    assert "Adjusted" not in spbe("batch", "new").out
    rows = csv_of(spbe("batch", "old", "--format", "csv"))
    keys = ("agency", "answered", "total", "not_applicable", "adjusted")
    assert [tuple(one[key] for key in keys) for one in rows] == [
        ("Dinas A", "47", "47", "0", "false"),
        ("Dinas B", "1", "1", "46", "true"),
    ]
    write("agency: Dinas C\nyear: 2023\npublished: {index: 3}\n", "announced/c.yaml")
    (row,) = csv_of(spbe("batch", "announced", "--format", "csv"))
    assert (row["not_applicable"], row["adjusted"]) == ("", "false")


def test_our_ranking_is_read_again_and_nobody_elses_column_is_taken_for_ours(spbe: Spbe, write: Write) -> None:
    ours = write(spbe("batch", "old", "--format", "csv").out, "ours.csv")
    again = spbe("batch", ours, "--strict")
    assert (again.code, again.err) == (0, "")
    theirs = write('agency,year,index,not applicable,adjusted\nDinas A,2023,3,"9, 12",\n', "theirs.csv")
    assert '2 columns are passed over, as their headings mean nothing here: "not applicable", "adjusted"' in said(
        spbe("batch", theirs).err
    )


@pytest.mark.parametrize("format_", ["table", "markdown", "html"])
@pytest.mark.parametrize(
    "command",
    ["plan {} --target 4.5", "plan {} --target 4.5 --checklist", "evidence {}", "status {} --owners o.yaml", "score {}"],
)
def test_weights_that_moved_are_said_wherever_figures_depend_on_them(
    spbe: Spbe, write: Write, command: str, format_: str
) -> None:
    write("owners: {Dinas: {indicators: [1-47]}}\n", "o.yaml")
    write(answers("Dinas C", 2024, answered=40, not_applicable=7), "c.yaml")
    moved = "Adjusted: the weight of what is not applicable moved to the rest, in proportion."
    for file, count in (("c.yaml", 1), ("new/b.yaml", 0)):
        assert said(spbe(*command.format(file).split(), "--format", format_).out).count(moved) == count


def test_a_plan_says_as_data_that_weights_moved(spbe: Spbe, write: Write) -> None:
    write(answers("Dinas C", 2024, answered=40, not_applicable=7), "c.yaml")
    found = [parsed(spbe("plan", file, "--target", "2", "--format", "json"))["adjusted"] for file in ("c.yaml", "new/b.yaml")]
    assert found == [True, False]


@pytest.mark.parametrize(
    "command", ["batch s", "batch s --by indicator", "trend s", "compare s/1.yaml s/2.yaml", "plan s", "evidence s"]
)
def test_missing_services_are_said_wherever_results_are_shown(spbe: Spbe, write: Write, command: str) -> None:
    """They count at the minimum, while the indicator counts as answered."""
    levels = "".join(f"  {one}: 3\n" for one in range(1, 35))
    for year, services in ((2018, "[3, 3]"), (2019, "[3, 3, 3, 3]")):
        write(f"agency: Dinas S\nyear: {year}\nanswers:\n{levels}  35: {services}\n", f"s/{year - 2017}.yaml")
    out = said(spbe(*command.split()).out)
    many = "Services that are missing count as the lowest level, in 1 of"
    one = "Indicator 35: 2 of at least 3 services answered; each that is missing counts as 0."
    assert out.count(many) + out.count(one) == 1
