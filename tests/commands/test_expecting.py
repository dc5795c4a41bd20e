"""Who is expected in a ranking and has not handed in, and who is there without being expected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.rankings import REGION, answers
from tests.conftest import Spbe, Write, parsed


def test_who_has_not_handed_in_is_listed_and_never_ranked(spbe: Spbe) -> None:
    ran = spbe("batch", REGION, "--expect", REGION / "opd.txt")
    assert ran.code == 0
    assert "Not handed in: Dinas Pekerjaan Umum\n" in ran.out
    data = parsed(spbe("batch", REGION, "--expect", REGION / "opd.txt", "--format", "json"))
    assert (data["missing"], data["unusable"], data["unexpected"]) == (["Dinas Pekerjaan Umum"], [], [])
    assert len(data["results"]) == data["summary"][0]["count"] == 8
    assert not {"missing", "unusable", "unexpected"} & parsed(spbe("batch", REGION, "--format", "json")).keys()


def test_who_has_sent_the_form_of_an_earlier_year_is_named_with_that_year(spbe: Spbe, write: Write) -> None:
    for name, year in (("A", 2024), ("B", 2022), ("B", 2023), ("C", 2024)):
        write(answers(f"Dinas {name}", year=year), f"{name}-{year}.yaml")
    names = write("Dinas A\nDinas B\nDinas C\nDinas E\n", "names.txt")
    out = spbe("batch", ".", "--expect", names).out
    assert "Handed in for an earlier year only: Dinas B (2023)\n" in out
    assert "Not handed in: Dinas E\n" in out
    data = parsed(spbe("batch", ".", "--expect", names, "--format", "json"))
    assert (data["missing"], data["earlier"]) == (["Dinas B", "Dinas E"], ["Dinas B"])
    # So it is where only the later year is asked for, and the form of the earlier one is left out.
    assert spbe("batch", ".", "--expect", names, "--year", "2024").out.endswith(out.rpartition("\n\n")[2])
    assert "earlier year" not in spbe("batch", ".", "--expect", names, "--year", "2022").out


def test_names_are_matched_but_for_case_and_spacing_and_a_near_one_is_suggested(spbe: Spbe, write: Write) -> None:
    write(answers("Dinas Kesehatan"), "a.yaml")
    write(answers("Dinas Perhubugan"), "b.yaml")
    write("# all of them\n\nDINAS  KESEHATAN\n  Dinas Perhubungan\r\nDinas Kesehata\nInspektorat\nInspektorat\n", "names.txt")
    ran = spbe("batch", ".", "--expect", "names.txt", columns=120)
    assert (ran.code, ran.err) == (0, "names.txt:7:1: Inspektorat stands in line 6 too, and counts once\n")
    missing = "Not handed in: Dinas Perhubungan (did you mean Dinas Perhubugan?), Dinas Kesehata, Inspektorat"
    assert missing in ran.out
    assert parsed(spbe("batch", ".", "--expect", "names.txt", "--format", "json"))["missing"] == [
        "Dinas Perhubungan", "Dinas Kesehata", "Inspektorat",
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["table", "csv", "jsonl", "markdown", "html", "json"])
def test_who_is_ranked_and_was_not_expected_is_named(spbe: Spbe, write: Write, form: str) -> None:
    for name in "ABC":
        write(answers(f"Dinas {name}"), f"{name}.yaml")
    names = write("Dinas B\n", "names.txt")
    ran = spbe("batch", ".", "--expect", names, "--format", form)
    if form == "json":
        assert parsed(ran)["unexpected"] == ["Dinas A", "Dinas C"]
        return
    said = "Ranked, but not among those that are expected: Dinas A, Dinas C"
    assert said in " ".join((ran.err if form in ("csv", "jsonl") else ran.out).split())
    assert (
        "not among" not in spbe("batch", ".", "--expect", write("Dinas A\nDinas B\nDinas C\n", "all.txt"), "--format", form).out
    )


def test_who_is_ranked_in_an_earlier_year_and_was_not_expected_is_named_too(spbe: Spbe, write: Write) -> None:
    write(answers("Dinas A"), "a.yaml")
    write(answers("Dinas B", year=2023), "b.yaml")
    ran = spbe("batch", ".", "--expect", write("Dinas A\n", "names.txt"))
    assert "Ranked, but not among those that are expected: Dinas B" in ran.out


def test_nobody_is_missing(spbe: Spbe, write: Write) -> None:
    write(answers("Kota A"), "a.yaml")
    names = write("Kota A\n", "names.txt")
    assert "Everyone expected has handed in." in spbe("batch", ".", "--expect", names).out
    assert parsed(spbe("batch", ".", "--expect", names, "--format", "json"))["missing"] == []


@pytest.mark.parametrize(
    ("content", "told"), [("", "names.txt:1:1: the file is empty"), ("# none\n\n", "names.txt:1:1: "), (None, "x.txt: no such")]
)
def test_names_that_can_not_be_had_are_bad_input(spbe: Spbe, write: Write, content: str | None, told: str) -> None:
    write(answers("Kota A"), "a.yaml")
    name = "x.txt" if content is None else write(content, "names.txt")
    ran = spbe("batch", ".", "--expect", name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(told)


def test_who_handed_in_what_can_not_be_used_is_told_from_who_did_not(spbe: Spbe, write: Callable[..., str]) -> None:
    write("agency: Dinas A\nyear: 2024\nanswers: {1: 3}\n", "in/a.yaml")
    write("agency: dinas b, arsip\nyear: 2024\nanswers: {1: belum}\n", "in/b.yaml")
    write("agency: Dinas C\nyear: 2024\nanswers: {99: 1}\n", "in/c.yaml")
    listed = write("Dinas A\nDinas B, Arsip\nDinas C\nDinas D\nDinas E, Sosial\n", "opd.txt")
    ran = spbe("batch", "in", "--expect", listed)
    assert "Not handed in: Dinas D; Dinas E, Sosial\n" in ran.out
    assert "Handed in, but what they sent can't be used yet: Dinas B, Arsip; Dinas C\n" in ran.out
    # A file that names nobody, or somebody that nobody expects, may be of any of them.
    write("agency: Dinas Ee\nyear: 2024\nanswers: {99: 1}\n", "in/e.yaml")
    assert "Not handed in, or in a file that can't be used: Dinas D;" in spbe("batch", "in", "--expect", listed).out
    (Path("in") / "e.yaml").write_text("year: 2024\nanswers: {1: 1}\n")
    assert "Not handed in, or in a file that can't be used: Dinas D;" in spbe("batch", "in", "--expect", listed).out
