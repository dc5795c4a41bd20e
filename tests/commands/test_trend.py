"""``spbe trend`` as a user runs it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from tests.conftest import EXAMPLES, Spbe, fraction, parsed

PALOPO = tuple(EXAMPLES / f"palopo-{year}.yaml" for year in (2018, 2019, 2023))
MARK = "* The yardstick changed from permenpanrb-5-2018 to permenpanrb-59-2020 (levels 0-5 → 1-5; indicators 35 → 47)"


def test_palopo_over_the_years(spbe: Spbe) -> None:
    lines = spbe("trend", *reversed(PALOPO)).out.splitlines()
    assert lines[3].split() == ["Agency", "2018", "2019", "2023", "Change", "Predicate"]
    assert lines[4].split() == ["Pemerintah", "Kota", "Palopo", "1.88", "2.62", "*3.31", "*+0.69", "Baik", "▄▅▆"]
    assert MARK in " ".join(lines)


def test_json_says_what_was_promised(spbe: Spbe) -> None:
    data = parsed(spbe("trend", *PALOPO, "--format", "json"))
    (agency,) = data["agencies"]
    assert (data["schema"], agency["agency"]) == (1, "Pemerintah Kota Palopo")
    keys = ("year", "stage", "instrument", "index", "index_exact", "predicate", "delta", "delta_exact")
    assert [tuple(point[key] for key in keys) for point in agency["points"]] == [
        (2018, None, "permenpanrb-5-2018", 1.88, "47/25", "Cukup", None, None),
        (2019, None, "permenpanrb-5-2018", 2.62, "131/50", "Baik", 0.74, "37/50"),
        (2023, None, "permenpanrb-59-2020", 3.31, "331/100", "Baik", 0.69, "69/100"),
    ]
    assert agency["points"][0]["path"] == str(PALOPO[0])


def test_the_stages_of_a_year(spbe: Spbe, write: Callable[..., str]) -> None:
    for level, stage in enumerate(("final", "self", "visit", "document", "interview"), start=1):
        write(f"agency: A\nyear: 2023\nstage: {stage}\npublished: {{index: {level}}}\n", f"{stage}.yaml")
    out = spbe("trend", ".").out
    years, stages, row = out.splitlines()[3:6]
    assert years.split() == ["2023"] * 5
    assert stages.split()[1:6] == ["self", "document", "interview", "visit", "final"]
    assert row.split()[1:7] == ["2.00", "4.00", "5.00", "3.00", "1.00", "−2.00"]
    assert [point["stage"] for point in parsed(spbe("trend", ".", "--format", "json"))["agencies"][0]["points"]] == [
        "self", "document", "interview", "visit", "final",
    ]  # fmt: skip


def test_agencies_by_name_and_gaps(spbe: Spbe, write: Callable[..., str]) -> None:
    for name, years in {"Kota B": (2021, 2022, 2023), "Kota A": (2021, 2023)}.items():
        for year in years:
            write(f"agency: {name}\nyear: {year}\nstage: final\npublished: {{index: {year - 2020}}}\n", f"{name} {year}.yaml")
    lines = spbe("trend", ".").out.splitlines()
    assert lines[1] == "2021-2023 · final result · 2 agencies"
    assert lines[4:6] == [
        "Kota A  1.00        3.00   +2.00  Baik       ▂ ▅",
        "Kota B  1.00  2.00  3.00   +1.00  Baik       ▂▄▅",
    ]
    assert "yardstick" not in "".join(lines)


def test_one_result_has_no_change(spbe: Spbe) -> None:
    out = spbe("trend", PALOPO[0]).out
    assert out.splitlines()[4].split() == ["Pemerintah", "Kota", "Palopo", "1.88", "Cukup", "▄"]
    assert out.splitlines()[1] == "2018 · 1 agency"


def test_the_oldest_give_way_on_a_narrow_screen(spbe: Spbe, write: Callable[..., str]) -> None:
    for year in range(2021, 2026):
        write(f"agency: Pemerintah Kabupaten Contoh di Ujung Timur\nyear: {year}\npublished: {{index: 2}}\n", f"{year}.yaml")
    out = spbe("trend", ".", columns=70).out
    assert "No room here for: 2021, 2022, 2023\n" in out
    assert "▄▄▄▄▄" in out
    assert "No room" not in spbe("trend", ".", columns=100).out


def test_a_table_of_agencies_beside_files(spbe: Spbe) -> None:
    data = parsed(spbe("trend", EXAMPLES / "national-2023.csv", *PALOPO[:2], "--format", "json"))
    assert len(data["agencies"]) == 621
    palopo = next(one for one in data["agencies"] if one["agency"] == "Pemerintah Kota Palopo")
    assert [point["index"] for point in palopo["points"]] == [1.88, 2.62, 3.31]


def test_the_same_agency_year_and_stage_twice_names_both_places(spbe: Spbe, write: Callable[..., str]) -> None:
    write("agency: Kota A\nyear: 2023\nstage: final\npublished: {index: 2}\n", "a.yaml")
    write("year: 2023\nagency: kota  a\nstage: final\npublished: {index: 3}\n", "b.yaml")
    write("agency: Kota A\nyear: 2023\nstage: self\npublished: {index: 3}\n", "c.yaml")
    ran = spbe("trend", ".", "--format", "json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "b.yaml:2:9: kota  a is there already, in a.yaml:1:9 (keep one of them, or give two agencies two names)\n"
    assert spbe("trend", "a.yaml", "c.yaml").code == 0


def test_every_problem_and_no_output(spbe: Spbe, write: Callable[..., str]) -> None:
    write("agency: A\nyear: 2023\nanswers: {1: 9}\n", "a/a.yaml")
    ran = spbe("trend", "a", "nowhere.yaml", PALOPO[0])
    assert (ran.code, ran.out) == (2, "")
    assert [line.split(": ")[0] for line in ran.err.splitlines()] == ["a/a.yaml:3:14", "nowhere.yaml"]


def test_what_is_to_be_known_of_the_last_result(spbe: Spbe) -> None:
    out = spbe("trend", EXAMPLES.parent / "tests" / "views" / "borderline.yaml", EXAMPLES / "pemdi-2026.yaml").out
    assert "2024: Borderline: " in out
    assert "Provisional: " in out


def test_csv_is_a_row_per_point(spbe: Spbe) -> None:
    english, indonesian = (spbe("trend", *PALOPO, "--format", "csv", "--lang", one).out for one in ("en", "id"))
    assert english == indonesian
    rows = list(csv.DictReader(io.StringIO(english)))
    assert [(row["year"], row["index"], row["delta"], fraction(row, "delta")) for row in rows] == [
        ("2018", "1.88", "", ""),
        ("2019", "2.62", "0.74", "37/50"),
        ("2023", "3.31", "0.69", "69/100"),
    ]


@pytest.mark.parametrize("format_", ["csv", "json", "markdown"])
def test_no_sparkline_but_on_a_screen(spbe: Spbe, format_: str) -> None:
    assert not set("▁▂▃▄▅▆▇█") & set(spbe("trend", *PALOPO, "--format", format_).out)


def test_no_sparkline_where_the_screen_has_no_blocks(spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
    from spbe_cli.formats.screen import Screen

    monkeypatch.setattr(Screen, "of_standard_output", lambda **_: Screen(80, colour=False, blocks=False))
    out = spbe("trend", *PALOPO).out
    assert not set("▁▂▃▄▅▆▇█") & set(out)
    assert "*3.31" in out


def test_a_table_without_a_year_is_told_what_helps_here(spbe: Spbe, write: Callable[..., str]) -> None:
    table = "Instansi;Indeks\nKota A;2,10\n"
    ran = spbe("trend", write(table, "t.csv"))
    assert ran.err.endswith("t.csv:1:1: there is no column year (or write Tahun and the year above the headings)\n")
    assert spbe("trend", write(f"Tahun;2023\n\n{table}", "u.csv"), "--quiet").code == 0


def test_a_table_may_have_columns_of_several_years(spbe: Spbe, write: Callable[..., str]) -> None:
    columns = spbe("trend", write("Instansi;Indeks 2023;Indeks 2024\nKota A;2,10;2,60\nKota B;;3\n", "v.csv"))
    assert (columns.code, columns.err) == (0, "")
    assert "Kota A  2.10  2.60   +0.50" in columns.out
    assert "Kota B        3.00" in columns.out


def test_an_agency_without_a_result_of_the_year_is_no_problem_of_that_year(spbe: Spbe, write: Callable[..., str]) -> None:
    table = write("Nama OPD;Indeks SPBE 2023;Indeks SPBE 2024\nDinas A;2,1;2,9\nDinas Baru;-;2,2\nDinas C;;\n", "a.csv")
    ran = spbe("batch", table, "--year", "2023")
    assert "a.csv:1:1: row 3 has no result of 2023 and is passed over\n" in ran.err
    assert "Dinas Baru" not in ran.out + ran.err
    # One without a result of any year stays a problem.
    assert (ran.code, "a.csv:4:1: Dinas C: this row has no result" in ran.err) == (2, True)
    assert "no result of 2024" not in spbe("batch", table, "--year", "2024").err


def test_agencies_of_several_instruments_are_not_to_be_compared(spbe: Spbe) -> None:
    # PeGI's scale ends at 4: its 2.70 says nothing beside 2.98 of 5. Where one agency changes, that is said instead.
    files = [EXAMPLES / name for name in ("pegi-2015-central.yaml", "bandar-lampung-2023.yaml", "bandar-lampung-2024.yaml")]
    said = "so their figures can't be compared: pegi (2015), permenpanrb-59-2020 (2023-2024)."
    assert said in " ".join(spbe("trend", *files).out.split())
    assert "can't be compared" not in spbe("trend", *files[1:]).out
    palopo = [EXAMPLES / f"palopo-{year}.yaml" for year in (2018, 2019, 2023)]
    assert "can't be compared" not in spbe("trend", *palopo).out


STAGES = "Of different stages, so the change of the index is not the agency's alone: "


def test_a_change_between_two_stages_is_said_to_be_so(spbe: Spbe, write: Callable[..., str]) -> None:
    head = "agency,year,stage,index\nKota A,2022,self,2\nKota A,2023,final,3\n"
    write(head + "Kota A,2024,self,3.2\nKota B,2023,final,3\nKota B,2024,final,3.2\nKota C,2024,self,3.2\n", "t.csv")
    assert STAGES + "Kota A." in " ".join(spbe("trend", "t.csv").out.split())
    write(head + "Kota A,2024,final,3.2\nKota B,2023,,3\nKota B,2024,final,3.2\n", "t.csv")
    assert "stages" not in spbe("trend", "t.csv").out


def test_a_comparison_of_two_stages_says_it_as_well(spbe: Spbe, write: Callable[..., str]) -> None:
    old = "agency: Kota A\nyear: 2023\nstage: final\npublished: {index: 3}\n"
    for folder, text in (("old", old), ("new", old.replace("2023", "2024").replace("final", "self"))):
        write(text, f"{folder}/a.yaml")
        write(old.replace("Kota A", "Kota B").replace("2023", "2024" if folder == "new" else "2023"), f"{folder}/b.yaml")
    one = " ".join(spbe("compare", "old/a.yaml", "new/a.yaml").out.split())
    assert "The two are of different stages, so the change of the index is not the agency's alone." in one
    assert STAGES + "Kota A." in " ".join(spbe("compare", "old", "new").out.split())
    # Those of one year go by their stages.
    assert "different stages" not in spbe("compare", EXAMPLES / "denpasar-2018-self.yaml", EXAMPLES / "denpasar-2018.yaml").out
