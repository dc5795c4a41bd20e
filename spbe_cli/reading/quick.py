"""The quick way through plain answer files: those in the style that spbe writes, recognised line by line.

Nine files in ten of a big batch hold nothing but a head and a level for each indicator, perhaps with evidence and a note. They
need neither a tree of values nor a model for each answer. What is recognised here is a part of YAML in which every line can mean
only one thing; anything else, right or wrong, is left to :mod:`spbe_cli.reading.document`, which also has the words for what is
wrong. A property test holds that both ways give the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from spbe_cli.model import keys

if TYPE_CHECKING:
    from collections.abc import Mapping

# Plain text that no rule of YAML reads as something else: a letter first, nothing that ends a scalar, no null and no boolean.
_WORDS = r"(?!(?:null|true|false)\s)[A-Za-z](?:[\w .()/;-]*[\w.()])?"
_TEXT = rf"(?i:{_WORDS})"
_TEXT_AND_COMMAS = _TEXT.replace(" .()", " .,()")
_DOCUMENT = r'(?:[A-Za-z][\w-]*\.[\w.-]*\w|"[A-Za-z][\w ./:?&=%+,()-]*")'
_DOCUMENTS = rf"\[{_DOCUMENT}(?:, {_DOCUMENT})*\]"

_HEAD = re.compile(
    rf"(agency|instansi|group|kelompok|kind|jenis|owner|pemilik|year|tahun|instrument|instrumen|stage|tahap): "
    rf"({_TEXT_AND_COMMAS}|[0-9]{{4}})\n|(?:#[\w .,:;()/'-]*)?\n"
)
_ANSWERS = re.compile(r"(?:answers|jawaban):\n")
_ANSWER = re.compile(
    rf"  ([1-9][0-9]?):(?: ([0-9])\n"
    rf"|\n    (?:level|tingkat): ([0-9])\n"
    rf"(?:    (?:evidence|bukti): {_DOCUMENTS}\n)?(?:    (?:note|catatan): {_TEXT_AND_COMMAS}\n)?"
    rf"| \{{(?:level|tingkat): ([0-9])(?:, (?:evidence|bukti): {_DOCUMENTS})?(?:, (?:note|catatan): {_TEXT})?\}}\n)"
)


class Plain(NamedTuple):
    """A plain answer file: its head by English keys, and the levels by indicator."""

    head: Mapping[str, Any]
    levels: Mapping[int, int]


def plain(data: bytes) -> Plain | None:
    """What a plain answer file says; None for any other, which must be read the long way."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    head: dict[str, Any] = {}
    at = 0
    while found := _HEAD.match(text, at):
        at = found.end()
        key, value = found.groups()
        if key is not None:
            key = keys.ASSESSMENT.get(key, key)
            if key in head or (key == "year") != value.isdecimal():
                return None
            head[key] = int(value) if key == "year" else value
    begun = _ANSWERS.match(text, at)
    if begun is None or "agency" not in head or "year" not in head:
        return None
    at = begun.end()
    levels: dict[int, int] = {}
    matching = _ANSWER.match
    count = 0
    while found := matching(text, at):
        at = found.end()
        indicator, level = found[1], found[found.lastindex or 1]
        levels[int(indicator)] = int(level)
        count += 1
    return Plain(head, levels) if at == len(text) and 0 < count == len(levels) else None
