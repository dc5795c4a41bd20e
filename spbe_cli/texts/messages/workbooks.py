"""Messages about workbooks: what keeps any of them from being read, and what is wrong in those to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.texts import _, ngettext, number, visible
from spbe_cli.texts.messages.parts import some
from spbe_cli.texts.words import head_labels, listed, written

if TYPE_CHECKING:
    from spbe_cli.texts.messages import Context, Hints, Sentences


def _name_lost(c: Context) -> str:
    names, ids = c["names"], c["ids"]
    if c["sheet"] is not None:
        text = ngettext(
            "the sheet {sheet} is missing, and with it {count} named cell ({what})",
            "the sheet {sheet} is missing, and with it {count} named cells ({what})",
            len(names),
        )
    else:
        text = ngettext("the cell named {what} was deleted", "{count} named cells were deleted ({what})", len(names))
    what = ngettext("indicator {ids}", "indicators {ids}", len(ids)).format(ids=listed(ids)) if ids[1:] or names[1:] else ""
    return text.format(sheet=visible(c["sheet"] or ""), count=len(names), what=what if ids and what else listed(names))


def _rows_moved(c: Context) -> str:
    number, several = c["what"] == "number", c["count"] > 1
    if number and several:
        text = _("{count} answers stand beside another number; here that for indicator {id} stands beside {number}")
    elif number:
        text = _("this is the cell for indicator {id}, but the number beside it is {number}")
    elif several:
        text = _("{count} answers stand beside another title; here that for indicator {id} stands beside the title of {number}")
    else:
        text = _("this is the cell for indicator {id}, but the title beside it is that of {number}")
    own = "" if c["other"] is None else _(", whose cell is {other}").format(other=visible(c["other"]))
    return text.format(id=c["id"], number=c["number"], count=c["count"]) + own


def _sheet_copied(c: Context) -> str:
    text = (
        _("this sheet is a copy of {original}, and this cell says what {other} doesn't say")
        if c["count"] == 1
        else _(
            "this sheet is a copy of {original}, and {count} of its cells say something else, such as this one ({other} there)"
        )
    )
    return text.format(original=visible(c["original"]), count=c["count"], other=visible(c["other"]))


def _names_gone(c: Context) -> str:
    return ngettext(
        "what this cell says would be lost: it has no name now, or is not to be filled in",
        "what {count} cells say, of which this is the first, would be lost: they have no names now, or are not to be filled in",
        c["count"],
    ).format(count=c["count"])


def _formula_uncounted(c: Context) -> str:
    count = c.get("count", 1)
    if count == 1:
        return _("this formula has no value: no office program has computed the workbook")
    return _("{count} formulas, of which this is the first, have no value: no office program has computed the workbook").format(
        count=count
    )


def _cell_error(c: Context) -> str:
    count = c.get("count", 1)
    text = (
        _("{value}: this cell holds an error, no value")
        if count == 1
        else _("{value}: {count} cells, of which this is the first, hold this error, no value")
    )
    return text.format(value=written(c["value"]), count=count)


MESSAGES: Sentences = {
    "workbook_locked": lambda _c: _("this is an older or an encrypted workbook"),
    "workbook_broken": lambda _c: _("this workbook can't be read: it is damaged"),
    "workbook_too_large": lambda c: _("this workbook holds more than {limit} MiB when it is unpacked").format(limit=c["limit"]),
    "sheet_too_large": lambda c: _("the sheet {sheet} has more than {limit} cells").format(
        sheet=visible(c["sheet"]), limit=c["limit"]
    ),
    "workbook_without_sheets": lambda _c: _("this workbook has no sheet of cells"),
    "workbook_too_wide": lambda c: _("this workbook spans more than {limit} cells, merged and linked ones counted").format(
        limit=c["limit"]
    ),
    "workbook_foreign": lambda _c: _("this is no workbook of spbe: its named cells (spbe_agency, spbe_year, …) are not there"),
    "workbook_nameless": lambda _c: _(
        "the cells of this workbook of spbe have lost their names (spbe_agency, …), and no single sheet says agency, year and "
        "instrument beside each other"
    ),
    "forms_in_one": lambda c: (
        _("this workbook holds several forms ({names}), and sheets that don't say which of them they belong to: {sheets}").format(
            names=some(c["names"]), sheets=some(c["sheets"])
        )
        if c["sheets"]
        else _("this workbook holds several forms: {names}").format(names=some(c["names"]))
    ),
    "form_as_table": lambda _c: _("this is one sheet of a workbook of spbe to fill in, saved as a table"),
    "columns_moved": lambda c: _("this heading stands in column {other}, but its cells are read in column {own}").format(
        own=c["own"], other=c["other"]
    ),
    "rows_shifted": lambda c: _("these headings stand in row {row}, but only what is below row {own} is read").format(
        row=c["row"], own=c["own"]
    ),
    "head_moved": lambda c: _("this cell is read as that of {own}, but {label} stands before it").format(
        own=written(head_labels()[c["key"]]), label=written(c["label"])
    ),
    "names_gone": _names_gone,
    "form_of_another": lambda c: _(
        "the titles beside the answers are those of {other}, but the answers would be read as those of {instrument}"
    ).format(other=visible(c["other"]), instrument=visible(c["instrument"])),
    "formula_uncounted": _formula_uncounted,
    "cell_error": _cell_error,
    "name_lost": _name_lost,
    "rows_moved": _rows_moved,
    "rows_gone": lambda c: ngettext(
        "the row of indicator {ids} is missing, in a workbook that was copied without the names of its cells",
        "the rows of indicators {ids} are missing, in a workbook that was copied without the names of its cells",
        len(c["ids"]),
    ).format(ids=listed(c["ids"])),
    "number_gone": lambda c: ngettext(
        "no number stands beside the cell for indicator {ids}: expected {id} in {at}",
        "no number stands beside the cells for indicators {ids}: expected {id} in {at}, and so on",
        len(c["ids"]),
    ).format(id=c["id"], ids=listed(c["ids"]), at=visible(c["at"])),
    "sheet_copied": _sheet_copied,
    "level_aside": lambda c: (
        _("{value} stands in a column that is not read, and indicator {id} has no level")
        if c["count"] == 1
        else _("{count} indicators have a level only in a column that is not read, such as {value} here for indicator {id}")
    ).format(value=written(c["value"]), id=c["id"], count=c["count"]),
    "level_in_text": lambda c: (
        _("indicator {id} has no level, but {value} stands here")
        if c["count"] == 1
        else _("{count} indicators have no level, but one stands beside it, such as {value} here for indicator {id}")
    ).format(value=written(c["value"]), id=c["id"], count=c["count"]),
    "level_shown": lambda c: (
        _("{value} stands here and is not read: the level of indicator {id} is in {cell}")
        if c["count"] == 1
        else _(
            "{count} cells say another level than the one that is read, such as {value} here: that of indicator {id} is in {cell}"
        )
    ).format(value=written(c["value"]), id=c["id"], cell=visible(c["cell"]), count=c["count"]),
    "weight_aside": lambda c: (
        _("{value} stands here and is not read: the weight of indicator {id} is {weight}%")
        if c["count"] == 1
        else _(
            "{count} cells say another weight than the one that counts, such as {value} here: that of indicator {id} is {weight}%"
        )
    ).format(value=written(c["value"]), id=c["id"], weight=number(c["weight"]), count=c["count"]),
    "answer_of_none": lambda c: _("{value} stands beside no indicator and would be lost").format(value=written(c["value"])),
    "item_of_several": lambda c: _("{value} names several indicators: expected the number of one").format(
        value=written(c["value"])
    ),
    "item_of_none": lambda _c: _("evidence of no indicator: expected the number of one"),
    "links_unread": lambda c: ngettext(
        "the address behind a name of evidence is not read: {address}",
        "the addresses behind {count} names of evidence are not read, such as {address}",
        c["count"],
    ).format(count=c["count"], address=visible(c["address"])),
    "names_recovered": lambda c: ngettext(
        "{count} cell has lost its name: it is read by what stands above and before it",
        "{count} cells have lost their names: they are read by what stands above and before them",
        c["count"],
    ).format(count=c["count"]),
    "merged_answers": lambda c: ngettext(
        "cells are merged: what the first one says is read in row {rows}, too",
        "cells are merged: what the first one says is read in rows {rows}, too",
        len(c["rows"]),
    ).format(rows=listed(c["rows"])),
}

HINTS: Hints = {
    "workbook_locked": lambda _c: _("save it as .xlsx, without a password"),
    "workbook_broken": lambda _c: _(
        "get it again, as it may not be here whole; or open it in an office program and save it anew"
    ),
    "workbook_foreign": lambda _c: _("spbe init -o FILE.xlsx makes one"),
    "workbook_nameless": lambda _c: _("copy the answers into a new workbook: spbe init -o FILE.xlsx makes one"),
    "forms_in_one": lambda _c: _("give each form a workbook of its own"),
    "form_as_table": lambda _c: _("save the whole workbook as .xlsx"),
    "columns_moved": lambda _c: _(
        "a column was put in, deleted or pasted over: undo that, or copy the answers into a new workbook"
    ),
    "rows_shifted": lambda _c: _("a row was put in, deleted or sorted: undo that, or copy the answers into a new workbook"),
    "head_moved": lambda _c: _("a row was put in, deleted or sorted: undo that, or copy the answers into a new workbook"),
    "form_of_another": lambda c: _("write {meant} where the workbook names its instrument").format(meant=visible(c["other"])),
    "names_gone": lambda _c: _(
        "write it where it belongs, such as a level into the form of who answers the indicator; "
        "or copy the answers into a new workbook"
    ),
    "formula_uncounted": lambda c: (
        _("open it in an office program and save it, write the value, or choose the other sheets with --sheet")
        if c.get("several")
        else _("open it in an office program and save it, or write the value")
    ),
    "cell_error": lambda c: (
        _("mend the formula, write the value, or choose the other sheets with --sheet")
        if c.get("several")
        else _("mend the formula, or write the value")
    ),
    "name_lost": lambda _c: _("copy the answers into a new workbook"),
    "rows_moved": lambda _c: _("rows were sorted or pasted over: undo that, or copy each answer to its number in a new workbook"),
    "rows_gone": lambda _c: _("show the rows that a filter hides and copy all sheets again, or send the workbook itself"),
    "number_gone": lambda _c: _("write the numbers again, or copy the answers into a new workbook"),
    "sheet_copied": lambda c: _("only {original} is read: put the right answers there, and delete the copy").format(
        original=visible(c["original"])
    ),
    "workbook_too_wide": lambda _c: _("a merged range or a formatted cell far below does so: delete it"),
    "level_aside": lambda c: _("a level is written into {cell}").format(cell=visible(c["cell"])),
    "level_in_text": lambda c: _("a level is written into {cell}").format(cell=visible(c["cell"])),
    "item_of_several": lambda _c: _("repeat the row for each of them"),
    "answer_of_none": lambda _c: _("write it into the row of its indicator; the columns to the right are free"),
    "links_unread": lambda _c: _("write the address into the cell if it should be kept"),
    "merged_answers": lambda _c: _("the figures in the workbook itself count the first one only"),
}
