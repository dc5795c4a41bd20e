"""The browser that tests look at reports with, and print them with."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest


def missing(why: str) -> NoReturn:
    """Skips a test, but not in CI, which must look at the reports."""
    if os.environ.get("CI"):
        pytest.fail(f"{why}, and CI must look at the reports")
    pytest.skip(why)


def of_the_system() -> str | None:
    """The system's Chromium."""
    return next(
        (found for name in ("chromium", "chromium-browser", "google-chrome", "chrome") if (found := shutil.which(name))), None
    )
