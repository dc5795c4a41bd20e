"""Announced figures that can't be, where they stand: in every command and format that shows them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Spbe, Write, csv_of

pytestmark = pytest.mark.usefixtures("in_a_folder")

ZERO = "instansi,tahun,indeks\nKota A,2024,3.10\nKota B,2024,0.00\nKota C,2024,3.30\n"
REFUTED = (
    "instansi,tahun,indeks,domain_1,domain_2,domain_3,domain_4\n"
    "Kota A,2024,4.99,3.30,3.40,3.30,3.40\nKota B,2024,3.37,3.30,3.40,3.30,3.40\n"
)
MARKED = {
    "table": "   1  Kota A   4.99  !             3.30  3.40  3.30  3.40",
    "markdown": "| 1 | Kota A | 4.99 | \\! |  | 3.30 | 3.40 | 3.30 | 3.40 |",
}


def test_what_was_not_handed_in_is_listed_without_a_rank_and_in_no_summary(spbe: Spbe, write: Write) -> None:
    ran = spbe("batch", write(ZERO, "z.csv"))
    assert ran.code == 0
    assert [line.split()[1:] for line in ran.out.splitlines() if line.startswith(("Agencies", "Mean", "Predicates"))] == [
        ["2,", "1", "not", "ranked"], ["3.20"], ["Baik", "2"],
    ]  # fmt: skip
    assert "\n      Kota B   0.00" in ran.out
    data = json.loads(spbe("batch", "z.csv", "--format", "json").out)
    assert [(one["rank"], one["agency"], one["predicate"], one.get("mark")) for one in data["results"]] == [
        (1, "Kota C", "Baik", None), (2, "Kota A", "Baik", None), (None, "Kota B", None, None),
    ]  # fmt: skip
    assert (data["summary"][0]["count"], data["summary"][0]["mean"], data["summary"][0]["min"]) == (2, 3.2, 3.1)


def test_nothing_but_zeros_has_no_summary(spbe: Spbe, write: Write) -> None:
    write("instansi,tahun,indeks\nKota B,2024,0.00\n", "z.csv")
    ran = spbe("batch", "z.csv")
    assert (ran.code, "Mean" in ran.out) == (0, False)
    (summary,) = json.loads(spbe("batch", "z.csv", "--format", "json").out)["summary"]
    assert (summary["count"], summary["mean"], summary["predicates"]) == (0, None, {})
    for name in ("z.html", "z.xlsx"):
        assert spbe("batch", "z.csv", "-o", name).code == 0


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_what_its_parts_refute_is_marked_in_its_row(spbe: Spbe, write: Write, form: str) -> None:
    ran = spbe("batch", write(REFUTED, "r.csv"), "--format", form)
    assert MARKED[form] in ran.out
    assert "Kota A: Index: announced 4.99, but only 3.37 to 3.38 is possible" in ran.out
    assert "Baik 1, without one 1" in ran.out


def test_what_its_parts_refute_is_marked_as_data_too(spbe: Spbe, write: Write) -> None:
    write(REFUTED, "r.csv")
    rows = csv_of(spbe("batch", "r.csv", "--format", "csv"))
    assert [(one["rank"], one["mark"], one["predicate"]) for one in rows] == [("1", "!", ""), ("2", "", "Baik")]
    data = json.loads(spbe("batch", "r.csv", "--format", "json").out)
    assert [(one["rank"], one.get("mark"), one["predicate"]) for one in data["results"]] == [(1, "!", None), (2, None, "Baik")]
    assert spbe("batch", "r.csv", "-o", "r.xlsx").code == 0
    rows_of_sheet = [
        row for row in openpyxl.load_workbook("r.xlsx")["Ranking 2024"].iter_rows(values_only=True) if "Kota A" in row
    ]
    assert len(rows_of_sheet) == 1
    assert "!" in rows_of_sheet[0]
    assert spbe("batch", "r.csv", "-o", "r.html").code == 0
    (row,) = (one for one in Path("r.html").read_text(encoding="utf-8").split("<tr") if ">Kota A<" in one and "4.99" in one)
    assert ">!<" in row


def test_one_result_says_why_it_has_no_predicate(spbe: Spbe, write: Write) -> None:
    write("agency: Kota A\nyear: 2024\npublished: {index: 4.99, domains: {1: 3.3, 2: 3.4, 3: 3.3, 4: 3.4}}\n", "a.yaml")
    ran = spbe("score", "a.yaml")
    assert "Predicate  none, as the announced index can't be\n" in ran.out
    assert "Next" not in ran.out
    data = json.loads(spbe("score", "a.yaml", "--format", "json").out)
    assert (data["index"], data["predicate"], data["published"]["matches"]) == (4.99, None, False)
    assert spbe("explain", "a.yaml").code == 0
    for name in ("a.html", "a.xlsx"):
        assert spbe("score", "a.yaml", "-o", name).code == 0


@pytest.mark.parametrize("bound", ["2.6", "Kurang", "1"])
@pytest.mark.parametrize("index", ["4.99", "0.00"])
def test_no_gate_is_met_by_what_can_not_be(spbe: Spbe, write: Write, bound: str, index: str) -> None:
    figures = f"{{index: {index}, predicate: Baik, domains: {{1: 3.3, 2: 3.4, 3: 3.3, 4: 3.4}}}}"
    ran = spbe("score", write(f"agency: Kota A\nyear: 2024\npublished: {figures}\n"), "--fail-under", bound)
    assert ran.code == 1
    assert " ".join(ran.out.split()).endswith(
        f"Gate failed: the announced index {float(index):g} can't be, so nothing shows that {bound} is reached. "
        "1 gate checked on 1 agency, 1 not met."
    )


def test_no_gate_on_a_table_is_met_by_what_can_not_be(spbe: Spbe, write: Write) -> None:
    ran = spbe("batch", write(REFUTED, "r.csv"), "--fail-under", "2.6")
    assert ran.code == 1
    assert "the announced index 4.99 can't be, so nothing shows that 2.6 is reached." in " ".join(ran.out.split())
    assert ran.out.endswith("2 gates checked on 2 agencies, 1 not met.\n")


def test_a_zero_has_not_changed(spbe: Spbe, write: Write) -> None:
    write(ZERO.replace("2024", "2023"), "old.csv")
    write(ZERO.replace("3.10", "3.20").replace("0.00", "3.50"), "new.csv")
    ran = spbe("compare", "old.csv", "new.csv")
    facts = {line.split("  ")[0]: line for line in ran.out.splitlines()}
    assert "3 on both sides; 1 of these off the scale, in no sum" in facts["Agencies"]
    assert "3.20 → 3.25 (+0.05)" in facts["Mean index"]
    assert "1 up, 0 down, 1 unchanged" in facts["Index"]
    data: Any = json.loads(spbe("compare", "old.csv", "new.csv", "--format", "json").out)
    zero = next(one for one in data["agencies"] if one["to"]["agency"] == "Kota B")
    assert zero["index"] == {"from": 0.0, "to": 3.5, "delta": None, "delta_exact": None}
    course = json.loads(spbe("trend", "old.csv", "new.csv", "--format", "json").out)["agencies"][1]
    assert [(one["index"], one["delta"], one["predicate"]) for one in course["points"]] == [
        (0, None, None),
        (3.5, None, "Sangat Baik"),
    ]
    for name in ("c.html", "c.xlsx"):
        assert spbe("compare", "old.csv", "new.csv", "-o", name).code == 0
        assert spbe("trend", "old.csv", "new.csv", "-o", f"t{name}").code == 0


@pytest.mark.parametrize("command", ["compare", "trend"])
def test_changes_say_which_index_can_not_be(spbe: Spbe, write: Write, command: str) -> None:
    write(REFUTED.replace("2024", "2023") + "Kota C,2023,0.00,,,,\n", "old.csv")
    write(REFUTED.replace("4.99", "3.37") + "Kota C,2024,3,,,,\n", "new.csv")
    said = [line for line in spbe(command, "old.csv", "new.csv").out.splitlines() if "announced" in line]
    assert said == [
        "Kota A 2023: Index: announced 4.99, but only 3.37 to 3.38 is possible",
        "Kota C 2023: Index: announced 0.00, but only 1.00 to 5.00 is possible",
    ]


def test_a_zero_has_no_place_among_others(spbe: Spbe, write: Write) -> None:
    write("agency: Kota X\nyear: 2024\npublished: {index: 0.00}\n", "x.yaml")
    write(ZERO, "z.csv")
    ran = spbe("score", "x.yaml", "--among", "z.csv")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "x.yaml:3: the index of Kota X lies outside the scale, so it has no place among others\n"


def test_a_zero_loses_no_points(spbe: Spbe, write: Write) -> None:
    table = REFUTED + "Kota C,2024,0.00,0.00,0.00,0.00,0.00\n"
    data = json.loads(spbe("batch", write(table, "z.csv"), "--by", "domain", "--format", "json").out)
    assert {one["count"] for one in data["losses"][0]["parts"]} == {2}
    assert "1 agency left out" in spbe("batch", "z.csv", "--by", "domain").out


# Gates on what can't be.

SOUND = "agency: Kota A\nyear: {}\npublished: {{index: 3.00, domains: {{1: 3, 2: 3, 3: 3, 4: 3}}}}\n"
INDEX = SOUND.replace("3.00", "4.90")
DOMAIN = (
    "agency: Kota A\nyear: {}\npublished: {{domains: {{1: 5, 2: 3, 3: 3, 4: 3}}, "
    "aspects: {{1: 2, 2: 3, 3: 3, 4: 3, 5: 3, 6: 3, 7: 3, 8: 3}}}}\n"
)


@pytest.fixture
def sides(write: Write) -> None:
    """What is sound, what has an index that its parts refute, and what has such a domain, of the year before and of this one."""
    for year, name in ((2023, "old"), (2024, "new")):
        for kind, text in (("sound", SOUND), ("index", INDEX), ("domain", DOMAIN)):
            write(text.format(year), f"{kind}-{name}.yaml")


def sentence(spbe: Spbe, *arguments: str) -> tuple[int, str]:
    """The code, and the sentence on the gate."""
    ran = spbe("compare" if len(arguments) > 3 else "score", *arguments, "--lang", "en")
    text = " ".join((ran.out + ran.err).split())
    begin = max(text.find("Gate "), text.find("--max-drop:"), text.find("--no-regression:"))
    return ran.code, text[begin:].partition(" 1 gate checked")[0]


@pytest.mark.usefixtures("sides")
@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("sound-old.yaml", "sound-new.yaml", "--max-drop", "0"), 0, "Gate passed: the index does not drop."),
        (
            ("sound-old.yaml", "index-new.yaml", "--max-drop", "0"),
            1,
            "Gate failed: the announced index can't be, so nothing shows that it does not drop.",
        ),
        (
            ("index-old.yaml", "sound-new.yaml", "--max-drop", "4"),
            2,
            "--max-drop: Kota A: the index of before, 4.9, can't be, so no drop can be checked",
        ),
        (
            ("sound-old.yaml", "domain-new.yaml", "--no-regression", "domain"),
            2,
            "--no-regression: Kota A: what was announced for domain 1 can't be, so the gate can't be checked",
        ),
        (
            ("domain-old.yaml", "sound-new.yaml", "--no-regression", "domain"),
            0,
            "Gate passed: no domain is lower than before (3 of 4 compared).",
        ),
        (
            ("domain-new.yaml", "--fail-under", "domain:1=4"),
            1,
            "Gate failed: 5, announced for domain 1, can't be, so nothing shows that 4 is reached.",
        ),
        (("domain-new.yaml", "--fail-under", "domain:2=3"), 0, "Gate passed: domain 2 with 3 is at least 3."),
    ],
)
def test_what_can_not_be_passes_no_gate(spbe: Spbe, arguments: tuple[str, ...], code: int, told: str) -> None:
    assert sentence(spbe, *arguments) == (code, told)


def test_nothing_drops_from_what_was_not_handed_in(spbe: Spbe, write: Write) -> None:
    write(ZERO.replace("2024", "2023"), "old.csv")
    write(ZERO.replace("0.00", "1.50"), "new.csv")
    ran = spbe("compare", "old.csv", "new.csv", "--max-drop", "0")
    assert (ran.code, "3 gates checked on 3 agencies, 0 not met." in ran.out) == (0, True)
    write(ZERO, "new.csv")
    assert "Kota B: Gate failed: the announced index can't be" in " ".join(
        spbe("compare", "old.csv", "new.csv", "--max-drop", "0").out.split()
    )


@pytest.mark.usefixtures("sides")
def test_the_json_says_that_the_announced_value_is_why(spbe: Spbe) -> None:
    (verdict,) = json.loads(spbe("score", "domain-new.yaml", "--fail-under", "domain:1=4", "-f", "json").out)["gates"]
    assert (verdict["doubt"], verdict["tier"], verdict["id"], verdict["passed"]) == ("refuted", "domain", 1, False)
    (verdict,) = json.loads(spbe("compare", "sound-old.yaml", "index-new.yaml", "--max-drop", "0", "-f", "json").out)["gates"]
    assert (verdict["doubt"], verdict["actual"], verdict["passed"]) == ("refuted", "-1.9", False)


@pytest.mark.usefixtures("sides")
def test_answers_are_judged_whatever_was_announced_beside_them(spbe: Spbe, write: Write) -> None:
    answers = "".join(f"  {one}: 3\n" for one in range(1, 48))
    write(f"agency: Kota A\nyear: 2024\nanswers:\n{answers}published: {{index: 4.9, domains: {{1: 5}}}}\n", "a.yaml")
    assert spbe("compare", "sound-old.yaml", "a.yaml", "--max-drop", "0", "--no-regression", "domain").code == 0
    assert spbe("score", "a.yaml", "--fail-under", "domain:1=3").code == 0


@pytest.mark.usefixtures("sides")
def test_what_can_not_be_reaches_no_target(spbe: Spbe, write: Write) -> None:
    write("agency: Kota B\nyear: 2024\npublished: {index: 0.00}\n", "zero.yaml")
    for name in ("index-new.yaml", "zero.yaml"):
        out = " ".join(spbe("score", name, "--target", "3.5").out.split())
        assert "Target 3.50; how far it is can't be told, as the announced index can't be" in out
        assert json.loads(spbe("score", name, "--target", "3.5", "-f", "json").out)["target"]["missing"] is None
        page = spbe("score", name, "--target", "3.5", "--one-page").out
        assert "Missing to" not in page
        assert "reached" not in page
    assert "Target 0.50 missing to 3.50" in " ".join(spbe("score", "sound-new.yaml", "--target", "3.5").out.split())


@pytest.mark.usefixtures("sides")
@pytest.mark.parametrize("more", [(), ("--one-page",)])
def test_what_can_not_have_been_before_is_told_beside_a_result(spbe: Spbe, more: tuple[str, ...]) -> None:
    out = spbe("score", "sound-new.yaml", "--before", "index-old.yaml", *more, columns=120).out
    assert "2023: Index: announced 4.90, but only 3.00 to 3.01 is possible" in out
    # The same slip on both sides is told of both.
    out = spbe("score", "index-new.yaml", "--before", "index-old.yaml", *more, columns=120).out
    assert out.count("Index: announced 4.90, but only 3.00 to 3.01 is possible") == 2
