"""The browser that tests look at pages with, and print them with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def missing(why: str) -> NoReturn:
    """Skips a test, but not in CI, which must look at what people see."""
    if os.environ.get("CI"):
        pytest.fail(f"{why}, and CI must look at what people see")
    pytest.skip(why)


def of_the_system() -> str | None:
    """The system's Chromium."""
    return next(
        (found for name in ("chromium", "chromium-browser", "google-chrome", "chrome") if (found := shutil.which(name))), None
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as the system or Playwright has it."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ModuleNotFoundError:
        missing("Playwright is not installed (the test extra has it)")
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=of_the_system(), args=["--no-sandbox", "--disable-gpu"])
        except Error as error:
            missing(f"no Chromium to look at pages with: {error.message.splitlines()[0]}")
        else:
            yield chromium
            chromium.close()
