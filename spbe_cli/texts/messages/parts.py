"""Parts that messages of several kinds share: the names of keys, and suggestions of what was meant."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from spbe_cli.slips import LOOKALIKE, meant
from spbe_cli.texts import _, language, visible
from spbe_cli.texts.words import first, listed, written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spbe_cli.texts.messages import Context


def some(names: Iterable[str]) -> str:
    """Names in quotes, the first ones where there are many."""
    return first(map(written, names))


def character(one: str) -> str:
    """A character that can't be told by its looks: its name and its number in Unicode."""
    return f"{unicodedata.name(one, '?').casefold()} U+{ord(one):04X}"


def lookalike(value: Any) -> str | None:
    """Which character of a text looks like a plain one, or stands for one in another script; None where none does."""
    found = LOOKALIKE.search(value) if isinstance(value, str) else None
    return None if found is None else of_lookalike(found[0])


def of_lookalike(one: str) -> str:
    """That a character looks like a plain one, or stands for one in another script."""
    text = _("{character} is no plain digit") if one.isdecimal() else _("{character} looks like a plain character and is none")
    return text.format(character=character(one))


def did_you_mean(name: str | None) -> str | None:
    """The question whether a name was meant; None where none may have been."""
    return _("did you mean {near}?").format(near=visible(name)) if name else None


def nearest(value: Any, known: Iterable[Any]) -> str | None:
    """The known value that was probably meant."""
    return did_you_mean(meant(str(value), map(str, known)))


def near_or_all(value: Any, known: Iterable[Any]) -> str | None:
    """The known value that was probably meant, or all known values."""
    known = list(known)
    return nearest(value, known) or all_known(known)


def all_known(known: Iterable[Any]) -> str | None:
    """All known values."""
    known = list(known)
    return _("known: {known}").format(known=listed(known)) if known else None


def key_name(c: Context) -> str:
    """A key as a reader of the language would write it."""
    return str((language() == "id" and c.get("indonesian")) or c["key"])


def number_hint(value: Any) -> str | None:
    """A hint on how to write a number: without quotes, currency and separators of thousands, and decimals with a point."""
    if (amount := _amount(value)) is not None:
        return _("write {meant}").format(meant=amount)
    if (hint := lookalike(value)) is not None:
        return hint
    if isinstance(value, str) and value.strip().replace(".", "", 1).isdecimal():
        return _("write the number without quotes")
    if isinstance(value, str) and value.strip().endswith("%"):
        return _("write the number without %")
    return decimal_hint(value)


_AMOUNT = re.compile(
    r"(?P<currency>(?:Rp|IDR)\.?\s*)?(?P<digits>[0-9]{1,3}(?:([.,])[0-9]{3}(?:\3[0-9]{3})*)?|[0-9]+)(?:[.,](?:00?|-))?",
    re.IGNORECASE,
)


def _amount(value: Any) -> str | None:
    """The digits of an amount (Rp 1.000.000,00) or of millions (1,000,000); one separator alone may be that of decimals."""
    found = _AMOUNT.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    parts = re.split("[.,]", found["digits"])
    return "".join(parts) if found["currency"] or len(parts) > 2 else None  # noqa: PLR2004 - parts of millions


def decimal_hint(value: Any) -> str | None:
    """A hint on how to write decimals, if the value has a comma instead of the point."""
    if isinstance(value, str) and value.count(",") == 1 and value.replace(",", "").isdecimal():
        return _("write decimals with a point")
    return None
