"""Criteria as a user meets them: those that hold only from a year on, and those of an instrument file of one's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.conftest import EXAMPLES, Spbe, Write
from tests.reading.test_instruments import changed

pytestmark = pytest.mark.usefixtures("in_a_folder")

YEARS = {year: EXAMPLES / f"bandar-lampung-{year}.yaml" for year in (2023, 2024)}
"""Both have indicator 32 at level 4: level 5 is the one with what came in 2024."""


def shown(spbe: Spbe, *arguments: object) -> str:
    ran = spbe(*arguments)
    assert ran.code == 0, ran.err
    return " ".join(ran.out.split())


def data(spbe: Spbe, *arguments: object) -> Any:
    return json.loads(shown(spbe, *arguments, "--format", "json"))


@pytest.mark.parametrize(("language", "mark"), [("en", "(since 2024)"), ("id", "(sejak 2024)")])
def test_what_holds_since_2024_is_marked_in_earlier_years_only(spbe: Spbe, language: str, mark: str) -> None:
    for arguments in (
        ("explain", "32"),
        ("plan", "--budget", "1", "--only", "32"),
        ("plan", "--budget", "1", "--only", "32", "--checklist"),
    ):
        command, *rest = arguments
        counts = {year: shown(spbe, command, file, *rest, "--lang", language).count(mark) for year, file in YEARS.items()}
        assert counts == {2023: 4, 2024: 0}, arguments
    # A reader of the instrument itself names no year.
    assert shown(spbe, "indicators", "32", "--lang", language).count(mark) == 4


def test_as_json_it_stands_by_itself(spbe: Spbe) -> None:
    texts = {year: data(spbe, "explain", file, "32")["next"] for year, file in YEARS.items()}
    assert [one["year"] for one in texts[2023]["since"]] == [2024] * 4
    assert "since" not in texts[2024]
    assert (texts[2023]["asks"], texts[2023]["evidence"]) == (texts[2024]["asks"], texts[2024]["evidence"])
    criteria = data(spbe, "indicators", "32")["criteria"]
    assert (criteria["levels"][4]["since"], criteria["year"], "since" in criteria) == (texts[2023]["since"], 2024, False)
    (step,) = data(spbe, "plan", YEARS[2023], "--budget", "1", "--only", "32")["steps"]
    assert step["criteria"][0]["since"] == texts[2023]["since"]


@pytest.mark.parametrize("ending", ["yaml", "xlsx"])
@pytest.mark.parametrize(("year", "there"), [(2021, False), (2023, False), (2024, True), (2025, True)])
def test_what_is_handed_out_for_an_earlier_year_leaves_it_out(spbe: Spbe, ending: str, year: int, there: bool) -> None:
    assert spbe("init", "--year", year, "-o", f"a.{ending}").code == 0
    if ending == "yaml":
        text = Path("a.yaml").read_text()
    else:
        rows = load_workbook("a.xlsx")["Criteria"].iter_rows(values_only=True)
        text = "\n".join(str(cell) for row in rows for cell in row if cell is not None)
    text = " ".join(text.replace("#", " ").split())
    for words in ("national portal", "less than two years old", "The level is kept", "1 year after the review"):
        assert (words in text) is there, words
    assert ("What holds only from 2024 on is left out." in text) is not there
    assert "(since" not in text
    assert "single portal" in text


def test_evidence_for_the_whole_indicator_stands_wherever_evidence_does(spbe: Spbe, write: Write) -> None:
    """The guideline of 2018 names evidence for an indicator, and none for a level."""
    named = "Proof that the policy was evaluated"
    answers = write("agency: A\nyear: 2018\nanswers: {1: 1}\n", "a.yaml")
    owners = write("owners:\n  Bappeda: {indicators: [1]}\n", "owners.yaml")
    (step,) = data(spbe, "plan", answers, "--budget", "1", "--only", "1")["steps"]
    assert named in step["criteria"][0]["evidence"]
    assert named in data(spbe, "explain", answers, "1")["evidence"]
    assert shown(spbe, "explain", answers, "1", "--format", "csv").count(named) == 2
    for page in (
        ("explain", answers, "1"),
        ("plan", answers, "--budget", "1", "--only", "1"),
        ("indicators", "1", "--instrument", "permenpanrb-5-2018"),
    ):
        assert shown(spbe, *page).count(named) == 1, page
    assert spbe("init", "--year", "2018", "-o", "new.yaml").code == 0
    assert f"#   evidence: {named}\n" in Path("new.yaml").read_text()
    assert spbe("init", "--year", "2018", "-o", "new.xlsx").code == 0
    rows = load_workbook("new.xlsx")["Criteria"].iter_rows(min_row=4, values_only=True)
    assert [
        level for identifier, _title, level, _asks, evidence, *_rest in rows if identifier == 1 and named in str(evidence)
    ] == ["0"]
    assert spbe("split", answers, "--owners", owners, "--as", "xlsx", "-o", "parts").code == 0
    (part,) = Path("parts").iterdir()
    texts = [str(cell) for row in load_workbook(part)["To fill in"].iter_rows(values_only=True) for cell in row]
    assert sum(named in text for text in texts) == 1


OWN = changed(
    "Indikator satu",
    "Indikator satu, criteria: {judges: {id: Apakah ada, en: Whether it is there}, levels: {1: {asks: Belum ada}, 2: {asks: "
    "[Ada, {id: Disahkan, since: 2022}], evidence: [Dokumen, {id: Surat, since: 2023}]}}}",
)


def test_an_instrument_file_brings_its_own_criteria(spbe: Spbe, write: Write) -> None:
    own = ("--indicators", write(OWN, "own.yaml"))
    page = shown(spbe, "indicators", "1", *own)
    for words in ("Whether it is there", "Belum ada", "Ada Disahkan (since 2022)", "- Dokumen - Surat (since 2023)"):
        assert words in page
    assert "The criteria are those of the instrument file." in page
    assert "What the levels of this instrument ask for is not known here." in shown(spbe, "indicators", "2", *own)
    criteria = data(spbe, "indicators", "1", *own)["criteria"]
    assert (criteria["source"], criteria["year"], criteria["levels"][1]["since"][0]) == (
        "Peraturan Wali Kota", None, {"year": 2022, "text": "Disahkan"},
    )  # fmt: skip
    answers = write("agency: A\nyear: 2022\nanswers: {1: 1, 2: 1, 3: 1, 4: 1}\n", "a.yaml")
    explained = shown(spbe, "explain", answers, "1", *own)
    assert "Ada Disahkan - Dokumen - Surat (since 2023)" in explained
    assert spbe("init", "--year", "2022", "-o", "new.yaml", *own).code == 0
    begun = Path("new.yaml").read_text()
    assert "Ada Disahkan" in begun
    assert "Surat" not in begun
    assert spbe("init", "--year", "2022", "-o", "new.xlsx", *own).code == 0
    cells = [cell.value for row in load_workbook("new.xlsx")["Criteria"].iter_rows() for cell in row]
    assert "Ada Disahkan" in cells
    assert "• Dokumen" in cells


def test_own_criteria_come_before_those_of_the_same_instrument(spbe: Spbe, write: Write) -> None:
    text = (Path(__file__).parents[2] / "indicators.yaml").read_text()
    title = "title: {id: Layanan Perencanaan, en: Planning service}\n"
    own = "criteria: {judges: Punya kami, levels: {1: {asks: Kami}}}\n"
    file = write(text.replace(title, title + " " * 12 + own), "own.yaml")
    assert "Punya kami" in shown(spbe, "indicators", "32", "--indicators", file)
    assert "Punya kami" not in shown(spbe, "indicators", "33", "--indicators", file)
    page = shown(spbe, "plan", YEARS[2023], "--budget", "2", "--only", "11,12", "--indicators", file)
    assert "in our own words, as of 2024, from" in page
    assert spbe("init", "--year", "2025", "-o", "new.yaml", "--indicators", file).code == 0
    assert "Those of 32 are of the instrument file." in " ".join(Path("new.yaml").read_text().replace("#", " ").split())


def test_an_own_instrument_under_a_known_id_may_lack_indicators(spbe: Spbe, write: Write) -> None:
    own = ("--indicators", write(OWN.replace("id: own", "id: permenpanrb-8-2026"), "own.yaml"))
    answers = write("agency: A\nyear: 2022\nanswers: {1: 1, 2: 1, 3: 1, 4: 1}\n", "a.yaml")
    for command in (("explain", answers, "1"), ("plan", answers, "--budget", "1"), ("indicators", "1")):
        assert spbe(*command, *own).code == 0, command
    assert spbe("init", "--year", "2022", "-o", "new.yaml", *own).code == 0
