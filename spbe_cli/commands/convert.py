"""``spbe convert``: answers from one kind of file to another."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from spbe_cli.commands.gathering import all_submissions
from spbe_cli.output import STANDARD_OUTPUT, tell, write_to_fill_in
from spbe_cli.reading.instruments import load_instruments
from spbe_cli.reading.problems import BadInput, Problem, installed
from spbe_cli.texts import _, ngettext, visible
from spbe_cli.texts.messages import listed
from spbe_cli.writing.answers import answer_file
from spbe_cli.writing.names import file_names
from spbe_cli.writing.table import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spbe_cli.commands.common import Common
    from spbe_cli.reading.assessments import Submission
    from spbe_cli.writing.losses import Loss

Form = Literal["yaml", "csv", "xlsx"]

_ENDINGS: Final[dict[str, Form]] = {".yaml": "yaml", ".yml": "yaml", ".csv": "csv", ".xlsx": "xlsx"}


def run(paths: Sequence[str], common: Common, form: Form | None, *, force: bool) -> int:
    """Writes what the paths hold: a table, an answer file, or a folder of answer files.

    Raises:
        BadInput: with every problem of every file; when the form is not known; when a file is there already.
    """
    target = common.destination.path or STANDARD_OUTPUT
    suffix = Path(target).suffix.lower()
    chosen = form or ("yaml" if _is_folder(target) else _ENDINGS.get(suffix))
    if chosen is None:
        raise BadInput([Problem.at(f"--output {target}", None, None, "form", known=[*_ENDINGS], forms=get_args(Form))])
    instruments = load_instruments(common.indicators)
    files, read = all_submissions(paths, instruments, common.default(instruments), _whose)
    _tell_losses(read, chosen)
    written = _written(read, chosen, target, common)
    write_to_fill_in(written, common.reading(*files).destination.inputs, force=force)
    if not common.quiet and STANDARD_OUTPUT not in written:
        text = ngettext("{count} assessment written to {path}", "{count} assessments written to {path}", len(read))
        tell(text.format(count=len(read), path=visible(target)) + "\n")
    return 0


def _whose(one: Submission) -> tuple[object, ...]:
    # Anything may be converted, the same agency twice as well, but not the same assessment.
    said = one.assessment
    return said.agency, said.year, said.instrument, said.stage, said.owner


def _is_folder(target: str) -> bool:
    """Whether a folder is meant: one that is there, or a name without an ending."""
    return os.path.isdir(target) or (target != STANDARD_OUTPUT and not Path(target).suffix)  # noqa: PTH112 - never raises


def _written(read: Sequence[Submission], form: Form, target: str, common: Common) -> dict[str, str | bytes]:
    """What is written where: the one place where a form becomes a file."""
    if form == "csv":
        return {target: table([(one.assessment, one.instrument) for one in read])}

    def file(one: Submission) -> str | bytes:
        return answer_file(one.assessment) if form == "yaml" else common.workbook(one.instrument, one.assessment)

    if not _is_folder(target):
        if len(read) > 1:
            raise BadInput([Problem.at(f"--output {target}", None, None, "folder_needed")])
        return {target: file(read[0])}
    titles = ((one.assessment.agency, one.assessment.year, *filter(None, (one.assessment.stage,))) for one in read)
    names = zip(file_names(titles, f".{form}"), read, strict=True)
    return {os.path.join(target, name): file(one) for name, one in names}  # noqa: PTH118 - as it was asked for


def _tell_losses(read: Sequence[Submission], form: Form) -> None:
    """Says on standard error what the form has no place for; it is written all the same, as what is read stays as it is."""
    if form == "yaml":
        return
    if form == "csv":
        from spbe_cli.writing.table import lost

        text = _("{path}: a table has no place for {losses}")
    else:
        with installed(f"--as {form}"):
            from spbe_cli.writing.workbook import lost
        text = _("{path}: a workbook has no place for {losses}")
    for one in read:
        if losses := lost(one.assessment, one.instrument):
            tell(text.format(path=visible(one.path), losses="; ".join(map(_loss_text, losses))) + "\n")


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
