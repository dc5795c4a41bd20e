"""``spbe plan`` as a user runs it."""

from __future__ import annotations

import csv
import io
import json
import re
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import EXAMPLES, Spbe, Write, csv_of, fraction, parsed

CITY = EXAMPLES / "bandar-lampung-2024.yaml"
REGION = EXAMPLES / "region"
SPBE_2018 = EXAMPLES / "denpasar-2018.yaml"
TWICE = "(keep one of them, or give two agencies two names)"


def answers(levels: str, agency: str = "Dinas A", year: int = 2024) -> str:
    return f"agency: {agency}\nyear: {year}\nanswers: {{{levels}}}\n"


def everywhere(level: int, *others: str) -> str:
    """Answers that are the same everywhere, but for some."""
    named = {one.split(":")[0].strip() for one in others}
    return ", ".join([*(f"{one}: {level}" for one in range(1, 48) if str(one) not in named), *others])


def test_json_says_what_the_contract_says(spbe: Spbe) -> None:
    data = parsed(spbe("plan", CITY, "--target", "Sangat Baik", "--format", "json"))
    assert {key: data[key] for key in ("schema", "agency", "target", "reachable", "cost")} == {
        "schema": 1, "agency": "Pemerintah Kota Bandar Lampung", "target": 3.5, "reachable": True, "cost": "18",
    }  # fmt: skip
    assert data["index"] == {"from": 2.98, "from_exact": "5959/2000", "to": 3.51, "to_exact": "3507/1000"}
    assert data["predicate"] == {"from": "Baik", "to": "Sangat Baik"}
    assert [step["indicator"] for step in data["steps"]] == [42, 43, 44, 45, 46, 47, 32, 38, 39]
    assert {key: part for key, part in data["steps"][3].items() if key != "criteria"} == {
        "indicator": 45, "title": "Layanan Publik Sektor 1", "from": 2, "to": 5, "from_name": "Interaksi", "to_name": "Optimum",
        "levels": 3, "cost": "3", "gain_exact": "9/100", "index": 3.19, "index_exact": "6379/2000",
    }  # fmt: skip
    assert not {"promises", "promised", "budget"} & data.keys()


def test_without_a_target_it_is_the_next_predicate(spbe: Spbe) -> None:
    assert spbe("plan", CITY).out == spbe("plan", CITY, "--target", "sangat  baik").out


@pytest.mark.parametrize("target", ["3.5", "3,5", "3.50"])
def test_a_target_may_be_an_index(spbe: Spbe, target: str) -> None:
    data = parsed(spbe("plan", CITY, "--target", target, "--format", "json"))
    assert (data["target"], data["cost"]) == (3.5, "18")


def test_at_the_highest_predicate_there_is_nothing_to_do(spbe: Spbe, write: Write) -> None:
    write(answers(everywhere(5)))
    ran = spbe("plan", "answers.yaml")
    assert ran.code == 0
    assert ran.out.endswith("Memuaskan is the highest predicate: there is nothing to do.\n")
    data = parsed(spbe("plan", "answers.yaml", "--format", "json"))
    assert (data["target"], data["reachable"], data["steps"], data["cost"]) == (None, True, [], "0")


def test_a_target_that_is_reached_costs_nothing(spbe: Spbe) -> None:
    ran = spbe("plan", CITY, "--target", "Cukup")
    assert ran.code == 0
    assert ran.out.endswith("The target is reached already.\n")
    # 0 is a target like any other where the scale begins there.
    assert parsed(spbe("plan", SPBE_2018, "--target", "0", "--format", "json"))["target"] == 0


def test_what_is_out_of_reach_is_printed_all_the_same(spbe: Spbe) -> None:
    asked = ("plan", CITY, "--target", "5", "--only", "aspect:5", "--max-raise", "1")
    ran = spbe(*asked)
    assert ran.code == 1
    assert "Target     5.00, out of reach\n" in ran.out
    assert ran.out.endswith("Out of reach: with all raised that may be, the index is 3.10, 1.9005 below 5.00.\n")
    data = parsed(spbe(*asked, "--format", "json"), code=1)
    assert (data["reachable"], data["cost"], len(data["steps"])) == (False, "8", 8)
    assert data["missing"] == pytest.approx(5 - data["index"]["to"], abs=0.01)
    ran = spbe(*asked, "--format", "csv")
    assert ran.code == 1
    assert ran.err.startswith(f"{CITY}: Out of reach: ")


def test_the_rounded_index_is_enough_where_thresholds_are_on_it(spbe: Spbe, write: Write) -> None:
    # 3.495 is shown as 3.50: enough in 2023, not in 2024.
    levels = everywhere(3, *(f"{one}: 4" for one in (11, 21, *range(32, 48))))
    for year, cost in ((2023, "0"), (2024, "1")):
        write(answers(levels, year=year))
        data = parsed(spbe("plan", "answers.yaml", "--target", "3.5", "--format", "json"))
        assert (data["index"]["from"], data["cost"], data["reachable"]) == (3.5, cost, True)


def test_costs_change_the_plan(spbe: Spbe, write: Write) -> None:
    write("biaya:\n  default: 0.5\n  42: mustahil\n  43: {4: 0.25, 5: 7}\n", "biaya.yaml")
    data = parsed(spbe("plan", CITY, "--costs", "biaya.yaml", "--format", "json"))
    steps = {step["indicator"]: step for step in data["steps"]}
    assert 42 not in steps
    assert (steps[43]["from"], steps[43]["to"], steps[43]["cost"]) == (3, 4, "0.25")
    assert data["steps"][0]["indicator"] == 43


def test_bad_costs_are_said_where_they_stand(spbe: Spbe, write: Write) -> None:
    write("costs:\n  48: 1\n  32: -1\n", "costs.yaml")
    ran = spbe("plan", CITY, "--costs", "costs.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert [line.split(": ")[0] for line in ran.err.splitlines()] == ["costs.yaml:2:3", "costs.yaml:3:7"]
    assert spbe("plan", CITY, "--costs", "nowhere.yaml").err == "nowhere.yaml: no such file or folder\n"


def test_a_budget_buys_the_highest_index(spbe: Spbe) -> None:
    data = parsed(spbe("plan", CITY, "--budget", "5,5", "--format", "json"))
    assert (data["target"], data["budget"], data["cost"], data["reachable"]) == (None, "5.5", "5", True)
    # Five levels of indicators that weigh 3.
    assert data["index"]["to_exact"] == "6259/2000"
    assert {step["indicator"] for step in data["steps"]} <= set(range(42, 48))
    assert spbe("plan", CITY, "--budget", "0").out.endswith("The budget buys nothing that may be raised.\n")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--target", "Baikk"), '--target: "Baikk": expected a number from 1 to 5, or a predicate (did you mean Baik?)'),
        (("--target", "7"), '--target: "7": expected a number from 1 to 5, or a predicate (known: Memuaskan, '),
        (("--budget", "x"), '--budget: "x": expected a cost, 0 or more, such as 12.5'),
        (("--budget", "Rp 250.000"), '--budget: "Rp 250.000": expected a cost, 0 or more, such as 12.5 (write 250000)'),
        (("--budget", "250.000"), '--budget: "250.000": this can be read as 250 and as 250000 (write 250000 or 250)'),
        (("--budget", "1,500"), '--budget: "1,500": this can be read as 1.5 and as 1500 (write 1500 or 1.5)'),
        (("--budget", "-1"), '--budget: "-1": expected a cost, 0 or more, such as 12.5'),
        (("--budget", "3", "--target", "3"), "--budget: either a target or a budget: the other one is what comes of it"),
        (("--only", "domian:4"), '--only domian:4: "domian:4": expected indicators (32, 15-18), domain:3, aspect:4 or '),
        (("--only", "32,48"), "--only 32,48: there is no indicator 48 (known: 1-47)"),
        (("--only", "18-15"), '--only 18-15: "18-15": expected indicators'),
        (("--only", ""), '--only : "": expected indicators'),
        (("--only", "40-50"), "--only 40-50: there is no indicator 48 (known: 1-47)"),
        (("--today", "2025"), '--today: "2025": expected a date such as 2025-06-30'),
        (("--today", "30/6/2025"), '--today: "30/6/2025": expected a date such as 2025-06-30 (write 2025-06-30)'),
        (("--checklist", "--format", "json"), "--format json: not to be had in the format json: expected markdown, table, html"),
    ],
)  # fmt: skip
def test_bad_usage_says_what_was_expected(spbe: Spbe, options: tuple[str, ...], expected: str) -> None:
    ran = spbe("plan", CITY, *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(expected)


def test_a_part_without_its_colon_is_named_with_it(spbe: Spbe) -> None:
    assert spbe("plan", CITY, "--only", "Domain 4").err.endswith(" (did you mean domain:4?)\n")


def test_only_some_may_be_raised(spbe: Spbe) -> None:
    def raised(only: str) -> set[int]:
        asked = ("plan", CITY, "--budget", "1000", "--only", only, "--format", "json")
        return {step["indicator"] for step in parsed(spbe(*asked))["steps"]}

    assert raised("32, 33") == {32, 33}
    assert raised("15-18,20") == {15, 16, 17, 18, 20}
    assert raised("aspek:6") == {29, 30, 31}
    assert raised("domain:2") == set(range(11, 21))
    assert raised("SE-Mendagri,1") == {1, 33, 37, 42}


def test_what_can_not_be_planned_says_why(spbe: Spbe) -> None:
    ran = spbe("plan", EXAMPLES / "pegi-2015-regional.yaml", EXAMPLES / "palopo-2019.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert [line.split(": ", 1)[1] for line in ran.err.splitlines()] == [
        "pegi has no levels to raise, only values",
        "Pemerintah Kota Palopo has announced figures only, no answers to raise",
    ]


def test_services_are_raised_one_by_one(spbe: Spbe) -> None:
    data = parsed(spbe("plan", SPBE_2018, "--only", "35", "--budget", "3", "--format", "json"))
    (step,) = data["steps"]
    assert (step["from"], step["to"], step["levels"], step["cost"]) == ([1, 3, 3], [4, 3, 3], 3, "3")


def test_bands_are_completed_one_by_one(spbe: Spbe) -> None:
    asked = ("plan", EXAMPLES / "pemdi-2026.yaml", "--only", "13", "--format", "json", "--budget")
    reached = [parsed(spbe(*asked, budget))["steps"][0] for budget in ("1", "2", "3")]
    # 2.75 stands in the third band, which ends at 3.5.
    assert [(step["from"], step["to"], step["cost"]) for step in reached] == [(2.75, 3.5, "1"), (2.75, 4, "2"), (2.75, 5, "3")]


def test_the_unanswered_begin_at_the_minimum_and_the_not_applicable_stay(spbe: Spbe, write: Write) -> None:
    write(answers(everywhere(5, "42: n/a", "43: null")))
    data = parsed(spbe("plan", "answers.yaml", "--target", "5", "--format", "json"))
    (step,) = data["steps"]
    assert (step["indicator"], step["from"], step["to"]) == (43, 1, 5)
    assert data["index"]["to_exact"] == "5"


def test_a_region_with_a_broken_file_is_planned_all_the_same(spbe: Spbe, write: Write) -> None:
    write(answers(everywhere(2)), "region/a.yaml")
    write(answers(everywhere(3), agency="Dinas B"), "region/b.yaml")
    write(answers("99: 1", agency="Dinas C"), "region/c.yaml")
    ran = spbe("plan", "region", "--target", "Baik", "--only", "42-44")
    assert ran.code == 2
    assert ran.err == "region/c.yaml:3:11: there is no indicator 99 (known: 1-47)\n"
    assert "Agencies          2\nReach the target  1 of 2\nCost              9\n" in ran.out
    data = parsed(spbe("plan", "region", "--target", "Baik", "--only", "42-44", "--format", "json"), code=2)
    assert [(one["agency"], one["path"], one["reachable"]) for one in data["plans"]] == [
        ("Dinas A", "region/a.yaml", False), ("Dinas B", "region/b.yaml", True),
    ]  # fmt: skip
    assert {key: data["total"][key] for key in ("agencies", "reachable", "cost", "levels")} == {
        "agencies": 2, "reachable": 1, "cost": "9", "levels": 9,
    }  # fmt: skip
    assert data["total"]["indicators"][0] | {"title": ""} == {
        "instrument": "permenpanrb-59-2020", "indicator": 42, "title": "", "agencies": 1, "levels": 3,
    }  # fmt: skip
    assert [one["line"] for one in data["errors"]] == [3]


def test_nothing_but_broken_files(spbe: Spbe, write: Write) -> None:
    write(answers("99: 1"), "region/c.yaml")
    ran = spbe("plan", "region")
    assert (ran.code, ran.out) == (2, "")
    data = parsed(spbe("plan", "region", "--format", "json"), code=2)
    assert (data["plans"], len(data["errors"])) == ([], 1)


def test_the_same_agency_twice_names_both_places(spbe: Spbe, write: Write) -> None:
    write(answers("1: 1"), "region/a.yaml")
    write(answers("1: 1", agency="dinas  a"), "region/b.yaml")
    ran = spbe("plan", "region")
    assert ran.code == 2
    assert ran.err == f"region/b.yaml:1:9: dinas  a is there already, in region/a.yaml:1:9 {TWICE}\n"


def test_the_same_agency_twice_in_workbooks_names_their_cells(spbe: Spbe, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        spbe("init", "--agency", "Dinas A", "--year", "2024", "-o", tmp_path / name)
    ran = spbe("plan", tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert ran.err == f"{tmp_path / 'b.xlsx'}:Summary!B4: Dinas A is there already, in {tmp_path / 'a.xlsx'}:Summary!B4 {TWICE}\n"


def test_a_table_of_agencies(spbe: Spbe, write: Write) -> None:
    head = ",".join(["agency", "year", *(str(one) for one in range(1, 48))])
    write(head + "\n" + "\n".join(f"Dinas {level},2024,{','.join([str(level)] * 47)}" for level in (1, 3)) + "\n", "t.csv")
    data = parsed(spbe("plan", "t.csv", "--format", "json"))
    assert [(one["agency"], one["target"]) for one in data["plans"]] == [("Dinas 1", 1.8), ("Dinas 3", 3.5)]


def test_csv_is_a_row_per_step(spbe: Spbe) -> None:
    english, indonesian = (spbe("plan", REGION, "--format", "csv", "--lang", one).out for one in ("en", "id"))
    assert english == indonesian
    rows = list(csv.DictReader(io.StringIO(english)))
    plans = parsed(spbe("plan", REGION, "--format", "json"))["plans"]
    assert [(row["agency"], row["indicator"], row["cost"], fraction(row, "gain"), fraction(row, "index")) for row in rows] == [
        (one["agency"], str(step["indicator"]), step["cost"], step["gain_exact"], step["index_exact"])
        for one in plans
        for step in one["steps"]
    ]


def test_a_checklist_to_hand_out(spbe: Spbe, tmp_path: Path) -> None:
    out = spbe("plan", REGION, "--checklist").out
    assert out.count("\n## ") == 7
    assert "- [ ] **42** Layanan Pengaduan Pelayanan Publik: level 3 → 4 (Kolaborasi)\n" in out
    to = tmp_path / "plan.md"
    assert spbe("plan", REGION, "--checklist", "-o", to).code == 0
    assert to.read_text("utf-8") == out
    assert "[ ] 42 Layanan Pengaduan" in spbe("plan", REGION, "--checklist", "--format", "table").out


PROMISED = everywhere(
    3,
    "42: {level: 3, target: {level: 5, by: 2024-06-30, owner: Bidang A}}",
    "43: {level: 3, target: {level: 4, by: 2025-06-30}}",
    "44: {level: 3, target: {level: 2, by: 2020-01-01}}",
)


def test_promises_come_first(spbe: Spbe, write: Write) -> None:
    write(answers(PROMISED))
    asked = ("plan", "answers.yaml", "--commitments", "--today", "2025-01-01", "--target")
    data = parsed(spbe(*asked, "3.12", "--format", "json"))
    assert data["promises"] == [
        {"indicator": 42, "level": 5, "by": "2024-06-30", "owner": "Bidang A", "kept": False, "late": True},
        {"indicator": 43, "level": 4, "by": "2025-06-30", "owner": None, "kept": False, "late": False},
        {"indicator": 44, "level": 2, "by": "2020-01-01", "owner": None, "kept": True, "late": False},
    ]
    assert data["promised"] == {"index": 3.09, "index_exact": "309/100", "predicate": "Baik", "suffices": False}
    assert [(step["indicator"], step["from"], step["to"]) for step in data["steps"]] == [(43, 4, 5)]
    assert (data["index"]["from"], data["index"]["to"]) == (3, 3.12)
    out = spbe(*asked, "3.05").out
    assert "Promised   3.09 (Baik), if all 3 commitments are kept: +0.09, enough\n" in out
    assert out.endswith("Overdue commitments: 42 (2024-06-30, Bidang A).\nThe promises reach the target, if they are kept.\n")
    assert "Overdue" not in spbe(*asked[:3], "--today", "2024-06-30").out


def test_promises_are_left_out_unless_asked_for(spbe: Spbe, write: Write) -> None:
    write(answers(PROMISED))
    assert parsed(spbe("plan", "answers.yaml", "--target", "3.12", "--format", "json"))["cost"] == "4"


def test_a_promise_is_on_the_checklist_until_it_is_kept(spbe: Spbe, write: Write) -> None:
    write(answers(PROMISED))
    out = spbe("plan", "answers.yaml", "--commitments", "--checklist", "--target", "3.1", "--today", "2025-01-01").out
    tasks = [line for line in out.splitlines() if line.startswith("- [ ]")]
    assert tasks[:2] == [
        "- [ ] **42** Layanan Pengaduan Pelayanan Publik: level 3 → 5, promised, by 2024-06-30, Bidang A",
        "- [ ] **43** Layanan Data Terbuka: level 3 → 4, promised, by 2025-06-30",
    ]
    assert len(tasks) == 3


def test_no_promise_is_said(spbe: Spbe) -> None:
    assert "Promised   nothing" in spbe("plan", CITY, "--commitments").out
    assert parsed(spbe("plan", CITY, "--commitments", "--format", "json"))["promises"] == []


def test_every_level_on_the_way_says_what_it_asks_for(spbe: Spbe) -> None:
    asked = ("plan", CITY, "--target", "Sangat Baik")
    steps = parsed(spbe(*asked, "--format", "json"))["steps"]
    for step in steps:
        assert [one["level"] for one in step["criteria"]] == list(range(step["from"] + 1, step["to"] + 1))
        assert all(one["asks"] and one["evidence"] for one in step["criteria"])
    out = " ".join(spbe(*asked).out.split())
    assert steps[0]["criteria"][-1]["asks"] in out
    assert "What the raises ask for" not in spbe(*asked, "--brief").out
    assert "Yang diminta kenaikan itu" in spbe(*asked, "--lang", "id").out


def test_a_checklist_says_what_to_bring(spbe: Spbe) -> None:
    out = spbe("plan", CITY, "--target", "3", "--checklist").out
    assert re.search(r"^- \[ \] \*\*\d+\*\* .*\n  - \d .*: .*\n    - \[ \] ", out, re.MULTILINE)
    assert "    - [ ]" not in spbe("plan", CITY, "--target", "3", "--checklist", "--brief").out


def test_a_level_of_pemdi_on_the_way_is_that_of_its_band(spbe: Spbe) -> None:
    data = parsed(spbe("plan", EXAMPLES / "pemdi-2026.yaml", "--budget", "3", "--format", "json"))
    bands = [1, 1.5, 2.5, 3.5, 4, 5]
    assert data["steps"]
    for step in data["steps"]:
        low, high = Fraction(str(step["from"])), Fraction(str(step["to"]))
        assert [one["level"] for one in step["criteria"]] == [
            level for level in range(1, 6) if low < Fraction(str(bands[level])) <= high
        ]


def test_what_is_met_above_a_gap_costs_nothing(spbe: Spbe, write: Write) -> None:
    write(answers("11: {criteria: [1, 2, 4, 5]}"))
    data = parsed(spbe("plan", "answers.yaml", "--only", "11", "--target", "1.1", "--max-raise", "1", "--format", "json"))
    assert (data["cost"], data["reachable"], data["index"]["to"]) == ("1", True, 1.1)
    assert [(step["from"], step["to"]) for step in data["steps"]] == [(2, 5)]
    said = "What was given for higher levels counts at no cost once those below are met: 11."
    assert said in " ".join(spbe("plan", "answers.yaml", "--only", "11", "--target", "1.1").out.split())
    assert said in spbe("plan", "answers.yaml", "--only", "11", "--target", "1.1", "--checklist").out
    write(answers("11: {criteria: [1, 2]}"))
    assert "at no cost" not in spbe("plan", "answers.yaml", "--only", "11", "--target", "1.03").out


def test_criteria_of_one_service_are_not_those_of_the_missing_ones(spbe: Spbe, write: Write) -> None:
    write(answers("35: {criteria: [1, 2, 4]}", year=2019))
    assert parsed(spbe("plan", "answers.yaml", "--budget", "0", "--format", "json"))["steps"] == []
    data = parsed(spbe("plan", "answers.yaml", "--budget", "2", "--only", "35", "--format", "json"))
    assert [(step["cost"], step["from"], step["to"]) for step in data["steps"]] == [("2", [2, 0, 0], [5, 0, 0])]


def test_items_accepted_above_a_gap_count_once_it_is_closed(spbe: Spbe, write: Write) -> None:
    # Level 3 lacks one item of six; level 4 has all five of its own, level 5 three of five: 4 + 3/5.
    write(answers("20: {accepted: {1: 4, 2: 3, 3: 5, 4: 5, 5: 3}}", year=2026))
    ran = spbe("plan", "answers.yaml", "--only", "20", "--budget", "1", "--format", "json")
    (step,) = parsed(ran)["steps"]
    assert (step["cost"], step["levels"], step["to"]) == ("1", 2, 4.6)
    assert [one["level"] for one in step["criteria"]] == [3, 4]


def test_what_a_promise_brings_beyond_its_level_is_said(spbe: Spbe, write: Write) -> None:
    write(answers("11: {criteria: [1, 2, 4], target: {level: 3}}"))
    ran = spbe("plan", "answers.yaml", "--commitments", "--target", "1.07", columns=120)
    assert "Promised   1.08 (Kurang), if 1 commitment is kept: +0.05, enough" in ran.out
    assert "What was given for higher levels counts at no cost once those below are met: 11.\n" in ran.out


def test_a_repeated_indicator_asks_for_what_its_services_climb_to(spbe: Spbe, write: Write) -> None:
    write("agency: Dinas A\nyear: 2018\nanswers: {35: [0, 0, 5, 4]}\n")
    asked = ("plan", "answers.yaml", "--only", "35", "--max-raise", "1", "--budget", "3", "--format", "json")
    (step,) = parsed(spbe(*asked))["steps"]
    assert step["to"] == [1, 1, 5, 5]
    assert [one["level"] for one in step["criteria"]] == [1, 5]


def test_what_costs_nothing_is_raised_even_where_the_target_is_reached(spbe: Spbe, write: Write) -> None:
    write("costs: {default: 0}\n", "costs.yaml")
    out = spbe("plan", CITY, "--costs", "costs.yaml", "--target", "2", "--brief").out
    assert out.endswith("The target is reached already; what costs nothing is raised all the same.\n")


OWNERS = """\
owners:
  Bappeda: {indicators: [1-20], due: 2024-06-30}
  Dinas Kominfo: {indicators: [21-44], contributes: [1-20]}
"""


def test_a_checklist_for_each_owner(spbe: Spbe, write: Write) -> None:
    owners, city = (
        write(OWNERS, "owners.yaml"),
        write(f"agency: A\nyear: 2024\nanswers: {{{', '.join(f'{n}: 4' for n in range(1, 48))}}}\n"),
    )
    ran = spbe("plan", city, "--target", "4.95", "--checklist", "--owners", owners, "--brief")
    assert ran.code == 0
    bappeda, kominfo, nobody = ran.out.split("## A\n")[1:]
    tasks = [set(map(int, re.findall(r"- \[ \] \*\*(\d+)\*\*", page))) for page in (bappeda, kominfo, nobody)]
    whole = set(
        map(int, re.findall(r"- \[ \] \*\*(\d+)\*\*", spbe("plan", city, "--target", "4.95", "--checklist", "--brief").out))
    )
    assert tasks[0] == {one for one in whole if one <= 20}
    assert tasks[1] == {one for one in whole if one <= 44}
    assert tasks[2] == {one for one in whole if one > 44}
    assert "- Owner: **Bappeda**\n- Due: 2024-06-30\n" in bappeda
    assert "Evidence and notes come from Dinas Kominfo, too." in bappeda
    assert "Bring evidence and a note; the level is said by Bappeda." in kominfo
    assert "- Owner: **nobody is named**\n" in nobody


def test_owners_go_with_a_checklist(spbe: Spbe, write: Write) -> None:
    ran = spbe("plan", write("agency: A\nyear: 2024\nanswers: {1: 3}\n"), "--owners", write(OWNERS, "owners.yaml"))
    assert (ran.code, ran.err) == (2, "--owners: owners get checklists: expected --checklist as well\n")


PHASED = ("plan", EXAMPLES / "bandar-lampung-2024.yaml", "--target", "3.5", "--brief")


def test_phases_in_json_add_up_to_the_plan(spbe: Spbe) -> None:
    data = json.loads(spbe(*PHASED, "--by", "2025-06-30,2025-12-31", "--format", "json").out)
    first, second = data["phases"]
    assert (first["by"], second["by"]) == ("2025-06-30", "2025-12-31")
    assert (first["cost"], second["cost"], data["cost"]) == ("10", "9", "19")
    assert (first["index"], first["index_exact"], first["predicate"]) == (3.27, "6539/2000", "Baik")
    assert second["index_exact"] == data["index"]["to_exact"]
    assert second["predicate"] == data["predicate"]["to"] == "Sangat Baik"
    assert {one["levels"] for phase in data["phases"] for one in phase["steps"]} == {1}
    assert "phases" not in json.loads(spbe(*PHASED, "--format", "json").out)


def test_max_raise_is_how_far_an_indicator_rises_in_a_phase(spbe: Spbe) -> None:
    data = json.loads(spbe(*PHASED, "--phases", "2", "--max-raise", "2", "--format", "json").out)
    # In twice two levels all that the plan without phases raises can be done.
    assert data["cost"] == json.loads(spbe(*PHASED, "--format", "json").out)["cost"] == "18"
    assert max(one["levels"] for phase in data["phases"] for one in phase["steps"]) == 2


def test_phases_in_every_format(spbe: Spbe, tmp_path: Path) -> None:
    arguments = (*PHASED, "--by", "2025-06-30,2025-12-31")
    out = spbe(*arguments, columns=120).out
    assert "Phases     2 phases, at most 1 level up each in one" in out
    assert "Phase 1, by 2025-06-30 Baik 10 0.2900 3.27" in " ".join(out.split())
    rows = csv_of(spbe(*arguments, "--format", "csv"))
    assert [(row["phase"], row["by"]) for row in rows] == [("1", "2025-06-30")] * 10 + [("2", "2025-12-31")] * 9
    assert rows[-1]["index"] == "3.53"
    assert "Phase 2, by 2025-12-31" in spbe(*arguments, "--format", "markdown").out
    checklist = spbe(*arguments, "--checklist").out
    assert "- [ ] **43** Layanan Data Terbuka: level 3 → 4 (Kolaborasi), Phase 1, by 2025-06-30" in checklist
    assert "- [ ] **43** Layanan Data Terbuka: level 4 → 5 (Optimum), Phase 2, by 2025-12-31" in checklist
    for ending in ("html", "xlsx"):
        assert spbe(*arguments, "-o", tmp_path / f"plan.{ending}").code == 0
    sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx")["Phases"]
    heading, first, second = sheet.iter_rows(min_row=4, values_only=True)
    assert heading == ("Phase", "By", "Predicate", "Cost", "Gain", "Index")
    assert (first, second[-1]) == ((1, "2025-06-30", "Baik", 10, 0.29, 3.27), 3.53)


def test_a_phase_may_be_left_with_nothing(spbe: Spbe) -> None:
    out = spbe("plan", EXAMPLES / "denpasar-2018.yaml", "--target", "2.65", "--phases", "3", columns=120).out
    assert "Phase 3: nothing is left to raise" in out


def test_phases_that_are_too_few(spbe: Spbe) -> None:
    ran = spbe("plan", EXAMPLES / "denpasar-2018.yaml", "--target", "4", "--phases", "1", columns=120)
    assert ran.code == 1
    assert "Phase 1" in ran.out
    assert "No other raises" not in ran.out
    assert "Assumed: each level costs 1" in ran.out


@pytest.mark.parametrize("text", ["2025-06-30,2025-06-30", "2025-12-31,2025-06-30", "soon", "", "2025-02-30", "2025-06-30,"])
def test_days_of_phases_are_in_order(spbe: Spbe, text: str) -> None:
    ran = spbe(*PHASED, "--by", text)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f'--by: "{text}": expected at most 60 days in order, such as 2026-06-30,2026-12-31\n'


def test_days_of_phases_in_another_form_are_written_out(spbe: Spbe) -> None:
    assert "(write 2025-06-30,2025-12-31)" in spbe(*PHASED, "--by", "30-6-2025, 31 Des 2025").err


def test_phases_are_given_by_number_or_by_day(spbe: Spbe) -> None:
    ran = spbe(*PHASED, "--by", "2025-06-30", "--phases", "1")
    assert (ran.code, ran.err) == (2, "--by: can't go together with --phases (leave out one of the two)\n")


def test_what_a_plan_assumes_stands_in_one_sentence(spbe: Spbe) -> None:
    said = "No other raises that may be made reach the target at a lower cost, if each level costs 1; --costs takes what"
    assert said in " ".join(spbe(*PHASED).out.split())
    costs = spbe("plan", EXAMPLES / "region", "--target", "Baik", "--costs", EXAMPLES / "region" / "costs.yaml").out
    assert "each level costs 1" not in " ".join(costs.split())
    assert " ".join(spbe("plan", EXAMPLES / "region", "--target", "Baik").out.split()).count("each level costs 1") == 1


@pytest.mark.parametrize(("language", "grouped"), [("id", "912.500.000,5"), ("en", "912,500,000.5")])
def test_amounts_of_money_have_their_thousands_apart(spbe: Spbe, write: Write, language: str, grouped: str) -> None:
    costs = write("costs: {default: impossible, 1: {4: 912500000.5, 5: impossible}}\n", "costs.yaml")
    draft = write(answers(everywhere(3)), "a.yaml")
    ran = spbe("plan", draft, "--costs", costs, "--budget", "1912500000", "--brief", "--lang", language)
    assert ran.out.count(grouped) == 2
    assert {"id": "1.912.500.000", "en": "1,912,500,000"}[language] in ran.out


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_cost_as_data_is_the_same_in_every_language(spbe: Spbe, write: Write, language: str) -> None:
    costs = write("costs: {default: 12500.5}\n", "costs.yaml")
    draft = write(answers(everywhere(3, "1: 2")), "a.yaml")
    ran = spbe("plan", draft, "--costs", costs, "--target", "3.01", "--format", "csv", "--lang", language)
    assert [row["cost"] for row in csv_of(ran)] == ["12500.5"]


def test_a_cost_in_a_sheet_is_a_number(spbe: Spbe, write: Write, tmp_path: Path) -> None:
    costs = write("costs: {default: impossible, 1: {4: 912500000.5, 5: impossible}}\n", "costs.yaml")
    draft = write(answers(everywhere(3)), "a.yaml")
    target = tmp_path / "plan.xlsx"
    spbe("plan", draft, "--costs", costs, "--budget", "1000000000", "--lang", "id", "-o", str(target))
    cells = [cell for sheet in openpyxl.load_workbook(target) for row in sheet.iter_rows() for cell in row]
    assert [(cell.value, cell.number_format) for cell in cells if cell.value == 912500000.5] == [(912500000.5, "#,##0.0")]
