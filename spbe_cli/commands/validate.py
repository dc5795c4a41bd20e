"""``spbe validate``: every problem of every file, nothing computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spbe_cli.output import CHECK_FORMATS, Checks, checks_text, tell, write, write_to_fill_in
from spbe_cli.reading.assessments import submission
from spbe_cli.reading.document import OFFICE_FILES
from spbe_cli.reading.files import STANDARD_INPUT, answer_files, content
from spbe_cli.reading.instruments import holds_instruments, load_instruments
from spbe_cli.reading.problems import BadInput, Problem, installed
from spbe_cli.texts import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spbe_cli.commands.common import Common
    from spbe_cli.output import Destination

_WORKBOOK: Final = ".xlsx"


def run(paths: Sequence[str], common: Common, *, strict: bool, force: bool = False) -> int:
    """Reads the files and delivers the problems found; 2 when there is one.

    Where the output is a workbook, it is the one that was checked, with the problems marked in it.
    """
    problems: list[Problem] = []
    files: list[str] = []
    try:
        instruments = load_instruments(common.indicators)
        default = common.default(instruments)
        files, problems = answer_files(paths)
    except BadInput as bad:
        problems = list(bad.problems)
    else:
        for file in files:
            try:
                if holds_instruments(file):
                    load_instruments(file)
                else:
                    submission(file, instruments, default, strict=strict)
            except BadInput as bad:
                problems += bad.problems
    to = common.destination
    if to.path is not None and to.path.lower().endswith(_WORKBOOK):
        _write_marked(problems, files, common, force=force)
        to = to._replace(path=None)
    write(_rendered(problems, files, to), to, common.inputs(files))
    if not common.quiet:
        tell(_summary(problems, files))
    return 2 if problems else 0


def _write_marked(problems: Sequence[Problem], files: Sequence[str], common: Common, *, force: bool) -> None:
    """Writes the one workbook that was checked with its problems marked; only ``force`` replaces what is there already.

    Raises:
        BadInput: when it is not one workbook that was checked, or it can't be read or written.
    """
    path = str(common.destination.path)
    data = content(files[0]) if len(files) == 1 and files[0] != STANDARD_INPUT else b""
    if not data.startswith(OFFICE_FILES):
        raise BadInput([*problems, Problem.at(f"--output {path}", None, None, "checked_one")])
    with installed(f"--output {path}"):
        from spbe_cli.writing.marked import marked
    write_to_fill_in({path: marked(data, files[0], problems)}, common.inputs(files), force=force)


def _rendered(problems: Sequence[Problem], files: Sequence[str], to: Destination) -> str:
    chosen = to.chosen(("table", "json", *CHECK_FORMATS))
    if chosen in CHECK_FORMATS:
        return checks_text(Checks(files, problems), chosen)
    if chosen == "json":
        from spbe_cli.formats import json

        return json.text(json.problems(problems, len(files)))
    from spbe_cli.formats import lines

    return lines.render(problems)


def _summary(problems: Sequence[Problem], files: Sequence[str]) -> str:
    checked = ngettext("{count} file checked", "{count} files checked", len(files)).format(count=len(files))
    found = ngettext("{count} problem", "{count} problems", len(problems)).format(count=len(problems))
    if not problems:
        found = _("no problems")
    return f"{checked}: {found}\n"
