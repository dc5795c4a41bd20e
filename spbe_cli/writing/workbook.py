"""Workbooks that people fill in: a sheet per domain with a row per indicator, and a summary that counts along.

Every figure is a formula, so that the workbook shows what ``spbe score`` says of it while it is filled in, in Excel and in
LibreOffice, whatever their language: numbers are never read by the rules of a locale. The cells that programs look for have
defined names (:mod:`spbe_cli.model.cells`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from xlsxwriter.utility import xl_rowcol_to_cell

from spbe_cli import office
from spbe_cli.model import cells
from spbe_cli.model.assessment import HEAD
from spbe_cli.model.tree import Domain
from spbe_cli.office import Area, Book, formula
from spbe_cli.texts import _
from spbe_cli.writing.items import SPARE_ITEMS, ItemSheet
from spbe_cli.writing.lookups import write_criteria, write_lists
from spbe_cli.writing.losses import Loss, Lost
from spbe_cli.writing.rows import Looked, Rows, columns, kept
from spbe_cli.writing.shared import HEADING, band, units, word
from spbe_cli.writing.summary import Block, Summary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.worksheet import Worksheet

    from spbe_cli.model.answer import Answer
    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.criteria import Criteria
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.tree import Aspect
    from spbe_cli.writing.live import Row


def workbook(
    instrument: Instrument,
    criteria: Criteria | None = None,
    assessment: Assessment | None = None,
    *,
    head: Mapping[str, str] = {},
) -> bytes:
    """A workbook (xlsx) to fill in, in the language in use.

    Args:
        instrument: what is answered.
        criteria: what its levels ask for, shown beside each answer; without them the workbook does without.
        assessment: what is filled in already. An answer by criteria, accepted evidence or a national index becomes its value;
            what has no place here is named by :func:`lost`.
        head: what the assessment does not say of these: agency, year, stage, group, kind, owner. Without a year it is the
            instrument's last, or its first.
    """
    filled = {"year": str(instrument.years.last or instrument.years.first), **head, "instrument": instrument.id}
    if assessment is not None:
        filled |= said_of(assessment)
    return _Writer(instrument, criteria, assessment).bytes(filled)


class Blanks:
    """Workbooks in which nothing but the head is filled in, for many agencies: all but the agency's name is made once."""

    def __init__(self, instrument: Instrument, criteria: Criteria | None) -> None:
        self._instrument = instrument
        self._criteria = criteria
        self._made: dict[tuple[tuple[str, str], ...], bytes] = {}

    def workbook(self, assessment: Assessment) -> bytes:
        """As :func:`workbook`, of an assessment without answers."""
        of_any = said_of(assessment) | {"agency": _ANY}
        key = tuple(sorted(of_any.items()))
        if key not in self._made:
            self._made[key] = workbook(self._instrument, self._criteria, head=of_any)
        return office.retold(self._made[key], _ANY, assessment.agency)


_ANY: Final = "the name of the agency comes here "
"""What stands for the name of an agency, as nothing else in a workbook does."""


def said_of(assessment: Assessment) -> dict[str, str]:
    """What an assessment says of itself, by the keys of an answer file's head, as text."""
    given = assessment.model_dump(include={*HEAD} - {"instrument"}, exclude_none=True)
    return {key: str(value) for key, value in given.items()}


def lost(assessment: Assessment, instrument: Instrument) -> tuple[Loss, ...]:
    """What of an assessment a workbook has no place for."""
    forms = {
        one: bool(kept(answer, instrument.asked[one]))
        for one, answer in (assessment.answers or {}).items()
        if answer.answered and answer.levels is None
    }
    found: Mapping[Lost, tuple[int, ...]] = {
        "forms": tuple(one for one, fits in forms.items() if fits),
        "answers": tuple(one for one, fits in forms.items() if not fits),
        "ends": tuple(one for one, answer in (assessment.answers or {}).items() if _is_too_long(answer)),
    }
    losses = [Loss(what, ids) for what, ids in found.items() if ids]
    return (*losses, *((Loss("announced", ()),) if assessment.published is not None else ()))


def _is_too_long(answer: Answer) -> bool:
    """Whether a text of an answer is longer than a cell."""
    texts = [answer.note, answer.target and answer.target.owner, answer.not_applicable and f"n/a - {answer.not_applicable}"]
    texts += [text for item in answer.evidence for text in (item.file, item.by, item.note)]
    return any(office.length(text) > office.LONGEST_TEXT for text in texts if text)


_KEYS: Final = (
    "id", "title", "judges", "weight", "level", "evidence", "note", "shown", "this", "next", "target", "by", "owner",
)  # fmt: skip
_OF_CRITERIA: Final = ("judges", "this", "next")


class _Writer:
    """One workbook: the sheets of domains, and what is filled in already."""

    def __init__(self, instrument: Instrument, criteria: Criteria | None, assessment: Assessment | None) -> None:
        self.instrument = instrument
        self.criteria = criteria if instrument.scale.levels else None
        self.book = Book()
        self.book.book.set_properties({"title": str(instrument.title), "subject": instrument.source})
        keys = [key for key in _KEYS if self.criteria or key not in _OF_CRITERIA]
        shown = columns(keys, with_levels=bool(instrument.scale.levels))
        self.rows = Rows(self.book, instrument, self.criteria, assessment, shown)
        self.at = self.rows.at
        self.last_column = self.at["owner"]

    def bytes(self, head: Mapping[str, str]) -> bytes:
        top: tuple[Domain | Aspect, ...] = self.instrument.top
        last = [_("Evidence"), *([_("Criteria")] if self.criteria else [])]
        titles = office.sheet_titles([cells.LISTS, _("Summary"), *(f"{one.id} {one.title}" for one in top), *last])
        summary, *sheets = [self.book.sheet(title) for title in titles[1:]]
        lists = self.book.sheet(titles[0])
        up = write_lists(lists, self.instrument)
        items = ItemSheet(self.book, sheets[len(top)], self.instrument, up)
        counted = items.write(list(self.rows.items()), SPARE_ITEMS * len(self.instrument.indicators), lists, summary.name)
        asked: Mapping[int, tuple[Area, list[str]]] = {}
        if self.criteria:
            asked = write_criteria(self.book, sheets[-1], self.instrument, self.criteria)
        self.looked = Looked(up, counted, asked)
        blocks: dict[int, Block] = {}
        for sheet, part in zip(sheets, top, strict=False):
            blocks |= self._part(sheet, part, summary.name, counted.sheet)
        links = {id(part): sheet.name for part, sheet in zip(top, sheets, strict=False)}
        written = Summary(self.book, summary, self.instrument, up.lists, counted)
        written.write(head, blocks, links, counted.sheet)
        summary.activate()
        return self.book.bytes()

    # The sheets of domains.

    def _part(self, sheet: Worksheet, part: Domain | Aspect, summary: str, more: str) -> dict[int, Block]:
        """Writes the sheet of a domain, or of an aspect where there are none; where its aspects stand.

        It links to the ``summary`` and to the sheet that says ``more`` of the evidence.
        """
        style, figure = self.book.style, office.decimals(self.instrument.index.decimals)
        title = f"{word(self.instrument, part)} {part.id}  {part.title}"
        sheet.set_row(0, 24)
        sheet.write_string(0, 0, title, style(bold=True, font_size=14, font_color=office.DARK))
        sheet.write_url(1, 0, office.internal(summary), style(font_color=office.GREY), f"← {_('Summary')}")
        sheet.write_url(1, self.at["evidence"], office.internal(more), style(font_color=office.GREY), f"→ {more}")
        label = style(font_color=office.GREY, align="right")
        for row, (said, live) in enumerate(
            ((word(self.instrument, part), cells.of_part(part.tier, part.id)), (_("Index"), cells.INDEX))
        ):
            sheet.write_string(row, self.at["note"], said, label)
            formula(
                sheet, row, self.at["shown"], live, style(bold=True, align="center", num_format=figure, font_color=office.DARK)
            )
        self.rows.headings(sheet, HEADING)
        blocks: dict[int, Block] = {}
        line = HEADING + 1
        for aspect in part.aspects if isinstance(part, Domain) else (part,):
            rows = self._aspect(sheet, aspect, line)
            line = rows[-1].line + 1
            blocks[aspect.id] = Block(sheet.name, rows[0].line, rows[-1].line, self.at)
        self.rows.conditions(sheet, HEADING, line)
        sheet.freeze_panes(HEADING + 1, self.at["title"] + 1)
        sheet.repeat_rows(HEADING)
        sheet.print_area(0, 0, line - 1, self.last_column)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(line, self.last_column)}"})
        sheet.set_tab_color(office.DARK)
        # On one page its thirteen columns would be too small to read: what is filled in, then what is asked for and promised.
        sheet.repeat_columns(0, self.at["title"])
        sheet.set_v_pagebreaks([self.at["shown"] + 1])
        office.on_paper(sheet, pages_wide=2)
        office.protect(sheet)
        return blocks

    def _aspect(self, sheet: Worksheet, aspect: Aspect, line: int) -> list[Row]:
        """Writes an aspect's heading, which is its own only below a domain, and its rows."""
        if self.instrument.domains:
            band(self.book, (sheet, line, self.last_column), self.instrument, aspect)
        else:
            sheet.set_row(line, 4)
        rows: list[Row] = []
        counted = units(one.weight or Fraction(1) for one in aspect.indicators)
        for indicator, own_units in zip(aspect.indicators, counted, strict=True):
            rows += self.rows.write(sheet, indicator, line + 1 + len(rows), own_units, self.looked)
        self.rows.choices(sheet, aspect, rows[0].line, rows[-1].line, self.looked)
        return rows
