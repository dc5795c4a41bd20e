"""``spbe split``: an answer file for each owner, with the indicators that are theirs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

from spbe_cli.commands.forms import tell_losses, tell_ready
from spbe_cli.commands.submissions import all_submissions, only_one
from spbe_cli.formats.progress import made, progress
from spbe_cli.model.answer import UNANSWERED
from spbe_cli.output import STANDARD_OUTPUT, tell, write_to_fill_in
from spbe_cli.reading.owners import load_owners
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.texts import _
from spbe_cli.texts.words import listed
from spbe_cli.writing.answers import answer_file
from spbe_cli.writing.file_names import file_names
from spbe_cli.writing.guidance import guidance, handed_out

if TYPE_CHECKING:
    from collections.abc import Collection

    from spbe_cli.commands.common import Common
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.owners import Part
    from spbe_cli.options.split import Asked
    from spbe_cli.reading.assessments import Submission

Form = Literal["yaml", "xlsx"]


def run(asked: Asked, common: Common) -> int:
    """Writes the parts into a folder, all of them or none.

    Raises:
        BadInput: when something that is read can't be used, or a part is there already; nothing is written then.
    """
    folder = common.destination.path
    if folder in (None, STANDARD_OUTPUT):
        raise BadInput([Problem.of("spbe split", "folder_needed")])
    reader = common.reader()
    files, read = all_submissions([asked.file], reader, quiet=common.quiet)
    whole = only_one(asked.file, read, reader)
    owners = load_owners(asked.owners, whole.instrument)
    names = file_names(((owner, whole.assessment.year) for owner in owners.owners), f".{asked.form}")
    with progress(len(owners.owners), quiet=common.quiet, task="write") as more:
        parts = {
            os.path.join(folder or "", name): made(_part(whole, owner, owners.part(owner), common, asked.form), more)
            for name, owner in zip(names, owners.owners, strict=True)
        }
    # Only what is handed out can be lost.
    leads = owners.leads
    answers = {one: whole.assessment.answer(one) for one in whole.instrument.indicators if one in leads}
    own = whole.assessment.with_answers(answers)
    tell_losses([whole._replace(assessment=own)], asked.form)
    inputs = common.reading(*files, asked.owners).destination.inputs
    write_to_fill_in(parts, inputs, force=common.destination.force)
    _tell(whole, owners.leads.keys(), len(parts), str(folder), quiet=common.quiet)
    return 0


def _part(whole: Submission, owner: str, part: Part, common: Common, form: Form) -> str | bytes:
    """One owner's file, with only its indicators; what it supports begins empty, so that what it brings is its own."""
    answers = {
        one: whole.assessment.answer(one) if one in part.answers else UNANSWERED
        for one in whole.instrument.indicators
        if one in part.indicators
    }
    own = whole.assessment.with_answers(answers).model_copy(update={"owner": owner})
    if form == "xlsx":
        return common.workbook(whole.instrument, own, part)
    criteria = common.criteria_of(whole.instrument, whole.assessment.year)
    given = [one for one, answer in answers.items() if answer != UNANSWERED]
    return answer_file(own, handed_out(guidance(whole.instrument, criteria, answers), part, given))


def _tell(whole: Submission, owned: Collection[int], parts: int, folder: str, *, quiet: bool) -> None:
    """Says on standard error what was made, and which indicators are in no part."""
    instrument: Instrument = whole.instrument
    if not quiet:
        tell_ready(parts, folder)
    if unowned := [one for one in instrument.indicators if one not in owned]:
        tell(_("Nobody owns: {ids}").format(ids=listed(unowned)) + "\n")
    if whole.assessment.published is not None:
        tell(_("The announced figures are in no part.") + "\n")
