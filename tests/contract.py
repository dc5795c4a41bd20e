"""What the commands give as JSON, held to the schemas of ``spbe schema``: a key that no schema describes is no output of ours."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from spbe_cli.formats import columns
from spbe_cli.formats.json import schema

OF_COMMAND = {
    "score": "result", "batch": "ranking", "compare": "comparison", "trend": "trend", "plan": "plan", "status": "status",
    "evidence": "evidence", "explain": "explanation", "validate": "problems", "indicators": "catalogue",
    "config": "config",
}  # fmt: skip
"""The schema of each command's JSON; that of ``batch`` where no lost points are asked for."""


@cache
def validator(name: str, *, lines: bool = False) -> Draft202012Validator:
    """A validator of an output, or of a line of it as JSON Lines."""
    whole = schema.output(name)
    asked = {"$schema": whole["$schema"], "$ref": f"#/$defs/{schema.LINE}", "$defs": whole["$defs"]} if lines else whole
    Draft202012Validator.check_schema(asked)
    return Draft202012Validator(asked)


def schema_of(words: Sequence[str]) -> str | None:
    """The name of the schema of what a command line gives as JSON; None where it gives none."""
    if not words or words[0] not in OF_COMMAND:
        return None
    lost = any(word in ("--by", "--focus") or word.startswith(("--by=", "--focus=")) for word in words)
    return "losses" if words[0] == "batch" and lost else OF_COMMAND[words[0]]


def asked_format(words: Sequence[str]) -> str | None:
    """The format that a command line asks for, by name or by the ending of a file."""
    named = said(words, "--format", "-f")
    file = said(words, "--output", "-o")
    ending = Path(file).suffix.lower().removeprefix(".") if file else None
    return named or ending


def said(words: Sequence[str], *names: str) -> str | None:
    """What the last option of one of these names says."""
    found = None
    for position, word in enumerate(words):
        if word in names:
            found = words[position + 1] if position + 1 < len(words) else None
        elif word.startswith(tuple(f"{name}=" for name in names)):
            found = word.partition("=")[2]
    return found


def hold(name: str, text: str, *, lines: bool = False) -> None:
    """Holds JSON text, or every line of JSON Lines, to a schema.

    Raises:
        AssertionError: with every place that breaks it.
    """
    given: Iterable[Any] = map(json.loads, text.splitlines()) if lines else [json.loads(text)]
    wrong = [
        f"{name}: {error.json_path}: {error.message[:300]}"
        for one in given
        for error in _leaves(validator(name, lines=lines).iter_errors(one))
    ]
    assert not wrong, "\n".join(wrong)


def _leaves(errors: Iterable[Any]) -> Iterable[Any]:
    """Errors, those of alternatives too, so that a message says which key it is."""
    for error in errors:
        yield error
        yield from _leaves(error.context or ())


def hold_columns(command: str, text: str) -> None:
    """Holds the heading of CSV to the columns that are described.

    Raises:
        AssertionError: with the columns that are not.
    """
    heading = next(csv.reader(text.splitlines()), [])
    known = [name for table, names in columns.tables().items() if table.split()[0] == command for name in names]
    strange = [one for one in heading if not any(fnmatchcase(one, name) for name in known)]
    assert not strange, f"{command}: no column is described as {strange}"


def hold_run(words: Sequence[str], out: str, written: str | None) -> None:
    """Holds what a run gave to its schema, or to the columns of CSV: what was ``written`` to its file, or ``out`` without one."""
    name, asked = schema_of(words), asked_format(words)
    text = out if said(words, "--output", "-o") is None else written
    if name is not None and asked in ("json", "jsonl") and text:
        hold(name, text, lines=asked == "jsonl")
    if name is not None and asked == "csv" and text:
        hold_columns(words[0], text)
