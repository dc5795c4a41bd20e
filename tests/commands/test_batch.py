"""``spbe batch`` as a user runs it."""

from __future__ import annotations

import csv
import io
import json
import multiprocessing
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli import processes
from spbe_cli.commands import entries
from spbe_cli.formats import progress
from tests.conftest import EXAMPLES, NASTY, Ran, Spbe, Write, csv_of, fraction, parsed

NATIONAL = EXAMPLES / "national-2023.csv"
REGION = EXAMPLES / "region"
BANYUASIN = "Pemerintah Kab. Banyuasin"
TWICE = "(keep one of them, or give two agencies two names)"


def answers(agency: str, level: int = 3, *, head: str = "", year: int = 2024) -> str:
    levels = "".join(f"  {one}: {level}\n" for one in range(1, 48))
    return f"agency: {agency}\nyear: {year}\n{head}answers:\n{levels}"


def ranks(data: Any) -> list[tuple[int, str]]:
    return [(one["rank"], one["agency"]) for one in data["results"]]


# The real results of 2023.


def national() -> list[dict[str, str]]:
    with NATIONAL.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_csv(rows: list[dict[str, str]]) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def test_the_national_results_are_confirmed_but_for_one(spbe: Spbe) -> None:
    data = parsed(spbe("batch", NATIONAL, "--format", "json"))
    assert len(data["results"]) == 621
    assert [one["agency"] for one in data["results"] if not one["published"]["matches"]] == [BANYUASIN]
    (wrong,) = (one for one in data["results"] if one["agency"] == BANYUASIN)
    assert wrong["published"]["differences"] == [{"what": "domain 4", "announced": 0.3, "low": "1", "high": "5"}]
    announced = {one["agency"]: one for one in national()}
    for one in data["results"]:
        row = announced[one["agency"]]
        assert (Fraction(one["index_exact"]), one["predicate"]) == (Fraction(row["index"]), row["predicate"])
        assert (one["group"], one["basis"], one["path"]) == (row["group"], "domains", str(NATIONAL))
    out = spbe("batch", NATIONAL, "--top", "3").out
    assert "620 of 621 hold" in out
    assert f"{BANYUASIN}: Domain 4: announced 0.30, but only 1.00 to 5.00 is" in out


def test_the_national_summary_as_python_reckons_it(spbe: Spbe) -> None:
    import statistics

    (summary,) = parsed(spbe("batch", NATIONAL, "--format", "json"))["summary"]
    values = [Fraction(one["index"]) for one in national()]
    q1, median, q3 = statistics.quantiles(values, n=4, method="inclusive")
    assert {key: summary[key] for key in ("instrument", "year", "stage", "count", "min", "max")} == {
        "instrument": "permenpanrb-59-2020", "year": 2023, "stage": None, "count": 621, "min": 1.0, "max": 4.67,
    }  # fmt: skip
    for key, value in (("mean", statistics.mean(values)), ("median", median), ("q1", q1), ("q3", q3)):
        assert abs(summary[key] - float(value)) <= 0.005
    assert abs(summary["stdev"] - float(statistics.pstdev(values))) <= 0.00005
    given = [one["predicate"] for one in national()]
    assert summary["predicates"] == {name: given.count(name) for name in ("Memuaskan", "Sangat Baik", "Baik", "Cukup", "Kurang")}


@pytest.mark.parametrize("domain", [1, 2, 3, 4])
def test_a_domain_that_was_changed_is_found_in_every_row(spbe: Spbe, write: Write, domain: int) -> None:
    rows = national()
    for row in rows:
        value = Decimal(row[f"domain_{domain}"])
        row[f"domain_{domain}"] = str(value - Decimal("0.2") if value > Decimal("4.8") else value + Decimal("0.2"))
    data = parsed(spbe("batch", write(as_csv(rows), "changed.csv"), "--fail-on-difference", "--format", "json"), 1)
    assert [one["agency"] for one in data["results"] if one["published"]["matches"]] == []
    assert len(data["results"]) == len(rows) > 600


def test_a_predicate_that_was_changed_is_found_in_every_row(spbe: Spbe, write: Write) -> None:
    rows = national()
    names = ["Memuaskan", "Sangat Baik", "Baik", "Cukup", "Kurang"]
    for position, row in enumerate(rows):
        row["predicate"] = names[names.index(row["predicate"]) - (1 if position % 2 else 4)]
    data = parsed(spbe("batch", write(as_csv(rows), "changed.csv"), "--format", "json"))
    found = [[other["what"] for other in one["published"]["differences"]] for one in data["results"]]
    assert all("predicate" in one for one in found)
    assert len(found) == len(rows) > 600


@pytest.mark.parametrize("row", [0, 17, 333, 620])
def test_the_row_that_was_changed_is_named(spbe: Spbe, write: Write, row: int) -> None:
    rows = national()
    value = Decimal(rows[row]["domain_4"])
    rows[row]["domain_4"] = str(value + Decimal("0.2") if value <= Decimal("4.8") else value - Decimal("0.2"))
    ran = spbe("batch", write(as_csv(rows), "changed.csv"), "--fail-on-difference", "--top", "1")
    assert ran.code == 1
    assert "619 of 621 hold" in ran.out
    assert f"{rows[row]['agency']}: Index: announced {rows[row]['index']}, but only" in " ".join(ran.out.split())


# What is ranked.


def test_files_folders_globs_and_tables_together(spbe: Spbe, write: Write) -> None:
    write(answers("Kota A", 2), "a.yaml")
    write(answers("Kota B", 3), "folder/b.yaml")
    write(answers("Kota C", 4), "folder/sub/c.yml")
    write(answers("Kota D", 5), "glob/d1.yaml")
    write("agency;tahun;indeks\nKota E;2024;4,50\n", "e.csv")
    ran = spbe("batch", "a.yaml", "folder", "glob/d?.yaml", "e.csv", "-", "--format", "json", stdin=answers("Kota F", 1).encode())
    data = parsed(ran)
    assert ranks(data) == [(1, "Kota D"), (2, "Kota E"), (3, "Kota C"), (4, "Kota B"), (5, "Kota A"), (6, "Kota F")]
    assert [(one["path"], one.get("line")) for one in data["results"]][1] == ("e.csv", 2)
    assert data["errors"] == []


def test_ranks_by_the_exact_index_and_ties_by_name(spbe: Spbe) -> None:
    data = parsed(spbe("batch", REGION, "--format", "json"))
    found = [(one["rank"], one["agency"], one["index"]) for one in data["results"]]
    assert found[2:6] == [
        (3, "Inspektorat", 2.41), (3, "Sekretariat Daerah", 2.41), (5, "Dinas Pendidikan", 2.36), (6, "Dinas Kesehatan", 2.36),
    ]  # fmt: skip
    assert data["results"][2]["index_exact"] == data["results"][3]["index_exact"]
    assert Fraction(data["results"][4]["index_exact"]) > Fraction(data["results"][5]["index_exact"])


def test_a_ranking_for_each_instrument_year_and_stage(spbe: Spbe, write: Write) -> None:
    write(answers("Kota A", head="stage: self\n"), "1.yaml")
    write(answers("Kota A", head="stage: final\n"), "2.yaml")
    write(answers("Kota A", year=2023), "3.yaml")
    write("agency: Kota A\nyear: 2024\ninstrument: pegi\nanswers: {1: 2}\n", "4.yaml")
    write(answers("Kota B", head="stage: self\n"), "5.yaml")
    data = parsed(spbe("batch", ".", "--format", "json"))
    assert [(one["year"], one["stage"], one["instrument"], one["count"]) for one in data["summary"]] == [
        (2023, None, "permenpanrb-59-2020", 1), (2024, "self", "permenpanrb-59-2020", 2),
        (2024, "final", "permenpanrb-59-2020", 1), (2024, None, "pegi", 1),
    ]  # fmt: skip
    assert [one["rank"] for one in data["results"]] == [1, 1, 1, 1, 1]
    out = spbe("batch", ".").out
    assert [line for line in out.splitlines() if line.startswith("Ranking")] == [
        "Ranking 2023", "Ranking 2024 · self-assessment", "Ranking 2024 · final result", "Ranking 2024",
    ]  # fmt: skip


def test_only_a_year(spbe: Spbe, write: Write) -> None:
    write(answers("Kota A", year=2023), "a.yaml")
    write(answers("Kota B"), "b.yaml")
    write("agency,year,index\nKota C,2023,2\nKota D,2024,4\n", "c.csv")
    assert ranks(parsed(spbe("batch", ".", "c.csv", "--year", "2024", "--format", "json"))) == [(1, "Kota D"), (2, "Kota B")]
    ran = spbe("batch", ".", "--year", "2022")
    assert (ran.code, ran.out) == (2, "")
    assert [line.partition(" (")[0] for line in ran.err.splitlines()] == [
        '.: this file is not read: "c.csv"', ".: nothing of 2022 is here",
    ]  # fmt: skip


def test_the_instrument_by_option_for_files_that_name_none(spbe: Spbe, write: Write) -> None:
    write(answers("Kota A", year=2027), "a.yaml")
    (one,) = parsed(spbe("batch", "a.yaml", "--instrument", "permenpanrb-59-2020", "--format", "json"))["results"]
    assert one["instrument"] == "permenpanrb-59-2020"
    ran = spbe("batch", "a.yaml", "--instrument", "permenpanrb-59-2020")
    assert "permenpanrb-59-2020 holds for 2021-2025, not for 2027." in ran.out
    ran = spbe("batch", "a.yaml", "--instrument", "permenpanrb-59-2021")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean permenpanrb-59-2020?" in ran.err


def test_instruments_of_ones_own_from_standard_input_too(spbe: Spbe) -> None:
    opd = EXAMPLES / "opd"
    arguments = ("batch", opd / "dinas-kesehatan.yaml", "--format", "json", "--indicators")
    data = parsed(spbe(*arguments, opd / "indicators.yaml"))
    assert data["results"][0]["index"] == 3.17
    assert parsed(spbe(*arguments, "-", stdin=(opd / "indicators.yaml").read_bytes())) == data


# What is wrong.


def test_the_broken_are_told_with_their_place_and_the_good_are_ranked(spbe: Spbe, write: Write) -> None:
    write(answers("Kota A", 2), "a.yaml")
    write("agency: Kota B\nyear: 2024\nanswers:\n  1: 9\n  77: 1\n", "b.yaml")
    write("agency: [\n", "c.yaml")
    write("agency,year,1,2\nKota D,2024,3,x\nKota E,2024,4,5\n", "d.csv")
    ran = spbe("batch", ".", "d.csv", "nowhere.yaml", "x*.yaml", "--format", "json")
    data = parsed(ran, 2)
    assert ranks(data) == [(1, "Kota A"), (2, "Kota E")]
    places = ["x*.yaml", "b.yaml:4:6", "b.yaml:5:3", "c.yaml:2:1", "d.csv:2:4", "nowhere.yaml"]
    assert [line.split(": ")[0] for line in ran.err.splitlines()] == places
    told = [":".join(str(one[key]) for key in ("path", "line", "column") if one[key] is not None) for one in data["errors"]]
    assert told == [line.split(": ")[0] for line in ran.err.splitlines()]
    assert [one["message"] for one in data["errors"]][1] == "level 9: expected a whole number from 1 to 5"
    ran = spbe("batch", ".", "d.csv")
    assert ran.code == 2
    assert "Kota A" in ran.out
    assert "Kota B" not in ran.out


def test_nothing_good_is_nothing_to_show(spbe: Spbe, write: Write) -> None:
    write("agency: Kota A\n", "a.yaml")
    for format_ in ("table", "csv", "markdown"):
        ran = spbe("batch", "a.yaml", "--format", format_)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("a.yaml:1:1: ")
    data = parsed(spbe("batch", "a.yaml", "--format", "json"), 2)
    assert (data["results"], data["summary"]) == ([], [])
    assert [one["path"] for one in data["errors"]] == ["a.yaml", "a.yaml"]


@pytest.mark.parametrize("gate", [(), ("--fail-under", "1"), ("--fail-on-difference",)])
@pytest.mark.parametrize(
    ("path", "told"), [("*.yaml", "no file matches this pattern"), ("empty", "no answer file in this folder")]
)
def test_nothing_matched_is_bad_input(spbe: Spbe, write: Write, path: str, told: str, gate: tuple[str, ...]) -> None:
    write("", "empty/readme.txt")
    ran = spbe("batch", path, *gate)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"{path}: {told}")


def test_the_same_agency_twice_names_both_places(spbe: Spbe, write: Write) -> None:
    write(answers("Kota A", 2), "a.yaml")
    write(answers("kota  a", 5), "b.yaml")
    write("agency,year,index\nKota B,2024,2\nKOTA A,2024,3\nKota B,2024,4\n", "c.csv")
    ran = spbe("batch", ".", "c.csv", "--format", "json")
    data = parsed(ran, 2)
    assert ranks(data) == [(1, "Kota A"), (1, "Kota B")]
    assert data["summary"][0]["count"] == 2
    assert ran.err.splitlines() == [
        f"b.yaml: kota  a is there already, in a.yaml {TWICE}",
        f"c.csv:3:1: KOTA A is there already, in a.yaml {TWICE}",
        f"c.csv:4:1: Kota B is there already, in c.csv:2 {TWICE}",
    ]


def test_a_file_that_is_named_twice_is_one_file(spbe: Spbe, write: Write) -> None:
    file = write(answers("Kota A"))
    assert ranks(parsed(spbe("batch", file, file, "*.yaml", "--format", "json"))) == [(1, "Kota A")]


def test_points_lost_do_not_count_an_agency_twice(spbe: Spbe, write: Write) -> None:
    write(answers("Kota A", 2), "a.yaml")
    write(answers("Kota B", 4), "c.csv.yaml")
    alone = parsed(spbe("batch", ".", "--by", "indicator", "--format", "json"))
    write(answers("Kota A", 5), "b.yaml")
    again = parsed(spbe("batch", ".", "--by", "indicator", "--format", "json"), 2)
    assert again["losses"] == alone["losses"]


def test_agencies_side_by_side_are_told_apart_where_one_is_there_twice(spbe: Spbe, write: Write) -> None:
    write(answers("Dinas A", 2), "a.yaml")
    write("indikator,Dinas A,Dinas B\n1,5,5\n", "b.csv")
    ran = spbe("batch", "a.yaml", "b.csv", "--year", "2024", "--format", "json")
    assert sorted(name for _rank, name in ranks(parsed(ran, 2))) == ["Dinas A", "Dinas B"]
    assert "b.csv:2:1: Dinas A is there already, in a.yaml" in ran.err
    lost = parsed(spbe("batch", "a.yaml", "b.csv", "--year", "2024", "--by", "domain", "--format", "json"), 2)
    assert {one["count"] for one in lost["losses"][0]["parts"]} == {2}


def test_strict(spbe: Spbe, write: Write) -> None:
    write("agency: Kota A\nyear: 2024\nanswers: {1: 3}\n", "a.yaml")
    write(answers("Kota B"), "b.yaml")
    write("agency,year,1,2\nKota C,2024,3,\n", "c.csv")
    assert spbe("batch", ".", "c.csv").code == 0
    ran = spbe("batch", ".", "c.csv", "--strict", "--format", "json")
    assert ranks(parsed(ran, 2)) == [(1, "Kota B")]
    assert ran.err.count("is not answered") == 46 * 2


# How it is laid out.


def test_top_sort_and_groups_hold_in_every_format(spbe: Spbe, write: Write) -> None:
    table = "agency,year,group,kind,index\nD,2024,south,Kota,4\nC,2024,north,Kab.,3\nb,2024,,Kota,2\nA,2024,North,Kota,1\n"
    file = write(table, "a.csv")

    def order(*arguments: str) -> str:
        shown = spbe("batch", file, *arguments)
        assert shown.code == 0
        as_json = [one["agency"] for one in json.loads(spbe("batch", file, *arguments, "--format", "json").out)["results"]]
        as_rows = [one["agency"] for one in csv_of(spbe("batch", file, *arguments, "--format", "csv"))]
        in_table = re.findall(r"^ +\d +(?:\d +)?([A-Za-z]) ", shown.out, re.MULTILINE)
        assert as_json == as_rows == in_table
        return " ".join(as_json)

    assert order() == "D C b A"
    assert order("--top", "2") == "D C"
    assert order("--sort", "agency") == "A b C D"
    assert order("--sort", "agency", "--top", "2") == "C D"
    assert order("--sort", "group") == "C A D b"
    assert order("--sort", "group", "--top", "3") == "C D b"
    assert order("--group-by", "kind") == "C D b A"
    assert order("--group-by", "kind", "--top", "1") == "C D"
    assert order("--group-by", "kind", "--sort", "agency") == "C A b D"
    assert order("--group-by", "group") == "C A D b"
    assert spbe("batch", file, "--top", "0").code == 2


def test_ranks_and_summary_are_of_all_whatever_is_shown(spbe: Spbe) -> None:
    full = parsed(spbe("batch", REGION, "--format", "json"))
    part = parsed(spbe("batch", REGION, "--format", "json", "--top", "1", "--group-by", "kind"))
    assert sum(one["count"] for one in part["summary"][0].pop("groups")) == 8
    assert part["summary"] == full["summary"]
    assert len(part["results"]) == 4
    assert [one.pop("group_rank") for one in part["results"]] == [1] * 4
    assert all(one in full["results"] for one in part["results"])


def test_groups_have_their_mean(spbe: Spbe) -> None:
    out = spbe("batch", NATIONAL, "--group-by", "kind", "--top", "1", columns=120).out
    kota = [Decimal(one["index"]) for one in national() if one["agency"].startswith("Pemerintah Kota ")]
    assert re.search(rf"^ +Kota, mean of {len(kota)} +{sum(kota) / len(kota):.2f}$", out, re.MULTILINE)
    assert "Pemerintah Kota Surabaya" in out
    assert "Pemerintah Kota Madiun" not in out


def test_those_without_a_group_come_last(spbe: Spbe, write: Write) -> None:
    out = spbe("batch", write("agency,year,group,index\nA,2024,,5\nB,2024,zzz,4\n", "a.csv"), "--group-by", "group").out
    assert out.index("zzz, mean of 1") < out.index("without a group, mean of 1")


def test_bars_are_drawn_where_there_is_room_and_columns_only_where_something_is_known(spbe: Spbe, write: Write) -> None:
    assert "█" not in spbe("batch", REGION, columns=80).out
    wide = spbe("batch", REGION, columns=120).out
    assert "█" in wide
    assert re.search(r"Dinas Perhubungan .* 45/45 ", wide)
    assert re.search(r"Dinas Sosial .* 45/47 ", wide)
    only_index = spbe("batch", write("agency,year,index\nA,2024,3\n", "a.csv"), columns=120).out
    assert " D1" not in only_index
    assert "Answered" not in only_index


def test_one_agency_has_no_spread(spbe: Spbe, write: Write) -> None:
    out = spbe("batch", write(answers("Kota A"))).out
    assert "Median" not in out
    assert "Spread" not in out


def test_a_borderline_agency_is_named(spbe: Spbe, write: Write) -> None:
    write("agency,year,index,predicate\nPemerintah Kab. Luwu,2024,2.60,Cukup\nPemerintah Kab. X,2024,2.61,Baik\n", "a.csv")
    out = " ".join(spbe("batch", "a.csv").out.split())
    assert "Pemerintah Kab. Luwu: Borderline: " in out
    assert "Kab. X: " not in out


# Who is missing.


def test_who_has_not_handed_in_is_listed_and_never_ranked(spbe: Spbe) -> None:
    ran = spbe("batch", REGION, "--expect", REGION / "opd.txt")
    assert ran.code == 0
    assert "Not handed in: Dinas Pekerjaan Umum\n" in ran.out
    data = parsed(spbe("batch", REGION, "--expect", REGION / "opd.txt", "--format", "json"))
    assert (data["missing"], data["unusable"], data["unexpected"]) == (["Dinas Pekerjaan Umum"], [], [])
    assert len(data["results"]) == data["summary"][0]["count"] == 8
    assert not {"missing", "unusable", "unexpected"} & parsed(spbe("batch", REGION, "--format", "json")).keys()


def test_who_has_sent_the_form_of_an_earlier_year_is_named_with_that_year(spbe: Spbe, write: Write) -> None:
    for name, year in (("A", 2024), ("B", 2022), ("B", 2023), ("C", 2024)):
        write(answers(f"Dinas {name}", year=year), f"{name}-{year}.yaml")
    names = write("Dinas A\nDinas B\nDinas C\nDinas E\n", "names.txt")
    out = spbe("batch", ".", "--expect", names).out
    assert "Handed in for an earlier year only: Dinas B (2023)\n" in out
    assert "Not handed in: Dinas E\n" in out
    data = parsed(spbe("batch", ".", "--expect", names, "--format", "json"))
    assert (data["missing"], data["earlier"]) == (["Dinas B", "Dinas E"], ["Dinas B"])


def test_names_are_matched_but_for_case_and_spacing_and_a_near_one_is_suggested(spbe: Spbe, write: Write) -> None:
    write(answers("Dinas Kesehatan"), "a.yaml")
    write(answers("Dinas Perhubugan"), "b.yaml")
    write("# all of them\n\nDINAS  KESEHATAN\n  Dinas Perhubungan\r\nDinas Kesehata\nInspektorat\nInspektorat\n", "names.txt")
    ran = spbe("batch", ".", "--expect", "names.txt", columns=120)
    assert (ran.code, ran.err) == (0, "names.txt:7:1: Inspektorat stands in line 6 too, and counts once\n")
    missing = "Not handed in: Dinas Perhubungan (did you mean Dinas Perhubugan?), Dinas Kesehata, Inspektorat"
    assert missing in ran.out
    assert parsed(spbe("batch", ".", "--expect", "names.txt", "--format", "json"))["missing"] == [
        "Dinas Perhubungan", "Dinas Kesehata", "Inspektorat",
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["table", "csv", "jsonl", "markdown", "html", "json"])
def test_who_is_ranked_and_was_not_expected_is_named(spbe: Spbe, write: Write, form: str) -> None:
    for name in "ABC":
        write(answers(f"Dinas {name}"), f"{name}.yaml")
    names = write("Dinas B\n", "names.txt")
    ran = spbe("batch", ".", "--expect", names, "--format", form)
    if form == "json":
        assert parsed(ran)["unexpected"] == ["Dinas A", "Dinas C"]
        return
    said = "Ranked, but not among those that are expected: Dinas A, Dinas C"
    assert said in " ".join((ran.err if form in ("csv", "jsonl") else ran.out).split())
    assert (
        "not among" not in spbe("batch", ".", "--expect", write("Dinas A\nDinas B\nDinas C\n", "all.txt"), "--format", form).out
    )


def test_who_is_ranked_in_an_earlier_year_and_was_not_expected_is_named_too(spbe: Spbe, write: Write) -> None:
    write(answers("Dinas A"), "a.yaml")
    write(answers("Dinas B", year=2023), "b.yaml")
    ran = spbe("batch", ".", "--expect", write("Dinas A\n", "names.txt"))
    assert "Ranked, but not among those that are expected: Dinas B" in ran.out


def test_nobody_is_missing(spbe: Spbe, write: Write) -> None:
    write(answers("Kota A"), "a.yaml")
    names = write("Kota A\n", "names.txt")
    assert "Everyone expected has handed in." in spbe("batch", ".", "--expect", names).out
    assert parsed(spbe("batch", ".", "--expect", names, "--format", "json"))["missing"] == []


@pytest.mark.parametrize(
    ("content", "told"), [("", "names.txt:1:1: the file is empty"), ("# none\n\n", "names.txt:1:1: "), (None, "x.txt: no such")]
)
def test_names_that_can_not_be_had_are_bad_input(spbe: Spbe, write: Write, content: str | None, told: str) -> None:
    write(answers("Kota A"), "a.yaml")
    name = "x.txt" if content is None else write(content, "names.txt")
    ran = spbe("batch", ".", "--expect", name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(told)


# Where points are lost.


def test_where_points_are_lost_by_indicator(spbe: Spbe) -> None:
    (losses,) = parsed(spbe("batch", REGION, "--by", "indicator", "--format", "json"))["losses"]
    assert (losses["instrument"], losses["year"], losses["stage"]) == ("permenpanrb-59-2020", 2024, "self")
    results = parsed(spbe("batch", REGION, "--detail", "indicator", "--format", "json"))["results"]
    parts = losses["parts"]
    assert [one["id"] for one in parts[:3]] == [42, 47, 46]
    mean = sum(Fraction(one["index_exact"]) for one in results) / 8
    assert sum(Fraction(one["lost_exact"]) for one in parts) == 5 - mean
    indicators = {
        one["id"]: [
            indicator
            for result in results
            for domain in result["domains"]
            for aspect in domain["aspects"]
            for indicator in aspect["indicators"]
            if indicator["id"] == one["id"]
        ]
        for one in parts
    }
    for one in parts:
        levels = [indicator["level"] for indicator in indicators[one["id"]] if indicator["level"] is not None]
        assert one["levels"] == {str(level): levels.count(level) for level in range(1, 6)}
        assert (one["count"], one["tier"]) == (len(levels), "indicator")
        assert Fraction(one["mean_exact"]) == Fraction(sum(levels), len(levels))
        lost = [Fraction(each["weight"]) / 100 * 5 - Fraction(each["contribution_exact"]) for each in indicators[one["id"]]]
        assert Fraction(one["lost_exact"]) == sum(lost) / 8
    assert [one["lost"] for one in parts] == sorted((one["lost"] for one in parts), reverse=True)


@pytest.mark.parametrize(("tier", "count"), [("aspect", 8), ("domain", 4)])
def test_where_points_are_lost_by_aspect_and_domain(spbe: Spbe, tier: str, count: int) -> None:
    (losses,) = parsed(spbe("batch", REGION, "--by", tier, "--format", "json"))["losses"]
    assert len(losses["parts"]) == count
    assert {one["tier"] for one in losses["parts"]} == {tier}
    assert not any("levels" in one for one in losses["parts"])
    (fine,) = parsed(spbe("batch", REGION, "--by", "indicator", "--format", "json"))["losses"]
    assert sum(Fraction(one["lost_exact"]) for one in losses["parts"]) == sum(
        Fraction(one["lost_exact"]) for one in fine["parts"]
    )


def test_the_worst_only_in_every_format(spbe: Spbe) -> None:
    arguments = ("batch", REGION, "--by", "indicator", "--top", "2")
    assert [one["id"] for one in parsed(spbe(*arguments, "--format", "json"))["losses"][0]["parts"]] == [42, 47]
    rows = csv_of(spbe(*arguments, "--format", "csv"))
    assert [(row["id"], row["level_1"], row["level_2"], row["lost"], fraction(row, "lost")) for row in rows] == [
        ("42", "0", "5", "0.0810", "81/1000"), ("47", "1", "4", "0.0810", "81/1000"),
    ]  # fmt: skip
    out = spbe(*arguments).out
    assert "Layanan Pengaduan Pelayanan Publik" in out
    assert "Layanan Publik Sektor 2" not in out
    # The facts are of all indicators.
    assert "2.54 index points to the maximum, 5" in out


def test_what_is_not_known_on_a_tier_is_left_out_and_said(spbe: Spbe, write: Write) -> None:
    write("agency,year,index\nKota A,2024,3\nKota B,2024,2\n", "a.csv")
    write(answers("Kota C", 4), "c.yaml")
    ran = spbe("batch", ".", "a.csv", "--by", "indicator")
    assert ran.code == 0
    assert re.search(r"^Agencies +1\nMean +4.00\nLost +1.00 index points", ran.out, re.MULTILINE)
    assert "2 agencies left out, as not all figures by indicator are known." in ran.out
    alone = spbe("batch", "a.csv", "--by", "indicator")
    assert alone.code == 0
    assert alone.out.endswith("Agencies  0\n\n2 agencies left out, as not all figures by indicator are known.\n")
    assert parsed(spbe("batch", "a.csv", "--by", "indicator", "--format", "json"))["losses"][0]["parts"] == []


def test_points_lost_with_gates_missing_and_broken_ones(spbe: Spbe, write: Write) -> None:
    write(answers("Kota A", 2), "a.yaml")
    write("agency: Kota B\n", "b.yaml")
    names = write("Kota A\nKota B\n", "names.txt")
    arguments = ("batch", ".", "--by", "domain", "--expect", names, "--fail-under", "3")
    ran = spbe(*arguments)
    assert ran.code == 2
    assert "Kota A: Gate failed: 2 is below 3." in ran.out
    assert "Handed in, but what they sent can't be used yet: Kota B" in ran.out
    assert "b.yaml:1:1: " in ran.err
    told = "names.txt:2:1: Kota B has not handed in, or is in a file that can't be used, so no gate can be checked on it\n"
    assert told in ran.err
    data = parsed(spbe(*arguments, "--format", "json"), 2)
    assert (data["missing"], data["passed"], len(data["gates"]), len(data["errors"])) == (["Kota B"], False, 1, 3)
    assert data["unusable"] == ["Kota B"]


# Gates.


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


# Formats.


def test_json_says_what_the_contract_says(spbe: Spbe) -> None:
    data = parsed(spbe("batch", REGION, "--format", "json"))
    assert list(data) == ["schema", "results", "errors", "summary"]
    assert data["schema"] == 1
    for one in data["results"]:
        alone = json.loads(spbe("score", one["path"], "--format", "json").out)
        del alone["domains"]
        alone.pop("promised", None)
        rank = one.pop("rank")
        assert (one, rank) == (alone, rank)
    assert list(data["summary"][0]) == [
        "instrument", "year", "stage", "count", "mean", "median", "q1", "q3", "min", "max", "stdev", "predicates",
    ]  # fmt: skip
    assert data["summary"][0]["predicates"] == {"Baik": 2, "Cukup": 5, "Kurang": 1}


def test_json_is_the_same_in_every_language_but_for_its_sentences(spbe: Spbe) -> None:
    english, indonesian = (parsed(spbe("batch", REGION, "--format", "json", "--lang", lang)) for lang in ("en", "id"))
    for data in (english, indonesian):
        for one in data["results"]:
            del one["warnings"]
    assert english == indonesian


@pytest.mark.parametrize("detail", ["domain", "aspect", "indicator"])
def test_details_go_as_deep_as_is_asked_for(spbe: Spbe, detail: str) -> None:
    data = parsed(spbe("batch", REGION, EXAMPLES / "pemdi-2026.yaml", "--detail", detail, "--format", "json"))
    assert len(data["results"]) == 9
    for one in data["results"]:
        alone = json.loads(spbe("score", one["path"], "--format", "json").out)
        for part in alone.get("domains", []):
            if detail == "domain":
                del part["aspects"]
        for part in (aspect for top in alone.get("domains", [alone]) for aspect in top.get("aspects", [])):
            if detail != "indicator":
                del part["indicators"]
        del one["rank"]
        alone.pop("promised", None)
        assert one == alone


def test_csv_has_a_row_per_agency_and_reads_back(spbe: Spbe, write: Write) -> None:
    text = spbe("batch", REGION, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == [
        *("rank", "agency", "year", "instrument", "stage", "group", "kind", "index", "mark", "predicate"),
        *("domain_1", "domain_2", "domain_3", "domain_4", "consistent", "index_num", "index_den", "answered", "total", "path"),
        *("not_applicable", "adjusted"),
    ]
    assert [(row["rank"], row["agency"], row["answered"], row["total"]) for row in rows][5:] == [
        ("6", "Dinas Kesehatan", "46", "46"), ("7", "Dinas Perhubungan", "45", "45"), ("8", "Dinas Sosial", "45", "47"),
    ]  # fmt: skip
    assert text == spbe("batch", REGION, "--format", "csv", "--lang", "id").out
    data = parsed(spbe("batch", write(text, "again.csv"), "--format", "json"))
    assert [(one["agency"], one["index"], one["predicate"], one["stage"], one["group"]) for one in data["results"]] == [
        (row["agency"], float(row["index"]), row["predicate"], row["stage"], row["group"])
        for row in sorted(rows, key=lambda row: (-Decimal(row["index"]), row["agency"].casefold()))
    ]
    assert all(one["published"]["matches"] for one in data["results"])


def test_markdown(spbe: Spbe) -> None:
    out = spbe("batch", REGION, "--format", "markdown", "--expect", REGION / "opd.txt", "--fail-under", "Cukup").out
    assert out.startswith("## Ranking 2024 · self-assessment\n")
    assert "| Rank | Agency | Index | Predicate | D1 | D2 | D3 | D4 | Answered |" in out
    assert "| 1 | Dinas Komunikasi dan Informatika | 3.48 | Baik |" in out
    assert "> ❌ Dinas Sosial: Gate failed: Kurang is below Cukup." in out
    assert "> ⚠️ Not handed in: Dinas Pekerjaan Umum" in out


def test_a_report_is_written_whole_and_never_over_an_input(spbe: Spbe, write: Write) -> None:
    write(answers("Kota A"), "a.yaml")
    for ending, begins in (("json", '{"schema"'), ("csv", "rank,"), ("md", "## "), ("txt", "Ranking 2024")):
        ran = spbe("batch", ".", "-o", f"result.{ending}")
        assert (ran.code, ran.out, ran.err) == (0, "", "")
        assert Path(f"result.{ending}").read_text(encoding="utf-8").startswith(begins)
    names = write("Kota A\n", "names.txt")
    table = write("agency,year,index\nKota B,2024,3\n", "b.csv")
    for target, arguments in ((names, ("--expect", names)), (table, ())):
        before = Path(target).read_text(encoding="utf-8")
        ran = spbe("batch", "a.yaml", table, *arguments, "-o", target)
        assert ran.code == 2
        assert "expected another" in ran.err
        assert Path(target).read_text(encoding="utf-8") == before


def test_where_nothing_can_be_written_the_broken_are_told_all_the_same(spbe: Spbe, write: Write) -> None:
    write(answers("Kota A"), "a.yaml")
    write("agency: Kota B\n", "b.yaml")
    for target in ("nowhere/x.json", "x.docx"):
        ran = spbe("batch", ".", "-o", target)
        assert (ran.code, ran.out) == (2, "")
        assert "b.yaml:1:1: " in ran.err
        assert f"--output {target}: " in ran.err


def test_gates_are_told_where_a_report_goes_to_a_file(spbe: Spbe, write: Write) -> None:
    table = write("agency,year,index\nKota A,2024,2\n", "a.csv")
    ran = spbe("batch", table, "--fail-under", "3", "-o", "report.md")
    assert (ran.code, ran.out) == (1, "")
    assert "a.csv:2: " in ran.err
    assert "Gate failed: 2 is below 3." in ran.err


@pytest.mark.parametrize("name", NASTY.values(), ids=NASTY.keys())
@pytest.mark.parametrize("format_", ["table", "json", "csv", "markdown"])
def test_names_are_text_everywhere(spbe: Spbe, write: Write, name: str, format_: str) -> None:
    quoted = json.dumps(name)
    head = f"agency: {quoted}\nyear: 2024\ngroup: {quoted}\n"
    write(f"{head}kind: {quoted}\npublished: {{index: 2.6, domains: {{1: 0}}}}\n", "a.yaml")
    write(f"{head}published: {{index: 2.6}}\n", "b.yaml")
    names = write(f"{name.splitlines()[0].replace(chr(27), '')} x\n", "names.txt")
    arguments = ("--expect", names, "--fail-under", "5", "--group-by", "group", "--format", format_)
    ran = spbe("batch", "a.yaml", "b.yaml", *arguments, columns=200)
    assert ran.code == 2
    assert not {"\x1b", "\u202e"} & set(ran.out + ran.err)
    visible = name.replace("\x1b", "\\x1b").replace("\n", "\\n").replace("\u202e", "\\u202e")
    assert f"b.yaml: {visible} is there already, in a.yaml (keep one of them, or give two agencies two names)\n" in ran.err
    if format_ == "json":
        data = json.loads(ran.out)
        assert (data["results"][0]["agency"], data["results"][0]["kind"], data["gates"][0]["agency"]) == (name, name, name)
    if format_ == "table":
        assert f"{visible}, mean of 1" in ran.out
        assert f"{visible}: Gate failed" in ran.out
    if format_ == "csv":
        assert csv_of(ran, 2)[0]["agency"][0] not in "=+-@"
    if format_ == "markdown":
        assert "<script" not in ran.out
        assert "[link" not in ran.out.replace("\\[", "")


@pytest.mark.parametrize("format_", ["json", "jsonl"])
def test_a_character_that_deletes_is_escaped_in_json_too(spbe: Spbe, write: Write, format_: str) -> None:
    ran = spbe("batch", write('agency: "Kota\\x7f"\nyear: 2024\nanswers: {1: 3}\n', "a.yaml"), "--format", format_)
    assert "Kota\\u007f" in ran.out
    assert "\x7f" not in ran.out


# Many files.


@pytest.fixture
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def many(write: Write) -> None:
    """Over 700 small files: bare ones, ones in other forms, broken ones, and a table."""
    for one in range(720):
        level = 1 + one % 5
        extra = {0: "", 1: "  5: {level: 2, note: x}\n", 2: "  6: n/a\n"}[one % 3]
        body = f"tahun: 2024\ntahap: self\njawaban:\n  1: {level}\n  33: {5 - one % 4}\n  2: {1 + one % 3}\n{extra}"
        if one % 100 == 7:
            body += "  44: 9\n"
        write(f"instansi: Dinas {one % 700:03d}\n{body}", f"many/{one:04d}.yaml")
    rows = "".join(f"Badan {one:03d},2024,self,{1 + one % 5},3\n" for one in range(40))
    write(f"agency,year,stage,1,2\n{rows}", "many.csv")


@pytest.mark.usefixtures("_two_processors")
@pytest.mark.parametrize(
    "extra", [("--lang", "id"), ("--by", "indicator"), ("--detail", "domain", "--fail-under", "2"), ("--year", "2023")]
)
def test_a_pool_of_processes_gives_the_same_as_one(
    spbe: Spbe, write: Write, monkeypatch: pytest.MonkeyPatch, extra: tuple[str, ...]
) -> None:
    many(write)
    arguments = ("batch", "many", "many.csv", "--format", "json", *extra)
    monkeypatch.setattr(entries, "_POOL_FROM", 10**9)
    alone = spbe(*arguments)
    monkeypatch.setattr(entries, "_POOL_FROM", 300)
    assert spbe(*arguments) == alone
    assert alone.code == 2
    assert len(json.loads(alone.out)["errors"]) >= 8


@pytest.mark.usefixtures("_two_processors")
def test_a_few_workbooks_are_work_enough_for_several_processes(spbe: Spbe, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("".join(f"Dinas {one}\n" for one in range(12)), "opds.txt")
    assert spbe("init", "--opds", "opds.txt", "--year", "2024", "--as", "xlsx", "-o", "forms").code == 0
    made: list[int] = []
    pool = processes.workers

    def recorded(count: int, *more: Any) -> Any:
        made.append(count)
        return pool(count, *more)

    monkeypatch.setattr(processes, "workers", recorded)
    together = spbe("batch", "forms", "--format", "json")
    assert made == [2]
    monkeypatch.setattr(entries, "_POOL_FROM", 10**9)
    assert spbe("batch", "forms", "--format", "json") == together
    assert len(parsed(together)["results"]) == 12
    assert made == [2]


@given(st.lists(st.sampled_from(["a.yaml", "b.csv", "c.XLSX"]), max_size=2000))
def test_chunks_are_of_about_as_much_work_each(files: list[str]) -> None:
    chunks = entries._chunks(files)
    assert [one for chunk in chunks for one in chunk] == files
    work = [sum(map(entries._work, chunk)) for chunk in chunks]
    most = max(entries._CHUNK, -(-sum(work) // entries._MOST_CHUNKS))
    assert all(most <= one < most + entries._WORKBOOK for one in work[:-1])
    assert work[-1] < most + entries._WORKBOOK
    assert len(chunks) <= entries._MOST_CHUNKS


_BEGINNING = """
import multiprocessing, os, sys
from spbe_cli.__main__ import main
multiprocessing.set_start_method(sys.argv.pop(1))
os.cpu_count = lambda: 2
main()
"""


@pytest.mark.systems
@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_workers_give_the_same_however_a_system_begins_them(
    spbe: Spbe, write: Write, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    # Linux has copied the process so far; Windows and macOS begin others anew, and all that these get is pickled.
    many(write)
    write("Dinas 001: [Dinas 1]\n", "aliases.yaml")
    write(b'[columns]\n"Skor" = "index"\n[gates]\nnot_applicable = [6]\n', "spbe.toml")
    options = ("--detail", "aspect", "--fail-under", "2", "--kind", "Dinas", "--aliases", "aliases.yaml")
    arguments = ("batch", "many", "--format", "json", "--lang", "id", *options)
    monkeypatch.setattr(entries, "_POOL_FROM", 10**9)
    alone = spbe(*arguments)
    assert len(json.loads(alone.out)["results"]) > 600
    words = [sys.executable, "-c", _BEGINNING, method, *arguments]
    ran = subprocess.run(words, capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert Ran(ran.returncode, ran.stdout, ran.stderr) == alone


@pytest.mark.usefixtures("_two_processors")
def test_standard_input_and_options_that_are_wrong_among_many_files(spbe: Spbe, write: Write) -> None:
    many(write)
    ran = spbe(
        "batch", "many.csv", "many", "-", "--format", "json", stdin=b"agency: Kota A\nyear: 2024\nstage: self\nanswers: {1: 5}\n"
    )
    assert "Kota A" in [one["agency"] for one in parsed(ran, 2)["results"]]
    ran = spbe("batch", "many", "--instrument", "nonsense")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("--instrument: ")


class TestProgress:
    @pytest.fixture(autouse=True)
    def _files(self, write: Write) -> None:
        for one in range(4):
            write(answers(f"Kota {one}"), f"{one}.yaml")

    @pytest.fixture
    def terminal(self, spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> Spbe:
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setattr(progress, "_AFTER", 0.0)

        def run(*arguments: object, **options: Any) -> Ran:
            monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
            return spbe(*arguments, **options)

        return run

    @pytest.mark.parametrize(("language", "word"), [("en", "Reading"), ("id", "Membaca")])
    def test_a_bar_on_standard_error_where_that_is_a_terminal(self, terminal: Spbe, spbe: Spbe, language: str, word: str) -> None:
        ran = terminal("batch", ".", "--lang", language)
        assert word in ran.err
        assert "4/4" in ran.err
        plain = spbe("batch", ".", "--lang", language)
        assert word not in ran.out
        assert "\x1b" not in ran.out
        assert ran.out == plain.out

    @pytest.mark.parametrize(("language", "word"), [("en", "Laying out"), ("id", "Menata")])
    def test_a_bar_while_many_rows_are_laid_out(self, terminal: Spbe, language: str, word: str) -> None:
        assert word in terminal("batch", ".", "--lang", language).err
        assert word not in terminal("batch", ".", "--lang", language, "--quiet").err
        assert word not in terminal("batch", ".", "--lang", language, "--format", "json").err

    def test_a_bar_begins_in_the_middle_of_a_step(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setattr(progress, "_AFTER", 0.0)
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        with progress.progress(1, quiet=False):
            deadline = time.monotonic() + 60
            said = ""
            while "Reading" not in said and time.monotonic() < deadline:
                said += capsys.readouterr().err
        assert "Reading" in said

    def test_no_bar_for_what_takes_less_than_a_second(self, terminal: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(progress, "_AFTER", 60.0)
        assert terminal("batch", ".").err == ""

    def test_no_bar_when_only_what_was_asked_for_is_wanted(self, terminal: Spbe) -> None:
        assert terminal("batch", ".", "--quiet").err == ""

    def test_no_bar_where_standard_error_is_no_terminal(self, spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(progress, "_AFTER", 0.0)
        assert spbe("batch", ".").err == ""


def test_a_table_on_standard_input_is_known_by_what_it_holds(spbe: Spbe) -> None:
    ran = spbe("batch", "-", "--format", "json", stdin=b"agency,year,index\nKota A,2023,2.5\n")
    assert ran.code == 0
    [one] = json.loads(ran.out)["results"]
    assert (one["agency"], one["index"], one["line"]) == ("Kota A", 2.5, 2)


def test_rankings_of_several_instruments_as_csv_are_ranked_again(spbe: Spbe, write: Write) -> None:
    write("agency,year,index\n=A,2023,2.5\nKota B,2026,3\nKota C,2023,4\n", "table.csv")
    assert spbe("batch", "table.csv", "-o", "ranking.csv").code == 0
    first, again = (parsed(spbe("batch", name, "--format", "json")) for name in ("table.csv", "ranking.csv"))
    kept = ("rank", "agency", "year", "instrument", "index", "predicate")
    assert [[one[key] for key in kept] for one in again["results"]] == [[one[key] for key in kept] for one in first["results"]]


def test_a_sheet_of_agencies_is_a_table_too(spbe: Spbe, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["agency", "year", "index"], ["Kota A", 2023, 2.6], ["Kota B", 2023, 2.59]):
        book.active.append(row)
    path = tmp_path / "agencies.xlsx"
    book.save(path)
    ranked = json.loads(spbe("batch", path, "--format", "json").out)["results"]
    assert [(one["agency"], one["index"], one["line"]) for one in ranked] == [("Kota A", 2.6, 2), ("Kota B", 2.59, 3)]
    assert len(json.loads(spbe("compare", path, path, "--format", "json").out)["agencies"]) == 2


# What --top leaves out.


@pytest.mark.parametrize(
    ("arguments", "note"),
    [
        (("--top", "2"), "2 more share rank 2 and are not shown: Dinas C, Dinas D"),
        (("--top", "3"), "1 more shares rank 2 and is not shown: Dinas D"),
        (("--top", "3", "--sort", "agency"), "1 more shares rank 2 and is not shown: Dinas D"),
        (("--top", "2", "--sort", "group"), "2 more share rank 2 and are not shown: Dinas C, Dinas D"),
        (("--top", "2", "--reverse"), "2 more share rank 2 and are not shown: Dinas C, Dinas B"),
        (("--top", "2", "--group-by", "group"), "Selatan: 1 more shares rank 1 and is not shown: Dinas D"),
        (("--top", "1"), None),
        (("--top", "4"), None),
        (("--top", "9"), None),
        ((), None),
    ],
)
def test_who_shares_the_last_rank_that_is_shown_is_named(
    spbe: Spbe, write: Write, arguments: tuple[str, ...], note: str | None
) -> None:
    for agency, level in {"A": 5, "B": 4, "C": 4, "D": 4, "E": 3}.items():
        group = "Utara" if agency in "AE" else "Selatan"
        write(answers(f"Dinas {agency}", level, head=f"group: {group}\n"), f"{agency}.yaml")
    shown = spbe("batch", ".", *arguments)
    assert shown.err == ""
    for form in ("csv", "json", "jsonl"):
        ran = spbe("batch", ".", *arguments, "--format", form)
        grouped = "--group-by" in arguments and form != "json"
        means = ["Ranking 2024: Selatan 4.00 (mean of 3), Utara 4.00 (mean of 2)."] if grouped else []
        assert ran.err.splitlines() == ([note] if note else []) + means
    for form in ("markdown", "html", "table"):
        out = " ".join(spbe("batch", ".", *arguments, "--format", form).out.split())
        assert (note in out) if note else ("not shown" not in out)


def test_nobody_shares_a_rank_with_who_has_none(spbe: Spbe, write: Write) -> None:
    for agency, index in {"A": 4, "B": 0, "C": 0}.items():
        write(f"agency: Dinas {agency}\nyear: 2024\npublished: {{index: {index}}}\n", f"{agency}.yaml")
    assert "not shown" not in spbe("batch", ".", "--top", "2").out


def test_who_handed_in_what_can_not_be_used_is_told_from_who_did_not(spbe: Spbe, write: Callable[..., str]) -> None:
    write("agency: Dinas A\nyear: 2024\nanswers: {1: 3}\n", "in/a.yaml")
    write("agency: dinas b, arsip\nyear: 2024\nanswers: {1: belum}\n", "in/b.yaml")
    write("agency: Dinas C\nyear: 2024\nanswers: {99: 1}\n", "in/c.yaml")
    listed = write("Dinas A\nDinas B, Arsip\nDinas C\nDinas D\nDinas E, Sosial\n", "opd.txt")
    ran = spbe("batch", "in", "--expect", listed)
    assert "Not handed in: Dinas D; Dinas E, Sosial\n" in ran.out
    assert "Handed in, but what they sent can't be used yet: Dinas B, Arsip; Dinas C\n" in ran.out
    # A file that names nobody, or somebody that nobody expects, may be of any of them.
    write("agency: Dinas Ee\nyear: 2024\nanswers: {99: 1}\n", "in/e.yaml")
    assert "Not handed in, or in a file that can't be used: Dinas D;" in spbe("batch", "in", "--expect", listed).out
    (Path("in") / "e.yaml").write_text("year: 2024\nanswers: {1: 1}\n")
    assert "Not handed in, or in a file that can't be used: Dinas D;" in spbe("batch", "in", "--expect", listed).out


def test_a_scale_of_many_levels_has_no_column_for_each_where_people_read(spbe: Spbe, write: Write) -> None:
    instrument = write(
        """\
        id: hundred
        title: {id: Seratus, en: Hundred}
        source: Perwal 1
        years: {from: 2020, to: 2030}
        scale: {min: 0, max: 100, step: 1}
        index: {decimals: 2, rounding: half_up, thresholds_on: {2020: exact}}
        predicates: [{from: 0, name: Cukup}]
        domains:
          - id: 1
            title: Satu
            aspects: [{id: 1, title: Satu, levels: process, indicators: [{id: 1, title: Satu, weight: 100}]}]
        """,
        "hundred.yaml",
    )
    file = write("agency: Dinas A\nyear: 2024\ninstrument: hundred\nanswers: {1: 60}\n", "a.yaml")
    asked = ("batch", file, "--indicators", instrument, "--by", "indicator", "--format")
    assert "| No. | Indicator | Mean | Lost |" in spbe(*asked, "markdown").out
    (row,) = csv_of(spbe(*asked, "csv"))
    assert [key for key, value in row.items() if key.startswith("level_") and value == "1"] == ["level_60"]


@pytest.mark.parametrize("name", ["report.html", "report.md"])
def test_a_page_says_which_agency_was_there_more_than_once(name: str, spbe: Spbe, write: Write) -> None:
    # Who gets the page does not see standard error, and one of the two results is not in it.
    files = [write(answers("Kota A", 4), "a.yaml"), write(answers("Kota A", 3), "b.yaml"), write(answers("Kota B", 2), "c.yaml")]
    assert spbe("batch", *files, "-o", name).code == 2
    assert "Kota A: only the first counts" in Path(name).read_text(encoding="utf-8")
    assert "only the first counts" not in spbe("batch", files[0], files[2]).out
