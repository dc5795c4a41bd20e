"""``spbe init`` as a user runs it."""

from __future__ import annotations

import csv
import os
import shlex
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from spbe_cli.placing import Placement
from spbe_cli.reading.agency_lists import load_names
from spbe_cli.reading.assessments import load_assessment, said_in
from tests.conftest import EXAMPLES, Spbe, Write

pytestmark = pytest.mark.usefixtures("in_a_folder")


def written(folder: str = ".") -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file())


def test_without_options_it_is_this_years(spbe: Spbe) -> None:
    ran = spbe("init")
    assert (ran.code, ran.out) == (0, "")
    (name,) = written()
    assert name == f"name-of-the-agency-{date.today().year}.yaml"
    assert name in ran.err
    assert spbe("validate", name).code == 0


def test_a_new_file_is_valid_and_unanswered(spbe: Spbe) -> None:
    ran = spbe("init", "--agency", "Dinas Kesehatan", "--year", "2024", "--stage", "self", "--group", "Kota: 'Contoh'")
    assert ran.code == 0
    (name,) = written()
    assert name == "dinas-kesehatan-2024.yaml"
    read = load_assessment(name)
    head = read.assessment
    assert (head.agency, head.year, head.instrument) == ("Dinas Kesehatan", 2024, "permenpanrb-59-2020")
    assert (head.stage, head.group) == ("self", "Kota: 'Contoh'")
    assert list(head.answers or {}) == list(read.instrument.indicators)
    assert not any(answer.answered for answer in (head.answers or {}).values())
    assert spbe("validate", name).err == "1 file checked: no problems\n"
    assert spbe("validate", name, "--strict").code == 2


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("instrument", ["permenpanrb-59-2020", "permenpanrb-5-2018", "permenpanrb-8-2026", "pegi"])
def test_every_instrument_and_language(spbe: Spbe, instrument: str, language: str) -> None:
    out = spbe("init", "--instrument", instrument, "--lang", language, "-o", "-").out
    Path("a.yaml").write_text(out, encoding="utf-8")
    assert spbe("validate", "a.yaml").code == 0
    assert ("Tulis tingkat" in out) == (language == "id")
    assert not {"a.yaml"} ^ set(written())


def test_an_instrument_of_ones_own(spbe: Spbe) -> None:
    own = EXAMPLES / "opd" / "indicators.yaml"
    ran = spbe("init", "--indicators", own, "--year", "2024", "-o", "a.yaml", "--quiet")
    assert (ran.code, ran.err) == (0, "")
    assert yaml.safe_load(Path("a.yaml").read_text(encoding="utf-8"))["instrument"] == "opd-contoh"
    assert spbe("validate", "a.yaml", "--indicators", own).code == 0


def test_what_is_there_stays_but_for_force(spbe: Spbe, write: Write) -> None:
    write("mine", "a.yaml")
    ran = spbe("init", "-o", "a.yaml")
    assert ran.code == 2
    assert "a.yaml: this is there already" in ran.err
    assert "--force" in ran.err
    assert Path("a.yaml").read_text(encoding="utf-8") == "mine"
    assert spbe("init", "-o", "a.yaml", "--force").code == 0
    assert "answers:" in Path("a.yaml").read_text(encoding="utf-8")
    assert written() == ["a.yaml"]


def test_never_over_what_is_read(spbe: Spbe, write: Write) -> None:
    before = "agency: A\nyear: 2023\nanswers: {1: 3}\n"
    write(before, "a.yaml")
    ran = spbe("init", "--from", "a.yaml", "-o", "a.yaml", "--force")
    assert ran.code == 2
    assert "one of the files that are read" in ran.err
    assert Path("a.yaml").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--year", "1999"), "--year: 1999: expected at least 2000"),
        (("--agency", " "), "--agency: expected text"),
        (("--group", ""), "--group: expected text"),
        (("--instrument", "x"), "unknown instrument"),
        (("--opds", "opd.txt"), "expected the name of a folder"),
        (("--opds", "opd.txt", "--agency", "A", "-o", "f"), "can't go together with --agency"),
        (("--opds", "nowhere.txt", "-o", "f"), "no such file"),
        (("--from", "nowhere.yaml"), "no such file"),
    ],
)
def test_bad_input(spbe: Spbe, arguments: tuple[str, ...], said: str) -> None:
    ran = spbe("init", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert written() == []


def test_what_can_not_be_written_is_said(spbe: Spbe, write: Write) -> None:
    ran = spbe("init", "-o", f"{write('', 'file')}/a.yaml")
    assert (ran.code, written()) == (2, ["file"])
    assert f"{Path('file/a.yaml')}: can't be written" in ran.err


def test_a_folder_gets_a_file(spbe: Spbe) -> None:
    Path("answers").mkdir()
    assert spbe("init", "--agency", "Dinas A", "--year", "2024", "-o", "answers").code == 0
    assert written() == ["answers/dinas-a-2024.yaml"]


# A folder of files.

OPDS = "# Kota Contoh\nDinas Kesehatan\n\nDinas  Kesehatan \nDinas A/B\nDinas Á B\nDINAS A-B\n日本\n"


def test_a_file_for_each_agency(spbe: Spbe, write: Write) -> None:
    write(OPDS, "opd.txt")
    ran = spbe("init", "--opds", "opd.txt", "--year", "2024", "-o", "answers/2024", "--group", "Kota Contoh")
    assert (ran.code, ran.out) == (0, "")
    assert written("answers/2024") == [
        "dinas-a-b-2024-2.yaml",
        "dinas-a-b-2024.yaml",
        "dinas-kesehatan-2024.yaml",
        "spbe-2024.yaml",
    ]
    assert spbe("validate", "answers").err == "4 files checked: no problems\n"
    ranked = spbe("batch", "answers", "--expect", "opd.txt")
    assert (ranked.code, "Everyone expected has handed in." in ranked.out) == (0, True)


def test_all_or_none_of_them(spbe: Spbe, write: Write) -> None:
    write(OPDS, "opd.txt")
    write("mine", "f/dinas-kesehatan-2024.yaml")
    ran = spbe("init", "--opds", "opd.txt", "--year", "2024", "-o", "f")
    assert ran.code == 2
    assert ran.err.count("there already") == 1
    assert written("f") == ["dinas-kesehatan-2024.yaml"]
    assert spbe("init", "--opds", "opd.txt", "--year", "2024", "-o", "f", "--force").code == 0
    assert len(written("f")) == 4


def test_an_agency_that_is_added_later_gets_its_file_and_the_others_stay(spbe: Spbe, write: Write) -> None:
    write("Dinas A\nDinas B\n", "opd.txt")
    assert spbe("init", "--opds", "opd.txt", "--year", "2024", "-o", "f").code == 0
    write("agency: DINAS A\nyear: 2024\nanswers: {1: 9}\n", "f/dinas-a-2024.yaml")
    before = Path("f/dinas-b-2024.yaml").read_text(encoding="utf-8")
    write("Dinas C\nDinas A\nDinas B\n", "opd.txt")
    ran = spbe("init", "--opds", "opd.txt", "--year", "2024", "-o", "f")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == (
        "2 files are there already and left alone\n"
        f"{Path('f/dinas-c-2024.yaml')} is ready to be filled in, then: spbe validate {Path('f/dinas-c-2024.yaml')}\n"
    )
    assert Path("f/dinas-a-2024.yaml").read_text(encoding="utf-8").startswith("agency: DINAS A\n")
    assert Path("f/dinas-b-2024.yaml").read_text(encoding="utf-8") == before
    ran = spbe("init", "--opds", "opd.txt", "--year", "2024", "-o", "f")
    assert (ran.code, ran.err) == (0, "3 files are there already and left alone\n")
    assert spbe("init", "--opds", "opd.txt", "--year", "2024", "-o", "f", "--quiet").err == ""
    # Another year has other files.
    assert spbe("init", "--opds", "opd.txt", "--year", "2025", "-o", "f").err.startswith("3 files in f are ready")


def test_the_file_of_another_agency_is_not_taken_for_that_of_one_in_the_list(spbe: Spbe, write: Write) -> None:
    write("Dinas A\nDinas B\n", "opd.txt")
    write("agency: Dinas Z\nyear: 2024\nanswers: {}\n", "f/dinas-a-2024.yaml")
    ran = spbe("init", "--opds", "opd.txt", "--year", "2024", "-o", "f")
    assert (ran.code, written("f")) == (2, ["dinas-a-2024.yaml"])
    assert ran.err.startswith(f"{Path('f/dinas-a-2024.yaml')}: this is there already")


def test_a_name_that_stands_in_the_list_twice_is_said(spbe: Spbe, write: Write) -> None:
    write("Dinas A\n# Dinas A\nDINAS A\nDinas B\nPemerintah Dinas A\n", "opd.txt")
    ran = spbe("init", "--opds", "opd.txt", "--year", "2024", "-o", "f")
    assert (ran.code, written("f")) == (0, ["dinas-a-2024.yaml", "dinas-b-2024.yaml"])
    assert ran.err.splitlines()[:2] == [
        "opd.txt:3:1: DINAS A stands in line 1 too, and counts once",
        "opd.txt:5:1: Pemerintah Dinas A stands in line 1 too, and counts once",
    ]
    assert "counts once" not in spbe("init", "--opds", "opd.txt", "--year", "2025", "-o", "f", "--quiet").err


def test_a_failure_half_way_leaves_nothing(spbe: Spbe, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write(OPDS, "opd.txt")
    put = Placement.put
    placed: list[str] = []

    def putting(self: Placement, path: str, *, over: bool) -> None:
        if len(placed) == 2:
            raise OSError(28, os.strerror(28))
        placed.append(path)
        put(self, path, over=over)

    monkeypatch.setattr(Placement, "put", putting)
    ran = spbe("init", "--opds", "opd.txt", "-o", "new/folder")
    assert ran.code == 2
    assert "No space left" in ran.err
    assert len(placed) == 2
    assert written() == ["opd.txt"]
    assert not Path("new").exists()


# Last year's answers.

LAST_YEAR = """\
agency: Dinas Kesehatan
year: 2023
stage: final
group: Kota Contoh
owner: Bagian Perencanaan
answers:
  1: 3
  2: {level: 2, evidence: [a.pdf], note: "Baris satu\\n\\nBaris dua", target: {level: 4, by: 2024-06-30}}
  3: n/a
  4: {note: belum}
  5:
published: {index: 2.00}
"""


def test_last_years_answers_come_along_and_are_marked(spbe: Spbe, write: Write) -> None:
    old = load_assessment(write(LAST_YEAR, "old.yaml")).assessment
    assert spbe("init", "--from", "old.yaml", "--year", "2024", "--stage", "self").code == 0
    text = Path("dinas-kesehatan-2024.yaml").read_text(encoding="utf-8")
    new = load_assessment("dinas-kesehatan-2024.yaml").assessment
    assert (new.year, new.stage, new.group, new.owner, new.published) == (2024, "self", "Kota Contoh", "Bagian Perencanaan", None)
    assert {one: new.answer(one) for one in new.answers or ()} == {one: old.answer(one) for one in new.answers or ()}
    assert text.count("# CHECK AGAIN: from 2023.\n") == 4
    assert "  # CHECK AGAIN: from 2023.\n  1: 3\n" in text


def test_across_instruments_nothing_is_lost(spbe: Spbe, write: Write) -> None:
    write("agency: A\nyear: 2019\nanswers:\n  26: {level: 0, note: x}\n  2: {level: 4, evidence: [a.pdf]}\n", "old.yaml")
    assert spbe("init", "--from", "old.yaml", "--year", "2024", "-o", "new.yaml").code == 0
    text = Path("new.yaml").read_text(encoding="utf-8")
    mark = "  # CHECK AGAIN, no more than a start: from 2019, where it was, under permenpanrb-5-2018:\n"
    assert f"{mark}  #   26:\n  #     level: 0\n  #     note: x\n  36:\n    level: 1\n    note: x\n" in text
    end = text[text.index("# Answers of 2019 under permenpanrb-5-2018 that have no place here") :]
    assert end.endswith("#   2:\n#     level: 4\n#     evidence:\n#       - a.pdf\n")
    assert spbe("validate", "new.yaml").code == 0


def test_a_region_by_name(spbe: Spbe, write: Write) -> None:
    write(LAST_YEAR, "old/kesehatan.yaml")
    write(LAST_YEAR.replace("Kesehatan", "Perkebunan"), "old/perkebunan.yaml")
    write("dinas  KESEHATAN\nDinas Perkebunnan\n", "opd.txt")
    ran = spbe("init", "--opds", "opd.txt", "--from", "old", "--year", "2024", "-o", "new")
    assert ran.code == 0
    assert "Nothing to carry over for: Dinas Perkebunnan (did you mean Dinas Perkebunan?)\n" in ran.err
    assert "Not in the list: Dinas Perkebunan\n" in ran.err
    assert load_assessment("new/dinas-kesehatan-2024.yaml").assessment.answer(1).answered
    assert not load_assessment("new/dinas-perkebunnan-2024.yaml").assessment.answer(1).answered
    one = spbe("init", "--agency", "Dinas Perkebunan", "--from", "old", "-o", "-")
    assert "agency: Dinas Perkebunan\n" in one.out
    assert spbe("init", "--from", "old").code == 2
    wrong = spbe("init", "--agency", "Dinas Perkebunnan", "--from", "old")
    assert "did you mean Dinas Perkebunan?" in wrong.err


def test_answers_of_another_agency_are_not_taken_in_silence(spbe: Spbe, write: Write) -> None:
    write(LAST_YEAR, "old.yaml")
    ran = spbe("init", "--agency", "Bappeda", "--from", "old.yaml", "-o", "new.yaml")
    assert (ran.code, ran.err.splitlines()[1:]) == (0, ["Bappeda begins with the answers of another agency: Dinas Kesehatan"])
    assert "another agency" not in spbe("init", "--agency", "DINAS kesehatan", "--from", "old.yaml", "-o", "same.yaml").err


def test_the_command_for_what_is_next_runs_as_it_stands(spbe: Spbe, write: Write) -> None:
    write("", "x")
    _told, command = spbe("init", "--agency", "A", "-o", "Kota's jawaban $1/2024 baru.yaml").err.rstrip().split(", then: ")
    if os.name != "nt":
        assert spbe(*shlex.split(command)[1:]).err == "1 file checked: no problems\n"
    assert spbe("init", "--agency", "A", "-o", "a.yaml").err == "a.yaml is ready to be filled in, then: spbe validate a.yaml\n"


def test_announced_figures_are_no_beginning(spbe: Spbe) -> None:
    ran = spbe("init", "--from", EXAMPLES / "palopo-2019.yaml", "-o", "a.yaml")
    assert ran.code == 2
    assert "no answers to carry over" in ran.err


def test_the_same_agency_twice_is_a_problem(spbe: Spbe, write: Write) -> None:
    write(LAST_YEAR, "old/a.yaml")
    write(LAST_YEAR, "old/b.yaml")
    ran = spbe("init", "--from", "old", "-o", "new.yaml")
    assert ran.code == 2
    assert f"{Path('old/b.yaml')}:1:9: Dinas Kesehatan is there already, in {Path('old/a.yaml')}:1:9" in ran.err


def test_the_year_of_new_files_is_not_that_of_a_table_they_begin_with(spbe: Spbe, write: Write) -> None:
    """A hint to ``--year``, which is given and says something else, would lead nowhere."""
    years = spbe("init", "--year", "2025", "--from", write("OPD,Tahun,1\nDinas A,2023,1\nDinas A,2024,2\n", "a.csv"), "-o", "new")
    assert years.err == "a.csv:3:1: Dinas A is there for several years (2023-2024), first in a.csv:2:1: expected one year\n"
    none = spbe("init", "--year", "2025", "--from", write("OPD,1\nDinas A,2\n", "b.csv"), "-o", "new")
    assert none.err == "b.csv:1:1: there is no column year (or write Tahun and the year above the headings)\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("opd.csv", "Daftar OPD;\nNo;Nama OPD\n1;Dinas Kesehatan\n2;Bappeda, Litbang\n"),
        ("opd.csv", "No;Dinas/Badan;Alamat\n1;Dinas Kesehatan;x\n2;Bappeda, Litbang;y\n"),
        ("opd.txt", "No\tOrganisasi Perangkat Daerah (OPD)\n1\tDinas Kesehatan\n2\tBappeda, Litbang\n"),
        ("opd.csv", 'Dinas Kesehatan\n"Bappeda, Litbang"\n'),
        ("opd.txt", "Dinas Kesehatan\r\nBappeda, Litbang\r\n"),
    ],
)
def test_a_list_may_be_a_table(spbe: Spbe, write: Write, name: str, text: str) -> None:
    assert spbe("init", "--opds", write(text, name), "--year", "2024", "-o", "parts").code == 0
    assert sorted(path.name for path in Path("parts").iterdir()) == ["bappeda-litbang-2024.yaml", "dinas-kesehatan-2024.yaml"]


@pytest.mark.parametrize("text", ["Kecamatan Kota\nDinas\n", "No;Kecamatan\n1;Kecamatan Kota\n2;Kecamatan B\n"])
def test_a_name_of_words_of_headings_is_a_name(spbe: Spbe, write: Write, text: str) -> None:
    assert spbe("init", "--opds", write(text, "opd.csv"), "--year", "2024", "-o", "parts").code == 0
    assert "kecamatan-kota-2024.yaml" in {path.name for path in Path("parts").iterdir()}


@pytest.mark.parametrize("numbered", [True, False])
def test_what_is_no_agency_in_a_list_gets_no_file(spbe: Spbe, write: Write, numbered: bool) -> None:
    rows = [
        "A;DINAS", "1;Dinas Kesehatan", "2;Kepala Batas", ";BADAN", "No;Nama OPD", "3;Bappeda", ";Jumlah", ";Mengetahui,",
        ";Kepala Dinas",
    ]  # fmt: skip
    if not numbered:
        rows = [row.partition(";")[2] + ";x" * (row[0] != ";") for row in rows if "A" not in row]
    table = write("\n".join([("No;" if numbered else "") + "Nama OPD;Alamat", *rows]) + "\n", "opd.csv")
    ran = spbe("init", "--opds", table, "--year", "2024", "-o", "parts")
    made = sorted(path.name.removesuffix("-2024.yaml") for path in Path("parts").iterdir())
    assert made == ["bappeda", "dinas-kesehatan", "kepala-batas"]
    where = "opd.csv:1:2: rows 2, 5-6, 8-10" if numbered else "opd.csv:1:1: rows 4, 6-8"
    passed = ('"DINAS", "BADAN", ' if numbered else "") + '"Nama OPD", "Jumlah", "Mengetahui,", "Kepala Dinas"'
    assert ran.err.startswith(f"{where} name no agency and are passed over: {passed}\n")


@pytest.mark.parametrize("line", ["KABUPATEN", "Kab/Kota", "PUSKESMAS", "K/L", "Skor", "Tingkat Kematangan OPD", "Σ"])
def test_a_line_that_can_be_no_agency_gets_no_file(spbe: Spbe, write: Write, line: str) -> None:
    ran = spbe("init", "--opds", write(f"Dinas A\n{line}\nDinas B\n", "opd.txt"), "--year", "2024", "-o", "parts")
    assert len(list(Path("parts").iterdir())) == 2
    assert ran.err.startswith(f'opd.txt:1:1: row 2 names no agency and is passed over: "{line}"\n')


def test_an_agency_that_was_added_below_a_list_without_a_number_gets_a_file(spbe: Spbe, write: Write) -> None:
    table = write("No;Nama OPD\n;DINAS\n1;Dinas Kesehatan\n2;Bappeda\n;Dinas Sosial\n;Drs. H. Ahmad\n", "opd.csv")
    ran = spbe("init", "--opds", table, "--year", "2024", "-o", "parts")
    made = sorted(path.name.removesuffix("-2024.yaml") for path in Path("parts").iterdir())
    assert made == ["bappeda", "dinas-kesehatan", "dinas-sosial"]
    assert ran.err.startswith('opd.csv:1:2: rows 2, 6 name no agency and are passed over: "DINAS", "Drs. H. Ahmad"\n')


@pytest.mark.parametrize(
    ("name", "text", "passed"),
    [
        ("opd.csv", "No;Nama OPD;PIC\n(1);(2);(3)\n1.;Dinas A;x\n2.;Badan B;y\n", "opd.csv:1:2: row 2 names"),
        ("opd.csv", "Nama OPD;PIC\n1;2\nDinas A;x\nBadan B;y\n", "opd.csv:1:1: row 2 names"),
        ("opd.csv", "Nama OPD;PIC\nDINAS;\nDinas A;x\nBADAN;\nBadan B;y\n", "opd.csv:1:1: rows 2, 4 name"),
        ("opd.csv", "No;Nama Perangkat Daerah / Unit Kerja\n1;Dinas A\n2;Badan B\n", ""),
        ("opd.csv", "DAFTAR OPD KOTA CONTOH\n1. Dinas A\n2) Badan B\n", "opd.csv:1:1: row 1 names"),
        ("opd.txt", "1. Dinas A\n2. Badan B\nTotal 2\n", "opd.txt:1:1: row 3 names"),
        ("opd.txt", "- Dinas A\n• Badan B\n", ""),
        ("opd.txt", "Nama OPD\nDinas A\nBadan B\n", "opd.txt:1:1: row 1 names"),
        ("opd.txt", "No;Nama OPD\n1;Dinas A\n2;Badan B\n", ""),
        ("opd.txt", "Dinas A, Badan B\n", ""),
    ],
)
def test_numbers_titles_and_marks_in_a_list_are_no_names(spbe: Spbe, write: Write, name: str, text: str, passed: str) -> None:
    ran = spbe("init", "--opds", write(text, name), "--year", "2024", "-o", "parts")
    assert sorted(said_in(str(path), "agency") or "" for path in Path("parts").iterdir()) == ["Badan B", "Dinas A"]
    assert ran.err.startswith(passed)
    assert ran.err.count("\n") == (2 if passed else 1)


@pytest.mark.parametrize("before", ["", "{}. ", "{}) ", "- "])
def test_names_in_a_list_are_kept_as_they_are(write: Write, before: str) -> None:
    with (EXAMPLES / "national-2023.csv").open(encoding="utf-8") as rows:
        names = [row["agency"] for row in csv.DictReader(rows)]
    names += ["Kab. Contoh-Contoh", "Sub-bagian Umum", "SMP Negeri 3 - Kota Contoh", "Dinas A. 2.b"]
    listed = write("".join(f"{before.format(number)}{name}\n" for number, name in enumerate(names, start=1)), "opd.txt")
    assert list(load_names(listed, str, 2024).lines) == names


@pytest.mark.parametrize(("headed", "blank"), [(True, False), (False, False), (False, True)])
def test_lists_in_other_sheets_of_a_workbook_are_told(spbe: Spbe, headed: bool, blank: bool) -> None:
    book = openpyxl.Workbook()
    for title, name in {
        **({"Kosong": None} if blank else {}),
        "OPD": "Dinas A",
        "Kecamatan": "Kecamatan B",
        "UPT": "UPT C",
    }.items():
        sheet = book.create_sheet(title)
        for row in [] if name is None else [*([["Nama OPD"]] if headed else []), [name]]:
            sheet.append(row)
    del book["Sheet"]
    book.create_sheet("Catatan").append(["x"] if headed else [])
    book.save("opd.xlsx")
    said = (
        'opd.xlsx:OPD!A1: the list in the sheet "OPD" is read; there are others in "Kecamatan", "UPT" '
        "(put all names into one sheet, or the list that is meant first)\n"
    )
    ran = spbe("init", "--opds", "opd.xlsx", "--year", "2024", "-o", "parts", columns=300)
    assert (ran.code, ran.err.startswith(said)) == (0, True)
    assert [path.name for path in Path("parts").iterdir()] == ["dinas-a-2024.yaml"]
    ran = spbe("batch", "parts", "--expect", "opd.xlsx", columns=300)
    assert (ran.code, ran.err) == (0, said)
    assert "Everyone expected has handed in." in ran.out
    assert spbe("batch", "parts", "--expect", "opd.xlsx", "--quiet").err == ""


@pytest.mark.parametrize("name", ["opd.txt", "opd.csv"])
def test_marks_of_footnotes_in_a_list_are_told(spbe: Spbe, write: Write, name: str) -> None:
    heading = "Nama OPD\n" if name == "opd.csv" else ""
    ran = spbe("init", "--opds", write(f"{heading}1. Dinas A *) **)\nDinas B\n", name), "--year", "2024", "-o", "f")
    assert ran.err.startswith(f'{name}:1:1: marks of footnotes are no part of these names: "Dinas A *) **)"\n')
    assert sorted(path.name for path in Path("f").iterdir()) == ["dinas-a-2024.yaml", "dinas-b-2024.yaml"]


def test_the_list_in_the_sheet_of_the_year_is_read(spbe: Spbe) -> None:
    book = openpyxl.Workbook()
    for year, name in ((2023, "Dinas A"), (2024, "Dinas B")):
        sheet = book.create_sheet(f"OPD {year}")
        sheet.append(["Nama OPD"])
        sheet.append([name])
    del book["Sheet"]
    book.save("opd.xlsx")
    for year, name in ((2023, "dinas-a-2023.yaml"), (2024, "dinas-b-2024.yaml")):
        ran = spbe("init", "--opds", "opd.xlsx", "--year", year, "-o", f"f{year}", columns=300)
        assert [path.name for path in Path(f"f{year}").iterdir()] == [name]
        assert f'opd.xlsx:OPD {year}!A1: the list in the sheet "OPD {year}" is read' in ran.err
        expected = spbe("batch", f"f{year}", "--expect", "opd.xlsx", "--year", year)
        assert "Everyone expected has handed in." in expected.out


def test_a_table_without_a_column_of_agencies_is_no_list(spbe: Spbe, write: Write) -> None:
    ran = spbe("init", "--opds", write("a,b\n1,2\n", "opd.csv"), "-o", "parts")
    assert (ran.code, "opd.csv: several columns, and none is headed as one of agencies" in ran.err) == (2, True)
    assert not Path("parts").exists()


def test_workbooks_for_all_agencies(spbe: Spbe, write: Write) -> None:
    ran = spbe("init", "--opds", write("Dinas Kesehatan\nBappeda\n", "opd.txt"), "--year", "2024", "--as", "xlsx", "-o", "parts")
    assert (ran.code, ran.err) == (0, "2 files in parts are ready to be filled in\n")
    assert sorted(path.name for path in Path("parts").iterdir()) == ["bappeda-2024.xlsx", "dinas-kesehatan-2024.xlsx"]
    read = load_assessment("parts/bappeda-2024.xlsx").assessment
    assert (read.agency, read.year, any(answer.answered for answer in (read.answers or {}).values())) == ("Bappeda", 2024, False)
    # One that is added later gets its workbook, and the others stay.
    ran = spbe(
        "init",
        "--opds",
        write("Dinas Kesehatan\nBappeda\nDinas Sosial\n", "o.txt"),
        "--year",
        "2024",
        "--as",
        "xlsx",
        "-o",
        "parts",
    )
    assert (ran.code, len(list(Path("parts").iterdir()))) == (0, 3)
    assert "2 files are there already and left alone" in ran.err


def test_what_workbooks_for_many_agencies_have_alike_is_made_once(
    spbe: Spbe, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    from spbe_cli.writing import workbook

    alone = workbook.workbook
    made: list[bytes] = []

    def counted(*given: Any, **head: Any) -> bytes:
        made.append(alone(*given, **head))
        return made[-1]

    monkeypatch.setattr(workbook, "workbook", counted)
    names = write("".join(f"Dinas {n}\n" for n in range(5)), "opd.txt")
    assert spbe("init", "--opds", names, "--as", "xlsx", "--year", "2024", "-o", "forms").code == 0
    assert len(made) == 1
    assert load_assessment("forms/dinas-3-2024.xlsx").assessment.agency == "Dinas 3"


def test_one_workbook_by_its_form(spbe: Spbe) -> None:
    assert spbe("init", "--agency", "Bappeda", "--year", "2024", "--as", "xlsx").code == 0
    assert load_assessment("bappeda-2024.xlsx").assessment.agency == "Bappeda"


def test_what_is_carried_over_into_many_workbooks_is_told_once(spbe: Spbe, write: Write) -> None:
    rows = "".join(f"Dinas {letter},{year},3,2\n" for letter, year in (("A", 2023), ("B", 2024), ("C", 2024)))
    table = write(f"Instansi,Tahun,1,2\n{rows}Dinas Lama,2024,1,1\n", "t.csv")
    names = write("Dinas A\nDinas B\nDinas C\n", "opd.txt")
    ran = spbe("init", "--opds", names, "--from", table, "--year", "2025", "--as", "xlsx", "-o", "f")
    assert (ran.code, ran.err.splitlines()) == (
        0,
        [
            "Carried over from 2023-2024: check every answer again.",
            "3 files in f are ready to be filled in",
            "Not in the list: Dinas Lama",
        ],
    )
