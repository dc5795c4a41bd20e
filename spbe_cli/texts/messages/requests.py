"""Messages about what a command was asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from spbe_cli.texts import _, exact, ngettext, visible
from spbe_cli.texts.messages.parts import did_you_mean, key_name, near_or_all, nearest, number_hint
from spbe_cli.texts.words import listed, stage_and_year, stage_name, tier, written

if TYPE_CHECKING:
    from spbe_cli.texts.messages import Context, Hints, Sentences


def _one_of_several(c: Context) -> str:
    if len(c["agencies"]) > 1:
        if len(c["sheets"]) > 1:
            return _("choose one with --agency or --sheet, or rank them with spbe batch")
        return _("choose one with --agency, or rank them with spbe batch")
    if len(c["years"]) > 1:
        return _("choose one with --year: {years}").format(years=listed(c["years"]))
    if len(c["sheets"]) > 1:
        return _("choose one with --sheet: {sheets}").format(sheets=listed(c["sheets"]))
    stages = dict.fromkeys(stage_and_year(*one) for one in c["stages"])
    if len(stages) == 1:
        return _("leave one of them in the table")
    return _("choose one with --stage, or see them side by side with spbe trend: {stages}").format(stages=listed(stages))


def _idle(c: Context) -> str:
    if "beside" in c:
        return _("this has no effect together with {other}").format(other=visible(c["beside"]))
    known = {
        "agencies": _("several agencies"),
        "agency": _("one agency, or --checklist"),
        "commitments": _("commitments"),
        "gates": _("gates"),
        "open": _("what is still open"),
    }
    what = known.get(c["only_for"], c["only_for"])
    return _("this has no effect here: it is only for {what}").format(what=what)


def _instead(c: Context) -> str | None:
    here = c["years"] or [stage_and_year(*one) for one in c["stages"]]
    there = _("there are those of {years}").format(years=listed(here)) if here else None
    return did_you_mean(c["meant"]) or there


_PART = re.compile(r"(domain|aspect|aspek|indicator|indikator)\s{1,9}([0-9]{1,9}(?:\s?-\s?[0-9]{1,9})?)", re.IGNORECASE)


def _with_colon(value: Any) -> str | None:
    """A part as it is written, ``aspect:3``, from ``Aspect 3``; None where something else is said."""
    found = _PART.fullmatch(str(value).strip())
    if found is None:
        return None
    return found[2] if found[1].casefold().startswith("ind") else f"{found[1].casefold()}:{found[2]}"


def _asked_for(c: Context) -> str:
    stage = None if c["stage"] is None else stage_name(c["stage"])
    return ", ".join(visible(str(one)) or '""' for one in (c["agency"], c["year"], stage) if one is not None)


MESSAGES: Sentences = {
    "none_of": lambda _c: _("none of the agencies is one of these"),
    "not_expected": lambda c: _("not in the list of those expected, {list}").format(list=visible(c["list"])),
    "nothing_to_rank": lambda _c: _("nothing to rank: no answers for what was asked for"),
    "nothing_asked_for": lambda c: _("nothing of {what} is here").format(what=_asked_for(c)),
    "standard_input_twice": lambda _c: _("standard input is on both sides, and can be read only once"),
    "nothing_earlier": lambda c: _("{agency} has nothing before {now} here").format(
        agency=visible(c["agency"]), now=stage_and_year(*c["now"])
    ),
    "several_rows": lambda c: _("{count} results are in this table: expected one").format(count=c["count"]),
    "too_many_choices": lambda c: _("too many plans that are nearly equal: more than {limit} would have to be weighed up").format(
        limit=c["limit"]
    ),
    "filled_in": lambda _c: _("this is a workbook that is filled in: a report never takes its place"),
    "other_pdf": lambda _c: _("this is a PDF that is no report of spbe, perhaps evidence: a report never takes its place"),
    "not_to_terminal": lambda _c: _("this is no text for a terminal"),
    "no_browser": lambda _c: _("no browser that prints PDF is here: expected Edge, Chrome or Chromium"),
    "browser_not_there": lambda c: _("{value}: there is no such program").format(value=written(c["value"])),
    "not_printed": lambda c: _("{browser} has printed nothing").format(browser=visible(c["browser"])),
    "none_to_mark": lambda _c: _("no workbook was checked that could be marked: expected a folder with some"),
    "checked_one": lambda _c: _("a checked workbook is made of one workbook: expected the path of just that"),
    "nothing_to_set": lambda c: _("{agency} has announced figures only, no answers to change").format(
        agency=visible(c["agency"])
    ),
    "one_assessment": lambda _c: _("expected one assessment here"),
    "form": lambda c: _("what to write is not known by this ending: expected {known}, or a folder").format(
        known=listed(c["known"])
    ),
    "no_target": lambda _c: _("nothing says what to write: expected a file or folder behind -o, or a form behind --as"),
    "nothing_to_explain": lambda c: _("{agency} has announced figures only, so no indicator has a level to explain").format(
        agency=visible(c["agency"])
    ),
    "other_command": lambda _c: _("there is no such command"),
    "other_option": lambda _c: _("there is no such option"),
    "given_twice": lambda c: _("given twice: {values}").format(values=listed(c["values"])),
    "contradicted": lambda c: _("given together with {other}").format(other=c["other"]),
    "unknown_language": lambda c: _("unknown language {value}: expected {known}; {used} is used").format(
        value=written(c["value"]), known=listed(c["known"]), used=c["used"]
    ),
    "folder_to_score": lambda _c: _("this is a folder: expected a file"),
    "pattern_to_score": lambda _c: _("this is a pattern: expected a file"),
    "ending": lambda c: _("no format is known by this ending: expected {known}").format(known=listed(c["known"])),
    "format": lambda c: _("not to be had in the format {value}: expected {known}").format(
        value=c["value"], known=listed(c["known"])
    ),
    "no_lines": lambda c: _("JSON Lines has one result on each line, and this is no list of results: expected {known}").format(
        known=listed(c["known"])
    ),
    "output_is_input": lambda _c: _("this is one of the files that are read: expected another"),
    "there_already": lambda c: (
        _("{count} files are there already, and may hold somebody's work: {names}").format(
            count=len(c["names"]), names=listed([*c["names"][:2], *["…"][: len(c["names"]) - 2]])
        )
        if "names" in c
        else _("this is there already, and may hold somebody's work")
    ),
    "folder_needed": lambda _c: _("many files are written: expected the name of a folder"),
    "not_together": lambda c: _("can't go together with {other}").format(other=c["other"]),
    "only_with": lambda c: _("this is only for {other}").format(other=c["other"]),
    "idle": _idle,
    "without_stage": lambda _c: _("an answer file that names no stage is left out"),
    "idle_sheet": lambda _c: _("this chooses a sheet of a workbook, and a file that was read has none to choose from"),
    "no_cell_holds": lambda c: _("indicator {id} is worth {value}, which no cell holds, so its answer would be lost").format(
        id=c["id"], value=exact(c["value"])
    ),
    "nothing_for_workbook": lambda c: _("{agency} has announced figures only, no answers for a workbook").format(
        agency=visible(c["agency"])
    ),
    "nothing_to_carry": lambda c: _("{agency} has announced figures only, no answers to carry over").format(
        agency=visible(c["agency"])
    ),
    "several_agencies": lambda _c: _("several agencies are here: expected one, or --agency with the name of one"),
    "agency_not_here": lambda c: _("{agency} is not here").format(agency=visible(c["agency"])),
    "no_title": lambda c: _("no indicator of {instrument} has {value} in its title").format(
        instrument=visible(c["instrument"]), value=written(c["value"])
    ),
    "what_if_announced": lambda _c: _("a what-if (--set) can't be compared with announced figures"),
    "before_several": lambda _c: _("one earlier file can't stand beside several: expected one file"),
    "before_what_if": lambda _c: _("a what-if (--set) stands beside the result as it is already"),
    "not_installed": lambda c: _("{library}, which this takes, is not installed").format(library=c["library"]),
    "cost": lambda c: _("{value}: expected a cost, 0 or more, or impossible").format(value=written(c["value"])),
    "cost_in_thousands": lambda c: _("{value}: this can be read as {whole} and as {thousands}").format(
        value=written(c["value"]), whole=exact(c["whole"]), thousands=c["thousands"]
    ),
    "cost_key": lambda c: _(
        "unknown key {value}: expected the number of an indicator (32, 15-18), domain:3, aspect:4, or {key}"
    ).format(value=written(c["value"]), key=key_name(c)),
    "cost_twice": lambda c: ngettext(
        "{first} has the cost of indicator {ids}, too, and none of the two is narrower",
        "{first} has the costs of indicators {ids}, too, and none of the two is narrower",
        len(c["ids"]),
    ).format(first=written(c["first"]), ids=listed(c["ids"])),
    "cost_level": lambda c: _("{value}: expected a level that can be raised to ({levels})").format(
        value=written(c["value"]), levels=listed(c["levels"])
    ),
    "budget": lambda c: _("{value}: expected a cost, 0 or more, such as 12.5").format(value=written(c["value"])),
    "days": lambda c: _("{value}: expected at most {limit} days in order, such as 2026-06-30,2026-12-31").format(
        value=written(c["value"]), limit=c["limit"]
    ),
    "of_sides": lambda c: (
        _("{value}: expected a year for both sides, or one for each, such as 2023,2024")
        if c["option"] == "--year"
        else _("{value}: expected a stage for both sides, or one for each, such as self,final")
    ).format(value=written(c["value"])),
    "probability": lambda c: _("{value}: expected a probability from 0 to 1, such as 0.2").format(value=written(c["value"])),
    "lowered_and_judged": lambda _c: _("either a probability or pairs to learn from: both say how levels move"),
    "no_pairs": lambda c: _(
        "nothing to learn from: expected self-assessment and final result of another agency or year, with levels ({instrument})"
    ).format(instrument=visible(c["instrument"])),
    "no_levels_to_judge": lambda c: _(
        "{agency}: no levels are known, only announced figures, so there is nothing that could be judged"
    ).format(agency=visible(c["agency"])),
    "too_many_drawn": lambda c: _("too many indices that are possible: more than {limit} sums would have to be made").format(
        limit=c["limit"]
    ),
    "too_many_digits": lambda c: _("an exact probability would have more than {limit} digits").format(limit=c["limit"]),
    "owners_need_checklist": lambda _c: _("owners get checklists: expected --checklist as well"),
    "target_and_budget": lambda _c: _("either a target or a budget: the other one is what comes of it"),
    "selection": lambda c: (
        _("{value}: expected indicators (32, 15-18), domain:3, aspect:4 or a focus")
        if c["known"]
        else _("{value}: expected indicators (32, 15-18), domain:3 or aspect:4")
    ).format(value=written(c["value"])),
    "none_in_focus": lambda c: _("none of its indicators is among those asked for ({instrument})").format(
        instrument=visible(c["instrument"])
    ),
    "focus_no_levels": lambda c: _(
        "{agency}: no levels are known, only announced figures, so there is nothing to focus on"
    ).format(agency=visible(c["agency"])),
    "focus_by": lambda c: _("a focus is by indicator, not by {tier}").format(tier=tier(c["tier"])),
    "no_levels": lambda c: _("{instrument} has no levels to raise, only values").format(instrument=visible(c["instrument"])),
    "nothing_to_raise": lambda c: _("{agency} has announced figures only, no answers to raise").format(
        agency=visible(c["agency"])
    ),
    "setting": lambda c: _("{value}: expected indicators and their answer, such as 32=4 or domain:3=4").format(
        value=written(c["value"])
    ),
}

HINTS: Hints = {
    "only_with": lambda c: _("add {other}, or leave it out").format(other=c["other"]),
    "nothing_asked_for": _instead,
    "without_stage": lambda c: _("write its stage into it, such as stage: {stage}").format(stage=c["stage"]),
    "several_rows": _one_of_several,
    "one_assessment": lambda _c: _("choose one with --agency or --year; spbe merge brings parts of one together"),
    "none_of": lambda c: near_or_all(c["value"], c["known"]),
    "no_cell_holds": lambda _c: _("an answer file, .yaml, keeps it"),
    "nothing_for_workbook": lambda _c: _("a table or an answer file keeps them"),
    "ending": lambda _c: _("or name one with --format"),
    "other_command": lambda c: _("use {use}").format(use=c["use"]),
    "folder_to_score": lambda _c: _("spbe batch takes folders"),
    "pattern_to_score": lambda _c: _("spbe batch takes patterns"),
    "not_expected": lambda c: did_you_mean(c["meant"]),
    "given_twice": lambda _c: _("leave out one of the two"),
    "contradicted": lambda _c: _("leave out one of the two"),
    "other_option": lambda c: _("use {use}").format(use=c["use"]),
    "selection": lambda c: did_you_mean(_with_colon(c["value"])) or near_or_all(c["value"], c["known"]),
    "days": lambda c: _("write {meant}").format(meant=c["meant"]) if c["meant"] else None,
    "cost": lambda c: number_hint(c["value"]) or nearest(c["value"], ("impossible", "mustahil")),
    "cost_in_thousands": lambda c: _("write {thousands} or {whole}").format(thousands=c["thousands"], whole=exact(c["whole"])),
    "budget": lambda c: number_hint(c["value"]),
    "cost_key": lambda c: nearest(c["value"], (c["key"], c["indonesian"])),
    "cost_twice": lambda _c: _("keep one of them, or name the indicators by themselves"),
    "cost_level": lambda c: (
        _("write the number without quotes and without a leading zero")
        if isinstance(c["value"], str) and c["value"].isdecimal()
        else None
    ),
    "what_if_announced": lambda _c: _("leave out one of the two"),
    "there_already": lambda c: (
        _("name another folder with -o, or replace them with --force")
        if "names" in c
        else _("name another with -o, or replace it with --force")
    ),
    "folder_needed": lambda _c: _("name one with -o"),
    "form": lambda c: _("or name it with --as: {forms}").format(forms=listed(c["forms"])) if c["forms"] else None,
    "not_together": lambda _c: _("leave out one of the two"),
    "setting": lambda c: _("give each indicator a --set of its own") if c["value"].count("=") > 1 else None,
    "agency_not_here": lambda c: did_you_mean(c["meant"]),
    "before_what_if": lambda _c: _("leave out one of the two"),
    "not_installed": lambda c: _("install it with: {command}").format(command=f'pip install "spbe-cli[{c["extra"]}]"'),
    "filled_in": lambda _c: _("name another file"),
    "other_pdf": lambda _c: _("name another file"),
    "too_many_drawn": lambda _c: _("values with fewer decimals, or fewer different ones, leave fewer"),
    "too_many_choices": lambda _c: _("round the costs, or raise fewer indicators with --only"),
    "not_to_terminal": lambda _c: _("name a file with --output"),
    "no_browser": lambda _c: _(
        "install one, or name another of their kind in SPBE_BROWSER; -o report.html can be printed by any"
    ),
    "browser_not_there": lambda _c: _("name Edge, Chrome or Chromium by its full path"),
    "not_printed": lambda _c: _("name another Edge, Chrome or Chromium in SPBE_BROWSER; -o report.html can be printed by any"),
}
