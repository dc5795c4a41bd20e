"""The comments in an answer file for people who fill it in: how to answer, and what each indicator's levels ask for."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from spbe_cli.model import keys
from spbe_cli.texts import _, number, visible
from spbe_cli.texts.words import in_language, key_word, steps, tier, tier_of
from spbe_cli.views.catalogue import asks_text, passage_text, shared_text, worded_from
from spbe_cli.writing.answers import Comments, answer_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from spbe_cli.core.carrying import Carried
    from spbe_cli.model.answer import Answer
    from spbe_cli.model.base import Text
    from spbe_cli.model.criteria import Criteria, IndicatorCriteria, Passage
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.owners import Part
    from spbe_cli.model.tree import Aspect, Domain, Indicator

_WIDTH = 96
"""The maximum length of a comment line, without its indentation and ``#``."""


def guidance(instrument: Instrument, criteria: Criteria | None, chosen: Iterable[int]) -> Comments:
    """The comments of an answer file with some of an instrument's indicators, in the reader's language.

    Without criteria the comments have the names of the levels, but not what they ask for.
    """
    wanted = frozenset(chosen)
    above: dict[int, list[str]] = {one: [] for one in instrument.indicators if one in wanted}
    parts: tuple[Domain | Aspect, ...] = (*instrument.domains, *instrument.aspects)
    for part in parts:
        if first := next((one for one in part.indicator_ids if one in wanted), None):
            above[first] += _heading(part, instrument)
    for aspect in instrument.aspects:
        for indicator in aspect.indicators:
            if indicator.id in wanted:
                above[indicator.id] += _about(
                    indicator, aspect, instrument, None if criteria is None else criteria.of(indicator.id)
                )
    return Comments(tuple(_how_to(instrument, criteria, wanted)), above)


def carried_over(comments: Comments, carried: Carried, old: Instrument, new: Instrument, year: int) -> Comments:
    """The comments with a mark at every answer carried over from a year; at the end are old answers that found no place."""
    above = {one: list(lines) for one, lines in comments.above.items()}
    for one, answers in carried.sources.items():
        if old.id == new.id:
            above[one] += _wrapped(_("CHECK AGAIN: from {year}.").format(year=year))
        else:
            text = _("CHECK AGAIN, no more than a start: from {year}, where it was, under {instrument}:")
            above[one] += (*_wrapped(text.format(year=year, instrument=old.id)), *_quoted(answers))
    below = list(comments.below)
    if carried.gone:
        text = _("Answers of {year} under {instrument} that have no place here, kept so that nothing is lost:")
        below += ("", *_wrapped(text.format(year=year, instrument=old.id)))
        for one, answer in carried.gone.items():
            below += (*_wrapped(_named(old.indicators[one].title), "  "), *_quoted({one: answer}))
    return comments._replace(above=above, below=below)


def handed_out(comments: Comments, part: Part, given: Iterable[int]) -> Comments:
    """The comments of an owner's part: with the day of return, who shares an indicator, and a mark at what is already given."""
    above = {one: list(lines) for one, lines in comments.above.items()}
    for one in part.indicators:
        above[one] += _wrapped(shared_text(part, one))
    for one in given:
        above[one] += _wrapped(_("CHECK: this was answered before it was handed out."))
    top = (_("To be handed in by {day}").format(day=part.due), "") if part.due else ()
    return comments._replace(top=(*top, *comments.top), above=above)


def _quoted(answers: Mapping[int, Answer]) -> Iterator[str]:
    for one, answer in answers.items():
        yield from (f"  {line}" for line in answer_text(one, answer).splitlines())


def _how_to(instrument: Instrument, criteria: Criteria | None, chosen: Collection[int]) -> Iterator[str]:
    def said(text: str) -> list[str]:
        return _wrapped(text, hanging="")

    yield from said(f"{in_language(instrument.title)} · {instrument.source}")
    yield ""
    example = "3" if instrument.scale.step == 1 else "2.75"
    text = _("Write each indicator's level behind its colon, such as 1: {level}. Leave empty what is not answered yet; write n/a "
             "where an indicator does not apply. With evidence and a note it looks like this:")  # fmt: skip
    yield from said(text.format(level=example))
    yield "  1:"
    for key, value in (
        ("level", example),
        ("evidence", f"[sk.pdf, {_item()}]"),
        ("note", _("Signed in March.")),
    ):
        yield f"    {key_word(key, keys.ANSWER)}: {value}"
    yield from said(_("Then check the file with: spbe validate FILE"))
    if criteria is not None:
        yield from said(worded_from(criteria, chosen).text)
    yield ""


def _item() -> str:
    """An item of evidence of which more is said than its name."""
    file, proves = (key_word(one, keys.EVIDENCE) for one in ("file", "proves"))
    return f"{{{file}: sop.pdf, {proves}: 3, status: {key_word('sent', keys.STATUSES)}}}"


def _heading(part: Domain | Aspect, instrument: Instrument) -> Iterator[str]:
    lines = _wrapped(f"{tier_of(instrument, part.tier).upper()} {part.id}: {_named(part.title)}")
    yield from ("", *lines, ("=" if part.tier == "domain" else "-") * max(map(len, lines)))


def _named(title: Text) -> str:
    """A title, with its translation if the reader's language has one."""
    gloss = in_language(title)
    return title.id if gloss == title.id else f"{title.id} ({gloss})"


def _about(indicator: Indicator, aspect: Aspect, instrument: Instrument, criteria: IndicatorCriteria | None) -> Iterator[str]:
    yield ""
    yield from _wrapped(f"{tier('indicator').capitalize()} {indicator.id}: {_named(indicator.title)}")
    if criteria is not None:
        yield from _wrapped(in_language(criteria.judges), "  ")
    yield from _ways(indicator, instrument)
    names = {level: instrument.scale.level_name(aspect.levels, level) for level in instrument.scale.levels}
    if criteria is None:
        yield from _wrapped(", ".join(f"{level} {name}" for level, name in names.items() if name), "  ")
        return
    yield from _evidence(criteria.evidence)
    for level, asked in criteria.levels.items():
        name = f" {names[level]}" if names[level] else ""
        yield from _wrapped(f"{level}{name}: {asks_text(asked)}")
        yield from _evidence(asked.evidence)


def _ways(indicator: Indicator, instrument: Instrument) -> Iterator[str]:
    """The other ways, besides one level, in which an indicator may or must be answered."""
    scale = instrument.scale
    if not scale.levels:
        text = _("A value from {low} to {high} {steps}.")
        yield from _wrapped(text.format(low=number(scale.min), high=number(scale.max), steps=steps(scale.step)), "  ")
    if indicator.repeat:
        text = _("A level for each of at least {count} services, such as {id}: [1, 3, 3].")
        yield from _wrapped(text.format(count=indicator.repeat, id=indicator.id), "  ")
    if indicator.evidence:
        asked = ", ".join(f"{level}: {count}" for level, count in indicator.evidence.items())
        yield from _wrapped(_("Or how many evidence items were accepted, by level; all there are would be:"), "  ")
        yield f"    {key_word('accepted', keys.ANSWER)}: {{{asked}}}"
    if indicator.conversion:
        low, high = indicator.conversion[0][0], indicator.conversion[-1][0]
        text = _("Or the national index, from {low} to {high}, such as {key}: {high}.")
        yield from _wrapped(text.format(key=key_word("national_index", keys.ANSWER), low=low, high=high), "  ")


def _evidence(items: Iterable[Passage]) -> Iterator[str]:
    for item in items:
        yield from _wrapped(f"{key_word('evidence', keys.ANSWER)}: {passage_text(item)}", "  ")


def _wrapped(text: str, indent: str = "", hanging: str = "  ") -> list[str]:
    return textwrap.wrap(
        visible(" ".join(text.split())),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
