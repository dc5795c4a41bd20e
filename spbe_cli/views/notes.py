"""Sentences below the tables: what a reader should know of results, and what gates say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.core.judging import rounded
from spbe_cli.model import agencies
from spbe_cli.model.base import decimals_of
from spbe_cli.model.result import Caution
from spbe_cli.texts import _, ngettext, number
from spbe_cli.texts.messages import message
from spbe_cli.texts.words import first, part_name
from spbe_cli.views.figures import agencies_text
from spbe_cli.views.page import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.result import Difference, Result, Verdict


def result_notes(result: Result) -> Iterator[Note]:
    """Notes on the cautions of a result, and on every impossible announced figure."""
    yield from caution_notes(result)
    for difference in result.differences:
        yield Note(difference_text(difference, result.instrument), "failure")


def caution_notes(result: Result) -> Iterator[Note]:
    """Notes on what a reader of the result should know: weights that moved, and its cautions."""
    yield from moved_notes(result)
    yield from map(caution_note, result.cautions)


def moved_notes(result: Result) -> Iterator[Note]:
    """A note on weights that moved, wherever figures of a result are shown that depend on them."""
    if result.adjusted:
        yield Note(_("Adjusted: the weight of what is not applicable moved to the rest, in proportion."))


def notes_on(cautions: Iterable[Caution], *codes: str) -> Iterator[Note]:
    """Notes on those of some cautions that have one of these codes."""
    yield from (caution_note(one) for one in cautions if one.code in codes)


def caution_note(caution: Caution) -> Note:
    """A note on one caution."""
    return Note(message(caution.code, caution.context), "warning")


def provisional_notes(instrument: Instrument) -> Iterator[Note]:
    """A note that an instrument's figures are not final, where they are not."""
    if instrument.provisional is not None:
        yield caution_note(Caution("provisional", {"why": instrument.provisional}))


def agencies_note(old: str, new: str) -> Note:
    """A note that two agencies stand beside each other."""
    return Note(_("These are two agencies: {old} and {new}.").format(old=old, new=new), "warning")


def yardstick_note() -> Note:
    """A note that two instruments are compared."""
    return Note(_("The yardstick changed, so the change of the index is not the agency's alone."), "warning")


def stages_note() -> Note:
    """A note that two results of different stages are compared."""
    return Note(_("The two are of different stages, so the change of the index is not the agency's alone."), "warning")


def of_stages_notes(names: Sequence[str]) -> Iterator[Note]:
    """A note on those of several agencies whose two results are of different stages."""
    if names:
        text = _("Of different stages, so the change of the index is not the agency's alone: {names}.")
        yield Note(text.format(names=first(names)), "warning")


def difference_text(difference: Difference, instrument: Instrument) -> str:
    """A sentence for an impossible announced figure."""
    what = part_name(difference.tier, difference.id).capitalize()
    decimals = instrument.index.decimals
    if not isinstance(difference.announced, str):
        decimals = decimals_of(difference.announced, decimals)
    announced, low, high = (
        one if isinstance(one, str) else number(rounded(one, decimals))
        for one in (difference.announced, difference.low, difference.high)
    )
    if difference.low == difference.high:
        return _("{what}: announced {announced}, computed {computed}").format(what=what, announced=announced, computed=low)
    return _("{what}: announced {announced}, but only {low} to {high} is possible").format(
        what=what, announced=announced, low=low, high=high
    )


def doubt_notes(named: Iterable[tuple[str, Result]]) -> Iterator[Note]:
    """A note for each impossible announced index among several results, each with its name; it gives no predicate."""
    for name, one in named:
        if one.doubt is not None:
            for difference in one.differences:
                if difference.tier == "index":
                    yield Note(f"{name}: {difference_text(difference, one.instrument)}", "failure")


def verdict_notes(verdicts: Iterable[Verdict]) -> Iterator[Note]:
    """A sentence for each verdict."""
    for verdict in verdicts:
        yield Note(verdict_text(verdict), "success" if verdict.passed else "failure")


def failures(verdicts: Iterable[Verdict]) -> Iterator[Note]:
    """A sentence for each gate that is not met, with the agency's name."""
    yield from (Note(f"{one.agency}: {verdict_text(one)}", "failure") for one in verdicts if not one.passed)


def verdict_text(verdict: Verdict) -> str:
    """What a gate says, as a sentence."""
    context = {"expected": verdict.expected, "actual": verdict.actual, **verdict.context}
    return message(f"{verdict.gate}_{'passed' if verdict.passed else 'failed'}", context)


def checked_notes(verdicts: Sequence[Verdict]) -> Iterator[Note]:
    """How many gates were checked, where any was."""
    if verdicts:
        yield checked_note(verdicts)


def checked_note(verdicts: Sequence[Verdict]) -> Note:
    """How many gates were checked, on how many agencies; one of several years or stages is one."""
    count = len({agencies.key(name) for name in {one.agency for one in verdicts}})
    failed = sum(not one.passed for one in verdicts)
    text = _("{gates} checked on {agencies}, {failed} not met.").format(
        gates=ngettext("{count} gate", "{count} gates", len(verdicts)).format(count=number(len(verdicts))),
        agencies=agencies_text(count),
        failed=number(failed),
    )
    return Note(text, "failure" if failed else "success")
