"""Assessments to a table of agencies (CSV) that reads back, and what such a table has no place for (contract section 2)."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from spbe_cli.model.assessment import HEAD
from spbe_cli.model.base import FINEST_DECIMALS, decimals_of
from spbe_cli.reading.cells import SPACES
from spbe_cli.texts import exact, visible
from spbe_cli.writing.losses import Loss, Lost

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from spbe_cli.model.answer import Answer
    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.instrument import Asked, Instrument

_ALWAYS: Final = HEAD[:3]
# Text that a spreadsheet would run, even after apostrophes of its own: one more apostrophe makes it text.
_RUN: Final = re.compile(r"'*[=+@\t\r-].*", re.DOTALL)


def table(assessments: Sequence[tuple[Assessment, Instrument]]) -> str:
    """A row for each assessment; a column for everything that at least one of them has."""
    rows = [dict(_cells(*one)) for one in assessments]
    used = {key for row in rows for key, cell in row.items() if cell}
    ids = {str(one) for assessment, instrument in assessments if assessment.answers is not None for one in instrument.indicators}
    columns = [key for key in HEAD if key in used or key in _ALWAYS]
    columns += sorted(ids, key=int)
    columns += [key for key in ("index", "predicate") if key in used]
    columns += sorted((key for key in used if "_" in key), key=lambda key: (key.startswith("aspect"), int(key.split("_")[1])))
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def lost(assessment: Assessment, instrument: Instrument) -> tuple[Loss, ...]:
    """What a table has no place for in an assessment."""
    answers = assessment.answers or {}
    cells = dict(_cells(assessment, instrument))
    found: Mapping[Lost, list[int]] = {
        "evidence": [one for one, answer in answers.items() if answer.evidence],
        "notes": [one for one, answer in answers.items() if answer.note],
        "targets": [one for one, answer in answers.items() if answer.target],
        "reasons": [one for one, answer in answers.items() if answer.not_applicable],
        "forms": [one for one, answer in answers.items() if answer.answered and answer.levels is None and cells[str(one)]],
        "answers": [one for one, answer in answers.items() if answer.answered and not cells[str(one)]],
    }
    losses = [Loss(what, tuple(ids)) for what, ids in found.items() if ids]
    if assessment.answers is not None and assessment.published is not None and not any(cells[str(one)] for one in answers):
        losses.append(Loss("blanks", ()))
    # Reading a table turns spaces of all widths into normal spaces, and removes those without width.
    if any(_shown(text).translate(SPACES).strip() != text for key in HEAD if isinstance(text := getattr(assessment, key), str)):
        losses.append(Loss("characters", ()))
    return tuple(losses)


def _cells(assessment: Assessment, instrument: Instrument) -> Iterator[tuple[str, str]]:
    for key in HEAD:
        value = getattr(assessment, key)
        yield key, "" if value is None else str(value) if isinstance(value, int) else _text(value)
    for one, answer in (assessment.answers or {}).items():
        yield str(one), _level(answer, instrument.asked[one])
    if (published := assessment.published) is not None:
        yield "index", "" if published.index is None else _number(published.index)
        yield "predicate", "" if published.predicate is None else _text(published.predicate)
        for tier, figures in (("domain", published.domains), ("aspect", published.aspects)):
            for one, figure in figures.items():
                yield f"{tier}_{one}", _number(figure)


def _level(answer: Answer, asked: Asked) -> str:
    if answer.not_applicable is not None:
        return "n/a"
    if not answer.answered:
        return ""
    values = answer.given(asked)
    return " ".join(map(_number, values)) if all(not 10**FINEST_DECIMALS % value.denominator for value in values) else ""


def _number(value: Fraction) -> str:
    return exact(value, decimals_of(value, 0))


def _text(text: str) -> str:
    shown = _shown(text)
    return f"'{shown}" if _RUN.fullmatch(shown) else shown


def _shown(text: str) -> str:
    """Text without the characters that no text file can hold, written out."""
    return "".join(one if one.isprintable() or one in "\n\t\x85\xa0\u2028\u2029" else visible(one) for one in text)
