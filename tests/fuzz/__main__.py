"""Fuzzes everything by hand: ``python -m tests.fuzz SECONDS [NAME…]``."""

from __future__ import annotations

import os
import resource
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.fuzz.running import fuzz
from tests.fuzz.targets import targets

MOST_MEMORY: Final = 1024**3
"""How many bytes all inputs together may make this process grow by: one that wants more is a MemoryError, with where it is."""


def main(seconds: float, *names: str) -> None:
    """Shares the time among what is fuzzed, and prints what each did."""
    grown = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize() + MOST_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (grown, grown))
    chosen = {name: target for name, target in targets().items() if not names or name in names}
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for name, target in chosen.items():
            found = fuzz(target, Path(folder), seconds / len(chosen))
            ends = f"{found.fine:7} fine, {found.refused:7} refused with {len(found.codes)} kinds of problems"
            sys.stdout.write(f"{name:14} {ends}, the slowest in {found.slowest:.2f} s\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(float(sys.argv[1]) if sys.argv[1:] else 60.0, *sys.argv[2:])
