"""Messages about instrument files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.texts import _, exact, visible
from spbe_cli.texts.messages.parts import near_or_all
from spbe_cli.texts.words import listed, tier, written

if TYPE_CHECKING:
    from spbe_cli.texts.messages import Hints, Sentences


MESSAGES: Sentences = {
    "tree_top": lambda c: (
        _("domains and aspects beside each other: expected one of the two")
        if c["both"]
        else _("neither domains nor aspects: expected one of the two")
    ),
    "same_id": lambda c: _("a second {tier} {id}").format(tier=tier(c["tier"]), id=c["id"]),
    "same_instrument": lambda c: _("a second instrument {id}").format(id=written(c["id"])),
    "weights_sum": lambda c: _("the weights sum to {total}: expected exactly 100").format(total=exact(c["total"])),
    "weight_missing": lambda _c: _("expected a weight for every indicator, or one for the aspect"),
    "weight_twice": lambda _c: _("a weight for the aspect and for its indicators: expected one or the other"),
    "weight_not_positive": lambda _c: _("expected weights above 0"),
    "repeat_without_aspect_weight": lambda _c: _("an indicator repeats only where its aspect carries the weight"),
    "unknown_kind": lambda c: _("{kind}: expected a kind of levels that the scale names").format(kind=written(c["kind"])),
    "scale_min": lambda c: _("{value}: expected 0 or more").format(value=exact(c["value"])),
    "scale_max": lambda c: _("{value}: expected more than min, {low}, by at most {limit}").format(
        value=exact(c["value"]), low=exact(c["low"]), limit=c["limit"]
    ),
    "scale_step": lambda c: _("{value}: expected a step that leads from min, {low}, to max, {high}").format(
        value=exact(c["value"]), low=exact(c["low"]), high=exact(c["high"])
    ),
    "years_order": lambda c: _("{last}: expected no year before the first, {first}").format(last=c["last"], first=c["first"]),
    "crosswalk_to_none": lambda c: _("{value} is no other instrument of this file").format(value=written(c["value"])),
    "predicate_out_of_reach": lambda c: _("no index reaches this predicate: expected at most {maximum}").format(
        maximum=exact(c["maximum"])
    ),
    "scale_bands": lambda _c: _("expected bands that rise from min to max"),
    "scale_names": lambda c: (
        _("{actual} names for {kind}: expected one for each of {expected} levels")
        if c["expected"]
        else _("{actual} names for {kind}, but no levels: expected a step of 1, or bands")
    ).format(actual=c["actual"], kind=written(c["kind"]), expected=c["expected"]),
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
}

HINTS: Hints = {
    "unknown_kind": lambda c: near_or_all(c["kind"], c["known"]),
    "tree_top": lambda _c: _("domains hold aspects; an instrument without domains has aspects alone"),
    "weights_sum": lambda _c: _("weights are percentages of the index"),
    "scale_step": lambda _c: _("1 where levels are whole numbers, such as 0.01 where there are values between"),
    "crosswalk_to_none": lambda c: (
        near_or_all(c["value"], c["known"]) or _("put it into the same file, as one more document behind a line with ---")
    ),
}
