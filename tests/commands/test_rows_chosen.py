"""Which agencies a ranking shows, in which order and groups, and what is said of the rest."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import EXAMPLES, Ran, Spbe, Write, csv_of, fraction, parsed

NATIONAL = EXAMPLES / "national-2023.csv"
TABLE = """agency,year,group,kind,index
Kota A,2024,Provinsi Bali,,3.00
Kab. B,2024,PROV. BALI,,2.00
KABUPATEN C,2024,Provinsi Banten,,3.50
Kota D,2024,Provinsi Banten,,1.50
Kota E,2024,,,3.00
Dinas F,2024,Provinsi Bali,Lembaga,4.00
"""


@pytest.fixture(autouse=True)
def _files(write: Write) -> None:
    write(TABLE, "t.csv")


def ranks(ran: Ran) -> list[tuple[int | None, str]]:
    return [(one["rank"], one["agency"]) for one in parsed(ran)["results"]]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (("--kind", "Kota"), [(1, "Kota A"), (1, "Kota E"), (3, "Kota D")]),
        (("--kind", "kabupaten"), [(1, "KABUPATEN C"), (2, "Kab. B")]),
        (("--kind", "Kab", "--kind", "LEMBAGA"), [(1, "Dinas F"), (2, "KABUPATEN C"), (3, "Kab. B")]),
        (("--group", "prov. bali"), [(1, "Dinas F"), (2, "Kota A"), (3, "Kab. B")]),
        (("--group", "Provinsi Bali", "--kind", "Kota"), [(1, "Kota A")]),
        (("--group", "Provinsi Bali", "--group", "Provinsi Banten", "--kind", "Kota"), [(1, "Kota A"), (2, "Kota D")]),
    ],
)
def test_only_some_are_ranked_among_themselves(
    spbe: Spbe, asked: tuple[str, ...], expected: list[tuple[int | None, str]]
) -> None:
    ran = spbe("batch", "t.csv", *asked, "--format", "json")
    assert ranks(ran) == expected
    (summary,) = parsed(ran)["summary"]
    assert summary["count"] == len(expected)
    (only,) = re.findall(r"\nOnly +(.*)\n", spbe("batch", "t.csv", *asked).out)
    assert sorted(only.split(", ")) == sorted(asked[1::2])


def test_the_parts_that_are_lost_are_those_of_the_chosen(spbe: Spbe) -> None:
    chosen = parsed(spbe("batch", NATIONAL, "--kind", "Kota", "--by", "domain", "--format", "json"))
    assert {one["count"] for one in chosen["losses"][0]["parts"]} == {93}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--kind", "Kotta"), "--kind Kotta: none of the agencies is one of these (did you mean Kota?)\n"),
        (
            ("--group", "Provinsi Bantem"),
            "--group Provinsi Bantem: none of the agencies is one of these (did you mean Provinsi Banten?)\n",
        ),
    ],
)
def test_a_slip_does_not_leave_agencies_out_unseen(spbe: Spbe, asked: tuple[str, ...], said: str) -> None:
    ran = spbe("batch", "t.csv", *asked)
    assert (ran.code, ran.out, ran.err) == (2, "", said)
    # What is there is ranked all the same.
    ran = spbe("batch", "t.csv", *asked, asked[0], "Kota" if asked[0] == "--kind" else "Provinsi Bali")
    assert (ran.code, ran.err) == (2, said)
    assert "Kota A" in ran.out


def test_who_is_left_out_is_not_missing(spbe: Spbe, write: Write) -> None:
    expected = write("Kota A\nPemkab B\nKota Z\n", "opd.txt")
    ran = spbe("batch", "t.csv", "--kind", "Kota", "--expect", expected)
    assert "Not handed in: Kota Z\n" in ran.out


def test_of_one_agency_no_other_is_expected(spbe: Spbe, write: Write) -> None:
    listed = write("Kota A\nPemkab B\nKota Z\n", "opd.txt")
    asked = ("batch", "t.csv", "--expect", listed, "--agency")
    ran = spbe(*asked, "Pemkot A", "--fail-under", "1")
    assert (ran.code, ran.err) == (0, "")
    assert "Everyone expected has handed in." in ran.out
    assert parsed(spbe(*asked, "kota a", "--format", "json"))["missing"] == []
    # One that is not in the list has no place in what was asked for; one that is, and not in the table, is what is missing.
    assert (spbe(*asked, "Kota D").code, spbe(*asked, "Kota D").err) == (
        2, "--agency Kota D: not in the list of those expected, opd.txt\n",
    )  # fmt: skip
    near = spbe("batch", "t.csv", "--expect", write("Kota Semarang\n", "one.txt"), "--agency", "Kota Semarng")
    assert near.err == "--agency Kota Semarng: not in the list of those expected, one.txt (did you mean Kota Semarang?)\n"
    missing = spbe(*asked, "Kota Z", "--fail-under", "1")
    assert (missing.code, missing.out) == (2, "")


def test_a_group_has_ranks_of_its_own_beside_the_overall_ones(spbe: Spbe) -> None:
    found = [
        (one["agency"], one["rank"], one["group_rank"])
        for one in parsed(spbe("batch", "t.csv", "--group-by", "group", "--format", "json"))["results"]
    ]
    assert found == [
        ("Dinas F", 1, 1), ("Kota A", 3, 2), ("Kab. B", 5, 3), ("KABUPATEN C", 2, 1), ("Kota D", 6, 2), ("Kota E", 3, 1),
    ]  # fmt: skip
    table = csv_of(spbe("batch", "t.csv", "--group-by", "kind", "--format", "csv"))
    assert [(one["kind"], one["agency"], one["rank"], one["group_rank"]) for one in table] == [
        ("Kab.", "KABUPATEN C", "2", "1"), ("Kab.", "Kab. B", "5", "2"),
        ("Kota", "Kota A", "3", "1"), ("Kota", "Kota E", "3", "1"), ("Kota", "Kota D", "6", "3"),
        ("Lembaga", "Dinas F", "1", "1"),
    ]  # fmt: skip
    assert "group_rank" not in parsed(spbe("batch", "t.csv", "--format", "json"))["results"][0]
    assert "group_rank" not in csv_of(spbe("batch", "t.csv", "--format", "csv"))[0]
    lines = spbe("batch", "t.csv", "--group-by", "group", "--top", "1").out.splitlines()
    assert [line.split() for line in lines if line.lstrip()[:1].isdigit()] == [
        ["1", "1", "Dinas", "F", "4.00", "Sangat", "Baik", "████████"],
        ["2", "1", "KABUPATEN", "C", "3.50", "Sangat", "Baik", "███████"],
        ["3", "1", "Kota", "E", "3.00", "Baik", "██████"],
    ]


def test_the_other_way_round(spbe: Spbe) -> None:
    assert ranks(spbe("batch", "t.csv", "--reverse", "--top", "2", "--format", "json")) == [(6, "Kota D"), (5, "Kab. B")]
    names = [one for _rank, one in ranks(spbe("batch", "t.csv", "--sort", "agency", "--format", "json"))]
    back = [one for _rank, one in ranks(spbe("batch", "t.csv", "--sort", "agency", "--reverse", "--format", "json"))]
    assert names == sorted(names, key=str.casefold)
    assert back == names[::-1]
    grouped = ranks(spbe("batch", "t.csv", "--group-by", "group", "--top", "1", "--reverse", "--format", "json"))
    assert grouped == [(5, "Kab. B"), (6, "Kota D"), (3, "Kota E")]


def test_who_has_no_rank_stands_last_either_way(spbe: Spbe, write: Write) -> None:
    write(TABLE + "Kota Z,2024,Provinsi Bali,,0.00\n", "z.csv")
    for way in ((), ("--reverse",)):
        assert ranks(spbe("batch", "z.csv", *way, "--format", "json"))[-1] == (None, "Kota Z")
    found = parsed(spbe("batch", "z.csv", "--group-by", "group", "--format", "json"))["results"]
    assert [one.get("group_rank") for one in found if one["agency"] == "Kota Z"] == [None]
    assert re.search(r"Provinsi Bali, mean of 3 +3\.00\n", spbe("batch", "z.csv", "--group-by", "group").out)


def test_outliers_by_the_quartile_rule(spbe: Spbe, write: Write) -> None:
    # Quartiles 3.00 and 3.10: fences at 2.85 and 3.25, on which an index is no outlier yet.
    indices = ["3.00", "3.00", "3.05", "3.10", "3.10", "3.25", "2.85", "2.84", "3.26"]
    write("agency,year,index\n" + "".join(f"Kota {n},2024,{index}\n" for n, index in enumerate(indices)), "o.csv")
    (summary,) = parsed(spbe("batch", "o.csv", "--outliers", "--top", "1", "--format", "json"))["summary"]
    assert (summary["q1"], summary["q3"]) == (3.0, 3.1)
    assert summary["outliers"] == {"low_exact": "57/20", "high_exact": "13/4", "agencies": ["Kota 8", "Kota 7"]}
    page = spbe("batch", "o.csv", "--outliers").out
    assert "Outliers by the quartile rule, below 2.85 or above 3.25: Kota 8 3.26, Kota 7\n2.84" in page
    assert "Outliers" not in spbe("batch", "o.csv").out
    table = csv_of(spbe("batch", "o.csv", "--outliers", "--format", "csv"))
    assert [(one["agency"], one["outlier"]) for one in table if one["outlier"]] == [("Kota 8", "high"), ("Kota 7", "low")]
    assert "outlier" not in csv_of(spbe("batch", "o.csv", "--format", "csv"))[0]
    assert ": none" in spbe("batch", "t.csv", "--outliers").out


def test_a_table_has_what_a_sheet_is_sorted_and_filtered_by(spbe: Spbe, write: Write) -> None:
    write(
        "agency,year,index,domain_1,domain_2,domain_3,domain_4\n"
        "Kota A,2024,3.37,3.3,3.4,3.3,3.4\nKota B,2024,2,3.3,3.4,3.3,3.4\n",
        "a.csv",
    )
    write("agency: Kota C\nyear: 2024\nanswers: {1: 3}\n", "c.yaml")
    found = csv_of(spbe("batch", "a.csv", "c.yaml", "--format", "csv"))
    assert [(one["agency"], one["kind"], one["consistent"]) for one in found] == [
        ("Kota A", "Kota", "true"), ("Kota B", "Kota", "false"), ("Kota C", "Kota", ""),
    ]  # fmt: skip
    assert [Fraction(fraction(one, "index")) for one in found][:2] == [Fraction("3.37"), 2]
    assert not any("/" in cell for one in found for key, cell in one.items() if key != "path")
    assert spbe("batch", "a.csv", "c.yaml", "-o", "r.xlsx").code == 0
    book = openpyxl.load_workbook("r.xlsx")
    heading, *body = (row for row in book["Ranking 2024"].iter_rows(min_row=4, values_only=True))
    assert heading[:6] == ("Rank", "Agency", "Group", "Kind", "Index", "Refuted by its parts")
    assert "Domain 1: Kebijakan Internal SPBE" in heading
    cells = [dict(zip(heading, row, strict=True)) for row in body]
    assert [one["Announced figures hold"] for one in cells] == [True, False, None]
    assert [(one["Exact index, numerator"], one["Exact index, denominator"]) for one in cells][:2] == [(337, 100), (2, 1)]
    assert all(heading)


def test_a_ranking_reads_back_whatever_was_asked_of_it(spbe: Spbe, write: Write) -> None:
    write(TABLE.replace("3.50", "4.90"), "t.csv")
    ran = spbe("batch", "t.csv", "--group-by", "kind", "--outliers", "--format", "csv")
    write(ran.out, "r.csv")
    again = spbe("batch", "r.csv", "--format", "json")
    assert (again.code, again.err) == (0, "")
    assert ranks(again) == ranks(spbe("batch", "t.csv", "--format", "json"))


def test_a_grouped_sheet_is_flat(spbe: Spbe) -> None:
    assert spbe("batch", "t.csv", "--group-by", "group", "-o", "g.xlsx", "--lang", "id").code == 0
    book = openpyxl.load_workbook("g.xlsx")
    heading, *body = (row for row in book["Peringkat 2024"].iter_rows(min_row=4, values_only=True))
    assert heading[:5] == ("Peringkat", "Peringkat dalam kelompoknya", "Instansi", "Kelompok", "Jenis")
    assert [row[2] for row in body] == ["Dinas F", "Kota A", "Kab. B", "KABUPATEN C", "Kota D", "Kota E"]


def test_a_grouped_sheet_has_the_mean_of_each_group_beside_its_members(spbe: Spbe) -> None:
    drawn = spbe("batch", "t.csv", "--group-by", "kind", "--top", "1").out
    assert spbe("batch", "t.csv", "--group-by", "kind", "--top", "1", "-o", "g.xlsx").code == 0
    book = openpyxl.load_workbook("g.xlsx")
    heading, *body = (row for row in book["Ranking 2024"].iter_rows(min_row=4, values_only=True))
    found = [dict(zip(heading, row, strict=True)) for row in body]
    means = [(one["Kind"], one["Ranked in its kind"], one["Mean of its kind"]) for one in found]
    above = re.findall(r"^ +(\S+), mean of (\d+) +([0-9.]+)$", drawn, re.MULTILINE)
    assert means == [(kind, int(count), float(mean)) for kind, count, mean in above] != []
    assert "Mean of its kind" not in spbe("batch", "t.csv", "--group-by", "kind", "--format", "html").out


def test_data_have_the_mean_of_each_group_that_the_table_shows(spbe: Spbe, write: Write) -> None:
    write(TABLE.replace("Kab. B,2024", "Kab. B,2023"), "t.csv")
    asked = ("batch", "t.csv", "--group-by", "group", "--top", "1")
    above = re.findall(r"^ +(.+), mean of (\d+) +([0-9.]+)$", spbe(*asked).out, re.MULTILINE)
    shown = [(name, int(count), float(mean)) for name, count, mean in above]
    summary = parsed(spbe(*asked, "--format", "json"))["summary"]
    found = [(one["name"] or "without a group", one["count"], one["mean"]) for each in summary for one in each["groups"]]
    assert found == shown != []
    assert any(each["groups"][-1]["name"] is None for each in summary)
    for format_ in ("csv", "jsonl"):
        said = spbe(*asked, "--format", format_).err
        assert all(f"{name} {mean:.2f} (mean of {count})" in said for name, count, mean in shown)
    plain = parsed(spbe("batch", "t.csv", "--format", "json"))["summary"]
    assert all("groups" not in one for one in plain)
    assert "mean of" not in spbe("batch", "t.csv", "--sort", "group", "--format", "csv").err


def test_a_group_without_a_rank_has_no_mean_in_data(spbe: Spbe, write: Write) -> None:
    write("agency,year,group,index\nA,2024,X,4.00\nB,2024,Y,0.00\n", "z.csv")
    ran = spbe("batch", "z.csv", "--group-by", "group", "--format", "json")
    assert parsed(ran)["summary"][0]["groups"] == [
        {"name": "X", "count": 1, "mean": 4.0},
        {"name": "Y", "count": 0, "mean": None},
    ]
    assert "X 4.00 (mean of 1)." in spbe("batch", "z.csv", "--group-by", "group", "--format", "jsonl").err


def test_rows_say_beside_them_that_services_are_missing_where_they_have_no_warnings(spbe: Spbe, write: Write) -> None:
    write("agency: Dinas A\nyear: 2018\nanswers: {35: [1, 3]}\n", "a.yaml")
    sentence = "Services that are missing count as the lowest level, in 1 of 1 results: Dinas A (1 of 3)."
    assert sentence in " ".join(spbe("batch", "a.yaml").out.split())
    assert spbe("batch", "a.yaml", "--format", "csv").err.splitlines() == [sentence]
    lines = spbe("batch", "a.yaml", "--format", "jsonl")
    assert ("too_few_services" in lines.out, lines.err) == (True, "")


def test_who_shares_the_last_rank_of_a_group_is_named_with_the_group(spbe: Spbe, write: Write) -> None:
    write("agency,year,group,index\nA,2024,X,4.00\nB,2024,Y,3.00\nC,2024,Y,3.00\nD,2024,,2.00\nE,2024,,2.00\n", "s.csv")
    lines = spbe("batch", "s.csv", "--group-by", "group", "--top", "1").out.splitlines()
    assert "Y: 1 more shares rank 1 and is not shown: C" in lines
    assert "without a group: 1 more shares rank 1 and is not shown: E" in lines
    assert "2 more" not in "".join(lines)
    assert "1 more shares rank 2 and is not shown: C" in spbe("batch", "s.csv", "--top", "2").out.splitlines()


def test_what_could_not_be_read_is_counted_where_the_reader_looks(spbe: Spbe, write: Write) -> None:
    write(TABLE + "Kota G,2024,,,7\nKota H,2024,,,x\n", "t.csv")
    write("agency: [\n", "bad.yaml")
    files = ("t.csv", "bad.yaml")
    for form in ("table", "markdown"):
        ran = spbe("batch", *files, "--format", form)
        assert (ran.code, "6 of 9 read" in ran.out) == (2, True)
    assert parsed(spbe("batch", *files, "--format", "json"), 2)["read"] == {"count": 6, "of": 9}
    ran = spbe("batch", *files, "--format", "csv")
    assert ran.err.endswith("\n6 of 9 read\n")
    assert "6 of 9 read" in spbe("batch", *files, "--by", "domain").out
    assert "read" not in parsed(spbe("batch", NATIONAL, "--format", "json"))
    # Its row names the agency.
    assert "t.csv:8:5: Kota G: announced figure 7: expected 0 to 5\n" in ran.err
    errors = parsed(spbe("batch", *files, "--format", "json"), 2)["errors"]
    assert [one.get("agency") for one in errors] == ["Kota G", "Kota H", None]
    ran = spbe("compare", *files[:1], "t.csv")
    assert "6 of 8 read → 6 of 8 read" in ran.out
    assert parsed(spbe("compare", "t.csv", "t.csv", "--format", "json"), 2)["read"]["to"] == {"count": 6, "of": 8}


def test_ranks_change(spbe: Spbe, write: Write) -> None:
    write("agency,year,index\nKota A,2023,3.00\nKab. B,2023,2.50\nKota Z,2023,4.00\nKota Y,2023,0.00\n", "old.csv")
    write("agency,year,index\nKOTA A,2024,2.00\nPemkab B,2024,2.60\nKota X,2024,2.00\nKota Y,2024,3.00\n", "new.csv")
    found = {
        one["to"]["agency"]: one["rank"] for one in parsed(spbe("compare", "old.csv", "new.csv", "--format", "json"))["agencies"]
    }
    assert found == {
        "KOTA A": {"from": 2, "to": 3, "change": -1}, "Pemkab B": {"from": 3, "to": 2, "change": 1},
        "Kota Y": {"from": None, "to": 1, "change": None},
    }  # fmt: skip
    table = csv_of(spbe("compare", "old.csv", "new.csv", "--sort", "rank", "--format", "csv"))
    assert [(one["agency"], one["from_rank"], one["to_rank"], one["rank_change"]) for one in table] == [
        ("Pemkab B", "3", "2", "1"), ("KOTA A", "2", "3", "-1"), ("Kota Y", "", "1", ""),
    ]  # fmt: skip
    lines = [
        line.split() for line in spbe("compare", "old.csv", "new.csv", columns=100).out.splitlines() if line.startswith("Pemkab")
    ]
    assert lines[0][-4:] == ["3", "→", "2", "(+1)"]


def test_a_kind_and_a_group_that_no_agency_has_both_of(spbe: Spbe, write: Write) -> None:
    write("agency,group,year,index\nKota A,Bali,2023,2\nKab. B,Papua,2023,3\n", "a.csv")
    ran = spbe("batch", "a.csv", "--kind", "Kota", "--group", "Papua")
    assert (ran.code, ran.out, ran.err) == (2, "", "a.csv: nothing to rank: no answers for what was asked for\n")


@pytest.mark.parametrize("command", ["evidence", "plan", "trend", "score", "compare", "batch"])
def test_who_and_what_year_may_be_meant_is_said(spbe: Spbe, command: str) -> None:
    region = EXAMPLES / "region"
    of_one = (region / "inspektorat.yaml") if command == "score" else region
    paths = [EXAMPLES / "region-2023", of_one] if command == "compare" else [of_one]
    ran = spbe(command, *paths, "--agency", "Inspektoratt")
    assert (ran.code, ran.out) == (2, "")
    assert "nothing of Inspektoratt is here (did you mean Inspektorat?)\n" in ran.err
    if command not in ("trend", "compare"):
        ran = spbe(command, *paths, "--year", "2025")
        assert (ran.code, ran.out) == (2, "")
        assert "nothing of 2025 is here (there are those of 2024)\n" in ran.err


@pytest.mark.parametrize("agency", ["Nobody", ""])
@pytest.mark.parametrize("command", ["evidence", "plan", "trend", "score", "explain", "compare", "batch"])
def test_where_nothing_was_asked_for_it_is_said(spbe: Spbe, command: str, agency: str) -> None:
    files = [EXAMPLES / "denpasar-2018.yaml"] * (2 if command == "compare" else 1)
    ran = spbe(command, *files, "--agency", agency)
    assert (ran.code, ran.out) == (2, "")
    shown = agency or '""'
    assert f"nothing of {shown} is here" in ran.err
    if command in ("evidence", "plan", "trend", "compare"):
        folder = [EXAMPLES / "region"] * len(files)
        ran = spbe(command, *folder, "--agency", agency)
        assert (ran.code, ran.out, ran.err.count("nothing of")) == (2, "", len(set(folder)))


STAGES = "agency,year,stage,index\nKota A,2023,final,3.0\nKota A,2024,self,3.2\nKota A,2024,{},2.9\n"


def test_of_several_stages_one_is_to_be_chosen(spbe: Spbe, write: Write) -> None:
    write(STAGES.format("final"), "a.csv")
    count = "a.csv: 2 results are in this table: expected one"
    for command in ("score", "explain"):
        assert spbe(command, "a.csv", "--agency", "Kota A", "--year", "2024").err == (
            f"{count} (choose one with --stage, or see them side by side with spbe trend: self-assessment 2024, "
            "final result 2024)\n"
        )
    assert "(choose one with --year: 2023-2024)" in spbe("score", "a.csv").err
    write(STAGES.format("self"), "a.csv")
    assert spbe("score", "a.csv", "--year", "2024").err == f"{count} (leave one of them in the table)\n"


def test_nothing_earlier_is_said(spbe: Spbe, write: Write) -> None:
    write(STAGES.format("final"), "a.csv")
    ran = spbe("score", "a.csv", "--year", "2023", "--before", "a.csv")
    assert (ran.code, ran.out, ran.err) == (2, "", "a.csv: Kota A has nothing before final result 2023 here\n")


_ON_ONE = [
    ("score",), ("explain",), ("batch",), ("validate",), ("evidence",), ("plan", "--target", "3"), ("convert", "-o", "new.yaml"),
    ("convert", "--as", "csv"), ("convert", "-o", "new/"), ("split", "--owners", "owners.yaml", "-o", "parts"),
]  # fmt: skip
_ON_ALL = [("trend",), ("merge",), ("merge", "--partial"), ("status", "--owners", "owners.yaml")]
_BEFORE = [("init", "--year", "2025", "-o", "new.yaml", "--from"), ("score", str(EXAMPLES / "palopo-2018.yaml"), "--among")]


@pytest.mark.parametrize("command", [*_ON_ONE, *_ON_ALL, *_BEFORE], ids=" ".join)
@pytest.mark.parametrize("rows", ["Total,2024,3\n", "Rata-rata,2024,3\nCatatan: sementara,,\n"])
def test_a_table_without_any_agency_is_no_input(spbe: Spbe, write: Write, command: tuple[str, ...], rows: str) -> None:
    write("owners: {A: {indicators: 1}}\n", "owners.yaml")
    write(f"agency,year,1\n{rows}", "a.csv")
    there = {*Path().iterdir()}
    ran = spbe(*command, "a.csv")
    assert (ran.code, "a.csv:1:1: no row below the headings is that of an agency" in ran.err + ran.out) == (2, True)
    assert {*Path().iterdir()} == there


@pytest.mark.parametrize("command", _ON_ONE, ids=" ".join)
@pytest.mark.parametrize("file", ["a.csv", "a.yaml"])
def test_a_year_that_is_not_there_is_no_input(spbe: Spbe, write: Write, command: tuple[str, ...], file: str) -> None:
    write("owners: {A: {indicators: 1}}\n", "owners.yaml")
    write(
        "agency: Kota A\nyear: 2023\nanswers: {1: 3}\n" if file == "a.yaml" else "agency,year,1\nKota A,2023,3\nTotal,2024,3\n",
        file,
    )
    there = {*Path().iterdir()}
    ran = spbe(*command, file, "--year", "2024")
    assert (ran.code, f"{file}: nothing of 2024 is here (there are those of 2023)" in ran.err + ran.out) == (2, True)
    assert {*Path().iterdir()} == there
