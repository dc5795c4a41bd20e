"""HTML reports as they are seen: on a phone, a wall and paper, by light and in the dark, and by those who can't see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import EXAMPLES, Spbe
from tests.formats.reports import REPORTS, SCRIPT, written

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

NARROW, PHONE, WALL = 320, 390, 1280
PAPER, PAPER_ACROSS = 687, 1016
"""A4 less its margins, in pixels of 1/96 inch."""

OUTSIDE = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (one) => one && getComputedStyle(one).overflowX !== 'visible';
  return [...document.querySelectorAll('main *, nav *')]
    .filter((one) => !scrolls(one.closest('.scroll')) && !['title', 'desc'].includes(one.tagName))
    .map((one) => [one.tagName, one.textContent.slice(0, 60), one.getBoundingClientRect()])
    .filter(([, , box]) => box.width > 0 && (box.left < -1 || box.right > width + 1))
    .map(([tag, text, box]) => `${tag} ${text} ${box.left}-${box.right}`);
}"""
"""What stands beyond the edges, but for what scrolls by itself."""

HIDDEN = """() => [...document.querySelectorAll('.scroll:not(:has(.heat))')]
  .filter((one) => one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.getAttribute('aria-label'))"""
"""The tables that show not all of themselves; a heat map can't."""

OVERLAPPING = """() => [...document.querySelectorAll('svg[role=img]')].flatMap((svg) => {
  const texts = [...svg.querySelectorAll('text')].map((one) => [one.textContent, one.getBoundingClientRect()]);
  const across = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const down = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return texts.flatMap(([text, box], place) =>
    texts.slice(place + 1)
      .filter(([, other]) => across(box, other) > 1 && down(box, other) > 5)
      .map(([other]) => `${text} | ${other}`));
})"""
"""The texts in pictures that cover one another."""


@pytest.fixture
def asked() -> list[str]:
    """What the page asks the network for."""
    return []


@pytest.fixture
def page(browser: Browser, asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """A page that tells whatever it asks for, and a working directory."""
    monkeypatch.chdir(tmp_path)
    page = browser.new_page(viewport={"width": PHONE, "height": 800})

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.on("dialog", lambda dialog: asked.append(f"dialog: {dialog.message}"))
    page.on("console", lambda message: asked.append(f"console: {message.text}"))
    yield page
    page.close()


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_is_cut_off_and_nothing_is_asked_for(spbe: Spbe, page: Page, asked: list[str], name: str) -> None:
    address = written(spbe, name).as_uri()
    page.goto(address)
    assert asked == [address]
    for width in (NARROW, PHONE, WALL):
        assert cut_off(page, width) == [], width
        if width != WALL:
            assert page.evaluate(HIDDEN) == []
    page.emulate_media(media="print")
    # Where a section is printed across, the others are not, and are looked at without it.
    for width, hidden in ((PAPER, ".across"), (PAPER_ACROSS, "section:not(.across)")):
        style = page.add_style_tag(content=f"{hidden} {{ display: none }}")
        assert cut_off(page, width) == [], width
        style.evaluate("one => one.remove()")
    assert asked == [address]


def cut_off(page: Page, width: int) -> list[str]:
    """What can't be read at a width."""
    page.set_viewport_size({"width": width, "height": 900})
    fits = page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    return [*page.evaluate(OUTSIDE), *page.evaluate(OVERLAPPING), *(() if fits else ("it scrolls",))]


@pytest.mark.parametrize("name", ["agency", "hostile", "one-page", "region", "claimed", "trend", "evidence"])
def test_everyone_can_read_it(spbe: Spbe, page: Page, name: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.goto(written(spbe, name).as_uri())
    assert _violations(Axe().run(page, options={"resultTypes": ["violations"]}).response) == []
    page.emulate_media(color_scheme="dark")
    assert _violations(Axe().run(page, options={"runOnly": ["color-contrast"], "resultTypes": ["violations"]}).response) == []


def _violations(response: dict[str, Any]) -> list[str]:
    return [
        f"{one['id']}: {node['html'][:200]} {node['failureSummary']}" for one in response["violations"] for node in one["nodes"]
    ]


def test_a_wide_table_scrolls_by_itself_and_can_be_reached_by_keyboard(spbe: Spbe, page: Page) -> None:
    page.goto(written(spbe, "region").as_uri())
    table = page.locator(".scroll:has(table.heat)").first
    assert table.evaluate("one => one.scrollWidth > one.clientWidth")
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.scroll:has(table.heat)').scrollLeft > 0")
    assert table.evaluate("one => one === document.activeElement")


def test_a_name_that_is_a_script_is_read_not_run(spbe: Spbe, page: Page, asked: list[str]) -> None:
    address = written(spbe, "hostile").as_uri()
    page.goto(address)
    assert asked == [address]
    assert page.title().startswith(SCRIPT)
    assert page.locator("h1").inner_text() == SCRIPT
    assert page.locator("script").count() == 0


@pytest.mark.parametrize("language", ["en", "id"])
def test_one_page_fills_one_sheet_whatever_it_says(spbe: Spbe, page: Page, language: str) -> None:
    text = (EXAMPLES / "claimed-and-proven.yaml").read_text(encoding="utf-8")
    name = "Kementerian Koordinator Bidang Infrastruktur dan Pembangunan Kewilayahan " * 4
    text = re.sub(r"(?m)^agency:.*$", f'agency: "{name}"\ngroup: "{name}"', text)
    Path("new.yaml").write_text(text, encoding="utf-8")
    old = text.replace("year: 2024", "year: 2023").replace("stage: self", "stage: final")
    Path("old.yaml").write_text(re.sub(r"(?m)(: |level: )4\b", r"\g<1>2", old), encoding="utf-8")
    Path("peer.yaml").write_text(text.replace(f'agency: "{name}"', "agency: Kementerian Contoh"), encoding="utf-8")
    Path("owners.yaml").write_text(f'owners: {{"{name}": {{indicators: ["domain:1-4"]}}}}', encoding="utf-8")
    ran = spbe(
        *("score", "new.yaml", "--before", "old.yaml", "--among", "peer.yaml", "--owners", "owners.yaml", "--target", "5"),
        *("--fail-under", "2", "--one-page", "--lang", language, "-o", "sheet.html"),
    )
    assert (ran.code, ran.err) == (0, "")
    page.goto(Path("sheet.html").resolve().as_uri())
    assert len(re.findall(rb"/MediaBox ?\[", page.pdf(prefer_css_page_size=True))) == 1
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 1050})
    # The signature stands at the foot of the sheet, and the room for the letterhead at its head is empty.
    assert page.locator(".signature").evaluate("one => one.getBoundingClientRect().bottom") > 950
    assert page.locator(".letterhead").evaluate("one => getComputedStyle(one).visibility") == "hidden"
    assert page.locator("h1").evaluate("one => one.getBoundingClientRect().top") > 80


def test_a_row_of_a_wide_table_is_read_with_its_headings_on_a_phone(spbe: Spbe, page: Page) -> None:
    page.goto(written(spbe, "hostile").as_uri())
    row = page.locator(".stacked tbody tr").first
    said = row.locator("td[data-label]").evaluate_all(
        "all => all.map((one) => [getComputedStyle(one, '::before').content, one.textContent, one.dataset.label])"
    )
    assert ["Kenaikan", "+0,0306"] in [[label, text] for _content, text, label in said]
    assert all(label in content or "attr" in content for content, _text, label in said)
    roles = page.locator(".stacked").first.evaluate(
        "one => [...one.querySelectorAll('*')].map((each) => each.getAttribute('role'))"
    )
    assert {"rowgroup", "row", "columnheader", "rowheader", "cell"} <= set(roles)
    assert page.locator(".stacked thead").first.evaluate("one => getComputedStyle(one).display") != "none"


def test_no_day_is_divided_and_no_link_is_blue_on_paper(spbe: Spbe, page: Page) -> None:
    page.goto(written(spbe, "hostile").as_uri())
    days = page.locator(".day")
    assert "2025-06-30" in days.all_inner_texts()
    page.emulate_media(media="print")
    assert set(days.evaluate_all("all => all.map((one) => getComputedStyle(one).whiteSpace)")) == {"nowrap"}
    page.goto(written(spbe, "several").as_uri())
    inked = page.evaluate("getComputedStyle(document.body).color")
    links = page.locator("nav a").evaluate_all("all => all.map((one) => [getComputedStyle(one).color, one.offsetHeight])")
    assert {colour for colour, height in links if height} == {inked}


def test_each_part_is_printed_on_its_own_sheet_and_the_heat_map_across(spbe: Spbe, page: Page) -> None:
    page.goto(written(spbe, "agency").as_uri())
    page.emulate_media(media="print")
    breaks = page.locator("main > section").evaluate_all("all => all.map((one) => getComputedStyle(one).breakBefore)")
    assert breaks == ["auto", "page", "page"]
    page.goto(written(spbe, "region").as_uri())
    boxes = re.findall(rb"/MediaBox ?\[0 0 ([0-9.]+) ([0-9.]+)\]", page.pdf(prefer_css_page_size=True))
    sheets = [(round(float(wide)), round(float(high))) for wide, high in boxes]
    assert set(sheets) == {(595, 842), (842, 595)}
    assert sheets[:2] == [(595, 842), (842, 595)]
