"""``--stage``: which stage of a year is meant, where files and tables have several."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Spbe, Write
from tests.reading.tables.reading import book
from tests.reading.tables.test_several import ranking

pytestmark = pytest.mark.usefixtures("in_a_folder")

STAGES = "Instansi;Tahun;Tahap;Indeks\nKota A;2024;mandiri;3,10\nKota A;2024;Akhir;2,60\nKota B;2024;akhir;2,20\n"


def ranked(spbe: Spbe, *arguments: object) -> list[tuple[str, str | None, float]]:
    """Who is ranked in JSON, of which stage and with which index."""
    found = json.loads(spbe("batch", *arguments, "--format", "json").out)["results"]
    return [(one["agency"], one["stage"], one["index"]) for one in found]


def test_only_the_rows_of_the_stage_are_read(spbe: Spbe, write: Write) -> None:
    stages = write(STAGES, "stages.csv")
    assert ranked(spbe, stages, "--stage", "final") == [("Kota A", "final", 2.6), ("Kota B", "final", 2.2)]
    assert '"index": 3.1' in spbe("score", stages, "--agency", "Kota A", "--stage", "self", "--format", "json").out


def test_a_table_that_names_no_stage_is_of_the_one_that_is_asked_for(spbe: Spbe, write: Write) -> None:
    bare = write("Instansi;Tahun;Indeks\nKota A;2024;2,6\n", "bare.csv")
    blank = write("Instansi;Tahun;Tahap;Indeks\nKota A;2024;;2,6\nKota B;2024;mandiri;3\n", "blank.csv")
    assert ranked(spbe, bare, "--stage", "visit") == [("Kota A", "visit", 2.6)]
    assert ranked(spbe, blank, "--stage", "final") == [("Kota A", "final", 2.6)]


def test_an_answer_file_of_another_stage_or_of_none_is_left_out_and_that_is_said_once(spbe: Spbe, write: Write) -> None:
    for name, stage in (("a", "stage: self\n"), ("b", ""), ("c", ""), ("d", "tahap: akhir\n")):
        write(f"agency: Dinas {name}\nyear: 2024\n{stage}published: {{index: 2.5}}\n", f"{name}.yaml")
    ran = spbe("batch", ".", "--stage", "final")
    assert (ran.code, "Agencies    1\n" in ran.out) == (0, True)
    assert ran.err == (
        "--stage: an answer file that names no stage is left out (write its stage into it, such as stage: final)\n"
    )


def test_a_word_that_is_no_stage_is_a_problem_whatever_stage_is_asked_for(spbe: Spbe, write: Write) -> None:
    ran = spbe("batch", write(STAGES.replace("Akhir", "ahir"), "wrong.csv"), "--stage", "self")
    assert (ran.code, '3:3: Kota A: "ahir": expected one of self' in ran.err) == (2, True)


@pytest.mark.parametrize("command", ["score", "explain", "plan", "batch", "convert"])
def test_what_is_there_of_other_stages_is_named(command: str, spbe: Spbe, write: Write) -> None:
    # Without --year nothing says the year of these rows.
    stages = write(STAGES.replace("Tahun;", "").replace("2024;", ""), "stages.csv")
    to = ("-o", "to.yaml") if command == "convert" else ()
    ran = spbe(command, stages, "--year", "2024", "--agency", "Kota A", "--stage", "visit", *to)
    assert (ran.code, ran.out) == (2, "")
    there = "there are those of self-assessment 2024, final result 2024"
    assert ran.err == f"{stages}: nothing of Kota A, 2024, visit is here ({there})\n"


def test_messages_say_how_to_choose(spbe: Spbe, write: Write) -> None:
    stages = write(STAGES, "stages.csv")
    several = spbe("score", stages, "--agency", "Kota A").err
    assert "choose one with --stage, or see them side by side with spbe trend: self-assessment 2024, final result 2024" in several
    twice = spbe("compare", stages, stages).err
    assert "expected one stage (choose one with --stage, or see both with spbe trend)" in twice


def test_two_stages_of_one_table_are_compared(spbe: Spbe, write: Write) -> None:
    stages = write(STAGES, "stages.csv")
    ran = spbe("compare", stages, stages, "--stage", "self, akhir", "--max-drop", "0", "--format", "json")
    found = json.loads(ran.out)
    assert (ran.code, found["only_new"]) == (1, ["Kota B"])
    [one] = found["agencies"]
    assert (one["from"]["stage"], one["to"]["stage"], one["index"]["delta"]) == ("self", "final", -0.5)
    backwards = spbe("compare", stages, stages, "--stage", "final,self", "--max-drop", "0")
    assert (backwards.code, "comes before" in backwards.err) == (2, True)
    same = spbe("compare", stages, stages, "--stage", "final", "--max-drop", "0")
    assert (same.code, "this file is on both sides" in same.err) == (2, True)


def test_the_same_figures_are_not_those_of_two_stages(spbe: Spbe, write: Write) -> None:
    bare = write("Instansi;Tahun;Indeks\nKota A;2024;2,6\n", "bare.csv")
    ran = spbe("compare", bare, bare, "--stage", "self,final")
    expected = "neither a column nor a heading says a stage, so the same figures would count for both"
    assert (ran.code, ran.out, ran.err) == (2, "", f"{bare}: {expected} (self-assessment, final result)\n")


@pytest.mark.parametrize("value", ["awal", "self,", "self,visit,final", ""])
def test_stages_that_are_none_are_refused(value: str, spbe: Spbe, write: Write) -> None:
    stages = write(STAGES, "stages.csv")
    ran = spbe("compare", stages, stages, "--stage", value)
    assert ran.code == 2
    assert ran.err == f'--stage: "{value}": expected a stage for both sides, or one for each, such as self,final\n'


def test_the_sheet_that_is_called_like_the_stage_is_read(spbe: Spbe, tmp_path: Path) -> None:
    path = tmp_path / "stages.xlsx"
    path.write_bytes(book(*ranking(Kota_A=3), title="Mandiri", **{"Hasil Akhir": ranking(Kota_A=2)}))
    ran = spbe("batch", path, "--stage", "final", "--format", "json")
    assert [(one["index"], one["stage"]) for one in json.loads(ran.out)["results"]] == [(2, "final")]
    assert 'the sheet "Hasil Akhir" is read, as it is that of the stage that is asked for' in ran.err
    none = spbe("batch", path, "--stage", "visit")
    assert (none.code, none.out) == (2, "")
    assert "nothing of visit is here" in none.err
