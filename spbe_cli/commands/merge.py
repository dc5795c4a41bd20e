"""``spbe merge``: the parts of an assessment brought together."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from spbe_cli.commands import exit_code
from spbe_cli.commands.forms import form_of, tell_losses
from spbe_cli.commands.submissions import place_in, sound_submissions
from spbe_cli.core.collecting import HandedIn, PartFile, collect
from spbe_cli.core.merging import merge, strangers
from spbe_cli.model.assessment import Assessment
from spbe_cli.output import STANDARD_OUTPUT, is_stream, tell, tell_problems, write_to_fill_in
from spbe_cli.reading.owners import load_owners
from spbe_cli.reading.problems import BadInput, Problem, problem_at
from spbe_cli.reading.sources import meant
from spbe_cli.texts import _, visible
from spbe_cli.texts.words import listed
from spbe_cli.writing.answers import answer_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spbe_cli.commands.common import Common
    from spbe_cli.core.merging import Conflict
    from spbe_cli.model.owners import Owners
    from spbe_cli.options.merge import Asked
    from spbe_cli.reading.assessments import Submission


def run(asked: Asked, common: Common) -> int:
    """Writes the whole assessment, to standard output unless a file is named.

    Of a partial one the parts with problems are left out and told; the exit code is 2 then.

    Raises:
        BadInput: with every problem of every part, and wherever two of them contradict each other; nothing is written then.
    """
    reader = common.reader()
    files, problems = meant(asked.paths, reader.asked.note, apart=asked.owners)
    found, wrong = sound_submissions(files, reader, quiet=common.quiet)
    parts, strange = of_most(found)
    problems += (*wrong, *strange)
    if problems and not (asked.partial and parts):
        raise BadInput(problems)
    if asked.owners is not None:
        _tell_whose(parts, load_owners(asked.owners, parts[0].instrument))
    whole = merged(parts)
    target = common.destination.path or STANDARD_OUTPUT
    form = form_of(target, ("yaml", "xlsx"))
    tell_losses(parts, form)
    written = answer_file(whole) if form == "yaml" else common.workbook(parts[0].instrument, whole)
    write_to_fill_in({target: written}, common.reading(*files, asked.owners).destination.inputs, force=common.destination.force)
    if not common.quiet and not is_stream(target):
        answers = [whole.answer(one) for one in parts[0].instrument.indicators]
        said = sum(one.settled for one in answers)
        text = _("{path}: {said} of {total} indicators answered")
        tell(text.format(path=visible(target), said=said, total=len(answers)) + "\n")
    if problems:
        left_out = listed(dict.fromkeys(one.path for one in problems))
        tell_problems(problems)
        tell(_("Left out: {paths}").format(paths=left_out) + "\n")
    return exit_code(problems)


def _tell_whose(parts: Sequence[Submission], owners: Owners) -> None:
    """Says on standard error which owners answered what others own, or own nothing."""
    from spbe_cli.views.status import ownership_notes  # only where it is asked for

    found = collect(HandedIn(parts[0].assessment, parts[0].instrument, [*owned_parts(parts)]), owners, date.today())
    tell("".join(f"{visible(note.text)}\n" for note in ownership_notes(found)))


def owned_parts(parts: Iterable[Submission]) -> Iterator[PartFile]:
    """The parts that name an owner."""
    for part in parts:
        if part.assessment.owner is not None:
            answers = part.assessment.answers or {}
            settled = tuple(one for one, answer in answers.items() if answer.settled)
            supported = tuple(one for one, answer in answers.items() if answer.evidence or answer.note)
            yield PartFile(part.path, part.assessment.owner, settled, supported=supported)


def of_most(parts: Sequence[Submission]) -> tuple[list[Submission], list[Problem]]:
    """The parts that are of the same assessment as most, and a problem for each other one.

    All stay where no assessment has more than half of them, and where one file has several: that is no part of an owner.
    """
    conflicts = strangers([part.assessment for part in parts])
    strange = {one.second for one in conflicts}
    kept = [part for position, part in enumerate(parts) if position not in strange]
    if {part.path for part in kept} & {parts[one].path for one in strange}:
        return list(parts), []
    return kept, [_problem(parts, [one]) for one in conflicts]


def merged(parts: Sequence[Submission]) -> Assessment:
    """The assessment that the parts make up. There must be a part.

    Raises:
        BadInput: wherever two of them contradict each other, with both places; or when nothing in the whole applies.
    """
    whole, problems = agreed(parts)
    if problems:
        raise BadInput(problems)
    return whole


def agreed(parts: Sequence[Submission]) -> tuple[Assessment, list[Problem]]:
    """The assessment that the parts make up, without the answers that they contradict each other about, and each such problem.

    Raises:
        BadInput: when the parts are not of one assessment, with both places; or when nothing in the whole applies.
    """
    instrument = parts[0].instrument
    whole = merge([part.assessment for part in parts], instrument)
    problems = [_problem(parts, alike) for alike in _alike(parts, whole.conflicts)]
    if not whole.is_of_one:
        raise BadInput(problems)
    found = whole.agreed
    if all(found.answer(one).not_applicable is not None for one in instrument.indicators):
        raise BadInput([Problem.at(parts[0].path, parts[0].line, None, "nothing_applicable")])
    return found, problems


def _alike(parts: Sequence[Submission], conflicts: Iterable[Conflict]) -> Iterable[Sequence[Conflict]]:
    """The conflicts with one cause together: parts whose head says the same, and another thing than the first part's."""
    found: dict[Any, list[Conflict]] = {}
    for position, one in enumerate(conflicts):
        key = one.path[0]
        of_head = key not in ("answers", "published")
        said = str(getattr(parts[one.second].assessment, key)) if of_head else position
        found.setdefault((one.first, key, said), []).append(one)
    return found.values()


def _problem(parts: Sequence[Submission], alike: Sequence[Conflict]) -> Problem:
    conflict = alike[0]
    one, other = parts[conflict.second], parts[conflict.first]
    key = conflict.path[0]
    context: dict[str, Any] = {"first": place_in(other, conflict.beside or conflict.path)}
    if key == "answers":
        _answers, context["id"], *of = conflict.path
        code = {"target": "promised_otherwise", "evidence": "judged_otherwise"}[of[0]] if of else "answered_otherwise"
    elif key == "published":
        code = "announced_otherwise"
    else:
        code = "another_part"
        context |= {
            "key": key,
            "indonesian": Assessment.in_indonesian()[key],
            "value": getattr(one.assessment, key),
            "other": getattr(other.assessment, key),
            "count": len(alike),
            "one_file": one.path == other.path,
        }
    return problem_at(one.path, one.places.mark_of(conflict.path), code, **context)
