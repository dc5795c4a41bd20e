"""The quick way and the long way give the same: the same entry, or the same problems."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from spbe_cli.core.quick import PlainScorer, suits
from spbe_cli.core.ranking import entry
from spbe_cli.core.scoring import score
from spbe_cli.model.ranking import Entry
from spbe_cli.reading.assessments import submission
from spbe_cli.reading.instruments import load_instruments
from spbe_cli.reading.problems import BadInput
from spbe_cli.reading.quick import plain
from tests.conftest import EXAMPLES

INSTRUMENTS = load_instruments()
SCORERS = {one.id: PlainScorer(one) for one in INSTRUMENTS if suits(one)}

texts = st.sampled_from(
    ["Dinas Kesehatan", "Pemerintah Kab. Contoh", "Kota Ambon (2)", "null", "true", "Yes", "n", "~", "Dinas: A", "A # b", "A #b",
     "1 2", "Kec. é", "'x'", "Dinas,A",
     "- x", "Null Island", "a", "x y ", "Dinas\u00a0B", "0x1F", "12", "1:30", "@a", "a.", "TRUE"]
)  # fmt: skip
levels = st.sampled_from(["0", "1", "3", "5", "6", "9", "03", "1.0", "x", "", "~", '"3"', "[3]", "10", "true", "1:3", "n/a"])
notes = st.sampled_from(["Baik sekali.", "null", "true ", "a: b", "a #b", "a, b; (c) / d", "satu", "1", "", "é", "'a'", "x."])
proofs = st.sampled_from(["[sk.pdf]", "[sk.pdf, x.docx]", '["https://a.id/b?c=1"]', "[]", "[null]", "[3]", "sk.pdf", "[a b.pdf]",
                          '[" "]', "[sk.pdf, ]", "[sk.1]", '["a\\nb"]'])  # fmt: skip
keys = st.sampled_from(["1", "2", "11", "32", "47", "48", "0", "007", "x", "100"])


@st.composite
def answers(draw: st.DrawFn) -> str:
    key, level = draw(keys), draw(levels)
    if draw(st.booleans()):
        return f"  {key}: {level}\n"
    names = draw(st.sampled_from([("level", "evidence", "note"), ("tingkat", "bukti", "catatan"), ("levl", "evidence", "note")]))
    parts = [f"{names[0]}: {level}"]
    if draw(st.booleans()):
        parts.append(f"{names[1]}: {draw(proofs)}")
    if draw(st.booleans()):
        parts.append(f"{names[2]}: {draw(notes)}")
    if draw(st.booleans()):
        return f"  {key}: {{{', '.join(parts)}}}\n"
    return f"  {key}:\n" + "".join(f"    {part}\n" for part in parts)


@st.composite
def files(draw: st.DrawFn) -> str:
    head = [f"{draw(st.sampled_from(['agency', 'instansi', 'agensi']))}: {draw(texts)}\n"]
    years = st.sampled_from(["2024", "2023", "2019", "2026", "1999", "x", "24", "02024"])
    head.append(f"{draw(st.sampled_from(['year', 'tahun']))}: {draw(years)}\n")
    optional = {
        "stage": st.sampled_from(["self", "final", "end", "null"]),
        "group": texts,
        "kind": texts,
        "owner": texts,
        "instrument": st.sampled_from(["permenpanrb-59-2020", "pegi", "null", "permenpanrb-5-2018"]),
        "year": st.just("2024"),
    }
    more = draw(st.lists(st.sampled_from(list(optional)), max_size=3))
    head += [f"{key}: {draw(optional[key])}\n" for key in more]
    comment = draw(st.sampled_from(["", "# Rekaan: contoh\n", "\n", "#\n", "# a\n# b\n"]))
    key = draw(st.sampled_from(["answers", "jawaban", "answer"]))
    end = draw(st.sampled_from(["", "\n", "published: {index: 2}\n", "# end\n"]))
    return comment + "".join(head) + f"{key}:\n" + "".join(draw(st.lists(answers(), max_size=6))) + end


def quickly(data: bytes, path: str) -> Entry | None:
    read = plain(data)
    if read is None:
        return None
    named = read.head.get("instrument")
    instrument = INSTRUMENTS.for_year(read.head["year"]) if named is None else INSTRUMENTS.named(named)
    scorer = SCORERS.get(instrument.id) if instrument else None
    return scorer.entry(read.head, read.levels, path) if scorer else None


def at_length(path: str) -> Entry | list[Any]:
    try:
        read = submission(path, INSTRUMENTS)
    except BadInput as bad:
        return list(bad.problems)
    return entry(score(read.assessment, read.instrument, read.path))


@settings(max_examples=1500)
@given(text=files())
def test_what_the_quick_way_gives_the_long_way_gives(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.getbasetemp() / "quick.yaml"
    file.write_text(text, encoding="utf-8")
    quick = quickly(text.encode(), str(file))
    if quick is not None:
        assert quick == at_length(str(file))


@given(st.data())
def test_what_spbe_writes_goes_the_quick_way(data: st.DataObject) -> None:
    instrument = INSTRUMENTS.default
    given_levels = {one: data.draw(st.integers(1, 5)) for one in instrument.indicators if data.draw(st.booleans())}
    assume(given_levels)
    lines = [f"  {one}: {level}" for one, level in given_levels.items()]
    text = "\n".join(["agency: Dinas Contoh", "year: 2024", "stage: self", "answers:", *lines]) + "\n"
    read = plain(text.encode())
    assert read is not None
    assert read.levels == given_levels


@pytest.mark.parametrize(
    "text",
    [
        "agency: A\nyear: 2024\nanswers:\n  1: 3\n  1: 4\n",
        "agency: A\nyear: 2024\nanswers:\n  1: {level: 3, note: a, b}\n",
        "agency: A\nyear: 2024\nanswers:\n  1: 3\npublished: {index: 2}\n",
        "agency: null\nyear: 2024\nanswers:\n  1: 3\n",
        "agency: A\nyear: 2024\nanswers: {1: 3}\n",
        "agency: A\nyear: 2024\nanswers:\n  1: 3 # why\n",
        "agency: A\nyear: 2024\nanswers:\n  1:\n    level: 3\n    target: {level: 4}\n",
        "agency: A\nyear: 2024\nanswers:\n   1: 3\n",
    ],
)
def test_anything_else_goes_the_long_way(text: str) -> None:
    assert plain(text.encode()) is None


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.yaml")), ids=lambda file: file.stem)
def test_the_examples_give_the_same_either_way(file: Path) -> None:
    quick = quickly(file.read_bytes(), str(file))
    assert quick in (None, at_length(str(file)))
