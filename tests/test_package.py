"""What a package says of itself: the version, from one place, and a description that stands alone."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.metadata import metadata, version
from pathlib import Path

import pytest

import spbe_cli
from tests.test_main import run

ROOT = Path(__file__).parents[1]
_IMPORTS = """
import atexit, sys
from spbe_cli.__main__ import main
atexit.register(lambda: print(*sys.modules, file=sys.stderr))
main()
"""


def test_the_version_comes_from_one_place() -> None:
    assert run("--version").stdout == f"spbe {spbe_cli.__version__}\n"
    assert version("spbe-cli") == spbe_cli.__version__
    # Nobody waits for the metadata of installed packages to be searched.
    loaded = run("--version", code=_IMPORTS).stderr.split()
    assert ("typer" in loaded, "importlib.metadata" in loaded) == (True, False)
    written = re.escape(spbe_cli.__version__)
    for name in ("pyproject.toml", "hatch_build.py", "spbe_cli/cli.py"):
        assert not re.search(rf'"{written}"', (ROOT / name).read_text(encoding="utf-8")), name


def test_the_description_has_no_link_to_a_file_that_an_index_does_not_have() -> None:
    description = metadata("spbe-cli")["Description"]
    assert "Indonesia's SPBE index, computed exactly" in description
    assert re.findall(r"\]\((?!https?://)", description) == []
    assert "[gates](docs/en/gates.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert "gates" in description


@pytest.mark.systems
def test_git_keeps_line_ends_as_they_are(tmp_path: Path) -> None:
    # Git for Windows is set up to write CRLF, and a text that was sealed would be another one.
    for file in (ROOT / ".gitattributes", ROOT / "examples/evidence/bukti/katalog-data.txt"):
        shutil.copy(file, tmp_path)
    (tmp_path / "crlf.csv").write_bytes(b"1\r\n2\r\n")
    before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    for command in ("init --quiet", "add .", "-c core.autocrlf=true checkout-index --all --prefix=out/"):
        subprocess.run(["git", "-C", tmp_path, *command.split()], check=True)
    assert {name: (tmp_path / "out" / name).read_bytes() for name in before} == before
