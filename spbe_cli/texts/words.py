"""Words for data: the names of tiers and stages, and values in sentences."""

from __future__ import annotations

import os
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from spbe_cli.texts import _, exact, language, number, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

_MANY = 12
"""More names than these are too many for a sentence."""

_LONG = 60
"""A longer text is cut short where it is quoted."""


def written(value: Any) -> str:
    """A value as it would be written in a file, safe to show."""
    if isinstance(value, Fraction):
        return exact(value)
    if value is None:
        return _("blank")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return _("a mapping")
    if isinstance(value, list):
        return _("a list")
    text = visible(str(value))
    return f'"{text[:_LONG]}…"' if len(text) > _LONG else f'"{text}"' if isinstance(value, str) else text


def as_word(value: str) -> str:
    """A path or a name as a shell takes it for one word, safe to show: for commands that people copy."""
    from shlex import quote  # only where one is named
    from subprocess import list2cmdline

    return visible(list2cmdline([value]) if os.name == "nt" else quote(value))


def shortened(text: str, most: int) -> str:
    """A text cut short, with an ellipsis, where it has more characters than there is room for."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def listed(values: Iterable[Any]) -> str:
    """Values in a row, as a sentence lists them; runs of whole numbers as ranges."""
    values = list(values)
    if values and all(type(value) is int for value in values):
        return ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in runs(values))
    return ", ".join(visible(str(value)) for value in values)


def first(texts: Iterable[str]) -> str:
    """Texts in a row, the first ones where there are many, with how many there are beyond."""
    texts = list(texts)
    row = ", ".join(texts[:_MANY])
    return row if len(texts) <= _MANY else _("{names} and {count} more").format(names=row, count=number(len(texts) - _MANY))


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Whole numbers in order, each run of them by its first and its last."""
    found: list[tuple[int, int]] = []
    for one in sorted(numbers):
        if found and one == found[-1][1] + 1:
            found[-1] = found[-1][0], one
        else:
            found.append((one, one))
    return found


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


def tier_of(instrument: Any, name: str, *, many: bool = False) -> str:
    """The word for a tier of an instrument, which may call its highest one otherwise (PeGI: dimensions)."""
    called = instrument.called if name == instrument.top_tier else None
    return tier(name, many=many) if called is None else in_language(called).lower()


def part_name(name: str, identifier: int | None) -> str:
    """The name of what a figure belongs to: the index, the predicate, or a part of the tree by its number."""
    if identifier is None:
        return {"index": _("index"), "predicate": _("predicate")}[name]
    return f"{tier(name)} {identifier}"


def head_labels() -> dict[str, str]:
    """What stands before the cells of a workbook that say whose assessment it is, by their keys."""
    return {
        "agency": _("Agency"), "year": _("Year"), "stage": _("Stage"), "group": _("Group"), "kind": _("Kind of agency"),
        "owner": _("Filled in by"), "instrument": _("Instrument"),
    }  # fmt: skip


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
    """The name of a status of an item of evidence."""
    return {
        "sent": _("sent, not judged yet"),
        "accepted": _("accepted"),
        "rejected": _("rejected"),
        "revise": _("to be revised"),
    }[status]


def key_word(english: str, names: Mapping[str, str]) -> str:
    """A key of a file, or a word for a stage or status, in the language in use; ``names`` has the English ones by the others."""
    if language() != "id":
        return english
    return next((indonesian for indonesian, one in names.items() if one == english), english)


def status_word(status: str) -> str:
    """A status of an item of evidence as it is written in a file, in the language in use."""
    return {"sent": _("sent"), "accepted": _("accepted"), "rejected": _("rejected"), "revise": _("revise")}[status]


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


def stage_and_year(year: int, stage: str | None) -> str:
    """A result by its stage and its year, in a sentence; what names no stage says so."""
    if stage is None:
        return _("{year} without a stage").format(year=year)
    return _("{stage} {year}").format(stage=stage_name(stage), year=year)


def day_name(day: date) -> str:
    """A day in full, as letters have it."""
    months = _("January February March April May June July August September October November December").split()
    return _("{day} {month} {year}").format(day=day.day, month=months[day.month - 1], year=day.year)


def steps(step: Fraction) -> str:
    """The possible values between the ends of a scale; for fractional steps finer ones, too (contract section 2)."""
    text = _("in steps of {step}") if step.denominator == 1 else _("in steps of {step} or finer")
    return text.format(step=number(step))


def in_language(text: Any) -> str:
    """A text of the instrument in the language in use; the official, Indonesian one if there is no other."""
    return str(text.id if language() == "id" or text.en is None else text.en)
