"""Messages about gates: verdicts, thresholds, and why a gate can't be checked."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from spbe_cli.texts import _, exact, ngettext, number, visible
from spbe_cli.texts.messages.parts import did_you_mean, near_or_all, number_hint
from spbe_cli.texts.words import listed, stage_and_year, stage_name, tier, written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from spbe_cli.texts.messages import Context, Hints, Sentences


def _judged(c: Context, sentence: str) -> str:
    """A gate's sentence, with a note if the gate used something else than the displayed index."""
    if c.get("basis") == "backed":
        sentence += " " + _("Judged by what accepted evidence proves.")
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


def _same_rows(c: Context) -> str:
    years = [year for year, _stage in c["asked"]]
    if years[0] != years[1]:
        return _("neither a column nor a heading says a year, so the same figures would count for both ({years})").format(
            years=listed(years)
        )
    stages = [stage_name(stage) for _year, stage in c["asked"] if stage is not None]
    return _("neither a column nor a heading says a stage, so the same figures would count for both ({stages})").format(
        stages=listed(stages)
    )


def _of_part(c: Context, sentence: str) -> str:
    sides = _sides(c)
    if "tier" in c and "id" in c:
        sides["actual"] = _("{tier} {id} with {value}").format(tier=tier(c["tier"]), id=c["id"], value=sides["actual"])
    return sentence.format(**sides)


def _doubted(c: Context) -> str:
    sides = _sides(c)
    if "id" in c:
        text = _("Gate failed: {actual}, announced for {tier} {id}, can't be, so nothing shows that {expected} is reached.")
        return text.format(tier=tier(c["tier"]), id=c["id"], **sides)
    return _("Gate failed: the announced index {actual} can't be, so nothing shows that {expected} is reached.").format(**sides)


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


def _fallen(c: Context) -> str:
    """The parts that fell, each with its value before and now: as they are shown, exact where these are the same."""
    changes = c["changes"]
    if not changes:
        return listed(c["fallen"])
    level = c["tier"] == "indicator"
    return ", ".join(_fall(one, changes[one], level=level) if one in changes else str(one) for one in c["fallen"])


def _fall(identifier: int, change: tuple[Any, Any], *, level: bool) -> str:
    old, new = change
    sides = [number(one.exact if level and one.exact.denominator == 1 else one.shown) for one in change]
    if old.shown == new.shown:
        decimals = _telling_apart([old.exact, new.exact])
        sides = [_to_the_point(one.exact, decimals) for one in change]
    return _("{id} ({old}, now {new})").format(id=identifier, old=sides[0], new=sides[1])


def _sides(c: Context) -> dict[str, str]:
    sides = {side: c[side] for side in ("expected", "actual")}
    decimals = _telling_apart([one for one in sides.values() if not isinstance(one, str)])
    return {side: one if isinstance(one, str) else _to_the_point(one, decimals) for side, one in sides.items()}


def _telling_apart(figures: Sequence[Fraction]) -> int:
    """So many decimals that figures which are not the same do not look the same."""
    return next((n for n in range(6, 60) if len({int(one * 10**n) for one in figures}) == len(set(figures))), 60)


def _to_the_point(value: Fraction, decimals: int) -> str:
    # Enough digits to tell two sides of a threshold apart, without a fraction that nobody reads.
    text = exact(value)
    if len(text) <= decimals + 2 and "/" not in text:
        return number(value)
    digits = int(value * 10**decimals)
    return number(Decimal(digits).scaleb(-decimals)) + "…"


MESSAGES: Sentences = {
    "fail_under_passed": lambda c: _judged(c, _of_part(c, _("Gate passed: {actual} is at least {expected}."))),
    "fail_under_failed": lambda c: (
        _doubted(c) if "doubt" in c else _judged(c, _of_part(c, _("Gate failed: {actual} is below {expected}.")))
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
    "max_drop_failed": lambda c: (
        _("Gate failed: the announced index can't be, so nothing shows that it does not drop.")
        if "doubt" in c
        else _judged(c, _("Gate failed: the index drops by {actual}, at most {expected} is allowed.").format(**_sides(c)))
    ),
    "no_regression_passed": lambda c: _judged(c, _no_regression(c)),
    "no_regression_failed": lambda c: _judged(
        c,
        _("Gate failed: the predicate is lower than before: {old}, now {new}.").format(old=c["expected"], new=c["actual"])
        if c["tier"] == "predicate"
        else _("Gate failed: lower than before: {tier} {ids}.").format(
            tier=tier(c["tier"], many=len(c["fallen"]) > 1), ids=_fallen(c)
        ),
    ),
    "another_instrument": lambda c: (
        _("scored by {instrument}, but another instrument of that id stands beside it: {option}")
        if c["instrument"] == c["other"]
        else _("scored by {instrument}, but it points to {other}: {option}")
    ).format(instrument=visible(c["instrument"]), other=visible(c["other"]), option=c["option"]),
    "instrument_beside": lambda c: _("the instrument {other} stands beside it: {option}").format(
        other=visible(c["other"]), option=c["option"]
    ),
    "parts_missing": lambda c: _("{agency}: no value any more for {tier} {ids}, so the gate can't be checked").format(
        agency=visible(c["agency"]), tier=tier(c["tier"], many=len(c["ids"]) > 1), ids=listed(c["ids"])
    ),
    "parts_refuted": lambda c: _("{agency}: what was announced for {tier} {ids} can't be, so the gate can't be checked").format(
        agency=visible(c["agency"]), tier=tier(c["tier"], many=len(c["ids"]) > 1), ids=listed(c["ids"])
    ),
    "index_before_refuted": lambda c: _("{agency}: the index of before, {value}, can't be, so no drop can be checked").format(
        agency=visible(c["agency"]), value=number(c["value"])
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
    "no_peers": lambda c: _("nothing to compare {agency} with: no other result of {now} under {instrument}").format(
        agency=visible(c["agency"]),
        now=stage_and_year(c["year"], c["stage"]) if c["others"] else c["year"],
        instrument=visible(c["instrument"]),
    ),
    "no_place_among_others": lambda c: _("the index of {agency} lies outside the scale, so it has no place among others").format(
        agency=visible(c["agency"])
    ),
    "no_agency_in_common": lambda c: _("no agency is both here and in {other}, so there is nothing to compare").format(
        other=visible(c["other"])
    ),
    "same_file": lambda _c: _("this file is on both sides, so there is no change to check"),
    "same_rows": _same_rows,
    "years_in_columns": lambda c: _("there are columns of several years here ({years}), and a side is of one year").format(
        years=listed(c["years"])
    ),
    "odd_year": lambda c: _("{agency} is of {year}, others on this side are of {latest}, so no change can be checked").format(
        agency=visible(c["agency"]), year=c["year"], latest=c["latest"]
    ),
    "earlier_than_before": lambda c: _("this is of {year}, before {before} on the other side, so no drop can be checked").format(
        year=c["year"], before=c["before"]
    ),
    "stage_backwards": lambda c: _("{agency}: {stage} comes before {before} on the other side, so no drop can be checked").format(
        agency=visible(c["agency"]),
        stage=stage_and_year(c["year"], c["stage"]),
        before=stage_and_year(c["year"], c["before"]),
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
    "gate_elsewhere": lambda c: _("{gate} is not checked by this command").format(gate=c["gate"]),
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
    "threshold": lambda c: _("{value}: expected a number from {low} to {high}, or a predicate").format(
        value=written(c["value"]), low=exact(c["low"]), high=exact(c["high"])
    ),
}

HINTS: Hints = {
    "agency_gone": lambda c: did_you_mean(c["meant"]),
    "drop": lambda c: None if "most" in c else number_hint(c["value"]),
    "no_peers": lambda c: (
        _("there are those of {years}").format(years=listed(stage_and_year(c["year"], one) for one in c["others"]))
        if c["others"]
        else None
    ),
    "earlier_than_before": lambda _c: _("what was comes first, what is second"),
    "stage_backwards": lambda _c: _("what was comes first, what is second"),
    "years_in_columns": lambda c: _("say with --year which year OLD has and which NEW has, such as --year {years}").format(
        years=",".join(map(str, c["such"]))
    ),
    "no_gate": lambda _c: _("ask for one on the command line or in spbe.toml"),
    "gate_elsewhere": lambda c: (
        _("it is about announced figures: spbe score and spbe batch check it")
        if c["gate"] == "fail_on_difference"
        else _("it is about what was before: spbe compare OLD NEW checks it")
    ),
    "part_threshold": lambda _c: _("such as domain:2=2.0, aspect:3=2 or 32=3"),
    "threshold": lambda c: near_or_all(c["value"], c["known"]),
}
