"""Code in the documents, and the ``text`` block behind it with what it prints."""

from __future__ import annotations

import ast
import contextlib
import io
import pprint
import re
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

CELL = re.compile(r"(```(sh|python)\n(.*?)```\n)(?:\n```text\n(.*?)```\n)?", re.DOTALL)
NEEDED = re.compile(r"\b(jq) |^import (pandas|polars|duckdb)\b", re.MULTILINE)


def with_what_they_print(text: str, run: Callable[[str, str], str]) -> tuple[str, list[str]]:
    """A document with what its blocks of code print now, and what is not installed; a block that needs that stays as it is.

    ``run`` gets the language of a block and its code, and gives what it prints.
    """
    missing = set()

    def shown(found: re.Match[str]) -> str:
        whole, how, code = found[1], found[2], found[3]
        needed = {program or library for program, library in NEEDED.findall(code)}
        lacking = {one for one in needed if not (shutil.which(one) if one == "jq" else find_spec(one))}
        missing.update(lacking)
        if lacking:
            return found[0]
        given = run(how, code)
        return f"{whole}\n```text\n{given}```\n" if given else whole

    return CELL.sub(shown, text), sorted(missing)


class Notebook:
    """Cells that run one after the other and know what those before them made; the last expression of a cell is shown."""

    def __init__(self) -> None:
        self._names: dict[str, Any] = {"__name__": "__main__"}

    def run(self, how: str, code: str) -> str:
        """What a cell prints, and what it shows."""
        assert how == "python"
        cell = ast.parse(code)
        last = cell.body.pop() if isinstance(cell.body[-1], ast.Expr) else None
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(compile(cell, "cell", "exec"), self._names)
            if isinstance(last, ast.Expr):
                value = eval(compile(ast.Expression(last.value), "cell", "eval"), self._names)
                if value is not None:
                    printed.write(pprint.pformat(value, width=110, compact=True, sort_dicts=False) + "\n")
        return "".join(f"{line.rstrip()}\n" for line in printed.getvalue().splitlines())
