"""``spbe compare`` over folders and tables, as a user runs it."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, Ran, Spbe, Write, parsed

OLD, NEW = EXAMPLES / "region-2023", EXAMPLES / "region"

SAME_ROWS = "neither a column nor a heading says a year, so the same figures would count for both (2023-2024)"


def answers(folder: Path, name: str, agency: str, **more: str) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    lines = {"agency": agency, "year": "2024", "answers": "{1: 3, 2: 2}"} | more
    file.write_text("".join(f"{key}: {value}\n" for key, value in lines.items()))
    return file


def test_agencies_are_matched_by_name_and_the_rest_is_told(spbe: Spbe) -> None:
    data = parsed(spbe("compare", OLD, NEW, "--format", "json"))
    assert [one["to"]["agency"] for one in data["agencies"]] == [one["from"]["agency"] for one in data["agencies"]]
    assert len(data["agencies"]) == 7
    assert (data["only_old"], data["only_new"]) == (["Dinas Tenaga Kerja"], ["Dinas Perhubungan"])
    assert (data["errors"], data["passed"]) == ([], True)
    out = spbe("compare", OLD, NEW).out
    assert re.search(r"^Agencies +7 on both sides; 1 only in 2023; 1 only in 2024$", out, re.MULTILINE)
    assert "Gone: Dinas Tenaga Kerja" in out
    assert "New: Dinas Perhubungan" in out


def test_what_could_not_be_checked_has_not_passed(spbe: Spbe, tmp_path: Path) -> None:
    for side in ("old", "new"):
        answers(tmp_path / side, "a.yaml", "Dinas A")
    arguments = ("compare", tmp_path / "old", tmp_path / "new", "--max-drop", "0", "--format", "json")
    assert parsed(spbe(*arguments))["passed"] is True
    answers(tmp_path / "new", "b.yaml", "Dinas B", answers="{1: 9}")
    ran = spbe(*arguments)
    data = json.loads(ran.out)
    assert (ran.code, [one["passed"] for one in data["agencies"]], len(data["errors"]), data["passed"]) == (2, [True], 1, False)


def test_case_and_spacing_do_not_part_an_agency(spbe: Spbe, tmp_path: Path) -> None:
    answers(tmp_path / "old", "a.yaml", "dinas  PERTANIAN")
    answers(tmp_path / "new", "b.yaml", "Dinas Pertanian")
    (only,) = parsed(spbe("compare", tmp_path / "old", tmp_path / "new", "--format", "json"))["agencies"]
    assert only["to"]["agency"] == "Dinas Pertanian"
    assert spbe("compare", tmp_path / "old", tmp_path / "new").out.startswith("Comparison of 1 agency\n")


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize(("sort", "key"), [("change", "delta"), ("index", "to"), ("rank", "rank_change")])
def test_sorted_on_request(spbe: Spbe, sort: str, key: str, reverse: bool) -> None:
    way = ("--reverse",) if reverse else ()
    text = spbe("compare", OLD, NEW, "--sort", sort, *way, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(text)))
    values = [Fraction(row[key]) for row in rows]
    assert values == sorted(values, reverse=not reverse)
    assert len(set(values)) > 2
    top = spbe("compare", OLD, NEW, "--sort", sort, *way, "--top", "2", "--format", "csv").out
    assert list(csv.DictReader(io.StringIO(top))) == rows[:2]
    body = [list(row.values()) for row in rows]
    by_name = [row[0] for row in body]
    assert by_name != sorted(by_name, key=str.casefold)


def test_indicators_by_their_effect_on_the_mean_index(spbe: Spbe) -> None:
    data = parsed(spbe("compare", OLD, NEW, "--format", "json"))
    (moved,) = data["movements"]
    effects = [Fraction(one["contribution_exact"]) for one in moved["indicators"]]
    assert sum(effects) == sum(Fraction(one["index"]["delta_exact"]) for one in data["agencies"]) / 7
    assert effects == sorted(effects, key=abs, reverse=True)


def test_over_claimed_indicators_come_first(spbe: Spbe, tmp_path: Path) -> None:
    for side, stage, first, second in (("claimed", "self", 4, 1), ("given", "final", 2, 3)):
        for name in ("A", "B"):
            answers(tmp_path / side, f"{name}.yaml", f"Dinas {name}", stage=stage, answers=f"{{1: {first}, 32: {second}}}")
    out = spbe("compare", tmp_path / "claimed", tmp_path / "given").out
    assert "Claimed  Given" in out
    told = out[out.index("Over-claimed") :]
    # Indicator 32 has the bigger effect, but was under-claimed.
    assert re.findall(r"^ *(1|32) .* (\d) +(\d) +\S+ +\S+$", told, re.MULTILINE) == [("1", "0", "2"), ("32", "2", "0")]
    backwards = spbe("compare", tmp_path / "given", tmp_path / "claimed").out
    assert re.findall(r"^ *(1|32) ", backwards[backwards.index("Over-claimed") :], re.MULTILINE) == ["1", "32"]


def test_tables_and_patterns(spbe: Spbe, tmp_path: Path) -> None:
    national = EXAMPLES / "national-2023.csv"
    before = tmp_path / "2022.csv"
    before.write_text(re.sub("^2023,", "2022,", national.read_text(), flags=re.MULTILINE))
    data = parsed(spbe("compare", before, national, "--format", "json"))
    assert len(data["agencies"]) == 621
    assert {one["index"]["delta"] for one in data["agencies"]} == {0}
    assert len(parsed(spbe("compare", f"{OLD}/d*.yaml", f"{NEW}/d*.yaml", "--format", "json"))["agencies"]) == 4


def test_a_broken_file_stops_no_other_and_is_told(spbe: Spbe, tmp_path: Path) -> None:
    shutil.copytree(NEW, tmp_path / "new")
    (tmp_path / "new" / "dinas-sosial.yaml").write_text("agency: Dinas Sosial\nyear: 2024\nanswers: {1: 9}\n")
    ran = spbe("compare", OLD, tmp_path / "new", "--format", "json")
    data = parsed(ran, code=2)
    assert len(data["agencies"]) == 6
    assert [one["line"] for one in data["errors"]] == [3]
    assert "dinas-sosial.yaml:3:14" in ran.err


def test_an_agency_twice_on_a_side(spbe: Spbe, tmp_path: Path) -> None:
    answers(tmp_path / "old", "a.yaml", "Dinas A")
    answers(tmp_path / "new", "a.yaml", "Dinas A")
    second = answers(tmp_path / "new", "b.yaml", "dinas a")
    ran = spbe("compare", tmp_path / "old", tmp_path / "new")
    assert ran.code == 2
    assert f"{second}:1:9: dinas a is there already" in ran.err


def test_an_agency_in_two_stages_on_a_side(spbe: Spbe, tmp_path: Path) -> None:
    rows = "agency,year,stage,index\nKota A,2023,final,3\nKota A,2024,{},3.2\nKota A,2024,{},3.1\n"
    table = tmp_path / "a.csv"
    for stages, told in (
        (("final", "self"), "self-assessment 2024, final result 2024"),
        (("", "self"), "self-assessment 2024, 2024 without a stage"),
    ):
        table.write_text(rows.format(*stages))
        ran = spbe("compare", table, table, "--year", "2023,2024")
        assert f"a.csv:4:1: Kota A is there for several stages ({told}), first in {table}:3:1: expected one stage" in ran.err
        assert ran.code == 2


def test_gates_hold_for_every_agency(spbe: Spbe) -> None:
    ran = spbe("compare", OLD, NEW, "--fail-under", "Cukup")
    assert "8 gates checked on 8 agencies, 1 not met." in ran.out
    assert "Dinas Sosial:" in ran.out


def test_a_gate_that_can_not_be_checked_for_some_agencies_is_their_problem_alone(spbe: Spbe, tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for letter in "abc":
        answers(old, f"{letter}.yaml", f"Dinas {letter.upper()}")
        answers(new, f"{letter}.yaml", f"Dinas {letter.upper()}", answers="{1: 4, 2: 2}" if letter != "a" else "{1: 2, 2: 2}")
    (new / "b.yaml").write_text("agency: Dinas B\nyear: 2024\npublished: {index: 1.00}\n")
    arguments = ("compare", old, new, "--no-regression", "indicator", "--fail-under", "1.02")
    wrong = "--no-regression: Dinas B: no indicator has a value on both sides"
    ran = spbe(*arguments, columns=200)
    assert (ran.code, ran.out.count("on both sides"), "Dinas C" in ran.out) == (2, 1, True)
    assert wrong in ran.err
    assert ran.out.endswith("\nNot every gate could be checked for: Dinas B\n")
    data = parsed(spbe(*arguments, "--format", "json"), 2)
    # What can be checked of the agency is; it has passed only if all can.
    assert [(one["to"]["agency"], len(one["gates"]), one["passed"]) for one in data["agencies"]] == [
        ("Dinas A", 2, False), ("Dinas B", 1, False), ("Dinas C", 2, True),
    ]  # fmt: skip
    assert (len(data["errors"]), data["passed"]) == (1, False)
    each = spbe("compare", old, new, "--no-regression", "indicator", "--format", "jsonl")
    assert [json.loads(line)["passed"] for line in each.out.splitlines()] == [False, False, True]
    # One that can be checked for none is wrong itself.
    for gate in (("--max-drop", "x"), ("--fail-under", "domain:2=2", "--no-regression", "aspect")):
        (new / "a.yaml").write_text("agency: Dinas A\nyear: 2024\npublished: {index: 1.00}\n")
        (new / "c.yaml").write_text("agency: Dinas C\nyear: 2024\npublished: {index: 1.00}\n")
        ran = spbe("compare", old, new, "--fail-under", "1", *gate)
        assert (ran.code, ran.out) == (2, "")


def test_a_gate_does_not_pass_for_an_agency_that_is_gone(spbe: Spbe) -> None:
    ran = spbe("compare", OLD, NEW, "--max-drop", "1")
    assert ran.code == 2
    assert "Dinas Tenaga Kerja is here no longer, so no gate can be checked on it" in ran.err
    assert spbe("compare", OLD, NEW).code == 0


def test_a_name_misspelt_is_suggested(spbe: Spbe, tmp_path: Path) -> None:
    for folder, name in (("old", "Dinas Pertanahan"), ("new", "Dinas Pertanahann")):
        answers(tmp_path / folder, "a.yaml", name)
        answers(tmp_path / folder, "b.yaml", "Dinas B")
    ran = spbe("compare", tmp_path / "old", tmp_path / "new", "--max-drop", "0")
    assert "Gone: Dinas Pertanahan (did you mean Dinas Pertanahann?)" in ran.out
    assert "(did you mean Dinas Pertanahann?)" in ran.err


@pytest.mark.parametrize("gate", [(), ("--max-drop", "1")])
def test_no_agency_in_common_is_bad_input(spbe: Spbe, tmp_path: Path, gate: tuple[str, ...]) -> None:
    answers(tmp_path / "old", "a.yaml", "Dinas A")
    answers(tmp_path / "new", "b.yaml", "Badan Q")
    ran = spbe("compare", tmp_path / "old", tmp_path / "new", *gate)
    assert (ran.code, ran.out) == (2, "")
    assert "no agency is both here and in" in ran.err


def test_an_empty_folder_is_bad_input(spbe: Spbe, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = spbe("compare", tmp_path / "empty", NEW, "--max-drop", "1")
    assert (ran.code, ran.out) == (2, "")
    assert "no answer file in this folder" in ran.err


def test_problems_and_verdicts_as_annotations(spbe: Spbe) -> None:
    ran = spbe("compare", OLD, NEW, "--fail-under", "Cukup", "--format", "github")
    assert ran.code == 2
    assert ran.out.count("::error") == 2
    assert str(NEW / "dinas-sosial.yaml") in ran.out


def table(write: Callable[..., str], name: str, *rows: str) -> str:
    return write("".join(f"{row}\n" for row in rows), name)


def moved(ran: Ran, code: int = 0) -> list[tuple[str, int, int, float]]:
    agencies = parsed(ran, code)["agencies"]
    return [(one["to"]["agency"], one["from"]["year"], one["to"]["year"], one["index"]["delta"]) for one in agencies]


CHANGES = [("Kota A", 2023, 2024, 0.5), ("Kota B", 2023, 2024, -0.1)]


def test_tables_that_name_no_year_are_compared_with_the_years_that_are_said(spbe: Spbe, write: Callable[..., str]) -> None:
    old = table(write, "old.csv", "Instansi;Indeks", "Kota A;2,10", "Kota B;3,20")
    new = table(write, "new.csv", "Instansi;Indeks", "Kota A;2,60", "Kota B;3,10")
    ran = spbe("compare", old, new)
    assert ran.code == 2
    assert "there is no column year (or say it with --year)" in ran.err
    assert moved(spbe("compare", old, new, "--year", "2023, 2024", "--format", "json")) == CHANGES
    both = moved(spbe("compare", old, new, "--year", "2024", "--format", "json"))
    assert [years for _name, *years, _delta in both] == [[2024, 2024]] * 2


@pytest.mark.parametrize(
    "rows",
    [
        ("Instansi;Tahun;Indeks", "Kota A;2023;2,10", "Kota B;2023;3,20", "Kota A;2024;2,60", "Kota B;2024;3,10"),
        ("Instansi;Indeks 2023;Indeks 2024", "Kota A;2,10;2,60", "Kota B;3,20;3,10"),
    ],
)
def test_two_years_of_one_table_are_compared(rows: tuple[str, ...], spbe: Spbe, write: Callable[..., str]) -> None:
    both = table(write, "both.csv", *rows)
    ran = spbe("compare", both, both, "--year", "2023,2024", "--max-drop", "0", "--format", "json")
    assert moved(ran, 1) == CHANGES
    assert spbe("compare", both, both, "--year", "2024", "--max-drop", "0").code == 2
    wrong = spbe("compare", both, both, "--year", "2024,2023", "--max-drop", "0")
    assert (wrong.code, "this is of 2023, before 2024 on the other side" in wrong.err) == (2, True)


def test_the_same_figures_are_not_those_of_two_years(spbe: Spbe, write: Callable[..., str]) -> None:
    one = table(write, "one.csv", "Instansi;Indeks", "Kota A;2,10", "Kota B;3,20")
    ran = spbe("compare", one, one, "--year", "2023,2024")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"{one}: {SAME_ROWS}\n"


def test_figures_of_two_years_may_be_the_same(spbe: Spbe, write: Callable[..., str]) -> None:
    same = table(write, "same.csv", "Instansi;Indeks 2023;Indeks 2024", "Kota A;2,10;2,10")
    ran = spbe("compare", same, same, "--year", "2023,2024", "--max-drop", "0", "--format", "json")
    assert moved(ran) == [("Kota A", 2023, 2024, 0)]


def test_a_title_is_not_of_two_years(spbe: Spbe, write: Callable[..., str]) -> None:
    titled = table(write, "titled.csv", "Indeks SPBE Tahun 2024", "", "Instansi;Indeks", "Kota A;2,10")
    ran = spbe("compare", titled, titled, "--year", "2023,2024", "--quiet")
    assert (ran.code, ran.err) == (2, f"{titled}: {SAME_ROWS}\n")


def test_what_is_wrong_with_a_file_on_both_sides_is_said_once(spbe: Spbe, write: Callable[..., str]) -> None:
    wrong = table(write, "wrong.csv", "Instansi;Tahun;Indeks", "Kota A;2023;9", "Kota B;2023;2", "Kota B;2024;3")
    ran = spbe("compare", wrong, wrong, "--year", "2023,2024")
    assert (ran.code, ran.err.count("announced figure 9")) == (2, 1)


def test_what_is_not_of_its_year_is_left_out_of_a_side(spbe: Spbe, tmp_path: Path) -> None:
    for year in ("2023", "2024"):
        answers(tmp_path / "all", f"{year}.yaml", "Dinas A", year=year)
    ran = spbe("compare", tmp_path / "all", tmp_path / "all", "--year", "2023,2024", "--no-regression", "indicator")
    assert ran.code == 0, ran.err
    empty = spbe("compare", tmp_path / "all", tmp_path / "all", "--year", "2023,2025")
    assert (empty.code, empty.err) == (2, f"{tmp_path / 'all'}: nothing of 2025 is here (there are those of 2023-2024)\n")


@pytest.mark.parametrize("value", ["24", "2023,", "2023,2024,2025", "2023-2024", "20231", "x"])
def test_years_that_are_none_are_refused(value: str, spbe: Spbe) -> None:
    ran = spbe("compare", OLD, NEW, "--year", value)
    assert ran.err == f'--year: "{value}": expected a year for both sides, or one for each, such as 2023,2024\n'
    assert ran.code == 2


def test_what_moved_says_which_agencies_it_leaves_out(spbe: Spbe, tmp_path: Path) -> None:
    # Effects add up to the change of the mean of the agencies with answers, not of the mean that stands above.
    for side, level in (("old", 2), ("new", 3)):
        answers(tmp_path / side, "a.yaml", "Dinas A", answers=f"{{1: {level}}}")
        answers(tmp_path / side, "b.yaml", "Dinas B", answers=f"{{1: {level}}}")
        file = answers(tmp_path / side, "c.yaml", "Dinas C", published=f"{{index: {level}}}")
        file.write_text(file.read_text().replace("answers: {1: 3, 2: 2}\n", ""))
    ran = spbe("compare", tmp_path / "old", tmp_path / "new", "--format", "markdown")
    assert "Mean index: **1.34 → 1.68 (+0.34)**" in ran.out
    assert "| 1 | Kebijakan Internal Arsitektur SPBE Instansi Pusat/Pemerintah Daerah | 2 | 0 | +1.00 | +0.0130 |" in ran.out
    assert "1 agency left out of what moved, as no answers under one instrument are known of both sides." in ran.out
    for side in ("old", "new"):
        (tmp_path / side / "c.yaml").unlink()
    assert "left out" not in spbe("compare", tmp_path / "old", tmp_path / "new").out


def test_what_moved_under_several_instruments_names_each(spbe: Spbe, tmp_path: Path) -> None:
    for side, level in (("old", 2), ("new", 3)):
        answers(tmp_path / side, "a.yaml", "Dinas A", answers=f"{{1: {level}}}")
        answers(tmp_path / side, "b.yaml", "Dinas B", year="2018", answers=f"{{2: {level}}}")
        answers(tmp_path / side, "c.yaml", "Dinas C", year="2018", answers="{1: 2}")
    out = tmp_path / "report.html"
    ran = spbe("compare", tmp_path / "old", tmp_path / "new", "--format", "markdown")
    titles = [
        f"What moved under Peraturan Menteri PANRB Nomor {name}, the biggest effect on their mean index first"
        for name in ("59 Tahun 2020 (1 agency)", "5 Tahun 2018 (2 agencies)")
    ]
    assert re.findall(r"^### (.*)", ran.out, re.MULTILINE) == titles
    spbe("compare", tmp_path / "old", tmp_path / "new", "--output", out)
    page = out.read_text(encoding="utf-8")
    for name in ("59 Tahun 2020", "5 Tahun 2018"):
        title = f"What moved the mean index under Peraturan Menteri PANRB Nomor {name}, in index points"
        assert f">{title}<" in page


def test_an_impossible_figure_is_said_of_its_side(spbe: Spbe, write: Callable[..., str]) -> None:
    old = write("agency,year,stage,index,D1,D2,D3,D4\nKota A,2024,self,4.2,3,3,3,3\n", "old.csv")
    new = write("agency,year,stage,index,D1,D2,D3,D4\nKota A,2024,final,4.1,3,3,3,3\n", "new.csv")
    notes = [
        f"Kota A {stage}: Index: announced {figure}, but only 3.00 to 3.01 is possible"
        for stage, figure in (("self-assessment", "4.20"), ("final result", "4.10"))
    ]
    out = " ".join(spbe("compare", old, new, "--format", "markdown").out.split())
    assert [note in out for note in notes] == [True, True], out
    out = " ".join(spbe("trend", old, new, "--format", "markdown").out.split())
    assert "Kota A 2024 self: Index: announced 4.20" in out
    assert "Kota A 2024 final: Index: announced 4.10" in out


def test_a_page_says_which_agency_was_more_than_once_on_a_side(spbe: Spbe, tmp_path: Path) -> None:
    for name, agency in (("a.yaml", "Kota A"), ("b.yaml", "KOTA A"), ("c.yaml", "Kota B")):
        answers(tmp_path / "old", name, agency)
    answers(tmp_path / "new", "a.yaml", "Kota A")
    ran = spbe("compare", tmp_path / "old", tmp_path / "new", "--format", "markdown")
    assert ran.code == 2
    assert "- More than once: KOTA A: only the first counts\n" in ran.out


def test_a_mean_over_several_instruments_is_called_that(spbe: Spbe, write: Write) -> None:
    other = "instrument: permenpanrb-5-2018\n"
    for folder, year, kota_b in (("old", 2018, ""), ("new", 2020, ""), ("newer", 2024, other)):
        for name, said in (("A", ""), ("B", kota_b)):
            write(f"agency: Kota {name}\nyear: {year}\n{said}answers: {{1: 3}}\n", f"{folder}/{name}.yaml")
    mixes = "so the mean index mixes these: permenpanrb-5-2018, permenpanrb-59-2020."
    assert mixes in " ".join(spbe("compare", "old", "newer").out.split())
    assert mixes in " ".join(spbe("compare", "newer", "old").out.split())
    assert "mixes" not in spbe("compare", "old", "new").out
