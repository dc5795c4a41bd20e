"""``spbe init``: answer files or a workbook to fill in, one or one for each agency, new or begun with last year's answers."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from spbe_cli.commands.forms import form_of, is_folder, tell_losses, tell_ready
from spbe_cli.commands.submissions import agency_of, all_submissions
from spbe_cli.core.carrying import Carried, carry
from spbe_cli.formats.progress import made, progress
from spbe_cli.model import agencies
from spbe_cli.model.answer import UNANSWERED
from spbe_cli.model.assessment import Assessment
from spbe_cli.output import STANDARD_OUTPUT, is_stream, tell, tell_problems, write_to_fill_in
from spbe_cli.reading.agency_lists import load_names
from spbe_cli.reading.assessments import said_in
from spbe_cli.reading.checking import checked
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.texts import _, ngettext, visible
from spbe_cli.texts.words import as_word, listed
from spbe_cli.writing.answers import answer_file
from spbe_cli.writing.file_names import file_names
from spbe_cli.writing.guidance import carried_over, guidance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from spbe_cli.commands.common import Common
    from spbe_cli.commands.forms import Form
    from spbe_cli.model.base import Fault
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.options.init import Asked
    from spbe_cli.reading.assessments import Submission
    from spbe_cli.reading.sources import Reader
    from spbe_cli.writing.answers import Comments


class _Sheet(NamedTuple):
    """What a file begins with: its head and answers, which answers were carried over, and from where."""

    assessment: Assessment
    instrument: Instrument
    carried: Carried
    old: Submission | None


def run(asked: Asked, common: Common) -> int:
    """Writes an answer file, or a folder with one for each agency of a list.

    Raises:
        BadInput: when something that is read can't be used, or a file is there already; nothing is written then.
    """
    if asked.agency is not None and asked.opds is not None:
        raise BadInput([Problem.of("--opds", "not_together", other="--agency")])
    folder = common.destination.path
    if asked.opds is not None and (folder in (None, STANDARD_OUTPUT) or not is_folder(str(folder))):
        raise BadInput([Problem.of("--opds", "folder_needed")])
    reader = common.reader()
    instruments = reader.instruments
    year = date.today().year if asked.year is None else asked.year
    instrument = reader.default or instruments.for_year(year) or instruments.default
    names = None if asked.opds is None else _listed(asked.opds, reader, year, quiet=common.quiet)
    if asked.agency is not None:
        asked = asked._replace(agency=reader.called(asked.agency))
    files, old = _old(asked.old, reader, quiet=common.quiet)
    begun = _begun(asked, names, old)
    form = _form(asked.form, common.destination.path, many=names is not None)
    paths = _paths(begun, year, common.destination.path, form, many=names is not None)
    if names is not None and not common.destination.force:
        paths = _missing(paths, reader, quiet=common.quiet)
    sheets = {name: _sheet(name, asked._replace(year=year), instrument, begun[name]) for name in paths}
    read = (*files, *(() if asked.opds is None else (asked.opds,)))
    if form == "xlsx":
        with progress(len(sheets), quiet=common.quiet, task="write") as more:
            blank = common.blank_workbooks(instrument, year)
            written: dict[str, str | bytes] = {
                paths[name]: made(_workbook(one, asked, common, blank), more) for name, one in sheets.items()
            }
        _tell_what_is_left_behind(sheets.values())
    else:
        comments = guidance(instrument, common.criteria_of(instrument, year), instrument.indicators)
        with progress(len(sheets), quiet=common.quiet, task="write") as more:
            written = {paths[name]: made(_text(one, comments), more) for name, one in sheets.items()}
    write_to_fill_in(written, common.reading(*read).destination.inputs, force=common.destination.force)
    if paths and not common.quiet:
        _tell(paths, begun, old, instrument, year)
    return 0


def _listed(path: str, reader: Reader, year: int, *, quiet: bool) -> tuple[str, ...]:
    """The agencies in a list; says on standard error which get only one file, as they are listed twice, and which get none."""
    found = load_names(path, reader.called, year)
    if not quiet:
        tell_problems(found.notes)
    return tuple(found.lines)


def _missing(paths: Mapping[str, str], reader: Reader, *, quiet: bool) -> dict[str, str]:
    """The files that are still to be made; says on standard error how many exist already and are left alone.

    A file is left alone only if it names its agency. Any other file in the way is refused later.
    """
    there = [
        name
        for name, path in paths.items()
        if os.path.isfile(path) and agencies.key(reader.called(said_in(path, "agency") or "")) == agencies.key(name)
    ]
    if there and not quiet:
        text = ngettext(
            "{count} file is there already and left alone", "{count} files are there already and left alone", len(there)
        )
        tell(text.format(count=len(there)) + "\n")
    return {name: path for name, path in paths.items() if name not in there}


def _old(path: str | None, reader: Reader, *, quiet: bool) -> tuple[list[str], dict[str, Submission]]:
    """The files that a path means, and the submissions in them, by the key of the agency's name."""
    if path is None:
        return [], {}
    files, read = all_submissions([path], reader, agency_of, quiet=quiet)
    return files, {agency_of(one): one for one in read}


def _begun(asked: Asked, names: tuple[str, ...] | None, old: Mapping[str, Submission]) -> dict[str, Submission | None]:
    """Who gets a file, and what it begins with."""
    if names is not None:
        return {name: old.get(agencies.key(name)) for name in names}
    if not old:
        return {_("Name of the agency") if asked.agency is None else asked.agency: None}
    if len(old) == 1:
        # The only old file is used, even if the agency had another name then.
        (one,) = old.values()
        return {one.assessment.agency if asked.agency is None else asked.agency: one}
    if asked.agency is None:
        raise BadInput([Problem.of(f"--from {asked.old}", "several_agencies")])
    if agencies.key(asked.agency) not in old:
        near = agencies.near_names([asked.agency], [one.assessment.agency for one in old.values()])
        context = {"agency": asked.agency, "meant": near.get(asked.agency)}
        raise BadInput([Problem.of(f"--from {asked.old}", "agency_not_here", **context)])
    return {asked.agency: old[agencies.key(asked.agency)]}


def _sheet(agency: str, asked: Asked, instrument: Instrument, old: Submission | None) -> _Sheet:
    """What one agency's file begins with."""
    head: dict[str, Any] = {"group": None, "kind": None, "owner": None}
    carried = Carried({}, {}, {})
    if old is not None:
        was = old.assessment
        if was.answers is None:
            raise BadInput([Problem.at(old.path, old.line, None, "nothing_to_carry", agency=was.agency)])
        head = {key: getattr(was, key) for key in head}
        carried = carry(was, old.instrument, instrument)
    head |= {"agency": agency, "year": asked.year, "instrument": instrument.id, "stage": asked.stage}
    if asked.group is not None:
        head["group"] = asked.group
    faults: list[Fault] = []
    answers = {one: carried.answers.get(one, UNANSWERED) for one in instrument.indicators}
    assessment = checked(Assessment, {**head, "answers": answers}, faults)
    if assessment is None:
        raise BadInput(Problem.of(f"--{one.path[0]}", one.code, **one.context) for one in faults)
    return _Sheet(assessment, instrument, carried, old)


def _text(sheet: _Sheet, comments: Comments) -> str:
    """An agency's answer file."""
    if sheet.old is not None:
        year = sheet.old.assessment.year
        comments = carried_over(comments, sheet.carried, sheet.old.instrument, sheet.instrument, year)
    return answer_file(sheet.assessment, comments)


def _workbook(sheet: _Sheet, asked: Asked, common: Common, blank: Callable[[Assessment], bytes]) -> bytes:
    """An agency's workbook; the cell for the name is empty if no agency is known."""
    if sheet.old is not None:
        return common.workbook(sheet.instrument, sheet.assessment)
    if asked.agency is not None or asked.opds is not None:
        return blank(sheet.assessment)
    return common.workbook(sheet.instrument, sheet.assessment.model_copy(update={"agency": ""}))


def _tell_what_is_left_behind(sheets: Iterable[_Sheet]) -> None:
    """Says on standard error which old answers have no place in the workbooks: these have no comments to keep them in."""
    years: set[int] = set()
    for sheet in sheets:
        if sheet.old is None:
            continue
        old, carried = sheet.old, sheet.carried
        tell_losses([old._replace(assessment=sheet.assessment, instrument=sheet.instrument)], "xlsx")
        if gone := {*carried.gone, *(one for sources in carried.sources.values() if len(sources) > 1 for one in sources)}:
            text = _("{path}: not carried over as they were: {ids}; an answer file shows them as comments")
            tell(text.format(path=visible(old.path), ids=listed(sorted(gone))) + "\n")
        years.add(old.assessment.year)
    if years:
        tell(_("Carried over from {year}: check every answer again.").format(year=listed(sorted(years))) + "\n")


def _form(asked: Form | None, target: str | None, *, many: bool) -> Form:
    """The form of the files: as asked, else as the ending of the output says; answer files where it has none."""
    if asked is not None or many or target is None:
        return asked or "yaml"
    return form_of(target, ("yaml", "xlsx"))


def _paths(agencies: Iterable[str], year: int, asked: str | None, form: Form, *, many: bool) -> dict[str, str]:
    """Where each agency's file goes."""
    agencies = tuple(agencies)
    titles = ((agency, year) for agency in agencies)
    names = zip(agencies, file_names(titles, f".{form}"), strict=True)
    if many or (asked is not None and os.path.isdir(asked)):
        return {agency: os.path.join(asked or "", name) for agency, name in names}
    return {agency: asked or name for agency, name in names}


def _tell(
    paths: Mapping[str, str],
    begun: Mapping[str, Submission | None],
    old: Mapping[str, Submission],
    instrument: Instrument,
    year: int,
) -> None:
    """Says on standard error what was written, and whose old answers were not used."""
    if not any(map(is_stream, paths.values())):
        if len(paths) == 1:
            (path,) = paths.values()
            text = _("{path} is ready to be filled in, then: spbe validate {word}")
            tell(text.format(path=visible(path), word=as_word(path)) + "\n")
        else:
            tell_ready(len(paths), str(Path(next(iter(paths.values()))).parent))
    if year not in instrument.years:
        from spbe_cli.texts.messages import message

        tell(message("year_outside", {"id": instrument.id, "years": str(instrument.years), "year": year}) + "\n")
    for agency, one in begun.items():
        if one is not None and agency_of(one) != agencies.key(agency):
            text = _("{agency} begins with the answers of another agency: {other}")
            tell(visible(text.format(agency=agency, other=one.assessment.agency)) + "\n")
    if len(begun) > 1 and old:
        used = {agency_of(one) for one in begun.values() if one is not None}
        unused = [one.assessment.agency for key, one in old.items() if key not in used]
        new = [name for name, one in begun.items() if one is None and name in paths]
        near = agencies.near_names(new, unused)
        if new:
            from spbe_cli.views.absent import listed_with_near

            tell(_("Nothing to carry over for: {names}").format(names=visible(listed_with_near(new, near))) + "\n")
        if unused:
            tell(_("Not in the list: {names}").format(names=visible(", ".join(unused))) + "\n")
