"""``spbe batch`` as a user runs it."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tests.commands.rankings import NATIONAL, REGION, answers, national, ranks
from tests.conftest import EXAMPLES, NASTY, Spbe, Write, csv_of, parsed

TWICE = "(keep one of them, or give two agencies two names)"


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


@pytest.mark.parametrize("name", ["report.html", "report.md"])
def test_a_page_says_which_agency_was_there_more_than_once(name: str, spbe: Spbe, write: Write) -> None:
    # Who gets the page does not see standard error, and one of the two results is not in it.
    files = [write(answers("Kota A", 4), "a.yaml"), write(answers("Kota A", 3), "b.yaml"), write(answers("Kota B", 2), "c.yaml")]
    assert spbe("batch", *files, "-o", name).code == 2
    assert "Kota A: only the first counts" in Path(name).read_text(encoding="utf-8")
    assert "only the first counts" not in spbe("batch", files[0], files[2]).out
