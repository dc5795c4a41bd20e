"""How long `spbe batch` takes over thousands of files, as ratios in one run to two yardsticks over the same files.

    python benchmarks/batch.py [FILES ...]     # 5000 and 25000 without; needs spbe installed as its users install it

The files are generated: half have bare levels, half evidence and notes; 25,000 is every OPD of every region in Indonesia.

(a) a bare loop of ``yaml.load(…, Loader=CSafeLoader)`` on one core, which computes nothing;
(b) the script a user would write: ``yaml.safe_load``, a plain Pydantic model, a sum. It is so slow that it is timed on a sample
    and scaled up.

Each ratio is that of the fastest of a few rounds.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 3
SAMPLE = 500
TARGETS = {5000: (0.30, 0.03), 25_000: (0.22, 0.03)}

BARE_LOOP = """
import sys, yaml
from pathlib import Path
for file in sorted(Path(sys.argv[1]).glob("*.yaml")):
    yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
"""

USERS_SCRIPT = """
import json, sys, yaml
from pathlib import Path
from pydantic import BaseModel

class Answer(BaseModel):
    level: int
    evidence: list[str] = []
    note: str | None = None

class Answers(BaseModel):
    agency: str
    year: int
    answers: dict[int, int | Answer]

weights = {1: 1.3, 11: 2.5, 21: 1.5, 32: 2.75, 42: 3}
results = []
for file in sorted(Path(sys.argv[1]).glob("*.yaml"))[: int(sys.argv[2])]:
    answers = Answers.model_validate(yaml.safe_load(file.read_text()))
    index = 0.0
    for number, answer in answers.answers.items():
        weight = weights[max(first for first in weights if first <= number)]
        index += weight * (answer if isinstance(answer, int) else answer.level) / 100
    results.append({"agency": answers.agency, "index": round(index, 2)})
print(json.dumps(sorted(results, key=lambda result: -result["index"])))
"""


def generate(folder: Path, count: int) -> None:
    """Writes the answer files: every other one with evidence and notes."""
    chance = random.Random(2024)
    for number in range(count):
        lines = [
            f"agency: Dinas Contoh {number}",
            "year: 2024",
            "stage: self",
            f"group: Kabupaten Contoh {number % 514}",
            "answers:",
        ]
        for indicator in range(1, 48):
            level = chance.randint(1, 5)
            if number % 2:
                lines.append(f"  {indicator}: {level}")
            else:
                lines += [
                    f"  {indicator}:",
                    f"    level: {level}",
                    f"    evidence: [sk-{indicator}.pdf, laporan-{level}.pdf]",
                    f"    note: Bukti indikator {indicator} diperiksa oleh tim penilai.",
                ]
        (folder / f"opd-{number:06}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def seconds(command: list[str], rounds: int) -> float:
    """The fastest of a few runs."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    best = float("inf")
    for _ in range(rounds):
        begun = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, env=environment, check=True)
        best = min(best, time.perf_counter() - begun)
    return best


def main() -> None:
    """Measures and prints the ratios."""
    spbe = shutil.which("spbe", path=str(Path(sys.executable).parent)) or "spbe"
    print(f"{'files':>7}{'spbe s':>9}{'(a) s':>9}{'to (a)':>9}{'target':>8}{'to (b)':>9}{'target':>8}")
    for count in [int(argument) for argument in sys.argv[1:]] or list(TARGETS):
        with tempfile.TemporaryDirectory() as name:
            generate(Path(name), count)
            ours = seconds([spbe, "batch", name, "--format", "json"], ROUNDS)
            bare = seconds([sys.executable, "-c", BARE_LOOP, name], ROUNDS)
            sample = min(count, SAMPLE)
            script = seconds([sys.executable, "-c", USERS_SCRIPT, name, str(sample)], 1) * count / sample
        targets = TARGETS.get(count, (float("nan"), float("nan")))
        print(f"{count:7}{ours:9.2f}{bare:9.2f}{ours / bare:9.3f}{targets[0]:8.2f}{ours / script:9.3f}{targets[1]:8.2f}")


if __name__ == "__main__":
    main()
