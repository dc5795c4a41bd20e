"""Which files are meant, and what they hold."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from spbe_cli.limits import MAX_BYTES
from spbe_cli.reading.files import answer_files, content
from spbe_cli.reading.problems import BadInput
from spbe_cli.reading.sources import meant

if TYPE_CHECKING:
    from collections.abc import Callable

    from spbe_cli.reading.problems import Note, Problem

    Write = Callable[..., str]


def refused(path: str) -> Problem:
    with pytest.raises(BadInput) as bad:
        content(path)
    [problem] = bad.value.problems
    assert (problem.path, problem.line, problem.column) == (path, None, None)
    return problem


def test_a_file_as_it_is(write: Write) -> None:
    assert content(write(b"\xff\r\n\x00")) == b"\xff\r\n\x00"


def test_a_link_to_nothing_is_told_as_that(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("../lost/b.yaml")
    problem = refused(str(tmp_path / "a.yaml"))
    assert problem.message == 'this is a link to "../lost/b.yaml", which is not there'
    assert problem.hint is None


def test_standard_input_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff\r\n\x00")))
    assert content("-") == b"\xff\r\n\x00"


def test_no_more_is_read_than_shows_that_it_is_too_much(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"#" * (MAX_BYTES + 10)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert len(content("-")) == len(content(write(data))) == MAX_BYTES + 1


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("denpasar-2018.yml", "did you mean denpasar-2018.yaml?"),
        ("denpassar-2018.yaml", "did you mean denpasar-2018.yaml?"),
        ("2018/denpasr.yaml", "did you mean denpasar.yaml?"),
        ("zzz", None),
        ("nowhere/denpasar-2018.yaml", None),
    ],
)
def test_a_missing_file_with_a_near_name(write: Write, path: str, hint: str | None) -> None:
    write("", "denpasar-2018.yaml")
    write("", "2018/denpasar.yaml")
    problem = refused(path)
    assert (problem.code, problem.hint) == ("file_missing", hint)


def test_a_folder_is_no_file(write: Write) -> None:
    write("", "2018/denpasar.yaml")
    assert refused("2018").code == "is_a_folder"


@pytest.mark.parametrize(
    ("path", "reason"),
    [("a\0b.yaml", "null"), ("answers.yaml/more.yaml", "Not a directory"), ("x" * 5000, "File name too long")],
)
def test_paths_that_can_not_be(write: Write, path: str, reason: str) -> None:
    write("")
    problem = refused(path)
    assert problem.code == "file_unreadable"
    assert reason in problem.message


@pytest.mark.skipif(os.sep != "/", reason="a path that is right there")
def test_a_path_as_elsewhere_says_how_it_is_written_here(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("", "opd/2024/dinas-a.yaml")
    monkeypatch.setenv("HOME", str(tmp_path))
    for path, here in (("opd\\2024\\dinas-a.yaml", "opd/2024/dinas-a.yaml"), ("~/opd/2024", str(tmp_path / "opd/2024"))):
        problem = refused(path)
        assert (problem.code, problem.hint) == ("file_missing", f"did you mean {here}?")
    assert refused("opd\\2023\\dinas-a.yaml").hint is None


def test_a_file_that_can_not_be_opened(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_arguments: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write("a: 1")
    monkeypatch.setattr("builtins.open", denied)
    problem = refused(path)
    assert (problem.code, problem.message) == ("file_unreadable", "can't be read: Permission denied")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is readable for root")
def test_a_file_without_permission(write: Write) -> None:
    path = write("a: 1")
    Path(path).chmod(0)
    assert refused(path).code == "file_unreadable"


def files(*paths: str) -> list[str]:
    found, problems, _passed = answer_files(paths)
    assert problems == []
    return [Path(path).as_posix() for path in found]


def test_a_path_is_meant_itself(write: Write) -> None:
    write("", "owners.yaml")
    write("", ".hidden.yaml")
    assert files("z.txt", "owners.yaml", ".hidden.yaml", "-", "missing/a.yaml") == [
        "z.txt", "owners.yaml", ".hidden.yaml", "-", "missing/a.yaml",
    ]  # fmt: skip


def test_a_folder_is_searched_in_order_of_name(write: Write) -> None:
    for name in ("b.yaml", "a.yml", "C.YAML", "d.Yml", "sub/b.yaml", "sub/deep/a.yaml", "B/z.yaml"):
        write("", f"answers/{name}")
    assert files("answers") == [
        "answers/B/z.yaml",
        "answers/C.YAML",
        "answers/a.yml",
        "answers/b.yaml",
        "answers/d.Yml",
        "answers/sub/b.yaml",
        "answers/sub/deep/a.yaml",
    ]


def test_folders_and_files_stay_in_the_order_of_the_arguments(write: Write) -> None:
    for name in ("2/b.yaml", "2/a.yaml", "1/c.yaml", "d.yaml"):
        write("", name)
    assert files("2", "d.yaml", "1/") == ["2/a.yaml", "2/b.yaml", "d.yaml", "1/c.yaml"]


@pytest.mark.parametrize(
    "name",
    [
        ".a.yaml",
        "~$a.yaml",
        ".git/a.yaml",
        "sub/.cache/a.yaml",
        "~$sub/a.yaml",
        *[f"{stem}.yaml" for stem in ("owners", "pemilik", "costs", "biaya")],
        *[f"{stem}.yaml" for stem in ("indicators", "indikator", "instruments", "instrumen")],
        "Owners.YAML",
        "sub/costs.yml",
        "a.txt",
        "a.json",
        "a.yaml.bak",
        "yaml",
        ".yaml",
        "folder.yaml/readme.txt",
    ],
)
def test_passed_over_in_a_folder(write: Write, name: str) -> None:
    write("", "answers/x.yaml")
    write("", f"answers/{name}")
    assert files("answers") == ["answers/x.yaml"]


@pytest.mark.parametrize("name", ["owners-2018.yaml", "my-costs.yaml", "a~$.yaml", "a.b.yaml", "folder.yaml/a.yaml"])
def test_not_passed_over_in_a_folder(write: Write, name: str) -> None:
    write("", f"answers/{name}")
    assert files("answers") == [f"answers/{name}"]


def test_a_file_comes_before_its_copies(write: Write) -> None:
    for name in ("Dinas 1 (2).xlsx", "Dinas 1.xlsx", "Dinas 1 - Copy.xlsx", "Dinas 1.yaml", "Dinas 1/a.yaml"):
        write("", f"answers/{name}")
    first, *_rest = files("answers")
    assert first == "answers/Dinas 1.xlsx"


def test_a_hidden_folder_that_is_named_is_searched(write: Write) -> None:
    write("", ".answers/a.yaml")
    assert files(".answers") == [".answers/a.yaml"]


def test_a_folder_without_answer_files_is_a_problem(write: Write) -> None:
    write("", "none/readme.txt")
    write("", "hidden/.a.yaml")
    write("", "some/a.yaml")
    Path("empty").mkdir()
    found, problems, _passed = answer_files(["none", "some", "hidden", "empty"])
    assert found == [str(Path("some/a.yaml"))]
    assert [(one.path, one.line, one.column, one.code) for one in problems] == [
        (folder, None, None, "folder_empty") for folder in ("none", "hidden", "empty")
    ]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("instrumen.yaml", "agency: A\nyear: 2024\nanswers: {1: 3}\n", "form_not_read"),
        ("indikator.yml", "instansi: A\ntahun: 2024\njawaban:\n", "form_not_read"),
        ("a.yaml.txt", "agency: A\nyear: 2024\nanswers:\n", "form_not_read"),
        ("sub/a.json", '{"agency": "A", "year": 2024, "answers": {"1": 3}}', "form_not_read"),
        ("rekap.csv", "Rekapitulasi\n\nNo;Nama OPD;Tahun;1;2\n", "form_not_read"),
        ("sub/rekap.tsv", "\ufeffInstansi\tIndeks SPBE\n", "form_not_read"),
        ("isian.csv", "Nama Instansi;Kota A\n\nNo;Indikator;Tingkat;Bukti Dukung\n", "form_not_read"),
        ("a.xlsm", "", "form_not_read"),
        ("a.gsheet", "", "form_not_read"),
        ("sub/a.et", "", "form_not_read"),
        ("a.zip", "", "form_not_read"),
        ("surat.msg", "", "form_not_read"),
        ("sub/a.xlsx.crdownload", "", "form_not_read"),
        ("sub/a.zip", "", None),
        ("instrumen.yaml", "id: own\ntitle: {id: A, en: B}\n", None),
        ("owners.ods", "", None),
        ("pembagian.csv", "Indikator;OPD\n1;Dinas A\n", None),
        ("readme.txt", "agency and answers\n", None),
        ("rapat.txt", "tahun: 2024\ntahap: mandiri\n", None),
        ("sub/sk.pdf", "", None),
        (".a.json", '{"agency": "A", "answers": {"1": 3}}', None),
        ("result.json", '{"schema": 1, "results": [{"agency": "A", "published": {}}]}', None),
        ("result.csv", "rank,agency,year,index,index_num\n", None),
        ("next.csv", "agency,year,indicator,level,after_num,after_den\n", None),
    ],
)
def test_what_may_hold_answers_and_is_not_read_is_said(write: Write, name: str, text: str, said: str | None) -> None:
    write("", "d/x.yaml")
    write(text, f"d/{name}")
    notes: list[Note] = []
    assert [Path(one).name for one in meant(["d"], notes.append)[0]] == ["x.yaml"]
    assert [one.code for one in notes] == ([said] if said else [])
    assert all(f'"{Path(name)}"' in one.message for one in notes)


def test_a_table_in_a_pdf_can_not_be_named_instead(write: Write) -> None:
    write("", "d/x.yaml")
    write("%PDF-1.7", "d/rekap.PDF")
    notes: list[Note] = []
    meant(["d"], notes.append)
    assert [one.hint for one in notes] == ["copy its table into a workbook, and save that as .xlsx"]


def test_an_archive_in_a_folder_is_to_be_unpacked(write: Write) -> None:
    for name in ("x.yaml", "kiriman.zip", "kiriman 2.RAR"):
        write("", f"d/{name}")
    notes: list[Note] = []
    meant(["d"], notes.append)
    assert [one.hint for one in notes] == ["unpack it, and name the folder"]


def test_a_folder_that_is_a_link_is_not_searched_and_said(write: Write) -> None:
    write("", "d/x.yaml")
    write("", "other/y.yaml")
    Path("d/other").symlink_to("../other")
    notes: list[Note] = []
    assert len(meant(["d"], notes.append)[0]) == 1
    assert [one.message for one in notes] == ['this folder is a link and is not searched: "other"']


def test_a_file_that_is_named_beside_its_folder_is_read(write: Write) -> None:
    write("", "d/x.yaml")
    write("Instansi,Tahun,Indeks\n", "d/a.csv")
    write("Instansi,Tahun,Indeks\n", "d/b.csv")
    notes: list[Note] = []
    meant(["./d", "d/a*.csv"], notes.append)
    assert [one.message for one in notes] == ['this file is not read: "b.csv"']
    meant(["d", "d/../d/a.csv", "d/b.csv"], notes.append)
    assert len(notes) == 1
