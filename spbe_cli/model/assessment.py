"""An assessment: what one agency answered in one year, or its announced figures, or both."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import BeforeValidator, Field, PlainValidator, ValidationInfo, model_validator

from spbe_cli.model import keys
from spbe_cli.model.agencies import kind_of
from spbe_cli.model.answer import FORMS, UNANSWERED, Answer
from spbe_cli.model.base import N_, Checked, Fault, Line, as_written, fault, folded, one_of, refuse, whole, without_blanks
from spbe_cli.model.evidence import Evidence
from spbe_cli.model.instrument import Instrument

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""The possible assessment years; any other is a typing error."""

Stage = Literal["self", "document", "interview", "visit", "final"]
STAGES: tuple[Stage, ...] = get_args(Stage)
"""The stages of an assessment, in their order."""


HEAD = ("agency", "year", "instrument", "stage", "group", "kind", "owner")
"""What an assessment says of itself beside answers and announced figures, in the order of an answer file."""


def stage_order(stage: str | None) -> int:
    """Where a stage stands in its year, from 0; one that is not named comes last."""
    return next((at for at, one in enumerate(STAGES) if one == stage), len(STAGES))


_AROUND_STAGE = frozenset(("assessment", "evaluasi", "hasil", "penilaian", "result", "tahap"))
"""Words that belong to the name of a stage in full: ``Penilaian Mandiri`` (Permen PANRB 59/2020), ``final result``."""


def read_stage(given: Any) -> str:
    """A stage by its name in either language, in full or in one word."""
    return (stage_called(given) if isinstance(given, str) else None) or one_of(given, STAGES, keys.STAGES)


def stage_called(name: str) -> Stage | None:
    """The stage with a name in either language, in full or in one word; None where it is no stage's."""
    words = [word for word in folded(name).replace("-", " ").split() if word not in _AROUND_STAGE]
    word = keys.STAGES.get(words[0], words[0]) if len(words) == 1 else None
    return next((one for one in STAGES if one == word), None)


def _figure_faults(figure: Any, instrument: Instrument, path: tuple[Any, ...]) -> Iterator[Fault]:
    if type(figure) is not int and not isinstance(figure, Decimal):
        yield Fault(path, "number_type", {"value": figure})
    elif not 0 <= figure <= instrument.scale.max:
        yield Fault(path, "announced_range", {"value": Fraction(figure), "high": instrument.scale.max})


def read_figure(given: Any, info: ValidationInfo[Instrument]) -> Fraction:
    """An announced figure, rounded to the instrument's decimals or finer."""
    if faults := list(_figure_faults(given, info.context, ())):
        refuse(faults)
    return as_written(given, info.context.index.decimals)


def _figures(given: Any, info: ValidationInfo[Instrument], tier: Literal["domain", "aspect"]) -> dict[int, Fraction]:
    known = info.context.members(tier)
    if not isinstance(given, dict):
        fault("figures_type", tier=tier, known=tuple(known))
    faults: list[Fault] = []
    for key, figure in given.items():
        if type(key) is not int or key not in known:
            faults.append(Fault((key,), "unknown_part", {"tier": tier, "id": key, "known": tuple(known)}, at_key=True))
        else:
            faults += _figure_faults(figure, info.context, (key,))
    if faults:
        refuse(faults)
    return {key: as_written(figure, info.context.index.decimals) for key, figure in given.items()}


def read_domain_figures(given: Any, info: ValidationInfo[Instrument]) -> dict[int, Fraction]:
    """Announced figures by domain."""
    return _figures(given, info, "domain")


def read_aspect_figures(given: Any, info: ValidationInfo[Instrument]) -> dict[int, Fraction]:
    """Announced figures by aspect."""
    return _figures(given, info, "aspect")


def read_predicate(given: Any, info: ValidationInfo[Instrument]) -> str:
    """The name of a predicate, as the instrument writes it."""
    if not isinstance(given, str):
        fault("predicate_type", known=tuple(one.name for one in info.context.predicates))
    named = info.context.predicate_named(given)
    if named is None:
        fault("unknown_predicate", value=given, known=tuple(one.name for one in info.context.predicates))
    return named.name


class Published(Checked):
    """The officially announced figures, rounded to the instrument's decimals or finer; the instrument is the context."""

    indonesian: ClassVar = keys.PUBLISHED

    index: Annotated[Annotated[Fraction, PlainValidator(read_figure)] | None, N_("The announced index.")] = None
    predicate: Annotated[Annotated[str, PlainValidator(read_predicate)] | None, N_("The announced predicate.")] = None
    domains: Annotated[
        dict[int, Fraction], PlainValidator(read_domain_figures), N_("The announced figures of domains, by their numbers.")
    ] = Field(default_factory=dict)
    aspects: Annotated[
        dict[int, Fraction], PlainValidator(read_aspect_figures), N_("The announced figures of aspects, by their numbers.")
    ] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, given: Any) -> Any:
        return without_blanks(given, cls) if isinstance(given, dict) else given

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.index is None and self.predicate is None and not self.domains and not self.aspects:
            fault("published_empty")
        return self


class Assessment(Checked):
    """One agency's assessment in one year under one instrument.

    ``answers`` are by indicator; None means that only announced figures are known.
    """

    indonesian: ClassVar = keys.ASSESSMENT

    agency: Annotated[Line, N_("The name of the agency.")]
    year: Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR), BeforeValidator(whole), N_("The assessment year.")]
    instrument: Annotated[Line, N_("The id of the instrument that measures it; without it, the one that holds for the year.")]
    stage: Annotated[Annotated[Stage, PlainValidator(read_stage)] | None, N_("The stage of the assessment.")] = None
    group: Annotated[Line | None, N_("The group to which the agency belongs, such as its province, for rankings.")] = None
    kind: Annotated[
        Line | None, N_("The kind of agency; without it, the word behind Pemerintah, or the first word of the name.")
    ] = None
    owner: Annotated[Line | None, N_("Who answered, where the file was handed out.")] = None
    answers: Annotated[dict[int, Answer] | None, N_("The answers, by the numbers of the indicators.")] = None
    published: Annotated[Published | None, N_("What was officially announced.")] = None

    @property
    def kind_of_agency(self) -> str:
        """The kind of agency: as the file says, else by its name."""
        return kind_of(self.agency, self.kind)

    def answer(self, indicator: int) -> Answer:
        """The answer to an indicator; an empty answer if there is none."""
        return (self.answers or {}).get(indicator, UNANSWERED)

    def owner_of(self, indicator: int, owners: Mapping[int, str]) -> str | None:
        """Who answers for an indicator: as ``owners`` says, else the owner of its target, else that of the file."""
        target = self.answer(indicator).target
        return owners.get(indicator) or (target and target.owner) or self.owner

    @property
    def judged(self) -> bool:
        """Whether any item of evidence has a status, so that there is a backed index beside the claimed one."""
        given = [answer.evidence for answer in (self.answers or {}).values()]
        return any(item.status is not None for items in filter(None, given) for item in items)

    @property
    def evidence(self) -> Iterator[Evidence]:
        """All items of evidence, by indicator."""
        for answer in (self.answers or {}).values():
            yield from answer.evidence

    def backed(self, instrument: Instrument) -> Self:
        """The assessment with the levels that accepted evidence proves."""
        answered = ((one, answer) for one, answer in (self.answers or {}).items() if answer.answered)
        return self.with_levels({one: answer.backed(instrument.asked[one]) for one, answer in answered})

    def with_answers(self, answers: Mapping[int, Answer]) -> Self:
        """The assessment with these answers alone; without the announced figures, which belong to the answers as they were."""
        return self.model_copy(update={"answers": dict(answers), "published": None})

    def with_levels(self, levels: Mapping[int, tuple[Fraction, ...]]) -> Self:
        """The assessment with other levels, one per service; without the announced figures."""
        other_forms = dict.fromkeys(FORMS[1:])
        answers = dict(self.answers or {})
        for one, values in levels.items():
            answer = self.answer(one)
            if answer.levels != values:
                answers[one] = answer.model_copy(update={**other_forms, "levels": values})
        return self.with_answers(answers)
