"""``spbe validate``: every problem of every file, nothing computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.output import CHECK_FORMATS, Checks, checks_text, tell, write
from spbe_cli.reading.assessments import submission
from spbe_cli.reading.files import answer_files
from spbe_cli.reading.instruments import holds_instruments, load_instruments
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.texts import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spbe_cli.commands.common import Common


def run(paths: Sequence[str], common: Common, *, strict: bool) -> int:
    """Reads the files and delivers the problems found; 2 when there is one."""
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
    write(_rendered(problems, files, common), common.destination, common.inputs(files))
    if not common.quiet:
        tell(_summary(problems, files))
    return 2 if problems else 0


def _rendered(problems: Sequence[Problem], files: Sequence[str], common: Common) -> str:
    chosen = common.destination.chosen(("table", "json", *CHECK_FORMATS))
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
