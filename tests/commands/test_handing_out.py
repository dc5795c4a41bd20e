"""``spbe split``, ``merge`` and ``status`` as a user runs them."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from spbe_cli.formats import progress
from spbe_cli.reading.assessments import load_assessment
from tests.conftest import EXAMPLES, Ran, Spbe, Write, csv_of

OWNERS = """\
pemilik:
  Dinas Kominfo: {indikator: [1-10, 15-18], tenggat: 2024-06-30}
  Bappeda: {indikator: [11, 12]}
  Inspektorat: {indikator: [21-47], tenggat: 2024-05-01}
"""
CITY = """\
agency: Kota Contoh
year: 2024
stage: self
group: Provinsi Contoh
answers:
  1: {level: 3, evidence: [a.pdf], note: "x: y"}
  2: n/a
  11: {target: {level: 4, by: 2025-06-30, owner: Bappeda}}
  13: 4
published: {index: 2.00}
"""


@pytest.fixture(autouse=True)
def _files(write: Write) -> None:
    write(OWNERS, "owners.yaml")
    write(CITY, "city.yaml")


def written(folder: str) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


@pytest.mark.parametrize("command", ["batch", "evidence", "trend"])
def test_parts_that_are_taken_for_wholes_are_to_be_merged(spbe: Spbe, command: str) -> None:
    assert spbe("split", "city.yaml", "--owners", "owners.yaml", "-o", "parts").code == 0
    ran = spbe(command, "parts")
    hint = "(spbe merge brings the parts of several owners together)"
    told = [line for line in ran.err.splitlines() if "is there already" in line]
    assert (ran.code, len(told), all(line.endswith(hint) for line in told)) == (2, len(written("parts")) - 1, True)


def test_no_part_of_several_is_taken_for_the_whole(spbe: Spbe, write: Write) -> None:
    assert spbe("split", "city.yaml", "--owners", "owners.yaml", "-o", "parts").code == 0
    write(CITY.replace("Kota Contoh", "Kota B"), "parts/b.yaml")
    by_indicator = ("--by", "indicator", "--format", "csv")
    assert spbe("batch", "parts", *by_indicator).out == spbe("batch", "parts/b.yaml", *by_indicator).out
    ran = spbe("batch", "parts", "--format", "json")
    assert (ran.code, [one["agency"] for one in json.loads(ran.out)["results"]]) == (2, ["Kota B"])
    write(CITY, "old/a.yaml")
    write(CITY.replace("Kota Contoh", "Kota B"), "old/b.yaml")
    ran = spbe("compare", "old", "parts", "--format", "json")
    assert (ran.code, [one["to"]["agency"] for one in json.loads(ran.out)["agencies"]]) == (2, ["Kota B"])
    ran = spbe("evidence", "parts", "--format", "jsonl")
    assert (ran.code, [json.loads(line)["agency"] for line in ran.out.splitlines()]) == (2, ["Kota B"])
    # One without an owner is the whole.
    write(CITY, "parts/a.yaml")
    ran = spbe("batch", "parts", "--format", "json")
    assert (ran.code, [one["agency"] for one in json.loads(ran.out)["results"]]) == (2, ["Kota B", "Kota Contoh"])


def test_a_sheet_of_several_years_is_handed_out_by_year(spbe: Spbe, write: Write) -> None:
    table = write("Instansi,Tahun,1,2,39\nKota Contoh,2023,1,2,3\nKota Contoh,2024,4,5,2\nKota B,2024,1,1,1\n", "t.csv")
    arguments = ("split", table, "--owners", "owners.yaml", "-o", "parts")
    ran = spbe(*arguments)
    assert (ran.code, ran.err.startswith("t.csv: 3 results are in this table: expected one (choose one with --agency")) == (
        2,
        True,
    )
    assert "(choose one with --year: 2023-2024)" in spbe(*arguments, "--agency", "Kota Contoh").err
    assert "t.csv: " in spbe(*arguments, "--year", "2022").err
    assert not Path("parts").exists()
    assert spbe(*arguments, "--agency", "Kota Contoh", "--year", "2024").code == 0
    levels: Any = load_assessment("parts/dinas-kominfo-2024.yaml").assessment.answer(1).levels
    assert levels == (4,)


def test_each_owner_gets_what_is_theirs(spbe: Spbe) -> None:
    ran = spbe("split", "city.yaml", "--owners", "owners.yaml", "-o", "parts")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == (
        "3 files in parts are ready to be filled in\nNobody owns: 13-14, 19-20\nThe announced figures are in no part.\n"
    )
    assert written("parts") == ["bappeda-2024.yaml", "dinas-kominfo-2024.yaml", "inspektorat-2024.yaml"]
    city = load_assessment("city.yaml").assessment
    kominfo = load_assessment("parts/dinas-kominfo-2024.yaml").assessment
    assert list(kominfo.answers or {}) == [*range(1, 11), *range(15, 19)]
    assert (kominfo.owner, kominfo.stage, kominfo.group, kominfo.published) == ("Dinas Kominfo", "self", "Provinsi Contoh", None)
    assert kominfo.answer(1) == city.answer(1)
    text = Path("parts/dinas-kominfo-2024.yaml").read_text(encoding="utf-8")
    assert text.startswith("# To be handed in by 2024-06-30\n\n")
    mark = "  # CHECK: this was answered before it was handed out.\n"
    assert text.count(mark) == 2
    assert f"{mark}  2: n/a\n" in text
    assert "# 1 Rintisan: " in text
    assert spbe("validate", "parts").err == "3 files checked: no problems\n"


def test_parts_come_together_again(spbe: Spbe) -> None:
    spbe("split", "city.yaml", "--owners", "owners.yaml", "-o", "parts")
    ran = spbe("merge", "parts", "-o", "again.yaml")
    assert (ran.code, ran.out, ran.err) == (0, "", "again.yaml: 2 of 47 indicators answered\n")
    city, again = (load_assessment(name).assessment for name in ("city.yaml", "again.yaml"))
    assert (again.agency, again.year, again.stage, again.group, again.owner) == (
        "Kota Contoh",
        2024,
        "self",
        "Provinsi Contoh",
        None,
    )
    assert all(again.answer(one) == city.answer(one) for one in range(1, 48) if one != 13)
    assert spbe("merge", "parts").out == Path("again.yaml").read_text(encoding="utf-8")
    assert spbe("merge", "parts", "-o", "again.yaml").code == 2
    assert spbe("merge", "parts", "-o", "again.yaml", "--force").code == 0


def test_what_is_handed_out_is_not_written_over(spbe: Spbe) -> None:
    arguments = ("split", "city.yaml", "--owners", "owners.yaml", "-o", "parts")
    spbe(*arguments)
    Path("parts/bappeda-2024.yaml").unlink()
    Path("parts/inspektorat-2024.yaml").write_text("mine", encoding="utf-8")
    ran = spbe(*arguments)
    assert ran.code == 2
    assert ran.err == (
        "parts: 2 files are there already, and may hold somebody's work: dinas-kominfo-2024.yaml, inspektorat-2024.yaml "
        "(name another folder with -o, or replace them with --force)\n"
    )
    assert written("parts") == ["dinas-kominfo-2024.yaml", "inspektorat-2024.yaml"]
    assert Path("parts/inspektorat-2024.yaml").read_text(encoding="utf-8") == "mine"
    assert spbe(*arguments, "--force").code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("split", "city.yaml", "--owners", "owners.yaml"), "spbe split: many files are written"),
        (("split", "city.yaml", "--owners", "owners.yaml", "-o", "-"), "spbe split: many files are written"),
        (("split", "city.yaml", "--owners", "nobody.yaml", "-o", "p"), "nobody.yaml: no such file"),
        (("split", "two", "--owners", "owners.yaml", "-o", "p"), "two: expected one assessment here (choose one with --agency"),
        (("merge", "two"), "another commitment for indicator 11 stands in"),
        (("status", "city.yaml", "--owners", "owners.yaml", "--today", "1/1/2024"), '--today: "1/1/2024": expected a date'),
        (("status", "city.yaml", "--owners", "owners.yaml", "--before", "palopo.yaml"), "has announced figures only"),
        (("status", "city.yaml", "--owners", "owners.yaml", "--before", "cities"), "Kota Contoh is not here"),
    ],
)
def test_bad_input(spbe: Spbe, write: Write, arguments: tuple[str, ...], said: str) -> None:
    write(CITY, "two/a.yaml")
    write(CITY.replace("level: 4", "level: 5"), "two/b.yaml")
    write(CITY.replace("Kota Contoh", "Kota A"), "cities/a.yaml")
    write(CITY.replace("Kota Contoh", "Kota B"), "cities/b.yaml")
    write((EXAMPLES / "palopo-2019.yaml").read_bytes(), "palopo.yaml")
    ran = spbe(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert not Path("p").exists()


def test_a_conflict_is_named_with_both_places(spbe: Spbe, write: Write) -> None:
    write("agency: A\nyear: 2024\nanswers:\n  1: 3\n  2: 3\n", "a.yaml")
    write("instansi: A\ntahun: 2024\njawaban:\n  2: 3\n  1: {tingkat: 4}\n", "b.yaml")
    ran = spbe("merge", "a.yaml", "b.yaml", "-o", "c.yaml")
    assert ran.code == 2
    assert ran.err == "b.yaml:5:6: indicator 1 is answered otherwise in a.yaml:4:6 (keep one of them)\n"
    assert not Path("c.yaml").exists()


def test_parts_of_another_assessment_are_named_with_both_places(spbe: Spbe, write: Write) -> None:
    write("agency: A\nyear: 2024\nanswers: {1: 3}\n", "a.yaml")
    write("agency: B\nyear: 2023\nstage: self\nanswers: {2: 3}\n", "b.yaml")
    ran = spbe("merge", "a.yaml", "b.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        'b.yaml:1:9: agency "B", but "A" in a.yaml:1:9: expected parts of one assessment',
        "b.yaml:2:7: year 2023, but 2024 in a.yaml:2:7: expected parts of one assessment",
        'b.yaml:3:8: stage "self", but blank in a.yaml:1:1: expected parts of one assessment',
    ]


def test_nothing_that_applies_can_not_be_merged(spbe: Spbe, write: Write) -> None:
    for name, ids in {"a": range(1, 24), "b": range(24, 48)}.items():
        write("agency: A\nyear: 2024\nanswers:\n" + "".join(f"  {one}: n/a\n" for one in ids), f"{name}.yaml")
    ran = spbe("merge", "a.yaml", "b.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert "every indicator is not applicable" in ran.err


# The state of it.


@pytest.fixture
def _parts(spbe: Spbe) -> None:
    spbe("split", "city.yaml", "--owners", "owners.yaml", "-o", "parts")
    Path("parts/inspektorat-2024.yaml").unlink()
    bappeda = Path("parts/bappeda-2024.yaml")
    text = bappeda.read_text(encoding="utf-8").replace("\n  12:\n", "\n  12: 3\n")
    bappeda.write_text(text.replace("  11:\n", "  11:\n    level: 2\n"), encoding="utf-8")


def status(spbe: Spbe, *arguments: object) -> Any:
    ran = spbe("status", "parts", "--owners", "owners.yaml", "--format", "json", *arguments)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


@pytest.mark.usefixtures("_parts")
def test_who_has_answered_what(spbe: Spbe) -> None:
    data = status(spbe, "--today", "2024-06-30")
    assert (data["agency"], data["answered"], data["total"], len(data["open"])) == ("Kota Contoh", 4, 47, 43)
    kominfo, bappeda, inspektorat = data["owners"]
    assert (kominfo["answered"], kominfo["late"], kominfo["due"]) == (2, False, "2024-06-30")
    assert kominfo["paths"] == [str(Path("parts/dinas-kominfo-2024.yaml"))]
    assert (bappeda["answered"], bappeda["open"], bappeda["late"], bappeda["due"]) == (2, [], False, None)
    assert (inspektorat["answered"], inspektorat["late"], inspektorat["paths"]) == (0, True, [])
    assert data["unowned"] == [13, 14, 19, 20]
    assert [one["late"] for one in status(spbe, "--today", "2024-07-01")["owners"]] == [True, False, True]
    assert data["before"] is None


@pytest.mark.usefixtures("_parts")
def test_the_index_so_far_is_a_range(spbe: Spbe, write: Write) -> None:
    merged = spbe("merge", "parts").out
    given = [(one, value) for one, value in ((1, 3), (11, 2), (12, 3))]
    for level, end in ((1, "low"), (5, "high")):
        filled = "agency: A\nyear: 2024\nanswers:\n  2: n/a\n"
        filled += "".join(f"  {one}: {dict(given).get(one, level)}\n" for one in range(1, 48) if one != 2)
        expected = json.loads(spbe("score", write(filled, "filled.yaml"), "--format", "json").out)
        assert status(spbe)[end] == {key: expected[key] for key in ("index", "index_exact", "predicate")}
    low = json.loads(spbe("score", write(merged, "merged.yaml"), "--format", "json").out)
    assert status(spbe)["low"]["index_exact"] == low["index_exact"]


@pytest.mark.usefixtures("_parts")
def test_what_is_open_as_last_year(spbe: Spbe, write: Write) -> None:
    write("agency: kota  contoh\nyear: 2023\nanswers:\n  1: 5\n  3: 4\n  4: n/a\n", "old.yaml")
    data = status(spbe, "--before", "old.yaml")["before"]
    assert (data["agency"], data["year"], data["instrument"]) == ("kota  contoh", 2023, "permenpanrb-59-2020")
    assert 3 not in data["open"]
    assert {4, 5} <= set(data["open"])
    merged = spbe("merge", "parts").out.replace("\n  3:\n", "\n  3: 4\n")
    expected = json.loads(spbe("score", write(merged, "merged.yaml"), "--format", "json").out)
    assert data["index_exact"] == expected["index_exact"]


@pytest.mark.usefixtures("_parts")
def test_whose_answers_stand_in_is_said_and_a_later_year_does_not(spbe: Spbe, write: Write) -> None:
    def before(old: str) -> Ran:
        return spbe("status", "parts", "--owners", "owners.yaml", "--before", write(old, "old.yaml"))

    other = before("agency: Kota Lain\nyear: 2018\nanswers: {3: 4}\n")
    assert "These are two agencies: Kota Lain and Kota Contoh." in other.out
    assert "The levels of 2018 were given under permenpanrb-5-2018" in other.out
    own = before("agency: KOTA contoh\nyear: 2023\nanswers: {3: 4}\n")
    assert (own.code, "two agencies" in own.out, "were given under" in own.out) == (0, False, False)
    later = before("agency: Kota Contoh\nyear: 2025\nanswers: {3: 4}\n")
    said = "--before old.yaml: Kota Contoh has nothing before self-assessment 2024 here\n"
    assert (later.code, later.out, later.err) == (2, "", said)


@pytest.mark.usefixtures("_parts")
def test_it_comes_in_every_format(spbe: Spbe) -> None:
    arguments = ("status", "parts", "--owners", "owners.yaml", "--today", "2024-06-01")
    rows = csv_of(spbe(*arguments, "--format", "csv"))
    # Who is late stands first, who is done last.
    assert [(row["owner"], row["answered"], row["late"]) for row in rows] == [
        ("Inspektorat", "0", "true"),
        ("Dinas Kominfo", "2", "false"),
        ("Bappeda", "2", "false"),
    ]
    assert "late, not handed in" in spbe(*arguments, "--format", "markdown").out
    assert "Late: Inspektorat" in spbe(*arguments).out


@pytest.mark.usefixtures("_parts")
def test_an_unknown_owner_is_named(spbe: Spbe, write: Write) -> None:
    write("agency: Kota Contoh\nyear: 2024\nstage: self\nowner: Inspektoratt\nanswers: {21: 3}\n", "parts/x.yaml")
    ran = spbe("status", "parts", "--owners", "owners.yaml", columns=200)
    assert f"{Path('parts/x.yaml')} is Inspektoratt's, who was asked for nothing (did you mean Inspektorat?)" in ran.out
    (inspektorat,) = (one for one in status(spbe)["owners"] if one["owner"] == "Inspektorat")
    assert (inspektorat["answered"], inspektorat["paths"]) == (1, [])


@pytest.mark.usefixtures("_parts")
def test_everything_answered(spbe: Spbe, write: Write) -> None:
    answers = "".join(f"  {one}: 3\n" for one in range(1, 48) if one not in {1, 2, 11, 12})
    write(f"agency: Kota Contoh\nyear: 2024\nstage: self\nowner: Inspektorat\nanswers:\n{answers}", "parts/x.yaml")
    out = spbe("status", "parts", "--owners", "owners.yaml", "--before", "city.yaml").out
    assert "Answered   47 of 47" in out
    assert "by what is still open" not in out
    assert "As in" not in out
    assert out.count("done") == 4


@pytest.mark.usefixtures("_parts")
def test_a_file_with_problems_hides_nobody(spbe: Spbe) -> None:
    path = Path("parts/bappeda-2024.yaml")
    path.write_text(path.read_text("utf-8").replace("12: 3", "12: 7"), "utf-8")
    for ending in ("ods", "pdf"):
        Path(f"parts/dinas-lain.{ending}").touch()
    ran = spbe("status", "parts", "--owners", "owners.yaml", columns=120)
    assert ran.code == 2
    assert "handed in, with problems" in ran.out
    assert re.search(r"Dinas Kominfo +14 +2 ", ran.out)
    assert "level 7: expected a whole number from 1 to 5" in ran.err
    assert '2 files are not read: "dinas-lain.ods", "dinas-lain.pdf" (name it itself, or save it as .xlsx or .yaml' in ran.err
    for arguments in (("batch", "parts"), ("validate", "parts"), ("trend", "parts"), ("plan", "parts"), ("evidence", "parts"),
                      ("merge", "parts"), ("score", "city.yaml", "--among", "parts"), ("compare", "parts", "parts")):  # fmt: skip
        assert spbe(*arguments).err.count("2 files are not read") == 1, arguments
    data = json.loads(spbe("status", "parts", "--owners", "owners.yaml", "--format", "json").out)
    assert [(one["owner"], one["with_problems"]) for one in data["owners"] if one["with_problems"]] == [("Bappeda", [str(path)])]
    assert [one["code"] for one in data["problems"]] == ["level_range"]
    # A merge stops, unless it may be partial; then it says what is missing.
    assert (spbe("merge", "parts", "-o", "all.yaml").code, Path("all.yaml").exists()) == (2, False)
    ran = spbe("merge", "parts", "-o", "all.yaml", "--partial")
    assert (ran.code, ran.err.splitlines()[-1]) == (2, f"Left out: {path}")
    assert "12:" not in Path("all.yaml").read_text("utf-8")


@pytest.mark.usefixtures("_parts")
def test_two_answers_to_one_indicator_hide_nobody(spbe: Spbe, write: Write) -> None:
    text = Path("parts/bappeda-2024.yaml").read_text("utf-8")
    write(text.replace("12: 3", "12: 4"), "parts/bappeda-2024 (1).yaml")
    ran = spbe("status", "parts", "--owners", "owners.yaml", "--format", "json")
    data = json.loads(ran.out)
    assert ran.code == 2
    assert ran.err.count("indicator 12 is answered otherwise in") == 1
    assert [one["code"] for one in data["problems"]] == ["answered_otherwise"]
    kominfo, bappeda, _inspektorat = data["owners"]
    assert (kominfo["answered"], bappeda["answered"], bappeda["open"]) == (2, 1, [12])
    # Neither answer counts.
    assert data["answered"] == 3
    assert 12 in data["open"]


@pytest.mark.usefixtures("_parts")
def test_who_answers_what_others_own(spbe: Spbe) -> None:
    path = Path("parts/bappeda-2024.yaml")
    path.write_text(path.read_text("utf-8").replace("answers:\n", "answers:\n  1: 3\n"), "utf-8")
    assert "Bappeda answers what Dinas Kominfo owns: 1" in spbe("status", "parts", "--owners", "owners.yaml").out
    bappeda = next(one for one in status(spbe)["owners"] if one["owner"] == "Bappeda")
    assert bappeda["foreign"] == [{"owner": "Dinas Kominfo", "indicators": [1]}]


SHARED = """\
indicator,owner,role,due
1,Dinas Kominfo,lead,2024-06-30
2,Dinas Kominfo,lead,2024-06-30
1,Bappeda,contributor,2024-06-01
"""


def test_a_contributor_brings_evidence_and_the_lead_says_the_level(spbe: Spbe, write: Write) -> None:
    write(SHARED, "shared.csv")
    assert spbe("split", "city.yaml", "--owners", "shared.csv", "-o", "parts", "--quiet").code == 0
    lead, contributor = (Path(f"parts/{name}-2024.yaml") for name in ("dinas-kominfo", "bappeda"))
    assert "# Evidence and notes come from Bappeda, too.\n" in lead.read_text(encoding="utf-8")
    assert "# Bring evidence and a note; the level is said by Dinas Kominfo.\n" in contributor.read_text(encoding="utf-8")
    assert load_assessment(contributor).assessment.answers is not None
    status = ("status", "parts", "--owners", "shared.csv", "--today", "2024-06-10", "--format", "json")
    kominfo, bappeda = json.loads(spbe(*status).out)["owners"]
    assert (kominfo["contributes"], bappeda["contributes"], bappeda["nothing_brought"]) == ([], [1], [1])
    assert (bappeda["late"], bappeda["open"]) == (True, [])
    with contributor.open("a", encoding="utf-8") as file:
        file.write("    evidence: [b.pdf]\n    note: dari Bappeda\n")
    assert json.loads(spbe(*status).out)["owners"][1]["late"] is False
    assert spbe("merge", "parts", "-o", "again.yaml").code == 0
    answer = load_assessment("again.yaml").assessment.answer(1)
    assert {one.file for one in answer.evidence} == {"a.pdf", "b.pdf"}
    assert answer.note is not None
    assert set(answer.note.splitlines()) == {"x: y", "dari Bappeda"}
    assert answer.levels is not None
    assert [int(level) for level in answer.levels] == [3]


def test_a_level_of_a_contributor_is_told(spbe: Spbe, write: Write) -> None:
    write(SHARED, "shared.csv")
    spbe("split", "city.yaml", "--owners", "shared.csv", "-o", "parts", "--quiet")
    contributor = Path("parts/bappeda-2024.yaml")
    contributor.write_text(contributor.read_text(encoding="utf-8").rstrip() + " 3\n", encoding="utf-8")
    ran = spbe("status", "parts", "--owners", "shared.csv")
    assert "Bappeda answers what Dinas Kominfo owns: 1" in ran.out


def test_many_files_that_are_there_already_are_one_problem_with_two_examples(spbe: Spbe, write: Write) -> None:
    write("".join(f"Dinas {one}\n" for one in range(5)), "opds.txt")
    for one in range(5):
        write("mine", f"out/dinas-{one}-2024.yaml")
    ran = spbe("init", "--opds", "opds.txt", "--year", 2024, "-o", "out")
    assert ran.err == (
        "out: 5 files are there already, and may hold somebody's work: dinas-0-2024.yaml, dinas-1-2024.yaml, … "
        "(name another folder with -o, or replace them with --force)\n"
    )
    assert Path("out/dinas-0-2024.yaml").read_text(encoding="utf-8") == "mine"


def test_parts_that_all_contradict_the_first_are_one_problem(spbe: Spbe, write: Write) -> None:
    for one, year in enumerate((2023, 2024, 2024, 2021, 2022)):
        write(f"agency: Kota A\nyear: {year}\ninstrument: permenpanrb-59-2020\nanswers: {{{one + 1}: 3}}\n", f"p/{one}.yaml")
    first = f"{Path('p/0.yaml')}:2:7"
    one_expected = "expected parts of one assessment"
    assert spbe("merge", "p").err.splitlines() == [
        f"{Path('p/1.yaml')}:2:7: year 2024 here and elsewhere (2 in all), but 2023 in {first}: {one_expected}",
        f"{Path('p/3.yaml')}:2:7: year 2021, but 2023 in {first}: {one_expected}",
        f"{Path('p/4.yaml')}:2:7: year 2022, but 2023 in {first}: {one_expected}",
    ]


def test_a_table_of_two_years_is_no_whole(spbe: Spbe, write: Write) -> None:
    rows = "Kota A,2023,1,3\nKota A,2024,2,3\nKota A,2024,3,3\n"
    ran = spbe("merge", write(f"Instansi,Tahun,Indikator,Tingkat\n{rows}Kota A,2024,4,3\n", "most.csv"), "--partial")
    assert (ran.code, ran.out, "put each into a file of its own" in ran.err) == (2, "", True)
    table = write("Instansi,Tahun,Indikator,Tingkat\nKota A,2023,1,3\nKota A,2024,2,3\n", "table.csv")
    assert spbe("merge", table).err == (
        "table.csv:3:2: year 2024, but 2023 in table.csv:2:2: expected parts of one assessment "
        "(this file has several assessments: put each into a file of its own)\n"
    )
    assert spbe("merge", table, "--lang", "id").err.startswith("table.csv:3:2: tahun 2024, tetapi 2023 di table.csv:2:2")


def test_merge_says_who_answered_what_others_own(spbe: Spbe, write: Write) -> None:
    for name, owner, answers in (
        ("a", "Bappeda", "{11: 3, 21: 4}"),
        ("b", "Dinas Kominfo", "{1: 3}"),
        ("c", "Dinas X", "{13: 2}"),
    ):
        write(f"agency: Kota A\nyear: 2024\nowner: {owner}\nanswers: {answers}\n", f"p/{name}.yaml")
    ran = spbe("merge", "p", "-o", "whole.yaml", "--owners", "owners.yaml")
    assert ran.code == 0
    assert ran.err.splitlines() == [
        "Bappeda answers what Inspektorat owns: 21",
        f"{Path('p/c.yaml')} is Dinas X's, who was asked for nothing",
        "whole.yaml: 4 of 47 indicators answered",
    ]
    assert "21: 4" in Path("whole.yaml").read_text(encoding="utf-8")
    assert spbe("merge", "p", "-o", "owners.yaml", "--owners", "owners.yaml", "--force").code == 2
    assert spbe("merge", "p", "-o", "again.yaml", "--owners", "nobody.yaml").code == 2
    assert not Path("again.yaml").exists()
    # Also where the owner answers otherwise, and the parts can't be merged.
    write("agency: Kota A\nyear: 2024\nowner: Inspektorat\nanswers: {21: 2}\n", "p/d.yaml")
    ran = spbe("merge", "p", "--owners", "owners.yaml")
    assert ran.code == 2
    assert "Bappeda answers what Inspektorat owns: 21\n" in ran.err
    assert "indicator 21 is answered otherwise in" in ran.err


def test_the_file_of_owners_is_no_answer_file_whatever_it_is_called(spbe: Spbe, write: Write) -> None:
    write(OWNERS, "p/pembagian.yaml")
    write("agency: Kota A\nyear: 2024\nowner: Bappeda\nanswers: {11: 3}\n", "p/a.yaml")
    Path("link.yaml").symlink_to("p/pembagian.yaml")
    for owners in ("p/pembagian.yaml", "./p/../p/pembagian.yaml", "link.yaml"):
        for arguments in (("status", "p"), ("merge", "p"), ("evidence", "p"), ("status", "p/a.yaml", "p/pembagian.yaml")):
            ran = spbe(*arguments, "--owners", owners)
            assert (ran.code, "pembagian" in ran.err) == (0, False), (arguments, owners, ran.err)
    assert "this is a file of owners" in spbe("merge", "p").err
    ran = spbe("status", "p/pembagian.yaml", "--owners", "p/pembagian.yaml")
    assert "this is a file of owners, not an answer file (it goes with --owners)" in ran.err


def test_a_bar_shows_how_far_it_is(spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "_AFTER", 0.0)
    Path("opds.txt").write_text("Dinas A\nDinas B\n", encoding="utf-8")

    def drawn(*arguments: str) -> str:
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        return spbe(*arguments).err

    said = drawn("split", "city.yaml", "--owners", "owners.yaml", "-o", "p")
    assert all(word in said for word in ("Writing", "3/3"))
    said = drawn("init", "--opds", "opds.txt", "-o", "q")
    assert all(word in said for word in ("Writing", "2/2"))
    said = drawn("init", "--opds", "opds.txt", "--as", "xlsx", "-o", "books")
    assert all(word in said for word in ("Writing", "2/2"))
    said = drawn("status", "p", "--owners", "owners.yaml")
    assert all(word in said for word in ("Reading", "3/3"))
    said = drawn("merge", "p", "-o", "whole.yaml")
    assert all(word in said for word in ("Reading", "3/3"))
    said = drawn("convert", "p", "-o", "r")
    assert all(word in said for word in ("Reading", "Writing", "3/3"))
    said = drawn("validate", "p")
    assert all(word in said for word in ("Reading", "3/3"))
    said = drawn("trend", "p/bappeda-2023.yaml", "city.yaml")
    assert all(word in said for word in ("Reading", "2/2"))
    said = drawn("compare", "p", "city.yaml")
    assert all(word in said for word in ("Reading", "4/4", "Working out"))
    said = drawn("plan", "p")
    assert all(word in said for word in ("Reading", "Working out", "3/3"))
    said = drawn("score", "city.yaml", "whole.yaml")
    assert all(word in said for word in ("Reading", "2/2"))
    # Of one file nobody knows how far it is, only that the work goes on.
    said = drawn("merge", "whole.yaml")
    assert "Reading" in said
    assert "/1" not in said


# Whether a part is answered in full.


@pytest.mark.parametrize("form", ["yaml", "xlsx"])
def test_strict_asks_of_a_part_for_what_is_in_it(spbe: Spbe, write: Write, form: str) -> None:
    whole = write("agency: Kota Contoh\nyear: 2024\nanswers: {1: 3, 2: n/a}\n", "whole.yaml")
    owners = write("owners:\n  Dinas A: {indicators: [1, 2]}\n  Dinas B: {indicators: [3, 4]}\n", "owners.yaml")
    assert spbe("split", whole, "--owners", owners, "-o", "parts", "--as", form).code == 0
    full, half = (f"parts/dinas-{one}-2024.{form}" for one in "ab")
    ran = spbe("validate", "--strict", full)
    assert (ran.code, ran.out) == (0, "")
    assert "a part of Dinas A: --strict asks for the 2 indicators in it, not for those of others\n" in ran.err
    ran = spbe("validate", "--strict", half)
    assert [line.split(" (")[0].partition(": ")[2].split(":")[0] for line in ran.out.splitlines()] == [
        "indicator 3 is not answered",
        "indicator 4 is not answered",
    ]
    # What is scored is the whole, whoever answered.
    assert "indicator 47 is not answered" in spbe("score", "--strict", full).err


def test_strict_asks_no_level_of_who_only_brings_evidence(spbe: Spbe, write: Write) -> None:
    whole = write("agency: Kota Contoh\nyear: 2024\nanswers: {1: 3, 2: 3}\n", "whole.yaml")
    owners = write(
        "owners:\n  Dinas A: {indicators: [1]}\n  Dinas B: {indicators: [2], contributes: [1]}\n",
        "owners.yaml",
    )
    spbe("split", whole, "--owners", owners, "-o", "parts", "--as", "xlsx")
    ran = spbe("validate", "--strict", "parts/dinas-b-2024.xlsx")
    assert (ran.code, ran.out) == (0, "")
    assert "the 1 indicator in it" in ran.err


def test_strict_asks_for_everything_where_no_owner_is_named_or_the_whole_is_there(spbe: Spbe, write: Write) -> None:
    part = write("agency: Kota Contoh\nyear: 2024\nanswers: {1: 3}\n", "part.yaml")
    assert len(spbe("validate", "--strict", part).out.splitlines()) == 46
    levels = ", ".join(f"{one}: 3" for one in range(1, 48))
    whole = write(f"agency: Kota Contoh\nyear: 2024\nowner: Bappeda\nanswers: {{{levels}}}\n", "whole.yaml")
    ran = spbe("validate", "--strict", whole)
    assert (ran.code, ran.out, ran.err) == (0, "", "1 file checked: no problems\n")


# Who is late where one file has the answers of all.


def states(spbe: Spbe, *arguments: str) -> dict[str, str]:
    """What status says of each owner."""
    out = spbe("status", *arguments, "--format", "markdown").out
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in out.splitlines() if line.startswith("|")]
    heading, _line, *owners = rows
    return {row[0]: row[heading.index("State")] for row in owners}


def test_only_who_has_answered_nothing_has_not_handed_in(spbe: Spbe, write: Write) -> None:
    levels = "".join(f"  {one}: 3\n" for one in range(1, 7))
    merged = write(f"agency: Kota Contoh\nyear: 2024\nanswers:\n{levels}", "merged.yaml")
    owned = {
        "All": "indicators: [1]",
        "Evidence": "indicators: [2], contributes: [1]",
        "Some": "indicators: [3, 10]",
        "Both": "indicators: [4, 11], contributes: [1]",
        "Nothing": "indicators: [12]",
        "Contributor": "contributes: [1]",
    }
    lines = "".join(f"  {name}: {{{what}, due: 2024-06-30}}\n" for name, what in owned.items())
    owners = write(f"owners:\n{lines}", "owners.yaml")
    assert states(spbe, merged, "--owners", owners, "--today", "2024-07-01") == {
        "All": "done",
        "Evidence": "late, evidence to bring",
        "Some": "late",
        "Both": "late, evidence to bring",
        "Nothing": "late, not handed in",
        "Contributor": "late, not handed in",
    }
    assert states(spbe, merged, "--owners", owners, "--today", "2024-06-30") == {
        "All": "done",
        "Evidence": "evidence to bring",
        "Some": "open",
        "Both": "open, evidence to bring",
        "Nothing": "not handed in",
        "Contributor": "not handed in",
    }


def test_a_part_of_another_year_than_most_is_that_file_s_problem(spbe: Spbe) -> None:
    assert spbe("split", "city.yaml", "--owners", "owners.yaml", "-o", "parts").code == 0
    odd = Path("parts/bappeda-2024.yaml")
    odd.write_text(odd.read_text(encoding="utf-8").replace("year: 2024", "year: 2023"), encoding="utf-8")
    wrong = (
        "parts/bappeda-2024.yaml:14:7: year 2023, but 2024 in parts/dinas-kominfo-2024.yaml:16:7: "
        "expected parts of one assessment\n"
    )
    ran = spbe("merge", "parts", "-o", "m.yaml", columns=300)
    assert (ran.code, ran.err, Path("m.yaml").exists()) == (2, wrong, False)
    ran = spbe("merge", "parts", "-o", "m.yaml", "--partial", columns=300)
    assert (ran.code, wrong in ran.err, "Left out: parts/bappeda-2024.yaml" in ran.err) == (2, True, True)
    assert load_assessment("m.yaml").assessment.year == 2024
    ran = spbe("status", "parts", "--owners", "owners.yaml", "--format", "json", columns=300)
    unsound = {one["owner"]: one["with_problems"] for one in json.loads(ran.out)["owners"] if one["with_problems"]}
    assert (ran.code, ran.err, unsound) == (2, wrong, {"Bappeda": ["parts/bappeda-2024.yaml"]})
    # Of two, neither is of most.
    Path("parts/inspektorat-2024.yaml").unlink()
    assert (spbe("merge", "parts", "--partial").code, spbe("merge", "parts", "--partial").out) == (2, "")


def test_a_sheet_of_another_program_in_a_folder_is_to_be_saved_anew(spbe: Spbe, write: Write) -> None:
    write(CITY, "parts/a.yaml")
    write("", "parts/bappeda.ods")
    hint = "(open it in an office program and save it as .xlsx)"
    assert spbe("validate", "parts", columns=200).err.startswith(f'parts: this file is not read: "bappeda.ods" {hint}\n')


def test_a_folder_is_not_taken_for_a_file_to_replace(spbe: Spbe, write: Write) -> None:
    write("agency: Kota A\nyear: 2024\nanswers: {1: 3}\n", "a.yaml")
    Path("whole").mkdir()
    ran = spbe("merge", "a.yaml", "-o", "whole")
    assert (ran.code, ran.err) == (2, "whole: this is a folder: expected a file\n")
