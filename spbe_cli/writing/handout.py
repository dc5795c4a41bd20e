"""The workbook of one owner: a single form with its own indicators, what their levels ask for, and the day of return.

It holds nothing of the rest of the assessment, so no index: that is the coordinator's, once the parts are merged. On paper it
takes at most a page for each indicator, with what is filled in above what is asked for. There is a sheet of evidence only where
something was said of an item: names alone go into the form.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from xlsxwriter.utility import xl_rowcol_to_cell

from spbe_cli import office
from spbe_cli.model import cells
from spbe_cli.office import Book, formula
from spbe_cli.texts import _
from spbe_cli.texts.words import head_labels, in_language, stage_name
from spbe_cli.views.catalogue import shared_text
from spbe_cli.writing.items import SPARE_ITEMS, ItemSheet
from spbe_cli.writing.lookups import asked_of, evidence_text, labels_of, write_lists
from spbe_cli.writing.rows import Looked, Rows, columns
from spbe_cli.writing.shared import band, how_to, units
from spbe_cli.writing.workbook import said_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter.worksheet import Worksheet

    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.criteria import Criteria
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.owners import Part
    from spbe_cli.model.tree import Aspect, Indicator
    from spbe_cli.writing.live import Row

_KEYS: Final = ("id", "title", "weight", "level", "evidence", "note", "shown", "target", "by", "owner")
_HEAD, _HEADING = 2, 7
"""The first line of what the form is about, and the line of the headings."""


def handout(instrument: Instrument, criteria: Criteria | None, assessment: Assessment, part: Part) -> bytes:
    """A workbook (xlsx) for one owner, in the language in use.

    Args:
        instrument: what is answered.
        criteria: what its levels ask for, shown below each indicator; without them the workbook does without.
        assessment: whose it is, and what is filled in already; its agency, year and owner can't be changed.
        part: the indicators of the owner, who shares them, and the day of return.
    """
    return _Form(instrument, criteria, assessment, part).bytes()


class _Form:
    """The form, in the making."""

    def __init__(self, instrument: Instrument, criteria: Criteria | None, assessment: Assessment, part: Part) -> None:
        self.instrument = instrument
        self.criteria = criteria if instrument.scale.levels else None
        self.assessment = assessment
        self.part = part
        self.book = Book()
        self.book.book.set_properties({"title": str(instrument.title), "subject": instrument.source})
        self.rows = Rows(
            self.book, instrument, self.criteria, assessment, columns(_KEYS, with_levels=bool(instrument.scale.levels))
        )
        self.at = self.rows.at
        self.last = self.at["owner"]

    def bytes(self) -> bytes:
        items = list(self.rows.items())
        titles = office.sheet_titles([cells.LISTS, _("To fill in"), *([_("Evidence")] if items else [])])
        sheet, *more, lists = (self.book.sheet(title) for title in (*titles[1:], titles[0]))
        looked = Looked(write_lists(lists, self.instrument))
        for evidence in more:
            written = ItemSheet(self.book, evidence, self.instrument, looked.up)
            spare = SPARE_ITEMS * len(self.part.indicators)
            looked = looked._replace(counted=written.write(items, spare, lists, sheet.name))
        self.rows.headings(sheet, _HEADING)
        answering, end = self._indicators(sheet, looked)
        self.rows.conditions(sheet, _HEADING, end)
        self._head(sheet, answering)
        end = self._below(sheet, end + 1, looked.counted.sheet if looked.counted else None)
        sheet.freeze_panes(_HEADING + 1, self.at["title"] + 1)
        sheet.repeat_rows(_HEADING)
        sheet.print_area(0, 0, end, self.last)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(end, self.last)}"})
        sheet.set_tab_color(office.DARK)
        office.on_paper(sheet)
        office.protect(sheet)
        sheet.activate()
        return self.book.bytes()

    def _head(self, sheet: Worksheet, answering: list[Row]) -> None:
        """Writes whose form it is, until when, and how much of it is answered; none of it can be changed."""
        style = self.book.style
        sheet.set_row(0, 26)
        title = style(bold=True, font_size=16, font_color=office.DARK, valign="vcenter")
        sheet.write_string(0, 0, in_language(self.instrument.title), title)
        sheet.write_string(1, 0, self.instrument.source, style(font_color=office.GREY))
        said = said_of(self.assessment) | {"instrument": self.instrument.id}
        labels = head_labels()
        grey, plain, strong = style(font_color=office.GREY, align="right"), style(), style(bold=True)
        known = [key for key in ("agency", "year", "owner", "stage", "group", "kind", "instrument") if key in said]
        for n, key in enumerate(known):
            # In two columns, as a form has little room above its headings.
            line, column = _HEAD + n // 2, (self.at["title"], self.at["evidence"])[n % 2]
            text = f"{said[key]} - {stage_name(said[key])}" if key == "stage" else said[key]
            sheet.write_string(line, column, labels[key], grey)
            sheet.write_string(line, column + 1, text, strong if key in ("agency", "year", "owner") else plain)
            self.book.name(cells.HEAD[key], sheet.name, line, column + 1)
        right = self.at["shown"]
        if self.part.due is not None:
            sheet.write_string(_HEAD, right, _("To be handed in by {day}").format(day=self.part.due.isoformat()), strong)
        if answering:
            total = str(len(self.part.answers))
            done = "+".join(xl_rowcol_to_cell(row.line, self.at[key]) for row in answering for key in ("answered", "away"))
            formula(
                sheet, _HEAD + 1, right, office.joined(_("{done} of {total} answered"), done=f"({done})", total=total), strong
            )

    def _indicators(self, sheet: Worksheet, looked: Looked) -> tuple[list[Row], int]:
        """Writes the indicators below their aspects; the rows with a level, and the line behind the last."""
        answering: list[Row] = []
        line = _HEADING + 1
        for aspect in self.instrument.aspects:
            own = [one for one in aspect.indicators if one.id in self.part.indicators]
            if own and self.instrument.domains:
                band(self.book, (sheet, line, self.last), self.instrument, aspect)
                line += 1
            weights = units(one.weight or Fraction(1) for one in aspect.indicators)
            for indicator, weight in zip(aspect.indicators, weights, strict=True):
                if indicator.id not in self.part.indicators:
                    continue
                if indicator.id in self.part.answers:
                    rows = self.rows.write(sheet, indicator, line, weight, looked)
                    self.rows.choices(sheet, aspect, rows[0].line, rows[-1].line, looked)
                    answering += rows
                    line = rows[-1].line + 1
                else:
                    self.rows.supported(sheet, indicator, line)
                    line += 1
                for text, more, bold in self._asked(aspect, indicator):
                    self._line(sheet, line, text, more, bold=bold)
                    line += 1
        return answering, line

    def _asked(self, aspect: Aspect, indicator: Indicator) -> Iterator[tuple[str, str, bool]]:
        """What stands below an indicator: who shares it, what it judges, what each level asks for, and the evidence for it."""
        if shared := shared_text(self.part, indicator.id):
            yield shared, "", True
        criteria = self.criteria.of(indicator.id) if self.criteria else None
        if criteria is None:
            return
        yield in_language(criteria.judges), evidence_text(criteria.evidence), False
        labels = labels_of(self.instrument.scale, aspect.levels)
        for level, label in zip(self.instrument.scale.levels, labels.values(), strict=True):
            text, evidence = asked_of(criteria, level)
            yield f"{label}: {text}" if text else label, evidence, False

    def _line(self, sheet: Worksheet, line: int, text: str, more: str, *, bold: bool) -> None:
        """Writes a line of guidance across the columns, in one part or in two."""
        look = {"bold": bold, "font_color": office.DARK if bold else office.GREY}
        first, middle = self.at["title"], self.at["note"] if more else self.last + 1
        parts = [(first, middle - 1, text), *([(middle, self.last, more)] if more else [])]
        heights = [18.0]
        sheet.write_blank(line, 0, None, self.book.cell())
        for begin, end, said in parts:
            sheet.merge_range(line, begin, line, end, said, self.book.cell(**look))
            width = sum(column.width for column in self.rows.columns.values() if begin <= column.number <= end)
            heights.append(office.height(said, width))
        sheet.set_row(line, max(heights))

    def _below(self, sheet: Worksheet, line: int, evidence: str | None) -> int:
        """Writes how the form is filled in; the last line."""
        grey = self.book.style(font_color=office.GREY)
        for text in how_to(self.instrument, evidence):
            sheet.write_string(line, 0, text, grey)
            line += 1
        return line - 1
