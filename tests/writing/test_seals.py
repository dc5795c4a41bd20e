"""Seals written into answer files: in every style that people write, with all else left byte for byte as it was."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.reading.assessments import answers, submitted
from spbe_cli.reading.instruments import load_instruments
from spbe_cli.writing.seals import Unsealable, with_seals

if TYPE_CHECKING:
    from collections.abc import Callable

    from spbe_cli.model.evidence import Evidence

SEAL, OTHER = "0a" * 32, "ff" * 32
INSTRUMENTS = load_instruments()


def items(data: bytes, indicator: int = 1) -> tuple[Evidence, ...]:
    read = submitted(answers(data, "a.yaml"), "a.yaml", INSTRUMENTS)
    return (read.assessment.answers or {})[indicator].evidence


def sealed(evidence: str, at: int = 0, *, head: str = "agency: A\nyear: 2024\nanswers:\n  1:\n    level: 3\n") -> str:
    """What becomes of the evidence of an indicator, as it is written, once one of its items is sealed."""
    before = f"{head}{evidence}"
    written = with_seals(before.encode(), "a.yaml", {(1, at): SEAL}).decode()
    assert written.startswith(head)
    assert items(written.encode())[at].sha256 == SEAL
    return written[len(head) :].replace(SEAL, "SEAL")


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ("    evidence: a.pdf\n", "    evidence: {file: a.pdf, sha256: SEAL}\n"),
        ("    bukti: a.pdf # satu\n", "    bukti: {berkas: a.pdf, sha256: SEAL} # satu\n"),
        ("    evidence: [a.pdf, b.pdf]", "    evidence: [{file: a.pdf, sha256: SEAL}, b.pdf]"),
        ("    evidence: ['it''s.pdf']\n", "    evidence: [{file: 'it''s.pdf', sha256: SEAL}]\n"),
        ('    evidence:\n    - "a.pdf"   # x\n', '    evidence:\n    - {file: "a.pdf", sha256: SEAL}   # x\n'),
        ("    evidence:\n      - SK, 2024 [a].pdf\n", "    evidence:\n      - {file: 'SK, 2024 [a].pdf', sha256: SEAL}\n"),
        ("    evidence:\n      - o'clock, a.pdf\n", "    evidence:\n      - {file: 'o''clock, a.pdf', sha256: SEAL}\n"),
        ("    evidence:\n      - >-  # y\n        a.pdf\n", "    evidence:\n      - {file: 'a.pdf', sha256: SEAL}  # y\n"),
        ("    evidence: [&a a.pdf]\n", "    evidence: [&a {file: a.pdf, sha256: SEAL}]\n"),
        ("    evidence: {file: a.pdf}\n", "    evidence: {file: a.pdf, sha256: SEAL}\n"),
        ("    evidence: [{status: sent, file: a.pdf,}]", "    evidence: [{status: sent, file: a.pdf, sha256: SEAL,}]"),
        ("    evidence: {file: a.pdf # z\n      }\n", "    evidence: {file: a.pdf, sha256: SEAL # z\n      }\n"),
        ("    evidence:\n      file: a.pdf  # z\n      note: x\n",
         "    evidence:\n      file: a.pdf  # z\n      sha256: SEAL\n      note: x\n"),
        ("    evidence:\n      - note: x\n        berkas: a.pdf",
         "    evidence:\n      - note: x\n        berkas: a.pdf\n        sha256: SEAL"),
        ("    evidence:\n      -   file: >-\n            a.pdf\n          note: x\n",
         "    evidence:\n      -   file: >-\n            a.pdf\n          sha256: SEAL\n          note: x\n"),
        (f"    evidence: {{file: a.pdf, sha256: '{OTHER}'}}\n", "    evidence: {file: a.pdf, sha256: 'SEAL'}\n"),
        ("    evidence: {file: a.pdf, sha256: }\n", "    evidence: {file: a.pdf, sha256: SEAL }\n"),
        ("    evidence:\n      sha256: # blank\n      file: a.pdf\n",
         "    evidence:\n      sha256: SEAL # blank\n      file: a.pdf\n"),
        ("    evidence: {file: a.pdf, sha256: null}\n", "    evidence: {file: a.pdf, sha256: SEAL}\n"),
    ],
)  # fmt: skip
def test_every_form_of_an_item(evidence: str, expected: str) -> None:
    assert sealed(evidence) == expected


def test_json_stays_json() -> None:
    text = json.dumps({"agency": "A", "year": 2024, "answers": {"1": {"level": 3, "evidence": ["a.pdf", {"file": "b.pdf"}]}}})
    written = with_seals(text.encode(), "a.json", {(1, 0): SEAL, (1, 1): OTHER})
    found = json.loads(written)["answers"]["1"]["evidence"]
    assert found == [{"file": "a.pdf", "sha256": SEAL}, {"file": "b.pdf", "sha256": OTHER}]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_the_encoding_and_the_line_ends_stay(mark: bytes) -> None:
    encoding = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(mark, "utf-8")
    head = "agency: Dinas é 😀\r\nyear: 2024\r\nanswers:\r\n  1:\r\n    level: 3\r\n"
    text = f"{head}    evidence:\r\n      - file: é😀.pdf\r\n        note: x\r\n"
    written = with_seals(mark + text.encode(encoding), "a.yaml", {(1, 0): SEAL})
    expected = text.replace(".pdf\r\n", f".pdf\r\n        sha256: {SEAL}\r\n")
    assert written == mark + expected.encode(encoding)


@pytest.mark.parametrize(
    "evidence",
    [
        "[&a a.pdf, *a]",  # the second one stands where the first does
        "{note: &a a.pdf, file: *a}",
        "{file: a.pdf, sha256: &a null, note: x}",
    ],
)
def test_what_has_no_place_is_refused_or_would_read_otherwise(evidence: str) -> None:
    before = f"agency: A\nyear: 2024\nanswers: {{1: {{level: 3, evidence: {evidence}}}}}\n".encode()
    at = len(items(before)) - 1
    try:
        written = with_seals(before, "a.yaml", {(1, at): SEAL})
    except Unsealable:
        return
    expected = [one.model_copy(update={"sha256": SEAL}) if n == at else one for n, one in enumerate(items(before))]
    assert [one.file for one in items(written)] == [one.file for one in expected]


NAMES = st.text(st.sampled_from("aZ0 .-_/,[]{}'\"#:&*é😀"), min_size=1, max_size=12).filter(
    lambda name: name.strip() == name and "://" not in name
)
WORDS = {False: ("file", "note", "evidence", "answers", "level"), True: ("berkas", "catatan", "bukti", "jawaban", "tingkat")}


@st.composite
def files(draw: st.DrawFn) -> tuple[str, int]:
    """An answer file in some style, with comments in it, and how many items of evidence it has."""
    file, note, evidence, of_answers, level = WORDS[draw(st.booleans())]
    names = draw(st.lists(NAMES, min_size=1, max_size=4))
    quote: dict[str, Callable[[str], str]] = {
        "'": lambda text: "'" + text.replace("'", "''") + "'",
        '"': lambda text: json.dumps(text, ensure_ascii=False),
    }
    blank = draw(st.sampled_from([" ", "   "]))
    comment = st.sampled_from(["", "", "  # komentar: [a, {b}]"])

    def name(text: str) -> str:
        plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9 ._/é😀-]*", text)
        style = draw(st.sampled_from(["'", '"', *(["", ""] if plain else [])]))
        return quote[style](text) if style else text

    flow = draw(st.booleans())
    lines = ["agency: 'Dinas: A'" + draw(comment), "year: 2024", f"{of_answers}:", f"  1:{draw(comment)}", f"    {level}: 3"]
    if flow:
        parts = [
            draw(st.sampled_from([name(one), f"{{{file}:{blank}{name(one)}}}", f"{{{note}: x, {file}: {name(one)} }}"]))
            for one in names
        ]
        between = draw(st.sampled_from([", ", ",\n      ", f",{blank}# x, y\n      "]))
        lines.append(f"    {evidence}: [{between.join(parts)}]{draw(comment)}")
    else:
        lines.append(f"    {evidence}:{draw(comment)}")
        for one in names:
            mapping = [f"      -{blank}{file}: {name(one)}{draw(comment)}", f"       {blank}{note}: 'x # y'{draw(comment)}"]
            again = [f"      -{blank}{note}: x", f"       {blank}{file}: {name(one)}{draw(comment)}"]
            braces = [f"      -{blank}{{{file}: {name(one)}, {note}: x}}{draw(comment)}"]
            lines += draw(st.sampled_from([[f"      -{blank}{name(one)}{draw(comment)}"], mapping, mapping[:1], again, braces]))
    lines += draw(st.sampled_from([[], ["  2: 4  # dua"], ["", "# akhir"]]))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return end.join(lines).replace("\n", end).replace("\r\r", "\r") + draw(st.sampled_from(["", end])), len(names)


@given(files(), st.data())
def test_only_the_seals_are_new(drawn: tuple[str, int], data: st.DataObject) -> None:
    text, count = drawn
    before = items(text.encode())
    assert len(before) == count
    chosen = data.draw(st.sets(st.integers(0, count - 1), min_size=1))
    written = with_seals(text.encode(), "a.yaml", {(1, at): SEAL for at in chosen}).decode()
    after = items(written.encode())
    assert list(after) == [one.model_copy(update={"sha256": SEAL}) if at in chosen else one for at, one in enumerate(before)]
    # Without the seals it is what it was, but for the braces and quotes of bare names.
    without = re.sub(rf"(?m)^ *sha256: {SEAL}\r?\n|\r?\n *sha256: {SEAL}\Z|, sha256: {SEAL}", "", written)
    bare = {"file": "{file: ", "berkas": "{berkas: "}
    for opened in bare.values():
        assert without.count(opened) >= text.count(opened)
    assert re.findall(r"#.*", without) == re.findall(r"#.*", text) or "#" in "".join(one.file for one in before)
    assert without.count("\r\n") == text.count("\r\n")
    assert without.count("\n") == text.count("\n")
    # A second time it comes to the same.
    assert with_seals(written.encode(), "a.yaml", {(1, at): SEAL for at in chosen}).decode() == written


def test_a_file_that_composes_to_nothing_known_is_refused() -> None:
    for text in ("[1]", "agency: A\nanswers: 3\n", "a: &a 1\nb: &a 2\n", "answers: {1: {evidence: []}}"):
        with pytest.raises(Unsealable):
            with_seals(text.encode(), "a.yaml", {(1, 0): SEAL})
    assert yaml.__with_libyaml__
