"""``spbe score --among`` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import EXAMPLES, Spbe

PALOPO, NATIONAL = EXAMPLES / "palopo-2023.yaml", EXAMPLES / "national-2023.csv"


def standing(spbe: Spbe, *arguments: object) -> Any:
    return json.loads(spbe("score", *arguments, "--format", "json").out)["standing"]


def test_kota_palopo_2023_among_all_in_its_province_and_among_cities(spbe: Spbe) -> None:
    everyone, province, cities = standing(spbe, PALOPO, "--among", NATIONAL)
    assert (everyone["among"], everyone["name"], everyone["index"]["count"]) == ("all", None, 621)
    assert (province["among"], province["name"]) == ("group", "Pemerintah Daerah di Sulawesi Selatan")
    assert (province["index"]["rank"], province["index"]["count"]) == (2, 25)
    assert (cities["among"], cities["name"], cities["index"]["count"]) == ("kind", "Kota", 93)
    assert [one["id"] for one in province["domains"]] == [1, 2, 3, 4]
    assert province["domains"][3]["rank"] == 1
    assert province["domains"][3]["best"] == 4.36


def test_a_what_if_stands_elsewhere(spbe: Spbe) -> None:
    file = EXAMPLES / "region" / "dinas-sosial.yaml"
    (before, *_rest) = standing(spbe, file, "--among", EXAMPLES / "region")
    settings = [part for one in range(32, 48) for part in ("--set", f"{one}=5")]
    (after, *_rest) = standing(spbe, file, "--among", EXAMPLES / "region", *settings)
    assert (before["index"]["rank"], before["index"]["count"]) == (8, 8)
    assert (after["index"]["rank"], after["index"]["count"]) == (2, 8)


@pytest.mark.systems
def test_a_pattern_is_one_value_on_windows_too(spbe: Spbe) -> None:
    # Click would make it the files that match, of which only the first was the value, and score the others.
    (everyone, *_rest) = standing(spbe, EXAMPLES / "region/dinas-sosial.yaml", "--among", EXAMPLES / "region/*.yaml")
    assert everyone["index"]["count"] == 8


def test_the_group_may_come_from_the_table(spbe: Spbe, tmp_path: Path) -> None:
    file = tmp_path / "palopo.yaml"
    file.write_text("".join(line for line in PALOPO.read_text().splitlines(keepends=True) if not line.startswith("group")))
    assert standing(spbe, file, "--among", NATIONAL) == standing(spbe, PALOPO, "--among", NATIONAL)


def test_nothing_comparable_is_bad_input(spbe: Spbe) -> None:
    ran = spbe("score", EXAMPLES / "denpasar-2018.yaml", "--among", NATIONAL)
    assert (ran.code, ran.out) == (2, "")
    assert "no other result of 2018 under permenpanrb-5-2018" in ran.err


def test_a_broken_peer_is_told_and_the_others_count(spbe: Spbe, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(f"agency: Kota {name}\nyear: 2023\nanswers: {{1: 2}}\n")
    (tmp_path / "c.yaml").write_text("agency: Kota c\nyear: 2023\nanswers: {1: 8}\n")
    ran = spbe("score", PALOPO, "--among", tmp_path, "--format", "json")
    assert ran.code == 2
    assert "c.yaml:3:14" in ran.err
    assert json.loads(ran.out)["standing"][0]["index"]["count"] == 3


def test_other_stages_are_no_peers(spbe: Spbe, tmp_path: Path) -> None:
    for name, stage in (("a", "stage: final\n"), ("b", "stage: self\n"), ("c", "")):
        (tmp_path / f"{name}.yaml").write_text(f"agency: Dinas {name}\nyear: 2024\n{stage}answers: {{1: 2}}\n")
    (everyone, *_rest) = standing(spbe, tmp_path / "a.yaml", "--among", tmp_path)
    assert everyone["index"]["count"] == 2


def test_where_no_peers_can_be_read_that_alone_is_said(spbe: Spbe) -> None:
    assert spbe("score", PALOPO, "--among", "nowhere.csv").err == "nowhere.csv: no such file or folder\n"


def test_where_all_others_are_of_another_stage_that_is_said(spbe: Spbe, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("agency: Kota c\nyear: 2024\nstage: self\nanswers: {1: 2}\n")
    table = tmp_path / "peers.csv"
    table.write_text(
        "agency,year,stage,index\nKota a,2024,final,3\nKota b,2024,visit,2\nKota c,2024,interview,2\nKota d,2023,self,2\n"
    )
    told = "nothing to compare Kota c with: no other result of self-assessment 2024 under permenpanrb-59-2020"
    assert spbe("score", own, "--among", table).err == f"{table}: {told} (there are those of visit 2024, final result 2024)\n"
    table.write_text("agency,year,stage,index\nKota d,2023,self,2\n")
    assert "no other result of 2024 under permenpanrb-59-2020\n" in spbe("score", own, "--among", table).err


def test_an_agency_twice_counts_once_and_is_told(spbe: Spbe, tmp_path: Path) -> None:
    table = tmp_path / "peers.csv"
    table.write_text("agency,year,index\nKota a,2023,2\nkota  A,2023,5\nKota b,2023,3\n")
    ran = spbe("score", PALOPO, "--among", table, "--format", "json")
    assert (ran.code, ran.err) == (
        2,
        f"{table}:3:1: kota  A is there already, in {table}:2 (keep one of them, or give two agencies two names)\n",
    )
    everyone = json.loads(ran.out)["standing"][0]["index"]
    assert (everyone["count"], everyone["best"]) == (3, 3.31)


def test_of_several_stages_the_last_counts(spbe: Spbe, tmp_path: Path) -> None:
    table = tmp_path / "peers.csv"
    table.write_text("agency,year,stage,index\nKota a,2024,final,3\nKota a,2024,self,5\nKota b,2024,interview,2\n")
    file = tmp_path / "own.yaml"
    file.write_text("agency: Kota c\nyear: 2024\npublished: {index: 2.5}\n")
    everyone = standing(spbe, file, "--among", table)[0]["index"]
    assert (everyone["count"], everyone["best"], everyone["rank"]) == (3, 3.0, 2)
