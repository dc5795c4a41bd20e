"""Level criteria: what each indicator judges, what each level asks for beyond the one below, and the evidence it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Self

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from spbe_cli.model.base import N_, Checked, Fault, Identifier, Line, Many, Text, fault, one_or_many, refuse
from spbe_cli.model.rules import Rule, Sure

if TYPE_CHECKING:
    from spbe_cli.model.instrument import Instrument, Years
    from spbe_cli.model.scale import Scale


class Passage(Text):
    """A sentence of what a level asks for, or an item of evidence.

    ``since`` is the first assessment year in which it holds, if it came later than the instrument itself.
    """

    since: Annotated[int | None, N_("The first assessment year in which it holds, if after the instrument's first.")] = None


class LevelCriteria(Checked):
    """What a level asks for beyond the one below, and the evidence accepted for it; none if the source names none.

    ``damaged`` means that the level's text in the source can't be read; its criteria are then empty.
    """

    asks: Annotated[
        Annotated[Many[Passage], BeforeValidator(one_or_many)], N_("What the level asks for beyond the one below.")
    ] = ()
    evidence: Annotated[Many[Passage], N_("The evidence for it; without it, that of the whole indicator.")] = ()
    damaged: Annotated[bool, N_("Whether its text can't be read in the source; then it says nothing else.")] = False

    @model_validator(mode="after")
    def _says_something_or_is_damaged(self) -> Self:
        if self.damaged and (self.asks or self.evidence):
            fault("damaged_says_nothing")
        if not self.damaged and not self.asks:
            fault("missing_key", key="asks")
        return self


class IndicatorCriteria(Checked):
    """What an indicator judges, the evidence that the source names for it as a whole, and its levels."""

    judges: Annotated[Text, N_("What the indicator judges.")]
    evidence: Annotated[Many[Passage], N_("The evidence for the indicator as a whole.")] = ()
    levels: Annotated[dict[int, LevelCriteria], N_("What each level asks for, by its number.")] = Field(min_length=1)

    def level(self, level: int) -> LevelCriteria | None:
        """What a level asks for, with the evidence for it: its own, else that for the whole indicator; None where nothing is."""
        one = self.levels.get(level)
        return one if one is None or one.evidence else one.model_copy(update={"evidence": self.evidence})

    @property
    def passages(self) -> Iterator[Passage]:
        """All passages about its levels and their evidence."""
        yield from self.evidence
        for level in self.levels.values():
            yield from (*level.asks, *level.evidence)

    def seen_in(self, year: int) -> IndicatorCriteria:
        """The criteria for an assessment of a year; ``since`` stays only on passages that do not hold yet."""
        return self._each(lambda one: one.model_copy(update={"since": None}) if one.since and one.since <= year else one)

    def held_in(self, year: int) -> IndicatorCriteria:
        """Only the criteria that hold in a year."""

        def held(one: Passage) -> Passage | None:
            if one.since is None:
                return one
            return None if one.since > year else one.model_copy(update={"since": None})

        return self._each(held)

    def _each(self, change: Callable[[Passage], Passage | None]) -> IndicatorCriteria:
        def changed(passages: Iterable[Passage]) -> tuple[Passage, ...]:
            return tuple(one for passage in passages if (one := change(passage)) is not None)

        levels = {
            level: one.model_copy(update={"asks": changed(one.asks), "evidence": changed(one.evidence)})
            for level, one in self.levels.items()
        }
        return self.model_copy(update={"evidence": changed(self.evidence), "levels": levels})

    def faults(self, scale: Scale, years: Years) -> Iterator[Fault]:
        """Faults where criteria don't fit an instrument: levels not on its scale, years outside its own or its first year."""
        passages: list[tuple[tuple[Any, ...], Passage]] = [(("evidence", n), one) for n, one in enumerate(self.evidence)]
        for level, asked in self.levels.items():
            if level not in scale.levels:
                context = {"value": level, "levels": scale.levels}
                yield Fault(("levels", level), "accepted_level", context, at_key=True)
            for key, several in (("asks", asked.asks), ("evidence", asked.evidence)):
                passages += [(("levels", level, key, n), one) for n, one in enumerate(several)]
        for path, one in passages:
            if one.since is not None and not (one.since in years and one.since > years.first):
                yield Fault((*path, "since"), "since_outside", {"value": one.since, "years": str(years)})


class Criteria(NamedTuple):
    """The criteria of one instrument, by indicator.

    ``source`` is the text that they are taken from, ``year`` the year of its last document, which they follow. ``own`` are the
    indicators whose criteria are in the instrument's own file. ``left_out`` is the first year of criteria that are left out here;
    None where nothing is left out. ``sure`` says how sure the source is; None where its file does not say it.
    """

    source: str
    year: int | None
    indicators: Mapping[int, IndicatorCriteria]
    own: frozenset[int] = frozenset()
    left_out: int | None = None
    sure: Sure | None = None

    def of(self, indicator: int) -> IndicatorCriteria | None:
        """The criteria of an indicator; None where it has none."""
        return self.indicators.get(indicator)

    def seen_in(self, year: int, indicator: int) -> IndicatorCriteria | None:
        """The criteria of an indicator for an assessment of a year; None where it has none."""
        one = self.of(indicator)
        return None if one is None else one.seen_in(year)

    def asked(self, year: int, indicator: int, level: int) -> LevelCriteria | None:
        """What a level of an indicator asks for in an assessment of a year, as :meth:`IndicatorCriteria.level` has it."""
        one = self.seen_in(year, indicator)
        return None if one is None else one.level(level)

    @property
    def rule(self) -> Rule:
        """The criteria as a rule that results follow, with their source."""
        return Rule("rule_wording", self.sure, self.source, {"year": self.year})

    def stated_of(self, indicator: int, instrument: Instrument) -> tuple[str, int | None]:
        """The source of an indicator's criteria, and the year of the source, if it has one."""
        return (instrument.source, None) if indicator in self.own else (self.source, self.year)

    def held_in(self, year: int) -> Criteria:
        """Only the criteria that hold in an assessment year."""
        later = (one.since for of in self.indicators.values() for one in of.passages if one.since and one.since > year)
        held = {key: one.held_in(year) for key, one in self.indicators.items()}
        return self._replace(indicators=held, left_out=min(later, default=None))


class CriteriaFile(Checked):
    """A file of criteria; it is checked with its instrument as context."""

    instrument: Line
    source: Line
    year: int | None = None
    sure: Sure | None = None
    indicators: dict[Identifier, IndicatorCriteria]

    @model_validator(mode="after")
    def _of_its_instrument(self, info: ValidationInfo[Instrument]) -> Self:
        if faults := list(self._strangers(info.context)):
            refuse(faults)
        return self

    def _strangers(self, instrument: Instrument) -> Iterator[Fault]:
        if self.instrument != instrument.id:
            yield Fault(("instrument",), "unknown_instrument", {"value": self.instrument, "known": (instrument.id,)})
            return
        for identifier, one in self.indicators.items():
            path = ("indicators", identifier)
            if identifier not in instrument.indicators:
                yield Fault(path, "unknown_indicator", {"id": identifier}, at_key=True)
                continue
            found = one.faults(instrument.scale, instrument.years)
            yield from (other._replace(path=(*path, *other.path)) for other in found)
