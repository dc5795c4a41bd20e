"""``spbe evidence``: what is proven of a claim, what is missing, and what the files of the evidence say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.commands import exit_code
from spbe_cli.commands.bases import scored
from spbe_cli.commands.evidence_folder import looked_up
from spbe_cli.commands.selection import selected
from spbe_cli.commands.submissions import found_in, nothing_asked_for, whose
from spbe_cli.core.proving import all_counts, prove
from spbe_cli.formats.progress import progress, told
from spbe_cli.output import LIST_FORMATS, PAGE_FORMATS, deliver_pages, tell, tell_problems
from spbe_cli.reading.owners import load_owners
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.sources import meant
from spbe_cli.texts import _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from spbe_cli.commands.common import Common
    from spbe_cli.formats.json.shapes import evidence as shapes
    from spbe_cli.model.criteria import Criteria
    from spbe_cli.model.filed import Folder
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.proof import Proof
    from spbe_cli.options.evidence import Asked
    from spbe_cli.reading.assessments import Submission
    from spbe_cli.views.page import Page


def run(asked: Asked, common: Common) -> int:
    """Delivers what is proven in each assessment; 1 when evidence is missing or has changed, 2 when a file can't be used.

    Raises:
        BadInput: when nothing can be looked at, or something that concerns no single file is wrong.
    """
    if asked.seal and asked.folder is None:
        raise BadInput([Problem.of("--seal", "seal_needs_folder")])
    if asked.checklist:
        common = common._replace(destination=common.destination.for_people(("markdown", "table", "html", "pdf", "xlsx")))
    # Before anything is written that is no report.
    chosen = common.destination.chosen(LIST_FORMATS if asked.folder is None else PAGE_FORMATS)
    reader = common.reader()
    files, problems = meant(asked.paths, reader.asked.note, apart=asked.owners)
    common = common.reading(*files, asked.owners)
    with progress(len(files), quiet=common.quiet) as more:
        found, wrong, *_read = found_in(told(files, more), reader, whose, _provable)
    problems += wrong
    if not found and not problems:
        raise BadInput([nothing_asked_for(path, reader) for path in asked.paths])
    if not found and chosen != "json":
        raise BadInput(problems)
    common.tell_idle({"--force": asked.force and not asked.seal}, only_for="--seal")
    if chosen in ("json", "jsonl", "csv"):
        common.tell_idle({"--brief": asked.brief}, beside=common.destination.asked)
    elif len(found) > 1 and not asked.checklist:
        common.tell_idle({"--brief": asked.brief}, only_for="agency")
    proofs = _proofs(found, asked)
    folder = None if asked.folder is None else looked_up(asked.folder, found, problems, sealing=asked.seal)
    if folder is not None:
        common = common.reading(*folder.paths)
        if asked.seal and problems:
            tell(_("Nothing is sealed, as something is to be mended first.") + "\n")
        elif asked.seal:
            from spbe_cli.commands.sealing import sealed  # only where something is written

            folder = sealed(folder, found, reader, force=asked.force, quiet=common.quiet)
    pages = _checklists(proofs, asked, common) if asked.checklist else _pages(proofs, asked, common)
    each = None if folder else partial(_each, proofs, common)
    deliver_pages(_with_folder(pages, folder), common.destination, lambda: _data(proofs, problems, common, folder), lines=each)
    tell_problems(problems)
    return exit_code(problems, met=folder is None or folder.passed)


def _provable(read: Submission) -> Submission:
    """The submission itself.

    Raises:
        BadInput: when it has no answers, so that nothing can be proven of it.
    """
    if read.assessment.answers is None:
        raise BadInput([Problem.at(read.path, read.line, None, "nothing_to_prove", agency=read.assessment.agency)])
    return read


class _Terms(NamedTuple):
    """What was asked for, as an instrument understands it: who answers for what, and which indicators are meant."""

    owners: Mapping[int, str]
    only: Collection[int] | None

    @classmethod
    def of(cls, asked: Asked, instrument: Instrument) -> _Terms:
        owners = {} if asked.owners is None else load_owners(asked.owners, instrument).leads
        return cls(owners, None if asked.only is None else selected(asked.only, instrument, "--only"))


def _proofs(found: Sequence[Submission], asked: Asked) -> list[Proof]:
    instruments = {one.instrument.id: one.instrument for one in found}
    terms = {identifier: _Terms.of(asked, one) for identifier, one in instruments.items()}
    return [prove(scored(one), *terms[one.instrument.id]) for one in found]


def _criteria(proofs: Sequence[Proof], common: Common) -> dict[str, Criteria | None]:
    return common.criteria_by_id(one.claimed.instrument for one in proofs)


def _pages(proofs: Sequence[Proof], asked: Asked, common: Common) -> Iterator[Page]:
    from spbe_cli.views.proof import proof_page, totals_page

    # What the levels ask for would bury a region's evidence; the checklists have it.
    criteria = {} if asked.brief or len(proofs) > 1 else _criteria(proofs, common)
    for one in proofs:
        yield proof_page(one, criteria.get(one.claimed.instrument.id))
    if len(proofs) > 1:
        yield totals_page(proofs, all_counts(proofs))


def _with_folder(pages: Iterator[Page], folder: Folder | None) -> Iterator[Page]:
    """The pages, with one of the folder of evidence behind them, where there is one."""
    yield from pages
    if folder is not None:
        from spbe_cli.views.evidence_folder import folder_page

        yield folder_page(folder)


def _checklists(proofs: Sequence[Proof], asked: Asked, common: Common) -> Iterator[Page]:
    from spbe_cli.views.proof import checklist_pages

    criteria = {} if asked.brief else _criteria(proofs, common)
    for one in proofs:
        yield from checklist_pages(one, criteria.get(one.claimed.instrument.id))


def _data(proofs: Sequence[Proof], problems: Sequence[Problem], common: Common, folder: Folder | None) -> shapes.Evidence:
    from spbe_cli.formats.json import evidence as as_json

    return as_json.evidence(proofs, problems, _criteria(proofs, common), folder)


def _each(proofs: Sequence[Proof], common: Common) -> Iterator[shapes.ProofLine]:
    from spbe_cli.formats.json import evidence as as_json

    criteria = _criteria(proofs, common)
    return (as_json.proof_line(one, criteria.get(one.claimed.instrument.id)) for one in proofs)
