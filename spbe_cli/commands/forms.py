"""The form in which answers are written, and what that form has no place for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from spbe_cli.output import STANDARD_OUTPUT, tell
from spbe_cli.reading.problems import BadInput, Problem, installed, problem_at
from spbe_cli.texts import _, ngettext, visible
from spbe_cli.texts.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spbe_cli.reading.assessments import Submission
    from spbe_cli.writing.losses import Loss

Form = Literal["yaml", "csv", "xlsx"]

_ENDINGS: Final[dict[str, Form]] = {".yaml": "yaml", ".yml": "yaml", ".csv": "csv", ".xlsx": "xlsx"}


def form_of(target: str, possible: Sequence[Form], *, named: bool = False) -> Form:
    """The form that a file's ending stands for; YAML for a folder, and for standard output unless ``--as`` can name the form.

    Raises:
        BadInput: when the ending stands for no possible form.
    """
    usual = is_folder(target) or (target == STANDARD_OUTPUT and not named)
    form: Form | None = "yaml" if usual else _ENDINGS.get(Path(target).suffix.lower())
    if form is None or form not in possible:
        endings = [ending for ending, one in _ENDINGS.items() if one in possible]
        raise BadInput([Problem.of(f"--output {target}", "form", known=endings, forms=possible if named else ())])
    return form


def is_folder(target: str) -> bool:
    """Whether a path means a folder: it is one already, or its name has no ending."""
    return os.path.isdir(target) or (target != STANDARD_OUTPUT and not Path(target).suffix)


def tell_losses(read: Sequence[Submission], form: Form) -> None:
    """Says on standard error what a form has no place for. The rest is written; the file that was read does not change.

    Raises:
        BadInput: when an answer, or everything, would be lost, because the written file would then give another index;
            when a library that the form needs is not installed.
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
    found = [(one, lost(one.assessment, one.instrument)) for one in read]
    if problems := [problem for one, losses in found for loss in losses for problem in _refused(one, loss)]:
        raise BadInput(problems)
    for one, losses in found:
        if losses:
            tell(text.format(path=visible(one.path), losses="; ".join(map(_loss_text, losses))) + "\n")


def tell_ready(count: int, folder: str) -> None:
    """Says on standard error how many files to fill in were written into a folder."""
    text = ngettext(
        "{count} file in {folder} is ready to be filled in", "{count} files in {folder} are ready to be filled in", count
    )
    tell(text.format(count=count, folder=visible(folder)) + "\n")


def _refused(one: Submission, loss: Loss) -> Iterator[Problem]:
    """A problem for each answer that would be lost, and for announced figures if there is nothing else."""
    if loss.what == "announced" and one.assessment.answers is None:
        yield Problem.at(one.path, one.line, None, "nothing_for_workbook", agency=one.assessment.agency)
    if loss.what == "answers":
        for indicator in loss.indicators:
            (value,) = one.assessment.answer(indicator).given(one.instrument.asked[indicator])
            place = one.places.mark_of(("answers", indicator))
            yield problem_at(one.path, place, "no_cell_holds", id=indicator, value=value)


def _loss_text(loss: Loss) -> str:
    text = {
        "evidence": _("evidence ({ids})"),
        "notes": _("notes ({ids})"),
        "targets": _("commitments ({ids})"),
        "reasons": _("reasons why something does not apply ({ids})"),
        "forms": _("criteria, accepted evidence and national indices, of which the level stays ({ids})"),
        "blanks": _("answers that are all empty"),
        "characters": _("some characters of the names"),
        "announced": _("announced figures"),
        "ends": _("the ends of texts of more than 32,767 characters ({ids})"),
    }[loss.what]
    return text.format(ids=listed(loss.indicators))
