"""Messages about results: the cautions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.texts import _, exact, ngettext, number
from spbe_cli.texts.words import in_language, listed

if TYPE_CHECKING:
    from spbe_cli.texts.messages import Context, Sentences


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


def _with_source(c: Context, sentence: str) -> str:
    from spbe_cli.texts.rules import sourced

    return sourced(sentence, c["rule"])


MESSAGES: Sentences = {
    "out_of_reach": lambda c: _(
        "Out of reach: with all raised that may be, the index is {index}, {missing} below {target}."
    ).format(index=number(c["index"]), missing=number(c["missing"]), target=c["target"]),
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
