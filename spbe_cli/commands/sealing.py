"""Seals of evidence into the answer files that list it, all of them or none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from spbe_cli.output import tell, write_to_fill_in
from spbe_cli.reading.assessments import answers, submitted
from spbe_cli.reading.decoding import OFFICE_FILES
from spbe_cli.reading.files import STANDARD_INPUT, content, is_device
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.texts import ngettext, number, visible
from spbe_cli.writing.seals import Unsealable, with_seals

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.filed import Filed, FileState, Folder
    from spbe_cli.reading.assessments import Submission
    from spbe_cli.reading.sources import Reader

Seals = dict[tuple[int, int], str]
"""SHA-256 by indicator and by position in its evidence."""


def sealed(folder: Folder, found: Sequence[Submission], reader: Reader, *, force: bool, quiet: bool) -> Folder:
    """The folder once the seals of its files stand in the answer files: of those without one; by ``force`` of others too.

    Raises:
        BadInput: when a seal has no place in one of them that leaves all else as it is, or one can't be written; none is, then.
    """
    states: tuple[FileState, ...] = ("unsealed", "changed") if force else ("unsealed",)
    wanted = folder.in_state(*states)
    problems: list[Problem] = []
    files: dict[str, bytes] = {}
    for read in found:
        seals: Seals = {(one.indicator, one.at): one.seal for one in wanted if one.path == read.path and one.seal}
        if seals:
            try:
                files[read.path] = _with_seals(read, seals, reader)
            except BadInput as bad:
                problems += bad.problems
    if problems:
        raise BadInput(problems)
    write_to_fill_in(files, force=True)
    if not quiet:
        _tell(files, wanted)
    return folder._replace(filed=tuple(one.sealed if one.state in states else one for one in folder.filed))


def _with_seals(read: Submission, seals: Seals, reader: Reader) -> bytes:
    # What flows in can't be read once more, nor written to.
    if read.path == STANDARD_INPUT or is_device(Path(read.path)) or read.row is not None:
        raise BadInput([Problem.of(read.path, "seals_in_answer_file")])
    data = content(read.path)
    if data.startswith(OFFICE_FILES):
        raise BadInput([Problem.of(read.path, "seals_in_answer_file")])
    try:
        written = with_seals(data, read.path, seals)
        again = reader.known(submitted(answers(written, read.path), read.path, reader.instruments, reader.default))
    except (Unsealable, BadInput):
        raise BadInput([Problem.of(read.path, "no_place_for_seals")]) from None
    if (again.assessment, again.instrument.id) != (_expected(read.assessment, seals), read.instrument.id):
        raise BadInput([Problem.of(read.path, "no_place_for_seals")])
    return written


def _expected(assessment: Assessment, seals: Mapping[tuple[int, int], str]) -> Assessment:
    """The assessment with the seals, and nothing else in it changed."""
    changed = dict(assessment.answers or {})
    for (indicator, at), seal in seals.items():
        items = list(changed[indicator].evidence)
        items[at] = items[at].model_copy(update={"sha256": seal})
        changed[indicator] = changed[indicator].model_copy(update={"evidence": tuple(items)})
    return assessment.model_copy(update={"answers": changed})


def _tell(files: Mapping[str, bytes], wanted: Sequence[Filed]) -> None:
    for path in files:
        count = sum(one.path == path for one in wanted)
        text = ngettext("{path}: {count} item is sealed", "{path}: {count} items are sealed", count)
        tell(text.format(path=visible(path), count=number(count)) + "\n")
