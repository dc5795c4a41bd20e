"""An answer to one indicator: the forms in which it can be given, and its value."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Any, ClassVar, NamedTuple, Self

from pydantic import Field, PlainValidator, ValidationInfo, model_validator

from spbe_cli.model import keys
from spbe_cli.model.base import N_, Checked, Day, Fault, Line, as_written, exact, fault, folded, refuse, whole, without_blanks
from spbe_cli.model.evidence import Items
from spbe_cli.model.instrument import Asked
from spbe_cli.model.scale import Scale
from spbe_cli.model.tree import Point

FORMS = ("level", "criteria", "accepted", "national_index", "not_applicable")
"""The ways to answer, as keys of the file; an answer has at most one of them."""


class EvidenceStep(NamedTuple):
    """What the accepted evidence items of one level are worth.

    An item is worth ``share``, an equal part of the level's band. The items ``count`` only while every level below is complete.
    ``adds`` is what one more item would add now: its share and, if it completes the level, the accepted items of higher levels
    that then count. It is 0 where nothing is missing, or where a level below is incomplete.
    """

    level: int
    low: Fraction
    high: Fraction
    asked: int
    accepted: int
    counts: bool
    adds: Fraction = Fraction(0)

    @property
    def share(self) -> Fraction:
        """What an item is worth, in points of the scale."""
        return (self.high - self.low) / self.asked

    @property
    def worth(self) -> Fraction:
        """What the accepted items add to the value."""
        return self.share * self.accepted if self.counts else Fraction(0)

    @property
    def missing(self) -> int:
        """How many items were not accepted."""
        return self.asked - self.accepted


# The functions that read the parts of a file: each takes the value from Pydantic and returns a checked value, or raises faults.


def _level_fault(value: Any, scale: Scale) -> str | None:
    """The code of what is wrong with a level."""
    if type(value) is not int and (scale.step == 1 or not isinstance(value, Decimal)):
        return "level_not_whole" if scale.step == 1 else "level_not_number"
    return None if scale.holds(Fraction(value)) else "level_range"


def _level(given: Any, scale: Scale) -> Fraction:
    """A level on the scale, in its steps."""
    if type(given) is int and (level := scale.whole_levels.get(given)) is not None:
        return level
    value = whole(given)
    if (code := _level_fault(value, scale)) is not None:
        fault(code, **_limits(given, scale))
    return as_written(value, scale.decimals)


def _limits(given: Any, scale: Scale) -> dict[str, Any]:
    return {"value": given, "low": scale.min, "high": scale.max, "step": scale.step}


def read_levels(given: Any, info: ValidationInfo[Asked]) -> tuple[Fraction, ...]:
    """A level, or one for each service if the indicator repeats."""
    scale = info.context.scale
    if not isinstance(given, list):
        return (_level(given, scale),)
    if not info.context.indicator.repeat:
        fault("level_list", id=info.context.indicator.id)
    if not given:
        fault("level_list_empty")
    values = [whole(one) for one in given]
    codes = [_level_fault(one, scale) for one in values]
    if faults := [Fault((at,), code, _limits(given[at], scale)) for at, code in enumerate(codes) if code is not None]:
        refuse(faults)
    return tuple(as_written(one, scale.decimals) for one in values)


def read_criteria(given: Any, info: ValidationInfo[Asked]) -> tuple[int, ...]:
    """The levels whose criteria are met, in order."""
    levels = info.context.scale.levels
    if not levels:
        fault("no_criteria")
    if not isinstance(given, list):
        fault("criteria_type", low=levels[0], high=levels[-1])
    context = {"low": levels[0], "high": levels[-1]}
    met = [whole(level) for level in given]
    faults = [
        Fault((index,), "criterion_range", {"value": given[index], **context})
        for index, level in enumerate(met)
        if type(level) is not int or level not in levels
    ]
    if faults:
        refuse(faults)
    return tuple(sorted(set(met)))


def read_accepted(given: Any, info: ValidationInfo[Asked]) -> dict[int, int]:
    """How many evidence items were accepted, by level."""
    asked_for = info.context.indicator.evidence
    if asked_for is None:
        fault("no_evidence_items", id=info.context.indicator.id)
    if not isinstance(given, dict):
        fault("accepted_type", levels=tuple(asked_for))
    faults = []
    counts = {level: whole(count) for level, count in given.items()}
    for level, count in counts.items():
        if type(level) is not int or level not in asked_for:
            faults.append(Fault((level,), "accepted_level", {"value": level, "levels": tuple(asked_for)}, at_key=True))
        elif type(count) is not int or not 0 <= count <= asked_for[level]:
            faults.append(Fault((level,), "accepted_count", {"value": count, "level": level, "most": asked_for[level]}))
    if faults:
        refuse(faults)
    return counts


def read_national_index(given: Any, info: ValidationInfo[Asked]) -> Fraction:
    """A national index within the range of its conversion."""
    points = info.context.indicator.conversion
    if points is None:
        fault("no_conversion", id=info.context.indicator.id)
    index = exact(given)
    low, high = points[0][0], points[-1][0]
    if not low <= index <= high:
        fault("national_index_range", value=index, low=low, high=high)
    return index


def read_why(given: Any) -> str:
    """Why an indicator is not applicable; may be empty."""
    return given.strip() if isinstance(given, str) else fault("not_applicable_type")


def read_promised(given: Any, info: ValidationInfo[Asked]) -> Fraction:
    """A level that was promised."""
    return _level(given, info.context.scale)


class Commitment(Checked):
    """What an agency promised for an indicator: a level, the day until which, and who is responsible."""

    indonesian: ClassVar = keys.TARGET

    level: Annotated[Fraction, PlainValidator(read_promised), N_("The level that was promised.")]
    by: Annotated[Day | None, N_("The day by which it is to be reached.")] = None
    owner: Annotated[Line | None, N_("Who is responsible.")] = None


NOT_APPLICABLE = ("n/a", "tidak berlaku")
"""What stands for an indicator that does not apply, without a reason."""


def several_forms(given: dict[Any, Any]) -> list[str]:
    """The forms of an answer, by ``FORMS``, if it has more than the one that is allowed; else none."""
    forms = [form for form in FORMS if given.get(form) is not None]
    return forms if len(forms) > 1 else []


class Answer(Checked):
    """The answer to one indicator, in at most one of the ``FORMS``, with its evidence, notes and commitment.

    ``levels`` (``level`` in the file) holds one level, or one per service where the indicator repeats. An answer in no form is
    not answered yet.
    """

    indonesian: ClassVar = keys.ANSWER

    levels: Annotated[
        Annotated[tuple[Fraction, ...], PlainValidator(read_levels)] | None,
        N_("The level; a list with one for each service where the indicator is answered for several."),
    ] = Field(default=None, alias="level")
    criteria: Annotated[
        Annotated[tuple[int, ...], PlainValidator(read_criteria)] | None,
        N_("The levels whose criteria are met; they count from the lowest one up to the first that is missing."),
    ] = None
    accepted: Annotated[
        Annotated[dict[int, int], PlainValidator(read_accepted)] | None,
        N_("How many items of evidence were accepted, by level; for Pemdi."),
    ] = None
    national_index: Annotated[
        Annotated[Fraction, PlainValidator(read_national_index)] | None,
        N_("A national index, which the instrument turns into a value; for Pemdi."),
    ] = None
    not_applicable: Annotated[
        Annotated[str, PlainValidator(read_why)] | None, N_("Why the indicator does not apply; n/a alone gives no reason.")
    ] = None
    evidence: Annotated[Items, N_("What proves it: names or addresses of documents, or items of evidence.")] = ()
    note: Annotated[Line | None, N_("A note, for people.")] = None
    target: Annotated[Commitment | None, N_("What was promised for it.")] = None

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, given: Any) -> Any:
        if isinstance(given, dict):
            return without_blanks(given, cls)
        if isinstance(given, str) and folded(given) in NOT_APPLICABLE:
            return {"not_applicable": ""}
        return {} if given is None else {"level": given}

    @property
    def answered(self) -> bool:
        """Whether it gives a level, in any form."""
        return (
            self.levels is not None or self.criteria is not None or self.accepted is not None or self.national_index is not None
        )

    @property
    def settled(self) -> bool:
        """Whether nothing is left to answer: a level is given, or the indicator does not apply."""
        return self.answered or self.not_applicable is not None

    @property
    def services(self) -> int:
        """For how many services it gives a level; 1 if the indicator is answered and does not repeat."""
        return len(self.levels) if self.levels is not None else int(self.answered)

    def values(self, asked: Asked) -> tuple[Fraction, ...]:
        """The values that count: one per service, the scale's minimum for each that is missing; none when not applicable.

        Source: contract section 2; for missing services the ministry's answer workbook for Permen PANRB 5/2018, which has three
        places for indicator 35, each 0 until it is filled in, and divides by six.
        """
        if self.levels is not None and asked.indicator.repeat is None:
            return self.levels
        if self.not_applicable is not None:
            return ()
        given = self.given(asked)
        missing = (asked.indicator.repeat or 1) - len(given)
        return given + (asked.scale.min,) * missing if missing > 0 else given

    @property
    def files(self) -> tuple[str, ...]:
        """The names and addresses of its evidence."""
        return tuple(item.file for item in self.evidence)

    def backed(self, asked: Asked) -> tuple[Fraction, ...]:
        """The given values, each as far as accepted evidence proves it; the minimum if no evidence proves anything.

        Source: contract section 2.
        """
        scale = asked.scale
        accepted = [item for item in self.evidence if item.status == "accepted"]
        most = max((item.proven(scale) for item in accepted), default=scale.min)
        return tuple(min(value, most) for value in self.given(asked))

    def in_place_of(self, other: Self, asked: Asked) -> Self:
        """This answer with what stands beside another one, as in a what-if: its evidence, note and commitment.

        Evidence that names no level was accepted for what the other claims, so it proves the highest level that all of that met
        in full, and nothing where nothing was claimed. Source: contract section 2, by which an item that names no level proves
        what is claimed.
        """
        claimed, scale = min(other.given(asked), default=None), asked.scale
        met = [Fraction(level) for level in scale.levels if claimed is not None and scale.value_of(level) <= claimed]
        level = max(met, default=None) if scale.levels else claimed
        items = (
            item.model_copy(update={"proves": level}) if item.status == "accepted" and item.proves is None else item
            for item in other.evidence
            if level is not None or item.status != "accepted" or item.proves is not None
        )
        return self.model_copy(update={"evidence": tuple(items), "note": other.note, "target": other.target})

    def given(self, asked: Asked) -> tuple[Fraction, ...]:
        """The given values: one per service; none when it is not answered or not applicable.

        Source: contract section 2; for Pemdi's evidence and national indices Permen PANRB 8/2026 as the reference describes it.
        """
        scale = asked.scale
        if self.levels is not None:
            return self.levels
        if self.criteria is not None:
            reached = self._reached(scale)
            return (scale.value_of(reached) if reached else scale.min,)
        if self.accepted is not None and asked.indicator.evidence is not None:
            return (self._items_value(asked),)
        if self.national_index is not None and asked.indicator.conversion is not None:
            return (converted(self.national_index, asked.indicator.conversion),)
        return ()

    def criteria_above_gap(self, scale: Scale) -> tuple[int, ...]:
        """The levels listed as met that don't count, because a level below them is not met."""
        reached = self._reached(scale)
        return tuple(level for level in self.criteria or () if level > reached)

    def evidence_above_gap(self, asked: Asked) -> tuple[int, ...]:
        """The levels whose accepted items don't count, because a level below them is incomplete."""
        lacking, accepted = self._lacking(asked), self.accepted or {}
        if lacking is None:
            return ()
        return tuple([level for level in asked.scale.levels if level > lacking and accepted.get(level)])

    def evidence_steps(self, asked: Asked) -> tuple[EvidenceStep, ...]:
        """What each level's accepted items are worth, lowest level first; none for an answer that counts no items.

        Each item is an equal share of its level's band, up to the first level that lacks one. Source: Permen PANRB 8/2026, as
        secondary sources describe it.
        """
        counted, lacking = asked.indicator.evidence, self._lacking(asked)
        if self.accepted is None or counted is None:
            return ()
        steps = [
            EvidenceStep(level, low, high, counted[level], self.accepted.get(level, 0), lacking is None or level <= lacking)
            for level, (low, high) in zip(asked.scale.levels, pairwise(asked.scale.bands or ()), strict=True)
        ]
        return tuple(step._replace(adds=_one_more(step, steps[n:])) for n, step in enumerate(steps, start=1))

    def _lacking(self, asked: Asked) -> int | None:
        """The lowest level that lacks an accepted item; None where none does, or where no items are counted."""
        accepted, counted = self.accepted or {}, asked.indicator.evidence or {}
        for level in asked.scale.levels:
            if accepted.get(level, 0) < counted.get(level, 0):
                return level
        return None

    def _items_value(self, asked: Asked) -> Fraction:
        """The value of accepted items: where the lowest level that lacks one begins, and the share of its band that they fill."""
        level = self._lacking(asked)
        if level is None:
            return asked.scale.max
        return asked.scale.value_within(level, (self.accepted or {}).get(level, 0), (asked.indicator.evidence or {})[level])

    def _reached(self, scale: Scale) -> int:
        """The level up to which all criteria are met; 0 where not even those of the lowest are."""
        met, reached = self.criteria or (), 0
        # Level 0 asks for nothing, so the sequence begins at 1 even if the scale begins at 0.
        for level in scale.levels:
            if level > 0:
                if level not in met:
                    break
                reached = level
        return reached


UNANSWERED = Answer.model_construct()  # not checked, as a validator would be built for it at every start
"""The answer of an indicator that has none."""


def _one_more(step: EvidenceStep, above: Iterable[EvidenceStep]) -> Fraction:
    if not step.counts or not step.missing:
        return Fraction(0)
    total = step.share
    if step.missing == 1:
        for one in above:
            total += one.share * one.accepted
            if one.missing:
                break
    return total


def stretch(index: Fraction, points: tuple[Point, ...]) -> tuple[Point, Point]:
    """The two points of a conversion between which a national index lies; it must be in the range of the points."""
    return next((left, right) for left, right in pairwise(points) if index <= right[0])


def converted(index: Fraction, points: tuple[Point, ...]) -> Fraction:
    """The value that a national index stands for: linear between the points."""
    (left, low), (right, high) = stretch(index, points)
    return low + (high - low) * (index - left) / (right - left)


def index_for(value: Fraction, points: tuple[Point, ...]) -> Fraction | None:
    """The lowest national index that converts to a value; None where no index is high enough."""
    if value <= points[0][1]:
        return points[0][0]
    for (left, low), (right, high) in pairwise(points):
        if value <= high:
            return left + (right - left) * (value - low) / (high - low)
    return None
