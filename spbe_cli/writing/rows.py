"""The rows of a workbook to fill in: an indicator each, or one for each service of one that repeats."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from xlsxwriter.utility import xl_col_to_name

from spbe_cli import office
from spbe_cli.core.weighting import nominal_weights
from spbe_cli.model import cells
from spbe_cli.model.instrument import WHOLE
from spbe_cli.office import Area, Book, formula
from spbe_cli.reading.said import ITEM, listed
from spbe_cli.texts import _, number
from spbe_cli.texts.words import in_language, steps, tier
from spbe_cli.writing.items import parted
from spbe_cli.writing.live import Measure, Row, asks, backed, cells_of, helpers
from spbe_cli.writing.lookups import labels_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from spbe_cli.model.answer import Answer
    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.criteria import Criteria, IndicatorCriteria
    from spbe_cli.model.evidence import Evidence
    from spbe_cli.model.instrument import Asked, Instrument
    from spbe_cli.model.tree import Aspect, Indicator
    from spbe_cli.writing.items import Counted
    from spbe_cli.writing.lookups import LookedUp

SPARE_SERVICES: Final = 2
"""How many rows a repeated indicator has beyond the services that are asked for, or that are answered."""

_DIGITS: Final = 12
"""How many digits of a cell's number are read back: what binary floating point adds to a decimal lies behind them."""

LOWEST, TALLEST = 30.0, 400.0
"""The heights of a row, in points."""


def kept(answer: Answer, asked: Asked) -> tuple[Fraction, ...]:
    """The values of an answer that cells hold; none for one that no cell holds, such as a third from accepted evidence."""
    values = answer.given(asked)
    return values if all(Fraction(f"{float(value):.{_DIGITS}g}") == value for value in values) else ()


class Column(NamedTuple):
    """A column of a sheet to fill in."""

    number: int
    heading: str
    width: float
    centred: bool = False


_INPUTS: Final = {
    "level": ("level",), "evidence": ("evidence",), "note": ("note",),
    "target": ("target", "level"), "by": ("target", "by"), "owner": ("target", "owner"),
}  # fmt: skip
"""The columns to fill in, each with the path to it in an answer."""


def columns(keys: Iterable[str], *, with_levels: bool) -> dict[str, Column]:
    """The columns of a sheet by their keys, in this order; the hidden ones of the formulas follow."""
    known: dict[str, tuple[str, float, bool]] = {
        "id": (_("No."), 6, True),
        "title": (tier("indicator").capitalize(), 28, False),
        "judges": (_("What it judges"), 30, False),
        "weight": (_("Weight"), 8, True),
        "level": (_("Level") if with_levels else _("Value"), 18, True),
        "evidence": (_("Evidence"), 28, False),
        "note": (_("Note"), 22, False),
        "shown": (_("Value") if with_levels else _("Counts as"), 8, True),
        "this": (_("What this level asks for"), 34, False),
        "next": (_("What the next level asks for"), 34, False),
        "target": (_("Target"), 13, True),
        "by": (_("Target date"), 12, True),
        "owner": (_("Who answers for it"), 16, False),
    }
    wanted = {key: Column(n, *known[key]) for n, key in enumerate(keys)}
    return wanted | {key: Column(len(wanted) + n, key, 9) for n, key in enumerate(cells.HELPERS)}


class Looked(NamedTuple):
    """What rows look up: the lists, what a sheet of evidence comes to, and what the levels of each indicator ask for."""

    up: LookedUp
    counted: Counted | None = None
    asked: Mapping[int, tuple[Area, list[str]]] = {}


class Rows:
    """The rows of indicators on a sheet, in the making."""

    def __init__(
        self,
        book: Book,
        instrument: Instrument,
        criteria: Criteria | None,
        assessment: Assessment | None,
        columns: Mapping[str, Column],
    ) -> None:
        self.book = book
        self.instrument = instrument
        self.criteria = criteria
        self.assessment = assessment
        self.columns = columns
        self.at = {key: column.number for key, column in columns.items()}
        self.weights = nominal_weights(instrument)

    def headings(self, sheet: Worksheet, line: int) -> None:
        """Writes the headings of the columns."""
        for key, column in self.columns.items():
            sheet.set_column(column.number, column.number, column.width, None, {"hidden": key in cells.HELPERS})
            align = {"align": "center"} if column.centred else {}
            sheet.write_string(line, column.number, column.heading, self.book.heading(**align))
        sheet.set_row(line, 32)

    def write(self, sheet: Worksheet, indicator: Indicator, line: int, weight: int, looked: Looked) -> list[Row]:
        """Writes the rows of an indicator from a line on; ``weight`` is its share of the aspect in whole numbers."""
        services: Iterable[int | None] = range(1, self._services(indicator) + 1) if indicator.repeat else (None,)
        own = [Row(indicator, service, line + n) for n, service in enumerate(services)]
        names = looked.up.names.get(self.instrument.aspect_of(indicator.id).levels)
        measure = Measure(self.instrument.scale, weight, names, looked.up.values)
        for row in own:
            self._row(sheet, row, looked)
            texts = helpers(row, own, self.at, measure)
            if looked.counted is not None:
                texts["backed"] = backed(row, self.at, self.instrument.scale, looked.counted.proven_of(indicator.id))
            for key, text in texts.items():
                formula(sheet, row.line, self.at[key], text, self.book.style())
        return own

    def supported(self, sheet: Worksheet, indicator: Indicator, line: int) -> None:
        """Writes the row of an indicator for which there are only evidence and a note to fill in."""
        row, at, blank = Row(indicator, None, line), self.at, self.book.cell(bg_color=office.PALE)
        self._named(sheet, row)
        for key in ("level", "shown", "target", "by", "owner"):
            sheet.write_blank(line, at[key], None, blank)
        filled = self._filled(row)
        for key in ("evidence", "note"):
            self._input(sheet, row, key, filled)
        sheet.set_row(line, self._height(row, filled))

    def choices(self, sheet: Worksheet, aspect: Aspect, first: int, last: int, looked: Looked) -> None:
        """Lists to choose from in the lines of an aspect's indicators.

        There is no error: a number alone may be typed too. What can't be is marked by its colour.
        """
        for key in ("level", "target"):
            listed = {
                "validate": "list",
                "source": f"={looked.up.levels[aspect.levels, key == 'target']}",
                "show_error": False,
            }
            sheet.data_validation(first, self.at[key], last, self.at[key], listed | self._prompt(key))

    def _services(self, indicator: Indicator) -> int:
        """How many services there is room for."""
        return max(indicator.repeat or 1, len(self._values(indicator))) + SPARE_SERVICES

    def _named(self, sheet: Worksheet, row: Row) -> None:
        """Writes what is fixed in a row: its number, its title, what it judges and its weight."""
        line, indicator, at, cell = row.line, row.indicator, self.at, self.book.cell
        sheet.write_number(line, at["id"], indicator.id, cell(align="center", bold=True, font_color=office.DARK))
        self._title(sheet, row)
        if "judges" in at:
            criteria = self.criteria.of(indicator.id) if self.criteria else None
            judged = in_language(criteria.judges) if criteria and row.first else ""
            sheet.write_string(line, at["judges"], judged, cell(font_color=office.GREY))
        sheet.write_blank(line, at["weight"], None, cell())
        if row.first:
            share = float(self.weights[indicator.id] / WHOLE)
            sheet.write_number(line, at["weight"], share, cell(num_format="0.0#%", align="center"))

    def _input(self, sheet: Worksheet, row: Row, key: str, filled: Mapping[str, str]) -> None:
        """Writes a cell to fill in, and names it."""
        look: dict[str, Any] = {"align": "center"} if self.columns[key].centred else {}
        look |= {"bold": True} if key == "level" else {}
        office.blank_or_text(sheet, row.line, self.at[key], filled.get(key, ""), self.book.input(**look))
        self.book.name(cells.of_answer(_INPUTS[key], row.indicator.id, row.service), sheet.name, row.line, self.at[key])

    def _row(self, sheet: Worksheet, row: Row, looked: Looked) -> None:
        line, at, cell = row.line, self.at, self.book.cell
        self._named(sheet, row)
        filled = self._filled(row)
        for key, path in _INPUTS.items():
            if path[0] == "target" and not row.first:
                sheet.write_blank(line, at[key], None, cell(bg_color=office.PALE))
            else:
                self._input(sheet, row, key, filled)
        c = cells_of(row, at)
        value = f'IF({c["state"]}="?","?",IF({c["items"]}=0,IF({c["state"]}="n/a","n/a",""),{c["value"]}))'
        whole = "0" if self.instrument.scale.step == 1 else "0.00"
        formula(sheet, line, at["shown"], value, cell(align="center", bold=True, num_format=whole))
        if "this" in at:
            area = looked.asked[row.indicator.id][0]
            this, above = asks(c, area, looked.up.values, len(self.instrument.scale.levels))
            formula(sheet, line, at["this"], this, cell(font_color=office.GREY))
            formula(sheet, line, at["next"], above, cell())
        sheet.set_row(line, self._height(row, filled, looked))

    def _height(self, row: Row, filled: Mapping[str, str], looked: Looked | None = None) -> float:
        tallest = max(office.height(text, self.columns[key].width) for key, text in self._texts(row, filled, looked))
        return max(LOWEST, min(TALLEST, tallest))

    def _texts(self, row: Row, filled: Mapping[str, str], looked: Looked | None) -> Iterator[tuple[str, str]]:
        """What may come to stand in a row, by column, so that the row is high enough for all of it."""
        yield "title", self._full_title(row)
        yield from ((key, filled.get(key, "")) for key in ("level", "evidence", "note", "owner"))
        criteria: IndicatorCriteria | None = self.criteria.of(row.indicator.id) if self.criteria else None
        if criteria is not None and row.first and "judges" in self.at:
            yield "judges", in_language(criteria.judges)
        if looked is not None and "this" in self.at:
            yield from (("this", text) for text in looked.asked[row.indicator.id][1])

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

    def conditions(self, sheet: Worksheet, heading: int, end: int) -> None:
        """Marks what can't be, and shows in grey what was not answered."""
        state = f"${xl_col_to_name(self.at['state'])}{heading + 2}"
        wrong = {
            "type": "formula",
            "criteria": f'={state}="?"',
            "format": self.book.mark(bg_color=office.WRONG, font_color=office.WRONG_TEXT),
        }
        sheet.conditional_format(heading + 1, self.at["level"], end, self.at["level"], wrong)
        grey = {"type": "formula", "criteria": f"=NOT(ISNUMBER({state}))", "format": self.book.mark(font_color=office.FAINT)}
        sheet.conditional_format(heading + 1, self.at["shown"], end, self.at["shown"], grey)

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

    def items(self) -> Iterator[tuple[int, Evidence]]:
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
        return kept(self.assessment.answer(indicator.id), self.instrument.asked[indicator.id])

    def _label(self, indicator: Indicator, value: Fraction) -> str:
        """A value as the drop-down list has it; one between the levels as a number."""
        return labels_of(self.instrument.scale, self.instrument.aspect_of(indicator.id).levels).get(value, number(value))


def _lines(texts: Sequence[str]) -> str:
    """Items of a list in a cell: one on a line, behind a bullet each where one could be taken for several, or for less."""
    if any(list(listed(text)) != [text] for text in texts):
        return "\n".join(f"{ITEM}{text}" for text in texts)
    return "\n".join(texts)
