"""The page on outputs has every key and column of the code, and what it shows of reading them is what comes of it.

``UPDATE_GOLDEN=1 pytest tests/test_outputs_page.py`` writes both anew; look before it is committed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from spbe_cli import texts
from spbe_cli.formats import columns
from spbe_cli.formats.json import schema
from tests.cells import CELL, NEEDED, with_what_they_print
from tests.pages import ROOT, blocks, cell, filled, pages, settled, table

PAGES = pages("outputs")
WORDS: dict[texts.Language, tuple[str, str, str, str]] = {
    "en": ("Key", "Type", "Meaning", "Column"),
    "id": ("Kunci", "Jenis", "Arti", "Kolom"),
}


def kind(of: dict[str, Any]) -> str:
    """What a value is, in the words of JSON Schema; an object by its name."""
    if "$ref" in of:
        name = of["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in of:
        return " \\| ".join(map(kind, of["anyOf"]))
    if "enum" in of or "const" in of:
        return " \\| ".join(json.dumps(one) for one in of.get("enum", [of.get("const")]))
    if of["type"] == "array":
        inner = kind(of["items"])
        return f"({inner})[]" if " " in inner else f"{inner}[]"
    if of["type"] == "object":
        return f"{{…: {kind(of['additionalProperties'])}}}"
    return str(of["type"])


def reached(of: dict[str, Any], defs: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """The objects of a schema, each before those that it holds."""
    name = of.get("$ref", "").rpartition("/")[2]
    if name and name not in found:
        found[name] = defs[name]
        reached(defs[name], defs, found)
    below = [*of.get("properties", {}).values(), *of.get("anyOf", ()), of.get("items"), of.get("additionalProperties")]
    for one in below:
        if isinstance(one, dict):
            reached(one, defs, found)
    return found


def outputs(language: texts.Language) -> Iterator[str]:
    """Every output with the objects that it is the first to have."""
    key, of_type, meaning, _column = WORDS[language]
    known: dict[str, Any] = {}
    for name, output in schema.OUTPUTS.items():
        whole = schema.output(name)
        yield f"### `spbe {output.command}`\n\n`spbe schema {name}`: {kind(whole)}\n"
        lines = whole["$defs"].pop(schema.LINE, {})
        for title, one in reached({"anyOf": [whole, lines]}, whole["$defs"], {}).items():
            if title in known:
                assert known.get(title, one) == one, f"two objects are called {title}"
                continue
            known[title] = one
            given = [
                (
                    f"`{each}`{'' if each in one.get('required', ()) else '?'}",
                    kind(value),
                    cell(value["description"]),
                )
                for each, value in one["properties"].items()
            ]
            yield f"#### {title}\n\n{table((key, of_type, meaning), *given)}"


def tables(language: texts.Language) -> Iterator[str]:
    _key, _type, meaning, column = WORDS[language]
    for command, described in columns.tables().items():
        given = [(f"`{name}`", cell(text)) for name, text in described.items()]
        yield f"### `spbe {command}`, CSV\n\n{table((column, meaning), *given)}"


@pytest.mark.parametrize("language", PAGES)
def test_the_page_has_every_key_and_column(language: texts.Language) -> None:
    texts.use(language)
    page, made = PAGES[language], {"json": outputs(language), "csv": tables(language)}
    assert blocks(page) == list(made)
    now = filled(page, {name: "\n".join(parts) for name, parts in made.items()})
    assert settled(page, now) == now


def run(language: str, how: str, code: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", code] if how == "sh" else [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "SPBE_LANG": language, "PATH": path, "PYTHONUTF8": "1"},
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.parametrize("language", PAGES)
def test_what_reads_the_outputs_gives_what_the_page_shows(language: texts.Language, tmp_path: Path) -> None:
    page = PAGES[language]
    text = page.read_text(encoding="utf-8")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    now, missing = with_what_they_print(text, lambda how, code: run(language, how, code, tmp_path))
    assert settled(page, now) == now
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


def test_both_languages_show_the_same() -> None:
    english, indonesian = (CELL.findall(page.read_text(encoding="utf-8")) for page in PAGES.values())
    assert [one[1:] for one in english] == [one[1:] for one in indonesian]
    read_by = {program or library for one in english for program, library in NEEDED.findall(one[2])}
    assert read_by == {"jq", "pandas", "polars", "duckdb"}
