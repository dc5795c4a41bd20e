"""The tables of several sheets, read together: which are meant, and that nothing counts twice."""

from __future__ import annotations

import time
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from spbe_cli.reading.tables import several
from tests.reading.tables.reading import INSTRUMENTS, Read, book, levels, read

INSTRUMENT = INSTRUMENTS.for_year(2024)
assert INSTRUMENT is not None
HEADINGS = ["No", "Instansi", "Indeks"]

Rows = Any


def form(level: Any = 3, agency: str | None = None, indicators: range = range(1, 48), year: int | None = 2024) -> Rows:
    """A sheet with a row for each indicator of one agency."""
    above = [[label, said] for label, said in (("Nama Instansi", agency), ("Tahun", year)) if said is not None]
    assert INSTRUMENT is not None
    rows = [[one, INSTRUMENT.indicators[one].title.id, level(one) if callable(level) else level] for one in indicators]
    return [*above, ["No", "Indikator", "Tingkat"], *rows]


def ranking(**indices: float) -> Rows:
    """A sheet with a row for each agency."""
    return [["Tahun", 2024], HEADINGS, *([n, name.replace("_", " "), one] for n, (name, one) in enumerate(indices.items(), 1))]


def of(sheets: dict[str, Rows], **asked: Any) -> Read:
    """What comes of a workbook with these sheets."""
    title, *_rest = sheets
    others: dict[str, Any] = {name: rows for name, rows in sheets.items() if name != title}
    return read(book(*sheets[title], title=title, **others), **{"sheet": "*", **asked})


def found(read: Read) -> list[tuple[str, int, int, str]]:
    """Each assessment: the agency, the year, how many indicators are answered, and the announced index."""
    return [
        (one.agency, one.year, len(one.answers or {}), "" if one.published is None else str(one.published.index))
        for one in read.assessments
    ]


def test_a_sheet_for_each_agency_by_its_label_or_name() -> None:
    read = of({"Petunjuk": [["Isi tingkat"]], "1": form(2, "Kota A"), "Dinas B": form(3), "Dinas C": form(4)})
    assert (found(read), read.problems) == ([("Kota A", 2024, 47, ""), ("Dinas B", 2024, 47, ""), ("Dinas C", 2024, 47, "")], [])
    assert [levels(one)[1] for one in read.assessments] == [(2,), (3,), (4,)]
    assert read.said == [
        'rows stand above the headings of 3 sheets, and only this of them is used: "Kota A", "2024"',
        'the sheets "1", "Dinas B", "Dinas C" are read together; no table is in "Petunjuk"',
        'this is taken from the name of the sheet, as nothing else says it: "Dinas B", "Dinas C"',
    ]


def test_a_sheet_for_each_year_stage_or_kind_of_agency() -> None:
    years = {year: [HEADINGS, [1, "Kota A", index]] for year, index in (("2023", 2), ("2024", 3))}
    assert found(of(years)) == [("Kota A", 2023, 0, "2"), ("Kota A", 2024, 0, "3")]
    stages = {stage: ranking(Kota_A=index) for stage, index in (("Penilaian Mandiri", 3), ("Nilai Akhir", 2))}
    read = of(stages)
    assert [one.stage for one in read.assessments] == ["self", "final"]
    assert read.said[-1] == 'this is taken from the name of the sheet, as nothing else says it: "mandiri", "akhir"'
    # A stage in some names only, or the same in all, says nothing.
    assert of({"Mandiri": ranking(Kota_A=3), "Data": ranking(Kota_B=3)}).assessments[0].stage is None
    assert of({"Final 1": ranking(Kota_A=3), "Final 2": ranking(Kota_B=3)}).assessments[0].stage is None
    kinds = {"Kota": ranking(Kota_A=3), "Kabupaten": ranking(Kab_A=2)}
    assert found(of(kinds)) == [("Kota A", 2024, 0, "3"), ("Kab A", 2024, 0, "2")]


def test_a_summary_of_the_same_agencies_counts_as_what_was_announced_of_them() -> None:
    summary = ranking(Dinas_A=3, Dinas_B=2)
    for sheets in (
        {"Rekap": summary, "Dinas A": form(3), "Dinas B": form(2)},
        {"Dinas A": form(3), "Dinas B": form(2), "Rekap": summary},
    ):
        read = of(sheets)
        assert sorted(found(read)) == [("Dinas A", 2024, 47, "3"), ("Dinas B", 2024, 47, "2")]
        assert read.problems == []
    # Of the only stage in the workbook.
    sheets = {"Rekap": summary} | {name: [["Tahap", "Mandiri"], *form(3)] for name in ("Dinas A", "Dinas B")}
    assert [(one.agency, one.stage, one.published is None) for one in of(sheets).assessments] == [
        ("Dinas A", "self", False), ("Dinas B", "self", False),
    ]  # fmt: skip


def test_a_summary_with_other_names_is_not_counted_beside_the_sheets_with_levels() -> None:
    summary = ranking(Dinas_Aa=3, Dinas_B=2)
    read = of({"Dinas A": form(3), "Dinas B": form(2), "Rekap": summary})
    assert found(read) == [("Dinas A", 2024, 47, ""), ("Dinas B", 2024, 47, "")]
    assert read.said[1].endswith('are read together; --sheet chooses another table: "Rekap"')
    assert read.said[-1] == 'the sheet "Rekap" is passed over, as it names agencies that the others lack: "Dinas Aa"'
    # Where it comes first it may as well be the one that is meant.
    assert of({"Rekap": summary, "Dinas A": form(3), "Dinas B": form(2)}).wrong == [("Rekap!A2", "sheets_unclear")]
    assert len(found(of({"Rekap": summary, "Dinas A": form(3)}, sheet="Rekap"))) == 2
    # One with all agencies and more has no other names for them.
    more = ranking(Dinas_A=3, Dinas_B=2, Dinas_C=4)
    for sheets in (
        {"Rekap": more, "Dinas A": form(3), "Dinas B": form(2)},
        {"Dinas A": form(3), "Dinas B": form(2), "Rekap": more},
    ):
        assert max(found(of(sheets))) == ("Dinas C", 2024, 0, "4")
        assert len(found(of(sheets))) == 3
    # Of one agency it may be the comparison with others.
    assert found(of({"Dinas A": form(3), "Pembanding": more})) == [("Dinas A", 2024, 47, "")]
    # Another year is another ranking.
    before = [["Tahun", 2023], *summary[1:]]
    assert len(found(of({"2023": before, "Dinas A": form(3), "Dinas B": form(2)}))) == 4


def test_parts_of_one_assessment_in_several_sheets_are_one() -> None:
    parts = [range(1, 11), range(11, 21), range(21, 32), range(32, 48)]
    labelled = {f"Domain {n}": form(n, "Kota A", one) for n, one in enumerate(parts, 1)}
    read = of(labelled)
    assert found(read) == [("Kota A", 2024, 47, "")]
    assert [levels(read.only)[one] for one in (10, 11, 47)] == [(1,), (2,), (4,)]
    # Only the first says whose they are.
    first = {"Domain 1": labelled["Domain 1"]} | {f"Domain {n}": form(n, None, one, None) for n, one in enumerate(parts[1:], 2)}
    for asked in ({}, {"agency": "kota a"}):
        read = of(first, **asked)
        assert found(read) == [("Kota A", 2024, 47, "")]
        assert read.said[-1] == 'the sheets "Domain 2", "Domain 3", "Domain 4" name no agency and are read as parts of "Kota A"'
    # None does, and one is asked for.
    none = {name: rows[1:] if name == "Domain 1" else rows for name, rows in first.items()}
    assert found(of(none, agency="Kota B", year=2024)) == [("Kota B", 2024, 47, "")]
    assert of(none).wrong == [("Domain 1!A2", "sheet_without_agency")] + [
        (f"Domain {n}!A1", "sheet_without_agency") for n in (2, 3, 4)
    ]
    # Columns in several sheets, with figures.
    wide = {f"Domain {n}": [["Instansi", "Tahun", *one], ["Kota A", 2024, *[n] * len(one)]] for n, one in enumerate(parts, 1)}
    read = of(wide | {"Rekap": ranking(Kota_A=2)})
    assert (found(read), levels(read.only)[47]) == ([("Kota A", 2024, 47, "2")], (4,))


def test_what_two_sheets_say_otherwise_is_a_problem_at_its_cell() -> None:
    copied = {"Dinas A": form(3), "Dinas A (2)": form(3)}
    assert found(of(copied)) == [("Dinas A", 2024, 47, "")]
    read = of({"Dinas A": form(3), "Dinas A (2)": form(lambda one: 4 if one in (5, 7) else 3), "Dinas B": form(3)})
    assert (found(read), read.wrong) == ([("Dinas B", 2024, 47, "")], [("Dinas A (2)!C7", "sheets_differ")])
    assert read.problems[0].said == ("Dinas A: indicator 5 is 4 here and 3 in Dinas A!C7; another value differs, too")
    # Levels in words are levels, and a cell that says nothing differs from none.
    words = form(lambda one: "3 - Terdefinisi" if one < 40 else None)
    assert found(of({"Dinas A": words, "Dinas A (2)": form(3)})) == [("Dinas A", 2024, 47, "")]
    none = form(lambda one: "n/a" if one == 1 else 3)
    assert of({"Dinas A": none, "Dinas A (2)": form(3)}).wrong == [("Dinas A (2)!C3", "sheets_differ")]
    announced = {"Rekap": ranking(Kota_A=3), "Peringkat": ranking(Kota_A=2)}
    assert of(announced).wrong == [("Peringkat!C3", "sheets_differ")]
    assert of(announced | {"Peringkat": ranking(Kota_A=3)}).only.agency == "Kota A"


def test_a_problem_of_what_is_joined_is_told_where_it_stands() -> None:
    read = of(
        {"Data": [["Instansi", "Tahun", 1], ["Kota A", 2024, None]], "Data 2": [["Instansi", "Tahun", 1], ["Kota A", 2024, 9]]}
    )
    assert read.wrong == [("Data 2!C2", "level_range")]


def test_evidence_and_notes_of_several_sheets_are_kept() -> None:
    more = [[*form(3)[1], "Bukti", "Catatan"], [1, "x", 3, "b.pdf; c.pdf", "dua"]]
    one = [[*form(3)[1], "Bukti", "Catatan"], [1, "x", 3, "a.pdf; b.pdf", "satu"], [2, "x", "n/a"]]
    answers = of({"Dinas A": one, "Dinas A (2)": [*more, [2, "x", "n/a"]]}, year=2024).only.answers
    assert answers is not None
    assert [item.file for item in answers[1].evidence] == ["a.pdf", "b.pdf", "c.pdf"]
    assert (answers[1].note, answers[2].not_applicable) == ("satu\ndua", "")


def test_sheets_that_share_some_agencies_are_refused() -> None:
    sheets = {"Tabel 1": ranking(Kota_A=3, Kota_B=3), "Tabel 2": ranking(Kota_A=3, Kota_C=2)}
    read = of(sheets)
    assert read.wrong == [("Tabel 2!A2", "sheets_overlap")]
    assert read.problems[0].message == (
        'the sheets "Tabel 1" and "Tabel 2" share agencies, and each has some that the other lacks: "Kota B"; "Kota C"'
    )
    assert len(found(of(sheets | {"Tabel 2": ranking(Kota_A=3)}))) == 2


def test_a_sheet_of_the_same_form_that_names_no_agency_is_no_table_that_may_be_missed() -> None:
    read = of({"Dinas A": form(3), "Umum": form(2), "Dinas B": form(1), "Kosong": form(None)})
    assert found(read) == [("Dinas A", 2024, 47, ""), ("Dinas B", 2024, 47, "")]
    assert read.wrong == [("Umum!A2", "sheet_without_agency")]
    assert '--sheet chooses another table: "Kosong"' in read.said[1]
    # Of another form, or called a sample, it is passed over, as the table beside it is meant.
    criteria = [["No", "Indikator", "Level", "Kriteria"], [1, None, 1, "x"], [1, None, 2, "y"]]
    read = of({"Dinas A": form(3), "Kriteria": criteria, "Contoh Isian": form(5, "Kota Contoh")})
    assert (found(read), read.problems) == ([("Dinas A", 2024, 47, "")], [])
    assert '--sheet chooses another table: "Kriteria", "Contoh Isian"' in read.said[1]
    for wanted in ("Target 2024", "Proyeksi", "Simulasi kenaikan", "Prognosa"):
        assert found(of({"Rekap": ranking(Kota_A=3), wanted: ranking(Kota_A=4, Kota_B=4)})) == [("Kota A", 2024, 0, "3")]
    # Two of one agency may be two agencies.
    assert of({"Dinas A": form(3), "Sheet2": form(2)}).wrong == [("Sheet2!A2", "sheet_without_agency")]


def test_a_sheet_that_can_not_be_read_is_a_problem_where_it_is_of_the_kind_of_the_others() -> None:
    sheets = {"Dinas A": form(3), "Dinas B": [["No", "Indikator", "Tingkat", "Tingkat"], [1, "x", 3, 3]]}
    read = of(sheets)
    assert found(read) == [("Dinas A", 2024, 47, "")]
    assert read.wrong == [("Dinas B!A1", "missing_heading"), ("Dinas B!D1", "duplicate_heading")]
    # It is none of the agency that is asked for.
    assert (found(of(sheets, agency="Dinas A")), of(sheets, agency="Dinas A").problems) == ([("Dinas A", 2024, 47, "")], [])
    other = {"Dinas A": form(3), "Daftar": [["Instansi", "Indeks", "Indeks"], ["Dinas A", 1, 2]]}
    assert (found(of(other)), of(other).problems) == ([("Dinas A", 2024, 47, "")], [])


def test_only_the_sheets_of_the_agency_that_is_asked_for_are_named_as_read() -> None:
    sheets = {"Rekap": ranking(Dinas_A=3, Dinas_B=2), "Dinas A": form(3), "Dinas B": form(2)}
    read = of(sheets, agency="dinas-b")
    assert found(read) == [("Dinas B", 2024, 47, "2")]
    assert 'the sheets "Rekap", "Dinas B" are read together; --sheet chooses another table: "Dinas A"' in read.said
    assert found(of(sheets, agency="Dinas X")) == []


def test_notes_that_say_the_same_of_several_sheets_are_told_once() -> None:
    def listed(name: str) -> Rows:
        return [*form(3, name), ["", "Jumlah", 141], ["", "Mengetahui"]]

    said = of({one: listed(f"Dinas {one}") for one in "ABC"}).said
    assert [one for one in said if "other sheets" in one] == [
        'row 51 is no agency and is left out: "Jumlah"; so in 2 other sheets',
        "row 52 is passed over: it names no agency or indicator with a result; so in 2 other sheets",
    ]


@pytest.mark.parametrize("year", [2023, 2024])
def test_headings_with_years_and_sheets_of_years_are_read_together(year: int) -> None:
    sheets = {"Rekap": [["Instansi", "Indeks 2023", "Indeks 2024"], ["Kota A", 2, 3]], "2024": [HEADINGS, [1, "Kota A", 3]]}
    assert found(of(sheets)) == [("Kota A", 2023, 0, "2"), ("Kota A", 2024, 0, "3")]
    assert found(of(sheets, year=year)) == [("Kota A", year, 0, "2" if year == 2023 else "3")]


def test_a_part_of_the_only_agency_may_be_of_another_year() -> None:
    read = of({"2023": form(2, "Kota A", year=None), "2024": form(3, None, year=None)})
    assert found(read) == [("Kota A", 2023, 47, ""), ("Kota A", 2024, 47, "")]
    assert read.problems == []


def test_a_figure_and_the_same_one_rounded_agree() -> None:
    sheets = {"Rekap": ranking(Kota_A=3.43), "Grafik": ranking(Kota_A=3.425)}
    announced = of(sheets).only.published
    assert (announced and announced.index, of(sheets).problems) == (Fraction("3.425"), [])
    assert of(sheets | {"Grafik": ranking(Kota_A=3.42)}).wrong == [("Grafik!C3", "sheets_differ")]
    predicates = [["Tahun", 2024], [*HEADINGS, "Predikat"], [1, "Kota A", 3, "baik"]]
    other = [*predicates[:2], [1, "Kota A", 3, "Cukup"]]
    assert of({"Rekap": predicates, "Lain": [*predicates[:2], [1, "Kota A", 3, "Baik"]]}).problems == []
    assert of({"Rekap": predicates, "Lain": other}).wrong == [("Lain!D3", "sheets_differ")]


def test_agencies_of_the_same_name_in_sheets_of_several_kinds_or_regions_are_several() -> None:
    read = of(
        {
            "Kabupaten": ranking(Bogor=3, Dinas_X=2),
            "Kota": ranking(Bogor=3),
            "Kota 2023": [["Tahun", 2023], *ranking(Bogor=2)[1:]],
        }
    )
    names = [("Kabupaten Bogor", 2024), ("Dinas X", 2024), ("Kota Bogor", 2024), ("Kota Bogor", 2023)]
    assert [(one.agency, one.year) for one in read.assessments] == names
    provinces = {"Provinsi A": ranking(Kota_A=3), "Provinsi B": ranking(Kota_B=3), "Rekap": ranking(Kota_A=3, Kota_B=3)}
    read = of(provinces)
    assert found(read) == [("Kota A", 2024, 0, "3"), ("Kota B", 2024, 0, "3")]
    assert [one.group for one in read.assessments] == ["Provinsi A", "Provinsi B"]
    assert read.said[-1] == 'this is taken from the name of the sheet, as nothing else says it: "Provinsi A", "Provinsi B"'
    regions = {"Kab. A": ranking(Dinas_Kesehatan=3), "Kab. B": ranking(Dinas_Kesehatan=3)}
    assert found(of(regions)) == 2 * [("Dinas Kesehatan", 2024, 0, "3")]


def test_an_agency_that_is_called_like_a_sample_is_one() -> None:
    assert len(found(of({"Kota Contoh": form(3), "Dinas Sample": form(2)}))) == 2


def test_figures_of_several_agencies_together_are_those_of_none() -> None:
    provinces = [["Tahun", 2024], ["No", "Provinsi", "Indeks"], [1, "Jabar", 3]]
    for name in ("Per Provinsi", "Rata-rata", "Rekap per-Wilayah", "Statistik 2024"):
        assert found(of({"Rekap": ranking(Kota_A=3), name: provinces})) == [("Kota A", 2024, 0, "3")]
    assert len(found(of({"Rekap": ranking(Kota_A=3), "Provinsi": provinces}))) == 2
    assert len(found(of({"Rata-rata": provinces}))) == 1


def test_the_name_of_a_sheet_that_may_be_cut_off_names_no_agency() -> None:
    cut = "Dinas Komunikasi dan Informatik"
    read = of({cut: form(3), "Kec. Suka": form(2), "PUPR": form(1)})
    assert (found(read), read.wrong) == (
        [("Kec. Suka", 2024, 47, ""), ("PUPR", 2024, 47, "")],
        [(f"{cut}!A2", "sheet_without_agency")],
    )
    assert read.problems[0].message == f'the sheet "{cut}" names no agency, and its name may be cut off'


def test_the_kind_of_sheets_with_most_agencies_is_the_one_that_is_meant() -> None:
    wide = [["Instansi", "Tahun", *range(1, 48)], *([f"Dinas {one}", 2024, *[3] * 47] for one in "ABC")]
    read = of({"Dinas A": form(3), "Rekap Nilai": wide})
    assert ([agency for agency, *_rest in found(read)], read.problems) == (["Dinas A", "Dinas B", "Dinas C"], [])
    assert of({"Dinas X": form(3), "Rekap Nilai": wide}).wrong == [("Dinas X!A2", "sheets_unclear")]


@pytest.mark.parametrize(
    ("titles", "agencies"),
    [
        (["HASIL SPBE DINAS KESEHATAN TAHUN 2024", "HASIL SPBE DINAS PUPR TAHUN 2024"], ["DINAS KESEHATAN", "DINAS PUPR"]),
        (["Hasil SPBE Dinas A", "Hasil SPBE Kecamatan Suka Maju"], ["Dinas A", "Kecamatan Suka Maju"]),
        (["Penilaian Domain 1", "Penilaian Domain 2"], None),
        (["Hasil SPBE Dinas A", "Hasil SPBE Dinas A"], None),
        (["Hasil SPBE Dinas A", "Hasil SPBE Dinas A B"], None),
        (["Hasil SPBE Kota 2023", "Hasil SPBE Kota 2024"], None),
        (["Hasil Mandiri Dinas A", "Hasil Interviu Dinas A"], None),
        (["Hasil SPBE Dinas A", "Hasil SPBE Dinas a."], None),
    ],
)
def test_an_agency_in_titles_that_are_the_same_but_for_it(titles: list[str], agencies: list[str] | None) -> None:
    sheets = {
        str(number): [["PEMERINTAH KABUPATEN X"], [title], *form(3, None, year=None)] for number, title in enumerate(titles, 1)
    }
    read = of(sheets, year=2024)
    if agencies is None:
        assert [code for _at, code in read.wrong] == ["sheet_without_agency"] * 2
    else:
        assert ([one.agency for one in read.assessments], read.problems) == (agencies, [])
        said = 'rows stand above the headings of 2 sheets, and only this of them is used: "{}", "{}"'
        assert read.said[0] == said.format(*agencies)


def test_sheets_called_like_agencies_may_be_the_parts_that_these_answer_for() -> None:
    parts = {"Dinas A": form(3, indicators=range(1, 11)), "Dinas B": form(2, indicators=range(11, 48))}
    assert of(parts).wrong == [("Dinas B!A2", "sheets_of_parts")]
    # A label says that they are agencies, or that they are not; and so do indicators that stand in both, answered or not.
    labelled = {"1": form(3, "Dinas A", range(1, 11)), "2": form(2, "Dinas B", range(11, 48))}
    assert len(found(of(labelled))) == 2
    of_one = {name: [["Nama Instansi", "Kota X"], *rows] for name, rows in parts.items()}
    assert found(of(of_one)) == [("Kota X", 2024, 47, "")]
    answered = {"Dinas A": form(lambda one: 3 if one < 11 else None), "Dinas B": form(lambda one: None if one < 11 else 3)}
    assert len(found(of(answered))) == 2


def test_a_sheet_that_was_copied_and_still_says_the_other_agency_or_year() -> None:
    left = {"Dinas A": form(agency="Dinas A"), "Dinas B": form(agency="Dinas A")}
    assert of(left).wrong == [("Dinas B!B1", "head_copied")]
    assert of({"2023": form(agency="Kota A", year=2023), "2024": form(agency="Kota A", year=2023)}).wrong == [
        ("2024!B2", "head_copied")
    ]
    # What a copy or a part is called like is no other agency, and nor are the offices that answer for one.
    for names in (("Dinas A", "Dinas A (2)"), ("Dinas A", "Domain 2"), ("Dinas A", "Dinas A lanjutan"), ("Dinas B", "Dinas C")):
        assert found(of(dict.fromkeys(names, form(agency="Dinas A")))) == [("Dinas A", 2024, 47, "")]


def test_thousands_of_sheets_are_not_held_against_each_other() -> None:
    sheets: Any = [{(f"Kota {n}x{one}", "2024"): "" for one in range(5)} for n in range(4000)]
    keys: Any = SimpleNamespace(all=lambda sheet: sheet)
    begun = time.process_time()
    several._refuse_overlaps(sheets, keys)
    several._refuse_overlaps([sheets[0]] * 4000, keys)
    assert time.process_time() - begun < 3


def test_a_formula_without_a_value_in_one_of_several_sheets_may_be_left_out() -> None:
    levels_of: list[list[Any]] = [["No", "Indikator", "Nilai"], *([one, None, 3] for one in range(1, 5))]
    made = book(
        ["Nama Instansi", "Dinas A"], ["Tahun", 2024], *levels_of, title="Dinas A",
        Rekap=[["No", "Instansi", "Tahun", "Indeks"], [1, "Dinas A", 2024, "='Dinas A'!C2"]],
    )  # fmt: skip
    (wrong,) = read(made, sheet="*").problems
    assert (wrong.code, "choose the other sheets with --sheet" in str(wrong.hint)) == ("formula_uncounted", True)
    assert len(read(made, sheet="Dinas*").assessments) == 1
    assert "--sheet" not in str(read(made, sheet="Rekap").problems[0].hint)


@pytest.mark.parametrize(
    ("names", "titles"),
    [
        *((("Mandiri", "Eksternal"), ("", "")), (("Nilai Mandiri", "Nilai Verifikasi"), ("", ""))),
        *((("1", "2"), ("Nilai Mandiri", "Penilaian Eksternal")), (("1", "2"), ("ASESOR INTERNAL", "Asesor Eksternal"))),
    ],
)
def test_values_of_two_assessors_are_never_put_together(names: tuple[str, str], titles: tuple[str, str]) -> None:
    halves = [form(level, "Dinas A", indicators) for level, indicators in ((5, range(1, 21)), (1, range(21, 48)))]
    sheets = {name: [[title], *rows] if title else rows for name, title, rows in zip(names, titles, halves, strict=True)}
    wrong = of(sheets)
    assert (wrong.assessments, [one.code for one in wrong.problems]) == ([], ["sheets_of_values"])
    assert len(of(sheets, sheet=names[1]).only.answers or {}) == 27
    # With a stage they are two assessments, and parts of the same assessor's are one.
    staged = {
        name: [["Tahap", stage], *rows] for (name, rows), stage in zip(sheets.items(), ("mandiri", "visitasi"), strict=True)
    }
    assert [one.stage for one in of(staged).assessments] == ["self", "visit"]
    parts = {name: [["Nilai Mandiri"], *rows] for name, rows in zip(("A", "B"), halves, strict=True)}
    assert len(of(parts).only.answers or {}) == 47
