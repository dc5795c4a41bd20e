"""Draws mutants at random and gives them to mutmut, which has no way to take a part: ``python -m tests.mutants COUNT``."""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

from mutmut import __main__ as mutmut
from mutmut.utils.file_utils import setup_source_paths

SEEN = ("killed", "timeout", "segfault")
"""A mutant with which tests can't even be collected ends as a timeout too."""


def drawn(count: int, seed: int, modules: list[str], processes: int) -> list[str]:
    """The names of as many mutants, the same for a seed as long as the program is the same."""
    Path("mutants").mkdir(exist_ok=True)
    mutmut.copy_src_dir()
    mutmut.copy_also_copy_files()
    setup_source_paths()
    mutmut.create_mutants(processes)
    made, _ = mutmut.collect_source_file_mutation_data(mutant_names=())
    names = sorted(name for _, name, _ in made if any(name.startswith(f"{one}.") for one in modules))
    return random.Random(seed).sample(names, min(count, len(names)))


def main() -> None:
    """Prints what became of the drawn mutants, and the change that each is that no test saw."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("count", type=int, nargs="?", default=300)
    parser.add_argument("modules", nargs="*", default=["spbe_cli"], help="dotted names of modules or packages")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    names = drawn(asked.count, asked.seed, asked.modules, asked.processes)
    # Tests are imported from the copy that goes with the mutants, as the program is.
    for name in [one for one in sys.modules if one.partition(".")[0] == "tests"]:
        del sys.modules[name]
    mutmut._run(names, asked.processes)
    made, _ = mutmut.collect_source_file_mutation_data(mutant_names=names)
    ends = {name: mutmut.status_by_exit_code[code] for _, name, code in made}
    unseen = sorted(name for name, end in ends.items() if end not in SEEN)
    for name in unseen:
        sys.stdout.write(f"\n{ends[name]}: {name}\n{mutmut.get_diff_for_mutant(name)}\n")
    sys.stdout.write(f"\n{len(ends) - len(unseen)} of {len(ends)} seen, {100 * (1 - len(unseen) / len(ends)):.1f} of 100\n")


if __name__ == "__main__":
    main()
