"""Pages of the site that have blocks made from the code, in both languages.

A block stands between ``<!-- generated: NAME -->`` and ``<!-- end -->``. With ``UPDATE_GOLDEN=1`` the tests write the blocks
anew; look before it is committed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from spbe_cli import texts

ROOT: Final = Path(__file__).parents[1]

_BLOCK: Final = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def pages(name: str) -> dict[texts.Language, Path]:
    """A page of the site by its name, in each language."""
    return {language: ROOT / "docs" / language / f"{name}.md" for language in texts.LANGUAGES}


def blocks(page: Path) -> list[str]:
    """The names of the blocks of a page."""
    return [found[1] for found in _BLOCK.findall(page.read_text(encoding="utf-8"))]


def filled(page: Path, written: Mapping[str, str]) -> str:
    """The text of a page with its blocks as they are to be, by their names."""
    text = page.read_text(encoding="utf-8")
    return _BLOCK.sub(lambda found: f"{found[1]}\n{written[found[2]]}\n{found[3]}", text)


def settled(page: Path, now: str) -> str:
    """What stands on a page, or what is to stand there where pages are written anew."""
    if os.environ.get("UPDATE_GOLDEN"):
        page.write_text(now, encoding="utf-8")
    return page.read_text(encoding="utf-8")


def table(*given: tuple[str, ...]) -> str:
    """A table in Markdown; the first row is its head."""
    head, *rest = given
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, ["---"] * len(head), *rest))


def cell(text: str) -> str:
    """Text that may stand in a cell of a table."""
    return text.replace("|", "\\|")
