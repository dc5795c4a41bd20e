"""LibreOffice without a screen: it recalculates workbooks and saves them again, in a locale of choice."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop>
</item>
</oor:items>
"""


def soffice() -> str:
    """The program; without it a test that needs it is skipped, but not where everything is to be tested."""
    found = shutil.which("soffice")
    if found is None and os.environ.get("CI"):
        pytest.fail("LibreOffice (soffice) is not installed, and these tests must run here")
    if found is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    return found


def saved_again(files: list[Path], folder: Path, locale: str) -> list[Path]:
    """The workbooks as LibreOffice saves them, recalculated, under the same names in another folder."""
    control = folder / "control.xlsx"
    _control(control)
    out = folder / locale
    _converted([*files, control], "xlsx", out, locale)
    # The locale is really another one: it decides how a number becomes text.
    assert load_workbook(out / control.name, data_only=True)["Sheet"]["A1"].value == {"id-ID": "0,5", "en-US": "0.5"}[locale]
    return [out / file.name for file in files]


def as_pdf(files: list[Path], folder: Path) -> list[Path]:
    """Workbooks as LibreOffice prints them, into a folder."""
    _converted(files, "pdf", folder, "id-ID")
    return [folder / f"{file.stem}.pdf" for file in files]


def _converted(files: list[Path], form: str, out: Path, locale: str) -> None:
    """Has LibreOffice write files in another form, under the same names, into a folder."""
    program = soffice()
    arguments = [f"-env:UserInstallation={_profile(locale).as_uri()}", "--headless", "--convert-to", form, "--outdir", str(out)]
    environment = {**os.environ, "LC_ALL": f"{locale.replace('-', '_')}.UTF-8"}
    names = [str(file) for file in files]
    ran = subprocess.run([program, *arguments, *names], capture_output=True, check=False, timeout=300, env=environment)
    assert all((out / f"{file.stem}.{form}").exists() for file in files), ran.stderr.decode()


@cache
def _profile(locale: str) -> Path:
    """A profile of its own for each locale, so that nobody's settings matter; it is made once, as that takes seconds."""
    profile = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, profile, ignore_errors=True)
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS.format(locale=locale), encoding="utf-8")
    return profile


def _control(path: Path) -> None:
    book = Workbook()
    book["Sheet"]["A1"] = '=1/2&""'
    book.save(path)


def named(book: Any, name: str) -> Any:
    """The cell of a defined name, which must be a single one."""
    ((sheet, at),) = list(book.defined_names[name].destinations)
    return book[sheet][at.replace("$", "")]
