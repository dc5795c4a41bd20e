"""The sheet of evidence: nothing of an item is lost, and LibreOffice counts what ``score`` does."""

from __future__ import annotations

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
from spbe_cli.model.assessment import Assessment
from spbe_cli.model.evidence import STATUSES
from spbe_cli.model.instrument import Instrument
from spbe_cli.reading.assessments import load_assessment
from spbe_cli.writing.workbook import workbook
from tests.conftest import EXAMPLES, Spbe
from tests.forms import blank
from tests.libreoffice import named, saved_again
from tests.strategies import answer_to, assessment, built_in, written

SPBE_2020, SPBE_2018, PEMDI, PEGI = built_in()


def filled(path: Path, one: Assessment, instrument: Instrument) -> Path:
    path.write_bytes(workbook(instrument, None, one))
    return path


def sheet_of(book: Any) -> Any:
    return named(book, cells.ITEM["file"]).parent


def typed(path: Path, *rows: dict[str, Any], **levels: Any) -> Path:
    """A workbook with rows of the sheet of evidence typed in, from its first on, and named cells."""
    book = blank(SPBE_2020)
    for name, said in levels.items():
        named(book, f"spbe_{name}").value = said
    for line, row in enumerate(rows, start=1):
        for key, said in row.items():
            named(book, cells.ITEM[key]).offset(row=line).value = said
    book.save(path)
    return path


def item(**said: Any) -> dict[str, Any]:
    return {"file": "a.pdf", **said}


def test_what_is_not_counted_live_is_said_on_the_sheet_and_beside_what_is_backed(tmp_path: Path) -> None:
    """The rows that are counted end somewhere; whatever is read ends nowhere."""
    few, many = ([item(indicator=1, status="diterima")] * count for count in (194, 195))
    within, beyond = typed(tmp_path / "few.xlsx", *few, level_1=3), typed(tmp_path / "many.xlsx", *many, level_1=3)
    counted, short = (load_workbook(one, data_only=True) for one in saved_again([within, beyond], tmp_path, "id-ID"))

    def said(book: Any) -> list[Any]:
        return [book["Summary"]["E9"].value or None, sheet_of(book)["H2"].value or None]

    assert said(counted) == [None, None]
    assert said(short) == ["Not all is counted here: evidence below row 197 has a status."] * 2
    assert len(load_assessment(beyond).assessment.answer(1).evidence) == 195


@pytest.mark.parametrize(
    "said", ["1 dan 2", "1-3", "1 - 3", "1;2", "1 s.d. 3", "1 s/d 3", "1 sd 3", "1 sampai dengan 3", "1, 2 & 3",
             "Indikator 1 dan 2", "1 dan indikator 2", "1 atau 2", "1 and 2", "1 hingga 3", "1/2"],
)  # fmt: skip
def test_evidence_for_several_indicators_in_one_row_is_a_problem(tmp_path: Path, spbe: Spbe, said: str) -> None:
    ran = spbe("validate", typed(tmp_path / "a.xlsx", item(indicator=said)))
    what = f'"{said}" names several indicators: expected the number of one (repeat the row for each of them)'
    assert (ran.code, ran.out.partition("Evidence!A4: ")[2]) == (2, f"{what}\n")


@pytest.mark.parametrize(
    ("said", "indicator"),
    [("45 Layanan Publik Sektor 1", 45), ("12 - Peta Rencana", 12), ("Indikator 3", 3), ("7.", 7), ("7,0", 7), ("1 Desa", 1)],
)
def test_evidence_for_one_indicator_with_its_title(tmp_path: Path, said: str, indicator: int) -> None:
    assert load_assessment(typed(tmp_path / "a.xlsx", item(indicator=said))).assessment.answer(indicator).files == ("a.pdf",)


def result_cells(book: Any, prefix: str) -> dict[str, Any]:
    return {name: named(book, name).value for name in book.defined_names if name.startswith(f"spbe_{prefix}")}


def assert_backed(book: Any, one: Assessment, instrument: Instrument) -> None:
    """Every live cell of what is backed against the core."""
    shown = result_cells(book, "backed_")
    backed = score(one, instrument).backed
    if backed is None:
        assert set(shown.values()) <= {None, ""}
        return
    assert abs(shown.pop(cells.BACKED_INDEX) - float(backed.index.exact)) < 1e-12
    assert shown.pop(cells.BACKED_PREDICATE) == backed.predicate_name
    parts = (*backed.aspects, *(part for part in backed.parts if part.tier == "domain"))
    assert len(shown) == len(parts)
    for part in parts:
        value = shown[cells.of_part(part.tier, part.id, backed=True)]
        assert value == "n/a" if part.value is None else abs(value - float(part.value.exact)) < 1e-12, part


def random_assessment(instrument: Instrument, chance: random.Random) -> Assessment:
    scale = instrument.scale
    steps = int((scale.max - scale.min) / scale.step)

    def level() -> Any:
        return written(scale.min + chance.randint(0, steps) * scale.step)

    def one_item() -> dict[str, Any]:
        made: dict[str, Any] = {"file": f"{chance.choice('abcd')}.pdf"}
        if chance.random() < 0.7:
            made["proves"] = chance.choice(scale.levels) if scale.levels else level()
        if chance.random() < 0.9:
            made["status"] = chance.choice((*STATUSES, "accepted"))
        return made

    answers: dict[int, Any] = {}
    for one, indicator in instrument.indicators.items():
        given: dict[str, Any] = {"evidence": [one_item() for _ in range(chance.randint(0, 3))]}
        if chance.random() < 0.12:
            given["not_applicable"] = ""
        elif chance.random() < 0.9:
            given["level"] = [level() for _ in range(chance.randint(1, 5))] if indicator.repeat else level()
        if len(given) > 1 or given["evidence"]:
            answers[one] = answer_to(one, given, instrument)
    return assessment(instrument, answers)


def special() -> list[tuple[Assessment, Instrument]]:
    """What may go wrong by itself."""
    accepted = item(status="accepted", proves=3)
    away = {one: answer_to(one, "n/a", SPBE_2020) for one in SPBE_2020.aspects[0].indicator_ids}
    given: list[tuple[Instrument, dict[int, Any]]] = [
        (SPBE_2020, {1: {"level": 4, "evidence": [item(status="sent")]}}),
        (SPBE_2020, {1: {"level": 4, "evidence": ["a.pdf", item(proves=4)]}, 2: 3}),
        (SPBE_2020, {one: {"level": 4, "evidence": [accepted]} for one in SPBE_2020.indicators}),
        (SPBE_2020, {11: {"evidence": [accepted]}, 12: {"level": 2, "evidence": [item(status="accepted")]}}),
        (SPBE_2018, {35: {"level": [1, 4, 3, 5], "evidence": [accepted]}, 1: {"level": 3, "evidence": [accepted]}}),
        (SPBE_2018, {35: {"level": [4], "evidence": [item(status="accepted")]}}),
        (SPBE_2018, {35: {"not_applicable": "", "evidence": [accepted]}}),
        (PEMDI, {1: {"level": 3, "evidence": [item(proves=2, status="accepted")]}, 2: {"level": written(Fraction("2.25")),
                 "evidence": [item(proves=4, status="accepted")]}}),
        (PEGI, {1: {"level": 3, "evidence": [item(proves=written(Fraction("2.25")), status="accepted")]}}),
    ]  # fmt: skip
    made = [(assessment(one, {n: answer_to(n, said, one) for n, said in answers.items()}), one) for one, answers in given]
    return [
        *made,
        (assessment(SPBE_2020, away | {11: answer_to(11, {"level": 3, "evidence": [accepted]}, SPBE_2020)}), SPBE_2020),
    ]


def test_libreoffice_counts_what_is_backed_and_saves_what_reads_back(tmp_path: Path) -> None:
    chance = random.Random(59)
    city = load_assessment(EXAMPLES / "claimed-and-proven.yaml")
    made = [(city.assessment, city.instrument), *special()]
    made += [(random_assessment(instrument, chance), instrument) for instrument in built_in() for _ in range(2)]
    files: list[Path] = []
    for number, (one, instrument) in enumerate(made):
        texts.use("id" if number % 2 else "en")
        files.append(filled(tmp_path / f"{number:02}.xlsx", one, instrument))
    again = saved_again(files, tmp_path, "id-ID")
    judged = 0
    for (one, instrument), saved in zip(made, again, strict=True):
        assert load_assessment(saved).assessment == one, saved
        judged += one.judged
        assert_backed(load_workbook(saved, data_only=True), one, instrument)
    assert judged == len(made) - 1


def test_what_people_type_counts_in_libreoffice_as_it_is_read(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"indicator": " 1 ", "file": "a.pdf", "proves": "3 - Terdefinisi", "status": " Diterima\u00a0"},
        {},
        {"indicator": "2,0", "file": "b.pdf", "proves": 2.0, "status": "ACCEPTED"},
        {"indicator": 2, "file": "c.pdf", "proves": "4", "status": "ditolak"},
        {"indicator": "3 - Kebijakan Internal", "file": "d.pdf", "status": "accepted"},
        {"indicator": 4, "file": "e.pdf"},
    ]
    path = typed(tmp_path / "typed.xlsx", *rows, **{f"level_{n}": 4 for n in range(1, 48)})
    book = load_workbook(path)
    # A row put in by hand, as a program that knows no formulas of others would: what counts is where it then stands.
    sheet_of(book).insert_rows(5)
    named(book, cells.ITEM["indicator"]).offset(row=2).value = 5
    named(book, cells.ITEM["file"]).offset(row=2).value = "f.pdf"
    named(book, cells.ITEM["status"]).offset(row=2).value = "diterima"
    # And one below all that were made ready.
    for key, said in {"indicator": 6, "file": "g.pdf", "proves": 2, "status": "accepted"}.items():
        named(book, cells.ITEM[key]).offset(row=150).value = said
    book.save(path)
    (saved,) = saved_again([path], tmp_path, "en-US")
    read = load_assessment(saved).assessment
    assert read == load_assessment(path).assessment
    backed = [int(level) for one in range(1, 7) for level in read.answer(one).backed(SPBE_2020.asked[one])]
    assert backed == [3, 2, 4, 1, 4, 2]
    shown = load_workbook(saved, data_only=True)
    assert_backed(shown, read, SPBE_2020)
    titles = {
        row[0].value: row[1].value for row in sheet_of(shown).iter_rows(min_row=4, max_row=12) if row[1].value not in (None, "")
    }
    assert titles == {
        said: SPBE_2020.indicators[one].title.id
        for said, one in ((" 1 ", 1), ("2,0", 2), (2, 2), ("3 - Kebijakan Internal", 3), (4, 4))
    }


_names = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12).filter(str.strip)
_lines = _names.map(str.strip).filter(bool)


def _items(instrument: Instrument) -> st.SearchStrategy[Any]:
    whole = st.fixed_dictionaries(
        {"file": _names | st.sampled_from(["a.pdf", "b.pdf", "-", " a.pdf", "a;b", "• a", "a\n• b", "x\u202fy.png"])},
        optional={
            "proves": st.sampled_from(instrument.scale.levels),
            "status": st.sampled_from(STATUSES),
            "by": _lines,
            "date": st.dates().map(str),
            "note": _lines | st.sampled_from(["-", "• a", "a\nb"]),
            "sha256": st.just("0a" * 32),
        },
    )
    return st.lists(_names | st.sampled_from(["a.pdf", "b.pdf", "-"]) | whole, max_size=4)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.data())
def test_nothing_is_lost_on_the_way_through_a_workbook(tmp_path: Path, data: st.DataObject) -> None:
    instrument = data.draw(st.sampled_from([SPBE_2020, SPBE_2018]))
    drawn = data.draw(st.dictionaries(st.sampled_from([1, 2, 3, 34]), _items(instrument), min_size=1))
    answers = {one: answer_to(one, {"level": 3, "evidence": items}, instrument) for one, items in sorted(drawn.items())}
    made = assessment(instrument, answers)
    texts.use(data.draw(st.sampled_from(texts.LANGUAGES)))
    assert load_assessment(filled(tmp_path / "a.xlsx", made, instrument)).assessment == made


def test_a_name_in_the_cell_and_on_the_sheet_is_one_item(tmp_path: Path) -> None:
    path = typed(
        tmp_path / "a.xlsx",
        {"indicator": 1, "file": "b.pdf", "status": "sent"},
        {"indicator": 1, "file": "c.pdf"},
        {"indicator": 1, "file": "b.pdf", "proves": 2},
        evidence_1="a.pdf; b.pdf",
    )
    items = load_assessment(path).assessment.answer(1).evidence
    assert [(one.file, one.status, one.proves) for one in items] == [
        ("a.pdf", None, None), ("b.pdf", "sent", None), ("c.pdf", None, None), ("b.pdf", None, 2),
    ]  # fmt: skip


WRONG: list[dict[str, Any]] = [
    {"indicator": 48, "file": "a.pdf"},
    {"indicator": "tujuh", "file": "a.pdf"},
    {"file": "a.pdf", "status": "sent"},
    {"indicator": 1, "status": "sent"},
    {"indicator": 2, "file": "a.pdf", "status": "diterma", "proves": 9, "date": "besok", "sha256": "abc"},
    {"indicator": "=1+1", "file": "a.pdf"},
]


def test_what_is_wrong_is_said_at_its_cell_and_marked_there(tmp_path: Path, spbe: Spbe) -> None:
    path = typed(tmp_path / "a.xlsx", *WRONG)
    ran = spbe("validate", path, "-o", tmp_path / "checked.xlsx")
    assert ran.code == 2
    said = [line.partition("a.xlsx:")[2] for line in ran.out.splitlines() if "a.xlsx:" in line]
    assert [line.partition(" (")[0] for line in said] == [
        "Evidence!A4: there is no indicator 48",
        'Evidence!A5: "tujuh" is no indicator: expected its number',
        "Evidence!A6: evidence of no indicator: expected the number of one",
        "Evidence!C7: the key file is missing",
        "Evidence!D8: 9: expected a level from 1 to 5",
        'Evidence!E8: "diterma": expected one of sent, accepted, rejected, revise',
        'Evidence!G8: "besok": expected a date such as 2025-06-30',
        'Evidence!I8: "abc": expected a SHA-256 of 64 hexadecimal digits',
        "Evidence!A9: this formula has no value: no office program has computed the workbook",
    ]
    checked = load_workbook(tmp_path / "checked.xlsx")
    commented = {cell.coordinate for row in sheet_of(checked) for cell in row if cell.comment}
    assert commented == {"A4", "A5", "A6", "C7", "D8", "E8", "G8", "I8", "A9"}
    assert str(sheet_of(checked)["B4"].value).startswith("=IFERROR(INDEX(")
