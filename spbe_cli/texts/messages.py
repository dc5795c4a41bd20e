"""Problems, warnings and verdicts in words: a code and its values in, a sentence in the reader's language out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from spbe_cli.texts import _, exact, language, ngettext, number, visible

Context = Mapping[str, Any]


def message(code: str, context: Context) -> str:
    """What is wrong, or what is to be known, and what was expected.

    Raises:
        KeyError: when no sentence is written for the code.
    """
    return _MESSAGES[code](context)


def hint(code: str, context: Context) -> str | None:
    """What to do about a problem, where that is known."""
    return _HINTS[code](context) if code in _HINTS else None


def written(value: Any) -> str:
    """A value as it would be written in a file, safe to show."""
    if isinstance(value, Fraction):
        return exact(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return _("a mapping")
    if isinstance(value, list):
        return _("a list")
    text = visible(str(value))
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"' if isinstance(value, str) else text  # noqa: PLR2004


def listed(values: Iterable[Any]) -> str:
    """Values in a row, as a sentence lists them; runs of whole numbers as ranges."""
    values = list(values)
    if values and all(type(value) is int for value in values):
        return ", ".join(_ranges(sorted(values)))
    return ", ".join(visible(str(value)) for value in values)


def _ranges(numbers: list[int]) -> list[str]:
    ranges: list[list[int]] = []
    for one in numbers:
        if ranges and one == ranges[-1][1] + 1:
            ranges[-1][1] = one
        else:
            ranges.append([one, one])
    return [str(low) if low == high else f"{low}-{high}" for low, high in ranges]


def tier(name: str, *, many: bool = False) -> str:
    """The word for a tier."""
    return {
        ("predicate", False): _("predicate"),
        ("domain", False): _("domain"),
        ("aspect", False): _("aspect"),
        ("indicator", False): _("indicator"),
        ("domain", True): _("domains"),
        ("aspect", True): _("aspects"),
        ("indicator", True): _("indicators"),
    }[name, many]


def part_name(name: str, identifier: int | None) -> str:
    """What a figure is of: the index, the predicate, or a part of the tree by its number."""
    if identifier is None:
        return {"index": _("index"), "predicate": _("predicate")}[name]
    return f"{tier(name)} {identifier}"


def stage_name(stage: str) -> str:
    """The name of a stage of the assessment."""
    return {
        "self": _("self-assessment"),
        "document": _("document assessment"),
        "interview": _("interview"),
        "visit": _("visit"),
        "final": _("final result"),
    }[stage]


def status_name(status: str) -> str:
    """What was said of an item of evidence."""
    return {
        "sent": _("sent, not judged yet"),
        "accepted": _("accepted"),
        "rejected": _("rejected"),
        "revise": _("to be revised"),
    }[status]


def occasion_name(year: int, stage: str | None) -> str:
    """A year and stage in few words, to head a column."""
    text = {
        "self": _("{year} self"),
        "document": _("{year} document"),
        "interview": _("{year} interview"),
        "visit": _("{year} visit"),
        "final": _("{year} final"),
        None: "{year}",
    }[stage]
    return text.format(year=year)


def _nearest(value: Any, known: Iterable[Any]) -> str | None:
    import difflib

    names = {str(one).casefold(): str(one) for one in known}
    near = difflib.get_close_matches(str(value).casefold(), names, n=1, cutoff=0.6)
    return _("did you mean {near}?").format(near=visible(names[near[0]])) if near else None


def _near_or_all(value: Any, known: Iterable[Any]) -> str | None:
    known = list(known)
    return _nearest(value, known) or _all(known)


def _all(known: Iterable[Any]) -> str | None:
    known = list(known)
    return _("known: {known}").format(known=listed(known)) if known else None


def _key(c: Context) -> str:
    """A key as a reader of the language would write it."""
    return str((language() == "id" and c.get("indonesian")) or c["key"])


_MANY = 12


def _some(names: Iterable[str]) -> str:
    """Names in quotes, the first ones where there are many."""
    names = list(names)
    text = ", ".join(written(name) for name in names[:_MANY])
    return text if len(names) <= _MANY else _("{names} and {count} more").format(names=text, count=len(names) - _MANY)


def _sheets_passed_over(c: Context) -> str:
    text = _("the sheet {sheet} is read").format(sheet=written(c["sheet"]))
    if c["tables"]:
        text += "; " + _("--sheet chooses another table: {names}").format(names=_some(c["tables"]))
    if c["others"]:
        text += "; " + _("no table is in {names}").format(names=_some(c["others"]))
    return text


def _level_range(c: Context) -> str:
    low, high = exact(c["low"]), exact(c["high"])
    if c["step"] == 1:
        return _("level {value}: expected a whole number from {low} to {high}").format(
            value=written(c["value"]), low=low, high=high
        )
    return _("value {value}: expected a number from {low} to {high} {steps}").format(
        value=written(c["value"]), low=low, high=high, steps=steps(c["step"])
    )


def steps(step: Fraction) -> str:
    """Which values there are between the ends of a scale; of fractions also finer ones (contract section 2)."""
    text = _("in steps of {step}") if step.denominator == 1 else _("in steps of {step} or finer")
    return text.format(step=number(step))


def _unknown_part(c: Context) -> str:
    if type(c["id"]) is not int:
        return _("{id} is no {tier}: expected its number").format(id=written(c["id"]), tier=tier(c["tier"]))
    return _("there is no {tier} {id}").format(id=c["id"], tier=tier(c["tier"]))


def _borderline(c: Context) -> str:
    text = {
        "exact": _(
            "Borderline: the index is shown as {shown}, which reads as {other}, but thresholds are compared with the exact "
            "index, which lies on the other side of {bound}: {given}."
        ),
        "rounded": _(
            "Borderline: the exact index lies on the other side of {bound}, which would be {other}, but thresholds are "
            "compared with the index as shown, {shown}: {given}."
        ),
        "announced": _(
            "Borderline: the index is shown as {shown}, which reads as {other}, but {given} was announced: the exact index "
            "must lie on the other side of {bound}."
        ),
        "unknown": _(
            "Borderline: the index {shown} comes from rounded figures, so the exact one may lie on either side of {bound} "
            "({other}); it is judged as it stands: {given}."
        ),
    }[c["why"]]
    return text.format(shown=number(c["shown"]), other=c["other"], bound=number(c["bound"]), given=c["given"])


def _judged(c: Context, sentence: str) -> str:
    """What a gate says, with what it took otherwise than the index that is shown."""
    lowered = c.get("not_applicable")
    if not lowered:
        return sentence
    return (
        sentence
        + " "
        + ngettext(
            "Not applicable counts at the minimum here: indicator {ids}.",
            "Not applicable counts at the minimum here: indicators {ids}.",
            len(lowered),
        ).format(ids=listed(lowered))
    )


def _of_part(c: Context, sentence: str) -> str:
    sides = _sides(c)
    if "tier" in c and "id" in c:
        sides["actual"] = _("{tier} {id} with {value}").format(tier=tier(c["tier"]), id=c["id"], value=sides["actual"])
    return sentence.format(**sides)


def _no_regression(c: Context) -> str:
    if c["tier"] == "predicate":
        return _("Gate passed: the predicate is not lower than before: {old}, now {new}.").format(
            old=c["expected"], new=c["actual"]
        )
    return (
        _("Gate passed: no {tier} is lower than before.")
        if c["compared"] == c["total"]
        else _("Gate passed: no {tier} is lower than before ({compared} of {total} compared).")
    ).format(tier=tier(c["tier"]), compared=c["compared"], total=c["total"])


def _sides(c: Context) -> dict[str, str]:
    sides = {side: c[side] for side in ("expected", "actual")}
    figures = [one for one in sides.values() if not isinstance(one, str)]
    decimals = next((n for n in range(6, 60) if len({int(one * 10**n) for one in figures}) == len(set(figures))), 60)
    return {side: one if isinstance(one, str) else _to_the_point(one, decimals) for side, one in sides.items()}


def _to_the_point(value: Fraction, decimals: int) -> str:
    # Enough digits to tell two sides of a threshold apart, without a fraction that nobody reads.
    text = exact(value)
    if len(text) <= decimals + 2 and "/" not in text:
        return number(value)
    digits = int(value * 10**decimals)
    return number(Decimal(digits).scaleb(-decimals)) + "…"


def _file_kinds() -> dict[str, str]:
    return {
        "answers": _("an answer file"),
        "owners": _("a file of owners"),
        "costs": _("a file of costs"),
        "instruments": _("an instrument file"),
        "aliases": _("a file of other names of agencies"),
    }


def _file_hint(kind: str) -> str | None:
    """The option that takes such a file; answer files need none."""
    options = {"owners": "--owners", "costs": "--costs", "instruments": "--indicators", "aliases": "--aliases"}
    return _("it goes with {option}").format(option=options[kind]) if kind in options else None


def in_language(text: Any) -> str:
    """A text of the instrument in the language in use; the official, Indonesian one where there is no other."""
    return str(text.id if language() == "id" or text.en is None else text.en)


def _with_source(c: Context, sentence: str) -> str:
    from spbe_cli.texts.rules import sourced

    return sourced(sentence, c["rule"])


_MESSAGES: dict[str, Callable[[Context], str]] = {
    # Files and YAML.
    "glob_empty": lambda _c: _("no file matches this pattern"),
    "alias_twice": lambda c: _("{name} is a name of {first} already").format(name=visible(c["name"]), first=visible(c["first"])),
    "none_of": lambda _c: _("none of the agencies is one of these"),
    "nothing_to_rank": lambda _c: _("nothing to rank: no answers for what was asked for"),
    "agency_twice": lambda c: _("{agency} is there already, in {first}").format(
        agency=visible(c["agency"]), first=visible(c["first"])
    ),
    "nothing_asked_for": lambda c: _("nothing of {what} is here").format(
        what=", ".join(visible(str(one)) for one in (c["agency"], c["year"]) if one is not None)
    ),
    "several_rows": lambda c: _("{count} results are in this table: expected one").format(count=c["count"]),
    "listed_twice": lambda c: _("{agency} stands in line {first} too, and counts once").format(
        agency=visible(c["agency"]), first=c["first"]
    ),
    "file_missing": lambda _c: _("no such file or folder"),
    "is_a_folder": lambda _c: _("this is a folder: expected a file"),
    "file_unreadable": lambda c: _("can't be read: {reason}").format(reason=c["reason"]),
    "folder_empty": lambda c: _("no answer file in this folder: expected {endings}").format(endings=listed(c["endings"])),
    "too_large": lambda c: _("the file is larger than {limit} MiB").format(limit=c["limit"]),
    "encoding": lambda _c: _("this is no UTF-8 text"),
    "office_file": lambda _c: _("this is a workbook or an archive, no text"),
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
    "config_too_large": lambda c: _("the file is larger than {limit} KiB").format(limit=c["limit"]),
    "no_folder": lambda _c: _("there is no such folder"),
    "outside_folder": lambda c: _("{value} leads out of the folder of evidence: expected a path in it").format(
        value=written(c["value"])
    ),
    "seal_needs_folder": lambda _c: _("files are sealed in a folder: expected --folder too"),
    "seals_in_answer_file": lambda _c: _("seals are written into answer files in YAML alone"),
    "no_place_for_seals": lambda _c: _("the seals can't be written here without changing something else, so nothing is written"),
    "too_many_entries": lambda c: _("this folder holds more than {limit} files and folders").format(limit=c["limit"]),
    "too_many_folders": lambda c: _("this pattern goes through more than {limit} folders").format(limit=c["limit"]),
    "too_many_choices": lambda c: _("too many plans that are nearly equal: more than {limit} would have to be weighed up").format(
        limit=c["limit"]
    ),
    "workbook_foreign": lambda _c: _("this is no workbook of spbe: its named cells (spbe_agency, spbe_year, …) are not there"),
    "filled_in": lambda _c: _("this is a workbook that is filled in: a report never takes its place"),
    "formula_uncounted": lambda _c: _("this formula has no value: no office program has computed the workbook"),
    "cell_error": lambda c: _("{value}: this cell holds an error, no value").format(value=written(c["value"])),
    "name_lost": lambda c: _("the cell named {name} was deleted").format(name=c["name"]),
    "workbook_to_file": lambda _c: _("a workbook is no text for a terminal"),
    "checked_one": lambda _c: _("a checked workbook is made of one workbook: expected the path of just that"),
    "control_character": lambda _c: _("a control character, which text can't hold"),
    "not_yaml": lambda _c: _("this is no YAML: something is missing or too much here"),
    "not_toml": lambda _c: _("this is no TOML: something is missing or too much here"),
    "toml_twice": lambda _c: _("this is there already, further up"),
    "tab": lambda _c: _("a tab, where YAML allows only spaces"),
    "tag": lambda _c: _("a tag (!…): tags are not used here"),
    "merge_key": lambda _c: _("a merge key (<<): it is not used here"),
    "key_not_plain": lambda _c: _("a key must be a single value"),
    "not_filled_in": lambda _c: _("a placeholder in braces that was not filled in: expected the value itself, without braces"),
    "key_without_colon": lambda c: _("{key} stands alone: expected a key, a colon and a value").format(key=written(c["key"])),
    "no_space_behind_colon": lambda c: _("{value}: a colon without a space behind it").format(value=written(c["value"])),
    "unknown_alias": lambda _c: _("an alias to an anchor that is not there"),
    "too_deep": lambda _c: _("nested too deep"),
    "too_many_problems": lambda c: _("more problems than the first {limit}, which are the ones shown").format(limit=c["limit"]),
    "too_many_values": lambda _c: _("too many values, aliases counted for what they stand for"),
    "duplicate_key": lambda c: _("the key {key} is there already, in line {first}").format(
        key=written(c["key"]), first=c["first"]
    ),
    "empty": lambda _c: _("the file is empty"),
    "several_documents": lambda _c: _("a second document: expected just one in the file"),
    "not_a_mapping": lambda _c: _("expected keys and values, such as agency: Kota …"),
    "other_kind": lambda c: _("this is {kind}, not {expected}").format(
        kind=_file_kinds()[c["kind"]], expected=_file_kinds()[c["expected"]]
    ),
    # Shapes, wherever they stand.
    "missing_key": lambda c: _("the key {key} is missing").format(key=_key(c)),
    "unknown_key": lambda c: _("unknown key {key}").format(key=written(c["key"])),
    "one_of": lambda c: _("{value}: expected one of {known}").format(value=written(c["value"]), known=listed(c["known"])),
    "mapping_type": lambda _c: _("expected keys and values here"),
    "list_type": lambda _c: _("expected a list here"),
    "text_type": lambda c: _("{value}: expected text").format(value=written(c["value"])),
    "whole_number_type": lambda c: _("{value}: expected a whole number").format(value=written(c["value"])),
    "number_type": lambda c: _("{value}: expected a number").format(value=written(c["value"])),
    "true_or_false": lambda c: _("{value}: expected true or false").format(value=written(c["value"])),
    "too_small": lambda c: _("{value}: expected at least {bound}").format(value=written(c["value"]), bound=c["limit"]),
    "too_great": lambda c: _("{value}: expected at most {bound}").format(value=written(c["value"]), bound=c["limit"]),
    "too_few": lambda c: _("expected at least {least} here").format(least=c["limit"]),
    "blank": lambda _c: _("expected text that says something"),
    "date": lambda c: _("{value}: expected a date such as 2025-06-30").format(value=written(c["value"])),
    "invalid": lambda c: _("{value} can't stand here ({type})").format(value=written(c["value"]), type=c["type"]),
    # Answer files.
    "neither": lambda _c: _("neither answers nor announced figures: expected answers, published, or both"),
    "unknown_instrument": lambda c: _("unknown instrument {value}").format(value=written(c["value"])),
    "no_instrument_for_year": lambda c: _("no instrument holds for the year {year}").format(year=c["value"]),
    "unknown_part": _unknown_part,
    "must_be_answered": lambda c: _("indicator {id} is not answered: {title}").format(id=c["id"], title=visible(c["title"])),
    "nothing_applicable": lambda _c: _("every indicator is not applicable: there is nothing to score"),
    "several_forms": lambda c: _("an answer in more than one way: {forms}").format(forms=listed(c["forms"])),
    "level_not_whole": _level_range,
    "level_not_number": _level_range,
    "level_range": _level_range,
    "level_list": lambda c: _("indicator {id} is answered once: expected one level, not a list").format(id=c["id"]),
    "level_list_empty": lambda _c: _("an empty list: expected a level for each service"),
    "no_criteria": lambda _c: _("this instrument has no criteria by level: expected a value"),
    "criteria_type": lambda c: _("expected a list of levels from {low} to {high}").format(low=c["low"], high=c["high"]),
    "criterion_range": lambda c: _("{value}: expected a level from {low} to {high}").format(
        value=written(c["value"]), low=c["low"], high=c["high"]
    ),
    "no_evidence_items": lambda c: _("indicator {id} is not scored by accepted evidence items").format(id=c["id"]),
    "accepted_type": lambda c: _("expected how many items were accepted, by level ({levels})").format(levels=listed(c["levels"])),
    "accepted_level": lambda c: _("{value}: expected a level ({levels})").format(
        value=written(c["value"]), levels=listed(c["levels"])
    ),
    "accepted_count": lambda c: _("{value}: level {level} asks for {most} items, expected 0 to {most}").format(
        value=written(c["value"]), level=c["level"], most=c["most"]
    ),
    "no_conversion": lambda c: _("indicator {id} does not come from a national index").format(id=c["id"]),
    "national_index_range": lambda c: _("{value}: expected a national index from {low} to {high}").format(
        value=written(c["value"]), low=exact(c["low"]), high=exact(c["high"])
    ),
    "not_applicable_type": lambda _c: _("expected the reason, as text"),
    "evidence_type": lambda _c: _("expected the name or address of a document"),
    "sha256": lambda c: _("{value}: expected a SHA-256 of 64 hexadecimal digits").format(value=written(c["value"])),
    "nothing_judged": lambda c: _("{agency}: no evidence has a status, so nothing is backed").format(agency=visible(c["agency"])),
    "published_empty": lambda _c: _("nothing is announced here: expected an index, a predicate, domains or aspects"),
    "published_incomplete": lambda _c: _("no index can be had from this: expected the index, or every domain or aspect"),
    "figures_type": lambda c: _("expected announced figures by {tier} ({known})").format(
        tier=tier(c["tier"]), known=listed(c["known"])
    ),
    "announced_range": lambda c: _("announced figure {value}: expected 0 to {high}").format(
        value=exact(c["value"]), high=exact(c["high"])
    ),
    "predicate_type": lambda c: _("expected a predicate: {known}").format(known=listed(c["known"])),
    "unknown_predicate": lambda c: _("unknown predicate {value}").format(value=written(c["value"])),
    "nothing_to_set": lambda c: _("{agency} has announced figures only, no answers to change").format(
        agency=visible(c["agency"])
    ),
    # Tables of agencies.
    "heading_or_false": lambda c: _("{value}: expected the known heading that this one stands for, or false").format(
        value=written(c["value"])
    ),
    "unknown_heading": lambda c: _("unknown heading {key}").format(key=written(c["key"])),
    "duplicate_heading": lambda c: _("the heading {key} is there already, in column {first}").format(
        key=written(c["key"]), first=c["first"]
    ),
    "heading_without_part": lambda c: _("heading {key}: there is no {tier} {id}").format(
        key=written(c["key"]), tier=tier(c["tier"]), id=c["id"]
    ),
    "heading_of_another": lambda c: _("{key} is no part of {instrument}").format(
        key=written(c["key"]), instrument=visible(c["instrument"])
    ),
    "missing_heading": lambda c: _("there is no column {key}").format(key=_key(c)),
    "no_results": lambda _c: _("no column says a result: expected indicators (1, 2, …), or index, domain_1, … or aspect_1, …"),
    "no_rows": lambda _c: _("there is no row below the headings"),
    "extra_cell": lambda c: _("{value} stands in a column without a heading").format(value=written(c["value"])),
    "not_csv": lambda _c: _("quotes that do not end with the cell, or not at all"),
    "unknown_sheet": lambda c: _("there is no sheet {value}").format(value=written(c["value"])),
    "no_indicator": lambda c: _("{value} is the number or name of no indicator").format(value=written(c["value"])),
    "another_indicator": lambda c: _("{value} is {tier} {id}, but the number beside it is {number}").format(
        value=written(c["value"]), tier=tier(c["tier"]), id=c["id"], number=c["number"]
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
    ).format(count=c["count"], taken=_some(c["taken"])),
    "columns_passed_over": lambda c: ngettext(
        "a column is passed over, as its heading means nothing here: {names}",
        "{count} columns are passed over, as their headings mean nothing here: {names}",
        len(c["names"]),
    ).format(count=len(c["names"]), names=_some(c["names"])),
    "sheets_passed_over": _sheets_passed_over,
    "totals_left_out": lambda c: ngettext(
        "row {rows} is no agency and is left out: {names}",
        "rows {rows} are no agencies and are left out: {names}",
        len(c["rows"]),
    ).format(rows=listed(c["rows"]), names=_some(dict.fromkeys(c["names"]))),
    "rows_passed_over": lambda c: ngettext(
        "row {rows} is passed over: it names no agency or indicator with a result",
        "rows {rows} are passed over: they name no agency or indicator with a result",
        len(c["rows"]),
    ).format(rows=listed(c["rows"])),
    "hidden_rows": lambda c: ngettext(
        "row {rows} is hidden and read all the same", "rows {rows} are hidden and read all the same", len(c["rows"])
    ).format(rows=listed(c["rows"])),
    "hidden_sheet": lambda c: _("the sheet {sheet} is hidden and read all the same").format(sheet=written(c["sheet"])),
    "unheaded_cells": lambda c: _("no heading stands above these cells, which are passed over: {cells}").format(
        cells=_some(c["cells"])
    ),
    # Owners, and parts of an assessment.
    "owned": lambda c: _("{value}: expected the number of an indicator, a range such as 15-18, or aspect:4").format(
        value=written(c["value"])
    ),
    "owned_twice": lambda c: _("indicator {id} is {owner}'s already, in {first}").format(
        id=c["id"], owner=visible(c["owner"]), first=visible(c["first"])
    ),
    "one_assessment": lambda _c: _("expected one assessment here"),
    "form": lambda c: _("what to write is not known by this ending: expected {known}, or a folder").format(
        known=listed(c["known"])
    ),
    "another_part": lambda c: _("{key} {value}, but {other} in {first}: expected parts of one assessment").format(
        key=c["key"], value=written(c["value"]), other=written(c["other"]), first=visible(c["first"])
    ),
    "announced_otherwise": lambda c: _("announced figures that differ from those in {first}").format(first=visible(c["first"])),
    "answered_otherwise": lambda c: _("indicator {id} is answered otherwise in {first}").format(
        id=c["id"], first=visible(c["first"])
    ),
    "judged_otherwise": lambda c: _("this evidence for indicator {id} has another status in {first}").format(
        id=c["id"], first=visible(c["first"])
    ),
    "promised_otherwise": lambda c: _("another commitment for indicator {id} stands in {first}").format(
        id=c["id"], first=visible(c["first"])
    ),
    # Instrument files.
    "tree_top": lambda _c: _("expected either domains or aspects at the top of the tree"),
    "same_id": lambda c: _("a second {tier} {id}").format(tier=tier(c["tier"]), id=c["id"]),
    "same_instrument": lambda c: _("a second instrument {id}").format(id=written(c["id"])),
    "weights_sum": lambda c: _("the weights sum to {total}: expected exactly 100").format(total=exact(c["total"])),
    "weight_missing": lambda _c: _("expected a weight for every indicator, or one for the aspect"),
    "weight_twice": lambda _c: _("a weight for the aspect and for its indicators: expected one or the other"),
    "weight_not_positive": lambda _c: _("expected weights above 0"),
    "repeat_without_aspect_weight": lambda _c: _("an indicator repeats only where its aspect carries the weight"),
    "unknown_kind": lambda c: _("{kind}: expected a kind of levels that the scale names").format(kind=written(c["kind"])),
    "scale_range": lambda _c: _("expected min from 0 on, below max, in whole steps"),
    "years_order": lambda _c: _("expected the first year before the last"),
    "predicate_out_of_reach": lambda c: _("no index reaches this predicate: expected at most {maximum}").format(
        maximum=exact(c["maximum"])
    ),
    "scale_bands": lambda _c: _("expected bands that rise from min to max"),
    "scale_names": lambda c: _("{actual} names for {kind}: expected one for each of {expected} levels").format(
        actual=c["actual"], kind=written(c["kind"]), expected=c["expected"]
    ),
    "evidence_levels": lambda c: _("expected a count of evidence items for each level ({levels})").format(
        levels=listed(c["levels"])
    ),
    "conversion_points": lambda _c: _("expected two or more points that rise, with values on the scale"),
    "since_outside": lambda c: _("{value}: expected a year that the instrument holds for, after its first ({years})").format(
        value=c["value"], years=c["years"]
    ),
    "damaged_says_nothing": lambda _c: _("the source is damaged here: expected neither asks nor evidence"),
    "predicates_overlap": lambda c: _("{lower} must begin below {higher}: expected the highest first").format(
        lower=written(c["lower"]), higher=written(c["higher"])
    ),
    "predicates_gap": lambda c: _("nothing is named below {bound}: expected a predicate from {minimum}").format(
        bound=exact(c["bound"]), minimum=exact(c["minimum"])
    ),
    "same_predicate": lambda c: _("a second predicate {name}").format(name=written(c["name"])),
    "unknown_indicator": lambda c: (
        _("there is no indicator {id}").format(id=c["id"])
        if "instrument" not in c
        else _("there is no indicator {id} in {instrument}").format(id=c["id"], instrument=visible(c["instrument"]))
    ),
    # What a command was asked for.
    "nothing_to_explain": lambda c: _("{agency} has announced figures only, so no indicator has a level to explain").format(
        agency=visible(c["agency"])
    ),
    "ending": lambda c: _("no format is known by this ending: expected {known}").format(known=listed(c["known"])),
    "format": lambda c: _("not to be had in the format {value}: expected {known}").format(
        value=c["value"], known=listed(c["known"])
    ),
    "output_is_input": lambda _c: _("this is one of the files that are read: expected another"),
    "there_already": lambda _c: _("this is there already, and may hold somebody's work"),
    "folder_needed": lambda _c: _("many files are written: expected the name of a folder"),
    "not_together": lambda c: _("can't go together with {other}").format(other=c["other"]),
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
    "not_writable": lambda c: _("can't be written: {reason}").format(reason=c["reason"]),
    "worker_lost": lambda _c: _("a process that reads files was ended from outside, so not all are read"),
    "no_title": lambda c: _("no indicator of {instrument} has {value} in its title").format(
        instrument=visible(c["instrument"]), value=written(c["value"])
    ),
    # Gates.
    "fail_under_passed": lambda c: _judged(c, _of_part(c, _("Gate passed: {actual} is at least {expected}."))),
    "fail_under_failed": lambda c: (
        _("Gate failed: the announced index {actual} can't be, so nothing shows that {expected} is reached.").format(**_sides(c))
        if "doubt" in c
        else _judged(c, _of_part(c, _("Gate failed: {actual} is below {expected}.")))
    ),
    "fail_on_difference_passed": lambda _c: _("Gate passed: the announced figures hold."),
    "fail_on_difference_failed": lambda c: ngettext(
        "Gate failed: {count} announced figure does not hold.",
        "Gate failed: {count} announced figures do not hold.",
        c["actual"],
    ).format(count=c["actual"]),
    "basis_passed": lambda _c: _("Gate passed: the result comes from answers."),
    "basis_failed": lambda _c: _("Gate failed: the result is only announced, no answers are here."),
    "max_drop_passed": lambda c: _judged(
        c,
        _("Gate passed: the index does not drop.")
        if c["actual"] <= 0
        else _("Gate passed: the index drops by {actual}, at most {expected} is allowed.").format(**_sides(c)),
    ),
    "max_drop_failed": lambda c: _judged(
        c, _("Gate failed: the index drops by {actual}, at most {expected} is allowed.").format(**_sides(c))
    ),
    "no_regression_passed": lambda c: _judged(c, _no_regression(c)),
    "no_regression_failed": lambda c: _judged(
        c,
        _("Gate failed: the predicate is lower than before: {old}, now {new}.").format(old=c["expected"], new=c["actual"])
        if c["tier"] == "predicate"
        else _("Gate failed: lower than before: {tier} {ids}.").format(
            tier=tier(c["tier"], many=len(c["fallen"]) > 1), ids=listed(c["fallen"])
        ),
    ),
    "another_instrument": lambda c: _("scored by {instrument}, but it points to {other}: {option}").format(
        instrument=visible(c["instrument"]), other=visible(c["other"]), option=c["option"]
    ),
    "instrument_beside": lambda c: _("the instrument {other} stands beside it: {option}").format(
        other=visible(c["other"]), option=c["option"]
    ),
    "parts_missing": lambda c: _("{agency}: no value any more for {tier} {ids}, so the gate can't be checked").format(
        agency=visible(c["agency"]), tier=tier(c["tier"], many=len(c["ids"]) > 1), ids=listed(c["ids"])
    ),
    "part_without_value": lambda c: _("{agency}: {tier} {id} has no value, so there is nothing to check").format(
        agency=visible(c["agency"]), tier=tier(c["tier"]), id=c["id"]
    ),
    "part_threshold": lambda c: _("{value}: expected a part and its value, from {low} to {high}").format(
        value=written(c["value"]), low=exact(c["low"]), high=exact(c["high"])
    ),
    "nothing_compared": lambda c: _("{agency}: no {tier} has a value on both sides, so there is nothing to check").format(
        agency=visible(c["agency"]), tier=tier(c["tier"])
    ),
    "another_agency": lambda c: _("this is {agency}, not {other}, so there is nothing to check").format(
        agency=visible(c["agency"]), other=visible(c["other"])
    ),
    "no_peers": lambda c: _("nothing to compare {agency} with: no other result of {year} under {instrument}").format(
        agency=visible(c["agency"]), year=c["year"], instrument=visible(c["instrument"])
    ),
    "no_place_among_others": lambda c: _("the index of {agency} lies outside the scale, so it has no place among others").format(
        agency=visible(c["agency"])
    ),
    "no_agency_in_common": lambda c: _("no agency is both here and in {other}, so there is nothing to compare").format(
        other=visible(c["other"])
    ),
    "same_file": lambda _c: _("this file is on both sides, so there is no change to check"),
    "odd_year": lambda c: _("{agency} is of {year}, others on this side are of {latest}, so no change can be checked").format(
        agency=visible(c["agency"]), year=c["year"], latest=c["latest"]
    ),
    "earlier_than_before": lambda c: _("this is of {year}, before {before} on the other side, so no drop can be checked").format(
        year=c["year"], before=c["before"]
    ),
    "agency_gone": lambda c: (
        _("{agency} is here no longer, or in a file that can't be used, so no gate can be checked on it")
        if c["unread"]
        else _("{agency} is here no longer, so no gate can be checked on it")
    ).format(agency=visible(c["agency"])),
    "not_handed_in": lambda c: (
        _("{agency} has not handed in, or is in a file that can't be used, so no gate can be checked on it")
        if c["unread"]
        else _("{agency} has not handed in, so no gate can be checked on it")
    ).format(agency=visible(c["agency"])),
    "no_gate": lambda _c: _("no gate is asked for, so there is nothing to write"),
    "index_or_predicate": lambda c: _("{value}: expected a number, or the name of a predicate").format(value=written(c["value"])),
    "drop": lambda c: (
        _("{value}: expected index points from 0 to {most}, such as 0.05").format(
            value=written(c["value"]), most=number(c["most"])
        )
        if "most" in c
        else _("{value}: expected index points, 0 or more, such as 0.05").format(value=written(c["value"]))
    ),
    "nothing_announced": lambda c: _("{agency}: nothing is announced, so there is no difference to check").format(
        agency=visible(c["agency"])
    ),
    "none_announced": lambda _c: _("nothing is announced of any agency, so there is no difference to check"),
    "what_if_announced": lambda _c: _("a what-if (--set) can't be compared with announced figures"),
    "before_several": lambda _c: _("one earlier file can't stand beside several: expected one file"),
    "before_what_if": lambda _c: _("a what-if (--set) stands beside the result as it is already"),
    "not_installed": lambda c: _("{library}, which this takes, is not installed").format(library=c["library"]),
    "threshold": lambda c: _("{value}: expected a number from {low} to {high}, or a predicate").format(
        value=written(c["value"]), low=exact(c["low"]), high=exact(c["high"])
    ),
    # Plans.
    "cost": lambda c: _("{value}: expected a cost, 0 or more, or impossible").format(value=written(c["value"])),
    "cost_level": lambda c: _("{value}: expected a level that can be raised to ({levels})").format(
        value=written(c["value"]), levels=listed(c["levels"])
    ),
    "budget": lambda c: _("{value}: expected a cost, 0 or more, such as 12.5").format(value=written(c["value"])),
    "target_and_budget": lambda _c: _("either a target or a budget: the other one is what comes of it"),
    "selection": lambda c: _("{value}: expected indicators (32, 15-18), a domain, an aspect or a focus").format(
        value=written(c["value"])
    ),
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
    "nothing_to_prove": lambda c: _("{agency} has announced figures only, no answers to prove").format(
        agency=visible(c["agency"])
    ),
    "out_of_reach": lambda c: _(
        "Out of reach: with all raised that may be, the index is {index}, {missing} below {target}."
    ).format(index=number(c["index"]), missing=number(c["missing"]), target=c["target"]),
    "setting": lambda c: _("{value}: expected an indicator and its answer, such as 32=4").format(value=written(c["value"])),
    # What a reader of a result should know.
    "provisional": lambda c: _("Provisional: {why}.").format(why=in_language(c["why"])),
    "year_outside": lambda c: _("{id} holds for {years}, not for {year}.").format(id=c["id"], years=c["years"], year=c["year"]),
    "borderline": _borderline,
    "too_few_services": lambda c: _with_source(
        c,
        _("Indicator {id}: {given} of at least {asked} services answered; each that is missing counts as {minimum}.").format(
            id=c["id"], given=c["given"], asked=c["asked"], minimum=exact(c["minimum"])
        ),
    ),
    "more_services": lambda c: _with_source(
        c,
        _(
            "Indicator {id}: {given} services answered, where at least {asked} are asked for; each is one more equal item of its "
            "aspect."
        ).format(id=c["id"], given=c["given"], asked=c["asked"]),
    ),
    "criteria_gap": lambda c: _("Indicator {id}: level {levels} does not count, as a level below it is not met.").format(
        id=c["id"], levels=listed(c["levels"])
    ),
    "evidence_gap": lambda c: _(
        "Indicator {id}: the items of level {levels} do not count, as a level below is incomplete."
    ).format(id=c["id"], levels=listed(c["levels"])),
    "unanswered": lambda c: ngettext(
        "{count} indicator is not answered and scores {minimum}: {ids}.",
        "{count} indicators are not answered and score {minimum}: {ids}.",
        len(c["ids"]),
    ).format(count=len(c["ids"]), minimum=exact(c["minimum"]), ids=listed(c["ids"])),
}

_HINTS: dict[str, Callable[[Context], str | None]] = {
    "file_missing": lambda c: _nearest(c["name"], c["near"]),
    "nothing_asked_for": lambda c: c["meant"] and _("did you mean {near}?").format(near=visible(c["meant"])),
    "several_rows": lambda c: (
        _("choose one with --agency, or rank them with spbe batch")
        if len(c["agencies"]) > 1
        else _("choose one with --year ({years})").format(years=listed(c["years"]))
    ),
    "encoding": lambda _c: _("save the file as UTF-8"),
    "tab": lambda _c: _("indent with two spaces"),
    "not_yaml": lambda _c: _("look at the colons, quotes, brackets and indentation in this line and the one above"),
    "not_toml": lambda _c: _("text stands in quotes, decimals have a point"),
    "toml_twice": lambda _c: _("keep one of them"),
    "agency_gone": lambda c: c["meant"] and _("did you mean {near}?").format(near=visible(c["meant"])),
    "earlier_than_before": lambda _c: _("what was comes first, what is second"),
    "no_gate": lambda _c: _("ask for one on the command line or in spbe.toml"),
    "tag": lambda _c: _("write the value without it, in quotes if it begins with !"),
    "merge_key": lambda _c: _("write the keys out"),
    "key_without_colon": lambda _c: _("write decimals with a point"),
    "no_space_behind_colon": lambda c: _("write {meant}").format(meant=visible(c["meant"])),
    "duplicate_key": lambda _c: _("keep one of them"),
    "unknown_key": lambda c: (
        _nearest(c["key"], (*c["known"], *c.get("indonesian", ())))
        or _near_or_all(c["key"], (language() == "id" and c.get("indonesian")) or c["known"])
    ),
    "not_a_mapping": lambda _c: _("a table of agencies is a file that ends in .csv or .tsv"),
    "other_kind": lambda c: _file_hint(c["kind"]),
    "one_of": lambda c: _nearest(c["value"], c["known"]),
    "unknown_heading": lambda c: (
        _("did you mean {near}?").format(near=c["near"])
        if c["near"]
        else _all(c.get("known", ())) or _("[columns] in spbe.toml says what it means, or passes it over with false")
    ),
    "heading_without_part": lambda c: _all(c["known"]),
    "missing_heading": lambda c: {"year": _("or say it with --year"), "agency": _("or say it with --agency")}.get(c["key"]),
    "no_results": lambda c: (
        _("[columns] in spbe.toml says what others mean: {names}").format(names=_some(c["unread"])) if c["unread"] else None
    ),
    "unknown_sheet": lambda c: _near_or_all(c["value"], c["known"]),
    "no_indicator": lambda c: _nearest(c["value"], c["known"]) or _("write its number or its official name"),
    "another_indicator": lambda _c: _("write both of the same one; numbers of rows are passed over with [columns] in spbe.toml"),
    "said_again": lambda _c: _("keep one of them"),
    "duplicate_heading": lambda _c: _("keep one of them"),
    "extra_cell": lambda _c: _("a cell that holds a separator needs quotes"),
    "not_csv": lambda _c: _("double a quote that belongs to the text"),
    "published_incomplete": lambda c: _domains_by_aspects(c["known"]),
    "unknown_instrument": lambda c: (
        _nearest(c["value"], c["known"])
        or _("known: {known}; a file of your own is named with --indicators").format(known=listed(c["known"]))
    ),
    "no_instrument_for_year": lambda c: _("name one with instrument: {known}").format(known=listed(c["known"])),
    "unknown_part": lambda c: (
        _("write the number without quotes and without a leading zero")
        if isinstance(c["id"], str) and c["id"].isdecimal()
        else _all(c["known"])
    ),
    "unknown_predicate": lambda c: _near_or_all(c["value"], c["known"]),
    "unknown_kind": lambda c: _near_or_all(c["kind"], c["known"]),
    "none_of": lambda c: _near_or_all(c["value"], c["known"]),
    "no_cell_holds": lambda _c: _("an answer file, .yaml, keeps it"),
    "nothing_for_workbook": lambda _c: _("a table or an answer file keeps them"),
    "level_not_whole": lambda c: _level_hint(c["value"]),
    "level_not_number": lambda c: _decimal_hint(c["value"]) or _level_hint(c["value"]),
    "number_type": lambda c: _decimal_hint(c["value"]),
    "level_list": lambda _c: _("only an indicator with repeat takes a list"),
    "several_forms": lambda _c: _("keep one of them"),
    "must_be_answered": lambda _c: _("answer it, say n/a, or leave out --strict"),
    "ending": lambda _c: _("or name one with --format"),
    "part_threshold": lambda _c: _("such as domain:2=2.0, aspect:3=2 or 32=3"),
    "threshold": lambda c: _near_or_all(c["value"], c["known"]),
    "selection": lambda c: _near_or_all(c["value"], c["known"]),
    "cost": lambda c: _decimal_hint(c["value"]) or _nearest(c["value"], ("impossible", "mustahil")),
    "cost_level": lambda c: (
        _("write the number without quotes and without a leading zero") if isinstance(c["value"], str) else None
    ),
    "what_if_announced": lambda _c: _("leave out one of the two"),
    "there_already": lambda _c: _("name another with -o, or replace it with --force"),
    "folder_needed": lambda _c: _("name one with -o"),
    "no_place_for_seals": lambda _c: _("write each item out on a line of its own"),
    "form": lambda c: c["forms"] and _("or name it with --as: {forms}").format(forms=listed(c["forms"])),
    "owned_twice": lambda _c: _("keep one of them"),
    "answered_otherwise": lambda _c: _("keep one of them"),
    "judged_otherwise": lambda _c: _("keep one of them"),
    "promised_otherwise": lambda _c: _("keep one of them"),
    "not_together": lambda _c: _("leave out one of the two"),
    "agency_not_here": lambda c: c["meant"] and _("did you mean {near}?").format(near=visible(c["meant"])),
    "before_what_if": lambda _c: _("leave out one of the two"),
    "not_installed": lambda c: _("install it with: {command}").format(command=f'pip install "spbe-cli[{c["extra"]}]"'),
    "office_file": lambda _c: _("an answer file is written as YAML, in a text editor"),
    "workbook_locked": lambda _c: _("save it as .xlsx, without a password"),
    "workbook_broken": lambda _c: _("open it in an office program and save it anew"),
    "workbook_foreign": lambda _c: _("spbe init -o FILE.xlsx makes one"),
    "filled_in": lambda _c: _("name another file"),
    "formula_uncounted": lambda _c: _("open it in an office program and save it, or write the value"),
    "cell_error": lambda _c: _("mend the formula, or write the value"),
    "name_lost": lambda _c: _("copy the answers into a new workbook"),
    "too_many_choices": lambda _c: _("round the costs, or raise fewer indicators with --only"),
    "workbook_too_wide": lambda _c: _("a merged range or a formatted cell far below does so: delete it"),
    "worker_lost": lambda _c: _("as happens when memory runs out: give fewer files at a time"),
    "workbook_to_file": lambda _c: _("name a file with --output"),
    "text_type": lambda c: None if c["value"] is None or isinstance(c["value"], dict | list) else _("write it in quotes"),
    "weights_sum": lambda _c: _("weights are percentages of the index"),
}


def _decimal_hint(value: Any) -> str | None:
    if isinstance(value, str) and value.count(",") == 1 and value.replace(",", "").isdecimal():
        return _("write decimals with a point")
    return None


def _domains_by_aspects(known: Mapping[int, Fraction]) -> str | None:
    means = ", ".join(_("domain {id} is {value}").format(id=domain, value=number(mean)) for domain, mean in known.items())
    return _("what follows: {means}").format(means=means) if known else None


def _level_hint(value: Any) -> str | None:
    if isinstance(value, str) and value.strip().isdecimal():
        return _("write the number without quotes and without a leading zero")
    if isinstance(value, str) and value.replace(",", "").isdecimal():
        return _("levels are whole numbers")
    if isinstance(value, str):
        return _("an indicator that is not answered yet is left empty; one that does not apply is n/a")
    return None
