"""Level criteria: the files that the tool brings are whole and worded by us, and what a file can have wrong, at its place (§)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from spbe_cli.reading.criteria import criteria_path, load_criteria
from spbe_cli.reading.instruments import load_instrument
from spbe_cli.reading.problems import BadInput
from tests.conftest import EXAMPLES
from tests.published.fingerprints import fingerprint, fingerprints, kept, runs
from tests.reading.test_document import found, marked
from tests.strategies import built_in

if TYPE_CHECKING:
    from spbe_cli.model.criteria import Criteria
    from spbe_cli.model.instrument import Text

BUILT_IN = {instrument.id: instrument for instrument in built_in()}
WITH_CRITERIA = [one for one in BUILT_IN if one != "pegi"]

DAMAGED = {"permenpanrb-8-2026": [(3, 2), (3, 4), (9, 2), (9, 3), (9, 4)]}
"""The levels whose text the source has lost."""

ASKS_WORDS, EVIDENCE_WORDS = 30, 14


def criteria_of(name: str) -> Criteria:
    criteria = load_criteria(BUILT_IN[name])
    assert criteria is not None
    return criteria


def texts_of(criteria: Criteria) -> Iterator[tuple[str, Text, int]]:
    """Every text of criteria, with where it stands and how many words it may have."""
    for identifier, one in criteria.indicators.items():
        yield f"{identifier} judges", one.judges, ASKS_WORDS
        yield from ((f"{identifier} evidence", item, EVIDENCE_WORDS) for item in one.evidence)
        for number, level in one.levels.items():
            if level.asks is not None:
                yield f"{identifier}.{number} asks", level.asks, ASKS_WORDS
            yield from ((f"{identifier}.{number} evidence", item, EVIDENCE_WORDS) for item in level.evidence)


def test_pegi_has_none() -> None:
    assert criteria_path("pegi") is None
    assert load_criteria(BUILT_IN["pegi"]) is None


@pytest.mark.parametrize("name", ["../indicators", "/etc/passwd", "", "permenpanrb-59-2020.yaml"])
def test_an_id_is_no_path(name: str) -> None:
    assert criteria_path(name) is None


@pytest.mark.parametrize("name", WITH_CRITERIA)
def test_every_indicator_and_level_is_there(name: str) -> None:
    criteria, instrument = criteria_of(name), BUILT_IN[name]
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
        counted = BUILT_IN[name].indicators[identifier].evidence
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
    criteria = load_criteria(load_instrument(), write(WHOLE))
    assert criteria is not None
    levels = criteria.indicators[1].levels
    assert levels[1].asks is not None
    assert (levels[1].asks.en, levels[1].evidence[0].id, levels[1].damaged) == ("There is", "Dokumen", False)
    assert (levels[2].asks, levels[2].evidence, levels[2].damaged) == (None, (), True)


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
    ],
)
def test_what_is_wrong_stands_at_its_place(write: Callable[..., str], before: str, after: str, code: str) -> None:
    text, expected = marked(WHOLE.replace(before, after), code)
    with pytest.raises(BadInput) as bad:
        load_criteria(load_instrument(), write(text))
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
