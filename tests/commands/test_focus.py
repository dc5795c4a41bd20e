"""``--focus`` as a user runs it, on every command that has it."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, Spbe, Write, csv_of, parsed

VIEWS = Path(__file__).parents[1] / "views"
CITY = EXAMPLES / "bandar-lampung-2024.yaml"
TWO_YEARS = (EXAMPLES / "bandar-lampung-2023.yaml", CITY)
SPBE_2018 = EXAMPLES / "denpasar-2018.yaml"
ANNOUNCED = EXAMPLES / "palopo-2019.yaml"
ACROSS = (VIEWS / "across-2019.yaml", VIEWS / "across-2022.yaml")
REGION = EXAMPLES / "region"
TWO_REGIONS = (EXAMPLES / "region-2023", REGION)
FOCUS = ("--focus", "se-mendagri")


def shown(out: str) -> list[int]:
    """The numbers that stand at the beginning of the rows of tables."""
    return [int(one) for one in re.findall(r"^ *(\d+)  ", out, re.MULTILINE)]


def test_a_score_shows_what_is_chosen_and_what_holds_it(spbe: Spbe) -> None:
    whole, out = spbe("score", CITY).out, spbe("score", CITY, *FOCUS, columns=100).out
    assert "Focus      se-mendagri, 4 indicators, 11.25% of the index, mean level 4.24" in out
    assert shown(out) == [4, 7, 33, 36, 37, 8, 42]
    index = re.compile(r"^ +Index +100% +2\.98", re.MULTILINE)
    assert index.search(whole)
    assert index.search(out)
    assert "Focus" not in whole


def test_a_score_as_data(spbe: Spbe) -> None:
    whole, one = (parsed(spbe("score", CITY, *more, "--format", "json")) for more in ((), FOCUS))
    assert one.pop("focus") == {
        "name": "se-mendagri", "indicators": [33, 36, 37, 42], "weight": "11.25", "mean": 4.24, "mean_exact": "191/45",
    }  # fmt: skip
    assert one == whole
    parts = [(row["tier"], row["id"]) for row in csv_of(spbe("score", CITY, *FOCUS, "--format", "csv"))]
    assert [identifier for tier, identifier in parts if tier == "indicator"] == ["33", "36", "37", "42"]
    assert parts[-1] == ("index", "")


@pytest.mark.parametrize(
    ("focus", "meant"),
    [("aspect:8", list(range(42, 48))), ("aspek:8", list(range(42, 48))), ("32,33", [32, 33]), ("SE-Mendagri , 45-46", None)],
)
def test_a_focus_is_whatever_a_selection_is(spbe: Spbe, focus: str, meant: list[int] | None) -> None:
    one = parsed(spbe("score", CITY, "--focus", focus, "--format", "json"))["focus"]
    assert one["name"] == focus
    assert one["indicators"] == (meant or [33, 36, 37, 42, 45, 46])


def test_a_what_if_shows_what_is_chosen_on_both_sides(spbe: Spbe) -> None:
    settings = ("--set", "33=5", "--set", "1=5")
    out = spbe("score", CITY, *FOCUS, *settings, columns=120).out
    assert "mean level 4.24 → 4.49" in out
    assert shown(out) == [4, 7, 33, 36, 37, 8, 42]
    found = parsed(spbe("score", CITY, *FOCUS, *settings, "--format", "json"))
    assert [found["what_if"]["before"]["focus"]["mean"], found["focus"]["mean"]] == [4.24, 4.49]


def test_a_focus_of_which_nothing_applies(spbe: Spbe, write: Write) -> None:
    levels = ", ".join(f"{one}: {'n/a' if one == 33 else 3}" for one in range(1, 48))
    path = write(f"agency: A\nyear: 2024\nanswers: {{{levels}}}\n")
    assert "1 indicator, 0% of the index, mean level –" in spbe("score", path, "--focus", "33").out
    found = parsed(spbe("score", path, "--focus", "33", "--format", "json"))["focus"]
    assert (found["weight"], found["mean"], found["mean_exact"]) == ("0", None, None)


def test_of_announced_figures_no_levels_are_known(spbe: Spbe) -> None:
    ran = spbe("score", ANNOUNCED, CITY, *FOCUS)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        f"{ANNOUNCED}:5: Pemerintah Kota Palopo: no levels are known, only announced figures, so there is nothing to focus on"
    ]


def test_every_instrument_has_its_own_set(spbe: Spbe) -> None:
    found = parsed(spbe("score", CITY, SPBE_2018, *FOCUS, "--format", "json"))
    assert [one["focus"]["indicators"] for one in found] == [[33, 36, 37, 42], [8, 9, 10, 14, 25, 26, 28, 32]]


@pytest.mark.parametrize(
    "command",
    [
        ("score", *TWO_YEARS),
        ("compare", *TWO_YEARS),
        ("compare", *TWO_REGIONS),
        ("batch", REGION),
        ("plan", CITY),
        ("indicators",),
    ],
)
def test_a_misspelt_name_is_met_with_the_nearest(spbe: Spbe, command: tuple[object, ...]) -> None:
    ran = spbe(*command, "--focus", "se-mendgari")
    assert (ran.code, ran.out) == (2, "")
    (problem,) = ran.err.splitlines()
    assert problem.startswith("--focus se-mendgari: ")
    assert "did you mean se-mendagri?" in problem


def test_a_name_that_one_of_the_instruments_does_not_know(spbe: Spbe) -> None:
    pemdi = EXAMPLES / "pemdi-2026.yaml"
    for command in (("score", CITY, pemdi), ("batch", CITY, pemdi), ("plan", CITY, pemdi)):
        ran = spbe(*command, *FOCUS)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("--focus se-mendagri: ")


def test_a_comparison_shows_what_is_chosen_and_still_adds_up(spbe: Spbe) -> None:
    out = spbe("compare", *TWO_YEARS, *FOCUS, columns=120).out
    assert "Focus      se-mendagri, 4 indicators, mean level 4.00 → 4.24 (+0.24), +0.0275 of the change of the index" in out
    assert shown(out) == [4, 7, 8, 36]
    assert re.search(r"^ +27 others +\+0\.7975$", out, re.MULTILINE)
    assert re.search(r"^ +Change of the index +\+0\.8250$", out, re.MULTILINE)
    assert re.search(r"^ +Index +2\.15 +2\.98 +\+0\.83$", out, re.MULTILINE)


def test_of_those_that_are_chosen_the_first_ones_too(spbe: Spbe) -> None:
    out = spbe("compare", *TWO_YEARS, "--focus", "aspect:8", "--top", "1").out
    assert shown(out)[-2:] == [8, 45]
    assert re.search(r"^ +27 others +\+0\.7950$", out, re.MULTILINE)


def test_a_comparison_of_which_nothing_chosen_moved(spbe: Spbe) -> None:
    out = spbe("compare", *TWO_YEARS, "--focus", "33", columns=120).out
    assert "1 indicator, mean level 4.00 → 4.00 (±0.00), ±0.0000 of the change of the index" in out
    assert re.search(r"^ +28 others +\+0\.8250$", out, re.MULTILINE)


def test_a_comparison_as_data(spbe: Spbe) -> None:
    whole, one = (parsed(spbe("compare", *TWO_YEARS, *more, "--format", "json")) for more in ((), FOCUS))
    assert one.pop("focus") == {
        "name": "se-mendagri", "indicators": [33, 36, 37, 42], "from": 4.0, "to": 4.24, "contribution_exact": "11/400",
    }  # fmt: skip
    assert [each["id"] for each in one["indicators"]] == [36]
    assert {**one, "indicators": whole["indicators"]} == whole
    parts = [(row["tier"], row["id"]) for row in csv_of(spbe("compare", *TWO_YEARS, *FOCUS, "--format", "csv"))]
    assert parts == [("domain", "4"), ("aspect", "7"), ("aspect", "8"), ("indicator", "36"), ("index", ""), ("predicate", "")]


def test_gates_are_of_the_whole(spbe: Spbe) -> None:
    # What is given of 25 is not lower than what was claimed.
    claimed = (EXAMPLES / "denpasar-2018-self.yaml", SPBE_2018)
    ran = spbe("compare", *claimed, "--focus", "25", "--no-regression", "indicator")
    assert ran.code == 1
    assert "lower than before: indicators 2 (3, now 1), 5 (3, now 2), 8 (3, now 2), 13 (5, now 3)," in " ".join(ran.out.split())
    ran = spbe("score", CITY, *FOCUS, "--fail-under", "4")
    assert (ran.code, "mean level 4.24" in ran.out) == (1, True)


def test_across_instruments_the_pairs_of_the_new_ones(spbe: Spbe) -> None:
    found = parsed(spbe("compare", *ACROSS, *FOCUS, "--format", "json"))
    assert [(one["from_id"], one["id"]) for one in found["indicators"]] == [(28, 33), (26, 36), (25, 37), (32, 42)]
    assert found["focus"] == {
        "name": "se-mendagri", "indicators": [33, 36, 37, 42], "from": 2.45, "to": 2.24, "contribution_exact": None,
    }  # fmt: skip
    assert (found["added"], found["gone"]) == ([], [])
    out = spbe("compare", *ACROSS, *FOCUS, columns=120).out
    assert re.search(r"^Focus +se-mendagri, 4 indicators, mean level 2\.45 → 2\.24$", out, re.MULTILINE)


def test_nothing_is_focused_on_where_only_figures_were_announced(spbe: Spbe) -> None:
    ran = spbe("compare", ANNOUNCED, CITY, *FOCUS)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"{ANNOUNCED}:5: Pemerintah Kota Palopo: no levels are known")


def test_of_many_agencies_the_movements_of_what_is_chosen(spbe: Spbe) -> None:
    whole, found = (parsed(spbe("compare", *TWO_REGIONS, *more, "--format", "json")) for more in ((), ("--focus", "aspect:7")))
    (movements,) = found["movements"]
    (of_all,) = whole["movements"]
    kept = [one for one in of_all["indicators"] if 32 <= one["id"] <= 41]
    assert kept
    assert movements["indicators"] == kept
    for one, other in zip(found["agencies"], whole["agencies"], strict=True):
        assert one["indicators"] == [each for each in other["indicators"] if 32 <= each["id"] <= 41]
        assert Fraction(one["focus"]["contribution_exact"]) == sum(
            Fraction(each["contribution_exact"]) for each in one["indicators"]
        )
    out = spbe("compare", *TWO_REGIONS, "--focus", "aspect:7").out
    effect = sum(Fraction(one["contribution_exact"]) for one in kept)
    assert f"aspect:7, 10 indicators, +{float(effect):.4f} of the change of the mean index" in " ".join(out.split())
    assert set(shown(out)) == {one["id"] for one in kept}


def test_a_region_loses_points_in_what_is_chosen(spbe: Spbe) -> None:
    whole, found = (
        parsed(spbe("batch", REGION, *more, "--format", "json"))["losses"][0] for more in (("--by", "indicator"), FOCUS)
    )
    kept = [one for one in whole["parts"] if one["id"] in (33, 36, 37, 42)]
    assert [one["id"] for one in found["parts"]] == [42, 37, 36, 33]
    assert found["parts"] == kept
    lost = sum(Fraction(one["lost_exact"]) for one in kept)
    assert found["focus"] == {
        "name": "se-mendagri", "indicators": [33, 36, 37, 42], "lost": 0.2529, "lost_exact": str(lost),
    }  # fmt: skip
    out = spbe("batch", REGION, *FOCUS, "--top", "2").out
    assert "Focus     se-mendagri, 4 indicators, 0.2529 index points lost in them" in out
    assert shown(out) == [42, 37]
    assert re.search(r"^Lost +2\.54 index points", out, re.MULTILINE)
    assert parsed(spbe("batch", REGION, *FOCUS, "--top", "2", "--format", "json"))["losses"][0]["focus"] == found["focus"]


def test_a_focus_is_by_indicator(spbe: Spbe) -> None:
    assert spbe("batch", REGION, *FOCUS, "--by", "indicator").out == spbe("batch", REGION, *FOCUS).out
    ran = spbe("batch", REGION, *FOCUS, "--by", "aspect")
    assert (ran.code, ran.out, ran.err) == (2, "", "--focus: a focus is by indicator, not by aspect\n")


def test_a_region_of_which_only_figures_were_announced(spbe: Spbe) -> None:
    out = spbe("batch", ANNOUNCED, *FOCUS).out
    assert "1 agency left out" in out
    assert "Focus" not in out


def test_a_plan_raises_what_is_chosen(spbe: Spbe) -> None:
    plan = ("plan", CITY, "--target", "3", "--format", "json")
    assert parsed(spbe(*plan, *FOCUS)) == parsed(spbe(*plan, "--only", "se-mendagri"))
    assert {one["indicator"] for one in parsed(spbe(*plan, *FOCUS))["steps"]} <= {33, 36, 37, 42}
    both = parsed(spbe(*plan, *FOCUS, "--only", "33-36"), code=0)
    assert [one["indicator"] for one in both["steps"]] == [33]


def test_a_plan_of_which_nothing_is_chosen_twice(spbe: Spbe) -> None:
    ran = spbe("plan", CITY, *FOCUS, "--only", "1-3")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "--focus se-mendagri: none of its indicators is among those asked for (permenpanrb-59-2020)\n"


def test_only_the_indicators_of_a_focus(spbe: Spbe) -> None:
    found = [row["id"] for row in csv_of(spbe("indicators", *FOCUS, "--format", "csv")) if row["tier"] == "indicator"]
    assert found == ["33", "36", "37", "42"]
    out = spbe("indicators", "aspect:7", *FOCUS).out
    assert shown(out) == [4, 7, 33, 36, 37]
    ran = spbe("indicators", "aspect:1", *FOCUS)
    assert (ran.code, ran.out) == (2, "")
    assert "none of its indicators is among those asked for" in ran.err


@pytest.mark.parametrize("more", [(), ("--set", "33=5", "--set", "1=5")])
def test_a_report_tells_of_the_indicators_that_are_chosen(spbe: Spbe, more: tuple[str, ...]) -> None:
    pytest.importorskip("jinja2")
    out = spbe("score", CITY, *FOCUS, *more, "--format", "html").out
    tables = " ".join(re.findall(r"<table.*?</table>", out, re.DOTALL))
    assert "Layanan Penganggaran" in tables
    assert "Layanan Perencanaan" not in tables
    whole = spbe("score", CITY, *more, "--detail", "indicator", "--format", "html").out
    assert "Layanan Perencanaan" in whole
    assert ("All indicators" in whole) is not bool(more)
    assert "All indicators" not in out


def test_a_report_names_the_gaps_that_are_chosen(spbe: Spbe) -> None:
    pytest.importorskip("jinja2")
    gaps = re.compile(r"The gaps that matter most.*?</table>", re.DOTALL)
    whole, chosen = (gaps.findall(spbe("score", CITY, *more, "--format", "html").out) for more in ((), FOCUS))
    assert "Layanan Penganggaran" in chosen[0]
    assert chosen[0].count("<tr") < whole[0].count("<tr")
