"""Workbooks to fill in: LibreOffice computes what ``score`` does, and what it saves reads back alike."""

from __future__ import annotations

import io
import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from spbe_cli import texts
from spbe_cli.core.scoring import score
from spbe_cli.model import cells
from spbe_cli.model.answer import Answer
from spbe_cli.model.assessment import Assessment
from spbe_cli.model.instrument import Asked, Instrument
from spbe_cli.model.result import Result
from spbe_cli.office import sheet_titles
from spbe_cli.reading.assessments import load_assessment
from spbe_cli.reading.criteria import load_criteria
from spbe_cli.reading.problems import BadInput
from spbe_cli.writing.workbook import Blanks, lost, workbook
from tests.forms import blank
from tests.libreoffice import named, saved_again
from tests.reached import reached, reaching
from tests.strategies import answer_to, built_in, written
from tests.writing.test_answers import wholes


def of(identifier: str) -> Instrument:
    return next(one for one in built_in() if one.id == identifier)


def test_of_many_blank_workbooks_each_is_as_if_it_were_made_alone() -> None:
    instrument = of("permenpanrb-59-2020")
    blanks = Blanks(instrument, load_criteria(instrument))
    for name in ("Kota Lain", "Kota Contoh", "Dinas A & B <C>", " Kota  Ambon ", "_x0041_", "a\x1bb", "Summary", "=1+1"):
        assessment = Assessment(agency=name, year=2024, instrument=instrument.id, answers={}, group="Bali")
        alone = workbook(instrument, load_criteria(instrument), assessment)
        books = [load_workbook(io.BytesIO(one), rich_text=True) for one in (blanks.workbook(assessment), alone)]
        made, by_itself = [[list(sheet.values) for sheet in book.worksheets] for book in books]
        assert made == by_itself
        assert [*books[0].defined_names] == [*books[1].defined_names]


def typed(value: Fraction, kind: str, instrument: Instrument, chance: random.Random) -> Any:
    """A level as people, programs and the drop-down list put it into a cell."""
    plain = written(value)
    name = instrument.scale.name(kind, value) or "Contoh"
    comma = str(plain).replace(".", ",")
    return chance.choice([
        float(value) if value.denominator > 1 else int(value), str(plain), comma, f"{comma} - {name}", f"{plain} – {name}",
        f"{comma}-{name}", f"  {comma} ", f"\u00a0{comma}\u00a0-\u00a0{name}\u00a0", f"{plain} {name}\n",
    ])  # fmt: skip


def filled(instrument: Instrument, year: int, answers: dict[int, list[Fraction] | str], chance: random.Random) -> Any:
    """A workbook with levels typed in, or n/a, by indicator."""
    book = blank(instrument, year=str(year))
    for identifier, levels in answers.items():
        repeated = instrument.indicators[identifier].repeat
        values: list[Any] = [levels] if isinstance(levels, str) else levels
        for service, value in enumerate(values, start=1):
            kind = instrument.aspect_of(identifier).levels
            said = value if isinstance(value, str) else typed(value, kind, instrument, chance)
            named(book, cells.of_answer(("level",), identifier, service if repeated else None)).value = said
    return book


def random_answers(instrument: Instrument, chance: random.Random) -> dict[int, list[Fraction] | str]:
    """Answers of all kinds, whole aspects and domains that do not apply among them."""
    scale = instrument.scale
    steps = int((scale.max - scale.min) / scale.step)
    away = {one for aspect in instrument.aspects if chance.random() < 0.12 for one in aspect.indicator_ids}
    away |= {one for domain in instrument.domains if chance.random() < 0.12 for one in domain.indicator_ids}
    away |= {one for one in instrument.indicators if chance.random() < 0.08}
    answers: dict[int, list[Fraction] | str] = {}
    for identifier, indicator in instrument.indicators.items():
        count = chance.randint(1, 5) if indicator.repeat else 1
        if identifier in away:
            answers[identifier] = chance.choice(
                ["n/a", "N/A ", "tidak berlaku", "n/a - tidak ada", "n/a: tidak ada", "\u00a0Tidak Berlaku"]
            )
        elif chance.random() > 0.1:
            answers[identifier] = [scale.min + chance.randint(0, steps) * scale.step for _ in range(count)]
    return answers if len(away) < len(instrument.indicators) else random_answers(instrument, chance)


def near(instrument: Instrument, bound: Fraction, year: int, chance: random.Random) -> dict[int, list[Fraction] | str]:
    """Answers whose index is as close to a bound as a search finds it, at times on it."""
    scale = instrument.scale
    steps = int((scale.max - scale.min) / scale.step)

    def distance(answers: dict[int, list[Fraction] | str]) -> Fraction:
        return abs(score(as_assessment(instrument, year, answers), instrument).index.exact - bound)

    best: dict[int, list[Fraction] | str] = {
        one: [max(scale.min, min(scale.max, Fraction(round(bound)) + chance.randint(-1, 1)))] for one in instrument.indicators
    }
    for _ in range(40):
        one = chance.choice(list(instrument.indicators))
        tried = best | {one: [scale.min + chance.randint(0, steps) * scale.step]}
        best = min(best, tried, key=distance)
    return best


def as_assessment(instrument: Instrument, year: int, answers: dict[int, list[Fraction] | str]) -> Assessment:
    given: dict[int, Answer] = {}
    for identifier, one in answers.items():
        if isinstance(one, str):
            why = one.replace(": ", " - ").partition(" - ")[2]
            given[identifier] = Answer.model_validate({"not_applicable": why}, context=context(instrument, identifier))
        else:
            values = [written(value) for value in one]
            several = instrument.indicators[identifier].repeat
            given[identifier] = answer_to(identifier, values if several else values[0], instrument)
    return Assessment(agency="Kota Contoh", year=year, instrument=instrument.id, answers=given)


def context(instrument: Instrument, identifier: int) -> Asked:
    return instrument.asked[identifier]


def cases() -> list[tuple[Instrument, int, dict[int, list[Fraction] | str]]]:
    chance = random.Random(59)
    made = []
    for instrument in built_in():
        years = sorted({instrument.years.first, *instrument.index.thresholds_on, instrument.years.last or 2030})
        made.append((instrument, chance.choice(years), random_answers(instrument, chance)))
        # Two bounds: LibreOffice takes seconds for each workbook.
        for number, predicate in enumerate(instrument.predicates[:2]):
            year = years[number % len(years)]
            made.append((instrument, year, near(instrument, predicate.lower - number % 2 * Fraction(1, 500), year, chance)))
    return made


def assert_computes(book: Any, result: Result) -> None:
    for part in (*result.aspects, *(one for one in result.parts if one.tier == "domain")):
        shown = named(book, cells.of_part(part.tier, part.id)).value
        assert shown == "n/a" if part.value is None else abs(shown - float(part.value.exact)) < 1e-12, part
    assert abs(named(book, cells.INDEX).value - float(result.index.exact)) < 1e-12
    assert named(book, cells.PREDICATE).value == result.predicate_name


def test_libreoffice_computes_what_score_does_and_saves_what_reads_back(tmp_path: Path) -> None:
    made = cases()
    files: list[Path] = []
    chance = random.Random(2024)
    for number, (instrument, year, answers) in enumerate(made):
        files.append(tmp_path / f"{number:02}-{instrument.id}.xlsx")
        filled(instrument, year, answers, chance).save(files[-1])
    # A national scheme has to show both readings of a threshold.
    assert {"rounded", "exact"} == {of("permenpanrb-59-2020").index.basis(year) for one, year, _ in made if "59" in one.id}
    half = len(files) // 2
    again = saved_again(files[::2], tmp_path, "id-ID"), saved_again(files[1::2], tmp_path, "en-US")
    assert len(again[0]) >= half
    borderline = 0
    for number, (instrument, year, answers) in enumerate(made):
        saved = again[number % 2][number // 2]
        expected = as_assessment(instrument, year, answers)
        result = score(expected, instrument)
        borderline += any(caution.code == "borderline" for caution in result.cautions)
        assert_computes(load_workbook(saved, data_only=True), result)
        for path in (files[number], saved):
            assert load_assessment(path).assessment == expected, path
    assert borderline


def test_a_result_is_marked_in_whichever_year_it_is_typed(tmp_path: Path) -> None:
    # Kab. Nias Barat's kind of case: shown as 1.80, exactly a little less. The year cell decides, whatever its type.
    instrument = of("permenpanrb-59-2020")
    answers = near(instrument, Fraction(1796, 1000), 2023, random.Random(1))
    assert Fraction(1795, 1000) <= score(as_assessment(instrument, 2023, answers), instrument).index.exact < Fraction(9, 5)
    files: list[Path] = []
    for year in ("2021", 2023, "\u00a02024 ", 2025.0, "", "2010"):
        book = filled(instrument, 2021, answers, random.Random(3))
        named(book, "spbe_year").value = year
        files.append(tmp_path / f"{len(files)}.xlsx")
        book.save(files[-1])
    shown = [named(load_workbook(one, data_only=True), cells.PREDICATE).value for one in saved_again(files, tmp_path, "id-ID")]
    assert shown == ["Cukup", "Cukup", "Kurang", "Kurang", "Cukup", "Cukup"]


def test_missing_services_count_at_the_minimum(tmp_path: Path) -> None:
    instrument = of("permenpanrb-5-2018")
    cases: list[tuple[dict[int, Any], float, float]] = [
        # The ministry's own answer workbook: three places, 0 each until filled in, and six items whatever is.
        ({1: 3}, 2, 2.8),
        ({1: 3, 2: 3}, 2.5, 2.9),
        ({1: 3, 2: 3, 3: 0}, 2.5, 2.9),
        ({}, 1.5, 2.7),
        ({1: 3, 2: 3, 3: 3}, 3, 3),
        # Wherever the services stand, and whatever stands beside them.
        ({2: 3}, 2, 2.8),
        ({4: 3}, 2, 2.8),
        ({1: 3, 4: 3}, 2.5, 2.9),
        ({1: "n/a", 3: 3}, 2, 2.8),
        ({1: 3, 2: 3, 3: 3, 4: 3, 5: 3}, 3, 3),
        ({1: "n/a"}, 3, 3),
    ]
    files = []
    for number, (typed_in, _aspect, _index) in enumerate(cases):
        book = filled(instrument, 2018, {one: [Fraction(3)] for one in instrument.indicators if one != 35}, random.Random(35))
        for service, said in typed_in.items():
            named(book, cells.of_answer(("level",), 35, service)).value = said
        files.append(tmp_path / f"{number:02}.xlsx")
        book.save(files[-1])
    for (typed_in, aspect, index), saved in zip(cases, saved_again(files, tmp_path, "en-US"), strict=True):
        shown = load_workbook(saved, data_only=True)
        assert abs(named(shown, cells.of_part("aspect", 7)).value - aspect) < 1e-12, typed_in
        assert abs(named(shown, cells.INDEX).value - index) < 1e-12, typed_in
        assert_computes(shown, score(load_assessment(saved).assessment, instrument))


IN_WORDS: tuple[tuple[Any, int], ...] = (
    ("Level 3", 3), ("tingkat 3", 3), ("Level: 4", 4), ("LEVEL 2 - Terkelola", 2), ("3 (tiga)", 3), ("3. Terdefinisi", 3),
    ("3: Terdefinisi", 3), ("3:Terdefinisi", 3), ("3.", 3), ("Terdefinisi", 3), ("  terpadu  dan\u00a0Terukur ", 4),
    ("Optimum", 5), ("Level Terkelola", 2), ("3 - Terdefinisi", 3), ("3-Terdefinisi", 3),
    ("4 - belum optimum", 4), ("2 - Interaksi", 2), ("3 - SK No. 4", 3), (2, 2), ("2,0", 2),
)  # fmt: skip


def test_levels_in_words_count_as_they_are_read(tmp_path: Path) -> None:
    """Each beside the indicator that it answers; as far as they go, what can't be read is marked."""
    instrument = of("permenpanrb-59-2020")
    book = blank(instrument)
    for identifier, (said, _level) in enumerate(IN_WORDS, start=1):
        named(book, cells.of_answer(("level",), identifier)).value = said
    wrong = (
        "3 - Optimum", "3 (Optimum)", "3-4", "3 - 4", "1:30", "Transaksi", "Level", "Level 7", "tiga", "3 atau 4", "3 s/d 4",
        "3 (menjadi 4)", "4 dikoreksi menjadi 3", "3-Mei", "3 - 4 (antara)", "4 tidak terpenuhi", "Level 3 bukan", "3 (empat)",
    )  # fmt: skip
    there = range(21, 21 + len(wrong))
    for identifier, said in enumerate(wrong, start=21):
        named(book, cells.of_answer(("level",), identifier)).value = said
    book.save(tmp_path / "words.xlsx")
    (saved,) = saved_again([tmp_path / "words.xlsx"], tmp_path, "id-ID")
    shown = load_workbook(saved, data_only=True)

    def value(identifier: int) -> Any:
        level = named(shown, cells.of_answer(("level",), identifier))
        heading = next(cell.column for cell in level.parent[3] if cell.value == "Value")
        return level.parent.cell(level.row, heading).value

    assert [value(identifier) for identifier in range(1, 21)] == [level for _said, level in IN_WORDS]
    assert [value(identifier) for identifier in there] == ["?"] * len(wrong)
    with pytest.raises(BadInput) as bad:
        load_assessment(saved)
    assert len(bad.value.problems) == len(wrong)
    for identifier in there:
        named(book, cells.of_answer(("level",), identifier)).value = None
    book.save(tmp_path / "words.xlsx")
    read = load_assessment(tmp_path / "words.xlsx").assessment
    levels: list[Any] = [read.answer(identifier).levels for identifier in range(1, 21)]
    assert levels == [(level,) for _said, level in IN_WORDS]


def test_what_can_not_be_counts_as_not_answered(tmp_path: Path) -> None:
    instrument = of("permenpanrb-59-2020")
    book = blank(instrument)
    for identifier, said in enumerate(("7", "0", "2.5", "-3", "ya", "tiga", True, "3/4", "1 Jan"), start=1):
        named(book, cells.of_answer(("level",), identifier)).value = said
    book.save(tmp_path / "wrong.xlsx")
    (saved,) = saved_again([tmp_path / "wrong.xlsx"], tmp_path, "en-US")
    assert named(load_workbook(saved, data_only=True), cells.INDEX).value == 1


def test_the_criteria_of_the_chosen_level_and_the_next_are_looked_up(tmp_path: Path) -> None:
    files = []
    for instrument in built_in():
        if load_criteria(instrument) is not None:
            book = load_workbook(io.BytesIO(workbook(instrument, load_criteria(instrument), head={"agency": "Kota Contoh"})))
            named(book, "spbe_level_2").value = "5" if instrument.scale.min else 3
            named(book, "spbe_level_3").value = 2
            files.append(tmp_path / f"{instrument.id}.xlsx")
            book.save(files[-1])
    assert len(files) == 3
    for path in saved_again(files, tmp_path, "en-US"):
        instrument = of(path.stem)
        criteria = load_criteria(instrument)
        assert criteria is not None
        book = load_workbook(path, data_only=True)
        levels = instrument.scale.levels

        def shown(identifier: int, book: Any = book) -> tuple[str, str]:
            cell = named(book, cells.of_answer(("level",), identifier))
            this, after = (cell.offset(column=step).value or "" for step in (4, 5))
            return this, after

        def asks(identifier: int, level: int, criteria: Any = criteria) -> str:
            asked = criteria.indicators[identifier].levels[level].asks
            return " ".join(str(one.en) for one in asked) if asked else "The source is damaged here"

        held = max(one for one in levels if instrument.scale.value_of(one) <= 2)
        assert asks(3, held) in shown(3)[0]
        assert asks(3, held + 1) in shown(3)[1]
        if instrument.scale.min:
            assert shown(2)[1] == "This is the highest level."
        else:
            assert asks(2, 4) in shown(2)[1]
        # What is not answered shows what there is to reach.
        assert shown(1)[0] == ""
        first = min(one for one in levels if instrument.scale.value_of(one) > instrument.scale.min)
        assert asks(1, first) in shown(1)[1]


def test_an_assessment_is_filled_in_and_reads_back(tmp_path: Path) -> None:
    instrument = of("permenpanrb-5-2018")
    answers = {
        1: answer_to(
            1, {"level": 3, "evidence": ["a; b.pdf".replace(";", ","), "https://example.go.id/sop"], "note": "=1+1"}, instrument
        ),
        2: answer_to(2, {"not_applicable": "belum ada"}, instrument),
        3: answer_to(3, {"level": 2, "target": {"level": 4, "by": "2025-06-30", "owner": "Dinas Kominfo"}}, instrument),
        35: answer_to(35, {"level": [1, 3, 3, 5, 2, 0], "note": "enam layanan"}, instrument),
    }
    head = {"agency": "=Kota", "year": 2019, "stage": "interview", "group": "Provinsi Bali", "kind": "Kota", "owner": "Kominfo"}
    assessment = Assessment.model_validate({**head, "instrument": instrument.id, "answers": answers})
    for language in texts.LANGUAGES:
        texts.use(language)
        path = tmp_path / f"{language}.xlsx"
        path.write_bytes(workbook(instrument, load_criteria(instrument), assessment))
        assert load_assessment(path).assessment == assessment
    # Text that begins like a formula is text.
    assert named(load_workbook(path), "spbe_note_1").data_type == "s"


# As a cell shows it: without what can't be seen, and with nothing but single spaces between words.
plain = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=20).map(
    lambda text: " ".join(text.split())
)


@reaching(0.1, "filled in")
@given(wholes(plain.filter(bool)), st.sampled_from(texts.LANGUAGES))
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_whatever_is_filled_in_reads_back_but_for_what_is_named(
    tmp_path: Path, one: tuple[Assessment, Instrument], language: texts.Language
) -> None:
    made, instrument = one
    if made.answers is None or "answers" in {loss.what for loss in lost(made, instrument)}:  # these are refused
        return
    reached("filled in")
    texts.use(language)
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(instrument, None, made))
    read = load_assessment(path).assessment
    for number, asked in instrument.asked.items():
        before, after = (
            (each.given(asked), each.not_applicable, each.evidence, each.note, each.target)
            for each in (made.answer(number), read.answer(number))
        )
        assert after == before
    assert read.model_copy(update={"answers": None}) == made.model_copy(update={"answers": None, "published": None})


def test_every_name_is_a_cell_of_the_contract() -> None:
    book = blank(of("permenpanrb-5-2018"))
    names = set(book.defined_names)
    expected = {"spbe_agency", "spbe_year", "spbe_index", "spbe_predicate", *(f"spbe_domain_{n}" for n in range(1, 4))}
    expected |= {f"spbe_aspect_{n}" for n in range(1, 8)} | {
        f"spbe_{kind}_{n}" for kind in ("level", "evidence", "note") for n in range(1, 35)
    }
    expected |= {f"spbe_{kind}_35_{n}" for kind in ("level", "evidence", "note") for n in range(1, 6)}
    expected |= {one.replace("spbe_", "spbe_backed_") for one in expected if "_index" in one or "_predicate" in one}
    expected |= {f"spbe_backed_domain_{n}" for n in range(1, 4)} | {f"spbe_backed_aspect_{n}" for n in range(1, 8)}
    expected |= {f"spbe_item_{key}" for key in ("indicator", "file", "proves", "status", "by", "date", "note", "sha256")}
    assert expected <= names
    extra = {name for name in names - expected if not name.startswith(("meta_", "spbe_target_", "_xlnm"))}
    assert not extra
    for name in names:
        named(book, name)


def test_only_the_cells_to_fill_in_are_unlocked() -> None:
    book = blank(of("permenpanrb-59-2020"))
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book)
    inputs = {named(book, name).coordinate + named(book, name).parent.title for name in book.defined_names
              if cells.meant(name) or name in set(cells.HEAD.values()) - {"meta_instrument"}}  # fmt: skip
    unlocked = {cell.coordinate + sheet.title for sheet in book for row in sheet for cell in row if not cell.protection.locked}
    # Rows of evidence can be sorted and deleted only where all of their cells are unlocked.
    below = {f"{column}{line}Evidence" for column in "ABCDEFGHI" for line in range(4, 4 + 2 * 47)}
    assert inputs | below == unlocked


def test_what_a_workbook_has_no_place_for_is_named_and_left_out(tmp_path: Path) -> None:
    instrument = of("permenpanrb-8-2026")
    example = load_assessment(Path(__file__).parents[2] / "examples" / "pemdi-2026.yaml").assessment
    losses = {one.what: one.indicators for one in lost(example, instrument)}
    assert set(losses) == {"forms", "answers"}
    between = {one for one in instrument.indicators if any(10**9 * value % 1 for value in values(example, one))}
    assert between == set(losses["answers"])
    path = tmp_path / "pemdi.xlsx"
    path.write_bytes(workbook(instrument, None, example))
    read = load_assessment(path).assessment
    for one in instrument.indicators:
        assert values(read, one) == (values(example, one) if one not in between else (instrument.scale.min,))


def values(assessment: Assessment, identifier: int) -> tuple[Fraction, ...]:
    instrument = of(assessment.instrument)
    return assessment.answer(identifier).values(context(instrument, identifier))


def test_titles_of_sheets_fit_and_are_each_there_once() -> None:
    long = "x" * 40
    made = sheet_titles(["a/b: [c]?", "A B C", long, long, "'quoted'", "History", ""])
    assert made == ["a b c", "A B C (2)", "x" * 31, "x" * 27 + " (2)", "quoted", "History (2)", "_"]
