"""The tables of several sheets, read together: each assessment once, wherever its parts stand.

What an agency has in a year may be in one sheet or in several, such as one for each domain, or levels in one and figures in a
summary. Then the sheets are read as one table would be that has all of it: nothing is counted twice, and what two sheets say
otherwise is a problem.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from spbe_cli.model import agencies
from spbe_cli.model.base import folded
from spbe_cli.reading.document import Document
from spbe_cli.reading.levels import put_levels
from spbe_cli.reading.places import Place
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.tables.above import label_of
from spbe_cli.reading.tables.columns import layout_of
from spbe_cli.reading.tables.headings import values_named
from spbe_cli.reading.tables.joining import joined, said_of
from spbe_cli.reading.tables.names import names_an_agency
from spbe_cli.reading.tables.opened import documents as documents_of
from spbe_cli.reading.tables.opened import opened
from spbe_cli.reading.tables.rows import LeftOut
from spbe_cli.reading.tables.sheets import is_cut, says_agency, with_said, without_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from spbe_cli.reading.sources import Reader
    from spbe_cli.reading.tables.layouts import Path
    from spbe_cli.reading.tables.opened import Opened, Start
    from spbe_cli.reading.tables.vocabulary import Vocabulary

Key = tuple[str, ...]
"""What makes an assessment one: the agency, the year, the instrument, the stage and the owner, as they are compared.

Where sheets with a column of agencies are called like some, and have the same names in it, these are of several agencies: each
regency has a Dinas Kesehatan.
"""

_HEAD: Final = ("year", "instrument", "stage", "owner")
_YEAR: Final = 1
_DECIMALS: Final = 2
"""So many decimals an announced figure has at least, where its instrument is not known."""


class Sheet(NamedTuple):
    """What was read of a sheet: its table, None where its headings can't be used; its documents and problems; what was left out.

    ``kind`` is its layout, and whether it has levels: None where that is not known. ``part_of`` is the agency of the other sheets
    where it names none itself.
    """

    start: Start
    table: Opened | None
    read: Sequence[Document | Problem]
    left_out: LeftOut
    kind: tuple[str, bool | None]
    part_of: str | None = None

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return str(self.start.grid.sheet)

    @property
    def documents(self) -> Iterator[Document]:
        """Its documents."""
        return (one for one in self.read if isinstance(one, Document))

    @property
    def above(self) -> str:
        """The agency that a sheet with a column of agencies is called like; empty where there is none."""
        return agencies.key(self.name) if "agency" not in self.start.head.given and names_an_agency(self.name) else ""

    @property
    def values(self) -> str:
        """Whose values it says it has, in a title or by its name; empty where it does not say so."""
        alone = [set(row.cells.values()) for row in self.start.head.above]
        titles = [*(texts.pop() for texts in alone if len(texts) == 1), self.name]
        return next(filter(None, map(values_named, titles)), "")

    def problem(self, code: str, **context: Any) -> Problem:
        """A problem of the whole sheet, at its headings."""
        head = self.start.head
        return self.start.grid.problem(head.row, min(head.texts), code, **context)


class Keys(NamedTuple):
    """What makes assessments of several sheets one.

    ``stage`` is the only stage in the workbook, which is that of a summary without one too, and ``regional`` are the keys that
    stand for several agencies in sheets called like others.
    """

    reader: Reader
    stage: str = ""
    regional: frozenset[Key] = frozenset()

    @classmethod
    def of_all(cls, sheets: Sequence[Sheet], reader: Reader) -> Keys:
        """Those of some sheets."""
        stages = {folded(str(stage)) for one in sheets for read in one.documents if (stage := read.value.get("stage"))}
        keys = cls(reader, stages.pop() if len(stages) == 1 else "")
        found: dict[Key, set[str]] = {}
        for one in sheets:
            for key in keys.all(one) if one.above else ():
                found.setdefault(key, set()).add(one.above)
        return keys._replace(regional=frozenset(key for key, above in found.items() if len(above) > 1))

    def of(self, read: Document, sheet: Sheet) -> Key:
        """The key of an assessment."""
        value = read.value
        said = (folded(str(value.get(what) or (self.stage if what == "stage" else ""))) for what in _HEAD)
        key = (agencies.key(self.reader.called(str(value["agency"]))), *said)
        return (*key, sheet.above) if key in self.regional else key

    def all(self, sheet: Sheet) -> dict[Key, str]:
        """The assessments of a sheet, each with the agency as it is written."""
        return {self.of(one, sheet): one.value["agency"] for one in sheet.documents if one.value["agency"]}


class Together(NamedTuple):
    """The sheets that are read together, and those that are not.

    ``strange`` are those of another kind that can't be read, or that name agencies which the others lack, with these. ``asides``
    are those with nothing of the year and the agency that are asked for.
    """

    sheets: Sequence[Sheet]
    strange: Mapping[str, Sequence[str]]
    asides: Sequence[str]
    keys: Keys


def together(starts: Iterable[Start], vocabulary: Vocabulary, reader: Reader) -> Together:
    """The sheets that are read together: those of the kind with levels of most agencies, and others that say more of these.

    A sheet of another kind with agencies of its own may be about something else, or call the same agencies by other names, so
    that they would count twice: it is passed over, unless it has all of the others too, so that none of its own can be one.

    Raises:
        BadInput: where it stands before those of the kind with levels; where two sheets of one kind share agencies and each has
            some that the other lacks; where sheets called like agencies may be the parts that these answer for of one; or where a
            sheet was copied, and still says what another one is called like.
    """
    every = _sheets(starts, vocabulary, reader)
    keys = Keys.of_all(every, reader)
    sheets = [one for one in every if one.read and not _is_of_another(one, reader)]
    asides = [one.name for one in every if one not in sheets]
    if not sheets:
        return Together(every[:1], {}, asides[1:], keys)
    kinds = [one.kind for one in sheets if one.table is not None] or [sheets[0].kind]
    counts = Counter(kind for one in sheets if (kind := one.kind)[1] for _key in keys.all(one))
    main = max(counts, key=counts.__getitem__, default=kinds[0])
    known = {key for one in sheets if one.kind == main for key in keys.all(one)}
    years = Counter(key[_YEAR] for key in known)
    taken: list[Sheet] = []
    strange: dict[str, Sequence[str]] = {}
    for one in sheets:
        others = [] if one.kind == main else _strangers(one, known, years, keys)
        if one.kind == main or (one.table is None and one.kind[0] == main[0]) or (one.table is not None and not others):
            taken.append(one)
        elif others and not any(before.kind == main for before in taken):
            raise BadInput([one.problem("sheets_unclear", sheet=one.name, names=others)])
        else:
            strange[one.name] = others
    _refuse_copied(taken, keys)
    of_kind = [one for one in taken if one.kind == main]
    _refuse_parts(of_kind)
    _refuse_overlaps(of_kind, keys)
    return Together(taken, strange, asides, keys)


def _strangers(sheet: Sheet, known: Set[Key], years: Mapping[str, int], keys: Keys) -> list[str]:
    """The agencies of a sheet that may be known ones in other words, of the years that are known.

    ``years`` is how many are known of each year: where a sheet has all of these, and more than one, none of its own is one.
    """
    own = keys.all(sheet)
    same = sum(years.get(year, 0) for year in {key[_YEAR] for key in own})
    if same > 1 and sum(key in known for key in own) == same:
        return []
    return [name for key, name in own.items() if key[_YEAR] in years and key not in known]


def documents(found: Together) -> Iterator[Document | Problem]:
    """A document for each assessment, in the order in which they begin, after what is wrong with rows and sheets."""
    parts: dict[Any, list[Document]] = {}
    for sheet in found.sheets:
        for read in sheet.read:
            if isinstance(read, Problem):
                yield read
                continue
            read.sheet = sheet.name
            parts.setdefault(found.keys.of(read, sheet) if read.value["agency"] else id(read), []).append(read)
    sheets = {one.name: one for one in found.sheets}
    instrument = next(one.table for one in found.sheets if one.table is not None).whole.instrument if parts else None
    for own in parts.values():
        judged = [sheet for sheet in (sheets[str(read.sheet)] for read in own) if sheet.values]
        if len({sheet.values for sheet in judged}) > 1:
            first, last = judged[0], judged[-1]
            yield last.problem("sheets_of_values", sheet=last.name, first=first.name, agency=own[0].value["agency"])
        elif len(own) == 1 or instrument is None:
            yield own[0]
        else:
            path = found.sheets[0].start.grid.path
            if (measure := instrument(own[0].value)) is not None:
                for one in own:
                    list(put_levels(one, measure, path))  # a wrong one is told of all of them together
            yield joined(own, path, _DECIMALS if measure is None else measure.index.decimals)


def _sheets(starts: Iterable[Start], vocabulary: Vocabulary, reader: Reader) -> list[Sheet]:
    """What is read of each table.

    One that names no agency is a part of the only agency that there is, if it says other things of it than the others do. Where
    it says nothing at all, it is a blank form.
    """
    every = [(one, _sheet(one, vocabulary, reader) if says_agency(one.head) else None) for one in starts]
    known = [one for _start, one in every if one is not None]
    keys = Keys(reader)
    names = {key[0]: one.start.head for one in known for key in keys.all(one)}
    said = {at for one in known for at in _said_then(one)}
    whose = next(iter(names.values())) if len(names) == 1 else None
    found = list[Sheet]()
    for start, read in every:
        if read is not None:
            found.append(read)
            continue
        more = {"agency": "?"} if whose is None else {what: one.text for what, one in whose.given.items()}
        part = _sheet(with_said(start, more), vocabulary, reader)
        own = list(_said_then(part))
        is_blank = part.table is not None and not own
        if is_blank or (own and whose is not None and "agency" in whose.given and said.isdisjoint(own)):
            found.append(part._replace(part_of=more["agency"]) if own else part._replace(read=()))
            said.update(own)
        else:
            wrong = part.problem("sheet_without_agency", sheet=part.name, cut=is_cut(part.name))
            found.append(part._replace(table=None, read=[wrong]))
    return found


def _sheet(start: Start, vocabulary: Vocabulary, reader: Reader) -> Sheet:
    left_out = LeftOut.nothing()
    try:
        table = opened(start, vocabulary, reader)
        read = list(documents_of(table, left_out))
    except BadInput as bad:
        return Sheet(start, None, list(bad.problems), left_out, (layout_of(start.head), None))
    columns = table.whole.columns
    levels = columns.layout != "wide" and columns.tier is None
    answered = any(one.value.get("answers") for one in read if isinstance(one, Document))
    return Sheet(start, table, read, left_out, (columns.layout, levels or answered))


def _is_of_another(sheet: Sheet, reader: Reader) -> bool:
    """Whether a sheet that can't be read is of another agency than the one that is asked for."""
    agency = sheet.start.head.given.get("agency")
    return sheet.table is None and agency is not None and reader.asked.agency is not None and not reader.is_asked(agency.text)


def _said_then(sheet: Sheet) -> Iterator[tuple[str, str, Path]]:
    """What a sheet says, by the year and the stage of which it says it."""
    for read in sheet.documents:
        year, stage = (folded(str(read.value.get(what, ""))) for what in ("year", "stage"))
        yield from ((year, stage, at) for at, _value in said_of(read.value))


def _refuse_copied(sheets: Sequence[Sheet], keys: Keys) -> None:
    """Raises BadInput where a sheet says the agency or year that another one is called like, and is called otherwise itself.

    So it is where a sheet was copied for the next agency or year, and what stands above its headings was left as it was. One with
    more words behind the name (``Kota A lanjutan``) is a part.
    """
    called = {said: one for one in reversed(sheets) for said in _said_by_name(one).items()}
    for one in sheets:
        own = _said_by_name(one)
        for what, given in one.start.head.given.items():
            said = agencies.key(given.text) if what == "agency" else given.text
            other = called.get((what, said))
            if not own.get(what, said).startswith(said) and other is not None and keys.all(one).keys() & keys.all(other).keys():
                context = {"sheet": one.name, "said": given.text, "other": other.name}
                raise BadInput([one.start.grid.problem(given.row, given.column, "head_copied", **context)])


def _said_by_name(sheet: Sheet) -> dict[str, str]:
    """The agency, as it is compared, and the year in the name of a sheet."""
    said = {} if sheet.start.grid.year is None else {"year": sheet.start.grid.year}
    return said | ({"agency": agencies.key(name)} if names_an_agency(name := without_number(sheet.name)) else {})


def _refuse_parts(sheets: Sequence[Sheet]) -> None:
    """Raises BadInput where sheets of several names have no indicator in common, and no label says that these are agencies.

    Then they may be those who answer for one agency, as names between the rows of a table may be.
    """
    heads = [one.start.head for one in sheets]
    named = [(one, given) for one, head in zip(sheets, heads, strict=True) if (given := head.given.get("agency")) is not None]
    implied = [(one, given) for one, given in named if one.kind[0] == "single" and not label_of(given)]
    names = {agencies.key(given.text): given for _one, given in implied}
    about = [(agencies.key(given.text), one) for sheet, given in implied for one in _asked_in(sheet)]
    if len(names) > 1 and about and len({one for _name, one in about}) == len(set(about)):
        first, other, *_rest = names.values()
        sheet = next(one for one, given in implied if given is other)
        context = {"first": first.text, "agency": other.text}
        raise BadInput([sheet.start.grid.problem(other.row, other.column, "sheets_of_parts", **context)])


def _asked_in(sheet: Sheet) -> set[int]:
    """The indicators that stand in a sheet, answered or not."""
    answers = [read.place.parts.get("answers") for read in sheet.documents]
    return {one for own in answers if isinstance(own, Place) for one in own.parts}


def _refuse_overlaps(sheets: Sequence[Sheet], keys: Keys) -> None:
    every = [keys.all(one) for one in sheets]
    begun: dict[Key, list[int]] = {}
    for number, (sheet, own) in enumerate(zip(sheets, every, strict=True)):
        # Of hundreds of sheets few share agencies; those with all the same ones are told by the first of them.
        sharing = sorted({one for key in own for one in begun.get(key, ())})
        for key in () if any(every[one].keys() == own.keys() for one in sharing) else own:
            begun.setdefault(key, []).append(number)
        for other, known in ((sheets[one], every[one]) for one in sharing):
            years = {key[_YEAR] for key in own.keys() & known.keys()}
            alone, theirs = (
                [name for key, name in one.items() if key[_YEAR] in years and key not in two]
                for one, two in ((own, known), (known, own))
            )
            if alone and theirs:
                context = {"sheet": sheet.name, "other": other.name, "names": alone, "others": theirs}
                raise BadInput([sheet.problem("sheets_overlap", **context)])
