"""Pages as PDF: the HTML report, printed by a browser that is on the machine.

A browser of the Chromium family draws the report as everybody sees it, and can print without a window. Windows has one: Edge. A
library would be a second way to draw everything, and the one that lays out CSS needs system libraries that Windows lacks.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from spbe_cli import __version__
from spbe_cli.ending import InOrder
from spbe_cli.formats import html
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.reports import MADE_BY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spbe_cli.formats.screen import Screen
    from spbe_cli.views.page import Page

CHOSEN: Final = "SPBE_BROWSER"
"""The environment variable that names a browser elsewhere."""

PATIENCE: Final = 120
"""After so many seconds a browser that has not printed is stopped."""

_NAMES: Final = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "microsoft-edge-stable", "brave-browser"),
)
_MAC: Final = ("Google Chrome", "Microsoft Edge", "Chromium", "Brave Browser")
_WINDOWS: Final = ("Microsoft/Edge/Application/msedge.exe", "Google/Chrome/Application/chrome.exe")
_WINDOWS_FOLDERS: Final = ("ProgramFiles(x86)", "ProgramFiles", "LocalAppData")

_OPTIONS: Final = (
    *("--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-sync"),
    *("--no-pdf-header-footer", "--print-to-pdf-no-header"),
    # The report forbids scripts and loads nothing; nor does the browser for itself.
    *("--host-resolver-rules=MAP * ~NOTFOUND", "--disable-background-networking"),
    "--disable-component-update",
)

_CREATOR: Final = re.compile(rb"/Creator \((?:[^()\\]|\\.)*\)")


def render(pages: Sequence[Page], screen: Screen) -> bytes:
    """The pages as the HTML report prints them.

    Raises:
        BadInput: when there is no browser, or when it prints nothing.
    """
    browser = _browser()
    text = html.render(pages, screen)
    with InOrder(), tempfile.TemporaryDirectory(prefix="spbe-", dir=_home(browser), ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "report.html"), Path(folder, "report.pdf")
        source.write_text(text, encoding="utf-8")
        _print(browser, source, target)
        printed = target.read_bytes() if target.is_file() else b""
    if not printed.startswith(b"%PDF-") or b"%%EOF" not in printed[-64:]:
        raise BadInput([Problem.of("--format pdf", "not_printed", browser=browser)])
    return _CREATOR.sub(_signed, printed, count=1)


def _signed(creator: re.Match[bytes]) -> bytes:
    """Who made it, in just as many bytes: a PDF says where in it each of its parts begins."""
    mine = MADE_BY + f" {__version__})".encode()
    return mine.ljust(len(creator[0])) if len(mine) <= len(creator[0]) else creator[0]


def _print(browser: str, source: Path, target: Path) -> None:
    # A profile of its own: a browser that is open already would take the work and leave at once.
    own = (f"--user-data-dir={source.parent / 'profile'}", f"--print-to-pdf={target}", source.as_uri())
    # Chromium's sandbox can't be had as root, as in a container.
    root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    silent = subprocess.DEVNULL
    try:
        subprocess.run(  # noqa: S603 - a browser of the system, or the one that the user names
            (browser, *_OPTIONS, *root, *own), stdin=silent, stdout=silent, stderr=silent, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        # What was printed, if anything, says how it went.
        target.unlink(missing_ok=True)


def _browser() -> str:
    """A browser that can print: the one that is named, else the first that is there.

    Raises:
        BadInput: when the one that is named is not there, or when there is none.
    """
    named = os.environ.get(CHOSEN)
    if named:
        found = shutil.which(named)
        if found is None:
            raise BadInput([Problem.of(CHOSEN, "browser_not_there", value=named)])
        return found
    found = next(_browsers(), None)
    if found is None:
        raise BadInput([Problem.of("--format pdf", "no_browser")])
    return found


def _browsers() -> Iterator[str]:
    """The browsers that are there, in the order in which they are taken."""
    if sys.platform == "win32":  # pragma: no cover - a search by name would begin in the working folder there
        folders = [os.environ[name] for name in _WINDOWS_FOLDERS if os.environ.get(name)]
        places = [Path(folder, place) for place in _WINDOWS for folder in folders]
    else:
        yield from filter(None, map(shutil.which, _NAMES))
        places = [Path(f"/Applications/{name}.app/Contents/MacOS/{name}") for name in _MAC]
    yield from (str(one) for one in places if one.is_file())


def _home(browser: str) -> Path | None:
    """Where the browser may read and write: the user's own folder if it is a snap, which sees no other; else None, anywhere."""
    real = Path(browser).resolve()
    with real.open("rb") as file:
        begin = file.read(4096)
    snap = real.name == "snap" or (begin.startswith(b"#!") and b"/snap/" in begin)
    return Path.home() if snap else None
