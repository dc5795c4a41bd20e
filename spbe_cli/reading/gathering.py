"""Paths to many submissions: files, folders, globs and tables, the good ones whatever is wrong with the others."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING

from spbe_cli.reading.files import STANDARD_INPUT, answer_files, passed_over
from spbe_cli.reading.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

_TABLE_ENDINGS = (".csv", ".tsv")
_WORKBOOK = ".xlsx"


def meant(paths: Iterable[str]) -> tuple[list[str], list[Problem]]:
    """The files that paths mean, and what is wrong with a path: a folder or a glob that holds none.

    A path that is a file or a folder is just that, also when its name has the letters of a glob. What is meant twice comes once.
    """
    files: list[str] = []
    problems: list[Problem] = []
    for path in paths:
        if not _is_pattern(path):
            found, wrong = answer_files([path])
        else:
            matched = glob.glob(path, recursive=True)  # noqa: PTH207 - takes absolute and relative ones alike
            matches = sorted(one for one in matched if not passed_over(os.path.basename(one)))  # noqa: PTH119
            found, wrong = answer_files(matches)
            if not matches:
                wrong = [Problem.at(path, None, None, "glob_empty")]
        files += found
        problems += wrong
    return list(dict.fromkeys(files)), problems


def in_both(files: Iterable[str], others: Iterable[str]) -> list[str]:
    """Those of the others that are among the files, by whatever path; standard input is none."""
    known = {os.path.realpath(one) for one in files if one != STANDARD_INPUT}
    return [one for one in others if one != STANDARD_INPUT and os.path.realpath(one) in known]


def may_hold_many(path: str) -> bool:
    """Whether a path may mean more than one submission: a folder, a glob, or a table of agencies."""
    return path != STANDARD_INPUT and (is_table(path) or _is_pattern(path) or os.path.isdir(path))  # noqa: PTH112


def _is_pattern(path: str) -> bool:
    # Not Path.exists: it raises for a name that is too long, or below a folder that may not be entered.
    return path != STANDARD_INPUT and not os.path.exists(path) and glob.has_magic(path)  # noqa: PTH110


def is_table(path: str) -> bool:
    """Whether a file is a table of agencies: by its ending, or a workbook that is none to fill in."""
    ending = Path(path).suffix.lower()
    if ending == _WORKBOOK:
        from spbe_cli.reading.workbook import is_to_fill_in  # only where one is read

        return not is_to_fill_in(path, unreadable=True)  # reading it says why
    return ending in _TABLE_ENDINGS
