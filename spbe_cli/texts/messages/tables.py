"""Messages about tables of agencies: headings, rows, sheets, and notes on what is passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.texts import _, exact, ngettext, visible
from spbe_cli.texts.messages.parts import all_known, key_name, near_or_all, nearest, some
from spbe_cli.texts.words import first, listed, part_name, stage_name, tier, written

if TYPE_CHECKING:
    from spbe_cli.texts.messages import Context, Hints, Sentences


def _no_results_hint(c: Context) -> str | None:
    if not c["unread"]:
        return None
    if c["because"] == "separator":
        return _("if | stands between the cells, write sep=| into a line above the others")
    text = (
        _("export them without the names of groups, or say in [columns] of spbe.toml what they mean: {names}")
        if c["because"] == "groups"
        else _("[columns] in spbe.toml says what others mean: {names}")
    )
    return text.format(names=some(c["unread"]))


def _stages_in_headings(c: Context) -> str:
    none = _("no stage")
    names = (f"{written(text)} ({none if stage is None else stage_name(stage)})" for stage, text in c["stages"])
    return _("the headings say several stages, and each is read by itself: {names}").format(names=first(names))


def _sheets_passed_over(c: Context) -> str:
    sheets = c["sheets"]
    if len(sheets) > 1:
        text = _("the sheets {names} are read together").format(names=some(sheets))
    elif c["because"] is None:
        text = _("the sheet {sheet} is read").format(sheet=written(sheets[0]))
    elif c["because"] == "agency":
        text = _("the sheet {sheet} is read, as it is that of the agency that is asked for").format(sheet=written(sheets[0]))
    elif c["because"] == "stage":
        text = _("the sheet {sheet} is read, as it is that of the stage that is asked for").format(sheet=written(sheets[0]))
    else:
        text = _("the sheet {sheet} is read, as it is that of {year}").format(sheet=written(sheets[0]), year=c["year"])
    if c["tables"]:
        choose = (
            _('--sheet chooses another table, --sheet="*" reads all: {names}')
            if c["asked"] is None
            else _("--sheet chooses another table: {names}")
        )
        text += "; " + choose.format(names=some(c["tables"]))
    if c["others"]:
        text += "; " + _("no table is in {names}").format(names=some(c["others"]))
    return text


def _sheets_differ(c: Context) -> str:
    path = c["at"]
    what = part_name("indicator", path[1]) if path[0] == "answers" else part_name(path[1].removesuffix("s"), *path[2:] or (None,))
    text = _("{what} is {value} here and {other} in {first}").format(
        what=what, value=_answer(c["value"]), other=_answer(c["other"]), first=visible(c["first"])
    )
    if c["count"]:
        text += "; " + ngettext("another value differs, too", "{count} other values differ, too", c["count"]).format(
            count=c["count"]
        )
    return text


def _answer(value: object) -> str:
    """What a cell says of a figure or a level."""
    if not isinstance(value, dict):
        return visible(" ".join(map(str, value)) if isinstance(value, list) else str(value))
    return _answer(value["level"]) if "level" in value else "n/a"


def _under_one_heading(c: Context) -> str:
    text = _("several columns stand below the heading {key}, and it is not clear which one counts: {names}").format(
        key=written(c["key"]), names=some(c["names"])
    )
    if c["others"]:
        text += "; " + ngettext(
            "the same is true of another heading", "the same is true of {count} other headings", c["others"]
        ).format(count=c["others"])
    return text


MESSAGES: Sentences = {
    # Tables of agencies.
    "heading_or_false": lambda c: _("{value}: expected the known heading that this one stands for, or false").format(
        value=written(c["value"])
    ),
    "unknown_heading": lambda c: _("unknown heading {key}").format(key=written(c["key"])),
    "duplicate_heading": lambda c: _("the heading {key} is there already, in column {first}").format(
        key=written(c["key"]), first=c["first"]
    ),
    "under_one_heading": _under_one_heading,
    "heading_without_part": lambda c: _("heading {key}: there is no {tier} {id}").format(
        key=written(c["key"]), tier=tier(c["tier"]), id=c["id"]
    ),
    "counted_from_0": lambda _c: _("the columns are numbered from 0, and the numbers of indicators begin at 1"),
    "agencies_below": lambda c: _("the rows below {key} are agencies, not indicators").format(key=written(c["key"])),
    "heading_of_another": lambda c: _("{key} is no part of {instrument}").format(
        key=written(c["key"]), instrument=visible(c["instrument"])
    ),
    "missing_heading": lambda c: _("there is no column {key}").format(key=key_name(c)),
    "no_results": lambda _c: _("no column says a result: expected indicators (1, 2, …), or index, domain_1, … or aspect_1, …"),
    "no_results_of_year": lambda c: _("no column says a result of the year asked for: the headings are of {years}").format(
        years=listed(c["years"])
    ),
    "no_level_column": lambda _c: _("the rows are about indicators, but no column says a level or names an agency"),
    "no_tick": lambda c: _("{value}: expected a mark such as v below the level that is reached, and nothing below others").format(
        value=written(c["value"])
    ),
    "ticks_with_gaps": lambda c: _(
        "the levels {levels} are marked: expected one level, or all levels up to the one that is reached, alike in every row"
    ).format(levels=listed(c["levels"])),
    "no_rows": lambda _c: _("there is no row below the headings"),
    "no_agencies": lambda _c: _("no row below the headings is that of an agency with a result, or of its indicators"),
    "other_headings": lambda c: _(
        "the headings of this row differ from those in row {first}, as {key} does; from here on no row is read"
    ).format(first=c["first"], key=written(c["key"])),
    "other_year_below": lambda c: (
        _("{value} says another year than that of the rows above ({year}); from here on no row is read")
        if c["year"]
        else _("{value} says another year than that of the rows above; from here on no row is read")
    ).format(value=written(c["value"]), year=c["year"]),
    "other_values_below": lambda c: _(
        "{value} says that the values below it are not those of the rows above; from here on no row is read"
    ).format(value=written(c["value"])),
    "titles_unclear": lambda c: _(
        "{first} and {agency} stand over different indicators: they may be agencies, or those who answer for one agency"
    ).format(first=written(c["first"]), agency=written(c["agency"])),
    "titles_share": lambda c: _(
        "{first} is named for all rows, but {agency} and another name stand over some of the same indicators: "
        "they may be agencies, or those who answer for one agency"
    ).format(first=written(c["first"]), agency=written(c["agency"])),
    "share_no_indicator": lambda c: _(
        "no indicator stands beside two of the names below {key}: they may be agencies, or those who answer for one agency"
    ).format(key=written(c["key"])),
    "extra_cell": lambda c: _("{value} stands in a column without a heading").format(value=written(c["value"])),
    "not_csv": lambda _c: _("quotes that do not end with the cell, or not at all"),
    "sheet_without_agency": lambda c: (
        _("the sheet {sheet} names no agency, and its name may be cut off")
        if c["cut"]
        else _("the sheet {sheet} names no agency, and its name is not surely that of one")
    ).format(sheet=written(c["sheet"])),
    "sheets_differ": _sheets_differ,
    "head_copied": lambda c: _(
        "the sheet {sheet} says {said} above its headings, and this is what the sheet {other} is called like: it may be a copy"
    ).format(sheet=written(c["sheet"]), said=written(c["said"]), other=written(c["other"])),
    "sheets_of_parts": lambda c: _(
        "the sheets of {first} and {agency} have no indicator in common: they may be agencies, or those who answer for one agency"
    ).format(first=written(c["first"]), agency=written(c["agency"])),
    "sheets_of_values": lambda c: _(
        "the sheets {first} and {sheet} say that they have different values of {agency}, such as those of two assessors"
    ).format(first=written(c["first"]), sheet=written(c["sheet"]), agency=visible(c["agency"])),
    "sheets_overlap": lambda c: _(
        "the sheets {other} and {sheet} share agencies, and each has some that the other lacks: {others}; {names}"
    ).format(sheet=written(c["sheet"]), other=written(c["other"]), names=some(c["names"]), others=some(c["others"])),
    "sheets_unclear": lambda c: _(
        "the sheet {sheet} is of another form than those with levels, and names agencies that they lack: {names}"
    ).format(sheet=written(c["sheet"]), names=some(c["names"])),
    "unknown_sheet": lambda c: _("there is no sheet {value}").format(value=written(c["value"])),
    "no_indicator": lambda c: _("{value} is the number or name of no indicator").format(value=written(c["value"])),
    "level_of_nothing": lambda c: _("{value} stands beside no number and no name of an indicator").format(
        value=written(c["value"])
    ),
    "another_indicator": lambda c: _("{value} is {tier} {id}, but the number beside it is {number}").format(
        value=written(c["value"]), tier=tier(c["tier"]), id=c["id"], number=c["number"]
    ),
    "index_of_part": lambda c: _("{text} says that the figures below {key} are those of a part, not the index").format(
        text=written(c["text"]), key=written(c["key"])
    ),
    "index_of_rows": lambda c: _(
        "the rows name indicators or other parts below {text}: the figures below {key} may be theirs, not the index"
    ).format(text=written(c["text"]), key=written(c["key"])),
    "index_of_another": lambda c: _("beside {text} it is not sure that the figures below {key} are the index of SPBE").format(
        text=written(c["text"]), key=written(c["key"])
    ),
    "product": lambda c: _(
        "{value} is below the lowest level, {minimum}: beside weights the values below {key} may be products of both"
    ).format(value=written(c["value"]), minimum=exact(c["minimum"]), key=written(c["key"])),
    "decimals_cut": lambda c: _("{value} stands in two cells: the comma of its decimals was taken for a separator").format(
        value=visible(c["value"])
    ),
    "numbers_of_others": lambda c: _("{text} has none of these indicators: {ids}").format(
        text=written(c["text"]), ids=first(map(str, c["ids"]))
    ),
    "said_again": lambda c: _("{what} is there already, in {first}").format(
        what=part_name(c["tier"], c["id"]), first=visible(c["first"])
    ),
    # What was passed over in a table, and what was taken.
    "above_headings": lambda c: (
        ngettext(
            "the headings stand here; of the row above them only this is used: {taken}",
            "the headings stand here; of the {count} rows above them only this is used: {taken}",
            c["count"],
        )
        if c["taken"]
        else ngettext(
            "the headings stand here; the row above them is passed over",
            "the headings stand here; the {count} rows above them are passed over",
            c["count"],
        )
    ).format(count=c["count"], taken=some(c["taken"])),
    "named_below": lambda c: _("the row below the headings is taken for the name of the agency: {names}").format(
        names=some(c["names"])
    ),
    "numbers_count": lambda c: _("the numbers of rows are taken for those of indicators, though {key} names none of them").format(
        key=written(c["key"])
    ),
    "counts_rows": lambda c: _("{key} numbers the rows here, is no index, and is passed over").format(key=written(c["key"])),
    "legend_beside": lambda c: _(
        "{key} is that of a legend beside the table, says nothing of its rows, and is passed over"
    ).format(key=written(c["key"])),
    "headings_count": lambda c: _("these headings are taken for the indicators with their numbers: {names}").format(
        names=some(c["names"])
    ),
    "years_are_indices": lambda c: _(
        "the headings say only years: the figures below them are taken for the index: {names}"
    ).format(names=some(c["names"])),
    "stages_in_headings": _stages_in_headings,
    "taken_for_index": lambda c: _("the figures below {key} are taken for the index").format(key=written(c["key"])),
    "levels_ticked": lambda c: _("the marks below {names} are read as levels").format(names=some(c["names"])),
    "owners_beside": lambda c: _("below {key} stands who answers for the indicators, no agency, and it is passed over").format(
        key=written(c["key"])
    ),
    "columns_passed_over": lambda c: ngettext(
        "a column is passed over, as its heading means nothing here: {names}",
        "{count} columns are passed over, as their headings mean nothing here: {names}",
        len(c["names"]),
    ).format(count=len(c["names"]), names=some(c["names"])),
    "above_headings_of_sheets": lambda c: (
        _("rows stand above the headings of {count} sheets, and only this of them is used: {taken}")
        if c["taken"]
        else _("rows above the headings of {count} sheets are passed over")
    ).format(count=c["count"], taken=some(c["taken"])),
    "so_in_other_sheets": lambda c: ngettext(
        "{message}; so in another sheet", "{message}; so in {count} other sheets", c["count"]
    ).format(message=c["message"], count=c["count"]),
    "sheets_passed_over": _sheets_passed_over,
    "sheets_of_one": lambda c: ngettext(
        "the sheet {names} names no agency and is read as a part of {agency}",
        "the sheets {names} name no agency and are read as parts of {agency}",
        len(c["sheets"]),
    ).format(names=some(c["sheets"]), agency=written(c["agency"])),
    "strange_sheet": lambda c: _("the sheet {sheet} is passed over, as it names agencies that the others lack: {names}").format(
        sheet=written(c["sheet"]), names=some(c["names"])
    ),
    "sheet_of_another_year": lambda c: _("the name of the sheet {sheet} has another year; it is read as {year}, as asked").format(
        sheet=written(c["sheet"]), year=c["year"]
    ),
    "sheet_says": lambda c: _("this is taken from the name of the sheet, as nothing else says it: {names}").format(
        names=some(c["names"])
    ),
    "sheet_of_another_agency": lambda c: _(
        "the sheet {sheet} is called like another agency; it is read as {agency}, as asked"
    ).format(sheet=written(c["sheet"]), agency=written(c["agency"])),
    "title_of_another_year": lambda c: _("the title {title} has another year; the table is read as {year}, as asked").format(
        title=written(c["title"]), year=c["year"]
    ),
    "totals_left_out": lambda c: ngettext(
        "row {rows} is no agency and is left out: {names}",
        "rows {rows} are no agencies and are left out: {names}",
        len(c["rows"]),
    ).format(rows=listed(c["rows"]), names=some(dict.fromkeys(c["names"]))),
    "titles_left_out": lambda c: ngettext(
        "row {rows} is taken for a title over other rows, not for an agency: {names}",
        "rows {rows} are taken for titles over other rows, not for agencies: {names}",
        len(c["rows"]),
    ).format(rows=listed(c["rows"]), names=some(c["names"])),
    "unnumbered_rows": lambda c: ngettext(
        "row {rows} has no number, as others have, and is read as an agency: {names}",
        "rows {rows} have no number, as others have, and are read as agencies: {names}",
        len(c["rows"]),
    ).format(rows=listed(c["rows"]), names=some(c["names"])),
    "rows_passed_over": lambda c: ngettext(
        "row {rows} is passed over: it names no agency or indicator with a result",
        "rows {rows} are passed over: they name no agency or indicator with a result",
        len(c["rows"]),
    ).format(rows=listed(c["rows"])),
    "rows_of_no_agency": lambda c: ngettext(
        "row {rows} names no agency and is passed over: {names}",
        "rows {rows} name no agency and are passed over: {names}",
        len(c["rows"]),
    ).format(rows=listed(c["rows"]), names=some(dict.fromkeys(c["names"]))),
    "other_lists": lambda c: ngettext(
        "the list in the sheet {sheet} is read; there is another one in {names}",
        "the list in the sheet {sheet} is read; there are others in {names}",
        len(c["names"]),
    ).format(sheet=written(c["sheet"]), names=some(c["names"])),
    "rows_elsewhere": lambda c: ngettext(
        "row {rows} has no result of {asked} and is passed over",
        "rows {rows} have no result of {asked} and are passed over",
        len(c["rows"]),
    ).format(rows=listed(c["rows"]), asked=", ".join(map(str, c["asked"]))),
    "grouped_rows": lambda c: ngettext(
        "row {rows} is blank in the column {key}: what stands above it counts",
        "rows {rows} are blank in the column {key}: what stands above them counts",
        len(c["rows"]),
    ).format(rows=listed(c["rows"]), key=written(c["key"])),
    "numbers_begin_anew": lambda c: _(
        "the numbers in the column {key} begin anew, as in row {row}: the names of the indicators count"
    ).format(key=written(c["key"]), row=c["first"]),
    "hidden_rows": lambda c: ngettext(
        "row {rows} is hidden and read all the same", "rows {rows} are hidden and read all the same", len(c["rows"])
    ).format(rows=listed(c["rows"])),
    "not_answered_yet": lambda c: ngettext(
        "this cell says that nothing is answered yet, and is read as a blank one: {cells}",
        "these cells say that nothing is answered yet, and are read as blank ones: {cells}",
        len(c["cells"]),
    ).format(cells=first(c["cells"])),
    "services_left_out": lambda c: ngettext(
        "this cell is n/a of one service beside levels of others, and the service is left out: {cells}",
        "these cells are n/a of services beside levels of others, and the services are left out: {cells}",
        len(c["cells"]),
    ).format(cells=first(c["cells"])),
    "marks_left_out": lambda c: _("marks of footnotes are no part of these names: {names}").format(names=some(c["names"])),
    "silent_rows": lambda c: ngettext(
        "row {rows} names an agency and none of its results: it counts as not answered",
        "rows {rows} name an agency and none of its results: they count as not answered",
        len(c["rows"]),
    ).format(rows=listed(c["rows"])),
    "strange_names": lambda c: ngettext(
        "row {rows}: no indicator has this name; the number counts",
        "rows {rows}: no indicator has these names; the numbers count",
        len(c["rows"]),
    ).format(rows=listed(c["rows"])),
    "hidden_columns": lambda c: ngettext(
        "column {columns} is hidden and read all the same",
        "columns {columns} are hidden and read all the same",
        c["count"],
    ).format(columns=listed(c["columns"])),
    "hidden_sheet": lambda c: _("the sheet {sheet} is hidden and read all the same").format(sheet=written(c["sheet"])),
    "unheaded_cells": lambda c: _("no heading stands above these cells, which are passed over: {cells}").format(
        cells=some(c["cells"])
    ),
}

HINTS: Hints = {
    "other_lists": lambda _c: _("put all names into one sheet, or the list that is meant first"),
    "unknown_heading": lambda c: (
        _("did you mean {near}?").format(near=c["near"])
        if c["near"]
        else all_known(c.get("known", ())) or _("[columns] in spbe.toml says what it means, or passes it over with false")
    ),
    "heading_without_part": lambda c: all_known(c["known"]),
    "heading_of_another": lambda c: _("if it is something else, pass it over in spbe.toml: [columns] {key} = false").format(
        key=written(c["key"])
    ),
    "counted_from_0": lambda _c: _('number the columns from 1, or pass this one over in spbe.toml: [columns] "0" = false'),
    "agencies_below": lambda c: _("head {key} with OPD").format(key=written(c["key"])),
    "missing_heading": lambda c: {
        "year": _("or say it with --year") if c.get("occasions", True) else _("or write Tahun and the year above the headings"),
        "agency": _("or say it with --agency"),
    }.get(c["key"]),
    "no_results": _no_results_hint,
    "no_level_column": lambda c: (
        _("a column of levels is headed Level; if these are agencies, write OPD over them, in a row of its own: {names}").format(
            names=some(c["unknown"])
        )
        if c["unknown"]
        else _("a column of levels is headed Level")
    ),
    "sheet_without_agency": lambda _c: _(
        "write Nama Instansi and the name above its headings, name the only agency with --agency, or choose a sheet with --sheet"
    ),
    "sheets_differ": lambda _c: _("sheets with one agency and year are read together; --sheet chooses one of them"),
    "head_copied": lambda _c: _("write there what this sheet is of, or choose a sheet with --sheet"),
    "sheets_of_parts": lambda _c: _("write Nama Instansi and the name above the headings of each sheet"),
    "sheets_of_values": lambda _c: _("write Tahap and the stage above the headings of each, or choose a sheet with --sheet"),
    "sheets_overlap": lambda _c: _("write the same name for the same agency, or choose a sheet with --sheet"),
    "sheets_unclear": lambda _c: _("write the same name for the same agency, or choose a sheet with --sheet"),
    "unknown_sheet": lambda c: near_or_all(c["value"], c["known"]),
    "no_indicator": lambda c: nearest(c["value"], c["known"]) or _("write its number or its official name"),
    "level_of_nothing": lambda _c: _("write its number or its official name"),
    "another_indicator": lambda c: (
        _("write both of the same one")
        if c.get("owners")
        else _("write both of the same one; numbers of rows are passed over with [columns] in spbe.toml")
    ),
    "index_of_part": lambda _c: _("head the column with the part, such as Domain 2, or Indeks SPBE if it is the index"),
    "index_of_rows": lambda c: _(
        "head {text} with Indikator, Domain or Aspek, or {key} with Indeks SPBE if it is the index"
    ).format(text=written(c["text"]), key=written(c["key"])),
    "index_of_another": lambda c: _("head {key} with Indeks SPBE if it is the index").format(key=written(c["key"])),
    "product": lambda c: (
        _("write the values, and not their products with the weights")
        if c["of_agency"]
        else _("head the values with Nilai, and pass the products over in spbe.toml: [columns] {key} = false").format(
            key=written(c["key"])
        )
    ),
    "decimals_cut": lambda _c: _("save the table with semicolons between the cells, or write decimals with a point"),
    "numbers_of_others": lambda _c: _("write the numbers that the instrument gives them, or their official names"),
    "said_again": lambda _c: _("keep one of them"),
    "duplicate_heading": lambda c: _("keep one of them, or pass one over in spbe.toml: [columns] {key} = false").format(
        key=written(c["key"])
    ),
    "under_one_heading": lambda c: (
        _("ticks are read where every level has a column; else write the level itself into one column")
        if set(c["names"]) <= set("012345")
        else _("delete the ones that are not wanted, or write false for their names in [columns] of spbe.toml: {example}").format(
            example=visible(f'"{c["names"][0]}" = false')
        )
    ),
    "titles_share": lambda _c: _("name the one agency with --agency; for several write Nama Instansi and the name over each"),
    "titles_unclear": lambda _c: _("name the one agency with --agency; for several write Nama Instansi and the name over each"),
    "share_no_indicator": lambda c: _(
        "name the one agency with --agency; if these are agencies, say so in spbe.toml: [columns] {key} = {meaning}"
    ).format(key=written(c["key"]), meaning='"agency"'),
    "other_year_below": lambda _c: _("put the rows of each year into a file or sheet of its own, or the year into a column"),
    "other_values_below": lambda _c: _("put each table into a file or sheet of its own"),
    "other_headings": lambda _c: _("put each table into a file or sheet of its own"),
    "extra_cell": lambda _c: _("a cell that holds a separator needs quotes"),
    "not_csv": lambda _c: _("double a quote that belongs to the text"),
}
