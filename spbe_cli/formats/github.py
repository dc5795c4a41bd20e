"""Problems and verdicts as GitHub workflow commands: annotations on the files' own lines.

Source: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.formats.workspace import in_workspace
from spbe_cli.reading.files import STANDARD_INPUT
from spbe_cli.texts import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spbe_cli.model.result import Verdict
    from spbe_cli.reading.problems import Problem


def render(problems: Iterable[Problem], verdicts: Sequence[Verdict] | None = None) -> str:
    """A workflow command for each problem and each gate that was not met; where there are gates, how many were checked."""
    return "".join(f"{command}\n" for command in _commands(problems, verdicts))


def _commands(problems: Iterable[Problem], verdicts: Sequence[Verdict] | None) -> Iterator[str]:
    for problem in problems:
        text = problem.in_full
        if problem.path.startswith("--"):
            # What is wrong with an option has no file to annotate.
            yield _command("error", f"{problem.path}: {text}", title="spbe")
        elif problem.cell is None:
            yield _command("error", text, file=problem.path, line=problem.line, col=problem.column, title="spbe")
        else:
            # A workbook has no lines to annotate, so the sentence says which cell.
            yield _command("error", f"{problem.cell}: {text}", file=problem.path, title="spbe")
    if verdicts is not None:
        from spbe_cli.views.notes import checked_note, verdict_text

        for one in verdicts:
            if not one.passed:
                text = f"{visible(one.agency)}: {verdict_text(one)}"
                yield _command("error", text, file=one.path, line=one.line or 1, title=f"spbe {one.name}")
        yield _command("notice", checked_note(verdicts).text, title="spbe")


def _command(name: str, text: str, **properties: str | int | None) -> str:
    file = properties.get("file")
    if file == STANDARD_INPUT:
        properties = {"title": properties["title"]}  # there is no file to annotate
    elif file is not None:
        # Source: https://docs.github.com/en/actions/reference/workflows-and-actions/variables
        properties["file"] = in_workspace(str(file), "GITHUB_WORKSPACE")
    written = ",".join(f"{key}={_property(visible(str(value)))}" for key, value in properties.items() if value is not None)
    return f"::{name} {written}::{_data(visible(text))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
