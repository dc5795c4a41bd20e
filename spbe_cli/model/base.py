"""What every checked input has in common: frozen, strict, no unknown keys, exact numbers, and faults with codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Final, NamedTuple, Never, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator, ValidationError, model_validator
from pydantic_core import PydanticCustomError


class Fault(NamedTuple):
    """Something wrong with a value: which (``path`` leads to it from the value that was checked) and what.

    It has a code and values, no words: ``texts`` puts it into the reader's language. ``at_key`` means the key, not its value.
    """

    path: tuple[Any, ...]
    code: str
    context: Mapping[str, Any] = {}
    at_key: bool = False


class Checked(BaseModel):
    """Base of all checked input: what it accepts is exactly what it declares.

    ``indonesian`` are its keys in Indonesian, where a file may have them so, with the English ones they stand for.
    """

    indonesian: ClassVar[Mapping[str, str]] = {}

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        arbitrary_types_allowed=True,
        defer_build=True,  # a part is built with the whole that it is used in, not once more by itself at every start
    )


Part = TypeVar("Part", bound=Checked)


def without_blanks(given: dict[Any, Any], model: type[Checked]) -> dict[Any, Any]:
    """A mapping without the keys of a model that are left blank; an unknown key stays, so that it is found."""
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
    """A part that is checked by a model of its own, with all that is wrong with it."""
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise PydanticCustomError(
            "part", "see its context", {"model": model, "errors": error.errors(include_url=False)}
        ) from None


def is_number(value: Any) -> bool:
    """Whether a value is an exact number; a boolean is none."""
    return type(value) is int or isinstance(value, Decimal | Fraction)


def exact(value: Any) -> Fraction:
    """An exact number from an int, a Decimal or a Fraction; text, floats and booleans are none."""
    if is_number(value):
        return Fraction(value)
    fault("number_type", value=value)


class Written(Fraction):
    """An exact number as it was written: its value, and with how many decimals, zeros at the end counted."""

    __slots__ = ("decimals",)

    decimals: int

    def __new__(cls, value: Decimal) -> Self:
        """From a decimal number, which keeps the zeros at its end."""
        written = super().__new__(cls, value)
        written.decimals = _decimals(value)
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
"""The last decimal that counts: what programs compute in binary floating point is not right behind it, whatever they print."""


def as_written(value: int | Decimal, usual: int) -> Fraction:
    """An exact number; it remembers its decimals where it is written with more than the ``usual`` ones."""
    return Written(value) if isinstance(value, Decimal) and _decimals(value) > usual else Fraction(value)


def decimals_of(value: Fraction, usual: int) -> int:
    """To how many decimals a number was rounded that :func:`as_written` read: to the ``usual`` ones, or finer.

    Zeros at the end may be missing, so fewer than usual say nothing.
    """
    return max(usual, min(value.decimals, FINEST_DECIMALS)) if isinstance(value, Written) else usual


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def whole(value: Any) -> Any:
    """A whole number that is written with an empty fraction (``3.0``) as one without; anything else as it is."""
    if isinstance(value, Decimal) and value == value.to_integral_value() and value.as_tuple().exponent < 0:  # type: ignore[operator]
        return int(value)
    return value


def number_of(text: str) -> int | None:
    """The number by which an indicator, an aspect or a domain goes, from text; None for all else."""
    return int(text) if _IDENTIFIER.fullmatch(text.strip()) else None


_IDENTIFIER = re.compile(r"[0-9]{1,9}")


def day_of(value: Any) -> date | None:
    """A day from text such as 2025-06-30, the only form that is taken (ISO 8601 has others); None for all else."""
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
    """One of some words, in either language and whatever its capitals, in English."""
    if isinstance(given, str):
        name = folded(given)
        if name in known or name in indonesian:
            return indonesian.get(name, name)
    fault("one_of", value=given, known=tuple(known), indonesian=tuple(indonesian))


def one_or_many(given: Any) -> Any:
    """A list; what stands alone need not be in one."""
    return given if isinstance(given, list) else [given]


Line = Annotated[str, AfterValidator(_not_blank)]
"""Text that says something."""


Day = Annotated[date, PlainValidator(read_day)]
"""A day, as :func:`read_day` reads it."""


Identifier = Annotated[int, Field(ge=1)]
"""The number of an indicator, an aspect or a domain."""


class Text(Checked):
    """Text in Indonesian, and in English where there is a gloss."""

    id: Line
    en: Line | None = None

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, given: Any) -> Any:
        return {"id": given} if isinstance(given, str) else given

    def __str__(self) -> str:
        """The official, Indonesian text."""
        return self.id


def folded(name: str) -> str:
    """A name as names are compared: case and spacing aside."""
    return " ".join(name.casefold().split())
