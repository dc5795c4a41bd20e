"""Which files many paths mean."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from spbe_cli.reading.sources import is_table, meant

if TYPE_CHECKING:
    from collections.abc import Callable

    Write = Callable[..., str]


@pytest.fixture
def _region(write: Write) -> None:
    for name in (
        *("region/b.yaml", "region/a.yml", "region/sub/c.yaml", "region/table.csv", "region/names.txt"),
        *("region/owners.yaml", "region/Biaya.yml", "region/indicators.yaml", "region/.hidden.yaml", "region/~$a.yaml"),
        *("region/.git/d.yaml", "2024/x.yaml", "2025/x.yaml", "2025/y.yaml"),
    ):
        write("", name)


def files(*paths: str) -> list[str]:
    found, problems = meant(paths)
    assert problems == []
    return [Path(one).as_posix() for one in found]


@pytest.mark.usefixtures("_region")
@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["2025/y.yaml", "2024/x.yaml"], ["2025/y.yaml", "2024/x.yaml"]),
        (["region"], ["region/a.yml", "region/b.yaml", "region/sub/c.yaml"]),
        (["region/sub", "region/table.csv", "-"], ["region/sub/c.yaml", "region/table.csv", "-"]),
        (["20*/x.yaml"], ["2024/x.yaml", "2025/x.yaml"]),
        (["202[56]/?.yaml"], ["2025/x.yaml", "2025/y.yaml"]),
        (["202[45]"], ["2024/x.yaml", "2025/x.yaml", "2025/y.yaml"]),
        (["region/**/*.yaml"], ["region/b.yaml", "region/sub/c.yaml"]),
        (["*/*.csv"], ["region/table.csv"]),
        (["nowhere.yaml", "2024/x.yaml"], ["nowhere.yaml", "2024/x.yaml"]),
    ],
)
def test_files_folders_globs_and_tables(paths: list[str], expected: list[str]) -> None:
    assert files(*paths) == expected


@pytest.mark.usefixtures("_region")
def test_a_glob_may_be_absolute() -> None:
    assert files(f"{Path.cwd()}/2025/*.yaml") == [f"{Path.cwd()}/2025/x.yaml", f"{Path.cwd()}/2025/y.yaml"]


@pytest.mark.usefixtures("_region")
def test_what_is_meant_twice_comes_once_where_it_comes_first() -> None:
    assert files("2025/y.yaml", "2025", "2025/*.yaml", "-", "-") == ["2025/y.yaml", "2025/x.yaml", "-"]


_NOT_ON_WINDOWS = pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")


@pytest.mark.systems
@pytest.mark.parametrize(
    "name", ["draft [1].yaml", *(pytest.param(one, marks=_NOT_ON_WINDOWS) for one in ("what?.yaml", "star*.yaml"))]
)
def test_a_file_with_the_letters_of_a_glob_is_meant_itself(write: Write, name: str) -> None:
    write("", name)
    write("", "draft 1.yaml")
    write("", "whatever.yaml")
    write("", "start.yaml")
    assert files(name) == [name]


@pytest.mark.systems
def test_a_folder_with_the_letters_of_a_glob_is_meant_itself(write: Write) -> None:
    write("", "data [2024]/a.yaml")
    assert files("data [2024]") == ["data [2024]/a.yaml"]


@pytest.mark.systems
def test_a_pattern_takes_case_as_its_system_does(write: Write) -> None:
    write("", "A.YAML")
    assert meant(["*.yaml"])[0] == (["A.YAML"] if os.path.normcase("A") == "a" else [])


@pytest.mark.parametrize(("path", "code"), [("*.yaml", "glob_empty"), ("**/x?.csv", "glob_empty"), ("empty", "folder_empty")])
def test_a_path_that_means_no_file_is_a_problem_and_the_others_count(write: Write, path: str, code: str) -> None:
    write("", "empty/readme.txt")
    write("", "sub/a.yaml")
    found, problems = meant([path, "sub/a.yaml"])
    assert [(one.path, one.line, one.column, one.code) for one in problems] == [(path, None, None, code)]
    assert found == ["sub/a.yaml"]


def test_a_glob_of_an_empty_folder_is_a_problem_at_the_folder(write: Write) -> None:
    write("", "empty/readme.txt")
    found, [problem] = meant(["emp*"])
    assert (found, problem.path, problem.code) == ([], "empty", "folder_empty")


@pytest.mark.parametrize("path", ["a" * 5000, "a" * 300 + "*", "a\0b"])
def test_a_name_that_can_be_none_is_no_error_here(write: Write, path: str) -> None:
    write("", "a.yaml")
    found, problems = meant([path, "a.yaml"])
    assert found[-1] == "a.yaml"
    assert [one.code for one in problems] in ([], ["glob_empty"])


@pytest.mark.parametrize(
    ("path", "table"),
    [
        ("a.csv", True),
        ("dir/a.TSV", True),
        ("a.csv.yaml", False),
        ("a.yaml", False),
        ("-", False),
        ("csv", False),
        ("a.txt", False),
    ],
)
def test_a_table_is_known_by_its_ending(path: str, table: bool) -> None:
    assert is_table(path, b"agency: Kota, X\n") is table


@pytest.mark.parametrize(
    ("text", "table"),
    [
        *[(text, True) for text in ("agency,year\n", "\n\n agency;year", "sep=;\nagency;year", '"Nama: Instansi",tahun', "a\tb")],
        *[
            (text, False)
            for text in ("agency: a, b\n", "# a, b\nagency: x", "{a: 1, b: 2}", "---\na: 1", '"agency": "a, b"', "a:")
        ],
        *[(text, False) for text in ("", "agency", "- a, b")],
    ],
)
def test_what_has_no_such_ending_is_known_by_what_it_holds(text: str, table: bool) -> None:
    assert is_table("-", text.encode()) is table
    assert is_table("table.txt", text.encode("utf-16")) is table
