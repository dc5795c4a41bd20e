"""Everything that is fuzzed for about a second; ``python -m tests.fuzz`` for as long as you like."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.running import fuzz
from tests.fuzz.targets import targets


@pytest.mark.parametrize("name", targets())
def test_it_ends_in_a_result_or_in_a_sentence(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = fuzz(targets()[name], tmp_path, 1.0)
    assert outcome.fine + outcome.refused >= 20
    assert outcome.codes
