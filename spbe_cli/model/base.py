"""The base of every checked input: frozen, strict, no unknown keys, exact numbers, and faults with codes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Final, NamedTuple, Never, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator, ValidationError, model_validator
from pydantic_core import PydanticCustomError


class Fault(NamedTuple):
    """Something wrong with a value: the ``path`` to it from the value that was checked, and what is wrong.

    It has a code and values, no words: ``texts`` puts it into the reader's language. With ``at_key`` the key is wrong, not its
    value.
    """

    path: tuple[Any, ...]
    code: str
    context: Mapping[str, Any] = {}
    at_key: bool = False


class Checked(BaseModel):
    """Base of all checked input: what it accepts is exactly what it declares.

    ``indonesian`` are the Indonesian keys that a file may use, with the English keys that they stand for.
    """

    indonesian: ClassVar[Mapping[str, str]] = {}

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        arbitrary_types_allowed=True,
        defer_build=True,  # a part is built together with the model that uses it, not a second time by itself at every start
    )

    @classmethod
    def in_indonesian(cls) -> dict[str, str]:
        """The Indonesian keys by the English ones."""
        return {english: indonesian for indonesian, english in cls.indonesian.items()}


Part = TypeVar("Part", bound=Checked)


def N_(meaning: str) -> Any:  # noqa: N802 - gettext's name for a message that is translated later
    """What a key means, in English; schemas and documents have it in the reader's language."""
    return Field(description=meaning)


def without_blanks(given: dict[Any, Any], model: type[Checked]) -> dict[Any, Any]:
    """A mapping without the model's keys that are left blank; an unknown key stays, so that it is reported."""
    if None not in given.values():
        return given
    known = {field.alias or name for name, field in model.model_fields.items()}
    return {key: value for key, value in given.items() if value is not None or key not in known}


def refuse(faults: Iterable[Fault]) -> Never:
    """Ends a validation with every fault that a validator found."""
    raise PydanticCustomError("faults", "see its context", {"faults": tuple(faults)})


def fault(code: str, **context: Any) -> Never:
    """Ends a validation with one fault of the value itself."""
    refuse([Fault((), code, context)])


def read_part(model: type[Part], given: Any) -> Part:
    """A part that is checked by its own model, so that all its faults are found."""
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise PydanticCustomError(
            "part", "see its context", {"model": model, "errors": error.errors(include_url=False)}
        ) from None


def is_number(value: Any) -> bool:
    """Whether a value is an exact number; a boolean is not."""
    return type(value) is int or isinstance(value, Decimal | Fraction)


def exact(value: Any) -> Fraction:
    """An exact number from an int, a Decimal or a Fraction; text, floats and booleans are refused."""
    if is_number(value):
        return Fraction(value)
    fault("number_type", value=value)


class Written(Fraction):
    """An exact number as it was written: its value and its number of decimals, including zeros at the end."""

    __slots__ = ("decimals",)

    decimals: int

    def __new__(cls, value: Decimal) -> Self:
        """From a decimal number, which keeps the zeros at its end."""
        written = super().__new__(cls, value)
        written.decimals = places(value)
        return written

    def __reduce__(self) -> tuple[type[Self], tuple[Decimal]]:
        """Sent to another process as the decimal number it is."""
        return type(self), (Decimal(self.numerator * 10**self.decimals // self.denominator).scaleb(-self.decimals),)

    def __copy__(self) -> Self:
        """Itself: it never changes."""
        return self

    def __deepcopy__(self, memo: Any) -> Self:
        """Itself: it never changes."""
        return self


FINEST_DECIMALS: Final = 12
"""The last decimal that counts: further decimals of binary floating point results are not reliable, even if they are printed."""


def as_written(value: int | Decimal, usual: int) -> Fraction:
    """An exact number; it keeps its number of decimals if that is more than ``usual``."""
    # Its text says all of a decimal number, with the zeros at its end, which equal decimal numbers may differ in.
    return _as_written(str(value), usual) if isinstance(value, Decimal) else Fraction(value)


@lru_cache(maxsize=4096)
def _as_written(text: str, usual: int) -> Fraction:
    value = Decimal(text)
    return Written(value) if places(value) > usual else Fraction(value)


def decimals_of(value: Fraction, usual: int) -> int:
    """The number of decimals to which a number from :func:`as_written` was rounded: ``usual`` or more.

    Zeros at the end may be missing, so fewer decimals than usual mean nothing.
    """
    return max(usual, min(value.decimals, FINEST_DECIMALS)) if type(value) is Written else usual


def places(value: int | Decimal) -> int:
    """The number of decimals of a number as it is written; 0 for a whole one."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


def whole(value: Any) -> Any:
    """A whole number that is written with an empty fraction (``3.0``) as one without; anything else as it is."""
    if isinstance(value, Decimal) and value == value.to_integral_value() and value.as_tuple().exponent < 0:  # type: ignore[operator]
        return int(value)
    return value


def number_of(text: str) -> int | None:
    """The number of an indicator, an aspect or a domain, from text; None if the text is no such number."""
    return int(text) if _IDENTIFIER.fullmatch(text.strip()) else None


_IDENTIFIER = re.compile(r"[0-9]{1,9}")


def day_of(value: Any) -> date | None:
    """A day from text such as 2025-06-30; None for anything else, also for other forms of ISO 8601."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_day(given: Any) -> date:
    """A day, such as 2025-06-30."""
    day = day_of(given)
    return fault("date", value=given) if day is None else day


def _not_blank(text: str) -> str:
    return text.strip() or fault("blank")


Exact = Annotated[Fraction, PlainValidator(exact)]
"""An exact number, as :func:`exact` reads it."""

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Field(strict=False)]
"""A list of the file, kept as a tuple."""


def one_of(given: Any, known: Sequence[str], indonesian: Mapping[str, str]) -> str:
    """One of some words, given in either language and in any case; returned in English."""
    if isinstance(given, str):
        name = folded(given)
        if name in known or name in indonesian:
            return indonesian.get(name, name)
    fault("one_of", value=given, known=tuple(known), indonesian=tuple(indonesian))


def one_or_many(given: Any) -> Any:
    """A list; a single value may be given without a list."""
    return given if isinstance(given, list) else [given]


Line = Annotated[str, AfterValidator(_not_blank)]
"""Text that is not blank."""


Day = Annotated[date, PlainValidator(read_day)]
"""A day, as :func:`read_day` reads it."""


Identifier = Annotated[int, Field(ge=1)]
"""The number of an indicator, an aspect or a domain."""


class Text(Checked):
    """Text in Indonesian, and in English where there is a gloss."""

    id: Annotated[Line, N_("The text in Indonesian; text alone, without keys, is this.")]
    en: Annotated[Line | None, N_("The text in English; without it, the Indonesian one stands in English pages too.")] = None

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, given: Any) -> Any:
        if isinstance(given, dict):
            return given
        return {"id": given} if isinstance(given, str) else fault("text_type", value=given)

    def __str__(self) -> str:
        """The official, Indonesian text."""
        return self.id

    @property
    def folded(self) -> tuple[str, ...]:
        """The text in each language that it is there in, in the form in which names are compared."""
        return tuple(folded(one) for one in (self.id, self.en) if one is not None)


def folded(name: str) -> str:
    """A name in the form in which names are compared, without case and spacing."""
    return " ".join(name.casefold().split())
