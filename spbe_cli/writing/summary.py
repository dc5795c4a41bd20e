"""The first sheet of a workbook that is filled in: whose assessment it is, and the live results.

Its formulas are the arithmetic of :mod:`spbe_cli.core.scoring` once more, held to it by a test that has LibreOffice compute both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from xlsxwriter.utility import xl_col_to_name

from spbe_cli import office
from spbe_cli.model import cells
from spbe_cli.model.assessment import STAGES
from spbe_cli.model.instrument import WHOLE
from spbe_cli.model.tree import Domain
from spbe_cli.office import Area, Book, formula
from spbe_cli.texts import _, number, visible
from spbe_cli.texts.messages import message
from spbe_cli.texts.words import head_labels, in_language, stage_name
from spbe_cli.views.tree import tree_heading
from spbe_cli.writing.lookups import FINE
from spbe_cli.writing.shared import how_to, units

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.tree import Aspect
    from spbe_cli.writing.items import Counted
    from spbe_cli.writing.lookups import Lists

_HEAD, _BACKED_LINE, _TABLE = 3, 8, 11
_LAST = 6
"""The last column that is shown."""

_ANSWERED, _AWAY, _ALL, _APPLIES, _VALUE, _BACKED, _UNITS, _TOP_UNITS = range(_LAST + 1, _LAST + 9)
"""The hidden columns beside the table, see :class:`_Counted`."""


class Block(NamedTuple):
    """The rows of an aspect on its sheet, and the columns there by their keys."""

    sheet: str
    first: int
    last: int
    columns: Mapping[str, int]

    def area(self, key: str) -> Area:
        """The cells of a column."""
        return Area(self.sheet, self.columns[key], self.first, self.last)


class _Counted(NamedTuple):
    """The formulas of a domain or an aspect, and its weights.

    How many of its indicators are answered, how many don't apply, of how many; whether anything of it applies; its value, and
    as much of it as accepted evidence proves. Its weight inside its domain, and among the parts at the top.
    """

    answered: str
    away: str
    all: str
    applies: str
    value: str
    backed: str
    units: int
    top_units: int


class Summary:
    """The summary, in the making."""

    def __init__(self, owner: Book, sheet: Worksheet, instrument: Instrument, lists: Lists, counted: Counted) -> None:
        """Begins; ``counted`` is what the sheet of evidence comes to."""
        self.book = owner
        self.sheet = sheet
        self.instrument = instrument
        self.lists = lists
        self.counted = counted

    def write(self, head: Mapping[str, str], blocks: Mapping[int, Block], links: Mapping[int, str], evidence: str) -> None:
        """Writes the sheet.

        Args:
            head: what is filled in, by the keys of an answer file's head.
            blocks: where the aspects stand, by id.
            links: the sheets of the parts at the top, by Python's id of the part.
            evidence: the sheet of evidence.
        """
        sheet = self.sheet
        for column, width in enumerate((16, 52, 17, 14, 11, 24, 14)):
            sheet.set_column(column, column, width)
        sheet.set_column(_ANSWERED, _TOP_UNITS, None, None, {"hidden": True})
        sheet.hide_gridlines(2)
        sheet.set_row(0, 30)
        title = self.book.style(bold=True, font_size=18, font_color=office.DARK, valign="vcenter")
        sheet.write_string(0, 0, in_language(self.instrument.title), title)
        sheet.write_string(1, 0, self.instrument.source, self.book.style(font_color=office.GREY))
        self._head(head)
        last = self._table(blocks, links)
        self._results(last)
        line = last + 2
        for text, look in self._below(evidence):
            sheet.merge_range(line, 0, line, _LAST, text, look)
            sheet.set_row(line, office.height(text, 125))
            line += 1
        sheet.print_area(0, 0, line - 1, _LAST)
        sheet.set_tab_color(office.LIGHT)
        office.on_paper(sheet, pages_high=1)
        office.protect(sheet)

    def _head(self, head: Mapping[str, str]) -> None:
        """The cells that say whose assessment it is."""
        sheet = self.sheet
        labels = head_labels()
        stages: dict[str, str] = {stage: f"{stage} - {stage_name(stage)}" for stage in STAGES}
        for line, (key, label) in enumerate(labels.items(), start=_HEAD):
            strong = {"bold": key in ("agency", "year"), "valign": "vcenter"}
            locked = self.book.cell(font_color=office.GREY, valign="vcenter")
            text = head.get(key, "")
            sheet.set_row(line, 24)
            sheet.write_string(line, 0, label, self.book.style(font_color=office.GREY, valign="vcenter"))
            look = locked if key == "instrument" else self.book.input(**strong)
            office.blank_or_text(sheet, line, 1, stages.get(text, text) if key == "stage" else text, look)
            self.book.name(cells.HEAD[key], sheet.name, line, 1)
            if key == "stage":
                listed = {"validate": "list", "source": f"={self.lists.stages}", "show_error": False}
                sheet.data_validation(line, 1, line, 1, listed)
        sheet.ignore_errors({"number_stored_as_text": f"B{_HEAD + 1}:B{_HEAD + len(labels)}"})

    # The table of domains and aspects.

    def _table(self, blocks: Mapping[int, Block], links: Mapping[int, str]) -> int:
        """Writes the table; its last line."""
        line = _TABLE
        headings = (_("No."), tree_heading(self.instrument, indicators=False), _("Weight"), _("Value"), "", "", _("Answered"))
        for column, text in enumerate(headings):
            align = {} if column == 1 else {"align": "center"}
            self.sheet.write_string(line, column, text, self.book.heading(**align))
        formula(self.sheet, line, 4, self._where_judged(office.joined(_("Backed"))), self.book.heading(align="center"))
        top: tuple[Domain | Aspect, ...] = self.instrument.top
        for part, top_units in zip(top, units(part.total for part in top), strict=True):
            line += 1
            if not isinstance(part, Domain):
                self._row(line, part, _counted(blocks[part.id], part, top_units=top_units), links.get(id(part)))
                continue
            own = line
            for aspect, weight in zip(part.aspects, units(aspect.total for aspect in part.aspects), strict=True):
                line += 1
                self._row(line, aspect, _counted(blocks[aspect.id], aspect, units=weight))
            inside = {column: Area(self.sheet.name, column, own + 1, line) for column in range(_ANSWERED, _TOP_UNITS)}
            weighs = f"SUMPRODUCT({inside[_UNITS]},{inside[_APPLIES]})"
            value, backed = (
                _mean(f"SUMPRODUCT({inside[_UNITS]},{inside[_APPLIES]},{inside[column]})", weighs) for column in (_VALUE, _BACKED)
            )
            answered, away, all_of = (f"SUM({inside[column]})" for column in (_ANSWERED, _AWAY, _ALL))
            counted = _Counted(answered, away, all_of, _any(weighs), value, backed, 0, top_units)
            self._row(own, part, counted, links.get(id(part)))
        bar: dict[str, Any] = {
            "type": "data_bar",
            "bar_color": office.BAR,
            "bar_only": True,
            "min_type": "num",
            "max_type": "num",
        }
        ends = {"min_value": 0, "max_value": float(self.instrument.scale.max)}
        self.sheet.conditional_format(_TABLE + 1, 5, line, 5, bar | ends)
        return line

    def _where_judged(self, text: str) -> str:
        """A formula that comes to nothing while no item of evidence has a status."""
        return f'IF({self.counted.judged}>0,{text},"")'

    def _row(self, line: int, part: Domain | Aspect, counted: _Counted, link: str | None = None) -> None:
        sheet, plain = self.sheet, self.book.style()
        for column, text in enumerate(counted, start=_ANSWERED):
            formula(sheet, line, column, str(text), plain)
        look: dict[str, Any] = {"valign": "vcenter"} | ({"bold": True, "bg_color": office.PALE} if counted.top_units else {})
        centred = self.book.cell(align="center", **look)
        sheet.set_row(line, 18)
        sheet.write_number(line, 0, part.id, centred)
        if link is None:
            sheet.write_string(line, 1, part.title.id, self.book.cell(indent=1, **look))
        else:
            linked = self.book.cell(font_color=office.DARK, **look)
            sheet.write_url(line, 1, office.internal(link), linked, visible(part.title.id))
        sheet.write_number(line, 2, float(part.total / WHOLE), self.book.cell(align="center", num_format="0.0#%", **look))
        answered, away, all_of, applies, value, backed = (
            f"{xl_col_to_name(column)}{line + 1}" for column in range(_ANSWERED, _BACKED + 1)
        )
        shown = self.book.cell(align="center", num_format=office.decimals(self.instrument.index.decimals), **look)
        formula(sheet, line, 3, f'IF({applies}>0,{value},"n/a")', shown)
        self.book.name(cells.of_part(part.tier, part.id), sheet.name, line, 3)
        formula(sheet, line, 4, self._where_judged(f'IF({applies}>0,{backed},"n/a")'), shown)
        self.book.name(cells.of_part(part.tier, part.id, backed=True), sheet.name, line, 4)
        formula(sheet, line, 5, f"IF({applies}>0,{value},0)", self.book.cell(**look))
        formula(sheet, line, 6, f'{answered}&" / "&({all_of}-{away})', centred)

    # The index and what goes with it.

    def _results(self, last: int) -> None:
        sheet, lists = self.sheet, self.lists
        top, decimals = len(self.instrument.predicates), self.instrument.index.decimals
        column = {one: Area(sheet.name, one, _TABLE + 1, last) for one in range(_ANSWERED, _TOP_UNITS + 1)}
        plain = self.book.style(valign="vcenter", align="left", bold=True)
        label = self.book.style(font_color=office.GREY, valign="vcenter", indent=1)
        for n, text in enumerate((_("Index"), _("Predicate"), _("Next"), _("Answered"))):
            sheet.write_string(_HEAD + n, 2, text, label)
        self._graded(_HEAD, _VALUE, column, self._look(20))
        self.book.name(cells.INDEX, sheet.name, _HEAD, 3)
        self.book.name(cells.PREDICATE, sheet.name, _HEAD + 1, 3)
        for n, text in enumerate((_("Backed index"), _("Backed predicate"))):
            formula(sheet, _BACKED_LINE + n, 2, self._where_judged(office.joined(text)), label)
        self._graded(_BACKED_LINE, _BACKED, column, self._look(14))
        formula(sheet, _BACKED_LINE, 4, self.counted.beyond, self.book.style(font_color=office.WRONG_TEXT, bold=True))
        self.book.name(cells.BACKED_INDEX, sheet.name, _BACKED_LINE, 3)
        self.book.name(cells.BACKED_PREDICATE, sheet.name, _BACKED_LINE + 1, 3)
        # What the next predicate is away.
        decisive, rank, missing = (f"${xl_col_to_name(_ANSWERED)}${_HEAD + 1 + n}" for n in range(3))
        unit = FINE // 10**decimals
        above = f"MIN({top},{rank}+1)"
        formula(sheet, _HEAD + 2, _ANSWERED, f"INDEX({lists.bounds},{above})-{decisive}", plain)
        # As in core.judging: exact where the usual decimals can be, else with two more and rounded up.
        digits = f"IF(MOD({missing},{unit})=0,{decimals},{decimals + 2})"
        points = f"FIXED(ROUNDUP({missing}/{FINE},{digits}),{digits},TRUE)"
        words = office.joined(_("{points} below {predicate}"), points=points, predicate=f"INDEX({lists.predicates},{above})")
        highest = office.joined(_("the highest predicate is reached"))
        formula(sheet, _HEAD + 2, 3, f'IF({rank}=0,"",IF({rank}>={top},{highest},{words}))', plain)
        answered, away = (f"SUMPRODUCT(({column[_TOP_UNITS]}>0)*{column[one]})" for one in (_ANSWERED, _AWAY))
        total = str(len(self.instrument.indicators))
        said = office.joined(_("{answered} of {total} indicators"), answered=answered, total=total)
        gone = office.joined(_(", {count} not applicable"), count=away)
        formula(sheet, _HEAD + 3, 3, f'{said}&IF({away}>0,{gone},"")', plain)
        text = _("Not answered yet counts as {minimum}.").format(minimum=number(self.instrument.scale.min))
        sheet.write_string(_HEAD + 4, 3, text, self.book.style(font_color=office.GREY, italic=True, valign="vcenter"))

    @staticmethod
    def _look(size: int) -> dict[str, Any]:
        return {"bold": True, "font_size": size, "font_color": office.DARK, "valign": "vcenter", "align": "left"}

    def _graded(self, line: int, of: int, column: Mapping[int, Area], look: dict[str, Any]) -> None:
        """Writes an index and its predicate below each other: of the values of a column, or of the backed ones.

        Hidden beside them is what thresholds are compared with, -1 where there is no index, and the rank of the predicate.
        """
        sheet, lists, plain = self.sheet, self.lists, self.book.style()
        weighs = f"SUMPRODUCT({column[_TOP_UNITS]},{column[_APPLIES]})"
        points = f"SUMPRODUCT({column[_TOP_UNITS]},{column[_APPLIES]},{column[of]})"
        mean = f'IF({weighs}>0,{_mean(points, weighs)},"n/a")'
        index, decisive, rank = f"$D${line + 1}", *(f"${xl_col_to_name(_ANSWERED)}${line + 1 + n}" for n in range(2))
        fine, unit = f"ROUND({index}*{FINE},0)", FINE // 10**self.instrument.index.decimals
        shown = f"INT(({fine}+{unit // 2})/{unit})*{unit}"
        year = office.numeric(office.cleaned(office.reference(sheet.name, _HEAD + 1, 1)))
        exactly = f"IFERROR(LOOKUP({year},{lists.years},{lists.exactly}),INDEX({lists.exactly},1))"
        predicate = f'IF({rank}=0,"n/a",INDEX({lists.predicates},MAX(1,{rank})))'
        if of == _BACKED:
            mean, predicate = self._where_judged(mean), self._where_judged(predicate)
        formula(sheet, line, 3, mean, self.book.style(num_format=office.decimals(self.instrument.index.decimals), **look))
        formula(sheet, line, _ANSWERED, f"IF(ISNUMBER({index}),IF({exactly}=1,{fine},{shown}),-1)", plain)
        formula(sheet, line + 1, _ANSWERED, f"IF({decisive}<0,0,MATCH({decisive},{lists.bounds},1))", plain)
        formula(sheet, line + 1, 3, predicate, self.book.style(**look))

    def _below(self, evidence: str) -> Iterator[tuple[str, Format]]:
        """What stands below the table: why its figures are not final, and how the workbook is filled in."""
        if self.instrument.provisional is not None:
            text = message("provisional", {"why": self.instrument.provisional})
            yield text, self.book.style(font_color=office.WRONG_TEXT, text_wrap=True)
        grey = self.book.style(font_color=office.GREY, text_wrap=True)
        for text in how_to(self.instrument, evidence):
            yield text, grey


def _counted(block: Block, aspect: Aspect, *, units: int = 0, top_units: int = 0) -> _Counted:
    weight, items = block.area("units"), block.area("items")
    weighs = f"SUMPRODUCT({weight},{items})"
    value, backed = (_mean(f"SUMPRODUCT({weight},{items},{block.area(key)})", weighs) for key in ("value", "backed"))
    return _Counted(
        answered=f"SUM({block.area('answered')})",
        away=f"SUM({block.area('away')})",
        all=str(len(aspect.indicators)),
        applies=_any(weighs),
        value=value,
        backed=backed,
        units=units,
        top_units=top_units,
    )


def _any(weighs: str) -> str:
    return f"IF({weighs}>0,1,0)"


def _mean(points: str, weighs: str) -> str:
    """A formula for a weighted mean, 0 where nothing weighs."""
    return f"IF({weighs}>0,{points}/MAX(1,{weighs}),0)"
