"""``spbe score --one-page``: a single sheet for the head of the agency."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, Spbe, Write

OLD, NEW = (EXAMPLES / f"bandar-lampung-{year}.yaml" for year in (2023, 2024))
LATE = "  45: {level: 2, target: {level: 4, by: 2024-06-30, owner: Dinas Kominfo}}\n"


@pytest.fixture
def claimed(write: Write) -> str:
    """This year's own assessment, with a commitment whose day has passed."""
    text = NEW.read_text(encoding="utf-8").replace("stage: final", "stage: self")
    text, count = re.subn(r"(?m)^  45: 2\n", LATE, text)
    assert count == 1
    return write(re.sub(r"(?ms)^published:.*?(?=^\S|\Z)", "", text), "claimed.yaml")


def test_all_that_the_head_asks_stands_on_it(spbe: Spbe, claimed: str) -> None:
    ran = spbe(
        *("score", claimed, "--before", OLD, "--target", "3.5", "--one-page", "--today", "2025-01-31"),
        columns=120,
    )
    assert (ran.code, ran.err) == (0, "")
    shown = " ".join(ran.out.split())
    for text in (
        "self-assessment 2024 beside final result 2023",
        "Index 2.98 (+0.83)",
        "Missing to 3.50 0.53",
        "Date 31 January 2025",
        "Before 2.15 Cukup, final result 2023",
        "at least 18 levels of 9 indicators, if each level costs the same",
        "Promised 3.04 (Baik), if 1 commitment is kept",
        "named for none of 42 answers above the lowest level",
        "23 others +0.5950 Change of the index +0.8250",
        "45 Layanan Publik Sektor 1 2 +0.0300 Dinas Kominfo 4 30 June 2024, overdue",
        "Nothing is promised yet for 4 of these 5 gaps.",
    ):
        assert text in shown


def test_in_indonesian_days_are_as_in_letters(spbe: Spbe, claimed: str) -> None:
    shown = " ".join(spbe("score", claimed, "--one-page", "--today", "2025-08-17", "--lang", "id", columns=120).out.split())
    assert "Tanggal 17 Agustus 2025" in shown
    assert "30 Juni 2024, lewat tenggat" in shown


def test_who_answers_comes_from_the_owners_file_first(spbe: Spbe, claimed: str, write: Write) -> None:
    owners = write("owners:\n  Dinas Kesehatan: {indicators: [45, 46]}\n", "owners.yaml")
    out = spbe("score", claimed, "--one-page", "--owners", owners, columns=140).out
    assert out.count("Dinas Kesehatan") == 2
    assert "Dinas Kominfo  " not in out
    ran = spbe("score", claimed, "--owners", owners)
    assert (ran.code, ran.err) == (2, "--owners: this is only for --one-page (add --one-page, or leave it out)\n")


def test_where_it_stands_among_others(spbe: Spbe) -> None:
    shown = " ".join(spbe("score", OLD, "--one-page", "--among", EXAMPLES / "national-2023.csv", columns=140).out.split())
    assert "Standing All: 501 of 621, median 2.83;" in shown
    assert "Kind: Kota: 85 of 93, median 3.00" in shown


def test_only_announced_figures_give_no_gaps_and_no_causes(spbe: Spbe) -> None:
    ran = spbe("score", EXAMPLES / "palopo-2023.yaml", "--before", EXAMPLES / "bandar-lampung-2023.yaml", "--one-page")
    shown = " ".join(ran.out.split())
    assert "Which indicators moved is not known: of one of the years there are only announced figures." in shown
    assert "What changed No. Domain" in shown
    assert "gaps" not in shown


@pytest.mark.parametrize("option", [("--set", "1=2"), ("--focus", "se-mendagri"), ("--lowered", "0.1")])
def test_what_has_no_place_on_it(spbe: Spbe, option: tuple[str, str]) -> None:
    ran = spbe("score", NEW, "--one-page", *option)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"--one-page: can't go together with {option[0]} (leave out one of the two)\n"


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx", "github"])
def test_a_sheet_is_no_data(spbe: Spbe, kind: str) -> None:
    ran = spbe("score", NEW, "--one-page", "--format", kind)
    assert (ran.code, ran.out) == (2, "")
    assert f"--format {kind}: not to be had in the format {kind}" in ran.err


def test_no_file_is_left_where_it_can_not_be_made(spbe: Spbe) -> None:
    ran = spbe("score", NEW, "--one-page", "--owners", "no.yaml", "-o", "a.html")
    assert ran.code == 2
    assert not Path("a.html").exists()


def test_the_name_of_the_agency_stands_whole(spbe: Spbe, write: Write) -> None:
    name = "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu, Perindustrian, Perdagangan, Koperasi dan UKM Kabupaten Contoh"
    assert len(name) > 110
    path = write(re.sub("(?m)^agency: .*$", f'agency: "{name}"', NEW.read_text(encoding="utf-8")), "long.yaml")
    assert name in " ".join(spbe("score", path, "--one-page").out.split())


def test_the_gravest_notes_stay_where_there_are_too_many(spbe: Spbe, write: Write) -> None:
    # The head is to sign it: that what was announced is another figure must not be among those that have no room.
    lines = ["agency: Kota A", "year: 2024", "answers:", "  1: n/a", *(f"  {number}: 3" for number in range(2, 40))]
    lines += ["  40: {level: 3, target: {level: 4, by: 2024-12-31}}", "published: {index: 3.31, domains: {3: 2.65}}"]
    out = " ".join(spbe("score", write("\n".join(lines) + "\n"), "--one-page", "--today", "2025-02-01").out.split())
    assert "7 indicators are not answered and score 1: 41-47." in out
    assert "Domain 3: announced 2.65, computed 3.00 Index: announced 3.31, computed 2.59 3 more notes" in out
    assert "Adjusted" not in out


def test_what_is_met_already_is_no_work(spbe: Spbe, write: Write) -> None:
    """It stood as "at least 4 levels of 2 indicators", where two are enough."""
    given = "".join(f"  {one}: {{criteria: [1, 3]}}\n" for one in range(1, 46))
    write(f"agency: A\nyear: 2024\nanswers:\n{given}  46: n/a\n  47: n/a\n")
    out = spbe("score", "answers.yaml", "--one-page", "--target", "1.15", "--today", "2025-01-31", columns=120).out
    assert "Cost       2 for 4 levels of 2 indicators" in spbe("plan", "answers.yaml", "--target", "1.15").out
    assert "at least 2 levels of 2 indicators, if each level costs the same" in out
    assert "Answered         45 of 47, 2 not applicable" in out
