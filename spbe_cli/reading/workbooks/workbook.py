"""Workbooks that were filled in to submissions: the named cells become the document that an answer file would be.

So every rule, message and hint is that of answer files; a place is a cell of a sheet. What people and office programs do to a
cell is forgiven: numbers as text, decimal commas, names behind levels, spaces that pasted text brings along.
"""

from __future__ import annotations

import io
import zipfile
from typing import IO, TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from spbe_cli.limits import MAX_FILLED_IN
from spbe_cli.model import cells
from spbe_cli.reading.cells import Wrong
from spbe_cli.reading.document import Document
from spbe_cli.reading.places import Place, put
from spbe_cli.reading.problems import BadInput, Problem, column_ranges, problem_at
from spbe_cli.reading.said import (
    ITEM,
    code_in,
    day_in,
    line_in,
    listed,
    not_applicable,
    number_in,
    said_in,
    text_in,
    words_in,
    year_in,
)
from spbe_cli.reading.sheets import BROKEN, WORKBOOK, Book, Mark, named_cell, unusable
from spbe_cli.reading.workbooks import unlevelled
from spbe_cli.reading.workbooks.answer_rows import answer_rows, misplaced, of_none
from spbe_cli.reading.workbooks.copies import Originals, copies
from spbe_cli.reading.workbooks.forms import forms
from spbe_cli.reading.workbooks.headings import ANSWERS, VALUES, columns_moved, lines_of, names_gone, unnamed
from spbe_cli.reading.workbooks.items import items_of, rows_of, together
from spbe_cli.reading.workbooks.merged import merged_notes, merged_over
from spbe_cli.reading.workbooks.recovered import HEAD, SURE, head_moved, recovered
from spbe_cli.reading.workbooks.stray_levels import strays, ticks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from spbe_cli.reading.cells import Value
    from spbe_cli.reading.problems import Note
    from spbe_cli.reading.workbooks.items import Item, Row


_TEXTS: Final = "xl/sharedStrings.xml"
_HEADINGS: Final = 1 << 16
"""So much of a sheet is looked at for headings."""


def documents(data: bytes, path: str) -> list[Document]:
    """What a workbook that was made to be filled in says, as the document that an answer file would be; one for each form in it.

    Raises:
        BadInput: when it is none of ours, can't be read, or would unpack to more than ``MAX_FILLED_IN``.
    """
    every = (_Cells(form, path) for form in forms(Book(data, path, MAX_FILLED_IN), path))
    return [_whole(found, data, path) for found in every]


def _whole(found: _Cells, data: bytes, path: str) -> Document:
    if not found.found.keys() >= {cells.HEAD["agency"], cells.HEAD["year"]}:
        code = "workbook_nameless" if is_to_fill_in(io.BytesIO(data)) else "workbook_foreign"
        raise BadInput(list(_lost(found.lost, path)) or [Problem.of(path, code)])
    if found.head_moved:
        # Nothing of it is known then, not even whose it is.
        raise BadInput(found.head_moved)
    return _document(found, path)


def is_to_fill_in(file: Path | IO[bytes]) -> bool:
    """Whether a file is a workbook with the cells of one to fill in, or was one before their names were dropped.

    That is told by its hidden sheet, or, where other sheets were copied, by all headings of the hidden columns, or of those to
    fill in with the labels of the head.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            said = _begun(archive, WORKBOOK, MAX_FILLED_IN)
            if cells.HEAD["agency"].encode() in said or f'name="{cells.LISTS}'.encode() in said:
                return True
            # Texts stand in a part of their own, or in that of their sheet.
            sheets = [one for one in archive.namelist() if one.startswith("xl/worksheets/") and one.endswith(".xml")]
            texts = [_begun(archive, _TEXTS, MAX_FILLED_IN)] if _TEXTS in archive.namelist() else []
            texts = [text.lower() for text in (*texts, *(_begun(archive, one, _HEADINGS) for one in sheets))]
            return any(all(_says(texts, words) for words in ours) for ours in _OURS)
    except BROKEN:
        return False


def _says(texts: Iterable[bytes], words: Iterable[str]) -> bool:
    """Whether a cell says one of some words alone, of which all are in small letters."""
    return any(f">{word}<".encode() in text for text in texts for word in words)


_OURS: Final = (
    tuple((heading,) for heading in cells.HELPERS),
    (
        *(HEAD[key] for key in (*SURE, "owner")),
        *(words | VALUES if path == ("level",) else words for path, words in ANSWERS.items()),
    ),
)
"""The words of which each stands in a workbook to fill in, in one of both ways to tell."""


def _begun(archive: zipfile.ZipFile, part: str, size: int) -> bytes:
    with archive.open(part) as opened:
        return opened.read(size)


class _Cells:
    """The cells of a workbook that its names are of: what each says, None where it is blank, and where it stands."""

    def __init__(self, book: Book, path: str) -> None:
        self.sheets = [sheet.name for sheet in book.sheets]
        places, local = self._places(book)
        said: dict[Mark, Value] = {}
        hidden: set[tuple[str, int]] = set()
        computed: set[Mark] = set()
        read = said, hidden, computed
        self._read(book, {place.sheet for place in places.values()}, *read)
        # Of a sheet that is missing, the cells may stand on one of another name; a cell that was deleted stands nowhere.
        found_again = recovered(book, lines_of(said), places, [name for name, sheet in self.lost.items() if sheet is None])
        for name in found_again:
            self.lost.pop(name, None)
        self._read(book, {mark.sheet for mark in found_again.values()} - {mark.sheet for mark in said}, *read)
        places |= found_again
        headings = {key: place for key, name in cells.ITEM.items() if (place := places.pop(name, None)) is not None}
        lines = lines_of(said)
        self.head_moved = head_moved(places, said, path)
        self.moved = columns_moved(places, headings, lines, path)
        merged = merged_over(book, places, headings, said)
        said |= {mark: said[first] for first, marks in merged.items() for mark in marks}
        whole = headings.keys() == cells.ITEM.keys()
        self.items = rows_of(headings, said) if whole else []
        if headings and not whole:
            self.lost |= {name: self.lost.get(name) for key, name in cells.ITEM.items() if key not in headings}
        answers = cells.answers(places)
        levels = {name: places[name] for name, meant in answers.items() if meant.path == ("level",)}
        unanswered = unlevelled.unanswered(levels, said)
        said = {mark: value for mark, value in said.items() if mark not in unanswered} if unanswered else said
        self.found: dict[str, tuple[Value | None, Mark]] = {name: (said.get(place), place) for name, place in places.items()}
        self.answer_rows = answer_rows(places, said)
        self.strays = strays(places, said, computed, lines)
        names = {places[name] for name, meant in answers.items() if meant.path == ("evidence",)}
        names |= {row.marks["file"] for row in self.items}
        head = places.get(cells.HEAD["agency"])
        # Rows that a filter hides are not copied. A form of one sheet may be that of an owner, who answers for some indicators.
        self.asks_all = bool(found_again) and head is not None and head.sheet not in {place.sheet for place in levels.values()}
        self.notes = [*_found_again(found_again, self.items, said, path), *merged_notes(merged, path)]
        self.notes += (*_links(book, names, said, path), *self._hidden(book, hidden, path))
        self.notes += unlevelled.noted("not_answered_yet", unanswered, path)
        self.notes += unlevelled.noted("services_left_out", unlevelled.left_out(levels, said), path)
        self.unnamed = list(unnamed(book, lines, places, headings, self.lost))
        told = {*self.unnamed}
        self.of_none = [(mark, value) for mark, value in _of_none(book, places, said, self.lost) if mark not in told]
        self.of_none += ticks(places, lines)
        self.copied = list(copies(book, Originals(places, headings, said), local, path))

    @staticmethod
    def _read(
        book: Book, sheets: Collection[str], said: dict[Mark, Value], hidden: set[tuple[str, int]], computed: set[Mark]
    ) -> None:
        """Adds what the cells of sheets say, which of their lines are hidden, and which of the cells are formulas."""
        for sheet in book.sheets:
            for row in book.kept_rows(sheet) if sheet.name in sheets else ():
                said |= {Mark(row.number - 1, column, sheet.name): value for column, value in row.cells.items()}
                computed.update(Mark(row.number - 1, column, sheet.name) for column in row.computed)
                if row.hidden:
                    hidden.add((sheet.name, row.number - 1))

    def _places(self, book: Book) -> tuple[dict[str, Mark], list[tuple[str, Mark]]]:
        """Where the names of the workbook stand, and those of single sheets; without a cell in a sheet that is there, it is lost.

        A name that is lost is found on the sheet's only copy, if the sheet itself was deleted; so is one of a sheet alone.
        """
        self.lost: dict[str, str | None] = {}
        places: dict[str, Mark] = {}
        local = [
            (name, place)
            for name, meant in book.local
            if _is_ours(name) and (place := named_cell(meant)) is not None and place.sheet in self.sheets
        ]
        copied: dict[str, list[Mark]] = {}
        for name, place in local:
            copied.setdefault(name, []).append(place)
        for name, meant in book.names.items():
            if _is_ours(name):
                found = named_cell(meant)
                if found is not None and found.sheet in self.sheets:
                    places[name] = found
                elif len(copied.get(name, ())) == 1:
                    places[name] = copied[name][0]
                else:
                    self.lost[name] = None if found is None or found.sheet.startswith("#") else found.sheet
        places |= {name: marks[0] for name, marks in copied.items() if name not in book.names and len(marks) == 1}
        return places, local

    def _hidden(self, book: Book, lines: Collection[tuple[str, int]], path: str) -> Iterator[Note]:
        """For each sheet a note on hidden rows with answers or evidence, one on such columns, and one if it is hidden itself."""
        read = [mark for value, mark in map(self.found.__getitem__, cells.answers(self.found)) if said_in(value) is not None]
        read += [row.marks[key] for row in self.items for key in row.said]
        for sheet in book.sheets:
            marks = sorted(mark for mark in read if mark.sheet == sheet.name)
            if not marks:
                continue
            if rows := [mark for mark in marks if (mark.sheet, mark.line) in lines]:
                yield problem_at(path, rows[0], "hidden_rows", rows=sorted({mark.line + 1 for mark in rows}))
            hidden = book.hidden_columns(sheet)
            if columns := [mark for mark in marks if mark.column in hidden]:
                numbers = {mark.column for mark in columns}
                yield problem_at(path, columns[0], "hidden_columns", columns=column_ranges(numbers), count=len(numbers))
            if sheet.hidden:
                yield problem_at(path, marks[0], "hidden_sheet", sheet=sheet.name)

    def text(self, name: str) -> tuple[Any, Mark] | None:
        """What a named cell says, nothing where it can't be used, and where it stands; None where there is no such cell."""
        cell = self.found.get(name)
        return None if cell is None else (None if isinstance(cell[0], Wrong) else said_in(cell[0]), cell[1])

    @property
    def wrong(self) -> Iterator[tuple[Wrong, Mark]]:
        """What can't be used: formulas that nobody computed, and errors."""
        yield from ((said, mark) for said, mark in self.found.values() if isinstance(said, Wrong))
        for row in self.items:
            yield from row.wrong


def _found_again(names: Mapping[str, Mark], items: Iterable[Row], said: Mapping[Mark, Value], path: str) -> Iterator[Note]:
    """A note on the cells that say something and were found without their names, at the first of them."""
    marks = [mark for name, mark in names.items() if name not in cells.ITEM.values() and said_in(said.get(mark)) is not None]
    if any(name in cells.ITEM.values() for name in names):
        marks += [row.marks[key] for row in items for key in row.said]
    if marks:
        yield problem_at(path, min(marks), "names_recovered", count=len(marks))


def _links(book: Book, names: Collection[Mark], said: Mapping[Mark, Value], path: str) -> Iterator[Note]:
    """For each sheet a note on names of evidence that hide another address, to which they are links."""
    for sheet in book.sheets:
        if not any(mark.sheet == sheet.name for mark in names):
            continue
        found = []
        for (column, row), address in book.links(sheet).items():
            mark = Mark(row - 1, column, sheet.name)
            if mark in names and not _shows(said.get(mark, ""), unquote(address)):
                found.append((mark, address))
        if found:
            mark, address = min(found)
            yield problem_at(path, mark, "links_unread", count=len(found), address=address)


def _shows(value: Value, address: str) -> bool:
    """Whether a cell says the address that lies behind it: whole, without how it begins, or the name of a file in a folder."""
    text = words_in(value).casefold()
    known = address.casefold().rstrip("/")
    return known in text or any(known.endswith(one.casefold().rstrip("/")) for one in listed(text))


def _of_none(
    book: Book, places: Mapping[str, Mark], said: Mapping[Mark, Value], lost: Iterable[str]
) -> Iterator[tuple[Mark, Value]]:
    """What is filled in beside no indicator. Guidance in our own forms, which is merged over several columns, is none of it.

    Programs that know values alone merge nothing: then it is known by its bullets among the notes.
    """
    found: dict[str, list[tuple[Mark, tuple[str, ...]]]] = {}
    for mark, path in of_none(places, said, lost):
        found.setdefault(mark.sheet, []).append((mark, path))
    for sheet in book.sheets:
        if sheet.name in found:
            merged = book.merged(sheet)
            across = {(one.top - 1, one.left) for one in merged if one.left < one.right}
            for mark, path in found[sheet.name]:
                guides = not merged and path == ("note",) and str(said[mark]).startswith(ITEM)
                if not guides and (mark.line, mark.column) not in across:
                    yield mark, said[mark]


def _is_ours(name: str) -> bool:
    return name in (*cells.HEAD.values(), *cells.ITEM.values()) or cells.meant(name) is not None


def _document(found: _Cells, path: str) -> Document:
    head = {key: said for key, name in cells.HEAD.items() if (said := found.text(name)) is not None}
    document = Document({}, Place(head["agency"][1]), [], found.sheets, cells=True)
    for key, (said, mark) in head.items():
        # A blank cell that should say something stays; of each one the place is known, so that the problem is at the cell.
        if said is not None or key in ("agency", "year"):
            put(document.value, document.place, key, _HEAD.get(key, line_in)(said), mark)
        else:
            document.place.parts[key] = mark
    if found.moved:
        # What would be read stands in wrong columns: all else that could be said of it would mislead.
        document.problems += found.moved
        put(document.value, document.place, "answers", {}, Place(head["agency"][1]))
        return document
    document.answer_rows = found.answer_rows
    document.strays = found.strays
    document.notes = found.notes
    document.problems += (*_lost(found.lost, path), *misplaced(found.answer_rows, path), *found.copied)
    document.problems += (problem_at(path, mark, "answer_of_none", value=said_in(value)) for mark, value in found.of_none)
    document.problems += (*names_gone(found.unnamed, path), *unusable(found.wrong, path))
    document.asks = {meant.indicator for meant in cells.answers(found.found).values() if meant.path == ("level",)}
    document.asks_all = found.asks_all
    answers, place = _answers(found, path, document.problems)
    put(document.value, document.place, "answers", answers, place)
    return document


def _lost(names: Mapping[str, str | None], path: str) -> Iterator[Problem]:
    """A problem for each sheet that is missing, and one for all cells that were deleted otherwise."""
    by_sheet: dict[str | None, list[str]] = {}
    for name, sheet in names.items():
        by_sheet.setdefault(sheet, []).append(name)
    for sheet, own in by_sheet.items():
        ids = sorted({meant.indicator for meant in cells.answers(own).values()})
        yield Problem.of(path, "name_lost", sheet=sheet, names=own, ids=ids)


def _answers(found: _Cells, path: str, problems: list[Problem]) -> tuple[dict[int, Any], Place]:
    meant = cells.answers(found.found)
    place = Place(next((found.found[name][1] for name in meant), Mark(0, 0, found.sheets[0])))
    answers: dict[int, Any] = {}
    indicators: dict[int, dict[tuple[str, ...], dict[int, str]]] = {}
    for name, (parts, indicator, service) in meant.items():
        indicators.setdefault(indicator, {}).setdefault(parts, {})[service] = name
    gone = {one.indicator for one in cells.answers(found.lost).values()}
    items = items_of(found.items, {*indicators, *gone}, path, problems)
    for indicator in sorted(indicators):
        answer, own = _answer(found, indicators[indicator], items.get(indicator, ()))
        place.keys[indicator] = own.mark
        if answer:
            answers[indicator], place.parts[indicator] = answer, own
    return answers, place


def _answer(found: _Cells, names: dict[tuple[str, ...], dict[int, str]], items: Sequence[Item]) -> tuple[dict[str, Any], Place]:
    """One answer as a mapping, with its items from the sheet of evidence; it is empty where nothing is said."""

    def cells_of(*path: str) -> list[tuple[Any, Mark]]:
        return [said for _service, name in sorted(names.get(path, {}).items()) if (said := found.text(name)) is not None]

    everything = [mark for path in names for _said, mark in cells_of(*path)]
    levels = cells_of("level")
    place = Place(levels[0][1] if levels else everything[0])
    answer: dict[str, Any] = {}
    _put_levels(answer, place, [(said, mark) for said, mark in levels if said is not None], repeated=len(levels) > 1)
    evidence = together([(one, mark) for said, mark in cells_of("evidence") for one in listed(said)], items)
    if evidence:
        first = evidence[0][1]
        part = Place(first.mark if isinstance(first, Place) else first)
        part.parts = dict(enumerate(at for _one, at in evidence))
        put(answer, place, "evidence", [one for one, _at in evidence], part)
    notes = [(text_in(said), mark) for said, mark in cells_of("note") if said is not None]
    if notes:
        # What is no text, true or false, stays as it is, for the check to refuse.
        texts = [note for note, _mark in notes]
        said = "\n".join(texts) if all(isinstance(one, str) for one in texts) else texts[0]
        put(answer, place, "note", said, notes[0][1])
    target: dict[str, Any] = {}
    promised = [(key, *cell) for key in ("level", "by", "owner") for cell in cells_of("target", key) if cell[0] is not None]
    if promised:
        # A commitment without a level is wrong where the level belongs.
        part = Place(next((mark for _said, mark in cells_of("target", "level")), promised[0][2]))
        for key, said, mark in promised:
            put(target, part, key, _TARGET[key](said), mark)
        put(answer, place, "target", target, part)
    return answer, place


def _put_levels(answer: dict[str, Any], place: Place, levels: list[tuple[Any, Mark]], *, repeated: bool) -> None:
    """What was chosen: a level, one for each service, or that the indicator does not apply, if nothing of it does."""
    reasons = [(why, mark) for said, mark in levels if (why := not_applicable(str(said))) is not None]
    if reasons and len(reasons) == len(levels):
        why = "; ".join(reason for reason, _mark in reasons if reason)
        put(answer, place, "not_applicable", why, reasons[0][1])
        return
    given = [(number_in(said), mark) for said, mark in levels if not_applicable(str(said)) is None]
    if repeated and given:
        part = Place(given[0][1])
        part.parts = dict(enumerate(mark for _level, mark in given))
        put(answer, place, "level", [level for level, _mark in given], part)
    elif given:
        put(answer, place, "level", *given[0])


_HEAD: Final = {"year": year_in, "stage": code_in}
_TARGET: Final = {"level": number_in, "by": day_in, "owner": line_in}
