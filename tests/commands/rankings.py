"""What rankings are made of in tests: the national results, a region, and files of answers."""

from __future__ import annotations

import csv
from typing import Any

from tests.conftest import EXAMPLES

NATIONAL = EXAMPLES / "national-2023.csv"
REGION = EXAMPLES / "region"
BANYUASIN = "Pemerintah Kab. Banyuasin"


def national() -> list[dict[str, str]]:
    with NATIONAL.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def answers(agency: str, level: int = 3, *, head: str = "", year: int = 2024) -> str:
    levels = "".join(f"  {one}: {level}\n" for one in range(1, 48))
    return f"agency: {agency}\nyear: {year}\n{head}answers:\n{levels}"


def ranks(data: Any) -> list[tuple[int, str]]:
    return [(one["rank"], one["agency"]) for one in data["results"]]
