"""Workbooks that people fill in: a sheet per domain with a row per indicator, and a summary that counts along.

Every figure is a formula, so that the workbook shows what ``spbe score`` says of it while it is filled in, in Excel and in
LibreOffice, whatever their language: numbers are never read by the rules of a locale. The cells that programs look for have
defined names (:mod:`spbe_cli.model.cells`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from spbe_cli import office
from spbe_cli.core.weighting import nominal_weights
from spbe_cli.model import cells
from spbe_cli.model.instrument import WHOLE
from spbe_cli.model.tree import Domain
from spbe_cli.office import Area, Book, formula
from spbe_cli.reading.said import ITEM, listed
from spbe_cli.texts import _, number
from spbe_cli.texts.words import in_language, steps, tier
from spbe_cli.writing.items import SPARE_ITEMS, ItemSheet, parted
from spbe_cli.writing.live import HELPERS, Measure, Row, asks, backed, cells_of, helpers
from spbe_cli.writing.lookups import HEADING, labels_of, write_criteria, write_lists
from spbe_cli.writing.losses import Loss, Lost
from spbe_cli.writing.summary import Block, Summary, figure_format, units, word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from spbe_cli.model.answer import Answer
    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.criteria import Criteria, IndicatorCriteria
    from spbe_cli.model.evidence import Evidence
    from spbe_cli.model.instrument import Asked, Instrument
    from spbe_cli.model.tree import Aspect, Indicator

SPARE_SERVICES: Final = 2
"""How many rows a repeated indicator has beyond the services that are asked for, or that are answered."""

_DIGITS: Final = 12
"""How many digits of a cell's number are read back: what binary floating point adds to a decimal lies behind them."""

_LISTS: Final = "_spbe"
_LOWEST, _TALLEST = 30.0, 400.0


def workbook(
    instrument: Instrument,
    criteria: Criteria | None = None,
    assessment: Assessment | None = None,
    *,
    head: Mapping[str, str] = {},
    only: Collection[int] | None = None,
) -> bytes:
    """A workbook (xlsx) to fill in, in the language in use.

    Args:
        instrument: what is answered.
        criteria: what its levels ask for, shown beside each answer; without them the workbook does without.
        assessment: what is filled in already. An answer by criteria, accepted evidence or a national index becomes its value;
            what has no place here is named by :func:`lost`.
        head: what the assessment does not say of these: agency, year, stage, group, kind, owner. Without a year it is the
            instrument's last, or its first.
        only: the indicators that are shown; all others keep their place, hidden.
    """
    filled = {"year": str(instrument.years.last or instrument.years.first), **head, "instrument": instrument.id}
    if assessment is not None:
        given = assessment.model_dump(include={"agency", "year", "stage", "group", "kind", "owner"}, exclude_none=True)
        filled |= {key: str(value) for key, value in given.items()}
    return _Writer(instrument, criteria, assessment, instrument.indicators if only is None else only).bytes(filled)


def lost(assessment: Assessment, instrument: Instrument) -> tuple[Loss, ...]:
    """What of an assessment a workbook has no place for."""
    forms = {
        one: bool(_values(answer, instrument.asked[one]))
        for one, answer in (assessment.answers or {}).items()
        if answer.answered and answer.levels is None
    }
    found: Mapping[Lost, tuple[int, ...]] = {
        "forms": tuple(one for one, kept in forms.items() if kept),
        "answers": tuple(one for one, kept in forms.items() if not kept),
    }
    losses = [Loss(what, ids) for what, ids in found.items() if ids]
    return (*losses, *((Loss("announced", ()),) if assessment.published is not None else ()))


def _values(answer: Answer, asked: Asked) -> tuple[Fraction, ...]:
    """The values of an answer; none for one that no cell holds, such as a third from accepted evidence."""
    values = answer.given(asked)
    return values if all(Fraction(f"{float(value):.{_DIGITS}g}") == value for value in values) else ()


class _Column(NamedTuple):
    """A column of a domain's sheet."""

    number: int
    heading: str
    width: float
    centred: bool = False


_INPUTS: Final = {
    "level": ("level",), "evidence": ("evidence",), "note": ("note",),
    "target": ("target", "level"), "by": ("target", "by"), "owner": ("target", "owner"),
}  # fmt: skip
"""The columns to fill in, each with the path to it in an answer."""


def _columns(*, with_levels: bool, with_criteria: bool) -> dict[str, _Column]:
    wanted: list[tuple[str, str, float, bool]] = [
        ("id", _("No."), 6, True),
        ("title", tier("indicator").capitalize(), 28, False),
        *([("judges", _("What it judges"), 30, False)] if with_criteria else []),
        ("weight", _("Weight"), 8, True),
        ("level", _("Level") if with_levels else _("Value"), 18, True),
        ("evidence", _("Evidence"), 28, False),
        ("note", _("Note"), 22, False),
        ("shown", _("Value") if with_levels else _("Counts as"), 8, True),
        *([("this", _("What this level asks for"), 34, False), ("next", _("What the next level asks for"), 34, False)]
          if with_criteria else []),
        ("target", _("Target"), 13, True),
        ("by", _("Target date"), 12, True),
        ("owner", _("Who answers for it"), 16, False),
    ]  # fmt: skip
    columns = [_Column(n, heading, width, centred) for n, (_key, heading, width, centred) in enumerate(wanted)]
    columns += (_Column(len(wanted) + n, key, 9) for n, key in enumerate(HELPERS))
    return dict(zip([key for key, *_rest in wanted] + list(HELPERS), columns, strict=True))


class _Writer:
    """One workbook: the sheets of domains, and what is filled in already."""

    def __init__(
        self, instrument: Instrument, criteria: Criteria | None, assessment: Assessment | None, only: Collection[int]
    ) -> None:
        self.instrument = instrument
        self.criteria = criteria if instrument.scale.levels else None
        self.assessment = assessment
        self.only = frozenset(only)
        self.book = Book()
        self.book.book.set_properties({"title": str(instrument.title), "subject": instrument.source})
        self.weights = nominal_weights(instrument)
        self.columns = _columns(with_levels=bool(instrument.scale.levels), with_criteria=self.criteria is not None)
        self.at = {key: column.number for key, column in self.columns.items()}
        self.last_column = self.at["owner"]
        self.asked: dict[int, tuple[Area, list[str]]] = {}

    def bytes(self, head: Mapping[str, str]) -> bytes:
        top: tuple[Domain | Aspect, ...] = self.instrument.top
        last = [_("Evidence"), *([_("Criteria")] if self.criteria else [])]
        titles = office.sheet_titles([_LISTS, _("Summary"), *(f"{one.id} {one.title}" for one in top), *last])
        summary, *sheets = [self.book.book.add_worksheet(title) for title in titles[1:]]
        lists = self.book.book.add_worksheet(titles[0])
        self.looked_up = write_lists(lists, self.instrument)
        evidence = sheets[len(top)]
        items = ItemSheet(self.book, evidence, self.instrument, self.looked_up)
        self.counted = items.write(list(self._items()), SPARE_ITEMS * max(1, len(self.only)), lists, summary.name)
        if self.criteria:
            self.asked = write_criteria(self.book, sheets[-1], self.instrument, self.criteria)
        blocks: dict[int, Block] = {}
        for sheet, part in zip(sheets, top, strict=False):
            blocks |= self._part(sheet, part, summary.name)
        links = {id(part): sheet.name for part, sheet in zip(top, sheets, strict=False)}
        written = Summary(self.book, summary, self.instrument, self.looked_up.lists, self.counted.judged)
        written.write(head, blocks, links, self.counted.sheet)
        summary.activate()
        return self.book.bytes()

    # The sheets of domains.

    def _part(self, sheet: Worksheet, part: Domain | Aspect, summary: str) -> dict[int, Block]:
        """Writes the sheet of a domain, or of an aspect where there are none; where its aspects stand."""
        style, figure = self.book.style, figure_format(self.instrument)
        title = f"{word(self.instrument, part)} {part.id}  {part.title}"
        sheet.set_row(0, 24)
        sheet.write_string(0, 0, title, style(bold=True, font_size=14, font_color=office.DARK))
        sheet.write_url(1, 0, office.internal(summary), style(font_color=office.GREY), f"← {_('Summary')}")
        more = self.counted.sheet
        sheet.write_url(1, self.at["evidence"], office.internal(more), style(font_color=office.GREY), f"→ {more}")
        label = style(font_color=office.GREY, align="right")
        name = "domain" if isinstance(part, Domain) else "aspect"
        for row, (said, live) in enumerate(
            ((word(self.instrument, part), cells.of_part(name, part.id)), (_("Index"), cells.INDEX))
        ):
            sheet.write_string(row, self.at["note"], said, label)
            formula(
                sheet, row, self.at["shown"], live, style(bold=True, align="center", num_format=figure, font_color=office.DARK)
            )
        for key, column in self.columns.items():
            hidden = {"hidden": key in HELPERS}
            sheet.set_column(column.number, column.number, column.width, None, hidden)
            align = {"align": "center"} if column.centred else {}
            sheet.write_string(HEADING, column.number, column.heading, self.book.heading(**align))
        sheet.set_row(HEADING, 32)
        blocks: dict[int, Block] = {}
        line = HEADING + 1
        for aspect in part.aspects if isinstance(part, Domain) else (part,):
            rows = self._aspect(sheet, aspect, line)
            line = rows[-1].line + 1
            blocks[aspect.id] = Block(sheet.name, rows[0].line, rows[-1].line, self.at)
        self._conditions(sheet, line)
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
        if self.only.isdisjoint(part.indicator_ids):
            sheet.hide()
        return blocks

    def _aspect(self, sheet: Worksheet, aspect: Aspect, line: int) -> list[Row]:
        """Writes an aspect's heading, which is its own only below a domain, and its rows."""
        band = self.book.style(bold=True, bg_color=office.LIGHT, font_color=office.DARK, valign="vcenter")
        if self.instrument.domains:
            weight = number(Fraction(round(aspect.total * WHOLE), WHOLE))
            sheet.write_string(line, 0, f"{word(self.instrument, aspect)} {aspect.id}  {aspect.title}  ({weight}%)", band)
            for column in range(1, self.last_column + 1):
                sheet.write_blank(line, column, None, band)
        hidden = self.only.isdisjoint(aspect.indicator_ids)
        sheet.set_row(line, 20 if self.instrument.domains else 4, None, {"hidden": hidden})
        rows: list[Row] = []
        counted = units(one.weight or Fraction(1) for one in aspect.indicators)
        for indicator, own_units in zip(aspect.indicators, counted, strict=True):
            begin = line + 1 + len(rows)
            services: Iterable[int | None] = range(1, self._services(indicator) + 1) if indicator.repeat else (None,)
            own = [Row(indicator, service, begin + n) for n, service in enumerate(services)]
            names = self.looked_up.names.get(aspect.levels)
            measure = Measure(self.instrument.scale, own_units, names, self.looked_up.values)
            for row in own:
                self._row(sheet, row)
                texts = helpers(row, own, self.at, measure)
                texts["backed"] = backed(row, self.at, self.instrument.scale, self.counted.proven_of(indicator.id))
                for key, text in texts.items():
                    formula(sheet, row.line, self.at[key], text, self.book.style())
            rows += own
        # No error, only a list to choose from: a number alone may be typed too. What can't be is marked by its colour.
        for key in ("level", "target"):
            listed = {
                "validate": "list",
                "source": f"={self.looked_up.levels[aspect.levels, key == 'target']}",
                "show_error": False,
            }
            sheet.data_validation(rows[0].line, self.at[key], rows[-1].line, self.at[key], listed | self._prompt(key))
        return rows

    def _services(self, indicator: Indicator) -> int:
        """How many services there is room for."""
        return max(indicator.repeat or 1, len(self._values(indicator))) + SPARE_SERVICES

    def _row(self, sheet: Worksheet, row: Row) -> None:
        line, indicator, at, cell = row.line, row.indicator, self.at, self.book.cell
        criteria = self.criteria.of(indicator.id) if self.criteria else None
        sheet.write_number(line, at["id"], indicator.id, cell(align="center", bold=True, font_color=office.DARK))
        self._title(sheet, row)
        if "judges" in at:
            judged = in_language(criteria.judges) if criteria and row.first else ""
            sheet.write_string(line, at["judges"], judged, cell(font_color=office.GREY))
        sheet.write_blank(line, at["weight"], None, cell())
        if row.first:
            share = float(self.weights[indicator.id] / WHOLE)
            sheet.write_number(line, at["weight"], share, cell(num_format="0.0#%", align="center"))
        filled = self._filled(row)
        for key, path in _INPUTS.items():
            if path[0] == "target" and not row.first:
                sheet.write_blank(line, at[key], None, cell(bg_color=office.PALE))
                continue
            look: dict[str, Any] = {"align": "center"} if self.columns[key].centred else {}
            look |= {"bold": True} if key == "level" else {}
            office.blank_or_text(sheet, line, at[key], filled.get(key, ""), self.book.input(**look))
            self.book.name(cells.of_answer(path, indicator.id, row.service), sheet.name, line, at[key])
        c = cells_of(row, at)
        value = f'IF({c["state"]}="?","?",IF({c["items"]}=0,IF({c["state"]}="n/a","n/a",""),{c["value"]}))'
        whole = "0" if self.instrument.scale.step == 1 else "0.00"
        formula(sheet, line, at["shown"], value, cell(align="center", bold=True, num_format=whole))
        if self.criteria:
            this, above = asks(c, self.asked[indicator.id][0], self.looked_up.values, len(self.instrument.scale.levels))
            formula(sheet, line, at["this"], this, cell(font_color=office.GREY))
            formula(sheet, line, at["next"], above, cell())
        tallest = max(office.height(text, self.columns[key].width) for key, text in self._texts(row, criteria, filled))
        sheet.set_row(line, max(_LOWEST, min(_TALLEST, tallest)), None, {"hidden": indicator.id not in self.only})

    def _texts(self, row: Row, criteria: IndicatorCriteria | None, filled: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """What may come to stand in a row, by column, so that the row is high enough for all of it."""
        yield "title", self._full_title(row)
        yield from ((key, filled.get(key, "")) for key in ("level", "evidence", "note", "owner"))
        if criteria is not None:
            if row.first:
                yield "judges", in_language(criteria.judges)
            yield from (("this", text) for text in self.asked[row.indicator.id][1])

    def _title(self, sheet: Worksheet, row: Row) -> None:
        gloss, column = self._gloss(row), self.at["title"]
        if not row.first:
            sheet.write_string(row.line, column, gloss, self.book.cell(font_color=office.GREY, italic=True))
        elif gloss:
            strong, plain = self.book.style(bold=True), self.book.style(font_color=office.GREY, italic=True)
            sheet.write_rich_string(row.line, column, strong, row.indicator.title.id, plain, f"\n{gloss}", self.book.cell())
        else:
            sheet.write_string(row.line, column, row.indicator.title.id, self.book.cell(bold=True))

    def _gloss(self, row: Row) -> str:
        """What stands below the official title: which service it is, or the English gloss in an English workbook."""
        if row.service:
            return _("service {number}").format(number=row.service)
        title = in_language(row.indicator.title)
        return "" if title == row.indicator.title.id else title

    def _full_title(self, row: Row) -> str:
        return f"{row.indicator.title.id}\n{self._gloss(row)}".strip() if row.first else self._gloss(row)

    def _prompt(self, key: str) -> dict[str, Any]:
        scale = self.instrument.scale
        if scale.step == 1 or key != "level":
            return {}
        text = _("A number from {low} to {high} {steps}, or a choice from the list.").format(
            low=number(scale.min), high=number(scale.max), steps=steps(scale.step)
        )
        return {"input_title": _("Value"), "input_message": text}

    def _conditions(self, sheet: Worksheet, end: int) -> None:
        """Marks what can't be, and shows in grey what was not answered."""
        state = f"${xl_col_to_name(self.at['state'])}{HEADING + 2}"
        wrong = {
            "type": "formula",
            "criteria": f'={state}="?"',
            "format": self.book.mark(bg_color=office.WRONG, font_color=office.WRONG_TEXT),
        }
        sheet.conditional_format(HEADING + 1, self.at["level"], end, self.at["level"], wrong)
        grey = {"type": "formula", "criteria": f"=NOT(ISNUMBER({state}))", "format": self.book.mark(font_color=office.FAINT)}
        sheet.conditional_format(HEADING + 1, self.at["shown"], end, self.at["shown"], grey)

    # What is filled in already.

    def _filled(self, row: Row) -> dict[str, str]:
        """By the keys of the columns to fill in."""
        if self.assessment is None:
            return {}
        answer = self.assessment.answer(row.indicator.id)
        levels = self._level_texts(row.indicator, answer)
        position = (row.service or 1) - 1
        filled = {"level": levels[position] if position < len(levels) else ""}
        if row.first:
            filled |= {"evidence": _lines(parted(answer.evidence)[0]), "note": answer.note or ""}
        if row.first and answer.target:
            day = answer.target.by.isoformat() if answer.target.by else ""
            filled |= {"target": self._label(row.indicator, answer.target.level), "by": day, "owner": answer.target.owner or ""}
        return filled

    def _items(self) -> Iterator[tuple[int, Evidence]]:
        """What goes onto the sheet of evidence, by the instrument's order."""
        if self.assessment is not None:
            for one in self.instrument.indicators:
                yield from ((one, item) for item in parted(self.assessment.answer(one).evidence)[1])

    def _level_texts(self, indicator: Indicator, answer: Answer) -> list[str]:
        if answer.not_applicable is not None:
            return [f"n/a - {answer.not_applicable}" if answer.not_applicable else "n/a"]
        return [self._label(indicator, value) for value in self._values(indicator)]

    def _values(self, indicator: Indicator) -> tuple[Fraction, ...]:
        if self.assessment is None:
            return ()
        return _values(self.assessment.answer(indicator.id), self.instrument.asked[indicator.id])

    def _label(self, indicator: Indicator, value: Fraction) -> str:
        """A value as the drop-down list has it; one between the levels as a number."""
        return labels_of(self.instrument.scale, self.instrument.aspect_of(indicator.id).levels).get(value, number(value))


def _lines(texts: Sequence[str]) -> str:
    """Items of a list in a cell: one on a line, behind a bullet each where one could be taken for several, or for less."""
    if any(list(listed(text)) != [text] for text in texts):
        return "\n".join(f"{ITEM}{text}" for text in texts)
    return "\n".join(texts)
