"""PDF reports: whole, readable, and with nothing from elsewhere; and what is said where no browser can print them."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from spbe_cli import __version__
from spbe_cli.formats import pdf
from tests.browser import missing, of_the_system
from tests.conftest import EXAMPLES, Spbe
from tests.formats.reports import BEFORE, HOSTILE, REPORTS, SCRIPT

if TYPE_CHECKING:
    from pypdf import PdfReader

NEW, OLD = EXAMPLES / "bandar-lampung-2024.yaml", EXAMPLES / "bandar-lampung-2023.yaml"
NOT_HERE = (
    "--format pdf: no browser that prints PDF is here: expected Edge, Chrome or Chromium (install one, or name another of their "
    "kind in SPBE_BROWSER; -o report.html can be printed by any)\n"
)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(pdf.CHOSEN, raising=False)
    Path("hostile.yaml").write_text(HOSTILE, encoding="utf-8")
    Path("before.yaml").write_text(BEFORE, encoding="utf-8")


@pytest.fixture
def chromium() -> str:
    return of_the_system() or missing("no Chromium to print with")


def read(path: str) -> PdfReader:
    from pypdf import PdfReader

    return PdfReader(path)


def text_of(reader: PdfReader) -> str:
    """Its text; where a page breaks, a word begins."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def addresses(reader: PdfReader) -> list[Any]:
    """Where links lead that leave the document."""
    links = [one.get_object() for page in reader.pages for one in page.get("/Annots", [])]
    return [one["/A"] for one in links if "/URI" in one.get("/A", {})]


@pytest.mark.usefixtures("chromium")
def test_one_page_is_one_page(spbe: Spbe) -> None:
    ran = spbe("score", NEW, "--before", OLD, "--target", "3.5", "--one-page", "--today", "2025-01-31", "-o", "sheet.pdf")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    reader = read("sheet.pdf")
    assert len(reader.pages) == 1
    width, height = (round(float(one)) for one in reader.pages[0].mediabox[2:])
    assert (width, height) == (595, 842)
    shown = text_of(reader)
    for text in (
        "Pemerintah Kota Bandar Lampung",
        "2.98 (+0.83)",
        "final result 2024 beside final result 2023",
        "31 January 2025",
    ):
        assert text in shown
    assert "letterhead" not in shown


@pytest.mark.usefixtures("chromium")
def test_names_are_text_and_nothing_leads_elsewhere(spbe: Spbe) -> None:
    ran = spbe(*REPORTS["hostile"], "-o", "hostile.pdf")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    reader = read("hostile.pdf")
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith(SCRIPT)
    assert SCRIPT in text_of(reader)
    assert addresses(reader) == []
    assert b"/JavaScript" not in Path("hostile.pdf").read_bytes()
    assert len(reader.pages) > 1


@pytest.mark.usefixtures("chromium")
def test_it_replaces_a_report_but_no_other_pdf(spbe: Spbe) -> None:
    for _again in range(2):
        assert spbe("score", NEW, "--one-page", "-o", "a.pdf").code == 0
    reader = read("a.pdf")
    assert reader.metadata is not None
    assert reader.metadata.creator == f"spbe {__version__}"
    scan = b"%PDF-1.7\nscanned\n%%EOF\n"
    Path("sk-walikota.pdf").write_bytes(scan)
    for kind in ("pdf", "html"):
        ran = spbe("score", NEW, "--format", kind, "-o", "sk-walikota.pdf")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == (
            "--output sk-walikota.pdf: this is a PDF that is no report of spbe, perhaps evidence: a report never takes its place "
            "(name another file)\n"
        )
    assert Path("sk-walikota.pdf").read_bytes() == scan


@pytest.mark.usefixtures("chromium")
def test_checklists_and_rankings_too(spbe: Spbe) -> None:
    for name in ("checklist", "region"):
        assert spbe(*REPORTS[name], "-o", "out.pdf").code == 0
        assert "Dinas Perhubungan" in text_of(read("out.pdf"))


@pytest.mark.usefixtures("chromium")
def test_it_goes_into_a_pipe(tmp_path: Path) -> None:
    code = "from spbe_cli.__main__ import main; main()"
    ran = subprocess.run([sys.executable, "-c", code, "score", str(NEW), "--format", "pdf"], capture_output=True, check=True)
    assert ran.stdout.startswith(b"%PDF-")
    assert list(tmp_path.glob("spbe-*")) == []


def test_without_a_browser_it_says_what_to_install(spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_browsers", lambda: iter(()))
    ran = spbe("score", NEW, "-o", "a.pdf")
    assert (ran.code, ran.out, ran.err) == (2, "", NOT_HERE)
    assert not Path("a.pdf").exists()


def test_a_browser_that_is_named_must_be_there(spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(pdf.CHOSEN, "/no/such/browser")
    ran = spbe("score", NEW, "-o", "a.pdf")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        'SPBE_BROWSER: "/no/such/browser": there is no such program (name Edge, Chrome or Chromium by its full path)\n'
    )


BROKEN = {
    "nothing": "exit 1",
    "half": 'for one; do case "$one" in --print-to-pdf=*) printf "%%PDF-1.4 half" > "${one#*=}";; esac; done',
    "no-pdf": 'for one; do case "$one" in --print-to-pdf=*) echo "not found" > "${one#*=}";; esac; done',
    "hangs": "exec sleep 60",
}


@pytest.mark.skipif(sys.platform == "win32", reason="a script as a browser")
@pytest.mark.parametrize("how", BROKEN)
def test_a_browser_that_does_not_print_leaves_what_was_there(spbe: Spbe, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    fake = Path("fake-browser").resolve()
    fake.write_text(f"#!/bin/sh\n{BROKEN[how]}\n", encoding="utf-8")
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv(pdf.CHOSEN, str(fake))
    monkeypatch.setattr(pdf, "PATIENCE", 1)
    Path("a.pdf").write_bytes(b"last week's")
    ran = spbe("score", NEW, "-o", "a.pdf")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"--format pdf: {fake} has printed nothing (name another Edge, Chrome or Chromium in SPBE_BROWSER;")
    assert Path("a.pdf").read_bytes() == b"last week's"


@pytest.mark.skipif(sys.platform == "win32", reason="snaps are a matter of Linux")
def test_a_snap_prints_in_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    snap, wrapper, plain = (tmp_path / name for name in ("snap", "chromium-browser", "chromium"))
    snap.write_bytes(b"\x7fELF")
    wrapper.write_text('#!/bin/sh\nexec /snap/bin/chromium "$@"\n', encoding="utf-8")
    plain.write_text('#!/bin/sh\nexec /usr/lib/chromium/chromium "$@"\n', encoding="utf-8")
    assert [pdf._home(str(one)) for one in (snap, wrapper, plain)] == [tmp_path, tmp_path, None]


def test_the_first_browser_on_the_path_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", {"google-chrome": "/opt/chrome", "brave-browser": "/opt/brave"}.get)
    assert pdf._browser() == "/opt/chrome"
