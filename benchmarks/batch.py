"""How long `spbe batch` takes over thousands of files, as ratios in one run to a yardstick over the same files.

    python benchmarks/batch.py [styles] [by] [table] [memory]     # all without; needs spbe installed as its users install it

styles  6,000 files in each style of `styles.py`, ranked, against a bare loop of `yaml.load(…, Loader=CSafeLoader)` on one core,
        which computes nothing. The last figure is the share of that loop that the parser's events take: whatever reads YAML
        through PyYAML's events takes at least that.
by      5,000 files of all styles in turn, `--by indicator`, against the same loop.
table   25,000 rows of a CSV, ranked, against `csv.DictReader` and a sum of Fractions for each row: the shortest script that is
        exact. It checks nothing, places nothing and writes nothing.
memory  100,000 files of all styles in turn: the most memory that any process takes.

Each ratio is that of the fastest of a few rounds.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import styles

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS: Final = 3
STYLED, AT_MOST, AIM = 6000, 0.50, 0.40
BY, BY_AT_MOST = 5000, 0.70
# The script only adds up 47 products. For each row batch also checks every value, computes the four domains and the predicate,
# and writes all of it as JSON, which is about as much work again. One file is read by one process: a second core does not help.
ROWS, ROWS_AT_MOST = 25_000, 2.0
MANY, MANY_MIB = 100_000, 200

BARE_LOOP: Final = """
import sys, yaml
from pathlib import Path
for file in sorted(Path(sys.argv[1]).glob("*.yaml")):
    yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
"""

EVENTS_ALONE: Final = """
import sys, yaml
from pathlib import Path
for file in sorted(Path(sys.argv[1]).glob("*.yaml")):
    for event in iter(yaml.CSafeLoader(file.read_bytes()).get_event, None):
        pass
"""

SCRIPT_FOR_A_TABLE: Final = """
import csv, sys
from fractions import Fraction
weights = {1: "1.3", 11: "2.5", 21: "1.5", 32: "2.75", 42: "3"}
weights = {str(one): Fraction(weights[max(first for first in weights if first <= one)]) for one in range(1, 48)}
with open(sys.argv[1], newline="") as file:
    ranking = sorted(
        (-sum(weights[one] * int(row[one]) for one in weights) / 100, row["agency"]) for row in csv.DictReader(file)
    )
"""


def seconds(command: list[str], rounds: int = ROUNDS) -> float:
    """The fastest of a few runs."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    best = float("inf")
    for _ in range(rounds):
        begun = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, env=environment, check=True)
        best = min(best, time.perf_counter() - begun)
    return best


def spbe(*arguments: str) -> list[str]:
    """A command line of the spbe that is installed beside this Python, with JSON for its output."""
    found = shutil.which("spbe", path=str(Path(sys.executable).parent)) or "spbe"
    return [found, *arguments, "--format", "json"]


def python(script: str, path: str) -> list[str]:
    """A command line of a yardstick."""
    return [sys.executable, "-c", script, path]


def line(name: str, ours: float, theirs: float, target: str, more: str = "") -> None:
    """Prints what was measured."""
    print(f"{name:<24}{ours:8.2f} s{theirs:8.2f} s   ratio {ours / theirs:5.2f}   {target}{more}", flush=True)


def each_style() -> None:
    """Every style by itself."""
    for name, style in styles.STYLES.items():
        with tempfile.TemporaryDirectory() as folder:
            styles.write(Path(folder), STYLED, style)
            ours, bare = seconds(spbe("batch", folder)), seconds(python(BARE_LOOP, folder))
            floor = seconds(python(EVENTS_ALONE, folder), 1) / bare
        line(name, ours, bare, f"at most {AT_MOST:.2f}, to aim for {AIM:.2f}", f"; events alone {floor:.2f} on one core")


def by_indicator() -> None:
    """Where points are lost, by indicator."""
    with tempfile.TemporaryDirectory() as folder:
        styles.mixed(Path(folder), BY)
        ours = seconds(spbe("batch", folder, "--by", "indicator"))
        line("--by indicator", ours, seconds(python(BARE_LOOP, folder)), f"at most {BY_AT_MOST:.2f}")


def rows_of_a_table() -> None:
    """A table of many rows."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "table.csv")
        table.write_text(styles.table(ROWS), encoding="utf-8")
        ours = seconds(spbe("batch", str(table)))
        line("table, 25,000 rows", ours, seconds(python(SCRIPT_FOR_A_TABLE, str(table))), f"at most {ROWS_AT_MOST:.2f}")


def memory() -> None:
    """The most memory that a process takes over many files."""
    with tempfile.TemporaryDirectory() as folder:
        styles.mixed(Path(folder), MANY)
        taken = seconds(spbe("batch", folder), 1)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{'100,000 files':<24}{taken:8.2f} s   {most:.0f} MiB, at most {MANY_MIB}", flush=True)


PARTS: Final[dict[str, Callable[[], None]]] = {
    "styles": each_style,
    "by": by_indicator,
    "table": rows_of_a_table,
    "memory": memory,
}


def main() -> None:
    """Measures what is asked for. Memory comes first, because it is the most that any process so far has taken."""
    chosen = sys.argv[1:] or ["memory", "styles", "by", "table"]
    for part in chosen:
        PARTS[part]()


if __name__ == "__main__":
    main()
