"""The site of the documents: it builds without a warning, loads nothing from elsewhere, and everyone can read it."""

from __future__ import annotations

import importlib.util
import re
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
LOOKED_AT = ("", "score/", "commands/", "rules/", "hand-out/", "instrument-file/", "sure/", "house/")
"""A page of each kind: the home, tables, long lines, wide tables, code, code that has a title, Python, a drawing."""


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


def test_every_page_leads_to_itself_in_the_other_language(site: Path) -> None:
    followed = 0
    for language in LANGUAGES:
        for page in (site / language).rglob("index.html"):
            name = page.relative_to(site / language)
            links = re.findall(r'href="([^"]*)" hreflang="(\w+)"', page.read_text(encoding="utf-8"))
            # In the head, for search engines, and in the switch, for people.
            assert [one for _link, one in links] == [*LANGUAGES, *LANGUAGES], name
            for link, other in links:
                assert (page.parent / link / "index.html").resolve() == (site / other / name).resolve(), name
                followed += 1
    assert followed > 200


@pytest.mark.parametrize("scripts", [True, False])
def test_the_switch_is_followed(browser: Browser, address: str, scripts: bool) -> None:
    page = browser.new_page(java_script_enabled=scripts)
    for name in ("", "score/", "ci/"):
        page.goto(f"{address}/en/{name}")
        page.hover(".md-select")
        page.click('.md-select__link[hreflang="id"]')
        assert page.url == f"{address}/id/{name}"
        page.hover(".md-select")
        page.click('.md-select__link[hreflang="en"]')
        assert page.url == f"{address}/en/{name}"
    page.close()


# Colours are the same in each language, so one shows the dark ones.
@pytest.mark.parametrize(("language", "scheme"), [("id", "light"), ("en", "light"), ("id", "dark")])
def test_everyone_can_read_it(browser: Browser, address: str, language: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    asked: list[str] = []
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    page.on("request", lambda request: asked.append(request.url))
    for name in LOOKED_AT if scheme == "light" else LOOKED_AT[::2]:
        for width in (PHONE, WALL):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{address}/{language}/{name}")
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), (name, width)
        assert page.evaluate("document.documentElement.lang") == language
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    page.close()
    assert [one for one in asked if not one.startswith((address, "data:", "blob:"))] == []
