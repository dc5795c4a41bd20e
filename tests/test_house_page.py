"""The pages for developers name what there is: every module, the layers in their order, and no file that is not there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "spbe_cli"
DOCS = [ROOT / "docs" / language for language in ("en", "id")]
NAMED = re.compile(r"`((?:[\w.-]+/)+[\w.-]+|\w+\.(?:py|toml|yml|css))`")
ELSEWHERE = {"en.yml", "id.yml", "spbe.toml"}
"""Named as they are in their own folder, or as users have them."""
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("page", [folder / name for folder in DOCS for name in ("house.md", "adding.md")], ids=str)
def test_every_file_on_the_page_is_there(page: Path) -> None:
    named = set(NAMED.findall(page.read_text(encoding="utf-8"))) - ELSEWHERE
    assert len(named) > 5
    assert [one for one in named if not any((root / one).exists() for root in (ROOT, PACKAGE))] == []


@pytest.mark.parametrize("folder", DOCS, ids=str)
def test_every_module_is_on_the_page(folder: Path) -> None:
    text = (folder / "house.md").read_text(encoding="utf-8")
    modules = [
        one.name for one in PACKAGE.iterdir() if one.suffix == ".py" or ((one / "__init__.py").exists() or one.name == "data")
    ]
    assert "core" in modules
    assert [one for one in modules if f"| `spbe_cli/{one}` |" not in text] == []


@pytest.mark.parametrize("folder", DOCS, ids=str)
@pytest.mark.parametrize(("room", "told_by"), [("reading", "| `sources`; "), ("writing", "`handout`")])
def test_every_module_of_readers_and_writers_is_on_the_page(folder: Path, room: str, told_by: str) -> None:
    sections = (folder / "house.md").read_text(encoding="utf-8").split("\n## ")
    [text] = [one for one in sections if told_by in one]
    modules = [one.stem for one in (PACKAGE / room).iterdir() if not one.stem.startswith("__")]
    assert len(modules) > 5
    assert [one for one in modules if f"`{one}`" not in text] == []


@pytest.mark.parametrize("folder", DOCS, ids=str)
@pytest.mark.parametrize(("room", "first"), [("tables", "table"), ("workbooks", "workbook")])
def test_every_step_through_a_table_and_a_workbook_is_on_the_page(folder: Path, room: str, first: str) -> None:
    sections = (folder / "house.md").read_text(encoding="utf-8").split("\n## ")
    [text] = [one for one in sections if f"`reading/{room}/{first}.py`" in one]
    steps = [one.stem for one in (PACKAGE / "reading" / room).glob("*.py") if one.stem not in ("__init__", first)]
    assert len(steps) > 5
    assert [one for one in steps if not re.search(rf"^\| [1-9]\..*`{one}`", text, re.MULTILINE)] == []


@pytest.mark.parametrize("folder", DOCS, ids=str)
def test_the_drawing_has_the_layers_in_their_order(folder: Path) -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers")
    drawing = ET.parse(folder / "img" / "house.svg")
    rows: dict[str, list[str]] = {}
    for one in drawing.iterfind(f".//{SVG}text[@class='name']"):
        rows.setdefault(one.attrib["y"], []).append(one.text or "")
    assert [" | ".join(f"spbe_cli.{one}" for one in row) for row in rows.values()] == [*layers, "spbe_cli.texts"]
