"""The same answers, in whatever form and layout they come, give the same index, exact to the last digit."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from spbe_cli.core.scoring import score
from spbe_cli.reading.assessments import Submission
from spbe_cli.reading.sources import Asked, Reader
from tests.reached import reached, reaching
from tests.reading.tables.reading import INSTRUMENTS, book
from tests.strategies import instruments, levels

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from spbe_cli.model.instrument import Instrument

FORMS = ["json", *(f"{layout}, {sheet}" for layout in ("wide", "long", "single", "across") for sheet in (False, True))]

Answers = dict[int, Any]
Row = list[Any]

HEADS = {
    "agency": ["agency", "Instansi", "NAMA INSTANSI", "nama_opd"],
    "year": ["year", "Tahun", "tahun_penilaian"],
    "indicator": ["indicator", "Indikator", "No Indikator"],
    "level": ["level", "Nilai", "tingkat", "Nilai Capaian"],
}
JUNK = ["id", "Kode", "Satuan", "Bobot", "Pagu", "Kontak", "Lampiran", "1.1", "x"]


@st.composite
def answered(draw: st.DrawFn) -> tuple[Instrument, dict[str, Answers]]:
    """An instrument, and what one to three agencies answered to some of its indicators, not all of it not applicable."""
    instrument = draw(instruments())

    def answer(identifier: int) -> st.SearchStrategy[Any]:
        level = levels(instrument)
        # The services of a repeated indicator come in any order; their mean is the same.
        several = st.lists(level, min_size=2, max_size=4) if instrument.indicators[identifier].repeat else st.nothing()
        return level | level | level | st.just("n/a") | several

    def some() -> st.SearchStrategy[Answers]:
        chosen = st.lists(st.sampled_from(list(instrument.indicators)), min_size=1, unique=True)
        return chosen.flatmap(lambda ids: st.fixed_dictionaries({one: answer(one) for one in ids}))

    names = st.sampled_from(["Dinas A", "Kota B", "Kab. C, Timur", 'Badan "D"'])
    answers = {name: draw(some()) for name in draw(st.lists(names, min_size=1, max_size=3, unique=True))}
    for own in answers.values():
        if len(own) == len(instrument.indicators) and set(map(str, own.values())) == {"n/a"}:
            own.popitem()  # where nothing applies there is no index
    return instrument, answers


def cell(draw: st.DrawFn, value: Any, *, sheet: bool = False) -> Any:
    """A way to write a value into a cell."""
    if isinstance(value, list):
        return " ".join(str(cell(draw, one)) for one in value)
    if isinstance(value, int | Decimal):
        if sheet and draw(st.booleans()):
            return float(value)
        ways = [f"{value}", f"{value}".replace(".", ","), f" {value}\u00a0"]
        if value == int(value):
            ways += [f"{int(value)}.0", f"{int(value)},00"]
        return draw(st.sampled_from(ways))
    return value


def wide(draw: st.DrawFn, instrument: Instrument, answers: dict[str, Answers], *, sheet: bool) -> list[Row]:
    """A row for each agency."""
    form = draw(st.sampled_from(["{}", "I{}", "Indikator {}", "indicator_{}"]))
    heads = [draw(st.sampled_from(HEADS[one])) for one in ("agency", "year")]
    rows = [
        [name, instrument.years.first, *(cell(draw, own.get(one), sheet=sheet) for one in instrument.indicators)]
        for name, own in answers.items()
    ]
    return [[*heads, *(form.format(one) for one in instrument.indicators)], *rows]


def by_indicator(draw: st.DrawFn, instrument: Instrument, answers: dict[str, Answers], *, sheet: bool, single: bool) -> list[Row]:
    """A row for each indicator, by its number or its name; of one for several services perhaps a row for each."""
    named = draw(st.booleans())
    what = ["indicator", "level"] if single else ["agency", "year", "indicator", "level"]
    headings = ["Indikator" if one == "indicator" and named else draw(st.sampled_from(HEADS[one])) for one in what]
    rows = []
    for name, own in answers.items():
        for one, answer in own.items():
            title = instrument.indicators[one].title.id
            labels = [title, title.upper(), f"{one}. {title}", f"Indikator {one}"] if named else [f"{one}", one]
            head = [*([] if single else [name, instrument.years.first]), draw(st.sampled_from(labels))]
            services = answer if isinstance(answer, list) and draw(st.booleans()) else [answer]
            rows += [[*head, cell(draw, service, sheet=sheet)] for service in services]
    return [headings, *draw(st.permutations(rows))]


def across(draw: st.DrawFn, instrument: Instrument, answers: dict[str, Answers], *, sheet: bool) -> list[Row]:
    """A row for each indicator that anybody answered, and a column for each agency."""
    form = draw(st.sampled_from(["{}", "Indikator {}", "{}. "]))
    given = [one for one in instrument.indicators if any(one in own for own in answers.values())]
    rows = [[form.format(one), *(cell(draw, own.get(one), sheet=sheet) for own in answers.values())] for one in given]
    return [[draw(st.sampled_from(HEADS["indicator"])), *answers], *draw(st.permutations(rows))]


def disguised(draw: st.DrawFn, rows: Sequence[Row]) -> list[Row]:
    """The same table with its columns in any order, others between them, a letterhead above and a total below."""
    junk = draw(st.lists(st.sampled_from(JUNK), max_size=3, unique=True))
    columns = [list(column) for column in zip(*rows, strict=True)]
    columns += [[name, *(draw(st.sampled_from(["", "x", "3", 7])) for _row in rows[1:])] for name in junk]
    table = [list(row) for row in zip(*draw(st.permutations(columns)), strict=True)]
    if draw(st.booleans()):
        table = [["REKAPITULASI SPBE"], ["Nomor 1/2024"], [], *table]
    return table


def text(draw: st.DrawFn, rows: Sequence[Row]) -> bytes:
    out = io.StringIO()
    separator = draw(st.sampled_from(",;\t"))
    writer = csv.writer(out, draw(st.sampled_from(["excel", "unix"])), delimiter=separator)
    writer.writerows([["" if one is None else one for one in row] for row in rows])
    first = f"sep={separator}\n" if draw(st.booleans()) else ""
    return (first + out.getvalue()).encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])))


def indices(data: bytes, path: str, tmp_path: Path, **asked: Any) -> dict[str, Fraction]:
    """The exact index of each agency in a file."""
    (tmp_path / path).write_bytes(data)
    found = {}
    for one in Reader(INSTRUMENTS, asked=Asked(**asked)).submissions(str(tmp_path / path)):
        assert isinstance(one, Submission), (one, data)
        found[one.assessment.agency] = score(one.assessment, one.instrument, one.path).index.exact
    return found


def as_yaml(instrument: Instrument, name: str, own: Answers) -> bytes:
    answers = ", ".join(f"{one}: {value}" for one, value in own.items())
    return f"{_head(instrument, name)[:-1]}, answers: {{{answers}}}}}".encode()


def as_json(instrument: Instrument, name: str, own: Answers) -> bytes:
    answers = ", ".join(f'"{one}": {json.dumps(value) if isinstance(value, str) else value}' for one, value in own.items())
    return f'{_head(instrument, name)[:-1]}, "answers": {{{answers}}}}}'.encode()


def _head(instrument: Instrument, name: str) -> str:
    return json.dumps({"agency": name, "year": instrument.years.first, "instrument": instrument.id})


@reaching(1, *FORMS)
@settings(max_examples=settings().max_examples // 3)
@given(data=st.data())
def compare(tmp_path: Path, data: st.DataObject) -> None:
    draw: Any = data.draw
    instrument, answers = draw(answered())
    year = instrument.years.first
    expected: dict[str, Fraction] = {}

    def same(form: str, rows: bytes, path: str, agencies: dict[str, Fraction], **asked: Any) -> None:
        assert indices(rows, path, tmp_path, **asked) == agencies
        reached(form)

    for name, own in answers.items():
        alone = indices(as_yaml(instrument, name, own), "a.yaml", tmp_path)
        expected |= alone
        same("json", as_json(instrument, name, own), "a.json", alone)
        for sheet in (False, True):
            rows = disguised(draw, by_indicator(draw, instrument, {name: own}, sheet=sheet, single=True))
            file = book(*rows) if sheet else text(draw, rows)
            same(f"single, {sheet}", file, "a.xlsx" if sheet else "a.csv", alone, agency=name, year=year)
    for sheet in (False, True):
        for layout, plain in (
            ("wide", wide(draw, instrument, answers, sheet=sheet)),
            ("long", by_indicator(draw, instrument, answers, sheet=sheet, single=False)),
        ):
            rows = disguised(draw, plain)
            same(f"{layout}, {sheet}", book(*rows) if sheet else text(draw, rows), "b.xlsx" if sheet else "b.csv", expected)
        rows = disguised(draw, across(draw, instrument, answers, sheet=sheet))
        file = book(*rows) if sheet else text(draw, rows)
        same(f"across, {sheet}", file, "c.xlsx" if sheet else "c.csv", expected, year=year)
    event(f"{len(answers)} agencies under {instrument.id}")


def test_every_form_gives_the_same_index(tmp_path: Path) -> None:
    compare(tmp_path)
