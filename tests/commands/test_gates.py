"""Gates as a pipeline relies on them: from ``spbe.toml`` or the command line, told in full, never passed by accident."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from spbe_cli import texts
from spbe_cli.reading.instruments import built_in_path, load_instruments
from tests.conftest import EXAMPLES, Spbe, Write

OLD = "agency: Kota A\nyear: 2022\nanswers: {1: 3, 2: 3}\n"
NEW = "agency: Kota A\nyear: 2023\nanswers:\n  1: 3\n  2: 2\n"
TABLE = "agency,year,index\nKota A,2023,2.5\nKota B,2023,3\n"


@pytest.fixture(autouse=True)
def files(write: Write) -> Write:
    """An old and a new result of one agency, and a table of two."""
    write(OLD, "old.yaml")
    write(NEW, "new.yaml")
    write(NEW.replace("2: 2", "2: 3"), "newer.yaml")
    write(NEW.replace("Kota A", "PEMKOT A"), "renamed.yaml")
    write(TABLE, "table.csv")
    return write


# From spbe.toml.


@pytest.mark.parametrize(
    ("toml", "command", "code", "last"),
    [
        ("fail_under = 1", "score new.yaml", 0, "1 gate checked on 1 agency, 0 not met."),
        ("fail_under = 2.6", "score new.yaml", 1, "1 gate checked on 1 agency, 1 not met."),
        ("fail_under = 'Baik'", "score new.yaml old.yaml", 1, "2 gates checked on 1 agency, 2 not met."),
        ("fail_under = 2.6", "batch table.csv", 1, "2 gates checked on 2 agencies, 1 not met."),
        ("fail_under = 2.6", "batch old.yaml new.yaml", 1, "2 gates checked on 1 agency, 2 not met."),
        ("fail_under = 2.6", "batch old.yaml renamed.yaml", 1, "2 gates checked on 1 agency, 2 not met."),
        ("fail_under = 2.6", "score old.yaml renamed.yaml", 1, "2 gates checked on 1 agency, 2 not met."),
        ("fail_on_difference = true", "batch table.csv", 0, "2 gates checked on 2 agencies, 0 not met."),
        ("fail_under = 1\nmax_drop = 0.05", "compare old.yaml new.yaml", 0, "2 gates checked on 1 agency, 0 not met."),
        ("max_drop = 0.009", "compare old.yaml new.yaml", 1, "1 gate checked on 1 agency, 1 not met."),
        ("no_regression = 'aspect'", "compare old.yaml new.yaml", 1, "1 gate checked on 1 agency, 1 not met."),
        ("no_regression = 'indicator'", "compare old.yaml newer.yaml", 0, "1 gate checked on 1 agency, 0 not met."),
    ],
)
def test_the_last_line_counts_the_gates(spbe: Spbe, files: Write, toml: str, command: str, code: int, last: str) -> None:
    files(f"[gates]\n{toml}\n", "spbe.toml")
    ran = spbe(*command.split())
    assert (ran.code, ran.err) == (code, "")
    assert ran.out.splitlines()[-1] == last


@pytest.mark.parametrize(
    ("toml", "command"),
    [
        ("max_drop = 0\nno_regression = 'indicator'", "score new.yaml"),
        ("max_drop = 0\nno_regression = 'indicator'", "batch new.yaml old.yaml"),
        ("fail_on_difference = true", "compare old.yaml new.yaml"),
        ("fail_under = 5", "trend old.yaml new.yaml"),
        ("fail_under = 5", "validate old.yaml new.yaml"),
        ("fail_under = 5", "indicators"),
    ],
)
def test_a_gate_counts_where_it_makes_sense(spbe: Spbe, files: Write, toml: str, command: str) -> None:
    files(f"[gates]\n{toml}\n", "spbe.toml")
    ran = spbe(*command.split())
    assert ran.code == 0
    assert "checked on" not in ran.out


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("score new.yaml", "spbe.toml:3:12: max_drop is not checked by this command (it is about what was before"),
        ("batch new.yaml", "spbe.toml:3:12: max_drop is not checked by this command (it is about what was before"),
        ("compare old.yaml new.yaml", "spbe.toml:4:22: fail_on_difference is not checked by this command (it is about announced"),
    ],
)
@pytest.mark.parametrize("written", ["github", "junit"])
def test_what_shows_only_gates_says_which_are_not_checked(
    spbe: Spbe, files: Write, command: str, told: str, written: str
) -> None:
    off = "false" if command.startswith(("score", "batch")) else "true"
    files(f"[gates]\nfail_under = 1\nmax_drop = 0.5\nfail_on_difference = {off}\n", "spbe.toml")
    ran = spbe(*command.split(), "--format", written)
    assert ran.code == 0
    assert [line.startswith(told) for line in ran.err.splitlines()] == [True]
    assert spbe(*command.split()).err == ""


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("score new.yaml --fail-under 1 --no-fail-on-difference", 0),
        ("batch table.csv --fail-under Kurang", 0),
        ("compare old.yaml new.yaml --fail-under 1 --max-drop 1 --no-regression domain", 1),
        ("compare old.yaml newer.yaml --fail-under 1", 0),
    ],
)
def test_the_command_line_wins(spbe: Spbe, files: Write, command: str, code: int) -> None:
    files("[gates]\nfail_under = 5\nmax_drop = 0\nno_regression = 'indicator'\nfail_on_difference = true\n", "spbe.toml")
    assert spbe(*command.split()).code == code


def test_figures_are_exact_all_the_way(spbe: Spbe, files: Write) -> None:
    files("[gates]\nfail_under = 2.64\n", "spbe.toml")
    data = json.loads(spbe("score", EXAMPLES / "denpasar-2018.yaml", "--format", "json").out)
    assert [(one["expected"], one["passed"]) for one in data["gates"]] == [("2.64", True)]


def test_the_instrument_and_its_file_come_from_it(spbe: Spbe, files: Write) -> None:
    files((EXAMPLES / "opd" / "indicators.yaml").read_text(), "bobot/own.yaml")
    own = load_instruments("bobot/own.yaml").default.id
    files(f"indicators = 'bobot/own.yaml'\ninstrument = '{own}'\n", "spbe.toml")
    for command in ("score new.yaml", "batch new.yaml", "trend new.yaml", "compare old.yaml new.yaml"):
        assert spbe(*command.split()).code == 0, command
    assert json.loads(spbe("score", "new.yaml", "--format", "json").out)["instrument"] == own
    assert json.loads(spbe("indicators", "--format", "json").out)["id"] == own
    assert spbe("validate", "new.yaml").code == 0


@pytest.mark.parametrize(
    "command", ["score new.yaml", "batch new.yaml", "trend new.yaml", "compare old.yaml new.yaml", "indicators"]
)
def test_an_unknown_instrument_is_told_at_its_place(spbe: Spbe, files: Write, command: str) -> None:
    files("# Ours.\ninstrument = 'permenpanrb-59-2002'\n", "spbe.toml")
    ran = spbe(*command.split())
    assert (ran.code, ran.out) == (2, "")
    told = 'spbe.toml:2:14: unknown instrument "permenpanrb-59-2002" (did you mean permenpanrb-59-2020?)\n'
    assert ran.err == told
    assert "--instrument: unknown" in spbe(*command.split(), "--instrument", "x").err


def test_a_file_that_is_not_there_is_told_where_it_is_named(spbe: Spbe, files: Write) -> None:
    files("indicators = 'bobot.yaml'\naliases = 'alias.yaml'\n", "spbe.toml")
    ran = spbe("compare", "old.yaml", "new.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        'spbe.toml:1:14: "bobot.yaml": no such file, seen from this one\n'
        'spbe.toml:2:11: "alias.yaml": no such file, seen from this one\n'
    )
    # The command line wins, and a command that matches no agencies needs no other names.
    assert spbe("validate", "new.yaml", "--indicators", built_in_path()).code == 0


@pytest.mark.parametrize(
    ("toml", "command", "told"),
    [
        ("fail_under = 'Bagus'", "score new.yaml", '2:14: "Bagus": expected a number from 1 to 5, or a predicate'),
        ("fail_under = 6", "batch table.csv", '2:14: "6": expected a number from 1 to 5, or a predicate'),
        ("fail_under = 0.5", "compare old.yaml new.yaml", '2:14: "0.5": expected a number from 1 to 5, or a predicate'),
        ("max_drop = -1", "compare old.yaml new.yaml", "2:12: -1: expected index points, 0 or more, such as 0.05"),
        ("max_drop = -1", "score new.yaml", "2:12: -1: expected index points, 0 or more, such as 0.05"),
        ("max_drop = 4.01", "compare old.yaml new.yaml", '2:12: "4.01": expected index points from 0 to 4, such as 0.05'),
        ("fail_udner = 2", "validate new.yaml", '2:1: unknown key "fail_udner" (did you mean fail_under?)'),
        ("fail_on_difference = true", "score new.yaml", "2:22: Kota A: nothing is announced, so there is no difference to check"),
        ("fail_on_difference = true", "batch new.yaml", "2:22: nothing is announced of any agency"),
        ("no_regression = 'domain'", "compare only.yaml new.yaml", "2:17: Kota A: no domain has a value on both sides"),
    ],
)
def test_what_is_wrong_with_a_gate_is_told_at_its_place(spbe: Spbe, files: Write, toml: str, command: str, told: str) -> None:
    files("agency: Kota A\nyear: 2022\npublished: {index: 2}\n", "only.yaml")
    files(f"[gates]\n{toml}\n", "spbe.toml")
    ran = spbe(*command.split())
    assert ran.code == 2
    assert f"spbe.toml:{told}" in ran.err


def test_it_is_never_written_over(spbe: Spbe, files: Write) -> None:
    files("[gates]\nfail_under = 1\n", "spbe.toml")
    ran = spbe("score", "new.yaml", "--format", "json", "-o", "spbe.toml")
    assert ran.code == 2
    assert Path("spbe.toml").read_text() == "[gates]\nfail_under = 1\n"


# Never by accident.


@pytest.mark.parametrize("format_", ["table", "json", "github", "junit"])
@pytest.mark.parametrize(
    "command",
    [
        "batch drafts/*.yaml",
        "batch drafts",
        "batch table.csv --year 2030",
        "batch table.csv --expect names.txt",
        "compare old.yaml drafts",
        "compare old.yaml other.yaml",
        "score drafts/a.yaml",
    ],
)
def test_nothing_to_check_is_bad_input(spbe: Spbe, files: Write, command: str, format_: str) -> None:
    files("Kota A\n\nKota C\nKota B\n", "names.txt")
    files(NEW.replace("Kota A", "Kota B"), "other.yaml")
    ran = spbe(*command.split(), "--fail-under", "1", "--format", format_)
    assert ran.code == 2
    assert ran.err


def test_who_vanished_is_named(spbe: Spbe, files: Write) -> None:
    files("Kota A\n\nKota C\n", "names.txt")
    ran = spbe("batch", "table.csv", "--expect", "names.txt", "--fail-under", "1")
    assert ran.err == "names.txt:3:1: Kota C has not handed in, so no gate can be checked on it\n"
    assert spbe("batch", "table.csv", "--expect", "names.txt").code == 0
    files(NEW.replace("Kota A", "Kota B"), "other.yaml")
    ran = spbe("compare", "old.yaml", "other.yaml", "--max-drop", "1")
    assert (ran.out, ran.err) == ("", "other.yaml:3: this is Kota B, not Kota A, so there is nothing to check\n")
    assert spbe("compare", "old.yaml", "other.yaml").code == 0


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("format_", [("--format", "github"), ("--format", "junit"), ("-o", "gates.xml")])
@pytest.mark.parametrize("command", ["score new.yaml", "batch table.csv", "compare old.yaml new.yaml"])
def test_verdicts_without_a_gate_are_bad_input(spbe: Spbe, command: str, format_: tuple[str, str], language: str) -> None:
    ran = spbe(*command.split(), *format_, "--lang", language)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"{' '.join(format_).replace('-o', '--output')}: ")
    assert ("spbe.toml" in ran.err, "syarat" in ran.err) == (True, language == "id")
    assert not Path("gates.xml").exists()


@pytest.mark.parametrize("gate", ["--max-drop 1", "--no-regression domain"])
@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("new.yaml old.yaml", "old.yaml: this is of 2022, before 2023 on the other side"),
        ("new.yaml ./new.yaml", "new.yaml: this file is on both sides"),
        ("table.csv *.csv", "table.csv: this file is on both sides"),
        ("side table.csv", "side/b.yaml:3: Kota B is of 2021, others on this side are of 2022"),
        ("table.csv side", "side/b.yaml:3: Kota B is of 2021, others on this side are of 2022"),
    ],
)
def test_a_change_that_says_nothing_is_bad_input(spbe: Spbe, files: Write, command: str, told: str, gate: str) -> None:
    files(OLD, "side/a.yaml")
    files(OLD.replace("Kota A", "Kota B").replace("2022", "2021"), "side/b.yaml")
    ran = spbe("compare", *command.split(), *gate.split())
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert spbe("compare", *command.split()).code == 0


def test_expected_is_the_latest_year(spbe: Spbe, files: Write) -> None:
    files("agency,year,index\nKota A,2022,2.5\nKota A,2023,2.5\nKota B,2022,3\n", "years.csv")
    files("Kota A\nKota B\n", "names.txt")
    ran = spbe("batch", "years.csv", "--expect", "names.txt", "--fail-under", "1")
    assert ran.err == "names.txt:2:1: Kota B has not handed in, so no gate can be checked on it\n"
    assert spbe("batch", "years.csv", "--expect", "names.txt", "--fail-under", "1", "--year", "2022").code == 0


def test_who_is_only_new_must_reach_the_index_too(spbe: Spbe, files: Write) -> None:
    files("agency,year,index\nKota A,2022,2.5\n", "before.csv")
    ran = spbe("compare", "before.csv", "table.csv", "--fail-under", "3.1")
    assert ran.code == 1
    assert "Kota B: Gate failed: 3 is below 3.1." in ran.out
    assert ran.out.splitlines()[-1] == "2 gates checked on 2 agencies, 2 not met."
    data = json.loads(spbe("compare", "before.csv", "table.csv", "--fail-under", "2.6", "--format", "json").out)
    assert (data["only_new"], [one["passed"] for one in data["only_new_gates"]], data["passed"]) == (["Kota B"], [True], False)


def test_who_may_be_in_a_file_that_can_not_be_used(spbe: Spbe, files: Write) -> None:
    for side, year in (("old", 2022), ("new", 2023)):
        for name in "AB":
            files(NEW.replace("Kota A", f"Kota {name}").replace("2023", str(year)), f"{side}/{name}.yaml")
    files("agency: Kota B\nyear: 2023\nanswers: {1: 9}\n", "new/B.yaml")
    ran = spbe("compare", "old", "new", "--max-drop", "1")
    assert "new: Kota B is here no longer, or in a file that can't be used, so no gate can be checked on it" in ran.err
    assert "Gone, or in a file that can't be used: Kota B" in ran.out
    assert "New, or before in a file that can't be used: Kota B" in spbe("compare", "new", "old").out


@pytest.mark.parametrize(
    ("index", "predicate", "gate", "code", "said"),
    [
        ("2.60", "Cukup", "2.6", 1, "Cukup is below 2.6"),
        ("2.60", "Cukup", "Baik", 1, "Cukup is below Baik"),
        ("2.60", "Cukup", "2.5", 0, "2.6 is at least 2.5"),
        ("2.60", "Baik", "2.6", 0, "2.6 is at least 2.6"),
        ("2.60", "Memuaskan", "Memuaskan", 1, "Baik is below Memuaskan"),
        ("2.60", "Memuaskan", "4.2", 1, "2.6 is below 4.2"),
        ("2.70", "Kurang", "2.7", 0, "2.7 is at least 2.7"),
    ],
)
def test_an_announced_predicate_decides_where_it_can_be(
    spbe: Spbe, files: Write, index: str, predicate: str, gate: str, code: int, said: str
) -> None:
    files(f"agency,year,index,predicate\nKota A,2024,{index},{predicate}\n", "announced.csv")
    files(f"agency: Kota A\nyear: 2024\npublished: {{index: {index}, predicate: {predicate}}}\n", "announced.yaml")
    for command in ("batch announced.csv", "score announced.yaml"):
        data = json.loads(spbe(*command.split(), "--fail-under", gate, "--format", "json").out)
        assert (spbe(*command.split(), "--fail-under", gate).code, said in data["gates"][0]["message"]) == (code, True)


def test_how_many_were_compared_of_how_many(spbe: Spbe, files: Write) -> None:
    files("agency: Kota A\nyear: 2022\npublished: {index: 2, domains: {1: 1}}\n", "only.yaml")
    ran = spbe("compare", "only.yaml", "new.yaml", "--no-regression", "domain")
    assert "Gate passed: no domain is lower than before (1 of 4 compared)." in ran.out
    assert "Only the index is compared" not in ran.out


def test_answers_are_compared_exactly(spbe: Spbe, files: Write) -> None:
    # One indicator of domain 4 rises, one that weighs a little more falls: 1.1319 becomes 1.1264, both shown as 1.13.
    files("agency: Kota A\nyear: 2022\nanswers: {32: 1, 42: 2, 43: 2}\n", "before.yaml")
    files("agency: Kota A\nyear: 2023\nanswers: {32: 2, 42: 1, 43: 2}\n", "after.yaml")
    ran = spbe("compare", "before.yaml", "after.yaml", "--no-regression", "domain")
    said = " ".join(ran.out.split())
    assert (ran.code, "Gate failed: lower than before: domain 4 (1.131868…, now 1.126373…)." in said) == (1, True)
    assert re.search(r"^ +4  Layanan SPBE +1\.13 +1\.13 +±0\.00$", ran.out, re.MULTILINE)
    # The same figures, announced, hold: what was announced is rounded.
    for name, year in (("before", 2022), ("after", 2023)):
        files(f"agency: Kota A\nyear: {year}\npublished: {{domains: {{1: 1, 2: 1, 3: 1, 4: 1.13}}}}\n", f"{name}.yaml")
    assert spbe("compare", "before.yaml", "after.yaml", "--no-regression", "domain").code == 0


# Never over what is read.


BROKEN = "agency: Kota A\nyear: 2023\nanswers: {1: 9}\n"


@pytest.mark.parametrize("format_", ["github", "junit", "json"])
@pytest.mark.parametrize(
    ("command", "target"),
    [
        ("score bad.yaml --indicators ind.yaml", "ind.yaml"),
        ("score bad.yaml", "spbe.toml"),
        ("score bad.yaml --among peers", "peers/bad.yaml"),
        ("score new.yaml --among peers", "peers/bad.yaml"),
        ("score bad.yaml new.yaml", "new.yaml"),
        ("batch bad.yaml --expect opd.txt", "opd.txt"),
        ("batch bad.yaml --indicators ind.yaml", "ind.yaml"),
        ("batch peers", "peers/bad.yaml"),
        ("compare *.yaml peers/*.yaml", "old.yaml"),
        ("compare *.yaml peers/*.yaml", "peers/bad.yaml"),
        ("compare old.yaml new.yaml --instrument nothing", "new.yaml"),
        ("compare peers peers", "peers/bad.yaml"),
        ("validate new.yaml --indicators bad.yaml", "new.yaml"),
        ("validate bad.yaml", "bad.yaml"),
        ("validate bad.yaml", "spbe.toml"),
        ("plan bad.yaml --costs costs.yaml", "costs.yaml"),
        ("plan new.yaml --costs costs.yaml", "costs.yaml"),
        ("explain new.yaml", "new.yaml"),
        ("trend new.yaml old.yaml", "old.yaml"),
        ("schema answers", "spbe.toml"),
    ],
)
def test_nothing_that_is_read_is_written_over(spbe: Spbe, files: Write, command: str, target: str, format_: str) -> None:
    files(built_in_path().read_text(encoding="utf-8"), "ind.yaml")
    files("", "spbe.toml")
    files(BROKEN, "bad.yaml")
    files(BROKEN, "peers/bad.yaml")
    files("Kota A\n", "opd.txt")
    files("costs: {default: 2}\n", "costs.yaml")
    before = Path(target).read_bytes()
    ran = spbe(*command.split(), "-o", target, *(() if command.startswith("schema") else ("--format", format_)))
    assert ran.code == 2
    assert Path(target).read_bytes() == before


# As a pipeline reads them.


def test_github(spbe: Spbe) -> None:
    ran = spbe("score", "new.yaml", "old.yaml", "--fail-under", "1.05", "--format", "github")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == (
        "::error file=new.yaml,line=3,title=spbe fail-under::Kota A: Gate failed: 1.04 is below 1.05.\n"
        "::notice title=spbe::2 gates checked on 1 agency, 1 not met.\n"
    )


def test_junit(spbe: Spbe) -> None:
    ran = spbe("compare", "old.yaml", "new.yaml", "--max-drop", "1", "--no-regression", "domain", "--format", "junit")
    assert (ran.code, ran.err) == (1, "")
    cases = {(case.get("classname"), case.get("name")): case.find("failure") for case in ET.fromstring(ran.out).iter("testcase")}
    assert [one for one in cases if cases[one] is not None] == [("spbe.no-regression", "Kota A (new.yaml)")]
    assert list(cases)[:3] == [
        ("spbe.validate", "old.yaml"),
        ("spbe.validate", "new.yaml"),
        ("spbe.max-drop", "Kota A (new.yaml)"),
    ]


def test_github_is_at_the_answers_of_a_file_and_the_row_of_a_table(spbe: Spbe, files: Write) -> None:
    files("# Announced.\nagency: Kota C\nyear: 2023\npublished:\n  index: 2\n", "only.yaml")
    ran = spbe("score", "new.yaml", "only.yaml", "--fail-under", "5", "--format", "github")
    assert [line.split(",title")[0] for line in ran.out.splitlines()[:2]] == [
        "::error file=new.yaml,line=3",
        "::error file=only.yaml,line=4",
    ]
    files(NEW.replace("Kota A", "Kota C"), "other.yaml")
    ran = spbe("batch", "table.csv", "other.yaml", "--fail-under", "2.6", "--format", "github")
    assert [line.split(",title")[0] for line in ran.out.splitlines()] == [
        "::error file=table.csv,line=2",
        "::error file=other.yaml,line=1",
        "::notice title=spbe::3 gates checked on 3 agencies, 2 not met.",
    ]
    ran = spbe("compare", "old.yaml", "new.yaml", "--no-regression", "domain", "--format", "github")
    assert ran.out.splitlines()[0] == (
        "::error file=new.yaml,line=3,title=spbe no-regression::Kota A: Gate failed: "
        "lower than before: domain 1 (1.40, now 1.30)."
    )


def test_problems_and_verdicts_together(spbe: Spbe, files: Write) -> None:
    files("agency: Kota C\nyear: 2023\nanswers: {1: 9}\n", "broken.yaml")
    ran = spbe("batch", "table.csv", "broken.yaml", "--fail-under", "2.6", "--format", "github")
    assert ran.code == 2
    assert [line.split(" ")[1].split(",")[0] for line in ran.out.splitlines()] == [
        "file=broken.yaml",
        "file=table.csv",
        "title=spbe::2",
    ]
    ran = spbe("batch", "table.csv", "broken.yaml", "--fail-under", "2.6", "-o", "report.xml")
    assert ran.code == 2
    suites = ET.parse("report.xml").getroot()
    assert [(one.get("name"), one.get("tests"), one.get("failures")) for one in suites] == [
        ("spbe validate", "2", "1"),
        ("spbe gates", "2", "1"),
    ]


@pytest.mark.parametrize("command", ["score new.yaml broken.yaml", "batch broken.yaml", "compare old.yaml broken.yaml"])
def test_problems_are_annotated_too_when_nothing_can_be_checked(spbe: Spbe, files: Write, command: str) -> None:
    files("agency: Kota C\nyear: 2023\nanswers: {1: 9}\n", "broken.yaml")
    ran = spbe(*command.split(), "--fail-under", "1", "--format", "github")
    assert ran.code == 2
    assert ran.out == "::error file=broken.yaml,line=3,col=14,title=spbe::level 9: expected a whole number from 1 to 5\n"
    assert ran.err.startswith("broken.yaml:3:14: ")


def test_failures_are_told_when_the_report_goes_elsewhere(spbe: Spbe) -> None:
    for ending in ("json", "xml", "md", "txt"):
        ran = spbe("score", "new.yaml", "--fail-under", "2.6", "-o", f"report.{ending}")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("new.yaml: Gate failed: ")


# What is not applicable never helps.

HIGH = "agency: Kota A\nyear: 2023\nanswers:\n  1: 5\n" + "".join(f"  {one}: n/a\n" for one in range(2, 48))


def test_one_answer_and_forty_six_not_applicable_reach_nothing(spbe: Spbe, files: Write) -> None:
    files(HIGH, "high.yaml")
    ran = spbe("score", "high.yaml", "--fail-under", "1.06")
    assert "5.00" in ran.out
    assert ran.code == 1
    # 1 + 4 * 1.3 / 100, shown as 1.05, which counts in 2023.
    assert "Gate failed: 1.05 is below 1.06. Not applicable counts at the minimum here: indicators 2-47." in " ".join(
        ran.out.split()
    )
    assert spbe("score", "high.yaml", "--fail-under", "1.05").code == 0
    assert spbe("batch", "high.yaml", "--fail-under", "1.06").code == 1
    assert spbe("batch", "high.yaml", "--fail-under", "1.05").code == 0
    gate = json.loads(spbe("score", "high.yaml", "--fail-under", "Cukup", "--format", "json").out)["gates"][0]
    assert (gate["actual"], gate["not_applicable"]) == ("Kurang", list(range(2, 48)))


def test_it_is_excused_by_the_folder_or_by_the_instrument(spbe: Spbe, files: Write) -> None:
    files(HIGH, "high.yaml")
    excused = ", ".join(map(str, range(2, 48)))
    files(f"[gates]\nnot_applicable = [{excused}]\n", "spbe.toml")
    for command in ("score", "batch"):
        assert spbe(command, "high.yaml", "--fail-under", "5").code == 0
    files(f"[gates]\nnot_applicable = [{excused}, 99]\n", "spbe.toml")
    ran = spbe("score", "high.yaml", "--fail-under", "5")
    assert (ran.code, ran.err) == (2, "spbe.toml:2:18: there is no indicator 99\n")
    files("", "spbe.toml")
    own = built_in_path().read_text(encoding="utf-8").replace("id: 47\n", "id: 47\n            optional: true\n")
    files(own, "region/own.yaml")
    assert "optional" in own
    ran = spbe("score", "high.yaml", "--indicators", "region/own.yaml", "--fail-under", "5")
    assert "indicators 2-46." in ran.out


@pytest.mark.parametrize("gate", ["indicator", "aspect", "domain"])
def test_an_answer_that_is_newly_not_applicable_is_a_regression(spbe: Spbe, files: Write, gate: str) -> None:
    files(NEW.replace("2: 2", "2: n/a"), "new.yaml")
    ran = spbe("compare", "old.yaml", "new.yaml", "--no-regression", gate)
    assert (ran.code, "Gate failed: lower than before" in ran.out) == (1, True)
    assert spbe("compare", "old.yaml", "new.yaml", "--max-drop", "0").code == 1
    files("[gates]\nnot_applicable = [2]\n", "spbe.toml")
    # Where it is excused, its weight moves to what is left, which is lower.
    assert spbe("compare", "old.yaml", "new.yaml", "--no-regression", gate).code == (0 if gate == "indicator" else 1)
    # Where it was so before, nothing is new.
    files("", "spbe.toml")
    files(OLD.replace("2: 3", "2: n/a"), "old.yaml")
    assert spbe("compare", "old.yaml", "new.yaml", "--no-regression", gate, "--max-drop", "0").code == 0


def test_at_the_minimum_it_is_a_regression_of_the_indicator(spbe: Spbe, files: Write) -> None:
    files(OLD.replace("2: 3", "2: 1"), "old.yaml")
    files(NEW.replace("2: 2", "2: n/a"), "new.yaml")
    ran = spbe("compare", "old.yaml", "new.yaml", "--no-regression", "indicator")
    assert (ran.code, "lower than before: indicator 2." in ran.out) == (1, True)


# What else a gate could pass by.


def test_a_drop_that_rounding_hides(spbe: Spbe, files: Write) -> None:
    # Of 47 answers one of weight 1.3 % drops by one level, and one of weight 0.65 % rises where there is one: 3 to 2.987.
    answers = "".join(f"  {one}: 3\n" for one in range(3, 48))
    files(f"agency: A\nyear: 2024\nanswers:\n  1: 3\n  2: 3\n{answers}", "old.yaml")
    files(f"agency: A\nyear: 2024\nanswers:\n  1: 2\n  2: 3\n{answers}", "new.yaml")
    ran = spbe("compare", "old.yaml", "new.yaml", "--max-drop", "0.01")
    assert ran.code == 1
    assert "Gate failed: the index drops by 0.013, at most 0.01 is allowed." in ran.out
    assert spbe("compare", "old.yaml", "new.yaml", "--max-drop", "0.013").code == 0


def test_a_lost_predicate(spbe: Spbe, files: Write) -> None:
    files("agency: A\nyear: 2024\npublished: {index: 2.60, predicate: Baik}\n", "old.yaml")
    files("agency: A\nyear: 2024\npublished: {index: 2.60, predicate: Cukup}\n", "new.yaml")
    ran = spbe("compare", "old.yaml", "new.yaml", "--no-regression", "predicate")
    assert (ran.code, "Gate failed: the predicate is lower than before: Baik, now Cukup." in ran.out) == (1, True)
    ran = spbe("compare", "new.yaml", "old.yaml", "--no-regression", "predicate")
    assert (ran.code, "Gate passed: the predicate is not lower than before: Cukup, now Baik." in ran.out) == (0, True)
    assert spbe("compare", "old.yaml", "new.yaml", "--max-drop", "0").code == 0
    ran = spbe("compare", EXAMPLES / "pegi-2015-central.yaml", EXAMPLES / "denpasar-2018.yaml", "--no-regression", "predicate")
    assert (ran.code, ran.out) == (2, "")


def test_every_part_of_before_must_be_there(spbe: Spbe, files: Write) -> None:
    files("agency: A\nyear: 2023\npublished: {index: 3, domains: {1: 3, 2: 3}}\n", "old.yaml")
    files("agency: A\nyear: 2023\npublished: {index: 3, domains: {1: 3}}\n", "new.yaml")
    ran = spbe("compare", "old.yaml", "new.yaml", "--no-regression", "domain")
    assert (ran.code, ran.out) == (2, "")
    assert "A: no value any more for domain 2, so the gate can't be checked" in ran.err
    assert spbe("compare", "new.yaml", "old.yaml", "--no-regression", "domain").code == 0


@pytest.mark.parametrize(
    ("bounds", "code", "said"),
    [
        (("2.6", "domain:1=1.2"), 1, "is below 2.6"),
        (("domain:1=1.2", "aspect:1=1.2", "1=3"), 0, "Gate passed: domain 1 with"),
        (("domain:1=4",), 1, "is below 4"),
        (("2=3",), 1, "Gate failed: indicator 2 with 2 is below 3."),
        (("2=2", "1=3"), 0, "Gate passed: indicator 2 with 2 is at least 2."),
        (("domain:9=2",), 2, "there is no domain 9"),
        (("domain:1=x",), 2, "expected a part and its value"),
        (("domain:1=6",), 2, "expected a part and its value, from 1 to 5 (such as"),
        (("dom:1=2",), 2, "expected a part and its value"),
        (("true",), 2, "expected a number"),
        (("false",), 2, "expected a number"),
    ],
)
def test_parts_to_be_reached(spbe: Spbe, bounds: tuple[str, ...], code: int, said: str) -> None:
    options = [word for bound in bounds for word in ("--fail-under", bound)]
    for command in (("score", "new.yaml"), ("batch", "new.yaml"), ("compare", "old.yaml", "new.yaml")):
        ran = spbe(*command, *options)
        assert ran.code == code, (command, ran.err)
        if command[0] != "batch":
            assert said in " ".join((ran.out + ran.err).split())


def test_parts_from_the_file_and_for_many(spbe: Spbe, files: Write) -> None:
    files("[gates]\nfail_under = [1, '2=3']\n", "spbe.toml")
    assert spbe("score", "new.yaml").code == 1
    files("[gates]\nfail_under = ['domain:1=3']\n", "spbe.toml")
    # A table of indices says nothing of a domain: there is nothing to check.
    ran = spbe("batch", "table.csv")
    assert ran.code == 2
    assert ran.err.count("domain 1 has no value, so there is nothing to check") == 2
    assert spbe("score", EXAMPLES / "palopo-2019.yaml").code == 2


@pytest.mark.parametrize("command", ["score {}", "batch {}", "compare old.yaml {}"])
def test_what_is_only_announced_is_refused(spbe: Spbe, files: Write, command: str) -> None:
    files("agency: Kota A\nyear: 2023\npublished: {index: 3}\n", "announced.yaml")
    ran = spbe(*command.format("announced.yaml").split(), "--basis", "answers")
    assert ran.code == 1
    assert spbe(*command.format("new.yaml").split(), "--basis", "answers").code == 0
    assert spbe(*command.format("announced.yaml").split(), "--basis", "claimed").code == 0
    files("[gates]\nbasis = 'answers'\n", "spbe.toml")
    assert spbe(*command.format("announced.yaml").split()).code == 1


@pytest.mark.parametrize("day", ["20240101ab", "2024-W01-1", "20240101", "2024-1-1", "2024-02-30", "２０２４-01-01", ""])
def test_a_day_is_written_in_one_way(spbe: Spbe, files: Write, day: str) -> None:
    ran = spbe("score", "new.yaml", "--today", day)
    assert (ran.code, "expected a date such as 2025-06-30" in ran.err) == (2, True)
    files(f'agency: A\nyear: 2023\nanswers:\n  1: {{level: 1, target: {{level: 2, by: "{day}"}}}}\n', "dated.yaml")
    assert spbe("validate", "dated.yaml").code == 2


# An instrument that answers point to.


def region(year: str = "from: 2021, to: 2025", title: str = "SPBE Kota A", ids: str = "1") -> str:
    return (
        f"id: own\ntitle: {title}\nsource: Perwali\nyears: {{{year}}}\n"
        "scale: {min: 1, max: 5, step: 1, names: {process: [a, b, c, d, e]}}\n"
        "index: {decimals: 2, rounding: half_up, thresholds_on: {2000: exact}}\n"
        "predicates: [{from: 1, name: Semua}]\naspects:\n  - {id: 1, title: A, levels: process, weight: 100, indicators: ["
        + ", ".join(f"{{id: {one}, title: X}}" for one in ids.split())
        + "]}\n"
    )


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (region(), True),
        (region(title="Lain", ids="1 2"), True),
        (region(title="Lain", ids="1 2 3"), False),
        (region(year="from: 2019, to: 2020"), False),
        (region().replace("predicates", "predikat"), False),
    ],
)
def test_an_instrument_beside_the_answers_that_they_point_to_is_named(spbe: Spbe, files: Write, own: str, said: bool) -> None:
    files(own, "own.yaml")
    ran = spbe("score", "new.yaml")
    told = "new.yaml: scored by permenpanrb-59-2020, but it points to own: --indicators own.yaml\n"
    assert (ran.code, ran.err) == (0, told if said else "")
    assert spbe("score", "new.yaml", "--instrument", "permenpanrb-59-2020").err == ""
    files(NEW.replace("year", "instrument: permenpanrb-59-2020\nyear"), "named.yaml")
    assert spbe("score", "named.yaml").err == ""
    assert "points to" not in spbe("score", "new.yaml", "--indicators", "own.yaml").err


def test_another_instrument_of_the_same_id_is_named_even_where_the_answers_name_it(spbe: Spbe, files: Write) -> None:
    files(region().replace("id: own", "id: permenpanrb-59-2020"), "own.yaml")
    files(NEW.replace("year", "instrument: permenpanrb-59-2020\nyear"), "named.yaml")
    said = "scored by permenpanrb-59-2020, but another instrument of that id stands beside it: --indicators own.yaml\n"
    assert spbe("score", "named.yaml").err == f"named.yaml: {said}"


def test_an_instrument_beside_the_answers_is_named_as_a_shell_takes_it(spbe: Spbe, files: Write) -> None:
    files(region(), "bobot kota.yaml")
    option = '--indicators "bobot kota.yaml"' if os.name == "nt" else "--indicators 'bobot kota.yaml'"
    assert spbe("score", "new.yaml").err.endswith(f"but it points to own: {option}\n")
    files(NEW.replace("answers:", "answers:\n  99: 1"), "strange.yaml")
    assert f"the instrument own stands beside it: {option}\n" in spbe("score", "strange.yaml").err


@pytest.mark.parametrize("command", ["score", "batch"])
def test_answers_do_not_point_to_the_instrument_that_scored_them(command: str, spbe: Spbe, files: Write) -> None:
    files(region(ids="1 2"), "own.yaml")
    ran = spbe(command, "new.yaml", "--indicators", "own.yaml")
    assert (ran.code, ran.err) == (0, "")


def test_what_scored_one_file_may_be_what_another_points_to(spbe: Spbe, files: Write) -> None:
    files(region(title="Lain", ids="1 2 3").replace("id: own", "id: first") + "---\n" + region(ids="1 2"), "both.yaml")
    files(NEW.replace("Kota A", "Kota B").replace("year", "instrument: own\nyear"), "b.yaml")
    ran = spbe("score", "b.yaml", "new.yaml", "--indicators", "both.yaml")
    assert ran.err == "new.yaml: scored by first, but it points to own: --instrument own\n"


def test_it_is_found_behind_many_answer_files(spbe: Spbe, files: Write) -> None:
    files(region(), "opd/own.yaml")
    for one in range(201):
        files(NEW.replace("Kota A", f"Kota A{one}"), f"opd/a{one}.yaml")
    files(NEW, "opd/new.yaml")
    assert spbe("batch", "opd").err.count("points to own") == 1


def test_it_is_told_once_for_many_and_where_ids_are_unknown(spbe: Spbe, files: Write) -> None:
    files(region(ids="1 2 48"), "own.yaml")
    files(NEW, "more.yaml")
    assert spbe("batch", "new.yaml", "old.yaml").err.count("points to own") == 1
    assert spbe("compare", "old.yaml", "more.yaml").err.count("points to own") == 1
    files(NEW + "  48: 3\n", "new.yaml")
    for command in ("score", "batch"):
        ran = spbe(command, "new.yaml")
        assert ran.code == 2
        assert "new.yaml: the instrument own stands beside it: --indicators own.yaml\n" in ran.err


@pytest.mark.parametrize(
    ("gate", "code"),
    [
        ("12345=3", 0), ("12345=3.5", 1), ("aspek:3=2", 0), ("aspect:3=3", 1), ("domain: 1 = 2,5", 0), ("ASPEK:3=2", 0),
        ("tier:3=2", 2), ("1-2=2", 2),
    ],
)  # fmt: skip
def test_a_part_is_named_as_elsewhere(gate: str, code: int, spbe: Spbe, write: Write) -> None:
    text = (EXAMPLES / "opd" / "indicators.yaml").read_text(encoding="utf-8")
    own = write(text.replace("{id: 1, title: {id: Keterpaduan", "{id: 12345, title: {id: Keterpaduan"), "own.yaml")
    answered = "agency: A\nyear: 2024\nanswers: {12345: 3, 2: 2, 3: 3, 4: 3, 5: 3, 6: 2, 7: [2, 2]}\n"
    ran = spbe("score", write(answered, "a.yaml"), "--indicators", own, "--fail-under", gate)
    assert ran.code == code, ran.err
