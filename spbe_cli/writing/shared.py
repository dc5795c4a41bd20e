"""What the sheets of workbooks to fill in share: the name and heading of a part, weights as whole numbers, how to fill in."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Final

from spbe_cli import office
from spbe_cli.model.instrument import WHOLE
from spbe_cli.texts import _, number
from spbe_cli.texts.words import tier_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xlsxwriter.worksheet import Worksheet

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.tree import Aspect, Domain
    from spbe_cli.office import Book

HEADING: Final = 2
"""The line of the headings, on each sheet to fill in and on that of the criteria."""


def units(weights: Iterable[Fraction]) -> list[int]:
    """Weights as whole numbers in the same proportion: sums of their products with levels are exact in a cell."""
    weights = list(weights)
    whole = lcm(*(weight.denominator for weight in weights))
    return [int(weight * whole) for weight in weights]


def word(instrument: Instrument, part: Domain | Aspect) -> str:
    """What a part is called."""
    return tier_of(instrument, part.tier).capitalize()


def band(book: Book, at: tuple[Worksheet, int, int], instrument: Instrument, part: Domain | Aspect) -> None:
    """Writes the heading of a part, with its weight, on a line of a sheet up to its last column."""
    sheet, line, last = at
    style = book.style(bold=True, bg_color=office.LIGHT, font_color=office.DARK, valign="vcenter")
    weight = number(Fraction(round(part.total * WHOLE), WHOLE))
    sheet.write_string(line, 0, f"{word(instrument, part)} {part.id}  {part.title}  ({weight}%)", style)
    for column in range(1, last + 1):
        sheet.write_blank(line, column, None, style)
    sheet.set_row(line, 20)


def how_to(instrument: Instrument, evidence: str | None) -> Iterator[str]:
    """How a workbook is filled in, sentence by sentence; ``evidence`` is the name of the sheet of evidence, if it has one."""
    yield _("Only the yellow cells are filled in; everything else counts along.")
    if instrument.scale.levels:
        yield _("Level: choose from the list, or type the number alone.")
    else:
        yield _("Value: type the number.")
    yield _("What does not apply is n/a; a reason may follow: n/a - reason.")
    yield _("Evidence: names or addresses of documents, one on a line or separated by semicolons.")
    if evidence is not None:
        yield _("What was said of a document, and which level it proves, stands in the sheet {sheet}.").format(sheet=evidence)
