"""Tables of agencies (CSV, or a workbook's first sheet) to submissions: a row becomes the document that an answer file would be.

It is checked as one, so every rule, message and hint is that of answer files; a place is the row's line and the number of the
cell's column, from 1. Quoting is that of RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180); what may stand in a table: contract
section 2.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from spbe_cli.model import keys
from spbe_cli.model.base import folded
from spbe_cli.reading.assessments import submitted
from spbe_cli.reading.document import OFFICE_FILES, Document, decoded, plain_value, problem_at
from spbe_cli.reading.files import MAX_TABLE_BYTES
from spbe_cli.reading.places import Place
from spbe_cli.reading.problems import BadInput, Problem, of_row
from spbe_cli.reading.sheets import SPACES, Wrong

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.reading.assessments import Submission
    from spbe_cli.reading.instruments import Instruments

_SEPARATORS: Final = ",;\t"
_REQUIRED: Final = ("agency", "year")
_HEADS: Final = (*_REQUIRED, "instrument", "stage", "group", "kind", "owner")
_FIGURES: Final = ("index", "predicate")
_IGNORED: Final = (
    *("rank", "group_rank", "mark", "outlier", "consistent", "index_num", "index_den", "index_exact"),
    *("path", "answered", "total"),
)
"""What our own ranking says of a result; it reads back without."""

_INDONESIAN: Final = {
    indonesian: english for indonesian, english in (keys.ASSESSMENT | keys.PUBLISHED).items() if english in (*_HEADS, *_FIGURES)
}
_TIERS: Final[dict[str, tuple[str, ...]]] = {
    "indicator": ("answers",),
    "domain": ("published", "domains"),
    "aspect": ("published", "aspects"),
}
_NUMBERED: Final = re.compile(rf"(?:(?P<tier>{'|'.join({*_TIERS, *keys.TIERS})})_)?(?P<id>[1-9][0-9]{{0,5}})")

# The ends of lines that a place counts, and no others: str.splitlines knows more.
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
# What spreadsheets write and read as a first line that is none of the table.
_SAID_SEPARATOR: Final = re.compile(r'"?sep=([,;\t|])"?[,;\t ]*(?:\r\n?|\n)', re.IGNORECASE)
_DECIMAL_COMMA: Final = re.compile(r"[-+]?[0-9]+,[0-9]+")
# What spreadsheets show of a formula that fails, and write into a text they export.
_ERROR: Final = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|Err:[0-9]{3}")
_AS_TEXT: Final = re.compile(r"'+[=+@\t\r-].*", re.DOTALL)
# A level as drop-down lists and spreadsheets write it, with its name; they make long dashes of short ones.
_NAMED_LEVEL: Final = re.compile(r"([-+]?[0-9.,]+)\s*[-–]\s*[^\W\d_].*", re.DOTALL)


class _Mark(NamedTuple):
    """Where a cell stands: its row's line and the number of its column, both from 0 as libyaml's marks, and its sheet if any."""

    line: int
    column: int
    sheet: str | None = None


class _Row(NamedTuple):
    """A row that holds something: its line, or its number in a sheet, from 1, and what its cells say, by column from 0."""

    number: int
    cells: Mapping[int, str]
    sheet: str | None = None

    def mark(self, column: int) -> _Mark:
        return _Mark(self.number - 1, column, self.sheet)


class _Columns(NamedTuple):
    """What the columns hold, by position: answers by indicator, the rest by the path to it in a document; some nothing."""

    answers: Sequence[tuple[int, int]]
    others: Sequence[tuple[int, tuple[Any, ...]]]
    named: frozenset[int]


def submissions(
    data: bytes, path: str, instruments: Instruments, default: Instrument | None = None, *, strict: bool = False
) -> Iterator[Submission | list[Problem]]:
    """The submissions in a table, one by one, and in the place of each row that is none what is wrong with it.

    Where the file or its headings can't be used, that is the only thing to come.

    Args:
        data: the table's bytes, as for :func:`rows`.
        path: what to call the table in problems.
        instruments: those its rows may be measured by.
        default: for rows that name none; without it the one that holds for the row's year.
        strict: whether an unanswered indicator is a problem, in a row that has answers.
    """
    try:
        read = rows(data, path)
    except BadInput as bad:
        yield list(bad.problems)
        return
    for row in read:
        yield [row] if isinstance(row, Problem) else _checked(row, path, instruments, default, strict=strict)


def rows(data: bytes, path: str) -> Iterator[Document | Problem]:
    """The rows of a table as documents for :func:`~spbe_cli.reading.assessments.submitted`, or what keeps a row from being one.

    A cell that says nothing (blank, ``-``) is left out of the value, but its place is kept among the keys of the answers.

    Args:
        data: the table's bytes: a workbook's, or UTF-8, with or without a byte order mark, or UTF-16 with one; at most
            ``MAX_TABLE_BYTES``.
        path: what to call the file in problems.

    Raises:
        BadInput: with everything that is wrong with the headings, or with what keeps the file from being read at all.
    """
    records = _sheet_rows(data, path) if data.startswith(OFFICE_FILES) else _records(decoded(data, path, MAX_TABLE_BYTES), path)
    first = next(records, None)
    if first is None:
        raise BadInput([Problem.at(path, 1, 1, "empty")])
    if isinstance(first, Problem):
        raise BadInput([first])
    return _documents(records, _columns(first, path), first, path)


def _sheet_rows(data: bytes, path: str) -> Iterator[_Row | Problem]:
    """The rows of a workbook's first sheet."""
    from spbe_cli.reading.sheets import Book  # only where one is read

    book = Book(data, path, MAX_TABLE_BYTES)
    if not book.sheets:
        raise BadInput([Problem.at(path, None, None, "workbook_without_sheets")])
    sheet = book.sheets[0]
    for row in book.rows(sheet):
        cells = {column: said for column, value in row.cells.items() if (said := _text(value))}
        if cells:
            yield _Row(row.number, cells, sheet.name)


def _checked(
    row: Document, path: str, instruments: Instruments, default: Instrument | None, *, strict: bool
) -> Submission | list[Problem]:
    if strict:
        _add_unanswered(row, instruments, default)
    try:
        read = submitted(row, path, instruments, default, strict=strict)
        return read._replace(row=row.find(())[0])
    except BadInput as bad:
        return of_row(bad.problems, row.value.get("agency"))


def _add_unanswered(row: Document, instruments: Instruments, default: Instrument | None) -> None:
    """Adds the blank answers to a row, so that each is a problem at its cell.

    Only those that its instrument asks for: the table may be of several.
    """
    named, year = row.value.get("instrument"), row.value["year"]
    instrument = instruments.named(named) if named else default or instruments.for_year(year)
    if instrument is not None and "answers" in row.value:
        answers, place = row.value["answers"], row.place.parts["answers"]
        for identifier in place.keys.keys() & instrument.indicators.keys() - answers.keys():
            answers[identifier], place.parts[identifier] = None, place.keys[identifier]


def _records(text: str, path: str) -> Iterator[_Row | Problem]:
    """The rows of a text, each with the line it begins in; or what is wrong with its quotes."""
    # A cell may be as long as the table, so that a quote that is never closed is found to be just that.
    csv.field_size_limit(MAX_TABLE_BYTES)
    first = _SAID_SEPARATOR.match(text)
    separator = _separator(text) if first is None else first[1]
    begun: list[str] = []

    def lines() -> Iterator[str]:
        for found in _LINE.finditer(text, 0 if first is None else first.end()):
            begun.append(found.group())
            yield begun[-1]

    reader = csv.reader(lines(), delimiter=separator, strict=True)
    line = 1 if first is None else 2
    while True:
        begun.clear()
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Problem.at(path, line, _column_of_bad_quotes("".join(begun), separator), "not_csv")
        else:
            if cells := {column: said for column, cell in enumerate(record) if (said := _text(cell))}:
                yield _Row(line, cells)
        line += len(begun)


def _separator(text: str) -> str:
    lines = (found.group() for found in _LINE.finditer(text))
    heading = next((line for line in lines if _says_something(line)), text)
    return max(_SEPARATORS, key=re.sub('"[^"]*"', "", heading).count)


def _says_something(text: str) -> bool:
    return bool(text.strip().strip(_SEPARATORS))


def _column_of_bad_quotes(row: str, separator: str) -> int:
    """The number of the first cell, from 1, that has no end where one belongs."""
    cell = re.compile(rf'"[^"]*(?:""[^"]*)*"|[^"{separator}\r\n][^{separator}\r\n]*|')
    column, position = 1, 0
    while (found := cell.match(row, position)) and row[found.end() : found.end() + 1] == separator:
        column, position = column + 1, found.end() + 1
    return column


def _columns(row: _Row, path: str) -> _Columns:
    problems: list[Problem] = []
    first: dict[tuple[Any, ...], int] = {}
    for position, heading in row.cells.items():
        name = folded(heading)
        meant = _meant(name)
        if name in _IGNORED:
            continue
        if meant is None:
            problems.append(problem_at(path, row.mark(position), "unknown_heading", key=heading, **_known(name)))
        elif meant in first:
            context = {"key": heading, "first": first[meant] + 1}
            problems.append(problem_at(path, row.mark(position), "duplicate_heading", **context))
        else:
            first[meant] = position
    names = {english: indonesian for indonesian, english in _INDONESIAN.items()}
    absent = (key for key in _REQUIRED if (key,) not in first)
    missing = [problem_at(path, row.mark(0), "missing_heading", key=key, indonesian=names[key]) for key in absent]
    if not problems and all(meant[0] in _HEADS for meant in first):
        missing.append(problem_at(path, row.mark(0), "no_results"))
    if missing or problems:
        raise BadInput([*missing, *problems])
    return _Columns(
        [(position, meant[1]) for meant, position in first.items() if meant[0] == "answers"],
        [(position, meant) for meant, position in first.items() if meant[0] != "answers"],
        frozenset(row.cells),
    )


def _meant(name: str) -> tuple[Any, ...] | None:
    """The path to where the cells below a heading belong in a document; None where that is not known."""
    name = _INDONESIAN.get(name, name)
    if name in _HEADS:
        return (name,)
    if name in _FIGURES:
        return ("published", name)
    numbered = _NUMBERED.fullmatch(name)
    if numbered is None:
        return None
    tier = numbered["tier"] or "indicator"
    return (*_TIERS[keys.TIERS.get(tier, tier)], int(numbered["id"]))


def _known(name: str) -> dict[str, tuple[str, ...]]:
    """The headings there are, in English and in Indonesian; numbered ones with the number in the name that is none of them."""
    number = "".join(re.findall("[0-9]", name)).lstrip("0")[:6] or "1"
    return {
        "known": (*_HEADS, *_FIGURES, number, *(f"{tier}_{number}" for tier in _TIERS)),
        "indonesian": (*_INDONESIAN, number, *(f"{tier}_{number}" for tier in keys.TIERS)),
    }


def _documents(records: Iterator[_Row | Problem], columns: _Columns, heading: _Row, path: str) -> Iterator[Document | Problem]:
    record = None
    for record in records:
        yield record if isinstance(record, Problem) else _document(record, columns, path)
    if record is None:
        yield problem_at(path, heading.mark(0), "no_rows")


def _document(cells: _Row, columns: _Columns, path: str) -> Document:
    row = Document({}, Place(cells.mark(0)), [])
    for position, path_to in columns.others:
        text = cells.cells.get(position, "")
        # A blank cell that should say something stays, so that the problem is at the cell.
        if text or path_to[0] in _REQUIRED:
            _put(row, path_to, _cell(text, path_to), cells.mark(position))
    if columns.answers:
        answers, place = _answers(cells, columns)
        if answers or "published" not in row.value:
            _put(row, ("answers",), answers, place.mark)
            row.place.parts["answers"] = place
    for position, text in cells.cells.items():
        if position not in columns.named:
            row.problems.append(problem_at(path, cells.mark(position), "extra_cell", value=text))
            break
    used = (*(position for position, _id in columns.answers), *(position for position, _path in columns.others))
    for position in used:
        text = cells.cells.get(position, "")
        if isinstance(text, Wrong):
            row.problems.append(problem_at(path, cells.mark(position), text.code, value=text))
    return row


def _answers(cells: _Row, columns: _Columns) -> tuple[dict[int, Any], Place]:
    answers: dict[int, Any] = {}
    place = Place(cells.mark(columns.answers[0][0]))
    for position, indicator in columns.answers:
        mark = place.keys[indicator] = cells.mark(position)
        if text := cells.cells.get(position):
            answers[indicator] = _level(text)
            place.parts[indicator] = mark
    return answers, place


def _put(row: Document, path: tuple[Any, ...], value: Any, mark: _Mark) -> None:
    mapping, place = row.value, row.place
    for step in path[:-1]:
        if step not in mapping:
            mapping[step], place.keys[step], place.parts[step] = {}, mark, Place(mark)
        mapping, place = mapping[step], place.parts[step]
    mapping[path[-1]], place.keys[path[-1]], place.parts[path[-1]] = value, mark, mark


def _text(cell: str | bool) -> str:
    """What a cell says; nothing where it is blank or a dash."""
    if isinstance(cell, bool):
        return str(cell).upper()  # as a spreadsheet shows it
    text = cell.translate(SPACES).strip()
    if text in ("", "-", "–"):
        return ""
    if isinstance(cell, Wrong) or _ERROR.fullmatch(text):
        return cell if isinstance(cell, Wrong) else Wrong(text, "cell_error")
    # What our own tables put before text that a spreadsheet would run.
    return text[1:] if _AS_TEXT.fullmatch(text) else text


def _cell(text: str, path: tuple[Any, ...]) -> Any:
    if path == ("year",):
        return _number(text)
    return _figure(text) if path[0] == "published" and path[-1] != "predicate" else text


def _figure(text: str) -> int | Decimal | str:
    """A number with a decimal point or comma; what is none, thousands separators with it, stays text."""
    value = plain_value(text.replace(",", ".") if _DECIMAL_COMMA.fullmatch(text) else text)
    return value if type(value) is int or isinstance(value, Decimal) else text


def _number(text: str) -> int | Decimal | str:
    """The same, where a whole number may be written with an empty fraction (``3.0``)."""
    value = _figure(text)
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else value


def _level(text: str) -> int | Decimal | str | list[int | Decimal]:
    """A level, with or without its name, or one for each service; anything else as it stands, for the check to refuse."""
    level = _number(text)
    if isinstance(level, str) and (named := _NAMED_LEVEL.fullmatch(text)):
        level = _number(named[1])
    if not isinstance(level, str):
        return level
    services = [_number(part) for part in text.split()]
    levels = [service for service in services if not isinstance(service, str)]
    return levels if 1 < len(levels) == len(services) else text
