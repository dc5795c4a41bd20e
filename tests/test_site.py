"""The site of the documents: it builds without a warning, loads nothing from elsewhere, and everyone can read it."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tests.browser import missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "id")
PHONE, WALL = 390, 1280
LOOKED_AT = ("", "score/", "commands/", "rules/", "hand-out/", "instrument-file/")
"""A page of each kind: the home, one with tables, with long lines, with wide tables, with code, with code that has a title."""


class _Quiet(SimpleHTTPRequestHandler):
    """A server that prints nothing."""

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly: a link to a page or a heading that is not there is an error."""
    if importlib.util.find_spec("zensical") is None:
        missing("Zensical is not installed (the test extra has it)")
    docs = tmp_path_factory.mktemp("site") / "docs"
    shutil.copytree(ROOT / "docs", docs, ignore=shutil.ignore_patterns("site", ".cache"))
    for language in LANGUAGES:
        built = subprocess.run(
            [sys.executable, "-m", "zensical", "build", "--strict", "--config-file", f"{language}.yml"],
            cwd=docs,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert built.returncode == 0, built.stdout + built.stderr
    return docs / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_both_languages_have_the_same_pages(site: Path) -> None:
    english, indonesian = ({page.relative_to(site / one) for page in (site / one).rglob("*.html")} for one in LANGUAGES)
    assert english == indonesian
    assert len(english) >= 30


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_read_it(browser: Browser, address: str, language: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    asked: list[str] = []
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    page.on("request", lambda request: asked.append(request.url))
    for name in LOOKED_AT:
        for width in (PHONE, WALL):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{address}/{language}/{name}")
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), (name, width)
        assert page.evaluate("document.documentElement.lang") == language
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    page.close()
    assert [one for one in asked if not one.startswith((address, "data:", "blob:"))] == []
