"""What the cells of a workbook look up: the sheet of criteria, and the hidden one that drop-down lists take from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from spbe_cli import office
from spbe_cli.model.assessment import STAGES
from spbe_cli.model.evidence import STATUSES
from spbe_cli.office import Area, Book
from spbe_cli.reading.said import ITEM
from spbe_cli.texts import _, number
from spbe_cli.texts.words import stage_name, status_word, tier
from spbe_cli.views.catalogue import asks_text, passage_text, worded_from
from spbe_cli.writing.live import spoken
from spbe_cli.writing.shared import HEADING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from xlsxwriter.worksheet import Worksheet

    from spbe_cli.model.criteria import Criteria, IndicatorCriteria, Passage
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.scale import Scale

FINE: Final = 10**12
"""Thresholds are compared with the index in units of this part of a point, as whole numbers.

Cells are binary floating point: 2.6 as a quotient of sums may come out as 2.5999999999999996. Such noise is below 1e-14; what
truly lies below a bound lies below it by more than 1e-12, as an index is a fraction of small numbers (weights and counts).
"""


class Lists(NamedTuple):
    """What stands on the hidden sheet: stages; predicates and their bounds, lowest first; years, and which judge exactly."""

    stages: Area
    bounds: Area
    predicates: Area
    years: Area
    exactly: Area


class LookedUp(NamedTuple):
    """The hidden sheet.

    Its lists for the summary; labels of levels by kind, without and with those of targets; their names by kind, where a level is
    a value; the numbers of the levels and their values; the statuses of evidence; the numbers of the indicators and their titles.
    Behind its columns others may follow.
    """

    lists: Lists
    levels: Mapping[tuple[str, bool], Area]
    names: Mapping[str, Area]
    numbers: Area
    values: Area
    statuses: Area
    indicators: Area
    titles: Area
    columns: int


def labels_of(scale: Scale, kind: str) -> dict[Fraction, str]:
    """The levels of a kind as they stand in the list, by value: number and name; but 3 - 4 would be a range, and no level."""
    labels = {}
    for level in scale.levels:
        value, name = scale.value_of(level), scale.level_name(kind, level)
        labels[value] = f"{number(value)} - {name}" if name and not _NUMBER.fullmatch(name.strip()) else number(value)
    return labels


_NUMBER: Final = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?")


def write_criteria(book: Book, sheet: Worksheet, instrument: Instrument, criteria: Criteria) -> dict[int, tuple[Area, list[str]]]:
    """Writes the sheet of criteria; where the levels of each indicator stand, and their texts."""
    found: dict[int, tuple[Area, list[str]]] = {}
    widths = (6, 30, 24, 60, 60)
    headings = (_("No."), tier("indicator").capitalize(), _("Level"), _("What it asks for"), _("Evidence for it"))
    sheet.write_string(0, 0, sheet.name, book.style(bold=True, font_size=14, font_color=office.DARK))
    sheet.write_string(1, 0, worded_from(criteria, instrument.indicators).text, book.style(font_color=office.GREY))
    for column, (width, text) in enumerate(zip(widths, headings, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(HEADING, column, text, book.heading())
    hidden = len(widths)
    sheet.set_column(hidden, hidden, None, None, {"hidden": True})
    line = HEADING + 1
    for indicator in instrument.indicators.values():
        labels = labels_of(instrument.scale, instrument.aspect_of(indicator.id).levels)
        known, first, texts = criteria.of(indicator.id), line, []
        for level, label in zip(instrument.scale.levels, labels.values(), strict=True):
            text, evidence = asked_of(known, level)
            title = indicator.title.id if line == first else ""
            if line == first and known is not None and known.evidence:
                evidence = f"{_('any level')}:\n{evidence_text(known.evidence)}\n{evidence}".rstrip()
            edge = {"top": 2, "top_color": office.DARK} if line == first else {}
            sheet.write_number(line, 0, indicator.id, book.cell(align="center", bold=True, font_color=office.DARK, **edge))
            sheet.write_string(line, 1, title, book.cell(bold=True, **edge))
            sheet.write_string(line, 2, label, book.cell(**edge))
            sheet.write_string(line, 3, text, book.cell(**edge))
            sheet.write_string(line, 4, evidence, book.cell(font_color=office.GREY, **edge))
            # What a row of a domain shows, as one text.
            texts.append(f"{label}: {text}" if text else label)
            sheet.write_string(line, hidden, texts[-1], book.style())
            pairs = zip((title, text, evidence), (widths[1], *widths[3:]), strict=True)
            sheet.set_row(line, max(office.height(said, width) for said, width in pairs))
            line += 1
        found[indicator.id] = Area(sheet.name, hidden, first, line - 1), texts
    sheet.freeze_panes(HEADING + 1, 2)
    sheet.autofilter(HEADING, 0, line - 1, hidden - 1)
    sheet.repeat_rows(HEADING)
    sheet.print_area(0, 0, line - 1, hidden - 1)
    office.on_paper(sheet)
    office.protect(sheet)
    return found


def write_lists(sheet: Worksheet, instrument: Instrument) -> LookedUp:
    """The hidden sheet: drop-down lists, the values of levels, predicates with their bounds, which years judge exactly."""
    scale, index = instrument.scale, instrument.index
    areas: list[Area] = []
    levels: dict[tuple[str, bool], Area] = {}
    names: dict[str, Area] = {}

    def area(heading: str, values: Sequence[str | float]) -> Area:
        column = len(areas)
        for row, value in enumerate((heading, *values)):
            sheet.write(row, column, value)
        areas.append(Area(sheet.name, column, 1, len(values)))
        return areas[-1]

    for kind in dict.fromkeys(aspect.levels for aspect in instrument.aspects):
        labels = list(labels_of(scale, kind).values())
        levels[kind, False] = area(kind, [*labels, "n/a"])
        levels[kind, True] = area(f"{kind} target", labels or [""])
        if scale.bands is None and any(scale.level_name(kind, level) for level in scale.levels):
            # Every level has a cell, so that they stand beside the numbers; what has no name is like nothing that is typed.
            names[kind] = area(f"{kind} names", [spoken(scale.level_name(kind, level)) or "?" for level in scale.levels])
    numbers = area("numbers", scale.levels or [0])
    values = area("values", [float(scale.value_of(level)) for level in scale.levels] or [0.0])
    since = sorted(index.thresholds_on)
    lowest_first = instrument.predicates[::-1]
    sheet.protect()
    sheet.hide()
    lists = Lists(
        stages=area("stages", [f"{stage} - {stage_name(stage)}" for stage in STAGES]),
        # The lowest predicate is also that of what lies below it.
        bounds=area("bounds", [0, *(int(one.lower * FINE) for one in lowest_first[1:])]),
        predicates=area("predicates", [one.name for one in lowest_first]),
        years=area("years", since),
        exactly=area("exact", [int(index.thresholds_on[year] == "exact") for year in since]),
    )
    return LookedUp(
        lists,
        levels,
        names,
        numbers,
        values,
        statuses=area("statuses", [status_word(status) for status in STATUSES]),
        indicators=area("indicators", list(instrument.indicators)),
        titles=area("titles", [one.title.id for one in instrument.indicators.values()]),
        columns=len(areas),
    )


def asked_of(criteria: IndicatorCriteria | None, level: int) -> tuple[str, str]:
    """What a level asks for, and its own evidence."""
    one = criteria.levels.get(level) if criteria else None
    if one is None:
        return "", ""
    return asks_text(one), evidence_text(one.evidence)


def evidence_text(evidence: Iterable[Passage]) -> str:
    """The evidence in a cell, each on a line."""
    return "\n".join(f"{ITEM}{passage_text(item)}" for item in evidence)
