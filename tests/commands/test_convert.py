"""``spbe convert`` as a user runs it."""

from __future__ import annotations

import csv
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spbe_cli.commands import convert
from spbe_cli.commands.common import Common
from spbe_cli.model.assessment import Assessment
from spbe_cli.model.instrument import Instrument
from spbe_cli.options.convert import Asked
from spbe_cli.output import Destination
from spbe_cli.reading.assessments import load_assessment
from spbe_cli.writing.answers import answer_file
from spbe_cli.writing.table import lost
from tests.conftest import EXAMPLES, Spbe, Write
from tests.reached import reached, reaching
from tests.writing.test_answers import wholes
from tests.writing.test_table import kept

pytestmark = pytest.mark.usefixtures("in_a_folder")


def test_a_folder_to_a_table_and_back(spbe: Spbe) -> None:
    ran = spbe("convert", EXAMPLES / "region", "-o", "region.csv")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith("8 assessments written to region.csv\n")
    assert spbe("convert", "region.csv", "-o", "region", "--quiet").err == ""
    assert len(list(Path("region").iterdir())) == 8
    assert Path("region/dinas-kesehatan-2024-self.yaml").exists()
    ranking = [
        [line.split(",")[:10] for line in spbe("batch", source, "--format", "csv").out.splitlines()]
        for source in (EXAMPLES / "region", "region.csv", "region")
    ]
    assert ranking[0] == ranking[1] == ranking[2]


def test_the_national_results_come_through(spbe: Spbe) -> None:
    table = EXAMPLES / "national-2023.csv"
    assert spbe("convert", table, "-o", "national").code == 0
    assert spbe("convert", "national", "-o", "again.csv").code == 0
    ranked = [spbe("batch", source, "--format", "csv").out for source in (table, "again.csv")]
    without_places = [[row | {"path": ""} for row in csv.DictReader(text.splitlines())] for text in ranked]
    assert without_places[0] == without_places[1]


@reaching(0.04, "converted")
@given(st.lists(wholes(), min_size=1, max_size=3))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_nothing_is_lost_but_what_is_named(several: list[tuple[Assessment, Instrument]]) -> None:
    # What is not text, and what is refused, are other tests.
    several = [one for one in several if {"characters", "answers"}.isdisjoint(loss.what for loss in lost(*one))]
    # The same assessment twice is a problem of its own.
    if not several or len({one.agency for one, _ in several}) < len(several):
        return
    reached("converted")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        for position, (assessment, _) in enumerate(several):
            (folder / "in" / f"{position}.yaml").write_text(answer_file(assessment), encoding="utf-8", newline="")
        for source, target in (("in", "out.csv"), ("out.csv", "out"), ("in", "same")):
            common = Common(destination=Destination(path=str(folder / target)), quiet=True)
            assert convert.run(Asked([str(folder / source)]), common) == 0
        for target, change in (("out", kept), ("same", lambda one, _: one)):
            again = {one.agency: one for one in (load_assessment(file).assessment for file in (folder / target).iterdir())}
            assert again == {one.agency: change(one, instrument) for one, instrument in several}


def test_what_a_table_has_no_place_for_is_named(spbe: Spbe) -> None:
    own = ("--indicators", EXAMPLES / "opd" / "indicators.yaml")
    ran = spbe("convert", EXAMPLES / "opd" / "dinas-kesehatan.yaml", *own, "--as", "csv")
    assert ran.code == 0
    assert ran.out == (
        "agency,year,instrument,stage,group,owner,1,2,3,4,5,6,7\n"
        "Dinas Kesehatan Kota Contoh,2024,opd-contoh,self,Kota Contoh,Bagian Perencanaan,3,2,3,n/a,2,4,3 4\n"
    )
    path = EXAMPLES / "opd" / "dinas-kesehatan.yaml"
    assert ran.err == (
        f"{path}: a table has no place for evidence (2); notes (2); commitments (5); "
        "reasons why something does not apply (4); "
        "criteria, accepted evidence and national indices, of which the level stays (3)\n"
    )


THIRDS = """agency: Kab. A
year: 2026
answers:
  4: {accepted: {1: 1}}
  5: {national_index: 68.75}
  13: {accepted: {1: 3, 2: 2}}
"""


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_answer_is_lost_whole(spbe: Spbe, write: Write, form: str) -> None:
    write(THIRDS, "a.yaml")
    write(THIRDS.replace("Kab. A", "Kab. B"), "b.yaml")
    ran = spbe("convert", "a.yaml", "b.yaml", "-o", f"c.{form}" if form == "csv" else "c", "--as", form)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "".join(
        f"{name}.yaml:{place}: indicator {one} is worth {value}, which no cell holds, so its answer would be lost "
        "(an answer file, .yaml, keeps it)\n"
        for name in "ab"
        for place, one, value in (("4:6", 4, "7/6"), ("6:7", 13, "13/6"))
    )
    assert sorted(one.name for one in Path().iterdir()) == ["a.yaml", "b.yaml"]


def test_what_is_kept_ranks_as_before(spbe: Spbe, write: Write) -> None:
    write(
        "agency: Kab. A\nyear: 2026\nanswers: {1: {accepted: {1: 1, 2: 1}}, 5: {national_index: 68.75}, 13: 1.1667}\n", "a.yaml"
    )
    index = json.loads(spbe("score", "a.yaml", "--format", "json").out)["index_exact"]
    for target in ("a.csv", "a.xlsx"):
        assert spbe("convert", "a.yaml", "-o", target).code == 0
        (result,) = json.loads(spbe("batch", target, "--format", "json").out)["results"]
        assert result["index_exact"] == index


def test_announced_figures_alone_make_no_workbook(spbe: Spbe, write: Write) -> None:
    write("agency,year,index\nKota A,2024,3\nKota B,2024,4\n", "a.csv")
    ran = spbe("convert", "a.csv", "-o", "books", "--as", "xlsx")
    assert (ran.code, Path("books").exists()) == (2, False)
    assert ran.err == "".join(
        f"a.csv:{line}: Kota {name} has announced figures only, no answers for a workbook "
        "(a table or an answer file keeps them)\n"
        for line, name in ((2, "A"), (3, "B"))
    )


def test_one_file_in_the_style_of_spbe(spbe: Spbe, write: Write) -> None:
    write("jawaban: {2: {tingkat: 3, bukti: sk.pdf}, 1: 2}\ninstansi: A\ntahun: 2024\n", "a.yaml")
    assert spbe("convert", "a.yaml", "-o", "b.yaml").code == 0
    text = "agency: A\nyear: 2024\ninstrument: permenpanrb-59-2020\nanswers:\n"
    text += "  2:\n    level: 3\n    evidence:\n      - sk.pdf\n  1: 2\n"
    assert Path("b.yaml").read_text(encoding="utf-8") == text
    assert spbe("convert", "a.yaml", "--as", "yaml").out == text
    assert spbe("convert", "a.yaml", "-o", "b.yaml").code == 2
    assert spbe("convert", "a.yaml", "-o", "b.yaml", "--force").code == 0
    assert spbe("convert", "b.yaml", "-o", "b.yaml", "--force").code == 2


def test_a_folder_may_be_there_already(spbe: Spbe, write: Write) -> None:
    write("agency: A\nyear: 2024\nanswers: {1: 2}\n", "a.yaml")
    Path("2024.05").mkdir()
    assert spbe("convert", "a.yaml", "-o", "2024.05").code == 0
    assert Path("2024.05/a-2024.yaml").exists()
    assert spbe("convert", "a.yaml", "-o", "2024.05").code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.yaml", "-o", "-"), "--output -: what to write is not known"),
        (("a.yaml", "-o", "a.ods"), "--output a.ods: what to write is not known by this ending"),
        ((".", "-o", "c.yaml"), "expected the name of a folder"),
        ((".", "--as", "yaml"), "expected the name of a folder"),
        (("a.yaml", "twice.yaml", "-o", "c.csv"), "A is there already, in a.yaml:1:9"),
        (("wrong.yaml", "a.yaml", "-o", "c.csv"), "wrong.yaml:3:14: level 9"),
    ],
)
def test_bad_input(spbe: Spbe, write: Write, arguments: tuple[str, ...], said: str) -> None:
    write("agency: A\nyear: 2024\nanswers: {1: 2}\n", "a.yaml")
    write("agency: B\nyear: 2024\nanswers: {1: 2}\n", "b.yaml")
    if "twice.yaml" in arguments:
        write("agency: A\nyear: 2024\nanswers: {1: 2}\n", "twice.yaml")
    if "wrong.yaml" in arguments:
        write("agency: A\nyear: 2024\nanswers: {1: 9}\n", "wrong.yaml")
    before = sorted(Path().iterdir())
    ran = spbe("convert", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert sorted(Path().iterdir()) == before


def test_where_nothing_says_what_to_write_no_file_is_taken_for_it(spbe: Spbe, write: Write) -> None:
    write("agency: Kota A\nyear: 2024\nanswers: {1: 3}\n", "a.yaml")
    told = "spbe convert: nothing says what to write: expected a file or folder behind -o, or a form behind --as\n"
    for command in (("a.yaml",), ("a.yaml", "b.csv")):
        ran = spbe("convert", *command)
        assert (ran.code, ran.out, ran.err) == (2, "", told)
