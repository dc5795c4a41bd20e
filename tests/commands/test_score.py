"""``spbe score`` as a user runs it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.scoring import score
from spbe_cli.formats.json import result as as_json
from spbe_cli.formats.json.text import text
from tests.conftest import EXAMPLES, NASTY, Spbe, Write, csv_of, fraction, parsed
from tests.strategies import assessments, instruments

DENPASAR = EXAMPLES / "denpasar-2018.yaml"
ANNOUNCED_ONLY = "agency: Kota Contoh\nyear: 2023\npublished: {index: 2.60}\n"


@pytest.mark.parametrize(
    ("file", "index", "predicate", "parts", "aspects"),
    [
        ("denpasar-2018", 2.64, "Baik", [2.06, 2.29, 3.0], [2.0, 2.1, 2.0, 2.5, 2.33, 3.29, 2.5]),
        ("denpasar-2018-self", 3.67, "Sangat Baik", None, None),
        ("bandar-lampung-2023", 2.15, "Cukup", [1.4, 1.7, 1.0, 3.04], [1.4, 1.25, 1.75, 2.5, 1.0, 1.0, 3.5, 2.33]),
        ("bandar-lampung-2024", 2.98, "Baik", [2.9, 2.4, 2.55, 3.48], [2.9, 1.5, 2.75, 3.5, 2.5, 2.67, 3.9, 2.83]),
        ("palopo-2018", 1.88, "Cukup", None, None),
        ("palopo-2019", 2.62, "Baik", None, None),
        ("palopo-2023", 3.31, "Baik", [3.4, 2.5, 1.55, 4.36], None),
        ("kalimantan-tengah-2025", 3.41, "Baik", [3.5, 2.7, 2.73, 4.01], None),
        ("pegi-2015-central", 2.7, "Baik", None, None),
        ("pegi-2015-regional", 2.5, "Kurang", None, None),
    ],
)
def test_announced_results(
    spbe: Spbe, file: str, index: float, predicate: str, parts: list[float] | None, aspects: list[float] | None
) -> None:
    data = parsed(spbe("score", EXAMPLES / f"{file}.yaml", "--format", "json"))
    assert (data["schema"], data["index"], data["predicate"]) == (1, index, predicate)
    if parts:
        assert [one["value"] for one in data["domains"]] == parts
    if aspects:
        assert [one["value"] for domain in data["domains"] for one in domain["aspects"]] == aspects
    if data["published"]:
        assert data["published"]["matches"] is True
        assert data["published"]["differences"] == []


def test_nothing_is_counted_where_only_figures_were_announced(spbe: Spbe) -> None:
    assert parsed(spbe("score", EXAMPLES / "palopo-2019.yaml", "--format", "json"))["completeness"] is None


def test_json_says_what_the_contract_says(spbe: Spbe) -> None:
    data = parsed(spbe("score", DENPASAR, "--format", "json"))
    assert data["path"] == str(DENPASAR)
    head = {key: data[key] for key in ("agency", "year", "instrument", "stage", "basis", "adjusted")}
    assert head == {
        "agency": "Pemerintah Kota Denpasar",
        "year": 2018,
        "instrument": "permenpanrb-5-2018",
        "stage": "final",
        "basis": "indicators",
        "adjusted": False,
    }
    assert data["completeness"] == {"answered": 35, "not_applicable": 0, "unanswered": 0, "total": 35}
    domain = data["domains"][0]
    assert {key: domain[key] for key in ("id", "weight", "value", "value_exact")} == {
        "id": 1, "weight": "17", "value": 2.06, "value_exact": "35/17",
    }  # fmt: skip
    assert domain["aspects"][0]["indicators"][0] == {
        "id": 1,
        "title": "Kebijakan Internal Tim Pengarah SPBE Instansi Pemerintah",
        "weight": "1",
        "level": 1,
        "level_name": None,
        "contribution_exact": "1/100",
        "answered": True,
    }
    repeated = data["domains"][2]["aspects"][1]["indicators"][3]
    assert (repeated["levels"], repeated["level"], repeated["level_exact"]) == ([1, 3, 3], 2.33, "7/3")
    assert data["warnings"] == []


def test_json_of_an_announced_index_has_its_interval(spbe: Spbe) -> None:
    data = parsed(spbe("score", EXAMPLES / "palopo-2019.yaml", "--format", "json"))
    assert (data["basis"], data["index_exact"]) == ("index", "131/50")
    assert [Fraction(one) for one in data["interval"]] == [Fraction("2.615"), Fraction("2.625")]
    assert data["domains"][0]["value"] is None


@given(st.data())
def test_json_round_trips(data: st.DataObject) -> None:
    instrument = data.draw(instruments())
    result = score(data.draw(assessments(instrument)), instrument, "a.yaml")
    read = json.loads(text(as_json.result(result)))
    parts = read.get("domains") or read["aspects"]
    assert Fraction(read["index_exact"]) == result.index.exact
    assert (
        sum(Fraction(one["weight"]) * Fraction(one["value_exact"]) for one in parts if one["value_exact"]) / 100
        == result.index.exact
    )
    aspects = [aspect for part in parts for aspect in part.get("aspects", [part])]
    contributions = [Fraction(one["contribution_exact"]) for aspect in aspects for one in aspect["indicators"]]
    assert sum(contributions) == result.index.exact


def test_pemdi_starts_at_aspects_and_is_provisional(spbe: Spbe) -> None:
    data = parsed(spbe("score", EXAMPLES / "pemdi-2026.yaml", "--format", "json"))
    assert "domains" not in data
    assert [one["id"] for one in data["aspects"]] == list(range(1, 8))
    assert [one["code"] for one in data["warnings"]] == ["provisional", "evidence_gap"]
    assert "Provisional" in spbe("score", EXAMPLES / "pemdi-2026.yaml").out


def test_own_weights_for_opds(spbe: Spbe) -> None:
    opd = EXAMPLES / "opd"
    data = parsed(spbe("score", "--indicators", opd / "indicators.yaml", opd / "dinas-kesehatan.yaml", "--format", "json"))
    # By hand: 12.5*3 + 7.5*2 + 12.5*3 + 12.5*2 (two equal halves, asset management left out) + 55*(4+3+4)/3, over 100.
    assert Fraction(data["index_exact"]) == Fraction(12500 * 3 + 7500 * 2 + 12500 * 5, 100_000) + Fraction(55 * 11, 300)
    assert data["adjusted"] is True


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("index: 2.64", [("index", 2.66)]),
        ("1: 2.06", [("domain 1", 2.08)]),
        ("7: 2.50", [("aspect 7", 2.6)]),
    ],
)
def test_announced_figures_that_the_answers_do_not_give(
    spbe: Spbe, write: Callable[..., str], change: str, what: list[tuple[str, float]]
) -> None:
    head, _, tail = DENPASAR.read_text().rpartition(change)
    key = change.split(":", maxsplit=1)[0]
    data = parsed(spbe("score", write(f"{head}{key}: {what[0][1]}{tail}"), "--format", "json"))
    assert data["published"]["matches"] is False
    assert [(one["what"], one["announced"]) for one in data["published"]["differences"]] == what


def test_predicate_that_the_answers_do_not_give(spbe: Spbe, write: Callable[..., str]) -> None:
    ran = spbe("score", write(DENPASAR.read_text() + "  predicate: Sangat Baik\n"))
    assert "Predicate: announced Sangat Baik, computed Baik" in ran.out


def test_several_files_one_after_the_other(spbe: Spbe) -> None:
    files = [EXAMPLES / "palopo-2018.yaml", EXAMPLES / "palopo-2019.yaml"]
    assert [one["index"] for one in parsed(spbe("score", *files, "--format", "json"))] == [1.88, 2.62]
    out = spbe("score", *files).out
    assert out.index("1.88") < out.index("2.62")
    rows = csv_of(spbe("score", *files, "--format", "csv"))
    assert [(row["year"], row["tier"], row["value"], row["name"]) for row in rows] == [
        ("2018", "index", "1.88", "Cukup"),
        ("2019", "index", "2.62", "Baik"),
    ]


def test_csv_is_data_in_every_language(spbe: Spbe) -> None:
    arguments = ("score", DENPASAR, "--format", "csv", "--detail", "indicator")
    english, indonesian = (spbe(*arguments, "--lang", language).out for language in ("en", "id"))
    rows = list(csv.DictReader(io.StringIO(english)))
    assert english.splitlines()[0] == indonesian.splitlines()[0]
    assert len(rows) == 3 + 7 + 35 + 1
    assert (rows[0]["tier"], rows[0]["value"]) == ("domain", "2.06")
    assert (fraction(rows[0], "value"), fraction(rows[0], "weight")) == ("35/17", "17")


def test_standard_input(spbe: Spbe) -> None:
    data = parsed(spbe("score", "-", "--format", "json", stdin=DENPASAR.read_bytes()))
    assert (data["path"], data["index"]) == ("-", 2.64)


@pytest.mark.parametrize(("given", "told"), [(b"", 1), (DENPASAR.read_bytes(), 2)])
def test_nothing_on_standard_input(spbe: Spbe, given: bytes, told: int) -> None:
    ran = spbe("score", *["-"] * told, stdin=given)
    said = "-:1:1: nothing came on standard input (send it a file, as in spbe score - < answers.yaml, and name - only once: "
    assert (ran.code, ran.out, ran.err) == (2, "", f"{said}it is read once)\n")


def test_what_if_before_and_after_side_by_side(spbe: Spbe) -> None:
    arguments = ("score", EXAMPLES / "bandar-lampung-2024.yaml", "--set", "11=5", "--set", "12=n/a")
    data = parsed(spbe(*arguments, "--format", "json"))
    assert data["what_if"]["changed"] == [11, 12]
    assert data["what_if"]["before"]["index"] == 2.98
    assert data["index"] == 3.13
    assert data["published"] is None
    out = spbe(*arguments).out
    assert "2.98 → 3.13" in out
    assert "11: 1 → 5, 12: 1 → n/a" in out


def indicators_of(data: Any) -> list[dict[str, Any]]:
    tops = data.get("domains") or [data]
    return [one for top in tops for aspect in top["aspects"] for one in aspect["indicators"]]


JUDGED = "{level: 3, evidence: [{file: a.pdf, status: accepted}]}"
PROVED = "{level: 3, evidence: [{file: a.pdf, proves: 4, status: accepted}]}"


@pytest.mark.parametrize(
    ("change", "unproven", "index"),
    [
        ("1=4", {1: (4, 3)}, "1.05"),  # what names no level was accepted for what was claimed
        ("1=2", {}, "1.04"),
        ("2=5", {2: (5, 4)}, "1.07"),
        ("2=2", {}, "1.04"),
        ("3=5", {3: (5, 1)}, "1.05"),  # accepted before anything was claimed: it proves nothing
        ("1=n/a", {}, "1.03"),
    ],
)
def test_evidence_proves_in_a_what_if_what_it_proved(
    spbe: Spbe, write: Write, change: str, unproven: dict[int, tuple[int, int]], index: str
) -> None:
    """A higher claim had a lower backed index, as evidence of the answer as it is was left out."""
    answers = f"  1: {JUDGED}\n  2: {PROVED}\n  3: {JUDGED.replace('level: 3, ', '')}\n"
    write(f"agency: A\nyear: 2024\nanswers:\n{answers}")
    data = parsed(spbe("score", "answers.yaml", "--set", change, "--format", "json"))
    found = {one["indicator"]: (*one["claimed"], *one["backed"]) for one in data.get("unproven", ())}
    assert found == unproven
    out = " ".join(spbe("score", "answers.yaml", "--set", change).out.split())
    note = f"Accepted evidence of indicator {change[0]} that names no level proves no more than was claimed before."
    assert (note in out) == (change[0] in "13")
    assert f"Backed 1.05 Kurang → {index} Kurang" in out


def test_commitments_and_notes_stay_in_a_what_if(spbe: Spbe, write: Write) -> None:
    write("agency: A\nyear: 2024\nanswers:\n  1: 3\n  3: {level: 2, note: n, target: {level: 4, by: 2030-01-01}}\n")
    arguments = ("score", "answers.yaml", "--set", "3=3")
    (one,) = (one for one in indicators_of(parsed(spbe(*arguments, "--format", "json"))) if one["id"] == 3)
    assert (one["level"], one["note"]) == (3, "n")
    assert "Promised   1.07 (Kurang), if 1 commitment is kept" in spbe(*arguments).out


def test_what_if_for_parts_and_ranges(spbe: Spbe) -> None:
    file = EXAMPLES / "bandar-lampung-2024.yaml"

    def changed(*settings: str) -> dict[int, int]:
        data = parsed(spbe("score", file, *(word for one in settings for word in ("--set", one)), "--format", "json"))
        assert data["what_if"]["changed"] == sorted(data["what_if"]["changed"])
        return {one["id"]: one["level"] for one in indicators_of(data) if one["id"] in data["what_if"]["changed"]}

    assert changed("domain:3=5") == dict.fromkeys(range(21, 32), 5)
    assert changed("aspect:4=1", "32-34, 40=2") == {19: 1, 20: 1, 32: 2, 33: 2, 34: 2, 40: 2}
    ran = spbe("score", file, "--set", "domain:3=9", "--set", "1-3=6")
    assert ran.err.splitlines() == [
        "--set domain:3=9: level 9: expected a whole number from 1 to 5",
        "--set 1-3=6: level 6: expected a whole number from 1 to 5",
    ]
    ran = spbe("score", file, "--set", "domain:3=4", "--set", "22=5")
    assert (ran.code, ran.err) == (2, "--set 22: given twice: 4, 5 (leave out one of the two)\n")


def test_a_decimal_comma_where_no_list_can_be(spbe: Spbe) -> None:
    """As in other options; where the indicator repeats, commas separate its services."""
    data = parsed(spbe("score", EXAMPLES / "pemdi-2026.yaml", "--set", "1=3,25", "--set", "2=3,0", "--format", "json"))
    assert [one["level"] for one in indicators_of(data)][:2] == [3.25, 3]
    ran = spbe("score", EXAMPLES / "bandar-lampung-2024.yaml", "--set", "1=3,5")
    assert (ran.code, ran.err) == (2, "--set 1=3,5: level 3.5: expected a whole number from 1 to 5\n")


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        *[
            (text, f'--set: "{text}": expected indicators and their answer, such as 32=4 or domain:3=4 (give each indicator')
            for text in ("11=5,12=4", "11=5 12=4", "11=5; 12 = 4")
        ],
        ("99=4", "--set 99: there is no indicator 99"),
        ("domain:9=4", "--set domain:9: there is no domain 9"),
        ("Layanan=4", '--set Layanan: "Layanan": expected indicators (32, 15-18), domain:3, aspect:4 or a focus'),
        ("32=6", "--set 32=6: level 6: expected a whole number from 1 to 5"),
        ("32=x", '--set 32=x: level "x"'),
        ("32", '--set: "32": expected indicators and their answer'),
        ("=4", "--set: "),
    ],
)
def test_what_if_that_can_not_be(spbe: Spbe, setting: str, told: str) -> None:
    ran = spbe("score", EXAMPLES / "bandar-lampung-2024.yaml", "--set", setting)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_what_if_needs_answers(spbe: Spbe) -> None:
    assert "no answers to change" in spbe("score", EXAMPLES / "palopo-2018.yaml", "--set", "1=3").err


@pytest.mark.parametrize(
    ("file", "threshold", "code"),
    [
        ("denpasar-2018", "2.64", 0), ("denpasar-2018", "2.65", 1), ("denpasar-2018", "2,65", 1), ("denpasar-2018", "Baik", 0),
        ("denpasar-2018", "sangat  baik", 1), ("palopo-2018", "Baik", 1), ("palopo-2019", "2.6", 0),
        ("denpasar-2018", "6", 2), ("denpasar-2018", "Bagus", 2), ("denpasar-2018", "nan", 2),
    ],
)  # fmt: skip
def test_fail_under(spbe: Spbe, file: str, threshold: str, code: int) -> None:
    ran = spbe("score", EXAMPLES / f"{file}.yaml", "--fail-under", threshold)
    assert ran.code == code
    assert ("Gate failed" in ran.out) == (code == 1)
    assert (ran.out == "") == (code == 2)


def test_fail_under_is_compared_exactly_from_2024(spbe: Spbe, write: Callable[..., str]) -> None:
    levels = dict.fromkeys(range(1, 48), 1) | {32: 5, 33: 5, 34: 5, 35: 5, 36: 5, 37: 5, 38: 5, 39: 2}
    answers = "".join(f"  {one}: {level}\n" for one, level in levels.items())
    for year, code in ((2023, 0), (2024, 1)):
        ran = spbe("score", write(f"agency: Contoh\nyear: {year}\nanswers:\n{answers}"), "--fail-under", "1.8")
        assert ran.code == code
        assert "Borderline" in ran.out


def test_verdicts_are_data(spbe: Spbe) -> None:
    ran = spbe("score", DENPASAR, "--fail-under", "Sangat Baik", "--fail-on-difference", "--format", "json")
    assert ran.code == 1
    data = json.loads(ran.out)
    assert data["passed"] is False
    assert [(one["name"], one["expected"], one["actual"], one["passed"]) for one in data["gates"]] == [
        ("fail-under", "Sangat Baik", "Baik", False),
        ("fail-on-difference", 0, 0, True),
    ]


def test_fail_on_difference(spbe: Spbe, write: Callable[..., str]) -> None:
    wrong = write("agency: Contoh\nyear: 2023\npublished: {index: 2.5, domains: {1: 2, 2: 2, 3: 2, 4: 2}}\n")
    assert spbe("score", wrong).code == 0
    ran = spbe("score", wrong, "--fail-on-difference")
    assert ran.code == 1
    assert "Index: announced 2.50, but only 2.00 to 2.01 is possible" in ran.out


def test_a_printed_mean_that_does_not_agree_with_itself(spbe: Spbe) -> None:
    ran = spbe("score", EXAMPLES / "national-mean-2023.yaml", "--fail-on-difference", "--format", "json")
    assert ran.code == 1
    (difference,) = json.loads(ran.out)["published"]["differences"]
    assert (difference["what"], difference["announced"]) == ("index", 2.79)
    assert (Fraction(difference["low"]), Fraction(difference["high"])) == (Fraction("2.80245"), Fraction("2.81245"))


def test_a_domain_that_its_aspects_alone_give_is_named_and_that_there_is_no_index(spbe: Spbe) -> None:
    # Permen PANRB 59/2020, annex, table 11: aspects of 3.00, 4.00 and 3.00 make domain 2 exactly 3.40.
    table_11 = Path(__file__).parents[1] / "published" / "table-11.yaml"
    ran = spbe("score", table_11)
    assert (ran.code, ran.out) == (2, "")
    assert "no index can be had from this" in ran.err
    assert "(what follows: domain 2 is 3.4)" in ran.err
    assert "(yang dapat dihitung: domain 2 bernilai 3,4)" in spbe("score", table_11, "--lang", "id").err


def test_a_gate_with_nothing_to_check_is_bad_input(spbe: Spbe) -> None:
    ran = spbe("score", EXAMPLES / "denpasar-2018-self.yaml", "--fail-on-difference")
    assert (ran.code, ran.out) == (2, "")


def test_strict(spbe: Spbe, write: Callable[..., str]) -> None:
    file = write("agency: Contoh\nyear: 2023\nanswers:\n  1: 3\n")
    assert spbe("score", file).code == 0
    ran = spbe("score", file, "--strict")
    assert ran.code == 2
    assert ran.err.count("is not answered") == 46


def test_every_problem_of_every_file_and_no_output(spbe: Spbe, write: Callable[..., str]) -> None:
    write("agency: A\nyear: 2023\nanswers: {1: 9}\n", "a.yaml")
    write("agency: B\nyear: 2023\nanswers: {1: 3, 60: 1}\n", "b.yaml")
    ran = spbe("score", "a.yaml", DENPASAR, "b.yaml", "c.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert [line.split(": ")[0] for line in ran.err.splitlines()] == ["a.yaml:3:14", "b.yaml:3:17", "c.yaml"]


def test_instrument_by_option_for_files_that_name_none(spbe: Spbe, write: Callable[..., str]) -> None:
    file = write("agency: Contoh\nyear: 2026\nanswers: {1: 3}\n")
    assert parsed(spbe("score", file, "--format", "json"))["instrument"] == "permenpanrb-8-2026"
    data = parsed(spbe("score", file, "--instrument", "permenpanrb-59-2020", "--format", "json"))
    assert data["instrument"] == "permenpanrb-59-2020"
    assert "year_outside" in [one["code"] for one in data["warnings"]]
    assert "did you mean permenpanrb-59-2020?" in spbe("score", file, "--instrument", "permenpanrb-59-2021").err


class TestOutput:
    def test_the_ending_chooses_the_format(self, spbe: Spbe, write: Callable[..., str]) -> None:
        write("", "empty")
        for ending, begins in (("json", "{"), ("csv", "agency,"), ("md", "## "), ("txt", "Pemerintah")):
            ran = spbe("score", DENPASAR, "-o", f"result.{ending}")
            assert (ran.code, ran.out) == (0, "")
            assert Path(f"result.{ending}").read_text().startswith(begins)

    def test_a_report_is_replaced_whole_or_not_at_all(self, spbe: Spbe, write: Callable[..., str]) -> None:
        write("old", "result.json")
        write("agency: A\n", "bad.yaml")
        assert spbe("score", "bad.yaml", "-o", "result.json").code == 2
        assert Path("result.json").read_text() == "old"
        assert spbe("score", DENPASAR, "-o", "result.json").code == 0
        assert json.loads(Path("result.json").read_text())["index"] == 2.64
        assert sorted(one.name for one in Path().iterdir()) == ["bad.yaml", "result.json"]

    @pytest.mark.parametrize("target", ["nowhere/result.json", "result.docx", "result"])
    def test_where_nothing_can_be_written(self, spbe: Spbe, write: Callable[..., str], target: str) -> None:
        write("", "x")
        ran = spbe("score", DENPASAR, "-o", target)
        assert (ran.code, ran.out) == (2, "")
        assert f"--output {target}: " in ran.err

    def test_never_over_an_input(self, spbe: Spbe, write: Callable[..., str]) -> None:
        file = write(ANNOUNCED_ONLY, "in.txt")
        assert spbe("score", file, "-o", file).code == 2
        assert Path(file).read_text() == ANNOUNCED_ONLY
        own = write((EXAMPLES / "opd" / "indicators.yaml").read_text(), "own.txt")
        assert spbe("score", DENPASAR, "--indicators", own, "--instrument", "opd-contoh", "-o", own).code == 2
        assert spbe("indicators", "--indicators", own, "-o", own).code == 2
        assert Path(own).read_text().startswith("# A made-up example")


def test_the_same_file_twice_has_its_own_verdicts(spbe: Spbe) -> None:
    data = parsed(spbe("score", DENPASAR, DENPASAR, "--fail-under", "2", "--format", "json"))
    assert [len(one["gates"]) for one in data] == [1, 1]


def test_nothing_left_to_score_is_told(spbe: Spbe, write: Callable[..., str]) -> None:
    file = write("agency: A\nyear: 2015\nanswers: {1: 3}\n")
    ran = spbe("score", file, *(word for one in range(1, 6) for word in ("--set", f"{one}=n/a")))
    assert ran.code == 2
    assert "every indicator is not applicable" in ran.err


def test_a_what_if_is_not_held_against_what_was_announced(spbe: Spbe) -> None:
    assert spbe("score", DENPASAR, "--set", "1=5", "--fail-on-difference").code == 2


def test_output_to_a_device_only_writes_to_it(spbe: Spbe) -> None:
    assert spbe("score", DENPASAR, "-o", "/dev/null", "--format", "json").code == 0
    assert not Path("/dev/null").is_file()


def test_output_looks_the_same_however_wide_the_terminal_is(spbe: Spbe, write: Callable[..., str]) -> None:
    write("", "x")
    for columns in (80, 200):
        spbe("score", DENPASAR, "-o", f"{columns}.txt", columns=columns)
    assert Path("80.txt").read_text() == Path("200.txt").read_text()


def test_borderline_by_all_announced_figures_together(spbe: Spbe, write: Callable[..., str]) -> None:
    # 2.60 is announced, but the domains allow nothing below 2.6025.
    domains = "{1: 2.61, 2: 2.60, 3: 2.61, 4: 2.61}"
    file = write(f"agency: A\nyear: 2024\npublished: {{index: 2.60, domains: {domains}}}\n")
    assert parsed(spbe("score", file, "--format", "json"))["warnings"] == []


def test_criteria_of_a_repeated_indicator_are_one_service(spbe: Spbe, write: Callable[..., str]) -> None:
    data = parsed(spbe("score", write("agency: A\nyear: 2018\nanswers: {35: {criteria: [1, 2]}}\n"), "--format", "json"))
    assert "too_few_services" in [one["code"] for one in data["warnings"]]


@pytest.mark.parametrize("name", NASTY.values(), ids=NASTY.keys())
@pytest.mark.parametrize("format_", ["table", "json", "csv", "markdown"])
def test_names_are_text_everywhere(spbe: Spbe, write: Callable[..., str], name: str, format_: str) -> None:
    ran = spbe("score", write(f"agency: {json.dumps(name)}\nyear: 2023\npublished: {{index: 2.6}}\n"), "--format", format_)
    assert ran.code == 0
    assert not {"\x1b", "\u202e"} & set(ran.out)
    if format_ == "json":
        assert json.loads(ran.out)["agency"] == name
    if format_ == "table":
        assert ran.out.splitlines()[0] == name.replace("\x1b", "\\x1b").replace("\n", "\\n").replace("\u202e", "\\u202e")
    if format_ == "csv":
        assert csv_of(ran)[0]["agency"][0] not in "=+-@"
    if format_ == "markdown":
        assert "<script" not in ran.out
        assert "[link" not in ran.out.replace("\\[", "")


PROMISED = """
agency: Dinas A
year: 2024
answers:
  1: {level: 3, target: {level: 5, by: 2024-06-30, owner: Bidang A}}
  2: {level: 3, target: {level: 4, by: 2025-06-30}}
  3: {level: 3, target: {level: 3, by: 2020-01-01}}
"""


def test_what_was_promised_stands_beside_todays_index(spbe: Spbe, write: Callable[..., str]) -> None:
    write(PROMISED)
    asked = ("score", "answers.yaml", "--today", "2025-01-01")
    out = spbe(*asked).out
    assert "Index      1.08\n" in out
    assert "Promised   1.12 (Kurang), if all 3 commitments are kept\n" in out
    assert out.endswith("Overdue commitments: 1 (2024-06-30, Bidang A).\n")
    data = json.loads(spbe(*asked, "--format", "json").out)
    assert data["promised"] == {
        "index": 1.12,
        "index_exact": "1117/1000",
        "predicate": "Kurang",
        "promises": [
            {"indicator": 1, "level": 5, "by": "2024-06-30", "owner": "Bidang A", "kept": False, "late": True},
            {"indicator": 2, "level": 4, "by": "2025-06-30", "owner": None, "kept": False, "late": False},
            {"indicator": 3, "level": 3, "by": "2020-01-01", "owner": None, "kept": True, "late": False},
        ],
    }
    assert "Overdue" not in spbe("score", "answers.yaml", "--today", "2024-06-30").out


def test_a_target_says_what_is_missing_today_and_as_promised(spbe: Spbe, write: Callable[..., str]) -> None:
    write(PROMISED)
    asked = ("score", "answers.yaml", "--target", "1,1")
    assert "Target     0.022 missing to 1.10" not in spbe(*asked).out
    assert "Target     0.0220 missing to 1.10, 0.00 when the commitments are kept\n" in spbe(*asked).out
    data = json.loads(spbe(*asked, "--format", "json").out)
    assert data["target"] == {"index": 1.1, "missing": 0.022, "missing_promised": 0.0}
    assert "Target     1.00 is reached\n" in spbe("score", "answers.yaml", "--target", "Kurang").out


def test_without_promises_and_target_nothing_is_said_of_them(spbe: Spbe) -> None:
    data = json.loads(spbe("score", EXAMPLES / "denpasar-2018.yaml", "--format", "json").out)
    assert not {"promised", "target"} & data.keys()
    data = json.loads(spbe("score", EXAMPLES / "palopo-2019.yaml", "--target", "Sangat Baik", "--format", "json").out)
    assert data["target"] == {"index": 3.5, "missing": 0.88, "missing_promised": None}


@pytest.mark.parametrize("options", [("--target", "Baikk"), ("--today", "30-06-2025")])
def test_a_bad_target_or_day(spbe: Spbe, options: tuple[str, str]) -> None:
    ran = spbe("score", EXAMPLES / "denpasar-2018.yaml", *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f'{options[0]}: "{options[1]}": expected a ')
