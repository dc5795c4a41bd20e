"""What the pages that explain say in figures is what the instruments and the code have; both languages alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest

from spbe_cli import load_assessment, load_assessments, score
from spbe_cli.core.planning import NO_LIMITS, ladders_of
from spbe_cli.core.weighting import nominal_weights
from spbe_cli.limits import MAX_SUMS
from spbe_cli.model.instrument import Instrument
from spbe_cli.reading.costs import load_costs
from tests.cells import Notebook, with_what_they_print
from tests.conftest import EXAMPLES
from tests.pages import settled
from tests.strategies import built_in

DOCS = Path(__file__).parents[1] / "docs"
SPBE_2020, SPBE_2018, PEMDI, _PEGI = built_in()
LANGUAGES = ("en", "id")


def page(language: str, name: str) -> str:
    """A page on one line, with decimals as in English, so that both languages can be looked at alike."""
    text = " ".join((DOCS / language / name).read_text(encoding="utf-8").split())
    return re.sub(r"(?<=\d),(?=\d)", ".", text) if language == "id" else text


def tables(language: str, name: str) -> Iterator[list[list[str]]]:
    """The rows of each table of a page, without its headings."""
    lines = (DOCS / language / name).read_text(encoding="utf-8").splitlines()
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append([cell.strip(" *") for cell in line.strip("|").split("|")])
        elif rows:
            yield rows[2:]
            rows = []


def numbers(text: str) -> list[int]:
    found = re.fullmatch(r"(\d+) (?:to|sampai) (\d+)", text)
    return list(range(int(found[1]), int(found[2]) + 1)) if found else [int(one) for one in text.split(",")]


def pairs(new: str, old: str) -> Iterator[tuple[int, int]]:
    """What a row of a crosswalk says: all with all where one side is a single indicator, else one after the other."""
    left = numbers(new)
    groups = [numbers(one) for one in old.split(";")] if ";" in old else [[one] for one in numbers(old)]
    if len(left) == 1 or len(groups) == 1:
        yield from product(left, (one for group in groups for one in group))
    else:
        yield from ((one, other) for one, group in zip(left, groups, strict=True) for other in group)


def weigh(instrument: Instrument, some: Iterable[int]) -> Fraction:
    weights = nominal_weights(instrument)
    return sum((weights[one] for one in some), Fraction(0))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["arithmetic.md", "sure.md"])
def test_every_calculation_gives_what_the_page_shows(language: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    document = DOCS / language / name
    monkeypatch.chdir(DOCS.parent)
    now, _missing = with_what_they_print(document.read_text(encoding="utf-8"), Notebook().run)
    assert "```text" in now
    assert settled(document, now) == now


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_crosswalks_are_those_of_the_instruments(language: str) -> None:
    shown = [[pair for new, old, _subject in rows for pair in pairs(new, old)] for rows in tables(language, "crosswalks.md")]
    for said, instrument in zip(shown, (SPBE_2020, PEMDI), strict=True):
        (known,) = instrument.crosswalk.values()
        assert sorted(said) == sorted((new, old) for new, olds in known.items() for old in olds)
    text = page(language, "crosswalks.md")
    new, newest = ({one for one, _old in said} for said in shown)
    for linked, instrument in ((new, SPBE_2020), (newest, PEMDI)):
        assert all(re.search(rf"\b{len(some)}\b", text) for some in (linked, instrument.indicators))
        assert f"{float(weigh(instrument, linked)):g}%" in text
    assert f"{float(100 - weigh(PEMDI, newest)):g}%" in page(language, "pemdi.md")
    assert not new & set(SPBE_2020.domains[2].indicator_ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bounds_are_those_of_the_instruments(language: str) -> None:
    (rows,) = tables(language, "rounding.md")
    for at, instrument in enumerate((SPBE_2018, SPBE_2020, PEMDI), start=1):
        said = {row[0].rpartition(" ")[0]: Fraction(row[at].replace(",", ".")) for row in rows[:5]}
        assert said == {one.name: one.lower for one in instrument.predicates}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_choices_that_are_counted_out_are_all_there_are(language: str) -> None:
    submission = load_assessment(str(EXAMPLES / "region/bappeda.yaml"))
    result = score(submission.assessment, submission.instrument)
    costs = load_costs(str(EXAMPLES / "region/costs.yaml"), [SPBE_2020])[SPBE_2020.id]
    chosen = [one for one in result.indicators if one.indicator.id in (1, 33, 45)]
    ladders = [ladder.rungs for one in chosen for ladder in ladders_of(one, result, costs, NO_LIMITS, {})]
    need = Fraction("2.86") - result.index.exact
    choices = {
        tuple(rung.value for rung in rungs): (sum(rung.cost for rung in rungs), sum(rung.gain for rung in rungs))
        for rungs in product(*ladders)
    }
    (rows,) = tables(language, "proof.md")
    said = {tuple(map(Fraction, row[:3])): (Fraction(row[3]), Fraction(row[4].replace(",", "."))) for row in rows}
    assert said == choices
    reaching = [row[5].startswith(("yes", "ya")) for row in rows]
    assert reaching == [gain >= need for _cost, gain in said.values()]
    assert f"{float(need):.3f}" in page(language, "proof.md")


@pytest.mark.parametrize(("language", "limit"), [("en", f"{MAX_SUMS:,}"), ("id", f"{MAX_SUMS:,}".replace(",", "."))])
def test_the_limit_of_a_plan_is_that_of_the_code(language: str, limit: str) -> None:
    assert limit in page(language, "proof.md")


COMPLETE = ("denpasar-2018", "bandar-lampung-2023", "bandar-lampung-2024")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_rules_were_tried_on_is_there(language: str) -> None:
    text = page(language, "sure.md")
    figures = 0
    for name in COMPLETE:
        submission = load_assessment(str(EXAMPLES / f"{name}.yaml"))
        result = score(submission.assessment, submission.instrument)
        published = submission.assessment.published
        assert published is not None
        assert result.completeness.answered == len(submission.instrument.indicators)
        assert result.differences == ()
        figures += len(published.aspects) + len(published.domains) + (published.index is not None)
    assert re.search(rf"\b{figures} (figures|angka)\b", text)
    averages = (Path(__file__).parent / "published" / "averages.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert re.search(rf"\b{len(averages)} (national|rata-rata)", text)
    results = [score(one.assessment, one.instrument) for one in load_assessments(str(EXAMPLES / "national-2023.csv"))]
    consistent = [one for one in results if not one.differences]
    assert re.search(rf"\b{len(consistent)} (consistent|konsisten)", text)
    assert re.search(rf"\b{len(results)} (agencies|instansi)", text)
    assert not [one.agency for one in results if any(difference.tier == "predicate" for difference in one.differences)]
