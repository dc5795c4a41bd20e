"""How long planning takes with 47 indicators and costs that make it hard, compared with importing what spbe uses.

    python benchmarks/plan.py [ROUNDS]     # 12 without; needs spbe installed

For each kind of costs there are ROUNDS made-up agencies. Each is planned for three targets and three budgets, in the middle of
what can be reached, in one process on one core. In half of the agencies some answers in several aspects are not applicable, which
makes the weights awkward fractions. Costs have two or three decimals:

- random: a random cost from 0.5 to 9 for every level of every indicator
- like weights: within 5% of a multiple of the indicator's weight, so all raises are worth nearly the same
- just weights: that multiple itself, rounded, so raises differ only by rounding
- dearer, cheaper: a multiple of the weight that grows, or falls, with the level
- one: the default cost

Each plan's time is the fastest of a few; the ratio is that of the slowest plan to the fastest of a few starts.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING, Any

from spbe_cli import load_instruments
from spbe_cli.core.planning import plan
from spbe_cli.core.scoring import score
from spbe_cli.core.weighting import nominal_weights
from spbe_cli.model.answer import Answer
from spbe_cli.model.assessment import Assessment
from spbe_cli.model.costs import Costs
from spbe_cli.model.plan import Goal

if TYPE_CHECKING:
    from spbe_cli.model.result import Result

ROUNDS = 12
STARTS = 7
REPEATS = 3
TARGET = 0.5
START_UP = "import typer, pydantic, yaml, rich"
KINDS = ("random", "like weights", "just weights", "dearer", "cheaper", "one")

INSTRUMENT = load_instruments().default
YEAR = 2024


def agency(chance: random.Random, *, awkward: bool) -> Result:
    """An agency with random levels; with ``awkward``, some of its answers are not applicable."""
    answers: dict[int, Any] = {one: chance.randint(1, 4) for one in INSTRUMENT.indicators}
    for aspect in INSTRUMENT.aspects if awkward else ():
        ids = aspect.indicator_ids
        answers |= dict.fromkeys(chance.sample(ids, chance.randint(0, min(3, len(ids) - 1))), "n/a")
    checked = {one: Answer.model_validate(given, context=INSTRUMENT.asked[one]) for one, given in answers.items()}
    return score(Assessment(agency="Dinas Contoh", year=YEAR, instrument=INSTRUMENT.id, answers=checked), INSTRUMENT)


def costs(chance: random.Random, kind: str, result: Result) -> Costs:
    """Costs of a kind, by indicator and level."""
    decimals = chance.choice([2, 3])
    nominal = nominal_weights(INSTRUMENT)
    weights = {one.indicator.id: one.weight or nominal[one.indicator.id] for one in result.indicators}

    def cost(indicator: int, level: int) -> Decimal:
        weight = float(weights[indicator])
        value = {
            "random": chance.uniform(0.5, 9),
            "like weights": weight * chance.uniform(0.95, 1.05),
            "just weights": weight * 1.234,
            "dearer": weight * (level - 1),
            "cheaper": weight * 3 / (level - 1),
            "one": 1,
        }[kind]
        # Without zeros at the end: 7.170 may be meant as thousands, and is refused.
        return round(Decimal(value), decimals).normalize()

    levels = INSTRUMENT.scale.levels_above(INSTRUMENT.scale.min)
    named = {one: {level: cost(one, level) for level in levels} for one in INSTRUMENT.indicators}
    return Costs.model_validate(named, context=INSTRUMENT)


def goals(result: Result, price: Costs) -> list[Goal]:
    """Targets and budgets in the middle of what can be reached."""
    index, best = result.index.exact, INSTRUMENT.scale.max
    whole = plan(result, Goal(best), price).cost
    shares = [Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)]
    return [Goal(index + (best - index) * share) for share in shares] + [Goal(budget=whole * share) for share in shares]


def timed(result: Result, goal: Goal, price: Costs) -> float:
    """How long a plan takes, in seconds."""
    begun = time.perf_counter()
    plan(result, goal, price)
    return time.perf_counter() - begun


def start_up() -> float:
    """The fastest of a few starts, in seconds."""
    best = float("inf")
    for _ in range(STARTS):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", START_UP], check=True)
        best = min(best, time.perf_counter() - begun)
    return best


def main() -> None:
    """Measures and prints the times."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    baseline = start_up()
    print(f"{START_UP}: {1000 * baseline:.0f} ms\n")
    print(f"{'costs':14}{'plans':>6}{'median ms':>11}{'worst ms':>10}{'ratio':>8}{'target ms':>11}")
    for kind in KINDS:
        chance = random.Random(kind)
        seconds = []
        for number in range(rounds):
            result = agency(chance, awkward=number % 2 == 1)
            price = costs(chance, kind, result)
            seconds += [min(timed(result, goal, price) for _ in range(REPEATS)) for goal in goals(result, price)]
        worst = max(seconds)
        figures = (
            f"{len(seconds):6}{1000 * median(seconds):11.1f}{1000 * worst:10.1f}{worst / baseline:8.2f}{1000 * TARGET:11.0f}"
        )
        print(f"{kind:14}{figures}")


if __name__ == "__main__":
    main()
