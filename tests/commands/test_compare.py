"""``spbe compare`` as a user runs it."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import EXAMPLES, Spbe, csv_of, fraction, parsed

VIEWS = Path(__file__).parents[1] / "views"
BANDAR_LAMPUNG = (EXAMPLES / "bandar-lampung-2023.yaml", EXAMPLES / "bandar-lampung-2024.yaml")
DENPASAR = (EXAMPLES / "denpasar-2018-self.yaml", EXAMPLES / "denpasar-2018.yaml")
ACROSS = (VIEWS / "across-2019.yaml", VIEWS / "across-2022.yaml")


def test_bandar_lampung_2023_to_2024(spbe: Spbe) -> None:
    out = spbe("compare", *BANDAR_LAMPUNG).out
    assert re.search(r"^Index +2\.15 → 2\.98 \(\+0\.83\)$", out, re.MULTILINE)
    assert re.search(r"^Predicate +Cukup → Baik \(up\)$", out, re.MULTILINE)
    assert re.search(r"^ 39  Layanan Pengawasan Internal Pemerintah +1 +3 +\+2 +\+0\.0550$", out, re.MULTILINE)


def test_json_says_what_the_contract_says(spbe: Spbe) -> None:
    data = parsed(spbe("compare", *BANDAR_LAMPUNG, "--format", "json"))
    assert data["schema"] == 1
    assert [data[side]["year"] for side in ("from", "to")] == [2023, 2024]
    assert data["from"]["path"] == str(BANDAR_LAMPUNG[0])
    assert not {"domains", "aspects", "schema"} & set(data["from"])
    assert data["index"] == {"from": 2.15, "to": 2.98, "delta": 0.83, "delta_exact": "33/40"}
    assert data["predicate"] == {"from": "Cukup", "to": "Baik", "change": "up"}
    assert data["domains"][0] == {
        "id": 1, "title": "Kebijakan Internal SPBE", "from": 1.4, "to": 2.9, "delta": 1.5, "delta_exact": "3/2",
    }  # fmt: skip
    assert len(data["aspects"]) == 8
    assert data["indicators"][0] == {
        "id": 39, "title": "Layanan Pengawasan Internal Pemerintah", "from": 1, "to": 3, "delta": 2, "delta_exact": "2",
        "contribution_exact": "11/200",
    }  # fmt: skip
    assert (data["gates"], data["passed"]) == ([], True)


@pytest.mark.parametrize("files", [BANDAR_LAMPUNG, DENPASAR, (VIEWS / "across-2022.yaml", VIEWS / "reweighted-2023.yaml")])
def test_contributions_add_up_to_the_change(spbe: Spbe, files: tuple[Path, Path]) -> None:
    data = parsed(spbe("compare", *files, "--format", "json"))
    moved = [Fraction(one["contribution_exact"]) for one in data["indicators"]]
    assert sum(moved) == Fraction(data["index"]["delta_exact"])
    assert sum(moved) == Fraction(data["to"]["index_exact"]) - Fraction(data["from"]["index_exact"])
    assert [abs(one) for one in moved] == sorted(map(abs, moved), reverse=True)


def test_claimed_and_given_where_the_stages_of_a_year_differ(spbe: Spbe) -> None:
    out = spbe("compare", *DENPASAR).out
    assert "3.67 claimed, 2.64 given (−1.03)" in out
    assert "19 of 35: 1 given higher, 18 given lower" in out
    back = spbe("compare", *reversed(DENPASAR)).out
    assert "2.64 given, 3.67 claimed (+1.03)" in back
    assert "19 of 35: 1 given higher, 18 given lower" in back
    assert "Claimed" not in spbe("compare", *BANDAR_LAMPUNG).out
    data = parsed(spbe("compare", *DENPASAR, "--format", "json"))
    service = data["indicators"][0]
    assert (service["id"], service["from_levels"], service["to_levels"]) == (35, [5, 5, 5], [1, 3, 3])
    assert (service["from"], service["to"], service["delta"], service["delta_exact"]) == (5, 2.33, -2.67, "-8/3")


def test_other_stages_of_a_year_go_by_their_names(spbe: Spbe, write: Callable[..., str]) -> None:
    files = [
        write(f"agency: A\nyear: 2023\nstage: {stage}\nanswers: {{1: 3}}\n", f"{stage}.yaml") for stage in ("interview", "visit")
    ]
    out = spbe("compare", *files).out
    assert "interview → visit" in out
    assert "2023 interview  2023 visit" in out


@pytest.mark.parametrize("gate", [("--max-drop", "0"), ("--no-regression", "predicate")])
def test_no_gate_is_checked_on_the_stages_of_a_year_the_wrong_way_round(spbe: Spbe, write: Callable[..., str], gate: Any) -> None:
    ran = spbe("compare", *reversed(DENPASAR), *gate)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"{DENPASAR[0]}:6: Pemerintah Kota Denpasar: self-assessment 2018 comes before final result 2018 on the other side, "
        "so no drop can be checked (what was comes first, what is second)\n"
    )
    # Another year, the same stage or none: nothing says that it is the wrong way round.
    for old, new in (("2018\nstage: final", "2019\nstage: self"), ("2018\nstage: final", 2018), (2018, "2018\nstage: self")):
        sides = [
            write(f"agency: A\nyear: {head}\nanswers: {{1: 3}}\n", name) for head, name in ((old, "o.yaml"), (new, "n.yaml"))
        ]
        assert spbe("compare", *sides, *gate).code == 0


def test_each_agency_is_told_whose_stages_are_the_wrong_way_round(spbe: Spbe, write: Callable[..., str]) -> None:
    head = "agency,year,stage,index\n"
    old = write(f"{head}Kota A,2023,final,2.5\nKota B,2023,self,2.5\n", "old.csv")
    new = write(f"{head}Kota A,2023,visit,2.5\nKota B,2023,final,2.5\n", "new.csv")
    ran = spbe("compare", old, new, "--max-drop", "0")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "new.csv:2: Kota A: visit 2023 comes before final result 2023 on the other side" in ran.err


def test_only_the_indicators_that_matter_most(spbe: Spbe) -> None:
    out = spbe("compare", *DENPASAR, "--top", "2").out
    assert re.search(r"17 others +−0\.6433\n +Change of the index +−1\.0300\n", out)
    assert len(parsed(spbe("compare", *DENPASAR, "--top", "2", "--format", "json"))["indicators"]) == 19
    assert spbe("compare", *DENPASAR, "--top", "0").code == 2


def test_an_unchanged_result(spbe: Spbe, tmp_path: Path) -> None:
    ran = spbe("compare", DENPASAR[1], shutil.copy(DENPASAR[1], tmp_path), "--no-regression", "indicator", "--max-drop", "0")
    assert ran.code == 0
    assert re.search(r"^Moved +0 of 35$", ran.out, re.MULTILINE)
    assert "Baik → Baik (unchanged)" in ran.out
    assert ran.out.endswith("2 gates checked on 1 agency, 0 not met.\n")


class TestAcrossInstruments:
    def test_levels_side_by_side_what_is_new_and_what_has_gone(self, spbe: Spbe) -> None:
        data = parsed(spbe("compare", *ACROSS, "--format", "json"))
        assert (data["basis"], data["domains"], data["aspects"]) == ("indicators", [], [])
        assert [len(data[key]) for key in ("indicators", "added", "gone")] == [23, 24, 15]
        personnel = next(one for one in data["indicators"] if one["id"] == 36)
        assert (personnel["from_id"], personnel["from_title"]) == (26, "Layanan Manajemen Kepegawaian")
        assert (personnel["from"], personnel["to"], personnel["delta"], personnel["contribution_exact"]) == (2, 3, 1, None)
        services = [one for one in data["indicators"] if one["from_id"] == 35]
        assert [(one["id"], one["from"], one["from_levels"]) for one in services] == [
            (one, 2.67, [2, 3, 3]) for one in (45, 46, 47)
        ]

    def test_the_other_way_round(self, spbe: Spbe) -> None:
        there, back = (parsed(spbe("compare", *files, "--format", "json")) for files in (ACROSS, ACROSS[::-1]))
        assert {(one["id"], one["from_id"]) for one in there["indicators"]} == {
            (one["from_id"], one["id"]) for one in back["indicators"]
        }
        assert (back["added"], back["gone"]) == (there["gone"], there["added"])

    def test_a_plain_warning_and_no_contributions(self, spbe: Spbe) -> None:
        out = spbe("compare", *ACROSS).out
        assert "changed: levels 0-5 → 1-5; indicators 35 → 47" in out
        assert "The yardstick changed, so the change of the index is not the agency's alone." in out
        assert "Effect" not in out
        assert "2.32 → 2.54 (+0.22)" in out

    def test_other_scales_and_bounds_are_named(self, spbe: Spbe) -> None:
        out = spbe("compare", ACROSS[1], EXAMPLES / "pemdi-2026.yaml", columns=200).out
        assert "levels 1-5 → 1-5 with fractions; indicators 47 → 20; predicates from Memuaskan 4.2 → 4" in out
        old, new = EXAMPLES / "pegi-2015-central.yaml", EXAMPLES / "palopo-2018.yaml"
        assert (
            "levels 1-4 with fractions → 0-5; indicators 5 → 35; other predicates" in spbe("compare", old, new, columns=120).out
        )
        assert parsed(spbe("compare", old, new, "--format", "json"))["predicate"]["change"] is None

    def test_no_crosswalk_leads_there(self, spbe: Spbe, write: Callable[..., str]) -> None:
        out = spbe("compare", write("agency: A\nyear: 2015\nanswers: {1: 2.5}\n"), ACROSS[1]).out
        assert "No crosswalk leads from one instrument to the other, so only the index is compared." in " ".join(out.split())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("palopo-2018", "palopo-2019", "Only the index is compared, as only announced figures are known of both sides."),
        ("palopo-2019", "denpasar-2018", "Only the index is compared, as only announced figures are known of 2019."),
        ("palopo-2019", "bandar-lampung-2023", "Only the index is compared, as only announced figures are known of 2019."),
        ("bandar-lampung-2024", "palopo-2023", "Compared down to the domains, as only announced figures are known of 2023."),
    ],
)
def test_announced_figures_are_compared_as_deep_as_they_go(spbe: Spbe, old: str, new: str, said: str) -> None:
    out = spbe("compare", EXAMPLES / f"{old}.yaml", EXAMPLES / f"{new}.yaml", columns=120).out
    assert said in out
    assert "Effect" not in out
    assert ("Domain" in out) is ("domains" in said)


def test_announced_aspects(spbe: Spbe, write: Callable[..., str]) -> None:
    aspects = ", ".join(f"{one}: 2" for one in range(1, 9))
    file = write(f"agency: A\nyear: 2022\npublished: {{aspects: {{{aspects}}}}}\n")
    out = spbe("compare", file, BANDAR_LAMPUNG[0]).out
    assert "Compared down to the aspects, as only announced figures are known of 2022." in out
    assert "Domain / aspect" in out


def test_two_agencies_are_named(spbe: Spbe) -> None:
    out = spbe("compare", DENPASAR[1], BANDAR_LAMPUNG[0]).out
    assert out.startswith("Pemerintah Kota Denpasar → Pemerintah Kota Bandar Lampung\n")
    assert "These are two agencies" in out
    assert "two agencies" not in spbe("compare", *BANDAR_LAMPUNG).out


def test_what_is_to_be_known_of_either_side(spbe: Spbe, write: Callable[..., str]) -> None:
    old = write("agency: A\nyear: 2022\npublished: {index: 1.05, domains: {1: 2.4, 2: 1.7, 3: 1.09, 4: 0.3}}\n", "old.yaml")
    new = write("agency: A\nyear: 2026\nanswers: {1: 2}\n", "new.yaml")
    out = spbe("compare", old, new, columns=160).out
    assert "2022: Domain 4: announced 0.30, but only 1.00 to 5.00 is possible" in out
    assert "2026: Provisional: " in out
    assert "2026: 19 indicators are not answered and score 1: 2-20." in out
    both = spbe("compare", new, new).out
    assert both.count("Provisional: ") == 1
    assert "new.yaml: Provisional" not in both


class TestGates:
    @pytest.mark.parametrize(
        ("arguments", "verdicts"),
        [
            (["--fail-under", "Baik"], [True]),
            (["--fail-under", "2.65"], [False]),
            (["--max-drop", "0.05"], [False]),
            (["--max-drop", "1,03"], [True]),
            (["--max-drop", "1.02", "--no-regression", "domain", "--fail-under", "2.6"], [True, False, False]),
            (["--no-regression", "indicator"], [False]),
        ],
    )
    def test_every_gate_has_a_verdict(self, spbe: Spbe, arguments: list[str], verdicts: list[bool]) -> None:
        code = 0 if all(verdicts) else 1
        data = parsed(spbe("compare", *DENPASAR, *arguments, "--format", "json"), code)
        assert ([one["passed"] for one in data["gates"]], data["passed"]) == (verdicts, all(verdicts))
        ran = spbe("compare", *DENPASAR, *arguments)
        assert (ran.code, ran.err) == (code, "")
        assert [line[5:11] == "passed" for line in ran.out.splitlines() if line.startswith("Gate ")] == verdicts
        count = f"{len(verdicts)} gate{'s' if len(verdicts) > 1 else ''} checked on 1 agency, {verdicts.count(False)} not met."
        assert ran.out.splitlines()[-1] == count

    def test_verdicts_as_data(self, spbe: Spbe) -> None:
        arguments = ("--max-drop", "0.05", "--no-regression", "aspect", "--format", "json")
        drop, regression = parsed(spbe("compare", *DENPASAR, *arguments), 1)["gates"]
        assert drop == {
            "name": "max-drop", "expected": "0.05", "actual": "1.03", "passed": False,
            "message": "Gate failed: the index drops by 1.03, at most 0.05 is allowed.",
        }  # fmt: skip
        changes = regression.pop("changes")
        assert [one["id"] for one in changes] == regression["fallen"]
        assert changes[0] == {"id": 1, "from": 2.43, "from_exact": "17/7", "to": 2.0, "to_exact": "2"}
        assert regression == {
            "name": "no-regression", "expected": 0, "actual": 7, "passed": False,
            "tier": "aspect", "fallen": [1, 2, 3, 4, 5, 6, 7], "compared": 7, "total": 7,
            "message": (
                "Gate failed: lower than before: aspects 1 (2.43, now 2.00), 2 (3.00, now 2.10), 3 (3.00, now 2.00), "
                "4 (3.00, now 2.50), 5 (4.33, now 2.33), 6 (3.71, now 3.29), 7 (4.50, now 2.50)."
            ),
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("files", "tier"),
        [
            (("palopo-2018", "palopo-2019"), "domain"),
            (("bandar-lampung-2023", "palopo-2023"), "aspect"),
            (("bandar-lampung-2023", "palopo-2023"), "indicator"),
            (("denpasar-2018", "bandar-lampung-2023"), "domain"),
            (("pegi-2015-central", "denpasar-2018"), "indicator"),
        ],
    )
    def test_one_with_nothing_to_check_is_bad_input(self, spbe: Spbe, files: tuple[str, str], tier: str) -> None:
        ran = spbe("compare", *(EXAMPLES / f"{name}.yaml" for name in files), "--no-regression", tier, "--max-drop", "0")
        assert (ran.code, ran.out) == (2, "")
        assert f"no {tier} has a value on both sides, so there is nothing to check" in ran.err

    @pytest.mark.parametrize("value", ["x", "-0.1", "true", "", "nan", "1e999999", "5.01"])
    def test_a_drop_that_can_not_be(self, spbe: Spbe, value: str) -> None:
        ran = spbe("compare", *DENPASAR, f"--max-drop={value}")
        assert (ran.code, ran.out) == (2, "")
        assert "expected index points from 0 to 5" in ran.err

    @pytest.mark.parametrize("arguments", [["--format", "csv"], ["-o", "result.json"], ["-o", "result.txt"]])
    def test_a_failure_is_told_also_where_the_output_does_not_show_it(
        self, spbe: Spbe, write: Callable[..., str], arguments: list[str]
    ) -> None:
        write("", "empty")
        ran = spbe("compare", *DENPASAR, "--max-drop", "0.05", "--fail-under", "2", *arguments)
        assert ran.code == 1
        assert ran.err == f"{DENPASAR[1]}: Gate failed: the index drops by 1.03, at most 0.05 is allowed.\n"


def test_every_problem_of_both_files_and_no_output(spbe: Spbe, write: Callable[..., str]) -> None:
    write("agency: A\nyear: 2023\nanswers: {1: 9}\n", "a.yaml")
    ran = spbe("compare", "a.yaml", "b.yaml", "-o", "result.json")
    assert (ran.code, ran.out) == (2, "")
    assert [line.split(": ")[0] for line in ran.err.splitlines()] == ["a.yaml:3:14", "b.yaml"]
    assert not Path("result.json").exists()


def test_across_instruments_top_says_that_it_leaves_all_rows(spbe: Spbe) -> None:
    shown = spbe("compare", *ACROSS, "--top", "2").out
    assert "--top leaves all rows: without effects none matters most." in shown
    assert "leaves all rows" not in spbe("compare", *ACROSS).out + spbe("compare", *BANDAR_LAMPUNG, "--top", "2").out


def test_strict_instrument_and_output(spbe: Spbe, write: Callable[..., str]) -> None:
    file, other = (write("agency: A\nyear: 2026\nanswers: {1: 3}\n", name) for name in ("answers.yaml", "other.yaml"))
    assert spbe("compare", file, other, "--strict").err.count("is not answered") == 2 * 19
    data = parsed(spbe("compare", file, file, "--instrument", "permenpanrb-59-2020", "--format", "json"))
    assert data["to"]["instrument"] == "permenpanrb-59-2020"
    assert spbe("compare", file, file, "-o", file).code == 2
    assert Path(file).read_text().startswith("agency")


def test_csv_is_data(spbe: Spbe) -> None:
    english, indonesian = (spbe("compare", *DENPASAR, "--format", "csv", "--lang", one).out for one in ("en", "id"))
    assert english == indonesian
    rows = list(csv.DictReader(io.StringIO(english)))
    assert [row["tier"] for row in rows] == [
        *("domain", "aspect", "aspect", "domain", "aspect", "aspect", "aspect", "domain", "aspect", "aspect"),
        *["indicator"] * 19,
        *("index", "predicate"),
    ]
    assert fraction(rows[10], "contribution") == "-4/15"
    index, predicate = rows[-2:]
    assert (index["from"], index["to"], index["delta"], fraction(index, "delta")) == ("3.67", "2.64", "-1.03", "-103/100")
    assert (predicate["from"], predicate["to"]) == ("Sangat Baik", "Baik")
    across = csv_of(spbe("compare", *ACROSS, "--format", "csv"))
    assert sum(row["from_id"] == "" for row in across) == 24 + 2
    assert sum(row["id"] == "" for row in across) == 15 + 2


@pytest.mark.parametrize("format_", ["table", "markdown", "csv", "json"])
def test_names_are_text_everywhere(spbe: Spbe, write: Callable[..., str], format_: str) -> None:
    names = ["[bold]Kota[/bold] \x1b[31m", "<script>=HYPERLINK(A1)"]
    files = [
        write(f"agency: {json.dumps(name)}\nyear: 2023\nanswers: {{1: {level}}}\n", f"{level}.yaml")
        for level, name in enumerate(names, start=1)
    ]
    out = spbe("compare", *files, "--format", format_).out
    assert "\x1b" not in out
    assert format_ == "json" or "<script" not in out or format_ in ("table", "csv")


def test_standard_input_is_read_once(spbe: Spbe) -> None:
    ran = spbe("compare", "-", "-")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "-: standard input is on both sides, and can be read only once\n"


def test_a_table_of_several_years_can_be_compared_with_itself(spbe: Spbe, write: Callable[..., str]) -> None:
    table = write("Kabupaten/Kota;Indeks SPBE 2023;Indeks SPBE 2024\nKab. A;2,1;2,9\n", "a.csv")
    assert "2.10  2.90   +0.80" in spbe("compare", table, table, "--year", "2023,2024").out
    ran = spbe("compare", table, table)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "a.csv: there are columns of several years here (2023-2024), and a side is of one year "
        "(say with --year which year OLD has and which NEW has, such as --year 2023,2024)\n"
    )


def test_one_year_of_a_table_of_several_is_compared_with_what_came_after(spbe: Spbe, write: Callable[..., str]) -> None:
    table = write("Nama OPD;Indeks SPBE 2023;Indeks SPBE 2024\nDinas A;2,1;2,9\nDinas B;2;2,2\n", "a.csv")
    new = write("agency: Dinas A\nyear: 2025\npublished: {index: 3}\n", "new.yaml")
    assert "2.90  3.00   +0.10" in spbe("compare", table, new, "--year", "2024,2025").out
    ran = spbe("compare", table, new)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("a.csv: there are columns of several years here (2023-2024)")
    assert "such as --year 2024,2025" in ran.err
