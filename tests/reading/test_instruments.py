"""Instrument files to instruments: the one that the tool brings, and every fault that one can have, at its place (§)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from spbe_cli.model.rules import Sources
from spbe_cli.reading.instruments import chosen, load_instrument, load_instruments
from spbe_cli.reading.problems import BadInput
from tests.reading.test_parsing import found, marked
from tests.strategies import BY_ID

if TYPE_CHECKING:
    from collections.abc import Callable

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.tree import Tier
    from spbe_cli.reading.problems import Problem

    Write = Callable[..., str]

IDS = ("permenpanrb-59-2020", "permenpanrb-5-2018", "permenpanrb-8-2026", "pegi")
TIERS: tuple[Tier, ...] = ("domain", "aspect", "indicator")
PREDICATES = {"Memuaskan": "4.2", "Sangat Baik": "3.5", "Baik": "2.6", "Cukup": "1.8", "Kurang": "1"}

# What the regulations say.


def test_the_instruments_in_order() -> None:
    instruments = load_instruments()
    assert instruments.ids == tuple(one.id for one in instruments) == IDS
    assert instruments.default.id == load_instrument().id == IDS[0]
    assert instruments.named("pegi") == load_instrument("pegi")
    assert instruments.named("PeGI") is None


def test_those_of_the_tool_are_read_once() -> None:
    # A loop that loads one file after the other asks for them each time; weights that are kept are those of the same object.
    assert load_instruments() is load_instruments(None)
    assert load_instrument() is load_instruments().default


@pytest.mark.parametrize(
    ("name", "domains", "aspects", "indicators"),
    [
        ("permenpanrb-59-2020", 4, 8, 47),
        ("permenpanrb-5-2018", 3, 7, 35),
        ("permenpanrb-8-2026", 0, 7, 20),
        ("pegi", 0, 5, 5),
    ],
)
def test_how_many_parts(name: str, domains: int, aspects: int, indicators: int) -> None:
    one = BY_ID[name]
    assert [part.id for part in one.domains] == list(range(1, domains + 1))
    assert [part.id for part in one.aspects] == list(range(1, aspects + 1))
    assert list(one.indicators) == list(range(1, indicators + 1))
    assert one.top == (one.domains or one.aspects)
    assert sum(part.total for part in one.top) == 100


@pytest.mark.parametrize(
    ("name", "tops", "aspects"),
    [
        ("permenpanrb-59-2020", ["13", "25", "16.5", "45.5"], ["13", "10", "10", "5", "12", "4.5", "27.5", "18"]),
        ("permenpanrb-5-2018", ["17", "28", "55"], ["7", "10", "8", "8", "12", "35", "20"]),
        ("permenpanrb-8-2026", ["10", "10", "15", "15", "10", "15", "25"], None),
        ("pegi", 5 * ["20"], None),
    ],
)
def test_weights_of_parts(name: str, tops: list[str], aspects: list[str] | None) -> None:
    one = BY_ID[name]
    assert [part.total for part in one.top] == [Fraction(weight) for weight in tops]
    assert [part.total for part in one.aspects] == [Fraction(weight) for weight in aspects or tops]


@pytest.mark.parametrize(
    ("name", "indicators", "weight"),
    [
        ("permenpanrb-59-2020", range(1, 11), "1.3"),
        ("permenpanrb-59-2020", range(11, 21), "2.5"),
        ("permenpanrb-59-2020", range(21, 32), "1.5"),
        ("permenpanrb-59-2020", range(32, 42), "2.75"),
        ("permenpanrb-59-2020", range(42, 48), "3"),
        ("permenpanrb-5-2018", range(1, 36), None),
        ("permenpanrb-8-2026", [1, 2, 3, 4, 5, 13, 14], "5"),
        ("permenpanrb-8-2026", [6, 7, 11, 18], "3"),
        ("permenpanrb-8-2026", [8, 9, 10, 12, 15, 16, 17], "4"),
        ("permenpanrb-8-2026", [19], "10"),
        ("permenpanrb-8-2026", [20], "15"),
        ("pegi", range(1, 6), None),
    ],
)
def test_weights_of_indicators(name: str, indicators: list[int], weight: str | None) -> None:
    assert {BY_ID[name].indicators[one].weight for one in indicators} == {Fraction(weight) if weight else None}


@pytest.mark.parametrize(
    ("name", "scale", "bounds"),
    [
        (
            "permenpanrb-59-2020",
            "1 5 1",
            PREDICATES,
        ),
        ("permenpanrb-5-2018", "0 5 1", PREDICATES | {"Kurang": "0"}),
        (
            "permenpanrb-8-2026",
            "1 5 0.01",
            {"Memuaskan": "4", "Sangat Baik": "3.5", "Baik": "2.5", "Cukup": "1.5", "Kurang": "1"},
        ),
        ("pegi", "1 4 0.01", {"Sangat Baik": "3.6", "Baik": "2.6", "Kurang": "1.6", "Sangat Kurang": "1"}),
    ],
)
def test_scales_and_predicates(name: str, scale: str, bounds: dict[str, str]) -> None:
    one = BY_ID[name]
    assert [one.scale.min, one.scale.max, one.scale.step] == [Fraction(number) for number in scale.split()]
    assert [(each.name, each.lower) for each in one.predicates] == [(each, Fraction(lower)) for each, lower in bounds.items()]


@pytest.mark.parametrize(
    ("name", "index", "predicate"),
    [
        ("permenpanrb-59-2020", "4.2", "Memuaskan"),
        ("permenpanrb-59-2020", "4.1999", "Sangat Baik"),
        ("permenpanrb-59-2020", "2.6", "Baik"),
        ("permenpanrb-59-2020", "1.7999", "Kurang"),
        ("permenpanrb-59-2020", "0.5", "Kurang"),
        ("permenpanrb-5-2018", "0", "Kurang"),
        ("permenpanrb-8-2026", "4", "Memuaskan"),
        ("pegi", "3.59", "Baik"),
    ],
)
def test_the_predicate_of_an_index(name: str, index: str, predicate: str) -> None:
    assert BY_ID[name].predicate(Fraction(index)).name == predicate


@pytest.mark.parametrize("written", ["Sangat Baik", "sangat baik", " SANGAT   BAIK "])
def test_predicates_by_name_case_and_spacing_aside(written: str) -> None:
    named = BY_ID["pegi"].predicate_named(written)
    assert named is not None
    assert named.lower == Fraction(18, 5)
    assert BY_ID["pegi"].predicate_named("Memuaskan") is None


@pytest.mark.parametrize(
    ("name", "years"),
    [
        ("permenpanrb-59-2020", {2000: "rounded", 2020: "rounded", 2021: "rounded", 2023: "rounded"}),
        ("permenpanrb-59-2020", {2024: "exact", 2025: "exact", 2030: "exact"}),
        ("permenpanrb-5-2018", {2018: "rounded", 2020: "rounded"}),
        ("permenpanrb-8-2026", {2026: "exact"}),
    ],
)
def test_what_thresholds_are_compared_with(name: str, years: dict[int, str]) -> None:
    assert {year: BY_ID[name].index.basis(year) for year in years} == years


@pytest.mark.parametrize(
    ("year", "name"),
    [
        (2006, None),
        (2007, "pegi"),
        (2017, "pegi"),
        (2018, "permenpanrb-5-2018"),
        (2020, "permenpanrb-5-2018"),
        (2021, "permenpanrb-59-2020"),
        (2025, "permenpanrb-59-2020"),
        (2026, "permenpanrb-8-2026"),
        (2100, "permenpanrb-8-2026"),
    ],
)
def test_the_instrument_for_a_year(year: int, name: str | None) -> None:
    instrument = load_instruments().for_year(year)
    assert (instrument and instrument.id) == name


@pytest.mark.parametrize(
    ("name", "kind", "names"),
    [
        (
            "permenpanrb-59-2020",
            "process",
            {1: "Rintisan", 2: "Terkelola", 3: "Terdefinisi", 4: "Terpadu dan Terukur", 5: "Optimum", "2.5": None},
        ),
        ("permenpanrb-59-2020", "service", {1: "Informasi", 2: "Interaksi", 3: "Transaksi", 4: "Kolaborasi", 5: "Optimum"}),
        ("permenpanrb-5-2018", "process", {0: None, 5: None}),
        (
            "permenpanrb-5-2018",
            "service",
            {0: None, 1: "Diseminasi", 2: "Interaksi", 3: "Transaksi", 4: "Kolaborasi", 5: "Optimalisasi"},
        ),
        (
            "permenpanrb-8-2026",
            "pemdi",
            {
                "1": "Merintis",
                "1.26": "Merintis",
                "1.49": "Merintis",
                "1.5": "Membangun",
                "2.49": "Membangun",
                "2.5": "Berkembang",
                "3.5": "Melembaga",
                "3.99": "Melembaga",
                "4": "Unggul",
                "5": "Unggul",
            },
        ),
        ("pegi", "value", {1: None, "2.5": None}),
    ],
)
def test_names_of_levels(name: str, kind: str, names: dict[Any, str | None]) -> None:
    scale = BY_ID[name].scale
    assert {value: scale.name(kind, Fraction(value)) for value in names} == names


def test_kinds_of_levels() -> None:
    assert [one.levels for one in BY_ID["permenpanrb-59-2020"].aspects] == 6 * ["process"] + 2 * ["service"]
    assert [one.levels for one in BY_ID["permenpanrb-5-2018"].aspects] == 5 * ["process"] + 2 * ["service"]


def test_only_one_indicator_repeats() -> None:
    repeats = {(name, key): part.repeat for name, one in BY_ID.items() for key, part in one.indicators.items() if part.repeat}
    assert repeats == {("permenpanrb-5-2018", 35): 3}


def test_pemdi_asks_for_evidence_or_converts_a_national_index() -> None:
    indicators = BY_ID["permenpanrb-8-2026"].indicators
    converted = [key for key, one in indicators.items() if one.conversion]
    assert converted == [5, 6, 7, 18]
    assert [key for key, one in indicators.items() if one.evidence is None] == converted
    assert indicators[1].evidence == {1: 1, 2: 4, 3: 4, 4: 2, 5: 2}
    assert not any(one.evidence or one.conversion for key in IDS if "2026" not in key for one in BY_ID[key].indicators.values())


def test_the_crosswalks_lead_somewhere() -> None:
    walks = {name: one.crosswalk for name, one in BY_ID.items()}
    assert {name: list(walk) for name, walk in walks.items()} == {
        "permenpanrb-59-2020": ["permenpanrb-5-2018"],
        "permenpanrb-5-2018": [],
        "permenpanrb-8-2026": ["permenpanrb-59-2020"],
        "pegi": [],
    }
    for name, walk in walks.items():
        for other, pairs in walk.items():
            assert set(pairs) <= set(BY_ID[name].indicators)
            assert {target for targets in pairs.values() for target in targets} <= set(BY_ID[other].indicators)
    # The rows of the ministry's own table of the overlap that can be read: 1 and 2 in one cell; nothing is paired with 7.
    official = {1: (3,), 2: (3,), 4: (6,), 5: (5,), 10: (1,), 32: (27,), 33: (28,), 34: (29,), 35: (31,), 36: (26,), 37: (25,)}
    assert official.items() <= walks["permenpanrb-59-2020"]["permenpanrb-5-2018"].items()
    assert 7 not in walks["permenpanrb-59-2020"]["permenpanrb-5-2018"]


def test_what_only_some_have() -> None:
    assert [name for name, one in BY_ID.items() if one.provisional] == ["permenpanrb-8-2026", "pegi"]
    called = BY_ID["pegi"].called
    assert called is not None
    assert (called.id, called.en) == ("Dimensi", "Dimension")
    assert [name for name, one in BY_ID.items() if one.called] == ["pegi"]


def test_every_part_has_its_official_title_and_a_gloss() -> None:
    for one in BY_ID.values():
        titles = [one.title, *(part.title for tier in TIERS for part in one.members(tier).values())]
        assert [title for title in titles if title.en is None] == []
    assert str(BY_ID["permenpanrb-59-2020"].indicators[32].title) == "Layanan Perencanaan"


def test_parts_by_tier() -> None:
    one = BY_ID["permenpanrb-59-2020"]
    assert list(one.members("domain")) == [1, 2, 3, 4]
    assert list(one.members("aspect")) == list(range(1, 9))
    assert list(one.members("indicator")) == list(range(1, 48))
    assert one.aspect_of(32).id == 7
    with pytest.raises(KeyError):
        one.aspect_of(48)


# A region's own file.

OWN = """\
id: own
title: Bobot kami
source: Peraturan Wali Kota
years: {from: 2020}
scale:
  min: 1
  max: 5
  step: 1
  names:
    process: [A, B, C, D, E]
index: {decimals: 2, rounding: half_up, thresholds_on: {2020: exact}}
predicates:
  - {from: 2.6, name: Baik}
  - {from: 1, name: Kurang}
domains:
  - id: 1
    title: Domain satu
    aspects:
      - id: 1
        title: Aspek satu
        levels: process
        indicators:
          - {id: 1, title: Indikator satu, weight: 40}
          - {id: 2, title: Indikator dua, weight: 20}
      - id: 2
        title: Aspek dua
        levels: process
        weight: 40
        indicators:
          - {id: 3, title: Indikator tiga}
          - {id: 4, title: Indikator empat}
"""
HEAD = OWN[: OWN.index("domains:")]
OTHER = "---\n" + OWN.replace("id: own", "id: other")


def changed(*changes: str, after: str = "") -> str:
    """The file above with changes (what, to what, …), each made once, and something after it."""
    text = OWN
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        assert old in text, old
        text = text.replace(old, new, 1)
    return text + after


def judged(criteria: str) -> str:
    """The file above with criteria for its third indicator."""
    return changed("Indikator tiga", f"Indikator tiga, criteria: {criteria}")


def own(write: Write, text: str) -> list[Instrument]:
    return list(load_instruments(write(text, "indicators.yaml")))


def problems(write: Write, text: str) -> tuple[Problem, ...]:
    with pytest.raises(BadInput) as bad:
        own(write, text)
    assert {one.path for one in bad.value.problems} == {"indicators.yaml"}
    return bad.value.problems


FRACTIONS = ("step: 1", "step: 0.01\n  bands: [1, 1.5, 2.5, 3.5, 4, 5]")
# Marks: the first and the second aspect, the scale, the top of the tree.
FIRST, SECOND = ("- id: 1\n        title", "- §id: 1\n        title"), ("- id: 2", "- §id: 2")
SCALE, DOMAINS = ("  min", "  §min"), ("domains", "§domains")

EVIDENCE = "evidence: {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}"
ASPECTS = "aspects:\n  - {id: 9, title: A, levels: process, weight: 100, indicators: [{id: 9, title: I}]}\n"


@pytest.mark.parametrize(
    "text",
    [
        OWN,
        OWN + OTHER,
        OWN + "---\n",
        judged("{judges: J, levels: {1: {asks: A}}}"),
        changed("{from: 2020}", "{from: 2020, to: 2024}"),
        changed("title: Bobot kami", "title: {id: Bobot kami, en: Our weights}"),
        changed("  names:\n    process: [A, B, C, D, E]\n", ""),
        changed("[A, B, C, D, E]", "[~, B, ~, D, E]"),
        changed("weight: 40}", "weight: 39.995}", "weight: 20", "weight: 20.005"),
        changed("Indikator tiga", "Indikator tiga, repeat: 2"),
        changed(*FRACTIONS, "Indikator tiga", f"Indikator tiga, {EVIDENCE}"),
        changed("Indikator tiga", "Indikator tiga, conversion: [[0, 1], [50, 1], [100, 5]]"),
        changed(after="focus:\n  some: {title: Beberapa, indicators: [1, 4]}\n"),
        changed(after="crosswalk:\n  other: {1: [1, 2], 4: [4]}\n" + OTHER),
        HEAD + ASPECTS,
    ],
)
def test_files_that_can_be_used(write: Write, text: str) -> None:
    assert [one.id for one in own(write, text)] == ["own", "other"][: text.count("\nid: ") + 1]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # Weights.
        (changed(*DOMAINS, "weight: 20", "weight: 20.1"), "weights_sum"),
        (changed(*DOMAINS, "weight: 40\n", "weight: 39\n"), "weights_sum"),
        (HEAD + "§" + ASPECTS.replace("100", "99"), "weights_sum"),
        (changed("{id: 2, title: Indikator dua, weight: 20}", "§{id: 2, title: Indikator dua}"), "weight_missing"),
        (changed(*SECOND, "        weight: 40\n", ""), "weight_missing"),
        (changed(*SECOND, "Indikator tiga", "Indikator tiga, weight: 20"), "weight_twice"),
        (changed("weight: 20", "weight: §0"), "weight_not_positive"),
        (changed("weight: 20", "weight: §-20"), "weight_not_positive"),
        (changed("weight: 40\n", "weight: §-40\n"), "weight_not_positive"),
        (changed("weight: 40}", "weight: 80}", "weight: 40\n", "weight: §0\n"), "weight_not_positive"),
        *[(changed("weight: 20", f"weight: §{weight}"), "number_type") for weight in ('"20"', "true", "20%", "1:30", "[20]")],
        (changed(*FIRST, "dua, w", "dua, repeat: 3, w"), "repeat_without_aspect_weight"),
        (changed("Indikator tiga", "Indikator tiga, repeat: §1"), "too_small"),
        (
            judged("{judges: J, levels: {1: {asks: A}, §9: {asks: B}}}"),
            "accepted_level",
        ),
        (judged("{judges: J, levels: §{}}"), "too_few"),
        (judged("§x"), "mapping_type"),
        (judged("§{levels: {1: {asks: A}}}"), "missing_key"),
        (judged("{§judge: J, judges: J, levels: {1: {asks: A}}}"), "unknown_key"),
        (
            judged("{judges: §'', levels: {1: {asks: [A, §3]}}}"),
            "blank text_type",
        ),
        (judged("{judges: J, levels: {1: {asks: {id: A, since: §2020}}}}"), "since_outside"),
        (changed("Indikator tiga", "Indikator tiga, repeat: §2.5"), "whole_number_type"),
        # The same id twice.
        (changed("{id: 2,", "{id: §1,"), "same_id"),
        (changed("{id: 3,", "{id: §1,", "{id: 4,", "{id: §1,"), "same_id same_id"),
        (changed("- id: 2", "- id: §1"), "same_id"),
        (
            changed(
                *DOMAINS,
                after="  - id: §1\n    title: D\n    " + ASPECTS.replace("weight: 100", "weight: 1").replace("\n", "\n    "),
            ),
            "weights_sum same_id",
        ),
        *[(changed("{id: 2,", f"{{id: §{key},"), "whole_number_type") for key in ('"2"', "2.0", "true", "02")],
        (changed("{id: 2,", "{id: §0,"), "too_small"),
        # Predicates.
        (changed("- {from: 1,", "- §§{from: 2.6,"), "predicates_overlap predicates_gap"),
        (changed("from: 2.6", "from: 0.5", "- {from: 1,", "- §{from: 1,"), "predicates_overlap"),
        (changed("from: 2.6", "from: 1", "- {from: 1, name: K", "- §{from: 1, name: K"), "predicates_overlap"),
        (changed("- {from: 1,", "- §{from: 1.5,"), "predicates_gap"),
        (changed("name: Kurang", "name: §' BAIK'"), "same_predicate"),
        (changed("from: 2.6", "from: §'2.6'"), "number_type"),
        (changed("name: Kurang", "name: §''"), "blank"),
        # The scale and its names.
        (changed("levels: process", "levels: §proces"), "unknown_kind"),
        (changed(*SCALE, "D, E]", "D]"), "scale_names"),
        (changed(*SCALE, "D, E]", "D, E, F]"), "scale_names"),
        (changed("max: 5", "max: §1"), "scale_max"),
        (changed("min: 1", "min: §-1"), "scale_min"),
        (changed("min: 1", "min: 1.5", "max: 5", "max: 4.5", "step: 1", "step: §1"), "scale_step"),
        *[(changed("step: 1", f"step: §{step}"), "scale_step") for step in (0, -1, 3)],
        *[
            (changed(*SCALE, "step: 1", f"step: 0.01\n  bands: {bands}"), "scale_bands")
            for bands in ("[]", "[1]", "[1, 2, 3, 4, 5, 6]", "[0, 2, 3, 4, 4.5, 5]", "[1, 2, 2, 3, 4, 5]", "[1, 3, 2, 4, 4.5, 5]")
        ],
        (changed(*SCALE, "step: 1", "step: 0.01\n  bands: [1, 3, 5]"), "scale_names"),
        (changed("step: 1", "step: 0.01\n  bands: [1, §'2', 5]"), "number_type"),
        (changed("[A, B,", "[A, §2,"), "text_type"),
        (changed("max: 5", "max: §1e30"), "scale_max"),
        # The index.
        (changed("decimals: 2", "decimals: §7"), "too_great"),
        (changed("decimals: 2", "decimals: §-1"), "too_small"),
        (changed("half_up", "§half_even"), "one_of"),
        (changed("2020: exact", "2020: §exactly"), "one_of"),
        (changed("{2020: exact}", "§{}"), "too_few"),
        (changed("2020: exact", "§from: exact"), "whole_number_type"),
        # Evidence items and national indices.
        (changed("tiga", f"tiga, {EVIDENCE.replace(': {', ': §{')}"), "evidence_levels"),
        (changed(*FRACTIONS, "tiga", "tiga, evidence: §{1: 1, 2: 2, 3: 3, 4: 4}"), "evidence_levels"),
        (changed(*FRACTIONS, "tiga", "tiga, evidence: §{0: 1, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5}"), "evidence_levels"),
        (changed(*FRACTIONS, "tiga", "tiga, evidence: {1: §0, 2: 2, 3: 3, 4: 4, 5: 5}"), "too_small"),
        (changed(*FRACTIONS, "tiga", "tiga, evidence: {§one: 1, 2: 2, 3: 3, 4: 4, 5: 5}"), "whole_number_type"),
        *[
            (changed("tiga", f"tiga, conversion: §{points}"), "conversion_points")
            for points in ("[]", "[[0, 1]]", "[[0, 1], [0, 5]]", "[[1, 1], [0, 5]]", "[[0, 3], [1, 2]]", "[[0, 1], [1, 6]]")
        ],
        (changed("tiga", "tiga, conversion: §3"), "list_type"),
        (changed("tiga", "tiga, conversion: [[0, 1], [§'1', 5]]"), "number_type"),
        # Elsewhere.
        (changed(after="crosswalk:\n  §other: {1: [1]}\n"), "crosswalk_to_none"),
        (changed(after="crosswalk:\n  other: {§9: [1], 1: [1]}\n" + OTHER), "unknown_indicator"),
        (changed(after="crosswalk:\n  other: {1: [1, §9], 2: [§8]}\n" + OTHER), "unknown_indicator unknown_indicator"),
        (changed(after=OTHER + "crosswalk:\n  own: {1: [§9]}\n"), "unknown_indicator"),
        (changed(after="crosswalk:\n  other: {1: §1, 2: [§a], 3: [§0]}\n" + OTHER), "list_type whole_number_type too_small"),
        (changed(after="crosswalk:\n  other: {§a: [1]}\n" + OTHER), "whole_number_type"),
        (changed(after="focus:\n  some: {title: X, indicators: [1, §9, §10]}\n"), "unknown_indicator unknown_indicator"),
        (changed(after="focus:\n  some: {title: X, indicators: §[]}\n"), "too_few"),
        *[(changed(after=f"focus:\n  §{key}: {{title: X, indicators: [1]}}\n"), "name_is_number") for key in ("32", "'32'")],
        # The tree.
        ("§" + OWN + ASPECTS, "tree_top"),
        ("§" + HEAD, "tree_top"),
        ("§" + HEAD + "domains: []\n", "tree_top"),
        (OWN[: OWN.index("      - id: 1\n")].replace("aspects:", "aspects: §[]"), "too_few"),
        (OWN[: OWN.index("indicators:\n          - {id: 3")] + "indicators: §[]\n", "too_few"),
        (changed("predicates:\n  - {from: 2.6, name: Baik}\n  - {from: 1, name: Kurang}\n", "predicates: §[]\n"), "too_few"),
        # A list is not too short because what is in it is wrong.
        (changed("          - {id: 4, title: Indikator empat}\n", "", "tiga", "tiga, repeat: §1"), "too_small"),
        (changed("from: 2.6", "from: §x", "from: 1", "from: §y"), "number_type number_type"),
        (changed(after="focus:\n  some: {title: X, indicators: [§0]}\n"), "too_small"),
        # Keys.
        (changed(after="§crosswalks: {}\n"), "unknown_key"),
        (changed(after="§5: {}\n"), "unknown_key"),
        (changed("{from: 2020}", "{from: 2020, §until: 2021}"), "unknown_key"),
        (changed("title: Bobot kami", "title: {id: Bobot kami, §eng: Our weights}"), "unknown_key"),
        (changed("dua, weight", "dua, §wieght: 20, weight"), "unknown_key"),
        (changed("    title: Domain satu", "    title: Domain satu\n    §weight: 100"), "unknown_key"),
        (changed("from: 2.6", "§lower: 2.6, from: 2.6"), "unknown_key"),
        (changed("{from: 2.6", "§{§lower: 2.6"), "missing_key unknown_key"),
        (changed("{from: 2020}", "§{§first: 2020}"), "missing_key unknown_key"),
        (changed("{from: 2020}", "{from: 2020, §last: 2021}"), "unknown_key"),
        (f"{HEAD}§top_{ASPECTS}", "unknown_key"),
        *[
            (f"§{OWN}".replace(f"{key}: {line}\n", "", 1), "missing_key")
            for key, line in (("title", "Bobot kami"), ("source", "Peraturan Wali Kota"), ("years", "{from: 2020}"))
        ],
        ("§" + OWN.removeprefix("id: own\n"), "missing_key"),
        (changed("- {id: 3, title: Indikator tiga}", "- §{id: 3}"), "missing_key"),
        (changed("  max: 5\n", "", *SCALE), "missing_key"),
        (changed("id: own", "id: §5"), "text_type"),
        (changed("source: Peraturan Wali Kota", "source: §''"), "blank"),
        (changed("{from: 2020}", "{from: §'2020'}"), "whole_number_type"),
        (changed("{from: 2020}", "§2020"), "mapping_type"),
        (changed("id: own", "id: own\n§id: own"), "duplicate_key"),
        (changed("id: own", "id: own\n§id: own", "half_up", "§half_down"), "duplicate_key one_of"),
        # Where rules come from.
        (
            changed(after="sources:\n  weights: {sure: §certain}\n  §weight: {sure: regulation}\n  mean: §regulation\n"),
            "one_of unknown_key mapping_type",
        ),
        (
            changed(after="sources:\n  focus: §{source: Perwali}\n  levels: {sure: document, §where: X}\n"),
            "missing_key unknown_key",
        ),
        (changed(after="sources: §[mean]\n"), "mapping_type"),
        # Documents.
        ("§", "empty"),
        ("§# nothing\n", "empty"),
        ("§- id: own\n", "mapping_type"),
        ("§own\n", "mapping_type"),
        (OWN + OTHER.replace("id: other", "id: §own"), "same_instrument"),
        (OWN + "".join(2 * [OTHER.replace("id: other", "id: §own")]), "same_instrument same_instrument"),
        ("id: own\n§\ttitle: x\n", "tab"),
        # Everything at once, in the order of the text.
        (
            changed(
                *("name: Kurang", "name: §Baik"),
                *DOMAINS,
                *("levels: process", "levels: §x"),
                *("weight: 20", "weight: 21"),
                *("{id: 3", "{id: §1"),
                *("empat", "empat, conversion: §[[0, 1]]"),
                after="focus:\n  some: {title: X, indicators: [§9]}\n",
            ),
            "same_predicate weights_sum unknown_kind same_id conversion_points unknown_indicator",
        ),
        (
            changed("source", "§sourc", "from: 2.6", "from: §x", "dua, w", "dua, §wight: 20, w", "id: own", "§id: own")
            + OTHER.replace(*DOMAINS).replace("weight: 20", "weight: 21"),
            "missing_key unknown_key number_type unknown_key weights_sum",
        ),
    ],
)
def test_problems_at_their_places(write: Write, text: str, codes: str) -> None:
    text, expected = marked(text, codes)
    assert found(problems(write, text)) == expected


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            changed("weight: 20", "weight: 20.125"),
            "the weights sum to 100.125: expected exactly 100",
            "weights are percentages of the index",
        ),
        (
            changed("levels: process", "levels: proces"),
            '"proces": expected a kind of levels that the scale names',
            "did you mean process?",
        ),
        (changed("levels: process", "levels: zzz"), '"zzz": expected a kind of levels that the scale names', "known: process"),
        (changed("half_up", "half_upp"), '"half_upp": expected one of half_up', "did you mean half_up?"),
        (changed("weight: 20", "weight: 20, wieght: 1"), 'unknown key "wieght"', "did you mean weight?"),
        (changed("title: Bobot kami", "title: {id: X, eng: Y}"), 'unknown key "eng"', "did you mean en?"),
        (changed(after="crosswalks: {}\n"), 'unknown key "crosswalks"', "did you mean crosswalk?"),
        (
            changed(after="focus:\n  some: {title: X, indicator: [1], indicators: [1]}\n"),
            'unknown key "indicator"',
            "did you mean indicators?",
        ),
        (
            changed(after="crosswalk:\n  othr: {1: [1]}\n" + OTHER),
            '"othr" is no other instrument of this file',
            "did you mean other?",
        ),
        (changed(after="crosswalk:\n  other: {1: [9]}\n" + OTHER), "there is no indicator 9 in other", None),
        (changed("{id: 2,", "{id: 1,"), "a second indicator 1", None),
        (changed("{from: 2020}", "{from: 2020, to: 2019}"), "2019: expected no year before the first, 2020", None),
        (changed("{from: 2020}", "2020"), "2020: expected keys and values here", "its keys are from, to"),
        (
            changed(after="sources: [mean]\n"),
            "a list: expected keys and values here",
            f"its keys are {', '.join(Sources.model_fields)}",
        ),
        (
            changed("predicates:\n  - {from: 2.6, name: Baik}\n  - {from: 1, name: Kurang}\n", "predicates: Baik\n"),
            '"Baik": expected a list here',
            "each item of it has the keys from, name",
        ),
        (changed("title: Bobot kami", "title: 3"), "3: expected text", "write it in quotes"),
        (changed(after="focus:\n  some: {title: X, indicators: 1}\n"), "1: expected a list here", "write [1]"),
        (
            changed(after="crosswalk:\n  other: {1: [1]}\n"),
            '"other" is no other instrument of this file',
            "put it into the same file, as one more document behind a line with ---",
        ),
        (changed("[A, B, C, D, E]", "{1: A}"), "a mapping: expected a list here", None),
        (changed("step: 1", "step: 0.5"), '5 names for "process", but no levels: expected a step of 1, or bands', None),
        (changed("weight: 20", "weight: 20%"), '"20%": expected a number', "write the number without %"),
        (
            changed("step: 1", "step: 0.3"),
            "0.3: expected a step that leads from min, 1, to max, 5",
            "1 where levels are whole numbers, such as 0.01 where there are values between",
        ),
        (changed("D, E]", "D]"), '4 names for "process": expected one for each of 5 levels', None),
        (changed("- {from: 1,", "- {from: 1.5,"), "nothing is named below 1.5: expected a predicate from 1", None),
        (changed("from: 2.6", "from: 1"), '"Kurang" must begin below "Baik": expected the highest first', None),
    ],
)
def test_messages_and_hints(write: Write, text: str, message: str, hint: str | None) -> None:
    assert [(one.message, one.hint) for one in problems(write, text)] == [(message, hint)]


def test_a_file_of_ones_own(write: Write) -> None:
    path = write(OWN + OTHER, "indicators.yaml")
    assert load_instruments(path).ids == ("own", "other")
    assert load_instrument(path=path).id == "own"
    assert load_instrument("other", path).id == "other"


def test_an_instrument_that_is_not_there() -> None:
    with pytest.raises(BadInput) as bad:
        chosen(load_instruments(), "permenpanrb-59-2002", "--instrument")
    [problem] = bad.value.problems
    assert (problem.path, problem.line, problem.column, problem.code) == ("--instrument", None, None, "unknown_instrument")
    assert problem.hint == "did you mean permenpanrb-59-2020?"


def test_a_file_that_is_not_there(tmp_path: Any) -> None:
    with pytest.raises(BadInput) as bad:
        load_instruments(tmp_path / "indicators.yaml")
    assert [one.code for one in bad.value.problems] == ["file_missing"]
