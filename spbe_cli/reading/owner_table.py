"""A table of owners to the document that a file of owners would be, so that every rule and message is that of the file."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from spbe_cli.model import agencies
from spbe_cli.model.base import folded
from spbe_cli.model.owners import indicators_in
from spbe_cli.reading.document import Document
from spbe_cli.reading.places import Place, put
from spbe_cli.reading.problems import BadInput, Problem, place_at
from spbe_cli.reading.said import day_in
from spbe_cli.reading.tables.grid import LOOKED_AT, Row, grids
from spbe_cli.reading.tables.headings import Meaning, key, phrases
from spbe_cli.reading.tables.labels import label
from spbe_cli.reading.tables.likely import Words, likely
from spbe_cli.reading.tables.names import between_commas
from spbe_cli.reading.tables.titles import Titles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.reading.tables.grid import Grid

_HEADINGS: Final = {
    "indicator": (*phrases("code"), *phrases("indicator"), *phrases("number")),
    "owner": (
        *phrases("owner"), "penanggung jawab", "OPD penanggung jawab", "pengampu", "OPD pengampu", "pelaksana", "PIC",
        *phrases("agency"),
    ),
    "supporters": (
        "contributors", "contributor", "supporters", "pendukung", "OPD pendukung", "perangkat daerah pendukung",
        "instansi pendukung", "mendukung", "kontributor",
    ),
    "role": ("role", "peran", "sebagai"),
    "due": ("due", "due date", "deadline", "tenggat", "tenggat waktu", "batas waktu", "paling lambat", "tanggal", "date"),
}  # fmt: skip
"""What headings say, the surest ones first: a number of the indicator goes before its name, and that before a running number."""

_OFFICES: Final = "badan daerah dinas instansi kerja nama opd organisasi perangkat satuan skpd unit"
_OWNER: Final = Words.of(
    "koordinator lead leading pelaksana pemilik penanggung penanggungjawab pengampu pengisi pic pj",
    f"data eviden indikator jawab sector sektor utama {_OFFICES}",
)
_SUPPORTERS: Final = Words.of(
    "kontributor mendukung pendukung penunjang supporting terkait terlibat", f"anggota dan lain lainnya yang {_OFFICES}"
)
_DUE: Final = Words.of(
    "batas deadline due tenggat", "akhir by date hari jadwal kirim pengisian pengiriman pengumpulan penyerahan tanggal waktu"
)

_LIKELY: Final[tuple[tuple[str, Callable[[str], bool]], ...]] = (
    ("owner", _OWNER.mean), ("supporters", _SUPPORTERS.mean), ("due", _DUE.mean),
    ("owner", lambda heading: likely(heading) == Meaning("agency")),
)  # fmt: skip
"""What other headings mean by their words, the surest first, where none above means it and no second one is as likely."""

_KEYS: Final = {what: {key(phrase): rank for rank, phrase in enumerate(said)} for what, said in _HEADINGS.items()}

ROLES: Final = {
    "indicators": ("lead", "utama", "koordinator", "penanggung jawab", "pengampu"),
    "contributes": ("contributor", "pendukung", "mendukung", "kontributor", "anggota"),
}
"""Words for a role, by the key of a file of owners that they stand for."""

_ROLES: Final = {word: meant for meant, words in ROLES.items() for word in words}


def owners_document(data: bytes, path: str, instrument: Instrument) -> Document:
    """The owners in a table: a row for each indicator (or several) and owner, with a role and a day of return where it has them.

    A row without a role is one of the owner that answers. A column of supporters has those who contribute, each on a line of its
    own, after a semicolon, or after a comma where all are offices by themselves. Owners are known by their names as agencies are.
    A row with no owner that is the title of a domain or an aspect is passed over. Other columns are not read.

    Args:
        data: the bytes of a CSV, a TSV or a workbook.
        path: what to call the file in problems.
        instrument: whose indicators are meant, by number or by title.

    Raises:
        BadInput: when it can't be read, has no headings of an indicator and an owner, or no row that can be used.
    """
    for grid in grids(data, path):
        rows = grid.rows()
        for row in islice(rows, LOOKED_AT):
            if isinstance(row, Row) and {"indicator", "owner"} <= (columns := _columns(row)).keys():
                table = _Table(grid, columns, _title_beside(row, columns), Titles(instrument))
                return _document(table, rows, instrument)
    raise BadInput([Problem.of(path, "no_owner_headings")])


class _Table(NamedTuple):
    """Where a table stands, its columns by what they hold, that of titles beside numbers, and the titles of the instrument."""

    grid: Grid
    columns: dict[str, int]
    beside: int | None
    titles: Titles


_NAMES: Final = frozenset(map(key, phrases("indicator")))


def _title_beside(row: Row, columns: dict[str, int]) -> int | None:
    """The column of the indicators' titles where another has their numbers."""
    return next((at for at, text in row.cells.items() if at != columns["indicator"] and key(text) in _NAMES), None)


def _columns(row: Row) -> dict[str, int]:
    """The columns below a row of headings; of several for the same thing, the surest."""
    found: dict[str, int] = {}
    for what, known in _KEYS.items():
        ranked = [(known[name], column) for column, text in row.cells.items() if (name := key(text)) in known]
        if ranked:
            found[what] = min(ranked)[1]
    unclear = set[str]()
    for what, means in _LIKELY:
        fitting = [column for column, text in row.cells.items() if column not in found.values() and means(text)]
        if len(fitting) > 1:
            unclear.add(what)
        elif fitting and what not in {*found, *unclear}:
            found[what] = fitting[0]
    return found


def _document(table: _Table, rows: Iterable[Row | Problem], instrument: Instrument) -> Document:
    owners: dict[str, dict[str, Any]] = {}
    grid, problems = table.grid, list[Problem]()
    first = Place(grid.mark(Row(1, {}), 0))
    places = Place(first.mark)
    names: dict[str, str] = {}
    for row in rows:
        if isinstance(row, Problem):
            problems.append(row)
        elif table.columns.values() & row.cells.keys():
            problems += _read(table, row, _Owners(owners, places, names), instrument)
    if not owners:
        raise BadInput(problems or [Problem.of(grid.path, "no_rows")])
    document = Document({}, first, problems, sheets=[] if grid.sheet is None else [grid.sheet])
    put(document.value, first, "owners", owners, places)
    return document


class _Owners(NamedTuple):
    """The owners so far, their places, and the name to keep of each by the key of its spellings."""

    owners: dict[str, dict[str, Any]]
    places: Place
    names: dict[str, str]


def _read(table: _Table, row: Row, known: _Owners, instrument: Instrument) -> Iterator[Problem]:
    """Adds a row to the owners; problems are those that the document itself would not show."""
    grid, columns, titles = table.grid, table.columns, table.titles
    text = {what: row.cells.get(column, "") for what, column in columns.items()}
    if text["owner"] in ("", text["indicator"]) and _is_title(text["indicator"], instrument):
        return
    for what in ("indicator", "owner"):
        if not text[what]:
            yield grid.problem(row, columns[what], "blank")
    role = _ROLES.get(folded(text.get("role", "")) or "lead")
    if role is None:
        english, indonesian = zip(*(words[:2] for words in ROLES.values()), strict=True)
        yield grid.problem(row, columns["role"], "one_of", value=text["role"], known=english, indonesian=indonesian)
    if not text["indicator"] or not text["owner"] or role is None:
        return
    meant = _meant(text["indicator"], instrument, titles)
    yield from _otherwise_titled(table, row, indicators_in(meant, instrument))
    name = _add(table, row, known, _Part(text["owner"], "owner", role, meant))
    for supporter in _supporters(text.get("supporters", "")):
        _add(table, row, known, _Part(supporter, "supporters", "contributes", meant))
    owned, place = known.owners[name], known.places.parts[name]
    if day := text.get("due"):
        mark, day = grid.mark(row, columns["due"]), day_in(day)
        if owned.setdefault("due", day) != day:
            first = place_at(grid.path, place.parts["due"])
            yield grid.problem(row, columns["due"], "due_otherwise", owner=name, first=first)
        else:
            place.parts.setdefault("due", mark)


def _otherwise_titled(table: _Table, row: Row, numbered: frozenset[int]) -> Iterator[Problem]:
    """A problem if the number of an indicator has the title of another beside it, as where only some columns were sorted."""
    if table.beside is None:
        return
    title = row.cells.get(table.beside, "")
    named = _titled(title, table.titles)
    if named and len(numbered) == 1 and not named & numbered:
        context = {"value": title, "number": min(numbered), "tier": "indicator", "id": min(named), "owners": True}
        yield table.grid.problem(row, table.beside, "another_indicator", **context)


def _supporters(text: str) -> Iterator[str]:
    for line in _EACH.split(text):
        for one in between_commas(line.strip()):
            if any(map(str.isalnum, one)):
                yield one


class _Part(NamedTuple):
    """What a row says of one owner: its name, the column with it, its role by the key of a file of owners, and the indicators."""

    owner: str
    column: str
    role: str
    meant: str


def _add(table: _Table, row: Row, known: _Owners, part: _Part) -> str:
    """Adds what a row says of an owner; the name to keep of it."""
    grid, columns = table.grid, table.columns
    name = known.names.setdefault(agencies.key(part.owner), part.owner)
    if name not in known.owners:
        put(known.owners, known.places, name, {}, Place(grid.mark(row, columns[part.column])))
    owned, place = known.owners[name], known.places.parts[name]
    mark = grid.mark(row, columns["indicator" if part.column == "owner" else part.column])
    if part.role not in owned:
        put(owned, place, part.role, [], Place(mark))
    place.parts[part.role].parts[len(owned[part.role])] = mark
    owned[part.role].append(part.meant)
    return name


def _is_title(text: str, instrument: Instrument) -> bool:
    """Whether a text is the title of a domain or an aspect, and no list of indicators."""
    if not text or indicators_in(text, instrument):
        return False
    said = label(text)
    parts = (*(one.title for one in instrument.domains), *(one.title for one in instrument.aspects))
    titles = {title for one in parts for title in one.folded}
    return said.tier in ("domain", "aspect") or folded(said.words or text) in titles


_EACH: Final = re.compile(r"[;\n]")

_AND: Final = re.compile(r"\s*(?:[;&\n]|\bdan\b|\band\b)\s*", re.IGNORECASE)


def _meant(text: str, instrument: Instrument, titles: Titles) -> str:
    """The indicators that a cell names, as a file of owners has them; text that is not understood stays as it is.

    It has numbers, ranges and parts of the tree (``1, 4-6 dan 9``), or titles of indicators, with their numbers or without, each
    on a line of its own or before a semicolon.
    """
    listed = _AND.sub(", ", text)
    if indicators_in(listed, instrument):
        return listed
    for each in ((text,), tuple(filter(None, map(str.strip, _EACH.split(text))))):
        meant = [_one_meant(one, titles) for one in each]
        if meant and None not in meant:
            return ", ".join(map(str, meant))
    return text


def _one_meant(text: str, titles: Titles) -> int | None:
    """The indicator that a text names by its number, its title, or both; None where that is not clear."""
    said = label(text)
    if len(named := _titled(text, titles)) == 1:
        return named.pop()
    if named := _titled(said.words, titles):
        return named.pop() if len(named) == 1 and said.number in (None, *named) else None
    # A range without its end, and words with a number among them, may name other indicators: 2-, 2 serta 4.
    whole = said.words or text.strip()[-1].isdigit()
    plain = said.tier in (None, "indicator") and not any(map(str.isdigit, said.words))
    return said.number if whole and plain else None


def _titled(words: str, titles: Titles) -> set[int]:
    """The indicators whose title this is, or begins with it."""
    return {part.id for part in titles.find(words) if part.tier == "indicator"}
