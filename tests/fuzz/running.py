"""Gives a target inputs for a time, and tells how many it took and how they ended."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from pathlib import Path
from typing import Any, Final, NamedTuple

from hypothesis import HealthCheck, given, settings

from tests.fuzz.targets import Target

SLOWEST: Final = 5.0
"""How many seconds of work one input may take."""

_EXAMPLES: Final = 25
"""How many inputs go between two looks at the clock."""


class Outcome(NamedTuple):
    """How many inputs were fine, and how many refused with which problems; the slowest took so many seconds."""

    fine: int
    refused: int
    codes: Counter[str]
    slowest: float


def fuzz(target: Target, folder: Path, seconds: float) -> Outcome:
    """Gives a target inputs until the time is over, each in an empty folder.

    Raises:
        AssertionError: when one takes too long, or is refused without a sentence.
        Exception: what is raised that is no problem of the input; Hypothesis prints the smallest input that does it.
    """
    codes: Counter[str] = Counter()
    counts: Counter[bool] = Counter()
    slowest = 0.0

    @given(target.inputs)
    @settings(max_examples=_EXAMPLES, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    def one_after_another(given: Any) -> None:
        nonlocal slowest
        begun = time.process_time()
        told = list(target.ends(given, folder))
        took = time.process_time() - begun
        for left in folder.iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        counts[not told] += 1
        codes.update(set(told))
        slowest = max(slowest, took)
        assert took < SLOWEST, f"{took:.1f} s"

    end = time.monotonic() + seconds
    while True:
        one_after_another()
        if time.monotonic() > end:
            return Outcome(counts[True], counts[False], codes, slowest)
