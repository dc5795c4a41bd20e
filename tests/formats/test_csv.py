"""CSV as spreadsheets and as our own table reading take it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.ranking import entry, rankings
from spbe_cli.core.scoring import score
from spbe_cli.formats.csv import render
from spbe_cli.formats.screen import Screen
from spbe_cli.model.ranking import Ranking
from spbe_cli.reading.assessments import Submission
from spbe_cli.reading.instruments import load_instruments
from spbe_cli.reading.sources import Reader
from spbe_cli.views.page import Column, Page, Row, Table
from spbe_cli.views.ranking import Layout, ranking_page

INSTRUMENTS = load_instruments()
SCREEN = Screen(80, colour=False, blocks=True)

names = st.text(st.sampled_from("'=+-@aB 1,\""), min_size=1, max_size=8).map(lambda text: f"{text}x")
indices = st.integers(100, 500).map(lambda units: f"{units / 100:.2f}")
agencies = st.dictionaries(names, st.tuples(st.sampled_from(["2023", "2024", "2026"]), indices), min_size=1, max_size=6)


def ranked(text: str) -> list[Ranking]:
    with TemporaryDirectory() as folder:
        path = Path(folder, "table.csv")
        path.write_text(text, encoding="utf-8", newline="")
        read = list(Reader(INSTRUMENTS).submissions(str(path)))
    found = [one for one in read if isinstance(one, Submission)]
    assert len(found) == len(read), read
    entries = [entry(score(one.assessment, one.instrument, one.path)) for one in found]
    return list(rankings(entries, {one.id: one for one in INSTRUMENTS}))


def written(found: list[Ranking]) -> str:
    return render([ranking_page(one, Layout()) for one in found], SCREEN)


def said(found: list[Ranking]) -> list[tuple[object, ...]]:
    return [
        (each.rank, each.entry.agency, each.entry.year, each.entry.instrument, each.entry.index, each.entry.predicate_name)
        for one in found
        for each in one.ranked
    ]


@given(agencies)
def test_a_ranking_of_announced_indices_reads_back(given_: dict[str, tuple[str, str]]) -> None:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([("agency", "year", "index"), *((name, *rest) for name, rest in given_.items())])
    # Whatever stands in the first table (an apostrophe may be lost in it) stands in the second one too.
    first = ranked(buffer.getvalue())
    text = written(first)
    assert said(ranked(text)) == said(first)
    assert written(ranked(text)).splitlines()[0] == text.splitlines()[0]


def test_rankings_of_several_instruments_have_one_heading() -> None:
    text = written(ranked("agency,year,index\nKota A,2023,2.5\nKota B,2026,3\nKota C,2024,4\n"))
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[1] for row in rows] == ["agency", "Kota A", "Kota C", "Kota B"]
    assert {len(row) for row in rows} == {len(set(rows[0]))}
    assert rows[0].index("predicate") < rows[0].index("domain_4") < rows[0].index("aspect_1") < rows[0].index("answered")


def test_formulas_are_text() -> None:
    columns = (Column("a", ""),)
    cells = ("=1+1", "+62", "@x", "-x", "-1.5", "'=x", "'x", "Kota")
    text = render([Page("", tables=(Table(columns, tuple(Row((one,)) for one in cells)),))], SCREEN)
    assert text.splitlines() == ["a", "'=1+1", "'+62", "'@x", "'-x", "-1.5", "''=x", "'x", "Kota"]
