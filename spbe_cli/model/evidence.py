"""An item of evidence: what is handed in for an answer, and what was said of it."""

import re
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Final, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainValidator,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)

from spbe_cli.model import keys
from spbe_cli.model.base import N_, Checked, Day, Line, Many, exact, fault, one_of, one_or_many, whole, without_blanks
from spbe_cli.model.instrument import Asked
from spbe_cli.model.scale import Scale

ItemStatus = Literal["sent", "accepted", "rejected", "revise"]
STATUSES: Final[tuple[ItemStatus, ...]] = get_args(ItemStatus)
"""What can be said of an item: that it waits, that it was accepted or not, or that it is to be mended and sent again."""

_SEAL: Final = re.compile("[0-9a-f]{64}")


def read_proven(given: Any, info: ValidationInfo[Asked]) -> Fraction:
    """A level that an item proves: one of those that have criteria; where there are none, a value on the scale."""
    scale, value = info.context.scale, whole(given)
    if scale.levels:
        known = type(value) is int and value in scale.levels
        return Fraction(value) if known else fault("criterion_range", value=given, low=scale.levels[0], high=scale.levels[-1])
    number = exact(value)
    return number if scale.holds(number) else fault("level_range", value=given, low=scale.min, high=scale.max, step=scale.step)


def read_status(given: Any) -> str:
    """A status by its name in either language."""
    return one_of(given, STATUSES, keys.STATUSES)


def read_seal(given: Any) -> str:
    """A SHA-256 in hexadecimal."""
    seal = given.strip().lower() if isinstance(given, str) else ""
    return seal if _SEAL.fullmatch(seal) else fault("sha256", value=given)


_FIELDS: Final[dict[frozenset[str], set[str]]] = {}


def _says_something(name: str) -> str:
    return name if name.strip() else fault("blank")


class Evidence(Checked):
    """An item of evidence; a bare name or address says nothing but itself.

    ``file`` is its name or address. It ``proves`` a level, and so all below; without one, whatever is claimed. ``by`` is who gave
    the ``status``, on the day ``judged`` (``date`` in the file). ``sha256`` seals the file that was judged.
    """

    indonesian: ClassVar = keys.EVIDENCE

    file: Annotated[str, AfterValidator(_says_something), N_("The name or the address of the document.")]
    proves: Annotated[
        Annotated[Fraction, PlainValidator(read_proven)] | None,
        N_("The level that it proves, and with it all below; without it, the one that is claimed."),
    ] = None
    status: Annotated[Annotated[ItemStatus, PlainValidator(read_status)] | None, N_("How it was judged.")] = None
    by: Annotated[Line | None, N_("Who judged it.")] = None
    judged: Annotated[Day | None, N_("The day on which it was judged.")] = Field(default=None, alias="date")
    note: Annotated[Line | None, N_("A note about it.")] = None
    sha256: Annotated[
        Annotated[str, PlainValidator(read_seal)] | None, N_("The SHA-256 of the file that was judged, as --seal writes it.")
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, given: Any) -> Any:
        if isinstance(given, dict):
            return without_blanks(given, cls)
        return {"file": given} if isinstance(given, str) and given.strip() else fault("evidence_type")

    @model_validator(mode="after")
    def _shared(self) -> Self:
        """Items with the same fields share the set of their names, which would take half of the memory of many items."""
        fields = self.model_fields_set
        object.__setattr__(self, "__pydantic_fields_set__", _FIELDS.setdefault(frozenset(fields), fields))
        return self

    @property
    def said(self) -> dict[str, Any]:
        """What is said of it, by the keys of an answer file; the name alone where nothing is."""
        return {"date" if name == "judged" else name: value for name, value in self if value is not None}

    def agrees(self, other: Self, *keys: str) -> bool:
        """Whether neither says of these keys, or of any, what the other denies."""
        own, others = dict(self), dict(other)
        return all(own[key] is None or others[key] is None or own[key] == others[key] for key in keys or own)

    def with_all_of(self, other: Self) -> Self:
        """With what another says of the same item beside."""
        return self.model_copy(update={key: value for key, value in other if getattr(self, key) is None})

    def unjudged(self, *, proves: bool) -> "Evidence":
        """The item before anything was said of it, with or without what it proves."""
        return Evidence.model_construct(file=self.file, proves=self.proves if proves else None)

    def proven(self, scale: Scale) -> Fraction:
        """The value that it proves, once it is accepted: that of a level met in full; the highest where it names none."""
        if self.proves is None:
            return scale.max
        return scale.value_of(int(self.proves)) if scale.levels else self.proves


@lru_cache(maxsize=1 << 12)
def _named(name: str) -> Evidence:
    """An item that says nothing but its name; items never change, so equal ones are shared."""
    return Evidence.model_construct(_FIELDS.setdefault(frozenset({"file"}), {"file"}), file=name)


def read_items(given: Any, check: ValidatorFunctionWrapHandler) -> tuple[Evidence, ...]:
    """Items of evidence; bare names, which most are, need no more of a check than that they are not blank."""
    items = one_or_many(given)
    if set(map(type, items)) == {str} and all(map(str.strip, items)):
        return tuple(map(_named, items))
    checked: tuple[Evidence, ...] = check(given)
    return checked


Items = Annotated[Many[Evidence], BeforeValidator(one_or_many), WrapValidator(read_items)]
"""The evidence of an answer; a single item need not be in a list."""
