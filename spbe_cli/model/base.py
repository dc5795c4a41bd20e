"""What every checked input has in common: frozen, strict, no unknown keys, exact numbers, and faults with codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, ClassVar, NamedTuple, Never, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator
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


def without_blanks(given: dict[Any, Any], model: type[Checked]) -> dict[Any, Any]:
    """A mapping without the keys of a model that are left blank; an unknown key stays, so that it is found."""
    known = {field.alias or name for name, field in model.model_fields.items()}
    return {key: value for key, value in given.items() if value is not None or key not in known}


def refuse(faults: Iterable[Fault]) -> Never:
    """Ends a validation with every fault that a validator found."""
    raise PydanticCustomError("faults", "see its context", {"faults": tuple(faults)})


def fault(code: str, **context: Any) -> Never:
    """Ends a validation with one fault of the value itself."""
    refuse([Fault((), code, context)])


def is_number(value: Any) -> bool:
    """Whether a value is an exact number; a boolean is none."""
    return type(value) is int or isinstance(value, Decimal | Fraction)


def exact(value: Any) -> Fraction:
    """An exact number from an int, a Decimal or a Fraction; text, floats and booleans are none."""
    if is_number(value):
        return Fraction(value)
    fault("number_type", value=value)


def _not_blank(text: str) -> str:
    return text.strip() or fault("blank")


Exact = Annotated[Fraction, PlainValidator(exact)]
"""An exact number, as :func:`exact` reads it."""

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Field(strict=False)]
"""A list of the file, kept as a tuple."""

Line = Annotated[str, AfterValidator(_not_blank)]
"""Text that says something."""


def folded(name: str) -> str:
    """A name as names are compared: case and spacing aside."""
    return " ".join(name.casefold().split())
