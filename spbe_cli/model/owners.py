"""Who answers which indicators, and until when: for handing an assessment out, and for collecting it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, NamedTuple, Self

from pydantic import Field, PlainValidator, ValidationInfo, model_validator

from spbe_cli.model import keys
from spbe_cli.model.base import N_, Checked, Day, Fault, Line, fault, one_or_many, refuse, whole
from spbe_cli.model.instrument import Instrument
from spbe_cli.model.selecting import Piece, piece_in


def _pieces(given: Any) -> list[Piece]:
    """The pieces that a member of a list stands for; none if it, or any piece of it, is invalid."""
    given = whole(given)
    if type(given) is int:
        return [Piece("indicator", range(given, given + 1))]
    texts = given.split(",") if isinstance(given, str) else []
    pieces = [piece for text in texts if (piece := piece_in(text)) is not None]
    return pieces if len(pieces) == len(texts) else []


def indicators_in(given: Any, instrument: Instrument) -> frozenset[int]:
    """The indicators that a member of a list stands for, even if something else is wrong with it.

    It is a number, a range (15-18), a part of the tree (aspect:4, domain:2), or several of these with commas between.
    """
    return frozenset(one for piece in _pieces(given) for one in piece.indicators(instrument))


def _faults(members: list[Any], instrument: Instrument) -> Iterator[Fault]:
    for position, member in enumerate(members):
        pieces = _pieces(member)
        if not pieces:
            yield Fault((position,), "selection", {"value": member, "known": ()})
        for piece in pieces:
            if (unknown := piece.unknown(instrument)) is not None:
                yield Fault((position,), "unknown_part", unknown)


def read_owned(given: Any, info: ValidationInfo[Instrument]) -> tuple[int, ...]:
    """The indicators of a list, in order, read as by :func:`indicators_in`; a single member may be given without a list."""
    members = one_or_many(given)
    if faults := list(_faults(members, info.context)):
        refuse(faults)
    return tuple(sorted(frozenset().union(*(indicators_in(member, info.context) for member in members))))


class Owned(Checked):
    """The indicators that one owner answers, those that it supports with evidence and notes only, and the day by which.

    Several owners may support an indicator that one of them, or another, answers.
    """

    indonesian: ClassVar = keys.OWNED

    indicators: Annotated[tuple[int, ...], PlainValidator(read_owned), N_("The indicators whose levels it says.")] = ()
    contributes: Annotated[
        tuple[int, ...], PlainValidator(read_owned), N_("The indicators to which it brings evidence and notes only.")
    ] = ()
    due: Annotated[Day | None, N_("The day by which it hands in.")] = None

    @model_validator(mode="after")
    def _has_something_to_do(self) -> Self:
        if not self.indicators and not self.contributes:
            fault("missing_key", key="indicators", indonesian="indikator")
        if own := sorted(frozenset(self.indicators) & frozenset(self.contributes)):
            refuse([Fault(("contributes",), "supports_own", {"ids": own})])
        return self


class Part(NamedTuple):
    """What one owner gets of an assessment.

    ``answers`` are the indicators whose level it says, each with the other owners that support it. ``supports`` are those for
    which it brings evidence and notes only, each with the owner that says the level, or None. ``due`` is the day of return.
    """

    answers: Mapping[int, tuple[str, ...]]
    supports: Mapping[int, str | None]
    due: date | None = None

    @property
    def indicators(self) -> frozenset[int]:
        """All indicators of the part."""
        return frozenset((*self.answers, *self.supports))


class Owners(Checked):
    """Owners by name; checked against the instrument as context."""

    indonesian: ClassVar = keys.OWNERS

    owners: Annotated[dict[Line, Owned], N_("The owners, by their names.")] = Field(min_length=1)

    @property
    def leads(self) -> dict[int, str]:
        """Who answers, by indicator."""
        return {one: name for name, owned in self.owners.items() for one in owned.indicators}

    def part(self, name: str) -> Part:
        """What an owner gets of an assessment."""
        own, leads = self.owners[name], self.leads
        supporters: dict[int, list[str]] = {one: [] for one in own.indicators}
        for other, owned in self.owners.items():
            for one in owned.contributes:
                if one in supporters:
                    supporters[one].append(other)
        answers = {one: tuple(others) for one, others in supporters.items()}
        return Part(answers, {one: leads.get(one) for one in own.contributes}, own.due)
