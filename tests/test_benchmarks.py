"""The benchmarks run; their figures are read by hand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_plans_of_all_kinds_of_costs() -> None:
    script = Path(__file__).parents[1] / "benchmarks/plan.py"
    ran = subprocess.run([sys.executable, script, "1"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert [line.split("  ")[0] for line in ran.stdout.splitlines()[3:]] == [
        "random", "like weights", "just weights", "dearer", "cheaper", "one",
    ]  # fmt: skip
