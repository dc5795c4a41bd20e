"""Paths to submissions: which files are meant, the kind of each, and the submissions in it."""

from __future__ import annotations

import glob
import io
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from spbe_cli.limits import MAX_FOLDERS, MAX_TABLE_BYTES
from spbe_cli.model import agencies
from spbe_cli.model.assessment import stage_called
from spbe_cli.model.base import whole
from spbe_cli.reading.assessments import Strict, Submission, every_answers, submitted
from spbe_cli.reading.decoding import BETWEEN_CELLS, OFFICE_FILES, begun
from spbe_cli.reading.files import STANDARD_INPUT, answer_files, content, is_device, passed_over, unsaid
from spbe_cli.reading.instruments import load_instruments
from spbe_cli.reading.patterns import TooManyFolders, matching
from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from spbe_cli.model.assessment import Stage
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.reading.document import Document
    from spbe_cli.reading.files import PassedOver
    from spbe_cli.reading.instruments import Instruments
    from spbe_cli.reading.problems import Note

TABLE_ENDINGS: Final = (".csv", ".tsv")
_YAML_ENDINGS: Final = (".yaml", ".yml", ".json")

_BEGINNING: Final = 64 * 1024
_YAML: Final = re.compile(r"""\s*(?:[#{%\[-]|"[^"]*"\s*:|[^,;\t"]*:(?:\s|$))""")


def meant(
    paths: Iterable[str], note: Callable[[Note], None] = unsaid, *, apart: str | None = None
) -> tuple[list[str], list[Problem]]:
    """The files that paths mean, and a problem for each folder or pattern without files.

    An existing file or folder is taken as such, even if its name looks like a pattern. A file that is meant twice is there once.
    ``note`` gets the files of a folder that may hold answers in a form that is not read. ``apart`` is a file that an option
    names, such as that of the owners, or a folder to write to: no file here is it or in it, unless nothing else is meant.
    """
    files: list[str] = []
    problems: list[Problem] = []
    passed: list[PassedOver] = []
    for path in paths:
        if not _is_pattern(path):
            found, wrong, over = answer_files([path])
        else:
            try:
                matched = matching(path)
            except TooManyFolders:
                problems.append(Problem.of(path, "too_many_folders", limit=MAX_FOLDERS))
                continue
            matches = [one for one in matched if not passed_over(os.path.basename(one)) and not is_device(Path(one))]
            found, wrong, over = answer_files(matches)
            if not matches:
                wrong = [Problem.of(path, "glob_empty")]
        files += found
        problems += wrong
        passed += over
    files = list(dict.fromkeys(files))
    named = set(map(os.path.normpath, files)) if passed else ()
    for one in passed:
        for said in one.notes(named):
            note(said)
    if apart not in (None, STANDARD_INPUT):
        files = [one for one in files if not _within(one, str(apart))] or files
    return files, problems


def _within(path: str, apart: str) -> bool:
    """Whether a path is the same file as another one, or in that folder, even by other names of them."""
    own, other = os.path.realpath(path), os.path.realpath(apart)
    return path != STANDARD_INPUT and (own == other or own.startswith(os.path.join(other, "")))


def in_both(files: Iterable[str], others: Iterable[str]) -> list[str]:
    """The other paths that are the same file as one of ``files``, even by another path; standard input never is."""
    known = {os.path.realpath(one) for one in files if one != STANDARD_INPUT}
    return [one for one in others if one != STANDARD_INPUT and os.path.realpath(one) in known]


def is_many(path: str) -> bool:
    """Whether a path alone means more than one file: a folder or a pattern."""
    return path != STANDARD_INPUT and (os.path.isdir(path) or _is_pattern(path))


def _is_pattern(path: str) -> bool:
    # Not Path.exists, because it raises for a name that is too long, or in a folder that can't be read.
    return path != STANDARD_INPUT and not os.path.exists(path) and glob.has_magic(path)


class Asked(NamedTuple):
    """What the user asks of tables.

    ``year``, ``stage`` and ``agency`` hold for rows that name none; rows of others are left out. ``sheet`` is the sheet to read.
    ``columns`` are other headings, each with the known heading that it stands for, or None to pass the column over.
    ``occasions`` is whether there are options for the year and the stage. ``note`` gets a note for all that is passed over.
    """

    year: int | None = None
    stage: Stage | None = None
    agency: str | None = None
    sheet: str | None = None
    columns: Mapping[str, str | None] = {}
    occasions: bool = True
    note: Callable[[Note], None] = unsaid

    @property
    def chooses(self) -> bool:
        """Whether only one year, stage or agency is meant."""
        return any(one is not None for one in (self.year, self.stage, self.agency))


class Reader(NamedTuple):
    """How files are read: the instruments, the default instrument, and whether every indicator must be answered.

    ``asked`` says which year and agency are meant, and gives what tables don't say themselves. ``aliases`` are the names to keep
    of agencies with several names, by the key of each name.
    """

    instruments: Instruments
    default: Instrument | None = None
    strict: Strict = False
    asked: Asked = Asked()
    aliases: Mapping[str, str] = {}

    def noting(self, note: Callable[[Note], None]) -> Reader:
        """The same reader, with another receiver for notes on what is passed over in tables."""
        return self._replace(asked=self.asked._replace(note=note))

    def on(self, year: int | None, stage: Stage | None) -> Reader:
        """The same reader for another year and stage."""
        return self._replace(asked=self.asked._replace(year=year, stage=stage))

    def called(self, agency: str) -> str:
        """The name to keep of an agency, if it has several."""
        return self.aliases.get(agencies.key(agency), agency) if self.aliases else agency

    def wants(self, head: Mapping[str, Any]) -> bool:
        """Whether an assessment with such a head has the year, the stage and the agency that are asked for."""
        year, agency = whole(head["year"]), head["agency"]
        if self.asked.year is not None and type(year) is int and year != self.asked.year:
            return False
        stage = head.get("stage")
        # A word that is no stage is a problem of its own.
        if self.asked.stage is not None and (not stage or stage_called(stage) not in (self.asked.stage, None)):
            return False
        return self.asked.agency is None or not agency or self.is_asked(agency)

    def is_asked(self, agency: str) -> bool:
        """Whether an agency is the one that is asked for, whatever its spelling."""
        wanted = self.asked.agency
        return wanted is not None and agencies.key(self.called(agency)) == agencies.key(self.called(wanted))

    def known(self, read: Submission) -> Submission:
        """A submission with the name to keep of its agency."""
        name = self.called(read.assessment.agency)
        if name == read.assessment.agency:
            return read
        return read._replace(assessment=read.assessment.model_copy(update={"agency": name}))

    def submissions(self, path: str) -> Iterator[Submission | list[Problem]]:
        """The submissions in a file, with the names to keep of their agencies; a list of problems in place of each unusable one.

        The kind of file is decided here, by its contents. An answer file or a workbook to fill in has one submission; a table has
        one for each of its rows.
        """
        for read in self._submissions(path):
            yield read if isinstance(read, list) else self.known(read)

    def sound(self, files: Iterable[str], problems: Iterable[Problem] = ()) -> list[Submission]:
        """The submissions in files.

        Raises:
            BadInput: with the ``problems`` that there are already, and everything that is wrong with the submissions.
        """
        found: list[Submission] = []
        wrong = list(problems)
        for file in files:
            for read in self.submissions(file):
                if isinstance(read, Submission):
                    found.append(read)
                else:
                    wrong += read
        if wrong:
            raise BadInput(wrong)
        return found

    def _wanted(self, written: Document, path: str) -> Iterator[Submission | list[Problem]]:
        """The submission of a document, if it is asked for, or what is wrong with it."""
        try:
            read = submitted(written, path, self.instruments, self.default, strict=self.strict)
        except BadInput as bad:
            yield list(bad.problems)
            return
        own = read.assessment
        if self.wants({"year": own.year, "agency": own.agency, "stage": own.stage}):
            for note in written.notes:
                self.asked.note(note)
            yield read
        elif self.asked.stage is not None and own.stage is None:
            # No place: of many such files it is said once.
            self.asked.note(Problem.of("--stage", "without_stage", stage=self.asked.stage))

    def _submissions(self, path: str) -> Iterator[Submission | list[Problem]]:
        try:
            data = content(path, MAX_TABLE_BYTES)
            table = is_table(path, data)
            if self.asked.sheet is not None and not (table and data.startswith(OFFICE_FILES)):
                # No place: of many such files it is said once.
                self.asked.note(Problem.of("--sheet", "idle_sheet"))
            if table:
                from spbe_cli.reading.tables.table import submissions  # only where one is read

                yield from submissions(data, path, self)
            else:
                for written in every_answers(data, path):
                    yield from self._wanted(written, path)
        except BadInput as bad:
            yield list(bad.problems)


def load_assessments(path: str | Path, instruments: Instruments | None = None) -> list[Submission]:
    """The assessments in a folder, a table or a file, or in the files that a pattern matches, each with its instrument.

    Raises:
        BadInput: with every problem of every file.
    """
    files, problems = meant([str(path)])
    return Reader(load_instruments() if instruments is None else instruments).sound(files, problems)


def is_table(path: str, data: bytes) -> bool:
    """Whether a file is a table: by its ending, else by what it holds; a workbook is one, unless it is to be filled in."""
    if data.startswith(OFFICE_FILES):
        from spbe_cli.reading.workbooks.workbook import is_to_fill_in  # only where one is read

        return not is_to_fill_in(io.BytesIO(data))
    ending = os.path.splitext(path)[1].lower()
    return ending in TABLE_ENDINGS or (ending not in _YAML_ENDINGS and _begins_as_table(data))


def _begins_as_table(data: bytes) -> bool:
    """Whether text begins with cells side by side, and not with a key of YAML, a comment or a brace."""
    first = next((line for line in begun(data[:_BEGINNING]).splitlines() if line.strip()), "")
    return bool(BETWEEN_CELLS.search(first)) and not _YAML.match(first)
