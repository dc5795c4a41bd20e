"""``spbe explain`` as a user runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import pytest

from spbe_cli.model.rules import Sure
from tests.conftest import EXAMPLES, Spbe, csv_of, fraction

BANDAR_LAMPUNG = EXAMPLES / "bandar-lampung-2024.yaml"
PEMDI = EXAMPLES / "pemdi-2026.yaml"
MOVED = Path(__file__).parents[1] / "views" / "not-applicable.yaml"
FILES = [*sorted(EXAMPLES.glob("*-20*.yaml")), MOVED, *(one for one in EXAMPLES.glob("region/*.yaml") if one.stem != "costs")]


def data(spbe: Spbe, *arguments: object) -> Any:
    ran = spbe("explain", *arguments, "--format", "json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def rows(spbe: Spbe, *arguments: object) -> list[dict[str, str]]:
    return csv_of(spbe("explain", *arguments, "--format", "csv"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_figures_are_those_of_the_score(spbe: Spbe, file: Path) -> None:
    explained = data(spbe, file)
    scored = json.loads(spbe("score", file, "--format", "json").out)
    head = {"agency", "year", "instrument", "basis", "adjusted", "index", "index_exact", "predicate", "published", "warnings"}
    assert {key: explained[key] for key in head} == {key: scored[key] for key in head}
    for mean in explained["means"]:
        assert Fraction(mean["sum_exact"]) / Fraction(mean["weight"]) == Fraction(mean["value_exact"])
        assert sum(Fraction(term["product_exact"]) for term in mean["terms"]) == Fraction(mean["sum_exact"])
        assert all(
            Fraction(one["weight"]) * Fraction(one["value_exact"]) == Fraction(one["product_exact"]) for one in mean["terms"]
        )
    assert {rule for mean in explained["means"] for rule in mean["rules"]} <= set(explained["rules"])
    assert explained["sources"].keys() == explained["rules"].keys()
    for code, stated in explained["sources"].items():
        assert explained["rules"][code].endswith(f" Source: {stated['source']}.")
        assert stated["sure"] in get_args(Sure)
    assert explained["judgement"]["bounds"][-1]["reached"] is True


def test_every_step_is_there_as_csv(spbe: Spbe) -> None:
    steps = rows(spbe, BANDAR_LAMPUNG)
    assert [row["tier"] for row in steps].count("indicator") == 47
    means = {(row["of_tier"], row["of_id"]): fraction(row, "value") for row in steps if row["step"] == "mean"}
    assert (len(means), means["domain", "4"], means["index", ""]) == (13, "633/182", "5959/2000")
    assert (steps[-1]["step"], steps[-1]["title"]) == ("predicate", "Baik")


def test_a_repeated_indicator_is_an_item_for_each_service(spbe: Spbe) -> None:
    (aspect,) = (one for one in data(spbe, EXAMPLES / "denpasar-2018.yaml")["means"] if (one["tier"], one["id"]) == ("aspect", 7))
    assert [(one["id"], one.get("service"), one["weight"], one["value_exact"]) for one in aspect["terms"][2:]] == [
        (34, None, "10/3", "3"),
        (35, 1, "10/3", "1"),
        (35, 2, "10/3", "3"),
        (35, 3, "10/3", "3"),
    ]
    assert (aspect["rules"], aspect["value"]) == (["rule_mean", "rule_equal_items"], 2.5)


def test_what_does_not_apply_says_where_its_weight_went(spbe: Spbe) -> None:
    moved = {one["indicator"]: one for one in data(spbe, MOVED)["moved"]}
    assert [moved[one]["to"] for one in (1, 29, 2)] == ["aspect", "domain", None]
    assert (moved[2]["weight"], moved[2]["effective"]) == ("1.3", "13/9")
    assert sum(Fraction(one["weight"]) - Fraction(one["effective"]) for one in moved.values()) == 0


def test_accepted_evidence_and_conversions(spbe: Spbe) -> None:
    explained = data(spbe, PEMDI)
    (second,) = (one for one in explained["evidence"] if one["indicator"] == 2)
    assert [(one["missing"], one["counts"], one["worth_exact"], one["adds_exact"]) for one in second["levels"][:3]] == [
        (0, True, "0.5", "0"),
        (1, True, "0.5", "1.5"),
        (0, False, "0", "0"),
    ]
    first = next(one for one in explained["conversions"] if one["indicator"] == 5)
    assert first == {"indicator": 5, "national_index": "68.75", "from": ["62.5", "3.5"], "to": ["75", "4"], "value_exact": "15/4"}
    # The same detail stands with the indicator in every result.
    scored = json.loads(spbe("score", PEMDI, "--format", "json").out)
    assert scored["aspects"][0]["indicators"][1]["accepted"] == second["levels"]


def test_announced_figures_only(spbe: Spbe) -> None:
    explained = data(spbe, EXAMPLES / "palopo-2023.yaml")
    index = next(one for one in explained["announced"] if one["tier"] == "index")
    assert (index["announced"], index["interval"]) == (3.31, ["661/200", "663/200"])
    low, high = map(Fraction, index["possible"])
    assert low < Fraction("3.31") < high
    assert (explained["means"], explained["judgement"]["announced"]) == ([], True)
    assert {row["step"] for row in rows(spbe, EXAMPLES / "palopo-2023.yaml")} == {"announced", "predicate"}


def test_an_index_that_was_not_announced_is_explained(spbe: Spbe, write: Callable[..., str]) -> None:
    file = write("agency: Kota Contoh\nyear: 2023\npublished:\n  domains: {1: 3.4, 2: 2.5, 3: 1.55, 4: 4.36}\n")
    (mean,) = data(spbe, file)["means"]
    assert (mean["tier"], mean["sum_exact"], mean["value"]) == ("index", "66131/200", 3.31)
    assert "330.655 ÷ 100 = 3.30655" in spbe("explain", file).out


def test_one_indicator(spbe: Spbe) -> None:
    explained = data(spbe, BANDAR_LAMPUNG, "23")
    assert (explained["indicator"]["id"], explained["indicator"]["level"]) == (23, 3)
    assert (explained["held"]["level"], explained["next"]["level"], explained["next"]["name"]) == (3, 4, "Terpadu dan Terukur")
    assert explained["next"]["evidence"]
    assert "data strategy" in explained["next"]["asks"]
    assert [(one["tier"], one["delta_exact"]) for one in explained["effects"]] == [
        ("aspect", "1/8"),
        ("domain", "1/11"),
        ("index", "3/200"),
    ]
    assert "strategi" in data(spbe, BANDAR_LAMPUNG, "23", "--lang", "id")["next"]["asks"]
    levels = [row for row in rows(spbe, BANDAR_LAMPUNG, "23") if row["tier"] == "level"]
    assert [row["id"] for row in levels] == ["3", "4"]
    assert " | " in levels[1]["evidence"]


@pytest.mark.parametrize("index", ["4", "11", "29", "42", "47"])
def test_the_effect_is_what_a_what_if_shows(spbe: Spbe, index: str) -> None:
    explained = data(spbe, BANDAR_LAMPUNG, index)
    level = explained["next"]["level"]
    after = json.loads(spbe("score", BANDAR_LAMPUNG, "--set", f"{index}={level}", "--format", "json").out)
    assert explained["effects"][-1]["to_exact"] == after["index_exact"]
    assert explained["next_predicate"] == after["predicate"]


def test_that_the_predicate_would_change(spbe: Spbe, write: Callable[..., str]) -> None:
    levels = "".join(f"  {one}: {4 if one <= 31 else 3}\n" for one in range(1, 47))
    file = write(f"agency: Kota Contoh\nyear: 2023\nanswers:\n{levels}  47: 1\n")
    assert data(spbe, file)["index"] == 3.49
    assert data(spbe, file, "47")["next_predicate"] == "Sangat Baik"
    assert "The predicate would change from Baik to Sangat Baik." in spbe("explain", file, "47").out


def test_the_missing_items_by_name(spbe: Spbe) -> None:
    shown = spbe("explain", PEMDI, "2").out
    assert "1 of 2 accepted, so 1 of these is missing:" in shown
    assert "- Proof that management is run for some digital services" in shown
    assert "Provisional" in shown


def test_a_level_without_evidence_of_its_own_has_that_of_the_indicator(spbe: Spbe, write: Callable[..., str]) -> None:
    explained = data(spbe, write("agency: A\nyear: 2018\nanswers: {1: 2}\n"), "1")
    assert explained["evidence"]
    assert explained["held"]["evidence"] == explained["next"]["evidence"] == explained["evidence"]


def test_a_damaged_level_says_so(spbe: Spbe) -> None:
    assert "The source is damaged here" in spbe("explain", PEMDI, "9").out
    assert data(spbe, PEMDI, "9")["next"] == {"level": 2, "name": "Membangun", "asks": None, "evidence": [], "damaged": True}


def test_the_highest_level(spbe: Spbe) -> None:
    shown = spbe("explain", BANDAR_LAMPUNG, "36")
    assert "This is the highest level." in shown.out
    assert data(spbe, BANDAR_LAMPUNG, "36")["next"] is None


def test_an_instrument_without_criteria(spbe: Spbe, write: Callable[..., str]) -> None:
    file = write("agency: Kota Contoh\nyear: 2015\nanswers: {1: 2.5, 2: 3, 3: 2, 4: 1.75, 5: 2}\n")
    assert "What the levels of this instrument ask for is not known here." in spbe("explain", file, "1").out
    explained = data(spbe, file, "1")
    assert (explained["held"], explained["next"], explained["effects"], explained["judges"]) == (None, None, [], None)


def test_an_instrument_of_ones_own_under_a_known_id(spbe: Spbe, write: Callable[..., str]) -> None:
    # It has other levels than the criteria of that id are of, so they are not its own.
    text = (EXAMPLES / "opd" / "indicators.yaml").read_text(encoding="utf-8").replace("opd-contoh", "permenpanrb-59-2020")
    own = write(text, "own.yaml")
    shown = spbe("indicators", "1", "--indicators", own)
    assert shown.code == 0, shown.err
    assert "What the levels of this instrument ask for is not known here." in shown.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((BANDAR_LAMPUNG, "48"), "48: there is no indicator 48 (known: 1-47)"),
        ((BANDAR_LAMPUNG, "domain:3"), '"domain:3" is no indicator: expected its number'),
        ((EXAMPLES / "palopo-2023.yaml", "3"), "Pemerintah Kota Palopo has announced figures only"),
        (("nothing.yaml",), "no such file or folder"),
    ],
)
def test_what_can_not_be_explained(spbe: Spbe, arguments: tuple[object, ...], told: str) -> None:
    ran = spbe("explain", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


@pytest.mark.parametrize(
    ("services", "rules", "levels"),
    [
        ("[3]", ["rule_mean", "rule_equal_items", "rule_missing_services"], ["3", "0", "0"]),
        ("", ["rule_mean", "rule_equal_items", "rule_unanswered", "rule_missing_services"], ["0", "0", "0"]),
        ("[3, 3, 3]", ["rule_mean", "rule_equal_items"], ["3", "3", "3"]),
        ("[3, 3, 3, 4]", ["rule_mean", "rule_equal_items", "rule_more_services"], ["3", "3", "3", "4"]),
    ],
)
def test_other_than_as_many_services_as_asked_for(
    spbe: Spbe, write: Callable[..., str], services: str, rules: list[str], levels: list[str]
) -> None:
    file = write(f"agency: A\nyear: 2018\nanswers: {{32: 3, 33: 3, 34: 3, 35: {services}}}\n")
    aspect = next(one for one in data(spbe, Path(file))["means"] if one["id"] == 7)
    assert (aspect["rules"], [one["value_exact"] for one in aspect["terms"][3:]]) == (rules, levels)
    said = "missing" if services else "not answered"
    items = [line for line in spbe("explain", file, columns=160).out.splitlines() if line.strip().startswith("35  ")]
    assert [said in line for line in items] == [one == "0" for one in levels]
