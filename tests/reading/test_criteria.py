"""Level criteria: the files that the tool brings are whole and worded by us, and what a file can have wrong, at its place (§)."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from spbe_cli.model.base import Text
from spbe_cli.reading import criteria as reading
from spbe_cli.reading.criteria import criteria_in, criteria_path, load_criteria
from spbe_cli.reading.instruments import load_instrument
from spbe_cli.reading.problems import BadInput
from tests.conftest import EXAMPLES
from tests.published.fingerprints import fingerprint, fingerprints, kept, runs
from tests.reading.test_parsing import found, marked
from tests.strategies import BY_ID

if TYPE_CHECKING:
    from spbe_cli.model.criteria import Criteria

WITH_CRITERIA = [one for one in BY_ID if one != "pegi"]

DAMAGED = {"permenpanrb-8-2026": [(3, 2), (3, 4), (9, 2), (9, 3), (9, 4)]}
"""The levels whose text the source has lost."""

ASKS_WORDS, EVIDENCE_WORDS = 65, 17


def criteria_of(name: str) -> Criteria:
    criteria = load_criteria(BY_ID[name])
    assert criteria is not None
    return criteria


def texts_of(criteria: Criteria) -> Iterator[tuple[str, Text, int]]:
    """Every text of criteria, with where it stands and how many words it may have."""
    for identifier, one in criteria.indicators.items():
        yield f"{identifier} judges", one.judges, ASKS_WORDS
        yield from ((f"{identifier} evidence", item, EVIDENCE_WORDS) for item in one.evidence)
        for number, level in one.levels.items():
            if level.asks:
                yield f"{identifier}.{number} asks", joined(level.asks), ASKS_WORDS
            yield from ((f"{identifier}.{number} evidence", item, EVIDENCE_WORDS) for item in level.evidence)


def joined(passages: Iterable[Text]) -> Text:
    """What several sentences say as one text."""
    sentences = list(passages)
    english = None if any(one.en is None for one in sentences) else " ".join(str(one.en) for one in sentences)
    return Text(id=" ".join(one.id for one in sentences), en=english)


def test_pegi_has_none() -> None:
    assert criteria_path("pegi") is None
    assert load_criteria(BY_ID["pegi"]) is None


@pytest.mark.parametrize("name", ["../indicators", "/etc/passwd", "", "permenpanrb-59-2020.yaml"])
def test_an_id_is_no_path(name: str) -> None:
    assert criteria_path(name) is None


@pytest.mark.parametrize("name", WITH_CRITERIA)
def test_every_indicator_and_level_is_there(name: str) -> None:
    criteria, instrument = criteria_of(name), BY_ID[name]
    assert list(criteria.indicators) == list(instrument.indicators)
    for one in criteria.indicators.values():
        assert tuple(one.levels) == instrument.scale.levels
    damaged = [
        (one, level) for one, whole in criteria.indicators.items() for level, asked in whole.levels.items() if asked.damaged
    ]
    assert damaged == DAMAGED.get(name, [])


@pytest.mark.parametrize("name", WITH_CRITERIA)
def test_every_text_is_there_in_both_languages_and_short(name: str) -> None:
    wrong = [
        f"{place}: {text}"
        for place, text, most in texts_of(criteria_of(name))
        if text.en is None or max(len(text.id.split()), len(text.en.split())) > most or not f"{text.id}{text.en}".isprintable()
    ]
    assert wrong == []


@pytest.mark.parametrize("name", WITH_CRITERIA)
def test_the_evidence_items_of_a_level_are_as_many_as_the_instrument_counts(name: str) -> None:
    compared = 0
    for identifier, one in criteria_of(name).indicators.items():
        counted = BY_ID[name].indicators[identifier].evidence
        if counted is not None:
            shown = {number: len(level.evidence) for number, level in one.levels.items() if not level.damaged}
            assert shown == {number: counted[number] for number in shown}, identifier
            compared += len(shown)
    # Only Pemdi counts evidence items.
    assert (compared > 50) == (name == "permenpanrb-8-2026")


@pytest.mark.parametrize("name", WITH_CRITERIA)
def test_nothing_is_copied(name: str) -> None:
    sources = kept()
    shared = [
        f"{place}: {run}"
        for place, text, _most in texts_of(criteria_of(name))
        for said in (text.id, text.en or "")
        for run in runs(said)
        if fingerprint(run) in sources
    ]
    assert shared == []


def test_a_copy_would_be_found() -> None:
    # From the considerations of Permen PANRB 59/2020, which no criterion has a reason to quote.
    title = "peraturan menteri pendayagunaan aparatur negara dan reformasi birokrasi republik indonesia nomor 59 tahun 2020"
    (first, *_rest) = runs(title)
    assert fingerprint(first) in kept()
    assert fingerprint("satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua belas") not in kept()


def test_fingerprints_are_sorted_and_distinct_and_know_no_case() -> None:
    text = " ".join(f"Kata{number}," for number in range(14))
    assert fingerprints([text, text.upper()]) == b"".join(sorted(map(fingerprint, runs(text))))
    assert len(fingerprints([text])) == 3 * 4


def test_what_holds_only_since_2024() -> None:
    """What Pedoman 3/2024 asks for and Pedoman 6/2023 does not, by how often it does; the two were read side by side."""
    passages = [one for of in criteria_of("permenpanrb-59-2020").indicators.values() for one in of.passages if one.since]
    assert {one.since for one in passages} == {2024}
    texts = [str(one.en).casefold() for one in passages]
    counts = {"years old": 47, "1 year after": 10, "the level is kept|keep the level": 47, "portal": 32}
    assert {words: sum(bool(re.search(words, text)) for text in texts) for words in counts} == counts
    assert (
        len(texts) == sum(counts.values()) - 1
    )  # indicator 3 says in one sentence that its review is recent and keeps the level
    others = [one for name in WITH_CRITERIA if "59" not in name for one in criteria_of(name).indicators.values()]
    assert not any(one.since for of in others for one in of.passages)


WHOLE = """\
instrument: permenpanrb-59-2020
source: Sumber
indicators:
  1:
    judges: {id: Apa, en: What}
    levels:
      1: {asks: {id: Ada, en: There is}, evidence: [{id: Dokumen, en: Document}]}
      2: {damaged: true}
"""


def test_a_file_of_ones_own(write: Callable[..., str]) -> None:
    criteria = criteria_in(write(WHOLE), load_instrument())
    levels = criteria.indicators[1].levels
    assert (levels[1].asks[0].en, levels[1].evidence[0].id, levels[1].damaged) == ("There is", "Dokumen", False)
    assert (levels[2].asks, levels[2].evidence, levels[2].damaged) == ((), (), True)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("\n  1:", "\n  §48:", "unknown_indicator"),
        ("      2:", "      §6:", "accepted_level"),
        ("{damaged: true}", "§{damaged: true, asks: x}", "damaged_says_nothing"),
        ("{damaged: true}", "§{damaged: true, evidence: [x]}", "damaged_says_nothing"),
        ("{damaged: true}", "§{evidence: [x]}", "missing_key"),
        ("instrument: permenpanrb-59-2020", "instrument: §pegi", "unknown_instrument"),
        ("judges:", "§judge:", "unknown_key"),
        ("id: Dokumen", "id: §''", "blank"),
        ("{id: Dokumen,", "{id: Dokumen, §id: Surat,", "duplicate_key"),
        ("{id: Ada,", "{since: §2021, id: Ada,", "since_outside"),
        ("{id: Dokumen,", "{since: §2026, id: Dokumen,", "since_outside"),
        ("{id: Ada,", "{since: §x, id: Ada,", "whole_number_type"),
        ("{id: Ada, en: There is}", "[{id: Ada, en: There is}, {since: §2020, id: A}]", "since_outside"),
        ("asks: {id: Ada, en: There is}", "asks: [A, §3]", "text_type"),
        ("{asks: {id: Ada, en: There is}, evidence", "§{asks: [], evidence", "missing_key"),
    ],
)
def test_what_is_wrong_stands_at_its_place(write: Callable[..., str], before: str, after: str, code: str) -> None:
    text, expected = marked(WHOLE.replace(before, after), code)
    with pytest.raises(BadInput) as bad:
        criteria_in(write(text), load_instrument())
    assert expected[0] in found(bad.value.problems)


@pytest.mark.parametrize("arguments", [["score", "denpasar-2018.yaml"], ["batch", "palopo-2019.yaml"], ["validate", "."]])
def test_who_shows_no_criteria_does_not_wait_for_them(arguments: list[str]) -> None:
    code = (
        "import sys; sys.argv[0] = 'spbe'\n"
        "from spbe_cli.__main__ import main\n"
        "try: main()\n"
        "finally: print([one for one in sys.modules if one.endswith('.criteria')], file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code, *arguments], cwd=EXAMPLES, capture_output=True, text=True, check=False)
    assert ran.stderr.splitlines()[-1] == "[]"


def test_what_the_tool_brings_is_read_once_however_many_forms_it_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def content(path: str) -> bytes:
        read.append(path)
        return Path(path).read_bytes()

    monkeypatch.setattr(reading, "content", content)
    reading._brought.cache_clear()
    instrument = BY_ID["permenpanrb-59-2020"]
    assert load_criteria(instrument) == load_criteria(instrument, lent=True)
    assert len(read) == 1
