"""``spbe score --before``: a result beside an earlier one."""

from __future__ import annotations

import json

import pytest

from tests.conftest import EXAMPLES, Spbe, Write

OLD, NEW = (EXAMPLES / f"bandar-lampung-{year}.yaml" for year in (2023, 2024))


def facts(out: str) -> dict[str, str]:
    """The labelled lines on top."""
    lines = out.split("\n\n")[1].splitlines()
    return {label: text for label, _, text in (line.partition("  ") for line in lines)}


def test_the_earlier_values_stand_beside_the_present_ones(spbe: Spbe) -> None:
    ran = spbe("score", NEW, "--before", OLD)
    assert ran.code == 0
    assert "Since 2023  2.15 → 2.98 (+0.83)" in ran.out
    lines = {" ".join(line.split()[:-1]) for line in spbe("score", NEW, "--before", OLD, columns=120).out.splitlines()}
    assert "1 Kebijakan Internal SPBE 13% 1.40 2.90 +1.50" in lines
    assert "3 Teknologi Informasi dan Komunikasi 10% 1.75 2.75 +1.00" in lines


def test_levels_too(spbe: Spbe) -> None:
    out = spbe("score", NEW, "--before", OLD, "--detail", "indicator", columns=160).out
    assert "39 Layanan Pengawasan Internal Pemerintah 2.75% 1 3 +2 Transaksi" in " ".join(out.split())


def test_as_data(spbe: Spbe) -> None:
    data = json.loads(spbe("score", NEW, "--before", OLD, "--format", "json").out)
    before = json.loads(spbe("score", OLD, "--format", "json").out)
    assert data["before"] == before
    rows = spbe("score", NEW, "--before", OLD, "--format", "csv").out.splitlines()
    assert rows[0].split(",")[:12] == [
        *("agency", "year", "instrument", "stage", "path", "tier", "id", "title"),
        *("weight", "weight_num", "weight_den", "before"),
    ]
    assert rows[-1].split(",")[11] == "2.15"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((OLD, NEW, "--before", OLD), "--before: one earlier file can't stand beside several: expected one file\n"),
        (
            (NEW, "--before", OLD, "--set", "1=2"),
            "--before: a what-if (--set) stands beside the result as it is already (leave out one of the two)\n",
        ),
        ((NEW, "--before", "no.yaml"), "no.yaml: "),
        ((OLD, "--before", NEW), f"{NEW}: Pemerintah Kota Bandar Lampung has nothing before final result 2023 here\n"),
        (
            (EXAMPLES / "denpasar-2018.yaml", "--before", OLD),
            f"{OLD}: Pemerintah Kota Denpasar has nothing before final result 2018 here\n",
        ),
    ],
)
def test_what_can_not_be_seen_beside_each_other(spbe: Spbe, arguments: tuple[object, ...], told: str) -> None:
    ran = spbe("score", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_another_agency_and_another_instrument_are_told(spbe: Spbe) -> None:
    ran = spbe("score", NEW, "--before", EXAMPLES / "denpasar-2018.yaml")
    assert "These are two agencies: Pemerintah Kota Denpasar and Pemerintah Kota Bandar Lampung." in " ".join(ran.out.split())
    assert "The yardstick changed" in ran.out
    assert "Since 2018  2.64 → 2.98 (+0.34)" in ran.out
    assert "Before" not in ran.out
    assert ran.code == 0


def test_the_same_year_before(spbe: Spbe) -> None:
    out = spbe("score", EXAMPLES / "denpasar-2018.yaml", "--before", EXAMPLES / "denpasar-2018-self.yaml").out
    assert facts(out)["Before"].strip() == "3.67 → 2.64 (−1.03), final result 2018 beside self-assessment 2018"
    assert "Weight  self  final  Change" in out
    assert "The two are of different stages, so the change of the index is not the agency's alone." in " ".join(out.split())


def test_both_stages_are_named(spbe: Spbe, write: Write) -> None:
    claimed = write(NEW.read_text(encoding="utf-8").replace("stage: final", "stage: self"), "claimed.yaml")
    out = spbe("score", claimed, "--before", OLD, columns=120).out
    assert facts(out)["Since 2023"] == "2.15 → 2.98 (+0.83), self-assessment 2024 beside final result 2023"
    assert "final  self  Change" in out
    without = write(OLD.read_text(encoding="utf-8").replace("stage: final\n", ""), "without.yaml")
    out = spbe("score", NEW, "--before", without, columns=120).out
    assert facts(out)["Since 2023"] == "2.15 → 2.98 (+0.83), final result 2024 beside 2023 without a stage"
    assert "different stages" not in out


def test_one_stage_on_both_sides_heads_its_columns_as_ever(spbe: Spbe) -> None:
    out = spbe("score", NEW, "--before", OLD).out
    assert facts(out)["Since 2023"].endswith("final result 2024 beside final result 2023")
    assert "2023  Value  Change" in out
    assert "different stages" not in out


def test_problems_of_both_files_are_told_at_once(spbe: Spbe, write: Write) -> None:
    ran = spbe("score", write("year: x\n", "new.yaml"), "--before", write("year: y\n", "old.yaml"))
    assert ran.code == 2
    assert "new.yaml:" in ran.err
    assert "old.yaml:" in ran.err
