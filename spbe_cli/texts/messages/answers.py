"""Messages about answer files and related input: parts of one assessment, owners, names of agencies."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from spbe_cli.texts import _, exact, ngettext, number, visible
from spbe_cli.texts.messages.parts import all_known, decimal_hint, did_you_mean, key_name, lookalike, near_or_all, nearest
from spbe_cli.texts.words import listed, stage_and_year, steps, tier, written

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from spbe_cli.texts.messages import Context, Hints, Sentences


def _level_range(c: Context) -> str:
    low, high = exact(c["low"]), exact(c["high"])
    if c["step"] == 1:
        return _("level {value}: expected a whole number from {low} to {high}").format(
            value=written(c["value"]), low=low, high=high
        )
    return _("value {value}: expected a number from {low} to {high} {steps}").format(
        value=written(c["value"]), low=low, high=high, steps=steps(c["step"])
    )


def _unknown_part(c: Context) -> str:
    if type(c["id"]) is not int:
        return _("{id} is no {tier}: expected its number").format(id=written(c["id"]), tier=tier(c["tier"]))
    return _("there is no {tier} {id}").format(id=c["id"], tier=tier(c["tier"]))


_CALLED = re.compile(r"(?:i|ind|indikator|indicator|no|nomor)?[\s._:-]{0,3}0*([1-9][0-9]{0,5})(?:[.,]0+)?[.):]?", re.IGNORECASE)


def _number_in(c: Context) -> str | None:
    """The number of a known indicator in ``Indikator 12`` or ``12.``; None where there is none."""
    said = _CALLED.fullmatch(str(c["id"]))
    return said[1] if said and c["tier"] == "indicator" and int(said[1]) in c["known"] else None


_SEVERAL = re.compile(r"[0-9]{1,5}(?:\s{0,3}(?:[-–,;&]|dan|and|sampai|to|s\.?/?d\.?)\s{0,3}[0-9]{1,5})+", re.IGNORECASE)


def _place_of_numbers(c: Context) -> str | None:
    """Where the numbers of indicators belong that stand together or below a title; None where there are none."""
    if c.get("holds_answers"):
        key = key_name({"key": "answers", "indonesian": "jawaban"})
        return _("the numbers below it belong directly below {key}").format(key=key)
    several = c["tier"] == "indicator" and _SEVERAL.fullmatch(str(c["id"]))
    return _("write each indicator on a line of its own, such as {example}").format(example="1: 3") if several else None


def _domains_by_aspects(known: Mapping[int, Fraction]) -> str | None:
    means = ", ".join(_("domain {id} is {value}").format(id=domain, value=number(mean)) for domain, mean in known.items())
    return _("what follows: {means}").format(means=means) if known else None


def _level_hint(c: Context) -> str | None:
    value = c["value"]
    if isinstance(value, str):
        return _hint_to_text(value, c.get("meant"), c.get("reason"))
    if isinstance(value, Decimal) and abs(value) < 100 and value == int(value):  # noqa: PLR2004 - no level has more digits
        return _("write it without a point or an exponent: {meant}").format(meant=int(value))
    return None


def _hint_to_text(text: str, meant: Any, reason: str | None) -> str:
    if (hint := lookalike(text)) is not None:
        return hint
    if text.strip().isdecimal():
        return _("write the number without quotes and without a leading zero")
    if reason:
        key = key_name({"key": "not_applicable", "indonesian": "tidak_berlaku"})
        meant = f"{{{key}: {written(reason)}}}"
    if meant is not None:
        return _("write {meant}").format(meant=meant)
    if text.replace(",", "").isdecimal():
        return _("levels are whole numbers")
    if re.search(r"\bn/a\b|\btidak berlaku\b", text, re.IGNORECASE):
        return _("n/a stands for the whole answer; a service that does not apply is left out of the list")
    return (
        _("write the number alone")
        if re.search(r"[0-9]", text)
        else _("an indicator that is not answered yet is left empty; one that does not apply is n/a")
    )


def _agency_twice(c: Context) -> str:
    if "years" in c:
        text = _("{agency} is there for several years ({years}), first in {first}: expected one year")
    elif "stages" in c:
        text = _("{agency} is there for several stages ({stages}), first in {first}: expected one stage")
    else:
        text = _("{agency} is there already, in {first}")
    stages = listed(stage_and_year(*one) for one in c.get("stages", ()))
    years = listed(c.get("years", ()))
    return text.format(agency=visible(c["agency"]), first=visible(c["first"]), years=years, stages=stages)


def _twice_hint(c: Context) -> str | None:
    """What to do where an agency is there twice: it depends on what tells the two apart."""
    if "years" in c and c["occasions"]:
        return _("choose one with --year")
    if c.get("parts"):
        return _("spbe merge brings the parts of several owners together")
    if "stages" in c and c["occasions"]:
        return _("choose one with --stage, or see both with spbe trend")
    if "stages" in c:
        return _("keep one of them, or see both with spbe trend")
    return None if "years" in c else _("keep one of them, or give two agencies two names")


MESSAGES: Sentences = {
    "alias_twice": lambda c: _("{name} is a name of {first} already").format(name=visible(c["name"]), first=visible(c["first"])),
    "agency_twice": _agency_twice,
    "listed_twice": lambda c: _("{agency} stands in line {first} too, and counts once").format(
        agency=visible(c["agency"]), first=c["first"]
    ),
    "blank_year": lambda _c: _("the year is blank"),
    "neither": lambda c: (
        _("this row has no result: expected an index, figures of domains or aspects, or levels")
        if c["in_row"]
        else _("neither answers nor announced figures: expected answers, published, or both")
    ),
    "unknown_instrument": lambda c: _("unknown instrument {value}").format(value=written(c["value"])),
    "no_instrument_for_year": lambda c: _("no instrument holds for the year {year}").format(year=c["value"]),
    "unknown_part": _unknown_part,
    "must_be_answered": lambda c: _("indicator {id} is not answered: {title}").format(id=c["id"], title=visible(c["title"])),
    "nothing_applicable": lambda _c: _("every indicator is not applicable: there is nothing to score"),
    "several_forms": lambda c: _("an answer in more than one way: {forms}").format(forms=listed(c["forms"])),
    "level_not_whole": _level_range,
    "level_not_number": _level_range,
    "level_range": _level_range,
    "level_contradicts": lambda c: _("{value}: the name is that of level {levels}, not of the number before it").format(
        value=written(c["said"]), levels=listed(c["levels"])
    ),
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
    "sha256": lambda c: _("{value}: expected a SHA-256 of 64 hexadecimal digits").format(value=written(c["value"])),
    "nothing_judged": lambda c: _("{agency}: no evidence has a status, so nothing is backed").format(agency=visible(c["agency"])),
    "outside_folder": lambda c: _("{value} leads out of the folder of evidence: expected a path in it").format(
        value=written(c["value"])
    ),
    "seal_needs_folder": lambda _c: _("files are sealed in a folder: expected --folder too"),
    "seals_in_answer_file": lambda _c: _("seals are written into answer files in YAML alone"),
    "no_place_for_seals": lambda _c: _("the seals can't be written here without changing something else, so nothing is written"),
    "nothing_to_prove": lambda c: _("{agency} has announced figures only, no answers to prove").format(
        agency=visible(c["agency"])
    ),
    "evidence_type": lambda _c: _("expected the name or address of a document"),
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
    "owned_twice": lambda c: _("indicator {id} is {owner}'s already, in {first}").format(
        id=c["id"], owner=visible(c["owner"]), first=visible(c["first"])
    ),
    "supports_own": lambda c: _("{ids}: an owner answers these itself, so it can't support them as well").format(
        ids=listed(c["ids"])
    ),
    "due_otherwise": lambda c: _("{owner} is to hand in by another day in {first}").format(
        owner=visible(c["owner"]), first=visible(c["first"])
    ),
    "no_agencies_heading": lambda _c: _("several columns, and none is headed as one of agencies"),
    "no_owner_headings": lambda _c: _("no headings of a table of owners: expected at least an indicator and an owner"),
    "another_part": lambda c: (
        _("{key} {value}, but {other} in {first}: expected parts of one assessment")
        if c["count"] == 1
        else _("{key} {value} here and elsewhere ({count} in all), but {other} in {first}: expected parts of one assessment")
    ).format(key=key_name(c), value=written(c["value"]), other=written(c["other"]), first=visible(c["first"]), count=c["count"]),
    "announced_otherwise": lambda c: _("announced figures that differ from those in {first}").format(first=visible(c["first"])),
    "judged_otherwise": lambda c: _("this evidence for indicator {id} has another status in {first}").format(
        id=c["id"], first=visible(c["first"])
    ),
    "answered_otherwise": lambda c: _("indicator {id} is answered otherwise in {first}").format(
        id=c["id"], first=visible(c["first"])
    ),
    "strict_in_part": lambda c: ngettext(
        "a part of {owner}: --strict asks for the {count} indicator in it, not for those of others",
        "a part of {owner}: --strict asks for the {count} indicators in it, not for those of others",
        c["count"],
    ).format(owner=visible(c["owner"]), count=number(c["count"])),
    "promised_otherwise": lambda c: _("another commitment for indicator {id} stands in {first}").format(
        id=c["id"], first=visible(c["first"])
    ),
}

HINTS: Hints = {
    "blank_year": lambda c: (
        _("write it here, or for all rows that name none as Tahun and the year above the headings") if c["in_row"] else None
    ),
    "another_part": lambda c: _("this file has several assessments: put each into a file of its own") if c["one_file"] else None,
    "agency_twice": _twice_hint,
    "criteria_type": lambda _c: _("such as {example}").format(example="[1, 2]"),
    "figures_type": lambda _c: _("such as {example}").format(example="1: 2.64"),
    "published_incomplete": lambda c: _domains_by_aspects(c["known"]),
    "unknown_instrument": lambda c: (
        nearest(c["value"], c["known"])
        or _("known: {known}; a file of your own is named with --indicators").format(known=listed(c["known"]))
    ),
    "no_instrument_for_year": lambda c: _("name one with instrument: {known}").format(known=listed(c["known"])),
    "unknown_part": lambda c: (
        lookalike(c["id"])
        or (
            _("write the number without quotes and without a leading zero")
            if isinstance(c["id"], str) and c["id"].isdecimal()
            else _place_of_numbers(c) or did_you_mean(c.get("meant") or _number_in(c)) or all_known(c["known"])
        )
    ),
    "unknown_predicate": lambda c: near_or_all(c["value"], c["known"]),
    "level_not_whole": _level_hint,
    "level_not_number": lambda c: decimal_hint(c["value"]) or _level_hint(c),
    "level_contradicts": lambda _c: _("write the number alone, or choose from the list"),
    "level_list": lambda _c: _("only an indicator with repeat takes a list"),
    "outside_folder": lambda c: did_you_mean(c["near"]),
    "several_forms": lambda _c: _("keep one of them"),
    "must_be_answered": lambda _c: _("answer it, say n/a, or leave out --strict"),
    "owned_twice": lambda _c: _("keep one of them; who only brings evidence and notes contributes to it"),
    "supports_own": lambda _c: _("take them out of contributes"),
    "due_otherwise": lambda _c: _("keep one of them"),
    "no_agencies_heading": lambda _c: _("head the column of names Nama OPD, or give a list with a name on a line"),
    "no_owner_headings": lambda _c: _("headings are indicator, owner, role (lead or contributor) and due"),
    "no_place_for_seals": lambda _c: _("write each item out on a line of its own"),
    "judged_otherwise": lambda _c: _("keep one of them"),
    "answered_otherwise": lambda _c: _("keep one of them"),
    "promised_otherwise": lambda _c: _("keep one of them"),
}
