"""Small changes of the code that no other test saw: each test here fails when the line it is about is changed."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from spbe_cli.core.briefing import brief
from spbe_cli.core.comparing import compare, pair
from spbe_cli.core.explaining import explain
from spbe_cli.core.merging import merge
from spbe_cli.core.phasing import phased
from spbe_cli.core.planning import NO_LIMITS, plan, total
from spbe_cli.core.ranking import entry, standings
from spbe_cli.core.scoring import score
from spbe_cli.model.assessment import Assessment, Published
from spbe_cli.model.briefing import Around
from spbe_cli.model.costs import Costs
from spbe_cli.model.instrument import Instrument
from spbe_cli.model.plan import Goal, Pace
from spbe_cli.output import Checks, Destination, deliver_pages, tell, write
from spbe_cli.reading import sources
from spbe_cli.reading.aliases import load_aliases
from spbe_cli.reading.config import load_config
from spbe_cli.reading.evidence_files import EvidenceFiles
from spbe_cli.reading.instruments import Instruments
from spbe_cli.reading.patterns import TooManyFolders, matching
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.problems import letters as column_letters
from spbe_cli.reading.rewriting import opened
from spbe_cli.reading.sheets import Book, Mark
from spbe_cli.reading.tables.headings import Meaning
from spbe_cli.reading.tables.vocabulary import Vocabulary
from spbe_cli.reading.workbooks.items import Row, items_of
from spbe_cli.views.page import Page
from tests.conftest import EXAMPLES, Spbe, Write
from tests.strategies import answer_to, built_in

SPBE_2020, SPBE_2018 = (next(one for one in built_in() if one.id == f"permenpanrb-{key}") for key in ("59-2020", "5-2018"))


def assessed(instrument: Instrument, answers: dict[int, Any] | None, **head: Any) -> Assessment:
    made = None if answers is None else {one: answer_to(one, value, instrument) for one, value in answers.items()}
    about: dict[str, Any] = {"agency": "Kota A", "year": instrument.years.first, "instrument": instrument.id} | head
    return Assessment(answers=made, **about)


def best(instrument: Instrument) -> dict[int, Any]:
    return {one.id: [5] * one.repeat if one.repeat else 5 for one in instrument.indicators.values()}


def published(instrument: Instrument, **figures: Any) -> Published:
    return Published.model_validate(figures, context=instrument)


def test_answers_are_kept_when_another_part_has_only_announced_figures() -> None:
    parts = [assessed(SPBE_2020, None, published=published(SPBE_2020, index=2)), assessed(SPBE_2020, {1: 3})]
    for order in (parts, parts[::-1]):
        merged = merge(order, SPBE_2020).assessment
        assert list(merged.answers or {}) == [1]
        assert merged.published is not None
    assert merge(parts[:1], SPBE_2020).assessment.answers is None


def test_a_predicate_alone_beside_answers() -> None:
    answers = dict.fromkeys(SPBE_2020.indicators, 3)
    for name, tiers in (("Baik", []), ("Cukup", ["predicate"])):
        result = score(assessed(SPBE_2020, answers, published=published(SPBE_2020, predicate=name)), SPBE_2020)
        assert [one.tier for one in result.differences] == tiers


def test_neither_answers_nor_announced_figures_is_no_result() -> None:
    with pytest.raises(ValueError, match="neither"):
        score(assessed(SPBE_2020, None), SPBE_2020)


def test_what_was_not_applicable_and_is_answered_now_moved() -> None:
    answers = dict.fromkeys(SPBE_2020.indicators, 3)
    old = score(assessed(SPBE_2020, answers | {7: "n/a"}), SPBE_2020)
    new = score(assessed(SPBE_2020, answers | {7: 5}), SPBE_2020)
    [movements] = pair([old], [new]).movements
    [moved] = movements.indicators
    assert (moved.indicator.id, moved.agencies, moved.up, moved.down) == (7, 0, 0, 0)
    assert moved.effect == new.index.exact - old.index.exact > 0


def test_raises_of_two_instruments_are_in_order_of_the_instruments() -> None:
    plans = [
        plan(score(assessed(one, best(one) | {identifier: 4}), one), Goal(Fraction(5)), Costs())
        for one, identifier in ((SPBE_2020, 1), (SPBE_2018, 2), (SPBE_2018, 1))
    ]
    found = total(plans).recurring
    assert [(one.instrument.id, one.indicator.id) for one in found] == [(SPBE_2018.id, 1), (SPBE_2018.id, 2), (SPBE_2020.id, 1)]


@pytest.mark.parametrize(
    ("year", "code"),
    [(1999, "too_small"), (2000, "no_instrument"), (2006, "no_instrument"), (2100, "holds"), (2101, "too_great")],
)
def test_the_first_and_the_last_year_that_can_be(spbe: Spbe, write: Write, year: int, code: str) -> None:
    ran = spbe("score", write(f"agency: A\nyear: {year}\nanswers: {{1: 1}}\n"))
    said = {
        "too_small": "expected at least 2000",
        "too_great": "expected at most 2100",
        "no_instrument": f"no instrument holds for the year {year}",
        "holds": "",
    }[code]
    assert ran.code == (0 if code == "holds" else 2)
    assert said in ran.err
    # One sentence for one slip.
    assert len(ran.err.splitlines()) == (0 if code == "holds" else 1)


# Output.


@pytest.mark.parametrize("name", ["a.docx", "a", "a.xml", "a.CSVX"])
def test_an_ending_that_no_format_has(spbe: Spbe, write: Write, name: str) -> None:
    write("")
    ran = spbe("score", EXAMPLES / "denpasar-2018.yaml", "-o", name)
    if name == "a.xml":
        assert "no gate is asked for" in ran.err
    else:
        assert "no format is known by this ending: expected .json, .jsonl, .ndjson, .csv, .md" in ran.err
    assert (ran.code, Path(name).exists()) == (2, False)
    ran = spbe("trend", EXAMPLES / "denpasar-2018.yaml", "-o", "a.xml")
    assert (ran.code, ".xml" in ran.err.partition("expected ")[2]) == (2, False)


def test_problems_without_gates_have_no_verdicts_to_write() -> None:
    with pytest.raises(BadInput) as bad:
        deliver_pages([Page("x")], Destination("junit"), dict, Checks(["a.yaml"]))
    assert [one.code for one in bad.value.problems] == ["no_gate"]
    deliver_pages([Page("x")], Destination("junit"), dict, Checks(["a.yaml"], (), ()))


def test_a_file_has_no_colour_whatever_the_terminal(spbe: Spbe, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    assert spbe("score", EXAMPLES / "denpasar-2018.yaml", "-o", "a.txt", columns=200).code == 0
    text = Path("a.txt").read_text(encoding="utf-8")
    assert "\x1b" not in text
    assert "█" in text
    assert max(map(len, text.splitlines())) <= 80


class _Terminal:
    """A standard output that is a terminal."""

    def __init__(self) -> None:
        self.written: list[str] = []

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.written.append(text)
        return len(text)

    def flush(self) -> None:
        """Does nothing."""


def test_a_workbook_is_no_text_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    for path in (None, "/dev/stdout"):
        if path is None or Path(path).exists():
            with pytest.raises(BadInput) as bad:
                write(b"PK", Destination("xlsx", path))
            assert [one.code for one in bad.value.problems] == ["not_to_terminal"]
    write("text", Destination())
    assert terminal.written == ["text"]


def test_the_rows_of_evidence_by_indicator() -> None:
    rows = [
        Row({"indicator": number, "file": file}, {"indicator": Mark(line, 0, "Bukti"), "file": Mark(line, 1, "Bukti")})
        for line, (number, file) in enumerate([("2", "a.pdf"), ("2", "b.pdf"), ("48", "c.pdf"), ("", "d.pdf")], start=4)
    ]
    problems: list[Problem] = []
    found = items_of(rows, {1, 2}, "a.xlsx", problems)
    assert {one: [item["file"] for item, _place in items if isinstance(item, dict)] for one, items in found.items()} == {
        2: ["a.pdf", "b.pdf"]
    }
    assert [(one.place, one.code) for one in problems] == [
        ("a.xlsx:Bukti!A7", "unknown_part"),
        ("a.xlsx:Bukti!A8", "item_of_none"),
    ]
    assert problems[0].hint == "known: 1-2"


def test_a_heading_of_the_settings_is_told_at_its_place_behind_a_text_of_several_lines(write: Write) -> None:
    write('columns = {A = """\ntahun""", B = "indks"}\n', "spbe.toml")
    with pytest.raises(BadInput) as bad:
        load_config("spbe.toml")
    [problem] = bad.value.problems
    assert (problem.place, problem.code, problem.hint) == ("spbe.toml:2:15", "unknown_heading", "did you mean indeks?")


def test_a_blank_name_is_told_where_it_stands(write: Write) -> None:
    path = write("'':\n  - Kota A\nKota B:\n  - ' '\n", "aliases.yaml")
    with pytest.raises(BadInput) as bad:
        load_aliases(path)
    assert [(one.line, one.column, one.code) for one in bad.value.problems] == [(1, 1, "blank"), (4, 5, "blank")]


def test_each_phase_takes_its_share_of_what_is_left() -> None:
    start = score(assessed(SPBE_2020, dict.fromkeys(SPBE_2020.indicators, 4)), SPBE_2020)
    goal = Goal(budget=Fraction(8))
    made = phased(start, goal, limits=NO_LIMITS._replace(pace=Pace(4)))
    assert [one.cost for one in made.phases] == [2, 2, 2, 2]


def test_a_pattern_that_means_too_many_folders_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def matching(_path: str) -> list[str]:
        raise TooManyFolders

    monkeypatch.setattr(sources, "matching", matching)
    assert [(one.path, one.code) for one in sources.meant(["**/*.yaml"])[1]] == [("**/*.yaml", "too_many_folders")]


def test_a_standard_output_that_is_closed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(BadInput) as bad:
        write("text", Destination())
    assert [(one.path, one.code) for one in bad.value.problems] == [("-", "not_writable")]


def test_a_file_of_evidence_that_can_not_be_read_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = EvidenceFiles(str(tmp_path))
    for error, why in ((OSError(13, "Permission denied"), "Permission denied"), (OSError("of its own"), "of its own")):

        def scandir(_folder: str, error: OSError = error) -> None:
            raise error

        monkeypatch.setattr("os.scandir", scandir)
        with pytest.raises(BadInput) as bad:
            files.names()
        assert why in bad.value.problems[0].message


def test_without_instruments_no_heading_lacks_its_part() -> None:
    assert Vocabulary(Instruments(()), {}).lacking(Meaning("indicator", 48, tier="indicator")) is None


def test_a_change_without_an_effect_comes_before_no_change() -> None:
    repeated = next(one.id for one in SPBE_2018.indicators.values() if one.repeat)
    one, other = (
        score(assessed(SPBE_2018, best(SPBE_2018) | {repeated: levels}), SPBE_2018) for levels in ([1, 5, 5], [5, 5, 1])
    )
    changed = compare(one, other).indicators
    assert [change.effect for change in changed] == [0] * len(changed)
    assert [change.new.indicator.id for change in changed if change.moved] == [changed[0].new.indicator.id] == [repeated]


def test_nothing_is_missing_to_a_predicate_without_a_threshold() -> None:
    top = score(assessed(SPBE_2020, best(SPBE_2020)), SPBE_2020)
    assert (top.next_predicate, brief(top, date(2024, 1, 1)).missing) == (None, None)


def test_that_something_is_not_answered_is_told_at_its_aspect_only() -> None:
    answers = dict.fromkeys(SPBE_2020.indicators, 3)
    del answers[1]
    means = explain(score(assessed(SPBE_2020, answers), SPBE_2020)).means
    told = [(one.tier, one.id) for one in means if len(one.rules) > 1]
    assert told == [("aspect", 1)]


def test_the_quartiles_of_a_place_among_others() -> None:
    results = [
        score(assessed(SPBE_2020, dict.fromkeys(SPBE_2020.indicators, level), agency=f"A{level}"), SPBE_2020)
        for level in range(1, 6)
    ]
    [among] = standings(results[0], [entry(one, "domain") for one in results[1:]])[:1]
    found = among.index
    assert list(map(int, (found.q1, found.median, found.q3, found.best))) == [2, 3, 4, 5]


def test_a_part_of_an_owner_is_told_at_the_owner(spbe: Spbe, write: Write) -> None:
    path = write("agency: A\nyear: 2024\nowner:  Dinas X\nanswers: {1: 3}\n")
    ran = spbe("validate", path, "--strict")
    assert (ran.code, ran.err.partition(" ")[0]) == (0, "answers.yaml:3:1:")


@pytest.mark.parametrize("letters", ["A", "X", "Z", "AX", "XX"])
def test_every_column_is_where_it_is(letters: str) -> None:
    book: Any = openpyxl.Workbook()
    book.active[f"{letters}10"] = "here"
    buffer = io.BytesIO()
    book.save(buffer)
    read = Book(buffer.getvalue(), "a.xlsx")
    [row] = read.rows(read.sheets[0])
    assert {column_letters(column + 1): value for column, value in row.cells.items()} == {letters: "here"}


def test_what_stands_for_no_known_heading_is_told_with_its_value(write: Write) -> None:
    write("[columns]\nA = 'indks'\n", "spbe.toml")
    with pytest.raises(BadInput) as bad:
        load_config("spbe.toml")
    assert [(one.place, one.message) for one in bad.value.problems] == [("spbe.toml:2:5", 'unknown heading "indks"')]


def test_a_heading_without_its_part_names_all_that_the_largest_instrument_has(spbe: Spbe, write: Write) -> None:
    ran = spbe("batch", write("Instansi;Tahun;Indikator 99\nA;2024;3\n", "a.csv"))
    assert "1-47" in ran.err


def test_a_workbook_with_entities_or_without_a_sheet_that_is_shown_is_damaged() -> None:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    for changed in ("entities", "hidden"):
        other = io.BytesIO()
        with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(other, "w") as target:
            for name in source.namelist():
                text = source.read(name)
                if changed == "entities" and name == "xl/styles.xml":
                    text = text.replace(b"<styleSheet", b'<!DOCTYPE a [<!ENTITY b "c">]><styleSheet', 1)
                if changed == "hidden" and name == "xl/workbook.xml":
                    text = text.replace(b'state="visible"', b'state="hidden"')
                target.writestr(name, text)
        with pytest.raises(BadInput) as bad:
            opened(other.getvalue(), "isian.xlsx")
        assert [(one.path, one.code) for one in bad.value.problems] == [("isian.xlsx", "workbook_broken")]


def test_a_pattern_counts_every_folder_that_it_goes_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    # The folder itself and three in it: each for those below, and for the file.
    monkeypatch.setattr("spbe_cli.reading.patterns.MAX_FOLDERS", 8)
    assert matching("**/x.yaml") == []
    monkeypatch.setattr("spbe_cli.reading.patterns.MAX_FOLDERS", 7)
    with pytest.raises(TooManyFolders):
        matching("**/x.yaml")


def test_the_causes_that_are_not_named_may_have_no_effect() -> None:
    repeated = next(one.id for one in SPBE_2018.indicators.values() if one.repeat)
    one = best(SPBE_2018) | {repeated: [1, 5, 5]}
    moved = dict.fromkeys([each for each in SPBE_2018.indicators if each != repeated][:5], 4)
    old, new = (score(assessed(SPBE_2018, answers), SPBE_2018) for answers in (one, one | moved | {repeated: [5, 5, 1]}))
    cause = brief(new, date(2024, 1, 1), Around(before=compare(old, new))).cause
    assert cause is not None
    assert (len(cause.named), cause.others, int(cause.others_effect)) == (5, 1, 0)


def test_a_gate_on_what_evidence_proves_says_so(spbe: Spbe, tmp_path: Path) -> None:
    proven = EXAMPLES / "claimed-and-proven.yaml"
    later = tmp_path / "later.yaml"
    later.write_text(proven.read_text("utf-8"), "utf-8")
    ran = spbe("compare", proven, later, "--basis", "backed", "--max-drop", "1")
    assert "Judged by what accepted evidence proves." in ran.out + ran.err


def test_parts_agree_whatever_the_case_of_what_they_say() -> None:
    one, other = assessed(SPBE_2020, {1: 3}), assessed(SPBE_2020, {2: 3})
    merged = merge([one, other.model_copy(update={"instrument": SPBE_2020.id.upper()})], SPBE_2020)
    assert (merged.conflicts, sorted(merged.assessment.answers or {})) == ((), [1, 2])


def test_a_message_that_nobody_can_take_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stderr", Gone())
    tell("one more problem")
