"""Files of owners."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from spbe_cli.reading.instruments import load_instrument
from spbe_cli.reading.owners import load_owners
from spbe_cli.reading.problems import BadInput
from tests.conftest import Write

INSTRUMENT = load_instrument()


def problems(path: str) -> list[str]:
    with pytest.raises(BadInput) as bad:
        load_owners(path, INSTRUMENT)
    return [f"{one.line}:{one.column}: {one.message}" for one in bad.value.problems]


def test_as_in_the_contract(write: Write) -> None:
    text = (
        "owners:\n  Dinas Komunikasi dan Informatika: {indicators: [1, 2, 15-18], due: 2024-06-30}\n  Bappeda: {indicators: 3}\n"
    )
    owners = load_owners(write(text), INSTRUMENT)
    kominfo, bappeda = owners.owners.values()
    assert (kominfo.indicators, kominfo.due) == ((1, 2, 15, 16, 17, 18), date(2024, 6, 30))
    assert (bappeda.indicators, bappeda.due) == ((3,), None)
    assert set(owners.leads) == {1, 2, 3, 15, 16, 17, 18}


def test_in_indonesian(write: Write) -> None:
    path = write("pemilik:\n  Bappeda:\n    indikator: [4 - 6, 4, 5]\n    tenggat: 2024-06-30\n")
    (owned,) = load_owners(path, INSTRUMENT).owners.values()
    assert (owned.indicators, owned.due) == ((4, 5, 6), date(2024, 6, 30))


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ('["1", "2-3"]', (1, 2, 3)),
        ("[aspect:1, 15–16]", (*range(1, 11), 15, 16)),
        ("[aspek:1]", tuple(range(1, 11))),
        ("['Domain: 1', 12]", (*range(1, 11), 12)),
        ("aspect:6", (29, 30, 31)),
        ("aspect:5-6", tuple(range(21, 32))),
        ("1, 4-5, aspect:6", (1, 4, 5, 29, 30, 31)),
        ("'1, 4-5, aspect:6'", (1, 4, 5, 29, 30, 31)),
        ("3.0", (3,)),
        ("indikator:7", (7,)),
    ],
)
def test_parts_of_the_tree_and_numbers_as_text(write: Write, given: str, meant: tuple[int, ...]) -> None:
    path = write(f"owners:\n  A:\n    indicators: {given}\n")
    assert load_owners(path, INSTRUMENT).owners["A"].indicators == meant


def test_a_part_is_owned_once(write: Write) -> None:
    path = write("owners:\n  A: {indicators: [aspect:6]}\n  B: {indicators: ['30']}\n")
    assert problems(path) == ["3:20: indicator 30 is A's already, in answers.yaml:2:20"]


def test_an_indicator_has_one_owner(write: Write) -> None:
    path = write("owners:\n  A: {indicators: [1, 2, 15-18]}\n  B: {indicators: [3, 17-20, 2]}\n")
    first = "answers.yaml:2:"
    assert problems(path) == [
        f"3:23: indicator 17 is A's already, in {first}26",
        f"3:23: indicator 18 is A's already, in {first}26",
        f"3:30: indicator 2 is A's already, in {first}23",
    ]


def test_what_is_wrong_at_one_place_is_in_the_order_of_the_indicators(write: Write) -> None:
    said = problems(write("owners:\n  A: {indicators: 8-11}\n  B: {indicators: 8-11}\n"))
    assert said == [f"3:19: indicator {one} is A's already, in answers.yaml:2:19" for one in (8, 9, 10, 11)]


def test_two_owners_of_one_name(write: Write) -> None:
    assert problems(write("owners:\n  Dinas A: {indicators: 1}\n  dinas  a: {indicators: 2}\n")) == [
        '3:3: the key "dinas  a" is there already, in line 2'
    ]


@pytest.mark.parametrize(
    ("owned", "hint"),
    [
        ("indicators: [Aspek 3]", "did you mean aspek:3?"),
        ("indicators: [aspect 3 - 4]", "did you mean aspect:3 - 4?"),
        ("indicators: [Indikator 12]", "did you mean 12?"),
        ("indicators: [semua]", None),
        ("indicators: [1], due: 30 Juni 2024", "write 2024-06-30"),
        ("indicators: [1], due: besok", None),
    ],
)
def test_hints(owned: str, hint: str | None, write: Write) -> None:
    with pytest.raises(BadInput) as bad:
        load_owners(write(f"owners:\n  A: {{{owned}}}\n", "owners.yaml"), INSTRUMENT)
    assert [one.hint for one in bad.value.problems] == [hint]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("owners:\n  A: {indicators: [1, 48]}\n", ["2:23: there is no indicator 48"]),
        ("owners:\n  A: {indicators: [45-99]}\n", ["2:20: there is no indicator 48"]),
        ("owners:\n  A: {indicators: [1-999999]}\n", ["2:20: there is no indicator 48"]),
        ("owners:\n  A: {indicators: [0]}\n", ["2:20: there is no indicator 0"]),
        (
            "owners:\n  A: {indicators: [5-3, x, 1.5, true]}\n",
            [
                f"2:{column}: {value}: expected indicators (32, 15-18), domain:3 or aspect:4"
                for column, value in ((20, '"5-3"'), (25, '"x"'), (28, "1.5"), (33, "true"))
            ],
        ),
        (
            "owners:\n  A: {indicators: x}\n",
            ['2:19: "x": expected indicators (32, 15-18), domain:3 or aspect:4'],
        ),
        (
            'owners:\n  A: {indicators: ["0", aspect:9, 1-2, domain:3-5]}\n',
            [
                "2:20: there is no indicator 0",
                "2:25: there is no aspect 9",
                "2:40: there is no domain 5",
            ],
        ),
        (
            'owners:\n  A: {indicators: "1, x"}\n',
            ['2:19: "1, x": expected indicators (32, 15-18), domain:3 or aspect:4'],
        ),
        (
            "owners:\n  A: {indicators: 1, due: 30/6/2024}\n",
            ['2:27: "30/6/2024": expected a date such as 2025-06-30'],
        ),
        ("owners:\n  A: {indicator: 1}\n", ['2:7: unknown key "indicator"']),
        ("owners:\n  A: {due: 2024-06-30}\n", ["2:6: the key indicators is missing"]),
        ("owners:\n  A: 3\n", ["2:6: 3: expected keys and values here"]),
        ("owners: [A, B]\n", ["1:9: a list: expected keys and values here"]),
        ("owners: {}\n", ["1:9: empty: expected at least 1 here"]),
        (
            "owners:\n  A: {indicators: 1}\npemilik:\n  B: {indicators: 2}\n",
            ['3:1: the key "pemilik" is there already, in line 1'],
        ),
        ("owners:\n  A: {indicators: 1, indikator: 2}\n", ['2:22: the key "indikator" is there already, in line 2']),
        ("owner:\n  A: {indicators: 1}\n", ["1:1: the key owners is missing", '1:1: unknown key "owner"']),
    ],
)
def test_what_is_wrong_has_its_place(write: Write, text: str, said: list[str]) -> None:
    assert sorted(problems(write(text))) == sorted(said)


def test_everything_that_is_wrong_is_told_at_once(write: Write) -> None:
    path = write("owners:\n  A: {indicators: [1, 2]}\n  B: {indicators: [2, 99]}\n  a: {indicators: 5, due: soon}\n")
    with pytest.raises(BadInput) as bad:
        load_owners(path, INSTRUMENT)
    assert [(one.line, one.code) for one in bad.value.problems] == [
        (3, "owned_twice"), (3, "unknown_part"), (4, "duplicate_key"), (4, "date"),
    ]  # fmt: skip


def test_contributors_bring_evidence_to_what_another_answers(write: Write) -> None:
    text = (
        "owners:\n  Kominfo: {indicators: 1-2}\n  Bappeda: {indicators: 12, contributes: [1]}\n  Inspektorat: {mendukung: 1-2}\n"
    )
    owners = load_owners(write(text), INSTRUMENT)
    assert owners.leads == {1: "Kominfo", 2: "Kominfo", 12: "Bappeda"}
    assert owners.part("Kominfo").answers == {1: ("Bappeda", "Inspektorat"), 2: ("Inspektorat",)}
    assert owners.part("Bappeda").supports == {1: "Kominfo"}
    assert owners.part("Inspektorat").indicators == {1, 2}
    assert owners.part("Inspektorat").answers == {}


def test_nobody_supports_itself(write: Write) -> None:
    text = "owners:\n  A: {indicators: [1, 2], contributes: [2, 3]}\n"
    assert problems(write(text)) == ["2:40: 2: an owner answers these itself, so it can't support them as well"]


TABLE = """\
Daftar Penanggung Jawab Indikator;;;
No;Indikator;OPD Pengampu;Peran;Tenggat
1;1;Dinas Kominfo;Utama;30/06/2024
2;1;Bappeda;Pendukung;
3;15-18;DINAS KOMINFO;;30 Juni 2024
4;Peta Rencana SPBE Instansi Pusat/Pemerintah Daerah;Bappeda;lead;2024-05-31
5;aspek:6;Inspektorat;;
"""


def test_a_table_as_offices_keep_it(write: Write) -> None:
    owners = load_owners(write(TABLE, "pembagian.csv"), INSTRUMENT).owners
    assert list(owners) == ["Dinas Kominfo", "Bappeda", "Inspektorat"]
    assert (owners["Dinas Kominfo"].indicators, owners["Dinas Kominfo"].due) == ((1, 15, 16, 17, 18), date(2024, 6, 30))
    assert (owners["Bappeda"].indicators, owners["Bappeda"].contributes) == ((12,), (1,))
    assert owners["Bappeda"].due == date(2024, 5, 31)
    assert owners["Inspektorat"].indicators == (29, 30, 31)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("1,A,,\n1,B,lead,\n", ["3:1: indicator 1 is A's already, in {path}:2:1"]),
        ("1,A,,2024-06-30\n2,A,,2024-07-01\n", ["3:4: A is to hand in by another day in {path}:2:4"]),
        ("1,,,\n", ["2:2: expected text that says something"]),
        (",A,lead,\n", ["2:1: expected text that says something"]),
        ("48,A,,\n", ["2:1: there is no indicator 48"]),
        ("satu,A,,\n", ['2:1: "satu": expected indicators (32, 15-18), domain:3 or aspect:4']),
        ("1,A,boss,\n", ['2:3: "boss": expected one of lead, contributor']),
        ("1,A,,besok\n", ['2:4: "besok": expected a date such as 2025-06-30']),
        ("1,A,,31 Februari 2024\n", ['2:4: "31 Februari 2024": expected a date such as 2025-06-30']),
        ("", ["None:None: there is no row below the headings"]),
    ],
)
def test_what_is_wrong_with_a_table_has_its_place(write: Write, rows: str, said: list[str]) -> None:
    path = write("indicator,owner,role,due\n" + rows, "o.csv")
    assert problems(path) == [one.format(path=path) for one in said]


def test_titles_between_the_rows_and_a_column_of_supporters(write: Write) -> None:
    rows = (
        "No;Indikator;OPD Penanggung Jawab;OPD Pendukung\n"
        "I;Kebijakan Internal SPBE;;\n"
        ";Aspek 1: Kebijakan Internal Tata Kelola SPBE;;\n"
        "1;1;Kominfo;Bappeda\n"
        '2;2;Bappeda;"Kominfo; Dinas Arsip, Perpustakaan"\n'
        "Domain 2;Domain 2;Domain 2;Domain 2\n"
        "11;11;KOMINFO;-\n"
    )
    owners = load_owners(write(rows, "o.csv"), INSTRUMENT).owners
    assert {name: (one.indicators, one.contributes) for name, one in owners.items()} == {
        "Kominfo": ((1, 11), (2,)), "Bappeda": ((2,), (1,)), "Dinas Arsip, Perpustakaan": ((), (2,)),
    }  # fmt: skip
    # What is no title needs its owner, and nobody supports its own indicator: each at its cell.
    wrong = "Indikator;Pengampu;Pendukung\naspek:6;;\n1;;\n2;A;A\n"
    assert [one.split(":")[0:2] for one in problems(write(wrong, "p.csv"))] == [["2", "2"], ["3", "2"], ["4", "3"]]


def test_a_sheet_is_a_table_too_and_dates_are_dates(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    sheet.append(("Indikator", "Penanggung Jawab", "Peran", "Batas Waktu"))
    sheet.append((1, "Kominfo", None, date(2024, 6, 30)))
    sheet.append((1, "B", "pendukung"))
    book.save(tmp_path / "o.xlsx")
    owners = load_owners(str(tmp_path / "o.xlsx"), INSTRUMENT)
    assert owners.owners["Kominfo"].due == date(2024, 6, 30)
    assert owners.part("B").supports == {1: "Kominfo"}
    sheet.append((1, "C"))
    book.save(tmp_path / "o.xlsx")
    with pytest.raises(BadInput) as bad:
        load_owners(str(tmp_path / "o.xlsx"), INSTRUMENT)
    assert [one.place for one in bad.value.problems] == [f"{tmp_path / 'o.xlsx'}:Sheet!A4"]


@pytest.mark.parametrize(
    "owner", ["PJ", "Leading Sector", "Unit Kerja Penanggungjawab", "Koordinator OPD", "Dinas/Badan", "Pengisi Data"]
)
@pytest.mark.parametrize("supporters", ["OPD Terkait", "Perangkat Daerah Pendukung Lainnya"])
@pytest.mark.parametrize("due", ["Batas Akhir Pengumpulan", "Tenggat Pengiriman"])
def test_headings_known_by_their_words(write: Write, owner: str, supporters: str, due: str) -> None:
    rows = f"No;Indikator;{owner};{supporters};{due};Catatan\n1;1;Kominfo;Bappeda;30/06/2024;x\n"
    owners = load_owners(write(rows, "o.csv"), INSTRUMENT).owners
    assert (owners["Kominfo"].indicators, owners["Kominfo"].due) == ((1,), date(2024, 6, 30))
    assert owners["Bappeda"].contributes == (1,)
    # Who answers is not whom two columns may name.
    assert problems(write(f"Indikator;{owner};Pelaksana PIC Data;PJ\n1;A;B;C\n", "p.csv"))


def test_a_table_without_its_headings_says_which_they_are(write: Write) -> None:
    assert problems(write("a,b\n1,Kominfo\n", "o.csv")) == [
        "None:None: no headings of a table of owners: expected at least an indicator and an owner"
    ]


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("2 dan 4", (2, 4)),
        ("1; 3 & 5-6", (1, 3, 5, 6)),
        ("12. Peta Rencana SPBE Instansi Pusat/Pemerintah Daerah", (12,)),
        ("Indikator 12", (12,)),
        ("12 Peta Rencana", (12,)),
        ("Layanan Publik Sektor 1", (45,)),
        ("11, 15 s.d. 17 dan 20", (11, 15, 16, 17, 20)),
        ("1\n3\n5 s/d 6", (1, 3, 5, 6)),
        ("Tingkat Kematangan Peta Rencana SPBE Instansi Pusat/Pemerintah Daerah", (12,)),
        ("11. Arsitektur SPBE\n12. Peta Rencana SPBE", (11, 12)),
    ],
)
def test_what_cells_say_of_indicators(write: Write, cell: str, meant: tuple[int, ...]) -> None:
    path = write(f'indikator,pengampu\n"{cell}",A\n', "o.csv")
    assert load_owners(path, INSTRUMENT).owners["A"].indicators == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Senin, 1 Juli 2024", date(2024, 7, 1)),
        ("Jum'at/5 Juli 2024", date(2024, 7, 5)),
        ("Jumat 5 Juli 2024", date(2024, 7, 5)),
        ("5-Agt-2024", date(2024, 8, 5)),
        ("2024-07-01 00:00:00", date(2024, 7, 1)),
        ("2024-07-01T00:00", date(2024, 7, 1)),
        ("1/7/2024 0:00:00", None),
        ("1 Juli 24", None),
        ("2024-07-01 08:00:00", None),
    ],
)
def test_days_as_people_and_programs_write_them(write: Write, said: str, meant: date | None) -> None:
    path = write(f'indikator,pengampu,tenggat\n1,A,"{said}"\n', "o.csv")
    if meant is None:
        assert problems(path) == [f'2:3: "{said}": expected a date such as 2025-06-30']
    else:
        assert load_owners(path, INSTRUMENT).owners["A"].due == meant


def test_commas_between_supporters_part_offices_that_are_no_part_of_another(write: Write) -> None:
    supporters = (
        "Bappeda, Inspektorat", "Dinas Arsip, Perpustakaan", "Bagian Hukum, Setda", "BKPSDM,Dinas Sosial; Kominfo",
        "Badan Pusat Statistik, Kota Contoh", "Puskesmas A, Kecamatan B",
    )  # fmt: skip
    rows = "".join(f'{number},A,"{one}"\n' for number, one in enumerate(supporters, start=1))
    owners = load_owners(write(f"indikator,pengampu,pendukung\n{rows}", "o.csv"), INSTRUMENT).owners
    assert {name: one.contributes for name, one in owners.items() if name != "A"} == {
        "Bappeda": (1,), "Inspektorat": (1,), "Dinas Arsip, Perpustakaan": (2,), "Bagian Hukum, Setda": (3,), "BKPSDM": (4,),
        "Dinas Sosial": (4,), "Kominfo": (4,), "Badan Pusat Statistik, Kota Contoh": (5,), "Puskesmas A, Kecamatan B": (6,),
    }  # fmt: skip


def test_a_title_beside_another_number_is_a_problem(write: Write) -> None:
    rows = "1,{0},A\n2,{1},A\n3,words of their own,A\n4-5,{0},A\n"
    titles = [INSTRUMENT.indicators[one].title.id.removesuffix(" Instansi Pusat/Pemerintah Daerah") for one in (1, 2)]
    right = write("no indikator,indikator,pengampu\n" + rows.format(*titles), "o.csv")
    assert load_owners(right, INSTRUMENT).owners["A"].indicators == (1, 2, 3, 4, 5)
    wrong = write("no indikator,indikator,pengampu\n" + rows.format(*reversed(titles)), "p.csv")
    assert problems(wrong) == [
        f'2:2: "{titles[1]}" is indicator 2, but the number beside it is 1',
        f'3:2: "{titles[0]}" is indicator 1, but the number beside it is 2',
    ]


@pytest.mark.parametrize("cell", ["2 serta 4", "11. Peta Rencana SPBE Instansi Pusat/Pemerintah Daerah", "A12", "2-"])
def test_a_cell_that_may_mean_something_else_is_refused(write: Write, cell: str) -> None:
    assert len(problems(write(f'indikator,pengampu\n"{cell}",A\n', "o.csv"))) == 1
