"""``spbe convert``: answers from one kind of file to another."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, get_args

from spbe_cli.commands.forms import Form, form_of, is_folder, tell_losses
from spbe_cli.commands.submissions import all_submissions
from spbe_cli.formats.progress import made, progress
from spbe_cli.output import STANDARD_OUTPUT, is_stream, tell, write_to_fill_in
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.texts import ngettext, visible
from spbe_cli.writing.answers import answer_file
from spbe_cli.writing.file_names import file_names
from spbe_cli.writing.table import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spbe_cli.commands.common import Common
    from spbe_cli.options.convert import Asked
    from spbe_cli.reading.assessments import Submission


def run(asked: Asked, common: Common) -> int:
    """Writes what the paths hold: a table, an answer file, or a folder of answer files.

    Raises:
        BadInput: with every problem of every file; when the form is not known; when a file is there already.
    """
    if common.destination.path is None and asked.form is None:
        raise BadInput([Problem.of("spbe convert", "no_target")])
    target = common.destination.path or STANDARD_OUTPUT
    chosen = asked.form or form_of(target, get_args(Form), named=True)
    files, read = all_submissions(asked.paths, common.reader(), _whose, quiet=common.quiet)
    tell_losses(read, chosen)
    written = _written(read, chosen, target, common)
    write_to_fill_in(written, common.reading(*files).destination.inputs, force=common.destination.force)
    if not common.quiet and not any(map(is_stream, written)):
        text = ngettext("{count} assessment written to {path}", "{count} assessments written to {path}", len(read))
        tell(text.format(count=len(read), path=visible(target)) + "\n")
    return 0


def _whose(one: Submission) -> tuple[object, ...]:
    # Anything may be converted, even the same agency twice, but not the same assessment twice.
    said = one.assessment
    return said.agency, said.year, said.instrument, said.stage, said.owner


def _written(read: Sequence[Submission], form: Form, target: str, common: Common) -> dict[str, str | bytes]:
    """The contents of each file to write, by path: the only place where a form becomes a file."""
    if form == "csv":
        return {target: table([(one.assessment, one.instrument) for one in read])}

    def file(one: Submission) -> str | bytes:
        return answer_file(one.assessment) if form == "yaml" else common.workbook(one.instrument, one.assessment)

    if not is_folder(target):
        if len(read) > 1:
            raise BadInput([Problem.of(f"--output {target}", "folder_needed")])
        return {target: file(read[0])}
    titles = ((one.assessment.agency, one.assessment.year, *filter(None, (one.assessment.stage,))) for one in read)
    names = zip(file_names(titles, f".{form}"), read, strict=True)
    with progress(len(read), quiet=common.quiet, task="write") as more:
        return {os.path.join(target, name): made(file(one), more) for name, one in names}
