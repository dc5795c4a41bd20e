"""Fuzzes everything by hand: ``python -m tests.fuzz SECONDS [NAME…]``."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tests.fuzz.running import fuzz
from tests.fuzz.targets import targets


def main(seconds: float, *names: str) -> None:
    """Shares the time among what is fuzzed, and prints what each did."""
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
