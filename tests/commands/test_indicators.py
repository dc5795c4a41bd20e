"""``spbe indicators`` and ``spbe schema``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import jsonschema
import pytest

from spbe_cli.reading.instruments import built_in_path
from spbe_cli.reading.parsing import documents
from tests.conftest import ANSWER_FILES, EXAMPLES, Spbe, csv_of


def data(spbe: Spbe, *arguments: object) -> Any:
    ran = spbe("indicators", *arguments, "--format", "json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def ids(tree: dict[str, Any]) -> list[int]:
    aspects = [aspect for part in tree.get("domains", [tree]) for aspect in part["aspects"]]
    return [one["id"] for aspect in aspects for one in aspect["indicators"]]


def test_the_default_is_the_first_instrument(spbe: Spbe) -> None:
    tree = data(spbe)
    assert (tree["id"], ids(tree)) == ("permenpanrb-59-2020", list(range(1, 48)))
    assert [(one["id"], one["weight"]) for one in tree["domains"]] == [(1, "13"), (2, "25"), (3, "16.5"), (4, "45.5")]
    assert "permenpanrb-5-2018 (2018-2020)" in spbe("indicators").out


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ("32", [32]),
        ("domain:2", list(range(11, 21))),
        ("aspect:6", [29, 30, 31]),
        ("audit", [9, 29, 30, 31]),
        ("Manajemen   RISIKO", [21]),
        ("risk management", [21]),
    ],
)
def test_what_is_chosen(spbe: Spbe, what: str, found: list[int]) -> None:
    assert ids(data(spbe, what)) == found


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("48", "there is no indicator 48 (known: 1-47)"),
        ("domain:5", "there is no domain 5 (known: 1-4)"),
        ("aspect:9", "there is no aspect 9 (known: 1-8)"),
        ("blockchain", 'no indicator of permenpanrb-59-2020 has "blockchain" in its title'),
    ],
)
def test_what_is_not_there(spbe: Spbe, what: str, told: str) -> None:
    ran = spbe("indicators", what)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_weights_of_repeated_and_shared(spbe: Spbe) -> None:
    tree = data(spbe, "--instrument", "permenpanrb-5-2018")
    indicators = {one["id"]: one for part in tree["domains"] for aspect in part["aspects"] for one in aspect["indicators"]}
    assert (indicators[1]["weight"], indicators[35]["weight"], indicators[32]["weight"]) == ("1", "10", "10/3")
    assert sum(Fraction(one["weight"]) for one in indicators.values()) == 100


def test_the_same_subject_in_an_older_instrument(spbe: Spbe) -> None:
    (domain,) = data(spbe, "36")["domains"]
    assert domain["aspects"][0]["indicators"][0]["crosswalk"] == {"permenpanrb-5-2018": [26]}
    assert "26 in permenpanrb-5-2018" in spbe("indicators", "36").out


def test_csv_has_a_row_for_each_part(spbe: Spbe) -> None:
    rows = csv_of(spbe("indicators", "--instrument", "pegi", "--format", "csv"))
    assert [(row["tier"], row["weight"]) for row in rows] == [("aspect", "20"), ("indicator", "20")] * 5


def test_one_indicator_comes_with_its_criteria(spbe: Spbe) -> None:
    criteria = data(spbe, "23")["criteria"]
    assert [one["level"] for one in criteria["levels"]] == [1, 2, 3, 4, 5]
    assert (criteria["indicator"], criteria["levels"][2]["name"]) == (23, "Terdefinisi")
    assert "data management" in criteria["judges"]
    assert "Manajemen Data" in data(spbe, "23", "--lang", "id")["criteria"]["judges"]
    rows = csv_of(spbe("indicators", "23", "--format", "csv"))
    assert [row["tier"] for row in rows] == ["domain", "aspect", "indicator", *5 * ["level"]]
    assert (rows[2]["judges"], rows[5]["asks"]) == (criteria["judges"], criteria["levels"][2]["asks"])


def test_criteria_name_their_source_and_its_year(spbe: Spbe) -> None:
    source = "Peraturan Menteri PANRB Nomor 59 Tahun 2020 dan Pedoman Menteri PANRB Nomor 3 Tahun 2024"
    criteria = data(spbe, "23")["criteria"]
    assert (criteria["source"], criteria["year"]) == (source, 2024)
    rows = csv_of(spbe("indicators", "23", "--format", "csv"))
    assert [(row["source"], row["source_year"]) for row in rows] == [("", ""), ("", ""), *6 * [(source, "2024")]]
    for format_ in ("table", "markdown", "html"):
        # A day is kept together on a line.
        shown = " ".join(re.sub("</?span[^>]*>", "", spbe("indicators", "23", "--format", format_).out).split())
        assert f"The criteria are in our own words, as of 2024, from: {source}." in shown


def test_a_whole_instrument_says_where_every_rule_comes_from(spbe: Spbe) -> None:
    rules = {one["code"]: one for one in data(spbe, "--instrument", "permenpanrb-5-2018")["rules"]}
    assert rules["rule_missing_services"]["sure"] == "document"
    assert rules["rule_missing_services"]["source"].startswith("the ministry's answer workbook for Permen PANRB 5/2018")
    assert rules["rule_wording"] == {
        "code": "rule_wording",
        "says": "What each level asks for, and the evidence for it, in our own words, as of 2018.",
        "source": "Peraturan Menteri PANRB Nomor 5 Tahun 2018",
        "sure": "regulation",
    }
    for arguments in (["aspect:3"], ["35"], ["--focus", "se-mendagri"]):
        assert "rules" not in data(spbe, *arguments, "--instrument", "permenpanrb-5-2018")
        assert "Where every rule comes from" not in spbe("indicators", *arguments, "--instrument", "permenpanrb-5-2018").out


def test_rules_of_an_instrument_of_ones_own(spbe: Spbe, write: Callable[..., str]) -> None:
    text = (EXAMPLES / "opd" / "indicators.yaml").read_text(encoding="utf-8")
    own = write(
        text + 'sources:\n  weights: {sure: regulation, source: "Perwali 1/2024"}\n  mean: {sure: convention}\n', "own.yaml"
    )
    rules = {one["code"].removeprefix("rule_"): one for one in data(spbe, "--indicators", own)["rules"]}
    assert {code: (rules[code]["source"], rules[code]["sure"]) for code in ("weights", "mean", "predicate", "unanswered")} == {
        "weights": ("Perwali 1/2024", "regulation"),
        "mean": ("a convention (Contoh rekaan, disusun dari Peraturan Menteri PANRB Nomor 59 Tahun 2020)", "convention"),
        "predicate": ("Contoh rekaan, disusun dari Peraturan Menteri PANRB Nomor 59 Tahun 2020", None),
        "unanswered": ("a convention of spbe", "convention"),
    }
    # What spbe says of the ministry's workbook for another instrument is not this one's.
    file = write("agency: A\nyear: 2024\nanswers: {7: [3]}\n", "a.yaml")
    shown = " ".join(spbe("score", file, "--indicators", own).out.split())
    assert "each that is missing counts as 1. Source: a convention of spbe." in shown


def test_a_list_comes_without_criteria(spbe: Spbe) -> None:
    assert "criteria" not in data(spbe, "aspect:6")
    assert spbe("indicators", "--format", "csv").out.startswith("instrument,tier,id,title,weight,weight_num,weight_den\n")


def test_no_criteria_are_known_of_pegi(spbe: Spbe) -> None:
    assert data(spbe, "1", "--instrument", "pegi")["criteria"] is None
    assert "What the levels of this instrument ask for is not known here." in spbe("indicators", "1", "--instrument", "pegi").out


def test_a_damaged_level_says_so(spbe: Spbe) -> None:
    levels = data(spbe, "9", "--instrument", "permenpanrb-8-2026")["criteria"]["levels"]
    assert [one["damaged"] for one in levels] == [False, True, True, True, False]
    assert spbe("indicators", "9", "--instrument", "permenpanrb-8-2026").out.count("The source is damaged here") == 3


def test_own_instruments(spbe: Spbe) -> None:
    assert data(spbe, "--indicators", EXAMPLES / "opd" / "indicators.yaml")["id"] == "opd-contoh"


def test_dimensions_of_pegi_are_called_so(spbe: Spbe) -> None:
    assert "Dimension / indicator" in spbe("indicators", "--instrument", "pegi").out
    assert "Dimensi / indikator" in spbe("indicators", "--instrument", "pegi", "--lang", "id").out


def plain(value: Any) -> Any:
    """A document as an editor's JSON Schema checker sees it: text keys, floats."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value if value is None or isinstance(value, str | int | bool) else float(value)


def validator(spbe: Spbe, kind: str) -> jsonschema.Draft202012Validator:
    schema = json.loads(spbe("schema", kind).out)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_schema_of_answers_holds_for_every_example(spbe: Spbe) -> None:
    checker = validator(spbe, "answers")
    files = [*ANSWER_FILES, EXAMPLES / "opd" / "dinas-kesehatan.yaml"]
    assert len(files) > 10
    for file in files:
        for one in documents(file.read_bytes(), str(file)):
            assert list(checker.iter_errors(plain(one.value))) == [], file


@pytest.mark.parametrize(
    "wrong",
    [
        "agency: A\nyear: 2023\n",
        "year: 2023\nanswers: {}\n",
        "agency: A\nyear: x\nanswers: {}\n",
        "agency: A\nyear: 2023\nanswers: {}\nnotes: x\n",
        "agency: A\nyear: 2023\nanswers: {1: {levl: 3}}\n",
        "agency: A\nyear: 2023\nanswers: {1: x}\n",
        "agency: A\nyear: 2023\nstage: end\nanswers: {}\n",
        "agency: A\nyear: 2023\npublished: {indx: 3}\n",
    ],
)
def test_the_schema_of_answers_finds_what_is_wrong(spbe: Spbe, wrong: str) -> None:
    (one,) = documents(wrong.encode(), "wrong.yaml")
    assert list(validator(spbe, "answers").iter_errors(plain(one.value)))


def test_the_schema_of_instruments_holds_for_ours(spbe: Spbe) -> None:
    checker = validator(spbe, "indicators")
    for file in (built_in_path(), EXAMPLES / "opd" / "indicators.yaml"):
        for one in documents(file.read_bytes(), str(file)):
            assert list(checker.iter_errors(plain(one.value))) == [], one.value["id"]
    (one,) = documents(built_in_path().read_bytes(), "x")[:1]
    one.value["domains"][0]["weigth"] = 13
    assert list(checker.iter_errors(plain(one.value)))


def test_the_schemas_of_owners_costs_and_settings(spbe: Spbe) -> None:
    for kind, right, wrong in (
        (
            "owners",
            "owners: {A: {indicators: [1, 3-4], due: 2024-06-30}, B: {indikator: aspect:4}}",
            "owners: {A: {indicator: 1}}",
        ),
        ("owners", "pemilik: {A: {mendukung: [1]}}", "owner: {A: {indicators: 1}}"),
        ("costs", "costs: {default: 2.5, 32: {3: 1, 4: mustahil}, 33: impossible}", "costs: {32: free}"),
        ("costs", "biaya: {bawaan: 0}", "costs: {32: -1}"),
        (
            "spbe.toml",
            "{language: id, gates: {fail_under: [2.6, Baik], max_drop: 0}, columns: {Lampiran: false}}",
            "{gates: {basis: x}}",
        ),
        ("spbe.toml", "{}", "{gates: {max_drop: '0'}}"),
    ):
        checker = validator(spbe, kind)
        for text, faults in ((right, False), (wrong, True)):
            (one,) = documents(text.encode(), "x.yaml")
            assert bool(list(checker.iter_errors(plain(one.value)))) == faults, text


@pytest.mark.parametrize("kind", ["answers", "indicators", "owners", "costs", "spbe.toml"])
def test_the_schema_says_what_each_key_means_in_the_language(spbe: Spbe, kind: str) -> None:
    said = {}
    for language in ("en", "id"):
        schema = json.loads(spbe("schema", kind, "--lang", language).out)
        said[language] = list(meanings(schema))
        assert None not in said[language]
    assert [one for one in zip(said["en"], said["id"], strict=True) if one[0] == one[1]] == []


def meanings(part: Any) -> Iterator[str | None]:
    """What each key of a schema means; None for one that does not say it."""
    if isinstance(part, dict):
        for one in part.get("properties", {}).values():
            yield one.get("description")
        for one in part.values():
            yield from meanings(one)
    elif isinstance(part, list):
        for one in part:
            yield from meanings(one)


def test_the_schema_goes_to_a_file(spbe: Spbe, write: Callable[..., str]) -> None:
    write("", "x")
    assert spbe("schema", "answers", "-o", "answers.schema.json").code == 0
    with open("answers.schema.json", encoding="utf-8") as file:
        assert json.load(file)["$schema"].startswith("https://json-schema.org/")


CALLED = """id: own
title: Penilaian kami
source: Perbup 12/2026
years: {from: 2024}
scale: {min: 1, max: 5, step: 1}
index: {decimals: 2, rounding: half_up, thresholds_on: {2024: exact}}
predicates: [{from: 3, name: Baik}, {from: 1, name: Kurang}]
called: {id: Pilar, en: Pillar}
domains:
- {id: 1, title: Satu, aspects: [{id: 1, title: Awal, levels: process, weight: 50, indicators: [{id: 1, title: Peta}]}]}
- {id: 2, title: Dua, aspects: [{id: 2, title: Akhir, levels: process, weight: 50, indicators: [{id: 2, title: Data}]}]}
"""


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("score", "a.yaml"), "Pillar / aspect"),
        (("batch", "a.yaml"), "P1"),
        (("batch", "a.yaml", "--by", "domain"), "No. Pillar"),
        (("explain", "a.yaml"), "Pillar 1 Satu"),
        (("explain", "a.yaml", "1"), "Pillar 1 Satu Aspect 1 Awal"),
        (("init", "--agency", "A", "--year", "2024", "-o", "-"), "# PILLAR 1: Satu # ============== # ASPECT 1: Awal"),
    ],
)
def test_what_the_highest_tier_is_called_is_said_of_that_alone(
    spbe: Spbe, write: Callable[..., str], command: tuple[str, ...], says: str
) -> None:
    write(CALLED, "own.yaml")
    write("agency: A\nyear: 2024\nanswers: {1: 3, 2: 4}\n", "a.yaml")
    shown = " ".join(spbe(*command, "--indicators", "own.yaml").out.split())
    assert says in shown
    assert "Pillar 2 Akhir" not in shown
