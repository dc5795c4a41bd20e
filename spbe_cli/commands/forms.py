"""In which form answers are written, and what it has no place for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from spbe_cli.output import STANDARD_OUTPUT, tell
from spbe_cli.reading.problems import BadInput, Problem, installed
from spbe_cli.texts import _, visible
from spbe_cli.texts.messages import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.writing.losses import Loss

Form = Literal["yaml", "csv", "xlsx"]

_ENDINGS: Final[dict[str, Form]] = {".yaml": "yaml", ".yml": "yaml", ".csv": "csv", ".xlsx": "xlsx"}


def form_of(target: str, possible: Sequence[Form], *, named: bool = False) -> Form:
    """The form that a file's ending stands for; YAML in a folder, and on standard output unless it may be ``named`` instead.

    Raises:
        BadInput: when it stands for none that is possible.
    """
    usual = is_folder(target) or (target == STANDARD_OUTPUT and not named)
    form: Form | None = "yaml" if usual else _ENDINGS.get(Path(target).suffix.lower())
    if form is None or form not in possible:
        endings = [ending for ending, one in _ENDINGS.items() if one in possible]
        raise BadInput([Problem.at(f"--output {target}", None, None, "form", known=endings, forms=possible if named else ())])
    return form


def is_folder(target: str) -> bool:
    """Whether a folder is meant: one that is there, or a name without an ending."""
    return os.path.isdir(target) or (target != STANDARD_OUTPUT and not Path(target).suffix)  # noqa: PTH112 - never raises


def tell_losses(path: str, assessment: Assessment, instrument: Instrument, form: Form) -> None:
    """Says on standard error what a form has no place for; it is written all the same, as what is read stays as it is.

    Raises:
        BadInput: when a library that the form needs is not installed.
    """
    if form == "yaml":
        return
    if form == "csv":
        from spbe_cli.writing.table import lost

        text = _("{path}: a table has no place for {losses}")
    else:
        with installed(f"--as {form}"):
            from spbe_cli.writing.workbook import lost
        text = _("{path}: a workbook has no place for {losses}")
    if losses := lost(assessment, instrument):
        tell(text.format(path=visible(path), losses="; ".join(map(_loss_text, losses))) + "\n")


def _loss_text(loss: Loss) -> str:
    text = {
        "evidence": _("evidence ({ids})"),
        "notes": _("notes ({ids})"),
        "targets": _("commitments ({ids})"),
        "reasons": _("reasons why something does not apply ({ids})"),
        "forms": _("criteria, accepted evidence and national indices, of which the level stays ({ids})"),
        "answers": _("accepted evidence and national indices that stand for no level, of which nothing stays ({ids})"),
        "blanks": _("answers that are all empty"),
        "characters": _("some characters of the names"),
        "announced": _("announced figures"),
    }[loss.what]
    return text.format(ids=listed(loss.indicators))
