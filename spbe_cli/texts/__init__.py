"""Texts in the reader's language: gettext catalogues, numbers, and text that is safe to show.

English is in the code, Indonesian in ``id/LC_MESSAGES/spbe.po``; the catalogue is compiled when the package is built.
"""

from __future__ import annotations

import gettext
import os
import sys
import unicodedata
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal

Language = Literal["id", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

_DOMAIN: Final = "spbe"
_FOLDER: Final = Path(__file__).parent

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language: Language = "en"


def use(language: Language) -> None:
    """Sets the language from now on."""
    global _catalogue, _language  # noqa: PLW0603 - a process speaks one language at a time, as with gettext itself
    _language = language
    _catalogue = gettext.translation(_DOMAIN, _FOLDER, [language], fallback=True)
    # Typer's own words ("Usage", "No such option") come from the catalogue too: it asks gettext's default domain.
    gettext.bindtextdomain(_DOMAIN, str(_FOLDER))
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = language


def use_language(language: Language) -> None:
    """Sets the language of tables, warnings and problems from now on; keys and codes are the same in all.

    Raises:
        ValueError: for a language that there is not.
    """
    if language not in LANGUAGES:
        raise ValueError(f"there is no language {language!r}: {', '.join(LANGUAGES)}")
    use(language)


def language() -> Language:
    """The language in use."""
    return _language


def wanted(
    arguments: Sequence[str], environment: Mapping[str, str], configured: Callable[[], str | None] = lambda: None
) -> Language:
    """The language asked for: by ``--lang``, SPBE_LANG, ``spbe.toml`` or the locale, in that order; else English."""
    return chosen(arguments, environment, configured)[0]


OPTION: Final = "--lang"
CONFIGURED: Final = "spbe.toml"


def chosen(
    arguments: Sequence[str], environment: Mapping[str, str], configured: Callable[[], str | None] = lambda: None
) -> tuple[Language, str | None]:
    """The language asked for, and what asks for it: OPTION, a variable, CONFIGURED, or nothing (None)."""
    for said, first in ((_option(arguments), OPTION), (environment.get("SPBE_LANG"), "SPBE_LANG")):
        if (asked := (said or "").lower()) in LANGUAGES:
            return asked, first
    if (known := configured()) in LANGUAGES:
        return known, CONFIGURED
    said_by = next((name for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), None)
    locale = environment[said_by] if said_by else None
    if locale is None and sys.platform == "win32":  # pragma: no cover - Windows keeps it elsewhere
        import locale as windows_locale

        # As it is: getlocale() fails for names that it does not know, such as en-ID.
        locale = windows_locale.setlocale(windows_locale.LC_CTYPE)
    if (locale or "").lower().startswith(("id", "indonesia")):
        return "id", said_by
    # What names another language, or none, says nothing: English is the default then.
    return "en", said_by if (locale or "").lower().startswith("en") else None


def unknown(arguments: Sequence[str], environment: Mapping[str, str]) -> str | None:
    """What SPBE_LANG says, where it would decide and is no language that there is."""
    said = environment.get("SPBE_LANG")
    languages = [(one or "").lower() for one in (said, _option(arguments))]
    return said if said and not any(one in LANGUAGES for one in languages) else None


def _option(arguments: Sequence[str]) -> str | None:
    """What the last ``--lang`` says, as for every option."""
    said = None
    for position, argument in enumerate(arguments):
        if argument == OPTION and position + 1 < len(arguments):
            said = arguments[position + 1]
        elif argument.startswith(f"{OPTION}="):
            said = argument.removeprefix(f"{OPTION}=")
    return said


def _(message: str) -> str:
    """A message in the language in use."""
    return _catalogue.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """A message about a number of things, in the language in use."""
    return _catalogue.ngettext(one, many, count)


def number(value: Decimal | Fraction | int) -> str:
    """A number as people read it: with a decimal comma in Indonesian."""
    text = exact(value) if isinstance(value, Fraction) else f"{value}"
    return text.replace(".", ",") if _language == "id" else text


def amount(value: Fraction) -> str:
    """A cost or a budget as people read it: as :func:`number`, with its thousands set apart, as money has many digits."""
    whole, point, rest = number(value).partition("," if _language == "id" else ".")
    if not whole.isdecimal():
        return number(value)
    grouped = f"{int(whole):,}"
    return f"{grouped.replace(',', '.') if _language == 'id' else grouped}{point}{rest}"


def exact(value: Fraction, decimals: int = 0) -> str:
    """An exact number as data: a decimal with at least ``decimals`` places if it is finite, else ``p/q`` in lowest terms."""
    if value.denominator == 1 and not decimals:
        return str(value.numerator)
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives, decimals)
    digits = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}d}"
    whole = digits if places == 0 else f"{digits[:-places]}.{digits[-places:]}"
    return f"-{whole}" if value < 0 else whole


def visible(text: str) -> str:
    """Text that is safe to show: characters that control a terminal, an editor or the reading order are written out."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() or unicodedata.category(character) == "Zs" else _written_out(character)
        for character in text
    )


def _written_out(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
