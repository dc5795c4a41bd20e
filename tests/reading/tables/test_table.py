"""Tables of agencies to submissions, and every problem of one at its row and column."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
import tracemalloc
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli import texts
from spbe_cli.core.scoring import score
from spbe_cli.limits import MAX_BYTES
from spbe_cli.reading import sources
from spbe_cli.reading.assessments import Submission, submitted
from spbe_cli.reading.document import Document
from spbe_cli.reading.instruments import load_instruments
from spbe_cli.reading.parsing import document
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.sources import Reader
from spbe_cli.reading.tables import grid as table
from spbe_cli.reading.tables.names import is_statistic, names_nobody
from spbe_cli.reading.tables.table import documents
from spbe_cli.reading.tables.values import without_mark
from spbe_cli.reading.tables.vocabulary import Vocabulary
from tests.conftest import EXAMPLES, Write
from tests.reached import reached, reaching
from tests.reading.test_parsing import Found, found
from tests.strategies import instruments, levels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.reading.instruments import Instruments

pytestmark = pytest.mark.usefixtures("in_a_folder")

INSTRUMENTS = load_instruments()
VOCABULARY = Vocabulary(INSTRUMENTS, {})


def submissions(
    path: str, instruments: Instruments, default: Instrument | None = None, *, strict: bool = False
) -> Iterator[Submission | list[Problem]]:
    return Reader(instruments, default, strict).submissions(path)


def read(data: str | bytes, default: str | None = None, *, strict: bool = False) -> list[Submission | list[Problem]]:
    """What comes of a table."""
    Path("a.csv").write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(submissions("a.csv", INSTRUMENTS, INSTRUMENTS.named(default) if default else None, strict=strict))


def assessments(data: str | bytes, default: str | None = None) -> list[Assessment]:
    """The assessments in a table without problems."""
    every = read(data, default)
    assert [found(one) for one in every if not isinstance(one, Submission)] == []
    return [one.assessment for one in every if isinstance(one, Submission)]


def problems(data: str | bytes, *, strict: bool = False) -> list[Problem]:
    """Everything that is wrong with a table."""
    return [problem for one in read(data, strict=strict) if not isinstance(one, Submission) for problem in one]


def value(data: str) -> dict[str, Any]:
    """What the only row of a table says, as an answer file would."""
    [row] = documents(data.encode(), "a.csv", Reader(INSTRUMENTS))
    assert isinstance(row, Document)
    assert found(row.problems) == []
    mapping: dict[str, Any] = row.value
    return mapping


# The real table.


def test_the_national_results_are_read_and_one_does_not_hold() -> None:
    read_rows = [one for one in submissions(str(EXAMPLES / "national-2023.csv"), INSTRUMENTS) if isinstance(one, Submission)]
    assert len(read_rows) == 621
    assert [one.places.find(()) for one in read_rows] == [(line, 1) for line in range(2, 623)]
    results = [score(one.assessment, one.instrument, one.path) for one in read_rows]
    assert [
        (result.assessment.agency, [(one.tier, one.id, one.announced) for one in result.differences])
        for result in results
        if result.differences
    ] == [("Pemerintah Kab. Banyuasin", [("domain", 4, Fraction(3, 10))])]


# What may stand in a table.


def test_a_row_is_what_an_answer_file_is() -> None:
    assert value(
        "agency,year,instrument,stage,group,kind,owner,1,35,index,predicate,domain_2,aspect_3\n"
        "Kota X,2018,permenpanrb-5-2018,final,Provinsi Y,Kota,Dinas Z,3,1 3 3,2.64,Baik,2.29,3\n"
    ) == {
        "agency": "Kota X",
        "year": 2018,
        "instrument": "permenpanrb-5-2018",
        "stage": "final",
        "group": "Provinsi Y",
        "kind": "Kota",
        "owner": "Dinas Z",
        "answers": {1: 3, 35: [1, 3, 3]},
        "published": {"index": Decimal("2.64"), "predicate": "Baik", "domains": {2: Decimal("2.29")}, "aspects": {3: 3}},
    }


@pytest.mark.parametrize(
    ("english", "other"),
    [
        ("agency,year,1", "instansi,tahun,1"),
        ("agency,year,1", "AGENCY, Year ,1"),
        ("agency,year,1", "agency,\u00a0tahun\u00a0,indicator_1"),
        ("agency,year,1", "agency,year,Indikator_1"),
        ("agency,year,index,instrument", "agency,year,Indeks,Instrumen"),
        ("agency,year,index,stage", "agency,year,index,TAHAP"),
        ("agency,year,index,group", "agency,year,index,kelompok"),
        ("agency,year,index,kind", "agency,year,index,jenis"),
        ("agency,year,index,owner", "agency,year,index,pemilik"),
        ("agency,year,index,predicate", "agency,year,index,predikat"),
        ("agency,year,index,domain_4", "agency,year,index,Domain_4"),
        ("agency,year,index,aspect_8", "agency,year,index,Aspek_8"),
    ],
)
def test_headings_in_either_language(english: str, other: str) -> None:
    row = "Kota X,2023,3" + ",2" * (english.count(",") - 2)
    assert value(f"{other}\n{row}") == value(f"{english}\n{row}")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators(separator: str) -> None:
    text = 'agency|year|"index"|group\n"Kota, X; Y\tZ"|2023|"2,64"|\n'.replace("|", separator)
    assert value(text) == {"agency": "Kota, X; Y\tZ", "year": 2023, "published": {"index": Decimal("2.64")}}


def test_the_separator_is_the_headings_whatever_the_rows_have() -> None:
    assert value('\n;;\n"index";agency;"year"\n2,64;a, b, c, d, e, f;2023')["agency"] == "a, b, c, d, e, f"
    assert value('"agency",year,"index"\na;b;c;d;e,2023,3')["agency"] == "a;b;c;d;e"


@pytest.mark.parametrize(
    "encoded",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_ends_of_lines(encoded: Callable[[str], bytes], end: str) -> None:
    data = encoded(end.join(["instansi;tahun;1", "Siñgkèl\u2028\u0085.;2023;3", "", "Kota Y;2023;9"]))
    first, second = read(data)
    assert isinstance(first, Submission)
    assert first.assessment.agency == "Siñgkèl\u2028\u0085."
    assert isinstance(second, list)
    assert found(second) == [(4, 3, "level_range")]


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("3", 3),
        ("+3", 3),
        (" 3\u00a0", 3),
        ("\u202f3\t", 3),
        ("2.5", Decimal("2.5")),
        ("2,5", Decimal("2.5")),
        ("2,50", Decimal("2.50")),
        ("1 3 3", [1, 3, 3]),
        (" 1\u00a03  3 ", [1, 3, 3]),
        ("1 2,5", [1, Decimal("2.5")]),
        ("n/a", "n/a"),
        ("N/A", "N/A"),
        # What is no level stays what it is, for the check of answers to refuse.
        ("1.234,5", "1.234,5"),
        ("1,234.5", "1,234.5"),
        ("1,2,3", "1,2,3"),
        ("1, 2, 3", "1, 2, 3"),
        ("3,", "3,"),
        ("03", "03"),
        ("3 -", "3 -"),
        ("- 3", "- 3"),
        ("3 - 4", "3 - 4"),
        ("3.3.3 - Terdefinisi", "3.3.3 - Terdefinisi"),
        ("Terdefinisi", "Terdefinisi"),
        ("1 3 x", "1 3 x"),
        ("1 - 3", "1 - 3"),
        ("true", "true"),
        ("~", "~"),
        ("١", "١"),
    ],
)
def test_levels(cell: str, meant: Any) -> None:
    level = value(f'agency;year;1\nKota X;2023;"{cell}"')["answers"][1]
    assert (level, type(level)) == (meant, type(meant))


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("2.64", Decimal("2.64")),
        ("2,64", Decimal("2.64")),
        ("\u00a02,64 ", Decimal("2.64")),
        ("3", 3),
        ("-1", -1),
        ("1.234,50", "1.234,50"),
        ("2,6,4", "2,6,4"),
        ("3 - Bagus", "3 - Bagus"),
        ("2 3", "2 3"),
        ("true", "true"),
    ],
)
@pytest.mark.parametrize(("heading", "below"), [("index", "index"), ("domain_3", "domains"), ("aspect_3", "aspects")])
def test_figures(cell: str, meant: Any, heading: str, below: str) -> None:
    figure = value(f"agency\tyear\t{heading}\nKota X\t2023\t{cell}")["published"][below]
    figure = figure if below == "index" else figure[3]
    assert (figure, type(figure)) == (meant, type(meant))


@pytest.mark.parametrize("nothing", ["", " ", "\u00a0", "-", " - "])
def test_cells_that_say_nothing(nothing: str) -> None:
    heading = "agency;year;instrument;stage;group;kind;owner;1;2;index;predicate;domain_1;aspect_1"
    assert value(f"{heading}\nKota X;2023{f';{nothing}' * 5};3{f';{nothing}' * 5}") == {
        "agency": "Kota X",
        "year": 2023,
        "answers": {1: 3},
    }


def test_a_short_row_says_nothing_in_the_rest() -> None:
    assert value("agency,year,1,2,index\nKota X,2023,3") == {"agency": "Kota X", "year": 2023, "answers": {1: 3}}


def test_answers_and_figures_are_there_where_the_row_has_them() -> None:
    both, figures, answers, neither = assessments(
        "agency,year,1,2,index\nKota A,2023,3,,2.64\nKota B,2023,,-,2.64\nKota C,2023,n/a,3,\nKota D,2023,,,\n"
    )
    assert (both.answers is not None, both.published is not None) == (True, True)
    assert (figures.answers, figures.published is not None) == (None, True)
    assert (len(answers.answers or {}), answers.published) == (2, None)
    assert (neither.answers, neither.published) == ({}, None)


def test_text_stays_text() -> None:
    [one] = assessments("agency,year,group,kind,owner,index\n123,2023,04,2.50,true,3\n")
    assert (one.agency, one.group, one.kind, one.owner) == ("123", "04", "2.50", "true")


def test_spaces_of_other_widths_are_spaces_and_those_without_any_are_nothing() -> None:
    assert value("agency,year,1\n\u200bKota\u00a0X\u2060,2023\u202f,3\ufeff\n") == {
        "agency": "Kota X",
        "year": 2023,
        "answers": {1: 3},
    }


def test_our_own_ranking_reads_back() -> None:
    ranking = """\
rank,agency,index,predicate,domain_1,answered,total,path,index_exact,year
1,Kota X,2.64,Baik,3.00,35,47,a.yaml,66/25,2023
"""
    assert value(ranking) == {
        "agency": "Kota X",
        "year": 2023,
        "published": {"index": Decimal("2.64"), "predicate": "Baik", "domains": {1: Decimal("3.00")}},
    }


def test_blank_rows_and_blank_columns_at_the_end_count_for_places_only() -> None:
    data = "\r\n;;;\r\ninstansi;tahun;1;;\r\n\r\nKota X;2023;3;;;;;;\r\n ;\u00a0;;;\r\nKota Y;2023;7;;\r\n;;;;\r\n"
    first, second = read(data)
    assert isinstance(first, Submission)
    assert first.places.find(()) == (5, 1)
    assert isinstance(second, list)
    assert found(second) == [(7, 3, "level_range")]


def test_a_row_is_where_it_begins_also_below_cells_of_several_lines() -> None:
    data = 'agency,year,"indicator_1"\n"Kota\nX\r\nY",2023,9\n\n"Kota ""Z"",\n",2023,0\nKota W,2023,\n'
    assert found(problems(data)) == [(2, 3, "level_range"), (6, 3, "level_range")]
    assert assessments(data.replace("9", "3").replace(",0", ",1"))[1].agency == 'Kota "Z",'
    assert found(problems(data.replace("2023,\n", "x,\n"))) == [
        (2, 3, "level_range"),
        (6, 3, "level_range"),
        (8, 2, "whole_number_type"),
    ]


def test_rows_are_measured_by_the_instrument_of_their_year_the_one_they_name_or_the_default() -> None:
    data = "agency,year,instrument,1\nA,2018,,0\nB,2023,,1\nC,2018,permenpanrb-59-2020,1\n"
    old, new = "permenpanrb-5-2018", "permenpanrb-59-2020"
    assert [one.instrument for one in assessments(data)] == [old, new, new]
    assert [one.instrument for one in assessments(data, default=old)] == [old, old, new]


# What may not.

ANSWERS = "agency;year;1;2;35;36;instrument;stage"
FIGURES = "agency,year,index,predicate,domain_1,domain_4,aspect_1"


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ("", [(1, 1, "empty")]),
        ("\n;;\n\u00a0\n", [(1, 1, "empty")]),
        ("agency,year,1", [(1, 1, "no_rows")]),
        ("\n\nagency,year,1\n,,\n", [(3, 1, "no_rows")]),
        (b"agency,year,1\nKota \xe9,2023,3", [(2, 6, "encoding")]),
        ("agency,year,1\nKota \x1b,2023,3", [(2, 6, "control_character")]),
        # Headings.
        ("agency,year,1,agnecy\n", [(1, 4, "unknown_heading")]),
        ("\nagency,,year,1,Domian 3,idnikator 4,aspekk_1,indx\n", [(2, column, "unknown_heading") for column in range(5, 9)]),
        ("agency,year,1,48,D5,aspek 9,indikator 48\n", [
            *((1, column, "heading_without_part") for column in (4, 5, 6)), (1, 7, "heading_without_part")]),
        ("agency,year,1,Agency\n", [(1, 4, "duplicate_heading")]),
        ("agency,year,1,instansi\n", [(1, 4, "duplicate_heading")]),
        ("agency,year,1,indikator_1,1\n", [(1, 4, "duplicate_heading"), (1, 5, "duplicate_heading")]),
        ("agency,year,1,01,I1\n", [(1, 4, "duplicate_heading"), (1, 5, "duplicate_heading")]),
        ("agency,year,aspect_1,index,aspek_1,indeks\n", [(1, 5, "duplicate_heading"), (1, 6, "duplicate_heading")]),
        ("agency,1\n", [(1, 1, "missing_heading")]),
        ("year,1\n", [(1, 1, "missing_heading")]),
        ("1,2\n", [(1, 1, "missing_heading"), (1, 1, "missing_heading")]),
        ("agency,year,group\n", [(1, 1, "no_results")]),
        ("agency,year,rank,total\n", [(1, 1, "no_results")]),
        ("\nagncy,year,1,1\n", [(2, 1, "missing_heading"), (2, 1, "unknown_heading"), (2, 4, "duplicate_heading")]),
        ('agency,year,"1\nKota X,2023,3', [(1, 3, "not_csv")]),
        # Quotes; what is between two of them belongs to one cell.
        ('agency,year,1\nKota X,2023,"3\nKota Y,2023,3\n', [(2, 3, "not_csv")]),
        ('agency,year,1\n"Kota ""X",2023,"3" \nKota Y,2023,9\n', [(2, 3, "not_csv"), (3, 3, "level_range")]),
        ('agency,year,1\n"Kota "X"",2023,3\nKota Y,2023,9\n', [(2, 1, "not_csv"), (3, 3, "level_range")]),
        ('agency,year,1\nA,2023,3\nB,"2023,3\nC,2023,3\n"D, E",2023,3\nF,2023,9\n', [(3, 2, "not_csv"), (6, 3, "level_range")]),
        ('agency\tyear\t1\nKota "X"\t2023\t"3"x\n', [(2, 3, "not_csv")]),
        # Cells without a heading.
        ("agency,year,1\nKota X,2023,3,4\n", [(2, 4, "extra_cell")]),
        ("agency,year,1\nKota X,2023,3,,4,5\nKota Y,2023,3,\n", [(2, 5, "extra_cell")]),
        ("agency,year,,1\nKota X,2023,x,3\nKota Y,2023,,3\n", [(2, 3, "extra_cell")]),
        ("agency,year,,1\nKota X,2023,x,9,y\n", [(2, 3, "extra_cell"), (2, 4, "level_range")]),
        # Cells, as in an answer file.
        (f"{ANSWERS}\n;;3\n", [(2, 1, "blank"), (2, 2, "blank_year")]),
        (f"{ANSWERS}\n-;-;3\n", [(2, 1, "blank"), (2, 2, "blank_year")]),
        (f"{ANSWERS}\nA;2.023;3\n", [(2, 2, "whole_number_type")]),
        (f"{ANSWERS}\nA;2023,5;3\n", [(2, 2, "whole_number_type")]),
        (f"{ANSWERS}\nA;null;3\n", [(2, 2, "whole_number_type")]),
        (f"{ANSWERS}\nA;1999;3\n", [(2, 2, "too_small")]),
        (f"{ANSWERS}\nA;2018;6;x;9 1;;permenpanrb-59;Finale\n", [(2, 7, "unknown_instrument"), (2, 8, "one_of")]),
        (
            f"{ANSWERS}\nA;2018;6;x;3 9;;;Finale\nB;2018;0;-;n/a;;;final\nC;2018;1 2;3 - ;3;3\n",
            [
                (2, 3, "level_range"), (2, 4, "level_not_whole"), (2, 5, "level_range"), (2, 8, "one_of"),
                (4, 3, "level_list"), (4, 4, "level_not_whole"), (4, 6, "unknown_part"),
            ],
        ),
        (f"{ANSWERS}\nA;2023;2,5;2.1;1.234,5;;\n", [(2, column, "level_not_whole") for column in (3, 4, 5)]),
        (f"{ANSWERS}\nA;2018;3;;2;2\n", [(2, 6, "unknown_part")]),
        (f"{FIGURES}\nA,2023,,,,,\n", [(2, 1, "neither")]),
        (f"{FIGURES}\nA,2023,,Baik,,,\n", [(2, 4, "published_incomplete")]),
        (f"{FIGURES}\nA,2018,6,Bagus,2.345,3,x\n", [(2, 3, "announced_range"), (2, 4, "unknown_predicate"),
            (2, 6, "unknown_part"), (2, 7, "number_type")]),
        (f'{FIGURES}\nA,2023,"1.234,5",3,-1,,\n',
            [(2, 3, "number_type"), (2, 4, "unknown_predicate"), (2, 5, "announced_range")]),
    ],
)  # fmt: skip
def test_every_problem_is_at_its_row_and_column(data: str | bytes, where: Found) -> None:
    wrong = problems(data)
    assert found(wrong) == where
    assert {one.path for one in wrong} == {"a.csv"}


def test_every_blank_indicator_of_the_instrument_is_a_problem_when_all_must_be_answered() -> None:
    heading = ["agency", "year", *(str(one) for one in range(47, 0, -1)), "index"]
    full = ["3"] * 47
    below = [
        ["A", "2023", *full],
        ["B", "2023", "", *full[1:-1], "-"],
        ["C", "2018", *[""] * 12, *["3"] * 35],
        ["D", "2018", *[""] * 13, *["3"] * 34],
        ["E", "2023", *[""] * 47, "3.00"],
        ["F", "2023", "n/a", "9", "", *full[3:]],
    ]
    data = "\n".join(",".join(row) for row in [heading, *below])
    missing = "must_be_answered"
    assert found(problems(data, strict=True)) == [
        (3, 3, missing), (3, 49, missing), (5, 15, missing), (7, 4, "level_range"), (7, 5, missing),
    ]  # fmt: skip
    assert found(problems(data)) == [(7, 4, "level_range")]


def test_all_must_be_answered_of_the_default_instrument() -> None:
    data = "agency,year," + ",".join(str(one) for one in range(1, 48)) + "\nA,2023," + ",3" * 34
    [missed] = read(data, "permenpanrb-5-2018", strict=True)
    assert isinstance(missed, list)
    assert found(missed) == [(2, 3, "must_be_answered")]


def test_an_indicator_without_a_column_is_missed_where_the_others_begin() -> None:
    data = "agency,year," + ",".join(str(one) for one in range(2, 48)) + "\nA,2023" + ",3" * 46
    assert found(problems(data, strict=True)) == [(2, 3, "must_be_answered")]


def test_the_good_rows_come_in_order_whatever_the_others_are(write: Write) -> None:
    path = write('agency,year,1\nA,2023,3\nB,2023,9\n"C"x,2023,3\nD,2023,3\n', "a.csv")
    good_or_bad = [
        one.assessment.agency if isinstance(one, Submission) else [(problem.path, problem.line) for problem in one]
        for one in submissions(path, INSTRUMENTS)
    ]
    assert good_or_bad == ["A", [("a.csv", 3)], [("a.csv", 4)], "D"]


@pytest.mark.parametrize(
    ("heading", "hint"),
    [
        ("agncy", "did you mean agency?"),
        ("AGENCI", "did you mean agency?"),
        ("instanse", "did you mean instansi?"),
        ("Nama Instnasi", "did you mean nama instansi?"),
        ("Tahun Penilain", "did you mean tahun penilaian?"),
        ("domian_3", "did you mean domain_3?"),
        ("Aspk 2", "did you mean aspek_2?"),
        ("Indikatr-32", "did you mean indikator_32?"),
    ],
)
def test_the_nearest_heading_is_named(heading: str, hint: str) -> None:
    *_missing, problem = problems(f"47,{heading}\n")
    assert (problem.code, problem.hint) == ("unknown_heading", hint)
    assert problem.message == f'unknown heading "{heading}"'


@pytest.mark.parametrize(
    ("heading", "message", "hint"),
    [
        ("48", 'heading "48": there is no indicator 48', "known: 1-47"),
        ("D5", 'heading "D5": there is no domain 5', "known: 1-4"),
        ("Aspek 12", 'heading "Aspek 12": there is no aspect 12', "known: 1-8"),
        ("Nilai Domain 9", 'heading "Nilai Domain 9": there is no domain 9', "known: 1-4"),
    ],
)
def test_a_heading_of_a_part_that_no_instrument_has(heading: str, message: str, hint: str) -> None:
    [problem] = problems(f"agency,year,1,{heading}\nA,2024,3,\n")
    assert (problem.message, problem.hint) == (message, hint)


def test_what_is_wrong_is_said_in_indonesian() -> None:
    texts.use("id")
    unknown, twice = problems("agency,year,indks,1,1\n")
    assert (unknown.message, unknown.hint) == ('judul kolom "indks" tidak dikenal', "maksud Anda indeks?")
    assert twice.message == 'judul kolom "1" sudah ada, di kolom 4'
    assert twice.hint == 'pertahankan salah satu, atau lewati salah satu di spbe.toml: [columns] "1" = false'


# Files.


def only(path: str) -> list[Problem]:
    """What is wrong with a table of which nothing comes."""
    [one] = submissions(path, INSTRUMENTS)
    assert isinstance(one, list)
    return one


def test_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"agency,year,1\nKota X,2023,3\n")))
    [one] = submissions("-", INSTRUMENTS)
    assert isinstance(one, Submission)
    assert (one.path, one.assessment.agency) == ("-", "Kota X")


@pytest.mark.parametrize(
    ("path", "code"),
    [("b.csv", "file_missing"), (".", "is_a_folder"), ("a\0.csv", "file_unreadable"), ("a.csv/b", "file_unreadable")],
)
def test_files_that_can_not_be_read(write: Write, path: str, code: str) -> None:
    write("agency,year,1", "a.csv")
    assert found(only(path)) == [(None, None, code)]


def test_what_is_wrong_with_the_headings_is_all_there_is(write: Write) -> None:
    assert found(only(write("agency,year,indx\nA,2023,9\n", "a.csv"))) == [(1, 3, "unknown_heading")]


def test_a_table_may_be_larger_than_other_files(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"agency,year,1,path\nKota X,2023,3," + b"x" * MAX_BYTES
    path = write(data, "a.csv")
    [one] = submissions(path, INSTRUMENTS)
    assert isinstance(one, Submission)
    for module in (table, sources):
        monkeypatch.setattr(module, "MAX_TABLE_BYTES", 4 * 1024 * 1024)
    [problem] = only(path)
    assert (problem.code, problem.message) == ("too_large", "the file is larger than 4 MiB")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert found(only("-")) == [(1, 1, "too_large")]


def test_no_more_is_read_of_a_stream_than_shows_that_it_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (table, sources):
        monkeypatch.setattr(module, "MAX_TABLE_BYTES", 8 * 1024 * 1024)
    assert found(only(os.devnull)) == [(1, 1, "empty")]
    if Path("/dev/zero").exists():
        assert found(only("/dev/zero")) == [(1, 1, "too_large")]


def test_rows_are_not_held() -> None:
    data = b"agency,year,1,2,3,4,5,6,7,8\n" + b"Kota X,2023,1,2,3,4,5,1,2,3\n" * 20_000
    tracemalloc.start()
    try:
        assert sum(1 for _row in documents(data, "a.csv", Reader(INSTRUMENTS))) == 20_000
        assert tracemalloc.get_traced_memory()[1] < 2 * len(data)
    finally:
        tracemalloc.stop()


# A table against answer files.

NAMES = st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from("  \n,;\t\"'"), min_size=1).filter(
    # Hypothesis also draws words of the code: a row of that name would be a total, or a result in a legend, and left out. Of a
    # name in a table the mark of a footnote is cut off.
    lambda text: (
        text.strip() not in ("", "-", "–", "—")  # a dash of any kind is a blank cell
        and not is_statistic(text.strip())
        and not VOCABULARY.is_predicate(text)
        and not names_nobody(text.strip())
        and without_mark(text.strip()) == text.strip()
    )
)


@st.composite
def agencies(draw: st.DrawFn, instrument: Instrument) -> dict[str, Any]:
    """What an answer file may say, all of it right or some of it wrong; None where it says nothing."""
    wrong = draw(st.booleans())

    def some(right: st.SearchStrategy[Any], *others: Any) -> st.SearchStrategy[Any]:
        return right | st.sampled_from(others) if wrong else right

    level = levels(instrument)
    answer = some(level | level | st.none() | st.sampled_from(["n/a", "N/A"]), "03", "x", "1.234,5", 7, Decimal("2.125"))
    several = st.lists(some(level, 7), min_size=2, max_size=5)
    announced = st.integers(0, 100 * int(instrument.scale.max)).map(lambda hundredths: Decimal(hundredths).scaleb(-2))
    figure = some(st.none() | announced, "x", Decimal("5.001"), -1) if draw(st.booleans()) else st.none()
    return {
        "agency": draw(NAMES),
        "group": draw(st.none() | NAMES),
        "year": draw(some(st.just(instrument.years.first), 1990, "x")),
        "stage": draw(some(st.sampled_from([None, "self", "Final", "mandiri"]), "Finale")),
        "answers": {
            indicator.id: draw(answer | several if indicator.repeat else answer) if draw(st.booleans()) else None
            for indicator in instrument.indicators.values()
        },
        "published": {
            "index": draw(figure),
            "predicate": draw(some(st.sampled_from([None, "Baik", "sangat  baik"]), "Bagus")),
            "domains": {part.id: draw(figure) for part in instrument.domains},
            "aspects": {part.id: draw(figure) for part in instrument.aspects},
        },
    }


def as_yaml(value: Any) -> str:
    """A value as an answer file has it, without what says nothing."""
    if isinstance(value, dict):
        said = {key: part for key, part in ((key, as_yaml(part)) for key, part in value.items()) if part not in ("None", "{}")}
        return "{" + ", ".join(f"{key}: {part}" for key, part in said.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_yaml, value)) + "]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def as_file(agency: dict[str, Any]) -> str:
    """An answer file; one that says nothing at all says that nothing is answered yet, as a table with indicators does."""
    silent = as_yaml([agency["answers"], agency["published"]]) == "[{}, {}]"
    return as_yaml(agency)[:-1] + (", answers: {}}" if silent else "}")


def cells(value: Any) -> st.SearchStrategy[str]:
    """The ways to write a value into a cell."""
    if value is None:
        return st.sampled_from(["", " ", "-", "\u00a0- "])
    if isinstance(value, list):
        return st.tuples(*map(cells, value)).map(" ".join)
    if isinstance(value, int | Decimal):
        return st.sampled_from([f"{value}", f" {value}\u00a0", f"{value}".replace(".", ",")])
    return st.sampled_from([value, f"\u00a0{value} "])


def columns(instrument: Instrument) -> list[tuple[tuple[Any, ...], list[str]]]:
    """Every column there can be: the path to what it holds, and its headings."""
    return [
        (("agency",), ["agency", " INSTANSI"]),
        (("group",), ["group", "kelompok"]),
        (("year",), ["Year", "tahun"]),
        (("stage",), ["stage", "tahap\u00a0"]),
        (("published", "index"), ["index", "Indeks"]),
        (("published", "predicate"), ["predicate", "predikat"]),
        *((("answers", one), [f"{one}", f"indicator_{one}", f"Indikator_{one}"]) for one in instrument.indicators),
        *((("published", "domains", one.id), [f"domain_{one.id}"]) for one in instrument.domains),
        *((("published", "aspects", one.id), [f"aspect_{one.id}", f"aspek_{one.id}"]) for one in instrument.aspects),
    ]


@st.composite
def tables(draw: st.DrawFn) -> tuple[Instrument, list[str], str]:
    """Answer files, and a table that says the same."""
    instrument = draw(instruments())
    below = draw(st.lists(agencies(instrument), min_size=1, max_size=3))
    across = draw(st.permutations(columns(instrument)))
    text = io.StringIO()
    end = draw(st.sampled_from(["\n", "\r\n"]))
    writer = csv.writer(
        text, draw(st.sampled_from(["unix", "excel"])), delimiter=draw(st.sampled_from(",;\t")), lineterminator=end
    )
    writer.writerow([draw(st.sampled_from(headings)) for _path, headings in across])
    for agency in below:
        writer.writerow([draw(cells(reduce(lambda part, step: part[step], path, agency))) for path, _headings in across])
    return instrument, [as_file(agency) for agency in below], text.getvalue()


def said(read: Submission | Iterable[Problem]) -> Any:
    """An assessment, or what is wrong with it, in no order."""
    if isinstance(read, Submission):
        return read.assessment
    return sorted((one.code, one.message, one.hint or "") for one in read)


@reaching(0.05, "read", "refused")
@given(tables(), st.booleans())
def test_a_table_says_what_answer_files_say(case: tuple[Instrument, list[str], str], strict: bool) -> None:
    instrument, files, text = case
    expected = []
    for file in files:
        try:
            expected.append(said(submitted(document(file.encode(), "a"), "a", INSTRUMENTS, instrument, strict=strict)))
            reached("read")
        except BadInput as bad:
            expected.append(said(bad.problems))
            reached("refused")
    # A list of levels stands in one cell, so what is wrong with two of them is said there once.
    assert [once(said(one)) for one in read(text, instrument.id, strict=strict)] == list(map(once, expected))


def once(said_of_a_row: Any) -> Any:
    return list(dict.fromkeys(said_of_a_row)) if isinstance(said_of_a_row, list) else said_of_a_row


def test_a_sheet_of_a_workbook_is_read_like_a_table(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["Instansi", "Tahun", 1, 2, "35"], [], ["Kota A", 2019.0, 3, "2 - Interaksi", "1 3 3"], ["Kota B", "2019", 9]):
        book.active.append(row)
    path = tmp_path / "agencies.xlsx"
    book.save(path)
    good, bad = submissions(str(path), load_instruments())
    assert isinstance(good, Submission)
    assert good.assessment.agency == "Kota A"
    assert good.assessment.answer(2).levels == (Fraction(2),)
    assert good.assessment.answer(35).levels == (Fraction(1), Fraction(3), Fraction(3))
    assert isinstance(bad, list)
    assert [(one.place, one.code) for one in bad] == [(f"{path}:Sheet!C4", "level_range")]


def sheet(tmp_path: Path, *rows: list[Any], name: str = "Data") -> Path:
    """A workbook with one sheet."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "agencies.xlsx")
    return tmp_path / "agencies.xlsx"


def places(path: Path) -> list[str]:
    """Where what is wrong with a table is, and what."""
    every = [problem for one in submissions(str(path), INSTRUMENTS) if isinstance(one, list) for problem in one]
    return [f"{one.place.removeprefix(f'{path.parent}/')} {one.code}" for one in every]


def test_a_formula_that_nobody_computed_is_a_problem_at_its_cell_never_a_blank(tmp_path: Path) -> None:
    answers = sheet(tmp_path, ["instansi", "tahun", 1, 2], ["A", 2024, 4, "=1+2"], ["B", 2024, 4, 4], ["=1", 2024, "=A1", None])
    assert places(answers) == [f"agencies.xlsx:Data!{cell} formula_uncounted" for cell in ("D2", "A4", "C4")]
    figures = sheet(tmp_path, ["instansi", "tahun", "domain_1", "indeks", "rank"], ["A", 2024, "=1+2", "=0.13*C2", "=1"])
    assert places(figures) == ["agencies.xlsx:Data!C2 formula_uncounted"]


def test_an_error_is_a_problem_at_its_cell_in_text_too(tmp_path: Path) -> None:
    assert places(sheet(tmp_path, ["instansi", "tahun", 1], ["#N/A", 2024, "#REF!"])) == [
        "agencies.xlsx:Data!A2 cell_error",
        "agencies.xlsx:Data!C2 cell_error",
    ]
    assert found(problems("instansi,tahun,1,indeks\n#NAME?,#REF!,#N/A,#DIV/0!\nA,2024,Err:502,\n")) == [
        (2, 1, "cell_error"), (2, 2, "cell_error"), (2, 3, "cell_error"), (2, 4, "cell_error"), (3, 3, "cell_error"),
    ]  # fmt: skip


def test_whole_numbers_may_have_an_empty_fraction() -> None:
    [one] = assessments("instansi;tahun;1;2;3\nDinas A;2024,0;3.0;3,00;4.000\n")
    assert one.year == 2024
    assert [one.answer(n).levels for n in (1, 2, 3)] == [(Fraction(3),), (Fraction(3),), (Fraction(4),)]
    assert found(problems("instansi;tahun;1\nDinas A;2024.5;3\nDinas B;2024;3.1")) == [
        (2, 2, "whole_number_type"),
        (3, 3, "level_not_whole"),
    ]


@pytest.mark.parametrize(
    "data",
    ["sep=;\ninstansi;tahun;1\nA;2024;9\n", "SEP=;\r\ninstansi;tahun;1\r\nA;2024;9", '"sep=;"\ninstansi;tahun;1\nA;2024;9',
     "sep=;;;\ninstansi;tahun;1\nA;2024;9", "sep=,\ninstansi,tahun,1\nA,2024,9", "sep=\t\ninstansi\ttahun\t1\nA\t2024\t9",
     "sep=|\ninstansi|tahun|1\nA|2024|9", b"\xef\xbb\xbfsep=;\ninstansi;tahun;1\nA;2024;9"],
)  # fmt: skip
def test_a_first_line_may_say_the_separator(data: str | bytes) -> None:
    assert found(problems(data)) == [(3, 3, "level_range")]
