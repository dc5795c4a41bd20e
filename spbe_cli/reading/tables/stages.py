"""Stages in the headings of tables: by whose judgement the values of a column are."""

from __future__ import annotations

import re
from typing import Final

from spbe_cli.model.assessment import stage_called

_WORD: Final = re.compile(r"[^\W_]+")
_JUDGES: Final = frozenset(("asesor", "eksternal", "evaluator", "internal", "validasi", "verifikasi", "verifikator"))
"""Words for who judged, at a stage that they don't say."""

_BEFORE: Final = frozenset(("asesor", "evaluasi", "hasil", "oleh", "penilaian", "tahap", "tim", "verifikasi"))
"""Words that belong to the one behind them: ``Hasil Penilaian Mandiri``."""

_SELF: Final = "self"
_BEHIND_SELF: Final = "assessment"


def is_stage(heading: str) -> bool:
    """Whether a heading says by whose judgement something is, and nothing else: ``Penilaian Mandiri``."""
    found = judged_by(heading)
    return found is not None and not found[0]


def judged_by(heading: str) -> tuple[str, str] | None:
    """What a heading says before the stage, or before who judged, and that word: ``Nilai`` and ``Mandiri`` of ``Nilai Mandiri``.

    None if the heading does not end in such a word.
    """
    words = list(_WORD.finditer(heading))
    if len(words) > 1 and words[-1][0].casefold() == _BEHIND_SELF and words[-2][0].casefold() == _SELF:
        words.pop()
    if not words or not (stage_called(words[-1][0]) or words[-1][0].casefold() in _JUDGES):
        return None
    word = words.pop()[0]
    while words and words[-1][0].casefold() in _BEFORE:
        words.pop()
    return heading[: words[-1].end()] if words else "", word
