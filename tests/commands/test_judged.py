"""``spbe score --as-judged`` and ``--lowered`` as a user runs them."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

from spbe_cli.core import expecting
from tests.conftest import EXAMPLES, Spbe, Write

OWN, PAIRS = EXAMPLES / "region" / "bappeda.yaml", EXAMPLES / "judged" / "2023.csv"
ANSWERS = "agency: Kota A\nyear: 2024\nstage: self\nanswers: {1: 3, 2: 2, 3: n/a}\n"
BOTH = "agency,year,stage,1,2\nKota B,2023,mandiri,3,3\nKota B,2023,akhir,2,3\n"


def judged(spbe: Spbe, *arguments: object) -> Any:
    ran = spbe("score", *arguments, "--format", "json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)["judged"]


def test_it_learns_from_pairs(spbe: Spbe) -> None:
    found = judged(spbe, OWN, "--as-judged", PAIRS)
    assert list(found) == [
        *("expected", "expected_exact", "low", "high", "predicates", "pairs", "by_kind", "by_all", "own_left_out", "others"),
    ]  # fmt: skip
    assert list(found["predicates"]) == ["Memuaskan", "Sangat Baik", "Baik", "Cukup", "Kurang"]
    exact = [Fraction(one["probability_exact"]) for one in found["predicates"].values()]
    assert sum(exact) == 1
    assert all(
        abs(one["probability"] - float(each)) <= 5e-5 for one, each in zip(found["predicates"].values(), exact, strict=True)
    )
    assert found["low"] < found["expected"] < found["high"]
    assert found["expected"] == round(float(Fraction(found["expected_exact"])), 2)
    assert (found["pairs"], found["by_kind"], found["by_all"]) == (12, [29, 30, 31], [])


def test_a_folder_and_a_pattern_hold_pairs_as_well(spbe: Spbe, write: Write) -> None:
    write(ANSWERS)
    for stage, level in (("self", 3), ("final", 1)):
        write(f"agency: Kota B\nyear: 2023\nstage: {stage}\nanswers: {{1: {level}, 2: 3}}\n", f"pairs/{stage}.yaml")
    by_folder = judged(spbe, "answers.yaml", "--as-judged", "pairs")
    assert by_folder == judged(spbe, "answers.yaml", "--as-judged", "pairs/*.yaml")
    assert by_folder["pairs"] == 1


def test_names_match_by_their_aliases(spbe: Spbe, write: Write) -> None:
    write(ANSWERS)
    write(BOTH.replace("Kota B,2023,akhir", "Bee,2023,akhir"), "pairs.csv")
    write("Kota B: [Bee]\n", "aliases.yaml")
    assert spbe("score", "answers.yaml", "--as-judged", "pairs.csv").code == 2
    assert judged(spbe, "answers.yaml", "--as-judged", "pairs.csv", "--aliases", "aliases.yaml")["pairs"] == 1


def test_a_table_keeps_its_years_whatever_year_is_asked_for(spbe: Spbe, write: Write) -> None:
    write("agency,1\nKota A,3\n", "own.csv")
    write(BOTH, "pairs.csv")
    assert judged(spbe, "own.csv", "--year", "2024", "--agency", "Kota A", "--as-judged", "pairs.csv")["pairs"] == 1


def test_what_is_left_out_and_passed_over_is_said(spbe: Spbe, write: Write) -> None:
    write(ANSWERS)
    own = "Kota A,2024,self,3,3\nKota A,2024,final,1,1\n"
    write(f"{BOTH}{own}Kota C,2019,self,3,3\n", "pairs.csv")
    out = " ".join(spbe("score", "answers.yaml", "--as-judged", "pairs.csv").out.split())
    assert "Its own pair, of the same agency and year, is left out." in out
    assert "1 result under another instrument is passed over." in out
    found = judged(spbe, "answers.yaml", "--as-judged", "pairs.csv")
    assert (found["pairs"], found["own_left_out"], found["others"]) == (1, True, 1)


def test_one_lower_by_chance(spbe: Spbe, write: Write) -> None:
    write(ANSWERS)
    found = judged(spbe, "answers.yaml", "--lowered", "0,2")
    assert found == judged(spbe, "answers.yaml", "--lowered", "0.2")
    assert found["lowered"] == "0.2"
    # 1.3% each of nine indicators, of which two are answered above 1, as 3 does not apply: 13/9.
    assert Fraction(found["expected_exact"]) == 1 + Fraction(13, 900) * (Fraction("2.8") + Fraction("1.8") - 2)


def test_of_what_if_the_changed_answers_count(spbe: Spbe, write: Write) -> None:
    write(ANSWERS)
    write(ANSWERS.replace("1: 3", "1: 5"), "changed.yaml")
    changed = judged(spbe, "changed.yaml", "--lowered", "0.2")
    assert judged(spbe, "answers.yaml", "--lowered", "0.2", "--set", "1=5") == changed


def test_each_of_several_files_has_its_own(spbe: Spbe) -> None:
    ran = spbe("score", OWN, EXAMPLES / "pemdi-2026.yaml", "--lowered", "0.2", "--format", "json")
    alone = [judged(spbe, file, "--lowered", "0.2") for file in (OWN, EXAMPLES / "pemdi-2026.yaml")]
    assert [one["judged"] for one in json.loads(ran.out)] == alone


@pytest.mark.parametrize("given", ["2", "-0.1", "x", "", "20%", "1e-3x", "nan"])
def test_what_is_no_probability_is_bad_input(spbe: Spbe, given: str) -> None:
    ran = spbe("score", OWN, "--lowered", given)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f'--lowered: "{given}": expected a probability from 0 to 1, such as 0.2\n'


def test_both_together_are_bad_usage(spbe: Spbe) -> None:
    ran = spbe("score", OWN, "--lowered", "0.2", "--as-judged", PAIRS)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "--lowered: either a probability or pairs to learn from: both say how levels move\n"


@pytest.mark.parametrize("asked", [("--lowered", "0.2"), ("--as-judged", PAIRS)])
def test_announced_figures_alone_can_not_be_judged(spbe: Spbe, asked: tuple[object, ...]) -> None:
    ran = spbe("score", EXAMPLES / "palopo-2023.yaml", *asked)
    assert (ran.code, ran.out) == (2, "")
    assert "Pemerintah Kota Palopo: no levels are known, only announced figures, so there is nothing" in ran.err


def test_no_pair_is_bad_input(spbe: Spbe) -> None:
    ran = spbe("score", OWN, "--as-judged", EXAMPLES / "national-2023.csv")
    assert (ran.code, ran.out) == (2, "")
    assert "nothing to learn from: expected self-assessment and final result of another agency or year, with levels" in ran.err


def test_a_missing_file_is_told(spbe: Spbe) -> None:
    ran = spbe("score", OWN, "--as-judged", "nowhere.csv")
    assert (ran.code, ran.out) == (2, "")
    assert "nowhere.csv: no such file or folder" in ran.err


def test_a_broken_row_is_told_and_the_others_count(spbe: Spbe, write: Write) -> None:
    write(ANSWERS)
    write(f"{BOTH}Kota C,2023,self,9,3\nKota B,2023,final,1,1\n", "pairs.csv")
    ran = spbe("score", "answers.yaml", "--as-judged", "pairs.csv", "--format", "json")
    assert ran.code == 2
    assert "pairs.csv:4:4: Kota C: level 9" in ran.err
    assert "pairs.csv:5:1: Kota B is there already, in pairs.csv:3:1" in ran.err
    assert json.loads(ran.out)["judged"]["pairs"] == 1


def test_a_distribution_that_costs_too_much_is_refused(spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expecting, "MAX_DRAWN", 100)
    ran = spbe("score", OWN, "--lowered", "0.2")
    assert (ran.code, ran.out) == (2, "")
    assert "too many indices that are possible: more than 100 sums would have to be made" in ran.err
    assert "values with fewer decimals, or fewer different ones, leave fewer" in ran.err


def test_what_is_possible_never_shows_as_nothing(spbe: Spbe) -> None:
    lines = spbe("score", OWN, "--as-judged", PAIRS, "--set", "32=4").out.splitlines()
    shown = {line.split("  ")[0]: line.split()[-1] for line in lines if line.endswith("%")}
    assert (shown["Memuaskan"], shown["Kurang"]) == ("0.0%", "<0.1%")
    lines = spbe("score", EXAMPLES / "region" / "dinas-kesehatan.yaml", "--as-judged", PAIRS).out.splitlines()
    assert ">99.9%" in next(line for line in lines if line.startswith("Cukup "))


@pytest.mark.parametrize("form", ["markdown", "html", "csv"])
def test_the_same_stands_in_every_format_that_has_more_than_one_table(spbe: Spbe, form: str) -> None:
    plain = spbe("score", OWN, "--detail", "domain", "--format", form).out
    out = spbe("score", OWN, "--detail", "domain", "--lowered", "0.2", "--format", form).out
    if form == "csv":
        assert out == plain
    else:
        assert "If it is judged likewise" in out
        assert "each answered level is one lower with probability 0.2" in out
