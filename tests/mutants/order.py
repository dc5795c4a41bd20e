"""A plugin of pytest: the quickest tests first, for a minute, as most mutants are seen by the first test or two."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

_SECONDS = 60.0


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keeps what tests of one mutant take a minute; a mutant that only later ones would see counts as unseen."""
    if "__mutmut_" not in os.environ.get("MUTANT_UNDER_TEST", ""):
        return
    took = json.loads(Path("mutmut-stats.json").read_text(encoding="utf-8"))["duration_by_test"]
    items.sort(key=lambda item: took[item.nodeid])
    left = _SECONDS
    for number, item in enumerate(items):
        left -= took[item.nodeid]
        if left < 0 and number:
            config.hook.pytest_deselected(items=items[number:])
            del items[number:]
            return
