"""Fingerprints of the sources that the level criteria are worded from, to prove that nothing of them is copied.

The sources themselves are not kept here. ``sources-12-words.bin`` holds, sorted and each once, the first four bytes of the
blake2b hash of every run of twelve words in them, case and punctuation aside. It is made from their text, given as text files or
as JSON files of which every string is a line of text::

    python -m tests.published.fingerprints TEXT... > tests/published/sources-12-words.bin

The documents are: Pedoman Menteri PANRB Nomor 3 Tahun 2024 (tata cara pemantauan dan evaluasi SPBE), Peraturan Menteri PANRB
Nomor 59 Tahun 2020, and the criteria of the levels in Peraturan Menteri PANRB Nomor 5 Tahun 2018 and in Peraturan Menteri PANRB
Nomor 8 Tahun 2026 (Pemdi).
"""

from __future__ import annotations

import json
import re
import sys
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RUN = 12
SIZE = 4
PATH = Path(__file__).with_name("sources-12-words.bin")


def runs(text: str) -> Iterator[str]:
    """Every run of twelve words in a text."""
    words = re.findall(r"\w+", text.casefold())
    for start in range(len(words) - RUN + 1):
        yield " ".join(words[start : start + RUN])


def fingerprint(run: str) -> bytes:
    """What is kept of a run of words."""
    return blake2b(run.encode()).digest()[:SIZE]


def fingerprints(texts: Iterable[str]) -> bytes:
    """The fingerprints of texts, sorted, each once."""
    return b"".join(sorted({fingerprint(run) for text in texts for run in runs(text)}))


def kept() -> frozenset[bytes]:
    """The fingerprints of the sources."""
    content = PATH.read_bytes()
    return frozenset(content[start : start + SIZE] for start in range(0, len(content), SIZE))


def _text(path: str) -> str:
    content = Path(path).read_text(encoding="utf-8")
    return "\n".join(_strings(json.loads(content))) if path.endswith(".json") else content


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


if __name__ == "__main__":
    sys.stdout.buffer.write(fingerprints(map(_text, sys.argv[1:])))
