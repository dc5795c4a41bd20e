"""The national results of 2023: all are confirmed but for one, and whatever is changed in them is found."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.commands.rankings import BANYUASIN, NATIONAL, national
from tests.conftest import Spbe, Write, parsed


def as_csv(rows: list[dict[str, str]]) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def test_the_national_results_are_confirmed_but_for_one(spbe: Spbe) -> None:
    data = parsed(spbe("batch", NATIONAL, "--format", "json"))
    assert len(data["results"]) == 621
    assert [one["agency"] for one in data["results"] if not one["published"]["matches"]] == [BANYUASIN]
    (wrong,) = (one for one in data["results"] if one["agency"] == BANYUASIN)
    assert wrong["published"]["differences"] == [{"what": "domain 4", "announced": 0.3, "low": "1", "high": "5"}]
    announced = {one["agency"]: one for one in national()}
    for one in data["results"]:
        row = announced[one["agency"]]
        assert (Fraction(one["index_exact"]), one["predicate"]) == (Fraction(row["index"]), row["predicate"])
        assert (one["group"], one["basis"], one["path"]) == (row["group"], "domains", str(NATIONAL))
    out = spbe("batch", NATIONAL, "--top", "3").out
    assert "620 of 621 hold" in out
    assert f"{BANYUASIN}: Domain 4: announced 0.30, but only 1.00 to 5.00 is" in out


def test_the_national_summary_as_python_reckons_it(spbe: Spbe) -> None:
    import statistics

    (summary,) = parsed(spbe("batch", NATIONAL, "--format", "json"))["summary"]
    values = [Fraction(one["index"]) for one in national()]
    q1, median, q3 = statistics.quantiles(values, n=4, method="inclusive")
    assert {key: summary[key] for key in ("instrument", "year", "stage", "count", "min", "max")} == {
        "instrument": "permenpanrb-59-2020", "year": 2023, "stage": None, "count": 621, "min": 1.0, "max": 4.67,
    }  # fmt: skip
    for key, value in (("mean", statistics.mean(values)), ("median", median), ("q1", q1), ("q3", q3)):
        assert abs(summary[key] - float(value)) <= 0.005
    assert abs(summary["stdev"] - float(statistics.pstdev(values))) <= 0.00005
    given = [one["predicate"] for one in national()]
    assert summary["predicates"] == {name: given.count(name) for name in ("Memuaskan", "Sangat Baik", "Baik", "Cukup", "Kurang")}


@pytest.mark.parametrize("domain", [1, 2, 3, 4])
def test_a_domain_that_was_changed_is_found_in_every_row(spbe: Spbe, write: Write, domain: int) -> None:
    rows = national()
    for row in rows:
        value = Decimal(row[f"domain_{domain}"])
        row[f"domain_{domain}"] = str(value - Decimal("0.2") if value > Decimal("4.8") else value + Decimal("0.2"))
    data = parsed(spbe("batch", write(as_csv(rows), "changed.csv"), "--fail-on-difference", "--format", "json"), 1)
    assert [one["agency"] for one in data["results"] if one["published"]["matches"]] == []
    assert len(data["results"]) == len(rows) > 600


def test_a_predicate_that_was_changed_is_found_in_every_row(spbe: Spbe, write: Write) -> None:
    rows = national()
    names = ["Memuaskan", "Sangat Baik", "Baik", "Cukup", "Kurang"]
    for position, row in enumerate(rows):
        row["predicate"] = names[names.index(row["predicate"]) - (1 if position % 2 else 4)]
    data = parsed(spbe("batch", write(as_csv(rows), "changed.csv"), "--format", "json"))
    found = [[other["what"] for other in one["published"]["differences"]] for one in data["results"]]
    assert all("predicate" in one for one in found)
    assert len(found) == len(rows) > 600


@pytest.mark.parametrize("row", [0, 17, 333, 620])
def test_the_row_that_was_changed_is_named(spbe: Spbe, write: Write, row: int) -> None:
    rows = national()
    value = Decimal(rows[row]["domain_4"])
    rows[row]["domain_4"] = str(value + Decimal("0.2") if value <= Decimal("4.8") else value - Decimal("0.2"))
    ran = spbe("batch", write(as_csv(rows), "changed.csv"), "--fail-on-difference", "--top", "1")
    assert ran.code == 1
    assert "619 of 621 hold" in ran.out
    assert f"{rows[row]['agency']}: Index: announced {rows[row]['index']}, but only" in " ".join(ran.out.split())
