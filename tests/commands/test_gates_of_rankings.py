"""Gates of every agency of a ranking."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tests.commands.rankings import BANYUASIN, NATIONAL, REGION, answers, national
from tests.conftest import Spbe, Write, parsed


@pytest.mark.parametrize("more", [(), ("--by", "domain")])
def test_what_could_not_be_checked_has_not_passed(spbe: Spbe, write: Write, more: tuple[str, ...]) -> None:
    write(answers("Kota A", 4), "a.yaml")
    gate = ("batch", ".", "--fail-under", "3", *more, "--format", "json")
    assert parsed(spbe(*gate))["passed"] is True
    missing = parsed(spbe(*gate, "--expect", write("Kota A\nKota B\n", "names.txt")), 2)
    assert ([one["passed"] for one in missing["gates"]], missing["passed"]) == ([True], False)
    write("agency: Kota B\n", "b.yaml")
    broken = parsed(spbe(*gate), 2)
    assert ([one["passed"] for one in broken["gates"]], broken["passed"]) == ([True], False)


@pytest.mark.parametrize(
    ("threshold", "code", "failed"),
    [("1.6", 0, 0), ("1,6", 0, 0), ("2.4", 1, 4), ("Kurang", 0, 0), ("Cukup", 1, 1), ("sangat  baik", 1, 8), ("5", 1, 8)],
)
def test_fail_under(spbe: Spbe, threshold: str, code: int, failed: int) -> None:
    ran = spbe("batch", REGION, "--fail-under", threshold, columns=120)
    assert (ran.code, ran.err) == (code, "")
    assert ran.out.count("Gate failed") == failed
    assert ran.out.splitlines()[-1] == f"8 gates checked on 8 agencies, {failed} not met."


def test_every_failing_verdict_names_its_agency(spbe: Spbe) -> None:
    ran = spbe("batch", REGION, "--fail-under", "2.2", "--top", "1", columns=120)
    assert ran.code == 1
    failed = re.findall(r"^(.*): Gate failed: ([\d.]+)…? is below 2.2\.(?: Not applicable .*)?$", ran.out, re.MULTILINE)
    assert [(agency, actual[:4]) for agency, actual in failed] == [("Dinas Perhubungan", "2.12"), ("Dinas Sosial", "1.68")]


def test_the_rows_of_a_table_are_each_an_agency(spbe: Spbe) -> None:
    ran = spbe("batch", NATIONAL, "--fail-under", "1.5", "--top", "1")
    failed = [one for one in national() if Decimal(one["index"]) < Decimal("1.5")]
    assert ran.code == 1
    assert ran.out.splitlines()[-1] == f"621 gates checked on 621 agencies, {len(failed)} not met."
    for one in failed:
        assert f"{one['agency']}: Gate failed: {one['index'].rstrip('0').rstrip('.')} is below 1.5." in ran.out
    data = parsed(spbe("batch", NATIONAL, "--fail-under", "1.5", "--format", "json"), 1)
    assert len(data["gates"]) == 621
    lines = NATIONAL.read_text(encoding="utf-8").splitlines()
    assert all(one["agency"] in lines[one["line"] - 1].replace('"', "") for one in data["gates"])
    assert sum(not one["passed"] for one in data["gates"]) == len(failed)


def test_verdicts_are_data(spbe: Spbe, write: Write) -> None:
    write("agency,year,index,predicate\nKota A,2024,3,Baik\nKota B,2024,2,Baik\n", "a.csv")
    data = parsed(spbe("batch", "a.csv", "--fail-under", "2.5", "--fail-on-difference", "--format", "json"), 1)
    assert data["passed"] is False
    keys = ("agency", "path", "line", "name", "expected", "actual", "passed")
    assert [tuple(one[key] for key in keys) for one in data["gates"]] == [
        ("Kota A", "a.csv", 2, "fail-under", "2.5", "3", True), ("Kota A", "a.csv", 2, "fail-on-difference", 0, 0, True),
        ("Kota B", "a.csv", 3, "fail-under", "2.5", "2", False), ("Kota B", "a.csv", 3, "fail-on-difference", 0, 1, False),
    ]  # fmt: skip
    assert "gates" not in parsed(spbe("batch", "a.csv", "--format", "json"))
    assert spbe("batch", "a.csv", "--fail-under", "2.5", "--fail-on-difference").out.endswith(
        "4 gates checked on 2 agencies, 2 not met.\n"
    )


def test_the_gate_is_compared_exactly_from_2024(spbe: Spbe, write: Write) -> None:
    levels = dict.fromkeys(range(1, 48), 1) | {32: 5, 33: 5, 34: 5, 35: 5, 36: 5, 37: 5, 38: 5, 39: 2}
    given = "".join(f"  {one}: {level}\n" for one, level in levels.items())
    for year, code in ((2023, 0), (2024, 1)):
        file = write(f"agency: Contoh\nyear: {year}\nanswers:\n{given}")
        assert spbe("batch", file, "--fail-under", "1.8").code == code


def test_bad_input_wins_over_a_gate(spbe: Spbe, write: Write) -> None:
    write(answers("Kota A", 2), "a.yaml")
    assert spbe("batch", ".", "--fail-under", "3").code == 1
    write("agency: Kota B\n", "b.yaml")
    ran = spbe("batch", ".", "--fail-under", "3")
    assert ran.code == 2
    assert "Kota A: Gate failed: 2 is below 3." in ran.out


@pytest.mark.parametrize("threshold", ["6", "0.5", "Bagus", "nan", ""])
def test_a_threshold_that_can_not_be(spbe: Spbe, write: Write, threshold: str) -> None:
    write("agency: Kota B\n", "b.yaml")
    ran = spbe("batch", REGION, "b.yaml", "--fail-under", threshold)
    assert (ran.code, ran.out.splitlines()[0]) == (2, "Ranking 2024 · self-assessment")
    assert "checked on" not in ran.out
    assert ran.err.count("--fail-under: ") == 1
    assert "b.yaml:1:1: " in ran.err
    annotated = spbe("batch", REGION, "b.yaml", "--fail-under", threshold, "--format", "github")
    assert (annotated.code, annotated.out.count("::error title=spbe::--fail-under: ")) == (2, 1)


def test_a_threshold_under_one_instrument_only_loses_no_ranking(spbe: Spbe, write: Write) -> None:
    write(answers("Kota A"), "a.yaml")
    write("agency: Kementerian B\nyear: 2015\ninstrument: pegi\npublished: {index: 3}\n", "b.yaml")
    data = parsed(spbe("batch", ".", "--fail-under", "Memuaskan", "--format", "json"), 2)
    assert [one["agency"] for one in data["results"]] == ["Kementerian B", "Kota A"]
    assert [(one["agency"], one["passed"]) for one in data["gates"]] == [("Kota A", False)]
    assert [one["code"] for one in data["errors"]] == ["threshold"]


def test_fail_on_difference(spbe: Spbe) -> None:
    ran = spbe("batch", NATIONAL, "--fail-on-difference", "--top", "1", columns=120)
    assert ran.code == 1
    assert f"{BANYUASIN}: Gate failed: 1 announced figure does not hold.\n" in ran.out
    assert ran.out.splitlines()[-1] == "621 gates checked on 621 agencies, 1 not met."


def test_fail_on_difference_checks_those_of_whom_figures_were_announced(spbe: Spbe, write: Write) -> None:
    write(answers("Kota A"), "a.yaml")
    write(answers("Kota B") + "published: {index: 3}\n", "b.yaml")
    ran = spbe("batch", ".", "--fail-on-difference")
    assert (ran.code, ran.err) == (2, "a.yaml: Kota A: nothing is announced, so there is no difference to check\n")
    assert ran.out.splitlines()[-1] == "1 gate checked on 1 agency, 0 not met."


def test_no_announced_figure_at_all_is_nothing_to_check(spbe: Spbe) -> None:
    ran = spbe("batch", REGION, "--fail-on-difference")
    assert ran.code == 2
    assert ran.err == "--fail-on-difference: nothing is announced of any agency, so there is no difference to check\n"
    data = parsed(spbe("batch", REGION, "--fail-on-difference", "--format", "json"), 2)
    assert len(data["results"]) == 8
    assert [one["code"] for one in data["errors"]] == ["none_announced"]
