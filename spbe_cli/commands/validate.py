"""``spbe validate``: finds every problem of every file; computes nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from spbe_cli.commands import exit_code
from spbe_cli.commands.forms import is_folder
from spbe_cli.commands.submissions import nothing_asked_for
from spbe_cli.formats.progress import made, progress, told
from spbe_cli.output import CHECK_FORMATS, Checks, checks_text, is_stream, tell, write, write_to_fill_in
from spbe_cli.reading.assessments import Submission
from spbe_cli.reading.decoding import OFFICE_FILES
from spbe_cli.reading.files import STANDARD_INPUT, content
from spbe_cli.reading.instruments import holds_instruments, load_instruments
from spbe_cli.reading.problems import BadInput, Problem, installed
from spbe_cli.reading.sources import meant
from spbe_cli.texts import _, ngettext, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spbe_cli.commands.common import Common
    from spbe_cli.options.validate import Asked
    from spbe_cli.output import Destination
    from spbe_cli.reading.sources import Reader

_WORKBOOK: Final = ".xlsx"


def run(asked: Asked, common: Common) -> int:
    """Reads the files and delivers the problems found; 2 when there is one.

    If the output is a workbook, it is a copy of the one that was checked, with the problems marked in it; if it is a folder, it
    gets such a copy of each workbook with problems.
    """
    to = common.destination
    folder = to.path if to.path is not None and to.format is None and not is_stream(to.path) and is_folder(to.path) else None
    files: list[str] = []
    try:
        reader = common.reader(strict=asked.strict and "in_parts")
    except BadInput as bad:
        problems = list(bad.problems)
        # What was to be read is not written over all the same.
        common = common.reading(*meant(asked.paths)[0])
    else:
        files, problems = meant(asked.paths, reader.asked.note, apart=folder)
        common = common.reading(*files)
        with progress(len(files), quiet=common.quiet) as more:
            found = 0
            for file in told(files, more):
                of_file, good = _problems_of(file, reader)
                problems += of_file
                found += good
        if reader.asked.chooses and files and not found and not problems:
            problems += [nothing_asked_for(path, reader) for path in asked.paths]
    to = common.destination
    if folder is not None:
        _write_all_marked(problems, files, common)
        to = to._replace(path=None)
    elif to.path is not None and to.path.lower().endswith(_WORKBOOK):
        _write_marked(problems, files, common)
        to = to._replace(path=None)
    write(_rendered(problems, files, to), to)
    if not common.quiet:
        tell(_summary(problems, files))
    return exit_code(problems)


def _problems_of(file: str, reader: Reader) -> tuple[Sequence[Problem], int]:
    """What is wrong with a file, and how much that is asked for is in it: assessments, or instruments."""
    if not holds_instruments(file):
        found = list(reader.submissions(file))
        return [problem for one in found if not isinstance(one, Submission) for problem in one], len(found)
    try:
        load_instruments(file)
    except BadInput as bad:
        return bad.problems, 1
    return (), 1


def _write_marked(problems: Sequence[Problem], files: Sequence[str], common: Common) -> None:
    """Writes the workbook that was checked, with its problems marked; an existing file is replaced only with ``--force``.

    Raises:
        BadInput: when not exactly one workbook was checked, or when it can't be read or written.
    """
    path = str(common.destination.path)
    data = content(files[0]) if len(files) == 1 and files[0] != STANDARD_INPUT else b""
    if not data.startswith(OFFICE_FILES):
        raise BadInput([*problems, Problem.of(f"--output {path}", "checked_one")])
    with installed(f"--output {path}"):
        from spbe_cli.writing.marked import marked
    write_to_fill_in({path: marked(data, files[0], problems)}, common.destination.inputs, force=common.destination.force)


def _write_all_marked(problems: Sequence[Problem], files: Sequence[str], common: Common) -> None:
    """Writes the workbooks that have problems in cells into a folder, with the problems marked; all of them or none.

    Raises:
        BadInput: when no workbook was checked, or when one can't be read or written.
    """
    folder = str(common.destination.path)
    data = {file: content(file) for file in files if file != STANDARD_INPUT and file.lower().endswith(_WORKBOOK)}
    if not data:
        raise BadInput([*problems, Problem.of(f"--output {folder}", "none_to_mark")])
    with installed(f"--output {folder}"):
        from spbe_cli.writing.marked import marked
    own = {file: [one for one in problems if one.path == file and one.cell is not None] for file in data}
    above = os.path.commonpath([os.path.dirname(os.path.abspath(file)) for file in data])
    with progress(len(data), quiet=common.quiet, task="write") as more:
        written = {
            os.path.join(folder, os.path.relpath(file, above)): made(marked(data[file], file, found), more)
            for file, found in own.items()
            if found
        }
    write_to_fill_in(written, common.destination.inputs, force=common.destination.force)
    if not common.quiet:
        text = _("{count} of {total} workbooks are marked, in {folder}") if written else _("no workbook has a cell to mark")
        tell(text.format(count=len(written), total=len(data), folder=visible(folder)) + "\n")


def _rendered(problems: Sequence[Problem], files: Sequence[str], to: Destination) -> str:
    chosen = to.chosen(("table", "json", *CHECK_FORMATS, "gitlab"))
    if chosen in CHECK_FORMATS:
        return checks_text(Checks(files, problems), chosen)
    if chosen == "json":
        from spbe_cli.formats.json import checks as as_json
        from spbe_cli.formats.json.text import text

        return text(as_json.problems(problems, len(files)))
    if chosen == "gitlab":
        from spbe_cli.formats import gitlab

        return gitlab.render(problems)
    from spbe_cli.formats import lines

    return lines.render(problems)


def _summary(problems: Sequence[Problem], files: Sequence[str]) -> str:
    checked = ngettext("{count} file checked", "{count} files checked", len(files)).format(count=len(files))
    found = ngettext("{count} problem", "{count} problems", len(problems)).format(count=len(problems))
    if not problems:
        found = _("no problems")
    return f"{checked}: {found}\n"
