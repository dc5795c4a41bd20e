"""Where points are lost, by indicator, aspect and domain."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from tests.commands.rankings import REGION, answers
from tests.conftest import Spbe, Write, csv_of, fraction, parsed


def test_where_points_are_lost_by_indicator(spbe: Spbe) -> None:
    (losses,) = parsed(spbe("batch", REGION, "--by", "indicator", "--format", "json"))["losses"]
    assert (losses["instrument"], losses["year"], losses["stage"]) == ("permenpanrb-59-2020", 2024, "self")
    results = parsed(spbe("batch", REGION, "--detail", "indicator", "--format", "json"))["results"]
    parts = losses["parts"]
    assert [one["id"] for one in parts[:3]] == [42, 47, 46]
    mean = sum(Fraction(one["index_exact"]) for one in results) / 8
    assert sum(Fraction(one["lost_exact"]) for one in parts) == 5 - mean
    indicators = {
        one["id"]: [
            indicator
            for result in results
            for domain in result["domains"]
            for aspect in domain["aspects"]
            for indicator in aspect["indicators"]
            if indicator["id"] == one["id"]
        ]
        for one in parts
    }
    for one in parts:
        levels = [indicator["level"] for indicator in indicators[one["id"]] if indicator["level"] is not None]
        assert one["levels"] == {str(level): levels.count(level) for level in range(1, 6)}
        assert (one["count"], one["tier"]) == (len(levels), "indicator")
        assert Fraction(one["mean_exact"]) == Fraction(sum(levels), len(levels))
        lost = [Fraction(each["weight"]) / 100 * 5 - Fraction(each["contribution_exact"]) for each in indicators[one["id"]]]
        assert Fraction(one["lost_exact"]) == sum(lost) / 8
    assert [one["lost"] for one in parts] == sorted((one["lost"] for one in parts), reverse=True)


@pytest.mark.parametrize(("tier", "count"), [("aspect", 8), ("domain", 4)])
def test_where_points_are_lost_by_aspect_and_domain(spbe: Spbe, tier: str, count: int) -> None:
    (losses,) = parsed(spbe("batch", REGION, "--by", tier, "--format", "json"))["losses"]
    assert len(losses["parts"]) == count
    assert {one["tier"] for one in losses["parts"]} == {tier}
    assert not any("levels" in one for one in losses["parts"])
    (fine,) = parsed(spbe("batch", REGION, "--by", "indicator", "--format", "json"))["losses"]
    assert sum(Fraction(one["lost_exact"]) for one in losses["parts"]) == sum(
        Fraction(one["lost_exact"]) for one in fine["parts"]
    )


def test_the_worst_only_in_every_format(spbe: Spbe) -> None:
    arguments = ("batch", REGION, "--by", "indicator", "--top", "2")
    assert [one["id"] for one in parsed(spbe(*arguments, "--format", "json"))["losses"][0]["parts"]] == [42, 47]
    rows = csv_of(spbe(*arguments, "--format", "csv"))
    assert [(row["id"], row["level_1"], row["level_2"], row["lost"], fraction(row, "lost")) for row in rows] == [
        ("42", "0", "5", "0.0810", "81/1000"), ("47", "1", "4", "0.0810", "81/1000"),
    ]  # fmt: skip
    out = spbe(*arguments).out
    assert "Layanan Pengaduan Pelayanan Publik" in out
    assert "Layanan Publik Sektor 2" not in out
    # The facts are of all indicators.
    assert "2.54 index points to the maximum, 5" in out


def test_what_is_not_known_on_a_tier_is_left_out_and_said(spbe: Spbe, write: Write) -> None:
    write("agency,year,index\nKota A,2024,3\nKota B,2024,2\n", "a.csv")
    write(answers("Kota C", 4), "c.yaml")
    ran = spbe("batch", ".", "a.csv", "--by", "indicator")
    assert ran.code == 0
    assert re.search(r"^Agencies +1\nMean +4.00\nLost +1.00 index points", ran.out, re.MULTILINE)
    assert "2 agencies left out, as not all figures by indicator are known." in ran.out
    alone = spbe("batch", "a.csv", "--by", "indicator")
    assert alone.code == 0
    assert alone.out.endswith("Agencies  0\n\n2 agencies left out, as not all figures by indicator are known.\n")
    assert parsed(spbe("batch", "a.csv", "--by", "indicator", "--format", "json"))["losses"][0]["parts"] == []


def test_points_lost_with_gates_missing_and_broken_ones(spbe: Spbe, write: Write) -> None:
    write(answers("Kota A", 2), "a.yaml")
    write("agency: Kota B\n", "b.yaml")
    names = write("Kota A\nKota B\n", "names.txt")
    arguments = ("batch", ".", "--by", "domain", "--expect", names, "--fail-under", "3")
    ran = spbe(*arguments)
    assert ran.code == 2
    assert "Kota A: Gate failed: 2 is below 3." in ran.out
    assert "Handed in, but what they sent can't be used yet: Kota B" in ran.out
    assert "b.yaml:1:1: " in ran.err
    told = "names.txt:2:1: Kota B has not handed in, or is in a file that can't be used, so no gate can be checked on it\n"
    assert told in ran.err
    data = parsed(spbe(*arguments, "--format", "json"), 2)
    assert (data["missing"], data["passed"], len(data["gates"]), len(data["errors"])) == (["Kota B"], False, 1, 3)
    assert data["unusable"] == ["Kota B"]


def test_a_scale_of_many_levels_has_no_column_for_each_where_people_read(spbe: Spbe, write: Write) -> None:
    instrument = write(
        """\
        id: hundred
        title: {id: Seratus, en: Hundred}
        source: Perwal 1
        years: {from: 2020, to: 2030}
        scale: {min: 0, max: 100, step: 1}
        index: {decimals: 2, rounding: half_up, thresholds_on: {2020: exact}}
        predicates: [{from: 0, name: Cukup}]
        domains:
          - id: 1
            title: Satu
            aspects: [{id: 1, title: Satu, levels: process, indicators: [{id: 1, title: Satu, weight: 100}]}]
        """,
        "hundred.yaml",
    )
    file = write("agency: Dinas A\nyear: 2024\ninstrument: hundred\nanswers: {1: 60}\n", "a.yaml")
    asked = ("batch", file, "--indicators", instrument, "--by", "indicator", "--format")
    assert "| No. | Indicator | Mean | Lost |" in spbe(*asked, "markdown").out
    (row,) = csv_of(spbe(*asked, "csv"))
    assert [key for key, value in row.items() if key.startswith("level_") and value == "1"] == ["level_60"]
