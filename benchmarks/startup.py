"""How long a start takes, compared with only importing the packages that spbe uses.

    python benchmarks/startup.py            # needs spbe installed as its users install it: pip install .

The commands and the baseline run in turn, many times. The ratio is that of the fastest runs, because other work on the machine
can only add time. The packages load lazily (`import pydantic` alone loads next to nothing), so the baseline imports the names
that spbe uses of them. The last column compares with the bare `import typer, yaml, pydantic, rich`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 21
EXAMPLE = Path(__file__).parent.parent / "examples" / "denpasar-2018.yaml"

BASELINE = """
import typer
from yaml import CSafeLoader
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator, ValidationError, model_validator
from rich.bar import Bar
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
"""
BARE = "import typer, yaml, pydantic, rich"


def main() -> None:
    """Measures and prints the ratios."""
    spbe = shutil.which("spbe", path=str(Path(sys.executable).parent)) or "spbe"
    score = [spbe, "score", str(EXAMPLE)]
    commands = {
        "baseline": [sys.executable, "-c", BASELINE],
        "bare imports": [sys.executable, "-c", BARE],
        "score, table": score,
        "score, JSON": [*score, "--format", "json"],
        "--version": [spbe, "--version"],
    }
    targets = {"score, table": 1.2, "score, JSON": 1.0, "--version": 0.6}
    # As users run it: byte code is cached.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    best = dict.fromkeys(commands, float("inf"))
    for _ in range(ROUNDS):
        for name, command in commands.items():
            begun = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, env=environment, check=True)
            best[name] = min(best[name], time.perf_counter() - begun)
    print(f"{'':14}{'ms':>6}{'ratio':>8}{'target':>8}{'to bare':>9}")
    for name, seconds in best.items():
        target = f"{targets[name]:.1f}" if name in targets else ""
        print(f"{name:14}{1000 * seconds:6.0f}{seconds / best['baseline']:8.2f}{target:>8}{seconds / best['bare imports']:9.2f}")


if __name__ == "__main__":
    main()
